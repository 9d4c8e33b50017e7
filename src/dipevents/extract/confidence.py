"""How sure an event is: the frame's own figure, weighted by what the case tells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipevents.extract.candidates import Candidate
    from dipevents.extract.coalesce import Cluster

_WEIGHT = {
    "occurred": 1.0,
    "ongoing": 0.95,
    "planned": 0.9,
    "cancelled": 0.85,
    "negated": 0.6,
    "proposed": 0.55,
}


_CALIBRATION = (
    (0.0, 0.0),
    (0.35, 0.4),
    (0.4, 0.6),
    (0.5, 0.72),
    (0.6, 0.77),
    (0.7, 0.84),
    (0.8, 0.9),
    (0.9, 0.95),
    (1.0, 0.98),
)
"""Scores, and the share of events right at them on coded articles, a little below."""


def confidence(head: Candidate, cluster: Cluster) -> float:
    """How likely a careful reader would record the event too.

    The frame's own figure, weighted by what is known about the case: who takes part,
    status, how often it is told.
    """
    score = head.trigger.pattern.frame.confidence
    score *= _WEIGHT[head.status.status]
    if head.status.embedded:
        score *= 0.7
    if head.status.rule == "infinitive" and head.sentence.kind != "title":
        score *= 0.6  # a purpose: neither done nor announced
    if head.status.rule == "standing" and head.type not in {"mediation", "negotiation"}:
        score *= 0.5  # "has been supporting": a state of affairs, no act
    if "participants" in head.inherited:
        score *= 0.85  # whom it is aimed at is told by the context
    if any(f.slot == "content" for f in head.recipients):
        score *= 0.9
    if len(head.sides) < 2:
        score *= 0.85
    if any(f.actor.kind == "person" for f in head.fillers):
        score = score + (1 - score) * 0.15
    if len(cluster.members) > 1:
        score = score + (1 - score) * 0.3
    return round(calibrated(min(score, 1.0)), 3)


def calibrated(score: float) -> float:
    """The share of events of a score that are right, between measured points.

    Args:
        score: The product of the frame's figure and the weights, 0 to 1.
    """
    for (low, at_low), (high, at_high) in pairwise(_CALIBRATION):
        if score <= high:
            return at_low + (at_high - at_low) * (score - low) / (high - low)
    return _CALIBRATION[-1][1]
