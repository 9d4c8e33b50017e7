"""Stays and rounds of talks that lasted a told number of days.

"Ended a three-day visit on Friday" tells first and last day; so does a pact signed "on
Monday after 21 days of talks". An arrival keeps its day: by that, reports of one visit
know each other.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.timing import GATHERINGS, Timing, head_of
from dipevents.extract.words import lemma_of
from dipevents.models import DateValue, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.extract.candidates import Candidate
    from dipevents.models import TimeExpression

_DAYS = re.compile(r"P(\d{1,2})D")
_STAYS = frozenset("visit trip tour stay mission".split())
_TALKS = frozenset("talk negotiation meeting summit conference consultation".split())
_ENDING = frozenset("end conclude finish complete wrap close".split())
_LONGEST = 60


def span_by_duration(candidate: Candidate, others: Sequence[Candidate]) -> None:
    """Widens one day of a stay or of talks to all their days.

    Args:
        candidate: An act; changed in place where its sentence tells how long it took.
        others: The acts of the same sentence, which may tell the last day.
    """
    sentence = candidate.sentence
    if candidate.type != "visit" and candidate.type not in GATHERINGS | {"mediation"}:
        return
    for time in sentence.times:
        days = _DAYS.fullmatch(time.value)
        head = head_of(sentence, time) if days else None
        if days is None or head is None or not 2 <= int(days[1]) <= _LONGEST:
            continue
        noun, gap = _lasting(head), timedelta(days=int(days[1]) - 1)
        if noun is None:
            continue
        if candidate.type == "visit" and lemma_of(noun) in _STAYS:
            if _ends_stay(candidate, noun):
                _widen(candidate, time, gap)
        elif noun == candidate.trigger.token and _closes(noun):
            if candidate.timing is None:
                candidate.timing = next((t for t in map(_done_on, others) if t), None)
            _widen(candidate, time, gap)


def _lasting(head: Token) -> Token | None:
    """The noun that took so long: "a four-day visit", "nine days of negotiations"."""
    noun = head
    while noun.dep_ in {"compound", "amod", "nummod", "nmod"} and noun.head.i > noun.i:
        noun = noun.head
    if lemma_of(noun) in {"day"}:
        noun = next((o for n, o in syntax.prepositions(noun) if n == "of"), noun)
    return noun if lemma_of(noun) in _STAYS | _TALKS else None


def _ends_stay(candidate: Candidate, noun: Token) -> bool:
    """Whether the day told is the last of the stay."""
    trigger = candidate.trigger
    verb = syntax.clause_head(trigger.predicate)
    if noun != trigger.token and syntax.clause_head(noun) != verb:
        return False
    words = (verb, trigger.carrier, trigger.token, noun.head)
    return any(w is not None and lemma_of(w) in _ENDING for w in words)


def _closes(noun: Token) -> bool:
    """Whether an act came at the end of the talks: "after 21 days of talks"."""
    at = noun
    for _ in range(5):
        at = at.head
        if at.lower_ in {"after", "following"}:
            return True
        if at.lower_ == "end" and at.head.lower_ == "at":
            return True
        if syntax.is_verb(at):
            return False
    return False


def _done_on(other: Candidate) -> Timing | None:
    """The day of what came of the talks."""
    timing = other.timing
    done = other.status.status == "occurred"
    return timing if done and timing and timing.date.granularity == "day" else None


def _widen(candidate: Candidate, time: TimeExpression, gap: timedelta) -> None:
    timing = candidate.timing
    date = timing.date if timing is not None else None
    if date is None or date.earliest is None:
        return
    if date.granularity != "day" or date.earliest != date.latest:
        return
    first, last = date.earliest - gap, date.earliest
    words = Span(
        document_id=time.document_id, start=time.start, end=time.end, text=time.text
    )
    stay = DateValue(
        edtf=f"{first.isoformat()}/{last.isoformat()}",
        earliest=first,
        latest=last,
        granularity="interval",
        basis=date.basis,
        evidence=(*date.evidence, words),
        reason="last day told, with how long it lasted",
    )
    candidate.timing = Timing(stay, "duration", 0)
