"""Files to rows, one reader for each suffix.

Readers of many rows (.jsonl, .csv, .parquet) hold one row at a time.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from dipevents.errors import IngestError
from dipevents.ingest.article import Reader, Row
from dipevents.ingest.decode import decode, has_wide_mark
from dipevents.ingest.fields import SYNONYMS

_LISTS = ("articles", "documents", "items", "results", "records", "data", "hits")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.S | re.M)
_FRONT_FIELD = re.compile(r"^([A-Za-z][\w -]*):[ \t]+(\S.*?)[ \t\r]*$", re.M)
_DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = 2**31 - 1


def read_text(path: Path, encoding: str | None) -> Iterator[Row]:
    """One plain text file: one article."""
    text, note = _whole(path, encoding)
    yield Row({"text": text, **note})


def read_markdown(path: Path, encoding: str | None) -> Iterator[Row]:
    """One Markdown file: one article; title and date of its front matter are read.

    The front matter stays in the text, like all else, and is marked.
    """
    text, note = _whole(path, encoding)
    fields: dict[str, object] = {"text": text, **note}
    front = _FRONT_MATTER.match(text)
    if front:
        for name, value in _FRONT_FIELD.findall(front[1]):
            if name.lower() != "text":
                fields.setdefault(name.lower(), value.strip("\"'"))
    yield Row(fields)


def read_json(path: Path, encoding: str | None) -> Iterator[Row]:
    """A JSON file: one article, a list, or an object that holds a list of them."""
    text, note = _whole(path, encoding)
    try:
        content = _parse(text)
    except json.JSONDecodeError as error:
        if "Extra data" in error.msg and len(text.strip().splitlines()) > 1:
            # Lines of JSON under the wrong suffix are common, and unmistakable.
            yield from read_json_lines(path, encoding)
            return
        msg = f"is not JSON: {error}"
        raise IngestError(msg) from error
    yield from _rows_of(content, note)


def read_json_lines(path: Path, encoding: str | None) -> Iterator[Row]:
    """A file of JSON lines: one article for each line that is not blank."""
    for number, line in enumerate(_lines(path, encoding), 1):
        label = f"row {number}"
        if isinstance(line, IngestError):
            yield Row(label=label, problem=str(line))
            continue
        if not line.strip():
            continue
        try:
            content = _parse(line)
        except json.JSONDecodeError as error:
            yield Row(label=label, problem=f"is not JSON: {error}")
            continue
        except IngestError as error:
            yield Row(label=label, problem=str(error))
            continue
        yield _row(content, label)


def read_csv(path: Path, encoding: str | None) -> Iterator[Row]:
    """A table with a header: one article for each row; ``,`` ``;`` tab or ``|``."""
    header_line = next(iter(_lines(path, encoding)), "")
    if isinstance(header_line, IngestError):
        raise header_line
    delimiter = _delimiter(header_line)
    rows = csv.reader(_strict_lines(path, encoding), delimiter=delimiter)
    header: list[str] | None = None
    number = 0
    while True:
        try:
            cells = _next_row(rows)
        except csv.Error as error:
            msg = f"is not CSV at line {rows.line_num}: {error}"
            raise IngestError(msg) from error
        if cells is None:
            return
        if header is None:
            header = cells
            continue
        number += 1
        if not any(cell.strip() for cell in cells):
            continue
        label = f"row {number}"
        if len(cells) > len(header):
            problem = f"has {len(cells)} cells, the header {len(header)}"
            yield Row(label=label, problem=problem)
            continue
        yield Row(dict(zip(header, cells, strict=False)), label)


def read_html(path: Path, encoding: str | None) -> Iterator[Row]:
    """One web page: its article, found by trafilatura, dated by htmldate."""
    from dipevents.ingest.html import article_of_page

    text, note = _whole(path, encoding)
    yield Row({**article_of_page(text), **note})


def read_parquet(path: Path, encoding: str | None) -> Iterator[Row]:
    """A parquet file: one article for each row."""
    from dipevents.ingest.columnar import rows_of_parquet

    for number, fields in enumerate(rows_of_parquet(path), 1):
        yield Row(fields, f"row {number}")


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".text": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".json": read_json,
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".csv": read_csv,
        ".tsv": read_csv,
        ".html": read_html,
        ".htm": read_html,
        ".parquet": read_parquet,
    }
)
"""The built-in readers by suffix."""


# Bytes for a code point of text: four in the widest encoding; pages are mostly markup.
_WIDEST: dict[Reader, int] = {read_text: 4, read_markdown: 4, read_html: 40}


def limited(read: Reader, max_chars: int) -> Reader:
    """The reader, which does not load files that hold one article that is too long.

    Args:
        read: A reader.
        max_chars: The longest text that is wanted.

    Returns:
        The same reader for files of many articles, whose rows are measured later.
    """
    widest = _WIDEST.get(read)
    if widest is None:
        return read

    def read_limited(
        path: Path, encoding: str | None
    ) -> Iterator[Row | Mapping[str, object]]:
        size = path.stat().st_size
        if size > widest * max_chars:
            msg = f"has {size:,} bytes, too many for max_chars={max_chars:,}"
            raise IngestError(msg)
        yield from read(path, encoding)

    return read_limited


def _whole(path: Path, encoding: str | None) -> tuple[str, dict[str, object]]:
    data = path.read_bytes()
    if not data.strip():
        msg = "is empty"
        raise IngestError(msg)
    decoded = decode(data, encoding)
    return decoded.text, {"encoding": decoded.note} if decoded.note else {}


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        msg = "is JSON nested too deeply to be read"
        raise IngestError(msg) from error
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # a number of more than 4,300 digits
        msg = f"is JSON that cannot be read: {error}"
        raise IngestError(msg) from error


def _rows_of(content: object, note: dict[str, object]) -> Iterator[Row]:
    if isinstance(content, dict) and not _has_text(content):
        for name in _LISTS:
            if isinstance(content.get(name), list):
                content = content[name]
                break
        else:
            keys = ", ".join(sorted(map(str, content))[:10]) or "none"
            msg = (
                f"holds no article: neither a text ({', '.join(SYNONYMS['text'][:3])}) "
                f"nor a list under {', '.join(_LISTS[:2])}; its keys: {keys}"
            )
            raise IngestError(msg)
    if not isinstance(content, list):
        yield _row(content, "", note)
        return
    if not content:
        msg = "holds an empty list of articles"
        raise IngestError(msg)
    for number, item in enumerate(content, 1):
        yield _row(item, f"row {number}", note)


def _row(item: object, label: str, note: Mapping[str, object] | None = None) -> Row:
    if isinstance(item, str):
        return Row({"text": item, **(note or {})}, label)
    if isinstance(item, dict):
        return Row({**item, **(note or {})}, label)
    problem = f"is of type {type(item).__name__}; an article is an object with a text"
    return Row(label=label, problem=problem)


def _has_text(record: Mapping[object, object]) -> bool:
    names = set(SYNONYMS["text"])
    return any(
        isinstance(value, str) and str(key).strip().lower() in names
        for key, value in record.items()
    )


def _lines(path: Path, encoding: str | None) -> Iterator[str | IngestError]:
    """The lines with their ends, each decoded for itself: a broken one stays alone."""
    with path.open("rb") as file:
        start = file.read(4096)
        file.seek(0)
        if not start.strip():
            msg = "is empty"
            raise IngestError(msg)
        if encoding is not None or has_wide_mark(start):
            # Line ends of wide encodings are no single bytes.
            # Not splitlines(): a text may hold U+2028 and kin.
            yield from io.StringIO(decode(file.read(), encoding).text, newline="")
            return
        for line in file:
            try:
                yield decode(line).text
            except IngestError as error:
                yield error


def _strict_lines(path: Path, encoding: str | None) -> Iterator[str]:
    for number, line in enumerate(_lines(path, encoding), 1):
        if isinstance(line, IngestError):
            msg = f"line {number} {line}"
            raise IngestError(msg)
        yield line


def _delimiter(header: str) -> str:
    for delimiter in _DELIMITERS:
        names = {
            name.strip(" \"'\r\n\ufeff").lower() for name in header.split(delimiter)
        }
        if names & set(SYNONYMS["text"]):
            return delimiter
    columns = header.strip()[:120]
    msg = (
        f"has no column for the text ({', '.join(SYNONYMS['text'][:3])}, ...); "
        f"its first line is: {columns}"
    )
    raise IngestError(msg)


def _next_row(rows: "Iterator[list[str]]") -> list[str] | None:
    # The limit belongs to the whole process: raised for this row, then put back.
    limit = csv.field_size_limit(_FIELD_LIMIT)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(limit)
