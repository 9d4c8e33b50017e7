"""Where an act took place: from its own phrases, never from a bare nationality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.framing import shares_setting
from dipevents.extract.speech import telling_verbs
from dipevents.extract.timing import GATHERINGS, gathered_at
from dipevents.extract.words import lemma_of
from dipevents.lexicons.tables import countries
from dipevents.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from dipevents.annotated import Actor, Mention, Sentence
    from dipevents.extract.arguments import ArgumentFinder, Filler
    from dipevents.extract.triggers import Trigger

_PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "into", "near", "outside"})
_LOCATED = frozenset({"place", "country"})
"""Kinds of mentions that can be where something was done."""
_MOVES = frozenset({"visit"})
"""Types whose act is a way to a place."""
_SETTLEMENTS = frozenset(
    """
    city town village resort port capital settlement suburb district province region
    oblast governorate prefecture island hamlet spa retreat enclave republic state
    """.split()
)
"""Nouns that "of" joins to the name of the place they are: "the port of Tema"."""


_ABOUT = frozenset("over about against regarding concerning despite".split())
"""Prepositions before what an act is about."""
_TOGETHER = GATHERINGS | {"agreement", "reception", "visit"}
_SET = frozenset("set plan schedule slate book".split())
"""Participles of gatherings that are "set for Lome in May"."""
_LANDS = frozenset("island isle peninsula atoll islet".split())
"""Nouns of land that acts are done "on"."""
_SEATS = frozenset(
    """
    assembly meeting summit conference gathering session forum delegation embassy
    mission consulate office
    """.split()
)
"""Nouns of those who speak where they sit: "the delegation in Sarajevo welcomed"."""
_GATHERING_NOUNS = frozenset("summit meeting conference forum congress".split())


def find_place(
    sentence: Sentence, trigger: Trigger, finder: ArgumentFinder
) -> tuple[Place, Mention] | None:
    """The place that a phrase of the act's clause names.

    Args:
        sentence: The parsed unit.
        trigger: The trigger.
        finder: Reads the mentions of the sentence.

    Returns:
        The most precise place and the mention that names it; None where the clause
        names none.
    """
    event_type = trigger.pattern.rules.type
    if event_type == "call":
        return None  # its sides are apart
    if event_type in GATHERINGS:
        named = _named_after(trigger, finder)
        if named is not None:
            return named
    clause = syntax.clause_head(trigger.predicate)
    spoken = {clause, *telling_verbs(trigger)} if event_type in IN_WORDS else {clause}
    own = _own_words(trigger, sentence)
    best: tuple[int, Place, Mention] | None = None
    for mention, token, place in _places_named(sentence):
        if _placed_more_closely(token) or (
            event_type not in _MOVES and _is_region(place, mention)
        ):
            continue
        preposition, head = _governor(token)
        if mention.rule == "here":
            preposition, head = "in", token.head
        beside = _told_beside(token, clause, sentence)
        if preposition == "for" and syntax.is_verb(head) and head in own:
            preposition = "in" if lemma_of(head) in _SET else preposition
        on_island = preposition == "on" and _names_island(token)
        if preposition not in _PLACE_PREPOSITIONS and not beside and not on_island:
            continue
        if _is_of_another_gathering(head, trigger, clause) and not beside:
            continue
        if preposition in {"to", "into"} and event_type not in _MOVES:
            sent_to = event_type == "aid" and mention.kind == "place"
            if not sent_to and not beside:
                continue
        near = head in own or any(a in own for a in _noun_chain(head, event_type))
        if event_type in IN_WORDS:
            # Words are spoken where a phrase of the verb says, not where the things
            # are that they are about: "condemned the raid in X".
            near = (
                head in spoken
                or _occasion(head, clause)
                or _is_seat_of_speaker(head, clause)
                or _is_aside_of_speaker(head, clause, sentence)
            )
            if not near and not beside:
                continue
        if not near and not beside and not syntax.is_verb(head):
            continue  # "sent troops to guard the port in Tema"
        if _is_in_content(token, trigger):
            continue
        other = not near and syntax.clause_head(token) != clause
        if other and not beside:
            continue
        rank = _rank(mention, token, head, trigger) + (0 if near else 2)
        if best is None or rank < best[0]:
            best = (rank, place, mention)
    return (_within_wider(best[1], best[2], sentence), best[2]) if best else None


def _own_words(trigger: Trigger, sentence: Sentence) -> set[Token]:
    """The words on which a place may hang to be the act's."""
    own = {trigger.token, *trigger.words, *syntax.ancestors_to_clause(trigger.token)}
    if trigger.carrier is not None:
        own.add(trigger.carrier)
    if trigger.pattern.rules.type in GATHERINGS:
        noun = trigger.token
        if trigger.pattern.part == "verb":
            noun = syntax.direct_object(trigger.token) or noun
        for gathering in (noun, *gathered_at(trigger)):
            own |= {sentence.doc[i] for i in syntax.taking_place(gathering)}
    return own


def _rank(mention: Mention, token: Token, head: Token, trigger: Trigger) -> int:
    """How ill a place fits an act: the lowest is taken."""
    event_type = trigger.pattern.rules.type
    rank = 1 if mention.kind == "country" else 0
    if event_type in _MOVES and head in {trigger.token, trigger.carrier}:
        rank -= 2  # "back in X after a visit to Y"
    if event_type in GATHERINGS and head == trigger.token:
        rank -= 1  # its own phrase, not that of another one named beside it
    if trigger.pattern.part == "noun" and trigger.token.is_ancestor(token):
        rank -= 1  # "a summit of X and Y in Lome" in a sentence on Accra
    return rank


def _within_wider(place: Place, mention: Mention, sentence: Sentence) -> Place:
    """A place of no known state with that of what follows: "Kosai, Batken region"."""
    if place.country:
        return place
    for other in sentence.mentions:
        actor = other.actor
        if other.kind not in _LOCATED or actor is None or not actor.country:
            continue
        if sentence.document_gap(mention.end, other.start) == "," and (
            mention.end < other.start
        ):
            return place.model_copy(update={"country": actor.country})
    return place


def _places_named(sentence: Sentence) -> Iterator[tuple[Mention, Token, Place]]:
    """The places and states that a sentence names, and "the Senegalese capital"."""
    for mention in sentence.mentions:
        actor, token = mention.actor, _governed_word(sentence, mention)
        if actor is None:
            continue
        city = token.head
        of_state = token.dep_ in {"amod", "poss", "compound", "nmod"}
        if of_state and city.lower_ == "capital" and city.tag_ == "NN":
            capital = _capital_of(actor.country or "")
            if capital is not None:
                yield mention, city, capital
        elif mention.kind in _LOCATED:
            yield mention, token, _place_of(mention, sentence) or as_place(actor)


def _place_of(mention: Mention, sentence: Sentence) -> Place | None:
    """The city or the building by whose name a state is meant: "at the Kremlin"."""
    code = mention.actor.country if mention.actor is not None else None
    if mention.kind != "country" or not code:
        return None
    if mention.rule == "capital":
        return _capital_of(code)
    if mention.rule == "metonym":
        start, end = mention.start - sentence.start, mention.end - sentence.start
        return Place(name=sentence.doc.text[start:end], country=code)
    return None


def _governed_word(sentence: Sentence, mention: Mention) -> Token:
    """The word of a name by which it hangs in the sentence: of "Washington, DC" too."""
    head = sentence.doc[mention.head]
    if head.dep_ not in {"conj", "appos", "dep"} or mention.kind not in _LOCATED:
        return head
    start, end = mention.start - sentence.start, mention.end - sentence.start
    words = sentence.doc.char_span(start, end, alignment_mode="contract") or ()
    return next((w for w in words if w.dep_ == "pobj"), head)


def _capital_of(code: str) -> Place | None:
    state = next((c for c in countries() if c.iso3 == code), None)
    if state is None or not state.capital:
        return None
    return Place(name=state.capital, country=code)


def _is_of_another_gathering(noun: Token, trigger: Trigger, clause: Token) -> bool:
    """Whether the place is that of a gathering that was talked of: "plans for"."""
    if lemma_of(noun) not in _GATHERING_NOUNS or noun in trigger.words:
        return False
    if noun in gathered_at(trigger) or _occasion(noun, clause):
        return False
    first = noun
    while first.dep_ == "conj":
        first = first.head
    about = first.head if first.dep_ == "pobj" else first
    return about.lower_ == "about" or (
        about.lower_ == "for" and about.head.pos_ == "NOUN"
    )


def _told_beside(token: Token, clause: Token, sentence: Sentence) -> bool:
    """Whether a clause beside tells the place: "flew to Lome, where they signed"."""
    if clause.dep_ == "relcl":
        before = [
            m.head
            for m in sentence.mentions
            if m.kind in {"place", "country"}
            and (m.actor is None or m.actor.country)
            and m.head < clause.left_edge.i
            and sentence.doc[m.head].dep_ != "poss"
        ]
        if token.i != max(before, default=-1):
            return False
    return shares_setting(syntax.clause_head(token), clause)


def destination(
    sentence: Sentence, trigger: Trigger, recipients: Iterable[Filler]
) -> tuple[Place, Mention] | None:
    """Where a visit goes: the city or state that is visited.

    Args:
        sentence: The parsed unit.
        trigger: The trigger.
        recipients: Those of the act.

    Returns:
        The place and the mention that names it; None for other acts, and where people
        are visited.
    """
    if trigger.pattern.rules.type not in _MOVES:
        return None
    for filler in recipients:
        for mention in sentence.mentions:
            if mention.start != filler.start or mention.actor is None:
                continue
            if mention.kind in {"place", "country"} and not mention.actor.title:
                return as_place(mention.actor), mention
    return None


def _named_after(
    trigger: Trigger, finder: ArgumentFinder
) -> tuple[Place, Mention] | None:
    """The city that a gathering is named after: "the Geneva talks"."""
    for child in trigger.token.lefts:
        mention = finder.mention_of(child)
        if mention is None or mention.actor is None or mention.kind != "place":
            continue
        before = child.doc[child.i + 1].text if child.i + 1 < len(child.doc) else ""
        if child.dep_ in {"compound", "nmod", "amod", "poss"} and before != "-":
            return as_place(mention.actor), mention
    return None


def _occasion(noun: Token, clause: Token) -> bool:
    """Whether a noun is the occasion of the clause: "said at a meeting in X"."""
    preposition = noun.head
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ in {"at", "during", "in", "on", "after"}
        and preposition.head == clause
    )


def as_place(actor: Actor) -> Place:
    """A gazetteer entry as the place of an event."""
    return Place(
        name=actor.name,
        country=actor.country,
        latitude=actor.latitude,
        longitude=actor.longitude,
    )


def _governor(token: Token) -> tuple[str, Token]:
    at = token
    while at.head != at:
        if at.lower_ == "of" and at.dep_ == "prep" and _is_settlement(at.head):
            at = at.head
            continue
        if at.dep_ == "prep" or at.pos_ == "ADP":
            return at.lower_, at.head
        if at.dep_ not in {"pobj", "conj", "appos", "compound", "nmod", "poss", "dep"}:
            return "", at
        at = at.head
    return "", at


def _is_in_content(token: Token, trigger: Trigger) -> bool:
    """Whether it is where what they agreed on will be: "agreed to meet in Lome"."""
    if trigger.pattern.rules.type in GATHERINGS | _MOVES | {"reception"}:
        return False
    verb = syntax.verb_above(token)
    if verb == trigger.token or verb.dep_ not in {"xcomp", "ccomp"}:
        return False
    return trigger.token.is_ancestor(verb)


def _is_region(place: Place, mention: Mention) -> bool:
    """Whether it is of several states: "the Middle East"."""
    return place.country is None and mention.rule == "gazetteer"


def _is_seat_of_speaker(noun: Token, clause: Token) -> bool:
    """Whether a place is where the one who speaks sits: "the embassy in Accra said"."""
    subject = syntax.own_subject(clause)
    return subject == noun and lemma_of(noun) in _SEATS


def _is_aside_of_speaker(word: Token, clause: Token, sentence: Sentence) -> bool:
    """Whether it tells where the speaker is: "X, who was in Lome, rejected it"."""
    aside = syntax.clause_head(word)
    if aside.dep_ != "relcl" or lemma_of(aside) != "be":
        return False
    if any(c.dep_ == "aux" for c in clause.children):
        return False
    first, last = aside.left_edge, aside.right_edge
    start, end = first.idx, last.idx + len(last.text)
    if any(start <= t.start - sentence.start < end for t in sentence.times):
        return False  # "who was in Lome in May, has advised"
    return aside.head == syntax.own_subject(clause)


def _names_island(token: Token) -> bool:
    """Whether a name is of land that one is "on": "on the southern island of Jeju"."""
    nouns = [token, *syntax.ancestors_to_clause(token)[:2], *token.children]
    return any(lemma_of(n) in _LANDS for n in nouns)


def _is_settlement(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _SETTLEMENTS


def _placed_more_closely(token: Token) -> bool:
    """The lake in "the Lake Victoria port of Kisumu": another name follows."""
    if token.dep_ not in {"compound", "nmod", "amod"} or not _is_settlement(token.head):
        return False
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in token.head.rights)


def _noun_chain(token: Token, event_type: str) -> list[Token]:
    """The governors of a noun up to its verb, or to what the verb is about.

    Where sides meet, a place after "over" may well be that of the act, wrongly hung.
    """
    chain, at = [], token
    while at.head != at and not syntax.is_verb(at):
        at = at.head
        about = at.dep_ == "prep" and at.lower_ in _ABOUT
        if about and event_type not in _TOGETHER:
            break
        chain.append(at)
    return chain
