"""From a cluster of candidates to the public record of an event."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import CONSULTATIONS
from dipevents.extract.codes import cameo_of
from dipevents.extract.confidence import confidence
from dipevents.extract.sources import attributed_to
from dipevents.extract.words import lemma_of
from dipevents.lexicons.codes import plover_of
from dipevents.models import (
    DateValue,
    Event,
    EventMention,
    Participant,
    Reason,
    Role,
    Span,
)

if TYPE_CHECKING:
    from dipevents.annotated import Actor, AnnotatedDocument
    from dipevents.extract.arguments import Filler
    from dipevents.extract.candidates import Candidate
    from dipevents.extract.coalesce import Cluster
    from dipevents.extract.codes import CodeFinding
    from dipevents.models import Source, Status

_NEAR = 2
"""Sentences within which mentions of one event share their day."""
_KNOWN = frozenset({"the", "this", "these", "those", "their"})
"""Words before what was told already: "the talks"."""
_LAST = frozenset({"last", "previously", "first", "once", "since"})
"""Words of talks that are not those of the article."""


def event_of(cluster: Cluster, annotated: AnnotatedDocument, extractor: str) -> Event:
    """The event that a cluster tells, with the reasons of every field."""
    head = cluster.fullest
    document = annotated.document
    members = [head, *(m for m in cluster.members if m != head)]
    date, date_reason = _date(members)
    place = next((m.place[0] for m in members if m.place), None)
    status = _status(members)
    code = cameo_of(head, status, place)
    return Event(
        id=_event_id(head, document.id),
        type=head.type,
        status=status,
        date=date,
        place=place,
        participants=_participants(members),
        reported_by=_sources(members, annotated),
        cameo=code.cameo,
        plover=plover_of(code.cameo),
        confidence=confidence(head, cluster),
        salience=_salience(head),
        mentions=tuple(_mention(m, annotated) for m in members),
        found_by=(extractor,),
        explanation=_reasons(head, annotated, date_reason, code),
    )


def _event_id(head: Candidate, document_id: str) -> str:
    start, _ = head.extent()
    key = f"{document_id}\x1f{head.type}\x1f{start}\x1f{head.trigger.token.idx}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{head.type}-{digest[:12]}"


def _status(members: list[Candidate]) -> Status:
    """The fullest mention's; a stay that has begun is no plan any more."""
    status = members[0].status.status
    begun = any(m.status.status == "occurred" and m.timing for m in members)
    stays = any(m.timing and m.timing.rule == "until" for m in members)
    return "occurred" if status == "planned" and stays and begun else status


def _mention(candidate: Candidate, annotated: AnnotatedDocument) -> EventMention:
    document = annotated.document
    start, end = candidate.extent()
    token = candidate.trigger.token
    at = candidate.sentence.start + token.idx
    words = sorted(candidate.trigger.words, key=lambda w: w.i)
    return EventMention(
        document_id=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        trigger=" ".join(w.text for w in words),
        trigger_start=at,
        trigger_end=at + len(token.text),
        status=candidate.status.status,
        date=candidate.timing.date if candidate.timing else None,
        place=candidate.place[0] if candidate.place else None,
    )


def _date(members: list[Candidate]) -> tuple[DateValue | None, str]:
    """The most precise date told, a told one before an inherited one."""
    head = members[0]
    told = [
        m
        for m in members
        if m.timing and m.timing.rule != "until" and _tells_day_of(m, head)
    ]
    ends = [m.timing.date for m in members if m.timing and m.timing.rule == "until"]
    if not told:
        return None, ""

    def rank(member: Candidate) -> tuple[bool, int]:
        date = member.timing.date  # type: ignore[union-attr]
        if date.earliest is None or date.latest is None:
            return True, 10**6
        return "date" in member.inherited, (date.latest - date.earliest).days

    best = min(told, key=rank).timing
    assert best is not None  # noqa: S101 - only members with a timing were kept
    stay = next((s for e in ends if (s := _stay(best.date, e)) is not None), None)
    return (stay, "arrival and end of stay") if stay else (best.date, best.rule)


def _tells_day_of(member: Candidate, head: Candidate) -> bool:
    """Whether a mention's day is surely that of the fullest one.

    Far from an undated mention, "talks in May" may be other talks: what is told with
    the same verb, with a day and sides of its own, or as known ("the talks") is not.
    """
    if head.timing is not None:
        return True
    gap = abs(member.sentence.index - head.sentence.index)
    token = member.trigger.token
    if gap <= _NEAR or lemma_of(token) == lemma_of(head.trigger.token):
        return True
    if "date" in member.inherited or _is_bygone(member):
        return False
    known = any(c.lower_ in _KNOWN for c in token.lefts)
    return not member.anaphoric or (known and member.type in CONSULTATIONS)


def _is_bygone(member: Candidate) -> bool:
    """Whether a gathering is told as the last of its kind: "were last held in May"."""
    clause = syntax.clause_head(member.trigger.token)
    return any(
        c.lower_ in _LAST for c in (*clause.children, *member.trigger.token.children)
    )


def _stay(start: DateValue, end: DateValue) -> DateValue | None:
    """From the day of arrival to the day until which the visitor stays."""
    if start.granularity != "day" or end.granularity != "day":
        return None
    if start.earliest is None or end.latest is None or start.earliest >= end.latest:
        return None
    return DateValue(
        edtf=f"{start.earliest.isoformat()}/{end.latest.isoformat()}",
        earliest=start.earliest,
        latest=end.latest,
        granularity="interval",
        evidence=start.evidence + end.evidence,
    )


def _participants(members: list[Candidate]) -> tuple[Participant, ...]:
    """Those of the fullest mention; a state gives way to its named official."""
    head = members[0]
    found: list[Participant] = []
    for role, fillers in (("actor", head.actors), ("recipient", head.recipients)):
        for filler in fillers:
            person = _official_elsewhere(filler, role, members[1:])
            found.append(_participant(person or filler.actor, role))  # type: ignore[arg-type]
    unique: dict[str, Participant] = {}
    for participant in found:
        unique.setdefault(participant.entity_id or participant.name, participant)
    return tuple(unique.values())


def _official_elsewhere(
    filler: Filler, role: str, others: list[Candidate]
) -> Actor | None:
    if filler.actor.kind != "country" or filler.actor.title:
        return None
    for other in others:
        if other.type != "meeting":
            continue
        same = other.actors if role == "actor" else other.recipients
        for candidate in same:
            actor = candidate.actor
            if actor.kind == "person" and actor.country == filler.actor.country:
                return actor
    return None


def _participant(actor: Actor, role: Role) -> Participant:
    kind = "group" if actor.kind == "place" else actor.kind
    return Participant(
        kind=kind,
        name=actor.name,
        country=actor.country,
        title=actor.title,
        sector=actor.sector,
        role=role,
        entity_id=actor.key,
    )


def _sources(
    members: list[Candidate], annotated: AnnotatedDocument
) -> tuple[Source, ...]:
    """Those of all mentions; else the one to whom the whole text is attributed."""
    unique: dict[str, Source] = {}
    for member in members:
        for source in member.sources:
            unique.setdefault(source.name, source)
    if not unique:
        spokesman = attributed_to(annotated.document)
        return (spokesman,) if spokesman is not None else ()
    return tuple(unique.values())


def _salience(head: Candidate) -> str:
    if head.sentence.kind == "title" or head.sentence.index <= 2:
        return "main"
    token = head.trigger.token
    subordinate = token.dep_ in {"pobj", "relcl", "acl", "pcomp"}
    return "background" if subordinate else "main"


def _reasons(
    head: Candidate, annotated: AnnotatedDocument, date_rule: str, code: CodeFinding
) -> tuple[Reason, ...]:
    document, base = annotated.document, head.sentence.start

    def span(start: int, end: int) -> Span:
        return Span(
            document_id=document.id,
            start=start,
            end=end,
            text=document.text[start:end],
        )

    words = tuple(
        span(base + t.idx, base + t.idx + len(t.text)) for t in head.trigger.words
    )
    reasons = [
        Reason(field="type", rule=head.trigger.rule, text="named by", words=words)
    ]
    status_words = tuple(
        span(base + t.idx, base + t.idx + len(t.text)) for t in head.status.words
    )
    reasons.append(
        Reason(
            field="status",
            rule=head.status.rule,
            text=head.status.status,
            words=status_words,
        )
    )
    reasons.extend(
        Reason(
            field="participants",
            rule=f"slot {f.slot}",
            text=f.actor.name,
            words=(span(f.start, f.end),) if f.end > f.start else (),
        )
        for f in head.fillers
    )
    if head.timing is not None:
        evidence = head.timing.date.evidence
        reasons.append(
            Reason(
                field="date",
                rule=date_rule or head.timing.rule,
                text=head.timing.date.edtf or "",
                words=evidence,
            )
        )
    if head.place is not None:
        place, mention = head.place
        rule = "context" if "place" in head.inherited else "clause"
        reasons.append(
            Reason(
                field="place",
                rule=rule,
                text=place.name,
                words=(span(mention.start, mention.end),),
            )
        )
    topic_words = tuple(
        span(base + t.idx, base + t.idx + len(t.text)) for t in code.words
    )
    rule = f"topic {code.topic}" if code.topic else f"frame {head.trigger.rule}"
    reasons.append(Reason(field="cameo", rule=rule, text=code.cameo, words=topic_words))
    return tuple(reasons)
