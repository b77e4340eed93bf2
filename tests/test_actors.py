"""Golden cases of persons and organisations, one file a language; and who is who across articles."""

from __future__ import annotations

import dataclasses
import time
import tomllib
from pathlib import Path

import pytest

from newsfigures.actors import find_actors, meet, same
from newsfigures.types import Actor, Article, Section, Span

CASES = [
    (path.stem.partition(".")[2], case)
    for path in sorted(Path(__file__).parent.glob("cases/actors.*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def article(text: str, language: str, id: str = "a") -> Article:
    """An article of one paragraph."""
    return Article(id, "", "", "", "", language, None, "unknown", (Section("body", 0, len(text), text, language),))


def check(
    language: str,
    *,
    label: str,
    text: str,
    people: tuple[list[str], ...] = (),
    organisations: tuple[list[str], ...] = (),
) -> None:
    assert label
    actors = find_actors(article(text, language))
    for actor in actors:
        assert text[actor.span.start : actor.span.end] == actor.span.text
        assert actor.role is None or text[actor.role.start : actor.role.end] == actor.role.text
    assert [
        [actor.name, actor.span.text, actor.role.text if actor.role else ""]
        for actor in actors
        if actor.kind == "person"
    ] == list(people)
    if organisations or not people:
        assert [[actor.name, actor.span.text, actor.area] for actor in actors if actor.kind == "organisation"] == list(
            organisations
        )


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{code}: {case['label']}" for code, case in CASES])
def test_case(language: str, case: dict[str, object]) -> None:
    check(language, **case)  # type: ignore[arg-type]


def test_every_language_has_cases_and_negatives() -> None:
    for language in ("en", "vi"):
        cases = [case for code, case in CASES if code == language]
        assert any("people" not in case and "organisations" not in case for case in cases)
        assert any("people" in case for case in cases)


def actor(name: str, kind: str = "person", area: str = "", article: str = "a", language: str = "en") -> Actor:
    return Actor(Span(article, 0, 1, name), kind, name, None, area, language, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (actor("Tran Van Son"), actor("Tran Van Son", article="b"), "same name"),
        (actor("Tran Van Son"), actor("Trần Văn Sơn", article="b"), "same name, accents aside"),
        (actor("Đỗ Hòa"), actor("Do Hoa", article="b"), "same name, accents aside"),
        (actor("Trần Văn Sơn"), actor("Trần Văn Sòn", article="b"), ""),
        (actor("Tran Van Son"), actor("Tran Van Song", article="b"), ""),
        (actor("Tran Van Son"), actor("Tran Van Son", "organisation"), ""),
        (
            actor("Coastal Research Centre", "organisation"),
            actor("Coastal Research Center", "organisation", article="b"),
            "same name, spelling aside",
        ),
        (
            actor("Can Tho Department of Health", "organisation", "VN-CT"),
            actor("Department of Health", "organisation", "VN-CT", "b"),
            "same name and area, spelling aside",
        ),
        (
            actor("Department of Health", "organisation", "VN-CT"),
            actor("Department of Health", "organisation", "VN-33", "b"),
            "",
        ),
        # Every city has one, and the articles do not say of which they speak.
        (actor("Department of Health", "organisation"), actor("Department of Health", "organisation", article="b"), ""),
        (actor("Coastal Institute", "organisation"), actor("Coastal Centre", "organisation", article="b"), ""),
    ],
)
def test_who_is_who(one: Actor, other: Actor, rule: str) -> None:
    assert same(one, other) == same(other, one) == rule
    assert (len(meet([one, other])) == 1) == bool(rule)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (("Ministry of Trade of Laos", "LA", "en"), ("Bộ Thương mại Lào", "LA", "vi"), True),
        (("Ministry of Health", "VN", "en"), ("Bộ Y tế", "VN", "vi"), True),
        (("Ministry of Health", "VN", "en"), ("Bộ Y tế", "LA", "vi"), False),
        (("Ministry of Health", "", "en"), ("Bộ Y tế", "", "vi"), False),  # of which country?
        (("Ministry of Health", "VN", "en"), ("Sở Y tế", "VN", "vi"), False),  # another rank
        (("Hai Phong Department of Justice", "VN-HP", "en"), ("Sở Tư pháp TP Hải Phòng", "VN-HP", "vi"), True),
        (("People's Committee of Hue City", "VN-26", "en"), ("UBND thành phố Huế", "VN-26", "vi"), True),
        (("World Bank", "", "en"), ("Ngân hàng Thế giới", "", "vi"), True),
        (("Coastal Institute", "", "en"), ("Viện Ven biển", "", "vi"), False),  # a translation that no table has
    ],
)
def test_one_organisation_in_two_languages(
    one: tuple[str, str, str], other: tuple[str, str, str], is_one: bool
) -> None:
    first, second = (
        actor(name, "organisation", area, article, language)
        for article, (name, area, language) in zip("ab", (one, other), strict=True)
    )
    rule = "one organisation by its names in two languages" if is_one else ""
    assert same(first, second) == same(second, first) == rule
    assert (len(meet([first, second])) == 1) == is_one


@pytest.mark.parametrize(
    ("text", "area", "rule"),
    [
        ("Peru built roads. The Ministry of Transport paid.", "PE", "of the only country that the article names"),
        ("Peru and Chile built roads. The Ministry of Transport paid.", "", ""),
        ("Roads were built. The Ministry of Transport paid.", "", ""),
        ("Peru built roads. The Department of Transport paid.", "", ""),  # of a country, a city, a firm
        ("Hue built roads. The provincial Department of Transport paid.", "VN-26", "of the only province"),
        ("Hue and Da Nang built roads. The municipal Department of Transport paid.", "", ""),
        ("Peru built roads. The Research Institute paid.", "", ""),
    ],
)
def test_whose_office_it_is(text: str, area: str, rule: str) -> None:
    [found] = find_actors(article(text, "en"))
    assert found.area == area
    assert rule in found.because[-1]


def test_a_bare_ministry_is_of_the_country_whose_language_the_article_is_in() -> None:
    for text, area in (
        ("Lào và Việt Nam gặp nhau. Bộ Y tế phát biểu.", "VN"),
        ("Lào và Thái Lan gặp nhau. Bộ Y tế phát biểu.", ""),
    ):
        [found] = find_actors(article(text, "vi"))
        assert found.area == area


def test_the_dateline_tells_whose_office_where_the_outlet_is_at_home() -> None:
    told = article("Lao and Thai firms met. The Ministry of Commerce spoke.", "en")
    home = dataclasses.replace(told, place="BANGKOK", outlet="Bangkok Post")
    [found] = find_actors(home)
    assert (found.area, found.because[-1]) == ("TH", "of the dateline's country, where the outlet is at home")
    [abroad] = find_actors(dataclasses.replace(home, place="VIENTIANE"))
    assert abroad.area == ""


def test_a_name_without_accents_joins_none_of_two_that_it_could_be() -> None:
    names = [actor("Le Thi Tam"), actor("Lê Thị Tám", article="b"), actor("Lê Thị Tâm", article="c")]
    assert [len(some) for some in meet(names).values()] == [1, 1, 1]


def test_every_role_is_kept() -> None:
    texts = {"a": "Deputy Director Tran Van Son spoke.", "b": "Director Tran Van Son spoke."}
    [(id, some)] = meet([one for id, text in texts.items() for one in find_actors(article(text, "en", id))]).items()
    assert id == "tran-van-son"
    assert [one.role and one.role.text for one in some] == ["Deputy Director", "Director"]


UNITS = [
    "Bank ",
    "Jane Director Bob ",
    "Jane Roe, Director of the Foo Bank of Bar and Baz (ABC), ",
    "Foo and Bank ",
    "Mr Bar ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        told = article(unit * size, "en", str(size))
        start = time.process_time()
        find_actors(told)
        return time.process_time() - start

    seconds(10)
    assert seconds(1600) < 40 * max(seconds(160), 0.005)


@pytest.mark.parametrize(
    "text", ["", "(", "Director", "Director of", ", Director", "Ministry of", "Mr", "Mr.", "’s Bank (", "Bộ"]
)
def test_nothing_breaks_it(text: str) -> None:
    for language in ("en", "vi"):
        assert find_actors(article(text, language)) == []
