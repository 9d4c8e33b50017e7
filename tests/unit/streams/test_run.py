"""Long runs: whatever ends them, they go on, and nothing is missing or doubled."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dipevents
from articles import articles
from dipevents.pipeline import Options
from dipevents.streams import Limits, Settings, Shards, run, shards
from dipevents.streams.shard_linking import linked_events

pytestmark = pytest.mark.model
SMALL = Settings(shard_size=10, batch_size=4)


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _check_whole(folder: Path, count: int) -> None:
    """Every article is there once, as document or as failure."""
    documents = [d.id for d in Shards(folder).documents()]
    failed = [r for r in _rows(folder / "failures.jsonl") if r["kind"] == "unusable"]
    assert len(set(documents)) == len(documents)
    assert len(documents) + len(failed) == count
    events = list(Shards(folder).events())
    assert len({e.id for e in events}) == len(events)
    assert not list(folder.rglob("*.unfinished"))


@pytest.fixture(scope="module")
def expected() -> dipevents.EventSet:
    return dipevents.extract_events(
        dipevents.parse_corpus(articles(35), on_error="skip")
    )


def test_a_run_gives_what_extraction_gives(
    tmp_path: Path, expected: dipevents.EventSet
) -> None:
    report = run(articles(35), tmp_path / "out", SMALL)
    assert (report.articles, report.coded) == (35, 35)
    assert (tmp_path / "out" / "events.jsonl").read_text() == expected.to_jsonl()
    _check_whole(tmp_path / "out", 35)


def test_a_finished_run_is_not_done_again(tmp_path: Path) -> None:
    run(articles(20), tmp_path, SMALL)
    report = run(articles(20), tmp_path, SMALL, resume=True)
    assert (report.articles, report.coded) == (20, 0)
    report = run(articles(35), tmp_path, SMALL, resume=True)
    assert (report.articles, report.coded) == (35, 15)
    _check_whole(tmp_path, 35)


def test_killed_at_random_moments(tmp_path: Path, expected: dipevents.EventSet) -> None:
    program = Path(__file__).parent / "run_it.py"
    command = [sys.executable, str(program), str(tmp_path / "out"), "35", "5"]
    chance = random.Random(7)  # noqa: S311
    for _ in range(3):
        process = subprocess.Popen(command)
        deadline = time.monotonic() + 60
        goal = len(list(tmp_path.rglob("*.done.json"))) + 1
        while time.monotonic() < deadline and process.poll() is None:
            if len(list(tmp_path.rglob("*.done.json"))) >= goal:
                break
            time.sleep(0.01)
        time.sleep(chance.random() * 0.05)
        process.kill()
        process.wait()
    subprocess.run(command, check=True)
    _check_whole(tmp_path / "out", 35)
    assert (tmp_path / "out" / "events.jsonl").read_text() == expected.to_jsonl()


def test_a_full_disk_is_told_and_survived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(1000))
    sync = os.fsync

    def full(handle: int) -> None:
        if next(calls) == 12:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr(shards.os, "fsync", full)
    with pytest.raises(dipevents.RunError, match="make room"):
        run(articles(35), tmp_path, SMALL)
    assert not list(tmp_path.rglob("*.unfinished"))
    run(articles(35), tmp_path, SMALL, resume=True)
    _check_whole(tmp_path, 35)


def test_what_cannot_go_together_is_refused(tmp_path: Path) -> None:
    run(articles(12), tmp_path, SMALL)
    with pytest.raises(dipevents.RunError, match="--resume"):
        run(articles(12), tmp_path, SMALL)
    other = Settings(options=Options(scope="all"), shard_size=10)
    with pytest.raises(dipevents.RunError, match="another"):
        run(articles(12), tmp_path, other, resume=True)
    with pytest.raises(dipevents.RunError, match="not what it was"):
        run(["Kenya met Ghana."], tmp_path, SMALL, resume=True)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()
    with pytest.raises(dipevents.RunError, match=r"thesis\.txt"):
        run(articles(12), tmp_path / "mine", SMALL)


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with shards.locked(tmp_path), pytest.raises(dipevents.RunError, match="another"):
        run(articles(2), tmp_path, SMALL, resume=True)


def test_long_files_are_not_even_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Kenya's president visited Ghana on Monday.")
    (folder / "b.txt").write_text("Kenya " * 10_000)
    run(folder, tmp_path / "out", Settings(limits=Limits(max_chars=1000)))
    [failure] = _rows(tmp_path / "out" / "failures.jsonl")
    assert "max_chars" in str(failure["reason"])


def test_blocks_link_as_one_corpus_does(
    tmp_path: Path, expected: dipevents.EventSet
) -> None:
    run(articles(35), tmp_path, SMALL)
    linked = linked_events(Shards(tmp_path), tmp_path / "linking", at_once=1)
    assert {e.id: e for e in linked} == {e.id: e for e in expected}
    assert not (tmp_path / "linking").exists()
