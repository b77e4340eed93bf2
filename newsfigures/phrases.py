"""The words of a text, and the phrases of a table found among them, in one pass however long the table is."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from newsfigures.languages.matching import LATIN, Composed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

Value = TypeVar("Value")


def _words_of(letter: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
        (
            {letter}++      # "Nẵng", "2025"
            | ['’]s\b       # of "Vietnam’s"
            | [^\w\s]       # any sign
        )
        """,
        re.VERBOSE,
    )


_WORD = _words_of(r"[^\W_]")
#: The same for texts in ASCII, twice as fast, and for those in Latin letters.
_ASCII_WORD = _words_of("[A-Za-z0-9]")
_LATIN_WORD = _words_of(f"[0-9{LATIN}]")

#: Signs that join words, left out when phrases are compared.
HYPHENS = frozenset("-‐‑–—")

#: Old and new places of the tone mark in an open syllable: hoà is hòa, thuỷ is thủy.
_TONES = dict(
    (
        *(("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa")),
        *(("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe")),
        *(("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy")),
    )
)


class Words:
    """The words and signs of a text, in order: as written (composed), folded for comparison, and their places in the
    text as it came, however its accents are coded.

    >>> Words("Đà Nẵng’s US$5").folded
    ['đà', 'nẵng', "'s", 'us', '$', '5']
    """

    __slots__ = ("ends", "folded", "starts", "written")

    def __init__(self, text: str) -> None:
        composed = Composed(text)
        pattern = _ASCII_WORD if text.isascii() else _LATIN_WORD if composed.is_latin else _WORD
        parts = pattern.split(composed.text)  # by turns what stands between two words, and a word
        ends = list(accumulate(map(len, parts)))
        self.written = parts[1::2]
        self.folded = list(map(fold, self.written))
        self.starts, self.ends = ends[:-1:2], ends[1::2]
        if composed.text is not text:
            places = [composed.raw(*place) for place in zip(self.starts, self.ends, strict=True)]
            self.starts = [start for start, _ in places]
            self.ends = [end for _, end in places]

    def __len__(self) -> int:
        return len(self.written)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word in lower case, its tone mark in the newer place, its apostrophe straight.

    >>> fold("Hoá"), fold("Ðắk"), fold("QUÝ")
    ('hóa', 'đắk', 'quý')
    """
    if word.isascii():
        return word.lower()
    return with_newer_tone(word.lower().replace("ð", "đ").replace("’", "'"))


@lru_cache(maxsize=1 << 16)
def with_newer_tone(word: str) -> str:
    """A word with its tone mark in the newer place: Hoà as Hòa.

    >>> with_newer_tone("Hoà"), with_newer_tone("Quý")
    ('Hòa', 'Quý')
    """
    newer = _TONES.get(word[-2:])
    # "qu" is one consonant, so quý is written so in both ways.
    return word if newer is None or (word[-2] == "u" and word[:-2].lower().endswith("q")) else word[:-2] + newer


class Match(NamedTuple, Generic[Value]):
    """A phrase found: its value, its first word and the one after its last."""

    value: Value
    first: int
    last: int


class Phrases(Generic[Value]):
    """A table of phrases that all are looked for at once. Where several start at one word, the longest counts.

    A phrase is a tuple of words, as ``phrase_words`` makes them.

    >>> table = Phrases([(("export", "turnover"), 1), (("export",), 2)])
    >>> [(found.value, found.first, found.last) for found in table.find(["the", "export", "turnover", "of", "export"])]
    [(1, 1, 3), (2, 4, 5)]
    """

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        found: dict[tuple[str, ...], list[Value]] = {}
        for key, value in phrases:
            found.setdefault(key, []).append(value)
        #: Phrases of one word; longer ones by their first word and their second, the longest first.
        self._alone: dict[str, list[Value]] = {}
        self._longer: dict[str, dict[str, list[tuple[int, list[str], list[Value]]]]] = {}
        for key, values in found.items():
            if len(key) == 1:
                self._alone[key[0]] = values
            else:
                entries = self._longer.setdefault(key[0], {}).setdefault(key[1], [])
                entries.append((len(key), list(key), values))
                entries.sort(key=lambda entry: -entry[0])
        self._firsts = frozenset((*self._alone, *self._longer))

    def find(self, words: Sequence[str]) -> list[Match[Value]]:
        """Every phrase among these words, from left to right; a word belongs to one phrase only."""
        found: list[Match[Value]] = []
        firsts = self._firsts
        if firsts.isdisjoint(words):
            return found
        skip = 0
        for first in [place for place, word in enumerate(words) if word in firsts]:
            if first >= skip and (longest := self._longest(words, first)):
                skip, values = longest
                for value in values:
                    found.append(Match(value, first, skip))
        return found

    def _longest(self, words: Sequence[str], first: int) -> tuple[int, list[Value]] | None:
        """The word after the longest phrase that starts at this word, and its values."""
        word = words[first]
        if (longer := self._longer.get(word)) and first + 1 < len(words):
            for size, key, values in longer.get(words[first + 1], ()):
                if size == 2 or words[first : first + size] == key:
                    return first + size, values
        return (first + 1, alone) if (alone := self._alone.get(word)) else None

    def starting(self, words: Sequence[str], place: int) -> bool:
        """Whether a phrase starts at this word."""
        return place < len(words) and self._longest(words, place) is not None

    def may_be_among(self, words: Set[str]) -> bool:
        """Whether any phrase can stand among these words: quick, and most often no."""
        return not self._firsts.isdisjoint(words)

    def present(self, words: Sequence[str]) -> set[Value]:
        """The values of every phrase among these words, one within another too."""
        found: set[Value] = set()
        firsts = self._firsts
        if firsts.isdisjoint(words):
            return found
        end = len(words)
        for first in [place for place, word in enumerate(words) if word in firsts]:
            word = words[first]
            if word in self._alone:
                found.update(self._alone[word])
            if (longer := self._longer.get(word)) and first + 1 < end:
                for size, key, values in longer.get(words[first + 1], ()):
                    if size == 2 or words[first : first + size] == key:
                        found.update(values)
        return found


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of a table, folded, hyphens left out; ``<area>`` and its kind stay one word.

    >>> phrase_words("<area>-invested projects")
    ('<area>', 'invested', 'projects')
    """
    parts: list[str] = []
    for piece in re.split(r"(<\w+>)", phrase):
        parts += [piece] if piece.startswith("<") else [word for word in Words(piece).folded if word not in HYPHENS]
    return tuple(parts)
