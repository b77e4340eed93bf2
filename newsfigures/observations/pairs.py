"""Two lists told one after the other, each figure of the second with the one at its place in the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.senses import RELATIVE, SPANS, is_change
from newsfigures.reference import family
from newsfigures.types import Quantity

if TYPE_CHECKING:
    from newsfigures.observations.sentences import Sentence


def row_of(sentence: Sentence, at: int) -> list[int]:
    """The items of the figures that stand in a row with this one, with nothing but a comma or an "and" between."""
    tokens, found = sentence.tokens, [at]
    for step in (-1, 1):
        last, place = at, at + step
        while 0 <= place < len(tokens) and (tokens[place] in sentence.lexicon.joins or tokens[place] == "<n>"):
            if tokens[place] == "<n>" and abs(place - last) > 1:
                found.append(place)
                last = place
            place += step
    return sorted(found)


def level_of(sentence: Sentence, at: int) -> int:
    """The item of the level that a change of a row belongs to, −1 if there is none: "it sold 3 tonnes of tea and 5 of
    salt, up 4% and 9% respectively"."""
    row = row_of(sentence, at)
    changes = [sentence.items[place].thing for place in row]
    if len(row) < 2 or not all(
        isinstance(one, Quantity) and is_change(one) and family(one.unit) == "percent" for one in changes
    ):
        return -1
    before = [(place, sentence.items[place].thing) for place in range(row[0])]
    levels = [
        place
        for place, thing in before
        if isinstance(thing, Quantity) and family(thing.unit) not in RELATIVE | SPANS and not thing.equivalent_to
    ]
    return levels[row.index(at)] if len(levels) == len(row) else -1
