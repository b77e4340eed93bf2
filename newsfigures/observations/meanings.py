"""What a figure measures: the indicator that the words near it name, and whether it is a level, a change or a share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.sentences import Mention, is_unknown_name
from newsfigures.reference import family, indicators, units
from newsfigures.types import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from newsfigures.observations.sentences import Sentence
    from newsfigures.phrases import Match
    from newsfigures.reference import Indicator

#: Categories whose figures may be what something is made for.
ABLE = frozenset(("tourism", "logistics", "production"))

#: Families of units in which a change can be told of any indicator.
RELATIVE = frozenset(("percent", "difference"))

#: Families of units that say how long, which measures none of our indicators.
SPANS = frozenset(("duration", "months"))

#: Families of units that tell what is measured, once it is told.
TELLING = frozenset(("containers", "money/length", "money/energy", "money/power", "money/area", "mass/area"))

#: How many words at most tell what kind it is, between an amount and its name: "a 3 million syndicated loan".
ADJECTIVES = 2

#: How many words stand at most between two figures of a list of areas.
LISTED = 8

#: Within so many words before its verb stands who owes.
OPENING = 4

#: Indicators whose verbs stand before the amount, whatever it is owed in: "owes 5 million in bonds".
OWED = frozenset(("debt",))

#: What is told of all goods only.
BALANCES = frozenset(("trade_surplus", "trade_deficit", "total_trade"))

#: How many words beside its name tell that a price is the world's.
BESIDE = 3

#: How far before its figure, in words, a name may stand within one clause.
FAR = 24


#: Why a percentage that tells how far a plan has come measures nothing; what follows goes on about the figure before.
SHARE_OF_PLAN = "a share of a plan"


#: Why a weight of exports measures nothing where no good is named.
WEIGHT = "a weight, of which good is not clear"


class Meaning(NamedTuple):
    """An indicator for a figure, the words that name it (``first`` is −1 if they stand elsewhere), and the rule."""

    indicator: str
    mention: Mention
    because: str
    carried: bool = False
    ranked: bool = False
    share: bool = False
    #: What it is of, where that is no area: "a company".
    owner: str = ""
    #: A share of the whole that something else is, or of what was planned.
    measure: str = ""
    #: A growth that no verb beside it tells.
    growth: bool = False
    #: One of a list of goods.
    listed: bool = False


NOWHERE = Mention("names", "", -1, -1)


def find_meaning(
    sentence: Sentence,
    at: int,
    quantity: Quantity,
    carried: Meaning | None,
    told: Meaning | None = None,
    same_unit: Meaning | None = None,
    lately: Sequence[Meaning] = (),
    story: str = "",
) -> Meaning | str:
    """The indicator of the figure at this item, or the reason why there is none.

    ``carried`` is the meaning of the figure before it in the sentence, ``told`` that of the last one in the article,
    ``same_unit`` that of the last one in a unit of this family, ``lately`` those told before, the last one first;
    ``story`` is the good of the first paragraph.
    """
    if sentence.is_respective and _is_in_row(sentence, at):
        return "numbers and names are told in two lists"
    unit_family = family(quantity.unit)
    if unit_family in SPANS:
        return "a span of time"
    if sentence.is_rule(at):
        return "a rule, nothing counted"
    if sentence.denies(at):
        return "denied, supposed or needed"
    if sentence.aims_before(at):
        return "an aim, nothing counted"
    share = "share" in sentence.lexicon.shares.present(sentence.tokens[max(at - 3, 0) : at])  # "making up 40%"
    relative = unit_family in RELATIVE and not share and (_is_change(quantity) or _is_growth(sentence, at))
    of_plan = unit_family in RELATIVE and _is_share_of_plan(sentence, at)
    loose = relative or of_plan  # told of any indicator, whatever its units
    found: Meaning | str = "no indicator"
    if unit_family == "count" and not relative:
        found = _counted(sentence, at, quantity)
    counts_a_noun = unit_family == "count" and quantity.counted and not _only_counts(sentence, at, quantity)
    if not isinstance(found, Meaning) and not counts_a_noun:
        found = (
            _reached(sentence, at, quantity, unit_family, carried)
            or _of_number(sentence, at, relative, carried)
            or _of_base(sentence, at, unit_family, loose, carried)
            or _in_bracket(sentence, at, unit_family)
            or _after(sentence, at, unit_family, loose)
            or _before(sentence, at, unit_family, loose, carried)
            or _again(sentence, at, unit_family, loose, carried)
            or _carried(sentence, at, unit_family, loose, carried)
            or _valued(sentence, at, unit_family, loose)
            or _ranked(
                sentence, at, unit_family, loose, told, lately, whole_again=not story and sentence.opens_paragraph
            )
            or _listed(sentence, at, unit_family, loose, carried)
            or _in_same_unit(sentence, at, unit_family, same_unit)
            or _unfit(sentence, at, unit_family, loose)
        )
    if of_plan:
        found = _of_plan(found, quantity)
    elif unit_family == "percent" and not relative and (of_gdp := _of_gdp(sentence, at, carried)):
        found = of_gdp
    elif not isinstance(found, Meaning) and unit_family == "percent":
        found = _share(sentence, at) or found
    if unit_family in ("percent", "ratio") and not relative and not of_plan:
        found = _part(sentence, at, found, carried)
    if isinstance(found, Meaning) and indicators()[found.indicator].general:
        found = _of_carried(sentence, found, carried, unit_family)
    if isinstance(found, Meaning) and (
        _is_of_company(sentence, found.mention) or sentence.company_acts(at, indicators()[found.indicator])
    ):
        found = found._replace(owner="a company")
    if isinstance(found, Meaning) and indicators()[found.indicator].nowhere:
        return found._replace(owner=indicators()[found.indicator].category)
    if isinstance(found, Meaning) and _can_be_capacity(indicators()[found.indicator]) and sentence.is_capacity(at):
        return "a capacity, nothing counted"
    if isinstance(found, Meaning) and relative and not _fits_level_behind(sentence, at, found):
        return "unit does not fit"
    if isinstance(found, Meaning) and is_of_world(sentence, found):
        pass
    elif isinstance(found, Meaning) and (sentence.local_before(at) or sentence.is_others(found.mention)):
        return "of a place that is not in the table of areas"
    if isinstance(found, Meaning):
        of_good = _as_before(sentence, at, found, carried) or _of_good(sentence, at, quantity, found)
        found = _in_story(sentence, quantity, found, of_good, story)
        if isinstance(found, Meaning) and carried and _is_good_of(carried.indicator, found.indicator):
            return found._replace(
                indicator=carried.indicator, because=f"{found.because}; good: as of the figure before it"
            )
        if isinstance(found, Meaning) and sentence.speaks_of_same_good and not found.ranked:
            return _same_good(found, told)
        if isinstance(found, Meaning) and _goes_on_about_a_good(sentence, at, found, told):
            return UNKNOWN_GOOD
    return found


def _only_counts(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """Whether the noun behind the number leaves open what is counted: "đạt 900.000 lượt"."""
    lexicon, behind = sentence.lexicon, sentence.tokens[at + 2 : at + 3]
    return quantity.counted in lexicon.counters and (
        not behind[0].isalpha() or behind[0] in lexicon.ends if behind else True
    )


def _can_be_capacity(indicator: Indicator) -> bool:
    return indicator.category in ABLE and indicator.kind == "flow"


def _fits_level_behind(sentence: Sentence, at: int, found: Meaning) -> bool:
    """Whether the level that a change leads to can be one of the indicator: not "imports rose 8% to 2 million TEUs"."""
    for item in sentence.items[at + 1 : at + 5]:
        if isinstance(item.thing, Quantity):
            level = family(item.thing.unit)
            reached = item.thing.change in ("up_to", "down_to")
            return not reached or level in RELATIVE or bool(_fits(found.indicator, level, relative=False))
    return True


def _is_in_row(sentence: Sentence, at: int) -> bool:
    """Whether another figure stands beside it with nothing but a comma or an "and" between."""
    tokens = sentence.tokens
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(tokens) and tokens[place] in sentence.lexicon.joins:
            place += step
        if abs(place - at) > 1 and 0 <= place < len(tokens) and tokens[place] == "<n>":
            return True
    return False


def _share(sentence: Sentence, at: int) -> Meaning | None:
    """A partner's share of all: "accounting for 27% of all exports", "exports to Peru accounted for 27%"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    behind = "share_behind" in lexicon.shares.present(tokens[at + 1 : at + 4])  # "47% of the market"
    if not behind and "share" not in lexicon.shares.present(tokens[max(at - 5, 0) : at]):
        return None
    for mention in sentence.indicators:
        if mention.way == "names" and at < mention.first <= at + 7 and indicators()[mention.code].counterpart:
            if not any(token in ("<n>", ",", ";", ".", "(") for token in tokens[at + 1 : mention.first]):
                words = f"indicator: “{_words(sentence, mention)}” after the share"
                return Meaning(mention.code, mention, words, share=True)
            return None
    if at + 1 < len(tokens) and tokens[at + 1] in lexicon.links:
        return None
    for mention in reversed(sentence.indicators):
        near = mention.last <= at <= mention.last + 9 and sentence.clauses[mention.first] == sentence.clauses[at]
        if near and mention.way == "names" and indicators()[mention.code].counterpart:
            words = f"indicator: “{_words(sentence, mention)}” before the share"
            return Meaning(mention.code, mention, words, share=True)
    return None


def _as_before(sentence: Sentence, at: int, found: Meaning, carried: Meaning | None) -> Meaning | None:
    """The good of the figure before it, if one name stands for both: "shipped 2 tonnes of tea worth 3 million"."""
    if carried is None or not _is_good_of(carried.indicator, found.indicator) or carried.mention != found.mention:
        return None
    before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=0)
    named = {ware.value for ware in sentence.goods if before < ware.first < at}
    if named - {indicators()[carried.indicator].good}:
        return None
    return found._replace(indicator=carried.indicator, because=f"{found.because}; good: as of the figure before it")


def _of_plan(found: Meaning | str, quantity: Quantity) -> Meaning | str:
    """The share of what was planned that is done: "disbursed 61% of the plan"; not by how much it was surpassed."""
    if not isinstance(found, Meaning) or _is_change(quantity):
        return SHARE_OF_PLAN
    return found._replace(measure="share_of_plan")


def _part(sentence: Sentence, at: int, found: Meaning | str, carried: Meaning | None) -> Meaning | str:
    """What share of a whole something is: "80% of the loans", "4 billion, accounting for 60%"; or what was found."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    told = "share" in lexicon.shares.present(tokens[max(at - 5, 0) : at])
    if (isinstance(found, Meaning) and (found.share or found.measure)) or lexicon.base_words.present(
        tokens[at + 1 : at + 3]
    ):
        return found
    behind = _named_behind(sentence, at, told)
    if (
        behind
        and carried
        and told
        and any((one.first, one.code) == (behind.first, _whole(carried.indicator)) for one in sentence.indicators)
    ):
        because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure before it"
        return carried._replace(because=because, carried=True, measure="part")
    if behind and "percent" not in indicators()[behind.code].ranges:
        words = f"indicator: “{_words(sentence, behind)}” after the share"
        return Meaning(behind.code, behind, words, measure="part")
    if told and carried and not isinstance(found, Meaning) and not lexicon.goods.present(tokens[at + 1 : at + 8]):
        label = indicators()[carried.indicator].label.lower()
        return carried._replace(because=f"indicator: {label}, as of the figure before it", carried=True, measure="part")
    return found


def is_of_world(sentence: Sentence, meaning: Meaning) -> bool:
    """Whether a price is the world's: "the world price of tin", "tin futures in London"."""
    mention = meaning.mention
    if not indicators()[meaning.indicator].goods_only and indicators()[meaning.indicator].kind != "level":
        return False
    if mention.first < 0 or not (indicators()[meaning.indicator].goods_only or indicators()[meaning.indicator].good):
        return False
    beside: list[str] = []
    for item in sentence.items[max(mention.first - BESIDE, 0) : mention.last + BESIDE]:
        beside += item.written.lower().split() if item.token == "<part>" else [item.token]
    return bool(sentence.lexicon.world.present(beside))


def _of_gdp(sentence: Sentence, at: int, carried: Meaning | None) -> Meaning | None:
    """What share of GDP the figure before is: "13 billion, 84% of GDP"."""
    if carried is None or carried.indicator == "gdp":
        return None
    if "gdp_share" not in sentence.lexicon.shares.present(sentence.tokens[at + 1 : at + 5]):
        return None
    because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure before it"
    return carried._replace(because=because, carried=True, measure="share_of_gdp")


def _named_behind(sentence: Sentence, at: int, told: bool) -> Mention | None:
    """The name right behind a share, with an "of" where the language has one: "80% of the loans"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    for mention in sentence.indicators:
        if mention.way == "names" and at < mention.first <= at + 6:
            between = tokens[at + 1 : mention.first]
            linked = tokens[at + 1] in lexicon.part_links if lexicon.part_links else told
            plain = not any(
                token in ("<n>", "<time>", ",", ";", ".", "(") or token in lexicon.ends for token in between
            )
            verb = bool(lexicon.part_links) and tokens[mention.first] in lexicon.whole_opens  # "76% of the tea shipped"
            return mention if linked and plain and not verb and not indicators()[mention.code].general else None
    return None


def _is_of_investors(sentence: Sentence) -> bool:
    """Whether the sentence itself tells of investors from abroad."""
    return any(kind == "context" and variant[0] == "fdi_new_projects" for kind, variant in sentence.conditions)


def _of_carried(sentence: Sentence, found: Meaning, carried: Meaning | None, unit_family: str) -> Meaning | str:
    """The capital of what was told before it: "42 Chinese-invested projects with registered capital of ..."."""
    companion = ((indicators()[carried.indicator].companions or {}) if carried else {}).get(unit_family)
    if not companion or carried is None:
        if (
            not indicators()[found.indicator].alone
            and carried is None
            and unit_family == "money"
            and _is_of_investors(sentence)
        ):
            return found._replace(indicator="fdi_capital", because=f"{found.because}, of investors from abroad")
        return found if indicators()[found.indicator].alone else "capital, of what is not clear"
    return found._replace(
        indicator=companion, because=f"{found.because}, of the {indicators()[carried.indicator].label.lower()}"
    )


def _is_of_company(sentence: Sentence, mention: Mention) -> bool:
    """Whether a company stands beside the name: "the firm's exports", "xuất khẩu của công ty"."""
    if mention.first < 0:
        return False
    lexicon, tokens = sentence.lexicon, sentence.tokens
    owned = tokens[max(mention.first - 1, 0) : mention.first] == ["'s"]
    owner = tokens[max(mention.first - 3, 0) : mention.first - 1] if owned else []
    behind = tokens[mention.last : mention.last + 4]
    place = [match.last for match in lexicon.sides.find(behind[:1]) if match.value == "place"]
    return bool(lexicon.companies.present(owner) or (place and lexicon.companies.present(behind[1:])))


def _same_good(found: Meaning, told: Meaning | None) -> Meaning | str:
    """The good told last: "imports of this product"."""
    if indicators()[found.indicator].good or f"{found.indicator}_rice" not in indicators():
        return found
    if told and _is_good_of(told.indicator, found.indicator):
        return found._replace(indicator=told.indicator, because=f"{found.because}; good: the one told last")
    return UNKNOWN_GOOD


def _goes_on_about_a_good(sentence: Sentence, at: int, found: Meaning, told: Meaning | None) -> bool:
    """Whether bare "export earnings" may be those of the good that the sentence before told of."""
    mention = found.mention
    if mention.first < 0 or told is None or not _is_good_of(told.indicator, found.indicator) or not sentence.before:
        return False
    if not sentence.before[0].goods or sentence.goods or sentence.speaks_of_totals:
        return False
    start = sentence.clauses.index(sentence.clauses[mention.first])
    return "<area>" not in sentence.tokens[start : mention.last]


def _is_growth(sentence: Sentence, at: int) -> bool:
    """Whether a noun tells the change: "a growth rate of 8%"."""
    return bool(sentence.lexicon.growth.present(sentence.tokens[max(at - 6, 0) : at + 3]))


def _is_share_of_plan(sentence: Sentence, at: int) -> bool:
    return "fulfilment" in sentence.lexicon.shares.present(sentence.tokens[at + 1 : at + 7])


def _is_good_of(one: str, whole: str) -> bool:
    """Whether an indicator is the other one for a single good."""
    good = indicators()[one].good
    return bool(good) and one == f"{whole}_{good}"


def _is_change(quantity: Quantity) -> bool:
    return quantity.change in ("up", "down")


def _counted(sentence: Sentence, at: int, quantity: Quantity) -> Meaning | str:
    """The counted noun: "37 Japanese-invested projects"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    best: Mention | None = None
    for mention in sentence.indicators:
        between = tokens[at + 1 : mention.first]
        if (
            (mention.way == "counted")
            and (at < mention.first <= at + 1 + lexicon.gap or mention.first <= at < mention.last)
            and not any(
                token in lexicon.ends or token in ("<n>", "<time>", ",", ";", "(", ")", ".") for token in between
            )
            and "count" in indicators()[mention.code].ranges
            and sentence.has_beside(at, mention)
            and (best is None or _specific(mention) > _specific(best))
        ):
            best = mention
    if best is None or (_is_actor(sentence, at, best)):
        return "no indicator"
    return Meaning(best.code, best, f"indicator: “{_words(sentence, best)}” after the number")


def _is_actor(sentence: Sentence, at: int, mention: Mention) -> bool:
    """Whether enterprises do something, so that there may be more of them: "41 companies signed contracts"."""
    indicator = indicators()[mention.code]
    if (indicator.category, indicator.kind) != ("business", "stock"):
        return False
    start = sentence.clauses.index(sentence.clauses[at])
    first = not any(token.isalpha() and token not in sentence.lexicon.ends for token in sentence.tokens[start:at])
    following = sentence.tokens[mention.last] if mention.last < len(sentence.tokens) else ""
    return first and following.isalpha() and following not in sentence.lexicon.exist


def _specific(mention: Mention) -> tuple[int, bool]:
    """The longer phrase, then the indicator that needs other words, here or beside, and has them."""
    return (mention.last - mention.first, mention.needy or mention.marked)


def _fits(code: str, unit_family: str, relative: bool) -> str:
    """The indicator itself if the unit fits, its companion if that one's does, or ""."""
    indicator = indicators()[code]
    if relative:
        return "" if indicator.levels_only else code
    if unit_family in indicator.ranges:
        return code
    companion = (indicator.companions or {}).get(unit_family, "")
    return companion if companion and unit_family in indicators()[companion].ranges else ""


def _after(sentence: Sentence, at: int, unit_family: str, relative: bool) -> Meaning | None:
    """The words behind the figure: "US$15 billion in registered capital", "15 tỷ USD vốn đăng ký"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    behind = _behind(sentence, at, unit_family)
    for mention in sentence.indicators:
        if (
            mention.way != "names"
            or not behind <= mention.first <= behind + 3
            or sentence.clauses[mention.first] != sentence.clauses[at]
        ):
            continue
        between = tokens[behind : mention.first]
        linked = lexicon.attached.find(between)
        words = len(between) - sum(match.last - match.first for match in linked)
        loose = [token for token in between if token in lexicon.ends and not linked]
        if (
            words > (ADJECTIVES if not linked and unit_family == "money" else 1)
            or loose
            or any(token in ("<n>", "<time>", ",", ".", "<area>", "(") for token in between)
            or (between and not linked and (unit_family != "money" or not lexicon.gap))
            or any(item.written[:1].isupper() for item in sentence.items[behind : mention.first])
        ):
            continue
        code = _fits(mention.code, unit_family, relative)
        if code:
            return Meaning(code, mention, f"indicator: “{_words(sentence, mention)}” after the figure")
    return None


def _behind(sentence: Sentence, at: int, unit_family: str) -> int:
    """The item behind a figure and what restates it in a bracket; for a length, behind its cost too: "the 60km,
    $5m road"."""
    tokens = sentence.tokens
    if tokens[at + 1 : at + 4] == ["(", "<n>", ")"] and unit_family == "money":
        return at + 4
    if tokens[at + 1 : at + 3] == [",", "<n>"] and unit_family == "length":
        return at + 3
    return at + 1


def _before(sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None) -> Meaning | None:
    """The nearest words before the figure in its clause that fit its unit."""
    of_something = unit_family == "money" and not relative and _is_of_something(sentence, at)
    for mention in reversed(sentence.indicators):
        if mention.last > at or at - mention.last > FAR or sentence.clauses[mention.last - 1] != sentence.clauses[at]:
            continue
        if mention.way == "counted" and not _is_counted(sentence, mention):
            continue
        if relative and not sentence.has_beside(mention.first, mention):
            continue
        if _is_owing(sentence, mention) and (relative or "<n>" in sentence.tokens[mention.last : at]):
            continue
        if indicators()[mention.code].behind or (of_something and mention.code not in OWED):
            continue
        if relative and _is_of_other_figure(sentence, mention):
            continue
        code = _fits(mention.code, unit_family, relative)
        if code:
            if relative and carried and carried.mention[2:4] == mention[2:4] and not carried.owner:
                code = carried.indicator  # of all that the words may name, what they named before
            owing = _is_owing(sentence, mention) and _is_unknown_debtor(sentence, mention)
            companion = "" if code == mention.code else f", so {indicators()[code].label.lower()}"
            return Meaning(
                code,
                mention,
                f"indicator: “{_words(sentence, mention)}” before the figure{companion}",
                carried=bool(companion),
                owner="a company" if owing else "",
            )
    return None


def _is_of_other_figure(sentence: Sentence, mention: Mention) -> bool:
    """Whether the words stand right behind a figure that they cannot count: "9,000 cars were handled, up 4%"."""
    for item in reversed(sentence.items[max(mention.first - 4, 0) : mention.first]):
        if item.token in (",", ";", "("):
            return False
        if isinstance(item.thing, Quantity):
            unit_family = family(item.thing.unit)
            return unit_family not in RELATIVE and not _fits(mention.code, unit_family, relative=False)
    return False


def _reached(
    sentence: Sentence, at: int, quantity: Quantity, unit_family: str, carried: Meaning | None
) -> Meaning | None:
    """The level that the change right before it led to: "capital pledged rose 5% to 30 million"."""
    before = sentence.items[max(at - 8, 0) : at]
    if carried is None or quantity.change not in ("up_to", "down_to") or carried.mention.first < 0:
        return None
    changed = next((item.thing for item in reversed(before) if isinstance(item.thing, Quantity)), None)
    last = max((place for place, item in enumerate(before) if item.token in ("<n>", ",", ";")), default=-1)
    if changed is None or not _is_change(changed) or before[last].token != "<n>":
        return None
    if not (code := _fits(carried.indicator, unit_family, relative=False)) or code != carried.indicator:
        return None
    label = indicators()[code].label.lower()
    because = f"indicator: {label}, which the change led to"
    return carried._replace(because=because, carried=False, share=False, measure="", growth=False)


def _of_number(sentence: Sentence, at: int, relative: bool, carried: Meaning | None) -> Meaning | None:
    """The change of the number of what was counted before: "tăng 9% về số doanh nghiệp"."""
    if carried is None or not relative:
        return None
    behind = sentence.tokens[at + 1 : at + 6]
    if not any(match.first == 0 for match in sentence.lexicon.numbers.find(behind)):
        return None
    whole = next((code for code in (carried.indicator,) if "count" in indicators()[code].ranges), "")
    counted = whole or next(
        (
            code
            for code, one in indicators().items()
            if carried.indicator in (one.companions or {}).values() and "count" in one.ranges
        ),
        "",
    )
    if not counted:
        return None
    because = f"indicator: {indicators()[counted].label.lower()}, by their number"
    return carried._replace(indicator=counted, because=because, carried=True, share=False, measure="", growth=False)


def _is_owing(sentence: Sentence, mention: Mention) -> bool:
    """Whether it is a verb that tells who owes: what stands further off is not owed."""
    return mention.code in OWED and bool(sentence.lexicon.owes.present(sentence.tokens[mention.first : mention.last]))


def _is_unknown_debtor(sentence: Sentence, mention: Mention) -> bool:
    """Whether somebody who is no area owes: "Acme, which owes 4 million"."""
    before = [
        item for item in sentence.items[max(mention.first - OPENING, 0) : mention.first] if item.written.isalnum()
    ]
    return any(is_unknown_name(item) and len(item.written) > 3 for item in before[-2:]) and not any(
        item.token == "<area>" for item in before
    )


def _is_of_something(sentence: Sentence, at: int) -> bool:
    """Whether what is behind the amount says what it is: "70 billion in fresh bonds"."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1] not in lexicon.links:
        return False
    following = tokens[at + 2]
    named = any(at < ware.first <= at + 4 for ware in sentence.goods)
    return following.isalpha() and following not in lexicon.empty and following not in lexicon.ends and not named


def _is_counted(sentence: Sentence, mention: Mention) -> bool:
    """Words that count only after a number stand after one."""
    return "<n>" in sentence.tokens[max(mention.first - 4, 0) : mention.first]


def _carried(sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None) -> Meaning | None:
    """A change goes with the figure before it; so does an amount in a list of partners."""
    if carried is None:
        return None
    clause = sentence.clauses[at]
    if not relative and is_compared(sentence, at) and (code := _fits(carried.indicator, unit_family, relative)):
        because = f"indicator: {indicators()[code].label.lower()}, as of the figure compared with it"
        return Meaning(code, carried.mention, because, carried=True)
    other = [
        mention
        for mention in sentence.indicators
        if mention.way == "names" and sentence.clauses[mention.first] == clause and mention.last <= at
    ]
    if other or (carried.ranked and not relative) or (relative and _is_of_a_part(sentence, at)):
        return None
    if relative and _is_of_another(sentence, at):
        return None
    if not relative:
        # "..., trị giá khoảng 31 triệu USD": the same by value; or the next partner in a list.
        start = sentence.clauses.index(clause)
        told = (
            sentence.lexicon.aspects.present(sentence.tokens[start:at])
            or sentence.is_ranking
            or partner_follows(sentence, at)
            or (unit_family in (indicators()[carried.indicator].companions or {}) and _stands_with(sentence, at))
        )
        before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=0)
        good = indicators()[carried.indicator].good
        if any(before < ware.first < at and ware.value != good for ware in sentence.goods):
            return None  # the next in a list of goods
        code = _fits(carried.indicator, unit_family, relative) if told else ""
        if not code:
            return None
        carried = carried._replace(indicator=code)
    because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure before it"
    return carried._replace(because=because, carried=True, ranked=False, share=False, measure="", growth=False)


def _stands_with(sentence: Sentence, at: int) -> bool:
    """Whether "with" stands right before the amount: "130 projects with 5 million"."""
    before = sentence.tokens[max(at - 1, 0) : at]
    return "with" in sentence.lexicon.sides.present(before)


def _again(sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None) -> Meaning | None:
    """The same of another partner: "exports to Peru rose 5%, while those to Chile fell 3%"."""
    if carried is None or carried.share or not indicators()[carried.indicator].counterpart:
        return None
    clause = sentence.clauses[at]
    for match in reversed(sentence.again):
        if (
            match.last > at
            or sentence.clauses[match.first] != clause
            or "<area>" not in sentence.tokens[match.last : at]
        ):
            continue
        if code := _fits(carried.indicator, unit_family, relative):
            words = sentence.words(match.first, match.last)
            mention = Mention("names", code, match.first, match.last)
            return Meaning(code, mention, f"indicator: “{words}”, {indicators()[code].label.lower()} as before it")
    return None


def is_compared(sentence: Sentence, at: int) -> bool:
    """Whether another figure is compared with this one, and its own time tells why: "against 33 million in 2022"."""
    tokens, base_words = sentence.tokens, sentence.lexicon.compared
    if "<n>" not in tokens[:at] or "<time>" not in tokens[at + 1 : at + 5]:
        return False
    behind = tokens[at + 1 : at + 1 + tokens[at + 1 : at + 5].index("<time>")]
    ends = {match.last for match in base_words.find(tokens[max(at - 5, 0) : at])}
    skipped = at
    while skipped > 0 and tokens[skipped - 1] in sentence.lexicon.base_fill:
        skipped -= 1
    offset = max(at - 5, 0)
    return any(end + offset in range(skipped, at + 1) for end in ends) and not {"<n>", ",", ";"} & set(behind)


def _valued(sentence: Sentence, at: int, unit_family: str, relative: bool) -> Meaning | None:
    """The name in the clause before: "Japan is the largest market for our exports, with a value of ..."."""
    clause = sentence.clauses[at]
    start = sentence.clauses.index(clause)
    named = any(mention.way == "names" and start <= mention.first < at for mention in sentence.indicators)
    if relative or named or "value" not in sentence.lexicon.aspects.present(sentence.tokens[start:at]):
        return None
    for mention in reversed(sentence.indicators):
        if mention.way == "names" and mention.last <= start and (code := _fits(mention.code, unit_family, relative)):
            return Meaning(code, mention, f"indicator: “{_words(sentence, mention)}” in the clause before")
    return None


def _is_of_a_part(sentence: Sentence, at: int) -> bool:
    """Whether the change's clause has words of its own: "output grew 9%, with the paper industry up 12%"."""
    # What a bracket adds to a figure goes with it: "62% of the plan (9 billion), up 4%".
    before = max((place for place in range(at) if _is_outside(sentence, place)), default=-1)
    if before < 0 or sentence.clauses[before] == sentence.clauses[at] or sentence.tokens[at - 1] == "(":
        return False
    start = sentence.clauses.index(sentence.clauses[at])
    own = [token for token in sentence.tokens[start:at] if token.isalpha() and token not in sentence.lexicon.ends]
    if sentence.is_part_clause(start, at):
        return True
    return len(own) > 3


def _is_outside(sentence: Sentence, place: int) -> bool:
    """Whether a figure stands at this item, and not right behind a bracket's opening."""
    return sentence.tokens[place] == "<n>" and (place == 0 or sentence.tokens[place - 1] != "(")


def _is_of_another(sentence: Sentence, at: int) -> bool:
    """Whether something else is told of behind a semicolon: "farming grew 3%; mining 5%"."""
    tokens, ends = sentence.tokens, sentence.lexicon.ends
    before = max((place for place in range(at) if tokens[place] in (";", "<n>")), default=-1)
    if before < 0 or tokens[before] != ";":
        return False
    return sum(token.isalpha() and token not in ends for token in tokens[before + 1 : at]) > 1


def partner_follows(sentence: Sentence, at: int) -> str:
    """Whether an area follows the figure as its ``origin`` or ``destination``, or "": "9,000 tonnes bought from
    Peru"."""
    tokens = sentence.tokens[at + 1 : at + 5]
    if "<area>" not in tokens:
        return ""
    before = tokens[: tokens.index("<area>")]
    sides = {"destination", "origin"} & sentence.lexicon.sides.present(before)
    return sides.pop() if len(sides) == 1 and "<n>" not in before else ""


def _ranked(
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
                (one for one in known if _whole(one.indicator) in ranked),
                key=lambda one: ranked.index(_whole(one.indicator)),
            )
        for meaning in known:
            if whole_again and indicators()[meaning.indicator].good:
                meaning = meaning._replace(indicator=_whole(meaning.indicator))
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
    whole = _whole(told.indicator)
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


def _whole(code: str) -> str:
    """The indicator of all goods that one of a single good belongs to, or the code itself."""
    good = indicators()[code].good
    return code.removesuffix(f"_{good}") if good else code


def _of_base(sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None) -> Meaning | None:
    """The level of the time that a change is measured from, in a bracket behind it: "up 2% on 2020 (2.1 billion)"."""
    if carried is None or relative or sentence.tokens[max(at - 2, 0) : at] != ["<time>", "("]:
        return None
    code = _fits(carried.indicator, unit_family, relative)
    label = indicators()[code].label.lower() if code else ""
    words = f"indicator: {label}, as of the figure before it"
    return carried._replace(indicator=code, because=words, carried=True, measure="") if code else None


def _in_bracket(sentence: Sentence, at: int, unit_family: str) -> Meaning | None:
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
    words = f"indicator: “{_words(sentence, named[-1])}” before a list of partners"
    return Meaning(named[-1].code, named[-1], words, growth=True)


def partner_in_bracket(sentence: Sentence, at: int) -> bool:
    """Whether the figure stands right behind an area, in a bracket: "Peru (35%)"."""
    opening = at - 1 - (sentence.tokens[at - 1 : at] == ["+"])
    return opening > 0 and sentence.tokens[opening - 1 : opening + 1] == ["<area>", "("]


def _listed(sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None) -> Meaning | None:
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


def _in_same_unit(sentence: Sentence, at: int, unit_family: str, same_unit: Meaning | None) -> Meaning | None:
    """The indicator told before in a unit that hardly anything else is told in: "12 million dollars a kilometre"."""
    if same_unit is None or unit_family not in TELLING:
        return None
    before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=-1)
    if before >= 0 and any(is_unknown_name(item) for item in sentence.items[before + 1 : at]):
        return None  # the next in a list of areas, one that no table has
    label = indicators()[same_unit.indicator].label.lower()
    return Meaning(same_unit.indicator, NOWHERE, f"indicator: {label}, told before in the same kind of unit")


def _unfit(sentence: Sentence, at: int, unit_family: str, relative: bool) -> str:
    clause = sentence.clauses[at]
    near = [
        mention
        for mention in sentence.indicators
        if mention.way == "names" and sentence.clauses[mention.first] == clause and abs(mention.first - at) <= FAR
    ]
    unfit = near and not any(_fits(mention.code, unit_family, relative) for mention in near)
    return "unit does not fit" if unfit else "no indicator"


def _words(sentence: Sentence, mention: Mention) -> str:
    return sentence.words(mention.first, mention.last)


# --- goods ----------------------------------------------------------------------------------------------------------


def _of_good(sentence: Sentence, at: int, quantity: Quantity, meaning: Meaning) -> Meaning | str:
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
    for ware in wares:
        if _goes_with(sentence, at, quantity, mention, ware):
            return _good(sentence, meaning, ware.value, ware.first, ware.last)
    if _within_a_story_of(sentence, mention, [ware.first for ware in wares]):
        return UNKNOWN_GOOD
    if family(quantity.unit) == "mass" and not _is_change(quantity):
        named = {ware.value for ware in wares}
        if indicator.category == "production" and len(named) <= 1:
            return _of_story(sentence, meaning, named)
        return WEIGHT
    between = any(mention.last <= ware.first < at for ware in wares)
    if between and not _is_change(quantity) and not lexicon.totals.present(tokens[mention.last : at]):
        return UNKNOWN_GOOD  # "imported fruit, of which durian worth 3 billion"
    if "mass" in family(quantity.unit).split("/") and not indicator.goods_only:
        return UNKNOWN_GOOD  # a price per tonne
    if not _is_change(quantity) and _good_follows(sentence, at):
        return UNKNOWN_GOOD
    if indicator.goods_only:
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


def _in_story(
    sentence: Sentence, quantity: Quantity, named: Meaning, found: Meaning | str, story: str
) -> Meaning | str:
    """Bare "exports" in the story of a good are those of the good; not where all exports or a country's are told."""
    mention, code = named.mention, f"{named.indicator}_{story}"
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
    if mention.first - 3 <= ware.last <= mention.first:
        between.append(sentence.tokens[ware.last : mention.first])
    if mention.last <= ware.first <= mention.last + 2:
        between.append(sentence.tokens[mention.last : ware.first])
    if family(quantity.unit) == "mass" and at < ware.first <= at + 4:
        between.append(sentence.tokens[at + 1 : ware.first])
    return any(not any(token in ("<n>", ",", ";", "(", ")", "<time>") for token in one) for one in between)


#: Why a figure about rubber ducks does not measure all exports.
UNKNOWN_GOOD = "one good that the table of goods lacks"


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
    if open_to_goods and before.isalpha() and before not in lexicon.whole_before:
        return False
    after = mention.last
    if lexicon.whole_links:
        if after >= len(tokens) or tokens[after] not in lexicon.whole_links:
            return True
        after += 1
    following = tokens[after] if after < len(tokens) else ""
    return not following.isalpha() or following in lexicon.whole_after or after >= at


# --- levels, changes, shares ----------------------------------------------------------------------------------------


def find_measure(
    sentence: Sentence, at: int, quantity: Quantity, indicator: Indicator, meaning: Meaning
) -> tuple[str, str] | str:
    """``level``, ``yoy``, ``mom``, ``qoq``, ``change`` (its base is not said) or ``share`` and the rule, or a reason.

    Growth of a quantity by weight or number, told beside its growth by value, is ``yoy_volume`` and so on.
    """
    lexicon = sentence.lexicon
    unit_family = family(quantity.unit)
    if meaning.share:
        return "share", "measure: a share of the whole"
    if meaning.growth:
        return _change(sentence, at)
    if meaning.measure == "share_of_plan":
        return meaning.measure, "measure: a share of what was planned"
    if meaning.measure == "share_of_gdp":
        return meaning.measure, "measure: a share of GDP"
    if meaning.measure:
        return meaning.measure, "measure: a share of it, of something that the words tell"
    if "share" in lexicon.shares.present(sentence.tokens[max(at - 3, 0) : at]) and unit_family in RELATIVE:
        return "a share, of what is not clear"
    if quantity.change in ("up_from", "down_from") and "<time>" not in sentence.tokens[at + 1 : at + 4]:
        return "the level before a change"
    tokens = sentence.tokens
    ahead = tokens[at + 1 : at + 7]
    behind = tokens[max(at - 8, 0) : at]
    if "excess" in lexicon.shares.present(behind):
        return "measured against a plan"
    if unit_family == "difference" and not ({"percent", "difference"} & indicator.ranges.keys()):
        return "a change of a share"
    if _is_change(quantity) and not (unit_family not in RELATIVE and _is_in_name(sentence, quantity, meaning.mention)):
        return _change(sentence, at)
    if unit_family not in RELATIVE:
        return "level", ""
    behind = behind[-5:]
    if lexicon.base_words.present(ahead[:2]) and unit_family not in indicator.ranges:
        return "measured against another figure"
    if "gdp_share" in lexicon.shares.present(ahead[:4]) and indicator.code != "gdp":
        return "share_of_gdp", "measure: a share of GDP"
    if unit_family in indicator.ranges:
        return "level", ""
    if "share" in lexicon.shares.present(behind):
        return "a share, of what is not clear"
    if _is_growth(sentence, at):
        return _change(sentence, at)
    return "a percentage of something else"


def _is_in_name(sentence: Sentence, quantity: Quantity, mention: Mention) -> bool:
    """Whether the words of change only name the indicator: "additional capital", "vốn tăng thêm"."""
    if mention.first < 0:
        return False
    first, last = sentence.items[mention.first].start, sentence.items[mention.last - 1].end
    return any(part == "change" and first <= start < last for part, start, _ in quantity.words)


def _change(sentence: Sentence, at: int) -> tuple[str, str]:
    bases = sentence.bases
    clause = sentence.clauses[at]
    near = [base for base in bases if sentence.clauses[base.first] == clause]
    near = near or [base for base in bases if base.first > at or base.first <= 1]
    if not near and len({base.value for base in bases}) == 1:
        near = bases  # one base for all changes of the sentence
    suffix = _aspect(sentence, at)
    if near:
        base = min(near, key=lambda one: (one.first < at, abs(one.first - at)))
        words = sentence.words(base.first, base.last)
        return base.value + suffix, f"measure: “{words}”"
    return "change" + suffix, "measure: a change, its base is not said"


def _aspect(sentence: Sentence, at: int) -> str:
    """The ending ``_volume`` where a change is one of weight or number and not of value."""
    lexicon, tokens = sentence.lexicon, sentence.tokens
    near = lexicon.aspects.find(tokens[at + 1 : at + 5]) or lexicon.aspects.find(tokens[max(at - 8, 0) : at])[-1:]
    if near:
        return "_volume" if near[0].value == "volume" else ""
    for item in reversed(sentence.items[max(at - 8, 0) : at]):
        if item.token == "<n>" and hasattr(item.thing, "unit"):
            unit = item.thing.unit  # type: ignore[union-attr]
            if family(unit) in ("mass", "containers", "volume"):
                return "_volume"
            if family(unit) == "money":
                return ""
    return ""


# --- plausibility ---------------------------------------------------------------------------------------------------


def is_plausible(quantity: Quantity, indicator: Indicator) -> bool:
    """Whether a level lies in the indicator's range; money is compared in US$ at a recent rate."""
    unit_family = family(quantity.unit)
    low, high = indicator.ranges[unit_family]
    factor = units().get(quantity.unit, ("", Decimal(1)))[1]
    if unit_family.startswith("money"):
        per_dollar = _per_dollar(quantity.unit.split("/")[0])
        if per_dollar is None:
            return True
        factor = 1 / per_dollar
    value = quantity.value * factor
    return low <= value <= high


def _per_dollar(currency: str) -> Decimal | None:
    from newsfigures.observations.rates import per_dollar

    return per_dollar(currency)
