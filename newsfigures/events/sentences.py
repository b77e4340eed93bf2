"""The events of one sentence: when, where and with whom each of its clauses tells that something happened."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.actors import actors_between, plain
from newsfigures.areas import find_areas
from newsfigures.events.clauses import stands_between
from newsfigures.events.days import YEAR, carried, is_day, vagueness
from newsfigures.events.lexicons import lexicon
from newsfigures.passages import dateline_end
from newsfigures.periods import find_periods
from newsfigures.types import Event, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.events.clauses import Clause
    from newsfigures.passages import Passage
    from newsfigures.periods import ToldYear
    from newsfigures.types import Actor, Article, Span

#: The rule by which an event is the one of its kind that the article told last.
AGAIN = "told before in the article"

#: How many words a place's name may have.
MOST_NAMES = 4
#: How many words after "received" a guest's country may stand.
NEAR_WORDS = 6
#: How many events back "the same day" and "the event" may have been told.
LOOK_BACK = 8


#: What a verb alone tells of.
KINDS = {"meet": "meeting", "receive": "reception", "open": "opening", "start": "groundbreaking"}


class _Place(NamedTuple):
    printed: str
    area: str
    rule: str


class Sentence:
    """The events of one sentence: they share its subject, and a date that only one of them has."""

    def __init__(
        self,
        article: Article,
        passage: Passage,
        clauses: list[Clause],
        actors: Sequence[Actor],
        told: ToldYear | None = None,
    ) -> None:
        self.article, self.passage, self.clauses, self.actors, self.told = article, passage, clauses, actors, told
        self.rules = lexicon(passage.language)
        self.first, self.last = clauses[0].sentence
        self.folded = passage.words.folded
        self.subject = clauses[0].verb
        first, last = (bisect_left(passage.areas, place, key=lambda area: area[2]) for place in clauses[0].sentence)
        persons = [actor.span for actor in self._actors(self.first, self.last) if actor.kind == "person"]
        banks = [actor.span for actor in self._actors(self.first, self.last) if actor.kind == "organisation"]
        self.areas = [
            area
            for area in passage.areas[first:last]
            if not self._is_within(area, persons) and not (area[0].isdigit() and self._is_within(area, banks))
        ]
        self.periods = self._periods()
        self.sites = self._sites()
        self.asides = [self.first + match.first for match in self.rules.aside.find(self.folded[self.first : self.last])]

    def _is_within(self, area: tuple[str, str, int, int], names: Sequence[Span]) -> bool:
        """Whether the area's name is part of another: "Nguyen Hoa Binh", "Asian Development Bank"."""
        start = self.passage.section.start + self.passage.words.starts[area[2]]
        return any(name.start <= start < name.end for name in names)

    def _is_aside(self, clause: Clause, word: int) -> bool:
        """Behind the verb and its noun, and behind a word that turns to something else."""
        told = max(clause.verb_end, clause.noun[1] if clause.noun else 0)
        return word > told and stands_between(self.asides, told, word)

    def events(self, before: Sequence[Event]) -> list[Event]:
        """The events; ``before`` are those that the article told already."""
        found: list[Event] = []
        for clause in self.clauses:
            told = before or found
            recent = [*before[-LOOK_BACK:], *found]
            again = self._told_again(clause, recent)
            named = again or self._same_event(clause, recent)
            when, dated = self._when(clause, named, told)
            place, ref_area, placed = self._where(clause, named, when, told)
            participants, actors = self._who(clause, before)
            if again:
                participants = tuple(dict.fromkeys((*again.participants, *participants)))
            here = [(kind, own) for first, kind, own in self.sites if self._is_at(clause, first)]
            sites = tuple(dict.fromkeys(f"{kind}:{own or ref_area}" for kind, own in here if own or ref_area))
            if not self._has_object(clause, place):
                continue
            found.append(
                Event(
                    self.passage.span(clause.first, clause.last),
                    KINDS.get(clause.kind, clause.kind),
                    clause.status,
                    place,
                    ref_area,
                    sites,
                    when,
                    participants,
                    actors,
                    self.passage.language,
                    tuple(rule for rule in (AGAIN if again else "", dated, placed) if rule),
                )
            )
        return found

    def _is_at(self, clause: Clause, first: int) -> bool:
        """The site is where it happened: that of a visit stands after its verb."""
        return (clause.first if clause.noun else clause.verb_end) <= first < clause.last

    def _has_object(self, clause: Clause, place: str) -> bool:
        """Whom somebody met or received, what was visited or opened; what was held has its noun."""
        if clause.noun or clause.kind == "start":
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

    def _is_counted(self, clause: Clause) -> bool:
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
        opening = dateline_end(self.passage.section.text, self.article.place) if self.article.place else 0
        for period in find_periods(span.text, self.passage.language, self.article.date, self.told):
            if "/" in period.time_period.replace("/P", ""):
                continue  # a deadline or an opening
            if period.span.start + offset < opening:
                continue  # the day of writing
            word = bisect_left(self.passage.words.starts, period.span.start + offset)
            found.append((word, replace(period, span=period.span.moved(self.article.id, span.start))))
        return found

    def _when(self, clause: Clause, named: Event | None, before: Sequence[Event]) -> tuple[Period | None, str]:
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
            return min(own, key=vagueness), "a date in the clause"
        dates = [(word, period) for word, period in dates if vagueness(period) < YEAR]
        if dates:
            return dates[-1][1], "a date in the sentence"
        dated = next((e.when for e in reversed(before[-LOOK_BACK:]) if e.when and is_day(e.when)), None)
        if day_words and dated:
            return replace(dated, span=self.passage.span(*day_words[0]), basis="inferred"), "the day told before"
        if day_words:
            return Period(
                self.passage.span(*day_words[0]), "", "unresolved", "no day stands before it"
            ), "a day not told"
        if named is not None and named.when is not None:
            return replace(named.when, basis=carried(named.when)), "the day of the event named before"
        previous = before[-1] if before else None
        if previous and previous.when and self._continues(previous):
            return replace(previous.when, basis=carried(previous.when)), "goes on from the sentence before"
        return None, ""

    def _continues(self, previous: Event) -> bool:
        """The sentence goes on with what the one before it told: "also", "cũng"."""
        start = self.passage.section.start + self.passage.words.starts[self.first]
        near = start - previous.span.end < 400
        return near and bool(self.rules.continues & set(self.folded[self.first : self.clauses[0].verb_end]))

    def _told_again(self, clause: Clause, before: Sequence[Event]) -> Event | None:
        """The signing told before, where a sentence only says how much was signed: "Seven memoranda were signed".

        It names no day, no area and nobody of its own.
        """
        counted = clause.kind == "signing" and clause.noun is not None and clause.noun[0] < clause.verb
        if not counted or self.areas or self.periods or self._actors(self.first, self.last):
            return None
        if self._place_without_area(clause):
            return None
        return next((event for event in reversed(before) if event.kind == clause.kind), None)

    def _same_event(self, clause: Clause, before: Sequence[Event]) -> Event | None:
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
        area_words = {
            place: area for area in self.areas if area[1] != "part" for place in range(area[2], area[3])
        }  # "Dung Quat Economic Zone" has its own name
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

    def _where(self, clause: Clause, named: Event | None, when: Period | None, before: Sequence[Event]) -> _Place:
        """The place as printed, its area, and the rule that found it."""
        named_areas = [area for area in self.areas if area[1] != "adjective" and not self._is_aside(clause, area[2])]
        areas = [area for area in named_areas if not self._is_in_role(area[2])]
        own = [area for area in areas if clause.first <= area[2] < clause.last]
        for code, _, first, last in own:
            span = self.passage.span(first, last)
            if clause.noun and self._is_of_another_clause(first, clause.noun[0]):
                continue
            near = set(self._before(first))
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
        if hosts and (clause.kind in ("receive", "start") or (clause.noun and clause.kind != "signing")):
            host = hosts[0]
            # "Vietnam's Hue hosted"
            code, _, first, last = next((one for one in hosts if one[0].startswith(f"{host[0]}-")), host)
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

    def _is_of_another_clause(self, place: int, noun: int) -> bool:
        """As in "Laos builds a dam in Champasak, under an agreement signed"; not "On May 4, in Hue, a fair opened"."""
        if place > noun or "," not in self.folded[place:noun]:
            return False
        place = self._behind_kind(place) - 1
        return place > self.first and self.folded[place - 1] != ","

    def _before(self, first: int) -> list[str]:
        """The two words before a name, and the one before the first name of "in Foo city, Bar province"."""
        place = self._behind_kind(first)
        if place < first and place > self.first and self.folded[place - 1] == ",":
            place -= 1
            while place > self.first and self.passage.words.written[place - 1][0].isupper():
                place -= 1
            place = self._behind_kind(place)
        return [*self.folded[max(self.first, first - 2) : first], *self.folded[max(self.first, place - 1) : place]]

    def _behind_kind(self, place: int) -> int:
        """The place, or that of the words right before it that say of what kind it is: "the city of", "tỉnh"."""
        words = self.passage.words
        while place > self.first and {self.folded[place - 1], words.written[place - 1]} & self.rules.of_area:
            place -= 1
        return place

    def _place_without_area(self, clause: Clause) -> str:
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
        if place and day and when and is_day(when):
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

    def _who(self, clause: Clause, before: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
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
