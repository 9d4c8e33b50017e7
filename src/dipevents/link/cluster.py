"""Reports into clusters, one for each happening.

The reports of one day found the clusters, the fullest first; vaguer ones join the one
cluster that they fit, or stay alone where several fit equally. Each comparison is with
a whole cluster and with what its founder says, so that A-B and B-C never join A and C
against what they say. Order of the input plays no part: reports are sorted first.

Candidates are looked up by blocking keys (family of types, two sides, stretch of time),
so that the cost grows with the number of reports, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import chain, combinations
from typing import TYPE_CHECKING

from dipevents.link.compare import Cluster, evidence
from dipevents.link.profile import DAY, DAYS, EXTENDED, MONTHS, VAGUE, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dipevents.link.profile import Profile

Key = tuple[str, ...]

_OPEN = VAGUE + 1
_MANY_SIDES = 6
_CROWD = 64  # so many candidates are no evidence for any of them
_MARGIN = 0.5  # by how much the best candidate of a vague report must lead
_LONE = 7.0  # points that join two neighbouring days, one of them a slip
_EVEN = 9.0  # the same, where both days are equally well told


_UNITS = {DAY: "day", DAYS: "day", MONTHS: "month", YEAR: "year", VAGUE: "all"}
_COARSE = frozenset({"year", "all"})
"""Stretches that hold so many events that only the people named find the way."""


def cluster_reports(reports: Iterable[Profile]) -> list[Cluster]:
    """The reports, grouped by the happening they tell of.

    Args:
        reports: One for each event of each document, in any order.

    Returns:
        Clusters whose founders come first; the same for the same set of reports.
    """
    levels: dict[int, list[Profile]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: r.order):
        levels[_round(report)].append(report)
    index = _Index()
    for report in levels[DAY]:
        _place_report(report, index, margin=0.01)
    _join_neighbouring_days(index)
    for level in (MONTHS, YEAR, VAGUE, _OPEN):
        for report in levels[level]:
            _place_report(report, index, margin=_MARGIN)
    return index.clusters


def _round(report: Profile) -> int:
    """The days first, then what is vaguer; what is open comes last."""
    if report.level == VAGUE and not report.dated:
        return _OPEN
    return DAY if report.level == DAYS else report.level


Slot = tuple[Key, str, int]


class _Index:
    """Clusters, found by family of types, participants and stretch of time.

    Most slots hold one cluster: they hold it itself, not a list of one. With a hundred
    thousand reports that is a million lists less to make and to keep track of.
    """

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._slots: dict[Slot, Cluster | list[Cluster]] = {}

    def add(self, cluster: Cluster) -> None:
        """Take a new cluster in."""
        self.clusters.append(cluster)
        self.register(cluster, cluster.founder)

    def register(self, cluster: Cluster, member: Profile) -> None:
        """Make the cluster found by what this member of it tells."""
        stretches = tuple(_stretches(cluster.founder, 0))
        coarse = [s for s in stretches if s[0] in _COARSE]
        for key in side_keys(member):
            for unit, number in stretches:
                self._put((key, unit, number), cluster)
        for key in person_keys(member):
            for unit, number in coarse:
                self._put((key, unit, number), cluster)

    def _put(self, slot: Slot, cluster: Cluster) -> None:
        known = self._slots.setdefault(slot, cluster)
        if known is cluster:
            return
        if not isinstance(known, list):
            self._slots[slot] = [known, cluster]
        elif cluster not in known[:_CROWD]:
            known.append(cluster)

    def near(self, report: Profile) -> list[Cluster]:
        """Clusters that share a key with the report and may share its time."""
        unit = _UNITS[report.level]
        slack = 2 if report.event.type in EXTENDED else 0
        numbers = [n for u, n in _stretches(report, slack) if u == unit]
        people = person_keys(report) if unit in _COARSE else ()
        return self.at(chain(side_keys(report), people), unit, numbers)

    def at(self, keys: Iterable[Key], unit: str, numbers: list[int]) -> list[Cluster]:
        """Clusters in these slots; vague slots that hold a crowd are passed over."""
        found: dict[int, Cluster] = {}
        for key in keys:
            for number in numbers:
                known = self._slots.get((key, unit, number))
                if known is None:
                    continue
                if not isinstance(known, list):
                    found[id(known)] = known
                elif unit not in _COARSE or len(known) <= _CROWD:
                    found.update((id(c), c) for c in known)
        return list(found.values())

    def remove(self, gone: set[int]) -> None:
        """Forget clusters that became part of others."""
        self.clusters = [c for c in self.clusters if id(c) not in gone]
        for slot, known in list(self._slots.items()):
            if isinstance(known, list):
                known[:] = [c for c in known if id(c) not in gone]
            elif id(known) in gone:
                del self._slots[slot]


def side_keys(report: Profile) -> Iterator[Key]:
    """Which two sides acted, in which family of acts."""
    sides = sorted(report.sides)[:_MANY_SIDES]
    for pair in combinations(sides, 2):
        yield (report.family, *pair)
    if len(sides) == 1:
        yield (report.family, sides[0])
    if report.event.type == "conference" and report.whole_place:
        yield ("conference at", report.whole_place)


def person_keys(report: Profile) -> Iterator[Key]:
    """Who met whom: few events share them, so that vague dates find their way."""
    people = [
        (side, key)
        for side in sorted(report.people)[:_MANY_SIDES]
        for key in sorted(report.people[side])[:2]
    ]
    for (side, one), (other, two) in combinations(people, 2):
        if side != other:
            yield (report.family, one, two)
    for side, person in people:
        for other in sorted(report.sides - {side})[:_MANY_SIDES]:
            yield (report.family, person, other)


def _stretches(report: Profile, slack: int) -> Iterator[tuple[str, int]]:
    """Days, months and years that a report may fall into."""
    yield "all", 0
    if report.first is None or report.last is None or report.level == VAGUE:
        return
    first, last = report.first - slack, report.last + slack
    start, end = date.fromordinal(max(first, 1)), date.fromordinal(last)
    if report.level <= DAYS:
        for day in range(first, last + 1):
            yield "day", day
    if report.level <= MONTHS:
        for month in range(
            start.year * 12 + start.month, end.year * 12 + end.month + 1
        ):
            yield "month", month
    for year in range(start.year, end.year + 1):
        yield "year", year


def _place_report(report: Profile, index: _Index, margin: float) -> None:
    """Add the report to the one cluster it fits, or let it found its own."""
    scored = [(evidence(report, cluster), cluster) for cluster in index.near(report)]
    scored = [(points, cluster) for points, cluster in scored if points]
    scored.sort(key=lambda s: (-s[0], s[1].founder.order))
    leads = len(scored) == 1 or (
        len(scored) > 1 and scored[0][0] - scored[1][0] >= margin
    )
    if scored and leads:
        scored[0][1].add(report)
        index.register(scored[0][1], report)
    else:
        index.add(Cluster.of(report))


def _join_neighbouring_days(index: _Index) -> None:
    """Join what differs by one day only, where all else agrees: a slip or a time zone.

    Each cluster joins at most one other and none that has joined itself, so that no
    chain of days comes about.
    """
    size = {id(c): len(c.documents) for c in index.clusters}
    pairs = []
    for cluster in index.clusters:
        founder = cluster.founder
        if founder.level != DAY or founder.first is None:
            continue
        for other in _neighbours(cluster, index):
            if _rank(cluster, size) < _rank(other, size):
                points = _joint_evidence(cluster, other)
                even = size[id(cluster)] < 3 * size[id(other)]
                if points >= (_EVEN if even else _LONE):
                    pairs.append((-points, _rank(cluster, size), cluster, other))
    joined: set[int] = set()
    centres: set[int] = set()
    for _, _, cluster, other in sorted(
        pairs, key=lambda p: (p[0], p[1], _rank(p[3], size))
    ):
        if id(other) in joined | centres or id(cluster) in joined:
            continue
        if cluster.documents & other.documents:
            continue
        for member in other.members:
            cluster.add(member)
        centres.add(id(cluster))
        joined.add(id(other))
    index.remove(joined)
    for cluster in index.clusters:
        if id(cluster) in centres:
            for member in cluster.members:
                index.register(cluster, member)


def _rank(cluster: Cluster, size: dict[int, int]) -> tuple[object, ...]:
    """The better told of two clusters comes first."""
    return (-size[id(cluster)], cluster.founder.order)


def _neighbours(cluster: Cluster, index: _Index) -> list[Cluster]:
    founder = cluster.founder
    days = [(founder.first or 0) - 1, (founder.first or 0) + 1]
    near = index.at(side_keys(founder), "day", days)
    return [c for c in near if c.founder.level == DAY and c is not cluster]


def _joint_evidence(cluster: Cluster, other: Cluster) -> float:
    """The least that any of the other's reports has in common with the cluster."""
    return min(evidence(member, cluster, slack=1) for member in other.members)
