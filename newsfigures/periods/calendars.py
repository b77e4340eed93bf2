"""Kinds of time → days, and days → SDMX time periods."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Days = tuple[date, date]  # the first and the last


def month_of(parts: dict[str, Any]) -> int:
    """The month that the parts of an expression name, by name or number; 0 for none."""
    return int(parts.get("month") or parts.get("m") or 0)


def whole_months(year: int, first: int, count: int) -> Days:
    """``count`` whole months from the first of month ``first``, which may lie beyond the year."""
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    last = first + count - 1
    year, month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return start, date(year, month, monthrange(year, month)[1])


def _day(year: int, parts: dict[str, Any]) -> Days:
    day = date(year, month_of(parts), parts["d"])
    return day, day


def _span_of_days(year: int, parts: dict[str, Any]) -> Days:
    month = month_of(parts)
    return date(year, month, parts["d"]), date(year, month, parts["d2"])


def _days_over_months(year: int, parts: dict[str, Any]) -> Days:
    """From a day of one month to one of a later month, in the year of the last."""
    month, last = month_of(parts), parts["month2"]
    return date(year - (month > last), month, parts["d"]), date(year, last, parts["d2"])


def _week(year: int, parts: dict[str, Any]) -> Days:
    """The ISO week of a day; a Sunday may open a week or close it."""
    day = date(year, month_of(parts), parts["d"])
    if day.isoweekday() == 7:
        raise ValueError("a week that starts on a Sunday, or ends")
    return stepped(day, "week", 0)


def _last_day_of_month(year: int, parts: dict[str, Any]) -> Days:
    last = whole_months(year, month_of(parts), 1)[1]
    return last, last


def _quarter(year: int, parts: dict[str, Any]) -> Days:
    return whole_months(year, 3 * int(parts.get("q") or parts["ordinal"]) - 2, 3)


def _half(year: int, parts: dict[str, Any]) -> Days:
    half = int(parts.get("q") or parts["ordinal"])
    if half == 3:
        raise ValueError("a year has two halves")
    return whole_months(year, 1 if half == 1 else 7, 6)


def _count(parts: dict[str, Any]) -> int:
    if not 1 <= parts["n"] <= 12:
        raise ValueError("a year has twelve months")
    return int(parts["n"])


def _years(year: int, parts: dict[str, Any]) -> Days:
    last = parts["Y2"] if "Y2" in parts else year // 100 * 100 + parts["yy"]
    if "Y2" not in parts and last == year + 1:
        raise ValueError("a fiscal year, which starts where each country lets it")
    return date(year, 1, 1), date(last, 12, 31)


def _first_quarters(year: int, parts: dict[str, Any]) -> Days:
    if parts["n"] > 4:
        raise ValueError("a year has four quarters")
    return whole_months(year, 1, 3 * parts["n"])


def _half_of_month(year: int, parts: dict[str, Any], *, first: bool) -> Days:
    start, end = whole_months(year, month_of(parts), 1)
    return (start, start.replace(day=15)) if first else (start.replace(day=16), end)


def _decade(year: int) -> Days:
    if year % 10:
        raise ValueError("no decade starts in this year")
    return whole_months(year, 1, 120)


def _months_to(year: int, parts: dict[str, Any]) -> Days:
    count = _count(parts)
    first, last = whole_months(year, month_of(parts) - count + 1, count)
    if parts.get("d", last.day) != last.day:
        raise ValueError("months that end within a month")
    return first, last


def _first_days(year: int, parts: dict[str, Any]) -> Days:
    month = month_of(parts)
    return date(year, month, 1), date(year, month, parts["n"])


def _last_days(year: int, parts: dict[str, Any]) -> Days:
    last = whole_months(year, month_of(parts), 1)[1]
    return last.replace(day=last.day - parts["n"] + 1), last


def _over_the_year(year: int, parts: dict[str, Any]) -> Days:
    """From a day or month of one year to one of another: "1 April 2024 to 31 March 2025"."""
    first, last = whole_months(year, month_of(parts), 1)[0], whole_months(parts["Y2"], parts["month2"], 1)[1]
    return (first.replace(day=parts["d"]), last.replace(day=parts["d2"])) if "d" in parts else (first, last)


#: Times of a year: the days that the parts of an expression name in it. ValueError if there are none.
CALENDAR: dict[str, Callable[[int, dict[str, Any]], Days]] = {
    "day": _day,
    "days": _span_of_days,
    "days over months": _days_over_months,
    "week of day": _week,
    "week to": lambda year, parts: (_day(year, parts)[0] - timedelta(days=6), _day(year, parts)[0]),
    "week from": lambda year, parts: (_day(year, parts)[0], _day(year, parts)[0] + timedelta(days=6)),
    "month": lambda year, parts: whole_months(year, month_of(parts), 1),
    "in month": lambda year, parts: whole_months(year, month_of(parts), 1),
    "end of month": _last_day_of_month,
    "first half of month": lambda year, parts: _half_of_month(year, parts, first=True),
    "second half of month": lambda year, parts: _half_of_month(year, parts, first=False),
    "first days of month": _first_days,
    "last days of month": _last_days,
    "over the year": _over_the_year,
    "year to day": lambda year, parts: (date(year, 1, 1), date(year, month_of(parts), parts["d"])),
    "year to month": lambda year, parts: whole_months(year, 1, month_of(parts)),
    "months": lambda year, parts: whole_months(year, month_of(parts), parts["month2"] - month_of(parts) + 1),
    "two months": lambda year, parts: whole_months(year, month_of(parts), 2),
    "months to": _months_to,
    "quarter to": lambda year, parts: _months_to(year, parts | {"n": 3}),
    "year to": lambda year, parts: _months_to(year, parts | {"n": 12}),
    "first quarters": _first_quarters,
    "first months": lambda year, parts: whole_months(year, 1, _count(parts)),
    "last months": lambda year, parts: whole_months(year, 13 - _count(parts), _count(parts)),
    "quarter": _quarter,
    "half": _half,
    "first half": lambda year, parts: whole_months(year, 1, 6),
    "second half": lambda year, parts: whole_months(year, 7, 6),
    "year": lambda year, parts: whole_months(year, 1, 12),
    "in year": lambda year, parts: whole_months(year, 1, 12),
    "start of year": lambda year, parts: (date(year, 1, 1), date(year, 1, 1)),
    "end of year": lambda year, parts: (date(year, 12, 31), date(year, 12, 31)),
    "years": _years,
    "decade": lambda year, parts: _decade(year),
}


#: Times of a year or more, and its first and last day: they say little of when in it a text was written.
LONG = ("year", "in year", "start of year", "end of year", "years", "decade")

#: Times with a beginning and an end in words.
SPANS = ("days", "days over months", "week from", "months", "years", "over the year", "year to day", "year to month")


#: "By the end of May" names May as the last time, whole.
WHOLE = {"end of year": "year", "end of month": "month"}


def _ago(today: date, months: int) -> date:
    """The same day of the month so many months ago, or the month's last if it has no such day."""
    month = today.year * 12 + today.month - 1 - months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _before_today(today: date, months: int) -> Days:
    return _ago(today, months), today - timedelta(days=1)


def _past_months(today: date, months: int) -> Days:
    """Whole months, the last one of which is over or as good as over."""
    end = today + timedelta(days=7)
    return whole_months(end.year, end.month - months, months)


def _weekday(today: date, parts: dict[str, Any], first: int) -> Days:
    """The day of that name among the seven days from ``first`` days after today."""
    start = today + timedelta(days=first)
    day = start + timedelta(days=(parts["weekday"] - start.isoweekday()) % 7)
    return day, day


def _same(day: date) -> Days:
    return day, day


#: Times told from the article's date.
RELATIVE: dict[str, Callable[[date, dict[str, Any]], Days]] = {
    "weekday": lambda today, parts: _weekday(today, parts, -6),
    "weekday before": lambda today, parts: _weekday(today, parts, -7),
    "weekday after": lambda today, parts: _weekday(today, parts, 1),
    "past months": lambda today, parts: _past_months(today, parts["n"]),
    "past years": lambda today, parts: _before_today(today, parts["n"] * 12),
    "next years": lambda today, parts: (today, _ago(today, -12 * parts["n"]) - timedelta(days=1)),
    "years ago": lambda today, parts: whole_months(today.year - parts["n"], 1, 12),
    "first half of this month": lambda today, _: (today.replace(day=1), today.replace(day=15)),
    "start of this year": lambda today, parts: _same(date(today.year, 1, 1)),
    "end of this year": lambda today, parts: _same(date(today.year, 12, 31)),
}


#: Times told from the one named before, and how many months they have.
BEFORE = {"month before": 1, "quarter before": 3}


def just_before(kind: str, told: Days) -> Days | None:
    """The month or quarter right before the one told; None if that is neither."""
    count, (year, month) = BEFORE[kind], (told[0].year, told[0].month)
    return whole_months(year, month - count, count) if told == whole_months(year, month, count) else None


STEP = re.compile(r"(?P<unit>day|week|month|quarter|year) (?P<step>-?\d)")


def stepped(today: date, unit: str, step: int) -> Days:
    """The day, ISO week, month, quarter or year that lies so many after the one of today."""
    if unit == "day":
        return _same(today + timedelta(days=step))
    if unit == "week":
        monday = today + timedelta(days=1 - today.isoweekday() + 7 * step)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return whole_months(today.year, today.month + step, 1)
    if unit == "quarter":
        return whole_months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    return whole_months(today.year + step, 1, 12)


def to_sdmx(start: date, end: date) -> str:
    """The SDMX time period from one day to another, both included: a calendar code where there is one.

    >>> to_sdmx(date(2025, 7, 1), date(2025, 12, 31)), to_sdmx(date(2024, 1, 1), date(2024, 5, 31))
    ('2025-S2', '2024-01-01/P5M')
    """
    if start == end:
        return start.isoformat()
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        years = end.year - start.year + 1
        for year in (years - 1, years):
            if 0 < year <= date.max.year - start.year and _ago(start, -12 * year) == end + timedelta(days=1):
                return f"{start}/P{year}Y"
        after = end + timedelta(days=1)
        months = (after.year - start.year) * 12 + after.month - start.month
        if months > 0 and after.day == start.day:
            return f"{start}/P{months}M"
        return f"{start}/P{(end - start).days + 1}D"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    code, month = f"{start.year:04d}", start.month
    if months == 12 and month == 1:
        return code
    if months == 6 and month in (1, 7):
        return f"{code}-S{(month + 5) // 6}"
    if months == 3 and month % 3 == 1:
        return f"{code}-Q{(month + 2) // 3}"
    if months == 1:
        return f"{code}-{month:02d}"
    if months % 12 == 0:
        return f"{start}/P{months // 12}Y"
    return f"{start}/P{months}M"
