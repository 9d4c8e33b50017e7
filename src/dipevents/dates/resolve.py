"""Resolves partial dates against the day of publication or a date told before.

Pure: what comes out depends on the expressions, the text and the anchor alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dipevents.dates.choices import (
    LEAP,
    TURN_AHEAD,
    TURN_BACK,
    add,
    as_unit,
    by_tense,
    distance,
    fits,
    nth_part,
    picked,
    with_time,
    x_value,
)
from dipevents.dates.cues import before_noun, clause, in_passing, tense
from dipevents.dates.named_days import named_days
from dipevents.dates.outcome import AnchorKind, Outcome, Told
from dipevents.dates.partial import Found, Partial, Relation
from dipevents.dates.periods import (
    SEASONS,
    Period,
    move_days,
    nth_weekday,
    of_day,
    period,
    valid_day,
)
from dipevents.dates.style import Style

# A sentence that steps back from what the article is about.
_STEP_BACK = re.compile(r"\W*(?:Earlier|Previously|Before that|Prior to that)\b")
# Code points within which a bare year belongs to the date before it.
_SAME_DATE = 40
_ORDER = ("day", "week", "weekend", "month", "season", "quarter", "half", "year")


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
        self._told: dict[str, Told] = {}

    def run(self) -> list[Outcome]:
        """The meaning of each expression, in their order."""
        out = []
        for index, item in enumerate(self.found):
            outcome = self._resolve(index, item)
            if outcome.period is not None and outcome.type in {"DATE", "TIME"}:
                self._remember(item, outcome.period)
            out.append(outcome)
        return out

    # -- what was told before

    def _remember(self, item: Found, told: Period) -> None:
        if self._aside(item, told):
            return
        entry = Told(told, item.start, item.end)
        unit = told.unit
        if unit in {"decade", "century", "millennium"}:
            self._told[unit] = entry
            return
        if unit == "day":
            self._told["day"] = entry
            if not self._flashback(item):
                self._told["story"] = entry
        if unit in {"day", "month", "week", "weekend", "season", "quarter", "half"}:
            self._told["fine"] = entry
        if told.month is not None:
            self._told["month"] = entry
        before = self._told.get("year")
        if (
            unit == "year"
            and before is not None
            and before.period.year == told.year
            and item.start - before.end < _SAME_DATE
        ):
            # "On December 7 (December 8 in Asia), 1941": the year adds nothing.
            return
        self._told["year"] = entry

    def _aside(self, item: Found, told: Period) -> bool:
        """Whether a date is told in passing: no later one is counted from it."""
        p = item.partial
        if p.mod == "AFTER" or p.aside:
            return True
        if self.style != "history":
            return False
        last = self._told.get("fine")
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

    def _day_told(self, item: Found) -> Told | None:
        """The day that "the same day" means: a new paragraph leaves a flashback."""
        day, story = self._told.get("day"), self._told.get("story")
        if day is None or story is None or day is story:
            return day
        return story if "\n" in self.text[day.end : item.start] else day

    def _reference(self, unit: str, item: Found) -> Told | None:
        """The last date told that is fine enough to count that unit from."""
        if unit in {"day", "night", "hour", "minute", "second"}:
            return self._day_told(item)
        if unit in {"week", "weekend", "fortnight"}:
            return self._told.get("day")
        if unit in {"month", "quarter"}:
            fine = self._told.get("fine")
            if unit == "quarter" and fine is not None and fine.period.unit == unit:
                return fine
            return self._told.get("month")
        if unit in {"decade", "century", "millennium"}:
            return self._told.get(unit) or self._told.get("year")
        return self._told.get("year")

    # -- one expression

    def _resolve(self, index: int, item: Found) -> Outcome:
        p = item.partial
        if p.value is not None:
            return self._ready(p)
        if p.clock is not None and p.grain == "none":
            return self._clock(index, item)
        if p.complete:
            return self._complete(item, p)
        if p.relation is not None:
            return self._related(item, p, p.relation)
        return self._partial(item, p)

    def _ready(self, p: Partial) -> Outcome:
        return Outcome(p.type, p.value or "", p.mod, anchor="self")

    def _complete(self, item: Found, p: Partial) -> Outcome:
        told = self._within(p, p.year) if p.year is not None else None
        if p.decade is not None:
            told = Period("decade", p.decade)
        elif p.century is not None:
            told = Period("century", p.century)
        if told is None:
            return self._unknown(p, "the calendar has no such day")
        out = self._outcome(p, told, "self")
        if p.ambiguous and p.year is not None and valid_day(p.year, *p.ambiguous):
            other = Period("day", p.year, *p.ambiguous)
            out.rejected.append((other.value, "day before month is rarer in English"))
        return out

    def _within(self, p: Partial, year: int) -> Period | None:
        """The partial's fields within a year; None if the calendar has no such day."""
        told: Period | None
        if p.named_day:
            told = next(iter(named_days(p.named_day, year)), None)
        elif p.nth is not None and p.weekday is not None and p.month is not None:
            day = nth_weekday(year, p.month, p.weekday, p.nth)
            told = of_day(day) if day else None
        elif p.nth_unit is not None and p.month is not None:
            told = nth_part(Period("month", year, p.month), p.nth or 1, p.nth_unit)
        elif p.month is not None and p.day is not None:
            ok = valid_day(year, p.month, p.day)
            told = Period("day", year, p.month, p.day) if ok else None
        elif p.month is not None:
            told = Period("month", year, p.month)
        elif p.season is not None:
            told = Period("season", year, SEASONS[p.season])
        elif p.quarter is not None:
            told = Period("quarter", year, 4 if p.quarter < 0 else p.quarter)
        elif p.half is not None:
            told = Period("half", year, p.half)
        else:
            told = Period("year", year)
        return self._shifted(p, told)

    def _all_within(self, p: Partial, year: int) -> list[Period]:
        """As ``_within``; a feast of the moon year may fall twice into one year."""
        if p.named_day and not p.shift:
            return list(named_days(p.named_day, year))
        told = self._within(p, year)
        return [] if told is None else [told]

    def _shifted(self, p: Partial, told: Period | None) -> Period | None:
        if told is None:
            return None
        if p.week_of and told.first:
            told = period("week", told.first)
        if p.shift:
            moved = move_days(told.first, p.shift)
            told = of_day(moved) if moved else told
        return told

    # -- relations: last week, two days later, July of the same year

    def _related(self, item: Found, p: Partial, relation: Relation) -> Outcome:
        if p.today and self.style == "history":
            # Whose "today" it is, a narrative or a quotation does not tell.
            value = f"XXXX-XX-XXT{p.part}" if p.part else "PRESENT_REF"
            return Outcome(p.type, value, reason="the writer's own day is not told")
        base, kind, told = self._base(item, relation)
        if relation.count is None:
            value = "FUTURE_REF" if relation.direction > 0 else "PAST_REF"
            return Outcome(
                p.type, value, p.mod, anchor=kind if base else "none", told=told
            )
        if relation.unit in {"hour", "minute", "second"}:
            return self._hours(p, relation, base, kind, told)
        if base is None:
            return self._unknown(p, "nothing tells what it is counted from")
        moved = self._move(p, relation, base)
        if moved is None:
            return self._unknown(p, "the calendar has no such day")
        if relation.unit == "weekend":
            moved = self._weekend(item, p, relation, base, moved)
        fine = self._fine(p, moved)
        if fine is None:
            return self._unknown(p, "the calendar has no such day")
        return self._outcome(p, fine, kind, told)

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
            told = self._reference(relation.unit, item)
            if told is not None:
                return told.period, "previous", told
            coarse = self._told.get("fine") or self._told.get("year")
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
            return day if day is None else self._shifted(p, day)
        start = as_unit(base, unit)
        return None if start is None else start.shifted(count)

    def _fine(self, p: Partial, base: Period) -> Period | None:
        """The partial's finer fields within a period found by relation."""
        if base.unit == "year" and (
            p.month is not None
            or p.season
            or p.quarter is not None
            or p.half is not None
            or p.named_day
        ):
            return self._within(p, base.year)
        if base.unit == "month" and base.index:
            if p.nth is not None and p.weekday is not None:
                day = nth_weekday(base.year, base.index, p.weekday, p.nth)
                return of_day(day) if day else None
            if p.nth_unit is not None:
                return nth_part(base, p.nth or 1, p.nth_unit)
            if p.day is not None:
                ok = valid_day(base.year, base.index, p.day)
                return Period("day", base.year, base.index, p.day) if ok else None
        if base.unit == "week" and p.weekday is not None and base.first:
            moved = move_days(base.first, p.weekday - 1)
            return of_day(moved) if moved else None
        return base

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

    def _hours(
        self,
        p: Partial,
        relation: Relation,
        base: Period | None,
        kind: AnchorKind,
        told: Told | None,
    ) -> Outcome:
        count = relation.count or 0
        if relation.unit == "hour" and count % 24 == 0 and base and base.unit == "day":
            moved = base.shifted(count // 24)
            return self._outcome(replace(p, type="DATE"), moved, kind, told)
        value = "FUTURE_REF" if count > 0 else "PAST_REF"
        return Outcome(
            "TIME",
            value,
            p.mod,
            anchor=kind if base else "none",
            told=told,
            reason="hours are not counted without a clock time to count from",
        )

    # -- dates with holes: Friday, July 22, the 29th, the summer

    def _partial(self, item: Found, p: Partial) -> Outcome:
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
            return self._weekday(item, p, self.now)
        if p.day is not None and p.month is None:
            return self._day_alone(item, p, self.now)
        if (
            p.month is None
            and not p.season
            and p.quarter is None
            and p.half is None
            and not p.named_day
        ):
            return self._unknown(p, "nothing tells which day")
        return self._in_year(item, p, self.now)

    def _from_nothing(self, p: Partial) -> Outcome:
        return self._unknown(p, "the day of publication is unknown")

    def _weekday(self, item: Found, p: Partial, now: date) -> Outcome:
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
            if self.text.startswith("'s", item.end) and word not in {"until", "by"}:
                told = "past"
            if p.pick == "this" and told is None:
                told = "future"
            past = told != "future"
            choose = -back if past else ahead
        day = move_days(now, choose)
        other = move_days(now, (ahead or 7) if past else -(back or 7))
        if day is None:
            return self._unknown(p, "the calendar has no such day")
        fine = self._shifted(p, of_day(day))
        out = self._outcome(p, fine or of_day(day), "published")
        if other is not None and other != day and p.pick is None:
            why = (
                "a weekday alone is the most recent one"
                if past
                else f"the clause looks ahead: {word}"
            )
            out.rejected.append((with_time(of_day(other).value, p), why))
        return out

    def _day_alone(self, item: Found, p: Partial, now: date) -> Outcome:
        day_number = p.day or 1
        here = Period("month", now.year, now.month)
        days = []
        for count in (-2, -1, 0, 1, 2):
            month = here.shifted(count)
            if valid_day(month.year, month.index, day_number):
                days.append(Period("day", month.year, month.index, day_number))
        told, word = tense(self.text, item.start, item.end)
        today = of_day(now).key()
        past = [d for d in days if d.key() <= today]
        ahead = [d for d in days if d.key() >= today]
        chosen = ahead[0] if told == "future" and ahead else past[-1]
        other = past[-1] if chosen is not past[-1] else ahead[0]
        out = self._outcome(p, chosen, "published")
        if other != chosen:
            why = (
                f"the clause looks ahead: {word}"
                if told == "future"
                else "a day of the month alone is the most recent one"
            )
            out.rejected.append((with_time(other.value, p), why))
        return out

    def _in_year(self, item: Found, p: Partial, now: date) -> Outcome:
        options = [
            (year, told)
            for year in range(now.year - 1, now.year + 2)
            for told in self._all_within(p, year)
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
            chosen, why = by_tense(looks, word, [o for _, o in options], now, noun)
        out = self._outcome(p, chosen, "published")
        near = [o for _, o in options if o != chosen]
        near.sort(key=lambda o: abs(distance(o, now)))
        if near and p.pick is None:
            out.rejected.append((with_time(near[0].value, p), why))
        return out

    def _leap_day(self, p: Partial, now: date) -> Outcome:
        for back in range(2, 9):
            told = self._within(p, now.year - back)
            if told is not None:
                return self._outcome(p, told, "published")
        return self._unknown(p, "the calendar has no such day")

    def _from_told(self, item: Found, p: Partial) -> Outcome | None:
        """From the last date told, as history counts."""
        if (
            p.weekday is not None
            and p.month is None
            and p.day is None
            and not p.named_day
        ):
            told = self._told.get("day")
            first = told.period.first if told else None
            if told is None or first is None:
                return (
                    None
                    if self.style == "news"
                    else self._unknown(p, "no day was told before")
                )
            step = (p.weekday - first.isoweekday()) % 7
            if p.pick == "told-last":
                step = step - 7
            elif p.pick == "told-next":
                step = step or 7
            elif step > 3 and p.pick is None:
                step -= 7
            moved = move_days(first, step)
            return self._outcome(p, of_day(moved), "previous", told) if moved else None
        if p.day is not None and p.month is None:
            told = self._told.get("month")
            if told is None or told.period.month is None:
                return (
                    None
                    if self.style == "news"
                    else self._unknown(p, "no month was told before")
                )
            if not valid_day(told.period.year, told.period.month, p.day):
                return self._unknown(p, "the month told before has no such day")
            day = Period("day", told.period.year, told.period.month, p.day)
            return self._outcome(p, day, "previous", told)
        if p.grain == "none":
            told = self._told.get("day")
            return self._outcome(p, told.period, "previous", told) if told else None
        return self._year_from_told(p)

    def _year_from_told(self, p: Partial) -> Outcome | None:
        told = self._told.get("year")
        if told is None:
            return (
                None
                if self.style == "news"
                else self._unknown(p, "no year was told before")
            )
        year = told.period.year
        here = self._within(p, year)
        if here is None:
            near = (self._within(p, year + n) for n in (1, -1, 2, -2, 3, -3))
            here = next((period for period in near if period is not None), None)
        if here is None:
            return self._unknown(p, "the year told before has no such day")
        if p.pick in {"told-next", "next"} and here.key() <= told.period.key():
            here = self._within(p, year + 1) or here
        elif p.pick in {"told-last", "last"} and here.key() >= told.period.key():
            here = self._within(p, year - 1) or here
        elif p.pick is None:
            here = self._near_told(p, told.period, here)
        return self._outcome(p, here, "previous", told)

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
            return self._within(p, told.year + 1) or here
        if gap >= TURN_BACK:
            return self._within(p, told.year - 1) or here
        return here

    # -- clock times without a date

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
                # "at 4 in the morning (4 a.m. EDT Thursday)": one time, told twice.
                gap = self.text[item.end : other.start]
                if other.partial.clock is None or gap.strip(" ,") == "(":
                    ahead = self._resolve(index + 1, other)
                    if ahead.period is not None and ahead.period.unit == "day":
                        told = Told(ahead.period, other.start, other.end)
                        return self._outcome(p, ahead.period, "previous", told)
                break
        told_day = self._told.get("day")
        line = self.text.rfind("\n", 0, item.start)
        near = told_day is not None and (
            told_day.start >= item.start - len(before)
            or self.style == "history"
            or told_day.start > line
        )
        if near and told_day is not None:
            return self._outcome(p, told_day.period, "previous", told_day)
        if self.now is not None:
            return self._outcome(p, of_day(self.now), "published")
        return self._unknown(p, "the day of publication is unknown")

    # -- results

    def _unknown(self, p: Partial, reason: str) -> Outcome:
        value = p.underspecified() or "XXXX-XX-XX"
        if ":" in value and not p.clock:
            value = x_value(p)
        return Outcome(p.type, value, p.mod, part=p.part, clock=p.clock, reason=reason)

    def _outcome(
        self, p: Partial, told: Period, kind: AnchorKind, before: Told | None = None
    ) -> Outcome:
        return Outcome(
            p.type,
            with_time(told.value, p),
            p.mod,
            told,
            p.part,
            p.clock,
            kind,
            before,
        )
