"""Answers to HTML: the blocks of the report, each number in them a link to the words that print it.

Everything is built from ``Fragment``, which escapes whatever is put into it: an article's words can be nothing but
text. Links of class ``peek`` open what they point to in place.
"""

from __future__ import annotations

import re
import textwrap
import zlib
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING

from markupsafe import Markup

from newsfigures import answers, charts, evidence, wording
from newsfigures.answers import Row, records
from newsfigures.reference import indicators
from newsfigures.schema import codebook
from newsfigures.types import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from newsfigures.tables import Tables

#: Up to so many sources have a column each in the matrix of sources and facts; more are listed.
MOST_COLUMNS = 7

_LONGEST_ID = 48
_LONGEST_VERDICT = 90

#: Up to so many facts make one table; of more, only so many about the report's area are key figures.
MOST_FACTS = 24

_MOST_REASONS = 6
_MOST_ACTORS = 24

#: Characters shown around a figure that was set aside.
_AROUND = 48


#: JupyterLab sets all cells right, which suits numbers only. The exporters have their own style and drop this one.
_LAB_STYLE = "<style>.jp-RenderedHTMLCommon table.words :is(td, th):not(.num) { text-align: left }</style>"


class Fragment(Markup):
    """A piece of a page: safe HTML that a notebook shows as such."""

    __slots__ = ()

    def __repr__(self) -> str:
        return self.striptags()

    def _repr_html_(self) -> str:
        return str(self) + (_LAB_STYLE if "<table" in self else "")


# --- numbers and their links ------------------------------------------------------------------------------------------


def anchor(kind: str, id: str) -> str:
    """The id of an element about a fact or a derived figure; one that is long is cut, and told apart by its checksum.

    >>> anchor("evidence", "imports.VN-DN.CN.../2026.level.USD")
    'evidence-imports.VN-DN.CN...-2026.level.USD-97ce9098'
    >>> anchor("evidence", "imports.VN-DN.CN.2025.level.USD")
    'evidence-imports.VN-DN.CN.2025.level.USD'
    """
    plain = re.sub(r"[^\w.-]", "-", id, flags=re.ASCII)[:_LONGEST_ID]
    return f"{kind}-{plain}" + ("" if plain == id else f"-{zlib.crc32(id.encode()):08x}")


def fact_link(fact: Row, text: str = "") -> Fragment:
    """A fact's value, opening its evidence."""
    return Fragment('<a class="peek" href="#{}">{}</a>').format(
        anchor("evidence", fact["fact"]), text or wording.fact_value(fact)
    )


def derived_link(id: str, text: str) -> Fragment:
    """A derived figure, opening its formula and inputs."""
    return Fragment('<a class="peek" href="#{}">{}</a>').format(anchor("derived", id), text)


def to_table(
    head: Sequence[object], rows: Iterable[Sequence[object]], caption: str = "", numbers: str = ""
) -> Fragment:
    """A table; ``numbers`` names the columns, by letters of the alphabet, whose cells are set right.

    >>> print(to_table(["a", "b"], [["<x>", 1]], numbers="b"))  # doctest: +ELLIPSIS
    <table class="words"><thead><tr><th>a</th>...<td>&lt;x&gt;</td><td class="num">1</td></tr></tbody></table>
    """
    kinds = [Fragment(' class="num"') if chr(ord("a") + place) in numbers else Fragment() for place in range(len(head))]
    title = Fragment("<caption>{}</caption>").format(caption) if caption else Fragment()
    first = _join(Fragment("<th{}>{}</th>").format(kind, name) for kind, name in zip(kinds, head, strict=True))
    body = _join(
        Fragment("<tr>{}</tr>").format(
            _join(Fragment("<td{}>{}</td>").format(kind, cell) for kind, cell in zip(kinds, row, strict=True))
        )
        for row in rows
    )
    return Fragment('<table class="words">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        title, first, body
    )


# --- what a notebook says first ---------------------------------------------------------------------------------------


def articles_in_words(tables: Tables) -> Fragment:
    """One paragraph: how many articles, in which languages, from whom, of when, and what was not read."""
    articles = tables.articles
    languages = Counter(wording.language(code) for code in articles["language"])
    told = wording.listing([f"{number} in {language}" for language, number in languages.most_common()])
    outlets = sorted({outlet for outlet in articles["outlet"] if outlet})
    named = wording.listing(outlets) if len(outlets) <= 6 else wording.count(len(outlets), "outlet")
    undated = int((articles["date"] == "").sum())
    inferred = int((articles["date_basis"] == "inferred").sum())
    sentences = [
        f"{wording.count(len(articles), 'article was', 'articles were')} read: {told}.",
        f"They come from {named}." if outlets else "No article names its outlet.",
        f"{_are(undated)} undated." if undated else "",
        f"The date of {_number(inferred)} is inferred, and marked so." if inferred else "",
        f"{wording.count(len(tables.unread), 'file')} could not be read." if len(tables.unread) else "",
    ]
    return _lead(" ".join(filter(None, sentences)))


def figures_in_words(tables: Tables) -> Fragment:
    """One paragraph: how many figures there are, where they stand, and how many are used."""
    return _lead(_figures_sentence(tables))


def facts_in_words(tables: Tables) -> Fragment:
    """One paragraph: how many facts there are, and how the sources stand to each other."""
    return _lead(_facts_sentence(tables))


def charts_in_words(tables: Tables, ref_area: str) -> Fragment:
    """One paragraph: what there is to draw of an area."""
    drawn = [
        (len(answers.investment(tables, ref_area)), "amount of investment", "amounts of investment"),
        (len(answers.trade(tables, ref_area)), "pair of trade figures", "pairs of trade figures"),
    ]
    told = [wording.count(number, one, many) for number, one, many in drawn if number]
    area = wording.area(ref_area) or "no area"
    if not told:
        return _lead(f"The articles state neither investment nor trade of {area} in money: there is nothing to draw.")
    return _lead(f"For {area} there {'is' if told[0].startswith('1 ') else 'are'} {wording.listing(told)} to draw.")


# --- the report's blocks, in its order --------------------------------------------------------------------------------


def heading(tables: Tables, title: str, ref_area: str) -> Fragment:
    """The report's title: the one given, or a question made from the data."""
    number = wording.count(len(tables.articles), "article")
    area = wording.area(ref_area)
    do = "does" if len(tables.articles) == 1 else "do"
    what = f"What {do} {number} say about {area}?" if area else f"What {do} {number} print?"
    return Fragment("<h1>{}</h1>").format(title or what)


def strip(tables: Tables) -> Fragment:
    """The report's first lines: data as of when, how many articles, languages and outlets, rates, and the run."""
    articles = tables.articles
    newest = max((day for day in articles["date"] if day), default="")
    undated = int((articles["date"] == "").sum())
    outlets = {outlet for outlet in articles["outlet"] if outlet}
    rates = _rates(tables)
    items = [
        ("Newest dated article", wording.period(newest) or "none is dated"),
        ("Articles", f"{len(articles)}" + (f", {undated} undated" if undated else "")),
        ("Languages", wording.listing(sorted({wording.language(code) for code in articles["language"]}))),
        ("Outlets", f"{len(outlets)}" if outlets else "none named"),
        ("Exchange rates", "; ".join(rates) or "none needed" if len(rates) <= 2 else f"{len(rates)}, under Method"),
        ("Fingerprint of the run", tables.fingerprint),
    ]
    return Fragment('<dl class="strip">{}</dl>').format(
        _join(Fragment("<div><dt>{}</dt><dd>{}</dd></div>").format(term, text) for term, text in items)
    )


def summary(tables: Tables, ref_area: str, currency: str, counterpart_area: str = "") -> Fragment:
    """Five sentences: investment, trade, programmes, how far the sources agree, and what was set aside."""
    sentences = [
        investment_sentence(tables, ref_area, counterpart_area),
        trade_sentence(tables, ref_area, counterpart_area),
        programme_sentence(tables, currency, ref_area),
        Fragment('{} <a href="#agreement">Who states what.</a> {} <a href="#events-and-actors">When.</a>').format(
            _facts_sentence(tables), _events_sentence(tables)
        ),
        Fragment('{} <a href="#set-aside">The list.</a>').format(_figures_sentence(tables)),
    ]
    return Fragment("<ul>{}</ul>").format(_join(Fragment("<li>{}</li>").format(sentence) for sentence in sentences))


def investment_sentence(tables: Tables, ref_area: str, counterpart_area: str = "") -> Fragment:
    """The largest amount of investment, with its projects and what that is for each."""
    frame = answers.investment(tables, ref_area, counterpart_area)
    if frame.empty:
        return _none_stated(tables, "investment", ref_area)
    row = records(frame)[0]
    facts = _facts(tables)
    fact = facts[row["fact"]]
    label = wording.indicator(fact["indicator"])
    place = f" from {wording.area(fact['counterpart_area'])}" if fact["counterpart_area"] else ""
    sentence = Fragment("{} in {}{}{}: {}").format(
        label, _area(ref_area), place, _during(fact["time_period"]), fact_link(fact)
    )
    if row["projects"]:
        sentence += Fragment(" in {}").format(fact_link(facts[row["projects"]], row["note"]))
    if row["per_project"]:
        figure = _derived(tables)[row["per_project"]]
        each = wording.interval(figure["low"], figure["high"], figure["unit"].partition("/")[0])
        sentence += Fragment(", that is {} each").format(derived_link(row["per_project"], each))
    return sentence + "."


def trade_sentence(tables: Tables, ref_area: str, counterpart_area: str = "") -> Fragment:
    """Exports, imports and the balance with the largest partner."""
    frame = answers.trade(tables, ref_area, counterpart_area)
    if frame.empty:
        return _none_stated(tables, "exports or imports", ref_area)
    row = records(frame)[0]
    facts = _facts(tables)
    one = facts[row["exports_fact"] or row["imports_fact"]]
    partner = wording.area(one["counterpart_area"])
    parts = []
    good = f"{row['good']} " if row["good"] else ""
    if row["exports_fact"]:
        to = f" to {partner}" if partner else ""
        parts.append(Fragment("{}exports of {}{}").format(good, fact_link(facts[row["exports_fact"]]), to))
    if row["imports_fact"]:
        by = f" from {partner}" if partner and not row["exports_fact"] else " from there" if partner else ""
        parts.append(Fragment("{}imports of {}{}").format(good, fact_link(facts[row["imports_fact"]]), by))
    sentence = Fragment("{} has {}{}").format(
        _area(ref_area), Fragment(" and ").join(parts), _during(one["time_period"])
    )
    if row["balance_derived"]:
        words = wording.balance(row["balance_low"], row["balance_high"], row["unit"], row["rate"])
        sentence += Fragment(": a {}").format(derived_link(row["balance_derived"], words))
    return sentence + "."


def programme_sentence(tables: Tables, currency: str, ref_area: str = "") -> Fragment:
    """The first planned programme, and what it is in the currency."""
    frame = answers.programmes(tables, currency, ref_area)
    if frame.empty:
        return _none_stated(tables, f"planned public funding that can be told in {wording.unit_name(currency)}")
    row = records(frame)[0]
    fact = _facts(tables)[row["fact"]]
    sentence = Fragment("{} of {}{}: {}").format(
        wording.indicator(fact["indicator"]), _area(fact["ref_area"]), _during(fact["time_period"]), fact_link(fact)
    )
    if row["derived"]:
        range_ = wording.interval(row["low"], row["high"], row["unit"])
        sentence += Fragment(", which is {} at the published rate").format(derived_link(row["derived"], range_))
    return sentence + "."


def key_figures(tables: Tables, ref_area: str) -> Fragment:
    """The facts as a table: what, value and range, as printed, who says so, sources and status.

    Of many facts only the first about the area; ``show_other_facts`` has the rest.
    """
    key, rest = _split(tables, ref_area)
    if not key:
        return Fragment("<p>No figure in the articles is claimed as a fact: see what was set aside, and why.</p>")
    area = wording.area(ref_area)
    if not rest:
        first = f", those about {area} first" if area else ""
        return _facts_table(tables, key, f"Key figures: {wording.count(len(key), 'fact')}{first}")
    note = Fragment('<p>{} more stand under <a href="#other-facts">Other facts</a>.</p>').format(
        wording.count(len(rest), "fact")
    )
    about = f" about {area}" if area else ""
    return _facts_table(tables, key, f"Key figures{about}: {wording.count(len(key), 'fact')}") + note


def show_other_facts(tables: Tables, ref_area: str) -> None:
    """Displays the facts that are not among the key figures, with a heading, if there are any."""
    _, rest = _split(tables, ref_area)
    if rest:
        table = _facts_table(tables, rest, f"Other facts: {wording.count(len(rest), 'fact')}")
        _display(Fragment('<h2 id="other-facts">Other facts</h2>{}').format(table))


def _split(tables: Tables, ref_area: str) -> tuple[list[Row], list[Row]]:
    """Key figures, and the others."""
    facts = records(answers.key_figures(tables.facts, ref_area))
    if len(facts) <= MOST_FACTS:
        return facts, []
    own = [fact for fact in facts if fact["ref_area"] == ref_area]
    key = sorted(own, key=_weight)[:MOST_FACTS]
    ids = {fact["fact"] for fact in key}
    return [fact for fact in facts if fact["fact"] in ids], [fact for fact in facts if fact["fact"] not in ids]


def _weight(fact: Row) -> tuple[bool, bool, int]:
    """What a reader wants first: levels before changes, all goods before single ones, several sources before one."""
    known = indicators().get(fact["indicator"])
    return fact["measure"] != "level", bool(known and known.good), -fact["n_sources"]


def _facts_table(tables: Tables, facts: list[Row], caption: str) -> Fragment:
    rows = [
        (
            Fragment('<span id="{}">{}</span>').format(anchor("fact", fact["fact"]), wording.fact_name(fact)),
            _over(fact_link(fact), _range(fact)),
            _printed(tables, fact),
            _over(_one_line(fact["speaker"]) or "the article", _meant(fact)),
            _sources_of(tables, fact),
        )
        for fact in facts
    ]
    return to_table(["What", "Value", "As printed", "Said by", "Sources"], rows, caption)


def show_investment(tables: Tables, ref_area: str, counterpart_area: str = "") -> None:
    """Displays investment: a sentence, a chart, and its data as a table; or says that there is none."""
    frame = answers.investment(tables, ref_area, counterpart_area)
    sentence = investment_sentence(tables, ref_area, counterpart_area)
    if frame.empty:
        _display(Fragment("<p>{}</p>").format(sentence))
        return
    open_ended = frame["high"].isna().any()
    unit = wording.unit_name(frame["unit"].iloc[0])
    ax = charts.amounts(
        frame,
        title=_plain(sentence),
        subtitle=f"Investment in {_area(ref_area)}, {unit}" + ("; an arrow means “more than”" if open_ended else ""),
        source=_source_line(tables, [*frame["fact"], *frame["projects"]]),
    )
    _display(Fragment("<p>{}</p>").format(_see_amounts(frame)))
    charts.show(ax, caption=f"Investment in {_area(ref_area)} as the articles state it")
    facts, derived = _facts(tables), _derived(tables)
    rows = []
    for row in records(frame):
        each = derived.get(row["per_project"])
        words = wording.interval(each["low"], each["high"], each["unit"].partition("/")[0]) if each else ""
        rows.append(
            (
                wording.fact_name(facts[row["fact"]]),
                fact_link(facts[row["fact"]]),
                fact_link(facts[row["projects"]], row["note"]) if row["projects"] else "not stated",
                derived_link(row["per_project"], words) if each else "–",
            )
        )
    _display(
        to_table(["What", "Capital", "Projects", "Capital per project"], rows, "Investment: the data of the chart")
    )
    _display(_not_shown("how much of the capital was paid in, in which years, and how the projects differ in size"))


def show_trade(tables: Tables, ref_area: str, counterpart_area: str = "") -> None:
    """Displays trade: a sentence, a chart, and its data as a table; or says that there is none."""
    frame = answers.trade(tables, ref_area, counterpart_area)
    sentence = trade_sentence(tables, ref_area, counterpart_area)
    if frame.empty:
        _display(Fragment("<p>{}</p>{}").format(sentence, goods(tables, ref_area, counterpart_area)))
        return
    unit = wording.unit_name(frame["unit"].iloc[0])
    ax = charts.trade(
        frame,
        title=_plain(sentence),
        subtitle=f"Exports and imports of {_area(ref_area)}, {unit}; thin lines are what the words allow",
        source=_source_line(tables, [*frame["exports_fact"], *frame["imports_fact"]]),
    )
    _display(Fragment("<p>{}</p>").format(_see_trade(frame)))
    charts.show(ax, caption=f"Trade of {_area(ref_area)} as the articles state it")
    facts = _facts(tables)
    rows = [
        (
            row["label"],
            *(
                fact_link(facts[row[f"{side}_fact"]]) if row[f"{side}_fact"] else "not stated"
                for side in ("exports", "imports")
            ),
            derived_link(
                row["balance_derived"],
                wording.balance(row["balance_low"], row["balance_high"], row["unit"], row["rate"]),
            )
            if row["balance_derived"]
            else "–",
        )
        for row in records(frame)
    ]
    _display(to_table(["What", "Exports", "Imports", "Balance"], rows, "Trade: the data of the chart"))
    _display(goods(tables, ref_area, counterpart_area))
    _display(_not_shown("how trade changes from year to year, and how much of each good there is"))


def goods(tables: Tables, ref_area: str, counterpart_area: str = "") -> Fragment:
    """The goods that are listed as exported and imported, as plain lists, for no weights are stated; or nothing."""
    frame = answers.traded_goods(tables, ref_area, counterpart_area)
    numbers = _source_numbers(tables)
    parts = []
    for direction, words in (("export", "Goods exported"), ("import", "Goods imported")):
        for (article, partner), rows in frame[frame["direction"] == direction].groupby(
            ["article", "counterpart_area"], sort=False
        ):
            partnered = {"indicator": f"{direction}s", "counterpart_area": partner}
            parts.append(
                Fragment('<li>{} {} {}: {}. <a class="peek" href="#{}">In its words.</a></li>').format(
                    words,
                    wording.partner(partnered),
                    _source_mark(numbers[str(article)]),
                    wording.listing([_one_line(good) for good in rows["exact"]]),
                    _goods_anchor(records(rows)[0]),
                )
            )
    return Fragment("<ul>{}</ul>").format(_join(parts)) if parts else Fragment()


def show_events(tables: Tables) -> None:
    """Displays what happened: a timeline, the events source by source, and who took part; or that none are told."""
    frame = answers.tellings(tables)
    if frame.empty:
        _display(Fragment("<p>No event is told that a rule is sure of.</p>"))
        return
    frame = frame.assign(
        label=[f"E{number} {label}" for number, label in zip(frame["number"], frame["label"], strict=True)]
    )
    sentence = _events_sentence(tables)
    _display(Fragment("<p>An event with marks under two dates is one that sources date differently.</p>"))
    ax = charts.timeline(
        frame,
        title=sentence.removesuffix("."),
        subtitle="Events and their dates, with the sources that tell them; hollow marks are inferred",
        source="Source: the articles, by their numbers.",
    )
    charts.show(ax, caption="When events took place, source by source")
    _display(_events_table(tables, frame))
    _display(_actors_table(tables, frame))
    _display(_not_shown("what was said at the events, and who was there without being named"))


def _events_sentence(tables: Tables) -> str:
    frame = answers.tellings(tables)
    if frame.empty:
        return "No event is told."
    number = frame["event"].nunique()
    several = int((frame.groupby("event")["article"].nunique() > 1).sum())
    apart = int((frame[frame["date"] != ""].groupby("event")["date"].nunique() > 1).sum())
    told = f"{wording.count(number, 'event is', 'events are')} told, {several} by several sources"
    return f"{told}, which differ on the date of {apart}." if apart else f"{told}."


def _events_table(tables: Tables, frame: pd.DataFrame) -> Fragment:
    marks = {article: f"[{number}]" for article, number in _source_numbers(tables).items()}
    rows = []
    for event, told in frame.groupby("event", sort=False):
        first = records(told)[0]
        days = [
            Fragment('<a class="peek" href="#{}">{}</a> by {}').format(
                anchor("event", str(event)),
                (wording.period(str(date)) or "no date") + (" (inferred)" if group["inferred"].all() else ""),
                Fragment(", ").join(_source_mark(number) for number in sorted(set(group["source"]))),
            )
            for date, group in told.groupby("date", sort=True)
        ]
        areas = {area: None for areas in told["areas"] for area in areas.split(";") if area}
        rows.append(
            (
                first["label"],
                Fragment("<br>").join(days),
                wording.listing([wording.area(area) for area in areas]),
                _over(_AGREEMENT[first["agreement"]], _apart(str(first["conflicts"]), marks)),
            )
        )
    return to_table(["Event", "When, by whom", "Areas", "Sources"], rows, "Events: the data of the chart")


def _apart(conflicts: str, marks: dict[str, str]) -> str:
    """What the sources differ in, by their numbers; not the dates, which stand beside it."""
    parts = [part for part in conflicts.split("; ") if not part.startswith("date: ")]
    return re.sub(r"[^\s(),]+", lambda word: marks.get(word[0], word[0]), _one_line("; ".join(parts)))


_AGREEMENT = {"single": "one source", "agreed": "● sources agree", "conflict": "✕ sources conflict"}


def _actors_table(tables: Tables, frame: pd.DataFrame) -> Fragment:
    """Actors by events: the sources that say an actor took part."""
    parts = answers.actors_in_events(tables)
    if parts.empty:
        return Fragment("<p>No actor is named with an event.</p>")
    labels = dict(zip(frame["event"], [label.partition(" ")[0] for label in frame["label"]], strict=True))
    ranked = parts.groupby("actor", sort=False).agg(
        name=("name", "first"),
        language=("language", "first"),
        events=("event", "nunique"),
        sources=("source", "nunique"),
    )
    ranked = ranked.sort_values(["sources", "events"], ascending=False, kind="stable").head(_MOST_ACTORS)
    columns = [event for event in labels if event in set(parts["event"])]
    cell = {
        (actor, event): Fragment("● {}").format(
            Fragment(", ").join(_source_mark(number) for number in sorted(set(rows["source"])))
        )
        for (actor, event), rows in parts.groupby(["actor", "event"])
    }
    rest = parts["actor"].nunique() - len(ranked)
    caption = "Who took part, by the sources that say so" + (f"; {rest} more actors are in the tables" if rest else "")
    if len(columns) > MOST_COLUMNS:
        rows = [
            (
                Fragment('<span lang="{}">{}</span>').format(row["language"], _one_line(row["name"])),
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
            Fragment('<span lang="{}">{}</span>').format(row["language"], _one_line(row["name"])),
            *(cell.get((actor, event), "–") for event in columns),
        )
        for actor, row in zip(ranked.index, records(ranked), strict=True)
    ]
    return to_table(["Actor", *(labels[event] for event in columns)], matrix, caption)


def show_programmes(tables: Tables, currency: str, ref_area: str = "") -> None:
    """Displays planned funding in the currency: a sentence, a chart, and its data; or says that there is none."""
    frame = answers.programmes(tables, currency, ref_area)
    sentence = programme_sentence(tables, currency, ref_area)
    if frame.empty:
        _display(Fragment("<p>{}</p>").format(sentence))
        return
    ax = charts.amounts(
        frame,
        title=_plain(sentence),
        subtitle=f"{wording.unit_name(currency)} at the published rate; a bar is the range that words and rates allow",
        source=_source_line(tables, frame["fact"]),
    )
    _display(Fragment("<p>{}</p>").format(_see_amounts(frame)))
    charts.show(ax, caption=f"Money that is planned or pledged, in {wording.unit_name(currency)}")
    facts = _facts(tables)
    rows = [
        (
            wording.fact_name(facts[row["fact"]]),
            fact_link(facts[row["fact"]]),
            derived_link(row["derived"], wording.interval(row["low"], row["high"], row["unit"]))
            if row["derived"]
            else "–",
            row["formula"] or "stated in this currency",
        )
        for row in records(frame)
    ]
    _display(
        to_table(["What", "Stated", wording.unit_name(currency), "How"], rows, "Planned funding: the data of the chart")
    )
    _display(_not_shown("what is spent in the end, and what the rate will be on the day it is spent"))


def derived_figures(tables: Tables) -> Fragment:
    """The derived figures as a table: what, of which facts, the range, and the formula."""
    if tables.derived.empty:
        return Fragment("<p>Nothing follows from the facts by a formula that is known here.</p>")
    facts = _facts(tables)
    rows = [
        (
            _name(figure),
            wording.fact_name(facts[figure["inputs"].partition(";")[0]]),
            derived_link(id, _derived_value(figure)),
            figure["formula"],
        )
        for id, figure in _derived(tables).items()
    ]
    return to_table(["What", "Of", "Range", "Formula"], rows, wording.count(len(rows), "derived figure"))


def conversions(tables: Tables) -> Fragment:
    """The newsrooms' own conversions, held against the published rate of the month."""
    if tables.conversions.empty:
        return Fragment("<p>No article converts an amount into another currency.</p>")
    numbers = _source_numbers(tables)
    rows = [
        (
            Fragment("{}<br><small>{}, {}</small>").format(
                _one_line(row["amount_text"]), _source_mark(numbers[row["article"]]), wording.ROLE_WORDS[row["role"]]
            ),
            Fragment('<a class="peek" href="#{}">{}</a>').format(_conversion_anchor(row), _one_line(row["text"])),
            f"{wording.number(row['implied_low'])}–{wording.number(row['implied_high'])}",
            wording.number(row["published_rate"]),
            _over(textwrap.shorten(row["verdict"], _LONGEST_VERDICT, placeholder=" …"), wording.period(row["month"])),
        )
        for row in records(tables.conversions)
    ]
    head = ["Amount", "Restated as", "Implied rate", "Published rate", "Verdict"]
    return to_table(head, rows, "Conversions printed by the newsrooms", numbers="cd")


def agreement(tables: Tables) -> Fragment:
    """The matrix of sources and facts: who states a fact, who is silent, who conflicts."""
    said = {(row["fact"], row["article"]): row for row in records(answers.statements(tables))}
    facts = records(answers.key_figures(tables.facts, answers.main_area(tables.facts)))
    numbers = _source_numbers(tables)
    if not facts:
        return Fragment("<p>There is no fact that sources could agree on.</p>")
    observations = {row["observation"]: row for row in records(tables.observations)}
    if len(numbers) > MOST_COLUMNS:
        return _agreement_listed(facts, said, numbers, observations)
    rows = [
        (
            Fragment("{}: {}").format(wording.fact_name(fact), fact_link(fact)),
            *(_stand(fact, said.get((fact["fact"], article)), observations) for article in numbers),
        )
        for fact in facts
    ]
    head = ["Fact", *(_source_head(row, numbers[row["article"]]) for row in records(tables.articles))]
    return to_table(head, rows, "Who states what: ● states, ✕ conflicts, ○ revised since, – silent")


def set_aside(tables: Tables) -> Fragment:
    """The figures that were seen and are in no fact, each in its words, with the reason."""
    frame = answers.set_aside(tables)
    if frame.empty:
        return Fragment("<p>Every figure seen is in a fact.</p>")
    numbers = _source_numbers(tables)
    rows = [
        (_source_mark(numbers[row["article"]]), _in_context(tables, row), _why(row["role"], row["set_aside"]))
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
        _display(Fragment("<p>{}</p>").format(_figures_sentence(tables)))
        return
    ax = charts.figures_by_role(
        frame,
        title=_figures_sentence(tables).removesuffix("."),
        subtitle="Number of figures by article, and by where those that were set aside stand",
        source="Source: all figures seen in the articles.",
    )
    charts.show(ax, caption="Figures used and set aside, by article")
    names = {row["article"]: wording.source(row) for row in records(tables.articles)}
    numbers = _source_numbers(tables)
    rows = [
        (
            Fragment("{} {}").format(_source_mark(numbers[row["article"]]), names[row["article"]]),
            *(row[fate] for fate in charts.FATES),
        )
        for row in records(frame)
    ]
    head = ["Article", "Used", "Body, set aside", "Captions", "Related stories", "Page furniture"]
    _display(to_table(head, rows, "Figures by article: the data of the chart", numbers="bcdef"))
    _display(_not_shown("how important a figure is: each counts as one"))


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
        f"Exchange rates: {'; '.join(_rates(tables)) or 'none were needed'}.",
    ]
    said_why = [*tables.observations["because"], *tables.facts["because"]]
    rules = (rule for because in said_why for rule in because.split("; ") if rule)
    fired = Counter(re.sub("“[^”]*”", "“…”", rule) for rule in rules)
    text = _join(Fragment("<p>{}</p>").format(sentence) for sentence in said)
    if not fired:
        return text
    return text + to_table(
        ["Rule", "Fired"], fired.most_common(), "The rules that fired; “…” stands for words", numbers="b"
    )


def corrections(tables: Tables) -> Fragment:
    """The corrections that people made, with their reason and what came of them."""
    if tables.corrections.empty:
        return Fragment("<p>Nothing was corrected by hand.</p>")
    numbers = _source_numbers(tables)
    rows = [
        (
            _source_mark(numbers[row["article"]]) if row["article"] in numbers else row["article"],
            _over(_one_line(row["exact"]), _one_line(row["action"])),
            _one_line(row["why"]),
            _over(_one_line(row["who"]), wording.period(row["when"])),
            _over(row["outcome"], _one_line(row["stale_because"])),
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
    items = [
        f"{single} of {wording.count(len(facts), 'fact')} {_rest(single)} on one source." if single else "",
        f"{no_period} of {wording.count(len(facts), 'fact')} {_have(no_period)} no period in the text; none is made up."
        if no_period
        else "",
        f"{_are(undated)} undated, so that “Wednesday” or “this year” stay open there." if undated else "",
        f"{wording.count(plans, 'fact is a plan', 'facts are plans')}, not an outcome." if plans else "",
        f"{wording.count(disputed, 'fact')} {_is(disputed)} in dispute: the lowest value is shown." if disputed else "",
        "Figures are what the articles print; whether they are true is not known here.",
        "Amounts of different years, and stocks and yearly flows, are never added up.",
    ]
    return Fragment("<ul>{}</ul>").format(_join(Fragment("<li>{}</li>").format(item) for item in items if item))


def sources(tables: Tables) -> Fragment:
    """The articles, numbered as in the rest of the report."""
    numbers = _source_numbers(tables)
    rows = [
        (
            Fragment('<span id="source-{0}">[{0}]</span>').format(numbers[row["article"]]),
            Fragment('<span lang="{}">{}</span><br><small>{}</small>').format(
                row["language"], _one_line(row["title"]), row["path"]
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
    """The columns of the facts and of the derived figures."""
    book = codebook()
    rows = [
        (f"{row['table']}.{row['column']}", row["about"])
        for row in records(book[book["table"].isin(("facts", "derived"))])
    ]
    others = wording.listing(sorted(set(book["table"]) - {"facts", "derived"}))
    return to_table(["Column", "What it says"], rows, "Columns of facts and derived figures") + Fragment(
        "<p class='note'>The tables {} are described in data/datapackage.json.</p>"
    ).format(others)


def citation(tables: Tables, title: Fragment) -> Fragment:
    """How to cite the report."""
    newest = max((day for day in tables.articles["date"] if day), default="")
    as_of = f", articles up to {wording.period(newest)}" if newest else ""
    return Fragment("<p>{} newsfigures {}{}. Fingerprint {}.</p>").format(
        _plain(title), version("newsfigures"), as_of, tables.fingerprint
    )


def annex(tables: Tables) -> Fragment:
    """The evidence: facts with their sentences, derived figures with formula and inputs, conversions in their words."""
    parts = [
        ("Facts", _facts_evidence(tables)),
        ("Derived figures", _derived_evidence(tables)),
        ("Conversions", _conversions_evidence(tables)),
        ("Goods", _goods_evidence(tables)),
        ("Events", _events_evidence(tables)),
    ]
    told = _join(Fragment("<h3>{}</h3>{}").format(title, part) for title, part in parts if part)
    return told or Fragment("<p>There are no facts.</p>")


def _facts_evidence(tables: Tables) -> Fragment:
    return _join(
        Fragment('<section id="{}"><h4>{}: {}</h4>{}{}</section>').format(
            anchor("evidence", fact["fact"]),
            wording.fact_name(fact),
            wording.fact_value(fact),
            evidence.explain(fact["fact"], tables).body(),
            Fragment('<p class="note"><a href="#{}">Back to the key figures</a></p>').format(
                anchor("fact", fact["fact"])
            ),
        )
        for fact in records(answers.key_figures(tables.facts, answers.main_area(tables.facts)))
    )


def _derived_evidence(tables: Tables) -> Fragment:
    facts = _facts(tables)
    parts = []
    for id, figure in _derived(tables).items():
        inputs = _join(
            Fragment('<li>{}: <a href="#{}">{}</a></li>').format(
                wording.fact_name(facts[name]), anchor("evidence", name), wording.fact_value(facts[name])
            )
            for name in figure["inputs"].split(";")
        )
        parts.append(
            Fragment('<section id="{}"><h4>{}: {}</h4><p>{}</p><ul>{}</ul></section>').format(
                anchor("derived", id), _name(figure), _derived_value(figure), figure["formula"], inputs
            )
        )
    return _join(parts)


def _conversions_evidence(tables: Tables) -> Fragment:
    return _join(
        Fragment('<section id="{}"><h4>{} as {}</h4>{}</section>').format(
            _conversion_anchor(row),
            _one_line(row["amount_text"]),
            _one_line(row["text"]),
            evidence.quote(row, tables).to_html(),
        )
        for row in records(tables.conversions)
    )


def _goods_evidence(tables: Tables) -> Fragment:
    """The sentence of each list of goods."""
    lists = tables.goods.drop_duplicates(["article", "direction", "ref_area", "counterpart_area"])
    return _join(
        Fragment('<section id="{}"><h4>Goods, {}</h4>{}</section>').format(
            _goods_anchor(row), f"{row['direction']}ed", evidence.quote(row, tables).to_html()
        )
        for row in records(lists)
    )


def _goods_anchor(row: Row) -> str:
    return anchor("goods", f"{row['article']}.{row['direction']}.{row['ref_area']}.{row['counterpart_area']}")


def _events_evidence(tables: Tables) -> Fragment:
    """Each event as its sources tell it."""
    frame = answers.tellings(tables)
    return _join(
        Fragment('<section id="{}"><h4>E{} {}</h4>{}</section>').format(
            anchor("event", str(event)),
            told["number"].iloc[0],
            told["label"].iloc[0],
            _join(evidence.quote(row, tables).to_html() for row in records(told)),
        )
        for event, told in frame.groupby("event", sort=False)
    )


def _conversion_anchor(row: Row) -> str:
    return anchor("conversion", f"{row['article']}.{row['start']}")


# --- small parts ------------------------------------------------------------------------------------------------------


def _join(parts: Iterable[Markup]) -> Fragment:
    return Fragment("").join(parts)


def _not_shown(what: str) -> Fragment:
    return Fragment('<p class="note">What this does not show: {}.</p>').format(what)


def _over(above: object, below: str) -> Fragment:
    """Two lines of a cell, the second small and only if it says something."""
    return Fragment("{}<br><small>{}</small>").format(above, below) if below else Fragment("{}").format(above)


def _none_stated(tables: Tables, what: str, ref_area: str = "") -> Fragment:
    place = f" for {wording.area(ref_area)}" if ref_area else ""
    says = "article states" if len(tables.articles) == 1 else "articles state"
    return Fragment("The {} no {}{}.").format(says, what, place)


def _plain(fragment: Fragment) -> str:
    """The words alone, as charts and alternative texts need them."""
    return fragment.striptags().removesuffix(".")


def _lead(text: str) -> Fragment:
    return Fragment('<p class="lead">{}</p>').format(text)


def _display(fragment: Fragment) -> None:
    from IPython.display import display

    display(fragment)  # type: ignore[no-untyped-call]


def _number(number: int) -> str:
    return f"{number:,}" if number != 1 else "one"


def _are(number: int) -> str:
    return wording.count(number, "article is", "articles are")


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _rest(number: int) -> str:
    return "rests" if number == 1 else "rest"


def _area(code: str) -> str:
    return wording.area(code) or "the area"


def _during(time_period: str) -> str:
    return f" {wording.during(time_period)}" if time_period else ""


def _facts(tables: Tables) -> dict[str, Row]:
    return {fact["fact"]: fact for fact in records(tables.facts)}


def _derived(tables: Tables) -> dict[str, Row]:
    return {answers.derived_id(row): row for row in records(tables.derived)}


def _facts_sentence(tables: Tables) -> str:
    statuses = Counter(tables.facts["status"])
    if not statuses:
        return "No figure is claimed as a fact."
    words = {
        "agreed": "agreed by several",
        "single": "on one source alone",
        "revised": "revised by a later source",
        "disputed": "in dispute",
    }
    told = [f"{statuses[status]} {text}" for status, text in words.items() if statuses[status]]
    if len(told) == 1 and len(tables.facts) > 1:
        told = [f"all {told[0].partition(' ')[2]}"]
    articles = len({id for ids in tables.facts["sources"] for id in ids.split(";") if id})
    number = len(tables.facts)
    return (
        f"{wording.count(number, 'fact comes', 'facts come')} from {articles} of"
        f" {wording.count(len(tables.articles), 'article')}: {wording.listing(told)}."
    )


def _figures_sentence(tables: Tables) -> str:
    quantities = tables.quantities
    if quantities.empty:
        return f"The {_articles(tables)} {_print(tables)} no figures."
    aside = quantities[quantities["indicator"] == ""]
    used = len(quantities) - len(aside)
    roles = Counter(aside["role"])
    told = (
        f"The {_articles(tables)} {_print(tables)} {wording.count(len(quantities), 'figure')}: {used} {_is(used)} used"
    )
    places = {"related": "in related stories", "boilerplate": "in page furniture", "caption": "in captions"}
    outside = [f"{roles[role]} {text}" for role, text in places.items() if roles[role]]
    if len(outside) == 1 and outside[0].startswith(f"{len(aside)} "):
        place = outside[0].partition(" ")[2]
        return f"{told}; the other{f' {len(aside)} stand' if len(aside) > 1 else ' stands'} {place}."
    return f"{told} and {len(aside)} set aside" + (f", of them {wording.listing(outside)}." if outside else ".")


def _articles(tables: Tables) -> str:
    number = len(tables.articles)
    return "article" if number == 1 else f"{number} articles"


def _print(tables: Tables) -> str:
    return "prints" if len(tables.articles) == 1 else "print"


def _rates(tables: Tables) -> list[str]:
    """The rates that were used, as the formulas of derived figures name them."""
    formulas = [formula for formula in tables.derived["formula"] if "HMRC" in formula]
    return list(dict.fromkeys(formula.partition(" ÷ ")[2] for formula in formulas))


def _see_amounts(frame: pd.DataFrame) -> str:
    """What to see in a chart of amounts."""
    if len(frame) == 1:
        row = records(frame)[0]
        allowed = wording.interval(row["low"], row["high"], row["unit"])
        return f"There is one amount to draw, and its words allow {allowed}: a point with its range, and no trend."
    ordered = sorted(records(frame), key=_size)
    first, last = ordered[-1], ordered[0]
    return (
        f"Of {len(frame)} amounts the largest is {first['words']} ({first['label']}),"
        f" the smallest {last['words']} ({last['label']})."
    )


def _size(row: Row) -> float:
    """A value; of one with an open side the end that is known."""
    return next((float(row[end]) for end in ("value", "low", "high") if row[end] == row[end]), 0.0)


def _see_trade(frame: pd.DataFrame) -> str:
    """What to see in a chart of trade."""
    known = frame[frame["balance_low"].notna() | frame["balance_high"].notna()]
    sure = int(((known["balance_high"] < 0) | (known["balance_low"] > 0)).sum())
    if known.empty:
        return "No balance is drawn: it takes exports and imports of the same goods, partner and period."
    if len(frame) == 1:
        what = "does not reach zero: its sign is certain" if sure else "reaches over zero: its sign is not certain"
        return f"The line of the balance {what}, as far as the printed words go."
    return f"Of {wording.count(len(known), 'balance')} {sure} {_have(sure)} a certain sign, as far as the words go."


def _source_numbers(tables: Tables) -> dict[str, int]:
    return {article: number for number, article in enumerate(tables.articles["article"], 1)}


def _source_mark(number: int) -> Fragment:
    """A link to a source. In a cell it needs words beside it: a target alone must be larger than a number is."""
    return Fragment('<a href="#source-{0}">[{0}]</a>').format(number)


def _sources_of(tables: Tables, fact: Row) -> Fragment:
    numbers = _source_numbers(tables)
    marks = Fragment(", ").join(_source_mark(numbers[id]) for id in fact["sources"].split(";") if id in numbers)
    return Fragment('{}<br><small class="nowrap">{}</small>').format(marks, wording.STATUS_WORDS[fact["status"]])


def _source_line(tables: Tables, facts: Iterable[str]) -> str:
    """The articles that state these facts, for the foot of a chart."""
    by_id = _facts(tables)
    ids = {id for fact in facts if fact for id in by_id[fact]["sources"].split(";")}
    named = list(dict.fromkeys(wording.source(row) for row in records(tables.articles) if row["article"] in ids))
    if len(named) > 4:
        return f"Source: {wording.count(len(ids), 'article')}; see the table."
    return f"Source{'s' * (len(named) > 1)}: {'; '.join(named)}."


def _source_head(article: Row, number: int) -> Fragment:
    """A source at the head of a column: number and language, for names are long. A head is repeated, so has no link."""
    return _over(f"[{number}]", wording.language(article["language"]))


def _printed(tables: Tables, fact: Row) -> Fragment:
    """The deciding words, in their language."""
    quote = evidence.explain(fact["fact"], tables).quotes[0]
    return Fragment('<q lang="{}">{}</q>').format(quote.language, quote.printed)


def _range(fact: Row) -> str:
    if fact["bound"] in ("over", "at_least", "under", "at_most") or fact["value_low"] == fact["value_high"]:
        return ""
    return wording.interval(fact["value_low"], fact["value_high"], fact["unit_measure"], digits=4)


def _meant(fact: Row) -> str:
    return {"actual": "", "estimate": "an estimate", "plan": "a plan"}[fact["obs_status"]]


def _stand(fact: Row, said: Row | None, observations: dict[str, Row]) -> Fragment:
    if said is None:
        return Fragment('<span class="nowrap">– <small>silent</small></span>')
    sign = {"states": "●", "conflicts": "✕", "revised": "○"}[said["stand"]]
    own = observations[said["observation"]]
    value = wording.amount(own["obs_value"], own["unit_measure"], bound=own["bound"])
    link = Fragment('<span class="nowrap">{} <a class="peek" href="#{}">{}</a></span>').format(
        sign, anchor("evidence", fact["fact"]), said["stand"]
    )
    return link if said["stand"] == "states" else _over(link, value)


def _agreement_listed(
    facts: list[Row], said: dict[tuple[str, str], Row], numbers: dict[str, int], observations: dict[str, Row]
) -> Fragment:
    """The matrix of many sources: facts that several state, and the sources that speak; the others are silent."""
    rows = []
    for fact in facts:
        if fact["n_sources"] < 2:
            continue
        speaking = [
            Fragment("{} {}").format(_source_mark(number), _stand(fact, said[fact["fact"], article], observations))
            for article, number in numbers.items()
            if (fact["fact"], article) in said
        ]
        name = Fragment("{}: {}").format(wording.fact_name(fact), fact_link(fact))
        silent = wording.count(len(numbers) - len(speaking), "other")
        rows.append((name, Fragment("<br>").join(speaking), Fragment('<span class="nowrap">{}</span>').format(silent)))
    single = sum(fact["n_sources"] < 2 for fact in facts)
    note = Fragment("<p>{}; no other source speaks of {}.</p>").format(
        wording.count(single, "fact rests on one source", "facts rest on one source each"),
        "it" if single == 1 else "them",
    )
    if not rows:
        return note
    return (
        to_table(["Fact", "States", "Silent"], rows, "Facts with several sources: ● states, ✕ conflicts, ○ revised")
        + note
    )


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
        _one_line(before, "left"),
        _one_line(text[row["start"] : row["end"]]),
        _one_line(after, "right"),
    )


def _one_line(text: str, inner: str = "") -> str:
    """The text in one line; ``inner`` keeps a blank at its right or left side."""
    line = " ".join(text.split())
    if inner == "left" and text[-1:].isspace():
        return line + " "
    if inner == "right" and text[:1].isspace():
        return " " + line
    return line


def _name(figure: Row) -> str:
    return wording.sentence(str(figure["name"]).replace("_", " "))[:-1]


def _derived_value(figure: Row) -> str:
    unit = figure["unit"].partition("/")[0] if figure["unit"].count("/") else figure["unit"]
    return wording.interval(figure["low"], figure["high"], unit)
