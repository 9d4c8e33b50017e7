"""Who takes part: filling the slots that a frame names.

A slot ("subject", "with", "possessive" ...) is read off the parse by
:mod:`dipevents.extract.syntax`; what stands in it becomes actors through the mentions
that annotation found, or through the nationality inside a noun phrase that stands for
its state ("the Kenyan side").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from dipevents.annotated import Actor
from dipevents.extract import syntax
from dipevents.extract.lists import leaders_named, names_beside
from dipevents.extract.speech import VEHICLES
from dipevents.extract.standing import is_delegation
from dipevents.extract.words import lemma_of
from dipevents.lexicons.frames import PREPOSITIONS
from dipevents.lexicons.nouns import belonging_nouns, representative_nouns
from dipevents.lexicons.tables import countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from dipevents.annotated import Mention, Sentence
    from dipevents.extract.triggers import Trigger

_FAR = frozenset({"with", "between", "to", "against", "on", "from", "for"})
"""Prepositions that often hang on a noun in between: "talks in Rome *with* X"."""
_ABOUT = frozenset({"about", "at", "by", "for", "of", "on", "over", "with"})
_JOINING = frozenset({"between", "among", "with"})
_TOPICAL = frozenset({"on", "about", "over"})
"""Prepositions of what is talked about: "talks *on* a pact between Peru and Chile"."""
_NAMING = frozenset({"of", "from", "for", "by", "in"})
"""Prepositions that say whose a phrase is: "the government of", "officials from"."""
_OWNING = frozenset({"of", "from", "by", "between", "against"})
_REFERRING = frozenset("both three they he she it we you country sides leaders".split())
_LEADERS = frozenset({"lead", "head", "chair", "include", "comprise", "accompany"})


@dataclass(frozen=True, slots=True)
class Filler:
    """One actor in one slot, with the words that name him."""

    actor: Actor
    slot: str
    start: int
    """First code point of the words, in the document."""
    end: int
    head: int
    """Index of the head token in the sentence."""
    refers: bool = False
    """The words only refer to him: "they", "the two sides"."""


def country_actor(code: str) -> Actor | None:
    """The state of that code as an actor."""
    name = _names().get(code)
    if name is None:
        return None
    return Actor(f"country:{code}", "country", name, country=code, sector="GOV")


def state_of(actor: Actor) -> Actor | None:
    """The state that an actor is of, as an actor; None where none is known."""
    return country_actor(actor.country) if actor.country else None


def state_named(name: str) -> Actor | None:
    """The state of that name, in any case; None where there is none."""
    code = _codes().get(name.lower())
    return country_actor(code) if code else None


@cache
def _names() -> dict[str, str]:
    return {c.iso3: c.name for c in countries()}


@cache
def _codes() -> dict[str, str]:
    return {n.lower(): c.iso3 for c in countries() for n in (c.name, *c.aliases)}


class ArgumentFinder:
    """Reads the slots of a sentence.

    Args:
        sentence: The parsed unit with its mentions.
        everyone: Also take noun phrases that name no known actor ("the protesters"),
            as groups: for acts within one state.
    """

    def __init__(self, sentence: Sentence, *, everyone: bool = False) -> None:
        self._sentence = sentence
        self._everyone = everyone
        self._starts = [sentence.start + t.idx for t in sentence.doc]
        self._by_token: dict[int, Mention] = {}
        self._named = sorted(sentence.mentions, key=lambda m: m.start)
        for mention in sorted(
            sentence.mentions, key=lambda m: m.end - m.start, reverse=True
        ):
            first, last = self._tokens_of(mention)
            for index in range(first, last):
                self._by_token[index] = mention

    def _tokens_of(self, mention: Mention) -> tuple[int, int]:
        first = bisect_left(self._starts, mention.start)
        return first, bisect_left(self._starts, mention.end, first)

    def mention_of(self, token: Token) -> Mention | None:
        """The mention that covers the token."""
        return self._by_token.get(token.i)

    # --- slots -------------------------------------------------------------------

    def fill(
        self, trigger: Trigger, slots: Iterable[str], *, behind: bool = False
    ) -> list[Filler]:
        """All fillers of the slots, in the order of the slots.

        Args:
            trigger: The trigger.
            slots: Names of slots, as in the rule files.
            behind: Owners are also looked for in the phrases that hang on the trigger
                ("concern about *X's* law"): right for those it is done to.
        """
        found: list[Filler] = []
        for slot in slots:
            tokens = list(self._slot_tokens(trigger, slot))
            if behind and slot in {"possessive", "adjective", "compound"}:
                tokens.extend(self._owners_behind(trigger, slot))
            for token in tokens:
                found.extend(self.fillers(token, slot))
        first: dict[str, Filler] = {}
        for filler in found:
            first.setdefault(filler.actor.key, filler)
        return list(first.values())

    def fill_wide(self, trigger: Trigger, slots: Iterable[str]) -> list[Filler]:
        """States named anywhere inside the slots' phrases, or in the clause told.

        For acts in words: "condemned the launches by X", "warned that X would pay".
        """
        found: list[Filler] = []
        for slot in slots:
            for token in self._slot_tokens(trigger, slot):
                for head in syntax.conjuncts(token):
                    found.extend(self._inside(head, slot, wide=True))
        if not found and trigger.pattern.part == "verb":
            for clause in self._complements(trigger.token):
                inner = syntax.surface_subject(clause)
                if inner is not None:
                    found.extend(self.fillers(inner, "clause_subject"))
                    if not found:
                        found.extend(self._inside(inner, "clause_subject", wide=True))
        first: dict[str, Filler] = {}
        for filler in found:
            if filler.actor.kind != "place":
                first.setdefault(filler.actor.key, filler)
        return list(first.values())

    def _slot_tokens(self, trigger: Trigger, slot: str) -> Iterator[Token]:
        if slot == "speaker":
            return
        if trigger.pattern.part == "noun":
            yield from self._noun_slot(trigger, slot)
        else:
            yield from self._verb_slot(trigger, slot)

    def _verb_slot(self, trigger: Trigger, slot: str) -> Iterator[Token]:
        verb = trigger.token
        if slot == "subject":
            token = syntax.subject(verb) if trigger.pattern.part == "verb" else None
            if trigger.pattern.part == "adjective":
                head = verb.head if verb.dep_ in {"acomp", "oprd"} else verb
                token = syntax.surface_subject(head)
            if token is None and trigger.pattern.part == "verb":
                token = self._nearest_left(verb)
            if token is not None:
                yield token
        elif slot == "object":
            target = syntax.direct_object(verb)
            if target is not None:
                yield target
        elif slot == "behalf":
            on_behalf = self._prepositional(trigger, {"on"})
            yield from (t for t in on_behalf if t.lower_ == "behalf")
        elif slot == "dative":
            yield from (c for c in verb.children if c.dep_ == "dative")
            yield from self._swallowed_dative(verb)
        elif slot in {"possessive", "compound", "adjective"}:
            target = syntax.direct_object(verb)
            if target is not None:
                yield from self._noun_slot_of(target, slot)
        elif slot == "clause_subject":
            for clause in self._complements(verb):
                inner = syntax.surface_subject(clause)
                if inner is not None:
                    yield inner
        elif slot == "clause_object":
            for clause in self._complements(verb):
                inner = syntax.direct_object(clause)
                if inner is not None:
                    yield inner
        elif slot == "between":
            yield from self._prepositional(trigger, {"between", "among"})
        elif slot in PREPOSITIONS:
            yield from self._prepositional(trigger, {slot})

    def _swallowed_dative(self, verb: Token) -> Iterator[Token]:
        """The state that the parser took into the object: "gave *Laos* two boats"."""
        target = syntax.direct_object(verb)
        if target is None or target.i < verb.i or syntax.is_passive(verb):
            return
        for child in target.lefts:
            mention = self.mention_of(child)
            if mention is None or mention.kind != "country" or child.dep_ == "poss":
                continue
            # A second noun phrase begins behind the name.
            if child.i < target.i and verb.doc[child.i + 1].pos_ in {"NUM", "DET"}:
                yield child

    def _noun_slot(self, trigger: Trigger, slot: str) -> Iterator[Token]:
        noun = trigger.token
        if slot == "subject":
            carrier = trigger.carrier
            if carrier is not None:
                token = syntax.subject(carrier) or (
                    None if syntax.is_passive(carrier) else self._nearest_left(carrier)
                )
                if token is not None and token != noun:
                    yield token
        elif slot == "governor_subject":
            governor = syntax.clause_head(noun)
            token = (
                syntax.surface_subject(governor) if syntax.is_verb(governor) else None
            )
            if token is not None and token != noun and not _within(token, noun):
                yield token
        elif slot in {"possessive", "compound", "adjective"}:
            yield from self._noun_slot_of(noun, slot)
        elif slot == "object":
            # "the signing of the treaty": the noun's own object
            yield from self._prepositional(trigger, {"of"})
        elif slot == "between":
            yield from self._prepositional(trigger, {"between", "among"})
        elif slot in PREPOSITIONS:
            yield from self._prepositional(trigger, {slot})

    def _noun_slot_of(self, noun: Token, slot: str) -> Iterator[Token]:
        for child in noun.lefts:
            mention = self.mention_of(child)
            if (
                (slot == "possessive" and child.dep_ == "poss")
                or (slot == "adjective" and mention and mention.kind == "nationality")
                or (
                    slot == "compound"
                    and mention
                    and mention.kind != "nationality"
                    and child.dep_ in {"compound", "nmod", "amod", "nsubj", "dep"}
                )
            ):
                yield child
        if slot in {"compound", "adjective"}:
            # "the Norway-Chad talks", "Franco-German summit": the parse of hyphenated
            # pairs is unreliable, so every name directly before the noun counts.
            yield from self._names_before(noun, slot)

    def _owners_behind(self, trigger: Trigger, slot: str) -> Iterator[Token]:
        """Whose the thing is that a preposition names: "concern about X's law"."""
        heads = [trigger.token]
        if trigger.pattern.part == "verb":
            target = syntax.direct_object(trigger.token)
            heads.extend([target] if target is not None else [])
        elif trigger.carrier is not None:
            heads.append(trigger.carrier)
        for head in heads:
            for name, target in syntax.prepositions(head):
                if name in _ABOUT and self.mention_of(target) is None:
                    yield from self._noun_slot_of(target, slot)

    def _names_before(self, noun: Token, slot: str) -> Iterator[Token]:
        doc, index = noun.doc, noun.i - 1
        while index >= 0 and noun.i - index <= 10:
            token = doc[index]
            mention = self._by_token.get(index)
            if mention is not None and doc[index + 1].lower_ not in {"'s", "’s", "'"}:
                if (mention.kind == "nationality") == (slot == "adjective"):
                    yield token
                first, _ = self._tokens_of(mention)
                index = first - 1
                continue
            if token.lower_ in {"-", "–", "/", "—"} or (
                token.pos_ in {"ADJ", "NUM"} or token.dep_ in {"compound", "amod"}
            ):
                index -= 1
                continue
            break

    def _prepositional(self, trigger: Trigger, names: set[str]) -> Iterator[Token]:
        heads = [trigger.token, *trigger.words[1:]]
        if trigger.carrier is not None:
            heads.append(trigger.carrier)
        if trigger.pattern.part == "verb":
            target = syntax.direct_object(trigger.token)
            mention = self.mention_of(target) if target is not None else None
            named = mention is not None and mention.kind == "person"
            if target is not None and (not named or names <= {"with"}):
                heads.append(target)
        if trigger.pattern.part == "noun":
            # "the restoration of ties between", "a round of talks with"
            heads.extend(
                target
                for name, target in syntax.prepositions(trigger.token)
                if (name == "of" or (name in _TOPICAL and names <= _JOINING))
                and self.mention_of(target) is None
            )
            # "no talks have taken place between X and Y"
            if trigger.token.dep_ in {"nsubj", "nsubjpass"} and names <= _JOINING:
                heads.append(trigger.token.head)
            # "sanctions imposed by X on Y"
            heads.extend(c for c in trigger.token.children if c.dep_ == "acl")
        if trigger.pattern.part == "adjective" and trigger.token.dep_ == "acomp":
            heads.append(trigger.token.head)
        yielded: set[int] = set()
        for head in heads:
            if head.pos_ == "ADP" and head.lower_ in names:
                target = syntax.prepositional_object(head)
                if target is not None and target.i not in yielded:
                    yielded.add(target.i)
                    yield target
            for name, target in syntax.prepositions(head):
                if name in names and target.i not in yielded:
                    yielded.add(target.i)
                    yield target
                # Two places that are visited are two visits.
                second = syntax.joined_preposition(target)
                visits = trigger.pattern.rules.type == "visit"
                if second is None or visits or second[0] not in names:
                    continue
                if second[1].i not in yielded:
                    yielded.add(second[1].i)
                    yield second[1]
            carries = trigger.pattern.part != "noun" or head != trigger.token.head
            if carries and names <= _FAR:
                yield from self._far(head, names, yielded)

    def _far(self, head: Token, names: set[str], seen: set[int]) -> Iterator[Token]:
        """Prepositions hung on a place or time in between: "talks in Rome with X"."""
        for _, middle in syntax.prepositions(head):
            mention = self.mention_of(middle)
            if mention is not None and mention.kind not in {"place", "country"}:
                continue
            for name, target in syntax.prepositions(middle):
                if name in names and target.i not in seen:
                    seen.add(target.i)
                    yield target
        for child in head.children:
            if child.dep_ == "npadvmod":
                for name, target in syntax.prepositions(child):
                    if name in names and target.i not in seen:
                        seen.add(target.i)
                        yield target

    def _complements(self, verb: Token) -> Iterator[Token]:
        for child in verb.children:
            if child.dep_ in {"ccomp", "xcomp"}:
                yield child
            elif child.dep_ == "prep":
                yield from (c for c in child.children if c.dep_ == "pcomp")

    def _nearest_left(self, verb: Token) -> Token | None:
        """The nearest name left of a verb that the parser left without a subject."""
        if verb.dep_ not in {"ROOT", "ccomp", "parataxis"} or syntax.is_passive(verb):
            return None
        if verb.tag_ in {"VB", "VBG"} and verb.i == 0:
            return None
        for index in range(verb.i - 1, max(-1, verb.i - 30), -1):
            mention = self._by_token.get(index)
            if mention is not None and mention.kind in {"person", "country", "group"}:
                return verb.doc[mention.head]
            if verb.doc[index].lower_ in {";", ":", '"', "”"}:
                return None
        return None

    # --- what stands in a slot ---------------------------------------------------

    def fillers(self, token: Token, slot: str) -> list[Filler]:
        """The actors that a noun phrase names, with all that is coordinated with it."""
        found: list[Filler] = []
        mention = self.mention_of(token)
        if mention is None or mention.kind != "person":
            # "China, whose premier Wen received": he did, though China owns him.
            token = syntax.antecedent(token)
        heads = syntax.conjuncts(token)
        for head in heads:
            found.extend(self._one(head, slot))
        known = [m for m in map(self.mention_of, heads) if m is not None]
        for mention in names_beside(self._sentence, self._named, known, heads):
            found.extend(self._filler(a, slot, mention) for a in mention.actors)
        return found

    def _one(self, head: Token, slot: str) -> list[Filler]:
        mention = self.mention_of(head)
        if mention is not None and self._counts(mention, head, slot):
            own = [self._filler(a, slot, mention) for a in mention.actors]
            return self._led_by(head, own, slot)
        inside = self._inside(head, slot)
        if not inside and self._everyone and head.pos_ in {"NOUN", "PROPN"}:
            inside = [self._anyone(head, slot)]
        return self._led_by(head, inside, slot)

    def _counts(self, mention: Mention, head: Token, slot: str) -> bool:
        if mention.kind == "nationality":
            return slot in {"adjective", "compound", "possessive"} or (
                head.dep_ != "amod" and head.i == mention.head
            )
        return True

    def _filler(self, actor: Actor, slot: str, mention: Mention) -> Filler:
        if mention.kind == "nationality" and actor.country:
            actor = country_actor(actor.country) or actor
        refers = mention.rule in _REFERRING
        return Filler(actor, slot, mention.start, mention.end, mention.head, refers)

    def _inside(self, head: Token, slot: str, *, wide: bool = False) -> list[Filler]:
        """Actors named inside a noun phrase whose head is a plain noun."""
        lemma = lemma_of(head)
        owned = wide or lemma in belonging_nouns()
        if not (lemma in representative_nouns() or owned or slot == "between"):
            return []
        found: list[Filler] = []
        for child in head.subtree:
            mention = self._by_token.get(child.i)
            if mention is None or mention.head != child.i or not mention.actors:
                continue
            if not _names_the_phrase(child, head, owned=owned):
                continue
            # "President Vula's envoy, Ana Ruiz": she acts, or else her state.
            whose = mention.kind == "person" and child.dep_ == "poss"
            sends = whose and not owned
            # "Vula's speech accused": they are her words.
            stated = owned and not (whose and lemma in VEHICLES)
            if sends and self._is_named(head):
                continue
            for actor in mention.actors:
                if mention.kind in {"nationality", "place"} or stated or sends:
                    actor = state_of(actor) or actor
                found.append(replace(self._filler(actor, slot, mention), head=head.i))
        return found

    def _is_named(self, head: Token) -> bool:
        """Whether an apposition tells the person, of whom the state is known."""
        named = (self.mention_of(c) for c in head.children if c.dep_ == "appos")
        return any(
            m and m.kind == "person" and m.actor and m.actor.country for m in named
        )

    def _led_by(self, head: Token, own: list[Filler], slot: str) -> list[Filler]:
        """Those who lead a group: "a delegation led by X" stands for X."""
        people: list[Filler] = []
        for child in head.children:
            if child.dep_ in {"acl", "prep"} and lemma_of(child) in _LEADERS:
                target = syntax.agent(child) or syntax.direct_object(child)
                target = target or syntax.prepositional_object(child)
                target = target or self._named_behind(child)
                if target is not None and target != head:
                    people.extend(
                        f
                        for f in self.fillers(target, slot)
                        if f.actor.kind == "person"
                    )
        if not people and own and own[0].actor.kind == "group":
            people = [
                self._filler(a, slot, m)
                for m in leaders_named(self._sentence, self._named, own[0].end)
                for a in m.actors
            ]
        if not people:
            return own
        named = {p.actor.country for p in people}
        kept = [
            f
            for f in own
            if f.actor.kind == "person"
            or f.actor.country not in named
            or is_delegation(f.actor)
        ]
        return kept + people

    def _named_behind(self, verb: Token) -> Token | None:
        """The name right after "led by", where the parser hangs it elsewhere."""
        for child in verb.children:
            if child.lower_ == "by" and child.i + 1 < len(verb.doc):
                mention = self._by_token.get(child.i + 1)
                if mention is not None and mention.kind == "person":
                    return verb.doc[mention.head]
        return None

    def _anyone(self, head: Token, slot: str) -> Filler:
        base = self._sentence.start
        left = min((t.i for t in head.lefts), default=head.i)
        span = head.doc[left : head.i + 1]
        name = span.text.removeprefix("the ").removeprefix("The ")
        actor = Actor(f"group:{name.lower()}", "group", name)
        return Filler(actor, slot, base + span.start_char, base + span.end_char, head.i)


def _within(token: Token, ancestor: Token) -> bool:
    return ancestor in token.ancestors


def _names_the_phrase(child: Token, head: Token, *, owned: bool) -> bool:
    """Whether an inner name says whose the phrase is: "the *Kenyan* side"."""
    at = child
    while at != head:
        if at.dep_ in {"relcl", "acl", "advcl"}:
            return False
        allowed = _OWNING if owned else _NAMING
        if at.dep_ in {"prep", "agent"} and at.lower_ not in allowed:
            return False
        at = at.head
    return True
