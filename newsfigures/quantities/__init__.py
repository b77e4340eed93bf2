"""Numbers in news: a text gives Quantities, each with its unit, its bound and the words that made it so."""

from __future__ import annotations

from newsfigures.quantities.readings import Reading, read_all
from newsfigures.quantities.texts import Text
from newsfigures.types import Quantity, Span


def find_quantities(text: str, language: str = "en", *, dollar: str = "USD") -> list[Quantity]:
    """Every quantity of the text, in order; spans count code points of the text and do not overlap.

    ``dollar`` is the currency of a bare "$". Raises ValueError for a language without a file in ``languages/``.

    >>> [q] = find_quantities("Vietnam drew more than US$15.2 billion.")
    >>> q.value, q.unit, q.bound
    (Decimal('1.52E+10'), 'USD', 'over')
    >>> [q] = find_quantities("Tổng vốn khoảng 5.000 tỷ đồng", "vi")
    >>> q.span.text, q.value, q.unit, q.bound
    ('5.000 tỷ đồng', Decimal('5.000E+12'), 'VND', 'about')
    """
    cut = Text(text)
    readings = read_all(cut, language)
    return [_quantity(cut, reading, dollar) for reading in readings]


def _quantity(text: Text, reading: Reading, dollar: str) -> Quantity:
    start, end = _span(text, reading.start, reading.stop)
    unit = reading.unit
    if "dollar" in unit:
        unit = unit.replace("dollar", dollar)
    equivalent = reading.equivalent and _span(text, reading.equivalent.start, reading.equivalent.stop)
    return Quantity(
        Span("", start, end, text.given[start:end]),
        reading.value,
        reading.high,
        unit,
        reading.counted,
        reading.bound,  # type: ignore[arg-type]
        reading.rate,
        reading.change,  # type: ignore[arg-type]
        equivalent,
        tuple((part, *_span(text, first, stop)) for part, first, stop in reading.parts),
    )


def _span(text: Text, first: int, stop: int) -> tuple[int, int]:
    """The characters of the words from ``first`` up to ``stop``."""
    return text.place(text.starts[first]), text.place(text.ends[stop - 1])
