"""Quantities that belong together: amounts restated in another unit, lists that share a unit, amounts compared."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from newsfigures.quantities.exclusions import DASHES, skip_no_quantity, skip_plain_date
from newsfigures.quantities.qualifiers import (
    CLAUSE_ENDS,
    POINTS,
    before_fillers,
    direct_change,
    qualify,
    reached_level,
)
from newsfigures.quantities.ranges import lacks_scale, places, read_high_end, span_range, stands_alone, tells_change
from newsfigures.quantities.readings import Reading, read, read_rates

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.texts import Text

#: The longest way from an amount to its restatement: "(equivalent to about".
BETWEEN_DUALS = 6
#: The longest way between two parallel numbers: "and sold at".
BETWEEN_PARALLELS = 4
MILLIONS = 6
#: The longest way from a comparison to its number: "from a revised".
BETWEEN_COMPARED = 4
#: Kinds of units that are compared with a bare number.
LENDING = frozenset(("money", "measure", "share"))
#: How the owner of a number ends: "January's 129 million".
OWNED = ("'s", "’s")
#: What ends a list of changes that go the same way: rose 5% and 7%.
LIST_ENDS = frozenset((",", ".", ";", ")", ""))
#: The longest way from a quantity to a number that shares its unit.
LONGEST_GAP = 30


def read_all(text: Text, lexicon: Lexicon) -> list[Reading]:
    """The quantities of a text, in order."""
    numeric = lexicon.number_words
    # Digits come before the letters, those of other scripts, as full-width ones, after them. What is true of most words
    # is asked first.
    starts = [
        i
        for i, word in zip(range(text.size), text.words, strict=False)
        if (word < ":" and word >= "0") or word in numeric or (word > "\u0660" and word[0].isdecimal())
    ]
    if lexicon.articles:
        words, articles, followers = text.words, lexicon.articles, lexicon.after_articles
        starts = [i for i in starts if words[i] not in articles or words[i + 1] in followers]
    if not starts:
        return []
    found: list[Reading] = []
    done = 0
    for i in starts:
        if i >= done:
            reading, done = _read_one(text, i, lexicon, done)
            if reading:
                found.append(reading)
    if not found:
        return []
    for after, before in pairwise(reversed(found)):
        _share_units(text, before, after, lexicon)
        _share_units_back(text, before, after, lexicon)
    _share_scales(text, found, lexicon)
    _share_units_forward(text, found, lexicon)
    _share_units_compared(text, found, lexicon)
    _lend_currencies(text, found, lexicon)
    found = [reading for reading in found if reading.kind or not reading.is_weak or reading.counted]
    for reading in found:
        reached_level(text, reading, lexicon)
    for before, after in pairwise(found):
        _share_qualifiers(text, before, after, lexicon)
    return found


def _read_one(text: Text, i: int, lexicon: Lexicon, done: int) -> tuple[Reading | None, int]:
    """The quantity whose number starts with word ``i``, and the word to go on with."""
    if date := skip_plain_date(text, i, lexicon):
        return None, date
    reading = read(text, i, lexicon, done)
    if reading is None:
        return None, done
    if skip := skip_no_quantity(text, reading, lexicon):
        return None, max(skip, i + 1)
    qualify(text, reading, lexicon)
    direct_change(text, reading, lexicon)
    if high := read_high_end(text, reading, lexicon):
        span_range(reading, high)
        read_rates(text, reading, lexicon)
        reading.is_weak = high.is_weak and not high.kind
        direct_change(text, reading, lexicon)
    elif not (stands_alone(reading, lexicon) or _leads_from_to(text, reading, lexicon)):
        if not _precedes_measure(text, reading.number.stop, lexicon):
            return None, reading.number.stop
        reading.is_weak = True
    return reading, reading.stop


def _leads_from_to(text: Text, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a number in words is where a change comes from or leads to: raised the trains FROM TWO TO SIX."""
    words, first, stop = text.words, reading.number.first, reading.number.stop
    if words[first - 1] in lexicon.range_from:
        to = lexicon.range_between.starting(words, stop)
        is_pair, opening = to is not None and words[to[0]] in lexicon.number_words, first - 1
    else:
        is_pair, opening = words[first - 2] in lexicon.number_words, first - 3
        is_pair = is_pair and opening >= 0 and words[opening] in lexicon.range_from and words[first - 1].isalpha()
        is_pair = is_pair and lexicon.range_between.starting(words, first - 1) is not None
    return is_pair and reading.number.value > 1 and tells_change(text, opening, lexicon)


def _precedes_measure(text: Text, stop: int, lexicon: Lexicon) -> bool:
    """Whether a number word is the first of two in a list that share a unit: FIVE and 10 years."""
    words = text.words
    is_list = words[stop] in lexicon.lists and words[stop].isalpha() and words[stop + 1].isdecimal()
    return is_list and lexicon.units.starting(text, stop + 2) is not None


# --- what neighbours share -------------------------------------------------------------------------------------------


def _share_units(text: Text, before: Reading, after: Reading, lexicon: Lexicon) -> None:
    """Links an amount and its restatement, or gives a unit back along a list."""
    gap = text.words[before.stop : after.start]
    if not 0 < len(gap) <= BETWEEN_DUALS:
        return
    if (
        before.loose_noun
        and not (before.kind or before.counted)
        and len(gap) == 2
        and gap[1] != ","
        and gap[1] in lexicon.lists
    ):
        _, _, noun = after.counted.rpartition(" ")
        before.counted = f"{gap[0]} {noun}" if noun else ""  # 10 underground and one elevated station
    link = text.words[
        before.stop : min((first for part, first, _ in after.parts if part == "bound"), default=after.start)
    ]
    in_list = 0 < len(link) <= 2 and all(
        word in lexicon.lists or word in DASHES or lexicon.range_between.starting([word], 0) for word in link
    )
    if after.kind == "share" and before.number.zeros >= MILLIONS and not before.kind:
        return  # from 1.8 billion or 2.5 percent
    if before.kind and before.unit == after.unit and len(gap) == 1 and lexicon.range_between.starting(gap, 0):
        before.rate = before.rate or after.rate  # from $9 to $11 an hour
    elif before.kind == after.kind and before.unit != after.unit:
        if before.kind in ("money", "measure") and _restates(gap, lexicon):
            if (before.value < 0) != (after.value < 0):
                return
            after.restates = before
            _share_rate_behind(text, before, after, lexicon)
        elif in_list and after.unit.startswith(before.unit + "/"):
            before.unit = after.unit  # from $3 to $4 a kilo
    elif in_list and (gap != [","] or after.borrows) and not (before.kind or before.counted or before.high):
        # 3, 5 and 8 billion dollars: a comma goes on with a list, but does not make one
        before.unit, before.kind, before.counted = after.unit, after.kind, after.counted
        before.value, before.size, before.borrows = before.value * after.size, after.size, True
        before.rate = before.rate or after.rate
        if lacks_scale(before, after) and before.number.bare < 1000:
            before.value, before.number.zeros = before.value.scaleb(after.number.zeros), after.number.zeros
    elif not before.kind and after.kind == "money" and before.number.zeros:
        hit = lexicon.part_of.starting(text.words, before.stop)
        if hit and hit[0] == after.start:  # 30 million of the 2.6 billion euros
            before.unit, before.kind, before.counted = after.unit, after.kind, ""


def _share_units_forward(text: Text, found: list[Reading], lexicon: Lexicon) -> None:
    """Gives a unit on to a parallel number: "the dearest sells at 84.5 cents, while the cheapest costs 71.8".

    It has decimals, and as many as the last measure, amount or score before it in the clause, and is at most twice as
    large or small; or it is the level that this one leads to or comes from: "rose 12 points to 845"; or both are in
    millions: "A loaded 4 million tonnes, while B ended with 1.2 million". No noun can stand behind it.
    """
    giver: Reading | None = None
    for reading in found:
        if reading.kind in ("money", "measure", "time") or reading.unit == "point":
            giver = reading
        elif giver and not (reading.kind or reading.counted or reading.high or reading.number.in_words):
            following = text.words[reading.stop]
            if following[:1].isalnum() and following not in lexicon.not_counted:
                continue
            printed, own = places(giver), places(reading)
            alike = giver.number.bare < 2 * reading.number.bare < 4 * giver.number.bare
            gap = text.words[giver.stop : min(reading.start, giver.stop + LONGEST_GAP)]
            before = text.words[before_fillers(text, reading, lexicon) - 1]
            leads = giver.change in ("up", "down")
            is_level = leads and (before in lexicon.change_to or before in lexicon.change_from)
            is_level = is_level and lexicon.clauses.isdisjoint(gap)
            alike = alike and giver.kind != "time"
            is_near = reading.start < giver.stop + LONGEST_GAP and CLAUSE_ENDS.isdisjoint(gap)
            in_millions = giver.kind == "measure" and giver.number.zeros == reading.number.zeros >= MILLIONS
            is_parallel = in_millions and not giver.high and not lexicon.clauses.isdisjoint(gap)
            if is_near and ((own and own == printed and alike) or is_level or is_parallel):
                reading.unit, reading.kind = giver.unit.partition("/")[0], giver.kind
                if own <= printed:  # 3 cents to 150; but 3 cents to 1.25 is in dollars
                    reading.value *= giver.size
                reading.parts += [part for part in giver.parts if part[0] == "unit"]


def _share_units_compared(text: Text, found: list[Reading], lexicon: Lexicon) -> None:
    """Gives a unit on to a bare number that the amount before it is compared with: "52 million tonnes, against 48
    million in 2022", "from January's 48 million", "to 4.3% from 10.2".

    It is in millions, as the amount is, or stands right behind it but for the words that compare.
    """
    giver: Reading | None = None
    amount: Reading | None = None
    lent: Reading | None = None
    for reading in found:
        if giver and giver.unit.startswith(f"{reading.unit}/") and _goes_on_from(text, giver, reading, lexicon):
            reading.unit = giver.unit  # to 10 tonnes a hectare from 6 tonnes
            hit = lexicon.against.starting(text.words, giver.stop + (text.words[giver.stop] == ","))
            reading.inner_start = hit[0] if hit else reading.inner_start
        if reading.kind in LENDING:
            giver, amount, lent = reading, amount if reading.kind == "share" else reading, None
        elif giver and not (reading.kind or reading.counted or reading.high or reading.number.in_words):
            following, at = text.words[reading.stop], before_fillers(text, reading, lexicon)
            in_millions = amount is not None and amount.number.zeros >= MILLIONS <= reading.number.zeros
            is_balance = in_millions and following in lexicon.balances
            if following[:1].isalnum() and following not in lexicon.not_counted and not is_balance:
                continue
            for _ in range(BETWEEN_COMPARED):
                if lexicon.against.ending(text.words, at) or not _is_filled(text.words, at - 1, lexicon):
                    break
                at -= 1
            hit = lexicon.against.ending(text.words, at)
            lender = amount if amount and in_millions else giver
            between = text.words[lender.stop : hit[0]] if hit else [";"]
            if (
                lent
                and not hit
                and text.words[at - 1] in lexicon.lists
                and reading.start < lent.stop + LONGEST_GAP // 3
            ):
                between = text.words[lent.stop : at]  # against 3 million a year ago AND 2 million in May
            elif amount and text.words[amount.stop : reading.start] == [","] and reading.change in ("up", "down"):
                between = [","]  # 70 million tonnes, 20 million less than expected
                at = reading.inner_start
            is_next = giver.number.zeros == reading.number.zeros and giver.stop <= at <= giver.stop + BETWEEN_COMPARED
            is_next = is_next and all(word == "," or word in lexicon.not_counted for word in between)
            is_next = is_next and not (giver.kind == "share" and giver.change in ("up", "down"))
            if CLAUSE_ENDS.isdisjoint(between) and (in_millions or is_next):
                reading.unit = lender.unit.partition("/")[0] if in_millions else lender.unit
                reading.kind, lent = lender.kind, reading
                reading.inner_start = at
                reading.value *= lender.size
                reading.parts += [part for part in lender.parts if part[0] == "unit"]


def _goes_on_from(text: Text, giver: Reading, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether nothing stands between two amounts but the words that compare them."""
    first = giver.stop + (text.words[giver.stop] == ",")
    hit = lexicon.against.starting(text.words, first)
    return hit is not None and hit[0] <= reading.start <= hit[0] + 2


def _is_filled(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a word may stand between a comparison and its number: from A REVISED 3 million, from MAY'S 3 million."""
    return words[at] in lexicon.against_fillers or words[at].endswith(OWNED) or words[at - 1].endswith(OWNED)


def _share_units_back(text: Text, before: Reading, after: Reading, lexicon: Lexicon) -> None:
    """Gives a unit back to a parallel number a few words before: bought at 25,150 and sold at 25,480 dong.

    It is written with as many signs as the amount behind it, and at most twice as large or small.
    """
    if before.kind or before.counted or before.high or before.number.in_words or after.kind not in ("money", "measure"):
        return
    gap = text.words[before.stop : after.start]
    is_parallel = 1 < len(gap) <= BETWEEN_PARALLELS and gap[0] in lexicon.lists and all(map(str.isalpha, gap))
    first, second = text.words[before.number.first], text.words[after.number.first]
    alike = after.number.bare < 2 * before.number.bare < 4 * after.number.bare
    if is_parallel and len(first) == len(second) and alike and not before.number.zeros == 0 < after.number.zeros:
        before.unit, before.kind, before.borrows = after.unit, after.kind, True
        before.value *= after.size


def _share_scales(text: Text, found: list[Reading], lexicon: Lexicon) -> None:
    """Gives the scale back along a list of amounts that each have their currency: $3, $5 and $8 billion.

    The list is plainly one if it has three amounts or more, or "respectively" beside it; all stand behind their
    currency, none but the last has a scale, and none is a hundred times another. "$3 and $8 billion" stays as printed.
    """
    run: list[Reading] = []
    for before, after in pairwise(found):
        if before.kind != "money":
            run = []
            continue
        gap = text.words[before.stop : after.start]
        closes = gap != [","] and 0 < len(gap) <= 2 and gap[0] in lexicon.lists and gap[-1] in lexicon.lists
        if not (gap == [","] or closes) or not _is_plain_amount(before) or before.unit != after.unit:
            run = []
            continue
        run.append(before)
        if closes:
            alike = all(after.number.bare < 100 * one.number.bare < 10_000 * after.number.bare for one in run)
            beside = len(run) > 1 or _says_respectively(text, run[0], after, lexicon)
            if _stands_behind_sign(after) and after.number.zeros and alike and beside:
                for one in run:
                    one.number.zeros = after.number.zeros
                    one.value = one.value.scaleb(after.number.zeros)
            run = []


def _is_plain_amount(reading: Reading) -> bool:
    """Whether this is a currency and a number without a scale, and nothing else."""
    return _stands_behind_sign(reading) and not (reading.number.zeros or reading.high or reading.rate)


def _stands_behind_sign(reading: Reading) -> bool:
    return reading.kind == "money" and reading.start < reading.number.first


def _says_respectively(text: Text, first: Reading, last: Reading, lexicon: Lexicon) -> bool:
    """Whether "respectively" stands right behind a list, or up to three words before it."""
    behind = last.stop + (text.words[last.stop] == ",")
    if lexicon.respectively.starting(text.words, behind):
        return True
    return any(lexicon.respectively.ending(text.words, i) for i in range(max(0, first.start - 3), first.start + 1))


def _share_rate_behind(text: Text, before: Reading, after: Reading, lexicon: Lexicon) -> None:
    """Gives both amounts the rate behind the bracket: 30 billion baht ($0.9 billion) a year."""
    unit, stop = after.unit, after.stop
    if text.words[stop] == ")" and not after.rate:
        after.stop += 1
        read_rates(text, after, lexicon)
        after.stop = stop
        before.unit += after.unit.removeprefix(unit)


def _lend_currencies(text: Text, found: list[Reading], lexicon: Lexicon) -> None:
    """Bare billions are money of the currency before them in the sentence, else of the one that the language means."""
    money: Reading | None = None
    for reading, following in zip_longest(found, found[1:]):
        if reading.kind == "money":
            money = reading.restates or reading  # 40 billion shillings ($25 million), and 90 billion
        elif money and following and _lies_between(text, money, reading, following):
            reading.unit, reading.kind, money = money.unit, "money", reading
        elif money and _adds_money(text, money, reading, lexicon):
            reading.unit, reading.kind, money = money.unit.partition("/")[0], "money", reading
        elif not (reading.kind or reading.counted or text.words[reading.stop] == "(") and reading.number.zeros >= 9:
            if money and not _reaches(text, money, reading, lexicon):
                money = None
            if money:
                reading.unit, reading.kind, money = money.unit.partition("/")[0], "money", reading
            elif unit := lexicon.bare_money.get(text.words[reading.number.stop - 1]):
                reading.unit, reading.kind, money = unit, "money", reading


def _reaches(text: Text, money: Reading, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a currency holds for bare billions behind it: in the same sentence, or in the next one of the paragraph
    that tells of a level reached or left, and of no crowd: Exports were 9 billion dollars. Imports fell TO 8 billion.
    """
    words, between = text.words, text.words[money.stop : reading.start]
    ends = sum(word in CLAUSE_ENDS for word in between)
    if ends == 0 or ends > 1 or lexicon.bare_money or len(between) > LONGEST_GAP:
        return ends == 0
    before, following = words[before_fillers(text, reading, lexicon) - 1], words[reading.stop]
    is_level = before in lexicon.change_to or before in lexicon.change_from
    is_level = is_level and not (following[:1].isalnum() and following not in lexicon.not_counted)
    is_near = not any("\n" in text.gap(i) for i in range(money.stop - 1, reading.start))
    return is_level and is_near and lexicon.crowds.isdisjoint(between)


def _lies_between(text: Text, money: Reading, reading: Reading, following: Reading) -> bool:
    """Whether bare millions lie between two amounts: a prize of $2 billion, 500 million for the first, $300 million."""
    is_bare = not (reading.kind or reading.counted) and reading.number.zeros >= MILLIONS
    if not is_bare or following.kind != "money" or following.unit != money.unit or "/" in money.unit:
        return False
    is_alone = text.words[reading.stop] in (",", ";", ")")
    is_near = following.start < money.stop + LONGEST_GAP
    return is_alone and is_near and CLAUSE_ENDS.isdisjoint(text.words[money.stop : following.start])


def _adds_money(text: Text, money: Reading, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether bare millions go on with an amount: 42 million euros plus 8 million in fees."""
    if reading.kind or reading.counted or reading.number.zeros < MILLIONS:
        return False
    following, gap = text.words[reading.stop], text.words[money.stop : reading.start]
    goes_on = len(gap) == 1 and (gap[0] in lexicon.adding or (gap[0] in lexicon.lists and gap[0].isalpha()))
    return goes_on and (not following[:1].isalnum() or following in lexicon.not_counted)


def _restates(gap: list[str], lexicon: Lexicon) -> bool:
    """Whether the words between two amounts say that they are the same: "(", ", or about", "equivalent to"."""
    opening = gap[1] if gap[0] in ("(", ",") and len(gap) > 1 else gap[0]
    if gap[0] != "(" and opening not in lexicon.dual_openings:
        return False
    return all(word in lexicon.duals or word in lexicon.dual_openings or not word[:1].isalpha() for word in gap)


def _share_qualifiers(text: Text, before: Reading, after: Reading, lexicon: Lexicon) -> None:
    """A restatement has the bound and the change of its amount; an amount before its growth is the level reached."""
    gap = text.words[before.stop : after.inner_start]
    if _is_per_so_many(text, before, after, lexicon):
        after.bound, after.parts = "exact", [part for part in after.parts if part[0] != "bound"]
    if after.restates is before:
        if after.bound == "exact":
            after.bound = before.bound
        after.change = after.change or before.change
        after.rate = after.rate or before.rate
        before.rate = before.rate or after.rate
        if after.kind == before.kind and "/" not in after.unit:
            after.unit += before.unit.removeprefix(before.unit.partition("/")[0])  # 14 cents a kWh, or 3,600 dong
    elif after.change is None and gap == [",", "or"]:
        after.change = before.change
    elif (
        after.change is None
        and len(gap) == 1
        and gap[0] in lexicon.lists
        and before.change in ("up", "down")
        and before.unit == after.unit
        and (text.words[after.stop] in LIST_ENDS or _says_respectively(text, before, after, lexicon))
    ):
        after.change = before.change  # rose 5% and 7%, respectively
    elif after.change is None and gap == ["("] and before.change in ("up", "down") and after.unit == "percent":
        after.change = before.change  # rose 12 points (0.9%)
    elif before.change is None and gap == [","] and before.unit == "percent" and after.unit in POINTS and after.change:
        before.change = f"{after.change}_to"  # was 61%, down 4 percentage points
    elif (
        before.change is None
        and before.kind in ("money", "measure", "")
        and after.change in ("up", "down")
        and after.unit == "percent"
        and gap in ([","], ["("])
        and text.words[before.inner_start - 1] not in lexicon.change_from
    ):
        before.change = f"{after.change}_to"


def _is_per_so_many(text: Text, before: Reading, after: Reading, lexicon: Lexicon) -> bool:
    """Whether a round number of people or things says what a count is measured by: 3,4 bác sĩ TRÊN 1.000 dân."""
    bound = next((part for part in after.parts if part[0] == "bound"), None)
    if not bound or bound[1] != before.stop or text.words[before.stop] not in lexicon.rate_connectors:
        return False
    return before.unit == after.unit == "count" and after.value.normalize().as_tuple().digits == (1,)
