"""Which statements are of one figure: what they must share, and what may be left unsaid in one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.agreement import Statement, agreement, stands_alone, statement
from newsfigures.periods.spans import days
from newsfigures.reference import areas, family, indicators
from newsfigures.types import TOLERANCE, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from newsfigures.types import Quantity

#: More tellings of one value than this are not held against each other.
MOST_TELLINGS = 50

#: Articles of so many days tell of one time where one of them leaves it unsaid.
NEAR_DAYS = 7

#: A value of so many digits is not met by chance in one week; of so many, never.
TELLING_DIGITS = 2
CERTAIN_DIGITS = 3

#: How long news tells of one thing.
SAME_TALE_DAYS = 31

#: Changes whose base is said, which a change without one may be.
CHANGES = ("yoy", "qoq", "mom")


class Group(NamedTuple):
    """What statements share that are of one fact."""

    key: Key
    unit: str  # a currency, else a family of units
    rate: str | None
    plan: bool
    borders: str
    alone: str = ""  # what tells it apart from others under the same key that are of other things


Groups = dict[Group, list[Statement]]


def grouped(statements: Iterable[Statement], restated: Iterable[Quantity] = ()) -> Groups:
    """The statements by the figure that they are of; each is in one group, under the fullest key that is told of it.

    ``restated`` are amounts that articles print beside one in another currency.
    """
    groups: Groups = defaultdict(list)
    for one in statements:
        groups[_group(one)].append(one)
    for together in (_either_way_round, _with_the_fuller, _with_the_same_value, _of_another_time, _of_one_project):
        groups = _moved(groups, dict(together(groups)))
    beside = {(one.span.article, one.equivalent_to[0]): one for one in restated if one.equivalent_to}
    return _with_the_restated(groups, beside) if beside else groups


def _moved(groups: Groups, moves: Mapping[int, Group]) -> Groups:
    """The groups, each statement whose ``id`` is in ``moves`` in the group that is told there."""
    if not moves:
        return groups
    found: Groups = defaultdict(list)
    for group, statements in groups.items():
        for one in statements:
            found[moves.get(id(one), group)].append(one)
    return found


def _group(one: Statement) -> Group:
    key, quantity = one.observation.key, one.observation.quantity
    unit_family = family(quantity.unit)
    comparable = quantity.unit if "money" in unit_family else unit_family
    known = indicators().get(key.indicator)
    # What is assigned, and how long a road is, is the same whether its sentence tells of a plan or not.
    timeless = known is not None and (known.planned or known.project)
    plan = one.observation.status == "plan" and not timeless
    return Group(key, comparable, quantity.rate, plan, borders(key, one.day), _alone(one))


def _alone(one: Statement) -> str:
    """What tells a figure apart from others under its key that are of other things: its value, and of what has no area,
    is a part told in words or less than ten its place in the texts; "" where all under the key are of one thing.
    """
    key, quantity = one.observation.key, one.observation.quantity
    if not stands_alone(key):
        return ""
    if not key.ref_area or key.measure == "part" or abs(quantity.value) < 10:  # many roads have four lanes
        return f"{quantity.span.article}-{quantity.span.start}"
    high = "" if quantity.value_high is None else f"-{quantity.value_high:f}"
    return f"{quantity.bound}-{quantity.change or 'is'}-{quantity.value:f}{high}"


def borders(key: Key, day: date | None) -> str:
    """The last day of the borders that a figure means, if the area has others today: "2025-06-30"; else "".

    An area's figure for a period before its borders changed, or printed before, means the old ones.

    >>> from datetime import date
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


# --- what one article tells twice -----------------------------------------------------------------------------------


def _with_the_fuller(groups: Groups) -> Iterator[tuple[int, Group]]:
    """What an article tells twice, once without the period, the partner or the base of a change: with the fuller.

    A headline says "trade tops 40 billion", the text below "41.2 billion in 2024". Nothing moves that could belong to
    two, or whose value is more than a few per cent off.
    """
    alike: dict[tuple[object, ...], list[tuple[Group, Statement]]] = defaultdict(list)
    for group, statements in groups.items():
        key = group.key
        least = (key.indicator, key.ref_area, _base_unsaid(key), group.unit, group.rate, group.plan, group.alone)
        for one in statements:
            alike[one.article, *least].append((group, one))
    for told in alike.values():
        if len(told) > MOST_TELLINGS or len({group for group, _ in told}) == 1:
            continue
        for group, one in told:
            fuller = {other for other, another in told if _says_more(other.key, group.key) and _is_near(one, another)}
            if len(fuller) == 1:
                yield id(one), fuller.pop()


def _base_unsaid(key: Key) -> str:
    return "change" if key.measure in CHANGES else key.measure


def _says_more(one: Key, other: Key) -> bool:
    """Whether the key says all that the other does, and something that it leaves open."""
    pairs = ((one.time_period, other.time_period), (one.counterpart_area, other.counterpart_area))
    same_base = one.measure == other.measure or other.measure == "change"
    return one != other and same_base and all(mine == yours or not yours for mine, yours in pairs)


def _is_near(one: Statement, other: Statement) -> bool:
    return bool(agreement(one, other)) and abs(one.value - other.value) <= abs(other.value) * TOLERANCE


# --- what two articles tell, one of them more fully ------------------------------------------------------------------


def _either_way_round(groups: Groups) -> Iterator[tuple[int, Group]]:
    """What two areas have together, named once from either side: with the one of which more is told."""
    told: Counter[str] = Counter()
    for group, statements in groups.items():
        told[group.key.ref_area] += len(statements)
    for group, statements in groups.items():
        known = indicators().get(group.key.indicator)
        if known is None or not known.mutual or not group.key.counterpart_area:
            continue
        one, other = group.key.ref_area, group.key.counterpart_area
        turned = group._replace(key=replace(group.key, ref_area=other, counterpart_area=one))
        if turned in groups and (-told[one], one) > (-told[other], other):
            yield from ((id(statement), turned) for statement in statements)


def _with_the_same_value(groups: Groups) -> Iterator[tuple[int, Group]]:
    """What an article tells without the period or the base of the change, with what another of those days tells with
    it, in the same value; and what there is by the end of a period, however that time is told.

    Nothing moves that could belong to two.
    """
    alike: dict[tuple[object, ...], list[tuple[Group, Statement]]] = defaultdict(list)
    for group, statements in groups.items():
        if group.alone:
            continue
        key = group.key
        least = (key.indicator, key.ref_area, key.counterpart_area, _base_unsaid(key), *group[1:])
        for one in statements:
            if one.day and _is_telling(one):
                alike[*least, one.value, one.high, one.bound].append((group, one))
    for told in alike.values():
        if len(told) > MOST_TELLINGS or len({group for group, _ in told}) == 1:
            continue
        for group, one in told:
            fuller = {
                other
                for other, another in told
                if another.article != one.article and _are_of_one_week(one, another) and may_be(group.key, other.key)
            }
            fullest = [one for one in fuller if not any(may_be(one.key, other.key) for other in fuller)]
            if len(fullest) == 1:
                yield id(one), fullest[0]


def _is_telling(one: Statement) -> bool:
    return _digits(one) >= TELLING_DIGITS


def _digits(one: Statement) -> int:
    return len(one.observation.quantity.value.normalize().as_tuple().digits)


def _are_of_one_week(one: Statement, other: Statement) -> bool:
    return _are_of_days(one, other, NEAR_DAYS)


def _are_of_days(one: Statement, other: Statement, most: int) -> bool:
    return one.day is not None and other.day is not None and abs((one.day - other.day).days) <= most


def may_be(bare: Key, full: Key) -> bool:
    """Whether what is told under one key may be what is told under another, of the same period said more fully.

    >>> def capital(time_period: str) -> Key:
    ...     return Key("fdi_capital", "VN-BN", "", time_period, "level")
    >>> may_be(capital(""), capital("2024")), may_be(capital("2024"), capital("2023"))
    (True, False)
    >>> may_be(capital("2024"), capital("../2024")), may_be(capital("../2024"), capital("2024"))
    (True, False)
    """
    if bare == full or (bare.measure != full.measure and (bare.measure != "change" or full.measure not in CHANGES)):
        return False
    if not bare.time_period or bare.time_period == full.time_period:
        return True
    known = indicators().get(bare.indicator)
    is_stock = known is not None and known.kind == "stock"
    ends = days(bare.time_period)[1], days(full.time_period)[1]
    if ends[0] is None or ends[0] != ends[1]:
        return False
    opens = bare.time_period.startswith("../"), full.time_period.startswith("../")
    lasts = "/P" in bare.time_period or "/P" in full.time_period
    if is_stock:
        # At its end: a day, a month, "by the end of". In a period of several months is something else: what was added.
        return not lasts and (opens[1], -len(full.time_period)) > (opens[0], -len(bare.time_period))
    # So much until its end, counted since the year began.
    first = days(full.time_period)[0]
    return opens == (True, False) and first is not None and (first.month, first.day) == (1, 1)


def _of_another_time(groups: Groups) -> Iterator[tuple[int, Group]]:
    """What one of many things has, printed again after weeks with few digits and no period, may be another's."""
    for group, statements in groups.items():
        if not group.alone or group.key.time_period or len(statements) == 1 or _digits(statements[0]) >= CERTAIN_DIGITS:
            continue
        dated = sorted((one for one in statements if one.day), key=lambda one: (one.day, one.article))
        own, before = group, dated[0] if dated else None
        for one in dated[1:]:
            if before and not _are_of_days(before, one, SAME_TALE_DAYS if _is_telling(one) else NEAR_DAYS):
                own = group._replace(alone=f"{group.alone}-{one.day}")
            before = one
            if own is not group:
                yield id(one), own


def _of_one_project(groups: Groups) -> Iterator[tuple[int, Group]]:
    """What articles of one week tell of one project: of two that print the same length or cost, what each prints once
    is of the same thing.
    """
    by_article: dict[str, dict[tuple[object, ...], dict[Group, None]]] = defaultdict(lambda: defaultdict(dict))
    sharing: dict[Group, list[Statement]] = {}
    for group, statements in groups.items():
        if not _is_of_a_project(group):
            continue
        for one in statements:
            by_article[one.article][group._replace(alone="")][group] = None
        if _is_telling(statements[0]) and statements[0].bound == "exact":
            sharing[group] = statements
    met: dict[Group, Group] = {}

    def root(group: Group) -> Group:
        while group in met:
            group = met[group]
        return group

    for statements in sharing.values():
        first = statements[0]
        for one in statements[1:MOST_TELLINGS]:
            if one.article == first.article or not _are_of_one_week(first, one):
                continue
            mine, yours = by_article[first.article], by_article[one.article]
            for kind in mine.keys() & yours.keys():
                if len(mine[kind]) == len(yours[kind]) == 1:
                    pair = sorted({root(*mine[kind]), root(*yours[kind])}, key=lambda group: group.alone)
                    if len(pair) == 2:
                        met[pair[1]] = pair[0]
    for group in met:
        yield from ((id(one), root(group)) for one in groups[group])


def _is_of_a_project(group: Group) -> bool:
    """What a road, a port or a plant has: its length, its cost, its capacity."""
    key, known = group.key, indicators().get(group.key.indicator)
    return bool(group.alone and key.ref_area and key.measure == "level" and known is not None and known.project)


def _with_the_restated(groups: Groups, beside: Mapping[tuple[str, int], Quantity]) -> Groups:
    """The groups, what one article tells in a currency only with what another prints in that and its own currency:
    "2.1 trillion dong (US$80 million)" and "80 million dollars". What moves is converted at the rate that stands there.
    """
    found = {group: list(statements) for group, statements in groups.items()}
    alike: dict[Group, list[Group]] = defaultdict(list)
    for group in groups:
        alike[group._replace(alone="")].append(group)
    taken: set[int] = set()
    for group in sorted(groups, key=lambda group: (-len(groups[group]), group.unit, str(group))):
        for one in groups[group]:
            span = one.observation.quantity.span
            other = beside.get((span.article, span.start))
            if other is None or id(one) in taken or not other.value or not one.value or other.unit == group.unit:
                continue
            told = _as_told_beside(one, other)
            for target in alike.get(group._replace(unit=other.unit, alone=""), ()):
                for another in groups[target]:
                    if id(another) not in taken and _is_the_restated(told, another, target):
                        taken |= {id(another), id(one)}
                        found[target] = [kept for kept in found[target] if kept is not another]
                        found[group].append(_converted(another, one.value / told.value))
    return {group: statements for group, statements in found.items() if statements}


def _as_told_beside(one: Statement, other: Quantity) -> Statement:
    """What the amount beside another claims. A qualifier before the first belongs to both."""
    quantity = one.observation.quantity
    if other.bound == "exact":
        other = replace(other, bound=quantity.bound)
    return statement(replace(one.observation, quantity=replace(other, change=quantity.change)), one.day)


def _is_the_restated(told: Statement, another: Statement, target: Group) -> bool:
    rule = agreement(told, another)
    if another.article == told.article or not rule or (target.alone and rule != "same value"):
        return False
    return bool(target.key.time_period) or _are_of_one_week(told, another)


def _converted(one: Statement, rate: Decimal) -> Statement:
    return one._replace(value=one.value * rate, high=one.high * rate, low=one.low * rate, top=one.top * rate)


def told_otherwise(key: Key, observation: Key) -> str:
    """How an article's own key differs from that of the figure that it meets."""
    if observation.ref_area != key.ref_area:
        return "trade is the same named from either side"
    if observation.time_period == key.time_period:
        return "the same value, once without what the change is on"
    if observation.time_period:
        return "the same value, its time told in other words"
    return "the same value in an article of those days that does not name the period"
