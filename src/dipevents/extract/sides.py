"""Who is left of those that the slots gave: each side once, by its fullest name.

A slot often names a side twice, or one that is the actor's own: "reaffirmed *their*
support for X", "the Kenyan foreign ministry of *Kenya*", "the minister said that *Peru*
condemns". These rules keep the name that tells most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.arguments import Filler
from dipevents.extract.content import content_of
from dipevents.extract.speech import VEHICLES
from dipevents.extract.standing import is_delegation
from dipevents.extract.words import lemma_of
from dipevents.lexicons.nouns import ties_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from dipevents.annotated import Mention
    from dipevents.extract.arguments import ArgumentFinder
    from dipevents.extract.triggers import Trigger

SPEAKING = frozenset(
    "say state announce declare add stress emphasize emphasise underline underscore "
    "reiterate note write tweet tell insist affirm reaffirm confirm claim argue warn "
    "repeat maintain assert reply respond promise vow pledge explain clarify".split()
)
"""Verbs by which one speaks for his own state: "the minister said Peru rejects"."""
_VIOLENCE = frozenset(
    "attack bombing blast explosion assault killing murder assassination ambush "
    "shooting kidnapping abduction massacre stabbing hijacking terrorism beheading "
    "bloodshed".split()
)
"""Acts that nobody signs: who did them is told beside them, or not."""
_APPOINTING = frozenset(
    "appoint name nominate designate choose pick send dispatch install confirm".split()
)
_WHERE = frozenset({"in", "at", "near", "outside"})
_SCENES = frozenset({"during", "in", "at", "over"})
"""Prepositions before what a deed was done at: "during talks", "in a phone call"."""
_ADDRESSING = frozenset(
    "tell thank ask urge assure inform brief warn congratulate press remind promise "
    "apologise apologize complain protest express convey offer invite".split()
)
"""Verbs whose object hears them: in a call, he is at the other end."""
_OWNED = frozenset({"support", "threat", "proposal", "accusation"})
"""Types told by nouns that have an owner: "our commitment", "Peru's offer"."""
_ORGANS = frozenset({"GOV", "LEG", "MIL", "JUD"})


def without_bare_states(fillers: Sequence[Filler]) -> list[Filler]:
    """A state beside its own minister or ministry is theirs, not a side more.

    Args:
        fillers: Those in one role.

    Returns:
        Each actor once, without states for which a person or an organ stands.
    """
    people = {f.actor.country for f in fillers if f.actor.kind == "person"}
    organs = {
        f.actor.country
        for f in fillers
        if f.actor.kind == "organization" and f.actor.sector in _ORGANS
    }
    groups: set[str] = set()
    kept: dict[str, Filler] = {}
    for filler in fillers:
        actor = filler.actor
        led = is_delegation(actor)
        if actor.kind in {"country", "group"} and actor.country in people and not led:
            continue
        if actor.kind in {"country", "group"} and actor.country:
            if actor.country in groups:
                continue  # "our Peruvian partners": Peru, told once
            groups.add(actor.country)
        if actor.kind == "country" and actor.country in organs:
            continue
        kept.setdefault(actor.key, filler)
    return list(kept.values())


def without_own_state(
    recipients: Sequence[Filler], actors: Sequence[Filler]
) -> list[Filler]:
    """Recipients but for the actors' own states, where others are there.

    In "reaffirmed their support for Peru" the possessor is the one who supports.

    Args:
        recipients: To whom it is done.
        actors: Who does it.
    """
    own = {f.actor.country for f in actors if f.actor.country}
    others = [
        f
        for f in recipients
        if f.actor.kind not in {"country", "group"} or f.actor.country not in own
    ]
    return others or list(recipients)


def are_own(
    recipients: Sequence[Filler], actors: Sequence[Filler], trigger: Trigger
) -> bool:
    """Whether those whom it would be done to only own the words of it.

    Args:
        recipients: Those that the slots gave: "the minister reiterated *Peru's*
            commitment" names whose the commitment is, and not to whom.
        actors: Who does it.
        trigger: The phrase, with its noun.
    """
    own = {f.actor.side for f in actors}
    if trigger.pattern.rules.type not in _OWNED or len(trigger.words) == 1:
        return False
    return (
        len(own) == 1
        and bool(recipients)
        and all(
            f.actor.kind in {"country", "group"}
            and f.actor.side in own
            and not f.refers
            for f in recipients
        )
    )


def without_listener(actors: Sequence[Filler], doc: Doc) -> list[Filler]:
    """Who speaks, without the one spoken to: "as *you* reminded us" tells no demand.

    Args:
        actors: Who does what is an act in words.
        doc: The parsed sentence.
    """
    return [f for f in actors if doc[f.head].lower_ not in {"you", "your", "yours"}]


def is_of_ties(trigger: Trigger) -> bool:
    """Whether it is about what binds two states: "our bilateral relationship"."""
    words = content_of(trigger)
    return any(lemma_of(t) in ties_words() for t in words)


def sides_of_governor(
    trigger: Trigger, finder: ArgumentFinder, known: Sequence[Filler]
) -> list[Filler]:
    """Who met, in "A condemned it during talks with B" and "A thanked B in a call".

    Args:
        trigger: A noun for something of two sides.
        finder: Reads the mentions of the sentence.
        known: The sides that the noun itself names.

    Returns:
        The sides of the act that is told to have been done there, as far as the noun
        does not name both.
    """
    noun = trigger.token
    if trigger.pattern.part != "noun" or trigger.carrier is not None:
        return []
    sides = {f.actor.side for f in known}
    place = noun.head
    if len(sides) > 1 or noun.dep_ != "pobj" or place.lower_ not in _SCENES:
        return []
    verb = place.head
    if sides and verb.dep_ == "dobj":
        verb = verb.head  # "condemned the tests during talks with": hung on "tests"
    if not syntax.is_verb(verb) or any(c.lower_ == "the" for c in noun.lefts):
        return []
    subject = syntax.subject(verb)
    found = finder.fillers(subject, "governor_subject") if subject is not None else []
    if not sides and lemma_of(verb) in _ADDRESSING:
        target = syntax.direct_object(verb)
        targets = [target] if target is not None else []
        targets += [t for name, t in syntax.prepositions(verb) if name == "to"]
        found = found + [
            f for t in targets for f in finder.fillers(t, "governor_object")
        ]
    found = [f for f in found if f.actor.kind in {"person", "country"}]
    both = sides | {f.actor.side for f in found}
    return found if len(both) > 1 else []


def appointed(trigger: Trigger, finder: ArgumentFinder) -> list[Filler]:
    """Who gets a post: "named *Ana Vula* as its envoy to X".

    Args:
        trigger: The trigger of a change of personnel.
        finder: Reads the mentions of the sentence.
    """
    verb = trigger.predicate
    if not syntax.is_verb(verb) or lemma_of(verb) not in _APPOINTING:
        return []
    person = syntax.direct_object(verb)
    tokens = [c for c in verb.children if c.dep_ in {"oprd", "dative"}]
    tokens += [person] if person is not None else []
    found = [f for t in tokens for f in finder.fillers(t, "object")]
    return [f for f in found if f.actor.kind == "person"]


def by_unknown_hand(trigger: Trigger, finder: ArgumentFinder) -> bool:
    """Whether a violent act is condemned of which only the place is told.

    "Condemned the bombing in X" is not aimed at X, which suffered it; "X's bombing" and
    "the bombing by X" are.

    Args:
        trigger: The trigger of what is condemned.
        finder: Reads the mentions of the sentence.
    """
    target = syntax.direct_object(trigger.token)
    if trigger.pattern.part != "verb" or target is None:
        return False
    if lemma_of(target) not in _VIOLENCE or finder.mention_of(target) is not None:
        return False
    if any(finder.mention_of(c) is not None for c in target.lefts):
        return False
    phrases = list(syntax.prepositions(target))
    named = {name for name, noun in phrases if finder.mention_of(noun) is not None}
    return not named & {"by", "of", "from"} and bool(named & _WHERE)


def spoken_for(
    actors: Sequence[Filler], trigger: Trigger, finder: ArgumentFinder
) -> list[Filler]:
    """The one who speaks instead of the state that he speaks for.

    Args:
        actors: A single state, as the subject of what is said.
        trigger: The trigger, inside the clause that is said.
        finder: Reads the mentions of the sentence.

    Returns:
        "The minister" for "the minister said that Peru rejects the claim"; else the
        actors as they are.
    """
    only = actors[0] if len(actors) == 1 else None
    if only is None or only.actor.kind != "country" or only.actor.title:
        return list(actors)
    if only.slot != "subject":
        return list(actors)
    mention = speaker_of(trigger.predicate, finder)
    actor = mention.actors[0] if mention is not None else None
    if mention is None or actor is None or actor.country != only.actor.country:
        return list(actors)
    return [Filler(actor, "speaker", mention.start, mention.end, mention.head)]


def speaker_of(verb: Token, finder: ArgumentFinder) -> Mention | None:
    """The mention of the person whose words a clause is.

    Args:
        verb: Head of what is said.
        finder: Reads the mentions of the sentence.
    """
    clause = syntax.clause_head(verb)
    if clause.dep_ not in {"ccomp", "parataxis"}:
        return None
    speech = clause.head
    if lemma_of(speech) not in SPEAKING:
        return None
    token = syntax.own_subject(speech) or syntax.subject(speech)
    if token is not None and lemma_of(token) in VEHICLES:
        # "Vula's tweet said that": she says it.
        token = next((c for c in token.lefts if c.dep_ == "poss"), token)
    mention = finder.mention_of(token) if token is not None else None
    if mention is None or len(mention.actors) != 1:
        return None
    return mention if mention.actors[0].kind == "person" else None
