"""How wide the columns of a printed table are, and which of them fit a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.export.grids import Cell

PIECE = re.compile(r"[^\s/.,?&=_\-]{1,16}[/.,?&=_\-]{,16}|[/.,?&=_\-]{1,16}")  # a long word breaks between these
PAGE_WIDTH = 464  # points
_NARROW = 20  # characters of a column that is never made narrower than its longest cell
_CHARACTER = 0.55  # the width of a letter in tables, on average, for its size
_INSETS = 10  # points, left and right of a cell


def measure(grid: Sequence[Sequence[Cell]], columns: int) -> list[int]:
    """How many characters each column wants at least: its longest unbreakable piece, or a short text whole."""
    wants = [1] * columns
    for line in grid:
        for cell in line:
            if cell.element is None or cell.columns > 1:
                continue
            text = cell.element.text()
            pieces = [min(len(piece), 17) for word in text.split()[:200] for piece in PIECE.findall(word)]
            if cell.element.has_class("num"):
                pieces = [len(text.strip())]
            wants[cell.column] = max([wants[cell.column], min(len(text), 12), *pieces])
    return wants


def tracks(grid: Sequence[Sequence[Cell]], group: Sequence[int], size: float) -> list[str]:
    """The widths of the columns: as they come if all fit; else those with long texts share the room by their length."""
    lengths: dict[int, list[int]] = {column: [] for column in group}
    for line in grid:
        for cell in line:
            if cell.element is not None and cell.columns == 1 and cell.column in lengths:
                lengths[cell.column].append(len(cell.element.text().strip()))
    longest = {column: max(found, default=1) for column, found in lengths.items()}
    if sum(longest.values()) * size * _CHARACTER + _INSETS * len(group) <= PAGE_WIDTH:
        return ["auto"] * len(group)
    mean = {column: sum(found) / max(len(found), 1) for column, found in lengths.items()}
    return [
        "auto" if longest[column] <= _NARROW else f"{min(max(mean[column], 0.7 * _NARROW), 4 * _NARROW):.0f}fr"
        for column in group
    ]


def leading(body: Sequence[Sequence[Cell]]) -> int:
    """How many columns at the left name the rows: those of header cells, at least one."""
    count = 0
    names = {c.column for line in body for c in line if c.element is not None and c.element.tag == "th"}
    while count in names:
        count += 1
    return max(count, 1)


def fit(wants: Sequence[int], leading: int) -> tuple[str, list[list[int]]]:
    """The size of type at which the columns fit the page; the columns in groups if they fit at none.

    Every group repeats the columns that name the rows.
    """
    for size in (8.6, 7.8, 7.0, 6.4):
        room = [want * size * _CHARACTER + _INSETS for want in wants]
        if sum(room) <= PAGE_WIDTH:
            return f"{size}pt", [list(range(len(wants)))]
    first = list(range(min(leading, len(wants))))
    taken = sum(room[column] for column in first)
    if taken > PAGE_WIDTH / 2:  # nothing would be left for the rest
        return "6.4pt", [list(range(len(wants)))]
    groups, used = [[*first]], taken
    for column in range(len(first), len(wants)):
        if used + room[column] > PAGE_WIDTH and len(groups[-1]) > len(first):
            groups.append([*first])
            used = taken
        groups[-1].append(column)
        used += room[column]
    return "6.4pt", groups
