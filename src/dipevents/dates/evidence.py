"""What a text tells about the day on which it came out: a constraint for each hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dipevents.dates.cues import clause, tense
from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import Period, valid_day
from dipevents.dates.resolve import Resolver
from dipevents.lexicons.date_rules import Term, dated_facts


@dataclass(frozen=True, slots=True)
class Constraint:
    """One hint: the days that it leaves, how much it weighs, and where it stands."""

    what: str
    """In words, to follow "because": ``"the 31st" is told as past``."""
    weight: int
    """The weaker one yields where two contradict each other."""
    start: int
    end: int
    first: date | None = None
    """First day that it allows; None if open."""
    last: date | None = None
    allows: Callable[[date], bool] | None = None
    """A test for single days, where an interval does not say it all."""
    dateline: bool = False


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
_ANNIVERSARY = re.compile(
    r"\b(?P<n>[0-9]{1,3})(?:st|nd|rd|th)[ -]anniversary (?:of|marking|since) "
    r"(?P<what>[^.;\n]{3,120})",
    re.IGNORECASE,
)
_TENURE = re.compile(
    r"\b(?:led|ruled|governed|power|office|president|leader|rule|reign)\b", re.I
)
_SAID = re.compile(r"said|reported|announced|stated|told|confirmed", re.IGNORECASE)
# What other media report on a weekday is passed on the same day.
_MEDIA = re.compile(
    r"\b(?:media|(?:news )?agency|newspaper|daily|broadcaster|radio|television|TV)"
    r"(?: \([A-Z]+\))?,? (?:said|reported|announced)(?: on)? $"
)
_FOR = re.compile(r"\bfor (?:\w+ ){0,2}$")
_RETIRED = re.compile(
    r"\b(?:former|then|late|ex|then-|ex-)[ -](?:\w+[ -]){0,2}$", re.IGNORECASE
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
        *_since_last_year(text, found),
        *_anniversaries(text, found),
        *_terms(text, found),
        *_weekdays(text, found),
    ]
    return sorted(out, key=lambda c: (c.start, c.end))


def _day_of(p: Partial) -> date | None:
    if p.year is None or p.month is None or p.day is None or not 1 <= p.year <= 9998:
        return None
    return date(p.year, p.month, p.day) if valid_day(p.year, p.month, p.day) else None


def _quote(text: str, item: Found) -> str:
    return f'"{text[item.start : item.end]}"'


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
        words = _quote(text, item)
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
        told, _ = tense(text, item.start, item.end)
        words = _quote(text, item)
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
        words = _quote(text, item)
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
        words = _quote(text, item)
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
    """Such as "last year, in 2023", "today, July 23, 2024", "a year ago, in 2019"."""
    for a, b in pairwise(found):
        gap = text[a.end : b.start]
        if len(gap) > 12 or not _PAIR_GAP.match(gap):
            continue
        for relative, told in ((a, b), (b, a)):
            p, q = relative.partial, told.partial
            if (
                q.year is None
                or p.relation is None
                or p.relation.base != "now"
                or p.relation.count is None
            ):
                continue
            start, end = a.start, b.end
            words = f'"{text[start:end]}"'
            day = _day_of(q)
            if p.relation.unit == "day" and day is not None:
                out = day - timedelta(days=p.relation.count)
                yield Constraint(f"{words} tells the day", 75, start, end, out, out)
            elif p.relation.unit == "year":
                year = q.year - p.relation.count
                if 1 <= year <= 9998:
                    yield Constraint(
                        f"{words} tells the year",
                        65,
                        start,
                        end,
                        date(year, 1, 1),
                        date(year, 12, 31),
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
            words = f"{_quote(text, item)} after {_quote(text, other)}"
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


# -- facts of the world


def _anniversaries(text: str, found: list[Found]) -> Iterator[Constraint]:
    for match in _ANNIVERSARY.finditer(text):
        what = match["what"]
        base = _year_in(what)
        if base is None:
            continue
        year = base + int(match["n"])
        if not 1900 <= year <= 2200:
            continue
        before, after = clause(text, match.start(), match.end(), _SENTENCE)
        item = _nearest_relative(
            found, match.start() - len(before), match.end() + len(after)
        )
        words = f'"{match[0][:60].strip()}" falls into {year}'
        start, end = match.span()
        if item is None:
            first = date(year, 1, 1) - timedelta(days=120)
            yield Constraint(
                words, 30, start, end, first, date(year, 12, 31) + timedelta(days=30)
            )
        else:
            yield Constraint(
                f"{_quote(text, item)} is told with it: {words}",
                50,
                start,
                end,
                date(year - 1, 1, 1),
                date(year + 2, 12, 31),
                _in_year(text, item, year),
            )


def _year_in(words: str) -> int | None:
    for phrase, year in dated_facts().anniversaries:
        if phrase.lower() in words.lower():
            return year
    match = re.search(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])", words)
    return int(match[1]) if match else None


def _nearest_relative(found: list[Found], start: int, end: int) -> Found | None:
    """A date of the same sentence that is counted from the publication."""
    inside = [
        f
        for f in found
        if start <= f.start < end
        and f.partial.relation is not None
        and f.partial.relation.base == "now"
        and f.partial.relation.count is not None
    ]
    return inside[0] if len(inside) == 1 else None


def _in_year(text: str, item: Found, year: int) -> Callable[[date], bool]:
    cache: dict[tuple[int, int], bool] = {}

    def allows(day: date) -> bool:
        key = (day.year, day.month)
        if key not in cache:
            told: Period | None = Resolver(text, [item], day, "news").run()[0].period
            cache[key] = told is not None and told.year == year
        return cache[key]

    return allows


def _terms(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Who rules, and for how long already."""
    facts = dated_facts().terms
    for term in facts:
        hit = next(
            (m for w in term.words if (m := re.search(rf"\b{re.escape(w)}\b", text))),
            None,
        )
        retired = hit and _RETIRED.search(text[max(0, hit.start() - 30) : hit.start()])
        if hit is not None and not retired:
            what = f'"{hit[0]}" has held office since {term.since}'
            yield Constraint(what, 15, *hit.span(), first=term.since)
    for item in found:
        years = re.fullmatch(r"P(\d+)Y", item.partial.value or "")
        before, after = clause(text, item.start, item.end)
        if (
            years is None
            or not _FOR.search(before)
            or not _TENURE.search(before + after)
        ):
            continue
        ruler = _nearest_term(before) or _nearest_term(after)
        n = int(years[1])
        if ruler is None or n < 5 or ruler.since.year + n > 2200:
            continue
        # Years in office are told rounded.
        first = ruler.since.replace(year=ruler.since.year + n - 1)
        last = ruler.since.replace(year=ruler.since.year + n + 1)
        what = f"{_quote(text, item)} in power since {ruler.since}"
        yield Constraint(what, 25, item.start, item.end, first, last)


def _nearest_term(words: str) -> Term | None:
    """The ruler, by name or country, who stands closest to the end of the words."""
    best, at = None, -1
    for term in dated_facts().terms:
        for word in (*term.words, term.country):
            if (found := words.rfind(word)) > at:
                best, at = term, found
    return best


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
    what = f"{_quote(text, said[0])} is when it was reported"
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
