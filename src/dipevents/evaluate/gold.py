"""The gold standard: what a careful reader recorded from each article."""

import json
from os import PathLike
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dipevents.errors import DipEventsError
from dipevents.models import ParticipantKind, Role, Status


class GoldError(DipEventsError):
    """A gold file cannot be read; the message names the document and the field."""


class _Gold(BaseModel):
    """Frozen; fields that scoring does not use are passed over."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", use_attribute_docstrings=True
    )


class GoldParticipant(_Gold):
    """Who takes part."""

    kind: ParticipantKind = Field(default="country")
    """Person, country, organization or group."""
    name: str | None = Field(default=None)
    """The fullest name that the article gives; may be left out for a country."""
    country: str | None = Field(default=None)
    """ISO 3166-1 alpha-3 of the state it stands for."""
    role: Role = Field(default="actor")
    """Actor or recipient."""


class GoldPlace(_Gold):
    """Where it took place."""

    name: str | None = Field(default=None)
    """The most precise place given."""
    country: str | None = Field(default=None)
    """ISO 3166-1 alpha-3."""


class GoldAlternative(_Gold):
    """What a second careful coder recorded otherwise; it is right as well."""

    date: str | None = Field(default=None)
    """EDTF; None where it says none, or the same."""
    status: Status | None = Field(default=None)
    """Another status."""
    countries: frozenset[str] | None = Field(default=None)
    """Other countries, ISO 3166-1 alpha-3."""


class GoldEvent(_Gold):
    """One event of one article, at its fullest mention."""

    id: str = Field()
    """Unique in the file."""
    types: tuple[str, ...] = Field(min_length=1)
    """Acceptable types, the best one first."""
    start: int = Field(ge=0)
    """First code point of the evidence."""
    end: int = Field(ge=0)
    """One past its last code point."""
    evidence: str = Field(default="")
    """The words that say so; all places where they stand count."""
    also: tuple[tuple[int, int], ...] = Field(default=())
    """Other stretches that tell of it."""
    participants: tuple[GoldParticipant, ...] = Field(default=())
    """Who takes part."""
    date: str | None = Field(default=None)
    """EDTF; None where the article does not tell."""
    place: GoldPlace | None = Field(default=None)
    """Where; None where the article does not tell."""
    status: Status = Field()
    """What became of it."""
    core: bool = Field(default=True)
    """Whether it must be found; finding the others is neither demanded nor wrong."""
    alt: GoldAlternative = Field(default=GoldAlternative())
    """Another reading of some fields."""
    link: str | None = Field(default=None)
    """Events of different documents with the same link are one happening."""

    @property
    def happening(self) -> str:
        """What it is one with: its link, or itself."""
        return self.link or self.id

    @property
    def countries(self) -> frozenset[str]:
        """Countries of the participants."""
        return frozenset(p.country for p in self.participants if p.country)


class GoldDocument(_Gold):
    """One article and all its events."""

    document: str = Field()
    """Id of the document."""
    events: tuple[GoldEvent, ...] = Field(default=())
    """Its events; none is a statement too: whatever is found there is wrong."""


def read_gold(path: str | PathLike[str]) -> tuple[GoldDocument, ...]:
    """The gold standard of a JSON file: a list of documents with their events.

    Args:
        path: The file.

    Returns:
        The documents in their order.

    Raises:
        GoldError: The file cannot be read or is not in the format.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        return TypeAdapter(tuple[GoldDocument, ...]).validate_python(data)
    except (OSError, ValueError) as error:
        reason = str(error)
        if isinstance(error, ValidationError):
            first = error.errors()[0]
            reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        msg = f"gold file {path}: {reason}"
        raise GoldError(msg) from error
