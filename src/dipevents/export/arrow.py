"""The nested table for Arrow and Parquet, with a schema that does not vary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from dipevents.errors import ExportError, MissingExtraError
from dipevents.export.files import whole
from dipevents.models import Event
from dipevents.models.event import SCHEMA_VERSION

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import pyarrow as pa


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        msg = "Arrow and Parquet need pyarrow: pip install 'dipevents[parquet]'"
        raise MissingExtraError(msg) from error
    return pyarrow


def _struct(**fields: Any) -> Any:
    pa = _pyarrow()
    return pa.struct([pa.field(name, kind) for name, kind in fields.items()])


def arrow_schema() -> pa.Schema:
    """The schema of :func:`to_arrow`, the same for every result.

    Returns:
        One column for each field of an event; records are structs, tuples are lists,
        days are ``date32``. Lost against JSON Lines: ``reports`` and ``told``, what
        each document alone tells, and how its dates are counted; ``schema_version``
        stands in the metadata.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = _pyarrow()
    text, number, day = pa.string(), pa.int64(), pa.date32()

    span = _struct(document_id=text, start=number, end=number, text=text)
    when = _struct(
        edtf=text,
        earliest=day,
        latest=day,
        granularity=text,
        basis=text,
        evidence=pa.list_(span),
        reason=text,
    )
    where = _struct(
        name=text, country=text, latitude=pa.float64(), longitude=pa.float64()
    )
    who = _struct(
        kind=text,
        name=text,
        country=text,
        title=text,
        sector=text,
        role=text,
        entity_id=text,
    )
    source = _struct(name=text, document_id=text, start=number, end=number)
    reason = _struct(field=text, rule=text, text=text, words=pa.list_(span))
    mention = _struct(
        document_id=text,
        start=number,
        end=number,
        text=text,
        trigger=text,
        trigger_start=number,
        trigger_end=number,
        status=text,
        date=when,
        place=where,
    )
    disagreement = _struct(field=text, values=pa.list_(text), documents=pa.list_(text))
    return pa.schema(
        [
            pa.field("id", text, nullable=False),
            pa.field("type", text, nullable=False),
            pa.field("status", text, nullable=False),
            ("date", when),
            ("place", where),
            ("participants", pa.list_(who)),
            ("reported_by", pa.list_(source)),
            ("topics", pa.list_(span)),
            ("cameo", text),
            ("plover", _struct(event=text, mode=text)),
            ("confidence", pa.float64()),
            ("salience", text),
            ("mentions", pa.list_(mention)),
            ("part_of", text),
            ("disagreements", pa.list_(disagreement)),
            ("found_by", pa.list_(text)),
            ("explanation", pa.list_(reason)),
        ],
        metadata={"schema_version": SCHEMA_VERSION},
    )


def to_arrow(events: Iterable[Event]) -> pa.Table:
    """The events as an Arrow table, one row each, in :func:`arrow_schema`.

    Args:
        events: The events, kept in their order.

    Returns:
        The table.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = _pyarrow()
    schema = arrow_schema()
    rows = [_fitted(event.model_dump(), schema) for event in events]
    try:
        return pa.Table.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:  # half of a surrogate pair
        return pa.Table.from_pylist(whole(rows), schema=schema)


def from_arrow(table: pa.Table) -> tuple[Event, ...]:
    """The events of a table that :func:`to_arrow` made.

    Args:
        table: The table; further columns are passed over.

    Returns:
        Equal events, but for ``reports`` and ``told``, which the table has no place
        for: events that were read back can be filtered, but not linked anew.

    Raises:
        ExportError: A row is no event; the message names the row and the field.
    """
    events = []
    names = [name for name in table.column_names if name in Event.model_fields]
    for number, row in enumerate(table.select(names).to_pylist(), start=1):
        try:
            events.append(Event.model_validate(row))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            msg = f"row {number} is not an event: {field}: {first['msg']}"
            raise ExportError(msg) from error
    return tuple(events)


def from_parquet(path: str | os.PathLike[str]) -> tuple[Event, ...]:
    """The events of a Parquet file that :func:`to_parquet` wrote.

    Args:
        path: The file.

    Returns:
        As :func:`from_arrow`.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ExportError: The file cannot be read, or a row of it is no event.
    """
    pa = _pyarrow()
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.read_table(path)
    except (OSError, pa.ArrowException) as error:
        msg = f"cannot read {path}: {error}"
        raise ExportError(msg) from error
    return from_arrow(table)


def parquet_bytes(events: Iterable[Event]) -> bytes:
    """The content of the file that :func:`to_parquet` writes.

    Args:
        events: The events, kept in their order.

    Returns:
        The bytes.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = _pyarrow()
    import pyarrow.parquet

    out = pa.BufferOutputStream()
    pyarrow.parquet.write_table(to_arrow(events), out)
    content: bytes = out.getvalue().to_pybytes()
    return content


def to_parquet(events: Iterable[Event], path: str | os.PathLike[str]) -> None:
    """Write the events as a Parquet file in :func:`arrow_schema`.

    Args:
        events: The events, kept in their order.
        path: Where to; an existing file is replaced.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ExportError: The path cannot be written.
    """
    _pyarrow()
    import pyarrow.parquet

    try:
        pyarrow.parquet.write_table(to_arrow(events), path)
    except OSError as error:
        msg = f"cannot write {path}: {error}"
        raise ExportError(msg) from error


def _fitted(row: dict[str, Any], schema: pa.Schema) -> dict[str, Any]:
    """The row without what the schema has no place for."""
    return {name: row[name] for name in schema.names}
