"""A batch of raw articles in, what became of each out: the one unit of work.

One bad article never takes others with it: where a batch breaks, its articles are tried
one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dipevents.errors import DipEventsError, IngestError, MissingExtraError
from dipevents.ingest import document_of
from dipevents.pipeline import Pipeline, Told
from dipevents.streams.outcome import Failure, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dipevents.ingest import Article
    from dipevents.models import Document
    from dipevents.pipeline import Options
    from dipevents.streams.outcome import FailureKind

Task = tuple[int, "Article"]
"""An article with its place in the source."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost."""

    max_chars: int | None = None
    """The longest text that is coded, in code points."""
    timeout: float | None = None
    """Seconds that one article may take; needs processes of its own."""


class BatchCoder:
    """Codes batches of articles; made once in each process, for it loads the model.

    Args:
        options: What the caller chose; linking plays no part here.
        limits: What one article may cost.
    """

    def __init__(self, options: Options, limits: Limits | None = None) -> None:
        self._pipeline = Pipeline(options)
        self._strict = options.on_error == "raise"
        self._limits = limits or Limits()

    def outcomes(self, tasks: Sequence[Task], *, single: bool = False) -> list[Outcome]:
        """What became of each article.

        Args:
            tasks: Articles with their places.
            single: Parse each by itself, which costs a little and gives the same.

        Returns:
            One outcome for each article, in the same order.

        Raises:
            DipEventsError: An article failed and the options say ``raise``.
        """
        return list(self.each(tasks, single=single))

    @property
    def is_swollen(self) -> bool:
        """Whether ``renew`` is due: a long run would take ever more memory."""
        return self._pipeline.is_swollen

    def renew(self) -> None:
        """Load the model afresh, between two batches."""
        self._pipeline.renew()

    def each(self, tasks: Sequence[Task], *, single: bool = False) -> Iterator[Outcome]:
        """The same one by one; with ``single`` each as soon as it is done."""
        if single or len(tasks) == 1:
            for task in tasks:
                yield from self._batch([task])
        else:
            yield from self._batch(tasks)

    def _batch(self, tasks: Sequence[Task]) -> list[Outcome]:
        read = [self._read(position, article) for position, article in tasks]
        wanted = [one for one in read if not isinstance(one, Outcome)]
        try:
            with self._pipeline.forgetful():
                told = list(self._pipeline.each(wanted))
        except DipEventsError:
            raise
        except Exception as error:
            if len(tasks) > 1:
                return [outcome for task in tasks for outcome in self._batch([task])]
            return [self._broken(*tasks[0], wanted[0], error)]
        coded = iter(told)
        return [
            one
            if isinstance(one, Outcome)
            else _outcome(position, article.name, next(coded))
            for (position, article), one in zip(tasks, read, strict=True)
        ]

    def _read(self, position: int, article: Article) -> Document | Outcome:
        """The document of an article, or the outcome that says why there is none."""
        problem = ""
        kind: FailureKind = "unusable"
        document: Document | None = None
        try:
            if self._limits.max_chars is None:
                return document_of(article)
            # Measured before it is cleaned: that costs time in line with its length.
            document = document_of(article, clean=False)
            problem = self._too_long(document)
            if not problem:
                return document_of(article)
            kind = "too_long"
        except (IngestError, MissingExtraError) as error:
            if self._strict:
                msg = f"{article.name}: {error}"
                raise type(error)(msg) from error
            problem = str(error)
        except Exception as error:
            if self._strict:
                raise
            problem, kind = _words(error), "broken"
        if self._strict:
            msg = f"{article.name}: {problem}"
            raise IngestError(msg)
        return failed(position, article.name, document, kind, problem)

    def _too_long(self, document: Document) -> str:
        most = self._limits.max_chars
        if most is None or len(document.text) <= most:
            return ""
        return f"has {len(document.text):,} characters; max_chars is {most:,}"

    def _broken(
        self, position: int, article: Article, document: Document, error: Exception
    ) -> Outcome:
        if self._strict:
            raise error
        return failed(position, article.name, document, "broken", _words(error))


def failed(
    position: int,
    name: str,
    document: Document | None,
    kind: FailureKind,
    reason: str,
) -> Outcome:
    """The outcome of an article that gave nothing.

    Args:
        position: Its place in the source.
        name: What it is called.
        document: The document, where there is one.
        kind: What kind of failure it is.
        reason: What was wrong, in words.
    """
    failure = Failure(
        name=name,
        document_id=document.id if document else None,
        kind=kind,
        reason=reason,
    )
    return Outcome(position=position, name=name, failures=(failure,))


def _outcome(position: int, name: str, told: Told) -> Outcome:
    foreign = told.document.language not in ("en", None)
    failures = tuple(
        Failure(
            name=name,
            document_id=told.document.id,
            kind="language" if foreign else "extractor",
            reason=skipped.reason,
        )
        for skipped in told.skipped
    )
    return Outcome(
        position=position,
        name=name,
        document=told.document,
        events=told.events,
        failures=failures,
    )


def _words(error: Exception) -> str:
    return f"failed on it: {type(error).__name__}: {error}"[:500]
