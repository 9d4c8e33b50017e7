"""Why a merged event says what it says: which reports each of its fields comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.link.places import plain
from dipevents.models import Reason, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dipevents.link.profile import Profile
    from dipevents.models import DateValue, Event, Participant, Place

_NAMED = 5  # documents that are named; of more their number is told


def reasons_of(
    members: Sequence[Profile],
    teller: Event,
    kind: str,
    when: DateValue | None,
    where: Place | None,
    people: Sequence[Participant],
) -> list[Reason]:
    """The reasons that linking adds to those of the fullest report.

    Args:
        members: The reports, the fullest first.
        teller: The report whose status the event has.
        kind: Type of the event.
        when: Date of the event.
        where: Its place.
        people: Its participants.
    """
    documents = sorted({m.document for m in members})
    told = f"{len(members)} reports tell of it, in {_listed(documents)}"
    reasons = [Reason(field="mentions", rule="link.same-happening", text=told)]
    reasons += _type_reasons(members, kind)
    if len({m.event.status for m in members}) > 1:
        text = f"{teller.status}: the latest knowledge among the reports"
        words = (_trigger(teller),)
        reasons.append(
            Reason(field="status", rule="link.latest", text=text, words=words)
        )
    if when is not None:
        reasons.append(_date_reason(members, when))
    if where is not None:
        naming = [m.event for m in members if m.place and _same(m.place, where)]
        text = f"{where.name}: {_listed(map(_document, naming))}"
        reasons.append(Reason(field="place", rule="link.most-precise", text=text))
    named = "; ".join(_named(members, p) for p in people)
    reasons.append(Reason(field="participants", rule="link.named-by", text=named))
    return reasons


def _type_reasons(members: Sequence[Profile], kind: str) -> list[Reason]:
    if len({m.event.type for m in members}) < 2:
        return []
    naming = [m.event for m in members if m.event.type == kind]
    text = f"{kind}: {_listed(map(_document, naming))}"
    return [Reason(field="type", rule="link.told-most", text=text)]


def _date_reason(members: Sequence[Profile], when: DateValue) -> Reason:
    same = [
        m.event
        for m in members
        if m.event.date
        and (m.event.date.earliest, m.event.date.latest) == (when.earliest, when.latest)
    ]
    telling = same or [m.event for m in members if m.event.date]
    rule = "link.most-precise" if same else "link.shared-span"
    text = f"{when.edtf or 'unknown'}: {_listed(map(_document, telling))}"
    return Reason(field="date", rule=rule, text=text, words=when.evidence)


def _named(members: Sequence[Profile], person: Participant) -> str:
    naming = [
        m.event
        for m in members
        if any(p.entity_id == person.entity_id for p in m.event.participants)
    ]
    return f"{person.name}: {_listed(map(_document, naming))}"


def _same(one: Place, other: Place) -> bool:
    return plain(one.name) == plain(other.name)


def _document(event: Event) -> str:
    return event.mentions[0].document_id


def _listed(documents: Iterable[str]) -> str:
    names = list(dict.fromkeys(documents))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _trigger(event: Event) -> Span:
    mention = event.mentions[0]
    return Span(
        document_id=mention.document_id,
        start=mention.trigger_start,
        end=mention.trigger_end,
        text=mention.trigger,
    )
