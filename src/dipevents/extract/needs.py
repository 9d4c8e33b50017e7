"""What words a sentence must hold before a phrase of a frame can be found in it.

Every condition of a frame that only words of the sentence can meet (a particle, an
object, a complement, a word near) is known before the sentence is parsed. Looking these
words up is what decides whether it is parsed, and which phrases are tried on it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from dipevents.extract.words import word_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dipevents.lexicons.frames import Frame


class Choice(NamedTuple):
    """Words and phrases of which one must stand in the sentence."""

    telling: frozenset[str]
    """Forms of each word, and of each phrase's longest one: one of these must."""
    words: frozenset[str] = frozenset()
    """Forms of the words: one of these is enough."""
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()
    """For each phrase the forms of its words: one of each is enough too."""


Needs = tuple[Choice, ...]
"""What a sentence must hold: one of each choice."""

LETTERS = regex.compile(r"\p{L}+")
_GLUED = regex.compile(r"(?<!\p{L})\p{Ll}++(?=\p{Lu}\p{Ll})")
"""A word that lost the space after it: "includingMaxim", which the parser splits."""
# Tokens of "won't", "can't", "cannot" and the like are no words of the text.
_WITHOUT = frozenset({"none", "base"})
"""Moods of a complement that no auxiliary shows."""
_NEGATIONS = frozenset({"not", "t", "nt", "cannot", "never", "no", "neither", "nor"})
_NEGATED = frozenset({"not", "n't"})
_PIECES = frozenset("wo ca sha ai can gon na got ta".split())
_HIDDEN = frozenset(
    "be is are am have has had will would shall us go going get do does did can wo ca "
    "sha ai gon na got ta".split()
)
"""Words that a contraction may stand for, and its pieces: "they'd", "won't"."""


def words_of(text: str) -> frozenset[str]:
    """The runs of letters of a text, lower case: what needs are looked up in."""
    words = {*LETTERS.findall(text.lower()), *_GLUED.findall(text)}
    if "cannot" in words:
        words |= {"can", "not"}
    return frozenset(words)


def needs_of(
    frame: Frame, further: Iterable[str], light_verbs: Iterable[str] = ()
) -> Needs:
    """What a sentence must hold for one phrase of a frame.

    Args:
        frame: The frame.
        further: The words of the phrase but for its head.
        light_verbs: Verbs of which one must carry it; empty: none need.

    Returns:
        The sets, the smallest first; empty where the head alone may do.
    """
    groups = [_forms((word,)) for word in further]
    near = frame.near, frame.also_near
    for lemmas in (frame.objects, frame.complements, *near, tuple(light_verbs)):
        if lemmas:
            groups.append(_forms(tuple(lemmas)))
    if frame.complement_modals and _WITHOUT.isdisjoint(frame.complement_modals):
        groups.append(_as_written(frame.complement_modals))
    if frame.complement_negated or frame.negated:
        groups.append(Choice(_NEGATIONS, _NEGATIONS))
    return tuple(
        sorted((g for g in groups if g is not None), key=lambda g: len(g.telling))
    )


def are_met(needs: Needs, words: frozenset[str]) -> bool:
    """Whether the words hold one of each choice."""
    for telling, single, phrases in needs:
        if telling.isdisjoint(words):
            return False
        if single.isdisjoint(words) and not any(
            not any(forms.isdisjoint(words) for forms in phrase) for phrase in phrases
        ):
            return False
    return True


def _as_written(words: Iterable[str]) -> Choice | None:
    """The words themselves; None where one is a piece of a contraction."""
    written = frozenset(words)
    return Choice(written, written) if all(map(str.isalpha, written)) else None


@cache
def _forms(lemmas: tuple[str, ...]) -> Choice | None:
    """All forms that can show one of the lemmas; None where no letters would tell."""
    telling: set[str] = set()
    single: set[str] = set()
    phrases = []
    for lemma in lemmas:
        words = _written(lemma)
        if not words:
            return None
        telling |= words[0]
        if len(words) > 1:
            phrases.append(words)
        else:
            single |= words[0]
    return Choice(frozenset(telling), frozenset(single), tuple(phrases))


def _written(phrase: str) -> tuple[frozenset[str], ...]:
    """Forms of each word of a phrase that no contraction hides, the longest first."""
    plain: dict[str, frozenset[str]] = {}
    for word in phrase.lower().split():
        if word in _NEGATED:
            plain[word] = _NEGATIONS
        elif word not in _HIDDEN:
            plain.update((run, word_forms(run)) for run in LETTERS.findall(word))
    if plain.keys() <= {"to"}:
        # "have to" is looked for as it is mostly written; "gon na" is not looked for.
        words = [word for word in phrase.lower().split() if word not in _PIECES]
        whole = LETTERS.findall(" ".join(words))
        if not whole:
            return ()
        longest = max(whole, key=len)
        plain[longest] = word_forms(longest)
    return tuple(plain[word] for word in sorted(plain, key=len, reverse=True))
