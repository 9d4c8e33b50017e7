"""Does the clause around an expression look back or ahead? Plain words, no tagger."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future"]

_IRREGULAR = (
    "was|were|had|did|said|told|met|went|came|took|made|held|won|lost|began|left|gave|"
    "got|saw|found|sent|spoke|wrote|brought|led|fell|rose|broke|hit|struck|shot|flew|"
    "drove|ran|knew|thought|felt|kept|built|bought|sold|paid|spent|cut|grew|drew|chose|"
    "rode|fought|sought|caught|taught|became|withdrew|stood|sat|ate|heard|read|laid|"
    "shook|swore|threw|woke|wore|died|been|has|have|quit|fled|sank|dealt|swept"
)
_CUES = re.compile(
    r"\b(?:(?P<future>will(?! power)|'ll|shall|won't|is to|are to|to be|is due|are due|due|"
    r"(?:is|are|was|were|be) (?:scheduled|expected|set|slated|likely|poised|going|planned|"
    r"planning|supposed)|scheduled|slated|would|could|may|might|plans? to|"
    r"(?:plan|hope|expect|intend|want|aim|agree|promise|vow|pledge|decide|ask|invite|"
    r"prepare|urge|order)(?:s|d|ed|ing|ned)? (?:\w+ )?to(?= [a-z]+)|"
    r"ahead of|upcoming|coming|deadline|until|by|as early as|as soon as|ready to|set for|"
    r"must|should|begins?|starts?|opens?|resumes?|meets?|votes?|arrives|leaves|postponed)"
    rf"|(?P<past>{_IRREGULAR}|[a-z]{{2,}}ed|since))\b",
    re.IGNORECASE,
)
# A quotation's or report's own verb says when it was said, not when the rest happens.
_BOUNDARY = re.compile(r"[.!?;\n]['\"]?\s|\n|[.!?]['\"]? (?=[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|No|vs|etc|a\.m|p\.m|Jr|Sr))\.$"
)
_REACH = 160


def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the same sentence before and after an expression.

    Args:
        text: The text.
        start: Where the expression starts.
        end: Where it ends.
    """
    left = max(0, start - _REACH)
    for match in _BOUNDARY.finditer(text, left, start):
        if not _ABBREVIATION.search(text, max(0, match.start() - 6), match.start() + 1):
            left = match.end()
    right = min(len(text), end + _REACH)
    for match in _BOUNDARY.finditer(text, end, right):
        if not _ABBREVIATION.search(text, max(0, match.start() - 6), match.start() + 1):
            right = match.start()
            break
    return text[left:start], text[end:right]


def tense(text: str, start: int, end: int) -> tuple[Tense | None, str]:
    """Whether the clause tells of what was or of what will be, and by which word.

    The nearest cue before the expression decides, else the first one after it.

    Args:
        text: The text.
        start: Where the expression starts.
        end: Where it ends.

    Returns:
        The tense and the word; (None, "") where nothing tells.
    """
    before, after = clause(text, start, end)
    last = None
    for last in _CUES.finditer(before):
        pass
    if last is not None and last["future"]:
        # "until Friday, when he had left": the past perfect outweighs the preposition.
        word = last["future"].lower()
        if word in {"until", "by"} and _looks_back(before, last.start(), after):
            return "past", word
    match = last or _CUES.search(after)
    if match is None:
        return None, ""
    return ("future" if match["future"] else "past"), match[0].lower()


def _looks_back(before: str, at: int, after: str) -> bool:
    earlier = None
    for match in _CUES.finditer(before[:at]):
        earlier = match
    follow = _CUES.search(after)
    if earlier is not None:
        return (
            bool(earlier["past"])
            and earlier[0].lower() not in {"has", "have"}
            and not (
                re.search(
                    r"(?:postpone|extend|delay|put off|give|gave|given|until|last)",
                    before[:at],
                )
            )
        )
    return follow is not None and follow[0].lower() in {"had", "was", "were"}
