"""From a source to documents: what ``dipevents.parse_corpus`` does."""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, Literal

from pydantic import ValidationError

from dipevents.errors import IngestError, MissingExtraError, PluginError
from dipevents.ingest.article import Article, Reader
from dipevents.ingest.clean import mark
from dipevents.ingest.fields import (
    checked_text,
    date_in_address,
    identifier,
    language_code,
    publication_date,
    short_text,
    split_fields,
)
from dipevents.ingest.ids import IdSet
from dipevents.ingest.language import detect_language
from dipevents.ingest.readers import READERS, limited
from dipevents.ingest.sources import open_source
from dipevents.models import Corpus, DateValue, Document, Skipped
from dipevents.registry import plugin_readers

Item = Mapping[str, Any] | str | Document | PathLike[str]
"""What an iterable given as a source may hold; a string in it is a text."""
SourceLike = str | PathLike[str] | Mapping[str, Any] | Document | Iterable[Item]
"""What can be read: a path (a string is one), a record, or an iterable of items."""
OnError = Literal["raise", "skip"]


def read_corpus(
    source: SourceLike,
    *,
    on_error: OnError = "raise",
    encoding: str | None = None,
    clean: bool = True,
    readers: Mapping[str, Reader] | None = None,
) -> Corpus:
    """All documents of a source, in its order, with what had to be skipped.

    Args:
        source: A file, a folder (read recursively, sorted) or a glob; a record or a
            :class:`~dipevents.models.document.Document`; or an iterable of records,
            documents, texts (strings) and paths (:class:`pathlib.Path`).
        on_error: ``"raise"``: the first article that cannot be used is an error;
            ``"skip"``: it is listed in ``corpus.skipped``, and the rest go on. A
            source that does not exist, or holds no file that is known, is always an
            error.
        encoding: The encoding of the files; None: found out for each.
        clean: Mark titles, datelines, captions and boilerplate, and read the day of
            publication from datelines.
        readers: Further readers by suffix (``{".xml": my_reader}``); they win over
            the built-in ones, and over those of installed packages.

    Returns:
        The corpus; ids are unique in it.

    Raises:
        IngestError: Something cannot be read; the message says what, where and why.
        MissingExtraError: A file needs a package that is not installed.
    """
    skipped: list[Skipped] = []
    documents = list(
        iter_documents(
            source,
            on_error=on_error,
            encoding=encoding,
            clean=clean,
            readers=readers,
            skipped=skipped,
            seen=_Names(),
        )
    )
    return Corpus(documents, skipped)


class _Names:
    """Remembers which article had an id first, to say so; for what fits in memory."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def earlier(self, document_id: str, name: str) -> str:
        first = self._first.setdefault(document_id, name)
        return "" if first is name else first


class _Fingerprints:
    """Remembers only that an id has been there; for streams."""

    def __init__(self) -> None:
        self._seen = IdSet()

    def earlier(self, document_id: str, name: str) -> str:
        return "" if self._seen.add(document_id) else "an earlier article"


def iter_documents(
    source: SourceLike,
    *,
    on_error: OnError = "raise",
    encoding: str | None = None,
    clean: bool = True,
    readers: Mapping[str, Reader] | None = None,
    skipped: list[Skipped] | None = None,
    seen: _Names | _Fingerprints | None = None,
) -> Iterator[Document]:
    """The documents of a source one by one; eight bytes of each id are kept in memory.

    Args:
        source: As for :func:`read_corpus`.
        on_error: As for :func:`read_corpus`.
        encoding: As for :func:`read_corpus`.
        clean: As for :func:`read_corpus`.
        readers: As for :func:`read_corpus`.
        skipped: A list to which every skipped article is appended.
        seen: What remembers the ids; None: their fingerprints.

    Returns:
        An iterator; that the source exists is checked before it is given back.

    Raises:
        IngestError: As for :func:`read_corpus`.
    """
    if on_error not in ("raise", "skip"):
        msg = f'on_error is "{on_error}"; it must be "raise" or "skip"'
        raise IngestError(msg)
    articles = iter_articles(source, encoding=encoding, readers=readers)
    skip = [] if skipped is None else skipped
    known = _Fingerprints() if seen is None else seen
    return _documents(articles, skip if on_error == "skip" else None, clean, known)


def iter_articles(
    source: SourceLike,
    *,
    encoding: str | None = None,
    readers: Mapping[str, Reader] | None = None,
    max_chars: int | None = None,
) -> Iterator[Article]:
    """The raw articles of a source one by one, not yet checked or cleaned.

    Args:
        source: As for :func:`read_corpus`.
        encoding: As for :func:`read_corpus`.
        readers: As for :func:`read_corpus`.
        max_chars: Files of one article that must be longer are not even read.

    Returns:
        An iterator; that the source exists is checked before it is given back.

    Raises:
        IngestError: As for :func:`read_corpus`.
    """
    known = {**READERS, **plugin_readers(), **(readers or {})}
    if max_chars is not None:
        known = {suffix: limited(read, max_chars) for suffix, read in known.items()}
    return open_source(source, known, encoding)


def _documents(
    articles: Iterator[Article],
    skipped: list[Skipped] | None,
    clean: bool,
    seen: _Names | _Fingerprints,
) -> Iterator[Document]:
    for article in articles:
        try:
            document = document_of(article, clean=clean)
            earlier = seen.earlier(document.id, article.name)
            if earlier:
                msg = f'has the id "{document.id}", and so has {earlier}'
                raise IngestError(msg)
        except (IngestError, MissingExtraError, PluginError) as error:
            if skipped is None:
                msg = f"{article.name}: {error}"
                raise type(error)(msg) from error
            skipped.append(Skipped(name=article.name, reason=str(error)))
        else:
            yield document


def document_of(article: Article, *, clean: bool = True) -> Document:
    """The document that a raw article makes.

    Args:
        article: The raw article.
        clean: Mark spans and read the dateline.

    Returns:
        The document.

    Raises:
        IngestError: The article cannot be used.
        MissingExtraError: Its file needs a package that is not installed.
    """
    if article.problem:
        raise article.error(article.problem)
    document = _raw_document(article)
    if not clean or document.spans:
        return document
    marks = mark(document.id, document.text, document.title)
    published = document.published
    if marks.published is not None and (published is None or published.edtf is None):
        published = marks.published
    if published is None and document.url is not None:
        published = date_in_address(document.url)
    return document.model_copy(
        update={
            "spans": marks.spans,
            "place": document.place or marks.place,
            "published": published,
        }
    )


def _raw_document(article: Article) -> Document:
    content = article.content
    if isinstance(content, Document):
        checked_text(content.text)
        return _with_language(content)
    if "spans" in content and "metadata" in content:  # a document that was written
        try:
            document = Document.model_validate(content)
        except ValidationError:
            pass  # a stranger's record with such columns
        else:
            checked_text(document.text)
            return _with_language(document)
    known, metadata = split_fields(content)
    text = checked_text(known.get("text"))
    published = publication_date(known.get("published"))
    document_id = identifier(known.get("id"), article.default_id)
    return _with_language(
        Document(
            id=document_id,
            text=text,
            title=short_text(known.get("title")),
            published=_grounded(published, document_id),
            source=short_text(known.get("source")),
            url=short_text(known.get("url")),
            metadata=metadata,
        )
    )


def _grounded(published: DateValue | None, document_id: str) -> DateValue | None:
    """Without evidence that lies in the metadata: offsets count the text alone."""
    if published is None:
        return None
    own = tuple(e for e in published.evidence if e.document_id == document_id)
    return published.model_copy(update={"evidence": own})


def _with_language(document: Document) -> Document:
    if document.language is not None:
        return document
    language = detect_language(document.text) or language_code(document.metadata)
    return document.model_copy(update={"language": language})
