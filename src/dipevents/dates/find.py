"""Finds time expressions: a trigger scan, then the rules of what it found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dipevents.dates.normalise import normalise
from dipevents.dates.partial import Found, Partial
from dipevents.errors import LexiconError
from dipevents.lexicons.date_rules import DateRule, date_rules, expand

# No expression is longer to the left and right of its trigger word than this.
_REACH = (48, 60)
# Seconds that one pattern of a user may take on one stretch of text.
_TIME_LIMIT = 0.5
_SUFFIX = re.compile(r"_[0-9]$")


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: DateRule
    pattern: Any
    groups: tuple[tuple[str, str], ...]
    extent: tuple[str, ...]
    folded: bool
    """Whether the pattern wants the text in lower case: that is twice as fast as to
    ignore case."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled rules by trigger class."""

    lower: re.Pattern[str]
    """Triggers in the text in lower case."""
    cased: re.Pattern[str]
    """Triggers in the text as given."""
    rules: dict[str, tuple[_Compiled, ...]]
    named: tuple[tuple[re.Pattern[str], bool], ...]
    """Any named day, and whether in lower case: without one, no rule is tried."""
    cores: tuple[tuple[re.Pattern[str], _Compiled], ...]
    """The name alone of each named day, and its rule."""


def compile_rule(rule: DateRule, fragments: dict[str, str]) -> _Compiled:
    """One rule with its pattern compiled.

    Args:
        rule: The rule.
        fragments: The named pieces.

    Raises:
        LexiconError: The pattern is no regular expression; the message names the rule.
    """
    expression = expand(rule.pattern, fragments, name=rule.id)
    folded = not rule.foreign and _is_lower(expression)
    try:
        if rule.foreign:
            import regex

            pattern: Any = regex.compile(rf"\b(?:{expression})", regex.IGNORECASE)
        else:
            edge = r"(?<!\w)" if rule.set.get("edge") == "loose" else r"\b"
            flags = 0 if folded else re.IGNORECASE
            pattern = re.compile(rf"{edge}(?:{expression})(?!\w)", flags)
    except Exception as error:
        msg = f"date rule {rule.id}: {error}"
        raise LexiconError(msg) from error
    names = tuple((name, _SUFFIX.sub("", name)) for name in pattern.groupindex)
    extent = tuple(n for n in pattern.groupindex if n in {"x", "x_2"})
    return _Compiled(rule, pattern, names, extent, folded)


_SIGNS = re.compile(r"\\.|\(\?P[<=]\w+[>)]")


def _is_lower(expression: str) -> bool:
    """Whether case tells nothing in a pattern: no capital is asked for."""
    plain = _SIGNS.sub("", expression)
    return "(?-i:" not in plain and plain == plain.lower()


@cache
def grammar() -> Grammar:
    """The built-in grammar, compiled at first use."""
    return _build(())


def grammar_with(rules: Sequence[DateRule]) -> Grammar:
    """The built-in grammar and further rules.

    Args:
        rules: Rules of a user's file.
    """
    return _build(tuple(rules)) if rules else grammar()


def _build(extra: tuple[DateRule, ...]) -> Grammar:
    data = date_rules()
    named = [
        DateRule(
            f"named-day:{d.id}",
            "calendar",
            (d.on,),
            _named(d.pattern),
            priority=int(d.on != "holiday"),
            needs=d.needs,
        )
        for d in data.named_days
    ]
    triggers = data.triggers
    known = {*triggers, *data.triggers_cased}
    words = {n for r in extra for n in r.on if n not in known}
    triggers = {**{n: re.escape(n.lower()) for n in sorted(words)}, **triggers}
    by_class: dict[str, list[_Compiled]] = {}
    cores = []
    for rule in (*data.rules, *named, *extra):
        compiled = compile_rule(rule, data.fragments)
        if rule.on == ("holiday",) and rule.id.startswith("named-day:"):
            cores.append(compiled)
            continue
        for name in rule.on:
            by_class.setdefault(name, []).append(compiled)
    names = {
        f"named-day:{d.id}": expand(f"(?:{d.pattern})", data.fragments)
        for d in data.named_days
    }
    return Grammar(
        # Words that start with other letters ("at", "in", "by") are passed at once.
        _scan(triggers, guard="" if words else "(?=[0-9c-fhl-tw-y]|a[fnu]|bi)"),
        _scan(
            {"holiday": data.triggers_cased["holiday"], **data.triggers_cased},
            # No other character starts one of them: most words are passed at once.
            guard="(?=[0-9A-Zadfjnos])",
        ),
        {_group(n): tuple(r) for n, r in by_class.items()},
        _any_of(names.values()),
        tuple((re.compile(names[c.rule.id], re.IGNORECASE), c) for c in cores),
    )


def _any_of(names: Iterable[str]) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """One pattern for the names in which capitals tell, and one for the rest."""
    by_case: dict[bool, list[str]] = {}
    for name in names:
        by_case.setdefault(_is_lower(name), []).append(name)
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(some)})", 0 if folded else re.IGNORECASE), folded)
        for folded, some in by_case.items()
    )


def _scan(triggers: dict[str, str], guard: str = "") -> re.Pattern[str]:
    classes = "|".join(f"(?P<{_group(n)}>{p})" for n, p in triggers.items())
    return re.compile(rf"\b{guard}(?:{classes})")


def _named(pattern: str) -> str:
    return (
        r"(?:(?P<mod>{mod:}) )?(?:(?P<pick>last|next|this|past|the last|the next|"
        rf"the previous|the following|that) )?(?P<name>{pattern})"
        r"(?!\w)(?! (?:offensive|shootings?|massacre|uprising|rising|accords?|war)\b)"
        r"(?:,?(?: of| in|) {year}|,? (?:of )?(?:the )?{which} year)?"
        r"(?:(?<!,) {part})?"
    )


def _group(name: str) -> str:
    return re.sub(r"\W", "_", name)


def find(text: str, compiled: Grammar) -> list[Found]:
    """The time expressions of a plain text, in order, none overlapping another.

    Args:
        text: The text of a view.
        compiled: The grammar.
    """
    lower = _lower(text)
    windows: dict[str, list[tuple[int, int, int, int]]] = {}
    # Both scans find triggers of some classes: windows are joined from left to right.
    for start, end, name in sorted(_triggers(text, lower, compiled)):
        _add_window(windows.setdefault(name, []), text, (start, end))
    candidates: list[tuple[int, int, int, int, _Compiled, dict[str, str]]] = []
    for name, spans in windows.items():
        pieces = [lower[start:end] for start, end, _, _ in spans]
        whole = "\n".join(pieces)
        for rule in compiled.rules.get(name, ()):
            if places := _with_needs(rule.rule.needs, spans, pieces, whole):
                candidates.extend(_matches(rule, text, lower, places))
        if name == "holiday":
            for rule, places in _named_near(text, lower, compiled, spans):
                candidates.extend(_matches(rule, text, lower, places))
    return _choose(text, candidates)


def _lower(text: str) -> str:
    """The text in lower case, as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few capitals have longer small letters; offsets must not move.
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lower


def _triggers(
    text: str, lower: str, compiled: Grammar
) -> Iterator[tuple[int, int, str]]:
    """Place and class of every trigger that starts a word."""
    for scan, where in ((compiled.lower, lower), (compiled.cased, text)):
        for match in scan.finditer(where):
            yield (*match.span(), str(match.lastgroup))


_Windows = list[tuple[int, int, int, int]]


def _with_needs(
    needs: tuple[str, ...], spans: _Windows, pieces: list[str], whole: str
) -> _Windows:
    """The windows that hold one of the pieces which a rule cannot do without."""
    if not needs:
        return spans
    here = [need for need in needs if need in whole]
    if not here:
        return []
    return [
        span
        for span, piece in zip(spans, pieces, strict=True)
        if any(need in piece for need in here)
    ]


def _named_near(
    text: str, lower: str, compiled: Grammar, spans: _Windows
) -> list[tuple[_Compiled, _Windows]]:
    """The rules of the named days that stand in the windows, each with its windows."""
    out: dict[int, _Windows] = {}
    for span in spans:
        here: set[int] = set()
        for named, folded in compiled.named:
            for match in named.finditer(lower if folded else text, span[0], span[1]):
                here.update(
                    number
                    for number, (core, _) in enumerate(compiled.cores)
                    if number not in here and core.match(text, match.start())
                )
        for number in here:
            out.setdefault(number, []).append(span)
    return [(compiled.cores[number][1], places) for number, places in out.items()]


def _add_window(
    spans: list[tuple[int, int, int, int]], text: str, at: tuple[int, int]
) -> None:
    start, end = max(0, at[0] - _REACH[0]), min(len(text), at[1] + _REACH[1])
    line = text.rfind("\n", start, at[0])
    start = line + 1 if line >= 0 else start
    line = text.find("\n", at[1], end)
    end = line if line >= 0 else end
    if spans and start <= spans[-1][1]:
        start, _, first, _ = spans.pop()
        spans.append((start, end, first, at[1]))
    else:
        spans.append((start, end, at[0], at[1]))


def _matches(
    rule: _Compiled, text: str, lower: str, spans: _Windows
) -> Iterator[tuple[int, int, int, int, _Compiled, dict[str, str]]]:
    finditer = rule.pattern.finditer
    where = lower if rule.folded else text
    foreign = rule.rule.foreign
    for start, end, _, _ in spans:
        found = (
            finditer(where, start, end, timeout=_TIME_LIMIT)
            if foreign
            else finditer(where, start, end)
        )
        try:
            for match in found:
                at = match.span()
                groups = {"_all": text[slice(*at)]}
                for name, plain in rule.groups:
                    if match[name] is not None:
                        groups[plain] = text[slice(*match.span(name))]
                for name in rule.extent:
                    if match[name]:
                        at = match.span(name)
                if at[0] < at[1]:
                    yield (*at, *match.span(), rule, groups)
        except TimeoutError as error:
            msg = (
                f"date rule {rule.rule.id} took more than {_TIME_LIMIT} s on one "
                "stretch of text; make it simpler"
            )
            raise LexiconError(msg) from error


def _choose(
    text: str,
    candidates: list[tuple[int, int, int, int, _Compiled, dict[str, str]]],
) -> list[Found]:
    """Longest first; a negative rule silences what lies inside its extent."""
    candidates.sort(
        key=lambda c: (
            c[0] - c[1],
            -(c[4].rule.kind == "none"),
            -c[4].rule.priority,
            c[0],
        )
    )
    taken = bytearray(len(text))
    chosen: list[Found] = []
    for start, end, _, _, rule, groups in candidates:
        if taken.find(1, start, end) >= 0:
            continue
        if rule.rule.kind == "none":
            taken[start:end] = b"\x01" * (end - start)
            continue
        partial = normalise(rule.rule, groups)
        if partial is None:
            continue
        partial = _named_day(rule.rule, groups, partial)
        start, end = _trim(text, start, end)
        if not _passes(text, start, end, rule.rule, groups):
            continue
        taken[start:end] = b"\x01" * (end - start)
        chosen.append(Found(start, end, partial, rule.rule.id))
    chosen.sort(key=lambda f: f.start)
    return chosen


def _named_day(rule: DateRule, groups: dict[str, str], partial: Partial) -> Partial:
    if not rule.id.startswith("named-day:"):
        return partial
    from dataclasses import replace

    return replace(partial, named_day=rule.id.removeprefix("named-day:"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " ,":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return start, end


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|between|of|after|before|during|circa|ca\.|"
    r"year|years|to|and|through|throughout|around|about|for|late|early|mid|the|fall|"
    r"summer|winter|spring|autumn|election|at least|c\.)[ -]|[(\[]|"
    r"\b1[0-9]{3} ?[–/-] ?|\n|^)$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"[a-z]{3}, $")
_PER_CUE = re.compile(
    r"(?:[0-9]|\b(?:million|billion|thousand|hundred|dozen|dollars?|times?|pounds|euros|"
    r"hours|percent|tons|barrels|people|once|twice|deaths|cases))(?: [a-z]+)? $",
    re.IGNORECASE,
)


def _passes(
    text: str, start: int, end: int, rule: DateRule, groups: dict[str, str]
) -> bool:
    """Checks on the neighbourhood that a pattern cannot say well."""
    check = rule.set.get("check")
    if check is None:
        return True
    before = text[max(0, start - 24) : start]
    after = text[end : end + 16]
    if check == "year" and "mod" not in groups:
        return _is_year(before, after, int(groups["year"]))
    if check == "year-month":
        # "2007-08" is two years; "2007-03" is a month.
        return int(groups["mnum"]) != (int(groups["year"]) + 1) % 100
    if check == "clock":
        return _is_clock(before, after, groups)
    if check == "duration-a":
        return after[:3] != " of" or not groups.get("approx")
    return True


_CLOCK_CUE = re.compile(
    r"(?:\b(?:at|by|from|to|until|till|around|about|before|after|since|between|and|"
    r"approximately|is|was|time|on|through|or|of)|[,(\[:–-]|^|\n|[0-9]|day) ?$",
    re.IGNORECASE,
)
_NO_CLOCK = re.compile(
    r"\b(?:ratio|odds|score|won|lost|vote|margin|scale|verse|chapter|record)\b",
    re.IGNORECASE,
)


def _is_clock(before: str, after: str, groups: dict[str, str]) -> bool:
    """Scores, ratios and verses look like clock times."""
    if "zone" in groups or "time" in groups["_all"].lower():
        return True
    if _NO_CLOCK.search(before):
        return False
    return len(groups["hour"]) == 2 or bool(_CLOCK_CUE.search(before))


def _is_year(before: str, after: str, year: int) -> bool:
    if re.search(r"[$€£#.:/\w]$", before) and not before.endswith("-"):
        return False
    if after[:1] and (after[0].isalnum() or after[:1] == "%"):
        return False
    if year >= 1900:
        return True
    apposed = after[:1] == "," and _APPOSED.search(before) is not None
    return apposed or bool(_YEAR_CUE.search(before)) or after[:1] in ")]-–:"
