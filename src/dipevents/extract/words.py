"""Lemmas of tokens, and the written forms of a lemma.

Triage needs the forms: a sentence in which no form of any trigger stands is not parsed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dipevents.lexicons.forms import irregular_forms

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def word_forms(lemma: str) -> frozenset[str]:
    """All written forms that a lemma can have, lower case.

    Regular endings are made for every word whatever its class, so the set holds
    some words that do not exist; it must only never miss one that does.
    """
    stem = lemma.lower()
    forms = {stem, stem + "s", stem + "es", stem + "ed", stem + "d", stem + "ing"}
    forms.update(irregular_forms().get(stem, ()))
    if stem.endswith("e"):
        forms.add(stem[:-1] + "ing")
    if stem.endswith("y"):
        forms.update((stem[:-1] + "ies", stem[:-1] + "ied"))
    if stem.endswith("ie"):
        forms.add(stem[:-2] + "ying")
    if stem and stem[-1] not in "aeiouy" and stem[-1].isalpha():
        forms.update((stem + stem[-1] + "ed", stem + stem[-1] + "ing"))
    if stem.endswith("man"):
        forms.add(stem[:-3] + "men")
    if stem.endswith("c"):
        forms.update((stem + "ked", stem + "king"))
    return frozenset(forms)


def lemma_of(token: Token) -> str:
    """The lemma, lower case; plural proper nouns ("Talks" in a headline) too."""
    lemma = (token.lemma_ or token.text).lower()
    if token.pos_ in {"PROPN", "NOUN"} and lemma == token.lower_ and len(lemma) > 3:
        if lemma.endswith("ies"):
            return lemma[:-3] + "y"
        if lemma.endswith("s") and not lemma.endswith(("ss", "us", "is", "news")):
            return lemma[:-1]
    return lemma
