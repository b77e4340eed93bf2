"""The typefaces that print on any machine: those in ``typefaces/`` and those that come with matplotlib."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from unicodedata import category

from newsfigures.export.subsets import characters

HAN, EMOJI = "Newsfigures Han", "Newsfigures Emoji"
SANS, CHART = "Newsfigures Sans", "DejaVu Sans"

BOX = "□"  # printed for a character that no typeface has and that may not be marked
_LAST_RESORT = "LastResortHE-Regular.ttf"
_FILES = {
    ("dejavu sans", False, False): "DejaVuSans.ttf",
    ("dejavu sans", True, False): "DejaVuSans-Bold.ttf",
    ("dejavu sans", False, True): "DejaVuSans-Oblique.ttf",
    ("dejavu sans", True, True): "DejaVuSans-BoldOblique.ttf",
    ("dejavu serif", False, False): "DejaVuSerif.ttf",
    ("dejavu serif", True, False): "DejaVuSerif-Bold.ttf",
    ("dejavu sans mono", False, False): "DejaVuSansMono.ttf",
}
FAMILIES = frozenset(family for family, *_ in _FILES)  # what a drawing may ask for, in small letters


@cache
def matplotlib_folder() -> Path:
    """Where matplotlib keeps its fonts, found without importing it."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:  # pragma: no cover - matplotlib is one of our requirements
        raise ModuleNotFoundError("matplotlib")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


@contextmanager
def folders(last_resort: bool = False) -> Iterator[list[Path]]:
    """The folders with the typefaces to print with, for as long as they are needed.

    Last Resort has a glyph for every character, and would be chosen for a drawing's whole line of text as soon as one
    character of it is in another typeface: it is there only if asked for.
    """
    ours = Path(__file__).parent / "typefaces"
    if last_resort:
        yield [ours, matplotlib_folder()]
        return
    with TemporaryDirectory() as name:
        for path in matplotlib_folder().glob("DejaVu*.ttf"):
            try:
                Path(name, path.name).symlink_to(path)
            except OSError:  # Windows, without the right to link
                copyfile(path, Path(name, path.name))
        yield [ours, Path(name)]


def typeface(name: str) -> Path:
    """The file of one of our own typefaces (``sans``, ``mono-bold`` ...)."""
    return Path(__file__).parent / "typefaces" / f"{name}.ttf"


def face(family: str, bold: bool, italic: bool) -> Path | None:
    """The file of a face, or None if we bring none."""
    name = _FILES.get((family.lower(), bold, italic))
    return matplotlib_folder() / name if name else None


@cache
def _characters(path: Path) -> frozenset[int]:
    return frozenset(characters(path.read_bytes()))


@cache
def _home(character: str) -> str:
    code = ord(character)
    if code < 0x250 or category(character) in ("Cf", "Cc", "Zs", "Zl", "Zp") or 0xFE00 <= code <= 0xFE0F:
        return CHART
    for family, path in (
        (CHART, matplotlib_folder() / "DejaVuSans.ttf"),
        (SANS, typeface("sans")),
        (HAN, typeface("han")),
        (EMOJI, typeface("emoji")),
    ):
        if code in _characters(path):
            return family
    return ""


def home(character: str) -> str:
    """The family that sets a character; nothing if none has it.

    >>> home("ữ"), home("中"), home("ก")
    ('DejaVu Sans', 'Newsfigures Han', '')
    """
    return _home(character)


def lacking(text: str) -> list[str]:
    """The characters of the text that no typeface has, in order, each once."""
    return sorted(c for c in set(text) if not _home(c))


def can_mark(character: str) -> bool:
    """Whether Last Resort can mark a character that no typeface has. PDF/A forbids those for private use."""
    return (matplotlib_folder() / _LAST_RESORT).is_file() and category(character) not in ("Co", "Cs")
