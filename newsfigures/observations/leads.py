"""When the figures of a release are told for, where its paragraphs leave that to the title or the first ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsfigures.observations.time_periods import span_between, year_before
from newsfigures.observations.times import tells_until, time_told, told_times
from newsfigures.periods.spans import days
from newsfigures.types import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsfigures.observations.sentences import Sentence
    from newsfigures.types import Article

#: How many paragraphs are the lead.
LEAD = 3

#: A release tells of a year at most, which was over not longer ago than this.
YEAR = timedelta(days=366)
RECENT = timedelta(days=400)


class Lead:
    """The time that title and lead tell of, as long as no other one is told: shorter times within it are asides, and so
    is the year up to its end where the title tells of it."""

    def __init__(self, article: Article, timed: Callable[..., Sequence[Sentence]]) -> None:
        self.article = article
        self.timed = timed
        own = [number for number, section in enumerate(article.sections) if section.role in ("title", "body")]
        self.numbers = own
        self._read_to = 0
        self._found: tuple[int, str, str] | None = None
        self._rival: int | None = None
        self._in_title = False

    def time(self, number: int) -> tuple[str, str]:
        """The time period for a figure of this section and the rule; ("", "") if none is told, or several are."""
        while self._read_to < len(self.numbers) and self.numbers[self._read_to] < number:
            self._read(self._read_to)
            self._read_to += 1
        if self._found is None or self._rival is not None or self._found[0] >= number:
            return "", ""
        return self._found[1:]

    def _read(self, place: int) -> None:
        """Take what a section tells."""
        if self._rival is not None:
            return
        number = self.numbers[place]
        for sentence in self.timed(number, only_counted=self._found is not None):
            if self._found is not None and "<n>" not in sentence.tokens:
                continue
            if (
                self._found is not None
                and sentence.lexicon.cumulative.present(sentence.tokens)
                and tells_until(sentence)
            ):
                self._rival = number
                return
            for at in told_times(sentence):
                period = sentence.items[at].thing
                assert isinstance(period, Period), "a <time> is a Period"
                if self._found is None:
                    title = self.article.sections[number].role == "title"
                    if not self._is_of_release(period) or place > LEAD:
                        self._rival = number
                        return
                    where = "in the title" if title else "in the lead"
                    rule = f"period: “{period.span.text}” {where}, the only one told before"
                    self._found = (number, period.time_period, rule)
                    self._in_title = title
                elif (
                    not (self._in_title and is_cumulative(period.time_period, self._found[1]))
                    and not is_within(period.time_period, self._found[1])
                    and not _is_base(sentence, at, self._found[1])
                ):
                    self._rival = number
                    return

    def _is_of_release(self, period: Period) -> bool:
        """Whether it is a month, a quarter, a year or the like, over lately or still running."""
        first, last = days(period.time_period)
        today = self.article.date
        return (
            first is not None
            and last is not None
            and last - first <= YEAR
            and (today is None or (first <= today and today - last <= RECENT))
        )


def _is_base(sentence: Sentence, at: int, told: str) -> bool:
    """Whether the time there is the one told, a year, quarter or month earlier, behind a figure: "1.4 times the sum of
    last year's"."""
    time_period = time_told(sentence, at)
    is_base = time_period == year_before(told) or span_between(time_period, told) != ""
    return is_base and "<n>" in sentence.tokens[:at]


def is_cumulative(one: str, other: str) -> bool:
    """Whether a time is that of the year up to the end of another: of what a title tells for June, the first half."""
    start, end = days(one)
    return start is not None and (start.month, start.day) == (1, 1) and end == days(other)[1] and is_within(other, one)


def is_within(one: str, other: str) -> bool:
    """Whether a time lies within another."""
    if one == other:
        return True
    ends = (*days(other), *days(one))
    if None in ends:
        return False
    start, end, first, last = ends
    return start <= first and last <= end  # type: ignore[operator]
