"""Whether a figure is a plan or forecast, an estimate, or what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfigures.observations.sentences import Sentence
    from newsfigures.phrases import Match
    from newsfigures.types import ObsStatus


def find_status(sentence: Sentence, at: int, *, of_plan: bool = False) -> tuple[ObsStatus, str]:
    """Whether the figure is a plan or forecast, an estimate, or neither, by the words before it; and the rule.

    What is done ``of_plan`` is no plan because the plan is named behind it.
    """
    clause = sentence.clauses[at]
    start = max(
        (match.first for match in sentence.contrasts if match.first < at and _turns(sentence, match, at)), default=0
    )
    found = [
        match
        for match in sentence.status
        if ((start <= match.first and match.last <= at) or _is_behind(sentence, match, at, of_plan))
        and (sentence.clauses[match.first] == clause or (match.value == "plan" and match.last <= at))
        and not _is_measured_by(sentence, match)
        and not (match.value == "plan" and match.last <= at and sentence.tells_past(match.last, at))
    ]
    if found and found[-1].value == "actual" and sentence.clauses[found[-1].first] == clause:
        return "actual", ""
    for match in reversed(found):
        if match.value in ("plan", "estimate"):
            status: ObsStatus = "plan" if any(one.value == "plan" for one in found) else "estimate"
            return status, f"status: “{sentence.words(match.first, match.last)}”"
    return "actual", ""


def _turns(sentence: Sentence, match: Match[bool], at: int) -> bool:
    """Whether something else is told behind a word or sign, and no list of aims goes on: "the city aims at 5 million
    guests; 3 billion of revenue"."""
    if sentence.tokens[match.first] != ";":
        return True
    names = {place for mention in sentence.indicators for place in range(mention.first, mention.last)}
    return not names.issuperset(range(match.last, at))


def _is_behind(sentence: Sentence, match: Match[str], at: int, of_plan: bool) -> bool:
    """Whether a word of plans stands right behind the figure: "5 million are expected"."""
    return at < match.first <= at + 2 and not of_plan and "," not in sentence.tokens[at : match.first]


def _is_measured_by(sentence: Sentence, match: Match[str]) -> bool:
    """Whether a plan is only what a share is of: "equal to 62% of the plan"."""
    return match.value == "plan" and any(
        "<n>" in sentence.tokens[max(one.first - 2, 0) : one.first] and one.first <= match.first < one.last
        for one in sentence.fulfilments
    )
