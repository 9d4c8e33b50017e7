"""Events of one document that several extractors found: one event, all its finders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.models import Event, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dipevents.models import EventMention

_SURER = 0.5
"""What a second finder adds: this share of what its confidence leaves to doubt less."""


def combined(found: Sequence[Sequence[Event]]) -> list[Event]:
    """The events of one document, those that two extractors found made one.

    Two events are one if their types are the same, their triggers overlap (or, where
    one extractor gives whole sentences, one trigger lies in the other's clause), and
    no country of the one contradicts the other. The record of the extractor that was
    named first stands; what it leaves open is filled in from the others.

    Args:
        found: For each extractor, in the order the caller named them, its events.

    Returns:
        Events in the order of the first extractor, then what only the next found.
        ``found_by`` names every finder, and an explanation says so.
    """
    out: list[Event] = []
    for events in found:
        taken: set[int] = set()
        for event in events:
            place = _same_as(event, out, taken)
            if place is None:
                out.append(event)
            else:
                taken.add(place)
                out[place] = _joined(out[place], event)
    return out


def _same_as(event: Event, earlier: Sequence[Event], taken: set[int]) -> int | None:
    """Position of the event that is the same one, or None; each is used once."""
    for place, other in enumerate(earlier):
        if place in taken or set(event.found_by) <= set(other.found_by):
            continue
        if event.type == other.type and _agree(event, other) and _meet(event, other):
            return place
    return None


def _agree(one: Event, other: Event) -> bool:
    """Whether the sides can be the same: one knows no country, or they share one."""
    first, second = _countries(one), _countries(other)
    return not first or not second or bool(first & second)


def _countries(event: Event) -> set[str]:
    return {p.country for p in event.participants if p.country}


def _meet(one: Event, other: Event) -> bool:
    return any(_overlap(a, b) for a in one.mentions for b in other.mentions)


def _overlap(a: EventMention, b: EventMention) -> bool:
    if a.document_id != b.document_id:
        return False
    first, second = (a.trigger_start, a.trigger_end), (b.trigger_start, b.trigger_end)
    return (
        _crosses(first, second)
        or _within(first, second, (a.start, a.end))
        or _within(second, first, (b.start, b.end))
    )


def _crosses(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _within(
    own: tuple[int, int], other: tuple[int, int], clause: tuple[int, int]
) -> bool:
    """Whether the trigger is no word of its own and its clause holds the other one."""
    return own == clause and _crosses(clause, other)


def _joined(event: Event, other: Event) -> Event:
    spans = {(m.document_id, m.trigger_start, m.trigger_end) for m in event.mentions}
    new = (
        m
        for m in other.mentions
        if (m.document_id, m.trigger_start, m.trigger_end) not in spans
        and not any(_overlap(m, own) for own in event.mentions)
    )
    names = tuple(dict.fromkeys((*event.found_by, *other.found_by)))
    doubt = (1 - event.confidence) * (1 - _SURER * other.confidence)
    filled = {
        name: getattr(other, name)
        for name in ("date", "place", "cameo")
        if getattr(event, name) is None and getattr(other, name) is not None
    }
    if "cameo" in filled:
        filled["plover"] = other.plover
    reasons = [
        Reason(field=name, rule=f"extractor {other.found_by[0]}", text="filled in")
        for name in filled
    ]
    told = Reason(field="found_by", rule="combined", text=" and ".join(names))
    return event.model_copy(
        update={
            **filled,
            "mentions": (*event.mentions, *new),
            "topics": event.topics or other.topics,
            "reported_by": event.reported_by or other.reported_by,
            "found_by": names,
            "confidence": round(min(1 - doubt, 0.99), 3),
            "explanation": (
                *(r for r in event.explanation if r.rule != "combined"),
                *reasons,
                told,
            ),
        }
    )


def with_finder(events: Iterable[Event], name: str) -> list[Event]:
    """The events, each with its finder, where its extractor did not say so itself."""
    return [
        event if event.found_by else event.model_copy(update={"found_by": (name,)})
        for event in events
    ]
