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
from dipevents.extract.entries import day_of_entry, within_days_of
from dipevents.extract.news import (
    BEFORE_NOW,
    LEAD,
    day_of_publication,
    day_of_report,
    day_of_statement,
    is_hot_news,
    is_setting_of_news,
    is_statement,
)
from dipevents.extract.sequence import day_by_sequence, told_later
from dipevents.extract.timing import (
    Timing,
    date_value,
    frames_sentence,
    head_of,
    tells_in_writing,
)
from dipevents.extract.tours import day_of_tour
from dipevents.extract.words import lemma_of

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
_SEASON = timedelta(days=14)
"""How far an act lies before the story's day to be its background."""
_LONG_AGO = timedelta(days=60)
_PASSAGE = 400
"""How many characters of a paragraph before an act tell its season."""
_FINE = frozenset({"day", "interval", "minute", "hour", "day_part", "weekend"})
_RELAYING = frozenset({"report", "broadcast", "publish", "reveal"})
"""Verbs of those who pass on what others did."""
_PLANNED = frozenset("expect schedule plan set slate due".split())
_BACKWARDS = re.compile(
    r"(?:the )?(?:day|night|evening|week|month|year) before|earlier|previous|last\b"
    r"|[\w ]{1,20}\b(?:days?|weeks?|months?|years?) (?:earlier|before)\b",
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
    if _is_told_of_story(candidate) and not _is_named_only(candidate):
        entry = day_of_entry(candidate, annotated)
        if entry is not None:
            return entry
    if candidate.status.status == "planned":
        return day_of_tour(candidate, earlier)
    if is_statement(candidate, [*earlier, *later], annotated):
        return day_of_statement(annotated)
    stays = candidate.type == "visit" and candidate.status.rule == "progressive"
    if stays or is_setting_of_news(candidate):
        return day_of_statement(annotated)
    if candidate.type == "conference" and candidate.status.status == "occurred":
        told = day_by_sequence(candidate, earlier, later, annotated)
        if told is not None:
            return told
    if not _takes_over(candidate, annotated):
        if not is_hot_news(candidate) or _told_later(candidate, later):
            return None
        reported = day_of_report(candidate, annotated)
        if reported is not None:
            return Timing(reported, "day of the report", 0)
        return day_of_publication(candidate, (), annotated)
    counted = within_days_of(candidate, annotated)
    if counted is not None:
        return counted
    told = (
        day_by_sequence(candidate, earlier, later, annotated)
        or _day_of_earlier(candidate, earlier)
        or _day_told_before(candidate, annotated)
    )
    if told is not None or _told_later(candidate, later):
        return told
    lead = _day_of_same_sides(candidate, earlier)
    if lead is not None and not _is_in_background(candidate, annotated):
        return lead
    return day_of_publication(candidate, earlier, annotated)


def _takes_over(candidate: Candidate, annotated: AnnotatedDocument) -> bool:
    if candidate.status.perfect or not _is_told_of_story(candidate):
        return False
    if candidate.anaphoric or candidate.sentence.kind == "title":
        return False  # the body tells a headline's day
    token = candidate.trigger.token
    if _is_stance(candidate) or _is_named_only(candidate) or _is_instance(token):
        return False
    if _of_another_time(candidate.trigger.predicate):
        return False
    if candidate.trigger.pattern.part == "noun" and candidate.trigger.carrier is None:
        if any(c.lower_ in BEFORE_NOW for c in token.children):
            return False
        return candidate.status.rule not in {"introducer"}
    if _is_news_of_media(candidate, annotated):
        return False
    if syntax.is_verb(token) and token.dep_ == "relcl":
        return token.left_edge.lower_ == "where"  # "went to the tomb, where he laid"
    if not syntax.is_verb(token) or token.dep_ != "acl":
        return True
    return tells_in_writing(token)  # "handed over a letter inviting X"


def _is_news_of_media(candidate: Candidate, annotated: AnnotatedDocument) -> bool:
    """Whether only the day of a report is told: "on Monday Fars reported that"."""
    clause = syntax.clause_head(candidate.trigger.predicate)
    speech = clause.head
    if clause.dep_ != "ccomp" or lemma_of(speech) not in _RELAYING:
        return False
    heads = (head_of(candidate.sentence, t) for t in candidate.sentence.times)
    return any(h is not None and syntax.clause_head(h) == speech for h in heads)


def _is_instance(verb: Token) -> bool:
    """Whether it is named as an instance of something: "including by sending arms"."""
    if verb.tag_ != "VBG" or verb.i < 2:
        return False
    return verb.nbor(-1).lower_ == "including" or (
        verb.nbor(-2).lower_ == "including" and verb.nbor(-1).tag_ == "IN"
    )


def _is_named_only(candidate: Candidate) -> bool:
    """Whether a phrase names it that is about another act: "made good on a threat"."""
    noun = candidate.trigger.token
    while noun.dep_ == "conj":
        noun = noun.head
    if candidate.trigger.pattern.part != "noun" or noun.dep_ != "pobj":
        return False
    before, preposition = {c.lower_ for c in noun.lefts}, noun.head
    on_a = preposition.lower_ == "on" and bool(before & {"a", "an"})
    if preposition.lower_ == "in" and syntax.is_verb(preposition.head):
        return False  # "in his message he thanked", "took part in talks"
    if candidate.type == "visit" and on_a:
        return False  # "arrived on a visit"
    return before.isdisjoint({"our", "my"})


def _is_told_of_story(candidate: Candidate) -> bool:
    """Whether it was done, or was told not to have been: "he did not attend"."""
    status = candidate.status
    if status.status in {"occurred", "ongoing"}:
        return True
    not_done = status.status == "negated" and status.rule == "negation"
    return (not_done or status.rule == "predicate") and any(
        w.tag_ == "VBD" for w in (candidate.trigger.token, *status.words)
    )


def _day_of_same_sides(
    candidate: Candidate, earlier: Sequence[Candidate]
) -> Timing | None:
    """The day of the lead's act, where it is of the very same two sides."""
    token = candidate.trigger.token
    if token.tag_ != "VBD" or len(candidate.sides) < 2:
        return None
    for other in earlier:
        if other.sentence.index > LEAD:
            return None
        timing = other.timing
        if timing is None or timing.date.granularity != "day":
            continue
        if other.status.status == "occurred" and other.sides == candidate.sides:
            return Timing(timing.date, "lead", 0)
    return None


def _is_stance(candidate: Candidate) -> bool:
    """Whether the present tells where a side stands: "Peru rejects the charge"."""
    verb, sentence = candidate.trigger.token, candidate.sentence
    if candidate.type not in IN_WORDS or sentence.index <= LEAD:
        return False
    if verb.tag_ not in {"VBZ", "VBP"} or verb.dep_ not in {"ROOT", "conj"}:
        return False
    quoted = sentence.speaker is not None
    return not quoted and not any(c.lower_ in {"i", "we"} for c in verb.children)


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
        if gap > 0 and (_looks_back(other) or _is_topic(other) or _is_which(other)):
            continue
        if gap == 0 and (_is_aside(other) or _is_stay_beside(other, story)):
            continue
        if gap > 0 and _is_way_there(other, candidate, story):
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


def _is_way_there(other: Candidate, candidate: Candidate, story: date | None) -> bool:
    """Whether it tells, in a paragraph of its own, how the visitor of the story came.

    "Ministers agreed on Thursday. X arrived on Tuesday. They signed": on Thursday.
    """
    day = other.timing.date if other.timing is not None else None
    if other.type != "visit" or day is None or day.earliest is None or story is None:
        return False
    if day.granularity != "day":
        # A stay: what is told after it was done in its course, on the story's day if
        # that lies in it.
        during = day.latest is not None and day.earliest < story <= day.latest
        return during and other.status.status == "ongoing"
    apart = other.sentence.paragraph != candidate.sentence.paragraph
    return apart and day.earliest < story


def _is_which(candidate: Candidate) -> bool:
    """Whether a clause tells which ones are meant: "the measures that X announced"."""
    verb = syntax.clause_head(candidate.trigger.predicate)
    if verb.dep_ != "relcl" or syntax.own_subject(verb) is None:
        return False
    noun, before = verb.head, verb.left_edge
    things = noun.pos_ == "NOUN" and noun.dep_ in {"dobj", "pobj"}
    return things and before.nbor(-1).text != ","


def _is_stay_beside(other: Candidate, story: date | None) -> bool:
    """Whether a clause on someone tells his stay: "X, who is here until Friday"."""
    day = other.timing.date if other.timing is not None else None
    if other.type != "visit" or day is None or story is None:
        return False
    if day.granularity == "day" or day.earliest is None or day.latest is None:
        return False
    aside = syntax.clause_head(other.trigger.predicate).dep_ == "relcl"
    return aside and day.earliest <= story <= day.latest


def _is_aside(candidate: Candidate) -> bool:
    """Whether a clause on someone tells what he had done: "X, who had flown back"."""
    verb = candidate.trigger.predicate
    return candidate.status.perfect and syntax.clause_head(verb).dep_ == "relcl"


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
    return candidate.type not in IN_WORDS and told_later(candidate, later) is not None


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
            if head is None or not frames_sentence(head) or _is_of_plan(head):
                continue
            if not is_to_come(value, annotated.document) and not _is_bygone(
                value, annotated.document
            ):
                return Timing(value, "day told before", 0)
    return None


def _is_of_plan(time: Token) -> bool:
    """Whether the main verb that a time hangs on tells what is to come."""
    verb = syntax.clause_head(time)
    if any(c.tag_ == "MD" for c in verb.children):
        return True
    return syntax.is_passive(verb) and lemma_of(verb) in _PLANNED


def _is_in_background(candidate: Candidate, annotated: AnnotatedDocument) -> bool:
    """Whether its paragraph was just told of another season: "clashed in June 2020"."""
    document, start = annotated.document, candidate.sentence.start
    day = document.published
    if day is None or day.earliest is None:
        return False
    paragraph = document.text.rfind("\n", 0, start) + 1
    before = max(paragraph, start - _PASSAGE)
    told = [
        t.latest
        for t in annotated.times
        if before <= t.start < start and t.type == "DATE" and t.latest is not None
    ]
    return bool(told) and day.earliest - told[-1] > _LONG_AGO


def _is_bygone(value: DateValue, document: Document) -> bool:
    """Whether a day lies so far before publication that it was only recalled."""
    day = document.published
    if day is None or day.earliest is None or value.latest is None:
        return False
    return day.earliest - value.latest > _LONG_AGO


def is_to_come(value: DateValue, document: Document) -> bool:
    """Whether a day lies after the day of publication."""
    day = document.published
    if day is None or day.latest is None or value.earliest is None:
        return False
    return value.earliest > day.latest


def _frames(outer: Candidate, inner: Candidate) -> bool:
    """Whether one act frames the other: "during a meeting in June, they signed"."""
    verb = inner.trigger.predicate
    at = outer.trigger.token
    while at.head != at:
        if at.dep_ == "prep" and at.lower_ in {"during", "at", "in", "on"}:
            return bool(at.head == verb or syntax.clause_head(at.head) == verb)
        if syntax.is_verb(at):
            return False
        at = at.head
    return False
