"""The talk that a read-out's title tells, and its text takes for told.

Under "Telephone conversation with President of Peru Luis Rojas" the text may begin with
"The leaders discussed trade". That sentence tells the call, of the one in the title and
of the one who speaks for the house that issued it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from dipevents.extract import syntax
from dipevents.extract.arguments import state_named
from dipevents.extract.candidates import Candidate
from dipevents.extract.coalesce import CONSULTATIONS
from dipevents.extract.status import StatusFinding
from dipevents.extract.triggers import Trigger
from dipevents.extract.words import lemma_of
from dipevents.lexicons.nouns import talked_nouns, talking_verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dipevents.annotated import Actor, AnnotatedDocument, Sentence
    from dipevents.extract.triggers import Pattern, TriggerIndex

_TITLE = regex.compile(
    r"\A\s*(?:(?P<call>(?:tele)?phone (?:conversation|call|talk)s?)|"
    r"(?:talks|meeting|conversation) )\s*with\s",
    regex.I,
)
_OFFICE = regex.compile(r"\bof (?:the )?(?P<rest>\p{Lu}[^,;]{2,80})")
_LONGEST_NAME = 4
"""Words in the name of a state."""
_OPENING = 6
"""Units in which the text tells of the talk, if it does."""


def titled_talk(
    found: Sequence[Candidate], document: AnnotatedDocument, index: TriggerIndex
) -> Candidate | None:
    """The talk of the title, where nothing in the text is told as one.

    Args:
        found: The candidates of the document, completed from their contexts.
        document: The annotated document.
        index: The frames' phrases, of which one codes the talk.

    Returns:
        None where the title names no talk, or the rules have no frame for it.
    """
    title = document.document.title or ""
    named = _TITLE.match(title)
    if named is None:
        return None
    if any(_is_talk(c) for c in found):
        return None
    pattern = index.pattern_of("call.speak_with" if named["call"] else "meeting.meet")
    if pattern is None:
        return None
    sides = _sides(title, document)
    opening = [s for s in document.sentences if s.index < _OPENING and s.kind == "body"]
    told = next(((s, v) for s in opening for v in s.doc if _tells_talk(v)), None)
    told = told or next(((s, v) for s in opening for v in s.doc if _is_root(v)), None)
    if told is None or len(sides) < 2:
        return None
    return _candidate(*told, sides, pattern)


def _candidate(
    sentence: Sentence, verb: Token, sides: list[Actor], pattern: Pattern
) -> Candidate:
    candidate = Candidate(
        sentence=sentence,
        trigger=Trigger(pattern, verb, (verb,)),
        actors=[],
        recipients=[],
        status=StatusFinding("occurred", "default"),
    )
    candidate.actors = [candidate.untold(a, "title") for a in sides]
    candidate.inherited.append("participants")
    return candidate


def _is_talk(candidate: Candidate) -> bool:
    done = candidate.status.status in {"occurred", "ongoing"}
    near = candidate.sentence.index < _OPENING
    return candidate.type in CONSULTATIONS and done and near and not candidate.anaphoric


def _tells_talk(verb: Token) -> bool:
    """Whether "the leaders discussed", "the conversation focused on" stands here."""
    if not syntax.is_verb(verb) or verb.dep_ not in {"ROOT", "conj", "xcomp"}:
        return False
    subject = syntax.subject(verb) or syntax.surface_subject(verb)
    if subject is None or lemma_of(verb) not in talking_verbs():
        return False
    return lemma_of(subject) in talked_nouns()


def _is_root(token: Token) -> bool:
    """Whether all that a sentence tells hangs on the word: said in that talk."""
    is_main = token.dep_ == "ROOT" and syntax.is_verb(token)
    return is_main and lemma_of(token) not in {"be", "have", "like", "want"}


def _sides(title: str, document: AnnotatedDocument) -> list[Actor]:
    """Who is named in the title, and the first person of another state."""
    people = [
        actor
        for unit in document.present
        for actor, _ in unit
        if actor.kind == "person" and (actor.country or actor.sector == "IGO")
    ]
    guests = {a.side: a for a in reversed(people) if a.name.split()[-1] in title}
    guests = guests or _states_of_office(title)
    hosts = [a for a in people if a.country and a.side not in guests]
    return [hosts[0], *guests.values()] if hosts and guests else []


def _states_of_office(title: str) -> dict[str, Actor]:
    """The state of "President of *Peru* Luis Rojas", whom the text does not name."""
    found: dict[str, Actor] = {}
    for match in _OFFICE.finditer(title):
        words = match["rest"].split()
        for end in range(min(_LONGEST_NAME, len(words)), 0, -1):
            state = state_named(" ".join(words[:end]))
            if state is not None:
                found.setdefault(state.side, state)
                break
    return found
