"""Numbers in news: a text gives Quantities, each with its unit, its bound and the words that made it so.

``texts`` cuts a text into words, ``lexicons`` lays out what a language knows of them, ``currencies`` knows the money of
the world, ``nouns`` and ``numbers`` read numbers and what they count, ``readings`` joins a number and its unit,
``exclusions`` sets aside what is no quantity, ``qualifiers`` hears what the neighbours say, ``ranges`` joins
two ends, and ``groups`` sees restated amounts, lists and what amounts are compared with.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, cast

from newsfigures.languages.matching import has_number
from newsfigures.quantities.currencies import Money
from newsfigures.quantities.groups import read_all
from newsfigures.quantities.lexicons import lexicon_of
from newsfigures.quantities.texts import Text
from newsfigures.types import Bound, Change, Quantity, Span

if TYPE_CHECKING:
    from newsfigures.quantities.readings import Reading

_PLACE = itemgetter(1)


def find_quantities(
    text: str, language: str = "en", *, dollar: str = "USD", country: str = "", context: str = ""
) -> list[Quantity]:
    """Every quantity of the text, in order; spans count code points of the text as given and do not overlap.

    ``dollar`` is the currency of a bare "$". ``country``, the newsroom's own (ISO 3166), and the countries named in the
    text or its ``context``, the article that it is part of, tell whose rupees or shillings are meant; money that may be
    of several countries has the unit XXX. Raises ValueError for a language without a file in ``languages/``.

    >>> [q] = find_quantities("Vietnam drew more than US$15.2 billion.")
    >>> q.value, q.unit, q.bound
    (Decimal('1.52E+10'), 'USD', 'over')
    >>> [q] = find_quantities("Tổng vốn khoảng 5.000 tỷ đồng", "vi")
    >>> q.span.text, int(q.value), q.unit, q.bound
    ('5.000 tỷ đồng', 5000000000000, 'VND', 'about')
    """
    lexicon = lexicon_of(language)
    if not has_number(text, lexicon.number_signs):
        return []
    words = Text(text)
    readings = read_all(words, lexicon)
    if not readings:
        return []
    money = Money((text, context), language, lexicon.families, dollar, country)
    return [_quantity(words, reading, money) for reading in readings]


def _quantity(text: Text, reading: Reading, money: Money) -> Quantity:
    start, end = text.span(reading.start, reading.stop)
    unit = reading.unit
    if reading.kind == "money":
        unit = "/".join(map(money.code, unit.split("/"))) if "/" in unit else money.code(unit)
    return Quantity(
        Span("", start, end, text.given[start:end]),
        reading.value,
        reading.high,
        unit,
        reading.counted,
        cast("Bound", reading.bound),
        reading.rate,
        cast("Change | None", reading.change),
        text.span(reading.restates.start, reading.restates.stop) if reading.restates else None,
        tuple([(part, *text.span(first, stop)) for part, first, stop in sorted(reading.parts, key=_PLACE)]),
    )
