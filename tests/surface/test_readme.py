"""What the README shows is what happens; what it tells you to type is there."""

import doctest
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _readme_output() -> ModuleType:
    path = ROOT / "tools" / "readme_output.py"
    spec = importlib.util.spec_from_file_location("readme_output", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.model
def test_outputs_are_true() -> None:
    tool = _readme_output()
    assert tool.BLOCK.search(README), "no output block left to hold true"
    assert tool.refreshed(README) == README, "run python tools/readme_output.py"


@pytest.mark.model
def test_sessions_run_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    sessions = "\n".join(re.findall(r"```pycon\n(.*?)```", README, re.S))
    test = doctest.DocTestParser().get_doctest(sessions, {}, "README", "README.md", 0)
    runner = doctest.DocTestRunner()
    told: list[str] = []
    runner.run(test, out=told.append)
    assert test.examples
    assert not runner.failures, "".join(told)


def test_commands_work_alone_and_again() -> None:
    commands = re.findall(r"```sh\n(.*?)```", README, re.S)[:2]
    assert len(commands) == 2
    for command in commands:
        assert len(command.splitlines()) == 1
        assert command.startswith("python3 -m venv .venv && ")


def test_ci_finds_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test-command -->" in script
    [command] = re.findall(r"<!-- test-command -->\n```sh\n(.*?)```", README, re.S)
    assert "--group tests" in command
    assert command.strip().endswith("-m pytest -q")


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(
        r"`((?:docs|examples)/[^`]*)`", README
    )
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_teaser_is_marked_once() -> None:
    assert README.count("<!-- teaser-begin -->") == 1
    assert README.count("<!-- teaser-end -->") == 1
