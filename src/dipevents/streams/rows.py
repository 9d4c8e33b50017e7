"""The steps of a run over a cluster, as functions from plain rows to plain rows.

An engine (Spark, Ray, Dask, a queue of your own) has to bring rows to these functions
and take theirs; it needs no other part of the library:

1. :func:`told_rows` over any part of the articles;
2. :func:`block_rows` over any part of its result; then all rows of one ``key`` brought
   together, one key after another, and :func:`link_rows` over them;
3. the pairs of numbers made into groups, every number with the least of its group;
4. all rows of one ``group`` brought together, and :func:`group_rows` over them.

A person's corrections are one more argument of steps 2 and 4.
Rows are mappings of strings and whole numbers; events and documents in them are JSON.
"""

from __future__ import annotations

from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from dipevents.ingest import Article, fingerprint
from dipevents.models import Document, Event
from dipevents.streams.batch import BatchCoder, Limits
from dipevents.streams.blocks import block_keys, cut, linked_group, links_of_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dipevents.pipeline import Options
    from dipevents.streams.blocks import Report
    from dipevents.streams.decided import Decided

Row = dict[str, Any]

_BATCH = 16
_LARGEST = 2**63 - 1


def told_rows(
    records: Iterable[Mapping[str, object]], options: Options, limits: Limits
) -> Iterator[Row]:
    """What articles tell, and what could not be coded.

    Args:
        records: Articles with an ``id`` and a ``text``, and what else is known of them.
        options: What the pipeline is told.
        limits: The longest text; a timeout is not kept here.

    Yields:
        A row for each event and for each failure: ``number`` (the same whenever the
        article is read again), ``document_id``, ``event``, ``document`` (with no more
        text than linking needs), ``failure``; the two last JSON or None.
    """
    coder = BatchCoder(options, limits)
    source = iter(records)
    while batch := list(islice(source, _BATCH)):
        tasks = [
            (n, Article(f"row {record.get('id')}", "", dict(record)))
            for n, record in enumerate(batch)
        ]
        for outcome in coder.outcomes(tasks):
            document_id = outcome.document.id if outcome.document else None
            for event in outcome.events:
                packed = cut(outcome.document, [event]) if outcome.document else None
                yield {
                    "number": _number(event),
                    "document_id": document_id,
                    "event": event.model_dump_json(),
                    "document": packed.model_dump_json() if packed else None,
                    "failure": None,
                }
            for failure in outcome.failures:
                yield {
                    "number": 0,
                    "document_id": failure.document_id,
                    "event": None,
                    "document": None,
                    "failure": failure.model_dump_json(),
                }
        if coder.is_swollen:
            coder.renew()


def block_rows(rows: Iterable[Row], decided: Decided | None = None) -> Iterator[Row]:
    """The rows of events, each once for every block that it goes into.

    Args:
        rows: Of :func:`told_rows`; failures are left out.
        decided: What a person decided.

    Yields:
        ``key``, ``number``, ``event``, ``document``.
    """
    for row in decided_rows(rows, decided):
        if row["event"] is not None:
            _, event, document = _report(row)
            for key in block_keys(event, document, decided):
                yield {"key": key, **{k: row[k] for k in _REPORT}}


def decided_rows(rows: Iterable[Row], decided: Decided | None) -> Iterator[Row]:
    """The rows with what a person settled about each event, without those rejected.

    Args:
        rows: Rows with an ``event``, as one document tells it, or without.
        decided: What a person decided.

    Yields:
        The same columns.
    """
    for row in rows:
        if row["event"] is None or not decided:
            yield row
            continue
        event = decided.corrected(Event.model_validate_json(row["event"]))
        if event is not None:
            yield {**row, "event": event.model_dump_json()}


def link_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Which reports belong together.

    Args:
        rows: Of :func:`block_rows`, those of one key one after another.

    Yields:
        ``one`` and ``other``: numbers.
    """
    for key, block in _runs(rows, "key"):
        for one, other in links_of_block(key, block):
            yield {"one": one, "other": other}


def group_rows(rows: Iterable[Row], decided: Decided | None = None) -> Iterator[Row]:
    """The linked events.

    Args:
        rows: ``group``, ``number``, ``event``, ``document``, those of one group one
            after another.
        decided: What a person decided.

    Yields:
        ``event``: JSON.
    """
    for _, group in _runs(rows, "group"):
        for event in linked_group(group, decided):
            yield {"event": event.model_dump_json()}


_REPORT = ("number", "event", "document")


def _runs(rows: Iterable[Row], name: str) -> Iterator[tuple[str, list[Report]]]:
    for key, run in groupby(rows, itemgetter(name)):
        yield str(key), [_report(row) for row in run]


def _report(row: Row) -> Report:
    return (
        int(row["number"]),
        Event.model_validate_json(row["event"]),
        Document.model_validate_json(row["document"]),
    )


def _number(event: Event) -> int:
    told = event.mentions[0]
    key = (told.document_id, told.start, told.trigger_start, event.type, event.id)
    return fingerprint(repr(key)) & _LARGEST
