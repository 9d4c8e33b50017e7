"""Who is named as the source of a report: "KCNA reported", "according to"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.words import lemma_of
from dipevents.models import Source

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.annotated import Mention, Sentence
    from dipevents.extract.arguments import ArgumentFinder, Filler
    from dipevents.extract.triggers import Trigger
    from dipevents.models import Document

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


_UNNAMED = frozenset(
    """
    official source diplomat aide spokesman spokeswoman spokesperson ministry office
    government embassy presidency palace agency media newspaper daily broadcaster
    station authority police army military secretariat secretary adviser insider
    witness department delegation analyst
    """.split()
)
"""Heads of phrases that name a source without a name: "two Turkish officials"."""
_CLOSE_TO = frozenset({"of", "to", "at", "from", "with", "in", "close", "familiar"})
_CLIMB = 12
"""How far above a clause its report may stand, in steps of the parse."""
_ATTRIBUTED = re.compile(
    r"attributable to (?:the )?(?:[\w-]{1,20} ){0,3}?Spokes(?:person|man|woman) "
    r"(?P<name>[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,3})"
)
"""What opens read-outs: "attributable to Spokesperson Jane Doe"."""


def find_sources(
    sentence: Sentence,
    trigger: Trigger,
    finder: ArgumentFinder,
    participants: list[Filler],
    document_id: str,
) -> tuple[Source, ...]:
    """The sources that the sentence names for the act.

    A speaker who takes part in the act himself is no source of it, nor is one who
    begins by saying what his own state does ("X said that Peru would"); after the news
    he is ("Peru will, X told reporters").
    """
    own = {f.actor.key for f in participants}
    sides = {f.actor.country for f in participants if f.actor.country}
    found: dict[str, Source] = {}
    for token in _reporters(sentence, trigger):
        mention = finder.mention_of(token)
        actor = mention.actor if mention is not None else None
        if mention is None or actor is None or mention.kind == "nationality":
            source = _unnamed(sentence, token, document_id)
            if source is not None:
                found.setdefault(source.name, source)
            continue
        if actor.key in own or mention.kind == "place":
            continue
        spoken_for = actor.kind in {"person", "country"} and actor.country in sides
        if spoken_for and token.i < trigger.token.i and not _is_office(mention):
            continue
        name = mention.text if _is_office(mention) else actor.name
        found.setdefault(name, _source(mention, name, document_id))
    return tuple(found.values())


def attributed_to(document: Document) -> Source | None:
    """The spokesman to whom a read-out is attributed as a whole.

    Args:
        document: The document.
    """
    match = _ATTRIBUTED.search(document.text, 0, 1200)
    if match is None:
        return None
    start, end = match.span("name")
    return Source(name=match["name"], document_id=document.id, start=start, end=end)


def _is_office(mention: Mention) -> bool:
    """Whether a state is named by who speaks for it: "the Kremlin", "his office"."""
    actor = mention.actor
    if actor is None or actor.kind != "country":
        return False
    words = mention.text.lower().split()
    return mention.rule == "metonym" or (bool(words) and words[-1] in _UNNAMED)


def _unnamed(sentence: Sentence, token: Token, document_id: str) -> Source | None:
    """A source without a name, as the text has it: "a senior diplomat"."""
    if token.lemma_.lower() not in _UNNAMED:
        return None
    first, last = token.left_edge, token
    for child in token.rights:
        near = child.dep_ in {"prep", "amod"} and child.lower_ in _CLOSE_TO
        if not near or child.i != last.i + 1:
            break
        last = child.right_edge
        if "," in {t.text for t in sentence.doc[child.i : last.i + 1]}:
            last = token
            break
    start = sentence.start + first.idx
    end = sentence.start + last.idx + len(last.text)
    name = " ".join(sentence.doc.text[first.idx : last.idx + len(last.text)].split())
    return Source(name=name, document_id=document_id, start=start, end=end)


def _source(mention: Mention, name: str, document_id: str) -> Source:
    return Source(
        name=name, document_id=document_id, start=mention.start, end=mention.end
    )


def _reporters(sentence: Sentence, trigger: Trigger) -> list[Token]:
    found = []
    at = syntax.clause_head(trigger.token)
    for _ in range(_CLIMB):
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
