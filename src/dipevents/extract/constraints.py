"""The conditions that a frame sets beside its words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.words import lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from dipevents.extract.triggers import Trigger


_GOING_ON = frozenset({"continue", "keep", "go", "begin", "start"})
_WILL = frozenset(
    "commitment determination resolve intention willingness readiness preparedness "
    "interest".split()
)


class SentenceWords:
    """The words of a sentence, joined once for all frames that look for near words.

    Args:
        doc: The parsed sentence.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    @cached_property
    def lemmatised(self) -> str:
        """The lemmas of all words."""
        return f" {' '.join(map(lemma_of, self._doc))} "

    @cached_property
    def written(self) -> str:
        """All words as they are written, in lower case."""
        return f" {' '.join(t.lower_ for t in self._doc)} "

    def has(self, word: str) -> bool:
        """Whether a word or phrase stands in the sentence, as written or by lemma."""
        sought = f" {word.lower()} "
        return sought in self.written or sought in self.lemmatised


def unmet(trigger: Trigger, words: SentenceWords) -> str | None:
    """Why the frame does not hold here.

    Args:
        trigger: The phrase found.
        words: The sentence's words.

    Returns:
        The first unmet condition in words; None where all hold.
    """
    frame = trigger.pattern.frame
    if frame.objects and not _any_lemma(_object_tokens(trigger), frame.objects):
        return f"object is none of: {', '.join(frame.objects[:5])} ..."
    if frame.negated and not _is_negated(trigger.token):
        return "not negated"
    if frame.bare:
        target = syntax.direct_object(trigger.token)
        if target is not None and target not in trigger.words:
            return f'object is "{target.text}"'
    if frame.not_objects:
        heads = _object_heads(trigger)
        hit = next((h for h in heads if lemma_of(h) in frame.not_objects), None)
        if hit is not None:
            return f'object is "{hit.text}"'
    complements = _complement_lemmas(trigger.token)
    if "any" in frame.not_complements and _has_clause(trigger.token):
        return "a clause says what for"
    if "predicate" in frame.not_complements and _names_object(trigger.token):
        return "a predicate names the object"
    if frame.complements and not complements & set(frame.complements):
        return f"complement is none of: {', '.join(frame.complements[:5])} ..."
    if frame.not_complements and complements & set(frame.not_complements):
        return f"complement is {', '.join(complements & set(frame.not_complements))}"
    reason = _unlike_complement(trigger)
    if reason is not None:
        return reason
    for near in (frame.near, frame.also_near):
        if near and not any(map(words.has, near)):
            return f"none of these near: {', '.join(near[:5])} ..."
    close = next(filter(words.has, frame.not_near), None)
    return f'"{close}" stands near' if close is not None else None


def _has_clause(verb: Token) -> bool:
    """Whether the verb has a clause of its own, or an infinitive anywhere behind it."""
    return bool(_complement_verbs(verb)) or any(
        t.tag_ == "TO" for t in verb.subtree if t.i > verb.i
    )


def _names_object(verb: Token) -> bool:
    """Whether the verb says what its object is: "called the minister *a liar*"."""
    return any(
        c.dep_ == "oprd"
        or (c.dep_ in {"ccomp", "xcomp"} and not any(t.lower_ == "to" for t in c.lefts))
        for c in verb.children
    )


_MODALS = frozenset(
    "will would shall should must may might can could ought 'll wo ca to".split()
)


def _unlike_complement(trigger: Trigger) -> str | None:
    """Why the verb of the complement clause is not as the frame wants it."""
    frame = trigger.pattern.frame
    moods = frame.complement_negated, frame.complement_passive
    if not frame.complement_modals and moods == (None, None):
        return None
    wanted = set(frame.complements)
    verbs = [
        v
        for v in _complement_verbs(trigger.token)
        if not wanted or _predicate_lemmas(v) & wanted
    ]
    for verb in verbs:
        told = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        negated = any(c.dep_ == "neg" for c in verb.children)
        modals = told & _MODALS or {"none", *_bare_form(verb)}
        if frame.complement_modals and not modals & set(frame.complement_modals):
            continue
        if {"must", "should"} & told and "have" in told:
            continue  # "must have known": a guess, no demand
        if frame.complement_negated not in {None, negated}:
            continue
        if frame.complement_passive not in {None, syntax.is_passive(verb)}:
            continue
        return None
    return "the complement's verb has another mood"


def _bare_form(verb: Token) -> tuple[str, ...]:
    """``base`` where a clause is in the subjunctive: "that Peru leave"."""
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return ("base",) if first.tag_ == "VB" else ()


def _is_negated(verb: Token) -> bool:
    """Whether a verb, or what it is the complement of, is negated."""
    return any(
        c.dep_ == "neg" or c.lower_ in {"never", "neither", "nor"}
        for c in verb.children
    )


def _object_heads(trigger: Trigger) -> list[Token]:
    token = trigger.token
    heads: list[Token] = []
    if trigger.pattern.part == "verb":
        target = syntax.direct_object(token)
        if target is None and syntax.is_passive(token):
            target = syntax.surface_subject(token)  # "is to be *signed*"
        heads.extend(syntax.conjuncts(target) if target is not None else [])
        for word in trigger.words[1:]:
            if word.pos_ == "ADP":
                governed = syntax.prepositional_object(word)
                heads.extend(syntax.conjuncts(governed) if governed is not None else [])
            elif word != target:
                heads.append(word)
    else:
        for name, target in syntax.prepositions(token):
            if name in {"of", "on", "for", "over", "about", "to"}:
                heads.extend(syntax.conjuncts(target))
        heads.extend(c for c in token.lefts if c.dep_ in {"compound", "amod"})
        if trigger.carrier is not None:
            heads.append(trigger.carrier)
    return heads


def _object_tokens(trigger: Trigger) -> list[Token]:
    """The heads with their own phrase: "a number of *agreements*", "peace *deal*"."""
    tokens: list[Token] = []
    for head in _object_heads(trigger):
        tokens.append(head)
        # "the ambassador, Oleg Orlov,": the office is the name's head or apposition.
        tokens.extend(c for c in head.children if c.dep_ == "appos")
        tokens.extend([head.head] if head.dep_ == "appos" else [])
        tokens.extend(c for c in head.lefts if c.dep_ in {"compound", "amod", "nmod"})
        tokens.extend(
            t for name, t in syntax.prepositions(head) if name in {"of", "on", "for"}
        )
    return tokens


def _any_lemma(tokens: Iterable[Token], lemmas: Iterable[str]) -> bool:
    wanted = frozenset(lemmas)
    return any(lemma_of(t) in wanted or t.lower_ in wanted for t in tokens)


def _complement_lemmas(token: Token) -> set[str]:
    return {w for v in _complement_verbs(token) for w in _predicate_lemmas(v)}


def _predicate_lemmas(verb: Token) -> set[str]:
    """The lemma of a verb, and of what "be" predicates: "is *illegal*"."""
    found = {lemma_of(verb)}
    if lemma_of(verb) in {"be", "remain", "become"}:
        for child in verb.children:
            if child.dep_ in {"acomp", "attr"}:
                found.update(lemma_of(c) for c in syntax.conjuncts(child))
            elif child.dep_ == "prep":
                # "is at fault", "is behind the plot", "is to blame"
                found.add(child.lower_)
                found.update(lemma_of(c) for c in child.children if c.dep_ == "pobj")
    return found


def _complement_verbs(token: Token) -> list[Token]:
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"}:
            found.extend(syntax.conjuncts(child))
        elif child.dep_ == "prep":
            found.extend(c for c in child.children if c.dep_ == "pcomp")
        elif child.dep_ in {"dobj", "pobj", "dative"}:
            found.extend(
                c
                for c in child.children
                if c.dep_ in {"acl", "relcl", "xcomp"} and syntax.is_verb(c)
            )
            found.extend(_aims_of(child))
    # "affirmed their resolve to keep raising costs": what goes on is the raising.
    for verb in [v for v in found if lemma_of(v) in _GOING_ON]:
        for child in verb.children:
            if child.dep_ == "xcomp":
                found.extend(syntax.conjuncts(child))
    return found


def _aims_of(noun: Token) -> list[Token]:
    """What a will is a will to: "commitment to *imposing* costs"."""
    if lemma_of(noun) not in _WILL:
        return []
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"to", "of", "in"}:
            aims = (c for c in child.children if c.dep_ == "pcomp")
            found.extend(v for aim in aims for v in syntax.conjuncts(aim))
    return found
