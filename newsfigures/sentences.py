"""Text → sentence Spans. sentencex finds where sentences may end; a doubtful end is dropped rather than kept.

A sentence that runs on costs little; one that is cut in two separates a number from what it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries  # type: ignore[attr-defined]

from newsfigures import languages
from newsfigures.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


def find_sentences(text: str, language: str = "en") -> list[Span]:
    """Every sentence of the text, in order: spans without white space around them, which together hold every word.

    A sentence never goes beyond a blank line. Each span's ``article`` is empty. Raises ValueError for a language that
    is not known.

    >>> [s.text for s in find_sentences("TP. Huế đón 2.318,6 nghìn lượt khách. TS. Lê Văn Nam nói.", "vi")]
    ['TP. Huế đón 2.318,6 nghìn lượt khách.', 'TS. Lê Văn Nam nói.']
    >>> [s.text for s in find_sentences("A ship at berth No. 2. (Photo: VNA) She left on Monday.")]
    ['A ship at berth No. 2. (Photo: VNA)', 'She left on Monday.']
    """
    rules = _rules(language)
    spans = []
    for start, stop in _paragraphs(text):
        for end in _ends(text, start, stop, language, rules):
            words = text[start:end].strip()
            if words:
                first = end - len(text[start:end].lstrip())
                spans.append(Span("", first, first + len(words), words))
            start = end
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines with words, up to the next blank one."""
    start = end = 0
    for line in text.splitlines(keepends=True):
        if line.isspace():
            if end > start:
                yield start, end
            start = end + len(line)
        end += len(line)
    if end > start:
        yield start, end


#: sentencex takes quadratic time on some texts, such as a page of opening quotation marks; no sentence is this long.
_WINDOW = 5_000


def _ends(text: str, start: int, stop: int, language: str, rules: _Rules) -> list[int]:
    """Where the sentences of one paragraph end, in order, the last at ``stop``."""
    ends: set[int] = set()
    position = start
    while stop - position > _WINDOW:
        found = _boundaries(text[position : position + _WINDOW], language)
        found = [end for end in found if end < _WINDOW] or [_WINDOW]
        ends.update(position + end for end in found if end < _WINDOW)
        position += found[-1]
    ends.update(position + end for end in _boundaries(text[position:stop], language))
    ends = {end for end in ends if not _is_doubtful(text, end, stop, rules)}
    for credit in rules.credit.finditer(text, start, stop):
        before = credit.start()
        while before > start and text[before - 1].isspace():
            before -= 1
        ends.difference_update(range(before, credit.start() + 1))  # a credit belongs to the sentence before it
        if _STARTS_ANEW.match(text, credit.end(), stop):
            ends.add(credit.end())
    return [*sorted(end for end in ends if end < stop), stop]


def _boundaries(text: str, language: str) -> list[int]:
    return [boundary["end_index"] for boundary in get_sentence_boundaries(language, text)]


@dataclass(frozen=True)
class _Rules:
    abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    credit: re.Pattern[str]


@cache
def _rules(language: str) -> _Rules:
    table = languages.table(language, "sentences")
    credits = [words for code in languages.codes() for words in languages.table(code, "roles")["credits"]]
    either = "|".join(re.escape(words) for words in sorted(credits, key=len, reverse=True))
    return _Rules(
        frozenset(table["abbreviations"]),
        frozenset(table["before_numbers"]),
        frozenset(table["may_end"]),
        frozenset(table["starters"]),
        re.compile(rf"[(\[](?:{either})(?:\s?[:：.,]|\sby\b|(?=[)\]]))[^()\[\]\n]{{0,100}}[)\]]", re.IGNORECASE),
    )


_STARTS_ANEW = re.compile(r"\s+(?=['\"“‘(\[]?[^\W\d_a-zà-ỹ])")
_LAST_WORD = re.compile(r"[\w./’'-]*\Z")
_NEXT_WORD = re.compile(r"\s*['\"“‘(\[]{0,2}([^\W_]*)")
_LONGEST_ABBREVIATION = 12


def _is_doubtful(text: str, end: int, paragraph_end: int, rules: _Rules) -> bool:
    """Whether the sentence that may end here goes on: after "No.", "TP.", an initial, or before a small letter."""
    stop = end
    while stop and text[stop - 1].isspace():
        stop -= 1
    if not stop or end == paragraph_end:
        return False
    following = _NEXT_WORD.match(text, end)
    following_word = following[1] if following else ""
    if following_word[:1].islower():
        return text[stop - 1] not in "?!" or stop == end
    if text[stop - 1] != ".":
        return False
    last = _LAST_WORD.search(text[max(0, stop - 1 - 2 * _LONGEST_ABBREVIATION) : stop - 1])
    word = last[0].casefold() if last else ""
    if stop == end and text[end] == "/":
        return True  # "./." is one sign
    if word in rules.before_numbers:
        return following_word[:1].isdigit()
    if word in rules.may_end:
        return following_word.casefold() not in rules.starters
    if word in rules.abbreviations or (len(word) == 1 and word.isalpha()):
        return True
    # "GS.TS" is glued to what follows; after a whole word or a number a sentence did end: "growth.The".
    return stop == end and len(word) < 4 and not word[-1:].isdigit() and text[stop - 2] not in '%)”"'
