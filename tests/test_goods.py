"""Golden cases of traded goods, one file a language."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from newsfigures.goods import find_goods
from newsfigures.types import Article, Section

CASES = [
    (path.stem.partition(".")[2], case)
    for path in sorted(Path(__file__).parent.glob("cases/goods.*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def article(text: str, language: str) -> Article:
    """An article that is all body, a section a paragraph."""
    sections, start = [], 0
    for part in text.strip().split("\n\n"):
        printed = part + "\n\n"
        sections.append(Section("body", start, start + len(printed), printed, language))
        start += len(printed)
    return Article("a", "", "", "", "", language, None, "unknown", tuple(sections))


def check(
    language: str,
    *,
    label: str,
    text: str,
    want: list[str],
    direction: str = "",
    ref_area: str = "",
    counterpart_area: str = "",
) -> None:
    assert label
    told = article(text, language)
    goods = find_goods(told)
    assert [good.span.text for good in goods] == want
    for good in goods:
        assert told.text[good.span.start : good.span.end] == good.span.text
        assert (good.direction, good.ref_area, good.counterpart_area) == (direction, ref_area, counterpart_area)


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{code}: {case['label']}" for code, case in CASES])
def test_case(language: str, case: dict[str, object]) -> None:
    check(language, **case)  # type: ignore[arg-type]


def test_every_language_has_cases_and_negatives() -> None:
    for language in ("en", "vi"):
        wants = [case["want"] for code, case in CASES if code == language]
        assert [] in wants and any(wants)


def test_a_good_of_the_table_has_its_code() -> None:
    goods = find_goods(article("The main export items are rice, zithers and natural rubber.", "en"))
    assert [good.code for good in goods] == ["rice", "", "rubber"]


@pytest.mark.parametrize(
    "text", ["", "exports include", "Main exports include ,,, and and (", "main exports: " + "(" * 9]
)
def test_nothing_breaks_it(text: str) -> None:
    assert find_goods(article(text, "en")) == []


UNITS = [
    ("en", "Main export items include rice, tea and, "),
    ("en", "The city exports rice. Main imports are tea. "),
    ("vi", "mặt hàng xuất khẩu của thành phố gồm gạo. "),
]


@pytest.mark.parametrize(("language", "unit"), UNITS)
def test_time_is_linear(language: str, unit: str) -> None:
    def seconds(size: int) -> float:
        told = article(unit * size, language)
        start = time.process_time()
        find_goods(told)
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 40 * max(seconds(80), 0.005)
