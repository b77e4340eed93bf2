"""The document as one HTML page: no script, no request, one style sheet that its own security policy vouches for."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traitlets import List, default

from newsfigures.export import fonts
from newsfigures.export.colours import readable, to_hex
from newsfigures.export.documents import HEADINGS, Document, Node, picture_number
from newsfigures.export.formulas import to_mathml
from newsfigures.export.fragments import declarations
from newsfigures.export.frames import DocumentExporter
from newsfigures.export.pictures import Lettering, data_address, inline
from newsfigures.export.subsets import subset
from newsfigures.export.trees import Element, copy, text_of, write

if TYPE_CHECKING:
    from collections.abc import Iterable

# Elements that stand only in a certain parent: a copy of one is set in a parent of its own.
_PARENTS = {
    "tr": ("table", "tbody"),
    "tbody": ("table",),
    "td": ("table", "tbody", "tr"),
    "th": ("table", "tbody", "tr"),
}
_OPENED = frozenset({"li", "dd", "dt", "figcaption", "caption"})  # a copy shows what is in them


_OWN_SIGNS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0↩×"  # what the printer adds to the notebook's text


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page, as HTML (the style as CSS)."""

    style: str
    style_hash: str
    contents: str
    body: str
    notes: str
    panels: str


class _Printer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.lettering = Lettering()
        self.classes: dict[str, str] = {}  # a style attribute's declarations -> the class that stands for them
        self.sheets: list[str] = []
        self.peeked: dict[str, None] = {}  # ids that a panel shows, in the order of their first button
        self.referred: set[str] = set()  # notes that were referred to already
        self.tables = 0
        self.codes = 0

    def page(self) -> Page:
        document = self.document
        contents = self._contents()
        targets = {e.attrs["id"]: e for e in document.elements() if "id" in e.attrs}
        originals = {
            e.attrs["href"][1:]: copy(targets[e.attrs["href"][1:]])
            for e in document.elements()
            if e.tag == "a" and e.has_class("peek") and e.attrs.get("href", "")[1:] in targets
        }
        body = "\n".join(write(self._nodes(piece.nodes)) for piece in document.pieces)
        notes = self._notes()
        panels = "\n".join(write([self._panel(i, originals[i])]) for i in list(self.peeked) if i in originals)
        style = self._style()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        return Page(style, digest, contents, body, notes, panels)

    def _contents(self) -> str:
        headings = [e for e in self.document.elements() if e.tag in HEADINGS and "id" in e.attrs]
        if sum(h.tag == "h1" for h in headings) == 1:
            headings = [h for h in headings if h.tag in ("h2", "h3")]
        else:
            headings = [h for h in headings if h.tag in ("h1", "h2")]
        if len(headings) < 2:
            return ""
        top = min(h.tag for h in headings)
        out, inner = ["<ol>"], False
        for index, heading in enumerate(headings):
            deep = heading.tag != top
            if deep and not inner:
                out.append("<ol>" if index else "<li><ol>")
            elif inner and not deep:
                out.append("</li></ol></li>")
            elif index:
                out.append("</li>")
            inner = deep
            out.append(f'<li><a href="#{escape(heading.attrs["id"])}">{escape(heading.text().strip())}</a>')
        out.append("</li></ol></li></ol>" if inner else "</li></ol>")
        return "".join(out)

    def _nodes(self, nodes: Iterable[Node]) -> list[Node]:
        out: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                out.append(node)
            else:
                out += self._element(node)
        return out

    def _element(self, element: Element) -> list[Node]:
        tag = element.tag
        if style := element.attrs.pop("style", ""):
            element.add_class(self._class(_themed(style)))
            if "background" in style:
                element.add_class("filled")
        if tag == "math" and not element.children:
            return [to_mathml(element.attrs.get("alttext", ""), element.attrs.get("display") == "block")]
        if tag == "img":
            return [self._image(element)]
        if tag == "pre":
            return [self._block(element)]
        if tag == "sup" and element.has_class("footnote-ref"):
            return self._reference(element)
        element.children = self._nodes(element.children)
        if tag == "a" and element.has_class("peek"):
            return self._peek(element)
        if tag == "table":
            return [self._table(element)]
        return [element]

    def _class(self, declarations: str) -> str:
        return self.classes.setdefault(declarations, f"u{len(self.classes)}")

    def _image(self, element: Element) -> Element:
        number = picture_number(element)
        picture = self.document.pictures[number]
        del element.attrs["src"]
        alt = element.attrs.get("alt", "")
        if picture.mime == "image/svg+xml" and (drawing := inline(picture.data, f"c{number}", self.lettering)):
            self._restyle(drawing)
            if re.fullmatch(r"\d+(\.\d+)?", width := element.attrs.get("width", "").removesuffix("px")):
                drawing.attrs["width"] = width
                drawing.attrs.pop("height", None)
            drawing.attrs |= {"role": "img", "aria-label": alt} if alt else {"aria-hidden": "true"}
            return drawing
        element.attrs["src"] = data_address(picture.mime, picture.data)
        return element

    def _restyle(self, drawing: Element) -> None:
        """A drawing's style sheets go to the page's, and so do its style attributes, each as a class."""
        for node in drawing.walk():
            node.children = [c for c in node.children if isinstance(c, str) or not self._took_sheet(c)]
            if style := node.attrs.pop("style", ""):
                node.add_class(self._class(style))

    def _took_sheet(self, node: Element) -> bool:
        if node.tag == "style":
            self.sheets.append(node.text())
        return node.tag == "style"

    def _block(self, element: Element) -> Element:
        inner = element.find("code")
        if (inner is not None and element.has_class("code")) or (
            inner is not None and inner.attrs.get("class", "").startswith("language-")
        ):
            language = inner.attrs.get("class", "").partition("language-")[2].partition(" ")[0]
            inner.attrs.pop("class", None)
            inner.children = _coloured(inner.text(), language)
            element.add_class("code")
        else:
            element.children = self._nodes(element.children)
        self.codes += 1
        name = f"{self.document.say('code')} {self.codes}"
        element.attrs |= {"tabindex": "0", "role": "region", "aria-label": name}
        return element

    def _reference(self, element: Element) -> list[Node]:
        link = element.find("a")
        key = link.attrs.get("href", "")[1:] if link else ""
        note = self.document.notes.get(key)
        if link is None or note is None:
            return [element]
        link.children = [str(note.number)]
        link.attrs |= {"role": "doc-noteref", "aria-label": f"{self.document.say('note')} {note.number}"}
        if key in self.referred:
            element.attrs.pop("id", None)
        else:
            element.attrs["id"] = f"{key}-ref"
        self.referred.add(key)
        return [element]

    def _notes(self) -> str:
        items: list[Node] = []
        for key, note in self.document.notes.items():
            content = self._nodes(note.nodes)
            back = Element(
                "a", {"href": f"#{key}-ref", "class": "back", "aria-label": self.document.say("back")}, ["↩"]
            )
            last = content[-1] if content and isinstance(content[-1], Element) and content[-1].tag == "p" else None
            if key in self.referred:
                (last.children if last else content).extend([" ", back])
            items.append(Element("li", {"id": key}, content))
        return write([Element("ol", {}, items)]) if items else ""

    def _table(self, table: Element) -> Element:
        self.tables += 1
        table.attrs.pop("border", None)
        caption = next((c for c in table.children if isinstance(c, Element) and c.tag == "caption"), None)
        name = " ".join(caption.text().split()) if caption else f"{self.document.say('table')} {self.tables}"
        return Element("div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": name}, [table])

    def _peek(self, link: Element) -> list[Node]:
        target = link.attrs.get("href", "")[1:]
        if not target:
            return [link]
        self.peeked.setdefault(target)
        shared = {name: value for name, value in link.attrs.items() if name in ("lang", "dir", "title")}
        button = {"type": "button", "class": link.attrs["class"], "popovertarget": f"peek-{target}", **shared}
        if "aria-label" in link.attrs:
            button["aria-label"] = link.attrs["aria-label"]
        if "id" in link.attrs:
            button["id"] = link.attrs["id"]
        plain = {"href": link.attrs["href"], "class": "peek-link", **shared}
        return [Element("button", button, link.children), Element("a", plain, _plain(link.children))]

    def _panel(self, target: str, original: Element) -> Element:
        peeks, self.peeked = self.peeked, {}
        shown = _settled(original)
        heading = next((e for e in shown.walk() if e.tag in HEADINGS and e.text().strip()), None)
        for element in shown.walk():
            element.attrs.pop("id", None)
            for name in ("aria-labelledby", "aria-describedby", "headers"):
                element.attrs.pop(name, None)
            if element.tag in HEADINGS:
                element.tag = "p"
                element.add_class("panel-title")
        content = shown.children if shown.tag in _OPENED else [shown]
        for parent in reversed(_PARENTS.get(shown.tag, ())):
            content = [Element(parent, {}, list(content))]
        content = self._nodes(content)
        self.peeked = peeks
        say = self.document.say
        name = " ".join(heading.text().split()) if heading else say("evidence")
        close = Element(
            "button",
            {
                "type": "button",
                "class": "close",
                "popovertarget": f"peek-{target}",
                "popovertargetaction": "hide",
                "aria-label": say("close"),
                "autofocus": "",
            },
            ["×"],
        )
        attrs = {"id": f"peek-{target}", "class": "panel", "popover": "", "role": "dialog", "aria-label": name}
        return Element("div", attrs, [close, *content])

    def _style(self) -> str:
        sheet = files(__package__).joinpath("house.css").read_text(encoding="utf-8")
        sheet = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"/\*.*?\*/|\n\s*", "", sheet, flags=re.DOTALL))
        faces = []
        for (family, bold, italic), used in sorted(self.lettering.used.items()):
            if path := fonts.face(family, bold, italic):
                address = data_address("font/woff", subset(path, used))
                weight, style = ("bold" if bold else "normal"), ("italic" if italic else "normal")
                faces.append(
                    f'@font-face{{font-family:"{family.title().replace("Dejavu", "DejaVu")}";font-weight:{weight};'
                    f"font-style:{style};src:url({address})}}"
                )
        text = "".join([self.document.title, *text_of(self.document.all_nodes())])
        for name, weight in (("sans", "400"), ("sans-bold", "600 700")):
            address = data_address("font/woff", subset(fonts.typeface(name), text + _OWN_SIGNS))
            faces.append(f'@font-face{{font-family:"{fonts.SANS}";font-weight:{weight};src:url({address})}}')
        own = "".join(f".{name}{{{style}}}" for style, name in self.classes.items())
        return "".join([*faces, sheet.strip(), *dict.fromkeys(self.sheets), own])


def _themed(style: str) -> str:
    """The declarations with a colour of text that can be read on a light page and on a dark one.

    Where the declarations bring their own ground, ``fragments`` has seen to the colour already.
    """
    said = declarations(style)
    if "background" in style or not (colour := to_hex(said.get("color", ""))):
        return style
    said["color"] = f"light-dark(#{readable(colour, 'f4f6f8')}, #{readable(colour, '1e2125')})"
    return "; ".join(f"{name}: {value}" for name, value in said.items())


def _plain(nodes: Iterable[Node]) -> list[Node]:
    """A copy of the nodes without ids."""
    copies: list[Node] = []
    for node in nodes:
        twin = copy(node) if isinstance(node, Element) else node
        if isinstance(twin, Element):
            for element in twin.walk():
                element.attrs.pop("id", None)
        copies.append(twin)
    return copies


def _settled(element: Element) -> Element:
    """The element as a panel shows it: a panel opens no other, and its page does not move beneath it.

    Links within the page are plain text; a line that is nothing but such a link is left out.
    """
    for inner in list(element.walk()):
        inner.children = [c for c in inner.children if isinstance(c, str) or not _only_leads_away(c)]
    for inner in element.walk():
        if inner.tag == "a" and inner.attrs.get("href", "").startswith("#"):
            inner.tag = "span"
            inner.attrs = {k: v for k, v in inner.attrs.items() if k in ("lang", "dir")}
    return element


def _only_leads_away(element: Element) -> bool:
    parts = [c for c in element.children if isinstance(c, Element) or c.strip()]
    return (
        element.tag in ("p", "div")
        and len(parts) == 1
        and isinstance(parts[0], Element)
        and parts[0].tag == "a"
        and parts[0].attrs.get("href", "").startswith("#")
        and not parts[0].has_class("peek")
    )


def _coloured(source: str, language: str) -> list[Node]:
    """The code with its parts marked by Pygments' short classes."""
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.token import STANDARD_TYPES, Token  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        lexer = get_lexer_by_name({"ipython3": "python", "ipython": "python"}.get(language, language or "text"))
    except ClassNotFound:
        return [source]
    out: list[Node] = []
    for kind, text in lexer.get_tokens(source):
        while kind not in STANDARD_TYPES:
            kind = kind.parent
        name = STANDARD_TYPES[kind]
        if not name or kind in (Token.Text, Token.Name, Token.Punctuation) or name in ("w", "p", "n"):
            if out and isinstance(out[-1], str):
                out[-1] += text
            else:
                out.append(text)
        else:
            out.append(Element("span", {"class": name}, [text]))
    return out


def print_page(document: Document) -> Page:
    """The document's page. The document is used up."""
    return _Printer(document).page()


class HTMLReportExporter(DocumentExporter):
    """One HTML file that needs no script and no network: contents, footnotes, formulas, drawings, panels."""

    export_from_notebook = "HTML, self-contained and without scripts"
    extra_template_basedirs = List([str(Path(__file__).parent / "templates")]).tag(
        config=True, affects_environment=True
    )

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "newsfigures"

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"

    output_mimetype = "text/html"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        """The page of the notebook, and nbconvert's resources."""
        document, resources = self.document(nb, resources, **kw)
        page = print_page(document)
        return self.template.render(document=document, page=page, nb=nb, resources=resources), resources
