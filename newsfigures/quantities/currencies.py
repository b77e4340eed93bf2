"""The currencies there are and their names, from CLDR, and whose money a name is that several countries share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsfigures import languages
from newsfigures.quantities.texts import Text, cut

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Money of a country that the text does not tell: CLDR's code for an unknown currency.
UNKNOWN_CURRENCY = "XXX"
_OWNER = re.compile("['’]s?$")


@cache
def current_currencies() -> frozenset[str]:
    """The ISO 4217 codes that are legal tender somewhere, from CLDR."""
    from babel.core import get_global

    entries = (entry for territory in get_global("territory_currencies").values() for entry in territory)
    return frozenset(code for code, _, end, tender in entries if tender and end is None)


@cache
def currencies_in_thousandths() -> frozenset[str]:
    """The currencies with three decimal places, as the dinars, from CLDR."""
    from babel.core import get_global

    return frozenset(code for code, (digits, *_) in get_global("currency_fractions").items() if digits == 3)


def currency_signs(language: str) -> list[tuple[str, str]]:
    """(code, sign) of the currencies that have a sign of their own in a language, from CLDR; a bare "$" is none."""
    from babel.core import Locale

    signs: dict[str, str] = dict(Locale.parse(language).currency_symbols)
    return sorted(
        (code, sign) for code, sign in signs.items() if code in current_currencies() and sign not in ("$", code)
    )


def currency_names(language: str) -> list[tuple[str, set[str]]]:
    """(code, names) of each current currency in a language, from CLDR, and its English noun if no other shares it."""
    from babel.core import Locale

    def names(locale: Locale, code: str) -> set[str]:
        plurals: dict[str, str] = dict(locale._data["currency_names_plural"].get(code, {}))
        return {locale.currencies.get(code, code), *plurals.values()}

    own, english = Locale.parse(language), Locale.parse("en")
    nouns: dict[str, set[str]] = {}
    for code in current_currencies():
        for name in names(english, code):
            if (noun := name.split()[-1]).islower():
                nouns.setdefault(noun, set()).add(code)
    return [
        (
            code,
            {name for name in names(own, code) if "(" not in name} | {noun for noun in nouns if nouns[noun] == {code}},
        )
        for code in sorted(current_currencies())
    ]


@cache
def _countries_of(currency: str) -> frozenset[str]:
    """The countries where a currency is legal tender, as ISO 3166 codes."""
    from babel.core import get_global

    return frozenset(
        country
        for country, entries in get_global("territory_currencies").items()
        if any(code == currency and tender and end is None for code, _, end, tender in entries)
    )


@cache
def _parts() -> list[tuple[str, str]]:
    """(name without accents, country) of every part of a country that no other country has one of the same name as."""
    import pycountry

    countries: dict[str, set[str]] = {}
    for part in pycountry.subdivisions:
        name = "".join(char for char in unicodedata.normalize("NFD", part.name) if not unicodedata.combining(char))
        countries.setdefault(name, set()).add(part.country_code)
    return [(name, owners.pop()) for name, owners in countries.items() if len(owners) == 1]


@cache
def _places(language: str, currencies: tuple[str, ...]) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """What tells one of these currencies from the others, by its first word: (words, currency) of its countries' names
    and adjectives in a language, their parts, the chief cities of their time zones and the scales that they count in.
    """
    from babel.core import Locale, get_global

    def city(zone: str) -> str:
        return zone.rpartition("/")[2].replace("_", " ")

    areas = languages.table(language, "areas")
    spoken = [
        *((name, country) for country, name in Locale.parse(language).territories.items()),
        *areas["names"].items(),
        *areas["adjectives"].items(),
        *(
            (zone.rpartition("/")[2].replace("_", " "), country)
            for zone, country in get_global("zone_territories").items()
        ),
        *languages.table(language, "numbers")["scale_countries"].items(),
    ]
    places: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for currency in currencies:
        countries = _countries_of(currency)
        known = {name for name, country in spoken if country in countries}
        known |= {name for name, country in _parts() if country in countries}
        for words in {cut(name) for name in known}:
            places.setdefault(words[0], []).append((words, currency))
    return places


@lru_cache(maxsize=32)
def _named(text: str, language: str, currencies: tuple[str, ...]) -> str:
    """The one of the currencies whose country a text names, or names by far the most often; "" if there is none."""
    places, read = _places(language, currencies), Text(text)
    words = [_OWNER.sub("", word) for word in read.words]
    scales = languages.table(language, "numbers")["scale_countries"]
    counts = Counter(
        currency
        for i, word in enumerate(words)
        if word in places and (word in scales or read.has_capital(i))
        for phrase, currency in places[word]
        if tuple(words[i : i + len(phrase)]) == phrase
    )
    (first, most), (_, others) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > 2 * others else ""


class Money:
    """Whose money a shared name is: rupees are India's, Pakistan's or yet another country's.

    ``texts`` are those that may tell the country, the nearest first; ``dollar`` is the currency of a bare "$",
    ``country`` the newsroom's own.
    """

    __slots__ = ("_codes", "_families", "_language", "_texts", "country", "dollar")

    def __init__(
        self,
        texts: tuple[str, ...],
        language: str,
        families: Mapping[str, tuple[str, ...]],
        dollar: str,
        country: str,
    ) -> None:
        self._texts, self._language, self._families = texts, language, families
        self.dollar, self.country = dollar, country
        self._codes: dict[str, str] = {"dollar": dollar}

    def code(self, name: str) -> str:
        """The currency of a unit's name: the newsroom's own, else that of the country that the texts name, else the one
        that goes by the bare name, if any does.
        """
        if name not in self._families:
            return self._codes.get(name, name)
        if name not in self._codes:
            *currencies, default = self._families[name]
            own = (code for code in currencies if self.country in _countries_of(code))
            told = next(own, "")
            for text in self._texts:
                told = told or _named(text, self._language, tuple(currencies))
            self._codes[name] = told or default
        return self._codes[name]
