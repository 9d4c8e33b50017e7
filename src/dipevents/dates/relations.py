"""Dates told by relation: last week, two days later, July of the same year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dipevents.dates.choices import add, as_unit, fits
from dipevents.dates.cues import clause, tense
from dipevents.dates.memory import Memory
from dipevents.dates.numbers import duration
from dipevents.dates.outcome import AnchorKind, Outcome, Told
from dipevents.dates.partial import Found, Partial, Relation
from dipevents.dates.periods import Period, of_day, period
from dipevents.dates.style import Style
from dipevents.dates.within import finer, resolved, shifted, unknown

# A sentence that compares figures.
_FIGURE = re.compile(
    r"[$€£%]|\b(?:percent|per cent|million|billion|cents|points|profits?|sales|earned|"
    r"income|revenues?|output|exports?|imports?|prices|orders|shipments|loss(?:es)?)\b"
)


class Relations:
    """Resolves what is counted from the publication or from a date told before.

    Args:
        text: The text of the view.
        now: Day of publication; None if unknown.
        style: How the text counts its time.
        memory: What was told before.
    """

    def __init__(
        self, text: str, now: date | None, style: Style, memory: Memory
    ) -> None:
        self.text = text
        self.now = now
        self.style = style
        self.memory = memory

    def related(self, item: Found, p: Partial, relation: Relation) -> Outcome:
        """What the relation leads to, or unknown with the reason.

        Args:
            item: The expression.
            p: What its words say.
            relation: How far from what.
        """
        if p.today and self.style == "history":
            # Whose "today" it is, a narrative or a quotation does not tell.
            value = f"XXXX-XX-XXT{p.part}" if p.part else "PRESENT_REF"
            return Outcome(p.type, value, reason="the writer's own day is not told")
        if relation.base == "event":
            return unknown(p, "the day of the event is not told")
        compared = self._year_before(item, relation)
        if compared is not None:
            return compared
        if self._before_what_comes(item, relation):
            length = duration(abs(relation.count or 0), relation.unit)
            return Outcome("DURATION", length, p.mod, anchor="self")
        base, kind, told = self._base(item, relation)
        if relation.count is None:
            value = "FUTURE_REF" if relation.direction > 0 else "PAST_REF"
            return Outcome(
                p.type, value, p.mod, anchor=kind if base else "none", told=told
            )
        if relation.unit in {"hour", "minute", "second"}:
            return self._hours(item, p, relation, base, kind, told)
        if base is None:
            return unknown(p, "nothing tells what it is counted from")
        if told is not None and (relation.unit, relation.count) == ("day", 0):
            month = self.memory.told.get("fine")
            if month and month.period.unit == "month" and month.start > told.start:
                # "Last October ... that same day": some day of it.
                out = resolved(p, month.period, "previous", month)
                out.value = f"{month.period.value}-XX"
                return out
        moved = self._move(p, relation, base)
        if moved is None:
            return unknown(p, "the calendar has no such day")
        if relation.of_year is not None or relation.year_back:
            year = moved.year - 1 if relation.of_year is None else relation.of_year
            moved = Period(moved.unit, year, moved.index)
        if relation.unit == "weekend":
            moved = self._weekend(item, p, relation, base, moved)
        fine = finer(p, moved)
        if fine is None:
            return unknown(p, "the calendar has no such day")
        return resolved(p, fine, kind, told)

    def _before_what_comes(self, item: Found, relation: Relation) -> bool:
        """A term that is set: "must be told at least 60 days before"."""
        if relation.count is None or relation.base != "told":
            return False
        words = self.text[item.start : item.end].lower()
        return (
            words.endswith(("before", "beforehand"))
            and tense(self.text, item.start, item.end)[0] == "future"
        )

    def _year_before(self, item: Found, relation: Relation) -> Outcome | None:
        """A figure of a quarter "from a year earlier" is that of the same quarter."""
        if (relation.unit, relation.count, relation.exact) != ("year", -1, False):
            return None
        fine = self.memory.told.get("fine")
        if fine is None or fine.period.unit not in {"quarter", "half", "month"}:
            return None
        before, after = clause(self.text, item.start, item.end, 300)
        words = self.text[item.start : item.end].lower()
        named = re.search(r"quarter|period|month", words) is not None
        if fine.start < item.start - (400 if named else len(before)):
            return None
        if not re.search(r"earlier|ago|before", words) or not _FIGURE.search(
            before + after
        ):
            return None
        p = fine.period
        same = Period(p.unit, p.year - 1, p.index)
        return resolved(item.partial, same, "previous", fine)

    def _base(
        self, item: Found, relation: Relation
    ) -> tuple[Period | None, AnchorKind, Told | None]:
        """The period that a relation counts from."""
        quarter = relation.unit == "quarter" and relation.base == "either"
        prefer_told = (
            relation.base == "told"
            or quarter
            or (self.style == "history" and relation.base in {"either", "now"})
        )
        if (
            relation.base == "now"
            and self.style == "history"
            and relation.unit == "day"
        ):
            prefer_told = relation.count != 0
        if prefer_told:
            told = self.memory.reference(relation.unit, item)
            if told is not None:
                return told.period, "previous", told
            coarse = self.memory.told.get("fine") or self.memory.told.get("year")
            if coarse is not None and self.style == "history":
                return (
                    (coarse.period, "previous", coarse)
                    if fits(coarse.period, relation.unit)
                    else (None, "none", None)
                )
        if self.now is not None and not (
            self.style == "history" and relation.base != "now"
        ):
            return of_day(self.now), "published", None
        return None, "none", None

    def _move(self, p: Partial, relation: Relation, base: Period) -> Period | None:
        unit, count = relation.unit, relation.count or 0
        if unit == "fortnight":
            unit, count = "week", 2 * count
        if relation.exact and base.unit == "day":
            day = add(base, unit, count)
            return day if day is None else shifted(p, day)
        start = as_unit(base, unit)
        return None if start is None else start.shifted(count)

    def _weekend(
        self, item: Found, p: Partial, relation: Relation, base: Period, moved: Period
    ) -> Period:
        """A weekend's week is counted from the middle of the week."""
        first = base.first
        if first is None or relation.base == "told":
            return moved
        weekday = first.isoweekday()
        words = self.text[item.start : item.end].lower()
        this = period("weekend", first)
        if relation.count == -1:
            return this.shifted(-1)
        if relation.count == 1:
            return this.shifted(1) if weekday >= 6 or "next" in words else this
        if weekday >= 6 or ("this" in words and weekday > 3):
            return this
        told, _ = tense(self.text, item.start, item.end)
        if told == "future" or ("this" in words and told is None):
            return this
        return this.shifted(-1)

    def _clock_moved(
        self, p: Partial, relation: Relation, told: Told, clock: str
    ) -> Outcome:
        """Minutes or hours from a clock time: "at 2 p.m. ... an hour earlier"."""
        day, (hour, minute) = told.period, map(int, clock.split(":"))
        size = {"hour": 60, "minute": 1}.get(relation.unit, 0)
        days, minutes = divmod(60 * hour + minute + size * (relation.count or 0), 1440)
        moved = f"{minutes // 60:02d}:{minutes % 60:02d}"
        fine = replace(p, clock=moved, relation=None)
        return resolved(fine, day.shifted(days), "previous", told)

    def _hours(
        self,
        item: Found,
        p: Partial,
        relation: Relation,
        base: Period | None,
        kind: AnchorKind,
        told: Told | None,
    ) -> Outcome:
        count = relation.count or 0
        if relation.unit == "hour" and count % 24 == 0 and base and base.unit == "day":
            moved = base.shifted(count // 24)
            return resolved(replace(p, type="DATE"), moved, kind, told)
        clock = self.memory.clock_told(item) if relation.base == "told" else None
        if clock is not None and count and base is not None:
            return self._clock_moved(p, relation, *clock)
        value = "FUTURE_REF" if count > 0 else "PAST_REF"
        return Outcome(
            "TIME",
            value,
            p.mod,
            anchor=kind if base else "none",
            told=told,
            reason="hours are not counted without a clock time to count from",
        )
