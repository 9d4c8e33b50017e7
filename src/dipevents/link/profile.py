"""What of an event decides whether two reports tell of the same happening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dipevents.link.counted import days_on
from dipevents.link.places import city_of, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dipevents.link.entities import Directory
    from dipevents.models import DateValue, Document, Event, Place

FAMILIES: dict[str, str] = {
    **dict.fromkeys(("meeting", "negotiation", "conference", "reception"), "encounter"),
    **dict.fromkeys(
        (
            "proposal",
            "support",
            "accusation",
            "demand",
            "rejection",
            "threat",
            "statement",
            "invitation",
        ),
        "words",
    ),
    **dict.fromkeys(("agreement", "cooperation"), "pact"),
}
"""Types that two articles may give to one happening; others stand for themselves."""

EXTENDED = frozenset({"visit", "conference", "negotiation", "cooperation"})
"""Types that last: an article may date them by any of their days."""

DAY, DAYS, MONTHS, YEAR, VAGUE = range(5)
"""How finely a report is dated: a day; up to twelve; up to a quarter; up to a year."""

_AROUND = 200  # code points around a mention in which its sentence ends
_BREAK = re.compile(r"[.!?]['\"”’)]*\s|\n")
_PARTIAL = re.compile(r"XXXX-(?:WXX-(\d)|(\d\d)(?:-(\d\d))?)(?!\d)")
_QUOTE = re.compile(r"[\"“]([^\"“”]{8,400})(?:[\"”]|$)")
_STOP = frozenset(
    "the a an of and or to in on at by for from with as his her their its it he she "
    "they who which that this these those was were is are be been has have had will "
    "would also said says after before during between about into over new two".split()
)
_MEAL = re.compile(r"\b(?:banquet|dinner|lunch\w*|breakfast|dined?|gala|toast)\b", re.I)


@dataclass(frozen=True, slots=True)
class Profile:
    """One report, as the comparison sees it."""

    event: Event
    order: tuple[object, ...]
    """Sorts reports the same way whatever order they came in, the fullest first."""
    family: str
    first: int | None
    """Earliest day as an ordinal, by its date and by when the article came out; None
    where open."""
    last: int | None
    """Latest day; None where open."""
    dated: bool
    """Whether the article itself bounds the date."""
    level: int
    sides: frozenset[str]
    """Countries, and ids of participants that stand for none."""
    actors: frozenset[str]
    mutual: bool
    """Whether all sides act alike, so that their order says nothing."""
    people: dict[str, frozenset[str]]
    """Ids of the persons named for each side, where the name tells who it is."""
    perhaps: dict[str, frozenset[str]]
    """The same, with all that an ambiguous name may stand for."""
    words: frozenset[str]
    """What it says beside names and small words."""
    calendar: tuple[int | None, int | None, int | None]
    """Weekday, month and day of the month, where an undated expression tells them."""
    quoted: frozenset[str]
    """Each three words in a row that its sentence quotes."""
    city: str | None
    """Folded name of the place, where it is no whole country."""
    place: Place | None
    meal: bool
    document: str
    """Id of the document that tells it."""

    @property
    def whole_place(self) -> str | None:
        """Country of the place."""
        return self.place.country if self.place else None


def profile_of(
    event: Event, directory: Directory, documents: Mapping[str, Document]
) -> Profile:
    """The comparable traits of a report.

    Args:
        event: An event as one document tells it.
        directory: Who its participants are.
        documents: The documents at hand, by id: what surrounds the words of the event
            and the day of publication then count too.

    Returns:
        Its traits; the same for the same event and directory.
    """
    people: dict[str, set[str]] = {}
    perhaps: dict[str, set[str]] = {}
    sides, actors = set(), set()
    for participant in event.participants:
        key = directory.id_of(participant)
        side = participant.country or directory.countries.get(key) or key
        sides.add(side)
        if participant.role == "actor":
            actors.add(side)
        if participant.kind == "person":
            others = directory.could_be.get(key, frozenset())
            perhaps.setdefault(side, set()).update({key}, others)
            if not others:
                people.setdefault(side, set()).add(key)
    first, last = _days(event.date)
    document = documents.get(event.mentions[0].document_id)
    undated = first is None
    since, until = _counted_bounds(event, document) if undated else (None, None)
    after, before = _bounds(event, document)
    text = _sentence(event, document)
    surely = _by_side(people)
    return Profile(
        event=event,
        order=_order(event, len(people), len(sides)),
        family=FAMILIES.get(event.type, event.type),
        first=max((d for d in (first, since, after) if d), default=None),
        last=min((d for d in (last, until, before) if d), default=None),
        dated=first is not None or last is not None,
        level=_level(first, last),
        sides=_shared(frozenset(sides)),
        actors=_shared(frozenset(actors)),
        mutual=actors == sides,
        people=surely,
        perhaps=surely if perhaps == people else _by_side(perhaps),
        words=_content(text, event),
        calendar=_calendar(event),
        quoted=_quoted(text) if _QUOTE.search(text) else frozenset(),
        city=city_of(event.place),
        place=event.place,
        meal=bool(_MEAL.search(event.mentions[0].text)),
        document=event.mentions[0].document_id,
    )


@lru_cache(maxsize=65536)
def _shared(keys: frozenset[str]) -> frozenset[str]:
    """One set for all reports that have the same: they are many."""
    return keys


def _by_side(people: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {side: _shared(frozenset(keys)) for side, keys in people.items()}


def _order(event: Event, people: int, sides: int) -> tuple[object, ...]:
    mention = event.mentions[0]
    return (
        -people,
        -sides,
        event.salience != "main",
        event.place is None,
        -len(mention.text),
        mention.document_id,
        mention.start,
        mention.trigger_start,
        event.type,
        event.id,
    )


def _days(when: DateValue | None) -> tuple[int | None, int | None]:
    if when is None:
        return None, None
    return (
        when.earliest.toordinal() if when.earliest else None,
        when.latest.toordinal() if when.latest else None,
    )


def _level(first: int | None, last: int | None) -> int:
    if first is None or last is None:
        return VAGUE
    length = last - first
    for level, longest in ((DAY, 0), (DAYS, 12), (MONTHS, 92), (YEAR, 366)):
        if length <= longest:
            return level
    return VAGUE


def _bounds(event: Event, document: Document | None) -> tuple[int | None, int | None]:
    """What the day of publication says: plans lie after it, what happened before.

    Only where it contradicts nothing that the article says of the date itself.
    """
    published = document.published if document else None
    if published is None:
        return None, None
    first, last = _days(event.date)
    after, before = _days(published)
    if event.status in {"planned", "proposed"}:
        return (after if after and (last is None or after <= last) else None), None
    if event.status in {"occurred", "ongoing"}:
        fits = before and (first is None or first <= before)
        return None, (before if fits else None)
    return None, None


def _counted_bounds(
    event: Event, document: Document | None
) -> tuple[int | None, int | None]:
    """What one known end of the days of publication says of a date counted from it."""
    published = document.published if document else None
    if published is None or event.told is None or not event.told.times:
        return None, None
    low = published.earliest and days_on(event.told, published.earliest)
    high = published.latest and days_on(event.told, published.latest)
    return (
        low[1].toordinal() if low else None,
        high[2].toordinal() if high else None,
    )


def _sentence(event: Event, document: Document | None) -> str:
    """The words of the event and the rest of their sentence."""
    mention = event.mentions[0]
    if document is None:
        return mention.text
    text = document.text
    before = text[max(0, mention.start - _AROUND) : mention.start]
    after = text[mention.end : mention.end + _AROUND]
    start = max((m.end() for m in _BREAK.finditer(before)), default=0)
    end = _BREAK.search(after)
    return f"{before[start:]}{mention.text}{after[: end.start() if end else _AROUND]}"


def _calendar(event: Event) -> tuple[int | None, int | None, int | None]:
    told = event.told
    if told is None or len(told.times) != 1 or told.times[0].shift:
        return None, None, None
    match = _PARTIAL.match(told.times[0].value or "")
    if match is None:
        return None, None, None
    weekday, month, day = (int(g) if g else None for g in match.groups())
    return weekday, month, day


def _quoted(text: str) -> frozenset[str]:
    found = set()
    for quote in _QUOTE.finditer(text):
        words = plain(quote[1]).split()
        found |= {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}
    return frozenset(found)


def _content(text: str, event: Event) -> frozenset[str]:
    names = {w for p in event.participants for w in plain(p.name).split()}
    words = {w[:6] for w in plain(text).split() if len(w) > 2 and w not in _STOP}
    return frozenset(words - {n[:6] for n in names})
