"""Who says so: the person or body that a sentence names as the source of what it says."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsfigures.observations.items import Item
    from newsfigures.observations.lexicons import Lexicon
    from newsfigures.observations.sentences import Sentence

#: How many sentences back "he added" may point.
REACH = 8

#: The longest name, in words: a ministry's with all that it is in charge of.
LONGEST = 10

#: How many words may stand between a name and its verb: "Ann Poe, director of the port, said".
APPOSITION = 25

#: How many small words may stand within a title: "of the provincial People's Committee".
LINKED = 4

#: Signs that no name goes over.
BREAKS = frozenset((",", ";", ":", ".", "(", ")", "“", "”", '"', "<time>", "<n>"))

#: Behind these a verb has who speaks behind it: "..., said Ann Poe".
QUOTED = frozenset((",", "”", '"', "’", "'", "."))

#: Signs within names: "Women's Union", "Standard & Poor's".
LINKS = frozenset(("'s", "’", "'", "&"))


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
    names = _Names(items, lexicon)
    pronoun = ""
    verbs = {said.first for said in lexicon.speech.find(tokens)}
    for match in lexicon.sources.find(tokens):
        # "The bank said Togo's GDP": who stands before the verb speaks.
        if match.first in verbs and (name := names.speaking(match.first)):
            return name, ""
        if match.first in verbs and match.first > 0 and tokens[match.first - 1] not in QUOTED:
            continue  # "the ministry said GDP rose"
        if name := names.starting(match.last, verbs):
            return name, ""
    for match in lexicon.speech.find(tokens):
        at = match.first
        while at > 0 and tokens[at - 1] in lexicon.adverbs:
            at -= 1
        if name := names.speaking(at):
            return name, ""
        first = max(at - 3, 0)
        for found in lexicon.pronouns.find(tokens[first:at]):
            if first + found.last == at:
                pronoun = sentence.words(first + found.first, at)
    return "", pronoun


class _Names:
    """Names among the items of a sentence."""

    def __init__(self, items: Sequence[Item], lexicon: Lexicon) -> None:
        self.items = items
        self.lexicon = lexicon

    def starting(self, first: int, verbs: set[int]) -> str:
        """The name that starts here: "according to the Ministry of Finance"."""
        items, small = self.items, self.lexicon.name_words | self.lexicon.titles
        while first < len(items) and items[first].token in small:
            first += 1
        for step in (1, 2):
            if not self.lexicon.small_names and first + step < len(items) and self._is_name(first + step):
                if all(item.written.isalpha() and item.written.islower() for item in items[first : first + step]):
                    first += step  # "the provincial Department of Finance"
                break
        if self.lexicon.small_names:
            last = first
            while last < len(items) and items[last].token not in BREAKS and last not in verbs:
                last += 1
            whole = last < len(items) and last - first <= LONGEST and items[first].written[:1].isupper()
            if whole:
                return self._printed(first, last)
        last = first
        while last < len(items) and (self._is_name(last) or (last > first and self._links(last))):
            last += 1
        return self._person_behind(last) or self._printed(first, last)

    def _person_behind(self, last: int) -> str:
        """The person whose title goes on: "Vice Chairman of the provincial People's Committee Ann Poe"."""
        items = self.items
        if last >= len(items) or items[last].token not in self.lexicon.name_words:
            return ""
        first = last
        while first < len(items) and first - last <= LINKED and not self._is_name(first):
            if items[first].token in BREAKS:
                return ""
            first += 1
        end = first
        while end < len(items) and (self._is_name(end) or (end > first and self._links(end))):
            end += 1
        person = self._without_body(first, end)
        return self._printed(person, end) if person > first else ""

    def speaking(self, end: int) -> str:
        """The name of the one whose verb is here: "Ann Poe said", "Ann Poe, director of the port, said"."""
        items = self.items
        if self.lexicon.titles:
            for place in range(end - 1, max(end - APPOSITION, -1), -1):
                named = place > 0 and items[place].written[:1].isupper() and items[place - 1].token not in BREAKS
                if items[place].token in self.lexicon.titles and not named:
                    last = place + 1
                    while last < end and self._is_name(last):
                        last += 1
                    return self._printed(place, last) if last > place + 1 else ""
        if end > 1 and items[end - 1].token == ",":
            # The name before the first of the commas that go with it: appositions follow each other.
            for place in range(max(end - APPOSITION, 1), end - 1):
                if items[place].token == "," and self._is_name(place - 1) and (name := self._ending(place)):
                    return name
            return ""
        if self.lexicon.small_names:
            first = end
            while first > 0 and items[first - 1].token not in BREAKS:
                first -= 1
            first = self._body_before(first)
            whole = first < end <= first + LONGEST + 2 and items[first].written[:1].isupper()
            return self._printed(first, end) if whole else ""
        return self._ending(end)

    def _body_before(self, first: int) -> int:
        """Where a body's name starts that goes over a comma: "Sở Văn hóa, Thể thao và Du lịch"."""
        if first > 1 and self.items[first - 1].token == ",":
            for place in range(first - 2, max(first - LINKED - 2, -1), -1):
                if self.items[place].token in BREAKS:
                    break
                if self.items[place].token in self.lexicon.bodies and self.items[place].written[:1].isupper():
                    return place
        return first

    def _ending(self, end: int) -> str:
        first = end
        while first > 0 and (self._is_name(first - 1) or self._links(first - 1)):
            first -= 1
        return self._printed(self._without_body(first, end), end)

    def _without_body(self, first: int, end: int) -> int:
        """Where the person's name starts behind a body: "... of the People's Committee Tran Van A"."""
        for place in range(end - 2, first, -1):
            if self.items[place - 1].token in self.lexicon.bodies and all(map(self._is_name, range(place, end))):
                return place
        return first

    def _links(self, at: int) -> bool:
        """A small word or a sign between two parts of a name."""
        inside = self.items[at].token in self.lexicon.name_words or self.items[at].token in LINKS
        return inside and 0 < at < len(self.items) - 1 and self._is_name(at - 1) and self._is_name(at + 1)

    def _is_name(self, at: int) -> bool:
        item = self.items[at]
        return item.token == "<area>" or (item.written[:1].isupper() and item.token not in ("<time>", "<n>"))

    def _printed(self, first: int, last: int) -> str:
        """The words as printed, if they can be somebody's name: not a lone area and not too long."""
        while first < last and self.items[first].token in self.lexicon.name_words:
            first += 1
        part = self.items[first:last]
        if not 0 < len(part) <= LONGEST + 2:
            return ""
        # A lone area says something in headlines only; a lone capital at the start of a sentence is any word.
        if len(part) == 1 and (part[0].token == "<area>" or first == 0):
            return ""
        printed = part[0].written
        for before, item in pairwise(part):
            printed += ("" if before.end == item.start else " ") + item.written
        return printed
