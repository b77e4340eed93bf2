"""An article read as a whole: the same change told twice is one, two values of one thing are none."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from newsfigures.agreement import Statement, agreement, stands_alone, statement
from newsfigures.observations.time_periods import is_day
from newsfigures.reference import family

if TYPE_CHECKING:
    from newsfigures.types import Figure, Observation

#: What a change may be measured from.
BASES = ("yoy", "mom", "qoq")

#: How a rule ends by which a figure's own sentence tells its time.
OWN = ("in the clause", "earlier in the sentence", "at the end of the clause")

#: How a rule says that a figure has no name of its own beside it.
TAKEN_OVER = ("before it", "told before", "told last", "compared with it", "in a list", "is about", ", so ", "led to")


def with_bases(figures: list[Figure]) -> list[Figure]:
    """A change whose base is not said is measured from the base that the article names where it tells the change again,
    or else for all other changes of the same time."""
    told: dict[tuple[object, ...], set[str]] = {}
    of_time: dict[str, set[str]] = {}
    for figure in figures:
        if (observation := figure.observation) and (base := observation.key.measure.split("_")[0]) in BASES:
            told.setdefault(_change(observation), set()).add(base)
            if observation.key.time_period:
                of_time.setdefault(observation.key.time_period, set()).add(base)
    found = []
    for figure in figures:
        observation = figure.observation
        if observation and observation.key.measure.startswith("change"):
            again = told.get(_change(observation), set())
            others = (
                of_time.get(observation.key.time_period, set()) if observation.quantity.unit == "percent" else set()
            )
            bases = again or others
            if len(bases) == 1:
                base = next(iter(bases))
                how = "where the article tells it again" if again else "the other changes of that time"
                measure = observation.key.measure.replace("change", base)
                figure = _as(figure, f"measure: {base}, as {how}", measure=measure)
        found.append(figure)
    return found


def with_times(figures: list[Figure]) -> list[Figure]:
    """A figure of the title that has no time is of the time that the text gives to the same figure, and as much a plan
    as there."""
    told: dict[tuple[object, ...], list[Statement]] = {}
    for figure in figures:
        if (observation := figure.observation) and figure.role == "body":
            told.setdefault(_but_time(observation), []).append(statement(observation))
    found = []
    for figure in figures:
        observation = figure.observation
        if observation and figure.role == "title" and not observation.key.time_period:
            title = statement(observation)
            same = [one for one in told.get(_but_time(observation), ()) if agreement(one, title)]
            told_as = {(one.observation.key.time_period, one.observation.status) for one in same}
            if len(told_as) == 1 and not is_day((found_as := told_as.pop())[0]):
                figure = _as(figure, "period: as where the text tells it again", time_period=found_as[0])
                assert figure.observation is not None, "it was a claim"
                if found_as[1] == "plan":
                    figure = replace(figure, observation=replace(figure.observation, status="plan"))
        found.append(figure)
    return found


def _as(figure: Figure, rule: str, **parts: str) -> Figure:
    """The figure with parts of its key changed by a rule."""
    observation = figure.observation
    assert observation is not None, "only a claim has a key"
    key = replace(observation.key, **parts)
    return replace(figure, observation=replace(observation, key=key, because=(*observation.because, rule)))


#: What keys share that differ in their time or their measure.
_WITHOUT_TIME = attrgetter("indicator", "ref_area", "counterpart_area", "measure")
_WITHOUT_MEASURE = attrgetter("indicator", "ref_area", "counterpart_area", "time_period")


def _but_time(observation: Observation) -> tuple[object, ...]:
    quantity = observation.quantity
    return (*_WITHOUT_TIME(observation.key), quantity.unit, quantity.rate)


def without_contradictions(figures: list[Figure]) -> list[Figure]:
    """The figures, less those that would be two values of one thing in one article: our reading was too coarse there.

    Two people who are quoted with different values do contradict each other, so their figures stay.
    """
    statements: dict[tuple[object, ...], list[Statement]] = {}
    for figure in figures:
        if (observation := figure.observation) and not stands_alone(observation.key):
            unit = observation.quantity.unit
            unit_family = unit if "money" in family(unit) else family(unit)
            group = (observation.key, unit_family, observation.quantity.rate, observation.status == "plan")
            statements.setdefault(group, []).append(statement(observation))
    contradicted = [found for found in statements.values() if _contradict(found)]
    titles = {id(figure.observation) for figure in figures if figure.role == "title"}
    apart = {id(one.observation) for found in contradicted for one in _in_doubt(found, titles)}
    reason = "the article prints another value of the same"
    return [
        replace(figure, observation=None, set_aside=reason) if id(figure.observation) in apart else figure
        for figure in figures
    ]


def _in_doubt(found: list[Statement], titles: set[int]) -> list[Statement]:
    """Of values that contradict each other those of the title, those whose time was only taken over, or those that are
    told without a name of their own, if the others do not; or else all."""
    body = [one for one in found if id(one.observation) not in titles]
    if body and len(body) < len(found) and not _contradict(body):
        return [one for one in found if id(one.observation) in titles]
    for sure in (
        [one for one in found if _tells_its_time(one.observation)],
        _named(body),
    ):
        if sure and not _contradict(sure):
            return [one for one in found if not any(one is other or agreement(other, one) for other in sure)]
    return found


def _named(found: list[Statement]) -> list[Statement]:
    """Those beside a name of their own; none where a noun is counted, which parts of a whole may be too."""
    sure = [one for one in found if not any(words in one.observation.because[0] for words in TAKEN_OVER)]
    return [] if any("after the number" in one.observation.because[0] for one in sure) else sure


def _tells_its_time(observation: Observation) -> bool:
    return any(rule.startswith("period: ") and rule.endswith(OWN) for rule in observation.because)


def with_restated(figures: list[Figure]) -> list[Figure]:
    """An amount that restates a claimed one in another currency or unit measures the same, but is no other fact."""
    told = {figure.quantity.span.start: figure.observation.key.indicator for figure in figures if figure.observation}
    return [
        replace(figure, restated=told[first[0]])
        if (first := figure.quantity.equivalent_to) and first[0] in told and not figure.observation
        else figure
        for figure in figures
    ]


def _change(observation: Observation) -> tuple[object, ...]:
    quantity = observation.quantity
    return (*_WITHOUT_MEASURE(observation.key), quantity.value, quantity.unit, quantity.change)


def _contradict(found: list[Statement]) -> bool:
    widest = min(found, key=lambda one: (one.bound in ("exact", "about", "nearly"), one.low - one.top))
    speakers = {one.observation.speaker for one in found}
    if len(speakers) > 1 and "" not in speakers:
        return False
    return not all(one is widest or agreement(widest, one) for one in found)
