"""Long texts of what is worst for patterns take time in line with their length."""

from __future__ import annotations

import time

import pytest

import dipevents

PIECES = ("a", "1", " ", "(", "X-", "A.", "1,", "the ", "May ", "\u2028")
SMALL, LARGE = 2_000, 16_000


def _seconds(text: str) -> float:
    begun = time.process_time()
    dipevents.resolve_dates(text, anchor="2024-03-06")
    dipevents.parse_corpus([f"A. {text}"])
    return time.process_time() - begun


@pytest.mark.parametrize("piece", PIECES)
def test_no_worse_than_in_line(piece: str) -> None:
    _seconds(piece * 100)
    small = _seconds((piece * SMALL)[:SMALL])
    large = _seconds((piece * LARGE)[:LARGE])
    # Eight times the length: 64 times the time if it were quadratic.
    assert large < max(24 * small, 1.0)
