"""The figures of an evaluation."""

from pydantic import Field

from dipevents.models.span import Record


class Score(Record):
    """Precision, recall and their harmonic mean."""

    precision: float = Field()
    """Share of the reported events that are right."""
    recall: float = Field()
    """Share of the core gold events that were found."""
    f1: float = Field()
    """Harmonic mean of the two."""
    interval: tuple[float, float] | None = Field(default=None)
    """Bounds of 95 % of the F1 over documents drawn anew; None for one document."""

    def __str__(self) -> str:
        tail = ""
        if self.interval:
            tail = f"  [{self.interval[0]:.3f}, {self.interval[1]:.3f}]"
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}{tail}"


class Share(Record):
    """So many out of so many."""

    right: int = Field(ge=0)
    """How many."""
    total: int = Field(ge=0)
    """Out of how many."""

    @property
    def value(self) -> float | None:
        """The share; None out of nothing."""
        return self.right / self.total if self.total else None

    def __str__(self) -> str:
        share = "-" if self.value is None else f"{self.value:.3f}"
        return f"{share} ({self.right} of {self.total})"


class Miss(Record):
    """An event that was missed, or reported wrongly, or found with a wrong field."""

    document: str = Field()
    """Id of the document."""
    gold: str | None = Field(default=None)
    """Id of the gold event; None for one that is in no gold."""
    event: str | None = Field(default=None)
    """Id of the reported event; None for one that was missed."""
    wrong: tuple[str, ...] = Field(default=())
    """Fields that differ, where both are there."""


class Report(Record):
    """How well a run did against a gold standard. ``print(report)`` shows a table."""

    documents: int = Field()
    """Number of gold documents."""
    core: int = Field()
    """Number of gold events that must be found."""
    reported: int = Field()
    """Number of events reported, once for each document that they mention."""
    found: Score = Field()
    """Events of an accepted type at the right place of the text."""
    record: Score = Field()
    """Found, and status, countries and date right too."""
    dates: Share = Field()
    """Dates right, of found events that gold dates."""
    dates_made_up: Share = Field()
    """Dates given, of found events that gold leaves undated."""
    places: Share = Field()
    """Country of the place right, of found events that gold places."""
    statuses: Share = Field()
    """Statuses right, of found events."""
    participants: Score = Field()
    """Participants of found events, by name, or for states by country."""
    roles: Share = Field()
    """Roles right, of participants found."""
    links: float | None = Field(default=None)
    """B-cubed F1 over core events that share a link; None where none does."""
    missed: tuple[Miss, ...] = Field(default=())
    """Core gold events that were not found."""
    wrong: tuple[Miss, ...] = Field(default=())
    """Reported events that are in no gold."""
    differing: tuple[Miss, ...] = Field(default=())
    """Found events with a wrong field."""

    def __str__(self) -> str:
        rows = [
            ("documents", self.documents),
            ("core gold events", self.core),
            ("events reported", self.reported),
            ("found", self.found),
            ("record", self.record),
            ("dates right", self.dates),
            ("dates made up", self.dates_made_up),
            ("places right", self.places),
            ("statuses right", self.statuses),
            ("participants", self.participants),
            ("roles right", self.roles),
            ("links, B-cubed F1", "-" if self.links is None else f"{self.links:.3f}"),
        ]
        return "\n".join(f"{name:18} {value}" for name, value in rows)
