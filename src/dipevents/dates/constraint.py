"""One hint about the day on which a text came out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dipevents.dates.partial import Found


@dataclass(frozen=True, slots=True)
class Constraint:
    """One hint: the days that it leaves, how much it weighs, and where it stands."""

    what: str
    """In words, to follow "because": ``"the 31st" is told as past``."""
    weight: int
    """The weaker one yields where two contradict each other."""
    start: int
    end: int
    first: date | None = None
    """First day that it allows; None if open."""
    last: date | None = None
    allows: Callable[[date], bool] | None = None
    """A test for single days, where an interval does not say it all."""
    dateline: bool = False


def quote(text: str, item: Found) -> str:
    """The words of an expression in quotation marks.

    Args:
        text: The text of the view.
        item: The expression.
    """
    return f'"{text[item.start : item.end]}"'
