"""A partial date within a year or another period, and what comes of it."""

from __future__ import annotations

from dipevents.dates.choices import edge_of_year, nth_part, with_time, x_value
from dipevents.dates.named_days import named_days
from dipevents.dates.outcome import AnchorKind, Outcome, Told
from dipevents.dates.partial import Partial
from dipevents.dates.periods import (
    SEASONS,
    Period,
    move_days,
    nth_weekday,
    of_day,
    period,
    valid_day,
)


def within(p: Partial, year: int) -> Period | None:
    """The partial's fields within a year; None if the calendar has no such day.

    Args:
        p: The partial date.
        year: Astronomical year.
    """
    told: Period | None
    if p.edge is not None:
        told = edge_of_year(year, *p.edge)
    elif p.named_day:
        told = next(iter(named_days(p.named_day, year)), None)
    elif p.nth is not None and p.weekday is not None and p.month is not None:
        day = nth_weekday(year, p.month, p.weekday, p.nth)
        told = of_day(day) if day else None
    elif p.nth_unit is not None and p.month is not None:
        told = nth_part(Period("month", year, p.month), p.nth or 1, p.nth_unit)
    elif p.month is not None and p.day is not None:
        ok = valid_day(year, p.month, p.day)
        told = Period("day", year, p.month, p.day) if ok else None
    elif p.month is not None:
        told = Period("month", year, p.month)
    elif p.season is not None:
        told = Period("season", year, SEASONS[p.season])
    elif p.quarter is not None:
        told = Period("quarter", year, 4 if p.quarter < 0 else p.quarter)
    elif p.half is not None:
        told = Period("half", year, p.half)
    else:
        told = Period("year", year)
    return shifted(p, told)


def all_within(p: Partial, year: int) -> list[Period]:
    """As ``within``; a feast of the moon year may fall twice into one year.

    Args:
        p: The partial date.
        year: Astronomical year.
    """
    if p.named_day and not p.shift:
        return list(named_days(p.named_day, year))
    told = within(p, year)
    return [] if told is None else [told]


def shifted(p: Partial, told: Period | None) -> Period | None:
    """The week around a day, or the day so many days away, as the words ask.

    Args:
        p: The partial date.
        told: The period that its other fields give.
    """
    if told is None:
        return None
    if p.week_of and told.first:
        told = period(p.week_of, told.first)
    if p.shift:
        moved = move_days(told.first, p.shift)
        told = of_day(moved) if moved else told
    return told


def finer(p: Partial, base: Period) -> Period | None:
    """The partial's finer fields within a period found by relation.

    Args:
        p: The partial date.
        base: The period.
    """
    if base.unit == "year" and (
        p.month is not None
        or p.season
        or p.quarter is not None
        or p.half is not None
        or p.named_day
        or p.edge
    ):
        return within(p, base.year)
    if base.unit == "month" and base.index:
        if p.nth is not None and p.weekday is not None:
            day = nth_weekday(base.year, base.index, p.weekday, p.nth)
            return of_day(day) if day else None
        if p.nth_unit is not None:
            return nth_part(base, p.nth or 1, p.nth_unit)
        if p.day is not None:
            ok = valid_day(base.year, base.index, p.day)
            return Period("day", base.year, base.index, p.day) if ok else None
    if base.unit == "week" and p.weekday is not None and base.first:
        moved = move_days(base.first, p.weekday - 1)
        return of_day(moved) if moved else None
    return base


def unknown(p: Partial, reason: str) -> Outcome:
    """An outcome that keeps its holes.

    Args:
        p: The partial date.
        reason: Why it stays unknown.
    """
    value = p.underspecified() or "XXXX-XX-XX"
    if ":" in value and not p.clock:
        value = x_value(p)
    return Outcome(p.type, value, p.mod, part=p.part, clock=p.clock, reason=reason)


def resolved(
    p: Partial, told: Period, kind: AnchorKind, before: Told | None = None
) -> Outcome:
    """An outcome that is known.

    Args:
        p: The partial date.
        told: What it means.
        kind: What it was counted from.
        before: The date told before, where that is it.
    """
    return Outcome(
        p.type,
        with_time(told.value, p),
        p.mod,
        told,
        p.part,
        p.clock,
        kind,
        before,
    )
