"""What a candidate takes over from its context: the day and the place of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract.coalesce import same_family
from dipevents.extract.durations import span_by_duration
from dipevents.extract.implied import add_implied_target
from dipevents.extract.offsets import count_from_acts, count_from_story
from dipevents.extract.scene import day_of_story, is_to_come
from dipevents.extract.scene_places import inherit_place, share_visit
from dipevents.extract.sequence import share_scene
from dipevents.extract.status import StatusFinding
from dipevents.extract.tense import fit_to_tense
from dipevents.extract.tours import take_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.candidates import Candidate
    from dipevents.models import Document

_WINDOW = 40
"""Candidates before and after one that are looked at."""


def settle(candidates: Sequence[Candidate], annotated: AnnotatedDocument) -> None:
    """Gives undated candidates the day of their context, and checks status by date.

    Args:
        candidates: Those of one document, in text order; changed in place.
        annotated: The document with its sentences and times.
    """
    document = annotated.document
    for candidate in candidates:
        fit_to_tense(candidate, document)
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_sentence.setdefault(candidate.sentence.start, []).append(candidate)
    for here in by_sentence.values():
        for candidate in here:
            share_visit(candidate, [c for c in here if c is not candidate])
    for position, candidate in enumerate(candidates):
        earlier = candidates[max(0, position - _WINDOW) : position]
        refers = _names_again(candidate, earlier)
        if candidate.timing is None and not refers:
            later = candidates[position + 1 : position + 1 + _WINDOW]
            timing = day_of_story(candidate, earlier, later, annotated)
            if timing is not None:
                candidate.timing = timing
                candidate.inherited.append("date")
        elif candidate.timing is not None:
            count_from_story(candidate, earlier)
        add_implied_target(candidate, annotated.present)
        if candidate.place is None:
            inherit_place(candidate, earlier, annotated)
            take_stop(candidate, earlier)
        _check_status(candidate, document)
    count_from_acts(candidates, annotated)
    for here in by_sentence.values():
        for candidate in here:
            beside = [c for c in here if c is not candidate]
            span_by_duration(candidate, beside)
            share_scene(candidate, beside)


def _names_again(candidate: Candidate, earlier: Sequence[Candidate]) -> bool:
    """Whether "the talks between X and Y" are those told before, of the same sides."""
    token = candidate.trigger.token
    definite = any(
        c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for c in token.lefts
    )
    if candidate.trigger.pattern.part != "noun" or not definite:
        return False
    return any(
        same_family(candidate.type, other.type)
        and candidate.sides <= other.sides
        and other.timing is not None
        for other in earlier
    )


def _check_status(candidate: Candidate, document: Document) -> None:
    """A day still to come is planned, whatever the tense."""
    timing = candidate.timing
    told_as_done = candidate.status.status in {"occurred", "ongoing"}
    if told_as_done and timing is not None and is_to_come(timing.date, document):
        candidate.status = StatusFinding("planned", "date to come")
