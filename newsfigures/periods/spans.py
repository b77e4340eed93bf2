"""SDMX time periods → days."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

_PERIOD = re.compile(
    r"""
    (?P<year>\d{4})
    (?: -Q(?P<quarter>[1-4])          # 2025-Q4
      | -S(?P<half>[12])              # 2025-S2
      | -(?P<month>\d\d)              # 2025-11
        (?: -(?P<day>\d\d) )?         # 2025-11-20
    )?
    (?: /P(?P<length>\d{1,4})(?P<of>[YMWD]) )?   # 2024-01-01/P5M
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=1 << 10)
def days(time_period: str) -> tuple[date | None, date | None]:
    """The first and the last day of an SDMX time period; None for a side that is open or not stated.

    >>> days("2024-01-01/P5M")
    (datetime.date(2024, 1, 1), datetime.date(2024, 5, 31))
    >>> days("../2026")
    (None, datetime.date(2026, 12, 31))
    """
    first, slash, last = time_period.partition("/")
    if slash and (first == ".." or last == ".." or not last.startswith("P")):
        return (None if first == ".." else days(first)[0], None if last == ".." else days(last)[1])
    found = _PERIOD.fullmatch(time_period)
    if not found:
        return None, None
    try:
        return _first_day(found), _last_day(found)
    except (ValueError, OverflowError):
        return None, None


def _first_day(found: re.Match[str]) -> date:
    month = int(found["month"] or 1)
    if found["quarter"]:
        month = int(found["quarter"]) * 3 - 2
    elif found["half"]:
        month = int(found["half"]) * 6 - 5
    return date(int(found["year"]), month, int(found["day"] or 1))


def _last_day(found: re.Match[str]) -> date:
    first = _first_day(found)
    if found["length"]:
        length = int(found["length"])
        if found["of"] in "WD":
            return first + timedelta(length * (7 if found["of"] == "W" else 1) - 1)
        months = length * (12 if found["of"] == "Y" else 1)
    elif found["day"]:
        return first
    else:
        months = 3 if found["quarter"] else 6 if found["half"] else 1 if found["month"] else 12
    after = first.year * 12 + first.month - 1 + months
    year, month = divmod(after, 12)
    if found["length"] and first.day > 1:
        return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1])) - timedelta(1)
    return date(year, month + 1, 1) - timedelta(1)
