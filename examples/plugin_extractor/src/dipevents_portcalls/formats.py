"""A reader and an exporter: plain functions, found by entry point."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dipevents import Event


def read_wire(path: Path, encoding: str | None) -> Iterator[dict[str, object]]:
    """Articles of a ``.wire`` file: a headline, the text, ``***`` between them."""
    content = path.read_text(encoding=encoding or "utf-8")
    for part in content.split("\n***\n"):
        headline, _, text = part.strip().partition("\n")
        yield {"title": headline, "text": text.strip()}


def to_logbook(events: Sequence[Event]) -> str:
    """One line for each event, as in a ship's log."""
    lines = []
    for event in events:
        day = (event.date.edtf if event.date else None) or "undated"
        who = ", ".join(p.name for p in event.participants)
        lines.append(f"{day}  {event.type}: {who}\n")
    return "".join(lines)
