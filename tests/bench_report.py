"""How long the main job and the exporters take, each against a floor measured in the same minutes.

    python tests/bench_report.py

- A second ``newsfigures report`` against one empty notebook: one cell that imports pandas and matplotlib, run by
  nbclient in a fresh process.
- The executed report to HTML and PDF in a fresh process, against ``import nbconvert``; and that process's peak memory.

Each is timed five times, in turns; the ratios are of the medians.
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


EXECUTE = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": "notebooks"}}).execute()
nbformat.write(notebook, sys.argv[2])
"""

# As the main job does it: without jsonschema's check of web addresses, which takes longer to load than all the rest.
LEAN = 'import sys; sys.modules["rfc3987_syntax"] = None\n'

EXPORT = f"""{LEAN}
import nbformat
from newsfigures.export import HTMLReportExporter, PDFReportExporter
notebook = nbformat.read(sys.argv[1], as_version=4)
HTMLReportExporter().from_notebook_node(notebook)
PDFReportExporter(missing_glyphs="replace").from_notebook_node(notebook)
try:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
except ImportError:
    print("not known on this system")
"""


def seconds(command: list[str]) -> float:
    """How long a command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians, their ratios and the peak memory."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(ROOT / "seeds", Path(home, "seeds"))
        options = [f"--{name}={Path(home, name)}" for name in ("seeds", "data", "reports")]
        report = [sys.executable, "-m", "newsfigures", "report", *options]
        empty = [sys.executable, "-c", EMPTY]
        subprocess.run(report, cwd=ROOT, check=True, capture_output=True)
        seconds(empty)
        print("wall time, median of", ROUNDS)
        compare("a second newsfigures report", report, "one empty notebook, pandas+matplotlib", empty)
        executed = str(Path(home, "executed.ipynb"))
        run = [sys.executable, "-c", EXECUTE, "notebooks/05-report.ipynb", executed]
        subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
        export = [sys.executable, "-c", EXPORT, executed]
        floor = [sys.executable, "-c", f"{LEAN}import nbconvert"]
        compare("the executed report to HTML and PDF", export, "import nbconvert", floor)
        peak = subprocess.run(export, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        print(f"  peak memory of that export, MB        {peak:>6}")


def compare(name: str, command: list[str], floor_name: str, floor_command: list[str]) -> None:
    """Time the two in turns and print the medians and their ratio."""
    runs = [(seconds(command), seconds(floor_command)) for _ in range(ROUNDS)]
    ours, floor = (statistics.median(times) for times in zip(*runs, strict=True))
    print(f"  {name:37} {ours:6.2f} s")
    print(f"  {floor_name:37} {floor:6.2f} s")
    print(f"  ratio                                 {ours / floor:6.2f}", flush=True)


if __name__ == "__main__":
    main()
