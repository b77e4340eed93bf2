"""Whose figure it is and with whom: the subject and the partner of a figure, and the rule that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.parties import (
    OPENING,
    SUBJECTS,
    are_joined,
    is_in_longer_name,
    is_venue,
    pair_of,
    parties,
    same_ground,
)
from newsfigures.observations.partners import (
    find_lender,
    find_partner,
    find_receiver,
    giver_and_receiver,
    invests,
    is_beside_name,
    partner_follows,
    partners_between,
)
from newsfigures.observations.senses import ELSEWHERE
from newsfigures.reference import areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.observations.sentences import Mention, Party, Sentence
    from newsfigures.reference import Indicator


class Sides(NamedTuple):
    """Subject and partner of a figure as codes ("" if nobody is named), the rules, and why nothing can be claimed."""

    subject: str
    partner: str
    because: tuple[str, ...]
    refused: str = ""


#: Categories whose figures an adjective before their name makes a country's: "Thai exports".
NATIONAL = frozenset(("trade", "economy", "public finance", "tourism", "production"))

#: How many words before the verb its subject stands: "Kenya still owes".
OWING = 3


def sides_in_ranking(sentence: Sentence, at: int, subject: str) -> Sides:
    """The partner that a ranking names last before the figure: "...; Lào 40 nghìn tấn"."""
    start = max((place for place in range(at) if sentence.tokens[place] in (";", ".")), default=-1)
    partner = next(
        (party for party in reversed(parties(sentence)) if start < party.at < at and party.part != "aside"), None
    )
    if partner is None:
        return Sides("", "", (), "in a ranking, of whom is not clear")
    if is_in_longer_name(sentence, partner.at):
        return Sides("", "", (), ELSEWHERE)
    known = areas()
    if (
        subject in known
        and partner.code in known
        and known[partner.code].parent in (subject, known[subject].parent or " ")
    ):
        words = sentence.items[partner.at].written
        return Sides(partner.code, "", (f"area: “{words}” in the ranking",))
    if not subject or same_ground(partner.code, subject):
        return Sides("", "", (), "no area")
    if any(
        one is not partner and start < one.at < at and are_joined(sentence, one, partner) for one in parties(sentence)
    ):
        return Sides("", "", (), "several partners together")
    words = sentence.items[partner.at].written
    return Sides(subject, partner.code, (f"area: {subject}, told last", f"partner: “{words}” in the ranking"))


def sides_in_clause(sentence: Sentence, at: int, mention: Mention, indicator: Indicator, topic: str) -> Sides:
    """Subject and partner that the figure's own clause names. Of two that trade, the ``topic`` is the subject."""
    clause = sentence.clauses[at]
    named = parties(sentence)
    near = [
        party
        for party in named
        if (
            sentence.clauses[party.at] == clause
            or (mention.first >= 0 and sentence.clauses[party.at] == sentence.clauses[mention.first])
            or (sentence.is_ranking and ";" not in sentence.tokens[party.at : at])
            or (invests(sentence, at, party, indicator) and "<n>" not in sentence.tokens[party.at : at])
        )
        and sentence.reasons[party.at] in (0, sentence.reasons[at])
        and not (indicator.category == "public finance" and is_venue(sentence, at, party))
        and not _is_of_another(sentence, at, mention, party)
    ]
    if mention.first >= 0 and sentence.clauses[mention.first] != clause and _has_subject(sentence, at, near):
        near = [party for party in near if sentence.clauses[party.at] == clause]
    if indicator.counterpart == "either" and (pair := partners_between(mention, near) or pair_of(sentence, near)):
        pair = (pair[1], pair[0]) if same_ground(pair[1].code, topic) and not same_ground(pair[0].code, topic) else pair
        names = " and ".join(f"“{sentence.items[party.at].written}”" for party in pair)
        return Sides(pair[0].code, pair[1].code, (f"area and partner: {names} in the clause",))
    if indicator.marked and (pair_owing := _owing(sentence, at, mention, near)):
        return _sides(sentence, *pair_owing)
    if indicator.kind == "level" and indicator.counterpart == "origin":
        imposing = [party for party in named if party.part == "actor"]
        if len({party.code for party in imposing}) == 1:
            return _imposed(sentence, imposing[0], near)
    partner, refused = find_partner(sentence, at, mention, indicator, near, topic)
    side = partner_follows(sentence, at) if indicator.counterpart else ""
    following = next((party for party in named if party.at > at), None) if side else None
    receiver = following if side == "destination" else find_receiver(sentence, at, indicator, near)
    if given := giver_and_receiver(sentence, indicator, near):
        return _sides(sentence, given[1], given[0])
    if receiver and indicator.counterpart == "origin":
        # "China lent 3 billion to Laos": what it is of comes behind, the giver stands before.
        givers = [party for party in reversed(near) if party.at < max(at, receiver.at) and party.code != receiver.code]
        giver = next((party for party in givers if party.part in ("plain", "owner", "place")), None)
        return _sides(sentence, receiver, giver)
    if following:
        partner = following
    if indicator.category == "public finance" and indicator.counterpart == "either" and partner is not None:
        someone_gives = any(party.part in ("plain", "owner", "adjective") for party in near if party is not partner)
        if partner.part == "destination" and not someone_gives and not indicator.marked:
            return _sides(sentence, partner, None)  # "the bank committed 5 billion to Peru"
    if indicator.marked:
        if partner is None and not refused:
            partner = find_lender(sentence, at, near)
        near = [party for party in near if party.part != "plain" and party is not partner]
    others = [
        one for one in near if one is not partner and not (partner and _trades_with_itself(one, partner, indicator))
    ]
    subject = _subject(sentence, at, mention, indicator, others, topic)
    return _sides(sentence, subject, partner, refused)


def _imposed(sentence: Sentence, actor: Party, near: Sequence[Party]) -> Sides:
    """A duty is of who imposes it, on the goods of the only other one that is told as theirs."""
    theirs = [party for party in near if party.part in ("origin", "adjective") or _is_burdened(sentence, party)]
    others = {party.code: party for party in theirs if not same_ground(party.code, actor.code)}
    return _sides(sentence, actor, others.popitem()[1] if len(others) == 1 else None)


def _is_burdened(sentence: Sentence, party: Party) -> bool:
    """Whether a duty is on the area's goods: "a duty of 5% on Peru"."""
    return bool(sentence.lexicon.burdened.present(sentence.tokens[max(party.at - 3, 0) : party.at]))


def _trades_with_itself(one: Party, partner: Party, indicator: Indicator) -> bool:
    """Whether an area is the partner, which a word beside it tells, named twice: "if Peru buys, exports to Peru"."""
    marked = partner.part in ("destination", "origin", "with") and one.part in ("plain", "adjective")
    return indicator.category == "trade" and marked and one.code == partner.code


def _owing(
    sentence: Sentence, at: int, mention: Mention, near: Sequence[Party]
) -> tuple[Party | None, Party | None] | None:
    """Who owes and who is owed, where a verb tells it: "Kenya owes China 5 billion"; None if none does."""
    found = [match for match in sentence.lexicon.owes.find(sentence.tokens) if match.last <= at + 8]
    if not found or mention.first < 0 or found[-1].first > mention.last or found[-1].last < mention.first:
        return None
    reach = range(found[-1].first - OWING, found[-1].first)
    first = next((party for party in reversed(near) if party.at in reach), None)
    second = next((party for party in near if party.at >= found[-1].last), None)
    return (first, second) if found[-1].value == "owes" else (second, first)


def _is_of_another(sentence: Sentence, at: int, own: Mention, party: Party) -> bool:
    """Whether an area behind a comma belongs to other words of an indicator, "..., Chilean visitors up", or to the next
    figure: "..., Chile 3 million"."""
    tokens = sentence.tokens
    if "," not in tokens[at : party.at]:
        return False
    behind = tokens[party.at + 1 : party.at + 1 + OPENING]
    if "<n>" in behind and not {",", "<area>"} & set(behind[: behind.index("<n>")]):
        return True
    return not sentence.is_ranking and any(
        mention.first - 2 <= party.at <= mention.last and mention.first > at
        for mention in sentence.indicators
        if mention != own
    )


def _has_subject(sentence: Sentence, at: int, near: Sequence[Party]) -> bool:
    """Whether the figure's own clause opens with somebody who acts: "whereas Chile sold goods worth 3 million"."""
    start = sentence.clauses.index(sentence.clauses[at])
    return any(start <= party.at <= start + OPENING and party.at < at and party.part == "plain" for party in near)


def _sides(sentence: Sentence, subject: Party | None, partner: Party | None, refused: str = "") -> Sides:
    because = []
    if subject:
        because.append(f"area: “{sentence.items[subject.at].written}” in the clause")
    if partner:
        because.append(f"partner: “{sentence.items[partner.at].written}” in the clause")
    return Sides(subject.code if subject else "", partner.code if partner else "", tuple(because), refused)


def _subject(
    sentence: Sentence, at: int, mention: Mention, indicator: Indicator, near: Sequence[Party], topic: str
) -> Party | None:
    # Goods leave their origin and reach their destination: "exports from Vietnam", "investment into Vietnam".
    opposite = {"destination": "origin", "origin": "destination"}.get(indicator.counterpart)
    found = [
        party
        for party in near
        if (party.part in SUBJECTS and not (party.part == "plain" and _is_ranked(sentence, party, topic)))
        or (party.part == opposite and party.at >= mention.first and is_beside_name(sentence, party.at, mention))
        or (party.part == "adjective" and _is_own(party, mention, indicator))
        or (party.part == "actor" and indicator.category != "trade")
    ]
    if not found:
        return None
    bound = [party for party in near if party.part == "destination" and party.at < at]
    if indicator.kind == "level" and indicator.counterpart == "origin" and len(bound) == 1:
        return bound[0]  # "exports to Peru face a duty of 5%"
    earlier = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=-1)
    listed = [party for party in found if earlier < party.at < at and party.part in SUBJECTS]
    if 0 <= mention.last <= earlier and len(listed) == 1:
        again = any(earlier < match.first < listed[0].at for match in sentence.again)
        if again or not indicator.counterpart:
            return listed[0]  # "it is 5% in Peru, and in Chile 6%"; "exports of Peru were 5 million, those of Chile 6"
    anchor = mention.first if mention.first >= 0 else at
    before = [party for party in found if party.at <= anchor]
    # Behind the name, only words like "in" and "of" make an area the subject.
    behind = [
        party
        for party in found
        if party.at > anchor
        and (party.part != "plain" or _is_visited(mention, party))
        and (is_beside_name(sentence, party.at, mention) or 0 < party.at - at <= 6)
        and not any(at < match.first < party.at for match in sentence.again)
    ]
    pool = behind or before or [party for party in found if party.at < at]
    if not pool:
        return None
    return min(pool, key=lambda party: (abs(party.at - anchor), party.at))


def _is_visited(mention: Mention, party: Party) -> bool:
    """Whether a bare name is what the counted ones went to: "9,000 Chileans visited Peru"."""
    return mention.way == "counted" and party.at == mention.last


def _is_ranked(sentence: Sentence, party: Party, topic: str) -> bool:
    """Whether an area is one of those listed or ranked, and so a partner of the one that the article is about."""
    other = bool(topic) and not same_ground(topic, party.code)
    return party.at >= sentence.listed_from or (sentence.is_ranking and other)


def _is_own(party: Party, mention: Mention, indicator: Indicator) -> bool:
    """Whether the adjective is the subject's: "Thai rice exports", "exports of Thai rice"."""
    before = indicator.category in NATIONAL and mention.first - 4 < party.at < mention.first
    return before or (indicator.counterpart == "destination" and 0 <= party.at - mention.last <= 2)
