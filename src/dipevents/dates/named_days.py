"""The day on which a holiday or other named day falls in a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dipevents.dates.periods import easter, nth_weekday
from dipevents.lexicons.date_rules import date_rules


@cache
def _rules() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {d.id: (d.rule, d.days) for d in date_rules().named_days}


def named_day(name: str, year: int) -> date | None:
    """The day of that name in a year; None where the year has none or it is not known.

    Args:
        name: Id of the named day in the lexicon.
        year: 1 to 9998.
    """
    if not 1 <= year <= 9998:
        return None
    rule, days = _rules()[name]
    kind, *numbers = rule.split()
    if kind == "easter":
        return easter(year) + timedelta(days=int(numbers[0]))
    if kind == "nth":
        nth, weekday, month = map(int, numbers)
        return nth_weekday(year, month, weekday, nth)
    if kind == "last":
        weekday, month = map(int, numbers)
        return nth_weekday(year, month, weekday, -1)
    if kind == "after":
        nth, weekday, month = map(int, numbers)
        day = nth_weekday(year, month, weekday, nth)
        return day + timedelta(days=1) if day else None
    if kind == "table":
        return next(
            (date.fromisoformat(d) for d in days if d.startswith(f"{year:04d}-")), None
        )
    if kind == "day":
        return date.fromisoformat(numbers[0])
    month, day_of_month = map(int, kind.split("-"))
    return date(year, month, day_of_month)


def single_day(name: str) -> date | None:
    """The one day of history that a name stands for ("D-Day"), else None.

    Args:
        name: Id of the named day.
    """
    rule = _rules()[name][0]
    return date.fromisoformat(rule.split()[1]) if rule.startswith("day ") else None
