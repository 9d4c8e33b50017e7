"""The day of publication of one article, told by others.

Where an article and a dated one tell of the same happening, the words that date it in
the first ("on Tuesday", "Sept. 15 last year") leave only some days on which that
article can have come out. Together with its own words these are intervals and sets of
days that narrow one another until nothing changes.

Whether two reports tell of one happening is judged without the dates that are to be
found: by who, what, where and in which words, by how unlikely it is that the dates fit
by chance, and by how often the same two sides met. What two days could be the answer to
is left open between them. An article is never dated by one that it has helped to date.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from math import log, log2
from typing import TYPE_CHECKING

from dipevents.dates import PublicationDays, edtf_of_days, possible_days
from dipevents.link.cluster import person_keys, side_keys
from dipevents.link.compare import COPY, Cluster, likeness, overlap
from dipevents.link.counted import days_on, is_day
from dipevents.link.profile import DAYS, EXTENDED, MONTHS
from dipevents.models import DateValue, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dipevents.link.cluster import Key
    from dipevents.link.profile import Profile
    from dipevents.models import Document, ToldTime

_ENOUGH = 8.0
"""Points from which on two reports are one happening, whatever their dates."""
_SURE = 1.2
"""How much of it must not rest on who met and where: the same two meet again."""
_RIVAL = 1.5  # so many points below, another happening may be meant as well
_CROWD = 64  # so many candidates are no evidence for any of them
_ALIKE = 5.0
"""Points of a second happening that speaks for the first: a person and two sides."""
_WEEKDAY = 0.9  # what it says that a day of the week fits
_BACK, _AHEAD = 400, 1200  # days around a happening in which articles are looked for
_YEAR = 366
_HALF = 183
_WORDY = 0.4  # share of words from which on two sentences say much the same
_WORDS = 4  # fewer words in common may be those of any meeting
_STORY = 10  # days between two happenings of one story
_APART = 3  # days; happenings further apart than that are two


@dataclass(slots=True)
class Openness:
    """The days on which one article may have come out."""

    own: PublicationDays
    left: frozenset[int] | None = None
    """Ordinals; None as long as linking narrowed nothing."""
    grounds: frozenset[str] = frozenset()
    """Documents that the narrowing rests on, and those that these rest on."""
    notes: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()

    def within(self, first: int, last: int) -> list[int]:
        """The days that are open between two."""
        if self.left is not None:
            return [d for d in sorted(self.left) if first <= d <= last]
        low = max(first, self.own.first.toordinal() if self.own.first else 1)
        high = min(last, self.own.last.toordinal() if self.own.last else last)
        return [d for d in range(low, high + 1) if self.own.allows(date.fromordinal(d))]

    @property
    def length(self) -> int | None:
        """Days from the first to the last that is open; None for no end."""
        if self.left is not None:
            return max(self.left) - min(self.left) + 1
        if self.own.first is None or self.own.last is None:
            return None
        return (self.own.last - self.own.first).days + 1


@dataclass(frozen=True, slots=True)
class _Match:
    """A report, a happening that others date, and the days that leave both true."""

    report: Profile
    others: Cluster
    span: tuple[int, int]
    days: frozenset[int]
    like: float
    gain: float
    """What it says that the dates fit: the less likely by chance the more."""
    words: float
    """What it says that both quote the same words, or that one is a copy."""


@dataclass(slots=True)
class Dating:
    """What linking has found out about the days of publication so far.

    Args:
        documents: The documents as they stand by themselves.
    """

    documents: Mapping[str, Document]
    open: dict[str, Openness] = field(default_factory=dict)

    def narrow(self, clusters: Sequence[Cluster]) -> set[str]:
        """One round over all articles that are open.

        Args:
            clusters: The reports as linked so far.

        Returns:
            Ids of the documents whose days of publication are fewer now.
        """
        reports = self._open_reports(clusters)
        if not reports:
            return set()
        index = _index(clusters, chain.from_iterable(reports.values()))
        found = {key: self._narrowed(key, own, index) for key, own in reports.items()}
        changed = {key: new for key, new in found.items() if new is not None}
        self.open.update(changed)
        return set(changed)

    def published(self, document_id: str) -> DateValue | None:
        """The day of publication as it is known by now."""
        document = self.documents.get(document_id)
        own = document.published if document else None
        known = self.open.get(document_id)
        if known is None or known.left is None:
            return own
        first = date.fromordinal(min(known.left))
        last = date.fromordinal(max(known.left))
        edtf = edtf_of_days(first, last)
        notes = "; ".join(known.notes)
        before = f"{own.reason}; " if own and own.reason else ""
        return DateValue(
            edtf=edtf,
            earliest=first,
            latest=last,
            granularity="day" if first == last else "interval",
            basis="linked",
            evidence=(*(own.evidence if own else ()), *known.evidence),
            reason=f"{before}{notes}",
        )

    # -- one article

    def _open_reports(self, clusters: Iterable[Cluster]) -> dict[str, list[Profile]]:
        """Reports whose dates are counted from a day that is not known yet."""
        found: dict[str, list[Profile]] = defaultdict(list)
        for cluster in clusters:
            for member in cluster.members:
                told = member.event.told
                if told is None or not told.times:
                    continue
                key = member.event.mentions[0].document_id
                if not is_day(self.published(key)):
                    found[key].append(member)
        return dict(sorted(found.items()))

    def _openness(self, key: str) -> Openness:
        if key not in self.open:
            self.open[key] = Openness(self._own_days(key))
        return self.open[key]

    def _own_days(self, key: str) -> PublicationDays:
        document = self.documents.get(key)
        if document is None:
            return PublicationDays()
        published = document.published
        if published is not None and published.basis not in {"inferred", "linked"}:
            return PublicationDays(published.earliest, published.latest)
        days = possible_days(document.text)
        if published is None:
            return days
        # The text at hand may be but a part of what the day was inferred from.
        return replace(
            days,
            first=published.earliest or days.first,
            last=published.latest or days.last,
        )

    def _narrowed(
        self, key: str, reports: Sequence[Profile], index: _Index
    ) -> Openness | None:
        """What is left of the article's days; None where no other tells more."""
        before = self._openness(key)
        matches = {
            id(report): self._matches(key, report, before, index.near(report))
            for report in reports
        }
        accepted: list[tuple[float, list[_Match]]] = []
        for own in matches.values():
            others = [m for k in matches.values() if k is not own for m in k]
            scored = [(self._score(m, own, others, before), m) for m in own]
            best = max((s for s, _ in scored), default=0.0)
            if best >= _ENOUGH:
                rivals = [m for s, m in scored if s >= _ENOUGH - _RIVAL and m.days]
                accepted.append((best, rivals))
        left = before.left
        for _, rivals in accepted:
            days = frozenset().union(*(m.days for m in rivals))
            left = days if left is None else left & days
        if not accepted or left == before.left or not left:
            return None  # nothing new, or what contradicts itself
        return self._after(before, left, [m for _, ms in accepted for m in ms])

    def _after(
        self, before: Openness, left: frozenset[int], matches: Sequence[_Match]
    ) -> Openness:
        grounds = set(before.grounds)
        notes = list(before.notes)
        evidence = list(before.evidence)
        for match in matches:
            for document_id in sorted(match.others.documents):
                grounds.add(document_id)
                known = self.open.get(document_id)
                grounds |= known.grounds if known else frozenset()
            notes.append(_note(match))
            evidence += _evidence(match)
        return Openness(
            before.own,
            left,
            frozenset(grounds),
            tuple(dict.fromkeys(notes)),
            tuple(dict.fromkeys(evidence)),
        )

    # -- one report

    def _matches(
        self, key: str, report: Profile, days: Openness, near: Iterable[Cluster]
    ) -> list[_Match]:
        """Happenings that others date and that the report may tell of."""
        found = []
        for cluster in near:
            others = self._anchored(key, cluster)
            if others is None:
                continue
            like = likeness(report, others, MONTHS)
            if like is None:
                continue
            span = _span(others)
            fitting, share = _fitting(report, span, days)
            gain = log(1 / share) / log(7)
            words = max(_shared_words(report, m) for m in others.members)
            found.append(_Match(report, others, span, fitting, like, gain, words))
        return found

    def _anchored(self, key: str, cluster: Cluster) -> Cluster | None:
        """Those of the cluster's reports that are dated without the article."""
        found: Cluster | None = None
        for member in cluster.members:
            when = member.event.date
            if key == member.document or when is None or member.level > MONTHS:
                continue
            known = self.open.get(member.document)
            if known is not None and key in known.grounds:
                continue
            if found is None:
                found = Cluster.of(member)
            else:
                found.add(member)
        return found

    def _score(
        self,
        match: _Match,
        own: Sequence[_Match],
        others: Sequence[_Match],
        days: Openness,
    ) -> float:
        if not match.days:
            return 0.0
        length = days.length
        narrow = -1.0 if length is None else 1.5 - log2(max(length, 1) / _HALF) / 2
        narrow = max(min(narrow, 2.0), -1.0)
        sure = match.gain + match.words + _together(match, others)
        if sure + max(narrow, 0.0) < _SURE:
            return 0.0
        again = [m for m in own if m.like > match.like - 2 and _apart(m, match)]
        return match.like + sure + narrow - min(0.75 * len(again), 2.25)


def _together(match: _Match, others: Iterable[_Match]) -> float:
    """What it says that the article tells a second happening of the same days.

    A visit and the talks held during it are told together by those who tell of them.
    """
    best = 0.0
    for other in others:
        if other.others is match.others or other.like < _ALIKE:
            continue
        if not other.days & match.days or not match.gain + other.gain >= _WEEKDAY:
            continue
        gap = max(match.span[0] - other.span[1], other.span[0] - match.span[1])
        story = 1.5 if gap <= _STORY and max(match.like, other.like) >= 8 else 0.0
        best = max(best, min(other.gain, 2.0) / 2 + story)
    return best


def _shared_words(one: Profile, other: Profile) -> float:
    if one.quoted & other.quoted:
        return 1.5
    if len(one.words & other.words) < _WORDS:
        return 0.0
    shared = overlap(one.words, other.words)
    return 1.0 if shared >= COPY else 0.5 if shared >= _WORDY else 0.0


def _apart(one: _Match, other: _Match) -> bool:
    return one.span[0] > other.span[1] + _APART or other.span[0] > one.span[1] + _APART


def _span(others: Cluster) -> tuple[int, int]:
    """The days that the reports of a happening leave to it."""
    level = min(m.level for m in others.members)
    lasting = others.founder.event.type in EXTENDED
    members = [
        m
        for m in others.members
        if m.level == level or (lasting and max(m.level, level) <= DAYS)
    ]
    spans = [
        (m.event.date.earliest.toordinal(), m.event.date.latest.toordinal())
        for m in members
        if m.event.date and m.event.date.earliest and m.event.date.latest
    ]
    first, last = max(s[0] for s in spans), min(s[1] for s in spans)
    if lasting or first > last:
        return min(s[0] for s in spans), max(s[1] for s in spans)
    return first, last


def _fitting(
    report: Profile, span: tuple[int, int], days: Openness
) -> tuple[frozenset[int], float]:
    """Days of publication on which the report's words meet the happening's days.

    Also the share of a year's days that would have been met as well: how likely it is
    that they are met by chance.
    """
    told = report.event.told
    if told is None:
        return frozenset(), 1.0
    done = report.event.status in {"occurred", "ongoing"}
    ahead = report.event.status in {"planned", "proposed"}
    fitting = set()
    covered = [0] * (2 * _YEAR + 2)
    base = span[0] - _YEAR
    for day in days.within(span[0] - _BACK, span[1] + _AHEAD):
        meant = days_on(told, date.fromordinal(day))
        if meant is None:
            continue
        first, last = meant[1].toordinal(), meant[2].toordinal()
        if (done and first > day) or (ahead and last < day):
            continue
        if first <= span[1] and last >= span[0]:
            fitting.add(day)
        for met in range(max(first - base, 0), min(last - base, 2 * _YEAR) + 1):
            covered[met] = 1
    length = span[1] - span[0]
    starts = range(_HALF, _HALF + _YEAR)
    hits = sum(any(covered[s : s + length + 1]) for s in starts)
    return frozenset(fitting), max(hits, 1) / _YEAR


def _note(match: _Match) -> str:
    words = " ... ".join(f'"{t.text}"' for t in _times(match))
    where = ", ".join(sorted(match.others.documents)[:3])
    when = edtf_of_days(*map(date.fromordinal, match.span))
    return f"{words} tells of the {match.report.event.type} of {when} in {where}"


def _evidence(match: _Match) -> list[Span]:
    document_id = match.report.event.mentions[0].document_id
    found = [
        Span(document_id=document_id, start=t.start, end=t.end, text=t.text)
        for t in _times(match)
    ]
    for member in match.others.members:
        mention, when = member.event.mentions[0], member.event.date
        words = tuple(s for s in when.evidence if s.document_id) if when else ()
        found += words or (
            Span(
                document_id=mention.document_id,
                start=mention.start,
                end=mention.end,
                text=mention.text,
            ),
        )
    return found


def _times(match: _Match) -> Sequence[ToldTime]:
    told = match.report.event.told
    return told.times if told else ()


@dataclass(frozen=True, slots=True)
class _Index:
    """Clusters by the people and sides of their reports, whatever their dates."""

    slots: Mapping[Key, Sequence[Cluster]]

    def near(self, report: Profile) -> list[Cluster]:
        """Clusters that share people, or sides where these are few, in their order."""
        found: dict[int, Cluster] = {}
        for key in _keys(report):
            slot = self.slots.get(key, ())
            if len(slot) <= _CROWD:
                found.update((id(c), c) for c in slot)
        return sorted(found.values(), key=lambda c: c.founder.order)


def _keys(report: Profile) -> set[Key]:
    return {*side_keys(report), *person_keys(report)}


def _index(clusters: Iterable[Cluster], reports: Iterable[Profile]) -> _Index:
    wanted = {key for report in reports for key in _keys(report)}
    slots: dict[Key, dict[int, Cluster]] = defaultdict(dict)
    for cluster in clusters:
        for member in cluster.members:
            for key in _keys(member) & wanted:
                slots[key][id(cluster)] = cluster
    return _Index({key: tuple(slot.values()) for key, slot in slots.items()})
