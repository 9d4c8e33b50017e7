"""A person's decisions, applied to reports and to clusters of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.corrections import right_date
from dipevents.link.compare import Cluster, likeness
from dipevents.link.profile import MONTHS
from dipevents.models import Reason, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dipevents.link.profile import Profile
    from dipevents.models import Correction, Event

Key = tuple[str, str, int]


def keys_of(event: Event) -> Iterator[Key]:
    """All by which a correction may name a report."""
    for mention in event.mentions:
        yield mention.document_id, event.type, mention.trigger_start


def _named(decision: Correction, group: int = 0) -> set[Key]:
    return {
        (k.document_id, k.type, k.trigger_start)
        for k in decision.groups[min(group, len(decision.groups) - 1)]
    }


def corrected_reports(
    reports: Iterable[Event], decisions: Sequence[Correction]
) -> list[Event]:
    """The reports without those rejected, the others with what a person settled.

    Args:
        reports: What each document alone tells.
        decisions: In the order they were made.
    """
    settled = {
        key: decision
        for decision in decisions
        if decision.action in {"accept", "reject"}
        for key in _named(decision)
    }
    dates = {k: d for d in decisions if d.action == "date" for k in _named(d)}
    if not settled and not dates:
        return list(reports)
    found = []
    for report in reports:
        ours = list(keys_of(report))
        verdict = next((settled[k] for k in ours if k in settled), None)
        if verdict is not None and verdict.action == "reject":
            continue
        if verdict is not None:
            report = _accepted(report, verdict)
        date = next((dates[k] for k in ours if k in dates), None)
        found.append(report if date is None else _dated(report, date))
    return found


def _accepted(report: Event, decision: Correction) -> Event:
    reason = Reason(field="confidence", rule="correction.accept", text=decision.note)
    return _explained(report, reason, confidence=1.0)


def _dated(report: Event, decision: Correction) -> Event:
    text = " ".join(filter(None, (decision.date, decision.note)))
    reason = Reason(field="date", rule="correction.date", text=text)
    return _explained(report, reason, date=right_date(decision), told=None)


def _explained(report: Event, reason: Reason, **fields: object) -> Event:
    reasons = report.explanation
    if reason not in reasons:
        reasons = (*(r for r in reasons if r.rule != reason.rule), reason)
    return report.model_copy(update={**fields, "explanation": reasons})


def corrected_clusters(
    clusters: Sequence[Cluster], decisions: Sequence[Correction]
) -> Sequence[Cluster]:
    """The clusters with what a person merged and split.

    Args:
        clusters: The reports as linked.
        decisions: In the order they were made.
    """
    for decision in decisions:
        if decision.action == "merge":
            clusters = _merged(clusters, _named(decision))
        elif decision.action == "split":
            groups = [_named(decision, n) for n in range(len(decision.groups))]
            clusters = _split(clusters, groups)
    return clusters


def _is_named(member: Profile, named: set[Key]) -> bool:
    return any(key in named for key in keys_of(member.event))


def _merged(clusters: Sequence[Cluster], named: set[Key]) -> list[Cluster]:
    chosen = [c for c in clusters if any(_is_named(m, named) for m in c.members)]
    if len(chosen) < 2:
        return list(clusters)
    members = sorted((m for c in chosen for m in c.members), key=lambda m: m.order)
    ids = {id(c) for c in chosen}
    return [*(c for c in clusters if id(c) not in ids), _cluster(members)]


def _split(clusters: Sequence[Cluster], groups: Sequence[set[Key]]) -> list[Cluster]:
    found: list[Cluster] = []
    for cluster in clusters:
        apart = [[m for m in cluster.members if _is_named(m, g)] for g in groups]
        apart = [members for members in apart if members]
        if len(apart) < 2:
            found.append(cluster)
            continue
        parts = [_cluster(sorted(members, key=lambda m: m.order)) for members in apart]
        settled = {id(m) for members in apart for m in members}
        for member in cluster.members:
            if id(member) not in settled:
                _nearest(member, parts).add(member)
        found.extend(parts)
    return found


def _nearest(member: Profile, parts: Sequence[Cluster]) -> Cluster:
    """The part that a report which no one named fits best; of equals the first."""

    def fit(part: Cluster) -> tuple[bool, float]:
        first = max(member.first or 0, part.first or 0)
        ends = [d for d in (member.last, part.last) if d is not None]
        return not ends or first <= min(ends), likeness(member, part, MONTHS) or 0.0

    return max(parts, key=fit)


def _cluster(members: Sequence[Profile]) -> Cluster:
    cluster = Cluster.of(members[0])
    for member in members[1:]:
        cluster.add(member)
    return cluster


def without_effect(
    reports: Iterable[Event], decisions: Sequence[Correction]
) -> list[Skipped]:
    """The decisions that name no report at hand.

    Args:
        reports: What each document alone tells, before any correction.
        decisions: In the order they were made.
    """
    if not decisions:
        return []
    known = {key for report in reports for key in keys_of(report)}
    found = []
    for number, decision in enumerate(decisions, 1):
        groups = range(len(decision.groups))
        if not any(_named(decision, n) & known for n in groups):
            key = decision.groups[0][0]
            where = f"{key.type} at {key.trigger_start} of {key.document_id!r}"
            reason = f"nothing in this run is the {where} that it names"
            found.append(Skipped(name=f"correction {number}", reason=reason))
    return found
