"""What a candidate takes over from its context: the day and the place of the story.

An article tells its day once ("arrived on Tuesday") and goes on in the simple past. An
act told so, without a day of its own, took place on the day that the article is about.
The perfect ("has accused") and background clauses take nothing over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.status import StatusFinding
from dipevents.extract.timing import Timing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.extract.candidates import Candidate
    from dipevents.models import DateValue, Document

_REACH = 4
"""How many sentences a day is carried over."""
_FINE = frozenset({"day", "interval", "minute", "hour", "day_part", "weekend"})
_DELIVERED_IN_WORDS = frozenset(
    {"support", "accusation", "demand", "rejection", "threat", "statement", "proposal"}
)


def settle(candidates: Sequence[Candidate], document: Document) -> None:
    """Gives undated candidates the day of their context, and checks status by date.

    Args:
        candidates: Those of one document, in text order; changed in place.
        document: Tells the day of publication.
    """
    for position, candidate in enumerate(candidates):
        if candidate.timing is None and _takes_over(candidate):
            _inherit_date(candidate, candidates[:position], document)
        if candidate.place is None:
            _inherit_place(candidate, candidates[:position])
        _check_status(candidate, document)


def _takes_over(candidate: Candidate) -> bool:
    if (
        candidate.status.status not in {"occurred", "ongoing"}
        or candidate.status.perfect
    ):
        return False
    if candidate.anaphoric:
        return False
    token = candidate.trigger.token
    if candidate.trigger.pattern.part == "noun" and candidate.trigger.carrier is None:
        return candidate.status.rule not in {"introducer"}
    return not (syntax.is_verb(token) and token.dep_ in {"relcl", "acl"})


def _inherit_date(
    candidate: Candidate, earlier: Sequence[Candidate], document: Document
) -> None:
    for other in reversed(earlier):
        gap = candidate.sentence.index - other.sentence.index
        if gap > _REACH:
            break
        if other.timing is None:
            continue
        within = gap == 0 and _frames(other, candidate)
        if other.timing.date.granularity not in _FINE and not within:
            continue
        if other.status.status not in {"occurred", "ongoing"}:
            continue
        if not (within or candidate.countries & other.countries):
            continue
        candidate.timing = Timing(other.timing.date, "context", 0)
        candidate.inherited.append("date")
        return
    day = document.published
    if day is not None and day.granularity == "day" and _is_news(candidate):
        candidate.timing = Timing(_as_text(day), "published", 0)
        candidate.inherited.append("date")


def _frames(outer: Candidate, inner: Candidate) -> bool:
    """Whether one act frames the other: "during a meeting in June, they signed"."""
    verb = inner.trigger.carrier or inner.trigger.token
    at = outer.trigger.token
    while at.head != at:
        if at.dep_ == "prep" and at.lower_ in {"during", "at", "in", "on"}:
            return bool(at.head == verb or syntax.clause_head(at.head) == verb)
        if syntax.is_verb(at):
            return False
        at = at.head
    return False


def _is_news(candidate: Candidate) -> bool:
    """Whether the article itself brings the act as its news."""
    return candidate.sentence.index <= 3 or candidate.type in _DELIVERED_IN_WORDS


def _as_text(day: DateValue) -> DateValue:
    return day.model_copy(
        update={"reason": "no day told; the article brings it as its news"}
    )


def _inherit_place(candidate: Candidate, earlier: Sequence[Candidate]) -> None:
    if candidate.status.status not in {"occurred", "ongoing"}:
        return
    for other in reversed(earlier):
        gap = candidate.sentence.index - other.sentence.index
        if gap > 1:
            return
        if other.place is None or other.timing is None or candidate.timing is None:
            continue
        same_day = other.timing.date.edtf == candidate.timing.date.edtf
        if same_day and candidate.countries & other.countries:
            candidate.place = other.place
            candidate.inherited.append("place")
            return


def _check_status(candidate: Candidate, document: Document) -> None:
    """A day still to come is planned, whatever the tense."""
    day, timing = document.published, candidate.timing
    if day is None or day.latest is None or timing is None:
        return
    first = timing.date.earliest
    if (
        first is not None
        and first > day.latest
        and candidate.status.status in {"occurred", "ongoing"}
    ):
        candidate.status = StatusFinding("planned", "date to come")
