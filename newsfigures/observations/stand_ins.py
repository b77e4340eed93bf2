"""A figure whose sentence says only "it", "they" or "the figure": of what the sentence before told, if that was one
thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.senses import NOWHERE, Meaning, fitting
from newsfigures.reference import indicators

if TYPE_CHECKING:
    from newsfigures.observations.senses import Subject
    from newsfigures.observations.sentences import Sentence

#: Between the words that stand for it and its figure stand at most so many.
NEAR = 6


def find_stand_in(
    sentence: Sentence, at: int, unit_family: str, relative: bool, told: Subject | None
) -> Meaning | None:
    """The indicator of the sentence before, where this one names none: "It was 3% in May", "The index rose 2%"."""
    if told is None or any(mention.way == "names" and mention.first < at for mention in sentence.indicators):
        return None
    last = _end_of_stand_in(sentence, told.noun)
    if last < 0 or not last < at <= last + NEAR:
        return None
    lexicon, between = sentence.lexicon, sentence.tokens[last:at]
    verbs = lexicon.stand_in_verbs
    if between[0] not in verbs or not all(token in verbs or token in lexicon.base_fill for token in between):
        return None
    if not (code := fitting(told.indicator, unit_family, relative)) or code != told.indicator:
        return None
    label = indicators()[code].label.lower()
    return Meaning(code, NOWHERE, f"indicator: {label}, as of the sentence before it", stands_in=True)


def _end_of_stand_in(sentence: Sentence, noun: str) -> int:
    """The item behind the words that stand for what was told, which open the sentence or follow its time; −1 if there
    are none."""
    tokens, lexicon = sentence.tokens, sentence.lexicon
    start = 0
    while start < len(tokens) and (tokens[start] in ("<time>", ",", '"', "“") or tokens[start] in lexicon.links):
        start += 1
    opening = tokens[start : start + NEAR]
    ends = [match.last for match in lexicon.stand_ins.find(opening) if match.first == 0]
    if ends:
        return start + max(ends)
    if noun and opening[1:2] == [noun] and opening[0] in lexicon.stand_in_articles:
        return start + 2
    return -1
