"""Whom pronouns and "the guest" point back to, among those named before.

Everything here looks only at what stood in the last units and at the words between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dipevents.annotate.pairs import JOINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dipevents.annotate.names import Named
    from dipevents.annotate.segment import Unit
    from dipevents.annotated import Actor

OPENING = re.compile(
    r"\W*(?:In|During|After|At|On|For|With|Before|Following|Since|As|Upon|By|Under)\s"
    r"[^,]{0,40}\Z"
)
"""What stands before a pronoun that points ahead: "During her stay, X"."""
_IN_CONTACT = re.compile(
    r"\b(?:with|met|received|hosted|welcomed|greeted|phoned|called|telephoned|visited)\b"
)


_WELCOMED = re.compile(
    r"\b(?:welcomed|received|hosted|greeted|visiting|awaited|expects?)\s(?:\w+\s){0,2}\Z"
)
_VISITS = re.compile(
    r"[^.;]{0,40}\b(?:arrived|landed|visit(?:s|ed|ing)?|tour|trip|flew in|guest)\b"
)
_BODIES = frozenset({"delegation", "mission", "team", "party", "committee"})


@dataclass(slots=True)
class Past:
    """A unit that was read, with what stood in it."""

    unit: Unit
    named: list[Named]


def they(
    item: Named, pasts: Sequence[Past], pending: Sequence[Named], text: str
) -> tuple[Actor, ...]:
    """Whom "they", "their" and "them" stand for.

    Args:
        item: The pronoun.
        pasts: The last units, with this one.
        pending: What is named in this unit, also behind the pronoun.
        text: The document's text.
    """
    now = pasts[-1].named
    word = item.found.name
    if word == "their":
        start = pasts[-1].unit.start
        if OPENING.match(text[start : item.start]):
            following = [n for n in pending if n.start > item.end]
            ahead = coordinated(_people_of(following), text)
            if ahead:
                return ahead
        here = in_contact(now, text)
        if here:
            return here
    if word == "them":
        # "met both leaders and asked them": the several that were named last.
        several = [n for n in now if len(n.actors) > 1]
        if several:
            return several[-1].actors
    return _plural(pasts, text, {"They": 3, "they": 2}.get(word, 1))


def in_contact(now: Sequence[Named], text: str) -> tuple[Actor, ...]:
    """Two who meet or speak in this unit: "A spoke with B about *their* plan"."""
    sides = [
        n
        for n in now
        if len(n.actors) == 1 and n.kind in ("person", "country") and n.rule != "he"
    ]
    if len(sides) != 2:
        return ()
    first, second = sides
    apart = first.actors[0].country != second.actors[0].country
    between = text[first.end : second.start]
    if not apart or not _IN_CONTACT.search(between):
        return ()
    return (first.actors[0], second.actors[0])


def faced(pasts: Sequence[Past]) -> tuple[Actor, ...]:
    """The state that "accused it" means: the last but for the one who accuses."""
    subject = next((n for n in reversed(pasts[-1].named) if n.actors), None)
    own = {a.side for a in subject.actors} if subject else set()
    named = [n for past in pasts[-2:] for n in past.named]
    for item in reversed(named):
        actor = item.actors[0] if len(item.actors) == 1 else None
        if actor is None or item.kind in ("nationality", "place"):
            continue
        if actor.kind not in ("country", "organization") or actor.title:
            continue
        if actor.side not in own:
            return (actor,)
    return ()


def guest(item: Named, pasts: Sequence[Past], text: str) -> tuple[Actor, ...]:
    """The one of whom a visit or a welcome was told last."""
    now = pasts[-1].named
    host = now[0].actors[0].country if now and len(now[0].actors) == 1 else None
    named = [n for past in pasts for n in past.named if n.end <= item.start]
    for past in reversed(named):
        actor = past.actors[0] if len(past.actors) == 1 else None
        if actor is None or not (actor.kind == "person" or actor.title):
            continue
        if actor.country == host and host is not None:
            continue
        if _is_on_visit(past, text):
            return (actor,)
    return ()


def _is_on_visit(named: Named, text: str) -> bool:
    before = text[max(0, named.start - 40) : named.start]
    after = text[named.end : named.end + 60]
    return bool(_WELCOMED.search(before) or _VISITS.match(after))


def _plural(pasts: Sequence[Past], text: str, reach: int) -> tuple[Actor, ...]:
    now = pasts[-1].named
    for past in reversed(pasts[-reach:]):
        joint = coordinated(past.named, text)
        if joint:
            return joint
        people = distinct(
            a
            for n in past.named
            for a in n.actors
            if a.kind == "person" and n.rule not in ("they",)
        )
        apart = len({a.country for a in people}) == len(people)
        if len(people) == 2 and apart and past.named is not now:
            return tuple(people)
    return ()


def it(pasts: Sequence[Past]) -> tuple[Actor, ...]:
    """The country or organisation that this or the last unit begins with."""
    now = pasts[-1].named
    for past in reversed(pasts[-2:]):
        for named in past.named:
            if named.kind == "nationality":
                continue
            actor = named.actors[0] if len(named.actors) == 1 else None
            if (
                actor is not None
                and (actor.kind in ("country", "organization") or _is_body(named))
                and actor.title is None
            ):
                return (actor,)
            if past.named is not now:
                return ()
    return ()


def nearest(pasts: Sequence[Past]) -> tuple[Actor, ...]:
    """The state or body that stands nearest before "its"."""
    for named in reversed(pasts[-1].named):
        actor = named.actors[0] if len(named.actors) == 1 else None
        if actor is not None and actor.kind in ("country", "organization"):
            if named.kind == "nationality" or actor.title:
                continue
            return (actor,)
    return it(pasts)


def group_spoken_of(pasts: Sequence[Past]) -> tuple[Actor, ...]:
    """The group named last: "the delegation"."""
    for past in reversed(pasts):
        for named in past.named:
            if named.kind == "group" and named.actors:
                return named.actors
    return ()


def by_salience(named: Iterable[Named]) -> list[Named]:
    """Persons first mentioned first: a subject stands before its objects."""
    return [n for n in named if n.kind in ("person", "country")]


def opens_unknown(past: Past, pronoun: str) -> bool:
    """Whether a unit begins with the same pronoun, and it is not known who that is."""
    first = past.named[0] if past.named else None
    if first is None or first.rule != pronoun or first.actors:
        return False
    return first.start - past.unit.start <= 1


def _is_body(named: Named) -> bool:
    """Whether a group is one that "it" can stand for: "the delegation"."""
    words = named.found.name.lower().split()
    return named.kind == "group" and not _BODIES.isdisjoint(words)


def _people_of(named: Iterable[Named]) -> list[Named]:
    """Those of names that are persons, states or groups, and no place or adjective."""
    return [n for n in named if n.kind in ("person", "country", "group")]


def coordinated(named: Sequence[Named], text: str) -> tuple[Actor, ...]:
    """The actors of names joined by "and" at a unit's beginning, or of a group."""
    for index, first in enumerate(named):
        if first.kind in ("nationality", "place"):
            continue
        if first.actors and first.actors[0].sector == "MED":
            continue
        if len(first.actors) > 1 or first.kind == "group":
            return first.actors
        joint = list(first.actors)
        end = first.end
        for following in named[index + 1 :]:
            if not JOINT.match(text[end : following.start]) or following.start < end:
                break
            joint.extend(following.actors)
            end = following.end
        return tuple(distinct(joint)) if len(joint) > 1 else ()
    return ()


def distinct(actors: Iterable[Actor]) -> list[Actor]:
    """Each actor once, in order."""
    return list({a.key: a for a in actors}.values())
