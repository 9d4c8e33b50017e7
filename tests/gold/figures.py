"""Prints the scorers' figures on the coded articles and holds them above floors.

Run as a script; the scorers and coded articles lie beside the project (``../shared``).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN = HERE / "articles"
OWN_DATES = HERE / "dates"
SCORE = HERE.parents[2] / "shared" / "score"

EVENTS = {
    "seeds": ["../gold/seeds.json", "--mode", "each", "--dates", "given"],
    "seeds joint, dates hidden": [
        "../gold/seeds.json",
        "--mode",
        "joint",
        "--dates",
        "hidden",
    ],
    "news": ["../gold/news.json", "--texts", "../gold/news_texts.jsonl"],
    "wire": ["../gold/wire.json", "--texts", "../gold/wire_texts.jsonl"],
    "articles": [str(OWN / "gold.json"), "--texts", str(OWN / "texts.jsonl")],
    "articles kept aside": [
        str(OWN / "aside.json"),
        "--texts",
        str(OWN / "aside_texts.jsonl"),
    ],
}
TEXT = {
    "aquaint": ["score_dates.py", "../gold/timex/aquaint.jsonl", "--repeat", "1"],
    "wikiwars": ["score_dates.py", "../gold/timex/wikiwars.jsonl", "--repeat", "1"],
    "own dates": ["score_dates.py", str(OWN_DATES / "open.jsonl"), "--repeat", "1"],
    "own dates kept aside": [
        "score_dates.py",
        str(OWN_DATES / "aside.jsonl"),
        "--repeat",
        "1",
    ],
    "seeds dates": ["score_dates.py", "../gold/seeds.json"],
    "plover": ["score_sentences.py", "../gold/sentences/plover.jsonl"],
    "cameo": ["score_sentences.py", "../gold/sentences/cameo.jsonl"],
}
PATTERNS = {
    "value F1": r"^value .*F1\s+([\d.]+)",
    "strict F1": r"^strict .*F1\s+([\d.]+)",
    "relaxed F1": r"^relaxed .*F1\s+([\d.]+)",
    "values right": r"seeds: (\d+) of",
    "F1": r"^sentences .*F1 ([\d.]+)",
    "CAMEO root F1": r"^CAMEO 2 digits F1 ([\d.]+)",
    "CAMEO three digits F1": r"^CAMEO 3 digits F1 ([\d.]+)",
}


def _output(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=SCORE,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def measure() -> dict[str, dict[str, float]]:
    """All figures, by set and name."""
    figures: dict[str, dict[str, float]] = {}
    for name, arguments in EVENTS.items():
        figures[name] = json.loads(_output(["score_events.py", *arguments, "--json"]))
    for name, arguments in TEXT.items():
        text = _output(arguments)
        figures[name] = {
            figure: float(match[1])
            for figure, pattern in PATTERNS.items()
            if (match := re.search(pattern, text, re.M))
        }
    return figures


def main() -> int:
    """Prints the table; 1 where a figure fell below its floor."""
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    figures = measure()
    below = []
    for name, row in figures.items():
        print(f"\n{name}")  # noqa: T201 - a script that prints a table
        for figure, value in row.items():
            floor = floors.get(name, {}).get(figure)
            note = "" if floor is None else f"   floor {floor:g}"
            print(f"  {figure:38} {value:8.3f}{note}")  # noqa: T201
            if floor is not None and value < floor:
                below.append(f"{name}: {figure} {value:g} is below {floor:g}")
    for line in below:
        print(line, file=sys.stderr)  # noqa: T201
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
