"""The main job from end to end: what it writes, what it leaves, and what it says when something is wrong."""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Built

ROOT = Path(__file__).parents[1]
REPORTS = [
    "01-articles.html",
    "02-figures.html",
    "03-facts.html",
    "04-charts.html",
    "figures.xlsx",
    "report.html",
    "report.pdf",
]


def newsfigures(*arguments: str | Path, cwd: Path = ROOT, **names: str) -> subprocess.CompletedProcess[str]:
    """Runs the command line as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "newsfigures", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | names,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def folders(home: Path) -> list[str | Path]:
    """The options that keep a run inside one folder."""
    return ["--seeds", home / "seeds", "--data", home / "data", "--reports", home / "reports"]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def words(page: bytes) -> str:
    """The text of an HTML page."""
    bare = re.sub(r"<(style|head)\b.*?</\1>", "", page.decode("utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", bare)))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a changed copy of the seeds, one hostile article, one file that cannot be read, and its report."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(ROOT / "seeds", home / "seeds")
    for path in (home / "seeds").iterdir():
        text = (
            path.read_text("utf-8").replace("142 Chinese", "143 Chinese").replace("more than US$ 556", "nearly US$ 556")
        )
        path.write_text(text, "utf-8")
    (home / "seeds" / "attack.txt").write_text(HOSTILE, "utf-8")
    (home / "seeds" / "nothing.txt").touch()
    done = newsfigures("report", *folders(home))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    home.joinpath("said.txt").write_text(done.stdout, "utf-8")
    return home


HOSTILE = (
    """\
<script>alert(1)</script> exports of [Hue](http://evil.example) rise **fast**

Hue (NF) – Exports of Hue to Japan reached US$12.5 million in 2025, said =HYPERLINK("http://evil.example") </style>
<img src=x onerror=alert(1)> #import "evil.typ" $(rm) `x` $x^2$ {{ 7*7 }} {% raw %} &amp; \u202e\u200b 中文 🚢 """
    + "w" * 5000
    + """

Imports of Hue from Japan were about US$7 million in 2025, according to @SUM(A1) and #eval("1").
"""
)


def test_what_the_run_says(home: Path) -> None:
    said = home.joinpath("said.txt").read_text("utf-8")
    assert "not read: nothing.txt" in said
    assert "ran 05-report.ipynb: report.html, report.pdf" in said
    for name in REPORTS:
        assert str(home / "reports" / name) in said


def test_what_the_run_writes(home: Path) -> None:
    assert sorted(contents(home / "reports")) == REPORTS
    assert (home / "reports" / "report.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_changed_seed_changes_every_place_that_shows_it(home: Path) -> None:
    """One number and one qualifier are changed in the copy: the old ones are nowhere left."""
    page = words((home / "reports" / "report.html").read_bytes())
    assert "143" in page and "nearly US$556 million" in page
    assert not re.search(r"\b142\b", page)
    assert "more than US$556" not in page and "over US$556" not in page
    committed = words((ROOT / "reports" / "report.html").read_bytes())
    assert re.search(r"\b142\b", committed) and "more than US$556 million" in committed


def test_a_new_article_is_in_the_report(home: Path) -> None:
    page = words((home / "reports" / "report.html").read_bytes())
    assert "attack" in page and "nothing.txt" in page
    assert "12.5 million" in page


def test_nothing_of_an_article_is_interpreted(home: Path) -> None:
    for name in (name for name in REPORTS if name.endswith(".html")):
        page = (home / "reports" / name).read_text("utf-8")
        assert not re.search(r"<(script|iframe|object|embed|link)\b", page, re.I)
        assert not re.search(r"<[^>]*\son\w+\s*=", page)
        assert not re.search(r"""<[^>]*(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//evil""", page)
    assert "<script>alert(1)</script>" in words((home / "reports" / "report.html").read_bytes())


def test_a_second_run_writes_the_same_bytes(home: Path) -> None:
    before = contents(home / "reports"), contents(home / "data")
    done = newsfigures("report", *folders(home))
    assert done.returncode == 0, done.stderr
    assert "unchanged, not read again" in done.stdout
    assert (contents(home / "reports"), contents(home / "data")) == before


def test_the_committed_report_is_what_the_code_makes(built: Callable[[str], Built]) -> None:
    made = contents(built("seeds").reports)
    for name in REPORTS:
        assert made[name] == (ROOT / "reports" / name).read_bytes(), f"{name}: run make report"


def test_an_empty_folder_leaves_the_last_outputs(home: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in ("data", "reports"):
        shutil.copytree(home / name, tmp_path / name)
    done = newsfigures("report", *folders(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "holds no article" in done.stderr
    for name in ("data", "reports"):
        assert contents(tmp_path / name) == contents(home / name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("seconds", [0.3, 1.5, 2.5])
def test_ctrl_c_leaves_the_last_outputs(home: Path, tmp_path: Path, seconds: float) -> None:
    for name in ("seeds", "data", "reports"):
        shutil.copytree(home / name, tmp_path / name)
    (tmp_path / "seeds" / "attack.txt").unlink()
    run = subprocess.Popen(
        [sys.executable, "-m", "newsfigures", "report", *map(str, folders(tmp_path))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    _, stderr = run.communicate(timeout=60)
    if run.returncode == 0:
        pytest.fail("the run ended before it was stopped: stop it sooner")
    assert run.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in stderr or seconds < 0.5
    assert contents(tmp_path / "reports") == contents(home / "reports")
    data = contents(tmp_path / "data")
    assert not [name for name in data if name.startswith(".")]
    done = newsfigures("report", *folders(tmp_path))
    assert done.returncode == 0, done.stderr


def test_a_failing_cell_is_named(home: Path, tmp_path: Path) -> None:
    import nbformat

    for name in ("seeds", "reports"):
        shutil.copytree(home / name, tmp_path / name)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".*"))
    path = tmp_path / "notebooks" / "03-facts.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(1, nbformat.v4.new_code_cell("1 / 0"))
    nbformat.write(notebook, path)
    done = newsfigures("report", cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(r"^newsfigures: 03-facts\.ipynb, cell 2: ZeroDivisionError: .*\n$", done.stderr)
    assert contents(tmp_path / "reports") == contents(home / "reports")


def test_quantities_as_json_lines(home: Path) -> None:
    import json

    path = home / "seeds" / "attack.txt"
    done = newsfigures("quantities", path, home / "seeds" / "nothing.txt", "--jsonl")
    assert done.returncode == 1 and "nothing.txt" in done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    text = path.read_bytes().decode("utf-8")
    assert lines and [line["start"] for line in lines] == sorted(line["start"] for line in lines)
    for line in lines:
        assert line["article"] == "attack" and text[line["start"] : line["end"]] == line["text"]
    [exports] = [line for line in lines if line["text"] == "US$12.5 million"]
    assert (exports["value"], exports["unit"], exports["bound"], exports["role"]) == (12500000, "USD", "exact", "body")
