"""Which states a unit names, and which of them it puts side by side."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotate.names import Named

WEIGHT = {
    "person": 1.5,
    "country": 1.2,
    "group": 1.0,
    "organization": 0.8,
    "nationality": 0.7,
    "place": 0.2,
}
"""How present a mention makes its state, by its kind."""
JOINT = re.compile(
    r"\s*+(?:,|,?\s*+(?:and|&)|,?\s*+as\s++well\s++as|-)\s*+(?:the\s++)?\Z"
)
"""Between two names that are coordinated."""
_WITH = re.compile(
    r"\s*+(?:met|hosted|received|called|visited)?\s*+(?:with\s++)?(?:the\s++)?\Z"
)


def states_of(named: Sequence[Named]) -> list[str]:
    """The states of a unit, each once, in order."""
    found = (a.country for n in named for a in n.actors if n.kind != "place")
    return list(dict.fromkeys(c for c in found if c))


def pairs_of(named: Sequence[Named], text: str) -> dict[frozenset[str], float]:
    """How much a unit puts two states side by side, for each two that it names."""
    weights: dict[str, float] = {}
    joined: set[frozenset[str]] = set()
    last: Named | None = None
    for item in named:
        states = [a.country for a in item.actors if a.country]
        for actor in item.actors:
            if actor.country:
                acts = actor.title and item.kind in ("person", "country")
                weight = 1.5 if acts else WEIGHT[item.kind]
                weights[actor.country] = max(weights.get(actor.country, 0), weight)
        joined.update(frozenset(p) for p in combinations(set(states), 2))
        if last is not None and len(states) == 1 == len(last.actors):
            other = last.actors[0].country
            if other and other != states[0] and last.kind == item.kind:
                gap = text[last.end : item.start]
                if JOINT.match(gap) or _WITH.match(gap):
                    joined.add(frozenset((other, states[0])))
        last = item if states else last
    return {
        frozenset((a, b)): min(weights[a], weights[b])
        + (0.8 if frozenset((a, b)) in joined else 0.0)
        for a, b in combinations(weights, 2)
    }
