"""Countries, provinces, regions and blocs in a text, by the names and adjectives that newsrooms write."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsfigures.languages import table
from newsfigures.phrases import HYPHENS, Phrases, Words, fold, phrase_words, with_newer_tone
from newsfigures.reference import areas, capitals, cities, spellings, states
from newsfigures.types import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsfigures.phrases import Match

Kind = Literal["name", "adjective", "part"]

#: Signs that names are written with or without: TP.HCM, TP. HCM, Bà Rịa - Vũng Tàu.
_LOOSE = HYPHENS | {"."}


class Name(NamedTuple):
    """What a name stands for.

    A weak one is a person's name too, a word also a common one; ``abroad`` is the other area of that name, meant where
    its country is named next. An empty code marks words that are no area: "South China Sea".
    """

    code: str
    kind: Kind
    weak: bool = False
    word: bool = False
    abroad: str = ""


def find_areas(text: str, language: str) -> list[Mention]:
    """Every area that the text names, in order; of a city that is none, the area that it is a part of.

    >>> found = find_areas("Danang sells to Chinese firms.", "en")
    >>> [(mention.span.text, mention.code, mention.kind) for mention in found]
    [('Danang', 'VN-DN', 'name'), ('Chinese', 'CN', 'adjective')]
    >>> [mention.code for mention in find_areas("US$5 of fine china on the South China Sea", "en")]
    []
    """
    words = Words(text)
    return [
        Mention(
            Span("", words.starts[first], words.ends[last - 1], text[words.starts[first] : words.ends[last - 1]]),
            code,
            kind,
        )
        for code, kind, first, last in areas_among(words, language)
    ]


def areas_among(words: Words, language: str) -> list[tuple[str, Kind, int, int]]:
    """The same among the words of a text: code, kind, first word, the one after the last."""
    places = [place for place, word in enumerate(words.written) if word not in _LOOSE]
    written = [with_newer_tone(words.written[place]) for place in places]
    found: list[tuple[str, Kind, int, int]] = []
    matches = _names(language).find(written)
    for here, match in enumerate(matches):
        name = match.value
        if not name.code or _is_money(written, match) or (name.word and _opens_sentence(words, places[match.first])):
            continue
        if name.weak and not _stands_alone(words, places, match):
            continue
        if _speaks(words, places, match, language):
            continue
        code = name.code
        if name.abroad and _country_follows(words, places, matches, here, name.abroad[:2]):
            code = name.abroad
        found.append((code, name.kind, places[match.first], places[match.last - 1] + 1))
    return found


def _is_money(written: Sequence[str], match: Match[Name]) -> bool:
    """US or Canadian before a dollar sign is part of the unit; "imports from Peru $12 million" is not."""
    if match.last == len(written) or written[match.last] != "$":
        return False
    return match.value.kind == "adjective" or written[match.last - 1].isupper()


def _speaks(words: Words, places: Sequence[int], match: Match[Name], language: str) -> bool:
    """A seat of government before a verb of saying is who says so: "Beijing said"."""
    if match.value.code not in capitals() or match.value.kind != "name":
        return False
    behind = places[match.last - 1] + 1
    return bool(_sayings(language).starting(words.folded, behind))


@cache
def _sayings(language: str) -> Phrases[bool]:
    return Phrases([(phrase_words(verb), True) for verb in table(language, "areas").get("says", ())])


def _opens_sentence(words: Words, place: int) -> bool:
    """The first word has its capital from its place: "Áo dài" is no Austria."""
    return place == 0 or words.written[place - 1] in '.!?…“"•*'


def _stands_alone(words: Words, places: Sequence[int], match: Match[Name]) -> bool:
    """No capital beside it, as in a person's name: "Nguyễn Đức Anh"."""
    first, last = places[match.first], places[match.last - 1]
    beside = [words.written[place] for place in (first - 1, last + 1) if 0 <= place < len(words)]
    if first > 0 and _opens_sentence(words, first - 1) and len(words.written[first - 1]) <= 4:
        beside = beside[1:]  # "From Jordan ..."
    return not any(word[0].isupper() and not word.isupper() for word in beside)


def _country_follows(
    words: Words, places: Sequence[int], matches: Sequence[Match[Name]], here: int, country: str
) -> bool:
    """ "Hà Nam (Trung Quốc)": the next area named is that country, with only a bracket or a comma between."""
    if here + 1 == len(matches) or matches[here + 1].value.code != country:
        return False
    between = words.written[places[matches[here].last - 1] + 1 : places[matches[here + 1].first]]
    return between in (["("], [","])


@cache
def _names(language: str) -> Phrases[Name]:
    names: dict[tuple[str, ...], Name] = {}
    ours = table(language, "areas")
    weak, common = set(ours.get("weak", ())), set(ours.get("words", ()))
    apart = states()
    for spelling, code in _everywhere(language):
        names[_key(spelling)] = Name(code, "name", spelling in weak or code in apart, spelling in common)
    for spelling, code in ours.get("names", {}).items():
        names[_key(spelling)] = Name(code, "name", spelling in weak, spelling in common)
    for spelling, code in ours.get("adjectives", {}).items():
        names[_key(spelling)] = Name(code, "adjective", spelling in weak, spelling in common)
    found = [
        *ours.get("cities", {}).items(),
        *((plain, code) for name, code in cities().items() for plain in _plain(name)),
    ]
    for spelling, code in found:
        names.setdefault(_key(spelling), Name(code, "part", spelling in weak, spelling in common))
    for spelling, code in ours.get("abroad", {}).items():
        names[_key(spelling)] = names[_key(spelling)]._replace(abroad=code)
    for spelling in ours.get("not", ()):
        names[_key(spelling)] = Name("", "name")
    # Headlines in capitals; three letters could be anything.
    capitals = {tuple(word.upper() for word in key): name for key, name in names.items() if len("".join(key)) > 3}
    return Phrases(list((capitals | names).items()))


def _key(spelling: str) -> tuple[str, ...]:
    return tuple(with_newer_tone(word) for word in Words(spelling).written if word not in _LOOSE)


def _everywhere(language: str) -> Iterator[tuple[str, str]]:
    """Names that stand in texts of this language without our saying so: CLDR's, ISO's and the plain form of both."""
    import pycountry
    from babel import Locale

    known = areas()
    codes = {country.alpha_2 for country in pycountry.countries} | {
        code for code in known if known[code].kind in ("bloc", "region")
    }
    for locale in dict.fromkeys(("en", language)):
        for code, name in Locale(locale).territories.items():
            if code in codes and code in known:
                for spelling in _spellings(name):
                    yield spelling, code
    for code, area in known.items():
        if area.kind != "subdivision":
            continue
        printed = pycountry.subdivisions.get(code=code).name  # type: ignore[no-untyped-call]
        # A province's own name counts where it is written with its accents; elsewhere our label does.
        for spelling in {area.name, printed} if area.parent == "VN" else {area.name}:
            if fold(spelling) not in ("hồ chí minh",):
                yield from ((variant, code) for variant in _plain(spelling))
    for spelling, code in spellings().items():
        yield from ((variant, code) for variant in _plain(spelling))


def _spellings(name: str) -> list[str]:
    """The names in a CLDR name: "Myanmar (Burma)" is two, "Antigua & Barbuda" is also written with "and"."""
    name = re.sub(r"\s+(SAR China)$", "", name)
    first, _, second = name.partition(" (")
    found = [first] + ([second.rstrip(")")] if second else [])
    return found + [one.replace("&", "and") for one in found if "&" in one]


def _plain(name: str) -> list[str]:
    """A Vietnamese name as it is, without its accents, and in one word if it has two: Đà Nẵng, Da Nang, Danang."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    bare = bare.replace("Đ", "D").replace("đ", "d")
    parts = bare.split()
    return [name, bare] + ([parts[0] + parts[1].lower()] if len(parts) == 2 and parts[1].istitle() else [])
