"""Periods of the calendar: their TIMEX3 values, EDTF, days, and neighbours."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

SEASONS = {"SP": 1, "SU": 2, "FA": 3, "WI": 4}
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week, month, season, quarter, half, year, decade or century.

    ``year`` is astronomical (1 BC is 0); for decades and centuries it is their first
    year. ``index`` is the month, week, quarter or half; ``day`` the day of the month.
    """

    unit: str
    year: int
    index: int = 0
    day: int = 0
    length: int = 1
    """How many days, for a run of days."""

    @property
    def month(self) -> int | None:
        """Number of the month, where the period lies within one."""
        if self.unit in {"month", "day", "days"}:
            return self.index
        if self.unit in {"week", "weekend"}:
            first = self.first
            return first.month if first else None
        return None

    @property
    def first(self) -> date | None:
        """First day; None before the year 1 or after 9999."""
        return self._days()[0]

    @property
    def last(self) -> date | None:
        """Last day, inclusive."""
        return self._days()[1]

    def _days(self) -> tuple[date | None, date | None]:
        if not 1 <= self.year <= MAXYEAR - 1:
            return None, None
        try:
            return self._span()
        except (ValueError, OverflowError):
            return None, None

    def _span(self) -> tuple[date, date]:
        y, i = self.year, self.index
        match self.unit:
            case "day":
                return date(y, i, self.day), date(y, i, self.day)
            case "days":
                first = date(y, i, self.day)
                return first, first + timedelta(days=self.length - 1)
            case "week":
                return date.fromisocalendar(y, i, 1), date.fromisocalendar(y, i, 7)
            case "weekend":
                return date.fromisocalendar(y, i, 6), date.fromisocalendar(y, i, 7)
            case "month":
                return date(y, i, 1), date(y, i, monthrange(y, i)[1])
            case "quarter":
                return date(y, 3 * i - 2, 1), date(y, 3 * i, monthrange(y, 3 * i)[1])
            case "half":
                return date(y, 6 * i - 5, 1), date(y, 6 * i, 30 if i == 1 else 31)
            case "season":
                return _season_days(y, i)
        years = {"decade": 10, "century": 100, "millennium": 1000}.get(self.unit, 1)
        return date(max(y, 1), 1, 1), date(y + years - 1, 12, 31)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.year < 1:
            year = f"BC{1 - self.year:04d}"
            if self.unit == "decade":
                return year[:5]
            if self.unit == "century":
                return year[:4]
        else:
            year = f"{self.year:04d}"
        match self.unit:
            case "day":
                return f"{year}-{self.index:02d}-{self.day:02d}"
            case "days":
                first, last = self._days()
                return f"{first}/{last}"
            case "week":
                return f"{year}-W{self.index:02d}"
            case "weekend":
                return f"{year}-W{self.index:02d}-WE"
            case "month":
                return f"{year}-{self.index:02d}"
            case "quarter":
                return f"{year}-Q{self.index}"
            case "half":
                return f"{year}-H{self.index}"
            case "season":
                return f"{year}-{_season_code(self.index)}"
            case "decade":
                return year[:3]
            case "century":
                return year[:2]
            case "millennium":
                return year[:1]
        return year

    @property
    def edtf(self) -> str | None:
        """The same in EDTF; None for a year of more than four digits."""
        if not -9999 <= self.year < MAXYEAR:
            return None
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        match self.unit:
            case "day" | "month" | "year":
                return self.value if self.year >= 1 else year + self.value[6:]
            case "season":
                return f"{year}-{20 + self.index}"
            case "quarter":
                return f"{year}-{3 * self.index - 2:02d}/{year}-{3 * self.index:02d}"
            case "half":
                return f"{year}-{6 * self.index - 5:02d}/{year}-{6 * self.index:02d}"
            case "decade":
                return f"{year[:3]}X" if self.year >= 1 else None
            case "century":
                return f"{year[:2]}XX" if self.year >= 1 else None
            case "millennium":
                return f"{year[:1]}XXX" if self.year >= 1 else None
        first, last = self._days()
        return f"{first}/{last}" if first and last else None

    def shifted(self, count: int) -> Period:
        """The period so many of its own units later (earlier, if negative).

        Args:
            count: Number of units.
        """
        match self.unit:
            case "day":
                moved = move_days(self.first, count)
                return of_day(moved) if moved else self
            case "week" | "weekend":
                moved = move_days(self.first, 7 * count)
                return period(self.unit, moved) if moved else self
            case "month" | "quarter" | "half" | "season":
                size = {"month": 12, "quarter": 4, "half": 2, "season": 4}[self.unit]
                at = self.year * size + self.index - 1 + count
                return Period(self.unit, at // size, at % size + 1)
        years = {"decade": 10, "century": 100, "millennium": 1000}.get(self.unit, 1)
        return Period(self.unit, self.year + years * count)

    def key(self) -> tuple[int, int, int]:
        """For putting periods in order of time."""
        month = {
            "quarter": 3 * self.index - 2,
            "half": 6 * self.index - 5,
            "season": 3 * self.index,
        }.get(self.unit)
        if self.unit in {"week", "weekend"}:
            first = self.first
            return (first.year, first.month, first.day) if first else (self.year, 0, 0)
        return self.year, self.index if month is None else month, self.day


def _season_code(index: int) -> str:
    return ("SP", "SU", "FA", "WI")[index - 1]


def _season_days(year: int, index: int) -> tuple[date, date]:
    start, end = _SEASON_MONTHS[_season_code(index)]
    if end < start:
        # The winter of a year may mean its first weeks or its last ones.
        return date(year, 1, 1), date(year + 1, end, monthrange(year + 1, end)[1])
    return date(year, start, 1), date(year, end, monthrange(year, end)[1])


def move_days(day: date | None, count: int) -> date | None:
    """The day so many days later; None outside the calendar.

    Args:
        day: A day, or None.
        count: Number of days.
    """
    if day is None:
        return None
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def of_day(day: date) -> Period:
    """The period of one day.

    Args:
        day: The day.
    """
    return Period("day", day.year, day.month, day.day)


def period(unit: str, day: date) -> Period:
    """The period of that unit in which a day lies.

    Args:
        unit: ``day``, ``week``, ``month`` ...
        day: The day.
    """
    match unit:
        case "day" | "night":
            return of_day(day)
        case "week" | "weekend":
            iso = day.isocalendar()
            return Period(unit, iso.year, iso.week)
        case "month":
            return Period("month", day.year, day.month)
        case "quarter":
            return Period("quarter", day.year, (day.month + 2) // 3)
        case "half":
            return Period("half", day.year, (day.month + 5) // 6)
        case "season":
            if day.month == 12:
                return Period("season", day.year, 4)
            return Period(
                "season", day.year - (day.month < 3), (day.month - 3) % 12 // 3 + 1
            )
        case "decade":
            return Period("decade", day.year // 10 * 10)
        case "century":
            return Period("century", day.year // 100 * 100)
        case "millennium":
            return Period("millennium", day.year // 1000 * 1000)
    return Period("year", day.year)


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day (years BC have leap years by the same rule).

    Args:
        year: Astronomical year.
        month: 1 to 12.
        day: Day of the month.
    """
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= monthrange(year % 400 + 2000, month)[1]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm).

    Args:
        year: 1 to 9999.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def julian_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, in the Gregorian calendar (Meeus).

    Args:
        year: 1 to 9998.
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    ahead = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=ahead)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month; -1 for the last; None where there is none.

    Args:
        year: The year.
        month: The month.
        weekday: 1 for Monday to 7 for Sunday.
        nth: 1 to 5, or -1.
    """
    if not 1 <= year < MAXYEAR:
        return None
    length = monthrange(year, month)[1]
    if nth < 0:
        last = date(year, month, length)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    day = 1 + (weekday - date(year, month, 1).isoweekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= length else None
