"""The evidence: for each number the words that print it, or the formula that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures import answers, evidence, wording
from newsfigures.answers import records
from newsfigures.pages.fragments import (
    Fragment,
    anchor,
    conversion_anchor,
    derived_by_id,
    derived_name,
    derived_value,
    disputed_input,
    facts_by_id,
    goods_anchor,
    join,
    one_line,
)

if TYPE_CHECKING:
    from newsfigures.tables import Tables


def annex(tables: Tables) -> Fragment:
    """The evidence: facts with their sentences, derived figures with formula and inputs, conversions in their words."""
    parts = [
        ("Facts", _facts_evidence(tables)),
        ("Derived figures", _derived_evidence(tables)),
        ("Conversions", _conversions_evidence(tables)),
        ("Goods", _goods_evidence(tables)),
        ("Events", _events_evidence(tables)),
    ]
    told = join(Fragment("<h3>{}</h3>{}").format(title, part) for title, part in parts if part)
    return told or Fragment("<p>There are no facts.</p>")


def _facts_evidence(tables: Tables) -> Fragment:
    return join(
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
    facts = facts_by_id(tables)
    parts = []
    for id, figure in derived_by_id(tables).items():
        inputs = join(
            Fragment('<li>{}: <a href="#{}">{}</a></li>').format(
                wording.fact_name(facts[name]), anchor("evidence", name), wording.fact_value(facts[name])
            )
            for name in figure["inputs"].split(";")
        )
        parts.append(
            Fragment('<section id="{}"><h4>{}: {}</h4><p>{}{}</p><ul>{}</ul></section>').format(
                anchor("derived", id),
                derived_name(figure),
                derived_value(figure),
                figure["formula"],
                f" ({doubt})" if (doubt := disputed_input(figure, facts)) else "",
                inputs,
            )
        )
    return join(parts)


def _conversions_evidence(tables: Tables) -> Fragment:
    return join(
        Fragment('<section id="{}"><h4>{} as {}</h4>{}</section>').format(
            conversion_anchor(row),
            one_line(row["amount_text"]),
            one_line(row["text"]),
            evidence.quote(row, tables).to_html(),
        )
        for row in records(tables.conversions)
    )


def _goods_evidence(tables: Tables) -> Fragment:
    """The sentence of each list of goods."""
    lists = tables.goods.drop_duplicates(["article", "direction", "ref_area", "counterpart_area"])
    return join(
        Fragment('<section id="{}"><h4>Goods, {}</h4>{}</section>').format(
            goods_anchor(row), f"{row['direction']}ed", evidence.quote(row, tables).to_html()
        )
        for row in records(lists)
    )


def _events_evidence(tables: Tables) -> Fragment:
    """Each event as its sources tell it."""
    frame = answers.tellings(tables)
    return join(
        Fragment('<section id="{}"><h4>E{} {}</h4>{}</section>').format(
            anchor("event", str(event)),
            told["number"].iloc[0],
            told["label"].iloc[0],
            join(evidence.quote(row, tables).to_html() for row in records(told)),
        )
        for event, told in frame.groupby("event", sort=False)
    )
