"""Errors that the parser is known to make in news, mended in the parse itself.

What reads the parse then needs no way round them. Labels are those of spaCy's English
pipelines; with other labels nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def repair(doc: Doc) -> None:
    """Mend the parse of one unit in place.

    Args:
        doc: The parsed unit.
    """
    for token in doc:
        if token.dep_ == "mark" and token.lower_ == "with":
            _give_back_partner(token)
        elif token.dep_ == "conj" and token.tag_ == "VBD":
            _go_on_above(token)


def _give_back_partner(mark: Token) -> None:
    """Hang "with X" on the verb: "spoke today *with X* to follow up on the talks".

    The parser takes X for the subject of the purpose that follows.
    """
    purpose = mark.head
    if purpose.dep_ not in {"advcl", "xcomp"} or purpose.tag_ != "VB":
        return
    words = {c.dep_: c for c in purpose.lefts}
    partner, to = words.get("nsubj"), words.get("aux")
    if partner is None or to is None or to.lower_ != "to":
        return
    if mark.i < partner.i < to.i:
        mark.head, mark.dep_ = purpose.head, "prep"
        partner.head, partner.dep_ = mark, "pobj"


def _go_on_above(verb: Token) -> None:
    """Coordinate a past tense with one: "said it would be met with fire and *urged* C".

    The parser takes the nearest verb, which "would" or "to" governs.
    """
    at = verb.head
    if any(c.dep_ in {"mark", "nsubj", "aux", "auxpass"} for c in verb.lefts):
        return
    while at.dep_ in {"ccomp", "conj"} and any(c.tag_ == "MD" for c in at.lefts):
        at = at.head
    if at != verb.head and at.tag_ == "VBD":
        verb.head = at
