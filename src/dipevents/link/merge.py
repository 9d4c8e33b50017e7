"""One event out of the reports of one happening, with nothing lost on the way."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from dipevents.link.places import city_of, plain
from dipevents.link.profile import DAY, DAYS, EXTENDED, MONTHS
from dipevents.link.reasons import reasons_of
from dipevents.models import (
    DateValue,
    Disagreement,
    Event,
    Participant,
    Place,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from dipevents.link.compare import Cluster
    from dipevents.link.entities import Directory
    from dipevents.link.profile import Profile

T = TypeVar("T")

_NEVER = date.max.toordinal()

_FINAL = {
    "proposed": 0,
    "planned": 1,
    "ongoing": 2,
    "cancelled": 3,
    "negated": 4,
    "occurred": 5,
}
"""What is later knowledge, where the days of publication do not tell."""

_CLASHING = ({"occurred", "negated"}, {"occurred", "cancelled"}, {"ongoing", "negated"})


def merge_cluster(
    cluster: Cluster, directory: Directory, published: Mapping[str, date | None]
) -> Event:
    """The event that the reports of a cluster tell of.

    Args:
        cluster: The reports, the fullest first.
        directory: Who the participants are.
        published: Day of publication of each document, where known.

    Returns:
        A report that stands alone, unchanged; or the event that several make together,
        their own words kept in ``reports``.
    """
    members = sorted(cluster.members, key=lambda m: m.order)
    events = [m.event for m in members]
    if len(events) == 1:
        return events[0]
    status, teller = _status(events, published)
    when = _date(members, status)
    where = _place(events)
    kind = _most(e.type for e in events)
    people = _participants(members, directory)
    best = next(e for e in [teller, *events] if e.type == kind)
    update: dict[str, Any] = {
        "id": _identity(kind, when, people, members[0]),
        "type": kind,
        "status": status,
        "date": when,
        "place": where,
        "participants": people,
        "reported_by": _distinct(
            (s for e in events for s in e.reported_by),
            lambda s: (s.document_id, s.start, s.end),
        ),
        "topics": _distinct(
            (t for e in events for t in e.topics),
            lambda t: (t.document_id, t.start, t.end),
        ),
        "cameo": best.cameo,
        "plover": best.plover,
        "confidence": _confidence(events),
        "salience": "main"
        if any(e.salience == "main" for e in events)
        else "background",
        "mentions": tuple(m for e in events for m in e.mentions),
        "part_of": None,
        "disagreements": _disagreements(events, kind, status, when, where),
        "found_by": tuple(sorted({name for e in events for name in e.found_by})),
        "explanation": (
            *events[0].explanation,
            *reasons_of(members, teller, kind, when, where, people),
        ),
        "reports": tuple(events),
    }
    return events[0].model_copy(update=update)


def _distinct(items: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    return tuple({key(item): item for item in items}.values())


def _most(values: Iterable[str]) -> str:
    """The most frequent value; of equally frequent ones the first."""
    counted = Counter(values)
    top = max(counted.values())
    return next(value for value, count in counted.items() if count == top)


def _identity(
    kind: str, when: DateValue | None, people: Sequence[Participant], first: Profile
) -> str:
    """A readable id; its hash stays while the fullest report does."""
    mention = first.event.mentions[0]
    told = f"{mention.document_id}\0{mention.start}\0{first.event.id}"
    digest = hashlib.sha256(told.encode()).hexdigest()[:8]
    day = (when.edtf if when else None) or "undated"
    sides = sorted({p.country.lower() for p in people if p.country})[:3]
    return "-".join([kind, day.replace("/", "--"), *sides, digest])


# --- status ---------------------------------------------------------------------------


def _status(
    events: Sequence[Event], published: Mapping[str, date | None]
) -> tuple[Any, Event]:
    """What the latest knowledge says, and the report that says it.

    A later article may still repeat the announcement of what has happened since, so
    that plans never overrule outcomes; among outcomes the later article is right.
    """

    def knowledge(event: Event) -> tuple[bool, int, int]:
        day = published.get(event.mentions[0].document_id)
        outcome = _FINAL[event.status] > _FINAL["planned"]
        return outcome, day.toordinal() if day else 0, _FINAL[event.status]

    teller = max(events, key=knowledge)
    return teller.status, teller


# --- date -----------------------------------------------------------------------------


def _date(members: Sequence[Profile], status: str) -> DateValue | None:
    """The most precise date that the reports support.

    Of days that differ the one most reports tell wins; spans that only bound the day
    are cut to what they share; what lasts (a visit) spans the days that are told.
    """
    given = [m for m in members if m.event.date and m.event.date.basis == "given"]
    if given:
        return given[-1].event.date  # a person decided
    dated = [m for m in members if m.dated]
    outcome = [m for m in dated if m.event.status == status] or dated
    if not dated:
        return next((m.event.date for m in members if m.event.date), None)
    precise = [m for m in outcome if m.level <= DAYS] or [
        m for m in dated if m.level <= DAYS
    ]
    if precise and precise[0].event.type in EXTENDED:
        return _span_of_days(precise)
    days = [m for m in precise if m.level == DAY]
    if days:
        edtf = _most(m.event.date.edtf or "" for m in days if m.event.date)
        return _told(days, edtf)
    plans = [m for m in members if m.event.status == "planned" and not m.dated]
    return _shared_span([*dated, *plans])


def _told(members: Sequence[Profile], edtf: str) -> DateValue:
    """The date as the first report that tells it, with the words of all that do."""
    dates = [
        m.event.date for m in members if m.event.date and m.event.date.edtf == edtf
    ]
    return dates[0].model_copy(update={"evidence": _words(dates)})


def _words(dates: Iterable[DateValue]) -> tuple[Span, ...]:
    spans = (span for when in dates for span in when.evidence)
    return _distinct(spans, lambda s: (s.document_id, s.start, s.end))


def _span_of_days(members: Sequence[Profile]) -> DateValue | None:
    """How long a visit lasted: the span most reports tell, else their days together."""
    spans = [m for m in members if m.level == DAYS]
    if spans:
        return _told(
            spans, _most(m.event.date.edtf or "" for m in spans if m.event.date)
        )
    edtfs = {m.event.date.edtf for m in members if m.event.date}
    if len(edtfs) == 1:
        return _told(members, edtfs.pop() or "")
    first = min(m.first for m in members if m.first is not None)
    last = max(m.last for m in members if m.last is not None)
    return _interval(first, last, members, "the days that the articles tell")


def _shared_span(members: Sequence[Profile]) -> DateValue | None:
    """What the reports leave open together; plans lie after their announcement."""
    narrow = min(m.level for m in members)
    if narrow > MONTHS:
        members = [m for m in members if m.level == narrow]
    first = max(m.first if m.first is not None else 1 for m in members)
    ends = [m.event.date.latest for m in members if m.event.date]
    last = min((end.toordinal() for end in ends if end), default=_NEVER)
    span = date.fromordinal(first), date.fromordinal(last)
    same = [
        m
        for m in members
        if m.event.date and (m.event.date.earliest, m.event.date.latest) == span
    ]
    if same and same[0].event.date:
        return _told(same, same[0].event.date.edtf or "")
    if first > last:
        narrowest = min(members, key=lambda m: (m.level, m.order))
        return narrowest.event.date
    return _interval(first, last, members, "what the dates of the articles share")


def _interval(
    first: int, last: int, members: Sequence[Profile], reason: str
) -> DateValue:
    start, end = date.fromordinal(first), date.fromordinal(last)
    open_start, open_end = first <= 1, last >= _NEVER
    if start == end:
        edtf = start.isoformat()
    else:
        edtf = f"{'..' if open_start else start}/{'..' if open_end else end}"
    return DateValue(
        edtf=edtf,
        earliest=None if open_start else start,
        latest=None if open_end else end,
        granularity="day" if start == end else "interval",
        basis="linked",
        evidence=_words(m.event.date for m in members if m.event.date),
        reason=None if start == end else reason,
    )


# --- place ----------------------------------------------------------------------------


def _place(events: Sequence[Event]) -> Place | None:
    """The most precise place; of equally precise ones the one told most often."""
    places = [e.place for e in events if e.place]
    if not places:
        return None
    told = Counter(plain(p.name) for p in places)
    countries = Counter(p.country for p in places)
    return max(
        enumerate(places),
        key=lambda numbered: (
            countries[numbered[1].country],
            city_of(numbered[1]) is not None,
            told[plain(numbered[1].name)],
            numbered[1].latitude is not None,
            -numbered[0],
        ),
    )[1]


# --- participants ---------------------------------------------------------------------


def _participants(
    members: Sequence[Profile], directory: Directory
) -> tuple[Participant, ...]:
    """All who are told of, each once, under the fullest name and a title.

    A country or a delegation that one report names where others name the person who
    stood for it is that person, not one more participant.
    """
    everyone = [p for m in members for p in m.event.participants]
    sure = {directory.id_of(p) for p in everyone} - directory.could_be.keys()

    def key_of(participant: Participant) -> str:
        key = directory.id_of(participant)
        among = directory.could_be.get(key, frozenset()) & sure
        return next(iter(among)) if len(among) == 1 else key

    told: dict[str, list[Participant]] = defaultdict(list)
    for participant in everyone:
        told[key_of(participant)].append(participant)
    founders = {key_of(p) for p in members[0].event.participants}
    merged = [_merged(key, forms, directory) for key, forms in told.items()]
    persons = {(p.country, p.role) for p in merged if p.kind == "person"}
    kept = [
        p
        for p in merged
        if p.entity_id in founders
        or p.kind not in {"country", "group"}
        or (p.country, p.role) not in persons
    ]
    return tuple(sorted(kept, key=lambda p: p.role != "actor"))


def _merged(
    key: str, forms: Sequence[Participant], directory: Directory
) -> Participant:
    titles = [p.title for p in forms if p.title]
    sectors = [p.sector for p in forms if p.sector]
    name = forms[0].name if forms[0].kind != "person" else directory.names[key]
    update = {
        "name": name,
        "country": forms[0].country or directory.countries.get(key),
        "title": _most(titles) if titles else None,
        "sector": _most(sectors) if sectors else None,
        "role": _most(p.role for p in forms),
        "entity_id": key,
    }
    return forms[0].model_copy(update=update)


# --- what else ------------------------------------------------------------------------


def _confidence(events: Sequence[Event]) -> float:
    """Surer with each report of its own; copies of one text count once.

    Reports err together more often than chance would have it, so that further ones
    close at most half of the doubt that is left.
    """
    if any(e.confidence == 1 for e in events):
        return 1.0  # a person accepted it
    by_text: dict[str, float] = {}
    for event in events:
        text = plain(event.mentions[0].text)
        by_text[text] = max(by_text.get(text, 0.0), event.confidence)
    best, *others = sorted(by_text.values(), reverse=True)
    doubt = 1.0
    for confidence in others:
        doubt *= 1 - confidence / 2
    return round(min(best + (1 - best) * (1 - doubt) / 2, 0.99), 4)


def _disagreements(
    events: Sequence[Event],
    kind: str,
    status: str,
    when: DateValue | None,
    where: Place | None,
) -> tuple[Disagreement, ...]:
    statuses = {e.status for e in events}
    clashing = any(pair <= statuses for pair in _CLASHING)
    days = _told_values(events, _day_of)

    def place_of(event: Event) -> str | None:
        place = event.place
        if place is None or where is None:
            return None
        vague = city_of(place) is None and place.country == where.country
        return None if vague else place.name

    places = _told_values(events, place_of)
    apart = {plain(name) for name in places}
    lasting = kind in EXTENDED
    found = [
        _differing("type", _told_values(events, lambda e: e.type), kind),
        _differing("status", _told_values(events, lambda e: e.status), status)
        if clashing
        else None,
        None
        if lasting
        else _differing("date", days, (when.edtf if when else "") or ""),
        _differing("place", places, where.name if where else "")
        if len(apart) > 1
        else None,
    ]
    return tuple(d for d in found if d)


def _day_of(event: Event) -> str | None:
    when = event.date
    precise = when and when.earliest and when.earliest == when.latest
    return when.edtf if when and precise else None


def _told_values(
    events: Sequence[Event], value: Callable[[Event], str | None]
) -> dict[str, str]:
    """Each value told, with a document that tells it."""
    found: dict[str, str] = {}
    for event in events:
        told = value(event)
        if told:
            found.setdefault(told, event.mentions[0].document_id)
    return found


def _differing(field: str, told: dict[str, str], chosen: str) -> Disagreement | None:
    if len(told) < 2:
        return None
    values = sorted(told, key=lambda value: value != chosen)
    return Disagreement(
        field=field,
        values=tuple(values),
        documents=tuple(told[value] for value in values),
    )
