"""What an act in words is about, and the CAMEO digit that follows from it.

A demand for aid, the refusal of aid and the promise of it have the same third digit
in three roots of CAMEO. The table ``data/en/topics.toml`` holds the words of each topic
and its code in each root.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from dipevents.errors import LexiconError
from dipevents.lexicons.codes import codes


class Topic(BaseModel):
    """Something that is asked for, offered, refused, threatened or done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    heads: tuple[str, ...]
    """Lemmas of words and phrases that name it ("ceasefire", "lift")."""
    about: tuple[str, ...] = ()
    """Lemmas of which one must stand in the same content ("lift" + sanction)."""
    codes: dict[str, str]
    """The code of the topic in each root: ``{"02" = "025", "10" = "105"}``."""

    @model_validator(mode="after")
    def _codes_exist(self) -> Topic:
        unknown = [c for c in self.codes.values() if c not in codes()]
        unknown += [r for r, c in self.codes.items() if not c.startswith(r)]
        if unknown:
            msg = f"topic {self.id}: no code of its root: {', '.join(unknown)}"
            raise ValueError(msg)
        return self


@cache
def _built_in() -> tuple[tuple[Topic, ...], frozenset[str]]:
    path = resources.files("dipevents.lexicons") / "data" / "en" / "topics.toml"
    with resources.as_file(path) as file:
        return read_topics(file)


def topics() -> tuple[Topic, ...]:
    """The topics in the order of the file: of two as near, the first holds."""
    return _built_in()[0]


def demanding_verbs() -> frozenset[str]:
    """Verbs that make a demand of what other verbs make an appeal."""
    return _built_in()[1]


def read_topics(path: Path) -> tuple[tuple[Topic, ...], frozenset[str]]:
    """The topics of one TOML file, and its demanding verbs.

    Args:
        path: The file, with one ``[[topics]]`` table for each topic and the list
            ``demanding``.

    Returns:
        The checked topics, and the verbs that make a demand of what others make an
        appeal.

    Raises:
        LexiconError: The file is not TOML, or an entry is not in the format; the
            message names the file and the entry.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        made = tuple(Topic.model_validate(row) for row in table["topics"])
        return made, frozenset(table["demanding"])
    except (
        OSError,
        KeyError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        ValidationError,
    ) as error:
        msg = f"topic table {path.name}: {error}"
        raise LexiconError(msg) from error
