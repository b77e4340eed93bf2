"""A figure that goes on about the one before it in its sentence, and so has the indicator of that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.comparisons import compared_time
from newsfigures.observations.partners import partner_follows
from newsfigures.observations.senses import Meaning, fitting, is_change, is_growth, whole_of
from newsfigures.observations.sentences import Mention
from newsfigures.reference import family, indicators
from newsfigures.types import Quantity

if TYPE_CHECKING:
    from newsfigures.observations.sentences import Sentence

#: Within so many words a clause opens with the time that it is about.
OPENING = 4


def find_reached(
    sentence: Sentence, at: int, quantity: Quantity, unit_family: str, carried: Meaning | None
) -> Meaning | None:
    """The level that the change right before it led to: "capital pledged rose 5% to 30 million"."""
    before = sentence.items[max(at - 8, 0) : at]
    if carried is None or quantity.change not in ("up_to", "down_to"):
        return None
    if carried.mention.first < 0 and not carried.listed:
        return None
    goods = {ware.value for ware in sentence.goods if at - 8 <= ware.first < at}
    if carried.listed and goods - {indicators()[carried.indicator].good}:
        return None
    changed = next((item.thing for item in reversed(before) if isinstance(item.thing, Quantity)), None)
    last = max((place for place, item in enumerate(before) if item.token in ("<n>", ",", ";")), default=-1)
    if changed is None or not is_change(changed) or before[last].token != "<n>":
        return None
    if not (code := fitting(carried.indicator, unit_family, relative=False)) or code != carried.indicator:
        return None
    label = indicators()[code].label.lower()
    because = f"indicator: {label}, which the change led to"
    return carried._replace(because=because, carried=False, share=False, measure="", growth=False)


def find_number(sentence: Sentence, at: int, relative: bool, carried: Meaning | None) -> Meaning | None:
    """The change of the number of what was counted before: "tăng 9% về số doanh nghiệp"."""
    if carried is None or not relative:
        return None
    behind = sentence.tokens[at + 1 : at + 6]
    if not any(match.first == 0 for match in sentence.lexicon.numbers.find(behind)):
        return None
    counted = _counted_with(carried.indicator)
    if not counted:
        return None
    because = f"indicator: {indicators()[counted].label.lower()}, by their number"
    return carried._replace(indicator=counted, because=because, carried=True, share=False, measure="", growth=False)


def _counted_with(code: str) -> str:
    """The indicator that counts what another is told of, itself if it counts; "" if there is none."""
    known = indicators()
    if "count" in known[code].ranges:
        return code
    return next(
        (
            counted
            for counted, one in known.items()
            if code in (one.companions or {}).values() and "count" in one.ranges
        ),
        "",
    )


def find_base(sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None) -> Meaning | None:
    """The level of the time that a change is measured from, in a bracket behind it: "up 2% on 2020 (2.1 billion)"."""
    if carried is None or relative or sentence.tokens[max(at - 2, 0) : at] != ["<time>", "("]:
        return None
    code = fitting(carried.indicator, unit_family, relative)
    label = indicators()[code].label.lower() if code else ""
    words = f"indicator: {label}, as of the figure before it"
    return carried._replace(indicator=code, because=words, carried=True, measure="") if code else None


def find_again(
    sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None
) -> Meaning | None:
    """The same of another partner: "exports to Peru rose 5%, while those to Chile fell 3%"."""
    if carried is None or carried.share or not indicators()[carried.indicator].counterpart:
        return None
    clause = sentence.clauses[at]
    for match in reversed(sentence.again):
        if (
            match.last > at
            or sentence.clauses[match.first] != clause
            or "<area>" not in sentence.tokens[match.last : at]
        ):
            continue
        if code := fitting(carried.indicator, unit_family, relative):
            words = sentence.words(match.first, match.last)
            mention = Mention("names", code, match.first, match.last)
            return Meaning(code, mention, f"indicator: “{words}”, {indicators()[code].label.lower()} as before it")
    return None


def find_again_of_good(
    sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None
) -> Meaning | None:
    """The same of another good: "exports of tin rose 5%, those of zinc fell 3%"."""
    if carried is None or not indicators()[carried.indicator].good:
        return None
    code = fitting(carried.indicator, unit_family, relative)
    for match in reversed(sentence.again):
        wares = [ware for ware in sentence.goods if match.last <= ware.first < at]
        if match.last > at or not code or not indicators()[code].good or len(wares) != 1:
            continue
        if wares[0].first == match.last and sentence.clauses[match.first] == sentence.clauses[at]:
            words = sentence.words(match.first, wares[0].last)
            good = f"{whole_of(code)}_{wares[0].value}"
            because = f"indicator: “{words}”, {indicators()[good].label.lower()}"
            return Meaning(good, Mention("names", good, match.first, match.last), because)
    return None


def find_carried(
    sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None
) -> Meaning | None:
    """A change goes with the figure before it; so does an amount in a list of partners."""
    if carried is None:
        return None
    clause = sentence.clauses[at]
    if not relative and is_compared(sentence, at) and (code := fitting(carried.indicator, unit_family, relative)):
        because = f"indicator: {indicators()[code].label.lower()}, as of the figure compared with it"
        return Meaning(code, carried.mention, because, carried=True)
    other = [
        mention
        for mention in sentence.indicators
        if mention.way == "names" and sentence.clauses[mention.first] == clause and mention.last <= at
    ]
    if other or (carried.ranked and not relative) or (relative and _is_of_a_part(sentence, at)):
        return None
    if relative and _is_of_another(sentence, at):
        return None
    code = carried.indicator if relative else _of_next_amount(sentence, at, unit_family, carried.indicator)
    return _as_before(carried, code) if code else None


def _of_next_amount(sentence: Sentence, at: int, unit_family: str, before: str) -> str:
    """The indicator of an amount behind one of this indicator, or "": "..., worth about 31 million", or the next
    partner in a list."""
    start = sentence.clauses.index(sentence.clauses[at])
    told = (
        sentence.lexicon.aspects.present(sentence.tokens[start:at])
        or sentence.is_ranking
        or partner_follows(sentence, at)
        or (unit_family in (indicators()[before].companions or {}) and _stands_with(sentence, at))
        or _is_told_of_another_time(sentence, at, start, unit_family)
        or is_of_next_time(sentence, at)
    )
    if not told:
        return ""
    figure = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=0)
    good = indicators()[before].good
    if any(figure < ware.first < at and ware.value != good for ware in sentence.goods):
        return ""  # the next in a list of goods
    return fitting(before, unit_family, relative=False)


def _as_before(carried: Meaning, code: str) -> Meaning:
    """This indicator, told without a name of its own behind the figure before it."""
    because = f"indicator: {indicators()[code].label.lower()}, as of the figure before it"
    return carried._replace(
        indicator=code, because=because, carried=True, ranked=False, share=False, measure="", growth=False
    )


def _is_told_of_another_time(sentence: Sentence, at: int, start: int, unit_family: str) -> bool:
    """Whether a clause behind a semicolon only names another time: "in 2023 it was 4 million; in 2024 6 million"."""
    tokens = sentence.tokens
    if start <= 0 or ";" not in tokens[start - 1 : start + 1] or "<time>" not in tokens[start : start + OPENING]:
        return False
    before = max((place for place in range(start) if tokens[place] == "<n>"), default=-1)
    first = next((item.thing for item in sentence.items[:start] if isinstance(item.thing, Quantity)), None)
    return (
        before >= 0
        and isinstance(first, Quantity)
        and family(first.unit) == unit_family
        and not {"<area>", "<part>", "<n>"} & set(tokens[start:at])
    )


def is_of_next_time(sentence: Sentence, at: int) -> bool:
    """Whether the figure is the next in a list of times: "3% this year and 4% in 2026", "5 million in May, 7 million in
    June"."""
    tokens, items = sentence.tokens, sentence.items
    if "<time>" not in tokens[at + 1 : at + 4] or tokens[at - 1] not in sentence.lexicon.joins:
        return False
    before = max((place for place in range(at) if tokens[place] == "<n>"), default=-1)
    first, second = items[before].thing if before >= 0 else None, items[at].thing
    if not isinstance(first, Quantity) or not isinstance(second, Quantity) or family(first.unit) != family(second.unit):
        return False
    between = tokens[before + 1 : at]
    if between.count("<time>") != 1 or {"<area>", "<part>", ";", "(", ")"} & set(between):
        return False
    named = any(before < mention.first <= at + 4 for mention in sentence.indicators)
    words = tokens[at + 1 : tokens.index("<time>", at)]
    return not named and all(word in sentence.lexicon.base_fill for word in words)


def _stands_with(sentence: Sentence, at: int) -> bool:
    """Whether "with" stands right before the amount: "130 projects with 5 million"."""
    before = sentence.tokens[max(at - 1, 0) : at]
    return "with" in sentence.lexicon.sides.present(before)


def _is_of_a_part(sentence: Sentence, at: int) -> bool:
    """Whether the change's clause has words of its own: "output grew 9%, with the paper industry up 12%"."""
    # What a bracket adds to a figure goes with it: "62% of the plan (9 billion), up 4%".
    before = max((place for place in range(at) if _is_outside(sentence, place)), default=-1)
    if before < 0 or sentence.clauses[before] == sentence.clauses[at] or sentence.tokens[at - 1] == "(":
        return False
    start = sentence.clauses.index(sentence.clauses[at])
    own = [token for token in sentence.tokens[start:at] if token.isalpha() and token not in sentence.lexicon.ends]
    if sentence.is_part_clause(start, at):
        return True
    return len(own) > 3


def _is_outside(sentence: Sentence, place: int) -> bool:
    """Whether a figure stands at this item, and not right behind a bracket's opening."""
    return sentence.tokens[place] == "<n>" and (place == 0 or sentence.tokens[place - 1] != "(")


def _is_of_another(sentence: Sentence, at: int) -> bool:
    """Whether something else is told of behind a semicolon: "farming grew 3%; mining 5%"."""
    tokens, ends = sentence.tokens, sentence.lexicon.ends
    before = max((place for place in range(at) if tokens[place] in (";", "<n>")), default=-1)
    if before < 0 or tokens[before] != ";":
        return False
    return sum(token.isalpha() and token not in ends for token in tokens[before + 1 : at]) > 1


def is_compared(sentence: Sentence, at: int) -> bool:
    """Whether another figure is compared with this one, and its own time tells why: "against 33 million in 2022"."""
    return "<n>" in sentence.tokens[:at] and compared_time(sentence, at) is not None


def is_beside(sentence: Sentence, at: int, meaning: Meaning) -> bool:
    """Whether a figure is only what one before it is compared with, itself or as the next in a list: "up from 4 million
    in May and 3 million in April"."""
    if meaning.carried and is_compared(sentence, at):
        return True
    while is_of_next_time(sentence, at):
        at = max(place for place in range(at) if sentence.tokens[place] == "<n>")
    thing = sentence.items[at].thing
    left = isinstance(thing, Quantity) and thing.change in ("up_from", "down_from")
    return meaning.mention.last <= at and (left or is_compared(sentence, at))


def is_change_compared(sentence: Sentence, at: int, carried: Meaning) -> bool:
    """Whether a change is compared with this one of another time: "grew 5%, faster than the 4% posted in May"."""
    before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=-1)
    quantity = sentence.items[before].thing if before >= 0 else None
    if "percent" in indicators()[carried.indicator].ranges or not isinstance(quantity, Quantity):
        return False
    percent = family(quantity.unit) == "percent"
    changes = is_change(quantity) or (percent and (carried.measure == "change" or is_growth(sentence, before)))
    return changes and (is_compared(sentence, at) or is_of_next_time(sentence, at))


def with_companion(
    sentence: Sentence, at: int, found: Meaning, carried: Meaning | None, unit_family: str
) -> Meaning | str:
    """The capital of what was told before it: "42 Chinese-invested projects with registered capital of ..."."""
    before = indicators()[carried.indicator] if carried else None
    companion = (before.companions or {}).get(unit_family) if before else None
    if before and companion:
        return found._replace(indicator=companion, because=f"{found.because}, of the {before.label.lower()}")
    if indicators()[found.indicator].alone:
        return found
    if before is None and unit_family == "money" and _is_of_investors(sentence, at):
        return found._replace(indicator="fdi_capital", because=f"{found.because}, of investors from abroad")
    return "capital, of what is not clear"


def _is_of_investors(sentence: Sentence, at: int) -> bool:
    """Whether the sentence itself tells of investors from abroad, and not only as a part of what the figure is of."""
    return any(kind == "context" and variant[0] == "fdi_new_projects" for kind, variant in sentence.conditions_at(at))
