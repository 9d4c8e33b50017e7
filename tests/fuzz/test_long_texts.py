"""Texts of what is worst for patterns are read in no time."""

from __future__ import annotations

import time

import pytest

import dipevents

PIECES = ("X-", "XY-", "Ab Cd-", "AB CD/", "A, ", "A.", "1,", "May ", "(AP) ", "- ")


@pytest.mark.parametrize("piece", PIECES)
def test_the_opening_of_a_story(piece: str) -> None:
    dipevents.parse_corpus(["A day."])
    begun = time.process_time()
    dipevents.parse_corpus([f"A. {piece * 1000}", piece * 1000])
    assert time.process_time() - begun < 2
