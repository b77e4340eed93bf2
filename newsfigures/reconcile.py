"""What the sources say together: observations under one key become one fact, by ordered, named rules.

Never merged: different indicators, areas, partners, periods, measures, rates, families of units, currencies, plans
and what came of them, an area before and after its borders changed, and what stands alone: figures of companies, of
parts told in words, and different values of what each of many projects has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from newsfigures.agreement import REACH, Statement, agreement, signed, statement
from newsfigures.meetings import grouped, told_otherwise
from newsfigures.reference import family, indicators
from newsfigures.types import Fact, Key, Observation, Status, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsfigures.meetings import Group
    from newsfigures.types import Quantity

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
    observations: Sequence[Observation],
    dates: Mapping[str, date | None],
    newsrooms: Mapping[str, str] | None = None,
    restated: Iterable[Quantity] = (),
) -> list[Fact]:
    """The facts that these observations state together, in the order of their keys.

    ``dates`` holds the date of each article, ``newsrooms`` who wrote it, where that is known: texts of one newsroom, in
    one language or several, are one source; ``restated`` are the amounts that articles print beside one in another
    currency. Every observation is in the evidence of exactly one fact. Where sources
    agree in different words, and where they conflict, the most conservative statement is the fact's value; where a
    later article prints another value, the later one's. ``because`` names the rules.
    """
    groups = grouped((statement(one, dates.get(one.quantity.span.article)) for one in observations), restated)
    sources = _Sources(observations, dates, newsrooms or {})
    facts = [_fact(group, _in_order(statements), sources) for group, statements in groups.items()]
    return sorted(_with_sums(facts), key=lambda fact: fact.id)


def _in_order(statements: list[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: (one.day or date.max, one.article, one.observation.quantity.span.start))


# --- one fact -------------------------------------------------------------------------------------------------------


def _fact(group: Group, statements: list[Statement], sources: _Sources) -> Fact:
    told = sources.count(statements)
    because: list[str] = []
    if len(articles := {one.article for one in statements}) > len(originals := sources.originals(articles)):
        because.append("a syndicated copy is one source")
    if len(originals) > told:
        because.append("texts of one newsroom are one source")
    because += _met(group, statements)
    status: Status
    if _all_agree(statements):
        own = _one_of_each(statements, sources, group.key)
        deciding = _most_conservative(_in_its_currency(group, own) or _in_its_currency(group, statements))
        status = "agreed" if told > 1 else "single"
        rules = [agreement(deciding, one) for one in own if one is not deciding]
        because += sorted(set(rules))
        if len(statements) > len(articles):
            because.append("repeated in one article: the most exact statement counts")
        if set(rules) - {"same value"} and deciding is _most_conservative(own):
            because.append("the statement that claims least is the value")
    elif (latest := _latest(_in_its_currency(group, statements))) and (rule := succeeds(group.key)):
        deciding = _most_conservative(_in_its_currency(group, _one_of_each(latest, sources, group.key)))
        status = "revised"
        because.append(f"{rule}: {deciding.day}")
    else:
        deciding = min(_in_its_currency(group, statements), key=lambda one: (one.value, -(one.top - one.low)))
        status = "disputed"
        apart = "sources print" if told > 1 else "one article prints" if len(articles) == 1 else "one source prints"
        because += [f"{apart} different values", "the lowest is the value"]
        if not group.key.time_period and len(articles) > 1:
            because.append("none names its period: they may be of several")
    return _as_fact(group, deciding, statements, status, because, told)


def _met(group: Group, statements: Sequence[Statement]) -> list[str]:
    """How those statements came to the fact that do not say all of its key themselves, or not in its words."""
    full = {one.article for one in statements if one.observation.key == group.key}
    again = "told again in one article without its period or partner"
    others = [one for one in statements if one.observation.key != group.key]
    rules = [again if one.article in full else told_otherwise(group.key, one.observation.key) for one in others]
    if len(_in_its_currency(group, statements)) < len(statements):
        rules.append("a dual amount: an article prints it in both currencies")
    if group.alone and len({(one.value, one.high, one.bound) for one in statements}) > 1:
        rules.append("articles that print one length, cost or capacity of a project tell of one project")
    return sorted(set(rules))


def _in_its_currency(group: Group, statements: Sequence[Statement]) -> list[Statement]:
    """Those that print the fact's own currency, or no money."""
    units = ((one, one.observation.quantity.unit) for one in statements)
    return [one for one, unit in units if unit == group.unit or "money" not in family(unit)]


def succeeds(key: Key) -> str:
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
    group: Group, deciding: Statement, statements: Sequence[Statement], status: Status, because: list[str], told: int
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
    """The statements of the last day, if every article is dated, an earlier day exists, that day's agree, the earlier
    values are not far off, and nobody printed theirs before others printed another: who says again what was said
    before revises nothing.
    """
    days_of_all = [one.day for one in statements if one.day]
    if len(days_of_all) < len(statements) or len(set(days_of_all)) == 1:
        return []
    latest = [one for one in statements if one.day == max(days_of_all)]
    deciding = _most_conservative(latest)
    if not all(agreement(deciding, one) for one in latest):
        return []
    others = [one for one in statements if not agreement(deciding, one)]
    if deciding.observation.key.measure == "level" and not all(_is_in_reach(deciding, one) for one in others):
        return []  # so much more or less is of something else
    before = [one.day for one in others if one.day]
    since = [one.day for one in statements if one.day and agreement(deciding, one)]
    return latest if not before or max(before) < min(since) else []


def _is_in_reach(one: Statement, other: Statement) -> bool:
    return abs(one.value) <= abs(other.high) * REACH and abs(other.value) <= abs(one.high) * REACH


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


_SIDES_AND_TIME = attrgetter("ref_area", "counterpart_area", "time_period", "measure")


def _place(fact: Fact, indicator: str) -> tuple[object, ...]:
    return (
        indicator,
        *_SIDES_AND_TIME(fact.key),
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
