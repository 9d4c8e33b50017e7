"""The language of a text, or none where it is unsure."""

import tomllib
from pathlib import Path

import pytest

from dipevents.ingest import detect_language
from dipevents.lexicons.languages import language_name, languages

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "ingest" / "languages.toml").read_text(
        encoding="utf-8"
    )
)


@pytest.mark.parametrize("code", CASES["text"])
def test_languages(code):
    assert detect_language(CASES["text"][code]) == code


@pytest.mark.parametrize("name", CASES["none"])
def test_too_little_to_tell(name):
    assert detect_language(CASES["none"][name]) is None


def test_every_profile_has_a_case():
    codes = {p.code for group in languages().by_script.values() for p in group}
    assert codes == set(CASES["text"])


def test_names_in_an_english_text_do_not_change_its_language():
    text = CASES["text"]["en"] + " « Ça va, à bientôt », she told Müller and Šimić."
    assert detect_language(text) == "en"


def test_what_most_of_a_text_is_in_decides():
    text = CASES["text"]["en"] + "\n" + CASES["text"]["ru"] * 3
    assert detect_language(text) == "ru"


def test_names_of_languages():
    assert language_name("fr") == "French"
    assert language_name("xx") == "xx"
