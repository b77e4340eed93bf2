"""What is known of each language: one ``xx.toml`` a language in this folder, discovered, never registered.

Each part of a file belongs to the module that reads it; this module only finds the files and opens them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """The languages there are, as ISO 639 codes.

    >>> codes()
    ('en', 'vi')
    """
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """One part of a language's file, such as ``bounds`` or ``roles``.

    Raises ValueError for a language that has no file, and KeyError for a part that the file lacks.
    """
    return _read(language)[name]  # type: ignore[no-any-return]


@cache
def _read(language: str) -> dict[str, Any]:
    if language not in codes():
        raise ValueError(
            f"no language {language!r}: there is no newsfigures/languages/{language}.toml; known: {', '.join(codes())}"
        )
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
