"""What a single group of a match says: a year, a month, a time of day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dipevents.dates.numbers import number, ordinal
from dipevents.lexicons.date_rules import DateRule, date_rules

_DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
    "noughties": 0,
}
# Two-digit years: below the pivot they are of this century.
_PIVOT = 50


@lru_cache(maxsize=256)
def word_of(kind: str, text: str) -> int | str | None:
    """The number or code of a word of the lists of words; None where it is in none."""
    text = text.lower().replace("-", "")
    table = date_rules().words[kind]
    if kind in {"month", "weekday"}:
        return table.get(text[:3])
    return table.get(text) or table.get(text.removesuffix("s"))


@lru_cache(maxsize=256)
def mod_of(text: str) -> str | None:
    """The TIMEX3 modifier behind words such as "early" or "the end of".

    Args:
        text: The words.
    """
    text = text.lower()
    if re.search(r"begin|start|onset|opening|early|earlier|first half", text):
        return "START"
    if re.search(r"mid", text):
        return "MID"
    if re.search(r"late|end|clos|final|\blast\b|(?:second|latter) half", text):
        return "END"
    return None


def year_of(groups: Mapping[str, str]) -> int | None:
    """The year, astronomical (1 BC is 0); None where no group tells one."""
    if text := groups.get("year"):
        return int(text)
    if text := groups.get("adyear"):
        return int(text)
    if text := groups.get("bcyear"):
        era = groups.get("era", "").upper()
        return 1 - int(text) if era.startswith("B") else int(text)
    if text := groups.get("yy"):
        return int(text) + (2000 if int(text) < _PIVOT else 1900)
    return None


def day_of(groups: Mapping[str, str]) -> int | None:
    """The day of the month, told by figure or word."""
    if text := groups.get("day"):
        return ordinal(text)
    if text := groups.get("dayword"):
        return ordinal(text)
    return None


def month_of(groups: Mapping[str, str]) -> int | None:
    """The month, 1 to 12, told by figure or name."""
    if "mnum" in groups:
        return int(groups["mnum"])
    for name in ("month", "monthname", "surely"):
        if name in groups:
            found = word_of("month", groups[name])
            return found if isinstance(found, int) else None
    return None


def decade_of(groups: Mapping[str, str]) -> int | None:
    """First year of the decade; before Christ, a year inside it."""
    if text := groups.get("decade"):
        return int(text) * 10
    if text := groups.get("decadeyy"):
        return 1900 + 10 * int(text) if int(text) >= 3 else 2000 + 10 * int(text)
    if text := groups.get("decadeword"):
        tens = _DECADES[text.lower()]
        return 1900 + 10 * tens if tens else 2000
    if text := groups.get("bcdecade"):
        start = int(text)
        # The 480s BC run from 489 to 480; the year kept is one inside them.
        return 1 - start if groups.get("era", "").upper().startswith("B") else start
    return None


def century_of(rule: DateRule, groups: Mapping[str, str]) -> int | None:
    """A year of the century: the first one, or before Christ the middle."""
    if rule.set.get("unit") != "century":
        return None
    word = groups.get("centuryword") or groups.get("ordinal", "")
    nth = ordinal(word)
    if nth is None or nth < 1:
        return None
    if groups.get("era", "").upper().startswith("B"):
        return 1 - 100 * (nth - 1) - 50
    return 100 * (nth - 1)


def clock_of(groups: Mapping[str, str]) -> str | None:
    """The time of day as ``HH:MM``; None where it is none."""
    if word := groups.get("clockword"):
        return "24:00" if word.lower() == "midnight" else "12:00"
    hour = int(groups["hour"]) if "hour" in groups else None
    minute = int(groups.get("minute") or 0)
    half = groups.get("ampm", "").lower()[:1]
    if word := groups.get("hourword"):
        told = number(word)
        hour = int(told) if told is not None else None
        if past := groups.get("past", "").lower():
            minute = 30 if "half" in past else 15
            if "to" in past and hour is not None:
                hour, minute = hour - 1, 45
        half = {"m": "a", "a": "p", "e": "p", "n": "p"}.get(
            groups.get("part", " ").lower()[0], ""
        )
    if hour is None or hour > 24:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"
