"""The nested table for Arrow and Parquet, with a schema that does not vary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dipevents.errors import ExportError, MissingExtraError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import pyarrow as pa

    from dipevents.models import Event


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
        days are ``date32``. Lost against JSON Lines: the evidence of dates, the
        explanation, and what each document alone tells.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = _pyarrow()
    text, number, day = pa.string(), pa.int64(), pa.date32()

    when = _struct(
        edtf=text, earliest=day, latest=day, granularity=text, basis=text, reason=text
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
    span = _struct(document_id=text, start=number, end=number, text=text)
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
        ]
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
    return pa.Table.from_pylist(rows, schema=schema)


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
