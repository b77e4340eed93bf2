"""Whose figure it is where its own clause does not say: "the city", the clause before, the paragraph, the
article, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.carriers import (
    BESIDE,
    OPENING,
    REACH,
    find_carrier,
    find_host,
    is_of_the_place,
    names_partner,
    owner_of,
)
from newsfigures.observations.guests import find_guest
from newsfigures.observations.owners import is_of_world
from newsfigures.observations.parties import is_venue, parties, same_ground, topics_of
from newsfigures.observations.senses import ELSEWHERE
from newsfigures.observations.sides import Sides, sides_in_clause
from newsfigures.observations.topics import Topic
from newsfigures.reference import areas

if TYPE_CHECKING:
    from newsfigures.observations.senses import Meaning
    from newsfigures.observations.sentences import Mention, Party, Sentence
    from newsfigures.observations.topics import Spot, Topics
    from newsfigures.reference import Indicator


def find_sides(topics: Topics, spot: Spot, meaning: Meaning, indicator: Indicator, before: Sides | None) -> Sides:
    """Subject and partner of a figure; ``before`` are those of the figure before it in the sentence."""
    sentence, at, mention = spot.sentence, spot.at, meaning.mention
    if is_of_world(sentence, meaning):
        return Sides("W0", "", (f"area: “{sentence.words(mention.first, mention.last)}” of the world",))
    own = sides_in_clause(sentence, at, mention, indicator, topics.topic(spot.number).area)
    guest = None
    if not own.partner and sentence.carriers and (own.subject or indicator.category != "trade"):
        home = own.subject or topics.own_country()
        guest = find_guest(sentence, at, indicator, home, topics.sentences_before(spot), hosted=bool(own.subject))
        if guest and not guest.code:
            return own._replace(refused="with whom is not clear")
        if guest:
            own = own._replace(partner=guest.code, because=(*own.because, guest.because))
            if host := find_host(topics, spot, indicator):
                return Sides(host.area, guest.code, (host.because, guest.because))
    if not own.partner and (hosted := _hosted(topics, spot, indicator, own)):
        return hosted
    if indicator.category == "investment" and indicator.counterpart == "origin" and _is_guest(topics, spot, own):
        if before and before.partner and before.subject == topics.topic(spot.number).area:
            rules = (rule.replace("area:", "partner:", 1) for rule in own.because)
            return Sides(before.subject, own.subject, ("area: as of the figure before it", *rules))
        return own._replace(refused="foreign projects, where is not clear")
    if indicator.category == "trade" and not own.partner and names_partner(spot):
        return _of_two(topics, spot, own, before)
    if own.subject and not own.partner and indicator.levels_only and indicator.counterpart:
        return _with_receiver(topics, spot, own)
    if own.refused or own.subject:
        return own
    if topics.is_of_part and is_of_the_place(topics, spot):
        return Sides("", "", (), ELSEWHERE)
    clauses = {sentence.clauses[at], sentence.clauses[mention.first if mention.first >= 0 else at]}
    if carrier := find_carrier(topics, spot, clauses, guest.words.first if guest else -1):
        return Sides(carrier.area, own.partner, (carrier.because, *own.because))
    if indicator.marked and parties(sentence):
        return _of_loan(sentence, at, mention, own)
    if before is not None and before.subject:
        return _as_before(sentence, at, indicator, own, before)
    if not any(party.at < at for party in topics_of(sentence)) and (
        carrier := find_carrier(topics, spot, sentence.clauses, guest.words.first if guest else -1)
    ):
        return Sides(carrier.area, own.partner, (carrier.because, *own.because))
    return _told_elsewhere(topics, spot, indicator, own, known=guest is not None)


def _hosted(topics: Topics, spot: Spot, indicator: Indicator, own: Sides) -> Sides | None:
    """With who acts there as the partner, of a figure that is the host's: "in the city Chile has 5 projects"."""
    sentence, host = spot.sentence, find_host(topics, spot, indicator)
    if host is None:
        return None
    if own.subject:
        rule = own.because[0].replace("area:", "partner:", 1) if own.because else ""
        return Sides(host.area, own.subject, (host.because, rule))
    acting = [party for party in parties(sentence) if party.at <= OPENING and party.part == "plain"]
    if acting and acting[0].at < spot.at and not same_ground(acting[0].code, host.area):
        rule = f"partner: “{sentence.items[acting[0].at].written}” in the sentence"
        return Sides(host.area, acting[0].code, (host.because, rule))
    return None


def _of_two(topics: Topics, spot: Spot, own: Sides, before: Sides | None) -> Sides:
    """Of trade with a partner that only a word like "the country" names: who the two are is told before."""
    if before is not None and before.partner and own.subject in ("", before.subject):
        return Sides(before.subject, before.partner, ("area and partner: as of the clause before",))
    named = {party.code for party in parties(spot.sentence) if party.at < spot.at and party.part == "plain"}
    subject = topics.pair[0] or topics.topic(spot.number).area
    if len(named) == 1 and subject and not any(same_ground(code, subject) for code in named):
        words = "area and partner: the other one that the sentence names"
        return Sides(subject, named.pop(), (words,))
    if topics.pair[1] and (own.subject or owner_of(topics, spot)) in ("", topics.pair[0]):
        return Sides(*topics.pair, ("area and partner: the two told last",))
    return own._replace(refused="trade between two, with whom is not clear")


def _told_elsewhere(topics: Topics, spot: Spot, indicator: Indicator, own: Sides, *, known: bool) -> Sides:
    """Of the area that title, lead or other paragraphs tell of; ``known`` if the partner is one named before."""
    elsewhere = _elsewhere(topics, spot, indicator, partner=own.partner, known=known)
    of_both = indicator.counterpart == "either" and indicator.category in ("trade", "events")
    if elsewhere.other and of_both and not own.partner and not parties(spot.sentence):
        return Sides(elsewhere.area, elsewhere.other, (elsewhere.because,))
    if elsewhere.other and not indicator.counterpart and (both := _ground_of(elsewhere.area, elsewhere.other)):
        rule = f"{elsewhere.because.replace('area and partner:', 'area:')}, both in {areas()[both].name}"
        return Sides(both, "", (rule,))
    return Sides(elsewhere.area, own.partner, ((elsewhere.because,) if elsewhere.because else ()) + own.because)


def _with_receiver(topics: Topics, spot: Spot, own: Sides) -> Sides:
    """Who pledges, with the country that the article is about, which gets it if nobody else is named."""
    topic, known = topics.topic(spot.number), areas()
    foreign = topic.area in known and own.subject in known and not same_ground(topic.area, own.subject)
    behind = spot.sentence.tokens[spot.at + 1 : spot.at + 3]
    if "destination" in spot.sentence.lexicon.sides.present(behind):
        return own  # "60 billion to such countries"
    if own.refused or not foreign or known[topic.area].kind != "country" or known[own.subject].kind != "country":
        return own
    rule = topic.because.replace("area and partner:", "area:").replace("area:", "partner:", 1)
    return own._replace(partner=topic.area, because=(*own.because, rule))


def _is_guest(topics: Topics, spot: Spot, own: Sides) -> bool:
    """Whether the area is a country from abroad where the article is about a province: "Japan has 150 projects"."""
    topic, known = topics.topic(spot.number).area, areas()
    return (
        bool(own.subject)
        and not own.partner
        and topic in known
        and (known[topic].kind, known[own.subject].kind) == ("subdivision", "country")
        and not same_ground(topic, own.subject)
    )


def _elsewhere(topics: Topics, spot: Spot, indicator: Indicator, *, partner: str, known: bool) -> Topic:
    """The subject that the sentence, the paragraph or the article has; the paragraph not for one of many, and not
    the ``partner``, which the article's topic cannot be either where it is ``known`` to be from abroad; of trade,
    nobody with whom the one that the article is about was told to trade. What a port handled is not its
    country's."""
    alone, trade, handled = indicator.each, indicator.category == "trade", indicator.category == "logistics"
    for party in topics_of(spot.sentence):
        if party.at < spot.at and party.code != partner:
            return Topic(party.code, f"area: “{spot.sentence.items[party.at].written}” in the sentence")
    if alone:
        return topics.topic(spot.number)
    for earlier in reversed(spot.sentences[max(spot.place - REACH, 0) : spot.place]):
        told = [*topics_of(earlier)]
        topic = topics.topic(spot.number).area
        if topic and len({party.code for party in parties(earlier) if not same_ground(party.code, topic)}) > 1:
            continue  # of several, none is what the paragraph goes on about
        for party in told:
            if party.code != partner and not (trade and (topic, party.code) in topics.traders):
                return Topic(party.code, f"area: “{earlier.items[party.at].written}” earlier in the paragraph")
    topic_told = topics.topic(spot.number)
    of_country = topic_told.area in areas() and areas()[topic_told.area].kind == "country"
    if handled and of_country and topic_told == topics.home_topic and _is_of_facility(topics, spot):
        return Topic("", "")
    return Topic("", "") if known and topic_told.area == partner else topic_told


def _is_of_facility(topics: Topics, spot: Spot) -> bool:
    """Whether the figure's sentence, the title or the first paragraph tells of a port or the like by its name only:
    what it handles is not its country's."""
    own = [number for number in topics.title_and_lead[:2] for _ in topics.sentences_of(number)[:1]]
    told = (spot.sentence, *(topics.sentences_of(number)[0] for number in own))
    return any(sentence.names_facility for sentence in told)


def _owner_told(sentence: Sentence, at: int, mention: Mention) -> Party | None:
    """Whose "its" or "whose" before a name or its figure is: the only area named before it, or the one right before
    "whose"."""
    last = max(at, mention.first)
    for party in parties(sentence):
        if party.part == "plain" and party.at < mention.first <= party.at + BESIDE * 2:
            between = sentence.tokens[party.at + 1 : mention.first]
            if not sentence.lexicon.holds.isdisjoint(between) and "<n>" not in between and "," not in between:
                return party
    for place in range(last - 1, max(min(at, mention.first) - OPENING, 0) - 1, -1):
        if sentence.tokens[place] in sentence.lexicon.owned:
            before = [party for party in parties(sentence) if party.at < place and party.part in ("plain", "owner")]
            if sentence.tokens[place] in sentence.lexicon.relatives:
                before = before[-1:]
            return before[-1] if len({party.code for party in before}) == 1 else None
    return None


def _of_loan(sentence: Sentence, at: int, mention: Mention, own: Sides) -> Sides:
    """With the area whose loan it is, if the sentence names one."""
    if owner := _owner_told(sentence, at, mention):
        rule = f"area: “{sentence.items[owner.at].written}”, whose it is"
        return Sides(owner.code, "" if own.partner == owner.code else own.partner, (rule, *own.because))
    marked = [
        party
        for party in topics_of(sentence)
        if party.part in ("owner", "place") and party.at < at and not is_venue(sentence, at, party)
    ]
    if len(marked) != 1 or own.partner == marked[0].code:
        return own
    rule = f"area: “{sentence.items[marked[0].at].written}” in the sentence"
    return Sides(marked[0].code, own.partner, (rule, *own.because))


def _as_before(sentence: Sentence, at: int, indicator: Indicator, own: Sides, before: Sides) -> Sides:
    """Of the subject of the clause before, and with its partner if nobody else is named."""
    alone = all(
        party.code in (before.subject, before.partner)
        for party in parties(sentence)
        if sentence.clauses[party.at] == sentence.clauses[at]
    )
    own_partner = "" if own.partner == before.subject else own.partner  # "of which Chile had a surplus of ..."
    if indicator.counterpart and alone and before.partner and not own_partner:
        return Sides(before.subject, before.partner, ("area and partner: as of the clause before",))
    return Sides(before.subject, own.partner, ("area: as of the clause before", *own.because))


def _ground_of(one: str, other: str) -> str:
    """The country that two of its parts lie in, or ""."""
    known = areas()
    parents = {known[code].parent for code in (one, other) if code in known}
    return parents.pop() if len(parents) == 1 and one in known and other in known else ""
