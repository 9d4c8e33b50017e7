"""The annotated document: what ``annotate`` hands to the extractors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from dipevents.models import Document, TimeExpression

MentionKind = Literal[
    "person", "country", "organization", "group", "place", "nationality"
]
"""``nationality``: an adjective or demonym ("Belarusian") that tells a country but is
no participant by itself; ``place``: a city, region or landmark."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that can take part in an event, over one document."""

    key: str
    """The same for all mentions of the same one in this document."""
    kind: Literal["person", "country", "organization", "group", "place"]
    name: str
    """The fullest form in this document; a country's common English name."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    title: str | None = None
    """Lower case: "foreign minister"."""
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def side(self) -> str:
        """What it stands for in an act: its state, else itself."""
        return self.country or self.key


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or stands for one or more actors."""

    start: int
    """First code point in the document's text."""
    end: int
    text: str
    kind: MentionKind
    actors: tuple[Actor, ...]
    """Whom it stands for: one, several ("the two sides"), or none if not known."""
    rule: str
    """How it was found: gazetteer, ner, title, surname, counterpart, pronoun, ..."""
    head: int
    """Index of its head token in the sentence's Doc."""

    @property
    def actor(self) -> Actor | None:
        """The first actor, or None."""
        return self.actors[0] if self.actors else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed unit: a sentence, a headline or a caption."""

    index: int
    start: int
    """Offset of the unit in the document's text; ``start + token.idx`` is a token's."""
    end: int
    kind: Literal["body", "title", "caption"]
    paragraph: int
    doc: Doc
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    speaker: Actor | None = None
    """Who speaks, where the unit lies inside a quotation or is one's statement."""

    def document_gap(self, start: int, end: int) -> str:
        """The words between two document offsets of this unit, stripped."""
        return self.doc.text[max(0, start - self.start) : end - self.start].strip()

    def mention_at(self, token: Token) -> Mention | None:
        """The narrowest mention that covers the token, or None."""
        at = self.start + token.idx
        covering = [m for m in self.mentions if m.start <= at < m.end]
        return min(covering, key=lambda m: m.end - m.start, default=None)


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document, cut into parsed units, with its actors and times."""

    document: Document
    sentences: tuple[Sentence, ...]
    times: tuple[TimeExpression, ...] = ()
    issuer: Actor | None = None
    """Whose own text this is (a ministry's read-out): the "we" of the document."""
    reporters: tuple[Mention, ...] = field(default=())
    """News agencies and media named as sources."""
    present: tuple[tuple[tuple[Actor, MentionKind], ...], ...] = field(
        default=(), repr=False
    )
    """Who is named in each unit, parsed or not, with the kind of the mention."""
    spot: Mention | None = None
    """The place of the dateline: where the article was written, its "here"."""

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.sentences)
