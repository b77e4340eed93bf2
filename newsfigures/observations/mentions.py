"""The indicator that words beside a figure name: the noun that it counts, the words behind it, those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.senses import RELATIVE, Meaning, fitting, words_of
from newsfigures.observations.sentences import is_unknown_name
from newsfigures.reference import family, indicators
from newsfigures.types import Quantity

if TYPE_CHECKING:
    from newsfigures.observations.sentences import Mention, Sentence

#: How many words at most tell what kind it is, between an amount and its name: "a 3 million syndicated loan".
ADJECTIVES = 2

#: Within so many words before its verb stands who owes.
OPENING = 4

#: Indicators whose verbs stand before the amount, whatever it is owed in: "owes 5 million in bonds".
OWED = frozenset(("debt",))

#: How far before its figure, in words, a name may stand within one clause.
FAR = 24


def counts_a_noun(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """Whether a noun says what is counted, and does not leave it open as in "đạt 900.000 lượt"."""
    return bool(quantity.counted) and not _only_counts(sentence, at, quantity)


def _only_counts(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """Whether the noun behind the number leaves open what is counted: "đạt 900.000 lượt"."""
    lexicon = sentence.lexicon
    if quantity.counted not in lexicon.counters:
        return False
    end = at + 1 + len(quantity.counted.split())
    behind = sentence.tokens[end : end + 1]
    return not behind[0].isalpha() or behind[0] in lexicon.ends if behind else True


def find_counted(sentence: Sentence, at: int) -> Meaning | None:
    """The counted noun: "37 Japanese-invested projects"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    best: Mention | None = None
    for mention in sentence.indicators:
        between = tokens[at + 1 : mention.first]
        if (
            mention.way == "counted"
            and (at < mention.first <= at + 1 + lexicon.gap or mention.first <= at < mention.last)
            and not any(
                token in lexicon.ends or token in ("<n>", "<time>", ",", ";", "(", ")", ".") for token in between
            )
            and "count" in indicators()[mention.code].ranges
            and not lexicon.narrowing.intersection(tokens[mention.last : mention.last + 1])
            and sentence.has_beside(at, mention)
            and (best is None or _specific(mention) > _specific(best))
        ):
            best = mention
    if best is None or _is_actor(sentence, at, best):
        return None
    return Meaning(best.code, best, f"indicator: “{words_of(sentence, best)}” after the number")


def _is_actor(sentence: Sentence, at: int, mention: Mention) -> bool:
    """Whether enterprises do something, so that there may be more of them: "41 companies signed contracts"."""
    indicator = indicators()[mention.code]
    if (indicator.category, indicator.kind) != ("business", "stock"):
        return False
    start = sentence.clauses.index(sentence.clauses[at])
    first = not any(token.isalpha() and token not in sentence.lexicon.ends for token in sentence.tokens[start:at])
    following = sentence.tokens[mention.last] if mention.last < len(sentence.tokens) else ""
    return first and following.isalpha() and following not in sentence.lexicon.exist


def _specific(mention: Mention) -> tuple[int, bool]:
    """The longer phrase, then the indicator that needs other words, here or beside, and has them."""
    return (mention.last - mention.first, mention.needy or mention.marked)


def find_behind(sentence: Sentence, at: int, unit_family: str, relative: bool) -> Meaning | None:
    """The words behind the figure: "US$15 billion in registered capital", "15 tỷ USD vốn đăng ký"."""
    behind = _end_of_figure(sentence, at, unit_family)
    for mention in sentence.indicators:
        if (
            mention.way == "names"
            and behind <= mention.first <= behind + 3
            and sentence.clauses[mention.first] == sentence.clauses[at]
            and _leads_on(sentence, behind, mention.first, unit_family)
            and (code := fitting(mention.code, unit_family, relative))
        ):
            return Meaning(code, mention, f"indicator: “{words_of(sentence, mention)}” after the figure")
    return None


def _leads_on(sentence: Sentence, behind: int, first: int, unit_family: str) -> bool:
    """Whether nothing stands between the end of a figure and its name but a link and a word or two of what kind it
    is."""
    lexicon, between = sentence.lexicon, sentence.tokens[behind:first]
    if between == ["<time>"] or any((ware.first, ware.last) == (behind, first) for ware in sentence.goods):
        return True  # "the 5 billion dollar May deficit", "a 3 million tonne wheat harvest"
    linked = lexicon.attached.find(between)
    words = len(between) - sum(match.last - match.first for match in linked)
    if words > (ADJECTIVES if not linked and unit_family == "money" else 1):
        return False
    if any(token in ("<n>", "<time>", ",", ".", "<area>", "(") for token in between):
        return False
    if (
        between
        and not linked
        and (unit_family != "money" or not lexicon.gap or any(token in lexicon.ends for token in between))
    ):
        return False
    return not any(item.written[:1].isupper() for item in sentence.items[behind:first])


def _end_of_figure(sentence: Sentence, at: int, unit_family: str) -> int:
    """The item behind a figure and what restates it in a bracket; for a length, behind its cost too: "the 60km,
    $5m road"."""
    tokens = sentence.tokens
    if tokens[at + 1 : at + 4] == ["(", "<n>", ")"] and unit_family == "money":
        return at + 4
    if tokens[at + 1 : at + 3] == [",", "<n>"] and unit_family == "length":
        return at + 3
    return at + 1


def find_before(
    sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None
) -> Meaning | None:
    """The last words before the figure in its clause that fit its unit."""
    of_something = unit_family == "money" and not relative and _is_of_something(sentence, at)
    start = _start_of_relative(sentence, at)
    for mention in reversed(sentence.indicators):
        if mention.last > at or at - mention.last > FAR:
            continue
        if sentence.clauses[mention.last - 1] != sentence.clauses[at] and mention.last != start:
            continue
        if of_something and mention.code not in OWED:
            continue
        if not _may_stand_before(sentence, at, mention, relative):
            continue
        if code := fitting(mention.code, unit_family, relative):
            if _has_its_own(sentence, mention, unit_family):
                continue
            if relative and carried and carried.mention[2:4] == mention[2:4] and not carried.owner:
                code = carried.indicator  # of all that the words may name, what they named before
            owing = _is_owing(sentence, mention) and _is_unknown_debtor(sentence, mention)
            companion = "" if code == mention.code else f", so {indicators()[code].label.lower()}"
            because = f"indicator: “{words_of(sentence, mention)}” before the figure{companion}"
            return Meaning(code, mention, because, carried=bool(companion), owner="a company" if owing else "")
    return None


def _has_its_own(sentence: Sentence, mention: Mention, unit_family: str) -> bool:
    """Whether what is counted was told with its money before it, so that money behind it is of something else:
    "40 million in 12 new projects, 50 million added to 9 others"."""
    number = mention.first - 1
    link = number - 1
    while link >= 0 and number - link <= 2 and sentence.tokens[link].isalpha():
        link -= 1
    if number < 1 or sentence.tokens[number] != "<n>" or not 0 <= link < number - 1 or sentence.tokens[link] != "<n>":
        return False
    before = sentence.items[link].thing
    joined = any(token in sentence.lexicon.joins for token in sentence.tokens[link + 1 : number])
    return isinstance(before, Quantity) and family(before.unit) == unit_family and not joined


def _start_of_relative(sentence: Sentence, at: int) -> int:
    """Where what a relative clause with the figure tells of ends, −1 if it stands in none: "exports, which totalled 3
    million"."""
    start = sentence.clauses.index(sentence.clauses[at])
    if sentence.tokens[start] not in sentence.lexicon.relatives:
        return -1
    return start - 1 if start > 0 and sentence.tokens[start - 1] == "," else start


def _may_stand_before(sentence: Sentence, at: int, mention: Mention, relative: bool) -> bool:
    """Whether words before a figure can name what it measures, and are not about something else."""
    if indicators()[mention.code].behind:
        return False
    if mention.way == "counted" and not (
        _is_counted(sentence, mention) and sentence.has_beside(mention.first, mention)
    ):
        return False
    if _is_owing(sentence, mention) and (relative or "<n>" in sentence.tokens[mention.last : at]):
        return False
    return not relative or (sentence.has_beside(mention.first, mention) and not _is_of_other_figure(sentence, mention))


def _is_counted(sentence: Sentence, mention: Mention) -> bool:
    """Words that count only after a number stand after one."""
    return "<n>" in sentence.tokens[max(mention.first - 4, 0) : mention.first]


def _is_of_other_figure(sentence: Sentence, mention: Mention) -> bool:
    """Whether the words stand right behind a figure that they cannot count: "9,000 cars were handled, up 4%"."""
    for item in reversed(sentence.items[max(mention.first - 4, 0) : mention.first]):
        if item.token in (",", ";", "("):
            return False
        if isinstance(item.thing, Quantity):
            unit_family = family(item.thing.unit)
            return unit_family not in RELATIVE and not fitting(mention.code, unit_family, relative=False)
    return False


def _is_of_something(sentence: Sentence, at: int) -> bool:
    """Whether what is behind the amount says what it is: "70 billion in fresh bonds"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1] not in lexicon.links:
        return False
    following = tokens[at + 2]
    named = any(at < ware.first <= at + 4 for ware in sentence.goods)
    return following.isalpha() and following not in lexicon.empty and following not in lexicon.ends and not named


def _is_owing(sentence: Sentence, mention: Mention) -> bool:
    """Whether it is a verb that tells who owes: what stands further off is not owed."""
    return mention.code in OWED and bool(sentence.lexicon.owes.present(sentence.tokens[mention.first : mention.last]))


def _is_unknown_debtor(sentence: Sentence, mention: Mention) -> bool:
    """Whether somebody who is no area owes: "Acme, which owes 4 million"."""
    before = [
        item for item in sentence.items[max(mention.first - OPENING, 0) : mention.first] if item.written.isalnum()
    ]
    return any(is_unknown_name(item) and len(item.written) > 3 for item in before[-2:]) and not any(
        item.token == "<area>" for item in before
    )


def find_valued(sentence: Sentence, at: int, unit_family: str, relative: bool) -> Meaning | None:
    """The name in the clause before: "Japan is the largest market for our exports, with a value of ..."."""
    clause = sentence.clauses[at]
    start = sentence.clauses.index(clause)
    named = any(mention.way == "names" and start <= mention.first < at for mention in sentence.indicators)
    if relative or named or "value" not in sentence.lexicon.aspects.present(sentence.tokens[start:at]):
        return None
    for mention in reversed(sentence.indicators):
        if mention.way == "names" and mention.last <= start and (code := fitting(mention.code, unit_family, relative)):
            return Meaning(code, mention, f"indicator: “{words_of(sentence, mention)}” in the clause before")
    return None


def why_none(sentence: Sentence, at: int, unit_family: str, relative: bool) -> str:
    """Why nothing near a figure says what it measures: no words of an indicator, or none that its unit fits."""
    clause = sentence.clauses[at]
    near = [
        mention
        for mention in sentence.indicators
        if mention.way == "names" and sentence.clauses[mention.first] == clause and abs(mention.first - at) <= FAR
    ]
    unfit = near and not any(fitting(mention.code, unit_family, relative) for mention in near)
    return "unit does not fit" if unfit else "no indicator"
