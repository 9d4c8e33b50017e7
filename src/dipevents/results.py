"""The result of a run: events with their documents, entities and provenance."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Literal, overload

from pydantic import Field

from dipevents.errors import DateError
from dipevents.models import Document, Entity, Event, Skipped, Status
from dipevents.models.event import SCHEMA_VERSION
from dipevents.models.span import Record

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    import networkx as nx
    import pandas as pd
    import pyarrow as pa

    from dipevents.registry import Exporter

_TYPES_SHOWN = 3
_SHOWN = 20  # rows of the table that a notebook shows


def _installed_version() -> str:
    try:
        return version("dipevents")
    except PackageNotFoundError:
        return "unknown"


class Provenance(Record):
    """What made a result: enough to make it again."""

    schema_version: str = Field(default=SCHEMA_VERSION)
    """Version of the event record's meaning."""
    library_version: str = Field(default_factory=_installed_version)
    """Version of dipevents."""
    model: str | None = Field(default=None)
    """Name of the spaCy pipeline; None where none was used."""
    model_version: str | None = Field(default=None)
    """Its version."""
    lexicons: dict[str, str] = Field(default_factory=dict)
    """Name of each rule file or list, with its version or hash."""
    extractors: tuple[str, ...] = Field(default=())
    """Names of the extractors, in the order they ran."""
    options: dict[str, Any] = Field(default_factory=dict)
    """The options of the call."""


class DyadCount(Record):
    """How often two countries appear in events together within one month."""

    first: str = Field()
    """ISO 3166-1 alpha-3; of a directed count, the actor's."""
    second: str = Field()
    """ISO 3166-1 alpha-3; of a directed count, the recipient's."""
    month: str | None = Field()
    """``2025-10``; None for events that no article dates to one month."""
    count: int = Field(ge=1)
    """Number of events."""


class EventSet(Sequence[Event]):
    """Events in a stable order, with all that belongs to them.

    A sequence: ``len``, indexing, slices, iteration and ``in`` work as on a tuple.
    Slices and :meth:`filter` give event sets with the same documents.

    Args:
        events: The events.
        documents: The documents they were found in, as they stand after linking.
        provenance: What made the result.
        skipped: What could not be read.
        entities: The participants over all documents; gathered from the events where
            not given.
    """

    __slots__ = ("_entities", "_events", "documents", "provenance", "skipped")

    def __init__(
        self,
        events: Iterable[Event],
        documents: Iterable[Document] = (),
        *,
        provenance: Provenance | None = None,
        skipped: Iterable[Skipped] = (),
        entities: Iterable[Entity] | None = None,
    ) -> None:
        self._events = tuple(events)
        self.documents: tuple[Document, ...] = tuple(documents)
        self.provenance: Provenance = provenance or Provenance()
        self.skipped: tuple[Skipped, ...] = tuple(skipped)
        self._entities = None if entities is None else tuple(entities)

    # --- a sequence -------------------------------------------------------------

    @overload
    def __getitem__(self, index: int) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> EventSet: ...
    def __getitem__(self, index: int | slice) -> Event | EventSet:
        if isinstance(index, slice):
            return self._with(self._events[index])
        return self._events[index]

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, EventSet)
            and self._events == other._events
            and self.documents == other.documents
        )

    def __hash__(self) -> int:
        return hash(tuple(event.id for event in self._events))

    def __repr__(self) -> str:
        kinds = Counter(event.type for event in self._events)
        most = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common(_TYPES_SHOWN))
        told = f": {most}" if most else ""
        told += ", ..." if len(kinds) > _TYPES_SHOWN else ""
        events = "1 event" if len(self) == 1 else f"{len(self)} events"
        documents = f"{len(self.documents)} document"
        documents += "" if len(self.documents) == 1 else "s"
        return f"<EventSet of {events} in {documents}{told}>"

    def get(self, event_id: str) -> Event | None:
        """The event of that id, or None."""
        return next((event for event in self._events if event.id == event_id), None)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """People, countries, organisations and groups of the events, by id."""
        if self._entities is None:
            from dipevents.link.entities import collect_entities

            self._entities = collect_entities(self._events, self.documents)
        return self._entities

    def entity(self, wanted: str) -> Entity | None:
        """The page of one person, country, organisation or group.

        Args:
            wanted: Its id, or a name in any spelling that means the same one.

        Returns:
            The entity; None where none is meant, or more than one may be.
        """
        from dipevents.link.names import same_name

        exact = [e for e in self.entities if wanted in (e.id, e.name)]
        found = exact or [
            e
            for e in self.entities
            if any(same_name(wanted, name, e.kind) for name in e.spellings)
        ]
        return found[0] if len(found) == 1 else None

    def _with(self, events: Iterable[Event]) -> EventSet:
        return EventSet(
            events,
            self.documents,
            provenance=self.provenance,
            skipped=self.skipped,
        )

    # --- questions --------------------------------------------------------------

    def filter(
        self,
        *,
        type: str | Iterable[str] | None = None,
        country: str | Iterable[str] | None = None,
        participants: str | Iterable[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        status: Status | Iterable[Status] | None = None,
    ) -> EventSet:
        """The events that meet all conditions given.

        Args:
            type: An event type, or several of which one must be it.
            country: ISO 3166-1 alpha-3 code of a participant's country, or several of
                which one must be there.
            participants: A name or an entity id, or several which must all take part;
                a name is found in any spelling that means the same person.
            since: A day, month or year (``2024``, ``2024-07``, ``2024-07-23``); what
                certainly ended before its first day is left out, and so is what is
                undated.
            until: A day, month or year; what certainly began after its last day is
                left out, and so is what is undated.
            status: A status, or several of which one must be it.

        Returns:
            A new event set, in the same order, with the same documents.

        Raises:
            DateError: ``since`` or ``until`` is no day, month or year.

        Example:
            >>> from dipevents.results import EventSet
            >>> EventSet([]).filter(type="visit", country="NOR", since="2024")
            <EventSet of 0 events in 0 documents>
        """
        types, countries, states = _set(type), _set(country), _set(status)
        named = _set(participants)
        first = _bound(since, last=False) if since is not None else None
        last = _bound(until, last=True) if until is not None else None

        def wanted(event: Event) -> bool:
            return (
                (not types or event.type in types)
                and (not states or event.status in states)
                and (
                    not countries
                    or any(p.country in countries for p in event.participants)
                )
                and all(_takes_part(name, event) for name in named)
                and _within(event, first, last)
            )

        return self._with(event for event in self._events if wanted(event))

    def between(self, first: str, second: str) -> EventSet:
        """The events in which both countries take part, whoever acts.

        Args:
            first: ISO 3166-1 alpha-3 code.
            second: ISO 3166-1 alpha-3 code of the other side.

        Returns:
            A new event set, in the same order.
        """
        wanted = {first, second}
        return self._with(
            event
            for event in self._events
            if wanted <= {p.country for p in event.participants}
        )

    def timeline(self) -> EventSet:
        """The same events in order of time; what is undated comes last.

        Returns:
            A new event set, by first possible day, then last possible day, then id.
        """

        def when(event: Event) -> tuple[bool, date, date, str]:
            first = event.date.earliest if event.date else None
            last = event.date.latest if event.date else None
            known = first or last
            return (
                known is None,
                known or date.max,
                last or date.max,
                event.id,
            )

        return self._with(sorted(self._events, key=when))

    def counts(self, *, directed: bool = False) -> tuple[DyadCount, ...]:
        """How many events each two countries share in each month.

        An event of three countries counts for each of its three dyads; one that
        several articles tell counts once.

        Args:
            directed: Count only from actors to recipients, and keep the two
                directions apart; both directions of what is mutual are counted.

        Returns:
            One row for each dyad and month, sorted; months without events are not
            listed, events whose month is unknown stand under None.
        """
        found: Counter[tuple[str, str, str | None]] = Counter()
        for event in self._events:
            month = _month(event)
            for first, second in _dyads(event, directed=directed):
                found[first, second, month] += 1
        rows = sorted(found.items(), key=lambda row: (row[0][:2], row[0][2] or "~"))
        return tuple(
            DyadCount(first=a, second=b, month=month, count=count)
            for (a, b, month), count in rows
        )

    # --- files ------------------------------------------------------------------

    def export(
        self, format: str | Exporter, path: str | os.PathLike[str] | None = None
    ) -> str | bytes:
        """The events in any format there is, built in or brought by a plug-in.

        Args:
            format: A name (``csv``, ``geojson``, ...; ``dipevents plugins``
                lists them), or an object that keeps the protocol of
                :class:`dipevents.registry.Exporter`.
            path: Where to write it too; None for nowhere.

        Returns:
            The content of the file, which is text but for Parquet and PNG.

        Raises:
            PluginError: There is no such format; the message lists those there are.
            MissingExtraError: The format needs an extra that is not installed.
            ExportError: The path cannot be written.
        """
        from dipevents.export.files import write
        from dipevents.registry import find_exporter

        content = find_exporter(format)(self)
        if path is not None:
            write(path, content)
        return content

    def to_jsonl(self, path: str | os.PathLike[str] | None = None) -> str:
        """The events as JSON Lines, one on each line, every field kept.

        The documents, entities, provenance and what was skipped are no part of it.

        Args:
            path: Where to write it too; None for nowhere.

        Returns:
            The text.

        Raises:
            ExportError: The path cannot be written.
        """
        from dipevents.export import jsonl

        return _written(jsonl.to_jsonl(self._events), path)

    @classmethod
    def from_jsonl(
        cls, path: str | os.PathLike[str], documents: Iterable[Document] = ()
    ) -> EventSet:
        """The events of a file that :meth:`to_jsonl` wrote.

        Args:
            path: The file.
            documents: Their documents, if at hand.

        Returns:
            Equal events, in the order of the file.

        Raises:
            ExportError: The file cannot be read, or a line of it is no event.
        """
        from dipevents.export import jsonl
        from dipevents.export.files import read_text

        return cls(jsonl.from_jsonl(read_text(path)), documents)

    @classmethod
    def from_parquet(
        cls, path: str | os.PathLike[str], documents: Iterable[Document] = ()
    ) -> EventSet:
        """The events of a file that :meth:`to_parquet` wrote.

        ``reports`` and ``told`` are not in it; see :func:`dipevents.export.to_arrow`.

        Args:
            path: The file.
            documents: Their documents, if at hand.

        Returns:
            The events, in the order of the file.

        Raises:
            MissingExtraError: pyarrow is not installed.
            ExportError: The file cannot be read, or a row of it is no event.
        """
        from dipevents.export import arrow

        return cls(arrow.from_parquet(path), documents)

    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str:
        """The events as CSV, one row each; see :func:`dipevents.export.to_csv`.

        Args:
            path: Where to write it too; None for nowhere.

        Returns:
            The table, safe to open in a spreadsheet.

        Raises:
            ExportError: The path cannot be written.
        """
        from dipevents.export import table

        return _written(table.to_csv(self._events), path)

    def to_dataframe(self) -> pd.DataFrame:
        """The events as a pandas DataFrame, one row each.

        Returns:
            The columns of :meth:`to_csv`, days as ``datetime64[s]``.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        from dipevents.export import frame

        return frame.to_dataframe(self._events)

    def to_arrow(self) -> pa.Table:
        """The events as a nested Arrow table; see :func:`dipevents.export.to_arrow`.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        from dipevents.export import arrow

        return arrow.to_arrow(self._events)

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write the nested table as a Parquet file.

        Args:
            path: Where to.

        Raises:
            MissingExtraError: pyarrow is not installed.
            ExportError: The path cannot be written.
        """
        from dipevents.export import arrow

        arrow.to_parquet(self._events, path)

    def to_networkx(
        self, *, nodes: Literal["country", "participant"] = "country"
    ) -> nx.MultiDiGraph:
        """The events as a directed graph; see :func:`dipevents.export.to_networkx`.

        Args:
            nodes: What is a node: a country, or a participant.

        Raises:
            MissingExtraError: networkx is not installed.
        """
        from dipevents.export import network

        return network.to_networkx(self._events, nodes=nodes)

    def to_ics(self, path: str | os.PathLike[str] | None = None) -> str:
        """The dated events as a calendar; see :func:`dipevents.export.to_ics`.

        Args:
            path: Where to write it too; None for nowhere.

        Returns:
            The iCalendar text.

        Raises:
            ExportError: The path cannot be written.
        """
        from dipevents.export import ics

        return _written(ics.to_ics(self._events), path)

    def to_geojson(self, path: str | os.PathLike[str] | None = None) -> str:
        """The events as a GeoJSON map; see :func:`dipevents.export.to_geojson`."""
        return str(self.export("geojson", path))

    def to_graphml(self, path: str | os.PathLike[str] | None = None) -> str:
        """The events as a graph; see :func:`dipevents.export.to_graphml`."""
        return str(self.export("graphml", path))

    def to_svg(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        width: int = 900,
        title: str = "",
    ) -> str:
        """The timeline as an SVG picture; see :func:`dipevents.export.to_svg`.

        Args:
            path: Where to write it too; None for nowhere.
            width: Width in pixels.
            title: A line above the picture.

        Returns:
            The text of the file.

        Raises:
            ExportError: The path cannot be written.
        """
        from dipevents.export import svg

        return _written(svg.to_svg(self._events, width=width, title=title), path)

    def to_png(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        width: int = 900,
        title: str = "",
        scale: float = 2,
    ) -> bytes:
        """The timeline as a PNG picture; see :func:`dipevents.export.to_png`.

        Args:
            path: Where to write it too; None for nowhere.
            width: Width in pixels before scaling.
            title: A line above the picture.
            scale: How many dots for each pixel.

        Returns:
            The bytes of the file.

        Raises:
            MissingExtraError: The extra ``viz`` is not installed.
            ExportError: The path cannot be written.
        """
        from dipevents.export import svg
        from dipevents.export.files import write

        picture = svg.to_png(self._events, width=width, title=title, scale=scale)
        if path is not None:
            write(path, picture)
        return picture

    def to_html(
        self, path: str | os.PathLike[str] | None = None, *, title: str = "Events"
    ) -> str:
        """A view of the events: timeline, records, and the articles marked up.

        One file that needs no network and runs nothing of what the articles hold.

        Args:
            path: Where to write it too; None for nowhere.
            title: Heading of the page.

        Returns:
            The HTML text.

        Raises:
            ExportError: The path cannot be written.
        """
        from dipevents.export import html as view

        made_by = self.provenance.model_dump(mode="json")
        text = view.to_html(
            self.timeline(), self.documents, title=title, provenance=made_by
        )
        return _written(text, path)

    def _repr_html_(self) -> str:
        """The timeline and the table that a notebook shows."""
        from dipevents.export import svg

        dated = any(event.date and event.date.earliest for event in self._events)
        timeline = svg.to_svg(self._events, width=760) if dated else ""
        head = ("date", "type", "status", "who", "where", "reports")
        rows = []
        for event in self._events[:_SHOWN]:
            reports = len({m.document_id for m in event.mentions})
            cells = (
                (event.date.edtf if event.date else None) or "",
                event.type,
                event.status,
                ", ".join(p.name for p in event.participants),
                event.place.name if event.place else "",
                str(reports),
            )
            rows.append("".join(f"<td>{html.escape(cell)}</td>" for cell in cells))
        more = len(self) - len(rows)
        note = f"<p>and {more} more</p>" if more > 0 else ""
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        top = "".join(f"<th>{name}</th>" for name in head)
        return (
            f"{timeline}<table><caption>{html.escape(repr(self))}</caption><thead><tr>{top}"
            f"</tr></thead><tbody>{body}</tbody></table>{note}"
        )


def _set(value: str | Iterable[str] | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    return frozenset({value} if isinstance(value, str) else value)


def _bound(value: str | date, *, last: bool) -> date:
    """First or last day of a day, month or year."""
    if isinstance(value, date):
        return value
    parts = value.split("-")
    try:
        if len(parts) >= 3:
            return date.fromisoformat(value)
        year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else None
        if not last:
            return date(year, month or 1, 1)
        if month is None or month == 12:
            return date(year, 12, 31)
        return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
    except (ValueError, IndexError) as error:
        msg = f"{value!r} is no day, month or year; write 2024, 2024-07 or 2024-07-23"
        raise DateError(msg) from error


def _within(event: Event, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    when = event.date
    if when is None or (when.earliest is None and when.latest is None):
        return False
    return not (
        (first is not None and when.latest is not None and when.latest < first)
        or (last is not None and when.earliest is not None and when.earliest > last)
    )


def _takes_part(wanted: str, event: Event) -> bool:
    from dipevents.link.names import same_name

    return any(
        wanted in (p.entity_id, p.name, p.country) or same_name(wanted, p.name, p.kind)
        for p in event.participants
    )


def _month(event: Event) -> str | None:
    when = event.date
    if not when or not when.earliest or not when.latest:
        return None
    first, last = when.earliest, when.latest
    if (first.year, first.month) != (last.year, last.month):
        return None
    return f"{first.year:04d}-{first.month:02d}"


def _dyads(event: Event, *, directed: bool) -> list[tuple[str, str]]:
    actors = {p.country for p in event.participants if p.country and p.role == "actor"}
    others = {p.country for p in event.participants if p.country} - actors
    if directed:
        # Of what is mutual ("A met B") all sides are actors: it goes both ways.
        pairs = {(a, b) for a in actors for b in others or actors if a != b}
    else:
        sides = sorted(actors | others)
        pairs = {(a, b) for i, a in enumerate(sides) for b in sides[i + 1 :]}
    return sorted(pairs)


def _written(text: str, path: str | os.PathLike[str] | None) -> str:
    if path is not None:
        from dipevents.export.files import write_text

        write_text(path, text)
    return text
