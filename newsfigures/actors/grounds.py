"""Whose office it is, where its name does not say: "the ministry", in an article on one country, is that country's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from newsfigures import languages
from newsfigures.actors.lexicons import lexicon
from newsfigures.areas import find_areas
from newsfigures.phrases import Words
from newsfigures.reference import areas, outlets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.actors.readings import Reading
    from newsfigures.types import Actor, Article


class Grounds:
    """The countries and the provinces that an article speaks of."""

    def __init__(self, article: Article, readings: Sequence[Reading]) -> None:
        self.article, self.readings = article, readings

    def of(self, actor: Actor) -> tuple[str, str]:
        """The area whose office an organisation must be, and the rule; ("", "") where it may be another's.

        Of an office that countries have one of: the only country that the article names, or the dateline's if the
        outlet is at home there, or the one whose language it is written in, for there others' offices are named with
        their country. Of one that provinces have: the only province that the article names.
        """
        level = self._level(actor)
        if level == "country":
            if len(self._countries) == 1:
                return next(iter(self._countries)), "of the only country that the article names"
            if self._dateline and self._dateline == self._home:
                return self._dateline, "of the dateline's country, where the outlet is at home"
            spoken = languages.table(actor.language, "topic").get("home", "")
            if spoken in self._countries and not self._dateline:
                return spoken, "of the one country whose language this is, which the article names"
        if level == "subdivision" and len(self._provinces) == 1:
            return next(iter(self._provinces)), "of the only province that the article names"
        return "", ""

    def _level(self, actor: Actor) -> str:
        rules = lexicon(actor.language)
        if found := rules.levels.find(Words(actor.name).written):
            return found[0].value
        # "the provincial Department of Finance"
        place = bisect_right(self.readings, actor.span.start, key=lambda one: one.passage.section.start) - 1
        reading = self.readings[place]
        first = bisect_left(reading.passage.words.starts, actor.span.start - reading.passage.section.start)
        return "subdivision" if first and reading.folded[first - 1] in rules.of_area else ""

    @cached_property
    def _named(self) -> set[str]:
        """The countries, and parts of them, named anywhere in the article's own text."""
        codes = {area[0] for reading in self.readings for area in reading.passage.areas}
        codes |= {mention.code for mention in find_areas(self.article.title, self._language)}
        return {code for code in codes if areas()[code].kind in ("country", "subdivision")}

    @cached_property
    def _countries(self) -> set[str]:
        return {code.partition("-")[0] for code in self._named} | ({self._dateline} if self._dateline else set())

    @cached_property
    def _provinces(self) -> set[str]:
        return {code for code in self._named if "-" in code}

    @cached_property
    def _dateline(self) -> str:
        place = self.article.place
        found = find_areas(place.title() if place.isupper() else place, self._language) if place else []
        return found[0].code.partition("-")[0] if found else ""

    @property
    def _language(self) -> str:
        return self.readings[0].passage.language

    @cached_property
    def _home(self) -> str:
        return next((one.country for one in outlets().values() if one.name == self.article.outlet), "")
