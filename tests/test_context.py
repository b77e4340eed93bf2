"""The context tables: made from articles, kept for those that have not changed, joined anew for all."""

from __future__ import annotations

from pathlib import Path

import newsfigures as nf

ONE = """Port talks

HAI PHONG (VNA) – Hai Phong hosted a forum with Korean firms on March 4, 2025, said Tran Van Son, Director of the \
city's Department of Trade.

The city's main export items include shoes, wire and cable, and toys.
"""
TWO = """Hội nghị

Ngày 4/3/2025, thành phố Hải Phòng tổ chức hội nghị với các doanh nghiệp Hàn Quốc. Theo Giám đốc Sở Công Thương \
Trần Văn Sơn, hội nghị rất thành công.
"""


def seeds(tmp_path: Path, **texts: str) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def test_articles_in_two_languages_tell_of_one_event_and_one_person(tmp_path: Path) -> None:
    tables = nf.load(seeds(tmp_path, one=ONE, two=TWO), tmp_path / "data")
    assert list(tables.events["article"]) == ["one", "two"]
    assert set(tables.events["event"]) == {"2025-03-04.VN-HP.gathering"}
    assert set(tables.events["agreement"]) == {"agreed"}
    people = tables.actors[tables.actors["kind"] == "person"]
    assert set(people["actor"]) == {"tran-van-son"}
    assert set(people["met_by"]) == {"same name, accents aside"}
    assert list(tables.goods["exact"]) == ["shoes", "wire and cable", "toys"]
    assert set(tables.goods["ref_area"]) == {"VN-HP"}


def test_every_span_is_true(tmp_path: Path) -> None:
    tables = nf.load(seeds(tmp_path, one=ONE, two=TWO), tmp_path / "data")
    for name in ("actors", "goods", "events"):
        for row in getattr(tables, name).to_dict("records"):
            assert tables.texts[row["article"]][row["start"] : row["end"]] == row["exact"]
    for row in tables.events.to_dict("records"):
        assert tables.texts[row["article"]][row["date_start"] : row["date_end"]] == row["date_words"]


def test_kept_rows_give_the_same_tables(tmp_path: Path) -> None:
    folder, data = seeds(tmp_path, one=ONE, two=TWO), tmp_path / "data"
    assert nf.load(folder, data).read == ("one", "two")
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    assert nf.load(folder, data).kept == ("one", "two")
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_an_article_that_goes_leaves_the_other_single(tmp_path: Path) -> None:
    folder, data = seeds(tmp_path, one=ONE, two=TWO), tmp_path / "data"
    nf.load(folder, data)
    (folder / "two.txt").unlink()
    tables = nf.load(folder, data)
    assert tables.kept == ("one",)
    assert list(tables.events["agreement"]) == ["single"]
    assert set(tables.actors["met_by"]) == {""}


def test_a_road_that_two_articles_tell_of_is_one_by_its_length(tmp_path: Path) -> None:
    one = """New road

Construction of a ring road in Bac Ninh began on September 10, 2025. It is the third in the province.

The road will run for 21.5km and have 6 lanes.
"""
    two = "Đường mới\n\nNgày 10/9/2025, tỉnh Bắc Ninh khởi công đường vành đai dài {}.\n"
    tables = nf.load(seeds(tmp_path, one=one, two=two.format("21,5 km")), tmp_path / "data")
    assert set(tables.events["met_by"]) == {"same day, place and figure (21,5 km)"}
    for other in ("12,5 km", "6 làn xe"):
        tables = nf.load(seeds(tmp_path, two=two.format(other)), tmp_path / "data")
        assert set(tables.events["agreement"]) == {"single"}
