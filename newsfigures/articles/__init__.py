"""File → Article: decoding, sections with roles, and what the page says of itself: title, outlet, date, place.

A section is one paragraph with the white space after it. Two things cut a paragraph further: a caption that runs into
it, and the date that some pages glue to its front. Lines that break in mid-sentence, around a link for example, are one
paragraph. Every rule works on lines and their neighbours; its words are in ``languages/*.toml``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from newsfigures.articles.decoding import decode, no_word, to_text
from newsfigures.articles.files import check_name, find_files, read_bytes, shown
from newsfigures.articles.mastheads import read_masthead
from newsfigures.articles.paragraphs import Piece, find_pieces
from newsfigures.articles.roles import give_roles
from newsfigures.articles.tongues import find_language
from newsfigures.languages.matching import Composed
from newsfigures.types import Article, ArticleError, Section

__all__ = ["decode", "find_files", "find_language", "read_article", "read_articles", "read_bytes", "read_text"]


def read_articles(folder: str | Path, unread: list[ArticleError] | None = None) -> list[Article]:
    """Every article of a folder, sorted by file name; hidden files such as ``.gitkeep`` are left alone.

    A file that cannot be read raises ArticleError; with a list given as ``unread``, its error is put there and the
    others go on. A folder that cannot be listed always raises.
    """
    articles = []
    for id, path in find_files(folder, unread).items():
        try:
            articles.append(read_article(path, id))
        except ArticleError as refusal:
            if unread is None:
                raise
            unread.append(refusal)
    return articles


def read_article(path: str | Path, id: str | None = None) -> Article:
    """The article of one file; its ``id`` is the file's stem if none is given.

    ``encoding`` tells what the bytes were taken for. A byte order mark is no part of the text: offsets count from the
    first code point after it. Line ends stay as they are.

    Raises ArticleError, one line that names the file, what is wrong and what to do, for a file that is not there,
    empty, too large, no text, or without a word of text; and for a folder, a pipe or a device, which are never opened.
    """
    path = path if isinstance(path, Path) else Path(path)
    check_name(path.name)
    data = read_bytes(path)
    text, encoding = to_text(data, path)
    composed = Composed(text)
    pieces = find_pieces(composed.text)
    if not pieces:
        raise ArticleError(no_word(shown(path.name)))
    give_roles(pieces)
    for piece in pieces:
        piece.language = find_language(piece.words)
    page = read_masthead(pieces)
    return Article(
        id=path.stem if id is None else id,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        title=page.title,
        outlet=page.outlet,
        language=page.language,
        date=page.date,
        date_basis=page.date_basis,
        sections=_sections(text, composed, pieces, page.language),
        date_because=page.date_because,
        place=page.place,
        encoding=encoding,
        agency=page.agency,
    )


def read_text(path: str | Path) -> tuple[str, str]:
    """A file's text as decoded, and the SHA-256 of its bytes. Raises ArticleError as ``read_article`` does."""
    data = read_bytes(path)
    return to_text(data, Path(path))[0], hashlib.sha256(data).hexdigest()


def _sections(text: str, composed: Composed, pieces: Sequence[Piece], main: str) -> tuple[Section, ...]:
    """Every character of the text in one section: each piece with what follows it up to the next.

    ``main`` is the language of the article.
    """
    starts = [0, *[composed.raw(piece.start, piece.start)[0] for piece in pieces[1:]], len(text)]
    sections = []
    before = main
    for piece, start, end in zip(pieces, starts, starts[1:], strict=False):
        if start < end:
            # One too short to tell is in the language of the article if it is part of it, else of the one before.
            before = piece.language or (main if piece.role in ("title", "body", "caption") else before)
            sections.append(Section(piece.role, start, end, text[start:end], before))
    return tuple(sections)
