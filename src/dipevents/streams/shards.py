"""A folder of results that is whole at every moment: shards, each written at once.

    out/manifest.json                what the run is: source, options, versions
    out/shards/000000.events.jsonl   what each document alone tells
    out/shards/000000.documents.jsonl
    out/shards/000000.failures.jsonl
    out/shards/000000.done.json      written last: the shard counts only with it
    out/events.jsonl                 the events, linked; written after all shards
    out/failures.jsonl               all failures

Every file is written under another name, forced to the disk and renamed. Whatever ends
a run (a signal, a full disk, a power cut) leaves whole shards and one unfinished one,
which is made again.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pydantic import Field, ValidationError

from dipevents.errors import RunError
from dipevents.ingest import fingerprint
from dipevents.models import Document, Event
from dipevents.models.span import Record
from dipevents.streams.outcome import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dipevents.streams.outcome import Outcome

_UNFINISHED = ".unfinished"


class Done(Record):
    """What a finished shard holds."""

    number: int = Field(ge=0)
    """Which shard it is."""
    articles: int = Field(ge=0)
    """Articles of the source that it covers."""
    events: int = Field(ge=0)
    """Events in it."""
    failures: int = Field(ge=0)
    """Failures in it."""
    first: str = Field()
    """Name of its first article, to see that the source is still the same."""
    last: str = Field()
    """Name of its last article."""
    ids: tuple[int, ...] = Field(default=())
    """Fingerprints of the ids of its documents."""


class Shards:
    """The shards of a folder.

    Args:
        folder: The folder of the run.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "shards"

    def finished(self) -> list[Done]:
        """The finished shards without a gap, in order; what lies beyond is removed.

        Raises:
            RunError: A file that tells of a finished shard is broken.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"*{_UNFINISHED}"):
            left.unlink()
        found: list[Done] = []
        while (path := self._path(len(found), "done.json")).exists():
            try:
                found.append(Done.model_validate_json(path.read_bytes()))
            except ValidationError as error:
                msg = f"{path} is broken; remove it, and its shard is made again"
                raise RunError(msg) from error
        return found

    def remove(self, number: int) -> None:
        """Take a shard back: first its mark, then its files."""
        for kind in ("done.json", "events.jsonl", "documents.jsonl", "failures.jsonl"):
            self._path(number, kind).unlink(missing_ok=True)

    def writer(self, number: int) -> ShardWriter:
        """What fills one shard."""
        return ShardWriter(self, number)

    def events(self) -> Iterator[Event]:
        """The events of all shards, in order, one read at a time."""
        return map(Event.model_validate_json, self._lines("events.jsonl"))

    def documents(self) -> Iterator[Document]:
        """The documents of all shards; the text only of those that tell events."""
        return map(Document.model_validate_json, self._lines("documents.jsonl"))

    def failures(self) -> Iterator[Failure]:
        """The failures of all shards, in order."""
        return map(Failure.model_validate_json, self._lines("failures.jsonl"))

    def told(self) -> Iterator[tuple[Document, list[Event]]]:
        """Each document of all shards with its events, in order."""
        events = self.events()
        ahead = next(events, None)
        for document in self.documents():
            own: list[Event] = []
            while ahead and ahead.mentions[0].document_id == document.id:
                own.append(ahead)
                ahead = next(events, None)
            yield document, own

    def _lines(self, kind: str) -> Iterator[bytes]:
        number = 0
        while self._path(number, "done.json").exists():
            with self._path(number, kind).open("rb") as file:
                yield from file
            number += 1

    def _path(self, number: int, kind: str) -> Path:
        return self.folder / f"{number:06d}.{kind}"


class ShardWriter:
    """Fills one shard; nothing of it counts before :meth:`close`."""

    def __init__(self, shards: Shards, number: int) -> None:
        self._shards = shards
        self._number = number
        self._names: list[str] = []
        self._ids: list[int] = []
        self._counts = {"events": 0, "failures": 0}
        kinds = ("events.jsonl", "documents.jsonl", "failures.jsonl")
        self._files = {k: _Unfinished(shards._path(number, k)) for k in kinds}

    def add(self, outcome: Outcome) -> None:
        """Write what one article gave."""
        self._names.append(outcome.name)
        document = outcome.document
        if document is not None:
            self._ids.append(fingerprint(document.id))
            if not outcome.events:
                # Linking reads the texts of those that tell something.
                update = {"text": "", "spans": (), "metadata": {}}
                document = document.model_copy(update=update)
            self._files["documents.jsonl"].write([document])
        self._files["events.jsonl"].write(outcome.events)
        self._files["failures.jsonl"].write(outcome.failures)
        self._counts["events"] += len(outcome.events)
        self._counts["failures"] += len(outcome.failures)

    def close(self) -> Done:
        """The shard is whole: make it count."""
        for file in self._files.values():
            file.finish()
        done = Done(
            number=self._number,
            articles=len(self._names),
            first=self._names[0],
            last=self._names[-1],
            ids=tuple(self._ids),
            **self._counts,
        )
        mark = _Unfinished(self._shards._path(self._number, "done.json"))
        mark.write([done])
        mark.finish()
        return done

    def abandon(self) -> None:
        """Remove what was written of it, which also gives back room on a full disk."""
        for file in self._files.values():
            file.abandon()


class _Unfinished:
    """A file under another name until it is whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._other = path.with_name(path.name + _UNFINISHED)
        self._file: IO[bytes] = self._other.open("wb")

    def write(self, records: Iterable[Record]) -> None:
        for record in records:
            self._file.write(record.model_dump_json().encode() + b"\n")

    def write_lines(self, lines: Iterable[bytes]) -> None:
        self._file.writelines(lines)

    def finish(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._other.replace(self._path)
        _sync_folder(self._path.parent)

    def abandon(self) -> None:
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._other.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Force the names of a folder to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(path: Path, records: Iterable[Record]) -> int:
    """Write records as JSON Lines; the file appears only when it is whole.

    Args:
        path: Where to; an existing file is replaced.
        records: The records, read one at a time.

    Returns:
        How many there were.
    """
    file = _Unfinished(path)
    count = 0
    try:
        for record in records:
            file.write([record])
            count += 1
        file.finish()
    except BaseException:
        file.abandon()
        raise
    return count


def write_json(path: Path, content: object) -> None:
    """Write one JSON object; the file appears only when it is whole.

    Args:
        path: Where to; an existing file is replaced.
        content: What to write.
    """
    file = _Unfinished(path)
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    file.write_lines([text.encode("utf-8", "replace"), b"\n"])
    file.finish()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second run out of the folder; the lock dies with the process.

    Args:
        folder: The folder of the run.

    Raises:
        RunError: Another run is at work there.
    """
    try:
        import fcntl
    except ImportError:  # a system without such locks
        yield
        return
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            msg = f"{folder}: another run is writing there"
            raise RunError(msg) from error
        yield
