"""The figures that were seen and not used, with the reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsfigures import answers, charts, wording
from newsfigures.answers import Row, records
from newsfigures.pages.fragments import Fragment, display, not_shown, one_line, source_mark, source_numbers, to_table
from newsfigures.pages.summaries import figures_sentence

if TYPE_CHECKING:
    from newsfigures.tables import Tables

_MOST_REASONS = 6
#: Characters shown around a figure that was set aside.
_AROUND = 48


def set_aside(tables: Tables) -> Fragment:
    """The figures that were seen and are in no fact, each in its words, with the reason."""
    frame = answers.set_aside(tables)
    if frame.empty:
        return Fragment("<p>Every figure seen is in a fact.</p>")
    numbers = source_numbers(tables)
    rows = [
        (source_mark(numbers[row["article"]]), _in_context(tables, row), _why(row["role"], row["set_aside"]))
        for row in records(frame)
    ]
    caption = f"{wording.count(len(frame), 'figure')} seen and set aside, in the order of the articles"
    reasons = Counter(row["set_aside"] for row in records(frame)).most_common(_MOST_REASONS)
    told = wording.listing([f"{reason} ({number})" for reason, number in reasons])
    most = "Most often" if len(reasons) == _MOST_REASONS else "Why"
    return Fragment("<p>{}: {}.</p>").format(most, told) + to_table(
        ["Source", "The figure in its words", "Why it is set aside"], rows, caption
    )


def show_figures_by_role(tables: Tables) -> None:
    """Displays how many figures each article prints and what became of them, and the data as a table."""
    frame = answers.figures_by_role(tables)
    if tables.quantities.empty:
        display(Fragment("<p>{}</p>").format(figures_sentence(tables)))
        return
    ax = charts.figures_by_role(
        frame,
        title=figures_sentence(tables).removesuffix("."),
        subtitle="Number of figures by article, and by where those that were set aside stand",
        source="Source: all figures seen in the articles.",
    )
    charts.show(ax, caption="Figures used and set aside, by article")
    names = {row["article"]: wording.source(row) for row in records(tables.articles)}
    numbers = source_numbers(tables)
    rows = [
        (
            Fragment("{} {}").format(source_mark(numbers[row["article"]]), names[row["article"]]),
            *(row[fate] for fate in charts.FATES),
        )
        for row in records(frame)
    ]
    head = ["Article", "Used", "Body, set aside", "Captions", "Related stories", "Page furniture"]
    display(to_table(head, rows, "Figures by article: the data of the chart", numbers="bcdef"))
    display(not_shown("how important a figure is: each counts as one"))


def _why(role: str, reason: str) -> str:
    """The reason, with the place where it does not say that itself."""
    place = wording.ROLE_WORDS[role]
    return reason if role == "body" or place in reason else f"{place}: {reason}"


def _in_context(tables: Tables, row: Row) -> Fragment:
    """A figure with the words around it, in its paragraph's language."""
    sections = tables.sections
    own = sections[
        (sections["article"] == row["article"]) & (sections["start"] <= row["start"]) & (row["start"] < sections["end"])
    ]
    section = records(own)[0]
    text = tables.texts[row["article"]]
    low, high = max(section["start"], row["start"] - _AROUND), min(section["end"], row["end"] + _AROUND)
    before, after = text[low : row["start"]], text[row["end"] : high]
    if low > section["start"]:
        before = "… " + before.partition(" ")[2]
    if high < section["end"]:
        after = after.rpartition(" ")[0] + " …"
    return Fragment('<span lang="{}">{}<mark>{}</mark>{}</span>').format(
        section["language"],
        one_line(before, "left"),
        one_line(text[row["start"] : row["end"]]),
        one_line(after, "right"),
    )
