"""What meets in one fact, by which rule, and what must never meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.periods.spans import days
from newsfigures.reconcile import reconcile
from newsfigures.types import Fact, Key, Observation, Quantity, Span

KEY = Key("exports", "LA", "TH", "2024", "level")
MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)


def observation(
    article: str, value: str, high: str | None = None, *, at: int = 10, text: str = "", **fields: Any
) -> Observation:
    """An observation of an article; fields of the key, the quantity or the observation by name."""
    key = replace(KEY, **{name: fields.pop(name) for name in list(fields) if hasattr(KEY, name)})
    speaker, status = fields.pop("speaker", ""), fields.pop("status", "actual")
    text = text or f"{value} {high or ''}"
    span = Span(article, at, at + len(text), text)
    quantity = Quantity(span, Decimal(value), high and Decimal(high), **{"unit": "USD"} | fields)
    return Observation(key, quantity, speaker, status, ("a rule",))


def one_fact(*observations: Observation, dates: dict[str, date | None] | None = None) -> Fact:
    """The single fact that these make, whatever their order."""
    dates = dates or {}
    results = [reconcile(order, dates) for order in permutations(observations)]
    assert all(facts == results[0] for facts in results)
    [fact] = results[0]
    assert {one.quantity.span.article for one in fact.evidence} == {one.quantity.span.article for one in observations}
    return fact


# --- agreement ------------------------------------------------------------------------------------------------------


def test_one_article_is_a_single_source() -> None:
    fact = one_fact(observation("a", "3E+9"))
    assert (fact.status, fact.value, fact.because) == ("single", Decimal("3E+9"), ())


def test_two_articles_with_the_same_value_agree() -> None:
    fact = one_fact(observation("a", "3E+9"), observation("b", "3E+9"))
    assert (fact.status, fact.because) == ("agreed", ("same value",))


@pytest.mark.parametrize(
    ("one", "other", "rule", "value"),
    [
        (["15.2E+9"], ["15.24E+9"], "same value within the printed rounding", "15.2E+9"),
        (["1.44E+9"], ["1.4454E+9"], "same value, cut off after its last printed digit", "1.44E+9"),
        (["4E+9", "5E+9"], ["4.4E+9"], "the range holds it", "4E+9"),
    ],
)
def test_roundings_and_ranges_agree(one: list[str], other: list[str], rule: str, value: str) -> None:
    fact = one_fact(observation("a", *one), observation("b", *other))
    assert fact.status == "agreed"
    assert rule in fact.because
    assert fact.value == Decimal(value)
    assert "the statement that claims least is the value" in fact.because


@pytest.mark.parametrize(
    ("bound", "value", "other", "rule"),
    [
        ("over", "500", "556", "the bound holds"),
        ("at_least", "500", "500", "the bound holds"),
        ("under", "500", "470", "the bound holds"),
        ("about", "500", "480", "within 5% of “about”"),
        ("nearly", "500", "490", "within 5% of “nearly”"),
    ],
)
def test_bounds_that_the_other_value_satisfies(bound: str, value: str, other: str, rule: str) -> None:
    fact = one_fact(observation("a", value, bound=bound), observation("b", other))
    assert (fact.status, fact.bound) == ("agreed", bound)
    assert rule in fact.because


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"value": "15.2E+9"}, {"value": "15.9E+9"}),
        ({"value": "15.2E+9"}, {"value": "15.3E+9"}),
        ({"value": "142", "unit": "count"}, {"value": "143", "unit": "count"}),
        ({"value": "500", "bound": "over"}, {"value": "480"}),
        ({"value": "500", "bound": "over"}, {"value": "9000"}),
        ({"value": "500", "bound": "nearly"}, {"value": "510"}),
        ({"value": "4E+9", "high": "5E+9"}, {"value": "5.4E+9"}),
    ],
)
def test_different_values_conflict(one: dict[str, Any], other: dict[str, Any]) -> None:
    fact = one_fact(observation("a", **one), observation("b", **other))
    assert fact.status == "disputed"
    assert fact.value == min(Decimal(one["value"]), Decimal(other["value"]))
    assert fact.because == ("sources print different values", "the lowest is the value")
    assert len(fact.evidence) == 2


def test_repeated_in_one_article_is_one_source() -> None:
    fact = one_fact(observation("a", "1.4E+9", at=5), observation("a", "1.41E+9", at=90))
    assert fact.status == "single"
    assert fact.value == Decimal("1.41E+9")
    assert fact.because == ("repeated in one article: the most exact statement counts",)
    headline = one_fact(
        observation("a", "500", bound="over", at=5), observation("a", "556", at=90), observation("b", "556")
    )
    assert (headline.status, headline.value, headline.bound) == ("agreed", 556, "exact")


def test_a_rounder_statement_does_not_make_two_values_agree() -> None:
    fact = one_fact(observation("a", "100", bound="about"), observation("b", "103"), observation("c", "98"))
    assert fact.status == "disputed"
    assert {one.quantity.value for one in fact.evidence} == {98, 100, 103}


def test_a_rounder_statement_agrees_with_one_exact_value() -> None:
    fact = one_fact(observation("a", "100", bound="about"), observation("b", "103"), observation("c", "103"))
    assert (fact.status, fact.value, fact.bound) == ("agreed", 100, "about")


def test_units_of_one_family_agree() -> None:
    fact = one_fact(observation("a", "2000", unit="kg"), observation("b", "2.0", unit="t"))
    assert fact.status == "agreed"


def test_a_decline_is_negative() -> None:
    fact = one_fact(observation("a", "4.2", unit="percent", change="down", measure="yoy", bound="over"))
    assert (fact.value, fact.bound) == (Decimal("-4.2"), "under")
    both = one_fact(
        observation("a", "4.2", unit="percent", change="down", measure="yoy"),
        observation("b", "4.2", unit="percent", change="up", measure="yoy"),
    )
    assert both.status == "disputed"


# --- time -----------------------------------------------------------------------------------------------------------


def test_a_later_article_revises() -> None:
    fact = one_fact(observation("a", "3.0E+9"), observation("b", "3.4E+9"), dates={"a": MONDAY, "b": TUESDAY})
    assert (fact.status, fact.value) == ("revised", Decimal("3.4E+9"))
    assert fact.because == ("a later article revises: 2025-03-04",)
    assert fact.evidence[0].quantity.span.article == "b"


def test_without_dates_or_on_one_day_nobody_revises() -> None:
    for dates in ({}, {"a": MONDAY}, {"a": MONDAY, "b": MONDAY}):
        assert one_fact(observation("a", "3.0E+9"), observation("b", "3.4E+9"), dates=dates).status == "disputed"


def test_flows_without_a_period_are_not_revised_but_of_unknown_times() -> None:
    dates: dict[str, date | None] = {"a": MONDAY, "b": TUESDAY}
    flow = one_fact(observation("a", "3E+9", time_period=""), observation("b", "4E+9", time_period=""), dates=dates)
    assert flow.status == "disputed"
    assert "none names its period: they may be of several" in flow.because
    stock = {"time_period": "", "indicator": "fdi_projects", "unit": "count"}
    state = one_fact(observation("a", "12", **stock), observation("b", "14", **stock), dates=dates)
    assert (state.status, state.value) == ("revised", 14)
    assert state.because == ("no period: a later article tells a later state: 2025-03-04",)


def test_a_day_that_disagrees_with_itself_revises_nothing() -> None:
    dates: dict[str, date | None] = {"a": MONDAY, "b": TUESDAY, "c": TUESDAY}
    fact = one_fact(observation("a", "3E+9"), observation("b", "4E+9"), observation("c", "5E+9"), dates=dates)
    assert fact.status == "disputed"


def test_what_is_far_off_revises_nothing() -> None:
    firms = {"indicator": "enterprises", "unit": "count", "time_period": "", "counterpart_area": ""}
    for value, status in (("610", "revised"), ("5600", "disputed"), ("12", "disputed")):
        told = one_fact(
            observation("a", "487", **firms), observation("b", value, **firms), dates={"a": MONDAY, "b": TUESDAY}
        )
        assert told.status == status
    change = {"unit": "percent", "measure": "yoy"}
    told = one_fact(
        observation("a", "0.4", **change), observation("b", "1.1", **change), dates={"a": MONDAY, "b": TUESDAY}
    )
    assert told.status == "revised"


def test_what_was_printed_before_revises_nothing() -> None:
    dates: dict[str, date | None] = {"a": MONDAY, "b": MONDAY, "c": TUESDAY}
    told = [observation("a", "3.0E+9"), observation("b", "3.4E+9"), observation("c", "3.4E+9")]
    assert one_fact(*told, dates=dates).status == "disputed"
    assert one_fact(*told, dates=dates | {"b": TUESDAY}).status == "revised"
    assert one_fact(*told, dates=dates | {"b": TUESDAY, "c": date(2025, 3, 5)}).status == "revised"


# --- copies ---------------------------------------------------------------------------------------------------------


def wire(article: str, shift: int) -> list[Observation]:
    """Five figures in fixed words at fixed distances, as a wire story has them."""
    places = zip((0, 40, 130, 200, 420), ("exports", "imports", "gdp", "cpi", "oda"), strict=True)
    return [observation(article, "3E+9", at=at + shift, text="US$3 billion", indicator=name) for at, name in places]


def test_a_syndicated_copy_is_one_source() -> None:
    facts = reconcile(wire("a", 10) + wire("b", 333), {"a": MONDAY, "b": TUESDAY})
    assert {fact.status for fact in facts} == {"single"}
    assert all("a syndicated copy is one source" in fact.because for fact in facts)
    assert all(len(fact.evidence) == 2 for fact in facts)


def test_a_story_that_an_editor_cut_is_a_copy() -> None:
    """The figures stand in the same words and order, at other distances, and one is left out."""
    words = [
        "US$3 billion",
        "4 billion dollars",
        "a third",
        "150 ports",
        "22 per cent",
        "US$9",
        "some 40 firms",
        "12 per cent",
    ]
    names = ("exports", "imports", "gdp", "cpi", "oda", "loans", "grants", "inflation")

    def told(article: str, wide: int, kept: int) -> list[Observation]:
        rows = list(zip(words, names, strict=True))[:kept]
        return [
            observation(article, "3E+9", at=at * at * wide, text=text, indicator=name)
            for at, (text, name) in enumerate(rows, 1)
        ]

    facts = reconcile(told("a", 70, 8) + told("b", 90, 7), {})
    assert {fact.status for fact in facts} == {"single"}
    # A few figures in a row are what any two articles on one release share.
    few = reconcile(told("a", 70, 8) + told("b", 90, 4), {})
    assert {fact.status for fact in few} == {"single", "agreed"}


def test_the_same_figures_in_other_words_are_two_sources() -> None:
    own = [
        observation("b", "3E+9", at=n * n * 100, indicator=one.key.indicator) for n, one in enumerate(wire("a", 0), 1)
    ]
    assert {fact.status for fact in reconcile(wire("a", 10) + own, {})} == {"agreed"}


def test_a_story_printed_again_weeks_later_is_no_copy() -> None:
    facts = reconcile(wire("a", 10) + wire("b", 333), {"a": MONDAY, "b": date(2025, 5, 1)})
    assert {fact.status for fact in facts} == {"agreed"}


def test_texts_of_one_newsroom_are_one_source() -> None:
    same = [observation("a", "3E+9"), observation("b", "3E+9", text="3 tỷ"), observation("c", "3E+9")]
    [two] = reconcile(same, {}, {"a": "The Herald", "b": "The Herald", "c": "The Courier"})
    assert (two.status, two.n_sources) == ("agreed", 2)
    assert "texts of one newsroom are one source" in two.because
    [one] = reconcile(same[:2], {}, {"a": "The Herald", "b": "The Herald"})
    assert (one.status, one.n_sources, len(one.evidence)) == ("single", 1, 2)
    [unknown] = reconcile(same[:2], {}, {"a": "", "b": ""})
    assert (unknown.status, unknown.n_sources) == ("agreed", 2)


def test_texts_of_one_newsroom_may_contradict_each_other() -> None:
    told = [observation("a", "3E+9"), observation("b", "4E+9")]
    [fact] = reconcile(told, {}, {"a": "The Herald", "b": "The Herald"})
    assert (fact.status, fact.n_sources) == ("disputed", 1)
    assert "one source prints different values" in fact.because


def test_a_copy_of_a_newsroom_s_story_is_that_newsroom_s() -> None:
    facts = reconcile(wire("a", 10) + wire("b", 333), {}, {"a": "The Herald", "b": "The Courier"})
    assert {(fact.status, fact.n_sources) for fact in facts} == {("single", 1)}


# --- a headline and the text below it -------------------------------------------------------------------------------


def test_a_headline_without_the_period_is_the_same_statement() -> None:
    title = observation("a", "40E+9", at=0, time_period="", bound="over")
    body = observation("a", "41.2E+9", at=90)
    fact = one_fact(title, body)
    assert (fact.key.time_period, fact.value, fact.status) == ("2024", Decimal("41.2E+9"), "single")
    assert "told again in one article without its period or partner" in fact.because


def test_a_headline_without_the_partner_is_the_same_statement() -> None:
    fact = one_fact(observation("a", "41E+9", at=0, time_period="", counterpart_area=""), observation("a", "41E+9"))
    assert fact.key == KEY


@pytest.mark.parametrize(
    "other",
    [
        {"value": "44E+9"},  # another value
        {"article": "b"},  # another article
        {"unit": "VND"},
        {"status": "plan"},
        {"measure": "yoy"},
        {"counterpart_area": "CN"},  # another partner
        {"bound": "over", "value": "30E+9"},  # held by the bound, but far from it
    ],
    ids=str,
)
def test_what_is_no_headline_of_it(other: dict[str, str]) -> None:
    told = {"article": "a", "value": "40E+9"} | other
    facts = reconcile([observation("a", "40E+9", at=90), observation(**told, at=0, time_period="")], {})
    assert len(facts) == 2


def test_a_headline_that_could_be_of_two_years_is_of_neither() -> None:
    years = [observation("a", "40E+9", at=90), observation("a", "40E+9", at=190, time_period="2023")]
    assert len(reconcile([observation("a", "40E+9", at=0, time_period=""), *years], {})) == 3


@pytest.mark.parametrize("base", ["yoy", "qoq"])
def test_a_change_whose_base_is_said_once(base: str) -> None:
    change = {"unit": "percent", "measure": "change"}
    fact = one_fact(observation("a", "6.4", at=0, **change), observation("a", "6.4", **change | {"measure": base}))
    assert fact.key.measure == base
    two = [observation("a", "6.4", at=at, **change | {"measure": one}) for at, one in ((50, "mom"), (90, base))]
    assert len(reconcile([observation("a", "6.4", at=0, **change), *two], {})) == 3


# --- what one article tells more fully than another ------------------------------------------------------------------

WEEK: dict[str, date | None] = {"a": MONDAY, "b": TUESDAY}
FUNDS = {"indicator": "fdi_capital", "counterpart_area": ""}


def test_the_same_value_without_its_period_in_an_article_of_those_days() -> None:
    fact = one_fact(observation("a", "412E+6"), observation("b", "412E+6", time_period=""), dates=WEEK)
    assert (fact.key.time_period, fact.status, fact.n_sources) == ("2024", "agreed", 2)
    assert "the same value in an article of those days that does not name the period" in fact.because


@pytest.mark.parametrize(
    ("other", "dates"),
    [
        ({"value": "413E+6"}, WEEK),  # another value
        ({"value": "412E+6", "bound": "over"}, WEEK),
        ({"value": "412E+6", "counterpart_area": "CN"}, WEEK),
        ({"value": "412E+6", "rate": "per_year"}, WEEK),
        ({"value": "412E+6"}, WEEK | {"b": date(2025, 4, 4)}),  # weeks later
        ({"value": "412E+6"}, WEEK | {"b": None}),
    ],
    ids=str,
)
def test_what_may_be_of_another_period(other: dict[str, Any], dates: dict[str, date | None]) -> None:
    assert len(reconcile([observation("a", "412E+6"), observation("b", **other, time_period="")], dates)) == 2


def test_a_round_value_or_one_of_two_periods_may_be_of_another() -> None:
    bare = observation("b", "4E+9", time_period="")
    assert len(reconcile([observation("a", "4E+9"), bare], WEEK)) == 2
    years = [observation("a", "412E+6", at=90), observation("a", "412E+6", at=190, time_period="2023")]
    assert len(reconcile([observation("b", "412E+6", time_period=""), *years], WEEK)) == 3


@pytest.mark.parametrize("told", ["2025-05", "2025-05-31", "../2025-05-31"])
def test_what_there_is_at_the_end_of_a_period(told: str) -> None:
    by_then = observation("a", "43.2E+9", **FUNDS, time_period="../2025-05")
    fact = one_fact(by_then, observation("b", "43.2E+9", **FUNDS, time_period=told), dates=WEEK)
    assert fact.key.time_period == "../2025-05"
    assert "the same value, its time told in other words" in fact.because


@pytest.mark.parametrize("told", ["2025-01-01/P5M", "2025-06", "2025"])
def test_what_was_added_in_a_period_is_not_what_there_is_at_its_end(told: str) -> None:
    by_then = observation("a", "43.2E+9", **FUNDS, time_period="../2025-05")
    assert len(reconcile([by_then, observation("b", "43.2E+9", **FUNDS, time_period=told)], WEEK)) == 2


def test_so_much_by_the_end_of_a_month_is_counted_since_the_year_began() -> None:
    spent = {"indicator": "public_investment", "counterpart_area": "", "unit": "VND"}
    by_then = observation("a", "6.3E+12", **spent, time_period="../2024-08")
    fact = one_fact(by_then, observation("b", "6.3E+12", **spent, time_period="2024-01-01/P8M"), dates=WEEK)
    assert fact.key.time_period == "2024-01-01/P8M"
    assert len(reconcile([by_then, observation("b", "6.3E+12", **spent, time_period="2024-08")], WEEK)) == 2


def test_trade_is_the_same_from_either_side_and_exports_are_not() -> None:
    turned = {"ref_area": "TH", "counterpart_area": "LA"}
    for indicator, facts in (("total_trade", 1), ("exports", 2)):
        told = [observation(article, "3E+9", indicator=indicator) for article in "ab"]
        found = reconcile([*told, observation("c", "3E+9", indicator=indicator, **turned)], {})
        assert len(found) == facts
    [alone] = reconcile([observation("a", "3E+9", indicator="total_trade", **turned)], {})
    assert alone.key.ref_area == "TH"


def test_what_is_assigned_is_a_plan_whether_told_as_one_or_not() -> None:
    told = {"indicator": "public_investment_plan", "unit": "VND"}
    fact = one_fact(observation("a", "12E+12", **told), observation("b", "12E+12", **told, status="plan"))
    assert fact.status == "agreed"


# --- one project in several articles ---------------------------------------------------------------------------------


def project(article: str, length: str, cost: str, *, at: int = 10, **fields: Any) -> list[Observation]:
    """A road as one article tells of it."""
    place = {"ref_area": "LA", "counterpart_area": "", "time_period": ""}
    return [
        observation(article, length, at=at, indicator="route_length", unit="km", **place),
        observation(article, cost, at=at + 40, indicator="project_cost", **place | fields),
    ]


def costs(observations: list[Observation], dates: dict[str, date | None] | None = None) -> list[Fact]:
    facts = reconcile(observations, WEEK if dates is None else dates)
    assert len({fact.id for fact in facts}) == len(facts)
    return [fact for fact in facts if fact.key.indicator == "project_cost"]


def test_two_articles_that_print_one_length_tell_of_one_road() -> None:
    told = "articles that print one length, cost or capacity of a project tell of one project"
    [fact] = costs(project("a", "37.5", "254E+6") + project("b", "37.5", "250E+6", bound="over"))
    assert (fact.status, fact.n_sources, fact.bound) == ("agreed", 2, "over")
    assert told in fact.because
    [fact] = costs(project("a", "37.5", "254E+6") + project("b", "37.5", "245E+6"), {"a": MONDAY, "b": MONDAY})
    assert (fact.status, fact.value, len(fact.evidence)) == ("disputed", Decimal("245E+6"), 2)


@pytest.mark.parametrize(
    ("other", "dates"),
    [
        (project("b", "41.5", "250E+6", bound="over"), WEEK),  # another length
        (project("b", "37.5", "250E+6", ref_area="TH"), WEEK),
        (project("b", "37.5", "250E+6") + project("b", "12.5", "90E+6", at=200), WEEK),  # which of its two roads?
        (project("b", "37.5", "250E+6"), {"a": MONDAY, "b": date(2025, 9, 1)}),
    ],
)
def test_what_may_be_another_road(other: list[Observation], dates: dict[str, date | None]) -> None:
    assert all(len(fact.evidence) == 1 for fact in costs(project("a", "37.5", "254E+6") + other, dates))


def test_a_length_of_one_digit_tells_nothing() -> None:
    assert len(costs(project("a", "4", "254E+6") + project("b", "4", "250E+6", bound="over"))) == 2


# --- one amount in two currencies ------------------------------------------------------------------------------------


def beside(first: Observation, value: str, **fields: Any) -> Quantity:
    """An amount in dollars that stands behind another in its brackets."""
    span = first.quantity.span
    place = Span(span.article, span.end + 2, span.end + 12, value)
    return Quantity(place, Decimal(value), None, "USD", equivalent_to=(span.start, span.end), **fields)


DONG = observation("a", "2.1E+12", unit="VND")


def test_a_dual_amount_meets_what_others_print_of_it() -> None:
    others = [observation("b", "80E+6"), observation("c", "2100E+9", unit="VND")]
    for order in permutations([DONG, *others]):
        [fact] = reconcile(order, WEEK, {}, [beside(DONG, "80E+6")])
        assert (fact.status, fact.n_sources, fact.unit) == ("agreed", 3, "VND")
        assert "a dual amount: an article prints it in both currencies" in fact.because
        assert len(fact.evidence) == 3
    [about] = reconcile([DONG, observation("b", "82E+6", bound="nearly")], WEEK, {}, [beside(DONG, "80E+6")])
    assert (about.unit, about.value) == ("VND", Decimal("2.1E+12"))


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (observation("b", "95E+6"), [beside(DONG, "80E+6")]),  # another amount
        (observation("b", "80E+6", time_period="2023"), [beside(DONG, "80E+6")]),
        (observation("b", "80E+6", indicator="imports"), [beside(DONG, "80E+6")]),
        (observation("b", "80E+6", status="plan"), [beside(DONG, "80E+6")]),
        (observation("a", "80E+6", at=90), [beside(DONG, "80E+6")]),  # the article tells of both
        (observation("b", "80E+6"), [beside(observation("a", "1E+12", at=70, unit="VND"), "80E+6")]),
        (observation("b", "80E+6"), []),
    ],
    ids=str,
)
def test_what_is_no_dual_amount(other: Observation, told: list[Quantity]) -> None:
    assert {fact.unit for fact in reconcile([DONG, other], WEEK, {}, told)} == {"USD", "VND"}


def test_two_projects_of_one_week_need_the_very_amount() -> None:
    road = {"indicator": "project_cost", "time_period": "", "counterpart_area": ""}
    first = observation("a", "2.1E+12", unit="VND", **road)
    assert len(reconcile([first, observation("b", "80E+6", **road)], WEEK, {}, [beside(first, "80E+6")])) == 1
    near = observation("b", "82E+6", bound="nearly", **road)
    assert len(reconcile([first, near], WEEK, {}, [beside(first, "80E+6")])) == 2
    later = {"a": MONDAY, "b": date(2025, 9, 1)}
    assert len(reconcile([first, observation("b", "80E+6", **road)], later, {}, [beside(first, "80E+6")])) == 2


# --- what never meets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "imports"},
        {"ref_area": "VN"},
        {"counterpart_area": "CN"},
        {"counterpart_area": ""},
        {"time_period": "2023"},
        {"time_period": ""},
        {"measure": "yoy"},
        {"unit": "VND"},
        {"unit": "t"},
        {"rate": "per_year"},
        {"status": "plan"},
    ],
    ids=str,
)
def test_what_must_not_merge(other: dict[str, str]) -> None:
    facts = reconcile([observation("a", "3E+9"), observation("b", "3E+9", **other)], {})
    assert len(facts) == 2
    assert len({fact.id for fact in facts}) == 2


def test_figures_of_companies_and_of_parts_told_in_words_never_meet() -> None:
    for own in ({"indicator": "company_revenue", "ref_area": ""}, {"ref_area": ""}, {"measure": "part"}):
        found = [observation(article, "3E+9", at=at, **own) for article in "ab" for at in (10, 90)]
        facts = reconcile(found, {})
        assert len({fact.id for fact in facts}) == 4
        assert {fact.status for fact in facts} == {"single"}


def test_of_many_projects_equal_values_meet_and_others_are_no_dispute() -> None:
    values = (("a", "310"), ("b", "310"), ("b", "42"))
    facts = reconcile([observation(one, km, indicator="route_length", unit="km") for one, km in values], {})
    assert [(fact.value, fact.status) for fact in facts] == [(Decimal(310), "agreed"), (Decimal(42), "single")]


@pytest.mark.parametrize(
    ("value", "later", "facts"),
    [
        ("4", date(2025, 3, 4), 2),  # many roads have four lanes
        ("300", date(2025, 3, 4), 1),
        ("300", date(2025, 3, 20), 2),
        ("12", date(2025, 3, 20), 1),
        ("12", date(2025, 9, 1), 2),  # of another storm
        ("12", None, 1),
        ("127", date(2025, 9, 1), 1),
    ],
)
def test_of_many_things_few_digits_meet_only_in_one_tale(value: str, later: date | None, facts: int) -> None:
    storm = {"indicator": "deaths", "unit": "count", "time_period": "", "counterpart_area": ""}
    found = reconcile([observation(id, value, **storm) for id in "ab"], {"a": MONDAY, "b": later})
    assert len({fact.id for fact in found}) == len(found) == facts


def test_an_area_before_and_after_its_borders_changed() -> None:
    place = {"ref_area": "VN-DN", "time_period": ""}
    dates: dict[str, date | None] = {"a": date(2025, 6, 1), "b": date(2025, 8, 1), "c": None}
    facts = reconcile([observation(article, "3E+9", **place) for article in "abc"], dates)
    assert {fact.borders: len(fact.evidence) for fact in facts} == {"2025-06-30": 1, "": 2}
    assert len({fact.id for fact in facts}) == 2
    same = reconcile([observation(article, "3E+9", ref_area="VN-HN", time_period="") for article in "ab"], dates)
    assert len(same) == 1


# --- sums -----------------------------------------------------------------------------------------------------------


def test_parts_that_add_up_or_not() -> None:
    parts = [observation("a", "3.0E+9", at=1), observation("a", "2.0E+9", at=9, indicator="imports")]
    for total, said in (
        ("5.0E+9", "exports and imports add up to it"),
        ("6.5E+9", "exports and imports do not add up to it"),
    ):
        facts = reconcile([*parts, observation("a", total, at=20, indicator="total_trade")], {})
        [fact] = [fact for fact in facts if fact.key.indicator == "total_trade"]
        assert said in fact.because


def test_some_parts_of_a_budget_never_are_more_than_all_of_it() -> None:
    names = ("domestic_revenue", "customs_revenue")
    parts = [
        observation("a", value, at=at, indicator=name)
        for at, (name, value) in enumerate(zip(names, ("3.0E+12", "2.0E+12"), strict=True))
    ]
    for total, said in (
        ("5.0E+12", "domestic revenue and customs revenue add up to it"),
        ("4.0E+12", "domestic revenue and customs revenue are more than it"),
        ("6.0E+12", ""),  # another part may be left untold
    ):
        facts = reconcile([*parts, observation("a", total, at=20, indicator="budget_revenue")], {})
        [fact] = [fact for fact in facts if fact.key.indicator == "budget_revenue"]
        assert [rule for rule in fact.because if "it" in rule.split()] == ([said] if said else [])


def test_a_total_of_parts_in_dispute_is_not_checked() -> None:
    parts = [observation("a", "3.0E+9", at=1), observation("a", "2.0E+9", at=9, indicator="imports")]
    other = observation("b", "3.6E+9", at=1)
    facts = reconcile([*parts, other, observation("a", "5.0E+9", at=20, indicator="total_trade")], {})
    assert not any("add up" in rule for fact in facts for rule in fact.because)


# --- any input ------------------------------------------------------------------------------------------------------

STATEMENTS = st.builds(
    observation,
    st.sampled_from("abcd"),
    st.sampled_from(["1", "1.5", "15E+8", "0", "1500000000", "7E+20"]),
    at=st.integers(0, 10_000),
    unit=st.sampled_from(["USD", "VND", "t", "kg", "percent", "USD/t", "count"]),
    bound=st.sampled_from(["exact", "about", "nearly", "over", "under", "at_least", "at_most"]),
    change=st.sampled_from([None, "up", "down"]),
    measure=st.sampled_from(["level", "yoy"]),
    ref_area=st.sampled_from(["VN-DN", "XX"]),
    time_period=st.sampled_from(["", "2024", "../2026", "2024-01-01/P5M", "nonsense"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STATEMENTS, max_size=12))
def test_every_observation_is_in_one_fact(statements: list[Observation]) -> None:
    dates: dict[str, date | None] = {"a": MONDAY, "b": TUESDAY, "c": None}
    restated = [beside(one, "15E+8") for one in statements if one.quantity.unit == "VND"]
    facts = reconcile(statements, dates, {}, restated)
    assert sum(len(fact.evidence) for fact in facts) == len(statements)
    assert len({fact.id for fact in facts}) == len(facts)
    assert facts == sorted(facts, key=lambda fact: fact.id)


@pytest.mark.parametrize(
    ("time_period", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-Q2", (2024, 4, 1), (2024, 6, 30)),
        ("2024-S2", (2024, 7, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-02-29", (2024, 2, 29), (2024, 2, 29)),
        ("2016-01-01/P5Y", (2016, 1, 1), (2020, 12, 31)),
        ("2024-03-05/P10D", (2024, 3, 5), (2024, 3, 14)),
        ("2025-01/..", (2025, 1, 1), None),
        ("../2026", None, (2026, 12, 31)),
        ("", None, None),
        ("9999-12-31/P9999Y", None, None),
        ("2024-13", None, None),
    ],
)
def test_days(time_period: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None) -> None:
    assert days(time_period) == (first and date(*first), last and date(*last))
