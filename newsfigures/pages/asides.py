"""The figures that were seen and not used, with the reason."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import deque
from itertools import groupby
from typing import TYPE_CHECKING

from newsfigures import answers, charts, languages, wording
from newsfigures.answers import Row, records
from newsfigures.pages.fragments import (
    Fragment,
    anchor,
    display,
    join,
    not_shown,
    one_line,
    over,
    plain,
    source_mark,
    source_numbers,
    to_table,
)
from newsfigures.pages.summaries import figures_sentence
from newsfigures.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from newsfigures.tables import Tables

#: Characters shown around the figures of a sentence.
_AROUND = 90


def set_aside(tables: Tables) -> Fragment:
    """The figures that are in no fact, by the reason; each opens its sentence in ``set_aside_in_words``."""
    frame = answers.set_aside(tables)
    if frame.empty:
        return Fragment("<p>Every figure seen is in a fact.</p>")
    numbers = source_numbers(tables)
    links: dict[str, dict[str, list[Fragment]]] = {}
    for section, _, figures in _by_sentence(tables, frame):
        for row in figures:
            link = Fragment('<a class="peek" href="#{}" lang="{}">{}</a>').format(
                _anchor(figures), section["language"], one_line(row["text"])
            )
            links.setdefault(_why(row["role"], row["set_aside"]), {}).setdefault(row["article"], []).append(link)
    counts = {why: sum(map(len, by_article.values())) for why, by_article in links.items()}
    rows = [
        (
            why,
            counts[why],
            Fragment(" ").join(
                Fragment("[{}]&nbsp;{}").format(numbers[article], Fragment(" · ").join(figures))
                for article, figures in links[why].items()
            ),
        )
        for why in sorted(links, key=lambda why: -counts[why])
    ]
    caption = f"{wording.count(len(frame), 'figure')} seen and set aside, by the reason; each opens its sentence"
    return to_table(["Why", "Number", "Figures, as printed"], rows, caption, numbers="b")


def set_aside_in_words(tables: Tables) -> Fragment:
    """Each sentence that holds figures set aside, once: its figures marked, why they were set aside, and its place."""
    frame = answers.set_aside(tables)
    if frame.empty:
        return Fragment()
    sources = {row["article"]: row for row in records(tables.articles)}
    rows = [
        (
            Fragment('<span id="{}"></span>{}').format(_anchor(figures), _in_context(tables, section, span, figures)),
            over(_reasons(figures), _place(sources[figures[0]["article"]], figures)),
        )
        for section, span, figures in _by_sentence(tables, frame)
    ]
    caption = f"{wording.count(len(frame), 'figure')} set aside, in {wording.count(len(rows), 'sentence')}"
    return to_table(["The figures in their words", "Why they are set aside, and where they stand"], rows, caption)


def _anchor(figures: list[Row]) -> str:
    """The id of a sentence, by its first figure."""
    return anchor("aside", f"{figures[0]['article']}.{figures[0]['start']}")


def _place(article: Row, figures: list[Row]) -> str:
    """Source, file and characters."""
    file = f": {article['path']}" if article["outlet"] else ""  # else the source is named by its file
    return f"{wording.source(article)}{file}, characters {figures[0]['start']}–{figures[-1]['end']}"


def _by_sentence(tables: Tables, frame: pd.DataFrame) -> Iterator[tuple[Row, tuple[int, int], list[Row]]]:
    """The figures sentence by sentence, with the section and the place in the file; a section in an unknown language
    is one sentence."""
    for article, of_article in frame.groupby("article", sort=False):
        sections = tables.sections[tables.sections["article"] == article].sort_values("start")
        figures = deque(records(of_article))
        for section in records(sections):
            inside = []
            while figures and figures[0]["start"] < section["end"]:
                inside.append(figures.popleft())
            if not inside:
                continue
            text = tables.texts[str(article)][section["start"] : section["end"]]
            known = section["language"] in languages.codes()
            sentences = find_sentences(text, section["language"]) if known else []
            ends = [section["start"] + sentence.end for sentence in sentences]
            low = section["start"]
            for place, group in groupby(inside, key=lambda figure: bisect_left(ends, figure["end"])):
                own = list(group)
                low = section["start"] + sentences[place].start if place < len(sentences) else low
                high = ends[place] if place < len(ends) else section["end"]
                yield section, (min(low, own[0]["start"]), high), own


def show_figures_by_role(tables: Tables) -> None:
    """Displays how many figures each article prints and what became of them, and the data as a table."""
    frame = answers.figures_by_role(tables)
    if tables.quantities.empty:
        display(Fragment("<p>{}</p>").format(figures_sentence(tables)))
        return
    number = math.ceil(len(frame) / charts.MOST_ARTICLES)
    size = math.ceil(len(frame) / number)
    longest = int(frame[list(charts.FATES)].sum(axis=1).max())
    for first in range(0, len(frame), size):
        part = frame.iloc[first : first + size]
        which = f", articles {first + 1} to {first + len(part)}" if number > 1 else ""
        ax = charts.figures_by_role(
            part,
            title=plain(figures_sentence(tables)) if not first else f"Figures used and set aside{which}",
            subtitle="Number of figures by article, and by where those that were set aside stand",
            source="Source: all figures seen in the articles.",
            longest=longest,
        )
        charts.show(ax, caption=f"Figures used and set aside, by article{which}")
    display(not_shown("how important a figure is: each counts as one"))
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


def _reasons(figures: list[Row]) -> Fragment:
    """Why the figures of a sentence are set aside; where the reasons differ, which figures each is about."""
    about: dict[str, list[str]] = {}
    for row in figures:
        about.setdefault(_why(row["role"], row["set_aside"]), []).append(one_line(row["text"]))
    if len(about) == 1:
        return Fragment("{}").format(next(iter(about)))
    return Fragment("<br>").join(
        Fragment("<strong>{}</strong>: {}").format(", ".join(dict.fromkeys(texts)), why) for why, texts in about.items()
    )


def _why(role: str, reason: str) -> str:
    """The reason, with the place where it does not say that itself."""
    place = wording.ROLE_WORDS[role]
    return reason if role == "body" or place in reason else f"{place}: {reason}"


def _in_context(tables: Tables, section: Row, span: tuple[int, int], figures: list[Row]) -> Fragment:
    """Figures with the words around them in their sentence, in its language; what is far from all of them is left out.

    What stands between two figures of a sentence is theirs, however they may overlap.
    """
    text = tables.texts[section["article"]]
    at = max(span[0], figures[0]["start"] - _AROUND)
    pieces = [Fragment("… ") if at > span[0] else Fragment()]
    cut = at > span[0]
    for row in figures:
        start, end = max(row["start"], at), max(row["end"], at)
        between = text[at:start]
        if cut:
            between = between.partition(" ")[2] if " " in between else between
        elif len(between) > 2 * _AROUND:
            head, tail = between[:_AROUND].rpartition(" ")[0], between[-_AROUND:].partition(" ")[2]
            between = f"{head} … {tail}"
        pieces.append(Fragment("{}<mark>{}</mark>").format(_blanks(between), one_line(text[start:end])))
        at, cut = end, False
    high = min(span[1], at + _AROUND)
    after = text[at:high]
    pieces.append(Fragment("{}").format(_blanks(f"{after.rpartition(' ')[0]} …" if high < span[1] else after)))
    return Fragment('<span lang="{}">{}</span>').format(section["language"], join(pieces))


def _blanks(text: str) -> str:
    """The text in one line, its outer blanks kept."""
    line = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{line}{' ' if line and text[-1:].isspace() else ''}"
