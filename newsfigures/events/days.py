"""The days of events: how exact a date is, and which of several counts."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from newsfigures import languages
from newsfigures.periods import find_periods

if TYPE_CHECKING:
    from newsfigures.types import Period

#: The vagueness of a year alone.
YEAR = 2


def is_day(period: Period) -> bool:
    """Whether the period is one day of the calendar."""
    return len(period.time_period) == 10  # 2026-01-13


def vagueness(period: Period) -> int:
    """A day is taken before what is vaguer, a year alone last of all."""
    return 0 if is_day(period) else YEAR if len(period.time_period) == 4 else 1


def carried(period: Period) -> Literal["inferred", "unresolved"]:
    """The basis of a period taken over from another event."""
    return "inferred" if period.time_period else "unresolved"


@lru_cache(maxsize=1 << 12)
def month_and_day(words: str, language: str) -> str:
    """The day of the year that words name, "03-13", whatever the year; "" for none.

    >>> month_and_day("March 13", "en"), month_and_day("13/3", "vi"), month_and_day("Wednesday", "en")
    ('03-13', '03-13', '')
    """
    # "14/3" is a day behind "chiều", which need not be among its words.
    for text in (words, *(f"{word} {words}" for word in languages.table(language, "periods")["day_words"][:1])):
        found = {
            period.time_period[5:] if is_day(period) else ""
            for today in (date(2001, 7, 5), date(2002, 12, 28))
            for period in find_periods(text, language, today)
        }
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def precision(when: Period | None) -> str:
    """How exactly an event is dated: day, month, year, period (of several days, a quarter ...), or unknown.

    >>> from newsfigures.types import Period, Span
    >>> precision(None), precision(Period(Span("", 0, 8, "May 2024"), "2024-05", "stated"))
    ('unknown', 'month')
    """
    if when is None or not when.time_period:
        return "unknown"
    if is_day(when):
        return "day"
    if re.fullmatch(r"\d{4}-\d\d", when.time_period):
        return "month"
    return "year" if len(when.time_period) == 4 else "period"
