"""What a candidate takes over from its context: the day and the place of the story.

An article tells its day once ("arrived on Tuesday") and goes on in the simple past. An
act told so, without a day of its own, took place on the day that the article is about.
The perfect ("has accused") and background clauses take nothing over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import CONSULTATIONS, IN_WORDS, same_family
from dipevents.extract.offsets import count_from_acts
from dipevents.extract.status import StatusFinding
from dipevents.extract.timing import Timing, date_value, head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.candidates import Candidate
    from dipevents.models import DateValue, Document

_REACH = 4
"""How many sentences a day is carried over."""
_WINDOW = 40
"""Candidates before one that are looked at."""
_FINE = frozenset({"day", "interval", "minute", "hour", "day_part", "weekend"})


def settle(candidates: Sequence[Candidate], annotated: AnnotatedDocument) -> None:
    """Gives undated candidates the day of their context, and checks status by date.

    Args:
        candidates: Those of one document, in text order; changed in place.
        annotated: The document with its sentences and times.
    """
    document = annotated.document
    for position, candidate in enumerate(candidates):
        earlier = candidates[max(0, position - _WINDOW) : position]
        refers = _names_again(candidate, earlier)
        if candidate.timing is None and not refers and _takes_over(candidate):
            timing = (
                _day_of_earlier(candidate, earlier)
                or _day_told_before(candidate, annotated)
                or _day_of_publication(candidate, document)
            )
            if timing is not None:
                candidate.timing = timing
                candidate.inherited.append("date")
        if candidate.place is None:
            _inherit_place(candidate, earlier)
        _check_status(candidate, document)
    count_from_acts(candidates, annotated)


def _names_again(candidate: Candidate, earlier: Sequence[Candidate]) -> bool:
    """Whether "the talks between X and Y" are those told before, of the same sides."""
    token = candidate.trigger.token
    definite = any(
        c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for c in token.lefts
    )
    if candidate.trigger.pattern.part != "noun" or not definite:
        return False
    return any(
        same_family(candidate.type, other.type)
        and candidate.sides <= other.sides
        and other.timing is not None
        for other in earlier
    )


def _takes_over(candidate: Candidate) -> bool:
    if (
        candidate.status.status not in {"occurred", "ongoing"}
        or candidate.status.perfect
    ):
        return False
    if candidate.anaphoric or candidate.sentence.kind == "title":
        return False  # the body tells a headline's day
    token = candidate.trigger.token
    if candidate.trigger.pattern.part == "noun" and candidate.trigger.carrier is None:
        return candidate.status.rule not in {"introducer"}
    return not (syntax.is_verb(token) and token.dep_ in {"relcl", "acl"})


def _day_of_earlier(
    candidate: Candidate, earlier: Sequence[Candidate]
) -> Timing | None:
    """The day of the last act told before, of the same sides or framing this one.

    Talks told again ("She held talks with him") are those told before, if the same
    sides had any; the day of an arrival is only second best.
    """
    for other in reversed(earlier):
        if _told_again(candidate, other) and other.timing is not None:
            return Timing(other.timing.date, "told before", 0)
    for other in reversed(earlier):
        gap = candidate.sentence.index - other.sentence.index
        if gap > _REACH:
            return None
        if other.timing is None or other.status.status not in {"occurred", "ongoing"}:
            continue
        if other.sentence.kind != "body" and gap > 0:
            continue  # a caption tells the day of its photograph
        within = gap == 0 and _frames(other, candidate)
        if other.timing.date.granularity not in _FINE and not within:
            continue
        if within or candidate.countries & other.countries:
            return Timing(other.timing.date, "context", 0)
    return None


def _told_again(candidate: Candidate, other: Candidate) -> bool:
    return (
        candidate.type in CONSULTATIONS
        and same_family(candidate.type, other.type)
        and other.status.status == "occurred"
        and other.timing is not None
        and "date" not in other.inherited
        and other.status.rule != "introducer"
        and len(candidate.sides) > 1
        and candidate.sides == other.sides
    )


def _day_told_before(
    candidate: Candidate, annotated: AnnotatedDocument
) -> Timing | None:
    """The day that frames the sentence just before: "On Sunday, ..."."""
    for sentence in reversed(annotated.sentences):
        gap = candidate.sentence.index - sentence.index
        if gap <= 0 or sentence.kind != "body":
            continue
        if gap > 1 or sentence.paragraph != candidate.sentence.paragraph:
            return None
        for time in sentence.times:
            value = date_value(time, annotated.document.id)
            if value is None or value.granularity != "day":
                continue
            head = head_of(sentence, time)
            if head is None or not _frames_sentence(head):
                continue
            if not _is_to_come(value, annotated.document):
                return Timing(value, "day told before", 0)
    return None


def _is_to_come(value: DateValue, document: Document) -> bool:
    day = document.published
    if day is None or day.latest is None or value.earliest is None:
        return False
    return value.earliest > day.latest


def _frames_sentence(head: Token) -> bool:
    """Whether a time hangs on the main verb of its sentence."""
    at = head
    while at.head != at and not syntax.is_verb(at):
        at = at.head
    return at.dep_ == "ROOT"


def _day_of_publication(candidate: Candidate, document: Document) -> Timing | None:
    day = document.published
    if day is None or day.granularity != "day" or not _is_news(candidate):
        return None
    reason = "no day told; the article brings it as its news"
    return Timing(day.model_copy(update={"reason": reason}), "published", 0)


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
    return candidate.sentence.index <= 3 or candidate.type in IN_WORDS


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
    timing = candidate.timing
    told_as_done = candidate.status.status in {"occurred", "ongoing"}
    if told_as_done and timing is not None and _is_to_come(timing.date, document):
        candidate.status = StatusFinding("planned", "date to come")
