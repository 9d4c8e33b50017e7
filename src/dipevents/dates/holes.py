"""Dates with holes: Friday, July 22, the 29th, the summer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dipevents.dates.choices import (
    TURN_AHEAD,
    TURN_BACK,
    by_tense,
    distance,
    picked,
    with_time,
)
from dipevents.dates.cues import RANGE, before_noun, tense
from dipevents.dates.memory import Memory
from dipevents.dates.outcome import Outcome, Told
from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import Period, move_days, of_day, valid_day
from dipevents.dates.style import Style
from dipevents.dates.within import all_within, resolved, shifted, unknown, within

# "Said in late January": the date is that of the saying.
_SAID = re.compile(
    r"\b(?:said|told (?:[\w.']+ ){1,3}?|announced|warned|vowed|promised|added|wrote|"
    r"reported) ?(?:in|on|back in|as early as)? ?(?:the )?$"
)


def _bare_weekday(p: Partial) -> bool:
    return (
        p.weekday is not None
        and p.month is None
        and p.day is None
        and p.pick is None
        and p.relation is None
        and not p.named_day
    )


class Holes:
    """Fills what the words leave out, from the publication or from what was told.

    Args:
        text: The text of the view.
        found: All expressions of the text.
        now: Day of publication; None if unknown.
        style: How the text counts its time.
        memory: What was told before.
        out: The outcomes so far, in the order of ``found``.
    """

    def __init__(
        self,
        text: str,
        found: Sequence[Found],
        now: date | None,
        style: Style,
        memory: Memory,
        out: list[Outcome],
    ) -> None:
        self.text = text
        self.found = found
        self.now = now
        self.style = style
        self.memory = memory
        self._out = out

    def _end_of_range(self, index: int, item: Found, p: Partial) -> Outcome | None:
        """Such as "Monday to Friday": it ends on the first Friday after its Monday."""
        if not index or index > len(self._out) or not _bare_weekday(p):
            return None
        start, told = self.found[index - 1], self._out[index - 1].period
        if told is None or told.unit != "day" or start.partial.weekday is None:
            return None
        if not RANGE.fullmatch(self.text, start.end, item.start):
            return None
        first = told.first
        if first is None:
            return None
        moved = move_days(
            first, ((p.weekday or 1) - first.isoweekday()) % 7 or (0 if p.clock else 7)
        )
        before = Told(told, start.start, start.end)
        return resolved(p, of_day(moved), "previous", before) if moved else None

    def resolve(self, index: int, item: Found, p: Partial) -> Outcome:
        """The date with its holes filled, or unknown with the reason.

        Args:
            index: Place of the expression in ``found``.
            item: The expression.
            p: What its words say.
        """
        ranged = self._end_of_range(index, item, p)
        if ranged is not None:
            return ranged
        if p.pick in {"told", "told-next", "told-last"} or self.style == "history":
            out = self._from_told(item, p)
            if out is not None:
                return out
        if self.now is None:
            return self._from_nothing(p)
        if (
            p.weekday is not None
            and p.month is None
            and p.day is None
            and not p.named_day
        ):
            return self._weekday(index, item, p, self.now)
        if p.day is not None and p.month is None:
            return self._in_order(index, item, p, self._day_alone(item, p, self.now))
        if (
            p.month is None
            and not p.season
            and p.quarter is None
            and p.half is None
            and not p.named_day
        ):
            return unknown(p, "nothing tells which day")
        return self._in_order(index, item, p, self._in_year(item, p, self.now))

    def _in_order(self, index: int, item: Found, p: Partial, out: Outcome) -> Outcome:
        """The end of "from November to February" lies behind its start."""
        start = self._out[index - 1].period if 0 < index <= len(self._out) else None
        if start is None or out.period is None or p.pick is not None:
            return out
        before = self.found[index - 1]
        gap = self.text[before.end : item.start]
        ranged = RANGE.fullmatch(gap) or (
            gap.strip() == "and"
            and self.text.endswith(("between ", "Between "), 0, before.start)
        )
        if not ranged or out.period.key() >= start.key() or start.month is None:
            return out
        if p.month is None:
            month = Period("month", start.year, start.month).shifted(1)
            if p.day is None or not valid_day(month.year, month.index, p.day):
                return out
            moved: Period | None = Period("day", month.year, month.index, p.day)
        else:
            here = within(p, start.year)
            ahead = here is not None and here.key() >= start.key()
            moved = here if ahead else within(p, start.year + 1)
        told = Told(start, before.start, before.end)
        return out if moved is None else resolved(p, moved, "previous", told)

    def _from_nothing(self, p: Partial) -> Outcome:
        return unknown(p, "the day of publication is unknown")

    def _weekday(self, index: int, item: Found, p: Partial, now: date) -> Outcome:
        weekday = p.weekday or 1
        back = (now.isoweekday() - weekday) % 7
        ahead = (weekday - now.isoweekday()) % 7
        word = ""
        if p.pick == "last":
            past, choose = True, -(back or 7)
        elif p.pick == "next":
            past, choose = False, ahead or 7
        else:
            told, word = tense(self.text, item.start, item.end)
            if self.text.startswith("'s", item.end) and not word.endswith(
                ("until", "by")
            ):
                told = "past"
            if p.pick == "this" and told is None:
                told = "future"
            if told != "future" and self._after_today(index, item):
                told, word = "future", "today"
            past = told != "future"
            choose = -back if past else ahead
            if told == "past" and back < self._days_of_range(index, item, weekday):
                choose -= 7
        day = move_days(now, choose)
        other = move_days(now, (ahead or 7) if past else -(back or 7))
        if day is None:
            return unknown(p, "the calendar has no such day")
        fine = shifted(p, of_day(day))
        out = resolved(p, fine or of_day(day), "published")
        if other is not None and other != day and p.pick is None:
            why = (
                "a weekday alone is the most recent one"
                if past
                else f"the clause looks ahead: {word}"
            )
            out.rejected.append((with_time(of_day(other).value, p), why))
        return out

    def _after_today(self, index: int, item: Found) -> bool:
        """Whether it goes on a list: "tonight and Thursday morning"."""
        if not index or self.now is None:
            return False
        before = self.found[index - 1]
        relation = before.partial.relation
        if relation is None or relation.base != "now" or relation.unit != "day":
            return False
        gap = self.text[before.end : item.start].strip(" ,")
        return (relation.count or 0) >= 0 and gap in {"and", "or", "and on", "or on"}

    def _days_of_range(self, index: int, item: Found, weekday: int) -> int:
        """Days from the first to the last weekday of "from Wednesday to Friday"."""
        if index + 1 >= len(self.found):
            return 0
        end = self.found[index + 1]
        if not _bare_weekday(end.partial) or end.partial.weekday is None:
            return 0
        if not RANGE.fullmatch(self.text, item.end, end.start):
            return 0
        return (end.partial.weekday - weekday) % 7

    def _day_alone(self, item: Found, p: Partial, now: date) -> Outcome:
        day_number = p.day or 1
        here = Period("month", now.year, now.month)
        days = []
        for count in (-2, -1, 0, 1, 2):
            month = here.shifted(count)
            if valid_day(month.year, month.index, day_number):
                days.append(Period("day", month.year, month.index, day_number))
        fit = [d for d in days if d.first and d.first.isoweekday() == p.weekday]
        days = fit or days
        told, word = tense(self.text, item.start, item.end)
        if told is None and self._goes_on_ahead(item, now):
            told, word = "future", "the day told before"
        today = of_day(now).key()
        past = [d for d in days if d.key() <= today] or days[:1]
        ahead = [d for d in days if d.key() >= today] or days[-1:]
        chosen = ahead[0] if told == "future" and ahead else past[-1]
        other = past[-1] if chosen is not past[-1] else ahead[0]
        out = resolved(p, chosen, "published")
        if other != chosen:
            why = (
                f"the clause looks ahead: {word}"
                if told == "future"
                else "a day of the month alone is the most recent one"
            )
            out.rejected.append((with_time(other.value, p), why))
        return out

    def _goes_on_ahead(self, item: Found, now: date) -> bool:
        """Whether the day that the paragraph told last is still to come."""
        day = self.memory.told.get("day")
        if day is None or day.period.first is None or day.period.first <= now:
            return False
        return "\n" not in self.text[day.end : item.start]

    def _in_year(self, item: Found, p: Partial, now: date) -> Outcome:
        options = [
            (year, told)
            for year in range(now.year - 1, now.year + 2)
            for told in all_within(p, year)
        ]
        if p.weekday is not None and p.nth is None:
            fit = [
                (year, told)
                for year, told in options
                if told.first and told.first.isoweekday() == p.weekday
            ]
            options = fit or options
        if not options:
            return self._leap_day(p, now)
        word = ""
        if p.pick in {"last", "next", "this"}:
            chosen = picked(p.pick, [o for _, o in options], now)
            why = f'"{p.pick}" tells which'
        else:
            looks, word = tense(self.text, item.start, item.end)
            noun = before_noun(self.text, item.start, item.end)
            said = _SAID.search(self.text, max(0, item.start - 40), item.start)
            chosen, why = by_tense(
                looks, word, [o for _, o in options], now, noun, said is not None
            )
        out = resolved(p, chosen, "published")
        near = [o for _, o in options if o != chosen]
        near.sort(key=lambda o: abs(distance(o, now)))
        if near and p.pick is None:
            out.rejected.append((with_time(near[0].value, p), why))
        return out

    def _leap_day(self, p: Partial, now: date) -> Outcome:
        for back in range(2, 9):
            told = within(p, now.year - back)
            if told is not None:
                return resolved(p, told, "published")
        return unknown(p, "the calendar has no such day")

    def _from_told(self, item: Found, p: Partial) -> Outcome | None:
        """From the last date told, as history counts."""
        if (
            p.weekday is not None
            and p.month is None
            and p.day is None
            and not p.named_day
        ):
            told = self.memory.told.get("day")
            first = told.period.first if told else None
            if told is None or first is None:
                return (
                    None
                    if self.style == "news"
                    else unknown(p, "no day was told before")
                )
            step = (p.weekday - first.isoweekday()) % 7
            if p.pick == "told-last":
                step = step - 7
            elif p.pick == "told-next":
                step = step or 7
            elif step > 3 and p.pick is None:
                step -= 7
            moved = move_days(first, step)
            return resolved(p, of_day(moved), "previous", told) if moved else None
        if p.day is not None and p.month is None:
            told = self.memory.told.get("month")
            if told is None or told.period.month is None:
                return (
                    None
                    if self.style == "news"
                    else unknown(p, "no month was told before")
                )
            if not valid_day(told.period.year, told.period.month, p.day):
                return unknown(p, "the month told before has no such day")
            day = Period("day", told.period.year, told.period.month, p.day)
            return resolved(p, day, "previous", told)
        if p.grain == "none":
            told = self.memory.told.get("day")
            return resolved(p, told.period, "previous", told) if told else None
        return self._year_from_told(p)

    def _year_from_told(self, p: Partial) -> Outcome | None:
        told = self.memory.told.get("year")
        if told is None:
            return (
                None if self.style == "news" else unknown(p, "no year was told before")
            )
        year = told.period.year
        here = within(p, year)
        if here is None:
            near = (within(p, year + n) for n in (1, -1, 2, -2, 3, -3))
            here = next((period for period in near if period is not None), None)
        if here is None:
            return unknown(p, "the year told before has no such day")
        # "He ran in 2001 and won the following May": that of 2002.
        whole = told.period.unit == "year" and p.pick == "told-next"
        if whole or (
            p.pick in {"told-next", "next"} and here.key() <= told.period.key()
        ):
            here = within(p, year + 1) or here
        elif p.pick in {"told-last", "last"} and here.key() >= told.period.key():
            here = within(p, year - 1) or here
        elif p.pick is None:
            here = self._near_told(p, told.period, here)
        return resolved(p, here, "previous", told)

    def _near_told(self, p: Partial, told: Period, here: Period) -> Period:
        """The year turns between "in December 1944" and "by January"."""
        if (
            told.month is None
            or here.month is None
            or told.unit not in {"day", "month"}
        ):
            return here
        gap = here.month - told.month
        if gap <= -TURN_AHEAD:
            return within(p, told.year + 1) or here
        if gap >= TURN_BACK:
            return within(p, told.year - 1) or here
        return here
