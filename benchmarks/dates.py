"""Accuracy and speed of ``resolve_dates`` beside its peers, in one run.

    python benchmarks/dates.py [GOLD.jsonl ...] [--scorer timex_scorer.py]

Without arguments: the files of ``../shared/gold/timex``. A peer that is not installed
is left out. Each is given the true day of publication and asked for English; answers
are written as TIMEX3 values as fine as the words that it found (peers give datetimes,
so a month that it found counts as a month). Speed: characters a second of processor
time, one process, one warm-up pass, best of three passes over slightly changed texts;
of a peer that takes longer than half a minute, the first pass. The last table shows
that time grows in proportion to length on repeats that are hard for patterns.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
Tagger = Callable[[str, str], list[dict[str, Any]]]


@dataclass
class Peer:
    """One library under test."""

    name: str
    run: Tagger
    figures: list[float]
    """Value, strict and relaxed F1, in percent."""
    seconds: list[float]
    """Processor time of each pass."""


# Seconds after which a first pass counts as the measurement.
_PATIENCE = 30
HARD = ("1 ", "Monday ", "2019-", "ten years and ", "in the ", "12/", "early ", ", 3")


def dipevents_tagger() -> Tagger:
    """This library."""
    from dipevents.dates import tag

    return lambda text, day: [
        {"start": x.start, "end": x.end, "type": x.type, "value": x.value}
        for x in tag(text, anchor=day)
    ]


def value_of(words: str, when: datetime) -> tuple[str, str]:
    """Type and TIMEX3 value of a peer's datetime, as fine as its words."""
    words = words.lower()
    if re.fullmatch(r"\D*[12][0-9]{3}\D*", words) and not re.search(r"[a-z]{3}", words):
        return "DATE", f"{when:%Y}"
    if re.search(r"[0-9]:[0-9]{2}|[0-9] ?[ap]\.?m", words):
        return "TIME", f"{when:%Y-%m-%dT%H:%M}"
    if "year" in words:
        return "DATE", f"{when:%Y}"
    day = re.search(r"\b[0-3]?[0-9](?:st|nd|rd|th)?\b", words)
    month = re.search(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|month", words)
    if month and not day:
        return "DATE", f"{when:%Y-%m}"
    return "DATE", f"{when:%Y-%m-%d}"


def dateparser_tagger() -> Tagger:
    """The search of dateparser."""
    from dateparser.search import search_dates

    def run(text: str, day: str) -> list[dict[str, Any]]:
        base = datetime.fromisoformat(day)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        out, at = [], 0
        for words, when in (
            search_dates(text, languages=["en"], settings=settings) or ()
        ):
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                kind, value = value_of(words, when)
                out.append({"start": start, "end": at, "type": kind, "value": value})
        return out

    return run


def parsedatetime_tagger() -> Tagger:
    """The search of parsedatetime."""
    import parsedatetime

    calendar = parsedatetime.Calendar()

    def run(text: str, day: str) -> list[dict[str, Any]]:
        found = calendar.nlp(text, sourceTime=datetime.fromisoformat(day)) or ()
        out = []
        for when, _, start, end, words in found:
            kind, value = value_of(words, when)
            out.append({"start": start, "end": end, "type": kind, "value": value})
        return out

    return run


def day_of(resolution: Any) -> datetime | None:
    """The datetime of an answer of ctparse; None for a time without a date."""
    try:
        when = getattr(resolution, "dt", None)
    except ValueError:
        return None
    return when if isinstance(when, datetime) else None


def ctparse_tagger() -> Tagger:
    """Ctparse, clause by clause: it gives one answer for a string."""
    from ctparse import ctparse

    def run(text: str, day: str) -> list[dict[str, Any]]:
        base = datetime.fromisoformat(day)
        out = []
        for line in re.finditer(r"[^.\n]+", text):
            found = ctparse(line[0], ts=base, timeout=0.5)
            when = day_of(getattr(found, "resolution", None))
            if when is not None:
                start = line.start() + found.resolution.mstart
                end = line.start() + found.resolution.mend
                kind, value = value_of(text[start:end], when)
                out.append({"start": start, "end": end, "type": kind, "value": value})
        return out

    return run


def timexy_tagger() -> Tagger:
    """Timexy as a spaCy component."""
    import spacy
    import timexy  # noqa: F401  (registers the component)

    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"label": "timexy", "overwrite": False})

    def run(text: str, day: str) -> list[dict[str, Any]]:
        out = []
        for entity in nlp(text).ents:
            fields = dict(re.findall(r'(\w+)="([^"]*)"', entity.kb_id_))
            value = fields.get("value", "")[:10]
            kind = fields.get("type", "DATE")
            out.append(
                {
                    "start": entity.start_char,
                    "end": entity.end_char,
                    "type": kind,
                    "value": value,
                }
            )
        return out

    return run


PEERS: dict[str, Callable[[], Tagger]] = {
    "dipevents": dipevents_tagger,
    "dateparser search_dates": dateparser_tagger,
    "parsedatetime nlp": parsedatetime_tagger,
    "ctparse": ctparse_tagger,
    "timexy": timexy_tagger,
}


def load_scorer(path: Path) -> Any:
    """The TempEval-3 scorer as a module."""
    spec = importlib.util.spec_from_file_location("timex_scorer", path)
    if spec is None or spec.loader is None:
        msg = f"no scorer at {path}; give one with --scorer"
        raise SystemExit(msg)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(name: str, documents: list[dict[str, Any]], scorer: Any) -> Peer | str:
    """A peer with its accuracy and the time of its first pass, or why it has none."""
    try:
        run = PEERS[name]()
        begin = time.process_time()
        system = {d["doc_id"]: {"timexes": run(d["text"], d["dct"])} for d in documents}
    except (ImportError, ValueError) as error:
        return f"| {name} | not run ({type(error).__name__}) | | | |"
    seconds = time.process_time() - begin
    result = scorer.score({d["doc_id"]: d for d in documents}, system)[0]
    told = [result[k] * 100 for k in ("value_f1", "strict_f1", "relaxed_f1")]
    return Peer(name, run, told, [seconds])


def table(names: list[str], documents: list[dict[str, Any]], scorer: Any) -> None:
    """One row for each peer; passes take turns, so that a busy machine slows all."""
    peers = [figures(name, documents, scorer) for name in names]
    for turn in range(3):
        texts = [(f"{d['text']}\n({turn})", d["dct"]) for d in documents]
        for peer in peers:
            if isinstance(peer, str) or peer.seconds[0] > _PATIENCE:
                continue
            start = time.process_time()
            for text, day in texts:
                peer.run(text, day)
            peer.seconds.append(time.process_time() - start)
    size = sum(len(d["text"]) for d in documents)
    print("| | value F1 | strict F1 | relaxed F1 | characters/s |")
    print("| --- | --- | --- | --- | --- |")
    for peer in peers:
        if isinstance(peer, str):
            print(peer)
            continue
        row = " | ".join(f"{f:.1f}" for f in peer.figures)
        print(f"| {peer.name} | {row} | {size / min(peer.seconds):,.0f} |", flush=True)


def growth() -> None:
    """Seconds of processor time for repeats of 50,000 and 100,000 characters."""
    run = dipevents_tagger()
    print(
        "\n| repeated | 50,000 characters | 100,000 | factor |"
        "\n| --- | --- | --- | --- |"
    )
    for piece in HARD:
        seconds = []
        for size in (50_000, 100_000):
            start = time.process_time()
            run(piece * (size // len(piece)), date(2024, 3, 14).isoformat())
            seconds.append(time.process_time() - start)
        small, large = seconds
        figures = f"{small:.2f} s | {large:.2f} s | {large / small:.1f}"
        print(f"| `{piece}` | {figures} |")


def main() -> None:
    """Prints one table for each gold file, then the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument(
        "--scorer", type=Path, default=SHARED / "score" / "timex_scorer.py"
    )
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    options = parser.parse_args()
    files = options.gold or sorted((SHARED / "gold" / "timex").glob("*.jsonl"))
    if not files or not options.scorer.exists():
        msg = "no gold files or scorer; give them as arguments"
        raise SystemExit(msg)
    scorer = load_scorer(options.scorer)
    for file in files:
        documents = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        print(f"\n{file.name}: {len(documents)} documents\n")
        table(options.peers, documents, scorer)
    growth()


if __name__ == "__main__":
    main()
