"""What the words alone say: a date with holes in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Base = Literal["now", "told", "either", "event"]
"""What a relation counts from: the day of publication, a date told before, whichever
of them the style of the text prefers, or an event that the text names."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A period counted from an anchor: one week before, the same month."""

    unit: str
    count: int | None
    """Signed number of units; None for "some"."""
    base: Base
    direction: int = 0
    """Sign where the count is None."""
    exact: bool = False
    """Counted to the day: "two years ago today"."""
    number: float | None = None
    """The number as told, where it is not whole."""
    of_year: int | None = None
    """The year in which the same period lies: "the same quarter of 2012"."""
    year_back: bool = False
    """The same period a year before: "the same month a year ago"."""


@dataclass(frozen=True, slots=True)
class Partial:
    """Fields as far as the words give them; all else is for the resolver."""

    type: str = "DATE"
    value: str | None = None
    """A value that needs no anchor: a duration, a set, a vague reference."""
    mod: str | None = None
    year: int | None = None
    """Astronomical: 1 BC is 0."""
    decade: int | None = None
    century: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week_of: str | None = None
    """The week or weekend in which the day lies."""
    edge: tuple[int, str] | None = None
    """The first (1) or last (-1) such unit of a year."""
    nth: int | None = None
    nth_unit: str | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    named_day: str | None = None
    pick: str | None = None
    """``last``, ``next``, ``this``, ``told``, ``told-next``, ``told-last``: which of
    the days, months or seasons of that name."""
    relation: Relation | None = None
    ambiguous: tuple[int, int] | None = None
    """Month and day the other way round, for 03/04/2019."""
    today: bool = False
    """Told by "today", "tonight", "this morning": the writer's own day."""
    only: str | None = None
    """The style in which alone it counts as a time expression."""
    aside: bool = False
    """Told in passing: later dates are not counted from it."""
    shift: int = 0
    """Days to add at the end: "the day before ..."."""

    @property
    def complete(self) -> bool:
        """Nothing has to be added from outside."""
        return (
            self.year is not None or self.decade is not None or self.century is not None
        )

    @property
    def grain(self) -> str:
        """The finest calendar field that is there."""
        if self.day is not None or self.weekday is not None or self.named_day:
            return "day"
        if self.week_of or self.nth_unit:
            return "week"
        if self.edge:
            return self.edge[1]
        if self.month is not None:
            return "month"
        if self.season:
            return "season"
        if self.quarter is not None:
            return "quarter"
        if self.half is not None:
            return "half"
        if self.year is not None:
            return "year"
        if self.relation is not None:
            return self.relation.unit
        return "none"

    def underspecified(self) -> str | None:
        """The words in TIMEX3 notation with X for what they leave out."""
        if self.complete or self.value is not None:
            return None
        if self.relation is not None and self.grain == self.relation.unit:
            base = "previous" if self.relation.base == "told" else "published"
            count = self.relation.count
            sign = "+" if self.relation.direction > 0 else "-"
            steps = sign + "X" if count is None else f"{count:+d}"
            return f"{base}:{self.relation.unit}{steps}"
        text = None
        if self.named_day:
            text = f"XXXX:{self.named_day}"
        elif self.month is not None:
            text = f"XXXX-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        elif self.day is not None:
            text = f"XXXX-XX-{self.day:02d}"
        elif self.weekday is not None:
            text = f"XXXX-WXX-{self.weekday}"
        elif self.season:
            text = f"XXXX-{self.season}"
        elif self.quarter is not None:
            text = f"XXXX-Q{self.quarter}"
        elif self.half is not None:
            text = f"XXXX-H{self.half}"
        if self.clock:
            return (text or "XXXX-XX-XX") + f"T{self.clock}"
        if self.part:
            return (text or "XXXX-XX-XX") + f"T{self.part}"
        return text


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in the text (positions in the view), not yet resolved."""

    start: int
    end: int
    partial: Partial
    rule: str
