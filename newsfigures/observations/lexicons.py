"""The words by which a sentence says what its figures measure: one language's tables, made ready for looking up."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from newsfigures.languages import table
from newsfigures.phrases import Phrases, fold, phrase_words
from newsfigures.reference import ReferenceError, goods, indicators, lenders_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: How a phrase names an indicator: as the words near a figure, or as the noun that a number counts.
Way = Literal["names", "counted"]
WAYS: tuple[Way, ...] = ("names", "counted")

#: An indicator and which of its sets of words: 0 the first, others are its ``more``.
Variant = tuple[str, int]


class Lexicon:
    """One language's phrases.

    Raises ReferenceError naming the language and the row that speaks of an unknown indicator or good.
    """

    def __init__(self, language: str) -> None:
        rows = table(language, "indicators")
        _check(language, "indicators", rows, indicators())
        variants = [
            ((code, number), variant)
            for code, row in rows.items()
            for number, variant in enumerate([row, *row.get("more", ())])
        ]
        #: None for words that hold some of these and mean something else: "at current prices".
        self.indicators: Phrases[tuple[Way, Variant] | None] = Phrases(
            [
                *(
                    (phrase_words(phrase), (way, variant))
                    for variant, row in variants
                    for way in WAYS
                    for phrase in row.get(way, ())
                ),
                *((phrase_words(phrase), None) for phrase in table(language, "attached")["nothing"]),
            ]
        )
        self.conditions: Phrases[tuple[str, Variant]] = _phrases(
            (phrase, (kind, variant))
            for variant, row in variants
            for kind in ("needs", "context", "never")
            for phrase in row.get(kind, ())
        )
        self.beside = _phrases((phrase, variant) for variant, row in variants for phrase in row.get("beside", ()))
        #: Words that tell of what somebody from abroad has, so that they measure nothing where none is named.
        self.guests = frozenset(variant for variant, row in variants if row.get("guest"))
        self.besides = frozenset(variant for variant, row in variants if row.get("beside"))
        self.needy = frozenset(variant for variant, row in variants if row.get("needs") or row.get("context"))
        self.with_context = frozenset(variant for variant, row in variants if row.get("context"))

        wares = table(language, "goods")
        _check(language, "goods", wares, goods())
        #: "" for words that hold one of these and mean something else: "farm gate".
        self.goods = _phrases(
            [
                *((phrase, code) for code, phrases in wares.items() for phrase in phrases),
                *((phrase, "") for phrase in table(language, "attached")["no_goods"]),
            ]
        )

        attached = table(language, "attached")
        self.attached = _phrases((phrase, True) for phrase in attached["words"])
        #: What is measured too, but by none of our indicators.
        self.others = _phrases((phrase, True) for phrase in attached["others"])
        self.ends = frozenset(attached["ends"])
        self.links = frozenset(attached["links"])
        self.through = _phrases((phrase, True) for phrase in attached["through"])
        self.named_times = frozenset(attached["named_times"])
        self.named_years = self.named_times | frozenset(attached["named_years"])
        #: Where the words beside a figure end.
        self.parts = frozenset((",", ";", "(", ")", ".", "<n>", *attached["parts"]))
        self.part_links = frozenset(attached["part_links"])
        self.empty = frozenset(attached["empty"])
        self.narrowing = frozenset(attached["narrowing"])
        self.counters = frozenset(attached["counters"])
        self.again = _phrases((phrase, True) for phrase in attached["again"])
        self.gap: int = attached["gap"]
        self.respectively = _phrases((phrase, True) for phrase in attached["respectively"])

        self.resumes = frozenset(table(language, "clauses")["resumes"])
        self.relatives = frozenset(table(language, "clauses")["relatives"])
        clauses = table(language, "clauses")
        #: False where such a word starts none: "the rate is STILL 5%".
        self.clauses = _phrases(
            (phrase, name == "starts") for name in ("starts", "goes_on") for phrase in clauses[name]
        )
        self.contrasts = _phrases((phrase, True) for phrase in (";", *table(language, "clauses")["contrasts"]))
        self.carriers = _named(table(language, "carriers"))
        self.balances = _named(table(language, "balances"))
        wholes = {"country": "whole country", "subdivision": "whole subdivision"}
        self.whole = _named({wholes[kind]: rows for kind, rows in table(language, "whole").items()})
        sides = table(language, "sides")
        self.sides = _named({side: sides[side] for side in ("destination", "origin", "with", "place")})
        self.partners_after = frozenset(sides["partners_after"])
        self.partners_before = _phrases((phrase, True) for phrase in sides["partners_before"])
        self.world = _phrases((phrase, True) for phrase in sides["world"])
        self.owes = _named({part: sides[part] for part in ("owes", "owed")})
        self.both = _phrases((phrase, True) for phrase in sides["both"])
        self.area_words = frozenset(sides["area_words"])
        self.inside = frozenset(sides["inside"])
        self.flows = _named({way: sides[way] for way in ("outward", "inward")})
        self.payments = _named({step: sides[step] for step in ("paid", "registered")})
        self.missions = frozenset(sides["missions"])
        self.holds = frozenset(sides["holds"])
        self.investors = _phrases((phrase, True) for phrase in sides["investors"])
        self.owned = frozenset(sides["owned"])
        self.venues = frozenset(sides["venues"])
        self.signs = _phrases((phrase, True) for phrase in sides["signs"])
        self.imposes = _phrases((phrase, True) for phrase in sides["imposes"])
        self.burdened = _phrases((phrase, True) for phrase in sides["burdened"])
        self.public = _phrases((phrase, True) for phrase in sides["public"])
        self.joins = frozenset((",", "&", "/", *sides["joins"]))
        self.local_before = _phrases((phrase, True) for phrase in sides["local_before"])
        self.local_after = frozenset(sides["local_after"])
        self.surnames = _surnames(language)
        self.facilities = _phrases((phrase, True) for phrase in sides["facilities"])
        self.receivers = frozenset(sides["receivers"])
        self.reasons = _named({"reason": sides["reasons"], "": sides["no_reasons"]})
        self.listed = _phrases((phrase, True) for phrase in sides["listed"])
        self.ranked = _phrases((phrase, tuple(codes)) for codes, phrases in sides["ranked"] for phrase in phrases)
        self.earns = _phrases((phrase, True) for phrase in sides["earns"])
        self.lists = _phrases((phrase, True) for phrase in sides["lists"])
        self.bears = frozenset(sides["bears"])
        self.leads = frozenset(sides["leads"])
        self.gains = frozenset(sides["gains"])
        self.takes = {word: frozenset(codes) for codes, words in sides["takes"] for word in words}
        wholes = table(language, "wholes")
        self.whole_before = frozenset(wholes["before"])
        self.whole_after = frozenset(wholes["after"])
        self.whole_links = frozenset(wholes["links"])
        self.kinds = _phrases((phrase, True) for phrase in wholes["kinds"])
        #: Between an amount and the good that is bought for it.
        self.buying = [list(phrase_words(phrase)) for phrase in wholes["buying"]]
        self.whole_opens = frozenset(wholes["opens"])
        self.totals = _phrases((phrase, True) for phrase in wholes["totals"])
        self.same_good = _phrases((phrase, True) for phrase in wholes["same"])
        self.exist = frozenset(wholes["exist"])
        self.acts = _phrases((phrase, True) for phrase in wholes["acts"])
        self.companies = _phrases((phrase, True) for phrase in wholes["companies"])
        status = table(language, "status")
        # A name may hold such a word: "Ministry of Planning".
        self.status = _named({name: status[name] for name in ("plan", "actual", "estimate", "name")})
        #: False where such a word says what had to be, and so was.
        self.past = _phrases((phrase, True) for phrase in status["past"])
        self.rules = _phrases((phrase, name == "rule") for name in ("rule", "rule_not") for phrase in status[name])
        self.denied = _named({"denied": status["denied"], "granted": status["granted"]})
        self.able = _phrases((phrase, True) for phrase in status["able"])
        self.aims = _phrases((phrase, True) for phrase in status["aims"])
        bases = table(language, "bases")
        self.bases = _named({base: bases[base] for base in ("yoy", "mom", "qoq")})
        self.base_words = _phrases((phrase, True) for phrase in bases["from"])
        self.compared = _phrases((phrase, True) for phrase in bases["compared"])
        self.records = _phrases((phrase, True) for phrase in bases["records"])
        self.inflows = _phrases((phrase, True) for phrase in bases["inflows"])
        self.numbers = _phrases((phrase, True) for phrase in bases["numbers"])
        self.as_of = _phrases((phrase, True) for phrase in bases["as_of"])
        self.asides_before = _phrases((phrase, True) for phrase in bases["asides_before"])
        self.asides_after = frozenset(bases["asides_after"])
        self.cumulative = _phrases((phrase, True) for phrase in bases["cumulative"])
        self.years = _phrases((phrase, True) for phrase in bases["years"])
        self.now = _phrases((phrase, True) for phrase in bases["now"])
        self.base_fill = frozenset(bases["fill"])
        self.reached = frozenset(bases["reached"])
        self.aspects = _named({name: bases[name] for name in ("volume", "value")})
        self.shares = _named(
            {name: bases[name] for name in ("share", "share_behind", "gdp_share", "fulfilment", "excess", "missed")}
        )
        self.stand_ins = _phrases((phrase, True) for phrase in bases["stand_ins"])
        self.stand_in_articles = frozenset(bases["stand_in_articles"])
        self.stand_in_verbs = frozenset(bases["stand_in_verbs"])
        self.goes_on = _phrases((phrase, True) for phrase in bases["goes_on"])
        self.rises = _phrases((phrase, True) for phrase in bases["rises"])
        self.growth = _phrases((phrase, True) for phrase in bases["growth"])
        speakers = table(language, "speakers")
        self.speech = _phrases((phrase, True) for phrase in speakers["verbs"])
        self.sources = _phrases((phrase, True) for phrase in speakers["after"])
        #: Lenders with years of their own.
        named = table(language, "actors")["named"]
        self.lenders = _named({code: named[code] for code in lenders_years() if code in named})
        self.pronouns = _phrases((phrase, True) for phrase in speakers["pronouns"])
        self.adverbs = frozenset(speakers["skip"])
        self.titles = frozenset(speakers["titles"])
        self.name_words = frozenset(speakers["inside"])
        self.bodies = frozenset(speakers["bodies"])
        self.small_names: bool = speakers["small"]
        self.home: str = table(language, "topic")["home"]


@cache
def lexicon_of(language: str) -> Lexicon:
    """The phrases of a language, made once."""
    return Lexicon(language)


def _phrases(rows: Iterable[tuple[str, Any]]) -> Phrases[Any]:
    return Phrases((phrase_words(phrase), value) for phrase, value in rows)


def _named(rows: Mapping[str, Iterable[str]]) -> Phrases[str]:
    return _phrases((phrase, name) for name, phrases in rows.items() for phrase in phrases)


def _surnames(language: str) -> frozenset[str]:
    """Names of families, if the language's file has them: "tỉnh Phạm Văn An" names the man who speaks for it."""
    try:
        return frozenset(fold(name) for name in table(language, "actors")["names"]["surnames"])
    except KeyError:
        return frozenset()


def _check(language: str, name: str, rows: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for code in rows:
        if code not in known:
            raise ReferenceError(
                f"newsfigures/languages/{language}.toml: [{name}.{code}] is not in newsfigures/reference"
            )
