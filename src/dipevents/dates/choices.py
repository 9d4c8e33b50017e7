"""Which of the periods that share a name is meant, and how periods are moved."""

from __future__ import annotations

from datetime import date

from dipevents.dates.cues import is_reporting
from dipevents.dates.partial import Partial
from dipevents.dates.periods import (
    Period,
    move_days,
    nth_weekday,
    of_day,
    period,
    valid_day,
)

# Months by which a bare month may lie behind (ahead of) the last one told before the
# year is taken to have turned.
LEAP = 6
TURN_AHEAD = 7
TURN_BACK = 7


# Words after which no date behind is meant, however far off the next one is.
_SURELY_AHEAD = frozenset({"until", "will", "'ll", "shall"})
# Days within which a date ahead is likelier than the same date of last year, where
# the clause only says when something was announced.
CLOSE = 100


def x_value(p: Partial) -> str:
    """The TIMEX3 value of a period of which nothing is known but its unit.

    Args:
        p: The partial date.
    """
    unit = p.grain
    tail = f"T{p.part}" if p.part else ""
    return {
        "year": "XXXX",
        "month": "XXXX-XX",
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "quarter": "XXXX-QX",
        "decade": "XXX",
        "century": "XX",
    }.get(unit, "XXXX-XX-XX") + tail


def with_time(value: str, p: Partial) -> str:
    """A day's value with the clock time or part of the day that the words add.

    Args:
        value: TIMEX3 value of the day.
        p: The partial date.
    """
    if p.clock:
        return f"{value}T{p.clock}"
    if p.part:
        return f"{value}T{p.part}"
    return value


def fits(base: Period, unit: str) -> bool:
    """Whether a period is fine enough to count that unit from it.

    Args:
        base: The period.
        unit: The unit to be counted.
    """
    order = {
        "day": 0,
        "week": 1,
        "weekend": 1,
        "month": 2,
        "season": 3,
        "quarter": 3,
        "half": 4,
        "year": 5,
    }
    return order.get(base.unit, 6) <= order.get(unit, 6)


def as_unit(base: Period, unit: str) -> Period | None:
    """The period of that unit around another one."""
    if unit == base.unit:
        return base
    if unit == "year":
        return Period("year", base.year)
    if unit in {"decade", "century"} and base.year <= 0:
        # Before Christ they are kept by a year inside them: 487 BC is of the 480s BC.
        return Period(unit, base.year)
    if unit == "decade":
        return Period("decade", base.year // 10 * 10)
    if unit == "century":
        return Period("century", base.year // 100 * 100)
    if unit == "millennium":
        return Period("millennium", base.year // 1000 * 1000)
    if unit == "month" and base.unit == "day":
        return Period("month", base.year, base.index)
    if base.first is None:
        return None
    return period(unit, base.first)


def add(base: Period, unit: str, count: int) -> Period | None:
    """The same day so many units away."""
    if unit in {"day", "week"}:
        moved = move_days(base.first, count * (7 if unit == "week" else 1))
        return of_day(moved) if moved else None
    months = count * {
        "month": 1,
        "quarter": 3,
        "year": 12,
        "decade": 120,
        "century": 1200,
    }.get(unit, 12)
    month = Period("month", base.year, base.index).shifted(months)
    for day in range(base.day, base.day - 4, -1):
        if valid_day(month.year, month.index, day):
            return Period("day", month.year, month.index, day)
    return None


def nth_part(month: Period, nth: int, unit: str) -> Period | None:
    """The nth week, weekend or day of a month."""
    first, last = month.first, month.last
    if first is None or last is None:
        return None
    if unit == "day":
        day = last.day if nth < 0 else nth
        return (
            Period("day", month.year, month.index, day)
            if valid_day(month.year, month.index, day)
            else None
        )
    if unit == "weekend":
        saturday = nth_weekday(month.year, month.index, 6, nth)
        return period("weekend", saturday) if saturday else None
    day_of = last if nth < 0 else move_days(first, 7 * (nth - 1))
    return period("week", day_of) if day_of and day_of <= last else None


def edge_of_year(year: int, side: int, unit: str) -> Period | None:
    """The first or last such unit of a year.

    Args:
        year: The year.
        side: 1 for the first, -1 for the last.
        unit: ``day``, ``week``, ``weekend``, ``month`` or ``quarter``.
    """
    if unit == "day":
        return Period("day", year, *((1, 1) if side > 0 else (12, 31)))
    if unit == "month":
        return Period("month", year, 1 if side > 0 else 12)
    if unit == "quarter":
        return Period("quarter", year, 1 if side > 0 else 4)
    month = Period("month", year, 1 if side > 0 else 12)
    return nth_part(month, side, unit)


def distance(told: Period, now: date) -> float:
    """Signed days from now to the nearest day of a period; 0 inside it."""
    first, last = told.first, told.last
    if first is None or last is None:
        return 1e9
    if first <= now <= last:
        return 0
    return (first - now).days if first > now else (last - now).days


def picked(pick: str, options: list[Period], now: date) -> Period:
    """The period that "last", "next" or "this" picks among those of one name.

    Args:
        pick: The word.
        options: The periods, in order of time.
        now: Day of publication.
    """
    today = of_day(now).key()
    if pick == "last":
        behind = [o for o in options if o.last and o.last < now]
        return behind[-1] if behind else options[0]
    if pick == "next":
        ahead = [o for o in options if o.first and o.first > now]
        return ahead[0] if ahead else options[-1]
    this = [o for o in options if o.year == today[0]]
    return this[0] if this else options[-1]


def _year_back(closest: Period, behind: Period, now: date) -> bool:
    """A day that is a month ahead is not told as that of nearly a year ago."""
    return 0 < distance(closest, now) <= 35 and distance(behind, now) < -320


def by_tense(
    told: str | None,
    word: str,
    options: list[Period],
    now: date,
    noun: bool = False,
    said: bool = False,
) -> tuple[Period, str]:
    """The period that the clause means among those of one name, and why.

    Args:
        told: Tense of the clause.
        word: The word that tells it.
        options: The periods, in order of time.
        now: Day of publication.
        noun: It stands before a noun, as in "set a May 3 deadline".
        said: It stands right behind a verb of reporting.
    """
    behind = [o for o in options if o.first and o.first <= now]
    ahead = [o for o in options if o.last and o.last >= now]
    closest = min(options, key=lambda o: (abs(distance(o, now)), o.key()))
    near = abs(distance(closest, now)) <= CLOSE
    if told == "past" and behind and noun and _year_back(closest, behind[-1], now):
        return closest, "the closest one"
    if told == "past" and behind and (said or not (near and is_reporting(word))):
        return behind[-1], f"the clause looks back: {word}"
    if told == "future" and ahead:
        # Seen from far off, a date behind is likelier than one that is a year ahead.
        far = distance(ahead[0], now) > 300 and closest is not ahead[0]
        if far and word not in _SURELY_AHEAD:
            return closest, "the closest one"
        return ahead[0], f"the clause looks ahead: {word}"
    return closest, "the closest one"
