"""Given names that tell whether someone is a man or a woman."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from anyascii import anyascii


def gender_of_name(words: tuple[str, ...]) -> str | None:
    """The gender that a person's first name tells.

    Args:
        words: The name's words, as told.

    Returns:
        ``male`` or ``female``; None for a single word, which may be a surname, and for
        names that are not listed.
    """
    if len(words) < 2:
        return None
    return _table().get(anyascii(words[0]).lower())


@cache
def _table() -> dict[str, str]:
    path = resources.files("dipevents.lexicons") / "data" / "en" / "given_names.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: gender for gender, names in table.items() for name in names.split()}
