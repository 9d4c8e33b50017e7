"""How a document is read for extraction: as of its day of publication.

One whose day is not known is read as of a day on which it may have come out; what is
found is then told as far as it holds whatever the day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dipevents.dates import infer_published, tag
from dipevents.dates.style import style_of
from dipevents.dates.tagging import read
from dipevents.link.counted import Counter, is_day, nominal_day
from dipevents.models import DateValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotated import AnnotatedDocument
    from dipevents.models import Document, Event, TimeExpression

    Timed = tuple[Document, list[TimeExpression]]


def dated(document: Document) -> Timed:
    """The document with its day of publication, as far as it tells it, and its times.

    A document that carries no day of publication gets the one that can be inferred
    from its text, or an unknown one with the reason.
    """
    published = document.published
    if published is None or published.edtf is None:
        published = infer_published(document.text, document_id=document.id)
        document = document.model_copy(update={"published": published})
    anchor = published if published.earliest is not None else None
    times = tag(document.text, anchor=anchor, document_id=document.id)
    return document, times


def as_of_a_day(document: Document, times: Sequence[TimeExpression]) -> Timed:
    """A document whose day is not known, read as of one on which it may have come out.

    What is extracted from it holds as of that day only, see ``link.counted``.
    """
    own = document.published
    day = nominal_day(own, times)
    bounded = own is not None and own.earliest is not None and own.latest is not None
    published = DateValue(
        edtf=day.isoformat(),
        earliest=day,
        latest=day,
        # What has no day of its own is not dated by a day that may be any.
        granularity="day" if bounded else "unknown",
        basis="inferred",
    )
    text, known = document.text, (own.latest or own.earliest) if own else None
    words = read(text)
    # History does not become news by a day that stands in.
    style = style_of(words.found, words.view.text, known)
    document = document.model_copy(update={"published": published})
    return document, tag(text, anchor=published, document_id=document.id, style=style)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it stands, and as it is read for extraction."""

    document: Document
    """The document as it stands."""
    times: Sequence[TimeExpression]
    """Its expressions as far as they are known."""
    as_read: Timed
    """The document and its expressions as of the day that it is read as of."""

    @classmethod
    def of(cls, document: Document) -> Reading:
        """The reading of a document as it came in."""
        own = dated(document)
        known = is_day(own[0].published)
        return cls(own[0], own[1], own if known else as_of_a_day(*own))

    @property
    def nominal(self) -> bool:
        """Whether it is read as of a day that is not known to be its own."""
        return self.as_read[0] is not self.document

    def as_told(self, events: list[Event]) -> list[Event]:
        """The events of a nominal reading, dated as far as the document tells."""
        day = self.as_read[0].published
        if not self.nominal or not events or day is None or day.earliest is None:
            return events
        counter = Counter(
            self.document.text,
            day.earliest,
            self.as_read[1],
            self.times,
            self.document.published,
        )
        return [counter.counted(event) for event in events]

    def as_known(self, annotated: AnnotatedDocument) -> AnnotatedDocument:
        """The annotation with no more about time than the document tells."""
        if not self.nominal:
            return annotated
        sentences = tuple(
            replace(
                s,
                times=tuple(
                    t for t in self.times if s.start <= t.start and t.end <= s.end
                ),
            )
            for s in annotated.sentences
        )
        return replace(
            annotated,
            document=self.document,
            sentences=sentences,
            times=tuple(self.times),
        )
