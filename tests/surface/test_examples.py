"""Every example runs, prints something, and says what it shows."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("[0-9]*.py"))


def _output(script: Path, where: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error::UserWarning", str(script)],
        cwd=where,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda p: p.stem)
def test_it_says_what_it_shows(script: Path) -> None:
    tree = ast.parse(script.read_text(encoding="utf-8"))
    assert (ast.get_docstring(tree) or "").endswith(".")


@pytest.mark.model
@pytest.mark.parametrize("script", EXAMPLES, ids=lambda p: p.stem)
def test_it_runs_anywhere(script: Path, tmp_path: Path) -> None:
    if "extra ``llm``" in script.read_text(encoding="utf-8"):
        pytest.importorskip("openai")
    lines = _output(script, tmp_path).splitlines()
    assert len(lines) >= 10
    assert not list(tmp_path.iterdir()), "an example leaves files behind"


@pytest.mark.model
def test_linking_joins_something(tmp_path: Path) -> None:
    output = _output(ROOT / "examples" / "03_linking.py", tmp_path)
    assert "evening-post, occurred" in output
    assert "ghana_togo_talks.txt, " in output


@pytest.mark.model
def test_own_type_is_found(tmp_path: Path) -> None:
    output = _output(ROOT / "examples" / "05_own_event_type.py", tmp_path)
    assert "NOT FOUND" not in output
    assert "candidacy (" in output
