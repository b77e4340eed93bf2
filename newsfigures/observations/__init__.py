"""What an article's figures measure: which indicator, of which area, with which partner, when, and who says so.

Nothing is guessed: a figure that no rule understands is set aside with the reason, and stays in the tables.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from newsfigures import languages
from newsfigures.agreement import Statement, agreement, statement
from newsfigures.areas import find_areas
from newsfigures.observations.lexicons import lexicon_of
from newsfigures.observations.meanings import (
    NOWHERE,
    Meaning,
    find_meaning,
    find_measure,
    is_plausible,
    partner_follows,
)
from newsfigures.observations.passages import Passage, core
from newsfigures.observations.sides import (
    SUBJECTS,
    Sides,
    pair_of,
    parties,
    partner_of_two,
    same_ground,
    sides_in_clause,
    sides_in_ranking,
    topics,
)
from newsfigures.observations.speakers import find_speaker
from newsfigures.observations.times import UNKNOWN, base_of, find_time, is_day, span_between
from newsfigures.periods import find_periods
from newsfigures.quantities import find_quantities
from newsfigures.reference import areas, capitals, family, indicators, outlets
from newsfigures.types import Article, Figure, Key, Observation, ObsStatus, Quantity, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsfigures.observations.passages import Party, Sentence
    from newsfigures.reference import Indicator
    from newsfigures.types import Section

#: Why a figure outside the article's own text is in no fact.
ELSEWHERE: dict[Role, str] = {"related": "related story", "caption": "caption", "boilerplate": "boilerplate"}

#: How many sentences back "the city" and "he" are looked for.
REACH = 40

#: How many sentences back tell what a sentence is about.
CONTEXT = 3

#: How many paragraphs are the lead, which says what an article is about.
LEAD = 3


def read_figures(article: Article) -> list[Figure]:
    """Every quantity of an article in its order, each with what it measures or the reason why that is not known.

    Offsets are those of the file. Only title and body state facts; teasers, captions and the page's own text do not.
    """
    dollar, home = _home(article)
    reader = _Reader(article, home)
    figures: list[Figure] = []
    for number, section in enumerate(article.sections):
        if section.language not in languages.codes():
            continue
        quantities = find_quantities(section.text, section.language, dollar=dollar)
        if not quantities:
            continue
        if section.role in ELSEWHERE:
            found: list[Observation | str] = [ELSEWHERE[section.role]] * len(quantities)
        else:
            found = reader.read(number, section, quantities)
        for quantity, one in zip(quantities, found, strict=True):
            moved = quantity.moved(article.id, section.start)
            observation = replace(one, quantity=moved) if isinstance(one, Observation) else None
            figures.append(Figure(moved, section.role, observation, one if isinstance(one, str) else ""))
    return _without_contradictions(figures)


def _without_contradictions(figures: list[Figure]) -> list[Figure]:
    """The figures, less those that would be two values of one thing in one article: our reading was too coarse there.

    Two people who are quoted with different values do contradict each other, so their figures stay.
    """
    figures = _with_bases(figures)
    statements: dict[tuple[object, ...], list[Statement]] = {}
    for figure in figures:
        if observation := figure.observation:
            unit = observation.quantity.unit
            unit_family = unit if "money" in family(unit) else family(unit)
            group = (observation.key, unit_family, observation.quantity.rate, observation.status == "plan")
            statements.setdefault(group, []).append(statement(observation))
    contradicted = [found for found in statements.values() if _contradict(found)]
    apart = {id(one.observation) for found in contradicted for one in found}
    reason = "the article prints another value of the same"
    return [
        replace(figure, observation=None, set_aside=reason) if id(figure.observation) in apart else figure
        for figure in figures
    ]


def _with_bases(figures: list[Figure]) -> list[Figure]:
    """A change whose base is not said, but is where the article tells the same change again, is measured from that."""
    told: dict[tuple[object, ...], set[str]] = {}
    for figure in figures:
        if (observation := figure.observation) and observation.key.measure in ("yoy", "mom", "qoq"):
            told.setdefault(_change(observation), set()).add(observation.key.measure)
    found = []
    for figure in figures:
        observation = figure.observation
        if (
            observation
            and observation.key.measure == "change"
            and len(bases := told.get(_change(observation), set())) == 1
        ):
            measure = next(iter(bases))
            key = replace(observation.key, measure=measure)
            because = (*observation.because, f"measure: {measure}, as where the article tells it again")
            figure = replace(figure, observation=replace(observation, key=key, because=because))
        found.append(figure)
    return found


def _change(observation: Observation) -> tuple[object, ...]:
    quantity = observation.quantity
    return (replace(observation.key, measure=""), quantity.value, quantity.unit, quantity.change)


def _contradict(found: list[Statement]) -> bool:
    widest = min(found, key=lambda one: (one.bound in ("exact", "about", "nearly"), one.low - one.top))
    speakers = {one.observation.speaker for one in found}
    if len(speakers) > 1 and "" not in speakers:
        return False
    return not all(one is widest or agreement(widest, one) for one in found)


def _home(article: Article) -> tuple[str, str]:
    """The currency that a bare "$" means to the article's outlet, and the outlet's country; US$ and "" if unknown."""
    outlet = _outlets_by_name().get(article.outlet)
    return outlet or ("USD", "")


@cache
def _outlets_by_name() -> dict[str, tuple[str, str]]:
    return {outlet.name: (outlet.currency, outlet.country) for outlet in outlets().values()}


class _Reader:
    """What an article's paragraphs say so far: whose figures they are, for paragraphs that leave it to the ones
    before."""

    def __init__(self, article: Article, home: str) -> None:
        self.article = article
        self.home = home
        self.passages: dict[int, Passage] = {}
        self.told: Meaning | None = None
        self.subject = ""
        self.time = ("", "")

    def read(self, number: int, section: Section, quantities: Sequence[Quantity]) -> list[Observation | str]:
        """What each of a section's quantities measures, or why that is not known."""
        passage = Passage(section.text, section.language, quantities, self.article.date, self.article.place)
        self.passages[number] = passage
        found: dict[int, Observation | str] = {}
        for place, sentence in enumerate(passage.sentences):
            found.update(self._read_sentence(number, passage, place, sentence))
        return [found.get(core(quantity)[0], "not in a sentence") for quantity in quantities]

    def _read_sentence(
        self, number: int, passage: Passage, place: int, sentence: Sentence
    ) -> dict[int, Observation | str]:
        if "<n>" not in sentence.tokens:
            return {}
        found: dict[int, Observation | str] = {}
        sentence.before = [*islice(self._sentences_before(number, passage, place), CONTEXT)]
        named = parties(sentence)
        meaning: Meaning | None = None
        sides: Sides | None = None
        before: Observation | None = None
        for at, item in enumerate(sentence.items):
            if not isinstance(item.thing, Quantity):
                continue
            quantity = item.thing
            if quantity.equivalent_to:
                found[item.start] = "the amount before it in another currency or unit"
                continue
            one = find_meaning(sentence, at, quantity, meaning, self.told)
            if isinstance(one, str):
                found[item.start] = one
                # A change behind a figure of which nothing is known is that figure's change.
                meaning = meaning if quantity.change in ("up", "down") else None
                continue
            meaning = self.told = one
            indicator = indicators()[one.indicator]
            measure = find_measure(sentence, at, quantity, indicator, one)
            if isinstance(measure, str):
                found[item.start] = measure
                continue
            if measure[0] == "level" and not is_plausible(quantity, indicator):
                found[item.start] = "out of range"
                continue
            bare = before and not _stands_between(sentence, "<area>", before.quantity.span.start, at)
            if one.carried and sides and bare and not partner_follows(sentence, at):
                sides = sides._replace(because=("area and partner: as of the figure before it",))
            elif one.ranked:
                sides = sides_in_ranking(sentence, at, named, self.subject)
            else:
                sides = self._sides(number, passage, place, sentence, at, one, indicator, named, sides)
            if (
                sides.subject
                and not sides.partner
                and (one.share or (indicator.category == "trade" and sentence.is_of_two))
            ):
                sides = _with_other(sentence, sides, named, self._topic(number))
            if (
                indicator.category == "trade"
                and not sides.partner
                and before
                and not passage.lexicon.totals.present(sentence.tokens)
            ):
                sides = _with_partner_before(sides, before)
            if sides.partner and same_ground(sides.subject, sides.partner):
                rules = tuple(rule for rule in sides.because if not rule.startswith("partner"))
                sides = sides._replace(partner="", because=rules)
                if indicator.at_home:
                    one = one._replace(indicator=indicator.at_home)
                    meaning, indicator = one, indicators()[indicator.at_home]
            if sides.refused or not sides.subject:
                found[item.start] = sides.refused or "no area"
                continue
            self.subject = sides.subject
            observed = self._observation(number, passage, place, at, quantity, one, indicator, measure, sides, before)
            before = observed if isinstance(observed, Observation) else before
            found[item.start] = observed
        return found

    def _observation(
        self,
        number: int,
        passage: Passage,
        place: int,
        at: int,
        quantity: Quantity,
        meaning: Meaning,
        indicator: Indicator,
        measure: tuple[str, str],
        sides: Sides,
        before: Observation | None,
    ) -> Observation | str:
        sentence = passage.sentences[place]
        if meaning.carried and before and not _stands_between(sentence, "<time>", before.quantity.span.start, at):
            time_period, time_rule = before.key.time_period, "period: as of the figure before it"
        else:
            time_period, time_rule = find_time(passage.sentences, place, at, indicator, meaning.mention)
        if (
            meaning.carried
            and before
            and time_period.isdigit()
            and (months := _same_months(before.key.time_period, time_period))
        ):
            time_period, time_rule = months, f"{time_rule}, the same months as of the figure before it"
        if meaning.ranked and not time_period and not time_rule:
            time_period, time_rule = self.time
        self.time = (time_period, UNKNOWN if time_rule == UNKNOWN else "period: as of the figure told last")
        if time_rule == UNKNOWN:
            return UNKNOWN
        if indicator.category == "events" and is_day(time_period.removesuffix("/..")):
            time_period = time_period.removesuffix("/..")  # signed after Wednesday's meeting: on Wednesday
        if not time_period and indicator.category == "events":
            time_period, time_rule = self._event_day(number, sentence)
        status, status_rule = _status(sentence, at)
        if status == "actual" and self._is_ahead(time_period):
            return UNKNOWN
        speaker, speaker_rule = find_speaker(sentence, self._sentences_before(number, passage, place))
        name, measure_rule = measure
        if name.startswith("change") and (base := base_of(sentence, at)):
            span = span_between(base, time_period)
            if not span:
                return "measured from another time"
            name, measure_rule = name.replace("change", span), f"measure: from {base}"
        elif name.startswith("change") and time_period.isdigit():
            name, measure_rule = name.replace("change", "yoy"), "measure: a year's change is on the year before"
        key = Key(indicator.code, sides.subject, sides.partner, time_period, name)
        rules = (meaning.because, measure_rule, *sides.because, time_rule, status_rule, speaker_rule)
        return Observation(key, quantity, speaker, status, tuple(rule for rule in rules if rule))

    def _is_ahead(self, time_period: str) -> bool:
        """Whether a deadline lies behind the article's date, so that nothing can have happened until it."""
        end, today = time_period.removeprefix("../"), str(self.article.date)
        return end != time_period and self.article.date is not None and today[: len(end)] < end

    def _event_day(self, number: int, sentence: Sentence) -> tuple[str, str]:
        """The day of "the event": the first day that the nearest paragraph before names, if it names one."""
        for match in sentence.carriers:
            if match.value != "event":
                continue
            for section in reversed(self.article.sections[:number]):
                if section.role not in ("title", "body") or section.language not in languages.codes():
                    continue
                for period in find_periods(section.text, section.language, self.article.date):
                    if is_day(period.time_period):
                        words = " ".join(item.written for item in sentence.items[match.first : match.last])
                        return period.time_period, f"period: “{words}” was on “{period.span.text}”"
        return "", ""

    # --- whose figure it is -----------------------------------------------------------------------------------------

    def _sides(
        self,
        number: int,
        passage: Passage,
        place: int,
        sentence: Sentence,
        at: int,
        meaning: Meaning,
        indicator: Indicator,
        named: Sequence[Party],
        before: Sides | None,
    ) -> Sides:
        """Subject and partner from the clause, the sentence, the paragraph, the title, the dateline, in that order."""
        mention = meaning.mention if meaning.mention.first <= at else NOWHERE
        mention = meaning.mention if meaning.mention.first >= 0 else mention
        own = sides_in_clause(sentence, at, mention, indicator, named, self._topic(number)[0])
        if own.refused or own.subject:
            return own
        clauses = {
            sentence.clauses[at],
            sentence.clauses[max(mention.first, 0)] if mention.first >= 0 else sentence.clauses[at],
        }
        carrier = self._carrier(number, passage, place, sentence, at, clauses)
        if carrier:
            return Sides(carrier[0], own.partner, (carrier[1], *own.because))
        if indicator.marked and not own.subject:
            return Sides("", own.partner, own.because)
        if before is not None and before.subject:
            clause = sentence.clauses[at]
            alone = not any(sentence.clauses[party.at] == clause for party in named)
            if indicator.counterpart and alone and before.partner and not own.partner:
                rule = "area and partner: as of the clause before"
                return Sides(before.subject, before.partner, (rule,))
            return Sides(before.subject, own.partner, ("area: as of the clause before", *own.because))
        if not any(party.at < at for party in topics(sentence)):
            carrier = self._carrier(number, passage, place, sentence, at, set(sentence.clauses))
            if carrier:
                return Sides(carrier[0], own.partner, (carrier[1], *own.because))
        subject, rule, other = self._subject_elsewhere(number, passage, place, sentence, at)
        if other and indicator.counterpart == "either" and not own.partner:
            return Sides(subject, other, (rule,))
        return Sides(subject, own.partner, ((rule,) if rule else ()) + own.because)

    def _carrier(
        self, number: int, passage: Passage, place: int, sentence: Sentence, at: int, clauses: set[int]
    ) -> tuple[str, str] | None:
        """ "The city" is the last city or province named before, "the country" the last country."""
        for match in sentence.carriers:
            if match.value not in ("subdivision", "country") or match.first > at:
                continue
            if sentence.clauses[match.first] not in clauses:
                continue
            words = " ".join(item.written for item in sentence.items[match.first : match.last])
            for code in self._named_before(number, passage, place, sentence, match.first):
                if code in areas() and areas()[code].kind == match.value:
                    return code, f"area: “{words}” is {areas()[code].name}, the last one named"
            if match.value == "country" and self.home:
                return self.home, f"area: “{words}” is the outlet's own country"
        return None

    def _named_before(self, number: int, passage: Passage, place: int, sentence: Sentence, first: int) -> Iterator[str]:
        """The areas named by name before a place in the text, the last one first."""
        for party in reversed(parties(sentence)):
            if party.at < first and party.part in SUBJECTS:
                yield party.code
        for earlier in islice(self._sentences_before(number, passage, place), REACH):
            named = [party for party in reversed(parties(earlier)) if party.part in SUBJECTS]
            named += [party for party in reversed(parties(earlier)) if party.part == "origin"]
            yield from (party.code for party in named)

    def _sentences_before(self, number: int, passage: Passage, place: int) -> Iterator[Sentence]:
        """The sentences of the article's own text before this one, the last one first."""
        yield from (passage.sentences[earlier] for earlier in range(place - 1, -1, -1))
        for other in range(number - 1, -1, -1):
            yield from reversed(self._passage(other).sentences)

    def _subject_elsewhere(
        self, number: int, passage: Passage, place: int, sentence: Sentence, at: int
    ) -> tuple[str, str, str]:
        """The subject that the sentence, the paragraph or the article has, the rule, and the partner that goes with
        it."""
        for party in topics(sentence):
            if party.at < at:
                return party.code, f"area: “{sentence.items[party.at].written}” in the sentence", ""
        for earlier in reversed(passage.sentences[max(place - REACH, 0) : place]):
            for party in topics(earlier):
                return party.code, f"area: “{earlier.items[party.at].written}” earlier in the paragraph", ""
        return self._topic(number)

    def _topic(self, number: int) -> tuple[str, str, str]:
        """The area that title, lead, dateline or outlet stand for, the rule, and the second area if the title has two.

        Of the lead, the paragraphs up to this one count.
        """
        for place, topic in self._told_topics:
            if place <= number:
                return topic
        return self._home_topic

    @cached_property
    def _told_topics(self) -> list[tuple[int, tuple[str, str, str]]]:
        """The areas that title and lead name first, with the number of their section."""
        sections = self.article.sections
        title = next((number for number, section in enumerate(sections) if section.role == "title"), None)
        leads = [number for number, section in enumerate(sections) if section.role == "body"][:LEAD]
        found = []
        for number in [*([] if title is None else [title]), *leads]:
            for sentence in self._passage(number).sentences[:1]:
                where = "title" if number == title else "lead"
                if pair := pair_of(sentence, parties(sentence)):
                    names = " and ".join(f"“{sentence.items[party.at].written}”" for party in pair)
                    found.append((number, (pair[0].code, f"area and partner: {names} in the {where}", pair[1].code)))
                    continue
                for party in islice(topics(sentence), 1):
                    rule = f"area: “{sentence.items[party.at].written}” in the {where}"
                    found.append((number, (party.code, rule, "")))
        return found

    @cached_property
    def _home_topic(self) -> tuple[str, str, str]:
        """The area that dateline, outlet or language stand for."""
        if self.article.place:
            for mention in find_areas(self.article.place, self.article.language):
                code = capitals().get(mention.code, mention.code)
                return code, f"area: the dateline's “{self.article.place}”", ""
        if self.home:
            return self.home, "area: the outlet's own country", ""
        if self.article.language in languages.codes() and (home := lexicon_of(self.article.language).home):
            return home, "area: none is named, and the text is in the language of one country", ""
        return "", "", ""

    def _passage(self, number: int) -> Passage:
        if number not in self.passages:
            section = self.article.sections[number]
            known = section.role in ("title", "body") and section.language in languages.codes()
            text, language = (section.text, section.language) if known else ("", languages.codes()[0])
            self.passages[number] = Passage(text, language, place=self.article.place)
        return self.passages[number]


def _with_partner_before(sides: Sides, before: Observation) -> Sides:
    """ "It sold 5 million to Peru and bought 3 million": from Peru, as nothing else is told."""
    key = before.key
    if key.ref_area != sides.subject or not key.counterpart_area or indicators()[key.indicator].category != "trade":
        return sides
    rule = "partner: as of the figure before it"
    return sides._replace(partner=key.counterpart_area, because=(*sides.because, rule))


def _with_other(sentence: Sentence, sides: Sides, named: Sequence[Party], topic: tuple[str, str, str]) -> Sides:
    """Trade of two has a partner: the other area of the sentence, or the other of the two that the title names."""
    if other := partner_of_two(sentence, sides.subject, named):
        rule = f"partner: “{sentence.items[other.at].written}”, the other of the two"
        return sides._replace(partner=other.code, because=(*sides.because, rule))
    first, _, second = topic
    if second and sides.subject in (first, second):
        partner = second if sides.subject == first else first
        return sides._replace(
            partner=partner, because=(*sides.because, f"partner: {partner}, the other of the two in the title")
        )
    return sides._replace(refused="trade between two, with whom is not clear")


def _same_months(before: str, year: str) -> str:
    """The months of the period before in another year: in nine months of 2016 so much, 2017 so much."""
    return f"{year}{before[4:]}" if "/P" in before and before[:4].isdigit() and before[:4] != year else ""


def _stands_between(sentence: Sentence, token: str, start: int, at: int) -> bool:
    """Whether an area or period stands between the figure that starts there and the one at this item."""
    return any(item.token == token and item.start > start for item in sentence.items[:at])


def _status(sentence: Sentence, at: int) -> tuple[ObsStatus, str]:
    """Whether the figure is a plan or forecast, an estimate, or neither, by the words before it."""
    clause = sentence.clauses[at]
    found = [
        match
        for match in sentence.status
        if (match.last <= at or at < match.first <= at + 2)
        and (sentence.clauses[match.first] == clause or match.value == "plan")
    ]
    if found and found[-1].value == "actual" and sentence.clauses[found[-1].first] == clause:
        return "actual", ""
    for match in reversed(found):
        if match.value in ("plan", "estimate"):
            words = " ".join(item.written for item in sentence.items[match.first : match.last])
            status: ObsStatus = "plan" if any(one.value == "plan" for one in found) else "estimate"
            return status, f"status: “{words}”"
    return "actual", ""


__all__ = ["read_figures"]
