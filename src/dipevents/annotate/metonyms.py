"""Capitals that stand for the government that sits there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from dipevents.annotate.names import DocumentNames, Named

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_ACTIVE = frozenset({"nsubj"})


def governments(
    names: DocumentNames, named: Sequence[Named], doc: Doc, start: int
) -> None:
    """Turn capitals into their states where the sentence has them act.

    Args:
        names: The document's names.
        named: The unit's names; places are changed in place.
        doc: The unit's Doc.
        start: First code point of the unit.
    """
    idx: list[int] | None = None
    seats = annotation_lexicon().metonymy_seats
    for item in named:
        hit = item.found.hit
        if item.kind != "place" or hit is None:
            continue
        if not hit.reading.capital and hit.text not in seats:
            continue
        if idx is None:
            idx = [token.idx for token in doc]
        token = doc[max(0, bisect_right(idx, item.head - start) - 1)]
        at = item.start - start
        sided = doc.text[max(0, at - 5) : at].lower().endswith(("anti-", "pro-"))
        if (sided or acts(token)) and hit.reading.country:
            item.kind = "country"
            item.actors = (names.country(hit.reading.country),)
            item.rule = "capital"


def acts(token: Token) -> bool:
    """Whether a capital's last word stands where a government would.

    Args:
        token: The word, in its parsed sentence.

    Returns:
        True for subjects of verbs that states do, for "Hanoi-Tokyo ties", "with
        Hanoi" and "sanctions on Hanoi"; False for "in Hanoi".
    """
    lexicon = annotation_lexicon()
    if token.i > 0 and token.nbor(-1).lower_ in ("in", "at", "near", "outside"):
        return False  # "an assembly in Hanoi denounced": the parser errs
    if _fronted(token) or _described(token):
        return True
    # A coordinated capital is what the first of them is.
    head = token
    for _ in range(4):
        if head.dep_ not in ("conj", "appos") or head.head.pos_ != "PROPN":
            break
        head = head.head
    dep, governor = head.dep_, head.head
    if dep in _SUBJECTS:
        if governor.pos_ == "AUX" and governor.lemma_ == "be":
            return any(c.dep_ in ("acomp", "xcomp") for c in governor.children)
        if dep not in _ACTIVE:
            return governor.lemma_.lower() in lexicon.metonymy_objects
        if not governor.tag_.startswith("VB"):
            return False
        still = governor.lemma_.lower() in lexicon.metonymy_still
        # "Hanoi stands on a river", but "stands with Vientiane", "froze its ties".
        return not still or any(
            c.dep_ == "dobj" or c.lower_ in {"with", "by", "behind"}
            for c in governor.children
            if governor.lemma_.lower() in {"stand", "freeze"}
        )
    if dep in ("compound", "nmod", "amod", "poss"):
        return _noun(head).lemma_.lower() in lexicon.metonymy_nouns
    if dep == "pobj" and governor.lower_ in ("on", "upon"):
        return governor.head.lemma_.lower() in lexicon.metonymy_pressed
    if dep == "pobj" and governor.lower_ == "to":
        return governor.head.lemma_.lower() in lexicon.metonymy_addressed
    if dep == "pobj":
        return governor.lower_ in lexicon.metonymy_prepositions and not (
            governor.lower_ == "by" and governor.dep_ == "prep"
        )
    if dep in ("dobj", "dative"):
        return governor.lemma_.lower() in lexicon.metonymy_objects
    return False


def _fronted(token: Token) -> bool:
    """Whether the capital is the subject after a time or place: "In May Hanoi barred".

    The parser takes it for the end of the phrase before.
    """
    if token.dep_ != "pobj" or token.i < 2 or token.i + 1 >= len(token.doc):
        return False
    before, verb = token.nbor(-1), token.nbor(1)
    if before.i <= token.head.i or not (before.text[0].isupper() or before.is_digit):
        return False
    for _ in range(3):
        if verb.pos_ not in ("AUX", "ADV") or verb.i + 1 >= len(verb.doc):
            break
        verb = verb.nbor(1)
    if verb.tag_ not in ("VBD", "VBZ", "VBN"):
        return False
    still = annotation_lexicon().metonymy_still
    return verb.lemma_.lower() not in still and not any(
        c.dep_ in _SUBJECTS for c in verb.children
    )


def _described(token: Token) -> bool:
    """Whether a clause that describes a state follows: "Hanoi, whose forces"."""
    if token.dep_ not in _SUBJECTS or token.i + 2 >= len(token.doc):
        return False
    return token.nbor(1).text == "," and token.nbor(2).lower_ in ("whose", "which")


def _noun(token: Token) -> Token:
    """The noun at the end of a chain of compounds."""
    for _ in range(5):
        if token.dep_ not in ("compound", "nmod", "amod", "poss", "conj"):
            break
        token = token.head
    return token
