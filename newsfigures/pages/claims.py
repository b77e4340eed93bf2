"""What the articles claim: key figures, what follows from them, and who states what."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from newsfigures import answers, evidence, wording
from newsfigures.answers import Row, records
from newsfigures.pages.fragments import (
    MOST_COLUMNS,
    Fragment,
    anchor,
    conversion_anchor,
    derived_by_id,
    derived_link,
    derived_name,
    derived_value,
    display,
    disputed_input,
    fact_link,
    facts_by_id,
    one_line,
    over,
    source_mark,
    source_numbers,
    to_table,
)
from newsfigures.reference import indicators

if TYPE_CHECKING:
    from newsfigures.tables import Tables

_LONGEST_VERDICT = 90
#: Up to so many facts make one table; of more, only so many about the report's area are key figures.
MOST_FACTS = 24


def key_figures(tables: Tables, ref_area: str) -> Fragment:
    """The facts as a table: what, value and range, as printed, who says so, sources and status.

    Of many facts only the first about the area and its parts; ``show_other_facts`` has the rest.
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
    parts = any(fact["ref_area"] != ref_area for fact in key)
    about = f" about {area}{' and its parts, those of several sources first' if parts else ''}" if area else ""
    return _facts_table(tables, key, f"Key figures{about}: {wording.count(len(key), 'fact')}") + note


def show_other_facts(tables: Tables, ref_area: str) -> None:
    """Displays the facts that are not among the key figures, with a heading, if there are any."""
    _, rest = _split(tables, ref_area)
    if rest:
        table = _facts_table(tables, rest, f"Other facts: {wording.count(len(rest), 'fact')}", brief=True)
        display(Fragment('<h2 id="other-facts">Other facts</h2>{}').format(table))


def _split(tables: Tables, ref_area: str) -> tuple[list[Row], list[Row]]:
    """Key figures, and the others."""
    facts = records(answers.key_figures(tables.facts, ref_area))
    if len(facts) <= MOST_FACTS:
        return facts, []
    near = [fact for fact in facts if answers.nearness(fact["ref_area"], ref_area) < 2]
    key = sorted(near, key=lambda fact: _weight(fact, ref_area))[:MOST_FACTS]
    ids = {fact["fact"] for fact in key}
    return [fact for fact in facts if fact["fact"] in ids], [fact for fact in facts if fact["fact"] not in ids]


def _weight(fact: Row, ref_area: str) -> tuple[bool, int, bool, bool, int]:
    """What a reader wants first: several sources before one, the area before its parts, levels before changes."""
    known = indicators().get(fact["indicator"])
    near = answers.nearness(fact["ref_area"], ref_area)
    return fact["n_sources"] < 2, near, fact["measure"] != "level", bool(known and known.good), -fact["n_sources"]


def _facts_table(tables: Tables, facts: list[Row], caption: str, *, brief: bool = False) -> Fragment:
    """The facts, a row each; ``brief`` leaves out how they are printed, which their evidence shows."""
    one_newsroom = answers.of_one_newsroom(tables)
    rows = []
    for fact in facts:
        what = Fragment('<span id="{}">{}</span>').format(anchor("fact", fact["fact"]), wording.fact_name(fact))
        value = over(fact_link(fact), _range(fact))
        said = over(one_line(fact["speaker"]) or "the article", _meant(fact))
        sources = _sources_of(tables, fact, one_newsroom=fact["fact"] in one_newsroom)
        rows.append((what, value, said, sources) if brief else (what, value, _printed(tables, fact), said, sources))
    head = ["What", "Value", *([] if brief else ["As printed"]), "Said by", "Sources"]
    return to_table(head, rows, caption)


def derived_figures(tables: Tables) -> Fragment:
    """The derived figures as a table: what, of which facts, the range, and the formula."""
    if tables.derived.empty:
        return Fragment("<p>Nothing follows from the facts by a formula that is known here.</p>")
    facts = facts_by_id(tables)
    rows = [
        (
            derived_name(figure),
            wording.fact_name(facts[figure["inputs"].partition(";")[0]]),
            over(derived_link(id, derived_value(figure)), disputed_input(figure, facts)),
            wording.formula(figure["formula"]),
        )
        for id, figure in derived_by_id(tables).items()
    ]
    return to_table(["What", "Of", "Range", "Formula"], rows, wording.count(len(rows), "derived figure"))


def conversions(tables: Tables) -> Fragment:
    """The newsrooms' own conversions, held against the published rate of the month."""
    if tables.conversions.empty:
        return Fragment("<p>No article converts an amount into another currency.</p>")
    numbers = source_numbers(tables)
    rows = [
        (
            over(
                _peek(conversion_anchor(row), one_line(row["amount_text"])),
                Fragment("{}, {}").format(source_mark(numbers[row["article"]]), wording.ROLE_WORDS[row["role"]]),
            ),
            _peek(conversion_anchor(row), one_line(row["text"])),
            _peek(
                conversion_anchor(row), f"{wording.number(row['implied_low'])}–{wording.number(row['implied_high'])}"
            ),
            *_against_published(row),
        )
        for row in records(tables.conversions)
    ]
    head = ["Amount", "Restated as", "Implied rate", "Published rate", "Verdict"]
    return to_table(head, rows, "Conversions printed by the newsrooms", numbers="cd")


def _peek(id: str, words: str) -> Fragment:
    return Fragment('<a class="peek" href="#{}">{}</a>').format(id, words)


def _against_published(row: Row) -> tuple[Fragment | str, Fragment | str]:
    """The published rate and the verdict on a conversion; there is no rate where nothing says of when it is."""
    if not row["month"]:
        return "–", row["verdict"]
    verdict = textwrap.shorten(row["verdict"], _LONGEST_VERDICT, placeholder=" …")
    published = _peek(conversion_anchor(row), wording.number(row["published_rate"]))
    return published, over(verdict, wording.period(row["month"]))


def agreement(tables: Tables) -> Fragment:
    """The matrix of sources and facts: who states a fact, who is silent, who conflicts."""
    said = {(row["fact"], row["article"]): row for row in records(answers.statements(tables))}
    facts = records(answers.key_figures(tables.facts, answers.main_area(tables.facts)))
    numbers = source_numbers(tables)
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


def _sources_of(tables: Tables, fact: Row, *, one_newsroom: bool) -> Fragment:
    numbers = source_numbers(tables)
    marks = Fragment(", ").join(source_mark(numbers[id]) for id in fact["sources"].split(";") if id in numbers)
    if one_newsroom:
        return over(marks, "agree, but are one source")
    return Fragment('{}<br><small class="nowrap">{}</small>').format(marks, wording.STATUS_WORDS[fact["status"]])


def _source_head(article: Row, number: int) -> Fragment:
    """A source at the head of a column: number and language, for names are long. A head is repeated, so has no link."""
    return over(f"[{number}]", wording.language(article["language"]))


def _printed(tables: Tables, fact: Row) -> Fragment:
    """The deciding words, in their language."""
    quote = evidence.explain(fact["fact"], tables).quotes[0]
    return Fragment('<a class="peek" href="#{}"><q lang="{}">{}</q></a>').format(
        anchor("evidence", fact["fact"]), quote.language, quote.printed
    )


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
    return link if said["stand"] == "states" else over(link, value)


def _agreement_listed(
    facts: list[Row], said: dict[tuple[str, str], Row], numbers: dict[str, int], observations: dict[str, Row]
) -> Fragment:
    """The matrix of many sources: facts that several state, and the sources that speak; the others are silent."""
    rows = []
    for fact in facts:
        if fact["n_sources"] < 2:
            continue
        own = [(said[fact["fact"], id], number) for id, number in numbers.items() if (fact["fact"], id) in said]
        states = [Fragment("●&nbsp;{}").format(source_mark(number)) for row, number in own if row["stand"] == "states"]
        speaking = [Fragment(" ").join(states)] if states else []
        speaking += [
            Fragment("{} {}").format(source_mark(number), _stand(fact, row, observations))
            for row, number in own
            if row["stand"] != "states"
        ]
        name = Fragment("{}: {}").format(wording.fact_name(fact), fact_link(fact))
        rows.append((name, Fragment("<br>").join(speaking)))
    single = sum(fact["n_sources"] < 2 for fact in facts)
    note = Fragment("<p>{}; no other source speaks of {}.</p>").format(
        wording.count(single, "fact rests on one source", "facts rest on one source each"),
        "it" if single == 1 else "them",
    )
    if not rows:
        return note
    return (
        to_table(
            ["Fact", "Sources"], rows, "Facts with several sources: ● states, ✕ conflicts, ○ revised; others are silent"
        )
        + note
    )
