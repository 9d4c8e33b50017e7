"""Resolves partial dates against the day of publication or a date told before.

Pure: what comes out depends on the expressions, the text and the anchor alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from dipevents.dates.cues import RANGE, Tense, clause, tense
from dipevents.dates.holes import Holes
from dipevents.dates.memory import Memory
from dipevents.dates.outcome import Outcome, Told
from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import Period, of_day, valid_day
from dipevents.dates.relations import Relations
from dipevents.dates.style import Style
from dipevents.dates.within import resolved, unknown, within

_WEEK = 7
_DAWN = "06:00"
_AT = re.compile(r",? (?:at|from|by|until|around|about)(?: about| around)? ")
_ON = re.compile(r"(?: \(?local time\)?)?,? (?:on|of) (?:the )?")
_IS_TO = re.compile(r"\b(?:is|are|was|were) to [a-z]+(?: \w+)? (?:at|from|until|by) $")


def _has_day(item: Found) -> bool:
    p = item.partial
    if p.clock is not None or p.value is not None:
        return False
    return p.grain == "day" or (p.relation is not None and p.relation.unit == "day")


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
        self._starts = [item.start for item in found]
        self._out: list[Outcome] = []
        self._recent: Told | None = None
        self._relations = Relations(text, now, style, self.memory)
        self._holes = Holes(text, found, now, style, self.memory, self._out)

    def run(self) -> list[Outcome]:
        """The meaning of each expression, in their order."""
        for index, item in enumerate(self.found):
            outcome = self._resolve(index, item)
            if outcome.period is not None and outcome.type in {"DATE", "TIME"}:
                self.memory.remember(item, outcome.period)
                self._keep_recent(item, outcome.period)
            self._out.append(outcome)
        return self._out

    def _keep_recent(self, item: Found, period: Period) -> None:
        """Keeps the day of the news itself, of which its later paragraphs tell."""
        if self.now is None or period.unit != "day" or period.first is None:
            return
        if self.memory.sets_no_scene(item):
            return
        past = (self.now - period.first).days
        if 0 <= past < _WEEK:
            self._recent = Told(period, item.start, item.end) if past else None

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
        told = self._beside(index, item)
        told = told or self._same_time(index, item, item.end + len(after))
        scene = self.memory.told.get("scene" if self.style == "news" else "day")
        if told is None and scene is not None:
            here = scene.start >= item.start - len(before)
            told = scene if here and not self._is_over(item, scene) else None
        told = told or self._day_ahead(index, item, item.end + len(after))
        if told is None:
            told = self.memory.heading(item) or self._day_behind(item, scene)
        if told is not None:
            day = told.period
            if (p.clock or "") < _DAWN and self._is_night(told):
                # "On the night of 4 May ... at 3 a.m." is the 5th.
                day = day.shifted(1)
            return resolved(p, day, "previous", told)
        if self.now is not None:
            return resolved(p, of_day(self.now), "published")
        return unknown(p, "the day of publication is unknown")

    def _is_night(self, told: Told) -> bool:
        at = bisect_left(self._starts, told.start)
        here = self.found[at] if at < len(self.found) else None
        return here is not None and here.partial.part == "NI"

    def _beside(self, index: int, item: Found) -> Told | None:
        """The day of "Friday at 9 a.m."."""
        before = self.found[index - 1] if index else None
        if before is None or not _has_day(before):
            return None
        if not _AT.fullmatch(self.text, before.end, item.start):
            return None
        period = self._out[index - 1].period
        if period is None or period.unit != "day":
            return None
        return Told(period, before.start, before.end)

    def _same_time(self, index: int, item: Found, right: int) -> Told | None:
        """The day of "at 9 in the evening (9 p.m. GMT Monday)", "at 6 and 8 today"."""
        end = item.end
        for number, other in enumerate(self.found[index + 1 :], index + 1):
            gap = self.text[end : other.start]
            if _has_day(other) and _ON.fullmatch(gap):
                return self._told(number)
            joined = gap.strip(" ,") in {"", "(", "and", "or"} or RANGE.fullmatch(gap)
            if other.start >= right or not joined or other.partial.clock is None:
                return None
            if other.partial.grain != "none":
                return self._told(number)
            end = other.end
        return None

    def _day_ahead(self, index: int, item: Found, right: int) -> Told | None:
        """The first day that the clause tells behind a clock time."""
        for number, other in enumerate(self.found[index + 1 :], index + 1):
            if other.start >= right:
                return None
            p = other.partial
            if p.grain == "day" or (p.relation and p.relation.unit == "day"):
                if p.clock is not None or self.memory.sets_no_scene(other):
                    return None
                return self._told(number)
        return None

    def _told(self, index: int) -> Told | None:
        other = self.found[index]
        ahead = self._resolve(index, other)
        if ahead.period is None or ahead.period.unit != "day":
            return None
        return Told(ahead.period, other.start, other.end)

    def _is_over(self, item: Found, scene: Told) -> bool:
        """Whether a clock time lies ahead of the day told.

        "Closed on Monday, it was to open again at 6 p.m.".
        """
        first = scene.period.first
        if self.now is None or first is None or self.style == "history":
            return False
        return (
            first < self.now and tense(self.text, item.start, item.end)[0] == "future"
        )

    def _day_behind(self, item: Found, scene: Told | None) -> Told | None:
        """The day that the paragraph, or a report of what is past, told last."""
        if scene is None or self._is_over(item, scene):
            return None
        if self.style == "history":
            return scene
        line = self.text.rfind("\n", 0, item.start)
        if scene.start > line:
            return scene
        if item.start == line + 1:
            # A stamp, as tickers have them: of the day of publication.
            return None
        if self._looks(item) == "past":
            return self._recent
        first = scene.period.first
        if not self.text.endswith(": ", 0, item.start):
            return None
        # "A reception on Friday at 6 p.m. ... Doors for cameras: 5 p.m."
        soon = self.now is not None and first is not None and first > self.now
        return scene if soon else None

    def _looks(self, item: Found) -> Tense | None:
        """Whether the verb that a clock time goes with looks back or ahead."""
        looks, word = tense(self.text, item.start, item.end)
        if word.endswith(("until", "by")):
            at = self.text.rfind(word.rpartition(" ")[2], 0, item.start)
            looks, word = tense(self.text, at, item.end)
        if word.startswith("to ") and _IS_TO.search(
            self.text, max(0, item.start - 60), item.start
        ):
            return "future"
        return looks
