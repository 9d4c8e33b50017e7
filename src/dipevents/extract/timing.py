"""When an act took place: which time expression belongs to it.

A time expression belongs to the verb or noun that it hangs on. One on the reporting
verb ("said Wednesday") is the day of the report, not of what is reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.framing import carries_words, is_of_content, reaches
from dipevents.extract.speech import telling_verbs
from dipevents.extract.words import lemma_of
from dipevents.models import DateValue, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.annotated import Sentence
    from dipevents.extract.triggers import Trigger
    from dipevents.models import TimeExpression

GATHERINGS = frozenset({"meeting", "conference", "negotiation", "ceremony"})
"""Types that take place at a spot, on a day of their own."""
_WHEN = frozenset({"when", "during", "in", "on"})
"""First words of clauses on a time: "when", "during which"."""
_BESIDE = frozenset({"after", "before", "following"})
_MOVING = frozenset("return leave depart fly arrive come go head travel".split())
_UNTIL = frozenset({"until", "till", "through"})
_SET_FOR = GATHERINGS | {"visit", "reception", "call", "mediation"}
"""Types that are set for a time: "a summit planned for 2025"."""
_TERMS = frozenset({"year", "interval", "decade", "quarter", "season"})
"""Granularities of terms that things are made for: "a budget for 2024"."""
_DECADE_PARTS = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}
"""First and last year of the parts of a decade, by TIMEX3 modifier."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The date of an act and the rule that gave it."""

    date: DateValue
    rule: str
    distance: int
    """How far the time expression stands from the trigger, in tokens."""


def date_value(time: TimeExpression, document_id: str) -> DateValue | None:
    """A time expression as an event's date; None if it is none or not resolved."""
    if time.type not in {"DATE", "TIME"} or time.earliest is None:
        return None
    span = Span(document_id=document_id, start=time.start, end=time.end, text=time.text)
    if time.granularity == "decade" and time.mod in _DECADE_PARTS:
        return _part_of_decade(time.earliest.year, time.mod, span)
    edtf = time.edtf[:10] if time.edtf and "T" in time.edtf[:11] else time.edtf
    granularity = time.granularity
    if time.type == "TIME" and time.earliest == time.latest:
        edtf = time.earliest.isoformat()
        granularity = "day"
    return DateValue(
        edtf=edtf,
        earliest=time.earliest,
        latest=time.latest,
        granularity=granularity,
        basis="text",
        evidence=(span,),
        reason=time.reason,
    )


def _part_of_decade(first: int, part: str, span: Span) -> DateValue:
    """The years of "the early 1990s": half an answer beats a whole decade."""
    years = _DECADE_PARTS[part]
    start, end = first + years[0], first + years[1]
    return DateValue(
        edtf=f"{start:04}/{end:04}",
        earliest=date(start, 1, 1),
        latest=date(end, 12, 31),
        granularity="interval",
        basis="text",
        evidence=(span,),
        reason="years that a part of a decade is commonly taken to be",
    )


def find_timing(
    sentence: Sentence, trigger: Trigger, others: frozenset[int], document_id: str
) -> Timing | None:
    """The time expression of the sentence that dates the act.

    Args:
        sentence: The parsed unit with its times.
        trigger: The trigger.
        others: Token indices of the sentence's other triggers; a time that hangs on
            one of them is theirs.
        document_id: For the evidence.

    Returns:
        The nearest time that hangs on the trigger, on the verb that carries it or on
        their clause; None where none does.
    """
    own = _chain(trigger)
    clause = syntax.clause_head(trigger.predicate)
    telling = telling_verbs(trigger) if trigger.pattern.rules.type in IN_WORDS else ()
    governing = others | {verb.i for verb in telling}
    found: list[tuple[int, int, Timing]] = []
    for time in sentence.times:
        value = date_value(time, document_id)
        head = head_of(sentence, time)
        if value is None or head is None or is_of_content(head, trigger, own):
            continue
        if _is_anothers(head, own):
            continue
        if _opens_clause(head, clause, sentence, time):
            return Timing(value, "when", 0)
        owner = _owner(head, own, governing)
        distance = abs(head.i - trigger.token.i)
        if owner is not None and owner.i in own:
            rank = own.index(owner.i)
        elif owner is not None and owner in telling:
            rank = 9
        elif owner is None and _same_clause(head, clause):
            rank = 10
        elif _in_fronted_clause(head, clause, trigger):
            rank = 11
        elif reaches(head, clause, sentence.doc[:].root):
            rank = 12
        else:
            continue
        preposition = _preposition_of(head)
        if preposition in {"since", "before", "by"} and rank > 0:
            continue
        if _is_term(head, value) and trigger.pattern.rules.type not in _SET_FOR:
            continue
        rule = "until" if preposition in _UNTIL else "clause"
        found.append((rank, distance, Timing(value, rule, distance)))
    if not found:
        return None
    rank, _, best = min(found, key=lambda f: f[:2])
    return _joined(best, [t for r, _, t in found if r == rank], sentence)


def _chain(trigger: Trigger) -> list[int]:
    """Token indices on which a time may hang to be the trigger's, best first."""
    own = [trigger.token.i, *(w.i for w in trigger.words[1:])]
    if trigger.carrier is not None:
        own.append(trigger.carrier.i)
    if trigger.pattern.part == "verb":
        target = syntax.direct_object(trigger.token)
        in_words = trigger.pattern.rules.type in IN_WORDS
        if target is not None and (not in_words or carries_words(target)):
            own.append(target.i)
        at = trigger.token
        while at.head != at and (at.dep_ == "xcomp" or _is_predicate_of(at)):
            at = at.head
            if at.lemma_.lower() in syntax.OBJECT_CONTROL:
                break  # the day of the asking is not that of what is asked for
            own.append(at.i)
        if at.dep_ == "conj" and syntax.is_verb(at.head) and not _sets_off(at):
            own.append(at.head.i)
        if target is not None and trigger.pattern.rules.type in GATHERINGS:
            own.extend(syntax.taking_place(target))
            own.extend(_setting(target))
        if tells_in_writing(at):
            above = syntax.clause_head(at.head)
            own.append(above.i)  # "sent a letter on Monday inviting X"
        if trigger.pattern.rules.type in GATHERINGS:
            own.extend(i for n in gathered_at(trigger) for i in syntax.taking_place(n))
    else:
        own.extend(syntax.taking_place(trigger.token))
        own.extend(_occasions(trigger.token))
        visit = trigger.pattern.rules.type == "visit"
        for at in syntax.ancestors_to_clause(trigger.token):
            if syntax.is_verb(at):
                own.append(at.i)
                if at.dep_ == "pcomp" and at.head.lower_ in {"without", "by"}:
                    own.append(at.head.head.i)
                break
            if visit and at.lower_ in _BESIDE and lemma_of(at.head) in _MOVING:
                break  # "returned on Saturday after a visit": that ended before
    return list(dict.fromkeys(own))


def tells_in_writing(verb: Token) -> bool:
    """Whether it tells what a text says that was sent: "sent a note inviting X".

    Args:
        verb: The act's verb.
    """
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or noun.dep_ not in {"dobj", "conj"}:
        return False
    return carries_words(noun)


def _is_predicate_of(verb: Token) -> bool:
    """Whether it tells what one was first at: "was among the first to condemn"."""
    return verb.dep_ == "advcl" and verb.tag_ == "VB" and lemma_of(verb.head) == "be"


def gathered_at(trigger: Trigger) -> list[Token]:
    """The gathering that a verb names one's part in: "take part in the conference"."""
    return [
        noun
        for word in trigger.words
        for name, noun in syntax.prepositions(word)
        if name in {"in", "at"} and noun.pos_ in {"NOUN", "PROPN"}
    ]


def _sets_off(verb: Token) -> bool:
    """Whether a second clause is of another time: "imposed it in May and has urged"."""
    auxiliaries = [
        c
        for c in verb.children
        if c.dep_ == "aux" and (c.tag_ in {"VBZ", "VBP"} or c.lower_ == "had")
    ]
    if not auxiliaries:
        return False
    perfect = any(c.lemma_.lower() == "have" for c in auxiliaries)
    first = any(c.dep_ == "aux" for c in verb.head.children)
    return syntax.own_subject(verb) is not None or (perfect and not first)


def _setting(noun: Token) -> list[int]:
    """The verb of what was done there: "was opened in May at a ceremony"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "at", "during"}:
        return []
    verb = noun.head.head
    return [verb.i] if syntax.is_verb(verb) else []


def _occasions(noun: Token) -> list[int]:
    """Nouns of the occasion of an act: "on the sidelines of the summit in May"."""
    found = []
    for name, target in syntax.prepositions(noun):
        if name in {"at", "on", "during"} and target.pos_ in {"NOUN", "PROPN"}:
            found.append(target.i)
            found.extend(t.i for n, t in syntax.prepositions(target) if n == "of")
    return found


def head_of(sentence: Sentence, time: TimeExpression) -> Token | None:
    """The head word of a time expression; None where it matches no words."""
    start, end = time.start - sentence.start, time.end - sentence.start
    span = sentence.doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _owner(head: Token, own: list[int], others: frozenset[int]) -> Token | None:
    """The nearest governor that is the trigger's own, or another's, or a verb."""
    at = head
    while at.head != at:
        at = at.head
        if at.i in others and at.i not in own and _frames_clause(at, own):
            continue  # "in the deal of May 3, both sides agreed"
        if at.i in own or at.i in others:
            return at
        if at.dep_ in {"aux", "auxpass"}:
            continue  # "had on May 9 allowed": hung on the auxiliary
        if syntax.is_verb(at):
            return at if at.i in own else None if at.dep_ == "ROOT" else at
    return None


def _frames_clause(noun: Token, own: list[int]) -> bool:
    """Whether a noun stands in a phrase that frames the trigger's own clause."""
    if syntax.is_verb(noun) or noun.dep_ != "pobj":
        return False
    preposition = noun.head
    if preposition.lower_ == "for":
        # "was recalled for consultations on Saturday": the purpose has no day.
        return preposition.head.i == own[0] and noun.right_edge.i == noun.sent.end - 2
    return preposition.lower_ in {"in", "during", "at"} and preposition.head.i in own


def _opens_clause(
    head: Token, clause: Token, sentence: Sentence, time: TimeExpression
) -> bool:
    """Whether the act is told in a clause on the time: "on 17 May, when they met"."""
    start = clause.left_edge
    if clause.dep_ not in {"relcl", "advcl", "acl"} or start.lower_ not in _WHEN:
        return False
    if start.lower_ != "when" and start.i + 1 < len(start.doc):
        start = start.doc[start.i + 1]
        if start.lower_ != "which":
            return False
    gap = sentence.document_gap(time.end, sentence.start + clause.left_edge.idx)
    return head.i < clause.left_edge.i and gap in {"", ","}


def frames_sentence(head: Token) -> bool:
    """Whether a time hangs on the main verb of its sentence, not on a noun in it.

    Args:
        head: The head word of the time.
    """
    at = head
    while at.head != at and not syntax.is_verb(at):
        if at.dep_ in {"prep", "conj", "appos"} and at.head.pos_ in {"NOUN", "PROPN"}:
            return False  # "under the statement of May 3, they restored traffic"
        at = at.head
    return at.dep_ == "ROOT"


def _is_anothers(head: Token, own: list[int]) -> bool:
    """Whether a time belongs to a noun that is not the act: "last year's fighting"."""
    noun = head.head
    if head.dep_ != "poss" or noun.dep_ != "pobj" or noun.i in own:
        return False
    return noun.head.lower_ not in {"in", "during", "at", "on"}


def _in_fronted_clause(head: Token, clause: Token, trigger: Trigger) -> bool:
    """Whether a time stands in what was said, before who says it.

    In "they signed in Lome on Wednesday, the ministry said" the parser may hang the day
    on "said".
    """
    speech = clause.head
    if clause.dep_ != "ccomp" or not clause.i < speech.i:
        return False
    speaker = syntax.own_subject(speech)
    end = min(speech.i, speaker.left_edge.i if speaker is not None else speech.i)
    own = syntax.clause_head(head)
    return own in {clause, speech} and trigger.token.i < head.i < end


def _same_clause(head: Token, clause: Token) -> bool:
    return syntax.clause_head(head) == clause


def _preposition_of(head: Token) -> str:
    at = head
    while at.head != at and at.dep_ in {
        "pobj",
        "compound",
        "nummod",
        "nmod",
        "prep",
    }:
        if at.dep_ == "prep":
            return at.lower_
        at = at.head
    return at.lower_ if at.pos_ == "ADP" else ""


def _is_term(head: Token, value: DateValue) -> bool:
    """Whether a time says how long something is for: "a plan for 2019-2023"."""
    if value.granularity not in _TERMS:
        return False
    before = list(head.doc[max(0, head.i - 4) : head.i])
    while before and (before[-1].like_num or before[-1].text in {"-", "–", "to"}):
        before.pop()
    return _preposition_of(head) == "for" or bool(before and before[-1].lower_ == "for")


def _joined(best: Timing, rivals: list[Timing], sentence: Sentence) -> Timing:
    """Two days of one act ("from Monday to Thursday") are its first and last."""
    first = best.date
    for rival in rivals:
        other = rival.date
        if other is first or first.latest is None or other.earliest is None:
            continue
        left, right = sorted(
            (first, other), key=lambda d: d.evidence[0].start if d.evidence else 0
        )
        gap = sentence.document_gap(left.evidence[0].end, right.evidence[0].start)
        if (
            gap in {"to", "until", "through", "and", "-", "–", "till"}
            and left.granularity == right.granularity == "day"
            and left.earliest is not None
            and right.latest is not None
            and left.earliest < right.latest
        ):
            joined = DateValue(
                edtf=f"{left.edtf}/{right.edtf}",
                earliest=left.earliest,
                latest=right.latest,
                granularity="interval",
                evidence=left.evidence + right.evidence,
            )
            return Timing(joined, "range", best.distance)
    return best
