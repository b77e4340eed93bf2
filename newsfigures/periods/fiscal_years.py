"""Fiscal years: what the words tell of one, and when that was for an area whose year is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsfigures.periods.calendars import to_sdmx, whole_months
from newsfigures.reference import areas, fiscal_years, lenders_years
from newsfigures.types import FiscalTime

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from newsfigures.periods.expressions import Expression
    from newsfigures.types import Period

#: Why a fiscal year stays open.
UNKNOWN = "a financial year, whose start is not known"

_PARTS = {"fiscal quarter": 3, "fiscal half": 6}

#: The two years of a harvest, which no calendar tells.
CROPS = "crop years"

#: Kinds of time that tell of a fiscal year; of 2024-25, which may be two calendar years too, an area tells which.
FISCAL_KINDS = frozenset(
    (*_PARTS, CROPS, "fiscal months", "fiscal year", "fiscal year before", "fiscal two years", "years")
)


def read_fiscal_time(expression: Expression, today: date | None, before: FiscalTime | None) -> FiscalTime | None:
    """What an expression tells of a fiscal year, ``before`` being the time named before it if that was of one.

    None if it tells of none, or not of which.
    """
    parts, kind = expression.parts, expression.kind
    if expression.how in ("until", "since") or expression.last is not None:
        return None
    if before is not None and kind in ("same period", "year before", "fiscal year before") and not parts.keys() & _TOLD:
        shifted = _stepped(before, -1)
        return shifted if kind == "same period" or shifted is None else replace(shifted, first=1, months=12)
    if kind in ("years", "fiscal two years", CROPS):
        last = parts.get("yy", parts.get("Y2", -1) % 100 if kind != "years" else -1)
        if last != (parts["Y"] + 1) % 100:
            return None
        return FiscalTime(parts["Y"], both=True, months=0 if kind == CROPS else 12, bare=True)
    if not kind.startswith("fiscal"):
        return None
    told = _year(parts, today, -1 if kind == "fiscal year before" else 0)
    if told is None or kind in ("fiscal year", "fiscal year before"):
        return told
    if kind == "fiscal months":
        return replace(told, months=parts["n"]) if parts["n"] <= 12 else None
    months, number = _PARTS[kind], int(parts.get("q") or parts["ordinal"])
    return replace(told, first=1 + months * (number - 1), months=months) if months * number <= 12 else None


_TOLD = {"Y", "yy", "rel"}


def two_years(expression: Expression) -> FiscalTime | None:
    """The fiscal year that "2024-2025" may be, which may be two calendar years or a harvest's too; or None."""
    parts = expression.parts
    if expression.kind != "years" or expression.how or expression.last is not None or parts.get("Y2") != parts["Y"] + 1:
        return None
    return FiscalTime(parts["Y"], both=True, bare=True)


def _year(parts: dict[str, int], today: date | None, step: int) -> FiscalTime | None:
    first = parts.get("Y") or ("yy" in parts and 2000 + parts["yy"]) or 0
    if first:
        last = parts.get("Y2") or ("yy2" in parts and first // 100 * 100 + parts["yy2"]) or 0
        return FiscalTime(first, both=bool(last)) if last in (0, first + 1) else None
    return None if today is None else _stepped(FiscalTime(day=today), parts.get("fiscal", step))


def _stepped(time: FiscalTime, years: int) -> FiscalTime | None:
    """The same so many years later; None where the calendar ends."""
    if time.day is None:
        return replace(time, year=time.year + years)
    try:
        return replace(time, day=time.day.replace(year=time.day.year + years, day=min(time.day.day, 28)))
    except ValueError:
        return None


def in_fiscal_year(period: Period, whose: Collection[str]) -> str:
    """The SDMX time period of what is told of a fiscal year, by the areas or lenders whose it may be.

    Empty where one of them has a year that is not known, or where they disagree.

    >>> from newsfigures.periods import find_periods
    >>> [period] = find_periods("in the 2024/25 financial year")
    >>> in_fiscal_year(period, ["PK"]), in_fiscal_year(period, ["IN"]), in_fiscal_year(period, ["PK", "CN"])
    ('2024-07-01/P1Y', '2024-04-01/P1Y', '')
    """
    times = {_time_period(period.fiscal, code) for code in whose if code and period.fiscal}
    return times.pop() if len(times) == 1 else ""


def in_crop_year(period: Period) -> str:
    """The ISO 8601-2 interval from the one to the other of two years that stand alone, as those of a harvest do; or "".

    >>> from newsfigures.periods import find_periods
    >>> [in_crop_year(period) for period in find_periods("in the 2024/25 season, and in 2024-2030")]
    ['2024/2025', '']
    """
    fiscal = period.fiscal
    return f"{fiscal.year:04}/{fiscal.year + 1:04}" if fiscal and fiscal.bare and fiscal.both and fiscal.year else ""


def _time_period(time: FiscalTime, code: str) -> str:
    if not time.months:
        return ""
    area = areas().get(code)
    known = fiscal_years().get(area.parent or code) if area else lenders_years().get(code)
    if known is None:
        return ""
    if time.day is not None:
        year = time.day.year - (time.day.month < known.month)
    elif time.both:
        if known.month == 1:
            return ""  # two calendar years, or somebody else's fiscal one
        year = time.year
    elif known.named_by:
        year = time.year - (known.named_by == "end")
    else:
        return ""
    try:
        return to_sdmx(*whole_months(year, known.month + time.first - 1, time.months))
    except (ValueError, OverflowError):
        return ""
