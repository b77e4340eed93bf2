"""How well and how fast quantities are read: ``python tests/bench_quantities.py [--dev DIR] [--peers] [--errors]``.

The annotated material is no part of the project; its folder is given with ``--dev``, and without it only the project's
own cases are measured. ``--peers`` measures quantulum3 beside it, in an environment that is thrown away afterwards.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.quantities import find_quantities

if TYPE_CHECKING:
    from newsfigures.types import Quantity

HERE = Path(__file__).parent
CASES = HERE / "cases"
#: The errors on NewsQuant that are known, each with its cause.
KNOWN = HERE / "labels" / "newsquant.toml"
LEVELS = {"value": "value", "unit": "+unit*", "bound": "+unit*+bound"}

# NewsQuant has one name a unit, and one slot for bounds and changes.
NEWSQUANT_UNITS = {
    "percent": "percentage",
    "percentage_point": "percentage point",
    "basis_point": "basis point",
    "count": "",
    "ratio": "",
    "mile2": "square mile",
    "ft2": "square foot",
    "ft3": "cubic foot",
    "ft-lb": "foot pound",
    "celsius": "degree celsius",
    "fahrenheit": "degree fahrenheit",
    "t": "tonne",
    "nm": "nanometre",
    "m/s": "metre per second",
}
NEWSQUANT_COMPOUNDS = {"mile/h": "mph", "km/h": "km/h", "m/s": "m/s", "ft-lb": "foot pound", "mile/gallon": "mpg"}
NEWSQUANT_BOUNDS = {"about": "~", "nearly": "~", "over": ">", "at_least": ">", "under": "<", "at_most": "<"}


def to_newsquant(quantity: Quantity, text: str) -> dict[str, Any]:
    """A quantity of a text in the words of NewsQuant: a share is a percentage there, and an age no duration."""
    value: Any = float(quantity.value)
    unit = NEWSQUANT_COMPOUNDS.get(quantity.unit) or "/".join(
        NEWSQUANT_UNITS.get(part, part) for part in quantity.unit.split("/")
    )
    word = next((text[start:end] for part, start, end in quantity.words if part == "unit"), "").lower()
    if word in ("cent", "cents", "p", "pence"):
        value, unit = value * 100, {"p": "point"}.get(word, word)
    if text[quantity.span.end :].lstrip(" -").startswith("old"):
        unit += " of age"
    if quantity.unit == "ratio" and quantity.value < 1:
        unit = "%"
    if quantity.rate and unit:
        unit += quantity.rate.replace("per_", " per ")
    if quantity.value_high is not None:
        value = [value, float(quantity.value_high)]
    # NewsQuant marks a change where its verb stands before the number: "rose 6%", "fell to 6%"; but not "a 6% rise".
    size = max(
        (end - start for part, start, end in quantity.words if part == "change" and start < quantity.span.start),
        default=0,
    )
    direction, _, level = (quantity.change or "=").partition("_")
    change = direction if (size and not level) or (size > 4 and level == "to") else "="
    return {"value": value, "unit": unit, "bound": NEWSQUANT_BOUNDS.get(quantity.bound, change), "concept": []}


def all_to_newsquant(quantities: list[Quantity], text: str) -> list[dict[str, Any]]:
    """The quantities of a text in the words of NewsQuant: "fell from 8 to 5" is one range there, two levels here."""
    answers: list[dict[str, Any]] = []
    left: Quantity | None = None
    for quantity in quantities:
        answer = to_newsquant(quantity, text)
        is_range = left and (quantity.change or "").endswith("_to") and left.unit == quantity.unit
        if (
            left
            and is_range
            and "," not in text[left.span.end : quantity.span.start]
            and left.value_high is None
            and quantity.value_high is None
        ):
            answer["value"] = [answers.pop()["value"], answer["value"]]
            if answer["bound"] == "=":
                answer["bound"] = (quantity.change or "=").partition("_")[0]
        answers.append(answer)
        left = quantity if (quantity.change or "").endswith("_from") else None
    return answers


def to_dev(quantity: Quantity) -> dict[str, Any]:
    """A quantity as ``score.py`` of the development articles takes it."""
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.span.text,
        "value": str(quantity.value),
        "value_high": None if quantity.value_high is None else str(quantity.value_high),
        "unit": quantity.unit,
        "bound": quantity.bound,
    }


def load(path: Path, name: str) -> Any:
    """A scorer as a module of its own name; its neighbours can be imported while it loads."""
    sys.path.insert(0, str(path.parent))
    try:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec and spec.loader, path
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(path.parent))


def measure_newsquant(folder: Path, answers: list[list[dict[str, Any]]] | None, errors: bool) -> dict[str, Any]:
    """Precision, recall and F1 by level; ``answers`` are those of a peer, None asks this project."""
    scorer = load(folder / "score.py", "newsquant_score")
    rows = [json.loads(line) for line in (folder / "newsquant.jsonl").read_text("utf-8").splitlines()]
    if answers is None:
        answers = [all_to_newsquant(find_quantities(row["text"]), row["text"]) for row in rows]
    predictions = [{"id": row["id"], "quantities": answer} for row, answer in zip(rows, answers, strict=True)]
    result, _, _ = scorer.score(rows, predictions)
    if errors:
        key = scorer.LEVELS["+unit*+bound"]
        for row, answer in zip(rows, answers, strict=True):
            gold, mine = [key(q) for q in row["quantities"]], [key(q) for q in answer]
            for both in [k for k in gold if k in mine]:
                if both in gold and both in mine:
                    gold.remove(both)
                    mine.remove(both)
            if gold or mine:
                print(f"{row['id']}  {row['text']}\n      gold {gold}\n      ours {mine}")
    return dict(result)


def newsquant_errors(folder: Path) -> Counter[tuple[str, str]]:
    """How many quantities fail, by (sentence id, the first level at which they fail)."""
    scorer = load(folder / "score.py", "newsquant_score")
    errors: Counter[tuple[str, str]] = Counter()
    for line in (folder / "newsquant.jsonl").read_text("utf-8").splitlines():
        row, before = json.loads(line), 0
        answer = all_to_newsquant(find_quantities(row["text"]), row["text"])
        for level, name in LEVELS.items():
            key = scorer.LEVELS[name]
            gold, mine = (Counter(map(key, quantities)) for quantities in (row["quantities"], answer))
            failing = max((gold - mine).total(), (mine - gold).total())
            errors[row["id"], level] = failing - before
            before = failing
    return +errors


def compare_errors(found: Counter[tuple[str, str]], known: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """The known errors by cause, and a line for each one that is not listed or that is gone."""
    listed: Counter[tuple[str, str]] = Counter()
    causes: Counter[str] = Counter()
    for error in known:
        listed[error["id"], error["level"]] += error.get("errors", 1)
        causes[error["cause"]] += error.get("errors", 1)
    lines = []
    for place in sorted(found.keys() | listed.keys()):
        if found[place] != listed[place]:
            word = "UNLISTED" if found[place] > listed[place] else "STALE"
            lines.append(f"{word} {' '.join(place)}: {found[place]} instead of {listed[place]}")
    return causes, lines


def print_errors(folder: Path) -> bool:
    """Prints the known errors on NewsQuant by cause, and what differs from them; whether nothing does."""
    causes, lines = compare_errors(newsquant_errors(folder), tomllib.loads(KNOWN.read_text("utf-8"))["error"])
    print(f"\nNewsQuant: {causes.total()} errors, each listed in tests/labels/{KNOWN.name}, by cause")
    for cause, count in causes.most_common():
        print(f"{count:5}  {cause}")
    for line in lines:
        print(line)
    return not lines


def measure_dev(folder: Path, language: str, errors: bool) -> dict[str, Any]:
    """Precision, recall and F1 by level over the development articles of one language."""
    scorer = load(folder / "score.py", "dev_score")
    total = scorer.Counts()
    for article, article_language in sorted(scorer.read_index(folder / "INDEX.tsv").items()):
        if article_language != language:
            continue
        text = scorer.read_text(folder / "articles" / f"{article}.txt")
        gold = json.loads(scorer.read_text(folder / "gold" / f"{article}.json"))
        counts, faults = scorer.score_article(text, gold, [to_dev(q) for q in find_quantities(text, language)])
        total.add(counts)
        if errors:
            for kind, start, end, note in faults:
                print(f"{article}  {kind}: {note}\n      {scorer.context(text, start, end)}")
    return dict(total.as_dict())


def measure_cases(language: str) -> tuple[int, int]:
    """(cases read as wanted, all cases) of ``tests/cases``."""
    from test_quantities import is_as_wanted

    cases = tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))["case"]
    return sum(is_as_wanted(language, case["text"], case["want"]) for case in cases), len(cases)


FLOOR = re.compile(
    r"(?P<sign>[$€£]\s?)?(?P<number>\d+(?:[.,]\d+)*)\s?(?P<unit>%|per cent|million|billion|trillion|[a-z]+)?"
)


def floor(text: str) -> list[tuple[Decimal, str]]:
    """What a bare regular expression does: the least that any reader of numbers needs."""
    found = []
    for match in FLOOR.finditer(text):
        try:
            found.append((Decimal(match["number"].replace(",", "")), match["unit"] or match["sign"] or ""))
        except ArithmeticError:
            continue
    return found


def sentences_a_second(read: Any, texts: list[str], seconds: float = 1.0) -> float:
    """The best of several runs over all the texts, in one process."""
    for text in texts:
        read(text)
    best, stop = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < stop:
        start = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - start)
    return len(texts) / best


PEER = """
import json, sys, time
from quantulum3 import parser
texts = json.load(sys.stdin)
def read(text):
    try:
        found = parser.parse(text)
    except Exception:
        return []
    return [
        {"value": q.value, "unit": q.unit.name, "bound": "~" if q.uncertainty else "=", "concept": []} for q in found
    ]
answers = [read(text) for text in texts]
start = time.process_time()
for text in texts:
    read(text)
json.dump([answers, len(texts) / (time.process_time() - start)], sys.stdout)
"""


def ask_peer(texts: list[str]) -> tuple[list[list[dict[str, Any]]], float]:
    """The answers of quantulum3 to the texts, and its sentences a second."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "quantulum3==0.9.2", "setuptools<81"], check=True)
        answer = subprocess.run(
            [python, "-c", PEER], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
    answers, speed = json.loads(answer.stdout)
    return answers, speed


def percent(level: Any) -> str:
    """The F1 of a level in per cent."""
    return f"{100 * level['f1']:.1f}" if isinstance(level, dict) else f"{level[2]:.1f}"


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dev", type=Path, default=HERE.parent.parent / "shared" / "dev")
    options.add_argument("--peers", action="store_true")
    options.add_argument("--errors", action="store_true", help="list what is read wrongly")
    asked = options.parse_args()
    print(f"{'F1 in per cent':44} {'value':>7} {'+ unit':>7} {'+ bound':>7}")
    texts: list[str] = []
    newsquant = asked.dev / "newsquant"
    if newsquant.exists():
        rows = (newsquant / "newsquant.jsonl").read_text("utf-8").splitlines()
        texts = [json.loads(row)["text"] for row in rows]
        peers: list[tuple[str, list[list[dict[str, Any]]] | None]] = [("newsfigures", None)]
        peer_speed = 0.0
        if asked.peers:
            answers, peer_speed = ask_peer(texts)
            peers.append(("quantulum3", answers))
        for name, answers_or_none in peers:
            result = measure_newsquant(newsquant, answers_or_none, asked.errors and answers_or_none is None)
            row = "  ".join(f"{percent(result[level]):>6}" for level in ("value", "+unit*", "+unit*+bound"))
            print(f"{f'NewsQuant, {len(rows)} sentences: {name}':44} {row}")
        for language, label in (("en", "English"), ("vi", "Vietnamese")):
            result = measure_dev(asked.dev, language, asked.errors)
            row = "  ".join(f"{percent(result[level]):>6}" for level in ("value", "unit", "bound"))
            print(f"{f'{label} articles: newsfigures':44} {row}")
    else:
        print(f"No annotated material in {asked.dev} (--dev says where it is): only the project's own cases count.")
    for language in ("en", "vi"):
        right, all_cases = measure_cases(language)
        print(f"{f'own cases, tests/cases/{language}.toml':44} {right} of {all_cases}")
    if not texts:
        texts = [case["text"] for case in tomllib.loads((CASES / "en.toml").read_text("utf-8"))["case"]]
    ours, bare = sentences_a_second(find_quantities, texts), sentences_a_second(floor, texts)
    print(f"{'sentences a second, one core':44} {ours:7,.0f}: {ours / bare:.3f} of a bare regex's {bare:,.0f}")
    if newsquant.exists() and asked.peers:
        print(f"{'quantulum3':44} {peer_speed:7,.0f}: {peer_speed / bare:.4f} of it")
    if newsquant.exists() and not print_errors(newsquant):
        sys.exit("The errors on NewsQuant are not those of the list.")


if __name__ == "__main__":
    main()
