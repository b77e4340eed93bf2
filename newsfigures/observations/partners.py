"""With whom: the partner that a figure's own clause names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsfigures.observations.parties import OPENING, are_joined, is_in_name, is_told_as_investor, parties, same_ground
from newsfigures.reference import areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.observations.sentences import Mention, Party, Sentence
    from newsfigures.reference import Indicator

#: How many words further a figure stands that goes with the area of a ranking.
NEXT = 4


def partner_follows(sentence: Sentence, at: int) -> str:
    """Whether an area follows the figure as its ``origin`` or ``destination``, or "": "9,000 tonnes bought from
    Peru"."""
    tokens = sentence.tokens[at + 1 : at + 5]
    if "<area>" not in tokens:
        return ""
    before = tokens[: tokens.index("<area>")]
    sides = {"destination", "origin"} & sentence.lexicon.sides.present(before)
    if len(sides) != 1 or {"<n>", ",", ";"} & set(before):
        return ""
    side = sides.pop()
    return "" if any(_leads(sentence, party, at, side) for party in parties(sentence)) else side


def _leads(sentence: Sentence, party: Party, at: int, *sides: str) -> bool:
    """Whether an area with its preposition comes before the figure and behind the one before it: what follows the
    figure then belongs to the next, "to Peru rose 8% and to Chile 6%"."""
    tokens, joins = sentence.tokens, sentence.lexicon.joins
    between = tokens[party.at + 1 : at]
    if party.part not in sides or party.at >= at or "<n>" in between:
        return False
    # Joined by its preposition it opens what follows, "5 million and to Peru, 6 million"; else it may end what was.
    opens = "<n>" in tokens[: party.at] and party.at > 1 and tokens[party.at - 2] in joins
    return opens or not any(token in joins for token in between)


def find_lender(sentence: Sentence, at: int, near: Sequence[Party]) -> Party | None:
    """The country in the name of the bank that lends: "the Export-Import Bank of Peru offered 5 billion in loans"."""
    items, companies = sentence.items, sentence.lexicon.companies
    named = [
        party
        for party in near
        if 1 < party.at < at
        and areas()[party.code].kind == "country"
        and (
            (party.part == "aside" and is_in_name(sentence, party.at))
            or (items[party.at - 2].written[:1].isupper() and companies.present([items[party.at - 2].token]))
        )
    ]
    return named[0] if len({party.code for party in named}) == 1 else None


def find_receiver(sentence: Sentence, at: int, indicator: Indicator, near: Sequence[Party]) -> Party | None:
    """Who gets the money, if that is told behind the figure: "3 billion in loans to Laos"."""
    if indicator.category not in ("investment", "public finance"):
        return None
    behind = [party for party in near if party.at > at and party.part == "destination"]
    return behind[0] if behind and "<n>" not in sentence.tokens[at + 1 : behind[0].at] else None


def giver_and_receiver(sentence: Sentence, indicator: Indicator, near: Sequence[Party]) -> tuple[Party, Party] | None:
    """Who gives and who gets, in this order: "the aid of Chile for Peru"."""
    if not indicator.counterpart or not (indicator.marked or indicator.levels_only):
        return None
    for one, other in pairwise(near):
        between = sentence.tokens[one.at + 1 : other.at]
        if other.part == "place" and between and between[-1] in sentence.lexicon.receivers and len(between) <= OPENING:
            return one, other
    return None


def find_partner(
    sentence: Sentence, at: int, mention: Mention, indicator: Indicator, near: Sequence[Party], topic: str
) -> tuple[Party | None, str]:
    """The partner among the areas near a figure, or None, and why nothing can be claimed ("" if it can)."""
    if not indicator.counterpart:
        return None, ""
    wanted = {"partner", indicator.counterpart}
    if indicator.counterpart == "either":
        wanted |= {"destination", "origin"}
    if indicator.category in ("trade", "public finance") or indicator.counterpart == "either":
        wanted.add("with")
    found = [party for party in near if party.part in wanted or _is_investor(sentence, at, party, mention, indicator)]
    if indicator.category != "trade":
        found += [party for party in near if party.part == "adjective" and mention.first - 3 < party.at < mention.last]
    elif indicator.counterpart == "origin":
        found += [party for party in near if party.part == "adjective" and 0 <= party.at - mention.last <= 2]
    if sentence.is_ranking:
        # "The largest market was Japan with 2 million tonnes, followed by Korea with 1 million": names are partners.
        owned = any(party.part in ("owner", "place") for party in near)
        found += [
            party
            for party in near
            if party.part == "plain"
            and (owned or party.at > 0 or (topic and not same_ground(topic, party.code)))
            and (party.at < at or "," not in sentence.tokens[at : party.at])
        ]
    found += [
        party
        for party in near
        if party.part == "plain" and sentence.listed_from <= party.at < at and party not in found
    ]
    if not found:
        return None, ""
    # Named with the indicator itself, it holds for all its figures; elsewhere only where no other figure stands
    # between.
    bound = [party for party in found if is_beside_name(sentence, party.at, mention)]
    own = [party for party in found if not sentence.things(min(party.at, at) + 1, max(party.at, at), "<n>")]
    if not bound and not own and sentence.is_ranking and len({party.code for party in found}) == 1:
        own = found  # "China ranks sixth of 48 investors there, with 150 projects"
    direct = [party for party in own if sentence.is_ranking and _is_right_before(sentence, party.at, at)]
    direct = direct or [party for party in own if party.part == "with" and _is_right_behind(sentence, party.at, at)]
    leading = next((party for party in reversed(own) if _leads(sentence, party, at, "destination", "origin")), None)
    if leading and not direct:
        direct = [party for party in own if are_joined(sentence, party, leading)]
    pool = sorted(direct or bound or own, key=lambda party: abs(party.at - at))
    if not pool:
        return None, ""
    rest = {party.code for party in pool if are_joined(sentence, party, pool[0])}
    if len(rest) > 1:
        return None, "" if indicator.category == "events" else "several partners together"
    return pool[0], ""


def _is_right_before(sentence: Sentence, place: int, at: int) -> bool:
    """Whether an area stands right before the figure, as in a ranking: "followed by Peru with 2 million"."""
    return 0 < at - place <= NEXT and not any(token in (",", ";", "<time>") for token in sentence.tokens[place:at])


def _is_right_behind(sentence: Sentence, place: int, at: int) -> bool:
    """Whether an area stands right behind the figure, or behind its time: "a surplus of 5 million in May with Peru"."""
    return 0 < place - at <= NEXT + 1 and all(
        token == "<time>" or token in sentence.lexicon.links or token in sentence.lexicon.area_words
        for token in sentence.tokens[at + 1 : place]
        if "with" not in sentence.lexicon.sides.present([token])
    )


def _is_investor(sentence: Sentence, at: int, party: Party, mention: Mention, indicator: Indicator) -> bool:
    """Whether it ends the words for the projects of investors from abroad, "34 foreign projects of Japan", or is told
    as an investor before them: "Japan is the third largest investor, with 34 projects"."""
    if invests(sentence, at, party, indicator):
        return True
    return indicator.code.startswith("fdi_") and party.part == "place" and party.at == mention.last - 1


def invests(sentence: Sentence, at: int, party: Party, indicator: Indicator) -> bool:
    """Whether a country before the figure is told as an investor."""
    if party.part != "plain" or party.at > at or not indicator.code.startswith("fdi_"):
        return False
    return is_told_as_investor(sentence, party, at)


def partner_of_two(subject: str, named: Sequence[Party]) -> Party | None:
    """The other of the two that a sentence on trade between two names; None if that is not clear."""
    others = {party.code: party for party in named if not same_ground(party.code, subject)}
    return next(iter(others.values())) if len(others) == 1 else None


def actor_abroad(sentence: Sentence, at: int, subject: str) -> Party | None:
    """Who acts in another country: "Chile has five projects in Peru"."""
    clause = sentence.clauses[at]
    for party in parties(sentence):
        if party.at < at and party.part == "plain" and sentence.clauses[party.at] == clause:
            return None if same_ground(party.code, subject) else party
    return None


def partners_between(mention: Mention, near: Sequence[Party]) -> tuple[Party, Party] | None:
    """The two behind the name: "trade between Guangxi and Da Nang"."""
    behind = [party for party in near if party.part == "with" and mention.last <= party.at <= mention.last + 6]
    return (behind[0], behind[1]) if len(behind) == 2 and not same_ground(behind[0].code, behind[1].code) else None


def is_beside_name(sentence: Sentence, place: int, mention: Mention) -> bool:
    """Whether an area stands within or right beside the words that name the indicator."""
    if mention.first < 0:
        return False
    if mention.first <= place < mention.last:
        return True
    first, last = (place, mention.first) if place < mention.first else (mention.last, place)
    return last - first <= 4 and not any(token in ("<n>", ";", "(") for token in sentence.tokens[first + 1 : last])
