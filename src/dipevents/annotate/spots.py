"""Where a document was written or spoken: the place of its dateline or its heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dipevents.annotated import Actor, Mention

if TYPE_CHECKING:
    from dipevents.annotate.gazetteer import Gazetteer
    from dipevents.models import Document

_HEADING_LINES = 12
"""Lines at the top in which a transcript may tell its place."""
_VENUE = re.compile(r"[A-Z][\w.'\u2019 -]{2,25}, [A-Z][\w.'\u2019 -]{1,25}")
"""A line of its own with a city and what it lies in."""


def spot_of(document: Document, gazetteer: Gazetteer) -> Mention | None:
    """The place that the dateline names, as a mention of it.

    Args:
        document: The document.
        gazetteer: Finds the place.

    Returns:
        None without a dateline, and where its place is not known or several.
    """
    span = next((s for s in document.spans if s.kind == "dateline"), None)
    if span is None or not document.place:
        return _venue_of(document, gazetteer)
    actor = _place_named(document.place.title(), gazetteer)
    if actor is None:
        return None
    words = document.text[span.start : span.end]
    return Mention(span.start, span.end, words, "place", (actor,), "dateline", 0)


def _place_named(name: str, gazetteer: Gazetteer) -> Actor | None:
    """The city that a dateline names, or the capital."""
    for hit in gazetteer.find(name):
        reading = hit.reading
        if hit.start or not reading.country:
            continue
        if reading.kind != "place" and not reading.capital:
            continue
        return Actor(
            key=f"place:{reading.name.lower()}",
            kind="place",
            name=reading.name,
            country=reading.country,
            latitude=reading.latitude,
            longitude=reading.longitude,
        )
    return None


def _venue_of(document: Document, gazetteer: Gazetteer) -> Mention | None:
    """The place that a line of its own tells above a transcript: "Accra, Ghana"."""
    text, start = document.text, 0
    for _ in range(_HEADING_LINES):
        end = text.find("\n", start)
        if end < 0:
            return None
        line = text[start:end].strip()
        if _VENUE.fullmatch(line):
            actor = _place_named(line, gazetteer)
            whole = actor is not None and _is_within(line, actor, gazetteer)
            if actor is not None and whole:
                first = start + text[start:end].index(line)
                last = first + len(line)
                return Mention(first, last, line, "place", (actor,), "venue", 0)
        start = end + 1
    return None


def _is_within(line: str, place: Actor, gazetteer: Gazetteer) -> bool:
    """Whether the line goes on with the place's own state, or a district of it."""
    _, _, wider = line.partition(", ")
    codes = {h.reading.country for h in gazetteer.find(wider) if not h.start}
    return place.country in codes or wider.upper() in {"DC", "D.C."}
