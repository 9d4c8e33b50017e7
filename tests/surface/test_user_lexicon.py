"""A user's own lists and rules, without touching code."""

from __future__ import annotations

from pathlib import Path

import pytest

import dipevents

pytestmark = pytest.mark.model

RULES = """
type = "candidacy"
description = "A state stands for a seat in an international body."
cameo = "010"

[[frames]]
id = "stand"
verbs = ["stand for seat"]
actor = ["subject"]
recipient = ["on"]
needs = "actor"
"""
HOLDERS = (
    "name,aliases,country,organisation,title,valid_from,valid_to\n"
    "Ottoline Varga,,SMR,,foreign minister,2020-01-01,\n"
)


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "candidacy.toml").write_text(RULES, encoding="utf-8")
    (folder / "office_holders.csv").write_text(HOLDERS, encoding="utf-8")
    return folder


def test_a_type_of_ones_own(tmp_path: Path) -> None:
    text = "Kenya stood for a seat on the Security Council on Monday."
    assert not dipevents.extract_events(text).filter(type="candidacy")
    events = dipevents.extract_events(text, lexicon=_folder(tmp_path))
    [event] = events.filter(type="candidacy")
    assert [p.country for p in event.participants if p.role == "actor"] == ["KEN"]
    assert "candidacy.toml" in events.provenance.lexicons


def test_an_office_holder_of_ones_own(tmp_path: Path) -> None:
    corpus = dipevents.parse_corpus(
        [
            {
                "text": "Ottoline Varga met Kenyan President Amina Otieno.",
                "published": "2024-03-06",
            }
        ]
    )
    [event] = dipevents.extract_events(corpus, lexicon=_folder(tmp_path))
    assert {p.country for p in event.participants} == {"KEN", "SMR"}


def test_a_strange_file_is_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "contries.csv").write_text("", encoding="utf-8")
    with pytest.raises(dipevents.LexiconError, match=r"contries\.csv"):
        dipevents.extract_events("Kenya.", lexicon=folder)
