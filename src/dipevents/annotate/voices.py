"""Whose words a unit holds: speakers of quotations, and the issuer of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dipevents.annotated import Actor
from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotate.gazetteer import Gazetteer
    from dipevents.annotate.names import DocumentNames, Named
    from dipevents.annotate.segment import Unit
    from dipevents.models import Document

_VOICES = ("person", "country", "organization", "group")
_LABEL = re.compile(r"\s*(?:\([^)]*\)\s*)?:\s")
_OTHER_LABEL = re.compile(r"[A-Z][\w.'-]*+(?:\s[A-Z][\w.'-]*+){0,4}\s?:\s")
_OFFICIAL = re.compile(
    r"\b(?:president|presidency|prime minister|chancellor|chancellery|ministry|"
    r"minister|"
    r"department|government|embassy|office|white house|kremlin|cabinet|mission|"
    r"spokesperson|secretariat|parliament|senate|council|commission|delegation|"
    r"secretary-general)\b",
    re.IGNORECASE,
)
_BEHALF = re.compile(r"\bOn behalf of the (?:government|people)[^.]{0,40}? of ", re.I)
_DEPARTMENT = re.compile(
    r"\b(?:Office of the Spokesperson|Office of the Press Secretary|"
    r"attributable to Spokesperson)\b"
)
_FOLLOWING = re.compile(
    r"\b(?:issued|released|gave|made|published|carried)\s(?:\w+\s){0,2}the\sfollowing\s"
    r"(?:\w+\s){0,2}(?:statement|answer|communiqu[eé]|message|reply|report|text)\b"
)
_WORLD_SEATS = re.compile(
    r"\b(?:geneva|brussels|strasbourg|the hague|new york|united nations|vienna|davos|"
    r"addis ababa|luxembourg|munich)\b",
    re.IGNORECASE,
)
_HOST_STATES = {"kremlin.ru": "RUS", "nato.int": "", "europa.eu": ""}


def speakers_of(
    text: str,
    units: Sequence[Unit],
    rows: Sequence[Sequence[Named]],
    turns: Sequence[Actor | None],
) -> list[Actor | None]:
    """Who speaks in each unit.

    Args:
        text: The document's text, by ``parser_text``.
        units: Its units.
        rows: The names of each unit.
        turns: Whose turn of a transcript each unit is, by ``turns_of``.

    Returns:
        For each unit the speaker of its quotation, or of the turn of a transcript that
        it belongs to; None where the document itself speaks.
    """
    told = _attributions(text, units, rows)
    speakers: list[Actor | None] = []
    last: Actor | None = None
    for stretch in _quotations(text, units):
        voices = [told[i] for i in stretch.indices if told[i] is not None]
        if not stretch.quoted:
            index = stretch.indices[0]
            last = told[index]
            speakers.append(turns[index])
            continue
        # A quotation over several sentences is told whose it is in any of them; one
        # that fills its sentences goes on with the speaker before.
        voice = voices[0] if voices else (last if stretch.whole else None)
        last = voice
        for index in stretch.indices:
            own = told[index] or voice or turns[index]
            speakers.append(own)
    return speakers


@dataclass(slots=True)
class _Stretch:
    """Units that one quotation runs through, or one unit without a quotation."""

    indices: list[int]
    quoted: bool
    whole: bool = False
    """Begins with a quotation mark."""


def _quotations(text: str, units: Sequence[Unit]) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    is_open = False
    paragraph = -1
    for index, unit in enumerate(units):
        marks = text.count('"', unit.start, unit.end)
        goes_on = is_open and unit.paragraph == paragraph
        if goes_on:
            stretches[-1].indices.append(index)
        else:
            starts = text[unit.start] == '"'
            stretches.append(_Stretch([index], marks > 0, starts))
        is_open = goes_on != bool(marks % 2)
        paragraph = unit.paragraph
    return stretches


def turns_of(
    text: str, units: Sequence[Unit], rows: Sequence[Sequence[Named]]
) -> list[Actor | None]:
    """The speaker of each unit of a transcript: "Ana Ruiz: Thank you".

    Args:
        text: The document's text, by ``parser_text``.
        units: Its units.
        rows: The names of each unit.

    Returns:
        For each unit the last speaker announced, or None.
    """
    turns: list[Actor | None] = []
    current: Actor | None = None
    for unit, named in zip(units, rows, strict=True):
        first = named[0] if named else None
        if (
            first is not None
            and first.kind == "person"
            and len(first.actors) == 1
            and not text[unit.start : first.start].strip()
            and _LABEL.match(text, first.end, unit.end)
        ):
            current = first.actors[0]
        elif _OTHER_LABEL.match(text, unit.start, unit.end):
            current = None
        turns.append(current)
    return turns


def listeners_of(turns: Sequence[Actor | None]) -> dict[str, Actor]:
    """Who is spoken to in a transcript of two sides: "I welcome *you* to Accra".

    Args:
        turns: Whose turn each unit is, by ``turns_of``.

    Returns:
        For the state of either side the first speaker of the other; empty where the
        turns are not those of exactly two states.
    """
    first: dict[str, Actor] = {}
    for actor in turns:
        if actor is not None and actor.country:
            first.setdefault(actor.country, actor)
    if len(first) != 2:
        return {}
    (one, left), (other, right) = first.items()
    return {one: right, other: left}


def _attributions(
    text: str, units: Sequence[Unit], rows: Sequence[Sequence[Named]]
) -> list[Actor | None]:
    """The one beside a verb of speech in each unit: "X said", "said X", "she said"."""
    told: list[Actor | None] = []
    person: Actor | None = None
    for unit, named in zip(units, rows, strict=True):
        voice = _attributed(text, unit, named)
        people = [n.actors[0] for n in named if n.kind == "person" and n.actors]
        if voice is None and _he_says().search(text, unit.start, unit.end):
            voice = people[0] if people else person
        told.append(voice)
        if voice is not None and voice.kind == "person":
            person = voice
        elif people:
            person = people[0]
    return told


def _attributed(text: str, unit: Unit, named: Sequence[Named]) -> Actor | None:
    for item in named:
        if item.kind not in _VOICES or len(item.actors) != 1:
            continue
        if item.actors[0].sector == "MED":
            # What an agency says is its report and not a statement.
            continue
        after = text[item.end : min(unit.end, item.end + 60)]
        before = text[max(unit.start, item.start - 24) : item.start]
        if _says_after().match(after) or _says_before().search(before):
            return item.actors[0]
    return None


@cache
def _he_says() -> re.Pattern[str]:
    return re.compile(rf"\b[Ss]?[Hh]e\s(?:\w+ly\s|also\s|then\s)?(?:{_forms()})\b")


@cache
def _forms() -> str:
    forms = {"said", "told", "wrote", "saying", "according to"}
    for verb in annotation_lexicon().speech_verbs:
        if verb in (
            "say",
            "tell",
            "write",
            "report",
            "call",
            "recall",
            "point",
            "post",
        ):
            continue
        stem = verb[:-1] if verb.endswith("e") else verb
        if verb.endswith("y") and verb[-2] not in "aeiou":
            forms |= {verb[:-1] + "ied", verb[:-1] + "ies"}
        else:
            forms |= {stem + "ed", verb + ("es" if verb.endswith("ss") else "s")}
    forms |= {"says", "tells", "writes", "admitted", "quipped", "vowed"}
    return "|".join(sorted(forms, key=len, reverse=True))


@cache
def _says_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:'s office)?(?:,[^\",]{{0,40}},)?\s(?:(?:also|then|later|has|had|have|"
        rf"further|\w+ly)\s){{0,2}}(?:{_forms()})\b"
    )


@cache
def _says_before() -> re.Pattern[str]:
    # "asked X", "told X" have X addressed; these have X speak.
    return re.compile(
        r"\b(?:said|says|added|adds|according to|wrote|explained|argued|noted|stressed|"
        r"concluded|insisted|quipped)\s(?:the\s)?\Z"
    )


def issuer_of(
    document: Document, text: str, gazetteer: Gazetteer, names: DocumentNames
) -> Actor | None:
    """Whose own text a document is: the state or body behind a read-out.

    Args:
        document: The document.
        text: Its text, by ``parser_text``.
        gazetteer: Finds the publisher's state in its name.
        names: The document's names.

    Returns:
        A state or an international organisation; None for news media and where
        nothing tells.
    """
    source = document.source or ""
    if source:
        actor = _from_source(source, gazetteer, names)
        if actor is not None:
            return actor
    code = _from_address(document.url or "", gazetteer)
    if code:
        return names.country(code)
    if _DEPARTMENT.search(text, 0, 600) or _DEPARTMENT.search(
        text, max(0, len(text) - 400)
    ):
        return names.country("USA")
    given = _FOLLOWING.search(text, 0, 600)
    if given:
        # "The ministry of X issued the following statement": the rest is its own.
        states = [
            h.reading.country
            for h in names.hits
            if h.end <= given.start()
            and h.reading.country
            and h.reading.kind in ("country", "nationality")
        ]
        if states:
            return names.country(states[-1])
    behalf = _BEHALF.search(text, 0, 600)
    if behalf:
        for hit in names.hits:
            if behalf.end() <= hit.start <= behalf.end() + 8 and hit.reading.country:
                return names.country(hit.reading.country)
    return None


def home_of(document: Document, gazetteer: Gazetteer) -> str | None:
    """The state in which a document was written, by its dateline.

    Args:
        document: The document.
        gazetteer: Finds the state of the dateline's place.

    Returns:
        The state's code; None without a dateline, and for seats of organisations, from
        which is written about all the world.
    """
    place = document.place or ""
    if not place or _WORLD_SEATS.search(place):
        return None
    states = {
        h.reading.country for h in gazetteer.find(place.title()) if h.reading.country
    }
    return next(iter(states)) if len(states) == 1 else None


def _from_source(
    source: str, gazetteer: Gazetteer, names: DocumentNames
) -> Actor | None:
    official = bool(_OFFICIAL.search(source))
    for hit in gazetteer.find(source):
        reading = hit.reading
        if reading.sector == "MED":
            return None
        whole = len(hit.text) >= 0.7 * len(source.strip())
        if reading.kind == "organization" and (official or whole):
            if reading.country:
                return names.country(reading.country)
            if reading.sector == "IGO":
                return names.organisation(reading)
        elif (reading.kind == "metonym" and whole and reading.country) or (
            official and reading.country and reading.kind != "place"
        ):
            return names.country(reading.country)
    return None


def _from_address(url: str, gazetteer: Gazetteer) -> str | None:
    """The state of a government's web address: "mfa.gov.xy", "state.gov"."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "") if url else ""
    for known, code in _HOST_STATES.items():
        if host == known or host.endswith("." + known):
            return code or None
    parts = host.split(".")
    if len(parts) >= 2 and parts[-1] in ("gov", "mil"):
        return "USA"
    if len(parts) >= 2 and len(parts[-1]) == 2:
        official = {
            "gov",
            "go",
            "gob",
            "gouv",
            "govt",
            "gub",
            "mil",
            "president",
            "mfa",
        }
        if official & set(parts[:-1]):
            return gazetteer.by_domain(parts[-1])
    return None
