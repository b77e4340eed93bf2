"""The nouns, in the order in which they flow: an Article holds Sections, a Section Spans, a Span prints a Quantity, a
Quantity under a Key is an Observation, Observations that agree are a Fact, Facts give Derived figures.

Every noun is frozen and keeps its evidence: from any number the way leads back to a Span, and a Span is always true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Role = Literal["title", "body", "caption", "related", "boilerplate"]
Bound = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most"]
Change = Literal["up", "down", "up_to", "down_to", "up_from", "down_from"]
DateBasis = Literal["stated", "inferred", "unknown"]
ObsStatus = Literal["actual", "estimate", "plan"]
Status = Literal["single", "agreed", "revised", "disputed"]


class NewsfiguresError(Exception):
    """Something that a reader can mend; the message is one line that names the file, what is wrong and what to do."""


class ArticleError(NewsfiguresError):
    """An article that cannot be read."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an article: ``file_text[start:end] == text``, in code points of the file as decoded.

    ``article`` is the article's id, or empty for a text that came from no file.
    """

    article: str
    start: int
    end: int
    text: str

    def moved(self, article: str, offset: int) -> Span:
        """The same words, counted from the start of a longer text."""
        return Span(article, self.start + offset, self.end + offset, self.text)


@dataclass(frozen=True, slots=True)
class Section:
    """One paragraph of an article with the white space that follows it, its role on the page and its language."""

    role: Role
    start: int
    end: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Article:
    """One file of ``seeds/`` as read. The texts of its sections, joined, are the file as decoded.

    ``date`` is None exactly if ``date_basis`` is unknown; ``date_because`` says where the date comes from, or why there
    is none. ``place`` is the dateline's, as printed; ``agency`` the newsroom that the dateline credits, "" for none.
    ``encoding`` is the one that was assumed to decode the file.
    """

    id: str
    path: str
    sha256: str
    title: str
    outlet: str
    language: str
    date: date | None
    date_basis: DateBasis
    sections: tuple[Section, ...]
    date_because: str = ""
    place: str = ""
    encoding: str = "utf-8"
    agency: str = ""

    def __hash__(self) -> int:
        """By the file's bytes, which is quicker than by every section's text."""
        return hash((self.id, self.sha256))

    @property
    def text(self) -> str:
        """The whole file as decoded."""
        return "".join(section.text for section in self.sections)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text prints it: value multiplied out, unit, and what its neighbours say of it.

    ``value`` keeps the printed precision in its exponent. ``value_high`` is set for ranges only. ``counted`` holds the
    counted noun of a ``count``. ``equivalent_to`` is the (start, end) of the amount that this one restates in another
    currency or unit. ``words`` names the words that made it so: (part, start, end) for each of number, scale, unit,
    bound, rate, change, in the offsets of ``span``.
    """

    span: Span
    value: Decimal
    value_high: Decimal | None = None
    unit: str = "count"
    counted: str = ""
    bound: Bound = "exact"
    rate: str | None = None
    change: Change | None = None
    equivalent_to: tuple[int, int] | None = None
    words: tuple[tuple[str, int, int], ...] = ()

    @property
    def statistic(self) -> str:
        """``average`` where the words say that the number is one, else ""."""
        return next((part for part, _, _ in self.words if part == "average"), "")

    def moved(self, article: str, offset: int) -> Quantity:
        """The same quantity, counted from the start of a longer text."""
        equivalent = self.equivalent_to and (self.equivalent_to[0] + offset, self.equivalent_to[1] + offset)
        return Quantity(
            self.span.moved(article, offset),
            self.value,
            self.value_high,
            self.unit,
            self.counted,
            self.bound,
            self.rate,
            self.change,
            equivalent,
            tuple([(part, start + offset, end + offset) for part, start, end in self.words]),
        )


@dataclass(frozen=True, slots=True)
class FiscalTime:
    """Months of a fiscal year, whose start only an area can tell: so many ``months`` from its ``first`` one on.

    ``year`` is the year printed, the first of two if ``both`` are; it is 0 where none is and ``day`` lies in the year
    meant. It is ``bare`` where two years stand without words that call them a fiscal year, as crops' years do too.
    """

    year: int = 0
    both: bool = False
    day: date | None = None
    first: int = 1
    months: int = 12
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A date expression and the time it names.

    ``time_period`` is SDMX: ``2025``, ``2025-Q4``, ``2025-S2``, ``2025-11``, ``2026-01-13``, or start and duration,
    ``2024-01-01/P5M``. A deadline or an opening is an ISO 8601-2 open interval: ``../2026`` (by 2026), ``2025-01/..``
    (since January). It is empty where the text does not say. ``basis`` tells how the year is known. ``fiscal`` is what
    is told of a fiscal year, which is unresolved until an area tells its start.
    """

    span: Span
    time_period: str
    basis: Literal["stated", "inferred", "unresolved"]
    because: str = ""
    fiscal: FiscalTime | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named: its code (ISO 3166, a UN M49 region, a bloc), by its name or its adjective.

    A ``part`` is a city that lies in the area of that code and is not that area.
    """

    span: Span
    code: str
    kind: Literal["name", "adjective", "part"]


@dataclass(frozen=True, slots=True)
class Key:
    """What a number measures. Areas are ISO 3166 codes (``W0`` is the world); an empty field is not stated.

    ``measure`` is ``level``; a change on the year, quarter or month before (``yoy``, ``qoq``, ``mom``); ``change``,
    where the text does not say from when; ``share`` of the indicator's own total; ``part``, what share of it something
    is that only the words tell; ``share_of_plan``; ``share_of_gdp``. A change of weight or number told beside one of
    value ends in ``_volume``. A change in percent and one in money differ in their unit. ``ref_area`` is empty for what
    a company or a person has, or where only the partner is told: such a figure stands alone.
    """

    indicator: str
    ref_area: str
    counterpart_area: str
    time_period: str
    measure: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One article's statement of one figure. ``because`` names the rules that fired, in order."""

    key: Key
    quantity: Quantity
    speaker: str
    status: ObsStatus
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its place: the role of the section that prints it, and what became of it.

    Either ``observation`` says what it measures, or ``set_aside`` says why nothing is claimed of it. ``restated`` is
    the indicator of the amount that it restates in another currency or unit, if that is claimed.
    """

    quantity: Quantity
    role: Role
    observation: Observation | None
    set_aside: str
    restated: str = ""

    @property
    def indicator(self) -> str:
        """What it measures, itself or as another way to say a claimed amount, or ""."""
        return self.observation.key.indicator if self.observation else self.restated


@dataclass(frozen=True, slots=True)
class Fact:
    """What the sources say together under one key. ``evidence`` has the deciding observation first.

    A decline is a negative ``value``. ``borders`` is set where the area has other borders today: the last day of those
    that are meant. ``n_sources`` counts those that do not depend on each other: a copy is none of its own, nor is a
    second text of one newsroom.
    ``alone`` is set where others under the same key are of other things, and tells them apart.
    """

    key: Key
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    status: Status
    evidence: tuple[Observation, ...]
    because: tuple[str, ...] = ()
    borders: str = ""
    n_sources: int = 1
    alone: str = ""

    @property
    def rate(self) -> str | None:
        """Per year, per month ...: the rate of the deciding observation."""
        return self.evidence[0].quantity.rate

    @property
    def id(self) -> str:
        """A name that stays while the key stays, for links and files."""
        key = self.key
        plan = "plan" if self.evidence[0].status == "plan" else ""
        place = (key.indicator, key.ref_area, key.counterpart_area, key.time_period, key.measure)
        parts = (*place, self.unit, self.rate, plan, self.borders, self.alone)
        return ".".join(part or "" for part in parts).rstrip(".")


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that no article prints: computed from ``inputs`` (fact ids) by ``formula``, with its interval.

    ``value``, ``low`` or ``high`` is None where the inputs leave that side open.
    """

    name: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    formula: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or organisation that an article names, with the role as printed; None where no role stands there.

    ``name`` is the name in full, where ``span`` may be a later short form or an acronym. ``area`` is the area that an
    organisation's name says. ``because`` names the rules that fired.
    """

    span: Span
    kind: Literal["person", "organisation"]
    name: str
    role: Span | None
    area: str
    language: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Good:
    """Goods that an article names as exported or imported, as printed; ``code`` only if the words are one of ours."""

    span: Span
    direction: Literal["export", "import"]
    ref_area: str
    counterpart_area: str
    code: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, in the article's words: ``span`` is the clause that tells it, ``kind`` the class of verb or noun.

    ``place`` is the place as printed, ``ref_area`` its area, ``sites`` what the words name more exactly
    (``port:lien chieu``), comparable between languages. ``when`` is the expression that dates it; its period has the
    precision and the basis. ``participants`` are areas by their codes, and actors by their names.
    """

    span: Span
    kind: str
    status: ObsStatus
    place: str
    ref_area: str
    sites: tuple[str, ...]
    when: Period | None
    participants: tuple[str, ...]
    actors: tuple[Actor, ...]
    language: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Events of several articles that are one, in any language, or one event that nobody else tells of.

    ``conflicts`` holds what they disagree on, each with every version: "date: 2026-01-13 (a, b) | 2026-01-14 (c)".
    """

    id: str
    events: tuple[Event, ...]
    conflicts: tuple[str, ...]
    because: tuple[str, ...]

    @property
    def agreement(self) -> Literal["single", "agreed", "conflict"]:
        """Whether one article tells of it, several agree, or not."""
        if self.conflicts:
            return "conflict"
        return "single" if len({event.span.article for event in self.events}) == 1 else "agreed"


#: What "about" and "nearly" are taken to allow: five per cent of the printed value.
TOLERANCE = Decimal("0.05")


def interval(
    value: Decimal, value_high: Decimal | None, bound: Bound, unit: str = ""
) -> tuple[Decimal | None, Decimal | None]:
    """The values that a printed number allows, (low, high); None where that side is open.

    An exact number allows half a unit of its last printed digit either way, a whole count only itself.

    >>> interval(Decimal("15.2e9"), None, "exact", "USD")
    (Decimal('1.515E+10'), Decimal('1.525E+10'))
    >>> interval(Decimal(37), None, "exact", "count")
    (Decimal('37'), Decimal('37'))
    >>> interval(Decimal("75e6"), None, "over", "USD")
    (Decimal('7.5E+7'), None)
    """
    high = value if value_high is None else value_high
    if bound in ("over", "at_least"):
        return value, None
    if bound in ("under", "at_most"):
        return None, high
    if bound == "nearly":
        return value - abs(value) * TOLERANCE, high
    if bound == "about":
        return value - abs(value) * TOLERANCE, high + abs(high) * TOLERANCE
    return value - _half_unit(value, unit), high + _half_unit(high, unit)


def _half_unit(value: Decimal, unit: str) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    return Decimal(0) if exponent == 0 and unit == "count" else Decimal(5).scaleb(exponent - 1)
