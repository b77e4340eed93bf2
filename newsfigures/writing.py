"""Files that take their places together: all of a folder's new files, or none of them."""

from __future__ import annotations

import signal
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsfigures.types import NewsfiguresError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files of a folder or none: to temporary files first, which then take their places in one go.

    A file whose content stays is left alone. The last one named is moved last, and an interruption from the keyboard
    waits until all have moved. Raises NewsfiguresError naming the folder if it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        changed = {name: content for name, content in files.items() if not _same(folder / name, content)}
        if not changed:
            return
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as temporary:
            for name, content in changed.items():
                Path(temporary, name).write_bytes(content)
            with uninterrupted():
                for name in changed:
                    Path(temporary, name).replace(folder / name)
    except OSError as error:
        raise NewsfiguresError(
            f"{folder} cannot be written ({error.strerror or error}): the last files stay"
        ) from error


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Lets Ctrl-C and a polite kill wait until the block has ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    stops = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(stop, lambda number, frame: came.append(number)) for stop in stops]
    try:
        yield
    finally:
        for stop, handler in zip(stops, before, strict=True):
            signal.signal(stop, handler)
        for number in came:
            signal.raise_signal(number)
