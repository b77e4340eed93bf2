"""Quantities that belong together: ranges, amounts restated in another unit, lists that share a unit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsfigures.quantities.exclusions import DASHES, skip_no_quantity
from newsfigures.quantities.qualifiers import CLAUSE_ENDS, direct_change, qualify, reached_level
from newsfigures.quantities.readings import Reading, read

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.texts import Text

#: The longest way from an amount to its restatement: "(equivalent to about", "(tương đương khoảng".
BETWEEN_DUALS = 6


def read_all(text: Text, lexicon: Lexicon) -> list[Reading]:
    """The quantities of a text, in order."""
    numeric = lexicon.number_words
    found: list[Reading] = []
    done = 0
    for i, word in enumerate(text.words):
        if i >= done and (word in numeric or word[:1].isdecimal()):
            reading, done = _read_one(text, i, lexicon, done)
            if reading:
                found.append(reading)
    _share_units(text, found, lexicon)
    for reading in found:
        reached_level(text, reading, lexicon)
    for before, after in pairwise(found):
        _share_changes(text, before, after, lexicon)
    return found


def _read_one(text: Text, i: int, lexicon: Lexicon, done: int) -> tuple[Reading | None, int]:
    """The quantity whose number starts with word ``i``, and the word to go on with."""
    reading = read(text, i, lexicon, done)
    if reading is None:
        return None, done
    if skip := skip_no_quantity(text, reading, lexicon):
        return None, max(skip, i + 1)
    qualify(text, reading, lexicon)
    direct_change(text, reading, lexicon)
    high = _read_high_end(text, reading, lexicon)
    if high:
        _span_range(reading, high)
        direct_change(text, reading, lexicon)
    elif not _stands_alone(reading, lexicon):
        return None, reading.number.stop
    return reading, reading.stop


def _stands_alone(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a number without a unit is a quantity: digits are, number words count something or are large."""
    if reading.kind or not reading.number.in_words:
        return True
    if lexicon.needs_known_noun or reading.number.shy:
        return reading.sure_noun and not reading.number.shy
    return bool(reading.counted) or reading.number.value >= 1000


# --- ranges ------------------------------------------------------------------------------------------------------------


def _read_high_end(text: Text, low: Reading, lexicon: Lexicon) -> Reading | None:
    """The upper end of the range that starts with ``low``, or None if it starts none."""
    words, at = text.words, low.stop
    if words[at] == "-" and words[at + 1] in lexicon.range_between and words[at + 1] not in DASHES:
        at += 1  # 7- to 8-inch
    opening = words[low.inner_start - 1]
    if words[at] in lexicon.range_between:
        if low.change in ("up", "down") and words[at] not in DASHES and opening not in lexicon.range_opening:
            return None  # rose 5% to 7%
    elif words[at] not in lexicon.range_opening.get(opening, ()):
        return None
    if (
        words[at] not in DASHES
        and opening in lexicon.range_from
        and _changes_before(text, low.inner_start - 1, lexicon)
    ):
        return None  # fell from 8% to 5%
    first = at + 1
    if not (words[first][:1].isdecimal() or words[first] in lexicon.number_words):
        sign = lexicon.units_before.starting(text, first)
        if not sign or not words[sign[0]][:1].isdecimal():
            return None
        first = sign[0]
    high = read(text, first, lexicon, at + 1)
    if (
        high is None
        or skip_no_quantity(text, high, lexicon, in_range=True)
        or not _fit(text, low, high, words[at] in DASHES)
    ):
        return None
    if not _stands_alone(high, lexicon):
        return None
    return high


def _fit(text: Text, low: Reading, high: Reading, dashed: bool) -> bool:
    """Whether two readings can be the ends of one range."""
    if low.kind == "money" and high.unit == "dollar":
        high.unit = low.unit
    if low.kind and high.kind:
        if low.unit != high.unit and low.unit != high.unit.split("/")[0]:
            return False
    elif low.kind and not (low.kind == "money" and low.start < low.number.first) and not dashed:
        return False
    elif not low.kind and low.counted and low.stop > low.number.stop:
        return False
    if low.kind and not high.kind and high.counted:
        return False
    return _low_value(low, high) < high.value


def _low_value(low: Reading, high: Reading) -> object:
    if low.number.zeros == 0 and high.number.zeros > 0 and low.number.bare < high.number.bare and not low.number.share:
        return low.value.scaleb(high.number.zeros)
    return low.value


def _span_range(low: Reading, high: Reading) -> None:
    """Takes the upper end into the lower one."""
    if low.number.zeros == 0 and high.number.zeros > 0 and low.number.bare < high.number.bare and not low.number.share:
        low.value = low.value.scaleb(high.number.zeros)
    elif low.number.grouped is not None and high.number.grouped == high.value:
        low.value = low.number.grouped
    low.high, low.stop = high.value, high.stop
    if high.kind:
        low.unit, low.kind = high.unit, high.kind
    low.counted, low.sure_noun, low.hyphened = high.counted, high.sure_noun, high.hyphened
    low.rate = high.rate or low.rate
    low.parts += high.parts


def _changes_before(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether the clause before word ``at`` tells of a change."""
    for i in range(at, max(0, at - 10), -1):
        if text.words[i - 1] in CLAUSE_ENDS:
            return False
        if lexicon.changes.ending(text.words, i):
            return True
    return False


# --- what neighbours share ---------------------------------------------------------------------------------------------


def _share_units(text: Text, found: list[Reading], lexicon: Lexicon) -> None:
    """Gives units and bounds on: from an amount to its restatement, and back along a list."""
    words = text.words
    for after, before in pairwise(reversed(found)):
        gap = words[before.stop : after.start]
        if len(gap) > BETWEEN_DUALS:
            continue
        if before.kind == after.kind in ("money", "measure") and before.unit != after.unit and _restates(gap, lexicon):
            after.restates = before
        elif not before.kind and after.kind and not before.counted and before.high is None and _lists(gap, lexicon):
            before.unit, before.kind = after.unit, after.kind
            if not before.number.zeros and after.number.zeros and before.number.bare < 1000:
                before.value = before.value.scaleb(after.number.zeros)
        elif (
            not before.kind
            and after.kind == "money"
            and before.number.zeros
            and gap
            and lexicon.part_of.starting([*gap, ""] * 2, 0)
        ):
            before.unit, before.kind = after.unit, after.kind
    for after in found:
        if after.restates and after.bound == "exact":
            after.bound = after.restates.bound


def _restates(gap: list[str], lexicon: Lexicon) -> bool:
    return (
        bool(gap)
        and (gap[0] == "(" or gap[0] in lexicon.duals or gap[:2] == [",", "or"])
        and all(word in lexicon.duals or word == "(" or word == "," or not word[:1].isalpha() for word in gap)
    )


def _lists(gap: list[str], lexicon: Lexicon) -> bool:
    return 1 <= len(gap) <= 2 and all(
        word in lexicon.lists or word == "-" or word in lexicon.range_between for word in gap
    )


def _share_changes(text: Text, before: Reading, after: Reading, lexicon: Lexicon) -> None:
    """A restatement changes as the amount does; an amount with its growth behind it is the level reached."""
    gap = text.words[before.stop : after.inner_start]
    if after.change is None and (after.restates is before or gap[:2] == [",", "or"] == gap):
        after.change = before.change
    elif (
        before.change is None
        and before.kind in ("money", "measure", "")
        and after.change in ("up", "down")
        and after.unit == "percent"
        and gap in ([","], ["("])
    ):
        before.change = f"{after.change}_to"  # type: ignore[assignment]
