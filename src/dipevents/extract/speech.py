"""Where and when words were spoken: the verbs beside an act in words that tell it.

"Speaking on Monday, she rejected ...", "in a note sent on Friday, the ministry urged",
"he said on Sunday he welcomed": the time hangs on another verb than the act's own, and
yet it is the act's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.words import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.extract.triggers import Trigger

_SPEAKING = frozenset("speak talk address appear write tweet post testify".split())
"""Verbs whose participle opens a report of words."""
_SAYING = frozenset(
    "say state announce declare add stress emphasize emphasise underline underscore "
    "reiterate note write tweet tell insist affirm reaffirm confirm claim argue "
    "repeat maintain assert speak talk".split()
)
VEHICLES = frozenset(
    "statement communique communiqué note letter release speech interview address "
    "message post tweet remark comment broadcast declaration article text appeal "
    "conference briefing report resolution memo cable reply response".split()
)
"""What carries words: "in a statement issued on Monday"."""


def telling_verbs(trigger: Trigger) -> list[Token]:
    """Verbs whose time is that of the act in words.

    Args:
        trigger: The trigger of an act in words.

    Returns:
        Participles of speaking beside its verb, verbs on what carries the words, and
        the verb of saying of the same speaker.
    """
    verb = trigger.predicate
    clause = syntax.clause_head(verb)
    found: list[Token] = []
    for head in {verb, clause}:
        found.extend(
            c
            for c in head.children
            if c.dep_ == "advcl" and c.tag_ == "VBG" and lemma_of(c) in _SPEAKING
        )
        for _, target in syntax.prepositions(head):
            if lemma_of(target) in VEHICLES:
                found.extend(c for c in target.children if c.dep_ in {"acl", "relcl"})
    found.extend(_verb_of_saying(clause))
    return found


def _verb_of_saying(clause: Token) -> list[Token]:
    """The governing verb, where the one who says it is the one who does it."""
    speech = clause.head
    if speech == clause or lemma_of(speech) not in _SAYING:
        return []
    if clause.dep_ == "advcl" and clause.tag_ == "VBG":
        return [speech]  # "spoke on Monday, accusing ..."
    if clause.dep_ not in {"ccomp", "xcomp", "parataxis"}:
        return []
    inner, outer = syntax.own_subject(clause), syntax.own_subject(speech)
    if outer is None:
        return []
    same = inner is None or inner.pos_ == "PRON" or inner.lower_ == outer.lower_
    return [speech] if same else []
