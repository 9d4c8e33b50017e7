"""From what the model told to events: grounded, dated and named by the library."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from dipevents.lexicons.codes import plover_of
from dipevents.lexicons.frames import event_rules
from dipevents.lexicons.tables import countries
from dipevents.llm.grounding import find_quote
from dipevents.llm.orders import order_spans
from dipevents.models import (
    DateValue,
    Event,
    EventMention,
    Participant,
    Place,
    Reason,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dipevents.annotated import AnnotatedDocument, Mention
    from dipevents.llm.answer import ToldEvent, ToldSide
    from dipevents.models import Document, Status

_UNSURE, _SURE = 0.6, 0.75


def events_of(
    told: Iterable[ToldEvent],
    annotated: AnnotatedDocument,
    types: Mapping[str, str],
    finder: str,
) -> list[Event]:
    """The events that the text bears out, in its order, each once.

    Args:
        told: What the model told.
        annotated: The document.
        types: The event types that may be used.
        finder: Name of the extractor.
    """
    found: dict[tuple[str, int], Event] = {}
    orders = order_spans(annotated.document.text)
    for event in told:
        if event.type not in types:
            continue
        grounded = _event(event, annotated, finder)
        if grounded is not None and not _ordered(grounded, orders):
            key = (grounded.type, grounded.mentions[0].trigger_start)
            found.setdefault(key, grounded)
    return sorted(found.values(), key=lambda e: (e.mentions[0].start, e.id))


def _ordered(event: Event, orders: Iterable[tuple[int, int]]) -> bool:
    mention = event.mentions[0]
    return any(a < mention.end and mention.start < b for a, b in orders)


def _event(told: ToldEvent, annotated: AnnotatedDocument, finder: str) -> Event | None:
    document = annotated.document
    clause = find_quote(document.text, told.clause)
    if clause is None:
        return None
    trigger = find_quote(document.text, told.trigger, within=clause, near=clause[0])
    if trigger is None:
        return None
    sides = _sides(told, annotated, trigger[0])
    if not any(p.country or p.kind == "organization" for p, _ in sides):
        return None
    date, date_words = _date(told, annotated, clause)
    place, place_words = _place(told, annotated, clause)
    cameo = _cameo(told.type, told.status)
    words = {
        "type": _span(document, trigger),
        "status": _span(document, clause),
        "date": date_words,
        "place": place_words,
    }
    reasons = [
        Reason(field=name, rule=f"{finder} quotation", text="told by", words=(span,))
        for name, span in words.items()
        if span is not None
    ]
    reasons += [
        Reason(
            field="participants", rule=rule, text=p.name, words=(_span(document, at),)
        )
        for p, (rule, at) in sides
    ]
    key = f"{document.id}\x1f{finder}\x1f{told.type}\x1f{trigger[0]}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return Event(
        id=f"{told.type}-{digest[:12]}",
        type=told.type,
        status=told.status,
        date=date,
        place=place,
        participants=tuple(p for p, _ in sides),
        cameo=cameo,
        plover=plover_of(cameo),
        confidence=_SURE if all(p.country for p, _ in sides) else _UNSURE,
        mentions=(
            EventMention(
                document_id=document.id,
                start=clause[0],
                end=clause[1],
                text=document.text[clause[0] : clause[1]],
                trigger=document.text[trigger[0] : trigger[1]],
                trigger_start=trigger[0],
                trigger_end=trigger[1],
                status=told.status,
                date=date,
                place=place,
            ),
        ),
        found_by=(finder,),
        explanation=tuple(reasons),
    )


def _span(document: Document, at: tuple[int, int]) -> Span:
    start, end = at
    return Span(
        document_id=document.id, start=start, end=end, text=document.text[start:end]
    )


def _sides(
    told: ToldEvent, annotated: AnnotatedDocument, near: int
) -> list[tuple[Participant, tuple[str, tuple[int, int]]]]:
    """The sides that the text names, each with the rule and the words."""
    found: dict[str, tuple[Participant, tuple[str, tuple[int, int]]]] = {}
    for side in told.participants:
        at = find_quote(annotated.document.text, side.quote, near=near)
        if at is None:
            continue
        for participant, rule in _participants(side, annotated, at):
            key = participant.entity_id or participant.name
            found.setdefault(key, (participant, (rule, at)))
    return list(found.values())


def _participants(
    side: ToldSide, annotated: AnnotatedDocument, at: tuple[int, int]
) -> list[tuple[Participant, str]]:
    mention = _mention_at(annotated, at)
    if mention is not None and mention.actors:
        return [
            (
                Participant(
                    kind="group" if actor.kind == "place" else actor.kind,
                    name=actor.name,
                    country=actor.country or _known(side.country),
                    title=actor.title,
                    sector=actor.sector,
                    role=side.role,
                    entity_id=actor.key,
                ),
                f"mention {mention.rule}",
            )
            for actor in mention.actors
        ]
    name = annotated.document.text[at[0] : at[1]]
    country = _known(side.country)
    rule = "model's country" if country else "model"
    kind, role = side.kind, side.role
    return [(Participant(kind=kind, name=name, country=country, role=role), rule)]


def _mention_at(annotated: AnnotatedDocument, at: tuple[int, int]) -> Mention | None:
    """The mention that shares most letters with the words, a person before others."""
    best: tuple[bool, int] = (False, 0)
    found = None
    for sentence in annotated:
        if sentence.end <= at[0] or sentence.start >= at[1]:
            continue
        for mention in sentence.mentions:
            shared = min(mention.end, at[1]) - max(mention.start, at[0])
            rank = (mention.kind == "person", shared)
            if shared > 0 and mention.actors and rank > best:
                best, found = rank, mention
    return found


def _date(
    told: ToldEvent, annotated: AnnotatedDocument, clause: tuple[int, int]
) -> tuple[DateValue | None, Span | None]:
    """What the library makes of the words that the model points at."""
    if not told.date:
        return None, None
    at = find_quote(annotated.document.text, told.date, near=clause[0])
    if at is None:
        return None, None
    for time in annotated.times:
        if time.start < at[1] and at[0] < time.end and time.edtf:
            span = _span(annotated.document, (time.start, time.end))
            value = DateValue(
                edtf=time.edtf,
                earliest=time.earliest,
                latest=time.latest,
                granularity=time.granularity,
                evidence=(span,),
                reason=time.reason,
            )
            return value, span
    return None, None


def _place(
    told: ToldEvent, annotated: AnnotatedDocument, clause: tuple[int, int]
) -> tuple[Place | None, Span | None]:
    if not told.place:
        return None, None
    at = find_quote(annotated.document.text, told.place, near=clause[0])
    if at is None:
        return None, None
    mention = _mention_at(annotated, at)
    actor = mention.actor if mention else None
    span = _span(annotated.document, at)
    if actor is None or actor.kind == "person":
        return Place(name=span.text), span
    place = Place(
        name=actor.name,
        country=actor.country,
        latitude=actor.latitude,
        longitude=actor.longitude,
    )
    return place, span


@cache
def _codes_of_types() -> dict[str, tuple[str, str | None, str | None]]:
    return {
        rules.type: (rules.cameo, rules.cameo_planned, rules.cameo_negated)
        for rules in event_rules()
    }


def _cameo(kind: str, status: Status) -> str | None:
    """The code that the type's rule file gives for the status."""
    if kind not in _codes_of_types():
        return None
    plain, planned, negated = _codes_of_types()[kind]
    if status in ("planned", "proposed") and planned:
        return planned
    if status == "negated" and negated:
        return negated
    return plain


@cache
def _iso3() -> frozenset[str]:
    return frozenset(country.iso3 for country in countries())


def _known(code: str | None) -> str | None:
    """The model's country code, if there is such a country."""
    return code if code in _iso3() else None
