"""iCalendar: the dated events as all-day entries (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.models.event import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dipevents.models import Event

_STATUS = {
    "occurred": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "planned": "TENTATIVE",
    "proposed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "negated": "CANCELLED",
}
_LINE = 75  # octets, without the line end: RFC 5545, 3.1


def to_ics(events: Iterable[Event], *, longest: int = 31) -> str:
    """The events as a calendar of all-day entries.

    Lost: events without a date or spread over more than ``longest`` days, roles,
    offsets, explanations and disagreements. ``DTSTAMP``, which the format demands,
    is the event's own first day, so that the same events give the same file.

    Args:
        events: The events, kept in their order.
        longest: The most days that an entry may span; vaguer dates are left out.

    Returns:
        The calendar's text, lines ended by CR LF and folded at 75 octets.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dipevents//dipevents//EN"]
    lines.append(f"X-DIPEVENTS-SCHEMA:{SCHEMA_VERSION}")
    for event in events:
        when = event.date
        if not when or not when.earliest or not when.latest:
            continue
        if (when.latest - when.earliest).days < longest:
            lines += _entry(event, when.earliest, when.latest)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(event: Event, first: date, last: date) -> list[str]:
    who = ", ".join(p.name for p in event.participants)
    told = "\n".join(f"{m.document_id}: {m.text}" for m in event.mentions)
    sides = dict.fromkeys(p.country for p in event.participants if p.country)
    # The end of an all-day entry is the first day after it; the calendar has none
    # after the last day of time.
    end = last + timedelta(days=1) if last < last.max else last
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.id)}@dipevents",
        f"DTSTAMP:{first.year:04d}{first:%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first.year:04d}{first:%m%d}",
        f"DTEND;VALUE=DATE:{end.year:04d}{end:%m%d}",
        f"SUMMARY:{_escaped(f'{event.type.capitalize()}: {who}')}",
        f"DESCRIPTION:{_escaped(told)}",
        f"STATUS:{_STATUS[event.status]}",
        f"CATEGORIES:{','.join(_escaped(c) for c in (event.type, *sides))}",
    ]
    if event.place:
        lines.append(f"LOCATION:{_escaped(event.place.name)}")
        if event.place.latitude is not None and event.place.longitude is not None:
            lines.append(f"GEO:{event.place.latitude};{event.place.longitude}")
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11: no bare comma, semicolon, backslash or control."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, safe)
    text = text.replace("\r\n", "\n")
    # Some readers take the rarer line ends for ends of lines too.
    for end in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        text = text.replace(end, "\\n")
    return "".join(c for c in text if c >= " " and c != "\x7f")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no character cut in two."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8", "surrogatepass"))
        if size + width > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece])
