"""Tables made from four small articles and from figures that are told here, not found: the reader is not under test."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from newsfigures.tables import Tables, load
from newsfigures.types import Article, Figure, Key, Observation, Quantity, Span

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = """\
 date 2024-03-05 Hue signs contracts with shipyards

Hue (NF) – The city counts 12 projects of Japanese yards worth more than US$80 million, said Mayor Tran Binh.
It was raining. Exports of Hue to Japan are US$30 million per year, imports about US$50 million.

See more

Six ferries for Ha Long

The yard will build 6 ferries.
"""

CANTEEN = """\
Huế có 12 dự án của Nhật Bản

Thành phố hiện có 12 dự án của Nhật Bản, theo Sở Tài chính.
"""

DISPUTE = """\
 date 2024-03-06 Yards in Hue

Hue counts 14 projects of Japanese yards. <script>alert("1 & 2")</script> [link](http://example.org)

The plan is to spend 260 tỷ đồng by 2026.
"""

EMPTY = """\
 date 2024-03-07 A quiet day

Nothing was counted anywhere.
"""

TEXTS = {"harbour": HARBOUR, "canteen": CANTEEN, "dispute": DISPUTE, "quiet": EMPTY}

_PROJECTS = Key("fdi_projects", "VN-26", "JP", "", "level")
_CAPITAL = Key("fdi_capital", "VN-26", "JP", "", "level")
_EXPORTS = Key("exports", "VN-26", "JP", "", "level")
_IMPORTS = Key("imports", "VN-26", "JP", "", "level")
_FUNDS = Key("planned_funds", "VN", "", "../2026", "level")

_ABOUT = {"bound": "about", "before": "about "}

#: What each article prints: words, the part that is the figure, its reading, and its key if it is in a fact.
FIGURES: dict[str, list[tuple[str, dict[str, Any], Key | None]]] = {
    "harbour": [
        ("12 projects", {"value": "12", "counted": "projects"}, _PROJECTS),
        ("US$80 million", {"value": "80E6", "unit": "USD", "bound": "over", "before": "more than "}, _CAPITAL),
        ("US$30 million per year", {"value": "30E6", "unit": "USD", "rate": "per_year"}, _EXPORTS),
        ("US$50 million", {"value": "50E6", "unit": "USD", "rate": "per_year", **_ABOUT}, _IMPORTS),
        ("6 ferries", {"value": "6", "counted": "ferries"}, None),
    ],
    "canteen": [("12 dự án", {"value": "12", "counted": "dự án"}, _PROJECTS)],
    "dispute": [
        ("14 projects", {"value": "14", "counted": "projects"}, _PROJECTS),
        ("260 tỷ đồng", {"value": "260E9", "unit": "VND"}, _FUNDS),
    ],
    "quiet": [],
}  # fmt: skip


def figures_of(article: Article) -> list[Figure]:
    """The figures told above, in their places."""
    found = []
    for words, reading, key in FIGURES.get(article.id, ()):
        before = reading.get("before", "")
        start = article.text.rindex(before + words) + len(before)
        section = next(section for section in article.sections if section.start <= start < section.end)
        digits = len(words) - len(words.lstrip("US$"))
        parts = [("number", start + digits, start + digits + len(words[digits:].partition(" ")[0]))]
        if before:
            parts.append(("bound", start - len(before), start - 1))
        quantity = Quantity(
            Span(article.id, start, start + len(words), words),
            Decimal(reading["value"]),
            unit=reading.get("unit", "count"),
            counted=reading.get("counted", ""),
            bound=reading.get("bound", "exact"),
            rate=reading.get("rate"),
            words=tuple(parts),
        )
        observation = None
        if key:
            plan = key.indicator == "planned_funds"
            speaker = "Mayor Tran Binh" if article.id == "harbour" else ""
            observation = Observation(key, quantity, speaker, "plan" if plan else "actual", ("told by hand",))
        found.append(Figure(quantity, section.role, observation, "" if key else "in a related story"))
    return found


def make(folder: Path, *names: str) -> Tables:
    """The tables of these articles, of all if none is named, in a folder of their own."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for name in names or TEXTS:
        (seeds / f"{name}.txt").write_text(TEXTS[name], "utf-8", newline="")
    with patch("newsfigures.tables.read_figures", figures_of):
        return load(seeds, folder / "data")
