"""Typst source: a text as a string literal, and the files of a document."""

from __future__ import annotations

import json
from dataclasses import dataclass


def literal(text: str) -> str:
    r"""The text as a Typst string literal.

    >>> print(literal('#import "x" \\ $'))
    "#import \"x\" \\ $"
    """
    return json.dumps(text, ensure_ascii=False)


@dataclass(slots=True)
class Source:
    """Typst source by file name: ``main.typ``, and a file for each cell."""

    files: dict[str, bytes]
    cells: dict[str, str]  # the name of the cell by its file's name
    timestamp: int = 0  # the document's date, in seconds since 1970
