"""Lemmas of tokens, and the written forms of a lemma.

Triage needs the forms: a sentence in which no form of any trigger stands is not parsed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

IRREGULAR = {
    "be": "is are was were been being am",
    "beat": "beat beats beating beaten",
    "become": "became",
    "begin": "began begun beginning",
    "bid": "bids bidding",
    "bind": "bound",
    "blow": "blew blown",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "cast": "casting",
    "come": "came coming",
    "cut": "cutting",
    "deal": "dealt",
    "do": "did done does",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "fight": "fought",
    "find": "found",
    "flee": "fled",
    "fly": "flew flown flies",
    "forbid": "forbade forbidden forbidding",
    "forget": "forgot forgotten",
    "forgive": "forgave forgiven",
    "freeze": "froze frozen",
    "get": "got gotten getting",
    "give": "gave given",
    "go": "went gone goes",
    "grow": "grew grown",
    "hit": "hitting",
    "hold": "held",
    "keep": "kept",
    "lay": "laid",
    "lead": "led",
    "leave": "left",
    "lend": "lent",
    "let": "letting",
    "lose": "lost",
    "make": "made making",
    "meet": "met",
    "overthrow": "overthrew overthrown",
    "pay": "paid",
    "put": "putting",
    "quit": "quitting",
    "rise": "rose risen",
    "run": "ran running",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "setting",
    "shake": "shook shaken",
    "shut": "shutting",
    "sit": "sat sitting",
    "speak": "spoke spoken",
    "spell": "spelt",
    "spend": "spent",
    "stand": "stood",
    "stick": "stuck",
    "strike": "struck stricken",
    "swear": "swore sworn",
    "take": "took taken",
    "teach": "taught",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "undertake": "undertook undertaken",
    "uphold": "upheld",
    "welcome": "welcomed",
    "win": "won winning",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "write": "wrote written",
}


@cache
def word_forms(lemma: str) -> frozenset[str]:
    """All written forms that a lemma can have, lower case.

    Regular endings are made for every word whatever its class, so the set holds
    some words that do not exist; it must only never miss one that does.
    """
    stem = lemma.lower()
    forms = {stem, stem + "s", stem + "es", stem + "ed", stem + "d", stem + "ing"}
    forms.update(IRREGULAR.get(stem, "").split())
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
