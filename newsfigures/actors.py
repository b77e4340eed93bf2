"""Article → Actors: the persons and organisations that it names, with the role as printed.

A name counts where words around it say what it is: an office, a form of address, the head of an organisation's name.
Names of one thing meet across articles only by a named rule; what no rule joins stays apart.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsfigures import languages
from newsfigures.areas import areas_among
from newsfigures.passages import read_passages
from newsfigures.phrases import HYPHENS, Phrases, Words, fold
from newsfigures.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsfigures.areas import Kind
    from newsfigures.passages import Passage
    from newsfigures.types import Article

#: How many words an organisation's name or an office with its seat may have: more is a sentence read wrongly.
LONGEST = 18
#: How many small words may stand in a row inside a name whose head comes first.
MOST_SMALL = 8


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
    readings = [_Reading(passage) for passage in read_passages(article)]
    acronyms: dict[str, tuple[str, str]] = {}
    for reading in readings:
        for organisation in reading.organisations:
            if organisation.acronym:
                acronyms.setdefault(organisation.acronym, (reading.name(organisation), organisation.area))
    small = _Small(readings)
    people: list[_Person] = []
    for reading in readings:
        reading.find_people(small)
        people += [person for person in reading.people if person.full]
    names = _full_names(people)
    full = Phrases([(tuple(Words(name).folded), name) for name in dict.fromkeys(person.full for person in people)])
    found: list[Actor] = []
    for reading in readings:
        named = [*reading.named_organisations(acronyms), *reading.named_people(names, full)]
        found += sorted(named, key=lambda actor: actor.span.start)
    return tuple(_with_areas(found))


class _Small:
    """The words that the article writes in small letters: no one's name. Made when first asked for."""

    def __init__(self, readings: Sequence[_Reading]) -> None:
        self.readings = readings

    @cached_property
    def words(self) -> set[str]:
        """Those words."""
        return {word for reading in self.readings for word in reading.written if word.islower()}


def _with_areas(actors: list[Actor]) -> list[Actor]:
    """An organisation that the article names with one area only is meant where it is named without."""
    areas: dict[str, set[str]] = {}
    for actor in actors:
        if actor.area:
            areas.setdefault(_own_name(actor), set()).add(actor.area)
    found = []
    for actor in actors:
        if actor.kind == "organisation" and not actor.area and len(meant := areas.get(_own_name(actor), ())) == 1:
            rule = "its area from another mention of the name"
            actor = replace(actor, area=next(iter(meant)), because=(*actor.because, rule))
        found.append(actor)
    return found


# --- words ------------------------------------------------------------------------------------------------------------


class _Rules(NamedTuple):
    honorifics: Phrases[str]
    offices: Phrases[frozenset[str]]  # what a word can be: roles, qualifiers, tails
    heads: Phrases[str]
    shared: frozenset[tuple[str, ...]]
    head_first: bool
    joiners: frozenset[str]
    ands: frozenset[str]
    inside: frozenset[str]
    stops: Phrases[str]
    of_area: frozenset[str]
    never: frozenset[str]  # no word of a person's name


@cache
def _rules(language: str) -> _Rules:
    table = languages.table(language, "actors")
    periods = languages.table(language, "periods")
    offices: dict[tuple[str, ...], frozenset[str]] = {}
    for part in ("roles", "qualifiers", "tails"):
        for word in table[part]:
            key = tuple(Words(word).folded)
            offices[key] = offices.get(key, frozenset()) | {part}
    calendar = [word for part in ("months", "weekdays") for phrase in periods[part] for word in Words(phrase).folded]
    # Where names have their head first, "Bộ" before a capital is one; "bộ" is a word.
    heads = [(tuple(Words(head).written), head) for head in table["heads"]]
    return _Rules(
        Phrases([(tuple(Words(word).written), word) for word in table["honorifics"]]),
        Phrases(list(offices.items())),
        Phrases(heads),
        frozenset(tuple(Words(head).written) for head in table["shared"]),
        table["head"] == "first",
        frozenset(table["joiners"]),
        frozenset(table["and"]),
        frozenset(table["inside"]),
        Phrases([(tuple(Words(word).folded), word) for word in table["stops"]]),
        frozenset(word for phrase in table["of_area"] for word in Words(phrase).folded),
        frozenset(word for word in calendar if len(word) > 4)  # "Thu" and "Tám" are names of persons too
        | frozenset(languages.table(language, "function_words")["words"]),
    )


@cache
def _surnames() -> frozenset[str]:
    """As written, and without accents."""
    names = [
        name
        for code in languages.codes()
        for name in languages.table(code, "actors").get("names", {}).get("surnames", ())
    ]
    return frozenset(fold(name) for name in names) | frozenset(plain(name) for name in names)


@cache
def _spellings() -> dict[str, str]:
    tables = [languages.table(code, "actors").get("spellings", {}) for code in languages.codes()]
    return {word: meant for table in tables for word, meant in table.items()}


@lru_cache(maxsize=1 << 14)
def plain(words: str) -> str:
    """Words without accents and case, đ as d, one blank between.

    >>> plain("Lê  Sơn Phong"), plain("ĐÀ NẴNG")
    ('le son phong', 'da nang')
    """
    if not words.isascii():
        words = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D").replace("’", "'"))
        words = "".join(sign for sign in words if not unicodedata.combining(sign))
    return " ".join(words.lower().split())


# --- one paragraph ----------------------------------------------------------------------------------------------------


class _Organisation(NamedTuple):
    first: int
    last: int
    area: str
    acronym: str
    acronym_at: int  # its word
    rule: str


class _Person(NamedTuple):
    first: int
    last: int
    full: str  # the name as printed, or "" for a short form
    role: tuple[int, int] | None
    rule: str


class _Reading:
    """A paragraph with what stands where: offices, organisations, areas, then the persons among them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.rules = rules = _rules(passage.language)
        words = passage.words
        self.written, self.folded = words.written, words.folded
        self.size = len(words)
        self.people: list[_Person] = []
        self.heads = {match.first: match.last for match in rules.heads.find(self.written)}
        self.offices = self._offices()
        self.office_at = dict(self.offices)
        self.office_ends = set(self.office_at.values())
        self.organisations = self._organisations() if self.heads else []
        self.organisation_at = {organisation.first: organisation for organisation in self.organisations}
        self.inside_organisation = {
            place for organisation in self.organisations for place in range(organisation.first, organisation.last)
        }

    @cached_property
    def stops(self) -> set[int]:
        """Where a word stands that no name goes on with."""
        return {match.first for match in self.passage.find(self.rules.stops)}

    @cached_property
    def head_ends(self) -> set[int]:
        """The word after each head."""
        return set(self.heads.values())

    @cached_property
    def area_of_word(self) -> dict[int, tuple[str, Kind, int, int]]:
        """The area that a word is part of."""
        return {place: area for area in self.passage.areas for place in range(area[2], area[3])}

    def name(self, organisation: _Organisation) -> str:
        return " ".join(self.passage.span(organisation.first, organisation.last).text.split())

    def _is_capital(self, place: int) -> bool:
        return 0 <= place < self.size and self.written[place][0].isupper()

    # Offices: a run of their words that holds one that is an office by itself.

    def _offices(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        run: list[tuple[frozenset[str], int, int]] = []
        for match in [*self.passage.find(self.rules.offices), None]:
            if run and (match is None or not self._follows(run[-1][2], match.first)):
                if any("roles" in parts for parts, _, _ in run):
                    while not run[-1][0] & {"roles", "tails"}:
                        run.pop()
                    while not run[0][0] & {"roles", "qualifiers"}:
                        run.pop(0)
                    found.append((run[0][1], run[-1][2]))
                run = []
            if match is not None:
                run.append((match.value, match.first, match.last))
        return found

    def _follows(self, last: int, first: int) -> bool:
        """Right behind, or joined by a hyphen: "vice-chair"."""
        return first == last or (first == last + 1 and self.folded[last] in HYPHENS)

    # Organisations.

    def _organisations(self) -> list[_Organisation]:
        found: list[_Organisation] = []
        done = 0
        at_office = {place for first, last in self.offices for place in range(first, last)}
        for head, after in sorted(self.heads.items()):
            if head < done or head in at_office:
                continue
            place = self._first_head(head, after) if self.rules.head_first else self._last_head(head, done)
            if place is None:
                continue
            first, last = place
            while last > after and self.folded[last - 1] in self.rules.of_area:
                last -= 1
            first, area = self._area_of(first, last)
            if last - first < 2 or last - first > LONGEST or self._is_only_area_and_head(first, last):
                continue
            acronym, at = self._acronym(last)
            found.append(_Organisation(first, last, area, acronym, at, "its name says what it is"))
            done = last
        return found

    def _is_only_area_and_head(self, first: int, last: int) -> bool:
        """Whether nothing but a head is written with a capital: that names no organisation."""
        own, place = 0, first
        while place < last and not own:
            if place in self.heads:
                place = self.heads[place]
            else:
                own += self._is_capital(place)
                place += 1
        return not own

    def _acronym(self, last: int) -> tuple[str, int]:
        """``(NSSC)`` after a name."""
        if last + 2 < self.size and self.written[last] == "(" and self.written[last + 2] == ")":
            word = self.written[last + 1]
            if 2 <= len(word) <= 10 and word.isupper() and word.isalpha():
                return word, last + 1
        return "", -1

    def _area_of(self, first: int, last: int) -> tuple[int, str]:
        """Where the name starts without a possessor, and the area that it says or that possesses it."""
        area_at = self.passage.area_at
        area = ""
        for place in range(first, last):
            if place in area_at:
                code, kind, _, end = area_at[place]
                is_possessor = (kind == "adjective" and not code.isdigit()) or self.folded[end : end + 1] == ["'s"]
                if place == first and end < last and is_possessor:
                    first = end + (self.folded[end] == "'s")
                area = area or code
        if area:
            return first, area
        # "Da Nang city's Department", "the Chinese Ministry"
        for end in (first, first - 1, first - 2):
            if end in self.passage.area_before:
                beside = self.rules.of_area | {"'s"}
                inside = all(self.folded[place] in beside for place in range(end, first))
                return first, self.passage.area_before[end][0] if inside else ""
        return first, ""

    # The head stands last, or before "of": English.

    def _last_head(self, head: int, done: int) -> tuple[int, int] | None:
        first = self._run_back(head, done)
        if self.folded[first] == "the":
            first += 1
        if first > 0 and self.folded[first - 1] in ("a", "an"):
            return None  # one of many
        last = self.heads[head]
        while (
            self._is_capital(last) and last - head < LONGEST
        ):  # "Chamber Foundation": the last head of a run of capitals counts
            end = last
            while end not in self.heads and self._is_capital(end + 1) and end - last < LONGEST:
                end += 1
            if end not in self.heads:
                break
            last = self.heads[end]
        last = self._suffixes(last)
        return first, self._after_joiners(head, last)

    def _run_back(self, head: int, done: int) -> int:
        first = head
        while first > done and head - first < LONGEST:
            before = first - 1
            if self._is_capital(before) and not self._is_sentence_word(before):
                first = before
            elif (
                self.folded[before] in ("'", "'s", *HYPHENS, *self.rules.ands)
                and before - 1 >= done
                and self._is_capital(before - 1)
                and not self._is_sentence_word(before - 1)
                and (self.folded[before] not in self.rules.ands or self._may_join(before, first))
            ):
                first = before - 1
            else:
                break
        return next((place for place in range(head, first, -1) if place in self.office_ends), first)

    def _may_join(self, joint: int, after: int) -> bool:
        """As in "Trade Policy and Strategy Office"; "Board and Port Authority" are two names."""
        return after not in self.passage.area_at and joint not in self.head_ends | self.passage.area_before.keys()

    def _is_sentence_word(self, place: int) -> bool:
        """A capital only because a sentence starts there."""
        return self.folded[place] in self.rules.never and (place == 0 or self.written[place - 1] in '.!?:;“"”')

    def _suffixes(self, last: int) -> int:
        """Co., Ltd."""
        start = end = last
        while end < self.size and (self.written[end] in ".," or end in self.heads):
            if end in self.heads:
                last = self.heads[end]
                end = last
            else:
                end += 1
            if end - last > 2 or last - start > LONGEST:
                break
        return last

    def _after_joiners(self, head: int, last: int) -> int:
        """As in "Department of Science"; in "Centre of the Ministry", what has a head of its own is another name."""
        while last < self.size and self.folded[last] in self.rules.joiners and last - head < LONGEST:
            start = last + 1
            if start < self.size and self.folded[start] == "the":
                start += 1
            end = self._capitals(start)
            possessor = start in self.passage.area_at and end < self.size and self.folded[end] == "'s"
            if end == start or possessor or self._holds_head(start, end):
                break
            last = end
            for _ in range(LONGEST):
                end = self._next_of_list(last)
                if end == last:
                    break
                last = end
        return self._cut_at_surname(last)

    def _next_of_list(self, last: int) -> int:
        """After "Ministry of Culture": ", Sports and Tourism" or "and Trade"."""
        place = last
        for _ in range(3):
            if place < self.size and self.folded[place] in self.rules.ands:
                end = self._capitals(place + 1)
                own = end > place + 1 and not self._holds_head(place + 1, end) and place + 1 not in self.passage.area_at
                return end if own else last
            if place < self.size and self.written[place] == ",":
                end = self._capitals(place + 1)
                if end == place + 1 or end - place > 4 or self._holds_head(place + 1, end):
                    return last
                if place + 1 in self.passage.area_at:
                    return last
                place = end
            else:
                return last
        return last

    def _capitals(self, place: int) -> int:
        end = place
        while self._is_capital(end) and end - place < 8:
            end += 1
            if end + 1 < self.size and self.written[end] in HYPHENS and self._is_capital(end + 1):
                end += 1
        return end

    def _holds_head(self, first: int, last: int) -> bool:
        return any(place in self.heads for place in range(first, last))

    def _cut_at_surname(self, last: int) -> int:
        """As in "Ministry of Trade Nguyen Van A": the name of a person ends that of the organisation."""
        first = last
        while self._is_capital(first - 1) and last - first < LONGEST:
            first -= 1
        start = self._surname(first + 1, last)
        return last if start is None else start

    # The head stands first: Vietnamese.

    def _first_head(self, head: int, after: int) -> tuple[int, int] | None:
        if not (self._is_capital(after) or set(self.folded[after : after + 1]) & self.rules.of_area):
            return None
        place = after
        area_at = self.passage.area_at
        small = 0
        while place < self.size and place - head < LONGEST:
            word = self.written[place]
            if place in area_at:
                return head, area_at[place][3]
            if self.folded[place] in self.rules.ands:
                if self._goes_on(place + 1):
                    place += 1
                    continue
                break
            if word == "," and self._list_goes_on(place):
                place += 1
                continue
            if not word[0].isalnum():
                if word == "-" or word in HYPHENS:
                    place += 1
                    continue
                if word == "," and self.written[place - 1].islower() and self._is_small(place + 1):
                    return None  # a list that may go on: where the name ends is not known
                break
            if place in self.stops and word.islower():
                break
            if place > after and place in self.heads and self._is_capital(self.heads[place]):
                break
            if place > after and self._surname_run(place):
                break
            small = 0 if word[0].isupper() else small + 1
            if small > MOST_SMALL:
                return None
            place += 1
        else:
            if place < self.size:
                return None
        return head, place

    def _is_small(self, place: int) -> bool:
        return place < self.size and self.written[place].islower() and place not in self.stops

    def _goes_on(self, place: int) -> bool:
        """After "và": a capital that starts no other name, or the rest of a list that ends with an area."""
        if place >= self.size or place in self.passage.area_at:
            return False
        if self._is_capital(place):
            return not (place in self.heads and self._is_capital(self.heads[place])) and not self._surname_run(place)
        return any(
            there in self.passage.area_at and not any(between in self.stops for between in range(place, there))
            for there in range(place + 1, min(place + 7, self.size))
        ) and all(self.written[between][0].isalpha() for between in range(place, min(place + 3, self.size)))

    def _list_goes_on(self, comma: int) -> bool:
        """As in "Bộ Văn hóa, Thể thao và Du lịch": a capital after the comma and, soon, "và" with another."""
        if not self._is_capital(comma + 1) or comma + 1 in self.heads or comma + 1 in self.passage.area_at:
            return False
        for place in range(comma + 2, min(comma + 8, self.size)):
            if self.folded[place] in self.rules.ands:
                return self._is_capital(place + 1) and place + 1 not in self.heads
            if not self.written[place][0].isalpha():
                return False
        return False

    # Persons.

    def _surname_run(self, place: int) -> bool:
        """A run of two to four capitals that begins with a family's name."""
        end = self._name_run(place)
        return 2 <= end - place <= 4 and fold(self.written[place]) in _surnames()

    def _name_run(self, place: int) -> int:
        end = place
        while end < self.size and end - place < 7 and self._is_name_word(end):
            end += 1
            if end + 1 < self.size and self.written[end] == "-" and self._is_glued(end):
                end += 2  # Jae-in
        return end

    def _is_glued(self, place: int) -> bool:
        words = self.passage.words
        return words.ends[place - 1] == words.starts[place] and words.ends[place] == words.starts[place + 1]

    def _is_name_word(self, place: int) -> bool:
        word = self.written[place]
        return word[0].isupper() and (len(word) == 1 or not word.isupper()) and word.isalpha()

    def _surname(self, first: int, last: int) -> int | None:
        """Where a name of two to four words that ends at ``last`` begins, if its first word is a family's name."""
        for place in range(max(first, last - 4), last - 1):
            if fold(self.written[place]) in _surnames() and all(self._is_name_word(p) for p in range(place, last)):
                return place
        return None

    def find_people(self, small: _Small) -> None:
        self.small = small
        taken: set[int] = set()
        for first, last in self.offices:
            person = self._after_office(first, last) or self._before_office(first, last)
            if person and not taken & set(range(person.first, person.last)):
                taken.update(range(person.first, person.last))
                self.people.append(person)
        for match in self.rules.honorifics.find(self.written):
            place = match.last + (match.last < self.size and self.written[match.last] == ".")
            person = self._addressed(place)
            if person and not taken & set(range(person.first, person.last)):
                taken.update(range(person.first, person.last))
                self.people.append(person)

    def _addressed(self, place: int) -> _Person | None:
        """As in "Mr Roe", "ông Lê Văn An"."""
        end = self._name_run(place)
        if not 1 <= end - place <= 5 or place in self.passage.area_at:
            return None
        if any(there in self.inside_organisation for there in range(place, end)):
            return None
        full = self._text(place, end) if end - place > 1 else ""
        return _Person(place, end, full, None, "a form of address before the name")

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.passage.span(first, last).text.split())

    def _is_name(self, first: int, last: int, sure: bool = False) -> bool:
        """Two to five capitals, none of an area, an organisation or a date; if not ``sure``, no common words."""
        if not 2 <= last - first <= 5 or any(place in self.inside_organisation for place in range(first, last)):
            return False
        areas = (self.area_of_word.get(place) for place in range(first, last))
        if any(area and not self._is_part_of_name(area, first, last) for area in areas):
            return False
        words = [self.folded[place] for place in range(first, last) if self._is_capital(place)]
        if any(place in self.heads for place in range(first, last)):
            return False
        if all(word in self.rules.never for word in words) or words[-1] in self.rules.never:
            return False
        return sure or fold(self.written[first]) in _surnames() or self.small.words.isdisjoint(words)

    def _is_part_of_name(self, area: tuple[str, Kind, int, int], first: int, last: int) -> bool:
        """An area's name inside a person's: "Nguyen Hoa Binh"."""
        return first < area[2] and area[3] <= last and fold(self.written[first]) in _surnames()

    def _after_office(self, first: int, last: int) -> _Person | None:
        """As in "Director Jane Roe", "Giám đốc Sở X Lê Văn An": the name that follows an office and its seat."""
        place, because = last, "an office before the name"
        end = self._name_run(place)
        start = self._office_start(first)
        if self._is_name(place, end, sure=end - place <= 4):
            return _Person(place, end, self._text(place, end), (start, last), because)
        if end - place == 1 and place not in self.inside_organisation and place not in self.passage.area_at:
            return _Person(place, end, "", (start, last), "an office before a short name")
        while place < self.size and place - last < LONGEST:
            if place in self.organisation_at:
                organisation = self.organisation_at[place]
                place = organisation.last
                if organisation.acronym:
                    place += 3
            elif place in self.passage.area_at:
                place = self.passage.area_at[place][3]
            elif self._surname_run(place) and place > last and self._is_name(place, self._name_run(place)):
                end = self._name_run(place)
                return _Person(place, end, self._text(place, end), (start, place), because + " and its seat")
            elif self._is_within(place):
                place += 1
                continue
            else:
                return None
            end = self._name_run(place)
            if self._is_name(place, end):
                return _Person(place, end, self._text(place, end), (start, place), because + " and its seat")
        return None

    def _is_within(self, place: int) -> bool:
        """A word that may stand inside an office with its seat: "of the", a capital, a small word of a name."""
        word = self.written[place]
        if self.rules.head_first:
            return (word[0].isalnum() or word in HYPHENS) and not (place in self.stops and word.islower())
        return word[0].isupper() or self.folded[place] in self.rules.inside or word in HYPHENS or word == "’"

    def _office_start(self, first: int) -> int:
        """With what stands before it in one run: "NSSC Deputy Director", "Chinese Consul General"."""
        last = first
        while first > 0 and last - first < MOST_SMALL:
            before = first - 1
            if (
                self._is_capital(before)
                and not self._is_sentence_word(before)
                and self.folded[before] not in self.rules.never
            ):
                first = before
            else:
                break
        return first

    def _before_office(self, first: int, last: int) -> _Person | None:
        """As in "Jane Roe, Director of X": the name before a comma or dash and an office."""
        place = first - 1
        while place > 0 and first - place < 7 and self.written[place] not in (",", "(", *HYPHENS):
            if not (self._is_within(place) or self.folded[place] in ("a", "an", "former")):
                return None
            place -= 1
        if place <= 0 or first - place >= 7:
            return None
        end = place
        start = end
        while start > 0 and end - start < 7:
            if self._is_name_word(start - 1):
                start -= 1
            elif (
                start > 2
                and self.written[start - 2] == "-"
                and self._is_glued(start - 2)
                and self._is_name_word(start - 3)
            ):
                start -= 3  # Jae-in
            else:
                break
        if start < end and self._is_sentence_word(start):
            start += 1
        if end - start > 4:
            start = self._surname(start, end) or start
        if not self._is_name(start, end):
            return None
        role = (place + 1, self._office_end(last))
        return _Person(start, end, self._text(start, end), role, "an office after the name")

    def _office_end(self, place: int) -> int:
        """With its seat: "Deputy Director of the municipal Department of Science and Technology"."""
        last = place
        while place < self.size and place - last < LONGEST:
            if place in self.organisation_at:
                organisation = self.organisation_at[place]
                place = last = organisation.last + (3 if organisation.acronym else 0)
            elif place in self.passage.area_at:
                place = last = self.passage.area_at[place][3]
            elif place in self.office_at:
                place = last = self.office_at[place]
            elif self._is_within(place):
                place += 1
                if self.written[place - 1][0].isupper() or (
                    self.rules.head_first and self.written[place - 1].isalpha()
                ):
                    last = place
            else:
                break
        return last

    # Actors.

    def named_organisations(self, acronyms: dict[str, tuple[str, str]]) -> list[Actor]:
        found = []
        taken: set[int] = set()
        for organisation in self.organisations:
            taken.update(range(organisation.first, organisation.last))
            taken.add(organisation.acronym_at)
            found.append(self._actor(organisation, self.name(organisation), organisation.rule))
        for place, word in enumerate(self.written if acronyms else ()):
            if word in acronyms and place not in taken:
                name, area = acronyms[word]
                mention = _Organisation(place, place + 1, area, "", -1, "")
                found.append(self._actor(mention, name, "an acronym that the text introduces"))
        return found

    def _actor(self, organisation: _Organisation, name: str, rule: str) -> Actor:
        span = self.passage.span(organisation.first, organisation.last)
        return Actor(span, "organisation", name, None, organisation.area, self.passage.language, (rule,))

    def named_people(self, names: dict[str, str], full: Phrases[str]) -> list[Actor]:
        found = []
        taken = {place for person in self.people for place in range(person.first, person.last)}
        again = [
            match for match in full.find(self.folded) if match.first not in taken and self._is_capital(match.first)
        ]
        rule = "a name that stands with an office elsewhere"
        for person in [*self.people, *(_Person(match.first, match.last, match.value, None, rule) for match in again)]:
            because: tuple[str, ...] = (person.rule,)
            name = person.full
            if not name:
                name = names.get(fold(self.written[person.first]), "")
                because += ("a short form of a name given in full",)
            if name:
                role = person.role and self.passage.span(*person.role)
                span = self.passage.span(person.first, person.last)
                found.append(Actor(span, "person", name, role or None, "", self.passage.language, because))
        return found


def _full_names(people: Iterable[_Person]) -> dict[str, str]:
    """What a single word of a name stands for: the first or last word of one full name only."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(person.full for person in people):
        words = [fold(word) for word in name.split()]
        for word in {words[0], words[-1]}:
            found[word] = "" if found.get(word, name) != name else name
    return found


# --- across articles --------------------------------------------------------------------------------------------------


def same(one: Actor, other: Actor) -> str:
    """The rule by which two actors are one, or "" if no rule says so.

    >>> from newsfigures.types import Span
    >>> def person(name): return Actor(Span("", 0, 0, name), "person", name, None, "", "en", ())
    >>> same(person("Le Son Phong"), person("Lê Sơn Phong")), same(person("Lê Sơn Phong"), person("Lê Sơn Phóng"))
    ('same name, accents aside', '')
    """
    if one.kind != other.kind or _key(one) != _key(other):
        return ""
    if one.kind == "organisation" and not one.area and _is_shared(one) and one.span.article != other.span.article:
        return ""
    names = fold(one.name), fold(other.name)
    if names[0] == names[1]:
        return "same name"
    if plain(one.name) != plain(other.name):
        return "same name, spelling aside"
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
    rules = _rules(actor.language)
    heads = {_spellings().get(plain(word), plain(word)) for head in _heads(actor.language) for word in head.split()}
    return frozenset(_own_name(actor).split()) - heads - rules.joiners - rules.ands - {"the"}


@cache
def _heads(language: str) -> tuple[str, ...]:
    return tuple(languages.table(language, "actors")["heads"])


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
        beside = _rules(actor.language).of_area
        for code, _, first, last in areas_among(words, actor.language):
            if code == actor.area:
                while first > 0 and words.folded[first - 1] in beside:
                    first -= 1
                while last < len(words) and words.folded[last] in beside | {"'s"}:
                    last += 1
                own = [place for place in own if not first <= place < last]
                break
    if len(own) < 2:
        own = list(range(len(words)))
    folded = [plain(words.folded[place]) for place in own]
    return " ".join(_spellings().get(word, word) for word in folded if word not in HYPHENS)


@lru_cache(maxsize=1 << 12)
def _is_shared(actor: Actor) -> bool:
    """An office that every place has its own of."""
    shared = _rules(actor.language).shared
    written = Words(actor.name).written
    return any(tuple(written[place : place + size]) in shared for place in range(len(written)) for size in (1, 2, 3))


def actors_between(actors: Sequence[Actor], start: int, end: int) -> list[Actor]:
    """The actors named from ``start`` to before ``end``; ``actors`` in order."""
    first = bisect_left(actors, start, key=lambda actor: actor.span.start)
    last = bisect_left(actors, end, first, key=lambda actor: actor.span.start)
    return list(actors[first:last])
