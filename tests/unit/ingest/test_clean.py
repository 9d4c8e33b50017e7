"""What cleaning marks, and above all what it leaves alone."""

import tomllib
from pathlib import Path

import pytest

from dipevents.ingest import mark
from dipevents.lexicons.layout import layout

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "ingest" / "articles.toml").read_text(
        encoding="utf-8"
    )
)["article"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_articles(case):
    marks = mark("d", case["text"])
    found = [[s.kind, case["text"][s.start : s.end]] for s in marks.spans]
    assert found == case["marks"]
    assert marks.place == case.get("place")
    edtf = marks.published.edtf if marks.published else None
    assert edtf == case.get("published")
    if "reason" in case:
        assert marks.published is not None
        assert case["reason"] in (marks.published.reason or "")


def test_a_second_printing_points_to_the_first():
    [case] = [c for c in CASES if c["id"] == "caption printed twice"]
    captions = [s for s in mark("d", case["text"]).spans if s.kind == "caption"]
    assert captions[0].repeats is None
    assert captions[1].repeats == captions[0].start


def test_a_known_headline_is_found_in_the_text():
    text = "World\nGhana's envoy leaves Lima\n\nGhana's envoy left Lima on Monday.\n"
    spans = mark("d", text, "Ghana’s Envoy Leaves Lima").spans
    assert ("title", "Ghana's envoy leaves Lima") in [
        (s.kind, text[s.start : s.end]) for s in spans
    ]


def test_a_known_headline_that_is_not_in_the_text_marks_no_line():
    text = "First of all the envoys met\n\nGhana's envoy left Lima on Monday evening.\n"
    kinds = {s.kind for s in mark("d", text, "Ships collide off Accra").spans}
    assert "title" not in kinds


def test_every_span_names_its_rule():
    for case in CASES:
        assert all(span.reason for span in mark("d", case["text"]).spans)


def test_one_line_is_a_text_not_a_headline():
    assert mark("d", "Ghana's envoy met the king of Spain in Madrid").spans == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "x", "\x00", "\u202e\u200f", "😀"])
def test_texts_that_are_hardly_any(text):
    assert mark("d", text).published is None


def test_a_megabyte_without_a_full_stop_is_fast():
    text = "ministers meet and talk " * 42_000
    assert mark("d", text).spans == ()


EXAMPLES = dict.fromkeys(e for r, _ in layout().rules for e in r.examples)
COUNTEREXAMPLES = dict.fromkeys(e for r, _ in layout().rules for e in r.counterexamples)


def test_a_hundred_thousand_lines_are_no_trouble():
    story = "Ghana's foreign minister met her Peruvian colleague in Lima on Monday.\n"
    text = story + "Most read\nGhana news\n" * 30_000
    assert len(mark("d", text).spans) > 30_000


@pytest.mark.parametrize("sentence", EXAMPLES)
def test_every_example_is_marked_in_an_article(sentence):
    """In its place (above or below the story) each example is no story."""
    story = "Ghana's foreign minister met her Peruvian colleague in Lima on Monday."
    above = f"Ghana and Peru meet in Lima\n\n{sentence}\n\n{story}\n"
    below = f"{story}\n\n{story[:-1]} again.\n\n{sentence}\n"
    marked = []
    for text in (above, below):
        at = text.index(sentence, 28 if text is above else len(story))
        covered = {i for s in mark("d", text).spans for i in range(s.start, s.end)}
        marked.append(at + len(sentence) // 2 in covered)
    assert any(marked)


@pytest.mark.parametrize("sentence", COUNTEREXAMPLES)
def test_no_counterexample_is_marked_inside_a_story(sentence):
    story = "Ghana's foreign minister met her Peruvian colleague in Lima on Monday."
    text = f"{story}\n\n{sentence}\n\nThey will meet again in Accra in the summer.\n"
    marked = [text[s.start : s.end] for s in mark("d", text).spans]
    assert sentence not in marked
