"""Lists of names in the text, where the parser does not see all of them as one.

Long titles break coordination: in "US President A and Turkish President B spoke" the
first name is hung on the title of the second; of "Presidents A of X and B of Y" the
second is lost, and of "A, B, C and D" some are taken for appositions.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.annotated import Mention, Sentence

_AND = regex.compile(
    r"(?:\s(?:this|yesterday|today|tomorrow|on)(?:\s\w+)?)?"
    r",?\s*(?:and|as well as|&|(?:together|along|jointly) with)"
    r"(?:\s+(?:with|to|the|his|her|their|H\.\s?E\.|Mrs?\.?|Ms\.?|Dr\.?|Sir|Shri|Hon\.|"
    r"[A-Z][\w. ]{2,24}['’]s))*"
)

_LED = regex.compile(r"\s*,?\s*(?:led|headed|chaired) by\s*(?:the|its|Mr\.?)?\s*")


def names_beside(
    sentence: Sentence,
    named: Sequence[Mention],
    known: Sequence[Mention],
    heads: Sequence[Token],
) -> list[Mention]:
    """Names of the list that some known ones stand in.

    Args:
        sentence: The parsed unit.
        named: Its mentions, in order.
        known: Those that the parser found in one slot.
        heads: Their head words.
    """
    if not known or known[0].kind not in {"person", "country"}:
        return []
    first = min(known, key=lambda m: m.start)
    last = max(known, key=lambda m: m.end)
    before = [m for m in reversed(named) if m.end <= first.start]
    behind = [m for m in named if m.start >= last.end]
    return [
        *_joined(sentence, before, first, heads, listed=len(known) > 2),
        *_between(sentence, named, first, last),
        *_joined(sentence, behind, last, heads, forward=True),
    ]


def _between(
    sentence: Sentence, named: Sequence[Mention], first: Mention, last: Mention
) -> list[Mention]:
    """All of a list from its first known name to its last."""
    inside = [
        m
        for m in named
        if first.start <= m.start <= last.start and m.kind == first.kind
    ]
    gaps = [sentence.document_gap(a.end, b.start) for a, b in pairwise(inside)]
    a_list = len(gaps) > 1 and all(g == "," or _AND.fullmatch(g) for g in gaps)
    return inside if a_list else []


def _joined(
    sentence: Sentence,
    others: Sequence[Mention],
    at: Mention,
    heads: Sequence[Token],
    *,
    forward: bool = False,
    listed: bool = False,
) -> list[Mention]:
    """Of the names on one side, nearest first, those that go on the list.

    A list (``listed``) may also go on to the left of a comma.
    """
    found: list[Mention] = []
    closed = 0
    for mention in others:
        if not _alike(mention, at):
            continue
        left, right = (at, mention) if forward else (mention, at)
        gap = sentence.document_gap(left.end, right.start)
        comma = gap == "," and (found or forward or listed)
        own_verb = _has_own_verb(sentence.doc[mention.head], heads)
        if not (_AND.fullmatch(gap) or comma) or own_verb:
            break
        found.append(mention)
        at = mention
        if not comma:
            closed = len(found)
            if forward:
                break
    return found[:closed] if forward else found


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two mentions can stand on one list: names, or offices beside names."""
    return one.kind == other.kind or (_is_person(one) and _is_person(other))


def _is_person(mention: Mention) -> bool:
    """Whether it is a person, or the holder of an office whom no name tells."""
    actor = mention.actor
    return mention.kind == "person" or bool(
        actor and actor.title and mention.kind == "country"
    )


def leaders_named(
    sentence: Sentence, named: Sequence[Mention], end: int
) -> list[Mention]:
    """The person right behind a group that he is told to lead: "led by X".

    Args:
        sentence: The parsed unit.
        named: Its mentions, in order.
        end: Where the group's words end.
    """
    following = next((m for m in named if m.start >= end), None)
    if following is None or following.kind != "person":
        return []
    gap = sentence.document_gap(end, following.start)
    return [following] if _LED.fullmatch(gap) else []


def _has_own_verb(token: Token, heads: Sequence[Token]) -> bool:
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return all(token.head != h.head for h in heads)
    return token.dep_ in {"dobj", "pobj"} and token.head.i < token.i
