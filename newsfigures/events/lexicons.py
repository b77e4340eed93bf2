"""The words by which events are known: verbs, nouns, sites, places and days."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from newsfigures import languages
from newsfigures.phrases import Phrases, Words


class Lexicon(NamedTuple):
    """The words of a language by which events are known."""

    verbs: Phrases[str]
    bases: Phrases[str]
    planned: Phrases[str]
    joint: Phrases[str]
    nouns: Phrases[str]
    signed: Phrases[str]
    begun: Phrases[str]
    sites: Phrases[str]
    never: Phrases[str]
    aside: Phrases[str]
    nominal: frozenset[str]
    breaks: frozenset[str]
    ands: frozenset[str]
    passive: frozenset[str]
    intransitive: frozenset[str]
    reduced: bool
    guests: frozenset[str]
    definite: frozenset[str]
    place: frozenset[str]
    of_area: frozenset[str]
    never_places: frozenset[str]
    towards: frozenset[str]
    day_parts: Phrases[str]
    continues: frozenset[str]
    groups: Phrases[str]
    number: frozenset[str]
    scales: frozenset[str]
    head_first: bool


@cache
def lexicon(language: str) -> Lexicon:
    """The words of ``[events]`` in a language's file."""
    table = languages.table(language, "events")
    return Lexicon(
        _phrases(table["verbs"]),
        _phrases(table["bases"]),
        _phrases({"planned": table["planned"]}),
        _phrases({"joint": table["joint"]}),
        _phrases(table["nouns"]),
        _phrases(table["signed"]),
        _phrases(table["begun"]),
        Phrases([(tuple(Words(name).written), kind) for kind, names in table["sites"].items() for name in names]),
        _phrases({"never": table["never"]}),
        _phrases({"aside": table["aside"]}),
        frozenset(table["nominal"]),
        frozenset(table["breaks"]),
        frozenset(table["and"]),
        frozenset(table["passive"]),
        frozenset(table["intransitive"]),
        table["reduced"],
        frozenset(table["guests"]),
        frozenset(table["definite"]),
        frozenset(table["place"]),
        frozenset(word for name in languages.table(language, "actors")["of_area"] for word in Words(name).written),
        frozenset(languages.table(language, "function_words")["words"]),
        frozenset(table["towards"]),
        _phrases({"day": table["day_parts"]}),
        frozenset(table["continues"]),
        _phrases({"group": table["groups"]}),
        frozenset(table["number"]),
        frozenset(word for scale in languages.table(language, "numbers")["scales"] for word in scale.split()),
        languages.table(language, "actors")["head"] == "first",
    )


def _phrases(table: dict[str, Any]) -> Phrases[str]:
    return Phrases([(tuple(Words(name).folded), kind) for kind, names in table.items() for name in names])
