"""The noun phrase that a number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.texts import Text

#: The most words of a counted noun phrase: "new public-private infrastructure projects".
LONGEST = 7


def counted_noun(text: Text, at: int, lexicon: Lexicon) -> tuple[int, bool]:
    """(stop, sure) of the noun phrase that starts with word ``at``; ``stop`` is ``at`` if there is none.

    It is sure if the noun is known to be counted: by its plural ending, or by the language's list of nouns.
    """
    words = text.words
    stop, limit = at, at + LONGEST
    if words[at] == "-" and text.is_glued(at - 1) and text.is_glued(at):
        stop = at + 1
        if words[stop] in lexicon.compounds:
            return at, False
        if words[stop].isalpha() and words[stop] not in lexicon.not_counted:
            return stop + 1, words[stop + 1] != "-"  # the 250-bed hospital
    start = stop
    while stop < limit and words[stop][:1].isalpha() and "\n" not in text.gap(stop - 1):
        word = words[stop]
        if word in lexicon.not_counted and not (stop > start and text.has_capital(stop)):
            if lexicon.rate_adverbs.starting(words, stop) and _is_plural(words[stop + 1], lexicon):
                stop += 1  # four weekly flights
                continue
            if word in lexicon.lists and stop > start and _joins_adjectives(text, stop, lexicon):
                stop += 1
                continue
            break
        if known := lexicon.nouns.starting(words, stop):
            return _with_names(text, known[0], lexicon), True
        if word in lexicon.number_words and not (lexicon.needs_known_noun and stop > start):
            break
        stop += 1
        if _is_plural(word, lexicon):
            return stop, True
        if words[stop] == "-" and words[stop + 1][:1].isalpha() and text.is_glued(stop - 1) and text.is_glued(stop):
            stop += 1
        elif words[stop] == "," and stop == start + 1 and _joins_adjectives(text, stop, lexicon):
            stop += 1
    if stop == start or words[start] in lexicon.lists:
        return at, False
    # No noun is known: the first word may be one, or what hangs on the hyphen.
    return start + 1, False


def loose_noun(text: Text, at: int, lexicon: Lexicon) -> int:
    """The end of the words from ``at`` on that may be a noun phrase in the singular: up to three, before a function word."""
    stop = at
    while stop < at + 3 and text.words[stop].isalpha() and text.words[stop] not in lexicon.not_counted:
        stop += 1
    return stop


def _is_plural(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.irregular_plurals:
        return True
    return len(word) > 3 and word.endswith(lexicon.nouns_end_with) and not word.endswith(lexicon.not_plural)


def _joins_adjectives(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether the comma or "and" at word ``at`` joins two adjectives of a noun: "12 small, rural schools"."""
    second, noun = text.words[at + 1 : at + 3]
    if not second.isalpha() or second in lexicon.not_counted or second in lexicon.number_words:
        return False
    return _is_plural(noun, lexicon)


def _with_names(text: Text, stop: int, lexicon: Lexicon) -> int:
    """The noun with the names right behind it, in languages that put them there: dự án FDI."""
    if lexicon.needs_known_noun:
        limit = stop + 4
        while (
            stop < limit
            and text.words[stop][:1].isalpha()
            and text.has_capital(stop)
            and "\n" not in text.gap(stop - 1)
        ):
            stop += 1
    return stop
