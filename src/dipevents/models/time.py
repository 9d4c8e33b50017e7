"""Dates and time expressions: TIMEX3 and EDTF side by side."""

from datetime import date
from typing import Literal

from pydantic import Field

from dipevents.models.span import Record, Span

Granularity = Literal[
    "minute",
    "hour",
    "day_part",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half_year",
    "year",
    "decade",
    "century",
    "millennium",
    "interval",
    "unknown",
]
"""How fine a date is; ``interval`` where its two ends are all that is known."""

Basis = Literal["given", "metadata", "dateline", "text", "inferred", "linked"]
"""Where a date comes from.

``given`` by the caller, ``metadata`` of the file, ``dateline`` printed in the
article, ``text`` an expression of the article, ``inferred`` from several hints in
the article, ``linked`` from other articles about the same events.
"""


class DateValue(Record):
    """A date as precisely as it is known, and why it is not known better.

    ``edtf`` follows ISO 8601-2 (Extended Date/Time Format, level 1 and the decade
    of level 2): ``2025-10-29``, ``2025-10``, ``199X``, ``2021-23`` (autumn),
    ``2025-10-28/2025-10-29``.
    """

    edtf: str | None = Field(default=None)
    """The date in EDTF; None where not even a year is known."""
    earliest: date | None = Field(default=None)
    """First day that it can be; None where open or unknown."""
    latest: date | None = Field(default=None)
    """Last day that it can be, inclusive; None where open or unknown."""
    granularity: Granularity = Field(default="unknown")
    """How fine the date is."""
    basis: Basis = Field(default="text")
    """Where the date comes from."""
    evidence: tuple[Span, ...] = Field(default=())
    """The words that tell it, with document and offsets."""
    reason: str | None = Field(default=None)
    """Why the date is unknown or only partly known, in a sentence."""


class Anchor(Record):
    """What a relative time expression was counted from."""

    kind: Literal["published", "previous", "event", "self", "none"] = Field()
    """``published``: the day the article came out; ``previous``: a date told before;
    ``event``: an event named in the text; ``self``: the expression is complete in
    itself; ``none``: nothing was there to count from."""
    value: str | None = Field(default=None)
    """The anchor's date in EDTF; None for ``self`` and ``none``."""
    start: int | None = Field(default=None)
    """Where in the text the anchor stands (code points); None if outside the text."""
    end: int | None = Field(default=None)
    """One past the anchor's last code point."""


class Reading(Record):
    """A reading that was considered and turned down."""

    value: str = Field()
    """What it would have meant, as a TIMEX3 value."""
    reason: str = Field()
    """Why it was turned down."""


class TimeExpression(Record):
    """One time expression of a text, resolved as far as the text allows."""

    document_id: str | None = Field(default=None)
    """Id of the document; None for a bare string."""
    start: int = Field(ge=0)
    """First code point."""
    end: int = Field(ge=0)
    """One past the last code point."""
    text: str = Field()
    """The words, as TimeML draws them: without a leading preposition."""
    type: Literal["DATE", "TIME", "DURATION", "SET"] = Field()
    """TIMEX3 type."""
    value: str = Field()
    """TIMEX3 value: ``2024-07-23TNI``, ``P1Y3M``, ``PAST_REF``; X where unknown."""
    mod: str | None = Field(default=None)
    """TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER, ..."""
    edtf: str | None = Field(default=None)
    """The same as EDTF; None for durations, sets, vague references and unknowns."""
    earliest: date | None = Field(default=None)
    """First day meant; None where unknown."""
    latest: date | None = Field(default=None)
    """Last day meant, inclusive; None where unknown."""
    granularity: Granularity = Field(default="unknown")
    """How fine the expression is."""
    underspecified: str | None = Field(default=None)
    """What the words alone say (``XXXX-WXX-2``), where they are not complete."""
    anchor: Anchor = Field(default=Anchor(kind="none"))
    """What it was resolved against."""
    rule: str = Field(default="")
    """Id of the rule that found it."""
    rejected: tuple[Reading, ...] = Field(default=())
    """Readings that were turned down, with reasons."""
    reason: str | None = Field(default=None)
    """Why it stays unknown or partial; None where it is fully resolved."""

    def explain(self) -> str:
        """One sentence that says what the words mean and why.

        Returns:
            For example ``"Tuesday" is 2024-07-23, counted from the day of
            publication 2024-07-24 (rule weekday).``
        """
        meaning = f'"{self.text}" is {self.value}'
        match self.anchor.kind:
            case "published":
                meaning += f", counted from the day of publication {self.anchor.value}"
            case "previous":
                meaning += f", counted from {self.anchor.value}, told before"
            case "event":
                meaning += f", counted from an event of {self.anchor.value}"
            case "self":
                meaning += ", complete in itself"
            case "none":
                meaning += ", with nothing to count it from"
        meaning += f" (rule {self.rule})" if self.rule else ""
        turned_down = "; ".join(f"not {r.value}: {r.reason}" for r in self.rejected)
        parts = [meaning, turned_down, self.reason or ""]
        return "; ".join(p for p in parts if p) + "."
