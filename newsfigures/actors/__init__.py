"""Article → Actors: the persons and organisations that it names, with the role as printed.

A name counts where words around it say what it is: an office, a form of address, the head of an organisation's name.
Names of one thing meet across articles only by a named rule; what no rule joins stays apart.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsfigures import languages
from newsfigures.actors.grounds import Grounds
from newsfigures.actors.lexicons import comparable, lexicon, plain
from newsfigures.actors.people import Person, SmallWords, find_people
from newsfigures.actors.readings import Reading
from newsfigures.areas import areas_among
from newsfigures.passages import read_passages
from newsfigures.phrases import Phrases, Words, fold
from newsfigures.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsfigures.types import Article

__all__ = ["actors_between", "alike", "find_actors", "meet", "plain", "same"]


def find_actors(article: Article) -> list[Actor]:
    """Every person and organisation named in the body, in order; a person's ``role`` is the office as printed.

    A short form ("Mr Roe") has the full ``name`` that the article gives. No error is raised, whatever the text.

    >>> from newsfigures.types import Article, Section
    >>> text = "Jane Roe, Director of the Northport Port Authority (NPA), met Mayor Tom Poe. Ms Roe said NPA had grown."
    >>> article = Article("a", "", "", "", "", "en", None, "unknown", (Section("body", 0, len(text), text, "en"),))
    >>> for actor in find_actors(article):
    ...     print(actor.name, "|", actor.span.text, "|", actor.role and actor.role.text)
    Jane Roe | Jane Roe | Director of the Northport Port Authority (NPA)
    Northport Port Authority | Northport Port Authority | None
    Tom Poe | Tom Poe | Mayor
    Jane Roe | Roe | None
    Northport Port Authority | NPA | None
    """
    return list(_found(article))


@lru_cache(maxsize=8)
def _found(article: Article) -> tuple[Actor, ...]:
    readings = [Reading(passage) for passage in read_passages(article)]
    acronyms: dict[str, tuple[str, str]] = {}
    for reading in readings:
        for organisation in reading.organisations:
            if organisation.acronym:
                acronyms.setdefault(organisation.acronym, (reading.name(organisation), organisation.area))
    small = SmallWords(readings)
    people = [find_people(reading, small) for reading in readings]
    full = dict.fromkeys(person.full for some in people for person in some if person.full)
    names = Phrases([(tuple(Words(name).folded), name) for name in full])
    short = _short_forms(full)
    found: list[Actor] = []
    for reading, some in zip(readings, people, strict=True):
        named = [*_named_organisations(reading, acronyms), *_named_people(reading, some, short, names)]
        found += sorted(named, key=lambda actor: actor.span.start)
    return tuple(_with_areas(found, Grounds(article, readings)))


def _named_organisations(reading: Reading, acronyms: Mapping[str, tuple[str, str]]) -> list[Actor]:
    passage = reading.passage
    found = []
    taken: set[int] = set()
    for organisation in reading.organisations:
        taken.update(range(organisation.first, organisation.last))
        taken.add(organisation.acronym_at)
        span = passage.span(organisation.first, organisation.last)
        because = ("its name says what it is",)
        name = reading.name(organisation)
        found.append(Actor(span, "organisation", name, None, organisation.area, passage.language, because))
    for place, word in enumerate(reading.written if acronyms else ()):
        if word in acronyms and place not in taken:
            name, area = acronyms[word]
            because = ("an acronym that the text introduces",)
            span = passage.span(place, place + 1)
            found.append(Actor(span, "organisation", name, None, area, passage.language, because))
    return found


def _named_people(
    reading: Reading, people: Sequence[Person], short: Mapping[str, str], names: Phrases[str]
) -> list[Actor]:
    passage = reading.passage
    taken = {place for person in people for place in range(person.first, person.last)}
    again = [
        Person(match.first, match.last, match.value, None, "a name that stands with an office elsewhere")
        for match in passage.find(names)
        if match.first not in taken and reading.is_capital(match.first)
    ]
    found = []
    for person in [*people, *again]:
        because: tuple[str, ...] = (person.rule,)
        name = person.full
        if not name:
            name = short.get(fold(reading.written[person.first]), "")
            because += ("a short form of a name given in full",)
        if name:
            role = passage.span(*person.role) if person.role else None
            span = passage.span(person.first, person.last)
            found.append(Actor(span, "person", name, role, "", passage.language, because))
    return found


def _short_forms(names: Iterable[str]) -> dict[str, str]:
    """What a single word of a name stands for: the first or last word of one full name only."""
    found: dict[str, str] = {}
    for name in names:
        words = [fold(word) for word in name.split()]
        for word in {words[0], words[-1]}:
            found[word] = "" if found.get(word, name) != name else name
    return found


def _with_areas(actors: list[Actor], grounds: Grounds) -> list[Actor]:
    """An organisation that the article names with one area only is meant where it is named without; of an office that
    every country or province has, where the article speaks of one only, that one's."""
    areas: dict[str, set[str]] = {}
    for actor in actors:
        if actor.area:
            areas.setdefault(_own_name(actor), set()).add(actor.area)
    found = []
    for actor in actors:
        if actor.kind == "organisation" and not actor.area and len(meant := areas.get(_own_name(actor), ())) == 1:
            rule = "its area from another mention of the name"
            actor = replace(actor, area=next(iter(meant)), because=(*actor.because, rule))
        elif actor.kind == "organisation" and not actor.area and (ground := grounds.of(actor))[0]:
            actor = replace(actor, area=ground[0], because=(*actor.because, ground[1]))
        found.append(actor)
    return found


# --- across articles --------------------------------------------------------------------------------------------------


def same(one: Actor, other: Actor) -> str:
    """The rule by which two actors are one, or "" if no rule says so.

    >>> from newsfigures.types import Span
    >>> def person(name): return Actor(Span("", 0, 0, name), "person", name, None, "", "en", ())
    >>> same(person("Tran Van Hung"), person("Trần Văn Hùng")), same(person("Trần Văn Hùng"), person("Trần Văn Hưng"))
    ('same name, accents aside', '')
    """
    if one.kind != other.kind or _key(one) != _key(other):
        return ""
    if one.kind == "organisation" and not one.area and _is_shared(one) and one.span.article != other.span.article:
        return ""
    names = fold(one.name), fold(other.name)
    if names[0] == names[1]:
        return "same name"
    if one.language != other.language and one.kind == "organisation" and _own_name(one) in _all_codes():
        return "one organisation by its names in two languages"
    if plain(one.name) != plain(other.name):
        return "same name and area, spelling aside" if one.area else "same name, spelling aside"
    return "same name, accents aside" if any(name.isascii() for name in names) else ""


def meet(actors: Iterable[Actor]) -> dict[str, list[Actor]]:
    """Who is who: the actors by an id, those together that a rule of ``same`` joins.

    A name without accents that two accented ones could be joins neither.
    """
    alike: dict[tuple[str, ...], list[Actor]] = {}
    for actor in actors:
        alone = actor.kind == "organisation" and not actor.area and _is_shared(actor)
        alike.setdefault((*_key(actor), actor.span.article if alone else ""), []).append(actor)
    found: dict[str, list[Actor]] = {}
    for key, some in sorted(alike.items(), key=lambda item: item[0][0], reverse=True):  # persons first
        accented = {name for actor in some if not (name := fold(actor.name)).isascii()}
        ids: dict[str, str] = {}
        for actor in some:
            name = fold(actor.name)
            if name not in ids:
                words = [*key[1:], name] if len(accented) > 1 and actor.kind == "person" else key[1:]
                id = "-".join("".join(sign if sign.isalnum() else " " for sign in " ".join(words)).split())
                ids[name] = id if id not in found or id in ids.values() else f"{id}-{actor.kind}"
            found.setdefault(ids[name], []).append(actor)
    return found


def alike(one: Actor, other: Actor) -> str:
    """What two organisations' names share, if no rule makes them one though they differ in nothing but what they are:
    "National Design Institute" and "National Design Centre". Else "".
    """
    if one.kind != "organisation" or other.kind != "organisation" or one.language != other.language or same(one, other):
        return ""
    words = _own_words(one)
    differ = _own_name(one) != _own_name(other) and not _is_shared(one) and not _is_shared(other)
    return " ".join(sorted(words)) if differ and len(words) > 1 and words == _own_words(other) else ""


@lru_cache(maxsize=1 << 12)
def _own_words(actor: Actor) -> frozenset[str]:
    """The words of a name without its head, its small words and its area."""
    words = lexicon(actor.language)
    return frozenset(_own_name(actor).split()) - words.head_words - words.joiners - words.ands - words.never


def _key(actor: Actor) -> tuple[str, ...]:
    return (actor.kind, _own_name(actor), actor.area)


@lru_cache(maxsize=1 << 12)
def _own_name(actor: Actor) -> str:
    """The name for comparison: without accents, in one spelling, and an organisation's without its area."""
    if actor.kind == "person":
        return plain(actor.name)
    words = Words(actor.name)
    own = list(range(len(words)))
    if actor.area:
        beside = lexicon(actor.language).of_area
        for code, _, first, last in areas_among(words, actor.language):
            if code == actor.area:
                while first > 0 and words.folded[first - 1] in beside:
                    first -= 1
                while last < len(words) and words.folded[last] in beside | {"'s"}:
                    last += 1
                own = [place for place in own if not first <= place < last]
                break
    rules = lexicon(actor.language)
    while own and words.folded[own[-1]] in rules.joiners:
        own.pop()  # "Ministry of Trade of" Laos
    name = comparable(" ".join(words.folded[place] for place in own))
    if len(own) < 2 and name not in rules.codes:
        name = comparable(" ".join(words.folded))
    return rules.codes.get(name, name)


@cache
def _all_codes() -> frozenset[str]:
    return frozenset(code for language in languages.codes() for code in _codes_of(language))


def _codes_of(language: str) -> Iterable[str]:
    try:
        return lexicon(language).codes.values()
    except KeyError:
        return ()  # a language that has no words for actors yet


@lru_cache(maxsize=1 << 12)
def _is_shared(actor: Actor) -> bool:
    """An office that every place has its own of."""
    shared = lexicon(actor.language).shared
    written = Words(actor.name).written
    return any(tuple(written[place : place + size]) in shared for place in range(len(written)) for size in (1, 2, 3))


def actors_between(actors: Sequence[Actor], start: int, end: int) -> list[Actor]:
    """The actors named from ``start`` to before ``end``; ``actors`` in order."""
    first = bisect_left(actors, start, key=lambda actor: actor.span.start)
    last = bisect_left(actors, end, first, key=lambda actor: actor.span.start)
    return list(actors[first:last])
