"""The words that stand for an area, "the city", "the country", "nationwide", and which one they stand for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newsfigures.observations.parties import SUBJECTS, parties, same_ground, topics_of
from newsfigures.observations.topics import Topic
from newsfigures.reference import areas

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsfigures.observations.sentences import Sentence
    from newsfigures.observations.topics import Spot, Topics
    from newsfigures.reference import Indicator

#: How many sentences back "the city" is looked for.
REACH = 40

#: How many words behind its figure "in the province" says where projects are.
NEAR = 8

#: How many words behind its figure "with the country" says with whom it is.
BESIDE = 3

#: Within so many words a sentence opens with who acts.
OPENING = 3


def find_host(topics: Topics, spot: Spot, indicator: Indicator) -> Topic | None:
    """Where projects are, told behind them by "the province": "Chile has five foreign projects in the province"."""
    if indicator.category != "investment" or not (indicator.counterpart == "origin" or indicator.abroad):
        return None
    sentence = spot.sentence
    for match in sentence.carriers:
        if not 0 < match.first - spot.at <= NEAR or sentence.clauses[match.first] != sentence.clauses[spot.at]:
            continue
        if match.value not in ("subdivision", "country") or "<n>" in sentence.tokens[spot.at + 1 : match.first]:
            continue
        if {"place", "destination"} & _side_before(sentence, match.first):
            for code in _named_before(topics, spot, 0):
                if code in areas() and areas()[code].kind == match.value:
                    words = sentence.words(match.first, match.last)
                    return Topic(code, f"area: “{words}” is {areas()[code].name}, the last one named")
    return None


def is_of_the_place(topics: Topics, spot: Spot) -> bool:
    """Whether "the city" or "the state" stands before the figure, and none of the table was named."""
    if not any(match.value == "subdivision" and match.first < spot.at for match in spot.sentence.carriers):
        return False
    known = areas()
    return not any(code in known and known[code].kind == "subdivision" for code in _named_before(topics, spot, spot.at))


def names_partner(spot: Spot) -> bool:
    """Whether a partner is told by "the country" only: "imports from the country"."""
    sentence = spot.sentence
    return any(
        match.value in ("subdivision", "country", "market")
        and (sentence.clauses[match.first] == sentence.clauses[spot.at] or 0 < match.first - spot.at <= BESIDE)
        and _side_before(sentence, match.first)
        & ({"origin", "with", "destination"} if match.value == "market" else {"origin", "with"})
        for match in sentence.carriers
    )


def owner_of(topics: Topics, spot: Spot) -> str:
    """Who "the city" or "the country" before the figure is, or ""."""
    carrier = find_carrier(topics, spot, {spot.sentence.clauses[spot.at]})
    return carrier.area if carrier else ""


def _side_before(sentence: Sentence, first: int) -> set[str]:
    """The side that the word right before an item gives it."""
    return sentence.lexicon.sides.present(sentence.tokens[max(first - 1, 0) : first])


def find_carrier(topics: Topics, spot: Spot, clauses: Collection[int], other: int = -1) -> Topic | None:
    """What "the city" or "the country" stands for in these clauses: the last city or country named before.

    Not at ``other``, where the words stand for the partner."""
    sentence = spot.sentence
    for match in sentence.whole:
        if match.first > spot.at + NEAR or sentence.clauses[match.first] not in clauses:
            continue
        words = sentence.words(match.first, match.last)
        if code := _whole(topics, spot, match.value):
            return Topic(code, f"area: “{words}” is {areas()[code].name}, which the article is about")
    for match in sentence.carriers:
        if match.value not in ("subdivision", "country", "home") or match.first > spot.at or match.first == other:
            continue
        if sentence.clauses[match.first] not in clauses:
            continue
        if match.value == "home":
            return Topic(sentence.lexicon.home, f"area: “{sentence.words(match.first, match.last)}”, the writer's own")
        words = sentence.words(match.first, match.last)
        if match.value == "country" and (code := _salient_country(topics, spot, match.first)):
            return Topic(code, f"area: “{words}” is {areas()[code].name}, which the article is about")
        for code in _named_before(topics, spot, match.first):
            if code in areas() and areas()[code].kind == match.value:
                return Topic(code, f"area: “{words}” is {areas()[code].name}, the last one named")
        told = topics.topic(spot.number)
        if told.area in areas() and areas()[told.area].kind == match.value:
            return Topic(told.area, f"area: “{words}” is {areas()[told.area].name}; {told.because}")
        if match.value == "country" and told.area in areas() and (parent := areas()[told.area].parent):
            return Topic(parent, f"area: “{words}” is the country of {areas()[told.area].name}; {told.because}")
        if match.value == "country" and topics.home:
            return Topic(topics.home, f"area: “{words}” is the outlet's own country")
    return None


def _whole(topics: Topics, spot: Spot, kind: str) -> str:
    """What "nationwide" or "the whole province" means: the one that the article is about, at home if it can be."""
    topic = areas().get(topics.topic(spot.number).area)
    if kind == "whole subdivision":
        return topic.code if topic and topic.kind == "subdivision" else ""
    home = topics.home or spot.sentence.lexicon.home
    country = "" if topic is None else topic.code if topic.kind == "country" else topic.parent
    return home if home and (home == country or _tells_of(topics, home, spot)) else country or home


def _tells_of(topics: Topics, country: str, spot: Spot) -> bool:
    """Whether a country or a part of it is named before this place."""
    return any(same_ground(code, country) for code in _named_before(topics, spot, spot.at))


def _salient_country(topics: Topics, spot: Spot, first: int) -> str:
    """The article's country, if "the country" is it: no other one acts in the sentence or the one before it."""
    topic = areas().get(topics.topic(spot.number).area)
    if topic is None or topic.kind != "country":
        return ""
    before = [party for party in parties(spot.sentence) if party.at < first]
    if not before and spot.place:
        before = parties(spot.sentences[spot.place - 1])
    countries = [party for party in before if party.code in areas() and areas()[party.code].kind == "country"]
    others = [party for party in countries if party.code != topic.code]
    # One other country that stands first is who "the country" is.
    acts = others and countries[0] is others[0] and others[0].at <= OPENING and others[0].part in SUBJECTS
    return "" if acts else topic.code


def _named_before(topics: Topics, spot: Spot, first: int) -> Iterator[str]:
    """The areas named by name before a place in the text, the last one first."""
    for party in reversed(parties(spot.sentence)):
        if party.at < first and party.part in SUBJECTS:
            yield party.code
    for earlier in islice(topics.sentences_before(spot), REACH):
        # One of several, ranked partners or givers are not what a story goes on about.
        yield from (party.code for party in reversed([*topics_of(earlier)]))
        yield from (party.code for party in reversed(parties(earlier)) if party.part == "origin")
