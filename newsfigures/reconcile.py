"""What the sources say together: observations under one key become one fact, by ordered, named rules.

Never merged: different indicators, areas, partners, periods, measures, rates, families of units, currencies, plans
and what came of them, an area before and after its borders changed, and what stands alone: figures of companies, of
parts told in words, and different values of what each of many projects has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.agreement import Statement, agreement, signed, stands_alone, statement
from newsfigures.periods.spans import days
from newsfigures.reference import areas, family, indicators
from newsfigures.types import TOLERANCE, Fact, Key, Observation, Status, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Of one figure there are not more ways to print it; more values than this are a dispute.
MOST_WORDINGS = 50

#: How many articles that print two figures in a row are held against another that does.
MOST_HOLDERS = 20

#: Sums that news prints: the total, and the parts that must add up to it.
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("total_trade", ("exports", "imports")),
    ("exports", ("imports", "trade_surplus")),
    ("imports", ("exports", "trade_deficit")),
)

#: Totals with parts that news prints some of, or all: two or more may add up to the total, and are never more than it.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("budget_revenue", ("domestic_revenue", "oil_revenue", "customs_revenue")),
    ("budget_spending", ("development_spending", "recurrent_spending")),
    ("fdi_capital", ("fdi_new_capital", "fdi_adjusted_capital", "fdi_share_purchases")),
    ("social_investment", ("state_investment", "private_investment", "foreign_sector_investment")),
    ("tourist_arrivals", ("foreign_tourist_arrivals", "domestic_tourist_arrivals")),
    ("exports", ("foreign_sector_exports", "domestic_sector_exports")),
    ("imports", ("foreign_sector_imports", "domestic_sector_imports")),
)


def reconcile(
    observations: Sequence[Observation], dates: Mapping[str, date | None], newsrooms: Mapping[str, str] | None = None
) -> list[Fact]:
    """The facts that these observations state together, in the order of their keys.

    ``dates`` holds the date of each article, ``newsrooms`` who wrote it, where that is known: texts of one newsroom, in
    one language or several, are one source. Every observation is in the evidence of exactly one fact. Where sources
    agree in different words, and where they conflict, the most conservative statement is the fact's value; where a
    later article prints another value, the later one's. ``because`` names the rules.
    """
    groups: dict[_Group, list[Statement]] = defaultdict(list)
    for observation in observations:
        day = dates.get(observation.quantity.span.article)
        groups[_group(observation, day)].append(statement(observation, day))
    groups = _with_the_fuller(groups)
    sources = _Sources(observations, dates, newsrooms or {})
    facts = [_fact(group, _in_order(statements), sources) for group, statements in groups.items()]
    return sorted(_with_sums(facts), key=lambda fact: fact.id)


# --- what belongs together ------------------------------------------------------------------------------------------


class _Group(NamedTuple):
    """What statements share that are of one fact."""

    key: Key
    unit: str  # a currency, else a family of units
    rate: str | None
    plan: bool
    borders: str
    alone: str = ""  # what tells it apart from others under the same key that are of other things


def _group(observation: Observation, day: date | None) -> _Group:
    quantity = observation.quantity
    unit_family = family(quantity.unit)
    comparable = quantity.unit if "money" in unit_family else unit_family
    plan = observation.status == "plan"
    own = borders(observation.key, day)
    return _Group(observation.key, comparable, quantity.rate, plan, own, _alone(observation))


def _alone(observation: Observation) -> str:
    """What tells a figure apart from others under its key that are of other things: its value, and of what has no area
    or is a part told in words its place in the texts; "" where all under the key are of one thing."""
    key, quantity = observation.key, observation.quantity
    if not stands_alone(key):
        return ""
    if not key.ref_area or key.measure == "part":
        return f"{quantity.span.article}-{quantity.span.start}"
    high = "" if quantity.value_high is None else f"-{quantity.value_high:f}"
    return f"{quantity.bound}-{quantity.change or 'is'}-{quantity.value:f}{high}"


def _with_the_fuller(groups: Mapping[_Group, list[Statement]]) -> dict[_Group, list[Statement]]:
    """The groups, what an article tells twice, once without the period or the partner, with the fuller telling.

    A headline says "trade tops 40 billion", the text below "41.2 billion in 2024". Nothing moves that could belong to
    two, or whose value is more than a few per cent off.
    """
    alike: dict[tuple[object, ...], list[tuple[_Group, Statement]]] = defaultdict(list)
    for group, statements in groups.items():
        least = replace(group.key, time_period="", counterpart_area="")
        for one in statements:
            alike[one.article, group._replace(key=least, borders="")].append((group, one))
    moved: dict[int, _Group] = {}
    for told in alike.values():
        if len(told) > MOST_WORDINGS or len({group for group, _ in told}) == 1:
            continue
        for group, one in told:
            fuller = {other for other, another in told if _says_more(other.key, group.key) and _is_near(one, another)}
            if len(fuller) == 1:
                moved[id(one)] = fuller.pop()
    found: dict[_Group, list[Statement]] = defaultdict(list)
    for group, statements in groups.items():
        for one in statements:
            found[moved.get(id(one), group)].append(one)
    return found


def _says_more(one: Key, other: Key) -> bool:
    """Whether the key says all that the other does, and something that it leaves open."""
    pairs = ((one.time_period, other.time_period), (one.counterpart_area, other.counterpart_area))
    return one != other and all(mine == yours or not yours for mine, yours in pairs)


def _is_near(one: Statement, other: Statement) -> bool:
    return bool(agreement(one, other)) and abs(one.value - other.value) <= abs(other.value) * TOLERANCE


def borders(key: Key, day: date | None) -> str:
    """The last day of the borders that a figure means, if the area has others today: "2025-06-30"; else "".

    An area's figure for a period before its borders changed, or printed before, means the old ones.

    >>> borders(Key("exports", "VN-DN", "", "2024", "level"), None)
    '2025-06-30'
    >>> borders(Key("exports", "VN-DN", "", "", "level"), date(2026, 1, 14))
    ''
    """
    known = areas()
    changes = [known[code].since for code in (key.ref_area, key.counterpart_area) if code in known]
    last = days(key.time_period)[1]
    meant = min((one for one in (last, day) if one), default=None)
    old = [change for change in changes if change and meant and meant < change]
    return (min(old) - timedelta(1)).isoformat() if old else ""


def _in_order(statements: list[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: (one.day or date.max, one.article, one.observation.quantity.span.start))


# --- one fact -------------------------------------------------------------------------------------------------------


def _fact(group: _Group, statements: list[Statement], sources: _Sources) -> Fact:
    told = sources.count(statements)
    because: list[str] = []
    if len(articles := {one.article for one in statements}) > len(originals := sources.originals(articles)):
        because.append("a syndicated copy is one source")
    if len(originals) > told:
        because.append("texts of one newsroom are one source")
    if any(one.observation.key != group.key for one in statements):
        because.append("told again in one article without its period or partner")
    status: Status
    if _all_agree(statements):
        own = _one_of_each(statements, sources, group.key)
        deciding = _most_conservative(own)
        status = "agreed" if told > 1 else "single"
        rules = [agreement(deciding, one) for one in own if one is not deciding]
        because += sorted(set(rules))
        if len(statements) > len(articles):
            because.append("repeated in one article: the most exact statement counts")
        if set(rules) - {"same value"}:
            because.append("the statement that claims least is the value")
    elif (latest := _latest(statements)) and (rule := _succeeds(group.key)):
        deciding = _most_conservative(_one_of_each(latest, sources, group.key))
        status = "revised"
        because.append(f"{rule}: {deciding.day}")
    else:
        deciding = min(statements, key=lambda one: (one.value, -(one.top - one.low)))
        status = "disputed"
        apart = "sources print" if told > 1 else "one article prints" if len(articles) == 1 else "one source prints"
        because += [f"{apart} different values", "the lowest is the value"]
        if not group.key.time_period and len(articles) > 1:
            because.append("none names its period: they may be of several")
    return _as_fact(group, deciding, statements, status, because, told)


def _succeeds(key: Key) -> str:
    """Why what a later article prints takes the place of what an earlier one did; "" where it may be of another time.

    Both are of one period, or both say what there is at the time of writing.
    """
    if key.time_period:
        return "a later article revises"
    known = indicators().get(key.indicator)
    is_state = known is not None and known.kind != "flow" and key.measure == "level"
    return "no period: a later article tells a later state" if is_state else ""


def _all_agree(statements: Sequence[Statement]) -> bool:
    """Whether any two of them agree: "about 43" is met by 41 and by 44, which still are two values."""
    distinct = list({(one.value, one.high, one.bound): one for one in statements}.values())
    return len(distinct) <= MOST_WORDINGS and all(agreement(one, other) for one, other in combinations(distinct, 2))


def _as_fact(
    group: _Group, deciding: Statement, statements: Sequence[Statement], status: Status, because: list[str], told: int
) -> Fact:
    first = deciding.observation
    value, high, bound = signed(first)
    evidence = (first, *(one.observation for one in statements if one is not deciding))
    if group.borders:
        because = [*because, f"in the borders until {group.borders}"]
    unit = first.quantity.unit
    return Fact(group.key, value, high, unit, bound, status, evidence, tuple(because), group.borders, told, group.alone)


def _most_conservative(statements: Sequence[Statement]) -> Statement:
    """The one that claims least: with the widest interval, then the lowest; the first in order if several do."""
    return min(statements, key=lambda one: (one.bound in ("exact", "about", "nearly"), -(one.top - one.low), one.value))


def _one_of_each(statements: Sequence[Statement], sources: _Sources, key: Key) -> list[Statement]:
    """The most exact statement of each source, a fuller before a barer one: a headline rounds what the text below it
    says in full.

    Where these do not agree with each other but the rounder ones do, all of them.
    """
    told: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        told[sources.of(one.article)].append(one)

    def exactness(one: Statement) -> tuple[bool, bool, Decimal]:
        return one.observation.key != key, one.bound != "exact", one.top - one.low

    found = [min(own, key=exactness) for own in told.values()]
    widest = _most_conservative(found)
    return found if all(agreement(widest, one) for one in found) else list(statements)


def _latest(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of the last day, if every article is dated, an earlier day exists, and that day's agree."""
    days_of_all = [one.day for one in statements]
    if None in days_of_all or len(set(days_of_all)) == 1:
        return []
    last_day = max(day for day in days_of_all if day)
    latest = [one for one in statements if one.day == last_day]
    deciding = _most_conservative(latest)
    return latest if all(agreement(deciding, one) for one in latest) else []


# --- which articles are one source ----------------------------------------------------------------------------------


class _Sources:
    """Which articles speak with one voice: copies of one story, and the texts of one newsroom."""

    def __init__(
        self, observations: Sequence[Observation], dates: Mapping[str, date | None], newsrooms: Mapping[str, str]
    ) -> None:
        self._copies = _copies(observations, dates)
        self._newsrooms = newsrooms

    def of(self, article: str) -> str:
        """The source of an article: its newsroom, else the article itself, or the one that it copies."""
        original = self._copies.get(article, article)
        newsroom = self._newsrooms.get(original) or self._newsrooms.get(article)
        return f"newsroom {newsroom}" if newsroom else f"article {original}"

    def originals(self, articles: Iterable[str]) -> set[str]:
        """The articles without those that copy another."""
        return {self._copies.get(article, article) for article in articles}

    def count(self, statements: Sequence[Statement]) -> int:
        """How many sources there are that do not depend on each other."""
        return len({self.of(one.article) for one in statements})


def _copies(observations: Sequence[Observation], dates: Mapping[str, date | None]) -> dict[str, str]:
    """Each article that is a copy of another, and the first of them.

    A copy prints the same figures in the same words at the same distances from each other, three distances at least and
    most of the shorter article's; or, where an editor cut it, nearly all of them in the same order, six figures at
    least. Articles more than three days apart are no copies.
    """
    spans: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for observation in observations:
        span = observation.quantity.span
        spans[span.article].append((span.start, span.text))
    steps = {
        article: {(one[1], other[1], other[0] - one[0]) for one, other in pairwise(sorted(found))}
        for article, found in spans.items()
    }
    orders = {article: {step[:2] for step in found} for article, found in steps.items()}
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for article in sorted(steps, key=lambda id: (dates.get(id) or date.max, id)):
        near = Counter(other for order in orders[article] for other in holders[order][:MOST_HOLDERS])
        for other, in_order in near.items():
            shorter = min(len(steps[article]), len(steps[other]))
            exact = len(steps[article] & steps[other])
            is_copy = (exact >= 3 and exact * 2 > shorter) or (in_order >= 5 and in_order * 4 >= shorter * 3)
            if is_copy and _near(dates.get(article), dates.get(other)):
                first[article] = first.get(other, other)
                break
        for order in orders[article]:
            holders[order].append(article)
    return first


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= 3


# --- parts and totals -----------------------------------------------------------------------------------------------


def _with_sums(facts: list[Fact]) -> list[Fact]:
    """The facts, each printed total with a word on whether its printed parts add up to it, if none is in dispute."""
    settled = [fact for fact in facts if fact.key.measure == "level" and fact.status != "disputed" and not fact.alone]
    by_place = {_place(fact, fact.key.indicator): fact for fact in settled}
    checked: dict[str, Fact] = {}
    sums = [(total, parts, True) for total, parts in SUMS] + [(total, parts, False) for total, parts in PARTS]
    for total, parts, told_all in sums:
        for fact in settled:
            if fact.key.indicator != total or fact.id in checked:
                continue
            found = {part: one for part in parts if (one := by_place.get(_place(fact, part)))}
            if len(found) == len(parts) or (len(found) > 1 and not told_all):
                low, high = _sum([*found.values()])
                own_low, own_high = interval(fact.value, fact.value_high, fact.bound, fact.unit)
                names = " and ".join(part.replace("_", " ") for part in found)
                if low and own_high and low > own_high:
                    said = f"{names} {'do not add up to it' if told_all else 'are more than it'}"
                elif high and own_low and high < own_low:
                    said = f"{names} do not add up to it" if told_all else ""
                else:
                    said = f"{names} add up to it"
                if said:
                    checked[fact.id] = replace(fact, because=(*fact.because, said))
    return [checked.get(fact.id, fact) for fact in facts]


def _place(fact: Fact, indicator: str) -> tuple[object, ...]:
    return (
        replace(fact.key, indicator=indicator),
        fact.unit,
        fact.rate,
        fact.evidence[0].status == "plan",
        fact.borders,
    )


def _sum(parts: Sequence[Fact]) -> tuple[Decimal | None, Decimal | None]:
    ends = [interval(part.value, part.value_high, part.bound, part.unit) for part in parts]
    lows, highs = zip(*ends, strict=True)
    return (
        None if None in lows else sum((low for low in lows if low is not None), Decimal(0)),
        None if None in highs else sum((high for high in highs if high is not None), Decimal(0)),
    )
