"""data/ is what the code makes of seeds/, and follows when a seed changes."""

from __future__ import annotations

import csv
import json
import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import newsfigures as nf
from newsfigures.schema import PRIMARY_KEYS, SCHEMA, from_csv, to_csv

ROOT = Path(__file__).parents[1]
FILES = sorted([*(f"{name}.csv" for name in SCHEMA), "datapackage.json"])


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the seeds, and a folder for their tables."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path / "seeds", tmp_path / "data"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """A table as a stranger reads it."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_committed_tables_are_what_the_code_makes(corpus: tuple[Path, Path]) -> None:
    nf.load(*corpus)
    made = contents(corpus[1])
    assert sorted(made) == FILES
    for name in FILES:
        assert made[name].decode() == (ROOT / "data" / name).read_text("utf-8"), f"{name}: run make report"


def test_frictionless_finds_the_data_package_valid() -> None:
    from frictionless import Package

    report = Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def test_every_quantity_is_in_a_fact_or_has_a_reason() -> None:
    observed = {(row["article"], row["start"]) for row in rows(ROOT / "data", "observations")}
    for row in rows(ROOT / "data", "quantities"):
        assert bool(row["set_aside"]) != bool(row["indicator"]), row
        assert bool(row["indicator"]) == ((row["article"], row["start"]) in observed)


def test_exact_words_stand_where_the_tables_say() -> None:
    texts = nf.load(ROOT / "seeds", ROOT / "data").texts
    for row in rows(ROOT / "data", "quantities"):
        words = row["text"].removeprefix("'")
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == words


def test_only_changed_articles_are_read_again(corpus: tuple[Path, Path]) -> None:
    first = nf.load(*corpus)
    assert len(first.read) == len(first.articles) and not first.kept
    before = contents(corpus[1])
    second = nf.load(*corpus)
    assert not second.read and second.kept == first.read
    assert contents(corpus[1]) == before
    changed = sorted(corpus[0].iterdir())[-1]
    changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
    third = nf.load(*corpus)
    assert third.read == (changed.stem,)
    assert len(third.kept) == len(first.read) - 1


def test_kept_rows_give_the_same_facts_as_a_fresh_reading(corpus: tuple[Path, Path]) -> None:
    nf.load(*corpus)
    new = corpus[0] / "extra.txt"
    new.write_text("Ha Long (NF) – The city welcomed about 1.5 million visitors in 2025.\n", "utf-8")
    nf.load(*corpus)
    kept = contents(corpus[1])
    shutil.rmtree(corpus[1])
    nf.load(*corpus)
    assert contents(corpus[1]) == kept
    new.unlink()
    nf.load(*corpus)
    for name in FILES:
        assert (corpus[1] / name).read_bytes() == (ROOT / "data" / name).read_bytes()


def test_tables_of_other_rules_or_hands_are_made_anew(corpus: tuple[Path, Path]) -> None:
    nf.load(*corpus)
    good = contents(corpus[1])
    facts = corpus[1] / "quantities.csv"
    facts.write_bytes(good["quantities.csv"].replace(b"142", b"999"))
    assert len(nf.load(*corpus).read) == len(rows(corpus[1], "articles"))
    assert contents(corpus[1]) == good
    (corpus[1] / "datapackage.json").write_text("{", "utf-8")
    nf.load(*corpus)
    assert contents(corpus[1]) == good


def test_a_changed_number_changes_its_rows_and_no_others(corpus: tuple[Path, Path]) -> None:
    nf.load(*corpus)
    before = {name: rows(corpus[1], name) for name in SCHEMA}
    fact = next(row for row in before["facts"] if row["indicator"] == "fdi_projects" and row["ref_area"] == "VN-DN")
    number = int(fact["obs_value"])
    for path in corpus[0].iterdir():
        text = path.read_text("utf-8")
        path.write_text(
            text.replace(f"{number} Chinese", f"{number + 1} Chinese").replace("more than US$", "nearly US$"), "utf-8"
        )
    nf.load(*corpus)
    after = {name: rows(corpus[1], name) for name in SCHEMA}
    changed = {row["indicator"]: row for row in after["facts"] if row not in before["facts"]}
    assert changed.keys() == {"fdi_projects", "fdi_capital"}
    assert changed["fdi_projects"]["obs_value"] == str(number + 1)
    assert changed["fdi_capital"]["bound"] == "nearly" and changed["fdi_capital"]["value_high"]
    assert any(row not in before["derived"] for row in after["derived"])


def test_unreadable_files_are_named_and_the_others_go_on(corpus: tuple[Path, Path]) -> None:
    seeds = corpus[0]
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (seeds / "folder.txt").mkdir()
    (seeds / "dangling.txt").symlink_to(seeds / "nowhere.txt")
    (seeds / "oneline.txt").write_bytes(b"7" * 50_000_000)
    os.mkfifo(seeds / "pipe.txt")
    lines: list[str] = []
    tables = nf.load(*corpus, say=lines.append)
    bad = ["binary.txt", "dangling.txt", "empty.txt", "folder.txt", "oneline.txt", "pipe.txt"]
    assert list(tables.unread["path"]) == bad
    for name in bad:
        assert sum(name in line for line in lines) == 1
    assert len(tables.articles) == len(list((ROOT / "seeds").iterdir()))
    assert rows(corpus[1], "facts") == rows(ROOT / "data", "facts")


def test_no_article_at_all_is_an_error_and_leaves_the_tables(corpus: tuple[Path, Path]) -> None:
    nf.load(*corpus)
    before = contents(corpus[1])
    for path in corpus[0].iterdir():
        path.unlink()
    with pytest.raises(nf.NewsfiguresError, match="holds no article"):
        nf.load(*corpus)
    (corpus[0] / "empty.txt").touch()
    with pytest.raises(nf.NewsfiguresError, match=r"none of its 1 file.*empty\.txt"):
        nf.load(*corpus)
    assert contents(corpus[1]) == before


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSFIGURES_SEEDS", raising=False)
    with pytest.raises(nf.NewsfiguresError, match="no folder seeds"):
        nf.load()


def test_no_cell_is_a_formula() -> None:
    row = dict.fromkeys((column.name for column in SCHEMA["unread"]), "")
    hostile = ['=HYPERLINK("x")', "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-2+3", "\tx", "'quoted", "plain", "+91.5%", "-4"]
    content = to_csv("unread", [row | {"path": word} for word in hostile])
    cells = [line["path"] for line in csv.DictReader(content.decode().splitlines())]
    assert [cell for cell in cells if cell.startswith(tuple("=@\t"))] == []
    assert [cell[0] for cell in cells] == ["'", "'", "'", "'", "'", "'", "p", "+", "-"]
    assert [line["path"] for line in from_csv(content)] == hostile


def test_the_package_describes_every_column() -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == [column.name for column in SCHEMA[resource["name"]]]
        assert all(field["description"] for field in fields.values())
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
    assert {resource["name"] for resource in package["resources"]} == set(PRIMARY_KEYS)


def test_printed_precision_survives_the_tables(corpus: tuple[Path, Path]) -> None:
    corpus[0].joinpath("extra.txt").write_text("Exports of Vietnam reached US$15.20 billion in 2025.\n", "utf-8")
    fresh = nf.load(*corpus)
    again = nf.load(*corpus)
    assert again.nouns == fresh.nouns
    assert any(fact.value == Decimal("15.20e9") and fact.value.as_tuple().exponent == 7 for fact in again.nouns)


CORRECTIONS = """
[[correction]]
article = "extra"
exact = "1.5 million visitors"
expect = { value = 1500000 }
change = { value = 1600000, bound = "exact" }
why = "the city's own release says 1.6 million"
who = "An Nguyen"
when = 2026-02-01

[[correction]]
article = "extra"
exact = "1.5 million visitors"
expect = { value = 15 }
drop = true
why = "was read wrongly once"
who = "An Nguyen"
when = 2025-02-01

[[correction]]
article = "gone"
exact = "3 ships"
expect = { value = 3 }
drop = true
why = "an article since removed"
who = "An Nguyen"
when = 2025-02-01
"""


def test_corrections_survive_reruns_and_stale_ones_are_named(corpus: tuple[Path, Path]) -> None:
    corpus[0].joinpath("extra.txt").write_text("Hue (NF) – Hue welcomed about 1.5 million visitors in 2025.\n", "utf-8")
    corpus[0].parent.joinpath("corrections.toml").write_text(CORRECTIONS, "utf-8")
    lines: list[str] = []
    first = nf.load(*corpus, say=lines.append)
    assert list(first.corrections["outcome"]) == ["applied", "stale", "stale"]
    assert [line for line in lines if "not applied: correction 2 of extra: value is read as 1600000, not as 15" in line]
    assert [line for line in lines if "not applied: correction 3 of gone: no such article" in line]
    [fact] = [row for row in rows(corpus[1], "facts") if "extra" in row["sources"]]
    assert (fact["obs_value"], fact["bound"]) == ("1600000", "exact")
    before = contents(corpus[1])
    second = nf.load(*corpus)
    assert not second.read and contents(corpus[1]) == before
    corpus[0].parent.joinpath("corrections.toml").unlink()
    nf.load(*corpus)
    [fact] = [row for row in rows(corpus[1], "facts") if "extra" in row["sources"]]
    assert (fact["obs_value"], fact["bound"]) == ("1500000", "about")


def test_default_folders_are_the_project_s_and_others_are_seen_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsfigures.tables import folders

    for name in ("seeds", "notebooks/more", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("NEWSFIGURES_SEEDS", "NEWSFIGURES_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path / "notebooks")
    assert folders() == (tmp_path / "seeds", tmp_path / "data")
    assert folders("more", "out") == (tmp_path / "notebooks" / "more", tmp_path / "notebooks" / "out")
    assert folders(tmp_path / "elsewhere") == (tmp_path / "elsewhere", tmp_path / "data")
    monkeypatch.setenv("NEWSFIGURES_DATA", str(tmp_path / "other"))
    assert folders() == (tmp_path / "seeds", tmp_path / "other")


def test_a_file_that_is_there_twice_counts_once(corpus: tuple[Path, Path]) -> None:
    first = sorted(corpus[0].iterdir())[0]
    shutil.copy(first, corpus[0] / "zz-copy.txt")
    tables = nf.load(*corpus)
    assert list(tables.unread["path"]) == ["zz-copy.txt"]
    assert first.name in tables.unread["reason"][0]
    assert rows(corpus[1], "facts") == rows(ROOT / "data", "facts")
