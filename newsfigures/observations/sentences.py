"""The sentences of a paragraph, and what is found among the items of each."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.items import read_items
from newsfigures.observations.lexicons import lexicon_of
from newsfigures.phrases import HYPHENS, Match, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from newsfigures.observations.items import Item
    from newsfigures.observations.lexicons import Lexicon, Variant, Way
    from newsfigures.passages import Passage
    from newsfigures.periods import ToldYear
    from newsfigures.reference import Indicator
    from newsfigures.types import Quantity


def read_sentences(
    passage: Passage,
    quantities: Sequence[Quantity] = (),
    today: date | None = None,
    place: str = "",
    told: Callable[[], ToldYear | None] = lambda: None,
    *,
    dated: bool = False,
) -> list[Sentence]:
    """The sentences of a paragraph, in order; see ``read_items``. With quantities it is always ``dated``."""
    lexicon = lexicon_of(passage.language)
    items = read_items(passage, quantities, today, place, told, dated=dated or bool(quantities))
    starts = [item.start for item in items]
    sentences = []
    for span in passage.spans:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for start in range(first, last, LONGEST):
            sentences.append(Sentence(items[start : min(start + LONGEST, last)], lexicon))
    return sentences


class Mention(NamedTuple):
    """Words that name an indicator: how, which one, the first item and the one after the last."""

    way: Way
    code: str
    first: int
    last: int
    needy: bool = False
    variant: int = 0
    marked: bool = False


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

#: A name of so many letters is no other word too: "Nam".
LONG_NAME = 5

#: Categories whose figures a company can have too.
COMPANIES = frozenset(("trade", "business", "production", "logistics"))

#: Other indicators that companies have: what they will spend.
SPENDING = frozenset(("planned_funds",))

#: Signs at the end of a sentence.
STOPS = frozenset((".", "!", "?"))

#: For each balance the indicators of its surplus and its deficit.
BALANCES = {
    "trade_surplus": ("trade_surplus", "trade_deficit"),
    "trade_deficit": ("trade_surplus", "trade_deficit"),
    "current_account": ("current_account_surplus", "current_account_deficit"),
    "current_account_surplus": ("current_account_surplus", "current_account_deficit"),
    "current_account_deficit": ("current_account_surplus", "current_account_deficit"),
    "payments_balance": ("payments_surplus", "payments_deficit"),
    "payments_surplus": ("payments_surplus", "payments_deficit"),
    "payments_deficit": ("payments_surplus", "payments_deficit"),
    "budget_deficit": ("", "budget_deficit"),
}

#: More words than a sentence has: a longer row of them is cut, so that no text takes longer than its length.
LONGEST = 200


class Sentence:
    """The items of a sentence, and what is found among them, looked for once and only if asked for."""

    def __init__(self, items: list[Item], lexicon: Lexicon) -> None:
        self.items = items
        self.lexicon = lexicon
        self.tokens = [item.token for item in items]
        self.parties: list[Party] | None = None
        self.topics: list[Party] | None = None
        #: Tell, if they are asked for, the sentences right before it and the goods that the article's title names.
        self.tell_before: Callable[[], Sequence[Sentence]] = tuple
        self.tell_title_goods: Callable[[], frozenset[str]] = frozenset
        self.tell_local_names: Callable[[], frozenset[str]] = frozenset
        self.opens_paragraph = False
        #: The clauses that only say who or which somebody is, as far as ``clauses`` was asked for.
        self.asides: set[int] = set()
        self._conditions_to: dict[int, set[tuple[str, Variant]]] = {}

    @cached_property
    def before(self) -> Sequence[Sentence]:
        """The sentences right before it that tell what it is about, the last one first."""
        return self.tell_before()

    @cached_property
    def title_goods(self) -> frozenset[str]:
        """The goods that the article's title names."""
        return self.tell_title_goods()

    @cached_property
    def clauses(self) -> list[int]:
        """The number of each item's clause: a new one starts at a semicolon, a bracket and certain words."""
        starts = {match.first for match in self.lexicon.clauses.find(self.tokens) if match.value}
        clauses: list[int] = []
        current, highest = 0, 0
        relative = (0, -1)
        outer: list[int] = []
        for place, token in enumerate(self.tokens):
            if token == "(":
                outer.append(current)
                highest += 1
                current = highest
            elif (
                token in (";", ":")
                or (place in starts and place > 0 and not self._binds(place))
                or (token in STOPS and self._ends_at(place))
            ):
                highest += 1
                if token in self.lexicon.relatives:
                    relative = (current, highest)
                    self.asides.add(highest)
                current = highest
            elif token == "," and current == relative[1] and self._resumes(place + 1):
                current = relative[0]  # "Peru, which buys tin, has sold 3 tonnes"
            clauses.append(current)
            if token == ")" and outer:
                current = outer.pop()
        return clauses

    def _binds(self, place: int) -> bool:
        """Whether a "with" only tells the partner of what is named before it: "its surplus with Peru rose to 3", "a
        surplus of 3 in May with Peru"."""
        tokens, after = self.tokens, place + 1
        if "with" not in self.lexicon.sides.present(tokens[place : place + 1]):
            return False
        while after < len(tokens) and tokens[after] in self.lexicon.area_words:
            after += 1
        if tokens[after : after + 1] != ["<area>"]:
            return False
        named = place
        if tokens[named - 1] == "<time>":
            named -= 2 if tokens[named - 2] in self.lexicon.links else 1
        if tokens[named - 1] == "<n>" and tokens[named - 2] in self.lexicon.links:
            named -= 2
        return any(mention.last == named for mention in self.indicators)

    def _resumes(self, place: int) -> bool:
        """Whether a verb of the main clause stands there."""
        return place < len(self.tokens) and self.tokens[place] in self.lexicon.resumes

    def _ends_at(self, place: int) -> bool:
        """Whether a stop there ends a sentence within what was kept together, as in a quotation of several."""
        return (
            0 < place < len(self.items) - 1
            and len(self.tokens[place - 1]) > 3
            and self.items[place + 1].written[:1].isupper()
        )

    @cached_property
    def indicators(self) -> list[Mention]:
        """The words that name indicators, without those that the sentence's other words rule out."""
        lexicon = self.lexicon
        named = [named for named in lexicon.indicators.find(self.tokens) if named.value]
        balances = lexicon.balances.find(self.tokens)
        if not named:
            return self._with_balances([], balances) if balances else []

        def counts(variant: Variant, first: int) -> bool:
            found = self.conditions_at(first)
            return ("never", variant) not in found and (
                variant not in lexicon.needy or ("needs", variant) in found or self.has_context(variant, first)
            )

        found = [
            Mention(
                way_and_variant[0],
                way_and_variant[1][0],
                first,
                last,
                way_and_variant[1] in lexicon.needy,
                way_and_variant[1][1],
                way_and_variant[1] in lexicon.besides,
            )
            for way_and_variant, first, last in named
            if way_and_variant and counts(way_and_variant[1], first)
        ]
        return self._with_balances(found, balances) if balances else found

    def _with_balances(self, named: list[Mention], bare: list[Match[str]]) -> list[Mention]:
        """The names found, with each bare "surplus" or "deficit" as that of the balance named last before it."""
        found = list(named)
        for match in bare:
            if any(one.first < match.last and match.first < one.last for one in named):
                continue
            before = [one.code for one in found if one.first < match.first and one.code in BALANCES][-1:]
            for earlier in self.before if not before else ():
                before = [one.code for one in earlier.indicators if one.code in BALANCES]
                if before:
                    break
            codes = {BALANCES[code][match.value == "deficit"] for code in before}
            if len(codes) == 1 and (code := codes.pop()):
                found.append(Mention("names", code, match.first, match.last, needy=True))
        return sorted(found, key=lambda one: one.first)

    @cached_property
    def conditions(self) -> set[tuple[str, Variant]]:
        """The words that an indicator needs beside its name, or that rule it out, as far as they are here."""
        return self.lexicon.conditions.present(self.tokens)

    def conditions_at(self, at: int) -> set[tuple[str, Variant]]:
        """The same for words at an item: what a part is of says nothing of the whole before it, as in "revenue of
        9 billion, of which customs 2 billion", nor what stands behind a semicolon of what stands before it."""
        if not self._part_starts:
            return self.conditions
        last = next((start for start in self._part_starts if start > at), len(self.tokens))
        if last not in self._conditions_to:
            self._conditions_to[last] = self.lexicon.conditions.present(self.tokens[:last])
        return self._conditions_to[last]

    @cached_property
    def _part_starts(self) -> list[int]:
        """Where parts of what was told before them start, or other things."""
        starts = {match.first for match in self.lexicon.listed.find(self.tokens)}
        starts.update(place for place, token in enumerate(self.tokens) if token == ";")
        return sorted(starts)

    def has_context(self, variant: Variant, at: int) -> bool:
        """Whether this sentence or one of those before it speaks of what an indicator is told about."""
        if variant not in self.lexicon.with_context:
            return False
        told = ("context", variant)
        if told in self.conditions_at(at):
            return True
        # What is told of a part only is not told of the whole: "22 new projects, of which eight FDI ones".
        if at < self.listed_from < len(self.tokens) and told in self.conditions_at(self.listed_from):
            return False
        return told in self.conditions or any(told in one.conditions for one in self.before)

    def has_beside(self, at: int, mention: Mention) -> bool:
        """Whether the words that the name needs right beside the figure stand there: "killed 12 people"."""
        variant = (mention.code, mention.variant)
        if variant not in self.lexicon.besides:
            return True
        first, last = at, at + 1
        while first > 0 and self.tokens[first - 1] not in self.lexicon.parts:
            first -= 1
        while last < len(self.tokens) and self.tokens[last] not in self.lexicon.parts:
            last += 1
        return variant in self.lexicon.beside.present(self.tokens[first:last])

    @cached_property
    def times(self) -> list[int]:
        """Where periods stand."""
        return [place for place, token in enumerate(self.tokens) if token == "<time>"]

    @cached_property
    def goods(self) -> list[Match[str]]:
        """The goods named; a word that may be either of two is the one that is named for sure around it, or none."""
        named, sure = self._named_goods
        if len(sure) == len(named):
            return named
        around = self.title_goods.union(*({ware.value for ware in one._named_goods[1]} for one in (self, *self.before)))
        either = [ware for ware in named if ware not in sure]
        known = [ware for ware in either if ware.value in around]
        places = [ware.first for ware in known]
        return [ware for ware in named if ware in sure or (ware in known and places.count(ware.first) == 1)]

    @cached_property
    def _named_goods(self) -> tuple[list[Match[str]], list[Match[str]]]:
        """The goods that the words may name, and those of them that stand in one row of the table only."""
        named = [ware for ware in dict.fromkeys(self.lexicon.goods.find(self.tokens)) if ware.value]
        places = [ware.first for ware in named]
        return named, [ware for ware in named if places.count(ware.first) == 1]

    def is_part_clause(self, start: int, at: int) -> bool:
        """Whether a clause before the figure at an item tells of an industry or good: "with services up 9%"."""
        if "with" not in self.lexicon.sides.present(self.tokens[start : start + 1]):
            return False
        return any(start < ware.first < at for ware in self.goods)

    @cached_property
    def tells_of_inflow(self) -> bool:
        """Whether capital came in, and does not just stand there: "attracted 2 billion"."""
        return bool(self.lexicon.inflows.present(self.tokens))

    @cached_property
    def again(self) -> list[Match[bool]]:
        """The words for what was told before, of somebody else."""
        return self.lexicon.again.find(self.tokens)

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
        to_area = self.lexicon.sides.present
        return [
            match
            for match in self.lexicon.status.find(self.tokens)
            # "capital pledged to Peru" is no plan to do something.
            if self.tokens[match.last : match.last + 1] != ["<area>"]
            or "destination" not in to_area(self.tokens[match.last - 1 : match.last])
        ]

    @cached_property
    def contrasts(self) -> list[Match[bool]]:
        """The words and signs behind which something else is told: "while", "compared with", a semicolon."""
        return self.lexicon.contrasts.find(self.tokens)

    @cached_property
    def fulfilments(self) -> list[Match[str]]:
        """The words for a plan that shares are told of."""
        return [match for match in self.lexicon.shares.find(self.tokens) if match.value == "fulfilment"]

    @cached_property
    def carriers(self) -> list[Match[str]]:
        """The words that stand for an area or event named before."""
        return self.lexicon.carriers.find(self.tokens)

    @cached_property
    def whole(self) -> list[Match[str]]:
        """The words for all of a country or province."""
        return self.lexicon.whole.find(self.tokens)

    @cached_property
    def reasons(self) -> list[int]:
        """For each item the number of the reason it stands in, 0 for none: "as sales to Peru fell", up to a comma."""
        starts = {match.first for match in self.lexicon.reasons.find(self.tokens) if match.value}
        if not starts:
            return [0] * len(self.tokens)
        found, current, highest = [], 0, 0
        for place, token in enumerate(self.tokens):
            if place in starts:
                highest += 1
                current = highest
            elif token in (";", ".", ":", ",") and not self._joins_areas(place):
                current = 0
            found.append(current)
        return found

    def _joins_areas(self, place: int) -> bool:
        """Whether a comma stands between two areas of a list."""
        around = self.tokens[max(place - 1, 0)], self.tokens[place + 1 : place + 3]
        return around[0] == "<area>" and "<area>" in around[1]

    @cached_property
    def is_ranking(self) -> bool:
        """Whether partners are ranked or listed."""
        return bool(self.lexicon.lists.present(self.tokens))

    @cached_property
    def listed_from(self) -> int:
        """The item from which on the areas named are partners; one beyond the last if there is none."""
        return min((match.last for match in self.lexicon.listed.find(self.tokens)), default=len(self.items))

    def tells_past(self, first: int, last: int) -> bool:
        """Whether a clause between two items tells what was: "recovery from a crisis that pushed prices up"."""
        return bool(self.lexicon.past.present(self.tokens[first:last]))

    @cached_property
    def goes_on(self) -> bool:
        """Whether it goes on about the figure before it, a change of it: "This represents a 23% increase"."""
        return any(match.first == 0 for match in self.lexicon.goes_on.find(self.tokens[:6]))

    @cached_property
    def opens_with_parts(self) -> bool:
        """Whether it goes on with parts of what was told before: "Of which ..."."""
        return any(match.first == 0 for match in self.lexicon.listed.find(self.tokens))

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
    def is_of_now(self) -> bool:
        """Whether it tells how things are at the moment."""
        return bool(self.now)

    @cached_property
    def now(self) -> list[Match[bool]]:
        """The words for how things are at the moment."""
        return self.lexicon.now.find(self.tokens)

    def tells_now_between(self, first: int, last: int) -> bool:
        """Whether it goes over to the moment between two items: "in May it sold two, and now has three"."""
        return any(first < match.first and match.last <= last for match in self.now)

    def is_rule(self, at: int) -> bool:
        """Whether the figure's clause says what must be: "must pay 5 million"."""
        clause = self.clauses[at]
        return any(match.value and self.clauses[match.first] == clause for match in self._rules)

    @cached_property
    def _rules(self) -> list[Match[bool]]:
        return self.lexicon.rules.find(self.tokens)

    @cached_property
    def ranked(self) -> list[Match[tuple[str, ...]]]:
        """The words that tell what is ranked, each with the indicators that it may be."""
        return self.lexicon.ranked.find(self.tokens)

    @cached_property
    def speaks_of_totals(self) -> bool:
        """Whether something is told of all, not of one partner or good."""
        return bool(self.lexicon.totals.present(self.tokens))

    def total_before(self, at: int) -> bool:
        """Whether the figure's clause tells of all before it."""
        return bool(self.lexicon.totals.present(self.tokens[self.clauses.index(self.clauses[at]) : at]))

    def aims_before(self, at: int) -> bool:
        """Whether the figure is what something else is done for: "to help bring the poverty rate to 3%"; not where it
        is compared with that of the year before, so that it was reached."""
        if any(base.first > at for base in self.bases):
            return False
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

    def is_capacity(self, at: int) -> bool:
        """Whether the figure is what something is made for, which nobody counted: "designed for 4 million guests"."""
        clause = self.clauses[at]
        return any(
            (match.last <= at or at < match.first <= at + 3) and self.clauses[match.first] == clause
            for match in self._able
        )

    @cached_property
    def _able(self) -> list[Match[bool]]:
        return self.lexicon.able.find(self.tokens)

    @cached_property
    def _denied(self) -> list[Match[str]]:
        return [match for match in self.lexicon.denied.find(self.tokens) if not self._opens_name(match.first)]

    def _opens_name(self, place: int) -> bool:
        """Whether a word is the first of a name, by its capital and that of the next: "cảng Cần Giờ"."""
        capitals = [item.written[:1].isupper() for item in self.items[max(place - 1, 0) : place + 2]]
        return capitals == [False, True, True]

    @cached_property
    def _aims(self) -> list[Match[bool]]:
        return self.lexicon.aims.find(self.tokens)

    def company_acts(self, at: int, indicator: Indicator) -> bool:
        """Whether a company, called by its name or the first word, stands before a figure of business in its clause and
        no speaker's verb between."""
        if indicator.category not in COMPANIES and indicator.code not in SPENDING:
            return False
        if self.lexicon.acts.present(self.tokens):
            return True
        clause = self.clauses[at]
        return any(
            match.last <= at
            and self.clauses[match.first] == clause
            and (match.first <= 1 or self.items[match.first].written[:1].isupper())
            and not self.lexicon.speech.present(self.tokens[match.last : at])
            for match in self._companies
        )

    @cached_property
    def others(self) -> list[Match[bool]]:
        """The words that name what no indicator measures: "wages", "refunds"."""
        return self.lexicon.others.find(self.tokens)

    @cached_property
    def flows(self) -> list[Match[str]]:
        """The words that tell which way foreign investment goes: "outward" or "inward"."""
        return self.lexicon.flows.find(self.tokens)

    @cached_property
    def payments(self) -> list[Match[str]]:
        """The words that tell that capital was "paid" out or is "registered"."""
        return self.lexicon.payments.find(self.tokens)

    @cached_property
    def signs(self) -> list[Match[bool]]:
        """The words that tell of signing."""
        return self.lexicon.signs.find(self.tokens)

    @cached_property
    def _companies(self) -> list[Match[bool]]:
        return self.lexicon.companies.find(self.tokens)

    def local_before(self, at: int) -> bool:
        """Whether a district or the like, by a name that is in no table, stands before the figure in its clause."""
        clause = self.clauses[at]
        return any(place < at and self.clauses[place] == clause for place in self._local)

    @cached_property
    def introduced(self) -> frozenset[str]:
        """The long names behind "the province of" and the like, or before "province", that no table has."""
        items, after = self.items, self.lexicon.local_after
        named = [items[last] for _, last in self._introduced]
        named += [
            items[at] for at, token in enumerate(self.tokens[1:]) if token in after and is_unknown_name(items[at])
        ]
        return frozenset(item.token for item in named if len(item.token) > LONG_NAME)

    @cached_property
    def _introduced(self) -> list[tuple[int, int]]:
        """Where a word like "the province of" stands before a name that no table has, and where that stands."""
        items = self.items
        return [
            (match.first, match.last)
            for match in self.lexicon.local_before.find(self.tokens)
            if match.last < len(items) and is_unknown_name(items[match.last])
            if items[match.last].token not in self.lexicon.surnames
        ]

    @cached_property
    def _local(self) -> list[int]:
        items = self.items
        found = [first for first, _ in self._introduced]
        if (names := self.tell_local_names()) and not names.isdisjoint(self.tokens):
            found += [place for place, token in enumerate(self.tokens) if token in names]
        for place, token in enumerate(self.tokens):
            if place > 1 and token in self.lexicon.local_after and is_unknown_name(items[place - 1]):
                found.append(place)
            if (
                token == "<part>"
                and not self._is_facility(place)
                and not any(  # "Shenzhen exported", but "in Shenzhen, China exported"
                    self.tokens[other] == "<area>" and self.clauses[other] == self.clauses[place]
                    for other in range(place + 1, len(items))
                )
            ):
                found.append(place)
        return found

    def _is_facility(self, place: int) -> bool:
        """Whether a city only tells where a port or the like is: "the port of Mombasa"."""
        return bool(self.lexicon.facilities.present(self.tokens[max(place - 3, 0) : place + 3]))

    @cached_property
    def names_facility(self) -> bool:
        """Whether a port or the like is named by a name that no table has: "sân bay Tân Sơn Nhất", "Changi Airport"."""
        small = self.lexicon.small_names
        for match in self.lexicon.facilities.find(self.tokens):
            place = match.last if small else match.first - 1
            if 0 <= place < len(self.items) and is_unknown_name(self.items[place]):
                return True
        return False

    def is_others(self, mention: Mention) -> bool:
        """Whether somebody who is no area owns what is named: "Gujarat's exports"."""
        for place in range(max(mention.first - 3, 1), mention.first):
            if self.tokens[place] == "'s":
                owner = self.items[place - 1]
                return is_unknown_name(owner) and len(owner.written) > LONG_WORD
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


def is_unknown_name(item: Item) -> bool:
    """Whether a word with a capital is no area that a table has: an unknown name, or a city of one."""
    return (item.thing is None or item.token == "<part>") and item.written[:1].isupper() and not item.written.isupper()


def match_ends(matches: list[Match[str]]) -> dict[int, str]:
    """The value of each match by the item after its last."""
    return {match.last: match.value for match in matches}
