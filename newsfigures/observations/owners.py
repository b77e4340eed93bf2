"""Figures that are of no area that a table has: a company's, the world's, a district's, somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.reference import indicators

if TYPE_CHECKING:
    from newsfigures.observations.senses import Meaning
    from newsfigures.observations.sentences import Mention, Sentence

#: How many words beside its name tell that a price is the world's.
BESIDE = 3

#: How many words stand between what is measured and the words for where: "wages in the manufacturing sector".
HEAD = 2


def owned(sentence: Sentence, at: int, found: Meaning) -> Meaning:
    """A figure with the company that it is of, if it is of one."""
    indicator = indicators()[found.indicator]
    if _is_of_company(sentence, found.mention) or sentence.company_acts(at, indicator):
        return found._replace(owner="a company")
    return found


def _is_of_company(sentence: Sentence, mention: Mention) -> bool:
    """Whether a company stands beside the name: "the firm's exports", "xuất khẩu của công ty"; not what a central bank
    sets for all."""
    if mention.first < 0 or mention.code == "policy_rate":
        return False
    lexicon, tokens = sentence.lexicon, sentence.tokens
    owned = tokens[max(mention.first - 1, 0) : mention.first] == ["'s"]
    owner = tokens[max(mention.first - 3, 0) : mention.first - 1] if owned else []
    behind = tokens[mention.last : mention.last + 4]
    place = [match.last for match in lexicon.sides.find(behind[:1]) if match.value == "place"]
    return bool(lexicon.companies.present(owner) or (place and lexicon.companies.present(behind[1:])))


def is_of_other(sentence: Sentence, at: int, found: Meaning) -> bool:
    """Whether a figure is of something else than the words that name its indicator: "exports rose, and tax refunds to
    3 million", "wages in the manufacturing sector rose 3%", "a production loss of 3 tonnes"."""
    mention, tokens = found.mention, sentence.tokens
    start = sentence.clauses.index(sentence.clauses[at])
    before = max((place for place in range(at) if tokens[place] == "<n>"), default=-1)
    for other in sentence.others:
        if mention.first <= other.first and other.last <= mention.last:
            continue  # "minimum wages"
        if other.first < mention.last and mention.first < other.last:
            return True
        heads = 0 <= mention.first - other.last <= HEAD and mention.last <= at
        if heads and not {",", ";", "<n>"} & set(tokens[other.last : mention.first]):
            return True
        after = mention.last if mention.last <= at else start
        if max(after, before if found.carried or mention.last > at else -1) <= other.first and other.last <= at:
            return not (found.carried and other.first < before)
    return False


def is_elsewhere(sentence: Sentence, at: int, found: Meaning) -> bool:
    """Whether a figure is of a place or an owner that no table has, and no price of the world."""
    if is_of_world(sentence, found):
        return False
    return (
        sentence.local_before(at)
        or sentence.is_others(found.mention)
        or _is_with_unknown(sentence, at, found)
        or _is_of_unknown_partner(sentence, at, found)
    )


def _is_of_unknown_partner(sentence: Sentence, at: int, found: Meaning) -> bool:
    """Whether somebody that no table has is told as the partner right behind the name: "exports to Orlandia"."""
    indicator, place = indicators()[found.indicator], found.mention.last
    if indicator.category != "trade" or not 0 < place < at or found.carried:
        return False
    side = {match.value for match in sentence.lexicon.sides.find(sentence.tokens[place : place + 1])}
    return indicator.counterpart in side and _is_unknown(sentence, place + 1)


def _is_with_unknown(sentence: Sentence, at: int, found: Meaning) -> bool:
    """Whether trade is told with somebody that no table has, right behind it: "a surplus of 3 with the EFTA"."""
    indicator = indicators()[found.indicator]
    if indicator.category != "trade" or indicator.counterpart != "either":
        return False
    lexicon, tokens, place = sentence.lexicon, sentence.tokens, at + 1
    while place < len(tokens) and (tokens[place] == "<time>" or tokens[place] in lexicon.links):
        place += 1
    if "with" not in lexicon.sides.present(tokens[place : place + 1]):
        return False
    return _is_unknown(sentence, place + 1)


def _is_unknown(sentence: Sentence, place: int) -> bool:
    """Whether a name that no table has stands at this item, or behind words like "the" at it."""
    tokens = sentence.tokens
    while place < len(tokens) and tokens[place] in sentence.lexicon.area_words:
        place += 1
    return place < len(tokens) and sentence.items[place].thing is None and sentence.items[place].written[:1].isupper()


def is_of_world(sentence: Sentence, meaning: Meaning) -> bool:
    """Whether a price is the world's: "the world price of tin", "tin futures in London"."""
    mention, indicator = meaning.mention, indicators()[meaning.indicator]
    if mention.first < 0 or not (indicator.goods_only or (indicator.kind == "level" and indicator.good)):
        return False
    beside: list[str] = []
    for item in sentence.items[max(mention.first - BESIDE, 0) : mention.last + BESIDE]:
        beside += item.written.lower().split() if item.token == "<part>" else [item.token]
    return bool(sentence.lexicon.world.present(beside))
