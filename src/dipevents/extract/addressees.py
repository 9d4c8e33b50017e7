"""Whom an act in words addresses, where those are named by no name of their own.

"Urged donors to pay" and "asked the company for damages" tell to whom it was said, and
so the context has nobody to add. Donors, neighbours, all parties are a group that takes
part; a company, a newspaper, one's peers are nobody whom an analyst records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.annotated import Actor
from dipevents.extract import syntax
from dipevents.extract.arguments import Filler
from dipevents.extract.words import lemma_of
from dipevents.lexicons.nouns import addressed_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dipevents.extract.arguments import ArgumentFinder
    from dipevents.extract.triggers import Trigger

_TYPES = frozenset({"demand", "invitation", "message"})
_HEARD = frozenset({"thank", "congratulate", "assure"})
"""Verbs of other types whose object is one who hears them."""
_CLAIMING = frozenset({"demand", "request", "seek", "require", "want", "claim"})
"""Verbs whose object is what is asked for: "demanded an apology"."""
_SLOTS = ("on", "upon", "to", "with")
_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 7
"""Most words of a phrase that names a group: "governments of the region"."""


def unnamed_addressee(trigger: Trigger, finder: ArgumentFinder) -> Token | None:
    """The noun for those who are addressed and whom no name tells.

    Args:
        trigger: The trigger of an act in words.
        finder: Reads the mentions of the sentence.

    Returns:
        None where nobody is addressed, or where the mentions know who.
    """
    addressing = lemma_of(trigger.token) in _HEARD
    if trigger.pattern.rules.type not in _TYPES and not addressing:
        return None
    for token in _addressed(trigger):
        if token in trigger.words:
            continue
        mention = finder.mention_of(token)
        if token.pos_ in _NOUNS and (mention is None or not mention.actors):
            return token
    return None


def _addressed(trigger: Trigger) -> Iterator[Token]:
    slots, token = trigger.pattern.frame.recipient, trigger.token
    hears = lemma_of(token) not in _CLAIMING
    if "object" in slots and syntax.is_verb(token) and hears:
        target = syntax.direct_object(token)
        if target is not None and target not in trigger.words:
            yield target
    particles = [w for w in trigger.words[1:] if w.pos_ == "ADP"]
    for head in (token, *particles):
        for name, target in syntax.prepositions(head):
            if name in slots and name in _SLOTS:
                yield target
        if head.pos_ == "ADP" and head.lower_ in slots and head.lower_ in _SLOTS:
            target = syntax.prepositional_object(head)
            if target is not None:
                yield target


def addressed_group(noun: Token, finder: ArgumentFinder, start: int) -> Filler | None:
    """A group of states or their officials as the one addressed: "donors".

    Args:
        noun: The head of the phrase.
        finder: Reads the mentions of the sentence.
        start: Offset of the sentence in the document.
    """
    if lemma_of(noun) not in addressed_nouns() or noun.tag_ not in {"NNS", "NNPS"}:
        return None
    left, right = noun.left_edge.i, noun.i + 1
    for name, target in syntax.prepositions(noun):
        if name in {"of", "in"} and target.right_edge.i - left < _LONGEST:
            right = max(right, target.right_edge.i + 1)
    if any(finder.mention_of(t) is not None for t in noun.doc[left:right]):
        return None  # "the Peruvian partners": the mentions tell whose they are
    while left < noun.i and noun.doc[left].pos_ in {"DET", "PUNCT"}:
        if noun.doc[left].lower_ == "all":
            break
        left += 1
    span = noun.doc[left:right]
    actor = Actor(f"group:{span.text.lower()}", "group", span.text)
    return Filler(
        actor, "addressee", start + span.start_char, start + span.end_char, noun.i
    )
