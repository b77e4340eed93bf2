"""Whether two printed figures say the same: within rounding or "about", by a bound or range that holds the other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.reference import indicators, units
from newsfigures.types import TOLERANCE, Bound, Key, Observation, interval

if TYPE_CHECKING:
    from datetime import date

#: "More than 500" is agreed with up to half as much again, and a later article may revise a figure by as much; beyond
#: that it would be another figure.
REACH = Decimal("1.5")

_FLIPPED: dict[Bound, Bound] = {"over": "under", "at_least": "at_most", "under": "over", "at_most": "at_least"}


class Statement(NamedTuple):
    """What one observation claims, in the base unit of its family; a decline is negative."""

    observation: Observation
    day: date | None
    value: Decimal
    high: Decimal
    bound: Bound
    low: Decimal
    top: Decimal

    @property
    def article(self) -> str:
        """The article that prints it."""
        return self.observation.quantity.span.article


def stands_alone(key: Key) -> bool:
    """Whether figures under this key are of different things: of companies, of parts told in words, of many projects.

    >>> stands_alone(Key("route_length", "VN", "", "", "level")), stands_alone(Key("gdp", "VN", "", "2024", "level"))
    (True, False)
    """
    known = indicators().get(key.indicator)
    return not key.ref_area or key.measure == "part" or (known is not None and known.each)


def statement(observation: Observation, day: date | None = None) -> Statement:
    """What an observation claims; ``day`` is its article's date."""
    quantity = observation.quantity
    factor = units().get(quantity.unit, ("", Decimal(1)))[1]
    value, high, bound = signed(observation)
    high = value if high is None else high
    low, top = interval(value, high if high != value else None, bound, quantity.unit)
    if bound == "exact" and high != value:
        low, top = value, high  # a range holds what lies between its printed ends
    if low is None:
        low = min(high / REACH, high * REACH)
    if top is None:
        top = max(value / REACH, value * REACH)
    return Statement(observation, day, value * factor, high * factor, bound, low * factor, top * factor)


def signed(observation: Observation) -> tuple[Decimal, Decimal | None, Bound]:
    """Value, upper value and bound of an observation; "fell by more than 5%" is under minus five."""
    quantity = observation.quantity
    if quantity.change != "down" or observation.key.measure == "share":
        return quantity.value, quantity.value_high, quantity.bound
    if quantity.value_high is None:
        return -quantity.value, None, _FLIPPED.get(quantity.bound, quantity.bound)
    return -quantity.value_high, -quantity.value, _FLIPPED.get(quantity.bound, quantity.bound)


def agreement(one: Statement, other: Statement) -> str:
    """The rule by which two statements agree, or "" if they don't."""
    if (one.value, one.high, one.bound) == (other.value, other.high, other.bound):
        return "same value"
    for wide, narrow in ((one, other), (other, one)):
        if wide.low <= narrow.value and narrow.high <= wide.top:
            # Two roundings to the same digit are two values.
            if wide.bound == narrow.bound == "exact" and wide.high == wide.value:
                if wide.top - wide.low > narrow.top - narrow.low:
                    return "same value within the printed rounding"
                continue
            if wide.high != wide.value:
                return "the range holds it"
            if wide.bound in ("about", "nearly"):
                return f"within {TOLERANCE:%} of “{wide.bound}”"
            if wide.bound != "exact":
                return "the bound holds"
    for coarse, fine in ((one, other), (other, one)):
        if coarse.bound == fine.bound == "exact" and _cut_off(coarse, fine):
            return "same value, cut off after its last printed digit"
    return ""


def _cut_off(coarse: Statement, fine: Statement) -> bool:
    """1.44 for 1.4454: headlines cut where they should round."""
    step = coarse.top - coarse.low
    digits = coarse.observation.quantity.value.normalize().as_tuple().digits
    return len(digits) >= 3 and fine.top - fine.low < step and coarse.value <= fine.value < coarse.value + step
