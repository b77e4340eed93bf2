"""The numbers of a text: digits with their separators, number words, scales."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from newsfigures.quantities.lexicons import Lexicon
from newsfigures.quantities.texts import Text

#: Nobody prints a longer number; what is longer is no number but a code, a table without columns, or an attack.
MOST_DIGITS = 30

_SEPARATORS = str.maketrans("．，", ".,")
_SPACES = {" ", "\u00a0", "\u202f", "\u2009"}


@dataclass(slots=True)
class Number:
    """A number at words ``first`` to ``end``: ``bare`` before its scale, ``value`` after it.

    ``scale`` is the first word of the scale, ``end`` if there is none. ``written`` tells how: ``digits`` or ``words``.
    ``doubtful`` numbers may be ordinary words; ``whole`` is the other reading of an ambiguous 1.200, or None.
    """

    first: int
    end: int
    scale: int
    bare: Decimal
    zeros: int
    value: Decimal
    written: str
    doubtful: bool = False
    whole: Decimal | None = None
    share: bool = False


def read_literal(word: str, decimal: str) -> tuple[str, str | None] | None:
    """The digits of a written number with a point where its decimals begin, and its other reading if it has two.

    A sign that comes twice, or before the other sign, sets groups apart; a single one before three digits is what the language
    makes of it, and where that is a decimal point the reading as a group is kept; all else is a decimal point.

    >>> read_literal("2.195,294", ","), read_literal("1,234.5", ","), read_literal("1.234.567", ".")
    (('2195.294', None), ('1234.5', None), ('1234567', None))
    >>> read_literal("5.000", ","), read_literal("1,200", ","), read_literal("1.44", ","), read_literal("10.1.2.3", ".")
    (('5000', None), ('1.200', '1200'), ('1.44', None), None)
    """
    if word.isdecimal():
        return word, None
    word = word.translate(_SEPARATORS)
    points, commas = word.count("."), word.count(",")
    if points and commas:
        mark = "." if word.rfind(".") > word.rfind(",") else ","
        whole, _, decimals = word.rpartition(mark)
        groups = whole.split("," if mark == "." else ".")
        if mark in whole or not _are_groups(groups):
            return None
        return "".join(groups) + "." + decimals, None
    mark = "." if points else ","
    groups = word.split(mark)
    if points + commas > 1:
        return ("".join(groups), None) if _are_groups(groups) else None
    whole, decimals = groups
    if len(decimals) == 3 and len(whole) <= 3 and whole[0] != "0":
        if mark != decimal:
            return whole + decimals, None
        return whole + "." + decimals, whole + decimals
    return whole + "." + decimals, None


def _are_groups(groups: list[str]) -> bool:
    """Whether these are groups of three digits, or as in 12,34,567 of two before the last three."""
    if len(groups) < 2:
        return len(groups) == 1
    if not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3 or groups[0] == "0":
        return False
    sizes = {len(group) for group in groups[1:-1]}
    return sizes <= {3} or (sizes == {2} and len(groups[0]) <= 2)


def read_number(text: Text, i: int, lexicon: Lexicon) -> Number | None:
    """The number that starts at word ``i``, with its scale."""
    if text.words[i][:1].isdecimal():
        return _read_digits(text, i, lexicon)
    return _read_words(text, i, lexicon)


def _read_digits(text: Text, i: int, lexicon: Lexicon) -> Number | None:
    words = text.words
    word = words[i]
    if len(word) > MOST_DIGITS:
        return None
    end = i + 1
    if len(word) <= 3 and word.isdecimal() and word[0] != "0":
        # 816 000: groups of three digits after a space.
        while (
            len(words[end]) == 3
            and words[end].isdecimal()
            and text.between(end - 1) in _SPACES
            and len(word) < MOST_DIGITS
        ):
            word += words[end]
            end += 1
    reading = read_literal(word, lexicon.decimal)
    if reading is None:
        return None
    digits, other = reading
    zeros, scale_end = _read_scale(text, end, lexicon)
    if zeros and other is not None and digits.endswith("00"):
        digits, other = other, None  # nobody prints 5.000 billion with three decimals
    bare = Decimal(digits)
    value = Decimal(f"{digits}E{zeros}") if zeros else bare
    number = Number(
        i, scale_end, end, bare, zeros, value, "digits", whole=Decimal(other) if other and not zeros else None
    )
    if zeros:
        _add_smaller(text, number, lexicon)
    return number


def _read_scale(text: Text, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """The zeros of the scale words that start at word ``end``, and where they end."""
    words, zeros, last = text.words, 0, 0
    if words[end] == "-" and words[end + 1] in lexicon.scales and text.are_glued(end - 1) and text.are_glued(end):
        end += 1
    elif (letter := lexicon.letters.get(words[end])) and text.are_glued(end - 1):
        return letter, end + 1
    while (scale := lexicon.scales.get(words[end], 0)) > last or (scale and last and zeros + scale <= 15):
        zeros, last, end = zeros + scale, scale, end + 1
    return zeros, end


def _add_smaller(text: Text, number: Number, lexicon: Lexicon) -> None:
    """Extends 1 tỷ to 1 tỷ 200 triệu, and 2 tỷ to 2 tỷ rưỡi."""
    words, end = text.words, number.end
    if half := lexicon.half_after.starting(words, end):
        number.value += Decimal(f"0.5E{number.zeros}")
        number.end = half[0]
        return
    word = words[end]
    if word[:1].isdecimal() and len(word) <= 6 and words[end + 1] in lexicon.scales:
        smaller = _read_digits(text, end, lexicon)
        if smaller and smaller.zeros < number.zeros and smaller.bare < 1000 <= 10 ** (number.zeros - smaller.zeros):
            number.value += smaller.value
            number.end = smaller.end


def _read_words(text: Text, i: int, lexicon: Lexicon) -> Number | None:
    words = text.words
    first = i
    if half := lexicon.half_before.starting(words, i):
        end = half[0]
        zeros, scale_end = _read_scale(text, end, lexicon)
        if zeros:
            return Number(i, scale_end, end, Decimal("0.5"), zeros, Decimal(f"0.5E{zeros}"), "words")
        if words[end] in lexicon.multipliers:
            return Number(i, end + 1, end, Decimal("0.5"), 0, Decimal(lexicon.multipliers[words[end]]) / 2, "words")
    word = words[i]
    if word in lexicon.article:
        following = words[i + 1]
        if following in lexicon.fractions:
            return _fraction(i, i + 2, 1, lexicon.fractions[following], words, lexicon)
        if following not in lexicon.scales and following not in lexicon.multipliers:
            return None
        i += 1
    if word in lexicon.alone:
        value = Decimal(lexicon.alone[word])
        return Number(i, i + 1, i + 1, value, 0, value, "words", share=True)
    total, hundreds, small, last_scale = 0, 0, 0, 0
    kind = ""
    scale_at = 0
    zeros = 0
    doubtful = word in lexicon.doubtful
    end = i
    limit = i + 24
    while end < limit:
        word = words[end]
        step = end + 1
        if word == "-" and kind and text.are_glued(end - 1) and text.are_glued(end):
            word, step = words[end + 1], end + 2
        elif word in lexicon.joiners and kind in ("multiplier", "scale", "tens"):
            word, step = words[end + 1], end + 2
            if word not in lexicon.ones and word not in lexicon.teens and word not in lexicon.tens:
                break
        if word in lexicon.ones:
            if kind in ("ones", "teens"):
                break
            following = words[step]
            if word in lexicon.doubtful and kind:
                carried = following in lexicon.multipliers or following in lexicon.scales
                if (
                    not carried
                    and not (words[end] in lexicon.joiners)
                    and (word in lexicon.after_tens or word == "năm")
                ):
                    break
            small, kind = small + lexicon.ones[word], "ones"
        elif word in lexicon.teens:
            if kind in ("ones", "teens", "tens"):
                break
            small, kind = lexicon.teens[word], "teens"
        elif word in lexicon.tens:
            if kind in ("ones", "teens", "tens"):
                break
            small, kind = lexicon.tens[word], "tens"
        elif word in lexicon.multipliers:
            times = lexicon.multipliers[word]
            if kind == "multiplier" and times <= 10 * 1:
                break
            if times == 10:
                small, kind = (small or 1) * 10, "tens"
            else:
                hundreds, small, kind = hundreds + (small or 1) * times, 0, "multiplier"
        elif word in lexicon.scales:
            scale = lexicon.scales[word]
            if not kind and first == i and not lexicon.article:
                break
            group = hundreds + small
            if last_scale and scale > last_scale:
                total, zeros = (total + group) * 10**scale, zeros + scale
            else:
                if kind == "scale":
                    break
                total, zeros = total + (group or 1) * 10**scale, scale
            hundreds, small, last_scale, kind = 0, 0, scale, "scale"
            scale_at = scale_at or end
        else:
            break
        end = step
        doubtful = doubtful and end == i + 1
    if not kind:
        return None
    value = Decimal(total + hundreds + small)
    if zeros and not hundreds and not small:
        value = value.scaleb(-zeros).normalize()
        value = Decimal(f"{value:f}E{zeros}")
    if half := lexicon.half_after.starting(words, end):
        value += Decimal(f"0.5E{zeros}") if kind == "scale" else Decimal("0.5")
        end = half[0]
        if kind != "scale":
            more, scale_end = _read_scale(text, end, lexicon)
            if more:
                value, scale_at, zeros, end = value.scaleb(more), end, more, scale_end
    elif not last_scale and words[end] in lexicon.fractions and small and kind in ("ones", "teens"):
        return _fraction(first, end + 1, small, lexicon.fractions[words[end]], words, lexicon)
    elif not last_scale and words[end] == "-" and words[end + 1] in lexicon.fractions and small and text.are_glued(end):
        return _fraction(first, end + 2, small, lexicon.fractions[words[end + 1]], words, lexicon)
    scale = scale_at or end
    return Number(first, end, scale, value.scaleb(-zeros), zeros, value, "words", doubtful=doubtful)


def _fraction(first: int, end: int, over: int, under: int, words: list[str], lexicon: Lexicon) -> Number | None:
    if over >= under:
        return None
    value = Decimal(over) / Decimal(under)
    return Number(first, end, end, value, 0, value, "words", share=True)
