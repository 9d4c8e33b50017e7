"""The day of publication, inferred from the text alone.

Every hint leaves some days and rules out others. What all of them leave is the answer:
a day where one remains, else the interval. Where they leave nothing, the weakest of
those that contradict yields, and the reason says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dipevents.dates.constraint import Constraint
from dipevents.dates.edtf import edtf_of_days, granularity_of_edtf
from dipevents.dates.evidence import constraints
from dipevents.models.span import Span
from dipevents.models.time import DateValue

if TYPE_CHECKING:
    from dipevents.dates.tagging import Read

# Intervals wider than this are not searched day by day.
_WIDEST = 366 * 60
# Hints that are put together at most.
_MOST = 300
_UNKNOWN = "the text does not tell when it came out"


def infer_published(text: str, *, document_id: str | None = None) -> DateValue:
    """The day on which an article came out, as far as its words tell.

    Args:
        text: The article.
        document_id: Put into the evidence.

    Returns:
        A day only where the text leaves one; else an interval, or unknown, with the
        reason. ``evidence`` holds the words that told.

    Example:
        >>> infer_published("OSLO, March 5, 2019 (NTB) - Talks failed.").edtf
        '2019-03-05'
    """
    from dipevents.dates.tagging import read

    return infer_from(read(text), document_id)


@dataclass(frozen=True, slots=True)
class PublicationDays:
    """The days on which an article may have come out, as far as its words tell."""

    first: date | None = None
    """First day; None where open."""
    last: date | None = None
    hints: tuple[Constraint, ...] = ()
    """Those that agree."""

    def allows(self, day: date) -> bool:
        """Whether nothing that the article says rules the day out."""
        inside = (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )
        return inside and _allowed(day, list(self.hints))


def possible_days(text: str) -> PublicationDays:
    """The days that ``infer_published`` leaves, each of which can be asked for.

    Args:
        text: The article.

    Returns:
        All days where the text tells nothing.
    """
    from dipevents.dates.tagging import read

    reading = read(text)
    hints = _distinct(constraints(reading.view.text, reading.found))
    if not hints:
        return PublicationDays()
    kept, _, _, (first, last) = _solve(hints)
    return PublicationDays(first, last, tuple(kept))


def infer_from(reading: Read, document_id: str | None) -> DateValue:
    """As ``infer_published``, of a text already read.

    Args:
        reading: The text with its expressions.
        document_id: Put into the evidence.
    """
    hints = _distinct(constraints(reading.view.text, reading.found))
    if not hints:
        return DateValue(basis="inferred", reason=_UNKNOWN)
    kept, dropped, days, bounds = _solve(hints)
    evidence = tuple(_span(reading, c, document_id) for c in kept[:12])
    notes = "; ".join(dict.fromkeys(c.what for c in kept))
    if dropped:
        notes += "; against that, and weaker: " + "; ".join(c.what for c in dropped)
    if days:
        return _found(days, evidence, notes, kept)
    first, last = _narrowed(bounds, kept)
    if first is None and last is None:
        reason = f"no year is told; {notes}" if notes else _UNKNOWN
        return DateValue(basis="inferred", evidence=evidence, reason=reason)
    edtf = f"{first or '..'}/{last or '..'}"
    return DateValue(
        edtf=edtf,
        earliest=first,
        latest=last,
        granularity="interval",
        basis="inferred",
        evidence=evidence,
        reason=f"only one side is told; {notes}",
    )


def _distinct(hints: list[Constraint]) -> list[Constraint]:
    """Each hint once; of very many the weightiest, so that time grows with length."""
    once = {(c.what, c.weight, c.first, c.last): c for c in reversed(hints)}
    kept = sorted(once.values(), key=lambda c: (c.start, c.end))
    if len(kept) > _MOST:
        heavy = sorted(kept, key=lambda c: -c.weight)[:_MOST]
        kept = sorted(heavy, key=lambda c: (c.start, c.end))
    return kept


def _found(
    days: list[date], evidence: tuple[Span, ...], notes: str, kept: list[Constraint]
) -> DateValue:
    first, last = days[0], days[-1]
    edtf = edtf_of_days(first, last)
    printed = any(c.dateline and c.first is not None for c in kept)
    reason = notes
    if first != last:
        reason = f"more than one day is left; {notes}"
    return DateValue(
        edtf=edtf,
        earliest=first,
        latest=last,
        granularity=granularity_of_edtf(edtf),
        basis="dateline" if printed else "inferred",
        evidence=evidence,
        reason=reason,
    )


_Solution = tuple[
    list[Constraint], list[Constraint], list[date], tuple[date | None, date | None]
]


def _solve(hints: list[Constraint]) -> _Solution:
    """Narrows until nothing changes; where nothing is left, the weakest hint yields."""
    kept, dropped = _settle_datelines(hints)
    while True:
        bounds = _bounds(kept)
        first, last = bounds
        if first is not None and last is not None:
            if (last - first).days > _WIDEST:
                return kept, dropped, [], bounds
            days = [
                day
                for n in range((last - first).days + 1)
                if _allowed(day := first + timedelta(days=n), kept)
            ]
            if days:
                return kept, dropped, days, bounds
        elif first is not None or last is not None or not kept:
            return kept, dropped, [], bounds
        else:
            return kept, dropped, [], (None, None)
        weakest = min(_in_conflict(kept), key=lambda c: c.weight)
        kept = [c for c in kept if c is not weakest]
        dropped.append(weakest)


def _settle_datelines(
    hints: list[Constraint],
) -> tuple[list[Constraint], list[Constraint]]:
    """Of several printed days the first of the best kind counts."""
    printed = [c for c in hints if c.dateline and c.first is not None]
    if len({c.first for c in printed}) < 2:
        return list(hints), []
    best = max(printed, key=lambda c: (c.weight, -c.start))
    out = [c for c in hints if c not in printed or c.first == best.first]
    return out, [c for c in printed if c.first != best.first]


def _narrowed(
    bounds: tuple[date | None, date | None], kept: list[Constraint]
) -> tuple[date | None, date | None]:
    """A single end, moved to the first day that all hints allow."""
    first, last = bounds
    if first is not None and last is None:
        for n in range(_WIDEST):
            if _allowed(day := first + timedelta(days=n), kept):
                return day, None
    if last is not None and first is None:
        for n in range(_WIDEST):
            if _allowed(day := last - timedelta(days=n), kept):
                return None, day
    return bounds


def _bounds(kept: list[Constraint]) -> tuple[date | None, date | None]:
    firsts = [c.first for c in kept if c.first is not None]
    lasts = [c.last for c in kept if c.last is not None]
    return max(firsts, default=None), min(lasts, default=None)


def _allowed(day: date, kept: list[Constraint]) -> bool:
    return all(c.allows(day) for c in kept if c.allows is not None)


def _in_conflict(kept: list[Constraint]) -> list[Constraint]:
    """Where the interval itself is empty, only its two ends quarrel."""
    first, last = _bounds(kept)
    if first is not None and last is not None and last < first:
        return [c for c in kept if c.first == first or c.last == last]
    return [c for c in kept if c.allows is not None] or kept


def _span(reading: Read, c: Constraint, document_id: str | None) -> Span:
    back = reading.view.back
    start, end = back(c.start), back(c.end)
    return Span(
        document_id=document_id, start=start, end=end, text=reading.given[start:end]
    )
