"""Numbers, periods and lists as the words of the report. Every sentence with a number in it is made here from data.

A number never gets more digits than its source printed, and its bound is always said: "more than US$640 million".
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import get_currency_symbol, list_currencies

from newsfigures.reference import areas, indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How each bound reads before a number, and its sign where space is short.
BOUND_WORDS = {
    "exact": "",
    "about": "about",
    "nearly": "nearly",
    "over": "more than",
    "at_least": "at least",
    "under": "less than",
    "at_most": "at most",
}
BOUND_SIGNS = {"exact": "", "about": "≈", "nearly": "≲", "over": ">", "at_least": "≥", "under": "<", "at_most": "≤"}

ROLE_WORDS = {
    "title": "title",
    "body": "body",
    "caption": "caption",
    "related": "related story",
    "boilerplate": "page furniture",
}

STATUS_WORDS = {
    "single": "one source",
    "agreed": "sources agree",
    "revised": "revised later",
    "disputed": "sources conflict",
}

_SCALES = ((Decimal(10) ** 12, " trillion"), (Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))

#: Units written after the number in other words than their own symbol; all others keep it: "45 km", "12 MW".
_UNITS = {
    "percent": "%",
    "percentage_point": " percentage points",
    "basis_point": " basis points",
    "ratio": " times",
    "m2": " m²",
    "m3": " m³",
    "km2": " km²",
}
_UNITS |= {unit: f" {unit}s" for unit in ("year", "month", "day", "hour", "minute", "barrel", "person")}

_PARTS_OF_YEAR = {
    "Q": ("first quarter", "second quarter", "third quarter", "fourth quarter"),
    "S": ("first half", "second half"),
}


def amount(
    value: float | Decimal,
    unit: str = "count",
    *,
    high: float | Decimal | None = None,
    bound: str = "exact",
    rate: str = "",
    counted: str = "",
    statistic: str = "",
) -> str:
    """A figure in words, with its bound, unit, rate and statistic; ``high`` makes it a range.

    >>> amount(640e6, "USD", bound="over")
    'more than US$640 million'
    >>> amount(45e6, "USD", rate="per_year", statistic="average")
    'US$45 million per year on average'
    >>> amount(37, counted="projects")
    '37 projects'
    >>> amount(3e9, "VND", high=5e9)
    'VND3–5 billion'
    >>> amount(-0.4, "percentage_point")
    '−0.4 percentage points'
    """
    low = _decimal(value)
    top = None if high is None or _is_nan(high) else _decimal(high)
    number = _with_unit(low, unit, top)
    noun, average = counted if unit == "count" else "", "on average" if statistic else ""
    words = (BOUND_WORDS[bound], number, noun, per(rate), average)
    return " ".join(word for word in words if word)


def signed(value: float | Decimal, unit: str = "count", *, bound: str = "exact") -> str:
    """A figure for narrow places: the bound as a sign.

    >>> signed(640e6, "USD", bound="over")
    '> US$640 million'
    """
    return f"{BOUND_SIGNS[bound]} {_with_unit(_decimal(value), unit)}".strip()


def interval(low: float | Decimal | None, high: float | Decimal | None, unit: str = "count", *, digits: int = 3) -> str:
    """The values between two limits, in words; a limit that is None or NaN is open.

    The limits are rounded to ``digits`` significant digits, always outward, so that nothing that was possible is lost.

    >>> interval(144_500_000, 165_500_000, "USD")
    'US$144–166 million'
    >>> interval(3_915_492.96, None, "USD")
    'more than US$3.91 million'
    >>> interval(-165.5e6, -144.5e6, "USD")
    '−US$166 million to −US$144 million'
    >>> interval(None, None, "USD")
    'not limited'
    """
    bottom = None if low is None or _is_nan(low) else _rounded(_decimal(low), digits, ROUND_FLOOR)
    top = None if high is None or _is_nan(high) else _rounded(_decimal(high), digits, ROUND_CEILING)
    if bottom is None and top is None:
        return "not limited"
    if top is None and bottom is not None:
        return f"more than {_with_unit(bottom, unit)}"
    if bottom is None and top is not None:
        return f"less than {_with_unit(top, unit)}"
    assert bottom is not None and top is not None, "both sides are open or handled above"
    if bottom == top:
        return _with_unit(bottom, unit)
    if bottom < 0:
        return f"{_with_unit(bottom, unit)} to {_with_unit(top, unit)}"
    return _with_unit(bottom, unit, top)


def balance(low: float, high: float, unit: str, rate: str = "") -> str:
    """What is left of exports after imports, in words: a surplus, a deficit, or either; NaN is an open end.

    >>> balance(-165.5e6, -144.5e6, "USD", "per_year"), balance(3e9, math.nan, "USD")
    ('deficit of US$144–166 million per year', 'surplus of more than US$3 billion')
    >>> balance(-2e6, 4e6, "USD")
    'balance of −US$2 million to US$4 million'
    """
    if high <= 0:
        words = f"deficit of {interval(-high, -low, unit)}"
    elif low >= 0:
        words = f"surplus of {interval(low, high, unit)}"
    else:
        words = f"balance of {interval(low, high, unit)}"
    return f"{words} {per(rate)}".strip()


def rounded(value: float | Decimal, unit: str = "count", *, digits: int = 3) -> str:
    """A computed figure, cut to the digits that its inputs can bear.

    >>> rounded(3_915_492.96, "USD")
    'US$3.92 million'
    """
    number = _decimal(value)
    return _with_unit(_rounded(number, digits, "ROUND_HALF_UP"), unit)


def scale(values: list[float]) -> tuple[float, str]:
    """What to divide an axis by, and the word for it: (1e6, "million"), or (1, "") for small numbers.

    >>> scale([45e6, 200e6])
    (1000000.0, 'million')
    >>> scale([])
    (1.0, '')
    """
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    for size, word in _SCALES:
        if largest >= size:
            return float(size), word.strip()
    return 1.0, ""


def unit_name(unit: str) -> str:
    """A unit by itself, as an axis names it.

    >>> unit_name("USD"), unit_name("VND"), unit_name("percent"), unit_name("count")
    ('US$', 'VND', '%', 'number')
    """
    if unit == "count":
        return "number"
    return _currency(unit) or _UNITS.get(unit, unit).strip()


def count(number: int, singular: str, plural: str = "") -> str:
    """So many of something.

    >>> count(1, "article"), count(0, "article"), count(1200, "country", "countries")
    ('1 article', '0 articles', '1,200 countries')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def projects(fact: Mapping[str, Any]) -> str:
    """How many projects a fact counts.

    >>> projects({"obs_value": 37.0, "bound": "exact"}), projects({"obs_value": 1.0, "bound": "exact"})
    ('37 projects', '1 project')
    """
    noun = "project" if fact["obs_value"] == 1 else "projects"
    return amount(fact["obs_value"], bound=fact["bound"], counted=noun)


def source(article: Mapping[str, Any]) -> str:
    """An article's outlet and date; the name of its file where no outlet is known.

    >>> source({"outlet": "The Daily", "date": "2024-03-05", "date_basis": "inferred", "path": "a.txt"})
    'The Daily, 5 March 2024 (inferred)'
    >>> source({"outlet": "", "date": "", "date_basis": "unknown", "path": "a.txt"})
    'a.txt, undated'
    """
    date = period(article["date"]) or "undated"
    inferred = " (inferred)" if article["date_basis"] == "inferred" else ""
    return f"{article['outlet'] or article['path']}, {date}{inferred}"


def formula(text: str) -> str:
    """A formula or rate with its long numbers in groups of three.

    >>> formula("5000000 VND ÷ 25836.4 VND per US$ (rate of 2025-05)")
    '5,000,000 VND ÷ 25,836.4 VND per US$ (rate of 2025-05)'
    """
    return re.sub(r"(?<![\w.-])\d{5,}(?![\w-])", lambda number: f"{int(number[0]):,}", text)


def fact_name(fact: Mapping[str, Any]) -> str:
    """What a fact measures, with whom, where and when.

    >>> key = {"indicator": "exports_rice", "ref_area": "VN", "counterpart_area": "CN", "time_period": "2025"}
    >>> fact_name(key | {"measure": "level"})
    'Exports of rice to China, Vietnam, in 2025'
    """
    parts = [
        f"{indicator(fact['indicator'])} {partner(fact)}".strip(),
        measure(fact["measure"]),
        area(fact["ref_area"]),
        during(fact["time_period"]),
    ]
    return ", ".join(part for part in parts if part)


def partner(fact: Mapping[str, Any]) -> str:
    """With whom, to whom or from whom; empty if no partner is stated.

    >>> partner({"indicator": "exports", "counterpart_area": "CN"})
    'to China'
    """
    if not fact["counterpart_area"]:
        return ""
    known = indicators().get(fact["indicator"])
    direction = "from" if known and known.category == "investment" else "with"
    for start, word in (("export", "to"), ("import", "from"), ("outward", "to")):
        if fact["indicator"].startswith(start):
            direction = word
    return f"{direction} {area(fact['counterpart_area'])}"


def fact_value(fact: Mapping[str, Any]) -> str:
    """A fact's value, with bound, range and rate."""
    high = fact["value_high"] if _is_range(fact) else None
    return amount(
        fact["obs_value"],
        fact["unit_measure"],
        bound=fact["bound"],
        rate=fact["rate"],
        statistic=fact["statistic"],
        high=high,
    )


def _is_range(fact: Mapping[str, Any]) -> bool:
    """An exact figure whose interval reaches further up than its own rounding was printed as a range."""
    return bool(
        fact["bound"] == "exact"
        and fact["value_high"] - fact["obs_value"] > 3 * (fact["obs_value"] - fact["value_low"])
    )


def measure(code: str) -> str:
    """What is told of the indicator, in words; nothing for its level.

    >>> measure("qoq"), measure("change_volume"), measure("share_of_gdp"), measure("level")
    ('change on the quarter', 'change in volume', 'share of GDP', '')
    """
    base, _, rest = code.partition("_")
    words = _MEASURES.get(base, base)
    return f"{words} {_MEASURES.get(rest, rest.replace('_', ' '))}".strip()


_MEASURES = {
    "level": "",
    "yoy": "change on the year",
    "mom": "change on the month",
    "qoq": "change on the quarter",
    "volume": "in volume",
    "of_gdp": "of GDP",
}


def event(what: str, sites: str, place: str) -> str:
    """An event in few words: its kind, and its sites or else its place.

    >>> event("visit", "port:chan may;hi_tech_park:VN-26", "Hue"), event("gathering", "", "Hue")
    ('Visit: Chan May port; hi tech park, Hue', 'Gathering, Hue')
    """
    kind = sentence(what.replace("_", " "))[:-1]
    named = [_site(site) for site in sites.split(";") if site]
    return f"{kind}: {'; '.join(named)}" if named else ", ".join(filter(None, (kind, place)))


def _site(site: str) -> str:
    kind, _, name = site.partition(":")
    kind = kind.replace("_", " ")
    if name in areas():
        return f"{kind}, {area(name)}"
    return f"{kind} {name}" if name.isdigit() else f"{name.title()} {kind}".strip()


def listing(words: list[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listing(["coal"]), listing(["coal", "rice", "tea"])
    ('coal', 'coal, rice and tea')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def sentence(text: str) -> str:
    """The text with a capital letter at its start and a full stop at its end.

    >>> sentence("nearly 40 farms were surveyed")
    'Nearly 40 farms were surveyed.'
    """
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def per(rate: str) -> str:
    """A rate in words.

    >>> per("per_year"), per("")
    ('per year', '')
    """
    return rate.replace("_", " ")


def period(time_period: str) -> str:
    """An SDMX time period in words; one of an unknown form stays as it is.

    >>> [period(p) for p in ("2026-01-13", "2025-11", "2025-Q4", "2025-S1")]
    ['13 January 2026', 'November 2025', 'the fourth quarter of 2025', 'the first half of 2025']
    >>> [period(p) for p in ("../2026", "2025-01/..", "2015/2024", "2024/2025", "")]
    ['by 2026', 'since January 2025', '2015 to 2024', '2024/25', '']
    >>> [period(p) for p in ("2024-01-01/P5M", "2023-11-01/P3M", "2024-03-15/P10D")]
    ['January to May 2024', 'November 2023 to January 2024', '10 days from 15 March 2024']
    """
    first, slash, last = time_period.partition("/")
    if slash:
        if first == "..":
            return f"by {period(last)}"
        if last == "..":
            return f"since {period(first)}"
        if (months := re.fullmatch(r"(\d{4})-(\d\d)-01/P(\d{1,3})M", time_period)) and 1 <= int(months[2]) <= 12:
            return _months(int(months[1]), int(months[2]), int(months[3]))
        if duration := re.fullmatch(r"P(\d+)([YMWD])", last):
            length = count(int(duration[1]), {"Y": "year", "M": "month", "W": "week", "D": "day"}[duration[2]])
            return f"{length} from {period(first)}"
        if first.isdigit() and last == f"{int(first) + 1:04}":
            return f"{first}/{last[2:]}"
        return f"{period(first)} to {period(last)}"
    if part := re.fullmatch(r"(\d{4})-([QS])(\d)", time_period):
        names = _PARTS_OF_YEAR[part[2]]
        return f"the {names[int(part[3]) - 1]} of {part[1]}" if 1 <= int(part[3]) <= len(names) else time_period
    if (day := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", time_period)) and 1 <= int(day[2]) <= 12:
        month = f"{get_month_names('wide', locale='en')[int(day[2])]} {day[1]}"
        return f"{int(day[3])} {month}" if day[3] else month
    return time_period


def during(time_period: str) -> str:
    """A time period with the preposition that it takes; empty for none.

    >>> [during(p) for p in ("2026-01-13", "2025", "../2026", "2024-01-01/P5M", "")]
    ['on 13 January 2026', 'in 2025', 'by 2026', 'from January to May 2024', '']
    """
    if not time_period or ".." in time_period:
        return period(time_period)
    if "/" in time_period:
        words = period(time_period)
        if re.fullmatch(r"\d{4}/\d\d", words):
            return f"in {words}"
        return f"over {words}" if words[:1].isdigit() and "/P" in time_period else f"from {words}"
    return ("on " if re.fullmatch(r"\d{4}-\d\d-\d\d", time_period) else "in ") + period(time_period)


def area(code: str) -> str:
    """An area by name; a code that no table has stays as it is.

    >>> area("VN-DN"), area("CN"), area("W0"), area("XX-1"), area("")
    ('Da Nang', 'China', 'the world', 'XX-1', '')
    """
    if code == "W0":
        return "the world"
    return areas()[code].name if code in areas() else code


def indicator(code: str) -> str:
    """An indicator as a reader is told of it.

    >>> indicator("fdi_capital"), indicator("no_such_thing")
    ('Foreign investment capital', 'No such thing')
    >>> indicator("production_rice")
    'Production of rice'
    """
    return (
        indicators()[code].label.replace(": ", " of ")
        if code in indicators()
        else sentence(code.replace("_", " "))[:-1]
    )


def _months(year: int, month: int, number: int) -> str:
    """So many months in a row: "January to May 2024"."""
    names = get_month_names("wide", locale="en")
    last = year * 12 + month - 1 + max(number, 1) - 1
    end = f"{names[last % 12 + 1]} {last // 12}"
    if number <= 1:
        return end
    return f"{names[month]} to {end}" if last // 12 == year else f"{names[month]} {year} to {end}"


def number(value: float | Decimal, digits: int = 5) -> str:
    """A bare number with so many significant digits at most.

    >>> number(25641.025641), number(0.02812734)
    ('25,641', '0.028127')
    """
    exact = _decimal(value)
    return _digits(_rounded(exact, digits, "ROUND_HALF_UP")) if exact.is_finite() else "–"


def language(code: str) -> str:
    """A language by its English name.

    >>> language("vi"), language("xx")
    ('Vietnamese', 'xx')
    """
    return str(_english().languages.get(code, code))


@cache
def _english() -> Locale:
    return Locale("en")


@cache
def _currency(unit: str) -> str:
    """What stands before an amount of money: a sign that everyone reads, or the code; nothing for other units."""
    if unit not in list_currencies():
        return ""
    symbol = str(get_currency_symbol(unit, "en_001"))
    return symbol if symbol[-1] in "$€£" else unit


def _with_unit(low: Decimal, unit: str, high: Decimal | None = None) -> str:
    """Number and unit, the scale taken from the lower end so that neither end loses digits."""
    if not low.is_finite() or (high is not None and not high.is_finite()):
        return "not stated"
    unit, _, denominator = unit.partition("/")
    currency = _currency(unit)
    guide = abs(low or high or low)
    size, word = next(((size, word) for size, word in _SCALES if guide >= size), (Decimal(1), ""))
    digits = _digits(abs(low) / size) + ("" if high is None else f"–{_digits(abs(high) / size)}")
    after = "" if currency or unit == "count" else _UNITS.get(unit, f" {unit}")
    if digits == "1" and not word and after.endswith("s"):
        after = after[:-1]
    over = f"/{denominator}" if denominator else ""
    return f"{'−' if low < 0 else ''}{currency}{digits}{word}{after}{over}"


def _digits(number: Decimal) -> str:
    """All digits that matter, thousands marked."""
    text = f"{number.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, digits: int, rounding: str) -> Decimal:
    if not number:
        return number
    return number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1), rounding=rounding)


def _decimal(value: float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def _is_nan(value: float | Decimal) -> bool:
    return value != value
