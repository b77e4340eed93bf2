"""Tables as grids: which cell stands where once all the spans are laid out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsfigures.export.trees import Element

MOST_COLUMNS = 200  # a table wider than this is cut: no page holds it


@dataclass(slots=True)
class Cell:
    """A cell in its place; without an element, the filling of a hole."""

    element: Element | None
    column: int
    columns: int
    rows: int
    head: bool


def table_rows(table: Element) -> list[tuple[str, Element]]:
    """The table's own rows, each with the part (thead, tbody, tfoot) it stands in, head first and foot last."""
    rows: dict[str, list[tuple[str, Element]]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table.children:
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            rows["tbody"].append(("tbody", child))
        elif child.tag in rows:
            rows[child.tag] += [(child.tag, r) for r in child.children if isinstance(r, Element) and r.tag == "tr"]
    body = rows["thead"] + rows["tbody"] + rows["tfoot"]
    if body and not rows["thead"] and len(body) > 1 and all(c.tag == "th" for c in cells(body[0][1])):
        body[0] = ("thead", body[0][1])
    return body


def cells(row: Element) -> list[Element]:
    """The row's own cells."""
    return [c for c in row.children if isinstance(c, Element) and c.tag in ("td", "th")]


def _span(cell: Element, name: str) -> int:
    value = cell.attrs.get(name, "1")
    return max(1, int(value)) if re.fullmatch(r"\d{1,4}", value) else 1


def lay_out(rows: Sequence[tuple[str, Element]]) -> tuple[list[list[Cell]], int]:
    """The table's cells row by row without holes or overlaps, and the number of its columns.

    Spans end where the table's part ends, and columns in which no cell begins are none.
    """
    taken: dict[tuple[int, int], bool] = {}
    placed: list[tuple[int, int, int, int, Element]] = []
    ends: dict[str, int] = {}
    for index, (part, _) in enumerate(rows):
        ends[part] = index + 1
    for y, (part, row) in enumerate(rows):
        x = 0
        for cell in cells(row):
            while (x, y) in taken:
                x += 1
            if x >= MOST_COLUMNS:
                break
            wide = min(_span(cell, "colspan"), MOST_COLUMNS - x)
            high = min(_span(cell, "rowspan"), ends[part] - y)
            while wide > 1 and any((x + i, y) in taken for i in range(wide)):
                wide -= 1
            for i in range(wide):
                for j in range(high):
                    taken[x + i, y + j] = True
            placed.append((x, y, wide, high, cell))
            x += wide
    starts = sorted({x for x, *_ in placed})
    column = {x: i for i, x in enumerate(starts)}
    covered: set[tuple[int, int]] = set()
    at: dict[tuple[int, int], Cell] = {}
    for x, y, wide, high, cell in placed:
        columns = bisect_left(starts, x + wide) - column[x]
        free = next((h for h in range(high) if any((column[x] + i, y + h) in covered for i in range(columns))), high)
        high = max(free, 1)
        covered |= {(column[x] + i, y + j) for i in range(columns) for j in range(high)}
        at[column[x], y] = Cell(cell, column[x], columns, high, rows[y][0] == "thead")
    lines = []
    for y, (part, _) in enumerate(rows):
        line = []
        for x in range(len(starts)):
            if (x, y) in at:
                line.append(at[x, y])
            elif (x, y) not in covered:
                line.append(Cell(None, x, 1, 1, part == "thead"))
        lines.append(line)
    return lines, len(starts)
