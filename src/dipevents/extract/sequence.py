"""Days that the order of acts tells: done with another, at it, or after it.

"They signed after the talks" is of the day of the talks; "after the conference she
laid a wreath" lies between its first day and the day of publication; "has hosted a
dinner, vowing help" is of the day that a later sentence tells of the dinner.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import CONSULTATIONS, same_family
from dipevents.extract.timing import Timing
from dipevents.models import DateValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.candidates import Candidate

_REACH = 4
"""Sentences over which "the talks" are those told before."""
_GATHERED = 10
"""Sentences over which "the conference" is the one told before."""
_AGAIN = 6
"""How many sentences after a lead its act may be told with the day."""
_AT_OR_AFTER = frozenset({"at", "during", "after", "following"})
_AFTER = frozenset({"after", "following"})
_KNOWN = frozenset({"the", "these", "those", "their", "this"})
"""Words before what was told already: "after the talks"."""
_DONE = frozenset({"occurred", "ongoing"})
_DAYS = frozenset({"day", "interval", "weekend"})
_LONGEST = timedelta(days=14)


def day_by_sequence(
    candidate: Candidate,
    earlier: Sequence[Candidate],
    later: Sequence[Candidate],
    annotated: AnnotatedDocument,
) -> Timing | None:
    """The day of an undated act by the act that it goes with or follows.

    Args:
        candidate: The act.
        earlier: The acts told before it, settled.
        later: The acts told after it, not settled yet.
        annotated: The document.
    """
    if candidate.type == "conference":
        return _day_of_the_conference(candidate, earlier)
    return (
        _day_of_main_act(candidate, earlier, later)
        or _day_of_occasion(candidate, earlier)
        or _days_after(candidate, earlier, annotated)
    )


def share_scene(candidate: Candidate, beside: Sequence[Candidate]) -> None:
    """Gives a gathering the day of what was done at it: "agreed during talks".

    Args:
        candidate: A gathering without a day; changed in place.
        beside: The other acts of its sentence.
    """
    noun = candidate.trigger.token
    if candidate.timing is not None or candidate.status.rule != "introducer":
        return
    if candidate.type not in CONSULTATIONS or noun.dep_ != "pobj":
        return
    if noun.head.lower_ not in {"during", "at"}:
        return
    for main in beside:
        done = main.status.status == "occurred" and not main.status.perfect
        if main.timing is None or not done or _clause(main) != noun.head.head:
            continue
        if main.timing.date.granularity == "day":
            candidate.timing = Timing(main.timing.date, "main act", 0)
            candidate.inherited.append("date")
            return


def _clause(candidate: Candidate) -> Token:
    return syntax.clause_head(candidate.trigger.predicate)


def _day_of_main_act(
    candidate: Candidate, earlier: Sequence[Candidate], later: Sequence[Candidate]
) -> Timing | None:
    """The day of the act that a participle goes with: "hosted a dinner, vowing"."""
    verb = _clause(candidate)
    if verb.dep_ != "advcl" or verb.tag_ != "VBG":
        return None
    for main in earlier:
        if main.sentence is not candidate.sentence or _clause(main) != verb.head:
            continue
        if main.timing is None:
            again = _same_words_later(main, later)
            return Timing(again, "main act", 0) if again is not None else None
    return None


def _same_words_later(
    candidate: Candidate, later: Sequence[Candidate]
) -> DateValue | None:
    """The day with which the same verb is told again of the same side."""
    lemma = candidate.trigger.token.lemma_
    for other, timing in _dated_soon_after(candidate, later):
        same = other.type == candidate.type and other.trigger.token.lemma_ == lemma
        if same and other.sides and other.sides <= candidate.sides:
            return timing.date
    return None


def told_later(candidate: Candidate, later: Sequence[Candidate]) -> Candidate | None:
    """The same act told again with its day: the lead leaves it open."""
    for other, _ in _dated_soon_after(candidate, later):
        if other.anaphoric or not same_family(candidate.type, other.type):
            continue
        if other.sides >= candidate.sides:
            return other
    return None


def _dated_soon_after(
    candidate: Candidate, later: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Timing]]:
    """The acts that the next sentences tell as done, with their days."""
    for other in later:
        if other.sentence.index - candidate.sentence.index > _AGAIN:
            return
        if other.timing is not None and other.status.status == "occurred":
            yield other, other.timing


def _day_of_the_conference(
    candidate: Candidate, earlier: Sequence[Candidate]
) -> Timing | None:
    """The days of "the conference" that was told before, whoever took part."""
    nouns = [w for w in candidate.trigger.words if w.pos_ in {"NOUN", "PROPN"}]
    verb = candidate.trigger.token
    target = syntax.direct_object(verb) if syntax.is_verb(verb) else None
    nouns += [target] if target is not None else []
    if not any(c.lower_ in _KNOWN for noun in nouns for c in noun.lefts):
        return None
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _GATHERED:
            return None
        if other.type != "conference" or other.status.status not in _DONE:
            continue
        if other.timing is not None and other.timing.date.granularity in _DAYS:
            return Timing(other.timing.date, "told before", 0)
    return None


def _day_of_occasion(
    candidate: Candidate, earlier: Sequence[Candidate]
) -> Timing | None:
    """The day of "the talks" after or at which an act was done: the last told."""
    definite = {
        noun.i
        for name, noun in syntax.prepositions(_clause(candidate))
        if name in _AT_OR_AFTER and any(c.lower_ in _KNOWN for c in noun.lefts)
    }
    named = next((c for c in _beside(candidate, earlier) if _at(c) in definite), None)
    if named is None or named.type not in CONSULTATIONS or named.timing is not None:
        return None
    for other in reversed(earlier):
        gap = candidate.sentence.index - other.sentence.index
        if gap > _REACH:
            return None
        done = other.status.status in _DONE
        day = other.timing.date if other.timing is not None else None
        if gap == 0 or not done or day is None or day.granularity not in _DAYS:
            continue
        if other.type in CONSULTATIONS and other.sentence.kind == "body":
            return Timing(day, "occasion", 0)
    return None


def _days_after(
    candidate: Candidate, earlier: Sequence[Candidate], annotated: AnnotatedDocument
) -> Timing | None:
    """From the first day of the gathering that it followed to that of publication."""
    published = annotated.document.published
    if published is None or published.latest is None or published.basis == "inferred":
        return None
    following = {
        token.i
        for child in _clause(candidate).children
        if child.lower_ in _AFTER and child.dep_ in {"prep", "advcl"}
        for token in child.subtree
    }
    for other in _beside(candidate, earlier):
        day = other.timing.date if other.timing is not None else None
        if other.type != "conference" or _at(other) not in following:
            continue
        if day is None or day.earliest is None or day.granularity not in _DAYS:
            continue
        if not timedelta(0) <= published.latest - day.earliest <= _LONGEST:
            continue
        span = DateValue(
            edtf=f"{day.earliest.isoformat()}/{published.latest.isoformat()}",
            earliest=day.earliest,
            latest=published.latest,
            granularity="interval",
            evidence=day.evidence,
            reason="after what was told before, by the day of publication",
        )
        return Timing(span, "after", 0)
    return None


def _beside(candidate: Candidate, earlier: Sequence[Candidate]) -> list[Candidate]:
    return [c for c in earlier if c.sentence is candidate.sentence]


def _at(candidate: Candidate) -> int:
    return candidate.trigger.token.i
