"""What the README says is so: its paths exist, its Python runs (as doctests), its make targets are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    for link in links:
        assert link.startswith("https://") or (ROOT / link).exists(), link


def test_its_paths_exist() -> None:
    named = set(re.findall(r"`([\w./-]+/[\w./<>-]*|[\w-]+\.(?:py|toml|md|ipynb|txt|csv|json|html|pdf))`", README))
    assert named
    for name in sorted(named - {"corrections.toml"}):  # the reader's own, which a new project lacks
        path = name.replace("<language>", "en")
        spots = [ROOT / path, ROOT / "newsfigures" / path]
        assert any(spot.exists() for spot in spots), name


def test_its_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"\bmake ([a-z]+)", README))
    assert {"report", "test", "bench", "lab"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_it_has_python_that_runs() -> None:
    assert README.count(">>> ") >= 3
