"""A long run: from any source to a folder of shards, taken up again where it ended."""

from __future__ import annotations

import errno
import json
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipevents.errors import RunError
from dipevents.ingest import IdSet, iter_articles
from dipevents.pipeline import Options, Pipeline
from dipevents.streams.batch import Limits
from dipevents.streams.decided import Decided
from dipevents.streams.shard_linking import linked_events
from dipevents.streams.shards import Shards, locked, write_json, write_whole
from dipevents.streams.stream import BATCH_SIZE, code, without_doubles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dipevents.ingest import Article
    from dipevents.models import Event, Skipped
    from dipevents.streams.batch import Task
    from dipevents.streams.outcome import Outcome
    from dipevents.streams.shards import Done, ShardWriter

FORMAT = "1"
"""Raised when a folder of an earlier version cannot be taken up."""
SHARD_SIZE = 500
"""Articles of a shard: what is lost at most when a run is killed."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run has done."""

    articles: int
    """Articles of the source."""
    coded: int
    """Articles coded by this call; the others were done before."""
    events: int
    """Events in ``events.jsonl``."""
    failures: int
    """Failures in ``failures.jsonl``."""
    unused: tuple[Skipped, ...] = ()
    """Corrections that name nothing in this run."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is done."""

    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=Limits)
    encoding: str | None = None
    batch_size: int = BATCH_SIZE
    n_process: int = 1
    shard_size: int = SHARD_SIZE


def run(
    source: Any,
    folder: Path,
    settings: Settings,
    *,
    resume: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> RunReport:
    """Code all articles of a source into a folder.

    Args:
        source: As for :func:`dipevents.parse_corpus`; when a run is taken up, the same
            articles in the same order, to which others may have been added.
        folder: Made where it is not there.
        settings: How the run is done.
        resume: Take up what is in the folder; an empty one is begun.
        progress: Called with the number of articles done, those of earlier calls
            included.

    Returns:
        What was done.

    Raises:
        RunError: The folder holds another run, or one and ``resume`` is not asked for;
            the source has changed; the disk is full.
        IngestError: There is no such source.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            return _Run(source, folder, settings).go(resume, progress)
    except OSError as error:
        what = error.strerror or str(error)
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        hint = "; make room and take the run up again" if full else ""
        msg = f"{error.filename or folder}: {what}{hint}"
        raise RunError(msg) from error


class _Run:
    """One call of :func:`run`."""

    def __init__(self, source: Any, folder: Path, settings: Settings) -> None:
        self._source = source
        self._folder = folder
        self._settings = settings
        self._shards = Shards(folder)
        if settings.shard_size < 1:
            msg = f"shard_size is {settings.shard_size}; it must be at least 1"
            raise RunError(msg)

    def go(
        self, resume: bool, progress: Callable[[int, int | None], None] | None
    ) -> RunReport:
        self._claim(resume)
        done = self._shards.finished()
        if done and done[-1].articles < self._settings.shard_size:
            # The source may have grown since: its last shard is made again.
            self._shards.remove(done.pop().number)
        before = sum(d.articles for d in done)
        self._remove_beyond(len(done))
        coded = 0
        for coded, _ in enumerate(self._write(done, before), 1):
            if progress is not None:
                progress(before + coded, None)
        return self._finish(before + coded, coded)

    def _claim(self, resume: bool) -> None:
        """See that the folder is ours, or make it so."""
        mine = self._manifest()
        path = self._folder / "manifest.json"
        if not path.exists():
            others = [p.name for p in self._folder.iterdir() if p.name != ".lock"]
            others = [name for name in others if not name.startswith("manifest.json")]
            if others:
                msg = f"{self._folder} holds other files ({sorted(others)[0]}, ...)"
                raise RunError(msg)
            write_json(path, mine)
            return
        if not resume:
            msg = (
                f"{self._folder} holds a run already; take it up with resume "
                "(--resume), or write to another folder"
            )
            raise RunError(msg)
        try:
            theirs = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            msg = f"{path} is broken: {error}"
            raise RunError(msg) from error
        changed = [k for k in mine if theirs.get(k) != mine[k]]
        if changed:
            was, now = theirs.get(changed[0]), mine[changed[0]]
            msg = (
                f"{self._folder} holds a run with another {changed[0]} ({was!r}, now "
                f"{now!r}): its shards would not go together; write to another folder"
            )
            raise RunError(msg)

    def _manifest(self) -> dict[str, Any]:
        settings = self._settings
        made_by = Pipeline(settings.options).provenance().model_dump(mode="json")
        # How shards are linked and corrected at the end changes nothing in them.
        made_by["options"].pop("link", None)
        made_by["options"].pop("corrections", None)
        return {
            "format": FORMAT,
            "schema_version": made_by.pop("schema_version"),
            "provenance": made_by,
            "source": _named(self._source),
            "encoding": settings.encoding,
            "max_chars": settings.limits.max_chars,
            "shard_size": settings.shard_size,
        }

    def _remove_beyond(self, number: int) -> None:
        for path in self._shards.folder.glob("*.done.json"):
            if int(path.name.partition(".")[0]) >= number:
                self._shards.remove(int(path.name.partition(".")[0]))

    def _write(self, done: list[Done], before: int) -> Iterator[Outcome]:
        """Code what is left, shard by shard."""
        settings = self._settings
        seen = IdSet()
        for shard in done:
            for number in shard.ids:
                seen.add_fingerprint(number)
        articles = iter_articles(
            self._source,
            encoding=settings.encoding,
            max_chars=settings.limits.max_chars,
        )
        outcomes = code(
            _left(articles, done),
            replace(settings.options, link=False),
            settings.limits,
            batch_size=settings.batch_size,
            n_process=settings.n_process,
        )
        strict = settings.options.on_error == "raise"
        writer: ShardWriter | None = None
        count = 0
        try:
            for outcome in without_doubles(outcomes, seen, strict=strict):
                if writer is None:
                    number = (before + count) // settings.shard_size
                    writer = self._shards.writer(number)
                writer.add(outcome)
                count += 1
                if (before + count) % settings.shard_size == 0:
                    writer.close()
                    writer = None
                yield outcome
            if writer is not None:
                writer.close()
                writer = None
        finally:
            if writer is not None:
                writer.abandon()

    def _finish(self, articles: int, coded: int) -> RunReport:
        failures = write_whole(self._folder / "failures.jsonl", self._shards.failures())
        options = self._settings.options
        decided = Decided(options.corrections)
        events: Iterable[Event]
        if options.link is True:
            scratch = self._folder / "linking"
            events = linked_events(self._shards, scratch, options.corrections)
        elif options.link:
            events = Pipeline(options).linked(self._shards.told())
        else:
            settled = map(decided.corrected, self._shards.events())
            events = (event for event in settled if event is not None)
        count = write_whole(self._folder / "events.jsonl", events)
        unused = tuple(decided.without_effect(self._shards.events()))
        return RunReport(articles, coded, count, failures, unused)


def _left(articles: Iterator[Article], done: list[Done]) -> Iterator[Task]:
    """What the finished shards do not cover; and whether they covered the same."""
    position = 0
    for shard in done:
        own = islice(articles, shard.articles)
        first = last = None
        for last in own:
            first = first or last
            position += 1
        names = (first.name if first else "", last.name if last else "")
        if names != (shard.first, shard.last):
            msg = (
                f"the source is not what it was: shard {shard.number} goes from "
                f"{shard.first} to {shard.last}, now it would from {names[0]} to "
                f"{names[1]}; write to another folder"
            )
            raise RunError(msg)
    for article in articles:
        yield position, article
        position += 1


def _named(source: Any) -> list[str]:
    """The source as the manifest tells it: paths, or of what kind it is."""
    if isinstance(source, str | Path):
        return [str(source)]
    if isinstance(source, list) and all(isinstance(s, Path) for s in source):
        return [str(s) for s in source]
    return [f"<{type(source).__name__}>"]
