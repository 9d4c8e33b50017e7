"""Kinds of articles that use the words of diplomacy for something else: sport."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict


class Domain(BaseModel):
    """The words by which articles of one kind are known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enough: int
    """How many different words must stand in the article."""
    share: float
    """How many of its words must be such words, in a hundred."""
    words: frozenset[str]


@cache
def domains() -> dict[str, Domain]:
    """The kinds of articles by name."""
    path = resources.files("dipevents.lexicons") / "data" / "en" / "domains.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Domain.model_validate(row) for name, row in table.items()}
