"""Spellings of one name, and names that only look alike: ``cases/link/names.csv``."""

import csv
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipevents.link.names import ALIKE, name_similarity, parse_name, same_name

TABLE = Path(__file__).parents[2] / "cases" / "link" / "names.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
PRECISION, RECALL = 0.99, 0.97


def _found(row):
    return same_name(row["one"], row["other"], row["kind"])


def test_precision_and_recall_over_the_table(capsys):
    alike = [row for row in ROWS if row["same"] == "1"]
    found = [row for row in ROWS if _found(row)]
    right = [row for row in found if row["same"] == "1"]
    precision, recall = len(right) / len(found), len(right) / len(alike)
    with capsys.disabled():
        sys.stdout.write(
            f"\nnames: {len(ROWS)} pairs, {len(alike)} alike; "
            f"precision {precision:.3f}, recall {recall:.3f}\n"
        )
    wrong = [(r["one"], r["other"]) for r in found if r["same"] != "1"]
    missed = [(r["one"], r["other"]) for r in alike if not _found(r)]
    assert precision >= PRECISION, wrong
    assert recall >= RECALL, missed


def test_the_table_holds_no_pair_twice():
    pairs = [frozenset((row["one"], row["other"])) for row in ROWS]
    assert len(pairs) == len(set(pairs))
    assert len(pairs) >= 300


@pytest.mark.parametrize(
    "row", ROWS[::7], ids=lambda row: f"{row['one']}, {row['other']}"
)
def test_the_order_of_the_two_does_not_matter(row):
    forth = name_similarity(row["one"], row["other"], row["kind"])
    back = name_similarity(row["other"], row["one"], row["kind"])
    assert forth == back


def test_a_surname_alone_is_only_a_part():
    assert 0.5 <= name_similarity("Virtanen", "Aino Virtanen") < ALIKE


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_gives_a_score_between_0_and_1(one, other):
    score = name_similarity(one, other)
    assert 0 <= score <= 1
    assert score == name_similarity(other, one)


@given(st.text(max_size=40))
def test_a_name_is_like_itself(name):
    assert name_similarity(name, name) == 1
    assert "" not in parse_name(name).parts
