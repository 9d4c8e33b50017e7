"""The days on which a holiday or other named day falls in a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dipevents.dates.periods import (
    Period,
    easter,
    julian_easter,
    nth_weekday,
    period,
)
from dipevents.lexicons.date_rules import date_rules, movable_days


@cache
def _rules() -> dict[str, tuple[str, int]]:
    return {d.id: (d.rule, d.length) for d in date_rules().named_days}


@cache
def named_days(name: str, year: int) -> tuple[Period, ...]:
    """The days, or runs of days, of that name in a year.

    Args:
        name: Id of the named day in the lexicon.
        year: 1 to 9998.

    Returns:
        In order of time; mostly one, two where the moon year allows it, none where the
        year has none or it is not known.
    """
    if not 1 <= year <= 9998:
        return ()
    rule, length = _rules()[name]
    kind, *rest = rule.split()
    if kind == "table":
        return _from_table(year, rest, length)
    day = _computed(kind, rest, year)
    return (_lasting(day, length),) if day is not None else ()


def _lasting(first: date, length: int) -> Period:
    if length == 7 and first.isoweekday() == 1:
        return period("week", first)
    unit = "day" if length == 1 else "days"
    return Period(unit, first.year, first.month, first.day, length)


def _from_table(year: int, rest: list[str], length: int) -> tuple[Period, ...]:
    table, offset = movable_days(), timedelta(days=int(rest[1]))
    out = []
    for told in table[rest[0]]:
        if not year - 1 <= told.year <= year + 1:
            continue
        first = told + offset
        if first.year != year:
            continue
        if len(rest) > 2:
            end = next((d for d in table[rest[2]] if d > first), None)
            if end is None:
                continue
            length = (end - first).days
        out.append(_lasting(first, length))
    return tuple(out)


def _computed(kind: str, rest: list[str], year: int) -> date | None:
    numbers = [int(n) for n in rest] if kind != "day" else []
    match kind:
        case "easter":
            return easter(year) + timedelta(days=numbers[0])
        case "julian-easter":
            return julian_easter(year) + timedelta(days=numbers[0])
        case "nth":
            nth, weekday, month = numbers
            return nth_weekday(year, month, weekday, nth)
        case "nth-thursday-plus":
            nth, month, more = numbers
            day = nth_weekday(year, month, 4, nth)
            return day + timedelta(days=more) if day else None
        case "last":
            weekday, month = numbers
            return nth_weekday(year, month, weekday, -1)
        case "after":
            nth, weekday, month = numbers
            day = nth_weekday(year, month, weekday, nth)
            return day + timedelta(days=1) if day else None
        case "day":
            return date.fromisoformat(rest[0])
    month, day_of_month = map(int, kind.split("-"))
    return date(year, month, day_of_month)


def single_day(name: str) -> date | None:
    """The one day of history that a name stands for ("D-Day"), else None.

    Args:
        name: Id of the named day.
    """
    rule = _rules()[name][0]
    return date.fromisoformat(rule.split()[1]) if rule.startswith("day ") else None
