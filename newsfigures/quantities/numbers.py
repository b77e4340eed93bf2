"""The numbers of a text: digits with their separators, number words, scales."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import gcd
from typing import TYPE_CHECKING

from newsfigures.quantities.nouns import counted_noun

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.texts import Text

#: Nobody prints a longer number in a sentence: what is longer is a code, a broken table or an attack.
MOST_DIGITS = 24
#: Nor a longer number in words.
MOST_WORDS = 24

_SEPARATORS = str.maketrans("．，", ".,")
#: Digits in groups, or with cents.
_LIKE_MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+[.,]\d\d")
#: What keeps a number and its scale or currency together.
NO_BREAKS = frozenset(("", "\u00a0", "\u202f"))
_GROUP_SPACES = frozenset((" ", "\u00a0", "\u202f", "\u2009"))
_ROUND = frozenset((2, 3, 4, 5, 6, 8, 10, 20, 100))
_MINUS = frozenset("-−–")
_TIMES = frozenset("×x")
#: So few words before a figure stands what it counts.
NEAR = 7
#: What exchanges divide their prices by.
_PRICE_PARTS = frozenset(("2", "4", "8", "16", "32"))


@dataclass(slots=True)
class Number:
    """A number at the words from ``first`` up to ``stop``; those from ``scale`` on say how many zeros ``bare`` lacks.

    ``grouped`` is the second reading of an ambiguous 1.200. A ``foreign`` number has the other language's decimal sign.
    A ``share`` is a half, a third, or so many times. A ``shy`` number is an ordinary word as well.
    """

    first: int
    stop: int
    scale: int
    bare: Decimal
    value: Decimal
    zeros: int = 0
    in_words: bool = False
    grouped: Decimal | None = None
    foreign: bool = False
    share: bool = False
    shy: bool = False


def read_literal(word: str, decimal: str) -> tuple[str, str | None, bool] | None:
    """The digits of a written number with a point where its decimals begin; its second reading, if it has two; and
    whether its decimal sign is not the language's own. None for what is no number, as 10.1.2.3.

    A sign that stands twice, or before the other sign, parts groups. A single one before three digits is what the
    language makes of it; where that makes decimals, the groups are the second reading. Every other single sign starts
    decimals.

    >>> read_literal("3.482,916", ","), read_literal("1,234.5", ",")
    (('3482.916', None, False), ('1234.5', None, True))
    >>> read_literal("5.000", ","), read_literal("1,200", ",")
    (('5000', None, False), ('1.200', '1200', False))
    """
    if word.isdecimal():
        return word, None, False
    if not word.isascii():
        word = word.translate(_SEPARATORS)
    points, commas = word.count("."), word.count(",")
    if points and commas:
        mark = "." if word.rfind(".") > word.rfind(",") else ","
        whole, _, decimals = word.rpartition(mark)
        groups = whole.split("," if mark == "." else ".")
        if mark in whole or not _are_groups(groups):
            return None
        return "".join(groups) + "." + decimals, None, mark != decimal
    mark = "." if points else ","
    groups = word.split(mark)
    if len(groups) > 2:
        return ("".join(groups), None, False) if _are_groups(groups) else None
    whole, decimals = groups
    if len(decimals) == 3 and len(whole) <= 3 and whole[0] != "0":
        if mark != decimal:
            return whole + decimals, None, False
        return whole + "." + decimals, whole + decimals, False
    return whole + "." + decimals, None, mark != decimal


def _are_groups(groups: list[str]) -> bool:
    """Whether these are groups of three digits or, as in 12,34,567, of two before the last three."""
    if len(groups[0]) > 3 or groups[0][0] == "0" or len(groups) < 2 or len(groups[-1]) != 3:
        return False
    sizes = {len(group) for group in groups[1:-1]}
    return sizes <= {3} or (sizes == {2} and len(groups[0]) <= 2)


def read_number(text: Text, i: int, lexicon: Lexicon, after_money: bool = False) -> Number | None:
    """The number that starts with word ``i``, with its scale; None if there is none."""
    if text.words[i][:1].isdecimal():
        return _read_digits(text, i, lexicon, after_money)
    return _read_words(text, i, lexicon)


# --- digits ----------------------------------------------------------------------------------------------------------


def _read_digits(text: Text, i: int, lexicon: Lexicon, after_money: bool) -> Number | None:
    words = text.words
    word, stop = words[i], i + 1
    if len(word) > MOST_DIGITS:
        return None
    if len(word) <= 3 and word.isdecimal() and word[0] != "0":
        # 816 000: groups of three digits apart
        while len(words[stop]) == 3 and words[stop].isdecimal() and text.gap(stop - 1) in _GROUP_SPACES:
            word += words[stop]
            stop += 1
            if len(word) > MOST_DIGITS:
                return None
    reading = read_literal(word, lexicon.decimal)
    if reading is None:
        return None
    digits, other, foreign = reading
    first = i
    if (
        words[i - 1] == "."
        and text.is_glued(i - 1)
        and not text.is_glued(i - 2)
        and word.isdecimal()
        and words[i - 2] != "."
    ):
        first, digits = i - 1, "0." + word  # .534
    is_whole = word.isdecimal()
    if (
        is_whole
        and words[stop + 1].isdecimal()
        and (share := _read_fraction_in_digits(text, i, stop, int(word), lexicon))
    ):
        return share
    if words[stop + 1] == "/" or words[stop + 2] == "/":
        at = stop + (words[stop] == "-")
        if is_whole and (eighths := _mixed(text, stop, at, lexicon)):
            digits, stop = str(int(word) + eighths), at + 3
    scale = stop
    if (times := lexicon.multipliers.get(words[stop])) and digits.isdecimal() and len(digits) <= 3:
        digits = str(int(digits) * times)  # 3 trăm, 2 dozen
        stop += 1
    zeros, stop = _read_scale(text, stop, lexicon, after_money)
    if not zeros and words[stop] in _TIMES and (power := _power_of_ten(text, stop)):
        zeros, stop = power
    if zeros and other is not None and digits.endswith("00"):
        digits, other = other, None  # nobody gives 5.000 billion three decimals
    bare = Decimal(digits)
    number = Number(first, stop, scale, bare, Decimal(f"{digits}E{zeros}") if zeros else bare, zeros, foreign=foreign)
    if zeros > 0:
        _add_rest(text, number, lexicon)
    elif other is not None:
        number.grouped = Decimal(other)
    return number


def _read_scale(text: Text, at: int, lexicon: Lexicon, after_money: bool) -> tuple[int, int]:
    """The zeros of the scale that starts with word ``at``, and the word after it: nghìn tỷ has twelve."""
    words = text.words
    if text.gap(at - 1) in NO_BREAKS:
        if words[at] == "-" and words[at + 1] in lexicon.scales and text.is_glued(at):
            at += 1
        elif zeros := lexicon.letters.get(words[at]) or (after_money and lexicon.money_letters.get(words[at])):
            return (zeros, at + 1) if after_money or _is_scale_letter(text, at, lexicon) else (0, at)
    elif words[at] in lexicon.letters and text.gap(at - 1) == " " and not text.is_glued(at):
        following = lexicon.units.starting(text, at + 1)
        is_noun = counted_noun(text, at + 1, lexicon)[1] and not lexicon.units.starting(text, at)
        if after_money or (following and following[1].kind == "money") or is_noun:
            return lexicon.letters[words[at]], at + 1  # $1.5 m, 3 m euros, 2 k visitors
    zeros = last = 0
    while (scale := lexicon.scales.get(words[at], 0)) and (scale >= last or not last) and zeros + scale <= 18:
        zeros, last, at = zeros + scale, scale, at + 1
    return zeros, at


def looks_like_money(text: Text, i: int, lexicon: Lexicon) -> bool:
    """Whether the number at word ``i`` has a scale or is printed as amounts are: 5,000, 12.50."""
    zeros, _ = _read_scale(text, i + 1, lexicon, after_money=True)
    return zeros >= 3 or bool(_LIKE_MONEY.fullmatch(text.words[i]))


def _is_scale_letter(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether the letter after a number is a scale and no unit: 35m devices, 10m euros, but 35m deep, 35m2."""
    if text.words[at + 1][:1].isalnum() and text.is_glued(at):
        return False
    unit = lexicon.units.starting(text, at)
    if not unit:
        return True
    words = text.words
    if (to := lexicon.range_between.starting(words, at + 1)) and words[to[0] + 1] == words[at]:
        return _is_scale_letter(text, to[0] + 1, lexicon)  # 1.2m-1.4m tonnes
    if _counts_crowd(text, at, lexicon):
        return True
    following = lexicon.units.starting(text, at + 1)
    if (following and following[1].kind == "money") or lexicon.part_of.starting(text.words, at + 1):
        return True
    return counted_noun(text, at + 1, lexicon)[1]


def _counts_crowd(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether the letter at word ``at`` ends a figure that a clause on visitors, sales or votes leads to: arrivals fell
    TO 17M; but visitors climbed to 300m above the valley.
    """
    words, first = text.words, at - 1
    if words[at + 1] in lexicon.not_crowds and not words[at + 2][:1].isdecimal():
        return False
    bound = lexicon.bounds.ending(words, first)
    leads = bound or words[first - 1] in lexicon.change_to or words[first - 1] in lexicon.change_from
    return bool(leads) and not lexicon.crowds.isdisjoint(words[max(0, first - NEAR) : first])


def _mixed(text: Text, stop: int, at: int, lexicon: Lexicon) -> Decimal | None:
    """The fraction at word ``at`` behind a whole number that ends at ``stop``: 6-1/4 cents, 3 7/8 percent."""
    words = text.words
    is_apart = text.gap(at - 1) == " " if at == stop else text.is_glued(stop - 1) and text.is_glued(stop)
    over, under = words[at], words[at + 2]
    if not (is_apart and over.isdecimal() and words[at + 1] == "/" and under in _PRICE_PARTS and text.is_glued(at)):
        return None
    is_part = 0 < int(over[:2]) < int(under) and lexicon.units.starting(text, at + 3) is not None
    return Decimal(over) / Decimal(under) if is_part else None


def _power_of_ten(text: Text, at: int) -> tuple[int, int] | None:
    """The exponent of × 10^-8 behind the sign at word ``at``, and the word after it."""
    words = text.words
    if words[at + 1] != "10" or not text.is_glued(at + 1):
        return None
    at += 2
    if words[at] == "^":
        at += 1
    sign = -1 if words[at] in _MINUS else 1
    if sign < 0:
        at += 1
    if not words[at].isdecimal() or len(words[at]) > 2:
        return None
    return sign * int(words[at]), at + 1


def _add_rest(text: Text, number: Number, lexicon: Lexicon) -> None:
    """Goes on to a rest in a smaller scale, or to the scale of both: 1 tỷ 200 triệu, 2 tỷ rưỡi, 22 nghìn 500 tỷ."""
    words, stop = text.words, number.stop
    is_rest = words[stop][:1].isdecimal() and len(words[stop]) <= 3 and "\n" not in text.gap(stop - 1)
    if is_rest and number.zeros == 3 and number.bare == int(number.bare) and words[stop].isdecimal():
        zeros, end = _read_scale(text, stop + 1, lexicon, False)
        if zeros > 3 and words[stop + 1] in lexicon.scales:
            number.bare = number.bare * 1000 + int(words[stop])
            number.value, number.zeros = Decimal(f"{number.bare}E{zeros}"), zeros
            number.scale, number.stop = stop + 1, end
            return
        if not zeros and len(words[stop]) == 3:
            number.value += int(words[stop])  # 4 nghìn 200 tấn
            number.stop = stop + 1
            return
    if half := lexicon.half_after.starting(words, stop):
        number.value += Decimal(f"0.5E{number.zeros}")
        number.stop = half[0]
    elif is_rest and 0 < lexicon.scales.get(words[stop + 1], 0) < number.zeros:
        rest = _read_digits(text, stop, lexicon, False)
        if rest and rest.zeros < number.zeros and rest.value < 10**number.zeros:
            number.value += rest.value
            number.stop = rest.stop


# --- words -----------------------------------------------------------------------------------------------------------


def _read_words(text: Text, i: int, lexicon: Lexicon) -> Number | None:
    words = text.words
    if hit := lexicon.alone.starting(words, i):
        value = Decimal(hit[1])
        return Number(i, hit[0], hit[0], value, value, in_words=True, share=True)
    if half := lexicon.half_before.starting(words, i):
        at = half[0]
        zeros, stop = _read_scale(text, at, lexicon, False)
        value = Decimal(f"0.5E{zeros}")
        if not zeros and (times := lexicon.multipliers.get(words[at])):
            value, stop = Decimal(times) / 2, at + 1
        if zeros or times or lexicon.units.starting(text, stop):
            return Number(i, stop, at, Decimal("0.5"), value, zeros, in_words=True, shy=not zeros and not times)
    at = i
    if words[i] in lexicon.bare_fractions:
        if words[i + 1] in lexicon.fraction_followers:
            return _share(i, i + 1, 1, lexicon.fractions[words[i]])
        return _share_of_change(text, i, i, lexicon.fractions[words[i]], lexicon)
    if words[i] in lexicon.articles:
        at = i + 1
        if under := lexicon.fractions.get(words[at]):
            if words[at + 1] in lexicon.fraction_followers:
                return _share(i, at + 1, 1, under)
            return _share_of_change(text, i, at, under, lexicon)
        if words[at] not in lexicon.scales and words[at] not in lexicon.multipliers:
            return None
    elif words[i] not in lexicon.ones and words[i] not in lexicon.teens and words[i] not in lexicon.tens:
        return None
    number = _Counting(lexicon).count(text, i, at)
    if number and not number.zeros and number.value < 20 and (share := _read_fraction(text, number, lexicon)):
        return share
    return number


class _Counting:
    """Number words added up from left to right: groups below a thousand, each closed by its scale."""

    __slots__ = ("group", "kind", "lexicon", "scale", "small", "total", "zeros")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.total = self.group = self.small = 0
        self.zeros = 0  # of the last scale, or of scales in a row
        self.scale = 0  # where the first scale of the last row stands
        self.kind = ""  # of the last word: ones, teens, tens, times, scale

    def count(self, text: Text, first: int, at: int) -> Number | None:
        """The number of the words from ``at`` on."""
        lexicon, words = self.lexicon, text.words
        stop, limit = at, at + MOST_WORDS
        if at > first:
            self.kind = "article"
        while stop < limit:
            word, after, joined = words[stop], stop + 1, False
            if (
                word == "-"
                and self.kind in ("tens", "ones", "article")
                and text.is_glued(stop - 1)
                and text.is_glued(stop)
            ):
                word, after = words[after], after + 1
            elif word in lexicon.joiners and self.kind in ("times", "scale", "tens"):
                word, after, joined = words[after], after + 1, True
            if not self._take(word, words[after], after - 1, joined):
                break
            stop = after
            if stop < text.size and "\n\n" in text.gap(stop - 1):
                break
        if self.kind in ("", "article"):
            return None
        value = Decimal(self.total + self.group + self.small)
        if self.kind == "scale":
            value = Decimal(f"{int(value.scaleb(-self.zeros))}E{self.zeros}") if value % 10**self.zeros == 0 else value
        scale = self.scale if self.kind == "scale" else stop
        zeros = self.zeros if self.kind == "scale" else 0
        if half := lexicon.half_after.starting(words, stop):
            stop = half[0]
            value += Decimal(f"0.5E{zeros}")
            if not zeros:
                scale = stop
                zeros, stop = _read_scale(text, stop, lexicon, False)
                value = Decimal(f"{value}E{zeros}")
        shy = stop == first + 1 and words[first] in lexicon.only_with_unit
        return Number(first, stop, scale, value.scaleb(-zeros), value, zeros, in_words=True, shy=shy)

    def _take(self, word: str, following: str, place: int, joined: bool) -> bool:
        """Adds a word, if it can follow those before."""
        lexicon, kind = self.lexicon, self.kind
        if word in lexicon.ones:
            multiplied = following in lexicon.multipliers or following in lexicon.scales
            if kind in ("ones", "teens", "article") or (
                kind == "tens" and word in lexicon.never_after_tens and not joined
            ):
                return False
            if kind in ("times", "scale") and not joined and not multiplied and lexicon.only_inside:
                return False
            if word in lexicon.only_inside and not (kind == "tens" or joined or (kind == "scale" and multiplied)):
                return False
            if lexicon.ones[word] == 0 and not multiplied:
                return False  # không trăm, but no other không
            self.small += lexicon.ones[word]
            self.kind = "ones"
        elif word in lexicon.teens or word in lexicon.tens:
            if kind in ("ones", "teens", "tens", "article"):
                return False
            self.kind = "teens" if word in lexicon.teens else "tens"
            self.small = lexicon.teens.get(word) or lexicon.tens.get(word, 0)
        elif (times := lexicon.multipliers.get(word)) and not joined:
            if kind in ("", "scale", "times") or (times == 10 and kind == "tens"):
                return False
            if times == 10:
                self.small, self.kind = self.small * 10, "tens"
            else:
                size = self.small if kind in ("ones", "teens", "tens") else 1
                self.group, self.small, self.kind = self.group + size * times, 0, "times"
        elif (zeros := lexicon.scales.get(word)) and kind and not joined:
            if kind == "scale" and zeros < self.zeros:
                return False
            part = self.group + self.small
            if kind == "scale" or (self.total and zeros > self.zeros):  # nghìn tỷ; năm triệu hai trăm nghìn tỷ
                if self.zeros + zeros > 18:
                    return False
                self.total, self.zeros = (self.total + part) * 10**zeros, self.zeros + zeros
            else:
                self.total, self.zeros = self.total + (part or 1) * 10**zeros, zeros
            if kind != "scale":
                self.scale = place
            self.group, self.small, self.kind = 0, 0, "scale"
        else:
            return False
        return True


def _read_fraction(text: Text, over: Number, lexicon: Lexicon) -> Number | None:
    """One-third, two thirds of, ba phần tư: the fraction that starts with the number ``over``."""
    words, at = text.words, over.stop
    if words[at] in lexicon.fraction_joiners:
        under = lexicon.ones.get(words[at + 1]) or lexicon.tens.get(words[at + 1]) or lexicon.teens.get(words[at + 1])
        return _share(over.first, at + 2, int(over.value), under) if under else None
    hyphen = words[at] == "-" and text.is_glued(at - 1) and text.is_glued(at)
    if hyphen:
        at += 1
    under = lexicon.fractions.get(words[at], 1)
    is_plain = (
        hyphen or words[at + 1] in lexicon.fraction_followers or (over.value > 1 and under != 4)
    )  # three quarters
    if gcd(int(over.value), under) == 1 < under and is_plain:
        return _share(over.first, at + 1, int(over.value), under)
    return None


def _share_of_change(text: Text, first: int, at: int, under: int, lexicon: Lexicon) -> Number | None:
    """Fell by A THIRD: the fraction at word ``at`` where no noun follows that it may number; shy, as only a change
    before it makes it a share.
    """
    following = text.words[at + 1]
    if following == "-" or (following[:1].isalnum() and following not in lexicon.not_counted):
        return None
    if lexicon.rate_not_before.starting(text.words, at + 1) and text.words[first - 1] not in lexicon.change_by:
        return None  # rose a quarter earlier
    share = _share(first, at + 1, 1, under)
    if share:
        share.shy = True
    return share


def _read_fraction_in_digits(text: Text, first: int, stop: int, over: int, lexicon: Lexicon) -> Number | None:
    """3/4 of, 4 in 10 people: the fraction whose upper number ends at word ``stop``, one word before the lower."""
    words = text.words
    if len(words[stop + 1]) > 3:
        return None
    under = int(words[stop + 1])
    if words[stop] == "/":
        is_told = words[stop + 2] in lexicon.fraction_followers or _is_sized(text, first, lexicon)
        is_fraction = text.is_glued(stop - 1) and is_told
    else:
        is_fraction = (
            words[stop] in lexicon.fraction_joiners and under in _ROUND and counted_noun(text, stop + 2, lexicon)[1]
        )
    return _share(first, stop + 2, over, under) if is_fraction and under <= 100 else None


def _is_sized(text: Text, first: int, lexicon: Lexicon) -> bool:
    """Whether the words before word ``first`` are of a size and no day: fell 1/3, about 7/10."""
    bound = lexicon.bounds.ending(text.words, first)
    return bool(lexicon.changes.ending(text.words, first)) or (
        bound is not None and bound[1] in ("about", "nearly", "over")
    )


def _share(first: int, stop: int, over: int, under: int) -> Number | None:
    if not 0 < over < under:
        return None
    value = Decimal(over) / Decimal(under)
    return Number(first, stop, stop, value, value, in_words=True, share=True)
