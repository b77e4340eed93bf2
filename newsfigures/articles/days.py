"""The days that a page names, and the lines that hold nothing else."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsfigures import languages
from newsfigures.articles.vocabulary import alternatives, phrases, word_starts
from newsfigures.languages.matching import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    """Each way to write a day, in small letters: from its year on, day and month by name, month by name and day, and
    in figures that do not tell whether day or month comes first."""
    months = alternatives(_months(), " ")
    years = alternatives(phrases("periods", "year_words"))
    suffixes = alternatives(phrases("periods", "day_suffixes"))
    year = r"(?P<year>(?:19|20)\d\d)"
    # What must not stand before the first digit is looked for behind it: a search can jump from digit to digit so.
    patterns = [
        r"(?P<year>[12](?<![\w.]\d)(?:(?<=1)9|(?<=2)0)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\w)",
        rf"(?P<day>\d(?<![\w.]\d)\d?)(?:{suffixes})?\s+(?P<month>{months})\b\.?,?(?:\s+(?:(?:{years})\s+)?{year})?(?!\w)",
        rf"(?P<month>{word_starts(_months(), ' ')})\b\.?\s+(?P<day>\d{{1,2}})(?:{suffixes})?\b(?!\s*(?:\d|%|[.,]\d))"
        rf"(?:,?\s+{year}(?!\w))?",
        rf"(?P<day>\d(?<![\w./-]\d)\d?)[./-](?P<month>\d{{1,2}})[./-]{year}(?![\w/])",
    ]
    return tuple(map(re.compile, patterns))


@cache
def _month_starts() -> tuple[str, ...]:
    """What months' names start with: quick to look for, and many texts have none."""
    return tuple(sorted({name[:3] for name in _months()}))


@cache
def _months() -> dict[str, tuple[int, bool]]:
    """Each name of a month: which it is, and whether it starts with a capital."""
    tables = [languages.table(code, "periods") for code in languages.codes()]
    return {name: (n, table["capitals"]) for table in tables for name, n in table["months"].items()}


DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_FIGURES = re.compile(r"\d[./-]\d")  # every day without a month's name has this in it


def find_years(text: str) -> list[re.Match[str]]:
    """Where years stand in a text, or numbers like them."""
    return list(_YEAR.finditer(text)) if "19" in text or "20" in text else []  # most texts have neither


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


def find_days(text: str, order: str) -> list[Day]:
    """The days that a text names, in order, with or without their year.

    ``order`` tells which comes first in 05/06/2024: ``dmy``, ``mdy``, or nothing where newsrooms of the language
    differ; such a day is left out then.
    """
    if not DIGIT.search(text):
        return []
    found = []
    low = lowered(text)
    is_in_figures = _IN_FIGURES.search(low) is not None
    year_first, *named, numeric = _date_patterns()
    patterns = [year_first] if is_in_figures else []
    if any(start in low for start in _month_starts()):
        patterns += named
    for pattern in patterns:
        for match in pattern.finditer(low):
            month, has_capital = _months().get(match["month"]) or (int(match["month"]), False)
            if not has_capital or text[match.start("month")].isupper():
                year = int(match["year"]) if match["year"] else None
                found.append(Day(*match.span(), text[match.start() : match.end()], year, month, int(match["day"])))
    for match in numeric.finditer(low) if is_in_figures else ():
        first, second = int(match["day"]), int(match["month"])
        day, month = (second, first) if second > 12 or (order == "mdy" and first <= 12) else (first, second)
        if order or max(first, second) > 12 or first == second:
            found.append(Day(*match.span(), match[0], int(match["year"]), month, day))
    return sorted(found)


@cache
def _around_a_date() -> re.Pattern[str]:
    """What may stand beside a date on a line of its own: its label, a weekday, a clock time, a time zone."""
    words = [
        *phrases("datelines", "published"),
        *phrases("datelines", "updated"),
        *(name for code in languages.codes() for name in languages.table(code, "periods")["weekdays"]),
        *phrases("periods", "day_words"),
        *phrases("datelines", "weekday_shorts"),
        *phrases("datelines", "beside"),
    ]
    return re.compile(
        rf"(?:(?<!\w)(?:{alternatives(words)})\b|\d{{1,2}}[:hg]\d{{0,2}}|\d{{1,2}}(?!\d)|gmt|[ap]m|[+]\d+|\W)*+", re.I
    )


@cache
def _weekday_names() -> tuple[re.Pattern[str], dict[str, int]]:
    tables = [languages.table(code, "periods")["weekdays"] for code in languages.codes()]
    names = {name: n for table in tables for name, n in table.items() if len(name) > 5}
    return re.compile(rf"(?<!\w)(?:{alternatives(name.title() for name in names)})(?!\w)"), names


def weekdays(text: str) -> Iterator[tuple[str, int]]:
    """The weekdays that a text names in full, each with its number; Monday is 0."""
    pattern, names = _weekday_names()
    return ((match[0], names[" ".join(match[0].casefold().split())] - 1) for match in pattern.finditer(text))


@cache
def _month_and_year() -> re.Pattern[str]:
    months = alternatives(_months(), " ")
    years = alternatives(phrases("periods", "year_words"))
    return re.compile(rf"(?<!\w)(?P<month>{months})\b\.?,?[\s/]+(?:(?:{years})\s+)?(?P<year>(?:19|20)\d\d)(?!\w)")


def month_years(text: str) -> Iterator[tuple[str, int, int]]:
    """The months that a text names with their year: (its words, the year, the month)."""
    for match in _month_and_year().finditer(lowered(text)):
        month, has_capital = _months()[match["month"]]
        if not has_capital or text[match.start()].isupper():
            yield text[match.start() : match.end()], int(match["year"]), month


_PARTS = re.compile(r"[|•·]|\s/\s")
_SIGNED = re.compile(r"\A\([^\W\d_a-z]{2,8}\)\s(?=\d)")  # the newsroom's letters before a clock time or a date
_TIME_ZONE = re.compile(r"(?<=\d)(\s?[ap]m)?\s[A-Z]{2,4}\b", re.ASCII)


def page_day(words: str, order: str = "dmy") -> Day | None:
    """The date of a line that holds nothing else: "Published: 17 June 2023 at 18:40", "Saturday, June 17, 2023"."""
    if len(words) > 120 or not find_years(words):
        return None
    for part in _PARTS.split(words):
        for day in find_days(part, order):
            before = _SIGNED.sub("", part[: day.start])
            beside = _count().sub("", _TIME_ZONE.sub("", f"{before} {part[day.end :]}"))
            if day.year and (_around_a_date().fullmatch(beside) or _is_labelled(part, day)):
                return day
    return None


@cache
def _count() -> re.Pattern[str]:
    """What a page counts beside its date: "3 min read"."""
    return re.compile(rf"(?<!\w)\d{{1,4}}[\s-](?:{alternatives(phrases('roles', 'counted'))})(?!\w)", re.IGNORECASE)


@cache
def _label_of_a_date() -> re.Pattern[str]:
    """The label that a date stands behind, with the newspaper's or the section's name: "Posted on", "By Jane Roe -",
    "By Jane Roe in Business, Inland Waters on"."""
    labels = alternatives([*phrases("datelines", "published"), *phrases("datelines", "updated")])
    places = alternatives([*phrases("datelines", "published_in"), *phrases("roles", "bylines")])
    joins = alternatives(phrases("datelines", "joins"))
    name = rf"(?:\s+(?:{joins}))?\s+[^\W\d_a-z][\w’'.-]*"
    return re.compile(rf"\W*(?:(?i:{labels})|(?i:{places})(?:,?{name}){{1,9}}(?:\s+(?:{joins}))?)[\s,:–—-]*")


#: "by Jane Roe", "in Business", "by admin with 3 comments".
_BEHIND_A_DATE = re.compile(r"[\s,]*(?:[^\W\d_][\w’'.-]*\s*){0,4}")


def _is_labelled(part: str, day: Day) -> bool:
    """Whether a date stands right behind its label, and little behind it: "Posted on May 6, 2024 by Jane Roe"."""
    label = _label_of_a_date().fullmatch(part, 0, day.start)
    return label is not None and _BEHIND_A_DATE.fullmatch(part, day.end) is not None
