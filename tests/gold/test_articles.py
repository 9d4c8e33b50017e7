"""Floors under the scores on the project's own coded articles; only ever raised."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import dipevents
from dipevents.evaluate import Report, evaluate, read_gold

HERE = Path(__file__).parent
GOLD = HERE / "articles" / "gold.json"
TEXTS = HERE / "articles" / "texts.jsonl"


def articles() -> list[dict[str, Any]]:
    return [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def report() -> Report:
    corpus = dipevents.parse_corpus(articles())
    events = dipevents.extract_events(corpus, link=False)
    return evaluate(GOLD, events, {d.id: d.text for d in corpus})


@pytest.mark.model
@pytest.mark.parametrize("figure", ["found", "record"])
def test_overall(report: Report, figure: str) -> None:
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["articles"]
    assert getattr(report, figure).f1 >= floors[f"{figure} F1"], str(report)


def test_evidence_stands_where_the_offsets_say() -> None:
    texts = {row["id"]: row["text"] for row in articles()}
    gold = read_gold(GOLD)
    assert {d.document for d in gold} == texts.keys()
    for document in gold:
        for event in document.events:
            text = texts[document.document][event.start : event.end]
            assert text == event.evidence, event.id
            assert event.participants, event.id


def test_ids_are_unique() -> None:
    ids = [e.id for d in read_gold(GOLD) for e in d.events]
    assert len(ids) == len(set(ids))
