"""How far the reading of figures goes, how right it is, and how fast: ``python tests/bench_facts.py [--dev DIR]``.

- Coverage: of the figures in titles and bodies, how many are claimed by an indicator, and how many of those have an
  area and a period (a company's have no area). For ``seeds/`` and for the annotated articles, which are no part of the
  project. An amount that restates another one in a second currency or unit is understood only if that one is claimed:
  it counts as covered in the second number, and is no fact of its own. Spans of time ("a five-year plan") measure none
  of our indicators; the third number leaves them out.
- Precision: of the claimed figures labelled by hand in ``tests/labels/``, how many have the right indicator, area,
  partner and period. The labels name a place in an article and hold none of its text.
- Speed: all stages from text to facts, in articles a second on one core, against splitting the same texts into words.
"""

from __future__ import annotations

import argparse
import re
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from newsfigures.articles import read_article, read_articles
from newsfigures.derive import derive
from newsfigures.observations import read_figures
from newsfigures.reconcile import reconcile

if TYPE_CHECKING:
    from newsfigures.types import Article, ArticleError, Figure

HERE = Path(__file__).parent
ROUNDS = 15
#: How often a round reads the articles: so many that a folder of them is read and not a handful.
READS = 10
#: So often the bare split is done in a round, for it is over soon.
SPLITS = 50
FIELDS = ("indicator", "ref_area", "counterpart_area", "time_period")
WORD = re.compile(r"\w+|[^\w\s]")


def read(folder: Path) -> dict[str, list[Figure]]:
    """The figures of every article of a folder, by article."""
    unread: list[ArticleError] = []
    return {article.id: read_figures(article) for article in read_articles(folder, unread)}


def print_coverage(name: str, figures: dict[str, list[Figure]]) -> None:
    """How many body figures are claimed, and what their claims hold."""
    body = [figure for some in figures.values() for figure in some if figure.role in ("title", "body")]
    keys = [figure.observation.key for figure in body if figure.observation]
    with_area = sum(bool(key.ref_area) for key in keys)
    with_period = sum(bool(key.time_period) for key in keys)
    restated = sum(bool(figure.restated) for figure in body)
    spans = sum(figure.set_aside == "a span of time" for figure in body)
    print(f"{name}: {len(body)} body figures, {len(keys)} claimed ({share(len(keys), len(body))}), of these", end=" ")
    print(f"{with_area} with an area, {with_period} with a period")
    understood = len(keys) + restated
    print(f"  with {restated} that restate a claimed amount: {understood} ({share(understood, len(body))});", end=" ")
    print(f"without the {spans} spans of time: {share(understood, len(body) - spans)}")


def share(part: int, whole: int) -> str:
    """A part of a whole in percent, as printed."""
    return f"{100 * part / whole:.0f}%" if whole else "none"


def print_precision(figures: dict[str, list[Figure]]) -> None:
    """Of the labelled figures that are claimed, the share that is right, field by field."""
    labels = [
        label
        for path in sorted((HERE / "labels").glob("claims*.toml"))
        for label in tomllib.loads(path.read_text("utf-8"))["label"]
    ]
    found = {(id, f.quantity.span.start): f.observation for id, some in figures.items() for f in some if f.observation}
    pairs = [
        (label, found[label["article"], label["start"]].key)
        for label in labels
        if (label["article"], label["start"]) in found
    ]
    print(f"precision, on {len(pairs)} claimed figures of {len(labels)} labelled:")
    for field in FIELDS:
        right = sum(
            getattr(key, field) in (label[field] if isinstance(label[field], list) else [label[field]])
            for label, key in pairs
        )
        print(f"  {field:17} {right} right ({100 * right / len(pairs):.0f}%)" if pairs else f"  {field:17} none")


def articles_a_second(paths: list[Path]) -> tuple[list[float], list[float]]:
    """All stages from text to facts, and the floor, the same texts split into words: each round's, turn by turn, so
    that what else the machine does slows both. The slowest round comes first.
    """
    articles: list[Article] = [read_article(path) for path in paths]
    texts = [article.text for article in articles]
    for path in paths:
        read_figures(read_article(path))
    ours, floor = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(READS):
            read_again = [read_article(path) for path in paths]
            figures = [figure for article in read_again for figure in read_figures(article)]
            dates = {article.id: article.date for article in read_again}
            derive(reconcile([figure.observation for figure in figures if figure.observation], dates), dates, figures)
        middle = time.process_time()
        for text in texts * SPLITS:
            WORD.findall(text)
        end = time.process_time()
        ours.append(READS * len(paths) / (middle - start))
        floor.append(SPLITS * len(paths) / (end - middle))
    return sorted(ours), sorted(floor)


def main() -> None:
    """Print the three."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dev", type=Path, default=HERE.parent.parent / "shared" / "dev")
    dev = options.parse_args().dev / "articles"
    seeds = HERE.parent / "seeds"
    figures = read(seeds)
    print_coverage("seeds", figures)
    if dev.is_dir():
        annotated = read(dev)
        print_coverage("annotated articles", annotated)
        figures |= annotated
    else:
        print(f"There are no annotated articles in {dev} (--dev says where): the seeds alone are measured.")
    print_precision(figures)
    ours, floor = articles_a_second(sorted(seeds.glob("*.txt")))
    half = ROUNDS // 2
    print(f"articles a second, text to facts, one core: {ours[half]:,.0f}, in the fastest round {ours[-1]:,.0f}")
    print(f"  {ours[half] / floor[half]:.4f} of a bare split into words ({floor[half]:,.0f})")


if __name__ == "__main__":
    main()
