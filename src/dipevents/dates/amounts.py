"""From the groups of a match to amounts of time: distances, durations, recurrences."""

from __future__ import annotations

from collections.abc import Mapping

from dipevents.dates.groups import day_of, mod_of, month_of, word_of
from dipevents.dates.numbers import approx_of, duration, number, ordinal, unit_of
from dipevents.dates.partial import Base, Partial, Relation
from dipevents.lexicons.date_rules import DateRule

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


def distance(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    """How far from now, or from what is told: "three days ago", "two weeks later"."""
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
        month=month_of(groups),
        relation=relation,
        shift=shift,
    )


def length(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    """How long something takes: "for two and a half years"."""
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


def recurrence(rule: DateRule, groups: Mapping[str, str]) -> Partial | None:
    """What comes again: "every other Tuesday", "annually"."""
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
        value = f"XXXX-WXX-{word_of('weekday', groups['weekday'])}"
        if "part" in groups:
            value += f"T{word_of('part', groups['part'])}"
    elif "season" in groups:
        value = f"XXXX-{word_of('season', groups['season'])}"
    elif "fixed" in groups:
        value = f"XXXX-{month_of(groups):02d}-{day_of(groups):02d}"
    elif "monthname" in groups and "num" in groups:
        value = f"XXXX-{month_of(groups):02d}-{int(count or 1):02d}"
    elif "monthname" in groups:
        value = f"XXXX-{word_of('month', groups['monthname']):02d}"
    elif "part" in groups:
        value = f"XXXX-XX-XXT{word_of('part', groups['part'])}"
    elif groups.get("unit", "").lower() == "weekdays":
        value = "XXXX-WXX-WD"
    elif groups.get("unit", "").lower() in {"weekends", "weekend"}:
        value = "XXXX-WXX-WE"
    else:
        value = duration(count, unit_of(groups["unit"]))
    return Partial(type="SET", value=value)
