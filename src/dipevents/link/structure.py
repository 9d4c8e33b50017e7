"""How events hang together: talks during a visit, a pact signed at a meeting."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from dipevents.models import Event, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PARTS_OF_VISIT = frozenset(
    {"meeting", "negotiation", "reception", "ceremony", "agreement", "conference"}
)
_PARTS_OF_MEETING = frozenset({"agreement", "reception"})
_GATHERINGS = frozenset({"meeting", "negotiation", "conference"})
_STAY = 3  # days that a visit lasts where only its arrival is dated
_MANY_SIDES = 6
_LONGEST = 31  # days; a date vaguer than that places nothing inside a visit


def arranged(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with unique ids, sub-events placed, in order of time.

    Args:
        events: Merged events in any order.

    Returns:
        The same events, sorted by first possible day, the undated last, then by id.
    """
    named = _with_unique_ids(events)
    renamed = {
        report.id: event.id for event in named for report in event.reports or (event,)
    }
    hosts = _index(e for e in named if e.type in _GATHERINGS | {"visit"})
    placed = [_placed(event, hosts, renamed) for event in named]
    return tuple(sorted(placed, key=_time))


def _time(event: Event) -> tuple[str, str, str]:
    when = event.date
    first = when.earliest if when and when.earliest else when.latest if when else None
    last = when.latest if when and when.latest else first
    return (
        first.isoformat() if first else "~",
        last.isoformat() if last else "~",
        event.id,
    )


def _with_unique_ids(events: Sequence[Event]) -> list[Event]:
    """Ids that two documents share get the document's id added."""
    seen: dict[str, int] = defaultdict(int)
    for event in events:
        seen[event.id] += 1
    return [
        event.model_copy(update={"id": f"{event.id}@{event.mentions[0].document_id}"})
        if seen[event.id] > 1
        else event
        for event in events
    ]


def _index(events: Iterable[Event]) -> dict[tuple[str, ...], list[Event]]:
    """Events that others may be part of, by month and two of their countries."""
    found: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        for key in _keys(event):
            found[key].append(event)
    return found


def _keys(event: Event) -> list[tuple[str, ...]]:
    sides = {p.country for p in event.participants if p.country}
    if event.type == "visit" and event.place and event.place.country:
        sides.add(event.place.country)
    pairs = list(combinations(sorted(sides)[:_MANY_SIDES], 2))
    return [(month, *pair) for month in _months(event) for pair in pairs]


def _months(event: Event) -> list[str]:
    when = event.date
    if not when or not when.earliest or not when.latest:
        return []
    if (when.latest - when.earliest).days >= _LONGEST:
        return []
    return sorted({f"{day:%Y-%m}" for day in (when.earliest, when.latest)})


def _placed(
    event: Event, hosts: dict[tuple[str, ...], list[Event]], renamed: dict[str, str]
) -> Event:
    told = event.part_of
    if event.reports:
        told = next((r.part_of for r in event.reports if r.part_of), None)
    if told:
        part_of = renamed.get(told, told)
        return event.model_copy(
            update={"part_of": part_of if part_of != event.id else None}
        )
    if event.type not in _PARTS_OF_VISIT:
        return event
    near = {h.id: h for key in _keys(event) for h in hosts.get(key, ())}
    visits = [h for h in near.values() if _during_visit(event, h)]
    meetings = [h for h in near.values() if _at_meeting(event, h)]
    for found, rule in ((visits, "link.during-visit"), (meetings, "link.at-meeting")):
        if len(found) == 1:
            host = found[0]
            text = f"same people and days as the {host.type} {host.id}"
            reason = Reason(field="part_of", rule=rule, text=text)
            return event.model_copy(
                update={
                    "part_of": host.id,
                    "explanation": (*event.explanation, reason),
                    # What the document told before is what linking starts from again.
                    "reports": event.reports or (event,),
                }
            )
    return event


def _during_visit(event: Event, visit: Event) -> bool:
    if visit.type != "visit" or event.type not in _PARTS_OF_VISIT:
        return False
    if visit.status != event.status:
        return False
    visitors = {p.entity_id for p in visit.participants if p.role == "actor"}
    hosts = {p.country for p in visit.participants if p.role == "recipient"}
    if visit.place and visit.place.country:
        hosts.add(visit.place.country)
    there = {p.entity_id for p in event.participants}
    named = bool(visitors & there)
    if not named and not _for_visitor(event, visit):
        return False
    # A visitor who is named is there, be it that one of the two days is a slip.
    if not _overlap(event, visit, _STAY, before=int(named)):
        return False
    sides = {p.country for p in event.participants}
    away = event.place is not None and event.place.country not in hosts | {None}
    return bool(hosts & sides) and not away


def _for_visitor(event: Event, visit: Event) -> bool:
    """Whether the event names but the country where the visit names the visitor."""
    sides = {p.country for p in visit.participants if p.role == "actor" and p.country}
    told = [p for p in event.participants if p.country in sides]
    return bool(told) and all(p.kind != "person" for p in told)


def _at_meeting(event: Event, meeting: Event) -> bool:
    if meeting.type not in _GATHERINGS or event.type not in _PARTS_OF_MEETING:
        return False
    if not _overlap(event, meeting) or meeting.status != event.status:
        return False
    ours = {p.entity_id for p in event.participants}
    theirs = {p.entity_id for p in meeting.participants}
    return len(ours & theirs) >= 2 and (ours <= theirs or theirs <= ours)


def _overlap(one: Event, other: Event, stay: int = 0, before: int = 0) -> bool:
    """Whether their dates meet, or lie but few days apart.

    Args:
        one: An event.
        other: The one that it may be part of.
        stay: Days that follow an arrival.
        before: Days before the first.
    """
    a, b = one.date, other.date
    if not a or not b:
        return False
    if not a.earliest or not a.latest or not b.earliest or not b.latest:
        return False
    after = stay if b.earliest == b.latest else 0
    starts = (b.earliest - a.latest).days <= before
    return starts and (a.earliest - b.latest).days <= after
