"""Scores of reported events against gold ones."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from typing import TYPE_CHECKING

from dipevents.evaluate.gold import GoldDocument, GoldEvent, read_gold
from dipevents.evaluate.match import (
    assign,
    best_pairs,
    countries,
    date_right,
    same_participant,
    same_status,
)
from dipevents.evaluate.report import Miss, Report, Score, Share

if TYPE_CHECKING:
    from dipevents.models import Event

_DRAWS = 1000  # times that documents are drawn anew for an interval
_SEED = 20310504  # the same intervals for the same result


@dataclass(slots=True)
class _Tally:
    """Counts of one document."""

    core: int = 0
    reported: int = 0
    matched: int = 0
    core_found: int = 0
    right: int = 0
    core_right: int = 0
    fields: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    people: tuple[int, int, int] = (0, 0, 0)
    missed: list[Miss] = field(default_factory=list)
    wrong: list[Miss] = field(default_factory=list)
    differing: list[Miss] = field(default_factory=list)
    clusters: dict[str, str] = field(default_factory=dict)


def evaluate(
    gold: Iterable[GoldDocument] | str | PathLike[str],
    predicted: Iterable[Event],
    texts: Mapping[str, str] | None = None,
    *,
    linked: bool = False,
    ignore_types: Iterable[str] = (),
) -> Report:
    """How well reported events agree with a gold standard.

    A gold event is *found* by a reported one of an accepted type whose mention
    overlaps its evidence, or that has the same countries and date; one to one, core
    events first. What matches nothing is wrong; events that gold calls optional are
    neither demanded nor punished. A *record* is right where status, countries and
    date are right too.

    Args:
        gold: Gold documents, or the path of a JSON file of them.
        predicted: The reported events, over all documents.
        texts: Text of each document; the evidence then counts wherever it stands.
        linked: Whether the events were linked over documents: what another document
            tells of the same happening is then right as well.
        ignore_types: Types that the gold standard does not code; events of these that
            match nothing are left out.

    Returns:
        All figures, with 95 % intervals of the F1 over documents, and lists of what
        was missed, made up or got wrong.

    Raises:
        GoldError: The gold file cannot be read.
        DateError: A gold date is not EDTF.
    """
    if isinstance(gold, (str, PathLike)):
        gold = read_gold(gold)
    documents = tuple(gold)
    told: dict[str, list[Event]] = defaultdict(list)
    for event in predicted:
        for document_id in dict.fromkeys(m.document_id for m in event.mentions):
            told[document_id].append(event)
    kin: dict[str, list[GoldEvent]] = defaultdict(list)
    for document in documents:
        for event_ in document.events:
            kin[event_.happening if linked else event_.id].append(event_)
    ignored = frozenset(ignore_types)
    tallies = [
        _tally(d, told[d.document], (texts or {}).get(d.document), kin, linked, ignored)
        for d in documents
    ]
    return _report(documents, tallies)


def _tally(
    document: GoldDocument,
    told: Sequence[Event],
    text: str | None,
    kin: Mapping[str, Sequence[GoldEvent]],
    linked: bool,
    ignored: frozenset[str],
) -> _Tally:
    tally = _Tally(core=sum(e.core for e in document.events))
    pairs = best_pairs(document.events, told, document.document, text)
    found = {row: told[column] for row, column in pairs}
    used = {column for _, column in pairs}
    for column, event in enumerate(told):
        if column not in used:
            if event.type in ignored:
                continue
            tally.wrong.append(Miss(document=document.document, event=event.id))
        tally.reported += 1
    for row, gold in enumerate(document.events):
        match = found.get(row)
        if gold.core:
            name = match.id if match else f"missed {gold.id}"
            tally.clusters[gold.id] = name
        if match is not None:
            related = kin[gold.happening if linked else gold.id]
            _compare(tally, document.document, gold, match, related)
        elif gold.core:
            tally.missed.append(Miss(document=document.document, gold=gold.id))
    return tally


def _compare(
    tally: _Tally,
    document: str,
    gold: GoldEvent,
    told: Event,
    kin: Sequence[GoldEvent],
) -> None:
    """Count a found event, field by field; what any of the kin says is right."""
    edtf = told.date.edtf if told.date else None
    dates = [k.date for k in kin if k.date or k is gold]
    statuses = [k.status for k in kin]
    sides = [k.countries for k in kin]
    sides.append(frozenset[str]().union(*sides))
    if "date" in gold.alt.model_fields_set:
        dates.append(gold.alt.date)
    if gold.alt.status is not None:
        statuses.append(gold.alt.status)
    if gold.alt.countries is not None:
        sides.append(gold.alt.countries)
    by_date = any(date_right(d, edtf) for d in dates)
    by_status = any(same_status(s, told.status) for s in statuses)
    by_sides = countries(told) in sides
    tally.fields["date" if gold.date else "undated"].append(by_date)
    tally.fields["status"].append(by_status)
    if gold.place:
        country = told.place.country if told.place else None
        tally.fields["place"].append(country == gold.place.country)
    _compare_people(tally, gold, told)
    checks = {"date": by_date, "status": by_status, "participants": by_sides}
    wrong = tuple(name for name, right in checks.items() if not right)
    tally.matched += 1
    tally.core_found += gold.core
    tally.right += not wrong
    tally.core_right += gold.core and not wrong
    if wrong:
        miss = Miss(document=document, gold=gold.id, event=told.id, wrong=wrong)
        tally.differing.append(miss)


def _compare_people(tally: _Tally, gold: GoldEvent, told: Event) -> None:
    pairs = assign(
        [
            [
                1 + (g.role == t.role) / 2 if same_participant(g, t) else 0
                for t in told.participants
            ]
            for g in gold.participants
        ]
    )
    for row, column in pairs:
        same = gold.participants[row].role == told.participants[column].role
        tally.fields["role"].append(same)
    right, wanted, given = tally.people
    tally.people = (
        right + len(pairs),
        wanted + len(gold.participants),
        given + len(told.participants),
    )


def _report(documents: Sequence[GoldDocument], tallies: Sequence[_Tally]) -> Report:
    def share(name: str) -> Share:
        seen = [right for t in tallies for right in t.fields.get(name, ())]
        return Share(right=sum(seen), total=len(seen))

    undated = share("undated")
    right, wanted, given = (sum(t.people[i] for t in tallies) for i in range(3))
    found, record = _found(tallies), _record(tallies)
    return Report(
        documents=len(documents),
        core=sum(t.core for t in tallies),
        reported=sum(t.reported for t in tallies),
        found=found.model_copy(update={"interval": _interval(tallies)[0]}),
        record=record.model_copy(update={"interval": _interval(tallies)[1]}),
        dates=share("date"),
        dates_made_up=Share(right=undated.total - undated.right, total=undated.total),
        places=share("place"),
        statuses=share("status"),
        participants=_score(right, given, right, wanted),
        roles=share("role"),
        links=_links(documents, tallies),
        missed=tuple(m for t in tallies for m in t.missed),
        wrong=tuple(m for t in tallies for m in t.wrong),
        differing=tuple(m for t in tallies for m in t.differing),
    )


def _score(right: int, given: int, found: int, wanted: int) -> Score:
    precision = right / given if given else 0.0
    recall = found / wanted if wanted else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Score(precision=precision, recall=recall, f1=f1)


def _found(tallies: Sequence[_Tally]) -> Score:
    return _score(
        sum(t.matched for t in tallies),
        sum(t.reported for t in tallies),
        sum(t.core_found for t in tallies),
        sum(t.core for t in tallies),
    )


def _record(tallies: Sequence[_Tally]) -> Score:
    return _score(
        sum(t.right for t in tallies),
        sum(t.reported for t in tallies),
        sum(t.core_right for t in tallies),
        sum(t.core for t in tallies),
    )


def _interval(
    tallies: Sequence[_Tally],
) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
    """Bounds of the middle 95 % of both F1 over documents drawn with replacement."""
    if len(tallies) < 2:
        return None, None
    rng = random.Random(_SEED)  # noqa: S311 - statistics, no secret
    found, record = [], []
    for _ in range(_DRAWS):
        drawn = rng.choices(tallies, k=len(tallies))
        found.append(_found(drawn).f1)
        record.append(_record(drawn).f1)
    low, high = int(0.025 * _DRAWS), int(0.975 * _DRAWS) - 1
    found.sort()
    record.sort()
    return (found[low], found[high]), (record[low], record[high])


def _links(
    documents: Sequence[GoldDocument], tallies: Sequence[_Tally]
) -> float | None:
    """B-cubed F1 over core events that share a link; a missed one stands alone."""
    sizes: dict[str, int] = defaultdict(int)
    for document in documents:
        for event in document.events:
            sizes[event.happening] += 1
    gold = {
        e.id: e.happening
        for d in documents
        for e in d.events
        if e.core and sizes[e.happening] > 1
    }
    told = {key: name for t in tallies for key, name in t.clusters.items()}
    if not gold:
        return None
    precision, recall = _agreement(told, gold), _agreement(gold, told)
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def _agreement(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Mean share of an item's companions in the one that are so in the other."""
    items = one.keys() & other.keys()
    groups: dict[str, set[str]] = defaultdict(set)
    for item in items:
        groups[one[item]].add(item)
    shares = [
        sum(other[x] == other[item] for x in groups[one[item]]) / len(groups[one[item]])
        for item in sorted(items)
    ]
    return sum(shares) / len(shares)
