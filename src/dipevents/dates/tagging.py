"""The way of a text: view, find, complete lists, resolve, records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from dipevents.dates.edtf import edtf_of_days, parse_date
from dipevents.dates.event_anchor import EventAnchors
from dipevents.dates.find import find, grammar, grammar_with
from dipevents.dates.lists import complete_lists
from dipevents.dates.outcome import Outcome
from dipevents.dates.partial import Found
from dipevents.dates.resolve import Resolver
from dipevents.dates.style import Style, style_of
from dipevents.dates.view import View, view_of
from dipevents.models.time import Anchor, DateValue, Reading, TimeExpression

_GRANULARITY = {"half": "half_year", "days": "interval"}


@dataclass(frozen=True, slots=True)
class Read:
    """A text read once: its view and its unresolved expressions."""

    given: str
    view: View
    found: list[Found]


def read(text: str, rules: Sequence[Path] = ()) -> Read:
    """A text with its expressions found, not yet resolved.

    Args:
        text: The text.
        rules: Rule files of the user.
    """
    view = view_of(text)
    compiled = grammar()
    if rules:
        from dipevents.lexicons.date_rules import read_date_rules

        compiled = grammar_with([r for path in rules for r in read_date_rules(path)])
    found = complete_lists(find(view.text, compiled), view.text)
    return Read(text, view, found)


def tag(
    text: str,
    *,
    anchor: DateValue | date | str | None = None,
    document_id: str | None = None,
    style: Literal["auto", "news", "history"] = "auto",
    languages: Sequence[str] = ("en",),
    rules: Sequence[Path] = (),
) -> list[TimeExpression]:
    """Every time expression of a text, in order, none overlapping another.

    Args:
        text: The text; offsets of the results count its code points.
        anchor: The day of publication; None: inferred from the text where it tells.
        document_id: Put into the results.
        style: ``news`` counts from the day of publication, ``history`` from date to
            date; ``auto`` recognises which.
        languages: ISO 639-1 codes; others than ``en`` are read through dateparser.
        rules: TOML files with further rules.

    Returns:
        The expressions; empty where there are none.

    Raises:
        DateError: The anchor is not a date.
        LexiconError: A rule file is not in its format.

    Example:
        >>> [x.value for x in tag("They met on Tuesday.", anchor="2024-07-24")]
        ['2024-07-23']
    """
    reading = read(text, rules)
    value = _anchor(anchor)
    if value is None and reading.found:
        from dipevents.dates.publication import infer_from

        value = infer_from(reading, document_id)
    found = _resolve(reading, value, document_id, style)
    others = tuple(code for code in languages if code != "en")
    if others:
        from dipevents.dates.fallback import foreign_expressions

        found = foreign_expressions(text, others, value, document_id, found)
    return found


def resolve_again(
    text: str,
    *,
    anchor: DateValue | date | str | None,
    document_id: str | None = None,
    style: Literal["auto", "news", "history"] = "auto",
) -> list[TimeExpression]:
    """The expressions of a text under another anchor.

    Args:
        text: The text.
        anchor: The day of publication that is now known.
        document_id: Put into the results.
        style: As in ``tag``.

    Returns:
        As ``tag``; nothing is inferred.
    """
    return _resolve(read(text), _anchor(anchor), document_id, style)


def _anchor(anchor: DateValue | date | str | None) -> DateValue | None:
    if anchor is None or isinstance(anchor, DateValue):
        return anchor
    return parse_date(anchor)


def _resolve(
    reading: Read,
    anchor: DateValue | None,
    document_id: str | None,
    style: Literal["auto", "news", "history"],
) -> list[TimeExpression]:
    first = anchor.earliest if anchor else None
    last = anchor.latest if anchor else None
    text, found = reading.view.text, reading.found
    if style == "auto":
        style = style_of(found, text, last or first)
    if any(item.partial.only not in {None, style} for item in found):
        found = [item for item in found if item.partial.only in {None, style}]
    known = first is not None and last is not None
    outcomes = _outcomes(text, found, first if known else None, style)
    if known and first != last:
        others = _outcomes(text, found, last, style)
        outcomes = [
            _both(item, a, b)
            for item, a, b in zip(found, outcomes, others, strict=True)
        ]
    anchor_edtf = anchor.edtf if anchor else None
    return [
        _record(reading, item, outcome, anchor_edtf, document_id)
        for item, outcome in zip(found, outcomes, strict=True)
        if not _without_event(item, outcome)
    ]


def _outcomes(
    text: str, found: list[Found], now: date | None, style: Style
) -> list[Outcome]:
    outcomes = Resolver(text, found, now, style).run()
    EventAnchors(text, found, outcomes).attach()
    return outcomes


def _without_event(item: Found, outcome: Outcome) -> bool:
    """Such as "the day before the vote", where the day of the vote is not told."""
    relation = item.partial.relation
    return relation is not None and relation.base == "event" and outcome.period is None


def _both(item: Found, a: Outcome, b: Outcome) -> Outcome:
    """What holds on every day on which the text may have come out."""
    if a.value == b.value and (a.period == b.period or a.type != "DURATION"):
        return a
    value = a.value if a.value == b.value else _common(a.value, b.value)
    if value.startswith("XXXX"):
        words = item.partial.underspecified() or value
        value = words if ":" not in words else value
    mixed = Outcome(a.type, value, a.mod, part=a.part, clock=a.clock)
    mixed.reason = "the day of publication is not known well enough"
    ends = [p for p in (a.period, b.period) if p is not None]
    days = [d for p in ends for d in (p.first, p.last) if d is not None]
    if len(ends) == 2 and len(days) == 4:
        mixed.span = (min(days), max(days))
    return mixed


def _common(a: str, b: str) -> str:
    """The fields in which two values agree from the left, X for the others."""
    if "/" in a + b:
        return "XXXX"
    head, _, tail = a.partition("T")
    left, right = head.split("-"), b.partition("T")[0].split("-")
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    unknown = ["X" * len(f) if f.isdigit() else "W" + "X" * (len(f) - 1) for f in left]
    fields = left[:same] + unknown[same:]
    return "-".join(fields) + (f"T{tail}" if tail else "")


def _record(
    reading: Read,
    item: Found,
    outcome: Outcome,
    anchor_edtf: str | None,
    document_id: str | None,
) -> TimeExpression:
    back = reading.view.back
    start, end = back(item.start), back(item.end)
    edtf, first, last, granularity = _dates(outcome)
    told = outcome.told
    value = anchor_edtf if outcome.anchor == "published" else None
    if told is not None:
        value = told.period.edtf
    fields: dict[str, Any] = {
        "document_id": document_id,
        "start": start,
        "end": end,
        "text": reading.given[start:end],
        "type": outcome.type,
        "value": outcome.value,
        "mod": outcome.mod,
        "edtf": edtf,
        "earliest": first,
        "latest": last,
        "granularity": granularity,
        "underspecified": item.partial.underspecified(),
        "anchor": Anchor(
            kind=outcome.anchor,
            value=value,
            start=back(told.start) if told else None,
            end=back(told.end) if told else None,
        ),
        "rule": item.rule,
        "rejected": tuple(Reading(value=v, reason=r) for v, r in outcome.rejected),
        "reason": outcome.reason,
    }
    return TimeExpression(**fields)


def _dates(outcome: Outcome) -> tuple[str | None, date | None, date | None, str]:
    told = outcome.period
    if told is None:
        if outcome.span is not None:
            first, last = outcome.span
            return edtf_of_days(first, last), first, last, "interval"
        return None, None, None, "unknown"
    edtf = told.edtf
    granularity = _GRANULARITY.get(told.unit, told.unit)
    if outcome.clock and told.unit == "day":
        granularity = "minute"
        if edtf and outcome.clock != "24:00":
            edtf = f"{edtf}T{outcome.clock}:00"
    elif outcome.part and told.unit == "day":
        granularity = "day_part"
    return edtf, told.first, told.last, granularity
