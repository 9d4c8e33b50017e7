"""Scope words that decide the status of an act, from ``data/en/status.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words of one status, by where they stand to the trigger."""

    governors: frozenset[str]
    modifiers: frozenset[str] = frozenset()
    introducers: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()


@cache
def status_words() -> dict[str, StatusWords]:
    """The words of every status, in the order in which they are tried."""
    path = resources.files("dipevents.lexicons") / "data" / "en" / "status.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        status: StatusWords(**{slot: frozenset(words) for slot, words in rows.items()})
        for status, rows in table.items()
    }
