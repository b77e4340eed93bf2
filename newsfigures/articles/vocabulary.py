"""The words that tell what a line of a page is, those of all languages together: pages mix them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newsfigures import languages, reference

WORD = re.compile(r"[^\W\d_]+")
BLANK_SIGNS = " \t\r\n\v\f\x1c\x1d\x1e\x85\xa0\u200b\u200c\u200d\u2028\u2029\u2060\ufeff"
DECORATION = BLANK_SIGNS + "*_#>•"
KEY_SIGNS = DECORATION + ".:：…»›-–—|()[]\"“”'’/+"


@dataclass(frozen=True)
class Vocabulary:
    """The words of all languages that tell what a line is: pages mix languages."""

    lines: dict[str, str]  # whole line → kind
    starts: dict[str, list[tuple[str, str]]]  # first word → (how the line starts, kind)
    endings: tuple[str, ...]
    label: re.Pattern[str]
    labels: frozenset[str]
    enclosed_credit: re.Pattern[str]
    open_credit: re.Pattern[str]
    credit_ends: tuple[str, ...]  # the last words of those that open a credit
    bylines: tuple[str, ...]
    not_places: frozenset[str]
    agencies: frozenset[str]
    counted: frozenset[str]
    page_number: re.Pattern[str]
    about: re.Pattern[str]


def phrases(part: str, name: str) -> list[str]:
    """One list of words of a part of the language files, that of every language."""
    return [phrase for code in languages.codes() for phrase in languages.table(code, part)[name]]


def alternatives(phrases: Iterable[str], blank: str = r"\s+") -> str:
    """The regex of any of the phrases, the longest first; ``blank`` is that of a blank in them."""
    longest_first = sorted(set(phrases), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", blank) for phrase in longest_first)


def word_starts(phrases: Iterable[str], blank: str = r"\s+") -> str:
    """The same where no letter or digit stands before it, which is looked for behind the first letter: a search can
    jump from one of the first letters to the next.
    """
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(re.escape(phrase[0]), []).append(phrase[1:])
    return "|".join(rf"{first}(?<!\w{first})(?:{alternatives(some, blank)})" for first, some in rests.items())


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of all languages."""
    lines = {}
    for name in ("boilerplate", "blocks", "ends", "related", "captions"):
        for phrase in phrases("roles", name):
            lines[phrase] = {"boilerplate": "page", "blocks": "block", "captions": "caption"}.get(name, name)
    starts: dict[str, list[tuple[str, str]]] = {}
    for name, kind in (("boilerplate", "page"), ("blocks", "block"), ("ends", "ends"), ("related", "related")):
        for phrase in phrases("roles", f"{name}_starts"):
            starts.setdefault(phrase.split()[0].rstrip(":"), []).append((phrase, kind))
    credits = alternatives(phrases("roles", "credits"))
    return Vocabulary(
        lines,
        starts,
        tuple(f" {ending}" for ending in phrases("roles", "blocks_ends")),
        re.compile(rf"(?:{alternatives(phrases('roles', 'labels'))})\s*[:：]\s*(?P<value>.{{0,100}})$", re.IGNORECASE),
        frozenset(phrases("roles", "labels")),
        # "(Photo: VNA)", "(Photo by Jane Roe)", "(Illustrative image. Source: VNA)"
        re.compile(
            rf"[(\[]\s{{0,3}}(?:{credits})(?:\s?[:：.,/]|\s+by\b|(?<=of)\s|(?<=by)\s|(?=\s?[)\]]))", re.IGNORECASE
        ),
        # "Photo: JANE ROE", up to its colon and in small letters
        re.compile(rf"(?:{word_starts(phrases('roles', 'credits'))})\s?\Z"),
        tuple(sorted({phrase.casefold().split()[-1] for phrase in phrases("roles", "credits")})),
        tuple(f"{word}{sign}" for word in phrases("roles", "bylines") for sign in " :"),
        frozenset(phrases("datelines", "not_places")),
        frozenset(code for code in reference.outlets() if "." not in code or code[:1].isupper()),
        frozenset(phrases("roles", "counted")),
        # "Page 2 of 5", "Trang 2/5"
        re.compile(
            rf"(?i:{alternatives(phrases('roles', 'page_words'))})\s\d{{1,3}}(?:\s?(?:/|[^\W\d]{{1,5}})\s?\d{{1,3}})?"
        ),
        # "About Ferries Ltd: ...", "About the Harbour Board" on a line of its own, "Notes to editors"
        re.compile(
            rf"(?i:(?:{alternatives(phrases('roles', 'about'))}))\s+[^\W\d_a-z][^:.\n]{{1,60}}(?::|\Z)"
            rf"|(?i:{alternatives(phrases('roles', 'over'))})\W*\Z"
        ),
    )
