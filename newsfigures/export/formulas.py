"""LaTeX formulas in the languages of the two formats."""

from __future__ import annotations

from newsfigures.export.trees import Element, parse_xml


def to_mathml(tex: str, display: bool) -> Element:
    """The formula as MathML, or as code if it is not LaTeX that the converter knows."""
    from latex2mathml.converter import convert

    try:
        math = parse_xml(convert(tex, display="block" if display else "inline"))
    except Exception:  # the converter raises whatever its parser trips over
        math = None
    if math is None:
        return Element("code", {"class": "tex"}, [tex])
    math.attrs.pop("xmlns", None)
    math.attrs["alttext"] = tex
    return math


def to_typst(tex: str) -> str | None:
    """The formula as Typst's math, or None if it is not LaTeX that the converter knows."""
    from tex2typst import tex2typst

    try:
        return str(tex2typst(tex)).strip() or None
    except Exception:  # the converter raises whatever its parser trips over
        return None
