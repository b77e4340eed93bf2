"""The workbook holds the tables, as typed cells, and nothing that Excel would run."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

import newsfigures as nf
from newsfigures.workbook import SHEETS, to_workbook

HOSTILE = """\
=HYPERLINK("http://evil.example","click") exports

Hue (NF) – Exports of Hue to Japan reached more than US$12.5 million in 2025, said =cmd|'/C calc'!A0 and http://evil.example.
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> nf.Tables:
    """The tables of one hostile article."""
    home = tmp_path_factory.mktemp("home")
    (home / "seeds").mkdir()
    (home / "seeds" / "one.txt").write_text(HOSTILE, "utf-8")
    return nf.load(home / "seeds", home / "data")


def test_its_sheets_are_the_tables(tables: nf.Tables) -> None:
    book = load_workbook(io.BytesIO(to_workbook(tables)))
    assert tuple(book.sheetnames) == (*SHEETS, "dictionary")
    for name in SHEETS:
        frame = getattr(tables, name)
        rows = list(book[name].iter_rows(values_only=True))
        assert list(rows[0]) == list(frame.columns)
        assert len(rows) == len(frame) + 1
        assert book[name].freeze_panes == "A2"


def test_numbers_are_numbers_and_words_are_words(tables: nf.Tables) -> None:
    sheet = load_workbook(io.BytesIO(to_workbook(tables)))["facts"]
    head, fact, *_ = sheet.iter_rows(values_only=True)
    row = dict(zip(head, fact, strict=True))
    assert row["obs_value"] == 12_500_000 and row["bound"] == "over" and row["value_high"] is None


def test_nothing_is_a_formula_or_a_link(tables: nf.Tables) -> None:
    content = to_workbook(tables)
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"<f>" in parts.read(name) or b"hyperlink" in parts.read(name) for name in parts.namelist())


def test_the_same_tables_give_the_same_bytes(tables: nf.Tables) -> None:
    assert to_workbook(tables) == to_workbook(tables)


def test_the_committed_workbook_opens() -> None:
    path = Path(__file__).parents[1] / "reports" / "figures.xlsx"
    assert load_workbook(path)["facts"].max_row > 1
