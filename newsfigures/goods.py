"""Article → Goods: what it names as exported or imported, as printed, from its lists. No weights are invented."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from newsfigures import languages
from newsfigures.passages import read_passages
from newsfigures.phrases import Match, Phrases, Words
from newsfigures.types import Good

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsfigures.passages import Passage
    from newsfigures.types import Article

Direction = Literal["export", "import"]

#: How many words may stand between the name of a list and the word that opens it, and how many a good may have.
LONGEST_GAP = 14
LONGEST_GOOD = 9
#: How many words an amount may have, between "exported" and its good or between the good and its partner.
LONGEST_AMOUNT = 9
#: How many words a list may have; how many words before it say whose it is, and areas back "the city" may be named.
LONGEST_LIST = 150
FARTHEST = 60


def find_goods(article: Article) -> list[Good]:
    """The goods that the body lists as exported or imported, in order. No error is raised, whatever the text.

    >>> from newsfigures.types import Article, Section
    >>> text = "Laos's main exports to China are rubber, iron and steel, and dried fruit."
    >>> article = Article("a", "", "", "", "", "en", None, "unknown", (Section("body", 0, len(text), text, "en"),))
    >>> [(good.span.text, good.direction, good.ref_area, good.counterpart_area) for good in find_goods(article)]
    [('rubber', 'export', 'LA', 'CN'), ('iron and steel', 'export', 'LA', 'CN'), ('dried fruit', 'export', 'LA', 'CN')]
    """
    found: list[Good] = []
    passages = read_passages(article)
    for here, passage in enumerate(passages):
        end = 0
        for told in sorted([*_lists(passage), *_named(passage)], key=lambda told: (told.first, not told.is_list)):
            if told.first < end:
                continue
            items, stop = (told.items, told.items[-1][1]) if told.items else _items(passage, told)
            if not told.is_list:
                items = _known(passage, items)
                stop = items[-1][1] if items else told.first
            if items:
                end = stop
                trade = _trade(passages, here, told, stop) if told.is_list else _trade_beside(passage, told, stop)
                goods = [_good(passage, told, item, trade) for item in items]
                found += goods if told.is_list else _new(goods, found)
    return found


class _Told(NamedTuple):
    """Words that tell of traded goods: the first of them, where the goods start, or the goods if they are known."""

    direction: Direction
    first: int
    start: int
    is_list: bool
    items: list[tuple[int, int]]
    origin: str = ""  # "exports of Lao rice"


def _known(passage: Passage, items: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The goods up to the first that is none of the table."""
    return list(takewhile(lambda item: _code(passage, *item, alone=True), items))


def _new(goods: Sequence[Good], found: Sequence[Good]) -> list[Good]:
    """Those that the article did not name so before: rice is told once, however often its exports are."""
    told = {(good.direction, good.code, good.ref_area, good.counterpart_area) for good in found}
    return [good for good in goods if (good.direction, good.code, good.ref_area, good.counterpart_area) not in told]


class _Rules(NamedTuple):
    lists: Phrases[tuple[Direction, bool]]  # and whether a qualifier must stand before it
    qualifiers: frozenset[str]
    opens: Phrases[str]
    mainly: frozenset[str]
    direct: Phrases[Direction]
    behind: Phrases[Direction]
    before: Phrases[Direction]
    weights: Phrases[str]
    worth: frozenset[str]
    owned: frozenset[str]
    not_alone: frozenset[tuple[str, ...]]
    between: Phrases[str]
    ands: Phrases[str]
    ends: Phrases[str]
    trims: Phrases[str]
    trimmed_words: frozenset[str]
    sides: dict[Direction, frozenset[str]]
    subjects: Phrases[str]
    known: Phrases[str]
    ways: dict[str, Direction]  # words that only one direction's names have


@cache
def _rules(language: str) -> _Rules:
    table = languages.table(language, "traded")
    goods = languages.table(language, "goods")
    bare = table["bare"]
    directions: tuple[Direction, ...] = get_args(Direction)
    lists = [(_words(name), (direction, name in bare)) for direction in directions for name in table[direction]]
    return _Rules(
        Phrases(lists),
        frozenset(table["qualifiers"]),
        _phrases(table["opens"]),
        frozenset(table["mainly"]),
        Phrases([(_words(name), direction) for direction in directions for name in table["direct"][direction]]),
        Phrases([(_words(name), direction) for direction in directions for name in table["behind"][direction]]),
        Phrases([(_words(name), direction) for direction in directions for name in table["before"][direction]]),
        _phrases(table["weights"]),
        frozenset(table["worth"]),
        frozenset(table["owned"]),
        frozenset(_words(name) for name in table["not_alone"]),
        _phrases(table["between"]),
        _phrases(table["and"]),
        _phrases(table["ends"]),
        _phrases(table["trims"]),
        frozenset(table["trims"]),
        {
            "export": frozenset([*table["exports_to"], *table["with"]]),
            "import": frozenset([*table["imports_from"], *table["with"]]),
        },
        Phrases([(_words(name), kind) for kind, names in table["subjects"].items() for name in names]),
        Phrases([(_words(name), code) for code, names in goods.items() for name in names]),
        _own_words(table),
    )


def _own_words(table: dict[str, Any]) -> dict[str, Direction]:
    words: dict[Direction, set[str]] = {
        direction: {word for name in table[direction] for word in _words(name)} for direction in get_args(Direction)
    }
    exports, imports = words["export"], words["import"]
    found: dict[str, Direction] = dict.fromkeys(exports - imports, "export")
    return found | dict.fromkeys(imports - exports, "import")


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(Words(phrase).folded)


def _phrases(words: Iterable[str]) -> Phrases[str]:
    return Phrases([(_words(word), word) for word in words])


def _ends(matches: Iterable[Match[str]]) -> dict[int, int]:
    return {match.first: match.last for match in matches}


# --- lists ------------------------------------------------------------------------------------------------------------


def _lists(passage: Passage) -> list[_Told]:
    """Where the paragraph names a list of traded goods."""
    rules = _rules(passage.language)
    folded = passage.words.folded
    found = [_Told(match.value, match.first, match.last, True, []) for match in passage.find(rules.direct)]
    for match in passage.find(rules.lists):
        direction, needs_qualifier = match.value
        beside = rules.qualifiers & set(folded[max(0, match.first - 2) : match.first])
        if needs_qualifier and not beside and not rules.mainly & set(folded[match.last : match.last + LONGEST_GAP]):
            continue
        if _is_of_both(folded, match.first, rules):
            continue
        start = _opened(passage, match.last, rules)
        if start is not None:
            found.append(_Told(direction, match.first, start, True, []))
    return found


def _named(passage: Passage) -> list[_Told]:
    """Where a good of the table may stand right behind "exports of", or does right before "exports"."""
    rules = _rules(passage.language)
    behind = passage.find(rules.behind)
    found = []
    for told in behind:
        start, origin = _after_weight(passage, told.last), ""
        if start in passage.area_at and passage.area_at[start][1] == "adjective":
            origin, _, _, start = passage.area_at[start]
        found.append(_Told(told.value, told.first, start, False, [], origin))
    traded = {match.first: match.value for match in passage.find(rules.before)}
    known = {(match.first, match.last) for match in passage.find(rules.known)} if traded else set()
    for first, last in sorted(known):
        if last in traded:
            found.append(_Told(traded[last], first, last, False, [(first, last)]))
    return found


def _after_weight(passage: Passage, place: int) -> int:
    """Where the good starts behind a weight: "exported 2 million tonnes of rice"."""
    near = passage.words.folded[place : min(place + LONGEST_AMOUNT, passage.sentence_at(place - 1)[1])]
    weight = next(iter(_rules(passage.language).weights.find(near)), None)
    if weight is None or not any(word[0].isdigit() for word in near[: weight.first]):
        return place
    return place + weight.last


def _is_of_both(folded: Sequence[str], first: int, rules: _Rules) -> bool:
    """As in "export and import goods"."""
    before = folded[max(0, first - 2) : first]
    return len(before) == 2 and (before[1] in "-–/," or bool(rules.ands.find(before[1:]))) and before[0] in rules.ways


def _opened(passage: Passage, place: int, rules: _Rules) -> int | None:
    """Where the list starts after its name: "... of the city to China include"."""
    folded = passage.words.folded
    near = folded[place : place + LONGEST_GAP]
    opens = _ends(rules.opens.find(near))
    between = _ends(rules.between.find(near))
    at = 0
    while at < len(near):
        if at in opens:
            after = opens[at]
            return place + after + (folded[place + after : place + after + 1] == [":"])
        if place + at in passage.area_at:
            at = passage.area_at[place + at][3] - place
        elif at in between:
            at = between[at]
        elif near[at] == "," and at + 1 in opens:
            at += 1
        else:
            return None
    return None


def _items(passage: Passage, told: _Told) -> tuple[list[tuple[int, int]], int]:
    """The goods of the list that starts here, each as (first word, the one after the last), and where the list ends.

    Commas part them, and the last "and". An "and" before that joins what is one good, as does one inside a good's name.
    """
    rules = _rules(passage.language)
    start = told.start
    stop = min(passage.sentence_at(start)[1], start + LONGEST_LIST)
    folded = passage.words.folded[start:stop]
    whole = {place for match in rules.known.find(folded) for place in range(match.first, match.last)}
    ands = {first: last for first, last in _ends(rules.ands.find(folded)).items() if first not in whole}
    ends = _ends(rules.ends.find(folded))
    parts: list[tuple[int, int]] = []
    first = place = 0
    depth = 0
    while place < len(folded):
        word = folded[place]
        if word in "([":
            depth += 1
        elif word in ")]":
            depth -= 1
        elif not depth and place not in whole:
            if place in ends or word in '.;:!?…“”"' or (not told.is_list and word in rules.owned):
                break
            if word == ",":
                parts.append((first, place))
                first = place + 1
        place += 1
    parts.append((first, place))
    end = place
    return [(start + one, start + other) for one, other in _goods(folded, parts, ands, rules)], start + end


def _goods(
    folded: Sequence[str], parts: Sequence[tuple[int, int]], ands: dict[int, int], rules: _Rules
) -> list[tuple[int, int]]:
    found = []
    parts = [part for part in parts if part[0] < part[1]]
    for number, (first, last) in enumerate(parts):
        is_last = number == len(parts) - 1
        if first in ands:  # ", and consumer goods"
            first = ands[first]
        joints = [place for place in ands if first < place < last - 1]
        cuts = joints if len(parts) == 1 else joints[-1:] if is_last and parts[number][0] not in ands else []
        for cut in cuts:
            found.append((first, cut))
            first = ands[cut]
        found.append((first, last))
    found = [(first, last) for first, last in found if first < last and first not in ands]
    trimmed = [_trimmed(folded, first, last, rules) for first, last in found]
    if not trimmed or any(not _is_good(folded[first:last]) for first, last in trimmed[:1]):
        return []
    return [(first, last) for first, last in trimmed if _is_good(folded[first:last])]


def _trimmed(folded: Sequence[str], first: int, last: int, rules: _Rules) -> tuple[int, int]:
    """Without "the", "various", "etc." and what stands in brackets behind it."""
    for place in range(first, last):
        if folded[place] in "([":
            last = place
            break
    trims = _ends(rules.trims.find(folded[first:last]))
    if 0 in trims and first + trims[0] < last:
        first += trims[0]
    while last > first and (folded[last - 1] in rules.trimmed_words or not folded[last - 1][0].isalnum()):
        last -= 1
    return first, last


def _is_good(words: Sequence[str]) -> bool:
    return 0 < len(words) <= LONGEST_GOOD and words[0][0].isalpha() and not any(word[0].isdigit() for word in words)


def _good(passage: Passage, told: _Told, item: tuple[int, int], trade: _Trade) -> Good:
    because = ("in a list of traded goods" if told.is_list else "a good beside the word of its trade", *trade.because)
    areas = trade.ref_area, trade.counterpart_area
    return Good(passage.span(*item), told.direction, *areas, _code(passage, *item), because)


def _code(passage: Passage, first: int, last: int, alone: bool = False) -> str:
    """The good of the table whose name these words are; "" for none, for either of two, or for no good ``alone``."""
    rules = _rules(passage.language)
    words = passage.words.folded[first:last]
    if alone and tuple(words) in rules.not_alone:
        return ""
    found = {match.value for match in rules.known.find(words) if match.last - match.first == len(words)}
    return found.pop() if len(found) == 1 else ""


# --- whose trade, with whom -------------------------------------------------------------------------------------------


class _Trade(NamedTuple):
    ref_area: str
    counterpart_area: str
    because: tuple[str, ...]


def _trade_beside(passage: Passage, told: _Told, end: int) -> _Trade:
    """Whose trade it is, and with whom, only from right beside: "Laos exported rice to China"."""
    rules = _rules(passage.language)
    folded = passage.words.folded
    direction, first = told.direction, told.first
    before = first - 1 if folded[first - 1 : first] == ["'s"] and first else first
    whose = passage.area_before[before][0] if before in passage.area_before else ""
    partner = ""
    if told.origin and direction == "export":
        whose = whose or told.origin  # "exports of Lao rice"
    elif told.origin:
        partner = told.origin  # "imports of Lao rice"
    stop = min(end + LONGEST_AMOUNT, passage.sentence_at(first)[1])
    behind = rules.before.find(folded[end:stop])
    end += behind[0].last if behind and behind[0].first == 0 else 0  # "rice exports to China"
    sides = rules.sides[direction]
    stop = min(end + LONGEST_AMOUNT, passage.sentence_at(first)[1])
    if end < stop and folded[end] in rules.owned:
        # The rice that a market imports may be "of Laos" too.
        owner, after = _near_area(passage, end, stop, rules.owned)
        whose, end = (whose or owner) if direction == "export" else whose, after
    if end < stop and folded[end] in rules.worth:  # "rice worth 2 million USD to China"
        end = next((place for place in range(end, stop) if folded[place] in sides or _parts(folded, place)), end)
    partner = partner or _near_area(passage, end, stop, sides)[0]
    return _Trade(whose, partner, ("areas right beside",) if whose or partner else ())


def _parts(folded: Sequence[str], place: int) -> bool:
    """A comma or semicolon that parts words; not that of "2,2 tỷ USD"."""
    return folded[place] in ",;" and not "".join(folded[place + 1 : place + 2]).isdigit()


def _near_area(passage: Passage, place: int, stop: int, words: frozenset[str]) -> tuple[str, int]:
    """The area right behind one of these words, "to the Netherlands", and the place after it.

    "" if they do not stand there, or if it is one of several: "to China and Laos".
    """
    folded = passage.words.folded
    if place >= stop or folded[place] not in words:
        return "", place
    there = next((there for there in range(place + 1, min(place + 4, stop)) if there in passage.area_at), None)
    if there is None:
        return "", place
    code, _, _, end = passage.area_at[there]
    joint = end + bool(_rules(passage.language).ands.find(folded[end : end + 1]) or folded[end : end + 1] == [","])
    return ("", end) if joint > end and joint in passage.area_at else (code, end)


def _trade(passages: Sequence[Passage], here: int, told: _Told, end: int) -> _Trade:
    """Whose trade the list is of, and with whom: from its own sentence, else from one before that tells of trade."""
    passage = passages[here]
    direction, first, start = told.direction, told.first, told.start
    sentence = passage.sentence_at(first)
    ref, partner = _sides(passages, here, direction, sentence[0], start)
    if not partner:
        partner = _sides(passages, here, direction, end, min(end + 4, sentence[1]))[1]
    because = []
    if ref or partner:
        because.append("areas of its own sentence")
    if ref and partner:
        return _Trade(ref, partner, tuple(because))
    for back, (there, other) in enumerate(_sentences_before(passages, here, first)):
        if back > 3 or there < here - 1:
            break
        ways = _rules(passages[there].language).ways
        way = next((ways[word] for word in passages[there].words.folded[slice(*other)] if word in ways), None)
        if way is None:
            continue
        carried = _sides(passages, there, way, *other)
        if any(carried):
            if (carried[0] and not ref) or (carried[1] and not partner):
                because.append("areas of the sentence before" if there == here else "areas of the paragraph before")
            return _Trade(ref or carried[0], partner or (carried[1] if carried[1] != ref else ""), tuple(because))
    return _Trade(ref, partner, tuple(because))


def _sentences_before(passages: Sequence[Passage], here: int, place: int) -> Iterable[tuple[int, tuple[int, int]]]:
    """The sentences before this word, the nearest first."""
    for there in range(here, -1, -1):
        sentences = passages[there].sentences
        last = len(sentences) if there < here else bisect_right(sentences, place, key=lambda sentence: sentence[1])
        for number in range(last - 1, -1, -1):
            yield there, sentences[number]


def _sides(passages: Sequence[Passage], here: int, direction: Direction, first: int, last: int) -> tuple[str, str]:
    """(whose, with whom) among these words: "to China" is a partner, "Lào Cai's" and "the city" are whose."""
    passage = passages[here]
    rules = _rules(passage.language)
    folded = passage.words.folded
    first = max(first, last - FARTHEST)
    whose = partner = ""
    areas = passage.areas
    for number in range(bisect_left(areas, first, key=lambda area: area[2]), len(areas)):
        code, _, start, _ = areas[number]
        if start >= last:
            break
        if rules.sides[direction] & set(folded[max(first, start - 2) : start]):
            partner = partner or code
        else:
            whose = whose or code
    if not whose:
        for match in rules.subjects.find(folded[first:last]):
            whose = _last_named(passages, here, first + match.first, match.value)
            if whose:
                break
    return whose, partner if partner != whose else ""


def _last_named(passages: Sequence[Passage], here: int, place: int, kind: str) -> str:
    """What "the city" or "the country" is: the last one named before."""
    steps = 0
    for there in range(here, max(-1, here - FARTHEST), -1):
        areas = passages[there].areas
        last = len(areas) if there < here else bisect_left(areas, place, key=lambda area: area[2])
        for number in range(last - 1, -1, -1):
            code, named, _, _ = areas[number]
            if named == "name" and ("-" in code if kind == "subdivision" else len(code) == 2):
                return code
            steps += 1
            if steps > FARTHEST:
                return ""
    return ""
