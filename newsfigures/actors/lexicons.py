"""The words by which persons and organisations are known, and names made comparable."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

from newsfigures import languages
from newsfigures.phrases import HYPHENS, Phrases, Words, fold


class Lexicon(NamedTuple):
    """The words of a language by which names are known."""

    honorifics: Phrases[str]
    titles: frozenset[str]  # the same, those of one word
    roles: Phrases[str]  # what is an office by itself
    offices: Phrases[frozenset[str]]  # what a word can be: roles, qualifiers, tails
    heads: Phrases[str]
    head_words: frozenset[str]  # their words, comparable
    shared: frozenset[tuple[str, ...]]
    head_first: bool
    definite: frozenset[str]
    indefinite: frozenset[str]
    joiners: frozenset[str]
    ands: frozenset[str]
    inside: frozenset[str]
    stops: Phrases[str]
    of_area: frozenset[str]
    not_names: frozenset[tuple[str, ...]]  # fields of offices, written like names
    never: frozenset[str]  # no word of a person's name
    particles: frozenset[str]  # its small words
    levels: Phrases[str]  # whether a country has one of it, or a part of one
    codes: dict[str, str]  # organisations that have one name in each language


@cache
def lexicon(language: str) -> Lexicon:
    """The words of ``[actors]`` in a language's file."""
    table = languages.table(language, "actors")
    periods = languages.table(language, "periods")
    offices: dict[tuple[str, ...], frozenset[str]] = {}
    for part in ("roles", "qualifiers", "tails"):
        for word in table[part]:
            key = tuple(Words(word).folded)
            offices[key] = offices.get(key, frozenset()) | {part}
    calendar = [word for part in ("months", "weekdays") for phrase in periods[part] for word in Words(phrase).folded]
    # Where names have their head first, "Bộ" before a capital is one; "bộ" is a word.
    heads = [(tuple(Words(head).written), head) for head in table["heads"]]
    return Lexicon(
        Phrases([(tuple(Words(word).written), word) for word in table["honorifics"]]),
        frozenset(table["honorifics"]),
        Phrases([(tuple(Words(role).folded), role) for role in table["roles"]]),
        Phrases(list(offices.items())),
        Phrases(heads),
        frozenset(spellings().get(plain(word), plain(word)) for head in table["heads"] for word in head.split()),
        frozenset(tuple(Words(head).written) for head in table["shared"]),
        table["head"] == "first",
        frozenset(table["definite"]),
        frozenset(table["indefinite"]),
        frozenset(table["joiners"]),
        frozenset(table["and"]),
        frozenset(table["inside"]),
        Phrases([(tuple(Words(word).folded), word) for word in table["stops"]]),
        frozenset(word for phrase in table["of_area"] for word in Words(phrase).folded),
        frozenset(tuple(Words(words).folded) for words in table["not_names"]),
        frozenset(word for word in calendar if len(word) > 4)  # "Thu" and "Tám" are names of persons too
        | frozenset(languages.table(language, "function_words")["words"]),
        frozenset(table["particles"]),
        Phrases(
            [(tuple(Words(head).written), level) for level, heads in table.get("levels", {}).items() for head in heads]
        ),
        _codes(table),
    )


def _codes(table: dict[str, Any]) -> dict[str, str]:
    """The code of each organisation that has one, by its name as ``comparable``."""
    ranks = [(rank, words) for rank, names in table.get("ranks", {}).items() for words in names]
    fields = [(field, words) for field, names in table.get("fields", {}).items() for words in names]
    found = {comparable(one.format(other)): f"{rank} of {field}" for rank, one in ranks for field, other in fields}
    named = {comparable(name): code for code, names in table.get("named", {}).items() for name in names}
    return {name: code.replace("_", " ") for name, code in (found | named).items()}


def comparable(name: str) -> str:
    """An organisation's name for comparison: its words without accents, in one spelling, no hyphens."""
    folded = [plain(word) for word in Words(name).folded]
    return " ".join(spellings().get(word, word) for word in folded if word not in HYPHENS)


@cache
def surnames() -> frozenset[str]:
    """The names of families, of all languages, as written and without accents."""
    names = [
        name
        for code in languages.codes()
        for name in languages.table(code, "actors").get("names", {}).get("surnames", ())
    ]
    return frozenset(fold(name) for name in names) | frozenset(plain(name) for name in names)


@cache
def spellings() -> dict[str, str]:
    """Words that have two spellings, and the one to compare by."""
    tables = [languages.table(code, "actors").get("spellings", {}) for code in languages.codes()]
    return {word: meant for table in tables for word, meant in table.items()}


@lru_cache(maxsize=1 << 14)
def plain(words: str) -> str:
    """Words without accents and case, đ as d, one blank between.

    >>> plain("Lê  Sơn Phong"), plain("ĐÀ NẴNG")
    ('le son phong', 'da nang')
    """
    if not words.isascii():
        words = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D").replace("’", "'"))
        words = "".join(sign for sign in words if not unicodedata.combining(sign))
    return " ".join(words.lower().split())
