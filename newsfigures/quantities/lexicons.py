"""The words of a language, laid out for looking them up around a number."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from newsfigures import languages
from newsfigures.quantities.texts import cut

SYMBOLS = Path(__file__).parent.parent / "reference" / "symbols.toml"


class Phrases:
    """Phrases that can be looked up from their first word onwards or from their last word backwards.

    >>> phrases = Phrases([("at least", "at_least"), ("least", "?")])
    >>> phrases.ending(["there", "are", "at", "least", "5"], 4)
    (2, 'at_least')
    >>> phrases.starting(["least", "of", "all"], 0)
    (1, '?')
    """

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, phrases: Iterable[tuple[str, Any]]) -> None:
        self._by_first: dict[str, list[tuple[int, list[str], Any]]] = {}
        self._by_last: dict[str, list[tuple[int, list[str], Any]]] = {}
        for phrase, meaning in phrases:
            words = list(cut(phrase))
            self._by_first.setdefault(words[0], []).append((len(words), words, meaning))
            self._by_last.setdefault(words[-1], []).append((len(words), words, meaning))
        for table in (self._by_first, self._by_last):
            for entries in table.values():
                entries.sort(key=lambda entry: -entry[0])

    def starting(self, words: list[str], i: int) -> tuple[int, Any] | None:
        """(end, meaning) of the longest phrase that starts with word ``i``."""
        for size, phrase, meaning in self._by_first.get(words[i], ()):
            if size == 1 or words[i : i + size] == phrase:
                return i + size, meaning
        return None

    def ending(self, words: list[str], i: int) -> tuple[int, Any] | None:
        """(start, meaning) of the longest phrase that ends just before word ``i``."""
        if i <= 0:
            return None
        for size, phrase, meaning in self._by_last.get(words[i - 1], ()):
            if size == 1 or (i >= size and words[i - size : i] == phrase):
                return i - size, meaning
        return None


class Unit:
    """A unit's symbol, the exact spelling that it must have where its case counts, and what one of it is."""

    __slots__ = ("kind", "of", "spelling", "symbol")

    def __init__(self, symbol: str, kind: str, spelling: str = "", of: tuple[int, str] | None = None) -> None:
        self.symbol = symbol
        self.kind = kind  # money, code, measure, time
        self.spelling = spelling
        self.of = of


TIMES = {"year", "month", "week", "day", "hour", "minute", "second", "decade", "century"}


class Lexicon:
    """All tables of one language, with those that all languages share."""

    def __init__(self, language: str) -> None:
        def part(name: str) -> dict[str, Any]:
            return languages.table(language, name)

        shared = tomllib.loads(SYMBOLS.read_text("utf-8"))
        self._read_numbers(part("numbers"))
        self._read_units(part("units"), part("currencies"), shared, language)
        rates = part("rates")
        self.rate_connectors = set(rates["connectors"])
        self.rate_adverbs = Phrases(rates["adverbs"].items())
        self.denominators = Phrases((name, key) for key, names in rates["denominators"].items() for name in names)
        self.bounds = _inverted(part("bounds"))
        self.bounds_after = _inverted(part("bounds_after"))
        ranges = part("ranges")
        self.range_between = set(ranges["between"])
        self.range_opening: dict[str, list[str]] = ranges["opening"]
        self.lists = set(ranges["lists"])
        changes = part("changes")
        self.changes = Phrases((word, way) for way in ("up", "down") for word in changes[way])
        self.change_by = set(changes["by"])
        self.change_to = set(changes["to"])
        self.change_from = set(changes["from"])
        nots = part("not_quantities")
        self.months = set(nots["months"])
        self.ordinal_endings = set(nots["ordinal_endings"])
        self.clock = set(nots["clock"])
        self.named_before = set(nots["before"])
        self.named_after = set(nots["after"])
        self.year_before = set(nots["year_before"])
        self.period_before = set(nots["period_before"])
        self.half_of_period = self.period_before | {"second", "third", "fourth"}
        self.pointing_before = set(nots["pointing_before"])
        self.not_counted = set(nots["not_counted"])
        self.plurals = set(nots["plurals"])
        self.function_words = self.not_counted | self.change_to | self.change_from

    def _read_numbers(self, numbers: dict[str, Any]) -> None:
        self.decimal: str = numbers["decimal"]
        self.joiners = set(numbers["joiners"])
        self.half_after = Phrases((phrase, None) for phrase in numbers["half_after"])
        self.half_before = Phrases((phrase, None) for phrase in numbers["half_before"])
        self.article = set(numbers["article"])
        self.ones: dict[str, int] = numbers["ones"]
        self.teens: dict[str, int] = numbers["teens"]
        self.tens: dict[str, int] = numbers["tens"]
        self.multipliers: dict[str, int] = numbers["multipliers"]
        self.scales: dict[str, int] = numbers["scales"]
        self.letters: dict[str, int] = numbers["letters"]
        self.fractions: dict[str, int] = numbers["fractions"]
        self.alone = {word: str(value) for word, value in numbers["alone"].items()}
        self.after_tens = set(numbers.get("after_tens", {}).get("words", ()))
        self.doubtful = set(numbers.get("doubtful", {}).get("words", ()))
        first_halves = {cut(phrase)[0] for phrase in numbers["half_before"]}
        multiplied = set(self.multipliers) if self.article else set()
        self.number_words = {
            *self.ones, *self.teens, *self.tens, *self.alone, *first_halves, *self.article, *multiplied
        } - self.after_tens  # fmt: skip

    def _read_units(
        self, units: Mapping[str, list[str]], currencies: Mapping[str, list[str]], shared: dict[str, Any], language: str
    ) -> None:
        after: list[tuple[str, Unit]] = []
        before: list[tuple[str, Unit]] = []
        multiples = {name: (size, of) for name, (size, of) in shared["multiples"].items()}
        for symbol, names in units.items():
            kind = "time" if symbol in TIMES else "measure"
            after += [(name, Unit(symbol, kind, of=multiples.get(symbol))) for name in names]
        for symbol, spellings in shared["symbols"].items():
            after += [(spelling, Unit(symbol, "measure", spelling)) for spelling in spellings]
        for code, names in currency_names(language):
            after += [(name, Unit(code, "money")) for name in names]
        for code, names in currencies.items():
            after += [(name, Unit(code, "money")) for name in names]
        for code, signs in shared["currencies"].items():
            both = [(sign, Unit(code, "money", sign)) for sign in signs]
            after += both
            before += both
        words_too = set(shared["codes"]["words"])
        for code in current_currencies():
            unit = (code, Unit(code, "code" if code in words_too else "money", code))
            after.append(unit)
            before.append(unit)
        for code, names in currencies.items():
            before += [(name, Unit(code, "money")) for name in names if name.upper() == code]
        self.units = Phrases(_most_telling(after))
        self.units_before = Phrases(_most_telling(before))


def _most_telling(units: list[tuple[str, Unit]]) -> list[tuple[str, Unit]]:
    """Of several units with one spelling the last, so that a language's own words win over CLDR's."""
    return list({(cut(name), unit.spelling): (name, unit) for name, unit in units}.values())


def _inverted(table: Mapping[str, list[str]]) -> Phrases:
    return Phrases((word, meaning) for meaning, words in table.items() for word in words)


@cache
def current_currencies() -> frozenset[str]:
    """The ISO 4217 codes that are legal tender somewhere, from CLDR."""
    from babel.core import get_global

    return frozenset(
        code
        for entries in get_global("territory_currencies").values()
        for code, _, end, tender in entries
        if tender and end is None
    )


def currency_names(language: str) -> list[tuple[str, set[str]]]:
    """(code, names) of each current currency in a language, from CLDR; with the English common noun if it is unmistakable."""
    from babel.core import Locale

    own, english = Locale.parse(language), Locale.parse("en")
    nouns: dict[str, set[str]] = {}
    for code in current_currencies():
        for name in dict(english._data["currency_names_plural"].get(code, {})).values():
            if (noun := name.split()[-1]).islower():
                nouns.setdefault(noun, set()).add(code)
    found = []
    for code in sorted(current_currencies()):
        names = {own.currencies.get(code, code), *dict(own._data["currency_names_plural"].get(code, {})).values()}
        names |= {noun for noun, codes in nouns.items() if codes == {code}}
        found.append((code, {name.lower() for name in names if "(" not in name}))
    return found


@cache
def lexicon_of(language: str) -> Lexicon:
    """The tables of a language. Raises ValueError for a language that has no file."""
    return Lexicon(language)
