"""Days that the layout or the words of a passage tell for all that stands in it.

An entry of a chronology ("May 3, 2001 - The minister pays a visit. He proposes ...")
tells its day once, before the dash. "Within days of that, they broke off relations"
counts from the time told just before.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.timing import Timing, date_value
from dipevents.extract.words import lemma_of
from dipevents.models import DateValue

if TYPE_CHECKING:
    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.candidates import Candidate
    from dipevents.models import TimeExpression

_DASHES = ("-", "–", "—", ":")
_UNITS = {"hour": 1, "day": 1, "week": 7, "month": 30}
"""Days that a unit of "within" lasts at most."""
_SOME = 7
"""Days of "within days of"."""
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_REACH = 300
"""Characters before an act in which the time that it counts from is told."""


def day_of_entry(candidate: Candidate, annotated: AnnotatedDocument) -> Timing | None:
    """The day of the entry of a chronology in which an act is told.

    Args:
        candidate: An act without a day of its own.
        annotated: The document.
    """
    text, start = annotated.document.text, candidate.sentence.start
    paragraph = text.rfind("\n", 0, start + 1) + 1
    for time in annotated.times:
        if time.start > start:
            return None
        if time.start != paragraph or not _opens_entry(text, time):
            continue
        value = date_value(time, annotated.document.id)
        return Timing(value, "entry", 0) if value is not None else None
    return None


def _opens_entry(text: str, time: TimeExpression) -> bool:
    """Whether a dash follows the time, and words of the same line follow that."""
    rest = text[time.end : time.end + 4]
    dash = rest.strip()[:1]
    return dash in _DASHES and "\n" not in rest and rest[:2].strip() != ""


def within_days_of(candidate: Candidate, annotated: AnnotatedDocument) -> Timing | None:
    """The days in which an act was done "within a week" of the time told just before.

    Args:
        candidate: An act without a day of its own.
        annotated: The document.
    """
    days = _days_within(candidate)
    if days is None:
        return None
    at = candidate.sentence.start + candidate.trigger.token.idx
    told = None
    for time in annotated.times:
        if time.start >= at:
            break
        if time.start >= at - _REACH and time.type == "DATE":
            told = date_value(time, annotated.document.id) or told
    if told is None or told.earliest is None or told.latest is None:
        return None
    if told.granularity != "day":
        return Timing(told, "within", 0)
    last = told.latest + timedelta(days=days)
    span = DateValue(
        edtf=f"{told.earliest.isoformat()}/{last.isoformat()}",
        earliest=told.earliest,
        latest=last,
        granularity="interval",
        evidence=told.evidence,
        reason="within days of what was told before",
    )
    return Timing(span, "within", 0)


def _days_within(candidate: Candidate) -> int | None:
    """How many days "within a week" of a clause are; None where it has none."""
    clause = syntax.clause_head(candidate.trigger.predicate)
    for name, noun in syntax.prepositions(clause):
        unit = _UNITS.get(lemma_of(noun)) if name == "within" else None
        if unit is None or candidate.status.status != "occurred":
            continue
        number = next((_number(c.lower_) for c in noun.lefts if _number(c.lower_)), 0)
        return number * unit if number else _SOME * unit
    return None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < 3 else _NUMBERS.get(word, 0)
