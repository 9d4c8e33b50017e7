"""Diplomatic events: the library's result."""

from typing import Literal

from pydantic import Field, field_validator

from dipevents.models.participant import Participant, Place
from dipevents.models.span import Record, Span
from dipevents.models.time import DateValue

Status = Literal["occurred", "ongoing", "planned", "proposed", "cancelled", "negated"]
"""``occurred`` as the article tells it; ``ongoing`` at publication; ``planned``:
scheduled, announced, agreed or expected; ``proposed``: suggested, asked for, possible;
``cancelled``: called off or put off; ``negated``: said not to have happened."""

SCHEMA_VERSION = "1"
"""Raised when a field of an event changes its meaning or goes."""

_READ = frozenset({SCHEMA_VERSION})

EVENT_TYPES: tuple[str, ...] = (
    "meeting",
    "negotiation",
    "conference",
    "visit",
    "call",
    "message",
    "reception",
    "ceremony",
    "invitation",
    "proposal",
    "agreement",
    "mediation",
    "relations",
    "personnel",
    "sanction",
    "aid",
    "cooperation",
    "concession",
    "support",
    "accusation",
    "demand",
    "rejection",
    "threat",
    "statement",
)
"""The built-in types; plug-ins may add others."""


class PloverCode(Record):
    """A PLOVER event with its mode (openeventdata/PLOVER, 2021 manual)."""

    event: str | None = Field(default=None)
    """AGREE, CONSULT, SUPPORT, ...; None where PLOVER has no class (CAMEO 01)."""
    mode: str | None = Field(default=None)
    """Mode within the event: visit, phone, third-party, restrict, ..."""


class Reason(Record):
    """Why one field of an event is what it is."""

    field: str = Field()
    """Name of the field: ``type``, ``status``, ``date``, ``place``, ..."""
    rule: str = Field()
    """Id of the rule that decided."""
    text: str = Field(default="")
    """The reason in words."""
    words: tuple[Span, ...] = Field(default=())
    """The words of the article that it rests on."""


class Source(Record):
    """Someone the article names as the source of its report."""

    name: str = Field()
    """As the article names it, at its fullest."""
    document_id: str | None = Field(default=None)
    """The document that names it."""
    start: int = Field(ge=0)
    """First code point of the words that name it."""
    end: int = Field(ge=0)
    """One past the last."""


class ToldTime(Record):
    """A time expression that dates an act, as its words alone tell it."""

    start: int = Field(ge=0)
    """First code point."""
    end: int = Field(ge=0)
    """One past the last."""
    text: str = Field()
    """The words: "Tuesday night"."""
    value: str | None = Field(default=None)
    """What they say by themselves, as a TIMEX3 value: ``XXXX-WXX-2TNI``."""
    looks: Literal["past", "future"] | None = Field(default=None)
    """Whether their clause tells of what was or of what will be."""
    shift: int = Field(default=0)
    """Days to add: the act took place so many days later."""


class ToldDate(Record):
    """How a date is counted from a day of publication that is not known.

    With it a date can be resolved anew when other articles tell the day, without the
    text at hand.
    """

    times: tuple[ToldTime, ...] = Field(default=())
    """The expression, or the first and the last of a stay; none where the act took
    place on the day of publication itself."""
    alone: DateValue | None = Field(default=None)
    """The date as far as the document alone tells it."""


class EventMention(Record):
    """One place of one document that tells of the event."""

    document_id: str = Field()
    """The document."""
    start: int = Field(ge=0)
    """First code point of the clause with trigger and participants."""
    end: int = Field(ge=0)
    """One past its last code point."""
    text: str = Field()
    """The clause itself."""
    trigger: str = Field()
    """The word or words that name the act."""
    trigger_start: int = Field(ge=0)
    """First code point of the trigger's head word."""
    trigger_end: int = Field(ge=0)
    """One past its last code point."""
    status: Status = Field(default="occurred")
    """The status that this place tells."""
    date: DateValue | None = Field(default=None)
    """The date that this document alone tells."""
    place: Place | None = Field(default=None)
    """The place that this document alone tells."""
    told: ToldDate | None = Field(default=None)
    """How the date is counted from an unknown day of publication; else None."""


class Disagreement(Record):
    """A field on which the documents of one event differ."""

    field: str = Field()
    """Name of the field."""
    values: tuple[str, ...] = Field()
    """The values told, the chosen one first."""
    documents: tuple[str, ...] = Field()
    """For each value, the id of a document that tells it."""


class Event(Record):
    """One diplomatic event, with all the places that tell of it."""

    id: str = Field()
    """Stable: the same articles give the same id, whatever their order."""
    type: str = Field()
    """One of :data:`EVENT_TYPES`, or a plug-in's own."""
    status: Status = Field()
    """What became of it."""
    date: DateValue | None = Field(default=None)
    """When it took (or will take) place; None where no article tells."""
    place: Place | None = Field(default=None)
    """Where; None where no article tells."""
    participants: tuple[Participant, ...] = Field()
    """Who, actors first."""
    reported_by: tuple[Source, ...] = Field(default=())
    """Who is named as the source of the report."""
    topics: tuple[Span, ...] = Field(default=())
    """What it was about, as phrases of the article."""
    cameo: str | None = Field(default=None)
    """CAMEO code: "042"."""
    plover: PloverCode = Field(default=PloverCode())
    """PLOVER event and mode."""
    confidence: float = Field(default=0.5, ge=0, le=1)
    """How likely a careful reader would record this event too."""
    salience: Literal["main", "background"] = Field(default="main")
    """Whether the article is about it or only mentions it."""
    mentions: tuple[EventMention, ...] = Field(min_length=1)
    """Where it is told, the fullest place first."""
    part_of: str | None = Field(default=None)
    """Id of the event that this one is part of (the talks during a visit)."""
    disagreements: tuple[Disagreement, ...] = Field(default=())
    """What the documents do not agree about."""
    found_by: tuple[str, ...] = Field(default=())
    """Names of the extractors that found it."""
    explanation: tuple[Reason, ...] = Field(default=())
    """For each field, which words and which rule gave it."""
    told: ToldDate | None = Field(default=None)
    """How the date is counted from an unknown day of publication; None where the day
    is known, nothing is counted from it, or several documents tell of the event."""
    reports: tuple["Event", ...] = Field(default=())
    """What each document alone tells, the fullest first, where linking joined or
    changed it; empty for an event as one document tells it."""
    schema_version: str = Field(default=SCHEMA_VERSION)
    """Which meaning the fields of the record have."""

    @field_validator("schema_version")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in _READ:
            msg = f"written in schema {value!r}; this version reads {sorted(_READ)}"
            raise ValueError(msg)
        return value

    def explain(self) -> str:
        """The event and the reason of each of its fields, in lines of plain text."""
        who = ", ".join(p.name for p in self.participants)
        when = self.date.edtf if self.date and self.date.edtf else "date not told"
        where = f", {self.place.name}" if self.place else ""
        lines = [f"{self.type} ({self.status}), {when}{where}: {who}"]
        for reason in self.explanation:
            words = "; ".join(f'"{w.text}"' for w in reason.words)
            told = " ".join(part for part in (reason.text, words) if part)
            lines.append(f"  {reason.field}: {told} [{reason.rule}]")
        return "\n".join(lines)
