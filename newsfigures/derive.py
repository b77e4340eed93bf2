"""Figures that no article prints: computed from facts, each with its formula and the interval that its inputs allow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal, localcontext
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.exchange import DIGITS, rate_for
from newsfigures.reference import family, indicators
from newsfigures.types import Derived, Fact, interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from newsfigures.exchange import Rate
    from newsfigures.types import Figure, Observation, Quantity, Span

#: Quotients of two facts: name, above, below, what one below is, and whether the quotient is a ratio of like to like.
QUOTIENTS: tuple[tuple[str, str, str, str], ...] = (
    ("import_export_ratio", "imports", "exports", ""),
    ("capital_per_project", "fdi_capital", "fdi_projects", "project"),
    ("new_capital_per_project", "fdi_new_capital", "fdi_new_projects", "project"),
    ("capital_per_project", "investment_capital", "investment_projects", "project"),
    ("capital_per_enterprise", "registered_capital", "new_enterprises", "enterprise"),
    ("receipts_per_tourist", "tourism_receipts", "tourist_arrivals", "person"),
    ("disbursed_share", "fdi_disbursed", "fdi_capital", ""),
    ("foreign_tourist_share", "foreign_tourist_arrivals", "tourist_arrivals", ""),
    ("plan_fulfilment", "public_investment", "public_investment_plan", ""),
    ("spending_to_revenue", "budget_spending", "budget_revenue", ""),
)


#: How many tellings of a number are held against the amounts beside them.
MOST_TOLD = 20

#: A number that something was raised or lowered to.
REACHED = ("up_to", "down_to")


class Range(NamedTuple):
    """A number with the least and the greatest it can be; None is open."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


def derive(facts: Sequence[Fact], dates: Mapping[str, date | None], figures: Sequence[Figure] = ()) -> list[Derived]:
    """Balances, ratios, shares, amounts per unit, growth and amounts in US$ that follow from the facts.

    In the order of name and inputs. ``low`` and ``high`` come from rounding and bounds ("about" allows 5%), None is
    open. ``dates`` holds the date of each article; ``figures``, all that were seen, say which figures are told together
    and which amounts an article itself restates in US$: those words count before any rate. Other amounts are converted
    at the rate of their period, else of their article's month; without either, or without a rate for it, not at all.
    Of disputed facts nothing follows.
    """
    # Of what sources dispute nothing is derived: it would look settled.
    facts = [fact for fact in facts if fact.status != "disputed"]
    # Nor from two figures that are of different things.
    meeting = [fact for fact in facts if not fact.alone]
    money = _money_of(facts, figures)
    with localcontext() as context:
        context.prec = DIGITS
        found = [
            *_balances(meeting),
            *_quotients(meeting, money),
            *_unit_prices(meeting),
            *_partner_shares(meeting),
            *_growth(meeting),
            *_converted(facts, dates, figures),
        ]
    return sorted(found, key=lambda one: (one.name, one.inputs))


# --- intervals ------------------------------------------------------------------------------------------------------


def _range(fact: Fact) -> Range:
    low, high = interval(fact.value, fact.value_high, fact.bound, fact.unit)
    return Range(fact.value if low is not None and high is not None and fact.value_high is None else None, low, high)


def _minus(one: Range, other: Range) -> Range:
    def less(a: Decimal | None, b: Decimal | None) -> Decimal | None:
        return None if a is None or b is None else a - b

    return Range(less(one.value, other.value), less(one.low, other.high), less(one.high, other.low))


def _over(one: Range, other: Range) -> Range | None:
    """The quotient of two positive numbers; None if one can be zero or less."""
    lows = [low for low in (one.low, other.low) if low is not None]
    if any(low <= 0 for low in lows) or one.low is None or other.low is None:
        return None

    def quotient(a: Decimal | None, b: Decimal | None) -> Decimal | None:
        return None if a is None or b is None else a / b

    return Range(quotient(one.value, other.value), quotient(one.low, other.high), quotient(one.high, other.low))


def _times(one: Range, factor: Decimal) -> Range:
    return Range(*(None if end is None else end * factor for end in one))


def _derived(name: str, found: Range | None, unit: str, formula: str, inputs: Sequence[Fact]) -> Iterator[Derived]:
    if found is not None and any(end is not None for end in found):
        yield Derived(name, *found, unit, formula, tuple(fact.id for fact in inputs))


# --- what facts say about each other --------------------------------------------------------------------------------


def _pairs(facts: Sequence[Fact], above: str, below: str, *, same_unit: bool) -> Iterator[tuple[Fact, Fact]]:
    """Facts of two indicators on one area, partner, period, rate and borders, both levels, both planned or both not.

    Without a period they are of one time only if one article prints both.
    """
    by_place: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.key.indicator == below and fact.key.measure == "level":
            by_place[_place(fact, same_unit)].append(fact)
    for fact in facts:
        if fact.key.indicator == above and fact.key.measure == "level":
            for other in by_place[_place(fact, same_unit)]:
                if fact.key.time_period or _articles(fact) & _articles(other):
                    yield fact, other


#: What keys share that differ in their indicator, their partner or their time.
_SIDES_AND_TIME = attrgetter("ref_area", "counterpart_area", "time_period", "measure")
_WITHOUT_PARTNER = attrgetter("indicator", "ref_area", "time_period", "measure")
_WITHOUT_TIME = attrgetter("indicator", "ref_area", "counterpart_area", "measure")


def _articles(fact: Fact) -> set[str]:
    return {one.quantity.span.article for one in fact.evidence}


def _place(fact: Fact, same_unit: bool) -> tuple[object, ...]:
    return (
        *_SIDES_AND_TIME(fact.key),
        fact.rate,
        fact.borders,
        fact.evidence[0].status == "plan",
        fact.unit if same_unit else "",
    )


def _label(fact: Fact) -> str:
    known = indicators().get(fact.key.indicator)
    return known.label.lower() if known else fact.key.indicator.replace("_", " ")


def _balances(facts: Sequence[Fact]) -> Iterator[Derived]:
    for exports, imports in _pairs(facts, "exports", "imports", same_unit=True):
        unit = exports.unit + (f"/{exports.rate.removeprefix('per_')}" if exports.rate else "")
        yield from _derived(
            "trade_balance", _minus(_range(exports), _range(imports)), unit, "exports − imports", (exports, imports)
        )


def _quotients(facts: Sequence[Fact], money: Mapping[str, Sequence[Span]]) -> Iterator[Derived]:
    for name, above, below, noun in QUOTIENTS:
        for one, other in _pairs(facts, above, below, same_unit=not noun):
            if noun and not _are_of_one_kind(one, other, money):
                continue
            unit = f"{one.unit}/{noun}" if noun else "ratio"
            formula = f"{_label(one)} ÷ {_label(other)}"
            yield from _derived(name, _over(_range(one), _range(other)), unit, formula, (one, other))


def _are_of_one_kind(amount: Fact, number: Fact, money: Mapping[str, Sequence[Span]]) -> bool:
    """Whether amount and number are told of the same things: "1,022 projects with 33 billion", not with the 5 billion
    of this year that stand there too.

    Somewhere the amount is the money nearest to the number, and either both are a level that was reached ("raising the
    total to") or neither. Figures that no article prints together must both be of one period.
    """
    both = _articles(amount) & _articles(number)
    if not both:
        return bool(amount.key.time_period)
    amounts = {(one.quantity.span.article, one.quantity.span.start): one.quantity for one in amount.evidence}
    for one in number.evidence[:MOST_TOLD]:
        span = one.quantity.span
        if span.article in both:
            nearest = min(money.get(span.article, ()), key=lambda other: _gap(span, other), default=None)
            told = nearest and amounts.get((span.article, nearest.start))
            if told and (told.change in REACHED) == (one.quantity.change in REACHED):
                return True
    return False


def _gap(one: Span, other: Span) -> int:
    """How many characters stand between; what comes after is nearer than what comes before."""
    return (other.start - one.end) * 2 if other.start >= one.end else (one.start - other.end) * 2 + 1


def _money_of(facts: Sequence[Fact], figures: Sequence[Figure]) -> dict[str, list[Span]]:
    """The amounts of money that each article prints, those that restate another left out."""
    quantities = [figure.quantity for figure in figures if figure.role == "body"]
    quantities += [one.quantity for fact in facts for one in fact.evidence]
    found: dict[str, list[Span]] = defaultdict(list)
    for quantity in dict.fromkeys(quantities):
        if family(quantity.unit) == "money" and not quantity.equivalent_to and quantity.change not in ("up", "down"):
            found[quantity.span.article].append(quantity.span)
    return found


def _unit_prices(facts: Sequence[Fact]) -> Iterator[Derived]:
    """The average price of a good whose value and weight are both known."""
    traded = {fact.key.indicator for fact in facts if getattr(indicators().get(fact.key.indicator), "good", "")}
    for indicator in sorted(traded):
        for one, other in _pairs(facts, indicator, indicator, same_unit=False):
            if family(one.unit) == "money" and family(other.unit) == "mass":
                formula = f"{_label(one)}, value ÷ weight"
                yield from _derived(
                    "average_price",
                    _over(_range(one), _range(other)),
                    f"{one.unit}/{other.unit}",
                    formula,
                    (one, other),
                )


def _partner_shares(facts: Sequence[Fact]) -> Iterator[Derived]:
    totals = {
        _partnerless(fact): fact
        for fact in facts
        if fact.key.counterpart_area in ("", "W0") and fact.key.measure == "level" and fact.key.time_period
    }
    for fact in facts:
        total = totals.get(_partnerless(fact))
        if total and fact.key.measure == "level" and fact.key.counterpart_area not in ("", "W0"):
            found = _over(_range(fact), _range(total))
            formula = f"{_label(fact)} with the partner ÷ all {_label(total)} × 100"
            yield from _derived(
                "partner_share", found and _times(found, Decimal(100)), "percent", formula, (fact, total)
            )


def _partnerless(fact: Fact) -> tuple[object, ...]:
    return (
        *_WITHOUT_PARTNER(fact.key),
        fact.unit,
        fact.rate,
        fact.borders,
        fact.evidence[0].status == "plan",
    )


def _growth(facts: Sequence[Fact]) -> Iterator[Derived]:
    """Growth from a period to the same one a year later, in the same borders, of printed levels."""
    series: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.key.measure == "level" and fact.key.time_period and fact.evidence[0].status != "plan":
            series[(*_WITHOUT_TIME(fact.key), fact.unit, fact.rate, fact.borders)].append(fact)
    for found in series.values():
        later = {fact.key.time_period: fact for fact in found}
        for one in sorted(found, key=lambda fact: fact.key.time_period):
            other = later.get(_year_later(one.key.time_period))
            if other is not None and (quotient := _over(_range(other), _range(one))):
                percent = Range(*(None if end is None else (end - 1) * 100 for end in quotient))
                formula = f"{_label(one)}: {other.key.time_period} ÷ {one.key.time_period} − 1, × 100"
                yield from _derived("growth_over_a_year", percent, "percent", formula, (one, other))


def _year_later(time_period: str) -> str:
    """The same part of the next year, "2025-Q1" after "2024-Q1"; "" for what is open."""
    year = time_period[:4]
    return f"{int(year) + 1:04}{time_period[4:]}" if year.isdecimal() and ".." not in time_period else ""


# --- amounts in US$ -------------------------------------------------------------------------------------------------


def _converted(facts: Sequence[Fact], dates: Mapping[str, date | None], figures: Sequence[Figure]) -> Iterator[Derived]:
    restated = _restated(figures)
    for fact in facts:
        if family(fact.unit) != "money" or fact.unit == "USD" or fact.key.measure != "level":
            continue
        unit = "USD" + (f"/{fact.rate.removeprefix('per_')}" if fact.rate else "")
        if printed := next((found for one in fact.evidence if (found := _printed(one, restated))), None):
            low, high = interval(printed.value, printed.value_high, printed.bound, "USD")
            value = printed.value if printed.value_high is None and None not in (low, high) else None
            formula = f"as an article prints it beside the amount: “{' '.join(printed.span.text.split())}”"
            yield from _derived("value_in_USD", Range(value, low, high), unit, formula, (fact,))
        elif rate := _rate(fact, dates):
            formula = f"{_label(fact)} in {fact.unit} ÷ {rate.units:.6g} {fact.unit} per US$ ({rate.name})"
            ends = Range(*(None if end is None else end / rate.units for end in _range(fact)))
            yield from _derived("value_in_USD", ends, unit, formula, (fact,))


def _rate(fact: Fact, dates: Mapping[str, date | None]) -> Rate | None:
    deciding = fact.evidence[0]
    day = dates.get(deciding.quantity.span.article)
    return rate_for(fact.unit, "USD", deciding, day)


def _restated(figures: Sequence[Figure]) -> dict[tuple[str, int], Quantity]:
    """The amounts in US$ that restate another, by the place of that one."""
    return {
        (figure.quantity.span.article, figure.quantity.equivalent_to[0]): figure.quantity
        for figure in figures
        if figure.quantity.unit == "USD" and figure.quantity.equivalent_to
    }


def _printed(one: Observation, restated: Mapping[tuple[str, int], Quantity]) -> Quantity | None:
    """The amount in US$ printed beside this one. A qualifier before the first belongs to both."""
    quantity = one.quantity
    found = restated.get((quantity.span.article, quantity.span.start))
    if found and found.bound == "exact" and quantity.value_high is None:
        return replace(found, bound=quantity.bound)
    return found
