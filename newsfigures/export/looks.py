"""How an element asks to look, as Typst says it: language, direction, ink and weight; span, place and ground of a
cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsfigures.export.colours import readable, to_hex
from newsfigures.export.fragments import declarations
from newsfigures.export.sources import literal

if TYPE_CHECKING:
    from newsfigures.export.grids import Cell
    from newsfigures.export.trees import Element

_ANSI = {
    "black": "1c1e21", "red": "a4262c", "green": "1e6b2e", "yellow": "7a5600", "blue": "0b4f9e", "magenta": "86288a",
    "cyan": "0a6069", "white": "585d65",
}  # fmt: skip


def with_looks(e: Element, body: str, block: bool = False) -> str:
    """The body in the language, direction and looks that the element asks for; a block has no ground of its own."""
    if not body:
        return body
    style, ground = _styles(e)
    looks = [*_of_language(e), *_of_ink(e, style)]
    if "underline" in style.get("text-decoration", ""):
        body = f"#underline[{body}];"
    if e.tag not in ("td", "th", "tr", "table"):
        ground = ground or to_hex(style.get("background-color", "") or style.get("background", ""))
        if ground and not block:
            body = f'#highlight(fill: rgb("#{ground}"))[{body}];'
    return f"#text({', '.join(looks)})[{body}];" if looks else body


def _styles(e: Element) -> tuple[dict[str, str], str]:
    """The declarations of an element, with those that its classes for a terminal's colours stand for; and their ground,
    if they have one."""
    style, ground = declarations(e.attrs.get("style", "")), ""
    for name in e.attrs.get("class", "").split():
        if (found := re.fullmatch(r"ansi-(\w+?)(?:-intense)?-fg", name)) and found[1] in _ANSI:
            style.setdefault("color", f"#{_ANSI[found[1]]}")
        elif re.fullmatch(r"ansi-\w+(-\w+)*-bg", name):
            ground = "e4e6ea"
        elif name == "ansi-bold":
            style["font-weight"] = "bold"
        elif name == "ansi-underline":
            style["text-decoration"] = "underline"
    return style, ground


def _of_language(e: Element) -> list[str]:
    """What the text's language and direction ask for."""
    looks = []
    if lang := e.attrs.get("lang"):
        code, _, region = lang.partition("-")
        looks.append(f"lang: {literal(code.lower())}")
        looks.append(f"region: {literal(region.lower())}" if re.fullmatch("[A-Za-z]{2}", region) else "region: none")
    if "dir" in e.attrs:
        looks.append(f"dir: {e.attrs['dir']}")
    return looks


def _of_ink(e: Element, style: dict[str, str]) -> list[str]:
    """What colour, weight and slant ask for; a colour without a ground of its own can be read on paper."""
    looks = []
    if colour := to_hex(style.get("color", "")):
        ink = colour if "background" in e.attrs.get("style", "") else readable(colour, "ffffff")
        looks.append(f'fill: rgb("#{ink}")')
    if style.get("font-weight", "") in ("bold", "600", "700", "800", "900"):
        looks.append('weight: "bold"')
    if style.get("font-style", "") == "italic":
        looks.append('style: "italic"')
    return looks


def cell_options(cell: Cell, e: Element, width: int) -> list[str]:
    """What a cell of a table asks for that is so many columns wide: its span, its place, its ground."""
    style = declarations(e.attrs.get("style", ""))
    options = []
    if width > 1:
        options.append(f"colspan: {width}")
    if cell.rows > 1:
        options.append(f"rowspan: {cell.rows}")
    if e.has_class("num") or style.get("text-align") in ("right", "end"):
        options.append("align: right + " + ("bottom" if cell.head else "top"))
    elif style.get("text-align") == "center":
        options.append("align: center + top")
    elif cell.head:
        options.append("align: left + bottom")
    if ground := to_hex(style.get("background-color", "") or style.get("background", "")):
        options.append(f'fill: rgb("#{ground}")')
    if cell.head:
        options.append("stroke: (bottom: .6pt + ink)")
    return options
