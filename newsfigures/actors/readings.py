"""A paragraph with what stands where: offices, organisations, and the runs of capitals that may be persons."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.actors.lexicons import lexicon, surnames
from newsfigures.phrases import HYPHENS, fold

if TYPE_CHECKING:
    from newsfigures.areas import Kind
    from newsfigures.passages import Passage

#: How many words an organisation's name or an office with its seat may have: more is a sentence read wrongly.
LONGEST = 18
#: Signs that join two words of a name: Jae-in, O'Neill.
GLUE = frozenset("-'’")
#: How many small words may stand in a row inside a name whose head comes first.
MOST_SMALL = 8


class Organisation(NamedTuple):
    """The words of an organisation's name, its area and the acronym in brackets behind it."""

    first: int
    last: int
    area: str
    acronym: str
    acronym_at: int  # its word


class Reading:
    """A paragraph with what stands where: offices, organisations, areas, then the persons among them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.rules = rules = lexicon(passage.language)
        words = passage.words
        self.written, self.folded = words.written, words.folded
        self.size = len(words)
        self.heads = {match.first: match.last for match in passage.find_written(rules.heads)}
        self.offices = self._offices() if passage.may_hold(rules.roles) else []
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

    def name(self, organisation: Organisation) -> str:
        """The name as printed, on one line."""
        return " ".join(self.passage.span(organisation.first, organisation.last).text.split())

    def is_capital(self, place: int) -> bool:
        """Whether a word with a capital stands there."""
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

    def _organisations(self) -> list[Organisation]:
        found: list[Organisation] = []
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
            found.append(Organisation(first, last, area, acronym, at))
            done = last
        return found

    def _is_only_area_and_head(self, first: int, last: int) -> bool:
        """Whether nothing but a head is written with a capital, or an office: "Board of Executive Directors".

        That names no organisation, for each has its own.
        """
        offices = self.rules.offices.find(self.folded[first:last])
        if offices and "roles" in offices[-1].value:
            for office in reversed(offices):
                last = first + office.first if first + office.last == last else last
        own, place = 0, first
        while place < last and not own:
            if place in self.heads:
                place = self.heads[place]
            else:
                own += self.is_capital(place)
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
                if not code.isdigit():  # "Asia" says nothing
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
        if self.folded[first] in self.rules.definite:
            first += 1
        if first > 0 and self.folded[first - 1] in self.rules.indefinite:
            return None  # one of many
        last = self.heads[head]
        while (
            self.is_capital(last) and last - head < LONGEST
        ):  # "Chamber Foundation": the last head of a run of capitals counts
            end = last
            while end not in self.heads and self.is_capital(end + 1) and end - last < LONGEST:
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
            if self.is_capital(before) and not self.is_sentence_word(before):
                first = before
            elif (
                self.folded[before] in ("'", "'s", *HYPHENS, *self.rules.ands)
                and (self.folded[before] not in HYPHENS or self.is_glued(before))  # "OSLO — Trade Ministry"
                and before - 1 >= done
                and self.is_capital(before - 1)
                and not self.is_sentence_word(before - 1)
                and (self.folded[before] not in self.rules.ands or self._may_join(before, first))
            ):
                first = before - 1
            else:
                break
        return next((place for place in range(head, first, -1) if place in self.office_ends), first)

    def _may_join(self, joint: int, after: int) -> bool:
        """As in "Trade Policy and Strategy Office"; "Board and Port Authority" are two names."""
        areas = after in self.passage.area_at or joint in self.passage.area_before
        return not areas and joint not in self.head_ends

    def is_sentence_word(self, place: int) -> bool:
        """A capital only because a sentence starts there."""
        if self.folded[place] not in self.rules.never or (place and self.written[place - 1] not in '.!?:;“"”'):
            return False
        return place < 2 or self.written[place - 2] not in self.rules.titles  # "Dr. Can Van Luc"

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
            if start < self.size and self.folded[start] in self.rules.definite:
                start += 1
            end = self._capitals(start)
            possessor = start in self.passage.area_at and end < self.size and self.folded[end] == "'s"
            if end == start or possessor or self._holds_head(start, end) or self.folded[start] in self.rules.never:
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
        while self.is_capital(end) and end - place < 8:
            end += 1
            if end + 1 < self.size and self.written[end] in HYPHENS and self.is_capital(end + 1):
                end += 1
        return end

    def _holds_head(self, first: int, last: int) -> bool:
        return any(place in self.heads for place in range(first, last))

    def _cut_at_surname(self, last: int) -> int:
        """As in "Ministry of Trade Nguyen Van A": the name of a person ends that of the organisation."""
        first = last
        while self.is_capital(first - 1) and last - first < LONGEST:
            first -= 1
        start = self.surname(first + 1, last)
        return last if start is None else start

    # The head stands first: Vietnamese.

    def _first_head(self, head: int, after: int) -> tuple[int, int] | None:
        if not (self.is_capital(after) or set(self.folded[after : after + 1]) & self.rules.of_area):
            return None
        if head in self.office_ends and self.surname_run(after) and self.name_run(after) - after > 2:
            return None  # "Giám đốc Sở Lê Văn An"
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
            if place > after and place in self.heads and self.is_capital(self.heads[place]):
                break
            if place > after and self.surname_run(place):
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
        if self.is_capital(place):
            return not (place in self.heads and self.is_capital(self.heads[place])) and not self.surname_run(place)
        return any(
            there in self.passage.area_at and not any(between in self.stops for between in range(place, there))
            for there in range(place + 1, min(place + 7, self.size))
        ) and all(self.written[between][0].isalpha() for between in range(place, min(place + 3, self.size)))

    def _list_goes_on(self, comma: int) -> bool:
        """As in "Bộ Văn hóa, Thể thao và Du lịch": a capital after the comma and, soon, "và" with another."""
        if not self.is_capital(comma + 1) or comma + 1 in self.heads or comma + 1 in self.passage.area_at:
            return False
        for place in range(comma + 2, min(comma + 8, self.size)):
            if self.folded[place] in self.rules.ands:
                return self.is_capital(place + 1) and place + 1 not in self.heads
            if not self.written[place][0].isalpha():
                return False
        return False

    # Names of persons.

    def surname_run(self, place: int) -> bool:
        """A run of two to four capitals that begins with a family's name."""
        end = self.name_run(place)
        return 2 <= end - place <= 4 and fold(self.written[place]) in surnames()

    def name_run(self, place: int) -> int:
        """Where the words end that may be of one person's name."""
        end = place
        while end < self.size and end - place < 7 and self.is_name_word(end):
            end += 1
            if end + 1 < self.size and self.written[end] in GLUE and self.is_glued(end):
                end += 2  # Jae-in, O'Neill
            end = self._after_particle(end) or end
        return end

    def _after_particle(self, place: int) -> int:
        """Where a name goes on after a small word of its family's, "el-Masri" or "van Dyke"; 0 if it does not."""
        if place + 1 >= self.size or self.written[place] not in self.rules.particles:
            return 0
        place += 1
        if place + 1 < self.size and self.written[place] == "-" and self.is_glued(place):
            place += 1
        return place + 1 if self.is_name_word(place) else 0

    def is_glued(self, place: int) -> bool:
        """Whether the sign there joins the words beside it without blanks."""
        words = self.passage.words
        return words.ends[place - 1] == words.starts[place] and words.ends[place] == words.starts[place + 1]

    def is_name_word(self, place: int) -> bool:
        """Whether the word is written as one of a name: a capital, then small letters."""
        word = self.written[place]
        return word[0].isupper() and (len(word) == 1 or not word.isupper()) and word.isalpha()

    def surname(self, first: int, last: int) -> int | None:
        """Where a name of two to four words that ends at ``last`` begins, if its first word is a family's name."""
        for place in range(max(first, last - 4), last - 1):
            if fold(self.written[place]) in surnames() and all(self.is_name_word(p) for p in range(place, last)):
                return place
        return None
