"""Text → paragraphs, each with its kind: what it is by its own words, whatever stands around it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsfigures import languages
from newsfigures.articles.captions import cut_captions, has_credit_sign
from newsfigures.articles.datelines import named_day
from newsfigures.articles.days import DIGIT, find_days, page_day
from newsfigures.articles.tongues import function_words
from newsfigures.articles.vocabulary import BLANK_SIGNS, DECORATION, KEY_SIGNS, WORD, vocabulary

if TYPE_CHECKING:
    from newsfigures.types import Role


@dataclass(slots=True)
class Piece:
    """A paragraph, or a part of one, on its way to a section. Offsets are those of the composed text."""

    start: int
    end: int
    words: str  # its text on one line, cleaned of entities and of signs around it
    kind: str
    gap: bool  # a blank line stands before it
    role: Role = "body"
    language: str = ""

    @property
    def is_prose(self) -> bool:
        """It reads as whole sentences."""
        return self.kind == "prose"


_CLOSERS = "\"'”’»)]*_ "


def _clean(line: str) -> str:
    """What a reader sees of a line."""
    if "&" in line:
        line = html.unescape(line)
    words = line.replace("\xa0", " ").strip(DECORATION)
    if words and ">" in line and line.rstrip(BLANK_SIGNS).endswith(f"{words}>"):
        words += ">"  # the end of a tag as printed
    return words


def _shape(words: str) -> str:
    """``prose`` for what reads as whole sentences, ``headline`` for what is short or ends like a headline."""
    length = len(words)
    if length >= 180:
        return "prose"
    last = words.rstrip(_CLOSERS)[-1:]
    least = {".": 30, "…": 50, ":": 50, ";": 50, "?": 120, "!": 120, ",": 120}.get(last)
    return "prose" if least and length >= least and words.count(" ") >= 4 else "headline"


_FILE_NAME = re.compile(r"\S{1,200}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|mp4)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://\S{3,}|(?:www\.)?[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,6}(?:/\S*)?)")
_PARTS = re.compile(r"[|·•]|\s[-–—]\s")
# "Facebook   Twitter", "Home | News | Mining", "Ports / Lakes"; written so that a search can jump to where one starts
_TABS = re.compile(r"[\s|·•»›>](?:(?<=\s)(?:\s+|[|·•»›>]\s?|[/.]\s)|(?<=\S)\s?)")
_TAB_SIGN = re.compile(r"[|·•»›>]|\s[/.]\s")
_INITIALS = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,4}")  # those who wrote and edited: "jr/ap"
_TICKER = re.compile(r"[A-Z]{2,6}\s{1,3}[+−-]?\d{1,4}(?:[.,]\d{1,2})?%")
_MAIL = re.compile(r"[\w.-]{2,40}@[\w-]{2,40}\.\w")
_COUNT = re.compile(
    r"""
    \d[\d.,]{0,11}\s?[km]?\+?\s+ (?P<counted>[^\W\d](?:[^\W\d]|\s){0,30})  # "1.2K shares"
    | (?P<before>[^\W\d](?:[^\W\d]|\s){0,30}) :\s? \d[\d.,]{0,11}\s?[km]?\+?  # "Views: 1,204"
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "($1 = 15,140 rupiah)", "(US$1 = 4.40 ringgit; 1 euro = $1.10)"
_RATES = re.compile(
    r"[(\[](?:[^()\[\]=;]{0,12}\d[^()\[\]=;]{0,20}=[^()\[\]=;]{0,12}\d[^()\[\]=;]{0,25};?){1,4}[)\]]\.?"
)
# "Advertising: 0243 555 0199", "Tel: +84 24 3555 0199": no amount starts with a nought or a plus
_TELEPHONE = re.compile(r"(?:[^\W\d][^:：\d]{1,40}[:：.]\s*)?(?:\+|\(?0)\d[\d\s().–-]{5,30}")
_THIS_CENTURY = re.compile(r"20\d\d\b")
_START_SIGNS = KEY_SIGNS.replace("(", "")
_COUNTER = re.compile(r"\s?\(?\d{1,6}\Z|\A\d{1,6}\s")  # "Comments (12" once its signs are off


def _kind(words: str) -> str:
    """What a line is by its own words, whatever stands around it."""
    known = vocabulary()
    short = len(words) <= 120
    if short:
        folded = words.casefold()
        key = folded.strip(KEY_SIGNS)
        named = known.lines.get(key)
        if not named and (key[:1].isdigit() or key[-1:].isdigit()):
            named = known.lines.get(_COUNTER.sub("", key))
        if named:
            return named
        if not words[0].isalpha() and not WORD.search(words):
            return "page"  # counters, clock times, list marks
        if " " not in words and (_FILE_NAME.fullmatch(words) or _ADDRESS.fullmatch(words)):
            return "file" if _FILE_NAME.fullmatch(words) else "address"
        signed = words.strip("()[] ")
        if signed in known.agencies or after_label(signed) in known.agencies:
            return "agency"  # "VNA", "(Theo TTXVN)"
        if words[0] in "([" and words[-1] in ")]":
            names = [name in known.agencies for name in words[1:-1].split("/")]
            if names[0]:
                return "agency" if all(names) else "credit"  # "(TTXVN/Vietnam+)"; "(AFP/Jane Roe)"
            if words.count(" ") <= 5 and not known.agencies.isdisjoint(words[1:-1].split()):
                return "agency"  # "(Northport Times with AFP)"
        if key.endswith(known.endings):
            return "block"
        if (":" in words or "：" in words) and (label := known.label.match(words)):
            return "page" if label["value"] else "label"
        has_digit = DIGIT.search(words) is not None
        if has_digit and (_is_numbers(words) or page_day(words)):
            return "page"
        if not has_digit and (_is_row(words) or _INITIALS.fullmatch(words)):
            return "page"
        if "|" in words and all(map(_is_of_the_page, words.split("|"))):
            return "page"
        if has_digit and named_day(words):
            return "named day"
        if folded.startswith(known.bylines) and _is_byline(words):
            return "page"
        if words.endswith(")") and words.count(" ") <= 8:
            signed = words[:-1].rpartition("(")[2]
            if signed in known.agencies or (" " in signed and not known.agencies.isdisjoint(signed.split())):
                return "agency"  # "Tran Van X (TTXVN)", "Tran Van X (P/v TTXVN tại Oslo)"
    shape = _shape(words)
    if len(words) <= 250:
        if "@" in words and _MAIL.search(words):
            return "page"  # whom to write to
        start = words.lstrip(_START_SIGNS)
        if start[:1] == "(" and words[-1] == ")":
            start = start[1:]  # "(Reporting by Jane Roe; editing by Ann Poe)"
        low = start[:80].casefold()
        for phrase, kind in known.starts.get(low.partition(" ")[0].rstrip(":,."), ()):
            if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalnum():
                rest = start[len(phrase) :].lstrip()
                if kind == "related":
                    if rest[:1] in (":", "：", ">", "»"):
                        return "related line"
                    if shape == "headline" and rest.count(" ") <= 3 and phrase.split()[-1] in ("in", "from", "on"):
                        return "related"
                elif kind == "page" or shape == "headline" or not phrase[0].isalpha() or _THIS_CENTURY.match(rest):
                    return kind  # "© 2025 Northport Times. All rights reserved."
    return "page" if short and words[-1].isdigit() and _TELEPHONE.fullmatch(words) else shape


def _is_count(part: str) -> bool:
    """A part of a line such as "5 min read | 1.2K shares", which counts what readers did."""
    counted = _COUNT.fullmatch(part.strip(KEY_SIGNS))
    if counted is None:
        return False
    return " ".join((counted["counted"] or counted["before"]).casefold().split()) in vocabulary().counted


def _is_numbers(words: str) -> bool:
    """Counters, exchange rates, the price of a share, the number of a page."""
    if "%" in words and _TICKER.fullmatch(words):
        return True
    if "=" in words and _RATES.fullmatch(words):
        return True
    return all(map(_is_count, _PARTS.split(words))) or vocabulary().page_number.fullmatch(words) is not None


def _is_row(words: str) -> bool:
    """The names of the page's parts in a row: "Home | News | Mining"."""
    parts = [part for part in _TABS.split(words) if part]
    if len(parts) < 2:
        return False
    known = vocabulary().lines
    if all(part.casefold().strip(KEY_SIGNS) in known for part in parts):
        return True
    signed = _TAB_SIGN.search(words) is not None
    is_trail = parts[0].casefold() in known and any(sign in words for sign in ">»›")  # "Home > Boats on inland waters"
    longest = 6 if is_trail else 2 if len(parts) >= 3 else 1
    if not (signed or len(parts) >= 4):
        signed = len(parts) == 3 and any(part.casefold() in known for part in parts)  # "Log in   Jobs   Notices"
    return (signed or len(parts) >= 4) and all(part.count(" ") <= longest for part in parts)


def _is_of_the_page(part: str) -> bool:
    """A part of a line such as "By Jane Roe | China Daily | Updated: 2026-01-14" tells of the page."""
    words = _clean(part)
    return not words or _kind(words) in ("page", "agency")


def after_label(words: str) -> str:
    """What a label without a colon names: the agency of "Theo TTXVN"."""
    first, blank, rest = words.partition(" ")
    return rest if blank and first.casefold() in vocabulary().labels else ""


def _is_byline(words: str) -> bool:
    """Only names, and the words that join them, follow: "By Jane Roe - Translated by Ann Poe"."""
    parts = words.split()[1:]
    joins = {"and", "và", "translated", "by", "&", "-", "–", "dịch", "photos:", "ảnh:", "photo:"}
    return 1 <= len(parts) <= 10 and all(part[0].isupper() or part.casefold() in joins for part in parts)


def find_pieces(text: str) -> list[Piece]:
    """The paragraphs of a text and the parts that captions cut them into, in order, each with its kind.

    The role and language of each are still to be told.
    """
    return _joined(list(_lines(text)))


def _lines(text: str) -> Iterator[Piece]:
    """The lines with words or signs, each cut where a caption runs into it or a date is glued to its front."""
    position = 0
    gap = False
    for line in text.splitlines(keepends=True):
        words = "" if line == "\n" else _clean(line)
        if not words:
            gap = True
        else:
            marked = "#" in line or ">" in line or "»" in line
            whole = (position, position + len(line), "")
            is_cut = has_credit_sign(line) or position == 0
            for start, end, kind in _cuts(text, *whole[:2], is_first=position == 0) if is_cut else (whole,):
                part = words if end - start == len(line) else _clean(text[start:end])
                if part:
                    if marked and _HASHTAGS.match(text, start, end):
                        kind = "tags"
                    elif marked and _TEASER.match(text, start, end):
                        kind = kind or "related line"
                    yield Piece(start, end, part, kind or _kind(part), gap)
                    gap = False
        position += len(line)


_HASHTAGS = re.compile(r"\s{0,3}#\w[^#.]{0,60}(?:#[^#.]{0,60}){0,20}\Z")
_TEASER = re.compile(r"\s{0,9}(?:>>|»)")  # ">> Ferries stop for the winter"
GLUED_DATE = re.compile(r"\s{0,5}date:?\s+(?P<date>\d{4}-\d\d-\d\d)\s+", re.IGNORECASE)


def _cuts(text: str, start: int, end: int, is_first: bool) -> Iterator[tuple[int, int, str]]:
    if is_first and (glued := GLUED_DATE.match(text, start, end)):
        yield start, glued.end(), "glued date"
        start = glued.end()
    yield from cut_captions(text, start, end)


def _joined(lines: list[Piece]) -> list[Piece]:
    """Lines that break in mid-sentence, put together."""
    pieces: list[Piece] = []
    wrapped = _wrapped(lines)
    told = False
    for i, line in enumerate(lines):
        before = pieces[-1] if pieces else None
        after = lines[i + 1] if i + 1 < len(lines) else None
        told = told or (before is not None and before.is_prose)
        if before is not None and line.is_prose and not told and _is_dateline(before.words):
            before.end, before.kind, before.words = line.end, line.kind, f"{before.words} {line.words}"
        elif before is not None and not line.gap and (i in wrapped or _goes_on(before, line, after)):
            before.end = line.end
            if len(before.words) + len(line.words) < _LONGEST_SHAPED:  # what a longer one is, is known
                before.words = f"{before.words} {line.words}"
                before.kind = before.kind if before.kind == "page" else _kind(before.words)
        else:
            pieces.append(line)
    return pieces


def _is_dateline(words: str) -> bool:
    """A place in capitals on a line of its own, with a colon and maybe a day: "GEORGE TOWN:", "OSLO, 6 May 2024:"."""
    if words[-1] != ":" or len(words) > _LONGEST_DATELINE:
        return False
    place = words[:-1].partition(",")[0]
    if not (place.replace(" ", "").isalpha() and place.isupper() and place.count(" ") <= 2):
        return False
    day = words[len(place) + 1 : -1]
    return place.casefold() not in vocabulary().not_places and (not day or any(True for _ in find_days(day, "")))


_LONGEST_DATELINE = 40
_LONGEST_SHAPED = 2000
#: Widths at which mail and old systems break lines, and by how much the lines of a paragraph differ.
_NARROWEST, _WIDEST, _RAGGED = 50, 110, 25


def _wrapped(lines: list[Piece]) -> set[int]:
    """The lines that go on with a paragraph broken at a fixed width: of like length, most broken in mid-sentence."""
    wrapped: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].gap:
            continue
        full = [len(line.words) for line in lines[start : end - 1]]
        if len(full) >= 2 and min(full) >= _NARROWEST and max(full) <= min(_WIDEST, min(full) + _RAGGED):
            inner = range(start + 1, end)
            within = sum(_is_open(lines[i - 1].words) and lines[i].words[0].islower() for i in inner)
            if 2 * within > len(inner) and lines[end - 1].kind in ("prose", "headline"):
                wrapped.update(inner)
        start = end
    return wrapped


_OPENINGS = '“‘"(['


def _goes_on(before: Piece, line: Piece, after: Piece | None) -> bool:
    """Whether a line goes on with the sentence that the line before it left open."""
    if before.kind == "page":
        is_open = before.words.count(" ") >= 5 and _ends_within(before.words) and not _is_row(before.words)
        return is_open and line.kind in ("page", "headline")
    if before.kind not in ("prose", "headline"):
        return False
    if line.kind == "page" and _DATED.search(line.words) and page_day(line.words):
        return False  # the line of a page's date, with its clock time
    if line.kind not in ("prose", "headline", "page", "address"):
        return False
    if _starts_within(line.words):
        return True
    if not _is_open(before.words):
        return False
    if before.words.count(" ") >= 2 and _ends_within(before.words):  # not "BY" or "Mua vào" alone on a line
        return True
    if line.words[0].islower() and " " in before.words + line.words:
        return True
    # The words of a link: "the port of" / "Liên Chiểu" / ", which opened".
    return (
        after is not None
        and not after.gap
        and (line.kind == "headline" or line.words.isdecimal())
        and len(line.words) <= 60
        and _is_open(line.words)
        and (_starts_within(after.words) or (after.words[0].islower() and after.kind in ("prose", "headline")))
    )


def _ends_within(words: str) -> bool:
    """It ends with a sign or word that no sentence ends with: "the port of", "nine,"."""
    if words[-1] in _OPENINGS + ",-–—":
        return True
    last = words[-20:].rpartition(" ")[2]
    return last in function_words() and not (last in _spans() and _COUNTED.search(words))


_DATED = re.compile(r"\d[:hg]\d\d")
_COUNTED = re.compile(r"\d\s\S{1,10}\Z")


@cache
def _spans() -> frozenset[str]:
    """The names of spans of time, which may end a line behind a number: "9 tháng", "10 năm"."""
    units = [languages.table(code, "units") for code in languages.codes()]
    return frozenset(name for table in units for unit in ("month", "year", "day") for name in table.get(unit, ()))


def _is_open(words: str) -> bool:
    """No full stop and no closing sign ends it; a quotation mark after a blank or a comma closes no sentence."""
    if words[-1] in '"”' and words[-2:-1] in (" ", ","):
        return True
    return words[-1] not in '.!?…:;"”»)'


def _starts_within(words: str) -> bool:
    """It starts with a sign that no sentence starts with: ", which", "” measures", ". On"."""
    return words[0] in ",;.)”" or (words[0] == '"' and words[1:2] in (" ", ".", ",", ";"))
