"""The built-in extractor: runs the rule files over annotated documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dipevents.extract.candidates import (
    Candidate,
    Rejected,
    candidates_of,
    hopeless_of,
    may_tell_event,
)
from dipevents.extract.coalesce import coalesce
from dipevents.extract.completion import complete_from_context
from dipevents.extract.context import settle
from dipevents.extract.domain import other_domain
from dipevents.extract.records import event_of
from dipevents.extract.titled import titled_talk
from dipevents.extract.triggers import TriggerIndex
from dipevents.extract.untold import without_untold
from dipevents.lexicons.frames import event_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

    from dipevents.annotated import AnnotatedDocument
    from dipevents.extract.coalesce import Cluster
    from dipevents.lexicons.frames import EventRules
    from dipevents.models import Event


_OTHER_DOMAIN = 0.4


@dataclass(frozen=True, slots=True)
class SkippedTrigger:
    """A word that may name an act, and why no event was coded for it."""

    document_id: str
    start: int
    """First code point of the word."""
    end: int
    trigger: str
    sentence: str
    rule: str
    reason: str


@cache
def _built_in_index() -> TriggerIndex:
    return TriggerIndex(event_rules())


class RuleExtractor:
    """Finds events by frames: words that name an act, and where its sides stand.

    Args:
        rules: Rule files; None for the built-in ones.
        everyone: Also code acts whose sides are not states, international
            organisations or their officials.
        min_confidence: Events below it are left out (0 to 1).
    """

    name = "rules"

    def __init__(
        self,
        rules: Iterable[EventRules] | None = None,
        *,
        everyone: bool = False,
        min_confidence: float = 0.4,
    ) -> None:
        self._index = _built_in_index() if rules is None else TriggerIndex(rules)
        self._everyone = everyone
        self._min_confidence = min_confidence

    def may_hold_event(self, sentence: str) -> bool:
        """Whether the sentence is worth parsing: it has the words of some frame."""
        return self._index.may_hold_event(sentence)

    def may_tell_event(self, sentence: Doc) -> bool:
        """Whether the parsed sentence meets a frame, whoever its sides may be."""
        return may_tell_event(sentence, self._index)

    def extract(self, document: AnnotatedDocument) -> list[Event]:
        """The events of one document, each once, in text order.

        Args:
            document: The annotated document.

        Returns:
            Events with mentions in this document only; empty where there are none.
        """
        found = [
            c
            for c in candidates_of(document, self._index, everyone=self._everyone)
            if isinstance(c, Candidate)
        ]
        events = [event_of(c, document, self.name) for c in self._told(found, document)]
        if events and other_domain(document.document.text) is not None:
            events = [_doubted(e) for e in events]
        unique = {e.id: e for e in events if e.confidence >= self._min_confidence}
        return list(unique.values())

    def _told(
        self, candidates: Sequence[Candidate], document: AnnotatedDocument
    ) -> list[Cluster]:
        """What a document tells, by its candidates, which are completed in place."""
        complete_from_context(candidates, document.present)
        found = [*candidates]
        talk = titled_talk(found, document, self._index)
        if talk is not None:
            found.append(talk)
            found.sort(key=lambda c: c.sentence.index)
        settle(found, document)
        return coalesce(without_untold(found))

    def skipped(self, document: AnnotatedDocument) -> list[SkippedTrigger]:
        """The words that may name an act and were not coded, each with its reason."""
        found = list(candidates_of(document, self._index, everyone=self._everyone))
        candidates = [c for c in found if isinstance(c, Candidate)]
        told = {id(m) for c in self._told(candidates, document) for m in c.members}
        lost = {id(c) for c in candidates} - told
        skipped = [
            *(_as_skipped(c, document) for c in hopeless_of(document, self._index)),
            *(
                _as_skipped(c, document)
                for c in found
                if isinstance(c, Rejected) or id(c) in lost
            ),
        ]
        return sorted(skipped, key=lambda s: s.start)


def _doubted(event: Event) -> Event:
    """An event of an article that uses the words of diplomacy for something else."""
    return event.model_copy(
        update={"confidence": round(event.confidence * _OTHER_DOMAIN, 3)}
    )


def _as_skipped(
    rejected: Rejected | Candidate, annotated: AnnotatedDocument
) -> SkippedTrigger:
    sentence, token = rejected.sentence, rejected.trigger.token
    nothing_before = "its sides are not all named, and nothing before completes it"
    reason = rejected.reason if isinstance(rejected, Rejected) else nothing_before
    start = sentence.start + token.idx
    return SkippedTrigger(
        document_id=annotated.document.id,
        start=start,
        end=start + len(token.text),
        trigger=token.text,
        sentence=annotated.document.text[sentence.start : sentence.end],
        rule=rejected.trigger.rule,
        reason=reason,
    )
