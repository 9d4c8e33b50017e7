"""A folder of one's own lists and rule files, read beside the built-in ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dipevents.errors import LexiconError
from dipevents.lexicons import tables
from dipevents.lexicons.frames import read_event_rules

if TYPE_CHECKING:
    from pathlib import Path

    from dipevents.lexicons.frames import EventRules
    from dipevents.lexicons.records import (
        City,
        Country,
        OfficeHolder,
        Organisation,
        Title,
    )

_FILES = (
    "cities.csv",
    "countries.csv",
    "office_holders.csv",
    "organisations.csv",
    "titles.csv",
)


@dataclass(frozen=True, slots=True)
class UserLexicon:
    """What a user's folder holds."""

    countries: tuple[Country, ...] = ()
    cities: tuple[City, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    titles: tuple[Title, ...] = ()
    office_holders: tuple[OfficeHolder, ...] = ()
    rules: tuple[EventRules, ...] = ()
    hashes: dict[str, str] = field(default_factory=dict)
    """Name of each file, with the start of its SHA-256."""


def read_user_lexicon(folder: Path) -> UserLexicon:
    """The lists and rules of a folder.

    Args:
        folder: Holds any of countries.csv, cities.csv, organisations.csv, titles.csv
            and office_holders.csv, in the columns of the built-in lists, and event
            rule files (.toml).

    Returns:
        The rows and rules; empty where a file is not there.

    Raises:
        LexiconError: The folder is none, holds a file of another name, or a file is
            not in its format; the message names it.
    """
    if not folder.is_dir():
        msg = f"{folder}: no such folder of lists and rule files"
        raise LexiconError(msg)
    files = {p.name: p for p in sorted(folder.iterdir()) if not p.name.startswith(".")}
    rules = [p for p in files.values() if p.suffix == ".toml"]
    strange = [n for n, p in files.items() if n not in _FILES and p not in rules]
    if strange:
        msg = (
            f"{folder / strange[0]}: not a list that is known; there are: "
            f"{', '.join(_FILES)}, and .toml files with event rules"
        )
        raise LexiconError(msg)
    read = files.get
    return UserLexicon(
        countries=tables.read_countries(p) if (p := read("countries.csv")) else (),
        cities=tables.read_cities(p) if (p := read("cities.csv")) else (),
        organisations=(
            tables.read_organisations(p) if (p := read("organisations.csv")) else ()
        ),
        titles=tables.read_titles(p) if (p := read("titles.csv")) else (),
        office_holders=(
            tables.read_office_holders(p) if (p := read("office_holders.csv")) else ()
        ),
        rules=tuple(read_event_rules(p) for p in rules),
        hashes={
            n: hashlib.sha256(p.read_bytes()).hexdigest()[:12] for n, p in files.items()
        },
    )
