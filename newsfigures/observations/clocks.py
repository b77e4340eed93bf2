"""When the figures of an article are told for, read one after the other: what the words around a figure leave open is
as told last, or as title and lead tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.comparisons import compared_time
from newsfigures.observations.continuations import is_beside, is_of_next_time
from newsfigures.observations.leads import Lead, is_within
from newsfigures.observations.statuses import find_status
from newsfigures.observations.time_periods import (
    is_ahead,
    is_day,
    is_far_ahead,
    is_over,
    is_year_across,
    span_between,
    starts_ahead,
    year_before,
)
from newsfigures.observations.times import (
    UNKNOWN,
    day_of_count,
    find_own_time,
    find_time,
    has_own_time,
    is_last_told,
    is_year_earlier,
    is_year_in_words,
    tells_aside,
    tells_time_between,
    time_before_bracket,
    time_told,
    told_times,
)
from newsfigures.reference import indicators

if TYPE_CHECKING:
    from newsfigures.observations.senses import Meaning
    from newsfigures.observations.sentences import Sentence
    from newsfigures.observations.sides import Sides
    from newsfigures.observations.topics import Spot, Topics
    from newsfigures.reference import Indicator
    from newsfigures.types import Article, Observation, ObsStatus, Quantity

#: How the rules end by which a figure's own sentence tells its time.
OWN_TIME = ("in the clause", "earlier in the sentence", "at the end of the clause", "before the bracket")

#: The rule for a time that was told of the figure before in the article.
TOLD_LAST = "period: as of the figure told last"

#: Why a figure told as one that was is in no fact.
AHEAD = "its time is still to come, and nothing says that it is a plan"

#: A time period and the rule that found it; two empty texts if none is told.
Time = tuple[str, str]


class Timing(NamedTuple):
    """The time period of a figure and its status, each with its rule."""

    time_period: str
    rule: str
    status: ObsStatus
    status_rule: str


class Clock:
    """The times told so far, for the next figure."""

    def __init__(self, article: Article, topics: Topics) -> None:
        self.today = article.date
        self.topics = topics
        self.lead = Lead(article, topics.timed)
        #: That of the last figure.
        self.time: Time = ("", "")
        #: What changes of a time are measured from, by what was told so far.
        self.bases: dict[str, set[str]] = {}
        #: The section, category and time of the last plan.
        self.planned = (-1, "", "")
        #: The last day told of what has a new value every day.
        self.day = ""

    def note_bases(self, sentence: Sentence) -> None:
        """Keep in mind what changes of a sentence's only time are measured from."""
        if sentence.bases and len(told := {time_told(sentence, at) for at in told_times(sentence)}) == 1:
            self.bases.setdefault(told.pop(), set()).update(base.value for base in sentence.bases)

    def find(
        self,
        spot: Spot,
        quantity: Quantity,
        meaning: Meaning,
        measure: str,
        sides: Sides,
        before: Observation | None,
        main: Observation | None,
    ) -> Timing | str:
        """The time of a figure and whether it was, or why that is not known.

        ``before`` is the observation before it in the sentence, ``main`` the last one that none is compared with.
        """
        indicator = indicators()[meaning.indicator]
        time_period, rule = self._time(
            spot, quantity, meaning, _whose_year(spot.sentence, sides, indicator), before, main
        )
        if rule == UNKNOWN:
            if not (meaning.owner or indicator.each or measure == "part"):
                return UNKNOWN
            time_period, rule = "", "period: named, but not of which year"  # it meets no other figure
        if indicator.each and indicator.category == "society" and not rule.endswith(OWN_TIME):
            time_period, rule = "", ""  # what befell some people is of no total's time
        status, status_rule = find_status(spot.sentence, spot.at, of_plan=measure == "share_of_plan")
        if status == "plan" and is_over(time_period, self.today) and _is_left(spot, quantity):
            status, status_rule = "actual", ""  # "forecast to rise to 5 million from 4 million last year"
        if status == "plan" and time_period.endswith("/..") and not starts_ahead(time_period, self.today):
            time_period, rule = "", ""  # "open since March, and it plans to spend 5 million"
        time_period, rule = self._as_told(spot, quantity, indicator, measure, status, (time_period, rule))
        if status == "actual" and is_ahead(time_period, self.today):
            if not is_far_ahead(time_period, self.today):
                return UNKNOWN
            status, status_rule = "plan", "status: its time is still to come"
        if status == "actual" and starts_ahead(time_period, self.today):
            return AHEAD
        if status != "plan" and indicator.kind == "stock" and not spot.sentence.tells_of_inflow:
            time_period = time_period.removeprefix("../")  # so much there was at the end of it
        if status == "plan":
            time_period, rule = self._as_planned(spot, indicator.category, (time_period, rule))
        if indicator.daily and is_day(time_period):
            self.day = time_period
        return Timing(time_period, rule, status, status_rule)

    def _as_told(
        self, spot: Spot, quantity: Quantity, indicator: Indicator, measure: str, status: ObsStatus, own: Time
    ) -> Time:
        """The time that was told of prices or by the release, where a figure has none of its ``own``."""
        if indicator.daily and not own[1] and self.day:
            own = self.day, "period: the day told last of prices"
        if status == "plan":
            return ("", "") if own[1].endswith("earlier in the paragraph") else own  # what was is told before
        if own[1] or not _is_of_release(spot.sentence, quantity, indicator, measure):
            return own
        time_period, rule = self.lead.time(spot.number)
        counted = day_of_count(spot.sentence, spot.at)
        if counted and time_period and not is_within(counted, time_period):
            time_period, rule = "", ""
        self.time = (time_period, TOLD_LAST)
        return time_period, rule

    def _as_planned(self, spot: Spot, category: str, own: Time) -> Time:
        """The time of the plan told before in the paragraph, where a plan has none of its ``own``."""
        told = (spot.number, category)
        if not own[1] and self.planned[:2] == told and not has_own_time(spot.sentence):
            own = self.planned[2], "period: as of the plan told before"
        self.planned = (*told, own[0])
        return own

    def _time(
        self,
        spot: Spot,
        quantity: Quantity,
        meaning: Meaning,
        whose: list[str],
        before: Observation | None,
        main: Observation | None,
    ) -> Time:
        """The time period of a figure, in a fiscal year that of the areas ``whose`` it is, and the rule."""
        sentence, at = spot.sentence, spot.at
        if of_base := time_before_bracket(sentence, at):
            return of_base
        left = quantity.change in ("up_from", "down_from")
        if left and before:
            of_main = main.key.time_period if main else ""
            return self._time_left(sentence, at, before.key.time_period, of_main, indicators()[meaning.indicator])
        carried = before if meaning.carried else None
        listed = (
            bool(before) and is_of_next_time(sentence, at) and (meaning.carried or is_beside(sentence, at, meaning))
        )
        if left or listed or compared_time(sentence, at) is not None:
            year_ago = year_before(main.key.time_period) if main else ""
            if year_ago and (listed or meaning.measure == "change") and is_year_earlier(sentence, at):
                own = year_ago, "period: a year before the figure compared with it"
            elif before and main and _is_year_ago(sentence, at, main.key.time_period):
                told = before.key.time_period, main.key.time_period
                own = self._time_left(sentence, at, *told, indicators()[meaning.indicator])
            else:
                own = find_own_time(sentence, at, indicators()[meaning.indicator])
            if listed and before and (span := span_between(own[0], before.key.time_period)):
                self.bases.setdefault(before.key.time_period, set()).add(span)
            return own
        return self._time_of_level(spot, meaning, whose, carried)

    def _time_left(self, sentence: Sentence, at: int, before: str, main: str, indicator: Indicator) -> Time:
        """The time of a level that a change left, which the figure before it tells: "up 5% in 2024 from 3 million"; a
        year ago is one before the time of the figure that it is compared with, "to 4 from 5 in May and 3 a year ago".
        """
        time_period, rule = find_own_time(sentence, at, indicator)
        if _is_year_ago(sentence, at, main):
            if year_ago := year_before(main):
                time_period, rule = year_ago, "period: a year before the figure that it is compared with"
            elif before != main:
                time_period, rule = "", UNKNOWN
        if span := span_between(time_period, before):
            self.bases.setdefault(before, set()).add(span)
        return time_period, rule

    def _time_of_level(self, spot: Spot, meaning: Meaning, whose: list[str], carried: Observation | None) -> Time:
        """The time of the figure that it goes on about, that of its own words, or the one told last."""
        indicator = indicators()[meaning.indicator]
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
        if not (time_period and tells_aside(spot.sentence, time_period)):
            self.time = (time_period, UNKNOWN if rule == UNKNOWN else TOLD_LAST)
        if indicator.category == "events":
            if is_day(time_period.removesuffix("/..")):
                time_period = time_period.removesuffix("/..")  # signed after Wednesday's meeting: on Wednesday
            if not time_period:
                return self.topics.event_day(spot)
        return time_period, rule


def _is_year_ago(sentence: Sentence, at: int, main: str) -> bool:
    """Whether a figure is that of a year before the one that it is compared with; "the previous year" of a year that is
    none of the calendar is the one before it."""
    return is_year_earlier(sentence, at) or (is_year_across(main) and is_year_in_words(sentence, at))


def _is_left(spot: Spot, quantity: Quantity) -> bool:
    """Whether another figure is compared with this one, or it is somebody's already: "after its 3% rise"."""
    sentence, at = spot.sentence, spot.at
    is_there = at > 0 and sentence.tokens[at - 1] in sentence.lexicon.owned
    return is_there or quantity.change in ("up_from", "down_from") or compared_time(sentence, at) is not None


def _whose_year(sentence: Sentence, sides: Sides, indicator: Indicator) -> list[str]:
    """The areas whose fiscal year may be meant: whoever trades counts its own, a loan may be told in the giver's, and
    that of a lender is told in its own."""
    if indicator.category == "public finance" and indicator.counterpart:
        lenders = {match.value for match in sentence.lexicon.lenders.find(sentence.tokens)}
        if lenders:
            return sorted(lenders)
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


def _same_months(before: str, year: str) -> str:
    """The months of the period before in another year: in nine months of 2016 so much, 2017 so much."""
    return f"{year}{before[4:]}" if "/P" in before and before[:4].isdigit() and before[:4] != year else ""
