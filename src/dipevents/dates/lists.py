"""Lists and ranges with shared parts, and clock times beside their dates.

"April 24 and 25", "3-5 May", "between March and November 1968", "1955-57",
"Tuesday at 9 a.m.": each end is an expression of its own; what one of them leaves
out, its neighbour lends.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dipevents.dates.cues import RANGE
from dipevents.dates.partial import Found, Partial
from dipevents.dates.periods import valid_day

_JOIN = (
    r"(?:, (?:and |or )?|,? (?:and|or|to|through|until|till|and through|&) "
    r"(?:the |on |in |again in |again on )?| ?[-–—/] ?)"
)
_NO_DAY = (
    r"(?![\w%:/]|[.,][0-9]| (?:per|percent|people|other|others|men|women|million|"
    r"soldiers|troops|more|a\.m|p\.m|am|pm|years|days|of)\b)"
)
_NEXT_DAY = re.compile(
    rf"{_JOIN}(?P<day>(?:0?[1-9]|[12][0-9]|3[01])(?P<suffix>st|nd|rd|th)?)"
    rf"{_NO_DAY}(?P<year>,? (?:1[0-9]{{3}}|20[0-9]{{2}})(?![0-9]))?"
)
_DAY_BEFORE = re.compile(
    r"(?:^|[\s(\[])(?P<day>(?:the )?(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?)"
    rf"{_JOIN}(?:the )?$"
)
_NEXT_YEAR = re.compile(r" ?[-–/] ?(?P<year>[0-9]{2})(?![0-9]|[,./:-][0-9])")
_YEAR_BEFORE = re.compile(r"(?:^|[\s(])(?P<year>[1-9][0-9]{0,3}) ?(?:-|–|to|and|or) ?$")
_SHARE = re.compile(
    r"(?:,? (?:and|or|to|through|until|till|&) "
    r"(?:in |on |the |again in |again on |early |late |mid-?)*"
    r"| ?[-–—/] ?|, (?:and |or )?|, )$"
)
# A preposition parts them: "9 a.m." and "Friday" are two in "9 a.m. on Friday".
_CLOCK_THEN_DATE = re.compile(r"(?: \(?local time\)?)?,? $")
_DATE_THEN_CLOCK = re.compile(r",? $")
_AMPM = re.compile(r"[0-9:.]{1,5} ?[ap]\.?m", re.IGNORECASE)
_HOUR_BEFORE = re.compile(
    r"(?:^|[\s(])(?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5][0-9]))? ?"
    r"(?:to|and|-|–|until) ?$"
)


def complete_lists(found: list[Found], text: str) -> list[Found]:
    """The expressions with list members added and shared parts filled in.

    Args:
        found: The expressions in order, none overlapping.
        text: The text of the view.
    """
    found = _merge_clocks(found, text)
    out: list[Found] = []
    for index, item in enumerate(found):
        limit_left = out[-1].end if out else 0
        if item.start < limit_left:
            continue  # the year of "May 3-5, 2026", already part of its second day
        limit_right = len(text)
        if index + 1 < len(found):
            following = found[index + 1]
            limit_right = following.end if following.rule == "year" else following.start
        out.extend(_before(item, text, limit_left))
        out.append(item)
        out.extend(_after(item, text, limit_right))
    return _share(out, text)


def _is_plain_day(p: Partial) -> bool:
    return p.day is not None and p.clock is None and p.part is None and p.value is None


def _before(item: Found, text: str, limit: int) -> list[Found]:
    p = item.partial
    out: list[Found] = []
    at = item.start
    if p.clock is not None and not _AMPM.match(text, item.start):
        return out
    if item.rule == "year-bc" and p.year is not None:
        match = _YEAR_BEFORE.search(text, max(limit, at - 12), at)
        if match and match.start("year") >= limit and "BC" in text[at : item.end]:
            year = 1 - int(match["year"])
            out.append(
                Found(
                    match.start("year"),
                    match.end("year"),
                    replace(p, year=year),
                    item.rule,
                )
            )
        return out
    if p.clock is not None and _AMPM.match(text, item.start):
        match = _HOUR_BEFORE.search(text, max(limit, at - 12), at)
        if match and match.start("hour") >= limit:
            hour = int(match["hour"]) + (12 if int(p.clock[:2]) >= 12 else 0)
            hour = hour - 12 if hour > int(p.clock[:2]) else hour
            clock = f"{hour:02d}:{match['minute'] or '00'}"
            end = match.end("minute") if match["minute"] else match.end("hour")
            out.append(
                Found(match.start("hour"), end, replace(p, clock=clock), item.rule)
            )
        return out
    if not (_is_plain_day(p) and p.month is not None) or not item.rule.startswith(
        "day-month"
    ):
        return out
    for _ in range(8):
        match = _DAY_BEFORE.search(text, max(limit, at - 16), at)
        if match is None or match.start("day") < limit:
            break
        digits = re.search(r"[0-9]+", match["day"])
        day = int(digits[0]) if digits else 0
        if not valid_day(p.year or 2000, p.month or 1, day):
            break
        at = match.start("day")
        out.append(Found(at, match.end("day"), replace(p, day=day), item.rule))
    return out[::-1]


def _after(item: Found, text: str, limit: int) -> list[Found]:
    p = item.partial
    out: list[Found] = []
    at = item.end
    if p.year is not None and p.grain == "year" and p.relation is None:
        match = _NEXT_YEAR.match(text, at, min(limit, at + 6))
        if match and int(match["year"]) > 0 and int(match["year"]) > p.year % 100:
            year = p.year // 100 * 100 + int(match["year"])
            out.append(
                Found(
                    match.start("year"),
                    match.end("year"),
                    replace(p, year=year, mod=None),
                    item.rule,
                )
            )
        return out
    if not _is_plain_day(p) or item.rule in {"iso-date", "dotted-date", "slashed-date"}:
        return out
    if p.month is not None and not item.rule.startswith(("month-day", "which-month")):
        return out
    for _ in range(12):
        match = _NEXT_DAY.match(text, at, min(limit, at + 24))
        if match is None or (p.month is None and not match["suffix"]):
            break
        if match.end("day") < len(text) and re.match(
            r" ?[A-Z][a-z]+ [A-Z]?", text[match.end() : match.end() + 1]
        ):
            break
        day = int(re.match(r"[0-9]+", match["day"])[0])  # type: ignore[index]
        if not valid_day(p.year or 2000, p.month or 1, day):
            break
        told = int(match["year"][-4:]) if match["year"] else p.year
        end = match.end("year") if match["year"] else match.end("day")
        out.append(
            Found(
                match.start("day"),
                end,
                replace(p, day=day, year=told, weekday=None),
                item.rule,
            )
        )
        at = end
    return out


def _merge_clocks(found: list[Found], text: str) -> list[Found]:
    """A clock time next to a date is one expression: "9 a.m. EST Tuesday"."""
    out: list[Found] = []
    for item in found:
        merged = _merge(out[-1], item, text) if out else None
        if merged is not None and not _ends_hours(out, item, text):
            out[-1] = merged
        else:
            out.append(item)
    return out


def _ends_hours(out: list[Found], item: Found, text: str) -> bool:
    """Whether a date after a comma begins anew: "from 9 a.m. to 5 p.m., Saturday"."""
    if len(out) < 2 or "," not in text[out[-1].end : item.start]:
        return False
    ranged = RANGE.fullmatch(text, out[-2].end, out[-1].start) is not None
    return ranged and out[-2].partial.clock is not None and _day_level(item.partial)


def _merge(a: Found, b: Found, text: str) -> Found | None:
    gap = text[a.end : b.start]
    if len(gap) > 16:
        return None
    pa, pb = a.partial, b.partial
    if _lone_clock(pa) and _day_level(pb) and _CLOCK_THEN_DATE.fullmatch(gap):
        return Found(
            a.start,
            b.end,
            replace(pb, type="TIME", clock=pa.clock, part=None, zone=pa.zone),
            b.rule,
        )
    if _lone_clock(pb) and _day_level(pa) and _DATE_THEN_CLOCK.fullmatch(gap):
        return Found(
            a.start,
            b.end,
            replace(pa, type="TIME", clock=pb.clock, part=None, zone=pb.zone),
            a.rule,
        )
    return None


def _lone_clock(p: Partial) -> bool:
    return p.clock is not None and p.grain == "none"


def _day_level(p: Partial) -> bool:
    if p.clock is not None or p.value is not None:
        return False
    if p.grain == "day":
        return True
    return (
        p.relation is not None and p.relation.unit == "day" and p.relation.base == "now"
    )


def _share(found: list[Found], text: str) -> list[Found]:
    """A year told at the end of a list or range holds for what comes before."""
    for index in range(len(found) - 2, -1, -1):
        a, b = found[index], found[index + 1]
        pa, pb = a.partial, b.partial
        if pa.value is not None or pb.value is not None:
            continue
        if b.start - a.end > 18 or not _SHARE.fullmatch(text[a.end : b.start]):
            continue
        if pa.decade is not None and pb.decade is not None and text[b.start] == "'":
            # "The 1860s and '70s" are of one century.
            decade = pa.decade // 100 * 100 + pb.decade % 100
            found[index + 1] = replace_partial(b, replace(pb, decade=decade))
        elif (
            pa.year is None
            and pb.year is not None
            and pa.pick is None
            and pa.relation is None
        ):
            if pa.month is not None and pb.month is not None:
                late = (pa.month, pa.day or 0) > (pb.month, pb.day or 0)
                found[index] = replace_partial(a, replace(pa, year=pb.year - late))
            elif (pa.season and pb.season) or (pa.quarter and pb.quarter):
                found[index] = replace_partial(a, replace(pa, year=pb.year))
        elif (
            pa.day is not None
            and pa.month is None
            and pb.day is not None
            and pb.month
            and not pa.relation
        ):
            found[index] = replace_partial(
                a, replace(pa, month=pb.month, year=pb.year, relation=pb.relation)
            )
        elif (
            pa.month is not None
            and pb.month is not None
            and pa.relation is None
            and pa.year is None
            and pb.relation is not None
        ) or (
            pa.day is not None
            and pb.day is not None
            and pa.month is None
            and pb.month is None
            and pa.relation is None
            and pb.relation is not None
        ):
            found[index] = replace_partial(a, replace(pa, relation=pb.relation))
    return found


def replace_partial(item: Found, partial: Partial) -> Found:
    """The same stretch with another partial.

    Args:
        item: The expression.
        partial: What it now says.
    """
    return Found(item.start, item.end, partial, item.rule)
