"""What becomes of one article of a stream."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dipevents.models import Document, Event
from dipevents.models.span import Record

FailureKind = Literal[
    "unusable", "language", "too_long", "timeout", "extractor", "broken", "crashed"
]
"""``unusable``: no article that can be read; ``language``: not in English;
``too_long``: more than ``max_chars``; ``timeout``: took too long; ``extractor``: one of
the extractors failed, what the others found stands; ``broken``: the library failed on
it; ``crashed``: the process that read it died, each time."""


class Failure(Record):
    """Why an article was not coded, or not by all extractors."""

    name: str = Field()
    """Path, or path and row, or position in the source."""
    document_id: str | None = Field(default=None)
    """Id of the document; None where it could not be told."""
    kind: FailureKind = Field()
    """What kind of failure it is."""
    reason: str = Field()
    """What was wrong, in words."""


class Outcome(Record):
    """What one article of a stream gave."""

    position: int = Field(ge=0)
    """Place of the article in its source, counted from 0."""
    name: str = Field()
    """Path, or path and row, or position in the source."""
    document: Document | None = Field(default=None)
    """The document with its day of publication; None where it could not be read."""
    events: tuple[Event, ...] = Field(default=())
    """What this document alone tells."""
    failures: tuple[Failure, ...] = Field(default=())
    """Why it was not coded, or not by all extractors."""
