"""A paragraph as a row of items: words and signs, with each quantity, period and area in one piece."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsfigures.areas import areas_among
from newsfigures.observations.lexicons import lexicon_of
from newsfigures.periods import find_periods
from newsfigures.phrases import HYPHENS, Match, Words
from newsfigures.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from newsfigures.observations.lexicons import Lexicon, Variant, Way
    from newsfigures.periods import ToldYear
    from newsfigures.reference import Indicator
    from newsfigures.types import Period, Quantity


class Place(NamedTuple):
    """An area as named: its code and whether by name or adjective."""

    code: str
    kind: Literal["name", "adjective"]


class Item(NamedTuple):
    """A word, folded and as written, or ``<n>``, ``<time>``, ``<area>`` for a quantity, period or area in one piece."""

    token: str
    written: str
    start: int
    end: int
    thing: Quantity | Period | Place | None = None


class Passage:
    """A paragraph: its sentences, each a slice of the items."""

    def __init__(
        self,
        text: str,
        language: str,
        quantities: Sequence[Quantity] = (),
        today: date | None = None,
        place: str = "",
        told: Callable[[], ToldYear | None] = lambda: None,
    ) -> None:
        self.language = language
        self.lexicon = lexicon_of(language)
        words = Words(text)
        found: list[tuple[int, int, int, str, Quantity | Period | Place]] = []
        for quantity in quantities:
            found.append((*core(quantity), 0, "<n>", quantity))
        periods = find_periods(text, language, today) if quantities else []
        if today is None and not all(period.time_period for period in periods):
            periods = find_periods(text, language, told=told())
        for period in periods:
            found.append((period.span.start, period.span.end, 1, "<time>", period))
        for code, kind, first, last in areas_among(words, language):
            found.append((words.starts[first], words.ends[last - 1], 2, "<area>", Place(code, kind)))
        opening = _dateline(text, place)
        self.items = [item for item in _items(text, words, found) if item.start >= opening]
        starts = [item.start for item in self.items]
        self.sentences = []
        for span in find_sentences(text, language):
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            for start in range(first, last, LONGEST):
                self.sentences.append(Sentence(self.items[start : min(start + LONGEST, last)], self.lexicon))


def _dateline(text: str, place: str) -> int:
    """Where the story starts behind a dateline such as "Hanoi (VNA) –"; 0 if it has none."""
    found = place and re.match(rf"\s*{re.escape(place)}[^–—:\-]{{0,40}}[–—:\-]", text)
    return found.end() if found else 0


def core(quantity: Quantity) -> tuple[int, int]:
    """Where number, scale and unit stand, without the counted noun, whose words say what is measured."""
    ends = [
        (start, end)
        for part, start, end in quantity.words
        if part in ("number", "scale") or (part == "unit" and quantity.unit != "count")
    ]
    if not ends:
        return quantity.span.start, quantity.span.end
    return min(start for start, _ in ends), max(end for _, end in ends)


def _items(text: str, words: Words, found: list[tuple[int, int, int, str, Quantity | Period | Place]]) -> list[Item]:
    """The words with the things in their places; of two that overlap the first kind counts, then the earlier."""
    taken: list[tuple[int, int, str, Quantity | Period | Place]] = []
    ends: list[int] = []
    for start, end, _, token, thing in sorted(found, key=lambda one: (one[2], one[0], -one[1])):
        # Those taken do not overlap, so they stand in the order of their ends too.
        place = bisect_right(ends, start)
        if start < end and (place == len(taken) or taken[place][0] >= end):
            ends.insert(place, end)
            taken.insert(place, (start, end, token, thing))
    items: list[Item] = []
    following = iter(taken)
    upcoming = next(following, None)
    covered_to = 0
    new = tuple.__new__  # a named tuple without the detour over its keywords: half the time of a paragraph
    for written, folded, start, end in zip(words.written, words.folded, words.starts, words.ends, strict=True):
        if upcoming is not None and end > upcoming[0]:
            items.append(Item(upcoming[2], text[upcoming[0] : upcoming[1]], upcoming[0], upcoming[1], upcoming[3]))
            covered_to = upcoming[1]
            upcoming = next(following, None)
        if start >= covered_to and folded not in HYPHENS:
            items.append(new(Item, (folded, written, start, end, None)))
    return items


class Mention(NamedTuple):
    """Words that name an indicator: how, which one, the first item and the one after the last."""

    way: Way
    code: str
    first: int
    last: int
    needy: bool = False


class Party(NamedTuple):
    """An area named in a sentence: its place among the items, code, and the part that the words beside it give it.

    ``owner`` (Da Nang's), ``place`` (in Da Nang), ``plain`` (Da Nang exports), ``adjective`` (Chinese), ``partner``
    (Chinese firms), ``destination`` (to China), ``origin`` (from China), ``with`` (with China).
    """

    at: int
    code: str
    part: str


#: Names are longer: "It's".
LONG_WORD = 4

#: Categories whose figures a company can have too.
COMPANIES = frozenset(("trade", "business", "production", "logistics", "society"))

#: More words than a sentence has: a longer row of them is cut, so that no text takes longer than its length.
LONGEST = 200


class Sentence:
    """The items of a sentence, and what is found among them, looked for once and only if asked for."""

    def __init__(self, items: list[Item], lexicon: Lexicon) -> None:
        self.items = items
        self.lexicon = lexicon
        self.tokens = [item.token for item in items]
        self.parties: list[Party] | None = None
        self.before: Sequence[Sentence] = ()

    @cached_property
    def clauses(self) -> list[int]:
        """The number of each item's clause: a new one starts at a semicolon, a bracket and certain words."""
        starts = {match.first for match in self.lexicon.clauses.find(self.tokens)}
        clauses: list[int] = []
        current, highest = 0, 0
        outer: list[int] = []
        for place, token in enumerate(self.tokens):
            if token == "(":
                outer.append(current)
                highest += 1
                current = highest
            elif token in (";", ":") or (place in starts and place > 0) or self._ends_at(place):
                highest += 1
                current = highest
            clauses.append(current)
            if token == ")" and outer:
                current = outer.pop()
        return clauses

    def _ends_at(self, place: int) -> bool:
        """A full stop within what was kept together, as in a quotation of several sentences."""
        return (
            self.tokens[place] in (".", "!", "?")
            and 0 < place < len(self.items) - 1
            and len(self.tokens[place - 1]) > 3
            and self.items[place + 1].written[:1].isupper()
        )

    @cached_property
    def indicators(self) -> list[Mention]:
        """The words that name indicators, without those that the sentence's other words rule out."""
        lexicon = self.lexicon
        needed = lexicon.needs.present(self.tokens) | self.context
        ruled_out = lexicon.never.present(self.tokens)
        # What a part is of says nothing of the whole before it: "revenue of 9 billion, of which customs 2 billion".
        parts = min((match.first for match in lexicon.listed.find(self.tokens)), default=len(self.tokens))
        if parts < len(self.tokens):
            head = self.tokens[:parts]
            needed_in_head = lexicon.needs.present(head) | self.context
            ruled_out_in_head = lexicon.never.present(head)
        else:
            needed_in_head, ruled_out_in_head = needed, ruled_out

        def counts(variant: Variant, first: int) -> bool:
            has, lacks = (needed_in_head, ruled_out_in_head) if first < parts else (needed, ruled_out)
            return variant not in lacks and (variant in has or variant not in lexicon.needy)

        return [
            Mention(way, variant[0], first, last, variant in lexicon.needy)
            for (way, variant), first, last in lexicon.indicators.find(self.tokens)
            if counts(variant, first)
        ]

    @cached_property
    def context(self) -> set[Variant]:
        """The indicators that this sentence or those before it speak of."""
        found = set(self.lexicon.context.present(self.tokens))
        for earlier in self.before:
            found |= earlier.lexicon.context.present(earlier.tokens)
        return found

    @cached_property
    def times(self) -> list[int]:
        """Where periods stand."""
        return [place for place, token in enumerate(self.tokens) if token == "<time>"]

    @cached_property
    def goods(self) -> list[Match[str]]:
        """The goods named."""
        return self.lexicon.goods.find(self.tokens)

    @cached_property
    def bases(self) -> list[Match[str]]:
        """The words that tell what changes are measured from; a period is read by its words here."""
        tokens: list[str] = []
        items: list[int] = []
        for place, item in enumerate(self.items):
            words = (
                [word for word in Words(item.written).folded if word not in HYPHENS]
                if item.token == "<time>"
                else [item.token]
            )
            tokens += words
            items += [place] * len(words)
        items.append(len(self.items))
        return [
            Match(base.value, items[base.first], items[base.last - 1] + 1) for base in self.lexicon.bases.find(tokens)
        ]

    @cached_property
    def status(self) -> list[Match[str]]:
        """The words that tell plans and estimates."""
        return self.lexicon.status.find(self.tokens)

    @cached_property
    def carriers(self) -> list[Match[str]]:
        """The words that stand for an area or event named before."""
        return self.lexicon.carriers.find(self.tokens)

    @cached_property
    def is_ranking(self) -> bool:
        """Whether partners are ranked or listed."""
        return bool(self.lexicon.lists.present(self.tokens))

    @cached_property
    def listed_from(self) -> int:
        """The item from which on the areas named are partners; one beyond the last if there is none."""
        return min((match.last for match in self.lexicon.listed.find(self.tokens)), default=len(self.items))

    @cached_property
    def is_of_two(self) -> bool:
        """Whether it tells of trade or ties between two."""
        return bool(self.lexicon.both.present(self.tokens))

    @cached_property
    def is_respective(self) -> bool:
        """Whether names and numbers are told in two lists."""
        return bool(self.lexicon.respectively.present(self.tokens))

    @cached_property
    def speaks_of_same_good(self) -> bool:
        """Whether "this product" stands for one named before."""
        return bool(self.lexicon.same_good.present(self.tokens))

    @cached_property
    def is_rule(self) -> bool:
        """Whether it says what must be."""
        return bool(self.lexicon.rules.present(self.tokens))

    @cached_property
    def speaks_of_totals(self) -> bool:
        """Whether something is told of all, not of one partner or good."""
        return bool(self.lexicon.totals.present(self.tokens))

    def total_before(self, at: int) -> bool:
        """Whether the figure's clause tells of all before it."""
        return bool(self.lexicon.totals.present(self.tokens[self.clauses.index(self.clauses[at]) : at]))

    def aims_before(self, at: int) -> bool:
        """Whether the figure is what something else is done for: "to help bring the poverty rate to 3%"."""
        clause = self.clauses[at]
        return any(match.last <= at and self.clauses[match.first] == clause for match in self._aims)

    def denies(self, at: int) -> bool:
        """Whether the figure's clause denies, supposes or needs it: "did not reach 5 million", "needs 5 million"."""
        clause = self.clauses[at]
        return any(
            match.value == "denied"
            and match.last <= at
            and self.clauses[match.first] == clause
            and (match.first == 0 or "," not in self.tokens[match.last : at])
            for match in self._denied
        )

    @cached_property
    def _denied(self) -> list[Match[str]]:
        return self.lexicon.denied.find(self.tokens)

    @cached_property
    def _aims(self) -> list[Match[bool]]:
        return self.lexicon.aims.find(self.tokens)

    def company_acts(self, at: int, indicator: Indicator) -> bool:
        """Whether a company called by its name stands before a figure of business in its clause, and no speaker's
        verb between."""
        if indicator.category not in COMPANIES:
            return False
        if self.lexicon.acts.present(self.tokens):
            return True
        clause = self.clauses[at]
        return any(
            match.last <= at
            and self.clauses[match.first] == clause
            and self.items[match.first].written[:1].isupper()
            and not self.lexicon.speech.present(self.tokens[match.last : at])
            for match in self._companies
        )

    @cached_property
    def _companies(self) -> list[Match[bool]]:
        return self.lexicon.companies.find(self.tokens)

    def local_before(self, at: int) -> bool:
        """Whether a district or the like, by a name that is in no table, stands before the figure in its clause."""
        clause = self.clauses[at]
        return any(place < at and self.clauses[place] == clause for place in self._local)

    @cached_property
    def _local(self) -> list[int]:
        items = self.items
        found = [
            match.first
            for match in self.lexicon.local_before.find(self.tokens)
            if match.last < len(items) and _is_unknown_name(items[match.last])
        ]
        for place, token in enumerate(self.tokens):
            if place > 1 and token in self.lexicon.local_after and _is_unknown_name(items[place - 1]):
                found.append(place)
        return found

    def is_others(self, mention: Mention) -> bool:
        """Whether somebody who is no area owns what is named: "Gujarat's exports"."""
        for place in range(max(mention.first - 3, 1), mention.first):
            if self.tokens[place] == "'s":
                owner = self.items[place - 1]
                return _is_unknown_name(owner) and len(owner.written) > LONG_WORD
        return False

    def words(self, first: int, last: int) -> str:
        """The items from the first to before the last, as written."""
        return " ".join(item.written for item in self.items[first:last])

    def places(self) -> list[int]:
        """Where areas stand."""
        return [place for place, token in enumerate(self.tokens) if token == "<area>"]

    def things(self, first: int, last: int, token: str) -> bool:
        """Whether a quantity, period or sign stands between."""
        return token in self.tokens[first:last]


def _is_unknown_name(item: Item) -> bool:
    """Whether a word with a capital is no area that a table has."""
    return item.thing is None and item.written[:1].isupper() and not item.written.isupper()


def match_ends(matches: list[Match[str]]) -> dict[int, str]:
    """The value of each match by the item after its last."""
    return {match.last: match.value for match in matches}
