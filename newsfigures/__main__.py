"""The command line: ``newsfigures report`` and ``newsfigures quantities``."""

from __future__ import annotations

import json
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsfigures.types import ArticleError, NewsfiguresError

if TYPE_CHECKING:
    from newsfigures.types import Figure

STOPPED = "newsfigures: stopped; the last complete data/ and reports/ stay"

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback()
def _about() -> None:
    """Figures from news articles: found, understood and proved."""


@app.command()
def report(
    seeds: Annotated[Path, typer.Option(help="Folder with the articles.")] = Path("seeds"),
    data: Annotated[Path, typer.Option(help="Folder for the tables.")] = Path("data"),
    reports: Annotated[Path, typer.Option(help="Folder for the report.")] = Path("reports"),
) -> None:
    """Bring data/ up to date with seeds/, run the notebooks, write reports/report.html and reports/report.pdf."""
    from newsfigures.report import write_report

    start = time.monotonic()
    try:
        with _Progress() as progress:
            written = write_report(seeds, data, reports, progress.say)
    except KeyboardInterrupt:  # here, because typer would say no more than "Aborted!"
        print(STOPPED, file=sys.stderr)
        raise typer.Exit(130) from None
    print(f"done in {time.monotonic() - start:.1f} s")
    for path in (written.data, *written.reports):
        print(f"  {_near(path)}")


@app.command()
def quantities(
    files: Annotated[list[Path], typer.Argument(help="Articles.", metavar="FILE...")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a quantity.")] = False,
) -> None:
    """Print every quantity of these articles, in file order."""
    from newsfigures.articles import read_article
    from newsfigures.observations import read_figures

    failed = False
    for path in files:
        try:
            figures = read_figures(read_article(path))
        except ArticleError as error:
            failed = True
            print(f"newsfigures: {error}", file=sys.stderr)
            continue
        for figure in figures:
            print(_json_line(figure) if jsonl else _plain_line(figure))
    if failed:
        raise typer.Exit(1)


def _fields(figure: Figure) -> dict[str, Any]:
    q = figure.quantity
    return {
        "article": q.span.article,
        "start": q.span.start,
        "end": q.span.end,
        "text": q.span.text,
        "value": q.value,
        "value_high": q.value_high,
        "unit": q.unit,
        "counted": q.counted,
        "bound": q.bound,
        "rate": q.rate,
        "change": q.change,
        "role": figure.role,
    }


def _json_line(figure: Figure) -> str:
    pairs = (
        f"{json.dumps(name)}: {value:f}"
        if isinstance(value, Decimal)
        else f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in _fields(figure).items()
    )
    return "{" + ", ".join(pairs) + "}"


def _plain_line(figure: Figure) -> str:
    """Fields apart by two blanks; what could move the cursor of a terminal is left out."""
    q = figure.quantity
    value = f"{q.value:f}" if q.value_high is None else f"{q.value:f} to {q.value_high:f}"
    bound = "" if q.bound == "exact" else q.bound
    what = " ".join(word for word in (bound, value, q.unit, q.counted, q.rate, q.change) if word)
    line = f"{q.span.article}:{q.span.start}  {q.span.text!r}  {what}  ({figure.role})"
    return "".join(sign for sign in line if sign.isprintable())


class _Progress:
    """A moving display on a terminal, plain lines elsewhere."""

    def __enter__(self) -> _Progress:
        self.status: Any = None
        if sys.stdout.isatty():
            from rich.console import Console

            self.status = Console(highlight=False, markup=False).status("reading seeds/")
            self.status.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self.status:
            self.status.stop()

    def say(self, line: str) -> None:
        if self.status:
            from rich.text import Text

            self.status.console.print(Text(line, overflow="fold"))
            self.status.update(Text(line, overflow="ellipsis"))
        else:
            print(line, flush=True)


def _near(path: Path) -> str:
    """The path as seen from here, where it lies below."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def main() -> None:
    """Run the command line; every failure that a reader can mend is one line on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except NewsfiguresError as error:
        print(f"newsfigures: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
