"""What words a sentence must hold before a phrase of a frame can be found in it.

Every condition of a frame that only words of the sentence can meet (a particle, an
object, a complement, a word near) is known before the sentence is parsed. Looking these
words up is what decides whether it is parsed, and which phrases are tried on it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from dipevents.extract.words import word_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dipevents.lexicons.frames import Frame

Needs = tuple[frozenset[str], ...]
"""Sets of written forms; of each set one must stand in the sentence."""

LETTERS = regex.compile(r"\p{L}+")
_GLUED = regex.compile(r"(?<!\p{L})\p{Ll}++(?=\p{Lu}\p{Ll})")
"""A word that lost the space after it: "includingMaxim", which the parser splits."""
# Tokens of "won't", "can't", "cannot" and the like are no words of the text.
_WITHOUT = frozenset({"none", "base"})
"""Moods of a complement that no auxiliary shows."""
_NEGATIONS = frozenset({"not", "t", "nt", "cannot", "never", "no", "neither", "nor"})
_CONTRACTED = frozenset("wo ca sha ai n't not can gon got".split())


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
        groups.append(_NEGATIONS)
    return tuple(sorted((g for g in groups if g is not None), key=len))


def are_met(needs: Needs, words: frozenset[str]) -> bool:
    """Whether one form of each set is among the words."""
    return not any(group.isdisjoint(words) for group in needs)


def _as_written(words: Iterable[str]) -> frozenset[str] | None:
    """The words themselves; None where one is a piece of a contraction."""
    written = frozenset(words)
    return written if all(map(str.isalpha, written)) else None


@cache
def _forms(lemmas: tuple[str, ...]) -> frozenset[str] | None:
    """All forms that can show one of the lemmas; None where no letters would tell."""
    forms: set[str] = set()
    for lemma in lemmas:
        runs = LETTERS.findall(lemma.lower())
        if (
            not runs
            or "'" in lemma
            or not _CONTRACTED.isdisjoint(lemma.lower().split())
        ):
            return None
        forms |= word_forms(max(runs, key=len))
    return frozenset(forms)
