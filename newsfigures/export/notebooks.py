"""Notebook to document: what each cell says, in its best form, and nothing that could run."""

from __future__ import annotations

import base64
import binascii
import json
import mimetypes
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, unquote_to_bytes

from newsfigures.export.documents import Document, Node, Picture, Piece, says_something, shorten
from newsfigures.export.fragments import clean, clean_text
from newsfigures.export.grids import cells, lay_out, table_rows
from newsfigures.export.links import order_headings, prefix_notes, resolve_links, take_notes, unique_ids
from newsfigures.export.markdown import formula, to_html
from newsfigures.export.trees import Element, parse_xml, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_IMAGES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
# An output often comes in several forms: the first of these that says anything is printed.
_PRIORITY = (
    "image/svg+xml",
    "text/html",
    "text/markdown",
    "text/latex",
    *_IMAGES[1:],
    "text/plain",
    "application/json",
)
_HIDING = {
    "cell": {"remove-cell", "remove_cell", "hide-cell", "hide_cell"},
    "input": {"remove-input", "remove_input", "hide-input", "hide_input"},
    "output": {"remove-output", "remove_output", "hide-output", "hide_output"},
}
_NUMBER = re.compile(
    r"[<>≤≥≈~≲≳±∼]?\s*(?:[A-Z]{1,3}\$|[$€£¥₫])?\s*[-−–+]?\s*[$€£¥]?\d[\d.,\u00a0\u202f\u2009' ]*"
    r"(?:[eE][-+]?\d+)?\s*[%‰]?|"
    r"nan|none|<na>|nat|-?inf|[-–—·]?",
    re.IGNORECASE,
)
_FIGURE_REPR = re.compile(r"<(Figure|Axes|matplotlib|IPython)[^\n]*>")
_MAX_FILE = 20_000_000  # bytes of one linked picture


def _joined(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


class _Reader:
    """Reads the cells of one notebook."""

    def __init__(self, nb: Any, hidden: Mapping[str, bool], folder: str) -> None:
        self.nb = nb
        self.hidden = hidden
        self.folder = folder
        self.pictures: list[Picture] = []
        self.undescribed: list[str] = []
        self.name = ""

    def pieces(self) -> list[Piece]:
        found = []
        for index, cell in enumerate(self.nb.cells):
            self.name = f"cell {index + 1} ({cell.get('id') or 'no id'})"
            if nodes := self._cell(cell):
                found.append(Piece(index, self.name, nodes))
        return found

    def _hides(self, cell: Any, part: str) -> bool:
        metadata = cell.get("metadata", {})
        if set(metadata.get("tags") or ()) & _HIDING[part] or self.hidden.get(part):
            return True
        jupyter = metadata.get("jupyter") or {}
        if part == "input":
            everywhere = self.nb.metadata.get("hide_input", False)
            removed = (cell.get("transient") or {}).get("remove_source")
            return bool(metadata.get("hide_input", everywhere) or jupyter.get("source_hidden") or removed)
        return part == "output" and bool(jupyter.get("outputs_hidden"))

    def _cell(self, cell: Any) -> list[Node]:
        source = _joined(cell.get("source", ""))
        kind = cell.get("cell_type", "")
        if self._hides(cell, "cell") or self.hidden.get(kind):
            return []
        if kind == "markdown":
            return [] if self._hides(cell, "input") else self._html(to_html(clean_text(source)), cell)
        if kind == "raw":
            return self._raw(source, cell)
        nodes: list[Node] = []
        if source.strip() and not self._hides(cell, "input"):
            language = self.nb.metadata.get("language_info", {}).get("name", "python")
            nodes.append(code(source, str(language)))
        if not self._hides(cell, "output"):
            nodes += self._outputs(cell)
        return nodes

    def _raw(self, source: str, cell: Any) -> list[Node]:
        metadata = cell.get("metadata", {})
        form = str(metadata.get("raw_mimetype") or metadata.get("format") or "").lower()
        if form in ("text/html", "html"):
            return self._html(source, cell)
        if form in ("text/markdown", "markdown"):
            return self._html(to_html(clean_text(source)), cell)
        return [] if form not in ("", "text/plain") or not source.strip() else [plain(source)]

    def _outputs(self, cell: Any) -> Iterator[Node]:
        streams: list[str] = []
        stream = ""
        for output in cell.get("outputs", ()):
            kind = output.get("output_type", "")
            if kind == "stream":
                if streams and stream != output.get("name"):
                    yield printed("".join(streams), stream)
                    streams = []
                stream = str(output.get("name", "stdout"))
                streams.append(_joined(output.get("text", "")))
                continue
            if streams:
                yield printed("".join(streams), stream)
                streams = []
            if kind == "error":
                lines = output.get("traceback") or [f"{output.get('ename', '')}: {output.get('evalue', '')}"]
                yield printed("\n".join(map(str, lines)), "error")
            elif "data" in output:
                yield from self._data(output["data"], output.get("metadata", {}), cell)
        if streams:
            yield printed("".join(streams), stream)

    def _data(self, data: Mapping[str, Any], metadata: Mapping[str, Any], cell: Any) -> list[Node]:
        for mime in _PRIORITY:
            if mime not in data:
                continue
            if mime in _IMAGES:
                nodes = self._picture(mime, _joined(data[mime]), metadata, cell)
            elif mime == "text/html":
                nodes = self._html(_joined(data[mime]), cell)
            elif mime == "text/markdown":
                nodes = self._html(to_html(clean_text(_joined(data[mime]))), cell)
            elif mime == "text/latex":
                nodes = self._html(_latex(_joined(data[mime])), cell)
            elif mime == "text/plain":
                nodes = [printed(_joined(data[mime]), "stdout")]
            else:
                nodes = [plain(json.dumps(data[mime], indent=1, ensure_ascii=False))]
            if says_something(nodes):
                return nodes
        return []

    def _picture(self, mime: str, source: str, metadata: Mapping[str, Any], cell: Any) -> list[Node]:
        try:
            content = source.encode() if mime == "image/svg+xml" else base64.b64decode(source, validate=False)
        except (binascii.Error, ValueError):
            return []
        if not _is_picture(mime, content):
            return []
        own = cell.get("metadata", {})
        told = {**metadata, **(metadata.get(mime) or {})}
        alt = told.get("alt", own.get("alt"))
        caption = told.get("caption", own.get("caption"))
        image = self._image(Picture(mime, content), None if alt is None else str(alt), str(caption or ""))
        if width := told.get("width"):
            image.attrs["width"] = str(width)
        figure = Element("figure", {}, [image])
        if caption:
            figure.children.append(Element("figcaption", {}, clean(escape(str(caption)))))
        return [figure]

    def _image(self, picture: Picture, alt: str | None, instead: str) -> Element:
        self.pictures.append(picture)
        if alt is None:
            self.undescribed.append(self.name)
            alt = instead or "Figure without a description"
        return Element("img", {"src": f"picture:{len(self.pictures) - 1}", "alt": clean_text(alt)})

    def _html(self, html: str, cell: Any) -> list[Node]:
        html, drawings = _cut_drawings(html)
        nodes = clean(html)
        attachments = cell.get("attachments") or {}
        root = Element("", {}, nodes)
        for element in root.walk():
            element.children = [self._shown(child, attachments, drawings) for child in element.children]
        return root.children

    def _shown(self, node: Node, attachments: Mapping[str, Any], drawings: list[str]) -> Node:
        """An image with its picture found, or the words that stand for it."""
        if isinstance(node, str) or node.tag != "img":
            return node
        source, alt = node.attrs.get("src", ""), node.attrs.get("alt")
        if source.startswith("drawing:"):
            picture = Picture("image/svg+xml", drawings[int(source[8:])].encode())
            drawing = parse_xml(drawings[int(source[8:])])
            if drawing is None:
                return " ".join("".join(text_of(clean(drawings[int(source[8:])]))).split())
            title = drawing.find("title")
            alt = drawing.attrs.get("aria-label") or (title.text().strip() if title else None)
        else:
            found = self._fetch(source, attachments)
            if found is None or not _is_picture(found.mime, found.data):
                link = {"href": source} if source.startswith(("https://", "http://")) else {}
                return Element("a" if link else "span", link, [f"[{alt or source[:200] or 'image'}]"])
            picture = found
        image = self._image(picture, alt, node.attrs.get("title", ""))
        image.attrs |= {name: value for name, value in node.attrs.items() if name not in ("src", "alt")}
        return image

    def _fetch(self, source: str, attachments: Mapping[str, Any]) -> Picture | None:
        """The picture behind a source: an attachment, a data address, or a file beside the notebook."""
        if source.startswith("attachment:"):
            forms = attachments.get(unquote(source[11:])) or attachments.get(source[11:]) or {}
            for mime in (*_IMAGES, *forms):
                if mime in forms and mime in _IMAGES:
                    return Picture(mime, _decoded(_joined(forms[mime]), mime == "image/svg+xml"))
            return None
        if source.startswith("data:"):
            head, _, body = source[5:].partition(",")
            mime = head.partition(";")[0].strip().lower()
            if mime not in _IMAGES:
                return None
            return Picture(mime, _decoded(body, False) if "base64" in head else unquote_to_bytes(body))
        guessed = mimetypes.guess_type(source)[0]
        if guessed not in _IMAGES or re.match(r"[a-z][a-z0-9+.-]+:|//", source, re.IGNORECASE):
            return None
        try:
            folder = Path(self.folder).resolve()
            path = (folder / unquote(source)).resolve()
            if path.is_relative_to(folder) and path.is_file() and path.stat().st_size <= _MAX_FILE:
                return Picture(guessed, path.read_bytes())
        except (OSError, ValueError):
            return None
        return None


def _is_picture(mime: str, data: bytes) -> bool:
    """Whether the bytes begin as a picture of this kind does (a drawing must be well formed)."""
    if mime == "image/svg+xml":
        root = parse_xml(data.decode("utf-8", "replace"))
        return root is not None and root.tag.rpartition(":")[2] == "svg"
    starts = {"image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8", "image/gif": b"GIF8", "image/webp": b"RIFF"}
    return data.startswith(starts[mime])


def _decoded(text: str, may_be_plain: bool) -> bytes:
    if may_be_plain and text.lstrip().startswith("<"):
        return text.encode()
    try:
        return base64.b64decode(unquote(text))
    except (binascii.Error, ValueError):
        return b""


def _cut_drawings(html: str) -> tuple[str, list[str]]:
    """The HTML with an image in the place of every ``<svg>``, and the drawings: SVG has other names than HTML."""
    kept, drawings, at = [], list[str](), 0
    while (start := html.find("<svg", at)) >= 0 and (end := html.find("</svg>", start)) >= 0:
        end += len("</svg>")
        drawing = html[start:end]
        if "xmlns=" not in drawing[: drawing.find(">")]:
            drawing = f'<svg xmlns="http://www.w3.org/2000/svg"{drawing[4:]}'
        kept += [html[at:start], f'<img src="drawing:{len(drawings)}">']
        drawings.append(drawing)
        at = end
    return "".join([*kept, html[at:]]), drawings


def _latex(source: str) -> str:
    source = source.strip()
    for fence, display in (("$$", True), ("$", False)):
        if len(source) > 2 * len(fence) and source.startswith(fence) and source.endswith(fence):
            inner = source[len(fence) : -len(fence)]
            if "$" not in inner:
                display = display or inner.strip().startswith("\\displaystyle")
                return f"<p>{formula(inner.strip().removeprefix(chr(92) + 'displaystyle'), display)}</p>"
    return to_html(source if "$" in source or source.startswith("\\begin") else f"$${source}$$")


def code(source: str, language: str = "") -> Element:
    """A block of code."""
    inner = Element("code", {"class": f"language-{language}"} if language else {}, [clean_text(source).strip("\n")])
    return Element("pre", {"class": "code"}, [inner])


def plain(source: str) -> Element:
    """A block of text, set as it was typed."""
    return Element("pre", {"class": "output"}, [clean_text(source).rstrip()])


def printed(text: str, stream: str) -> Element:
    """What a program wrote: its colours kept, lines that it wrote over left out."""
    from nbconvert.filters.ansi import ansi2html

    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if "\b" in line:
            kept: list[str] = []
            for char in line:
                if char != "\b":
                    kept.append(char)
                elif kept:
                    kept.pop()
            line = "".join(kept)
        lines.append(line.rstrip("\r").rpartition("\r")[2])
    kind = {"stderr": "output stderr", "error": "output error"}.get(stream, "output")
    # Control sequences other than colours (titles, cursor, links) say nothing on paper.
    text = re.sub(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|\[[0-?]*[ -/]*[@-ln-~]|[^\[\]])", "", "\n".join(lines))
    return Element("pre", {"class": kind}, clean(str(ansi2html(text.rstrip()))))  # type: ignore[no-untyped-call]


def _mend_table(table: Element) -> None:
    """Header cells say what they head; columns of numbers are marked, to be set right."""
    rows = table_rows(table)
    for part, row in rows:
        for cell in cells(row):
            if cell.tag == "th" and not cell.text().strip():
                cell.tag = "td"
            if cell.tag == "th":
                cell.attrs["scope"] = "col" if part == "thead" else "row"
    heads: dict[int, Element] = {}
    columns: dict[int, list[Element]] = {}
    for line in lay_out(rows)[0]:
        for placed in line:
            if placed.element is None or placed.columns > 1:
                continue
            if placed.head:
                heads[placed.column] = placed.element
            else:
                columns.setdefault(placed.column, []).append(placed.element)
    for index, column in columns.items():
        values = [cell.text().strip() for cell in column]
        if any(values) and all(len(v) < 40 and _NUMBER.fullmatch(v) for v in values):
            for cell in [*column, *([heads[index]] if index in heads else [])]:
                cell.add_class("num")


def _number(document: Document) -> None:
    """Numbers the figures and tables that have a caption."""
    counts = {"figure": 0, "table": 0}
    for element in document.elements():
        if element.tag not in counts:
            continue
        caption = next(
            (c for c in element.children if isinstance(c, Element) and c.tag in ("figcaption", "caption")), None
        )
        if caption is None or not caption.text().strip():
            continue
        kind = "table" if element.tag == "figure" and not element.find("img") else element.tag
        if kind == "table" and element.tag == "figure" and not element.find("table"):
            continue
        counts[kind] += 1
        caption.children[:0] = [
            Element("span", {"class": "number"}, [f"{document.say(kind)}\u00a0{counts[kind]}."]), " "
        ]  # fmt: skip


def read(nb: Any, name: str, hidden: Mapping[str, bool] | None = None, folder: str = "") -> Document:
    """The notebook as a document. ``name`` titles a notebook that has no title; ``hidden`` names what the options
    leave out (``input``, ``output``, ``markdown``, ``raw``, ``code``); ``folder`` is where linked pictures are.
    """
    reader = _Reader(nb, hidden or {}, folder)
    pieces = reader.pieces()
    metadata = nb.metadata
    for piece in pieces:
        prefix_notes(piece)
    unique_ids(pieces, {"main", "contents", "notes"})
    notes = take_notes(pieces)
    first = next((e for piece in pieces for e in piece.elements() if e.tag == "h1"), None)
    title = clean_text(str(metadata.get("title") or (first.text() if first else "") or name)).strip()
    title = shorten(title, 300)
    order_headings(pieces, title)
    authors = [a.get("name", "") if hasattr(a, "get") else str(a) for a in metadata.get("authors") or ()]
    language = str(metadata.get("lang") or metadata.get("language") or "en")
    document = Document(
        title=title,
        short_title=shorten(clean_text(str(metadata.get("short_title") or title)), 72),
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "en",
        authors=[shorten(a, 120) for a in map(clean_text, authors) if a],
        date=shorten(clean_text(str(metadata.get("date") or "")), 40),
        pieces=pieces,
        pictures=reader.pictures,
        notes=notes,
        targets=resolve_links([*pieces, *(Piece(-1, "notes", note.nodes) for note in notes.values())], notes),
        undescribed=list(dict.fromkeys(reader.undescribed)),
    )
    for element in document.elements():
        if element.tag == "table":
            _mend_table(element)
    _number(document)
    return document
