"""What is no quantity although it is a number: dates, clock times, codes, names, labels, ages, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.readings import Reading
    from newsfigures.quantities.texts import Text

DASHES = frozenset("-–—‑")


def skip_no_quantity(text: Text, reading: Reading, lexicon: Lexicon, in_range: bool = False) -> int:
    """Zero if the reading may be a quantity, else the word after what it is instead.

    ``in_range`` says that the number follows the lower end of a range.
    """
    if reading.number.in_words:
        return _skip_words(text, reading, lexicon)
    return (
        _skip_code(text, reading, lexicon, in_range)
        or _skip_date(text, reading, lexicon, in_range)
        or _skip_time(text, reading, lexicon)
        or (not reading.kind and _skip_label(text, reading, lexicon))
        or 0
    )


def _skip_words(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before = words[first - 1]
    if number.share and (before in lexicon.half_of_period or (text.is_glued(stop - 1) and words[stop] in DASHES)):
        return stop
    if skip := _skip_time(text, reading, lexicon):
        return skip
    # Hai Phong, Le Dinh Ba, Formula One
    if stop == first + 1 and text.has_capital(first) and not text.starts_sentence(first):
        if text.has_capital(first - 1) or (lexicon.needs_known_noun and text.has_capital(stop)):
            return stop
    elif stop == first + 1 and text.has_capital(first) and lexicon.needs_known_noun and text.has_capital(stop):
        return stop
    if text.is_glued(first - 1) and before in DASHES and text.is_glued(first - 2):
        return stop
    if text.is_glued(stop - 1) and words[stop] in DASHES and words[stop + 1] in lexicon.compounds:
        return stop + 2
    if reading.kind:
        return 0
    if before in lexicon.named_before and not reading.sure_noun:
        return stop
    if number.value == 0 or (number.value == 2 and words[stop] in lexicon.pointing_nouns):
        return stop
    # "the two sides" points back; "one of them" counts nothing
    return stop if number.value < 20 and before in lexicon.pointing_before else 0


# --- codes -----------------------------------------------------------------------------------------------------------


def _skip_code(text: Text, reading: Reading, lexicon: Lexicon, in_range: bool) -> int:
    """F1, COVID-19, 57-NQ/TW, 10.1.2.3, 1st, 1970s, 0:00, 0236."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    word, before, after = words[first], words[first - 1], words[stop]
    if len(word) > 1 and word[0] == "0" and word[1].isdecimal():
        return _end_of_digits(text, stop)
    if reading.start == first and text.is_glued(first - 1) and not in_range:
        if before[:1].isalnum() or before in "_@#*\\&":
            return _end_of_code(text, stop)
        if before in "-–/.:+" and text.is_glued(first - 2) and words[first - 2][:1].isalnum():
            if not (before in "-–" and lexicon.bounds.ending(words, first)):
                return _end_of_code(text, stop)
    if text.is_glued(stop - 1):
        if after == ":" and words[stop + 1][:1].isdecimal():
            return _end_of_code(text, stop)
        if after in lexicon.ordinal_endings or after == "s":
            return stop + 1
        if after in DASHES and reading.stop == stop and text.is_glued(stop) and words[stop + 1][:1].isalpha():
            return (
                _end_of_code(text, stop)
                if text.has_capital(stop + 1)
                else stop + 2
                if words[stop + 1] in lexicon.compounds
                else 0
            )
        if after == "/" and words[stop + 1][:1].isalnum() and reading.stop == stop:
            return _end_of_code(text, stop)
        if after[:1].isalpha() and not reading.kind:
            return _end_of_code(text, stop)
    return 0


def _end_of_code(text: Text, stop: int) -> int:
    """The word after a code, which goes on as long as nothing parts its words."""
    words = text.words
    while text.is_glued(stop - 1) and (words[stop][0].isalnum() or (words[stop] in "-–/._:" and text.is_glued(stop))):
        stop += 1
    return stop


def _end_of_digits(text: Text, stop: int) -> int:
    """The word after a telephone number, which goes on over blanks and brackets."""
    words = text.words
    while (words[stop] in (")", "-", ".") and words[stop + 1][:1].isdecimal()) or (
        words[stop].isdecimal() and "\n" not in text.gap(stop - 1)
    ):
        stop += 1
    return stop


# --- dates and times ---------------------------------------------------------------------------------------------------


def _skip_date(text: Text, reading: Reading, lexicon: Lexicon, in_range: bool) -> int:
    """January 13, 13 January 2026, Sept. 20-24, 2015-24, by 2026, in the 1500s."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before, after, word = words[first - 1], words[stop], words[first]
    if reading.kind in ("money", "share") or number.zeros:
        return 0
    if reading.start == first and (before in lexicon.months or (before == "." and words[first - 2] in lexicon.months)):
        if not reading.kind and not reading.sure_noun:
            if after in DASHES and words[stop + 1].isdecimal():
                stop += 2
            return stop
    if after in lexicon.months and text.has_capital(stop) and len(word) <= 2:
        return stop + 1
    if not is_year(word):
        return 0
    if after in DASHES and words[stop + 1].isdecimal() and len(words[stop + 1]) in (2, 4) and not reading.kind:
        other = words[stop + 1]
        if len(other) == 2 or (is_year(other) and other >= word and not counted_after(text, stop + 2, lexicon)):
            return stop + 2
    if reading.kind and not (reading.kind == "time" and before in lexicon.year_before):
        return 0
    bound = lexicon.bounds.ending(words, first)
    if reading.sure_noun and (bound or in_range):
        return 0
    if not "1900" <= word < "2100":
        is_named = before in lexicon.old_year_before and not reading.sure_noun
        return _end_of_list(text, stop, lexicon) if is_named else 0
    if before in lexicon.year_before:
        return _end_of_list(text, stop, lexicon)
    if bound:
        return 0
    return 0 if reading.sure_noun and reading.stop == stop + 1 else _end_of_list(text, stop, lexicon)


def counted_after(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a noun that is surely counted stands at word ``at``."""
    from newsfigures.quantities.nouns import counted_noun

    return counted_noun(text, at, lexicon)[1]


def is_year(word: str) -> bool:
    """Whether the word may name a year: four digits, from 1000 to 2199."""
    return len(word) == 4 and word.isdecimal() and "1000" <= word < "2200"


def _skip_time(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """The first four months, the past five years, 9 a.m., aged 25, a 16-year-old: periods, clock times and ages."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before = words[first - 1]
    if words[stop] in lexicon.clock_after:
        return stop + 1
    if before in lexicon.ages_before and reading.kind in ("", "time"):
        return stop
    if reading.kind != "time":
        return 0
    if lexicon.ages_after.starting(words, reading.stop):
        return reading.stop
    unit_at = next(start for part, start, _ in reading.parts if part == "unit")
    after_unit = unit_at + 1
    # Decree 1161 ngày 11.10.2015: the day of a date
    if words[unit_at] in lexicon.named_anyway and words[after_unit][:1].isdecimal():
        if not lexicon.units.starting(text, after_unit + 1):
            return stop
    if words[unit_at] in lexicon.clock_units and (
        before in lexicon.clock_before
        or words[reading.stop] in lexicon.clock_unit_after
        or words[reading.stop][:1].isdecimal()
    ):
        return reading.stop
    if lexicon.period_before.ending(words, first) or lexicon.period_after.starting(words, reading.stop):
        return reading.stop
    if reading.unit in lexicon.period_units and not (
        lexicon.duration_before.ending(words, first) or lexicon.bounds.ending(words, first)
    ):
        return reading.stop
    return stop if before in lexicon.named_anyway else 0


# --- labels ----------------------------------------------------------------------------------------------------------


def _skip_label(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """No. 2, Resolution 57, list markers, scores, addresses, counters on a line of their own."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before, after = words[reading.start - 1], words[stop]
    if number.zeros:
        return 0
    if text.starts_line(first):
        if after in (".", ")") and text.is_glued(stop - 1):
            return stop
        if text.starts_line(stop):
            return stop
    if before == "(" and after == ")":
        return stop
    if before == ")" and words[first - 2][:1] == "0":
        return stop
    if before in lexicon.named_anyway or (before in lexicon.named_before and not reading.sure_noun):
        return _end_of_list(text, stop, lexicon)
    if (
        before == "."
        and words[first - 2] in lexicon.named_before
        and text.is_glued(first - 2)
        and not reading.sure_noun
    ):
        return _end_of_list(text, stop, lexicon)
    if before in lexicon.phone_before or (before in (":", ".") and words[first - 2] in lexicon.phone_before):
        return _end_of_digits(text, stop)
    if after in lexicon.named_after and "\n" not in text.gap(stop - 1):
        return stop
    if before == "," and after in (",", ".") and text.has_capital(first - 2) and number.value < 120:
        return stop  # Smith, 65, said
    if skip := _skip_score(text, reading, lexicon) or _skip_address(text, reading, lexicon):
        return skip
    if number.foreign and not reading.sure_noun:
        return stop  # 15.6 where decimals have a comma: a date
    # Boeing 737, Software Park 2; but at the start of a sentence the capital says nothing
    if text.has_capital(first - 1) and not text.starts_sentence(first) and before not in lexicon.not_counted:
        if not reading.sure_noun or not text.starts_sentence(first - 1):
            return stop
    if before in ("“", '"', "‘") and text.has_capital(stop):
        return stop  # a title: "20 Best Places"
    if lexicon.needs_known_noun and reading.stop == stop and before not in lexicon.value_before:
        return 0 if lexicon.bounds.ending(words, first) else stop
    return 0


def _end_of_list(text: Text, stop: int, lexicon: Lexicon) -> int:
    """The word after all labels of a list: berths 3, 4 and 5 at the port."""
    words = text.words
    while words[stop] in lexicon.lists or words[stop] in DASHES:
        following = words[stop + 2]
        if (
            not words[stop + 1].isdecimal()
            or (following[:1].isalnum() and following not in lexicon.not_counted)
            or following in "%$"
        ):
            break
        stop += 2
    return stop


def _skip_score(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """2-0, 3-1 win: two bare numbers glued by a dash, without a unit or a noun that is surely counted."""
    words, stop = text.words, reading.number.stop
    if words[stop] not in DASHES or not words[stop + 1].isdecimal():
        return 0
    at = stop + 2
    if (
        words[at] in lexicon.scales
        or lexicon.units.starting(text, at)
        or words[at] in DASHES
        or counted_after(text, at, lexicon)
    ):
        return 0
    if words[stop + 1].isdecimal() and text.is_glued(at - 1) and words[at][:1].isalpha():
        return 0
    if not (text.is_glued(stop - 1) and text.is_glued(stop)) and words[at][:1].isalpha():
        return 0
    return at


def _skip_address(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """280 Tran Hung Dao Street, 9 E 71st St."""
    words, stop = text.words, reading.number.stop
    at = stop
    while at < stop + 6 and (text.has_capital(at) or words[at].isdecimal() or words[at] in lexicon.ordinal_endings):
        if words[at] in lexicon.streets:
            return at + 1
        at += 1
    # A name follows at once, in a language that writes its nouns small.
    if lexicon.needs_known_noun and text.has_capital(stop) and text.has_capital(stop + 1) and not reading.sure_noun:
        return stop
    return 0
