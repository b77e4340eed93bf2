"""Article → Events: what happened, where, when and with whom; and which articles tell of one event.

Events meet by their date, place, participants and figures, never by wording, so a language does not matter. Where they
disagree, every version is kept.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from newsfigures.actors import find_actors
from newsfigures.events.clauses import find_clauses
from newsfigures.events.days import is_day, precision
from newsfigures.events.occasions import meet
from newsfigures.events.sentences import Sentence
from newsfigures.passages import read_passages
from newsfigures.periods import ToldYear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.types import Article, Event

__all__ = ["find_events", "meet", "precision"]

#: How many events a sentence may tell of: more is a list.
MOST_CLAUSES = 12


def find_events(article: Article) -> list[Event]:
    """What the body tells that happened, in order; the clause is the article's own words.

    An event without a date has ``when`` None; one whose words name no calendar day ("Wednesday" in an undated article)
    has it unresolved. No error is raised, whatever the text.

    >>> from newsfigures.types import Article, Section
    >>> text = "Can Tho hosted a seminar with Thai guests on May 4, 2024. The guests also visited Tra Noc Port."
    >>> article = Article("a", "", "", "", "", "en", None, "unknown", (Section("body", 0, len(text), text, "en"),))
    >>> for event in find_events(article):
    ...     print(event.kind, event.ref_area, event.when and event.when.time_period, event.participants)
    gathering VN-CT 2024-05-04 ('VN-CT', 'TH')
    visit VN-CT 2024-05-04 ('VN-CT', 'TH')
    """
    actors = find_actors(article)
    found: list[Event] = []
    for passage in read_passages(article):
        clauses = find_clauses(passage)
        last = 0
        while last < len(clauses):
            first = last
            while last < len(clauses) and clauses[last].sentence == clauses[first].sentence:
                last += 1
            some = clauses[first:last][:MOST_CLAUSES]
            found += Sentence(article, passage, some, actors, _told_year(article, found)).events(found)
    return found


def _told_year(article: Article, found: Sequence[Event]) -> ToldYear | None:
    """The year of the last day that an undated article told with its year: "on May 4, 2024 ... on May 5"."""
    if article.date is not None or not found:
        return None
    last = found[-1].when
    year = int(last.time_period[:4]) if last and is_day(last) else 0
    return ToldYear(year, date(year, 12, 31)) if year else None
