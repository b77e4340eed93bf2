"""Whose figure it is where its own clause does not say: "the city", the clause before, the paragraph, the title, the
dateline, the outlet's country, in that order."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from weakref import ref

from newsfigures import languages
from newsfigures.areas import find_areas
from newsfigures.observations.guests import find_guest
from newsfigures.observations.lexicons import lexicon_of
from newsfigures.observations.owners import is_of_world
from newsfigures.observations.parties import SUBJECTS, is_venue, nation, pair_of, parties, same_ground, topics
from newsfigures.observations.senses import ELSEWHERE
from newsfigures.observations.sentences import read_sentences
from newsfigures.observations.sides import Sides, sides_in_clause
from newsfigures.observations.time_periods import is_day, is_end_of_month
from newsfigures.passages import cut
from newsfigures.periods import find_periods
from newsfigures.reference import areas, capitals, states

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from newsfigures.observations.senses import Meaning
    from newsfigures.observations.sentences import Mention, Party, Sentence
    from newsfigures.periods import ToldYear
    from newsfigures.reference import Indicator
    from newsfigures.types import Article, Quantity

#: How many sentences back "the city" is looked for.
REACH = 40

#: How many sentences back tell what a sentence is about.
CONTEXT = 3

#: How many words behind its figure "in the province" says where projects are.
NEAR = 8

#: How many words behind its figure "with the country" says with whom it is.
BESIDE = 3

#: Within so many words a sentence opens with who acts.
OPENING = 3

#: How many paragraphs are the lead, which says what an article is about.
LEAD = 3


class Spot(NamedTuple):
    """Where a figure stands: the number of its section, the section's sentences, the number of its own, its item."""

    number: int
    sentences: Sequence[Sentence]
    place: int
    at: int

    @property
    def sentence(self) -> Sentence:
        """The sentence of the figure."""
        return self.sentences[self.place]


class Topic(NamedTuple):
    """An area, the rule that found it, the area that is named with it as the other of two, and the only two countries
    that are named there."""

    area: str
    because: str
    other: str = ""
    two: tuple[str, ...] = ()


def _is_within(one: Party, owner: Party) -> bool:
    """Whether an area is the one that its country's name only introduces: "Vietnam's Hue"."""
    known = areas()
    return 0 < one.at - owner.at <= BESIDE and one.code in known and known[one.code].parent == owner.code


class Topics:
    """What an article has told so far, for figures that leave it to what was told before."""

    def __init__(self, article: Article, home: str, told: Callable[[], ToldYear | None]) -> None:
        self.article = article
        self.told = told
        self.home = home
        self.passages = cut(article)
        self.sentences: dict[int, Sequence[Sentence]] = {}
        self.dated: set[int] = set()
        #: The area that each section of title and lead names first, as far as it was asked for.
        self._told: dict[int, Topic | None] = {}
        #: The two whose trade was told last.
        self.pair: tuple[str, str] = ("", "")
        #: Whoever was told to trade, each with a partner.
        self.traders: set[tuple[str, str]] = set()

    def read(self, number: int, quantities: Sequence[Quantity]) -> list[Sentence]:
        """The sentences of a section with these quantities, in order."""
        passage = self.passages[number]
        article = self.article
        sentences = read_sentences(passage, quantities, article.date, article.place, self.told) if passage else []
        self.sentences[number] = sentences
        self.dated.add(number)
        return sentences

    def let_look_back(self, number: int, place: int) -> None:
        """Lets a sentence of a section ask for those right before it, and for the goods of the title, which few do."""
        sentence, this = self.sentences[number][place], ref(self)  # this holds the sentence, not the sentence this

        def before() -> Sequence[Sentence]:
            held = this()
            return [*islice(held._before(number, place), CONTEXT)] if held else ()

        def title_goods() -> frozenset[str]:
            held = this()
            return held.title_goods if held else frozenset()

        def local_names() -> frozenset[str]:
            held = this()
            return held.local_names if held else frozenset()

        sentence.tell_before, sentence.tell_title_goods = before, title_goods
        sentence.tell_local_names = local_names

    def is_title(self, number: int) -> bool:
        """Whether a section is the title."""
        return self.article.sections[number].role == "title"

    def is_first(self, number: int) -> bool:
        """Whether a section is the first paragraph."""
        return number == next((at for at, section in enumerate(self.article.sections) if section.role == "body"), -1)

    def timed(self, number: int, *, only_counted: bool = False) -> Sequence[Sentence]:
        """The sentences of a section and the periods that they name; those with figures if ``only_counted``."""
        passage, article = self.passages[number], self.article
        if passage is None or number in self.dated or only_counted:
            return self.sentences.get(number, ())
        return read_sentences(passage, (), article.date, article.place, self.told, dated=True)

    def sides(self, spot: Spot, meaning: Meaning, indicator: Indicator, before: Sides | None) -> Sides:
        """Subject and partner of a figure; ``before`` are those of the figure before it in the sentence."""
        sentence, at, mention = spot.sentence, spot.at, meaning.mention
        if is_of_world(sentence, meaning):
            return Sides("W0", "", (f"area: “{sentence.words(mention.first, mention.last)}” of the world",))
        own = sides_in_clause(sentence, at, mention, indicator, self.topic(spot.number).area)
        guest = None
        if not own.partner and sentence.carriers and (own.subject or indicator.category != "trade"):
            home = own.subject or self._own_country()
            guest = find_guest(sentence, at, indicator, home, self.sentences_before(spot), hosted=bool(own.subject))
            if guest and not guest.code:
                return own._replace(refused="with whom is not clear")
            if guest:
                own = own._replace(partner=guest.code, because=(*own.because, guest.because))
                if host := self._host(spot, indicator):
                    return Sides(host.area, guest.code, (host.because, guest.because))
        if not own.partner and (hosted := self._hosted(spot, indicator, own)):
            return hosted
        if indicator.category == "investment" and indicator.counterpart == "origin" and self._is_guest(spot, own):
            if before and before.partner and before.subject == self.topic(spot.number).area:
                rules = (rule.replace("area:", "partner:", 1) for rule in own.because)
                return Sides(before.subject, own.subject, ("area: as of the figure before it", *rules))
            return own._replace(refused="foreign projects, where is not clear")
        if indicator.category == "trade" and not own.partner and self._names_partner(spot):
            return self._of_two(spot, own, before)
        if own.subject and not own.partner and indicator.levels_only and indicator.counterpart:
            return self._with_receiver(spot, own)
        if own.refused or own.subject:
            return own
        if self._is_of_part and self._is_of_the_place(spot):
            return Sides("", "", (), ELSEWHERE)
        clauses = {sentence.clauses[at], sentence.clauses[mention.first if mention.first >= 0 else at]}
        if carrier := self._carrier(spot, clauses, guest.words.first if guest else -1):
            return Sides(carrier.area, own.partner, (carrier.because, *own.because))
        if indicator.marked and parties(sentence):
            return _of_loan(sentence, at, mention, own)
        if before is not None and before.subject:
            return _as_before(sentence, at, indicator, own, before)
        if not any(party.at < at for party in topics(sentence)) and (
            carrier := self._carrier(spot, sentence.clauses, guest.words.first if guest else -1)
        ):
            return Sides(carrier.area, own.partner, (carrier.because, *own.because))
        return self._told_elsewhere(spot, indicator, own, known=guest is not None)

    def two(self, number: int) -> Topic:
        """The only two countries that title or lead name, with the rule; of the lead, the paragraphs up to this one."""
        told = map(self._told_in, self._leading(number))
        return next((topic for topic in told if topic and topic.two), Topic("", ""))

    def sentences_before(self, spot: Spot) -> Iterator[Sentence]:
        """The sentences of the article's own text before this one, the last one first."""
        return self._before(spot.number, spot.place)

    def _before(self, number: int, place: int) -> Iterator[Sentence]:
        yield from reversed(self._sentences(number)[:place])
        for other in range(number - 1, -1, -1):
            yield from reversed(self._sentences(other))

    def event_day(self, spot: Spot) -> tuple[str, str]:
        """The day of "the event": the first that the nearest paragraph before names, if it names one; and the rule."""
        for match in spot.sentence.carriers:
            if match.value != "event":
                continue
            for section in reversed(self.article.sections[: spot.number]):
                if section.role not in ("title", "body") or section.language not in languages.codes():
                    continue
                for period in find_periods(section.text, section.language, self.article.date):
                    if is_day(period.time_period) and not is_end_of_month(period):
                        words = spot.sentence.words(match.first, match.last)
                        return period.time_period, f"period: “{words}” was on “{period.span.text}”"
        return "", ""

    @cached_property
    def title_goods(self) -> frozenset[str]:
        """The goods that the title names."""
        sections = enumerate(self.article.sections)
        titles = [number for number, section in sections if section.role == "title"]
        return frozenset(ware.value for number in titles for one in self._sentences(number) for ware in one.goods)

    @cached_property
    def local_names(self) -> frozenset[str]:
        """The names that title and lead introduce as those of provinces and the like, and no table has."""
        sections = enumerate(self.article.sections)
        told = [number for number, section in sections if section.role in ("title", "body")][: LEAD + 1]
        sentences = (sentence for number in told if self._may_introduce(number) for sentence in self._sentences(number))
        return frozenset().union(*(sentence.introduced for sentence in sentences))

    def _may_introduce(self, number: int) -> bool:
        """Whether a section has a word like "province": quick, and most have none."""
        passage = self.passages[number]
        if passage is None:
            return False
        lexicon = lexicon_of(passage.language)
        return passage.may_hold(lexicon.local_before) or not lexicon.local_after.isdisjoint(passage.words.folded)

    def topic(self, number: int) -> Topic:
        """The area that title, lead, dateline or outlet stand for; of the lead, the paragraphs up to this one count."""
        return next(filter(None, map(self._told_in, self._leading(number))), None) or self._home_topic

    def _leading(self, number: int) -> Iterator[int]:
        """The title, and the paragraphs of the lead up to this section; for the title all of them."""
        return (place for place in self._title_and_lead if place <= number or self.is_title(number))

    @cached_property
    def _title_and_lead(self) -> list[int]:
        sections = self.article.sections
        title = next((number for number, section in enumerate(sections) if section.role == "title"), None)
        leads = [number for number, section in enumerate(sections) if section.role == "body"][:LEAD]
        return leads if title is None else [title, *leads]

    def _told_in(self, number: int) -> Topic | None:
        """The area that the first sentence of the title or of a paragraph of the lead names first."""
        if number not in self._told:
            where = "title" if self.is_title(number) else "lead"
            self._told[number] = next((self._told_by(one, where) for one in self._sentences(number)[:1]), None)
        return self._told[number]

    def _told_by(self, sentence: Sentence, where: str) -> Topic | None:
        named = parties(sentence)
        two = _two_countries(named)
        if two and (own := self._own_country()) in two:
            # Of two countries the writer's own is the one that the text is about.
            other = next(code for code in two if code != own)
            if pair_of(sentence, named):
                names = f"{areas()[own].name} and {areas()[other].name}"
                return Topic(own, f"area and partner: {names} in the {where}", other, two)
            because = f"area: {areas()[own].name}, the writer's own country, in the {where}"
            return Topic(own, because, "", two)
        if pair := pair_of(sentence, named):
            names = " and ".join(f"“{sentence.items[party.at].written}”" for party in pair)
            return Topic(pair[0].code, f"area and partner: {names} in the {where}", pair[1].code, two)
        first = next(iter(topics(sentence)), None) or nation(sentence)
        if first is None:
            return None
        party = next((one for one in named if _is_within(one, first)), first)
        return Topic(party.code, f"area: “{sentence.items[party.at].written}” in the {where}", "", two)

    def _own_country(self) -> str:
        """The outlet's country, or the one that the article's language is spoken in; "" if neither is known."""
        language = self.article.language
        return self.home or (lexicon_of(language).home if language in languages.codes() else "")

    @cached_property
    def _is_of_part(self) -> bool:
        """Whether title or first paragraph are about a place that lies in an area of the table and is none itself."""
        sections = enumerate(self.article.sections)
        told = [number for number, section in sections if section.role == "title" or self.is_first(number)]
        return any("<part>" in sentence.tokens for number in told for sentence in self._sentences(number)[:1])

    @cached_property
    def _home_topic(self) -> Topic:
        """The area that dateline, outlet or language stand for."""
        if self.article.place:
            for mention in find_areas(self.article.place, self.article.language):
                code = capitals().get(mention.code, mention.code)
                code = areas()[code].parent if code in states() else code
                if mention.kind == "part" and "-" in code:
                    return Topic("", "")  # written from a city of a province: of city, province or country, who knows
                return Topic(code, f"area: the dateline's “{self.article.place}”")
        if self.home:
            return Topic(self.home, "area: the outlet's own country")
        if self.article.language in languages.codes() and (home := lexicon_of(self.article.language).home):
            return Topic(home, "area: none is named, and the text is in the language of one country")
        return Topic("", "")

    def _hosted(self, spot: Spot, indicator: Indicator, own: Sides) -> Sides | None:
        """With who acts there as the partner, of a figure that is the host's: "in the city Chile has 5 projects"."""
        sentence, host = spot.sentence, self._host(spot, indicator)
        if host is None:
            return None
        if own.subject:
            rule = own.because[0].replace("area:", "partner:", 1) if own.because else ""
            return Sides(host.area, own.subject, (host.because, rule))
        acting = [party for party in parties(sentence) if party.at <= OPENING and party.part == "plain"]
        if acting and acting[0].at < spot.at and not same_ground(acting[0].code, host.area):
            rule = f"partner: “{sentence.items[acting[0].at].written}” in the sentence"
            return Sides(host.area, acting[0].code, (host.because, rule))
        return None

    def _of_two(self, spot: Spot, own: Sides, before: Sides | None) -> Sides:
        """Of trade with a partner that only a word like "the country" names: who the two are is told before."""
        if before is not None and before.partner and own.subject in ("", before.subject):
            return Sides(before.subject, before.partner, ("area and partner: as of the clause before",))
        named = {party.code for party in parties(spot.sentence) if party.at < spot.at and party.part == "plain"}
        subject = self.pair[0] or self.topic(spot.number).area
        if len(named) == 1 and subject and not any(same_ground(code, subject) for code in named):
            words = "area and partner: the other one that the sentence names"
            return Sides(subject, named.pop(), (words,))
        if self.pair[1] and (own.subject or self._owner(spot)) in ("", self.pair[0]):
            return Sides(*self.pair, ("area and partner: the two told last",))
        return own._replace(refused="trade between two, with whom is not clear")

    def _told_elsewhere(self, spot: Spot, indicator: Indicator, own: Sides, *, known: bool) -> Sides:
        """Of the area that title, lead or other paragraphs tell of; ``known`` if the partner is one named before."""
        elsewhere = self._elsewhere(spot, indicator, partner=own.partner, known=known)
        of_both = indicator.counterpart == "either" and indicator.category in ("trade", "events")
        if elsewhere.other and of_both and not own.partner and not parties(spot.sentence):
            return Sides(elsewhere.area, elsewhere.other, (elsewhere.because,))
        if elsewhere.other and not indicator.counterpart and (both := _ground_of(elsewhere.area, elsewhere.other)):
            rule = f"{elsewhere.because.replace('area and partner:', 'area:')}, both in {areas()[both].name}"
            return Sides(both, "", (rule,))
        return Sides(elsewhere.area, own.partner, ((elsewhere.because,) if elsewhere.because else ()) + own.because)

    def _host(self, spot: Spot, indicator: Indicator) -> Topic | None:
        """Where projects are, told behind them by "the province": "Chile has five foreign projects in the province"."""
        if indicator.category != "investment" or not (indicator.counterpart == "origin" or indicator.abroad):
            return None
        sentence = spot.sentence
        for match in sentence.carriers:
            if not 0 < match.first - spot.at <= NEAR or sentence.clauses[match.first] != sentence.clauses[spot.at]:
                continue
            if match.value not in ("subdivision", "country") or "<n>" in sentence.tokens[spot.at + 1 : match.first]:
                continue
            if {"place", "destination"} & self._side_before(sentence, match.first):
                for code in self._named_before(spot, 0):
                    if code in areas() and areas()[code].kind == match.value:
                        words = sentence.words(match.first, match.last)
                        return Topic(code, f"area: “{words}” is {areas()[code].name}, the last one named")
        return None

    def _is_of_the_place(self, spot: Spot) -> bool:
        """Whether "the city" or "the state" stands before the figure, and none of the table was named."""
        if not any(match.value == "subdivision" and match.first < spot.at for match in spot.sentence.carriers):
            return False
        known = areas()
        return not any(
            code in known and known[code].kind == "subdivision" for code in self._named_before(spot, spot.at)
        )

    def _with_receiver(self, spot: Spot, own: Sides) -> Sides:
        """Who pledges, with the country that the article is about, which gets it if nobody else is named."""
        topic, known = self.topic(spot.number), areas()
        foreign = topic.area in known and own.subject in known and not same_ground(topic.area, own.subject)
        behind = spot.sentence.tokens[spot.at + 1 : spot.at + 3]
        if "destination" in spot.sentence.lexicon.sides.present(behind):
            return own  # "60 billion to such countries"
        if own.refused or not foreign or known[topic.area].kind != "country" or known[own.subject].kind != "country":
            return own
        rule = topic.because.replace("area and partner:", "area:").replace("area:", "partner:", 1)
        return own._replace(partner=topic.area, because=(*own.because, rule))

    def _is_guest(self, spot: Spot, own: Sides) -> bool:
        """Whether the area is a country from abroad where the article is about a province: "Japan has 150 projects"."""
        topic, known = self.topic(spot.number).area, areas()
        return (
            bool(own.subject)
            and not own.partner
            and topic in known
            and (known[topic].kind, known[own.subject].kind) == ("subdivision", "country")
            and not same_ground(topic, own.subject)
        )

    def _names_partner(self, spot: Spot) -> bool:
        """Whether a partner is told by "the country" only: "imports from the country"."""
        sentence = spot.sentence
        return any(
            match.value in ("subdivision", "country", "market")
            and (sentence.clauses[match.first] == sentence.clauses[spot.at] or 0 < match.first - spot.at <= BESIDE)
            and self._side_before(sentence, match.first)
            & ({"origin", "with", "destination"} if match.value == "market" else {"origin", "with"})
            for match in sentence.carriers
        )

    def _owner(self, spot: Spot) -> str:
        """Who "the city" or "the country" before the figure is, or ""."""
        carrier = self._carrier(spot, {spot.sentence.clauses[spot.at]})
        return carrier.area if carrier else ""

    def _side_before(self, sentence: Sentence, first: int) -> set[str]:
        """The side that the word right before an item gives it."""
        return sentence.lexicon.sides.present(sentence.tokens[max(first - 1, 0) : first])

    def _carrier(self, spot: Spot, clauses: Collection[int], other: int = -1) -> Topic | None:
        """What "the city" or "the country" stands for in these clauses: the last city or country named before.

        Not at ``other``, where the words stand for the partner."""
        sentence = spot.sentence
        for match in sentence.whole:
            if match.first > spot.at + NEAR or sentence.clauses[match.first] not in clauses:
                continue
            words = sentence.words(match.first, match.last)
            if code := self._whole(spot, match.value):
                return Topic(code, f"area: “{words}” is {areas()[code].name}, which the article is about")
        for match in sentence.carriers:
            if match.value not in ("subdivision", "country", "home") or match.first > spot.at or match.first == other:
                continue
            if sentence.clauses[match.first] not in clauses:
                continue
            if match.value == "home":
                return Topic(
                    sentence.lexicon.home, f"area: “{sentence.words(match.first, match.last)}”, the writer's own"
                )
            words = sentence.words(match.first, match.last)
            if match.value == "country" and (code := self._salient_country(spot, match.first)):
                return Topic(code, f"area: “{words}” is {areas()[code].name}, which the article is about")
            for code in self._named_before(spot, match.first):
                if code in areas() and areas()[code].kind == match.value:
                    return Topic(code, f"area: “{words}” is {areas()[code].name}, the last one named")
            told = self.topic(spot.number)
            if told.area in areas() and areas()[told.area].kind == match.value:
                return Topic(told.area, f"area: “{words}” is {areas()[told.area].name}; {told.because}")
            if match.value == "country" and told.area in areas() and (parent := areas()[told.area].parent):
                return Topic(parent, f"area: “{words}” is the country of {areas()[told.area].name}; {told.because}")
            if match.value == "country" and self.home:
                return Topic(self.home, f"area: “{words}” is the outlet's own country")
        return None

    def _whole(self, spot: Spot, kind: str) -> str:
        """What "nationwide" or "the whole province" means: the one that the article is about, at home if it can be."""
        topic = areas().get(self.topic(spot.number).area)
        if kind == "whole subdivision":
            return topic.code if topic and topic.kind == "subdivision" else ""
        home = self.home or spot.sentence.lexicon.home
        country = "" if topic is None else topic.code if topic.kind == "country" else topic.parent
        return home if home and (home == country or self._tells_of(home, spot)) else country or home

    def _tells_of(self, country: str, spot: Spot) -> bool:
        """Whether a country or a part of it is named before this place."""
        return any(same_ground(code, country) for code in self._named_before(spot, spot.at))

    def _salient_country(self, spot: Spot, first: int) -> str:
        """The article's country, if "the country" is it: no other one acts in the sentence or the one before it."""
        topic = areas().get(self.topic(spot.number).area)
        if topic is None or topic.kind != "country":
            return ""
        before = [party for party in parties(spot.sentence) if party.at < first]
        if not before and spot.place:
            before = parties(spot.sentences[spot.place - 1])
        countries = [party for party in before if party.code in areas() and areas()[party.code].kind == "country"]
        others = [party for party in countries if party.code != topic.code]
        # One other country that stands first is who "the country" is.
        acts = others and countries[0] is others[0] and others[0].at <= OPENING and others[0].part in SUBJECTS
        return "" if acts else topic.code

    def _named_before(self, spot: Spot, first: int) -> Iterator[str]:
        """The areas named by name before a place in the text, the last one first."""
        for party in reversed(parties(spot.sentence)):
            if party.at < first and party.part in SUBJECTS:
                yield party.code
        for earlier in islice(self.sentences_before(spot), REACH):
            # One of several, ranked partners or givers are not what a story goes on about.
            yield from (party.code for party in reversed([*topics(earlier)]))
            yield from (party.code for party in reversed(parties(earlier)) if party.part == "origin")

    def _elsewhere(self, spot: Spot, indicator: Indicator, *, partner: str, known: bool) -> Topic:
        """The subject that the sentence, the paragraph or the article has; the paragraph not for one of many, and not
        the ``partner``, which the article's topic cannot be either where it is ``known`` to be from abroad; of trade,
        nobody with whom the one that the article is about was told to trade. What a port handled is not its
        country's."""
        alone, trade, handled = indicator.each, indicator.category == "trade", indicator.category == "logistics"
        for party in topics(spot.sentence):
            if party.at < spot.at and party.code != partner:
                return Topic(party.code, f"area: “{spot.sentence.items[party.at].written}” in the sentence")
        if alone:
            return self.topic(spot.number)
        for earlier in reversed(spot.sentences[max(spot.place - REACH, 0) : spot.place]):
            told = [*topics(earlier)]
            topic = self.topic(spot.number).area
            if topic and len({party.code for party in parties(earlier) if not same_ground(party.code, topic)}) > 1:
                continue  # of several, none is what the paragraph goes on about
            for party in told:
                if party.code != partner and not (trade and (topic, party.code) in self.traders):
                    return Topic(party.code, f"area: “{earlier.items[party.at].written}” earlier in the paragraph")
        topic_told = self.topic(spot.number)
        of_country = topic_told.area in areas() and areas()[topic_told.area].kind == "country"
        if handled and of_country and topic_told == self._home_topic and self._is_of_facility(spot):
            return Topic("", "")
        return Topic("", "") if known and topic_told.area == partner else topic_told

    def _is_of_facility(self, spot: Spot) -> bool:
        """Whether the figure's sentence, the title or the first paragraph tells of a port or the like by its name only:
        what it handles is not its country's."""
        own = [number for number in self._title_and_lead[:2] for _ in self._sentences(number)[:1]]
        told = (spot.sentence, *(self._sentences(number)[0] for number in own))
        return any(sentence.names_facility for sentence in told)

    def _sentences(self, number: int) -> Sequence[Sentence]:
        """The sentences of a section of the article's own text; none of any other."""
        if number not in self.sentences:
            passage = self.passages[number]
            own = passage is not None and passage.section.role in ("title", "body")
            self.sentences[number] = read_sentences(passage, place=self.article.place) if passage and own else ()
        return self.sentences[number]


def _owner_told(sentence: Sentence, at: int, mention: Mention) -> Party | None:
    """Whose "its" or "whose" before a name or its figure is: the only area named before it, or the one right before
    "whose"."""
    last = max(at, mention.first)
    for party in parties(sentence):
        if party.part == "plain" and party.at < mention.first <= party.at + BESIDE * 2:
            between = sentence.tokens[party.at + 1 : mention.first]
            if not sentence.lexicon.holds.isdisjoint(between) and "<n>" not in between and "," not in between:
                return party
    for place in range(last - 1, max(min(at, mention.first) - OPENING, 0) - 1, -1):
        if sentence.tokens[place] in sentence.lexicon.owned:
            before = [party for party in parties(sentence) if party.at < place and party.part in ("plain", "owner")]
            if sentence.tokens[place] in sentence.lexicon.relatives:
                before = before[-1:]
            return before[-1] if len({party.code for party in before}) == 1 else None
    return None


def _of_loan(sentence: Sentence, at: int, mention: Mention, own: Sides) -> Sides:
    """With the area whose loan it is, if the sentence names one."""
    if owner := _owner_told(sentence, at, mention):
        rule = f"area: “{sentence.items[owner.at].written}”, whose it is"
        return Sides(owner.code, "" if own.partner == owner.code else own.partner, (rule, *own.because))
    marked = [
        party
        for party in topics(sentence)
        if party.part in ("owner", "place") and party.at < at and not is_venue(sentence, at, party)
    ]
    if len(marked) != 1 or own.partner == marked[0].code:
        return own
    rule = f"area: “{sentence.items[marked[0].at].written}” in the sentence"
    return Sides(marked[0].code, own.partner, (rule, *own.because))


def _as_before(sentence: Sentence, at: int, indicator: Indicator, own: Sides, before: Sides) -> Sides:
    """Of the subject of the clause before, and with its partner if nobody else is named."""
    alone = all(
        party.code in (before.subject, before.partner)
        for party in parties(sentence)
        if sentence.clauses[party.at] == sentence.clauses[at]
    )
    own_partner = "" if own.partner == before.subject else own.partner  # "of which Chile had a surplus of ..."
    if indicator.counterpart and alone and before.partner and not own_partner:
        return Sides(before.subject, before.partner, ("area and partner: as of the clause before",))
    return Sides(before.subject, own.partner, ("area: as of the clause before", *own.because))


def _two_countries(named: Sequence[Party]) -> tuple[str, ...]:
    """The two countries named, if there are just two."""
    codes = tuple(dict.fromkeys(party.code for party in named))
    known = areas()
    return codes if len(codes) == 2 and all(code in known and known[code].kind == "country" for code in codes) else ()


def _ground_of(one: str, other: str) -> str:
    """The country that two of its parts lie in, or ""."""
    known = areas()
    parents = {known[code].parent for code in (one, other) if code in known}
    return parents.pop() if len(parents) == 1 and one in known and other in known else ""
