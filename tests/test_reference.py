"""The reference tables: complete, consistent, and refused by name when malformed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from newsfigures import reference
from newsfigures.reference import ReferenceError, areas, family, goods, indicators, outlets, spellings, units


def test_indicators_are_many_and_plausible() -> None:
    own = [one for one in indicators().values() if not one.good]
    assert len(own) >= 150
    for one in own:
        assert one.label and one.category and one.ranges
        assert all(low < high for low, high in one.ranges.values())
        known = {name for name, _ in units().values()} | {"money"}
        assert {part for name in one.ranges for part in name.split("/")} <= known, one.code


def test_a_good_has_its_own_indicator() -> None:
    assert indicators()["imports_coal"].good == "coal"
    assert indicators()["imports_coal"].counterpart == "origin"
    assert set(goods()) == {one.good for one in indicators().values() if one.code.startswith("exports_")}


def test_vietnam_before_and_after() -> None:
    provinces = [one for one in areas().values() if one.parent == "VN"]
    assert len(provinces) == 63
    assert len([one for one in provinces if one.until is None]) == 34
    assert sum(len(one.absorbed) for one in provinces) == 29
    assert areas()["VN-27"].until == date(2025, 6, 30)
    assert areas()["VN-HN"].since is None
    for one in provinces:
        assert one.name.isascii(), one
        if one.successor:
            assert one.code in areas()[one.successor].absorbed


def test_codes_are_those_of_iso() -> None:
    import pycountry

    for one in areas().values():
        if one.kind == "country":
            assert pycountry.countries.get(alpha_2=one.code)
        elif one.kind == "subdivision":
            assert pycountry.subdivisions.get(code=one.code).country_code == one.parent
    assert set(spellings().values()) <= set(areas())


def test_units_have_one_family() -> None:
    assert family("t") == family("kg") == "mass"
    assert family("USD") == family("VND") == "money"
    assert units()["km2"] == ("area", Decimal(100))


def test_outlets_know_their_dollar() -> None:
    assert outlets()
    for outlet in outlets().values():
        assert len(outlet.country) == 2
        assert len(outlet.currency) == 3


FAULTS = {
    "indicators.toml": [
        ('[x]\nlabel = "X"\ncategory = "c"\nkind = "stok"\nrange.count = [1, 2]\n', r"\[x\] kind 'stok' is not one of"),
        ('[x]\nlabel = "X"\nkind = "flow"\nrange.count = [1, 2]\n', r"\[x\] lacks category"),
        (
            '[x]\nlabel = "X"\ncategory = "c"\nkind = "flow"\nrange.count = [9, 2]\n',
            r"\[x\] range.count .* is not \[least, greatest\]",
        ),
        (
            '[x]\nlabel = "X"\ncategory = "c"\nkind = "flow"\nrange.count = [1, 2]\nunit = "t"\n',
            r"\[x\] has unit, which nobody reads",
        ),
        (
            '[x]\nlabel = "X"\ncategory = "c"\nkind = "flow"\nrange.count = [1, 2]\ncounterpart = "both"\n',
            r"counterpart 'both' is not",
        ),
        ("x = 1\n", r"\[x\] is no table"),
        ("[x\n", r"indicators.toml: "),
    ],
    "outlets.toml": [('["a.b"]\nname = "A"\n', r"\[a.b\] lacks country, currency")],
    "units.toml": [("[mass]\nt = [1]\n", r"\[mass\] t is no factor")],
    "goods.toml": [("rice = 5\n", "rice is no code with a name")],
}


@pytest.mark.parametrize(
    ("name", "text", "message"), [(name, *fault) for name, faults in FAULTS.items() for fault in faults]
)
def test_a_malformed_row_is_refused_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, message: str
) -> None:
    for path in reference.FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    load = {"indicators.toml": indicators, "outlets.toml": outlets, "units.toml": units, "goods.toml": goods}[name]
    with pytest.raises(ReferenceError, match=message) as caught:
        load.__wrapped__()  # type: ignore[attr-defined]
    assert name in str(caught.value)
