"""Who takes part in an event, and where it takes place."""

from datetime import date
from typing import Literal

from pydantic import Field

from dipevents.models.span import Record

ParticipantKind = Literal["person", "country", "organization", "group"]
"""``group``: a delegation, "officials", an armed group."""

Role = Literal["actor", "recipient"]


class Participant(Record):
    """One side, or one person of a side, in an event."""

    kind: ParticipantKind = Field()
    """Person, country, organization or group."""
    name: str = Field()
    """The fullest name that the article gives; a country's common English name."""
    country: str | None = Field(default=None)
    """ISO 3166-1 alpha-3 of the state it stands for (SUN, YUG, DDR, CSK for the
    historical ones, XKX for Kosovo); None for international organisations."""
    title: str | None = Field(default=None)
    """Office as the article gives it, in lower case: "foreign minister"."""
    sector: str | None = Field(default=None)
    """GOV, MIL, LEG, JUD, IGO, NGO, REB, MED, BUS, OPP, CIV; None if unknown."""
    role: Role = Field(default="actor")
    """``actor`` does it, ``recipient`` has it done to him; both sides of a meeting
    are actors."""
    entity_id: str | None = Field(default=None)
    """Readable id shared by all its mentions: ``person:PRK:choe-son-hui``."""


class Place(Record):
    """Where an event took place."""

    name: str = Field()
    """The most precise place that the text gives."""
    country: str | None = Field(default=None)
    """ISO 3166-1 alpha-3."""
    latitude: float | None = Field(default=None)
    """Degrees north, where the gazetteer has them."""
    longitude: float | None = Field(default=None)
    """Degrees east."""


class Office(Record):
    """An office that someone is said to hold, and when."""

    title: str = Field()
    """As articles give it, in lower case: "foreign minister"."""
    since: date | None = Field(default=None)
    """First day on which an article, or an event that it tells, has him in it."""
    until: date | None = Field(default=None)
    """Last such day; he may have held it longer on both sides."""
    documents: tuple[str, ...] = Field(default=())
    """Ids of the documents that say so, sorted."""


class Entity(Record):
    """A person, country, organisation or group over all documents."""

    id: str = Field()
    """Readable and stable: ``person:PRK:choe-son-hui``, ``country:BLR``."""
    kind: ParticipantKind = Field()
    """Person, country, organization or group."""
    name: str = Field()
    """The fullest spelling seen."""
    country: str | None = Field(default=None)
    """ISO 3166-1 alpha-3 of the state it stands for."""
    spellings: tuple[str, ...] = Field(default=())
    """All spellings seen, sorted."""
    titles: tuple[str, ...] = Field(default=())
    """All offices seen, sorted."""
    offices: tuple[Office, ...] = Field(default=())
    """The same with the days on which they were seen to be held, the first first."""
    documents: tuple[str, ...] = Field(default=())
    """Ids of the documents whose events name it, sorted."""
    events: tuple[str, ...] = Field(default=())
    """Ids of the events in which it takes part, in their order."""
