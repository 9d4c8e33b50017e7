"""Days counted from other acts: "the meeting came two days after the summit"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract.coalesce import same_family
from dipevents.extract.timing import Timing, head_of
from dipevents.models import DateValue, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.annotated import AnnotatedDocument, Sentence
    from dipevents.extract.candidates import Candidate
    from dipevents.models import TimeExpression

_EXACT = re.compile(r"P(\d{1,3})([DW])")
_COUNTED = re.compile(
    r"(?P<next>(?:the )?(?:following|next) (?:day|morning|evening|afternoon))"
    r"|(?P<before>(?:the )?(?:day|evening|night) (?:before|earlier)|the previous day)"
    r"|(?P<number>a|one|two|three|four|five|six|seven|ten|\d{1,2}) days? "
    r"(?P<way>earlier|before|later|after)"
)
"""Words that count days from what was told last."""
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "ten": 10,
}  # fmt: skip
_DIRECTION = {"after": 1, "before": -1}


def count_from_acts(
    candidates: Sequence[Candidate], annotated: AnnotatedDocument
) -> None:
    """Dates one of two acts by the other and the days between them.

    Args:
        candidates: Those of one document, in text order; changed in place. Of two in
            one sentence with "N days after" or "N weeks before" between them, the
            undated one is counted from the dated one.
        annotated: Tells the durations.
    """
    for sentence in annotated:
        here = [c for c in candidates if c.sentence is sentence]
        if len(here) < 2:
            continue
        for time in sentence.times:
            exact = _EXACT.fullmatch(time.value)
            word = _direction_word(sentence, time) if exact else None
            if exact is None or word is None:
                continue
            days = int(exact[1]) * (7 if exact[2] == "W" else 1)
            gap = timedelta(days=days * _DIRECTION[word.lower_])
            later = next((c for c in here if word in c.trigger.token.ancestors), None)
            first = next((c for c in here if c is not later), None)
            if later is not None and first is not None:
                _count(first, later, gap, time, candidates)


def count_from_story(candidate: Candidate, earlier: Sequence[Candidate]) -> None:
    """Counts "the following day", "two days earlier" from the act told last.

    Args:
        candidate: A dated act; changed in place where its words count from another's
            day and a date named in passing stands in between.
        earlier: The acts told before it, settled.
    """
    timing = candidate.timing
    words = timing.date.evidence if timing is not None else ()
    gap = _days_from(words[0].text) if len(words) == 1 else None
    if gap is None or timing is None:
        return
    for other in reversed(earlier):
        distance = candidate.sentence.index - other.sentence.index
        if distance > 3:
            return
        day = _own_day(other)
        done = other.status.status in {"occurred", "ongoing"}
        if distance == 0 or day is None or day.earliest is None or not done:
            continue
        if other.sentence.kind != "body" or day.basis != "text":
            continue
        moved = (day.earliest + timedelta(days=gap)).isoformat()
        if moved != timing.date.edtf:
            date = timing.date.model_copy(
                update={
                    "edtf": moved,
                    "earliest": day.earliest + timedelta(days=gap),
                    "latest": day.earliest + timedelta(days=gap),
                    "granularity": "day",
                    "evidence": (*day.evidence, *words),
                    "reason": f"counted from {other.trigger.token.text!r} told before",
                }
            )
            candidate.timing = Timing(date, "counted from the act before", 0)
        return


def _days_from(words: str) -> int | None:
    """Days from the act before that words count; None for all other words."""
    match = _COUNTED.fullmatch(words.lower())
    if match is None:
        return None
    if match["next"]:
        return 1
    if match["before"]:
        return -1
    number = _NUMBERS.get(match["number"])
    if number is None:
        number = int(match["number"])
    return number if match["way"] in {"later", "after"} else -number


def _direction_word(sentence: Sentence, time: TimeExpression) -> Token | None:
    """The "after" or "before" that follows a duration."""
    head = head_of(sentence, time)
    if head is None:
        return None
    for token in sentence.doc[head.i + 1 : head.i + 3]:
        if token.lower_ in _DIRECTION:
            return token
    return None


def _count(
    act: Candidate,
    reference: Candidate,
    gap: timedelta,
    time: TimeExpression,
    candidates: Sequence[Candidate],
) -> None:
    """``act`` took place ``gap`` after ``reference``; either may be the dated one."""
    known = _own_day(act) or (
        _antecedent_day(act, candidates) if act.anaphoric else None
    )
    if known is not None and reference.timing is None:
        reference.timing = _shifted(known, -gap, time, act)
    elif act.timing is None and (day := _own_day(reference)) is not None:
        act.timing = _shifted(day, gap, time, act)


def _own_day(candidate: Candidate) -> DateValue | None:
    timing = candidate.timing
    return timing.date if timing and timing.date.granularity == "day" else None


def _antecedent_day(
    candidate: Candidate, candidates: Sequence[Candidate]
) -> DateValue | None:
    for other in reversed(candidates):
        gap = candidate.sentence.index - other.sentence.index
        if 0 < gap <= 3 and not other.anaphoric:
            day = _own_day(other)
            if same_family(candidate.type, other.type) and day is not None:
                return day
    return None


def _shifted(
    day: DateValue, gap: timedelta, time: TimeExpression, told_by: Candidate
) -> Timing | None:
    if day.earliest is None:
        return None
    try:
        shifted = day.earliest + gap
    except OverflowError:
        return None
    words = Span(
        document_id=time.document_id, start=time.start, end=time.end, text=time.text
    )
    date = DateValue(
        edtf=shifted.isoformat(),
        earliest=shifted,
        latest=shifted,
        granularity="day",
        evidence=(*day.evidence, words),
        reason=f"counted from {told_by.trigger.token.text!r} told beside it",
    )
    return Timing(date, "counted from another act", 0)
