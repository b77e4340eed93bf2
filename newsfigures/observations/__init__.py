"""What an article's figures measure: which indicator, of which area, with which partner, when, and who says so.

Nothing is guessed: a figure that no rule understands is set aside with the reason, and stays in the tables.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from newsfigures import languages
from newsfigures.observations.contradictions import with_bases, with_restated, with_times, without_contradictions
from newsfigures.observations.readings import Reader
from newsfigures.quantities import find_quantities
from newsfigures.reference import outlets
from newsfigures.types import Article, Figure, Observation, Role

#: Why a figure outside the article's own text is in no fact.
ELSEWHERE: dict[Role, str] = {"related": "related story", "caption": "caption", "boilerplate": "boilerplate"}


def read_figures(article: Article) -> list[Figure]:
    """Every quantity of an article in its order, each with what it measures or the reason why that is not known.

    Offsets are those of the file. Only title and body state facts; teasers, captions and the page's own text do not.

    >>> from datetime import date
    >>> from newsfigures.types import Section
    >>> text = "Peru's exports to Japan rose 4% year-on-year to US$2.3 billion in 2024."
    >>> section = Section("body", 0, len(text), text, "en")
    >>> article = Article("a", "", "", "", "", "en", date(2025, 2, 1), "stated", (section,))
    >>> for figure in read_figures(article):
    ...     print(figure.quantity.span.text, figure.observation.key)
    4% Key(indicator='exports', ref_area='PE', counterpart_area='JP', time_period='2024', measure='yoy')
    US$2.3 billion Key(indicator='exports', ref_area='PE', counterpart_area='JP', time_period='2024', measure='level')
    """
    dollar, home = _home(article)
    reader = Reader(article, home)
    context = article.text
    known = languages.codes()
    figures: list[Figure] = []
    for number, section in enumerate(article.sections):
        if section.language not in known:
            continue
        quantities = find_quantities(section.text, section.language, dollar=dollar, country=home, context=context)
        if not quantities:
            continue
        if section.role in ELSEWHERE:
            found: list[Observation | str] = [ELSEWHERE[section.role]] * len(quantities)
        else:
            found = reader.read(number, quantities)
        for quantity, one in zip(quantities, found, strict=True):
            moved = quantity.moved(article.id, section.start)
            observation = replace(one, quantity=moved) if isinstance(one, Observation) else None
            figures.append(Figure(moved, section.role, observation, one if isinstance(one, str) else ""))
    return with_restated(without_contradictions(with_bases(with_times(figures))))


def _home(article: Article) -> tuple[str, str]:
    """The currency that a bare "$" means to the article's outlet, and the outlet's country; US$ and "" if unknown."""
    return _outlets_by_name().get(article.outlet) or ("USD", "")


@cache
def _outlets_by_name() -> dict[str, tuple[str, str]]:
    return {outlet.name: (outlet.currency, outlet.country) for outlet in outlets().values()}
