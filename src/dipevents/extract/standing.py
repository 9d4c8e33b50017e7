"""For whom an actor stands: a state, an international organisation, rebels, himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipevents.annotated import Actor

_BODIES = frozenset({"delegation", "deputation"})
OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "IGO"})


def is_official(actor: Actor) -> bool:
    """Whether the actor acts for a state or an international organisation."""
    if actor.kind == "country":
        return True
    if actor.sector in OFFICIAL_SECTORS:
        return True
    return (
        actor.kind in {"person", "group"}
        and bool(actor.country)
        and (actor.sector is None)
    )


def is_in_office(actor: Actor) -> bool:
    """Whether the actor is a person who acts for a state, named or by the office."""
    if actor.kind == "person":
        return is_official(actor)
    return bool(actor.title) or actor.kind == "group"


def acts(actor: Actor) -> bool:
    """Whether the actor does what counts, with a state as the other side."""
    return is_official(actor) or actor.sector == "REB"


def is_delegation(actor: Actor) -> bool:
    """Whether a group is one that takes part beside the one who leads it."""
    return actor.kind == "group" and not _BODIES.isdisjoint(actor.name.lower().split())
