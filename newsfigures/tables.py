"""All articles as tables: ``data/`` and the DataFrames that a notebook asks.

``load()`` brings ``data/`` up to date with ``seeds/``. Articles that have not changed are not read again: their rows
are taken from the tables as they stand, and the nouns made again from them. What all articles say together (facts,
derived figures) is always made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsfigures import context
from newsfigures.articles import find_files, read_article, read_bytes, read_text
from newsfigures.corrections import Correction, Outcome, correct, read_corrections
from newsfigures.derive import derive
from newsfigures.exchange import implied_rates
from newsfigures.observations import read_figures
from newsfigures.reconcile import reconcile
from newsfigures.reference import newsroom
from newsfigures.rows import (
    article_row,
    conversion_row,
    correction_row,
    derived_row,
    fact_row,
    observation_id,
    observation_row,
    quantity_row,
    section_row,
    to_figure,
)
from newsfigures.schema import SCHEMA, Row, from_csv, to_csv, to_frame, to_package
from newsfigures.types import ArticleError, Fact, Figure, NewsfiguresError
from newsfigures.writing import replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd


@dataclass(frozen=True)
class Tables:
    """What the articles say, as DataFrames. Missing words are "", missing numbers NaN.

    ``seeds`` and ``data`` are the folders; ``fingerprint`` is a hash of all inputs, rules and words; ``read`` names the
    articles that were read anew by this call, ``kept`` those whose rows still stood.
    """

    articles: pd.DataFrame
    sections: pd.DataFrame
    quantities: pd.DataFrame
    observations: pd.DataFrame
    facts: pd.DataFrame
    derived: pd.DataFrame
    conversions: pd.DataFrame
    actors: pd.DataFrame
    goods: pd.DataFrame
    events: pd.DataFrame
    corrections: pd.DataFrame
    unread: pd.DataFrame
    seeds: Path
    data: Path
    fingerprint: str
    read: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    nouns: tuple[Fact, ...] = field(default=(), repr=False)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each article's whole text, checked against the hash in the tables."""
        found: dict[str, str] = {}
        columns = self.articles["article"], self.articles["path"], self.articles["sha256"]
        for id, name, expected in zip(*columns, strict=True):
            found[id], sha256 = read_text(self.seeds / name)
            if sha256 != expected:
                raise ArticleError(f"{name}: has changed since data/ was written; load again")
        return found

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in SCHEMA)
        return f"Tables({counts})"


def load(
    seeds: str | Path = "seeds", data: str | Path = "data", say: Callable[[str], None] = lambda line: None
) -> Tables:
    """Brings ``data/`` up to date with ``seeds/`` and returns the tables.

    A relative folder is looked for here and then upward, so that a notebook finds its project's; the environment
    variables NEWSFIGURES_SEEDS and NEWSFIGURES_DATA take the place of the default names. Each line of progress goes to
    ``say``. Raises NewsfiguresError if there is no article that can be read; ``data/`` then stays as it was.
    """
    seeds_folder, data_folder = folders(seeds, data)
    corrections = _corrections(seeds_folder.parent / "corrections.toml")
    rules = _rules_hash(corrections)
    unread: list[ArticleError] = []
    files = find_files(seeds_folder, unread)
    before = _Stored.read(data_folder, rules)
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMA}
    figures: list[Figure] = []
    seen: dict[str, str] = {}
    read, kept = [], []
    for id, path in files.items():
        try:
            sha256 = hashlib.sha256(read_bytes(path)).hexdigest()
            if sha256 in seen:
                raise ArticleError(f"{path.name}: the same file as {seen[sha256]}, byte for byte; one of them counts")
            seen[sha256] = path.name
            if before.holds(id, path.name, sha256):
                article_rows, article_figures = before.article(id)
                kept.append(id)
            else:
                article_rows, article_figures = _read(id, path, corrections.get(id, {}))
                read.append(id)
                say(f"read {_shown(path.name)}: {len(article_figures)} figures")
        except ArticleError as error:
            unread.append(error)
            continue
        figures += article_figures
        for name, some in article_rows.items():
            rows[name] += some
    for refusal in unread:
        say(f"not read: {refusal}")
    _finish_corrections(rows, corrections, say)
    if not rows["articles"]:
        raise NewsfiguresError(_no_articles(seeds_folder, unread))
    if kept:
        say(f"{len(kept)} article{'s' * (len(kept) != 1)} unchanged, not read again")
    facts = _together(rows, figures)
    context.join(rows["actors"], rows["events"], rows["quantities"])
    rows["unread"] = [{"path": _file_of(refusal), "reason": str(refusal)} for refusal in unread]
    fingerprint = _fingerprint(rules, rows["articles"])
    _write(data_folder, rows, rules, fingerprint)
    return Tables(
        **{name: to_frame(name, rows[name]) for name in SCHEMA},
        seeds=seeds_folder,
        data=data_folder,
        fingerprint=fingerprint,
        read=tuple(read),
        kept=tuple(kept),
        nouns=facts,
    )


def folders(seeds: str | Path = "seeds", data: str | Path = "data") -> tuple[Path, Path]:
    """The folders that these names mean here, as absolute paths; the default names are looked for upward too."""
    if str(seeds) == "seeds":
        seeds = os.environ.get("NEWSFIGURES_SEEDS", seeds)
    if str(data) == "data":
        data = os.environ.get("NEWSFIGURES_DATA", data)
    here = Path.cwd()
    project = next((up for up in (here, *here.parents) if (up / "seeds").is_dir()), here)
    seeds_folder = project / seeds if str(seeds) == "seeds" else here / seeds
    if not seeds_folder.is_dir():
        raise NewsfiguresError(f"no folder {seeds} in {here} or above it: make one and put articles (.txt) into it")
    data_folder = project / data if str(data) == "data" else here / data
    return seeds_folder.resolve(), data_folder.resolve()


# --- reading an article -----------------------------------------------------------------------------------------------


def _read(id: str, path: Path, corrections: Mapping[int, Correction]) -> tuple[dict[str, list[Row]], list[Figure]]:
    article = read_article(path, id)
    text = article.text
    figures, outcomes = correct(read_figures(article), text, list(corrections.values()))
    observed = [figure.observation for figure in figures if figure.observation]
    return {
        "articles": [article_row(article, len(figures))],
        "sections": [section_row(article.id, section) for section in article.sections],
        "quantities": [quantity_row(figure) for figure in figures],
        "observations": [observation_row(observation, text) for observation in observed],
        "corrections": [correction_row(n, outcome) for n, outcome in zip(corrections, outcomes, strict=True)],
        **context.context_rows(article),
    }, figures


def _corrections(path: Path) -> dict[str, dict[int, Correction]]:
    """The corrections of each article, by their number in the file."""
    by_article: dict[str, dict[int, Correction]] = {}
    for n, correction in enumerate(read_corrections(path), 1):
        by_article.setdefault(correction.article, {})[n] = correction
    return by_article


def _finish_corrections(
    rows: dict[str, list[Row]], corrections: Mapping[str, Mapping[int, Correction]], say: Callable[[str], None]
) -> None:
    """Add the rows of those whose article was not read, put all in the order of their file, and say which are stale."""
    articles = {row["article"] for row in rows["articles"]}
    for id, some in corrections.items():
        if id not in articles:
            rows["corrections"] += [
                correction_row(n, Outcome(one, "no such article is read")) for n, one in some.items()
            ]
    rows["corrections"].sort(key=lambda row: int(row["correction"]))
    for row in rows["corrections"]:
        if row["outcome"] == "stale":
            say(f"not applied: correction {row['correction']} of {_shown(row['article'])}: {row['stale_because']}")


# --- what stands in data/ ---------------------------------------------------------------------------------------------


class _Stored(NamedTuple):
    """The tables as they stand in ``data/``, if the rules that made them are still the same."""

    rows: Mapping[str, Mapping[str, list[Row]]]

    @classmethod
    def read(cls, folder: Path, rules: str) -> _Stored:
        try:
            package = json.loads((folder / "datapackage.json").read_text("utf-8"))
            if package["newsfigures"]["rules"] != rules:
                return cls({})
            rows: dict[str, dict[str, list[Row]]] = {}
            for resource in package["resources"]:
                content = (folder / f"{resource['name']}.csv").read_bytes()
                if resource["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}":
                    return cls({})
                if resource["name"] in (
                    "articles",
                    "sections",
                    "quantities",
                    "observations",
                    "corrections",
                    *context.TABLES,
                ):
                    by_article = rows.setdefault(resource["name"], {})
                    for row in from_csv(content):
                        by_article.setdefault(row["article"], []).append(row)
        except (OSError, ValueError, KeyError, TypeError):
            return cls({})  # no tables yet, or none of ours: everything is read anew
        return cls(rows)

    def holds(self, id: str, name: str, sha256: str) -> bool:
        row = next(iter(self.rows.get("articles", {}).get(id, [])), None)
        return row is not None and (row["path"], row["sha256"]) == (name, sha256)

    def article(self, id: str) -> tuple[dict[str, list[Row]], list[Figure]]:
        rows = {name: list(by_article.get(id, [])) for name, by_article in self.rows.items()}
        observed = {row["start"]: row for row in rows["observations"]}
        return rows, [to_figure(row, observed.get(row["start"])) for row in rows["quantities"]]


# --- what the articles say together -----------------------------------------------------------------------------------


def _together(rows: dict[str, list[Row]], figures: Sequence[Figure]) -> tuple[Fact, ...]:
    dates = {row["article"]: date.fromisoformat(row["date"]) if row["date"] else None for row in rows["articles"]}
    newsrooms = {row["article"]: newsroom(row["agency"] or row["outlet"]) for row in rows["articles"]}
    restated = [figure.quantity for figure in figures if figure.quantity.equivalent_to and figure.role == "body"]
    facts = reconcile([figure.observation for figure in figures if figure.observation], dates, newsrooms, restated)
    fact_of = {observation_id(observation): fact.id for fact in facts for observation in fact.evidence}
    for row in rows["observations"]:
        row["fact"] = fact_of[row["observation"]]
    rows["facts"] = [fact_row(fact) for fact in facts]
    by_id = {fact.id: fact for fact in facts}
    rows["derived"] = [derived_row(figure, by_id) for figure in derive(facts, dates, figures)]
    rows["conversions"] = [conversion_row(conversion) for conversion in implied_rates(figures, dates)]
    return tuple(facts)


# --- writing ----------------------------------------------------------------------------------------------------------


def _write(folder: Path, rows: Mapping[str, list[Row]], rules: str, fingerprint: str) -> None:
    contents = {name: to_csv(name, rows[name]) for name in SCHEMA}
    package = to_package(contents, rows["articles"], rules, fingerprint)
    files = {f"{name}.csv": content for name, content in contents.items()}
    files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    replace_files(folder, files)


# --- names and hashes -------------------------------------------------------------------------------------------------


#: Modules that only show what the tables say: a change in them changes no table.
_TELLERS = {
    "__init__",
    "__main__",
    "answers",
    "canvases",
    "charts",
    "evidence",
    "export",
    "pages",
    "report",
    "wording",
    "workbook",
}
#: Libraries whose data reach the tables.
_DATA_LIBRARIES = ("Babel", "hmrc-rates", "py3langid", "pycountry", "sentencex")


def _rules_hash(corrections: object) -> str:
    """Hash of what decides how an article is read: modules up to this one, words, reference, libraries, corrections."""
    package = Path(__file__).parent
    paths = [path for path in package.rglob("*") if path.suffix in (".py", ".toml", ".tsv", ".csv")]
    digest = hashlib.sha256()
    for path in sorted(
        path for path in paths if path.relative_to(package).parts[0].removesuffix(".py") not in _TELLERS
    ):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(package).as_posix()}\0{len(content)}\0".encode() + content)
    digest.update(" ".join(f"{name}={version(name)}" for name in _DATA_LIBRARIES).encode())
    digest.update(repr(corrections).encode())
    return digest.hexdigest()


def _fingerprint(rules: str, articles: Iterable[Row]) -> str:
    inputs = "".join(f"{row['path']}\0{row['sha256']}\0" for row in articles)
    return hashlib.sha256((rules + inputs).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _no_articles(folder: Path, unread: Sequence[ArticleError]) -> str:
    if unread:
        return f"{folder}: none of its {len(unread)} files could be read; the first: {unread[0]}"
    return f"{folder} holds no article: put .txt files into it and run again; data/ and reports/ stay as they were"


def _file_of(error: ArticleError) -> str:
    return str(error).partition(": ")[0]


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)
