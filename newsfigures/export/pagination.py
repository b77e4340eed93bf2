"""What stays on one page with a picture: the heading and the words before it, and the small print after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsfigures.export.columns import PAGE_WIDTH
from newsfigures.export.documents import HEADINGS, picture_number
from newsfigures.export.pictures import drawn_size
from newsfigures.export.trees import Element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.export.documents import Document, Node, Piece

_SHORT = 400  # characters of a paragraph that stays with the picture after it
_HIGHEST = 567  # points: 20 cm, as high as a picture is set
_HEADING, _CAPTION, _LINE = 34, 36, 17  # points that a heading, a caption and a line of text take with their spacing
_ABOVE = {"h1": 34, "h2": 28, "h3": 17, "h4": 12}  # points above a heading, as the house style has it
_LINE_LENGTH = 95  # characters


def keep_together(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """The pieces, one by one; a picture at a cell's start together with what must stand on its page.

    That is the heading and the short paragraphs right before it, and small print right after it. A piece of which only
    a part belongs to a picture is cut in two.
    """
    out: list[tuple[Piece, ...]] = []
    for piece in pieces:
        nodes = [node for node in piece.nodes if isinstance(node, Element) or node.strip()]
        at = next((place for place, node in enumerate(nodes) if not _is_short(node)), len(nodes))
        if at == len(nodes) or not _is_picture(nodes[at]):
            out.append((piece,))
            continue
        end = at + 2 if at + 1 < len(nodes) and _is_short(nodes[at + 1], "note") else at + 1
        shown = [replace(piece, nodes=nodes[:end])]
        if out and len(out[-1]) == 1 and (start := _heading_at_end(out[-1][0])) is not None:
            before = out.pop()[0]
            shown.insert(0, replace(before, nodes=before.nodes[start:]))
            if start:
                out.append((replace(before, nodes=before.nodes[:start]),))
        out.append(tuple(shown))
        if end < len(nodes):
            out.append((replace(piece, nodes=nodes[end:]),))
    return out


def room_for(group: Sequence[Piece], document: Document) -> tuple[float, int] | None:
    """About how high a picture and what stays with it are, and the space above them, in points; None without picture.

    Setting them as one block would do the same, but takes a third more time and memory.
    """
    nodes = [node for piece in group for node in piece.nodes if isinstance(node, Element)]
    if not nodes or not (_is_picture(nodes[-1]) or (len(nodes) > 1 and _is_picture(nodes[-2]))):
        return None
    total = 0.0
    for node in nodes:
        if _is_picture(node) and (image := node.find("img")):
            picture = document.pictures[picture_number(image)]
            width, height = drawn_size(picture.data) if picture.mime == "image/svg+xml" else (0.0, 0.0)
            shrink = min(1.0, PAGE_WIDTH / max(width, 1), _HIGHEST / max(height, 1))
            total += (height or _HIGHEST / 2) * shrink + _CAPTION
        else:
            total += _HEADING if node.tag in HEADINGS else _LINE * (1 + len(node.text()) // _LINE_LENGTH)
    return total, _ABOVE.get(nodes[0].tag, 10)


def _is_short(node: Node, kind: str = "") -> bool:
    """Whether it is a short paragraph (of a class, if one is given)."""
    return (
        isinstance(node, Element)
        and node.tag == "p"
        and len(node.text()) < _SHORT
        and not node.find("img")
        and (not kind or node.has_class(kind))
    )


def _is_picture(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "figure" and node.find("img") is not None


def _heading_at_end(piece: Piece) -> int | None:
    """Where a heading starts that is followed by short paragraphs only, up to the end; None if there is none."""
    for place in range(len(piece.nodes) - 1, -1, -1):
        node = piece.nodes[place]
        if isinstance(node, Element) and node.tag in HEADINGS:
            return place
        if not _is_short(node) and (isinstance(node, Element) or node.strip()):
            return None
    return None
