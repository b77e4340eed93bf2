"""Corrections by people that survive reruns: ``corrections.toml``, beside ``seeds/``, applied after every reading.

One entry a correction. It names the words it is about, what is expected to stand there now, and what to change:

    [[correction]]
    article = "da-nang-2026-01"          # file name without its ending
    exact   = "37 projects"              # the exact words; prefix and suffix tell which, if they stand there twice
    prefix  = "attracted "
    expect  = { value = 37, unit = "count" }
    change  = { indicator = "fdi_projects", ref_area = "VN-DN" }
    why     = "the paragraph before names the city"
    who     = "An Nguyen"
    when    = 2026-02-01

Instead of ``change`` it may say ``drop = true``; ``merge = {value = ..., unit = ...}``, which makes one figure of all
that are printed within the words; or ``split = [{exact = "...", value = ..., unit = ...}, ...]``, which makes several
of one, in the order of the text. What may stand in ``expect`` and ``change``, and in the others beside value and unit:
value, value_high, unit, counted, bound, rate and change of the reading; indicator, ref_area, counterpart_area,
time_period, measure, obs_status and speaker of the claim. A value keeps the precision of the printed one, unless it is
written as text with one of its own: "7.50e6". Of a split only the first part keeps the claim, and parts that name one.

A correction whose words or whose expected reading are gone is stale: it is reported and not applied.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, get_args

from newsfigures import types
from newsfigures.periods.spans import days
from newsfigures.reference import areas, family, indicators, units
from newsfigures.types import Figure, Key, NewsfiguresError, Observation, Quantity, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_READING = {"value", "value_high", "unit", "counted", "bound", "rate", "change"}
_KEY = {"indicator", "ref_area", "counterpart_area", "time_period", "measure", "speaker", "obs_status"}
_REQUIRED = {"article", "exact", "expect", "why", "who", "when"}
_ACTIONS = {"drop", "change", "merge", "split"}
_WORDS: dict[str, tuple[str, ...]] = {
    "bound": get_args(types.Bound),
    "change": get_args(types.Change),
    "obs_status": get_args(types.ObsStatus),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the file. Exactly one of ``drop``, ``change``, ``merge`` and ``split`` says what to do."""

    article: str
    exact: str
    expect: Mapping[str, Any]
    why: str
    who: str
    when: date
    prefix: str = ""
    suffix: str = ""
    drop: bool = False
    change: Mapping[str, Any] | None = None
    merge: Mapping[str, Any] | None = None
    split: Sequence[Mapping[str, Any]] = ()

    @property
    def action(self) -> str:
        """What is done, in words for the tables."""
        if self.drop:
            return "drop"
        if self.split:
            return "split into " + ", ".join(str(part["exact"]) for part in self.split)
        verb, new = ("change", self.change) if self.change is not None else ("merge", self.merge or {})
        return f"{verb}: " + ", ".join(f"{name} = {value}" for name, value in new.items())


@dataclass(frozen=True, slots=True)
class Outcome:
    """A correction and what came of it on this run: an empty ``stale`` says that it was applied."""

    correction: Correction
    stale: str


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of the file, in its order; none if there is no file.

    Raises NewsfiguresError, naming the entry and what is wrong with it, if it cannot be understood.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("correction", [])
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NewsfiguresError(f"{path.name}: {error}; mend it or remove it") from None
    if not isinstance(entries, list):
        raise NewsfiguresError(f"{path.name}: entries start with [[correction]], in two pairs of brackets")
    return [_correction(entry, f"{path.name}, correction {n}") for n, entry in enumerate(entries, 1)]


def _correction(entry: Mapping[str, Any], where: str) -> Correction:
    def refuse(what: str) -> NewsfiguresError:
        return NewsfiguresError(f"{where}: {what}")

    if missing := _REQUIRED - entry.keys():
        raise refuse(f"{', '.join(sorted(missing))} missing")
    if unknown := entry.keys() - _REQUIRED - _ACTIONS - {"prefix", "suffix"}:
        raise refuse(f"no field is called {', '.join(sorted(unknown))}")
    if len(_ACTIONS & entry.keys()) != 1:
        raise refuse(f"one of {', '.join(sorted(_ACTIONS))} is wanted")
    for name in ("article", "exact", "why", "who", "prefix", "suffix"):
        if not isinstance(entry.get(name, ""), str):
            raise refuse(f"{name} is text, in quotes")
    if not isinstance(entry["when"], date):
        raise refuse("when is a date, as 2026-02-01")
    if entry.get("drop", True) is not True:
        raise refuse("drop is true or left out")
    if not isinstance(entry["expect"], dict):
        raise refuse("expect is a table, as { value = 37 }")
    readings = [
        {name: value for name, value in entry["expect"].items() if value != ""},
        entry.get("change", {}),
        entry.get("merge", {}),
        *entry.get("split", ()),
    ]
    if not all(isinstance(reading, dict) for reading in readings):
        raise refuse("change, merge and each part of split are tables, as { value = 37 }")
    for reading in readings:
        for name, value in reading.items():
            _check(name, value, refuse)
    for part in (*([entry["merge"]] if "merge" in entry else ()), *entry.get("split", ())):
        if not {"value", "unit"} <= part.keys():
            raise refuse("a merged or split figure needs a value and a unit")
    at = 0
    for part in entry.get("split", ()):
        at = entry["exact"].find(part.get("exact", ""), at) if part.get("exact") else -1
        if at < 0:
            raise refuse(
                "each part of a split gives its exact words, out of those of the correction and in their order"
            )
        at += len(part["exact"])
    return Correction(**entry)


def _check(name: str, value: Any, refuse: Any) -> None:
    if name not in _READING | _KEY | {"exact"}:
        raise refuse(f"a figure has no {name}")
    if name in ("value", "value_high"):
        try:
            Decimal(str(value))
        except InvalidOperation:
            raise refuse(f"{name} is a number, not {value!r}") from None
        if not Decimal(str(value)).is_finite() or abs(Decimal(str(value)).adjusted()) > 30:
            raise refuse(f"{name} is a number, not {value!r}")
    elif not isinstance(value, str):
        raise refuse(f"{name} is text, in quotes")
    if name in _WORDS and value not in _WORDS[name]:
        raise refuse(f"{name} may be one of {', '.join(_WORDS[name])}, not {value!r}")
    if name == "indicator" and value not in indicators():
        raise refuse(f"no indicator is called {value!r}")
    if name in ("ref_area", "counterpart_area") and value and value not in areas():
        raise refuse(f"no area has the code {value!r}; the codes are those of ISO 3166")
    if name == "time_period" and value and days(value) == (None, None):
        raise refuse(f"{value!r} is no time period: 2025, 2025-Q4, 2025-11, 2024-01-01/P5M, ../2026 are")
    if name == "unit" and not all(part in units() or family(part) == "money" for part in value.split("/")):
        raise refuse(f"no unit is written {value!r}; reference/units.toml has them, and currencies are ISO 4217 codes")
    if name == "measure" and not _MEASURE.fullmatch(value):
        raise refuse(f"no measure is called {value!r}: level, yoy, qoq, mom, change, share and share_of_gdp are")


#: What a measure may be; the change of a weight or number beside one of value ends in "_volume".
_MEASURE = re.compile(r"level|(yoy|qoq|mom|change)(_volume)?|share(_of_gdp)?")


def correct(
    figures: Sequence[Figure], text: str, corrections: Sequence[Correction]
) -> tuple[list[Figure], list[Outcome]]:
    """The figures of one article after its corrections, and what came of each correction, in order.

    ``text`` is the article's; corrections of other articles must not be among them.
    """
    done, outcomes = list(figures), []
    for correction in corrections:
        try:
            done = _apply(done, text, correction)
            outcomes.append(Outcome(correction, ""))
        except _StaleError as stale:
            outcomes.append(Outcome(correction, str(stale)))
    return done, outcomes


class _StaleError(Exception):
    """The correction no longer meets what it was written for."""


def _apply(figures: list[Figure], text: str, correction: Correction) -> list[Figure]:
    start, end = _place(text, correction)
    inside = [figure for figure in figures if start <= figure.quantity.span.start < end]
    if not inside:
        raise _StaleError("no figure is read in these words any more")
    first = inside[0]
    for name, expected in correction.expect.items():
        found = _found(first, name)
        if found != (Decimal(str(expected)) if isinstance(found, Decimal) else expected):
            words = f"{found:f}" if isinstance(found, Decimal) else found or "nothing"
            raise _StaleError(f"{name} is read as {words}, not as {expected}")
    article = first.quantity.span.article
    rule = f"corrected by {correction.who} on {correction.when}: {correction.why}"
    if correction.drop:
        new = [replace(figure, observation=None, set_aside=rule) for figure in inside]
    elif correction.change is not None:
        new = [_changed(first, correction.change, rule), *inside[1:]]
    elif correction.merge is not None:
        span = Span(article, start, end, text[start:end])
        new = [_changed(_read_anew(first, span, correction.merge), correction.merge, rule)]
    else:
        new = []
        at = start
        for part in correction.split:
            at = text.index(part["exact"], at, end)
            span = Span(article, at, at + len(part["exact"]), part["exact"])
            own = not new or part.keys() & _KEY
            figure = first if own else replace(first, observation=None, set_aside=f"split off: {rule}")
            new.append(_changed(_read_anew(figure, span, part), part, rule))
            at = span.end
    place = figures.index(first)
    return [*figures[:place], *new, *(figure for figure in figures[place:] if figure not in inside)]


def _place(text: str, correction: Correction) -> tuple[int, int]:
    quote = correction.prefix + correction.exact + correction.suffix
    at = text.find(quote)
    if at < 0:
        raise _StaleError("the words are not in the article any more")
    if text.find(quote, at + 1) >= 0:
        raise _StaleError("the words stand there more than once; a longer prefix or suffix would tell which")
    start = at + len(correction.prefix)
    return start, start + len(correction.exact)


def _found(figure: Figure, name: str) -> Any:
    if name in _READING:
        return getattr(figure.quantity, name) or (None if name != "counted" else "")
    if figure.observation is None:
        return ""
    if name == "speaker":
        return figure.observation.speaker
    if name == "obs_status":
        return figure.observation.status
    return getattr(figure.observation.key, name)


def _read_anew(figure: Figure, span: Span, reading: Mapping[str, Any]) -> Figure:
    quantity = Quantity(span, _value(reading["value"]), unit=reading["unit"])
    observation = figure.observation and replace(figure.observation, quantity=quantity)
    return replace(figure, quantity=quantity, observation=observation)


def _changed(figure: Figure, change: Mapping[str, Any], rule: str) -> Figure:
    printed = figure.quantity.value
    reading: dict[str, Any] = {
        name: _value(value, printed) if name in ("value", "value_high") else value
        for name, value in change.items()
        if name in _READING
    }
    quantity = replace(figure.quantity, **reading)
    named = {name: value for name, value in change.items() if name in _KEY - {"speaker", "obs_status"}}
    before = figure.observation
    if before is None and not {"indicator", "ref_area"} <= named.keys():
        if change.keys() & _KEY:
            raise _StaleError("the figure is in no fact now: to claim it, name its indicator and its ref_area too")
        return replace(figure, quantity=quantity)
    key = replace(before.key, **named) if before else Key(**{**_UNSTATED, **named})
    observation = Observation(
        key,
        quantity,
        change.get("speaker", before.speaker if before else ""),
        change.get("obs_status", before.status if before else "actual"),
        (*(before.because if before else ()), rule),
    )
    return replace(figure, quantity=quantity, observation=observation, set_aside="")


def _value(value: Any, printed: Decimal | None = None) -> Decimal:
    """A value as the analyst wrote it; a bare number has the precision of the printed one, if not a finer one."""
    exact = Decimal(str(value))
    if isinstance(value, str):
        return exact
    exact = exact.normalize()
    exponent = exact.as_tuple().exponent
    last = printed.as_tuple().exponent if printed is not None else 0
    assert isinstance(exponent, int) and isinstance(last, int), "a printed number is finite, and this was checked"
    return exact.quantize(Decimal(1).scaleb(min(exponent, last)), context=Context(prec=99))


_UNSTATED = {"counterpart_area": "", "time_period": "", "measure": "level"}
