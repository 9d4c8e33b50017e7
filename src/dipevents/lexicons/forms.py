"""Forms of words that do not follow the regular endings."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def irregular_forms() -> Mapping[str, tuple[str, ...]]:
    """Written forms by lemma, lower case; regular ones are not all listed."""
    folder = resources.files("dipevents.lexicons") / "data" / "en"
    table = tomllib.loads((folder / "irregular_forms.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {lemma: tuple(told.split()) for lemma, told in table.items()}
    )
