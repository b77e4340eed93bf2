"""What a page says of itself: its title, outlet, language, date and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsfigures import languages, reference
from newsfigures.articles.captions import SENTENCE_END
from newsfigures.articles.datelines import Dateline, named_day, read_dateline
from newsfigures.articles.days import Day, find_days, find_years, month_years, page_day, weekdays
from newsfigures.articles.paragraphs import GLUED_DATE, Piece, after_label
from newsfigures.articles.vocabulary import alternatives, phrases

if TYPE_CHECKING:
    from newsfigures.types import DateBasis


class Masthead(NamedTuple):
    """``date_because`` says where the date comes from, or why there is none."""

    title: str
    outlet: str
    language: str
    date: date | None
    date_basis: DateBasis
    date_because: str
    place: str
    agency: str


def read_masthead(pieces: Sequence[Piece]) -> Masthead:
    """What a page says of itself, read from its pieces with their roles and languages."""
    body = [piece for piece in pieces if piece.role in ("title", "body")]
    language = _main_language(pieces, body)
    order = languages.table(language, "datelines")["order"]
    told = [piece for piece in body[:6] if piece.role == "body"]
    dateline = next(filter(None, (read_dateline(piece.words, order) for piece in told)), None)
    day, basis, because = _find_date(pieces, body, order, dateline)
    place, agency = (dateline.place, dateline.agency) if dateline else ("", "")
    outlet = _outlet(pieces, agency)
    credited = reference.outlets()[agency].name if agency in reference.outlets() else ""
    return Masthead(_plain(_title(body)), outlet, language, day, basis, _plain(because), _plain(place), credited)


def _plain(words: str) -> str:
    """On one line, nothing invisible: these words are printed on their own, in tables and on terminals."""
    if not words.isprintable():
        words = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(words.split())


def _main_language(pieces: Sequence[Piece], body: Sequence[Piece]) -> str:
    """The language of most of the body's letters; where it has none that tells, of the page's; else the first known."""
    for part in (body, pieces):
        votes: Counter[str] = Counter()
        for piece in part:
            votes[piece.language] += len(piece.words)
        del votes[""]
        if votes:
            return max(votes, key=lambda code: votes[code])
    return languages.codes()[0]


_LONGEST_TITLE = 100
_CLAUSE_END = re.compile(r"\s*[,;:]\s|\s[–—-]\s|\s\(")


def _title(body: Sequence[Piece]) -> str:
    """The headline; where the page has none, the lead's first sentence, shortened at a clause or else at a word."""
    headline = next((piece.words for piece in body if piece.role == "title"), "")
    if headline or not body:
        return " ".join(headline.split())
    lead = body[0].words
    if dateline := read_dateline(lead):
        lead = lead[dateline.end :] or lead
    lead = lead.lstrip("-–—: ")
    lead = " ".join(lead[:1000].split())
    sentence_end = SENTENCE_END.search(lead)
    sentence = (lead[: sentence_end.start() + 1] if sentence_end else lead).rstrip(" .,;:/")
    if len(sentence) <= _LONGEST_TITLE:
        return sentence
    ends = [
        clause.start()
        for clause in _CLAUSE_END.finditer(sentence, 0, _LONGEST_TITLE)
        if clause.start() >= _LONGEST_TITLE // 2
    ]
    cut = ends[-1] if ends else sentence.rfind(" ", 0, _LONGEST_TITLE)
    return sentence[: cut if cut > 0 else _LONGEST_TITLE].rstrip(" ,;:–—-") + " …"


def _outlet(pieces: Sequence[Piece], dateline_agency: str) -> str:
    """By the page's own address, else the agency of its dateline or sign-off, else a name among the page's lines."""
    outlets = reference.outlets()
    for piece in pieces:
        if piece.kind == "address":
            domain = re.sub(r"^https?://|^www\.", "", piece.words.casefold()).removeprefix("www.").partition("/")[0]
            while domain:
                if domain in outlets:
                    return outlets[domain].name
                domain = domain.partition(".")[2]
    if dateline_agency in outlets:
        return outlets[dateline_agency].name
    own = " ".join(
        piece.words for piece in pieces if piece.role == "boilerplate" and len(piece.words) <= 250
    ).casefold()
    for folded, name in _outlet_names():
        if folded in own:
            return name
    for piece in pieces:
        if piece.role == "boilerplate" and piece.kind in ("agency", "page"):
            signed = piece.words.rpartition(":")[2].strip("()[] ").rpartition("(")[2].partition("/")[0]
            agency = signed if signed in outlets else after_label(signed)
            if agency in outlets:
                return outlets[agency].name
    return ""


@cache
def _outlet_names() -> list[tuple[str, str]]:
    """The names of several words, which are no common word: (in small letters, as a reader knows it)."""
    names = dict.fromkeys(outlet.name for outlet in reference.outlets().values())
    return [(name.casefold(), name) for name in names if " " in name]


def _find_date(
    pieces: Sequence[Piece], body: Sequence[Piece], order: str, dateline: Dateline | None
) -> tuple[date | None, DateBasis, str]:
    if pieces and pieces[0].kind == "glued date":
        glued = GLUED_DATE.match(pieces[0].words + " ")
        stated = Day(0, 0, "", *map(int, glued["date"].split("-"))).date() if glued else None
        if glued and stated:
            return stated, "stated", f"the file starts with “date {glued['date']}”"
    updated = tuple(phrases("datelines", "updated"))
    lines = [piece for piece in pieces if piece.kind == "page" and piece.role == "boilerplate"]
    for is_update in (False, True):
        for piece in lines:
            day = page_day(piece.words, order)
            stated = day.date() if day else None
            if stated and piece.words.strip("([ ").casefold().startswith(updated) == is_update:
                return stated, "stated", f"the page's line “{piece.words}”"
    top = next((i for i, piece in enumerate(pieces) if piece.is_prose), len(pieces))
    for piece in pieces[:top]:
        day = named_day(piece.words, order) if piece.kind == "named day" else None
        if day and (stated := day.date()):
            return stated, "stated", f"the page's line “{piece.words}”"
    own = dateline.day if dateline else None
    if own and own.year and (stated := own.date()):
        return stated, "stated", f"“{own.text}” in the dateline"
    if own and not own.year and (told := _year_told(own, body)):
        return told[0], "inferred", f"“{own.text}” in the dateline, its year from {told[1]}"
    return _inferred_date(pieces, body, order)


#: How many letters of the body are read for the years that it names.
_MOST_READ = 20_000


def _year_told(own: Day, body: Sequence[Piece]) -> tuple[date, str] | None:
    """The day of a dateline in the year that the text tells: by a weekday and by the latest year it names.

    A story is told on the weekday that it names first or on the day after; without one, the year must be the only one.
    One told as to come counts with the year before it, if the weekday is the day's own.
    A year counts where it stands with a month within half a year of the day, for reviews of a year are written in the
    next; else all years named and those after them do, if the weekday fits one alone.
    """
    text = " ".join(piece.words for piece in body)[:_MOST_READ]
    named = [(int(year[0]), _is_planned(text, year.start())) for year in find_years(text)]
    years = {year for year, planned in named if not planned}
    ahead = {year for year, planned in named if planned}
    first = next(weekdays(next(piece.words for piece in body if own.text in piece.words)[:1000]), None)

    def agrees(day: date) -> bool:
        return first is None or (day.weekday() - first[1]) % 7 <= 1

    if years and (len(years) == 1 or first):
        near = [
            (day, f"“{words}”")
            for words, year, month in month_years(text)
            for near_year in (year - 1, year, year + 1)
            if year == max(years) and (day := own.date(near_year)) and abs(day - date(year, month, 15)) <= _LONGEST_LAG
        ]
        if near and len({day for day, _ in near}) == 1 and agrees(near[0][0]):
            return near[0]
    if first is None:
        return None
    if own.month > _REVIEWS and years:
        latest = own.date(max(years))
        if latest and latest.weekday() == first[1]:
            return latest, f"“{first[0]}”"
    days = {own.date(candidate) for year in years for candidate in (year, year + 1)}
    fitting = {day for day in days if day and agrees(day)}
    planned = {own.date(year - before) for year in ahead for before in (0, 1)}
    fitting |= {day for day in planned if day and day.weekday() == first[1]}
    return (fitting.pop(), f"“{first[0]}”") if len(fitting) == 1 else None


def _is_planned(text: str, start: int) -> bool:
    """Whether a year that stands there is told as one to come: "is due to open in 2027"."""
    return _plans().search(text, max(start - _PLAN, 0), start) is not None


#: How many letters before a year tell that it is planned.
_PLAN = 60


@cache
def _plans() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{alternatives(phrases('status', 'plan'))})(?!\w)[^.!?\n]{{0,{_PLAN}}}\Z", re.IGNORECASE
    )


def _opens_story(words: str, order: str) -> str:
    """The day, with its year, whose morning or evening a paragraph opens with; empty if it opens otherwise."""
    opening = _part_of_day().match(words)
    day = next(iter(find_days(words[:_LONGEST_LEAD], order)), None) if opening else None
    return day.text if opening and day and opening.end() == day.start else ""


@cache
def _part_of_day() -> re.Pattern[str]:
    parts, words = alternatives(phrases("datelines", "opens")), alternatives(phrases("periods", "day_words"))
    return re.compile(rf"(?:{parts})\s+(?:(?:{words})\s+)?", re.IGNORECASE)


#: Within so many letters a story tells the day that it opens with.
_LONGEST_LEAD = 60
#: "Wednesday, September 30th, 2025", up to its year.
_LONGEST_DAY = 30
_LONGEST_LAG = timedelta(days=183)
#: Until this month stories tell of the year before as the latest.
_REVIEWS = 3


def _inferred_date(pieces: Sequence[Piece], body: Sequence[Piece], order: str) -> tuple[date | None, DateBasis, str]:
    """A day without a year at the article's start, in the year of the latest day that the page names beside it.

    Captions and teasers are as new as the page, so the article's own day is the last of its name before theirs. That is
    trusted for half a year.
    """
    opening = [piece for piece in body if piece.role == "body"][:3]
    own = next((day for piece in opening for day in find_days(piece.words[:1000], order)), None)
    if own is None:
        weekday = next((weekday for piece in opening for weekday in weekdays(piece.words[:1000])), None)
        alone = f"“{weekday[0]}” alone is no date" if weekday else "the article names no day at its start"
        return None, "unknown", alone
    if own.year:
        if any(_opens_story(piece.words, order) == own.text for piece in opening) and (stated := own.date()):
            return stated, "inferred", f"“{own.text}”, on which the story opens"
        return None, "unknown", f"the page names no date of its own, only “{own.text}”"
    beside = [
        (full, day.text, "a caption" if piece.role == "caption" else "a related story")
        for piece in pieces
        if piece.role in ("caption", "related")
        for year in find_years(piece.words[:1000])
        for day in find_days(piece.words[max(0, year.start() - _LONGEST_DAY) : year.end() + len("-12-31")], order)
        if day.year and (full := day.date())
    ]
    if not beside:
        return None, "unknown", f"“{own.text}” at the article's start, and no other date tells its year"
    latest, words, where = max(beside, key=lambda other: (other[0], other[2] == "a caption"))
    candidates = [day for year in (latest.year, latest.year - 1) if (day := own.date(year)) and day <= latest]
    if not candidates or latest - candidates[0] > _LONGEST_LAG:
        return (
            None,
            "unknown",
            f"“{own.text}” at the article's start is too far from “{words}” in {where} to tell its year",
        )
    return candidates[0], "inferred", f"“{own.text}” at the article's start, its year from “{words}” in {where}"
