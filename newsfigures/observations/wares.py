"""The good that a figure is of, or why that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.senses import UNKNOWN_GOOD, WEIGHT, Meaning, is_change, is_good_of
from newsfigures.reference import family, indicators

if TYPE_CHECKING:
    from collections.abc import Set

    from newsfigures.observations.sentences import Mention, Sentence
    from newsfigures.phrases import Match
    from newsfigures.types import Quantity

#: No good goes with a name or a weight over these.
STOPS = frozenset(("<n>", ",", ";", "(", ")", "<time>"))

#: What is told of all goods only.
BALANCES = frozenset(("trade_surplus", "trade_deficit", "total_trade"))

#: How much there is of a good is told in units of these families.
MEASURED = frozenset(("mass", "volume", "area"))

#: What measures nothing where no good is told.
NOTHING_ALONE = frozenset(("production",))


def with_good_before(
    sentence: Sentence, at: int, quantity: Quantity, found: Meaning, carried: Meaning | None
) -> Meaning | None:
    """The good of the figure before it, if one name stands for both: "shipped 2 tonnes of tea worth 3 million"; but it
    "shipped 2 tonnes of tea and 3 tonnes of salt"."""
    if carried is None or not is_good_of(carried.indicator, found.indicator) or carried.mention != found.mention:
        return None
    if family(quantity.unit) == "mass" and any(_is_weighed(sentence, at, ware) for ware in sentence.goods):
        return None
    before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=0)
    named = {ware.value for ware in sentence.goods if before < ware.first < at}
    if named - {indicators()[carried.indicator].good}:
        return None
    return found._replace(indicator=carried.indicator, because=f"{found.because}; good: as of the figure before it")


def same_good(found: Meaning, told: Meaning | None) -> Meaning | str:
    """The good told last: "imports of this product"."""
    if indicators()[found.indicator].good or f"{found.indicator}_rice" not in indicators():
        return found
    if told and is_good_of(told.indicator, found.indicator):
        return found._replace(indicator=told.indicator, because=f"{found.because}; good: the one told last")
    return UNKNOWN_GOOD


def goes_on_about_a_good(sentence: Sentence, at: int, found: Meaning, told: Meaning | None) -> bool:
    """Whether bare "export earnings" may be those of the good that the sentence before told of."""
    mention = found.mention
    if mention.first < 0 or told is None or not is_good_of(told.indicator, found.indicator) or not sentence.before:
        return False
    if not sentence.before[0].goods or sentence.goods or sentence.speaks_of_totals:
        return False
    start = sentence.clauses.index(sentence.clauses[mention.first])
    return "<area>" not in sentence.tokens[start : mention.last]


def with_good(sentence: Sentence, at: int, quantity: Quantity, meaning: Meaning) -> Meaning | str:
    """The same indicator of one good, if a good is named with it; a reason if something else narrows it down."""
    lexicon, tokens, mention = sentence.lexicon, sentence.tokens, meaning.mention
    indicator = indicators()[meaning.indicator]
    whole = meaning.indicator.removesuffix(f"_{indicator.good}") if indicator.good else meaning.indicator
    if f"{whole}_rice" not in indicators() or mention.first < 0:
        return meaning
    wares = sentence.goods
    # "led by rice (+9.5%)": the good right before the bracket.
    opening = at - 1 - (tokens[at - 1] in ("+", "−", "-"))
    if opening > 0 and tokens[opening] == "(":
        for ware in wares:
            before = tokens[ware.first - 1]
            if ware.last == opening and (before in lexicon.ends or not before.isalpha()):
                return _good(sentence, meaning._replace(indicator=whole), ware.value, ware.first, ware.last)
        if indicator.good or meaning.carried:
            return UNKNOWN_GOOD
    if indicator.good:
        return meaning
    if lexicon.kinds.present(tokens[mention.first : at]):
        return "only some of it"
    if next_ware := _next_ware(sentence, at, quantity, mention):
        return _good(sentence, meaning, next_ware.value, next_ware.first, next_ware.last)
    for ware in wares:
        if _goes_with(sentence, at, quantity, mention, ware):
            return _good(sentence, meaning, ware.value, ware.first, ware.last)
    if _within_a_story_of(sentence, mention, [ware.first for ware in wares]):
        return UNKNOWN_GOOD
    kind = family(quantity.unit)
    if (kind == "mass" or (kind == "volume" and indicator.category == "production")) and not is_change(quantity):
        named = {ware.value for ware in wares}
        if indicator.category == "production" and len(named) <= 1:
            return _of_story(sentence, meaning, named)
        return WEIGHT if kind == "mass" else UNKNOWN_GOOD
    between = any(mention.last <= ware.first < at for ware in wares)
    if between and not is_change(quantity) and not lexicon.totals.present(tokens[mention.last : at]):
        return UNKNOWN_GOOD  # "imported fruit, of which durian worth 3 billion"
    if "mass" in family(quantity.unit).split("/") and not indicator.goods_only:
        return UNKNOWN_GOOD  # a price per tonne
    if not is_change(quantity) and _good_follows(sentence, at):
        return UNKNOWN_GOOD
    if indicator.goods_only or meaning.indicator in NOTHING_ALONE:
        return _of_story(sentence, meaning) if not wares else UNKNOWN_GOOD
    return meaning if _is_whole(sentence, mention, at) else UNKNOWN_GOOD


def _of_story(sentence: Sentence, meaning: Meaning, own: Set[str] = frozenset()) -> Meaning | str:
    """Of the one good that its own sentence, those before, or else the title tell of: "the price rose 4%"."""
    for told in (own, {ware.value for one in sentence.before for ware in one.goods}, sentence.title_goods):
        if len(told) == 1:
            good = next(iter(told))
            name = indicators()[f"{meaning.indicator}_{good}"].label.split(": ")[1]
            return meaning._replace(
                indicator=f"{meaning.indicator}_{good}", because=f"{meaning.because}; good: {name}, told before"
            )
        if told:
            break
    return UNKNOWN_GOOD


def with_story(
    sentence: Sentence, quantity: Quantity, named: Meaning, found: Meaning | str, story: str
) -> Meaning | str:
    """Bare "exports" in the story of a good are those of the good; not where all exports or a country's are told."""
    mention, code = named.mention, f"{named.indicator}_{story}"
    if found == WEIGHT and not _is_whole(sentence, mention, mention.last):
        return UNKNOWN_GOOD  # "cod exports fell to 3 tonnes"
    price = found == UNKNOWN_GOOD and "mass" in family(quantity.unit).split("/")
    plain = found == WEIGHT or price if isinstance(found, str) else found.indicator == named.indicator
    if not story or code not in indicators() or not plain or sentence.goods or sentence.speaks_of_totals:
        return found
    if sentence.before and any(one.code in BALANCES for one in sentence.before[0].indicators):
        return found  # the story went on to what the whole country trades
    if quantity.bound == "at_least" or mention.first < 0:
        return found  # "seven countries, with 100,000 tonnes and more"
    start = sentence.clauses.index(sentence.clauses[mention.first])
    owned = "<area>" in sentence.tokens[start : mention.first] or any(
        start <= match.first < mention.first for match in sentence.carriers
    )
    if owned and isinstance(found, Meaning):
        return found
    return named._replace(indicator=code, because=f"{named.because}; good: the one that the article is about")


def _good_follows(sentence: Sentence, at: int) -> bool:
    """Whether the good stands right behind the amount, where a language writes it there: "70 triệu USD rau quả"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    if lexicon.links:
        return any(
            ware.first <= at + 2 and ware.first > at and tokens[at + 1] in lexicon.links for ware in sentence.goods
        )
    return any(ware.first == at + 1 for ware in sentence.goods)


def _goes_with(sentence: Sentence, at: int, quantity: Quantity, mention: Mention, ware: Match[str]) -> bool:
    """Whether a good stands with the name ("rice exports", "exports of rice") or is what was weighed ("2 tonnes of
    rice")."""
    if mention.first <= ware.first and ware.last <= mention.last:
        return True
    between: list[list[str]] = []
    # In "tin pushes Peru's exports up" they are of all goods.
    owned = "'s" in sentence.tokens[ware.last : mention.first]
    if mention.first - 3 <= ware.last <= mention.first and not owned:
        between.append(sentence.tokens[ware.last : mention.first])
    if mention.last <= ware.first <= mention.last + 2:
        between.append(sentence.tokens[mention.last : ware.first])
    return any(STOPS.isdisjoint(one) for one in between) or (
        family(quantity.unit) in MEASURED and _is_weighed(sentence, at, ware)
    )


def _next_ware(sentence: Sentence, at: int, quantity: Quantity, mention: Mention) -> Match[str] | None:
    """The next good of a list, each with its figure: "tea exports reached 5 tonnes and salt 3 tonnes", "3 tonnes of tea
    and 5 tonnes of salt"; or what a buyer spends the figure on, "spent 5 million buying tea"."""
    tokens, weighed = sentence.tokens, family(quantity.unit) == "mass"
    before = max((place for place in range(at) if tokens[place] == "<n>"), default=-1)
    beside = [
        ware for ware in sentence.goods if ware.first > at and tokens[at + 1 : ware.first] in sentence.lexicon.buying
    ]
    if len(beside) == 1:
        return beside[0]
    if not 0 <= mention.last <= before:
        return None
    behind = [ware for ware in sentence.goods if weighed and _is_weighed(sentence, at, ware)]
    named = [ware for ware in sentence.goods if before < ware.first < at]
    listed = [ware for ware in named if at - ware.last <= 1 and tokens[ware.first - 1] in sentence.lexicon.joins]
    found = behind or (listed if len(named) == 1 else [])
    return found[0] if len(found) == 1 else None


def _is_weighed(sentence: Sentence, at: int, ware: Match[str]) -> bool:
    """Whether a good stands right behind its weight, volume or area: "2 tonnes of rice"."""
    return at < ware.first <= at + 4 and STOPS.isdisjoint(sentence.tokens[at + 1 : ware.first])


def _within_a_story_of(sentence: Sentence, mention: Mention, wares: list[int]) -> bool:
    """Whether exports are of a good named before: "it may ship frozen beef, with exports worth US$2 million"."""
    clauses, tokens = sentence.clauses, sentence.tokens
    before = [ware for ware in wares if ware < mention.first and clauses[ware] != clauses[mention.first]]
    start = clauses.index(clauses[mention.first])
    opened = sentence.lexicon.sides.present(tokens[start : start + 1])
    return bool(before) and "with" in opened and not sentence.lexicon.totals.present(tokens[start : mention.first])


def _good(sentence: Sentence, meaning: Meaning, good: str, first: int, last: int) -> Meaning:
    words = sentence.words(first, last)
    return meaning._replace(indicator=f"{meaning.indicator}_{good}", because=f"{meaning.because}; good: “{words}”")


def _is_whole(sentence: Sentence, mention: Mention, at: int) -> bool:
    """Only words that narrow nothing down stand beside the name: "total exports of", not "toy exports"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    before = tokens[mention.first - 1] if mention.first else ""
    open_to_goods = tokens[mention.first] not in lexicon.whole_opens
    if (
        open_to_goods
        and before.isalpha()
        and before not in lexicon.whole_before
        and not lexicon.speech.present([before])
    ):
        return False
    after = mention.last
    if lexicon.whole_links:
        if after >= len(tokens) or tokens[after] not in lexicon.whole_links:
            return True
        after += 1
    following = tokens[after] if after < len(tokens) else ""
    return not following.isalpha() or following in lexicon.whole_after or after >= at
