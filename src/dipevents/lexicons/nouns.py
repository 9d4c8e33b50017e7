"""Nouns that stand for, or belong to, the state that their noun phrase names."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _table() -> dict[str, frozenset[str]]:
    path = resources.files("dipevents.lexicons") / "data" / "en" / "nouns.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


def representative_nouns() -> frozenset[str]:
    """Lemmas such as "side", "government", "delegation"."""
    return _table()["representative"]


def belonging_nouns() -> frozenset[str]:
    """Lemmas such as "attack", "decision", "proposal"."""
    return _table()["belonging"]


def private_nouns() -> frozenset[str]:
    """Lemmas of what belongs to a state and does nothing for it: "company"."""
    return _table()["private"]


def own_people_nouns() -> frozenset[str]:
    """Lemmas such as "opposition", "court": people who stand for no state."""
    return _table()["own_people"]


def happening_nouns() -> frozenset[str]:
    """Lemmas such as "attack", "launch", "election": what happens on a day."""
    return _table()["happening"]


def addressed_nouns() -> frozenset[str]:
    """Lemmas such as "donor", "neighbour": states addressed without their names."""
    return _table()["addressed"]


def hostile_words() -> frozenset[str]:
    """Lemmas such as "aggression", "deter": whose states are backed by nobody."""
    return _table()["hostile"]


def ties_words() -> frozenset[str]:
    """Lemmas such as "partnership", "bilateral": what binds two states."""
    return _table()["ties"]


def talked_nouns() -> frozenset[str]:
    """Lemmas such as "leader", "conversation": subjects of what was talked about."""
    return _table()["talked"]


def talking_verbs() -> frozenset[str]:
    """Lemmas such as "discuss", "focus": that it was talked about."""
    return _table()["talking"]
