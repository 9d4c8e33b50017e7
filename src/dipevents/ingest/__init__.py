"""Files, records and texts to documents: reading, cleaning, datelines, language."""

from dipevents.ingest.article import Reader, Row
from dipevents.ingest.clean import Marks, mark
from dipevents.ingest.corpus import (
    Item,
    OnError,
    SourceLike,
    iter_documents,
    read_corpus,
)
from dipevents.ingest.duplicates import near_copies
from dipevents.ingest.language import detect_language

__all__ = [
    "Item",
    "Marks",
    "OnError",
    "Reader",
    "Row",
    "SourceLike",
    "detect_language",
    "iter_documents",
    "mark",
    "near_copies",
    "read_corpus",
]
