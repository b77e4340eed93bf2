"""Tables to answers: which rows of the tables answer a question of the report, as one small frame a question.

The frames are what ``charts`` draws and ``pages`` sets; each row names the facts it comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from newsfigures import wording
from newsfigures.reference import family, goods, indicators

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsfigures.tables import Tables

Row = Mapping[str, Any]

#: Indicators of money that somebody means to spend or lend, in the order of the report.
PROGRAMMES = ("planned_funds", "pledged_funds", "public_investment_plan", "oda")

#: The categories that the report has a section for, in its order; the others follow.
_CATEGORIES = {"investment": 0, "trade": 1, "public finance": 2}

_NAN = float("nan")


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a table, each as a mapping from column to value.

    >>> records(pd.DataFrame({"a": [1], "b": ["x"]}))
    [{'a': 1, 'b': 'x'}]
    """
    return frame.to_dict("records")  # type: ignore[return-value]


def main_area(facts: pd.DataFrame) -> str:
    """The code of the area that the articles say most about; "" if no fact names one.

    The one that, with its parts, several sources agree on most; of equals the one that most facts are about itself.

    >>> main_area(pd.DataFrame({"ref_area": ["VN", "VN-DN", "VN-DN", ""], "status": "single"}))
    'VN-DN'
    >>> main_area(pd.DataFrame({"ref_area": ["PE", "PE", "VN", "VN-DN"], "status": [*["single"] * 3, "agreed"]}))
    'VN'
    """
    own = Counter(code for code in facts["ref_area"] if code)
    agreed = Counter(facts["ref_area"][facts["status"] == "agreed"])
    inside: Counter[str] = Counter()
    for code, number in agreed.items():
        for area in {code, code.partition("-")[0]}:
            inside[area] += number
    return max(own, key=lambda code: (inside[code], own[code]), default="")


def is_part(code: str, of: str) -> bool:
    """Whether an area is a part of a country, as ISO 3166-2 names parts.

    >>> is_part("VN-DN", "VN"), is_part("VN", "VN"), is_part("VN-DN", "VN-D")
    (True, False, False)
    """
    return "-" not in of and code.partition("-")[0] == of and code != of


def nearness(code: str, ref_area: str) -> int:
    """0 for the area itself, 1 for a part of it, 2 for any other.

    >>> [nearness(code, "VN") for code in ("VN", "VN-DN", "CN", "")]
    [0, 1, 2, 2]
    """
    return 0 if code == ref_area else 1 if is_part(code, ref_area) else 2


def key_figures(facts: pd.DataFrame, ref_area: str) -> pd.DataFrame:
    """All facts: those about the area and its parts first.

    Within these and within the others, those of several sources come first, then the area before its parts, then the
    order of the report and of the reference tables.
    """
    known = sorted(indicators().values(), key=lambda row: _CATEGORIES.get(row.category, len(_CATEGORIES)))
    order = {indicator.code: place for place, indicator in enumerate(known)}
    near = [nearness(code, ref_area) for code in facts["ref_area"]]
    ranked = facts.assign(
        other=[rank == 2 for rank in near],
        alone=facts["n_sources"] < 2,
        near=near,
        place=[order.get(code, len(order)) for code in facts["indicator"]],
    )
    keys = ["other", "alone", "near", "ref_area", "place", "counterpart_area", "time_period", "fact"]
    added = ["other", "alone", "near", "place"]
    return ranked.sort_values(keys, kind="stable").drop(columns=added).reset_index(drop=True)


def investment(tables: Tables, ref_area: str, counterpart_area: str = "") -> pd.DataFrame:
    """The area's investment in money, largest first, plans last: label, value, low, high, unit, words, note, ``fact``.

    ``projects`` is the fact that counts the projects of the same capital, ``per_project`` the derived figure, if any.
    Only the currency that most of these figures are in; the others are among the key figures. All partners, or one.
    A country of which nothing is stated is answered for by its parts, and the labels name them.
    """
    facts = _level(tables.facts, ref_area, counterpart_area)
    facts = facts[facts["indicator"].map(_category) == "investment"]
    money = _one_unit(_own_or_parts(facts[facts["unit_measure"].map(family) == "money"], ref_area))
    companions = {(row.companions or {}).get("money"): code for code, row in indicators().items() if row.companions}
    rows = []
    for fact in records(money):
        counts = facts[
            (facts["indicator"] == companions.get(fact["indicator"]))
            & (facts["ref_area"] == fact["ref_area"])
            & (facts["counterpart_area"] == fact["counterpart_area"])
            & (facts["time_period"] == fact["time_period"])
        ]
        projects = next(iter(records(counts)), None)
        rows.append(
            {
                "label": _label(fact, several=money["indicator"].nunique() > 1, named=fact["ref_area"] != ref_area),
                "plan": fact["obs_status"] == "plan",
                **_value(fact),
                "words": wording.fact_value(fact),
                "note": wording.projects(projects) if projects else "",
                "fact": fact["fact"],
                "projects": projects["fact"] if projects else "",
                "per_project": _derived_from(tables.derived, (fact, projects), fact["unit_measure"]),
            }
        )
    columns = ["label", "value", "low", "high", "unit", "words", "note", "fact", "projects", "per_project"]
    rows.sort(key=lambda row: (row["plan"], -known_end(row)))
    return pd.DataFrame(rows, columns=columns)


def trade(tables: Tables, ref_area: str, counterpart_area: str = "") -> pd.DataFrame:
    """The area's exports and imports in money, a row for each good, partner, period and rate.

    ``good`` is its name, or "" for all goods together, ``partner`` the code of the partner, or "" for all; ``exports``,
    ``imports`` and ``balance`` have their ends in ``..._low`` and ``..._high``; ``..._fact`` and ``balance_derived``
    name where they come from. All goods come before single ones; within these the largest is first, plans last. Only
    the currency that most of these figures are in. With all partners, or with one. A country of which nothing is stated
    is answered for by its parts, and the labels name them.
    """
    facts = _level(tables.facts, ref_area, counterpart_area)
    facts = facts.assign(
        side=[code.partition("_")[0] for code in facts["indicator"]],
        good=facts["indicator"].map(_good),
        plan=facts["obs_status"] == "plan",
    )
    facts = facts[facts["side"].isin(_SIDES) & ((facts["good"] != "") | facts["indicator"].isin(_SIDES))]
    facts = _one_unit(_own_or_parts(facts[facts["unit_measure"].map(family) == "money"], ref_area))
    rows: list[dict[str, Any]] = []
    for _, group in facts.groupby(["ref_area", "good", "counterpart_area", "time_period", "rate", "plan"], sort=False):
        sides = {fact["side"]: fact for fact in records(group)}
        first = next(iter(sides.values()))
        unit, good = first["unit_measure"], first["good"]
        label = _label(first, several=False, named=first["ref_area"] != ref_area, everything=not good)
        label = ", ".join(filter(None, (good, label)))
        row: dict[str, Any] = {
            "label": label,
            "good": good,
            "partner": first["counterpart_area"],
            "unit": unit,
            "rate": first["rate"],
        }
        for side in ("exports", "imports"):
            fact = sides.get(side)
            row[f"{side}_fact"] = fact["fact"] if fact else ""
            row |= {f"{side}{end}": fact[column] if fact else _NAN for end, column in _ENDS.items()}
            row[f"{side}_bound"] = fact["bound"] if fact else "exact"
        derived = _derived_from(tables.derived, (sides.get("exports"), sides.get("imports")), unit)
        figure = _derived_row(tables.derived, derived)
        row["balance_derived"] = derived
        row |= {f"balance{end}": figure[column] if figure else _NAN for end, column in _DERIVED_ENDS.items()}
        rows.append(row | {"order": (good != "", first["plan"], -group["obs_value"].max())})
    columns = [
        "label",
        "good",
        "partner",
        "unit",
        "rate",
        *(f"{side}{end}" for side in _SIDES for end in ("", "_low", "_high")),
    ]
    columns += ["exports_bound", "imports_bound", "exports_fact", "imports_fact", "balance_derived"]
    rows.sort(key=lambda row: row["order"])
    return pd.DataFrame(rows, columns=columns)


def kinds_of_trade(frame: pd.DataFrame) -> list[str]:
    """What the rows of ``trade`` are about, in words: rows of different kinds overlap.

    >>> kinds_of_trade(pd.DataFrame({"good": ["", "tea", ""], "partner": ["", "", "PE"]}))
    ['all trade', 'single partners', 'single goods']
    """
    kinds = {
        "single goods" if row["good"] else "single partners" if row["partner"] else "all trade"
        for row in records(frame)
    }
    return [kind for kind in ("all trade", "single partners", "single goods") if kind in kinds]


def programmes(tables: Tables, currency: str, ref_area: str = "") -> pd.DataFrame:
    """Money that any area plans or pledges to spend, and the same in the currency at the published rate.

    Plans of the area, its country and its parts come first, the others by their size in the currency.

    A row a fact: label, value, low, high, unit, words and note of the converted amount, ``fact``, ``derived`` ("" where
    the fact is in the currency already) and ``formula``, which names rate, month and type of rate.
    """
    facts = tables.facts[tables.facts["indicator"].isin(PROGRAMMES) & (tables.facts["measure"] == "level")]
    rows = []
    for fact in records(key_figures(facts, ref_area)):
        label = ", ".join(filter(None, (wording.area(fact["ref_area"]), wording.period(fact["time_period"]))))
        label = label or wording.indicator(fact["indicator"])
        common = {"label": label, "fact": fact["fact"]}
        if fact["unit_measure"] == currency:
            words = wording.fact_value(fact)
            rows.append({**common, **_value(fact), "words": words, "note": "", "derived": "", "formula": ""})
        elif derived := _derived_from(tables.derived, (fact,), currency):
            figure = _derived_row(tables.derived, derived)
            assert figure is not None, "it was just found"
            value = {end: figure[end] for end in ("value", "low", "high")} | {"unit": currency}
            value |= {
                "words": wording.interval(value["low"], value["high"], currency),
                "note": wording.fact_value(fact),
            }
            rows.append({**common, **value, "derived": derived, "formula": figure["formula"]})
    areas = {fact["fact"]: fact["ref_area"] for fact in records(facts)}
    near = (ref_area, ref_area.partition("-")[0])
    far = [areas[row["fact"]] not in near and not is_part(areas[row["fact"]], ref_area) for row in rows]
    places = sorted(range(len(rows)), key=lambda place: (far[place], -known_end(rows[place]) if far[place] else 0.0))
    rows = [rows[place] for place in places]
    columns = ["label", "value", "low", "high", "unit", "words", "note", "fact", "derived", "formula"]
    return pd.DataFrame(rows, columns=columns)


def figures_by_role(tables: Tables) -> pd.DataFrame:
    """How many figures each article prints: label, title, and a count for ``used`` and for each role set aside.

    The label is the article's number, its outlet and its date; an article without a title has its file's name.
    """
    quantities = tables.quantities
    rows = []
    for number, article in enumerate(records(tables.articles), 1):
        own = quantities[quantities["article"] == article["article"]]
        aside = own["role"][own["indicator"] == ""].replace("title", "body").value_counts()
        row = {
            "label": f"[{number}] {wording.source({**article, 'path': 'outlet not named'})}",
            "title": " ".join(article["title"].split()) or article["path"],
            "article": article["article"],
            "used": int((own["indicator"] != "").sum()),
        }
        rows.append(row | {role: int(aside.get(role, 0)) for role in ("body", "caption", "related", "boilerplate")})
    return pd.DataFrame(
        rows, columns=["label", "title", "article", "used", "body", "caption", "related", "boilerplate"]
    )


def statements(tables: Tables) -> pd.DataFrame:
    """What each source says of each fact: fact, article, observation and ``stand``: states, conflicts or revised.

    A source that is not here for a fact is silent about it.
    """
    facts = {fact["fact"]: fact for fact in records(tables.facts)}
    rows = []
    seen: set[tuple[str, str]] = set()
    for observation in records(tables.observations):
        fact = facts.get(observation["fact"])
        if fact is None or (fact["fact"], observation["article"]) in seen:
            continue
        seen.add((fact["fact"], observation["article"]))
        rows.append(
            {
                "fact": fact["fact"],
                "article": observation["article"],
                "observation": observation["observation"],
                "stand": _stand(fact, observation),
            }
        )
    return pd.DataFrame(rows, columns=["fact", "article", "observation", "stand"])


def tellings(tables: Tables) -> pd.DataFrame:
    """What each article tells of each event, in the order of their days, undated ones last; a row a telling and day.

    event, number (from 1, by event), label, article, source (the article's number), date, precision, inferred,
    obs_status, areas, agreement, conflicts, because, and the start and end of the words.
    """
    sources = {article: number for number, article in enumerate(tables.articles["article"], 1)}
    ordered = sorted(records(tables.events), key=lambda row: (row["event"] != "" and row["date"] == "", row["date"]))
    first: dict[str, Row] = {}
    for row in ordered:
        first.setdefault(row["event"], row)
    numbers = {event: number for number, event in enumerate(first, 1)}
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in ordered:
        rows.setdefault(
            (row["event"], row["article"], row["date"]),
            {
                "event": row["event"],
                "number": numbers[row["event"]],
                "label": wording.event(
                    row["what"],
                    _shared_sites(tables.events, row["event"]),
                    wording.area(first[row["event"]]["ref_area"]),
                ),
                "article": row["article"],
                "source": sources[row["article"]],
                "date": row["date"],
                "precision": row["date_precision"],
                "inferred": row["date_basis"] == "inferred",
                "obs_status": row["obs_status"],
                "areas": row["areas"],
                "agreement": row["agreement"],
                "conflicts": row["conflicts"],
                "because": row["because"],
                "start": row["start"],
                "end": row["end"],
            },
        )
    columns = ["event", "number", "label", "article", "source", "date", "precision", "inferred", "obs_status"]
    columns += ["areas", "agreement", "conflicts", "because", "start", "end"]
    return pd.DataFrame(list(rows.values()), columns=columns)


def actors_in_events(tables: Tables) -> pd.DataFrame:
    """Who takes part in which event, by the articles that say so: actor, name, kind, area, event, source; a row each.

    The name is the first full one of the actor's, the area the first that is known.
    """
    sources = {article: number for number, article in enumerate(tables.articles["article"], 1)}
    mentions = {(row["article"], row["start"]): row for row in records(tables.actors)}
    names: dict[str, str] = {}
    areas: dict[str, str] = {}
    for row in mentions.values():
        names.setdefault(row["actor"], row["name"])
        areas[row["actor"]] = areas.get(row["actor"]) or row["area"]
    rows = []
    for event in records(tables.events):
        for start in event["actors"].split():
            if mention := mentions.get((event["article"], int(start))):
                rows.append(
                    {
                        "actor": mention["actor"],
                        "name": names[mention["actor"]],
                        "kind": mention["kind"],
                        "area": areas[mention["actor"]],
                        "language": mention["language"],
                        "event": event["event"],
                        "source": sources[event["article"]],
                    }
                )
    return pd.DataFrame(rows, columns=["actor", "name", "kind", "area", "language", "event", "source"])


def of_one_newsroom(tables: Tables) -> set[str]:
    """The facts that several articles state alike, none independent of the others: copies, or texts of one newsroom."""
    several = (tables.facts["n_sources"] < 2) & tables.facts["sources"].str.contains(";")
    return set(tables.facts["fact"][several & (tables.facts["status"] == "single")])


def traded_goods(tables: Tables, ref_area: str, counterpart_area: str = "") -> pd.DataFrame:
    """The goods that the articles list as exported or imported by the area, as printed, in file order."""
    goods = tables.goods[tables.goods["ref_area"] == ref_area]
    goods = goods[goods["counterpart_area"] == counterpart_area] if counterpart_area else goods
    return goods.sort_values(["article", "start"]).reset_index(drop=True)


def _shared_sites(events: pd.DataFrame, event: str) -> str:
    """The sites that all tellings of an event name; those of the first if they share none."""
    told = [row.split(";") for row in events["sites"][events["event"] == event]]
    shared = [site for site in told[0] if all(site in sites for sites in told)]
    return ";".join(shared or told[0])


def set_aside(tables: Tables) -> pd.DataFrame:
    """The quantities that are in no fact, in file order."""
    quantities = tables.quantities
    return quantities[quantities["indicator"] == ""].sort_values(["article", "start"]).reset_index(drop=True)


_SIDES = ("exports", "imports", "balance")
_ENDS = {"": "obs_value", "_low": "value_low", "_high": "value_high"}
_DERIVED_ENDS = {"": "value", "_low": "low", "_high": "high"}


def _stand(fact: Row, observation: Row) -> str:
    if fact["status"] == "disputed":
        return "conflicts"
    if fact["status"] == "revised" and observation["obs_value"] != fact["obs_value"]:
        return "revised"
    return "states"


def _level(facts: pd.DataFrame, ref_area: str, counterpart_area: str) -> pd.DataFrame:
    """The levels of the area and of its parts, with all partners or with one."""
    near = facts["ref_area"].map(lambda code: nearness(code, ref_area) < 2).astype(bool)
    found = facts[near & (facts["measure"] == "level")]
    return found[found["counterpart_area"] == counterpart_area] if counterpart_area else found


def _own_or_parts(facts: pd.DataFrame, ref_area: str) -> pd.DataFrame:
    """The facts about the area itself; those about its parts if there are none."""
    own = facts[facts["ref_area"] == ref_area]
    return facts if own.empty else own


def _one_unit(facts: pd.DataFrame) -> pd.DataFrame:
    """Only the facts in the unit that most of them have."""
    return facts[facts["unit_measure"] == facts["unit_measure"].mode()[0]] if len(facts) else facts


def _category(code: str) -> str:
    return indicators()[code].category if code in indicators() else ""


def _good(code: str) -> str:
    """The name of the good that an indicator is about; "" for all goods, and for other indicators."""
    return goods()[indicators()[code].good] if code in indicators() and indicators()[code].good else ""


def _label(fact: Row, *, several: bool, named: bool, everything: bool = False) -> str:
    """What sets a row apart from its neighbours: the indicator where there are several, the area if it is ``named``.

    ``everything`` is for trade in all goods: without a partner it is all trade.
    """
    parts = [
        wording.area(fact["ref_area"]) if named else "",
        wording.indicator(fact["indicator"]) if several else "",
        wording.area(fact["counterpart_area"]) or ("all trade" if everything else ""),
        wording.period(fact["time_period"]),
        wording.per(fact["rate"]),
    ]
    name = ", ".join(part for part in parts if part) or wording.area(fact["ref_area"]) or "not said where"
    return f"{name}, a plan" if fact["obs_status"] == "plan" else name


def _value(fact: Row) -> dict[str, Any]:
    return {
        "value": fact["obs_value"],
        "low": fact["value_low"],
        "high": fact["value_high"],
        "unit": fact["unit_measure"],
    }


def known_end(row: Row) -> float:
    """A value; of one with an open side the end that is known."""
    return next((float(row[end]) for end in ("value", "low", "high") if row[end] == row[end]), 0.0)


def _derived_from(derived: pd.DataFrame, facts: Iterable[Row | None], unit: str) -> str:
    """The name of the figure derived from exactly these facts, in this unit or so much of it per something; or ""."""
    ids = {fact["fact"] if fact else "" for fact in facts}
    for row in records(derived):
        if row["unit"].partition("/")[0] == unit and set(row["inputs"].split(";")) == ids:
            return derived_id(row)
    return ""


def _derived_row(derived: pd.DataFrame, id: str) -> Row | None:
    return next((row for row in records(derived) if id and derived_id(row) == id), None)


def derived_id(row: Row) -> str:
    """The name of a derived figure among all: what it is and what it was made from."""
    return f"{row['name']}:{row['inputs']}"
