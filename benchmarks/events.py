"""What extraction costs over the parser that it uses.

    python benchmarks/events.py                     # the sample articles, repeated
    python benchmarks/events.py articles/           # a folder, a file, a glob
    python benchmarks/events.py articles.jsonl -n 3

In one process and in turns are measured, in processor time:

``nlp.pipe``    the same spaCy pipeline with all its components over the whole texts
``extract``     ``extract_events``: dates, annotation, extraction and linking

A ratio below 1 means that all of it costs less than parsing alone would: sentences that
hold no word for an act are not parsed.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy

import dipevents
from dipevents.api import DEFAULT_MODEL

ARTICLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
LEAST = 100_000  # characters to measure on, where the sample is smaller


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time that the work takes, all threads together."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def documents_of(source: str | None) -> list[dipevents.Document]:
    """The documents to measure on; the samples are repeated under new ids."""
    found = list(dipevents.parse_corpus(source or ARTICLES, on_error="skip"))
    if source is not None:
        return found
    size = sum(len(document.text) for document in found)
    return [
        document.model_copy(update={"id": f"{document.id}-{number}"})
        for number in range(LEAST // size + 1)
        for document in found
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", nargs="?", help="articles; default: the samples")
    parser.add_argument("-n", "--rounds", type=int, default=3)
    arguments = parser.parse_args()

    documents = documents_of(arguments.source)
    texts = [document.text for document in documents]
    size = sum(map(len, texts))
    nlp = spacy.load(DEFAULT_MODEL)
    # Both are warm before the clock runs.
    list(nlp.pipe(texts[:5]))
    dipevents.extract_events(documents[:5])

    parsing, extracting = [], []
    events = dipevents.EventSet([])
    for _ in range(arguments.rounds):
        parsing.append(processor_seconds(lambda: list(nlp.pipe(texts))))
        begun = time.process_time()
        events = dipevents.extract_events(documents)
        extracting.append(time.process_time() - begun)

    pipe, extract = statistics.median(parsing), statistics.median(extracting)
    print(f"{len(documents)} documents, {size:,} characters, {len(events)} events")
    print(f"spaCy {spacy.__version__}, {DEFAULT_MODEL} {nlp.meta['version']}")
    print(f"nlp.pipe   {pipe:8.2f} s  {size / pipe:10,.0f} characters/s")
    print(f"extract    {extract:8.2f} s  {size / extract:10,.0f} characters/s")
    ratios = [e / p for e, p in zip(extracting, parsing, strict=True)]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f} over {len(ratios)} rounds"
    print(f"ratio      {extract / pipe:8.2f}    ({spread})")


if __name__ == "__main__":
    main()
