"""Events as cases: status by scope, whole records, and texts that hold none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import dipevents

pytestmark = pytest.mark.model

CASES = Path(__file__).parent / "cases" / "events"


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


def _events(text: str, now: str) -> list[dipevents.Event]:
    corpus = dipevents.parse_corpus([{"id": "a", "text": text, "published": now}])
    return list(dipevents.extract_events(corpus, link=False, on_error="raise"))


STATUS = _load("status.toml")
NEGATIVE = _load("negative.toml")


@pytest.mark.parametrize(
    ("type_", "status", "text"),
    [(c["type"], c["status"], t) for c in STATUS["case"] for t in c["phrases"]],
)
def test_status(type_: str, status: str, text: str) -> None:
    corpus = dipevents.parse_corpus([{"text": text, "published": STATUS["now"]}])
    events = dipevents.extract_events(
        corpus, link=False, min_confidence=0, on_error="raise"
    )
    assert status in [e.status for e in events if e.type == type_]


@pytest.mark.parametrize("text", NEGATIVE["phrases"])
def test_nothing_diplomatic(text: str) -> None:
    assert not [(e.type, e.mentions[0].text) for e in _events(text, NEGATIVE["now"])]


def _faults(event: dipevents.Event, want: dict[str, Any]) -> list[str]:
    role = {
        r: sorted({p.country for p in event.participants if p.role == r and p.country})
        for r in ("actor", "recipient")
    }
    got = {
        "type": event.type,
        "status": event.status,
        "date": event.date.edtf if event.date else None,
        "place": event.place.name if event.place else None,
        "cameo": event.cameo,
        "countries": sorted({p.country for p in event.participants if p.country}),
        "all": sorted(p.name for p in event.participants),
        "names": sorted(p.name for p in event.participants if p.kind == "person"),
        "actors": role["actor"],
        "recipients": role["recipient"],
        "sources": [s.name for s in event.reported_by],
    }
    # TOML has no null: an empty string stands for "not told".
    wrong = {k: v for k, v in want.items() if (got[k] or "") != (v or "")}
    return [f"{k}: {got[k]}, not {v}" for k, v in wrong.items()]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["why"])
        for name in ("records", "dates", "places", "sides", "sources", "participants")
        for c in _load(f"{name}.toml")["case"]
    ],
)
def test_record(case: dict[str, Any]) -> None:
    left = _events(case["text"], case["now"])
    for want in case["event"]:
        fits = [e for e in left if not _faults(e, want)]
        near = [_faults(e, want) for e in left if e.type == want["type"]]
        assert fits, f"no such {want['type']}; of those found: {near}"
        left.remove(fits[0])
    if case.get("only"):
        assert not [(e.type, e.mentions[0].text) for e in left]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["why"]) for c in _load("not_yet.toml")["case"]]
)
@pytest.mark.xfail(strict=True, reason="the parse hides it")
def test_not_yet(case: dict[str, Any]) -> None:
    want = {k: v for k, v in case.items() if k not in {"why", "text"}}
    assert any(not _faults(e, want) for e in _events(case["text"], NEGATIVE["now"]))


TOLD = [*_load("untold.toml")["case"], *_load("readouts.toml")["case"]]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["why"]) for c in TOLD])
def test_only_what_is_told(case: dict[str, Any]) -> None:
    left = _events(case["text"], case["now"])
    if "without" in case:
        assert not [e for e in left if e.type in case["without"]]
        return
    assert [e.type for e in left] == [e["type"] for e in case["event"]]
    assert not [
        f for e, w in zip(left, case["event"], strict=True) if (f := _faults(e, w))
    ]
