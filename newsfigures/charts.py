"""Tables to charts in one house style: ``(frame, ...) -> Axes``, to be displayed by ``show``.

Every chart has its finding as title, unit and qualifier as subtitle, a source line below, and its alternative text as
the label of its Axes. A bound is always visible: an open end is an arrow, an interval a bar. Colour never tells alone,
and each amount stands in words beside its mark.
"""

from __future__ import annotations

import base64
import datetime
import math
import re
import textwrap
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from newsfigures import wording
from newsfigures.canvases import add_legend, colour_of, drawable, empty_axes, in_house_style, row_places, svg, wrapped

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: More rows than these are left to the table beneath a chart, and the source line says so.
MOST_AMOUNTS, MOST_PARTNERS, MOST_ARTICLES, MOST_EVENTS = 8, 6, 18, 10

#: Up to so many dates stand side by side in their order; more stand on an axis of time.
MOST_DATES = 6

#: The colours by their place in the house style.
_BLUE, _ORANGE, _INK, _GREY, _PALE, _PALER = "C0", "C1", "C2", "C5", "C6", "C7"

#: How the figures of an article are drawn, by what became of them: label, colour, hatch.
FATES = {
    "used": ("used", _BLUE, ""),
    "body": ("body, set aside", _GREY, ""),
    "caption": ("captions", _PALER, "////"),
    "related": ("related stories", _PALE, ""),
    "boilerplate": ("page furniture", _PALER, "...."),
}

_TOLD = 8  # rows that an alternative text tells


@in_house_style
def amounts(frame: pd.DataFrame, *, title: str, subtitle: str, source: str) -> Axes:
    """Amounts of one unit, a row each: a point, the interval that its words allow, an arrow where a side is open.

    ``frame`` has ``label``, ``value``, ``low``, ``high`` (NaN where open), ``unit``, ``words``, the amount as a reader
    is told of it, and ``note``, what else stands under the label, or "". Amounts more than 500 times apart stand on a
    logarithmic axis, and the subtitle says so. Raises ValueError for an empty frame: say it in words.
    """
    shown = _shown(frame, MOST_AMOUNTS)
    rows = _rows(shown)
    sizes = [size for row in rows if (size := _ends(row.value, row.low, row.high)[0]) > 0]
    logarithmic = len(sizes) == len(shown) and max(sizes) > 500 * min(sizes)
    if logarithmic:
        subtitle += "; logarithmic axis"
    beside = [[row.words, *([row.note] if row.note else [])] for row in rows]
    ax = empty_axes(shown["label"], beside, title, subtitle, source + _more(frame, MOST_AMOUNTS, "amounts"))
    unit = shown["unit"].iloc[0]
    size, word = wording.scale([*shown["value"], *shown["high"]])
    ends = [end / size for column in ("value", "low", "high") for end in shown[column] if math.isfinite(end)]
    if logarithmic:
        ax.set_xscale("log")
        ax.set_xlim(min(end for end in ends if end > 0) / 2, max(ends) * 4)
        ax.minorticks_off()
        _locator(ax).set_params(numticks=5)
    else:
        ax.set_xlim(min(0.0, min(ends) * 1.3), max(max(ends) * 1.35, 0.0) or 1)
    edges = ax.get_xlim()
    for y, row in zip(row_places(ax), rows, strict=True):
        value, low, high = (end / size for end in _ends(row.value, row.low, row.high))
        _interval(ax, y, value, low, high, edges)
        ax.plot(value, y, "o", color=colour_of(_BLUE), zorder=3)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:,g}")
    ax.set_xlabel(_axis_name(unit, word))
    told = [f"{row.label}: {row.words}{_allowing(row)}" for row in rows]
    ax.set_label(_alt("Dot chart", subtitle, title, told, len(frame)))
    return ax


@in_house_style
def trade(frame: pd.DataFrame, *, title: str, subtitle: str, source: str) -> Axes:
    """Exports to the right, imports to the left, and the balance with its interval, a row for each partner and period.

    ``frame`` has ``label``, ``unit``, and for each of ``exports``, ``imports`` and ``balance`` the value, NaN if not
    stated, and its ends in ``..._low`` and ``..._high``; ``exports_bound`` and ``imports_bound`` too. Raises ValueError
    for an empty frame: say it in words.
    """
    shown = _shown(frame, MOST_PARTNERS)
    rows = _rows(shown)
    beside = [_trade_in_words(row) for row in rows]
    ax = empty_axes(shown["label"], beside, title, subtitle, source + _more(frame, MOST_PARTNERS, "rows"), legend=1)
    unit = shown["unit"].iloc[0]
    columns = [f"{side}{end}" for side in ("exports", "imports") for end in ("", "_low", "_high")]
    size, word = wording.scale([value for column in columns for value in shown[column]])
    reach = max((value for column in columns for value in shown[column] if math.isfinite(value)), default=0) / size or 1
    edges = (-1.25 * reach, 1.25 * reach)
    ax.set_xlim(edges)
    ax.axvline(0, color=colour_of(_INK), linewidth=0.9)
    handles: dict[str, Any] = {}
    for y, row in zip(row_places(ax), rows, strict=True):
        for side, sign, colour, hatch in (("exports", 1, _BLUE, ""), ("imports", -1, _ORANGE, "////")):
            value, low, high = (sign * getattr(row, f"{side}{end}") / size for end in ("", "_low", "_high"))
            if math.isnan(value):
                continue
            handles[side] = ax.barh(
                y - 0.13, value, 0.36, color=colour_of(colour), hatch=hatch, edgecolor="white", linewidth=0
            )
            if sign < 0:
                low, high = high, low
            _interval(ax, y - 0.13, value, low, high, edges, colour=_INK, width=1.6)
        middle, low, high = (end / size for end in _ends(row.balance, row.balance_low, row.balance_high))
        if math.isfinite(middle):
            _interval(ax, y + 0.27, middle, low, high, edges, colour=_INK)
            (handles["balance"],) = ax.plot(middle, y + 0.27, "D", color=colour_of(_INK), markersize=5)
    ax.set_xlabel(f"← imports · {_axis_name(unit, word)} · exports →")
    _locator(ax).set_params(nbins=6)
    ax.xaxis.set_major_formatter(lambda x, _: f"{abs(x):,g}")
    add_legend(ax, handles)
    told = [f"{row.label}: {', '.join(words)}" for row, words in zip(rows, beside, strict=True)]
    ax.set_label(_alt("Diverging bar chart", subtitle, title, told, len(frame)))
    return ax


@in_house_style
def figures_by_role(frame: pd.DataFrame, *, title: str, subtitle: str, source: str, longest: int = 1) -> Axes:
    """How many figures each article prints, and what became of them: used, or set aside by where they stand.

    ``frame`` has ``label``, ``title`` and a count for each of ``used``, ``body``, ``caption``, ``related`` and
    ``boilerplate``; the axis reaches to ``longest`` figures at least. Raises ValueError for an empty frame.
    """
    shown = _shown(frame, MOST_ARTICLES)
    rows = _rows(shown)
    fates = [fate for fate in FATES if shown[fate].any()]
    legend = math.ceil(len(fates) / 3)
    source += _more(frame, MOST_ARTICLES, "articles")
    titles = [wrapped(drawable(row.title), 46, 1) for row in rows]
    ax = empty_axes(shown["label"], titles, title, subtitle, source, legend=legend, width=42, size=7.8)
    longest = max(longest, int(shown[list(FATES)].sum(axis=1).max()))
    places, start = row_places(ax), [0] * len(shown)
    handles: dict[str, Any] = {}
    for fate in fates:
        label, colour, hatch = FATES[fate]
        counts = [int(number) for number in shown[fate]]
        handles[label] = ax.barh(
            places,
            counts,
            0.66,
            start,
            color=colour_of(colour),
            hatch=hatch,
            edgecolor="white",
            linewidth=0.6,
        )
        for y, left, number in zip(places, start, counts, strict=True):
            if number / longest > 0.05:
                ink: dict[str, Any] = {"color": "white" if colour == _BLUE else colour_of(_INK), "fontsize": 7.5}
                plate: dict[str, Any] | None = {"facecolor": "white", "edgecolor": "none", "pad": 1} if hatch else None
                ax.text(left + number / 2, y, f"{number}", ha="center", va="center_baseline", bbox=plate, **ink)
        start = [left + number for left, number in zip(start, counts, strict=True)]
    for y, total in zip(places, start, strict=True):
        if not total:
            ax.text(longest * 0.01, y, "no figures", va="center", fontsize=8)
    ax.set_xlim(0, longest * 1.02)
    _locator(ax).set_params(integer=True, nbins=6)
    ax.set_xlabel("number of figures")
    add_legend(ax, handles)
    told = [
        f"{row.label}: {int(row.used)} of {wording.count(total, 'figure')} used"
        for row, total in zip(rows, start, strict=True)
    ]
    ax.set_label(_alt("Stacked bar chart", subtitle, title, told, len(frame)))
    return ax


@in_house_style
def timeline(frame: pd.DataFrame, *, title: str, subtitle: str, source: str) -> Axes:
    """Which source dates which event how: a mark for each date told, with the numbers of the sources beside it.

    ``frame`` has a row for each telling: ``label`` of the event, ``date`` (SDMX; "" for none), ``precision`` (day,
    month, period, unknown), ``inferred`` and ``source``, a number. A day is a dot, a longer time a square, hollow if it
    is inferred. A few dates stand side by side in their order, more on an axis of time. Raises ValueError for an empty
    frame: say it in words.
    """
    labels = list(dict.fromkeys(_shown(frame, len(frame))["label"]))
    shown = frame[frame["label"].isin(labels[:MOST_EVENTS])]
    dates = sorted({date for date in shown["date"] if date})
    places = {date: float(place) for place, date in enumerate(dates)}
    in_order = len(dates) <= MOST_DATES
    if not in_order:
        places = {date: float(_day(date)) for date in dates}
    ends = [min(places.values(), default=0.0), max(places.values(), default=0.0)]
    step = max((ends[1] - ends[0]) / MOST_DATES, 1.0)
    places[""] = ends[1] + step
    events = labels[:MOST_EVENTS]
    if len(labels) > MOST_EVENTS:
        source += f" The first {MOST_EVENTS} of {len(labels)} events are drawn; the table has all."
    told = "dates in their order, not to scale" if in_order else "dates to scale"
    ax = empty_axes(events, [[]] * len(events), title, f"{subtitle}; {told}", source, width=34)
    rows = dict(zip(events, row_places(ax), strict=True))
    for (label, date), group in shown.groupby(["label", "date"], sort=False):
        x, y = places[str(date)], rows[str(label)]
        inferred = bool(group["inferred"].all())
        look: dict[str, Any] = {"color": colour_of(_BLUE), "markerfacecolor": "white" if inferred else colour_of(_BLUE)}
        day = (group["precision"] == "day").all()
        mark = "o" if day else "x" if not date else "s"
        ax.plot([x], [y], mark, markeredgewidth=1.6, **look)
        numbers = " ".join(f"[{number}]" for number in sorted(set(group["source"])))
        ax.annotate(numbers, (x, y), (8, 0), textcoords="offset points", va="center_baseline", fontsize=7.5)
    ticks = dict.fromkeys([*dates, *([""] if (shown["date"] == "").any() else [])])
    if not in_order:
        ticks = dict.fromkeys([dates[0], dates[-1], *([""] if "" in ticks else [])])
    ax.set_xticks([places[date] for date in ticks], [_date_tick(date) for date in ticks])
    ax.set_xlim(ends[0] - step / 2, (places[""] if "" in ticks else ends[1]) + step * 0.8)
    what = [
        f"{label}: "
        + ", ".join(
            f"{_date_name(str(date))} by {wording.listing([f'[{number}]' for number in sorted(set(group['source']))])}"
            for date, group in told_rows.groupby("date", sort=True)
        )
        for label, told_rows in shown.groupby("label", sort=False)
    ]
    ax.set_label(_alt("Timeline", subtitle, title, what, len(labels)))
    return ax


def _day(date: str) -> int:
    """The first day of an SDMX time period, as a number; January of the year where no month is told."""
    found = re.search(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date)
    if not found:
        return 1
    try:
        return datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).toordinal()
    except ValueError:
        return datetime.date(max(int(found[1]), 1), 1, 1).toordinal()


def _date_name(date: str) -> str:
    return wording.period(date) or "no date"


def _date_tick(date: str) -> str:
    """A date in short lines: "13 Jan", "2026"."""
    return textwrap.fill(re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", _date_name(date)), 9)


def show(ax: Axes, *, caption: str, alt: str = "") -> None:
    """Displays a chart in a notebook, with its alternative text (that of the chart unless given) and caption."""
    from IPython.display import publish_display_data

    kind = "image/svg+xml"
    words = {"alt": alt or str(ax.get_label()), "caption": caption}
    drawing = svg(ax)
    # JupyterLab shows a drawing without its words, but HTML as it is; the exporters take the drawing.
    address = f"data:{kind};base64,{base64.b64encode(drawing.encode()).decode()}"
    style = "background: white; max-width: 100%"
    page = Markup('<img src="{}" alt="{}" style="{}">').format(address, words["alt"], style)
    publish_display_data(  # type: ignore[no-untyped-call]
        {kind: drawing, "text/html": str(page), "text/plain": words["alt"]}, metadata={kind: words}
    )


def _locator(ax: Axes) -> Any:
    """What places the ticks of the amounts' axis: linear or logarithmic, each with its own parameters."""
    return ax.xaxis.get_major_locator()


def _interval(
    ax: Axes,
    y: float,
    value: float,
    low: float,
    high: float,
    edges: tuple[float, float],
    *,
    colour: str = _BLUE,
    width: float = 3,
) -> None:
    """The values that are possible: a bar from end to end, an arrow towards a side that is open."""
    for end, edge in ((low, edges[0]), (high, edges[1])):
        if math.isnan(end):
            arrow = {"arrowstyle": "-|>", "color": colour_of(colour), "linewidth": 1.5, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", (value + (edge - value) * 0.8, y), (value, y), arrowprops=arrow, zorder=2.5)
        elif end != value:
            bar: dict[str, Any] = {"color": colour_of(colour), "zorder": 2.5}
            ax.plot([value, end], [y, y], linewidth=width, alpha=0.5, solid_capstyle="butt", **bar)
            ax.plot([end], [y], "|", markersize=8, markeredgewidth=1.3, **bar)


def _ends(value: float, low: float, high: float) -> tuple[float, float, float]:
    """Value and ends; a figure that has no value because a side is open stands at its known end."""
    known = next((end for end in (value, low, high) if math.isfinite(end)), math.nan)
    return known, low, high


def _shown(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    if frame.empty:
        raise ValueError("nothing to draw: say it in words")
    return frame.head(most)


def _rows(frame: pd.DataFrame) -> list[Any]:
    """The rows, each with its columns as attributes."""
    return list(frame.itertuples())


def _more(frame: pd.DataFrame, most: int, things: str) -> str:
    return f" The first {most} of {len(frame)} {things} are drawn; the table has all." if len(frame) > most else ""


def _alt(kind: str, subtitle: str, title: str, told: list[str], rows: int) -> str:
    """Kind, what, finding, and the data; the rest of a long chart is left to its table."""
    rest = f" And {rows - _TOLD} more, in the table below." if rows > _TOLD else ""
    return f"{kind}: {subtitle}. {wording.sentence(title)} {'; '.join(told[:_TOLD])}.{rest}"


def _axis_name(unit: str, word: str) -> str:
    return f"{wording.unit_name(unit)} {word}".strip()


def _allowing(row: Any) -> str:
    """The interval where the words of the amount do not say it already."""
    allowed = wording.interval(row.low, row.high, row.unit)
    return f" ({allowed})" if math.isfinite(row.high - row.low) and allowed != row.words else ""


def _trade_in_words(row: Any) -> list[str]:
    """What is known of a partner's trade, a line each."""
    lines = [
        f"{side} {wording.signed(getattr(row, side), row.unit, bound=getattr(row, side + '_bound'))}"
        for side in ("exports", "imports")
        if not math.isnan(getattr(row, side))
    ]
    if math.isfinite(row.balance_low) or math.isfinite(row.balance_high):
        lines.append(wording.balance(row.balance_low, row.balance_high, row.unit).replace(" of ", " ", 1))
    return lines
