"""What an expression turns out to mean, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dipevents.dates.periods import Period

AnchorKind = Literal["published", "previous", "event", "self", "none"]


@dataclass(slots=True)
class Told:
    """A date that the text told, and where."""

    period: Period
    start: int
    end: int


@dataclass(slots=True)
class Outcome:
    """What an expression means."""

    type: str
    value: str
    mod: str | None = None
    period: Period | None = None
    part: str | None = None
    clock: str | None = None
    anchor: AnchorKind = "none"
    told: Told | None = None
    rejected: list[tuple[str, str]] = field(default_factory=list)
    span: tuple[date, date] | None = None
    reason: str | None = None
