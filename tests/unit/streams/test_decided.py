"""What a person decided holds in a long run, linked at once or in blocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dipevents
from articles import articles
from dipevents import Corrections, cli
from dipevents.models import Correction, ReportKey
from dipevents.pipeline import Options
from dipevents.streams import Settings, Shards, run
from dipevents.streams.shard_linking import linked_events

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def events() -> dipevents.EventSet:
    return dipevents.extract_events(_corpus())


def _corpus() -> dipevents.Corpus:
    return dipevents.parse_corpus(articles(35), on_error="skip")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("run") / "out"
    run(articles(35), made, Settings(shard_size=10))
    return made


def _decisions(events: dipevents.EventSet) -> dict[str, Corrections]:
    pact, visit, meeting = events
    none = Corrections()
    alone = dipevents.extract_events(_corpus(), link=False)
    [one] = [e for e in alone if e.mentions[0].document_id == "d8"]
    return {
        "none": none,
        "accept": none.accept(visit, note="read-out"),
        "reject": none.reject(pact).reject(one),
        "merge": none.merge(pact, meeting),
        "merge over sides": none.merge(pact, visit, note="one journey"),
        "split": none.split(visit, "d15", "d0"),
        "date": none.date(meeting, "2031-05-07"),
        "date, then merge": none.date(pact, "2024-05-06").merge(pact, meeting),
        "merge, then split": none.merge(pact, visit).split(visit, "d8", "d1"),
        "split, then merge": none.split(visit, "d8").merge(one, pact),
        "reject, then accept": none.reject(pact).accept(pact),
    }


@pytest.mark.parametrize(
    "name",
    [
        "none",
        "accept",
        "reject",
        "merge",
        "merge over sides",
        "split",
        "date",
        "date, then merge",
        "merge, then split",
        "split, then merge",
        "reject, then accept",
    ],
)
def test_blocks_are_corrected_as_one_corpus_is(
    name: str, events: dipevents.EventSet, folder: Path, tmp_path: Path
) -> None:
    fixes = _decisions(events)[name]
    expected = dipevents.extract_events(_corpus(), corrections=fixes)
    if name != "none":
        assert list(expected) != list(events)
    shards = Shards(folder)
    for at_once in (1, 1000):
        found = linked_events(shards, tmp_path / "s", tuple(fixes), at_once=at_once)
        assert {e.id: e for e in found} == {e.id: e for e in expected}


def test_a_run_is_corrected_without_being_done_again(
    events: dipevents.EventSet, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(articles(35), out, Settings(shard_size=7))
    fixes = tuple(Corrections().reject(events[0]))
    settings = Settings(options=Options(corrections=fixes), shard_size=7)
    report = run(articles(35), out, settings, resume=True)
    assert (report.coded, report.events, report.unused) == (0, len(events) - 1, ())
    lines = (out / "events.jsonl").read_text().splitlines()
    told = [json.loads(line) for line in lines]
    assert [e["id"] for e in told] == [e.id for e in events[1:]]


def test_without_linking_reports_are_corrected_too(
    events: dipevents.EventSet, tmp_path: Path
) -> None:
    fixes = tuple(Corrections().reject(events[0]).date(events[2], "2031-05-07"))
    settings = Settings(options=Options(link=False, corrections=fixes), shard_size=10)
    run(articles(35), tmp_path, settings)
    expected = dipevents.extract_events(
        _corpus(), link=False, corrections=Corrections(fixes)
    )
    assert (tmp_path / "events.jsonl").read_text() == expected.to_jsonl()


def _about_nothing() -> Corrections:
    key = ReportKey(document_id="no such", type="visit", trigger_start=3)
    return Corrections([Correction(action="reject", groups=((key,),))])


@pytest.mark.parametrize("link", [True, False])
def test_a_decision_about_nothing_is_told(tmp_path: Path, link: bool) -> None:
    fixes = _about_nothing()
    options = Options(link=link, corrections=tuple(fixes))
    report = run(articles(3), tmp_path, Settings(options=options))
    [skipped] = report.unused
    assert skipped.name == "correction 1"
    assert "no such" in skipped.reason
    found = dipevents.extract_events(
        dipevents.parse_corpus(articles(3)), link=link, corrections=fixes
    )
    assert skipped in found.skipped


def test_the_command_line_takes_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Kenya and Ghana signed a pact in Accra on 5 March 2024.")
    events = dipevents.extract_events(dipevents.parse_corpus(source))
    fixes = tmp_path / "fixes.jsonl"
    Corrections().date(events[0], "2031-05-07").save(fixes)
    call = ["extract", str(source), "-q", "--corrections", str(fixes)]
    assert cli.main(call) == cli.OK
    assert "2031-05-07" in capsys.readouterr().out
    out = tmp_path / "out"
    assert cli.main([*call, "-o", f"{out}/"]) == cli.OK
    assert "2031-05-07" in (out / "events.jsonl").read_text()
    _about_nothing().save(fixes)
    assert cli.main([*call, "-o", f"{out}/", "--resume"]) == cli.SOME_FAILED
    assert "no such" in capsys.readouterr().err
    assert "2024-03-05" in (out / "events.jsonl").read_text()
    fixes.unlink()
    for more in ([], ["-o", f"{tmp_path}/new/"]):
        assert cli.main([*call, *more]) == cli.USAGE
        assert "fixes.jsonl" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
