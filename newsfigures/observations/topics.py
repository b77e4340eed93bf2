"""What an article is about: the area that title, lead, dateline and outlet stand for, and what was told before."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from weakref import ref

from newsfigures import languages
from newsfigures.areas import find_areas
from newsfigures.observations.lexicons import lexicon_of
from newsfigures.observations.parties import nation, pair_of, parties, topics_of
from newsfigures.observations.sentences import read_sentences
from newsfigures.observations.time_periods import is_day, is_end_of_month
from newsfigures.passages import cut
from newsfigures.periods import find_periods
from newsfigures.reference import areas, capitals, states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsfigures.observations.sentences import Party, Sentence
    from newsfigures.periods import ToldYear
    from newsfigures.types import Article, Quantity

#: How many sentences back tell what a sentence is about.
CONTEXT = 3

#: Within so many words behind its country in the possessive stands the area that is meant.
BESIDE = 3

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

    def two(self, number: int) -> Topic:
        """The only two countries that title or lead name, with the rule; of the lead, the paragraphs up to this one."""
        told = map(self._told_in, self._leading(number))
        return next((topic for topic in told if topic and topic.two), Topic("", ""))

    def sentences_before(self, spot: Spot) -> Iterator[Sentence]:
        """The sentences of the article's own text before this one, the last one first."""
        return self._before(spot.number, spot.place)

    def _before(self, number: int, place: int) -> Iterator[Sentence]:
        yield from reversed(self.sentences_of(number)[:place])
        for other in range(number - 1, -1, -1):
            yield from reversed(self.sentences_of(other))

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
        return frozenset(ware.value for number in titles for one in self.sentences_of(number) for ware in one.goods)

    @cached_property
    def local_names(self) -> frozenset[str]:
        """The names that title and lead introduce as those of provinces and the like, and no table has."""
        sections = enumerate(self.article.sections)
        told = [number for number, section in sections if section.role in ("title", "body")][: LEAD + 1]
        sentences = (
            sentence for number in told if self._may_introduce(number) for sentence in self.sentences_of(number)
        )
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
        return next(filter(None, map(self._told_in, self._leading(number))), None) or self.home_topic

    def _leading(self, number: int) -> Iterator[int]:
        """The title, and the paragraphs of the lead up to this section; for the title all of them."""
        return (place for place in self.title_and_lead if place <= number or self.is_title(number))

    @cached_property
    def title_and_lead(self) -> list[int]:
        """The numbers of the title, if there is one, and of the paragraphs of the lead."""
        sections = self.article.sections
        title = next((number for number, section in enumerate(sections) if section.role == "title"), None)
        leads = [number for number, section in enumerate(sections) if section.role == "body"][:LEAD]
        return leads if title is None else [title, *leads]

    def _told_in(self, number: int) -> Topic | None:
        """The area that the first sentence of the title or of a paragraph of the lead names first."""
        if number not in self._told:
            where = "title" if self.is_title(number) else "lead"
            self._told[number] = next((self._told_by(one, where) for one in self.sentences_of(number)[:1]), None)
        return self._told[number]

    def _told_by(self, sentence: Sentence, where: str) -> Topic | None:
        named = parties(sentence)
        two = _two_countries(named)
        if two and (own := self.own_country()) in two:
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
        first = next(iter(topics_of(sentence)), None) or nation(sentence)
        if first is None:
            return None
        party = next((one for one in named if _is_within(one, first)), first)
        return Topic(party.code, f"area: “{sentence.items[party.at].written}” in the {where}", "", two)

    def own_country(self) -> str:
        """The outlet's country, or the one that the article's language is spoken in; "" if neither is known."""
        language = self.article.language
        return self.home or (lexicon_of(language).home if language in languages.codes() else "")

    @cached_property
    def is_of_part(self) -> bool:
        """Whether title or first paragraph are about a place that lies in an area of the table and is none itself."""
        sections = enumerate(self.article.sections)
        told = [number for number, section in sections if section.role == "title" or self.is_first(number)]
        return any("<part>" in sentence.tokens for number in told for sentence in self.sentences_of(number)[:1])

    @cached_property
    def home_topic(self) -> Topic:
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

    def sentences_of(self, number: int) -> Sequence[Sentence]:
        """The sentences of a section of the article's own text; none of any other."""
        if number not in self.sentences:
            passage = self.passages[number]
            own = passage is not None and passage.section.role in ("title", "body")
            self.sentences[number] = read_sentences(passage, place=self.article.place) if passage and own else ()
        return self.sentences[number]


def _two_countries(named: Sequence[Party]) -> tuple[str, ...]:
    """The two countries named, if there are just two."""
    codes = tuple(dict.fromkeys(party.code for party in named))
    known = areas()
    return codes if len(codes) == 2 and all(code in known and known[code].kind == "country" for code in codes) else ()
