"""Derived figures: the arithmetic of intervals, what may be set against what, and currencies at published rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.derive import derive
from newsfigures.exchange import implied_rates, published_rate
from newsfigures.reconcile import reconcile
from newsfigures.types import Derived, Fact, Figure, Key, Observation, Quantity, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

WRITTEN = date(2026, 1, 14)


def fact(indicator: str, value: str, high: str | None = None, **fields: Any) -> Fact:
    """A fact of one article: Laos with Thailand, no period, unless the fields say otherwise."""
    names = ("ref_area", "counterpart_area", "time_period", "measure")
    given = {"ref_area": "LA", "counterpart_area": "TH", "time_period": "", "measure": "level"}
    key = Key(indicator, *(fields.pop(name, given[name]) for name in names))
    status = fields.pop("status", "actual")
    at = fields.pop("at", 0)
    span = Span(fields.pop("article", "a"), at, at + 1, "x")
    quantity = Quantity(span, Decimal(value), high and Decimal(high), **{"unit": "USD"} | fields)
    [one] = reconcile([Observation(key, quantity, "", status, ())], {})
    return one


def named(name: str, *facts: Fact, day: date | None = WRITTEN, figures: Sequence[Figure] = ()) -> Derived | None:
    """The derived figure of that name, or None; every article is of that day."""
    dates = {one.quantity.span.article: day for fact in facts for one in fact.evidence}
    found = [one for one in derive(facts, dates, figures) if one.name == name]
    assert len(found) <= 1
    return found[0] if found else None


def near(value: Decimal | None, wanted: str) -> bool:
    return value is not None and abs(value - Decimal(wanted)) <= abs(Decimal(wanted)) * Decimal("0.0001")


def test_the_balance_of_a_rounded_and_an_approximate_amount() -> None:
    exports, imports = (
        fact("exports", "45E+6", rate="per_year"),
        fact("imports", "200E+6", rate="per_year", bound="about"),
    )
    balance = named("trade_balance", exports, imports)
    assert balance is not None
    assert (balance.value, balance.unit, balance.inputs) == (Decimal("-155E+6"), "USD/year", (exports.id, imports.id))
    assert (balance.low, balance.high) == (
        Decimal("44.5E+6") - Decimal("210E+6"),
        Decimal("45.5E+6") - Decimal("190E+6"),
    )
    assert balance.formula == "exports − imports"


def test_a_lower_bound_divided_stays_a_lower_bound() -> None:
    each = named(
        "capital_per_project", fact("fdi_capital", "556E+6", bound="over"), fact("fdi_projects", "142", unit="count")
    )
    assert each is not None
    assert (each.value, each.high, each.unit) == (None, None, "USD/project")
    assert near(each.low, "3915492.96")


def test_imports_to_exports() -> None:
    ratio = named("import_export_ratio", fact("exports", "45E+6"), fact("imports", "90E+6"))
    assert ratio is not None
    assert ratio.value == 2
    assert ratio.low is not None and ratio.high is not None and ratio.low < 2 < ratio.high


@pytest.mark.parametrize(
    "other",
    [
        {"ref_area": "VN"},
        {"counterpart_area": "CN"},
        {"time_period": "2024"},
        {"measure": "yoy"},
        {"unit": "LAK"},
        {"rate": "per_year"},
        {"status": "plan"},
    ],
    ids=str,
)
def test_what_is_not_comparable_is_not_set_off(other: dict[str, str]) -> None:
    assert named("trade_balance", fact("exports", "45E+6"), fact("imports", "90E+6", **other)) is None


def test_growth_over_a_year() -> None:
    growth = named(
        "growth_over_a_year",
        fact("exports", "100E+6", time_period="2023-Q1"),
        fact("exports", "110E+6", time_period="2024-Q1"),
    )
    assert growth is not None
    assert growth.value == 10
    assert growth.unit == "percent"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"time_period": "2022"}, {"time_period": "2024"}),
        ({"time_period": "2023"}, {"time_period": "2024-Q1"}),
        ({"time_period": "2023"}, {"time_period": "2024", "status": "plan"}),
        ({"time_period": "2024-01", "ref_area": "VN-DN"}, {"time_period": "2025-12", "ref_area": "VN-DN"}),
        ({"time_period": "2024-12", "ref_area": "VN-DN"}, {"time_period": "2025-12", "ref_area": "VN-DN"}),
    ],
)
def test_no_growth_over_a_gap_or_a_break_in_borders(one: dict[str, str], other: dict[str, str]) -> None:
    assert named("growth_over_a_year", fact("exports", "100E+6", **one), fact("exports", "110E+6", **other)) is None


def test_growth_does_not_mind_what_else_is_told_of_the_years() -> None:
    growth = named(
        "growth_over_a_year",
        fact("exports", "100E+6", time_period="2023-04"),
        fact("exports", "390E+6", time_period="2024-01-01/P4M"),
        fact("exports", "112E+6", time_period="2024-04"),
    )
    assert growth is not None
    assert growth.value == 12


def test_the_foreign_share_of_the_tourists() -> None:
    guests = [
        fact(name, value, time_period="2024", unit="count", counterpart_area="")
        for name, value in (("foreign_tourist_arrivals", "2.3E+6"), ("tourist_arrivals", "11.2E+6"))
    ]
    share = named("foreign_tourist_share", *guests)
    assert share is not None and share.low is not None and share.high is not None
    assert (round(share.low, 3), round(share.high, 3)) == (Decimal("0.200"), Decimal("0.211"))
    assert (
        named("foreign_tourist_share", guests[0], replace(guests[1], key=replace(guests[1].key, ref_area="VN"))) is None
    )


def test_the_partner_s_share() -> None:
    share = named(
        "partner_share",
        fact("exports", "25E+6", time_period="2024"),
        fact("exports", "100E+6", time_period="2024", counterpart_area=""),
    )
    assert share is not None
    assert share.value == 25


def test_a_year_s_capital_is_not_spread_over_all_projects_there_are() -> None:
    """ "drew 5 billion this year, which brings it to 1,000 projects with 32 billion": 32 million a project, not 5."""
    year = fact("fdi_capital", "5E+9", at=0)
    projects = fact("fdi_projects", "1000", unit="count", at=50)
    assert named("capital_per_project", year, projects) is not None  # nothing nearer is told
    total = figure("32 billion", 60, "32E+9", "USD")
    assert named("capital_per_project", year, projects, figures=[replace(total, role="body")]) is None
    reached = fact("fdi_projects", "1000", unit="count", at=50, change="up_to")
    assert named("capital_per_project", year, reached) is None
    both = named("capital_per_project", fact("fdi_capital", "32E+9", at=60), projects)
    assert both is not None and near(both.value, "32E+6")


def test_what_two_articles_tell_without_a_period_is_of_no_one_time() -> None:
    capital, projects = fact("fdi_capital", "5E+9"), fact("fdi_projects", "1000", unit="count", article="b")
    assert named("capital_per_project", capital, projects) is None
    assert named("trade_balance", fact("exports", "5E+9"), fact("imports", "4E+9", article="b")) is None
    of_one_year = [
        fact("exports", "5E+9", time_period="2024"),
        fact("imports", "4E+9", time_period="2024", article="b"),
    ]
    assert named("trade_balance", *of_one_year) is not None


def test_the_average_price_of_a_good() -> None:
    price = named("average_price", fact("exports_rice", "245E+6"), fact("exports_rice", "538E+3", unit="t"))
    assert price is not None
    assert price.unit == "USD/t"
    assert near(price.value, "455.39")


def test_an_amount_in_dollars_shows_rate_month_and_type() -> None:
    plan = fact(
        "planned_funds", "5E+12", unit="VND", time_period="../2026", counterpart_area="", bound="about", status="plan"
    )
    dollars = named("value_in_USD", plan)
    assert dollars is not None
    assert near(dollars.value, "189879819") and near(dollars.low, "180385828") and near(dollars.high, "199373810")
    assert "26332.4 VND per US$ (HMRC monthly rate of 2026-01, crossed over GBP)" in dollars.formula


@pytest.mark.parametrize("day", [WRITTEN, None])
@pytest.mark.parametrize(
    ("indicator", "time_period", "name"),
    [
        ("exports", "2024", "average of HMRC's monthly rates of 2024-01 to 2024-12"),
        ("exports", "2024-Q2", "average of HMRC's monthly rates of 2024-04 to 2024-06"),
        ("exports", "2024-05", "HMRC monthly rate of 2024-05"),
        ("reserves", "2024", "HMRC monthly rate of 2024-12"),  # a stock is of the period's end
    ],
)
def test_an_amount_of_a_past_period_takes_its_rate(
    indicator: str, time_period: str, name: str, day: date | None
) -> None:
    dollars = named("value_in_USD", fact(indicator, "11.5E+15", unit="VND", time_period=time_period), day=day)
    assert dollars is not None and name in dollars.formula


def test_an_amount_without_a_period_takes_its_own_article_s_month() -> None:
    amounts = [fact("exports", "5E+12", unit="VND"), fact("imports", "3E+12", unit="VND", article="b")]
    found = derive(amounts, {"a": date(2024, 3, 5), "b": WRITTEN})
    assert ["2024-03" in one.formula for one in found if one.name == "value_in_USD"] == [True, False]
    assert derive(amounts[:1], {"a": None, "b": WRITTEN}) == []


@pytest.mark.parametrize(
    ("one", "day"),
    [
        ({"unit": "VND"}, None),  # no month
        ({"unit": "VND", "time_period": "2026"}, None),  # not over, as far as anyone can tell
        ({"unit": "VND", "time_period": "2009"}, WRITTEN),  # before the first published rate
        ({"unit": "VND", "time_period": "2015-01-01/P10Y"}, WRITTEN),  # an average of ten years says nothing
        ({"unit": "XAU"}, WRITTEN),  # no rate
        ({"unit": "USD"}, WRITTEN),
        ({"unit": "t"}, WRITTEN),
    ],
)
def test_nothing_is_converted_without_a_published_rate(one: dict[str, str], day: date | None) -> None:
    assert named("value_in_USD", fact("exports", "5E+12", **one), day=day) is None


@pytest.mark.parametrize("day", [WRITTEN, None])
def test_what_an_article_restates_in_dollars_itself_is_not_converted_again(day: date | None) -> None:
    amount = fact("budget_revenue", "31E+12", unit="VND", counterpart_area="", bound="over")
    beside = figure("1.18 billion USD", 20, "1.18E+9", "USD", (0, 1))
    dollars = named("value_in_USD", amount, day=day, figures=[beside])
    assert dollars is not None
    assert (dollars.value, dollars.low, dollars.high) == (None, Decimal("1.18E+9"), None)
    assert dollars.formula == "as an article prints it beside the amount: “1.18 billion USD”"


def test_a_month_not_yet_published_takes_the_last_one_and_names_it() -> None:
    assert published_rate("VND", "USD", "2999-01") is None
    assert published_rate("VND", "USD", "no month") is None


# --- an article's own conversions -----------------------------------------------------------------------------------


def figure(text: str, start: int, value: str, unit: str, equivalent: tuple[int, int] | None = None) -> Figure:
    span = Span("a", start, start + len(text), text)
    quantity = Quantity(span, Decimal(value), unit=unit, equivalent_to=equivalent)
    return Figure(quantity, "related", None, "related story")


def test_an_implied_rate_that_the_month_s_rate_fits() -> None:
    figures = [figure("26 trillion VND", 0, "26E+12", "VND"), figure("994 million USD", 20, "994E+6", "USD", (0, 15))]
    [found] = implied_rates(figures, {"a": date(2025, 7, 10)})
    assert near(found.implied_rate, "26156.94")
    assert (found.month, found.verdict) == ("2025-07", "the rate of 2025-07 fits")
    assert found.amount_text == "26 trillion VND"
    assert found.implied_low is not None and found.implied_high is not None and found.published_rate is not None
    assert found.implied_low < found.published_rate < found.implied_high


def test_an_implied_rate_of_another_time() -> None:
    figures = [
        figure("26.00 trillion VND", 0, "26.00E+12", "VND"),
        figure("994 million USD", 20, "994E+6", "USD", (0, 15)),
    ]
    [found] = implied_rates(figures, {"a": date(2019, 7, 10)})
    assert found.verdict.startswith("12.") and "above the rate of 2019-07" in found.verdict
    assert "rates that fit: 2025-0" in found.verdict


def test_an_article_without_a_date_is_called_undated_and_nothing_else() -> None:
    figures = [
        figure("26.00 trillion VND", 0, "26.00E+12", "VND"),
        figure("994 million USD", 20, "994E+6", "USD", (0, 15)),
    ]
    [found] = implied_rates(figures, {"a": None})
    assert found.verdict == "undated: no month to compare with"
    assert (found.month, found.published_rate) == ("", None)


@pytest.mark.parametrize("day", [date(2025, 1, 20), None])
def test_a_year_s_total_is_held_against_the_year_s_average(day: date | None) -> None:
    """The rate of the month in which it was printed is another one."""
    total = figure("719.5 billion yuan", 0, "719.5E+9", "CNY")
    key = Key("exports", "CN-GX", "", "2024", "level")
    total = replace(total, observation=Observation(key, total.quantity, "", "actual", ()))
    figures = [total, figure("100.0 billion U.S. dollars", 30, "100.0E+9", "USD", (0, 18))]
    [found] = implied_rates(figures, {"a": day})
    assert found.month == "2024"
    assert found.verdict.startswith("the average rate of 2024-01 to 2024-12 fits")


def test_a_rate_that_fits_in_many_stretches_of_time_lists_none() -> None:
    figures = [figure("9 million yuan", 0, "9E+6", "CNY"), figure("1.37 million USD", 20, "1.37E+6", "USD", (0, 14))]
    [found] = implied_rates(figures, {"a": date(2025, 9, 20)})
    assert found.verdict.endswith("below the rate of 2025-09")


def test_what_is_no_conversion_is_left_out() -> None:
    figures = [
        figure("5 ha", 0, "5", "ha"),
        figure("12 acres", 20, "12", "acre", (0, 4)),
        figure("0 USD", 40, "0", "USD", (0, 4)),
        figure("3 USD", 60, "3", "USD", (900, 904)),
    ]
    assert implied_rates(figures, {}) == []


# --- any input ------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            fact,
            st.sampled_from(["exports", "imports", "fdi_capital", "fdi_projects", "exports_rice"]),
            st.sampled_from(["0", "-5", "1E+3", "2.5E+9", "3E-8"]),
            unit=st.sampled_from(["USD", "VND", "count", "t", "percent"]),
            bound=st.sampled_from(["exact", "about", "nearly", "over", "under"]),
            time_period=st.sampled_from(["", "2023", "2024", "../2026", "nonsense"]),
            counterpart_area=st.sampled_from(["", "TH"]),
        ),
        max_size=8,
        unique_by=lambda one: one.id,
    )
)
def test_intervals_hold_their_value(facts: list[Fact]) -> None:
    found = derive(facts, {"a": WRITTEN})
    ids = {one.id for one in facts}
    for one in found:
        assert set(one.inputs) <= ids
        assert one.formula and one.unit
        if one.value is not None:
            assert one.low is None or one.low <= one.value
            assert one.high is None or one.high >= one.value
    assert found == derive(facts, {"a": WRITTEN})


def test_nothing_follows_from_what_is_disputed() -> None:
    exports, imports = fact("exports", "45E+6"), fact("imports", "20E+6")
    assert derive([exports, imports], {})
    assert derive([replace(exports, status="disputed"), imports], {}) == []
