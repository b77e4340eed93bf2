"""Events and actors: when each source says that something happened, and who took part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsfigures import answers, charts, wording
from newsfigures.answers import Row, records
from newsfigures.pages.fragments import (
    MOST_COLUMNS,
    Fragment,
    anchor,
    display,
    not_shown,
    one_line,
    over,
    plain,
    source_mark,
    source_numbers,
    to_table,
)
from newsfigures.pages.summaries import events_sentence

if TYPE_CHECKING:
    import pandas as pd

    from newsfigures.tables import Tables

_MOST_ACTORS = 24
_AGREEMENT = {"single": "one source", "agreed": "● sources agree", "conflict": "✕ sources conflict"}


def show_events(tables: Tables) -> None:
    """Displays what happened: a timeline, the events source by source, and who took part; or that none are told."""
    frame = answers.tellings(tables)
    if frame.empty:
        display(Fragment("<p>No event is told that a rule is sure of.</p>"))
        return
    frame = frame.assign(
        label=[f"E{number} {label}" for number, label in zip(frame["number"], frame["label"], strict=True)]
    )
    sentence = events_sentence(tables)
    if (frame["date"] == "").all():
        display(Fragment("<p>{} No source says when, so there is no time to draw.</p>").format(sentence))
    else:
        display(Fragment("<p>An event with marks under two dates is one that sources date differently.</p>"))
        ax = charts.timeline(
            frame,
            title=plain(sentence),
            subtitle="Events and their dates, with the sources that tell them; hollow marks are inferred",
            source="Source: the articles, by their numbers.",
        )
        charts.show(ax, caption="When events took place, source by source")
    display(not_shown("what was said at the events, and who was there without being named"))
    display(_events_table(tables, frame))
    display(_actors_table(tables, frame))


def _events_table(tables: Tables, frame: pd.DataFrame) -> Fragment:
    marks = {article: f"[{number}]" for article, number in source_numbers(tables).items()}
    rows = []
    for event, told in frame.groupby("event", sort=False):
        first = records(told)[0]
        days = [
            Fragment('<a class="peek" href="#{}">{}</a> by {}').format(
                anchor("event", str(event)),
                (wording.period(str(date)) or "no date") + (" (inferred)" if group["inferred"].all() else ""),
                Fragment(", ").join(source_mark(number) for number in sorted(set(group["source"]))),
            )
            for date, group in told.groupby("date", sort=True)
        ]
        areas = {area: None for areas in told["areas"] for area in areas.split(";") if area}
        rows.append(
            (
                first["label"],
                Fragment("<br>").join(days),
                wording.listing([wording.area(area) for area in areas]),
                over(_AGREEMENT[first["agreement"]], _apart(str(first["conflicts"]), marks)),
            )
        )
    return to_table(["Event", "When, by whom", "Areas", "Sources"], rows, "Events, source by source")


def _apart(conflicts: str, marks: dict[str, str]) -> str:
    """What the sources differ in, by their numbers; not the dates, which stand beside it."""
    parts = [part for part in conflicts.split("; ") if not part.startswith("date: ")]
    return re.sub(r"[^\s(),]+", lambda word: marks.get(word[0], word[0]), one_line("; ".join(parts)))


def _actors_table(tables: Tables, frame: pd.DataFrame) -> Fragment:
    """Actors by events: the sources that say an actor took part."""
    parts = answers.actors_in_events(tables)
    if parts.empty:
        return Fragment("<p>No actor is named with an event.</p>")
    labels = dict(zip(frame["event"], [label.partition(" ")[0] for label in frame["label"]], strict=True))
    ranked = parts.groupby("actor", sort=False).agg(
        name=("name", "first"),
        language=("language", "first"),
        area=("area", "first"),
        events=("event", "nunique"),
        sources=("source", "nunique"),
    )
    ranked = ranked.sort_values(["sources", "events"], ascending=False, kind="stable").head(_MOST_ACTORS)
    columns = [event for event in labels if event in set(parts["event"])]
    cell = {
        (actor, event): Fragment("●&nbsp;{}").format(
            Fragment(", ").join(source_mark(number) for number in sorted(set(rows["source"])))
        )
        for (actor, event), rows in parts.groupby(["actor", "event"])
    }
    rest = parts["actor"].nunique() - len(ranked)
    more = f"; {wording.count(rest, 'more actor is', 'more actors are')} in the tables" if rest else ""
    caption = f"Who took part, by the sources that say so{more}"
    if len(columns) > MOST_COLUMNS:
        rows = [
            (
                _named(row),
                Fragment("; ").join(
                    Fragment("{} {}").format(labels[event], cell[actor, event])
                    for event in columns
                    if (actor, event) in cell
                ),
            )
            for actor, row in zip(ranked.index, records(ranked), strict=True)
        ]
        return to_table(["Actor", "Events"], rows, caption)
    matrix = [
        (
            _named(row),
            *(cell.get((actor, event), "–") for event in columns),
        )
        for actor, row in zip(ranked.index, records(ranked), strict=True)
    ]
    return to_table(["Actor", *(labels[event] for event in columns)], matrix, caption)


def _named(actor: Row) -> Fragment:
    """An actor's name in its language, with the area where one is known that the name does not say itself."""
    name, area = one_line(actor["name"]), wording.area(actor["area"])
    shown = Fragment('<span lang="{}">{}</span>').format(actor["language"], name)
    return shown + Fragment(" <small>({})</small>").format(area) if area and area not in name else shown
