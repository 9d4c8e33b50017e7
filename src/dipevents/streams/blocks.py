"""Linking in parts, where the reports of a corpus do not fit into one memory.

Three steps, each of which sees a small part of the reports at a time, on one machine or
on many:

1. Every report goes into the blocks of its sides and its stretch of time. In each block
   the linker says which reports tell one happening (:func:`links_of_block`).
2. Reports that are joined in any block, directly or through others, form a group.
   So do those that a person made one event, whatever their blocks.
3. Each group is linked once more, by itself (:func:`linked_group`): the linker decides
   again with all that speaks for and against in view, so that two reports which two
   blocks joined to a third are not one for that alone. What a person decided about
   its reports holds there as it does at once.

What differs from linking at once: who a bare surname is, which entity ids two spellings
share, and what linking finds out about the day an article came out, is decided within a
group, not over the whole corpus; and an undated report finds only what lies around the
day its article came out.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from dipevents.link import link_reports
from dipevents.streams.decided import is_merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dipevents.models import Document, Event
    from dipevents.streams.decided import Decided

Report = tuple[int, "Event", "Document"]
"""A number of its own, an event as one document tells it, and that document."""

_MANY_SIDES = 6
_AROUND = 1000  # code points around a mention that linking may look at
_SLACK = 3  # days by which dates of one happening may differ
_LONGEST = 400  # days; what is vaguer is looked for around its article


def block_keys(
    event: Event, document: Document, decided: Decided | None = None
) -> list[str]:
    """The blocks in which what tells the same happening must be found.

    Args:
        event: An event as one document tells it.
        document: That document.
        decided: What a person decided.

    Returns:
        One key for each two of its sides and each quarter it may fall into, and for
        each event that a person merged it with.
    """
    sides = sorted({p.country or p.kind for p in event.participants})[:_MANY_SIDES]
    pairs = [f"{a}-{b}" for a, b in combinations(sides, 2)] or sides
    if event.type == "conference" and event.place and event.place.country:
        pairs.append(f"at {event.place.country}")
    found = [f"{pair}@{when}" for pair in pairs for when in _quarters(event, document)]
    return found + (decided.merge_keys(event) if decided else [])


def _quarters(event: Event, document: Document) -> list[str]:
    first, last = _bounds(event.date)
    if first is None or last is None or (last - first).days > _LONGEST:
        out, late = _bounds(document.published)
        near = [d for d in (out, late) if d is not None]
        if not near or (near[-1] - near[0]).days > _LONGEST:
            return ["undated"]
        begin, end = near[0].toordinal() - 92, near[-1].toordinal() + 92
    else:
        begin, end = first.toordinal() - _SLACK, last.toordinal() + _SLACK
    return [f"{n // 4}Q{n % 4 + 1}" for n in range(_quarter(begin), _quarter(end) + 1)]


def _bounds(when: object) -> tuple[date | None, date | None]:
    first = getattr(when, "earliest", None)
    last = getattr(when, "latest", None)
    return first or last, last or first


def _quarter(day: int) -> int:
    known = date.fromordinal(min(max(day, 1), date.max.toordinal()))
    return known.year * 4 + (known.month - 1) // 3


def cut(document: Document, events: Iterable[Event]) -> Document:
    """The document with no more text than linking looks at, at the same offsets.

    Args:
        document: A document.
        events: What it tells.

    Returns:
        The document with all else blank, which costs next to nothing once packed.
    """
    spans = sorted(
        (max(0, m.start - _AROUND), m.end + _AROUND)
        for event in events
        for m in event.mentions
    )
    pieces, place = [], 0
    for start, end in spans:
        if start > place:
            pieces.append(" " * (start - place))
            place = start
        pieces.append(document.text[place : max(place, end)])
        place = max(place, min(end, len(document.text)))
    update = {"text": "".join(pieces), "spans": (), "metadata": {}}
    return document.model_copy(update=update)


def links_of_block(key: str, reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Which reports of a block belong together.

    Args:
        key: The block's key.
        reports: Those of the block.

    Yields:
        Pairs of their numbers: told of one happening, or one part of the other.
    """
    if len(reports) < 2:
        return
    if is_merged(key):
        for number, _, _ in reports[1:]:
            yield reports[0][0], number
        return
    number_of = {_key(event): number for number, event, _ in reports}
    linked = _linked(reports)
    founder: dict[str, int] = {}
    for event in linked:
        told = [number_of[_key(r)] for r in event.reports or (event,)]
        founder[event.id] = told[0]
        for number in told[1:]:
            yield told[0], number
    for event in linked:
        if event.part_of in founder:
            yield founder[event.part_of], founder[event.id]


def linked_group(
    reports: Sequence[Report], decided: Decided | None = None
) -> tuple[Event, ...]:
    """The events that a group of reports makes.

    Args:
        reports: Those of one group.
        decided: What a person decided.

    Returns:
        One event for each happening.
    """
    return _linked(reports, decided)


def _linked(
    reports: Sequence[Report], decided: Decided | None = None
) -> tuple[Event, ...]:
    documents = {document.id: document for _, _, document in reports}
    events = [event for _, event, _ in reports]
    corrections = decided.naming(documents) if decided else ()
    return link_reports(events, documents.values(), corrections).events


def _key(event: Event) -> tuple[str, int, int, str]:
    mention = event.mentions[0]
    return (mention.document_id, mention.start, mention.trigger_start, event.type)


class Groups:
    """Which numbers are joined, directly or through others (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        """Put two numbers into one group."""
        one, other = self.first(one), self.first(other)
        if one != other:
            self._parent[max(one, other)] = min(one, other)

    def first(self, number: int) -> int:
        """The least number of its group."""
        parent = self._parent
        while (above := parent.get(number, number)) != number:
            parent[number] = parent.get(above, above)
            number = above
        return number
