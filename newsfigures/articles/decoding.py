"""Bytes → text, with the encoding that was assumed."""

from __future__ import annotations

import codecs
from pathlib import Path

from newsfigures.articles.files import shown
from newsfigures.articles.tongues import function_words
from newsfigures.articles.vocabulary import WORD
from newsfigures.languages.matching import Composed
from newsfigures.types import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
)


#: Every byte but the control characters that no text has.
_OF_TEXT = bytes({*range(256)} - {*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})


def to_text(data: bytes, path: Path) -> tuple[str, str]:
    """A file's text and encoding. Raises ArticleError, which names the file, for one that holds no words."""
    name = shown(path.name)
    if not data.strip():
        raise ArticleError(f"{name}: empty; put the article's text into it or remove it")
    for start, what in _FORMATS:
        if data.startswith(start):
            raise ArticleError(f"{name}: {what}, not plain text; save the article's text as UTF-8")
    try:
        text, encoding = decode(data)
    except UnicodeError as error:
        raise ArticleError(f"{name}: {error}; save it as UTF-8 text") from None
    if not WORD.search(text):
        raise ArticleError(no_word(name))
    return text, encoding


def no_word(name: str) -> str:
    """What is said of a file without a word of text."""
    return f"{name}: not a word in it; put the article's text into it or remove it"


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file's bytes, and the encoding that they were taken for. A byte order mark is no part of the text.

    UTF-8 and UTF-16 are recognised by their form. Else it is Windows-1258 or Windows-1252, whichever reads as words of
    a known language. ``utf-8 (damaged)`` is UTF-8 with a few broken bytes, each read as U+FFFD.

    Raises UnicodeError, with the reason, for what is no text.

    >>> decode("Đà Nẵng".encode("utf-8-sig")), decode("Đà Nẵng".encode("utf-16"))
    (('Đà Nẵng', 'utf-8'), ('Đà Nẵng', 'utf-16-le'))
    """
    text, encoding = _decode(data)
    controls = text.encode("utf-8", "replace").translate(None, _OF_TEXT)
    if "\0" in text or len(controls) * 50 > len(text):
        raise UnicodeError("not text but binary data")
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                raise UnicodeError(f"starts as {encoding.upper()}, but is not") from None
    if b"\0" in data:
        return _utf16(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(sign > "\x7f" for sign in text) > 10 * broken:
        return text, "utf-8 (damaged)"
    return _single_byte(data)


def _utf16(data: bytes) -> tuple[str, str]:
    """Without a mark: blanks and Latin letters have a high byte of zero, so the zeros stand on one side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        if max(even, odd) * 10 > len(data) and min(even, odd) * 100 <= len(data):
            return data.decode(encoding), encoding
    except UnicodeDecodeError:
        pass
    raise UnicodeError("not text but binary data")


def _single_byte(data: bytes) -> tuple[str, str]:
    readings = []
    for encoding in ("cp1252", "cp1258"):  # the first one where both read the same
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        words = WORD.findall(Composed(text[:100_000]).text.lower())
        known = sum(word in function_words() for word in words)
        readings.append((known / max(len(words), 1), text, f"windows-{encoding[2:]}"))
    likeness, text, encoding = max(readings, key=lambda reading: reading[0], default=(0, "", ""))
    if likeness < 0.05:
        raise UnicodeError("in no encoding that gives words of a known language")
    return text, encoding
