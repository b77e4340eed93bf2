"""The days that a page names, and the lines that hold nothing else."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from newsfigures import languages
from newsfigures.articles.vocabulary import alternatives, phrases


@cache
def _date_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each way to write a day, with the order of day and month where numbers alone do not tell."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    years = alternatives(phrases("periods", "year_words"))
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
    orders = {languages.table(code, "datelines")["order"] for code in languages.codes()} - {""}
    patterns = [
        (r"(?<![\w.])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\w)", "ymd"),
        (
            rf"(?<![\w.]){day}(?:st|nd|rd|th)?\s+(?P<month>{months})\b\.?,?(?:\s+(?:(?:{years})\s+)?{year})?(?!\w)",
            "name",
        ),
        (
            rf"(?<!\w)(?P<month>{months})\b\.?\s+{day}(?:st|nd|rd|th)?\b(?!\s*(?:\d|%|[.,]\d))(?:,?\s+{year}(?!\w))?",
            "name",
        ),
        (rf"(?<![\w./-]){day}[./-](?P<month>\d{{1,2}})[./-]{year}(?![\w/])", orders.pop() if len(orders) == 1 else ""),
    ]
    return tuple((re.compile(pattern, re.IGNORECASE), order) for pattern, order in patterns)


@cache
def _months() -> dict[str, int]:
    return {name: n for code in languages.codes() for name, n in languages.table(code, "periods")["months"].items()}


YEAR = re.compile(r"(?:19|20)\d\d")
DIGIT = re.compile(r"\d")


class Day(NamedTuple):
    """A day that a text names, with the words that do; ``year`` is None where they leave it out."""

    start: int
    end: int
    text: str
    year: int | None
    month: int
    day: int

    def date(self, year: int | None = None) -> date | None:
        """The day, in the given year where it has none of its own; None if the calendar lacks it."""
        try:
            return date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None


def find_days(text: str) -> list[Day]:
    """The days that a text names, in order, with or without their year."""
    if not DIGIT.search(text):
        return []
    found = []
    for pattern, order in _date_patterns():
        for match in pattern.finditer(text):
            month = _months().get(match["month"].casefold()) or int(match["month"])
            day = int(match["day"])
            if order == "" and month <= 12 and day <= 12:
                continue  # 05/06/2024 is two days
            if month > 12:
                month, day = day, month
            year = match["year"]
            found.append(Day(*match.span(), match[0], int(year) if year else None, month, day))
    return sorted(found)


@cache
def _around_a_date() -> re.Pattern[str]:
    """What may stand beside a date on a line of its own: its label, a weekday, a clock time, a time zone."""
    words = [
        *phrases("datelines", "published"),
        *phrases("datelines", "updated"),
        *(name for code in languages.codes() for name in languages.table(code, "periods")["weekdays"]),
        *phrases("periods", "day_words"),
        *phrases("datelines", "beside"),
    ]
    return re.compile(
        rf"(?:(?<!\w)(?:{alternatives(words)})\b|\d{{1,2}}[:hg]\d{{0,2}}|\d{{1,2}}(?!\d)|gmt|[ap]m|[+]\d+|\W)*+", re.I
    )


def page_day(words: str) -> Day | None:
    """The date of a line that holds nothing else: "Published: 24 May 2024 at 05:03", "Tuesday, September 03, 2024"."""
    if len(words) > 80 or not YEAR.search(words):
        return None
    for day in find_days(words):
        if day.year and _around_a_date().fullmatch(words[: day.start] + " " + words[day.end :]):
            return day
    return None
