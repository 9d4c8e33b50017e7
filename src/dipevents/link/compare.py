"""Whether a report fits an event, and how much speaks for it.

Two questions, kept apart: does anything contradict (other people, another day, another
city)? and if not, does enough agree? What contradicts is never outvoted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from dipevents.link.profile import DAY, DAYS, EXTENDED, MONTHS, VAGUE, YEAR

if TYPE_CHECKING:
    from dipevents.link.profile import Profile

NEEDED = {DAY: 5.0, DAYS: 5.0, MONTHS: 6.0, YEAR: 6.5, VAGUE: 7.5}
"""How much must agree, by the vaguer of the two dates."""

_AHEAD = frozenset({"planned", "proposed"})
_FOREVER = 10_000_000
COPY = 0.8
"""Share of words from which on one text is a copy of another."""
_SAMPLE = 5  # members whose words are looked at
_FAR = 60.0  # kilometres between two cities


@dataclass(slots=True, eq=False)
class Cluster:
    """Reports taken for one happening; the first, the fullest, founded it."""

    members: list[Profile]
    people: dict[str, set[str]] = field(default_factory=dict)
    perhaps: dict[str, set[str]] = field(default_factory=dict)
    sides: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    cities: dict[str, Profile] = field(default_factory=dict)
    meal: bool = False
    first: int | None = None
    last: int | None = None
    """Days that the dates of all members share; of what lasts, the founder's."""
    types: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, founder: Profile) -> Cluster:
        """A cluster of one report."""
        cluster = cls([])
        cluster.add(founder)
        return cluster

    @property
    def founder(self) -> Profile:
        """The report that the others were compared with first."""
        return self.members[0]

    def add(self, member: Profile) -> None:
        """Take a report in; what it adds counts in later comparisons."""
        lasting = bool(self.members) and self.founder.event.type in EXTENDED
        self.members.append(member)
        if not lasting:
            self._narrow(member)
        for side, keys in member.people.items():
            self.people.setdefault(side, set()).update(keys)
        for side, keys in member.perhaps.items():
            self.perhaps.setdefault(side, set()).update(keys)
        self.sides |= member.sides
        self.documents.add(member.document)
        self.types.add(member.event.type)
        if member.city:
            self.cities.setdefault(member.city, member)
        if member.event.type == "reception":
            self.meal = self.meal or member.meal

    def _narrow(self, member: Profile) -> None:
        first = max(_least(self.first, 0), _least(member.first, 0))
        last = min(_most(self.last, 0), _most(member.last, 0))
        if first <= last:  # else a slip of a day: the founder's day stands
            self.first = first if first > 0 else None
            self.last = last if last < _FOREVER else None


def evidence(report: Profile, cluster: Cluster, slack: int = 0) -> float:
    """How much speaks for the report telling of the cluster's happening.

    Args:
        report: A report.
        cluster: Other reports.
        slack: Days by which the two dates may miss one another.

    Returns:
        0 where anything contradicts or too little agrees; else a sum of points.
    """
    dates = _date_points(report, cluster, slack)
    if dates is None or report.document in cluster.documents:
        return 0.0
    level = max(report.level, cluster.founder.level)
    like = likeness(report, cluster, level)
    if like is None:
        return 0.0
    points = dates + like
    return points if points >= NEEDED[level] else 0.0


def likeness(report: Profile, cluster: Cluster, level: int) -> float | None:
    """How alike the two are in all but their dates.

    Args:
        report: A report.
        cluster: Other reports.
        level: How vague the vaguer of the two dates is.

    Returns:
        A sum of points; None where anything contradicts.
    """
    people = _people_points(report, cluster)
    if people is None:
        return None
    place = _place_points(report, cluster, level)
    if place is None:
        return None
    wording = _wording(report, cluster)
    types = _type_points(report, cluster, wording)
    if types is None:
        return None
    sides = _side_points(report, cluster, wording)
    if sides is None:
        return None
    copy = 3.0 if wording >= COPY else 0.0
    return types + sides + people + place + 2 * wording + copy


def _date_points(report: Profile, cluster: Cluster, slack: int) -> float | None:
    other = cluster.founder
    if report.event.type in EXTENDED and other.event.type in EXTENDED:
        slack = max(slack, 2)
    if report.event.status in _AHEAD and not report.dated:
        slack = max(slack, 1)  # it may be the day before where the plan is printed
    first = _least(report.first, -slack), _least(cluster.first, 0)
    last = _most(report.last, slack), _most(cluster.last, 0)
    if max(first) > min(last) or not _calendar_fits(report, cluster):
        return None
    level = max(report.level, other.level)
    if level == DAY:
        return 3.0 if report.first == other.first else 1.5
    if level == VAGUE:
        known = report.dated and other.dated
        return 0.5 if known else 0.0
    return {DAYS: 2.0, MONTHS: 1.0, YEAR: 0.5}[level]


def _calendar_fits(report: Profile, cluster: Cluster) -> bool:
    """Whether "on Tuesday", of an unknown week, may be the day of the others."""
    other = cluster.founder
    if report.dated or other.level != DAY or other.first is None:
        return True
    if report.event.type in EXTENDED or other.event.type in EXTENDED:
        return True
    weekday, month, number = report.calendar
    day = date.fromordinal(other.first)
    return (
        weekday in {None, day.isoweekday()}
        and month in {None, day.month}
        and number in {None, day.day}
    )


def _least(day: int | None, slack: int) -> int:
    return 0 if day is None else day + slack


def _most(day: int | None, slack: int) -> int:
    return _FOREVER if day is None else day + slack


def _type_points(report: Profile, cluster: Cluster, wording: float) -> float | None:
    kind = report.event.type
    if "reception" in {kind, *cluster.types}:
        # The banquet is not the talks; "received" is.
        meal = report.meal if kind == "reception" else cluster.meal
        if meal and {kind} != cluster.types:
            return None
    if kind in cluster.types:
        return 1.0
    if report.family == "words":
        # One speech act under two labels only where its very words return.
        return 0.0 if wording >= 0.6 else None
    return 0.0


def _side_points(report: Profile, cluster: Cluster, wording: float) -> float | None:
    other = cluster.founder
    if not report.mutual and not other.mutual and report.family != "encounter":
        # Who acts and who is acted on must not change places.
        mine, theirs = report.actors, other.actors
        if mine and theirs and not (mine <= theirs or theirs <= mine):
            return None
    if report.sides == other.sides or report.sides == cluster.sides:
        return 2.0 if len(report.sides) > 1 else 1.0
    if report.sides <= cluster.sides or cluster.sides <= report.sides:
        shared = len(report.sides & cluster.sides)
        if shared < 2 and wording < 0.3:
            return None
        # Two of three who met that day may have met alone, too.
        if "conference" in cluster.types | {report.event.type} or wording >= 0.3:
            return 1.0
        return 0.0 if _same_city(report, cluster) else None
    conference = cluster.types | {report.event.type} == {"conference"}
    if conference and report.sides & cluster.sides and _same_city(report, cluster):
        return 1.0
    return None


def _people_points(report: Profile, cluster: Cluster) -> float | None:
    """Two points for each side on which the same person is named, at most four."""
    points = 0.0
    for side, keys in report.perhaps.items():
        known = cluster.perhaps.get(side)
        if known is None:
            continue
        sure, surely = report.people.get(side), cluster.people.get(side)
        if sure and surely:
            agree = 2.0 if sure & surely else 0.0
        else:
            # An ambiguous name ("Bush") speaks for whom it may be, but less.
            agree = 1.0 if keys & known else 0.0
        if not agree and report.event.type != "conference":
            return None
        points += agree
    return min(points, 4.0)


def _place_points(report: Profile, cluster: Cluster, level: int) -> float | None:
    if _same_city(report, cluster):
        return 1.5
    countries = {m.whole_place for m in cluster.cities.values()}
    countries |= {cluster.founder.whole_place}
    countries.discard(None)
    if report.whole_place is None or not countries:
        if not (report.city and cluster.cities):
            return 0.0
        # Two places by name may be one ("Sochi", "the Black Sea"), but then the date
        # must speak for it.
        return None if level >= YEAR else -1.0
    if report.whole_place not in countries:
        # A visit is often placed where it was announced.
        return None if report.family != "words" else 0.0
    if report.city and cluster.cities and report.family not in {"visit", "words"}:
        if level >= YEAR:
            return None
        apart = [_distance(report, m) for m in cluster.cities.values()]
        if all(a is not None and a > _FAR for a in apart):
            return None
        return 0.0
    return 0.5


def _same_city(report: Profile, cluster: Cluster) -> bool:
    city = report.city
    if city is None:
        return False
    if city in cluster.cities:
        return True
    return any(
        len(city) >= 6 and OSA.distance(city, known, score_cutoff=1) <= 1
        for known in cluster.cities
    )


def _distance(one: Profile, other: Profile) -> float | None:
    """Kilometres between two places; None where one has no coordinates."""
    a, b = one.place, other.place
    if a is None or b is None:
        return None
    if a.latitude is None or a.longitude is None:
        return None
    if b.latitude is None or b.longitude is None:
        return None
    north, south = radians(a.latitude), radians(b.latitude)
    turn = radians(a.longitude - b.longitude)
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(turn / 2) ** 2
    return 12742 * asin(sqrt(half))


def _wording(report: Profile, cluster: Cluster) -> float:
    """Share of words in common with the most similar of the first members."""
    return max(overlap(report.words, m.words) for m in cluster.members[:_SAMPLE])


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of words in common."""
    if len(one) < 2 or len(other) < 2:
        return 0.0
    return len(one & other) / len(one | other)
