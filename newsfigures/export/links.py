"""Ids, links, headings and footnotes: what the cells of a notebook say of each other, put right for the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsfigures.export.documents import HEADINGS, Note, Piece, says_something, slug
from newsfigures.export.trees import Element

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsfigures.export.documents import Node

_HOMES = frozenset({"section", "article", "aside", "figure", "blockquote", "tr", "li", "dd"})  # what a peek shows whole


def unique_ids(pieces: list[Piece], taken: set[str]) -> None:
    """Gives every id once, and lets the references beside a renamed one follow it."""
    for piece in pieces:
        renamed: dict[str, str] = {}
        for element in piece.elements():
            if (old := element.attrs.get("id")) is None:
                continue
            if old not in taken:
                taken.add(old)
            elif old in renamed:  # twice in one cell: the first one is meant
                del element.attrs["id"]
            else:
                number = 2
                while f"{old}-{number}" in taken:
                    number += 1
                renamed[old] = element.attrs["id"] = f"{old}-{number}"
                taken.add(renamed[old])
        if not renamed:
            continue
        for element in piece.elements():
            if (target := element.attrs.get("href", "")[1:]) in renamed and element.attrs["href"].startswith("#"):
                element.attrs["href"] = f"#{renamed[target]}"
            for name in ("aria-labelledby", "aria-describedby", "headers"):
                if name in element.attrs:
                    element.attrs[name] = " ".join(renamed.get(i, i) for i in element.attrs[name].split())


def take_notes(pieces: list[Piece]) -> dict[str, Note]:
    """Takes the footnotes out of the cells; they are numbered through the document."""
    notes: dict[str, Note] = {}
    for piece in pieces:
        kept: list[Node] = []
        for node in piece.nodes:
            if isinstance(node, str) or not (node.tag == "section" and node.has_class("footnotes")):
                kept.append(node)
                continue
            for item in node.walk():
                if item.tag == "li" and item.attrs.get("id", "").startswith("fn-"):
                    for element in item.walk():
                        element.children = [
                            c for c in element.children if isinstance(c, str) or not c.has_class("footnote")
                        ]
                    notes[item.attrs["id"]] = Note(len(notes) + 1, item.children)
        piece.nodes = kept
    return notes


def prefix_notes(piece: Piece) -> None:
    """Markdown numbers the notes of each cell from 1."""
    for element in piece.elements():
        for name, mark in (("id", ""), ("href", "#")):
            value = element.attrs.get(name, "")
            if re.fullmatch(rf"{mark}fn(ref)?-\d+", value):
                element.attrs[name] = value.replace("-", f"-{piece.cell + 1}-")


def order_headings(pieces: list[Piece], title: str) -> None:
    """Headings go down one level at a time from one ``h1``, and each has an id."""
    headings = [e for piece in pieces for e in piece.elements() if e.tag in HEADINGS and e.text().strip()]
    if not headings or headings[0].tag != "h1":
        top = Element("h1", {}, [title])
        pieces.insert(0, Piece(-1, "title", [top]))
        headings.insert(0, top)
    level = 0
    taken = {e.attrs["id"] for piece in pieces for e in piece.elements() if "id" in e.attrs}
    for heading in headings:
        level = min(int(heading.tag[1]), level + 1)
        heading.tag = f"h{level}"
        if "id" not in heading.attrs:
            base = heading.attrs["id"] = slug(heading.text())
            number = 2
            while heading.attrs["id"] in taken:
                heading.attrs["id"] = f"{base}-{number}"
                number += 1
            taken.add(heading.attrs["id"])


def resolve_links(pieces: list[Piece], notes: Mapping[str, Note]) -> set[str]:
    """Links within the page lead to an id that is there, or are no links. The ids that are led to."""
    ids = {e.attrs["id"] for piece in pieces for e in piece.elements() if "id" in e.attrs}
    loosely = {slug(unquote(i)).casefold(): i for i in sorted(ids, reverse=True)}
    targets = set()
    for element in (e for piece in pieces for e in piece.elements()):
        href = element.attrs.get("href", "")
        if not href.startswith("#") or href[1:] in notes:
            continue
        target = href[1:] if href[1:] in ids else loosely.get(slug(unquote(href[1:])).casefold(), "")
        if target:
            element.attrs["href"] = f"#{target}"
            targets.add(target)
        else:
            del element.attrs["href"]
            if element.has_class("peek"):
                element.attrs["class"] = " ".join(c for c in element.attrs["class"].split() if c != "peek")
    moved = _widen_peeks(pieces)
    return targets - moved.keys() | set(moved.values())


def _widen_peeks(pieces: list[Piece]) -> dict[str, str]:
    """A peek at a heading shows the section around it, one at an empty anchor what it stands in; the ids given up."""
    peeks = [e for piece in pieces for e in piece.elements() if e.has_class("peek") and "href" in e.attrs]
    wanted = {e.attrs["href"][1:] for e in peeks}
    moved: dict[str, str] = {}
    for piece in pieces:
        waiting: list[tuple[Element, Element | None]] = [(e, None) for e in piece.nodes if isinstance(e, Element)]
        while waiting:
            element, home = waiting.pop()
            id = element.attrs.get("id", "")
            heads = element.tag in HEADINGS and home is not None and home.tag in ("section", "article")
            if id in wanted and home is not None and (heads or not says_something([element])):
                del element.attrs["id"]
                moved[id] = home.attrs.setdefault("id", id)
            inner = element if element.tag in _HOMES else home
            waiting += [(child, inner) for child in reversed(element.children) if isinstance(child, Element)]
    moved = {old: new for old, new in moved.items() if new != old}
    for element in (e for piece in pieces for e in piece.elements()):
        if (target := element.attrs.get("href", "")[1:]) in moved and element.attrs["href"].startswith("#"):
            element.attrs["href"] = f"#{moved[target]}"
    return moved
