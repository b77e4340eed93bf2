"""A paragraph as a row of items: words and signs, with each quantity, period and area in one piece."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from newsfigures.passages import dateline_end
from newsfigures.periods import find_periods
from newsfigures.phrases import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from newsfigures.passages import Passage
    from newsfigures.periods import ToldYear
    from newsfigures.phrases import Words
    from newsfigures.types import Period, Quantity


class Place(NamedTuple):
    """An area as named: its code and whether by name or adjective."""

    code: str
    kind: Literal["name", "adjective", "part"]


class Item(NamedTuple):
    """A word, folded and as written, or one piece: ``<n>`` for a quantity, ``<time>`` for a period, ``<area>`` for an
    area, ``<part>`` for a city that is none."""

    token: str
    written: str
    start: int
    end: int
    thing: Quantity | Period | Place | None = None


def read_items(
    passage: Passage,
    quantities: Sequence[Quantity],
    today: date | None,
    place: str,
    told: Callable[[], ToldYear | None],
    *,
    dated: bool,
) -> list[Item]:
    """The items of a paragraph, in order, from behind its dateline on.

    ``quantities`` are those of the paragraph, ``today`` is the day of the article and ``place`` that of its dateline;
    ``told`` is asked for the year that the article tells of, if it has no day. Periods are looked for if ``dated``.
    """
    text, words = passage.section.text, passage.words
    found: list[tuple[int, int, int, str, Quantity | Period | Place]] = []
    for quantity in quantities:
        found.append((*core(quantity), 0, "<n>", quantity))
    periods = find_periods(text, passage.language, today) if dated else []
    if today is None and not all(period.time_period for period in periods):
        periods = find_periods(text, passage.language, told=told())
    for period in periods:
        found.append((period.span.start, period.span.end, 1, "<time>", period))
    for code, kind, first, last in passage.areas:
        token = "<part>" if kind == "part" else "<area>"
        found.append((words.starts[first], words.ends[last - 1], 2, token, Place(code, kind)))
    items = _items(text, words, found)
    opening = dateline_end(text, place)
    return [item for item in items if item.start >= opening] if opening else items


def core(quantity: Quantity) -> tuple[int, int]:
    """Where number, scale and unit stand, without the counted noun, whose words say what is measured."""
    ends = [
        (start, end)
        for part, start, end in quantity.words
        if (part in ("number", "scale") or (part == "unit" and quantity.unit != "count"))
        and start >= quantity.span.start  # a unit that is lent stands elsewhere
        and end <= quantity.span.end
    ]
    if not ends:
        return quantity.span.start, quantity.span.end
    return min(start for start, _ in ends), max(end for _, end in ends)


def _items(text: str, words: Words, found: list[tuple[int, int, int, str, Quantity | Period | Place]]) -> list[Item]:
    """The words with the things in their places; of two that overlap the first kind counts, then the earlier."""
    taken: list[tuple[int, int, str, Quantity | Period | Place]] = []
    ends: list[int] = []
    for start, end, _, token, thing in sorted(found, key=lambda one: (one[2], one[0], -one[1])):
        # Those taken do not overlap, so they stand in the order of their ends too.
        place = bisect_right(ends, start)
        if start < end and (place == len(taken) or taken[place][0] >= end):
            ends.insert(place, end)
            taken.insert(place, (start, end, token, thing))
    columns = (words.folded, words.written, words.starts, words.ends, repeat(None))
    rest = list(map(_word, zip(*columns, strict=False)))
    items: list[Item] = []
    at = 0
    for start, end, token, thing in taken:
        items += rest[at : bisect_right(words.ends, start)]
        items.append(Item(token, text[start:end], start, end, thing))
        at = max(at, bisect_left(words.starts, end))
    items += rest[at:]
    return [item for item in items if item.token not in HYPHENS]


#: An item made of a row, without the detour of a named tuple over its keywords: half the time of a paragraph.
_word: Callable[[tuple[Any, ...]], Item] = partial(tuple.__new__, Item)
