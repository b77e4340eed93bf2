"""Golden cases of events, one file a language; and which articles tell of one event."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsfigures.events import find_events, meet
from newsfigures.types import Article, Event, Occasion, Section

CASES = [
    (path.stem.partition(".")[2], case)
    for path in sorted(Path(__file__).parent.glob("cases/events.*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def article(text: str, language: str = "en", today: str = "", id: str = "a", place: str = "") -> Article:
    """An article that is all body, a section a paragraph."""
    sections, start = [], 0
    for part in text.strip().split("\n\n"):
        printed = part + "\n\n"
        sections.append(Section("body", start, start + len(printed), printed, language))
        start += len(printed)
    day = date.fromisoformat(today) if today else None
    basis = "stated" if day else "unknown"
    return Article(id, "", "", "", "", language, day, basis, tuple(sections), place=place)  # type: ignore[arg-type]


def check(language: str, *, label: str, text: str, want: list[dict[str, Any]], today: str = "") -> None:
    assert label
    told = article(text, language, today)
    events = find_events(told)
    assert [event.kind for event in events] == [one["kind"] for one in want]
    for event, one in zip(events, want, strict=True):
        check_event(event, told.text, **one)


def check_event(
    event: Event,
    text: str,
    *,
    kind: str,
    words: str,
    place: str,
    ref_area: str,
    date: str,
    basis: str,
    who: list[str],
    sites: list[str] | None = None,
    status: str = "actual",
) -> None:
    assert event.kind == kind
    assert text[event.span.start : event.span.end] == event.span.text
    assert words in event.span.text
    assert (event.place, event.ref_area) == (place, ref_area)
    when = event.when
    assert ((when.time_period, when.basis) if when else ("", "")) == (date, basis)
    if when:
        assert text[when.span.start : when.span.end] == when.span.text
    assert [*event.participants, *(actor.name for actor in event.actors)] == who
    assert sites is None or list(event.sites) == sites
    assert event.status == status


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{code}: {case['label']}" for code, case in CASES])
def test_case(language: str, case: dict[str, Any]) -> None:
    check(language, **case)


def test_every_language_has_cases_and_negatives() -> None:
    for language in ("en", "vi"):
        wants = [case["want"] for code, case in CASES if code == language]
        assert [] in wants and any(wants)


def test_the_dateline_is_the_place_of_what_happened_in_the_days_before() -> None:
    text = "Two banks and a Lao delegation signed an agreement on March {}."
    for day, area in ((3, "VN-HN"), (4, "VN-HN"), (1, "")):
        [event] = find_events(article(text.format(day), today="2025-03-04", place="HANOI"))
        assert event.ref_area == area


# --- across articles --------------------------------------------------------------------------------------------------


def told(*articles: Article) -> list[Occasion]:
    return meet([event for one in articles for event in find_events(one)])


FORUM = article("Hai Phong hosted a forum with Korean firms on March 4.", "en", "2025-03-05", "one")


def test_articles_in_two_languages_meet_by_day_place_and_participants() -> None:
    other = article("Ngày 4/3, Hải Phòng tổ chức hội nghị với các nhà đầu tư Hàn Quốc.", "vi", "2025-03-05", "two")
    [occasion] = told(FORUM, other)
    assert occasion.agreement == "agreed"
    assert occasion.id == "2025-03-04.VN-HP.gathering"
    assert occasion.because == ("same day, place and participants (KR)",)


@pytest.mark.parametrize(
    "text",
    [
        "Hai Phong hosted a forum with Korean firms on March 5.",  # another day
        "Hue hosted a forum with Korean firms on March 4. It was in Can Tho.",
        "Can Tho hosted a forum with Korean firms on March 4.",  # another place
        "Hai Phong hosted a forum with Lao firms on March 4.",  # other guests
        "Hai Phong hosted a forum in Petite Rive with Korean firms on March 4.",  # another place
        "Hai Phong hosted a forum on March 4.",  # nobody in common but the place
        "Hai Phong hosted a reception for Korean guests on March 4.",  # something else
        "Hai Phong hosted a forum with Korean firms.",  # no day
    ],
)
def test_what_must_not_meet(text: str) -> None:
    other = article(text, "en", "2025-03-06", "two")
    assert all(len({event.span.article for event in occasion.events}) == 1 for occasion in told(FORUM, other))


PORT = "A Korean delegation visited Dinh Vu Port in Hai Phong on March {}."


def test_what_an_article_tells_again_is_one_event_even_without_a_day() -> None:
    text = "In Hue, a Lao delegation and two banks signed an agreement. Nine contracts were signed at the meeting."
    for today in ("2025-03-06", ""):
        [occasion] = told(article(text, "en", today))
        assert [event.participants for event in occasion.events] == [("VN-26", "LA")] * 2
        assert occasion.agreement == "single"


def test_a_conflict_on_the_day_keeps_every_version() -> None:
    one, two = (article(PORT.format(day), "en", "2025-03-06", id) for day, id in ((4, "one"), (5, "two")))
    three = article("Ngày 4/3, đoàn Hàn Quốc tham quan Cảng Đình Vũ ở Hải Phòng.", "vi", "2025-03-06", "three")
    [occasion] = told(one, two, three)
    assert occasion.agreement == "conflict"
    assert occasion.conflicts == ("date: 2025-03-04 (one, three) | 2025-03-05 (two)",)
    assert len(occasion.events) == 3


def test_the_day_of_the_year_is_enough_where_an_article_has_no_date() -> None:
    undated = article("Ngày 4/3, Hải Phòng tổ chức hội nghị với các nhà đầu tư Hàn Quốc.", "vi", "", "two")
    [occasion] = told(FORUM, undated)
    assert (occasion.agreement, occasion.id) == ("agreed", "2025-03-04.VN-HP.gathering")
    assert occasion.because == ("same day of the year, place and participants (KR)",)
    later = article("Ngày 5/3, Hải Phòng tổ chức hội nghị với các nhà đầu tư Hàn Quốc.", "vi", "", "two")
    assert len(told(FORUM, later)) == 2


def test_days_without_their_year_conflict_too() -> None:
    one, two = (article(PORT.format(day), "en", "", id) for day, id in ((4, "one"), (5, "two")))
    [occasion] = told(one, two)
    assert occasion.conflicts == ("date: 03-04 (one) | 03-05 (two)",)


def test_the_year_of_the_day_told_before() -> None:
    text = "Hue hosted a forum with Lao firms on May 4, 2024. The Lao guests visited Chan May Port in Hue on May 6."
    assert [event.when and event.when.time_period for event in find_events(article(text))] == [
        "2024-05-04",
        "2024-05-06",
    ]


def test_the_day_of_writing_in_the_dateline_is_not_the_event_s() -> None:
    text = "HUE, 5 March 2025 - Hue hosted a forum with Lao firms{}."
    for words, day in ((" on Tuesday", "2025-03-04"), ("", None)):
        [event] = find_events(article(text.format(words), today="2025-03-05", place="HUE"))
        assert (event.when and event.when.time_period) == day


def test_days_too_far_apart_are_two_visits() -> None:
    one, two = (article(PORT.format(day), "en", "2025-03-26", id) for day, id in ((4, "one"), (24, "two")))
    assert [occasion.agreement for occasion in told(one, two)] == ["single", "single"]


def test_one_article_that_names_two_days_tells_of_two_events() -> None:
    text = f"{PORT.format(4)} {PORT.format(5)}"
    assert [len(occasion.events) for occasion in told(article(text, "en", "2025-03-06"))] == [1, 1]


def test_two_visits_on_one_day_are_told_apart_by_their_sites() -> None:
    text = "A Korean delegation visited Dinh Vu Port in Hai Phong, and toured the Hai Phong Hi-Tech Park on March 4."
    again = (
        "On March 4 a Korean delegation visited Dinh Vu Port in Hai Phong. It also toured the Hai Phong High-Tech Park."
    )
    one, two = article(text, "en", "2025-03-06", "one"), article(again, "en", "2025-03-06", "two")
    occasions = told(one, two)
    assert [sorted({site for event in occasion.events for site in event.sites}) for occasion in occasions[:1]] == [
        ["port:dinh vu"]
    ]
    assert [occasion.agreement for occasion in occasions][:1] == ["agreed"]


def test_a_name_told_in_two_ways_is_a_conflict() -> None:
    text = "The {} of Hai Phong hosted a forum with Korean firms on March 4."
    names = ("National Design Institute", "National Design Centre")
    [occasion] = told(
        *(article(text.format(name), "en", "2025-03-06", id) for name, id in zip(names, ("one", "two"), strict=True))
    )
    assert occasion.conflicts == (
        "name: National Design Centre of Hai Phong (two) | National Design Institute of Hai Phong (one)",
    )


def test_an_event_that_could_be_either_of_two_stays_alone() -> None:
    sites = "A Korean delegation visited {} in Hai Phong on March 4."
    one = article(sites.format("Dinh Vu Port"), "en", "2025-03-06", "one")
    two = article(sites.format("Cat Bi Airport"), "en", "2025-03-06", "two")
    vague = article("A Korean delegation visited Hai Phong on March 4.", "en", "2025-03-06", "three")
    assert [len(occasion.events) for occasion in told(one, two, vague)] == [1, 1, 1]


def with_figures(*texts: str, **figures: str) -> list[Occasion]:
    """The occasions of these articles, dated 6 March 2025, whose first events are told with these figures."""
    ids = ("one", "two")
    events = [find_events(article(text, "en", "2025-03-06", id))[0] for id, text in zip(ids, texts, strict=True)]
    return meet(
        events, {(event.span.article, event.span.start): {figures[event.span.article]: "so much"} for event in events}
    )


ROAD = "{} broke ground on a ring road on March 4."


def test_events_of_one_day_and_place_meet_by_a_figure() -> None:
    [occasion] = with_figures(ROAD.format("Hue"), ROAD.format("Hue city"), one="length 21.5", two="length 21.5")
    assert occasion.because == ("same day, place and figure (so much)",)
    others = [
        (ROAD.format("Hue"), ROAD.format("Can Tho")),  # another place
        (ROAD.format("Hue"), "Hue broke ground on a ring road on March 5."),
        (ROAD.format("Hue"), "Hue hosted a forum on March 4."),
    ]
    for texts in others:
        assert len(with_figures(*texts, one="length 21.5", two="length 21.5")) == 2
    assert len(with_figures(ROAD.format("Hue"), ROAD.format("Hue"), one="length 21.5", two="length 4.5")) == 2


def test_a_conflict_on_the_place_needs_guests_and_a_figure_in_common() -> None:
    texts = [f"{place} hosted a forum with {{}} firms on March 4." for place in ("Hai Phong", "Can Tho")]
    [occasion] = with_figures(*(text.format("Korean") for text in texts), one="count 180", two="count 180")
    assert occasion.conflicts == ("place: Can Tho (two) | Hai Phong (one)",)
    guests = ("Korean", "Lao")
    several = [text.format(guest) for text, guest in zip(texts, guests, strict=True)]
    assert len(with_figures(*several, one="count 180", two="count 180")) == 2


UNITS = [
    "Hanoi hosted a seminar with Thai firms on May 4, 2024. ",
    "Hanoi hosted a seminar and ",
    "visited Foo Port, and ",
    "The delegation also toured Foo Port on the same day. ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        long = article(unit * size, "en", "", str(size))
        start = time.process_time()
        meet(find_events(long))
        return time.process_time() - start

    seconds(10)
    assert seconds(1000) < 40 * max(seconds(100), 0.005)


@pytest.mark.parametrize(
    "text", ["", "held", "visited", "hosted a", "the event was held", "signed ;", "tổ chức", "on the same day"]
)
def test_nothing_breaks_it(text: str) -> None:
    for language in ("en", "vi"):
        meet(find_events(article(text, language)))
