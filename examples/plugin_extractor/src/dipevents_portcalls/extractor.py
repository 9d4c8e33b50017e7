"""Finds port calls: a warship of one state in a harbour of another."""

import csv
import hashlib
import re
from collections.abc import Iterator
from importlib import resources

from dipevents import (
    DateValue,
    Event,
    EventMention,
    Participant,
    Place,
    PloverCode,
    Reason,
    Span,
)
from dipevents.annotated import AnnotatedDocument, Mention, Sentence

ARRIVALS = r"docked|berthed|moored|anchored|made a port call|called"
CONFIDENCE = 0.8


def _ship_words() -> str:
    table = resources.files("dipevents_portcalls") / "ships.csv"
    with table.open(encoding="utf-8") as file:
        return "|".join(re.escape(row["word"]) for row in csv.DictReader(file))


class PortCalls:
    """An extractor: an object with a name and a method ``extract``.

    Args:
        min_confidence: Events below it are left out. Options are plain arguments with
            types; ``make_extractor("port_calls", min_confidence="x")`` is an error.
    """

    name = "port_calls"

    def __init__(self, min_confidence: float = 0.0) -> None:
        self._least = min_confidence
        self._call = re.compile(
            rf"\b(?:{_ship_words()})s?\b.{{0,80}}?"
            rf"\b(?P<act>{ARRIVALS})\b (?:in|at|off)\b"
        )

    def extract(self, document: AnnotatedDocument) -> list[Event]:
        """The port calls of one document."""
        found = []
        for sentence in document:
            text = document.document.text[sentence.start : sentence.end]
            for match in self._call.finditer(text.replace("\n", " ")):
                found += self._events(match, sentence, document)
        return found

    def _events(
        self, match: re.Match[str], sentence: Sentence, document: AnnotatedDocument
    ) -> Iterator[Event]:
        """One event, if the ship's flag and the harbour are both told."""
        start, end = sentence.start + match.start(), sentence.start + match.end()
        named = [m for m in sentence.mentions if m.actor]
        flag = next((m for m in named if m.end <= start + 1), None)
        port = next((m for m in named if m.start >= end), None)
        if flag is None or port is None or self._least > CONFIDENCE:
            return
        text = document.document.text
        first, last = flag.start, port.end
        act = sentence.start + match.start("act"), sentence.start + match.end("act")
        key = f"{document.document.id}:{act[0]}"
        yield Event(
            id=f"port_call-{hashlib.sha256(key.encode()).hexdigest()[:12]}",
            type="port_call",
            status="occurred",
            date=self._day(sentence),
            place=Place(name=port.text, country=port.actor.country),
            participants=(_side(flag, "actor"), _side(port, "recipient")),
            cameo="042",
            plover=PloverCode(event="CONSULT", mode="visit"),
            confidence=CONFIDENCE,
            mentions=(
                EventMention(
                    document_id=document.document.id,
                    start=first,
                    end=last,
                    text=text[first:last],
                    trigger=match["act"],
                    trigger_start=act[0],
                    trigger_end=act[1],
                ),
            ),
            found_by=(self.name,),
            explanation=(
                Reason(
                    field="type",
                    rule="port_calls.arrival",
                    text="a warship's arrival, named by",
                    words=(
                        Span(
                            document_id=document.document.id,
                            start=act[0],
                            end=act[1],
                            text=text[act[0] : act[1]],
                        ),
                    ),
                ),
            ),
        )

    def _day(self, sentence: Sentence) -> DateValue | None:
        for time in reversed(sentence.times):
            if time.edtf and time.granularity == "day":
                return DateValue(
                    edtf=time.edtf,
                    earliest=time.earliest,
                    latest=time.latest,
                    granularity="day",
                    evidence=(
                        Span(
                            document_id=time.document_id,
                            start=time.start,
                            end=time.end,
                            text=time.text,
                        ),
                    ),
                )
        return None


def _side(mention: Mention, role: str) -> Participant:
    actor = mention.actor
    return Participant(
        kind="group",
        name=f"navy of {actor.country}" if role == "actor" else actor.name,
        country=actor.country,
        sector="MIL" if role == "actor" else None,
        role=role,
    )
