"""What SDMX time periods tell by themselves: what they are, how far apart two lie, whether one lies ahead of a day."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsfigures.periods.spans import days

if TYPE_CHECKING:
    from datetime import date

    from newsfigures.types import Period

#: From this day on a month counts as over.
LAST_DAYS = 25

_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_DEADLINE = re.compile(r"\.\./(?P<year>\d{4})(?:-Q(?P<quarter>\d)|-S(?P<half>\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_CROP_YEAR = re.compile(r"\d{4}/\d{4}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_year_across(time_period: str) -> bool:
    """Whether a time is twelve months that are no year of the calendar.

    >>> is_year_across("2024-07-01/P1Y"), is_year_across("2024-07-01/P12M"), is_year_across("2024")
    (True, True, False)
    """
    return time_period.endswith(("/P1Y", "/P12M")) and "-01-01/" not in time_period


def year_before(time_period: str) -> str:
    """The same period of the year before; "" if it has no year.

    >>> year_before("2024-Q1"), year_before("2024-01-01/P5M"), year_before("../2024")
    ('2023-Q1', '2023-01-01/P5M', '')
    >>> year_before("2024/2025")
    '2023/2024'
    """
    year = time_period[:4]
    if not year.isdigit() or len(year) < 4:
        return ""
    if _CROP_YEAR.fullmatch(time_period):
        return f"{int(year) - 1:04}/{year}"
    return f"{int(year) - 1:04}{time_period[4:]}"


def is_year_to_date(time_period: str) -> bool:
    """Whether months are counted from January on: their change can only be one on the year before.

    >>> is_year_to_date("2025-01-01/P8M"), is_year_to_date("2025-S1"), is_year_to_date("2025-S2")
    (True, True, False)
    """
    return time_period.endswith("-S1") or ("-01-01/P" in time_period and time_period.endswith("M"))


def span_between(base: str, time_period: str) -> str:
    """How far a period is from its base: ``yoy``, ``mom``, ``qoq``, or "" if none of these.

    >>> span_between("2020-07", "2020-08"), span_between("2019-Q4", "2020-Q1"), span_between("2023", "2024-01-01/P9M")
    ('mom', 'qoq', '')
    """
    if _CROP_YEAR.fullmatch(time_period):
        return "yoy" if base == year_before(time_period) else ""
    if base[4:] == time_period[4:] and base[:4].isdigit() and time_period[:4].isdigit():
        return "yoy" if int(base[:4]) + 1 == int(time_period[:4]) else ""
    for pattern, most, name in ((_MONTH, 12, "mom"), (_QUARTER, 4, "qoq")):
        one, other = pattern.fullmatch(base), pattern.fullmatch(time_period)
        if one and other and int(one[1]) * most + int(one[2]) + 1 == int(other[1]) * most + int(other[2]):
            return name
    return ""


def is_ahead(time_period: str, today: date | None) -> bool:
    """Whether a deadline lies behind the day, so that nothing can have happened until it.

    >>> from datetime import date
    >>> is_ahead("../2025-Q3", date(2025, 12, 10)), is_ahead("../2025", date(2025, 12, 10)), is_ahead("2026", None)
    (False, True, False)
    """
    found = _DEADLINE.fullmatch(time_period)
    if today is None or not found:
        return False
    month = int(found["month"] or 0) or int(found["quarter"] or 0) * 3 or int(found["half"] or 0) * 6 or 12
    # In its last days the end of a month, a quarter or a year is told as reached.
    return (int(found["year"]), month, int(found["day"] or LAST_DAYS)) > (today.year, today.month, today.day)


def starts_ahead(time_period: str, today: date | None) -> bool:
    """Whether a time starts behind the day, so that nothing of it can have happened.

    >>> from datetime import date
    >>> starts_ahead("2026-04-01/P9M", date(2026, 2, 6)), starts_ahead("2026", date(2026, 2, 6)), starts_ahead("", None)
    (True, False, False)
    """
    first = days(time_period)[0] if today and time_period else None
    return bool(today and first and first > today)


def is_over(time_period: str, today: date | None) -> bool:
    """Whether a time ended before the day.

    >>> from datetime import date
    >>> is_over("2024", date(2025, 2, 1)), is_over("2025", date(2025, 2, 1)), is_over("", date(2025, 2, 1))
    (True, False, False)
    """
    last = days(time_period)[1] if today and time_period else None
    return bool(today and last and last < today)


def is_far_ahead(time_period: str, today: date | None) -> bool:
    """Whether a deadline is one of a later year than the day's.

    >>> from datetime import date
    >>> is_far_ahead("../2030", date(2025, 12, 10)), is_far_ahead("../2025-12", date(2025, 12, 10))
    (True, False)
    """
    found = _DEADLINE.fullmatch(time_period)
    return bool(today and found and int(found["year"]) > today.year)


def is_day(time_period: str) -> bool:
    """Whether a time period is a single day."""
    return bool(_DAY.fullmatch(time_period))


def is_month(time_period: str) -> bool:
    """Whether a time period is a single month."""
    return bool(_MONTH.fullmatch(time_period))


def is_end_of_month(period: Period) -> bool:
    """Whether a day is only the last of a month, up to which things are counted: "by the end of May"."""
    last = days(period.time_period)[1]
    ends = last is not None and (last + timedelta(days=1)).day == 1
    return ends and not any(map(str.isdigit, period.span.text))
