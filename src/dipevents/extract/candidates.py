"""From a trigger to a candidate: an act with sides, date, place and status."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.addressees import addressed_group, unnamed_addressee
from dipevents.extract.arguments import (
    ArgumentFinder,
    Filler,
    country_actor,
    state_named,
    state_of,
)
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.completion import names_who_must, sides_told
from dipevents.extract.constraints import SentenceWords, unmet
from dipevents.extract.lacking import lacking
from dipevents.extract.places import destination, find_place
from dipevents.extract.sides import (
    appointed,
    are_own,
    by_unknown_hand,
    is_of_ties,
    sides_of_governor,
    spoken_for,
    without_bare_states,
    without_listener,
    without_own_state,
)
from dipevents.extract.sources import REPORTING, find_sources
from dipevents.extract.status import StatusFinding, find_status
from dipevents.extract.timing import Timing, find_timing
from dipevents.extract.words import lemma_of
from dipevents.lexicons.nouns import private_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from dipevents.annotated import Actor, AnnotatedDocument, Mention, Sentence
    from dipevents.extract.triggers import Trigger, TriggerIndex
    from dipevents.models import Place, Source

_DEFINITE = frozenset({"the", "this", "their", "his", "her", "its", "these", "both"})
_COMPLETED_BY_CONTEXT = frozenset(
    {"no recipient found", "fewer than two sides", "no actor found"}
)
_HITTING = frozenset({"sanction", "personnel", "relations"})
"""Types that a state does against another, which is often named with the first verb."""
_AGAINST = _HITTING | {"accusation", "threat", "rejection", "demand"}
_DIPLOMATS = frozenset("ambassador envoy consul embassy commissioner affaires".split())
_LONGEST = 320
"""Longest evidence in code points: a clause, not a paragraph."""


@dataclass(slots=True)
class Candidate:
    """One place of a document that may tell of an event."""

    sentence: Sentence
    trigger: Trigger
    actors: list[Filler]
    recipients: list[Filler]
    status: StatusFinding
    timing: Timing | None = None
    place: tuple[Place, Mention] | None = None
    sources: tuple[Source, ...] = ()
    anaphoric: bool = False
    """It names no sides of its own ("the talks") and needs an earlier candidate."""
    addressee: Token | None = None
    """The noun for those it is said to, where no name tells who they are."""
    unknown_hand: bool = False
    """It condemns a deed of which only the place is told, and so no side."""
    inherited: list[str] = field(default_factory=list)
    """Fields that were taken over from the context, with the rule."""

    @property
    def type(self) -> str:
        """The event type."""
        return self.trigger.pattern.rules.type

    @property
    def fillers(self) -> list[Filler]:
        """All participants, actors first."""
        return self.actors + self.recipients

    @property
    def countries(self) -> frozenset[str]:
        """The states that take part."""
        return frozenset(f.actor.country for f in self.fillers if f.actor.country)

    @property
    def sides(self) -> frozenset[str]:
        """The states, and what stands for no state, each once."""
        return frozenset(f.actor.side for f in self.fillers)

    def untold(self, actor: Actor, slot: str, *, refers: bool = True) -> Filler:
        """A participant that the clause does not name, put where the trigger is.

        Args:
            actor: Who it is.
            slot: How it is known.
            refers: Whether words of the clause point back to it.
        """
        token = self.trigger.token
        at = self.sentence.start + token.idx
        return Filler(actor, slot, at, at, token.i, refers=refers)

    def extent(self) -> tuple[int, int]:
        """Offsets of the clause with its trigger and the participants beside it."""
        base = self.sentence.start
        words = self.trigger.words
        start = base + min(t.idx for t in words)
        end = base + max(t.idx + len(t.text) for t in words)
        near = sorted(
            (f for f in self.fillers if self._inside(f)),
            key=lambda f: abs(f.start - start),
        )
        for filler in near:
            low, high = min(start, filler.start), max(end, filler.end)
            if high - low <= _LONGEST:
                start, end = low, high
        return start, end

    def _inside(self, filler: Filler) -> bool:
        return self.sentence.start <= filler.start < self.sentence.end


@dataclass(frozen=True, slots=True)
class Rejected:
    """A trigger that was not coded, and why."""

    sentence: Sentence
    trigger: Trigger
    reason: str


def candidates_of(
    annotated: AnnotatedDocument, index: TriggerIndex, *, everyone: bool = False
) -> Iterator[Candidate | Rejected]:
    """All candidates of a document in text order, and the triggers turned down.

    Args:
        annotated: The document with its parsed sentences.
        index: The frames' phrases.
        everyone: Also code acts whose sides are not states or their officials.
    """
    for sentence in annotated:
        readings = list(index.find(sentence.doc))
        heads = frozenset(token.i for token, _ in readings)
        if not readings:
            continue
        finder = ArgumentFinder(sentence, everyone=everyone)
        words = SentenceWords(sentence.doc)
        taken: set[int] = set()
        told: list[Candidate] = []
        for token, triggers in readings:
            if token.i in taken:
                continue
            outcome = _first_fitting(
                sentence, triggers, finder, words, everyone=everyone
            )
            if isinstance(outcome, Candidate):
                _share_sides(outcome, told)
                _share_target(outcome, told)
                told.append(outcome)
                taken.update(w.i for w in outcome.trigger.words)
                _complete(outcome, finder, heads, annotated.document.id)
            if outcome is not None:
                yield outcome


def hopeless_of(
    annotated: AnnotatedDocument, index: TriggerIndex
) -> Iterator[Rejected]:
    """The triggers that ``candidates_of`` does not try, for those who ask why.

    Args:
        annotated: The document, all its sentences parsed.
        index: The frames' phrases.
    """
    for sentence in annotated:
        tried = {token.i for token, _ in index.find(sentence.doc)}
        words = SentenceWords(sentence.doc)
        for token, triggers in index.find_hopeless(sentence.doc):
            if token.i not in tried:
                reason = unmet(triggers[0], words) or "a word of the frame is missing"
                yield Rejected(sentence, triggers[0], reason)


def may_tell_event(doc: Doc, index: TriggerIndex) -> bool:
    """Whether a frame's conditions but for its participants are met in a sentence.

    Args:
        doc: The parsed sentence, names not looked at.
        index: The frames' phrases.
    """
    words: SentenceWords | None = None
    for _, triggers in index.find(doc):
        words = words or SentenceWords(doc)
        if any(unmet(trigger, words) is None for trigger in triggers):
            return True
    return False


def _first_fitting(
    sentence: Sentence,
    triggers: list[Trigger],
    finder: ArgumentFinder,
    words: SentenceWords,
    *,
    everyone: bool,
) -> Candidate | Rejected | None:
    """The most specific reading whose conditions and participants are all there."""
    turned_down: Rejected | None = None
    anaphoric: Candidate | None = None
    closest_met = False
    for trigger in triggers:
        reason = unmet(trigger, words)
        conditions_met = reason is None
        if conditions_met:
            candidate = _fill(sentence, trigger, finder)
            reason = lacking(candidate, everyone=everyone)
            if reason is None:
                return candidate
            may_be_completed = (
                _refers_back(trigger)
                or reason in _COMPLETED_BY_CONTEXT
                or _is_made(trigger)
            )
            if may_be_completed and _is_better(candidate, anaphoric):
                candidate.anaphoric = True
                anaphoric = candidate
        if turned_down is None or (conditions_met and not closest_met):
            turned_down = Rejected(sentence, trigger, reason or "")
            closest_met = conditions_met
    return anaphoric or turned_down


def _is_better(candidate: Candidate, other: Candidate | None) -> bool:
    """Whether the context should complete the one act rather than the other.

    The more specific one was read first; one of the same type that can also do without
    another side is worth more.
    """
    if other is None:
        return True
    alone = candidate.trigger.pattern.frame.alone and candidate.actors
    known = other.trigger.pattern.frame.alone or candidate.type != other.type
    return bool(alone) and not known


def _share_sides(candidate: Candidate, told: list[Candidate]) -> None:
    """Both sign in "X met with Y and signed a pact", though only X is the subject."""
    if not candidate.anaphoric or not candidate.trigger.pattern.frame.mutual:
        return
    verb = candidate.trigger.predicate
    while verb.dep_ == "conj":
        verb = verb.head
        for other in told:
            its_verb = other.trigger.predicate
            mutual = other.trigger.pattern.frame.mutual and not other.anaphoric
            if its_verb == verb and mutual and candidate.sides <= other.sides:
                candidate.actors = list(other.actors)
                candidate.anaphoric = False
                return


def _share_target(candidate: Candidate, told: list[Candidate]) -> None:
    """Whom "X broke off ties with Y and closed its embassy" hits the second time."""
    own = candidate.sides
    if candidate.type not in _HITTING or candidate.recipients or len(own) == 0:
        return
    verb = candidate.trigger.predicate
    while verb.dep_ == "conj":
        verb = verb.head
        for other in told:
            if other.trigger.predicate != verb:
                continue
            others = {s.key: s for s in _other_states(other, own)}
            if other.type in _AGAINST and own <= other.sides and len(others) == 1:
                candidate.recipients = [
                    candidate.untold(s, "shared") for s in others.values()
                ]
                candidate.anaphoric = False
                return


def _other_states(candidate: Candidate, own: frozenset[str]) -> list[Actor]:
    """The states of an act but for some."""
    codes = [f.actor.country for f in candidate.fillers if f.actor.country]
    return [s for s in map(country_actor, codes) if s and s.country not in own]


def _fill(sentence: Sentence, trigger: Trigger, finder: ArgumentFinder) -> Candidate:
    frame = trigger.pattern.frame
    actors = finder.fill(trigger, frame.actor)
    if not actors and "subject" in frame.actor:
        actors = _reporting_subject(trigger, finder)
    told = frame.actor != ("speaker",) or syntax.own_subject(trigger.token) is not None
    if "speaker" in frame.actor and not actors and sentence.speaker and told:
        actors = [_speaker(sentence, trigger)]
    recipients = finder.fill(trigger, frame.recipient, behind=True)
    if not recipients and trigger.pattern.rules.type == "visit":
        recipients = _comes_here(trigger, finder)
    if not actors and recipients and trigger.pattern.rules.type == "invitation":
        actors = _inviting_host(trigger, finder)
    doc = trigger.token.doc
    actors = [
        f
        for f in actors
        if f.actor.kind != "place" and lemma_of(doc[f.head]) not in private_nouns()
    ]
    recipients = (
        _states_for_places(recipients)
        if frame.recipient_place
        else [f for f in recipients if f.actor.kind != "place"]
    )
    owners: list[Filler] = []
    if are_own(recipients, actors, trigger):
        owners, recipients = recipients, []
    addressee = None
    if not recipients and not frame.mutual:
        addressee = unnamed_addressee(trigger, finder)
    if addressee is not None:
        group = addressed_group(addressee, finder, sentence.start)
        recipients = [group] if group is not None else []
    if frame.mutual:
        actors, recipients = actors + recipients, []
        actors = actors + sides_of_governor(trigger, finder, actors)
    elif not recipients and frame.needs == "both" and not names_who_must(trigger):
        recipients = _told_elsewhere(trigger, finder, actors)
        if not recipients and not is_of_ties(trigger):
            recipients = owners
    if trigger.pattern.rules.type == "personnel":
        recipients = recipients + _accredited(actors + recipients)
        if actors or recipients:
            recipients = recipients + _posted(trigger, finder)
            known = {f.actor.key for f in actors + recipients}
            recipients += [
                f for f in appointed(trigger, finder) if f.actor.key not in known
            ]
    if trigger.pattern.rules.type in IN_WORDS:
        actors = spoken_for(without_listener(actors, doc), trigger, finder)
        recipients = without_own_state(recipients, actors)
    keys = {f.actor.key for f in actors}
    recipients = [f for f in recipients if f.actor.key not in keys]
    unknown_hand = trigger.pattern.rules.type == "accusation" and by_unknown_hand(
        trigger, finder
    )
    return Candidate(
        sentence=sentence,
        trigger=trigger,
        actors=without_bare_states(actors),
        recipients=[] if unknown_hand else without_bare_states(recipients),
        addressee=addressee,
        unknown_hand=unknown_hand,
        status=StatusFinding("occurred", "default"),
    )


def _told_elsewhere(
    trigger: Trigger, finder: ArgumentFinder, actors: list[Filler]
) -> list[Filler]:
    """Those to whom it is done, named inside the slots or in what it is about."""
    own = {f.actor.side for f in actors}
    found: list[Filler] = []
    if trigger.pattern.rules.type != "reception":
        # Guests are named as such: "welcomed Peru's *offer*" receives nobody.
        wide = finder.fill_wide(trigger, trigger.pattern.frame.recipient)
        found = [f for f in wide if f.actor.side not in own]
    if not found and actors:
        found = sides_told(trigger, finder, frozenset(own))
    return found


_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})


def _reporting_subject(trigger: Trigger, finder: ArgumentFinder) -> list[Filler]:
    """The minister in "the minister said he was ready": who speaks of himself."""
    verb = trigger.predicate
    if trigger.pattern.part == "adjective" and verb.dep_ in {"acomp", "oprd"}:
        verb = verb.head
    subject = syntax.subject(verb)
    if subject is None or subject.lower_ not in _PRONOUNS:
        return []
    mention = finder.mention_of(subject)
    if mention is not None and mention.actors:
        return []
    clause = syntax.clause_head(subject)
    if clause.dep_ != "ccomp" or lemma_of(clause.head) not in REPORTING:
        return []
    speaker = syntax.subject(clause.head)
    return finder.fillers(speaker, "subject") if speaker is not None else []


def _accredited(fillers: list[Filler]) -> list[Filler]:
    """The host states of diplomats: "the Algerian ambassador to France"."""
    found = []
    for filler in fillers:
        _, _, host = (filler.actor.title or "").partition(" to ")
        state = state_named(host.removeprefix("the ")) if host else None
        if state is not None:
            found.append(Filler(state, "title", filler.start, filler.end, filler.head))
    return found


def _posted(trigger: Trigger, finder: ArgumentFinder) -> list[Filler]:
    """The host states of those that are sent: "Togo's ambassador in Accra"."""
    nouns = [*trigger.words]
    if trigger.pattern.part == "verb":
        verb = trigger.token
        nouns += [
            t for t in (syntax.direct_object(verb), syntax.surface_subject(verb)) if t
        ]
    found = []
    for noun in dict.fromkeys(nouns):
        if lemma_of(noun) not in _DIPLOMATS:
            continue
        for name, target in syntax.prepositions(noun):
            if name in {"in", "to"}:
                found.extend(_states_for_places(finder.fillers(target, "in")))
    return [f for f in found if f.actor.kind == "country"]


def _comes_here(trigger: Trigger, finder: ArgumentFinder) -> list[Filler]:
    """The place of the dateline in "arrived here"; not in "left here"."""
    verb = trigger.predicate
    if lemma_of(verb) in {"leave", "depart", "return", "go", "head"}:
        return []
    here = next((c for c in verb.children if c.lower_ == "here"), None)
    mention = finder.mention_of(here) if here is not None else None
    if mention is None or here is None or mention.rule != "here":
        return []
    return finder.fillers(here, "here")


def _inviting_host(trigger: Trigger, finder: ArgumentFinder) -> list[Filler]:
    """The state to which one "was invited", where nobody is told to have done so."""
    verb = trigger.token
    if not syntax.is_verb(verb) or not syntax.is_passive(verb):
        return []
    targets = [t for name, t in syntax.prepositions(verb) if name == "to"]
    found = _states_for_places([f for t in targets for f in finder.fillers(t, "to")])
    return [f for f in found if f.actor.kind == "country"]


def _speaker(sentence: Sentence, trigger: Trigger) -> Filler:
    at = sentence.start + trigger.token.idx
    assert sentence.speaker is not None  # noqa: S101 - the caller checked
    return Filler(sentence.speaker, "speaker", at, at, trigger.token.i)


def _states_for_places(fillers: list[Filler]) -> list[Filler]:
    found = []
    for filler in fillers:
        actor = filler.actor
        if actor.kind == "place":
            state = state_of(actor)
            if state is None:
                continue
            filler = Filler(state, filler.slot, filler.start, filler.end, filler.head)
        found.append(filler)
    return found


def _refers_back(trigger: Trigger) -> bool:
    if trigger.pattern.part != "noun":
        return False
    return any(
        c.dep_ in {"det", "poss"} and c.lower_ in _DEFINITE for c in trigger.token.lefts
    )


def _is_made(trigger: Trigger) -> bool:
    """Whether it is told to be signed or held, and by whom the context tells."""
    verb = trigger.token
    passive = trigger.pattern.part == "verb" and syntax.is_passive(verb)
    return passive and trigger.pattern.frame.mutual


def _complete(
    candidate: Candidate,
    finder: ArgumentFinder,
    heads: frozenset[int],
    document_id: str,
) -> None:
    sentence, trigger = candidate.sentence, candidate.trigger
    own = {w.i for w in trigger.words}
    candidate.status = find_status(trigger)
    candidate.timing = find_timing(sentence, trigger, heads - own, document_id)
    candidate.place = find_place(sentence, trigger, finder) or destination(
        sentence, trigger, candidate.recipients
    )
    candidate.sources = find_sources(
        sentence, trigger, finder, candidate.fillers, document_id
    )
