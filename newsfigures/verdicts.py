"""How the sources of a fact stand to each other, in a few words, and what would change that."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from newsfigures import wording
from newsfigures.agreement import stands_alone
from newsfigures.reconcile import succeeds
from newsfigures.types import Key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Mapping[str, Any]

_ANOTHER = "Another figure may be of another thing of its kind, and would stand beside it."


def verdict(fact: Row, told: Sequence[Row], *, dated: bool) -> str:
    """How the sources of a fact stand to each other, and what would change that.

    ``told`` are its observations; ``dated`` says whether every article that prints them has a date.
    """
    sources = wording.count(fact["n_sources"], "source")
    match fact["status"]:
        case "single":
            texts = len({row["article"] for row in told})
            how = f", in {texts} texts that do not confirm each other," if texts > 1 else ","
            low, high = fact["value_low"], fact["value_high"]
            allowed = wording.interval(low, high, fact["unit_measure"], digits=4)
            return f"One source states this{how} and its words allow {allowed}. {_what_a_second_would_do(fact, dated)}"
        case "agreed":
            allowed = wording.interval(*_in_all(fact, told), fact["unit_measure"], digits=4)
            together = f"{sources} agree; together their words allow {allowed}."
            if stands_alone(_key(fact)):
                return f"{together} {_ANOTHER}"
            return f"{together} A source whose words exclude that would {_outcome(fact, dated)}."
        case "revised":
            return f"{sources}: a later article revises an earlier one. The latest stands until a later one changes it."
    if fact["n_sources"] == 1:
        return "One source prints different values; the lowest is shown. A second source could settle which one holds."
    return f"{sources} conflict; the lowest value is shown. A correction by one of them would settle it."


def _what_a_second_would_do(fact: Row, dated: bool) -> str:
    if not fact["ref_area"] or fact["measure"] == "part":
        return (
            "No figure of another article is held against it: it is of a company, a person, a part told in words or a"
            " place that is not in the tables."
        )
    if stands_alone(_key(fact)):
        return f"A second one that prints the same would confirm it. {_ANOTHER}"
    reach = {
        "over": ", up to half as much again,",
        "at_least": ", up to half as much again,",
        "under": ", down to two thirds,",
        "at_most": ", down to two thirds,",
    }.get(fact["bound"], "")
    return (
        f"A second one that prints a figure within that{reach} would confirm it;"
        f" one whose words exclude that would {_outcome(fact, dated)}."
    )


def _outcome(fact: Row, dated: bool) -> str:
    """What a source with another value does."""
    replaces = dated and succeeds(_key(fact))
    return "put it in dispute, or take its place if it is of a later day" if replaces else "put it in dispute"


def _key(fact: Row) -> Key:
    return Key(*(fact[name] for name in ("indicator", "ref_area", "counterpart_area", "time_period", "measure")))


def _in_all(fact: Row, told: Sequence[Row]) -> tuple[Any, Any]:
    """The least and the greatest value that the words of all allow; the fact's own where these leave nothing."""
    own = fact["value_low"], fact["value_high"]
    alike = [row for row in told if row["unit_measure"] == fact["unit_measure"]]
    if len(alike) < len(told):
        return own
    low = max((end for row in alike if (end := _number(row["value_low"])) is not None), default=None)
    high = min((end for row in alike if (end := _number(row["value_high"])) is not None), default=None)
    return own if low is not None and high is not None and low > high else (low, high)


def _number(end: Any) -> Decimal | None:
    """A cell of a table; None if it is empty."""
    found = None if end is None else Decimal(str(end))
    return None if found is None or found.is_nan() else found
