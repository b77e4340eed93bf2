"""The words of a text, and the phrases of a table found among them, in one pass however long the table is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value = TypeVar("Value")

_WORD = re.compile(
    r"""
    [^\W_]+         # "Nẵng", "2025"
    | ['’]s\b       # of "Vietnam’s"
    | [^\w\s]       # any sign
    """,
    re.VERBOSE,
)

#: Old and new places of the tone mark in an open syllable: hoà is hòa, thuỷ is thủy. "qu" is a consonant, so quý stays.
_TONES = dict(
    zip("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(), "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(), strict=True)
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of a text: as written (composed), folded for comparison, and its place."""

    written: str
    folded: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words and signs of a text, in order, with offsets in the text as it came, however its accents are coded.

    >>> [word.folded for word in words("Đà Nẵng’s US$5")]
    ['đà', 'nẵng', "'s", 'us', '$', '5']
    """
    if text.isascii():
        return [Word(found[0], found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(text)]
    composed, places = _composed(text)
    if places is None:
        return [Word(found[0], fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
    return [
        Word(found[0], fold(found[0]), places[found.start()], places[found.end()]) for found in _WORD.finditer(composed)
    ]


def fold(word: str) -> str:
    """A word in lower case, its tone mark in the newer place, its apostrophe straight.

    >>> fold("Hoá"), fold("Ðắk"), fold("QUÝ")
    ('hóa', 'đắk', 'quý')
    """
    if word.isascii():
        return word.lower()
    word = word.lower().replace("ð", "đ").replace("’", "'")
    newer = _TONES.get(word[-2:])
    return word if newer is None or (word[-2] == "u" and word[:-2].endswith("q")) else word[:-2] + newer


def _composed(text: str) -> tuple[str, list[int] | None]:
    """The text with its accents composed, and each character's place in the text as it came; None if they are the same."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces, places = [], []
    start = 0
    for end in range(1, len(text) + 1):
        # A cluster ends where the next character combines with nothing before it.
        if end == len(text) or unicodedata.combining(text[end]) == 0:
            piece = unicodedata.normalize("NFC", text[start:end])
            pieces.append(piece)
            places.extend([start] * len(piece))
            start = end
    places.append(len(text))
    return "".join(pieces), places


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """A phrase found: its value, and the first and the last of its words (the last excluded)."""

    value: Value
    first: int
    last: int


class Phrases(Generic[Value]):
    """A table of phrases that all are looked for at once. Where several start at one word, the longest counts.

    A phrase is written as in a text; hyphens and the spaces around words do not matter.

    >>> table = Phrases([("export turnover", 1), ("export", 2)])
    >>> [(found.value, found.first, found.last) for found in table.find(["the", "export", "turnover", "of", "export"])]
    [(1, 1, 3), (2, 4, 5)]
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], *, folded: bool = True) -> None:
        self._tree: dict[str, list[tuple[tuple[str, ...], list[Value]]]] = {}
        found: dict[tuple[str, ...], list[Value]] = {}
        for phrase, value in phrases:
            key = phrase_words(phrase, folded=folded)
            if key:
                found.setdefault(key, []).append(value)
        for key, values in found.items():
            self._tree.setdefault(key[0], []).append((key, values))
        for entries in self._tree.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Sequence[str]) -> list[Match[Value]]:
        """Every phrase among these words, from left to right; a word belongs to one phrase only."""
        found: list[Match[Value]] = []
        tree = self._tree
        skip = 0
        for first, word in enumerate(words):
            if first < skip or word not in tree:
                continue
            for key, values in tree[word]:
                last = first + len(key)
                if len(key) == 1 or tuple(words[first:last]) == key:
                    found.extend(Match(value, first, last) for value in values)
                    skip = last
                    break
        return found


def phrase_words(phrase: str, *, folded: bool = True) -> tuple[str, ...]:
    """The words of a phrase of a table, hyphens left out; ``<area>`` and its kind stay one word.

    >>> phrase_words("<area>-invested projects")
    ('<area>', 'invested', 'projects')
    """
    parts: list[str] = []
    for piece in re.split(r"(<\w+>)", phrase):
        if piece.startswith("<"):
            parts.append(piece)
        else:
            parts += [word.folded if folded else word.written for word in words(piece) if word.written not in HYPHENS]
    return tuple(parts)


#: Signs that join words, left out when phrases are compared.
HYPHENS = frozenset("-‐‑–—")
