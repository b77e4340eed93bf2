"""Whose the figures of an article are and with whom, read one after the other: what the words around a figure leave
open is as told last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.parties import bracketed, parties, same_ground
from newsfigures.observations.partners import actor_abroad, partner_follows, partner_of_two
from newsfigures.observations.senses import ELSEWHERE, NOBODYS
from newsfigures.observations.sides import Sides, sides_in_ranking
from newsfigures.observations.subjects import find_sides
from newsfigures.observations.ties import tied
from newsfigures.reference import areas, indicators

if TYPE_CHECKING:
    from newsfigures.observations.senses import Meaning
    from newsfigures.observations.sentences import Sentence
    from newsfigures.observations.topics import Spot, Topics
    from newsfigures.reference import Indicator
    from newsfigures.types import Observation

#: What two trade with each other, and its parts.
BOTH_WAYS = frozenset(("total_trade", "exports", "imports"))
ONE_WAY = frozenset(("exports", "imports", "trade_surplus", "trade_deficit"))


class Whereabouts:
    """The sides of the figures told so far, for the next one."""

    def __init__(self, topics: Topics) -> None:
        self.topics = topics
        self.subject = ""
        #: The last two that lend and owe.
        self.loan = ("", "")
        #: The section of the last figure of trade, and its indicator if it was one of two.
        self.trade: tuple[int, str] | None = None
        #: The section and sentence of the last figure of a place that is in no table.
        self.elsewhere = (-1, -1)

    def find(
        self, spot: Spot, meaning: Meaning, before: Sides | None, observation: Observation | None
    ) -> tuple[Meaning, Sides]:
        """The sides of a figure, and its meaning, whose indicator may be another one at home or abroad.

        ``before`` are the sides of the figure before it in the sentence, ``observation`` is what that one told.
        """
        sides = self._sides(spot, meaning, before, observation)
        if sides.partner and same_ground(sides.subject, sides.partner):
            rules = tuple(rule for rule in sides.because if not rule.startswith("partner"))
            sides = sides._replace(partner="", because=rules)
            meaning = meaning._replace(indicator=indicators()[meaning.indicator].at_home or meaning.indicator)
        if self._goes_on_about_two(spot, meaning.indicator, sides):
            sides = _with_partner(sides, self.topics.pair[1], "the other of the two told before")
        if sides.partner and (abroad := indicators()[meaning.indicator].abroad):
            meaning = meaning._replace(indicator=abroad)
        return _with_actor_abroad(spot, meaning, sides)

    def settle(self, spot: Spot, meaning: Meaning, measure: str, sides: Sides) -> Sides | str:
        """The sides that a figure with this measure is told of, or why that is not known; the next ones may go on
        about them."""
        indicator = indicators()[meaning.indicator]
        if indicator.marked and measure == "part" and not (sides.subject or sides.partner) and self.loan[1]:
            sides = Sides(*self.loan, ("area and partner: as told last of loans",))
        if not sides.partner and (meaning.mention.code, meaning.mention.variant) in spot.sentence.lexicon.guests:
            return NOBODYS
        if meaning.share and not sides.partner:
            sides = sides._replace(refused="")
        if sides.refused == ELSEWHERE:
            self.note_elsewhere(spot)
        if sides.refused:
            return sides.refused
        if not (sides.subject or meaning.owner or (sides.partner and indicator.marked)):
            return "no area"
        if indicator.marked and sides.partner:
            self.loan = (sides.subject, sides.partner)
        self.subject = sides.subject
        if indicator.category == "trade":
            self.topics.pair = (sides.subject, sides.partner if sides.subject else "")
            if sides.subject and sides.partner:
                self.topics.traders.add((sides.subject, sides.partner))
            self.trade = (spot.number, indicator.code if sides.partner else "")
        return sides

    def note_elsewhere(self, spot: Spot) -> None:
        """Keep in mind that a figure is of a place that is in no table."""
        self.elsewhere = (spot.number, spot.place)

    def goes_on_elsewhere(self, spot: Spot, meaning: Meaning, measure: str) -> bool:
        """Whether a figure goes on about a place that is in no table: its share of a country's, or "Its surplus"."""
        if self.elsewhere == (spot.number, spot.place):
            return meaning.carried or meaning.share or measure in ("part", "share")
        if self.elsewhere != (spot.number, spot.place - 1) or any(
            party.at < spot.at for party in parties(spot.sentence)
        ):
            return False
        goes_on = any(match.value == "any" and match.first == 0 for match in spot.sentence.carriers)
        if goes_on:
            self.note_elsewhere(spot)
        return goes_on

    def _sides(self, spot: Spot, meaning: Meaning, before: Sides | None, observation: Observation | None) -> Sides:
        if meaning.owner:
            return Sides("", "", (f"area: none, it is of a {meaning.owner.removeprefix('a ')}",))
        indicator = indicators()[meaning.indicator]
        sides = self._told(spot, meaning, indicator, before, observation)
        trade = indicator.category == "trade"
        if meaning.share and observation and not sides.partner:
            sides = _with_partner_before(sides, observation)
        if sides.subject and not sides.partner and (meaning.share or (trade and spot.sentence.is_of_two)):
            sides = self._with_other(spot, sides)
        if trade and not sides.partner and observation and not spot.sentence.total_before(spot.at):
            sides = _with_partner_before(sides, observation)
        if indicator.category == "investment" and indicator.counterpart and not sides.partner and observation:
            sides = _with_investor_before(spot.sentence, spot.at, sides, observation)
        return tied(spot.sentence, spot.at, indicator.code, sides, before, lambda: self.topics.two(spot.number).two)

    def _told(
        self,
        spot: Spot,
        meaning: Meaning,
        indicator: Indicator,
        before: Sides | None,
        observation: Observation | None,
    ) -> Sides:
        """The sides by the way in which the figure is told: in a bracket, as the one before it, in a ranking, or on its
        own."""
        sentence, at = spot.sentence, spot.at
        if meaning.growth:
            return self._in_list(spot, meaning, indicator, before)
        if indicator.counterpart and before and before.partner and (code := bracketed(sentence, at)):
            return Sides(before.subject, code, ("area: as of the figure before it", _before_bracket(sentence, at)))
        if meaning.carried and before and observation and _names_nobody_else(sentence, at, before, observation):
            return before._replace(because=("area and partner: as of the figure before it",))
        if meaning.ranked and meaning.listed and not indicator.counterpart:
            party = next(party for party in reversed(parties(sentence)) if party.at < at)
            return Sides(party.code, "", (f"area: “{sentence.items[party.at].written}” in the list",))
        if meaning.ranked:
            return sides_in_ranking(sentence, at, self.subject)
        if meaning.listed and not meaning.carried and self.subject and not parties(sentence):
            return Sides(self.subject, "", ("area: as told last, in a list",))
        given = observation is not None and _gives(observation.key.indicator) and not _gives(indicator.code)
        return find_sides(self.topics, spot, meaning, indicator, None if given else before)

    def _in_list(self, spot: Spot, meaning: Meaning, indicator: Indicator, before: Sides | None) -> Sides:
        """Of a growth in a bracket: whose it is the words before tell, or the article; the partner stands before it."""
        told = find_sides(self.topics, spot, meaning, indicator, before)
        partner, topic = bracketed(spot.sentence, spot.at), self.topics.topic(spot.number).area
        subject = told.subject if told.subject and not same_ground(told.subject, partner) else topic
        rules = (rule for rule in told.because if rule.startswith("area:"))
        return Sides(subject, partner, (*rules, _before_bracket(spot.sentence, spot.at)))

    def _goes_on_about_two(self, spot: Spot, code: str, sides: Sides) -> bool:
        """Whether trade of all kinds between two was told right before, of which these are the two ways."""
        last = self.trade
        return (
            bool(self.topics.pair[1])
            and not sides.partner
            and last is not None
            and last[0] == spot.number
            and last[1] in BOTH_WAYS
            and code in ONE_WAY
            and sides.subject == self.topics.pair[0]
            and not sides.refused
            and not spot.sentence.speaks_of_totals
            and not any(party.code not in self.topics.pair for party in parties(spot.sentence))
        )

    def _with_other(self, spot: Spot, sides: Sides) -> Sides:
        """Trade of two has a partner: the other area of the sentence, or the other of the two that the title names."""
        topic, two = self.topics.topic(spot.number), self.topics.two(spot.number)
        if other := partner_of_two(sides.subject, parties(spot.sentence)):
            found = _with_partner(sides, other.code, f"“{spot.sentence.items[other.at].written}”, the other of the two")
            # Told from the side of the one that the article is about.
            turned = topic.other and (found.subject, found.partner) == (topic.other, topic.area)
            return found._replace(subject=topic.area, partner=topic.other) if turned else found
        if topic.other and sides.subject in (topic.area, topic.other):
            return Sides(topic.area, topic.other, (topic.because,))
        if sides.subject in two.two:
            code = next(code for code in two.two if code != sides.subject)
            where = two.because.rpartition(" in the ")[2]
            return _with_partner(sides, code, f"{areas()[code].name}, the other of the two in the {where}")
        return sides._replace(refused="trade between two, with whom is not clear")


def _with_partner(sides: Sides, code: str, rule: str) -> Sides:
    return sides._replace(partner=code, because=(*sides.because, f"partner: {rule}"))


def _before_bracket(sentence: Sentence, at: int) -> str:
    return f"partner: “{sentence.items[at - 2].written}” before the bracket"


def _names_nobody_else(sentence: Sentence, at: int, before: Sides, observation: Observation) -> bool:
    """Whether no other area is named between the figure before and this one, nor right behind this one."""
    start = observation.quantity.span.start
    return all(
        party.code in (before.subject, before.partner) or party.at > at or sentence.items[party.at].start < start
        for party in parties(sentence)
    ) and not partner_follows(sentence, at)


def _gives(code: str) -> bool:
    """Whether an indicator is of money that one gives another, so that the giver is not where it is spent."""
    indicator = indicators()[code]
    return indicator.category == "public finance" and bool(indicator.counterpart)


def _with_actor_abroad(spot: Spot, meaning: Meaning, sides: Sides) -> tuple[Meaning, Sides]:
    """With another area that acts there as the partner: "Chile has five foreign projects in Peru"."""
    indicator = indicators()[meaning.indicator]
    invested = indicator.category == "investment" and indicator.counterpart == "origin" and not sides.partner
    if not (indicator.abroad or invested) or not (actor := actor_abroad(spot.sentence, spot.at, sides.subject)):
        return meaning, sides
    written = spot.sentence.items[actor.at].written
    if indicator.abroad:
        return meaning._replace(indicator=indicator.abroad), _with_partner(sides, actor.code, f"“{written}” acts there")
    return meaning, _with_partner(sides, actor.code, f"“{written}” is there from abroad")


def _with_partner_before(sides: Sides, before: Observation) -> Sides:
    """In "it sold 5 million to Peru and bought 3 million" it bought from Peru, as nothing else is told."""
    key = before.key
    if key.ref_area != sides.subject or not key.counterpart_area or indicators()[key.indicator].category != "trade":
        return sides
    return _with_partner(sides, key.counterpart_area, "as of the figure before it")


def _with_investor_before(sentence: Sentence, at: int, sides: Sides, before: Observation) -> Sides:
    """In "Chile has 7 projects in Peru worth 5 million, of which 3 million were spent" all is Chile's, as long as no
    other area is named between."""
    key, start = before.key, before.quantity.span.start
    if indicators()[key.indicator].category != "investment" or key.ref_area != sides.subject:
        return sides
    between = [party for party in parties(sentence) if party.at < at and sentence.items[party.at].start > start]
    known = (key.ref_area, key.counterpart_area)
    if not key.counterpart_area or any(party.code not in known for party in between):
        return sides
    first = next((place for place, item in enumerate(sentence.items) if item.start > start), at)
    names = {place for mention in sentence.indicators for place in range(mention.first, mention.last)}
    if sentence.lexicon.totals.present([sentence.tokens[place] for place in range(first, at) if place not in names]):
        return sides  # "bringing the total to 90 million"
    return _with_partner(sides, key.counterpart_area, "as of the figure before it")
