"""Days that the tense of an act rules out.

A weekday alone is of the week before or after; the tense of the clause decides. What is
told as done is not of a day to come, what is under way includes the day of publication.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.status import StatusFinding
from dipevents.extract.timing import Timing
from dipevents.extract.words import lemma_of

if TYPE_CHECKING:
    from datetime import date as date_type

    from dipevents.extract.candidates import Candidate
    from dipevents.models import DateValue, Document

_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night|noon))?",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary|\.)|feb(?:ruary|\.)|mar(?:ch|\.)|apr(?:il|\.)|may|june|july"
    r"|aug(?:ust|\.)|sept?(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.))"
)
_DAYS = r"\d{1,2}(?: ?[-–] ?\d{1,2})?"
_BARE_MONTH = re.compile(rf"{_MONTHS}(?: {_DAYS})?|{_DAYS} {_MONTHS}", re.IGNORECASE)
_BARE_DAY = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_SCHEDULED = frozenset(
    "visit travel leave arrive fly open begin start convene host hold go head".split()
)
"""Verbs whose present, with a weekday, is that of a timetable."""
_WEEK = timedelta(days=7)


def fit_to_tense(candidate: Candidate, document: Document) -> None:
    """Moves a weekday to the side of publication that the tense tells, or drops it.

    Args:
        candidate: An act with a time of its own; changed in place.
        document: Tells the day of publication.
    """
    timing, day = candidate.timing, document.published
    if timing is None or day is None or day.latest is None or day.earliest is None:
        return
    date = timing.date
    if date.earliest is None or date.latest is None:
        return
    if is_told_as_done(candidate) and date.earliest > day.latest:
        moved = _moved(date, -_WEEK)
        fits = moved is not None and moved.latest and moved.latest <= day.latest
        candidate.timing = Timing(moved, "past", 0) if moved and fits else None
    elif date.latest < day.earliest and _is_next(candidate, date):
        candidate.timing = replace(timing, date=_next_of_kind(date) or date)
    elif date.latest < day.earliest and _is_timetable(candidate):
        candidate.timing = replace(timing, date=_moved(date, _WEEK) or date)
    elif candidate.status.status == "ongoing" and _is_later(date):
        # "is going to Lome later this month": under way is what is told at once.
        candidate.status = StatusFinding("planned", "date to come")
        if day.basis != "inferred":
            candidate.timing = _clipped(candidate, date, day.latest)
    elif _told_as_part(date) and day.basis != "inferred":
        candidate.timing = _clipped(candidate, date, day.latest)
    elif candidate.status.status == "ongoing" and date.latest < day.earliest:
        moved = _moved(date, _WEEK)
        if moved is None or moved.earliest is None or moved.latest is None:
            return
        if moved.earliest <= day.latest and day.earliest <= moved.latest:
            candidate.timing = replace(timing, date=moved)


def _is_next(candidate: Candidate, date: DateValue) -> bool:
    """Whether what is to come is told with a month or a day of one, no year."""
    status = candidate.status
    if status.status != "planned" or status.rule in {"infinitive", "be to"}:
        return False
    if status.rule.startswith("frame"):
        return False  # "has promised help since May 3"
    return bool(date.evidence) and all(
        _BARE_MONTH.fullmatch(e.text) or _BARE_DAY.fullmatch(e.text)
        for e in date.evidence
    )


def _next_of_kind(date: DateValue) -> DateValue | None:
    """The same month of the next year, the same day of the next month."""
    first, last = date.earliest, date.latest
    if first is None or last is None or not date.evidence:
        return None
    gap = 12 if _BARE_MONTH.fullmatch(date.evidence[0].text) else 1
    moved = [_months_on(d, gap) for d in (first, last)]
    start, end = moved
    if start is None or end is None:
        return None
    if date.granularity == "month":
        edtf = f"{start:%Y-%m}"
    else:
        edtf = start.isoformat() + (f"/{end.isoformat()}" if end != start else "")
    return date.model_copy(update={"edtf": edtf, "earliest": start, "latest": end})


def _months_on(day: date_type, months: int) -> date_type | None:
    count = day.month - 1 + months
    try:
        return day.replace(year=day.year + count // 12, month=count % 12 + 1)
    except ValueError:
        return None


def _told_as_part(date: DateValue) -> bool:
    """Whether only a part of the time is meant: "this week", "later this year"."""
    words = [e.text.lower() for e in date.evidence]
    part = words and words[0].startswith(("later", "earlier"))
    return len(words) == 1 and bool(part or words[0] == "this week")


def _is_timetable(candidate: Candidate) -> bool:
    """Whether the present tells what is scheduled: "leaves for Lome on Friday"."""
    verb = candidate.trigger.predicate
    return (
        candidate.status.rule == "default"
        and candidate.sentence.kind == "body"
        and verb.tag_ in {"VBZ", "VBP"}
        and lemma_of(verb) in _SCHEDULED
    )


def _is_later(date: DateValue) -> bool:
    return any(e.text.lower().startswith("later") for e in date.evidence)


def _clipped(candidate: Candidate, date: DateValue, today: date_type) -> Timing | None:
    """What is to come lies after the day of publication, what is done before it."""
    timing = candidate.timing
    if date.earliest is None or date.latest is None or not date.earliest <= today:
        return timing
    if today > date.latest:
        return timing
    to_come = candidate.status.status in {"planned", "proposed", "cancelled"}
    first, last = (today, date.latest) if to_come else (date.earliest, today)
    update = {
        "edtf": f"{first.isoformat()}/{last.isoformat()}",
        "earliest": first,
        "latest": last,
        "granularity": "interval",
        "reason": "the part of it before or after the day of publication",
    }
    clipped = date.model_copy(update=update)
    return Timing(clipped, timing.rule if timing else "clause", 0)


def is_told_as_done(candidate: Candidate) -> bool:
    """Whether a finite verb in the simple past tells the act itself."""
    trigger, status = candidate.trigger, candidate.status
    if status.status != "occurred" or status.rule != "default":
        return False
    if trigger.pattern.part == "noun" and trigger.carrier is None:
        return False
    verb = trigger.predicate
    if verb.dep_ not in {"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis"}:
        return False
    if verb.tag_ == "VBD":
        return True
    passive = syntax.is_verb(verb) and syntax.is_passive(verb)
    return passive and any(
        c.dep_ == "auxpass" and c.tag_ == "VBD" and lemma_of(c) == "be"
        for c in verb.children
    )


def _moved(date: DateValue, gap: timedelta) -> DateValue | None:
    """The date one week off, where it rests on weekdays alone."""
    if date.earliest is None or date.latest is None or not date.evidence:
        return None
    if not all(_WEEKDAY.fullmatch(e.text.strip()) for e in date.evidence):
        return None
    first, last = date.earliest + gap, date.latest + gap
    edtf = first.isoformat()
    if last != first:
        edtf = f"{edtf}/{last.isoformat()}"
    return date.model_copy(update={"edtf": edtf, "earliest": first, "latest": last})
