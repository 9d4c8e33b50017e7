"""Whom an act in words is against, where its own clause leaves that to the context.

"The minister condemned the launches": whose they were was told just before. The other
side is the state that stands nearest, if one stands clearly out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.arguments import country_actor
from dipevents.extract.presence import presence

if TYPE_CHECKING:
    from dipevents.extract.candidates import Candidate
    from dipevents.extract.presence import Present

_TYPES = frozenset(
    "accusation rejection threat proposal aid sanction demand support invitation "
    "message".split()
)
_KNOWN = frozenset({"the", "this", "these", "those", "both"})
_CLEARLY = 1.8
"""How much more present than the next state the other side has to be."""


def add_implied_target(candidate: Candidate, present: Present) -> None:
    """Gives an act in words without a target the state that it faces.

    Args:
        candidate: The act; changed in place.
        present: Who is named in each unit of the document.
    """
    own = {f.actor.country for f in candidate.actors}
    if candidate.type not in _TYPES or candidate.recipients or len(own) != 1:
        return
    if candidate.unknown_hand or _addresses_someone(candidate):
        return
    if None in own or candidate.anaphoric or not _points_back(candidate):
        return
    scores = presence(present, candidate.sentence.index, own)
    ranked = sorted(scores.items(), key=lambda s: -s[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]):
        return
    if ranked[0][1] < 0.5:
        return
    state = country_actor(ranked[0][0])
    if state is not None:
        candidate.recipients = [candidate.untold(state, "context", refers=False)]
        candidate.inherited.append("recipients")


def _addresses_someone(candidate: Candidate) -> bool:
    """Whether the one addressed is told and not known: "urged *all sides* to stop"."""
    if candidate.type != "demand":
        return False
    slots, token = candidate.trigger.pattern.frame.recipient, candidate.trigger.token
    told = [t for name, t in syntax.prepositions(token) if name in slots]
    target = syntax.direct_object(token)
    if target is not None and "object" in slots:
        told.append(target)
    return any(t.pos_ in {"NOUN", "PROPN"} for t in told)


def _points_back(candidate: Candidate) -> bool:
    """Whether it is an answer, or about what is known: "condemned the launches"."""
    if candidate.type != "accusation":
        return True
    target = syntax.direct_object(candidate.trigger.token)
    if target is None or target.pos_ != "NOUN":
        return False
    return any(c.dep_ == "det" and c.lower_ in _KNOWN for c in target.lefts)
