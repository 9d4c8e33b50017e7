"""Resolves partial dates against the day of publication or a date told before.

Pure: what comes out depends on the expressions, the text and the anchor alone.
"""

from __future__ import annotations

from datetime import date

from dipevents.dates.cues import RANGE, clause
from dipevents.dates.holes import Holes
from dipevents.dates.memory import Memory
from dipevents.dates.outcome import Outcome, Told
from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import Period, of_day, valid_day
from dipevents.dates.relations import Relations
from dipevents.dates.style import Style
from dipevents.dates.within import resolved, unknown, within


class Resolver:
    """One pass over the expressions of one text, in order.

    Args:
        text: The text of the view.
        found: The expressions.
        now: Day of publication; None if unknown.
        style: How the text counts its time.
    """

    def __init__(
        self, text: str, found: list[Found], now: date | None, style: Style
    ) -> None:
        self.text = text
        self.found = found
        self.now = now
        self.style = style
        self.memory = Memory(text, style)
        self._out: list[Outcome] = []
        self._relations = Relations(text, now, style, self.memory)
        self._holes = Holes(text, found, now, style, self.memory, self._out)

    def run(self) -> list[Outcome]:
        """The meaning of each expression, in their order."""
        for index, item in enumerate(self.found):
            outcome = self._resolve(index, item)
            if outcome.period is not None and outcome.type in {"DATE", "TIME"}:
                self.memory.remember(item, outcome.period)
            self._out.append(outcome)
        return self._out

    def _resolve(self, index: int, item: Found) -> Outcome:
        p = item.partial
        if p.value is not None:
            return self._ready(p)
        if p.clock is not None and p.grain == "none":
            return self._clock(index, item)
        if p.complete:
            return self._complete(item, p)
        if p.relation is not None:
            return self._relations.related(item, p, p.relation)
        return self._holes.resolve(index, item, p)

    def _ready(self, p: Partial) -> Outcome:
        return Outcome(p.type, p.value or "", p.mod, anchor="self")

    def _complete(self, item: Found, p: Partial) -> Outcome:
        told = within(p, p.year) if p.year is not None else None
        if p.decade is not None:
            told = Period("decade", p.decade)
        elif p.century is not None:
            told = Period("century", p.century)
        if told is None:
            return unknown(p, "the calendar has no such day")
        if p.today and p.year is not None:
            return self._day_in_year(p, p.year)
        out = resolved(p, told, "self")
        if p.ambiguous and p.year is not None and valid_day(p.year, *p.ambiguous):
            other = Period("day", p.year, *p.ambiguous)
            out.rejected.append((other.value, "day before month is rarer in English"))
        return out

    def _day_in_year(self, p: Partial, year: int) -> Outcome:
        """Such as "this day in 1998", counted from the day of publication."""
        if self.now is None:
            return unknown(p, "the day of publication is unknown")
        if not valid_day(year, self.now.month, self.now.day):
            return unknown(p, "the calendar has no such day")
        day = Period("day", year, self.now.month, self.now.day)
        return resolved(p, day, "published")

    def _clock(self, index: int, item: Found) -> Outcome:
        p = item.partial
        before, after = clause(self.text, item.start, item.end)
        right = item.end + len(after)
        for other in self.found[index + 1 :]:
            if other.start >= right:
                break
            if other.partial.grain == "day" or (
                other.partial.relation and other.partial.relation.unit == "day"
            ):
                # "at 9 in the evening (9 p.m. GMT Monday)": one time, told twice.
                gap = self.text[item.end : other.start]
                same = gap.strip(" ,") in {"(", "and"} or RANGE.fullmatch(gap)
                if other.partial.clock is None or same:
                    ahead = self._resolve(index + 1, other)
                    if ahead.period is not None and ahead.period.unit == "day":
                        told = Told(ahead.period, other.start, other.end)
                        return resolved(p, ahead.period, "previous", told)
                break
        told_day = self.memory.told.get("day")
        line = self.text.rfind("\n", 0, item.start)
        near = told_day is not None and (
            told_day.start >= item.start - len(before)
            or self.style == "history"
            or told_day.start > line
        )
        if near and told_day is not None:
            return resolved(p, told_day.period, "previous", told_day)
        if self.now is not None:
            return resolved(p, of_day(self.now), "published")
        return unknown(p, "the day of publication is unknown")
