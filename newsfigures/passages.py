"""The paragraphs of an article, each cut once into words, areas and sentences for all who read them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

from newsfigures import languages
from newsfigures.areas import areas_among
from newsfigures.phrases import Words
from newsfigures.sentences import find_sentences
from newsfigures.types import Span

if TYPE_CHECKING:
    from newsfigures.areas import Kind
    from newsfigures.phrases import Match, Phrases
    from newsfigures.types import Article, Section

Value = TypeVar("Value")


class Passage:
    """A paragraph, cut when first asked for. Its words have its own offsets; what ``span`` gives has the article's."""

    def __init__(self, article: str, section: Section, language: str) -> None:
        self.article = article
        self.section = section
        self.language = language

    @cached_property
    def words(self) -> Words:
        """The words and signs."""
        return Words(self.section.text)

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(self.words.folded)

    @cached_property
    def _written(self) -> frozenset[str]:
        return frozenset(self.words.written)

    def may_hold(self, phrases: Phrases[Value]) -> bool:
        """Whether a phrase of a table can be among the folded words: quick, and most often no."""
        return phrases.may_be_among(self._folded)

    def find(self, phrases: Phrases[Value]) -> list[Match[Value]]:
        """Every phrase of a table among the folded words."""
        return phrases.find(self.words.folded) if phrases.may_be_among(self._folded) else []

    def find_written(self, phrases: Phrases[Value]) -> list[Match[Value]]:
        """The same among the words as written."""
        return phrases.find(self.words.written) if phrases.may_be_among(self._written) else []

    @cached_property
    def areas(self) -> list[tuple[str, Kind, int, int]]:
        """The areas named: code, name or adjective, first word, the one after the last."""
        return list(areas_among(self.words, self.language))

    @cached_property
    def area_at(self) -> dict[int, tuple[str, Kind, int, int]]:
        """The same by their first word."""
        return {area[2]: area for area in self.areas}

    @cached_property
    def area_before(self) -> dict[int, tuple[str, Kind, int, int]]:
        """The same by the word after their last."""
        return {area[3]: area for area in self.areas}

    @cached_property
    def spans(self) -> list[Span]:
        """The sentences, with the offsets of the paragraph."""
        return find_sentences(self.section.text, self.language)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences: first word, the one after the last."""
        starts = self.words.starts
        return [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in self.spans]

    def sentence_at(self, word: int) -> tuple[int, int]:
        """The sentence that holds this word."""
        return self.sentences[bisect_right(self.sentences, word, key=lambda sentence: sentence[0]) - 1]

    def span(self, first: int, last: int) -> Span:
        """The words from ``first`` to before ``last``, in the offsets of the article."""
        start, end = self.words.starts[first], self.words.ends[last - 1]
        return Span(self.article, start, end, self.section.text[start:end]).moved(self.article, self.section.start)


@lru_cache(maxsize=1)
def cut(article: Article) -> tuple[Passage | None, ...]:
    """The paragraph of each section, in order: None where the language of a section is not known.

    The last article's are kept, for its figures, actors, goods and events are read one after another.
    """
    known = languages.codes()
    found: list[Passage | None] = []
    for section in article.sections:
        language = section.language or article.language
        found.append(Passage(article.id, section, language) if language in known else None)
    return tuple(found)


def read_passages(article: Article) -> list[Passage]:
    """The paragraphs of the body that are in a language with words for actors, goods and events, in order."""
    return [
        passage
        for passage in cut(article)
        if passage is not None and passage.section.role == "body" and _has_context(passage.language)
    ]


@cache
def _has_context(language: str) -> bool:
    """Whether the language's file has all parts that the context is read by: a new one may not have them yet."""
    try:
        for part in ("actors", "areas", "events", "function_words", "goods", "periods", "sentences", "traded"):
            languages.table(language, part)
    except KeyError:
        return False
    return True


def dateline_end(text: str, place: str) -> int:
    """Where the story starts behind a dateline of this place, such as "Hanoi (VNA) –"; 0 if the text has none.

    >>> dateline_end("HANOI, May 4 (NF) - It rained.", "HANOI"), dateline_end("In Hanoi - it rained.", "HANOI")
    (19, 0)
    """
    found = place and re.match(rf"\s*{re.escape(place)}[^–—:\-]{{0,40}}[–—:\-]", text)
    return found.end() if found else 0
