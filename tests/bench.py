"""All measurements, one after the other: ``make bench``. Each also runs alone; options go to each that knows them.

The annotated articles and sentences are no part of the project: ``--dev`` says where they are, and without them only
the project's own material is measured.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

if __name__ == "__main__":
    asked = sys.argv[1:]
    dev = asked[asked.index("--dev") : asked.index("--dev") + 2] if "--dev" in asked else []
    for name, options in (("quantities", asked), ("facts", dev), ("report", [])):
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, str(HERE / f"bench_{name}.py"), *options], check=True)
