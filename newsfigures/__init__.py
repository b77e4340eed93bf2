"""Figures from news articles: found, understood and proved.

>>> import newsfigures as nf
>>> [q] = nf.find_quantities("The port handled more than 1.2 million TEU.")
>>> q.span.text, q.value, q.unit, q.bound
('1.2 million TEU', Decimal('1.2E+6'), 'TEU', 'over')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsfigures.articles import read_article, read_articles
    from newsfigures.evidence import explain, highlight
    from newsfigures.quantities import find_quantities
    from newsfigures.schema import codebook
    from newsfigures.tables import Tables, load
    from newsfigures.types import ArticleError, NewsfiguresError

__all__ = [
    "ArticleError",
    "NewsfiguresError",
    "Tables",
    "codebook",
    "explain",
    "find_quantities",
    "highlight",
    "load",
    "read_article",
    "read_articles",
]

#: Where each public name lives; fetched when first used, since finding a quantity needs neither pandas nor matplotlib.
_HOMES = {
    "ArticleError": "types",
    "NewsfiguresError": "types",
    "Tables": "tables",
    "codebook": "schema",
    "explain": "evidence",
    "find_quantities": "quantities",
    "highlight": "evidence",
    "load": "tables",
    "read_article": "articles",
    "read_articles": "articles",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
