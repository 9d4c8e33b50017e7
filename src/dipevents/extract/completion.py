"""The other side of an act in words, where none of its frame's slots names one.

"Peru deplored the arrest of two Chilean sailors" is aimed at Chile, though Chile stands
in no slot; "Chile denied the charge" answers the one who made it. Both are read from
what the words themselves tell: the states named in what the act is about, and the acts
told just before.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.answers import answered, authors
from dipevents.extract.arguments import Filler, country_actor
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.content import content_of
from dipevents.extract.presence import presence
from dipevents.extract.standing import acts
from dipevents.extract.words import lemma_of
from dipevents.lexicons.nouns import hostile_words, own_people_nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.annotated import Actor, Mention
    from dipevents.extract.arguments import ArgumentFinder
    from dipevents.extract.candidates import Candidate
    from dipevents.extract.presence import Present
    from dipevents.extract.triggers import Trigger

COMPLETED = IN_WORDS | {"concession", "aid"}
"""Types whose other side may be read from what the act is about."""
_FELT = frozenset("condolence condole congratulate congratulation sympathy".split())
"""Words of messages that tell by what happened whom they are for: "on Peru's loss"."""
_VAGUE_HELP = frozenset({"help", "vow"})
"""Verbs after which the states named need not be those that are helped."""
_SETTING = frozenset({"in", "at", "during", "after", "before", "since", "as", "while"})
"""Prepositions that tell where and when the act was done, not what it is about."""
_REACH = 5
"""How many sentences back an act is looked for that this one answers."""
_NEAR = 2
"""How many sentences back the sides of another's act are taken from."""
_MANY = 3
"""Most states that are taken over from one act."""
_PAIR = 2
_BESIDE = 4
"""Candidates after one that may tell of the occasion on which it was done."""
_OFTEN = 2
"""How often two states must deal with each other to be each other's usual partner."""
_WINDOW = 40
"""Candidates before one that are looked at."""
_MUTUAL = frozenset({"relations", "cooperation", "meeting", "negotiation", "agreement"})
_AIMED = IN_WORDS | {
    "concession",
    "aid",
    "sanction",
    "personnel",
    "message",
    "invitation",
}
_VISITS = frozenset({"visit", "trip"})
"""Words for going to another state that the text may have named before."""
_MADE = frozenset({"agreement", "relations", "negotiation"})
_TOGETHER = frozenset({"visit", "reception", "ceremony", "invitation"})
"""Types that bring two sides together, who then sign."""
_OFFICIAL = frozenset({"GOV", "MIL", "IGO"})
_DONE_TO = frozenset({"personnel", "sanction", "aid"})
"""Types of which a passive may leave out who did it."""
_GIVEN_TO = frozenset({"rejection"})
"""Types of which the frames do not ask to whom it is done."""
_TELLING = frozenset({"tell", "brief"})
"""Verbs whose object may be anybody: "told his weekly briefing"."""
_PRESENT = 0.5
"""How present a state must be nearby, of what the most present one is."""
_NAMED = frozenset({"country", "nationality", "person", "organization", "group"})


def sides_told(
    trigger: Trigger, finder: ArgumentFinder, own: frozenset[str]
) -> list[Filler]:
    """The states named nearest to the trigger in what the act is about.

    Args:
        trigger: The act's trigger.
        finder: Finds mentions.
        own: The sides of the actors, which are no other side.
    """
    feels = any(lemma_of(word) in _FELT for word in trigger.words)
    if trigger.pattern.rules.type not in COMPLETED and not feels:
        return []
    if lemma_of(trigger.token) in _VAGUE_HELP:
        return []
    content = content_of(trigger, without=_SETTING)
    if any(_is_of_own_people(t, d, finder) for t, d in content.items()):
        return []
    nearest: tuple[int, list[Filler]] | None = None
    for token, depth in content.items():
        mention = finder.mention_of(token)
        if mention is None or mention.head != token.i or mention.kind not in _NAMED:
            continue
        if trigger.pattern.rules.type == "support" and is_foe(token, trigger):
            continue
        fillers = [
            f
            for f in (_filler(a, mention) for a in mention.actors)
            if f is not None and f.actor.side not in own
        ]
        if not fillers:
            continue
        if nearest is None or depth < nearest[0]:
            nearest = depth, fillers
        elif depth == nearest[0]:
            nearest[1].extend(fillers)
    return nearest[1] if nearest else []


def is_foe(token: Token, trigger: Trigger) -> bool:
    """Whether a state is named as one that does wrong, or has it done to him.

    Args:
        token: The state's name.
        trigger: The act in whose content it stands.
    """
    at = token
    while at.head != at and at.head not in trigger.words:
        at = at.head
        if lemma_of(at) in hostile_words():
            return True
    return False


def _is_of_own_people(token: Token, depth: int, finder: ArgumentFinder) -> bool:
    """Whether the act is aimed at people who stand for no state: "the opposition"."""
    if depth > 1 or token.dep_ not in {"dobj", "nsubjpass", "pobj"}:
        return False
    return lemma_of(token) in own_people_nouns() and finder.mention_of(token) is None


def _filler(actor: Actor, mention: Mention) -> Filler | None:
    if actor.kind == "person" and not actor.country:
        return None
    if actor.kind == "organization" and not actor.country and actor.sector != "IGO":
        return None
    if actor.sector == "MED":
        return None
    if mention.kind == "nationality" and actor.country:
        actor = country_actor(actor.country) or actor
    if actor.kind == "place":
        return None
    return Filler(actor, "content", mention.start, mention.end, mention.head)


def complete_from_context(candidates: Sequence[Candidate], present: Present) -> None:
    """Gives acts that do not name all their sides those that the context tells.

    Args:
        candidates: Those of one document, in text order; changed in place.
        present: Who is named in each unit of the document.
    """
    partners = _partners(candidates)
    for position, candidate in enumerate(candidates):
        if not candidate.anaphoric:
            _add_other_side(
                candidate, candidates[max(0, position - _WINDOW) : position]
            )
            continue
        if not _is_told(candidate):
            candidate.anaphoric = not _stands_alone(candidate)
            continue
        frame = candidate.trigger.pattern.frame
        earlier = candidates[max(0, position - _WINDOW) : position]
        told_by = authors(candidate, earlier)
        candidate.actors = candidate.actors + told_by
        if told_by and candidate.recipients:
            candidate.anaphoric = False
            candidate.inherited.append("participants")
            continue
        missing = _missing(candidate)
        if missing == "all":
            found = _last_parties(candidate, earlier) or _parties_beside(
                candidate, candidates[position + 1 : position + 1 + _BESIDE]
            )
        elif missing is not None:
            found = answered(candidate, earlier) or _near(
                _others_told(candidate, earlier)
                or _others_named(candidate)
                or _parties_spoken_of(candidate, earlier)
                or _usual_partner(candidate, partners),
                candidate,
                present,
            )
        else:
            found = answered(candidate, earlier)
        if not found:
            candidate.anaphoric = not _stands_alone(candidate)
            continue
        if candidate.addressee is not None:
            # Whom it was said to is told, though not by name: nobody is added.
            told_to = lemma_of(candidate.trigger.token) in _TELLING
            candidate.anaphoric = told_to and not _stands_alone(candidate)
            continue
        if frame.mutual or missing == "actor":
            candidate.actors = candidate.actors + found
        else:
            candidate.recipients = candidate.recipients + found
        candidate.anaphoric = False
        candidate.inherited.append("participants")


def _near(found: list[Filler], candidate: Candidate, present: Present) -> list[Filler]:
    """Of the states that the context offers, those that are present nearby."""
    if candidate.trigger.pattern.frame.mutual:
        return found
    scores = presence(present, candidate.sentence.index, candidate.sides)
    least = _PRESENT * max(scores.values(), default=0.0)
    return [f for f in found if scores.get(f.actor.side, 0.0) >= least]


def _stands_alone(candidate: Candidate) -> bool:
    """Whether the frame needs no other side, and the one told acts for a state."""
    status = candidate.status
    if not candidate.trigger.pattern.frame.alone or candidate.sentence.kind == "title":
        return False
    if status.embedded or status.status in {"negated", "proposed"}:
        return False
    if status.rule == "infinitive":
        return False
    return any(acts(f.actor) for f in candidate.actors)


def _add_other_side(candidate: Candidate, earlier: Sequence[Candidate]) -> None:
    """Gives an act that may do without one the other side, where it is told before."""
    if candidate.type == "mediation" and candidate.actors and not candidate.recipients:
        candidate.recipients = _parties_between(candidate, earlier)
        return
    if candidate.type not in _GIVEN_TO or candidate.recipients:
        return
    if not _is_told(candidate) or len(candidate.countries) != 1:
        return
    if candidate.trigger.pattern.frame.mutual or names_who_must(candidate.trigger):
        return
    found = answered(candidate, earlier)
    if found:
        candidate.recipients = found
        candidate.inherited.append("participants")


def _missing(candidate: Candidate) -> str | None:
    """Which side the context may complete; None where it may not."""
    frame, type_ = candidate.trigger.pattern.frame, candidate.type
    known = candidate.fillers
    if not known and frame.mutual and type_ in _MADE:
        # "A text will be signed in May": by those who have just talked.
        verb = candidate.trigger.token
        passive = syntax.is_verb(verb) and syntax.is_passive(verb)
        return "all" if passive else None
    if not known or not all(_stands_for_state(f.actor) for f in known):
        return None
    if frame.mutual:
        return "actor" if type_ in _MUTUAL and len(candidate.sides) == 1 else None
    aimed = type_ in _AIMED or lemma_of(candidate.trigger.token) in _VISITS
    if candidate.actors and not candidate.recipients and aimed:
        # "The parties must return": who must is told in the clause or nowhere.
        return None if names_who_must(candidate.trigger) else "recipient"
    if candidate.recipients and not candidate.actors and type_ in _DONE_TO:
        return "actor"
    return None


def names_who_must(trigger: Trigger) -> bool:
    """Whether the frame's other side can be no one but a clause's subject."""
    frame = trigger.pattern.frame
    by_subject = frame.recipient == ("clause_subject",)
    if by_subject and syntax.direct_object(trigger.token) is not None:
        return False  # "told Peru's leaders that they should leave"
    charged = frame.actor == ("speaker",) and frame.recipient == ("subject",)
    return charged or (by_subject and trigger.pattern.rules.type == "demand")


def _stands_for_state(actor: Actor) -> bool:
    """Whether the actor is a state, a body of states or someone in office."""
    if actor.kind == "country" or actor.sector == "IGO":
        return True
    return bool(actor.country) and (actor.sector in _OFFICIAL or bool(actor.title))


def _is_told(candidate: Candidate) -> bool:
    """Whether the act is what its clause tells, and not an aside or a name for it."""
    trigger, status = candidate.trigger, candidate.status
    if status.embedded or status.status in {"negated", "proposed"}:
        return False
    if status.rule in {"infinitive", "standing"}:
        return False
    if trigger.pattern.part == "noun" and trigger.carrier is None:
        return False
    if candidate.sentence.kind == "title":
        return False
    verb = trigger.predicate
    return verb.dep_ in {
        "ROOT",
        "ccomp",
        "conj",
        "acomp",
        "parataxis",
        "relcl",
        "advcl",
    }


def _others_told(candidate: Candidate, earlier: Sequence[Candidate]) -> list[Filler]:
    """The other side of the last act told of the same one."""
    own = candidate.sides
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _REACH:
            return []
        if other.anaphoric or not own & other.sides:
            continue
        found: dict[str, Filler] = {}
        for filler in other.fillers:
            state = country_actor(filler.actor.country or "")
            if state is None or filler.actor.country in own:
                continue
            found.setdefault(state.key, candidate.untold(state, "answered"))
        if len(found) == 1:
            return list(found.values())
    return []


def _last_parties(candidate: Candidate, earlier: Sequence[Candidate]) -> list[Filler]:
    """The sides of the last act of several that was told just before."""
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _NEAR:
            return []
        states = _states_together(other)
        if _PAIR <= len(states) <= _MANY:
            return [candidate.untold(s, "answered") for s in states]
    return []


def _parties_beside(candidate: Candidate, later: Sequence[Candidate]) -> list[Filler]:
    """Who came together in "a pact was signed during X's visit to Y"."""
    for other in later:
        if other.sentence is not candidate.sentence:
            break
        states = _states_together(other)
        if len(states) == _PAIR:
            return [candidate.untold(s, "answered") for s in states]
    return []


def _states_together(other: Candidate) -> list[Actor]:
    """The states that an act brings together; none where it brings nobody together."""
    together = other.trigger.pattern.frame.mutual or other.type in _TOGETHER
    return _states(other) if together and not other.anaphoric else []


def _parties_between(
    candidate: Candidate, earlier: Sequence[Candidate]
) -> list[Filler]:
    """The two whose act was told last, between whom a third one mediates.

    A mediation that names a group beside the mediator leaves nobody to add.
    """
    if len(candidate.countries) != len(candidate.sides):
        return []
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _REACH:
            return []
        states = [s for s in _states(other) if s.country not in candidate.sides]
        if not other.anaphoric and len(states) == _PAIR:
            return [candidate.untold(s, "answered") for s in states]
    return []


def _parties_spoken_of(
    candidate: Candidate, earlier: Sequence[Candidate]
) -> list[Filler]:
    """The sides of what was told just before, of which a third one speaks."""
    if candidate.type not in IN_WORDS or candidate.trigger.pattern.frame.mutual:
        return []
    for other in reversed(earlier):
        if candidate.sentence.index - other.sentence.index > _NEAR:
            return []
        if other.anaphoric or other.sentence.index == candidate.sentence.index:
            continue
        states = [s for s in _states(other) if s.country not in candidate.sides]
        if 1 <= len(states) <= _MANY:
            return [candidate.untold(s, "answered") for s in states]
    return []


def _states(candidate: Candidate) -> list[Actor]:
    codes = dict.fromkeys(f.actor.country for f in candidate.fillers if f.actor.country)
    return [s for s in map(country_actor, codes) if s is not None]


def _partners(candidates: Sequence[Candidate]) -> dict[str, Counter[str]]:
    """With whom each state deals in the document, and how often."""
    found: dict[str, Counter[str]] = {}
    for candidate in candidates:
        if candidate.anaphoric or len(candidate.countries) != _PAIR:
            continue
        for code in candidate.countries:
            counts = found.setdefault(code, Counter())
            counts.update(candidate.countries - {code})
    return found


def _usual_partner(
    candidate: Candidate, partners: dict[str, Counter[str]]
) -> list[Filler]:
    """The one with whom the state deals in most of the article."""
    if len(candidate.countries) != 1:
        return []
    (own,) = candidate.countries
    ranked = partners.get(own, Counter()).most_common(2)
    if not ranked or ranked[0][1] < _OFTEN:
        return []
    if len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
        return []
    state = country_actor(ranked[0][0])
    return [candidate.untold(state, "answered")] if state is not None else []


def _others_named(candidate: Candidate) -> list[Filler]:
    """The one other state that the sentence names, in whatever place."""
    own = candidate.sides
    found: dict[str, Filler] = {}
    if candidate.type not in IN_WORDS:
        return []
    trigger = candidate.trigger
    for mention in candidate.sentence.mentions:
        named = candidate.sentence.doc[mention.head]
        if mention.kind == "place":
            continue
        if candidate.type == "support" and is_foe(named, trigger):
            continue
        for actor in mention.actors:
            state = country_actor(actor.country or "")
            if state is not None and actor.country not in own:
                found.setdefault(state.key, candidate.untold(state, "answered"))
    return list(found.values()) if len(found) == 1 else []
