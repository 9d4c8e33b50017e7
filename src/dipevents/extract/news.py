"""Acts that are an article's own news: told without a day, they are of its day.

A lead in the perfect, a statement in the present, a read-out in the past: the article
came out to tell them. Habits and acts named in passing are not its news.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.sources import REPORTING
from dipevents.extract.timing import (
    GATHERINGS,
    Timing,
    date_value,
    frames_sentence,
    head_of,
)
from dipevents.extract.words import lemma_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.candidates import Candidate
    from dipevents.models import DateValue

LEAD = 1
"""Last sentence of the lead, by its index."""
_HEADING = 3
"""Most units of heading before the lead."""
_RECENT = timedelta(days=3)
"""How far the day of the lead lies before that of publication."""
_NEWS = "no day told; the article brings it as its news"
_PUBLIC = IN_WORDS | frozenset(
    {"agreement", "sanction", "relations", "invitation", "personnel", "rejection"}
)
"""Acts that a paper reports on their day: a lead in the perfect tells of that day."""
BEFORE_NOW = frozenset("recent previous past former earlier last latest".split())
"""Adjectives of acts named in passing that lie before the story."""
_SETTINGS = GATHERINGS | {"visit"}
"""Types at which what a lead tells was done."""


def day_of_publication(
    candidate: Candidate, earlier: Sequence[Candidate], annotated: AnnotatedDocument
) -> Timing | None:
    """The day of the news: that of the lead where it tells one, else of the paper."""
    day = annotated.document.published
    if day is None or day.granularity != "day" or not _is_news(candidate):
        return None
    if _is_bare_noun(candidate):
        return None
    lead = _day_of_lead(earlier, day) or _day_of_opening(candidate, annotated, day)
    if lead is not None:
        return Timing(lead, "lead", 0)
    return day_of_statement(annotated)


def _day_of_lead(
    earlier: Sequence[Candidate], published: DateValue
) -> DateValue | None:
    """The day, of the last few before publication, that the lead tells of an act."""
    for other in earlier:
        if other.sentence.index > LEAD:
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


def _day_of_opening(
    candidate: Candidate, annotated: AnnotatedDocument, published: DateValue
) -> DateValue | None:
    """The day before publication, where the main clause of the lead tells it.

    "X said here Friday" in a paper of Saturday: its news is of Friday.
    """
    for sentence in annotated:
        if sentence.index > LEAD or sentence.index >= candidate.sentence.index:
            return None
        for time in sentence.times if sentence.kind == "body" else ():
            value = date_value(time, annotated.document.id)
            head = head_of(sentence, time)
            if value is None or head is None or value.granularity != "day":
                continue
            if not frames_sentence(head) or syntax.clause_head(head).tag_ != "VBD":
                continue
            if value.earliest is None or published.earliest is None:
                continue
            day_before = published.earliest - value.earliest == timedelta(days=1)
            return value if day_before else None
    return None


def is_setting_of_news(candidate: Candidate) -> bool:
    """Whether a lead without a day tells what was done at it: "during X's visit".

    Args:
        candidate: A visit or gathering that a noun names.
    """
    noun, sentence = candidate.trigger.token, candidate.sentence
    if candidate.type not in _SETTINGS or candidate.trigger.pattern.part != "noun":
        return False
    if sentence.index > LEAD or sentence.kind != "body" or sentence.times:
        return False
    if noun.dep_ != "pobj" or noun.head.lower_ != "during":
        return False
    if any(c.lower_ in BEFORE_NOW for c in noun.children):
        return False
    verb = noun.head.head
    told = verb.tag_ in {"VBD", "VBN"} and verb.dep_ == "ROOT"
    return told and all(c.tag_ not in {"MD", "VBZ", "VBP"} for c in verb.children)


def is_hot_news(candidate: Candidate) -> bool:
    """Whether the lead tells it in the perfect: "X has hailed the deal"."""
    status = candidate.status
    return (
        status.rule == "perfect"
        and _is_in_lead(candidate)
        and all(w.lower_ != "had" for w in status.words)
        and not candidate.anaphoric
        and candidate.type in _PUBLIC
        and _is_told_by_lead(candidate.trigger.token)
    )


def _is_in_lead(candidate: Candidate) -> bool:
    """Whether it stands in the first sentences, under a heading of some units."""
    sentence = candidate.sentence
    reported = syntax.clause_head(candidate.trigger.token).dep_ == "ccomp"
    return sentence.kind == "body" and sentence.index <= (
        _HEADING if reported else LEAD
    )


def _is_told_by_lead(token: Token) -> bool:
    """Whether a lead tells it itself, or as what it reports: "has agreed, X said"."""
    clause = syntax.clause_head(token)
    if clause.dep_ == "ROOT":
        return True
    speech = clause.head
    reported = clause.dep_ == "ccomp" and clause.i < speech.i
    return reported and speech.dep_ == "ROOT" and lemma_of(speech) in REPORTING


def day_of_report(
    candidate: Candidate, annotated: AnnotatedDocument
) -> DateValue | None:
    """The day on which a lead's news was told: "have agreed, X announced on Monday"."""
    clause = syntax.clause_head(candidate.trigger.token)
    for time in candidate.sentence.times:
        value = date_value(time, annotated.document.id)
        head = head_of(candidate.sentence, time)
        if value is None or head is None or value.granularity != "day":
            continue
        speech = syntax.clause_head(head)
        if head.i > speech.i > clause.i and _reports(speech, clause):
            return value
    return None


def _reports(speech: Token, clause: Token) -> bool:
    """Whether a verb of saying closes the sentence: "..., the envoy announced"."""
    if lemma_of(speech) not in REPORTING or speech.tag_ not in {"VBD", "VBN"}:
        return False
    if speech == clause.head:
        return True
    if speech.dep_ == "acl":  # "..., the envoy, X, announced" taken for a participle
        return speech.head.i > clause.i and speech.doc[speech.i - 1].text == ","
    return speech.head == clause and speech.dep_ in {"parataxis", "conj", "ccomp"}


def is_statement(
    candidate: Candidate, others: Sequence[Candidate], annotated: AnnotatedDocument
) -> bool:
    """Whether the article is a statement in the present: "condemns", "calls on".

    Args:
        candidate: An act in words.
        others: The acts told before and after it.
        annotated: The document.
    """
    if not _is_performed(candidate) or annotated.document.published is None:
        return False
    if annotated.issuer is not None:
        return True
    own = _speakers(candidate)
    same = [
        c
        for c in others
        if c.type in IN_WORDS and c.sentence.kind == "body" and _speakers(c) & own
    ]
    present = [c for c in same if _is_performed(c)]
    return bool(present) and not any(
        c.trigger.token.tag_ == "VBD" or c.status.perfect for c in same
    )


def _is_performed(candidate: Candidate) -> bool:
    """Whether the verb of an act in words stands in the present, in a main clause."""
    trigger = candidate.trigger
    verb = trigger.predicate
    return (
        candidate.type in IN_WORDS
        and candidate.sentence.kind == "body"
        and candidate.status.rule == "default"
        and verb.tag_ in {"VBZ", "VBP"}
        and verb.dep_ in {"ROOT", "conj"}
    )


def _speakers(candidate: Candidate) -> frozenset[str]:
    return frozenset(f.actor.side for f in candidate.actors)


def day_of_statement(annotated: AnnotatedDocument) -> Timing | None:
    """The day on which a statement came out."""
    day = annotated.document.published
    if day is None or day.granularity != "day":
        return None
    return Timing(day.model_copy(update={"reason": _NEWS}), "published", 0)


def _is_news(candidate: Candidate) -> bool:
    """Whether the article itself brings the act as its news."""
    if candidate.sentence.index > LEAD and _in_passing(candidate):
        return False
    return candidate.sentence.index <= 3 or candidate.type in IN_WORDS


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


def _is_bare_noun(candidate: Candidate) -> bool:
    """Whether a noun names it that no verb carries: "thanked X for its gift to Y".

    What a sentence is about ("A call took place") is told.
    """
    trigger = candidate.trigger
    if trigger.pattern.part != "noun" or trigger.carrier is not None:
        return False
    return trigger.token.dep_ not in {"nsubj", "nsubjpass", "ROOT"}
