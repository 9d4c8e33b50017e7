"""Files, records and texts to documents: reading, cleaning, datelines, language."""

from dipevents.ingest.article import Article, Reader, Row
from dipevents.ingest.clean import Marks, mark
from dipevents.ingest.corpus import (
    Item,
    OnError,
    SourceLike,
    document_of,
    iter_articles,
    iter_documents,
    read_corpus,
)
from dipevents.ingest.duplicates import near_copies
from dipevents.ingest.ids import IdSet, fingerprint
from dipevents.ingest.language import detect_language

__all__ = [
    "Article",
    "IdSet",
    "Item",
    "Marks",
    "OnError",
    "Reader",
    "Row",
    "SourceLike",
    "detect_language",
    "document_of",
    "fingerprint",
    "iter_articles",
    "iter_documents",
    "mark",
    "near_copies",
    "read_corpus",
]
