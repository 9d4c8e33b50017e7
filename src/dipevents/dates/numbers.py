"""Numbers, ordinals, units and durations, as words or digits."""

from __future__ import annotations

import re
from functools import lru_cache

from dipevents.lexicons.date_rules import date_rules

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
        "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
        "nineteenth twentieth".split(),
        1,
    )
} | {
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "last": -1,
    "final": -1,
    "latter": 2,
    "latest": -1,
}
_LETTERS = {
    "second": ("S", 1, True),
    "minute": ("M", 1, True),
    "hour": ("H", 1, True),
    "day": ("D", 1, False),
    "night": ("D", 1, False),
    "week": ("W", 1, False),
    "weekend": ("D", 2, False),
    "fortnight": ("W", 2, False),
    "month": ("M", 1, False),
    "quarter": ("M", 3, False),
    "year": ("Y", 1, False),
    "decade": ("Y", 10, False),
    "century": ("Y", 100, False),
    "millennium": ("Y", 1000, False),
}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The number that the words or digits say; None where they say none.

    Args:
        text: ``seven``, ``twenty-three``, ``2 1/2``, ``1,200``, ``three dozen``.
    """
    text = text.lower().strip().replace(",", "")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        value = float(text)
        return int(value) if value.is_integer() else value
    if match := re.fullmatch(r"([0-9]+)(?: ?([½¼¾])| ([1-3])/([2-4]))", text):
        whole = int(match[1])
        extra = _FRACTIONS[match[2]] if match[2] else int(match[3]) / int(match[4])
        return whole + extra
    total: float = 0
    for word in re.split(r"[ -]", text):
        if word == "and":
            continue
        if word in {"a", "an", "another"}:
            total += 1
        elif word == "hundred":
            total = (total or 1) * 100
        elif word == "thousand":
            total = (total or 1) * 1000
        elif word == "dozen":
            total = (total or 1) * 12
        elif word in _NUMBERS:
            total += _NUMBERS[word]
        else:
            return None
    return total or None


def ordinal(text: str) -> int | None:
    """The number of an ordinal: ``third``, ``twenty-first``, ``28th``; last is -1.

    Args:
        text: The word.
    """
    text = text.lower()
    if match := re.match(r"[0-9]+", text):
        return int(match[0])
    if text in _ORDINALS:
        return _ORDINALS[text]
    tens, _, ones = text.partition("-")
    if tens in _NUMBERS and ones in _ORDINALS:
        return _NUMBERS[tens] + _ORDINALS[ones]
    return None


@lru_cache(maxsize=256)
def unit_of(text: str) -> str:
    """The unit that a word names: ``yrs`` is year, ``centuries`` century.

    Args:
        text: The word.
    """
    text = text.lower()
    if text.startswith("second") or text.startswith("sec"):
        return "second"
    if text.startswith("weekend"):
        return "weekend"
    if text.startswith("min"):
        return "minute"
    for stem, unit in date_rules().words["unit"].items():
        if text.startswith(stem):
            return str(unit)
    return text


@lru_cache(maxsize=256)
def approx_of(text: str) -> str | None:
    """The TIMEX3 modifier behind "about", "more than", "at least" and the like.

    Args:
        text: The words.
    """
    text = text.lower()
    for words, mod in (
        (("more than", "over", "well over", "just over"), "MORE_THAN"),
        (("less than", "fewer than", "under", "just under", "barely"), "LESS_THAN"),
        (("nearly", "almost", "close to"), "LESS_THAN"),
        (("at least", "no less than"), "EQUAL_OR_MORE"),
        (("at most", "up to", "no more than", "not more than"), "EQUAL_OR_LESS"),
        (("about", "around", "approximately", "roughly", "some"), "APPROX"),
    ):
        if text in words:
            return mod
    return "EQUAL_OR_LESS" if text.startswith("as ") else None


def duration(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: ``P3D``, ``PT30M``, ``P1Y6M``, ``PXM``.

    Args:
        count: How many; None for an unknown number.
        unit: Name of the unit.
    """
    letter, size, clock = _LETTERS[unit]
    prefix = "PT" if clock else "P"
    if count is None:
        return f"{prefix}X{letter}"
    count = count * size
    whole = int(count)
    rest = count - whole
    if not rest:
        return f"{prefix}{whole}{letter}"
    parts = {
        "Y": (12, "M"),
        "H": (60, "M"),
        "W": (7, "D"),
        "D": (24, "H"),
        "M": (60, "S"),
    }
    if letter == "S" or (letter == "M" and not clock):
        return f"{prefix}{count:g}{letter}"
    size, smaller = parts[letter]
    amount = f"{round(rest * size)}{smaller}"
    if letter == "D":
        amount = f"T{amount}"
    if letter == "W":
        return f"P{round(count * 7)}D"
    return f"{prefix}{f'{whole}{letter}' if whole else ''}{amount}"
