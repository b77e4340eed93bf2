"""The document as an accessible PDF, set by Typst."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from typing import Any, cast

from traitlets import Enum, Int, List, Unicode, default

from newsfigures.export import fonts
from newsfigures.export.documents import Document, Note, Piece, picture_number
from newsfigures.export.frames import DocumentExporter
from newsfigures.export.pictures import foreign
from newsfigures.export.trees import text_of, translated
from newsfigures.export.typesetting import Source, typeset


class PrintError(ValueError):
    """A notebook that Typst cannot print; the message names the notebook and the cell."""


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
    timestamp = Int(0, help="Seconds since 1970 that the PDF gives as its date of making.").tag(config=True)

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
        plainly: frozenset[str] = frozenset()
        while True:
            source = typeset(document, house, plainly)
            try:
                return self._compile(source, last_resort), resources
            except PrintError as error:
                cell = error.args[1] if len(error.args) > 1 else ""
                if not cell or cell in plainly:
                    raise PrintError(f"{name}.ipynb, {error.args[0]}") from None
                self.log.error("%s.ipynb, %s; its formulas and pictures are printed as words", name, error.args[0])
                plainly |= {cell}

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
        mark = bool(lost) and not any(drawings)
        boxes = {ord(c): fonts.BOX for c in lost if not (mark and fonts.can_mark(c))}
        if boxes:
            printed: Piece | Note
            for printed in [*document.pieces, *document.notes.values()]:  # type: ignore[assignment]
                printed.nodes = [translated(node, boxes) for node in printed.nodes]
            document.title = document.title.translate(boxes)
            document.short_title = document.short_title.translate(boxes)
            document.date = document.date.translate(boxes)
        return mark

    def _compile(self, source: Source, last_resort: bool) -> bytes:
        import typst  # here, for it takes time to load, and nbconvert loads every exporter

        with fonts.folders(last_resort) as folders:
            typefaces = typst.Fonts(include_system_fonts=False, font_paths=folders)
            try:
                pdf, warnings = cast("Any", typst.compile_with_warnings)(
                    source.files,
                    font_paths=typefaces,
                    pdf_standards=list(self.pdf_standards),
                    timestamp=self.timestamp,
                )
            except typst.TypstError as error:
                told = "\n".join([error.diagnostic or "", *(error.trace or ())])
                cell = next(iter(re.findall(r"cells/\d+\.typ", told)), "")
                hints = f" ({'; '.join(error.hints)})" if error.hints else ""
                raise PrintError(f"{source.cells.get(cell, 'the document')}: {error.message}{hints}", cell) from None
        for warning in warnings:
            self.log.debug("typst: %s", warning.message)
        return bytes(pdf)
