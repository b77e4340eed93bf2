"""Whether a figure is a level, a change or a share, and whether a level is plausible."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from newsfigures.observations.comparisons import base_of, compared_time, has_base
from newsfigures.observations.rates import per_dollar
from newsfigures.observations.senses import RELATIVE, Meaning, is_change, is_growth
from newsfigures.observations.time_periods import is_year_to_date, span_between
from newsfigures.reference import family, indicators, units

if TYPE_CHECKING:
    from collections.abc import Set

    from newsfigures.observations.sentences import Mention, Sentence
    from newsfigures.reference import Indicator
    from newsfigures.types import Quantity


def find_measure(
    sentence: Sentence, at: int, quantity: Quantity, indicator: Indicator, meaning: Meaning
) -> tuple[str, str] | str:
    """``level``, ``yoy``, ``mom``, ``qoq``, ``change`` (its base is not said) or ``share`` and the rule, or a reason.

    Growth of a quantity by weight or number, told beside its growth by value, is ``yoy_volume`` and so on.
    """
    lexicon = sentence.lexicon
    unit_family = family(quantity.unit)
    if meaning.share:
        return "share", "measure: a share of the whole"
    if meaning.growth or meaning.measure == "change":
        return _change(sentence, at)
    if meaning.measure == "share_of_plan":
        return meaning.measure, "measure: a share of what was planned"
    if meaning.measure == "share_of_gdp":
        return meaning.measure, "measure: a share of GDP"
    if meaning.measure:
        return meaning.measure, "measure: a share of it, of something that the words tell"
    if "share" in lexicon.shares.present(sentence.tokens[max(at - 3, 0) : at]) and unit_family in RELATIVE:
        return "a share, of what is not clear"
    left = quantity.change in ("up_from", "down_from") and "<time>" not in sentence.tokens[at + 1 : at + 4]
    if left and compared_time(sentence, at) is None:
        return "the level before a change"
    tokens = sentence.tokens
    ahead = tokens[at + 1 : at + 7]
    behind = tokens[max(at - 8, 0) : at]
    if "excess" in lexicon.shares.present(behind) or "missed" in lexicon.shares.present(_up_to_figure(ahead)):
        return "measured against a plan"
    if unit_family == "difference" and not ({"percent", "difference"} & indicator.ranges.keys()):
        return "a change of a share"
    named = unit_family not in RELATIVE and _is_in_name(sentence, quantity, meaning.mention)
    if is_change(quantity) and not named and not (indicator.added and unit_family in indicator.ranges):
        return _change(sentence, at)
    if unit_family not in RELATIVE:
        return "level", ""
    behind = behind[-5:]
    if unit_family not in indicator.ranges and lexicon.compared.present(ahead[:2]) and is_growth(sentence, at):
        return _change(sentence, at)  # "growth slowed to 2% from 3%"
    if lexicon.base_words.present(ahead[:2]) and unit_family not in indicator.ranges:
        return "measured against another figure"
    if "gdp_share" in lexicon.shares.present(ahead[:4]) and indicator.code != "gdp":
        return "share_of_gdp", "measure: a share of GDP"
    if unit_family in indicator.ranges:
        return "level", ""
    if "share" in lexicon.shares.present(behind):
        return "a share, of what is not clear"
    if is_growth(sentence, at):
        return _change(sentence, at)
    return "a percentage of something else"


def _up_to_figure(tokens: list[str]) -> list[str]:
    """The words before the next figure."""
    return tokens[: tokens.index("<n>")] if "<n>" in tokens else tokens


def _is_in_name(sentence: Sentence, quantity: Quantity, mention: Mention) -> bool:
    """Whether the words of change only name the indicator: "additional capital", "vốn tăng thêm"."""
    if mention.first < 0:
        return False
    first, last = sentence.items[mention.first].start, sentence.items[mention.last - 1].end
    return any(part == "change" and first <= start < last for part, start, _ in quantity.words)


def _change(sentence: Sentence, at: int) -> tuple[str, str]:
    bases = sentence.bases
    clause = sentence.clauses[at]
    near = [base for base in bases if sentence.clauses[base.first] == clause]
    if not near and has_base(sentence, at):
        return "change" + _aspect(sentence, at), "measure: a change from a time that is told"
    near = near or [base for base in bases if base.first > at or base.first <= 1]
    if not near and len({base.value for base in bases}) == 1:
        near = bases  # one base for all changes of the sentence
    suffix = _aspect(sentence, at)
    if near:
        base = min(near, key=lambda one: (one.first < at, abs(one.first - at)))
        words = sentence.words(base.first, base.last)
        return base.value + suffix, f"measure: “{words}”"
    return "change" + suffix, "measure: a change, its base is not said"


def _aspect(sentence: Sentence, at: int) -> str:
    """The ending ``_volume`` where a change is one of weight or number and not of value."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    near = lexicon.aspects.find(tokens[at + 1 : at + 5]) or lexicon.aspects.find(tokens[max(at - 8, 0) : at])[-1:]
    if near:
        return "_volume" if near[0].value == "volume" else ""
    for item in reversed(sentence.items[max(at - 8, 0) : at]):
        if item.token == "<n>" and hasattr(item.thing, "unit"):
            unit = item.thing.unit  # type: ignore[union-attr]
            if family(unit) in ("mass", "containers", "volume"):
                return "_volume"
            if family(unit) == "money":
                return ""
    return ""


def of_whole(measure: tuple[str, str], meaning: Meaning, has_partner: bool) -> tuple[str, str]:
    """The measure of a share, now that its partner is known: a partner's or a good's is one of the whole."""
    if meaning.share and not has_partner:
        return "part", "measure: a share of it, of something that the words tell"
    indicator = indicators()[meaning.indicator]
    if measure[0] == "part" and meaning.carried and (has_partner or indicator.good or indicator.part):
        return "share", "measure: a share of the whole"
    return measure


def measured_from(
    sentence: Sentence, at: int, quantity: Quantity, measure: tuple[str, str], time_period: str, bases: Set[str]
) -> tuple[str, str] | str:
    """The measure of a change in this period with what it is measured from, and the rule, or a reason; others as they
    are. ``bases`` are those told before of changes in the period."""
    name = measure[0]
    if not name.startswith("change"):
        return measure
    if base := base_of(sentence, at):
        span = span_between(base, time_period)
        return (name.replace("change", span), f"measure: from {base}") if span else "measured from another time"
    if time_period.isdigit() or is_year_to_date(time_period):
        return name.replace("change", "yoy"), "measure: a year's change is on the year before"
    if quantity.unit == "percent" and len(bases) == 1:
        told = next(iter(bases))
        return name.replace("change", told), f"measure: {told}, as told of that time before"
    return measure


def is_plausible(quantity: Quantity, indicator: Indicator) -> bool:
    """Whether a level lies in the indicator's range; money is compared in US$ at a recent rate."""
    unit_family = family(quantity.unit)
    low, high = indicator.ranges[unit_family]
    factor = units().get(quantity.unit, ("", Decimal(1)))[1]
    if unit_family.startswith("money"):
        rate = per_dollar(quantity.unit.split("/")[0])
        if rate is None:
            return True
        factor = 1 / rate
    value = quantity.value * factor
    return low <= value <= high
