"""Whether the participants found make a diplomatic event, and what is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.standing import acts, is_in_office, is_official

if TYPE_CHECKING:
    from dipevents.annotated import Actor
    from dipevents.extract.candidates import Candidate

_BODIES = frozenset({"organization", "group"})


def lacking(candidate: Candidate, *, everyone: bool) -> str | None:
    """Why the participants do not make a diplomatic event."""
    frame = candidate.trigger.pattern.frame
    actors, recipients = candidate.actors, candidate.recipients
    if not recipients and _is_mutual(candidate):
        return None
    if candidate.unknown_hand and any(is_official(f.actor) for f in actors):
        return None
    if frame.needs in {"both", "actor"} and not actors:
        return "no actor found"
    if frame.needs in {"both", "recipient"} and not recipients:
        return "no recipient found"
    if not candidate.fillers:
        return "no participant found"
    if frame.actor_sectors and not any(
        f.actor.sector in frame.actor_sectors for f in actors
    ):
        return f"no actor of sector {', '.join(frame.actor_sectors)}"
    if frame.needs == "two" and not _many_sides(candidate):
        return "fewer than two sides"
    for slots in frame.in_office:
        held = [f for f in candidate.fillers if f.slot in slots.split("|")]
        if not any(is_in_office(f.actor) for f in held):
            return f"nobody in office in the slot {slots}"
    if everyone:
        return None
    if not any(is_official(f.actor) for f in candidate.fillers):
        return "no state, organisation or official takes part"
    if frame.needs == "both":
        left = {f.actor.side for f in actors}
        right = {f.actor.side for f in recipients}
        if candidate.type in IN_WORDS:
            # A person of whom no state and no office is told is one of one's own.
            right -= {f.actor.side for f in recipients if _is_nobody(f.actor)}
        if len(left | right) < 2 or not right - left:
            return "both sides are one"
        if not any(acts(f.actor) for f in actors):
            return "the actor stands for no state"
    if frame.needs in {"one", "actor"} and not any(
        acts(f.actor) for f in actors or recipients
    ):
        return "the actor stands for no state"
    return None


def _is_mutual(candidate: Candidate) -> bool:
    """Whether states do it to each other: "Peru and Chile blamed each other"."""
    verb = candidate.trigger.predicate
    named = [f for f in candidate.actors if not f.refers]
    states = {f.actor.country for f in named if f.actor.country}
    return len(states) > 1 and syntax.reciprocal(verb)


def _is_nobody(actor: Actor) -> bool:
    return actor.kind == "person" and not actor.country and not acts(actor)


def _many_sides(candidate: Candidate) -> bool:
    """Two sides, or a body that is many ("the leaders of the bloc met in Lima")."""
    known = {
        f.actor.side
        for f in candidate.fillers
        if f.actor.kind != "person" or f.actor.country or acts(f.actor)
    }
    if len(known) >= 2:
        return True
    # "All European states must cooperate": with whom, and on what, is not told.
    kinds = {"organization"} if candidate.type == "cooperation" else _BODIES
    return any(
        f.actor.kind in kinds
        and f.actor.country is None
        and f.actor.sector in {"IGO", "GOV"}
        for f in candidate.fillers
    )
