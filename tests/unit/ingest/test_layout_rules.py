"""Line rules: each matches its examples, leaves its counterexamples alone."""

import pytest

from dipevents.errors import LexiconError
from dipevents.lexicons.layout import layout, read_layout

RULES = [rule for rule, _ in layout().rules]


@pytest.mark.parametrize(
    ("rule", "line"),
    [pytest.param(r, e, id=f"{r.id}: {e}") for r in RULES for e in r.examples],
)
def test_examples_match(rule, line):
    assert rule in layout().rules_of(line.lstrip("※ "))


@pytest.mark.parametrize(
    "line", dict.fromkeys(e for r in RULES for e in r.counterexamples)
)
def test_counterexamples_match_no_rule(line):
    assert [r.id for r in layout().rules_of(line)] == []


def test_ids_are_unique():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)


def test_every_rule_shows_both_sides():
    assert [r.id for r in RULES if not r.examples or not r.counterexamples] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("rules = 3", "reported"),
        ("[[rules", "bad.toml"),
        (
            'reported = ""\nverbs = []\nnot_places = []\nbureaus = []\n'
            '[[rules]]\nid = "x"\nkind = "credit"\npattern = "("\nexamples = []\n',
            "rule x",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path, content, words):
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=words):
        read_layout(path)


@pytest.mark.parametrize(
    "line",
    [
        "Want " + "neighbourhoods " * 14 + "in the river valley to vote",
        "linkedin|" + "link copied!:|" * 30 + "?",
        "copy link " * 40 + "?",
    ],
)
def test_a_line_that_reads_many_ways_is_read_at_once(line):
    # Tried in every way, each of these would take longer than anybody waits.
    assert layout().rules_of(line) == []


def test_no_rule_reads_a_line_without_end():
    assert layout().rules_of("Share " * 2) != []
    assert layout().rules_of("share\u00a0" * 200) == []
