"""One event once: joining the candidates of one document that tell one happening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dipevents.extract.words import lemma_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dipevents.extract.candidates import Candidate

FAMILIES = (frozenset({"meeting", "negotiation", "conference"}),)
"""Types of which two words may name one happening ("talks", "negotiations")."""

CONSULTATIONS = frozenset({"meeting", "negotiation", "conference", "call"})
_CONTENT_WORDS = frozenset({"discuss", "exchange", "review", "discussion"})

IN_WORDS = frozenset(
    {
        "accusation",
        "demand",
        "support",
        "rejection",
        "threat",
        "statement",
        "proposal",
    }
)
"""Acts in words: the first of a kind against a side counts, the rest repeat it."""

_COMPARED = 4
"""Members at either end of a cluster that a candidate is compared with."""
_REACH = 60
"""Clusters that a candidate may still join: keeps long texts linear."""
_AFTER = 2
"""Sentences after an incomplete mention in which its sides may be named."""
_TALK_AFTER = 8
"""Sentences after what was talked about in which the talk itself may be told."""
_REPEATED = 2
"""Sentences within which the same words without an addressee repeat those with one."""
_BACKDROPS = frozenset({"after", "since", "when", "before", "because"})
"""What opens a clause whose act is told as known."""
_DONE = frozenset({"occurred", "ongoing"})


@dataclass(slots=True)
class Cluster:
    """The candidates of one event, in text order, and the fullest of them."""

    members: list[Candidate]
    fullest: Candidate
    """The member that tells most: people by name, day, place, in the body."""

    @classmethod
    def of(cls, candidate: Candidate) -> Cluster:
        """A cluster of one."""
        return cls([candidate], candidate)

    def add(self, candidate: Candidate) -> None:
        """Takes in one more candidate."""
        self.members.append(candidate)
        if _fullness(candidate) > _fullness(self.fullest):
            self.fullest = candidate


def _fullness(candidate: Candidate) -> tuple[int, ...]:
    people = sum(f.actor.kind == "person" for f in candidate.fillers)
    dated = candidate.timing is not None and "date" not in candidate.inherited
    return (
        not candidate.anaphoric,
        candidate.status.status in _DONE,
        candidate.sentence.kind == "body",
        len(candidate.sides) > 1,
        people + dated + (candidate.place is not None),
        -candidate.sentence.index,
    )


def coalesce(candidates: Sequence[Candidate]) -> list[Cluster]:
    """Clusters of candidates, one for each happening, in text order.

    Anaphoric candidates ("the talks") join the last cluster of their kind and are
    dropped where there is none.
    """
    clusters: list[Cluster] = []
    incomplete: list[Candidate] = []
    for candidate in candidates:
        if candidate.anaphoric:
            home = _antecedent(candidate, clusters)
            if home is not None:
                home.add(candidate)
            elif candidate.fillers:
                incomplete.append(candidate)
            continue
        if _tells_content(candidate):
            home = _consultation(candidate, clusters)
            if home is not None:
                candidate.anaphoric = True
                candidate.place = None  # that of what was talked about
                home.add(candidate)
                continue
        home = next(
            (c for c in clusters[-_REACH:] if _is_hosting(candidate, c.fullest)), None
        )
        if home is not None:
            candidate.anaphoric = True
            home.add(candidate)
            continue
        home = next(
            (c for c in reversed(clusters[-_REACH:]) if _fits(candidate, c)), None
        )
        if home is None:
            clusters.append(Cluster.of(candidate))
        else:
            home.add(candidate)
    for candidate in incomplete:
        later = next((c for c in clusters if _completes(c, candidate)), None)
        if later is not None:
            later.add(candidate)
    return _without_contents(clusters)


def _is_hosting(candidate: Candidate, head: Candidate) -> bool:
    """Whether "hosted her counterpart" tells the meeting told before of the same."""
    if candidate.type != "reception" or head.type not in {"meeting", "negotiation"}:
        return False
    if lemma_of(candidate.trigger.token) != "host" or len(candidate.trigger.words) > 1:
        return False
    people = [
        {f.actor.key for f in c.fillers if f.actor.kind == "person"}
        for c in (candidate, head)
    ]
    told = candidate.sides == head.sides and people[0] == people[1] and people[0]
    both = {candidate.status.status, head.status.status} <= _DONE
    return bool(told) and both and _dates_agree(candidate, head)


def _without_contents(clusters: list[Cluster]) -> list[Cluster]:
    """Joins what was talked about, told first, to the talk or call told after it."""
    kept: list[Cluster] = []
    for at, cluster in enumerate(clusters):
        head = cluster.fullest
        told = len(cluster.members) == 1 and _tells_content(head)
        home = next(
            (c for c in clusters[at + 1 :] if told and _is_its_talk(head, c.fullest)),
            None,
        )
        if home is None:
            kept.append(cluster)
        else:
            head.anaphoric = True
            home.add(head)
    return kept


def _is_its_talk(content: Candidate, talk: Candidate) -> bool:
    if talk.type not in CONSULTATIONS or talk.status.status not in _DONE:
        return False
    near = talk.sentence.index - content.sentence.index <= _TALK_AFTER
    return near and content.sides == talk.sides and len(content.sides) > 1


def _completes(cluster: Cluster, candidate: Candidate) -> bool:
    """Whether what is told just after names the sides that a candidate leaves open."""
    head = cluster.fullest
    gap = head.sentence.index - candidate.sentence.index
    if not 0 <= gap <= _AFTER or candidate.type != head.type:
        return False
    return candidate.sides <= head.sides and _dates_agree(candidate, head)


def _fits(candidate: Candidate, cluster: Cluster) -> bool:
    """Whether a candidate tells the happening of a cluster's first and last members."""
    ends = cluster.members[:_COMPARED] + cluster.members[_COMPARED:][-_COMPARED:]
    return all(same_happening(candidate, m) for m in ends if not m.anaphoric)


def _antecedent(candidate: Candidate, clusters: list[Cluster]) -> Cluster | None:
    for cluster in reversed(clusters[-_REACH:]):
        head = cluster.fullest
        related = same_family(candidate.type, head.type)
        if candidate.fillers:
            related = candidate.type == head.type and candidate.sides <= head.sides
        if related and _dates_agree(candidate, head):
            last = cluster.members[-1].sentence.index
            if candidate.sentence.index - last <= 8:
                return cluster
    return None


def _tells_content(candidate: Candidate) -> bool:
    """What was talked about ("they discussed trade"), not that there was a talk."""
    if candidate.type not in CONSULTATIONS:
        return False
    dated = candidate.timing is not None and "date" not in candidate.inherited
    if dated or candidate.status.status not in _DONE:
        return False
    token = candidate.trigger.token
    word = token.lemma_.lower()
    in_content = word in _CONTENT_WORDS or (word == "talk" and token.pos_ == "VERB")
    return in_content or all(f.refers for f in candidate.fillers)


def _consultation(candidate: Candidate, clusters: list[Cluster]) -> Cluster | None:
    """The talks or call at which it was talked about: the last of the same sides."""
    for cluster in reversed(clusters[-_REACH:]):
        head = cluster.fullest
        if head.type not in CONSULTATIONS | {"visit", "reception"}:
            continue
        if head.status.status not in _DONE:
            continue
        if candidate.sides <= head.sides or head.sides <= candidate.sides:
            return cluster
    return None


def same_family(left: str, right: str) -> bool:
    """Whether two types can name one happening."""
    return left == right or any(left in f and right in f for f in FAMILIES)


def same_happening(left: Candidate, right: Candidate) -> bool:
    """Whether two candidates of one document tell of one happening."""
    if not same_family(left.type, right.type):
        return False
    if left.type != right.type and (left.sides != right.sides or len(left.sides) < 2):
        return False
    if not _statuses_agree(left, right):
        return False
    if _is_held_for(left, right) or _is_held_for(right, left):
        return True
    if left.type in IN_WORDS:
        return _dates_agree(left, right) and _same_direction(left, right)
    if not _dates_agree(left, right) and not _is_backdrop(left, right):
        return False
    return _sides_agree(left, right) and _same_visitors(left, right)


def _is_held_for(held: Candidate, attended: Candidate) -> bool:
    """Whether one says where the gathering is that the other one is about.

    "Spoke at the summit *held* in Lima"; a host that is named is a side of his own.
    """
    if held.type != "conference" or held.sentence is not attended.sentence:
        return False
    participle = held.trigger.token
    gathering = participle.head
    if participle.dep_ != "acl" or any(c.lower_ == "by" for c in participle.children):
        return False
    return any(
        word == gathering or word.is_ancestor(gathering)
        for word in attended.trigger.words
    )


def _same_visitors(left: Candidate, right: Candidate) -> bool:
    """Whether those who travel are of one side: "its envoy left", "X visited both"."""
    if left.type != "visit":
        return True
    sides = [{f.actor.side for f in c.actors} for c in (left, right)]
    return not sides[0] or not sides[1] or bool(sides[0] & sides[1])


def _is_backdrop(left: Candidate, right: Candidate) -> bool:
    """Whether one stands without a day in "after X spoke with Y": known already."""
    return any(
        "date" in c.inherited
        and any(
            w.lower_ in _BACKDROPS and w.dep_ in {"mark", "prep"}
            for w in c.trigger.token.lefts
        )
        for c in (left, right)
    )


def _statuses_agree(left: Candidate, right: Candidate) -> bool:
    a, b = left.status.status, right.status.status
    if "until" in {_timing_rule(left), _timing_rule(right)}:
        return True  # "arrived on Tuesday" and "will stay until Friday"
    if a == b or {a, b} <= _DONE:
        return True
    # A headline's infinitive or a plan told first and done later in the same article
    # is one happening only where the days do not differ.
    return {a, b} <= {"planned", "proposed"} or (
        {a, b} <= {"planned", *_DONE}
        and "title" in {left.sentence.kind, right.sentence.kind}
    )


def _timing_rule(candidate: Candidate) -> str:
    return candidate.timing.rule if candidate.timing is not None else ""


def _days(candidate: Candidate) -> tuple[date, date] | None:
    timing = candidate.timing
    if timing is None or timing.date.earliest is None or timing.date.latest is None:
        return None
    return timing.date.earliest, timing.date.latest


def _dates_agree(left: Candidate, right: Candidate) -> bool:
    a, b = _days(left), _days(right)
    if a is None or b is None:
        return True
    if _timing_rule(right) == "until":
        return a[0] <= b[1]
    if _timing_rule(left) == "until":
        return b[0] <= a[1]
    return a[0] <= b[1] and b[0] <= a[1]


def _same_direction(left: Candidate, right: Candidate) -> bool:
    def of(fillers: list) -> set[str]:  # type: ignore[type-arg]
        return {f.actor.side for f in fillers}

    actors = of(left.actors), of(right.actors)
    targets = of(left.recipients), of(right.recipients)
    if not (actors[0] & actors[1]):
        return False
    if not targets[0] or not targets[1]:
        gap = abs(left.sentence.index - right.sentence.index)
        return targets[0] == targets[1] or gap <= _REPEATED
    return bool(targets[0] & targets[1])


def _sides_agree(left: Candidate, right: Candidate) -> bool:
    a, b = left.sides, right.sides
    if not (a <= b or b <= a):
        return False
    for side in a & b:
        people = [
            {
                f.actor.key
                for f in c.fillers
                if f.actor.kind == "person" and f.actor.side == side
            }
            for c in (left, right)
        ]
        if people[0] and people[1] and not people[0] & people[1]:
            return False
    return True
