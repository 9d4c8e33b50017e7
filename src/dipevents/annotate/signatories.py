"""Who speaks in a joint statement: all whose text it says it is.

"The following statement was released by the Governments of Fiji, Samoa and Tonga" and
"We, the foreign ministers of Fiji and Samoa" tell whom "we" stands for in all that
follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotate.gazetteer import Hit
    from dipevents.annotate.names import DocumentNames
    from dipevents.annotate.segment import Unit
    from dipevents.annotated import Actor

_HEAD = 900
"""How far into a text it may say whose it is."""
_TEXT = r"(?:statement|communiqu[eé]|declaration|appeal)"
_BEFORE_LIST = (
    re.compile(
        rf"\bfollowing\s(?:joint\s)?{_TEXT}\s(?:is|was|has\sbeen|were)\s(?:\w+\s){{0,2}}"
        r"(?:released|issued|made|adopted|agreed)\s(?:upon\s)?(?:jointly\s)?by\b"
    ),
    re.compile(rf"\b[Jj]oint\s(?:\w+\s)?{_TEXT}\s(?:(?:\w+ed)\s)?(?:by|of|from)\b"),
    re.compile(r"\bWe,(?=\sthe\b)"),
)
"""What stands before the list of those who speak."""
_AFTER_LIST = re.compile(
    rf"\b(?:have\s)?(?:jointly\s)?(?:issued|released)\sthe\sfollowing\s(?:joint\s)?"
    rf"{_TEXT}\b"
)
_OPENING = re.compile(
    r"(?:The\s)?(?:members|governments|leaders|(?:foreign\s)?ministers|embassies|"
    r"ambassadors|missions|heads\sof\s\w+)\sof\b(?:\sthe\s[A-Z]\w+(?=\s\())?(?=[^.\"]{10,400}?\b(?:we|our)\b)"
)
"""A first sentence whose subject is "we" in what follows it."""
_GAP = re.compile(
    r"(?:[\s,;()&-]|and\b|as\swell\sas\b|the\b|of\b|America\b|on\sbehalf\b|"
    r"governments?\b|members?\b|leaders?\b|presidents?\b|chancellors?\b|states?\b|"
    r"foreign\b|prime\b|ministers?\b|ministr(?:y|ies)\b|secretar(?:y|ies)\b|affairs\b|"
    r"(?:high\s)?representatives?\b|heads?\b|kingdom\b|republic\b|for\b|embassies\b|"
    r"ambassadors?\b|missions?\b|permanent\b|respective\b|G-?7\b|troika\b|quad\b)*\Z",
    re.IGNORECASE,
)
"""What may stand between two who speak together: offices, "and", "the"."""
_MEMBERS_FOLLOW = re.compile(r"[^,]*\bof\s(?:the\s)?\Z|\s?\(\s?(?:the\s)?\Z")
"""After a body whose members the list names: "the G7 ministers of", "the bloc ("."""


def signatories_of(
    text: str, units: Sequence[Unit], names: DocumentNames
) -> tuple[Actor, ...]:
    """Those who issue a text together.

    Args:
        text: The document's text, by ``parser_text``.
        units: Its units.
        names: The document's names.

    Returns:
        States and international bodies, in order; empty where fewer than two speak.
    """
    head = [u for u in units if u.start < _HEAD]
    openings = [_OPENING.match(text, u.start, u.end) for u in head]
    for match in (*(p.search(text, 0, _HEAD) for p in _BEFORE_LIST), *openings):
        if match is not None:
            listed = _listed(text, match.end(), names.hits)
            if len(listed) > 1:
                return _actors(listed, names)
    match = _AFTER_LIST.search(text, 0, _HEAD)
    if match is not None:
        start = max(u.start for u in head if u.start <= match.start())
        listed = _listed(text, start, names.hits, match.start())
        if len(listed) > 1:
            return _actors(listed, names)
    return ()


def _listed(
    text: str, start: int, hits: Sequence[Hit], stop: int | None = None
) -> list[Hit]:
    """The states and bodies that follow one another from there on."""
    listed: list[Hit] = []
    at = start
    for hit in hits:
        if hit.start < at or (stop is not None and hit.end > stop):
            continue
        gap = text[at : hit.start]
        if _GAP.match(gap) is None:
            break
        reading = hit.reading
        if listed and _MEMBERS_FOLLOW.match(gap):
            last = listed[-1].reading
            if last.kind == "organization" and reading.kind == "country":
                listed.pop()
        state = reading.kind == "country" and reading.country is not None
        body = reading.kind == "organization" and reading.sector == "IGO"
        if not state and not body:
            if text.startswith("(", hit.end + 1):
                # "The members of the Quad (": a name for those that follow.
                at = hit.end
                continue
            break
        listed.append(hit)
        at = hit.end
    return listed


def _actors(listed: Sequence[Hit], names: DocumentNames) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for hit in listed:
        country = hit.reading.country
        actor = names.country(country) if country else names.organisation(hit.reading)
        found.setdefault(actor.key, actor)
    return tuple(found.values())
