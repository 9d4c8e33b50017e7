"""Rows of parquet files; the only importer of pyarrow in this room."""

from collections.abc import Iterator
from pathlib import Path

from dipevents.errors import IngestError, MissingExtraError

_BATCH = 256


def rows_of_parquet(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a parquet file, a few hundred held at a time.

    Args:
        path: The file.

    Yields:
        Each row as a mapping.

    Raises:
        MissingExtraError: pyarrow is not installed.
        IngestError: The file is no parquet file, or broken.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        msg = "reading .parquet needs pyarrow: pip install 'dipevents[parquet]'"
        raise MissingExtraError(msg) from error
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        msg = f"cannot be read as parquet: {str(error).splitlines()[0][:200]}"
        raise IngestError(msg) from error
