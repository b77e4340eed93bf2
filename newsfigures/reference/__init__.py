"""The tables that people edit: indicators, goods, areas, units and outlets. A malformed row is refused by its name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsfigures.types import NewsfiguresError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = Path(__file__).parent

Kind = Literal["level", "flow", "stock"]
Counterpart = Literal["", "destination", "origin", "either"]
AreaKind = Literal["country", "subdivision", "bloc", "region"]


class ReferenceError(NewsfiguresError):
    """A row of a reference table that says what it must not; the message names the file, the row and the fault."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure can measure.

    ``ranges`` holds, for each family of units that fits, the least and the greatest plausible value: money in US$,
    other families in their base unit (see ``units``). ``kind`` is a flow (per period), a stock (at a moment) or a level
    (a price, a rate). ``counterpart`` tells which side a partner is on, if one makes sense; ``good`` is set for the
    indicators of one good, and one with ``goods_only`` is told of nothing else. ``companions`` names, for a family of
    units, the indicator that a figure of that family
    measures when it is said of this one: the money of projects is their capital. A ``general`` indicator gives way to
    the companion of what was told before it, and is told of nothing else where it does not stand ``alone``. Of a
    ``marked`` one a bare name may be the giver, so the area must be marked as the other side; ``at_home`` is the
    indicator that it is where the partner is the area itself, and ``abroad`` where another country acts in it. What is
    ``inward`` comes from abroad; ``outward`` is the indicator of the same that goes there, and ``paid_out`` that of
    what was spent of it. The
    words of one with ``levels_only`` are verbs too, so that a change beside them is of something else. A ``part`` of a
    whole told beside it says nothing of a ranking that follows both. What stands ``behind`` its figures
    is not looked for before them. Of what ``each`` of many things has, only equal
    values meet; what is told of companies and people has its place ``nowhere`` and meets nothing of other articles.
    What is ``daily`` is so much on the day that the text names. What is ``planned`` is so whether its sentence tells
    of a plan or not, as is what a ``project`` has. What is ``mutual`` is the same from either side.
    """

    code: str
    label: str
    category: str
    kind: Kind
    ranges: Mapping[str, tuple[Decimal, Decimal]]
    counterpart: Counterpart = ""
    good: str = ""
    companions: Mapping[str, str] | None = None
    general: bool = False
    alone: bool = True
    marked: bool = False
    at_home: str = ""
    abroad: str = ""
    inward: bool = False
    outward: str = ""
    paid_out: str = ""
    levels_only: bool = False
    part: bool = False
    goods_only: bool = False
    behind: bool = False
    added: bool = False
    each: bool = False
    nowhere: bool = False
    daily: bool = False
    planned: bool = False
    mutual: bool = False
    project: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A country, a part of one, or several together. ``absorbed`` lists the areas that joined it on ``since``;
    ``until`` is the last day of one that is no more, and ``successor`` what it became part of."""

    code: str
    name: str
    kind: AreaKind
    parent: str = ""
    absorbed: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper or agency: where it is at home and the currency that its bare ``$`` means.

    ``agency`` is the news agency whose own paper or site it is.
    """

    code: str
    name: str
    country: str
    currency: str
    agency: str = ""


def _rows(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((FOLDER / name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise ReferenceError(f"newsfigures/reference/{name}: {fault}") from None


def _fields(name: str, code: str, row: Any, needed: Iterable[str], allowed: Iterable[str] = ()) -> dict[str, Any]:
    """The row itself, if it has what it needs and nothing that nobody reads."""
    where = f"newsfigures/reference/{name}: [{code}]"
    if not isinstance(row, dict):
        raise ReferenceError(f"{where} is no table")
    needed = set(needed)
    if missing := sorted(needed - set(row)):
        raise ReferenceError(f"{where} lacks {', '.join(missing)}")
    if unknown := sorted(set(row) - needed - set(allowed)):
        raise ReferenceError(f"{where} has {', '.join(unknown)}, which nobody reads")
    return row


# --- units ----------------------------------------------------------------------------------------------------------


@cache
def units() -> Mapping[str, tuple[str, Decimal]]:
    """Each unit's family and how many of the family's base unit it is.

    >>> units()["kg"]
    ('mass', Decimal('0.001'))
    """
    found: dict[str, tuple[str, Decimal]] = {}
    for family, row in _rows("units.toml").items():
        for unit, factor in _fields("units.toml", family, row, (), row).items():
            if unit in found or not isinstance(factor, int | float | str):
                raise ReferenceError(
                    f"newsfigures/reference/units.toml: [{family}] {unit} is no factor, or stands twice"
                )
            found[unit] = (family, Decimal(str(factor)))
    return found


def family(unit: str) -> str:
    """The family of a unit: ``money`` for currency codes, ``mass``, ``count`` ...; a unit that no table has is its own.

    >>> family("VND"), family("kg"), family("count"), family("USD/t")
    ('money', 'mass', 'count', 'money/mass')
    """
    if "/" in unit:
        return "/".join(family(part) for part in unit.split("/"))
    if unit in units():
        return units()[unit][0]
    return "money" if len(unit) == 3 and unit.isascii() and unit.isupper() else unit


# --- indicators -----------------------------------------------------------------------------------------------------


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code; one that has goods stands there once more for each good, as ``exports_rice``.

    >>> indicators()["fdi_capital"].label
    'Foreign investment capital'
    >>> indicators()["exports_rice"].label
    'Exports: rice'
    """
    found: dict[str, Indicator] = {}
    for code, row in _rows("indicators.toml").items():
        indicator = _indicator(code, row)
        found[code] = indicator
        if row.get("goods"):
            for good, name in goods().items():
                found[f"{code}_{good}"] = _of_a_good(indicator, good, name)
    for indicator in found.values():
        named = (indicator.at_home, indicator.abroad, indicator.outward, indicator.paid_out)
        for other in [*(indicator.companions or {}).values(), *named]:
            if other and other not in found:
                where = f"newsfigures/reference/indicators.toml: [{indicator.code}]"
                raise ReferenceError(f"{where} has the companion {other}, which is not there")
    return found


def _indicator(code: str, row: Any) -> Indicator:
    where = f"newsfigures/reference/indicators.toml: [{code}]"
    fields = _fields(
        "indicators.toml",
        code,
        row,
        ("label", "category", "kind", "range"),
        (
            "counterpart",
            "goods",
            "companions",
            "general",
            "alone",
            "marked",
            "at_home",
            "abroad",
            "inward",
            "outward",
            "paid_out",
            "levels_only",
            "part",
            "behind",
            "added",
            "each",
            "nowhere",
            "daily",
            "planned",
            "mutual",
            "project",
        ),
    )
    if fields["kind"] not in get_args(Kind):
        raise ReferenceError(f"{where} kind {fields['kind']!r} is not one of {', '.join(get_args(Kind))}")
    if fields.get("counterpart", "") not in get_args(Counterpart):
        raise ReferenceError(
            f"{where} counterpart {fields['counterpart']!r} is not one of {', '.join(get_args(Counterpart)[1:])}"
        )
    ranges = {}
    for unit_family, bounds in fields["range"].items():
        if not (isinstance(bounds, list) and len(bounds) == 2 and bounds[0] < bounds[1]):
            raise ReferenceError(f"{where} range.{unit_family} {bounds!r} is not [least, greatest]")
        ranges[unit_family] = (Decimal(str(bounds[0])), Decimal(str(bounds[1])))
    return Indicator(
        code,
        fields["label"],
        fields["category"],
        fields["kind"],
        ranges,
        fields.get("counterpart", ""),
        companions=fields.get("companions"),
        general=bool(fields.get("general", False)),
        alone=bool(fields.get("alone", True)),
        marked=bool(fields.get("marked", False)),
        at_home=fields.get("at_home", ""),
        abroad=fields.get("abroad", ""),
        inward=fields.get("inward", False),
        outward=fields.get("outward", ""),
        paid_out=fields.get("paid_out", ""),
        levels_only=fields.get("levels_only", False),
        part=fields.get("part", False),
        goods_only=fields.get("goods") == "only",
        added=fields.get("added", False),
        behind=fields.get("behind", False),
        each=fields.get("each", False),
        nowhere=fields.get("nowhere", False),
        daily=fields.get("daily", False),
        planned=fields.get("planned", False),
        mutual=fields.get("mutual", False),
        project=fields.get("project", False),
    )


def _of_a_good(indicator: Indicator, good: str, name: str) -> Indicator:
    label = f"{indicator.label}: {name}"
    return Indicator(
        f"{indicator.code}_{good}",
        label,
        indicator.category,
        indicator.kind,
        {unit_family: (min(Decimal(1), low), high) for unit_family, (low, high) in indicator.ranges.items()},
        indicator.counterpart,
        good,
        goods_only=indicator.goods_only,
        each=indicator.each,
    )


@cache
def goods() -> Mapping[str, str]:
    """The goods that trade and production are told of, by code.

    >>> goods()["rice"]
    'rice'
    """
    rows = _rows("goods.toml")
    for code, name in rows.items():
        if not isinstance(name, str) or not code.isidentifier():
            raise ReferenceError(f"newsfigures/reference/goods.toml: {code} is no code with a name")
    return rows


# --- areas ----------------------------------------------------------------------------------------------------------


@cache
def areas() -> Mapping[str, Area]:
    """Every area by its code: ISO 3166-1 countries, 3166-2 parts of Vietnam and China, regions by UN M49, and blocs.

    >>> areas()["VN-DN"].name, areas()["VN-DN"].absorbed, areas()["VN-27"].successor
    ('Da Nang', ('VN-27',), 'VN-DN')
    """
    import pycountry
    from babel import Locale

    table = _rows("areas.toml")
    _fields(
        "areas.toml",
        "(top)",
        table,
        (
            "spellings",
            "labels",
            "blocs",
            "regions",
            "mergers",
            "parts_of",
            "states_of",
            "capitals",
            "governments",
            "cities",
            "fiscal_years",
        ),
    )
    labels: dict[str, str] = table["labels"]
    names = Locale("en").territories
    found = {"W0": Area("W0", "World", "region")}
    for code in table["regions"]:
        if code not in names:
            raise ReferenceError(f"newsfigures/reference/areas.toml: [regions] {code} is no UN M49 region")
        found[code] = Area(code, labels.get(code, names[code]), "region")
    for code, name in table["blocs"].items():
        found[code] = Area(code, name, "bloc")
    for country in pycountry.countries:
        found[country.alpha_2] = Area(
            country.alpha_2, labels.get(country.alpha_2, names.get(country.alpha_2, country.name)), "country"
        )
    for parent in table["parts_of"]:
        for part in pycountry.subdivisions.get(country_code=parent):  # type: ignore[no-untyped-call]
            if part.code not in table["parts_of"][parent]:
                found[part.code] = Area(part.code, labels.get(part.code, part.name), "subdivision", parent)
    for parent, left_out in table["states_of"].items():
        for part in pycountry.subdivisions.get(country_code=parent):  # type: ignore[no-untyped-call]
            if part.code not in left_out:
                plain = part.name.translate(_MACRONS)
                found[part.code] = Area(part.code, labels.get(part.code, plain), "subdivision", parent)
    _merge(found, table["mergers"])
    for code in [*labels, *table["spellings"].values(), *table["cities"]]:
        if code not in found:
            raise ReferenceError(f"newsfigures/reference/areas.toml: {code} is no area")
    return found


#: ISO 3166-2 writes the long vowels of Indian names with a macron, newsrooms do not.
_MACRONS = str.maketrans("āīū", "aiu")


def _merge(found: dict[str, Area], mergers: dict[str, Any]) -> None:
    for day, rows in mergers.items():
        try:
            since = date.fromisoformat(day)
        except ValueError:
            raise ReferenceError(f"newsfigures/reference/areas.toml: [mergers.{day}] is no date") from None
        last_day = date.fromordinal(since.toordinal() - 1)
        for code, absorbed in rows.items():
            if unknown := [one for one in (code, *absorbed) if one not in found]:
                raise ReferenceError(
                    f"newsfigures/reference/areas.toml: [mergers.{day}] {', '.join(unknown)} is no area"
                )
            new = found[code]
            found[code] = Area(code, new.name, new.kind, new.parent, tuple(absorbed), since)
            for one in absorbed:
                old = found[one]
                found[one] = Area(one, old.name, old.kind, old.parent, until=last_day, successor=code)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The month on whose first day a country's fiscal year starts, and which of its years a single one printed is:
    ``start``, ``end``, or empty where that is not sure."""

    month: int
    named_by: Literal["start", "end", ""] = ""


@cache
def fiscal_years() -> Mapping[str, FiscalYear]:
    """The fiscal year of each country where it is known.

    >>> fiscal_years()["PK"], fiscal_years()["JP"].named_by, fiscal_years()["VN"].month
    (FiscalYear(month=7, named_by='end'), 'start', 1)
    """
    table = _rows("areas.toml")["fiscal_years"]
    where = ("areas.toml", "fiscal_years")
    _fields(*where, table, ("starts", "named_by_its_start", "named_by_its_end", "lenders"))
    _fields(*where, table["starts"], (), [str(month) for month in range(1, 13)])
    start, end = set(table["named_by_its_start"]), set(table["named_by_its_end"])
    found: dict[str, FiscalYear] = {}
    for month, codes in table["starts"].items():
        for code in codes:
            if code in found or code not in areas() or (code in start and code in end):
                raise ReferenceError(
                    f"newsfigures/reference/areas.toml: [fiscal_years] {code} is no area or told twice"
                )
            found[code] = FiscalYear(
                int(month), "start" if code in start or month == "1" else "end" if code in end else ""
            )
    if unknown := (start | end) - found.keys():
        raise ReferenceError(f"newsfigures/reference/areas.toml: [fiscal_years] {min(unknown)} has no start")
    return found


@cache
def lenders_years() -> Mapping[str, FiscalYear]:
    """The year that a lender counts by, for the code of its name.

    >>> lenders_years()["world_bank"], lenders_years()["asian_development_bank"].month
    (FiscalYear(month=7, named_by='end'), 1)
    """
    table = _rows("areas.toml")["fiscal_years"]["lenders"]
    _fields("areas.toml", "fiscal_years.lenders", table, ("starts", "named_by_their_end"))
    return {
        code: FiscalYear(int(month), "end" if code in table["named_by_their_end"] else "start" if month == "1" else "")
        for month, codes in table["starts"].items()
        for code in codes
    }


@cache
def spellings() -> Mapping[str, str]:
    """What newsrooms of any language write for an area and neither pycountry nor Babel lists: name → code."""
    return _rows("areas.toml")["spellings"]  # type: ignore[no-any-return]


@cache
def states() -> frozenset[str]:
    """The codes of states and provinces that are told by name, but are no dateline's or outlet's own ground.

    >>> "DE-SN" in states(), "DE-HH" in states(), "VN-DN" in states()
    (True, False, False)
    """
    parents = _rows("areas.toml")["states_of"]
    return frozenset(code for code, area in areas().items() if area.kind == "subdivision" and area.parent in parents)


@cache
def cities() -> Mapping[str, str]:
    """Cities that are no areas of their own, and the area that each lies in: name → code.

    >>> cities()["Shenzhen"], cities()["Quy Nhơn"]
    ('CN-GD', 'VN-31')
    """
    return {name: code for code, names in _rows("areas.toml")["cities"].items() for name in names}


@cache
def capitals() -> Mapping[str, str]:
    """Seats of government that stand for their country in a dateline: code → country."""
    return _rows("areas.toml")["capitals"]  # type: ignore[no-any-return]


@cache
def governments() -> Mapping[str, str]:
    """Seats of government whose name alone means the government: code → country."""
    return _rows("areas.toml")["governments"]  # type: ignore[no-any-return]


# --- outlets --------------------------------------------------------------------------------------------------------


@cache
def outlets() -> Mapping[str, Outlet]:
    """The outlets by their web domain or agency code."""
    found = {}
    for code, row in _rows("outlets.toml").items():
        fields = _fields("outlets.toml", code, row, ("name", "country", "currency"), ("agency",))
        if not all(isinstance(value, str) for value in fields.values()):
            raise ReferenceError(f"newsfigures/reference/outlets.toml: [{code}] holds something that is no text")
        found[code] = Outlet(code, **fields)
    return found


def newsroom(outlet: str) -> str:
    """Who writes for an outlet, by its name: the agency whose own it is, else the outlet itself.

    >>> newsroom("VietnamPlus"), newsroom("VnExpress"), newsroom("")
    ('Vietnam News Agency', 'VnExpress', '')
    """
    return _agencies().get(outlet) or outlet


@cache
def _agencies() -> Mapping[str, str]:
    return {outlet.name: outlet.agency for outlet in outlets().values()}
