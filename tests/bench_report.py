"""How long the main job takes: a second ``newsfigures report`` against one empty notebook, in the same minutes.

    python tests/bench_report.py

The floor is the smallest thing that shows anything: a notebook of one cell that imports pandas and matplotlib, run by
nbclient in a fresh process. Each is timed five times, in turns; the ratio is of their medians.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 5

EMPTY = """
import nbformat
from nbclient import NotebookClient
cell = nbformat.v4.new_code_cell("import pandas, matplotlib.pyplot")
NotebookClient(nbformat.v4.new_notebook(cells=[cell]), kernel_name="python3").execute()
"""


def seconds(command: list[str]) -> float:
    """How long a command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the two medians and their ratio."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(ROOT / "seeds", Path(home, "seeds"))
        options = [f"--{name}={Path(home, name)}" for name in ("seeds", "data", "reports")]
        report = [sys.executable, "-m", "newsfigures", "report", *options]
        empty = [sys.executable, "-c", EMPTY]
        subprocess.run(report, cwd=ROOT, check=True, capture_output=True)
        seconds(empty)
        runs = [(seconds(report), seconds(empty)) for _ in range(ROUNDS)]
    ours, floor = (statistics.median(times) for times in zip(*runs, strict=True))
    print("wall time, median of", ROUNDS)
    print(f"  a second newsfigures report           {ours:6.2f} s")
    print(f"  one empty notebook, pandas+matplotlib {floor:6.2f} s")
    print(f"  ratio                                 {ours / floor:6.2f}")


if __name__ == "__main__":
    main()
