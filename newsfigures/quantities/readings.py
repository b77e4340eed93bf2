"""What stands around each number of a text, put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from newsfigures.quantities.exclusions import is_no_quantity
from newsfigures.quantities.lexicons import Lexicon, Unit, lexicon_of
from newsfigures.quantities.numbers import Number, read_number
from newsfigures.quantities.texts import Text


@dataclass(slots=True)
class Reading:
    """A quantity in the making; ``start`` to ``stop`` are its words, ``parts`` the words that made it what it is."""

    number: Number
    start: int
    stop: int
    value: Decimal
    high: Decimal | None = None
    unit: str = "count"
    kind: str = ""
    counted: str = ""
    bound: str = "exact"
    bound_start: int = 0
    rate: str | None = None
    change: str | None = None
    equivalent: Reading | None = None
    parts: list[tuple[str, int, int]] = field(default_factory=list)


def read_all(text: Text, language: str) -> list[Reading]:
    """The readings of a text, in order."""
    lexicon = lexicon_of(language)
    words, numeric = text.words, lexicon.number_words
    found: list[Reading] = []
    done = 0
    for i in [i for i, word in enumerate(words) if word in numeric or word[:1].isdecimal()]:
        if i < done:
            continue
        reading, done = _read(text, i, lexicon, found, done)
        if reading:
            found.append(reading)
    _carry_over(text, found, lexicon)
    for reading in found:
        _say_change(text, reading, found, lexicon)
    return found


def _read(text: Text, i: int, lexicon: Lexicon, found: list[Reading], done: int) -> tuple[Reading | None, int]:
    """The quantity whose number starts at word ``i``, and the word to go on with."""
    number = read_number(text, i, lexicon)
    if number is None:
        return None, max(i + 1, done)
    reading = _with_unit(text, number, lexicon, done)
    skip = is_no_quantity(text, number, reading.kind, reading.start, reading.stop, lexicon)
    if skip:
        return None, max(skip, number.end)
    high = _range(text, reading, lexicon)
    if high is None and not reading.kind and not _counts(text, reading, lexicon):
        return None, number.end
    _bounds(text, reading, lexicon)
    _settle_whole(reading, high)
    return reading, reading.stop


def _settle_whole(reading: Reading, high: Reading | None) -> None:
    """Of the two readings of 1.200, decimals or not, the one that its unit makes likely."""
    whole = reading.number.whole
    if (
        whole is not None
        and reading.high is None
        and (reading.unit == "count" or (reading.kind == "money" and reading.value.as_tuple().digits[-1] == 0))
    ):
        reading.value = whole


# --- units ---------------------------------------------------------------------------------------------------------


def _with_unit(text: Text, number: Number, lexicon: Lexicon, done: int) -> Reading:
    """The number with the sign and the unit before and after it."""
    words = text.words
    reading = Reading(number, number.first, number.end, number.value)
    parts = reading.parts
    parts.append(("number", number.first, number.scale))
    if number.end > number.scale:
        parts.append(("scale", number.scale, number.end))
    start = number.first
    sign = ""
    if number.written == "digits" and start > done:
        before = words[start - 1]
        if (
            before in ("+", "-", "−")
            and text.are_glued(start - 1)
            and (start < 2 or not text.are_glued(start - 2) or words[start - 2] in "($")
        ):
            sign, start = before, start - 1
        elif before == "-" and words[start - 2] in ("minus", "negative") and text.are_glued(start - 1):
            sign, start = "-", start - 2
        elif before in ("minus", "negative"):
            sign, start = "-", start - 1
    if number.written == "digits" and start > done and (hit := _unit_ending(text, start, lexicon, done)):
        unit_start, unit = hit
        parts.append(("unit", unit_start, start))
        start = unit_start
        _set_unit(reading, unit)
        if (
            not sign
            and start > done
            and words[start - 1] in ("-", "−")
            and text.are_glued(start - 1)
            and not text.are_glued(start - 2)
        ):
            sign, start = "-", start - 1
    reading.start = start
    if sign in ("-", "−"):
        reading.value = -reading.value
    elif sign == "+":
        reading.change = "up"
    end = number.end
    at = end
    if words[end] == "-" and text.are_glued(end - 1) and text.are_glued(end):
        at = end + 1
    hit_after = _unit_starting(text, at, lexicon, number)
    if hit_after and not (reading.kind and hit_after[1].kind != "money"):
        stop, unit = hit_after
        if not reading.kind or unit.kind == "money":
            parts.append(("unit", at, stop))
            if not reading.kind or unit.symbol != "dollar":
                _set_unit(reading, unit)
            reading.stop = stop
    elif number.share and not reading.kind:
        reading.unit, reading.kind = "ratio", "ratio"
    _read_rate(text, reading, lexicon)
    return reading


def _set_unit(reading: Reading, unit: Unit) -> None:
    reading.unit, reading.kind = unit.symbol, "money" if unit.kind == "code" else unit.kind
    if unit.of:
        size, reading.unit = unit.of
        reading.value *= size


def _unit_ending(text: Text, i: int, lexicon: Lexicon, done: int) -> tuple[int, Unit] | None:
    """The currency before word ``i``."""
    hit = lexicon.units_before.ending(text.words, i)
    if not hit or hit[0] < done:
        return None
    start, unit = hit
    if not _is_spelled(text, start, i, unit):
        return None
    if unit.kind == "code" and not text.are_glued(i - 1):
        return None
    if (
        start
        and text.words[start][:1].isalpha()
        and text.are_glued(start - 1)
        and text.words[start - 1] not in "([-–—/“\"'"
    ):
        return None
    return hit


def _unit_starting(text: Text, i: int, lexicon: Lexicon, number: Number) -> tuple[int, Unit] | None:
    """The unit at word ``i``."""
    hit = lexicon.units.starting(text.words, i)
    if not hit:
        return None
    stop, unit = hit
    if not _is_spelled(text, i, stop, unit):
        return None
    if text.words[stop - 1].isalpha() and text.are_glued(stop - 1) and (text.words[stop][:1].isdecimal()):
        return None
    return stop, unit


def _is_spelled(text: Text, first: int, stop: int, unit: Unit) -> bool:
    return not unit.spelling or text.cased[text.starts[first] : text.ends[stop - 1]] == unit.spelling


def _read_rate(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    """Per year, a barrel, /km: into the rate for times and people, into the unit for measures."""
    words = text.words
    while True:
        at = reading.stop
        if words[at] == "/" and reading.kind:
            start = at + 1
        elif words[at] in lexicon.rate_connectors:
            start = at + 1
        else:
            if hit := lexicon.rate_adverbs.starting(words, at):
                reading.parts.append(("rate", at, hit[0]))
                reading.rate, reading.stop = hit[1], hit[0]
            return
        if hit := lexicon.denominators.starting(words, start):
            reading.rate = f"{reading.rate}_{hit[1]}" if reading.rate else f"per_{hit[1]}"
        elif (hit := lexicon.units.starting(words, start)) and _is_spelled(text, start, hit[0], hit[1]):
            unit = hit[1]
            if unit.kind == "time":
                reading.rate = f"{reading.rate}_{unit.symbol}" if reading.rate else f"per_{unit.symbol}"
            elif reading.kind in ("money", "measure"):
                reading.unit += "/" + unit.symbol
            else:
                return
        else:
            return
        reading.parts.append(("rate", at, hit[0]))
        reading.stop = hit[0]


# --- counted nouns -------------------------------------------------------------------------------------------------


def _counts(text: Text, reading: Reading, lexicon: Lexicon) -> bool:
    """Finds the counted noun; says whether the bare number is a quantity."""
    words, number = text.words, reading.number
    at = number.end
    if words[at] == "-" and text.are_glued(at - 1) and text.are_glued(at):
        at += 1
    stop = at
    last = 0
    while stop < at + 6 and words[stop][:1].isalpha():
        word = words[stop]
        if word in lexicon.not_counted and not (text.is_capitalised(stop) and stop > at):
            break
        if word in lexicon.number_words:
            break
        stop += 1
        if word in lexicon.plurals or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3):
            last = stop
            break
        if words[stop] == "-" and words[stop + 1][:1].isalpha() and text.are_glued(stop - 1) and text.are_glued(stop):
            stop += 1
    if last:
        stop = last
    elif lexicon.plurals and stop > at:
        stop = at + 1
    if stop > at:
        reading.counted = text.cased[text.starts[at] : text.ends[stop - 1]]
        reading.parts.append(("counted", at, stop))
        reading.stop = stop
    elif number.written == "words" and number.value < 1000:
        return False
    if number.written == "words" and number.doubtful:
        return False
    before = words[number.first - 1]
    return not (number.written == "words" and number.value < 100 and before in lexicon.pointing_before)


# --- ranges --------------------------------------------------------------------------------------------------------


def _range(text: Text, low: Reading, lexicon: Lexicon) -> Reading | None:
    """The upper end of a range that starts with this reading, taken into it."""
    words, at = text.words, low.stop
    connector = words[at]
    if connector == "-" and words[at + 1] in lexicon.range_between and words[at + 1] != "-":
        at, connector = at + 1, words[at + 1]
    opened = lexicon.range_opening.get(words[low.start - 1], ())
    if connector not in lexicon.range_between and connector not in opened:
        return None
    first = at + 1
    if not (words[first][:1].isdecimal() or words[first] in lexicon.number_words):
        hit = lexicon.units_before.starting(words, first)
        if not hit or not words[hit[0]][:1].isdecimal():
            return None
        first = hit[0]
    number = read_number(text, first, lexicon)
    if number is None or number.doubtful:
        return None
    high = _with_unit(text, number, lexicon, at + 1)
    if is_no_quantity(text, number, high.kind, high.start, high.stop, lexicon):
        return None
    if low.kind and high.kind and low.unit != high.unit and high.unit.split("/")[0] != low.unit:
        return None
    if not low.kind and not high.kind and connector in ("-", "–", "—"):
        if not high.stop < text.size or not words[high.stop][:1].isalpha():
            return None
    bottom, zeros = low.value, low.number.zeros
    if not zeros and high.number.zeros and not low.number.share and low.number.bare < high.number.bare:
        bottom = low.value.scaleb(high.number.zeros)
    if bottom >= high.value:
        return None
    if not high.kind and not low.kind and not _counts(text, high, lexicon):
        return None
    low.value, low.high = bottom, high.value
    if high.kind:
        low.unit, low.kind, low.rate = high.unit, high.kind, high.rate or low.rate
    low.counted = high.counted
    low.stop = high.stop
    low.parts += high.parts
    return high


# --- bounds --------------------------------------------------------------------------------------------------------

_FILLERS = {"a", "an", "the", "additional", "another", "further", "extra"}


def _bounds(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    words, at = text.words, reading.start
    for _ in range(3):
        hit = lexicon.bounds.ending(words, at)
        if hit:
            reading.bound, reading.bound_start = hit[1], hit[0]
            reading.parts.append(("bound", hit[0], at))
            return
        if words[at - 1] not in _FILLERS:
            break
        at -= 1
    if words[reading.start - 1] == "~":
        reading.bound = "about"
    for stop in (reading.stop, next((stop for part, _, stop in reading.parts if part == "unit"), reading.number.end)):
        if hit := lexicon.bounds_after.starting(words, stop):
            reading.bound = hit[1]
            reading.parts.append(("bound", stop, hit[0]))
            return


# --- what neighbours share -----------------------------------------------------------------------------------------


def _carry_over(text: Text, found: list[Reading], lexicon: Lexicon) -> None:
    words = text.words
    for before, after in zip(found, found[1:], strict=False):
        if (
            words[before.stop] == "("
            and _inner_start(after) <= before.stop + 3
            and before.kind == after.kind != ""
            and before.unit != after.unit
        ):
            after.equivalent = before
            if after.bound == "exact":
                after.bound = before.bound


def _inner_start(reading: Reading) -> int:
    return min(start for _, start, _ in reading.parts)


def _say_change(text: Text, reading: Reading, found: list[Reading], lexicon: Lexicon) -> None:
    if reading.change or not reading.kind:
        return
    words = text.words
    start = min(
        stop for stop in (reading.start, *(start for part, start, _ in reading.parts if part == "bound")) if stop >= 0
    )
    at = start
    for _ in range(3):
        if hit := lexicon.changes.ending(words, at):
            reading.change = hit[1]
            reading.parts.append(("change", hit[0], at))
            return
        if words[at - 1] not in lexicon.change_by:
            break
        at -= 1
    stop = reading.stop
    if hit := lexicon.changes.starting(words, stop):
        reading.change = hit[1]
        reading.parts.append(("change", stop, hit[0]))
        return
    if words[start - 1] in lexicon.change_to or words[start - 1] in lexicon.change_from:
        way = "_to" if words[start - 1] in lexicon.change_to else "_from"
        for at in range(start - 1, max(0, start - 14), -1):
            if words[at] in (".", ";"):
                return
            if hit := lexicon.changes.ending(words, at):
                reading.change = hit[1] + way
                return
