"""Where captions start and end inside a line: they end with the name of the picture's maker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfigures.articles.vocabulary import BLANK_SIGNS, KEY_SIGNS, WORD, vocabulary
from newsfigures.languages.matching import lowered

SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]{0,3}\s+(?=['\"“‘(\[]{0,2}[^\W_])")
_CREDIT_SIGN = re.compile(r"[(\[:：/©]")
_OWNER = re.compile(r"©\s?[^\W\d_a-z][^\d.!?]{2,60}\Z")  # "... leaves the port © Jane Roe/AFP"
_CLOSING = re.compile(r"[)\]]")
_NAME_END = re.compile(r"\.(?=\s)|\s{2,}|[;)|\]]|\s*\Z")
LONGEST_CAPTION = 400
_LONGEST_CREDIT = 120


def has_credit_sign(words: str) -> bool:
    """Whether one of the signs is there that every credit has: quick, and most lines have none."""
    return "(" in words or ":" in words or "/" in words or "[" in words or "©" in words or "：" in words


def _credits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words of a line that name a picture's maker start and end, if both are sure."""
    known = vocabulary()
    for sign in _CREDIT_SIGN.finditer(text, start, end):
        at = sign.start()
        if sign[0] in "([":
            opening = known.enclosed_credit.match(text, at, end)
            closing = opening and _CLOSING.search(text, opening.end(), min(opening.end() + _LONGEST_CREDIT, end))
            if closing:
                yield at, closing.end()
            continue
        if sign[0] == "©":
            if at > start + 20 and end - start <= LONGEST_CAPTION and _OWNER.match(text[at:end].rstrip()):
                yield at, end
                return
            continue
        if sign[0] == "/":
            if signed := _signed_picture(text, start, at, end) or _made_for(text, start, at, end):
                yield signed
            continue
        first = max(start, at - 40)
        word = None
        if text[first:at].rstrip().casefold().endswith(known.credit_ends):
            word = known.open_credit.search(lowered(text[first:at]))
        if word is None or not text[first + word.start()].isupper():
            continue
        before = text[max(start, first + word.start() - 3) : first + word.start()].rstrip()
        if before and before[-1] not in '.!?…"”’)]|–—-*':
            continue
        name = text[at + 1 : min(at + 81, end)]
        name_end = _NAME_END.search(name, len(name) - len(name.lstrip()))
        if name_end and (name_end.start() < len(name) or at + 81 >= end):
            yield first + word.start(), at + 1 + name_end.end()


def _signed_picture(text: str, start: int, at: int, end: int) -> tuple[int, int] | None:
    """An agency and the maker's name at the end of a caption: "(Xinhua/Jane Roe)", "REUTERS/Jane Roe/File Photo"."""
    if end - start > LONGEST_CAPTION or end - at > _LONGEST_CREDIT:
        return None
    agency = _LAST_WORD.search(text, max(start, at - 20), at)
    maker = WORD.match(text, at + 1, end)
    if not (agency and maker and maker[0][0].isupper() and agency[0] in vocabulary().agencies):
        return None
    before = text[start : agency.start()].rstrip()
    enclosed = before[-1:] in ("(", "[") and text[at:end].rstrip(BLANK_SIGNS + ".").endswith((")", "]"))
    names = text[at + 1 : end].strip(BLANK_SIGNS + "().[]").split("/")
    is_sign_off = any(name in vocabulary().agencies for name in names) or before.endswith("./.")
    if is_sign_off or not (enclosed or before[-1:] in ("", ".", "…")):
        return None
    return agency.start() - enclosed, end


def _made_for(text: str, start: int, at: int, end: int) -> tuple[int, int] | None:
    """A maker and a newsroom in capitals behind a caption's full stop: "JANE ROE / FOR NORTHPORT TIMES"."""
    if end - start > LONGEST_CAPTION or end - at > _LONGEST_CREDIT:
        return None
    newsroom = text[at + 1 : end].strip()
    if not (newsroom.isupper() and newsroom.replace(" ", "").isalpha() and newsroom.count(" ") <= 4):
        return None
    ends = [found.end() for found in SENTENCE_END.finditer(text, start, at)]
    maker = text[ends[-1] : at].strip() if ends else ""
    return (ends[-1], end) if 1 <= maker.count(" ") <= 3 and _IN_CAPITALS.fullmatch(maker) else None


_IN_CAPITALS = re.compile(r"(?:[^\W\d_a-z]|[ .'’-])+")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")


def cut_captions(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The parts of a line: captions, each ending with its credit, and what stands around them."""
    position = start
    for credit, stop in _credits(text, start, end):
        if credit < position:
            continue
        while stop < end and (text[stop].isspace() or text[stop] in "*.)"):
            stop += 1
        if stop >= end and end - position <= LONGEST_CAPTION:
            first = position
        else:  # one sentence before the credit is surely its own
            window = max(position, credit - LONGEST_CAPTION)
            ends = [found.end() for found in SENTENCE_END.finditer(text, window, credit)]
            if ends and ends[-1] >= credit - 1:
                ends.pop()  # the caption's own full stop
            if not ends and window > position:
                continue
            first = ends[-1] if ends else position
        if first > position:
            yield position, first, ""
        yield first, stop, "caption" if WORD.search(text, first, credit) else "credit"
        position = stop
    if position < end:
        yield position, end, ""


def without_credit(words: str) -> str:
    """A caption without its credit."""
    if has_credit_sign(words):
        credit, _ = next(_credits(words, 0, len(words)), (len(words), 0))
        words = words[:credit]
    return words.strip(KEY_SIGNS)
