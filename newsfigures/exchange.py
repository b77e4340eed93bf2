"""Published exchange rates: which one an amount takes, and whether an article's own conversions meet it.

The rates are HMRC's monthly ones, crossed over GBP. What was told of a period takes the average of its months, what was
told of a moment the rate of its month; only what has no period takes the month of its article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.periods.spans import days
from newsfigures.reference import family, indicators
from newsfigures.types import Figure, Observation, Role, interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Digits that a computed figure keeps: more than any newspaper prints, fewer than pretend to be exact.
DIGITS = 12

#: How many months back the published rate of a month not yet published may be taken from; the name says which.
MONTHS_BACK = 3

#: A period of more months than this has no rate that says anything of it.
MOST_MONTHS = 24

#: A rate published once a month may be so far from the day's without saying anything.
SLACK = Decimal("0.005")

#: A rate that fits in more stretches of time than this says nothing of when a conversion was made.
MOST_STRETCHES = 3


class Rate(NamedTuple):
    """How many of a currency one of another is, the time it is of (``2026-01``, ``2024``), and its name in words."""

    units: Decimal
    time: str
    name: str


def rate_for(currency: str, other: str, told: Observation | None, day: date | None) -> Rate | None:
    """The rate that an amount takes; None if nothing says of when it is, or no rate is published for then.

    ``told`` says what the amount measures, if that is known; ``day`` is its article's date. A flow of a period that is
    over takes the average of its months, other amounts the period's last month, and those without a period, of one that
    is not over, and plans the month of the article.

    >>> rate = rate_for("VND", "USD", None, date(2026, 1, 14))
    >>> round(rate.units), rate.time, rate.name
    (26332, '2026-01', 'HMRC monthly rate of 2026-01, crossed over GBP')
    """
    first, last = days(told.key.time_period) if told and told.status != "plan" else (None, None)
    if told and last and (day is None or last <= day):
        known = indicators().get(told.key.indicator)
        if first and known and known.kind != "stock" and f"{first:%Y-%m}" != f"{last:%Y-%m}":
            return _average(currency, other, first, last, told.key.time_period)
        day = last
    elif day is None:
        return None
    found = published_rate(currency, other, f"{day:%Y-%m}")
    return found and Rate(*found, f"HMRC monthly rate of {found[1]}, crossed over GBP")


def _average(currency: str, other: str, first: date, last: date, time_period: str) -> Rate | None:
    months = [divmod(n, 12) for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)]
    if len(months) > MOST_MONTHS:
        return None
    history = dict(_history(currency, other))
    names = [f"{year:04}-{month + 1:02}" for year, month in months]
    if not all(name in history for name in names):
        return None
    with localcontext() as context:
        context.prec = DIGITS
        mean = sum((history[name] for name in names), Decimal(0)) / len(names)
    return Rate(mean, time_period, f"average of HMRC's monthly rates of {names[0]} to {names[-1]}, crossed over GBP")


@cache
def published_rate(currency: str, other: str, month: str) -> tuple[Decimal, str] | None:
    """How many of a currency one of another is, and the month whose rate that is; None if none was published.

    For a month that is not published yet the last one before counts, three months back at most.

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


# --- the article's own conversions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount that an article prints in two currencies, and the rate that this implies.

    Rates are units of the first currency for one of the other. ``published_rate`` is that of ``month``: the months of
    the amount's period together, else the month of the article; None where neither is known.
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
    told = first.observation or figure.observation
    rate = rate_for(amount.unit, other.unit, told, day)
    return Conversion(
        other.span.article,
        other.span.start,
        other.span.end,
        other.span.text,
        amount.span.text,
        figure.role,
        amount.value / other.value,
        implied_low,
        implied_high,
        rate.units if rate else None,
        rate.time if rate else "",
        _verdict(implied_low, implied_high, rate, day, _history(amount.unit, other.unit)),
    )


def _verdict(
    low: Decimal | None,
    high: Decimal | None,
    rate: Rate | None,
    day: date | None,
    history: Sequence[tuple[str, Decimal]],
) -> str:
    """Whether the rate fits, and which it is; other months that fit are named only for a dated article."""
    if rate is None:
        return "no rate is published" if day else "undated: no month to compare with"
    # "average of HMRC's monthly rates of 2024-01 to 2024-07, crossed over GBP" in fewer words.
    time = rate.name.rpartition(" of ")[2].partition(",")[0]
    which = f"the average rate of {time}" if rate.name.startswith("average") else f"the rate of {rate.time}"
    if (low is None or low <= rate.units) and (high is None or rate.units <= high):
        return f"{which} fits"
    nearest = low if low is not None and rate.units < low else high
    assert nearest is not None, "a rate that fits no interval lies beyond one of its ends"
    off = abs(nearest / rate.units - 1)
    said = f"{off * 100:.1f}% {'above' if rate.units < nearest else 'below'} {which}"
    if off <= SLACK:
        said = f"{which} fits within {SLACK * 100:.1f}%"
    months = _stretches([month for month, one in history if (low or 0) <= one <= (high or one)])
    return f"{said}; rates that fit: {', '.join(months)}" if day and 0 < len(months) <= MOST_STRETCHES else said


def _stretches(months: Sequence[str]) -> list[str]:
    """Months in a row as "2025-06 to 2025-09"."""
    runs: list[list[str]] = []
    for month in months:
        if runs and _number(month) == _number(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return [run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
