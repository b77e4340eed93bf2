"""When: the period that a figure is told for, and the rule that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.comparisons import (
    COMPARED,
    FIGURE,
    compared_time,
    is_base,
    is_base_of_figure,
    right_behind,
)
from newsfigures.observations.time_periods import is_day, is_month
from newsfigures.periods import in_crop_year, in_fiscal_year
from newsfigures.phrases import Words
from newsfigures.types import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsfigures.observations.sentences import Mention, Sentence
    from newsfigures.reference import Indicator

#: How many sentences back a paragraph's period is looked for.
REACH = 8

#: A time within so many words opens its sentence.
OPENS = 3

#: Why a figure is in no fact whose period is told but not when that was: it would meet those that have none.
UNKNOWN = "its period is named, but not of which year"

#: What is counted by fiscal years without saying so.
MONEY = ("economy", "public finance", "investment", "trade")

#: What is held at a moment, whatever came in since when.
MONEY_HELD = ("economy", "public finance")


def find_time(
    sentences: Sequence[Sentence],
    number: int,
    at: int,
    indicator: Indicator,
    mention: Mention,
    whose: Collection[str] = (),
) -> tuple[str, str]:
    """The SDMX time period of the figure at this item ("" if none is told) and the rule that found it.

    In this order: a period in the figure's clause, the nearest; one that opens the sentence; for what flows, one in an
    earlier sentence of the paragraph. A lone day is when somebody spoke, so it counts for events and stocks only.
    ``whose`` are the areas by which a fiscal year can be that of the figure.
    """
    sentence = sentences[number]
    own = _periods(sentence, indicator)
    clause = sentence.clauses[at]
    near = [
        place
        for place in own
        if sentence.clauses[place] == clause and (place < at or _goes_with(sentence, at, place, mention))
    ]
    near = [place for place in near if place > at or not sentence.tells_now_between(place, at)]
    if indicator.kind == "stock" and mention.first > at and sentence.tokens[at - 1] in sentence.lexicon.owned:
        # "Last year it stopped payments on its 5 million debt"; but "its 5 million debt in 2024".
        fill, last = sentence.lexicon.base_fill, mention.last
        near = own = [
            place for place in near if place > at and all(token in fill for token in sentence.tokens[last:place])
        ]
    if near:
        place = min(near, key=lambda one: (abs(one - at), one > at))
        behind_own = right_behind(sentence, at)
        if place < at and behind_own in near and _is_of_figure_before(sentence, at, place):
            place = behind_own  # "1% in 2023 and 2% in 2024"
        if _is_one_of_two(sentence, place, own):
            return "", UNKNOWN
        return _found(sentence, place, "in the clause", indicator, whose)
    now = max((match.first for match in sentence.now if match.last <= at), default=-1)
    opening = [place for place in own if now < place < at and sentence.clauses[place] not in sentence.asides - {clause}]
    if indicator.kind == "stock":  # what there is behind a semicolon is not told for the time of what flowed before it
        opening = [place for place in opening if place <= OPENS or ";" not in sentence.tokens[place:at]]
    if opening:
        return _found(
            sentence, opening[0] if opening[0] <= OPENS else opening[-1], "earlier in the sentence", indicator, whose
        )
    behind = [place for place in own if sentence.clauses[place] == clause and "," not in sentence.tokens[at:place]]
    if behind and indicator.kind != "stock":
        return _found(sentence, behind[0], "at the end of the clause", indicator, whose)
    if own or indicator.kind == "stock" or now >= 0:
        return "", ""
    for earlier in reversed(sentences[max(number - REACH, 0) : number]):
        of_whole = sentence.opens_with_parts and earlier is sentences[number - 1]
        told = [place for place in _periods(earlier, indicator) if of_whole or not _is_planned(earlier, place)]
        if not of_whole:
            told = [place for place in told if not is_aside(earlier, place)]
        if told:
            return _found(earlier, told[-1], "earlier in the paragraph", indicator, whose)
    return "", ""


def is_aside(sentence: Sentence, place: int) -> bool:
    """Whether something is told of a time only in passing: "in June alone"."""
    tokens, lexicon = sentence.tokens, sentence.lexicon
    before = tokens[max(place - 2, 0) : place]
    if any(match.last == len(before) for match in lexicon.asides_before.find(before)):
        return True
    return bool(lexicon.asides_after.intersection(tokens[place + 1 : place + 2]))


def tells_aside(sentence: Sentence, time_period: str) -> bool:
    """Whether a sentence tells this time in passing."""
    return any(time_told(sentence, place) == time_period and is_aside(sentence, place) for place in sentence.times)


def told_times(sentence: Sentence) -> list[int]:
    """Where a sentence says when things were that its figures count: no day, deadline or opening, nothing that is
    compared with, and no plan's time."""
    found = []
    for place in sentence.times:
        period = sentence.items[place].thing
        if (
            isinstance(period, Period)
            and period.time_period
            and ".." not in period.time_period
            and not is_day(period.time_period)
            and not _is_week_of_talk(period)
            and not is_base_of_figure(sentence, place)
            and not _is_name(sentence, place)
            and not any(match.value == "plan" and match.last <= place for match in sentence.status)
        ):
            found.append(place)
    return found


def tells_until(sentence: Sentence) -> bool:
    """Whether a sentence names the day or the month up to which it counts."""
    return any(
        time_told(sentence, place).startswith("../") or is_day(time_told(sentence, place)) for place in sentence.times
    )


def time_told(sentence: Sentence, at: int) -> str:
    """The time period of the period at this item."""
    period = sentence.items[at].thing
    assert isinstance(period, Period), "a <time> is a Period"
    return period.time_period


def has_own_time(sentence: Sentence) -> bool:
    """Whether a sentence tells a time at all, other than the day of something and what is compared with."""
    for place in sentence.times:
        period = sentence.items[place].thing
        if isinstance(period, Period) and not is_day(period.time_period) and not is_base_of_figure(sentence, place):
            return True
    return False


def day_of_count(sentence: Sentence, at: int) -> str:
    """The day up to which the figure at this item was counted, or "": "as of May 20, exports were ..."."""
    for place in sentence.times:
        period = sentence.items[place].thing
        if place < at and isinstance(period, Period) and is_day(period.time_period):
            before = sentence.tokens[max(place - 3, 0) : place]
            if any(match.last == len(before) for match in sentence.lexicon.as_of.find(before)):
                return period.time_period
    return ""


def is_year_earlier(sentence: Sentence, at: int) -> bool:
    """Whether the figure at this item was the one of a year before: "from 4 million a year earlier"."""
    place = right_behind(sentence, at)
    return place is not None and any(base.value == "yoy" and base.first <= place < base.last for base in sentence.bases)


def is_year_in_words(sentence: Sentence, at: int) -> bool:
    """Whether the figure at this item is of a year that is told without its number: "4 million the previous year"."""
    place = right_behind(sentence, at)
    period = sentence.items[place].thing if place is not None else None
    return isinstance(period, Period) and period.time_period.isdigit() and not any(map(str.isdigit, period.span.text))


def tells_time_between(sentence: Sentence, start: int, at: int) -> bool:
    """Whether another time is told between the figure that starts there and the one at this item."""
    return any(
        sentence.items[place].start > start and place < at and not is_base_of_figure(sentence, place)
        for place in sentence.times
    )


def find_own_time(sentence: Sentence, at: int, indicator: Indicator) -> tuple[str, str]:
    """The period right behind a level that was left, "from 5% in 2023", and the rule; unknown if there is none."""
    place = right_behind(sentence, at, COMPARED)
    if place is None and (place := compared_time(sentence, at)) is None:
        return "", UNKNOWN
    told = any(match.value in ("plan", "estimate") and at < match.first < place for match in sentence.status)
    if told and "place" not in sentence.lexicon.sides.present(sentence.tokens[place - 1 : place]):
        return "", UNKNOWN  # "from a 2% forecast made last May"; but "5 tonnes estimated for 2023"
    period = sentence.items[place].thing
    assert isinstance(period, Period), "a <time> is a Period"
    # "After last year's 3%" tells no opening.
    time_period = period.time_period.removesuffix("/..") or (in_crop_year(period) if indicator.good else "")
    return (time_period, f"period: “{period.span.text}” of the level left") if time_period else ("", UNKNOWN)


def time_before_bracket(sentence: Sentence, at: int) -> tuple[str, str] | None:
    """The period that a figure in a bracket stands right behind, "on 2020 (2.1 billion)", and the rule; or None."""
    if sentence.tokens[max(at - 2, 0) : at] != ["<time>", "("] or not is_base(sentence, at - 2):
        return None
    period = sentence.items[at - 2].thing
    assert isinstance(period, Period), "a <time> is a Period"
    rule = f"period: “{period.span.text}” before the bracket"
    return (period.time_period, rule) if period.time_period else ("", UNKNOWN)


def is_last_told(time_period: str, before: Sequence[Sentence]) -> bool:
    """Whether the nearest of the sentences before that names a time names this one."""
    for sentence in before:
        periods = [
            sentence.items[place].thing
            for place in sentence.times
            if not (is_base(sentence, place) or is_aside(sentence, place))
        ]
        if periods:
            return any(
                isinstance(one, Period) and one.time_period.removeprefix("../") == time_period.removeprefix("../")
                for one in periods
            )
    return True


def _is_planned(sentence: Sentence, place: int) -> bool:
    """Whether a period is a deadline or that of a plan."""
    clause = sentence.clauses[place]
    return time_told(sentence, place).startswith("..") or any(
        match.value == "plan" and match.last <= place and sentence.clauses[match.first] == clause
        for match in sentence.status
    )


def _is_of_figure_before(sentence: Sentence, at: int, place: int) -> bool:
    """Whether a period stands right behind an earlier figure."""
    return any(
        sentence.tokens[other] == "<n>" and right_behind(sentence, other, FIGURE) == place
        for other in range(max(place - FIGURE, 0), min(place, at))
    )


def _goes_with(sentence: Sentence, at: int, place: int, own: Mention) -> bool:
    """A period behind the figure is its own if nothing else is told between: no indicator, no comma."""
    between = sentence.tokens[at + 1 : place]
    told = any(
        at < mention.first < place and mention.way == "names" and mention.code != own.code
        for mention in sentence.indicators
    )
    period = sentence.items[place].thing
    deadline = isinstance(period, Period) and period.time_period.startswith("../")
    return not told and "," not in between and between.count("<n>") <= (0 if deadline else 1)


def _periods(sentence: Sentence, indicator: Indicator) -> list[int]:
    found = []
    for place in sentence.times:
        period = sentence.items[place].thing
        if (
            isinstance(period, Period)
            and _counts(period, indicator)
            and not (indicator.daily and _is_of_speech(sentence, place))
            and not _is_month_of_speech(sentence, place, period)
            and not is_base_of_figure(sentence, place)
            and not _is_name(sentence, place)
            and not _is_record(sentence, place, period)
        ):
            found.append(place)
    return found


def _counts(period: Period, indicator: Indicator) -> bool:
    if is_day(period.time_period):
        return indicator.category == "events" or indicator.kind == "stock" or indicator.daily
    held = indicator.kind == "stock" and indicator.category in MONEY_HELD
    # "Inflows so far this year brought reserves to 5 million" at a moment. An unresolved one hides those further off.
    return not (held and period.time_period.endswith("/.."))


def _is_week_of_talk(period: Period) -> bool:
    """Whether a period is a week without its days, which tells like a lone day when somebody spoke: "last week"."""
    return period.time_period.endswith("/P7D") and not any(map(str.isdigit, period.span.text))


def _is_of_speech(sentence: Sentence, place: int) -> bool:
    """Whether somebody spoke on the day: "the exchange said on Friday"."""
    period = sentence.items[place].thing
    before = sentence.tokens[max(place - 2, 0) : place]
    return isinstance(period, Period) and is_day(period.time_period) and bool(sentence.lexicon.speech.present(before))


def _is_month_of_speech(sentence: Sentence, place: int, period: Period) -> bool:
    """Whether somebody spoke in the month that "this" or "last" tells of: "said last month exports would rise"."""
    if not is_month(period.time_period) or not period.because.startswith("told from"):
        return False
    before = sentence.tokens[max(place - 2, 0) : place]
    said = sentence.lexicon.speech.find(before)
    return bool(said) and all(token in sentence.lexicon.adverbs for token in before[said[-1].last :])


def _is_one_of_two(sentence: Sentence, place: int, own: Sequence[int]) -> bool:
    """Whether a figure is of two times together: "late last year and in early 2024"."""
    tokens, fill = sentence.tokens, sentence.lexicon.base_fill
    for other in own:
        first, last = sorted((place, other))
        between = tokens[first + 1 : last]
        joined = bool(between) and between[0] in sentence.lexicon.joins and between[0] != ","
        if first != last and joined and all(token in fill for token in between[1:]):
            return not any(
                right_behind(sentence, at) == first
                for at in range(max(first - 3, 0), first)
                if tokens[at] == "<n>" and tokens[last + 1 : last + 2] == ["<n>"]
            )
    return False


def _is_record(sentence: Sentence, place: int, period: Period) -> bool:
    """Since when there was nothing like it: "the highest since 2021"."""
    before = sentence.tokens[max(place - 6, 0) : place]
    return period.time_period.endswith("/..") and bool(sentence.lexicon.records.present(before))


def _is_name(sentence: Sentence, place: int) -> bool:
    """A year that belongs to a name: "Expo 2025", "the 2025 New Year festival"."""
    items = sentence.items
    if sentence.tokens[place + 1 : place + 2] and sentence.tokens[place + 1] in sentence.lexicon.named_times:
        return True  # "after the May floods"
    if not items[place].written.isdigit():
        return False
    if sentence.tokens[place + 1 : place + 2] and sentence.tokens[place + 1] in sentence.lexicon.named_years:
        return True  # "a 2019 study"
    if any(mention.first == place + 1 for mention in sentence.indicators):
        return False  # "its 2026 GDP growth"
    beside = [items[at] for at in (place - 1, place + 1) if 0 < at < len(items)]
    return any(item.written[:1].isupper() and item.token not in ("<area>", "<time>", "<n>") for item in beside)


def _is_span_of_years(sentence: Sentence, place: int, period: Period) -> bool:
    """Whether words beside two years tell that they are two, and not a year of a harvest, a school or a budget: "in the
    2024-2025 period"."""
    around = (*sentence.tokens[max(place - 3, 0) : place], *Words(period.span.text).folded)
    return bool(sentence.lexicon.years.present((*around, *sentence.tokens[place + 1 : place + 2])))


def _found(sentence: Sentence, place: int, where: str, indicator: Indicator, whose: Collection[str]) -> tuple[str, str]:
    period = sentence.items[place].thing
    assert isinstance(period, Period), "a <time> is a Period"
    # Two years alone may be those of a harvest.
    alone = period.fiscal is not None and period.fiscal.bare and not _is_span_of_years(sentence, place, period)
    of_money = indicator.kind == "flow" and not indicator.good and indicator.category in MONEY
    of_year = period.fiscal and (not period.fiscal.bare or (alone and of_money))
    if of_year and (time_period := in_fiscal_year(period, whose)):
        return (
            time_period,
            f"period: “{period.span.text}” {where}, a fiscal year of {' and '.join(whose).replace('_', ' ')}",
        )
    if indicator.good and not period.time_period and (time_period := in_crop_year(period)):
        return time_period, f"period: “{period.span.text}” {where}, the years of a harvest"
    if not period.time_period or _is_week_of_talk(period) or alone:
        return "", UNKNOWN if indicator.category != "events" else ""
    time_period = period.time_period
    opening = sentence.tokens[max(place - 3, 0) : place] + Words(period.span.text).folded[:3]
    if indicator.kind != "stock" and is_month(time_period) and sentence.lexicon.through.present(opening):
        time_period = f"../{time_period}"  # what flowed until its end
    return time_period, f"period: “{period.span.text}” {where}"
