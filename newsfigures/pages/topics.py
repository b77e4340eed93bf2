"""Investment, trade and plans: a sentence, a chart, its data as a table; or that there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures import answers, charts, wording
from newsfigures.answers import Row, records
from newsfigures.pages.fragments import (
    Fragment,
    derived_by_id,
    derived_link,
    display,
    disputed_input,
    fact_link,
    facts_by_id,
    goods_anchor,
    join,
    not_shown,
    one_line,
    over,
    place_name,
    plain,
    source_line,
    source_mark,
    source_numbers,
    to_table,
)
from newsfigures.pages.summaries import has_or_have, investment_sentence, programme_sentence, trade_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from newsfigures.tables import Tables


def show_investment(tables: Tables, ref_area: str, counterpart_area: str = "") -> None:
    """Displays investment: a sentence, a chart, and its data as a table; or says that there is none."""
    frame = answers.investment(tables, ref_area, counterpart_area)
    sentence = investment_sentence(tables, ref_area, counterpart_area)
    if frame.empty:
        display(Fragment("<p>{}</p>").format(sentence))
        return
    open_ended = bool(frame["high"].isna().any())
    unit = wording.unit_name(frame["unit"].iloc[0])
    ax = charts.amounts(
        frame,
        title=plain(sentence),
        subtitle=f"Investment in {place_name(ref_area)}, {unit}"
        + ("; an arrow means “more than”" if open_ended else ""),
        source=source_line(tables, [*frame["fact"], *frame["projects"]]),
    )
    display(Fragment("<p>{}</p>").format(_see_amounts(frame, facts_by_id(tables))))
    charts.show(ax, caption=f"Investment in {place_name(ref_area)} as the articles state it")
    display(not_shown("how much of the capital was paid in, in which years, and how the projects differ in size"))
    facts, derived = facts_by_id(tables), derived_by_id(tables)
    rows = []
    for row in records(frame):
        each = derived.get(row["per_project"])
        words = wording.interval(each["low"], each["high"], each["unit"].partition("/")[0]) if each else ""
        rows.append(
            (
                over(
                    wording.fact_name(facts[row["fact"]]),
                    "a plan" if facts[row["fact"]]["obs_status"] == "plan" else "",
                ),
                fact_link(facts[row["fact"]]),
                fact_link(facts[row["projects"]], row["note"]) if row["projects"] else "not stated",
                over(derived_link(row["per_project"], words), disputed_input(each, facts)) if each else "–",
            )
        )
    display(to_table(["What", "Capital", "Projects", "Capital per project"], rows, "Investment: the data of the chart"))


def show_trade(tables: Tables, ref_area: str, counterpart_area: str = "") -> None:
    """Displays trade: a sentence, a chart, and its data as a table; or says that there is none."""
    frame = answers.trade(tables, ref_area, counterpart_area)
    sentence = trade_sentence(tables, ref_area, counterpart_area)
    if frame.empty:
        display(Fragment("<p>{}</p>{}").format(sentence, goods(tables, ref_area, counterpart_area)))
        return
    unit = wording.unit_name(frame["unit"].iloc[0])
    kinds = answers.kinds_of_trade(frame)
    mixed = f"; {wording.listing(kinds)} are parts of each other, not to be added" if len(kinds) > 1 else ""
    ax = charts.trade(
        frame,
        title=plain(sentence),
        subtitle=f"Exports and imports of {place_name(ref_area)}, {unit}; thin lines are what the words allow{mixed}",
        source=source_line(tables, [*frame["exports_fact"], *frame["imports_fact"]]),
    )
    display(Fragment("<p>{}</p>").format(_see_trade(frame)))
    charts.show(ax, caption=f"Trade of {place_name(ref_area)} as the articles state it")
    display(not_shown("how trade changes from year to year, and how much of each good there is"))
    facts, derived = facts_by_id(tables), derived_by_id(tables)
    rows = [
        (
            row["label"],
            *(
                fact_link(facts[row[f"{side}_fact"]]) if row[f"{side}_fact"] else "not stated"
                for side in ("exports", "imports")
            ),
            over(
                derived_link(
                    row["balance_derived"],
                    wording.balance(row["balance_low"], row["balance_high"], row["unit"], row["rate"]),
                ),
                disputed_input(derived[row["balance_derived"]], facts),
            )
            if row["balance_derived"]
            else "–",
        )
        for row in records(frame)
    ]
    display(to_table(["What", "Exports", "Imports", "Balance"], rows, "Trade: the data of the chart"))
    display(goods(tables, ref_area, counterpart_area))


def goods(tables: Tables, ref_area: str, counterpart_area: str = "") -> Fragment:
    """The goods that are listed as exported and imported, as plain lists, for no weights are stated; or nothing."""
    frame = answers.traded_goods(tables, ref_area, counterpart_area)
    numbers = source_numbers(tables)
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
                    source_mark(numbers[str(article)]),
                    wording.listing([one_line(good) for good in rows["exact"]]),
                    goods_anchor(records(rows)[0]),
                )
            )
    return Fragment("<ul>{}</ul>").format(join(parts)) if parts else Fragment()


def show_programmes(tables: Tables, currency: str, ref_area: str = "") -> None:
    """Displays planned funding in the currency: a sentence, a chart, and its data; or says that there is none."""
    frame = answers.programmes(tables, currency, ref_area)
    sentence = programme_sentence(tables, currency, ref_area)
    if frame.empty:
        display(Fragment("<p>{}</p>").format(sentence))
        return
    ax = charts.amounts(
        frame,
        title=plain(sentence),
        subtitle=f"{wording.unit_name(currency)} at the published rate; a bar is the range that words and rates allow",
        source=source_line(tables, frame["fact"]),
    )
    display(Fragment("<p>{}</p>").format(_see_amounts(frame, facts_by_id(tables))))
    charts.show(ax, caption=f"Money that is planned or pledged, in {wording.unit_name(currency)}")
    display(not_shown("what is spent in the end, and what the rate will be on the day it is spent"))
    facts = facts_by_id(tables)
    rows = [
        (
            wording.fact_name(facts[row["fact"]]),
            fact_link(facts[row["fact"]]),
            derived_link(row["derived"], wording.interval(row["low"], row["high"], row["unit"]))
            if row["derived"]
            else "–",
            wording.formula(row["formula"]) or "stated in this currency",
        )
        for row in records(frame)
    ]
    display(
        to_table(["What", "Stated", wording.unit_name(currency), "How"], rows, "Planned funding: the data of the chart")
    )


def _see_amounts(frame: pd.DataFrame, facts: Mapping[str, Row]) -> str:
    """What to see in a chart of amounts; of a single one, on what it rests."""
    if len(frame) == 1:
        fact = facts[frame["fact"].iloc[0]]
        number = fact["n_sources"]
        states = "One source states" if number == 1 else f"{number} sources state"
        speaker = f" ({one_line(fact['speaker'])})" if fact["speaker"] else ""
        period = "" if fact["time_period"] else f" and {'names' if number == 1 else 'name'} no period"
        return f"{states} the amount{speaker}{period}."
    ordered = sorted(records(frame), key=answers.known_end)
    first, last = ordered[-1], ordered[0]
    return (
        f"Of {len(frame)} amounts the largest is {first['words']} ({first['label']}),"
        f" the smallest {last['words']} ({last['label']})."
    )


def _see_trade(frame: pd.DataFrame) -> str:
    """What to see in a chart of trade."""
    known = frame[frame["balance_low"].notna() | frame["balance_high"].notna()]
    sure = int(((known["balance_high"] < 0) | (known["balance_low"] > 0)).sum())
    if known.empty:
        return "No balance is drawn: it takes exports and imports of the same goods, partner and period."
    if len(frame) == 1:
        if sure:
            return "Within all that the words allow, the balance has the same sign: its line does not reach zero."
        return "The words allow a surplus as well as a deficit: the line of the balance reaches over zero."
    if len(known) == 1:
        sign = "has a certain sign" if sure else "may be either a surplus or a deficit"
        return f"The one balance of {len(frame)} rows, {known['label'].iloc[0]}, {sign}, as far as the words go."
    return (
        f"Of {wording.count(len(known), 'balance')} {sure} {has_or_have(sure)} a certain sign, as far as the words go."
    )
