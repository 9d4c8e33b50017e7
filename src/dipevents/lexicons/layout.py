"""Rules for the lines of an article that are not its story: ``data/en/layout.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from dipevents.errors import LexiconError

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["byline", "caption", "boilerplate", "footer", "credit"]
Where = Literal["any", "edge", "head", "tail"]
"""``edge``: before the first or after the last sentence of the story."""


class LineRule(BaseModel):
    """One class of lines, with lines that belong to it and lines that do not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: Kind
    pattern: str
    """A regular expression; it must match the whole line, blanks run together."""
    where: Where = "any"
    case: bool = False
    """Whether capitals matter."""
    max_words: int = 60
    """Longer lines are never matched."""
    reported: bool = False
    """Whether lines with reported speech or quotation marks may match too."""
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    source: str = ""
    """Why the rule exists, where that is not plain."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reported: str
    verbs: tuple[str, ...]
    not_places: tuple[str, ...]
    bureaus: tuple[str, ...]
    rules: tuple[LineRule, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All that is known about lines.

    Args:
        rules: Each rule with its pattern, in the order in which they are tried.
        reported: Finds the words by which a line tells what someone said.
        verbs: Words (lower case) that make a short line a clause.
        not_places: Words (lower case) that stand before a dash but name no place.
        bureaus: Places (lower case) from which news is filed.
    """

    rules: tuple[tuple[LineRule, re.Pattern[str]], ...]
    reported: re.Pattern[str]
    verbs: frozenset[str]
    not_places: frozenset[str]
    bureaus: frozenset[str]

    def rule_of(self, line: str) -> LineRule | None:
        """The first rule that the line falls under, whatever its place; or None."""
        return next(iter(self.rules_of(line)), None)

    def rules_of(self, line: str) -> list[LineRule]:
        """All rules that the line falls under.

        Args:
            line: The line, with runs of blanks made one and none at its ends.

        Returns:
            The rules in the order of the file.
        """
        words = line.count(" ") + 1
        told: bool | None = None
        found = []
        for rule, pattern in self.rules:
            if words > rule.max_words or not pattern.fullmatch(line):
                continue
            if not rule.reported:
                if told is None:
                    told = self.reported.search(line) is not None
                if told:
                    continue
            found.append(rule)
        return found


# Longer lines are story. What is asked first keeps every pattern short of breath: some
# look for words anywhere in a line, which in a line without end takes its square.
_WHOLE_LINE = r"\A(?=.{0,600}\Z)(?:%s)\Z"


@cache
def layout() -> Layout:
    """The built-in rules for English articles."""
    file = resources.files("dipevents.lexicons") / "data" / "en" / "layout.toml"
    with resources.as_file(file) as path:
        return read_layout(path)


def read_layout(path: Path) -> Layout:
    """The rules of one file.

    Args:
        path: A TOML file in the format of ``data/en/layout.toml``.

    Returns:
        The checked rules with their patterns.

    Raises:
        LexiconError: The file is not in the format; names the file and the entry.
    """
    try:
        content = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        msg = f"layout file {path.name}: {error}"
        raise LexiconError(msg) from error
    rules = []
    for rule in content.rules:
        try:
            flags = 0 if rule.case else re.IGNORECASE
            rules.append((rule, re.compile(_WHOLE_LINE % rule.pattern, flags)))
        except re.error as error:
            msg = f"layout file {path.name}, rule {rule.id}: {error}"
            raise LexiconError(msg) from error
    return Layout(
        rules=tuple(rules),
        reported=re.compile(content.reported),
        verbs=frozenset(content.verbs),
        not_places=frozenset(content.not_places),
        bureaus=frozenset(content.bureaus),
    )
