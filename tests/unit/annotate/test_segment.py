"""Sentence segmentation, without a parser."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dipevents.annotate.segment import (
    MAX_CHARS,
    MAX_WORDS,
    Unit,
    parser_text,
    segment,
)
from dipevents.models import Document, MarkedSpan

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases/annotate/segment.toml").read_text("utf-8")
)["case"]


def units_of(text: str, *spans: MarkedSpan) -> list[Unit]:
    return segment(Document(id="d", text=text, spans=spans))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_units(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[u.start : u.end] for u in units_of(text)] == case["units"]


def test_marked_spans_are_left_out_or_keep_their_kind() -> None:
    text = "Chile and Peru talk\nBy Ana Ruiz\nLIMA (AP) - They met.\nAna waves.\n"
    cut = [text.index(w) for w in ("Chile", "By", "LIMA", "They", "Ana waves")]
    units = units_of(
        text,
        MarkedSpan(kind="title", start=cut[0], end=cut[1] - 1),
        MarkedSpan(kind="byline", start=cut[1], end=cut[2] - 1),
        MarkedSpan(kind="dateline", start=cut[2], end=cut[3]),
        MarkedSpan(kind="caption", start=cut[4], end=len(text) - 1),
    )
    assert [(text[u.start : u.end], u.kind) for u in units] == [
        ("Chile and Peru talk", "title"),
        ("They met.", "body"),
        ("Ana waves.", "caption"),
    ]


def test_a_repeated_caption_is_used_once() -> None:
    text = "Ana waves.\n\nAna waves.\n\nThey met."
    units = units_of(
        text,
        MarkedSpan(kind="caption", start=0, end=10),
        MarkedSpan(kind="caption", start=12, end=22, repeats=0),
    )
    assert [text[u.start : u.end] for u in units] == ["Ana waves.", "They met."]


def test_paragraphs_are_counted() -> None:
    units = units_of("One came. Two came.\n\nThree came.")
    assert [u.paragraph for u in units] == [0, 0, 1]


@pytest.mark.parametrize("glue", [" ", ", ", ""])
def test_endless_text_is_cut_into_bounded_pieces(glue: str) -> None:
    text = glue.join(["word"] * 5000)
    units = units_of(text)
    assert len(units) > 1
    assert all(u.end - u.start <= MAX_CHARS for u in units)
    assert all(len(text[u.start : u.end].split()) <= MAX_WORDS for u in units)
    kept = "".join(text[u.start : u.end] for u in units)
    assert kept.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("piece", [".", "!?", '"', ". ", "-\n", "[1]"])
def test_runs_of_signs_take_no_time_and_give_nothing(piece: str) -> None:
    assert units_of(piece * 100_000) == []


def test_long_units_are_cut_at_clauses_first() -> None:
    clause = "the delegates spoke of many things that day"
    text = "; ".join([clause] * 30)
    assert all(
        text[u.start : u.end].rstrip(";").endswith("day") for u in units_of(text)
    )


def test_parser_text_keeps_length_and_flattens_signs() -> None:
    text = "Son\u2011hui\u00a0said \u201cyes\u201d \u2014 it\u2019s\u200bso\n"
    plain = parser_text(text)
    assert plain == 'Son-hui said "yes" \u2014 it\'s so '
    assert len(plain) == len(text)
