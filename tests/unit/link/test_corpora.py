"""Small corpora whose days of publication are partly hidden: what linking must find."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dipevents

CASES = sorted((Path(__file__).parents[2] / "cases/link/corpora").glob("*.toml"))
pytestmark = pytest.mark.model


def _case(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _records(case: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = ("id", "text", "published")
    return [{k: d[k] for k in wanted if k in d} for d in case["documents"]]


def _documents_of(event: dipevents.Event) -> set[str]:
    return {m.document_id for m in event.mentions}


@pytest.fixture(scope="module", params=CASES, ids=lambda p: p.stem)
def linked(request):
    case = _case(request.param)
    corpus = dipevents.parse_corpus(_records(case))
    return case, corpus, dipevents.extract_events(corpus)


def test_no_day_of_publication_is_wrong(linked):
    case, _, events = linked
    truth = {
        d["id"]: date.fromisoformat(d["truth"])
        for d in case["documents"]
        if "truth" in d
    }
    for document in events.documents:
        day, told = truth.get(document.id), document.published
        if day is not None and told is not None:
            assert told.earliest is None or told.earliest <= day, told
            assert told.latest is None or day <= told.latest, told


def test_days_of_publication_are_found(linked):
    case, _, events = linked
    expected = case.get("expect", {})
    published = {d.id: d.published for d in events.documents}
    for key, day in expected.get("published", {}).items():
        known = published[key]
        if day:
            assert known.edtf == day, known
        else:
            assert known.earliest != known.latest or known.earliest is None
            assert known.basis != "linked", known
    for key, span in expected.get("within", {}).items():
        first, last = (s if s != ".." else None for s in span.split("/"))
        known = published[key]
        if first:
            assert f"{known.earliest or ''}" >= first, known
        if last:
            assert f"{known.latest or '~'}" <= last, known


def test_a_linked_day_names_its_evidence(linked):
    _, _, events = linked
    texts = {d.id: d.text for d in events.documents}
    for document in events.documents:
        if document.published is None or document.published.basis != "linked":
            continue
        evidence = document.published.evidence
        assert {s.document_id for s in evidence} - {document.id}
        for span in evidence:
            assert texts[span.document_id][span.start : span.end] == span.text
        assert document.published_alone.basis != "linked"


def test_happenings_are_linked(linked):
    case, _, events = linked
    for wanted in case.get("expect", {}).get("events", []):
        found = [
            e
            for e in events
            if e.type == wanted["type"]
            and _documents_of(e) == set(wanted["documents"])
            and (e.date.edtf if e.date else None) == wanted["date"]
        ]
        assert found, [
            (e.type, sorted(_documents_of(e)), e.date and e.date.edtf) for e in events
        ]
        event = found[0]
        assert sorted({p.country for p in event.participants}) == wanted["countries"]
        assert event.status == wanted.get("status", event.status)
        clashes = [d.field for d in event.disagreements]
        assert clashes == wanted.get("disagreements", clashes)
        if "part_of" in wanted:
            host = events.get(event.part_of or "")
            assert host is not None
            assert host.type == wanted["part_of"]


def test_what_is_not_one_happening_stays_apart(linked):
    case, _, events = linked
    apart = case.get("expect", {}).get("events_apart")
    if apart:
        both = {apart["first"], apart["second"]}
        assert not [
            e for e in events if e.type == apart["type"] and both <= _documents_of(e)
        ]


def test_order_and_halves_do_not_matter(linked):
    _, corpus, events = linked
    shuffled = list(corpus)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - a shuffle, no secret
    assert list(dipevents.extract_events(shuffled)) == list(events)
    half = len(shuffled) // 2
    parts = [dipevents.extract_events(p) for p in (shuffled[:half], shuffled[half:])]
    documents = [d for part in parts for d in part.documents]
    together = dipevents.link_events([e for part in parts for e in part], documents)
    assert list(together) == list(events)
    known = {d.id: d.published for d in events.documents}
    assert {d.id: d.published for d in together.documents} == known
