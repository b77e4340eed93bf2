"""Corrections: applied where they still meet what they were written for, and reported as stale where not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from newsfigures.corrections import correct, read_corrections
from newsfigures.quantities import find_quantities
from newsfigures.types import Figure, NewsfiguresError

TEXT = "Can Tho built 18 bridges and 40 schools. It plans 12 bridges by 2030, and spent US$7 million."

HEAD = """
[[correction]]
article = "one"
why = "a reader saw it"
who = "An Nguyen"
when = 2026-02-01
"""


def figures() -> list[Figure]:
    """The figures of the text, none of them claimed."""
    return [Figure(q.moved("one", 0), "body", None, "no indicator") for q in find_quantities(TEXT)]


def corrected(tmp_path: Path, entry: str) -> tuple[list[Figure], str]:
    """The figures after one correction, and why it is stale."""
    path = tmp_path / "corrections.toml"
    path.write_text(HEAD + entry, "utf-8")
    done, [outcome] = correct(figures(), TEXT, read_corrections(path))
    return done, outcome.stale


def test_the_text_is_read_as_the_tests_think() -> None:
    assert [f.quantity.span.text for f in figures()] == ["18 bridges", "40 schools", "12 bridges", "US$7 million"]


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.toml") == []


def test_drop(tmp_path: Path) -> None:
    done, stale = corrected(tmp_path, 'exact = "40 schools"\nexpect = { value = 40 }\ndrop = true')
    assert not stale
    assert done[1].set_aside == "corrected by An Nguyen on 2026-02-01: a reader saw it"
    assert [f.set_aside for f in done if f is not done[1]] == ["no indicator"] * 3


def test_change_of_value_and_unit(tmp_path: Path) -> None:
    entry = """
exact = "US$7 million"
expect = { value = 7000000, unit = "USD" }
change = { value = "7.5E+6", bound = "over" }
"""
    done, stale = corrected(tmp_path, entry)
    assert not stale
    assert (done[3].quantity.value, done[3].quantity.bound) == (Decimal("7.5e6"), "over")


def test_a_change_can_claim_a_figure(tmp_path: Path) -> None:
    entry = """
exact = "US$7 million"
expect = { unit = "USD", indicator = "" }
change = { indicator = "exports", ref_area = "VN", time_period = "2025", speaker = "the ministry" }
"""
    done, stale = corrected(tmp_path, entry)
    assert not stale
    observation = done[3].observation
    assert observation and done[3].set_aside == ""
    assert (observation.key.indicator, observation.key.time_period, observation.speaker) == (
        "exports",
        "2025",
        "the ministry",
    )
    assert observation.because[-1].startswith("corrected by An Nguyen")


def test_merge(tmp_path: Path) -> None:
    entry = """
exact = "18 bridges and 40 schools"
expect = { value = 18 }
merge = { value = 58, unit = "count", counted = "works" }
"""
    done, stale = corrected(tmp_path, entry)
    assert not stale
    assert [f.quantity.span.text for f in done] == ["18 bridges and 40 schools", "12 bridges", "US$7 million"]
    assert done[0].quantity.value == 58 and done[0].quantity.counted == "works"


def test_split(tmp_path: Path) -> None:
    entry = """
exact = "US$7 million"
expect = { value = 7000000 }
split = [{ exact = "US$", value = 1, unit = "USD" }, { exact = "7 million", value = 7000000, unit = "count" }]
"""
    done, stale = corrected(tmp_path, entry)
    assert not stale
    assert [f.quantity.span.text for f in done[3:]] == ["US$", "7 million"]
    for figure in done:
        span = figure.quantity.span
        assert TEXT[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('exact = "99 schools"\nexpect = {}\ndrop = true', "not in the article any more"),
        ('exact = "bridges"\nexpect = {}\ndrop = true', "more than once"),
        ('exact = "40 schools"\nexpect = { value = 41 }\ndrop = true', "value is read as 40, not as 41"),
        ('exact = "40 schools"\nexpect = { indicator = "exports" }\ndrop = true', "indicator is read as nothing"),
        ('exact = "Can Tho"\nexpect = {}\ndrop = true', "no figure is read"),
    ],
)
def test_a_stale_correction_is_reported_and_not_applied(tmp_path: Path, entry: str, reason: str) -> None:
    done, stale = corrected(tmp_path, entry)
    assert reason in stale
    assert done == figures()


def test_a_value_keeps_the_printed_precision(tmp_path: Path) -> None:
    for written, exponent in (("7.5e6", 5), ("8e6", 6), ("8000000", 6), ('"7.50e6"', 4), ("7123456", 0)):
        entry = f'exact = "US$7 million"\nexpect = {{ value = 7e6 }}\nchange = {{ value = {written} }}'
        done, stale = corrected(tmp_path, entry)
        assert not stale
        assert done[3].quantity.value == Decimal(written.strip('"'))
        assert done[3].quantity.value.as_tuple().exponent == exponent


def test_of_a_split_only_the_first_part_keeps_the_claim(tmp_path: Path) -> None:
    claim = """
exact = "18 bridges and 40 schools"
expect = { value = 18 }
merge = { value = 58, unit = "count", indicator = "projects", ref_area = "VN-CT" }
"""
    split = """
[[correction]]
article = "one"
why = "two things"
who = "An Nguyen"
when = 2026-02-02
exact = "18 bridges and 40 schools"
expect = { value = 58, indicator = "projects" }
split = [{ exact = "18 bridges", value = 18, unit = "count" }, { exact = "40 schools", value = 40, unit = "count" }]
"""
    path = tmp_path / "corrections.toml"
    path.write_text((HEAD + claim + split).replace('"projects"', '"fdi_projects"'), "utf-8")
    done, outcomes = correct(figures(), TEXT, read_corrections(path))
    assert [outcome.stale for outcome in outcomes] == ["", ""]
    first, second = done[:2]
    assert first.observation and first.observation.key.ref_area == "VN-CT" and first.quantity.value == 18
    assert second.observation is None and second.set_aside.startswith("split off: corrected by An Nguyen")


def test_a_period_alone_claims_nothing(tmp_path: Path) -> None:
    entry = 'exact = "40 schools"\nexpect = { value = 40 }\nchange = { time_period = "2024" }'
    assert "in no fact now" in corrected(tmp_path, entry)[1]


def test_prefix_and_suffix_tell_which(tmp_path: Path) -> None:
    entry = 'exact = "bridges"\nprefix = "12 "\nexpect = {}\ndrop = true'
    assert "no figure is read" in corrected(tmp_path, entry)[1]
    done, stale = corrected(tmp_path, 'exact = "12 bridges"\nsuffix = " by"\nexpect = { value = 12 }\ndrop = true')
    assert not stale and done[2].set_aside != "no indicator"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('exact = "x"\nexpect = {}', "one of change, drop, merge, split is wanted"),
        ('exact = "x"\nexpect = {}\ndrop = true\nchange = {}', "one of change, drop, merge, split is wanted"),
        ('exact = "x"\ndrop = true', "expect missing"),
        ('exact = "x"\nexpect = {}\nchange = { colour = "red" }', "a figure has no colour"),
        ('exact = "x"\nexpect = {}\nchange = { value = "many" }', "value is a number"),
        ('exact = "x"\nexpect = {}\nchange = { bound = "maybe" }', "bound may be one of"),
        ('exact = "x"\nexpect = {}\nchange = { indicator = "luck" }', "no indicator is called 'luck'"),
        ('exact = "x"\nexpect = {}\nchange = { ref_area = "Da Nang" }', "no area has the code 'Da Nang'"),
        ('exact = "x"\nexpect = {}\nchange = { time_period = "last year" }', "'last year' is no time period"),
        ('exact = "x"\nexpect = {}\nchange = { unit = "dollars" }', "no unit is written 'dollars'"),
        ('exact = "x"\nexpect = {}\nchange = { measure = "growth" }', "no measure is called 'growth'"),
        ('exact = "x"\nexpect = {}\nchange = { value = nan }', "value is a number"),
        ('exact = "x"\nexpect = {}\nmerge = { value = 3 }', "needs a value and a unit"),
        (
            'exact = "x"\nexpect = {}\nsplit = [{ exact = "y", value = 3, unit = "count" }]',
            "out of those of the correction",
        ),
        (
            'exact = "x y"\nexpect = {}\nsplit = [{ exact = "y", value = 3, unit = "t" }, '
            '{ exact = "x", value = 3, unit = "t" }]',
            "in their order",
        ),
        ('exact = "x"\nexpect = {}\nerase = true\ndrop = true', "no field is called erase"),
        ("exact = 3\nexpect = {}\ndrop = true", "exact is text"),
    ],
)
def test_an_entry_that_cannot_be_understood_is_named(tmp_path: Path, entry: str, fault: str) -> None:
    with pytest.raises(NewsfiguresError, match=rf"corrections\.toml, correction 1: .*{fault}"):
        corrected(tmp_path, entry)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text("[[correction", "utf-8")
    with pytest.raises(NewsfiguresError, match=r"corrections\.toml: .*mend it or remove it"):
        read_corrections(path)
