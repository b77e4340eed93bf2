"""What a figure measures: the indicator that the words near it name, and whether it is a level, a change or a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsfigures.observations.rankings import find_listed, find_ranked, in_bracket, in_same_unit
from newsfigures.observations.senses import (
    ELSEWHERE,
    RELATIVE,
    SPANS,
    UNKNOWN_GOOD,
    Meaning,
    fitting,
    is_change,
    is_good_of,
    is_growth,
    words_of,
)
from newsfigures.observations.sentences import Mention, is_unknown_name
from newsfigures.observations.shares import find_part, find_share, is_share_of_plan, share_of_gdp, share_of_plan
from newsfigures.observations.wares import goes_on_about_a_good, same_good, with_good, with_good_before, with_story
from newsfigures.reference import family, indicators
from newsfigures.types import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.observations.sentences import Sentence
    from newsfigures.reference import Indicator

#: Categories whose figures may be what something is made for.
ABLE = frozenset(("tourism", "logistics", "production"))

#: How many words at most tell what kind it is, between an amount and its name: "a 3 million syndicated loan".
ADJECTIVES = 2

#: Within so many words before its verb stands who owes.
OPENING = 4

#: Indicators whose verbs stand before the amount, whatever it is owed in: "owes 5 million in bonds".
OWED = frozenset(("debt",))

#: How many words beside its name tell that a price is the world's.
BESIDE = 3

#: How far before its figure, in words, a name may stand within one clause.
FAR = 24


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
    relative = unit_family in RELATIVE and not share and (is_change(quantity) or is_growth(sentence, at))
    changed = (
        unit_family == "percent" and not relative and carried is not None and _is_change_compared(sentence, at, carried)
    )
    relative = relative or changed
    of_plan = unit_family in RELATIVE and is_share_of_plan(sentence, at)
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
            or in_bracket(sentence, at, unit_family)
            or _after(sentence, at, unit_family, loose)
            or _before(sentence, at, unit_family, loose, carried)
            or _again(sentence, at, unit_family, loose, carried)
            or _carried(sentence, at, unit_family, loose, carried)
            or _valued(sentence, at, unit_family, loose)
            or find_ranked(
                sentence, at, unit_family, loose, told, lately, whole_again=not story and sentence.opens_paragraph
            )
            or find_listed(sentence, at, unit_family, loose, carried)
            or in_same_unit(sentence, at, unit_family, same_unit)
            or _unfit(sentence, at, unit_family, loose)
        )
    if changed and carried is not None:
        because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure compared with it"
        found = Meaning(carried.indicator, carried.mention, because, carried=True, measure="change")
    if of_plan:
        found = share_of_plan(found, quantity)
    elif unit_family == "percent" and not relative and (of_gdp := share_of_gdp(sentence, at, carried)):
        found = of_gdp
    elif not isinstance(found, Meaning) and unit_family == "percent":
        found = find_share(sentence, at) or found
    if unit_family in ("percent", "ratio") and not relative and not of_plan:
        found = find_part(sentence, at, found, carried)
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
        return ELSEWHERE
    if isinstance(found, Meaning):
        of_good = with_good_before(sentence, at, found, carried) or with_good(sentence, at, quantity, found)
        found = with_story(sentence, quantity, found, of_good, story)
        if isinstance(found, Meaning) and carried and is_good_of(carried.indicator, found.indicator):
            return found._replace(
                indicator=carried.indicator, because=f"{found.because}; good: as of the figure before it"
            )
        if isinstance(found, Meaning) and sentence.speaks_of_same_good and not found.ranked:
            return same_good(found, told)
        if isinstance(found, Meaning) and goes_on_about_a_good(sentence, at, found, told):
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
            return not reached or level in RELATIVE or bool(fitting(found.indicator, level, relative=False))
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
    """Whether a company stands beside the name: "the firm's exports", "xuất khẩu của công ty"; not what a central bank
    sets for all."""
    if mention.first < 0 or mention.code == "policy_rate":
        return False
    lexicon, tokens = sentence.lexicon, sentence.tokens
    owned = tokens[max(mention.first - 1, 0) : mention.first] == ["'s"]
    owner = tokens[max(mention.first - 3, 0) : mention.first - 1] if owned else []
    behind = tokens[mention.last : mention.last + 4]
    place = [match.last for match in lexicon.sides.find(behind[:1]) if match.value == "place"]
    return bool(lexicon.companies.present(owner) or (place and lexicon.companies.present(behind[1:])))


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
    return Meaning(best.code, best, f"indicator: “{words_of(sentence, best)}” after the number")


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
        code = fitting(mention.code, unit_family, relative)
        if code:
            return Meaning(code, mention, f"indicator: “{words_of(sentence, mention)}” after the figure")
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
        code = fitting(mention.code, unit_family, relative)
        if code:
            if relative and carried and carried.mention[2:4] == mention[2:4] and not carried.owner:
                code = carried.indicator  # of all that the words may name, what they named before
            owing = _is_owing(sentence, mention) and _is_unknown_debtor(sentence, mention)
            companion = "" if code == mention.code else f", so {indicators()[code].label.lower()}"
            return Meaning(
                code,
                mention,
                f"indicator: “{words_of(sentence, mention)}” before the figure{companion}",
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
            return unit_family not in RELATIVE and not fitting(mention.code, unit_family, relative=False)
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
    if changed is None or not is_change(changed) or before[last].token != "<n>":
        return None
    if not (code := fitting(carried.indicator, unit_family, relative=False)) or code != carried.indicator:
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
    if not relative and is_compared(sentence, at) and (code := fitting(carried.indicator, unit_family, relative)):
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
            or _is_told_of_another_time(sentence, at, start, unit_family)
        )
        before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=0)
        good = indicators()[carried.indicator].good
        if any(before < ware.first < at and ware.value != good for ware in sentence.goods):
            return None  # the next in a list of goods
        code = fitting(carried.indicator, unit_family, relative) if told else ""
        if not code:
            return None
        carried = carried._replace(indicator=code)
    because = f"indicator: {indicators()[carried.indicator].label.lower()}, as of the figure before it"
    return carried._replace(because=because, carried=True, ranked=False, share=False, measure="", growth=False)


def _is_told_of_another_time(sentence: Sentence, at: int, start: int, unit_family: str) -> bool:
    """Whether a clause behind a semicolon only names another time: "in 2023 it was 4 million; in 2024 6 million"."""
    tokens = sentence.tokens
    if start <= 0 or ";" not in tokens[start - 1 : start + 1] or "<time>" not in tokens[start : start + OPENING]:
        return False
    before = max((place for place in range(start) if tokens[place] == "<n>"), default=-1)
    first = next((item.thing for item in sentence.items[:start] if isinstance(item.thing, Quantity)), None)
    return (
        before >= 0
        and isinstance(first, Quantity)
        and family(first.unit) == unit_family
        and not {"<area>", "<part>", "<n>"} & set(tokens[start:at])
    )


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
        if code := fitting(carried.indicator, unit_family, relative):
            words = sentence.words(match.first, match.last)
            mention = Mention("names", code, match.first, match.last)
            return Meaning(code, mention, f"indicator: “{words}”, {indicators()[code].label.lower()} as before it")
    return None


def _is_change_compared(sentence: Sentence, at: int, carried: Meaning) -> bool:
    """Whether a change is compared with this one of another time: "grew 5%, faster than the 4% posted in May"."""
    before = max((place for place in range(at) if sentence.tokens[place] == "<n>"), default=-1)
    quantity = sentence.items[before].thing if before >= 0 else None
    if "percent" in indicators()[carried.indicator].ranges or not isinstance(quantity, Quantity):
        return False
    changes = is_change(quantity) or (family(quantity.unit) == "percent" and carried.measure == "change")
    return changes and is_compared(sentence, at)


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
        if mention.way == "names" and mention.last <= start and (code := fitting(mention.code, unit_family, relative)):
            return Meaning(code, mention, f"indicator: “{words_of(sentence, mention)}” in the clause before")
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


def _of_base(sentence: Sentence, at: int, unit_family: str, relative: bool, carried: Meaning | None) -> Meaning | None:
    """The level of the time that a change is measured from, in a bracket behind it: "up 2% on 2020 (2.1 billion)"."""
    if carried is None or relative or sentence.tokens[max(at - 2, 0) : at] != ["<time>", "("]:
        return None
    code = fitting(carried.indicator, unit_family, relative)
    label = indicators()[code].label.lower() if code else ""
    words = f"indicator: {label}, as of the figure before it"
    return carried._replace(indicator=code, because=words, carried=True, measure="") if code else None


def _unfit(sentence: Sentence, at: int, unit_family: str, relative: bool) -> str:
    clause = sentence.clauses[at]
    near = [
        mention
        for mention in sentence.indicators
        if mention.way == "names" and sentence.clauses[mention.first] == clause and abs(mention.first - at) <= FAR
    ]
    unfit = near and not any(fitting(mention.code, unit_family, relative) for mention in near)
    return "unit does not fit" if unfit else "no indicator"
