"""Finding the words that name an act: the frames' verbs, nouns and adjectives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import regex

from dipevents.extract.needs import LETTERS, Needs, are_met, needs_of, words_of
from dipevents.extract.syntax import (
    direct_object,
    is_verb,
    prepositional_object,
    prepositions,
)
from dipevents.extract.words import lemma_of, word_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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

_MOST_PARTS = 100_000
"""Kinds of words of which it is kept whether they may head a reading."""
_PAIR = 2
_GAP = 4
"""How far behind a word of an idiom the next one may stand."""

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
    needs: Needs = ()
    """Words of which some must stand in the sentence."""

    @classmethod
    def of(
        cls,
        rules: EventRules,
        frame: Frame,
        phrase: str,
        part: Literal["verb", "noun", "adjective", "modal"],
    ) -> Pattern:
        """The pattern of a phrase, with the words that it needs."""
        words = tuple(phrase.lower().split()) if part != "modal" else (phrase,)
        further = words[:-1] if part == "noun" else words[1:]
        carriers = frame.light_verbs or LIGHT_VERBS
        carried = part == "noun" and frame.needs_light_verb
        needs = needs_of(frame, further, tuple(sorted(carriers)) if carried else ())
        return cls(rules, frame, words, part, needs)

    @property
    def rule(self) -> str:
        """Readable id of the frame: ``meeting.talks``."""
        return f"{self.rules.type}.{self.frame.id}"

    @property
    def head(self) -> str:
        """The lemma by which it is looked up."""
        return self.words[-1 if self.part == "noun" else 0]

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
    def predicate(self) -> Token:
        """The word that its clause turns on: the light verb, else its head."""
        return self.carrier or self.token

    @property
    def rule(self) -> str:
        """Readable id of the frame: ``meeting.talks``."""
        return self.pattern.rule


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
        tables = {
            "verb": self._verbs,
            "noun": self._nouns,
            "adjective": self._adjectives,
            "modal": self._modals,
        }
        self._parts: dict[tuple[int, int], str] = {}
        for pattern in (p for file in rules for p in _patterns(file)):
            tables[pattern.part][pattern.head].append(pattern)
        for table in (self._verbs, self._nouns, self._adjectives):
            for patterns in table.values():
                patterns.sort(key=lambda p: p.specificity, reverse=True)

    @cached_property
    def _by_form(self) -> tuple[dict[str, list[Needs]], regex.Pattern[str] | None]:
        """What each form that is one word needs beside it; a pattern for the others."""
        plain: dict[str, set[Needs]] = defaultdict(set)
        others: set[str] = set()
        for table in (self._verbs, self._nouns, self._adjectives, self._modals):
            for head, patterns in table.items():
                needs = {pattern.needs for pattern in patterns}
                for form in word_forms(head):
                    if LETTERS.fullmatch(form):
                        plain[form].update(needs)
                    else:
                        others.add(regex.escape(form))
        # Where the word alone may do, nothing else has to be looked up.
        asked: dict[str, list[Needs]] = {
            form: [()] if () in needs else list(needs) for form, needs in plain.items()
        }
        if not others:
            return asked, None
        words = "|".join(sorted(others, key=len))
        return asked, regex.compile(rf"(?<![\p{{L}}])(?:{words})(?![\p{{L}}])", regex.I)

    @cached_property
    def _verb_of_form(self) -> dict[str, str]:
        """The verb that each form is of, for those that the tagger does not know."""
        return {
            form: verb
            for verb in sorted(self._verbs)
            for form in word_forms(verb)
            if form not in self._verbs
        }

    def pattern_of(self, rule: str) -> Pattern | None:
        """The first pattern of a frame by its rule ("call.speak_with"), if any."""
        return next(
            (
                pattern
                for patterns in self._verbs.values()
                for pattern in patterns
                if pattern.rule == rule
            ),
            None,
        )

    def may_hold_event(self, text: str) -> bool:
        """Whether a trigger may stand in the text with all words that it needs."""
        # Looking up each word is a hundred times as fast as one pattern of all forms.
        asked, other = self._by_form
        words = words_of(text)
        for word in words & asked.keys():
            if any(are_met(needs, words) for needs in asked[word]):
                return True
        return other is not None and other.search(text) is not None

    def find(self, doc: Doc) -> Iterator[tuple[Token, list[Trigger]]]:
        """Every head word with its possible readings, the most specific first.

        Readings whose frame needs a word that the sentence does not hold are left out.
        """
        words = words_of(doc.text)
        return self._found(doc, lambda pattern: are_met(pattern.needs, words))

    def find_hopeless(self, doc: Doc) -> Iterator[tuple[Token, list[Trigger]]]:
        """The readings that ``find`` leaves out, for those who ask why."""
        words = words_of(doc.text)
        return self._found(doc, lambda pattern: not are_met(pattern.needs, words))

    def _found(
        self, doc: Doc, wanted: Callable[[Pattern], bool]
    ) -> Iterator[tuple[Token, list[Trigger]]]:
        for at in self._promising(doc):
            token = doc[at]
            found = list(self._readings(token, wanted))
            if found:
                found.sort(key=lambda t: t.pattern.specificity, reverse=True)
                yield token, found

    def _promising(self, doc: Doc) -> list[int]:
        """The tokens that may head a reading: all others are passed over unread."""
        table: Any = doc.to_array(["LEMMA", "LOWER"])
        found: set[int] = set()
        for at, key in enumerate(map(tuple, table.tolist())):
            part = self._parts.get(key)
            if part is None:
                if len(self._parts) > _MOST_PARTS:
                    self._parts.clear()
                part = self._parts[key] = self._part_of(doc[at])
            if part == "modal":
                found.update((at, doc[at].head.i))
            elif part:
                found.add(at)
        return sorted(found)

    def _part_of(self, token: Token) -> str:
        """Whether a word of such lemma and form may head a reading, or be its modal."""
        if token.lower_ in self._modals:
            return "modal"
        lemma = (token.lemma_ or token.text).lower()
        forms = {token.lower_, lemma, lemma[:-1], lemma[:-3] + "y"}
        tables = self._verbs, self._nouns, self._adjectives, self._verb_of_form
        return "head" if any(not forms.isdisjoint(table) for table in tables) else ""

    def _readings(
        self, token: Token, wanted: Callable[[Pattern], bool]
    ) -> Iterator[Trigger]:
        lemma = lemma_of(token)
        if is_verb(token) and token.dep_ not in {"aux", "auxpass"}:
            if lemma not in self._verbs:
                # "rang" and "dined" are no forms of "rang" and "din".
                lemma = self._verb_of_form.get(token.lower_, lemma)
            for pattern in filter(wanted, self._verbs.get(lemma, ())):
                words = _match_verb(token, pattern.words)
                if words is not None:
                    yield Trigger(pattern, token, words)
            for child in token.lefts:
                if child.dep_ == "aux":
                    for pattern in filter(wanted, self._modals.get(child.lower_, ())):
                        yield Trigger(pattern, token, (token, child))
        named_doing = token.tag_ == "VBG" and token.dep_ != "amod"
        if token.pos_ in {"NOUN", "PROPN"} or named_doing:
            nouns = self._nouns.get(lemma) or self._nouns.get(token.lower_) or ()
            if not nouns or _only_modifies(token) or _is_occasion(token):
                return
            for pattern in filter(wanted, nouns):
                words = _match_noun(token, pattern.words)
                if words is not None:
                    carrier = light_verb_of(token, pattern.frame)
                    if carrier is None and pattern.frame.needs_light_verb:
                        continue
                    yield Trigger(pattern, token, words, carrier)
        # "They *committed* to peace" tells what they did, not how they are.
        if token.pos_ in {"ADJ", "VERB", "ADV"} and token.tag_ != "VBD":
            for pattern in filter(wanted, self._adjectives.get(token.lower_, ())):
                words = _match_verb(token, pattern.words)
                if words is not None and token.dep_ in _PREDICATES:
                    yield Trigger(pattern, token, words)


_PREDICATES = frozenset({"acomp", "ROOT", "ccomp", "conj", "oprd"})


def _patterns(rules: EventRules) -> Iterator[Pattern]:
    """All phrases of a rule file."""
    for frame in rules.frames:
        for phrase in frame.verbs:
            yield Pattern.of(rules, frame, phrase, "verb")
        for phrase in frame.nouns:
            yield Pattern.of(rules, frame, phrase, "noun")
        for phrase in frame.adjectives:
            yield Pattern.of(rules, frame, phrase, "adjective")
        for word in frame.modals:
            yield Pattern.of(rules, frame, word, "modal")


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
                and not (word in PARTICLES and _is_fronted(child, head))
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


def _is_fronted(word: Token, head: Token) -> bool:
    """Whether a preposition opens a phrase of its own before the verb.

    "On Monday he called his colleague" is no "call on"; "on which they agreed" is one.
    """
    if word.i > head.i:
        return False
    target = prepositional_object(word)
    return target is None or not target.tag_.startswith("W")


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
