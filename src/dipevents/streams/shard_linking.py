"""Linking the shards of a long run: at once where they fit, in blocks where not."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from hashlib import blake2b
from typing import IO, TYPE_CHECKING

from dipevents.link import link_reports
from dipevents.models import Document, Event
from dipevents.streams.blocks import (
    Groups,
    block_keys,
    cut,
    linked_group,
    links_of_block,
)
from dipevents.streams.decided import Decided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dipevents.models import Correction
    from dipevents.streams.blocks import Report
    from dipevents.streams.shards import Shards

AT_ONCE = 50_000
"""Reports that are linked in one go; more are linked in blocks."""
_OPEN_FILES = 200


def linked_events(
    shards: Shards,
    scratch: Path,
    corrections: Sequence[Correction] = (),
    *,
    at_once: int = AT_ONCE,
) -> Iterator[Event]:
    """The events of finished shards, linked.

    Args:
        shards: The shards.
        scratch: A folder that is made where blocks are needed, and removed again.
        corrections: What a person decided; it holds against everything else.
        at_once: The most reports that are linked in one go.

    Returns:
        Events; in order of time where they were linked at once, else group by group.
    """
    count = sum(done.events for done in shards.finished())
    if count <= at_once:
        told = [(d, e) for d, e in shards.told() if e]
        events = (event for _, own in told for event in own)
        documents = [document for document, _ in told]
        return iter(link_reports(events, documents, corrections).events)
    parts = min(2 + 8 * count // at_once, _OPEN_FILES)
    return _in_blocks(shards, scratch, parts, Decided(corrections))


def _in_blocks(
    shards: Shards, scratch: Path, parts: int, decided: Decided
) -> Iterator[Event]:
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield from _grouped(shards, scratch, parts, decided)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _grouped(
    shards: Shards, scratch: Path, parts: int, decided: Decided
) -> Iterator[Event]:
    groups = Groups()
    spread = _Spread(scratch, "blocks", parts)
    for report in _reports(shards, decided):
        spread.add(block_keys(report[1], report[2], decided), report)
    for key, block in spread.blocks():
        for one, other in links_of_block(key, block):
            groups.join(one, other)
    spread = _Spread(scratch, "groups", parts)
    for report in _reports(shards, decided):
        spread.add([str(groups.first(report[0]))], report)
    for _, group in spread.blocks():
        yield from linked_group(group, decided)


def _reports(shards: Shards, decided: Decided) -> Iterator[Report]:
    number = 0
    for document, events in shards.told():
        for told in events:
            event = decided.corrected(told)
            if event is not None:
                yield number, event, cut(document, [event])
            number += 1


class _Spread:
    """Reports by key, on disk, in parts of which one at a time fits into memory."""

    def __init__(self, folder: Path, name: str, parts: int) -> None:
        self._paths = [folder / f"{name}-{part}.jsonl" for part in range(parts)]
        self._files: list[IO[str]] = [
            p.open("w", encoding="utf-8") for p in self._paths
        ]

    def add(self, keys: list[str], report: Report) -> None:
        """Put a report under each of its keys."""
        number, event, document = report
        packed = [number, event.model_dump_json(), document.model_dump_json()]
        by_part: dict[int, list[str]] = defaultdict(list)
        for key in keys:
            by_part[_spread(key, len(self._files))].append(key)
        for part, own in by_part.items():
            self._files[part].write(json.dumps([own, *packed]) + "\n")

    def blocks(self) -> Iterator[tuple[str, list[Report]]]:
        """Every key with all its reports, part by part; the parts are removed."""
        for file in self._files:
            file.close()
        for path in self._paths:
            yield from self._blocks_of(path)
            path.unlink()

    def _blocks_of(self, path: Path) -> Iterator[tuple[str, list[Report]]]:
        by_key: dict[str, list[Report]] = defaultdict(list)
        with path.open(encoding="utf-8") as file:
            for line in file:
                keys, number, event, document = json.loads(line)
                report = (
                    number,
                    Event.model_validate_json(event),
                    Document.model_validate_json(document),
                )
                for key in keys:
                    by_key[key].append(report)
        for key in sorted(by_key):
            yield key, by_key[key]


def _spread(key: str, parts: int) -> int:
    digest = blake2b(key.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "little") % parts
