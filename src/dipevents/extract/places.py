"""Where an act took place: from its own phrases, never from a bare nationality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.speech import telling_verbs
from dipevents.extract.timing import GATHERINGS
from dipevents.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from dipevents.annotated import Actor, Mention, Sentence
    from dipevents.extract.arguments import ArgumentFinder, Filler
    from dipevents.extract.candidates import Candidate
    from dipevents.extract.triggers import Trigger

_PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "into", "near", "outside"})
_MOVES = frozenset({"visit"})
"""Types whose act is a way to a place."""
_SCENES = (
    GATHERINGS
    | _MOVES
    | frozenset(
        {"reception", "agreement", "statement", "demand", "accusation", "support"}
    )
)
"""Types at which other acts take place."""
_AT_HOME = frozenset({"call", "message", "sanction", "aid", "personnel", "relations"})
"""Types that take no place over: their sides are apart."""
_SETTLEMENTS = frozenset(
    """
    city town village resort port capital settlement suburb district province region
    oblast governorate prefecture island hamlet spa retreat enclave republic state
    """.split()
)
"""Nouns that "of" joins to the name of the place they are: "the port of Tema"."""
_REACH = 4
"""How many sentences a place is carried over."""


def find_place(
    sentence: Sentence, trigger: Trigger, finder: ArgumentFinder
) -> tuple[Place, Mention] | None:
    """The place that a phrase of the act's clause names.

    Args:
        sentence: The parsed unit.
        trigger: The trigger.
        finder: Reads the mentions of the sentence.

    Returns:
        The most precise place and the mention that names it; None where the clause
        names none.
    """
    event_type = trigger.pattern.rules.type
    if event_type in GATHERINGS:
        named = _named_after(trigger, finder)
        if named is not None:
            return named
    clause = syntax.clause_head(trigger.carrier or trigger.token)
    spoken = {clause, *telling_verbs(trigger)} if event_type in IN_WORDS else {clause}
    own = {trigger.token, *trigger.words, *syntax.ancestors_to_clause(trigger.token)}
    if trigger.carrier is not None:
        own.add(trigger.carrier)
    if event_type in GATHERINGS:
        noun = trigger.token
        if trigger.pattern.part == "verb":
            noun = syntax.direct_object(trigger.token) or noun
        own |= {sentence.doc[i] for i in syntax.taking_place(noun)}
    best: tuple[int, Place, Mention] | None = None
    for mention in sentence.mentions:
        actor = mention.actor
        if actor is None or mention.kind not in {"place", "country"}:
            continue
        token = sentence.doc[mention.head]
        if _placed_more_closely(token):
            continue
        preposition, head = _governor(token)
        if preposition not in _PLACE_PREPOSITIONS:
            continue
        if preposition in {"to", "into"} and event_type not in _MOVES:
            continue
        near = head in own or any(a in own for a in _noun_chain(head))
        if event_type in IN_WORDS:
            # Words are spoken where a phrase of the verb says, not where the things
            # are that they are about: "condemned the raid in X".
            near = head in spoken or _occasion(head, clause)
            if not near:
                continue
        if not near and syntax.clause_head(token) != clause:
            continue
        rank = (0 if near else 2) + (0 if mention.kind == "place" else 1)
        if event_type in _MOVES and head in {trigger.token, trigger.carrier}:
            rank -= 2  # "back in X after a visit to Y"
        if best is None or rank < best[0]:
            best = (rank, as_place(actor), mention)
    return (best[1], best[2]) if best else None


def destination(
    sentence: Sentence, trigger: Trigger, recipients: Iterable[Filler]
) -> tuple[Place, Mention] | None:
    """Where a visit goes: the city or state that is visited.

    Args:
        sentence: The parsed unit.
        trigger: The trigger.
        recipients: Those of the act.

    Returns:
        The place and the mention that names it; None for other acts, and where people
        are visited.
    """
    if trigger.pattern.rules.type not in _MOVES:
        return None
    for filler in recipients:
        for mention in sentence.mentions:
            if mention.start != filler.start or mention.actor is None:
                continue
            if mention.kind in {"place", "country"} and not mention.actor.title:
                return as_place(mention.actor), mention
    return None


def _named_after(
    trigger: Trigger, finder: ArgumentFinder
) -> tuple[Place, Mention] | None:
    """The city that a gathering is named after: "the Geneva talks"."""
    for child in trigger.token.lefts:
        mention = finder.mention_of(child)
        if mention is None or mention.actor is None or mention.kind != "place":
            continue
        before = child.doc[child.i + 1].text if child.i + 1 < len(child.doc) else ""
        if child.dep_ in {"compound", "nmod", "amod", "poss"} and before != "-":
            return as_place(mention.actor), mention
    return None


def _occasion(noun: Token, clause: Token) -> bool:
    """Whether a noun is the occasion of the clause: "said at a meeting in X"."""
    preposition = noun.head
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ in {"at", "during", "in", "on", "after"}
        and preposition.head == clause
    )


def as_place(actor: Actor) -> Place:
    """A gazetteer entry as the place of an event."""
    return Place(
        name=actor.name,
        country=actor.country,
        latitude=actor.latitude,
        longitude=actor.longitude,
    )


def _governor(token: Token) -> tuple[str, Token]:
    at = token
    while at.head != at:
        if at.lower_ == "of" and at.dep_ == "prep" and _is_settlement(at.head):
            at = at.head
            continue
        if at.dep_ == "prep" or at.pos_ == "ADP":
            return at.lower_, at.head
        if at.dep_ not in {"pobj", "conj", "appos", "compound", "nmod", "poss", "dep"}:
            return "", at
        at = at.head
    return "", at


def _is_settlement(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _SETTLEMENTS


def _placed_more_closely(token: Token) -> bool:
    """The lake in "the Lake Victoria port of Kisumu": another name follows."""
    if token.dep_ not in {"compound", "nmod", "amod"} or not _is_settlement(token.head):
        return False
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in token.head.rights)


def _noun_chain(token: Token) -> list[Token]:
    chain, at = [], token
    while at.head != at and not syntax.is_verb(at):
        at = at.head
        chain.append(at)
    return chain


def inherit_place(candidate: Candidate, earlier: Sequence[Candidate]) -> None:
    """Gives an act the place of the visit or gathering that it is part of.

    Args:
        candidate: An act without a place of its own; changed in place.
        earlier: The acts told before it, settled.
    """
    if candidate.status.status not in {"occurred", "ongoing"}:
        return
    if candidate.type in _AT_HOME or candidate.timing is None:
        return
    for other in reversed(earlier):
        gap = candidate.sentence.index - other.sentence.index
        if gap > _REACH:
            return
        if other.place is None or other.timing is None or other.type not in _SCENES:
            continue
        if gap > 1 and "date" not in candidate.inherited:
            return  # it tells a day of its own: another scene
        same_day = other.timing.date.edtf == candidate.timing.date.edtf
        own = {f.actor.country or f.actor.key for f in candidate.actors}
        if same_day and own <= other.sides:
            candidate.place = other.place
            candidate.inherited.append("place")
            return
