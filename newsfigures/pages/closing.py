"""How the report was made, what to keep in mind, its sources, its columns, and how to cite it."""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING

from newsfigures import wording
from newsfigures.answers import records
from newsfigures.pages.fragments import Fragment, join, one_line, over, plain, source_mark, source_numbers, to_table
from newsfigures.pages.summaries import articles_are, has_or_have, is_or_are, rates_used
from newsfigures.schema import codebook
from newsfigures.types import TOLERANCE

if TYPE_CHECKING:
    from newsfigures.tables import Tables


#: So many rules are told with how often they fired.
_MOST_RULES = 8


def method(tables: Tables) -> Fragment:
    """How figures were found and judged: intervals, rates, and the rules that fired, with how often."""
    tolerance = f"{TOLERANCE * 100:.0f}%"
    said = [
        "Every number in an article is looked at with its unit, its bound (“more than”, “about”), its rate and the"
        " place it stands in. Those in the body whose subject, place and unit a rule is sure of become facts; all"
        " others are listed as set aside. No model takes part: the same articles give the same report.",
        "An exact figure allows half a unit of its last printed digit either way; “about” and “nearly” are taken to"
        f" allow {tolerance}; “more than” and “less than” leave a side open. Derived figures carry these intervals"
        " through, and their ends are rounded outward to three digits.",
        f"Exchange rates: {'; '.join(rates_used(tables)) or 'none were needed'}.",
    ]
    said_why = [*tables.observations["because"], *tables.facts["because"]]
    rules = (rule for because in said_why for rule in because.split("; ") if rule)
    fired = Counter(re.sub("“[^”]*”", "“…”", rule) for rule in rules)
    text = join(Fragment("<p>{}</p>").format(sentence) for sentence in said)
    if not fired:
        return text
    most = fired.most_common(_MOST_RULES)
    which = f"The {len(most)} rules that fired most" if len(fired) > len(most) else "The rules that fired"
    table = to_table(["Rule", "Fired"], most, f"{which}; “…” stands for words", numbers="b")
    rest = len(fired) - len(most)
    if not rest:
        return text + table
    return (
        text
        + table
        + Fragment("<p class='note'>{} fired too: {}</p>").format(
            wording.count(rest, "other rule"), "see the column because of observations and facts in figures.xlsx."
        )
    )


def corrections(tables: Tables) -> Fragment:
    """The corrections that people made, with their reason and what came of them."""
    if tables.corrections.empty:
        return Fragment("<p>Nothing was corrected by hand.</p>")
    numbers = source_numbers(tables)
    rows = [
        (
            source_mark(numbers[row["article"]]) if row["article"] in numbers else row["article"],
            over(one_line(row["exact"]), one_line(row["action"])),
            one_line(row["why"]),
            over(one_line(row["who"]), wording.period(row["when"])),
            over(row["outcome"], one_line(row["stale_because"])),
        )
        for row in records(tables.corrections)
    ]
    head = ["Source", "Words and what was done", "Why", "By whom", "Outcome"]
    return to_table(head, rows, f"{wording.count(len(rows), 'correction')} by hand")


def caveats(tables: Tables) -> Fragment:
    """What the reader must keep in mind, made from the data."""
    articles, facts = tables.articles, tables.facts
    undated = int((articles["date"] == "").sum())
    single = int((facts["status"] == "single").sum())
    no_period = int((facts["time_period"] == "").sum())
    plans = int((facts["obs_status"] == "plan").sum())
    disputed = int((facts["status"] == "disputed").sum())
    number = wording.count(len(facts), "fact")
    items = [
        f"{single} of {number} {_rest(single)} on one source." if single else "",
        f"{no_period} of {number} {has_or_have(no_period)} no period in the text; none is guessed."
        if no_period
        else "",
        f"{articles_are(undated)} undated, so that “Wednesday” or “this year” stay open there." if undated else "",
        f"{wording.count(plans, 'fact is a plan', 'facts are plans')}, not an outcome." if plans else "",
        f"{wording.count(disputed, 'fact')} {is_or_are(disputed)} in dispute: the lowest value is shown."
        if disputed
        else "",
        "Figures are what the articles print; whether they are true is not known here.",
        "Amounts of different years, and stocks and yearly flows, are never added up.",
    ]
    return Fragment("<ul>{}</ul>").format(join(Fragment("<li>{}</li>").format(item) for item in items if item))


def sources(tables: Tables) -> Fragment:
    """The articles, numbered as in the rest of the report."""
    numbers = source_numbers(tables)
    rows = [
        (
            Fragment('<span id="source-{0}">[{0}]</span>').format(numbers[row["article"]]),
            Fragment('<span lang="{}">{}</span><br><small>{}</small>').format(
                row["language"], one_line(row["title"]), row["path"]
            ),
            row["outlet"] or "not named",
            Fragment("{}<br><small>{}</small>").format(
                wording.period(row["date"]) or "undated", row["date_because"] or row["date_basis"]
            ),
            wording.language(row["language"]),
            row["sha256"][:12],
        )
        for row in records(tables.articles)
    ]
    head = ["", "Title and file", "Outlet", "Date", "Language", "SHA-256"]
    return to_table(head, rows, f"{wording.count(len(rows), 'article')} read")


def unread(tables: Tables) -> Fragment:
    """The files that could not be read, with the reason."""
    if tables.unread.empty:
        return Fragment("<p>Every file in the folder was read.</p>")
    rows = [(row["path"], row["reason"]) for row in records(tables.unread)]
    return to_table(["File", "Why it was not read"], rows, f"{wording.count(len(rows), 'file')} not read")


def dictionary() -> Fragment:
    """The columns of the facts, and where all others are described."""
    book = codebook()
    rows = [(row["column"], row["about"]) for row in records(book[book["table"] == "facts"])]
    others = wording.listing(sorted(set(book["table"]) - {"facts"}))
    return to_table(["Column", "What it says"], rows, "Columns of the facts") + Fragment(
        "<p class='note'>The full code book, also of {}, is the sheet “dictionary” of figures.xlsx, and"
        " data/datapackage.json.</p>"
    ).format(others)


def citation(tables: Tables, title: Fragment) -> Fragment:
    """How to cite the report."""
    newest = max((day for day in tables.articles["date"] if day), default="")
    as_of = f", articles up to {wording.period(newest)}" if newest else ""
    return Fragment("<p>{} newsfigures {}{}. Fingerprint {}.</p>").format(
        plain(title), version("newsfigures"), as_of, tables.fingerprint
    )


def _rest(number: int) -> str:
    return "rests" if number == 1 else "rest"
