"""News or history: recognised from the dates that a text tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import valid_day

Style = Literal["news", "history"]

_NEWS_RULES = frozenset(
    {"weekday", "weekday-part", "weekday-abbreviated", "which-weekday", "day-word-part"}
)


# Years from the publication beyond which a month is told by a historian.
_FAR = 40


def style_of(found: Sequence[Found], text: str, now: date | None) -> Style:
    """How a text counts its time: from its day of publication, or from date to date.

    News names weekdays and says "today" and "last week"; history names years.

    Args:
        found: The expressions of the text, unresolved.
        text: The text of the view.
        now: Day of publication, or None.

    Returns:
        ``history`` only where full dates of other years outweigh words that count
        from today.
    """
    news = history = 0.0
    for item in found:
        p = item.partial
        if now is not None and _is_near(p, now):
            news += 1.5
        elif p.year is not None and p.pick is None:
            if now is None or p.year not in {now.year, now.year - 1, now.year + 1}:
                history += _weight(p, now)
            elif p.month is not None:
                history += 0.3
        elif item.rule in _NEWS_RULES or p.pick in {"last", "next", "this"}:
            news += 1
        elif item.rule == "day-word":
            word = text[item.start : item.end].lower()
            news += 1.0 if word in {"yesterday", "tomorrow", "tonight"} else 0.7
        elif p.relation is not None and p.relation.base == "now":
            news += 1.0 if p.relation.unit == "week" else 0.7
    return "history" if history >= 2.5 and history > 2.5 * news else "news"


def _weight(p: Partial, now: date | None) -> float:
    """What a date of another year counts: bare recent years stand in any news."""
    if p.mod == "AFTER":
        return 0.0
    far = now is not None and p.year is not None and abs(now.year - p.year) > _FAR
    if p.month is not None:
        return 2.5 if far else 1.0
    return 1.6 if far or now is None else 0.4


def _is_near(p: Partial, now: date) -> bool:
    """A full date within days of the publication: a dateline or today's news."""
    if p.year is None or p.month is None or p.day is None or p.year < 1:
        return False
    if not valid_day(p.year, p.month, p.day):
        return False
    return abs((date(p.year, p.month, p.day) - now).days) <= 4
