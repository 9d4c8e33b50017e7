"""Frozen pydantic records: the library's vocabulary."""

from dipevents.models.correction import Correction, CorrectionAction, ReportKey
from dipevents.models.document import Corpus, Document, MarkedSpan, Skipped, SpanKind
from dipevents.models.event import (
    EVENT_TYPES,
    Disagreement,
    Event,
    EventMention,
    PloverCode,
    Reason,
    Source,
    Status,
    ToldDate,
    ToldTime,
)
from dipevents.models.participant import (
    Entity,
    Office,
    Participant,
    ParticipantKind,
    Place,
    Role,
)
from dipevents.models.span import Record, Span
from dipevents.models.time import (
    Anchor,
    Basis,
    DateValue,
    Granularity,
    Reading,
    TimeExpression,
)

__all__ = [
    "EVENT_TYPES",
    "Anchor",
    "Basis",
    "Corpus",
    "Correction",
    "CorrectionAction",
    "DateValue",
    "Disagreement",
    "Document",
    "Entity",
    "Event",
    "EventMention",
    "Granularity",
    "MarkedSpan",
    "Office",
    "Participant",
    "ParticipantKind",
    "Place",
    "PloverCode",
    "Reading",
    "Reason",
    "Record",
    "ReportKey",
    "Role",
    "Skipped",
    "Source",
    "Span",
    "SpanKind",
    "Status",
    "TimeExpression",
    "ToldDate",
    "ToldTime",
]
