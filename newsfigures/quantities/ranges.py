"""Ranges: the two ends of 3 to 5 billion, and what tells them from two levels of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.quantities.exclusions import DASHES, skip_no_quantity
from newsfigures.quantities.qualifiers import PART_ENDS, changes_before
from newsfigures.quantities.readings import Reading, read

if TYPE_CHECKING:
    from decimal import Decimal

    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.texts import Text

#: Bounds of an upper end that leave the lower one as it is.
OPEN_ABOVE = frozenset(("over", "at_least", "nearly", "about"))


def read_high_end(text: Text, low: Reading, lexicon: Lexicon) -> Reading | None:
    """The upper end of the range that starts with ``low``, or None if it starts none."""
    words, at = text.words, low.stop
    if words[at] == "-" and words[at + 1] not in DASHES and lexicon.range_between.starting(words, at + 1):
        at += 1  # 7- to 8-inch
    dashed = words[at] in DASHES
    opening = words[low.inner_start - 1]
    openings = lexicon.range_opening.get(opening)
    hit = lexicon.range_between.starting(words, at) or (openings.starting(words, at) if openings else None)
    if hit is None:
        return None
    is_change = not dashed and opening in lexicon.range_from and tells_change(text, low.inner_start - 1, lexicon)
    after = first = hit[0]
    bound = lexicon.bounds.starting(words, first)
    if bound and bound[1] in OPEN_ABOVE:
        after = first = bound[0]  # from 35 to over 60 million
    if words[first] in DASHES and text.is_glued(first - 1) and text.is_glued(first) and words[first - 1].isalpha():
        after = first = first + 1  # 200 to-300
    if not (words[first][:1].isdecimal() or words[first] in lexicon.number_words):
        sign = lexicon.units_before.starting(text, first)
        if not sign or not words[sign[0]][:1].isdecimal():
            return None
        first = sign[0]
    high = read(text, first, lexicon, after, after_money=low.kind == "money" and dashed)
    if high is None or skip_no_quantity(text, high, lexicon, in_range=True) or not _fit(low, high, dashed, lexicon):
        return None
    further = lexicon.range_between.starting(words, high.stop)
    goes_on = further and words[high.stop] not in DASHES and words[further[0]][:1].isdecimal()
    if is_change and not goes_on:
        return None  # fell from 8% to 5%; but "cut from 5 to 7% to 3 to 5%" has two ranges
    if low.number.in_words and places(high) and not low.change:
        return None  # the 2026 one to 1.2%
    is_lone = high.kind == "share" and not (low.kind or low.counted or low.number.zeros)
    if low.change in ("up", "down") and not (dashed or openings or _are_like_shares(low, high, is_lone)):
        return None  # rose $5 to $70
    if not stands_alone(high, lexicon):
        return None
    if bound and low.bound == "exact":
        low.bound = bound[1]
        low.add("bound", hit[0], bound[0])
    return high


def stands_alone(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a number without a unit is a quantity: digits are, number words count something or are large."""
    if reading.number.share and reading.number.shy:
        return reading.change is not None or reading.bound != "exact"  # fell by a third, nearly half
    if reading.kind or not reading.number.in_words:
        return True
    if lexicon.needs_known_noun or reading.number.shy:
        return reading.sure_noun and not reading.number.shy
    return reading.loose_noun or bool(reading.counted) or reading.number.value >= 1000


def tells_change(text: Text, opening: int, lexicon: Lexicon) -> bool:
    """Whether the part of a clause before the word ``opening``, a "from", tells of a change: fell from 8% to 5%; but
    "it grew by 8%, drawing from 4 to 5 million guests" has a range.
    """
    before = opening - (text.words[opening - 1] == ",")
    return bool(changes_before(text, before, lexicon, PART_ENDS))


def _fit(low: Reading, high: Reading, dashed: bool, lexicon: Lexicon) -> bool:
    """Whether two readings can be the ends of one range."""
    if low.kind == "money" and high.unit in lexicon.shared_money:
        high.unit = low.unit  # US$41 to $47
    if low.kind and high.kind:
        if low.unit not in (high.unit, high.unit.split("/")[0]):
            return False
    elif low.kind:
        # $48,000 to 90,000; but 5% to 13,000 is no range
        if high.counted or not (dashed or low.start < low.number.first):
            return False
    elif low.counted and low.stop > low.number.stop:
        return False
    return _low_value(low, high) < high.value


def _are_like_shares(low: Reading, high: Reading, is_lone: bool) -> bool:
    """Whether "rose 3% to 4%" or, the first of them ``is_lone``, "rose 3 to 4%" gives a range: a level would be far
    from the change that leads to it.
    """
    return (is_lone or low.unit == high.unit) and high.unit == "percent" and high.value <= 2 * low.value


def _low_value(low: Reading, high: Reading) -> Decimal:
    """The lower end in the scale and the size of the upper one: five million in 5-7 million."""
    value = low.value if low.kind else low.value * high.size
    if lacks_scale(low, high) and low.number.bare < high.number.bare:
        return value.scaleb(high.number.zeros)
    return value


def lacks_scale(before: Reading, after: Reading) -> bool:
    """Whether the second of two numbers has a scale that the first lacks: 5-7 MILLION."""
    return before.number.zeros == 0 < after.number.zeros and not before.number.share


def span_range(low: Reading, high: Reading) -> None:
    """Takes the upper end into the lower one."""
    low.value = _low_value(low, high)
    grouped = low.number.grouped
    if grouped is not None and high.number.grouped == high.value and grouped < high.value:
        low.value = grouped
    low.high, low.stop = high.value, high.stop
    if lacks_scale(low, high):
        low.number.zeros = high.number.zeros
    if high.kind:
        low.unit, low.kind = high.unit, high.kind
    low.counted, low.sure_noun = high.counted, high.sure_noun
    low.rate = high.rate or low.rate
    low.parts += high.parts
    low.outer_stop = max(low.outer_stop, high.outer_stop)


def places(reading: Reading) -> int:
    """How many decimals a number without a scale is printed with."""
    exponent = reading.number.bare.as_tuple().exponent
    return 0 if reading.number.zeros or not isinstance(exponent, int) else max(0, -exponent)
