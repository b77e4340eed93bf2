"""HTML and SVG as trees of elements: parsed forgivingly, without depth or time that a hostile text could run up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEEPEST = 30  # elements nested deeper are unwrapped: no real page goes there, and the printers recurse


def names(text: str) -> frozenset[str]:
    """The words of the text, as a set."""
    return frozenset(text.split())


VOID = names("""
    area base br col embed hr img input link meta param source track wbr
    """)

# An element that ends when one of these begins beside it: what writers of HTML leave out.
_ENDED_BY = {
    "p": names("""
    address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header
    hr main nav ol p pre section table ul
    """),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "thead", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "thead", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "thead", "tbody", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
    "tbody": frozenset({"tbody", "tfoot"}),
    "option": frozenset({"option"}),
}
_FENCES = frozenset({"table", "ul", "ol", "dl", "blockquote", "div", "figure", "section", "article", "details"})


@dataclass(slots=True)
class Element:
    """A tag with its attributes and children; a child is an Element or a str."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """The element and every element in it, in the order of the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def text(self) -> str:
        """All the text in the element."""
        return "".join(text_of([self]))

    def find(self, *tags: str) -> Element | None:
        """The first element in it with one of these tags."""
        return next((e for e in self.walk() if e.tag in tags), None)

    def has_class(self, name: str) -> bool:
        """Whether ``name`` is among its classes."""
        return name in self.attrs.get("class", "").split()

    def add_class(self, name: str) -> None:
        """Puts ``name`` among its classes."""
        if not self.has_class(name):
            self.attrs["class"] = f"{self.attrs.get('class', '')} {name}".strip()


def text_of(nodes: Iterable[Element | str]) -> Iterator[str]:
    """All the texts in the nodes, in order."""
    stack = list(reversed(list(nodes)))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        else:
            stack.extend(reversed(node.children))


def translated(node: Element | str, table: Mapping[int, str]) -> Element | str:
    """The node with characters in its text put for others."""
    if isinstance(node, str):
        return node.translate(table)
    node.children = [translated(child, table) for child in node.children]
    return node


def copy(element: Element) -> Element:
    """The element with all that is in it, anew."""
    return Element(
        element.tag,
        dict(element.attrs),
        [copy(child) if isinstance(child, Element) else child for child in element.children],
    )


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while (ends := _ENDED_BY.get(self.open[-1].tag)) and tag in ends:
            self.open.pop()
        if tag == "li" or tag in ("dt", "dd", "tr", "td", "th"):
            self._close_within(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(element)
        elif len(self.open) > DEEPEST:
            self.too_deep += 1
        else:
            self.open[-1].children.append(element)
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag not in ("p", "div", "span", "li", "td", "th", "a"):  # as browsers read "<div/>"
            self.handle_endtag(tag)

    def _close_within(self, tag: str) -> None:
        """Ends an open ``<li>`` (or the like) that the new one follows, though inline elements were left open in it."""
        for depth in range(len(self.open) - 1, 0, -1):
            if tag in _ENDED_BY.get(self.open[depth].tag, ()):
                del self.open[depth:]
                if tag != "tr":
                    return
            elif self.open[depth].tag in _FENCES:
                return

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return
            if self.open[depth].tag in ("td", "th", "table") and tag not in ("table", "tr", "tbody", "thead", "tfoot"):
                return

    def handle_data(self, data: str) -> None:
        children = self.open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)

    def unknown_decl(self, data: str) -> None:
        """``<![CDATA[...]]>``: a comment to HTML."""


def parse_html(source: str) -> Element:
    """The fragment as a tree under a root without a tag. Whatever is left open is closed.

    >>> parse_html("<ul><li>one<li>two</ul>x").children[0].children[1].text()
    'two'
    """
    builder = _Builder()
    builder.feed(_without_open_ends(source))
    builder.close()
    return builder.root


def _without_open_ends(source: str) -> str:
    """The source with every "<" that nothing closes as a plain sign: html.parser looks for each one's end anew.

    >>> _without_open_ends("<b>a</b> <!-- b --> 1 < 2 <!-- and <p")
    '<b>a</b> <!-- b --> 1 &lt; 2 &lt;!-- and &lt;p'
    """
    comments, tags = source.rfind("-->") + 1, source.rfind(">") + 1
    source = source[:comments] + source[comments:tags].replace("<!--", "&lt;!--") + source[tags:]
    tags = source.rfind(">") + 1
    return source[:tags] + source[tags:].replace("<", "&lt;")


def parse_xml(source: str) -> Element | None:
    """An XML document's root element with names as written, or None if it is not well formed."""
    root = Element("")
    stack = [root]

    def start(name: str, attrs: dict[str, str]) -> None:
        if len(stack) > 4 * DEEPEST:
            raise expat.ExpatError("too deep")
        element = Element(name, attrs)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def data(text: str) -> None:
        children = stack[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def refuse_entity(*_: object) -> None:
        raise expat.ExpatError("entities are not read")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parser.EntityDeclHandler = refuse_entity
    try:
        parser.Parse(source.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return None
    return next((child for child in root.children if isinstance(child, Element)), None)


_SAFE_TEXT = re.compile(r"[&<>]")


def write(nodes: Iterable[Element | str], xml: bool = False) -> str:
    """The nodes as HTML (or XML), every text and attribute escaped."""
    out: list[str] = []
    _write(nodes, out, xml)
    return "".join(out)


def _write(nodes: Iterable[Element | str], out: list[str], xml: bool) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(escape(node, quote=False) if _SAFE_TEXT.search(node) else node)
            continue
        if node.tag == "":
            _write(node.children, out, xml)
            continue
        attrs = "".join(f' {name}="{escape(value)}"' for name, value in node.attrs.items())
        if xml and not node.children:
            out.append(f"<{node.tag}{attrs}/>")
        elif node.tag in VOID and not xml:
            out.append(f"<{node.tag}{attrs}>")
        elif node.tag == "style":  # its text is rules that we wrote ourselves: see ``fragments``
            out.append(f"<style{attrs}>{''.join(c for c in node.children if isinstance(c, str))}</style>")
        else:
            out.append(f"<{node.tag}{attrs}>")
            _write(node.children, out, xml)
            out.append(f"</{node.tag}>")
