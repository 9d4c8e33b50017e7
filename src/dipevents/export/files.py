"""Writing text to a path that the caller chose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipevents.errors import ExportError

if TYPE_CHECKING:
    import os


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write the text as UTF-8, with line ends exactly as they are in it.

    Half of a surrogate pair, which no encoding can write, becomes a question mark.

    Args:
        path: Where to; an existing file is replaced.
        text: What to write.

    Raises:
        ExportError: The path cannot be written; the message names it.
    """
    try:
        with Path(path).open(
            "w", encoding="utf-8", errors="replace", newline=""
        ) as file:
            file.write(text)
    except OSError as error:
        msg = f"cannot write {path}: {error.strerror or error}"
        raise ExportError(msg) from error


def write(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write text as :func:`write_text` does, and bytes as they are.

    Args:
        path: Where to; an existing file is replaced.
        content: What to write.

    Raises:
        ExportError: The path cannot be written; the message names it.
    """
    if isinstance(content, str):
        write_text(path, content)
        return
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        msg = f"cannot write {path}: {error.strerror or error}"
        raise ExportError(msg) from error


def whole(value: Any) -> Any:
    """A plain value with every half of a surrogate pair in it a question mark.

    Args:
        value: Strings, numbers and what else, in lists and mappings.

    Returns:
        The same, fit for every encoding.
    """
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {name: whole(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [whole(inner) for inner in value]
    return value


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a UTF-8 file, line ends unchanged.

    Args:
        path: Where from.

    Returns:
        Its text, without a byte order mark.

    Raises:
        ExportError: The path cannot be read, or is not UTF-8.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror or error}"
        raise ExportError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"cannot read {path}: not UTF-8 (byte {error.start})"
        raise ExportError(msg) from error
