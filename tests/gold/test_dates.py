"""Floors under the scores on the project's own texts with time expressions."""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dipevents.dates import tag

HERE = Path(__file__).parent
HALVES = {"own dates": "open.jsonl", "own dates kept aside": "aside.jsonl"}
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
AT_THE_EDGES = " \t\n.,;:!?\"'()[]{}-–—"


def texts(half: str) -> list[dict[str, Any]]:
    lines = (HERE / "dates" / HALVES[half]).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = len(words) - len(words.lstrip(AT_THE_EDGES))
    right = len(words) - len(words.rstrip(AT_THE_EDGES))
    return start + left, end - right


Marked = tuple[int, int, str | None]


def marks(half: str) -> Iterator[tuple[list[Marked], list[Marked]]]:
    """What is marked in each text, and what is found."""
    for row in texts(half):
        text = row["text"]
        found = tag(text, anchor=row["dct"])
        yield (
            [
                (*trimmed(text, t["start"], t["end"]), t["value"])
                for t in row["timexes"]
            ],
            [(*trimmed(text, t.start, t.end), t.value) for t in found],
        )


def f1(right_found: int, found: int, right_gold: int, gold: int) -> float:
    precision, recall = right_found / found, right_gold / gold
    return 200 * precision * recall / (precision + recall)


@cache
def figures(half: str) -> dict[str, float]:
    """As TempEval-3 counts: an expression is found where one overlaps it."""
    gold = found = found_over = found_same = met = same = value = 0
    for wanted, got in marks(half):
        gold, found = gold + len(wanted), found + len(got)
        extents = {(start, end) for start, end, _ in wanted}
        found_same += sum((start, end) in extents for start, end, _ in got)
        found_over += sum(
            any(s < e2 and s2 < e for s2, e2, _ in wanted) for s, e, _ in got
        )
        for start, end, told in wanted:
            hits = [h for h in got if h[0] < end and start < h[1]]
            if hits:
                best = max(hits, key=lambda h: _nearness(h, start, end))
                met += 1
                same += best[:2] == (start, end)
                value += best[2] == told
    relaxed = f1(found_over, found, met, gold)
    return {
        "strict F1": f1(found_same, found, same, gold),
        "relaxed F1": relaxed,
        "value F1": relaxed * value / met,
    }


def _nearness(hit: Marked, start: int, end: int) -> tuple[bool, int, int]:
    overlap = min(end, hit[1]) - max(start, hit[0])
    return hit[:2] == (start, end), overlap, -hit[0]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("figure", ["strict F1", "relaxed F1", "value F1"])
def test_overall(half: str, figure: str) -> None:
    # Totals alone: what the rules get wrong in the half kept aside is not looked at.
    assert figures(half)[figure] >= FLOORS[half][figure]


@pytest.mark.parametrize("half", HALVES)
def test_marks_stand_where_the_offsets_say(half: str) -> None:
    for row in texts(half):
        for mark in row["timexes"]:
            assert row["text"][mark["start"] : mark["end"]] == mark["text"]
