"""Lists that go on about what was told before them: a good, a partner or a place with its figure, and no indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.parties import is_in_longer_name, parties, same_ground
from newsfigures.observations.senses import NOWHERE, RELATIVE, Meaning, Told, fitting, is_change, whole_of
from newsfigures.reference import areas, family, indicators

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsfigures.observations.sentences import Sentence
    from newsfigures.types import Quantity

#: An entry of a list starts behind one of these.
BREAKS = frozenset(("<n>", ";", "."))

#: Signs that stand before an entry, or between its name and its figure.
SIGNS = frozenset((",", "-", "–", "—", "•", "*", "+", "(", ")", "|"))

#: More words than an adverbial has that opens a sentence: "By destination, ...".
ADVERBIAL = 6

#: Parts that an area can have as one of a list: "Peru", "to Peru", "ahead of Peru".
PARTS = frozenset(("plain", "partner", "destination", "place"))

#: Over more sentences with figures that measure nothing a list does not go on about what was told before.
GAP = 1

#: What lists of partners are told of.
WITH_PARTNERS = frozenset(("trade", "tourism", "investment"))


class Entry(NamedTuple):
    """One of a list: the code of its good or area, its words from the first item to before the last, where the entry
    starts, the words between its name and its figure, and the part of its area."""

    code: str
    first: int
    last: int
    start: int
    links: tuple[str, ...]
    part: str = ""


def find_entry(sentence: Sentence, at: int, quantity: Quantity, relative: bool, told: Told) -> Meaning | None:
    """What was told before of the good, partner or place that alone stands before the figure: "Tea brought in 3
    million", "Japan: 3 million, up 4%", "Hà Nội thu 3 tỷ đồng"."""
    base = told.carried or told.last
    if base is None or (relative and not is_change(quantity)):
        return None
    if told.gap > GAP and not told.in_ranking:
        return None
    start = _start(sentence, at)
    if any(mention.way == "names" and start <= mention.first < at for mention in sentence.indicators):
        return None
    if good := _good_before(sentence, at, start, quantity):
        return _of_good(sentence, at, quantity, relative, told, good)
    if (place := _place_before(sentence, at, start, quantity, base)) is None:
        return None
    if indicators()[base.indicator].counterpart:
        return _of_partner(sentence, at, quantity, relative, base, told, place)
    return _of_part(sentence, quantity, relative, base, told, place)


def next_good(sentence: Sentence, at: int, quantity: Quantity, named: Meaning) -> Meaning | None:
    """What is named before another good's figure, of the good that alone stands before this one: "imports of tea came
    to 3 tonnes, salt 2 tonnes"."""
    mention, whole = named.mention, whole_of(named.indicator)
    start = _start(sentence, at)
    if not 0 <= mention.last < start or "<n>" not in sentence.tokens[mention.last : start]:
        return None
    if f"{whole}_rice" not in indicators() or (entry := _good_before(sentence, at, start, quantity)) is None:
        return None
    words = sentence.words(entry.first, entry.last)
    return named._replace(indicator=f"{whole}_{entry.code}", because=f"{named.because}; good: “{words}”, the next")


def _start(sentence: Sentence, at: int) -> int:
    """Where the entry of a figure starts: behind the stop before it, or what the figure before it is of."""
    tokens = sentence.tokens
    start = max((place for place in range(at) if tokens[place] in BREAKS), default=-1) + 1
    if start > 0 and tokens[start - 1] == "<n>":
        for place in range(start, at):
            if tokens[place] in sentence.lexicon.joins and tokens[place] not in sentence.lexicon.area_words:
                return place
    return start


def _good_before(sentence: Sentence, at: int, start: int, quantity: Quantity) -> Entry | None:
    """The only good between the start and the figure, and no area there."""
    wares = [ware for ware in sentence.goods if start <= ware.first < at]
    if len({ware.value for ware in wares}) != 1 or "<area>" in sentence.tokens[start:at]:
        return None
    first, last = min(ware.first for ware in wares), max(ware.last for ware in wares)
    inside = {place for ware in wares for place in range(ware.first, ware.last)}
    between = [sentence.tokens[place] for place in range(first, last) if place not in inside]
    if "(" in sentence.tokens[last:at] or any(token not in sentence.lexicon.joins for token in between):
        return None
    return _entry(sentence, at, quantity, (wares[0].value, first, last, start), frozenset())


def _place_before(sentence: Sentence, at: int, start: int, quantity: Quantity, base: Meaning) -> Entry | None:
    """The only area between the start and the figure."""
    named = [party for party in parties(sentence) if start <= party.at < at and party.part != "adjective"]
    if len(named) != 1 or named[0].part not in PARTS:
        return None
    if is_in_longer_name(sentence, named[0].at):
        return None
    own = frozenset(base.words)
    found = _entry(sentence, at, quantity, (named[0].code, named[0].at, named[0].at + 1, start), own)
    return found and found._replace(part=named[0].part)


def _entry(
    sentence: Sentence, at: int, quantity: Quantity, name: tuple[str, int, int, int], own: frozenset[str]
) -> Entry | None:
    """The entry with this name, if only words that bear a figure stand between the two, or words of its ``own``."""
    lexicon, tokens, items = sentence.lexicon, sentence.tokens, sentence.items
    code, first, last, start = name
    if not _opens(sentence, start, first):
        return None
    begin = last
    if tokens[begin : begin + 1] == [","] and "," in tokens[begin + 1 : at]:
        begin = tokens.index(",", begin + 1) + 1  # "Cocoa, the surprise of the season, jumped to"
    told = [(opening, end) for _, opening, end in quantity.words]
    links = []
    for place in range(begin, at):
        token = tokens[place]
        if token in SIGNS or any(opening <= items[place].start < end for opening, end in told):
            continue
        if token not in lexicon.bears and token not in own and tokens[place + 1] not in lexicon.takes:
            return None  # but "the largest African market"
        links.append(token)
    return Entry(code, first, last, start, tuple(links))


def _opens(sentence: Sentence, start: int, first: int) -> bool:
    """Whether nothing but words that open an entry stands before its name, or an adverbial up to a comma."""
    lead = sentence.tokens[start:first]
    if lead and lead[-1] == "," and 1 < len(lead) <= ADVERBIAL and start == 0:
        return True
    return all(token in SIGNS or token in sentence.lexicon.leads or token == "<time>" for token in lead)


def _of_good(
    sentence: Sentence, at: int, quantity: Quantity, relative: bool, told: Told, entry: Entry
) -> Meaning | None:
    """The trade told last, of this good."""
    unit_family = family(quantity.unit)
    base = _traded((told.last, *told.lately)) if told.carried is None else _traded((told.carried, told.last))
    if base is None or (unit_family in RELATIVE) != relative:
        return None
    whole = whole_of(base.indicator)
    gained = sentence.lexicon.gains.intersection(entry.links)
    if whole != "exports" and gained:
        return None
    label = ":" in entry.links and entry.start == 0
    listed = told.carried is not None and told.carried.listed
    opened = bool(sentence.lexicon.listed.present(sentence.tokens[entry.start : entry.first]))
    shown = bool(entry.links) or relative or quantity.change in ("up_to", "down_to")
    if not (shown or listed or opened or sentence.opens_with_parts):
        return None
    code = f"{whole}_{entry.code}"
    if not fitting(code, unit_family, relative):
        return None
    how = "behind its name" if label else "in a list of goods"
    words = sentence.words(entry.first, entry.last)
    because = f"indicator: {indicators()[code].label.lower()}, {how}; good: “{words}”"
    return Meaning(code, NOWHERE, because, listed=True)


def _traded(known: Iterable[Meaning | None]) -> Meaning | None:
    """The first that is of trade in goods, or of none but prices of goods before it."""
    for meaning in known:
        if meaning is None or indicators()[whole_of(meaning.indicator)].goods_only:
            continue
        trade = indicators()[meaning.indicator].category == "trade"
        return meaning if trade and f"{whole_of(meaning.indicator)}_rice" in indicators() else None
    return None


def _of_partner(
    sentence: Sentence, at: int, quantity: Quantity, relative: bool, base: Meaning, told: Told, entry: Entry
) -> Meaning | None:
    """What was told last, with this partner: one that buys or sells, or the next of a list of partners."""
    indicator, unit_family = indicators()[base.indicator], family(quantity.unit)
    if indicator.category not in WITH_PARTNERS or same_ground(entry.code, told.subject):
        return None
    takes = {way for link in entry.links for way in sentence.lexicon.takes.get(link, ())}
    if takes and whole_of(base.indicator) not in takes:
        return None
    if sentence.tokens[entry.first - 1 : entry.first] == ["of"] and not (
        told.carried is not None and told.carried.listed
    ):
        return None
    if not (takes or told.in_ranking or (told.carried is not None and told.carried.listed)):
        return None
    code = _with_whom(sentence, at, unit_family, base, told)
    if not code:
        return None
    because = f"indicator: {indicators()[code].label.lower()}, told last, in a list of partners"
    if unit_family == "percent" and not relative:
        share = _is_of_whole(sentence, at)
        return Meaning(code, NOWHERE, because, ranked=True, listed=True, share=True) if share else None
    if not fitting(code, unit_family, relative):
        return None
    return Meaning(code, NOWHERE, because, ranked=True, listed=True)


def _with_whom(sentence: Sentence, at: int, unit_family: str, base: Meaning, told: Told) -> str:
    """The indicator that a list of partners is told of: that of the good that it weighs, or, where a paragraph goes
    over from one good of several to partners, that of all goods; "" for a weight of all goods."""
    code, whole = base.indicator, whole_of(base.indicator)
    weighed = [ware.value for ware in sentence.goods if at < ware.first <= at + 2]
    if weighed and f"{whole}_{weighed[0]}" in indicators():
        return f"{whole}_{weighed[0]}"
    if told.carried is None and sentence.opens_paragraph and indicators()[code].good not in ("", told.story):
        code = whole
    heavy = unit_family == "mass" and indicators()[code].category == "trade"
    return "" if heavy and not indicators()[code].good else code


def _is_of_whole(sentence: Sentence, at: int) -> bool:
    """Whether nothing behind a percentage says that it is of something else: "37% of the volume", "at 14%"."""
    tokens = sentence.tokens
    following = tokens[at + 1 : at + 2]
    if not following or not following[0].isalpha() or following[0] in sentence.lexicon.joins:
        return True
    if following[0] in sentence.lexicon.links:
        behind = tokens[at + 1 : at + 7]
        return bool(sentence.lexicon.aspects.present(behind) or sentence.lexicon.totals.present(behind))
    return following[0] in sentence.lexicon.ends


def _of_part(
    sentence: Sentence, quantity: Quantity, relative: bool, base: Meaning, told: Told, entry: Entry
) -> Meaning | None:
    """What was told last of a country, of one of its provinces."""
    known = areas()
    whole = known.get(told.subject)
    if whole is None or entry.code not in known or known[entry.code].kind != "subdivision":
        return None
    if known[entry.code].parent not in (whole.code, whole.parent) or entry.code == whole.code:
        return None
    named = set(base.words).intersection(entry.links)
    if not (named or sentence.is_ranking or told.in_ranking or (told.carried is not None and told.carried.listed)):
        return None
    unit_family, measure = family(quantity.unit), ""
    if unit_family == "percent" and not relative:
        last = told.carried or told.same_unit
        if last is None or last.indicator != base.indicator or last.measure != "share_of_plan":
            return None
        measure = last.measure
    elif not fitting(base.indicator, unit_family, relative):
        return None
    because = f"indicator: {indicators()[base.indicator].label.lower()}, told last, in a list of places"
    return Meaning(base.indicator, NOWHERE, because, ranked=True, listed=True, measure=measure, words=base.words)
