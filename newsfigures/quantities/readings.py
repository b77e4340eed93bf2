"""A number with its unit, its counted noun and its rate: what stands right beside it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import category

from newsfigures.quantities.currencies import UNKNOWN_CURRENCY
from newsfigures.quantities.lexicons import UNKNOWN_MONEY
from newsfigures.quantities.nouns import counted_noun, is_plural, loose_noun
from newsfigures.quantities.numbers import NO_BREAKS, Number, looks_like_money, read_number

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon, Unit
    from newsfigures.quantities.texts import Text

MINUS = frozenset("-−")
#: Units with fewer letters are signs, and stand at their number.
MOST_SIGN = 4
#: A word or letter that may be no unit is one behind so much.
LEAST_FAR = 100
#: So many words back a clause says what it is about.
FAR = 16
#: Letters before so many zeros can only be money.
LEAST_SCALE = 6
#: Behind one of these stands neither the unit of a number nor what it counts.
CLOSING = frozenset(",.;:()?!")
#: What a number of so many is out of is more than a day may have months, and less than a year.
MONTHS, DIGITS_OF_WHOLE = 12, 4
#: What may stand before a sign or a currency that belongs to a number.
OPENINGS = frozenset("([{/“\"'‘’-–—~≈<>:;,=*|+")


@dataclass(slots=True)
class Reading:
    """A quantity in the making, at the words from ``start`` up to ``stop``.

    ``kind`` is that of its unit, empty for a bare number; ``parts`` are the words that made it what it is. ``size`` is
    how many of its unit one of what is written makes: a decade has ten years. ``loose_noun`` says that a word follows
    which may be a noun, ``sure_noun`` that it is one. A reading that ``is_weak`` is a quantity only if a neighbour
    lends it a unit, which it then ``borrows``.
    """

    number: Number
    start: int
    stop: int
    value: Decimal
    high: Decimal | None = None
    unit: str = "count"
    kind: str = ""
    counted: str = ""
    sure_noun: bool = False
    loose_noun: bool = False
    size: Decimal = Decimal(1)
    is_weak: bool = False
    borrows: bool = False
    bound: str = "exact"
    rate: str | None = None
    change: str | None = None
    restates: Reading | None = None
    inner_start: int = sys.maxsize
    outer_stop: int = 0
    parts: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, part: str, first: int, stop: int) -> None:
        """Notes the words that made a part of it."""
        self.parts.append((part, first, stop))
        if first < self.inner_start:
            self.inner_start = first
        if stop > self.outer_stop:
            self.outer_stop = stop


def read(text: Text, i: int, lexicon: Lexicon, done: int, after_money: bool = False) -> Reading | None:
    """The number at word ``i`` with its unit or noun and its rate; words before ``done`` belong to others.

    ``after_money`` says that it ends a range of amounts: £40-50m.
    """
    is_alone = text.words[i - 1] not in lexicon.before_numbers and not text.is_glued(i - 1)
    before = None if is_alone or not text.words[i][:1].isdecimal() else _unit_before(text, i, lexicon, done)
    number = read_number(text, i, lexicon, after_money=before is not None or after_money)
    if number is None:
        return None
    reading = Reading(number, number.first, number.stop, number.value)
    if before:
        start, unit = before
        reading.add("unit", start, number.first)
        reading.start = start
        _measure(reading, unit)
    reading.add("number", number.first, min(number.scale, number.stop))
    if number.stop > number.scale:
        reading.add("scale", number.scale, number.stop)
    if not is_alone:
        _read_sign(text, reading, lexicon, done)
    is_closed = text.words[number.stop] in CLOSING
    if not is_closed:
        _read_unit_after(text, reading, lexicon)
    if number.share and not reading.kind:
        reading.unit, reading.kind = "ratio", "share"
    if not is_closed:
        if not reading.kind:
            _read_noun(text, reading, lexicon)
        read_rates(text, reading, lexicon)
    _settle_groups(reading, lexicon)
    reading.inner_start = min(reading.inner_start, reading.start)
    return reading


def _measure(reading: Reading, unit: Unit) -> None:
    reading.unit, reading.kind, reading.rate = unit.symbol, unit.kind, unit.rate
    if unit.size:
        reading.size = Decimal(unit.size)
        reading.value *= reading.size


def _unit_before(text: Text, i: int, lexicon: Lexicon, done: int) -> tuple[int, Unit] | None:
    """The currency before word ``i``."""
    at = i
    if text.words[i - 1] in MINUS and text.is_glued(i - 1) and text.is_glued(i - 2):
        at = i - 1  # $-50
    hit = lexicon.units_before.ending(text, at)
    if not hit and text.words[at - 1] in lexicon.money_before:
        hit = _name_before(text, at, lexicon)
    elif not hit and (text.is_glued(at - 1) or text.words[at - 1] in lexicon.letter_ends):
        hit = _letters_before(text, at, lexicon)
    if not hit or hit[0] < done:
        return None
    start, unit = hit
    if unit.shy and text.gap(i - 1) not in NO_BREAKS:
        return None
    if unit.symbol in lexicon.grades and len(text.words[i]) <= 3:
        return None  # RON95 is a petrol
    if "\n" in text.gap(i - 1) and text.words[at - 1].isalpha():
        return None
    # XRM5 is a name, no ringgit.
    if text.is_glued(start - 1) and text.words[start - 1][:1].isalnum():
        return None
    return hit


def _name_before(text: Text, i: int, lexicon: Lexicon) -> tuple[int, Unit] | None:
    """A currency by its name before an amount: Birr 1.9 trillion."""
    if not text.has_name(i - 1) or text.gap(i - 1) not in ("", " "):
        return None
    unit = lexicon.units.starting(text, i - 1)
    return (i - 1, unit[1]) if unit and looks_like_money(text, i, lexicon) else None


def _letters_before(text: Text, i: int, lexicon: Lexicon) -> tuple[int, Unit] | None:
    """A letter or two that are money before an amount only, or else letters and signs of money that nobody knows, glued
    to it: R384.6bn, Zk5 million, ₾2.1 billion.
    """
    words, gap = text.words, text.gap(i - 1)
    if gap not in ("", " "):
        return None
    for size in (2, 1) if words[i - 1] == "=" else (1,):
        hit = lexicon.letter_signs.get(tuple(words[i - size : i]))
        if hit and text.as_written(i - size, i) == hit[0] and (not gap or len(hit[0]) > 1):
            return (i - size, hit[1]) if looks_like_money(text, i, lexicon) else None
    start, word = i - 1, words[i - 1]
    if gap:
        return None
    if category(word[0]) == "Sc":
        while text.is_glued(start - 1) and words[start - 1].isalpha():
            start -= 1
        return start, UNKNOWN_MONEY
    is_sign = word.isascii() and word.isalpha() and len(word) <= MOST_SIGN and text.has_capital(start)
    if is_sign and not text.is_glued(start - 1) and word not in lexicon.not_counted:
        return (start, UNKNOWN_MONEY) if lexicon.scales.get(words[i + 1], 0) >= LEAST_SCALE else None
    return None


def _read_sign(text: Text, reading: Reading, lexicon: Lexicon, done: int) -> None:
    """A plus or minus before the number, or between its currency and it."""
    words, first = text.words, reading.number.first
    if words[first - 1] in MINUS and reading.start < first:
        reading.value = -reading.value  # $-50
        return
    at = reading.start
    sign = words[at - 1]
    if at <= done or not (sign in MINUS or sign == "+") or not text.is_glued(at - 1):
        if sign in lexicon.minus and at > done:
            reading.value, reading.start = -reading.value, at - 1
        return
    if words[at - 2] in lexicon.minus and text.is_glued(at - 2):
        reading.value, reading.start = -reading.value, at - 2
    elif not text.is_glued(at - 2) or words[at - 2] in OPENINGS:
        reading.start = at - 1
        if sign == "+":
            reading.change = "up"
            reading.add("change", at - 1, at)
        else:
            reading.value = -reading.value


def _read_unit_after(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    """The unit behind the number, on a hyphen or not; of two currencies a name tells more than a sign."""
    words, at = text.words, _behind_plus(text, reading.number.stop, lexicon)
    if words[at] == "-" and text.is_glued(at - 1) and text.is_glued(at):
        at += 1
    hit = lexicon.units.starting(text, at) or _unit_of_topic(text, at, lexicon)
    if not hit and (hit := _unit_behind_adjective(text, at, lexicon)):
        at += 1
    if not hit:
        return
    stop, unit = hit
    is_joined = words[at - 1] != "-" and words[stop] == "-" and text.is_glued(stop - 1) and text.is_glued(stop)
    if is_joined and lexicon.units.starting(text, stop + 1):
        return  # 7 million tonne-kilometres
    if text.is_glued(stop - 1) and words[stop][:1].isalnum() and (words[stop - 1].isalpha() or text.gap(at - 1)):
        return  # 5m3x; in 2024 $5
    if unit.kind == "money" and lexicon.not_money_after.ending(words, reading.start):
        return
    is_far = text.gap(at - 1) not in NO_BREAKS and not reading.number.zeros and reading.value < LEAST_FAR
    if unit.shy and is_far and not _is_lonely_letter(text, at, lexicon):
        return
    if (
        reading.kind
        and (unit.kind != "money" or unit.symbol in lexicon.shared_money)
        and reading.unit != UNKNOWN_CURRENCY
    ):
        return
    if reading.number.shy and reading.number.value == 1 and (unit.kind == "time" or unit.symbol in ("ratio", "point")):
        return
    _measure(reading, unit)
    reading.add("unit", at, stop)
    reading.stop = stop


def _is_lonely_letter(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether word ``at`` is a small letter that belongs to nothing behind it: down 68 p at 1,112 p."""
    following = text.words[at + 1]
    is_letter = len(text.words[at]) == 1 and not text.has_capital(at) and not text.is_glued(at)
    return is_letter and (not following[:1].isalnum() or following in lexicon.not_counted)


def _unit_of_topic(text: Text, at: int, lexicon: Lexicon) -> tuple[int, Unit] | None:
    """A letter that is a unit in a clause about its matter: temperatures of 45 C (113 F)."""
    found = lexicon.topic_units.get(text.as_written(at, at + 1)) if len(text.words[at]) == 1 else None
    if not found or text.has_capital(at + 1) or (text.is_glued(at) and text.words[at + 1][:1].isalnum()):
        return None
    unit, words = found
    return None if words.isdisjoint(text.words[max(0, at - FAR) : at + 4]) else (at + 1, unit)


def _behind_plus(text: Text, at: int, lexicon: Lexicon) -> int:
    """The word behind a plus that is glued to the number before word ``at``: 700+ JOBS, 20-plus YEARS."""
    if not text.is_glued(at - 1):
        return at
    hit = lexicon.bounds_after.starting(text.words, at)
    return hit[0] if hit and text.words[hit[0]][:1].isalpha() and not text.is_glued(hit[0] - 1) else at


def _unit_behind_adjective(text: Text, at: int, lexicon: Lexicon) -> tuple[int, Unit] | None:
    """Ten CONSECUTIVE months, 300 EXTRA tonnes; but "45 hurt hours later" counts no hours."""
    word = text.words[at]
    if lexicon.needs_known_noun or not word.isalpha() or text.has_capital(at) or is_plural(word, lexicon):
        return None
    if word in lexicon.number_words or (word in lexicon.not_counted and word not in lexicon.unit_fillers):
        return None
    hit = lexicon.units.starting(text, at + 1)
    if not hit or hit[1].kind == "share" or (hit[0] == at + 2 and len(text.words[at + 1]) < MOST_SIGN):
        return None
    return None if lexicon.rate_not_before.starting(text.words, hit[0]) else hit


def _read_noun(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    at = _behind_plus(text, reading.number.stop, lexicon)
    if text.words[at] == "/" and (stop := _noun_of_part(text, at, reading, lexicon)):
        reading.counted, reading.sure_noun = text.as_written(at + 2, stop), True
        reading.add("counted", at + 2, stop)
        reading.stop = stop
        return
    if of_size := _noun_of_size(text, at, lexicon):
        reading.counted, reading.sure_noun = of_size, True
        return
    stop, reading.sure_noun = counted_noun(text, at, lexicon)
    if at > reading.number.stop and not reading.sure_noun:
        return
    if stop == at and reading.value != 1 and (part := lexicon.part_of.starting(text.words, at)):
        # eight of its shops, eight of the 12 shops: the noun is known, but the span ends with the number
        following = text.words[part[0]]
        is_word = following in lexicon.number_words and following not in lexicon.articles
        reading.loose_noun = is_word or following[:1].isdecimal()
        if part[1]:
            stop, reading.sure_noun = counted_noun(text, part[0], lexicon)
            reading.counted = text.as_written(part[0], stop) if reading.sure_noun else ""
        return
    reading.loose_noun = stop > at
    is_singular = stop > at and not reading.sure_noun and reading.value == 1
    if is_singular:  # one has no plural behind it
        stop = loose_noun(text, at, lexicon)
        reading.sure_noun = stop > at and reading.number.in_words
    if stop > at and (reading.sure_noun or is_singular):
        start = at + 1 if text.words[at] == "-" else at
        reading.counted = text.as_written(start, stop)
        reading.add("counted", start, stop)
        reading.stop = stop


def _noun_of_part(text: Text, at: int, reading: Reading, lexicon: Lexicon) -> int:
    """Where the noun ends that a number of so many counts: 31/34 PROVINCES; zero if it may be a day or a fraction, or
    if it is all of them.
    """
    words, whole = text.words, text.words[at + 1]
    is_whole = whole.isdecimal() and int(whole[:DIGITS_OF_WHOLE]) > MONTHS and len(whole) < DIGITS_OF_WHOLE
    if not (is_whole and text.is_glued(at) and text.is_glued(at - 1)) or not 0 < reading.value < int(whole):
        return 0
    stop, is_sure = counted_noun(text, at + 2, lexicon)
    return stop if is_sure and words[at + 2][:1].isalpha() else 0


def _noun_of_size(text: Text, at: int, lexicon: Lexicon) -> str:
    """The noun behind a size on a hyphen, as written: two 40-foot CONTAINERS; empty if there is none."""
    words = text.words
    if not words[at][:1].isdecimal() or words[at + 1] not in MINUS or not (text.is_glued(at) and text.is_glued(at + 1)):
        return ""
    unit = lexicon.units.starting(text, at + 2)
    if not unit:
        return ""
    stop, is_sure = counted_noun(text, unit[0], lexicon)
    return text.as_written(unit[0], stop) if is_sure else ""


def read_rates(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    """Per year, a barrel, /km, one after another: times and heads make the rate, measures go into the unit."""
    words = text.words
    for _ in range(3):
        at = reading.stop
        hyphened = words[at] == "-" and words[at + 1] in lexicon.rate_connectors_far and words[at + 2] == "-"
        if hyphened and text.is_glued(at - 1) and text.is_glued(at):
            start = at + 3  # 2-million-barrel-per-day
        elif (words[at] == "/" and (reading.kind or reading.counted)) or words[at] in lexicon.rate_connectors:
            start = at + 1
        elif hit := lexicon.rate_adverbs.starting(words, at):
            reading.add("rate", at, hit[0])
            reading.rate, reading.stop = hit[1], hit[0]
            return
        else:
            break
        if per := lexicon.denominators.starting(words, start):
            stop, symbol = per
        elif reading.kind == "money" and (measure := _measure_of_price(text, start, lexicon)):
            stop, symbol = measure[0], ""
            reading.unit += "/" + measure[1]
        elif (unit := lexicon.units.starting(text, start)) and not (unit[1].shy and not text.is_glued(at)):
            stop, symbol = unit[0], unit[1].name
            if reading.kind == "measure" and symbol in lexicon.speeds:
                reading.unit += "/" + lexicon.speeds[symbol]
                symbol = ""
            elif unit[1].kind != "time":
                if reading.kind not in ("money", "measure") or unit[1].kind == "share" or unit[1].size:
                    return
                reading.unit += "/" + symbol
                symbol = ""
            elif lexicon.rate_not_before.starting(words, stop):
                return  # a year earlier
        else:
            return
        if symbol:
            reading.rate = f"{reading.rate}_{symbol}" if reading.rate else f"per_{symbol}"
        reading.add("rate", at, stop)
        reading.stop = stop
    if reading.kind and not reading.rate:
        _read_far_rate(text, reading, lexicon)


def _measure_of_price(text: Text, at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The measure of a price that is a currency elsewhere: $2 a POUND, but $1.30 a pound sterling."""
    measure, unit = lexicon.rate_measures.starting(text.words, at), lexicon.units.starting(text, at)
    return None if measure and unit and unit[0] > measure[0] else measure


def _read_far_rate(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    """A rate some words on: $26 in cash per share, 15 kg of rice/person/month. It stays outside the span."""
    words = text.words
    for at in range(reading.stop + 1, reading.stop + 5):
        if not words[at - 1].isalpha():
            return
        if words[at] not in lexicon.rate_signs:
            continue
        if adverb := lexicon.rate_adverbs.starting(words, at):
            following = words[adverb[0]]
            if not following.isalpha() or following in lexicon.not_counted:
                reading.rate = adverb[1]
                reading.add("rate", at, adverb[0])
            return
        is_of = words[reading.stop] in lexicon.of and words[at] in lexicon.rate_connectors
        if is_of and lexicon.rate_not_before.starting(words, at + 2):
            return  # of gas a year earlier
        if is_of or words[at] in lexicon.rate_connectors_far or words[at] == "/":
            stop = at
            for _ in range(2):
                if per := lexicon.denominators.starting(words, stop + 1):
                    stop, symbol = per
                elif (unit := lexicon.units.starting(text, stop + 1)) and unit[1].kind == "time":
                    stop, symbol = unit[0], unit[1].name
                else:
                    break
                reading.rate = f"{reading.rate}_{symbol}" if reading.rate else f"per_{symbol}"
                if words[stop] != "/":
                    break
            if reading.rate:
                reading.add("rate", at, stop)
            return


def _settle_groups(reading: Reading, lexicon: Lexicon) -> None:
    """Of the two readings of 1.200 the likely one: nobody counts in decimals, nor gives a round amount three of them,
    unless in a currency that has them.
    """
    grouped = reading.number.grouped
    if grouped is None or reading.kind == "share" or reading.unit in lexicon.currencies_in_thousandths:
        return
    if reading.sure_noun or grouped % 10 == 0:
        reading.value = grouped if reading.value > 0 else -grouped
