"""How far a run is, and what it says of itself."""

from __future__ import annotations

import io
import logging
import sys
from typing import Any

import pytest

import dipevents
from dipevents.progress import reported


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_function_is_used_as_it_is() -> None:
    def report(done: int, total: int) -> None: ...

    with reported(report) as used:
        assert used is report


@pytest.mark.parametrize("progress", [True, False, None])
def test_without_a_terminal_there_is_no_bar(progress: bool | None) -> None:
    with reported(progress) as used:
        assert used is None


def test_on_a_terminal_there_is_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with reported(True) as advance:
        assert advance is not None
        advance(1, 2)
    assert "articles" in terminal.getvalue()


class Broken:
    name = "broken"

    def extract(self, document: Any) -> list[Any]:
        raise ValueError


@pytest.mark.model
def test_a_run_says_what_it_left_out(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO, "dipevents")
    seen: list[tuple[int, int]] = []
    dipevents.extract_events(
        "Kenya's president met Ghana's president.",
        extractors=["rules", Broken()],
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 1)]
    assert {record.name for record in caplog.records} == {"dipevents"}
    assert "'broken' failed on document" in caplog.text
    assert "1 events in 1 documents, 1 skipped" in caplog.text
    assert capsys.readouterr() == ("", "")
