"""The files of a folder, and the bytes of one: what is no plain file of a likely size is refused, never waited for."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from pathlib import Path

from newsfigures.types import ArticleError

#: The largest file that is read: a hundred times a long article. What is larger is no article.
MOST_BYTES = 2_000_000


def find_files(folder: str | Path, unread: list[ArticleError] | None = None) -> dict[str, Path]:
    """The article files of a folder by article id, sorted by file name. Nothing is opened yet.

    The id is the file's stem; files whose stems look alike (``a.txt`` and ``A.TXT``) keep their whole name instead. A
    file of another format raises ArticleError, or is put into ``unread``; hidden files are left alone.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 (names, not paths)
    except (OSError, ValueError) as error:
        raise ArticleError(f"{shown(str(folder))}: {_why(error)}; give a folder of .txt files") from None
    paths = []
    for name in names:
        try:
            check_name(name)
        except ArticleError as refusal:
            if unread is None:
                raise
            unread.append(refusal)
        else:
            paths.append(Path(folder, name))
    stems = Counter(_alike(path.stem) for path in paths)
    return {path.stem if stems[_alike(path.stem)] == 1 else path.name: path for path in paths}


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes, at most ``MOST_BYTES``. Raises ArticleError for what is no plain file, without waiting for it."""
    path = path if isinstance(path, Path) else Path(path)
    name = shown(path.name)
    try:
        _check_kind(path.stat(), name)
        # A pipe that took the file's place since would block without O_NONBLOCK.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            size = _check_kind(os.fstat(file.fileno()), name)
            data = file.read(size + 1)
            if len(data) > size:  # it grows, or its size is not told
                data += file.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        if path.is_symlink() and isinstance(error, FileNotFoundError):
            raise ArticleError(f"{name}: a link to a file that is not there; remove it or mend it") from None
        raise ArticleError(f"{name}: {_why(error)}; mend that or remove the file") from None
    if len(data) > MOST_BYTES:
        raise ArticleError(_too_large(name))
    return data


def _check_kind(info: os.stat_result, name: str) -> int:
    """The size of a plain file in bytes. Raises ArticleError for what is none, or is too large."""
    if stat.S_ISDIR(info.st_mode):
        raise ArticleError(f"{name}: a folder; put the .txt files themselves into the folder of articles")
    if not stat.S_ISREG(info.st_mode):
        raise ArticleError(f"{name}: a pipe, socket or device, not a file; remove it")
    if info.st_size > MOST_BYTES:
        raise ArticleError(_too_large(name))
    return info.st_size


def _too_large(name: str) -> str:
    return f"{name}: larger than {MOST_BYTES // 1_000_000} MB, which no article is; split it into one file an article"


def check_name(name: str) -> None:
    """Ids stand in tables, links and lists joined by ``;``, so a name must be printable."""
    if not name.casefold().endswith(".txt"):
        raise ArticleError(f"{shown(name)}: not a .txt file, and only .txt is read; convert it or remove it")
    if not name.isprintable() or ";" in name:
        raise ArticleError(f"{shown(name)}: signs in the file's name that cannot stand in a table; rename it")


def _alike(stem: str) -> str:
    """Stems that are the same here are one file name on some system."""
    return unicodedata.normalize("NFC", stem).casefold()


def shown(name: str) -> str:
    """A file name that is safe to print: one line, nothing invisible."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)


def _why(error: Exception) -> str:
    return (error.strerror or "cannot be read") if isinstance(error, OSError) else "no possible file name"
