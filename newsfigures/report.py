"""The main job: bring ``data/`` up to date, run the notebooks, export them, and put everything in place at once.

Nothing in ``reports/`` is touched before all of it is ready. The notebooks themselves are never written to: they run as
copies, two at a time, each in a kernel of its own.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from newsfigures.tables import folders, load
from newsfigures.types import NewsfiguresError
from newsfigures.workbook import to_workbook
from newsfigures.writing import replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence

    from nbformat import NotebookNode

Result = TypeVar("Result")

#: How many notebooks run side by side.
AT_ONCE = 2
#: Seconds that one cell may take.
CELL_TIMEOUT = 600
#: The notebook that becomes report.html and report.pdf.
REPORT = "05-report"


class Written(NamedTuple):
    """What the main job wrote: the files of data/ and reports/."""

    data: Path
    reports: tuple[Path, ...]


def write_report(
    seeds: str | Path = "seeds",
    data: str | Path = "data",
    reports: str | Path = "reports",
    say: Callable[[str], None] = lambda line: None,
) -> Written:
    """Writes ``data/``, ``reports/report.html``, ``reports/report.pdf`` and the working notebooks as HTML.

    Each line of progress goes to ``say``. Raises NewsfiguresError, with the last good outputs untouched, if there is
    nothing to read, a notebook fails, or a folder cannot be written.
    """
    seeds_folder, data_folder = folders(seeds, data)
    notebooks = _notebooks_folder()
    reports_folder = (notebooks.parent / reports).resolve() if str(reports) == "reports" else Path(reports).resolve()
    tables = load(seeds_folder, data_folder, say)
    with _environment(NEWSFIGURES_SEEDS=str(seeds_folder), NEWSFIGURES_DATA=str(data_folder)):
        files = _result(_print_all(sorted(notebooks.glob("[0-9][0-9]-*.ipynb")), say))
    files["figures.xlsx"] = to_workbook(tables)
    files = dict(sorted(files.items()))
    replace_files(reports_folder, files)
    return Written(data_folder, tuple(reports_folder / name for name in reversed(files)))


def _result(work: Coroutine[Any, Any, Result]) -> Result:
    """What the work returns. It runs in a thread of its own, so that Ctrl-C comes here and not to nbclient's handlers.

    When that happens the work is cancelled, and all kernels have ended before the interruption goes on.
    """
    loop = asyncio.SelectorEventLoop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    future = asyncio.run_coroutine_threadsafe(work, loop)
    try:
        while True:  # a wait without an end would not notice Ctrl-C on Windows
            with suppress(TimeoutError):
                return future.result(timeout=0.5)
    finally:
        future.cancel()
        asyncio.run_coroutine_threadsafe(_settle(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _settle() -> None:
    """Waits for everything that still ends."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()


async def _print_all(paths: Sequence[Path], say: Callable[[str], None]) -> dict[str, bytes]:
    """Runs and exports every notebook; the files by name. While one is exported the next one runs."""
    free = asyncio.Semaphore(AT_ONCE)
    exporting = asyncio.Lock()  # the exporters share their templates

    async def print_one(path: Path) -> dict[str, bytes]:
        async with free:
            notebook = await _run(path)
        name = "report" if path.stem == REPORT else path.stem
        kinds = ("html", "pdf") if path.stem == REPORT else ("html",)
        async with exporting:
            files = {f"{name}.{kind}": await asyncio.to_thread(_export, kind, notebook, name) for kind in kinds}
        say(f"ran {path.name}: {', '.join(files)}")
        return files

    # The longest first: the last notebook is the report.
    tasks = [asyncio.create_task(print_one(path)) for path in reversed(paths)]
    try:
        return {name: content for files in await asyncio.gather(*tasks) for name, content in files.items()}
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _run(path: Path) -> NotebookNode:
    with _without("rfc3987_syntax"):  # jsonschema's check of web addresses: two seconds to load, and never asked here
        import nbformat
    from jupyter_core.utils import ensure_async
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        shutdown_kernel="immediate",
        record_timing=False,
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),  # else each kernel warns of plain text
    )
    try:
        await client.async_execute()
    except CellExecutionError as error:
        raise NewsfiguresError(f"{path.name}, {_failed_cell(notebook)}: {error.ename}: {error.evalue}") from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise NewsfiguresError(f"{path.name}, {_failed_cell(notebook)}: the kernel stopped or took too long") from error
    finally:
        atexit.unregister(client._cleanup_kernel)  # nbclient's own, which fails on a kernel that has ended
        if client.km is not None and client.km.has_kernel:
            await ensure_async(client.km.shutdown_kernel(now=True))
    return notebook


def _failed_cell(notebook: NotebookNode) -> str:
    started = [n for n, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code" and cell.execution_count]
    failed = [n for n in started if any(out.output_type == "error" for out in notebook.cells[n - 1].outputs)]
    return f"cell {(failed or started or [1])[-1]}"


def _export(kind: str, notebook: NotebookNode, name: str) -> bytes:
    from newsfigures.export import HTMLReportExporter, PDFReportExporter

    # An article may hold any sign: one that no typeface has is shown as its code, and is no reason to stop.
    exporters: dict[str, Any] = {"html": HTMLReportExporter, "pdf": PDFReportExporter}
    exporter = exporters[kind](**({"missing_glyphs": "replace"} if kind == "pdf" else {}))
    content, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": name}})
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _notebooks_folder() -> Path:
    """notebooks/ here or above; else the one beside the package."""
    here = Path.cwd()
    for up in (here, *here.parents, Path(__file__).parents[1]):
        if (up / "notebooks" / f"{REPORT}.ipynb").is_file():
            return (up / "notebooks").resolve()
    raise NewsfiguresError(f"no notebooks/{REPORT}.ipynb in {here} or above it: run this in the project's folder")


@contextmanager
def _without(module: str) -> Iterator[None]:
    """As if an optional module were not installed; one that is loaded already stays."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


@contextmanager
def _environment(**names: str) -> Iterator[None]:
    """What the kernels find in their environment; IPython's own history and settings stay out of it."""
    with tempfile.TemporaryDirectory(prefix="newsfigures-") as scratch:
        names |= {"IPYTHONDIR": scratch, "PYTHONHASHSEED": "0", "JUPYTER_PLATFORM_DIRS": "1"}
        before = {name: os.environ.get(name) for name in names}
        os.environ.update(names)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
