"""A person's decisions on linked events, in a file that survives new runs.

Decisions are kept by the places in the documents that tell of an event, not by the
event's id: these places stay, whatever else is linked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from pydantic import ValidationError

from dipevents.dates import parse_date
from dipevents.errors import CorrectionError
from dipevents.models import Correction, ReportKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dipevents.models import DateValue, Event


class Corrections(Sequence[Correction]):
    """Decisions in the order they were made; a later one outweighs an earlier one.

    Nothing is changed in place: every method that adds a decision gives back a new
    list.

    Args:
        decisions: The decisions.

    Example:
        >>> import dipevents
        >>> text = "Kenya and Ghana signed a pact in Accra."
        >>> (event,) = dipevents.extract_events(text)
        >>> fixes = dipevents.Corrections().date(event, "2031-05-04", note="AO")
        >>> (event,) = dipevents.extract_events(text, corrections=fixes)
        >>> event.date.edtf
        '2031-05-04'
    """

    __slots__ = ("_decisions",)

    def __init__(self, decisions: Iterable[Correction] = ()) -> None:
        self._decisions = tuple(decisions)

    @overload
    def __getitem__(self, index: int) -> Correction: ...
    @overload
    def __getitem__(self, index: slice) -> Corrections: ...
    def __getitem__(self, index: int | slice) -> Correction | Corrections:
        if isinstance(index, slice):
            return Corrections(self._decisions[index])
        return self._decisions[index]

    def __len__(self) -> int:
        return len(self._decisions)

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._decisions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corrections) and self._decisions == other._decisions

    def __hash__(self) -> int:
        return hash(self._decisions)

    def __repr__(self) -> str:
        return f"<{len(self)} corrections>"

    # -- decisions

    def accept(self, event: Event, *, note: str = "") -> Corrections:
        """The event is right: its confidence is 1 from now on.

        Args:
            event: An event of a result.
            note: Who decided it, and why.
        """
        return self._with(Correction(action="accept", groups=(keys(event),), note=note))

    def reject(self, event: Event, *, note: str = "") -> Corrections:
        """The event is none: all places that tell of it are left out.

        Args:
            event: An event of a result.
            note: Who decided it, and why.
        """
        return self._with(Correction(action="reject", groups=(keys(event),), note=note))

    def merge(self, *events: Event, note: str = "") -> Corrections:
        """The events are one.

        Args:
            events: Two or more events of a result.
            note: Who decided it, and why.

        Raises:
            CorrectionError: Fewer than two events are given.
        """
        if len(events) < 2:
            msg = "merge takes two events or more"
            raise CorrectionError(msg)
        group = tuple(key for event in events for key in keys(event))
        return self._with(Correction(action="merge", groups=(group,), note=note))

    def split(self, event: Event, *documents: str, note: str = "") -> Corrections:
        """What some documents tell is another event than what the others do.

        Args:
            event: An event that several documents tell.
            documents: Ids of those that tell of the other event.
            note: Who decided it, and why.

        Raises:
            CorrectionError: All of the event's documents are named, or none.
        """
        apart = tuple(k for k in keys(event) if k.document_id in documents)
        rest = tuple(k for k in keys(event) if k.document_id not in documents)
        if not apart or not rest:
            told = ", ".join(sorted({k.document_id for k in keys(event)}))
            msg = f"name some, not all, of the documents of {event.id!r}: {told}"
            raise CorrectionError(msg)
        return self._with(Correction(action="split", groups=(rest, apart), note=note))

    def date(self, event: Event, right: str, *, note: str = "") -> Corrections:
        """The event took place then.

        Args:
            event: An event of a result.
            right: The right date in EDTF.
            note: Who decided it, and why.

        Raises:
            DateError: ``right`` is no date.
        """
        parse_date(right)
        return self._with(
            Correction(action="date", groups=(keys(event),), date=right, note=note)
        )

    def _with(self, decision: Correction) -> Corrections:
        return Corrections((*self._decisions, decision))

    # -- files

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the decisions as JSON Lines, one on each line.

        Args:
            path: Where to; an existing file is replaced.

        Raises:
            CorrectionError: The path cannot be written.
        """
        lines = "".join(f"{d.model_dump_json()}\n" for d in self._decisions)
        try:
            Path(path).write_text(lines, "utf-8")
        except OSError as error:
            msg = f"cannot write {os.fspath(path)}: {error}"
            raise CorrectionError(msg) from error

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Corrections:
        """The decisions of a file that :meth:`save` wrote.

        Args:
            path: The file.

        Raises:
            CorrectionError: It cannot be read, or a line of it is no correction.
        """
        try:
            # Not splitlines(): JSON allows U+2028 and kin inside a string.
            lines = Path(path).read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            msg = f"cannot read {os.fspath(path)}: {error}"
            raise CorrectionError(msg) from error
        decisions = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                decisions.append(Correction.model_validate_json(line))
            except ValidationError as error:
                msg = f"{os.fspath(path)}, line {number} is no correction: {error}"
                raise CorrectionError(msg) from error
        return cls(decisions)


def decisions_of(
    corrections: Corrections | str | os.PathLike[str] | None,
) -> tuple[Correction, ...]:
    """The decisions, read where a file is named.

    Args:
        corrections: Decisions, the file that keeps them, or None.

    Raises:
        CorrectionError: The file cannot be read.
    """
    if corrections is None:
        return ()
    if isinstance(corrections, Corrections):
        return tuple(corrections)
    return tuple(Corrections.load(corrections))


def keys(event: Event) -> tuple[ReportKey, ...]:
    """What tells of an event, one key for each report.

    Args:
        event: An event as one document or as several tell it.
    """
    return tuple(
        ReportKey(
            document_id=report.mentions[0].document_id,
            type=report.type,
            trigger_start=report.mentions[0].trigger_start,
        )
        for report in event.reports or (event,)
    )


def right_date(decision: Correction) -> DateValue:
    """The date that a person gave.

    Args:
        decision: One with a date.
    """
    note = f": {decision.note}" if decision.note else ""
    update = {"basis": "given", "reason": f"corrected by hand{note}"}
    return parse_date(decision.date or "").model_copy(update=update)
