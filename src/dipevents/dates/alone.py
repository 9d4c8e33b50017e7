"""Time expressions without their text: what the words alone mean, from day to day.

What is known of a stored event is the expression that dates it ("Tuesday night") and
whether its clause looked back or ahead. That is enough to say what it means on any day
on which the article may have come out, as long as it is not counted from another date.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from dipevents.dates.cues import tense
from dipevents.dates.edtf import edtf_of_days
from dipevents.dates.resolve import Resolver
from dipevents.dates.tagging import read

if TYPE_CHECKING:
    from dipevents.models.time import Granularity

Looks = Literal["past", "future"] | None

_CLAUSES: dict[Looks, str] = {
    "past": "They met {}.",
    "future": "They will meet {}.",
    None: "{}",
}
_GRANULARITY: dict[str, Granularity] = {"half": "half_year"}


class Days(NamedTuple):
    """What an expression means on one day of publication."""

    edtf: str
    first: date
    last: date
    granularity: Granularity


class WordsAlone:
    """An expression, understood once, resolved for any day of publication.

    Args:
        words: The expression.
        looks: Whether its clause looks back or ahead.
    """

    def __init__(self, words: str, looks: Looks = None) -> None:
        clause = _CLAUSES[looks].format(words)
        reading = read(clause)
        start = clause.index(words)
        whole = [
            f
            for f in reading.found
            if reading.view.back(f.start) == start
            and reading.view.back(f.end) == start + len(words)
        ]
        self._text = reading.view.text
        self._found = whole
        self._known: dict[date, Days | None] = {}

    def on(self, published: date) -> Days | None:
        """Its meaning in an article of that day; None where the words do not tell.

        Args:
            published: The day on which the article came out.
        """
        if published not in self._known:
            self._known[published] = self._days(published)
        return self._known[published]

    def _days(self, published: date) -> Days | None:
        if len(self._found) != 1:
            return None
        [outcome] = Resolver(self._text, self._found, published, "news").run()
        told = outcome.period
        if outcome.type not in {"DATE", "TIME"} or told is None:
            return None
        first, last = told.first, told.last
        if first is None or last is None:
            return None
        if told.unit == "day":
            return Days(first.isoformat(), first, last, "day")
        edtf = told.edtf or edtf_of_days(first, last)
        grain: Granularity = _GRANULARITY.get(told.unit, told.unit)  # type: ignore[arg-type]
        return Days(edtf, first, last, grain)


@lru_cache(maxsize=4096)
def words_alone(words: str, looks: Looks = None) -> WordsAlone:
    """The expression, kept: articles use few.

    Args:
        words: The expression.
        looks: Whether its clause looks back or ahead.
    """
    return WordsAlone(words, looks)


def directions(text: str) -> dict[int, Looks]:
    """For each expression of a text whether its clause looks back or ahead.

    Args:
        text: The text.

    Returns:
        By the code point at which the expression starts.
    """
    reading = read(text)
    back = reading.view.back
    return {
        back(f.start): tense(reading.view.text, f.start, f.end)[0]
        for f in reading.found
    }
