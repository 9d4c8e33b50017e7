"""Dates that hang on a day of publication which is not known, or not yet.

An article that does not tell when it came out is read as if it had come out on one of
the days that it leaves open. What its dates are then is kept as a count from that day
("Tuesday night", looking back), and resolved again for all the days that are open, and
once more when other articles tell the day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dipevents.dates import directions, edtf_of_days, words_alone
from dipevents.models import DateValue, Reason, Span, ToldDate, ToldTime

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dipevents.dates.alone import Looks
    from dipevents.models import Event, TimeExpression

_NO_YEAR = date(2020, 7, 1)  # stands in where an article names no year at all
_WIDE = 366  # days; a wider guess at the day of an article's news says nothing
_TO_COME = "date to come"  # the rule that takes an act for planned by its date
_VAGUE = "the day of publication is not known well enough"


def nominal_day(published: DateValue | None, told: Iterable[TimeExpression]) -> date:
    """A day on which an article may have come out, to read it as of that day.

    Args:
        published: What is known of the day.
        told: Its time expressions; no day that they name in full lies after the result
            where the article leaves that open.

    Returns:
        The last day that is possible, where there is one.
    """
    if published is not None and published.latest is not None:
        return published.latest
    named = [
        t.latest
        for t in told
        if t.latest and t.type == "DATE" and t.anchor.kind == "self"
    ]
    known = published.earliest if published is not None else None
    return max([*named, known or min([_NO_YEAR, *named])])


def is_day(published: DateValue | None) -> bool:
    """Whether a day of publication is known to the day."""
    return (
        published is not None
        and published.earliest is not None
        and published.earliest == published.latest
    )


class Counter:
    """Turns the dates of an article read as of a nominal day into counts from its day.

    Args:
        text: The article.
        nominal: The day that it was read as of.
        nominal_times: Its expressions as of that day.
        times: Its expressions as far as they are known.
        published: What is known of its day of publication.
    """

    def __init__(
        self,
        text: str,
        nominal: date,
        nominal_times: Sequence[TimeExpression],
        times: Sequence[TimeExpression],
        published: DateValue | None,
    ) -> None:
        self._nominal = nominal
        self._read = {t.start: t for t in nominal_times}
        self._known = {t.start: t for t in times}
        self._published = published
        self._looks = directions(text)

    def counted(self, event: Event) -> Event:
        """The event with its dates as far as the article alone tells them.

        Args:
            event: As extracted from the article read as of the nominal day.
        """
        mentions = []
        by_date = any(r.rule == _TO_COME for r in event.explanation)
        status = event.status
        if by_date and status == "planned" and self._is_counted(event.date):
            status = "occurred"  # to come as of the nominal day only
        for mention in event.mentions:
            as_told = status if by_date else mention.status
            when, told = self._date(mention.date, mention.document_id, as_told)
            update = {"date": when, "told": told, "status": as_told}
            mentions.append(mention.model_copy(update=update))
        when, told = self._date(event.date, event.mentions[0].document_id, status)
        return event.model_copy(
            update={
                "mentions": tuple(mentions),
                "date": when,
                "told": told,
                "status": status,
                "explanation": _explained(event.explanation, when),
            }
        )

    def _is_counted(self, when: DateValue | None) -> bool:
        spans = when.evidence if when is not None else ()
        return not any(s.start in self._read and self._is_known(s.start) for s in spans)

    def _date(
        self, when: DateValue | None, document_id: str, status: str
    ) -> tuple[DateValue | None, ToldDate | None]:
        if when is None or when.earliest is None or when.latest is None:
            return when, None
        spans = [s for s in when.evidence if s.start in self._read]
        if all(self._is_known(s.start) for s in spans) and spans:
            return when, None
        told = self._told(when, spans)
        if told is not None and status in {"occurred", "ongoing"}:
            told = _looking_back(told)
        if told is None:
            return self._as_known(when, spans), None
        alone = date_of(told, self._published, document_id)
        return alone, told.model_copy(update={"alone": alone})

    def _is_known(self, start: int) -> bool:
        read, known = self._read[start], self._known.get(start)
        return known is not None and (
            (read.earliest, read.latest) == (known.earliest, known.latest)
        )

    def _told(self, when: DateValue, spans: Sequence[Span]) -> ToldDate | None:
        if not spans:
            on_the_day = when.earliest == when.latest == self._nominal
            return ToldDate() if on_the_day else None
        times = [self._told_time(self._read[s.start]) for s in spans]
        dated = [t for t in times if t is not None]
        if not dated:
            return None
        if len(dated) > 1 and when.earliest != when.latest:
            first, last = dated[0], dated[-1]
            start, end = self._on(first), self._on(last)
            if start is None or end is None:
                return None
            fits = (start[0], end[1]) == (when.earliest, when.latest)
            return ToldDate(times=(first, last)) if fits else None
        return self._single(when, dated[0])

    def _single(self, when: DateValue, time: ToldTime) -> ToldDate | None:
        days = self._on(time)
        if days is None or when.earliest is None:
            return None
        if days == (when.earliest, when.latest):
            return ToldDate(times=(time,))
        if days[0] == days[1] and when.earliest == when.latest:
            shift = time.shift + (when.earliest - days[0]).days
            return ToldDate(times=(time.model_copy(update={"shift": shift}),))
        return None

    def _on(self, time: ToldTime) -> tuple[date, date] | None:
        days = _days_of(time, self._nominal)
        return None if days is None else (days[1], days[2])

    def _told_time(self, read: TimeExpression, shift: int = 0) -> ToldTime | None:
        if read.type not in {"DATE", "TIME"} or read.earliest is None:
            return None
        if read.anchor.kind == "previous" and read.anchor.start is not None:
            base = self._read.get(read.anchor.start)
            if base is None or base is read or base.earliest is None:
                return None
            days = base.earliest == base.latest and read.earliest == read.latest
            if not days or base.anchor.kind == "previous":
                return None
            return self._told_time(base, (read.earliest - base.earliest).days)
        likely = self._looks.get(read.start)
        others: tuple[Looks, ...] = (likely, "past", "future", None)
        for looks in dict.fromkeys(others):
            meant = words_alone(read.text, looks).on(self._nominal)
            if meant and (meant.first, meant.last) == (read.earliest, read.latest):
                return ToldTime(
                    start=read.start,
                    end=read.end,
                    text=read.text,
                    value=read.underspecified,
                    looks=looks,
                    shift=shift,
                )
        return None

    def _as_known(self, when: DateValue, spans: Sequence[Span]) -> DateValue | None:
        """What cannot be counted is dated by its own words, if these are enough."""
        known = self._known.get(spans[0].start) if len(spans) == 1 else None
        if known is None or known.earliest is None or known.latest is None:
            return None
        update = {
            "edtf": edtf_of_days(known.earliest, known.latest),
            "earliest": known.earliest,
            "latest": known.latest,
            "granularity": "day" if known.earliest == known.latest else "interval",
            "reason": known.reason,
        }
        return when.model_copy(update=update)


def _looking_back(told: ToldDate) -> ToldDate:
    """What took place is told of the past, where the clause does not say."""
    times = [
        time.model_copy(update={"looks": "past"}) if time.looks is None else time
        for time in told.times
    ]
    return told.model_copy(update={"times": tuple(times)})


def date_of(
    told: ToldDate, published: DateValue | None, document_id: str
) -> DateValue | None:
    """The date, for all days on which the article may have come out.

    Args:
        told: How it is counted.
        published: What is known of the day of publication.
        document_id: Put into the evidence.

    Returns:
        None where the days that it may be are not bounded.
    """
    if published is None or published.earliest is None or published.latest is None:
        return None
    first = days_on(told, published.earliest)
    last = days_on(told, published.latest)
    if first is None or last is None:
        return None
    if not told.times and (last[2] - first[1]).days > _WIDE:
        return None
    linked = published.basis == "linked"
    evidence = tuple(
        Span(document_id=document_id, start=t.start, end=t.end, text=t.text)
        for t in told.times
    )
    if first == last:
        edtf, start, end, grain = first
    else:
        start, end = min(first[1], last[1]), max(first[2], last[2])
        edtf, grain = edtf_of_days(start, end), "interval"
    reason = None if first == last else _VAGUE
    if not told.times:
        reason = "no day told; the article brings it as its news"
    return DateValue(
        edtf=edtf,
        earliest=start,
        latest=end,
        granularity=grain,
        basis="linked" if linked else "text",
        evidence=evidence,
        reason=reason,
    )


def days_on(told: ToldDate, published: date) -> tuple[str, date, date, Any] | None:
    """EDTF, first and last day and granularity in an article of one day.

    Args:
        told: How the date is counted.
        published: The day on which the article came out.
    """
    if not told.times:
        return published.isoformat(), published, published, "day"
    first = _days_of(told.times[0], published)
    if first is None or len(told.times) == 1:
        return first
    last = _days_of(told.times[-1], published)
    if last is None or last[2] < first[1]:
        return None
    return edtf_of_days(first[1], last[2]), first[1], last[2], "interval"


def _days_of(time: ToldTime, published: date) -> tuple[str, date, date, Any] | None:
    days = words_alone(time.text, time.looks).on(published)
    if days is None or not time.shift:
        return days
    try:
        moved = days.first + timedelta(days=time.shift)
    except OverflowError:
        return None
    return moved.isoformat(), moved, moved, "day"


def redated(event: Event, published: Mapping[str, DateValue | None]) -> Event:
    """What one document tells, with its dates counted from the day now known.

    Args:
        event: An event as one document tells it.
        published: The day of publication of each document, as far as it is known.

    Returns:
        The event itself where nothing is counted.
    """
    document_id = event.mentions[0].document_id
    if event.told is None and not any(m.told for m in event.mentions):
        return event
    day = published.get(document_id)
    mentions = tuple(
        m.model_copy(update={"date": date_of(m.told, day, document_id)})
        if m.told
        else m
        for m in event.mentions
    )
    update: dict[str, Any] = {"mentions": mentions}
    if event.told is not None:
        when = date_of(event.told, day, document_id)
        update["date"] = when
        update["explanation"] = _explained(event.explanation, when)
    return event.model_copy(update=update)


def as_told_alone(event: Event) -> Event:
    """What one document tells, with its dates as before any linking."""
    if event.told is None and not any(m.told for m in event.mentions):
        return event
    mentions = tuple(
        m.model_copy(update={"date": m.told.alone}) if m.told else m
        for m in event.mentions
    )
    update: dict[str, Any] = {"mentions": mentions}
    if event.told is not None:
        update["date"] = event.told.alone
        update["explanation"] = _explained(event.explanation, event.told.alone)
    return event.model_copy(update=update)


def _explained(
    reasons: tuple[Reason, ...], when: DateValue | None
) -> tuple[Reason, ...]:
    """The reasons with the date that is told now."""
    told = (when.edtf if when else None) or "counted from an unknown day"
    return tuple(
        r.model_copy(update={"text": told}) if r.field == "date" else r for r in reasons
    )
