"""Datelines: the place and day that an article itself prints above its story.

Two kinds: the words that open a story (``OSLO, Jan. 5 (Reuters) -``) and lines that
hold a date alone, perhaps with a byline or a label (``Updated July 3, 2024``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dipevents.lexicons.layout import layout
from dipevents.models import DateValue, Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?"
    r"|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_NUMERIC = rf"\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}"
_ISO = rf"{_YEAR}(?P<mark>[-/.])(?:0?[1-9]|1[0-2])(?P=mark)(?:[12]\d|3[01]|0?[1-9])"

_FULL_DATE = (
    rf"(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?:"
    rf"(?P<day>{_DAY})[\s-]+(?:of\s+)?(?P<month>{_MONTH}),?[\s-]+(?P<year>{_YEAR})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>{_DAY}),?\s+(?P<year2>{_YEAR})"
    rf"|(?P<iso>{_ISO})(?!\d)|(?P<numeric>{_NUMERIC})(?!\d)"
    r")"
)
_MONTH_YEAR = rf"(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})"
_DAY_MONTH = (
    rf"(?:{_WEEKDAY},?\s+)?(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_DAY})(?!\d)"
)
# Capitals only: of small letters, half the words of English would be zones.
_ZONE = (
    r"(?:\(?(?:(?-i:[A-Z]{1,4}T|GMT|UTC|MSK|WIB|Z|HRS)\b|[ECMP]\.\s?[SD]?\.?\s?T\."
    r"|local time|hours|hrs)\)?|\(?(?:GMT|UTC)?\s?[+-]\d{1,2}:?(?:\d\d)?\)?)"
)
_TIME = (
    r"(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s?[ap]\.?\s?m\.?)?"
    rf"|\d{{1,2}}\s?[ap]\.?\s?m\.?)(?:\s?{_ZONE})?(?:\s?/\s?\d{{1,2}}[:.]\d\d\s?{_ZONE})?"
)

FULL_DATE = re.compile(_FULL_DATE, re.IGNORECASE)
_LABELS = (
    r"(?:first\s+)?(?:published|posted|publication\s+date|issued|released|created"
    r"|date|dated|input|registered|uploaded|entered)"
)
_UPDATES = r"(?:last\s+)?(?:updated?|modified|edited|revised)"
_LABELLED = re.compile(
    rf"\b(?P<label>{_LABELS}|{_UPDATES})(?:\s+(?:on|at|in))?\s*[:—–|-]?\s*"
    rf"(?:{_TIME},?\s+(?:on\s+)?)?(?={_FULL_DATE})",
    re.IGNORECASE,
)
# Narrower than the labels: within a story "Dated" and "Issued" may tell of a document.
_OPENS_WITH_LABEL = re.compile(
    r"[\s(\[*•·|—–-]*(?:(?:first|originally|last)\s+)?"
    r"(?:published|posted|updated?|modified)\b",
    re.IGNORECASE,
)
_TIME_ALONE = re.compile(_TIME, re.IGNORECASE)
# Every branch begins with what its first character can be, so that the many words
# are tried only where one may stand: a megabyte of the worst takes half as long.
_LINE_REST = re.compile(
    rf"(?:[\s,;:|/)\[\]•·—–@.]++"
    rf"|(?=\d)(?:{_TIME}|\b\d+\s+min(?:ute)?s?\s+read\b)"
    rf"|T{_TIME}"
    r"|\b(?-i:(?=[abcdefilmoprstuwABCDEFILMOPRSTUWſ]))(?=[a-z]{2})"
    rf"(?:{_LABELS}|{_UPDATES}|on|at|in|by|ago|min(?:ute)?s?\s+read"
    rf"|local\s+time|{_WEEKDAY})\b"
    rf"|(?-i:(?=[A-Zceghlmpu(+-])){_ZONE}|[(-])+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline that was found.

    Args:
        start: First code point of its words.
        end: One past the last, with the dash that closes it.
        place: The place it names, as printed; None if it names none.
        published: The day it tells; None where it tells none, or only day and month.
        rank: How sure it is that this is the day of publication: a label such as
            "Published" 0, a date alone 1, "Updated" 2, a month alone 3.
        rule: Id of the rule that found it.
        month_day: Month and day of a dateline that tells no year.
    """

    start: int
    end: int
    place: str | None
    published: DateValue | None
    rank: int
    rule: str
    month_day: tuple[int, int] | None = None


def read_opening(document_id: str, text: str, start: int, end: int) -> Dateline | None:
    """The dateline that opens a story, such as ``OSLO, Jan. 5 (Reuters) -``.

    Args:
        document_id: Id of the document, for the evidence.
        text: Its text.
        start: Where the line begins.
        end: Where it ends.

    Returns:
        The dateline, or None where the line opens with prose.
    """
    head = text[start : min(end, start + 160)]
    for rule, pattern in _OPENINGS:
        match = pattern.match(head)
        if match is None:
            continue
        groups = match.groupdict()
        place = (groups.get("place") or "").strip(" ,") or None
        if place and "," not in place:
            place = place.removesuffix(".")  # "ROME. June 5", but "AMHERST, N.Y."
        if place and not _is_place(place, sure=rule != "opening.known"):
            continue
        stretch = groups.get("date")
        published, month_day = None, None
        if stretch:
            at = start + match.start("date")
            published = date_of(document_id, text, at, at + len(stretch))
            month_day = _month_day(stretch)
        return Dateline(
            start, start + match.end(), place, published, 1, rule, month_day
        )
    return None


def read_line(document_id: str, text: str, start: int, end: int) -> Dateline | None:
    """The date of a line that holds one, with nothing else but time, label or byline.

    Args:
        document_id: Id of the document, for the evidence.
        text: Its text.
        start: Where the line begins.
        end: Where it ends.

    Returns:
        The dateline, or None where the line is prose.
    """
    line = text[start:end]
    if len(line) > 200:
        return None
    dates = list(FULL_DATE.finditer(line))
    if not dates:
        return _month_alone(document_id, text, start, end)
    if not _is_only_date(line, dates):
        return None
    labels = {m.end(): m["label"].lower() for m in _LABELLED.finditer(line)}
    best: tuple[int, re.Match[str]] | None = None
    for match in dates:
        label = labels.get(match.start(), "")
        rank = 1 if not label else 2 if re.match(_UPDATES, label, re.I) else 0
        if best is None or rank < best[0]:
            best = (rank, match)
    if best is None:
        return None
    rank, match = best
    at = start + match.start()
    published = date_of(document_id, text, at, at + len(match[0]))
    place = _place_of_line(line[: dates[0].start()])
    return Dateline(start, end, place, published, rank, "line.date")


def is_labelled(line: str) -> bool:
    """Whether the line says that it tells when the article came out."""
    return _LABELLED.search(line) is not None


def opens_with_label(line: str) -> bool:
    """Whether the line begins by saying that it tells when the article came out."""
    return _OPENS_WITH_LABEL.match(line) is not None


def is_time_alone(line: str) -> bool:
    """Whether the line is nothing but a time of day."""
    return _TIME_ALONE.fullmatch(line.strip()) is not None


def date_of(document_id: str, text: str, start: int, end: int) -> DateValue | None:
    """The date that a full date expression tells, with its words as evidence.

    ``03/04/2024`` has two readings: unless a weekday decides between them the result
    has no EDTF value, and the reason says so.

    Args:
        document_id: Id of the document.
        text: Its text.
        start: First code point of the expression.
        end: One past the last.

    Returns:
        The date, or None where day and month alone are told or the day does not exist.
    """
    match = FULL_DATE.fullmatch(text, start, end)
    if match is None:
        return None
    evidence = (
        Span(document_id=document_id, start=start, end=end, text=text[start:end]),
    )
    days = _days_of(match)
    if not days:
        return None
    if len(days) > 1:
        first, second = days
        return DateValue(
            basis="dateline",
            evidence=evidence,
            reason=(
                f'"{match[0]}" can be {first.isoformat()} or {second.isoformat()}, '
                "and nothing beside it tells which"
            ),
        )
    return DateValue(
        edtf=days[0].isoformat(),
        earliest=days[0],
        latest=days[0],
        granularity="day",
        basis="dateline",
        evidence=evidence,
    )


def _month_day(stretch: str) -> tuple[int, int] | None:
    """Month and day of ``March 5``; None where the stretch tells a year too."""
    if re.fullmatch(_DAY_MONTH, stretch, re.IGNORECASE) is None:
        return None
    month = re.search(rf"\b{_MONTH}(?![^\W\d_])", stretch, re.IGNORECASE)
    day = re.search(r"\d+", stretch)
    if month is None or day is None:
        return None
    return _MONTHS.index(month[0][:3].lower()) + 1, int(day[0])


def _days_of(match: re.Match[str]) -> list[date]:
    if match["iso"]:
        numbers = [int(n) for n in re.split(r"[-/.]", match["iso"])]
        return _existing([(numbers[0], numbers[1], numbers[2])])
    if match["numeric"]:
        first, second, year = (int(n) for n in re.split(r"[-/.]", match["numeric"]))
        readings = [(year, second, first)]
        # Dots between the numbers are written where the day comes first.
        if "." not in match["numeric"] and first != second:
            readings.append((year, first, second))
        days = _existing(readings)
        if len(days) > 1 and match["weekday"]:
            weekday = _WEEKDAYS.index(match["weekday"][:3].lower())
            days = [d for d in days if d.weekday() == weekday] or days
        return days
    day = match["day"] or match["day2"]
    month = match["month"] or match["month2"]
    year_number = int(match["year"] or match["year2"])
    month_number = _MONTHS.index(month[:3].lower()) + 1
    return _existing([(year_number, month_number, int(re.sub(r"\D", "", day)))])


def _existing(readings: Iterable[tuple[int, int, int]]) -> list[date]:
    days = []
    for year, month, day in readings:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


def _month_alone(document_id: str, text: str, start: int, end: int) -> Dateline | None:
    match = re.compile(_MONTH_YEAR).fullmatch(text, start, end)
    if match is None:
        return None
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    first = date(int(match["year"]), month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    published = DateValue(
        edtf=f"{first.year:04}-{month:02}",
        earliest=first,
        latest=last,
        granularity="month",
        basis="dateline",
        evidence=(Span(document_id=document_id, start=start, end=end, text=match[0]),),
        reason="the dateline tells the month, not the day",
    )
    return Dateline(start, end, None, published, 3, "line.month")


def _is_only_date(line: str, dates: list[re.Match[str]]) -> bool:
    """Whether nothing but dates, times, labels, a byline or a place is in the line."""
    rest, last = [], 0
    for match in dates:
        rest.append(line[last : match.start()])
        last = match.end()
    rest.append(line[last:])
    for index, part in enumerate(rest):
        words = _LINE_REST.sub(" ", part).strip()
        if not words:
            continue
        if index == 0 and (_is_author(part) or _place_of_line(part)):
            continue
        if (
            index > 0
            and _is_byline(words)
            and re.match(r"\s*(?:[|•·—–-]|by\b)", part, re.I)
        ):
            continue
        return False
    return True


def _is_author(part: str) -> bool:
    """Whether the words before a date are a byline: after "By", or a name and a bar.

    ``Harbour Council Meeting – 4 May 2021`` is a headline with the day of an event.
    """
    words = _LINE_REST.sub(" ", part).strip()
    if re.match(r"\s*by\b", part, re.IGNORECASE):
        return _is_byline(words)
    bar = re.search(r"[,|•·/]\s*(?:\w+:?\s*)?$", part.rstrip() + " ")
    return bar is not None and 2 <= len(words.split()) <= 4 and _is_byline(words)


def _is_byline(words: str) -> bool:
    names = words.split()
    return len(names) <= 8 and all(
        name[:1].isupper()
        or name in {"and", "in", "for", "of", "&", "de", "van", "von"}
        for name in names
    )


def _place_of_line(words: str) -> str | None:
    """The place before the date in ``Vienna, 4 May 2021``; None if that is no place."""
    place = words.strip(" ,.;:—–-|")
    return place if place and _is_place(place, sure=False) else None


def _is_place(place: str, *, sure: bool) -> bool:
    """Whether the words can be a dateline's place.

    ``sure`` where date or agency follow; else the place must be known as one from
    which news is filed, or stand in capitals and not be a label such as "UPDATE".
    """
    data = layout()
    first = re.split(r"[,/]", place)[0].strip().lower()
    if first in data.bureaus:
        return True
    if any(word.lower() in data.not_places for word in re.findall(r"[^\W\d_]+", place)):
        return False
    return sure


_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,30}"
_MIXED = r"[A-ZÀ-Þ][\w.'’-]{0,30}"
# A name may hold hyphens, so no hyphen stands between names: read two ways, a row of
# hyphens would take a time that doubles with each.
_NAME = rf"{_MIXED}(?: (?:{_MIXED}|of|the|de|el|al|la|on|and)){{0,7}}"
_PLACE = rf"(?P<place>{_NAME}(?:/{_NAME}){{0,3}}(?:,\s{_NAME}){{0,2}}?)"
_CAPITAL_PLACE = (
    rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,7}}(?:,\s{_NAME}){{0,2}}?)"
)
_UNNAMED_DATE = re.sub(
    r"[?]P<[a-z0-9]+>", "?:", _FULL_DATE.replace("(?P=mark)", "[-/.]")
)
_DATE = rf"(?P<date>{_UNNAMED_DATE}|{_DAY_MONTH})"
_AGENCY_NAME = r"[A-Z][\w.&'’/-]{1,24}(?:\s[\w.&'’/-]{1,24}){0,2}"
_AGENCY = rf"(?:\({_AGENCY_NAME}\s?\)|/\s?{_AGENCY_NAME}\s?/|\[{_AGENCY_NAME}\])"
_BARE_AGENCY = (
    r"(?:AFP|AP|ANI|CNN|dpa|DPA|EFE|IANS|IRNA|PTI|Reuters|REUTERS|UPI|VOA|Xinhua)"
)
_DASH = r"(?:--+|[—–―_-])"
_LEAD = r"(?:\(\w[\w ]{0,20}\)\s*[-–—]?\s*)?"
_COUNTRY = r"(?:\s\[[A-Z][\w ]{2,30}\])?"
_OPENINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(rf"\A(?:{pattern})"))
    for rule, pattern in (
        # OSLO, Jan. 5 (Reuters) -     Riga, 3 May /LETA/     ROME. June 5 (Interfax) -
        # Lima [Peru], May 4 (ANI):     KYIV. May 3. Ukrinform.
        (
            "opening.date",
            rf"{_LEAD}{_PLACE}{_COUNTRY}[.,]?\s+{_DATE}[.,]?\s*(?:"
            rf"{_AGENCY}[.,]?\s*(?:{_DASH}|:)?|,?\s[A-Z][A-Za-z]{{1,12}}\s{_DASH}"
            rf"|\s?{_DASH}|:|\.?\s+[A-Z]\w+\.)(?=\s|$)",
        ),
        # CAIRO – 4 May 2021: Egypt ...
        ("opening.dash-date", rf"{_PLACE}\s{_DASH}\s{_DATE}\s?:(?=\s|$)"),
        # BAKU, Azerbaijan, May 4. The ...
        (
            "opening.date-stop",
            rf"{_CAPITAL_PLACE},\s+{_DATE}\.(?=\s+[\"“]?[A-ZÀ-Þ])",
        ),
        # BRUSSELS (AP) —     Madrid (dpa) -     CANBERRA, Australia (AP) _
        (
            "opening.agency",
            rf"{_LEAD}{_PLACE},?\s+(?:{_AGENCY}[.,]?|{_BARE_AGENCY})\s*{_DASH}(?=\s|$)",
        ),
        # ASTANA. KAZINFORM –
        (
            "opening.capitals-agency",
            rf"{_CAPITAL_PLACE}\.\s+[A-Z]{{3,}}\s*{_DASH}(?=\s)",
        ),
        # (ANSA) - ROME, JUL 24 -
        (
            "opening.agency-first",
            rf"\([A-Z]{{2,8}}\)\s*{_DASH}\s*{_PLACE},\s+(?i:{_DATE})\s*{_DASH}(?=\s)",
        ),
        # (Reuters) -     CNN —
        (
            "opening.agency-alone",
            rf"(?:\({_BARE_AGENCY}\)\s*{_DASH}?|{_BARE_AGENCY}\s*[—–])(?=\s)",
        ),
        # LISBON —     TALLINN, Estonia -
        ("opening.capitals", rf"{_LEAD}{_CAPITAL_PLACE}\s*{_DASH}(?=\s|$)"),
        # Lisbon —     ACCRA: The ...     only for places that news is filed from
        (
            "opening.known",
            rf"{_LEAD}{_PLACE}(?:\s{_AGENCY})?(?:\s?(?:--+|[—–―_])|\s-|:)(?=\s|$)",
        ),
    )
)
