"""The CAMEO code of an event: from type, status, frame, and what the act is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dipevents.extract.content import content_of
from dipevents.extract.words import lemma_of
from dipevents.lexicons.topics import Topic, demanding_verbs, topics

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.extract.candidates import Candidate
    from dipevents.extract.triggers import Trigger
    from dipevents.models import Place, Status


@dataclass(frozen=True, slots=True)
class CodeFinding:
    """A code and what it rests on."""

    cameo: str
    topic: str = ""
    """The topic that chose the third digit; empty where the frame did."""
    words: tuple[Token, ...] = ()


def cameo_of(head: Candidate, status: Status, place: Place | None) -> CodeFinding:
    """The CAMEO code of an event.

    Args:
        head: Its fullest mention.
        status: Its status.
        place: Where it took place: talks on third ground are 044.

    Returns:
        The frame's code for the status, refined by what the act is about where that
        code leaves it open.
    """
    base = _base(head.trigger, status)
    if base.startswith("02") and lemma_of(head.trigger.token) in demanding_verbs():
        base = f"10{base[2:]}"
    third = place is not None and place.country and place.country not in head.countries
    if base == "040" and third and head.countries:
        return CodeFinding("044")
    if not is_open(base):
        return CodeFinding(base)
    found = topic_of(head.trigger, base[:2])
    if found is None:
        return CodeFinding(base)
    topic, word = found
    return CodeFinding(topic.codes[base[:2]], topic.id, (word,))


def is_open(cameo: str) -> bool:
    """Whether a code leaves its third digit open ("020", "10")."""
    return len(cameo) < 3 or (len(cameo) == 3 and cameo.endswith("0"))


def _base(trigger: Trigger, status: Status) -> str:
    frame, rules = trigger.pattern.frame, trigger.pattern.rules
    if status in {"planned", "proposed"}:
        code = frame.cameo_planned or rules.cameo_planned
        if code:
            return code
    if status == "negated":
        code = frame.cameo_negated or rules.cameo_negated
        if code:
            return code
    return frame.cameo or rules.cameo


def topic_of(trigger: Trigger, root: str) -> tuple[Topic, Token] | None:
    """The topic of an act that has a code in a root, and the word that names it.

    Args:
        trigger: The act's trigger in its parsed sentence.
        root: The first two digits of its code.

    Returns:
        The topic named nearest to the trigger; None where none is named.
    """
    content = content_of(trigger)
    if not content:
        return None
    words = sorted(content, key=lambda t: t.i)
    told = f" {' '.join(map(lemma_of, words))} {' '.join(t.lower_ for t in words)} "
    best: tuple[tuple[int, bool, int, int], Topic, Token] | None = None
    for token, depth in content.items():
        for phrase, topic, rank in _heads_of(root).get(lemma_of(token), ()):
            if len(phrase) > 1 and f" {' '.join(phrase)} " not in told:
                continue
            if topic.about and not any(f" {w} " in told for w in topic.about):
                continue
            order = depth, not topic.about, -len(phrase), rank
            if best is None or order < best[0]:
                best = order, topic, token
    return (best[1], best[2]) if best else None


@cache
def _heads_of(root: str) -> dict[str, list[tuple[tuple[str, ...], Topic, int]]]:
    """The topics that have a code in a root, by the last lemma of their heads."""
    heads: dict[str, list[tuple[tuple[str, ...], Topic, int]]] = {}
    for rank, topic in enumerate(topics()):
        if root in topic.codes:
            for phrase in topic.heads:
                words = tuple(phrase.split())
                heads.setdefault(words[-1], []).append((words, topic, rank))
    return heads
