"""Observations: golden cases per language, and what holds for any article."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures import languages
from newsfigures.observations import read_figures
from newsfigures.observations.lexicons import lexicon_of
from newsfigures.reference import areas, family, indicators
from newsfigures.types import Article, Figure, Section

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("observations.*.toml")):
        language = path.name.split(".")[1]
        table = tomllib.loads(path.read_text("utf-8"))
        assert table.keys() == {"case"}, f"{path.name} holds more than cases"
        for case in table["case"]:
            marks = [pytest.mark.xfail(strict=True)] if case.pop("expect", "") == "fail" else []
            found.append(pytest.param(language, case, id=f"{language}: {case['label']}", marks=marks))
    return found


def test_every_language_has_cases() -> None:
    counts = {code: sum(param.values[0] == code for param in cases()) for code in languages.codes()}
    assert min(counts.values()) >= 25, counts


@pytest.mark.parametrize(("language", "case"), cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    check(language, **case)


def check(
    language: str,
    *,
    label: str,
    text: str,
    want: list[dict[str, str]],
    title: str = "",
    place: str = "",
    outlet: str = "",
    today: str = "2025-12-10",
) -> None:
    assert label
    figures = read_figures(article(text, language, title=title, place=place, outlet=outlet, today=today))
    found = [as_row(figure) for figure in figures if figure.role == "body"]
    assert found == [wanted(**row) for row in want]


def wanted(
    *,
    text: str,
    indicator: str = "",
    ref_area: str = "",
    counterpart_area: str = "",
    time_period: str = "",
    measure: str = "",
    status: str = "",
    speaker: str = "",
    set_aside: str = "",
) -> dict[str, str]:
    measure, status = (measure or "level", status or "actual") if indicator else ("", "")
    return locals()


def as_row(figure: Figure) -> dict[str, str]:
    row = wanted(text=figure.quantity.span.text, set_aside=figure.set_aside)
    if observation := figure.observation:
        key = observation.key
        row |= {
            "indicator": key.indicator,
            "ref_area": key.ref_area,
            "counterpart_area": key.counterpart_area,
            "time_period": key.time_period,
            "measure": key.measure,
            "status": observation.status,
            "speaker": observation.speaker,
        }
    return row


def article(
    text: str, language: str, *, title: str = "", place: str = "", outlet: str = "", today: str = "2025-12-10"
) -> Article:
    """An article of a title and body paragraphs."""
    sections = []
    start = 0
    for role, part in [("title", title)] * bool(title) + [("body", part) for part in text.strip().split("\n\n")]:
        printed = part + "\n\n"
        sections.append(Section(role, start, start + len(printed), printed, language))  # type: ignore[arg-type]
        start += len(printed)
    day = date.fromisoformat(today) if today else None
    return Article(
        "a", "", "", title, outlet, language, day, "stated" if day else "unknown", tuple(sections), place=place
    )


def test_other_roles_state_nothing() -> None:
    text = "Laos exported US$3 billion of electricity to Thailand in 2024.\n"
    reasons = {"related": "related story", "caption": "caption", "boilerplate": "boilerplate"}
    for role, reason in reasons.items():
        section = Section(role, 0, len(text), text, "en")  # type: ignore[arg-type]
        [figure] = read_figures(Article("a", "", "", "", "", "en", None, "unknown", (section,)))
        assert (figure.observation, figure.set_aside) == (None, reason)


def test_offsets_are_those_of_the_file() -> None:
    one = article("Peru drew 40 FDI projects.\n\nIts exports hit US$3 billion in 2024.", "en")
    for figure in read_figures(one):
        span = figure.quantity.span
        assert one.text[span.start : span.end] == span.text
        assert span.article == "a"


def test_every_claim_fits_the_reference() -> None:
    for path in sorted((Path(__file__).parents[1] / "seeds").iterdir()):
        from newsfigures.articles import read_article

        for figure in read_figures(read_article(path)):
            assert bool(figure.observation) != bool(figure.set_aside)
            if observation := figure.observation:
                key = observation.key
                assert observation.quantity == figure.quantity
                assert key.ref_area in areas()
                assert key.counterpart_area in {"", *areas()}
                if key.measure == "level":
                    assert family(figure.quantity.unit) in indicators()[key.indicator].ranges
                assert observation.because


@pytest.mark.parametrize("language", languages.codes())
def test_the_words_of_a_language_are_complete(language: str) -> None:
    lexicon_of(language)
    told = set(languages.table(language, "indicators"))
    assert told == {code for code, one in indicators().items() if not one.good}
    for code, row in languages.table(language, "indicators").items():
        assert set(row) <= {"names", "counted", "needs", "beside", "context", "never", "more"}, code
        assert row.get("names") or row.get("counted"), code


WORDS = ["exports", "US$5 billion", "of rice", "to China", "Vietnam", "(", ")", ";", "12 %", "in 2024", "while", "said"]
WORDS += ["the city", "He", "according to", "30 firms", "xuất khẩu", "“", "”", ".", ",", "respectively", "\u0301"]
WORDS += ["the largest market", "so với cùng kỳ", "from Laos"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(languages.codes()))
def test_any_text_is_read(words: list[str], language: str) -> None:
    one = article(" ".join(words), language)
    for figure in read_figures(one):
        span = figure.quantity.span
        assert one.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "piece", ["exports of US$5 billion to China, ", "the city ", "(US$5m ", "said he, ", "Vietnam, China "]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        one = article(piece * times, "en")
        start = time.process_time()
        read_figures(one)
        return time.process_time() - start

    seconds(50)
    assert seconds(1600) < 16 * max(seconds(400), 0.03)
