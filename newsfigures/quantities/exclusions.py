"""What is no quantity although it is a number: dates, clock times, codes, names, labels, ages, addresses."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from newsfigures.quantities.nouns import counted_noun
from newsfigures.quantities.numbers import MOST_DIGITS, read_literal

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.readings import Reading
    from newsfigures.quantities.texts import Text

DASHES = frozenset("-–—‑")
QUOTES = frozenset("“\"‘'")
#: Nobody is older, in whatever unit: a skull of 260,000 years has a measured age, not a birthday.
OLDEST = 130
HOURS = 24
#: A telephone number with the code of its country has no fewer digits.
LONG_NUMBER = 9
LEAST_GROUPED = 1000
DIGITS_OF_GROUP = 3
#: The most syllables of a name.
LONGEST_NAME = 5
#: A shorter word that a number is glued to may be a code: CO2.
LONG_WORD = 3


def skip_plain_date(text: Text, i: int, lexicon: Lexicon) -> int:
    """The word after the day of a month or the year that word ``i`` plainly is; zero if it may be anything else.

    What ``skip_no_quantity`` says of it too, but before a unit and a noun are looked for: what stands behind the number
    starts neither. Half of a page's numbers are such dates.
    """
    words = text.words
    word, before, after = words[i], words[i - 1], words[i + 1]
    if after not in lexicon.after_dates or not text.gaps[i - 1] or before in lexicon.before_numbers:
        return 0
    if len(word) <= 2:
        is_date = (words[i - 2] if before == "." else before) in lexicon.months and word[0] != "0"
        is_date = is_date and after not in lexicon.fraction_joiners
    else:
        is_amount = before in lexicon.bounds.by_last and before not in lexicon.year_before
        is_date = len(word) == 4 and "1900" <= word < "2100" and not is_amount
    if (
        not is_date
        or not word.isdecimal()
        or word in lexicon.sayings.by_first
        or (after.isalpha() and text.is_glued(i))
    ):
        return 0
    return 0 if _follows_phone(text, i, lexicon) else _end_of_list(text, i + 1, lexicon)


def skip_no_quantity(text: Text, reading: Reading, lexicon: Lexicon, in_range: bool = False) -> int:
    """Zero if the reading may be a quantity, else the word after what it is instead.

    ``in_range`` says that the number follows the lower end of a range.
    """
    if saying := lexicon.sayings.starting(text.words, reading.number.first):
        return saying[0]
    if reading.number.in_words:
        return _skip_words(text, reading, lexicon)
    return (
        _skip_code(text, reading, lexicon, in_range)
        or _skip_date(text, reading, lexicon, in_range)
        or _skip_time(text, reading, lexicon, in_range)
        or (not reading.kind and not reading.number.zeros and _skip_label(text, reading, lexicon))
        or (
            reading.kind == "measure"
            and text.has_capital(reading.number.stop)
            and _skip_address(text, reading, lexicon)
        )
        or 0
    )


def _skip_words(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before, after = words[first - 1], words[stop]
    hyphen = after in DASHES and text.is_glued(stop - 1)
    if number.share and (hyphen or before in lexicon.half_of_period):
        return stop
    if skip := _skip_time(text, reading, lexicon):
        return skip
    if stop == first + 1 and _is_part_of_name(text, reading, lexicon):
        return stop
    if before in DASHES and text.is_glued(first - 1) and text.is_glued(first - 2):
        return stop
    if hyphen and words[stop + 1] in lexicon.compounds:
        return stop + 2
    if number.value == 1 and after in lexicon.idle_after_one:
        return stop  # one thing, one day
    if reading.kind:
        return 0
    if stop == first + 1 and before in lexicon.ordinary_after.get(words[first], ()):
        return stop  # "trong năm" is in the year, not in five
    is_named = before in lexicon.named_anyway and not (reading.sure_noun and _is_rate_before(text, first, lexicon))
    if is_named or (before in lexicon.named_before and not reading.sure_noun):
        return stop
    if number.value == 0 or (number.value == 2 and lexicon.pointing_nouns.starting(words, stop)):
        return stop
    # "the two sides" points back, and so does "this one"
    return stop if number.value < 20 and before in lexicon.pointing_before else 0


def _is_part_of_name(text: Text, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a number word with a capital is a part of a name: Hai Phong, Le Dinh Ba, Formula One, the Three Gorges.

    In a headline with all its words in capitals it may count what follows.
    """
    i = reading.number.first
    if not text.has_capital(i):
        return False
    if lexicon.needs_known_noun and text.has_capital(i + 1):
        return True
    if text.starts_sentence(i) or not text.words[i - 1][:1].isalpha():
        return False  # HUE – Two ships
    in_headline = text.has_capital(i - 1) and text.has_capital(i + 1)
    return not (in_headline and (reading.sure_noun or reading.kind != ""))


# --- codes -----------------------------------------------------------------------------------------------------------


def _skip_code(text: Text, reading: Reading, lexicon: Lexicon, in_range: bool) -> int:
    """F1, COVID-19, 57-NQ/TW, 1st, 1970s, 0:00, 0236 and other numbers with a leading zero, telephone numbers."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    word, before, after = words[first], words[first - 1], words[stop]
    if len(word) > 1 and word[0] == "0" and word[1].isdecimal():
        return _end_of_digits(text, stop)
    is_bare = not (reading.kind or reading.sure_noun)
    if is_bare and _follows_phone(text, first, lexicon):
        return _end_of_digits(text, stop)
    if is_bare and before == "+" and len(word) <= 3 and text.is_glued(first - 1):
        end = _end_of_digits(text, stop)
        if sum(map(len, filter(str.isdecimal, words[first:end]))) >= LONG_NUMBER:
            return end  # +84 24 3826 4111
    if reading.start == first and not in_range and text.is_glued(first - 1):
        is_slip = reading.kind and before.isalpha() and len(before) >= LONG_WORD and not text.has_capital(first - 1)
        if (before[:1].isalnum() and not is_slip) or before in "_@#*\\&":
            return _end_of_code(text, stop)
        joined = before in "-–/.:+" and text.is_glued(first - 2) and words[first - 2][:1].isalnum()
        if joined and not (before in DASHES and lexicon.bounds.ending(words, first)):
            return _end_of_code(text, stop)
    is_named = len(word) == 1 or before in lexicon.named_before or before in lexicon.named_anyway
    if is_bare and is_named and number.zeros and words[number.scale] in lexicon.letters:
        return stop  # 3M, 4K; Gate 12B
    if not text.is_glued(stop - 1):
        return 0
    if after in lexicon.ordinal_endings or after == "s":
        return stop + 1
    if after == ":" and words[stop + 1][:1].isdecimal():
        return _end_of_code(text, stop)
    if after in DASHES and words[stop + 1].isdecimal() and words[stop + 2] in DASHES and words[stop + 3].isdecimal():
        return _end_of_code(text, stop)
    if reading.kind:
        return 0
    if after[:1].isalpha() or (after == "/" and words[stop + 1][:1].isalnum() and not reading.sure_noun):
        return _end_of_code(text, stop)
    if after in DASHES and text.is_glued(stop) and words[stop + 1][:1].isalpha():
        if text.has_capital(stop + 1) and not text.has_name(stop + 1):
            return _end_of_code(text, stop)
        return stop + 2 if words[stop + 1] in lexicon.compounds else 0
    return 0


def _follows_phone(text: Text, first: int, lexicon: Lexicon) -> bool:
    """Whether a word for telephones stands right before word ``first``."""
    return not lexicon.phone_before.isdisjoint(text.words[max(0, first - 3) : first])


def _end_of_code(text: Text, stop: int) -> int:
    """The word after a code, which goes on as long as nothing parts its words."""
    words = text.words
    while text.is_glued(stop - 1) and (words[stop][0].isalnum() or (words[stop] in "-–/._:" and text.is_glued(stop))):
        stop += 1
    return stop


def _end_of_digits(text: Text, stop: int) -> int:
    """The word after a telephone number, which goes on over blanks, brackets and hyphens on its line."""
    words = text.words
    while "\n" not in text.gap(stop - 1):
        if words[stop].isdecimal():
            stop += 1
        elif words[stop] in ("(", ")", "-", ".") and words[stop + 1][:1].isdecimal():
            stop += 2
        else:
            break
    return stop


# --- dates and times -------------------------------------------------------------------------------------------------


def _skip_date(text: Text, reading: Reading, lexicon: Lexicon, in_range: bool) -> int:
    """January 13, 13 January 2026, Sept. 20-24, 2015-24, by 2026."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before, after, word = words[first - 1], words[stop], words[first]
    if reading.kind in ("money", "share") or number.zeros:
        return 0
    month = words[first - 2] if before == "." or (before == "," and is_year(word)) else before
    if month in lexicon.months and not reading.kind and not reading.sure_noun:
        return _end_of_list(text, stop, lexicon)
    if after in lexicon.months and len(word) <= 2 and text.has_capital(stop):
        return stop + 1
    if not is_year(word):
        return 0
    later_year = after in DASHES and not reading.kind and _is_later_year(words[stop + 1], word)
    if later_year and (len(words[stop + 1]) == 2 or not counted_noun(text, stop + 2, lexicon)[1]):
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
    if bound or words[stop] in lexicon.irregular_plurals:
        return 0  # 2000 people; but 2019 results are those of a year
    return _end_of_list(text, stop, lexicon)


def is_year(word: str) -> bool:
    """Whether the word may name a year: four digits, from 1000 to 2199."""
    return len(word) == 4 and word.isdecimal() and "1000" <= word < "2200"


def _is_later_year(word: str, year: str) -> bool:
    return word.isdecimal() and (len(word) == 2 or (is_year(word) and word >= year))


def _skip_time(text: Text, reading: Reading, lexicon: Lexicon, in_range: bool = False) -> int:
    """The first four months, the past five years, 9 a.m., aged 25, a 16-year-old: periods, clock times and ages."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before = words[first - 1]
    if words[stop] in lexicon.clock_after:
        return stop + 1
    if before in lexicon.ages_before and reading.kind in ("", "time"):
        return _end_of_list(text, stop, lexicon)
    if not reading.kind and lexicon.ages_after.starting(words, stop):
        return stop
    if reading.kind != "time":
        return 0
    after = words[reading.stop]
    if reading.value < OLDEST and lexicon.ages_after.starting(words, reading.stop):
        return reading.stop
    at = next(start for part, start, _ in reading.parts if part == "unit")
    # "quyết định 408 ngày 3.6.2021": the unit begins a date; but "11 tháng 1.480 tỷ" is a period and an amount
    is_date = words[at] in lexicon.named_anyway and words[at + 1][:1].isdecimal()
    if is_date and not (_is_sized_behind(text, at + 1, lexicon)):
        return at + 2
    is_hour = words[at] in lexicon.clock_units and reading.value <= HOURS
    if (
        is_hour
        and not lexicon.changes.ending(words, first - 1)
        and (before in lexicon.clock_before or after in lexicon.clock_unit_after or after[:1].isdecimal())
    ):
        minutes = lexicon.units.starting(text, reading.stop + 1) if after[:1].isdecimal() else None
        return minutes[0] if minutes else reading.stop
    if lexicon.period_before.ending(words, first) or lexicon.period_after.starting(words, reading.stop):
        return reading.stop
    until = lexicon.range_between.starting(words, reading.stop)
    if until and words[until[0]] in lexicon.months:
        return until[0] + 1  # the ten months to October
    if reading.unit in lexicon.period_units and not (
        in_range or lexicon.duration_before.ending(words, first) or lexicon.bounds.ending(words, first)
    ):
        return reading.stop
    return stop if before in lexicon.named_anyway else 0


def _is_sized_behind(text: Text, i: int, lexicon: Lexicon) -> bool:
    """Whether the number at word ``i`` has a scale or a unit, or is printed in groups: 1.480, which is no date."""
    words = text.words
    is_grouped = not words[i].isdecimal() and len(words[i].replace(",", ".").rpartition(".")[2]) == DIGITS_OF_GROUP
    return is_grouped or words[i + 1] in lexicon.scales or lexicon.units.starting(text, i + 1) is not None


# --- labels ----------------------------------------------------------------------------------------------------------


def _skip_label(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """No. 2, Resolution 57, list markers, scores, addresses, counters on a line of their own."""
    words, number = text.words, reading.number
    first, stop = number.first, number.stop
    before, after = words[reading.start - 1], words[stop]
    if number.value == 2 and lexicon.pointing_nouns.starting(words, stop):
        return stop  # lãnh đạo 2 nước
    if _starts_range(text, stop, number.value, lexicon):
        return 0
    if text.starts_line(first):
        if text.starts_line(reading.stop) and reading.counted.lower() in lexicon.counters:
            return reading.stop  # 12 comments
        if text.starts_line(stop):  # 17 on a line of its own is a counter, 17,500 is a figure
            return stop if words[first].isdecimal() and stop == first + 1 else 0
        if after in (".", ")") and text.is_glued(stop - 1):
            return stop
    if (before == "(" and after == ")") or (before == ")" and words[first - 2][:1] == "0"):
        return stop
    shortened = before == "." and text.is_glued(first - 2)  # No. 39
    label = words[first - 2] if shortened else before
    if _is_rate_before(text, first, lexicon) and reading.sure_noun:
        return 0
    behind_period = words[first - 2].isdecimal() and reading.sure_noun and _is_grouped(text, reading)
    if (label in lexicon.named_anyway and not behind_period) or (
        label in lexicon.named_before
        and (shortened or after in lexicon.label_parts or not (reading.sure_noun or _is_grouped(text, reading)))
    ):
        return _end_of_list(text, stop, lexicon)
    if after in lexicon.named_after and "\n" not in text.gap(stop - 1):
        return stop
    if before == "," and _is_age(text, first, number.value, lexicon):
        return stop
    if _stands_in_table(text, reading):
        return 0
    if skip := _skip_score(text, reading, lexicon) or _skip_address(text, reading, lexicon):
        return skip
    if number.foreign and not reading.sure_noun:
        return stop  # 15.6 where decimals have a comma: a date
    if _follows_name(text, reading, lexicon):
        return _end_of_list(text, stop, lexicon)
    if text.has_capital(stop) and before in QUOTES:
        return stop  # a title: "20 Best Places"
    if text.has_name(stop) and words[first].isdecimal() and _counts(text, first, lexicon):
        return stop  # three new 320 Neo jets
    if text.has_name(stop) and words[first].isdecimal() and not reading.sure_noun:
        return stop  # 787 Dreamliner
    if lexicon.needs_known_noun and not reading.sure_noun:
        reading.is_weak = not (_stands_for_value(text, reading, lexicon) or lexicon.bounds.ending(words, first))
        if reading.is_weak:
            reading.counted = ""  # metro 1 khai trương
    return 0


def _stands_for_value(text: Text, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a number before a word that may be any stands where a figure does and no label: behind any word but one
    that numbers follow, as lane 2 and circuit 3, or printed in groups of digits.
    """
    words, first = text.words, reading.number.first
    if lexicon.value_before.ending(words, first):
        return True
    if not reading.loose_noun or text.has_capital(reading.number.stop):
        return False
    return not lexicon.labels.ending(words, first) or _is_grouped(text, reading)


def _is_grouped(text: Text, reading: Reading) -> bool:
    """Whether the number is printed in groups of digits, as no label is: 48.500, but not mục 2.1."""
    return not text.words[reading.number.first].isdecimal() and reading.value >= LEAST_GROUPED


def _is_rate_before(text: Text, first: int, lexicon: Lexicon) -> bool:
    """Whether the words before word ``first`` say how often: MỖI NGÀY 20 chuyến; but ngày 20."""
    return text.words[first - 2] in lexicon.rate_connectors_far or bool(lexicon.rate_adverbs.ending(text.words, first))


def _is_age(text: Text, first: int, value: Decimal, lexicon: Lexicon) -> bool:
    """Whether a number behind a comma is somebody's age: Smith, 65, said; the driver, 45, fled."""
    after, someone = text.words[first + 1], first - 2
    if after not in (",", ".") or not 1 < value < OLDEST or not text.words[someone].isalpha():
        return False
    return text.has_capital(someone) or (after == "," and not lexicon.needs_known_noun)


def _stands_in_table(text: Text, reading: Reading) -> bool:
    """Whether the number has decimals or groups and another such number beside it: a row of a table, Peru 88.4 12.9."""
    words, number = text.words, reading.number

    def is_cell(i: int, gap: int) -> bool:
        return (
            words[i][:1].isdecimal() and not words[i].isdecimal() and bool(text.gap(gap)) and "\n" not in text.gap(gap)
        )

    if number.stop > number.first + 1 or words[number.first].isdecimal():
        return False
    return is_cell(number.stop, number.first) or is_cell(number.first - 1, number.first - 1)


def _counts(text: Text, first: int, lexicon: Lexicon) -> bool:
    """Whether the words before word ``first`` are a number, or a number and an adjective: what follows is a name."""
    words = text.words
    before = words[first - 1]
    is_other = before.isalpha() and before not in lexicon.not_counted and before not in lexicon.number_words
    at = first - 2 if is_other else first - 1
    return words[at].isdecimal() or (words[at] in lexicon.number_words and words[at] not in lexicon.articles)


def _starts_range(text: Text, stop: int, value: Decimal, lexicon: Lexicon) -> bool:
    """Whether the number that ends at word ``stop`` takes its unit from the upper end of a range: GRDP 10-11%."""
    hit = lexicon.range_between.starting(text.words, stop)
    if not hit or not text.words[hit[0]][:1].isdecimal():
        return False
    if text.words[hit[0] + 1] in lexicon.scales:
        return True
    high = read_literal(text.words[hit[0]][:MOST_DIGITS], lexicon.decimal)
    is_higher = high is not None and Decimal(high[0]) > value
    return is_higher and lexicon.units.starting(text, hit[0] + 1) is not None


def _follows_name(text: Text, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the number belongs to the name before it: Boeing 737, Software Park 2.

    A capital says nothing at the start of a sentence, where a verb form before a counted noun is let through, nor in a
    headline, where the counted noun has one too.
    """
    i = reading.number.first - 1
    if not reading.sure_noun and (of := lexicon.part_of.ending(text.words, i + 1)):
        i = of[0] - 1  # the Group of 77
        return text.has_capital(i) and not text.starts_sentence(i)
    if not text.has_capital(i) or text.starts_sentence(i + 1):
        return False
    word = text.words[i]
    if word in lexicon.not_counted and not lexicon.units.starting(text, i):
        return False
    if not reading.sure_noun:
        return True
    if lexicon.needs_known_noun and _is_listed(text, i, reading):
        return False
    is_verb = text.starts_sentence(i) and word.endswith(lexicon.verb_endings)
    return not (is_verb or text.has_capital(reading.stop - 1))


def _is_listed(text: Text, i: int, reading: Reading) -> bool:
    """Whether a name, whose last word is ``i``, and a figure stand between commas: Lào 30 người, Nhật Bản 12 người."""
    words, ends = text.words, (",", ";", ":", "(", ")")
    if words[reading.stop] in ends or not words[reading.number.first].isdecimal():
        return True
    start = i
    while start > i - LONGEST_NAME and text.has_capital(start - 1):
        start -= 1
    return words[start - 1] in ends


def _end_of_list(text: Text, stop: int, lexicon: Lexicon) -> int:
    """The word after all labels of a list: berths 3, 4 and 5 at the port; May 3 to 7."""
    words = text.words
    while True:
        if words[stop] in lexicon.lists or words[stop] in DASHES:
            at = stop + 1
        elif hit := lexicon.range_between.starting(words, stop) or lexicon.part_of.starting(words, stop):
            at = hit[0]  # page 1 of 3
        else:
            return stop
        if not words[at].isdecimal() or is_year(words[at]) != is_year(words[stop - 1]):
            return stop
        following = "" if "\n" in text.gap(at) else words[at + 1]
        if lexicon.units.starting(text, at + 1) or (following[:1].isalnum() and following not in lexicon.not_counted):
            return stop
        stop = at + 1


def _skip_score(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """2-0, 280-282: two bare numbers glued by a dash, without a unit or a noun that is surely counted."""
    words, stop = text.words, reading.number.stop
    if words[stop] not in DASHES or not words[stop + 1].isdecimal():
        return 0
    at = stop + 2
    if words[at] in lexicon.scales or words[at] in DASHES or lexicon.units.starting(text, at):
        return 0
    if counted_noun(text, at, lexicon)[1]:
        return 0
    is_glued = text.is_glued(stop - 1) and text.is_glued(stop)
    if words[at][:1].isalpha() and (text.is_glued(at - 1) or not is_glued):
        return 0
    return at


def _skip_address(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """280 Tran Hung Dao Street, 14 N 92nd St; where nouns are written small, any number before a name."""
    words, stop = text.words, reading.number.stop
    at = stop
    while at < stop + 6 and (text.has_capital(at) or words[at].isdecimal() or words[at] in lexicon.ordinal_endings):
        if words[at] in lexicon.streets:
            return at + 1
        at += 1
    if lexicon.needs_known_noun and text.has_capital(stop) and text.has_capital(stop + 1) and not reading.sure_noun:
        return stop
    return 0
