"""Text → date expressions: where they are, of which kind, and the numbers in them. No year is guessed here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from newsfigures.languages.matching import lowered
from newsfigures.periods.calendars import CALENDAR, month_of
from newsfigures.periods.grammars import ASCII_TOKEN, TOKEN, Grammar, grammar_of


@dataclass(slots=True)
class Expression:
    """A date expression: its place in the composed text, its kind of time and the parts that it names."""

    start: int
    end: int
    kind: str
    parts: dict[str, Any]
    how: str  # until, since, at, or nothing
    core: int  # where it starts without the word that says how
    last: Expression | None = None  # the end of a range that starts here
    over: bool = False  # whether the words behind a deadline tell of it as past
    compared: bool = False  # whether it is what another time is compared with
    base: Expression | None = None  # what it is compared with, if that stands behind it


def find_expressions(text: str, language: str) -> list[Expression]:
    """The date expressions of a text in composed form, in order; the two ends of a range are one.

    Years that stand once for several are given to each. Raises ValueError for a language that is not known.
    """
    grammar = grammar_of(language)
    low = lowered(text)
    found = _found(text, low, grammar)
    if not found:
        return []
    found = _ranges(low, found, grammar)
    _share_years(text, found, grammar)
    years: dict[str, int] = {}
    for expression in found:
        expression.compared = expression.how == "" and _has_cue(low, expression.start, "base", grammar)
        _name_year(text, expression, years, grammar)
    _look_around(text, found)
    return found


def _first_words(low: str, grammar: Grammar) -> list[tuple[int, str]]:
    """The numbers and the words that phrases start with, each with its place."""
    parts = (ASCII_TOKEN if low.isascii() else TOKEN).split(low)  # by turns what stands between two words, and a word
    places = list(accumulate(map(len, parts)))[:-1:2]
    first = grammar.phrases
    return [(start, word) for start, word in zip(places, parts[1::2], strict=True) if word in first or word.isdigit()]


def _found(text: str, low: str, grammar: Grammar) -> list[Expression]:
    expressions: list[Expression] = []
    position = 0
    for start, word in _first_words(low, grammar):
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
            over = how == "until" and (
                bool(grammar.over.search(low, end, _stop(low, end))) or _has_cue(low, first, "so_far", grammar)
            )
            expressions.append(
                Expression(first, end, kind.removeprefix("doubtful "), _parts(match, grammar), how, start, over=over)
            )
            position = end
    return expressions


def _goes_on_from(low: str, start: int) -> bool:
    """The digits belong to what stands right before them: a decimal, a code, an amount of money."""
    before = low[start - 1] if start else " "
    if before.isalnum() or before in "$€£¥_#*":
        return True
    return before in ".,/-–:" and start > 1 and low[start - 2].isdigit()


def _how(low: str, start: int, position: int, grammar: Grammar) -> tuple[int, str]:
    """Where the expression starts with the word that makes it a deadline, an opening or a moment, and which it is."""
    before = grammar.before.search(low, max(position, start - 30), start)
    if before is None:
        return start, ""
    how = grammar.how[re.sub(r"\s+", " ", before["before"])]
    return (before.start() if how != "at" else start), how


def _stop(low: str, end: int) -> int:
    """Where the sentence ends that goes on here, or what can be seen of it."""
    found = _STOP.search(low, end, end + _IN_SIGHT)
    return found.start() if found else min(end + _IN_SIGHT, len(low))


_STOP = re.compile(r"[.;!?\n]")
#: How many signs behind a deadline may tell that it is over: "By late September, the port had ...".
_IN_SIGHT = 60


def _parts(match: re.Match[str], grammar: Grammar) -> dict[str, Any]:
    """The numbers that the named parts of a phrase stand for."""
    named = {
        "month": grammar.months,
        "month2": grammar.months,
        "weekday": grammar.weekdays,
        "ordinal": grammar.ordinals,
        "n": grammar.numbers,
        "rel": grammar.years,
        "fiscal": grammar.fiscal_years,
    }
    parts: dict[str, Any] = {}
    for name, words in match.groupdict().items():
        if words is not None:
            key = re.sub(r"\s+", " ", words)
            parts[name] = named[name][key] if name in named and key in named[name] else int(words)
    return parts


def _is_sure(text: str, low: str, match: re.Match[str], kind: str, grammar: Grammar, before: list[Expression]) -> bool:
    """Whether words that may be something else stand where only a period can stand."""
    start, end = match.span()
    groups = match.groupdict()
    name = next((part for part in ("month", "weekday") if groups.get(part)), None)
    if name and grammar.capitals and not text[match.start(name)].isupper():
        return False
    if name and groups[name] in grammar.ambiguous and match.span() == match.span(name):
        told = grammar.cues["month"].search(low, max(0, start - 30), start)
        return bool(told or (name == "month" and grammar.month_after.match(low, end)))
    if kind == "month" and _AFTER_A_NUMBER.search(low, max(0, start - 5), start):
        return False  # "3 tháng một lần" counts months
    if kind == "doubtful weekday":
        return any(map(str.isupper, text[start + 1 : end])) or _has_cue(low, start, "weekday", grammar)
    if kind in ("doubtful year", "doubtful fiscal two years"):
        if grammar.counted_after.match(low, end):
            return False
        if kind != "doubtful year" and groups.get("yy") and (int(groups["Y"]) + 1) % 100 == int(groups["yy"]):
            return True  # 2025/26
        if grammar.year_after.match(low, end):
            return True  # estimated 2024 output
        listed = before and grammar.joined.fullmatch(low, before[-1].end, start)
        return bool(listed) or low[start - 1 : start] == "(" or _has_cue(low, start, "year", grammar)
    if kind == "doubtful day":
        day, month = int(groups["d"]), int(groups["m"])
        if before and before[-1].kind == "day" and grammar.range_to.fullmatch(low, before[-1].end, start):
            return True
        return (day >= month or day > 10) and _has_cue(low, start, "day", grammar)
    if kind == "doubtful days over months":
        return low[start - 1 : start] == "(" or _has_cue(low, start, "day", grammar)
    if kind == "doubtful month":
        return not _has_cue(low, start, "code", grammar)
    if kind in _PARTS and not (groups.get("Y") or groups.get("rel") or groups.get("yy")):
        return not grammar.part_of.match(low, end)
    if kind == "two months":  # not in a row, they are two periods
        parts = _parts(match, grammar)
        return bool(parts["month2"] == month_of(parts) + 1)
    if kind == "doubtful first months":
        count = grammar.numbers.get(groups["n"]) or int(groups["n"])
        return (
            2 <= count <= 11
            and not _has_cue(low, start, "length", grammar)
            and not grammar.length_after.match(low, end)
        )
    return True


_PARTS = ("half", "quarter", "first months", "first quarters")
_AFTER_A_NUMBER = re.compile(r"\d\s{1,2}\Z")


def _has_cue(low: str, start: int | None, name: str, grammar: Grammar) -> bool:
    """Whether one of the cues of that name stands right before ``start``, or at the end of the text."""
    end = len(low) if start is None else start
    return bool(grammar.cues[name].search(low, max(0, end - 30), end))


def _ranges(low: str, found: list[Expression], grammar: Grammar) -> list[Expression]:
    """Two expressions that are the ends of one: "from March to May 2025"."""
    kept: list[Expression] = []
    for expression in found:
        first = kept[-1] if kept else None
        if first is not None and first.last is None and first.kind in CALENDAR and expression.kind in CALENDAR:
            between = grammar.range_to.fullmatch(low, first.end, expression.core)
            opened = grammar.range_from.search(low, max(0, first.core - 30), first.core)
            if between and opened:
                first.last = expression
                expression.how = ""  # "đến" is the range's
                first.start, first.end, first.how = opened.start(), expression.end, ""
                continue
        kept.append(expression)
    return kept


def _share_years(text: str, found: list[Expression], grammar: Grammar) -> None:
    """ "April and June 2024", "from May 30 to June 2, 2025": the year stands once, after the last."""
    for first, second in reversed(list(pairwise(found))):
        if grammar.joined.fullmatch(text, first.end, second.core):
            _share_year(first, second)
    for expression in found:
        if expression.last is not None:
            _share_year(expression, expression.last)


def _look_around(text: str, found: list[Expression]) -> None:
    """What the words beside a time tell of it: "in 2022, in eight months", "against the same period, May sales ...".

    A year that stands with months without one is theirs, if it is not what they are compared with; one further off in
    the sentence leaves it in doubt. A comparison that opens its sentence is with the time behind it.
    """
    opens = True
    for place, (before, expression) in enumerate(pairwise(found)):
        if place:
            opens = bool(_END.search(text, found[place - 1].end, before.start))
        between = text[before.end : expression.start]
        if len(between) > _IN_SENTENCE or _END.search(between):
            continue
        if before.kind == "year" and not (before.compared or before.how or expression.how or expression.last):
            if expression.kind in _OF_A_YEAR and "Y" in before.parts and not expression.parts.keys() & _TOLD:
                beside = len(between) <= _BESIDE and not any(map(str.isdigit, between))
                expression.parts["Y" if beside else "apart"] = before.parts["Y"]
        elif before.kind in ("same period", "year before") and before.compared and opens:
            is_told = expression.kind in CALENDAR and not expression.compared
            before.base = expression if is_told else None


#: How far apart two times of one sentence can be that are looked at together, and two of one clause.
_IN_SENTENCE = 200
_BESIDE = 16
_END = re.compile(r"[.!?…]\s|[;\n]")
_OF_A_YEAR = ("first months", "first quarters", "half", "first half", "second half", "quarter", "last months")
_TOLD = {"Y", "yy", "rel"}


def _share_year(first: Expression, second: Expression) -> None:
    has_month = {"month", "m"} & first.parts.keys() and {"month", "m"} & second.parts.keys()
    quarters = first.kind == second.kind == "quarter"
    if not (first.parts.keys() & {"Y", "yy", "rel"}) and (has_month or quarters):
        shared: dict[str, Any] = {name: second.parts[name] for name in ("Y", "rel") if name in second.parts}
        if shared and month_of(first.parts) > month_of(second.parts):
            shared = {name: number - 1 for name, number in shared.items()}
        first.parts |= shared


def _name_year(text: str, expression: Expression, years: dict[str, int], grammar: Grammar) -> None:
    """A month named with its year before keeps that year, unless it was compared with: "in May 2017 ... in May"."""
    parts = expression.parts
    if expression.kind.startswith("fiscal"):
        return
    named = [f"{kind} {parts[kind]}" for kind in ("month", "m", "q") if kind in parts]
    if "Y" in parts:
        if _has_cue(lowered(text[max(0, expression.start - 30) : expression.start]), None, "compared", grammar):
            return
        years.update(dict.fromkeys(named, parts["Y"]))
    elif "rel" not in parts and "yy" not in parts and expression.last is None:
        year = next((years[name] for name in named if name in years), None)
        if year is not None:
            parts["named"] = year
