"""For authors of extractors: what is wrong with one, said before users find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.annotated import AnnotatedDocument
from dipevents.models import Document, Event
from dipevents.registry import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = "2024-03-06"
"""The day on which the library's own examples came out: a Wednesday."""


def check_extractor(
    extractor: object, documents: Iterable[AnnotatedDocument] = ()
) -> list[str]:
    """What keeps an object from being a good extractor.

    Args:
        extractor: The object.
        documents: Annotated documents to try it on; an empty document is tried
            always. ``Pipeline.annotate`` makes them.

    Returns:
        One sentence for each fault; empty where none was found.

    Example:
        >>> from dipevents.testing import check_extractor
        >>> check_extractor(object())
        ['it has no attribute `name`', 'it has no method `extract`']
    """
    faults = []
    if not isinstance(getattr(extractor, "name", None), str):
        faults.append("it has no attribute `name`")
    if not callable(getattr(extractor, "extract", None)):
        faults.append("it has no method `extract`")
    if faults or not isinstance(extractor, Extractor):
        return faults
    empty = AnnotatedDocument(Document(id="empty", text=""), ())
    for annotated in (empty, *documents):
        faults.extend(_faults_on(extractor, annotated))
    return faults


def _faults_on(extractor: Extractor, annotated: AnnotatedDocument) -> list[str]:
    document = annotated.document
    where = f"on document {document.id!r}"
    try:
        first, second = extractor.extract(annotated), extractor.extract(annotated)
    except Exception as error:
        return [f"{where} it raises {error!r}"]
    if list(first) != list(second):
        return [f"{where} a second run gives other events"]
    faults = []
    for event in first:
        if not isinstance(event, Event):
            faults.append(f"{where} it gives {type(event).__name__}, not Event")
            continue
        for mention in event.mentions:
            if mention.document_id != document.id:
                faults.append(
                    f"{where} event {event.id!r} names document {mention.document_id!r}"
                )
            elif document.text[mention.start : mention.end] != mention.text:
                faults.append(
                    f"{where} event {event.id!r}: offsets {mention.start}:{mention.end}"
                    " do not give back the mention's text"
                )
    ids = [e.id for e in first if isinstance(e, Event)]
    if len(ids) != len(set(ids)):
        faults.append(f"{where} two events have one id")
    return faults
