"""What is read in texts, case by case, and what holds for every text."""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import bench_quantities
import pytest
from babel import Locale
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures import languages
from newsfigures.languages.matching import is_latin, letter_runs
from newsfigures.quantities import find_quantities, groups
from newsfigures.quantities.currencies import current_currencies
from newsfigures.quantities.lexicons import lexicon_of
from newsfigures.quantities.texts import Text

CASES = Path(__file__).parent / "cases"
DEFAULTS: dict[str, Any] = {
    "value_high": None,
    "unit": "count",
    "counted": "",
    "bound": "exact",
    "rate": None,
    "change": None,
    "equivalent_to": None,
}


def read_cases(language: str) -> list[dict[str, Any]]:
    """The golden cases of a language; there is at least one."""
    cases: list[dict[str, Any]] = tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))["case"]
    assert cases, language
    return cases


def found(language: str, text: str) -> list[dict[str, Any]]:
    """The quantities of a text in the words of a case."""
    return [
        {
            "text": quantity.span.text,
            "value": quantity.value,
            **{field: getattr(quantity, field) for field in DEFAULTS},
            "equivalent_to": quantity.equivalent_to and text[slice(*quantity.equivalent_to)],
        }
        for quantity in find_quantities(text, language)
    ]


def wanted(*, text: str, value: str, **fields: Any) -> dict[str, Any]:
    """What a case wants, with every default filled in; a field that no quantity has is an error."""
    if unknown := set(fields) - set(DEFAULTS):
        raise TypeError(f"a quantity has no {', '.join(sorted(unknown))}")
    if "value_high" in fields:
        fields["value_high"] = Decimal(fields["value_high"])
    return {"text": text, "value": Decimal(value), **DEFAULTS, **fields}


def is_as_wanted(language: str, text: str, want: list[dict[str, Any]]) -> bool:
    """Whether a text is read as wanted: thirds to twelve digits, all else to the last."""
    got, expected = found(language, text), [wanted(**quantity) for quantity in want]
    for quantity in got + expected:
        if quantity["unit"] == "ratio":
            quantity["value"] = round(quantity["value"], 12)
    return got == expected


def check(language: str, *, label: str, text: str, want: list[dict[str, Any]], expect: str = "pass") -> None:
    """One golden case; ``expect = "fail"`` must fail, so that a lucky fix is noticed."""
    assert expect in ("pass", "fail"), label
    if expect == "fail":
        assert not is_as_wanted(language, text, want), f"{label}: this is read rightly now; delete expect"
    elif not is_as_wanted(language, text, want):
        assert found(language, text) == [wanted(**quantity) for quantity in want], label


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for language in languages.codes() for case in read_cases(language)],
    ids=lambda part: f"{part['label']}: {part['text']}" if isinstance(part, dict) else part,
)
def test_case(language: str, case: dict[str, Any]) -> None:
    check(language, **case)


@pytest.mark.parametrize("language", languages.codes())
def test_there_are_enough_cases(language: str) -> None:
    cases = read_cases(language)
    assert len(cases) >= 300
    assert sum(not case["want"] for case in cases) * 3 >= len(cases)


def test_a_misspelt_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="boundd"):
        is_as_wanted("en", "", [{"text": "3%", "value": "3", "boundd": "over"}])


# --- the bench -------------------------------------------------------------------------------------------------------


def test_every_known_error_has_a_cause_of_the_list() -> None:
    known = tomllib.loads(bench_quantities.KNOWN.read_text("utf-8"))
    assert {error["cause"] for error in known["error"]} == set(known["causes"])
    for error in known["error"]:
        assert set(error) <= {"id", "level", "errors", "cause"}
        assert error["level"] in bench_quantities.LEVELS


def test_new_errors_and_those_that_are_gone_are_told() -> None:
    found = Counter({("A", "value"): 2, ("B", "unit"): 1})
    known: list[dict[str, Any]] = [
        {"id": "A", "level": "value", "cause": "a slip"},
        {"id": "B", "level": "unit", "cause": "a slip"},
        {"id": "C", "level": "bound", "errors": 2, "cause": "a name"},
    ]
    causes, lines = bench_quantities.compare_errors(found, known)
    assert causes == {"a slip": 2, "a name": 2}
    assert lines == ["UNLISTED A value: 2 instead of 1", "STALE C bound: 0 instead of 2"]


# --- every text ------------------------------------------------------------------------------------------------------

PARTS = [
    "numbers",
    "units",
    "units_of_topic",
    "currencies",
    "rates",
    "bounds",
    "bounds_after",
    "bounds_of_amounts",
    "averages",
    "ranges",
    "changes",
    "counted",
    "not_quantities",
]


def words_of(table: Any) -> set[str]:
    """Every word of a table, however deep."""
    if isinstance(table, dict):
        return set(table) | {word for part in table.values() for word in words_of(part)}
    if isinstance(table, list):
        return {word for part in table for word in words_of(part)}
    return {table} if isinstance(table, str) else set()


#: What means something to the reader, to be thrown together at random: signs, and all words of all languages.
SIGNS = """
    0 1 12 007 1,200 1.200 3.482,916 .5 12:30 57-NQ/TW 816 000 2019 1/2 ² ٣ ５ ½ $ US$ € % ‰ ( ) / - – — ~ ≈ + − . , : ;
    VND USD RM km2 m k Hai Phong COVID İ ǅ
"""
GAPS = ["\n", "\n\n", "\u00a0", "\u202f", "e\u0323\u0302", "\u0301", "\u200b", "\x00", "&nbsp;"]
WORDS = words_of([languages.table(language, part) for language in languages.codes() for part in PARTS])
PIECES = [*SIGNS.split(), *GAPS, *sorted(WORDS)]
one_piece = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES[:60]), st.text(max_size=3))
messy = st.lists(one_piece, max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda glue: glue.join(pieces))
)
every_text = st.one_of(st.text(), messy)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(every_text, st.sampled_from(languages.codes()))
def test_spans_are_true_ordered_and_apart(text: str, language: str) -> None:
    end = 0
    for quantity in find_quantities(text, language):
        span = quantity.span
        assert span.text == text[span.start : span.end] != ""
        assert end <= span.start
        end = span.end
        assert quantity.value.is_finite()
        assert quantity.value_high is None or quantity.value < quantity.value_high
        for _, first, last in quantity.words:
            assert 0 <= first < last <= len(text)


@settings(derandomize=True)
@given(st.text(st.characters(max_codepoint=127)) | st.text(st.characters(max_codepoint=0x24F)))
def test_every_alphabet_is_cut_alike(text: str) -> None:
    # A letter of another alphabet at the end makes no difference to the words before it.
    words = []
    for cut in map(Text, (text, f"{text} é", f"{text} я")):
        words.append(cut.words[: cut.size])
    own = words[0]
    assert all(others[: len(own)] == own for others in words)


@settings(derandomize=True)
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_runs_of_letters_are_found_alike_in_every_alphabet(text: str) -> None:
    assert letter_runs(text) == letter_runs(f"{text} я")[:-1]
    assert not is_latin(text) or unicodedata.is_normalized("NFC", text)


BEHIND = sorted({word for code in languages.codes() for word in lexicon_of(code).after_dates})
dates = st.tuples(
    st.lists(one_piece, max_size=3),
    st.one_of(one_piece, st.sampled_from(["May", "Sept .", "tháng", "in", "by", "since", "May 5 ,"])),
    st.sampled_from(["1", "7", "07", "28", "911", "1875", "1999", "2019", "2080", "2150", "２０"]),
    st.sampled_from([*",.;()", ", 5", ", 2018", ", 7 and 9 ,", ") 3 %", *BEHIND, *BEHIND]),
    st.lists(one_piece, max_size=3),
).map(lambda parts: " ".join([*parts[0], *parts[1:4], *parts[4]]))


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(dates, st.sampled_from(languages.codes()))
def test_plain_dates_are_none_the_less_what_the_whole_reading_makes_of_them(text: str, language: str) -> None:
    quick = find_quantities(text, language)
    with patch.object(groups, "skip_plain_date", return_value=0):
        assert quick == find_quantities(text, language)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(messy, st.sampled_from(languages.codes()))
def test_the_coding_of_accents_does_not_matter(text: str, language: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    readings = [
        [(q.value, q.value_high, q.unit, q.bound, q.rate, q.change) for q in find_quantities(form, language)]
        for form in (composed, decomposed)
    ]
    assert readings[0] == readings[1]


@pytest.mark.parametrize("language", languages.codes())
@settings(max_examples=150, deadline=None, derandomize=True)
@given(number=st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_numbers_are_read_back(language: str, number: Decimal) -> None:
    written = format_decimal(number, locale=language, decimal_quantization=False) + "%"
    [quantity] = find_quantities(written, language)
    assert (quantity.value, quantity.unit) == (number, "percent")


@pytest.mark.parametrize("language", languages.codes())
@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    amount=st.integers(min_value=1, max_value=10**9),
    code=st.sampled_from(sorted(current_currencies())),
    style=st.sampled_from(["standard", "accounting", "name", "¤¤#,##0", "#,##0 ¤¤", "#,##0.00 ¤¤¤"]),
)
def test_amounts_are_read_back(language: str, amount: int, code: str, style: str) -> None:
    if "¤" in style:
        written = format_currency(amount, code, format=style, locale=language, currency_digits=False)
    else:
        written = format_currency(amount, code, format_type=style, locale=language)  # type: ignore[arg-type]
    if amount < 100 and " ¤¤" in style and code in ORDINARY_WORDS:
        return
    [quantity] = find_quantities(written, language)
    assert (quantity.value, quantity.unit) == (Decimal(amount), code), written


#: Codes that are English words, which a small number before them may count: 5 TOP products.
ORDINARY_WORDS = {"ALL", "TOP", "TRY", "CUP", "MAD", "PEN", "COP", "GEL", "SOS", "BAM", "PAB", "ANG"}


@pytest.mark.parametrize("language", languages.codes())
@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    mantissa=st.decimals(min_value=1, max_value=999, places=1),
    scale=st.sampled_from(["million", "billion", "trillion", "triệu", "tỷ", "nghìn tỷ"]),
)
def test_scales_are_read_back(language: str, mantissa: Decimal, scale: str) -> None:
    zeros = {"million": 6, "billion": 9, "trillion": 12, "triệu": 6, "tỷ": 9, "nghìn tỷ": 12}[scale]
    if scale.isascii() != (language == "en"):
        return
    written = f"{format_decimal(mantissa, locale=language)} {scale} USD"
    [quantity] = find_quantities(written, language)
    assert quantity.value == mantissa.scaleb(zeros)


def test_every_currency_has_a_name_in_every_language() -> None:
    for language in languages.codes():
        locale = Locale.parse(language)
        for code in current_currencies():
            for written in (f"500 {code}", f"{code}5000", f"5 {locale.currencies.get(code, code)}"):
                assert [q.unit for q in find_quantities(f"({written})", language)] == [code], written


def test_a_bare_dollar_is_the_outlets_own() -> None:
    [price, rate] = find_quantities("It costs $5, or 3 dollars a kilo.", dollar="SGD")
    assert (price.unit, rate.unit) == ("SGD", "SGD/kg")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language 'xx'"):
        find_quantities("5 km", "xx")


# --- time ------------------------------------------------------------------------------------------------------------

REPEATED = """
    1| 1 |1,|1.000|1.000.|(|$|-|1-|1/|- 1|tỷ |một |một tỷ |one |one hundred and |million |a |half a |từ 3 đến |3, |
    from 3 to |5 million tonnes per year |rose by |more than |\u0301|e\u0301\u0300|U.S.|1 000 |'|No. |May 3 to 7, |
    5 per |2 of the |km2 |(5 USD (4 VND |3 billion |No. 1, |1 tỷ 200 triệu |$1, |$1 and |rose 3 points to 5 |1.5 |
    by a third |700+ |from 1 to 2% to |
"""
HOSTILE = [*REPEATED.replace("\n    ", "").strip("\n|").split("|"), "\n"]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("language", languages.codes())
def test_work_grows_with_the_text_and_no_faster(piece: str, language: str) -> None:
    """Calls are counted, not seconds: four times the text may take at most a little more than four times the calls."""
    small, large = (_calls("$5. " + piece * (size // len(piece)), language) for size in (2_000, 8_000))
    assert large <= 4.4 * small + 2_000


def _calls(text: str, language: str) -> int:
    count = 0

    def tick(frame: Any, event: str, arg: Any) -> None:
        nonlocal count
        count += 1

    find_quantities("1 km", language)
    sys.setprofile(tick)
    try:
        find_quantities(text, language)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", ["1", "(", "tỷ ", "một tỷ ", "one hundred and ", "1.000."])
def test_a_million_of_anything_is_read(piece: str) -> None:
    find_quantities(piece * (1_000_000 // len(piece)), "vi")
