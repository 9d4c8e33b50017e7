"""Floors under the scores on gold that is not part of the project; only ever raised."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dipevents.dates import infer_published, tag

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="no gold beside the project"
)


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "timex_scorer", SHARED / "score" / "timex_scorer.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(name: str) -> dict[str, Any]:
    gold, system = {}, {}
    for line in (SHARED / "gold" / "timex" / name).read_text("utf-8").splitlines():
        document = json.loads(line)
        gold[document["doc_id"]] = document
        system[document["doc_id"]] = {
            "timexes": [
                x.model_dump(mode="json")
                for x in tag(document["text"], anchor=document["dct"])
            ]
        }
    result: dict[str, Any] = scorer().score(gold, system)[0]
    return result


def test_news() -> None:
    result = score("aquaint.jsonl")
    assert result["value_f1"] >= 0.77
    assert result["strict_f1"] >= 0.86
    assert result["relaxed_f1"] >= 0.94


def test_history_told_nothing() -> None:
    result = score("wikiwars.jsonl")
    assert result["value_f1"] >= 0.87
    assert result["strict_f1"] >= 0.89


def seeds() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (SHARED / "gold" / "seeds.json").read_text("utf-8")
    )
    return found


def test_seeds() -> None:
    right = total = 0
    for entry in seeds():
        text = (SHARED / "seeds" / entry["document"]).read_text("utf-8")
        found = tag(text, anchor=entry["published"])
        for gold in entry["dates"]:
            hits = [x for x in found if x.start < gold["end"] and gold["start"] < x.end]
            values = {x.value for x in hits} | {x.edtf for x in hits}
            parts = set(gold["value"].split("/"))
            right += gold["value"] in values or (
                "/" in gold["value"] and parts <= values
            )
            total += 1
    assert right >= total - 1


def test_publication_of_each_seed_alone() -> None:
    for entry in seeds():
        text = (SHARED / "seeds" / entry["document"]).read_text("utf-8")
        found = infer_published(text)
        if entry["published_within_document"]:
            assert found.edtf == entry["published_within_document"], found.reason
        else:
            assert found.granularity != "day"
        if entry["published"]:
            assert found.earliest is None or str(found.earliest) <= entry["published"]
            assert found.latest is None or str(found.latest) >= entry["published"]
