"""What facts of the world tell about the day of publication: anniversaries, offices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dipevents.dates.constraint import Constraint, quote
from dipevents.dates.cues import clause
from dipevents.dates.numbers import ordinal
from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import Period, valid_day
from dipevents.dates.resolve import Resolver
from dipevents.lexicons.date_rules import Term, dated_facts

# Longest stretch to either side that is searched as the same sentence.
_SENTENCE = 400
_NTH = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty-fifth|thirtieth|"
    r"fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth"
)
_ANNIVERSARY = re.compile(
    rf"\b(?P<n>[0-9]{{1,3}}(?:st|nd|rd|th)|{_NTH})[ -]anniversary "
    r"(?:of|marking|since) (?P<what>[^.;\n]{3,120})",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\b(?:mark|commemorat|celebrat|observ|rang|rung|fell|falls)", re.I
)
_NOT_YET = re.compile(
    r"\b(?:ahead of|before|upcoming|next|later|days? after|weeks? after|since|will|"
    r"plans?|planned|eve of)\b",
    re.I,
)
# Days from the anniversary within which it is marked "today" or on a weekday told.
_TODAY, _WEEK = timedelta(days=3), timedelta(days=9)
_TENURE = re.compile(
    r"\b(?:led|ruled|governed|power|office|president|leader|rule|reign)\b", re.I
)
_FOR = re.compile(r"\bfor (?:\w+ ){0,2}$")
_RETIRED = re.compile(
    r"\b(?:former|then|late|ex|then-|ex-)[ -](?:\w+[ -]){0,2}$", re.IGNORECASE
)


def anniversaries(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Anniversaries of events of which the text or the file of facts tells the year.

    Args:
        text: The text of the view.
        found: Its expressions.
    """
    for match in _ANNIVERSARY.finditer(text):
        base = _occasion(match["what"])
        nth = ordinal(match["n"])
        if base is None or nth is None or not 1900 <= base[0] + nth <= 2200:
            continue
        year = base[0] + nth
        before, after = clause(text, match.start(), match.end(), _SENTENCE)
        inside = (match.start() - len(before), match.end() + len(after))
        words = f'"{match[0][:60].strip()}" falls into {year}'
        start, end = match.span()
        marked = _marked_on(found, inside, before + match[0] + after, base[1], year)
        item = _nearest_relative(found, *inside)
        if marked is not None:
            first, last = marked
            what = f'"{match[0][:60].strip()}" is marked now'
            yield Constraint(what, 40, start, end, first, last)
        elif item is None:
            first = date(year, 1, 1) - timedelta(days=120)
            yield Constraint(
                words, 30, start, end, first, date(year, 12, 31) + timedelta(days=30)
            )
        else:
            yield Constraint(
                f"{quote(text, item)} is told with it: {words}",
                50,
                start,
                end,
                date(year - 1, 1, 1),
                date(year + 2, 12, 31),
                _in_year(text, item, year),
            )


def _marked_on(
    found: list[Found],
    inside: tuple[int, int],
    words: str,
    day: date | None,
    year: int,
) -> tuple[date, date] | None:
    """The days left by "marked on Friday the first anniversary of ..."."""
    if day is None or not _MARKED.search(words) or _NOT_YET.search(words):
        return None
    told = [f.partial for f in found if inside[0] <= f.start < inside[1]]
    told = [p for p in told if p.today or _bare_weekday(p)]
    if len(told) != 1 or not valid_day(year, day.month, day.day):
        return None
    kept = date(year, day.month, day.day)
    return kept - _TODAY, kept + (_TODAY if told[0].today else _WEEK)


def _bare_weekday(p: Partial) -> bool:
    return p.weekday is not None and (p.month, p.day, p.year, p.relation) == (None,) * 4


def _occasion(words: str) -> tuple[int, date | None] | None:
    """Year, and day where it is known, of the event that the words name."""
    lower = words.lower()
    for occasion in dated_facts().occasions:
        if occasion.words.lower() in lower:
            return occasion.year, occasion.day
    match = re.search(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])", words)
    return (int(match[1]), None) if match else None


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


def terms(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Who rules, and for how long already.

    Args:
        text: The text of the view.
        found: Its expressions.
    """
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
        what = f"{quote(text, item)} in power since {ruler.since}"
        yield Constraint(what, 25, item.start, item.end, first, last)


def _nearest_term(words: str) -> Term | None:
    """The ruler, by name or country, who stands closest to the end of the words."""
    best, at = None, -1
    for term in dated_facts().terms:
        for word in (*term.words, term.country):
            if (found := words.rfind(word)) > at:
                best, at = term, found
    return best
