"""A copy of a text for matching only: composed letters (NFC), and the way back to the offsets of the raw text.

One Vietnamese word can be stored in three ways ("ế" as one, two or three code points). Rules are written for the
composed one and run on this copy; what they find is reported in the offsets of the text as it came.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: More marks on one letter than any language writes. ``unicodedata`` sorts marks slowly, so more are left alone.
MOST_MARKS = 30
#: Every code point that combines is in one of these blocks (and many more are); a long run of them needs a closer look.
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2c00-\u2fff\u3001-\u30ff\ua000-\uabff\ufb1e"
    "\ufe20-\ufe2f\U00010000-\U0010ffff]"
)
# Written so that the search can jump to the first of the run.
_CROWD = re.compile(_MARK + f"{_MARK}{{{MOST_MARKS - 1}}}")


class Composed:
    """The NFC form of a text, with the way back.

    >>> decomposed = "1,2 ty\\u0309 VND"
    >>> composed = Composed(decomposed)
    >>> composed.text, composed.raw(4, 6)
    ('1,2 tỷ VND', (4, 7))
    """

    __slots__ = ("_at", "_back", "is_latin", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._at: Sequence[int] | None = None  # where each cluster starts in the copy; None if the copy is the text
        self._back: Sequence[int] = ()  # and in the raw text
        #: Whether all letters are Latin, each one code point. Such a text has no other form, nor has one in ASCII.
        self.is_latin = text.isascii() or is_latin(text)
        if self.is_latin:
            return
        if not _CROWD.search(text) and unicodedata.is_normalized("NFC", text):
            return
        clusters = _clusters(text)
        composed = [unicodedata.normalize("NFC", c) if 1 < len(c) <= MOST_MARKS else c for c in clusters]
        self.text = "".join(composed)
        self._at = list(accumulate(map(len, composed), initial=0))
        self._back = list(accumulate(map(len, clusters), initial=0))

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the raw text of ``self.text[start:end]``; half a letter counts as the whole."""
        if self._at is None:
            return start, end
        first = bisect_right(self._at, start) - 1
        last = bisect_right(self._at, max(end - 1, start)) - 1
        return self._back[first], self._back[last + 1] if end > start else self._back[first]


def _clusters(text: str) -> list[str]:
    """The text cut before every code point that does not combine with the one before it."""
    starts = [i for i, sign in enumerate(text) if not (sign > "\u02ff" and unicodedata.combining(sign))]
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


_ASCII = bytes(range(128))
#: Makes blanks of all signs of ASCII but letters; and the same with small letters, and a nought for every digit.
_BLANKS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(128)).ljust(256)
_SMALL = bytes(ord("0") if chr(code).isdigit() else _BLANKS[code] for code in range(128)).lower().ljust(256)
#: The signs beyond ASCII of nearly every English text; they are no letters.
_TYPOGRAPHIC = "’“”–‘"
#: Latin letters, and what a regular expression takes for one. A search by these is quicker than one by all letters.
LATIN = "".join(sign for sign in map(chr, (*range(0x250), *range(0x1E00, 0x1F00))) if re.match(r"[^\W\d_]", sign))
#: Those whose small letter stands elsewhere, as that of Ɓ does, so that a text in small letters is Latin if it was.
_APART = "".join(sign for sign in LATIN if sign.lower() not in LATIN)
#: Latin letters, the signs between them, and those of punctuation and money: told by what is there, not by what is not,
#: so that each sign of a text is looked up once.
_IN_LATIN = set(map(chr, (*range(0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2070), *range(0x20A0, 0x20D0))))
_BEYOND_LATIN = re.compile(f"[^{re.escape(''.join(sorted(_IN_LATIN.difference(_APART))))}]")
_LATIN_LETTERS = re.compile(f"[{LATIN}]++")
_LETTERS = re.compile(r"[^\W\d_]++")
_DIGIT = re.compile(r"\d")


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin, each one code point with its marks; such a text is in NFC.

    >>> is_latin("“Đà Nẵng” – 5 tỷ"), is_latin("Москва")
    (True, False)
    """
    if text.isascii():
        return True
    beyond_ascii = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)  # few, and quick to tell among bytes
    return not _BEYOND_LATIN.search(beyond_ascii.decode("utf-8", "surrogatepass"))


def has_number(text: str, number_words: frozenset[str]) -> bool:
    """Whether a digit is in a text, or one of these words, in capitals or small letters: most texts have neither.

    >>> [has_number(text, frozenset(("two",))) for text in ("Room 5", "“Two” rooms", "No room", "Room ５")]
    [True, True, False, True]
    """
    plain = without_typography(text)
    if plain.isascii():
        small = plain.encode("ascii").translate(_SMALL).decode("ascii")
        return "0" in small or not number_words.isdisjoint(small.split())
    if _DIGIT.search(text):
        return True
    composed = Composed(plain)
    return not number_words.isdisjoint(_letters(composed.is_latin).findall(composed.text.lower()))


def without_typography(text: str) -> str:
    """The text with blanks for the signs beyond ASCII that English texts have."""
    if not text.isascii():
        for sign in _TYPOGRAPHIC:
            text = text.replace(sign, " ")
    return text


def letter_runs(text: str) -> list[str]:
    """The runs of letters in a text, in order.

    >>> letter_runs("a 2nd, half-empty ship’s hold")
    ['a', 'nd', 'half', 'empty', 'ship', 's', 'hold']
    """
    text = without_typography(text)
    if text.isascii():
        return text.encode("ascii").translate(_BLANKS).decode("ascii").split()
    return _letters(is_latin(text)).findall(text)


def _letters(latin: bool) -> re.Pattern[str]:
    return _LATIN_LETTERS if latin else _LETTERS


def lowered(text: str) -> str:
    """The text in small letters and of the same length, which ``str.lower`` alone does not promise.

    >>> lowered("Ngày 5"), len(lowered("\u0130"))
    ('ngày 5', 1)
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(s.lower() if len(s.lower()) == 1 else s for s in text)
