"""Areas: golden cases per language, and what holds for any text."""

from __future__ import annotations

import time
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfigures import languages
from newsfigures.areas import find_areas
from newsfigures.reference import areas

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("areas.*.toml")):
        language = path.name.split(".")[1]
        table = tomllib.loads(path.read_text("utf-8"))
        assert table.keys() == {"case"}, f"{path.name} holds more than cases"
        found += [pytest.param(language, case, id=f"{language}: {case['label']}") for case in table["case"]]
    return found


def test_every_language_has_cases() -> None:
    assert {param.values[0] for param in cases()} == set(languages.codes())


@pytest.mark.parametrize(("language", "case"), cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    check(language, **case)


def check(language: str, *, label: str, text: str, want: list[list[str]]) -> None:
    assert label
    found = find_areas(text, language)
    assert [[mention.span.text, mention.code, mention.kind] for mention in found] == [
        [*row, "name"] if len(row) == 2 else row for row in want
    ]
    decomposed = unicodedata.normalize("NFD", text)
    assert [mention.code for mention in find_areas(decomposed, language)] == [mention.code for mention in found]


@pytest.mark.parametrize("language", languages.codes())
def test_every_country_and_province_is_found_by_its_name(language: str) -> None:
    from babel import Locale

    names = Locale(language).territories
    missed = []
    for code, area in areas().items():
        name = names[code].split(" (")[0] if area.kind == "country" and code in names else area.name
        if area.kind in ("country", "subdivision") and "SAR" not in name and "Đặc khu" not in name:
            found = {mention.code for mention in find_areas(f"they went to {name} by ship", language)}
            if code not in found:
                missed.append((code, name))
    assert missed == []


@given(st.text(), st.sampled_from(languages.codes()))
def test_spans_are_true(text: str, language: str) -> None:
    for mention in find_areas(text, language):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.code in areas()


@pytest.mark.parametrize("piece", ["Viet ", "Da ", "US", "Hà Nam (", "\u0301", "-"])
def test_time_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        find_areas(piece * times, "vi")
        return time.process_time() - start

    seconds(1000)
    short = max(min(seconds(8000) for _ in range(3)), 0.01)
    assert seconds(80_000) < 40 * short
