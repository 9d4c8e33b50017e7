"""Profiles of the languages that news is written in: ``data/languages.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from dipevents.errors import LexiconError


class LanguageProfile(BaseModel):
    """What tells one language from the others of its script."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    """ISO 639-1."""
    name: str
    """English name, for messages."""
    script: str
    words: frozenset[str] = frozenset()
    """Function words in lower case."""
    letters: str = ""
    """Letters that speak for it against others of its script."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    scripts: dict[str, tuple[tuple[str, str], ...]]
    languages: tuple[LanguageProfile, ...]


@dataclass(frozen=True, slots=True)
class Languages:
    """All profiles, and the blocks of the scripts.

    Args:
        blocks: First and last code point, and the script, sorted.
        by_script: The languages of each script.
    """

    blocks: tuple[tuple[int, int, str], ...]
    by_script: dict[str, tuple[LanguageProfile, ...]]


@cache
def languages() -> Languages:
    """The built-in profiles.

    Raises:
        LexiconError: The data file is not in its format.
    """
    file = resources.files("dipevents.lexicons") / "data" / "languages.toml"
    try:
        content = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        blocks = sorted(
            (int(first, 16), int(last, 16), script)
            for script, pairs in content.scripts.items()
            for first, last in pairs
        )
    except (OSError, ValueError, ValidationError) as error:
        msg = f"language file languages.toml: {error}"
        raise LexiconError(msg) from error
    by_script: dict[str, tuple[LanguageProfile, ...]] = {}
    for profile in content.languages:
        if profile.script not in content.scripts:
            msg = f"language {profile.code}: unknown script {profile.script}"
            raise LexiconError(msg)
        same = by_script.get(profile.script, ())
        by_script[profile.script] = (*same, profile)
    return Languages(tuple(blocks), by_script)


def language_name(code: str) -> str:
    """English name of a language, or the code itself where it is not listed."""
    for profiles in languages().by_script.values():
        for profile in profiles:
            if profile.code == code:
                return profile.name
    return code
