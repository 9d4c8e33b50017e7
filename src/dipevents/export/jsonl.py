"""JSON Lines: one event on each line, every field of it, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from dipevents.errors import ExportError
from dipevents.export.files import whole
from dipevents.models import Event

if TYPE_CHECKING:
    from collections.abc import Iterable


def to_jsonl(events: Iterable[Event]) -> str:
    """The events as JSON Lines.

    Nothing of an event is lost: :func:`from_jsonl` gives back equal records. The
    documents, entities and provenance of the result are no part of the file.

    Args:
        events: The events, written in their order.

    Returns:
        One JSON object on each line; empty text for no events.
    """
    return "".join(f"{_line(event)}\n" for event in events)


def _line(event: Event) -> str:
    try:
        return event.model_dump_json()
    except PydanticSerializationError:
        # Half of a surrogate pair, in a document that passed no reader: one bad event
        # must not take the file with it.
        return Event.model_validate(whole(event.model_dump())).model_dump_json()


def from_jsonl(text: str) -> tuple[Event, ...]:
    """The events of a JSON Lines text.

    Args:
        text: What :func:`to_jsonl` gave; blank lines are passed over.

    Returns:
        The events, in the order of the lines.

    Raises:
        ExportError: A line is no event; the message names the line and the field.
    """
    events = []
    # Not splitlines(): JSON allows U+2028 and kin inside a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            events.append(Event.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "line"
            msg = f"line {number} is not an event: {field}: {first['msg']}"
            raise ExportError(msg) from error
    return tuple(events)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of :func:`to_jsonl`.

    Returns:
        The schema, with the description of every field.
    """
    schema = Event.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
