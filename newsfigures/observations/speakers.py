"""Who says so: the person or body that a sentence names as the source of what it says."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsfigures.observations.lexicons import Lexicon
    from newsfigures.observations.passages import Item, Sentence

#: How many sentences back "he added" may point.
REACH = 8

#: Small words inside names: Ministry OF Finance, Hội đồng VÀ Ban ...
_INSIDE = frozenset(("of", "for", "and", "the", "de", "van", "al"))


def find_speaker(sentence: Sentence, before: Iterator[Sentence]) -> tuple[str, str]:
    """The speaker of a sentence as printed and the rule that found him; two empty texts if none is named.

    "He added" means the last one who was named as speaking in the sentences ``before``, which come in reverse.
    """
    speaker, pronoun = _named(sentence)
    if speaker:
        return speaker, f"speaker: “{speaker}” in the sentence"
    if pronoun:
        for earlier in islice(before, REACH):
            speaker, _ = _named(earlier)
            if speaker:
                return speaker, f"speaker: “{pronoun}” is {speaker}, the last one who spoke"
    return "", ""


def _named(sentence: Sentence) -> tuple[str, str]:
    """The speaker that the sentence names, or the pronoun that it has for one."""
    lexicon, items, tokens = sentence.lexicon, sentence.items, sentence.tokens
    pronoun = ""
    for match in lexicon.sources.find(tokens):
        if name := _name_from(items, match.last, lexicon):
            return name, ""
    for match in lexicon.speech.find(tokens):
        at = match.first
        while at > 0 and tokens[at - 1] in lexicon.adverbs:
            at -= 1
        if name := _name_before(items, at, lexicon):
            return name, ""
        for found in lexicon.pronouns.find(tokens[max(at - 3, 0) : at]):
            if found.last == min(at, 3):
                pronoun = " ".join(item.written for item in items[max(at - 3, 0) + found.first : at])
    return "", pronoun


def _name_from(items: Sequence[Item], first: int, lexicon: Lexicon) -> str:
    """The name that starts here: "according to the Ministry of Finance"."""
    while first < len(items) and items[first].token in (*_INSIDE, *lexicon.titles):
        first += 1
    if lexicon.small_names:
        said = {match.first for match in lexicon.speech.find([item.token for item in items])}
        last = first
        while last < len(items) and items[last].token not in _BREAKS and last not in said and last - first <= LONGEST:
            last += 1
        if last - first <= LONGEST and last < len(items) and items[first].written[:1].isupper():
            return _printed(items, first, last)
    last = first
    while last < len(items) and _in_name(items, last, first):
        last += 1
    return _printed(items, first, last)


def _name_before(items: Sequence[Item], end: int, lexicon: Lexicon) -> str:
    """The name that ends here, or the one before the commas that end here: "Ann Poe, director of the port, said"."""
    if lexicon.titles:
        for place in range(end - 1, max(end - 25, -1), -1):
            if items[place].token in lexicon.titles:
                last = place + 1
                while last < end and _is_name(items[last]):
                    last += 1
                return _printed(items, place, last) if last > place + 1 else ""
    if end > 1 and items[end - 1].token == ",":
        # The name before the first of the commas that go with it: appositions follow each other.
        for place in range(max(end - 25, 1), end - 1):
            if (
                items[place].token == ","
                and _is_name(items[place - 1])
                and (name := _ending(items, place, lexicon.bodies))
            ):
                return name
        return ""
    if lexicon.small_names:
        first = end
        while first > 0 and items[first - 1].token not in _BREAKS:
            first -= 1
        whole = items[first].written[:1].isupper() if first < end else False
        return _printed(items, first, end) if whole and end - first <= LONGEST else ""
    return _ending(items, end, lexicon.bodies)


#: Signs that no name goes over.
_BREAKS = frozenset((",", ";", ":", ".", "(", ")", "“", "”", '"', "<time>", "<n>"))

#: The longest name, in words: a ministry's with all that it is in charge of.
LONGEST = 10


def _ending(items: Sequence[Item], end: int, bodies: Collection[str]) -> str:
    first = end
    while first > 0 and (_is_name(items[first - 1]) or _links(items, first - 1)):
        first -= 1
    return _printed(items, first, end, bodies)


def _links(items: Sequence[Item], at: int) -> bool:
    """A small word or an apostrophe between two parts of a name."""
    inside = items[at].token in _INSIDE or items[at].token in ("'s", "’", "'", "&")
    return inside and at > 0 and _is_name(items[at - 1]) and at + 1 < len(items) and _is_name(items[at + 1])


def _in_name(items: Sequence[Item], at: int, first: int) -> bool:
    return _is_name(items[at]) or (at > first and _links(items, at))


def _is_name(item: Item) -> bool:
    return item.token == "<area>" or (item.written[:1].isupper() and item.token not in ("<time>", "<n>"))


def _printed(items: Sequence[Item], first: int, last: int, bodies: Collection[str] = ()) -> str:
    """The words as printed, if they can be somebody's name: not a lone area and not too long."""
    while first < last and items[first].token in _INSIDE:
        first += 1
    if first == last or last - first > 12:
        return ""
    for place in range(last - 2, first, -1):
        if items[place - 1].token in bodies and all(_is_name(item) for item in items[place:last]):
            first = place
            break
    part = items[first:last]
    # A lone area says something in headlines only; a lone capital at the start of a sentence is any word.
    if len(part) == 1 and (part[0].token == "<area>" or first == 0):
        return ""
    printed = ""
    for before, item in zip([None, *part], part, strict=False):
        gap = "" if before is None or before.end == item.start else " "
        printed += gap + item.written
    return printed
