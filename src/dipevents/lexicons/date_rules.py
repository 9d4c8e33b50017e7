"""The format of the date rule files: fragments, rules with examples, named days.

A rule is a regular expression composed from named fragments. In a pattern,
``{month}`` stands for the fragment of that name as a named group, ``{month:2}`` for
the same as group ``month_2``, ``{month:}`` for the fragment without a group.
Texts are matched with every run of blanks read as one, so a blank is one blank.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dipevents.errors import LexiconError

KINDS = frozenset(
    {
        "calendar",  # year, month, day, weekday, season ... as far as given
        "which",  # "last week", "the following year", "this Friday"
        "offset",  # "two days ago", "a year later"
        "duration",  # "three weeks"
        "set",  # "every Tuesday"
        "ref",  # "now", "recently", "the future"
        "none",  # no time expression, though it looks like one
    }
)


@dataclass(frozen=True, slots=True)
class Term:
    """Who has held power where, and since when."""

    words: tuple[str, ...]
    country: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event whose anniversaries are kept."""

    words: str
    year: int
    day: date | None = None
    """The very day, where it is beyond dispute."""


@dataclass(frozen=True, slots=True)
class DatedFacts:
    """Facts that tell when an article can have been written."""

    occasions: tuple[Occasion, ...]
    """Events with anniversaries, longest words first."""
    terms: tuple[Term, ...]


@cache
def dated_facts(language: str = "en") -> DatedFacts:
    """The reviewed facts of one language's file.

    Args:
        language: ISO 639-1 code; only ``en`` has one.

    Returns:
        Anniversaries and terms in power.
    """
    folder = resources.files("dipevents.lexicons") / "data" / language / "dates"
    with resources.as_file(folder) as path:
        data = _read(path / "facts.toml")
    occasions = [
        Occasion(word, entry["year"], entry.get("day"))
        for entry in data["anniversaries"]
        for word in entry["words"]
    ]
    occasions.sort(key=lambda occasion: -len(occasion.words))
    terms = tuple(
        Term(tuple(t["words"]), t["country"], t["since"], t.get("until"))
        for t in data["terms"]
    )
    return DatedFacts(tuple(occasions), terms)


@dataclass(frozen=True, slots=True)
class ForeignWords:
    """The words by which dates of another language are found."""

    weekdays: dict[str, int]
    relative: tuple[str, ...]
    """Patterns of what counts from the day of publication."""
    months: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    """Whole patterns, for scripts without blanks."""
    of: str = " "
    """What stands between day, month and year."""
    after_year: str = ""
    before_month: str = ""
    """A look-behind for what stands before a month alone; empty: none is read."""
    months_alone: tuple[str, ...] = ()
    """The months as they stand there; empty: as in ``months``."""
    numbers: dict[str, int] = field(default_factory=dict)
    counted: dict[str, str] = field(default_factory=dict)
    """Patterns of periods: ``{"la semaine dernière": "week -1"}``."""
    which: dict[str, str] = field(default_factory=dict)
    """Patterns around a weekday, ``{day}``: ``last``, ``next`` or ``week -1``."""


@cache
def foreign_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages other than English that have date words."""
    folder = resources.files("dipevents.lexicons") / "data"
    with resources.as_file(folder) as path:
        return tuple(sorted(p.parent.name for p in path.glob("*/dates.toml")))


@cache
def foreign_words(language: str) -> ForeignWords:
    """The date words of a language.

    Args:
        language: One of ``foreign_languages()``.
    """
    folder = resources.files("dipevents.lexicons") / "data" / language
    with resources.as_file(folder / "dates.toml") as path:
        data = _read(path)
    return ForeignWords(
        weekdays=data["weekdays"],
        relative=tuple(data["relative"]),
        months=tuple(data.get("months", ())),
        dates=tuple(data.get("dates", ())),
        of=data.get("of", " "),
        after_year=data.get("after_year", ""),
        before_month=data.get("before_month", ""),
        months_alone=tuple(data.get("months_alone", ())),
        numbers=data.get("numbers", {}),
        counted=data.get("counted", {}),
        which=data.get("which", {}),
    )


_KEYS = frozenset(
    "id kind on pattern set examples counterexamples source priority needs".split()
)


@dataclass(frozen=True, slots=True)
class DateRule:
    """One way to say a time."""

    id: str
    """Unique over all files; shown to users as the rule of a result."""
    kind: str
    """What the normaliser makes of the groups: one of ``KINDS``."""
    on: tuple[str, ...]
    """Trigger classes: the rule is tried only near words of one of them."""
    pattern: str
    """The pattern as written, with fragments by name."""
    set: dict[str, str] = field(default_factory=dict)
    """Fields that the rule itself tells: ``{ mod = "START" }``."""
    examples: tuple[str, ...] = ()
    """Sentences with the extent in square brackets, all found by this rule."""
    counterexamples: tuple[str, ...] = ()
    """Sentences in which this rule finds nothing."""
    source: str = ""
    """Why the rule is as it is, where that is not plain."""
    priority: int = 0
    """Among matches of the same extent the higher one wins."""
    foreign: bool = False
    """Written by a user: matched under a time limit."""
    needs: tuple[str, ...] = ()
    """Pieces in small letters, of which a stretch of text must hold one for the rule to
    be tried there: cheaper than the pattern."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A holiday or other day with a name."""

    id: str
    pattern: str
    rule: str
    """``12-25``, ``nth 4 4 11`` (fourth Thursday of November), ``last 1 5``,
    ``after 1 1 11`` (Tuesday after the first Monday of November),
    ``nth-thursday-plus 4 11 1`` (the day after the fourth Thursday), ``easter -2``,
    ``julian-easter 0``, ``day 1944-06-06`` for a single day of history,
    ``table NAME OFFSET`` of ``movable_days.csv``, ``table NAME OFFSET END`` for the
    days until the day before another one of that file."""
    length: int = 1
    """Days that it lasts."""
    on: str = "holiday"
    """Trigger class near which it is tried."""
    needs: tuple[str, ...] = ()
    """As for a rule."""


@dataclass(frozen=True, slots=True)
class DateRules:
    """Everything in the rule files of one language."""

    fragments: dict[str, str]
    words: dict[str, dict[str, Any]]
    """For each fragment what its words stand for: ``words["month"]["june"] == 6``."""
    triggers: dict[str, str]
    """For each class the pattern that finds it in the text in lower case."""
    triggers_cased: dict[str, str]
    """The same in the text as given."""
    rules: tuple[DateRule, ...]
    named_days: tuple[NamedDay, ...]
    negative: tuple[DateRule, ...] = ()


# A file that nests too deep for the parser is as little a rule file as broken TOML.
_UNREADABLE = (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError)
_TEXTS = ("id", "kind", "pattern", "source")
_LISTS = ("on", "examples", "counterexamples")


def _check_kinds(entry: object, name: str) -> None:
    """Every value of a rule is of the kind that its key asks for."""
    if not isinstance(entry, dict):
        msg = f"date rule file {name}: a rule is a table, [[rules]], not {entry!r:.40}"
        raise LexiconError(msg)
    wrong = [k for k in _TEXTS if not isinstance(entry.get(k, ""), str)]
    for key in _LISTS:
        value = entry.get(key, [])
        values = [value] if key == "on" and isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            wrong.append(key)
    wrong += [k for k in ("set",) if not isinstance(entry.get(k, {}), dict)]
    wrong += [k for k in ("priority",) if not isinstance(entry.get(k, 0), int)]
    if wrong:
        msg = (
            f"date rule file {name}, rule {entry.get('id', '?')}: the value of "
            f"{', '.join(wrong)} is not of the right kind (id, kind, pattern, source: "
            "a string; on, examples, counterexamples: strings; set: a table; "
            "priority: a whole number)"
        )
        raise LexiconError(msg)


def _rule(entry: dict[str, Any], name: str, foreign: bool) -> DateRule:
    _check_kinds(entry, name)
    unknown = set(entry) - _KEYS
    missing = {"id", "on", "pattern"} - set(entry)
    if unknown or missing:
        what = f"unknown keys {sorted(unknown)}" if unknown else ""
        what += f" missing keys {sorted(missing)}" if missing else ""
        msg = f"date rule file {name}, rule {entry.get('id', '?')}: {what.strip()}"
        raise LexiconError(msg)
    kind = entry.get("kind", "calendar")
    if kind not in KINDS:
        msg = (
            f"date rule file {name}, rule {entry['id']}: unknown kind {kind!r}; "
            f"one of {sorted(KINDS)}"
        )
        raise LexiconError(msg)
    on = entry["on"]
    return DateRule(
        id=entry["id"],
        kind=kind,
        on=(on,) if isinstance(on, str) else tuple(on),
        pattern=entry["pattern"],
        set={k: str(v) for k, v in entry.get("set", {}).items()},
        examples=tuple(entry.get("examples", ())),
        counterexamples=tuple(entry.get("counterexamples", ())),
        source=entry.get("source", ""),
        priority=int(entry.get("priority", 0)),
        foreign=foreign,
        needs=tuple(entry.get("needs", ())),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except _UNREADABLE as error:
        msg = f"date rule file {path.name}: {error}"
        raise LexiconError(msg) from error


def read_date_rules(path: Path, *, foreign: bool = True) -> tuple[DateRule, ...]:
    """The rules of one TOML file.

    Args:
        path: The file; its ``[[rules]]`` are read.
        foreign: The file is a user's: its patterns are run under a time limit.

    Returns:
        The rules in the order of the file.

    Raises:
        LexiconError: The file is not TOML, or an entry is not in the format; the
            message names the file and the entry.
    """
    rules = _read(path).get("rules", [])
    if not isinstance(rules, list):
        msg = f"date rule file {path.name}: write rules as [[rules]], one table each"
        raise LexiconError(msg)
    return tuple(_rule(e, path.name, foreign) for e in rules)


@cache
def date_rules(language: str = "en") -> DateRules:
    """The built-in rules of one language.

    Args:
        language: ISO 639-1 code; only ``en`` has rules of its own.

    Returns:
        Fragments, triggers, rules and named days of all its files.
    """
    folder = resources.files("dipevents.lexicons") / "data" / language / "dates"
    fragments: dict[str, str] = {}
    words: dict[str, dict[str, Any]] = {}
    triggers: dict[str, str] = {}
    cased: dict[str, str] = {}
    rules: list[DateRule] = []
    days: list[NamedDay] = []
    with resources.as_file(folder) as path:
        for file in sorted(path.glob("*.toml")):
            data = _read(file)
            fragments.update(data.get("fragments", {}))
            words.update(data.get("words", {}))
            triggers.update(data.get("triggers", {}))
            cased.update(data.get("triggers_cased", {}))
            rules += [_rule(e, file.name, False) for e in data.get("rules", ())]
            days += [
                NamedDay(
                    d["id"],
                    d["pattern"],
                    d["rule"],
                    d.get("length", 1),
                    d.get("on", "holiday"),
                    tuple(d.get("needs", ())),
                )
                for d in data.get("named_days", ())
            ]
    return DateRules(fragments, words, triggers, cased, tuple(rules), tuple(days))


@cache
def movable_days(language: str = "en") -> dict[str, tuple[date, ...]]:
    """Feasts that follow the moon, year by year.

    Args:
        language: ISO 639-1 code; only ``en`` has a file.

    Returns:
        Days by name of the feast, in order.
    """
    folder = resources.files("dipevents.lexicons") / "data" / language / "dates"
    days: dict[str, list[date]] = {}
    with (folder / "movable_days.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            days.setdefault(row["name"], []).append(date.fromisoformat(row["day"]))
    return {name: tuple(sorted(told)) for name, told in days.items()}


_FRAGMENT = re.compile(r"\{([a-z_]+)(:[^{}]*)?\}")


def expand(pattern: str, fragments: dict[str, str], *, name: str = "") -> str:
    """The regular expression behind a pattern written with fragments.

    Args:
        pattern: For example ``{month} {day}, {year}``. ``{after:in|since}`` asks for
            one of the words, and a blank, right before.
        fragments: The fragments by name; they may use one another.
        name: The rule, for error messages.

    Returns:
        The expression with named groups.

    Raises:
        LexiconError: The pattern names a fragment that does not exist.
    """

    def put(match: re.Match[str]) -> str:
        fragment, suffix = match.group(1), match.group(2)
        if fragment == "after" and suffix:
            words = suffix[1:].split("|")
            return "(?:" + "|".join(rf"(?<=\b{w} )" for w in words) + ")"
        if fragment not in fragments:
            msg = (
                f"date rule {name}: no fragment {{{fragment}}}; "
                f"there are {sorted(fragments)}"
            )
            raise LexiconError(msg)
        inner = _FRAGMENT.sub(put, fragments[fragment])
        if suffix == ":":
            return f"(?:{inner})"
        group = fragment + (f"_{suffix[1:]}" if suffix else "")
        return f"(?P<{group}>{inner})"

    return _FRAGMENT.sub(put, pattern)
