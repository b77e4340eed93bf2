"""What the report says of a number is what the number allows, in singular and plural, open or closed."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfigures import wording


@pytest.mark.parametrize(
    ("value", "unit", "extra", "want"),
    [
        (556e6, "USD", {"bound": "over"}, "more than US$556 million"),
        (1.25e9, "EUR", {"bound": "nearly"}, "nearly €1.25 billion"),
        (Decimal("5E+12"), "VND", {"bound": "about"}, "about VND5 trillion"),
        (1250.5, "JPY", {}, "JPY1,250.5"),
        (0.1, "GBP", {}, "£0.1"),
        (1, "year", {}, "1 year"),
        (1, "percentage_point", {}, "1 percentage point"),
        (2.5, "ratio", {}, "2.5 times"),
        (65, "percent", {"bound": "at_most"}, "at most 65%"),
        (450, "USD/t", {}, "US$450/t"),
        (80, "km/h", {"bound": "under"}, "less than 80 km/h"),
        (2, "m2", {}, "2 m²"),
        (12, "count", {"counted": "ferries", "rate": "per_day"}, "12 ferries per day"),
        (1.24e6, "count", {"counted": "people", "bound": "over"}, "more than 1.24 million people"),
        (3, "percent", {"high": 5}, "3–5%"),
        (900e6, "USD", {"high": 1.2e9}, "US$900–1,200 million"),
        (7, "count", {"high": math.nan}, "7"),
        (math.nan, "USD", {}, "not stated"),
        (math.inf, "USD", {}, "not stated"),
        (0, "USD", {}, "US$0"),
    ],
)
def test_amount(value, unit, extra, want):
    assert wording.amount(value, unit, **extra) == want


def test_every_bound_has_a_word_and_a_sign():
    from typing import get_args

    from newsfigures.types import Bound, Role, Status

    assert set(wording.BOUND_WORDS) == set(wording.BOUND_SIGNS) == set(get_args(Bound))
    assert set(wording.ROLE_WORDS) == set(get_args(Role))
    assert set(wording.STATUS_WORDS) == set(get_args(Status))


@pytest.mark.parametrize(
    ("low", "high", "want"),
    [
        (20, 20, "20"),
        (99.94, 100.06, "99.9–101"),
        (None, 5e9, "less than US$5 billion"),
        (-2e6, 3e6, "−US$2 million to US$3 million"),
        (0, 3e6, "US$0–3 million"),
    ],
)
def test_interval(low, high, want):
    assert wording.interval(low, high, "USD" if "$" in want else "count") == want


@given(st.floats(1e-6, 1e15), st.floats(1e-6, 1e15))
def test_intervals_are_rounded_outward(one, other):
    low, high = sorted((one, other))
    assert wording._rounded(Decimal(repr(low)), 3, "ROUND_FLOOR") <= Decimal(repr(low))
    assert wording._rounded(Decimal(repr(high)), 3, "ROUND_CEILING") >= Decimal(repr(high))
    assert wording.interval(low, high, "USD").startswith("US$")


@given(st.text())
def test_no_text_is_too_strange_for_a_period(text):
    assert isinstance(wording.period(text), str)
    assert isinstance(wording.during(text), str)


def test_scale_ignores_what_is_not_a_number():
    assert wording.scale([math.nan, math.inf, 3e9]) == (1e9, "billion")


def test_words_of_lists_and_counts():
    assert wording.listing([]) == ""
    assert wording.listing(["a", "b"], last="or") == "a or b"
    assert wording.count(1, "story", "stories") == "1 story"
    assert wording.count(2, "story", "stories") == "2 stories"
