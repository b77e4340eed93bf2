"""A noun as the row of its table, and the figures of an article made again from their rows."""

from __future__ import annotations

from decimal import Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from newsfigures.schema import KEY_COLUMNS, MEASURE, SCHEMA, Row, to_row
from newsfigures.types import Figure, Key, Observation, Quantity, Span, interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsfigures.corrections import Outcome
    from newsfigures.exchange import Conversion
    from newsfigures.types import Article, Derived, Fact, Section

#: How many characters of the text stand before and after an exact quote (W3C text quote selector).
CONTEXT = 32


def article_row(article: Article, n_quantities: int) -> Row:
    """The row of an article with so many quantities."""
    values = (
        article.id,
        Path(article.path).name,
        article.sha256,
        article.title,
        article.outlet,
        article.agency,
        article.language,
        article.date,
        article.date_basis,
        article.date_because,
        article.place,
        article.encoding,
        len(article.sections),
        n_quantities,
    )
    return to_row("articles", values)


def section_row(article: str, section: Section) -> Row:
    """The row of a section of an article."""
    return to_row("sections", (article, section.start, section.end, section.role, section.language))


def quantity_row(figure: Figure) -> Row:
    """The row of a quantity, with what it measures or why it is set aside."""
    q = figure.quantity
    values = (
        q.span.article,
        q.span.start,
        q.span.end,
        q.span.text,
        q.value,
        q.value_high,
        q.unit,
        q.counted,
        q.bound,
        q.rate,
        q.change,
        figure.role,
        figure.indicator,
        figure.set_aside,
        _decimals(q.value),
        q.value_high if q.value_high is None else _decimals(q.value_high),
        *(q.equivalent_to or (None, None)),
        " ".join(f"{part}@{start}-{end}" for part, start, end in q.words),
    )
    return to_row("quantities", values)


def observation_row(observation: Observation, text: str) -> Row:
    """The row of an observation, with the words around it in the article's text; its fact is set later."""
    q, key = observation.quantity, observation.key
    values = (
        observation_id(observation),
        "",
        q.span.article,
        q.span.start,
        q.span.end,
        q.span.text,
        text[max(0, q.span.start - CONTEXT) : q.span.start],
        text[q.span.end : q.span.end + CONTEXT],
        key.indicator,
        key.ref_area,
        key.counterpart_area,
        key.time_period,
        key.measure,
        q.value,
        *interval(q.value, q.value_high, q.bound, q.unit),
        q.unit,
        q.bound,
        q.rate,
        q.statistic,
        observation.status,
        observation.speaker,
        "; ".join(observation.because),
    )
    return to_row("observations", values)


def observation_id(observation: Observation) -> str:
    """The name of an observation in the tables: its article and where its words start."""
    return f"{observation.quantity.span.article}:{observation.quantity.span.start}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    return -exponent


def correction_row(n: int, outcome: Outcome) -> Row:
    """The row of the correction with this number in its file, with what became of it."""
    c = outcome.correction
    state = "stale" if outcome.stale else "applied"
    return to_row("corrections", (n, c.article, c.exact, c.action, c.why, c.who, c.when, state, outcome.stale))


def to_figure(row: Row, observed: Row | None) -> Figure:
    """The figure of a row of quantities and of that of its observation, if it has one."""
    quantity = Quantity(
        span=Span(row["article"], int(row["start"]), int(row["end"]), row["text"]),
        value=_decimal(row["value"], row["decimals"]),
        value_high=_decimal(row["value_high"], row["decimals_high"]) if row["value_high"] else None,
        unit=row["unit"],
        counted=row["counted"],
        bound=row["bound"],  # type: ignore[arg-type]
        rate=row["rate"] or None,
        change=row["change"] or None,  # type: ignore[arg-type]
        equivalent_to=(int(row["equivalent_start"]), int(row["equivalent_end"])) if row["equivalent_start"] else None,
        words=tuple(_word(word) for word in row["words"].split()),
    )
    observation = observed and Observation(
        key=Key(*(observed[column.name] for column in (*KEY_COLUMNS, MEASURE))),
        quantity=quantity,
        speaker=observed["speaker"],
        status=observed["obs_status"],  # type: ignore[arg-type]
        because=tuple(observed["because"].split("; ")),
    )
    restated = "" if observation else row["indicator"]
    return Figure(quantity, row["role"], observation or None, row["set_aside"], restated)  # type: ignore[arg-type]


def _word(word: str) -> tuple[str, int, int]:
    part, _, place = word.partition("@")
    start, _, end = place.partition("-")
    return part, int(start), int(end)


def _decimal(digits: str, decimals: str) -> Decimal:
    exact = Context(prec=len(digits) + abs(int(decimals)) + 1)  # the usual 28 digits are few for a long number
    return Decimal(digits).quantize(Decimal(1).scaleb(-int(decimals)), context=exact)


def fact_row(fact: Fact) -> Row:
    """The row of a fact."""
    deciding = fact.evidence[0]
    sources = dict.fromkeys(observation.quantity.span.article for observation in fact.evidence)
    values = (
        fact.id,
        fact.key.indicator,
        fact.key.ref_area,
        fact.key.counterpart_area,
        fact.key.time_period,
        frequency(fact.key.time_period),
        fact.key.measure,
        fact.value,
        *interval(fact.value, fact.value_high, fact.bound, fact.unit),
        fact.unit,
        fact.rate,
        deciding.quantity.statistic,
        fact.bound,
        deciding.status,
        fact.status,
        fact.n_sources,
        ";".join(sorted(sources)),
        deciding.quantity.span.text,
        deciding.speaker,
        "; ".join(fact.because),
    )
    return to_row("facts", values)


def derived_row(figure: Derived, facts: Mapping[str, Fact]) -> Row:
    """The row of a derived figure; ``facts`` are its inputs, by id."""
    keys = [facts[id].key for id in figure.inputs]
    areas = {key.ref_area for key in keys}
    partners = {key.counterpart_area for key in keys} - {"", "W0"}  # a share of all partners is one partner's
    values = (
        figure.name,
        areas.pop() if len(areas) == 1 else "",
        partners.pop() if len(partners) == 1 else "",
        figure.value,
        figure.low,
        figure.high,
        figure.unit,
        figure.formula,
        ";".join(figure.inputs),
    )
    return to_row("derived", values)


def conversion_row(conversion: Conversion) -> Row:
    """The row of a conversion that an article makes itself."""
    return to_row("conversions", [getattr(conversion, column.name) for column in SCHEMA["conversions"]])


def frequency(time_period: str) -> str:
    """The SDMX frequency code of a time period, or "" where it has none.

    >>> frequency("2025-Q4"), frequency("2026-01"), frequency("2026-01-13"), frequency("../2026")
    ('Q', 'M', 'D', '')
    """
    if not time_period or "/" in time_period:
        return ""
    parts = time_period.split("-")
    return {1: "A", 2: parts[1][0] if len(parts) > 1 and parts[1][0].isalpha() else "M", 3: "D"}[len(parts)]
