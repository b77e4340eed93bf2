"""The tables as one Excel workbook, for those who work there: the same rows as ``data/``, and the code book."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from newsfigures.schema import SCHEMA, codebook

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from newsfigures.tables import Tables

#: The sheets in their order; what a reader wants first comes first.
SHEETS = ("facts", "observations", "quantities", "derived", "conversions", "articles", "corrections", "unread")
#: Excel refuses a longer cell.
LONGEST_CELL = 32_767
#: A column is as wide as its longest word, within these, in characters.
NARROWEST, WIDEST = 8, 48


def to_workbook(tables: Tables) -> bytes:
    """An .xlsx file: a sheet a table, numbers as numbers, headers frozen and filtered, the code book last.

    No cell is a formula or a link, whatever an article says. The same tables give the same bytes.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        newest = max((day for day in tables.articles["date"] if day), default="2000-01-01")
        book.set_properties(
            {
                "title": "Figures printed in news articles",
                "comments": f"Written by newsfigures; fingerprint {tables.fingerprint}",
                "created": datetime.combine(date.fromisoformat(newest), datetime.min.time()),
            }
        )
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0.##########"}),
            "integer": book.add_format({"num_format": "0"}),
            "text": book.add_format({"num_format": "@"}),
        }
        for name in SHEETS:
            _sheet(book, name, getattr(tables, name), formats)
        _sheet(book, "dictionary", codebook(), formats)
    return out.getvalue()


def _sheet(book: Workbook, name: str, frame: pd.DataFrame, formats: dict[str, Format]) -> None:
    import pandas as pd

    sheet = book.add_worksheet(name)
    kinds = {column.name: column.kind for column in SCHEMA.get(name, ())}
    for place, title in enumerate(frame.columns):
        kind = kinds.get(title, "string")
        sheet.write_string(0, place, title, formats["head"])
        longest = len(title)
        for line, value in enumerate(frame[title], 1):
            if kind in ("number", "integer"):
                if not pd.isna(value):
                    sheet.write_number(line, place, float(value), formats[kind])
                    longest = max(longest, len(f"{float(value):,.0f}") + 2)
            elif value:
                sheet.write_string(line, place, str(value)[:LONGEST_CELL], formats["text"])
                longest = max(longest, len(str(value)))
        sheet.set_column(place, place, min(max(longest, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 0)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
