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


def test_pipelines_of_others_are_not_burdened() -> None:
    code = (
        "import spacy; spacy.blank('en')\n"
        "import sys; print(' '.join(n for n in sys.modules if 'dipevents' in n))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert loaded <= {
        "dipevents",
        "dipevents.integrations",
        "dipevents.integrations.spacy",
    }


def test_dates_need_no_spacy() -> None:
    loaded = _modules_after(
        "import dipevents; dipevents.resolve_dates('on Tuesday', anchor='2024-07-24')"
    )
    assert not loaded & {"spacy", "dateparser"}


def test_intake_needs_no_spacy() -> None:
    loaded = _modules_after("import dipevents; dipevents.parse_corpus(['A text.'])")
    assert not loaded & {"spacy", "dateparser"}
