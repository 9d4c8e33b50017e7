"""What a text tells about the day on which it came out: a constraint for each hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dipevents.dates.constraint import Constraint, quote
from dipevents.dates.cues import clause, tense
from dipevents.dates.facts import anniversaries, terms
from dipevents.dates.in_office import offices
from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import Period, valid_day
from dipevents.dates.resolve import Resolver

# Longest stretch to either side that is searched as the same sentence.
_SENTENCE = 400
_LABEL = re.compile(
    r"(?:first )?(?:published|posted|updated|last updated|modified|date|issued|"
    r"released)"
    r"(?: on| at)?:? *$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:^|\n) *(?:by [A-Z][\w.' -]{2,60}[|,·•-] *)?$", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:^|\n) *(?:[A-Z][\w.'/-]*(?: [A-Z][\w.'/-]*){0,4},? ?(?:[A-Z][\w.]+,? )?)$"
)
_AGENCY = re.compile(r" *(?:,? ?\([A-Z][\w/ .-]{1,30}\)|\.? ?(?:--|—|–|-|_|/)|:)")
_URL = re.compile(
    r"[/-](20[0-9]{2})[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12][0-9]|3[01])(?=[/\-\s.]|$)"
)
_LINE_REST = re.compile(r" *(?:[|,·•-].{0,40})?(?:\n|$)")
_AFTER = re.compile(r" (?:after|since|following)\b")
_SAID = re.compile(r"said|reported|announced|stated|told|confirmed", re.IGNORECASE)
# What other media report on a weekday is passed on the same day.
_MEDIA = re.compile(
    r"\b(?:media|(?:news )?agency|newspaper|daily|broadcaster|radio|television|TV)"
    r"(?: \([A-Z]+\))?,? (?:said|reported|announced)(?: on)? $"
)
_COPYRIGHT = re.compile(
    r"(?:\bcopyright|©|\(c\)) ?(?:©|\(c\))? ?(?:[0-9]{4} ?[-–] ?)?"
    r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)


def constraints(text: str, found: list[Found]) -> list[Constraint]:
    """Everything that a text tells about its day of publication.

    Args:
        text: The text of the view.
        found: Its expressions.

    Returns:
        The constraints in the order of the text.
    """
    out = [
        *_datelines(text, found),
        *_urls(text),
        *_told_dates(text, found),
        *_without_year(text, found),
        *_days_alone(text, found),
        *_pairs(text, found),
        *_copyrights(text),
        *_since_last_year(text, found),
        *anniversaries(text, found),
        *terms(text, found),
        *offices(text, found),
        *_weekdays(text, found),
    ]
    return sorted(out, key=lambda c: (c.start, c.end))


def _day_of(p: Partial) -> date | None:
    if p.year is None or p.month is None or p.day is None or not 1 <= p.year <= 9998:
        return None
    return date(p.year, p.month, p.day) if valid_day(p.year, p.month, p.day) else None


# -- printed dates


def _datelines(text: str, found: list[Found]) -> Iterator[Constraint]:
    for item in found:
        p = item.partial
        if p.month is None or p.day is None or p.relation is not None:
            continue
        before = text[max(0, item.start - 90) : item.start]
        line = before[before.rfind("\n") + 1 :]
        after = text[item.end : item.end + 45]
        alone = not line.strip() and bool(_LINE_REST.match(after))
        labelled = bool(_LABEL.search(line))
        byline = (
            bool(line.strip())
            and bool(_BYLINE.search(line))
            and bool(_LINE_REST.match(after))
        )
        placed = (
            bool(_PLACE.search("\n" + line))
            and bool(_AGENCY.match(after))
            and line.strip() != ""
        )
        if not (alone or labelled or byline or placed):
            continue
        day = _day_of(p)
        weight = 100 - 10 * ("updated" in line.lower() or "modified" in line.lower())
        slack = timedelta(days=1 if placed else 0)
        words = quote(text, item)
        if day is not None:
            yield Constraint(
                f"the dateline {words}",
                weight - 5 * placed,
                item.start,
                item.end,
                day,
                day,
                dateline=True,
            )
        else:
            yield Constraint(
                f"the dateline {words}",
                60,
                item.start,
                item.end,
                allows=_month_day(p, slack),
                dateline=True,
            )


def _month_day(p: Partial, slack: timedelta) -> Callable[[date], bool]:
    month, day, weekday = p.month, p.day, p.weekday

    def allows(candidate: date) -> bool:
        for back in range(slack.days + 1):
            told = candidate - timedelta(days=back)
            if (told.month, told.day) == (month, day):
                return weekday is None or told.isoweekday() == weekday
        return False

    return allows


def _urls(text: str) -> Iterator[Constraint]:
    for match in _URL.finditer(text):
        year, month, day = (int(g) for g in match.groups())
        if "http" in text[max(0, match.start() - 120) : match.start()] and valid_day(
            year, month, day
        ):
            told = date(year, month, day)
            yield Constraint(
                f'the address "{match[0]}"', 80, match.start(), match.end(), told, told
            )


# -- dates told in the text


# Words that surely look ahead.
_AHEAD = frozenset(
    {"will", "is to", "are to", "to be", "is due", "are due", "is scheduled"}
)
_LOOSE_YEAR = re.compile(
    r"\b(?:by|until|till|through|before|for|to|beyond|after) $", re.IGNORECASE
)


def _told_dates(text: str, found: list[Found]) -> Iterator[Constraint]:
    """No article tells as past what is still to come."""
    for item in found:
        p = item.partial
        if p.year is None or not 1500 <= p.year <= 2200 or p.relation is not None:
            continue
        if p.mod in {"BEFORE", "AFTER"}:
            continue
        told, cue = tense(text, item.start, item.end)
        words = quote(text, item)
        day = _day_of(p)
        if day is not None:
            if told == "past":
                yield Constraint(
                    f"{words} is told as past", 55, item.start, item.end, first=day
                )
            elif told == "future":
                yield Constraint(
                    f"{words} is told as to come", 35, item.start, item.end, last=day
                )
            continue
        if told == "future" and cue in _AHEAD and p.grain in {"month", "year"}:
            end = Period("month" if p.month else "year", p.year, p.month or 0).last
            yield Constraint(
                f"{words} is told as to come", 25, item.start, item.end, last=end
            )
        if told != "past" or _LOOSE_YEAR.search(
            text[max(0, item.start - 9) : item.start]
        ):
            continue
        first = date(p.year, p.month or 1, 1)
        weight = 50 if p.month else 45
        yield Constraint(
            f"{words} is told as past", weight, item.start, item.end, first=first
        )


def _without_year(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Such as "July 22", less than half a year away; a weekday also tells the year."""
    for item in found:
        p = item.partial
        if (
            p.year is not None
            or p.month is None
            or p.day is None
            or p.relation
            or p.pick
        ):
            continue
        told, _ = tense(text, item.start, item.end)
        words = quote(text, item)
        if p.weekday is not None:
            yield Constraint(
                f"{words} is a weekday and a date",
                45,
                item.start,
                item.end,
                allows=_weekday_fits(p),
            )
        if told is not None:
            yield Constraint(
                f"{words} is told as {'past' if told == 'past' else 'to come'}",
                10,
                item.start,
                item.end,
                allows=_half_year(p, 1 if told == "past" else -1),
            )


def _near(p: Partial, day: date) -> Iterator[date]:
    for year in (day.year - 1, day.year, day.year + 1):
        if p.month and p.day and 1 <= year <= 9998 and valid_day(year, p.month, p.day):
            yield date(year, p.month, p.day)


def _weekday_fits(p: Partial) -> Callable[[date], bool]:
    def allows(day: date) -> bool:
        closest = min(_near(p, day), key=lambda d: abs((d - day).days), default=None)
        return closest is not None and closest.isoweekday() == p.weekday

    return allows


def _half_year(p: Partial, sign: int) -> Callable[[date], bool]:
    def allows(day: date) -> bool:
        return any(0 <= sign * (day - told).days <= 183 for told in _near(p, day))

    return allows


def _days_alone(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Such as "on the 29th": of the month of publication, unless another is named."""
    for item in found:
        p = item.partial
        if (
            p.day is None
            or p.month is not None
            or p.relation is not None
            or p.year is not None
        ):
            continue
        if p.weekday is not None and p.day is None:
            continue
        told, _ = tense(text, item.start, item.end)
        bound = p.day
        words = quote(text, item)
        if told == "future":
            yield Constraint(
                f"{words} of the month is still to come",
                30,
                item.start,
                item.end,
                allows=lambda day, bound=bound: day.day <= bound,  # type: ignore[misc]
            )
        else:
            yield Constraint(
                f"{words} of the month is past",
                40,
                item.start,
                item.end,
                allows=lambda day, bound=bound: day.day >= bound,  # type: ignore[misc]
            )


# -- two ways of telling one time


_PAIR_GAP = re.compile(
    r",? \(?(?:in |on |that is,? |or |i\.e\.,? )?$|,? $|, (?:in|on) $"
)


def _pairs(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Such as "last year, in 2023", "today (July 23)", "Tuesday (March 5)"."""
    for a, b in pairwise(found):
        gap = text[a.end : b.start]
        if len(gap) > 12 or not _PAIR_GAP.match(gap):
            continue
        words = f'"{text[a.start : b.end]}"'
        for relative, told in ((a, b), (b, a)):
            hint = _pair(relative.partial, told.partial, words, (a.start, b.end))
            if hint is not None:
                yield hint


def _pair(p: Partial, q: Partial, words: str, at: tuple[int, int]) -> Constraint | None:
    """What a relative date and a calendar date for the same time tell."""
    if q.relation is not None or q.value is not None:
        return None
    if p.weekday is not None and p.month is None and p.day is None and not p.pick:
        if q.month is None or q.day is None or q.year is not None or q.weekday:
            return None
        fits = _weekday_fits(replace(q, weekday=p.weekday))
        return Constraint(f"{words} is a weekday and a date", 45, *at, allows=fits)
    relation = p.relation
    if relation is None or relation.base != "now" or relation.count is None:
        return None
    count, day = relation.count, _day_of(q)
    if relation.unit == "day" and day is not None:
        out = day - timedelta(days=count)
        return Constraint(f"{words} tells the day", 75, *at, out, out)
    if relation.unit == "day" and q.month and q.day and p.part is None:
        allows = _days_from(q, count)
        return Constraint(f"{words} tells day and month", 55, *at, allows=allows)
    if relation.unit == "month" and q.month and q.day is None:
        month, year = q.month - count, q.year
        return Constraint(
            f"{words} tells the month", 50, *at, allows=_in_month(month, year)
        )
    if relation.unit == "year" and q.year is not None and p.month is None:
        year = q.year - count
        if 1 <= year <= 9998:
            first, last = date(year, 1, 1), date(year, 12, 31)
            return Constraint(f"{words} tells the year", 65, *at, first, last)
    return None


def _days_from(q: Partial, count: int) -> Callable[[date], bool]:
    def allows(day: date) -> bool:
        told = day + timedelta(days=count)
        return (told.month, told.day) == (q.month, q.day)

    return allows


def _in_month(month: int, year: int | None) -> Callable[[date], bool]:
    def allows(day: date) -> bool:
        if (day.month - month) % 12:
            return False
        return year is None or day.year == year + (month - 1) // 12

    return allows


def _copyrights(text: str) -> Iterator[Constraint]:
    """A page is not older than what it reports, and its footer not older than it."""
    for match in _COPYRIGHT.finditer(text):
        year = int(match["year"])
        if 1950 <= year <= 2200:
            yield Constraint(
                f'"{match[0]}" ends with {year}',
                18,
                *match.span(),
                last=date(year, 12, 31),
            )


def _months(value: str) -> int | None:
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", value)
    if match is None or not (match[1] or match[2]):
        return None
    return 12 * int(match[1] or 0) + int(match[2] or 0)


def _since_last_year(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Such as "came 1 year and 3 months after the visit in July last year"."""
    for index, item in enumerate(found):
        p = item.partial
        if p.type != "DURATION" or p.value is None or not _AFTER.match(text, item.end):
            continue
        months = _months(p.value)
        if months is None or months < 2:
            continue
        _, rest = clause(text, item.start, item.end, _SENTENCE)
        for other in found[index + 1 :]:
            if other.start > item.end + len(rest):
                break
            q = other.partial
            if (
                q.month is None
                or q.year is not None
                or not (q.relation or q.pick in {"last"})
            ):
                continue
            words = f"{quote(text, item)} after {quote(text, other)}"
            yield Constraint(
                f"{words} tells the month",
                50,
                item.start,
                other.end,
                allows=_month_apart(text, other, months),
            )
            break


def _month_apart(text: str, other: Found, months: int) -> Callable[[date], bool]:
    cache: dict[tuple[int, int], bool] = {}
    alone = replace(other)

    def allows(day: date) -> bool:
        key = (day.year, day.month)
        if key not in cache:
            told = Resolver(text, [alone], day, "news").run()[0].period
            apart = None
            if told is not None and told.month is not None:
                apart = 12 * (day.year - told.year) + day.month - told.month
            # Months are told rounded, and the article comes out some days later.
            cache[key] = apart is not None and abs(apart - months) <= 1
        return cache[key]

    return allows


# -- the week


def _weekdays(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Such as "said Wednesday ... will stay until Friday": between the two."""
    said: tuple[Found, int] | None = None
    ahead: tuple[Found, int] | None = None
    for item in found:
        p = item.partial
        if (
            p.weekday is None
            or p.pick
            or p.relation
            or p.month is not None
            or p.day is not None
        ):
            continue
        told, word = tense(text, item.start, item.end)
        if told == "past" and said is None and _SAID.fullmatch(word):
            said = (item, p.weekday)
        elif told == "future" and ahead is None:
            ahead = (item, p.weekday)
    if said is None:
        return
    before, _ = clause(text, said[0].start, said[0].end)
    passed_on = bool(_MEDIA.search(before))
    days = {said[1]} if passed_on else {said[1], said[1] % 7 + 1}
    what = f"{quote(text, said[0])} is when it was reported"
    if ahead is not None and not passed_on:
        span = (ahead[1] - said[1]) % 7
        days = {(said[1] - 1 + n) % 7 + 1 for n in range(min(span, 1) + 1)}
    yield Constraint(
        what,
        20,
        said[0].start,
        said[0].end,
        allows=lambda day: day.isoweekday() in days,
    )
