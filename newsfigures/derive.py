"""Figures that no article prints: computed from facts, each with its formula and the interval that its inputs allow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.reconcile import days
from newsfigures.reference import family, indicators
from newsfigures.types import Derived, Fact, Figure, Role, interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Digits that a computed figure keeps: more than any newspaper prints, fewer than pretend to be exact.
DIGITS = 12

#: How many months back the published rate of a month not yet published may be taken from; the formula names the month.
MONTHS_BACK = 3

#: Quotients of two facts: name, above, below, what one below is, and whether the quotient is a ratio of like to like.
QUOTIENTS: tuple[tuple[str, str, str, str], ...] = (
    ("import_export_ratio", "imports", "exports", ""),
    ("capital_per_project", "fdi_capital", "fdi_projects", "project"),
    ("new_capital_per_project", "fdi_new_capital", "fdi_new_projects", "project"),
    ("capital_per_project", "investment_capital", "investment_projects", "project"),
    ("capital_per_enterprise", "registered_capital", "new_enterprises", "enterprise"),
    ("receipts_per_tourist", "tourism_receipts", "tourist_arrivals", "person"),
    ("disbursed_share", "fdi_disbursed", "fdi_capital", ""),
    ("plan_fulfilment", "public_investment", "public_investment_plan", ""),
    ("spending_to_revenue", "budget_spending", "budget_revenue", ""),
)


class Range(NamedTuple):
    """A number with the least and the greatest it can be; None is open."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


def derive(facts: Sequence[Fact], as_of: date | None) -> list[Derived]:
    """Balances, ratios, shares, amounts per unit, growth and amounts in US$ that follow from the facts.

    In the order of name and inputs. ``low`` and ``high`` come from rounding and bounds ("about" allows 5%), None is
    open. Amounts are converted at the rate of their period's last month, or of ``as_of`` where they have no period or
    one that is not over; without a month, or without a rate for it, nothing is converted.
    Of disputed facts nothing follows.
    """
    # Of what sources dispute nothing is derived: it would look settled.
    facts = [fact for fact in facts if fact.status != "disputed"]
    with localcontext() as context:
        context.prec = DIGITS
        found = [
            *_balances(facts),
            *_quotients(facts),
            *_unit_prices(facts),
            *_partner_shares(facts),
            *_growth(facts),
            *_converted(facts, as_of),
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
    """Facts of two indicators on one area, partner, period, rate and borders, both levels, both planned or both not."""
    by_place: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.key.indicator == below and fact.key.measure == "level":
            by_place[_place(fact, same_unit)].append(fact)
    for fact in facts:
        if fact.key.indicator == above and fact.key.measure == "level":
            for other in by_place[_place(fact, same_unit)]:
                yield fact, other


def _place(fact: Fact, same_unit: bool) -> tuple[object, ...]:
    return (
        replace(fact.key, indicator=""),
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


def _quotients(facts: Sequence[Fact]) -> Iterator[Derived]:
    for name, above, below, noun in QUOTIENTS:
        for one, other in _pairs(facts, above, below, same_unit=not noun):
            unit = f"{one.unit}/{noun}" if noun else "ratio"
            formula = f"{_label(one)} ÷ {_label(other)}"
            yield from _derived(name, _over(_range(one), _range(other)), unit, formula, (one, other))


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
        replace(fact.key, counterpart_area=""),
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
            series[(replace(fact.key, time_period=""), fact.unit, fact.rate, fact.borders)].append(fact)
    for found in series.values():
        for one, other in pairwise(sorted(found, key=lambda fact: fact.key.time_period)):
            if _year_later(one.key.time_period, other.key.time_period):
                quotient = _over(_range(other), _range(one))
                if quotient:
                    percent = Range(*(None if end is None else (end - 1) * 100 for end in quotient))
                    formula = f"{_label(one)}: {other.key.time_period} ÷ {one.key.time_period} − 1, × 100"
                    yield from _derived("growth_over_a_year", percent, "percent", formula, (one, other))


def _year_later(one: str, other: str) -> bool:
    year = one[:4]
    return year.isdigit() and "/" not in (one[:1] + other[:1]) and f"{int(year) + 1:04}{one[4:]}" == other


# --- currencies -----------------------------------------------------------------------------------------------------


def _converted(facts: Sequence[Fact], as_of: date | None) -> Iterator[Derived]:
    for fact in facts:
        if family(fact.unit) != "money" or fact.unit == "USD" or fact.key.measure != "level":
            continue
        last = days(fact.key.time_period)[1]
        day = min((one for one in (last, as_of) if one), default=None)
        rate = day and published_rate(fact.unit, "USD", f"{day:%Y-%m}")
        if rate:
            units_per_dollar, month = rate
            formula = (
                f"{_label(fact)} in {fact.unit} ÷ {units_per_dollar:.6g} {fact.unit} per US$ "
                f"(HMRC monthly rate of {month}, crossed over GBP)"
            )
            ends = _range(fact)
            unit = "USD" + (f"/{fact.rate.removeprefix('per_')}" if fact.rate else "")
            yield from _derived(
                "value_in_USD",
                Range(*(None if end is None else end / units_per_dollar for end in ends)),
                unit,
                formula,
                (fact,),
            )


@cache
def published_rate(currency: str, other: str, month: str) -> tuple[Decimal, str] | None:
    """How many of a currency one of another is, and the month whose rate that is; None if none was published.

    The rates are HMRC's monthly ones, crossed over GBP. For a month that is not published yet the last one before
    counts, three months back at most.

    >>> rate, month = published_rate("VND", "USD", "2026-01")
    >>> round(rate), month
    (26332, '2026-01')
    """
    import hmrc_rates

    rates = _rates()
    try:
        one = rates.monthly_rate_or_earlier(currency, month, MONTHS_BACK)
        two = rates.monthly_rate(other, str(one.period))
    except (hmrc_rates.HmrcRatesError, ValueError):
        return None
    return one.units_per_gbp / two.units_per_gbp, str(one.period)


@cache
def _rates():  # type: ignore[no-untyped-def]
    import hmrc_rates

    return hmrc_rates.Rates()


# --- the article's own conversions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount that an article prints in two currencies, and the rate that this implies.

    Rates are units of the first currency for one of the other. ``published_rate`` is that of ``month``: the
    article's, or, where it has no date, the month whose rate comes closest.
    """

    article: str
    start: int
    end: int
    text: str
    amount_text: str
    role: Role
    implied_rate: Decimal
    implied_low: Decimal | None
    implied_high: Decimal | None
    published_rate: Decimal | None
    month: str
    verdict: str


def implied_rates(figures: Sequence[Figure], dates: Mapping[str, date | None]) -> list[Conversion]:
    """Every amount printed in two currencies, of figures in facts and of those set aside, in their order."""
    by_place = {(figure.quantity.span.article, figure.quantity.span.start): figure for figure in figures}
    found = []
    for figure in figures:
        quantity = figure.quantity
        if not quantity.equivalent_to:
            continue
        first = by_place.get((quantity.span.article, quantity.equivalent_to[0]))
        if first is None or {family(quantity.unit), family(first.quantity.unit)} != {"money"}:
            continue
        if quantity.unit != first.quantity.unit and quantity.value > 0 and first.quantity.value > 0:
            with localcontext() as context:
                context.prec = DIGITS
                found.append(_conversion(figure, first, dates.get(quantity.span.article)))
    return found


def _conversion(figure: Figure, first: Figure, day: date | None) -> Conversion:
    amount, other = first.quantity, figure.quantity
    # A qualifier belongs to both amounts ("more than 30 trillion (1.2 billion)"), so only the digits bound the rate.
    low, high = interval(amount.value, None, "exact", amount.unit)
    other_low, other_high = interval(other.value, None, "exact", other.unit)
    implied_low = low / other_high if low is not None and other_high else None
    implied_high = high / other_low if high is not None and other_low else None
    implied = amount.value / other.value
    rate = published_rate(amount.unit, other.unit, f"{day:%Y-%m}") if day else None
    fitting = [
        month for month, one in _history(amount.unit, other.unit) if (implied_low or 0) <= one <= (implied_high or one)
    ]
    if day is None:
        history = _history(amount.unit, other.unit)
        closest = min(history, key=lambda one: abs(one[1] - implied), default=None)
        rate = closest and (closest[1], closest[0])
    verdict = _verdict(implied_low, implied_high, rate, day, fitting)
    return Conversion(
        other.span.article,
        other.span.start,
        other.span.end,
        other.span.text,
        amount.span.text,
        figure.role,
        implied,
        implied_low,
        implied_high,
        rate[0] if rate else None,
        rate[1] if rate else "",
        verdict,
    )


def _verdict(
    low: Decimal | None,
    high: Decimal | None,
    rate: tuple[Decimal, str] | None,
    day: date | None,
    fitting: Sequence[str],
) -> str:
    if rate is None:
        return "no rate is published"
    if day is None:
        return f"the article has no date; rates that fit: {_months(fitting)}" if fitting else "no published rate fits"
    published = rate[0]
    if (low is None or low <= published) and (high is None or published <= high):
        return "the published rate fits"
    nearest = low if low is not None and published < low else high
    assert nearest is not None, "a rate that fits no interval lies beyond one of its ends"
    off = abs(nearest / published - 1) * 100
    where = "above" if published < nearest else "below"
    return f"{off:.1f}% {where} the published rate" + (f"; rates that fit: {_months(fitting)}" if fitting else "")


def _months(months: Sequence[str]) -> str:
    """Months in a row as "2025-06 to 2025-09"."""
    runs: list[list[str]] = []
    for month in months:
        if runs and _number(month) == _number(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


@cache
def _history(currency: str, other: str) -> tuple[tuple[str, Decimal], ...]:
    """The published rates of all months in which both currencies have one."""
    import hmrc_rates

    rates = _rates()
    months = rates.months() if callable(rates.months) else rates.months
    found = []
    for month in map(str, months):
        try:
            one, two = rates.monthly_rate(currency, month), rates.monthly_rate(other, month)
        except (hmrc_rates.HmrcRatesError, ValueError):
            continue
        found.append((month, one.units_per_gbp / two.units_per_gbp))
    return tuple(found)
