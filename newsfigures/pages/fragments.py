"""Pieces of a page: escaped HTML, tables, and links from a number to its evidence.

Everything is built from ``Fragment``, which escapes whatever is put into it: an article's words can be nothing but
text. Links of class ``peek`` open what they point to in place.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from markupsafe import Markup

from newsfigures import answers, evidence, wording
from newsfigures.answers import Row, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsfigures.tables import Tables

#: Up to so many sources have a column each in the matrix of sources and facts; more are listed.
MOST_COLUMNS = 7
_LONGEST_ID = 48
#: A value as it stands in a sentence: small words before its number, and what it is per behind it.
_VALUE = re.compile(r"((?:[a-z]+ )*)(.+?)((?: per [a-z]+)?(?: on average)?)", re.DOTALL)


class Fragment(Markup):
    """A piece of a page: safe HTML that a notebook shows as such."""

    __slots__ = ()

    def __repr__(self) -> str:
        return self.striptags()

    def _repr_html_(self) -> str:
        return str(self) + (str(evidence.LAB_STYLE) if "<table" in self else "")


def anchor(kind: str, id: str) -> str:
    """The id of an element about a fact or a derived figure; one that is long is cut, and told apart by its checksum.

    >>> anchor("evidence", "imports.VN-DN.CN.../2026.level.USD")
    'evidence-imports.VN-DN.CN...-2026.level.USD-97ce9098'
    >>> anchor("evidence", "imports.VN-DN.CN.2025.level.USD")
    'evidence-imports.VN-DN.CN.2025.level.USD'
    """
    plain = re.sub(r"[^\w.-]", "-", id, flags=re.ASCII)[:_LONGEST_ID]
    return f"{kind}-{plain}" + ("" if plain == id else f"-{zlib.crc32(id.encode()):08x}")


def fact_link(fact: Row, text: str = "") -> Fragment:
    """A fact's value, opening its evidence."""
    return Fragment('<a class="peek" href="#{}">{}</a>').format(
        anchor("evidence", fact["fact"]), text or wording.fact_value(fact)
    )


def derived_link(id: str, text: str) -> Fragment:
    """A derived figure, opening its formula and inputs."""
    return Fragment('<a class="peek" href="#{}">{}</a>').format(anchor("derived", id), text)


def fact_in_words(fact: Row, text: str = "") -> Fragment:
    """A fact's value for a sentence, where only its number opens the evidence, so that lines break between words."""
    return _in_words(anchor("evidence", fact["fact"]), text or wording.fact_value(fact))


def derived_in_words(id: str, text: str) -> Fragment:
    """A derived figure for a sentence, where only its number opens formula and inputs."""
    return _in_words(anchor("derived", id), text)


def _in_words(to: str, text: str) -> Fragment:
    value = _VALUE.fullmatch(text)
    before, number, behind = value.groups() if value else ("", text, "")
    return Fragment('{}<a class="peek" href="#{}">{}</a>{}').format(before, to, number, behind)


def to_table(
    head: Sequence[object], rows: Iterable[Sequence[object]], caption: str = "", numbers: str = ""
) -> Fragment:
    """A table; ``numbers`` names the columns, by letters of the alphabet, whose cells are set right.

    >>> print(to_table(["a", "b"], [["<x>", 1]], numbers="b"))  # doctest: +ELLIPSIS
    <table class="words"><thead><tr><th>a</th>...<td>&lt;x&gt;</td><td class="num">1</td></tr></tbody></table>
    """
    kinds = [Fragment(' class="num"') if chr(ord("a") + place) in numbers else Fragment() for place in range(len(head))]
    title = Fragment("<caption>{}</caption>").format(caption) if caption else Fragment()
    first = join(Fragment("<th{}>{}</th>").format(kind, name) for kind, name in zip(kinds, head, strict=True))
    body = join(
        Fragment("<tr>{}</tr>").format(
            join(Fragment("<td{}>{}</td>").format(kind, cell) for kind, cell in zip(kinds, row, strict=True))
        )
        for row in rows
    )
    return Fragment('<table class="words">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        title, first, body
    )


def goods_anchor(row: Row) -> str:
    """The id of a list of goods."""
    return anchor("goods", f"{row['article']}.{row['direction']}.{row['ref_area']}.{row['counterpart_area']}")


def conversion_anchor(row: Row) -> str:
    """The id of a conversion."""
    return anchor("conversion", f"{row['article']}.{row['start']}")


def join(parts: Iterable[Markup]) -> Fragment:
    """The pieces, one after the other."""
    return Fragment("").join(parts)


def not_shown(what: str) -> Fragment:
    """The small print under a chart."""
    return Fragment('<p class="note">What this does not show: {}.</p>').format(what)


def over(above: object, below: str | Fragment) -> Fragment:
    """Two lines of a cell, the second small and only if it says something."""
    return Fragment("{}<br><small>{}</small>").format(above, below) if below else Fragment("{}").format(above)


def plain(fragment: Fragment) -> str:
    """The words alone, as charts and alternative texts need them."""
    return fragment.striptags().removesuffix(".")


def lead(text: str) -> Fragment:
    """An opening paragraph."""
    return Fragment('<p class="lead">{}</p>').format(text)


def display(fragment: Fragment) -> None:
    """Shows a piece in a notebook."""
    from IPython.display import display

    display(fragment)  # type: ignore[no-untyped-call]


def place_name(code: str) -> str:
    """An area by name, also where none is known."""
    return wording.area(code) or "the area"


def when(time_period: str) -> str:
    """A time period as it follows a noun, with the blank before it; or nothing."""
    return f" {wording.during(time_period)}" if time_period else ""


def facts_by_id(tables: Tables) -> dict[str, Row]:
    """The facts by their id."""
    return {fact["fact"]: fact for fact in records(tables.facts)}


def derived_by_id(tables: Tables) -> dict[str, Row]:
    """The derived figures by their id."""
    return {answers.derived_id(row): row for row in records(tables.derived)}


def source_numbers(tables: Tables) -> dict[str, int]:
    """Each article's number in the report, from 1."""
    return {article: number for number, article in enumerate(tables.articles["article"], 1)}


def source_mark(number: int) -> Fragment:
    """A link to a source. In a cell it needs words beside it: a target alone must be larger than a number is."""
    return Fragment('<a href="#source-{0}">[{0}]</a>').format(number)


def source_line(tables: Tables, facts: Iterable[str]) -> str:
    """The articles that state these facts, for the foot of a chart."""
    by_id = facts_by_id(tables)
    ids = {id for fact in facts if fact for id in by_id[fact]["sources"].split(";")}
    stating = [(number, row) for number, row in enumerate(records(tables.articles), 1) if row["article"] in ids]
    named = list(dict.fromkeys(_source_name(number, row) for number, row in stating))
    if len(named) > 4:
        return f"Source: {wording.count(len(ids), 'article')}; see the table."
    return f"Source{'s' * (len(named) > 1)}: {'; '.join(named)}."


def _source_name(number: int, article: Row) -> str:
    if article["outlet"]:
        return wording.source(article)
    return wording.source({**article, "outlet": f"article {number}, outlet not named"})


def one_line(text: str, inner: str = "") -> str:
    """The text in one line; ``inner`` keeps a blank at its right or left side."""
    line = " ".join(text.split())
    if inner == "left" and text[-1:].isspace():
        return line + " "
    if inner == "right" and text[:1].isspace():
        return " " + line
    return line


def derived_name(figure: Row) -> str:
    """What a derived figure is, in words."""
    return wording.sentence(str(figure["name"]).replace("_", " "))[:-1]


def disputed_input(figure: Row, facts: Mapping[str, Row]) -> str:
    """That a derived figure takes a fact on which sources conflict; or nothing."""
    disputed = any(facts[name]["status"] == "disputed" for name in figure["inputs"].split(";"))
    return "from a figure in dispute" if disputed else ""


def derived_value(figure: Row) -> str:
    """The range of a derived figure, in words."""
    unit = figure["unit"].partition("/")[0] if figure["unit"].count("/") else figure["unit"]
    return wording.interval(figure["low"], figure["high"], unit)
