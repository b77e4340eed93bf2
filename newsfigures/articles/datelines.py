"""The place and agency that an article opens with."""

from __future__ import annotations

import re

from newsfigures import reference
from newsfigures.articles.vocabulary import vocabulary

DATELINE = re.compile(
    r"""
    (?P<place>[^\W\d_][^\n():–—]{1,40}?)?           # "Da Nang"; may be missing: "(TTXVN) –"
    (?:,\s[^\n():–—]{3,20}?)?                       # ", Jan. 13"
    \s{0,3}(?:\((?P<agency>[^()\n]{2,30})\)\s{0,3})? # "(VNA)"
    [–—:-]{1,2}\s{0,3}
    """,
    re.VERBOSE,
)

_ENCLOSED = re.compile(r"\[(?P<place>[^\W\d_a-z][^\[\]a-z\d]{2,40})\]\s")  # "[HO CHI MINH CITY] "


def read_dateline(words: str) -> tuple[str, str] | None:
    """The place and the agency that a paragraph starts with: "Da Nang (VNA) – ", "NEW DELHI: ", "(TTXVN) - "."""
    if len(words) < 50:
        return None
    if enclosed := _ENCLOSED.match(words):
        return enclosed["place"], ""
    found = DATELINE.match(words)
    if found is None or not (found["place"] or found["agency"]):
        return None
    place, agency = (found["place"] or "").strip(), found["agency"] or ""
    if place in reference.outlets():  # "TTO - "
        place, agency = "", place
    if place:
        if not place[0].isupper() or place.casefold() in vocabulary().not_places or place.count(" ") > 4:
            return None
        if not agency and len(place) < 3:
            return None  # "Q: ", "PV: "
        if not agency and not place.replace(".", "").replace(" ", "").replace(",", "").isupper():
            return None
    if agency and not (agency[0].isupper() and agency.count(" ") <= 3):
        return None
    return place, agency
