"""Datelines: what they tell, and what is none."""

import tomllib
from pathlib import Path

import pytest

from dipevents.ingest.dateline import (
    FULL_DATE,
    date_of,
    is_time_alone,
    read_line,
    read_opening,
)

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "ingest" / "datelines.toml").read_text(
        encoding="utf-8"
    )
)


def named(kind):
    return [pytest.param(case, id=case["text"][:50]) for case in CASES[kind]]


@pytest.mark.parametrize("case", named("opening"))
def test_an_opening_gives_place_and_words(case):
    lead = "A headline\n\n"
    text = lead + case["text"]
    found = read_opening("d", text, len(lead), len(text))
    assert found is not None
    assert text[found.start : found.end] == case["words"]
    assert found.place == case.get("place")
    if "published" in case:
        assert found.published is not None
        assert found.published.edtf == case["published"]
        assert found.published.basis == "dateline"
        [evidence] = found.published.evidence
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.document_id == "d"
    else:
        assert found.published is None


@pytest.mark.parametrize("case", named("prose"))
def test_prose_is_no_dateline(case):
    assert read_opening("d", case["text"], 0, len(case["text"])) is None


@pytest.mark.parametrize("case", named("line"))
def test_a_line_with_a_date_alone(case):
    text = f"Title\n{case['text']}\nStory."
    start, end = 6, 6 + len(case["text"])
    found = read_line("d", text, start, end)
    assert found is not None
    assert (found.start, found.end) == (start, end)
    assert found.place == case.get("place")
    edtf = found.published.edtf if found.published else None
    assert edtf == (case["published"] or None)
    if "reason" in case:
        assert found.published is not None
        assert found.published.reason is not None
        assert case["reason"] in found.published.reason


@pytest.mark.parametrize("case", named("line_prose"))
def test_a_line_of_prose_with_a_date_is_no_dateline(case):
    assert read_line("d", case["text"], 0, len(case["text"])) is None


def test_a_month_alone_is_a_partial_date_with_its_reason():
    found = read_line("d", "February 2024", 0, 13)
    assert found is not None
    assert found.published is not None
    assert found.published.granularity == "month"
    assert str(found.published.latest) == "2024-02-29"
    assert found.published.reason


def test_full_dates_only():
    assert date_of("d", "4 May", 0, 5) is None
    assert FULL_DATE.search("4 May") is None


@pytest.mark.parametrize("line", ["4:05 p.m. ET", "16:30", "9 a.m.", "11:30 A.M. JST"])
def test_times(line):
    assert is_time_alone(line)


@pytest.mark.parametrize("line", ["16", "4:05 p.m. in Oslo", "Part 3"])
def test_no_times(line):
    assert not is_time_alone(line)
