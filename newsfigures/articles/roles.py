"""Paragraphs → roles: what each is on the page, by its kind and its neighbours."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from newsfigures.articles.captions import LONGEST_CAPTION, without_credit
from newsfigures.articles.datelines import read_dateline
from newsfigures.articles.days import DIGIT, page_day
from newsfigures.articles.offices import is_office, is_site
from newsfigures.articles.vocabulary import vocabulary

if TYPE_CHECKING:
    from newsfigures.articles.paragraphs import Piece
    from newsfigures.types import Role


def give_roles(pieces: list[Piece]) -> None:
    """Sets each piece's role.

    A page is read from its top. Before the first whole sentence stand its title and what the page says of itself. A
    line that announces other stories, or the page's own parts, ends the body; the body goes on where two paragraphs of
    whole sentences follow each other, unless a sign-off has said that it was over.
    """
    top = next((i for i, piece in enumerate(pieces) if piece.is_prose), len(pieces))
    title = _find_title(pieces, top)
    state: str = "body"
    ended = is_list = False
    told = 0
    about = _find_about(pieces)
    for i, piece in enumerate(pieces):
        kind = piece.kind
        if i == about and state == "body":
            state, ended = "ends", True
        if kind in ("related", "ends", "block"):
            piece.role = "related" if kind == "related" else "boilerplate"
            is_button = kind != "related" and told < _ENOUGH_TOLD and _prose_is_near(pieces, i + 1)
            if not is_button and not (state == "ends" and kind == "block"):
                state = kind
                is_list = i + 1 < len(pieces) and not pieces[i + 1].gap  # a blank line will end it
            continue
        if piece.is_prose and not ended:
            goes_on = state == "block" or not told or (is_list and piece.gap) or _prose_follows(pieces, i + 1)
            state = "body" if state != "ends" and goes_on else state
        if state == "body":
            piece.role = _role_in_body(pieces, i, top, title)
            told += piece.is_prose
            if piece.words.endswith("./."):
                state = "related"  # the sign that an article is over; what is no signature is another story
            ended = ended or state == "related" or (i > top and kind == "agency")
        elif kind == "agency":
            piece.role = "boilerplate"
        else:
            piece.role = "related" if state == "related" else "boilerplate"
    _mark_signature(pieces)
    _mark_captions(pieces)
    _mark_excerpts(pieces)


#: Where fewer paragraphs than this are told, a line of the page's own is a button on top of the article, not its end.
_ENOUGH_TOLD = 3
_NEAR = 8
#: How many paragraphs may tell of the firm or office that an article was about, at its end.
_MOST_ABOUT = 4


def _find_about(pieces: list[Piece]) -> int:
    """Where a page's end tells what a firm or an office is: "About the Harbour Board: ..."."""
    prose = [i for i, piece in enumerate(pieces) if piece.is_prose]
    last = prose[-_MOST_ABOUT] if len(prose) > _MOST_ABOUT else (prose[1] if len(prose) > 1 else len(pieces))
    about = (i for i in range(last, len(pieces)) if vocabulary().about.match(pieces[i].words))
    return next(about, len(pieces))


def _prose_is_near(pieces: list[Piece], i: int) -> bool:
    return any(piece.is_prose for piece in pieces[i : i + _NEAR])


def _mark_signature(pieces: list[Piece]) -> None:
    """A name on its own line after the last whole sentence is the writer's; headlines after it are other stories."""
    last = max((i for i, piece in enumerate(pieces) if piece.role == "body" and piece.is_prose), default=len(pieces))
    signature = next((i for i in range(last + 1, len(pieces)) if _is_name(pieces[i])), len(pieces))
    for i in range(signature, len(pieces)):
        if pieces[i].role == "body":
            pieces[i].role = "boilerplate" if _is_name(pieces[i]) else "related"


def _is_name(piece: Piece) -> bool:
    if piece.role != "body" or piece.kind != "headline":
        return False
    words = piece.words.split()
    return 2 <= len(words) <= 5 and all(
        word[0].isupper() and word.replace(".", "").replace("-", "").isalpha() for word in words
    )


def _role_in_body(pieces: list[Piece], i: int, top: int, title: int | None) -> Role:
    piece = pieces[i]
    if i == title:
        return "title"
    if piece.kind in ("caption", "credit", "file"):
        return "caption"
    if piece.kind == "related line":
        return "related"
    if piece.kind in ("page", "label", "agency", "address", "tags", "glued date") or (
        piece.kind == "named day" and (i < top or i + 1 == len(pieces))
    ):
        return "boilerplate"
    before = pieces[i - 1] if i else None
    if before is not None and before.kind == "label" and piece.kind == "headline":
        return "boilerplate"
    if (
        i < top
        and not DIGIT.search(piece.words)
        and piece.words.count(" ") < (4 if title is None or i < title or i > title + 1 else 3)
    ):
        return "boilerplate"  # the names of the page's parts
    return "body"


def _find_title(pieces: list[Piece], top: int) -> int | None:
    """The first line above the article that is long enough for a headline, or the longest of the short ones."""
    lines = [
        i
        for i, piece in enumerate(pieces[:top])
        if piece.kind == "headline"
        and not (i and pieces[i - 1].kind == "label")
        and (piece.words.isupper() or not read_dateline(piece.words))
        and piece.words[0] not in "-–—•|"
    ]
    lines = [i for i in lines if i < _LONGEST_HEADER]
    named = next((n for n, i in enumerate(lines) if not is_office(pieces[i].words)), 0)
    for i in lines[:named]:
        pieces[i].kind = "page"
    lines = lines[named:]
    long = [i for i in lines if pieces[i].words.count(" ") >= 4 or len(pieces[i].words) >= _LONGEST_NAME]
    if not long:
        return max(lines, key=lambda i: len(pieces[i].words), default=None)
    dated = max(
        (i for i, piece in enumerate(pieces[: min(top, _LONGEST_HEADER)]) if _tells_date_or_writer(piece)), default=0
    )
    title = next((i for i in long if i < dated and _is_name_above(pieces, long[0], i)), long[0])
    if title == long[0]:
        title = next((i for i in long[1:] if _is_site_above(pieces, title, i)), title)
    for i in lines[: lines.index(title)] if title != long[0] else ():
        pieces[i].kind = "page"
    return title


#: How many lines may stand above a story.
_LONGEST_HEADER = 30
#: Shorter lines above a headline may be the name of the site or of its part.
_LONGEST_NAME = 30


def _tells_date_or_writer(piece: Piece) -> bool:
    """The line under a headline: "6 May 2024, 07:15", "Lake Town, 6 May 2024", "By Jane Roe"."""
    return piece.kind == "named day" or (
        piece.kind == "page"
        and (page_day(piece.words) is not None or piece.words.casefold().startswith(vocabulary().bylines))
    )


def _is_name_above(pieces: list[Piece], i: int, later: int) -> bool:
    """Whether a line is the name of the site, of its part or of an office, above a headline half as long again: it is
    short, or in capitals with a line of the page's own under it, "PRESS RELEASE". A headline above its deck is neither.
    """
    name, headline = pieces[i].words, pieces[later].words
    if DIGIT.search(name) or len(headline) < 1.5 * len(name):
        return False
    announced = any(piece.kind == "page" for piece in pieces[i + 1 : later])
    return len(name) < _LONGEST_NAME or (name.isupper() and not headline.isupper() and announced)


def _is_site_above(pieces: list[Piece], i: int, later: int) -> bool:
    """Whether a line looks like the name of a site, and a line of the page's own, its date or its menu, parts it from
    a headline half as long again."""
    name, headline = pieces[i].words, pieces[later].words
    parted = any(piece.kind in ("page", "named day") for piece in pieces[i + 1 : later])
    return parted and len(headline) >= 1.5 * len(name) and is_site(name)


def _prose_follows(pieces: list[Piece], i: int) -> bool:
    """The next line that is not one of the page's own is one of whole sentences."""
    while i < len(pieces) and pieces[i].kind in ("page", "credit"):
        i += 1
    return i < len(pieces) and pieces[i].is_prose


def _mark_captions(pieces: list[Piece]) -> None:
    """A credit or picture file on a line of its own makes the line beside it a caption; so does being printed twice."""
    # Where a blank line stands between all, it parts nothing.
    parted = all(piece.gap for piece in pieces[1:])
    captions = {without_credit(piece.words) for piece in pieces if piece.role == "caption"}
    for i, piece in enumerate(pieces):
        if piece.role != "caption":
            continue
        for j in (i - 1,) if piece.kind == "credit" else (i + 1,) if piece.kind == "file" else ():
            beside = pieces[j] if 0 <= j < len(pieces) else None
            if (
                beside is not None
                and beside.role == "body"
                and beside.kind in ("headline", "prose")
                and len(beside.words) <= LONGEST_CAPTION
                and (not (piece if j < i else beside).gap or (parted and beside.kind == "headline"))
            ):
                beside.role = "caption"
    for i, piece in enumerate(pieces):
        if piece.role == "body" and piece.gap and _is_captioned(pieces, i):
            piece.role = "caption"
    for first, second in pairwise(pieces):
        if first.role == second.role == "body" and first.words == second.words and first.kind == "headline":
            first.role = second.role = "caption"  # the picture's text, and again below it
    for piece in pieces if captions else ():
        if piece.role == "body" and len(piece.words) <= LONGEST_CAPTION and without_credit(piece.words) in captions:
            piece.role = "caption"


def _is_captioned(pieces: list[Piece], i: int) -> bool:
    """A sentence apart with a name alone in brackets behind it, "... at the fair. (Jane Roe)", where the story goes on
    after it; or a line without a figure or a full stop between the byline and the story."""
    words = pieces[i].words
    if i + 1 == len(pieces) or not (pieces[i + 1].gap and pieces[i + 1].is_prose):
        return False
    if words.endswith(")") and len(words) <= _LONGEST_UNKNOWN and _MAKER.search(words):
        return True
    if not i or pieces[i - 1].kind != "page" or pieces[i].kind != "headline":
        return False
    byline = pieces[i - 1].words.casefold().startswith(vocabulary().bylines)
    return byline and not DIGIT.search(words) and words[-1] not in ":?!"


_LONGEST_UNKNOWN = 200
_MAKER = re.compile(r"[^\W\d_]{2}[.…]\s{1,3}\([^\W\d_a-z][^\W\d_]{1,15}(?:\s[^\W\d_a-z][^\W\d_]{0,15}){1,4}\)\Z")
_MOST_EXCERPTS = 10


def _mark_excerpts(pieces: list[Piece]) -> None:
    """A paragraph cut short by an ellipsis whose words come again in full is the page's teaser of its own article."""
    for i, piece in enumerate(pieces[:_MOST_EXCERPTS]):
        if piece.role == "body" and piece.words.endswith(("…", "...", "…]", "...]")):
            excerpt = _letters_only(piece.words)
            rest = _letters_only(" ".join(later.words for later in pieces[i + 1 : i + 20])[:20_000])
            if len(excerpt) >= 40 and excerpt in rest:
                piece.role = "related"


def _letters_only(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()
