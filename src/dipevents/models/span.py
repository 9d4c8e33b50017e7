"""Stretches of text: every offset in the library is one of these."""

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Record(BaseModel):
    """Base of all records: frozen, strict about unknown fields, documented."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        # As by default from pydantic 2.10 on; before, "model_version" was warned of.
        protected_namespaces=("model_validate", "model_dump"),
    )


class Span(Record):
    """A stretch of one document's text.

    ``document.text[span.start:span.end] == span.text`` holds for every span that
    the library gives out.
    """

    document_id: str | None = Field(default=None)
    """Id of the document; None for a bare string."""
    start: int = Field(ge=0)
    """First code point, counted from 0."""
    end: int = Field(ge=0)
    """One past the last code point (half-open)."""
    text: str = Field(default="")
    """The words themselves."""

    @model_validator(mode="after")
    def _ordered(self) -> "Span":
        if self.end < self.start:
            msg = f"span ends at {self.end}, before its start {self.start}"
            raise ValueError(msg)
        return self
