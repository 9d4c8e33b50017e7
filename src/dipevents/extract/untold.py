"""Acts that a text speaks of without telling them.

"Peru called on Chile to halt its drilling" is a demand; the halt has not been made.
"They agreed to develop cooperation" is an agreement; the cooperation is its subject.
"Any talks will be hard" and "did not elaborate on a meeting" tell of none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract.coalesce import CONSULTATIONS
from dipevents.extract.content import content_of
from dipevents.extract.words import lemma_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.extract.candidates import Candidate

_ASKING = frozenset({"demand", "threat", "proposal"})
_TOGETHER = frozenset({"agreement", "support"})
"""Acts of which what is agreed on, or done side by side, is a part."""
_BINDING = frozenset({"order", "instruct"})
"""Demands that bind: "ordered Peru to close its consulate"."""
_ENOUGH = 2
"""Sides that what is asked for must name to be an event of its own, with its day."""


def without_untold(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that are only spoken of.

    Args:
        candidates: Those of one document, in text order, their contexts settled.
    """
    outer: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.type in _ASKING | _TOGETHER:
            outer.setdefault(candidate.sentence.index, []).append(candidate)
    return [
        c
        for c in candidates
        if not _is_mere_word(c)
        and not any(_is_content(c, o) for o in outer.get(c.sentence.index, ()))
    ]


def _is_mere_word(candidate: Candidate) -> bool:
    """Whether the act is only named: "any talks", "it is hard for Peru to send aid"."""
    if candidate.status.rule == "infinitive" and any(
        c.dep_ == "mark" and c.lower_ == "for" for c in candidate.trigger.token.lefts
    ):
        return True
    if candidate.trigger.pattern.part != "noun":
        return False
    if candidate.status.rule == "not told":
        return True
    return candidate.status.status != "negated" and any(
        c.dep_ == "det" and c.lower_ == "any" for c in candidate.trigger.token.lefts
    )


def _is_content(inner: Candidate, outer: Candidate) -> bool:
    """Whether one candidate is what the other asks for or agrees on."""
    if inner is outer or outer.anaphoric:
        return False
    if outer.type == "support":
        # "Pledged to work with Peru to hold Chile to account"
        if inner.type != "threat" or _is_beside(inner, outer):
            return False
    elif outer.type == "agreement":
        if inner.type != "cooperation" or not inner.sides <= outer.sides:
            return False
    elif inner.type == outer.type:
        # "Warned that Chile will face consequences": the threat is the warning.
        done = inner.status.status in {"occurred", "ongoing"}
        if done or not inner.sides <= outer.sides:
            return False
    elif inner.type in _ASKING or not _is_open(inner) or _is_kept(inner, outer):
        return False
    dated = inner.timing is not None and "date" not in inner.inherited
    if dated and len(inner.sides) >= _ENOUGH and outer.type != "agreement":
        return False
    if inner.trigger.token in outer.trigger.words:
        return False
    return inner.trigger.token in content_of(outer.trigger)


def _is_beside(inner: Candidate, outer: Candidate) -> bool:
    """Whether one act is told beside the other: "backed Peru and warned Chile"."""
    at = inner.trigger.token
    while at.head != at and at.head not in outer.trigger.words:
        if at.dep_ == "relcl":
            return True
        at = at.head
    return at.dep_ in {"conj", "relcl"}


def _is_kept(inner: Candidate, outer: Candidate) -> bool:
    """Whether what is asked for counts too: talks offered, what a host orders."""
    offered = outer.type == "proposal" and inner.type in CONSULTATIONS
    return offered or lemma_of(outer.trigger.token) in _BINDING


def _is_open(candidate: Candidate) -> bool:
    """Whether the act is neither done nor announced ("it would send aid" is)."""
    status = candidate.status
    return status.status == "proposed" or status.rule == "infinitive"
