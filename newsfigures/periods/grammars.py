"""How a language writes periods: ``[periods]`` of its file, as patterns by the word that they start with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsfigures import languages


@dataclass(frozen=True)
class Grammar:
    """What ``[periods]`` of one language says, as patterns and numbers."""

    phrases: dict[str, list[tuple[re.Pattern[str], str]]]  # first word → patterns that start with it
    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    years: dict[str, int]
    fiscal_years: dict[str, int]
    capitals: bool
    ambiguous: frozenset[str]
    before: re.Pattern[str]
    how: dict[str, str]
    range_from: re.Pattern[str]
    range_to: re.Pattern[str]
    joined: re.Pattern[str]
    cues: dict[str, re.Pattern[str]]
    length_after: re.Pattern[str]
    counted_after: re.Pattern[str]
    year_after: re.Pattern[str]
    part_of: re.Pattern[str]
    over: re.Pattern[str]
    month_after: re.Pattern[str]


TOKEN = re.compile(r"([^\W\d_]++|\d++)")
#: The same for texts in ASCII and in small letters, twice as fast.
ASCII_TOKEN = re.compile("([a-z]++|[0-9]++)")


YEAR_DIGITS = r"(?:19|20)\d\d"


_NUMERIC = {
    "Y": rf"(?P<Y>{YEAR_DIGITS})",
    "Y2": rf"(?P<Y2>{YEAR_DIGITS})",
    "yy": r"(?P<yy>\d\d)",
    "yy2": r"(?P<yy2>\d\d)",
    "d": r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d){suffix}",
    "d2": r"(?P<d2>3[01]|[12]\d|0?[1-9])(?!\d){suffix}",
    "m": r"(?P<m>1[0-2]|0?[1-9])(?!\d)",
    "m2": r"(?P<month2>1[0-2]|0?[1-9])(?!\d)",
    "q": r"(?P<q>[1-4])(?!\d)",
}


#: After the last digit of a period no number goes on, and no percent sign or path follows.
_NO_MORE = r"(?![\w%])(?![.,]\d)(?!\s%)(?!/\w)(?!-\d)"


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language. Raises ValueError for one that is not known."""
    table = languages.table(language, "periods")
    suffixes = "|".join(table["day_suffixes"])
    slots = {name: pattern.replace("{suffix}", f"(?:{suffixes})?") for name, pattern in _NUMERIC.items()}
    for slot, words in (("month", "months"), ("month2", "months"), ("weekday", "weekdays"), ("ordinal", "ordinals")):
        slots[slot] = rf"(?P<{slot}>{_either(table[words])})(?!\w)"
    slots["n"] = rf"(?P<n>\d{{1,2}}|{_either(table['numbers'])})(?!\w)"
    the_year = rf"(?:(?:{_either(table['year_words'])})\s{{1,3}})?"
    slots["year"] = rf"(?:{the_year}{slots['Y']}|(?P<rel>{_either(table['years'])}))(?!\w)"
    slots["fiscal"] = rf"(?:{_pattern(table['fiscal'], slots)}|(?P<fiscal>{_either(table['fiscal_years'])}))"
    phrases: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for written, kind in table["phrases"].items():
        pattern = re.compile(_pattern(written, slots) + _NO_MORE)
        for first in _first_words(written, table):
            phrases.setdefault(first, []).append((pattern, kind))
    cues = table["cues"]
    return Grammar(
        phrases,
        table["months"],
        table["weekdays"],
        table["numbers"],
        table["ordinals"],
        table["years"],
        table["fiscal_years"],
        table["capitals"],
        frozenset(cues["ambiguous"]),
        re.compile(rf"(?<!\w)(?P<before>{_either(table['before'])})\s{{1,3}}\Z"),
        table["before"],
        re.compile(rf"(?<!\w)(?:{_either(table['range_from'])})\s{{1,3}}\Z"),
        re.compile(rf"\s{{0,3}}(?P<to>{_either(table['range_to'])})\s{{0,3}}"),
        re.compile(rf"\s{{0,3}}(?:{_either(table['and'])})\s{{0,3}}"),
        {
            name: re.compile(rf"(?:(?<!\w)|(?=['’]))(?:{_either(cues[name])})[\s(-]{{1,3}}\Z")
            for name in ("year", "day", "month", "weekday", "length", "code", "compared", "base", "so_far")
        },
        re.compile(rf"\s{{0,3}}(?:(?:{_either(cues['length_after'])})(?!\w)|/|\d{{1,2}}(?![\d.,]))"),
        re.compile(rf"\s{{0,3}}(?:{_either(cues['counted_after'])})(?!\w)"),
        re.compile(rf"\s{{1,3}}(?:{_either(cues['year_after'])})(?!\w)"),
        re.compile(rf"\s{{0,3}}(?:{_either(cues['part_of'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(cues['over'])})(?!\w)"),
        re.compile(rf"\s{{0,3}}(?:{_either(cues['month_after'])})(?!\w)"),
    )


def _either(words: Any) -> str:
    """Any of the words, the longest first; what can never match if there are none."""
    return (
        "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in sorted(words, key=len, reverse=True)) or r"(?!)"
    )


def _pattern(written: str, slots: dict[str, str]) -> str:
    """The regex of a phrase as ``[periods.phrases]`` writes it."""
    pattern, i = "", 0
    while i < len(written):
        sign = written[i]
        if sign in "[(":
            close = _closing(written, i)
            parts = _split(written[i + 1 : close])
            inner = "|".join(_pattern(part, slots) for part in parts)
            if sign == "[":
                pattern += f"(?:{inner})?"
            else:
                pattern += f"(?:{inner})" if len(parts) > 1 else rf"\({inner}\)"
            i = close + 1
        elif sign == "{":
            close = written.index("}", i)
            pattern += slots[written[i + 1 : close]]
            i = close + 1
        else:
            pattern += r"\s{1,3}" if sign == " " else re.escape(sign)
            i += 1
    return pattern


def _closing(written: str, i: int) -> int:
    depth = 0
    for j in range(i, len(written)):
        depth += (written[j] in "[(") - (written[j] in "])")
        if depth == 0:
            return j
    raise ValueError(f"[periods.phrases]: {written!r} has a bracket that nothing closes")


def _split(inner: str) -> list[str]:
    parts, depth = [""], 0
    for sign in inner:
        depth += (sign in "[(") - (sign in "])")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _first_words(written: str, table: dict[str, Any]) -> set[str]:
    """The words that a phrase can start with; ``#Y`` for a year in digits, ``#n`` for a small number."""
    if written[0] == "(":
        return {word for part in _split(written[1 : _closing(written, 0)]) for word in _first_words(part, table)}
    if written.startswith("{fiscal}"):
        return _first_words(table["fiscal"], table) | {TOKEN.findall(name)[0] for name in table["fiscal_years"]}
    if written[0] != "{":
        token = TOKEN.match(written)
        assert token is not None, f"[periods.phrases]: {written!r} starts with no word"
        return {"#n" if token[0].isdigit() else token[0]}
    slot = written[1 : written.index("}")]
    named = {"month": "months", "weekday": "weekdays", "ordinal": "ordinals", "n": "numbers"}.get(slot)
    words = {TOKEN.findall(name)[0] for name in table[named]} if named else set()
    words = {"#n" if word.isdigit() else word for word in words}
    if slot in ("d", "m", "q", "n"):
        words.add("#n")
    return words or {"#Y"}
