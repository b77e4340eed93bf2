"""File → Article: decoding, sections with roles, and what the page says of itself: title, outlet, date, place.

A section is one paragraph with the white space after it. Two things cut a paragraph further: a caption that runs into
it, and the date that some pages glue to its front. Lines that break in mid-sentence, around a link for example, are one
paragraph. Every rule works on lines and their neighbours; its words are in ``languages/*.toml``.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import os
import re
import stat
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsfigures import languages, reference
from newsfigures.languages.matching import Composed
from newsfigures.types import Article, ArticleError, DateBasis, Role, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: The largest file that is read: a thousand times a long article. What is larger is no article.
MOST_BYTES = 5_000_000

# --- files ------------------------------------------------------------------------------------------------------------


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


def find_files(folder: str | Path, unread: list[ArticleError] | None = None) -> dict[str, Path]:
    """The article files of a folder by article id, sorted by file name. Nothing is opened yet.

    The id is the file's stem; files whose stems look alike (``a.txt`` and ``A.TXT``) keep their whole name instead. A
    file of another format raises ArticleError, or is put into ``unread``; hidden files are left alone.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 (names, not paths)
    except (OSError, ValueError) as error:
        raise ArticleError(f"{_shown(str(folder))}: {_why(error)}; give a folder of .txt files") from None
    paths = []
    for name in names:
        try:
            _check_name(name)
        except ArticleError as refusal:
            if unread is None:
                raise
            unread.append(refusal)
        else:
            paths.append(Path(folder, name))
    stems = Counter(_alike(path.stem) for path in paths)
    return {path.stem if stems[_alike(path.stem)] == 1 else path.name: path for path in paths}


def read_article(path: str | Path, id: str | None = None) -> Article:
    """The article of one file; its ``id`` is the file's stem if none is given.

    ``encoding`` tells what the bytes were taken for. A byte order mark is no part of the text: offsets count from the
    first code point after it. Line ends stay as they are.

    Raises ArticleError, one line that names the file, what is wrong and what to do, for a file that is not there,
    empty, too large, no text, or without a word of text; and for a folder, a pipe or a device, which are never opened.
    """
    path = Path(path)
    _check_name(path.name)
    data = read_bytes(path)
    text, encoding = _decoded(data, path)
    pieces = _pieces(text)
    if not pieces.pieces:
        raise ArticleError(_no_word(_shown(path.name)))
    page = _page(pieces)
    return Article(
        id=path.stem if id is None else id,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        title=page.title,
        outlet=page.outlet,
        language=page.language,
        date=page.date,
        date_basis=page.date_basis,
        sections=_sections(text, pieces),
        date_because=page.date_because,
        place=page.place,
        encoding=encoding,
    )


def read_text(path: str | Path) -> tuple[str, str]:
    """A file's text as decoded, and the SHA-256 of its bytes. Raises ArticleError as ``read_article`` does."""
    data = read_bytes(path)
    return _decoded(data, Path(path))[0], hashlib.sha256(data).hexdigest()


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes, at most ``MOST_BYTES``. Raises ArticleError for what is no plain file, without waiting for it."""
    path = Path(path)
    name = _shown(path.name)
    try:
        _check_kind(path.stat(), name)
        # A pipe that took the file's place since would block without O_NONBLOCK.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _check_kind(os.fstat(file.fileno()), name)
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        if path.is_symlink() and isinstance(error, FileNotFoundError):
            raise ArticleError(f"{name}: a link to a file that is not there; remove it or mend it") from None
        raise ArticleError(f"{name}: {_why(error)}; mend that or remove the file") from None
    if len(data) > MOST_BYTES:
        raise ArticleError(_too_large(name))
    return data


def _check_kind(info: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise ArticleError(f"{name}: a folder; put the .txt files themselves into the folder of articles")
    if not stat.S_ISREG(info.st_mode):
        raise ArticleError(f"{name}: a pipe, socket or device, not a file; remove it")
    if info.st_size > MOST_BYTES:
        raise ArticleError(_too_large(name))


def _too_large(name: str) -> str:
    return f"{name}: larger than {MOST_BYTES // 1_000_000} MB, which no article is; split it into one file an article"


def _check_name(name: str) -> None:
    """Ids stand in tables, links and lists joined by ``;``, so a name must be printable."""
    if not name.casefold().endswith(".txt"):
        raise ArticleError(f"{_shown(name)}: not a .txt file, and only .txt is read; convert it or remove it")
    if not name.isprintable() or ";" in name:
        raise ArticleError(f"{_shown(name)}: signs in the file's name that cannot stand in a table; rename it")


def _alike(stem: str) -> str:
    """Stems that are the same here are one file name on some system."""
    return unicodedata.normalize("NFC", stem).casefold()


def _shown(name: str) -> str:
    """A file name that is safe to print: one line, nothing invisible."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)


def _why(error: Exception) -> str:
    return (error.strerror or "cannot be read") if isinstance(error, OSError) else "no possible file name"


# --- bytes to text ----------------------------------------------------------------------------------------------------

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
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORD = re.compile(r"[^\W\d_]+")


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    name = _shown(path.name)
    if not data.strip():
        raise ArticleError(f"{name}: empty; put the article's text into it or remove it")
    for start, what in _FORMATS:
        if data.startswith(start):
            raise ArticleError(f"{name}: {what}, not plain text; save the article's text as UTF-8")
    try:
        text, encoding = decode(data)
    except UnicodeError as error:
        raise ArticleError(f"{name}: {error}; save it as UTF-8 text") from None
    if not _WORD.search(text):
        raise ArticleError(_no_word(name))
    return text, encoding


def _no_word(name: str) -> str:
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
    if "\0" in text or len(_CONTROLS.findall(text)) * 50 > len(text):
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
        words = _WORD.findall(Composed(text[:100_000]).text.lower())
        known = sum(word in _function_words() for word in words)
        readings.append((known / max(len(words), 1), text, f"windows-{encoding[2:]}"))
    likeness, text, encoding = max(readings, key=lambda reading: reading[0], default=(0, "", ""))
    if likeness < 0.05:
        raise UnicodeError("in no encoding that gives words of a known language")
    return text, encoding


# --- languages --------------------------------------------------------------------------------------------------------


@cache
def _function_words() -> dict[str, str]:
    """Each function word with its language; one that two languages share tells nothing and is left out."""
    found: dict[str, str] = {}
    for code in languages.codes():
        for word in languages.table(code, "function_words")["words"]:
            found[word] = "" if word in found else code
    return {word: code for word, code in found.items() if code}


@cache
def _letters() -> dict[str, re.Pattern[str]]:
    """For each language that has them, the letters that no other language here has."""
    own = {code: languages.table(code, "function_words").get("letters", "") for code in languages.codes()}
    return {code: re.compile(f"[{re.escape(letters)}]") for code, letters in own.items() if letters}


def find_language(text: str) -> str:
    """The language of a text, an ISO 639 code of ``languages.codes()``; empty if it is too short or unlike all of them.

    Letters and function words decide; py3langid is asked only where they do not, for it takes half a second to load.

    >>> find_language("The port of the city has been open for a year."), find_language("Cảng của thành phố đã mở cửa.")
    ('en', 'vi')
    >>> find_language("Reuters")
    ''
    """
    text = text[:240].lower()
    known = _function_words()
    words = _WORD.findall(text)
    votes = dict.fromkeys(languages.codes(), 0)
    for word in words:
        if word in known:
            votes[known[word]] += 1
    if not text.isascii() and len(words) > 1:
        for code, letters in _letters().items():
            votes[code] += 2 * len(letters.findall(text))
    best = max(votes, key=lambda code: votes[code])
    rivals = sum(votes.values()) - votes[best]
    if votes[best] > 4 * rivals and votes[best] * 12 >= len(words):
        return best
    return _classified(text) if sum(map(len, words)) >= _LETTERS_TO_ASK else ""


#: A shorter text is in the language of its neighbours rather than in the one that a classifier makes of it.
_LETTERS_TO_ASK = 80


def _classified(text: str) -> str:
    language, confidence = _classifier().classify(text)
    return str(language) if confidence > 0.9 else ""


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    identifier.set_languages([code for code in languages.codes() if code in identifier.nb_classes])
    return identifier


# --- paragraphs -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Piece:
    """A paragraph, or a part of one, on its way to a section. Offsets are those of the composed text."""

    start: int
    end: int
    words: str  # its text on one line, cleaned of entities and of signs around it
    kind: str
    gap: bool  # a blank line stands before it
    role: Role = "body"
    language: str = ""

    @property
    def is_prose(self) -> bool:
        return self.kind == "prose"


class _Pieces(NamedTuple):
    composed: Composed
    pieces: list[_Piece]
    body: list[int]  # where those of the body stand


_CLOSERS = "\"'”’»)]*_ "
_BLANK_SIGNS = " \t\r\n\v\f\x1c\x1d\x1e\x85\xa0\u200b\u200c\u200d\u2028\u2029\u2060\ufeff"
_DECORATION = _BLANK_SIGNS + "*_#>•"
_KEY_SIGNS = _DECORATION + ".:：…»›-–—|()[]\"“”'’/+"


def _clean(line: str) -> str:
    """What a reader sees of a line."""
    if "&" in line:
        line = html.unescape(line)
    return line.replace("\xa0", " ").strip(_DECORATION)


def _shape(words: str) -> str:
    """``prose`` for what reads as whole sentences, ``headline`` for what is short or ends like a headline."""
    length = len(words)
    if length >= 180:
        return "prose"
    last = words.rstrip(_CLOSERS)[-1:]
    least = {".": 30, "…": 50, ":": 50, ";": 50, "?": 120, "!": 120, ",": 120}.get(last)
    return "prose" if least and length >= least and words.count(" ") >= 4 else "headline"


@dataclass(frozen=True)
class _Vocabulary:
    """The words of all languages that tell what a line is: pages mix languages."""

    lines: dict[str, str]  # whole line → kind
    starts: dict[str, list[tuple[str, str]]]  # first word → (how the line starts, kind)
    endings: tuple[str, ...]
    label: re.Pattern[str]
    labels: frozenset[str]
    enclosed_credit: re.Pattern[str]
    open_credit: re.Pattern[str]
    bylines: tuple[str, ...]
    not_places: frozenset[str]
    agencies: frozenset[str]


def _phrases(part: str, name: str) -> list[str]:
    return [phrase for code in languages.codes() for phrase in languages.table(code, part)[name]]


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(set(phrases), key=len, reverse=True))


@cache
def _vocabulary() -> _Vocabulary:
    lines = {}
    for name in ("boilerplate", "blocks", "ends", "related", "captions"):
        for phrase in _phrases("roles", name):
            lines[phrase] = {"boilerplate": "page", "blocks": "block", "captions": "caption"}.get(name, name)
    starts: dict[str, list[tuple[str, str]]] = {}
    for name, kind in (("boilerplate", "page"), ("blocks", "block"), ("ends", "ends"), ("related", "related")):
        for phrase in _phrases("roles", f"{name}_starts"):
            starts.setdefault(phrase.split()[0].rstrip(":"), []).append((phrase, kind))
    credits = _alternatives(_phrases("roles", "credits"))
    return _Vocabulary(
        lines,
        starts,
        tuple(f" {ending}" for ending in _phrases("roles", "blocks_ends")),
        re.compile(
            rf"(?:{_alternatives(_phrases('roles', 'labels'))})\s*[:：]\s*(?P<value>.{{0,100}})$", re.IGNORECASE
        ),
        frozenset(_phrases("roles", "labels")),
        # "(Photo: VNA)", "(Photo by Jane Roe)", "(Illustrative image. Source: VNA)"
        re.compile(
            rf"[(\[]\s{{0,3}}(?:{credits})(?:\s?[:：.,/]|\s+by\b|(?<=of)\s|(?<=by)\s|(?=\s?[)\]]))", re.IGNORECASE
        ),
        # "Photo: JANE ROE", up to its colon
        re.compile(rf"(?<!\w)(?:{credits})\s?\Z", re.IGNORECASE),
        tuple(f"{word} " for word in _phrases("roles", "bylines")),
        frozenset(_phrases("datelines", "not_places")),
        frozenset(code for code in reference.outlets() if "." not in code or code[:1].isupper()),
    )


_FILE_NAME = re.compile(r"\S{1,200}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|mp4)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://\S{3,}|(?:www\.)?[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,6}(?:/\S*)?)")


_COUNTER = re.compile(r"\s?\(?\d{1,6}\Z|\A\d{1,6}\s")  # "Comments (12" once its signs are off


def _kind(words: str) -> str:
    """What a line is by its own words, whatever stands around it."""
    vocabulary = _vocabulary()
    short = len(words) <= 120
    if short:
        key = words.casefold().strip(_KEY_SIGNS)
        named = vocabulary.lines.get(key) or vocabulary.lines.get(_COUNTER.sub("", key))
        if named:
            return named
        if not _WORD.search(words):
            return "page"  # counters, clock times, list marks
        if " " not in words and (_FILE_NAME.fullmatch(words) or _ADDRESS.fullmatch(words)):
            return "file" if _FILE_NAME.fullmatch(words) else "address"
        signed = words.strip("()[] ")
        if signed in vocabulary.agencies or _after_label(signed) in vocabulary.agencies:
            return "agency"  # "VNA", "(Theo TTXVN)"
        if words[0] in "([" and words[-1] in ")]":
            names = [name in vocabulary.agencies for name in words[1:-1].split("/")]
            if names[0]:
                return "agency" if all(names) else "credit"  # "(TTXVN/Vietnam+)"; "(AFP/Jane Roe)"
        if key.endswith(vocabulary.endings):
            return "block"
        if label := vocabulary.label.match(words):
            return "page" if label["value"] else "label"
        if _page_date(words):
            return "page"
        if words.casefold().startswith(vocabulary.bylines) and _is_byline(words):
            return "page"
        if words.endswith(")") and words.count(" ") <= 5 and words[:-1].rpartition("(")[2] in vocabulary.agencies:
            return "agency"  # "Tran Van X (TTXVN)"
    shape = _shape(words)
    if len(words) <= 250:
        start = words.lstrip(_KEY_SIGNS.replace("(", "").replace("@", ""))
        low = start[:80].casefold()
        for phrase, kind in vocabulary.starts.get(low.partition(" ")[0].rstrip(":,."), ()):
            if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalnum():
                rest = start[len(phrase) :].lstrip()
                if kind == "related":
                    if rest[:1] in (":", "：", ">", "»"):
                        return "related line"
                    if shape == "headline" and rest.count(" ") <= 3 and phrase.split()[-1] in ("in", "from", "on"):
                        return "related"
                elif kind == "page" or shape == "headline":
                    return kind
    return shape


def _after_label(words: str) -> str:
    """What a label without a colon names: the agency of "Theo TTXVN"."""
    first, _, rest = words.partition(" ")
    return rest if first.casefold() in _vocabulary().labels else ""


def _is_byline(words: str) -> bool:
    """Only names, and the words that join them, follow: "By Jane Roe - Translated by Ann Poe"."""
    parts = words.split()[1:]
    joins = {"and", "và", "translated", "by", "&", "-", "–", "dịch", "photos:", "ảnh:", "photo:"}
    return 1 <= len(parts) <= 10 and all(part[0].isupper() or part.casefold() in joins for part in parts)


def _pieces(text: str) -> _Pieces:
    composed = Composed(text)
    pieces = _joined(list(_lines(composed.text)))
    body = _give_roles(pieces)
    for piece in pieces:
        piece.language = find_language(piece.words)
    return _Pieces(composed, pieces, body)


def _lines(text: str) -> Iterator[_Piece]:
    """The lines with words or signs, each cut where a caption runs into it or a date is glued to its front."""
    position = 0
    gap = False
    for line in text.splitlines(keepends=True):
        words = _clean(line)
        if not words:
            gap = True
        else:
            for start, end, kind in _cuts(text, position, position + len(line), is_first=position == 0):
                if part := _clean(text[start:end]):
                    if _HASHTAGS.match(text, start, end):
                        kind = "tags"
                    yield _Piece(start, end, part, kind or _kind(part), gap)
                    gap = False
        position += len(line)


_HASHTAGS = re.compile(r"\s{0,3}#\w[^#.]{0,60}(?:#[^#.]{0,60}){0,20}\Z")
_GLUED_DATE = re.compile(r"\s{0,5}date\s+(?P<date>\d{4}-\d\d-\d\d)\s+", re.IGNORECASE)


def _cuts(text: str, start: int, end: int, is_first: bool) -> Iterator[tuple[int, int, str]]:
    if is_first and (glued := _GLUED_DATE.match(text, start, end)):
        yield start, glued.end(), "glued date"
        start = glued.end()
    yield from _captions(text, start, end)


_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]{0,3}\s+(?=['\"“‘(\[]{0,2}[^\W_])")
_CREDIT_SIGN = re.compile(r"[(\[:：/]")
_CLOSING = re.compile(r"[)\]]")
_NAME_END = re.compile(r"\.(?=\s)|\s{2,}|[;)|\]]|\s*\Z")
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 120


def _credits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words of a line that name a picture's maker start and end, if both are sure."""
    vocabulary = _vocabulary()
    for sign in _CREDIT_SIGN.finditer(text, start, end):
        at = sign.start()
        if sign[0] in "([":
            opening = vocabulary.enclosed_credit.match(text, at, end)
            closing = opening and _CLOSING.search(text, opening.end(), min(opening.end() + _LONGEST_CREDIT, end))
            if closing:
                yield at, closing.end()
            continue
        if sign[0] == "/":
            if signed := _signed_picture(text, start, at, end):
                yield signed
            continue
        first = max(start, at - 40)
        word = vocabulary.open_credit.search(text[first:at])
        if word is None or not word[0][0].isupper():
            continue
        before = text[max(start, first + word.start() - 3) : first + word.start()].rstrip()
        if before and before[-1] not in '.!?…"”’)]|–—-*':
            continue
        name = text[at + 1 : min(at + 81, end)]
        name_end = _NAME_END.search(name, len(name) - len(name.lstrip()))
        if name_end and (name_end.start() < len(name) or at + 81 >= end):
            yield first + word.start(), at + 1 + name_end.end()


def _signed_picture(text: str, start: int, at: int, end: int) -> tuple[int, int] | None:
    """An agency and the maker's name at the end of a caption: "(Xinhua/Jane Roe)", "REUTERS/Jane Roe/File Photo"."""
    if end - start > _LONGEST_CAPTION or end - at > _LONGEST_CREDIT:
        return None
    agency = _LAST_WORD.search(text, max(start, at - 20), at)
    maker = _WORD.match(text, at + 1, end)
    if not (agency and maker and maker[0][0].isupper() and agency[0] in _vocabulary().agencies):
        return None
    before = text[start : agency.start()].rstrip()
    enclosed = before[-1:] in ("(", "[") and text[at:end].rstrip(_BLANK_SIGNS + ".").endswith((")", "]"))
    names = text[at + 1 : end].strip(_BLANK_SIGNS + "().[]").split("/")
    is_sign_off = any(name in _vocabulary().agencies for name in names) or before.endswith("./.")
    if is_sign_off or not (enclosed or before[-1:] in ("", ".", "…")):
        return None
    return agency.start() - enclosed, end


_LAST_WORD = re.compile(r"[^\W\d_]+\Z")


def _captions(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The parts of a line: captions, each ending with its credit, and what stands around them."""
    position = start
    for credit, stop in _credits(text, start, end):
        if credit < position:
            continue
        while stop < end and (text[stop].isspace() or text[stop] in "*.)"):
            stop += 1
        if stop >= end and end - position <= _LONGEST_CAPTION:
            first = position
        else:  # one sentence before the credit is surely its own
            window = max(position, credit - _LONGEST_CAPTION)
            ends = [found.end() for found in _SENTENCE_END.finditer(text, window, credit)]
            if ends and ends[-1] >= credit - 1:
                ends.pop()  # the caption's own full stop
            if not ends and window > position:
                continue
            first = ends[-1] if ends else position
        if first > position:
            yield position, first, ""
        yield first, stop, "caption" if _WORD.search(text, first, credit) else "credit"
        position = stop
    if position < end:
        yield position, end, ""


def _joined(lines: list[_Piece]) -> list[_Piece]:
    """Lines that break in mid-sentence, put together."""
    pieces: list[_Piece] = []
    wrapped = _wrapped(lines)
    for i, line in enumerate(lines):
        before = pieces[-1] if pieces else None
        after = lines[i + 1] if i + 1 < len(lines) else None
        if before is not None and not line.gap and (i in wrapped or _goes_on(before, line, after)):
            before.end = line.end
            if len(before.words) + len(line.words) < _LONGEST_SHAPED:  # what a longer one is, is known
                before.words = f"{before.words} {line.words}"
                before.kind = _kind(before.words)
        else:
            pieces.append(line)
    return pieces


_LONGEST_SHAPED = 2000
#: Widths at which mail and old systems break lines, and by how much the lines of a paragraph differ.
_NARROWEST, _WIDEST, _RAGGED = 50, 110, 25


def _wrapped(lines: list[_Piece]) -> set[int]:
    """The lines that go on with a paragraph broken at a fixed width: of like length, most broken in mid-sentence."""
    wrapped: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].gap:
            continue
        full = [len(line.words) for line in lines[start : end - 1]]
        if len(full) >= 2 and min(full) >= _NARROWEST and max(full) <= min(_WIDEST, min(full) + _RAGGED):
            inner = range(start + 1, end)
            within = sum(_is_open(lines[i - 1].words) and lines[i].words[0].islower() for i in inner)
            if 2 * within > len(inner) and lines[end - 1].kind in ("prose", "headline"):
                wrapped.update(inner)
        start = end
    return wrapped


_OPENINGS = '“‘"(['


def _goes_on(before: _Piece, line: _Piece, after: _Piece | None) -> bool:
    """Whether a line goes on with the sentence that the line before it left open."""
    if before.kind not in ("prose", "headline"):
        return before.kind == "page" and before.words.count(" ") >= 5 and _is_open(before.words) and line.kind == "page"
    if line.kind not in ("prose", "headline", "page", "address"):
        return False
    if _starts_within(line.words):
        return True
    if not _is_open(before.words) or " " not in before.words:  # not "BY" or "In" alone on a line
        return False
    last = before.words[-1]
    if last in _OPENINGS + ",-–—" or before.words[-20:].rpartition(" ")[2].casefold() in _function_words():
        return True
    if line.words[0].islower():
        return True
    # The words of a link: "the port of" / "Liên Chiểu" / ", which opened".
    return (
        after is not None
        and not after.gap
        and (line.kind == "headline" or line.words.isdecimal())
        and len(line.words) <= 60
        and _is_open(line.words)
        and (_starts_within(after.words) or (after.words[0].islower() and after.kind in ("prose", "headline")))
    )


def _is_open(words: str) -> bool:
    """No full stop and no closing sign ends it; a quotation mark after a blank or a comma closes no sentence."""
    if words[-1] in '"”' and words[-2:-1] in (" ", ","):
        return True
    return words[-1] not in '.!?…:;"”»)'


def _starts_within(words: str) -> bool:
    """It starts with a sign that no sentence starts with: ", which", "” measures", ". On"."""
    return words[0] in ",;.)”" or (words[0] == '"' and words[1:2] in (" ", ".", ",", ";"))


# --- roles ------------------------------------------------------------------------------------------------------------


def _give_roles(pieces: list[_Piece]) -> list[int]:
    """Sets each piece's role; returns where the pieces of the body stand.

    A page is read from its top. Before the first whole sentence stand its title and what the page says of itself. A
    line that announces other stories, or the page's own parts, ends the body; the body goes on where two paragraphs of
    whole sentences follow each other, unless a sign-off has said that it was over.
    """
    top = next((i for i, piece in enumerate(pieces) if piece.is_prose), len(pieces))
    title = _find_title(pieces, top)
    state: str = "body"
    ended = is_list = False
    told = 0
    for i, piece in enumerate(pieces):
        kind = piece.kind
        if kind in ("related", "ends", "block"):
            piece.role = "related" if kind == "related" else "boilerplate"
            is_button = kind != "related" and told < _ENOUGH_TOLD and _prose_is_near(pieces, i + 1)
            if not is_button and not (state == "ends" and kind == "block"):
                state = kind
                is_list = i + 1 < len(pieces) and not pieces[i + 1].gap  # a blank line will end it
            continue
        if piece.is_prose and not ended:
            goes_on = state == "block" or not told or (is_list and piece.gap) or _prose_follows(pieces, i + 1)
            state = "body" if state != "ends" and goes_on else state
        if state == "body":
            piece.role = _role_in_body(pieces, i, top, title)
            told += piece.is_prose
            if piece.words.endswith("./."):
                state = "related"  # the sign that an article is over; what is no signature is another story
            ended = ended or state == "related" or (i > top and kind == "agency")
        elif kind == "agency":
            piece.role = "boilerplate"
        else:
            piece.role = "related" if state == "related" else "boilerplate"
    _mark_signature(pieces)
    _mark_captions(pieces)
    _mark_excerpts(pieces)
    return [i for i, piece in enumerate(pieces) if piece.role in ("title", "body")]


#: Where fewer paragraphs than this are told, a line of the page's own is a button on top of the article, not its end.
_ENOUGH_TOLD = 3
_NEAR = 8


def _prose_is_near(pieces: list[_Piece], i: int) -> bool:
    return any(piece.is_prose for piece in pieces[i : i + _NEAR])


def _mark_signature(pieces: list[_Piece]) -> None:
    """A name on its own line after the last whole sentence is the writer's; headlines after it are other stories."""
    last = max((i for i, piece in enumerate(pieces) if piece.role == "body" and piece.is_prose), default=len(pieces))
    signature = next((i for i in range(last + 1, len(pieces)) if _is_name(pieces[i])), len(pieces))
    for i in range(signature, len(pieces)):
        if pieces[i].role == "body":
            pieces[i].role = "boilerplate" if _is_name(pieces[i]) else "related"


def _is_name(piece: _Piece) -> bool:
    words = piece.words.split()
    return (
        piece.role == "body"
        and piece.kind == "headline"
        and 2 <= len(words) <= 5
        and all(word[0].isupper() and word.replace(".", "").replace("-", "").isalpha() for word in words)
    )


def _role_in_body(pieces: list[_Piece], i: int, top: int, title: int | None) -> Role:
    piece = pieces[i]
    if i == title:
        return "title"
    if piece.kind in ("caption", "credit", "file"):
        return "caption"
    if piece.kind == "related line":
        return "related"
    if piece.kind in ("page", "label", "agency", "address", "tags", "glued date"):
        return "boilerplate"
    before = pieces[i - 1] if i else None
    if before is not None and before.kind == "label" and piece.kind == "headline":
        return "boilerplate"
    if (
        i < top
        and not _DIGIT.search(piece.words)
        and piece.words.count(" ") < (4 if title is None or i < title or i > title + 1 else 3)
    ):
        return "boilerplate"  # the names of the page's parts
    return "body"


def _find_title(pieces: list[_Piece], top: int) -> int | None:
    """The first line above the article that is long enough for a headline, or the longest of the short ones."""
    lines = [
        i
        for i, piece in enumerate(pieces[:top])
        if piece.kind == "headline"
        and not (i and pieces[i - 1].kind == "label")
        and not _dateline(piece.words)
        and piece.words[0] not in "-–—•|"
    ]
    lines = [i for i in lines if i < 30]
    long = (i for i in lines if pieces[i].words.count(" ") >= 4 or len(pieces[i].words) >= 30)
    return next(long, max(lines, key=lambda i: len(pieces[i].words), default=None))


def _prose_follows(pieces: list[_Piece], i: int) -> bool:
    """The next line that is not one of the page's own is one of whole sentences."""
    while i < len(pieces) and pieces[i].kind in ("page", "credit"):
        i += 1
    return i < len(pieces) and pieces[i].is_prose


def _mark_captions(pieces: list[_Piece]) -> None:
    """A credit or picture file on a line of its own makes the line beside it a caption; a caption may be repeated."""
    captions = {_bare(piece.words) for piece in pieces if piece.role == "caption"}
    for i, piece in enumerate(pieces):
        if piece.role != "caption":
            continue
        for j in (i - 1,) if piece.kind == "credit" else (i + 1,) if piece.kind == "file" else ():
            beside = pieces[j] if 0 <= j < len(pieces) else None
            if (
                beside is not None
                and beside.role == "body"
                and beside.kind in ("headline", "prose")
                and len(beside.words) <= _LONGEST_CAPTION
                and not (piece if j < i else beside).gap
            ):
                beside.role = "caption"
    for piece in pieces:
        if piece.role == "body" and len(piece.words) <= _LONGEST_CAPTION and _bare(piece.words) in captions:
            piece.role = "caption"


def _bare(words: str) -> str:
    """A caption without its credit."""
    credit, _ = next(_credits(words, 0, len(words)), (len(words), 0))
    return words[:credit].strip(_KEY_SIGNS)


_MOST_EXCERPTS = 10


def _mark_excerpts(pieces: list[_Piece]) -> None:
    """A paragraph cut short by an ellipsis whose words come again in full is the page's teaser of its own article."""
    for i, piece in enumerate(pieces[:_MOST_EXCERPTS]):
        if piece.role == "body" and piece.words.endswith(("…", "...", "…]", "...]")):
            excerpt = _letters_only(piece.words)
            rest = _letters_only(" ".join(later.words for later in pieces[i + 1 : i + 20])[:20_000])
            if len(excerpt) >= 40 and excerpt in rest:
                piece.role = "related"


def _letters_only(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _sections(text: str, found: _Pieces) -> tuple[Section, ...]:
    """Every character of the text in one section: each piece with what follows it up to the next."""
    composed, pieces, _ = found
    starts = [0, *(composed.raw(piece.start, piece.start)[0] for piece in pieces[1:]), len(text)]
    spans = [(piece, *span) for piece, span in zip(pieces, pairwise(starts), strict=True) if span[1] > span[0]]
    own = [piece.language for piece, _, _ in spans]
    main = _main_language(found) or languages.codes()[0]
    return tuple(
        Section(piece.role, start, end, text[start:end], language)
        for (piece, start, end), language in zip(spans, _filled(own, spans, main), strict=True)
    )


def _main_language(found: _Pieces) -> str:
    """The language of most of the body's letters; where it has none that tells, of the page's."""
    for pieces in ([found.pieces[i] for i in found.body], found.pieces):
        votes: Counter[str] = Counter()
        for piece in pieces:
            votes[piece.language] += len(piece.words)
        del votes[""]
        if votes:
            return max(votes, key=lambda code: votes[code])
    return ""


def _filled(own: Sequence[str], spans: Sequence[tuple[_Piece, int, int]], main: str) -> list[str]:
    """A paragraph too short to tell is in the language of the article if it is part of it, else of the one before."""
    filled = []
    before = main
    for language, (piece, _, _) in zip(own, spans, strict=True):
        chosen = language or (main if piece.role in ("title", "body", "caption") else before)
        filled.append(chosen)
        before = chosen
    return filled


# --- what the page says of itself -------------------------------------------------------------------------------------


class _Page(NamedTuple):
    title: str
    outlet: str
    language: str
    date: date | None
    date_basis: DateBasis
    date_because: str
    place: str


def _page(found: _Pieces) -> _Page:
    pieces = found.pieces
    body = [pieces[i] for i in found.body]
    place, agency = next(filter(None, (_dateline(piece.words) for piece in body[:6])), ("", ""))
    day, basis, because = _find_date(pieces, body)
    return _Page(
        _title(body), _outlet(pieces, agency), _main_language(found) or languages.codes()[0], day, basis, because, place
    )


_LONGEST_TITLE = 100
_CLAUSE_END = re.compile(r"\s*[,;:]\s|\s[–—-]\s|\s\(")


def _title(body: Sequence[_Piece]) -> str:
    """The headline; where the page has none, the lead's first sentence, shortened at a clause or else at a word."""
    headline = next((piece.words for piece in body if piece.role == "title"), "")
    if headline or not body:
        return " ".join(headline.split())
    lead = body[0].words
    if dateline := _DATELINE.match(lead):
        lead = lead[dateline.end() :] or lead
    lead = " ".join(lead[:1000].split())
    sentence_end = _SENTENCE_END.search(lead)
    sentence = (lead[: sentence_end.start() + 1] if sentence_end else lead).rstrip(" .,;:/")
    if len(sentence) <= _LONGEST_TITLE:
        return sentence
    ends = [
        clause.start()
        for clause in _CLAUSE_END.finditer(sentence, 0, _LONGEST_TITLE)
        if clause.start() >= _LONGEST_TITLE // 2
    ]
    cut = ends[-1] if ends else sentence.rfind(" ", 0, _LONGEST_TITLE)
    return sentence[: cut if cut > 0 else _LONGEST_TITLE].rstrip(" ,;:–—-") + " …"


_DATELINE = re.compile(
    r"""
    (?P<place>[^\W\d_][^\n():–—]{1,40}?)?           # "Da Nang"; may be missing: "(TTXVN) –"
    (?:,\s[^\n():–—]{3,20}?)?                       # ", Jan. 13"
    \s{0,3}(?:\((?P<agency>[^()\n]{2,30})\)\s{0,3})? # "(VNA)"
    [–—:-]{1,2}\s{0,3}
    """,
    re.VERBOSE,
)


def _dateline(words: str) -> tuple[str, str] | None:
    """The place and the agency that a paragraph starts with: "Da Nang (VNA) – ", "NEW DELHI: ", "(TTXVN) - "."""
    if len(words) < 50:
        return None
    found = _DATELINE.match(words)
    if found is None or not (found["place"] or found["agency"]):
        return None
    place, agency = (found["place"] or "").strip(), found["agency"] or ""
    if place in reference.outlets():  # "TTO - "
        place, agency = "", place
    if place:
        if not place[0].isupper() or place.casefold() in _vocabulary().not_places or place.count(" ") > 4:
            return None
        if not agency and not place.replace(".", "").replace(" ", "").replace(",", "").isupper():
            return None
    if agency and not (agency[0].isupper() and agency.count(" ") <= 3):
        return None
    return place, agency


def _outlet(pieces: Sequence[_Piece], dateline_agency: str) -> str:
    """By the page's own address, else the agency of its dateline or sign-off, else a name among the page's lines."""
    outlets = reference.outlets()
    for piece in pieces:
        if piece.kind == "address":
            domain = re.sub(r"^https?://|^www\.", "", piece.words.casefold()).removeprefix("www.").partition("/")[0]
            while domain:
                if domain in outlets:
                    return outlets[domain].name
                domain = domain.partition(".")[2]
    if dateline_agency in outlets:
        return outlets[dateline_agency].name
    own = " ".join(
        piece.words for piece in pieces if piece.role == "boilerplate" and len(piece.words) <= 250
    ).casefold()
    for folded, name in _outlet_names():
        if folded in own:
            return name
    for piece in pieces:
        if piece.role == "boilerplate" and piece.kind in ("agency", "page"):
            signed = piece.words.rpartition(":")[2].strip("()[] ").rpartition("(")[2].partition("/")[0]
            agency = signed if signed in outlets else _after_label(signed)
            if agency in outlets:
                return outlets[agency].name
    return ""


@cache
def _outlet_names() -> list[tuple[str, str]]:
    """The names of several words, which are no common word: (in small letters, as a reader knows it)."""
    names = dict.fromkeys(outlet.name for outlet in reference.outlets().values())
    return [(name.casefold(), name) for name in names if " " in name]


# --- dates ------------------------------------------------------------------------------------------------------------


@cache
def _date_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each way to write a day, with the order of day and month where numbers alone do not tell."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    years = _alternatives(_table("year_words"))
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
    orders = {languages.table(code, "datelines")["order"] for code in languages.codes()} - {""}
    patterns = [
        (r"(?<![\w.])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\w)", "ymd"),
        (
            rf"(?<![\w.]){day}(?:st|nd|rd|th)?\s+(?P<month>{months})\b\.?,?(?:\s+(?:(?:{years})\s+)?{year})?(?!\w)",
            "name",
        ),
        (
            rf"(?<!\w)(?P<month>{months})\b\.?\s+{day}(?:st|nd|rd|th)?\b(?!\s*(?:\d|%|[.,]\d))(?:,?\s+{year}(?!\w))?",
            "name",
        ),
        (rf"(?<![\w./-]){day}[./-](?P<month>\d{{1,2}})[./-]{year}(?![\w/])", orders.pop() if len(orders) == 1 else ""),
    ]
    return tuple((re.compile(pattern, re.IGNORECASE), order) for pattern, order in patterns)


def _table(name: str) -> list[str]:
    return [word for code in languages.codes() for word in languages.table(code, "periods")[name]]


@cache
def _months() -> dict[str, int]:
    return {name: n for code in languages.codes() for name, n in languages.table(code, "periods")["months"].items()}


_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")


class _Day(NamedTuple):
    start: int
    end: int
    text: str
    year: int | None
    month: int
    day: int

    def date(self, year: int | None = None) -> date | None:
        try:
            return date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None


def _days(text: str) -> list[_Day]:
    """The days that a text names, in order, with or without their year."""
    if not _DIGIT.search(text):
        return []
    found = []
    for pattern, order in _date_patterns():
        for match in pattern.finditer(text):
            month = _months().get(match["month"].casefold()) or int(match["month"])
            day = int(match["day"])
            if order == "" and month <= 12 and day <= 12:
                continue  # 05/06/2024 is two days
            if month > 12:
                month, day = day, month
            year = match["year"]
            found.append(_Day(*match.span(), match[0], int(year) if year else None, month, day))
    return sorted(found)


@cache
def _around_a_date() -> re.Pattern[str]:
    """What may stand beside a date on a line of its own: its label, a weekday, a clock time, a time zone."""
    words = [
        *_phrases("datelines", "published"),
        *_phrases("datelines", "updated"),
        *(name for code in languages.codes() for name in languages.table(code, "periods")["weekdays"]),
        *_table("day_words"),
        *_phrases("datelines", "beside"),
    ]
    return re.compile(
        rf"(?:(?<!\w)(?:{_alternatives(words)})\b|\d{{1,2}}[:hg]\d{{0,2}}|\d{{1,2}}(?!\d)|gmt|[ap]m|[+]\d+|\W)*+", re.I
    )


def _page_date(words: str) -> _Day | None:
    """The date of a line that holds nothing else: "Published: 24 May 2024 at 05:03", "Tuesday, September 03, 2024"."""
    if len(words) > 80 or not _YEAR.search(words):
        return None
    for day in _days(words):
        if day.year and _around_a_date().fullmatch(words[: day.start] + " " + words[day.end :]):
            return day
    return None


def _find_date(pieces: Sequence[_Piece], body: Sequence[_Piece]) -> tuple[date | None, DateBasis, str]:
    if pieces and pieces[0].kind == "glued date":
        glued = _GLUED_DATE.match(pieces[0].words + " ")
        stated = _Day(0, 0, "", *map(int, glued["date"].split("-"))).date() if glued else None
        if glued and stated:
            return stated, "stated", f"the file starts with “date {glued['date']}”"
    updated = tuple(_phrases("datelines", "updated"))
    lines = [piece for piece in pieces if piece.kind == "page" and piece.role == "boilerplate"]
    for is_update in (False, True):
        for piece in lines:
            day = _page_date(piece.words)
            stated = day.date() if day else None
            if stated and piece.words.strip("([ ").casefold().startswith(updated) == is_update:
                return stated, "stated", f"the page's line “{piece.words}”"
    return _inferred_date(pieces, body)


@cache
def _weekday_name() -> re.Pattern[str]:
    names = {
        name for code in languages.codes() for name in languages.table(code, "periods")["weekdays"] if len(name) > 5
    }
    return re.compile(rf"(?<!\w)(?:{_alternatives(name.title() for name in names)})(?!\w)")


_LONGEST_LAG = timedelta(days=183)


def _inferred_date(pieces: Sequence[_Piece], body: Sequence[_Piece]) -> tuple[date | None, DateBasis, str]:
    """A day without a year at the article's start, in the year of the latest day that the page names beside it.

    Captions and teasers are as new as the page, so the article's own day is the last of its name before theirs. That is
    trusted for half a year.
    """
    opening = [piece for piece in body if piece.role == "body"][:3]
    own = next((day for piece in opening for day in _days(piece.words[:1000])), None)
    if own is None:
        weekday = next(filter(None, (_weekday_name().search(piece.words[:1000]) for piece in opening)), None)
        alone = f"“{weekday[0]}” alone is no date" if weekday else "the article names no day at its start"
        return None, "unknown", alone
    beside = [
        (full, day.text, "a caption" if piece.role == "caption" else "a related story")
        for piece in pieces
        if piece.role in ("caption", "related") and _YEAR.search(piece.words)
        for day in _days(piece.words[:1000])
        if day.year and (full := day.date())
    ]
    if own.year:
        return None, "unknown", f"the page names no date of its own, only “{own.text}”"
    if not beside:
        return None, "unknown", f"“{own.text}” at the article's start, and no other date tells its year"
    latest, words, where = max(beside, key=lambda other: (other[0], other[2] == "a caption"))
    candidates = [day for year in (latest.year, latest.year - 1) if (day := own.date(year)) and day <= latest]
    if not candidates or latest - candidates[0] > _LONGEST_LAG:
        return (
            None,
            "unknown",
            f"“{own.text}” at the article's start is too far from “{words}” in {where} to tell its year",
        )
    return candidates[0], "inferred", f"“{own.text}” at the article's start, its year from “{words}” in {where}"
