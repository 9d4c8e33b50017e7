"""Which states stand near a place of the text, and how present they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from dipevents.annotated import Actor, MentionKind

    Present = Sequence[Sequence[tuple[Actor, MentionKind]]]
    """Who is named in each unit of a document."""

_FADING = (1.0, 0.8, 0.5, 0.35)
"""What a mention weighs, by how many sentences lie between."""
_WEIGHT = {"person": 1.0, "country": 1.2, "group": 1.0, "nationality": 1.0}


def presence(
    present: Present, index: int, without: Container[str | None]
) -> dict[str, float]:
    """How present each state is in a unit and the few before it.

    Args:
        present: Who is named in each unit of the document.
        index: The unit.
        without: States that are not counted.

    Returns:
        The states by code.
    """
    scores: dict[str, float] = {}
    for distance, fading in enumerate(_FADING[: index + 1]):
        here: dict[str, float] = {}
        for actor, kind in present[index - distance]:
            if actor.country and actor.country not in without:
                weight = _WEIGHT.get(kind, 0.0)
                here[actor.country] = max(here.get(actor.country, 0.0), weight)
        for code, weight in here.items():
            scores[code] = scores.get(code, 0.0) + weight * fading
    return scores
