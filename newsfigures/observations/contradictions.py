"""An article read as a whole: the same change told twice is one, two values of one thing are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsfigures.agreement import Statement, agreement, statement
from newsfigures.reference import family

if TYPE_CHECKING:
    from newsfigures.types import Figure, Observation


def with_bases(figures: list[Figure]) -> list[Figure]:
    """A change whose base is not said, but is where the article tells the same change again, is measured from that."""
    told: dict[tuple[object, ...], set[str]] = {}
    for figure in figures:
        if (observation := figure.observation) and observation.key.measure in ("yoy", "mom", "qoq"):
            told.setdefault(_change(observation), set()).add(observation.key.measure)
    found = []
    for figure in figures:
        observation = figure.observation
        if (
            observation
            and observation.key.measure == "change"
            and len(bases := told.get(_change(observation), set())) == 1
        ):
            measure = next(iter(bases))
            key = replace(observation.key, measure=measure)
            because = (*observation.because, f"measure: {measure}, as where the article tells it again")
            figure = replace(figure, observation=replace(observation, key=key, because=because))
        found.append(figure)
    return found


def without_contradictions(figures: list[Figure]) -> list[Figure]:
    """The figures, less those that would be two values of one thing in one article: our reading was too coarse there.

    Two people who are quoted with different values do contradict each other, so their figures stay.
    """
    statements: dict[tuple[object, ...], list[Statement]] = {}
    for figure in figures:
        if observation := figure.observation:
            unit = observation.quantity.unit
            unit_family = unit if "money" in family(unit) else family(unit)
            group = (observation.key, unit_family, observation.quantity.rate, observation.status == "plan")
            statements.setdefault(group, []).append(statement(observation))
    contradicted = [found for found in statements.values() if _contradict(found)]
    apart = {id(one.observation) for found in contradicted for one in found}
    reason = "the article prints another value of the same"
    return [
        replace(figure, observation=None, set_aside=reason) if id(figure.observation) in apart else figure
        for figure in figures
    ]


def _change(observation: Observation) -> tuple[object, ...]:
    quantity = observation.quantity
    return (replace(observation.key, measure=""), quantity.value, quantity.unit, quantity.change)


def _contradict(found: list[Statement]) -> bool:
    widest = min(found, key=lambda one: (one.bound in ("exact", "about", "nearly"), one.low - one.top))
    speakers = {one.observation.speaker for one in found}
    if len(speakers) > 1 and "" not in speakers:
        return False
    return not all(one is widest or agreement(widest, one) for one in found)
