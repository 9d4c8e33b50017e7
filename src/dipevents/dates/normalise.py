"""From the groups of a match to the fields of a partial date. No anchor here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dipevents.dates.amounts import distance, length, recurrence
from dipevents.dates.groups import (
    century_of,
    clock_of,
    day_of,
    decade_of,
    mod_of,
    month_of,
    word_of,
    year_of,
)
from dipevents.dates.numbers import number, ordinal, unit_of
from dipevents.dates.partial import Base, Partial, Relation
from dipevents.dates.periods import valid_day
from dipevents.lexicons.date_rules import DateRule

_WHICH: dict[str, tuple[int, Base]] = {
    "last": (-1, "now"),
    "past": (-1, "now"),
    "next": (1, "now"),
    "coming": (1, "now"),
    "upcoming": (1, "now"),
    "this": (0, "now"),
    "current": (0, "now"),
    "previous": (-1, "told"),
    "preceding": (-1, "told"),
    "prior": (-1, "told"),
    "earlier": (-1, "told"),
    "before": (-1, "told"),
    "following": (1, "told"),
    "ensuing": (1, "told"),
    "subsequent": (1, "told"),
    "after": (1, "told"),
    "same": (0, "told"),
    "that": (0, "told"),
    "the same": (0, "told"),
    "that same": (0, "told"),
    "the very same": (0, "told"),
    "the": (0, "either"),
    "": (0, "either"),
}


def normalise(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    """The partial date of a match; None where the match is no time after all.

    Args:
        rule: The rule that matched.
        groups: The groups that took part, by name without suffix.
    """
    made = _KINDS[rule.kind](rule, groups)
    return made


def _relation(groups: Mapping[str, str]) -> Relation | None:
    if "which" in groups:
        count, base = _WHICH[groups["which"].lower()]
        return Relation("year", count, base)
    return None


def _pick(groups: Mapping[str, str]) -> str | None:
    words = groups.get("pick", "").lower().removeprefix("the ")
    if not words:
        return None
    if "the " in groups["pick"].lower() and words == "next":
        return "told-next"
    last = words.split()[-1]
    return {
        "previous": "told-last",
        "following": "told-next",
        "same": "told",
        "that": "told",
        "past": "last",
        "coming": "next",
    }.get(last, last)


def _numeric(
    groups: Mapping[str, str],
) -> tuple[int, int, tuple[int, int] | None] | None:
    """Month, day, and the other reading, of 03/04/2019."""
    first, second = int(groups["n1"]), int(groups["n2"])
    if first > 12 and second > 12:
        return None
    if first > 12:
        return second, first, None
    if second > 12 or first == second:
        return first, second, None
    return first, second, (second, first)


def _calendar(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    year = year_of(groups)
    day = day_of(groups)
    month = month_of(groups)
    ambiguous = None
    if "n1" in groups:
        numeric = _numeric(groups)
        if numeric is None:
            return None
        month, day, ambiguous = numeric
    if day is not None and not valid_day(
        2000 if year is None else year, month or 1, day
    ):
        return None
    part = rule.set.get("part")
    if part is None and "part" in groups:
        part = word_of("part", groups["part"])  # type: ignore[assignment]
    clock = clock_of(groups)
    weekday = None
    if text := groups.get("weekday") or groups.get("wday") or groups.get("wd"):
        weekday = word_of("weekday", text)
    season = word_of("season", groups["season"]) if "season" in groups else None
    quarter = ordinal(groups["quarter"]) if "quarter" in groups else None
    half = ordinal(groups["half"]) if "half" in groups else None
    mod = rule.set.get("mod") or (mod_of(groups["mod"]) if groups.get("mod") else None)
    if "prepost" in groups:
        mod = "BEFORE" if groups["prepost"].lower() == "pre" else "AFTER"
    if "approxyear" in groups:
        mod = mod or "APPROX"
    partial = Partial(
        type="TIME" if clock or part else "DATE",
        mod=mod,
        year=year,
        decade=decade_of(groups),
        century=century_of(rule, groups),
        month=month,
        day=day,
        weekday=weekday if isinstance(weekday, int) else None,
        season=season if isinstance(season, str) else None,
        quarter=4 if quarter == -1 and "fiscal" not in groups else quarter,
        half=2 if half == -1 else half,
        part=part if isinstance(part, str) else None,
        clock=clock,
        zone=groups.get("zone"),
        pick=_pick(groups),
        relation=_relation(groups),
        ambiguous=ambiguous,
        week_of=_week_of(rule, groups),
    )
    return _finish(rule, groups, partial)


def _week_of(rule: DateRule, groups: Mapping[str, str]) -> str | None:
    if "week" not in rule.set:
        return None
    return "weekend" if "weekend" in groups else "week"


def _finish(rule: DateRule, groups: Mapping[str, str], p: Partial) -> Partial | None:
    """The rarer shapes: nth of, day words, shifts, units told by relation."""
    if "word" in groups:
        word = groups["word"].lower()
        days = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(word, 0)
        if "the day" in groups.get("_all", "").lower():
            days *= 2
        part = "NI" if word == "tonight" else p.part
        return replace(
            p,
            type="TIME" if part else "DATE",
            part=part,
            today=days == 0,
            relation=Relation("day", days, "now"),
        )
    if "weekday" in groups and rule.id == "weekday-which-week":
        count, base = _WHICH[groups["which"].lower()]
        return replace(p, relation=Relation("week", count, base))
    if "weeks" in groups:
        weeks = int(number(groups["weeks"]) or 1)
        back = groups["ago"].lower() in {"ago", "before"}
        return replace(
            p, shift=7 * weeks * (-1 if back else 1), pick="last" if back else "next"
        )
    if "dayshift" in groups:
        size = 7 if groups["dayshift"].lower() == "week" else 1
        return replace(p, shift=-size if groups["ba"].lower() == "before" else size)
    if "ordinal" in groups and rule.id == "nth-weekday-of-month":
        p = replace(p, nth=ordinal(groups["ordinal"]))
    if "partunit" in groups:
        nth, unit = ordinal(groups["ordinal"]), unit_of(groups["partunit"])
        if groups["partunit"].lower().endswith("s"):
            # "The first days of March" are not its first day.
            p = replace(p, mod="START" if nth == 1 else "END" if nth == -1 else None)
        else:
            p = replace(p, nth=nth, nth_unit=unit)
    if "half" in groups and (
        p.month is not None or "themonth" in groups or rule.id == "part-of-month"
    ):
        p = replace(p, half=None, mod="START" if p.half == 1 else "END")
        if "themonth" in groups:
            return replace(p, relation=Relation("month", 0, "either"))
        if "which" in groups:
            count, base = _WHICH[groups["which"].lower()]
            return replace(p, relation=Relation("month", count, base))
    if "yearend" in groups:
        nth = -1 if groups["yearend"].lower() in {"last", "final", "closing"} else 1
        p = replace(p, edge=(nth, unit_of(groups["yearunit"])))
    if "theyear" in groups:
        return replace(p, relation=Relation("year", 0, "either"))
    if "shift" in rule.set:
        return replace(p, shift=int(rule.set["shift"]), pick="next")
    if "today" in rule.set:
        return replace(p, today=True)
    if groups.get("whichmonth", "").lower() in {"each", "every"}:
        return Partial(type="SET", value="P1M")
    if "whichmonth" in groups:
        count, base = _WHICH.get(groups["whichmonth"].lower(), (0, "either"))
        return replace(p, relation=Relation("month", count, base))
    if rule.set.get("month") == "which":
        count, base = _WHICH[groups.get("which", "").lower()]
        return replace(p, relation=Relation("month", count, base))
    return p


def _to_event(groups: Mapping[str, str]) -> Partial:
    unit = unit_of(groups.get("unit", "day"))
    part = "NI" if unit == "night" else None
    count = -1 if groups["toevent"].lower() in {"before", "of"} else 1
    unit = "day" if unit == "night" else unit
    return Partial(
        type="TIME" if part else "DATE",
        part=part,
        relation=Relation(unit, count, "event"),
    )


def _which(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    words = groups.get("which", "").lower()
    count, base = _WHICH[words]
    if "toevent" in groups:
        return _to_event(groups)
    if "twice" in groups:
        count, base = (-2 if "last" in groups["twice"].lower() else 2), "now"
    text = groups.get("_all", "").lower()
    part = word_of("part", groups["part"]) if "part" in groups else None
    mod = rule.set.get("mod") or (mod_of(groups["mod"]) if groups.get("mod") else None)
    unit = unit_of(groups["unit"]) if "unit" in groups else "day"
    if text.startswith("the next") or " the next" in text:
        base = "told" if base == "now" else base
    if unit in {"day", "night"} and words in {
        "last",
        "past",
        "coming",
        "upcoming",
        "current",
    }:
        return None
    if unit == "night":
        unit, part = "day", "NI"
    if unit == "fortnight":
        return None
    if unit == "season":
        return None
    if rule.set.get("bare"):
        part = part or word_of("part", groups["x"])
        return Partial(type="TIME", value=f"XXXX-XX-XXT{part}", mod=mod)
    return Partial(
        type="TIME" if part else "DATE",
        mod=mod,
        part=part if isinstance(part, str) else None,
        relation=Relation(
            unit, count, base, of_year=year_of(groups), year_back="yearback" in groups
        ),
    )


def _ref(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    return Partial(
        value=rule.set.get("value", "PRESENT_REF"), only=rule.set.get("style")
    )


def _none(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    return None


_KINDS: dict[str, Callable[[DateRule, Mapping[str, str]], Partial | None]] = {
    "calendar": _calendar,
    "which": _which,
    "offset": distance,
    "duration": length,
    "set": recurrence,
    "ref": _ref,
    "none": _none,
}
