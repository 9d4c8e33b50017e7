"""Texts of what is worst for patterns are read in no time."""

from __future__ import annotations

import re
import time

import pytest

import dipevents
from dipevents.annotate import group_rules, names, pairs, person_rules, voices

PIECES = ("X-", "XY-", "Ab Cd-", "AB CD/", "A, ", "A.", "1,", "May ", "(AP) ", "- ")


@pytest.mark.parametrize("piece", PIECES)
def test_the_opening_of_a_story(piece: str) -> None:
    dipevents.parse_corpus(["A day."])
    begun = time.process_time()
    dipevents.parse_corpus([f"A. {piece * 1000}", piece * 1000])
    assert time.process_time() - begun < 2


REPEATS = (
    (group_rules._GROUP, "C,&"),
    (group_rules._OFFICE, "m"),
    (group_rules._REGION, "F"),
    (person_rules._BEFORE, "a"),
    (person_rules._BEFORE_PLURAL, "m"),
    (person_rules._PAIRED, "N,"),
    (names._HANGING, " "),
)


@pytest.mark.parametrize(("pattern", "piece"), REPEATS)
def test_a_row_of_one_thing(pattern: re.Pattern[str], piece: str) -> None:
    begun = time.process_time()
    assert not pattern.search(piece * 30_000)
    assert time.process_time() - begun < 2


def test_one_place_is_tried_once() -> None:
    begun = time.process_time()
    assert not voices._OTHER_LABEL.match("F.T" * 30_000)
    assert not pairs.JOINT.match(" " * 30_000)
    assert time.process_time() - begun < 2


def test_labels_and_joints_of_ordinary_length() -> None:
    assert voices._OTHER_LABEL.match("Q. Anna Lind: Will you go?")
    assert voices._OTHER_LABEL.match("MR. LIND: We will.")
    assert not voices._OTHER_LABEL.match("Anna told him: we will.")
    for gap in (", ", " and the ", ", and ", " as well as ", "-"):
        assert pairs.JOINT.match(gap)
    assert not pairs.JOINT.match(" met with ")


def test_front_matter_that_never_ends() -> None:
    begun = time.process_time()
    dipevents.parse_corpus(["---\r\n" + "A line.\r\n" * 1000])
    assert time.process_time() - begun < 2
