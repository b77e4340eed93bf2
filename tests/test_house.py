"""The house stands as designed: imports point downward, notebooks keep no outputs, nothing private is named."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "newsfigures"

#: The rooms from the cellar to the roof: a module imports only from those before it.
ORDER = (
    "types",
    "languages",
    "phrases",
    "reference",
    "articles",
    "sentences",
    "quantities",
    "periods",
    "areas",
    "passages",
    "actors",
    "goods",
    "events",
    "agreement",
    "meetings",
    "observations",
    "reconcile",
    "corrections",
    "exchange",
    "derive",
    "schema",
    "rows",
    "context",
    "writing",
    "tables",
    "workbook",
    "wording",
    "verdicts",
    "answers",
    "evidence",
    "canvases",
    "charts",
    "pages",
    "export",
    "report",
    "__main__",
)
#: Rooms side by side that do not know each other.
STRANGERS = {"sentences", "quantities", "periods", "areas"}


def rooms() -> set[str]:
    """Every module and subpackage there is."""
    return {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }


def imports() -> list[tuple[str, str]]:
    """(room, room that it imports from), for every import of the package's own, wherever it stands in the file."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path.name}:{node.lineno}: imports say the whole name"
                module = node.module or ""
                names = [f"{module}.{a.name}" for a in node.names] if module == "newsfigures" else [module]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            found += [(room, name.split(".")[1]) for name in names if name.startswith("newsfigures.")]
    return found


def test_every_room_is_in_the_plan() -> None:
    assert rooms() == set(ORDER)


@pytest.mark.parametrize("room", ORDER)
def test_imports_point_downward(room: str) -> None:
    for user, used in imports():
        if user == room and used != room and user != "__init__":
            assert ORDER.index(used) < ORDER.index(user), f"{user} imports from {used}"
            assert not {user, used} <= STRANGERS, f"{user} and {used} do not know each other"


def test_the_import_test_sees_imports() -> None:
    assert ("tables", "reconcile") in imports()
    assert ("reconcile", "tables") not in imports()


def test_finding_a_quantity_needs_no_pandas() -> None:
    code = (
        "import sys, newsfigures as nf; nf.find_quantities('12 ships');"
        "sys.exit(', '.join({'pandas', 'matplotlib', 'IPython'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_stored_without_outputs(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert not any(re.search(r"^\s*(def|class) ", "".join(cell["source"]), re.M) for cell in code)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])


def test_every_notebook_is_there() -> None:
    assert [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))] == [
        "01-articles",
        "02-figures",
        "03-facts",
        "04-charts",
        "05-report",
    ]


def tracked() -> list[Path]:
    """Every file of the project that git keeps, the articles left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name and not name.startswith("seeds/")]
    return [path for path in paths if path.is_file()]


def test_no_path_of_one_machine_is_named() -> None:
    private = re.compile(rb"/(?:home|root|work|Users)/\w")
    assert [path.name for path in tracked() if path != Path(__file__) and private.search(path.read_bytes())] == []


def test_no_article_is_named_in_code() -> None:
    """The seeds' ids belong to data/ and reports/, which the machine writes, and to the labels that measure it."""
    ids = {path.stem for path in (ROOT / "seeds").glob("*.txt")}
    labels = ROOT / "tests" / "labels"
    told = [path for path in tracked() if path.parent != labels and path.suffix in (".py", ".toml", ".ipynb", ".md")]
    assert told
    for path in told:
        text = path.read_text("utf-8")
        assert not any(id in text for id in ids), path
