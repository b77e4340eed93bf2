"""The font files that print on any machine: those that come with matplotlib."""

from __future__ import annotations

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FILES = {
    ("dejavu sans", False, False): "DejaVuSans.ttf",
    ("dejavu sans", True, False): "DejaVuSans-Bold.ttf",
    ("dejavu sans", False, True): "DejaVuSans-Oblique.ttf",
    ("dejavu sans", True, True): "DejaVuSans-BoldOblique.ttf",
    ("dejavu serif", False, False): "DejaVuSerif.ttf",
    ("dejavu serif", True, False): "DejaVuSerif-Bold.ttf",
}


@cache
def folder() -> Path:
    """Where matplotlib keeps its fonts, found without importing it."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:  # pragma: no cover - matplotlib is one of our requirements
        raise ModuleNotFoundError("matplotlib")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


def face(family: str, bold: bool, italic: bool) -> Path | None:
    """The file of a face, or None if we bring none."""
    name = _FILES.get((family.lower(), bold, italic))
    return folder() / name if name else None


def subset(path: Path, characters: str) -> bytes:
    """A WOFF font with the glyphs of these characters only; the same bytes for the same characters."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options: Any = Options(  # type: ignore[no-untyped-call]
        hinting=False, layout_features=["mark", "ccmp"], name_IDs=[], notdef_outline=True
    )
    options.drop_tables += ["FFTM", "GDEF", "GSUB", "GPOS", "kern"]
    font = TTFont(path, lazy=True, recalcTimestamp=False)
    subsetter: Any = Subsetter(options)  # type: ignore[no-untyped-call]
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
