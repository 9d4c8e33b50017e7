"""Whose words a unit holds: speakers of quotations, and the issuer of a document."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotate.gazetteer import Gazetteer
    from dipevents.annotate.names import DocumentNames, Named
    from dipevents.annotate.segment import Unit
    from dipevents.annotated import Actor
    from dipevents.models import Document

_VOICES = ("person", "country", "organization", "group")
_LABEL = re.compile(r"\s*(?:\([^)]*\)\s*)?:\s")
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
_HOST_STATES = {"kremlin.ru": "RUS", "nato.int": "", "europa.eu": ""}


class Speakers:
    """Follows who speaks, unit by unit.

    Args:
        text: The document's text, by ``parser_text``.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: Actor | None = None
        self._label: Actor | None = None
        self._open = False
        self._paragraph = -1

    def read(self, unit: Unit, named: Sequence[Named]) -> Actor | None:
        """Who speaks in the next unit.

        Args:
            unit: The unit.
            named: Its names, in order.

        Returns:
            The speaker of its quotation, or of the turn of a transcript; else None.
        """
        text = self._text
        label = self._turn(unit, named)
        if label is not None:
            self._label = label
        if self._label is not None and label is None and self._speaks_anew(unit, named):
            self._label = None
        quotes = text.count('"', unit.start, unit.end)
        quoted = quotes > 0 or (self._open and unit.paragraph == self._paragraph)
        told = self._attributed(unit, named)
        if quotes % 2:
            self._open = not (self._open and unit.paragraph == self._paragraph)
        elif unit.paragraph != self._paragraph:
            self._open = False
        self._paragraph = unit.paragraph
        if told is not None:
            self._last = told
        if not quoted:
            if told is None:
                # A unit in the paper's own words ends what a speaker can own.
                self._last = self._last if self._open else None
            return self._label
        whole = text[unit.start] == '"' or self._open
        return told or (self._last if whole else None) or self._label

    def _turn(self, unit: Unit, named: Sequence[Named]) -> Actor | None:
        """The person of "Ana Ruiz: Thank you", a turn of a transcript."""
        for item in named[:1]:
            if (
                item.kind == "person"
                and len(item.actors) == 1
                and self._text[unit.start : item.start].strip() == ""
                and _LABEL.match(self._text, item.end)
            ):
                return item.actors[0]
        return None

    def _speaks_anew(self, unit: Unit, named: Sequence[Named]) -> bool:
        """Whether a transcript's turn is over: another label without a known name."""
        del named
        return bool(
            re.match(r"(?:[A-Z][\w.'-]*\s?){1,5}:\s", self._text[unit.start : unit.end])
        )

    def _attributed(self, unit: Unit, named: Sequence[Named]) -> Actor | None:
        """The one beside a verb of speech: "X said", "said X"."""
        text = self._text
        for item in named:
            if item.kind not in _VOICES or len(item.actors) != 1:
                continue
            after = text[item.end : min(unit.end, item.end + 60)]
            before = text[max(unit.start, item.start - 24) : item.start]
            if _says_after().match(after) or _says_before().search(before):
                return item.actors[0]
        return None


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
    return re.compile(rf"\b(?:{_forms()})\s(?:the\s)?\Z")


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
    behalf = _BEHALF.search(text, 0, 600)
    if behalf:
        for hit in names.hits:
            if behalf.end() <= hit.start <= behalf.end() + 8 and hit.reading.country:
                return names.country(hit.reading.country)
    return None


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
