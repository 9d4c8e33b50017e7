"""Articles as the library holds them."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, overload

from pydantic import Field

from dipevents.models.span import Record
from dipevents.models.time import DateValue

SpanKind = Literal[
    "title", "byline", "dateline", "caption", "boilerplate", "footer", "credit"
]
"""What a marked stretch of a document is; all else is body."""


class MarkedSpan(Record):
    """A stretch of the text that is not body, and what it is instead."""

    kind: SpanKind = Field()
    """What the stretch is."""
    start: int = Field(ge=0)
    """First code point."""
    end: int = Field(ge=0)
    """One past the last code point."""
    repeats: int | None = Field(default=None)
    """Start of the earlier stretch that this one repeats word for word."""
    reason: str = Field(default="")
    """The rule that marked it."""


class Document(Record):
    """One article. Its text is exactly what was handed over; cleaning only marks."""

    id: str = Field()
    """Unique in its corpus: the given id, or the path of the file."""
    text: str = Field()
    """The article, unchanged. All offsets count its code points."""
    title: str | None = Field(default=None)
    """A headline that stands apart from the text; context only, never offset into."""
    published: DateValue | None = Field(default=None)
    """Day of publication; None where neither metadata nor a dateline tells it."""
    published_alone: DateValue | None = Field(default=None)
    """What the document alone tells of that day, where others told more; else None."""
    source: str | None = Field(default=None)
    """Who published it, as given."""
    url: str | None = Field(default=None)
    """Where it was found, as given."""
    language: str | None = Field(default=None)
    """ISO 639-1 code of the language; None where the text is too short to tell."""
    spans: tuple[MarkedSpan, ...] = Field(default=())
    """Title line, datelines, captions, boilerplate and footers, in order."""
    place: str | None = Field(default=None)
    """The place that a dateline gives ("MINSK"), as printed."""
    metadata: dict[str, Any] = Field(default_factory=dict)
    """Whatever else the record carried."""


class Skipped(Record):
    """A file or record that could not be used, and why."""

    name: str = Field()
    """Path, or path and row, or position in the iterable."""
    reason: str = Field()
    """What was wrong, and what to do."""


class Corpus(Sequence[Document]):
    """Documents in the order they were given, ids unique.

    Args:
        documents: The documents.
        skipped: What could not be read.
    """

    __slots__ = ("_by_id", "_documents", "skipped")

    def __init__(
        self, documents: Sequence[Document], skipped: Sequence[Skipped] = ()
    ) -> None:
        self._documents = tuple(documents)
        self._by_id = {d.id: d for d in self._documents}
        self.skipped: tuple[Skipped, ...] = tuple(skipped)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> "Corpus": ...
    def __getitem__(self, index: int | slice) -> "Document | Corpus":
        if isinstance(index, slice):
            return Corpus(self._documents[index])
        return self._documents[index]

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corpus) and self._documents == other._documents

    def __hash__(self) -> int:
        return hash(tuple(d.id for d in self._documents))

    def __repr__(self) -> str:
        return f"<Corpus of {len(self)} documents, {len(self.skipped)} skipped>"

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        return self._by_id.get(document_id)
