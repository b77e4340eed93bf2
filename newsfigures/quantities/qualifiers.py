"""What the words around a quantity say of it: at least, up to, rose by, fell from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfigures.quantities.lexicons import Lexicon
    from newsfigures.quantities.readings import Reading
    from newsfigures.quantities.texts import Text

#: So many words back a verb may stand that says whether a level was reached from above or below.
CLAUSE = 16
PERCENT = frozenset(("percent", "percentage_point"))
#: So few words behind a figure stands what it is compared with.
NEAR = 4
#: So few words before a percentage stands the noun that it is the size of.
NOUN = 7
#: Units of differences.
POINTS = frozenset(("percentage_point", "basis_point"))
CLAUSE_ENDS = frozenset((".", ";", "!", "?", "…"))
#: Where the part of a clause ends that says whether "from 3 to 5" is a range or a change.
PART_ENDS = CLAUSE_ENDS | {","}


def qualify(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    """Sets the bound, and marks an average."""
    words, at = text.words, reading.start
    if words[reading.stop] in lexicon.marks and words[at - 1] in lexicon.determiners:
        at -= 1  # below THE 50 MARK
    for _ in range(4):
        if words[at - 1] not in lexicon.qualifier_ends:
            break
        if average := lexicon.averages.ending(words, at):
            reading.add("average", average[0], at)
            at = average[0]
        hit = lexicon.bounds.ending(words, at)
        if hit and not _is_name(text, hit[0], at):
            start, bound = hit
            if bound == "none" or (reading.kind == "time" and _is_spread(words, start, at, lexicon)):
                return
            if bound == "reached":
                if not _is_limited(text, start, lexicon):
                    break  # lên tới 300 tấn
                bound = "at_most"
            if lexicon.bases.starting(words, reading.stop) and lexicon.comparing.ending(words, at):
                return  # lower than 5.1 percent IN THE PREVIOUS quarter
            # "vượt 1,7%", "thấp hơn 5 - 7%": exceeded, or lower, by so much
            is_difference = _is_in_percent(text, reading, lexicon) or _is_compared(text, reading, lexicon)
            if is_difference and (change := lexicon.changes.ending(words, at)) and change[0] <= start:
                return
            reading.bound = bound
            reading.add("bound", start, at)
            return
        if words[at - 1] in lexicon.bounds_of_amounts.by_last and (exceeded := _exceeded(text, at, reading, lexicon)):
            reading.bound = "over"
            reading.add("bound", exceeded, at)
            return
        filler = lexicon.bound_fillers.ending(words, at)
        if not filler:
            break
        at = filler[0]
    if lexicon.bounds_after.by_first.keys().isdisjoint(words[reading.number.first : reading.stop + 2]):
        return
    unit_stop = next((stop for part, _, stop in reading.parts if part == "unit"), reading.number.stop)
    ends = {reading.stop, unit_stop, reading.number.stop, reading.number.stop + reading.loose_noun}
    for stop in sorted(ends, reverse=True):
        if (after := lexicon.bounds_after.starting(words, stop)) and not _adds(text, after[0], reading, lexicon):
            if after[1] == "none":
                return
            reading.bound = after[1]
            reading.add("bound", stop, after[0])
            return


def _is_limited(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether the clause before word ``at`` speaks of what may be, a fine or a discount: so much is the most then."""
    for i in range(at, max(0, at - CLAUSE), -1):
        if text.words[i - 1] in CLAUSE_ENDS:
            return False
        if lexicon.limits.ending(text.words, i):
            return True
    return False


def _is_compared(text: Text, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether what the figure is compared with comes next: nhiều hơn 22 cá thể SO VỚI năm 2020."""
    words = text.words
    for at in range(reading.stop, reading.stop + NEAR):
        if lexicon.compared.starting(words, at):
            return True
        if not words[at].isalpha():
            return False
    return False


def _is_in_percent(text: Text, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the number is in percent, or the number that a dash leads to."""
    if reading.unit in PERCENT or reading.kind:
        return reading.unit in PERCENT
    dash, high = text.words[reading.stop : reading.stop + 2]
    unit = lexicon.units.starting(text, reading.stop + 2) if dash in ("-", "–") and high[:1].isdecimal() else None
    return unit is not None and unit[1].symbol in PERCENT


#: A bare number that is crossed or topped is at least this large: not the top 5.
LEAST_AMOUNT = 1000
LEAST_ZEROS = 6


def _exceeded(text: Text, at: int, reading: Reading, lexicon: Lexicon) -> int:
    """Where the verb before word ``at`` starts that says that an amount was exceeded, zero if none does: sales CROSSED
    $3 billion; crossed THE 10 million mark; but not the top 5%.
    """
    words = text.words
    hit = lexicon.bounds_of_amounts.ending(words, at)
    if not hit or hit[0] == 0 or words[hit[0] - 1] in lexicon.determiners:
        return 0
    is_bare = not (reading.kind or reading.counted) and reading.value >= LEAST_AMOUNT
    is_amount = reading.kind == "money" or reading.number.zeros >= LEAST_ZEROS or is_bare
    return hit[0] if is_amount and reading.kind != "share" else 0


def _adds(text: Text, at: int, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether something is added at word ``at``: $5 million PLUS 2 million in fees."""
    words = text.words
    is_more = words[at - 1] in lexicon.adding and words[at - 2] != "-" and reading.kind in ("money", "share")
    if is_more and words[at].isalpha() and (words[at] not in lexicon.not_counted or words[at] in lexicon.determiners):
        return True  # $2.13 plus tips
    return _is_amount(text, at, lexicon)


def _is_amount(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a number or its currency stands at word ``at``."""
    words = text.words
    is_currency = words[at + 1][:1].isdecimal() and lexicon.units_before.starting(text, at) is not None
    return words[at][:1].isdecimal() or is_currency


def _is_spread(words: list[str], start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether "over" says how long something takes: spread over five years, but for over five years."""
    is_spread = stop == start + 1 and words[start] in lexicon.bounds_of_time
    return is_spread and words[start - 1] not in lexicon.bounds_of_time_after


def _is_name(text: Text, start: int, stop: int) -> bool:
    """Whether a word that looks like a bound belongs to a name."""
    return stop == start + 1 and text.has_capital(start) and text.has_capital(start - 1)


def direct_change(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    """Marks the size of a change: rose 6%, an increase of 6%, a 6% increase, 6% higher."""
    if reading.change or (reading.kind == "time"):
        return
    words, at = text.words, reading.inner_start
    is_large = reading.kind == "money" and reading.number.zeros >= LEAST_ZEROS
    for _ in range(4):
        hit = lexicon.changes.ending(words, at)
        if hit and is_large and words[hit[0]] in lexicon.losses:
            return  # the firm lost $3 billion
        if hit and hit[1] and (reading.unit == "percent" or not _is_particle(text, hit[0], at, lexicon)):
            is_level = words[reading.inner_start] in lexicon.change_levels  # fell BELOW 5
            reading.change = hit[1] + "_to" if is_level else hit[1]
            reading.add("change", hit[0], at)
            return
        is_size = words[at - 1] in lexicon.change_by and not (reading.counted and _names_doer(words[at - 2], lexicon))
        if is_size and (way := changes_before(text, at - 1, lexicon)):
            reading.change = way  # cut its rate by 25 basis points
            reading.add("change", at - 1, at)
            return
        if words[at - 1] not in lexicon.change_fillers:
            break
        at -= 1
    hit = lexicon.changes_after.starting(words, reading.outer_stop)
    if hit and (reading.kind or (hit[0] > reading.outer_stop + 1 and not _is_amount(text, hit[0], lexicon))):
        reading.change = hit[1]
        reading.add("change", reading.outer_stop, hit[0])
    elif (
        reading.unit in POINTS
        and words[reading.inner_start - 1] not in lexicon.change_marks
        and (way := changes_before(text, reading.inner_start, lexicon, PART_ENDS))
    ):
        reading.change = way  # cut its rate 25 basis points
    elif way := _noun_change(text, reading, lexicon):
        reading.change = way
        reading.add("change", reading.inner_start - 1, reading.inner_start)


def _noun_change(text: Text, reading: Reading, lexicon: Lexicon) -> str:
    """Which way a noun says that something changed, of which a percentage is the size: a RISE IN exports OF 3%."""
    words, at = text.words, reading.inner_start
    if reading.unit != "percent" or words[at - 1] not in lexicon.change_of:
        return ""
    for i in range(at - 2, max(0, at - NOUN), -1):
        if not words[i].isalpha():
            return ""
        if words[i] in lexicon.change_within:
            hit = lexicon.changes.ending(words, i)
            return hit[1] if hit and words[hit[0] - 1] not in lexicon.change_by else ""
    return ""


def _names_doer(word: str, lexicon: Lexicon) -> bool:
    """Whether "by" behind this word says who did it: a gain FORECAST by 31 economists."""
    return word in lexicon.participles or (word.endswith(lexicon.verb_endings) and word not in lexicon.changes.by_last)


def _is_particle(text: Text, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether "up" or "down" belongs to a verb that tells of no change: gave up 20 seats, boils down to $5."""
    if stop > start + 1 or text.words[start] not in lexicon.change_particles:
        return False
    before = text.words[start - 1]
    return before[:1].isalpha() and before not in lexicon.particles_after


def changes_before(text: Text, at: int, lexicon: Lexicon, ends: frozenset[str] = CLAUSE_ENDS) -> str:
    """Whether the clause before word ``at`` tells of a change, and which way: up, down or nothing. Growth AT 5% is its
    size, where exports that grow are at a level.
    """
    is_place = text.words[at] in lexicon.change_at
    passed = at
    for i in range(at, max(0, at - CLAUSE), -1):
        if text.words[i - 1] in ends:
            break
        if i > passed:
            continue  # within "fell short"
        hit = lexicon.changes_to.ending(text.words, i) or lexicon.changes.ending(text.words, i)
        if hit and lexicon.needs_known_noun and text.has_capital(i - 1) and text.has_capital(i):
            continue  # Hạ Long
        if hit and not hit[1]:
            passed = hit[0]
        elif hit and not _is_particle(text, hit[0], i, lexicon):
            return "" if is_place and text.words[i - 1] in lexicon.noun_changes else hit[1]
    return ""


def before_fillers(text: Text, reading: Reading, lexicon: Lexicon) -> int:
    """The word where a reading starts with the words that say little: to JUST 20."""
    at = reading.inner_start
    filler = lexicon.bound_fillers.ending(text.words, at)
    return filler[0] if filler and text.words[at - 1] not in lexicon.change_from else at


def reached_level(text: Text, reading: Reading, lexicon: Lexicon) -> None:
    """Marks a level reached or left: rose to 6, down from 8."""
    if reading.change:
        return
    words, at = text.words, before_fillers(text, reading, lexicon)
    if words[at - 1] in lexicon.range_opening and reading.high is not None and words[at - 2] in lexicon.change_to:
        at -= 1  # rose to BETWEEN 5 and 6
    way = "_to" if words[at - 1] in lexicon.change_to else "_from" if words[at - 1] in lexicon.change_from else ""
    if not way:
        return
    is_verb = lexicon.changes.ending(words, at - 1)
    if way == "_to" and not is_verb and (after := lexicon.changes_after.ending(words, at - 1)):
        reading.change = after[1] + way  # closed 2% LOWER AT $5
        reading.add("change", at - 1, at)
        return
    is_range = reading.high is not None and way == "_from"
    if direction := changes_before(text, at - 1, lexicon, PART_ENDS if is_range else CLAUSE_ENDS):
        verb = lexicon.changes.ending(words, at - 1)
        reading.change = direction + way
        reading.add("change", verb[0] if verb else at - 1, at)
    elif way == "_to" and (direction := lexicon.change_particles_to.get(words[at - 1], "")):
        reading.change = direction + way  # lên 148 yên
        reading.add("change", at - 1, at)
