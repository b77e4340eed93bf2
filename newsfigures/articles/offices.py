"""Names of newsrooms and offices, which a page may print above its headline."""

from __future__ import annotations

import re
from functools import cache

from newsfigures.articles.vocabulary import alternatives, phrases

_LONGEST = 80


def is_office(words: str) -> bool:
    """Whether a line is nothing but the name of an office or newsroom, by how it starts or ends.

    >>> is_office("Ministry of Fisheries and Rural Affairs"), is_office("Ministry of Fisheries Opens New Harbour")
    (True, False)
    >>> is_office("UBND TỈNH BẮC HÀ"), is_office("Cổng thông tin điện tử tỉnh Bắc Hà"), is_office("Sở Y tế họp báo")
    (True, True, False)
    """
    if len(words) > _LONGEST or words[-1] in ".:?!":
        return False
    return bool((words.isupper() and _in_capitals().match(words)) or _named().fullmatch(words))


def is_site(words: str) -> bool:
    """Whether a line looks like the name of a newspaper or a site, by how it starts or ends or as two things joined by
    "&". Headlines may look so too: what stands under the line must bear it out.

    >>> is_site("Tạp chí Bến bãi Việt"), is_site("Hồ Lớn - Trang tin điện tử"), is_site("Harbour & Rail Review")
    (True, True, True)
    >>> is_site("Ports & Rivers"), is_site("3,000 boats, daily"), is_site("Boats crowd the lake in May")
    (True, False, False)
    """
    if len(words) > _LONGEST or any(sign in words for sign in ".:?!,") or any(map(str.isdigit, words)):
        return False
    return _site().fullmatch(words) is not None


@cache
def _site() -> re.Pattern[str]:
    starts, ends = (alternatives(phrases("roles", f"site_{part}")) for part in ("starts", "ends"))
    return re.compile(
        rf"(?i:{starts})\s[^\W\d_].*|[^\W\d_a-z].*\s(?i:{ends})|[^\W\d_a-z]\w*(?:\s\w+){{0,2}}\s&(?:\s\w+){{1,3}}"
    )


@cache
def _in_capitals() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(phrases('roles', 'offices_in_capitals'))})\b", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    name = r"[^\W\d_a-z][\w’'-]{1,20}"
    joined = rf"(?:,\s|,?\s(?:{alternatives(phrases('roles', 'office_joins'))})\s)"
    starts, ends = (alternatives(phrases("roles", part)) for part in ("offices", "office_ends"))
    return re.compile(
        rf"""
        (?i:{starts})\s{name}(?:\s{name})?(?:{joined}{name}(?:\s{name})?){{0,4}}  # Ministry of Trade and Industry
        | (?:(?:The|the)\s)?{name}(?:\s{name}){{0,3}}\s(?i:{ends})               # The Northport Herald
        | (?i:{alternatives(phrases("roles", "newsrooms"))})\b[^.,:!?\d]{{0,50}}    # Cổng thông tin điện tử tỉnh Bắc Hà
        """,
        re.VERBOSE,
    )
