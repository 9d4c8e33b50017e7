"""The example package installs, is found, and does what its page says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "examples" / "plugin_extractor"
ARTICLE = PACKAGE / "articles" / "harbours.wire"

USE = f"""
import dipevents
from dipevents.registry import make_extractor
from dipevents.testing import annotated, check_extractor

corpus = dipevents.parse_corpus({str(ARTICLE)!r})
events = dipevents.extract_events(
    corpus, extractors=["rules", "port_calls"], lexicon="escorts"
)
print(events.export("logbook"), end="")
found = {{e.type: e for e in events}}
print(found["port_call"].found_by, found["escort"].found_by)
documents = annotated("The Indian frigate Suvarna docked in Mombasa on Monday.")
print(check_extractor(make_extractor("port_calls"), documents))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process in which the package is installed."""
    place = tmp_path_factory.mktemp("plugin")
    source, target = place / "source", place / "site"
    shutil.copytree(PACKAGE, source)
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-index"),
            *("--disable-pip-version-check", "--no-build-isolation", "--no-deps"),
            *("--target", str(target), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    return {**os.environ, "PYTHONPATH": str(target), "PYTHONUTF8": "1"}


def _run(arguments: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.model
def test_it_is_found_and_used(installed: dict[str, str]) -> None:
    lines = _run(["-c", USE], installed).splitlines()
    assert "2024-03-04  port_call: navy of IND, Mombasa" in lines
    assert any("escort: " in line for line in lines)
    assert lines[-2:] == ["('port_calls',) ('rules',)", "[]"]


def test_the_command_line_lists_it(installed: dict[str, str]) -> None:
    lines = _run(["-m", "dipevents", "plugins", "--others"], installed).splitlines()
    rows = [line.split("\t") for line in lines]
    assert ["extractor", "port_calls", "dipevents-portcalls 0.1.0", "ok"] in rows
    assert ["lexicon", "escorts", "dipevents-portcalls 0.1.0", "ok"] in rows
    assert {row[2] for row in rows[1:]} == {"dipevents-portcalls 0.1.0"}


def test_without_plugins_it_is_gone(installed: dict[str, str]) -> None:
    off = {**installed, "DIPEVENTS_DISABLE_PLUGINS": "1"}
    listed = _run(["-m", "dipevents", "plugins"], off)
    assert "port_calls" not in listed
    assert "rules" in listed
