"""When: the period that a figure is told for, and the rule that decided."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsfigures.periods import in_crop_year, in_fiscal_year
from newsfigures.periods.spans import days
from newsfigures.phrases import Words
from newsfigures.types import Period, Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from newsfigures.observations.sentences import Mention, Sentence
    from newsfigures.reference import Indicator

#: How many sentences back a paragraph's period is looked for.
REACH = 8

#: From this day on a month counts as over.
LAST_DAYS = 25

#: Within so many words behind a figure its time is told.
FIGURE = 6

#: Within so many words behind a figure that is compared with another its time is told: "the 4% posted in the spring".
COMPARED = 6

#: Within so many words before it stands what compares.
COMPARED_BEFORE = 7

#: A time within so many words opens its sentence.
OPENS = 3

#: A base named within so many words opens the sentence.
OPENING = 6

#: Why a figure is in no fact whose period is told but not when that was: it would meet those that have none.
UNKNOWN = "its period is named, but not of which year"

#: What is counted by fiscal years without saying so.
MONEY = ("economy", "public finance", "investment", "trade")

#: What is held at a moment, whatever came in since when.
MONEY_HELD = ("economy", "public finance")

_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_DEADLINE = re.compile(r"\.\./(?P<year>\d{4})(?:-Q(?P<quarter>\d)|-S(?P<half>\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_CROP_YEAR = re.compile(r"\d{4}/\d{4}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
        behind_own = _right_behind(sentence, at)
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
            and not _is_base_of_figure(sentence, place)
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
        if isinstance(period, Period) and not is_day(period.time_period) and not _is_base_of_figure(sentence, place):
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
    place = _right_behind(sentence, at)
    return place is not None and any(base.value == "yoy" and base.first <= place < base.last for base in sentence.bases)


def is_year_in_words(sentence: Sentence, at: int) -> bool:
    """Whether the figure at this item is of a year that is told without its number: "4 million the previous year"."""
    place = _right_behind(sentence, at)
    period = sentence.items[place].thing if place is not None else None
    return isinstance(period, Period) and period.time_period.isdigit() and not any(map(str.isdigit, period.span.text))


def is_year_across(time_period: str) -> bool:
    """Whether a time is twelve months that are no year of the calendar.

    >>> is_year_across("2024-07-01/P1Y"), is_year_across("2024-07-01/P12M"), is_year_across("2024")
    (True, True, False)
    """
    return time_period.endswith(("/P1Y", "/P12M")) and "-01-01/" not in time_period


def year_before(time_period: str) -> str:
    """The same period of the year before; "" if it has no year.

    >>> year_before("2024-Q1"), year_before("2024-01-01/P5M"), year_before("../2024")
    ('2023-Q1', '2023-01-01/P5M', '')
    >>> year_before("2024/2025")
    '2023/2024'
    """
    year = time_period[:4]
    if not year.isdigit() or len(year) < 4:
        return ""
    if _CROP_YEAR.fullmatch(time_period):
        return f"{int(year) - 1:04}/{year}"
    return f"{int(year) - 1:04}{time_period[4:]}"


def is_year_to_date(time_period: str) -> bool:
    """Whether months are counted from January on: their change can only be one on the year before.

    >>> is_year_to_date("2025-01-01/P8M"), is_year_to_date("2025-S1"), is_year_to_date("2025-S2")
    (True, True, False)
    """
    return time_period.endswith("-S1") or ("-01-01/P" in time_period and time_period.endswith("M"))


def tells_time_between(sentence: Sentence, start: int, at: int) -> bool:
    """Whether another time is told between the figure that starts there and the one at this item."""
    return any(
        sentence.items[place].start > start and place < at and not _is_base_of_figure(sentence, place)
        for place in sentence.times
    )


def compared_time(sentence: Sentence, at: int) -> int | None:
    """The place of the period of a figure that another is compared with, behind it or before it: "against 3 million in
    2022", "from May's 3 million", "compared with a 2022 total of 3 million"; None if it is not so compared."""
    tokens, lexicon = sentence.tokens, sentence.lexicon
    offset = max(at - COMPARED_BEFORE, 0)
    ends = {offset + match.last for match in lexicon.compared.find(tokens[offset:at])}
    if not ends and "<time>" not in tokens[offset:at]:
        return None
    skipped, before = at, None
    while skipped > 0 and skipped not in ends:
        token = tokens[skipped - 1]
        if token == "<time>" and before is None:
            before = skipped - 1
            if lexicon.compared.starting(Words(sentence.items[before].written).folded, 0):
                return before  # "after last year's 3%"
        elif token not in lexicon.base_fill and token != "'s" and not (skipped == at and token in lexicon.reached):
            return None
        skipped -= 1
    if skipped not in ends:
        return None
    return _right_behind(sentence, at, COMPARED) if before is None else before


def find_own_time(sentence: Sentence, at: int, indicator: Indicator) -> tuple[str, str]:
    """The period right behind a level that was left, "from 5% in 2023", and the rule; unknown if there is none."""
    place = _right_behind(sentence, at, COMPARED)
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
    if sentence.tokens[max(at - 2, 0) : at] != ["<time>", "("] or not _is_base(sentence, at - 2):
        return None
    period = sentence.items[at - 2].thing
    assert isinstance(period, Period), "a <time> is a Period"
    rule = f"period: “{period.span.text}” before the bracket"
    return (period.time_period, rule) if period.time_period else ("", UNKNOWN)


def _right_behind(sentence: Sentence, at: int, reach: int = 3) -> int | None:
    """The place of the period that goes with the figure at this item alone: "5% in 2023"."""
    for place in range(at + 1, min(at + 1 + reach, len(sentence.tokens))):
        if sentence.tokens[place] == "<time>":
            return place
        if sentence.tokens[place] in ("<n>", ",", ";", "(", ")", "."):
            return None
    return None


def is_last_told(time_period: str, before: Sequence[Sentence]) -> bool:
    """Whether the nearest of the sentences before that names a time names this one."""
    for sentence in before:
        periods = [
            sentence.items[place].thing
            for place in sentence.times
            if not (_is_base(sentence, place) or is_aside(sentence, place))
        ]
        if periods:
            return any(
                isinstance(one, Period) and one.time_period.removeprefix("../") == time_period.removeprefix("../")
                for one in periods
            )
    return True


def base_of(sentence: Sentence, at: int) -> str:
    """The time period that a change is measured from, if the sentence names it: "compared with July 2020"."""
    for place in range(at + 1, len(sentence.items)):
        period = sentence.items[place].thing
        if isinstance(period, Period) and _is_base(sentence, place):
            return period.time_period
        if sentence.tokens[place] == ";":
            break
    for place in range(min(at, OPENING)):
        period = sentence.items[place].thing
        if isinstance(period, Period) and _is_base(sentence, place):
            return period.time_period  # "Compared with 2022, exports in 2024 rose 15%"
    return ""


def has_base(sentence: Sentence, at: int) -> bool:
    """Whether the clause of a change names the time that it is measured from, behind it: "rose 2% from January"."""
    clause = sentence.clauses[at]
    return any(
        at < place <= at + FIGURE and sentence.clauses[place] == clause and _is_base(sentence, place)
        for place in sentence.times
    )


def span_between(base: str, time_period: str) -> str:
    """How far a period is from its base: ``yoy``, ``mom``, ``qoq``, or "" if none of these.

    >>> span_between("2020-07", "2020-08"), span_between("2019-Q4", "2020-Q1"), span_between("2023", "2024-01-01/P9M")
    ('mom', 'qoq', '')
    """
    if _CROP_YEAR.fullmatch(time_period):
        return "yoy" if base == year_before(time_period) else ""
    if base[4:] == time_period[4:] and base[:4].isdigit() and time_period[:4].isdigit():
        return "yoy" if int(base[:4]) + 1 == int(time_period[:4]) else ""
    for pattern, most, name in ((_MONTH, 12, "mom"), (_QUARTER, 4, "qoq")):
        one, other = pattern.fullmatch(base), pattern.fullmatch(time_period)
        if one and other and int(one[1]) * most + int(one[2]) + 1 == int(other[1]) * most + int(other[2]):
            return name
    return ""


def is_ahead(time_period: str, today: date | None) -> bool:
    """Whether a deadline lies behind the day, so that nothing can have happened until it.

    >>> from datetime import date
    >>> is_ahead("../2025-Q3", date(2025, 12, 10)), is_ahead("../2025", date(2025, 12, 10)), is_ahead("2026", None)
    (False, True, False)
    """
    found = _DEADLINE.fullmatch(time_period)
    if today is None or not found:
        return False
    month = int(found["month"] or 0) or int(found["quarter"] or 0) * 3 or int(found["half"] or 0) * 6 or 12
    # In its last days the end of a month, a quarter or a year is told as reached.
    return (int(found["year"]), month, int(found["day"] or LAST_DAYS)) > (today.year, today.month, today.day)


def starts_ahead(time_period: str, today: date | None) -> bool:
    """Whether a time starts behind the day, so that nothing of it can have happened.

    >>> from datetime import date
    >>> starts_ahead("2026-04-01/P9M", date(2026, 2, 6)), starts_ahead("2026", date(2026, 2, 6)), starts_ahead("", None)
    (True, False, False)
    """
    first = days(time_period)[0] if today and time_period else None
    return bool(today and first and first > today)


def is_over(time_period: str, today: date | None) -> bool:
    """Whether a time ended before the day.

    >>> from datetime import date
    >>> is_over("2024", date(2025, 2, 1)), is_over("2025", date(2025, 2, 1)), is_over("", date(2025, 2, 1))
    (True, False, False)
    """
    last = days(time_period)[1] if today and time_period else None
    return bool(today and last and last < today)


def is_far_ahead(time_period: str, today: date | None) -> bool:
    """Whether a deadline is one of a later year than the day's.

    >>> from datetime import date
    >>> is_far_ahead("../2030", date(2025, 12, 10)), is_far_ahead("../2025-12", date(2025, 12, 10))
    (True, False)
    """
    found = _DEADLINE.fullmatch(time_period)
    return bool(today and found and int(found["year"]) > today.year)


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
        sentence.tokens[other] == "<n>" and _right_behind(sentence, other, FIGURE) == place
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


def is_day(time_period: str) -> bool:
    """Whether a time period is a single day."""
    return bool(_DAY.fullmatch(time_period))


def is_end_of_month(period: Period) -> bool:
    """Whether a day is only the last of a month, up to which things are counted: "by the end of May"."""
    last = days(period.time_period)[1]
    ends = last is not None and (last + timedelta(days=1)).day == 1
    return ends and not any(map(str.isdigit, period.span.text))


def _periods(sentence: Sentence, indicator: Indicator) -> list[int]:
    found = []
    for place in sentence.times:
        period = sentence.items[place].thing
        if (
            isinstance(period, Period)
            and _counts(period, indicator)
            and not (indicator.daily and _is_of_speech(sentence, place))
            and not _is_month_of_speech(sentence, place, period)
            and not _is_base_of_figure(sentence, place)
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
    if not _MONTH.fullmatch(period.time_period) or not period.because.startswith("told from"):
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
                _right_behind(sentence, at) == first
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


def _is_base(sentence: Sentence, place: int) -> bool:
    """What a change is measured from: "compared with April 2023", "so với tháng 4 năm 2018"."""
    before = sentence.tokens[max(place - 5, 0) : place]
    times = sentence.items[place - 1].thing if place else None
    if isinstance(times, Quantity) and times.unit == "ratio":
        return True  # "gấp 3 lần năm trước"
    if opens_range(sentence, place):
        return False
    matches = sentence.lexicon.base_words.find(before)
    fill = sentence.lexicon.base_fill
    return any(all(token in fill for token in before[match.last :]) for match in matches)


def opens_range(sentence: Sentence, place: int) -> bool:
    """Whether the word before a period only opens its range: "From January to May, ..."."""
    period = sentence.items[place].thing
    ranged = isinstance(period, Period) and "/P" in period.time_period
    before = sentence.tokens[max(place - 1, 0) : place]
    opens = place == 1 or (place > 1 and sentence.tokens[place - 2] in (",", ";"))
    return ranged and opens and "origin" in sentence.lexicon.sides.present(before)


def _is_base_of_figure(sentence: Sentence, place: int) -> bool:
    """The same, or when a figure was that another is compared with: "against 33 million tonnes in 2022"."""
    if _is_base(sentence, place) or _is_of_compared(sentence, place):
        return True
    tokens, fill = sentence.tokens, sentence.lexicon.base_fill
    figures = [at for at in range(max(place - FIGURE, 0), place) if tokens[at] == "<n>"]
    if not figures or any(token in (",", ";", "(", ")") for token in tokens[figures[-1] : place]):
        return False
    first = max(figures[-1] - OPENING, 0)
    return any(
        all(token in fill for token in tokens[first + match.last : figures[-1]])
        and not _is_bound(sentence, first + match.first, figures[-1])
        for match in sentence.lexicon.base_words.find(tokens[first : figures[-1]])
    )


def _is_of_compared(sentence: Sentence, place: int) -> bool:
    """Whether a period is that of a figure that another is compared with: "after 3 million in 2022", "after last year's
    3 million"."""
    tokens = sentence.tokens
    before = [at for at in range(max(place - COMPARED, 0), place) if tokens[at] == "<n>"][-1:]
    behind = [at for at in range(place + 1, min(place + COMPARED_BEFORE, len(tokens))) if tokens[at] == "<n>"][:1]
    if any(
        "<n>" in tokens[:at] and not _is_bound(sentence, at - 1, at) and compared_time(sentence, at) == place
        for at in (*before, *behind)
    ):
        return True
    if not before or "<n>" not in tokens[: before[0]]:
        return False
    last = before[0] - 1  # the next in a list: "after 3 million in 2022 and 4 million in 2021"
    while last > 0 and tokens[last] in sentence.lexicon.joins:
        last -= 1
    return last < before[0] - 1 and tokens[last] == "<time>" and _is_base_of_figure(sentence, last)


def _is_bound(sentence: Sentence, at: int, figure: int) -> bool:
    """Whether a word belongs to a figure: "over 5 million"."""
    quantity, start = sentence.items[figure].thing, sentence.items[at].start
    return isinstance(quantity, Quantity) and any(
        part == "bound" and first <= start < last for part, first, last in quantity.words
    )


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
    if indicator.kind != "stock" and _MONTH.fullmatch(time_period) and sentence.lexicon.through.present(opening):
        time_period = f"../{time_period}"  # what flowed until its end
    return time_period, f"period: “{period.span.text}” {where}"
