"""The schema of ``data/``: every table, column and word there may be, and rows as CSV, DataFrame and data package.

It is the only one: what is written, what is read, ``datapackage.json`` and the code book all follow it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from newsfigures import types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

Row = dict[str, str]
Kind = Literal["string", "integer", "number", "date"]


class Column(NamedTuple):
    """A column of a table: its name, its kind, what it says, and the words it may hold if they are few."""

    name: str
    kind: Kind
    about: str
    words: tuple[str, ...] = ()


_ARTICLE = Column("article", "string", "id of the article: its file name without the ending")
_START = Column("start", "integer", "first code point of the words in the file as decoded")
_END = Column("end", "integer", "code point after the last of the words")
_BOUND = Column("bound", "string", "what the text says of the number's edge", get_args(types.Bound))
_RATE = Column("rate", "string", "per_year, per_month ... where the number is a rate")
_STATISTIC = Column("statistic", "string", "average, where the text says that the number is one")
KEY_COLUMNS = (
    Column("indicator", "string", "what is measured: a name of reference/indicators.toml"),
    Column("ref_area", "string", "where: ISO 3166 code, W0 for the world"),
    Column("counterpart_area", "string", "with whom: ISO 3166 code; empty if none is stated"),
    Column("time_period", "string", "when: SDMX time period, or ISO 8601-2 open interval; empty if not stated"),
)
MEASURE = Column(
    "measure",
    "string",
    "level; yoy, qoq, mom (change on the year, quarter, month before); change (its base is not said); share (of the "
    "indicator's own total); share_of_gdp; with _volume behind it a change of weight or number beside one of value",
)
_VALUES = (
    Column("obs_value", "number", "the number multiplied out; the lower end of a range"),
    Column("value_low", "number", "least value that the printed words allow; empty if open"),
    Column("value_high", "number", "greatest value that the printed words allow; empty if open"),
    Column("unit_measure", "string", "ISO 4217 code, percent, count, or a unit's symbol"),
)
_OBS_STATUS = Column("obs_status", "string", "actual, estimate, or plan", get_args(types.ObsStatus))
_BECAUSE = Column("because", "string", "the rules that decided, in order")
_LANGUAGE = Column("language", "string", "ISO 639 code of the words")

SCHEMA: dict[str, tuple[Column, ...]] = {
    "articles": (
        _ARTICLE,
        Column("path", "string", "file name in seeds/"),
        Column("sha256", "string", "hash of the file's bytes"),
        Column("title", "string", "headline, or the lead where there is none"),
        Column("outlet", "string", "who published it; empty if the text does not say"),
        Column("agency", "string", "the newsroom that its dateline credits; empty if none"),
        Column("language", "string", "ISO 639 code of most of its body"),
        Column("date", "date", "day of publication; empty if unknown"),
        Column("date_basis", "string", "how the date is known", get_args(types.DateBasis)),
        Column("date_because", "string", "where the date comes from, or why there is none"),
        Column("place", "string", "the dateline's place, as printed"),
        Column("encoding", "string", "encoding that was assumed for the file"),
        Column("n_sections", "integer", "paragraphs"),
        Column("n_quantities", "integer", "quantities seen, in every role"),
    ),
    "sections": (
        _ARTICLE,
        _START,
        _END,
        Column("role", "string", "what the paragraph is on the page", get_args(types.Role)),
        Column("language", "string", "ISO 639 code of the paragraph"),
    ),
    "quantities": (
        _ARTICLE,
        _START,
        _END,
        Column("text", "string", "the exact words: number, scale and unit"),
        Column("value", "number", "the number multiplied out; the lower end of a range"),
        Column("value_high", "number", "the upper end of a range"),
        Column("unit", "string", "ISO 4217 code, percent, count, or a unit's symbol"),
        Column("counted", "string", "the counted noun of a count"),
        _BOUND,
        _RATE,
        Column("change", "string", "the number is a change, or a level reached or left", get_args(types.Change)),
        Column("role", "string", "role of the paragraph that prints it", get_args(types.Role)),
        Column("indicator", "string", "what it measures, if it is in a fact or restates what is"),
        Column("set_aside", "string", "why it is in no fact"),
        Column(
            "decimals", "integer", "printed precision: digits after the point; negative for rounded thousands, millions"
        ),
        Column("decimals_high", "integer", "the same of a range's upper end"),
        Column("equivalent_start", "integer", "start of the amount that this one restates"),
        Column("equivalent_end", "integer", "end of the amount that this one restates"),
        Column("words", "string", "which words made it so: part@start-end, separated by blanks"),
    ),
    "observations": (
        Column("observation", "string", "article and start of the words"),
        Column("fact", "string", "the fact that it is evidence for"),
        _ARTICLE,
        _START,
        _END,
        Column("exact", "string", "the exact words (W3C text quote selector)"),
        Column("prefix", "string", "the characters before them"),
        Column("suffix", "string", "the characters after them"),
        *KEY_COLUMNS,
        MEASURE,
        *_VALUES,
        _BOUND,
        _RATE,
        _STATISTIC,
        _OBS_STATUS,
        Column("speaker", "string", "who says so, as printed; empty if nobody is named"),
        _BECAUSE,
    ),
    "facts": (
        Column("fact", "string", "the key in one word"),
        *KEY_COLUMNS,
        Column("freq", "string", "SDMX frequency of the period: A, S, Q, M, D; empty for others"),
        MEASURE,
        *_VALUES,
        _RATE,
        _STATISTIC,
        _BOUND,
        _OBS_STATUS,
        Column(
            "status",
            "string",
            "one source, sources that agree, a later one revises, or a dispute",
            get_args(types.Status),
        ),
        Column("n_sources", "integer", "sources that state it: copies, and texts of one newsroom, count once"),
        Column("sources", "string", "the ids of all articles that state it, joined by ;"),
        Column("value_as_printed", "string", "the deciding words"),
        Column("speaker", "string", "who says so in the deciding article"),
        _BECAUSE,
    ),
    "derived": (
        Column("name", "string", "what was computed"),
        Column("ref_area", "string", "where, if its inputs agree on it"),
        Column("counterpart_area", "string", "with whom, if its inputs agree on it"),
        Column("value", "number", "the figure; empty if the inputs leave it open"),
        Column("low", "number", "least value that the inputs allow; empty if open"),
        Column("high", "number", "greatest value that the inputs allow; empty if open"),
        Column("unit", "string", "ISO 4217 code, percent, ratio, or a compound unit"),
        Column("formula", "string", "how it was computed, with rate, month and type of rate"),
        Column("inputs", "string", "the facts it was computed from, joined by ;"),
    ),
    "conversions": (
        _ARTICLE,
        _START,
        _END,
        Column("text", "string", "the amount in the other currency, as printed"),
        Column("amount_text", "string", "the amount that it restates, as printed"),
        Column("role", "string", "role of the paragraph that prints it", get_args(types.Role)),
        Column("implied_rate", "number", "units of the first currency for one of the other"),
        Column("implied_low", "number", "least rate that the printed digits allow"),
        Column("implied_high", "number", "greatest rate that the printed digits allow"),
        Column("published_rate", "number", "the published rate of that month, or the average of that period"),
        Column("month", "string", "the month or period of the published rate; empty where nothing says of when it is"),
        Column("verdict", "string", "whether the published rate lies in the implied interval"),
    ),
    "actors": (
        Column("actor", "string", "one id for all names of one person or organisation that a rule joins"),
        _ARTICLE,
        _START,
        _END,
        Column("exact", "string", "the exact words: a full name, a later short form, or an acronym"),
        Column("kind", "string", "person or organisation", ("person", "organisation")),
        Column("name", "string", "the name in full, as this article gives it"),
        Column("role", "string", "the office as printed with this mention; empty if none is"),
        Column("role_start", "integer", "first code point of the office"),
        Column("role_end", "integer", "code point after the last of the office"),
        Column("area", "string", "the area that an organisation's name says: ISO 3166 code"),
        _LANGUAGE,
        _BECAUSE,
        Column("met_by", "string", "the rule that joins it with a name in another article; empty if none does"),
    ),
    "goods": (
        _ARTICLE,
        _START,
        _END,
        Column("exact", "string", "the goods as printed"),
        Column("direction", "string", "whether they are listed as exported or imported", ("export", "import")),
        Column("ref_area", "string", "whose trade: ISO 3166 code; empty if no rule knows it"),
        Column("counterpart_area", "string", "with whom: ISO 3166 code; empty if no rule knows it"),
        Column("good", "string", "the good of reference/goods.toml, where the words are its name"),
        _BECAUSE,
    ),
    "events": (
        Column("event", "string", "one id for all articles that tell of the event: day, area, kind, site"),
        _ARTICLE,
        _START,
        _END,
        Column("exact", "string", "what happened, in the article's words: a clause or sentence"),
        Column("what", "string", "kind of event: gathering, visit, meeting, reception, signing, fair ..."),
        Column("obs_status", "string", "told as done (actual) or as to come (plan)", get_args(types.ObsStatus)),
        Column("place", "string", "where, as printed; empty if not stated"),
        Column("ref_area", "string", "its area: ISO 3166 code"),
        Column("sites", "string", "what the words name more exactly, class and name, joined by ;"),
        Column("date", "string", "when: SDMX time period; empty if unknown or unresolved"),
        Column("date_precision", "string", "how exact the date is", ("day", "month", "year", "period", "unknown")),
        Column("date_basis", "string", "how the date is known", ("stated", "inferred", "unresolved", "unknown")),
        Column("date_words", "string", "the words that date it, as printed"),
        Column("date_start", "integer", "first code point of those words"),
        Column("date_end", "integer", "code point after the last of those words"),
        Column("participants", "string", "areas and names of those who took part, joined by ;"),
        Column("areas", "string", "the areas among them, joined by ;"),
        Column("actors", "string", "start of each actor's mention in the article, separated by blanks"),
        _LANGUAGE,
        _BECAUSE,
        Column(
            "agreement", "string", "one article, several that agree, or a conflict", ("single", "agreed", "conflict")
        ),
        Column("conflicts", "string", "what the articles disagree on, with every version"),
        Column("met_by", "string", "the rules that joined the articles"),
    ),
    "corrections": (
        Column("correction", "integer", "its place in corrections.toml, from 1"),
        Column("article", "string", "id of the article that it names"),
        Column("exact", "string", "the words that it is about"),
        Column("action", "string", "what it does"),
        Column("why", "string", "the reason given"),
        Column("who", "string", "who made it"),
        Column("when", "date", "the day it was made"),
        Column("outcome", "string", "applied on this run, or stale", ("applied", "stale")),
        Column("stale_because", "string", "why it was not applied"),
    ),
    "unread": (
        Column("path", "string", "file name in seeds/"),
        Column("reason", "string", "why it was not read, and what to do"),
    ),
}

#: The columns that name a row.
PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article",),
    "sections": ("article", "start"),
    "quantities": ("article", "start"),
    "observations": ("observation",),
    "facts": ("fact",),
    "derived": ("name", "inputs"),
    "conversions": ("article", "start"),
    "actors": ("article", "start"),
    "goods": ("article", "start"),
    "events": ("article", "start"),
    "corrections": ("correction",),
    "unread": ("path",),
}

_DESCRIPTIONS = {
    "articles": "The articles that were read.",
    "sections": "Their paragraphs, with the role of each.",
    "quantities": "Every quantity seen, with its words and what became of it.",
    "observations": "What an article's quantity measures, where, with whom and when.",
    "facts": "What the articles say together, one row a key.",
    "derived": "Figures computed from facts, with interval and formula.",
    "conversions": "The articles' own currency conversions, held against the published rate of the month.",
    "actors": "Persons and organisations that the articles name, one row a mention.",
    "goods": "Goods that the articles list as exported or imported.",
    "events": "What happened, one row an article's telling of it.",
    "corrections": "Corrections by people, and what came of each.",
    "unread": "Files that could not be read.",
}


def codebook() -> pd.DataFrame:
    """The code book: table, column, kind, what it says, allowed words. One row a column, printed from the schema."""
    import pandas as pd

    rows = [(name, *column[:3], ", ".join(column.words)) for name, columns in SCHEMA.items() for column in columns]
    return pd.DataFrame(rows, columns=["table", "column", "kind", "about", "words"])


def to_row(table: str, values: Iterable[Any]) -> Row:
    """One row as words; refuses what its column may not hold."""
    row = {}
    for column, value in zip(SCHEMA[table], values, strict=True):
        word = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
        if column.words and word and word not in column.words:
            raise ValueError(f"{table}.{column.name} may be one of {', '.join(column.words)}, not {word!r}")
        row[column.name] = word
    return row


#: What a spreadsheet takes for the start of a formula.
_FORMULA = tuple("=+-@\t\r'")


def _guarded(word: str, kind: Kind) -> str:
    """A word as a spreadsheet may open it: a leading apostrophe keeps it from being a formula."""
    if kind != "string" or not word.startswith(_FORMULA) or _is_number(word):
        return word
    return "'" + word


def _unguarded(word: str) -> str:
    return word[1:] if word.startswith("'") else word


def _is_number(word: str) -> bool:
    digits = word.lstrip("+-").rstrip("%").strip()
    return len(word) - len(word.lstrip("+-")) <= 1 and bool(digits) and set(digits) <= set("0123456789., ")


def to_csv(table: str, rows: Iterable[Row]) -> bytes:
    """A table as CSV: UTF-8, line feeds, and no cell that a spreadsheet would take for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in SCHEMA[table])
    for row in rows:
        writer.writerow(_guarded(row[column.name], column.kind) for column in SCHEMA[table])
    return out.getvalue().encode("utf-8", "surrogatepass")


def from_csv(content: bytes) -> list[Row]:
    """The rows of a table as written by ``to_csv``."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8", "surrogatepass"), newline=""))
    return [{name: _unguarded(word) for name, word in row.items()} for row in rows]


def to_frame(table: str, rows: list[Row]) -> pd.DataFrame:
    """A table as a DataFrame: words as str ("" for none), numbers as float64, whole numbers as Int64."""
    import pandas as pd

    kinds: dict[Kind, Callable[[str], Any]] = {
        "string": str,
        "date": str,
        "number": lambda word: float(word) if word else float("nan"),
        "integer": lambda word: int(word) if word else None,
    }
    columns = {
        column.name: pd.Series(
            [kinds[column.kind](row[column.name]) for row in rows],
            dtype={"string": "object", "date": "object", "number": "float64", "integer": "Int64"}[column.kind],
        )
        for column in SCHEMA[table]
    }
    return pd.DataFrame(columns)


def to_package(contents: Mapping[str, bytes], articles: Sequence[Row], rules: str, fingerprint: str) -> dict[str, Any]:
    """The Frictionless data package of these tables: sources, licences, keys, types, hashes."""
    return {
        "name": "newsfigures",
        "title": "Figures printed in news articles",
        "description": "Written by newsfigures from the articles in seeds/; not to be edited by hand.",
        "homepage": "../README.md",
        "licenses": [{"name": "MIT", "title": "MIT License, for the tables; the articles are their publishers'"}],
        "sources": [{"title": row["title"] or row["article"], "path": f"../seeds/{row['path']}"} for row in articles],
        "newsfigures": {"rules": rules, "fingerprint": fingerprint},
        "resources": [
            {
                "name": name,
                "type": "table",
                "path": f"{name}.csv",
                "description": _DESCRIPTIONS[name],
                "scheme": "file",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {
                    "fields": [_field(column) for column in SCHEMA[name]],
                    "missingValues": [""],
                    "primaryKey": list(PRIMARY_KEYS[name]),
                    "foreignKeys": _foreign_keys(name),
                },
            }
            for name, content in contents.items()
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    described = {"name": column.name, "type": column.kind, "description": column.about}
    return described | ({"constraints": {"enum": list(column.words)}} if column.words else {})


def _foreign_keys(table: str) -> list[dict[str, Any]]:
    names = {column.name for column in SCHEMA[table]}
    return [
        {"fields": [key], "reference": {"resource": resource, "fields": [key]}}
        for key, resource in (("article", "articles"), ("fact", "facts"))
        if key in names and resource != table
    ]
