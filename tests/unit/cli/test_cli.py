"""The command line: output for eyes and for programs, exit codes, errors in a line."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest

import dipevents
from dipevents import api, cli, screen
from dipevents.errors import ModelError
from dipevents.models import (
    DateValue,
    Event,
    EventMention,
    Participant,
    Place,
    Skipped,
)
from dipevents.results import EventSet

STORY = "The foreign ministers of Ghana and Peru met in Lima on 4 May 2021.\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text("They parted on 6 May 2021.\n", encoding="utf-8")
    return folder


@pytest.fixture
def calls(monkeypatch):
    """Stands in for the extraction; records what it was asked."""
    seen = []

    def extract_events(corpus, **options):
        seen.append(options)
        progress = options.get("progress")
        if progress is not None:
            progress(len(corpus), len(corpus))
        event = Event(
            id="e1",
            type="meeting",
            status="occurred",
            date=DateValue(edtf="2021-05-04", granularity="day"),
            place=Place(name="Lima\x1b[31m", country="PER"),
            participants=(
                Participant(kind="country", name="Ghana", country="GHA"),
                Participant(kind="organization", name="Coastal\tForum"),
            ),
            cameo="040",
            mentions=(
                EventMention(
                    document_id=corpus[0].id,
                    start=0,
                    end=5,
                    text="Ghana",
                    trigger="met",
                    trigger_start=0,
                    trigger_end=3,
                ),
            ),
        )
        return EventSet([event], corpus, skipped=corpus.skipped)

    monkeypatch.setattr(api, "extract_events", extract_events)
    return seen


def rows(text):
    return [line.split("\t") for line in text.splitlines()]


def test_events_as_tab_separated_lines(articles, calls, capsys):
    assert cli.main(["extract", str(articles)]) == cli.OK
    out, err = capsys.readouterr()
    header, row = rows(out)
    assert dict(zip(header, row, strict=True)) == {
        "date": "2021-05-04",
        "type": "meeting",
        "status": "occurred",
        "participants": "Ghana (GHA); Coastal Forum",
        "place": "Lima [31m (PER)",
        "cameo": "040",
        "confidence": "0.50",
        "documents": "a.txt",
    }
    assert err == ""
    assert calls[0]["link"] is True
    assert calls[0]["scope"] == "interstate"
    assert "model" not in calls[0]


def test_options_reach_the_extraction(articles, calls):
    arguments = ["extract", str(articles), "--no-link", "--scope", "all"]
    assert cli.main([*arguments, "--model", "en_core_web_lg"]) == cli.OK
    [options] = calls
    assert (options["link"], options["scope"]) == (False, "all")
    assert options["model"] == "en_core_web_lg"


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_events_into_a_file(articles, calls, tmp_path, capsys, suffix):
    path = tmp_path / f"events.{suffix}"
    assert cli.main(["extract", str(articles), "-o", str(path)]) == cli.OK
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 event in" in err
    assert "2021-05-04" in path.read_text(encoding="utf-8")


def test_dates_as_tab_separated_lines(articles, capsys):
    assert cli.main(["dates", str(articles)]) == cli.OK
    header, first, second = rows(capsys.readouterr().out)
    assert header[:5] == ["document", "start", "end", "text", "type"]
    start = STORY.index("4 May")
    assert first[:4] == ["a.txt", str(start), str(start + 10), "4 May 2021"]
    assert second[:1] == ["b.txt"]


def test_dates_with_an_anchor(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("They met on Tuesday.", encoding="utf-8")
    path = str(tmp_path / "a.txt")
    assert cli.main(["dates", path, "--anchor", "2021-05-06"]) == cli.OK
    _, row = rows(capsys.readouterr().out)
    assert "2021-05-04" in row


def test_dates_into_files(articles, tmp_path):
    for suffix in ("jsonl", "csv"):
        path = str(tmp_path / f"dates.{suffix}")
        assert cli.main(["dates", str(articles), "-o", path]) == cli.OK
    lines = (tmp_path / "dates.jsonl").read_text(encoding="utf-8").splitlines()
    found = [dipevents.TimeExpression.model_validate(json.loads(x)) for x in lines]
    assert [f.edtf for f in found] == ["2021-05-04", "2021-05-06"]
    text = (tmp_path / "dates.csv").read_text(encoding="utf-8")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [row["edtf"] for row in table] == ["2021-05-04", "2021-05-06"]


def test_several_paths(articles, tmp_path, capsys):
    paths = [str(articles / "a.txt"), str(articles / "b.txt")]
    assert cli.main(["dates", *paths]) == cli.OK
    assert len(rows(capsys.readouterr().out)) == 3


def test_articles_that_cannot_be_used_are_listed(articles, capsys):
    (articles / "c.txt").write_bytes(b"")
    assert cli.main(["dates", str(articles)]) == cli.SOME_FAILED
    out, err = capsys.readouterr()
    assert len(rows(out)) == 3
    [line] = err.splitlines()
    assert line.startswith("dipevents: skipped ")
    assert line.endswith("c.txt: is empty")


def test_skipped_by_both_reading_and_extraction_is_listed_once(articles, calls, capsys):
    (articles / "c.txt").write_bytes(b"")
    assert cli.main(["extract", str(articles)]) == cli.SOME_FAILED
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "which command"),
        (["fly"], "invalid choice"),
        (["extract"], "PATH"),
        (["extract", "no/such/place"], "no such file or folder"),
        (["dates", "no/such/place", "."], "no such file or folder"),
        (["dates", "{articles}", "-o", "x.docx"], "write to one of .jsonl .csv"),
        (["dates", "{articles}", "-o", "no/such/x.csv"], "no folder"),
        (["dates", "{articles}", "--anchor", "2021-02-30"], "2021-02-30"),
        (["dates", "{articles}", "--encoding", "klingon"], "none of the articles"),
        (["dates", "{articles}/*.pdf"], "no match"),
        (["dates", "-", "{articles}"], "stdin"),
        (["extract", "{articles}", "--scope", "moon"], "invalid choice"),
    ],
)
def test_wrong_use_is_one_line(articles, capsys, arguments, words):
    filled = [a.format(articles=articles) for a in arguments]
    assert cli.main(filled) == cli.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    last = err.splitlines()[-1]
    assert last.startswith("dipevents: error: ")
    assert words in last
    assert "Traceback" not in err


def test_on_error_raise_stops_at_the_first(articles, capsys):
    (articles / "c.txt").write_bytes(b"")
    assert cli.main(["dates", str(articles), "--on-error", "raise"]) == cli.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert "c.txt: is empty" in err


def test_errors_of_many_lines_become_one(articles, monkeypatch, capsys):
    def extract_events(*_, **__):
        msg = "no model\n  called x"
        raise ModelError(msg)

    monkeypatch.setattr(api, "extract_events", extract_events)
    assert cli.main(["extract", str(articles)]) == cli.USAGE
    assert capsys.readouterr().err.splitlines() == [
        "dipevents: error: no model called x"
    ]


@pytest.mark.parametrize(
    ("error", "code"), [(KeyError("x"), cli.INTERNAL), (KeyboardInterrupt(), 130)]
)
def test_faults_and_interrupts_show_no_traceback(
    articles, monkeypatch, capsys, error, code
):
    def extract_events(*_, **__):
        raise error

    monkeypatch.setattr(api, "extract_events", extract_events)
    monkeypatch.delenv("DIPEVENTS_DEBUG", raising=False)
    assert cli.main(["extract", str(articles)]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_can_be_seen_in_full(articles, monkeypatch):
    def extract_events(*_, **__):
        raise KeyError

    monkeypatch.setattr(api, "extract_events", extract_events)
    monkeypatch.setenv("DIPEVENTS_DEBUG", "1")
    with pytest.raises(KeyError):
        cli.main(["extract", str(articles)])


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def test_a_table_and_a_bar_on_a_terminal(articles, calls, monkeypatch):
    out, err = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "xterm")
    assert cli.main(["extract", str(articles)]) == cli.OK
    assert "Participants" in out.getvalue()
    assert "Ghana (GHA)" in out.getvalue()
    assert "1 event" in out.getvalue()
    assert "\x1b[31m" not in out.getvalue()
    assert "articles" in err.getvalue()
    assert calls[0]["progress"] is not None


def shown_at(monkeypatch, width, rows, columns=screen.EVENT_COLUMNS):
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    screen.show("event", columns, rows)
    return re.sub(r"\x1b\[[\d;]*m", "", out.getvalue())


WIDE_ROW = (
    "2025-09-14/2025-11-14",
    "negotiation",
    "occurred",
    "Mira Tamm (EST); Joel Okoro (GHA); Coastal Forum Secretariat; Peru (PER)",
    "Windhoek (NAM)",
    "046",
    "0.87",
    "windhoek_talks_of_spring.txt",
)


@pytest.mark.parametrize("width", [70, 80, 90, 100, 120, 140, 200])
def test_short_cells_are_whole_at_any_width(monkeypatch, width):
    out = shown_at(monkeypatch, width, [WIDE_ROW])
    assert max(map(len, out.splitlines())) <= width
    for cell in WIDE_ROW[:3]:
        assert cell in out
    for word in ("Participants", "Mira", "Okoro", "Secretariat"):
        assert word in out


@pytest.mark.parametrize(
    ("width", "there", "gone"),
    [
        (
            80,
            ("046", "no room for: place, confidence, documents"),
            ("Documents", "Confidence", "Windhoek", "0.87"),
        ),
        (
            100,
            ("046", "Windhoek (NAM)", "no room for: confidence, documents"),
            ("Documents", "0.87"),
        ),
        (200, ("046", "Windhoek (NAM)", "0.87", "talks_of_spring.txt"), ("no room",)),
    ],
)
def test_a_narrow_terminal_goes_without(monkeypatch, width, there, gone):
    out = shown_at(monkeypatch, width, [WIDE_ROW])
    assert [words for words in there if words not in out] == []
    assert [words for words in gone if words in out] == []


def test_what_is_empty_is_not_missed(monkeypatch):
    row = ("2021-05-04", "meeting", "occurred", "Ghana (GHA)", "", "040", "0.50", "a")
    out = shown_at(monkeypatch, 80, [row])
    assert "Documents" in out
    assert "no room" not in out


def test_a_cell_that_is_too_long_even_alone_is_folded(monkeypatch):
    row = ("2021-05-04", "x" * 90, "occurred", "Ghana (GHA)", "", "", "", "")
    out = shown_at(monkeypatch, 80, [row])
    assert max(map(len, out.splitlines())) <= 80
    assert out.count("x") >= 90


def test_no_bar_when_quiet(articles, calls, monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert cli.main(["extract", str(articles), "--quiet"]) == cli.OK
    assert calls[0]["progress"] is None


def test_nothing_found_on_a_terminal(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Nothing is dated here.", encoding="utf-8")
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main(["dates", str(tmp_path)]) == cli.OK
    assert out.getvalue().strip() == "0 time expressions"


def test_what_extraction_skips_is_listed(articles, monkeypatch, capsys):
    def extract_events(corpus, **_):
        skipped = [Skipped(name="b.txt", reason="in French,\nnot coded")]
        return EventSet([], corpus, skipped=skipped)

    monkeypatch.setattr(api, "extract_events", extract_events)
    assert cli.main(["extract", str(articles)]) == cli.SOME_FAILED
    assert "skipped b.txt: in French, not coded" in capsys.readouterr().err


# --- as a process --------------------------------------------------------------------


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "dipevents", *arguments],
        capture_output=True,
        check=False,
        **options,
    )


def test_version_and_help():
    assert run("--version").stdout.decode().strip() == (
        f"dipevents {dipevents.__version__}"
    )
    shown = run("extract", "--help")
    assert shown.returncode == 0
    assert b"--no-link" in shown.stdout
    assert b"exit codes" in shown.stdout


def test_stdin_and_a_terminal_that_is_not_utf8():
    text = "El acuerdo se firmó: they met on 4 May 2021, señor.".encode()
    done = run(
        "dates",
        "-",
        input=text,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[1].startswith("stdin\t33\t43\t4 May 2021")


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    text = "They met on 4 May 2021. " * 2_500
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "dipevents", "dates", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    _, err = process.communicate(timeout=120)
    assert err == b""
    assert process.returncode == cli.PIPE_CLOSED


@pytest.mark.model
def test_from_articles_to_events(articles, tmp_path):
    path = tmp_path / "events.jsonl"
    done = run("extract", str(articles), "-o", str(path))
    assert done.returncode == 0, done.stderr.decode()
    events = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines()]
    [meeting] = [e for e in events if e["type"] == "meeting"]
    assert {p["country"] for p in meeting["participants"]} == {"GHA", "PER"}
    assert meeting["date"]["edtf"] == "2021-05-04"


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from dipevents.cli import build_parser; "
        "build_parser().format_help(); "
        "print([m for m in ('spacy', 'rich', 'pydantic', 'dateparser') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


@pytest.mark.model
def test_a_long_run_is_taken_up(articles, tmp_path):
    out = str(tmp_path / "out") + "/"
    done = run("extract", str(articles), "-o", out, "--max-chars", "1000")
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "out" / "events.jsonl").read_text(encoding="utf-8")
    again = run("extract", str(articles), "-o", out, "--max-chars", "1000")
    assert again.returncode == cli.USAGE
    assert b"--resume" in again.stderr
    (articles / "c.txt").write_text("y" * 2000, encoding="utf-8")
    grown = run("extract", str(articles), "-o", out, "--resume", "--max-chars", "1000")
    assert grown.returncode == cli.SOME_FAILED
    assert b"1 failure" in grown.stderr


@pytest.mark.parametrize("option", ["--resume", "--timeout=3", "--max-chars=10"])
def test_options_of_long_runs_want_a_folder(articles, option, capsys):
    assert cli.main(["extract", str(articles), option]) == cli.USAGE
    assert "-o out/" in capsys.readouterr().err
