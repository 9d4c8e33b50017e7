"""What the command line shows: tables for eyes, lines for other programs."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from dipevents.models import Event, TimeExpression

EVENT_COLUMNS = (
    "date",
    "type",
    "status",
    "participants",
    "place",
    "cameo",
    "confidence",
    "documents",
)
DATE_COLUMNS = (
    "document",
    "start",
    "end",
    "text",
    "type",
    "value",
    "edtf",
    "counted from",
    "reason",
)
# What a cell of these columns says is no use when it is broken.
_UNBROKEN = {"date", "type", "status", "cameo", "value", "edtf", "start", "end"}
# What a narrow terminal goes without, the first first: files have it all.
_SPARED = (
    "documents",
    "confidence",
    "place",
    "end",
    "reason",
    "document",
    "value",
    "cameo",
)
_READABLE = 24
_GAP = 2
_LONGEST_UNBROKEN = 24
_CONTROLS = re.compile(
    r"(?<!\s)\s*[\x00-\x1f\x7f-\x9f\u2028\u2029][\s\x00-\x1f\x7f-\x9f\u2028\u2029]*"
)
# A spreadsheet runs a cell that begins so as a formula.
_FORMULA = ("=", "+", "-", "@")


def event_row(event: Event) -> tuple[str, ...]:
    """An event as a row under ``EVENT_COLUMNS``."""
    place = event.place
    where = ""
    if place is not None:
        where = f"{place.name} ({place.country})" if place.country else place.name
    documents = list(dict.fromkeys(m.document_id for m in event.mentions))
    return (
        (event.date.edtf if event.date else None) or "",
        event.type,
        event.status,
        "; ".join(
            f"{p.name} ({p.country})" if p.country else p.name
            for p in event.participants
        ),
        where,
        event.cameo or "",
        f"{event.confidence:.2f}",
        "; ".join(documents),
    )


def date_row(found: TimeExpression) -> tuple[str, ...]:
    """A time expression as a row under ``DATE_COLUMNS``."""
    anchor = found.anchor
    counted = " ".join(part for part in (anchor.kind, anchor.value) if part)
    return (
        found.document_id or "",
        str(found.start),
        str(found.end),
        found.text,
        found.type,
        found.value,
        found.edtf or "",
        "" if anchor.kind == "none" else counted,
        found.reason or "",
    )


def date_json(found: Iterable[TimeExpression]) -> Iterator[str]:
    """Time expressions as lines of JSON."""
    for one in found:
        row = one.model_dump(mode="json")
        yield json.dumps(row, ensure_ascii=False) + "\n"


def date_csv(found: Iterable[TimeExpression]) -> Iterator[str]:
    """Time expressions as CSV, in one piece."""
    import csv
    import io

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([name.replace(" ", "_") for name in DATE_COLUMNS])
    for one in found:
        cells = date_row(one)
        writer.writerow([f"'{c}" if c.startswith(_FORMULA) else c for c in cells])
    yield buffer.getvalue()


def show(what: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A table for eyes on a terminal, tab-separated lines for other programs."""
    if not sys.stdout.isatty():
        write("\t".join(name.replace(" ", "_") for name in columns) + "\n")
        for row in rows:
            write("\t".join(map(cell, row)) + "\n")
        sys.stdout.flush()
        return
    _show_table(what, columns, [tuple(map(cell, row)) for row in rows])


def _show_table(
    what: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout)
    shown = _shown_columns(columns, rows, console.width)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for i in shown:
        name = columns[i]
        whole = name in _UNBROKEN and _widest(name, i, rows) <= _LONGEST_UNBROKEN
        table.add_column(name.capitalize(), overflow="fold", no_wrap=whole)
    for row in rows:
        table.add_row(*(Text(row[i]) for i in shown))
    if rows:
        console.print(table)
    console.print(counted(len(rows), what), highlight=False)
    left_out = [
        name
        for i, name in enumerate(columns)
        if i not in shown and any(row[i] for row in rows)
    ]
    if left_out:
        words = ", ".join(left_out)
        console.print(f"no room for: {words} (widen, or write -o FILE)", style="dim")


def _shown_columns(
    columns: tuple[str, ...], rows: list[tuple[str, ...]], width: int
) -> list[int]:
    """The columns that a terminal has room for, as their positions.

    Those that are empty throughout go first: they only take room from the others.
    """
    shown = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    for name in _SPARED:
        if _needed(columns, shown, rows) <= width:
            break
        shown = [i for i in shown if columns[i] != name]
    return shown


def _needed(
    columns: tuple[str, ...], shown: list[int], rows: list[tuple[str, ...]]
) -> int:
    """The width at which every column can still be read."""
    total = 0
    for i in shown:
        widest = _widest(columns[i], i, rows)
        whole = columns[i] in _UNBROKEN and widest <= _LONGEST_UNBROKEN
        total += (widest if whole else min(widest, _READABLE)) + _GAP
    return total


def _widest(name: str, position: int, rows: list[tuple[str, ...]]) -> int:
    from rich.cells import cell_len

    return max(len(name), max((cell_len(row[position]) for row in rows), default=0))


def progress_bar(
    what: str, *, quiet: bool
) -> AbstractContextManager[Callable[[int, int | None], None] | None]:
    """A bar on stderr, where someone is there to see it; else nothing."""
    from contextlib import nullcontext

    if quiet or not sys.stderr.isatty():
        return nullcontext(None)
    from dipevents.progress import bar

    return bar(what)


def cell(text: str) -> str:
    """One line without control characters, which a terminal would obey."""
    return _CONTROLS.sub(" ", text).strip()


def counted(number: int, what: str) -> str:
    """A number with its noun: "1 event", "1,200 events"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def write(text: str) -> None:
    """Write text to standard output."""
    _put(sys.stdout, text)


def say(line: str) -> None:
    """Write a line to standard error."""
    _put(sys.stderr, f"{line}\n")


def _put(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    # A terminal that is not UTF-8 must not stop us at a name with an accent.
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
