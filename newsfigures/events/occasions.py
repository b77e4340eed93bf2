"""Which events of several articles are one: by date, place, participants and figures, never by wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from newsfigures.actors import alike, plain, same
from newsfigures.events.days import is_day, month_and_day
from newsfigures.events.sentences import AGAIN
from newsfigures.types import Occasion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsfigures.types import Event

#: How many tellings of one event are held against each other, and how many events of one place or day with another.
MOST_TELLINGS = 30
#: Visits to one place by the same people on days so near are one visit, its day told differently.
NEAR_DAYS = 7


#: The figures that events are told with, by article and start of the event: each figure and its words.
Figures = Mapping[tuple[str, int], Mapping[str, str]]


def meet(events: Iterable[Event], figures: Figures | None = None) -> list[Occasion]:
    """The occasions that these events tell of, those together that a rule joins; each keeps every version.

    An event that could be several stays alone. Occasions stand in the order of their first events.
    """
    events, figures = list(events), figures or {}
    order = sorted(range(len(events)), key=lambda i: (not events[i].sites, not _day(events[i])))
    groups: list[list[int]] = []
    rules: list[list[str]] = []
    numbers: dict[tuple[str, str], dict[int, None]] = {}
    again = _told_again(events)
    for i in order:
        if i in again:
            continue
        keys = [(events[i].kind, handle) for handle in _handles(events[i])]
        near = dict.fromkeys(number for key in keys for number in [*numbers.get(key, ())][-MOST_TELLINGS:])
        fitting = {
            number: rule for number in near if (rule := _fits(events[i], [events[j] for j in groups[number]], figures))
        }
        if len(fitting) == 1:
            [(number, rule)] = fitting.items()
            groups[number].append(i)
            rules[number].append(rule)
        else:
            number = len(groups)
            groups.append([i])
            rules.append([])
        for key in keys:
            numbers.setdefault(key, {})[number] = None
    group_of = {i: group for group in groups for i in group}
    for i, other in again.items():
        group_of[i] = group_of[other]
        group_of[i].append(i)
    taken: dict[str, int] = {}
    occasions = []
    for group, because in sorted(zip(groups, rules, strict=True), key=lambda pair: min(pair[0])):
        told = [events[i] for i in sorted(group)]
        occasions.append(Occasion(_id(told, taken), tuple(told), _conflicts(told), tuple(dict.fromkeys(because))))
    return occasions


def _told_again(events: Sequence[Event]) -> dict[int, int]:
    """The events that only tell again of one before in their article, and that one, in order."""
    last: dict[tuple[str, str], int] = {}
    found = {}
    for i in sorted(range(len(events)), key=lambda i: (events[i].span.article, events[i].span.start)):
        place = (events[i].span.article, events[i].kind)
        if AGAIN in events[i].because and place in last:
            found[i] = last[place]
        last[place] = i
    return found


def _fits(event: Event, others: Sequence[Event], figures: Figures) -> str:
    """The rule by which the event is one with these, or "". One article that names two days tells of two events."""
    day = _told_day(event)
    for other in others[:MOST_TELLINGS]:
        if other.span.article == event.span.article and day != _told_day(other):
            return ""
    rules = (_rule(event, other) or _rule_by_figures(event, other, figures) for other in others[:MOST_TELLINGS])
    return next(filter(None, rules), "")


def _handles(event: Event) -> list[str]:
    """What two events that meet must share one of: the day of the year, or a site."""
    return [*event.sites, *filter(None, [_month_and_day(event)])]


def _day(event: Event) -> str:
    return event.when.time_period if event.when and is_day(event.when) else ""


def _month_and_day(event: Event) -> str:
    """The day of the year, for an event whose year may not be told: "03-13"."""
    if event.when is None or _day(event):
        return _day(event)[5:]
    return "" if event.when.time_period else month_and_day(event.when.span.text, event.language)


def _told_day(event: Event) -> str:
    """The day as far as it is told: "2026-03-13", "03-13"."""
    return _day(event) or _month_and_day(event)


def _rule(one: Event, other: Event) -> str:
    """The rule by which two events are one, or ""."""
    if one.kind != other.kind or not _is_one_place(one, other):
        return ""
    if one.sites and other.sites and not set(one.sites) & set(other.sites):
        return ""
    who = _in_common(one, other)
    if not who:
        return ""
    days = _day(one), _day(other)
    sites = bool(set(one.sites) & set(other.sites))
    if days[0] and days[0] == days[1]:
        return f"same day, place and participants ({who})"
    if not all(days) and all(told := (_month_and_day(one), _month_and_day(other))):
        if told[0] == told[1]:
            return f"same day of the year, place and participants ({who})"
        days = f"2000-{told[0]}", f"2000-{told[1]}"
    if all(days):
        apart = abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
        return f"same site and participants ({who}), days that differ" if sites and apart <= NEAR_DAYS else ""
    return f"same site and participants ({who}), a day not told" if sites else ""


def _rule_by_figures(one: Event, other: Event, figures: Figures) -> str:
    """The rule by which two events of one day are one that are told with one figure, or ""."""
    day = _day(one)
    if one.kind != other.kind or not day or day != _day(other) or one.span.article == other.span.article:
        return ""
    if one.sites and other.sites and not set(one.sites) & set(other.sites):
        return ""
    mine, yours = (figures.get((event.span.article, event.span.start), {}) for event in (one, other))
    shared = next((words for figure, words in mine.items() if figure in yours), "")
    if not shared:
        return ""
    if one.ref_area and other.ref_area and _is_within(one.ref_area, other.ref_area):
        return f"same day, place and figure ({shared})"
    who = _in_common(one, other)
    return f"same day, participants ({who}) and figure ({shared})" if who else ""


def _is_one_place(one: Event, other: Event) -> bool:
    """Places whose areas are known must lie within each other, others have the same name; an unknown one may be any."""
    if one.ref_area and other.ref_area:
        return _is_within(one.ref_area, other.ref_area)
    return not one.place or not other.place or plain(one.place) == plain(other.place)


def _is_within(one: str, other: str) -> bool:
    return not one or not other or one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _in_common(one: Event, other: Event) -> str:
    """Who takes part in both: an area that is not the place's own, else an actor."""
    place = one.ref_area or other.ref_area
    for code in one.participants:
        if code in other.participants and not _is_within(code, place):
            return code
    for actor in one.actors:
        for another in other.actors:
            if same(actor, another):
                return actor.name
    return ""


def _conflicts(events: Sequence[Event]) -> tuple[str, ...]:
    """What they disagree on, with every version: the day, the place, the name of an organisation."""
    found = []
    days = {_month_and_day(event) for event in events if _told_day(event)}
    years = {_day(event)[:4] for event in events if _day(event)}
    if len(days) > 1 or len(years) > 1:
        found.append(_versions("date", [(_told_day(event), event) for event in events if _told_day(event)]))
    areas = {event.ref_area for event in events if event.ref_area}
    if any(not _is_within(one, other) for one, other in combinations(areas, 2)):
        found.append(_versions("place", [(event.place, event) for event in events if event.ref_area]))
    named: dict[str, list[tuple[str, Event]]] = {}
    for one, other in combinations(events[:MOST_TELLINGS], 2):
        if one.span.article == other.span.article or one.language != other.language:
            continue
        for actor in one.actors:
            for another in other.actors:
                if words := alike(actor, another):
                    named.setdefault(words, []).extend([(actor.name, one), (another.name, other)])
    found += [_versions("name", versions) for versions in named.values()]
    return tuple(found)


def _versions(what: str, told: Iterable[tuple[str, Event]]) -> str:
    articles: dict[str, dict[str, None]] = {}
    for version, event in told:
        articles.setdefault(version, {})[event.span.article] = None
    return f"{what}: " + " | ".join(
        f"{version} ({', '.join(sorted(ids))})" for version, ids in sorted(articles.items())
    )


def _id(events: Sequence[Event], taken: dict[str, int]) -> str:
    """A name that tells when, where and what: ``2026-01-13.VN-DN.visit.port-lien-chieu``."""
    days = sorted(_day(event) for event in events if _day(event))
    areas = sorted((event.ref_area for event in events if event.ref_area), key=lambda code: (-len(code), code))
    sites = sorted({site for event in events for site in event.sites})
    parts = [*days[:1], *areas[:1], events[0].kind, *sites[:1]]
    id = ".".join("-".join("".join(s if s.isalnum() else " " for s in part).split()) for part in parts)
    taken[id] = taken.get(id, 0) + 1
    return id if taken[id] == 1 else f"{id}.{taken[id]}"
