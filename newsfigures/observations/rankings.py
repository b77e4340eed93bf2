"""Rankings and lists: the partner, area or good whose figure it is stands beside it, the indicator before them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.parties import parties
from newsfigures.observations.senses import NOWHERE, TELLING, Meaning, Told, whole_of, words_of
from newsfigures.observations.sentences import is_unknown_name
from newsfigures.phrases import phrase_words
from newsfigures.reference import indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.observations.sentences import Sentence
    from newsfigures.types import Quantity

#: How many words stand at most between a partner and its number: "Japan is the market that takes most workers, with".
LEADING = 12

#: How many words stand at most between two figures of a list of areas.
LISTED = 8


def find_ranked(
    sentence: Sentence,
    at: int,
    unit_family: str,
    relative: bool,
    told: Meaning | None,
    lately: Sequence[Meaning],
    whole_again: bool,
) -> Meaning | None:
    """In a ranking of partners or goods that names no indicator, the figures are of the one told last that is ranked
    so: buyers by exports, investors by what they invest; of all goods, where a paragraph goes over to the whole."""
    if told is None or relative or any(mention.way == "names" for mention in sentence.indicators):
        return None
    goods = {ware.value for ware in sentence.goods}
    if sentence.is_ranking:
        ranked = [code for match in sentence.ranked for code in match.value]
        known = [told, *lately]
        if ranked:  # buyers are ranked by exports before imports, whatever was told last
            known = sorted(
                (one for one in known if whole_of(one.indicator) in ranked),
                key=lambda one: ranked.index(whole_of(one.indicator)),
            )
        for meaning in known:
            if whole_again and indicators()[meaning.indicator].good:
                meaning = meaning._replace(indicator=whole_of(meaning.indicator))
            indicator = indicators()[meaning.indicator]
            if indicator.part or unit_family not in indicator.ranges:
                continue  # the ranking is of the whole told before
            if not indicator.counterpart:
                return None
            if goods and goods != {indicator.good}:
                break
            because = f"indicator: {indicator.label.lower()}, told last, in a ranking of partners"
            return Meaning(meaning.indicator, NOWHERE, because, ranked=True)
    return _ranked_good(sentence, at, unit_family, told)


def _ranked_good(sentence: Sentence, at: int, unit_family: str, told: Meaning) -> Meaning | None:
    """The next good in a list of goods with their figures: "shrimp led with 3 billion; tuna earned 1 billion"."""
    whole = whole_of(told.indicator)
    indicator = indicators()[told.indicator]
    ranked = {code for match in sentence.ranked for code in match.value}
    if len(ranked) == 1 and whole not in ranked:
        whole = next(iter(ranked))  # "Tin, the top export, earned 3 billion"
    if f"{whole}_rice" not in indicators() or indicator.category != "trade" or unit_family not in indicator.ranges:
        return None
    tokens = sentence.tokens
    start = max((place for place in range(at) if tokens[place] in (";", "<n>", ".")), default=-1)
    wares = [ware for ware in sentence.goods if start < ware.first < at]
    if len(wares) != 1 or wares[0].value == indicator.good or "<area>" in tokens[start + 1 : at]:
        return None
    lead = [token for token in tokens[start + 1 : wares[0].first] if token.isalpha()]
    if len(lead) > 2 or not sentence.lexicon.earns.present(tokens[wares[0].last : at]):
        return None
    good = f"{whole}_{wares[0].value}"
    words = sentence.words(wares[0].first, wares[0].last)
    because = f"indicator: {indicators()[good].label.lower()}, in a list of goods; good: “{words}”"
    return Meaning(good, NOWHERE, because, listed=True)


def in_bracket(sentence: Sentence, at: int, unit_family: str) -> Meaning | None:
    """A partner's growth in a bracket behind its name: "exports rose most to Peru (35%) and Chile (16%)"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    if (
        unit_family != "percent"
        or not partner_in_bracket(sentence, at)
        or tokens[at + 1 : at + 2] not in ([")"], [";"])
    ):
        return None
    opening = max((place for place in range(at) if tokens[place] == "<n>" and tokens[place + 1] != ")"), default=-1)
    told = lexicon.rises.find(tokens[opening + 1 : at])
    named = [
        mention
        for mention in sentence.indicators
        if mention.way == "names" and opening < mention.first < at and indicators()[mention.code].counterpart
    ]
    if not told or not named:
        return None
    words = f"indicator: “{words_of(sentence, named[-1])}” before a list of partners"
    return Meaning(named[-1].code, named[-1], words, growth=True)


def partner_in_bracket(sentence: Sentence, at: int) -> bool:
    """Whether the figure stands right behind an area, in a bracket: "Peru (35%)"."""
    opening = at - 1 - (sentence.tokens[at - 1 : at] == ["+"])
    return opening > 0 and sentence.tokens[opening - 1 : opening + 1] == ["<area>", "("]


def find_counted_again(sentence: Sentence, at: int, quantity: Quantity, told: Told) -> Meaning | None:
    """The next partner in a list of partners with the numbers of what was counted before them: "2,000 workers went
    abroad, of which Japan took 900 workers, South Korea 600 workers"."""
    known = [one for one in (told.carried, told.last, *told.lately) if one is not None]
    last = next((one for one in known if _counts(sentence, one.indicator, quantity.counted)), None)
    if last is None or indicators()[last.indicator].counterpart not in ("origin", "destination"):
        return None
    indicator = indicators()[last.indicator]
    if at < sentence.listed_from and not sentence.is_ranking:
        return None
    tokens = sentence.tokens
    if _narrows(sentence, at + 1 + len(quantity.counted.split())):
        return None
    start = max((place for place in range(at) if tokens[place] in ("<n>", ";", ".", ",")), default=-1)
    named = [party.at for party in parties(sentence) if start < party.at < at and party.part != "aside"]
    if len(named) != 1:
        return None
    behind = [token for token in tokens[named[0] + 1 : at] if token not in ("(", ")", "<area>")]
    if len(behind) > LEADING or (behind and behind != [":"] and not sentence.lexicon.earns.present(behind[-2:])):
        return None
    because = f"indicator: {indicator.label.lower()}, told last, in a list of partners"
    return Meaning(last.indicator, NOWHERE, because, ranked=True)


def _counts(sentence: Sentence, code: str, noun: str) -> bool:
    """Whether an indicator counts this noun; nothing counts where no noun is."""
    if not noun or "count" not in indicators()[code].ranges:
        return False
    ways = sentence.lexicon.indicators.present(phrase_words(noun))
    return any(way and way[0] == "counted" and way[1][0] == code for way in ways)


def _narrows(sentence: Sentence, place: int) -> bool:
    """Whether the word there tells which ones are counted: "320 lao động nam"."""
    token = sentence.tokens[place] if place < len(sentence.tokens) else ""
    return token.isalpha() and token not in sentence.lexicon.ends and token not in sentence.lexicon.joins


def find_listed(
    sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None
) -> Meaning | None:
    """The next area in a list of areas with their figures: "it is 5% in Peru, 6% in Chile and in Laos 7%"."""
    if carried is None or relative or unit_family in ("percent", "count"):
        return None
    tokens = sentence.tokens
    before = max((place for place in range(at) if tokens[place] == "<n>"), default=-1)
    between = tokens[before + 1 : at]
    if before < 0 or between.count("<area>") != 1 or len(between) > LISTED:
        return None
    if any(before < mention.first < at for mention in sentence.indicators) or (";" in between and "." in between):
        return None
    indicator = indicators()[carried.indicator]
    if indicator.counterpart or unit_family not in indicator.ranges:
        return None
    label = indicator.label.lower()
    return Meaning(carried.indicator, NOWHERE, f"indicator: {label}, in a list of areas", carried=True)


def in_same_unit(sentence: Sentence, at: int, unit_family: str, same_unit: Meaning | None) -> Meaning | None:
    """The indicator told before in a unit that hardly anything else is told in: "12 million dollars a kilometre"."""
    if same_unit is None or unit_family not in TELLING:
        return None
    before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=-1)
    if before >= 0 and any(is_unknown_name(item) for item in sentence.items[before + 1 : at]):
        return None  # the next in a list of areas, one that no table has
    label = indicators()[same_unit.indicator].label.lower()
    return Meaning(same_unit.indicator, NOWHERE, f"indicator: {label}, told before in the same kind of unit")
