"""Finding the words that name an act: the frames' verbs, nouns and adjectives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import regex

from dipevents.extract.syntax import (
    direct_object,
    is_verb,
    prepositional_object,
    prepositions,
)
from dipevents.extract.words import lemma_of, word_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from dipevents.lexicons.frames import EventRules, Frame

LIGHT_VERBS = frozenset(
    [
        "hold",
        "have",
        "conduct",
        "make",
        "pay",
        "give",
        "take",
        "begin",
        "open",
        "start",
        "launch",
        "host",
        "continue",
        "resume",
        "conclude",
        "complete",
        "deliver",
        "issue",
        "send",
        "sign",
        "exchange",
        "wrap",
        "kick",
        "undertake",
        "receive",
        "attend",
        "join",
        "reach",
        "hand",
        "extend",
        "offer",
        "lodge",
        "voice",
        "express",
        "impose",
        "place",
        "carry",
        "do",
        "announce",
        "release",
        "publish",
        "stage",
        "convene",
        "initiate",
        "get",
        "put",
        "embark",
        "go",
        "arrive",
        "engage",
        "participate",
        "finish",
        "end",
        "strike",
        "lead",
        "enter",
        "file",
        "throw",
        "provide",
        "declare",
        "submit",
        "present",
        "slap",
        "lift",
        "clinch",
        "ink",
        "renew",
        "fly",
        "mount",
        "fly",
        "mount",
    ]
)

_MODIFIED = frozenset(
    "team group table room venue process mechanism agenda hall partner host site "
    "organiser organizer record programme program law office committee policy".split()
)
_CARRYING = frozenset({"in", "with", "into", "on", "for"})

_PAIR = 2
_GAP = 4
"""How far behind a word of an idiom the next one may stand."""

_WORD = regex.compile(r"\p{L}+")

PARTICLES = frozenset(
    [
        "off",
        "up",
        "out",
        "down",
        "on",
        "in",
        "over",
        "back",
        "away",
        "to",
        "with",
        "for",
        "of",
        "at",
        "against",
        "from",
        "by",
        "into",
        "upon",
        "about",
        "toward",
        "towards",
    ]
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase of one frame, as the words that it is matched by."""

    rules: EventRules
    frame: Frame
    words: tuple[str, ...]
    part: Literal["verb", "noun", "adjective", "modal"]

    @property
    def specificity(self) -> tuple[int, float]:
        """Longer and more constrained phrases come first."""
        frame = self.frame
        if self.part == "modal":
            return 0, frame.confidence
        constraints = (
            bool(frame.objects)
            + bool(frame.complements or frame.complement_modals)
            + bool(frame.near)
        ) + bool(frame.needs_light_verb)
        return 2 * len(self.words) + constraints, frame.confidence


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase found in a sentence."""

    pattern: Pattern
    token: Token
    """Its head word."""
    words: tuple[Token, ...]
    """All its words, head first."""
    carrier: Token | None = None
    """The light verb that carries a noun."""

    @property
    def rule(self) -> str:
        """Readable id of the frame: ``meeting.talks``."""
        return f"{self.pattern.rules.type}.{self.pattern.frame.id}"


class TriggerIndex:
    """All phrases of the rule files, by the lemma of their head.

    Args:
        rules: The rule files.
    """

    def __init__(self, rules: Iterable[EventRules]) -> None:
        self._verbs: dict[str, list[Pattern]] = defaultdict(list)
        self._nouns: dict[str, list[Pattern]] = defaultdict(list)
        self._adjectives: dict[str, list[Pattern]] = defaultdict(list)
        self._modals: dict[str, list[Pattern]] = defaultdict(list)
        for file in rules:
            for frame in file.frames:
                for phrase in frame.verbs:
                    words = tuple(phrase.lower().split())
                    self._verbs[words[0]].append(Pattern(file, frame, words, "verb"))
                for phrase in frame.nouns:
                    words = tuple(phrase.lower().split())
                    self._nouns[words[-1]].append(Pattern(file, frame, words, "noun"))
                for phrase in frame.adjectives:
                    words = tuple(phrase.lower().split())
                    self._adjectives[words[0]].append(
                        Pattern(file, frame, words, "adjective")
                    )
                for word in frame.modals:
                    self._modals[word].append(Pattern(file, frame, (word,), "modal"))
        for table in (self._verbs, self._nouns, self._adjectives):
            for patterns in table.values():
                patterns.sort(key=lambda p: p.specificity, reverse=True)

    @cached_property
    def _forms(self) -> tuple[frozenset[str], regex.Pattern[str] | None]:
        """The forms that are one word, and a pattern for the few that are not."""
        heads = {*self._verbs, *self._nouns, *self._adjectives, *self._modals}
        forms = {form.lower() for head in heads for form in word_forms(head)}
        plain = frozenset(form for form in forms if _WORD.fullmatch(form))
        words = "|".join(sorted(map(regex.escape, forms - plain), key=len))
        if not words:
            return plain, None
        edged = rf"(?<![\p{{L}}])(?:{words})(?![\p{{L}}])"
        return plain, regex.compile(edged, regex.I)

    @cached_property
    def _verb_of_form(self) -> dict[str, str]:
        """The verb that each form is of, for those that the tagger does not know."""
        return {
            form: verb
            for verb in sorted(self._verbs)
            for form in word_forms(verb)
            if form not in self._verbs
        }

    def may_hold_event(self, text: str) -> bool:
        """Whether any form of any trigger stands in the text: a cheap triage."""
        # Looking up each word is a hundred times as fast as one pattern of all forms.
        plain, other = self._forms
        if not plain.isdisjoint(_WORD.findall(text.lower())):
            return True
        return other is not None and other.search(text) is not None

    def find(self, doc: Doc) -> Iterator[tuple[Token, list[Trigger]]]:
        """Every head word with its possible readings, the most specific first."""
        for token in doc:
            found = list(self._readings(token))
            if found:
                found.sort(key=lambda t: t.pattern.specificity, reverse=True)
                yield token, found

    def _readings(self, token: Token) -> Iterator[Trigger]:
        lemma = lemma_of(token)
        if is_verb(token) and token.dep_ not in {"aux", "auxpass"}:
            if lemma not in self._verbs:
                # "rang" and "dined" are no forms of "rang" and "din".
                lemma = self._verb_of_form.get(token.lower_, lemma)
            for pattern in self._verbs.get(lemma, ()):
                words = _match_verb(token, pattern.words)
                if words is not None:
                    yield Trigger(pattern, token, words)
            for child in token.lefts:
                if child.dep_ == "aux":
                    for pattern in self._modals.get(child.lower_, ()):
                        yield Trigger(pattern, token, (token, child))
        named_doing = token.tag_ == "VBG" and token.dep_ != "amod"
        if token.pos_ in {"NOUN", "PROPN"} or named_doing:
            if _only_modifies(token) or _is_occasion(token):
                return
            for pattern in self._nouns.get(lemma, ()) or self._nouns.get(
                token.lower_, ()
            ):
                words = _match_noun(token, pattern.words)
                if words is not None:
                    carrier = light_verb_of(token, pattern.frame)
                    if carrier is None and pattern.frame.needs_light_verb:
                        continue
                    yield Trigger(pattern, token, words, carrier)
        if token.pos_ in {"ADJ", "VERB", "ADV"}:
            for pattern in self._adjectives.get(token.lower_, ()):
                words = _match_verb(token, pattern.words)
                if words is not None and token.dep_ in {
                    "acomp",
                    "ROOT",
                    "ccomp",
                    "conj",
                    "oprd",
                }:
                    yield Trigger(pattern, token, words)


def _only_modifies(noun: Token) -> bool:
    """Whether a noun only modifies another: "the trade *negotiation* team"."""
    head = noun.head
    if noun.dep_ != "compound" or head.i != noun.i + 1 or head.pos_ != "NOUN":
        return False
    return lemma_of(head) in _MODIFIED


def _is_occasion(noun: Token) -> bool:
    """Whether a gathering is only named as the occasion of something else."""
    of = noun.head
    return of.lower_ == "of" and lemma_of(of.head) in {"sideline", "margin", "eve"}


def _match_verb(head: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a verb phrase: each further word must hang on an earlier one."""
    matched = [head]
    # "the embassy opened" is "open embassy"; "the office took care" no "take office".
    transitive = any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in head.children)
    for word in words[1:]:
        found = next(
            (
                child
                for parent in matched
                for child in _attached(parent)
                if child not in matched
                and not (transitive and child.dep_ == "nsubj")
                and word in {child.lower_, lemma_of(child)}
            ),
            None,
        )
        if found is None and word in PARTICLES:
            # Particles and prepositions that the parser hung elsewhere.
            after = matched[-1].i + 1
            if after < len(head.doc) and head.doc[after].lower_ == word:
                found = head.doc[after]
        if found is None:
            return _match_idiom(head, words) if len(words) > _PAIR else None
        matched.append(found)
    return tuple(matched)


def _match_idiom(head: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a longer phrase whose words the parser has hung elsewhere.

    They stand behind the verb in their order, with little in between: "put (their)
    heads together", "came face to face with".
    """
    matched, at = [head], head.i + 1
    for word in words[1:]:
        for token in head.doc[at : at + _GAP]:
            if word in {token.lower_, lemma_of(token)}:
                matched.append(token)
                at = token.i + 1
                break
        else:
            return None
    return tuple(matched)


def _attached(parent: Token) -> Iterator[Token]:
    yield from parent.children
    target = direct_object(parent) if is_verb(parent) else None
    if target is not None:
        yield target
        yield from (
            c
            for c in target.children
            if c.dep_ in {"prep", "compound"}
            or (c.dep_ == "amod" and c.i > target.i)  # "held Peru *responsible*"
        )
    if parent.pos_ == "ADP":
        target = prepositional_object(parent)
        if target is not None:
            yield target


def _match_noun(head: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a noun phrase: its words stand close before the head."""
    matched = [head]
    at = head.i - 1
    for word in reversed(words[:-1]):
        while at >= max(0, head.i - 4) and word not in {
            head.doc[at].lower_,
            lemma_of(head.doc[at]),
        }:
            at -= 1
        if at < max(0, head.i - 4):
            return None
        matched.append(head.doc[at])
        at -= 1
    return tuple(matched)


def light_verb_of(noun: Token, frame: Frame) -> Token | None:
    """The light verb whose object the noun is: "held" in "held two days of talks"."""
    allowed = frozenset(frame.light_verbs) or LIGHT_VERBS
    at = noun
    for _ in range(4):
        head = at.head
        if head == at:
            return None
        if is_verb(head):
            if lemma_of(head) not in allowed:
                return None
            target = direct_object(head)
            if target == at or any(o == at for _, o in prepositions(head)):
                return head
            carried = at.dep_ in {"dobj", "nsubjpass", "attr", "conj"} or (
                at.dep_ == "prep" and at.lower_ in _CARRYING  # "engaged in talks"
            )
            return head if carried else None
        # "two days of talks", "a series of meetings", "talks and consultations"
        if at.dep_ not in {"pobj", "prep", "conj", "acl"}:
            return None
        at = head
    return None
