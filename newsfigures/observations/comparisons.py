"""The times that figures are compared with: what a change is measured from, when the figure was that another is told
against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.phrases import Words
from newsfigures.types import Period, Quantity

if TYPE_CHECKING:
    from newsfigures.observations.sentences import Sentence

#: Within so many words behind a figure its time is told.
FIGURE = 6

#: Within so many words behind a figure that is compared with another its time is told: "the 4% posted in the spring".
COMPARED = 6

#: Within so many words before it stands what compares.
COMPARED_BEFORE = 7

#: A base named within so many words opens the sentence.
OPENING = 6


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
    return right_behind(sentence, at, COMPARED) if before is None else before


def right_behind(sentence: Sentence, at: int, reach: int = 3) -> int | None:
    """The place of the period that goes with the figure at this item alone: "5% in 2023"."""
    for place in range(at + 1, min(at + 1 + reach, len(sentence.tokens))):
        if sentence.tokens[place] == "<time>":
            return place
        if sentence.tokens[place] in ("<n>", ",", ";", "(", ")", "."):
            return None
    return None


def base_of(sentence: Sentence, at: int) -> str:
    """The time period that a change is measured from, if the sentence names it: "compared with July 2020"."""
    for place in range(at + 1, len(sentence.items)):
        period = sentence.items[place].thing
        if isinstance(period, Period) and is_base(sentence, place):
            return period.time_period
        if sentence.tokens[place] == ";":
            break
    for place in range(min(at, OPENING)):
        period = sentence.items[place].thing
        if isinstance(period, Period) and is_base(sentence, place):
            return period.time_period  # "Compared with 2022, exports in 2024 rose 15%"
    return ""


def has_base(sentence: Sentence, at: int) -> bool:
    """Whether the clause of a change names the time that it is measured from, behind it: "rose 2% from January"."""
    clause = sentence.clauses[at]
    return any(
        at < place <= at + FIGURE and sentence.clauses[place] == clause and is_base(sentence, place)
        for place in sentence.times
    )


def is_base(sentence: Sentence, place: int) -> bool:
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


def is_base_of_figure(sentence: Sentence, place: int) -> bool:
    """The same, or when a figure was that another is compared with: "against 33 million tonnes in 2022"."""
    if is_base(sentence, place) or _is_of_compared(sentence, place):
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
    return last < before[0] - 1 and tokens[last] == "<time>" and is_base_of_figure(sentence, last)


def _is_bound(sentence: Sentence, at: int, figure: int) -> bool:
    """Whether a word belongs to a figure: "over 5 million"."""
    quantity, start = sentence.items[figure].thing, sentence.items[at].start
    return isinstance(quantity, Quantity) and any(
        part == "bound" and first <= start < last for part, first, last in quantity.words
    )
