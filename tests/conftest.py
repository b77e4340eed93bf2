"""What several tests look at: the report of the seeds and the report of an attack, each made once a session."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import attack
import pytest

ROOT = Path(__file__).parents[1]
CORPORA = {"seeds": lambda folder: shutil.copytree(ROOT / "seeds", folder), "attack": attack.write}


class Built(NamedTuple):
    """The folders of one report."""

    seeds: Path
    data: Path
    reports: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The report of a corpus by name, made when it is first asked for."""

    @cache
    def make(corpus: str) -> Built:
        home = tmp_path_factory.mktemp(corpus)
        made = Built(home / "seeds", home / "data", home / "reports")
        CORPORA[corpus](made.seeds)
        options = [f"--{name}={path}" for name, path in made._asdict().items()]
        done = subprocess.run(
            [sys.executable, "-m", "newsfigures", "report", *options], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return made

    return make
