"""Other languages, and what the grammar does not know: dateparser behind our extents.

The only module that imports dateparser. It is asked with one language at a time, never
guesses languages, always counts from the given anchor, and what it returns is trimmed
to an extent, checked against the words, and turned into the library's own records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from dipevents.dates.periods import Period, of_day, period, valid_day
from dipevents.errors import DateError
from dipevents.lexicons.date_rules import foreign_languages, foreign_words
from dipevents.models.time import Anchor, DateValue, TimeExpression


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: str
    told: str = ""
    """What the lexicon says of a counted period, or of the word beside a weekday."""
    day: str = ""
    """The weekday beside that word."""


def foreign_expressions(
    text: str,
    languages: Sequence[str],
    anchor: DateValue | None,
    document_id: str | None,
    found: list[TimeExpression],
) -> list[TimeExpression]:
    """The expressions of other languages, added to those already found.

    Args:
        text: The text as given.
        languages: ISO 639-1 codes other than ``en``.
        anchor: Day of publication.
        document_id: Put into the results.
        found: What the English grammar found; where both found something, the longer
            stretch wins.

    Returns:
        All expressions in order, none overlapping another.

    Raises:
        DateError: A language is not one that can be read.
    """
    known = foreign_languages()
    unknown = [code for code in languages if code not in known]
    if unknown:
        msg = (
            f"no date words for {', '.join(unknown)}; there are en, {', '.join(known)}"
        )
        raise DateError(msg)
    now = anchor.earliest if anchor and anchor.earliest == anchor.latest else None
    extra: list[TimeExpression] = []
    for code in languages:
        for hit in _hits(text, code):
            made = _expression(text, hit, code, now, document_id)
            if made is not None:
                extra.append(made)
    return _merged(found, extra)


def _hits(text: str, code: str) -> Iterator[_Hit]:
    for kind, pattern, told in _patterns(code):
        for match in pattern.finditer(text):
            day = match["day"] if kind == "which" else ""
            yield _Hit(match.start(), match.end(), kind, told, day)


@cache
def _patterns(code: str) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    words = foreign_words(code)
    days = "|".join(sorted(words.weekdays, key=len, reverse=True))
    relative = "|".join(words.relative)
    if words.dates:
        dates = "|".join(words.dates)
        start = end = ""
    else:
        months = "|".join((*words.months, *words.months_alone))
        of, tail = words.of, words.after_year
        year = r"[12][0-9]{3}"
        day = r"[0-9]{1,2}(?:er|\.|º)?"
        dates = (
            rf"(?:\b(?:{days}),? (?:den |le |el )?)?"
            rf"\b{day}{of}(?:{months})(?:{of}{year}\b{tail})?"
            rf"|\b(?:{months}){of}{year}\b{tail}"
        )
        # Arabic writes "and" as a letter in front of the word.
        start = r"(?<![^\Wو])" if code == "ar" else r"(?<!\w)"
        end = r"(?!\w)"
    flags = re.IGNORECASE

    def edged(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"{start}(?:{pattern}){end}", flags)

    counted = [("counted", edged(p), told) for p, told in words.counted.items()]
    which = [
        ("which", edged(p.replace("{day}", f"(?P<day>{days})")), told)
        for p, told in words.which.items()
    ]
    alone = "|".join(words.months_alone or words.months)
    month = rf"{words.before_month}(?:{alone})(?!\w| {{1,3}}[0-9])"
    before = words.before_month
    bare = [("month", re.compile(month, flags), "")] if before else []
    return (
        ("date", re.compile(dates, flags), ""),
        *bare,
        ("relative", edged(relative), ""),
        *counted,
        *which,
        ("weekday", edged(days), ""),
    )


def _expression(
    text: str, hit: _Hit, code: str, now: date | None, document_id: str | None
) -> TimeExpression | None:
    words = text[hit.start : hit.end]
    whole = bool(re.search(r"[12][0-9]{3}", words))
    fields: dict[str, Any] = {
        "document_id": document_id,
        "start": hit.start,
        "end": hit.end,
        "text": words,
        "type": "DATE",
        "rule": f"dateparser:{code}",
    }
    if now is None and not whole:
        return TimeExpression(
            **fields, value="XXXX-XX-XX", reason="the day of publication is unknown"
        )
    told = _told(hit, code, now) if hit.told else _parsed(words, code, hit.kind, now)
    if told is None:
        return None
    return TimeExpression(
        **fields,
        value=told.value,
        edtf=told.edtf,
        earliest=told.first,
        latest=told.last,
        granularity=told.unit,
        anchor=Anchor(kind="self")
        if whole
        else Anchor(kind="published", value=now.isoformat() if now else None),
    )


def _told(hit: _Hit, code: str, now: date | None) -> Period | None:
    """What the lexicon says: a unit and how many of it away, or which weekday."""
    if now is None:
        return None
    if hit.told in {"last", "next"}:
        number = foreign_words(code).weekdays[hit.day.lower()]
        if hit.told == "last":
            return of_day(now).shifted(-((now.isoweekday() - number) % 7 or 7))
        return of_day(now).shifted((number - now.isoweekday()) % 7 or 7)
    unit, count = hit.told.split()
    told = period(unit, now).shifted(int(count))
    if hit.day and told.first is not None:
        number = foreign_words(code).weekdays[hit.day.lower()]
        return of_day(told.first).shifted(number - 1)
    return told


def _parsed(words: str, code: str, kind: str, now: date | None) -> Period | None:
    from dateparser.date import DateDataParser

    if kind == "weekday":
        return _weekday(words, code, now) if now is not None else None
    if kind == "month":
        return _month(words, code, now) if now is not None else None
    if kind == "date" and (match := _CJK.fullmatch(words)):
        return _written(match, now)
    if kind == "date" and (read := _named(words, code, now)) is not None:
        return read
    # dateparser wants an aware or naive base; days only, so no zone is involved.
    base = datetime.combine(now or date(2000, 1, 1), time())
    parser = DateDataParser(
        languages=[code],
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "current_period",
            "DATE_ORDER": "DMY",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    data = parser.get_date_data(
        _with_digits(words, code) if kind == "relative" else words
    )
    if data is None or data.date_obj is None:
        return None
    day = data.date_obj.date()
    if data.period == "year":
        return Period("year", day.year)
    if data.period == "month":
        return Period("month", day.year, day.month)
    if data.period == "week":
        iso = day.isocalendar()
        return Period("week", iso.year, iso.week)
    if now is not None and kind == "date" and not re.search(r"[12][0-9]{3}", words):
        day = _closest_year(day, now)
    return of_day(day)


def _with_digits(words: str, code: str) -> str:
    numbers = foreign_words(code).numbers
    if not numbers:
        return words
    if foreign_words(code).dates:
        for word, number in numbers.items():
            words = words.replace(word, str(number))
        return words
    return " ".join(str(numbers.get(w.lower(), w)) for w in words.split(" "))


# Year, month and day as Chinese, Japanese and Korean write them.
_CJK = re.compile(
    r"(?:(?P<year>[0-9]{4}) ?[年년] ?)?(?:(?P<month>[0-9]{1,2}) ?[月월] ?)?"
    r"(?:(?P<day>[0-9]{1,2}) ?[日号號일])?"
)


def _written(match: re.Match[str], now: date | None) -> Period | None:
    year, month, day = (int(match[g]) if match[g] else None for g in (1, 2, 3))
    if month is None:
        return Period("year", year) if year is not None else None
    return _of_numbers(year, month, day, now)


def _of_numbers(
    year: int | None, month: int, day: int | None, now: date | None
) -> Period | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return Period("month", year, month) if year is not None else None
    if not valid_day(2000 if year is None else year, month, day):
        return None
    if year is not None:
        return Period("day", year, month, day)
    if now is None:
        return None
    years = (now.year - 1, now.year, now.year + 1)
    days = [date(y, month, day) for y in years if valid_day(y, month, day)]
    closest = min(days, key=lambda d: abs((d - now).days), default=None)
    return of_day(closest) if closest else None


def _month(words: str, code: str, now: date) -> Period:
    """The month of that name that is closest to the day of publication."""
    here = Period("month", now.year, now.month)
    ahead = (_month_number(words, code) - now.month) % 12
    return here.shifted(ahead if ahead <= 6 else ahead - 12)


def _month_number(words: str, code: str) -> int:
    """1 to 12 for the first month that the words name, 0 where they name none."""
    known, words = foreign_words(code), words.lower()
    for names in (known.months, known.months_alone):
        order = list(dict.fromkeys(_SAME_MONTH.get(n, n) for n in names))
        for name in sorted(names, key=len, reverse=True):
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
                return order.index(_SAME_MONTH.get(name, name)) + 1
    return 0


def _named(words: str, code: str, now: date | None) -> Period | None:
    """Day and month, with or without weekday and year."""
    year = re.search(r"[12][0-9]{3}", words)
    day = re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", words)
    month = _month_number(words, code)
    if not month:
        return None
    return _of_numbers(
        int(year[0]) if year else None, month, int(day[0]) if day else None, now
    )


# Second names of a month.
_SAME_MONTH = {"jänner": "januar", "setiembre": "septiembre"}


def _weekday(words: str, code: str, now: date) -> Period:
    """The most recent such day, the day of publication included, as in English."""
    number = foreign_words(code).weekdays[words.lower()]
    back = (now.isoweekday() - number) % 7
    return of_day(date.fromordinal(now.toordinal() - back))


def _closest_year(day: date, now: date) -> date:
    options = []
    for year in (now.year - 1, now.year, now.year + 1):
        try:
            options.append(day.replace(year=year))
        except ValueError:
            continue
    return min(options, key=lambda d: abs((d - now).days), default=day)


def _merged(
    found: list[TimeExpression], extra: list[TimeExpression]
) -> list[TimeExpression]:
    ranked = sorted(
        [*found, *extra], key=lambda x: (x.start - x.end, x.rule.startswith("date"))
    )
    taken = bytearray(max((x.end for x in ranked), default=0))
    out: list[TimeExpression] = []
    for item in ranked:
        if taken.find(1, item.start, item.end) < 0:
            taken[item.start : item.end] = b"\x01" * (item.end - item.start)
            out.append(item)
    return sorted(out, key=lambda x: x.start)
