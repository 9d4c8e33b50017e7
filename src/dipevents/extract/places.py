"""Where an act took place: from its own phrases, never from a bare nationality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.models import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.annotated import Actor, Mention, Sentence
    from dipevents.extract.arguments import ArgumentFinder
    from dipevents.extract.triggers import Trigger

_PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "into", "near", "outside"})


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
    clause = syntax.clause_head(trigger.carrier or trigger.token)
    own = {trigger.token, *trigger.words, *syntax.ancestors_to_clause(trigger.token)}
    if trigger.carrier is not None:
        own.add(trigger.carrier)
    best: tuple[int, Place, Mention] | None = None
    for mention in sentence.mentions:
        actor = mention.actor
        if actor is None or mention.kind not in {"place", "country"}:
            continue
        token = sentence.doc[mention.head]
        preposition, head = _governor(token)
        if preposition not in _PLACE_PREPOSITIONS:
            continue
        if preposition in {"to", "into"} and trigger.pattern.rules.type != "visit":
            continue
        near = head in own or any(a in own for a in _noun_chain(head))
        if not near and syntax.clause_head(token) != clause:
            continue
        rank = (0 if near else 2) + (0 if mention.kind == "place" else 1)
        if best is None or rank < best[0]:
            best = (rank, as_place(actor), mention)
    return (best[1], best[2]) if best else None


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
        if at.dep_ == "prep" or at.pos_ == "ADP":
            return at.lower_, at.head
        if at.dep_ not in {"pobj", "conj", "appos", "compound", "nmod", "poss", "dep"}:
            return "", at
        at = at.head
    return "", at


def _noun_chain(token: Token) -> list[Token]:
    chain, at = [], token
    while at.head != at and not syntax.is_verb(at):
        at = at.head
        chain.append(at)
    return chain
