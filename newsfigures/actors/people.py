"""The persons of a paragraph: by an office before or after the name, or a form of address."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.actors.lexicons import surnames
from newsfigures.actors.readings import GLUE, LONGEST, MOST_SMALL
from newsfigures.phrases import HYPHENS, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.actors.readings import Reading
    from newsfigures.areas import Kind


class Person(NamedTuple):
    """The words of a person's name, or of a short form of it, and of the office beside it."""

    first: int
    last: int
    full: str  # the name as printed, or "" for a short form
    role: tuple[int, int] | None
    rule: str


class SmallWords:
    """The words that an article writes in small letters: no one's name. Made when first asked for."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings

    @cached_property
    def words(self) -> set[str]:
        """Those words."""
        return {word for reading in self.readings for word in reading.written if word.islower()}


def find_people(reading: Reading, small: SmallWords) -> list[Person]:
    """Every person of the paragraph, those with an office first."""
    return _People(reading, small).found()


class _People:
    def __init__(self, reading: Reading, small: SmallWords) -> None:
        self.reading, self.small = reading, small

    def found(self) -> list[Person]:
        people: list[Person] = []
        taken: set[int] = set()
        for first, last in self.reading.offices:
            person = self._after_office(first, last) or self._before_office(first, last)
            if person and not taken & set(range(person.first, person.last)):
                taken.update(range(person.first, person.last))
                people.append(person)
        for match in self.reading.passage.find_written(self.reading.rules.honorifics):
            place = match.last + (match.last < self.reading.size and self.reading.written[match.last] == ".")
            person = self._addressed(place)
            if person and not taken & set(range(person.first, person.last)):
                taken.update(range(person.first, person.last))
                people.append(person)
        return people

    def _addressed(self, place: int) -> Person | None:
        """As in "Mr Roe", "ông Lê Văn An"."""
        end = self.reading.name_run(place)
        if not 1 <= end - place <= 5 or place in self.reading.passage.area_at:
            return None
        if any(there in self.reading.inside_organisation for there in range(place, end)):
            return None
        full = self._text(place, end) if end - place > 1 else ""
        return Person(place, end, full, None, "a form of address before the name")

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.reading.passage.span(first, last).text.split())

    def _is_name(self, first: int, last: int, sure: bool = False) -> bool:
        """Two to five capitals, none of an area, an organisation or a date; if not ``sure``, no common words."""
        length = sum(self.reading.written[place] not in GLUE for place in range(first, last))
        if not 2 <= length <= 5 or any(place in self.reading.inside_organisation for place in range(first, last)):
            return False
        areas = (self.reading.area_of_word.get(place) for place in range(first, last))
        if any(area and not self._is_part_of_name(area, first, last) for area in areas):
            return False
        words = [self.reading.folded[place] for place in range(first, last) if self.reading.is_capital(place)]
        if any(place in self.reading.heads for place in range(first, last)):
            return False
        if tuple(words) in self.reading.rules.not_names:
            return False
        is_family = fold(self.reading.written[first]) in surnames()
        if is_family and last - first > 2:
            return True  # "Nguyen Thi An", though "an" is a word
        if all(word in self.reading.rules.never for word in words) or words[-1] in self.reading.rules.never:
            return False
        return sure or is_family or self.small.words.isdisjoint(words)

    def _is_part_of_name(self, area: tuple[str, Kind, int, int], first: int, last: int) -> bool:
        """An area's name inside a person's: "Nguyen Hoa Binh"."""
        return first < area[2] and area[3] <= last and fold(self.reading.written[first]) in surnames()

    def _after_office(self, first: int, last: int) -> Person | None:
        """As in "Director Jane Roe", "Giám đốc Sở X Lê Văn An": the name that follows an office and its seat."""
        place, because = last, "an office before the name"
        end = self.reading.name_run(place)
        start = self._office_start(first)
        name = place
        if self.reading.rules.head_first or end - place > 4:  # "Bộ trưởng Công Thương Lê Văn An"
            name = next((there for there in range(place, end - 1) if self._is_family_name(there, end)), place)
        if self._is_name(name, end, sure=end - name <= 4):
            return Person(name, end, self._text(name, end), (start, name), because)
        taken = (self.reading.inside_organisation, self.reading.passage.area_at, self.reading.heads)
        if end - place == 1 and not any(place in places for places in taken):
            return Person(place, end, "", (start, last), "an office before a short name")
        while place < self.reading.size and place - last < LONGEST:
            if place in self.reading.organisation_at:
                organisation = self.reading.organisation_at[place]
                place = organisation.last
                if organisation.acronym:
                    place += 3
            elif place in self.reading.passage.area_at:
                place = self.reading.passage.area_at[place][3]
            elif (
                self.reading.surname_run(place) and place > last and self._is_name(place, self.reading.name_run(place))
            ):
                end = self.reading.name_run(place)
                return Person(place, end, self._text(place, end), (start, place), because + " and its seat")
            elif self._is_within(place):
                place += 1
                continue
            else:
                return None
            end = self.reading.name_run(place)
            if self._is_name(place, end):
                return Person(place, end, self._text(place, end), (start, place), because + " and its seat")
        return None

    def _is_within(self, place: int) -> bool:
        """A word that may stand inside an office with its seat: "of the", a capital, a small word of a name."""
        word = self.reading.written[place]
        if self.reading.rules.head_first:
            return (word[0].isalnum() or word in HYPHENS) and not (place in self.reading.stops and word.islower())
        return (
            word[0].isupper()
            or self.reading.folded[place] in self.reading.rules.inside
            or word in HYPHENS
            or word == "’"
        )

    def _office_start(self, first: int) -> int:
        """With what stands before it in one run: "NSSC Deputy Director", "Chinese Consul General"."""
        last = first
        while first > 0 and last - first < MOST_SMALL:
            before = first - 1
            if (
                self.reading.is_capital(before)
                and not self.reading.is_sentence_word(before)
                and self.reading.folded[before] not in self.reading.rules.never
            ):
                first = before
            else:
                break
        return first

    def _is_family_name(self, place: int, end: int) -> bool:
        """Whether a name of two to four words that begins with a family's name stands from there to ``end``."""
        return 2 <= end - place <= 4 and fold(self.reading.written[place]) in surnames()

    def _before_office(self, first: int, last: int) -> Person | None:
        """As in "Jane Roe, Director of X": the name before a comma or dash and an office."""
        place = first - 1
        while place > 0 and first - place < 7 and self.reading.written[place] not in (",", "(", *HYPHENS):
            if not (self._is_within(place) or self.reading.folded[place] in self.reading.rules.indefinite):
                return None
            place -= 1
        if place <= 0 or first - place >= 7:
            return None
        end = place
        start = end
        while start > 0 and end - start < 7:
            if self.reading.is_name_word(start - 1):
                start -= 1
            elif (
                start > 2
                and self.reading.written[start - 2] in GLUE
                and self.reading.is_glued(start - 2)
                and self.reading.is_name_word(start - 3)
            ):
                start -= 3  # Jae-in
            elif (
                1 < start < end
                and self.reading.written[start - 1] in GLUE
                and self.reading.is_glued(start - 1)
                and self.reading.is_name_word(start - 2)
            ):
                start -= 2  # O'Neill
            else:
                break
        is_surname = end - start > 2 and fold(self.reading.written[start]) in surnames()  # "To Ngoc Son"
        if start < end and self.reading.is_sentence_word(start) and not is_surname:
            start += 1
        if start < end and self.reading.written[start] in self.reading.rules.titles:
            start += 1  # "Ông Lê Văn An, Giám đốc"
        if end - start > 4:
            start = self.reading.surname(start, end) or start
        if not self._is_name(start, end):
            return None
        role = (place + 1, self._office_end(last))
        return Person(start, end, self._text(start, end), role, "an office after the name")

    def _office_end(self, place: int) -> int:
        """With its seat: "Deputy Director of the municipal Department of Science and Technology"."""
        last = place
        while place < self.reading.size and place - last < LONGEST:
            if place in self.reading.organisation_at:
                organisation = self.reading.organisation_at[place]
                place = last = organisation.last + (3 if organisation.acronym else 0)
            elif place in self.reading.passage.area_at:
                place = last = self.reading.passage.area_at[place][3]
            elif place in self.reading.office_at:
                place = last = self.reading.office_at[place]
            elif self._is_within(place):
                place += 1
                if self.reading.written[place - 1][0].isupper() or (
                    self.reading.rules.head_first and self.reading.written[place - 1].isalpha()
                ):
                    last = place
            else:
                break
        return last
