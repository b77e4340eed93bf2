"""The document as Typst source: every text a string literal, so that nothing in it can be markup."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from newsfigures.export.columns import PIECE, fit, leading, measure, tracks
from newsfigures.export.documents import HEADINGS, Document, Node, picture_number
from newsfigures.export.formulas import to_typst
from newsfigures.export.grids import Cell, cells, lay_out, table_rows
from newsfigures.export.looks import cell_options, with_looks
from newsfigures.export.pagination import keep_together, room_for
from newsfigures.export.pictures import for_print
from newsfigures.export.sources import Source, literal
from newsfigures.export.trees import Element, names

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_BLOCKS = names("""
    p ul ol li dl dt dd blockquote figure figcaption section article div aside header footer table pre
    details summary hr address
    """) | set(HEADINGS)  # fmt: skip
_INLINE = {
    "em": "emph", "i": "emph", "cite": "emph", "dfn": "emph", "var": "emph", "strong": "strong", "b": "strong",
    "sub": "sub", "sup": "super", "del": "strike", "s": "strike", "u": "underline", "ins": "underline",
    "small": "small", "mark": "marked",
}  # fmt: skip
_EXTENSIONS = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
_DEEPEST_TABLE = 4  # tables in tables: Typst goes no deeper than some 60 rules, and a table takes several
_SPACE = re.compile(r"[ \t\n\f\r]+")
_LONG = re.compile(r"[^\s\u200b]{36,}")
_LONG_IN_CELL = re.compile(r"[^\s\u200b]{14,}")
_RAW = 1000  # characters set as typed in one piece


class _Setter:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.plainly = False  # formulas and pictures as words: for a cell that Typst refused
        self.refused: Container[str] = ()  # formulas that Typst refused
        self.at_space = True
        self.noted: set[str] = set()
        self.cited = {
            e.attrs["href"][1:] for e in document.elements() if e.has_class("peek") and "href" in e.attrs
        }  # ids with links back
        self.in_note = False
        self.tables = 0  # how many tables deep we are
        self.long = _LONG  # which words may break anywhere
        self.again = False  # in the repeated part of a table: no anchors

    # Text

    def text(self, text: str) -> str:
        """A run of text, its white space collapsed as on a page."""
        text = _SPACE.sub(" ", text)
        if self.at_space:
            text = text.lstrip(" ")
        if not text:
            return ""
        self.at_space = text.endswith(" ")
        return self.words(text)

    def words(self, text: str) -> str:
        """The text as it is; a word longer than a line may break."""
        out, at = [], 0
        for long in self.long.finditer(text):
            pieces = PIECE.findall(long[0])
            out.append(f"#{literal(text[at : long.start()] + pieces[0])};")
            out += [f"#wbr;#{literal(piece)};" for piece in pieces[1:]]
            at = long.end()
        if at < len(text):
            out.append(f"#{literal(text[at:])};")
        return "".join(out)

    # Elements within a line

    def inline(self, nodes: Iterable[Node]) -> str:
        return "".join(self.text(n) if isinstance(n, str) else self.one_inline(n) for n in nodes)

    def one_inline(self, e: Element) -> str:
        tag = e.tag
        if tag in _BLOCKS or (tag == "math" and e.attrs.get("display") == "block"):
            return self.block(e)
        if tag == "br":
            self.at_space = True
            return "#linebreak();"
        if tag == "wbr":
            return "#wbr;"
        if tag == "img":
            self.at_space = False
            return f"#box({self.image(e, inline=True)});"
        if tag == "math":
            self.at_space = False
            return self.formula(e, display=False)
        if tag == "sup" and e.has_class("footnote-ref"):
            return self.reference(e)
        if tag in ("code", "kbd", "samp") and not any(isinstance(c, Element) for c in e.children):
            return self.wrap(e, self.code(e.text()))
        body = self.inline(e.children)
        if tag == "a":
            body = self.link(e, body)
        elif tag == "q":
            body = f"#quote(block: false, quotes: true)[{body}];"
        elif tag in ("code", "kbd", "samp"):
            body = f"#text(font: mono, size: .8em)[{body}];"
        elif tag == "rt":
            body = f'#"(";{body}#")";'
        elif tag in _INLINE and body:
            body = f"#{_INLINE[tag]}[{body}];"
        return self.wrap(e, body)

    def code(self, text: str) -> str:
        text = _SPACE.sub(" ", text)
        self.at_space = False
        pieces = [text] if not self.long.search(text) else re.findall(r"\s+|" + PIECE.pattern, text)
        return "#wbr;".join(f"#raw({literal(piece)});" for piece in pieces)

    def link(self, e: Element, body: str) -> str:
        href = e.attrs.get("href", "")
        if not body or not href:
            return body
        if not href.startswith("#"):
            return f"#link({literal(href)})[{body}];" if re.match(r"[a-z]+:", href) else body
        if href[1:] not in self.document.targets:
            return body
        if e.has_class("peek") and not self.in_note and not self.again:
            return f"#peek({literal(href[1:])})[{body}];"
        return f"#link(label({literal(href[1:])}))[{body}];"

    def reference(self, e: Element) -> str:
        link = e.find("a")
        key = link.attrs.get("href", "")[1:] if link else ""
        note = self.document.notes.get(key)
        if note is None or self.in_note or self.again:
            return f"#super[{self.inline(e.children)}];"
        if key in self.noted:
            return f"#footnote(label({literal(key)}));"
        self.noted.add(key)
        space, self.at_space, self.in_note = self.at_space, True, True
        body = self.blocks(note.nodes).strip()
        self.at_space, self.in_note = space, False
        return f"#footnote[{body}]#label({literal(key)});"

    def wrap(self, e: Element, body: str, block: bool = False) -> str:
        """The body in the language, direction and looks that the element asks for, and with its anchor."""
        body = with_looks(e, body, block)
        name = e.attrs.get("id", "")
        if name not in self.document.targets or e.tag in HEADINGS or self.again:
            return body
        body = f"#anchor({literal(name)});{body}"
        if name not in self.cited or e.tag in ("table", "td", "th"):
            return body
        last = next((c for c in reversed(e.children) if not isinstance(c, str) or c.strip()), None)
        if block and isinstance(last, Element) and last.has_class("note") and body.endswith("]"):
            return f"{body[:-1]}#h(.6em);{self.back(name, False)}]"  # small print has room for it at its end
        return f"{body}{self.back(name, block)}"

    def back(self, name: str, block: bool) -> str:
        call = f"#shown-on({literal(name)}, {literal(self.document.say('shown_on'))});"
        return f"\n\n{call}" if block else f'#" ";{call}'

    def formula(self, e: Element, display: bool) -> str:
        tex = e.attrs.get("alttext", "")
        if not tex or self.plainly or tex in self.refused:
            return f"#raw({literal(tex or ' '.join(e.text().split()))});"
        source = to_typst(tex)
        if source is None:
            return f"#raw({literal(tex)});"
        return f"#formula({literal(tex)}, {literal(source)}, {'true' if display else 'false'});"

    def image(self, e: Element, inline: bool = False) -> str:
        number = picture_number(e)
        picture = self.document.pictures[number]
        alt = e.attrs.get("alt", "")
        if self.plainly:
            return f"[{self.words(f'[{alt}]')}]"
        path = literal(f"/pictures/{number}.{_EXTENSIONS[picture.mime]}")
        width = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)(px)?", e.attrs.get("width", ""))
        size = f"{float(width[1]) * 0.75:g}pt" if width else "auto"
        if not alt:  # said to be decoration
            return f"pdf.artifact(image({path}, width: {size}))"
        if inline:
            return f"image({path}, alt: {literal(alt)}, width: {size})"
        own = f"if width == auto {{ {size} }} else {{ width }}"
        return f"drawing(width => image({path}, alt: {literal(alt)}, width: {own}))"

    # Blocks

    def blocks(self, nodes: Iterable[Node]) -> str:
        """The nodes one below the other; what stands between blocks makes paragraphs."""
        out: list[str] = []
        line: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and (
                node.tag in _BLOCKS or (node.tag == "math" and node.attrs.get("display") == "block")
            ):
                out.append(self.paragraph(line))
                line = []
                out.append(self.block(node))
            else:
                line.append(node)
        out.append(self.paragraph(line))
        return "".join(out)

    def paragraph(self, nodes: Sequence[Node]) -> str:
        self.at_space = True
        body = self.inline(nodes)
        self.at_space = True
        return f"{body}\n\n" if body else ""

    def block(self, e: Element) -> str:
        self.at_space = True
        body = self.set_block(e)
        self.at_space = True
        return body

    def set_block(self, e: Element) -> str:
        tag = e.tag
        if tag in HEADINGS:
            body = self.inline(e.children)
            if not body:
                return ""
            label = f"#label({literal(e.attrs['id'])})" if e.attrs.get("id") in self.document.targets else ""
            return f"#heading(level: {tag[1]})[{self.wrap(e, body)}]{label}\n\n"
        if tag in ("ul", "ol"):
            return self.wrap(e, self.listed(e), True) + "\n\n"
        if tag == "dl":
            return self.wrap(e, self.strip(e) if e.has_class("strip") else self.terms(e), True) + "\n\n"
        if tag == "math":
            return self.formula(e, display=True) + "\n\n"
        if tag == "hr":
            return "#rule\n\n"
        if tag == "table":
            return self.wrap(e, self.table(e), True) + "\n\n"
        if tag == "pre":
            return self.wrap(e, self.pre(e), True) + "\n\n"
        if tag == "figure":
            return self.wrap(e, self.figure(e), True) + "\n\n"
        if tag == "p" and len(e.children) == 1 and isinstance(e.children[0], Element) and e.children[0].tag == "img":
            return self.wrap(e, f"#align(center, {self.image(e.children[0])})", True) + "\n\n"
        body = self.blocks(e.children).strip("\n")
        if not body:
            return f"#anchor({literal(e.attrs['id'])});\n\n" if e.attrs.get("id") in self.document.targets else ""
        body = self.wrap(e, body, tag != "p")
        if tag == "blockquote":
            body = f"#quote(block: true)[{body}]"
        elif tag == "aside":
            body = f"#asided[{body}]"
        elif tag == "summary":
            body = f"#strong[{body}]"
        for name, call in (("lead", "lead"), ("note", "noted")):
            if e.has_class(name):
                body = f"#{call}[{body}]"
        return f"{body}\n\n"

    def listed(self, e: Element) -> str:
        items = [c for c in e.children if isinstance(c, Element)]
        set_items = ", ".join(f"[{self.blocks([i] if i.tag != 'li' else self.item(i)).strip()}]" for i in items)
        if not set_items:
            return ""
        tasks = bool(items) and all(i.has_class("task") for i in items)
        if e.tag == "ul":
            return f"#list({'marker: none, ' if tasks else ''}{set_items})"
        start = e.attrs.get("start", "")
        options = f"start: {int(start)}, " if re.fullmatch(r"\d{1,6}", start) else ""
        if e.attrs.get("type") in ("a", "A", "i", "I"):
            options += f'numbering: "{e.attrs["type"]}.", '
        return f"#enum({options}{set_items})"

    def item(self, item: Element) -> list[Node]:
        """What is in a list item, its anchor and looks kept."""
        return [Element("div", item.attrs, item.children)] if item.attrs else item.children

    def pairs(self, e: Element) -> list[tuple[Element, list[Element]]]:
        """The terms of a definition list with their definitions."""
        found: list[tuple[Element, list[Element]]] = []
        queue = [c for c in e.children if isinstance(c, Element)]
        while queue:
            child = queue.pop(0)
            if child.tag == "div":
                queue[:0] = [c for c in child.children if isinstance(c, Element)]
            elif child.tag == "dt":
                found.append((child, []))
            elif found:
                found[-1][1].append(child)
            else:
                found.append((Element("dt"), [child]))
        return found

    def terms(self, e: Element) -> str:
        items = []
        for term, bodies in self.pairs(e):
            name = self.fresh(term)
            body = "".join(self.blocks(self.item(b) if b.tag == "dd" else [b]) for b in bodies).strip()
            items.append(f"terms.item([{name}], [{body}])")
        return f"#terms({', '.join(items)})" if items else ""

    def strip(self, e: Element) -> str:
        facts = []
        for term, bodies in self.pairs(e):
            body = "".join(self.fresh(b) for b in bodies)
            facts.append(f"([{self.fresh(term)}], [{body}])")
        return f"#strip({', '.join(facts)})" if facts else ""

    def fresh(self, e: Element) -> str:
        self.at_space = True
        body = self.wrap(e, self.inline(e.children))
        self.at_space = True
        return body

    def figure(self, e: Element) -> str:
        caption = next((c for c in e.children if isinstance(c, Element) and c.tag == "figcaption"), None)
        rest: list[Node] = [c for c in e.children if c is not caption and (isinstance(c, Element) or c.strip())]
        words = f"[{self.fresh(caption)}]" if caption else "none"
        if len(rest) == 1 and isinstance(rest[0], Element) and rest[0].tag == "table":
            return self.table(rest[0], words)
        if len(rest) == 1 and isinstance(rest[0], Element) and rest[0].tag == "img":
            image = self.image(rest[0])
            return image if image.startswith("pdf.artifact") else f"#shown({image}, {words})"
        body = self.blocks(rest).strip()
        return f"{body}\n\n" + (f"#noted[{self.fresh(caption)}]" if caption else "")

    def pre(self, e: Element) -> str:
        inner = e.find("code")
        coded = inner is not None and (e.has_class("code") or inner.attrs.get("class", "").startswith("language-"))
        if coded and inner is not None:
            language = inner.attrs.get("class", "").partition("language-")[2].partition(" ")[0]
            language = {"ipython3": "python", "ipython": "python"}.get(language, language)
            lang = f", lang: {literal(language)}" if re.fullmatch(r"[\w+#-]+", language) else ""
            return f"#raw({literal(inner.text().rstrip())}, block: true{lang})"
        colour = "alert" if e.has_class("error") or e.has_class("stderr") else "hair"
        lines = "".join(self.raw(e.children))
        return f"#printed({colour})[{lines}]" if lines else ""

    def raw(self, nodes: Iterable[Node]) -> Iterable[str]:
        """Text set as it was typed."""
        for node in nodes:
            if isinstance(node, str):
                for index, line in enumerate(node.split("\n")):
                    if index:
                        yield "#linebreak();"
                    line = line.expandtabs(4)
                    for start in range(0, len(line), _RAW):  # Typst counts the words of one piece, up to a limit
                        yield f"#raw({literal(line[start : start + _RAW])});"
            elif node.tag == "br":
                yield "#linebreak();"
            else:
                yield self.wrap(node, "".join(self.raw(node.children)))

    # Tables

    def table(self, e: Element, caption: str = "") -> str:
        if self.tables == _DEEPEST_TABLE:
            return self.blocks([c for _, row in table_rows(e) for cell in cells(row) for c in [*cell.children, " "]])
        self.tables += 1
        body = self.set_table(e, caption)
        self.tables -= 1
        return body

    def set_table(self, e: Element, caption: str) -> str:
        own = next((c for c in e.children if isinstance(c, Element) and c.tag == "caption"), None)
        if not caption:
            caption = f"[{self.fresh(own)}]" if own and own.text().strip() else "none"
        rows = table_rows(e)
        grid, columns = lay_out(rows)
        if not grid or not columns:
            return self.blocks([c for c in e.children if c is not own]).strip()
        heads = sum(part == "thead" for part, _ in rows)
        heads = heads if heads < len(grid) else 0
        anchors = {
            index: name
            for index, (_, row) in enumerate(rows)
            if (name := row.attrs.get("id", "")) in self.document.targets
        }
        sizes = measure(grid, columns)
        size, groups = fit(sizes, leading(grid[heads:]))
        tables = []
        for number, group in enumerate(groups):
            body = []
            for index, line in enumerate(grid):
                parts = [(cell, sum(cell.column <= c < cell.column + cell.columns for c in group)) for cell in line]
                parts = [(cell, width) for cell, width in parts if width]
                anchor = "" if number else anchors.get(index, "")
                set_line = []
                for position, (cell, width) in enumerate(parts):
                    self.again = cell.column < group[-1] and number > 0 and cell.column in groups[0]
                    first = anchor if position == 0 else ""
                    last = anchor if position == len(parts) - 1 and anchor in self.cited else ""
                    set_line.append(self.cell(cell, width, first, last))
                    self.again = False
                body.append("".join(set_line))
            header = f"table.header({''.join(body[:heads])})," if heads else ""
            widths = ", ".join(tracks(grid, group, float(size.removesuffix("pt"))))
            table = f"table(columns: ({widths},), align: left + top, {header}{''.join(body[heads:])})"
            tables.append(f"#tabled({table}, {'none' if number else caption}, {size})")
        return "\n\n".join(tables)

    def cell(self, cell: Cell, width: int, first: str, last: str) -> str:
        e = cell.element
        if e is None:
            return "[],"
        self.at_space = True
        long, self.long = self.long, _LONG_IN_CELL
        body = self.wrap(e, self.blocks(e.children).strip())
        self.long = long
        if e.tag == "th" and body:
            body = f"#strong[{body}]"
        if first:
            body = f"#anchor({literal(first)});{body}"
        if last:
            body = f"{body}{self.back(last, False)}"
        options = ", ".join(cell_options(cell, e, width))
        return f"table.cell({options})[{body}]," if options else f"[{body}],"


def _timestamp(date: str) -> int:
    """The day in seconds since 1970, 0 if it is not written as in ISO 8601."""
    try:
        return max(0, (datetime.date.fromisoformat(date) - datetime.date(1970, 1, 1)).days * 86_400)
    except ValueError:
        return 0


def typeset(document: Document, house: str, plainly: Container[str] = ()) -> Source:
    """The document as Typst source. Cells whose file, and formulas whose LaTeX is in ``plainly`` are words."""
    groups = keep_together(document.pieces)
    document.pieces = [piece for group in groups for piece in group]
    setter = _Setter(document)
    setter.refused = plainly
    files: dict[str, bytes] = {"house.typ": house.encode()}
    names: dict[str, str] = {}
    language, _, region = document.language.partition("-")
    authors = "".join(f"{literal(a)}, " for a in document.authors)
    main = [
        '#import "/house.typ": *',
        f"#show: report.with(title: {literal(document.title)}, short-title: {literal(document.short_title)}, "
        f"authors: ({authors}), date: {literal(document.date)}, lang: {literal(language.lower())}, "
        f"region: {literal(region.lower()) if re.fullmatch('[A-Za-z]{2}', region) else 'none'})",
    ]
    for group in groups:
        included = []
        for piece in group:
            path = f"cells/{len(names)}.typ"
            setter.plainly = path in plainly
            files[path] = ('#import "/house.typ": *\n' + setter.blocks(piece.nodes)).encode()
            names[path] = piece.name
            included.append(f'#include "/{path}"')
        if room := room_for(group, document):
            main.append(f"#room({room[0]:.0f}pt, {room[1]}pt)")
        main += included
    files["main.typ"] = "\n".join(main).encode()
    for number, picture in enumerate(document.pictures):
        files[f"pictures/{number}.{_EXTENSIONS[picture.mime]}"] = (
            for_print(picture.data) if picture.mime == "image/svg+xml" else picture.data
        )
    return Source(files, names, _timestamp(document.date))
