"""Raw input as the readers hand it on: rows that are not yet documents."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dipevents.errors import DipEventsError, IngestError
from dipevents.models import Document


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file, or the reason why it cannot be used.

    Args:
        fields: The record: text, title, published and whatever else it carries.
        label: Where it stands in its file ("row 3"); empty where the file is one
            article.
        problem: Why it cannot be used; empty where it can.
    """

    fields: Mapping[str, object] = field(default_factory=dict)
    label: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One raw article on its way to becoming a document.

    Args:
        name: What error messages call it: a path, a path and row, a position.
        default_id: Its id where the record gives none.
        content: The record, or a document that the caller made.
        problem: Why it cannot be used; empty where it can.
        error: The class of the error that the problem is.
    """

    name: str
    default_id: str
    content: Mapping[str, object] | Document = field(default_factory=dict)
    problem: str = ""
    error: type[DipEventsError] = IngestError


Reader = Callable[[Path, str | None], Iterable[Row | Mapping[str, object]]]
"""Reads one file: path and the encoding the caller asked for, in; rows, out.

A plain mapping is a row too: that is what readers of other packages give.

A reader raises :class:`~dipevents.errors.IngestError` where the whole file cannot be
read, and yields a row with a ``problem`` where only that row cannot.
"""
