"""A text as words with places: normalised and lower-cased for matching, with the way back to the text as given."""

from __future__ import annotations

import re
import unicodedata

# Every character of a text belongs to one word or to white space. No part of the pattern can be tried twice on the same
# characters, so cutting takes time linear in the text.
WORD = re.compile(
    r"""
    \d+(?:[.,．，]\d+)*                    # 2.195,294   1,200   0.5
    | (?:[^\W\d_]\.){2,}                   # U.S.   p.m.
    | [^\W\d_]+(?:['’](?:[^\W\d_]+))?      # tonnes   đồng   Vietnam's
    | [^\w\s] | _                          # $   %   (
    """,
    re.VERBOSE,
)

# A letter and the marks on it, few enough that composing them takes no time worth counting.
COMBINED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]{1,4}")

#: Words of a text are followed by this many empty ones, so that looking ahead needs no check for the end. Looking back from
#: the first word finds the same empty words.
PADDING = 8


class Text:
    """The words of a text.

    ``words`` are in lower case and composed form; word ``i`` stands at ``starts[i]:ends[i]`` of ``cased``, the composed text.
    """

    __slots__ = ("cased", "ends", "given", "places", "size", "starts", "words")

    def __init__(self, given: str) -> None:
        self.given = given
        self.places: list[int] | None = None
        self.cased = given
        if not given.isascii() and COMBINED.search(given):
            self.cased, self.places = _composed(given)
        lowered = self.cased.lower()
        if len(lowered) != len(self.cased):
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in self.cased)
        spans = [match.span() for match in WORD.finditer(lowered)]
        self.size = len(spans)
        self.words = [lowered[start:end] for start, end in spans] + [""] * PADDING
        self.starts = [start for start, _ in spans] + [len(lowered)] * PADDING
        self.ends = [end for _, end in spans] + [len(lowered)] * PADDING

    def as_written(self, i: int) -> str:
        """Word ``i`` in its own case."""
        return self.cased[self.starts[i] : self.ends[i]]

    def is_capitalised(self, i: int) -> bool:
        """Whether word ``i`` begins with a capital letter."""
        return self.cased[self.starts[i] : self.starts[i] + 1].isupper()

    def are_glued(self, i: int) -> bool:
        """Whether nothing stands between word ``i`` and the next one."""
        return 0 <= i < self.size - 1 and self.ends[i] == self.starts[i + 1]

    def between(self, i: int) -> str:
        """What stands between word ``i`` and the next one: white space or nothing."""
        return self.cased[self.ends[i] : self.starts[i + 1]] if 0 <= i < self.size - 1 else ""

    def place(self, position: int) -> int:
        """A position of ``cased`` as a position of the text as given."""
        return position if self.places is None else self.places[position]


def cut(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, as they would stand in a text.

    >>> cut("US$"), cut("at least")
    (('us', '$'), ('at', 'least'))
    """
    return tuple(WORD.findall(unicodedata.normalize("NFC", phrase).lower()))


def _composed(given: str) -> tuple[str, list[int]]:
    """The text in composed form, and for each of its positions the position in the text as given."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in COMBINED.finditer(given):
        start, end = match.span()
        piece = unicodedata.normalize("NFC", match.group())
        pieces += (given[done:start], piece)
        places.extend(range(done, start))
        places.extend([start] * len(piece))
        done = end
    pieces.append(given[done:])
    places.extend(range(done, len(given) + 1))
    return "".join(pieces), places
