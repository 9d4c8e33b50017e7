"""The linker: events as documents tell them in, events as they happened out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dipevents.link.cluster import cluster_reports
from dipevents.link.corrected import (
    corrected_clusters,
    corrected_reports,
    without_effect,
)
from dipevents.link.counted import as_told_alone, redated
from dipevents.link.dating import Dating
from dipevents.link.entities import build_directory
from dipevents.link.merge import merge_cluster
from dipevents.link.profile import profile_of
from dipevents.link.structure import arranged
from dipevents.models import DateValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dipevents.link.compare import Cluster
    from dipevents.link.entities import Directory
    from dipevents.models import Correction, Document, Event, Participant, Skipped


class Linked(NamedTuple):
    """What linking makes."""

    events: tuple[Event, ...]
    """One for each happening, in order of time, the undated last."""
    documents: tuple[Document, ...]
    """The documents in the order given, with the days of publication that are known
    now."""
    unused: tuple[Skipped, ...] = ()
    """Corrections that name nothing that is there."""


def link_reports(
    events: Iterable[Event],
    documents: Iterable[Document] = (),
    corrections: Sequence[Correction] = (),
) -> Linked:
    """One event for each happening, out of what many documents tell.

    The result depends on the set of events alone: not on their order, nor on whether
    some of them were linked before. An event that linking made carries in ``reports``
    what each document alone told; linking it again starts from these.

    Args:
        events: Events of any number of documents, linked before or not.
        documents: The documents, where at hand.
        corrections: What a person decided; it holds against everything else.

    Returns:
        The events and the documents. What linking finds out about the day of
        publication of a document dates the events of that document anew, and these
        may link and date others, until nothing changes.
    """
    reports = _reports(events)
    unused = without_effect(reports, corrections)
    reports = corrected_reports(reports, corrections)
    alone = {d.id: _as_alone(d) for d in documents}
    given = dict(alone)
    directory = build_directory(reports)
    reports = list(_identified(reports, directory))
    dating = Dating(alone)
    clusters = _clusters(reports, directory, given, corrections)
    while changed := dating.narrow(clusters):
        published = {key: dating.published(key) for key in changed}
        given |= {
            key: _with_day(alone[key], day)
            for key, day in published.items()
            if key in alone
        }
        reports = [
            redated(report, published)
            if report.mentions[0].document_id in changed
            else report
            for report in reports
        ]
        clusters = _clusters(reports, directory, given, corrections)
    days = {
        key: document.published.latest
        for key, document in given.items()
        if document.published is not None
    }
    merged = [merge_cluster(c, directory, days) for c in clusters]
    return Linked(arranged(merged), tuple(given.values()), tuple(unused))


def link_events(
    events: Iterable[Event], documents: Iterable[Document] = ()
) -> tuple[Event, ...]:
    """The events that :func:`link_reports` makes, without the documents."""
    return link_reports(events, documents).events


def _as_alone(document: Document) -> Document:
    """The document before any linking."""
    before = document.published_alone
    if before is None:
        return document
    return document.model_copy(update={"published": before, "published_alone": None})


def _with_day(alone: Document, day: DateValue | None) -> Document:
    update = {"published": day, "published_alone": alone.published or DateValue()}
    return alone.model_copy(update=update)


def _clusters(
    reports: Iterable[Event],
    directory: Directory,
    documents: Mapping[str, Document],
    corrections: Sequence[Correction],
) -> Sequence[Cluster]:
    found = cluster_reports(profile_of(r, directory, documents) for r in reports)
    return corrected_clusters(found, corrections)


def _reports(events: Iterable[Event]) -> list[Event]:
    """What each document alone tells, each report once."""
    found: dict[tuple[str, str, int], Event] = {}
    for event in events:
        for report in event.reports or (event,):
            first = report.mentions[0]
            key = first.document_id, report.id, first.start
            found[key] = as_told_alone(report)
    return list(found.values())


def _identified(reports: Iterable[Event], directory: Directory) -> Iterator[Event]:
    """The reports with the entity of each participant as all documents tell it."""
    known: dict[Participant, Participant] = {}
    for report in reports:
        people = []
        for told in report.participants:
            found = known.get(told)
            if found is None:
                update = {"entity_id": directory.id_of(told)}
                found = known[told] = told.model_copy(update=update)
            people.append(found)
        yield report.model_copy(update={"participants": tuple(people)})
