"""The place, day and agency that an article opens with."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from newsfigures import languages, reference
from newsfigures.articles.days import Day, find_days, find_years, page_day
from newsfigures.articles.tongues import function_words
from newsfigures.articles.vocabulary import alternatives, phrases, vocabulary

DATELINE = re.compile(
    r"""
    (?P<place>[^\W\d_][^\n():–—]{1,40}?)?           # "Da Nang"; may be missing: "(TTXVN) –"
    (?:,\s[^\n():–—]{3,20}?)?                       # ", Jan. 13"
    \s{0,3}(?:\((?P<agency>[^()\n]{2,30})\)\s{0,3})? # "(VNA)"
    [–—:-]{1,2}\s{0,3}
    """,
    re.VERBOSE,
)

_ENCLOSED = re.compile(r"\[(?P<place>[^\W\d_a-z][^\[\]a-z\d]{2,40})\]\s")  # "[HO CHI MINH CITY] "


class Dateline(NamedTuple):
    """What an article opens with, each empty or None if it is not told; ``end`` is where its story begins."""

    place: str
    agency: str
    day: Day | None
    end: int


def read_dateline(words: str, order: str = "") -> Dateline | None:
    """The dateline that a paragraph starts with: "Da Nang (VNA) – ", "NEW DELHI: ", "OSLO, 6 May 2024 - ".

    ``order`` tells which comes first in 05/06/2024, as for ``find_days``.
    """
    if len(words) < 50 or not _SIGN.search(words, 0, 2 * _LONGEST):
        return None
    if enclosed := _ENCLOSED.match(words):
        return Dateline(enclosed["place"], "", None, enclosed.end())
    if dated := _dated(words, order):
        return dated
    found = DATELINE.match(words)
    if found is None or not (found["place"] or found["agency"]):
        return None
    place, agency = (found["place"] or "").strip(), found["agency"] or ""
    if place in reference.outlets():  # "TTO - "
        place, agency = "", place
    if place:
        if not place[0].isupper() or place.casefold() in vocabulary().not_places or place.count(" ") > 4:
            return None
        if not agency and len(place) < 3:
            return None  # "Q: ", "PV: "
        if not agency and not place.replace(".", "").replace(" ", "").replace(",", "").isupper():
            return None
    if agency and not (agency[0].isupper() and agency.count(" ") <= 3):
        return None
    return Dateline(place, agency, None, found.end())


#: How far into a paragraph its dateline may reach.
_LONGEST = 100
_SIGN = re.compile("[–—:\\[(-]")  # every dateline has one
_AGENCY = re.compile(r"\s{0,3}\((?P<agency>[^()\n]{2,30})\)")
_AGENCY_BESIDE = re.compile(r"\s{0,3}\((?P<agency>[^\W\d_a-z][^(),\d]{1,29}),\s{1,3}\Z")  # "(Reuters, 6 May 2024)"
_WIRE = re.compile(r"\s{0,3}/[^/\n]{2,30}/")  # "/PRNewswire/"
_COLON = re.compile(r":\s{1,3}")
_STOP = re.compile(r"\.\s{1,3}")
_CLOCK = re.compile(r"\d[:hg]\d\d")
_DASH = re.compile(r"\s{0,3}[,.]?\s{0,3}(?:[–—]|--?(?=\s))-?\s{0,3}")
_PLACE = re.compile(r"[^\W\d_a-z](?:[^\W\d_]|[ .,'’-])*")


@cache
def _before_a_day() -> re.Pattern[str]:
    """What stands between the place and its day: "Hà Nội, ngày", "OSLO, Monday,"."""
    weekdays = [name for code in languages.codes() for name in languages.table(code, "periods")["weekdays"]]
    words = alternatives([*weekdays, *phrases("datelines", "weekday_shorts"), *phrases("periods", "day_words")])
    return re.compile(rf"(?:(?:^|[\s,|]+)(?:{words})\b|[\s,|(–—-])*+$", re.IGNORECASE)


def _dated(words: str, order: str) -> Dateline | None:
    """A dateline with its day, before the agency or behind it, up to its dash."""
    day = next(iter(find_days(words[:_LONGEST], order)), None)
    if day is None:
        return None
    rest = day.end + (words[day.end : day.end + 1] == ")")
    agency = ""
    if behind := _AGENCY.match(words, rest):
        agency, rest = behind["agency"], behind.end()
    elif wire := _WIRE.match(words, rest):
        rest = wire.end()
    before = words[: day.start]
    if beside := _AGENCY_BESIDE.search(before):
        agency, before = beside["agency"], before[: beside.start()]
    elif inside := _AGENCY.search(before):
        agency, before = inside["agency"], before[: inside.start()] + before[inside.end() :]
    place = named_before_a_day(before)
    dash = _DASH.match(words, rest) or (_COLON.match(words, rest) if place.isupper() else None)
    if dash is None and day.year and words[day.start - 1 : day.start] + words[day.end : day.end + 1] == "()":
        dash = _STOP.match(words, rest)  # "Oslo (6 May 2024). "
    if dash is None:
        return None
    if agency and not before.strip(" ,-–—"):
        return Dateline("", agency, day, dash.end())  # "(TTXVN) 12/06/2025 - "
    if not (day.year or agency or place.isupper()):
        return None  # "Harbour Day, May 6 - "
    return Dateline(place, agency, day, dash.end()) if place else None


def named_before_a_day(words: str) -> str:
    """The name, of a place or a newsroom, that is all that stands before a day; empty if anything else does."""
    name = words[: _start_of(words)].strip(" ,")
    parts = name.replace(",", " ").split()
    if not 1 <= len(parts) <= 6 or not _PLACE.fullmatch(name) or name.casefold() in vocabulary().not_places:
        return ""
    if not (parts[0][0].isupper() and parts[-1][0].isupper()) or parts[0].casefold() in function_words():
        return ""
    return name.partition(",")[0].strip()


def named_day(words: str, order: str = "dmy") -> Day | None:
    """The day of a line that holds nothing else but a place, a newsroom or a part of the page: "Oslo, 6 May 2024",
    "ROA Monday, 6/5/2024", "Inland waters 6/5/2024 14:31".

    A known newsroom or part, a comma, a weekday or a clock time tells that the name is none of a thing.
    """
    if len(words) > 80 or not find_years(words):
        return None
    day = next(iter(find_days(words, order)), None)
    if day is None or not day.year:
        return None
    before = words[: day.start]
    name = named_before_a_day(before)
    rest = words[_start_of(before) :]
    if page_day(rest, order) is None:
        return None
    clock = _CLOCK.search(rest)
    told = rest[: rest.find(day.text)].strip(" -–—|(") or clock
    part = words[: _start_of(before)].strip(" ,")
    if part.casefold() in _parts_of_a_page():
        return day if told or rest[: rest.find(day.text)].strip() else None  # not "Exports 6/5/2024"
    if name:
        return day if told or name in reference.outlets() else None
    return day if clock and _is_part_of_a_page(part) else None


@cache
def _parts_of_a_page() -> frozenset[str]:
    return frozenset(phrases("datelines", "sections"))


def _is_part_of_a_page(name: str) -> bool:
    """Whether a name may be that of a part of a page: up to four words without a digit."""
    words = name.split()
    return (
        1 <= len(words) <= 4
        and _PLACE.fullmatch(name) is not None
        and words[0].casefold() not in function_words()
        and words[-1] not in function_words()
    )


def _start_of(words: str) -> int:
    found = _before_a_day().search(words)
    return found.start() if found else len(words)
