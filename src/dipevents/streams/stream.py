"""Events of a stream of articles, in order, with flat memory."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dipevents.annotate import DEFAULT_MODEL
from dipevents.errors import IngestError, RunError
from dipevents.ingest import IdSet, iter_articles
from dipevents.models import Skipped
from dipevents.pipeline import Options, Told
from dipevents.streams.batch import BatchCoder, Limits, failed
from dipevents.streams.outcome import Failure, Outcome
from dipevents.streams.workers import WorkerPool

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dipevents.models import Corpus, Event
    from dipevents.registry import Extractor
    from dipevents.streams.batch import Task

BATCH_SIZE = 16
"""Articles that are parsed together."""


def iter_events(
    source: str | os.PathLike[str] | Iterable[Any],
    *,
    extractors: Sequence[str | Extractor] = ("rules",),
    scope: Literal["interstate", "all"] = "interstate",
    model: str | None = None,
    min_confidence: float = 0.4,
    on_error: Literal["raise", "skip"] = "skip",
    lexicon: str | os.PathLike[str] | None = None,
    encoding: str | None = None,
    batch_size: int = BATCH_SIZE,
    n_process: int = 1,
    timeout: float | None = None,
    max_chars: int | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    failures: list[Failure] | None = None,
) -> Iterator[Event]:
    """The events of a stream of articles, one by one, as each article alone tells them.

    Nothing is gathered: memory stays the same however many articles there are. The
    events are those of ``extract_events(source, link=False)``, in the same order, for
    every ``batch_size`` and ``n_process``; :func:`dipevents.link_events` links them.

    Args:
        source: As for :func:`dipevents.parse_corpus`; also a generator without end.
        extractors: As for :func:`dipevents.extract_events`.
        scope: As for :func:`dipevents.extract_events`.
        model: Name or path of a spaCy pipeline; None: the default one.
        min_confidence: As for :func:`dipevents.extract_events`.
        on_error: ``skip`` goes on after an article that cannot be coded; ``raise``
            stops.
        lexicon: As for :func:`dipevents.extract_events`.
        encoding: Encoding of the files; None reads it off each file.
        batch_size: Articles that go through the parser, or to a process, together.
        n_process: Processes that code articles. With more than one, call it below
            ``if __name__ == "__main__":``, for they import the program anew.
        timeout: Seconds that one article may take; it is then given up. Costs a
            process of its own.
        max_chars: Longer articles are given up.
        progress: Called with the number of articles done, and in all where the source
            has a length (else None).
        failures: A list to which every article that was not coded is appended with its
            reason.

    Returns:
        An iterator; that the source exists is checked before it is given back.

    Raises:
        IngestError: There is no such source; with ``on_error="raise"``, an article
            cannot be used.
        ModelError: The pipeline cannot be loaded.
        RunError: Processes cannot be started.

    Example:
        >>> import dipevents
        >>> texts = ["Kenya's president visited Ghana on Monday."] * 3
        >>> [event.type for event in dipevents.iter_events(texts)]
        ['visit', 'visit', 'visit']
    """
    options = Options(
        extractors=tuple(extractors),
        link=False,
        scope=scope,
        model=model or DEFAULT_MODEL,
        min_confidence=min_confidence,
        on_error=on_error,
        lexicon=None if lexicon is None else Path(lexicon),
    )
    outcomes = iter_outcomes(
        source,
        options,
        encoding=encoding,
        batch_size=batch_size,
        n_process=n_process,
        limits=Limits(max_chars, timeout),
    )
    countable = isinstance(source, Sized) and not isinstance(source, str)
    total = len(source) if isinstance(source, Sized) and countable else None
    return _events(outcomes, total, progress, failures)


def _events(
    outcomes: Iterator[Outcome],
    total: int | None,
    progress: Callable[[int, int | None], None] | None,
    failures: list[Failure] | None,
) -> Iterator[Event]:
    for done, outcome in enumerate(outcomes, 1):
        if failures is not None:
            failures.extend(outcome.failures)
        yield from outcome.events
        if progress is not None:
            progress(done, total)


def iter_outcomes(
    source: Any,
    options: Options | None = None,
    *,
    encoding: str | None = None,
    batch_size: int = BATCH_SIZE,
    n_process: int = 1,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """What becomes of each article of a source: document, events, failures.

    Args:
        source: As for :func:`dipevents.parse_corpus`.
        options: What the pipeline is told; None: the defaults.
        encoding: Encoding of the files.
        batch_size: Articles that go together.
        n_process: Processes that code articles.
        limits: What one article may cost.

    Returns:
        One outcome for each article, in the order of the source.

    Raises:
        IngestError: There is no such source.
        RunError: A number makes no sense.
    """
    limits, options = limits or Limits(), options or Options(link=False)
    articles = iter_articles(source, encoding=encoding, max_chars=limits.max_chars)
    coded = code(
        enumerate(articles),
        options,
        limits,
        batch_size=batch_size,
        n_process=n_process,
    )
    return without_doubles(coded, strict=options.on_error == "raise")


def told_by_processes(
    corpus: Corpus, options: Options, n_process: int
) -> Iterator[Told]:
    """What each document of a corpus tells, found out by several processes.

    Args:
        corpus: The documents.
        options: What the pipeline is told.
        n_process: How many processes.

    Yields:
        One record for each document, in order.
    """
    alone = replace(options, link=False)
    outcomes = iter_outcomes(corpus, alone, n_process=n_process)
    for document, outcome in zip(corpus, outcomes, strict=True):
        skipped = tuple(
            Skipped(name=document.id, reason=failure.reason)
            for failure in outcome.failures
        )
        yield Told(outcome.document or document, outcome.events, skipped)


def code(
    tasks: Iterable[Task],
    options: Options,
    limits: Limits,
    *,
    batch_size: int,
    n_process: int,
) -> Iterator[Outcome]:
    """Outcomes of articles with their places, in order, from this or other processes.

    Args:
        tasks: Articles with their places.
        options: What the pipeline is told.
        limits: What one article may cost.
        batch_size: Articles that go together.
        n_process: Processes that code articles.

    Returns:
        One outcome for each article.

    Raises:
        RunError: A number makes no sense.
    """
    for name, value in (("batch_size", batch_size), ("n_process", n_process)):
        if value < 1:
            msg = f"{name} is {value}; it must be at least 1"
            raise RunError(msg)
    if limits.timeout is not None and limits.timeout <= 0:
        msg = f"timeout is {limits.timeout}; it must be more than 0 seconds"
        raise RunError(msg)
    batches = _batches(tasks, batch_size)
    if n_process == 1 and limits.timeout is None:
        return _here(batches, BatchCoder(options, limits))
    return _elsewhere(batches, options, limits, n_process)


def _batches(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    source = iter(tasks)
    while batch := list(islice(source, size)):
        yield batch


def _here(batches: Iterable[list[Task]], coder: BatchCoder) -> Iterator[Outcome]:
    for batch in batches:
        yield from coder.outcomes(batch)
        if coder.is_swollen:
            coder.renew()


def _elsewhere(
    batches: Iterable[list[Task]], options: Options, limits: Limits, n_process: int
) -> Iterator[Outcome]:
    with WorkerPool(options, limits, n_process) as pool:
        for outcomes in pool.outcomes(batches):
            yield from outcomes


def without_doubles(
    outcomes: Iterable[Outcome], seen: IdSet | None = None, *, strict: bool = False
) -> Iterator[Outcome]:
    """The outcomes; of several with one id only the first keeps its document.

    Args:
        outcomes: In the order of the source.
        seen: Ids that have been there before; filled.
        strict: A second article with an id is an error.

    Yields:
        The outcomes.

    Raises:
        IngestError: Two articles have one id, and ``strict``.
    """
    known = IdSet() if seen is None else seen
    for outcome in outcomes:
        document = outcome.document
        if document is None or known.add(document.id):
            yield outcome
            continue
        problem = f'has the id "{document.id}", and so has an earlier article'
        if strict:
            msg = f"{outcome.name}: {problem}"
            raise IngestError(msg)
        yield failed(outcome.position, outcome.name, document, "unusable", problem)
