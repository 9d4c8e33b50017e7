"""Who is named as the source of a report: "KCNA reported", "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.words import lemma_of
from dipevents.models import Source

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.annotated import Mention, Sentence
    from dipevents.extract.arguments import ArgumentFinder, Filler
    from dipevents.extract.triggers import Trigger

REPORTING = frozenset(
    [
        "say",
        "report",
        "state",
        "announce",
        "confirm",
        "add",
        "note",
        "write",
        "tell",
        "claim",
        "quote",
        "cite",
        "disclose",
        "reveal",
        "carry",
        "publish",
        "release",
        "declare",
    ]
)


def find_sources(
    sentence: Sentence,
    trigger: Trigger,
    finder: ArgumentFinder,
    participants: list[Filler],
    document_id: str,
) -> tuple[Source, ...]:
    """The sources that the sentence names for the act.

    A speaker who takes part in the act himself is no source of it.
    """
    own = {f.actor.key for f in participants}
    found: dict[str, Source] = {}
    for token in _reporters(sentence, trigger):
        mention = finder.mention_of(token)
        if mention is None or mention.actor is None:
            continue
        actor = mention.actor
        if actor.key in own or mention.kind in {"nationality", "place"}:
            continue
        found.setdefault(actor.key, _source(mention, actor.name, document_id))
    return tuple(found.values())


def _source(mention: Mention, name: str, document_id: str) -> Source:
    return Source(
        name=name, document_id=document_id, start=mention.start, end=mention.end
    )


def _reporters(sentence: Sentence, trigger: Trigger) -> list[Token]:
    found = []
    at = syntax.clause_head(trigger.token)
    for _ in range(5):
        head = at.head
        if head == at:
            break
        if at.dep_ in {"ccomp", "parataxis", "advcl"} and lemma_of(head) in REPORTING:
            who = syntax.subject(head)
            if who is not None:
                found.append(who)
        at = head
    for token in sentence.doc:
        if token.lower_ == "according" and token.i + 1 < len(sentence.doc):
            target = next((o for n, o in syntax.prepositions(token) if n == "to"), None)
            found.extend([target] if target is not None else [])
        elif lemma_of(token) in REPORTING and token.dep_ == "parataxis":
            who = syntax.own_subject(token)
            found.extend([who] if who is not None else [])
    return found
