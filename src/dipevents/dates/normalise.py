"""From the groups of a match to the fields of a partial date. No anchor here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from dipevents.dates.numbers import approx_of, duration, number, ordinal, unit_of
from dipevents.dates.partial import Base, Partial, Relation
from dipevents.dates.periods import valid_day
from dipevents.lexicons.date_rules import DateRule, date_rules

_DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
    "noughties": 0,
}
# Two-digit years: below the pivot they are of this century.
_PIVOT = 50

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


@lru_cache(maxsize=256)
def _word(kind: str, text: str) -> int | str | None:
    text = text.lower().replace("-", "")
    table = date_rules().words[kind]
    if kind in {"month", "weekday"}:
        return table.get(text[:3])
    return table.get(text) or table.get(text.removesuffix("s"))


@lru_cache(maxsize=256)
def mod_of(text: str) -> str | None:
    """The TIMEX3 modifier behind words such as "early" or "the end of".

    Args:
        text: The words.
    """
    text = text.lower()
    if re.search(r"begin|start|onset|opening|early|earlier|first half", text):
        return "START"
    if re.search(r"mid", text):
        return "MID"
    if re.search(r"late|end|clos|final|\blast\b|(?:second|latter) half", text):
        return "END"
    return None


def normalise(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    """The partial date of a match; None where the match is no time after all.

    Args:
        rule: The rule that matched.
        groups: The groups that took part, by name without suffix.
    """
    made = _KINDS[rule.kind](rule, groups)
    return made


def _year(groups: Mapping[str, str]) -> int | None:
    if text := groups.get("year"):
        return int(text)
    if text := groups.get("adyear"):
        return int(text)
    if text := groups.get("bcyear"):
        era = groups.get("era", "").upper()
        return 1 - int(text) if era.startswith("B") else int(text)
    if text := groups.get("yy"):
        return int(text) + (2000 if int(text) < _PIVOT else 1900)
    return None


def _day(groups: Mapping[str, str]) -> int | None:
    if text := groups.get("day"):
        return ordinal(text)
    if text := groups.get("dayword"):
        return ordinal(text)
    return None


def _month(groups: Mapping[str, str]) -> int | None:
    if "mnum" in groups:
        return int(groups["mnum"])
    for name in ("month", "monthname", "surely"):
        if name in groups:
            found = _word("month", groups[name])
            return found if isinstance(found, int) else None
    return None


def _decade(groups: Mapping[str, str]) -> int | None:
    if text := groups.get("decade"):
        return int(text) * 10
    if text := groups.get("decadeyy"):
        return 1900 + 10 * int(text) if int(text) >= 3 else 2000 + 10 * int(text)
    if text := groups.get("decadeword"):
        tens = _DECADES[text.lower()]
        return 1900 + 10 * tens if tens else 2000
    if text := groups.get("bcdecade"):
        start = int(text)
        # The 480s BC run from 489 to 480; the year kept is one inside them.
        return 1 - start if groups.get("era", "").upper().startswith("B") else start
    return None


def _century(rule: DateRule, groups: Mapping[str, str]) -> int | None:
    if rule.set.get("unit") != "century":
        return None
    word = groups.get("centuryword") or groups.get("ordinal", "")
    nth = ordinal(word)
    if nth is None or nth < 1:
        return None
    if groups.get("era", "").upper().startswith("B"):
        return 1 - 100 * (nth - 1) - 50
    return 100 * (nth - 1)


def _clock(groups: Mapping[str, str]) -> str | None:
    if word := groups.get("clockword"):
        return "24:00" if word.lower() == "midnight" else "12:00"
    hour = int(groups["hour"]) if "hour" in groups else None
    minute = int(groups.get("minute") or 0)
    half = groups.get("ampm", "").lower()[:1]
    if word := groups.get("hourword"):
        told = number(word)
        hour = int(told) if told is not None else None
        if past := groups.get("past", "").lower():
            minute = 30 if "half" in past else 15
            if "to" in past and hour is not None:
                hour, minute = hour - 1, 45
        half = {"m": "a", "a": "p", "e": "p", "n": "p"}.get(
            groups.get("part", " ").lower()[0], ""
        )
    if hour is None or hour > 24:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


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
    year = _year(groups)
    day = _day(groups)
    month = _month(groups)
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
        part = _word("part", groups["part"])  # type: ignore[assignment]
    clock = _clock(groups)
    weekday = None
    if text := groups.get("weekday") or groups.get("wday") or groups.get("wd"):
        weekday = _word("weekday", text)
    season = _word("season", groups["season"]) if "season" in groups else None
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
        decade=_decade(groups),
        century=_century(rule, groups),
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
    from dataclasses import replace

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
    part = _word("part", groups["part"]) if "part" in groups else None
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
        part = part or _word("part", groups["x"])
        return Partial(type="TIME", value=f"XXXX-XX-XXT{part}", mod=mod)
    return Partial(
        type="TIME" if part else "DATE",
        mod=mod,
        part=part if isinstance(part, str) else None,
        relation=Relation(
            unit, count, base, of_year=_year(groups), year_back="yearback" in groups
        ),
    )


def _offset(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    unit = unit_of(groups.get("unit") or groups["plural"])
    count: float | None = None
    if "num" in groups:
        count = number(groups["num"])
        if count is None:
            return None
    elif "article" in groups or "one" in rule.set:
        count = 1
    elif "halfof" in groups:
        count = 0.25 if "quarter" in groups["halfof"].lower() else 0.5
    if unit in {"decade", "century", "millennium"} and count is not None:
        # "A decade ago" is a year, not the decade before.
        count *= {"decade": 10, "century": 100, "millennium": 1000}[unit]
        unit = "year"
    if groups.get("half") and count is not None:
        count += 0.5
    if unit == "hour" and count is not None and not float(count).is_integer():
        unit, count = "minute", round(60 * count)
    words = groups["dir"].lower()
    back = words in {"ago", "earlier", "previously", "before", "beforehand", "prior"}
    sign = -1 if back else 1
    mod = approx_of(groups["approx"]) if "approx" in groups else None
    if "mod" in groups:
        mod = mod_of(groups["mod"])
    base: Base = "told"
    if words in {"ago", "from now", "hence", "from today", "from", "time"}:
        base = "now"
    exact = "today" in groups and groups["today"].lower() in {
        "today",
        "yesterday",
        "tomorrow",
    }
    if groups.get("today", "").lower() == "this month" and unit == "year" and count:
        unit, count = "month", 12 * count
    if words.startswith("to the"):
        return Partial(type="DURATION", value=duration(count, unit), mod=mod)
    if count is None or not float(count).is_integer():
        if count is not None and unit in {"year", "decade", "century"}:
            months = round(count * {"year": 12, "decade": 120, "century": 1200}[unit])
            return Partial(mod=mod, relation=Relation("month", sign * months, base))
        whole = None if count is None else int(count)
        relation = Relation(unit, whole and sign * whole, base, sign)
    else:
        relation = Relation(unit, sign * int(count), base, sign, exact)
    if (second_unit := groups.get("unit_b") or groups.get("unit_b2")) and count:
        more = number(groups.get("num_b", "a"))
        second = unit_of(second_unit)
        if more and unit == "year" and second == "month":
            relation = Relation("month", sign * int(12 * count + more), base, sign)
    shift = {"yesterday": -1, "tomorrow": 1}.get(groups.get("today", "").lower(), 0)
    return Partial(
        type="TIME" if unit in {"hour", "minute", "second"} else "DATE",
        mod=mod,
        month=_month(groups),
        relation=relation,
        shift=shift,
    )


def _duration(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    unit = unit_of(groups.get("unit") or groups["plural"])
    mod = approx_of(groups["approx"]) if "approx" in groups else None
    if "approx_2" in groups:
        mod = approx_of(groups["approx_2"])
    count: float | None = None
    if "num" in groups:
        count = number(groups["num"])
        if count is None:
            return None
    elif (
        "article" in groups
        or ("span" in groups and "unit" in groups and "vague" not in groups)
        or ("plural" in groups and groups["plural"].lower() == unit)
    ):
        count = 1
    if "halfof" in groups:
        words = groups["halfof"].lower()
        count = (
            0.75 if words.startswith("three") else 0.25 if "quarter" in words else 0.5
        )
    if (groups.get("half") or groups.get("halfnum")) and count is not None:
        count += 0.5
    value = duration(count, unit)
    if (second_unit := groups.get("unit_b") or groups.get("unit_b2")) and count:
        second = duration(number(groups.get("num_b", "a")), unit_of(second_unit))
        if second.startswith("PT"):
            value = value + second[2:] if value.startswith("PT") else value + second[1:]
        else:
            value += second[1:]
    return Partial(type="DURATION", value=value, mod=mod)


_FREQUENCIES = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P3M",
    "biannually": "P6M",
    "biannual": "P6M",
    "semiannual": "P6M",
    "semi-annual": "P6M",
    "biennial": "P2Y",
    "triennial": "P3Y",
    "semi-weekly": "P3D",
    "semiannually": "P6M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "annual": "P1Y",
    "biennially": "P2Y",
    "hourly": "PT1H",
}


def _set(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    if "freq" in groups:
        return Partial(type="SET", value=_FREQUENCIES[groups["freq"].lower()])
    count: float | None = 1
    if "num" in groups:
        count = number(groups["num"]) or 1
    elif "vague" in groups:
        count = None
    elif "halfof" in groups:
        count = 0.5
    if "other" in groups:
        other = groups["other"].lower()
        count = 2 if other == "other" else ordinal(other) or 1
    if "weekday" in groups:
        value = f"XXXX-WXX-{_word('weekday', groups['weekday'])}"
        if "part" in groups:
            value += f"T{_word('part', groups['part'])}"
    elif "season" in groups:
        value = f"XXXX-{_word('season', groups['season'])}"
    elif "fixed" in groups:
        value = f"XXXX-{_month(groups):02d}-{_day(groups):02d}"
    elif "monthname" in groups and "num" in groups:
        value = f"XXXX-{_month(groups):02d}-{int(count or 1):02d}"
    elif "monthname" in groups:
        value = f"XXXX-{_word('month', groups['monthname']):02d}"
    elif "part" in groups:
        value = f"XXXX-XX-XXT{_word('part', groups['part'])}"
    elif groups.get("unit", "").lower() == "weekdays":
        value = "XXXX-WXX-WD"
    elif groups.get("unit", "").lower() in {"weekends", "weekend"}:
        value = "XXXX-WXX-WE"
    else:
        value = duration(count, unit_of(groups["unit"]))
    return Partial(type="SET", value=value)


def _ref(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    return Partial(
        value=rule.set.get("value", "PRESENT_REF"), only=rule.set.get("style")
    )


def _none(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    return None


_KINDS: dict[str, Callable[[DateRule, Mapping[str, str]], Partial | None]] = {
    "calendar": _calendar,
    "which": _which,
    "offset": _offset,
    "duration": _duration,
    "set": _set,
    "ref": _ref,
    "none": _none,
}
