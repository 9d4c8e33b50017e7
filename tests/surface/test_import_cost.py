"""``import dipevents`` loads nothing heavy."""

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "dateparser",
    "pydantic",
    "rich",
    "pandas",
    "pyarrow",
    "regex",
    "numpy",
    "openai",
    "polars",
    "vl_convert",
)


def _modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("name", HEAVY)
def test_import_leaves_out(name: str) -> None:
    assert name not in _modules_after("import dipevents")


def test_dates_need_no_spacy() -> None:
    loaded = _modules_after(
        "import dipevents; dipevents.resolve_dates('on Tuesday', anchor='2024-07-24')"
    )
    assert not loaded & {"spacy", "dateparser"}


def test_intake_needs_no_spacy() -> None:
    loaded = _modules_after("import dipevents; dipevents.parse_corpus(['A text.'])")
    assert not loaded & {"spacy", "dateparser"}
