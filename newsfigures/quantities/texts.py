"""A text as words with places, in lower case for matching, with the way back to the text as given."""

from __future__ import annotations

import re
from itertools import accumulate

from newsfigures.languages.matching import LATIN, Composed


def _words_of(letter: str) -> re.Pattern[str]:
    # Every character of a text belongs to one word or to white space, and no part of the pattern can be tried in two
    # ways on the same characters: cutting takes time linear in the text.
    return re.compile(
        rf"""
        (
            {letter}{{2,}}+ (?:['’]{letter}++)?                # tonnes   đồng   Vietnam's
            | \d++ (?:[.,．，]\d++)*+                          # 3.482,916   1,200   0.5
            | {letter} (?:(?:\.{letter})++\. | ['’]{letter}++)? # U.S.   p.m.   a   I'm
            | \S                                              # $   %   (
        )
        """,
        re.VERBOSE,
    )


_WORD = _words_of(r"[^\W\d_]")
#: The same for texts in ASCII, twice as fast, and for those in Latin letters.
_ASCII_WORD = _words_of("[a-z]")
_LATIN_WORD = _words_of(f"[{LATIN}]")

#: A blank in HTML, as scraped texts often keep it.
SPACE_ENTITY = "&nbsp;"
#: So many empty words follow the words of a text that looking ahead needs no check for the end. Looking back from the
#: first word finds the same empty words.
PADDING = 12


class Text:
    """The words of a text, in lower case: word ``i`` stands at ``places[2 * i]:places[2 * i + 1]`` of ``cased``, which
    is composed, and ``gaps[i]`` is the white space behind it: a line feed behind the last word and before the first.
    """

    __slots__ = ("cased", "composed", "gaps", "given", "places", "size", "words")

    def __init__(self, given: str) -> None:
        self.given = given
        self.composed = Composed(given)
        self.cased = self.composed.text
        lowered = self.cased.lower()
        if len(lowered) != len(self.cased):  # a capital İ has two small letters
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in self.cased)
        if SPACE_ENTITY in lowered:
            lowered = lowered.replace(SPACE_ENTITY, " " * len(SPACE_ENTITY))
        pattern = _ASCII_WORD if lowered.isascii() else _LATIN_WORD if self.composed.is_latin else _WORD
        parts = pattern.split(lowered)  # by turns what stands between two words, and a word
        self.places = [*accumulate(map(len, parts)), *[len(lowered)] * (2 * PADDING)]
        self.size = len(parts) // 2
        self.words = parts[1::2] + [""] * PADDING
        self.gaps = parts[2:-1:2] + ["\n"] * (PADDING + 1)

    def as_written(self, first: int, stop: int) -> str:
        """The words from ``first`` up to ``stop`` in their own case, with single spaces."""
        written = self.cased[self.places[2 * first] : self.places[2 * stop - 1]]
        return written if stop == first + 1 else " ".join(written.split())

    def has_capital(self, i: int) -> bool:
        """Whether word ``i`` is written with a capital letter: Da, VNA, iPhone."""
        return 0 <= i < self.size and self.cased[self.places[2 * i] : self.places[2 * i + 1]] != self.words[i]

    def has_name(self, i: int) -> bool:
        """Whether word ``i`` has a capital at its start only: Hanoi, but neither MW nor C."""
        written = self.cased[self.places[2 * i] : self.places[2 * i + 1]]
        return written[:1].isupper() and written[1:2].islower()

    def is_glued(self, i: int) -> bool:
        """Whether nothing stands between word ``i`` and the next one."""
        return not self.gaps[i]

    def gap(self, i: int) -> str:
        """The white space between word ``i`` and the next one; a line feed before the first word and after the last."""
        return self.gaps[i]

    def starts_line(self, i: int) -> bool:
        """Whether word ``i`` is the first of its line."""
        return "\n" in self.gaps[i - 1]

    def starts_sentence(self, i: int) -> bool:
        """Whether word ``i`` may have its capital from its place: after a stop, a quotation mark or a line break."""
        return self.words[i - 1] in SENTENCE_ENDS or self.starts_line(i)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """The characters of the text as given from word ``first`` up to word ``stop``."""
        start, end = self.places[2 * first], self.places[2 * stop - 1]
        return (start, end) if self.cased is self.given else self.composed.raw(start, end)


SENTENCE_ENDS = frozenset((".", "!", "?", "…", "“", '"', "•", ""))


def cut(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they would stand in a text.

    >>> cut("US$"), cut("at least")
    (('us', '$'), ('at', 'least'))
    """
    return tuple(_WORD.findall(phrase.lower()))
