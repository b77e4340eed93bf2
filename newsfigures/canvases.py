"""An empty chart in the house style: title, subtitle and source line, a row for each label, a legend; and its image."""

from __future__ import annotations

import io
import textwrap
import unicodedata
import warnings
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.axes import Axes

STYLE = Path(__file__).with_name("house.mplstyle")

_WIDTH = 5.2  # inches: fits an A4 page, and a phone without letters too small to read
_LINE = 0.175  # inches: a line of small text


def in_house_style(draw: Callable[..., Axes]) -> Callable[..., Axes]:
    """A function that draws, made to draw in the house style."""

    @wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Axes:
        import matplotlib.style

        with matplotlib.style.context(STYLE):
            return draw(*args, **kwargs)

    return drawn


def svg(ax: Axes) -> str:
    """A chart as an SVG image, the same text for the same data on every machine and day."""
    import matplotlib.style

    file = io.StringIO()
    figure: Any = ax.figure
    with matplotlib.style.context(STYLE), warnings.catch_warnings():
        # The letters stay text: whoever shows the chart brings a typeface for those that matplotlib has none for.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


def empty_axes(
    labels: Iterable[str],
    beside: Sequence[Sequence[str]],
    title: str,
    subtitle: str,
    source: str,
    *,
    legend: int = 0,
    width: int = 26,
    size: float = 8.8,
) -> Axes:
    """An empty chart with its texts and a row for each label, the first on top.

    ``beside`` has the lines that stand under each label; ``legend`` is the number of lines to keep free for the legend.
    ``width`` is the longest line of a label, in letters, ``size`` their size in points.
    """
    from matplotlib.figure import Figure

    names = [wrapped(drawable(label), width, 3) for label in labels]
    beside = [[drawable(line) for line in words] for words in beside]
    title, subtitle, source = drawable(title), drawable(subtitle), drawable(source)
    lines = [len(name) + len(words) for name, words in zip(names, beside, strict=True)]
    line_height = _LINE * size / 8.8
    heights = [number * line_height + (0.14 if size > 8 else 0.07) for number in lines]
    row = max(heights)
    places = _middles([height / row for height in heights])
    head, below, foot = _lines(title, 58), _lines(subtitle, 75), _lines(source, 82)
    head_height, below_height = len(head) * 0.21 + 0.06, len(below) * _LINE + 0.08
    top = 0.08 + head_height + below_height + legend * 0.21 + 0.06
    middle, bottom = max(sum(heights), 0.4), 0.48 + len(foot) * 0.16
    total = top + middle + bottom
    widest = max(_room(line) for name in names for line in name)
    under = max((_room(line) for words in beside for line in words), default=0)
    left = 0.14 + max(widest * 0.081, under * 0.072) * size / 8.8
    figure = Figure(figsize=(_WIDTH, total))
    ax = figure.add_axes((left / _WIDTH, bottom / total, 1 - (left + 0.12) / _WIDTH, middle / total))
    text: dict[str, Any] = {"va": "top", "linespacing": 1.3}
    figure.text(0.01, 1 - 0.08 / total, "\n".join(head), fontsize=10.5, fontweight="bold", **text)
    figure.text(0.01, 1 - (0.08 + head_height) / total, "\n".join(below), fontsize=8.5, **text)
    figure.text(0.01, 0.06 / total, "\n".join(foot), fontsize=7.8, va="bottom", linespacing=1.3)
    ax.set_ylim(sum(heights) / row, 0)
    ax.set_yticks(places, [""] * len(places))
    _write_labels(ax, names, beside, 0.01 * _WIDTH - left, line_height, size)
    return ax


def _write_labels(
    ax: Axes, names: Sequence[list[str]], beside: Sequence[Sequence[str]], x: float, line_height: float, size: float
) -> None:
    """Each row's name and under it what stands beside it, from ``x`` inches off the axis."""
    for y, name, words in zip(row_places(ax), names, beside, strict=True):
        lines = [*name, *words]
        for number, line in enumerate(lines):
            ax.annotate(
                line,
                (0, y),
                (72 * x, 72 * line_height * ((len(lines) - 1) / 2 - number)),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                va="center_baseline",
                fontsize=size if number < len(name) else size - 0.5,
                fontweight="bold" if number < len(name) and words else "normal",
            )


def _middles(heights: Sequence[float]) -> list[float]:
    """Where the middle of each row is, from the top.

    >>> _middles([1, 0.5])
    [0.5, 1.25]
    """
    return [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]


def row_places(ax: Axes) -> list[float]:
    """Where the rows of a chart are."""
    return [float(place) for place in ax.get_yticks()]


def _lines(text: str, width: int) -> list[str]:
    """The text in as few lines as fit the width, and these of much the same length.

    >>> _lines("Exports rise and imports fall, so that less is missing", 40)
    ['Exports rise and imports', 'fall, so that less is missing']
    """
    width = max(2, width * len(text) // max(_room(text), 1))
    lines, longest = textwrap.wrap(text, width), max(map(len, text.split()), default=width)
    while width > longest and len(tighter := textwrap.wrap(text, width - 1)) == len(lines):
        lines, width = tighter, width - 1
    return lines


def drawable(text: str) -> str:
    """The text in one line, without signs that steer instead of being seen: file names may hold anything.

    >>> drawable("Đà Nẵng \u6e2f\u202e.txt")
    'Đà Nẵng 港.txt'
    """
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _room(text: str) -> int:
    """How wide a text is, in letters of usual width: a Chinese sign takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def wrapped(text: str, width: int, most: int) -> list[str]:
    """At most so many lines of a text, the last with a sign for what is left out.

    >>> wrapped("Exports rise and imports fall", 14, 2), wrapped("港" * 9, 8, 3)
    (['Exports rise', 'and imports…'], ['港港港港', '港港港港', '港'])
    """
    width = max(2, width * len(text) // max(_room(text), 1))
    return textwrap.wrap(text, width, max_lines=most, placeholder="…") or [""]


def add_legend(ax: Axes, handles: dict[str, Any]) -> None:
    """The legend, above the plot, in the figure's own left margin."""
    if not handles:
        return
    figure: Any = ax.figure
    height = figure.get_size_inches()[1]
    figure.legend(
        handles.values(),
        handles.keys(),
        loc="lower left",
        bbox_to_anchor=(0.008, ax.get_position().y1 + 0.05 / height),
        ncols=3,
        columnspacing=1.4,
        labelspacing=0.35,
        handlelength=1.5,
        borderaxespad=0,
        borderpad=0.1,
    )


def colour_of(name: str) -> str:
    """A colour of the house style, as it is now: names such as C0 would be looked up again when the chart is saved."""
    from matplotlib.colors import to_hex

    return str(to_hex(name))
