"""The linker: events as documents tell them in, events as they happened out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.link.cluster import cluster_reports
from dipevents.link.entities import build_directory
from dipevents.link.merge import merge_cluster
from dipevents.link.profile import profile_of
from dipevents.link.structure import arranged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dipevents.link.entities import Directory
    from dipevents.models import Document, Event, Participant


def link_events(
    events: Iterable[Event], documents: Iterable[Document] = ()
) -> tuple[Event, ...]:
    """One event for each happening, out of what many documents tell.

    The result depends on the set of events alone: not on their order, nor on whether
    some of them were linked before. An event that linking made carries in ``reports``
    what each document alone told; linking it again starts from these, so that corpora
    that were read apart can be linked later, and new articles added to old events.

    Args:
        events: Events of any number of documents, linked before or not.
        documents: The documents, where at hand. Their days of publication tell which
            report is the later one and bound what is undated; the rest of a sentence
            helps to tell whether two are alike. Without them a report of what happened
            counts as later than one of what was planned.

    Returns:
        The events in order of time, the undated last. All mentions are kept; every
        participant carries the id of its entity; what the documents do not agree
        about stands in ``disagreements``, sub-events name theirs in ``part_of``.
    """
    return _linked(_reports(events), {d.id: d for d in documents})


def _linked(
    reports: Sequence[Event], documents: Mapping[str, Document]
) -> tuple[Event, ...]:
    directory = build_directory(reports)
    published = {
        key: document.published.latest
        for key, document in documents.items()
        if document.published is not None
    }
    clusters = cluster_reports(
        profile_of(report, directory, documents)
        for report in _identified(reports, directory)
    )
    return arranged([merge_cluster(c, directory, published) for c in clusters])


def _reports(events: Iterable[Event]) -> list[Event]:
    """What each document alone tells, each report once."""
    found: dict[tuple[str, str, int], Event] = {}
    for event in events:
        for report in event.reports or (event,):
            first = report.mentions[0]
            found[first.document_id, report.id, first.start] = report
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
