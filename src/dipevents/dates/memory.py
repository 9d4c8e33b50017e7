"""What a text told before: the dates that later ones are counted from."""

from __future__ import annotations

import re

from dipevents.dates.choices import LEAP
from dipevents.dates.cues import clause, in_passing
from dipevents.dates.outcome import Told
from dipevents.dates.partial import Found
from dipevents.dates.periods import Period
from dipevents.dates.style import Style

# A sentence that steps back from what the article is about.
_STEP_BACK = re.compile(r"\W*(?:Earlier|Previously|Before that|Prior to that)\b")
_SINCE = ("since ", "Since ", "ever since ")
_LETTER = re.compile(r"\w")
_NEAR = 2
_SENTENCE = re.compile(r"[.!?][\"')\]]* (?=[\"'(\[]*[A-Z])")
# Code points within which a bare year belongs to the date before it.
_SAME_DATE = 40


class Memory:
    """The last dates told, by how fine they are.

    Args:
        text: The text of the view.
        style: How the text counts its time.
    """

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.style = style
        self.told: dict[str, Told] = {}
        self._passing: Told | None = None
        self._clock: tuple[Told, str] | None = None

    def remember(self, item: Found, told: Period) -> None:
        """Keeps a date for those that are counted from it.

        Args:
            item: The expression.
            told: What it means.
        """
        entry = Told(told, item.start, item.end)
        if item.partial.clock is not None and told.unit == "day":
            self._clock = entry, item.partial.clock
        if self._aside(item, told):
            self._passing = entry if told.unit == "year" else self._passing
            return
        self._passing = None
        unit = told.unit
        if unit in {"decade", "century", "millennium"}:
            self.told[unit] = entry
            return
        if unit == "day":
            self.told["day"] = entry
            if not self.sets_no_scene(item):
                self.told["scene"] = entry
            if not self._flashback(item):
                self.told["story"] = entry
        if unit in {"day", "month", "week", "weekend", "season", "quarter", "half"}:
            self.told["fine"] = entry
        if told.month is not None:
            self.told["month"] = entry
        before = self.told.get("year")
        if (
            unit == "year"
            and before is not None
            and before.period.year == told.year
            and item.start - before.end < _SAME_DATE
        ):
            # "On December 7 (December 8 in Asia), 1941": the year adds nothing.
            return
        self.told["year"] = entry

    def _aside(self, item: Found, told: Period) -> bool:
        """Whether a date is told in passing: no later one is counted from it."""
        p = item.partial
        if p.mod == "AFTER" or p.aside:
            return True
        if self.style != "history":
            return False
        last = self.told.get("fine")
        if last is None:
            return False
        jump = told.year - last.period.year
        if p.grain == "year" and p.relation is None and not -1 <= jump <= LEAP:
            return True
        if p.relation is not None and p.relation.base == "now" and jump:
            return True
        if p.relation is not None and (p.relation.count or 0) < 0 and jump:
            return True
        left = self.text.rfind("(", max(0, item.start - 60), item.start)
        inside = left >= 0 and ")" not in self.text[left : item.start]
        if inside and abs(jump) > 1:
            return True
        return bool(jump) and in_passing(self.text, item.start, item.end, jump)

    def _flashback(self, item: Found) -> bool:
        """Whether the sentence steps back: "Earlier, on the 3rd of last month"."""
        if self.style == "history":
            return False
        before, _ = clause(self.text, item.start, item.end)
        return bool(_STEP_BACK.match(before))

    def sets_no_scene(self, item: Found) -> bool:
        """Whether no clock time belongs to a day: "two days earlier", "since Thursday".

        Nor is a clock time a day of its own.

        Args:
            item: The expression of the day.
        """
        relation = item.partial.relation
        if item.partial.clock is not None and item.partial.grain == "none":
            return True
        if (
            relation is not None
            and relation.base != "now"
            and (relation.count or 0) < 0
        ):
            return True
        return self.text.endswith(_SINCE, 0, item.start)

    def heading(self, item: Found) -> Told | None:
        """The day that stands alone on the line above a list of clock times.

        Args:
            item: The clock time.
        """
        day = self.told.get("scene")
        if day is None:
            return None
        line = self.text.rfind("\n", 0, day.start) + 1
        end = self.text.find("\n", day.end, item.start)
        if end < 0 or _LETTER.search(self.text, line, day.start):
            return None
        block = self.text[end : item.start].lstrip("\n")
        if _LETTER.search(self.text, day.end, end) or "\n\n" in block:
            return None
        return day

    def day_told(self, item: Found) -> Told | None:
        """The day that "the same day" means: a new paragraph leaves a flashback.

        Args:
            item: The expression that is counted from it.
        """
        day, story = self.told.get("day"), self.told.get("story")
        if day is None or story is None or day is story:
            return day
        return story if "\n" in self.text[day.end : item.start] else day

    def reference(self, unit: str, item: Found) -> Told | None:
        """The last date told that is fine enough to count that unit from.

        Args:
            unit: Name of the unit.
            item: The expression that is counted from it.
        """
        if unit in {"day", "night", "hour", "minute", "second"}:
            return self.day_told(item)
        if unit in {"week", "weekend", "fortnight"}:
            return self.told.get("day")
        if unit in {"month", "quarter"}:
            fine = self.told.get("fine")
            if unit == "quarter" and fine is not None and fine.period.unit == unit:
                return fine
            return self.told.get("month")
        if self._passing is not None and self._still_there(self._passing, item):
            return self._passing
        if unit in {"decade", "century", "millennium"}:
            both = [t for n in (unit, "year") if (t := self.told.get(n)) is not None]
            return max(both, key=lambda told: told.start, default=None)
        return self.told.get("year")

    def clock_told(self, item: Found) -> tuple[Told, str] | None:
        """The clock time of this sentence or the one before, with its day.

        Args:
            item: The expression that is counted from it.
        """
        if self._clock is None:
            return None
        between = self.text[self._clock[0].end : item.start]
        near = "\n" not in between and len(_SENTENCE.findall(between)) <= _NEAR
        return self._clock if near else None

    def _still_there(self, passing: Told, item: Found) -> bool:
        """Whether the story goes on from a date told in passing.

        Its own sentence may, or the next: "It closed in 1967. A year earlier ...".
        """
        between = self.text[passing.end : item.start]
        return "\n" not in between and len(_SENTENCE.findall(between)) <= 1
