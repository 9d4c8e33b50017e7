"""Times that reach an act though they hang on another clause than its own.

"He flew to Lome on Monday, where he met", "In May rebels crossed the border; Ghana
protested", "X issued the invitation when the two met in June": the time is told once
and holds for both. And the other way round: times that hang near an act and belong to
what it is about ("condemned the attack on July 3", "the May 2 attack").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.coalesce import IN_WORDS
from dipevents.extract.speech import VEHICLES
from dipevents.extract.words import lemma_of
from dipevents.lexicons.nouns import happening_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.extract.triggers import Trigger

_THERE = frozenset({"where"})
_AT_WHICH = frozenset({"at", "during"})
_PAST = frozenset({"VBD", "VBN"})
_COORDINATE = frozenset({"conj", "ccomp", "parataxis"})
_FROM_THEN_ON = frozenset({"since", "before", "by", "until", "till", "after", "from"})
_MODIFIERS = frozenset({"compound", "nummod", "nmod", "amod", "poss", "npadvmod"})
_FEASTS = frozenset(
    """
    anniversary day birthday eid ramadan christmas easter nowruz diwali passover
    hanukkah vesak naadam holiday festival
    """.split()
)
"""Words in the names of days on which one congratulates."""
_SCENES = frozenset({"sideline", "margin", "fringe", "eve", "wake", "aftermath"})
"""Nouns that set a scene: "on the sidelines of the May summit"."""
_OPENING = 1
"""Last word at which a sentence's opening phrase may begin ("But in May")."""


def reaches(head: Token, clause: Token, sentence_root: Token) -> bool:
    """Whether a time of another clause of the sentence is the act's too.

    Args:
        head: The head word of the time.
        clause: The verb of the act's clause.
        sentence_root: The root of the sentence.
    """
    own = syntax.clause_head(head)
    if own == clause:
        return False
    return shares_setting(own, clause) or _opens_for_all(
        head, own, clause, sentence_root
    )


def shares_setting(own: Token, clause: Token) -> bool:
    """Whether one clause tells where or when the other's act was done.

    Args:
        own: The verb of the clause with the time or place.
        clause: The verb of the act's clause.
    """
    return _is_governing(own, clause) or _is_when_clause(own, clause)


def _is_governing(own: Token, clause: Token) -> bool:
    """Whether the act is told in a clause on the place of the time's act: "where"."""
    if clause.dep_ != "relcl" or syntax.clause_head(clause.head) != own:
        return False
    first = clause.left_edge
    if first.lower_ in _THERE:
        return True
    second = first.doc[first.i + 1] if first.i + 1 < len(first.doc) else first
    return first.lower_ in _AT_WHICH and second.lower_ == "which"


def _is_when_clause(own: Token, clause: Token) -> bool:
    """Whether the time stands in the act's own clause of time: "when they met in May".

    A clause in the present or the perfect ("when it has") tells a condition.
    """
    if own.dep_ != "advcl" or own.head != clause or own.tag_ != "VBD":
        return False
    return any(c.lower_ == "when" and c.dep_ == "advmod" for c in own.lefts)


def _opens_for_all(head: Token, own: Token, clause: Token, root: Token) -> bool:
    """Whether the time opens the sentence, for all clauses that stand side by side."""
    phrase = head
    while phrase.head != own and phrase.head != phrase:
        phrase = phrase.head
    if phrase.left_edge.i > _OPENING or phrase.lower_ in _FROM_THEN_ON:
        return False
    if phrase.dep_ not in {"prep", "npadvmod", "pobj"} or own.i > clause.i:
        return False
    if clause.tag_ not in _PAST or _is_perfect(clause) or own.tag_ not in _PAST:
        return False
    return _side_by_side(own, root) and _side_by_side(clause, root)


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children)


def _side_by_side(verb: Token, root: Token) -> bool:
    """Whether a clause is one of those that a sentence coordinates.

    Of clauses joined by a semicolon the parser makes contents of each other.
    """
    at = verb
    while at != root:
        if at.dep_ not in _COORDINATE or not syntax.is_verb(at):
            return False
        if at.dep_ == "ccomp" and not _ends_before_semicolon(at):
            return False
        at = at.head
    return True


def _ends_before_semicolon(verb: Token) -> bool:
    after = verb.right_edge.i + 1
    return after < len(verb.doc) and verb.doc[after].text in {";", ",", ":"}


def is_of_content(head: Token, trigger: Trigger, own: list[int]) -> bool:
    """Whether a time dates what an act is about, not the act.

    Args:
        head: The head word of the time.
        trigger: The act's trigger.
        own: Indices of the words on which its own times hang.
    """
    return (
        _modifies_noun(head, trigger, own)
        or _follows_happening(head, trigger)
        or _is_occasion(head, trigger)
    )


def _is_occasion(head: Token, trigger: Trigger) -> bool:
    """Whether it is the feast that good wishes are sent on: "on Independence Day"."""
    if trigger.pattern.rules.type not in {"message", "support"}:
        return False
    phrase = {t.lower_ for t in head.subtree} | {head.lower_}
    if phrase & _FEASTS or head.head.lower_ in _FEASTS:
        return True
    above = head.head.head
    return lemma_of(above) in {"occasion", "conclusion", "start", "beginning", "end"}


def _modifies_noun(head: Token, trigger: Trigger, own: list[int]) -> bool:
    """Whether it stands before a noun that does not name the act: "the May 2 raid"."""
    noun = head
    while noun.dep_ in _MODIFIERS and noun.head.i > noun.i and not syntax.is_verb(noun):
        noun = noun.head
    if noun == head or syntax.is_verb(noun) or noun.i in own[:1]:
        return False
    if noun.dep_ == "pobj" and _sets_scene(noun.head):
        return False
    if noun.i in own and trigger.pattern.part != "verb":
        return False
    return noun.dep_ in {"dobj", "pobj"} and noun.pos_ in {"NOUN", "PROPN"}


def _sets_scene(preposition: Token) -> bool:
    """Whether a phrase tells the occasion: "at", "on the sidelines of"."""
    if preposition.lower_ == "of":
        return lemma_of(preposition.head) in _SCENES
    return preposition.lower_ in {"in", "during", "at", "on", "after"}


def _follows_happening(head: Token, trigger: Trigger) -> bool:
    """Whether it follows what was judged: "condemned the launches on July 19".

    A weekday after "on" is the day of the judging in nearly all reports ("condemned the
    attack on Monday"); a day of the calendar is that of what happened.
    """
    if head.head.lower_ == "of" and head.dep_ == "pobj":
        noun = head.head.head
        scene = noun.dep_ == "pobj" and _sets_scene(noun.head)
        own = noun.i == trigger.token.i or noun in trigger.words
        return not own and not scene and lemma_of(noun) in happening_nouns()
    if trigger.pattern.rules.type not in IN_WORDS:
        return False
    if head.dep_ == "npadvmod":
        noun = head.doc[max(0, head.left_edge.i - 1)]
        target = syntax.direct_object(head.head)
        return noun == target and lemma_of(noun) in happening_nouns()
    phrase = head.head
    if phrase.dep_ != "prep" or phrase.lower_ not in {"on", "in"}:
        return False
    if head.dep_ != "pobj" or not any(t.like_num for t in head.subtree):
        return False
    noun = phrase.head
    if syntax.is_verb(noun):
        target = syntax.direct_object(noun)
        if target is None or not target.i < phrase.i:
            return False
        if target.right_edge.i >= phrase.i or phrase.i - target.right_edge.i > 1:
            return False
        noun = target
    return noun.i != trigger.token.i and lemma_of(noun) in happening_nouns()


def carries_words(noun: Token) -> bool:
    """Whether a noun is what words are told in: "issued a statement on Monday"."""
    return lemma_of(noun) in VEHICLES
