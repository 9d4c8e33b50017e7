"""What a person decided about linked events, so that it holds in the next run."""

from typing import Literal

from pydantic import Field

from dipevents.models.span import Record

CorrectionAction = Literal["accept", "reject", "merge", "split", "date"]
"""``accept``: the event is right; ``reject``: it is none; ``merge``: several events are
one; ``split``: what was taken for one are several; ``date``: the right date."""


class ReportKey(Record):
    """Which report a correction is about; the same whenever the text is read again."""

    document_id: str = Field()
    """The document."""
    type: str = Field()
    """Type of the event that it tells."""
    trigger_start: int = Field(ge=0)
    """First code point of the word that names the act."""


class Correction(Record):
    """One decision."""

    action: CorrectionAction = Field()
    """What was decided."""
    groups: tuple[tuple[ReportKey, ...], ...] = Field(min_length=1)
    """The reports: of a split those of each event, else of all events together."""
    date: str | None = Field(default=None)
    """The right date in EDTF."""
    note: str = Field(default="")
    """Who decided it, and why."""
