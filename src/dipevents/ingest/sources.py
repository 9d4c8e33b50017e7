"""What the caller handed over, taken apart into raw articles."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from dipevents.errors import IngestError, MissingExtraError, PluginError
from dipevents.ingest.article import Article, Reader, Row
from dipevents.models import Corpus, Document

_GLOB = frozenset("*?[")
_LONG_PATH = 1024


def open_source(
    source: object, readers: Mapping[str, Reader], encoding: str | None
) -> Iterator[Article]:
    """The raw articles of a source, read one by one as they are asked for.

    Args:
        source: A path, folder, glob, record, document, or an iterable of records,
            documents, strings (texts) or paths.
        readers: The reader for each suffix.
        encoding: The encoding of files, where the caller knows it.

    Returns:
        Articles, those that cannot be used with their problem.

    Raises:
        IngestError: There is no such source, or it is of no known kind.
    """
    if isinstance(source, str | os.PathLike):
        files = find_files(source, readers)
        return _articles_of_files(files, readers, encoding)
    if isinstance(source, Document | Mapping):
        return _articles_of_items([source], readers, encoding)
    if isinstance(source, Corpus):
        return _articles_of_items(source, readers, encoding)
    if isinstance(source, bytes | bytearray | memoryview):
        msg = "the source is bytes; decode it and pass [text]"
        raise IngestError(msg)
    if hasattr(source, "read"):
        msg = "the source is an open file; pass its path, or [file.read()]"
        raise IngestError(msg)
    table = _rows_of_table(source)
    if table is not None:
        return _articles_of_items(table, readers, encoding)
    if isinstance(source, Iterable):
        return _articles_of_items(source, readers, encoding)
    msg = (
        f"a source of type {type(source).__name__} cannot be read; pass a path, or a "
        "list of records, texts, paths or documents"
    )
    raise IngestError(msg)


def find_files(
    source: "str | os.PathLike[str]", readers: Mapping[str, Reader]
) -> Iterator[tuple[Path, str]]:
    """The article files of a path, a folder or a glob, sorted, each with its id.

    A folder is walked as the files are asked for: only the names in the folders that
    lead to the current file are held.

    In a folder, hidden files and unknown suffixes are passed over, and links to
    folders are not followed.

    Args:
        source: Path or glob.
        readers: The known suffixes.

    Returns:
        An iterator over pairs of path and id; that there is at least one has been
        checked. The id is the path below the folder (or below the part
        of the glob without a wildcard), with ``/``; for a single file its name.

    Raises:
        IngestError: Nothing is there, or nothing that can be read.
    """
    name = os.fspath(source)
    _check_is_path(source, name)
    path = Path(name)
    known = ", ".join(sorted(readers))
    if path.is_dir():
        files = (f for f in _walk(path) if f.suffix.lower() in readers)
        first = next(files, None)
        if first is None:
            msg = f"{path}: no articles in this folder; looked for {known}"
            raise IngestError(msg)
        return ((f, f.relative_to(path).as_posix()) for f in chain([first], files))
    if path.exists():
        if path.suffix.lower() not in readers:
            suffix = f'suffix "{path.suffix}"' if path.suffix else "no suffix"
            msg = f"{path}: a file with {suffix}; known are {known}"
            raise IngestError(msg)
        return iter([(path, path.name)])
    if _GLOB & set(name):
        return _find_glob(name, readers)
    msg = f"{path}: no such file or folder; to pass a text, pass [text]"
    raise IngestError(msg)


def _check_is_path(source: object, name: str) -> None:
    is_text = "\n" in name or "\r" in name or len(name) > _LONG_PATH
    if isinstance(source, str) and is_text:
        msg = (
            f'the source is a text ("{name[:40].strip()}..."), where a path was '
            "expected; to read texts, pass a list: [text]"
        )
        raise IngestError(msg)
    if not name.strip():
        msg = "the source is an empty path; pass a file, a folder, or a list of texts"
        raise IngestError(msg)
    problem = "it holds a NUL character" if "\x00" in name else ""
    try:
        Path(name).exists()
    except (OSError, ValueError) as error:
        problem = str(error)
    if problem:
        msg = f"{name[:80]!r} cannot be a path: {problem}; to pass a text, pass [text]"
        raise IngestError(msg)


def _walk(folder: Path) -> Iterator[Path]:
    """Files below the folder, sorted by the parts of their paths."""
    try:
        with os.scandir(folder) as entries:
            shown = [e for e in entries if not e.name.startswith(".")]
    except OSError:
        return  # not ours to read; the rest of the tree is
    names = sorted((e.name, e.is_dir(), _waits(e)) for e in shown)
    links = {e.name for e in shown if e.is_symlink()}
    del shown  # a folder of a million files is walked for long
    for name, is_folder, waits in names:
        if is_folder and name not in links:
            yield from _walk(folder / name)
        elif not is_folder and not waits:
            yield folder / name


def _waits(entry: "os.DirEntry[str]") -> bool:
    """Whether reading it may wait for ever, as of a pipe; broken links do not."""
    if entry.is_file() or entry.is_dir():
        return False
    return Path(entry.path).exists()


def _find_glob(name: str, readers: Mapping[str, Reader]) -> Iterator[tuple[Path, str]]:
    known = ", ".join(sorted(readers))
    parts = Path(name).parts
    depth = next(i for i, part in enumerate(parts) if _GLOB & set(part))
    base, pattern = Path(*parts[:depth]), str(Path(*parts[depth:]))
    try:
        found = sorted(base.glob(pattern))
    except (OSError, ValueError, re.error) as error:
        msg = f"{name}: cannot be read as a glob: {error}"
        raise IngestError(msg) from error
    files = [f for f in found if f.is_file() and f.suffix.lower() in readers]
    if not files:
        what = (
            f"{len(found)} matches, none with a known suffix" if found else "no match"
        )
        msg = f"{name}: {what}; looked for {known}"
        raise IngestError(msg)
    return ((file, file.relative_to(base).as_posix()) for file in files)


def _articles_of_files(
    files: Iterable[tuple[Path, str]],
    readers: Mapping[str, Reader],
    encoding: str | None,
) -> Iterator[Article]:
    for path, file_id in files:
        yield from _articles_of_file(path, file_id, readers, encoding)


def _articles_of_file(
    path: Path, file_id: str, readers: Mapping[str, Reader], encoding: str | None
) -> Iterator[Article]:
    rows = readers[path.suffix.lower()](path, encoding)
    count = 0
    try:
        for row in rows:
            count += 1
            if not isinstance(row, Row):  # a plug-in's plain mapping
                row = Row(row, f"row {count}")
            name = f"{path}, {row.label}" if row.label else str(path)
            number = row.label.removeprefix("row ")
            own = f"{file_id}#{number}" if row.label else file_id
            yield Article(name, own, row.fields, row.problem)
    except (IngestError, MissingExtraError, PluginError) as error:
        yield Article(str(path), file_id, problem=str(error), error=type(error))
        return
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        yield Article(str(path), file_id, problem=problem)
        return
    if not count:
        yield Article(str(path), file_id, problem="holds no article")


def _articles_of_items(
    items: Iterable[object], readers: Mapping[str, Reader], encoding: str | None
) -> Iterator[Article]:
    for number, item in enumerate(items, 1):
        name, own = f"record {number}", f"document-{number}"
        if isinstance(item, str):
            yield Article(name, own, {"text": item})
        elif isinstance(item, Document | Mapping):
            yield Article(name, own, item)
        elif isinstance(item, os.PathLike):
            yield from _articles_of_path(item, readers, encoding)
        else:
            problem = (
                f"is of type {type(item).__name__}; an article is a mapping with a "
                "text, a string, a path or a Document"
            )
            yield Article(name, own, problem=problem)


def _articles_of_path(
    path: "os.PathLike[str]", readers: Mapping[str, Reader], encoding: str | None
) -> Iterator[Article]:
    """One of several paths: ids keep the whole path, lest two folders collide."""
    try:
        files = find_files(path, readers)
    except IngestError as error:
        place = os.fspath(path)
        problem = str(error).removeprefix(f"{place}: ")
        yield Article(place, place, problem=problem)
        return
    for file, _ in files:
        yield from _articles_of_file(file, file.as_posix(), readers, encoding)


def _rows_of_table(source: object) -> Iterable[object] | None:
    """The rows of a pandas or polars frame or an arrow table; None for other things.

    Without this a frame would be read as the list of its column names.
    """
    for method, arguments in (
        ("to_pylist", ()),  # arrow
        ("to_dicts", ()),  # polars
        ("to_dict", ("records",)),  # pandas
    ):
        if hasattr(source, "columns") and hasattr(source, method):
            rows = getattr(source, method)(*arguments)
            return rows if isinstance(rows, list) else None
    return None
