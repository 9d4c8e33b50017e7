"""For authors of plug-ins: what is wrong with one, said before users find it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dipevents.annotated import AnnotatedDocument
from dipevents.models import Document, Event
from dipevents.registry import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dipevents.models import EventMention, Participant

NOW = "2024-03-06"
"""The day on which the library's own examples came out: a Wednesday."""

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_COUNTRY = re.compile(r"[A-Z]{3}")
_CAMEO = re.compile(r"\d{2,4}")


def annotated(*texts: str, published: str | None = NOW) -> list[AnnotatedDocument]:
    """Texts as an extractor gets them: dated, parsed, with their actors.

    Args:
        texts: The texts of articles of your own.
        published: Their day of publication; None for unknown.

    Returns:
        One annotated document for each text, all of it parsed.

    Example:
        >>> from dipevents.testing import annotated
        >>> [document] = annotated("Kenya's president visited Ghana on Monday.")
        >>> [m.text for m in document.sentences[0].mentions]
        ["Kenya's president", 'Ghana']
    """
    from dipevents.ingest import read_corpus
    from dipevents.pipeline import Options, Pipeline

    records: list[dict[str, Any]] = [
        {"id": f"text-{n}", "text": text, "published": published}
        for n, text in enumerate(texts, 1)
    ]
    corpus = read_corpus(records)
    return list(Pipeline(Options(triage=False)).annotate(corpus))


def check_extractor(
    extractor: object, documents: Iterable[AnnotatedDocument] = ()
) -> list[str]:
    """What keeps an object from being a good extractor.

    Args:
        extractor: The object.
        documents: Annotated documents to try it on; an empty document is tried
            always. :func:`annotated` makes them.

    Returns:
        One sentence for each fault; empty where none was found.

    Example:
        >>> from dipevents.testing import check_extractor
        >>> check_extractor(object())
        ['it has no attribute `name`', 'it has no method `extract`']
    """
    faults = []
    name = getattr(extractor, "name", None)
    if not isinstance(name, str):
        faults.append("it has no attribute `name`")
    elif not name.strip():
        faults.append("its `name` is empty")
    if not callable(getattr(extractor, "extract", None)):
        faults.append("it has no method `extract`")
    if faults or not isinstance(extractor, Extractor):
        return faults
    empty = AnnotatedDocument(Document(id="empty", text=""), ())
    tried = [empty, *documents]
    first: list[Sequence[Event] | None] = []
    for document in tried:
        faults.extend(_faults_on(extractor, document, first))
    for document, before in zip(tried, first, strict=True):
        # After other documents: what it keeps from one must not colour the next.
        if before is not None and not _gives_again(extractor, document, before):
            where = document.document.id
            faults.append(
                f"on document {where!r} it gives other events once it has seen others"
            )
    return faults


def _gives_again(
    extractor: Extractor, document: AnnotatedDocument, before: Sequence[Event]
) -> bool:
    try:
        return list(extractor.extract(document)) == list(before)
    except Exception:  # whatever a plug-in may raise is its fault
        return False


def _faults_on(
    extractor: Extractor,
    annotated: AnnotatedDocument,
    kept: list[Sequence[Event] | None],
) -> list[str]:
    where = f"on document {annotated.document.id!r}"
    kept.append(None)
    try:
        first, second = extractor.extract(annotated), extractor.extract(annotated)
    except Exception as error:
        return [f"{where} it raises {error!r}"]
    try:
        same = list(first) == list(second)
    except TypeError:
        return [f"{where} it gives {type(first).__name__}, not a sequence of events"]
    if not same:
        return [f"{where} a second run gives other events"]
    kept[-1] = first
    faults = []
    for event in first:
        if isinstance(event, Event):
            faults += [f"{where} {x}" for x in _faults_of(event, extractor, annotated)]
        else:
            faults.append(f"{where} it gives {type(event).__name__}, not Event")
    ids = [e.id for e in first if isinstance(e, Event)]
    if len(ids) != len(set(ids)):
        faults.append(f"{where} two events have one id")
    return faults


def _faults_of(
    event: Event, extractor: Extractor, annotated: AnnotatedDocument
) -> Iterator[str]:
    label = f"event {event.id!r}"
    if not _SLUG.fullmatch(event.type):
        yield f"{label}: type {event.type!r} is no lower-case word"
    if event.cameo is not None and not _CAMEO.fullmatch(event.cameo):
        yield f"{label}: cameo {event.cameo!r} is no code of two to four digits"
    if event.found_by and extractor.name not in event.found_by:
        yield f"{label}: found_by does not name {extractor.name!r}"
    if event.reports:
        yield f"{label}: reports are the linker's to fill in"
    if not event.explanation:
        yield f"{label}: nothing in it explains why it is an event"
    for participant in event.participants:
        yield from _faults_of_side(participant, label)
    for mention in event.mentions:
        yield from _faults_of_mention(mention, label, annotated.document)
    for reason in event.explanation:
        for words in reason.words:
            text = annotated.document.text[words.start : words.end]
            if words.text and text != words.text:
                yield (
                    f"{label}: the words of its {reason.field} ({words.text!r}) are "
                    f"not those at {words.start}:{words.end}"
                )


def _faults_of_side(participant: Participant, label: str) -> Iterator[str]:
    if not participant.name.strip():
        yield f"{label}: a participant has no name"
    country = participant.country
    if country is not None and not _COUNTRY.fullmatch(country):
        yield f"{label}: country {country!r} is not ISO 3166-1 alpha-3"


def _faults_of_mention(
    mention: EventMention, label: str, document: Document
) -> Iterator[str]:
    if mention.document_id != document.id:
        yield f"{label} names document {mention.document_id!r}"
        return
    if document.text[mention.start : mention.end] != mention.text:
        yield (
            f"{label}: offsets {mention.start}:{mention.end} do not give back the "
            "mention's text"
        )
    start, end = mention.trigger_start, mention.trigger_end
    if not mention.start <= start < end <= mention.end:
        yield f"{label}: its trigger {start}:{end} lies outside the mention"
