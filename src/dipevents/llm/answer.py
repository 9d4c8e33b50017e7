"""What the model is asked to answer, and how much of a bad answer can be used."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dipevents.models import ParticipantKind, Role, Status

_FENCE = re.compile(r"\A\s*```[a-z]*\s*\n(.*?)\n?\s*```\s*\Z", re.S)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.S)


class ToldSide(BaseModel):
    """One participant, as the model names it."""

    model_config = ConfigDict(extra="ignore")

    quote: str = Field(description="The words that name it, copied from the article.")
    kind: ParticipantKind = Field(description="What it is.")
    role: Role = Field(description="Who acts, and who has it done to them.")
    country: str | None = Field(
        default=None,
        description="ISO 3166-1 alpha-3 of the state it acts for; null if none.",
    )


class ToldEvent(BaseModel):
    """One event, as the model tells it."""

    model_config = ConfigDict(extra="ignore")

    type: str = Field(description="One of the types listed.")
    status: Status = Field(description="What became of it, by the article.")
    clause: str = Field(
        description="The clause that tells it, copied letter by letter."
    )
    trigger: str = Field(description="The word in that clause that names the act.")
    participants: list[ToldSide] = Field(description="The sides.")
    date: str | None = Field(
        default=None, description="The words that date it, copied; null if none."
    )
    place: str | None = Field(
        default=None, description="The words that name the place, copied; or null."
    )


class UnreadableAnswerError(ValueError):
    """The answer holds no list of events; the message is fit to be sent back."""


def answer_schema(types: list[str]) -> dict[str, Any]:
    """The JSON Schema of an answer, in the strict form that servers demand.

    Args:
        types: The event types that may be used.
    """
    event = ToldEvent.model_json_schema()
    definitions = event.pop("$defs")
    event["properties"]["type"]["enum"] = types
    schema = {
        "type": "object",
        "properties": {"events": {"type": "array", "items": event}},
        "$defs": definitions,
    }
    _make_strict(schema)
    return schema


def _make_strict(schema: Any) -> None:
    """Every object closed, every property required: ``strict`` knows no defaults."""
    if isinstance(schema, list):
        for item in schema:
            _make_strict(item)
    elif isinstance(schema, dict):
        schema.pop("default", None)
        schema.pop("title", None)
        if "properties" in schema:
            schema["additionalProperties"] = False
            schema["required"] = list(schema["properties"])
        for value in list(schema.values()):
            _make_strict(value)


def read_answer(text: str) -> tuple[list[ToldEvent], int]:
    """The events of an answer, as far as it can be used.

    Args:
        text: What the model wrote. Code fences and a thought before the answer are
            passed over; of an answer that was cut short, the whole events are kept.

    Returns:
        The events that keep the format, and the number of those that do not.

    Raises:
        UnreadableAnswerError: There is no list of events in it.
    """
    text = _THOUGHT.sub("", text)
    fenced = _FENCE.match(text)
    items = _items(fenced[1] if fenced else text)
    events, broken = [], 0
    for item in items:
        try:
            events.append(ToldEvent.model_validate(item))
        except ValidationError:
            broken += 1
    return events, broken


def _items(text: str) -> list[Any]:
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return _whole_items(text)
    found = content.get("events") if isinstance(content, dict) else content
    if not isinstance(found, list):
        msg = 'the answer must be an object with a list under "events"'
        raise UnreadableAnswerError(msg)
    return found


def _whole_items(text: str) -> list[Any]:
    """The complete objects of a list that breaks off or has words around it."""
    start = re.search(r'"events"\s*:\s*\[', text)
    if start is None:
        msg = 'the answer is not JSON with a list under "events"'
        raise UnreadableAnswerError(msg)
    decoder, at = json.JSONDecoder(), start.end()
    found: list[Any] = []
    while True:
        gap = re.compile(r"[\s,]*").match(text, at)
        at = gap.end() if gap else at
        try:
            item, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            return found
        found.append(item)
