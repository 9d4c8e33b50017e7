"""Organisations that an article itself introduces: "the Free Valley Front (FVF)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dipevents.annotate.gazetteer import Hit, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRACKET = re.compile(r"\s\(\"?([A-Z][A-Za-z&]*(?:[-.][A-Z][A-Za-z.]*)*)\"?[,)]")
_WORD = re.compile(r"[^\W\d_][\w'&-]*\.?")
_OF_COUNTRY = re.compile(r"\sof(?:\sthe)?(?:\s[A-Z]\w+){1,3}\Z")
_SMALL = frozenset("of the for and on in to de la du des del von & a".split())
_SECTORS = (
    ("REB", re.compile(r"\b(?:front|liberation|resistance|rebels?|militia|jihad)\b")),
    ("MIL", re.compile(r"\b(?:army|forces?|brigade|command|guards?|units)\b")),
    ("MED", re.compile(r"\b(?:news|press|television|radio|broadcasting)\b")),
    ("LEG", re.compile(r"\b(?:assembly|parliament|congress|senate)\b")),
    ("GOV", re.compile(r"\b(?:ministry|agency|department|office|authority|bureau)\b")),
    ("BUS", re.compile(r"\b(?:company|corporation|bank|group|inc|ltd)\b")),
)


def local_organisations(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Places of the text that name an organisation which the text abbreviates.

    Args:
        text: The document's text, by ``parser_text``.
        hits: The listed names, whose state an organisation's name may begin with.

    Returns:
        The definitions and all later uses, in order; listed names are left out.
    """
    listed = {h.text for h in hits if h.reading.kind == "organization"}
    defined: dict[str, Reading] = {}
    for match in _BRACKET.finditer(text):
        acronym = match[1].rstrip(".")
        capitals = [c for c in acronym if c.isupper()]
        if len(capitals) < 2 or len(acronym) > 10:
            continue
        same = next(
            (h for h in hits if h.end == match.start() and h.text in listed), None
        )
        if same is not None:
            defined.setdefault(acronym, same.reading)
            continue
        full = _spelled_out(text, match.start(), "".join(capitals)) or _owned(
            text, match.start(), "".join(capitals)
        )
        state_of = next(
            (h for h in hits if h.end == match.start() and h.reading.kind == "country"),
            None,
        )
        if state_of is not None:
            bracketed = any(
                h.reading.country == state_of.reading.country
                for h in hits
                if match.start() < h.start < match.end()
            )
            own = full is not None and full[0] >= state_of.start
            if own and not bracketed:
                defined.setdefault(acronym, state_of.reading)
            if own or bracketed:
                continue  # "Republic of Korea (ROK)" is a state, not a body of it
        if full is None:
            continue
        start, end = full
        name = text[start:end]
        if name in listed:
            continue
        inside = [h for h in hits if start <= h.start and h.end <= end]
        state = next(
            (
                h.reading.country
                for h in inside
                if h.reading.kind in ("country", "nationality")
            ),
            None,
        )
        reading = Reading("organization", name, state, _sector(name))
        defined.setdefault(name, reading)
        defined.setdefault(acronym, reading)
    if not defined:
        return []
    names = "|".join(re.escape(n) for n in sorted(defined, key=len, reverse=True))
    uses = re.compile(rf"(?<![\w@])(?:{names})(?!\w)")
    return [
        Hit(m.start(), m.end(), m.group(), (defined[m.group()],))
        for m in uses.finditer(text)
    ]


def _spelled_out(text: str, end: int, capitals: str) -> tuple[int, int] | None:
    """The words before the bracket whose initials are the acronym's capitals."""
    words = list(_WORD.finditer(text, max(0, end - 120), end))
    if not words or words[-1].end() != end:
        return None
    left = list(capitals)
    first = None
    for match in reversed(words[-14:]):
        word = match.group()
        if not left:
            break
        initials = [p[0] for p in word.split("-") if p]
        if word.lower() in _SMALL and word[0].upper() != left[-1]:
            continue
        if word[0].islower() and word.lower() not in _SMALL:
            return None
        for initial in reversed(initials):
            if left and initial.upper() == left[-1].upper():
                left.pop()
                first = match
            elif len(initials) == 1:
                return None
    if left or first is None:
        return None
    return first.start(), end


def _owned(text: str, end: int, capitals: str) -> tuple[int, int] | None:
    """The same where "of Country" follows the words that the acronym is made of."""
    tail = _OF_COUNTRY.search(text, max(0, end - 50), end)
    full = _spelled_out(text, tail.start(), capitals) if tail else None
    return (full[0], end) if full else None


def _sector(name: str) -> str | None:
    lower = name.lower()
    return next((code for code, words in _SECTORS if words.search(lower)), None)


def merge_hits(hits: Sequence[Hit], local: Sequence[Hit]) -> list[Hit]:
    """Both lists in order; where two overlap, the longer one stays.

    Args:
        hits: Listed names.
        local: Names that the article introduces.

    Returns:
        Hits that do not overlap.
    """
    if not local:
        return list(hits)
    ranked = sorted((*local, *hits), key=lambda h: (-(h.end - h.start), h.start))
    taken: list[Hit] = []
    spots: set[int] = set()
    for hit in ranked:
        cells = range(hit.start, hit.end)
        if spots.isdisjoint(cells):
            spots.update(cells)
            taken.append(hit)
    return sorted(taken, key=lambda h: h.start)
