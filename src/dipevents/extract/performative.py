"""Acts that are done by saying so: "I would like to thank Peru", "let me welcome you".

The words around the verb look like a wish; the one who says them in the first person
has thanked and welcomed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.words import lemma_of
from dipevents.lexicons.status import status_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_WISHING = frozenset({"want", "like", "wish"})
_LETTING = frozenset({"let", "allow", "permit"})
_SPEAKERS = frozenset({"i", "we", "me", "us"})
_PLEASED = frozenset(
    "happy glad pleased delighted honoured honored proud privileged pleasure honour "
    "honor privilege delight".split()
)
_GREETING = frozenset({"meet", "welcome", "receive", "host", "greet"})


def is_performed(verb: Token) -> bool:
    """Whether the act of an infinitive is done by the words of its speaker.

    Args:
        verb: The verb that names the act.
    """
    governor = verb.head
    if governor == verb or verb.tag_ not in {"VB", "VBP"} or _is_negated(governor):
        return False
    word = lemma_of(governor)
    if lemma_of(verb) in status_words()["performed"].governors:
        if word in _WISHING and verb.dep_ in {"xcomp", "ccomp"}:
            return governor.tag_ != "VBD" and _speaks(syntax.own_subject(governor))
        if word in _LETTING:
            inner = syntax.own_subject(verb) or syntax.direct_object(governor)
            return _speaks(inner)
    if word not in _PLEASED or lemma_of(verb) not in _GREETING:
        return False
    above = governor.head
    if above.tag_ == "VBD" or any(c.dep_ == "aux" for c in above.children):
        return False
    subject = syntax.own_subject(above)
    return _speaks(subject) or (subject is not None and subject.lower_ == "it")


def _speaks(token: Token | None) -> bool:
    return token is not None and token.lower_ in _SPEAKERS


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)
