"""What an act is about: the words that hang on its trigger, without its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.extract.triggers import Trigger

_DEEPEST = 8
"""How far from the trigger a word may stand, in steps of the parse."""
_OUTSIDE = frozenset({"nsubj", "nsubjpass", "csubj", "agent", "punct", "parataxis"})


def content_of(
    trigger: Trigger, *, without: frozenset[str] = frozenset()
) -> dict[Token, int]:
    """The words of an act's content and their distance from the trigger.

    Args:
        trigger: The trigger in its parsed sentence.
        without: Prepositions and conjunctions whose phrases, hung on the trigger
            itself, are left out ("in" Geneva, "during" a visit).
    """
    found: dict[Token, int] = dict.fromkeys(trigger.words[1:], 1)
    level = [t for t in _roots(trigger) if not _is_setting(t, without)]
    seen = set(level)
    for depth in range(1, _DEEPEST):
        below: list[Token] = []
        for token in level:
            found.setdefault(token, depth)
            below.extend(c for c in token.children if c.dep_ not in {"punct", "agent"})
        level = [t for t in below if t not in seen]
        seen.update(level)
    return found


def _is_setting(token: Token, without: frozenset[str]) -> bool:
    if token.lower_ in without and token.dep_ == "prep":
        return True
    return token.dep_ == "advcl" and any(c.lower_ in without for c in token.lefts)


def _roots(trigger: Trigger) -> list[Token]:
    token = trigger.token
    passive = syntax.is_verb(token) and syntax.is_passive(token)
    outside = _OUTSIDE - {"nsubjpass"} if passive else _OUTSIDE
    if trigger.pattern.part == "modal":
        outside = _OUTSIDE - {"nsubj", "nsubjpass"}
    roots = [c for c in token.children if c.dep_ not in outside]
    if trigger.pattern.part == "adjective":
        roots.extend(
            c
            for c in token.head.children
            if c != token and c.dep_ in {"prep", "xcomp", "advcl"}
        )
    if trigger.carrier is not None:
        roots.extend(
            c
            for c in trigger.carrier.children
            if c.dep_ in {"prep", "xcomp", "ccomp"} and c != token
        )
    return roots
