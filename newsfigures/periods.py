"""Date expressions → SDMX time periods, with how the year is known.

How a language writes periods is data: ``[periods.phrases]`` pairs each way of writing with the kind of time that it
names, one of the functions below. A phrase is looked for only where its first word stands, so a text is read once.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from newsfigures import languages
from newsfigures.languages.matching import Composed
from newsfigures.types import Period, Span

if TYPE_CHECKING:
    from collections.abc import Callable

Basis = Literal["stated", "inferred", "unresolved"]
Days = tuple[date, date]  # the first and the last


def find_periods(text: str, language: str = "en", today: date | None = None) -> list[Period]:
    """Every date expression of the text, in order, with the time that it names as an SDMX time period.

    ``today`` is the article's date; a year that the text leaves out is taken from it, with the basis ``inferred``.
    Without it, or where two years are as likely, ``time_period`` is empty and the basis ``unresolved``; ``because``
    says why.

    A whole month, quarter, half or year has its own code, anything else is start and duration. "By 2026" is
    ``../2026``, "since January" ``2025-01/..``; "as of November 20" is a moment, so the plain date. A span holds the
    expression and the words that make it a deadline or an opening. Raises ValueError for a language that is not known.

    >>> [p.time_period for p in find_periods("Rice exports grew in the first five months of 2024, not by 2026.")]
    ['2024-01-01/P5M', '../2026']
    >>> [(p.span.text, p.time_period, p.basis) for p in find_periods("Ngày 13/1", "vi", date(2026, 1, 14))]
    [('Ngày 13/1', '2026-01-13', 'inferred')]
    """
    composed = Composed(text)
    found = _found(composed.text, _grammar(language))
    found = _ranges(composed.text, found, _grammar(language))
    _share_years(composed.text, found, _grammar(language))
    periods = []
    context: list[_Known] = []
    years: dict[str, int] = {}
    for expression in found:
        _name_year(expression, years)
        time_period, basis, because = _resolved(expression, today, context)
        start, end = composed.raw(expression.start, expression.end)
        periods.append(Period(Span("", start, end, text[start:end]), time_period, basis, because))
    return periods


# --- what a text says -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Expression:
    """A date expression: its place in the composed text, its kind of time and the parts that it names."""

    start: int
    end: int
    kind: str
    parts: dict[str, Any]
    how: str  # until, since, at, or nothing
    core: int  # where it starts without the word that says how
    last: _Expression | None = None  # the end of a range that starts here


@dataclass(frozen=True)
class _Grammar:
    phrases: dict[str, list[tuple[re.Pattern[str], str]]]  # first word → patterns that start with it
    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    years: dict[str, int]
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


_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_YEAR_DIGITS = r"(?:19|20)\d\d"
_NUMERIC = {
    "Y": rf"(?P<Y>{_YEAR_DIGITS})",
    "Y2": rf"(?P<Y2>{_YEAR_DIGITS})",
    "yy": r"(?P<yy>\d\d)",
    "d": r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d){suffix}",
    "d2": r"(?P<d2>3[01]|[12]\d|0?[1-9])(?!\d){suffix}",
    "m": r"(?P<m>1[0-2]|0?[1-9])(?!\d)",
    "m2": r"(?P<month2>1[0-2]|0?[1-9])(?!\d)",
    "q": r"(?P<q>[1-4])(?!\d)",
}
#: After the last digit of a period no number goes on, and no percent sign or path follows.
_NO_MORE = r"(?![\w%])(?![.,]\d)(?!\s%)(?!/\w)(?!-\d)"


@cache
def _grammar(language: str) -> _Grammar:
    table = languages.table(language, "periods")
    suffixes = "|".join(table["day_suffixes"])
    slots = {name: pattern.replace("{suffix}", f"(?:{suffixes})?") for name, pattern in _NUMERIC.items()}
    for slot, words in (("month", "months"), ("month2", "months"), ("weekday", "weekdays"), ("ordinal", "ordinals")):
        slots[slot] = rf"(?P<{slot}>{_either(table[words])})(?!\w)"
    slots["n"] = rf"(?P<n>\d{{1,2}}|{_either(table['numbers'])})(?!\w)"
    the_year = rf"(?:(?:{_either(table['year_words'])})\s{{1,3}})?"
    slots["year"] = rf"(?:{the_year}{slots['Y']}|(?P<rel>{_either(table['years'])}))(?!\w)"
    phrases: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for written, kind in table["phrases"].items():
        pattern = re.compile(_pattern(written, slots) + _NO_MORE)
        for first in _first_words(written, table):
            phrases.setdefault(first, []).append((pattern, kind))
    cues = table["cues"]
    return _Grammar(
        phrases,
        table["months"],
        table["weekdays"],
        table["numbers"],
        table["ordinals"],
        table["years"],
        table["capitals"],
        frozenset(cues["ambiguous"]),
        re.compile(rf"(?<!\w)(?P<before>{_either(table['before'])})\s{{1,3}}\Z"),
        table["before"],
        re.compile(rf"(?<!\w)(?:{_either(table['range_from'])})\s{{1,3}}\Z"),
        re.compile(rf"\s{{0,3}}(?P<to>{_either(table['range_to'])})\s{{0,3}}"),
        re.compile(rf"\s{{0,3}}(?:{_either(table['and'])})\s{{0,3}}"),
        {
            name: re.compile(rf"(?<!\w)(?:{_either(cues[name])})[\s(-]{{1,3}}\Z")
            for name in ("year", "day", "month", "weekday", "length", "code")
        },
        re.compile(rf"\s{{0,3}}(?:(?:{_either(cues['length_after'])})(?!\w)|[/\d])"),
        re.compile(rf"\s{{0,3}}(?:{_either(cues['counted_after'])})(?!\w)"),
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
    if written[0] != "{":
        token = _TOKEN.match(written)
        assert token is not None, f"[periods.phrases]: {written!r} starts with no word"
        return {"#n" if token[0].isdigit() else token[0]}
    slot = written[1 : written.index("}")]
    named = {"month": "months", "weekday": "weekdays", "ordinal": "ordinals", "n": "numbers"}.get(slot)
    words = {_TOKEN.findall(name)[0] for name in table[named]} if named else set()
    words = {"#n" if word.isdigit() else word for word in words}
    if slot in ("d", "m", "q", "n"):
        words.add("#n")
    return words or {"#Y"}


def _lowered(text: str) -> str:
    """In small letters and of the same length, which ``str.lower`` alone does not promise."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(s.lower() if len(s.lower()) == 1 else s for s in text)


def _found(text: str, grammar: _Grammar) -> list[_Expression]:
    low = _lowered(text)
    expressions: list[_Expression] = []
    position = 0
    for token in _TOKEN.finditer(low):
        start = token.start()
        word = token[0]
        if start < position:
            continue
        if word.isdigit():
            if len(word) > 4 or _goes_on_from(low, start):
                continue
            word = "#n" if len(word) <= 2 else "#Y"
        if word not in grammar.phrases:
            continue
        best: tuple[int, str, re.Match[str]] | None = None
        for pattern, kind in grammar.phrases[word]:
            match = pattern.match(low, start)
            if (
                match
                and (best is None or match.end() > best[0])
                and _is_sure(text, low, match, kind, grammar, expressions)
            ):
                best = match.end(), kind, match
        if best is not None:
            end, kind, match = best
            first, how = _how(low, start, position, grammar)
            expressions.append(
                _Expression(first, end, kind.removeprefix("doubtful "), _parts(match, grammar), how, start)
            )
            position = end
    return expressions


def _goes_on_from(low: str, start: int) -> bool:
    """The digits belong to what stands right before them: a decimal, a code, an amount of money."""
    before = low[start - 1] if start else " "
    if before.isalnum() or before in "$€£¥_#*":
        return True
    return before in ".,/-–:" and start > 1 and low[start - 2].isdigit()


def _how(low: str, start: int, position: int, grammar: _Grammar) -> tuple[int, str]:
    """Where the expression starts with the word that makes it a deadline, an opening or a moment, and which it is."""
    before = grammar.before.search(low, max(position, start - 30), start)
    if before is None:
        return start, ""
    how = grammar.how[re.sub(r"\s+", " ", before["before"])]
    return (before.start() if how != "at" else start), how


def _parts(match: re.Match[str], grammar: _Grammar) -> dict[str, Any]:
    """The numbers that the named parts of a phrase stand for."""
    named = {
        "month": grammar.months,
        "month2": grammar.months,
        "weekday": grammar.weekdays,
        "ordinal": grammar.ordinals,
        "n": grammar.numbers,
        "rel": grammar.years,
    }
    parts: dict[str, Any] = {}
    for name, words in match.groupdict().items():
        if words is not None:
            key = re.sub(r"\s+", " ", words)
            parts[name] = named[name][key] if name in named and key in named[name] else int(words)
    return parts


def _is_sure(
    text: str, low: str, match: re.Match[str], kind: str, grammar: _Grammar, before: list[_Expression]
) -> bool:
    """Whether words that may be something else stand where only a period can stand."""
    start, end = match.span()
    groups = match.groupdict()
    name = next((part for part in ("month", "weekday") if groups.get(part)), None)
    if name and grammar.capitals and not text[match.start(name)].isupper():
        return False
    if name and groups[name] in grammar.ambiguous and end == match.end(name):
        return bool(grammar.cues["month"].search(low, max(0, start - 30), start))
    if kind == "month" and _AFTER_A_NUMBER.search(low, max(0, start - 5), start):
        return False  # "3 tháng một lần" counts months
    if kind == "doubtful weekday":
        return any(map(str.isupper, text[start + 1 : end])) or _has_cue(low, start, "weekday", grammar)
    if kind in ("doubtful year", "doubtful unclear"):
        if grammar.counted_after.match(low, end):
            return False
        listed = before and grammar.joined.fullmatch(low, before[-1].end, start)
        return bool(listed) or _has_cue(low, start, "year", grammar)
    if kind == "doubtful day":
        day, month = int(groups["d"]), int(groups["m"])
        return (day >= month or day > 10) and _has_cue(low, start, "day", grammar)
    if kind == "doubtful month":
        return not _has_cue(low, start, "code", grammar)
    if kind == "two months":  # not in a row, they are two periods
        parts = _parts(match, grammar)
        return bool(parts["month2"] == _month(parts) + 1)
    if kind == "doubtful first months":
        count = grammar.numbers.get(groups["n"]) or int(groups["n"])
        return (
            2 <= count <= 11
            and not _has_cue(low, start, "length", grammar)
            and not grammar.length_after.match(low, end)
        )
    return True


_AFTER_A_NUMBER = re.compile(r"\d\s{1,2}\Z")


def _has_cue(low: str, start: int, name: str, grammar: _Grammar) -> bool:
    return bool(grammar.cues[name].search(low, max(0, start - 30), start))


def _ranges(text: str, found: list[_Expression], grammar: _Grammar) -> list[_Expression]:
    """Two expressions that are the ends of one: "from March to May 2025"."""
    low = _lowered(text)
    kept: list[_Expression] = []
    for expression in found:
        first = kept[-1] if kept else None
        if first is not None and first.last is None and first.kind in _CALENDAR and expression.kind in _CALENDAR:
            between = grammar.range_to.fullmatch(low, first.end, expression.core)
            opened = grammar.range_from.search(low, max(0, first.core - 30), first.core)
            if between and opened:
                first.last = expression
                first.start, first.end, first.how = opened.start(), expression.end, ""
                continue
        kept.append(expression)
    return kept


def _share_years(text: str, found: list[_Expression], grammar: _Grammar) -> None:
    """ "April and June 2024", "from May 30 to June 2, 2025": the year stands once, after the last."""
    for first, second in reversed(list(pairwise(found))):
        if grammar.joined.fullmatch(text, first.end, second.core):
            _share_year(first, second)
    for expression in found:
        if expression.last is not None:
            _share_year(expression, expression.last)


def _share_year(first: _Expression, second: _Expression) -> None:
    has_month = {"month", "m"} & first.parts.keys() and {"month", "m"} & second.parts.keys()
    quarters = first.kind == second.kind == "quarter"
    if not (first.parts.keys() & {"Y", "yy", "rel"}) and (has_month or quarters):
        shared: dict[str, Any] = {name: second.parts[name] for name in ("Y", "rel") if name in second.parts}
        if shared and _month(first.parts) > _month(second.parts):
            shared = {name: number - 1 for name, number in shared.items()}
        first.parts |= shared


def _name_year(expression: _Expression, years: dict[str, int]) -> None:
    """A month named with its year before keeps that year: "in April 2017 ... in April"."""
    parts = expression.parts
    named = [f"{kind} {parts[kind]}" for kind in ("month", "m", "q") if kind in parts]
    if "Y" in parts:
        years.update(dict.fromkeys(named, parts["Y"]))
    elif "rel" not in parts and "yy" not in parts and expression.last is None:
        year = next((years[name] for name in named if name in years), None)
        if year is not None:
            parts["named"] = year


# --- what it names ----------------------------------------------------------------------------------------------------


def _month(parts: dict[str, Any]) -> int:
    return int(parts.get("month") or parts.get("m") or 0)


def _months(year: int, first: int, count: int) -> Days:
    """``count`` whole months from the first of month ``first``, which may lie beyond the year."""
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    last = first + count - 1
    year, month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return start, date(year, month, monthrange(year, month)[1])


def _day(year: int, parts: dict[str, Any]) -> Days:
    day = date(year, _month(parts), parts["d"])
    return day, day


def _span_of_days(year: int, parts: dict[str, Any]) -> Days:
    month = _month(parts)
    return date(year, month, parts["d"]), date(year, month, parts["d2"])


def _last_day_of_month(year: int, parts: dict[str, Any]) -> Days:
    last = _months(year, _month(parts), 1)[1]
    return last, last


def _quarter(year: int, parts: dict[str, Any]) -> Days:
    return _months(year, 3 * int(parts.get("q") or parts["ordinal"]) - 2, 3)


def _half(year: int, parts: dict[str, Any]) -> Days:
    half = int(parts.get("q") or parts["ordinal"])
    if half == 3:
        raise ValueError("a year has two halves")
    return _months(year, 1 if half == 1 else 7, 6)


def _count(parts: dict[str, Any]) -> int:
    if not 1 <= parts["n"] <= 12:
        raise ValueError("a year has twelve months")
    return int(parts["n"])


def _years(year: int, parts: dict[str, Any]) -> Days:
    last = parts["Y2"] if "Y2" in parts else year // 100 * 100 + parts["yy"]
    return date(year, 1, 1), date(last, 12, 31)


def _months_to(year: int, parts: dict[str, Any]) -> Days:
    count = _count(parts)
    return _months(year, _month(parts) - count + 1, count)


#: Times of a year: the days that the parts of an expression name in it. ValueError if there are none.
_CALENDAR: dict[str, Callable[[int, dict[str, Any]], Days]] = {
    "day": _day,
    "days": _span_of_days,
    "month": lambda year, parts: _months(year, _month(parts), 1),
    "in month": lambda year, parts: _months(year, _month(parts), 1),
    "end of month": _last_day_of_month,
    "first half of month": lambda year, parts: (date(year, _month(parts), 1), date(year, _month(parts), 15)),
    "months": lambda year, parts: _months(year, _month(parts), parts["month2"] - _month(parts) + 1),
    "two months": lambda year, parts: _months(year, _month(parts), 2),
    "months to": _months_to,
    "first months": lambda year, parts: _months(year, 1, _count(parts)),
    "last months": lambda year, parts: _months(year, 13 - _count(parts), _count(parts)),
    "quarter": _quarter,
    "half": _half,
    "first half": lambda year, parts: _months(year, 1, 6),
    "second half": lambda year, parts: _months(year, 7, 6),
    "year": lambda year, parts: _months(year, 1, 12),
    "in year": lambda year, parts: _months(year, 1, 12),
    "start of year": lambda year, parts: (date(year, 1, 1), date(year, 1, 1)),
    "end of year": lambda year, parts: (date(year, 12, 31), date(year, 12, 31)),
    "years": _years,
    "decade": lambda year, parts: _months(year, 1, 120),
}
#: Times with a beginning and an end in words.
_SPANS = ("days", "months", "years")
#: "By the end of May" names May as the last time, whole.
_WHOLE = {"end of year": "year", "end of month": "month"}


def _ago(today: date, months: int) -> date:
    """The same day of the month so many months ago, or the month's last if it has no such day."""
    month = today.year * 12 + today.month - 1 - months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _before_today(today: date, months: int) -> Days:
    return _ago(today, months), today - timedelta(days=1)


def _weekday(today: date, parts: dict[str, Any], first: int) -> Days:
    """The day of that name among the seven days from ``first`` days after today."""
    start = today + timedelta(days=first)
    day = start + timedelta(days=(parts["weekday"] - start.isoweekday()) % 7)
    return day, day


def _same(day: date) -> Days:
    return day, day


#: Times told from the article's date.
_RELATIVE: dict[str, Callable[[date, dict[str, Any]], Days]] = {
    "weekday": lambda today, parts: _weekday(today, parts, -6),
    "weekday before": lambda today, parts: _weekday(today, parts, -7),
    "weekday after": lambda today, parts: _weekday(today, parts, 1),
    "past months": lambda today, parts: _before_today(today, parts["n"]),
    "past years": lambda today, parts: _before_today(today, parts["n"] * 12),
    "next years": lambda today, parts: (today, _ago(today, -12 * parts["n"]) - timedelta(days=1)),
    "years ago": lambda today, parts: _months(today.year - parts["n"], 1, 12),
    "start of this year": lambda today, parts: _same(date(today.year, 1, 1)),
    "end of this year": lambda today, parts: _same(date(today.year, 12, 31)),
}
_STEP = re.compile(r"(?P<unit>day|month|quarter|year) (?P<step>-?\d)")


def _stepped(today: date, unit: str, step: int) -> Days:
    """The day, month, quarter or year that lies so many after the one of today."""
    if unit == "day":
        return _same(today + timedelta(days=step))
    if unit == "month":
        return _months(today.year, today.month + step, 1)
    if unit == "quarter":
        return _months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    return _months(today.year + step, 1, 12)


# --- how the year is known --------------------------------------------------------------------------------------------


def _resolved(expression: _Expression, today: date | None, context: list[_Known]) -> tuple[str, Basis, str]:
    """The SDMX time period of an expression, its basis, and why. What it names is added to the ``context``."""
    try:
        known = _known(expression, today, context)
    except (ValueError, OverflowError):
        return "", "unresolved", "the calendar has no such time"
    if isinstance(known, str):
        return "", "unresolved", known
    if expression.kind != "same period":
        context.append(known)
    time_period = to_sdmx(*known.days)
    first, last = known.days
    if expression.kind == "year so far":
        time_period += "/.."
    elif expression.how == "since" and expression.kind not in _SPANS:  # "từ" 2021-2025 is that span
        time_period = f"{first if '/' in time_period else time_period}/.."
    elif expression.how in ("until", "up to"):
        time_period = f"../{last if '/' in time_period else time_period}"
    return time_period, known.basis, known.because


class _Known(NamedTuple):
    days: Days
    basis: Literal["stated", "inferred"]
    because: str


_NO_DATE = "the article's date, which would tell, is not known"


def _known(expression: _Expression, today: date | None, context: list[_Known]) -> _Known | str:
    kind = expression.kind
    if kind == "unclear":
        return "it names no calendar time"
    if kind in ("same period", "year before", "same day"):
        return _by_context(expression, today, context)
    if kind in _CALENDAR:
        return _in_calendar(expression, today)
    if today is None:
        return _NO_DATE
    because = f"told from the article's date, {today}"
    if kind == "year so far":
        return _Known(_months(today.year, 1, 1), "inferred", because)
    if step := _STEP.fullmatch(kind):
        return _Known(_stepped(today, step["unit"], int(step["step"])), "inferred", because)
    return _Known(_RELATIVE[kind](today, expression.parts), "inferred", because)


def _in_calendar(expression: _Expression, today: date | None) -> _Known | str:
    first = _ends(expression, today)
    if expression.last is None or isinstance(first, str):
        return first
    last = _ends(expression.last, today)
    if isinstance(last, str):
        return last
    days = first.days[0], last.days[1]
    if days[0] > days[1]:
        return "it ends before it starts"
    return _Known(days, max(first.basis, last.basis, key=("stated", "inferred").index), last.because)


def _ends(expression: _Expression, today: date | None) -> _Known | str:
    """The days of an expression that is a time of a year, that year printed or inferred."""
    parts = expression.parts
    kind = _WHOLE.get(expression.kind, expression.kind) if expression.how in ("until", "up to") else expression.kind
    calendar = _CALENDAR[kind]
    year = parts.get("Y") or ("yy" in parts and 2000 + parts["yy"]) or None
    if year is not None:
        days = calendar(year, parts)
        return "it ends before it starts" if days[0] > days[1] else _Known(days, "stated", "as printed")
    if "named" in parts:
        return _Known(calendar(parts["named"], parts), "inferred", "the year that stands with the same name before")
    if today is None:
        return _NO_DATE
    if "rel" in parts:
        because = f"told from the article's date, {today}"
        return _Known(calendar(today.year + parts["rel"], parts), "inferred", because)
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(calendar(year, parts))
        except ValueError:  # 29 February
            continue
    days_or_doubt = _likeliest(candidates, today, expression)
    if isinstance(days_or_doubt, str):
        return days_or_doubt
    return _Known(days_or_doubt, "inferred", f"the year that fits the article's date, {today}")


#: What is to come is told without its year only when it is less than two months away.
_SOON = 60


def _likeliest(candidates: list[Days], today: date, expression: _Expression) -> Days | str:
    """Of the same time in three years, the one that an article of today means when it gives no year."""
    begun = [days for days in candidates if days[0] <= today]
    coming = [days for days in candidates if days[0] > today]
    if expression.how in ("since", "at"):
        return begun[-1] if begun else "no year fits"
    if expression.how == "up to" and begun and 0 <= (today - begun[-1][1]).days <= _SOON:
        return begun[-1]
    if expression.how in ("until", "up to"):
        return next((days for days in candidates if days[1] >= today), "no year fits")
    if expression.kind in ("first months", "months to"):  # statistics of months that are over
        over = [days for days in candidates if days[1] <= today + timedelta(days=15)]
        return over[-1] if over else "no year fits"
    if not begun or not coming:
        return "no year fits"
    past, future = (today - begun[-1][1]).days, (coming[0][0] - today).days
    if past <= 0 or begun[-1][0].year == today.year:
        return begun[-1] if not (future <= _SOON and past > 2 * future) else _TWO_YEARS
    if 2 * past < future:
        return begun[-1]
    return coming[0] if future <= _SOON and 2 * future < past else _TWO_YEARS


_TWO_YEARS = "two years are as likely"


def _by_context(expression: _Expression, today: date | None, context: list[_Known]) -> _Known | str:
    """What is told from the last time that the text named before."""
    parts = expression.parts
    if expression.kind == "same day":
        day = next((known for known in reversed(context) if known.days[0] == known.days[1]), None)
        return day or "no day stands before it"
    if not context:
        if expression.kind == "year before" and today is not None:
            return _Known(_months(today.year - 1, 1, 12), "inferred", f"told from the article's date, {today}")
        return "no time that it could be compared with stands before it"
    base = context[-1]
    start, end = base.days
    if expression.kind == "year before":
        return _Known(_months(start.year - 1, 1, 12), base.basis, f"the year before {to_sdmx(*base.days)}")
    if "rel" in parts and today is None:
        return _NO_DATE
    year = parts.get("Y") or (today.year + parts["rel"] if "rel" in parts and today else start.year - 1)
    if end - start > timedelta(days=366):
        return "the time before it is longer than a year"
    shift = year - start.year
    months = (end + timedelta(days=1)).day == 1 and start.day == 1
    if months:
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        days = _months(year, start.month, count)
    else:
        days = start.replace(year=year), end.replace(year=end.year + shift)
    return _Known(days, base.basis, f"the same period as {to_sdmx(start, end)}, of {year}")


# --- SDMX -------------------------------------------------------------------------------------------------------------


def to_sdmx(start: date, end: date) -> str:
    """The SDMX time period from one day to another, both included: a calendar code where there is one.

    >>> to_sdmx(date(2025, 7, 1), date(2025, 12, 31)), to_sdmx(date(2024, 1, 1), date(2024, 5, 31))
    ('2025-S2', '2024-01-01/P5M')
    """
    if start == end:
        return start.isoformat()
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        years = end.year - start.year + 1
        for year in (years - 1, years):
            if year > 0 and _ago(start, -12 * year) == end + timedelta(days=1):
                return f"{start}/P{year}Y"
        after = end + timedelta(days=1)
        months = (after.year - start.year) * 12 + after.month - start.month
        if months > 0 and after.day == start.day:
            return f"{start}/P{months}M"
        return f"{start}/P{(end - start).days + 1}D"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    code, month = f"{start.year:04d}", start.month
    if months == 12 and month == 1:
        return code
    if months == 6 and month in (1, 7):
        return f"{code}-S{(month + 5) // 6}"
    if months == 3 and month % 3 == 1:
        return f"{code}-Q{(month + 2) // 3}"
    if months == 1:
        return f"{code}-{month:02d}"
    if months % 12 == 0:
        return f"{start}/P{months // 12}Y"
    return f"{start}/P{months}M"
