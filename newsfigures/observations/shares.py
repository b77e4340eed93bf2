"""What a percentage is a share of: a whole, a plan, GDP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.continuations import is_compared
from newsfigures.observations.senses import SHARE_OF_PLAN, Meaning, is_change, whole_of, words_of
from newsfigures.reference import indicators

if TYPE_CHECKING:
    from newsfigures.observations.sentences import Mention, Sentence
    from newsfigures.phrases import Match
    from newsfigures.types import Quantity


def find_share(sentence: Sentence, at: int) -> Meaning | None:
    """A partner's share of all: "accounting for 27% of all exports", "exports to Peru accounted for 27%"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    behind = "share_behind" in lexicon.shares.present(tokens[at + 1 : at + 4])  # "47% of the market"
    if not behind and "share" not in lexicon.shares.present(tokens[max(at - 5, 0) : at]):
        return None
    for mention in sentence.indicators:
        if mention.way == "names" and at < mention.first <= at + 7 and indicators()[mention.code].counterpart:
            if not any(token in ("<n>", ",", ";", ".", "(") for token in tokens[at + 1 : mention.first]):
                words = f"indicator: “{words_of(sentence, mention)}” after the share"
                return Meaning(mention.code, mention, words, share=True)
            return None
    if at + 1 < len(tokens) and tokens[at + 1] in lexicon.links:
        return None
    for mention in reversed(sentence.indicators):
        near = mention.last <= at <= mention.last + 9 and sentence.clauses[mention.first] == sentence.clauses[at]
        if near and mention.way == "names" and indicators()[mention.code].counterpart:
            words = f"indicator: “{words_of(sentence, mention)}” before the share"
            return Meaning(mention.code, mention, words, share=True)
    return None


def share_of_plan(found: Meaning | str, quantity: Quantity) -> Meaning | str:
    """The share of what was planned that is done: "disbursed 61% of the plan"; not by how much it was surpassed."""
    if not isinstance(found, Meaning) or is_change(quantity):
        return SHARE_OF_PLAN
    return found._replace(measure="share_of_plan")


def find_part(sentence: Sentence, at: int, found: Meaning | str, carried: Meaning | None) -> Meaning | str:
    """What share of a whole something is: "80% of the loans", "4 billion, accounting for 60%"; or what was found."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    told = "share" in lexicon.shares.present(tokens[max(at - 5, 0) : at])
    if (isinstance(found, Meaning) and (found.share or found.measure)) or lexicon.base_words.present(
        tokens[at + 1 : at + 3]
    ):
        return found
    behind = _named_behind(sentence, at, told)
    if (
        behind
        and carried
        and told
        and any((one.first, one.code) == (behind.first, whole_of(carried.indicator)) for one in sentence.indicators)
    ):
        because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure before it"
        return carried._replace(because=because, carried=True, measure="part")
    if behind and "percent" not in indicators()[behind.code].ranges:
        words = f"indicator: “{words_of(sentence, behind)}” after the share"
        return Meaning(behind.code, behind, words, measure="part")
    if told and carried and not isinstance(found, Meaning) and not lexicon.goods.present(tokens[at + 1 : at + 8]):
        label = indicators()[carried.indicator].label.lower()
        return carried._replace(because=f"indicator: {label}, as of the figure before it", carried=True, measure="part")
    return found


def share_of_gdp(sentence: Sentence, at: int, carried: Meaning | None) -> Meaning | None:
    """What share of GDP something is: what is named before it, "debt of 84% of GDP", or the figure before it; then also
    what that is compared with, "from 80% in 2023"."""
    if carried and carried.measure == "share_of_gdp" and is_compared(sentence, at):
        because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure compared with it"
        return carried._replace(because=because, carried=True)
    if not any(match.value == "gdp_share" and match.first == 0 for match in _shares_behind(sentence, at)):
        return _carried_share_of_gdp(sentence, at, carried)
    start = max((place for place in range(at) if sentence.tokens[place] in ("<n>", ";")), default=-1)
    for mention in reversed(sentence.indicators):
        code = mention.code
        if not start < mention.first < mention.last <= at or sentence.clauses[mention.first] != sentence.clauses[at]:
            continue
        if mention.way == "names" and code != "gdp" and "money" in indicators()[code].ranges:
            words = f"indicator: “{words_of(sentence, mention)}” before the share of GDP"
            return Meaning(code, mention, words, measure="share_of_gdp")
    return _carried_share_of_gdp(sentence, at, carried)


def _shares_behind(sentence: Sentence, at: int) -> list[Match[str]]:
    return sentence.lexicon.shares.find(sentence.tokens[at + 1 : at + 5])


def _carried_share_of_gdp(sentence: Sentence, at: int, carried: Meaning | None) -> Meaning | None:
    """What share of GDP the figure before is: "13 billion, 84% of GDP"."""
    if carried is None or carried.indicator == "gdp":
        return None
    if "gdp_share" not in sentence.lexicon.shares.present(sentence.tokens[at + 1 : at + 5]):
        return None
    because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure before it"
    return carried._replace(because=because, carried=True, measure="share_of_gdp")


def _named_behind(sentence: Sentence, at: int, told: bool) -> Mention | None:
    """The name right behind a share, with an "of" where the language has one: "80% of the loans"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    for mention in sentence.indicators:
        if mention.way == "names" and at < mention.first <= at + 6:
            between = tokens[at + 1 : mention.first]
            linked = tokens[at + 1] in lexicon.part_links if lexicon.part_links else told
            plain = not any(
                token in ("<n>", "<time>", ",", ";", ".", "(") or token in lexicon.ends for token in between
            )
            verb = bool(lexicon.part_links) and tokens[mention.first] in lexicon.whole_opens  # "76% of the tea shipped"
            return mention if linked and plain and not verb and not indicators()[mention.code].general else None
    return None


def is_share_of_plan(sentence: Sentence, at: int) -> bool:
    """Whether a plan is named right behind the percentage."""
    return "fulfilment" in sentence.lexicon.shares.present(sentence.tokens[at + 1 : at + 7])
