"""What is no quantity although it is a number: dates, codes, names, places in a list."""

from __future__ import annotations

from newsfigures.quantities.lexicons import Lexicon
from newsfigures.quantities.numbers import Number
from newsfigures.quantities.texts import Text


def is_no_quantity(text: Text, number: Number, kind: str, start: int, stop: int, lexicon: Lexicon) -> int:
    """Zero if the number may be a quantity, else the word after what it is instead."""
    words = text.words
    first, end = number.first, number.end
    before, after = words[start - 1], words[end]
    glued_before, glued_after = text.are_glued(start - 1), text.are_glued(end - 1)
    if number.written == "words":
        if number.share and before in lexicon.half_of_period:
            return end
        if kind == "time" and before in lexicon.period_before:
            return end
        if before in lexicon.period_before and not kind:
            return end
        # A capitalised number word inside a name: Hai Phong, Le Dinh Ba.
        if (
            number.end == first + 1
            and text.is_capitalised(first)
            and (
                (start and text.is_capitalised(start - 1) and start > 1)
                or (text.is_capitalised(end) and kind != "money" and lexicon.article == set())
            )
        ):
            return end
        if glued_before and before == "-" and words[start - 2][:1].isalpha():
            return end
        return 0
    word = words[first]
    # 0236, 007: a number has no leading zeros.
    if len(word) > 1 and word[0] == "0" and word[1].isdecimal():
        at = end
        while words[at] in (")", "-", ".") or words[at][:1].isdecimal():
            at += 1
        return at
    # 0:00, 9:35
    if after == ":" and glued_after and words[end + 1][:1].isdecimal():
        at = end + 2
        while words[at] == ":" and words[at + 1][:1].isdecimal():
            at += 2
        return at
    # 20th, 71st, 1970s
    if glued_after and (after in lexicon.ordinal_endings or after == "s"):
        return end + 1
    if after in lexicon.clock and not (kind and kind != "time"):
        return end + 1
    # F1, COVID-19, Q4/2025, 57-NQ/TW, v2, *1022
    if start == first and glued_before and (before[:1].isalpha() or before in "_@#*\\"):
        return _end_of_code(text, end)
    if (
        start == first
        and glued_before
        and before in "-–/.&"
        and text.are_glued(start - 2)
        and words[start - 2][:1].isalpha()
    ):
        if words[start - 2] not in ("sub", "now", "to", "mid", "of"):
            return _end_of_code(text, end)
    if start == first and glued_before and before == "/" and words[start - 2][:1].isdecimal():
        return _end_of_code(text, end)
    if not kind and glued_after and after[:1].isalpha():
        return _end_of_code(text, end)
    if not kind and glued_after and after in "-–/" and text.are_glued(end):
        if text.is_capitalised(end + 1):
            return _end_of_code(text, end)
    if after == "/" and glued_after and words[end + 1][:1].isdecimal():
        return _end_of_code(text, end)
    # 2015-24, 2021–2030
    if _is_year(word) and after in "-–—/" and words[end + 1].isdecimal() and len(words[end + 1]) in (2, 4) and not kind:
        return end + 2
    # January 13; 13 January; May 29
    if before in lexicon.months and not kind and number.bare < 2100 and not number.zeros:
        return end
    if before == "." and words[start - 2] in lexicon.months and not kind and text.are_glued(start - 2):
        return end
    if after in lexicon.months and text.is_capitalised(end) and not kind:
        return end + 1
    if kind and kind != "time":
        return 0
    if before in lexicon.period_before and (kind == "time" or not kind):
        return end
    # 1. First item; 2) second item
    if _starts_line(text, start) and after in (".", ")") and glued_after:
        return end
    if kind == "time":
        return end if before in lexicon.named_before and not number.zeros else 0
    if number.zeros:
        return 0
    if (before in lexicon.named_before or before in lexicon.months) and start:
        return end
    if before == "." and words[start - 2] in lexicon.named_before and text.are_glued(start - 2):
        return end
    if after in lexicon.named_after:
        return end
    if before == ")" and words[start - 2][:1] == "0":
        return end
    if before == "," and words[end] in (",", "."):
        return end
    if _is_year(word):
        if (
            before in lexicon.year_before
            or not words[end][:1].isalpha()
            or words[end] in lexicon.not_counted
            or text.is_capitalised(start - 1)
            or 1900 <= int(word)
        ):
            return end
    # 2-0, 280-282, 2015-24
    if after in "-–" and words[end + 1][:1].isdecimal():
        unit_at = end + 2
        if not words[unit_at][:1].isalpha() and words[unit_at] not in ("%", "$") or text.is_capitalised(unit_at):
            return unit_at
        if words[unit_at] in lexicon.not_counted and words[unit_at] not in lexicon.scales:
            return unit_at
    # Boeing 737, Software Park 2
    if (
        start
        and text.is_capitalised(start - 1)
        and not _starts_sentence(text, start - 1)
        and before not in lexicon.function_words
    ):
        return end
    # 280 Tran Hung Dao Street
    at = end
    while at < end + 6 and text.is_capitalised(at):
        at += 1
        if words[at - 1] in lexicon.named_after:
            return at
    return 0


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word < "2100"


def _starts_line(text: Text, i: int) -> bool:
    return i == 0 or "\n" in text.between(i - 1)


def _starts_sentence(text: Text, i: int) -> bool:
    return i == 0 or text.words[i - 1] in (".", "!", "?", ":", "•", "“", '"') or "\n" in text.between(i - 1)


def _end_of_code(text: Text, end: int) -> int:
    """The word after a code such as 57-NQ/TW, which goes on as long as nothing parts its words."""
    while text.are_glued(end - 1) and (
        text.words[end][0].isalnum() or (text.words[end] in "-–/._" and text.are_glued(end))
    ):
        end += 1
    return end
