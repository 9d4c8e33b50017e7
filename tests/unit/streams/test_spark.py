"""Spark in local mode gives the events that the library alone gives."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

import dipevents
from articles import articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame, SparkSession

pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def frame(session: SparkSession) -> DataFrame:
    rows = [(r["id"], r["text"], r["published"]) for r in articles(35)]
    return session.createDataFrame(rows, "id string, text string, published string")


def test_linked_as_on_one_machine(frame: DataFrame) -> None:
    from dipevents import spark

    corpus = dipevents.parse_corpus(articles(35), on_error="skip")
    expected = dipevents.extract_events(corpus)
    told = spark.told_frame(frame).localCheckpoint()
    rows = spark.linked_frame(told).collect()
    found = [dipevents.Event.model_validate_json(row["event"]) for row in rows]
    assert {e.id: e for e in found} == {e.id: e for e in expected}
    failed = told.where("failure is not null").count()
    assert failed == 10  # the empty and the French ones


def test_corrected_as_on_one_machine(frame: DataFrame) -> None:
    from dipevents import spark

    corpus = dipevents.parse_corpus(articles(35), on_error="skip")
    pact, visit, meeting = dipevents.extract_events(corpus)
    fixes = dipevents.Corrections().merge(pact, visit).split(visit, "d8", "d15")
    fixes = fixes.reject(meeting)
    expected = dipevents.extract_events(corpus, corrections=fixes)
    told = spark.told_frame(frame).localCheckpoint()
    rows = spark.linked_frame(told, fixes).collect()
    found = [dipevents.Event.model_validate_json(row["event"]) for row in rows]
    assert {e.id: e for e in found} == {e.id: e for e in expected}
    alone = spark.extract_events(frame, link=False, corrections=fixes)
    assert alone.count() == sum(len(e.reports or (e,)) for e in expected)


def test_rows_have_the_published_schema(frame: DataFrame) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    from dipevents import spark
    from dipevents.export import arrow_schema

    found = spark.extract_events(frame.limit(3), link=False)
    assert found.schema == from_arrow_schema(arrow_schema())
    assert {row["type"] for row in found.collect()} >= {"visit"}


def test_a_frame_without_texts_is_refused(frame: DataFrame) -> None:
    from dipevents import spark

    with pytest.raises(dipevents.IngestError, match="text"):
        spark.extract_events(frame.drop("text"))
