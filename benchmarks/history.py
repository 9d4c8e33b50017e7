"""Short measurements kept over time, so that a slower change is seen.

    python benchmarks/history.py                    # measure and compare with the last
    python benchmarks/history.py --keep "triage"    # and add them to history.jsonl

Each is a ratio to work of a fixed size that is measured beside it in turns, so that
they can be compared between machines and on busy ones. Other work only adds to a time:
the shortest of the rounds counts, of both. The exit code is 1 where one is more than a
quarter slower than the last that was kept, when it is measured once more too.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

import spacy

import dipevents
from dipevents.api import DEFAULT_MODEL
from memory import documents as plain_documents
from processes import articles

HISTORY = Path(__file__).parent / "history.jsonl"
SLOWER = 1.25
BESIDE = 3
"""Times that the fixed work is measured for each time of ours: it is short."""


def processor(work: Callable[[], object]) -> float:
    """Processor seconds of the work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def fixed() -> int:
    """Work of pure Python that never changes: what this machine does in its time."""
    total = 0
    words = ("the quick brown fox jumps over the lazy dog " * 40).split()
    for n in range(300):
        table: dict[str, int] = {}
        for word in words:
            table[word] = table.get(word, n) + len(word)
        total += sum(table.values())
    return total


def measures() -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """For each name the work and that to which it is compared."""
    source = articles(60)
    corpus = dipevents.parse_corpus(source)
    plain = list(plain_documents(400))
    told = dipevents.extract_events(corpus, link=False)
    nlp = spacy.load(DEFAULT_MODEL)
    texts = [document.text for document in corpus]
    bare = [sys.executable, "-c", "pass"]
    ours = [sys.executable, "-c", "import dipevents"]
    return {
        "extraction over nlp.pipe": (
            lambda: dipevents.extract_events(corpus, link=False),
            lambda: list(nlp.pipe(texts)),
        ),
        "dates over fixed": (
            lambda: [dipevents.resolve_dates(document) for document in corpus],
            fixed,
        ),
        "intake over fixed": (lambda: dipevents.parse_corpus(source), fixed),
        "no event over fixed": (
            lambda: list(dipevents.iter_events(plain)),
            fixed,
        ),
        "linking over fixed": (
            lambda: dipevents.link_events(told, told.documents),
            fixed,
        ),
        "import over bare": (
            lambda: subprocess.run(ours, check=True),
            lambda: subprocess.run(bare, check=True),
        ),
    }


def measure(rounds: int, only: Collection[str] = ()) -> dict[str, float]:
    """The ratio of each, or of some, by the shortest times."""
    found = {}
    for name, (work, other) in measures().items():
        if only and name not in only:
            continue
        clock = wall if name.startswith("import") else processor
        work()
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(clock(work))
            theirs += [clock(other) for _ in range(BESIDE)]
        found[name] = round(min(ours) / min(theirs), 3)
    return found


def compared(found: dict[str, float], last: dict[str, float]) -> list[str]:
    """Print each ratio beside the last that was kept; the names of those slower."""
    slower = []
    for name, ratio in found.items():
        before = last.get(name)
        change = f", before {before} ({ratio / before - 1:+.0%})" if before else ""
        print(f"{name:<28} {ratio:8.3f}{change}")
        if before and ratio > SLOWER * before:
            slower.append(name)
    return slower


def wall(work: Callable[[], object]) -> float:
    """Wall seconds, for what other processes do."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """Measure, compare, keep."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", metavar="WHY", help="add the result to the history")
    parser.add_argument("-n", "--rounds", type=int, default=8)
    arguments = parser.parse_args()
    lines = HISTORY.read_text(encoding="utf-8").splitlines() if HISTORY.exists() else []
    last = json.loads(lines[-1])["measures"] if lines else {}
    found = measure(arguments.rounds)
    slower = compared(found, last)
    if slower:
        print("once more, what seems slower:")
        again = measure(2 * arguments.rounds, slower)
        found |= {name: min(found[name], again[name]) for name in slower}
        slower = compared({name: found[name] for name in slower}, last)
    if slower:
        print(f"slower by more than a quarter: {', '.join(slower)}")
    if arguments.keep:
        kept = {
            "day": datetime.now(UTC).date().isoformat(),
            "why": arguments.keep,
            "python": platform.python_version(),
            "measures": found,
        }
        with HISTORY.open("a", encoding="utf-8") as file:
            file.write(json.dumps(kept) + "\n")
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main())
