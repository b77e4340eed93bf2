"""Who "investors of that country" are: the country abroad that the text named last."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.parties import parties, same_ground
from newsfigures.reference import areas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsfigures.observations.sentences import Sentence
    from newsfigures.phrases import Match
    from newsfigures.reference import Indicator

#: How many sentences back the country is looked for.
REACH = 6


class Guest(NamedTuple):
    """The words that stand for a country abroad, its code ("" if several may be meant), and the rule."""

    words: Match[str]
    code: str
    because: str


def find_guest(
    sentence: Sentence, at: int, indicator: Indicator, home: str, before: Iterator[Sentence], *, hosted: bool
) -> Guest | None:
    """The partner that the figure's clause only calls "that country", or None: "its investors have 20 projects".

    ``home`` is the area that the figure can be of, ``hosted`` whether its clause names it; ``before`` are the sentences
    before, the last one first.
    """
    if not indicator.counterpart:
        return None
    found = _words(sentence, at, indicator, acts=hosted and indicator.category == "investment")
    if found is None:
        return None
    words = sentence.words(found.first, found.last)
    told = [party.code for party in parties(sentence) if party.at < found.first]
    for named in (told, *([party.code for party in parties(one)] for one in islice(before, REACH))):
        codes = {code for code in named if code in areas() and areas()[code].kind == "country"}
        abroad = {code for code in codes if not same_ground(code, home)}
        if len(abroad) == 1:
            code = abroad.pop()
            return Guest(found, code, f"partner: “{words}” is {areas()[code].name}, the one abroad named last")
        if abroad:
            break
    return Guest(found, "", "")


def _words(sentence: Sentence, at: int, indicator: Indicator, *, acts: bool) -> Match[str] | None:
    """The words for a country in the figure's clause that make it a partner: "firms of that country"; where it can be
    who ``acts``, those that open a clause: "that country has 20 projects here"."""
    lexicon, clause = sentence.lexicon, sentence.clauses[at]
    for match in sentence.carriers:
        if match.value not in ("country", "market", "guest") or sentence.clauses[match.first] != clause:
            continue
        opens = match.first == 0 or sentence.tokens[match.first - 1] in (",", ";", ":")
        if match.value == "guest" or (acts and opens and match.first < at):
            return match
        before = sentence.tokens[max(match.first - 4, 0) : match.first]
        size = len(before)
        if any(one.last == size for one in lexicon.partners_before.find(before)):
            return match
        side = {one.value for one in lexicon.sides.find(before) if one.last == size}
        if indicator.counterpart in side or (indicator.counterpart == "either" and "with" in side):
            return match
        behind = sentence.tokens[match.last : match.last + 1]
        if behind and behind[0] in lexicon.partners_after:
            return match
    return None
