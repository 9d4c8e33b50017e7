"""Where in the text the model's words stand: offsets are computed, not taken over."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "′": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    }
)  # fmt: skip
_LEAST = 2


def find_quote(
    text: str, quote: str, *, within: tuple[int, int] | None = None, near: int = 0
) -> tuple[int, int] | None:
    """Offsets of a quotation in a text.

    Quotation marks, dashes, white space and letter case may differ, as models change
    them when they copy; words may not.

    Args:
        text: The text.
        quote: What is said to stand there.
        within: Where to look; None for everywhere.
        near: Of several places, the one nearest to this offset is taken.

    Returns:
        First and last offset (half-open), or None where the words are not there.
    """
    quote = quote.strip().strip("\"'“”‘’ ")
    if len(quote) < _LEAST:
        return None
    first, last = within or (0, len(text))
    found = _places(text, quote, first, last)
    if not found:
        plain, positions = _plain(text)
        wanted = " ".join(_plain(quote)[0].split())
        if len(wanted) < _LEAST:
            return None
        start = _at(positions, first)
        end = _at(positions, last)
        found = [
            (positions[a], positions[b - 1] + 1)
            for a, b in _places(plain, wanted, start, end)
        ]
    return min(found, key=lambda place: abs(place[0] - near), default=None)


def _places(text: str, words: str, first: int, last: int) -> list[tuple[int, int]]:
    """All places of the words that do not cut another word in two."""
    head = r"(?<!\w)" if words[0].isalnum() else ""
    tail = r"(?!\w)" if words[-1].isalnum() else ""
    pattern = re.compile(f"{head}{re.escape(words)}{tail}")
    return [m.span() for m in pattern.finditer(text, first, last)]


def _at(positions: tuple[int, ...], offset: int) -> int:
    from bisect import bisect_left

    return bisect_left(positions, offset)


@lru_cache(maxsize=8)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with its spelling levelled, and the offset of each of its letters."""
    letters: list[str] = []
    positions: list[int] = []
    for offset, letter in enumerate(text):
        levelled = unicodedata.normalize("NFKC", letter.translate(_ALIKE)).casefold()
        for part in levelled:
            if part.isspace() and letters and letters[-1] == " ":
                continue
            letters.append(" " if part.isspace() else part)
            positions.append(offset)
    return "".join(letters), tuple(positions)
