"""EDTF (ISO 8601-2, as far as the library writes it) and dates handed over."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from dipevents.errors import DateError

if TYPE_CHECKING:
    from dipevents.models.time import DateValue, Granularity

_PART = re.compile(
    r"(?P<year>-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?[?~%]?"
)

_CLOCK = re.compile(r"[0-9]{1,2}:[0-9:.]+|[+-][0-9]{2}:?[0-9]{2}\b")


def span_of_edtf(edtf: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date, inclusive.

    Args:
        edtf: For example ``2025-10-29``, ``2025-10``, ``199X``, ``2021-23`` or
            ``2025-10-28/2025-10-29``; ``..`` or nothing is an open end.

    Returns:
        The two days; None for an open end and for years before 1.

    Raises:
        DateError: The text is not EDTF, or the calendar has no such day.
    """
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        first = None if start in {"", ".."} else _span_of_part(start, edtf)[0]
        last = None if end in {"", ".."} else _span_of_part(end, edtf)[1]
        if first and last and last < first:
            msg = f"{edtf!r} ends before it starts"
            raise DateError(msg)
        return first, last
    return _span_of_part(edtf, edtf)


def _span_of_part(part: str, whole: str) -> tuple[date | None, date | None]:
    match = _PART.fullmatch(part.partition("T")[0])
    if match is None:
        msg = (
            f"{whole!r} is not an EDTF date; write it like 2025-10-29, 2025-10 or 199X"
        )
        raise DateError(msg)
    text, month, day = match["year"], match["month"], match["day"]
    if text.startswith("-") or text == "0000":
        return None, None
    if text.endswith("X"):
        return date(int(text.replace("X", "0")) or 1, 1, 1), date(
            int(text.replace("X", "9")), 12, 31
        )
    year = int(text)
    try:
        if day:
            exact = date(year, int(month), int(day))
            return exact, exact
        if month:
            return _span_of_month(year, int(month))
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        msg = f"{whole!r} is not a date: {error}"
        raise DateError(msg) from error


def _span_of_month(year: int, code: int) -> tuple[date, date]:
    if 21 <= code <= 23:
        start = 3 * (code - 20)
        return date(year, start, 1), date(
            year, start + 2, monthrange(year, start + 2)[1]
        )
    if code == 24:
        return date(year, 1, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])
    if 33 <= code <= 36:
        end = 3 * (code - 32)
        return date(year, end - 2, 1), date(year, end, monthrange(year, end)[1])
    return date(year, code, 1), date(year, code, monthrange(year, code)[1])


def edtf_of_days(first: date, last: date) -> str:
    """The shortest EDTF that spans exactly the days from first to last.

    Args:
        first: First day.
        last: Last day, inclusive.

    Returns:
        A day, month, year or decade where the days are just that, else an interval.

    Raises:
        DateError: The last day is before the first.
    """
    if last < first:
        msg = f"{last} is before {first}"
        raise DateError(msg)
    if first == last:
        return first.isoformat()
    if first.day == 1 and (
        last + timedelta(days=1) if last < date.max else last
    ).day in {1, 31}:
        whole_end = last == date.max or (last + timedelta(days=1)).day == 1
        if whole_end and (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}".zfill(7)
        if whole_end and first.month == 1 and last.month == 12:
            if first.year == last.year:
                return f"{first.year:04d}"
            if first.year % 10 == 0 and last.year == first.year + 9:
                return f"{first.year // 10:03d}X"
    return f"{first.isoformat()}/{last.isoformat()}"


def parse_date(value: str | date | datetime) -> DateValue:
    """A date that a user or a file's metadata gives, checked.

    Args:
        value: A ``date``, a ``datetime``, or text: ISO 8601, EDTF, RFC 2822
            ("Tue, 23 Jul 2024 16:30:00 +0100"), or written out ("23 July 2024",
            "July 3, 2024 4:05 p.m. ET", "23.07.2024").

    Returns:
        The date, with basis ``given``; a year or month alone gives an interval.

    Raises:
        DateError: It is not a date, or the calendar has no such day ("2024-02-30").

    Example:
        >>> parse_date("23 July 2024").edtf
        '2024-07-23'
    """
    if isinstance(value, datetime):
        return _value(value.date().isoformat())
    if isinstance(value, date):
        return _value(value.isoformat())
    text = value.strip()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,+Z-]+", text):
        return _value(text[:10])
    if re.fullmatch(r"(?:19|20)[0-9]{6}(?:T?[0-9]{4,6}Z?)?", text):
        return _value(f"{text[:4]}-{text[4:6]}-{text[6:8]}")
    if re.fullmatch(r"-?[0-9]{3,4}[-0-9X~?%/.]*", text) and not re.search(
        r"[./][0-9]+[./]", text
    ):
        return _value(text)
    return _written(text)


def _value(edtf: str) -> DateValue:
    from dipevents.models.time import DateValue

    first, last = span_of_edtf(edtf)
    return DateValue(
        edtf=edtf,
        earliest=first,
        latest=last,
        granularity=granularity_of_edtf(edtf),
        basis="given",
    )


def granularity_of_edtf(edtf: str) -> Granularity:
    """How fine an EDTF date is.

    Args:
        edtf: The date.
    """
    if "/" in edtf:
        return "interval"
    text = edtf.partition("T")[0].lstrip("-").rstrip("?~%")
    if text.endswith("XX"):
        return "century"
    if text.endswith("X"):
        return "decade"
    if len(text) == 10:
        return "day"
    if len(text) == 7:
        code = int(text[5:])
        return "month" if code <= 12 else "season" if code <= 24 else "quarter"
    return "year"


def _written(text: str) -> DateValue:
    from dipevents.dates.find import find, grammar
    from dipevents.dates.lists import complete_lists
    from dipevents.dates.resolve import Resolver
    from dipevents.dates.view import view_of

    view = view_of(text)
    found = complete_lists(find(view.text, grammar()), view.text)
    full = [
        (item, outcome.period)
        for item, outcome in zip(
            found, Resolver(view.text, found, None, "news").run(), strict=True
        )
        if outcome.anchor == "self" and outcome.period is not None
    ]
    edtf = full[0][1].edtf if full else None
    rest = ""
    if full:
        item = full[0][0]
        rest = _CLOCK.sub("", view.text[: item.start] + view.text[item.end :])
    # Digits left over are those of a day that the calendar does not have.
    if edtf is None or re.search(r"[0-9]", rest):
        msg = f"{text!r} is not a date; write it like 2024-07-23 or 23 July 2024"
        raise DateError(msg)
    return _value(edtf)
