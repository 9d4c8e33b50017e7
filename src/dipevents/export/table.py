"""The flat table: one row for each event, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dipevents.models import Event, Participant

COLUMNS: tuple[str, ...] = (
    "id",
    "type",
    "status",
    "date",
    "earliest",
    "latest",
    "granularity",
    "place",
    "place_country",
    "latitude",
    "longitude",
    "actors",
    "recipients",
    "countries",
    "actor_countries",
    "recipient_countries",
    "reported_by",
    "topics",
    "cameo",
    "plover",
    "plover_mode",
    "confidence",
    "salience",
    "part_of",
    "disagreements",
    "documents",
    "mentions",
    "text",
    "schema_version",
)
"""Names of the columns, in order; ``;`` joins what is several."""

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""A cell that starts with one of these may be run as a formula by a spreadsheet
(the list of the OWASP page on CSV injection)."""


def event_rows(events: Iterable[Event]) -> list[dict[str, str | float | date | None]]:
    """The events as flat rows with the columns :data:`COLUMNS`.

    Lost: offsets, explanations, all mentions but the fullest, ids of entities.

    Args:
        events: The events, kept in their order.

    Returns:
        One mapping for each event; days are dates, numbers are numbers, what is not
        known is None.
    """
    return [_row(event) for event in events]


def to_csv(events: Iterable[Event]) -> str:
    """The events as CSV, one row each, with a header.

    A text cell that a spreadsheet could take for a formula (it starts with ``=``,
    ``+``, ``-``, ``@``, a tab or a line end) gets a leading apostrophe; drop it when
    you read the file with a program. Numbers are written as they are.

    Args:
        events: The events, kept in their order.

    Returns:
        The table, lines ended by CR LF as RFC 4180 says.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in event_rows(events):
        writer.writerow([safe_cell(row[name]) for name in COLUMNS])
    return out.getvalue()


def safe_cell(cell: str | float | date | None) -> str | float:
    """The cell as a spreadsheet may open it: no text that starts a formula."""
    if cell is None:
        return ""
    if isinstance(cell, (int, float)):
        return cell
    text = str(cell)
    first = text.lstrip(" \u00a0")[:1]
    return f"'{text}" if first in _FORMULA and first else text


def _row(event: Event) -> dict[str, str | float | date | None]:
    when, where = event.date, event.place
    actors = [p for p in event.participants if p.role == "actor"]
    recipients = [p for p in event.participants if p.role == "recipient"]
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "date": when.edtf if when else None,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "granularity": when.granularity if when else None,
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "actors": _joined(_label(p) for p in actors),
        "recipients": _joined(_label(p) for p in recipients),
        "countries": _countries(event.participants),
        "actor_countries": _countries(actors),
        "recipient_countries": _countries(recipients),
        "reported_by": _joined(s.name for s in event.reported_by),
        "topics": _joined(t.text for t in event.topics),
        "cameo": event.cameo,
        "plover": event.plover.event,
        "plover_mode": event.plover.mode,
        "confidence": event.confidence,
        "salience": event.salience,
        "part_of": event.part_of,
        "disagreements": _joined(
            f"{d.field}: {' / '.join(d.values)}" for d in event.disagreements
        ),
        "documents": _joined(m.document_id for m in event.mentions),
        "mentions": len(event.mentions),
        "text": event.mentions[0].text,
        "schema_version": event.schema_version,
    }


def _label(participant: Participant) -> str:
    return (
        f"{participant.name} ({participant.title})"
        if participant.title
        else participant.name
    )


def _joined(parts: Iterable[str]) -> str | None:
    """The distinct parts in their order, or None where there is none."""
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def _countries(participants: Iterable[Participant]) -> str | None:
    return _joined(sorted({p.country for p in participants if p.country}))
