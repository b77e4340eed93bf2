"""An article read from its first paragraph to its last, each figure with what was told before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from newsfigures import languages
from newsfigures.observations.continuations import is_compared
from newsfigures.observations.items import core
from newsfigures.observations.leads import Lead, is_within
from newsfigures.observations.meanings import find_meaning
from newsfigures.observations.measures import find_measure, is_plausible
from newsfigures.observations.senses import ELSEWHERE, SHARE_OF_PLAN, Meaning, Told
from newsfigures.observations.sides import (
    Sides,
    actor_abroad,
    bracketed,
    parties,
    partner_follows,
    partner_of_two,
    same_ground,
    sides_in_ranking,
)
from newsfigures.observations.speakers import find_speaker
from newsfigures.observations.ties import tied
from newsfigures.observations.times import (
    UNKNOWN,
    base_of,
    day_of_count,
    find_own_time,
    find_time,
    has_own_time,
    is_ahead,
    is_day,
    is_far_ahead,
    is_last_told,
    is_year_earlier,
    is_year_to_date,
    span_between,
    starts_ahead,
    tells_time_between,
    time_before_bracket,
    time_told,
    told_times,
    year_before,
)
from newsfigures.observations.topics import Spot, Topic, Topics
from newsfigures.periods import told_year
from newsfigures.quantities.currencies import UNKNOWN_CURRENCY
from newsfigures.reference import areas, family, indicators
from newsfigures.types import Key, Observation, ObsStatus, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsfigures.observations.sentences import Sentence
    from newsfigures.phrases import Match
    from newsfigures.reference import Indicator
    from newsfigures.types import Article

#: How the rules end by which a figure's own sentence tells its time.
OWN_TIME = ("in the clause", "earlier in the sentence", "at the end of the clause", "before the bracket")

#: Why a figure told as one that was is in no fact.
AHEAD = "its time is still to come, and nothing says that it is a plan"

#: Families of units of figures that may stand between a figure and what goes on about it: "a four-year low, down from".
PASSING = frozenset(("percent", "difference", "duration", "months", "ratio"))

#: How many indicators told before may be what a ranking is of.
LATELY = 8
#: Categories of figures that are told of one good or of all.
STORIES = frozenset(("trade", "production"))

#: What two trade with each other, and its parts.
BOTH_WAYS = frozenset(("total_trade", "exports", "imports"))
ONE_WAY = frozenset(("exports", "imports", "trade_surplus", "trade_deficit"))

#: How many sentences back tell what a sentence is about.
CONTEXT = 3


@dataclass(slots=True)
class Thread:
    """What the figures of a sentence have told so far, for the next one."""

    meaning: Meaning | None = None
    sides: Sides | None = None
    observation: Observation | None = None


class Reader:
    """Reads the sections of an article in order."""

    def __init__(self, article: Article, home: str) -> None:
        self.article = article
        # The year that an undated article tells of. No method of this reader: the two would hold on to each other.
        self.topics = Topics(article, home, cache(lambda: told_year(_own_texts(article))))
        self.lead = Lead(article, self.topics.timed)
        #: What the last figure was told of, for rankings that go on without saying it: indicator, area, period.
        self.told: Meaning | None = None
        self.subject = ""
        self.time = ("", "")
        #: The last meaning told in each family of units, and the last two that lend and owe.
        self.units: dict[str, Meaning] = {}
        self.loan = ("", "")
        #: The section of the last figure of trade, and its indicator if it was one of two.
        self.last: tuple[int, str] | None = None
        #: The good that the first paragraph is about; "" for none, None before the first figure that could tell.
        self.story: str | None = None
        #: What changes of a time are measured from, by what was told so far.
        self.bases: dict[str, set[str]] = {}
        self.lately: list[Meaning] = []
        self.thread = Thread()
        #: The section, category and time of the last plan, and the last day told of what has a new value every day.
        self.planned = (-1, "", "")
        #: The section and sentence of the last figure of a place that is in no table.
        self.elsewhere = (-1, -1)
        self.day = ""
        #: Whose the last figure was, if no area's.
        self.owner = ""

    def read(self, number: int, quantities: Sequence[Quantity]) -> list[Observation | str]:
        """What each of the quantities of a section measures, or why that is not known."""
        found: dict[int, Observation | str] = {}
        sentences = self.topics.read(number, quantities)
        for place, sentence in enumerate(sentences):
            if "<n>" not in sentence.tokens:
                continue
            thread = self.thread if place and sentence.goes_on else Thread()
            self.thread = thread
            sentence.opens_paragraph = place == 0
            sentence.before = [*islice(self.topics.sentences_before(Spot(number, sentences, place, 0)), CONTEXT)]
            for at, item in enumerate(sentence.items):
                if isinstance(item.thing, Quantity):
                    found[item.start] = self._read_figure(Spot(number, sentences, place, at), item.thing, thread)
            if sentence.bases and len(told := {time_told(sentence, at) for at in told_times(sentence)}) == 1:
                self.bases.setdefault(told.pop(), set()).update(base.value for base in sentence.bases)
        return [found.get(core(quantity)[0], "not in a sentence") for quantity in quantities]

    def _read_figure(self, spot: Spot, quantity: Quantity, thread: Thread) -> Observation | str:
        sentence, at = spot.sentence, spot.at
        if quantity.equivalent_to:
            return "the amount before it in another currency or unit"
        if UNKNOWN_CURRENCY in quantity.unit:
            return "money of a country that the text does not tell"
        unit_family = family(quantity.unit)
        sentence.title_goods = self.topics.title_goods
        same_unit, story = self.units.get(unit_family), self.story or ""
        told = Told(thread.meaning, self.told, same_unit, self.lately, story)
        meaning = find_meaning(sentence, at, quantity, told)
        if meaning == ELSEWHERE:
            self.elsewhere = (spot.number, spot.place)
        if isinstance(meaning, str):
            passing = unit_family in PASSING or meaning == SHARE_OF_PLAN or _is_in_bracket(sentence, at)
            if quantity.change not in ("up", "down") and not passing:
                thread.meaning = None  # a change behind a figure of which nothing is known is that figure's change
            return meaning
        thread.meaning = self.units[unit_family] = meaning
        if not (meaning.listed or meaning.ranked or meaning.carried):
            self.told = meaning  # a ranking goes on about what was told before the one before it
            self.lately = [meaning, *(one for one in self.lately if one.indicator != meaning.indicator)][:LATELY]
        if self.owner and not meaning.owner and sentence.opens_with_parts:
            thread.meaning = meaning = meaning._replace(owner=self.owner)  # "of which containers 2 million"
        self.owner = meaning.owner
        indicator = indicators()[meaning.indicator]
        if self.story is None and indicator.category in STORIES and not self.topics.is_title(spot.number):
            self.story = indicator.good if self.topics.is_first(spot.number) else ""
        measure = find_measure(sentence, at, quantity, indicator, meaning)
        if isinstance(measure, str):
            return measure
        if self._goes_on_elsewhere(spot, meaning, measure[0]):
            return ELSEWHERE
        if measure[0] == "level" and not is_plausible(quantity, indicator):
            return "out of range"
        thread.sides = sides = self._sides(spot, meaning, indicator, thread)
        if sides.partner and same_ground(sides.subject, sides.partner):
            rules = tuple(rule for rule in sides.because if not rule.startswith("partner"))
            thread.sides = sides = sides._replace(partner="", because=rules)
            if indicator.at_home:
                thread.meaning = meaning = meaning._replace(indicator=indicator.at_home)
                indicator = indicators()[indicator.at_home]
        if self._goes_on_about_two(spot, indicator, sides):
            rule = "partner: the other of the two told before"
            thread.sides = sides = sides._replace(partner=self.topics.pair[1], because=(*sides.because, rule))
        if indicator.abroad and sides.partner:
            thread.meaning = meaning = meaning._replace(indicator=indicator.abroad)
            indicator = indicators()[indicator.abroad]
        if indicator.abroad and (actor := actor_abroad(sentence, at, sides.subject)):
            rule = f"partner: “{sentence.items[actor.at].written}” acts there"
            thread.sides = sides = sides._replace(partner=actor.code, because=(*sides.because, rule))
            thread.meaning = meaning = meaning._replace(indicator=indicator.abroad)
            indicator = indicators()[indicator.abroad]
        elif _has_partner_abroad(indicator, sides) and (actor := actor_abroad(sentence, at, sides.subject)):
            rule = f"partner: “{sentence.items[actor.at].written}” is there from abroad"
            thread.sides = sides = sides._replace(partner=actor.code, because=(*sides.because, rule))
        if indicator.marked and measure[0] == "part" and not (sides.subject or sides.partner) and self.loan[1]:
            sides = Sides(*self.loan, ("area and partner: as told last of loans",))
        if meaning.share and not sides.partner and measure[0] == "share":
            sides = sides._replace(refused="")
            measure = ("part", "measure: a share of it, of something that the words tell")
        elif measure[0] == "part" and meaning.carried and (sides.partner or indicator.good or indicator.part):
            measure = ("share", "measure: a share of the whole")
        if sides.refused == ELSEWHERE:
            self.elsewhere = (spot.number, spot.place)
        if sides.refused or not (sides.subject or sides.partner or meaning.owner):
            return sides.refused or "no area"
        if not sides.subject and not meaning.owner and not indicator.marked:
            return "no area"
        if indicator.marked and sides.partner:
            self.loan = (sides.subject, sides.partner)
        self.subject = sides.subject
        if indicator.category == "trade":
            self.topics.pair = (sides.subject, sides.partner if sides.subject else "")
            self.last = (spot.number, indicator.code if sides.partner else "")
        found = self._observation(spot, quantity, meaning, indicator, measure, sides, thread.observation)
        # A change behind a figure that another is compared with is the other one's: "5 million against 4, up 25%".
        if isinstance(found, Observation) and not (meaning.carried and is_compared(sentence, at)):
            thread.observation = found
        return found

    def _sides(self, spot: Spot, meaning: Meaning, indicator: Indicator, thread: Thread) -> Sides:
        sentence, at, before = spot.sentence, spot.at, thread.observation
        known = (thread.sides.subject, thread.sides.partner) if thread.sides else ()
        bare = before and all(
            party.code in known or party.at > at or sentence.items[party.at].start < before.quantity.span.start
            for party in parties(sentence)
        )
        if meaning.growth:
            sides = self.topics.sides(spot, meaning, indicator, thread.sides)
            code, subject = bracketed(sentence, at), self.topics.topic(spot.number).area
            own = sides.subject if sides.subject and not same_ground(sides.subject, code) else subject
            rule = f"partner: “{sentence.items[at - 2].written}” before the bracket"
            sides = Sides(own, code, (*(one for one in sides.because if one.startswith("area:")), rule))
        elif indicator.counterpart and thread.sides and thread.sides.partner and (code := bracketed(sentence, at)):
            rule = f"partner: “{sentence.items[at - 2].written}” before the bracket"
            sides = Sides(thread.sides.subject, code, ("area: as of the figure before it", rule))
        elif meaning.carried and thread.sides and bare and not partner_follows(sentence, at):
            sides = thread.sides._replace(because=("area and partner: as of the figure before it",))
        elif meaning.ranked:
            sides = sides_in_ranking(sentence, at, self.subject)
        else:
            given = before is not None and gives(before.key.indicator) and not gives(indicator.code)
            sides = self.topics.sides(spot, meaning, indicator, None if given else thread.sides)
        if meaning.owner:
            return Sides("", "", (f"area: none, it is of a {meaning.owner.removeprefix('a ')}",))
        trade = indicator.category == "trade"
        if meaning.share and before and not sides.partner:
            sides = _with_partner_before(sides, before)
        if sides.subject and not sides.partner and (meaning.share or (trade and sentence.is_of_two)):
            sides = _with_other(sentence, sides, self.topics.topic(spot.number), self.topics.two(spot.number))
        if trade and not sides.partner and before and not sentence.total_before(at):
            sides = _with_partner_before(sides, before)
        if indicator.category == "investment" and indicator.counterpart and not sides.partner and before:
            sides = _with_investor_before(sentence, at, sides, before)
        return tied(sentence, at, indicator.code, sides, thread.sides, self.topics.two(spot.number).two)

    def _goes_on_elsewhere(self, spot: Spot, meaning: Meaning, measure: str) -> bool:
        """Whether a figure goes on about a place that is in no table: its share of a country's, or "Its surplus"."""
        if self.elsewhere == (spot.number, spot.place):
            return meaning.carried or meaning.share or measure in ("part", "share")
        if self.elsewhere != (spot.number, spot.place - 1) or any(
            party.at < spot.at for party in parties(spot.sentence)
        ):
            return False
        goes_on = any(match.value == "any" and match.first == 0 for match in spot.sentence.carriers)
        if goes_on:
            self.elsewhere = (spot.number, spot.place)
        return goes_on

    def _goes_on_about_two(self, spot: Spot, indicator: Indicator, sides: Sides) -> bool:
        """Whether trade of all kinds between two was told right before, of which these are the two ways."""
        last = self.last
        return (
            bool(self.topics.pair[1])
            and not sides.partner
            and last is not None
            and last[0] == spot.number
            and last[1] in BOTH_WAYS
            and indicator.code in ONE_WAY
            and sides.subject == self.topics.pair[0]
            and not sides.refused
            and not spot.sentence.speaks_of_totals
            and not any(party.code not in self.topics.pair for party in parties(spot.sentence))
        )

    def _observation(
        self,
        spot: Spot,
        quantity: Quantity,
        meaning: Meaning,
        indicator: Indicator,
        measure: tuple[str, str],
        sides: Sides,
        before: Observation | None,
    ) -> Observation | str:
        time_period, time_rule = self._time(spot, quantity, meaning, indicator, before, _whose_year(sides, indicator))
        if time_rule == UNKNOWN:
            if not (meaning.owner or indicator.each or measure[0] == "part"):
                return UNKNOWN
            time_period, time_rule = "", "period: named, but not of which year"  # it meets no other figure
        if indicator.each and indicator.category == "society" and not time_rule.endswith(OWN_TIME):
            time_period, time_rule = "", ""  # what befell some people is of no total's time
        status, status_rule = _status(spot.sentence, spot.at, of_plan=measure[0] == "share_of_plan")
        if indicator.daily and not time_rule and self.day:
            time_period, time_rule = self.day, "period: the day told last of prices"
        if status == "plan" and time_rule.endswith("earlier in the paragraph"):
            time_period, time_rule = "", ""  # what was is told before what will be
        elif not time_rule and status != "plan" and _is_of_release(spot.sentence, quantity, indicator, measure[0]):
            time_period, time_rule = self.lead.time(spot.number)
            counted = day_of_count(spot.sentence, spot.at)
            if counted and time_period and not is_within(counted, time_period):
                time_period, time_rule = "", ""
            self.time = (time_period, "period: as of the figure told last")
        if status == "actual" and is_ahead(time_period, self.article.date):
            if not is_far_ahead(time_period, self.article.date):
                return UNKNOWN
            status, status_rule = "plan", "status: its time is still to come"
        if status == "actual" and starts_ahead(time_period, self.article.date):
            return AHEAD
        if status == "plan":
            told = (spot.number, indicator.category)
            if not time_rule and self.planned[:2] == told and not has_own_time(spot.sentence):
                time_period, time_rule = self.planned[2], "period: as of the plan told before"
            self.planned = (*told, time_period)
        if indicator.daily and is_day(time_period):
            self.day = time_period
        name, measure_rule = measure
        if name.startswith("change") and (base := base_of(spot.sentence, spot.at)):
            span = span_between(base, time_period)
            if not span:
                return "measured from another time"
            name, measure_rule = name.replace("change", span), f"measure: from {base}"
        elif name.startswith("change") and (time_period.isdigit() or is_year_to_date(time_period)):
            name, measure_rule = name.replace("change", "yoy"), "measure: a year's change is on the year before"
        elif (
            name.startswith("change")
            and quantity.unit == "percent"
            and len(bases := self.bases.get(time_period, set())) == 1
        ):
            base = next(iter(bases))
            name, measure_rule = name.replace("change", base), f"measure: {base}, as told of that time before"
        speaker, speaker_rule = find_speaker(spot.sentence, self.topics.sentences_before(spot))
        key = Key(indicator.code, sides.subject, sides.partner, time_period, name)
        rules = (meaning.because, measure_rule, *sides.because, time_rule, status_rule, speaker_rule)
        return Observation(key, quantity, speaker, status, tuple(rule for rule in rules if rule))

    def _time(
        self,
        spot: Spot,
        quantity: Quantity,
        meaning: Meaning,
        indicator: Indicator,
        before: Observation | None,
        whose: list[str],
    ) -> tuple[str, str]:
        """The time period of a figure, in a fiscal year that of the areas ``whose`` it is, and the rule."""
        carried = before if meaning.carried else None
        if of_base := time_before_bracket(spot.sentence, spot.at):
            return of_base
        if quantity.change in ("up_from", "down_from") and before:
            time_period, rule = find_own_time(spot.sentence, spot.at)
            if not time_period and before.key.time_period and is_year_earlier(spot.sentence, spot.at):
                time_period, rule = year_before(before.key.time_period), "period: a year before the figure before it"
            if span := span_between(time_period, before.key.time_period):
                self.bases.setdefault(before.key.time_period, set()).add(span)
            return time_period, rule
        if quantity.change in ("up_from", "down_from") or (carried and is_compared(spot.sentence, spot.at)):
            year_ago = year_before(before.key.time_period) if before else ""
            if year_ago and meaning.measure == "change" and is_year_earlier(spot.sentence, spot.at):
                return year_ago, "period: a year before the figure before it"
            return find_own_time(spot.sentence, spot.at)
        if carried and not tells_time_between(spot.sentence, carried.quantity.span.start, spot.at):
            time_period, rule = carried.key.time_period, "period: as of the figure before it"
        else:
            time_period, rule = find_time(spot.sentences, spot.place, spot.at, indicator, meaning.mention, whose)
        if carried and time_period.isdigit() and (months := _same_months(carried.key.time_period, time_period)):
            time_period, rule = months, f"{rule}, the same months as of the figure before it"
        if meaning.ranked and not time_period and not rule:
            last = not self.time[0] or is_last_told(self.time[0], spot.sentence.before)
            time_period, rule = self.time if last else ("", UNKNOWN)
            rule = rule if time_period or rule == UNKNOWN else ""
        self.time = (time_period, UNKNOWN if rule == UNKNOWN else "period: as of the figure told last")
        if indicator.category == "events":
            if is_day(time_period.removesuffix("/..")):
                time_period = time_period.removesuffix("/..")  # signed after Wednesday's meeting: on Wednesday
            if not time_period:
                return self.topics.event_day(spot)
        return time_period, rule


def _whose_year(sides: Sides, indicator: Indicator) -> list[str]:
    """The areas whose fiscal year may be meant: whoever trades counts its own, a loan may be told in the giver's."""
    both = (sides.subject,) if indicator.category == "trade" else (sides.subject, sides.partner)
    return [code for code in both if code]


def _is_of_release(sentence: Sentence, quantity: Quantity, indicator: Indicator, measure: str) -> bool:
    """Whether a figure without a time of its own has that of the release: what flows, prices and rates, and changes;
    but not what is so much now or every year."""
    if indicator.category == "events" or indicator.levels_only or quantity.rate or indicator.daily:
        return False
    if indicator.each and indicator.category == "society":
        return False  # what befell some people is of no total's time
    if indicator.general and indicator.kind == "level":
        return False
    if indicator.category == "investment" and sentence.tells_of_inflow and not sentence.is_of_now:
        return not has_own_time(sentence)
    return (indicator.kind != "stock" or measure != "level") and not has_own_time(sentence) and not sentence.is_of_now


def gives(code: str) -> bool:
    """Whether an indicator is of money that one gives another, so that the giver is not where it is spent."""
    indicator = indicators()[code]
    return indicator.category == "public finance" and bool(indicator.counterpart)


def _has_partner_abroad(indicator: Indicator, sides: Sides) -> bool:
    """Whether another area that acts is the partner: "Chile has five foreign projects in Peru"."""
    return indicator.category == "investment" and indicator.counterpart == "origin" and not sides.partner


def _own_texts(article: Article) -> Iterator[tuple[str, str]]:
    """The title and body with their languages."""
    for section in article.sections:
        if section.role in ("title", "body") and section.language in languages.codes():
            yield section.text, section.language


def _with_partner_before(sides: Sides, before: Observation) -> Sides:
    """In "it sold 5 million to Peru and bought 3 million" it bought from Peru, as nothing else is told."""
    key = before.key
    if key.ref_area != sides.subject or not key.counterpart_area or indicators()[key.indicator].category != "trade":
        return sides
    rule = "partner: as of the figure before it"
    return sides._replace(partner=key.counterpart_area, because=(*sides.because, rule))


def _with_investor_before(sentence: Sentence, at: int, sides: Sides, before: Observation) -> Sides:
    """In "Chile has 7 projects in Peru worth 5 million, of which 3 million were spent" all is Chile's, as long as no
    other area is named between."""
    key, start = before.key, before.quantity.span.start
    between = [party for party in parties(sentence) if party.at < at and sentence.items[party.at].start > start]
    known = (key.ref_area, key.counterpart_area)
    if indicators()[key.indicator].category != "investment" or key.ref_area != sides.subject:
        return sides
    first = next((place for place, item in enumerate(sentence.items) if item.start > start), at)
    if not key.counterpart_area or any(party.code not in known for party in between):
        return sides
    if sentence.lexicon.totals.present(sentence.tokens[first:at]):
        return sides  # "bringing the total to 90 million"
    return sides._replace(partner=key.counterpart_area, because=(*sides.because, "partner: as of the figure before it"))


def _with_other(sentence: Sentence, sides: Sides, topic: Topic, two: Topic) -> Sides:
    """Trade of two has a partner: the other area of the sentence, or the other of the two that the title names."""
    if other := partner_of_two(sides.subject, parties(sentence)):
        rule = f"partner: “{sentence.items[other.at].written}”, the other of the two"
        found = sides._replace(partner=other.code, because=(*sides.because, rule))
        # Told from the side of the one that the article is about.
        turned = topic.other and (found.subject, found.partner) == (topic.other, topic.area)
        return found._replace(subject=topic.area, partner=topic.other) if turned else found
    if topic.other and sides.subject in (topic.area, topic.other):
        return Sides(topic.area, topic.other, (topic.because,))
    if sides.subject in two.two:
        other_code = next(code for code in two.two if code != sides.subject)
        where = two.because.rpartition(" in the ")[2]
        rule = f"partner: {areas()[other_code].name}, the other of the two in the {where}"
        return sides._replace(partner=other_code, because=(*sides.because, rule))
    return sides._replace(refused="trade between two, with whom is not clear")


def _same_months(before: str, year: str) -> str:
    """The months of the period before in another year: in nine months of 2016 so much, 2017 so much."""
    return f"{year}{before[4:]}" if "/P" in before and before[:4].isdigit() and before[:4] != year else ""


def _is_in_bracket(sentence: Sentence, at: int) -> bool:
    """Whether a figure stands alone in a bracket: "62% of the plan (9 billion), up 4%"."""
    return at > 0 and sentence.tokens[at - 1] == "(" and ")" in sentence.tokens[at + 1 : at + 3]


def _is_behind(sentence: Sentence, match: Match[str], at: int, of_plan: bool) -> bool:
    """Whether a word of plans stands right behind the figure: "5 million are expected"."""
    return at < match.first <= at + 2 and not of_plan and "," not in sentence.tokens[at : match.first]


def _is_measured_by(sentence: Sentence, match: Match[str]) -> bool:
    """Whether a plan is only what a share is of: "equal to 62% of the plan"."""
    return match.value == "plan" and any(
        "<n>" in sentence.tokens[max(one.first - 2, 0) : one.first] and one.first <= match.first < one.last
        for one in sentence.fulfilments
    )


def _status(sentence: Sentence, at: int, *, of_plan: bool = False) -> tuple[ObsStatus, str]:
    """Whether the figure is a plan or forecast, an estimate, or neither, by the words before it; and the rule.

    What is done ``of_plan`` is no plan because the plan is named behind it.
    """
    clause = sentence.clauses[at]
    start = max((match.first for match in sentence.contrasts if match.first < at), default=0)
    found = [
        match
        for match in sentence.status
        if ((start <= match.first and match.last <= at) or _is_behind(sentence, match, at, of_plan))
        and (sentence.clauses[match.first] == clause or (match.value == "plan" and match.last <= at))
        and not _is_measured_by(sentence, match)
        and not (match.value == "plan" and match.last <= at and sentence.tells_past(match.last, at))
    ]
    if found and found[-1].value == "actual" and sentence.clauses[found[-1].first] == clause:
        return "actual", ""
    for match in reversed(found):
        if match.value in ("plan", "estimate"):
            status: ObsStatus = "plan" if any(one.value == "plan" for one in found) else "estimate"
            return status, f"status: “{sentence.words(match.first, match.last)}”"
    return "actual", ""
