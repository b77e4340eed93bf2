"""The noun phrase that a number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.texts import Text

#: The most words of a counted noun phrase: "new small and medium-sized seafood exporters".
LONGEST = 8
#: The most words of one that no plural ends: "one elevated station".
LONGEST_SINGULAR = 3


def counted_noun(text: Text, at: int, lexicon: Lexicon) -> tuple[int, bool]:
    """(stop, sure) of the noun phrase that starts with word ``at``; ``stop`` is ``at`` if there is none.

    It is sure if the noun is known to be counted: by the language's list of nouns or, if there is one, by its plural.
    """
    words = text.words
    if words[at] == "-" and text.is_glued(at - 1) and text.is_glued(at):
        return _hyphened_noun(text, at, lexicon)
    if not _is_word(text, at) or words[at] in lexicon.lists:
        return at, False
    if lexicon.needs_known_noun:
        known = lexicon.nouns.starting(words, at)
        if known:
            return _with_names(text, known[0]), True
        return (at, False) if words[at] in lexicon.not_counted else (at + 1, False)
    return _plural_noun(text, at, lexicon)


def _hyphened_noun(text: Text, hyphen: int, lexicon: Lexicon) -> tuple[int, bool]:
    """The 250-BED hospital; but a two-WAY street counts nothing, and what hangs on a second hyphen is not the noun."""
    word = text.words[hyphen + 1]
    if not word.isalpha() or word in lexicon.compounds or word in lexicon.not_counted or word in lexicon.months:
        return hyphen, False
    return hyphen + 2, text.words[hyphen + 2] != "-"


def _is_word(text: Text, i: int) -> bool:
    """Whether word ``i`` goes on with the phrase: on the same line, or in small letters on the next one."""
    if not text.words[i][:1].isalpha():
        return False
    return "\n" not in text.gap(i - 1) or not (
        text.gap(i - 1) != "\n" or text.has_capital(i) or text.starts_line(i - 1)
    )


def _with_names(text: Text, stop: int) -> int:
    """The noun with the names right behind it: dự án FDI."""
    limit = stop + 4
    while stop < limit and text.words[stop][:1].isalpha() and text.has_capital(stop) and "\n" not in text.gap(stop - 1):
        is_joined = text.words[stop + 1] in ("&", "-") and text.is_glued(stop) and text.has_capital(stop + 2)
        stop += 3 if is_joined else 1  # R&D
    return stop


def _plural_noun(text: Text, start: int, lexicon: Lexicon) -> tuple[int, bool]:
    """The words up to the first plural; without one the first word may be a noun."""
    words, stop = text.words, start
    while stop < start + LONGEST and _is_word(text, stop):
        word = words[stop]
        if word in lexicon.number_words or word in lexicon.not_counted:
            joins = word in lexicon.lists and stop > start and _joins_adjectives(text, stop, lexicon)
            weekly = lexicon.rate_adverbs.starting(words, stop) and is_plural(words[stop + 1], lexicon)
            if not joins and not weekly:
                break
        elif is_plural(word, lexicon):
            return stop + 1, True
        stop += 1
        hyphened = words[stop] == "-" and text.is_glued(stop - 1) and text.is_glued(stop)
        if hyphened or (words[stop] == "," and stop == start + 1 and _joins_adjectives(text, stop, lexicon)):
            stop += 1
    return (start, False) if stop == start else (start + 1, False)


def _joins_adjectives(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether the comma or "and" at word ``at`` joins two adjectives of a noun: "12 small, rural schools"."""
    second, noun = text.words[at + 1 : at + 3]
    if not second.isalpha() or second in lexicon.not_counted or second in lexicon.number_words:
        return False
    return is_plural(noun, lexicon)


def is_plural(word: str, lexicon: Lexicon) -> bool:
    """Whether a word looks like a plural, or is an irregular one."""
    if word in lexicon.irregular_plurals:
        return True
    return len(word) > 3 and word.endswith(lexicon.nouns_end_with) and not word.endswith(lexicon.not_plural)


def loose_noun(text: Text, at: int, lexicon: Lexicon) -> int:
    """The end of the words from ``at`` on that may be a noun phrase in the singular: a few, before a function word."""
    stop = at
    while (
        stop < at + LONGEST_SINGULAR and text.words[stop][:1].isalpha() and text.words[stop] not in lexicon.not_counted
    ):
        stop += 1
    return stop
