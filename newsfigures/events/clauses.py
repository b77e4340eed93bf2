"""The clauses of a paragraph that tell of an event: a verb, and the noun that says what was held or signed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.events.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.events.lexicons import Lexicon
    from newsfigures.passages import Passage
    from newsfigures.types import ObsStatus

#: How many words may stand between a verb and the noun that says what was held, after it and before it.
FARTHEST_AFTER = 14
FARTHEST_BEFORE = 24
#: How many words before a participle say that it is still to come: "will be", "is scheduled to be".
PLANNED_NEAR = 4
#: How many words before a verb may say that it did not happen once: "regularly", "not".
FARTHEST_DENIAL = 6


class Clause(NamedTuple):
    """A verb that tells of an event, and the noun with it; ``first`` to ``last`` are the words of the clause."""

    sentence: tuple[int, int]
    first: int
    last: int
    verb: int
    verb_end: int
    kind: str
    noun: tuple[int, int] | None
    status: ObsStatus


def find_clauses(passage: Passage) -> list[Clause]:
    """Every clause of the paragraph that tells of an event, in order."""
    rules = lexicon(passage.language)
    folded = passage.words.folded
    told = [(match.first, match.last, match.value, False) for match in passage.find(rules.verbs)]
    if passage.may_hold(rules.planned) or passage.may_hold(rules.joint):  # else a base tells of nothing
        told += [(match.first, match.last, match.value, True) for match in passage.find(rules.bases)]
    if not told:
        return []
    told.sort()
    nouns = [(match.first, match.last, match.value) for match in passage.find(rules.nouns)]
    signed = [(match.first, match.last, match.value) for match in passage.find(rules.signed)]
    begun = [(match.first, match.last, match.value) for match in passage.find(rules.begun)]
    planned = [match.first for match in passage.find(rules.planned)]
    joint = [match.first for match in passage.find(rules.joint)]
    never = [match.first for match in passage.find(rules.never) if match.first not in passage.area_at]  # "Can Tho"
    found: list[Clause] = []
    end = -1
    for verb, verb_end, way, is_base in told:
        if verb < end or way == "none" or _within(nouns, verb) or _within(signed, verb):
            continue  # "lễ khai mạc" is a noun
        sentence = passage.sentence_at(verb)
        # "was scheduled to visit the port, and tour the zone"; but "more is to be done, heard a conference held in Hue"
        near = sentence[0] if is_base else max(sentence[0], verb - PLANNED_NEAR)
        is_planned = stands_between(planned, near, verb + 1)
        if is_base and not is_planned and not stands_between(joint, sentence[0], verb):
            continue
        if folded[verb - 1 : verb] and folded[verb - 1] in rules.nominal and verb > sentence[0]:
            continue  # "a visit"
        if stands_between(never, _near(folded, sentence[0], verb), verb_end):
            continue
        kind, noun = way, None
        if way in ("hold", "sign", "begin"):
            own = nouns if way == "hold" else signed if way == "sign" else begun
            noun_and_kind = _noun(folded, own, sentence, verb, verb_end, rules)
            if noun_and_kind is not None:
                noun, kind = noun_and_kind
            elif " ".join(folded[verb:verb_end]) in rules.guests:
                kind = "receive"
            else:
                continue
        previous = found[-1] if found and found[-1].sentence == sentence else None
        if previous and verb - previous.verb_end <= 1 and folded[previous.verb_end] in rules.ands:
            end = verb_end
            continue  # "visited and worked with"
        first = min(verb, noun[0]) if noun else verb
        if previous is None:
            first = sentence[0]
        elif noun and previous.noun == noun:  # "hosted a seminar, which took place in Hue"
            found[-1] = previous._replace(verb_end=verb_end)
            continue
        elif first < previous.verb_end:
            continue
        else:
            cut = first
            while cut > previous.verb_end and (folded[cut - 1] in rules.ands or folded[cut - 1] in ",;"):
                cut -= 1
            found[-1] = previous._replace(last=cut)
        found.append(
            Clause(sentence, first, sentence[1], verb, verb_end, kind, noun, "plan" if is_planned else "actual")
        )
        end = verb_end
    return found


def _within(phrases: Sequence[tuple[int, int, str]], place: int) -> bool:
    """Whether a word belongs to one of these phrases, which stand in order."""
    at = bisect_left(phrases, (place + 1,))
    return at > 0 and place < phrases[at - 1][1]


def _near(folded: Sequence[str], first: int, verb: int) -> int:
    """Where the words begin that may deny the verb: a few before it, and none beyond a comma."""
    place = verb
    while place > first and verb - place < FARTHEST_DENIAL and folded[place - 1] not in ",;:":
        place -= 1
    return place


def stands_between(places: Sequence[int], first: int, last: int) -> bool:
    """Whether one of these places, which stand in order, is from ``first`` to before ``last``."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last


def _noun(
    folded: Sequence[str],
    nouns: Sequence[tuple[int, int, str]],
    sentence: tuple[int, int],
    verb: int,
    verb_end: int,
    rules: Lexicon,
) -> tuple[tuple[int, int], str] | None:
    """What was held or signed: the noun after the verb with no preposition between, else the one before it."""
    at = bisect_left(nouns, (verb_end,))
    if at < len(nouns):
        first, last, kind = nouns[at]
        near = first < sentence[1] and first - verb_end <= FARTHEST_AFTER
        if near and not rules.breaks & set(folded[verb_end:first]):
            return (first, last), kind
    if at > 0:
        first, last, kind = nouns[at - 1]
        near = first >= sentence[0] and verb - last <= FARTHEST_BEFORE and not {";", "."} & set(folded[last:verb])
        if near and _is_its_subject(folded, last, verb, verb_end, rules):
            return (first, last), kind
    return None


def _is_its_subject(folded: Sequence[str], last: int, verb: int, verb_end: int, rules: Lexicon) -> bool:
    """The noun that ends at ``last`` was held: "was held", "took place", "a fair for farmers held in Hue"; not "at its
    meeting, the bank held"."""
    passive = next((place for place in range(last, verb) if folded[place] in rules.passive), None)
    told = passive is not None or " ".join(folded[verb:verb_end]) in rules.intransitive
    if not told and not (rules.reduced and set(folded[verb_end : verb_end + 1]) & rules.breaks):
        return False
    between = folded[last : verb if passive is None else passive]
    if "," not in between or between[-1] == ",":
        return True
    after = len(between) - 1 - list(reversed(between)).index(",")
    return bool(rules.ands & set(between[after + 1 :]))  # "on trade, farming and fishing held in Hue"
