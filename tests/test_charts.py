"""Charts stand with one row and with many, show every bound, and are the same bytes for the same data."""

from __future__ import annotations

import html
import math
import re

import pandas as pd
import pytest

from newsfigures import charts
from newsfigures.canvases import svg

NAN = math.nan
TEXTS = {"title": "A finding with US$ and <angles>", "subtitle": "US$ million", "source": "Source: a paper."}


def amounts(number=1, **change):
    row = {"label": "Peru", "value": 5e6, "low": 5e6, "high": NAN, "unit": "USD", "note": "3 mines"}
    row["words"] = "more than US$5 million"
    return pd.DataFrame([row | change | {"label": f"Peru {n}"} for n in range(number)])


def trade(number=1, **change):
    row = {
        "label": "Peru, per year",
        "unit": "USD",
        "rate": "per_year",
        "exports_bound": "exact",
        "imports_bound": "about",
    }
    for side, value in (("exports", 4e6), ("imports", 9e6)):
        row |= {side: value, f"{side}_low": value * 0.95, f"{side}_high": value * 1.05}
    row |= {"balance": -5e6, "balance_low": -5.6e6, "balance_high": -4.3e6}
    return pd.DataFrame([row | change for _ in range(number)])


def roles(number=1, **change):
    row = {
        "label": "[1] The Paper, 1 May 2024",
        "title": "A day at the port and " + "more " * 20,
        "used": 3,
        "body": 1,
        "caption": 2,
        "related": 40,
        "boilerplate": 1,
    }
    return pd.DataFrame([row | change for _ in range(number)])


NOT_STATED = ("exports", "exports_low", "exports_high", "balance", "balance_low", "balance_high")


def tellings(number=1, **change):
    row = {"label": "E1 Visit: Old Port", "date": "2024-05-01", "precision": "day", "inferred": False, "source": 1}
    return pd.DataFrame([row | change | {"label": f"E{n} Visit: Old Port, at length"} for n in range(number)])


DATES = ["2024-05-01", "2024-05-02", "2024-05", "2024-Q2", "2025", "2025-01/..", "../2026", "2024-01-01/P5M", "", "odd"]

DRAWN = [
    (charts.amounts, amounts(), "Dot chart"),
    (charts.amounts, amounts(40), "Dot chart"),
    (charts.amounts, amounts(2, value=NAN, low=3e6), "Dot chart"),
    (charts.amounts, amounts(low=NAN, high=5e6), "Dot chart"),
    (charts.amounts, amounts(value=-5e6, low=-6e6, high=-4e6), "Dot chart"),
    (charts.amounts, amounts(value=0.0, low=0.0, high=0.0), "Dot chart"),
    (charts.trade, trade(), "Diverging bar chart"),
    (charts.trade, trade(40), "Diverging bar chart"),
    (charts.trade, trade(**dict.fromkeys(NOT_STATED, NAN)), "Diverging bar chart"),
    (charts.trade, trade(exports_high=NAN, exports_bound="over", balance=NAN, balance_high=NAN), "Diverging bar chart"),
    (charts.timeline, tellings(), "Timeline"),
    (charts.timeline, tellings(date="", precision="unknown"), "Timeline"),
    (charts.timeline, pd.concat([tellings(), tellings(date="2024-05-02", inferred=True, source=2)]), "Timeline"),
    (charts.timeline, tellings(len(DATES)).assign(date=DATES, precision="period"), "Timeline"),
    (charts.timeline, tellings(40), "Timeline"),
    (charts.figures_by_role, roles(), "Stacked bar chart"),
    (charts.figures_by_role, roles(18), "Stacked bar chart"),
    (charts.figures_by_role, roles(used=0, body=0, caption=0, related=0, boilerplate=0), "Stacked bar chart"),
]  # fmt: skip


@pytest.mark.parametrize(("draw", "frame", "kind"), DRAWN)
def test_a_chart_stands_and_describes_itself(draw, frame, kind):
    ax = draw(frame, **TEXTS)
    alt = ax.get_label()
    assert alt.startswith(kind) and TEXTS["title"] in alt and "nan" not in alt.lower()
    assert len(alt) < 1200
    image = svg(ax)
    assert image == svg(draw(frame, **TEXTS))
    assert "A finding with US$ and &lt;angles&gt;" in image and "nan" not in image
    assert "<dc:date>" not in image
    width, height = (float(size) for size in re.findall(r'(?:width|height)="([\d.]+)pt"', image)[:2])
    assert width < 430 and height < 660


@pytest.mark.parametrize("draw", [charts.amounts, charts.trade, charts.timeline, charts.figures_by_role])
def test_nothing_to_draw_is_an_error_that_says_so(draw):
    with pytest.raises(ValueError, match="say it in words"):
        draw(pd.DataFrame(), **TEXTS)


def test_an_open_end_is_an_arrow_and_a_closed_one_a_bar():
    open_ended = charts.amounts(amounts(), **TEXTS)
    closed = charts.amounts(amounts(low=4.7e6, high=5.3e6), **TEXTS)
    arrows = [[text for text in ax.texts if text.arrow_patch is not None] for ax in (open_ended, closed)]
    assert len(arrows[0]) == 1 and not arrows[1]
    assert "more than US$5 million" in svg(open_ended)
    assert len(closed.lines) == 1 + 2 * 2


def test_an_axis_of_amounts_starts_at_zero():
    assert charts.amounts(amounts(low=4.7e6, high=5.3e6), **TEXTS).get_xlim()[0] == 0


def test_amounts_far_apart_stand_on_a_logarithmic_axis_that_is_named():
    frame = pd.concat([amounts(), amounts(value=5e10, low=5e10)])
    assert "logarithmic" in charts.amounts(frame, **TEXTS).get_label()
    assert "logarithmic" not in charts.amounts(amounts(2), **TEXTS).get_label()


def test_what_is_not_drawn_is_said():
    image = svg(charts.figures_by_role(roles(60), **TEXTS))
    assert "first 18 of 60 articles are drawn" in " ".join(image.split())


def test_a_label_may_be_anything():
    hostile = "<b>& $x^2$ \u202e\u200b\u6e2f \U0001f6a2 " + "w" * 5000
    for draw, frame in ((charts.amounts, amounts), (charts.trade, trade), (charts.figures_by_role, roles)):
        image = svg(draw(frame(2).assign(label=hostile), title=hostile, subtitle="", source=hostile))
        assert "\u202e" not in image and "\u200b" not in image and "<b>" not in image
        assert "&lt;b&gt;&amp; $x^2$ \u6e2f \U0001f6a2" in " ".join(re.findall("<text[^>]*>([^<]*)<", image))


def test_letters_without_a_typeface_are_no_warning(recwarn):
    svg(charts.amounts(amounts().assign(label="\ub3d9\uc544 \u0e01\u0e23\u0e38\u0e07"), **TEXTS))
    assert not recwarn


def test_outlets_are_told_whole_and_titles_begin():
    outlet = "[12] The Northern Gazette of Trade and Shipping, 13 September 2024 (inferred)"
    lines = re.findall("<text[^>]*>([^<]*)<", svg(charts.figures_by_role(roles(18, label=outlet), **TEXTS)))
    assert (
        lines.count("[12] The Northern Gazette of Trade and")
        == lines.count("Shipping, 13 September 2024 (inferred)")
        == 18
    )
    assert any(line.startswith("A day at the port and more") and line.endswith("…") for line in lines)


def test_rows_are_as_high_as_their_words():
    one, other = charts.trade(pd.concat([trade(**dict.fromkeys(NOT_STATED, NAN)), trade()]), **TEXTS).get_yticks()
    assert one < 0.5 < other - one < 1


def test_a_date_that_sources_tell_differently_has_two_marks():
    frame = pd.concat([tellings(), tellings(source=3), tellings(date="2024-05-02", inferred=True, source=2)])
    ax = charts.timeline(frame, **TEXTS)
    hollow = [line.get_markerfacecolor() == "white" for line in ax.lines]
    assert hollow == [False, True]
    assert "1 May 2024 by [1] and [3], 2 May 2024 by [2]" in ax.get_label()
    assert "[1] [3]" in svg(ax)


def test_exports_point_right_and_imports_left():
    ax = charts.trade(trade(), **TEXTS)
    ends = sorted(patch.get_width() for patch in ax.patches)
    assert ends[0] == pytest.approx(-9) and ends[-1] == pytest.approx(4)
    assert "exports US$4 million" in ax.get_label() and "deficit US$4.3–5.6 million" in ax.get_label()


def test_colours_can_be_told_apart_without_colour():
    """The signs differ in hatch or shape too, and neighbours in lightness."""
    ax = charts.figures_by_role(roles(), **TEXTS)
    looks = {(patch.get_facecolor(), patch.get_hatch()) for patch in ax.patches}
    assert len(looks) == len(charts.FATES)
    bars = charts.trade(trade(), **TEXTS).patches
    assert {patch.get_hatch() for patch in bars} == {"", "////"}


def test_showing_a_chart_gives_its_words_along(monkeypatch):
    published = []
    monkeypatch.setattr(
        "IPython.display.publish_display_data", lambda data, metadata: published.append((data, metadata))
    )
    charts.show(charts.amounts(amounts(), **TEXTS), caption="Mines")
    [(data, metadata)] = published
    assert data["image/svg+xml"].startswith("<?xml")
    assert (
        html.escape(data["text/plain"]) in data["text/html"] and 'src="data:image/svg+xml;base64,' in data["text/html"]
    )
    words = metadata["image/svg+xml"]
    assert words["caption"] == "Mines" and words["alt"].startswith("Dot chart")
