"""Lemmas of tokens, and the written forms of a lemma.

Triage needs the forms: a sentence in which no form of any trigger stands is not parsed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

IRREGULAR = {
    "arise": "arose arisen",
    "awake": "awoke awoken",
    "be": "is are was were been being am",
    "bear": "bore born borne",
    "beat": "beat beats beating beaten",
    "become": "became",
    "begin": "began begun beginning",
    "bet": "betting",
    "betake": "betook betaken",
    "bid": "bids bidding",
    "bind": "bound",
    "bite": "bit bitten",
    "blow": "blew blown",
    "break": "broke broken",
    "breed": "bred",
    "bring": "brought",
    "build": "built",
    "burst": "bursting",
    "buy": "bought",
    "cast": "casting",
    "catch": "caught",
    "choose": "chose chosen",
    "cling": "clung",
    "come": "came coming",
    "creep": "crept",
    "cut": "cutting",
    "deal": "dealt",
    "dig": "dug digging",
    "do": "did done does",
    "draw": "drew drawn",
    "drink": "drank drunk",
    "drive": "drove driven",
    "eat": "ate eaten",
    "fall": "fell fallen",
    "feed": "fed",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "flee": "fled",
    "fling": "flung",
    "fly": "flew flown flies",
    "forbid": "forbade forbidden forbidding",
    "foresee": "foresaw foreseen",
    "foretell": "foretold",
    "forget": "forgot forgotten",
    "forgive": "forgave forgiven",
    "forgo": "forwent forgone",
    "forsake": "forsook forsaken",
    "freeze": "froze frozen",
    "get": "got gotten getting",
    "give": "gave given",
    "go": "went gone goes",
    "grind": "ground",
    "grow": "grew grown",
    "hang": "hung",
    "hear": "heard",
    "hew": "hewn",
    "hide": "hid hidden",
    "hit": "hitting",
    "hold": "held",
    "hurt": "hurting",
    "keep": "kept",
    "kneel": "knelt",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "leap": "leapt",
    "learn": "learnt",
    "leave": "left",
    "lend": "lent",
    "let": "letting",
    "light": "lit",
    "lose": "lost",
    "make": "made making",
    "mean": "meant",
    "meet": "met",
    "misread": "misreading",
    "mistake": "mistook mistaken",
    "mow": "mown",
    "outdo": "outdid outdone",
    "overrun": "overran",
    "oversee": "oversaw overseen",
    "overtake": "overtook overtaken",
    "overthrow": "overthrew overthrown",
    "pay": "paid",
    "plead": "pled",
    "prove": "proven",
    "put": "putting",
    "quit": "quitting",
    "read": "reading",
    "rebuild": "rebuilt",
    "redo": "redid redone",
    "resend": "resent",
    "resit": "resat",
    "retake": "retook retaken",
    "rethink": "rethought",
    "rewrite": "rewrote rewritten",
    "rid": "ridding",
    "ride": "rode ridden",
    "ring": "rang rung",
    "rise": "rose risen",
    "run": "ran running",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "setting",
    "sew": "sewn",
    "shake": "shook shaken",
    "shoot": "shot",
    "show": "shown",
    "shrink": "shrank shrunk",
    "shut": "shutting",
    "sink": "sank sunk",
    "sit": "sat sitting",
    "slay": "slew slain",
    "slide": "slid",
    "sling": "slung",
    "sow": "sown",
    "speak": "spoke spoken",
    "speed": "sped",
    "spell": "spelt",
    "spend": "spent",
    "spill": "spilt",
    "spin": "spun",
    "split": "splitting",
    "spread": "spreading",
    "spring": "sprang sprung",
    "stand": "stood",
    "steal": "stole stolen",
    "stick": "stuck",
    "sting": "stung",
    "stride": "strode",
    "strike": "struck stricken",
    "strive": "strove striven",
    "swear": "swore sworn",
    "sweep": "swept",
    "swell": "swollen",
    "swim": "swam swum",
    "swing": "swung",
    "take": "took taken",
    "teach": "taught",
    "tear": "tore torn",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "understand": "understood",
    "undertake": "undertook undertaken",
    "undo": "undid undone",
    "uphold": "upheld",
    "upset": "upsetting",
    "wake": "woke woken",
    "wear": "wore worn",
    "weave": "wove woven",
    "weep": "wept",
    "welcome": "welcomed",
    "win": "won winning",
    "wind": "wound",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "withstand": "withstood",
    "wring": "wrung",
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
