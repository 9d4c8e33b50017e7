"""The text as the grammar sees it, and the way back to the text as given.

Typographic quotes, hyphens and blanks become plain ones, runs of blanks one blank,
and the line ends of hard-wrapped text blanks, so that patterns stay simple. Offsets
are mapped back: what a caller gets always counts the code points of his own text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_PLAIN = {
    0x00A0: " ",
    0x1680: " ",
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    0x202F: " ",
    0x205F: " ",
    0x3000: " ",
    0x2010: "-",
    0x2011: "-",
    0x2012: "-",
    0x2212: "-",
    0x2018: "'",
    0x2019: "'",
    0x02BC: "'",
    0x201C: '"',
    0x201D: '"',
    0x0009: " ",
    0x000B: " ",
    0x000C: " ",
    0x000D: " ",
}
_RUN = re.compile(r" {2,}")
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True, slots=True)
class View:
    """A plain rendering of a text.

    ``text`` is what patterns are matched against; ``offsets`` maps its positions to
    the given text, or is None where the two have the same length.
    """

    text: str
    offsets: list[int] | None

    def back(self, position: int) -> int:
        """The position in the given text.

        Args:
            position: A position in ``text``; its length is allowed.
        """
        return position if self.offsets is None else self.offsets[position]


def view_of(text: str) -> View:
    """The plain rendering of a text.

    Args:
        text: Any text.

    Returns:
        The view; for plain ASCII text without runs of blanks, the text itself.
    """
    plain = text if text.isascii() and "\t" not in text else text.translate(_PLAIN)
    plain = plain.replace("\r", " ") if "\r" in plain else plain
    if _hard_wrapped(plain):
        plain = _SINGLE_BREAK.sub(" ", plain)
    if "  " not in plain:
        return View(plain, None)
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for run in _RUN.finditer(plain):
        keep = run.start() + 1
        parts.append(plain[at:keep])
        offsets.extend(range(at, keep))
        at = run.end()
    parts.append(plain[at:])
    offsets.extend(range(at, len(plain) + 1))
    return View("".join(parts), offsets)


def _hard_wrapped(text: str) -> bool:
    """Most lines break at about the same width, in the middle of sentences."""
    if text.count("\n") < 3:
        return False
    lines = text.split("\n")
    inner = [
        line
        for line, following in pairwise(lines)
        if line.strip() and following.strip()
    ]
    if len(inner) < 3:
        return False
    width = max(map(len, lines))
    full = sum(1 for line in inner if len(line) >= 40 and len(line) > width - 25)
    return 40 <= width <= 130 and full >= 0.6 * len(inner)
