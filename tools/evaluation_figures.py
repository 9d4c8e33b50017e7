"""Write the figures that the evaluation page shows, as measured.

    python tools/evaluation_figures.py 2026-11-22

runs ``tests/gold/figures.py`` (the scorers and coded articles must lie beside the
project) and writes ``docs/explanation/figures.json`` with the day given.
"""

from __future__ import annotations

import datetime
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE_DATA = ROOT / "docs" / "explanation" / "figures.json"


def measured() -> dict[str, Any]:
    """All figures, by set and name."""
    path = ROOT / "tests" / "gold" / "figures.py"
    spec = importlib.util.spec_from_file_location("figures", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Any] = module.measure()
    return found


def main(arguments: list[str]) -> int:
    """Measure and write; 2 where the day is missing."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    day = datetime.date.fromisoformat(arguments[0]).isoformat()
    sets = {
        name.replace(", ", " ").replace(" ", "_"): {
            figure: round(value, 4) for figure, value in row.items()
        }
        for name, row in measured().items()
    }
    text = json.dumps({"measured": day, **sets}, indent=1, sort_keys=True)
    PAGE_DATA.write_text(text + "\n", encoding="utf-8")
    print(f"{PAGE_DATA.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
