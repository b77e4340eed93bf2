"""An article read from its first paragraph to its last, each figure with what was told before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from newsfigures import languages
from newsfigures.observations.clocks import Clock
from newsfigures.observations.continuations import is_beside, is_compared
from newsfigures.observations.items import core
from newsfigures.observations.meanings import find_meaning
from newsfigures.observations.measures import find_measure, is_plausible, measured_from, of_whole
from newsfigures.observations.pairs import level_of
from newsfigures.observations.senses import ELSEWHERE, NOBODYS, SHARE_OF_PLAN, Meaning, Subject, Told, whole_of
from newsfigures.observations.sides import Sides
from newsfigures.observations.speakers import find_speaker
from newsfigures.observations.topics import Spot, Topics
from newsfigures.observations.whereabouts import Whereabouts
from newsfigures.periods import told_year
from newsfigures.quantities.currencies import UNKNOWN_CURRENCY
from newsfigures.reference import family, indicators
from newsfigures.types import Key, Observation, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsfigures.observations.sentences import Sentence
    from newsfigures.types import Article

#: Families of units of figures that may stand between a figure and what goes on about it: "a four-year low, down from".
PASSING = frozenset(("percent", "difference", "duration", "months", "ratio"))

#: How many indicators told before may be what a ranking is of.
LATELY = 8

#: Categories of figures that are told of one good or of all.
STORIES = frozenset(("trade", "production"))

#: Within so many words a line of a list of partners names the partner.
ENTRY = 3


@dataclass(slots=True)
class Thread:
    """What the figures of a sentence have told so far, for the next one."""

    meaning: Meaning | None = None
    sides: Sides | None = None
    observation: Observation | None = None
    #: The last one that no other is compared with: a year before is counted from its time.
    main: Observation | None = None
    #: Whether one of the figures was of a list of partners or places.
    listed: bool = False
    #: By the items of its figures what each has told.
    told: dict[int, tuple[Meaning, Sides, Observation]] = field(default_factory=dict)


class Reader:
    """Reads the sections of an article in order."""

    def __init__(self, article: Article, home: str) -> None:
        # The year that an undated article tells of. No method of this reader: the two would hold on to each other.
        self.topics = Topics(article, home, cache(lambda: told_year(_own_texts(article))))
        self.whereabouts = Whereabouts(self.topics)
        self.clock = Clock(article, self.topics)
        self.thread = Thread()
        #: What the last figure was told of, for rankings that go on without saying it, and what those before it were.
        self.told: Meaning | None = None
        self.lately: list[Meaning] = []
        #: The last meaning told in each family of units.
        self.units: dict[str, Meaning] = {}
        #: The good that the first paragraph is about; "" for none, None before the first figure that could tell.
        self.story: str | None = None
        #: Whose the last figure was, if no area's.
        self.owner = ""
        #: The number of the sentence with figures that is read, and of the last one that told of something.
        self.sentence, self.fresh = 0, 0
        #: Whether a list of partners or places goes on, or its heading was told.
        self.in_ranking = False
        #: Where the last sentence with figures stands: its section, whether others follow it there, its number.
        self.place = (-1, False, -1)
        #: What it told of, and that if it was one thing.
        self.subjects: set[Subject] = set()
        self.subject: Subject | None = None

    def read(self, number: int, quantities: Sequence[Quantity]) -> list[Observation | str]:
        """What each of the quantities of a section measures, or why that is not known."""
        found: dict[int, Observation | str] = {}
        sentences = self.topics.read(number, quantities)
        for place, sentence in enumerate(sentences):
            sentence.opens_paragraph = place == 0
            if "<n>" not in sentence.tokens:
                continue
            self.sentence += 1
            if not (place and sentence.goes_on):
                self.thread = Thread()
            self._open(number, place)
            self.topics.let_look_back(number, place)
            if place == 0 and "<area>" in sentence.tokens[:ENTRY]:
                self.in_ranking |= any(one.tokens[-1:] == [":"] and one.is_ranking for one in sentence.before[:1])
            for at, item in enumerate(sentence.items):
                if isinstance(item.thing, Quantity):
                    found[item.start] = one = self._read_figure(Spot(number, sentences, place, at), item.thing)
                    if not (item.thing.change in ("up_from", "down_from") or is_compared(sentence, at)):
                        self.thread.main = one if isinstance(one, Observation) else None
            self.in_ranking = self.thread.listed or (self.in_ranking and "<area>" in sentence.tokens[:ENTRY])
            self.clock.note_bases(sentence)
            self.place = (number, place + 1 < len(sentences), place)
        return [found.get(core(quantity)[0], "not in a sentence") for quantity in quantities]

    def _open(self, number: int, place: int) -> None:
        """Before a sentence: what the one right before it told of is its subject, if that is one thing."""
        last, has_more, at = self.place
        follows = (number, place) == (last, at + 1) or (number == last + 1 and place == 0 and not has_more)
        self.subject = next(iter(self.subjects)) if follows and len(self.subjects) == 1 else None
        self.subjects = set()

    def _read_figure(self, spot: Spot, quantity: Quantity) -> Observation | str:
        """What a figure measures, by one question after the other: what, how, where and with whom, when, who says so.
        The first without an answer is the reason why it is in no fact."""
        if quantity.equivalent_to:
            return "the amount before it in another currency or unit"
        if UNKNOWN_CURRENCY in quantity.unit:
            return "money of a country that the text does not tell"
        paired = False
        if spot.sentence.is_respective and (level := level_of(spot.sentence, spot.at)) in self.thread.told:
            self.thread.meaning, self.thread.sides, self.thread.observation = self.thread.told[level]
            paired = True
        meaning = self._meaning(spot, quantity, paired)
        if isinstance(meaning, str):
            return meaning
        indicator = indicators()[meaning.indicator]
        measure = find_measure(spot.sentence, spot.at, quantity, indicator, meaning)
        if isinstance(measure, str):
            return measure
        if self.whereabouts.goes_on_elsewhere(spot, meaning, measure[0]):
            return ELSEWHERE
        if measure[0] == "level" and not is_plausible(quantity, indicator):
            return "out of range"
        thread = self.thread
        if meaning.stands_in and self.subject and "<area>" not in spot.sentence.tokens:
            rule = "area and partner: as of the sentence before"
            told = Sides(self.subject.area, self.subject.partner, (rule,))
        else:
            meaning, told = self.whereabouts.find(spot, meaning, thread.sides, thread.observation)
        thread.meaning, thread.sides = meaning, told
        sides = self.whereabouts.settle(spot, meaning, measure[0], told)
        if isinstance(sides, str):
            if sides == NOBODYS:
                thread.meaning = None
            return sides
        noun = spot.sentence.tokens[meaning.mention.last - 1] if meaning.mention.first >= 0 else ""
        if not self.subjects or not meaning.carried:
            self.subjects.add(Subject(meaning.indicator, sides.subject, sides.partner, noun))
        found = self._observation(spot, quantity, meaning, of_whole(measure, meaning, bool(sides.partner)), sides)
        # A change behind a figure that another is compared with is the other one's: "5 million against 4, up 25%".
        if isinstance(found, Observation) and not (thread.observation and is_beside(spot.sentence, spot.at, meaning)):
            thread.observation = found
        if isinstance(found, Observation):
            thread.told[spot.at] = meaning, told, found
        return found

    def _meaning(self, spot: Spot, quantity: Quantity, paired: bool) -> Meaning | str:
        """The indicator of a figure, which the next ones may go on about, or the reason why there is none."""
        sentence, at, thread = spot.sentence, spot.at, self.thread
        unit_family = family(quantity.unit)
        told = Told(
            thread.meaning,
            self.told,
            self.units.get(unit_family),
            self.lately,
            self.story or "",
            self.whereabouts.subject,
            gap=max(self.sentence - self.fresh - 1, 0),
            in_ranking=self.in_ranking,
            paired=paired,
            stood_for=self.subject,
        )
        meaning = find_meaning(sentence, at, quantity, told)
        if meaning == ELSEWHERE:
            self.whereabouts.note_elsewhere(spot)
        if isinstance(meaning, str):
            passing = unit_family in PASSING or meaning == SHARE_OF_PLAN or _is_in_bracket(sentence, at)
            if quantity.change not in ("up", "down") and not passing:
                thread.meaning = None  # a change behind a figure of which nothing is known is that figure's change
            return meaning
        if meaning.mention.first >= 0:
            meaning = meaning._replace(words=tuple(sentence.tokens[meaning.mention.first : meaning.mention.last]))
        self.fresh = self.sentence
        thread.listed = thread.listed or meaning.ranked
        self.units[unit_family] = meaning
        if meaning.ranked and self.told and meaning.indicator == whole_of(self.told.indicator) != self.told.indicator:
            self.told = meaning  # from one good to all
        if not (meaning.listed or meaning.ranked or meaning.carried):
            self.told = meaning  # a ranking goes on about what was told before the one before it
            self.lately = [meaning, *(one for one in self.lately if one.indicator != meaning.indicator)][:LATELY]
        if self.owner and not meaning.owner and sentence.opens_with_parts:
            meaning = meaning._replace(owner=self.owner)  # "of which containers 2 million"
        self.owner = meaning.owner
        indicator = indicators()[meaning.indicator]
        if self.story is None and indicator.category in STORIES and not self.topics.is_title(spot.number):
            self.story = indicator.good if self.topics.is_first(spot.number) else ""
        thread.meaning = meaning
        return meaning

    def _observation(
        self, spot: Spot, quantity: Quantity, meaning: Meaning, measure: tuple[str, str], sides: Sides
    ) -> Observation | str:
        """The figure with its time and speaker."""
        timing = self.clock.find(spot, quantity, meaning, measure[0], sides, self.thread.observation, self.thread.main)
        if isinstance(timing, str):
            return timing
        bases = self.clock.bases.get(timing.time_period, set())
        based = measured_from(spot.sentence, spot.at, quantity, measure, timing.time_period, bases)
        if isinstance(based, str):
            return based
        name, measure_rule = based
        speaker, speaker_rule = find_speaker(spot.sentence, self.topics.sentences_before(spot))
        key = Key(meaning.indicator, sides.subject, sides.partner, timing.time_period, name)
        rules = (meaning.because, measure_rule, *sides.because, timing.rule, timing.status_rule, speaker_rule)
        return Observation(key, quantity, speaker, timing.status, tuple(rule for rule in rules if rule))


def _own_texts(article: Article) -> Iterator[tuple[str, str]]:
    """The title and body with their languages."""
    for section in article.sections:
        if section.role in ("title", "body") and section.language in languages.codes():
            yield section.text, section.language


def _is_in_bracket(sentence: Sentence, at: int) -> bool:
    """Whether a figure stands alone in a bracket: "62% of the plan (9 billion), up 4%"."""
    return at > 0 and sentence.tokens[at - 1] == "(" and ")" in sentence.tokens[at + 1 : at + 3]
