"""Answers to HTML: the blocks of the report, each number in them a link to the words that print it."""

from newsfigures.pages.annexes import annex
from newsfigures.pages.asides import set_aside, set_aside_in_words, show_figures_by_role
from newsfigures.pages.claims import agreement, conversions, derived_figures, key_figures, show_other_facts
from newsfigures.pages.closing import caveats, citation, corrections, dictionary, method, sources, unread
from newsfigures.pages.fragments import Fragment, anchor, derived_link, fact_link, to_table
from newsfigures.pages.happenings import show_events
from newsfigures.pages.summaries import (
    articles_in_words,
    charts_in_words,
    facts_in_words,
    figures_in_words,
    heading,
    strip,
    summary,
)
from newsfigures.pages.topics import goods, show_investment, show_programmes, show_trade

__all__ = [
    "Fragment",
    "agreement",
    "anchor",
    "annex",
    "articles_in_words",
    "caveats",
    "charts_in_words",
    "citation",
    "conversions",
    "corrections",
    "derived_figures",
    "derived_link",
    "dictionary",
    "fact_link",
    "facts_in_words",
    "figures_in_words",
    "goods",
    "heading",
    "key_figures",
    "method",
    "set_aside",
    "set_aside_in_words",
    "show_events",
    "show_figures_by_role",
    "show_investment",
    "show_other_facts",
    "show_programmes",
    "show_trade",
    "sources",
    "strip",
    "summary",
    "to_table",
    "unread",
]
