"""The word lists of annotation, and what importing them costs."""

import subprocess
import sys
import tomllib
from importlib import resources
from typing import Any

import pytest

from dipevents.errors import LexiconError
from dipevents.lexicons.annotation import annotation_lexicon, parse_annotation


def read() -> dict[str, Any]:
    path = resources.files("dipevents.lexicons").joinpath("data/en/annotate.toml")
    return tomllib.loads(path.read_text("utf-8"))


def test_a_missing_list_is_named() -> None:
    data = read()
    del data["names"]["particles"]
    with pytest.raises(LexiconError, match=r"\[names\].*'particles'"):
        parse_annotation(data)


def test_a_list_of_something_else_is_named() -> None:
    data = read()
    data["groups"]["nouns"] = ["officials", 3]
    with pytest.raises(LexiconError, match=r"\[groups\].*'nouns'"):
        parse_annotation(data)


def test_words_are_lower_case_where_they_are_compared_so() -> None:
    lexicon = annotation_lexicon()
    for words in (
        lexicon.not_names,
        lexicon.particles,
        lexicon.titles_national,
        lexicon.group_nouns,
        lexicon.organs,
        lexicon.both,
        lexicon.abbreviations,
    ):
        assert [w for w in words if w != w.lower()] == []


def test_offices_of_one_state_are_offices() -> None:
    lexicon = annotation_lexicon()
    assert all(len(code) == 3 for code in lexicon.title_countries.values())
    assert all(len(code) == 3 for code in lexicon.combining.values())


def test_importing_the_room_loads_no_spacy() -> None:
    code = "import sys, dipevents.annotate; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
