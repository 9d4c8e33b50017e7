"""A person's decisions on events whose reports are never all in one memory.

Each part of a corpus gets the decisions that name something in it. What a merge names
lies in any part: its reports share a key, by which they are brought together.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dipevents.link import corrected_reports, keys_of, without_effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dipevents.models import Correction, Event, Skipped

_MERGE = "merged by hand: "


class Decided:
    """Corrections, looked up by the documents that they name.

    Args:
        corrections: In the order they were made.
    """

    def __init__(self, corrections: Sequence[Correction] = ()) -> None:
        self._all = tuple(corrections)
        self._naming: dict[str, set[int]] = defaultdict(set)
        self._merges: dict[tuple[str, str, int], list[int]] = defaultdict(list)
        for number, correction in enumerate(self._all):
            for key in (key for group in correction.groups for key in group):
                self._naming[key.document_id].add(number)
                if correction.action == "merge":
                    named = key.document_id, key.type, key.trigger_start
                    self._merges[named].append(number)

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self._all)

    def naming(self, documents: Iterable[str]) -> list[Correction]:
        """Those that name one of the documents, in the order they were made.

        Args:
            documents: Ids.
        """
        none: set[int] = set()
        found = none.union(*(self._naming.get(one, none) for one in set(documents)))
        return [self._all[number] for number in sorted(found)]

    def corrected(self, event: Event) -> Event | None:
        """A report with what a person settled about it; None where it is rejected.

        Args:
            event: An event as one document tells it.
        """
        if not (decisions := self.naming(m.document_id for m in event.mentions)):
            return event
        return next(iter(corrected_reports([event], decisions)), None)

    def merge_keys(self, event: Event) -> list[str]:
        """What the report shares with those that a person made one event with it.

        Args:
            event: An event as one document tells it.
        """
        if not self._merges:
            return []
        found = {n for key in keys_of(event) for n in self._merges.get(key, ())}
        return [f"{_MERGE}{number}" for number in sorted(found)]

    def without_effect(self, events: Iterable[Event]) -> list[Skipped]:
        """Those that name nothing of a run.

        Args:
            events: All of the run, as each document alone tells them; read one at a
                time.
        """
        if not self:
            return []
        named = (e for e in events if self.naming(m.document_id for m in e.mentions))
        return without_effect(named, self._all)


def is_merged(key: str) -> bool:
    """Whether a key says that all reports with it are one event.

    Args:
        key: A key of a block.
    """
    return key.startswith(_MERGE)
