"""Who acts under which title: an article was written while he held the office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from dipevents.dates.constraint import Constraint
from dipevents.dates.cues import clause
from dipevents.dates.partial import Found, Partial
from dipevents.lexicons.records import OfficeHolder
from dipevents.lexicons.tables import office_holders

_SENTENCE = 400
# Days by which an article may lag behind a change of office.
_HANDOVER = timedelta(days=3)
_RETIRED = re.compile(
    r"\b(?:former|then|late|ex|then-|ex-)[ -](?:\w+[ -]){0,2}$", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?P<title>Vice President|Deputy Prime Minister|Prime Minister|Premier|"
    r"President|Chancellor|Foreign Minister|Foreign Secretary|Secretary of State|"
    r"Defen[cs]e Minister|Defen[cs]e Secretary|Secretary[- ]General|"
    r"National Security Advis[eo]r) "
    r"(?P<name>[A-Z][\w.'’-]{0,20}(?: [A-Za-z][\w.'’-]{0,20}){0,3})"
)
_Span = tuple[date | None, date | None]


def offices(text: str, found: list[Found]) -> Iterator[Constraint]:
    """Who acts under which title at the time of writing.

    Args:
        text: The text of the view.
        found: Its expressions.
    """
    for match in _TITLED.finditer(text):
        name, spans = _spans(match["title"], match["name"])
        if not spans or _RETIRED.search(
            text[max(0, match.start() - 30) : match.start()]
        ):
            continue
        before, after = clause(text, match.start(), match.end(), _SENTENCE)
        if not _is_present(
            found, match.start() - len(before), match.end() + len(after)
        ):
            continue
        starts = [since for since, _ in spans if since is not None]
        ends = [until for _, until in spans if until is not None]
        yield Constraint(
            f'"{match["title"]} {name}" is told as in office',
            22,
            match.start(),
            match.start("name") + len(name),
            first=min(starts) if len(starts) == len(spans) else None,
            last=max(ends) + _HANDOVER if len(ends) == len(spans) else None,
            allows=_in_office(spans),
        )


def _office(title: str) -> str:
    title = title.lower().replace("defense", "defence").replace("-", " ")
    title = title.replace("adviser", "advisor")
    return "prime minister" if title == "premier" else title


@cache
def _holders() -> tuple[
    dict[tuple[str, str], list[OfficeHolder]],
    dict[tuple[str, str, str | None], tuple[_Span, ...]],
]:
    """Holders by office and name; their days by office, surname and country."""
    named: dict[tuple[str, str], list[OfficeHolder]] = defaultdict(list)
    spans: dict[tuple[str, str, str | None], list[_Span]] = defaultdict(list)
    for holder in office_holders():
        office = _office(holder.title)
        for name in (holder.name, *holder.aliases):
            named[office, name.lower()].append(holder)
        surname = holder.name.lower().split()[-1]
        if surname != holder.name.lower():
            named[office, surname].append(holder)
        spans[office, surname, holder.country].append(
            (holder.valid_from, holder.valid_to)
        )
    return dict(named), {key: tuple(told) for key, told in spans.items()}


def _spans(title: str, name: str) -> tuple[str, tuple[_Span, ...]]:
    """The name, and the days in that office of all who may be meant by it.

    Of a country, all holders of one surname count: "President Bush" was two.
    """
    named, spans = _holders()
    office, words = _office(title), name.split()
    capitals = 1 + next(
        (n for n, word in enumerate(words[1:]) if not word[:1].isupper()),
        len(words) - 1,
    )
    for length in range(len(words), 0, -1):
        if length == 1 and capitals > 1:
            break  # another person of that surname, or of that given name
        phrase = " ".join(words[:length]).rstrip(".,").removesuffix("'s")
        holders = named.get((office, phrase.lower()))
        if holders:
            keys = {(office, h.name.lower().split()[-1], h.country) for h in holders}
            told = [span for key in sorted(keys, key=str) for span in spans[key]]
            return phrase, tuple(dict.fromkeys(told))
    return name, ()


def _is_present(found: list[Found], start: int, end: int) -> bool:
    """Whether a sentence tells of the days around its writing."""
    told = [f.partial for f in found if start <= f.start < end]
    if any(p.year is not None or p.pick for p in told):
        return False
    return any(_is_near(p) for p in told)


def _is_near(p: Partial) -> bool:
    if p.weekday is not None and p.month is None and p.day is None:
        return p.relation is None
    return (
        p.relation is not None
        and p.relation.base == "now"
        and p.relation.unit in {"day", "week"}
        and abs(p.relation.count or 0) <= 1
    )


def _in_office(spans: tuple[_Span, ...]) -> Callable[[date], bool]:
    def allows(day: date) -> bool:
        return any(
            (since is None or since <= day)
            and (until is None or day <= until + _HANDOVER)
            for since, until in spans
        )

    return allows
