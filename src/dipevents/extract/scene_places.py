"""The place that an act takes over: of the visit it is part of, or of the dateline.

An article names its place once. What is done "here" is done where the article was
written; those who meet on the day of the dateline, one of them at home, meet there.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.arguments import country_actor
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.places import as_place
from dipevents.extract.timing import GATHERINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.candidates import Candidate

_SCENES = GATHERINGS | frozenset(
    {"visit", "reception", "agreement", "statement", "demand", "accusation", "support"}
)
"""Types at which other acts take place."""
_IN_PERSON = GATHERINGS | frozenset({"reception", "agreement"})
"""Types whose sides are at one place."""
_AT_HOME = frozenset({"call", "message", "sanction", "aid", "personnel", "relations"})
"""Types that take no place over: their sides are apart."""
_REACH = 4
"""How many sentences a place is carried over."""
_OURS = frozenset({"i", "we"})
_FRESH = timedelta(days=2)
"""How long before publication what the dateline's place saw was done."""


def inherit_place(
    candidate: Candidate, earlier: Sequence[Candidate], annotated: AnnotatedDocument
) -> None:
    """Gives an act the place of the visit or gathering that it is part of.

    Args:
        candidate: An act without a place of its own; changed in place.
        earlier: The acts told before it, settled.
        annotated: The document.
    """
    if candidate.status.status not in {"occurred", "ongoing"}:
        return
    if (
        _is_here(candidate)
        or _is_at_dateline(candidate, annotated)
        or _is_said_there(candidate, annotated)
    ):
        _take_dateline(candidate, annotated)
    if candidate.place is None:
        _take_scene(candidate, earlier)


def share_visit(candidate: Candidate, beside: Sequence[Candidate]) -> None:
    """Gives a meeting the place to which the same sentence tells that one came.

    Args:
        candidate: An act without a place; changed in place.
        beside: The other acts of its sentence: "met X, who arrived in Lome".
    """
    if candidate.place is not None or candidate.type not in _IN_PERSON:
        return
    if candidate.status.status == "planned":
        _take_destination(candidate, beside)
        return
    if candidate.status.status not in {"occurred", "ongoing"}:
        return
    _take_home_of_host(candidate, beside)
    for visit in beside:
        done = visit.status.status in {"occurred", "ongoing"}
        if visit.type != "visit" or visit.place is None or not done:
            continue
        came = {f.actor.country for f in visit.actors}
        if visit.actors and came <= candidate.countries:
            candidate.place = visit.place
            candidate.inherited.append("place")
            return


def _take_destination(candidate: Candidate, beside: Sequence[Candidate]) -> None:
    """Gives what one goes somewhere for its place: "will fly to Lome for talks"."""
    for visit in beside:
        if visit.type != "visit" or visit.place is None:
            continue
        if visit.status.status != "planned":
            continue
        verb, token = visit.trigger.predicate, candidate.trigger.token
        later = verb.i < token.i and visit.place[1].head < token.i
        if later and verb in token.ancestors and visit.sides & candidate.sides:
            candidate.place = visit.place
            candidate.inherited.append("place")
            if candidate.timing is None and visit.timing is not None:
                candidate.timing = visit.timing
                candidate.inherited.append("date")
            return


def _take_home_of_host(candidate: Candidate, beside: Sequence[Candidate]) -> None:
    """Gives talks with one "who is on a visit to our country" that country."""
    for visit in beside:
        if visit.type != "visit" or not _is_to_ours(visit):
            continue
        guests = visit.countries
        hosts = candidate.countries - guests
        if len(guests) == 1 and guests < candidate.countries and len(hosts) == 1:
            (code,) = hosts
            state, mention = country_actor(code), visit.sentence.mentions[0]
            if state is not None:
                candidate.place = as_place(state), mention
                candidate.inherited.append("place")
            return


def _is_to_ours(visit: Candidate) -> bool:
    """Whether one came to "our country", that of those who write."""
    noun = visit.trigger.token
    nouns = [noun, *visit.trigger.words]
    return any(
        name in {"to", "in"}
        and target.lower_ == "country"
        and any(c.lower_ == "our" for c in target.lefts)
        for word in nouns
        for name, target in syntax.prepositions(word)
    )


def _is_here(candidate: Candidate) -> bool:
    """Whether it was done "here": where the article was written."""
    verb = candidate.trigger.predicate
    clause = syntax.clause_head(verb)
    return any(
        c.lower_ == "here" and c.dep_ in {"advmod", "npadvmod"} and c.i > clause.i
        for c in (*clause.children, *candidate.trigger.token.children)
    )


def _is_at_dateline(candidate: Candidate, annotated: AnnotatedDocument) -> bool:
    """Whether two sides met, on the day of the dateline, where one is at home."""
    spot, published = annotated.spot, annotated.document.published
    timing = candidate.timing
    if spot is None or spot.actor is None or timing is None or published is None:
        return False
    day = timing.date.earliest
    if candidate.type not in _IN_PERSON or day is None or published.latest is None:
        return False
    if timing.date.granularity != "day" or candidate.sentence.kind != "body":
        return False
    if not timedelta(0) <= published.latest - day <= _FRESH:
        return False
    if candidate.type == "agreement" and not candidate.trigger.pattern.frame.mutual:
        return False  # "accepted the offer": from afar
    at_home = spot.actor.country in candidate.countries
    return at_home and len(candidate.sides) > 1


def _is_said_there(candidate: Candidate, annotated: AnnotatedDocument) -> bool:
    """Whether a speaker of a transcript says it, under a heading with the place."""
    spot = annotated.spot
    if spot is None or spot.rule != "venue" or candidate.sentence.speaker is None:
        return False
    verb = candidate.trigger.predicate
    first = any(c.lower_ in _OURS and c.dep_ == "nsubj" for c in verb.children)
    return candidate.type in IN_WORDS and (first or verb.tag_ in {"VB", "VBP"})


def _take_dateline(candidate: Candidate, annotated: AnnotatedDocument) -> None:
    spot = annotated.spot
    if spot is not None and spot.actor is not None:
        candidate.place = as_place(spot.actor), spot
        candidate.inherited.append("place")


def _take_scene(candidate: Candidate, earlier: Sequence[Candidate]) -> None:
    if candidate.type in _AT_HOME or candidate.timing is None:
        return
    for other in reversed(earlier):
        gap = candidate.sentence.index - other.sentence.index
        if gap > _REACH:
            return
        if other.place is None or other.timing is None or other.type not in _SCENES:
            continue
        if gap > 1 and "date" not in candidate.inherited:
            return  # it tells a day of its own: another scene
        same_day = other.timing.date.edtf == candidate.timing.date.edtf
        own = {f.actor.side for f in candidate.actors}
        if candidate.timing.rule == "occasion":
            # A minister whose state is not told is one of those who had come.
            own = {side for side in own if not side.startswith("person:")}
        if same_day and own <= other.sides:
            candidate.place = other.place
            candidate.inherited.append("place")
            return
