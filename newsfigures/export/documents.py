"""What a notebook says, as one clean document: one tree that every printer reads."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newsfigures.export.trees import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = Element | str

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the document: its bytes, and which format they are."""

    mime: str
    data: bytes


@dataclass(slots=True)
class Piece:
    """What one cell says. ``cell`` counts from 0; ``name`` tells a person which cell it is."""

    cell: int
    name: str
    nodes: list[Node]

    def elements(self) -> Iterator[Element]:
        """Every element, in order."""
        for node in self.nodes:
            if isinstance(node, Element):
                yield from node.walk()


@dataclass(slots=True)
class Note:
    """A footnote: its number in the document, and what it says."""

    number: int
    nodes: list[Node]


@dataclass(slots=True)
class Document:
    """A notebook, ready to print."""

    title: str
    short_title: str
    language: str
    authors: list[str]
    date: str
    pieces: list[Piece]
    pictures: list[Picture] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)  # by the id that references point to
    targets: set[str] = field(default_factory=set)  # ids that something in the document points to
    undescribed: list[str] = field(default_factory=list)  # names of the cells with a picture that has no words

    def elements(self) -> Iterator[Element]:
        """Every element of the document, in order, footnotes left out."""
        for piece in self.pieces:
            yield from piece.elements()

    def all_nodes(self) -> list[Node]:
        """Every node of the document, footnotes at the end."""
        return [n for piece in self.pieces for n in piece.nodes] + [
            n for note in self.notes.values() for n in note.nodes
        ]

    def say(self, word: str) -> str:
        """One of the printers' own words ("Figure", "Contents") in the document's language."""
        return words(self.language)[word]


@cache
def words(language: str) -> dict[str, str]:
    """The printers' own words in a language, English where we have none."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    english: dict[str, str] = table["en"]
    own: dict[str, str] = table.get(language.partition("-")[0].lower(), {})
    return english | own


def shorten(text: str, length: int) -> str:
    """The text, cut at a word if it is longer.

    >>> shorten("one two three", 9)
    'one two …'
    """
    return text if len(text) <= length else f"{text[: length - 1].rpartition(' ')[0] or text[: length - 2]} …"


def slug(text: str) -> str:
    """The text as an id, as Jupyter makes them from headings.

    >>> slug("What *did* we read?")
    'What-did-we-read'
    """
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s.-]", "", text)).strip("-.")[:80] or "section"


def picture_number(image: Element) -> int:
    """Which of the document's pictures an ``img`` shows."""
    return int(image.attrs["src"].removeprefix("picture:"))


def says_something(nodes: Iterable[Node]) -> bool:
    """Whether there is a text, a picture, a formula or a rule in the nodes."""
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                return True
        elif node.text().strip() or node.find("img", "math", "hr"):
            return True
    return False
