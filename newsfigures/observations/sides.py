"""Whose figure it is and with whom: the subject and the partner of a figure, and the rule that decided."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.items import Place
from newsfigures.observations.senses import ELSEWHERE
from newsfigures.observations.sentences import LONGEST, Party, Sentence, is_unknown_name, match_ends
from newsfigures.reference import areas, governments, indicators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsfigures.observations.sentences import Mention
    from newsfigures.reference import Indicator


class Sides(NamedTuple):
    """Subject and partner of a figure as codes ("" if nobody is named), the rules, and why nothing can be claimed."""

    subject: str
    partner: str
    because: tuple[str, ...]
    refused: str = ""


#: Categories whose figures an adjective before their name makes a country's: "Thai exports".
NATIONAL = frozenset(("trade", "economy", "public finance", "tourism", "production"))

#: How many words of a company's name may stand between an area in it and what it is.
NAME = 4

#: Within so many words behind its country in the possessive stands the part that is meant: "China's northern Hebei".
BESIDE = 3

#: Within so many words a clause opens with who acts.
OPENING = 3

#: Within so many words behind a country it is told that it invests.
INVESTING = 10

#: Within so many words behind a country it is told that it imposes something.
IMPOSING = 7

#: How many words before the verb its subject stands: "Kenya still owes".
OWING = 3

#: How many words further a figure stands that goes with the area of a ranking.
NEXT = 4

#: Parts that an area can have as the subject of a figure.
SUBJECTS = frozenset(("owner", "place", "plain"))


def parties(sentence: Sentence) -> list[Party]:
    """The areas of a sentence with their parts, in order."""
    if sentence.parties is None:
        sentence.parties = _parties(sentence)
    return sentence.parties


def _parties(sentence: Sentence) -> list[Party]:
    lexicon, tokens, items = sentence.lexicon, sentence.tokens, sentence.items
    found: list[Party] = []
    places = sentence.places()
    if not places:
        return found
    sides = match_ends(lexicon.sides.find(tokens))
    partners = {match.last for match in lexicon.partners_before.find(tokens)}
    for at in places:
        place = items[at].thing
        assert isinstance(place, Place), "an <area> is a Place"
        code = place.code
        before = at
        while before > 0 and tokens[before - 1] in lexicon.area_words:
            before -= 1
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if (
            (tokens[at - 1 : at] == ["("] and after == ")")
            or _is_mission(sentence, at)
            or _is_in_name(sentence, at)
            or _tells_where(sentence, found, at, code)
        ):
            part = "aside"  # "Kunming (Yunnan)", a member of parliament "(Bình Định)"
        elif after == "'s" or (after in ("'", "’") and items[at].written.endswith("s")):
            part = "owner"
        elif after in lexicon.partners_after or at in partners or before in partners:
            part = "partner"
        elif before in sides or at in sides:
            part = sides.get(before) or sides[at]
            if part == "place" and place.kind == "adjective":
                part = "adjective"  # "imports of Chilean grapes"
        elif found and _joined(sentence, found[-1].at, at):
            part = found[-1].part
        else:
            part = "adjective" if place.kind == "adjective" else "plain"
        if part in ("plain", "owner") and found and _only_introduces(found[-1], at, code):
            owner = found[-1].at  # "exports of Vietnam's Hue", "to China's northern Hebei"
            found[-1] = found[-1]._replace(part="aside")
            part = sides.get(owner, part) if part == "plain" else part
        if part == "plain" and _imposes(sentence, at):
            part = "actor"
        if part in ("actor", "plain", "owner") and code in governments():
            code = governments()[code]
        found.append(Party(at, code, part))
    return found


def _is_mission(sentence: Sentence, at: int) -> bool:
    """Whether an embassy or the like is named by its country: it speaks of the one where it is."""
    behind = at + 1 + (sentence.tokens[at + 1 : at + 2] == ["."] and "." in sentence.items[at].written)
    return behind < len(sentence.tokens) and sentence.tokens[behind] in sentence.lexicon.missions


def _tells_where(sentence: Sentence, found: Sequence[Party], at: int, code: str) -> bool:
    """Whether a country only tells where the part of it lies that stands right before: "Colima in Mexico"."""
    if not found or areas()[found[-1].code].parent != code:
        return False
    between = sentence.tokens[found[-1].at + 1 : at]
    return between == [","] or (len(between) == 1 and between[0] in sentence.lexicon.inside)


def _imposes(sentence: Sentence, at: int) -> bool:
    """Whether the area acts on the trade of others, "Peru imposed duties", so that no trade told is its own."""
    behind = sentence.tokens[at + 1 : at + 1 + OPENING]
    return any(
        all(token.isalpha() for token in behind[: match.first])
        for match in sentence.lexicon.imposes.find(sentence.tokens[at + 1 : at + 1 + IMPOSING])
        if match.first < OPENING
    )


def _only_introduces(owner: Party, at: int, code: str) -> bool:
    """Whether an area right after its country's name in the possessive is the one that is meant."""
    known = areas()
    return owner.part == "owner" and at - owner.at <= BESIDE and code in known and known[code].parent == owner.code


def _is_in_name(sentence: Sentence, at: int) -> bool:
    """Whether the area is a word of a company's or bank's name: "Asian Development Bank"."""
    lexicon, items, tokens = sentence.lexicon, sentence.items, sentence.tokens
    behind = (at + 1, at + 1 + NAME)
    # Where names go on in small letters, what it is stands first: "Ngân hàng Phát triển châu Á".
    for first, last in ((max(at - NAME, 0), at), behind) if lexicon.small_names else (behind,):
        for match in lexicon.companies.find(tokens[first:last]):
            between = items[first + match.last : at] if first < at else items[at + 1 : first + match.first]
            if items[first + match.first].written[:1].isupper() and all(
                item.thing is None and item.written.isalpha() and (first < at or item.written[:1].isupper())
                for item in between
            ):
                return not lexicon.sides.present([item.token for item in between])
    return False


def _is_giver(sentence: Sentence, party: Party) -> bool:
    """Whether an area gives money: the story goes on about the one that gets it."""
    return party.part == "plain" and any(
        party.at < mention.first
        and indicators()[mention.code].category == "public finance"
        and indicators()[mention.code].counterpart
        for mention in sentence.indicators
    )


def _is_next(sentence: Sentence, party: Party) -> bool:
    """Whether it is the next of a list of areas with their figures: "...; Chile 3 million"."""
    tokens = sentence.tokens
    return tokens[max(party.at - 1, 0)] == ";" and "<n>" in tokens[party.at + 1 : party.at + 3]


def topics(sentence: Sentence) -> list[Party]:
    """The areas that a sentence is about, for figures of other sentences: none of a list, none of ranked partners."""
    if sentence.topics is None:
        sentence.topics = [*_topics(sentence)]
    return sentence.topics


def _topics(sentence: Sentence) -> Iterator[Party]:
    named = parties(sentence)
    all_reasons = all(sentence.reasons[party.at] for party in named)
    for place, party in enumerate(named):
        listed = any(
            _joined_party(sentence, party, other)
            for other in named[max(place - 1, 0) : place + 2]
            if other is not party
        )
        ranked = sentence.is_ranking or party.at >= sentence.listed_from
        listed = (
            listed or _is_next(sentence, party) or (party.part == "plain" and _is_told_as_investor(sentence, party))
        )
        if _is_giver(sentence, party) or (sentence.reasons[party.at] and not all_reasons):
            continue
        if party.part == "owner" or (party.part in SUBJECTS and not listed and not (ranked and party.part == "plain")):
            yield party


def nation(sentence: Sentence) -> Party | None:
    """The only country of a sentence, told by an adjective before what only a country has: "the Peruvian economy"."""
    named = parties(sentence)
    if not named or len({party.code for party in named}) > 1 or sentence.is_ranking:
        return None
    for party in named:
        behind = sentence.tokens[party.at + 1 : party.at + 4]
        has_public = any(match.first == 0 for match in sentence.lexicon.public.find(behind))
        if party.part == "adjective" and has_public:
            return party
    return None


def _joined(sentence: Sentence, one: int, other: int) -> bool:
    """Areas in a row: "China, Japan and Korea"; "Vietnam–China"."""
    return all(token in sentence.lexicon.joins for token in sentence.tokens[one + 1 : other])


def bracketed(sentence: Sentence, at: int) -> str:
    """The area whose figure stands in a bracket behind it, or "": "followed by China (4.4 million)"."""
    if at < 2 or sentence.tokens[at - 2 : at] != ["<area>", "("]:
        return ""
    place = sentence.items[at - 2].thing
    return place.code if isinstance(place, Place) else ""


def is_in_longer_name(sentence: Sentence, at: int) -> bool:
    """Whether an area is part of a name that no table has: "the East African Community"."""
    items = sentence.items
    beside = [*items[at + 1 : at + 2], *(items[at - 1 : at] if at > 1 else [])]
    return any(is_unknown_name(item) and item.written.isalpha() for item in beside)


def partner_follows(sentence: Sentence, at: int) -> str:
    """Whether an area follows the figure as its ``origin`` or ``destination``, or "": "9,000 tonnes bought from
    Peru"."""
    tokens = sentence.tokens[at + 1 : at + 5]
    if "<area>" not in tokens:
        return ""
    before = tokens[: tokens.index("<area>")]
    sides = {"destination", "origin"} & sentence.lexicon.sides.present(before)
    return sides.pop() if len(sides) == 1 and "<n>" not in before else ""


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
        one is not partner and start < one.at < at and _joined_party(sentence, one, partner)
        for one in parties(sentence)
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
            or (_invests(sentence, at, party, indicator) and "<n>" not in sentence.tokens[party.at : at])
        )
        and sentence.reasons[party.at] in (0, sentence.reasons[at])
        and not (indicator.category == "public finance" and is_venue(sentence, at, party))
        and not _is_of_another(sentence, at, mention, party)
    ]
    if mention.first >= 0 and sentence.clauses[mention.first] != clause and _has_subject(sentence, at, near):
        near = [party for party in near if sentence.clauses[party.at] == clause]
    if indicator.counterpart == "either" and (pair := _between(mention, near) or pair_of(sentence, near)):
        pair = (pair[1], pair[0]) if same_ground(pair[1].code, topic) and not same_ground(pair[0].code, topic) else pair
        names = " and ".join(f"“{sentence.items[party.at].written}”" for party in pair)
        return Sides(pair[0].code, pair[1].code, (f"area and partner: {names} in the clause",))
    if indicator.marked and (pair_owing := _owing(sentence, at, mention, near)):
        return _sides(sentence, *pair_owing)
    if indicator.kind == "level" and indicator.counterpart == "origin":
        imposing = [party for party in named if party.part == "actor"]
        if len({party.code for party in imposing}) == 1:
            return _imposed(sentence, imposing[0], near)
    partner, refused = _partner(sentence, at, mention, indicator, near, topic)
    side = partner_follows(sentence, at) if indicator.counterpart else ""
    following = next((party for party in named if party.at > at), None) if side else None
    receiver = following if side == "destination" else _receiver(sentence, at, indicator, near)
    if given := _given(sentence, indicator, near):
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
            partner = _lender(sentence, at, near)
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


def is_venue(sentence: Sentence, at: int, party: Party) -> bool:
    """Whether a place is only where something was signed: "in Lima, the ministry signed a loan of 5 million"."""
    where = sentence.tokens[max(party.at - 1, 0) : party.at]
    told = party.part == "place" and not sentence.lexicon.venues.isdisjoint(where)
    return told and any(party.at < match.first < at for match in sentence.signs)


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


def _lender(sentence: Sentence, at: int, near: Sequence[Party]) -> Party | None:
    """The country in the name of the bank that lends: "the Export-Import Bank of Peru offered 5 billion in loans"."""
    items, companies = sentence.items, sentence.lexicon.companies
    named = [
        party
        for party in near
        if 1 < party.at < at
        and areas()[party.code].kind == "country"
        and (
            (party.part == "aside" and _is_in_name(sentence, party.at))
            or (items[party.at - 2].written[:1].isupper() and companies.present([items[party.at - 2].token]))
        )
    ]
    return named[0] if len({party.code for party in named}) == 1 else None


def _receiver(sentence: Sentence, at: int, indicator: Indicator, near: Sequence[Party]) -> Party | None:
    """Who gets the money, if that is told behind the figure: "3 billion in loans to Laos"."""
    if indicator.category not in ("investment", "public finance"):
        return None
    behind = [party for party in near if party.at > at and party.part == "destination"]
    return behind[0] if behind and "<n>" not in sentence.tokens[at + 1 : behind[0].at] else None


def _given(sentence: Sentence, indicator: Indicator, near: Sequence[Party]) -> tuple[Party, Party] | None:
    """Who gives and who gets, in this order: "the aid of Chile for Peru"."""
    if not indicator.counterpart or not (indicator.marked or indicator.levels_only):
        return None
    for one, other in pairwise(near):
        between = sentence.tokens[one.at + 1 : other.at]
        if other.part == "place" and between and between[-1] in sentence.lexicon.receivers and len(between) <= OPENING:
            return one, other
    return None


def _sides(sentence: Sentence, subject: Party | None, partner: Party | None, refused: str = "") -> Sides:
    because = []
    if subject:
        because.append(f"area: “{sentence.items[subject.at].written}” in the clause")
    if partner:
        because.append(f"partner: “{sentence.items[partner.at].written}” in the clause")
    return Sides(subject.code if subject else "", partner.code if partner else "", tuple(because), refused)


def _partner(
    sentence: Sentence, at: int, mention: Mention, indicator: Indicator, near: Sequence[Party], topic: str
) -> tuple[Party | None, str]:
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
    bound = [party for party in found if _beside(sentence, party.at, mention)]
    own = [party for party in found if not sentence.things(min(party.at, at) + 1, max(party.at, at), "<n>")]
    if not bound and not own and sentence.is_ranking and len({party.code for party in found}) == 1:
        own = found  # "China ranks sixth of 48 investors there, with 150 projects"
    direct = [party for party in own if sentence.is_ranking and _is_right_before(sentence, party.at, at)]
    direct = direct or [party for party in own if party.part == "with" and _is_right_behind(sentence, party.at, at)]
    pool = sorted(direct or bound or own, key=lambda party: abs(party.at - at))
    if not pool:
        return None, ""
    rest = {party.code for party in pool if _joined_party(sentence, party, pool[0])}
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
    if _invests(sentence, at, party, indicator):
        return True
    return indicator.code.startswith("fdi_") and party.part == "place" and party.at == mention.last - 1


def _invests(sentence: Sentence, at: int, party: Party, indicator: Indicator) -> bool:
    """Whether a country before the figure is told as an investor."""
    if party.part != "plain" or party.at > at or not indicator.code.startswith("fdi_"):
        return False
    return _is_told_as_investor(sentence, party, at)


def _is_told_as_investor(sentence: Sentence, party: Party, at: int = LONGEST) -> bool:
    """Whether words behind a country, and before an item, say that it invests."""
    behind = sentence.tokens[party.at + 1 : min(party.at + 1 + INVESTING, at)]
    ends = [match.last for match in sentence.lexicon.investors.find(behind)]
    return bool(ends) and not {"<n>", "<area>", ",", ";"} & set(behind[: ends[0]])


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


def _between(mention: Mention, near: Sequence[Party]) -> tuple[Party, Party] | None:
    """The two behind the name: "trade between Guangxi and Da Nang"."""
    behind = [party for party in near if party.part == "with" and mention.last <= party.at <= mention.last + 6]
    return (behind[0], behind[1]) if len(behind) == 2 and not same_ground(behind[0].code, behind[1].code) else None


def pair_of(sentence: Sentence, near: Sequence[Party]) -> tuple[Party, Party] | None:
    """Two areas joined, neither on one side more than the other: "Vietnam–China trade"."""
    if len(near) != 2 or not _joined_party(sentence, *near) or same_ground(near[0].code, near[1].code):
        return None
    parts = {party.part for party in near}
    return (near[0], near[1]) if parts in ({"with"}, {"plain"}, {"adjective"}) else None


def _joined_party(sentence: Sentence, one: Party, other: Party) -> bool:
    first, last = sorted((one.at, other.at))
    return _joined(sentence, first, last)


def _beside(sentence: Sentence, place: int, mention: Mention) -> bool:
    if mention.first < 0:
        return False
    if mention.first <= place < mention.last:
        return True
    first, last = (place, mention.first) if place < mention.first else (mention.last, place)
    return last - first <= 4 and not any(token in ("<n>", ";", "(") for token in sentence.tokens[first + 1 : last])


def _subject(
    sentence: Sentence, at: int, mention: Mention, indicator: Indicator, near: Sequence[Party], topic: str
) -> Party | None:
    # Goods leave their origin and reach their destination: "exports from Vietnam", "investment into Vietnam".
    opposite = {"destination": "origin", "origin": "destination"}.get(indicator.counterpart)
    found = [
        party
        for party in near
        if (party.part in SUBJECTS and not (party.part == "plain" and _is_ranked(sentence, party, topic)))
        or (party.part == opposite and party.at >= mention.first and _beside(sentence, party.at, mention))
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
    if not indicator.counterpart and 0 <= mention.last <= earlier and len(listed) == 1:
        return listed[0]  # "it is 5% in Peru, and in Chile 6%"
    anchor = mention.first if mention.first >= 0 else at
    before = [party for party in found if party.at <= anchor]
    # Behind the name, only words like "in" and "of" make an area the subject.
    behind = [
        party
        for party in found
        if party.at > anchor
        and (party.part != "plain" or _is_visited(mention, party))
        and (_beside(sentence, party.at, mention) or 0 < party.at - at <= 6)
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


def same_ground(one: str, other: str) -> bool:
    """The same area, or one within the other."""
    known = areas()
    return bool(one and other) and (
        one == other or (one in known and known[one].parent == other) or (other in known and known[other].parent == one)
    )
