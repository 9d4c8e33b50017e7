"""The format of the event rule files: one file per event type, frames in it.

A frame says which words name an act and where its participants stand in the
sentence. Files are TOML; their examples are tests.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dipevents.errors import LexiconError

SLOTS = frozenset(
    {
        "subject",  # of the verb; for nouns, of the light verb that carries them
        "object",  # direct object (of a passive: its subject)
        "dative",  # indirect object: "sent the president a letter"
        "possessive",  # "Merz's visit"
        "compound",  # "Putin-Xi summit", "U.S.-China talks"
        "adjective",  # "Belarusian-Korean talks", "Russian troops"
        "between",  # "between A and B", "among A, B and C"
        "clause_subject",  # subject of the verb's clause: "said Iran had violated ..."
        "clause_object",  # "urged that Iran be sanctioned"
        "governor_subject",  # noun in a larger clause: "arrived for talks with ..."
        "behalf",  # "on behalf of Jamaica"
        "speaker",  # who speaks, where the act is performed in a quotation or read-out
        # any preposition, written as itself: "with", "to", "against", "on", "by" ...
    }
)

PREPOSITIONS = frozenset(
    "with to from behind against on upon in into at of for by over about toward "
    "towards between among alongside under before after via through including".split()
)


# A file that nests too deep for the parser is as little a rule file as broken TOML.
_UNREADABLE = (
    OSError,
    UnicodeDecodeError,
    tomllib.TOMLDecodeError,
    ValidationError,
    RecursionError,
)


class Example(BaseModel):
    """A sentence in which the frame must find an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    trigger: str | None = None
    """The word that must be the trigger."""
    actors: tuple[str, ...] = ()
    """Countries (ISO alpha-3) or names of the actors; empty: not checked."""
    recipients: tuple[str, ...] = ()
    status: str = "occurred"
    cameo: str | None = None


class Frame(BaseModel):
    """Words that name an act, and where its participants stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """Unique in its file; ``type.id`` is the rule id shown to users."""
    verbs: tuple[str, ...] = ()
    """Verb phrases by lemma, head first: "meet", "meet with", "shake hands with",
    "call on", "recall ambassador". Further words: a particle or preposition that must
    attach to the verb, or a noun that must be its object, in that order."""
    nouns: tuple[str, ...] = ()
    """Noun phrases by lemma, head last: "talk", "phone call", "joint statement"."""
    light_verbs: tuple[str, ...] = ()
    """Verbs that carry the nouns ("hold", "have", "conduct"): the act is the noun,
    its subject is the verb's. Empty: the common list."""
    needs_light_verb: bool = False
    """The nouns count only when a light verb carries them."""
    adjectives: tuple[str, ...] = ()
    """Predicates: "ready to", "grateful" (in "is grateful to")."""
    objects: tuple[str, ...] = ()
    """Lemmas of which one must be (or be inside) the object's noun phrase, or the
    object of a preposition given in the verb phrase: "sign" + agreement, pact."""
    not_objects: tuple[str, ...] = ()
    """Lemmas that must not head the object."""
    complements: tuple[str, ...] = ()
    """Lemmas of which one must be the verb of the complement clause: "ask" + visit."""
    not_complements: tuple[str, ...] = ()
    """Lemmas of verbs that the complement clause must not have; ``any`` allows no
    clause at all, ``predicate`` none that names the object ("called him *a liar*")."""
    complement_modals: tuple[str, ...] = ()
    """Auxiliaries of which one must stand with the complement's verb ("must"); ``none``
    allows a complement without any of will, would, must, should, may, can ..., ``base``
    one in the bare form ("asked that Peru *be* heard")."""
    complement_negated: bool | None = None
    """Whether the complement's verb must be negated, or must not be."""
    complement_passive: bool | None = None
    """Whether the complement's verb must be a passive, or must not be."""
    modals: tuple[str, ...] = ()
    """Auxiliaries of any verb, in a quotation: "Peru must withdraw," said ... The
    verb's subject stands in the slot ``subject``, the one quoted in ``speaker``."""
    actor_sectors: tuple[str, ...] = ()
    """Sectors of which one actor must be: ``IGO`` for what bodies adopt."""
    near: tuple[str, ...] = ()
    """Words of which one must stand in the same clause."""
    also_near: tuple[str, ...] = ()
    """Words of which one must stand in the same clause too, beside one of ``near``."""
    not_near: tuple[str, ...] = ()
    """Words that must not stand in the same sentence: "match", "court", "stock"."""
    in_office: tuple[str, ...] = ()
    """Slots in each of which someone in office must stand ("object|with": in one of the
    two): for verbs that mean something else of states ("called the president")."""
    bare: bool = False
    """The verb must have no direct object beyond the phrase's own words: "break with"
    is not in "broke its silence with"."""
    actor: tuple[str, ...] = ("subject",)
    """Slots in which actors stand, all that are filled."""
    recipient: tuple[str, ...] = ()
    """Slots in which recipients stand, all that are filled."""
    mutual: bool = False
    """All participants are actors, whatever their slot."""
    needs: Literal["both", "one", "actor", "recipient", "two"] = "both"
    """Which must be filled: ``both`` actor and recipient; ``two``: two different sides
    in whatever slots; ``one``: anyone; ``actor``; ``recipient``."""
    alone: bool = False
    """Where neither the clause nor the context names the other side, the actor alone
    makes the event: "sent condolences to the families of the victims"."""
    recipient_place: bool = False
    """A place (city, country) may fill a recipient slot and stands for its country:
    "arrived in Pyongyang"."""
    negated: bool = False
    """The verb must be negated; that it is not done is the act: "does not accept"."""
    status: str | None = None
    """A status that the frame itself tells ("postpone talks": cancelled)."""
    cameo: str = ""
    """CAMEO code when it occurred; empty: the file's."""
    cameo_planned: str = ""
    """CAMEO code when it is planned or proposed; empty: the file's."""
    cameo_negated: str = ""
    confidence: float = Field(default=0.7, ge=0, le=1)
    """How often a match is a true event, before participants are looked at."""
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[str, ...] = ()
    """Sentences in which no event of this type may be found."""
    source: str = ""
    """Why the frame exists, where that is not plain."""


class EventRules(BaseModel):
    """One rule file: all frames of one event type."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    description: str
    cameo: str
    cameo_planned: str = ""
    cameo_negated: str = ""
    frames: tuple[Frame, ...]


def read_event_rules(path: Path) -> EventRules:
    """The frames of one TOML file.

    Args:
        path: The file.

    Returns:
        The checked rules.

    Raises:
        LexiconError: The file is not TOML, or an entry is not in the format; the
            message names the file and the entry.
    """
    try:
        rules = EventRules.model_validate(
            tomllib.loads(path.read_text(encoding="utf-8"))
        )
    except _UNREADABLE as error:
        msg = f"event rule file {path.name}: {error}"
        raise LexiconError(msg) from error
    for frame in rules.frames:
        in_office = {s for slots in frame.in_office for s in slots.split("|")}
        named = {*frame.actor, *frame.recipient, *in_office}
        slots = named - SLOTS - PREPOSITIONS
        if slots:
            msg = (
                f"event rule file {path.name}, frame {frame.id}: unknown slots "
                f"{sorted(slots)}"
            )
            raise LexiconError(msg)
    return rules


@cache
def event_rules() -> tuple[EventRules, ...]:
    """The built-in rules, one for each event type, sorted by type.

    The frames of a type may be spread over several files; the file that is named like
    the type says what the type is.
    """
    folder = resources.files("dipevents.lexicons") / "data" / "en" / "events"
    with resources.as_file(folder) as path:
        files = {p.stem: read_event_rules(p) for p in sorted(path.glob("*.toml"))}
    joined = {stem: rules for stem, rules in files.items() if stem == rules.type}
    for stem, rules in files.items():
        if stem != rules.type:
            main = joined[rules.type]
            joined[rules.type] = main.model_copy(
                update={"frames": main.frames + rules.frames}
            )
    return tuple(joined[type_] for type_ in sorted(joined))
