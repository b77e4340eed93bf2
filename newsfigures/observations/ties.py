"""Who is on the other side of what two share: students from abroad, scholarships, twinned cities, what both sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.parties import parties, same_ground
from newsfigures.observations.sides import Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsfigures.observations.sentences import Party, Sentence

#: Within so many words behind the noun that is counted stands where those come from: "lưu học sinh Lào".
BEHIND = 5


def tied(
    sentence: Sentence, at: int, code: str, sides: Sides, before: Sides | None, tell_two: Callable[[], Sequence[str]]
) -> Sides:
    """The sides of a figure of this indicator, with who is on the other side if the words around the figure tell.

    ``before`` are the sides of the figure before it in the sentence; ``tell_two`` is asked for the two countries that
    the article tells of.
    """
    if sides.refused or (sides.partner and sides.subject):
        return sides
    if code == "students":
        return _from_abroad(sentence, at, sides, tell_two())
    if sides.partner:
        return sides
    if code == "partner_localities":
        return _twinned(sentence, at, sides, before)
    if code == "scholarships":
        return _with(sentence, sides, [party for party in parties(sentence) if party.at > at], at)
    if code == "agreements":
        return _signed(sentence, at, sides)
    return sides


def _signed(sentence: Sentence, at: int, sides: Sides) -> Sides:
    """What two that are named before it have signed is told of the first, with the other."""
    named = [party for party in parties(sentence) if party.at < at]
    found = _with(sentence, sides, named, at)
    if found.partner and any(party.code == found.subject for party in named) and named[0].code == found.partner:
        return found._replace(subject=found.partner, partner=found.subject)
    return found


def _twinned(sentence: Sentence, at: int, sides: Sides, before: Sides | None) -> Sides:
    """Localities of somebody else: "it has ties with 40 cities, of which 7 are in Japan"."""
    named = next((party for party in parties(sentence) if party.at > at and party.code == sides.subject), None)
    if before is None or not before.subject or named is None or same_ground(before.subject, sides.subject):
        return sides
    rule = f"partner: “{sentence.items[named.at].written}” behind the figure"
    return Sides(before.subject, sides.subject, ("area: as of the figure before it", rule))


def _from_abroad(sentence: Sentence, at: int, sides: Sides, two: Sequence[str]) -> Sides:
    """Those who learn in another country: it is told in the sentence, or is the other of the article's two."""
    tokens, lexicon = sentence.tokens, sentence.lexicon
    reach = range(at + 1, at + 1 + BEHIND)
    origin = next((party for party in parties(sentence) if party.at in reach), None)
    if origin is None or origin.part in ("place", "owner", "with"):
        return sides
    if any(token in lexicon.ends or not token.isalpha() for token in tokens[at + 1 : origin.at]):
        return sides
    hosts = [
        party
        for party in parties(sentence)
        if party.at > origin.at
        and party.part not in ("with", "origin", "aside")
        and not same_ground(party.code, origin.code)
    ]
    told = {party.code for party in hosts if sentence.clauses[party.at] == sentence.clauses[at]}
    others = told or {other for other in two if origin.code in two and other != origin.code}
    if len(others) != 1:
        return sides
    rule = f"partner: “{sentence.items[origin.at].written}” behind those counted"
    where = "area: named where they learn" if told else "area: the other of the two that the article is about"
    return Sides(others.pop(), origin.code, (where, rule))


def _with(sentence: Sentence, sides: Sides, named: list[Party], at: int) -> Sides:
    """The only other area that is named on that side of the figure, before another figure's clause."""
    clause = sentence.clauses[at]
    others = [
        party
        for party in named
        if sentence.clauses[party.at] == clause and party.part != "aside" and not same_ground(party.code, sides.subject)
    ]
    grounds = {other.code for other in others if not any(_holds(other.code, one.code) for one in others)}
    if not sides.subject or len(grounds) != 1:
        return sides
    code = grounds.pop()
    words = next(sentence.items[party.at].written for party in others if party.code == code)
    return sides._replace(
        partner=code, because=(*sides.because, f"partner: “{words}”, the only other area told beside it")
    )


def _holds(one: str, other: str) -> bool:
    """Whether the other area is a part of the one."""
    return one != other and same_ground(one, other) and len(one) < len(other)
