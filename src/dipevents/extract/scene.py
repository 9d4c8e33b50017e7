"""The day of the story: what an act told without a day takes over from around it.

An article tells its day once ("arrived on Tuesday") and goes on in the simple past. An
act told so, without a day of its own, took place on the day that the article is about.
The perfect ("has accused"), the present of habits, background clauses and acts named in
passing take nothing over; what is told of the day before hands nothing on.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import CONSULTATIONS, IN_WORDS, same_family
from dipevents.extract.timing import Timing, date_value, head_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Token

    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.candidates import Candidate
    from dipevents.models import DateValue, Document

_REACH = 4
"""How many sentences a day is carried over."""
_ANOTHER_TIME = frozenset(
    "initially previously originally formerly once repeatedly often regularly "
    "traditionally historically frequently consistently always".split()
)
"""Adverbs of acts that are not of the story's day."""
_AGAIN = 6
"""How many sentences after a lead its act may be told with the day."""
_LEAD = 1
"""Last sentence of the lead, by its index."""
_RECENT = timedelta(days=3)
"""How far the day of the lead lies before that of publication."""
_SEASON = timedelta(days=14)
"""How far an act lies before the story's day to be its background."""
_FINE = frozenset({"day", "interval", "minute", "hour", "day_part", "weekend"})
_PUBLIC = IN_WORDS | frozenset(
    {"agreement", "sanction", "relations", "invitation", "personnel", "rejection"}
)
"""Acts that a paper reports on their day: a lead in the perfect tells of that day."""
_BACKWARDS = re.compile(
    r"(?:the )?(?:day|night|evening|week|month|year) before|earlier|previous|last\b",
    re.IGNORECASE,
)
"""Times that look back from the story: "the day before", "last Friday"."""


def day_of_story(
    candidate: Candidate,
    earlier: Sequence[Candidate],
    later: Sequence[Candidate],
    annotated: AnnotatedDocument,
) -> Timing | None:
    """The day that an undated act takes over, if it takes over any.

    Args:
        candidate: The act, without a day of its own.
        earlier: The acts told before it, settled.
        later: The acts told after it, not settled yet.
        annotated: The document.

    Returns:
        The day and the rule that gave it.
    """
    if not _takes_over(candidate):
        if not _is_hot_news(candidate) or _told_later(candidate, later):
            return None
        return _day_of_publication(candidate, (), annotated.document)
    told = _day_of_earlier(candidate, earlier) or _day_told_before(candidate, annotated)
    if told is not None or _told_later(candidate, later):
        return told
    return _day_of_publication(candidate, earlier, annotated.document)


def _takes_over(candidate: Candidate) -> bool:
    if (
        candidate.status.status not in {"occurred", "ongoing"}
        or candidate.status.perfect
    ):
        return False
    if candidate.anaphoric or candidate.sentence.kind == "title":
        return False  # the body tells a headline's day
    token = candidate.trigger.token
    if _of_another_time(candidate.trigger.carrier or token):
        return False
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
    story = _latest_day(earlier)
    for other in reversed(earlier):
        gap = candidate.sentence.index - other.sentence.index
        if gap > _REACH:
            return None
        if gap > 0 and _is_digression(other, candidate, story):
            continue
        if other.timing is None or other.status.status not in {"occurred", "ongoing"}:
            continue
        if other.sentence.kind != "body" and gap > 0:
            continue  # a caption tells the day of its photograph
        if gap > 0 and (_looks_back(other) or _is_topic(other)):
            continue
        within = gap == 0 and _frames(other, candidate)
        if other.timing.date.granularity not in _FINE and not within:
            continue
        if within or candidate.countries & other.countries:
            return Timing(other.timing.date, "context", 0)
    return None


def _latest_day(earlier: Sequence[Candidate]) -> date | None:
    """The latest day told of an act so far: where the story stands."""
    days = [
        c.timing.date.earliest
        for c in earlier
        if c.timing is not None
        and c.timing.date.earliest is not None
        and c.timing.date.granularity in _FINE
        and c.status.status in {"occurred", "ongoing"}
        and c.sentence.kind == "body"
    ]
    return max(days, default=None)


def _is_digression(other: Candidate, candidate: Candidate, story: date | None) -> bool:
    """Whether an act is background that the story has left again.

    It is of another season than the story, and named in passing or told in a paragraph
    of its own.
    """
    day = other.timing.date.latest if other.timing is not None else None
    if day is None or story is None or story - day <= _SEASON:
        return False
    trigger = other.trigger
    in_passing = trigger.pattern.part == "noun" and trigger.carrier is None
    return in_passing or other.sentence.paragraph != candidate.sentence.paragraph


def _of_another_time(verb: Token) -> bool:
    """Whether the verb's own words set it off: "at the time", "initially"."""
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in _ANOTHER_TIME:
            return True
        if child.dep_ == "prep" and child.lower_ == "at":
            words = [t.lower_ for t in child.subtree]
            if words in (["at", "the", "time"], ["at", "that", "time"]):
                return True
    return False


def _told_later(candidate: Candidate, later: Sequence[Candidate]) -> bool:
    """Whether the same act is told again with its day: the lead leaves it open."""
    for other in later:
        if other.sentence.index - candidate.sentence.index > _AGAIN:
            return False
        if other.timing is None or other.status.status != "occurred":
            continue
        related = same_family(candidate.type, other.type)
        if candidate.type in IN_WORDS:
            related = False
        if related and not other.anaphoric and other.sides >= candidate.sides:
            return True
    return False


def _is_topic(candidate: Candidate) -> bool:
    """Whether an act is only what others talk of: "followed up on their May talks"."""
    noun = candidate.trigger.token
    if candidate.trigger.pattern.part != "noun" or candidate.trigger.carrier:
        return False
    owned = any(c.dep_ == "poss" for c in noun.lefts)
    about = noun.dep_ == "pobj" and noun.head.lower_ in {"on", "about", "of", "since"}
    return owned and about


def _looks_back(candidate: Candidate) -> bool:
    """Whether an act is told as background: before the day that the story is about."""
    if candidate.status.perfect:
        return True
    timing = candidate.timing
    words = [] if timing is None else [e.text for e in timing.date.evidence]
    return "date" not in candidate.inherited and any(map(_BACKWARDS.match, words))


def _is_hot_news(candidate: Candidate) -> bool:
    """Whether the lead tells it in the perfect: "X has hailed the deal"."""
    status = candidate.status
    return (
        status.rule == "perfect"
        and candidate.sentence.index <= 1
        and candidate.sentence.kind == "body"
        and all(w.lower_ != "had" for w in status.words)
        and not candidate.anaphoric
        and candidate.type in _PUBLIC
        and syntax.clause_head(candidate.trigger.token).dep_ == "ROOT"
    )


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
            if not is_to_come(value, annotated.document):
                return Timing(value, "day told before", 0)
    return None


def is_to_come(value: DateValue, document: Document) -> bool:
    """Whether a day lies after the day of publication."""
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


def _day_of_publication(
    candidate: Candidate, earlier: Sequence[Candidate], document: Document
) -> Timing | None:
    """The day of the news: that of the lead where it tells one, else of the paper."""
    day = document.published
    if day is None or day.granularity != "day" or not _is_news(candidate):
        return None
    if _is_bare_noun(candidate):
        return None
    lead = _day_of_lead(earlier, day)
    if lead is not None:
        return Timing(lead, "lead", 0)
    reason = "no day told; the article brings it as its news"
    return Timing(day.model_copy(update={"reason": reason}), "published", 0)


def _day_of_lead(
    earlier: Sequence[Candidate], published: DateValue
) -> DateValue | None:
    """The day, of the last few before publication, that the lead tells of an act."""
    for other in earlier:
        if other.sentence.index > _LEAD:
            return None
        date = other.timing.date if other.timing is not None else None
        if (
            date is None
            or other.sentence.kind != "body"
            or other.status.status != "occurred"
            or date.basis != "text"
            or date.granularity != "day"
            or date.earliest is None
            or published.earliest is None
        ):
            continue
        age = published.earliest - date.earliest
        return date if timedelta(0) < age <= _RECENT else None
    return None


def _is_bare_noun(candidate: Candidate) -> bool:
    """Whether a noun names it that no verb carries: "thanked X for its gift to Y".

    What a sentence is about ("A call took place") is told.
    """
    trigger = candidate.trigger
    if trigger.pattern.part != "noun" or trigger.carrier is not None:
        return False
    return trigger.token.dep_ not in {"nsubj", "nsubjpass", "ROOT"}


def _in_passing(candidate: Candidate) -> bool:
    """Whether it is only named ("after a demand by X") or a habit ("X denies it")."""
    trigger = candidate.trigger
    if trigger.pattern.part == "noun":
        return trigger.carrier is None
    if candidate.sentence.speaker is not None:
        return False
    subject = syntax.own_subject(trigger.token)
    if subject is not None and subject.lower_ in {"we", "i"}:
        return False  # "we urge": saying it is the act
    return trigger.token.tag_ in {"VBZ", "VBP"}


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
    if candidate.sentence.index > _LEAD and _in_passing(candidate):
        return False
    return candidate.sentence.index <= 3 or candidate.type in IN_WORDS
