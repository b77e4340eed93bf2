"""Which way the capital of foreign investment goes, into the country or out of it, and whether it was paid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.reference import indicators

if TYPE_CHECKING:
    from newsfigures.observations.senses import Meaning
    from newsfigures.observations.sentences import Sentence


def directed(sentence: Sentence, at: int, found: Meaning) -> Meaning | str:
    """Foreign investment as that abroad where the text tells of it, "of investment abroad, 12 new projects", and as
    paid out where it was; a reason where no indicator measures that."""
    indicator = indicators()[found.indicator]
    if not indicator.inward:
        return found
    if not _is_named_inward(sentence, at, found) and _goes_abroad(sentence, at):
        if not indicator.outward:
            return "investment abroad of a kind that no indicator measures"
        label = indicators()[indicator.outward].label.lower()
        return found._replace(indicator=indicator.outward, because=f"{found.because}, so {label}")
    if indicator.paid_out and (words := _paid_out(sentence, at)):
        return found._replace(indicator=indicator.paid_out, because=f"{found.because}, “{words}”")
    return found


def _is_named_inward(sentence: Sentence, at: int, found: Meaning) -> bool:
    """Whether the name right behind the figure says that it came from abroad, "and drew 5 million of FDI"."""
    name = range(found.mention.first, found.mention.last)
    return found.mention.first > at and any(one.value == "inward" and one.first in name for one in sentence.flows)


def _goes_abroad(sentence: Sentence, at: int) -> bool:
    """Whether what is told last of either way before the figure, else behind it in its clause, else in the sentences of
    its paragraph before it, is that capital goes abroad."""
    told = sentence.flows
    clause = sentence.clauses[at] if told else 0
    last = [match.value for match in told if match.last <= at]
    behind = [match.value for match in told if match.first >= at and sentence.clauses[match.first] == clause]
    if last or behind:
        return (last[-1] if last else behind[0]) == "outward"
    if sentence.opens_paragraph:
        return False
    for one in sentence.before:
        if one.flows:
            return one.flows[-1].value == "outward"
        if one.opens_paragraph:
            break
    return False


def _paid_out(sentence: Sentence, at: int) -> str:
    """The words that say that the amount was paid out, in its clause behind the figure before it, and none behind them
    that it was registered; or behind the figure, where no other follows; "" if there are none."""
    if not sentence.payments:
        return ""
    tokens, clauses = sentence.tokens, sentence.clauses
    start = max((place for place in range(at) if tokens[place] in ("<n>", ";")), default=-1)
    near = [one for one in sentence.payments if clauses[one.first] == clauses[at]]
    before = [one for one in near if start < one.first < at]
    end = next((place for place in range(at + 1, len(tokens)) if tokens[place] in (",", ";", ".", ")", "<n>")), None)
    behind = [one for one in near if at < one.first < (end or len(tokens))]
    if end is not None and tokens[end] == "<n>":
        behind = []
    told = before[-1:] or behind[:1]
    return sentence.words(told[0].first, told[0].last) if told and told[0].value == "paid" else ""
