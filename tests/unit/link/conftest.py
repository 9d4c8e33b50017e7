"""Events made by hand, as one document would tell them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dipevents.models import DateValue, Event, EventMention, Participant, Place

KNOWN_COUNTRIES = {
    "NOR": "Norway",
    "FIN": "Finland",
    "CHL": "Chile",
    "PER": "Peru",
    "GHA": "Ghana",
    "TGO": "Togo",
    "NZL": "New Zealand",
}
KNOWN_CITIES = {
    "Oslo": ("NOR", 59.9, 10.7),
    "Bergen": ("NOR", 60.4, 5.3),
    "Helsinki": ("FIN", 60.2, 24.9),
    "Lima": ("PER", -12.0, -77.0),
    "Accra": ("GHA", 5.6, -0.2),
}


def a_date(edtf: str) -> DateValue:
    """A day, a month, a year, or two days with a slash."""
    first, _, last = edtf.partition("/")
    if last:
        kind, start, end = "interval", first, last
    elif len(first) == 10:
        kind, start, end = "day", first, first
    elif len(first) == 7:
        kind, start = "month", f"{first}-01"
        year, month = int(first[:4]), int(first[5:])
        following = date(year + month // 12, month % 12 + 1, 1)
        end = date.fromordinal(following.toordinal() - 1).isoformat()
    else:
        kind, start, end = "year", f"{first}-01-01", f"{first}-12-31"
    return DateValue(edtf=edtf, earliest=start, latest=end, granularity=kind)


def a_participant(told: str, role: str = "actor") -> Participant:
    """``NOR`` for the country, ``Kari Lie/NOR`` for a person, ``EU`` for a body."""
    name, _, country = told.partition("/")
    if country:
        return Participant(kind="person", name=name, country=country, role=role)
    if told in KNOWN_COUNTRIES:
        return Participant(
            kind="country", name=KNOWN_COUNTRIES[told], country=told, role=role
        )
    return Participant(kind="organization", name=told, role=role)


def a_place(name: str) -> Place:
    if name in KNOWN_CITIES:
        country, north, east = KNOWN_CITIES[name]
        return Place(name=name, country=country, latitude=north, longitude=east)
    return Place(name=KNOWN_COUNTRIES[name], country=name)


@pytest.fixture
def told() -> Callable[..., Event]:
    """A factory: ``told("d1", "meeting", ["NOR", "Kari Lie/FIN"], "2031-05-04")``."""

    def make(
        document: str,
        kind: str,
        actors: list[str],
        when: str | None = None,
        where: str | None = None,
        *,
        to: tuple[str, ...] = (),
        start: int = 0,
        text: str | None = None,
        trigger: str | None = None,
        status: str = "occurred",
        **fields: Any,
    ) -> Event:
        words = text or f"{' and '.join(actors)} {kind}"
        date_value = a_date(when) if when else None
        place = a_place(where) if where else None
        mention = EventMention(
            document_id=document,
            start=start,
            end=start + len(words),
            text=words,
            trigger=trigger or kind,
            trigger_start=start,
            trigger_end=start + len(trigger or kind),
            status=status,
            date=date_value,
            place=place,
        )
        people = [a_participant(a) for a in actors]
        people += [a_participant(r, "recipient") for r in to]
        return Event(
            id=f"{kind}-{document}-{start}",
            type=kind,
            status=status,
            date=date_value,
            place=place,
            participants=tuple(people),
            mentions=(mention,),
            **fields,
        )

    return make
