"""Date expressions → SDMX time periods, with how the year is known.

How a language writes periods is data: ``[periods.phrases]`` pairs each way of writing with the kind of time that it
names, one of those of ``calendars``. A phrase is looked for only where its first word stands, so a text is read once.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsfigures.languages.matching import Composed
from newsfigures.periods.calendars import (
    BEFORE,
    CALENDAR,
    LONG,
    RELATIVE,
    SPANS,
    STEP,
    WHOLE,
    Days,
    just_before,
    stepped,
    to_sdmx,
    whole_months,
)
from newsfigures.periods.expressions import Expression, find_expressions
from newsfigures.periods.fiscal_years import (
    CROPS,
    FISCAL_KINDS,
    in_crop_year,
    in_fiscal_year,
    read_fiscal_time,
    two_years,
)
from newsfigures.periods.fiscal_years import UNKNOWN as UNKNOWN_FISCAL
from newsfigures.periods.grammars import YEAR_DIGITS
from newsfigures.types import Period, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsfigures.types import FiscalTime

__all__ = ["ToldYear", "find_periods", "in_crop_year", "in_fiscal_year", "to_sdmx", "told_year"]


class ToldYear(NamedTuple):
    """The year of an undated text's own figures, and the last day that it names in it."""

    year: int
    last: date


def told_year(texts: Iterable[tuple[str, str]]) -> ToldYear | None:
    """The year that the texts of one undated article (each with its language) tell of, or None if that is not sure.

    It is the one after that of "the same period of 2019", if it is told so only once and no later year is named; or
    else the only year named, if that is in months or quarters; or the last of several, if title or lead name months of
    it alone.

    >>> told_year([("Exports in eight months rose 4% against the same period of 2019.", "en")]).year
    2020
    >>> told_year([("Exports in eight months rose 4% from August 2023.", "en")])
    >>> told_year([("Exports rose in May 2024.", "en")]).last, told_year([("Exports rose in 2024.", "en")])
    (datetime.date(2024, 5, 31), None)
    >>> told_year([("Exports rose in May 2024.", "en"), ("They had fallen in 2022 and 2021.", "en")]).year
    2024
    """
    years: set[int] = set()
    led: set[int] = set()
    after: set[int] = set()
    last = date.min
    for place, (text, language) in enumerate(texts):
        if not _NAMES_YEAR.search(text):
            continue
        for expression in find_expressions(Composed(text).text, language):
            for one in filter(None, (expression, expression.last)):
                if one.parts.get("Y") is None:
                    continue
                year = one.parts["Y"]
                if expression.compared and one.kind != "same period":
                    continue  # "from August 2023" tells of another year
                if one.kind == "same period":
                    after.add(year + 1)
                    continue
                years.update((year, one.parts.get("Y2", year)))
                if one.kind in CALENDAR and one.kind not in LONG:
                    try:
                        last = max(last, CALENDAR[one.kind](year, one.parts)[1])
                    except (ValueError, OverflowError):
                        continue
                    if place < _LEAD:
                        led.add(year)
    if len(after) == 1 and max(years, default=0) <= (year := after.pop()):
        return ToldYear(year, date(year, 12, 31))
    if not after and last.year == max(years, default=0) and (len(years) == 1 or led == {last.year}):
        return ToldYear(last.year, last)
    return None


_NAMES_YEAR = re.compile(YEAR_DIGITS)
#: Title and lead are the first texts of an article.
_LEAD = 2


def find_periods(
    text: str, language: str = "en", today: date | None = None, told: ToldYear | None = None
) -> list[Period]:
    """Every date expression of the text, in order, with the time that it names as an SDMX time period.

    ``today`` is the article's date; a year that the text leaves out is taken from it, with the basis ``inferred``.
    Without it, or where two years are as likely, ``time_period`` is empty and the basis ``unresolved``; ``because``
    says why. ``told`` helps where there is no date: what is without a year is of that one.

    A whole month, quarter, half or year has its own code, anything else is start and duration. "By 2026" is
    ``../2026``, "since January" ``2025-01/..``; "as of November 20" is a moment, so the plain date. A span holds the
    expression and the words that make it a deadline or an opening. Raises ValueError for a language that is not known.

    >>> [p.time_period for p in find_periods("Rice exports grew in the first five months of 2024, not by 2026.")]
    ['2024-01-01/P5M', '../2026']
    >>> [(p.span.text, p.time_period, p.basis) for p in find_periods("Ngày 13/1", "vi", date(2026, 1, 14))]
    [('Ngày 13/1', '2026-01-13', 'inferred')]
    """
    composed = Composed(text)
    periods = []
    context: list[_Known] = []
    fiscal: FiscalTime | None = None
    for expression in find_expressions(composed.text, language):
        start, end = composed.raw(expression.start, expression.end)
        span = Span("", start, end, text[start:end])
        if fiscal is not None or expression.kind in FISCAL_KINDS:
            before, fiscal = fiscal, read_fiscal_time(expression, today, fiscal)
            told_before = before is not None and expression.kind in ("same period", "year before")
            if fiscal is not None or told_before or expression.kind.startswith("fiscal"):
                periods.append(Period(span, "", "unresolved", UNKNOWN_FISCAL, fiscal))
                fiscal = before or fiscal if told_before or expression.kind == "fiscal year before" else fiscal
                continue
        periods.append(Period(span, *_resolved(expression, today, context, told), two_years(expression)))
    return periods


Basis = Literal["stated", "inferred", "unresolved"]


class _Known(NamedTuple):
    days: Days
    basis: Literal["stated", "inferred"]
    because: str


_NO_DATE = "the article's date, which would tell, is not known"
_NOTHING_BEFORE = "no time that it could be compared with stands before it"


def _resolved(
    expression: Expression, today: date | None, context: list[_Known], told: ToldYear | None
) -> tuple[str, Basis, str]:
    """The SDMX time period of an expression, its basis, and why. What it names is added to the ``context``."""
    try:
        known = _known(expression, today, context)
        if known == _NO_DATE and told is not None:
            known = _of_told_year(expression, told)
        time_period = "" if isinstance(known, str) else to_sdmx(*known.days)
    except (ValueError, OverflowError):
        return "", "unresolved", "the calendar has no such time"
    if isinstance(known, str):
        return "", "unresolved", known
    if expression.kind != "same period" and expression.kind not in BEFORE and not expression.compared:
        context.append(known)
    first, last = known.days
    if expression.kind == "year so far":
        time_period += "/.."
    elif expression.how == "since" and expression.kind not in SPANS:  # "từ" 2021-2025 is that span
        time_period = f"{first if '/' in time_period else time_period}/.."
    elif expression.how == "until":
        time_period = f"../{last if '/' in time_period else time_period}"
    return time_period, known.basis, known.because


def _known(expression: Expression, today: date | None, context: list[_Known]) -> _Known | str:
    kind = expression.kind
    if expression.base is not None:
        base = _in_calendar(expression.base, today)
        context = [base] if isinstance(base, _Known) else []
    if kind in ("unclear", CROPS):
        return "it names no calendar time"
    if kind == "whole year":
        return _whole_year(today, context)
    if kind in ("same period", "year before", "same day"):
        return _by_context(expression, today, context)
    this_year = today is not None and bool(context) and context[-1].days[0].year == today.year
    if kind == "year -1" and this_year and _is_base_of(expression, context[-1]):
        return _by_context(expression, today, context)
    if kind in CALENDAR:
        found = _in_calendar(expression, today)
        return _nearest(expression, context[-1]) if found == _TWO_YEARS and context else found
    if kind in BEFORE:
        if context and (days := just_before(kind, context[-1].days)):
            return _Known(days, context[-1].basis, f"the one before {to_sdmx(*context[-1].days)}")
        return _NOTHING_BEFORE
    if today is None:
        return _NO_DATE
    because = f"told from the article's date, {today}"
    if kind == "year so far":
        return _Known(whole_months(today.year, 1, 1), "inferred", because)
    if kind == "past week" and today.isoweekday() <= 4:
        kind = "week -1"
    if kind == "past week" or (kind.startswith("week ") and today.isoweekday() == 7):
        return _TWO_WEEKS
    if step := STEP.fullmatch(kind):
        return _Known(stepped(today, step["unit"], int(step["step"])), "inferred", because)
    return _Known(RELATIVE[kind](today, expression.parts), "inferred", because)


def _whole_year(today: date | None, context: list[_Known]) -> _Known | str:
    """The year that "the full year" is: that of the time told before it, or the article's, unless it has just begun."""
    if context and (year := context[-1].days[0].year) == context[-1].days[1].year:
        return _Known(whole_months(year, 1, 12), context[-1].basis, "the year of the time told before")
    if today is None:
        return _NO_DATE
    if today.month <= _YOUNG:
        return _TWO_YEARS
    return _Known(whole_months(today.year, 1, 12), "inferred", f"told from the article's date, {today}")


#: Up to this month articles tell of the year that is over.
_YOUNG = 3

#: How long before the last day that it names a text may speak of a month without its year.
_BACK = 190


def _nearest(expression: Expression, told: _Known) -> _Known | str:
    """Of two years that are as likely the one that is nearer to the time told before, if that is of the same kind: "in
    the fourth quarter of 2024, from 5 million in the third quarter".
    """
    days, year = CALENDAR[expression.kind], told.days[0].year
    length = told.days[1] - told.days[0]
    found = [days(one, expression.parts) for one in (year - 1, year, year + 1)]
    away, nearest = min((abs(one[0] - told.days[0]), one) for one in found)
    if expression.last or not timedelta(0) < away < _HALF_A_YEAR or abs(nearest[1] - nearest[0] - length) > _UNEVEN:
        return _TWO_YEARS
    expression.compared = True  # the one told before stays what is told of
    return _Known(nearest, told.basis, f"the nearest to {to_sdmx(*told.days)}")


#: Two quarters are not of one length to the day.
_UNEVEN = timedelta(days=4)
_HALF_A_YEAR = timedelta(days=180)


def _of_told_year(expression: Expression, told: ToldYear) -> _Known | str:
    """A month or quarter without its year in an undated text that tells of one year's months."""
    parts = expression.parts
    if expression.kind not in CALENDAR or expression.how == "until" or expression.last or "rel" in parts:
        return _NO_DATE
    days = CALENDAR[expression.kind](told.year, parts)
    if not (told.last.month == 12 or 0 <= (told.last - days[1]).days <= _BACK):
        return _NO_DATE
    return _Known(days, "inferred", f"the text tells of {told.year}")


def _in_calendar(expression: Expression, today: date | None) -> _Known | str:
    if expression.last is None:
        return _ends(expression, today)
    last = _ends(expression.last, today)
    first = last if isinstance(last, str) else _ends(expression, today, before=last)
    if isinstance(last, str) or isinstance(first, str):
        return last if isinstance(last, str) else first
    days = first.days[0], last.days[1]
    if days[0] > days[1]:
        return "it ends before it starts"
    return _Known(days, max(first.basis, last.basis, key=("stated", "inferred").index), last.because)


def _ends(expression: Expression, today: date | None, before: _Known | None = None) -> _Known | str:
    """The days of an expression that is a time of a year, that year printed or inferred; ``before`` ends its range."""
    parts = expression.parts
    kind = WHOLE.get(expression.kind, expression.kind) if expression.how == "until" else expression.kind
    calendar = CALENDAR[kind]
    year = parts.get("Y") or ("yy" in parts and 2000 + parts["yy"]) or None
    if year is not None:
        days = calendar(year, parts)
        return "it ends before it starts" if days[0] > days[1] else _Known(days, "stated", "as printed")
    if before is not None and "rel" not in parts:
        days = calendar(before.days[1].year, parts)
        return _Known(
            days if days[0] <= before.days[1] else calendar(days[0].year - 1, parts), before.basis, before.because
        )
    if "named" in parts and today is None:
        return _Known(calendar(parts["named"], parts), "inferred", "the year that stands with the same name before")
    if today is None:
        return _NO_DATE
    if "rel" in parts:
        because = f"told from the article's date, {today}"
        return _Known(calendar(today.year + parts["rel"], parts), "inferred", because)
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(calendar(year, parts))
        except ValueError:  # 29 February
            continue
    days_or_doubt = _likeliest(candidates, today, expression)
    if isinstance(days_or_doubt, str):
        return days_or_doubt
    if parts.get("apart", days_or_doubt[0].year) < days_or_doubt[0].year:
        return _TWO_YEARS
    return _Known(days_or_doubt, "inferred", f"the year that fits the article's date, {today}")


#: What is to come is told without its year only when it is less than two months away.
_SOON = 60
#: In November, "the first half" is this year's, but "in January" may be the next.
_SHORT = ("day", "days", "days over months", "week of day", "week from", "month", "in month", "months")


def _likeliest(candidates: list[Days], today: date, expression: Expression) -> Days | str:
    """Of the same time in three years, the one that an article of today means when it gives no year."""
    begun = [days for days in candidates if days[0] <= today]
    coming = [days for days in candidates if days[0] > today]
    if expression.how in ("since", "at"):
        return begun[-1] if begun else "no year fits"
    if expression.how == "until":
        if begun and (expression.over or 0 <= (today - begun[-1][1]).days <= _SOON):
            return begun[-1]
        return next((days for days in candidates if days[1] >= today), "no year fits")
    if expression.kind in (
        "first months",
        "first quarters",
        "months to",
        "quarter to",
        "year to",
        "year to day",
        "year to month",
        "first days of month",
        "last days of month",
        "week to",
    ):  # statistics of months that are over
        over = [days for days in candidates if days[1] <= today + timedelta(days=15)]
        return over[-1] if over else "no year fits"
    if not begun or not coming:
        return "no year fits"
    past, future = (today - begun[-1][1]).days, (coming[0][0] - today).days
    if past <= 0 or begun[-1][0].year == today.year:
        # What lasted longer than it is ago is meant: January to September, in December.
        just_over = (begun[-1][1] - begun[-1][0]).days >= past
        in_doubt = expression.kind in _SHORT and future <= _SOON and past > 2 * future and not just_over
        return _TWO_YEARS if in_doubt else begun[-1]
    if 2 * past < future:
        return begun[-1]
    return coming[0] if future <= _SOON and 2 * future < past else _TWO_YEARS


_TWO_YEARS = "two years are as likely"
#: On a Sunday some have begun the next week; the week that passed may be the one that ends on Friday's page.
_TWO_WEEKS = "two weeks are as likely"


def _is_base_of(expression: Expression, told: _Known) -> bool:
    """Whether "than the year before" means the same months of it: those told are less than a year."""
    days = (told.days[1] - told.days[0]).days
    return expression.compared and 0 < days < _A_YEAR


_A_YEAR = 360


def _by_context(expression: Expression, today: date | None, context: list[_Known]) -> _Known | str:
    """What is told from the last time that the text named before."""
    parts = expression.parts
    if expression.kind == "same day":
        day = next((known for known in reversed(context) if known.days[0] == known.days[1]), None)
        return day or "no day stands before it"
    if not context:
        if expression.kind == "year before" and today is not None:
            return _Known(whole_months(today.year - 1, 1, 12), "inferred", f"told from the article's date, {today}")
        return _NOTHING_BEFORE
    base = context[-1]
    start, end = base.days
    if expression.kind == "year before" and not _is_base_of(expression, base):
        return _Known(whole_months(start.year - 1, 1, 12), base.basis, f"the year before {to_sdmx(*base.days)}")
    if "rel" in parts and today is None:
        return _NO_DATE
    year = parts.get("Y") or (today.year + parts["rel"] if "rel" in parts and today else start.year - 1)
    if end - start > timedelta(days=366):
        return "the time before it is longer than a year"
    shift = year - start.year
    months = (end + timedelta(days=1)).day == 1 and start.day == 1
    if months:
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        days = whole_months(year, start.month, count)
    else:
        days = start.replace(year=year), end.replace(year=end.year + shift)
    return _Known(days, base.basis, f"the same period as {to_sdmx(start, end)}, of {year}")
