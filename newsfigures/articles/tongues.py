"""The language of a text, by its letters and function words; py3langid is asked only where they do not tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from newsfigures import languages
from newsfigures.languages.matching import letter_runs, without_typography


@cache
def function_words() -> dict[str, str]:
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
    for size in _ENOUGH:
        start = text[:size].lower()
        plain = without_typography(start)
        words = letter_runs(plain)
        if best := _by_words(plain, words):
            return best
        if len(text) <= size:
            break
    return _classified(start) if sum(map(len, words)) >= _LETTERS_TO_ASK else ""


def _by_words(text: str, words: list[str]) -> str:
    """The language that nearly all function words and letters of a text in small letters point to, if they are many."""
    known = function_words()
    votes = list(filter(None, map(known.get, words)))
    if not text.isascii() and len(words) > 1:
        for code, letters in _letters().items():
            votes += [code] * (2 * len(letters.findall(text)))
    for best in dict.fromkeys(votes):
        own = votes.count(best)
        if own > 4 * (len(votes) - own) and own * 12 >= len(words):
            return best
    return ""


#: So much of a paragraph tells its language, or else so much.
_ENOUGH = (120, 1000)
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
