"""What the sources say together: observations under one key become one fact, by ordered, named rules.

Never merged: different indicators, areas, partners, periods, measures, rates, families of units, currencies, plans
and what came of them, and an area before and after its borders changed.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from newsfigures.agreement import Statement, agreement, signed, statement
from newsfigures.reference import areas, family
from newsfigures.types import Fact, Key, Observation, Status, interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Of one figure there are not more ways to print it; more values than this are a dispute.
MOST_WORDINGS = 50

#: Sums that news prints: the total, and the parts that must add up to it.
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("total_trade", ("exports", "imports")),
    ("exports", ("imports", "trade_surplus")),
    ("imports", ("exports", "trade_deficit")),
)


def reconcile(observations: Sequence[Observation], dates: Mapping[str, date | None]) -> list[Fact]:
    """The facts that these observations state together, in the order of their keys.

    ``dates`` holds the date of each article. Every observation is in the evidence of exactly one fact. Where sources
    agree in different words, and where they conflict, the most conservative statement is the fact's value; where a
    later article prints another value, the later one's. ``because`` names the rules.
    """
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for observation in observations:
        day = dates.get(observation.quantity.span.article)
        groups[_group(observation, day)].append(statement(observation, day))
    copies = _copies(observations, dates)
    facts = [_fact(_in_order(statements), str(group[-1]), copies) for group, statements in groups.items()]
    return sorted(_with_sums(facts), key=lambda fact: fact.id)


# --- what belongs together ------------------------------------------------------------------------------------------


def _group(observation: Observation, day: date | None) -> tuple[object, ...]:
    quantity = observation.quantity
    unit_family = family(quantity.unit)
    comparable = quantity.unit if "money" in unit_family else unit_family
    plan = observation.status == "plan"
    return (observation.key, comparable, quantity.rate, plan, borders(observation.key, day))


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


def _fact(statements: list[Statement], meant_borders: str, copies: Mapping[str, str]) -> Fact:
    sources = {copies.get(one.article, one.article) for one in statements}
    because: list[str] = []
    if len({one.article for one in statements}) > len(sources):
        because.append("a syndicated copy is one source")
    status: Status
    if _all_agree(statements):
        own = _one_of_each(statements, copies)
        deciding = _most_conservative(own)
        status = "agreed" if len(sources) > 1 else "single"
        rules = [agreement(deciding, one) for one in own if one is not deciding]
        because += sorted(set(rules))
        if len(statements) > len(sources):
            because.append("repeated in one article: the most exact statement counts")
        if set(rules) - {"same value"}:
            because.append("the statement that claims least is the value")
    elif latest := _latest(statements):
        deciding = _most_conservative(_one_of_each(latest, copies))
        status = "revised"
        because.append(f"a later article revises: {deciding.day}")
    else:
        deciding = min(statements, key=lambda one: (one.value, -(one.top - one.low)))
        status = "disputed"
        apart = "sources print different values" if len(sources) > 1 else "one article prints different values"
        because += [apart, "the lowest is the value"]
    return _as_fact(deciding, statements, status, because, meant_borders)


def _all_agree(statements: Sequence[Statement]) -> bool:
    """Whether any two of them agree: "about 43" is met by 41 and by 44, which still are two values."""
    distinct = list({(one.value, one.high, one.bound): one for one in statements}.values())
    return len(distinct) <= MOST_WORDINGS and all(agreement(one, other) for one, other in combinations(distinct, 2))


def _as_fact(
    deciding: Statement, statements: Sequence[Statement], status: Status, because: Sequence[str], meant_borders: str
) -> Fact:
    first = deciding.observation
    value, high, bound = signed(first)
    rest = tuple(one.observation for one in statements if one is not deciding)
    if meant_borders:
        because = [*because, f"in the borders until {meant_borders}"]
    return Fact(
        first.key, value, high, first.quantity.unit, bound, status, (first, *rest), tuple(because), meant_borders
    )


def _most_conservative(statements: Sequence[Statement]) -> Statement:
    """The one that claims least: with the widest interval, then the lowest; the first in order if several do."""
    return min(statements, key=lambda one: (one.bound in ("exact", "about", "nearly"), -(one.top - one.low), one.value))


def _one_of_each(statements: Sequence[Statement], copies: Mapping[str, str]) -> list[Statement]:
    """The most exact statement of each source: a headline rounds what the text below it says in full.

    Where these do not agree with each other but the rounder ones do, all of them.
    """
    sources: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        sources[copies.get(one.article, one.article)].append(one)
    found = [min(own, key=lambda one: (one.bound != "exact", one.top - one.low)) for own in sources.values()]
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


# --- one wire story in two outlets ----------------------------------------------------------------------------------


def _copies(observations: Sequence[Observation], dates: Mapping[str, date | None]) -> dict[str, str]:
    """Each article that is a copy of another, and the first of them.

    A copy prints the same figures in the same words at the same distances from each other: three distances at least,
    and most of the shorter article's. Articles more than three days apart are no copies.
    """
    spans: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for observation in observations:
        span = observation.quantity.span
        spans[span.article].append((span.start, span.text))
    steps = {
        article: {(one[1], other[1], other[0] - one[0]) for one, other in pairwise(sorted(found))}
        for article, found in spans.items()
    }
    holders: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for article in sorted(steps, key=lambda id: (dates.get(id) or date.max, id)):
        shared: dict[str, int] = defaultdict(int)
        for step in steps[article]:
            for other in holders[step][:20]:
                shared[other] += 1
        for other, count in shared.items():
            shorter = min(len(steps[article]), len(steps[other]))
            if count >= 3 and count * 2 > shorter and _near(dates.get(article), dates.get(other)):
                first[article] = first.get(other, other)
                break
        for step in steps[article]:
            holders[step].append(article)
    return first


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= 3


# --- parts and totals -----------------------------------------------------------------------------------------------


def _with_sums(facts: list[Fact]) -> list[Fact]:
    """The facts, each printed total with a word on whether its printed parts add up to it."""
    by_place = {_place(fact, fact.key.indicator): fact for fact in facts if fact.key.measure == "level"}
    checked = {}
    for total, parts in SUMS:
        for fact in facts:
            if fact.key.indicator != total or fact.key.measure != "level":
                continue
            found = [by_place.get(_place(fact, part)) for part in parts]
            if all(found) and fact.id not in checked:
                low, high = _sum([part for part in found if part])
                own_low, own_high = interval(fact.value, fact.value_high, fact.bound, fact.unit)
                meets = not ((low and own_high and low > own_high) or (high and own_low and high < own_low))
                names = " and ".join(part.replace("_", " ") for part in parts)
                checked[fact.id] = replace(
                    fact, because=(*fact.because, f"{names} {'add up' if meets else 'do not add up'} to it")
                )
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


# --- periods as days ------------------------------------------------------------------------------------------------

_PERIOD = re.compile(
    r"""
    (?P<year>\d{4})
    (?: -Q(?P<quarter>[1-4])          # 2025-Q4
      | -S(?P<half>[12])              # 2025-S2
      | -(?P<month>\d\d)              # 2025-11
        (?: -(?P<day>\d\d) )?         # 2025-11-20
    )?
    (?: /P(?P<length>\d{1,4})(?P<of>[YMWD]) )?   # 2024-01-01/P5M
    """,
    re.VERBOSE,
)


def days(time_period: str) -> tuple[date | None, date | None]:
    """The first and the last day of an SDMX time period; None for a side that is open or not stated.

    >>> days("2024-01-01/P5M")
    (datetime.date(2024, 1, 1), datetime.date(2024, 5, 31))
    >>> days("../2026")
    (None, datetime.date(2026, 12, 31))
    """
    first, slash, last = time_period.partition("/")
    if slash and (first == ".." or last == ".." or not last.startswith("P")):
        return (None if first == ".." else days(first)[0], None if last == ".." else days(last)[1])
    found = _PERIOD.fullmatch(time_period)
    if not found:
        return None, None
    try:
        return _first_day(found), _last_day(found)
    except (ValueError, OverflowError):
        return None, None


def _first_day(found: re.Match[str]) -> date:
    month = int(found["month"] or 1)
    if found["quarter"]:
        month = int(found["quarter"]) * 3 - 2
    elif found["half"]:
        month = int(found["half"]) * 6 - 5
    return date(int(found["year"]), month, int(found["day"] or 1))


def _last_day(found: re.Match[str]) -> date:
    first = _first_day(found)
    if found["length"]:
        length = int(found["length"])
        if found["of"] in "WD":
            return first + timedelta(length * (7 if found["of"] == "W" else 1) - 1)
        months = length * (12 if found["of"] == "Y" else 1)
    elif found["day"]:
        return first
    else:
        months = 3 if found["quarter"] else 6 if found["half"] else 1 if found["month"] else 12
    after = first.year * 12 + first.month - 1 + months
    year, month = divmod(after, 12)
    if found["length"] and first.day > 1:
        return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1])) - timedelta(1)
    return date(year, month + 1, 1) - timedelta(1)
