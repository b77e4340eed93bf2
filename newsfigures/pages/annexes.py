"""The evidence: for each number the words that print it, or the formula that made it.

What is printed in the same sentences has one entry, so that no sentence is shown twice for two of its figures.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsfigures import answers, evidence, wording
from newsfigures.answers import Row, records
from newsfigures.pages.asides import set_aside_in_words
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
    over,
    to_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsfigures.tables import Tables


@dataclass(frozen=True)
class _Entry:
    """Something that is to be proved: its anchor, what it is, how it was found, and its quotes."""

    id: str
    title: Fragment
    told: str
    quotes: tuple[evidence.Quote, ...]

    @property
    def sentences(self) -> frozenset[tuple[str, int]]:
        """The sentences that print it, by article and place."""
        return frozenset((quote.article["article"], quote.sentence_start) for quote in self.quotes)


def annex(tables: Tables) -> Fragment:
    """The evidence: facts with their sentences, derived figures with formula and inputs, conversions in their words,
    goods, events, and the figures set aside.
    """
    parts = [
        ("Facts", _facts_evidence(tables)),
        ("Derived figures", _derived_evidence(tables)),
        ("Conversions", _conversions_evidence(tables)),
        ("Goods", _goods_evidence(tables)),
        ("Events", _events_evidence(tables)),
        ("Figures set aside", set_aside_in_words(tables)),
    ]
    told = join(Fragment("<h3>{}</h3>{}").format(title, part) for title, part in parts if part)
    return told or Fragment("<p>There are no facts.</p>")


def _by_sentence(entries: Iterable[_Entry]) -> Fragment:
    """The entries, those of the same sentences together, in the order of the first of each."""
    groups: dict[frozenset[tuple[str, int]], list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.sentences].append(entry)
    return join(_together(group) for group in groups.values())


def _together(group: list[_Entry]) -> Fragment:
    """What is printed in the same sentences: each with how it was found, then the sentences in their paragraphs."""
    first, *others = group
    heads = [Fragment("<h4>{}</h4>").format(first.title)]
    heads += [Fragment('<h4 id="{}">{}</h4>').format(entry.id, entry.title) for entry in others]
    said = join(
        head + (Fragment('<p class="note">{}</p>').format(entry.told) if entry.told else Fragment())
        for head, entry in zip(heads, group, strict=True)
    )
    of_sentence: dict[tuple[str, int], list[evidence.Quote]] = defaultdict(list)
    for entry in group:
        for quote in entry.quotes:
            of_sentence[quote.article["article"], quote.sentence_start].append(quote)
    shown = join(
        Fragment('{}<p class="note">{}.</p>').format(evidence.passage(quotes), _place(quotes))
        for quotes in of_sentence.values()
    )
    return Fragment('<section id="{}">{}{}</section>').format(first.id, said, shown)


def _place(quotes: list[evidence.Quote]) -> str:
    """Source, file, characters and hash of the quotes of one sentence."""
    article = quotes[0].article
    characters = dict.fromkeys(f"{quote.start}–{quote.end}" for quote in sorted(quotes, key=lambda quote: quote.start))
    file = f": {article['path']}" if article["outlet"] else ""  # else the source is named by its file
    return f"{quotes[0].source}{file}, characters {wording.listing(list(characters))}, SHA-256 {article['sha256'][:12]}"


def _facts_evidence(tables: Tables) -> Fragment:
    facts = records(answers.key_figures(tables.facts, answers.main_area(tables.facts)))
    if not facts:
        return Fragment()
    lead = Fragment("<p>{}</p>").format(
        "A figure on one source would be confirmed by a second that prints one within what its words allow, and put in"
        " dispute by one whose words exclude that, or replaced where that one is of a later day."
    )
    return lead + _by_sentence(_of_fact(fact, tables) for fact in facts)


def _of_fact(fact: Row, tables: Tables) -> _Entry:
    title = Fragment('<a href="#{}">{}</a>: {}').format(
        anchor("fact", fact["fact"]), wording.fact_name(fact), wording.fact_value(fact)
    )
    quotes = evidence.explain(fact["fact"], tables).quotes
    told = dict.fromkeys(sentence for quote in quotes for sentence in evidence.circumstances(quote))
    return _Entry(anchor("evidence", fact["fact"]), title, " ".join([_standing(fact), *told]), quotes)


def _standing(fact: Row) -> str:
    """How the sources stand to each other, and what their words allow."""
    number = wording.count(fact["n_sources"], "source")
    status = {
        "single": "One source",
        "agreed": f"{number} agree",
        "revised": f"{number}, a later one revises",
    }
    allowed = wording.interval(fact["value_low"], fact["value_high"], fact["unit_measure"], digits=4)
    if fact["status"] == "disputed":
        different = f"{number} conflict" if fact["n_sources"] > 1 else "One source prints different values"
        return f"{different}; the lowest value is shown."
    said = wording.amount(fact["obs_value"], fact["unit_measure"], bound=fact["bound"])
    return f"{status[fact['status']]}{'' if allowed == said else f'; the words allow {allowed}'}."


def _derived_evidence(tables: Tables) -> Fragment:
    """Each derived figure with its formula and the figures that go into it."""
    facts = facts_by_id(tables)
    rows = []
    for id, figure in derived_by_id(tables).items():
        inputs = Fragment("<br>").join(
            Fragment('{}: <a class="peek" href="#{}">{}</a>').format(
                wording.fact_name(facts[name]), anchor("evidence", name), wording.fact_value(facts[name])
            )
            for name in figure["inputs"].split(";")
        )
        title = Fragment('<span id="{}"></span>{}').format(anchor("derived", id), derived_name(figure))
        formula = over(wording.formula(figure["formula"]), disputed_input(figure, facts))
        rows.append((over(title, derived_value(figure)), formula, inputs))
    return to_table(["Figure", "How", "From"], rows, "Derived figures") if rows else Fragment()


def _conversions_evidence(tables: Tables) -> Fragment:
    return _by_sentence(
        _Entry(
            conversion_anchor(row),
            Fragment("{} as {}").format(one_line(row["amount_text"]), one_line(row["text"])),
            "",
            (evidence.quote(row, tables),),
        )
        for row in records(tables.conversions)
    )


def _goods_evidence(tables: Tables) -> Fragment:
    """The sentence of each list of goods."""
    lists = tables.goods.drop_duplicates(["article", "direction", "ref_area", "counterpart_area"])
    return _by_sentence(
        _Entry(
            goods_anchor(row),
            Fragment("Goods, {}ed").format(row["direction"]),
            "",
            (evidence.quote(row, tables),),
        )
        for row in records(lists)
    )


def _events_evidence(tables: Tables) -> Fragment:
    """Each event as its sources tell it."""
    frame = answers.tellings(tables)
    return _by_sentence(
        _Entry(
            anchor("event", str(event)),
            Fragment("E{} {}").format(told["number"].iloc[0], told["label"].iloc[0]),
            " ".join(dict.fromkeys(f"Rules: {because}." for because in told["because"] if because)),
            tuple(evidence.quote(row, tables) for row in records(told)),
        )
        for event, told in frame.groupby("event", sort=False)
    )
