"""Journeys that are announced: their days and places hold for what is planned on them.

"The minister will travel to Lome and Accra from May 3 to 7. She will meet President X
in Lome. In Accra, she will sign ...": the days are told once, of the journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract.timing import GATHERINGS, Timing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.extract.candidates import Candidate

_ON_THE_WAY = GATHERINGS | frozenset({"visit", "reception", "message", "agreement"})
"""Types of what is done on a journey."""
_NEAR = 4
"""Sentences over which the day of a visit of one day holds."""
_FINE = frozenset({"day", "interval"})


def day_of_tour(candidate: Candidate, earlier: Sequence[Candidate]) -> Timing | None:
    """The days of the journey on which an act is planned.

    Args:
        candidate: A planned act without a day of its own.
        earlier: The acts told before it, settled.
    """
    tour = _tour_of(candidate, earlier)
    return Timing(tour.timing.date, "tour", 0) if tour and tour.timing else None


def take_stop(candidate: Candidate, earlier: Sequence[Candidate]) -> None:
    """Gives what is planned on a journey the place of its last stop told.

    Args:
        candidate: An act without a place of its own; changed in place.
        earlier: The acts told before it, settled.
    """
    timing = candidate.timing
    if timing is None or timing.rule != "tour" or candidate.type == "visit":
        return
    for other in reversed(earlier):
        if other.timing is None or other.timing.date != timing.date:
            continue
        if other.place is not None:
            candidate.place = other.place
            candidate.inherited.append("place")
            return


def _tour_of(candidate: Candidate, earlier: Sequence[Candidate]) -> Candidate | None:
    """The planned visit, with its days, of one who takes part in an act."""
    if candidate.type not in _ON_THE_WAY or candidate.anaphoric:
        return None
    if candidate.status.embedded or candidate.sentence.kind != "body":
        return None
    people = _people(candidate)
    for other in reversed(earlier):
        timing = other.timing
        if other.type != "visit" or timing is None or "date" in other.inherited:
            continue
        if other.status.status != "planned" or not people & _people(other):
            continue
        gap = candidate.sentence.index - other.sentence.index
        several = timing.date.granularity == "interval"
        if timing.date.granularity not in _FINE or not (several or gap <= _NEAR):
            return None
        return other
    return None


def _people(candidate: Candidate) -> set[str]:
    """Those who act: persons, by their keys."""
    return {f.actor.key for f in candidate.actors if f.actor.kind == "person"}
