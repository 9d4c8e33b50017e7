"""Streams: the same events for every batch and process, nothing lost to a bad one."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from rogue import Rogue

import dipevents
from articles import articles
from dipevents.pipeline import Options
from dipevents.streams import Failure, Limits, iter_outcomes, workers

pytestmark = pytest.mark.model


def _lines(**options: object) -> list[str]:
    found = dipevents.iter_events(articles(40), **options)  # type: ignore[arg-type]
    return [event.model_dump_json() for event in found]


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return _lines()


def test_the_same_as_extraction_at_once(expected: list[str]) -> None:
    corpus = dipevents.parse_corpus(articles(40), on_error="skip")
    found = dipevents.extract_events(corpus, link=False)
    assert [event.model_dump_json() for event in found] == expected
    assert len(expected) > 10


@pytest.mark.parametrize("batch_size", [1, 3, 16, 1000])
def test_batches_change_nothing(expected: list[str], batch_size: int) -> None:
    assert _lines(batch_size=batch_size) == expected


@pytest.mark.parametrize(("n_process", "batch_size"), [(2, 3)])
def test_processes_change_nothing(
    expected: list[str], n_process: int, batch_size: int
) -> None:
    assert _lines(n_process=n_process, batch_size=batch_size) == expected


def test_a_fresh_model_changes_nothing(
    expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dipevents.annotate.engine.MOST_WORDS", 10)
    assert _lines(batch_size=16) == expected


def test_a_stream_without_end_is_read_as_it_is_asked_for() -> None:
    read = itertools.count()
    endless = (
        {"id": f"{next(read)}", "text": "Kenya met Ghana."} for _ in iter(int, 1)
    )
    events = dipevents.iter_events(endless, batch_size=4)
    next(events)
    assert next(read) <= 4


def test_what_was_not_coded_is_told_with_its_reason() -> None:
    failures: list[Failure] = []
    done: list[tuple[int, int | None]] = []
    list(
        dipevents.iter_events(
            [*articles(7), {"id": "d0", "text": "Twice."}, {"text": "y" * 200}],
            failures=failures,
            max_chars=180,
            progress=lambda *numbers: done.append(numbers),
        )
    )
    assert [(f.name, f.kind) for f in failures] == [
        ("record 5", "unusable"),
        ("record 6", "language"),
        ("record 8", "unusable"),
        ("record 9", "too_long"),
    ]
    assert done[-1] == (9, 9)


def test_raise_stops_at_the_first() -> None:
    with pytest.raises(dipevents.IngestError, match="record 5"):
        list(dipevents.iter_events(articles(7), on_error="raise"))


def test_raise_stops_other_processes_too() -> None:
    found = dipevents.iter_events(articles(7), on_error="raise", timeout=100)
    with pytest.raises(dipevents.IngestError, match="record 5"):
        list(found)


@pytest.mark.parametrize(
    ("option", "value"), [("n_process", 0), ("batch_size", 0), ("timeout", 0)]
)
def test_numbers_that_make_no_sense(option: str, value: int) -> None:
    with pytest.raises(dipevents.RunError, match=option):
        dipevents.iter_events(articles(2), **{option: value})  # type: ignore[arg-type]


def _usual(failure: Failure) -> bool:
    return failure.kind in {"unusable", "language"}


def test_an_extractor_that_fails_costs_what_it_would_have_found() -> None:
    options = Options(extractors=("rules", Rogue("fail", "d2")))
    outcomes = list(iter_outcomes(articles(4), options))
    assert [f.kind for o in outcomes for f in o.failures] == ["extractor"]
    assert all(o.events for o in outcomes[:3])


def test_bad_articles_cost_themselves_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "TRIES", 2)
    rogues = (
        Rogue("hang", "d2"),
        Rogue("die", "d7"),
        Rogue("die", "d9", str(tmp_path / "died once")),
    )
    outcomes = list(
        iter_outcomes(
            articles(14),
            Options(extractors=("rules", *rogues)),
            batch_size=5,
            limits=Limits(timeout=10),
        )
    )
    assert [o.position for o in outcomes] == list(range(14))
    kinds = {o.name: f.kind for o in outcomes for f in o.failures if not _usual(f)}
    assert kinds == {"record 3": "timeout", "record 8": "crashed"}
    assert outcomes[9].events
