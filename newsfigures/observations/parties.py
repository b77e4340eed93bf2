"""The areas that a sentence names, the part that the words beside each give it, and which of them it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.items import Place
from newsfigures.observations.sentences import LONGEST, Party, Sentence, is_unknown_name, match_ends
from newsfigures.reference import areas, governments, indicators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
            or is_in_name(sentence, at)
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


def is_in_name(sentence: Sentence, at: int) -> bool:
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


def topics_of(sentence: Sentence) -> list[Party]:
    """The areas that a sentence is about, for figures of other sentences: none of a list, none of ranked partners."""
    if sentence.topics is None:
        sentence.topics = [*_topics(sentence)]
    return sentence.topics


def _topics(sentence: Sentence) -> Iterator[Party]:
    named = parties(sentence)
    all_reasons = all(sentence.reasons[party.at] for party in named)
    for place, party in enumerate(named):
        listed = any(
            are_joined(sentence, party, other) for other in named[max(place - 1, 0) : place + 2] if other is not party
        )
        ranked = sentence.is_ranking or party.at >= sentence.listed_from
        listed = listed or _is_next(sentence, party) or (party.part == "plain" and is_told_as_investor(sentence, party))
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


def is_venue(sentence: Sentence, at: int, party: Party) -> bool:
    """Whether a place is only where something was signed: "in Lima, the ministry signed a loan of 5 million"."""
    where = sentence.tokens[max(party.at - 1, 0) : party.at]
    told = party.part == "place" and not sentence.lexicon.venues.isdisjoint(where)
    return told and any(party.at < match.first < at for match in sentence.signs)


def is_told_as_investor(sentence: Sentence, party: Party, at: int = LONGEST) -> bool:
    """Whether words behind a country, and before an item, say that it invests."""
    behind = sentence.tokens[party.at + 1 : min(party.at + 1 + INVESTING, at)]
    ends = [match.last for match in sentence.lexicon.investors.find(behind)]
    return bool(ends) and not {"<n>", "<area>", ",", ";"} & set(behind[: ends[0]])


def pair_of(sentence: Sentence, near: Sequence[Party]) -> tuple[Party, Party] | None:
    """Two areas joined, neither on one side more than the other: "Vietnam–China trade"."""
    if len(near) != 2 or not are_joined(sentence, *near) or same_ground(near[0].code, near[1].code):
        return None
    parts = {party.part for party in near}
    return (near[0], near[1]) if parts in ({"with"}, {"plain"}, {"adjective"}) else None


def are_joined(sentence: Sentence, one: Party, other: Party) -> bool:
    """Whether two areas stand in a row, in either order."""
    first, last = sorted((one.at, other.at))
    return _joined(sentence, first, last)


def same_ground(one: str, other: str) -> bool:
    """The same area, or one within the other."""
    known = areas()
    return bool(one and other) and (
        one == other or (one in known and known[one].parent == other) or (other in known and known[other].parent == one)
    )
