"""Whose offer it was that is accepted, and whose charge that is denied.

"Chad accepted the offer" answers the one who made it; "The offer was refused" is an
answer of the one to whom it was made. Both were told before, in the act that the words
point back to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.arguments import state_of
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.words import lemma_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.annotated import Actor
    from dipevents.extract.arguments import Filler
    from dipevents.extract.candidates import Candidate

_ANSWERS = frozenset({"agreement", "rejection", "support", "accusation"})
_CALLED: dict[str, frozenset[str]] = {
    "offer": frozenset({"proposal", "aid", "invitation", "mediation"}),
    "proposal": frozenset({"proposal", "invitation", "mediation"}),
    "idea": frozenset({"proposal"}),
    "plan": frozenset({"proposal"}),
    "suggestion": frozenset({"proposal"}),
    "initiative": frozenset({"proposal", "mediation"}),
    "mediation": frozenset({"proposal", "mediation"}),
    "invitation": frozenset({"invitation"}),
    "demand": frozenset({"demand"}),
    "request": frozenset({"demand", "invitation", "proposal"}),
    "call": frozenset({"demand"}),
    "appeal": frozenset({"demand"}),
    "ultimatum": frozenset({"demand", "threat"}),
    "condition": frozenset({"demand"}),
    "threat": frozenset({"threat"}),
    "warning": frozenset({"threat", "statement"}),
    "accusation": frozenset({"accusation"}),
    "allegation": frozenset({"accusation"}),
    "charge": frozenset({"accusation"}),
    "claim": frozenset({"accusation", "statement"}),
    "complaint": frozenset({"accusation"}),
    "criticism": frozenset({"accusation"}),
    "protest": frozenset({"accusation", "message"}),
    "note": frozenset({"accusation", "message"}),
    "apology": frozenset({"statement", "message"}),
}
"""What an act told before is called when it is answered: the types it may have."""
_TALKS = frozenset({"meeting", "negotiation", "conference", "call"})
_PACTS = frozenset({"agreement", "concession", "negotiation"})
_JUDGED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("meeting", "talk", "summit", "encounter", "dialogue"), _TALKS),
    **dict.fromkeys(
        ("deal", "agreement", "accord", "pact", "treaty", "truce", "ceasefire"), _PACTS
    ),
    **dict.fromkeys(("settlement", "memorandum", "compromise", "breakthrough"), _PACTS),
    "visit": frozenset({"visit", "reception"}),
    "trip": frozenset({"visit"}),
    "exchange": frozenset({"cooperation", "agreement", "concession"}),
    "swap": frozenset({"cooperation", "agreement", "concession"}),
    "release": frozenset({"concession"}),
    "withdrawal": frozenset({"concession"}),
    "expulsion": frozenset({"personnel"}),
    "recall": frozenset({"personnel"}),
    "closure": frozenset({"relations", "sanction"}),
    "sanction": frozenset({"sanction"}),
    "embargo": frozenset({"sanction"}),
    "ban": frozenset({"sanction"}),
    "tariff": frozenset({"sanction"}),
}
"""What an act told before is called when others judge it: the types it may have."""
_JUDGING = frozenset({"support", "accusation"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "its", "their"})
_SENT = frozenset({"message", "accusation", "demand", "statement", "support"})
_ISSUED = _SENT | {"agreement", "meeting", "conference"}
_TEXTS: dict[str, frozenset[str]] = {
    "note": _SENT,
    "letter": _SENT,
    "message": _SENT,
    "telegram": _SENT,
    "statement": _ISSUED,
    "communique": _ISSUED,
    "communiqué": _ISSUED,
    "declaration": _ISSUED,
    "resolution": _ISSUED,
    "text": _ISSUED,
}
"""Nouns of texts that speak: the types of acts by which they are given out."""
_NEAR = 3
"""How many sentences back a text is told to have been given out."""
_REACH = 6
"""How many sentences back what is answered may have been told."""
_MANY = 3
_PAIR = 2


def answered(candidate: Candidate, earlier: Sequence[Candidate]) -> list[Filler]:
    """The other side of an act that answers one told before.

    Args:
        candidate: An act that names but one side.
        earlier: The acts told before it.

    Returns:
        The states and bodies that made what is answered, where the clause says that
        it is an answer; else nothing.
    """
    if candidate.type not in _ANSWERS or not candidate.actors:
        return []
    noun = _what_is_answered(candidate.trigger.token)
    if noun is None:
        return []
    own = candidate.sides
    types = _CALLED.get(lemma_of(noun))
    if types is None:
        return _judged(candidate, _JUDGED[lemma_of(noun)], earlier)
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _REACH:
            return []
        if other.type not in types or not other.actors or other.anaphoric:
            continue
        makers = {f.actor.side for f in other.actors}
        if makers & own:
            continue
        found = _sides(other)
        if len(found) > _MANY:
            return []
        return [candidate.untold(actor, "answered") for actor in found]
    return []


def _judged(
    candidate: Candidate, types: frozenset[str], earlier: Sequence[Candidate]
) -> list[Filler]:
    """Whose the act is that another one welcomes or condemns: "hailed the deal"."""
    if candidate.type not in _JUDGING:
        return []
    own = candidate.sides
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _REACH:
            return []
        if other.type not in types or other.anaphoric or other is candidate:
            continue
        if len({f.actor.side for f in other.fillers}) < _PAIR:
            continue
        sides = {a.key: a for a in _sides(other) if a.side not in own}
        states = {s.key: s for a in sides.values() if (s := _state(a)) is not None}
        if len(states) > _MANY:
            return []
        if states:
            return [candidate.untold(state, "answered") for state in states.values()]
    return []


def _state(actor: Actor) -> Actor | None:
    return state_of(actor) if actor.country else actor


def authors(candidate: Candidate, earlier: Sequence[Candidate]) -> list[Filler]:
    """Whose words a text told before are: "The note demands that Togo withdraw".

    Args:
        candidate: An act in words without an actor.
        earlier: The acts told before it.

    Returns:
        Those who sent, issued or signed the text; nothing where that was not told.
    """
    verb = candidate.trigger.predicate
    subject = syntax.surface_subject(verb)
    if candidate.actors or candidate.type not in IN_WORDS or subject is None:
        return []
    noun = lemma_of(subject)
    definite = any(c.lower_ in _KNOWN for c in subject.lefts)
    if noun not in _TEXTS or not definite or syntax.is_passive(verb):
        return []
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _NEAR:
            return []
        words = {lemma_of(t) for t in other.sentence.doc}
        if other.anaphoric or other.type not in _TEXTS[noun] or noun not in words:
            continue
        if other.sentence.index == candidate.sentence.index:
            continue
        return [candidate.untold(actor, "answered") for actor in _sides(other)]
    return []


def _what_is_answered(token: Token) -> Token | None:
    """The noun of "accepted the offer", where it points back to one told."""
    target = syntax.direct_object(token)
    if target is None or lemma_of(target) not in _CALLED.keys() | _JUDGED.keys():
        return None
    known = any(
        c.lower_ in _KNOWN and c.dep_ in {"det", "poss", "predet"}
        for c in target.children
    )
    return target if known else None


def _sides(other: Candidate) -> list[Actor]:
    """Who did it, each once: persons, and for others their state."""
    return list({a.key: a for a in map(_side, other.actors)}.values())


def _side(filler: Filler) -> Actor:
    actor = filler.actor
    state = state_of(actor)
    return actor if state is None or actor.kind == "person" else state
