"""What a figure measures: the indicator that the words near it name, and whether it is a level, a change or a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.continuations import (
    find_again,
    find_again_of_good,
    find_base,
    find_carried,
    find_number,
    find_reached,
    is_change_compared,
    with_companion,
)
from newsfigures.observations.directions import directed
from newsfigures.observations.listings import find_entry, next_good
from newsfigures.observations.mentions import (
    counts_a_noun,
    find_before,
    find_behind,
    find_counted,
    find_valued,
    why_none,
)
from newsfigures.observations.owners import is_elsewhere, is_of_other, owned
from newsfigures.observations.pairs import row_of
from newsfigures.observations.rankings import find_counted_again, find_listed, find_ranked, in_bracket, in_same_unit
from newsfigures.observations.senses import (
    ELSEWHERE,
    RELATIVE,
    SPANS,
    UNKNOWN_GOOD,
    Form,
    Meaning,
    Told,
    fitting,
    is_change,
    is_good_of,
    is_growth,
)
from newsfigures.observations.shares import find_part, find_share, is_share_of_plan, share_of_gdp, share_of_plan
from newsfigures.observations.stand_ins import find_stand_in
from newsfigures.observations.wares import goes_on_about_a_good, same_good, with_good, with_good_before, with_story
from newsfigures.reference import family, indicators
from newsfigures.types import Quantity

if TYPE_CHECKING:
    from newsfigures.observations.sentences import Sentence
    from newsfigures.reference import Indicator

#: Categories whose figures may be what something is made for.
ABLE = frozenset(("tourism", "logistics", "production"))


def find_meaning(sentence: Sentence, at: int, quantity: Quantity, told: Told) -> Meaning | str:
    """The indicator of the figure at this item, or the reason why there is none."""
    if told.paired and told.carried:
        return _as_paired(told.carried)
    if reason := _why_nothing(sentence, at, quantity):
        return reason
    form = _form(sentence, at, quantity, told.carried)
    found = _as_share(sentence, at, quantity, form, _indicator(sentence, at, quantity, form, told), told.carried)
    if isinstance(found, Meaning) and indicators()[found.indicator].general:
        found = with_companion(sentence, at, found, told.carried, form.unit_family)
    if isinstance(found, Meaning):
        found = directed(sentence, at, found)
    if isinstance(found, str):
        return found
    if sentence.others and is_of_other(sentence, at, found):
        return "something that no indicator measures"
    found = owned(sentence, at, found)
    indicator = indicators()[found.indicator]
    if indicator.nowhere:
        return found._replace(owner=indicator.category)
    if _can_be_capacity(indicator) and sentence.is_capacity(at):
        return "a capacity, nothing counted"
    if form.relative and not _fits_level_behind(sentence, at, found):
        return "unit does not fit"
    if is_elsewhere(sentence, at, found):
        return ELSEWHERE
    return _of_good(sentence, at, quantity, found, told)


def _why_nothing(sentence: Sentence, at: int, quantity: Quantity) -> str:
    """Why a figure measures nothing, whatever the words near it name, or ""."""
    if sentence.is_respective and len(row_of(sentence, at)) > 1:
        return "numbers and names are told in two lists"
    if family(quantity.unit) in SPANS:
        return "a span of time"
    if at and sentence.tokens[at - 1] in sentence.lexicon.owned:
        return ""  # "it needs money to service its 9 billion debt", which is there whatever it needs
    if sentence.is_rule(at):
        return "a rule, nothing counted"
    if sentence.denies(at):
        return "denied, supposed or needed"
    return "an aim, nothing counted" if sentence.aims_before(at) else ""


def _as_paired(carried: Meaning) -> Meaning:
    """The change of a figure at the same place of the list before."""
    because = (
        f"indicator: {indicators()[carried.indicator].label.lower()}, of the figure at its place in the list before"
    )
    return carried._replace(because=because, carried=True, ranked=False, share=False, measure="change", growth=False)


def _form(sentence: Sentence, at: int, quantity: Quantity, carried: Meaning | None) -> Form:
    """Whether the figure is told as a change, or as a share of a plan."""
    unit_family = family(quantity.unit)
    if unit_family not in RELATIVE:
        return Form(unit_family, relative=False, compared=False, of_plan=False)
    share = "share" in sentence.lexicon.shares.present(sentence.tokens[max(at - 3, 0) : at])  # "making up 40%"
    relative = not share and (is_change(quantity) or is_growth(sentence, at))
    compared = (
        unit_family == "percent" and not relative and carried is not None and is_change_compared(sentence, at, carried)
    )
    return Form(unit_family, relative or compared, compared, is_share_of_plan(sentence, at))


def _indicator(sentence: Sentence, at: int, quantity: Quantity, form: Form, told: Told) -> Meaning | str:
    """The indicator by the first rule that knows: the words beside the figure, the figure before it, what was told
    before the sentence."""
    unit_family, relative, loose, carried = form.unit_family, form.relative, form.loose, told.carried
    if form.compared and carried is not None:
        because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure compared with it"
        return Meaning(carried.indicator, carried.mention, because, carried=True, measure="change")
    if unit_family == "count":
        if again := find_counted_again(sentence, at, quantity, told):
            return again
        if counted := find_counted(sentence, at):
            return counted
        if counts_a_noun(sentence, at, quantity):
            return "no indicator"
    return (
        find_reached(sentence, at, quantity, unit_family, carried)
        or find_number(sentence, at, relative, carried)
        or find_base(sentence, at, unit_family, loose, carried)
        or in_bracket(sentence, at, unit_family)
        or find_behind(sentence, at, unit_family, loose)
        or find_again_of_good(sentence, at, unit_family, loose, carried)
        or find_before(sentence, at, unit_family, loose, carried)
        or find_again(sentence, at, unit_family, loose, carried)
        or find_entry(sentence, at, quantity, relative, told)
        or find_carried(sentence, at, unit_family, loose, carried)
        or find_valued(sentence, at, unit_family, loose)
        or find_ranked(
            sentence,
            at,
            unit_family,
            loose,
            told.last,
            told.lately,
            whole_again=not told.story and sentence.opens_paragraph,
        )
        or find_listed(sentence, at, unit_family, loose, carried)
        or in_same_unit(sentence, at, unit_family, told.same_unit)
        or find_stand_in(sentence, at, unit_family, relative, told.stood_for)
        or why_none(sentence, at, unit_family, loose)
    )


def _as_share(
    sentence: Sentence, at: int, quantity: Quantity, form: Form, found: Meaning | str, carried: Meaning | None
) -> Meaning | str:
    """What was found, as a share of it where the figure is one."""
    unit_family = form.unit_family
    if form.of_plan:
        return share_of_plan(found, quantity)
    if unit_family == "percent" and not form.relative and (of_gdp := share_of_gdp(sentence, at, carried)):
        found = of_gdp
    elif not isinstance(found, Meaning) and unit_family == "percent":
        found = find_share(sentence, at) or found
    if unit_family in ("percent", "ratio") and not form.relative:
        found = find_part(sentence, at, found, carried)
    return found


def _can_be_capacity(indicator: Indicator) -> bool:
    return indicator.category in ABLE and indicator.kind == "flow"


def _fits_level_behind(sentence: Sentence, at: int, found: Meaning) -> bool:
    """Whether the level that a change leads to can be one of the indicator: not "imports rose 8% to 2 million TEUs"."""
    for item in sentence.items[at + 1 : at + 5]:
        if isinstance(item.thing, Quantity):
            level = family(item.thing.unit)
            reached = item.thing.change in ("up_to", "down_to")
            return not reached or level in RELATIVE or bool(fitting(found.indicator, level, relative=False))
    return True


def _of_good(sentence: Sentence, at: int, quantity: Quantity, named: Meaning, told: Told) -> Meaning | str:
    """The indicator of the one good that the figure is of, if it is of one."""
    if following := next_good(sentence, at, quantity, named):
        return following
    of_good = with_good_before(sentence, at, quantity, named, told.carried) or with_good(sentence, at, quantity, named)
    found = with_story(sentence, quantity, named, of_good, told.story)
    if isinstance(found, str):
        return found
    if told.carried and is_good_of(told.carried.indicator, found.indicator):
        because = f"{found.because}; good: as of the figure before it"
        return found._replace(indicator=told.carried.indicator, because=because)
    if sentence.speaks_of_same_good and not found.ranked:
        return same_good(found, told.last)
    return UNKNOWN_GOOD if goes_on_about_a_good(sentence, at, found, told.last) else found
