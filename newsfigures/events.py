"""Article → Events: what happened, where, when and with whom; and which articles tell of one event.

Events meet by their date, place and participants, never by wording, so a language does not matter. Where they disagree,
every version is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from newsfigures import languages
from newsfigures.actors import actors_between, alike, find_actors, plain, same
from newsfigures.areas import find_areas
from newsfigures.passages import read_passages
from newsfigures.periods import find_periods
from newsfigures.phrases import Phrases, Words
from newsfigures.types import Event, Occasion, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsfigures.passages import Passage
    from newsfigures.types import Actor, Article, ObsStatus, Span

#: How many words may stand between a verb and the noun that says what was held, after it and before it.
FARTHEST_AFTER = 14
FARTHEST_BEFORE = 24
#: How many words before a participle say that it is still to come: "will be", "is scheduled to be".
PLANNED_NEAR = 4
#: How many words before a verb may say that it did not happen once: "regularly", "not".
FARTHEST_DENIAL = 6
#: How many words a place's name may have.
MOST_NAMES = 4
#: How many words after "received" a guest's country may stand.
NEAR_WORDS = 6
#: How many events back "the same day" and "the event" may have been told.
LOOK_BACK = 8
#: How many tellings of one event are held against each other, and how many events of one place or day with another.
MOST_TELLINGS = 30
#: How many events a sentence may tell of: more is a list.
MOST_CLAUSES = 12
#: Visits to one place by the same people on days so near are one visit, its day told differently.
NEAR_DAYS = 7


def find_events(article: Article) -> list[Event]:
    """What the body tells that happened, in order; the clause is the article's own words.

    An event without a date has ``when`` None; one whose words name no calendar day ("Wednesday" in an undated article)
    has it unresolved. No error is raised, whatever the text.

    >>> from newsfigures.types import Article, Section
    >>> text = "Can Tho hosted a seminar with Thai guests on May 4, 2024. The guests also visited Tra Noc Port."
    >>> article = Article("a", "", "", "", "", "en", None, "unknown", (Section("body", 0, len(text), text, "en"),))
    >>> for event in find_events(article):
    ...     print(event.kind, event.ref_area, event.when and event.when.time_period, event.participants)
    gathering VN-CT 2024-05-04 ('VN-CT', 'TH')
    visit VN-CT 2024-05-04 ('VN-CT', 'TH')
    """
    actors = find_actors(article)
    found: list[Event] = []
    for passage in read_passages(article):
        clauses = _clauses(passage)
        last = 0
        while last < len(clauses):
            first = last
            while last < len(clauses) and clauses[last].sentence == clauses[first].sentence:
                last += 1
            found += _Sentence(article, passage, clauses[first:last][:MOST_CLAUSES], actors).events(found)
    return found


class _Rules(NamedTuple):
    verbs: Phrases[str]
    bases: Phrases[str]
    planned: Phrases[str]
    joint: Phrases[str]
    nouns: Phrases[str]
    signed: Phrases[str]
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
def _rules(language: str) -> _Rules:
    table = languages.table(language, "events")
    return _Rules(
        _phrases(table["verbs"]),
        _phrases(table["bases"]),
        _phrases({"planned": table["planned"]}),
        _phrases({"joint": table["joint"]}),
        _phrases(table["nouns"]),
        _phrases(table["signed"]),
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


# --- clauses ----------------------------------------------------------------------------------------------------------


class _Clause(NamedTuple):
    """A verb that tells of an event, and the noun with it; ``first`` to ``last`` are the words of the clause."""

    sentence: tuple[int, int]
    first: int
    last: int
    verb: int
    verb_end: int
    kind: str
    noun: tuple[int, int] | None
    status: ObsStatus


def _clauses(passage: Passage) -> list[_Clause]:
    rules = _rules(passage.language)
    folded = passage.words.folded
    told = [(match.first, match.last, match.value, False) for match in passage.find(rules.verbs)]
    if passage.may_hold(rules.planned) or passage.may_hold(rules.joint):  # else a base tells of nothing
        told += [(match.first, match.last, match.value, True) for match in passage.find(rules.bases)]
    if not told:
        return []
    told.sort()
    nouns = [(match.first, match.last, match.value) for match in passage.find(rules.nouns)]
    signed = [(match.first, match.last, match.value) for match in passage.find(rules.signed)]
    planned = [match.first for match in passage.find(rules.planned)]
    joint = [match.first for match in passage.find(rules.joint)]
    never = [match.first for match in passage.find(rules.never) if match.first not in passage.area_at]  # "Can Tho"
    found: list[_Clause] = []
    end = -1
    for verb, verb_end, way, is_base in told:
        if verb < end or way == "none" or _within(nouns, verb) or _within(signed, verb):
            continue  # "lễ khai mạc" is a noun
        sentence = passage.sentence_at(verb)
        # "was scheduled to visit the port, and tour the zone"; but "more is to be done, heard a conference held in Hue"
        is_planned = _between(planned, sentence[0] if is_base else max(sentence[0], verb - PLANNED_NEAR), verb + 1)
        if is_base and not is_planned and not _between(joint, sentence[0], verb):
            continue
        if folded[verb - 1 : verb] and folded[verb - 1] in rules.nominal and verb > sentence[0]:
            continue  # "a visit"
        if _between(never, _near(folded, sentence[0], verb), verb_end):
            continue
        kind, noun = way, None
        if way in ("hold", "sign"):
            noun_and_kind = _noun(folded, nouns if way == "hold" else signed, sentence, verb, verb_end, rules)
            if noun_and_kind is not None:
                noun, kind = noun_and_kind
            elif " ".join(folded[verb:verb_end]) in rules.guests:
                kind = "receive"
            else:
                continue
        previous = found[-1] if found and found[-1].sentence == sentence else None
        if previous and verb - previous.verb_end <= 1 and folded[previous.verb_end] in rules.ands:
            end = verb_end
            continue  # "visited and worked with"
        first = min(verb, noun[0]) if noun else verb
        if previous is None:
            first = sentence[0]
        elif noun and previous.noun == noun:  # "hosted a seminar, which took place in Hue"
            found[-1] = previous._replace(verb_end=verb_end)
            continue
        elif first < previous.verb_end:
            continue
        else:
            cut = first
            while cut > previous.verb_end and (folded[cut - 1] in rules.ands or folded[cut - 1] in ",;"):
                cut -= 1
            found[-1] = previous._replace(last=cut)
        found.append(
            _Clause(sentence, first, sentence[1], verb, verb_end, kind, noun, "plan" if is_planned else "actual")
        )
        end = verb_end
    return found


def _within(phrases: Sequence[tuple[int, int, str]], place: int) -> bool:
    """Whether a word belongs to one of these phrases, which stand in order."""
    at = bisect_left(phrases, (place + 1,))
    return at > 0 and place < phrases[at - 1][1]


def _near(folded: Sequence[str], first: int, verb: int) -> int:
    """Where the words begin that may deny the verb: a few before it, and none beyond a comma."""
    place = verb
    while place > first and verb - place < FARTHEST_DENIAL and folded[place - 1] not in ",;:":
        place -= 1
    return place


def _between(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last


def _noun(
    folded: Sequence[str],
    nouns: Sequence[tuple[int, int, str]],
    sentence: tuple[int, int],
    verb: int,
    verb_end: int,
    rules: _Rules,
) -> tuple[tuple[int, int], str] | None:
    """What was held or signed: the noun after the verb with no preposition between, else the one before it."""
    at = bisect_left(nouns, (verb_end,))
    if at < len(nouns):
        first, last, kind = nouns[at]
        near = first < sentence[1] and first - verb_end <= FARTHEST_AFTER
        if near and not rules.breaks & set(folded[verb_end:first]):
            return (first, last), kind
    if at > 0:
        first, last, kind = nouns[at - 1]
        near = first >= sentence[0] and verb - last <= FARTHEST_BEFORE and not {";", "."} & set(folded[last:verb])
        if near and _is_its_subject(folded, last, verb, verb_end, rules):
            return (first, last), kind
    return None


def _is_its_subject(folded: Sequence[str], last: int, verb: int, verb_end: int, rules: _Rules) -> bool:
    """The noun that ends at ``last`` was held: "was held", "took place", "a fair for farmers held in Hue"; not "at its
    meeting, the bank held"."""
    passive = next((place for place in range(last, verb) if folded[place] in rules.passive), None)
    told = passive is not None or " ".join(folded[verb:verb_end]) in rules.intransitive
    if not told and not (rules.reduced and set(folded[verb_end : verb_end + 1]) & rules.breaks):
        return False
    between = folded[last : verb if passive is None else passive]
    if "," not in between or between[-1] == ",":
        return True
    after = len(between) - 1 - list(reversed(between)).index(",")
    return bool(rules.ands & set(between[after + 1 :]))  # "on trade, farming and fishing held in Hue"


class _Place(NamedTuple):
    printed: str
    area: str
    rule: str


# --- one sentence -----------------------------------------------------------------------------------------------------


class _Sentence:
    """The events of one sentence: they share its subject, and a date that only one of them has."""

    def __init__(self, article: Article, passage: Passage, clauses: list[_Clause], actors: Sequence[Actor]) -> None:
        self.article, self.passage, self.clauses, self.actors = article, passage, clauses, actors
        self.rules = _rules(passage.language)
        self.first, self.last = clauses[0].sentence
        self.folded = passage.words.folded
        self.subject = clauses[0].verb
        first, last = (bisect_left(passage.areas, place, key=lambda area: area[2]) for place in clauses[0].sentence)
        persons = [actor.span for actor in self._actors(self.first, self.last) if actor.kind == "person"]
        self.areas = [area for area in passage.areas[first:last] if not self._is_name(area, persons)]
        self.periods = self._periods()
        self.sites = self._sites()
        self.asides = [self.first + match.first for match in self.rules.aside.find(self.folded[self.first : self.last])]

    def _is_name(self, area: tuple[str, str, int, int], persons: Sequence[Span]) -> bool:
        """The area's name is part of a person's: "Nguyen Hoa Binh"."""
        start = self.passage.section.start + self.passage.words.starts[area[2]]
        return any(person.start <= start < person.end for person in persons)

    def _is_aside(self, clause: _Clause, word: int) -> bool:
        """Behind the verb and its noun, and behind a word that turns to something else."""
        told = max(clause.verb_end, clause.noun[1] if clause.noun else 0)
        return word > told and _between(self.asides, told, word)

    def events(self, before: Sequence[Event]) -> list[Event]:
        """The events; ``before`` are those that the article told already."""
        found: list[Event] = []
        for clause in self.clauses:
            told = before or found
            named = self._same_event(clause, [*before[-LOOK_BACK:], *found])
            when, dated = self._when(clause, named, told)
            place, ref_area, placed = self._where(clause, named, when, told)
            participants, actors = self._who(clause, before)
            here = [(kind, own) for first, kind, own in self.sites if self._is_at(clause, first)]
            sites = tuple(dict.fromkeys(f"{kind}:{own or ref_area}" for kind, own in here if own or ref_area))
            if not self._has_object(clause, place):
                continue
            found.append(
                Event(
                    self.passage.span(clause.first, clause.last),
                    {"meet": "meeting", "receive": "reception", "open": "opening"}.get(clause.kind, clause.kind),
                    clause.status,
                    place,
                    ref_area,
                    sites,
                    when,
                    participants,
                    actors,
                    self.passage.language,
                    tuple(rule for rule in (dated, placed) if rule),
                )
            )
        return found

    def _is_at(self, clause: _Clause, first: int) -> bool:
        """The site is where it happened: that of a visit stands after its verb."""
        return (clause.first if clause.noun else clause.verb_end) <= first < clause.last

    def _has_object(self, clause: _Clause, place: str) -> bool:
        """Whom somebody met or received, what was visited or opened; what was held has its noun."""
        if clause.noun:
            return True
        after = slice(clause.verb_end, clause.last)
        if clause.kind == "receive" and self._is_counted(clause):
            return False
        if clause.kind == "receive":
            persons = any(actor.kind == "person" for actor in self._actors(clause.verb_end - 1, clause.last))
            near = range(clause.verb_end, clause.verb_end + NEAR_WORDS)  # "received visiting Lao Minister ..."
            guests = any(area[2] in near and not self._counts(clause.verb_end, area[2]) for area in self.areas)
            return persons or guests or bool(self.rules.groups.find(self.folded[after]))
        if clause.kind == "meet":
            return bool(self._actors(clause.verb_end - 1, clause.last) or self.rules.groups.find(self.folded[after]))
        return bool(place) or any(self._is_at(clause, first) for first, _, _ in self.sites)

    def _is_counted(self, clause: _Clause) -> bool:
        """What was received is a number, as of a year's tourists: "welcomed more than 19 million visitors"."""
        near = range(clause.verb_end, min(clause.verb_end + NEAR_WORDS, clause.last))
        ends = self.rules.breaks | {",", *(self.folded[word] for word, _ in self.periods)}
        number = next((word for word in near if self._is_number(word) or self.folded[word] in ends), None)
        if number is None or not self._is_number(number):
            return False
        groups = self.rules.groups.find(self.folded[clause.verb_end : number])
        return not groups and not self._actors(clause.verb_end, number)

    def _is_number(self, word: int) -> bool:
        return self.folded[word][0].isdigit() or self.folded[word] in self.rules.scales

    def _counts(self, first: int, last: int) -> bool:
        return any(word[0].isdigit() for word in self.folded[first:last])

    # When.

    def _periods(self) -> list[tuple[int, Period]]:
        """The dates of the sentence, each by its first word."""
        span = self.passage.span(self.first, self.last)
        found = []
        offset = span.start - self.passage.section.start
        for period in find_periods(span.text, self.passage.language, self.article.date):
            if "/" in period.time_period.replace("/P", ""):
                continue  # a deadline or an opening
            word = bisect_left(self.passage.words.starts, period.span.start + offset)
            found.append((word, replace(period, span=period.span.moved(self.article.id, span.start))))
        return found

    def _when(self, clause: _Clause, named: Event | None, before: Sequence[Event]) -> tuple[Period | None, str]:
        day_words = [
            (self.first + match.first, self.first + match.last)
            for match in self.rules.day_parts.find(self.folded[self.first : self.last])
        ]
        dates = [
            (word, period)
            for word, period in self.periods
            if not any(first - 1 <= word < last for first, last in day_words)
        ]
        dates = [(word, period) for word, period in dates if not self._is_aside(clause, word)]
        own = [period for word, period in dates if clause.first <= word < clause.last]
        if own:
            return min(own, key=_vagueness), "a date in the clause"
        dates = [(word, period) for word, period in dates if _vagueness(period) < _YEAR]
        if dates:
            return dates[-1][1], "a date in the sentence"
        dated = next((e.when for e in reversed(before[-LOOK_BACK:]) if e.when and _is_day(e.when)), None)
        if day_words and dated:
            return replace(dated, span=self.passage.span(*day_words[0]), basis="inferred"), "the day told before"
        if day_words:
            return Period(
                self.passage.span(*day_words[0]), "", "unresolved", "no day stands before it"
            ), "a day not told"
        if named is not None and named.when is not None:
            return replace(named.when, basis=_carried(named.when)), "the day of the event named before"
        previous = before[-1] if before else None
        if previous and previous.when and self._continues(previous):
            return replace(previous.when, basis=_carried(previous.when)), "goes on from the sentence before"
        return None, ""

    def _continues(self, previous: Event) -> bool:
        """The sentence goes on with what the one before it told: "also", "cũng"."""
        start = self.passage.section.start + self.passage.words.starts[self.first]
        near = start - previous.span.end < 400
        return near and bool(self.rules.continues & set(self.folded[self.first : self.clauses[0].verb_end]))

    def _same_event(self, clause: _Clause, before: Sequence[Event]) -> Event | None:
        """The event that "the event" or "hội nghị này" names: the last one of that kind."""
        if clause.noun is None or not before:
            return None
        beside = {
            self.folded[clause.noun[0] - 1] if clause.noun[0] else "",
            *self.folded[clause.noun[1] : clause.noun[1] + 1],
        }
        if not self.rules.definite & beside:
            return None
        return next((event for event in reversed(before) if event.kind == clause.kind), None)

    # Where.

    def _sites(self) -> list[tuple[int, str, str]]:
        """Ports, parks, zones: the first word, the class and what tells it from others of its class."""
        written = self.passage.words.written
        found = []
        area_words = {place: area for area in self.areas for place in range(area[2], area[3])}
        for match in self.rules.sites.find(written[self.first : self.last]):
            first, last = self.first + match.first, self.first + match.last
            own: list[str] = []
            area = ""
            if self.rules.head_first:
                place = last
                while place < self.last and place - last < 5 and written[place][0].isupper():
                    if place in area_words:
                        area = area_words[place][0]
                    else:
                        own.append(plain(written[place]))
                    place += 1
            if not own and not (self.rules.head_first and not written[first].isascii()):  # a foreign one may: Foo Space
                place = first - 1
                back: list[str] = []
                while place >= self.first and first - place < 6 and written[place][0].isupper():
                    if place in area_words:
                        area = area or area_words[place][0]
                    else:
                        back.insert(0, plain(written[place]))
                    place -= 1
                own = back
            number = self._number(last)
            if not own and not area and not number and not written[first][0].isupper():
                continue  # "a port", "các cảng"
            if number:
                own = [number]
            found.append((first, match.value, " ".join(own) or area))
        return found

    def _number(self, place: int) -> str:
        """No. 2, số 2."""
        written = self.passage.words.written
        if place < self.last and written[place] in self.rules.number:
            place += 1
            while place < self.last and written[place] == ".":
                place += 1
            if place < self.last and written[place].isdigit():
                return written[place]
        return ""

    def _where(self, clause: _Clause, named: Event | None, when: Period | None, before: Sequence[Event]) -> _Place:
        """The place as printed, its area, and the rule that found it."""
        named_areas = [area for area in self.areas if area[1] == "name" and not self._is_aside(clause, area[2])]
        areas = [area for area in named_areas if not self._is_in_role(area[2])]
        own = [area for area in areas if clause.first <= area[2] < clause.last]
        for code, _, first, last in own:
            span = self.passage.span(first, last)
            near = set(self.folded[max(self.first, first - 2) : first])
            if near & self.rules.place or (clause.kind == "visit" and near & self.rules.towards):
                return _Place(span.text, code, "a place in the clause")
        if clause.kind == "visit":
            for code, _, first, last in own:
                if first >= clause.verb_end:
                    return _Place(self.passage.span(first, last).text, code, "the place visited")
        if printed := self._place_without_area(clause):
            return _Place(printed, "", "a place in the clause that no table knows")
        if named is not None and named.ref_area:
            return _Place(named.place, named.ref_area, "the place of the event named before")
        hosts = [area for area in named_areas if area[2] < clause.verb]
        if hosts and (clause.kind == "receive" or (clause.noun and clause.kind != "signing")):
            code, _, first, last = hosts[0]
            return _Place(self.passage.span(first, last).text, code, "the host's place")
        has_site = any(self._is_at(clause, first) for first, _, _ in self.sites)
        others = [area for area in areas if area[2] >= self.subject] or [area for area in hosts if "-" in area[0]]
        if has_site and others:
            code, _, first, last = others[0]
            return _Place(self.passage.span(first, last).text, code, "another place of the sentence")
        previous = before[-1] if before else None
        goes_on = (has_site and clause.noun is None) or (previous is not None and self._continues(previous))
        if previous is not None and previous.ref_area and goes_on:
            return _Place(previous.place, previous.ref_area, "the place told before")
        return self._dateline(when)

    def _place_without_area(self, clause: _Clause) -> str:
        """A name after "in" or right after "visited" that is no area of our tables: "in Geneva".

        Before the verb it stands between commas: "On May 4, in Geneva, the two signed".
        """
        written = self.passage.words.written
        sites = {first for first, _, _ in self.sites}
        dates = {word for word, _ in self.periods}
        for place in (*range(clause.verb_end, clause.last), *range(clause.first + 1, clause.verb)):
            direct = place == clause.verb_end and clause.kind == "visit"
            if not direct and self.folded[place - 1] not in self.rules.place:
                continue
            opening = place - 1
            while place < clause.last and written[place] in self.rules.of_area:
                place += 1
            end = place
            while (
                end < clause.last and end - place < MOST_NAMES and written[end][0].isupper() and written[end].isalpha()
            ):
                end += 1
            words = range(place, end)
            known = (sites, dates, self.passage.area_at)
            if not words or self._is_aside(clause, place) or any(word in some for word in words for some in known):
                continue
            if self._actors(place, end) or self.folded[place] in self.rules.never_places:
                continue
            opens = opening == self.first or written[opening - 1] == ","
            if opening < clause.verb and not (opens and written[end] == ","):
                continue
            return self.passage.span(place, end).text
        return ""

    def _is_in_role(self, place: int) -> bool:
        """As in "Consul General in Da Nang"."""
        start = self.passage.section.start + self.passage.words.starts[place]
        actors = self._actors(self.first, self.last)
        return any(actor.role is not None and actor.role.start <= start < actor.role.end for actor in actors)

    def _dateline(self, when: Period | None) -> _Place:
        """Where the article was written, for what happened in the days before."""
        place, day = self.article.place, self.article.date
        if place and day and when and _is_day(when):
            apart = (day - date.fromisoformat(when.time_period)).days
            found = find_areas(place.title() if place.isupper() else place, self.passage.language)
            if 0 <= apart <= 2 and found:
                return _Place(place, found[0].code, "the dateline's place")
        return _Place("", "", "")

    # Who.

    def _actors(self, first: int, last: int) -> list[Actor]:
        start = self.passage.section.start
        starts, ends = self.passage.words.starts, self.passage.words.ends
        return actors_between(self.actors, start + starts[first], start + ends[last - 1])

    def _who(self, clause: _Clause, before: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
        """The areas and the actors of the subject and of the clause."""
        actors: dict[str, Actor] = {}
        for actor in [*self._actors(self.first, self.subject + 1), *self._actors(clause.first, clause.last)]:
            actors.setdefault(actor.name, actor)
        codes = [
            code
            for code, _, first, _ in self.areas
            if first < self.subject or (clause.first <= first < clause.last and clause.kind != "visit")
        ]
        if not any(first < self.subject for _, _, first, _ in self.areas):
            group = self.rules.groups.find(self.folded[self.first : self.subject])
            if group and before:
                codes += before[-1].participants
        return tuple(dict.fromkeys(codes)), tuple(actors.values())


def _is_day(period: Period) -> bool:
    return len(period.time_period) == 10  # 2026-01-13


_YEAR = 2


def _vagueness(period: Period) -> int:
    """A day is taken before what is vaguer, a year alone last of all."""
    return 0 if _is_day(period) else _YEAR if len(period.time_period) == 4 else 1


def _carried(period: Period) -> Any:
    return "inferred" if period.time_period else "unresolved"


def precision(when: Period | None) -> str:
    """How exactly an event is dated: day, month, year, period (of several days, a quarter ...), or unknown.

    >>> from newsfigures.types import Span
    >>> precision(None), precision(Period(Span("", 0, 8, "May 2024"), "2024-05", "stated"))
    ('unknown', 'month')
    """
    if when is None or not when.time_period:
        return "unknown"
    if _is_day(when):
        return "day"
    if re.fullmatch(r"\d{4}-\d\d", when.time_period):
        return "month"
    return "year" if len(when.time_period) == 4 else "period"


# --- across articles --------------------------------------------------------------------------------------------------


def meet(events: Iterable[Event]) -> list[Occasion]:
    """The occasions that these events tell of, those together that a rule joins; each keeps every version.

    An event that could be several stays alone. Occasions stand in the order of their first events.
    """
    events = list(events)
    order = sorted(range(len(events)), key=lambda i: (not events[i].sites, not _day(events[i])))
    groups: list[list[int]] = []
    rules: list[list[str]] = []
    numbers: dict[tuple[str, str], dict[int, None]] = {}
    for i in order:
        keys = [(events[i].kind, handle) for handle in _handles(events[i])]
        near = dict.fromkeys(number for key in keys for number in [*numbers.get(key, ())][-MOST_TELLINGS:])
        fitting = {number: rule for number in near if (rule := _fits(events[i], [events[j] for j in groups[number]]))}
        if len(fitting) == 1:
            [(number, rule)] = fitting.items()
            groups[number].append(i)
            rules[number].append(rule)
        else:
            number = len(groups)
            groups.append([i])
            rules.append([])
        for key in keys:
            numbers.setdefault(key, {})[number] = None
    taken: dict[str, int] = {}
    occasions = []
    for group, because in sorted(zip(groups, rules, strict=True), key=lambda pair: min(pair[0])):
        told = [events[i] for i in sorted(group)]
        occasions.append(Occasion(_id(told, taken), tuple(told), _conflicts(told), tuple(dict.fromkeys(because))))
    return occasions


def _fits(event: Event, others: Sequence[Event]) -> str:
    """The rule by which the event is one with these, or "". One article that names two days tells of two events."""
    day = _day(event)
    for other in others[:MOST_TELLINGS]:
        if other.span.article == event.span.article and day != _day(other):
            return ""
    return next((rule for other in others[:MOST_TELLINGS] if (rule := _rule(event, other))), "")


def _handles(event: Event) -> list[str]:
    """What two events that meet must share one of: the day, or a site."""
    return [*event.sites, *([_day(event)] if _day(event) else [])]


def _day(event: Event) -> str:
    return event.when.time_period if event.when and _is_day(event.when) else ""


def _rule(one: Event, other: Event) -> str:
    """The rule by which two events are one, or ""."""
    if one.kind != other.kind or not _is_one_place(one, other):
        return ""
    if one.sites and other.sites and not set(one.sites) & set(other.sites):
        return ""
    who = _in_common(one, other)
    if not who:
        return ""
    days = _day(one), _day(other)
    sites = bool(set(one.sites) & set(other.sites))
    if days[0] and days[0] == days[1]:
        return f"same day, place and participants ({who})"
    if all(days):
        apart = abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
        return f"same site and participants ({who}), days that differ" if sites and apart <= NEAR_DAYS else ""
    return f"same site and participants ({who}), a day not told" if sites else ""


def _is_one_place(one: Event, other: Event) -> bool:
    """Places whose areas are known must lie within each other, others have the same name; an unknown one may be any."""
    if one.ref_area and other.ref_area:
        return _is_within(one.ref_area, other.ref_area)
    return not one.place or not other.place or plain(one.place) == plain(other.place)


def _is_within(one: str, other: str) -> bool:
    return not one or not other or one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _in_common(one: Event, other: Event) -> str:
    """Who takes part in both: an area that is not the place's own, else an actor."""
    place = one.ref_area or other.ref_area
    for code in one.participants:
        if code in other.participants and not _is_within(code, place):
            return code
    for actor in one.actors:
        for another in other.actors:
            if same(actor, another):
                return actor.name
    return ""


def _conflicts(events: Sequence[Event]) -> tuple[str, ...]:
    """What they disagree on, with every version: the day, the place, the name of an organisation."""
    found = []
    days = {_day(event) for event in events if _day(event)}
    if len(days) > 1:
        found.append(_versions("date", [(_day(event), event) for event in events if _day(event)]))
    areas = {event.ref_area for event in events if event.ref_area}
    if any(not _is_within(one, other) for one, other in combinations(areas, 2)):
        found.append(_versions("place", [(event.place, event) for event in events if event.ref_area]))
    named: dict[str, list[tuple[str, Event]]] = {}
    for one, other in combinations(events[:MOST_TELLINGS], 2):
        if one.span.article == other.span.article or one.language != other.language:
            continue
        for actor in one.actors:
            for another in other.actors:
                if words := alike(actor, another):
                    named.setdefault(words, []).extend([(actor.name, one), (another.name, other)])
    found += [_versions("name", versions) for versions in named.values()]
    return tuple(found)


def _versions(what: str, told: Iterable[tuple[str, Event]]) -> str:
    articles: dict[str, dict[str, None]] = {}
    for version, event in told:
        articles.setdefault(version, {})[event.span.article] = None
    return f"{what}: " + " | ".join(
        f"{version} ({', '.join(sorted(ids))})" for version, ids in sorted(articles.items())
    )


def _id(events: Sequence[Event], taken: dict[str, int]) -> str:
    """A name that tells when, where and what: ``2026-01-13.VN-DN.visit.port-lien-chieu``."""
    days = sorted(_day(event) for event in events if _day(event))
    areas = sorted((event.ref_area for event in events if event.ref_area), key=lambda code: (-len(code), code))
    sites = sorted({site for event in events for site in event.sites})
    parts = [*days[:1], *areas[:1], events[0].kind, *sites[:1]]
    id = ".".join("-".join("".join(s if s.isalnum() else " " for s in part).split()) for part in parts)
    taken[id] = taken.get(id, 0) + 1
    return id if taken[id] == 1 else f"{id}.{taken[id]}"
