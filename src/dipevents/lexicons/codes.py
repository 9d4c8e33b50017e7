"""CAMEO codes: what they are called and which PLOVER event they stand for.

The table holds facts of the two schemes (which code maps to which class); its names
are the project's own short words, not the titles of the CAMEO manual.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from dipevents.errors import LexiconError
from dipevents.models.event import PloverCode

COLUMNS = ("cameo", "name", "plover_event", "plover_mode", "quad")
"""The columns of the table, in order."""

PLOVER_EVENTS = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT "
    "THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
"""The sixteen event classes of PLOVER."""

QUADS = frozenset({"VC", "MC", "VX", "MX"})
"""Verbal and material cooperation, verbal and material conflict."""

_CAMEO = re.compile(r"(?:0[1-9]|1[0-9]|20)[0-9]{0,2}")


class Code(NamedTuple):
    """One CAMEO code."""

    cameo: str
    """Two digits (root), three or four: "04", "042", "0841"."""
    name: str
    """What it stands for, in a few words."""
    plover: PloverCode
    """The PLOVER event and mode; both None where PLOVER has no class."""
    quad: str
    """One of :data:`QUADS`."""


def plover_of(cameo: str | None) -> PloverCode:
    """The PLOVER event and mode of a CAMEO code.

    A code that the table lacks is read as its next shorter one: ``"0429"`` as
    ``"042"``. Where nothing is known, both fields are None.

    Args:
        cameo: A CAMEO code, or None.

    Returns:
        The PLOVER code.

    Example:
        >>> plover_of("042")
        PloverCode(event='CONSULT', mode='visit')
        >>> plover_of("010").event is None
        True
    """
    code = _nearest(cameo)
    return code.plover if code else PloverCode()


def name_of(cameo: str | None) -> str | None:
    """What a CAMEO code stands for, in a few words; None where it is unknown.

    Example:
        >>> name_of("057")
        'agreement signed'
    """
    code = codes().get(cameo or "")
    return code.name if code else None


@cache
def codes() -> Mapping[str, Code]:
    """All CAMEO codes of the built-in table, by code.

    Raises:
        LexiconError: The table is broken.
    """
    folder = resources.files("dipevents.lexicons") / "data" / "codes.csv"
    with resources.as_file(folder) as path:
        return read_codes(path)


def read_codes(path: Path) -> Mapping[str, Code]:
    """The codes of one table.

    Args:
        path: A CSV file in UTF-8 with the columns :data:`COLUMNS`.

    Returns:
        The codes by their digits, in the order of the file; read-only.

    Raises:
        LexiconError: The file cannot be read, or a row is not in the format; the
            message names the file and the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"code table {path.name}: {error}"
        raise LexiconError(msg) from error
    reader = csv.reader(lines)
    header = next(reader, [])
    if tuple(header) != COLUMNS:
        msg = f"code table {path.name}: columns {header}, expected {list(COLUMNS)}"
        raise LexiconError(msg)
    table: dict[str, Code] = {}
    for row in reader:
        where = f"code table {path.name}, line {reader.line_num}"
        code = _read_row(row, where)
        if code.cameo in table:
            msg = f"{where}: code {code.cameo} stands there twice"
            raise LexiconError(msg)
        table[code.cameo] = code
    return MappingProxyType(table)


def _read_row(row: list[str], where: str) -> Code:
    if len(row) != len(COLUMNS):
        msg = f"{where}: {len(row)} cells, expected {len(COLUMNS)}"
        raise LexiconError(msg)
    cameo, name, event, mode, quad = row
    problems = [
        text
        for bad, text in (
            (not _CAMEO.fullmatch(cameo), f"{cameo!r} is no CAMEO code"),
            (not name, "the name is empty"),
            (event and event not in PLOVER_EVENTS, f"unknown PLOVER event {event!r}"),
            (mode and not event, f"mode {mode!r} without an event"),
            (quad not in QUADS, f"unknown quad class {quad!r}"),
        )
        if bad
    ]
    if problems:
        msg = f"{where}: {'; '.join(problems)}"
        raise LexiconError(msg)
    plover = PloverCode(event=event or None, mode=mode or None)
    return Code(cameo, name, plover, quad)


def _nearest(cameo: str | None) -> Code | None:
    if not cameo or not _CAMEO.fullmatch(cameo):
        return None
    table = codes()
    prefixes = (cameo[:end] for end in range(len(cameo), 1, -1))
    return next((table[p] for p in prefixes if p in table), None)
