"""What an explanation says of agreement, and of what would change it, is true."""

from __future__ import annotations

from typing import Any

import pytest

from newsfigures.verdicts import verdict


def row(article: str, low: float, high: float | None, **fields: Any) -> dict[str, Any]:
    """An observation or a fact: exports of Laos to Thailand in 2024 unless ``fields`` say otherwise."""
    place = {"indicator": "exports", "ref_area": "LA", "counterpart_area": "TH", "time_period": "2024"}
    told = {"article": article, "value_low": low, "value_high": high, "unit_measure": "USD", "bound": "exact"}
    return {**place, "measure": "level", "n_sources": 2, "status": "agreed", **told, **fields}


WIDE = row("a", 2.3e9, None, bound="over")
NARROW = row("b", 2.35e9, 2.45e9)


def test_what_all_their_words_allow_is_told_and_not_what_one_allows() -> None:
    told = verdict(WIDE, [WIDE, NARROW], dated=True)
    assert told == (
        "2 sources agree; together their words allow US$2.35–2.45 billion. A source whose words exclude that would put"
        " it in dispute, or take its place if it is of a later day."
    )
    other_unit = verdict(WIDE, [WIDE, NARROW | {"unit_measure": "VND"}], dated=True)
    assert "allow more than US$2.3 billion" in other_unit


@pytest.mark.parametrize(
    ("fields", "dated"),
    [({}, False), ({"time_period": ""}, True), ({"time_period": "", "measure": "yoy"}, True)],
)
def test_where_a_later_article_revises_nothing_it_is_not_said_to(fields: dict[str, str], dated: bool) -> None:
    assert "take its place" not in verdict(NARROW | fields, [NARROW], dated=dated)
    assert "put it in dispute" in verdict(NARROW | fields, [NARROW], dated=dated)


@pytest.mark.parametrize("status", ["single", "agreed"])
def test_another_road_s_length_is_no_dispute(status: str) -> None:
    road = row("a", 37.5, 38.5, indicator="route_length", unit_measure="km", time_period="", status=status)
    told = verdict(road, [road], dated=True)
    assert "dispute" not in told and "would stand beside it" in told


def test_what_confirms_a_bound() -> None:
    alone = WIDE | {"status": "single", "n_sources": 1}
    assert "a figure within that, up to half as much again, would confirm it" in verdict(alone, [alone], dated=True)
    firm = alone | {"ref_area": "", "indicator": "company_revenue"}
    assert "No figure of another article is held against it" in verdict(firm, [firm], dated=True)
    again = verdict(alone, [alone, NARROW], dated=True)
    assert "in 2 texts that do not confirm each other" in again
