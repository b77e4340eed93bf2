"""The words of a language, laid out for looking them up around a number."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from newsfigures import languages
from newsfigures.languages.matching import letter_runs
from newsfigures.quantities.currencies import (
    UNKNOWN_CURRENCY,
    currencies_in_thousandths,
    currency_names,
    currency_signs,
    current_currencies,
)
from newsfigures.quantities.texts import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsfigures.quantities.texts import Text

SYMBOLS = Path(__file__).parent.parent / "reference" / "symbols.toml"

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases that can be looked up from their first word onwards or from their last word backwards, the longest first.

    >>> phrases = Phrases([("at least", "at_least"), ("least", "?")])
    >>> phrases.ending(["there", "are", "at", "least", "5"], 4)
    (2, 'at_least')
    >>> phrases.starting(["least", "of", "all"], 0)
    (1, '?')
    """

    __slots__ = ("by_first", "by_last", "first_words")

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self.by_first: dict[str, list[tuple[int, list[str], Meaning]]] = {}
        self.by_last: dict[str, list[tuple[int, list[str], Meaning]]] = {}
        for phrase, meaning in phrases:
            words = list(cut(phrase))
            self.by_first.setdefault(words[0], []).append((len(words), words, meaning))
            self.by_last.setdefault(words[-1], []).append((len(words), words, meaning))
        for table in (self.by_first, self.by_last):
            for entries in table.values():
                entries.sort(key=lambda entry: -entry[0])
        self.first_words = frozenset(self.by_first)

    def starting(self, words: list[str], i: int) -> tuple[int, Meaning] | None:
        """(stop, meaning) of the longest phrase that starts with word ``i``."""
        if entries := self.by_first.get(words[i]):
            for size, phrase, meaning in entries:
                if size == 1 or words[i : i + size] == phrase:
                    return i + size, meaning
        return None

    def ending(self, words: list[str], i: int) -> tuple[int, Meaning] | None:
        """(start, meaning) of the longest phrase that ends just before word ``i``."""
        if i > 0 and (entries := self.by_last.get(words[i - 1])):
            for size, phrase, meaning in entries:
                if size == 1 or (i >= size and words[i - size : i] == phrase):
                    return i - size, meaning
        return None


class Unit(NamedTuple):
    """A unit: its symbol, its kind (money, measure, time, share) and its size if it is so many of the symbol's unit.

    A ``shy`` name is an ordinary word or letter as well, and counts only beside a number that needs a unit. A name
    may hold a ``rate``: bpd are barrels per day.
    """

    symbol: str
    kind: str
    name: str
    size: str = ""
    shy: bool = False
    rate: str | None = None


#: The meaning of a phrase that a unit's name starts: đồng chí, a comrade, is no money.
NO_UNIT = Unit("", "", "")
#: What letters and signs of money mean that no table has.
UNKNOWN_MONEY = Unit(UNKNOWN_CURRENCY, "money", UNKNOWN_CURRENCY)


class Units:
    """Names and signs of units. A sign counts in its own spelling only, a name in any case."""

    __slots__ = ("_by_first", "_by_last", "first_words", "last_words")

    def __init__(self, units: Iterable[tuple[str, bool, Unit]]) -> None:
        spellings: dict[tuple[str, ...], dict[str, Unit]] = {}
        for name, is_sign, unit in units:
            spellings.setdefault(cut(name), {})[" ".join(name.split()) if is_sign else ""] = unit
        phrases = Phrases((" ".join(words), units) for words, units in spellings.items())
        self._by_first, self._by_last = phrases.by_first, phrases.by_last
        self.first_words, self.last_words = frozenset(self._by_first), frozenset(self._by_last)

    def starting(self, text: Text, i: int) -> tuple[int, Unit] | None:
        """(stop, unit) of the unit that starts with word ``i``."""
        if entries := self._by_first.get(text.words[i]):
            for size, phrase, spellings in entries:
                stop = i + size
                if (size == 1 or text.words[i:stop] == phrase) and (
                    unit := spellings.get("") or spellings.get(text.as_written(i, stop))
                ):
                    return None if unit is NO_UNIT else (stop, unit)
        return None

    def ending(self, text: Text, i: int) -> tuple[int, Unit] | None:
        """(start, unit) of the unit that ends just before word ``i``."""
        if i > 0 and (entries := self._by_last.get(text.words[i - 1])):
            for size, phrase, spellings in entries:
                start = i - size
                if (size == 1 or (start >= 0 and text.words[start:i] == phrase)) and (
                    unit := spellings.get("") or spellings.get(text.as_written(start, i))
                ):
                    return start, unit
        return None


class Lexicon:
    """All tables of one language, with those that all languages share."""

    def __init__(self, language: str) -> None:
        def part(name: str) -> dict[str, Any]:
            return languages.table(language, name)

        self._read_numbers(part("numbers"))
        self._read_units(part("units"), part("currencies"), part("counted")["not_units"], language)
        self.topic_units = {
            letter: (Unit(symbol, "measure", symbol), frozenset(topic["words"]))
            for topic in part("units_of_topic").values()
            for letter, symbol in topic["letters"].items()
        }
        rates = part("rates")
        self.unit_fillers = frozenset(part("counted")["between"])
        self.rate_connectors = frozenset(rates["connectors"])
        self.rate_connectors_far = frozenset(rates["connectors_far"])
        self.rate_not_before = Phrases((words, None) for words in rates["not_before"])
        self.rate_adverbs = Phrases[str](rates["adverbs"].items())
        self.rate_signs = frozenset({*self.rate_adverbs.by_first, *rates["connectors"], *rates["connectors_far"], "/"})
        self.denominators = inverted(rates["denominators"])
        self.rate_measures = inverted(rates["measures"])
        bounds = dict(part("bounds"))
        self.bound_fillers = Phrases((words, None) for words in bounds.pop("fillers"))
        self.limits = Phrases((words, None) for words in bounds.pop("limits"))
        self.comparing = Phrases((words, None) for words in bounds.pop("comparing"))
        self.bases = Phrases((words, None) for words in bounds.pop("bases"))
        self.bounds = inverted(bounds)
        of_amounts = part("bounds_of_amounts")
        self.bounds_of_amounts = Phrases[str]([(words, "over") for words in of_amounts["over"]])
        self.marks = frozenset(of_amounts["marks"])
        self.noun_changes = frozenset(part("changes")["nouns"])
        self.change_at = frozenset(part("changes")["at"])
        of_time = part("bounds_of_time")
        self.bounds_of_time = frozenset(of_time["words"])
        self.bounds_of_time_after = frozenset(of_time["after"])
        self.bounds_after = inverted(part("bounds_after"))
        self.averages = Phrases((words, None) for words in part("averages")["words"])
        #: The last words of all that may stand before a number and say how it is meant: most numbers have none.
        self.qualifier_ends = frozenset(
            word
            for phrases in (self.averages, self.bounds, self.bounds_of_amounts, self.bound_fillers)
            for word in phrases.by_last
        )
        ranges = part("ranges")
        self.range_between = Phrases((words, None) for words in ranges["between"])
        self.range_opening = {
            word: Phrases((words, None) for words in between) for word, between in ranges["opening"].items()
        }
        self.range_from = frozenset(ranges["from"])
        self.lists = frozenset(ranges["lists"])
        self.adding = frozenset(ranges["adding"])
        self.respectively = Phrases((words, None) for words in ranges["respectively"])
        self.clauses = frozenset(ranges["clauses"])
        self.against = Phrases((words, None) for words in ranges["against"])
        self.against_fillers = frozenset(ranges["against_fillers"])
        self.balances = frozenset(ranges["balances"])
        self.duals = frozenset(ranges["duals"])
        self.dual_openings = frozenset(ranges["dual_openings"])
        changes = part("changes")
        self.changes = Phrases[str](
            [
                *((word, way) for way in ("up", "down") for word in changes[way]),
                *((words, "") for words in changes["none"]),
            ]
        )
        self.changes_to = Phrases[str]((word, way) for way in ("up", "down") for word in changes[f"{way}_to"])
        self.participles = frozenset(changes["participles"])
        self.changes_after = Phrases((word, way) for way in ("up", "down") for word in changes[f"{way}_after"])
        self.change_particles = frozenset(changes["particles"])
        self.particles_after = frozenset(changes["particles_after"])
        self.change_fillers = frozenset(changes["fillers"])
        self.change_by = frozenset(changes["by"])
        self.change_of = frozenset(changes["of"])
        self.change_within = frozenset(changes["within"])
        self.change_to = frozenset(changes["to"])
        self.change_levels = frozenset(changes["levels"])
        self.compared = Phrases((words, None) for words in changes["compared"])
        self.change_marks = self.change_to | frozenset(changes["from"])
        self.losses = frozenset(changes["losses"])
        self.change_particles_to: dict[str, str] = changes["particles_to"]
        self.change_from = frozenset(changes["from"])
        self._read_counted(part("counted"))
        self._read_not_quantities(part("not_quantities"))
        self.months = frozenset(month for month in part("periods")["months"] if month.isalpha())

    def _read_numbers(self, numbers: dict[str, Any]) -> None:
        self.decimal: str = numbers["decimal"]
        self.joiners = frozenset(numbers["joiners"])
        self.minus = frozenset(numbers["minus"])
        self.half_after = Phrases((phrase, None) for phrase in numbers["half_after"])
        self.half_before = Phrases((phrase, None) for phrase in numbers["half_before"])
        self.articles = frozenset(numbers["articles"])
        self.fraction_joiners = frozenset(numbers["fraction_joiners"])
        self.fraction_followers = frozenset(numbers["fraction_followers"])
        self.bare_fractions = frozenset(numbers["bare_fractions"])
        self.only_inside = frozenset(numbers["only_inside"])
        self.never_after_tens = frozenset(numbers["never_after_tens"])
        self.only_with_unit = frozenset(numbers["only_with_unit"])
        self.ordinary_after = {word: frozenset(before) for word, before in numbers["ordinary_after"].items()}
        self.ones: dict[str, int] = numbers["ones"]
        self.teens: dict[str, int] = numbers["teens"]
        self.tens: dict[str, int] = numbers["tens"]
        self.multipliers: dict[str, int] = numbers["multipliers"]
        self.scales: dict[str, int] = numbers["scales"]
        self.letters: dict[str, int] = numbers["letters"]
        self.money_letters: dict[str, int] = numbers["money_letters"]
        crowds = numbers["crowds"]
        self.crowds = frozenset(crowds["words"])
        self.not_crowds = frozenset(crowds["not_after"])
        self.fractions: dict[str, int] = numbers["fractions"]
        self.bare_money: dict[str, str] = numbers["bare_money"]
        self.money_before = frozenset(numbers["money_before"])
        self.alone = Phrases((phrase, str(value)) for phrase, value in numbers["alone"].items())
        phrases = (*numbers["half_before"], *numbers["alone"])
        self.number_words = frozenset(
            {
                *self.ones,
                *self.teens,
                *self.tens,
                *self.articles,
                *self.bare_fractions,
                *(cut(phrase)[0] for phrase in phrases),
            }
            - self.only_inside
        )
        #: What makes a number of an article: a third, a million, a dozen, a few hundred.
        seconds = {word for phrase in phrases for word in cut(phrase)[1:2]}
        self.after_articles = frozenset({*self.fractions, *self.scales, *self.multipliers, *seconds})
        #: Without one of these runs of letters a text without digits has no number.
        signs = {*self.number_words, *(self.after_articles if self.articles else ())} - self.articles
        self.number_signs = frozenset(run for word in signs for run in letter_runs(word))

    def _read_units(
        self, units: Mapping[str, list[str]], currencies: Mapping[str, list[str]], not_units: list[str], language: str
    ) -> None:
        shared = tomllib.loads(SYMBOLS.read_text("utf-8"))
        sizes: dict[str, tuple[str, str]] = shared["sizes"]
        shy = frozenset(shared["shy"]["symbols"])
        self.grades = frozenset(shared["shy"]["grades"])
        self.currencies_in_thousandths = currencies_in_thousandths()
        self.speeds: dict[str, str] = shared["kinds"]["speeds"]
        times, shares = frozenset(shared["kinds"]["time"]), frozenset(shared["kinds"]["share"])

        def unit(symbol: str, kind: str = "", is_shy: bool = False) -> Unit:
            symbol, _, rate = symbol.partition(" per_")
            name = symbol
            size, symbol = sizes.get(symbol, ("", symbol))
            kind = kind or ("time" if symbol in times else "share" if symbol in shares else "measure")
            return Unit(symbol, kind, name, size, is_shy, f"per_{rate}" if rate else None)

        after: list[tuple[str, bool, Unit]] = []
        before: list[tuple[str, bool, Unit]] = []
        for code, names in currency_names(language):
            after += [(name, False, unit(code, "money")) for name in names]
        for code, sign in currency_signs(language):
            after.append((sign, True, unit(code, "money")))
            before.append(after[-1])
        for symbol, spoken in units.items():
            after += [(name, False, unit(symbol)) for name in spoken]
            after += [(name.replace(" ", "-"), False, unit(symbol)) for name in spoken if " " in name]
        for symbol, signs in shared["symbols"].items():
            after += [(sign, True, unit(symbol, is_shy=sign in shy)) for sign in signs]
        for code, spoken in currencies.items():
            after += [(name, False, unit(code, "money", name in shy)) for name in spoken]
            before += [(name, False, unit(code, "money")) for name in spoken if name.upper() == code]
        for code in current_currencies():
            after.append((code, True, unit(code, "money", code in shy)))
            before.append(after[-1])
        for code, signs in shared["currencies"].items():
            both_sides = [(sign, True, unit(code, "money", sign in shy)) for sign in signs]
            after += both_sides
            before += both_sides
        after += [(name, False, NO_UNIT) for name in not_units]
        self.units = Units(after)
        self.units_before = Units(before)
        self.families = {name: tuple(codes) for name, codes in shared["families"].items()}
        self.shared_money = frozenset({"dollar", *self.families})
        self.letter_signs = {cut(sign): (sign, unit(code, "money")) for sign, code in shared["letters"].items()}
        self.letter_ends = frozenset(words[-1] for words in self.letter_signs)
        #: What may belong to a number behind it: its currency or sign.
        self.before_numbers = frozenset(
            {*self.units_before.last_words, *self.money_before, *self.letter_ends, *self.minus, "-", "−", "+"}
        )

    def _read_counted(self, counted: dict[str, Any]) -> None:
        self.nouns = Phrases((noun, None) for noun in counted["nouns"])
        self.nouns_end_with = tuple(counted["plural_endings"])
        self.not_plural = tuple(counted["not_plural_endings"])
        self.irregular_plurals = frozenset(counted["irregular_plurals"])
        self.needs_known_noun: bool = counted["only_known_nouns"]
        self.not_money_after = Phrases((words, None) for words in counted["not_money_after"])
        self.value_before = Phrases((words, None) for words in counted["value_before"])
        self.idle_after_one = frozenset(counted["idle_after_one"])
        self.verb_endings = tuple(counted["verb_endings"])
        self.of = frozenset(counted["part_of_number"])
        self.part_of = Phrases(
            [
                *((phrase, True) for phrase in counted["part_of"]),
                *((phrase, False) for phrase in counted["part_of_number"]),
            ]
        )
        self.not_counted = frozenset(counted["not_counted"])
        self.compounds = frozenset(counted["not_compounds"])

    def _read_not_quantities(self, nots: dict[str, Any]) -> None:
        self.ordinal_endings = frozenset(nots["ordinal_endings"])
        self.clock_after = frozenset(nots["clock_after"])
        self.clock_units = frozenset(nots["clock_units"])
        self.clock_before = frozenset(nots["clock_before"])
        self.clock_unit_after = frozenset(nots["clock_unit_after"])
        self.named_before = frozenset(nots["named_before"])
        self.named_anyway = frozenset(nots["named_anyway"])
        self.named_after = frozenset(nots["named_after"])
        self.labels = Phrases((words, None) for words in nots["labels"])
        self.label_parts = frozenset(nots["label_parts"])
        self.streets = frozenset(nots["streets"])
        self.ages_after = Phrases((phrase, None) for phrase in nots["ages_after"])
        self.ages_before = frozenset(nots["ages_before"])
        self.year_before = frozenset(nots["year_before"])
        self.old_year_before = frozenset(nots["old_year_before"])
        self.period_before = Phrases((phrase, None) for phrase in nots["period_before"])
        self.period_after = Phrases((phrase, None) for phrase in nots["period_after"])
        self.period_units = frozenset(nots["period_units"])
        self.duration_before = Phrases((phrase, None) for phrase in nots["duration_before"])
        self.half_of_period = frozenset(nots["half_of_period"])
        self.pointing_nouns = Phrases((noun, None) for noun in nots["pointing_nouns"])
        self.pointing_before = frozenset(nots["pointing_before"])
        #: Behind a date: signs that end all that a number could count, and words that start no unit, noun or rate.
        counts = (self.units, self.part_of, self.bounds_after, self.rate_adverbs, self.nouns, self.denominators)
        self.after_dates = frozenset(",.;()") | frozenset(
            word for word in self.not_counted - self.scales.keys() - self.letters.keys() if len(word) > 1
        ).difference(self.multipliers, self.irregular_plurals, *(phrases.first_words for phrases in counts))
        self.determiners = self.pointing_before | self.articles
        self.counters = frozenset(nots["counters"])
        self.phone_before = frozenset(nots["phone_before"])
        self.sayings = Phrases((phrase, None) for phrase in nots["sayings"])


def inverted(table: Mapping[str, list[str]]) -> Phrases[str]:
    """Phrases with the key under which they stand in a table."""
    return Phrases((phrase, key) for key, phrases in table.items() for phrase in phrases)


@cache
def lexicon_of(language: str) -> Lexicon:
    """The tables of a language. Raises ValueError for a language that has no file."""
    return Lexicon(language)
