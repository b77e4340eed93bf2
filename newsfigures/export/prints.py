"""The document as an accessible PDF, set by Typst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from nbconvert.utils.exceptions import ConversionException
from traitlets import Enum, Int, List, Unicode, default

from newsfigures.export import fonts
from newsfigures.export.documents import Document, Note, Piece, picture_number
from newsfigures.export.formulas import to_typst
from newsfigures.export.frames import DocumentExporter
from newsfigures.export.packing import pack
from newsfigures.export.pictures import foreign
from newsfigures.export.sources import Source, literal
from newsfigures.export.trees import text_of, translated
from newsfigures.export.typesetting import typeset

_CELL = re.compile(r"cells/\d+\.typ")


class PrintError(ConversionException):
    """A notebook that Typst cannot print; the message names the notebook and the cell."""

    def __init__(self, message: str, cell: str = "") -> None:
        super().__init__(message)
        self.cell = cell


class PDFReportExporter(DocumentExporter):
    """A tagged PDF (PDF/UA-1 and PDF/A-2a): footnotes, running headers, outline, links to evidence and back."""

    export_from_notebook = "PDF, accessible, via Typst"
    output_mimetype = "application/pdf"

    pdf_standards = List(
        Unicode(), ["ua-1", "a-2a"], help="The standards that the PDF keeps: ua-1, a-2a, a-2u, a-3a, a-4 ..."
    ).tag(config=True)
    missing_glyphs = Enum(
        ["error", "replace"],
        default_value="error",
        help="Whether a character that no typeface has ends the export with an error, or prints as a box.",
    ).tag(config=True)
    timestamp = Int(
        0,
        help="Seconds since 1970, the PDF's date of making; 0 for the date in the notebook's metadata.",
    ).tag(config=True)

    @default("missing_alt")
    def _missing_alt_default(self) -> str:
        return "error"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        """The PDF of the notebook, and nbconvert's resources.

        Raises PrintError, naming the notebook and the cell, for what Typst refuses.
        """
        document, resources = self.document(nb, resources, **kw)
        name = str(resources.get("metadata", {}).get("name") or "notebook")
        last_resort = self._mark_glyphs(document, name)
        house = files(__package__).joinpath("house.typ").read_text(encoding="utf-8")
        plainly: set[str] = set()
        with fonts.folders(last_resort) as folders:
            while True:
                source = typeset(document, house, plainly)
                try:
                    return self._compile(source, folders), resources
                except PrintError as error:
                    where = error.cell or self._culprit(source, folders)
                    refused = f"{name}.ipynb, {source.cells.get(where, 'the document')}: {error}"
                    if not where or where in plainly:
                        raise PrintError(refused) from None
                    self.log.error("%s; what Typst refuses in the cell is printed as words", refused)
                    plainly |= set(self._refused_formulas(document, where, folders)) or {where}

    def _mark_glyphs(self, document: Document, name: str) -> bool:
        """Finds the characters that cannot be printed before Typst does, for it names no cell.

        Puts a box for each, unless it can be marked: then Last Resort is asked for, by returning True.
        Raises PrintError if boxes are not wanted.
        """
        drawings = [foreign(p.data) if p.mime == "image/svg+xml" else [] for p in document.pictures]
        notes = Piece(-1, "footnotes", [node for note in document.notes.values() for node in note.nodes])
        title = Piece(-1, "title", [document.title, document.short_title, document.date])
        lost: set[str] = set()
        for piece in [*document.pieces, notes, title]:
            drawn = "".join("".join(drawings[picture_number(e)]) for e in piece.elements() if e.tag == "img")
            if not (lacking := fonts.lacking("".join(text_of(piece.nodes)) + drawn)):
                continue
            shown = ", ".join(f"U+{ord(c):04X} ({unicodedata.name(c, 'no name')})" for c in lacking[:5])
            if self.missing_glyphs == "error":
                advice = "take it out, or export with --PDFReportExporter.missing_glyphs=replace"
                raise PrintError(f"{name}.ipynb, {piece.name}: no typeface has {shown}; {advice}")
            self.log.warning("%s.ipynb, %s: no typeface has %s", name, piece.name, shown)
            lost |= set(lacking)
        mark = bool(lost)
        boxes = {ord(c): fonts.BOX for c in lost if not (mark and fonts.can_mark(c))}
        if boxes:
            printed: Piece | Note
            for printed in [*document.pieces, *document.notes.values()]:  # type: ignore[assignment]
                printed.nodes = [translated(node, boxes) for node in printed.nodes]
            document.title = document.title.translate(boxes)
            document.short_title = document.short_title.translate(boxes)
            document.date = document.date.translate(boxes)
        return mark

    def _culprit(self, source: Source, folders: list[Path]) -> str:
        """The file of the first cell that cannot be printed alone; nothing if each can."""
        for path in source.cells:
            alone = [line for line in source.files["main.typ"].decode().splitlines() if "#include" not in line]
            main = "\n".join([*alone, f'#include "/{path}"']).encode()
            try:
                self._compile(Source(source.files | {"main.typ": main}, source.cells), folders)
            except PrintError as error:
                if "does not exist in the document" not in str(error):  # a link to another cell
                    return path
        return ""

    def _refused_formulas(self, document: Document, path: str, folders: list[Path]) -> Iterator[str]:
        """The formulas of a cell, as LaTeX, that Typst refuses."""
        piece = document.pieces[int(path.removeprefix("cells/").removesuffix(".typ"))]
        for tex in {e.attrs.get("alttext", "") for e in piece.elements() if e.tag == "math"} - {""}:
            if (formula := to_typst(tex)) is not None:
                alone = (
                    f'#set document(title: [x])\n= x\n#math.equation(alt: "x", eval({literal(formula)}, mode: "math"))'
                )
                try:
                    self._compile(Source({"main.typ": alone.encode()}, {}), folders)
                except PrintError:
                    yield tex

    def _compile(self, source: Source, folders: list[Path]) -> bytes:
        """The PDF. Raises PrintError with what Typst says, and the cell's file if it says that."""
        import typst  # here, for it takes time to load, and nbconvert loads every exporter

        with TemporaryDirectory() as root:
            for path, content in source.files.items():
                Path(root, path).parent.mkdir(exist_ok=True)
                Path(root, path).write_bytes(content)
            try:
                pdf, warnings = cast("Any", typst.compile_with_warnings)(
                    Path(root, "main.typ"),
                    root=root,
                    font_paths=typst.Fonts(include_system_fonts=False, font_paths=folders),
                    pdf_standards=list(self.pdf_standards),
                    timestamp=self.timestamp or source.timestamp,
                )
            except typst.TypstError as error:
                told = "\n".join([error.diagnostic or "", *(error.trace or ())])
                hints = f" ({'; '.join(error.hints)})" if error.hints else ""
                raise PrintError(f"{error.message}{hints}", next(iter(_CELL.findall(told)), "")) from None
        for warning in warnings:
            self.log.debug("typst: %s", warning.message)
        return pack(bytes(pdf))
