"""What figures stand in, as rows of tables: an article's actors, goods and events; and, of all articles, who is who and
which of them tell of one event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from newsfigures import actors, events
from newsfigures.actors import find_actors
from newsfigures.events import find_events
from newsfigures.goods import find_goods
from newsfigures.reference import family, units
from newsfigures.schema import to_row
from newsfigures.types import Actor, Event, Period, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsfigures.schema import Row
    from newsfigures.types import Article, Good

#: The tables that are read out of one article at a time.
TABLES = ("actors", "goods", "events")

#: Kinds of events by what is built: its length, cost or capacity may be told anywhere in the article.
BUILDING = ("groundbreaking", "opening")

#: Figures that tell nothing of what they stand in, and how many digits one must have that does.
COMMON_UNITS = ("percent", "ratio", "year", "month", "week", "day", "hour", "minute")
TELLING_DIGITS = 2


def context_rows(article: Article) -> dict[str, list[Row]]:
    """The rows of ``TABLES`` for one article; what all articles say together is left open, for ``join``."""
    return {
        "actors": [to_row("actors", _actor_values(actor)) for actor in find_actors(article)],
        "goods": [to_row("goods", _good_values(good)) for good in find_goods(article)],
        "events": [to_row("events", _event_values(event)) for event in find_events(article)],
    }


def join(actor_rows: Iterable[Row], event_rows: Sequence[Row], quantity_rows: Iterable[Row] = ()) -> None:
    """Fills in what all articles say together: who is who, and which rows tell of one event.

    ``quantity_rows`` are the figures that their articles print.
    """
    known = {(row["article"], row["start"]): (_actor(row), row) for row in actor_rows}
    for id, some in actors.meet(actor for actor, _ in known.values()).items():
        for actor in some:
            row = known[actor.span.article, str(actor.span.start)][1]
            row["actor"] = id
            others = (other for other in some if other.span.article != actor.span.article)
            row["met_by"] = next((rule for other in others if (rule := actors.same(actor, other))), "")
    told = {(row["article"], row["start"]): (_event(row, known), row) for row in event_rows}
    for occasion in events.meet((event for event, _ in told.values()), _figures(event_rows, quantity_rows)):
        for event in occasion.events:
            row = told[event.span.article, str(event.span.start)][1]
            row["event"] = occasion.id
            row["agreement"] = occasion.agreement
            row["conflicts"] = "; ".join(occasion.conflicts)
            row["met_by"] = "; ".join(occasion.because)


def _figures(event_rows: Iterable[Row], quantity_rows: Iterable[Row]) -> dict[tuple[str, int], dict[str, str]]:
    """The figures that each event is told with, by its article and start: unit and value, and the words.

    Those in its clause; of a building, what is measured in money, length, power ... anywhere in the body.
    """
    articles = {row["article"] for row in event_rows}
    printed: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for row in quantity_rows:
        if row["article"] in articles and row["role"] == "body" and row["unit"] not in COMMON_UNITS:
            value = Decimal(row["value"])
            if len(value.normalize().as_tuple().digits) >= TELLING_DIGITS and not row["value_high"]:
                base = value * units().get(row["unit"], ("", Decimal(1)))[1]
                unit = row["unit"] if "money" in family(row["unit"]) else family(row["unit"])
                printed[row["article"]].append((int(row["start"]), f"{unit} {base.normalize()}", row["text"]))
    found: dict[tuple[str, int], dict[str, str]] = {}
    for row in event_rows:
        start, end, own = int(row["start"]), int(row["end"]), printed.get(row["article"], [])
        if row["what"] in BUILDING:
            told = [one for one in own if not one[1].startswith("count ")]
        else:
            told = own[bisect_left(own, (start,)) : bisect_left(own, (end,))]
        if told:
            found[row["article"], start] = {figure: text for _, figure, text in told}
    return found


def _actor_values(actor: Actor) -> tuple[Any, ...]:
    role = actor.role
    return (
        "",
        *_span_values(actor.span),
        actor.kind,
        actor.name,
        role and role.text,
        role and role.start,
        role and role.end,
        actor.area,
        actor.language,
        "; ".join(actor.because),
        "",
    )


def _good_values(good: Good) -> tuple[Any, ...]:
    return (
        *_span_values(good.span),
        good.direction,
        good.ref_area,
        good.counterpart_area,
        good.code,
        "; ".join(good.because),
    )


def _event_values(event: Event) -> tuple[Any, ...]:
    when = event.when
    named = dict.fromkeys([*event.participants, *(actor.name for actor in event.actors)])
    return (
        "",
        *_span_values(event.span),
        event.kind,
        event.status,
        event.place,
        event.ref_area,
        ";".join(event.sites),
        when and when.time_period,
        events.precision(when),
        when.basis if when else "unknown",
        when and when.span.text,
        when and when.span.start,
        when and when.span.end,
        ";".join(named),
        ";".join(event.participants),
        " ".join(str(actor.span.start) for actor in event.actors),
        event.language,
        "; ".join(event.because),
        "",
        "",
        "",
    )


def _span_values(span: Span) -> tuple[Any, ...]:
    return span.article, span.start, span.end, span.text


def _actor(row: Row) -> Actor:
    return Actor(
        span=Span(row["article"], int(row["start"]), int(row["end"]), row["exact"]),
        kind=row["kind"],  # type: ignore[arg-type]
        name=row["name"],
        role=Span(row["article"], int(row["role_start"]), int(row["role_end"]), row["role"]) if row["role"] else None,
        area=row["area"],
        language=row["language"],
        because=tuple(row["because"].split("; ")),
    )


def _event(row: Row, known: dict[tuple[str, str], tuple[Actor, Row]]) -> Event:
    when = None
    if row["date_words"]:
        words = Span(row["article"], int(row["date_start"]), int(row["date_end"]), row["date_words"])
        when = Period(words, row["date"], row["date_basis"])  # type: ignore[arg-type]
    return Event(
        span=Span(row["article"], int(row["start"]), int(row["end"]), row["exact"]),
        kind=row["what"],
        status=row["obs_status"],  # type: ignore[arg-type]
        place=row["place"],
        ref_area=row["ref_area"],
        sites=tuple(row["sites"].split(";")) if row["sites"] else (),
        when=when,
        participants=tuple(row["areas"].split(";")) if row["areas"] else (),
        actors=tuple(known[row["article"], start][0] for start in row["actors"].split()),
        language=row["language"],
        because=tuple(row["because"].split("; ")) if row["because"] else (),
    )
