"""Spark: the same events as on one machine, from as many machines as there are.

    events = dipevents.spark.extract_events(articles)

No step collects the articles or the events: every one reads rows and gives rows, or
brings together what has one key. The functions over rows are
:mod:`dipevents.streams.rows`; this module only moves them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dipevents.api import DEFAULT_MODEL
from dipevents.corrections import decisions_of
from dipevents.errors import IngestError, MissingExtraError
from dipevents.export.arrow import arrow_schema, to_arrow
from dipevents.models import Event
from dipevents.pipeline import Options
from dipevents.streams.batch import Limits
from dipevents.streams.decided import Decided
from dipevents.streams.rows import (
    block_rows,
    decided_rows,
    group_rows,
    link_rows,
    told_rows,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from dipevents.corrections import Corrections
    from dipevents.models import Correction
    from dipevents.registry import Extractor
    from dipevents.streams.rows import Row

_TOLD = "number long, document_id string, event string, document string, failure string"
_BLOCKS = "key string, number long, event string, document string"
_LINKS = "one long, other long"
_ROUNDS = 50  # chains of blocks are short: more rounds would be a fault
_ARROW_BATCH = 1000


def extract_events(
    articles: DataFrame,
    *,
    link: bool = True,
    extractors: Sequence[str | Extractor] = ("rules",),
    scope: Literal["interstate", "all"] = "interstate",
    model: str = DEFAULT_MODEL,
    min_confidence: float = 0.4,
    on_error: Literal["raise", "skip"] = "skip",
    lexicon: str | os.PathLike[str] | None = None,
    max_chars: int | None = None,
    corrections: Corrections | str | os.PathLike[str] | None = None,
) -> DataFrame:
    """The diplomatic events that articles tell, as a Spark frame.

    Args:
        articles: A frame with the columns ``id`` (unique) and ``text``, and where known
            ``title``, ``published``, ``source``, ``url``; others are kept as metadata.
        link: Merge what several articles tell of one happening.
        extractors: As for :func:`dipevents.extract_events`.
        scope: As for :func:`dipevents.extract_events`.
        model: As for :func:`dipevents.extract_events`; it is loaded once in every
            Python worker.
        min_confidence: As for :func:`dipevents.extract_events`.
        on_error: ``raise`` lets the job fail at the first article that cannot be coded.
        lexicon: As for :func:`dipevents.extract_events`; a path that every machine has.
        max_chars: Longer articles are given up.
        corrections: As for :func:`dipevents.extract_events`; a file is read here, not
            on the executors.

    Returns:
        One row for each event, in :func:`dipevents.export.arrow_schema`; the order of
        the rows is Spark's.

    Raises:
        CorrectionError: The file of corrections cannot be read.
        IngestError: A column is missing.
        MissingExtraError: pyspark is not installed.
    """
    decisions = decisions_of(corrections)
    told = told_frame(
        articles,
        Options(
            extractors=tuple(extractors),
            link=link,
            scope=scope,
            model=model,
            min_confidence=min_confidence,
            on_error=on_error,
            lexicon=None if lexicon is None else Path(lexicon),
        ),
        Limits(max_chars),
    )
    if link:
        return events_frame(linked_frame(told, decisions))
    decided = Decided(decisions)

    def corrected(rows: Iterable[Row]) -> Iterator[Row]:
        return decided_rows(rows, decided)

    if decisions:
        # Events alone: what is null is no None in pandas.
        told = told.where("event is not null").select("event")
        told = _mapped(told, corrected, "event string")
    return events_frame(told)


def told_frame(
    articles: DataFrame, options: Options | None = None, limits: Limits | None = None
) -> DataFrame:
    """What each article tells, and what could not be coded: the costly step.

    Write it to a table before it is linked, so that it is done once.

    Args:
        articles: As for :func:`extract_events`.
        options: What the pipeline is told.
        limits: What one article may cost.

    Returns:
        ``number``, ``document_id``, ``event``, ``document``, ``failure``: a row for
        each event and for each failure, the last three JSON or null.

    Raises:
        IngestError: A column is missing.
        MissingExtraError: pyspark is not installed.
    """
    _needs_spark()
    missing = {"id", "text"} - set(articles.columns)
    if missing:
        msg = (
            f"the frame has no column {', '.join(sorted(missing))}; it has "
            f"{', '.join(articles.columns)}"
        )
        raise IngestError(msg)
    chosen = options or Options()
    bounds = limits or Limits()

    def told(rows: Iterable[Row]) -> Iterator[Row]:
        return told_rows(rows, chosen, bounds)

    return _mapped(articles, told, _TOLD)


def linked_frame(told: DataFrame, corrections: Sequence[Correction] = ()) -> DataFrame:
    """The events of :func:`told_frame`, linked over all articles.

    Args:
        told: The frame, or the table that it was written to.
        corrections: What a person decided, such as ``Corrections.load(path)``.

    Returns:
        ``event``: JSON, a row for each happening.
    """
    from pyspark.sql import functions

    reports = told.where("event is not null").select("number", "event", "document")
    decided = Decided(corrections)

    def blocked(rows: Iterable[Row]) -> Iterator[Row]:
        return block_rows(rows, decided)

    def merged(rows: Iterable[Row]) -> Iterator[Row]:
        return group_rows(rows, decided)

    blocks = _together(_mapped(reports, blocked, _BLOCKS), "key")
    labels = _labels(_mapped(blocks, link_rows, _LINKS))
    grouped = reports.join(labels, "number", "left").withColumn(
        "group", functions.coalesce("label", "number")
    )
    grouped = _together(grouped.drop("label"), "group")
    return _mapped(grouped, merged, "event string")


def events_frame(rows: DataFrame) -> DataFrame:
    """The JSON of events as columns, in :func:`dipevents.export.arrow_schema`.

    Args:
        rows: A frame with a column ``event``.

    Returns:
        One row for each event.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = from_arrow_schema(arrow_schema())
    return rows.where("event is not null").select("event").mapInArrow(_unpacked, schema)


def _unpacked(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        events = map(Event.model_validate_json, batch.column("event").to_pylist())
        yield from to_arrow(events).to_batches(max_chunksize=_ARROW_BATCH)


def _mapped(
    frame: DataFrame, step: Callable[[Iterable[Row]], Iterator[Row]], schema: str
) -> DataFrame:
    """A step over the rows of each partition, read and given in small frames."""
    names = [part.split()[0] for part in schema.split(",")]

    def run(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        import pandas as pd

        def rows() -> Iterator[Any]:
            for one in frames:
                yield from one.to_dict("records")

        made: list[Row] = []
        for row in step(rows()):
            made.append(row)
            if len(made) >= _ARROW_BATCH:
                yield pd.DataFrame(made, columns=names)
                made = []
        if made:
            yield pd.DataFrame(made, columns=names)

    return frame.mapInPandas(run, schema)


def _together(frame: DataFrame, name: str) -> DataFrame:
    """Rows of one key in one partition, one key after another."""
    return frame.repartition(name).sortWithinPartitions(name, "number")


def _labels(links: DataFrame) -> DataFrame:
    """For each number in a link the least number of its group.

    Every round tells each number the least that its neighbours know, until none learns
    anything; groups are the reports of one happening, so there are few rounds.
    """
    from pyspark.sql import functions

    pairs = links.distinct().localCheckpoint()
    both = pairs.union(pairs.select("other", "one")).toDF("number", "near")
    labels = both.groupBy("number").agg(
        functions.least(functions.min("near"), functions.col("number")).alias("label")
    )
    labels = labels.localCheckpoint()
    for _ in range(_ROUNDS):
        told = (
            both.join(labels.withColumnRenamed("number", "near"), "near")
            .groupBy("number")
            .agg(functions.min("label").alias("heard"))
        )
        learned = (
            labels.join(told, "number")
            .select(
                "number",
                functions.least("label", "heard").alias("label"),
                (functions.col("heard") < functions.col("label")).alias("new"),
            )
            .localCheckpoint()
        )
        labels = learned.drop("new")
        if learned.where("new").isEmpty():
            break
    return labels


def _needs_spark() -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError as error:
        msg = "this needs pyspark: pip install 'dipevents[spark]'"
        raise MissingExtraError(msg) from error
