"""Date expressions: golden cases per language, and what holds for any text."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfigures import languages
from newsfigures.periods import find_periods, in_fiscal_year, to_sdmx

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("periods.*.toml")):
        language = path.name.split(".")[1]
        table = tomllib.loads(path.read_text("utf-8"))
        assert table.keys() == {"case"}, f"{path.name} holds more than cases"
        for case in table["case"]:
            found.append(pytest.param(language, case, id=f"{language}: {case['label']}"))
    return found


def test_every_language_has_cases() -> None:
    counts = {code: sum(param.values[0] == code for param in cases()) for code in languages.codes()}
    assert min(counts.values()) >= 40, counts


@pytest.mark.parametrize(("language", "case"), cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    check(language, **case)


def check(language: str, *, label: str, text: str, want: list[dict[str, Any]], today: str = "") -> None:
    assert label
    found = find_periods(text, language, date.fromisoformat(today) if today else None)
    assert [(p.span.text, p.time_period, p.basis) for p in found] == [wanted(**period)[:3] for period in want]
    for period, one in zip(found, want, strict=True):
        fiscal = wanted(**one)[3]
        assert {code: in_fiscal_year(period, [code]) for code in fiscal} == fiscal
    for period in found:
        assert text[period.span.start : period.span.end] == period.span.text
        assert period.because


def wanted(
    *, text: str, time_period: str = "", basis: str = "stated", fiscal: dict[str, str] | None = None
) -> tuple[str, str, str, dict[str, str]]:
    """``fiscal`` is what a fiscal year is for each of these areas; "" where that is not sure."""
    return text, time_period, basis if fiscal is None else "unresolved", fiscal or {}


def test_the_languages_say_the_same_things() -> None:
    tables = [languages.table(code, "periods") for code in languages.codes()]
    assert all(table.keys() == tables[0].keys() for table in tables)
    assert all(table["cues"].keys() == tables[0]["cues"].keys() for table in tables)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language"):
        find_periods("in 2020", "xx")


WORDS = [
    "in",
    "by",
    "since",
    "from",
    "to",
    "the",
    "of",
    "and",
    "2016",
    "2025",
    "13",
    "1",
    "30",
    "2",
    "/",
    "-",
    "–",
    ".",
    ",",
    "(",
    ")",
    "May",
    "March",
    "Wednesday",
    "first",
    "five",
    "months",
    "quarter",
    "Q4",
    "H2",
    "last",
    "year",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "I",
    "đến",
    "từ",
    "cùng",
    "kỳ",
    "11",
    "đầu",
    "nay",
    "trước",
    "qua",
    "tháng",
    "2015-24",
    "2024/25",
    "FY25",
    "fiscal",
    "tài chính",
    "week",
    "tuần",
    "99",
    "decades",
]
words = st.sampled_from([*WORDS, "\n"])


@given(
    st.one_of(st.text(), st.lists(words).map(" ".join), st.lists(words).map("".join)),
    st.sampled_from(languages.codes()),
    st.none() | st.dates() | st.sampled_from([date.min, date.max]),
)
def test_any_text(text: str, language: str, today: date | None) -> None:
    end = 0
    for period in find_periods(text, language, today):
        span = period.span
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        assert (period.time_period == "") == (period.basis == "unresolved")
        end = span.end


@given(st.dates(max_value=date(9998, 12, 31)), st.integers(0, 4000))
def test_a_time_period_says_where_it_starts(start: date, days: int) -> None:
    end = date.fromordinal(min(start.toordinal() + days, date.max.toordinal() - 1))
    assert to_sdmx(start, end).startswith(f"{start:%Y}".zfill(4))


def test_sdmx_codes() -> None:
    spans = {
        ("2025-03-01", "2025-03-31"): "2025-03",
        ("2025-04-01", "2025-06-30"): "2025-Q2",
        ("2025-07-01", "2025-12-31"): "2025-S2",
        ("2025-01-01", "2025-12-31"): "2025",
        ("2021-01-01", "2025-12-31"): "2021-01-01/P5Y",
        ("2025-02-01", "2025-04-30"): "2025-02-01/P3M",
        ("2025-02-03", "2025-02-03"): "2025-02-03",
        ("2025-02-03", "2025-02-09"): "2025-02-03/P7D",
        ("2020-02-29", "2021-02-27"): "2020-02-29/P1Y",
    }
    for (start, end), code in spans.items():
        assert to_sdmx(date.fromisoformat(start), date.fromisoformat(end)) == code


@pytest.mark.parametrize(
    "piece",
    ["1", "(", "năm ", "tháng ", "2025", "2025-", "ngày 1/", "by ", "from ", "may ", "\u0301", "Q4", "first ", " "],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        start = time.process_time()
        find_periods(text, "vi", date(2026, 1, 14))
        return time.process_time() - start

    seconds(100)
    short, long = seconds(10_000), seconds(80_000)
    assert long < 40 * max(short, 0.005)
