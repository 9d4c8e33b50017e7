"""People, countries, organisations and groups over all documents.

The result depends on the set of participants alone, never on their order: forms are
sorted by how much they tell, the fullest found the entities, the others join the one
entity that they fit. A form that fits two ("George Bush", where both presidents of
that name are told of) stands for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from anyascii import anyascii

from dipevents.link.names import ALIKE, name_similarity, parse_name
from dipevents.models import Entity, Office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dipevents.models import DateValue, Document, Event, Participant

Form = tuple[str, str, str | None]
"""Kind, spelling and country of a participant."""

_PARTIAL = 0.55  # "Choe" for "Choe Son-hui"
_SURE = 0.9  # enough for a name without a country


@dataclass(slots=True)
class _Group:
    """The forms of one entity."""

    kind: str
    country: str | None
    name: str
    forms: list[Form] = field(default_factory=list)
    could_be: tuple[_Group, ...] = ()
    """Where its name is a part of several others' names: theirs."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Which entity each participant is."""

    ids: dict[Form, str]
    """Entity id of each form."""
    names: dict[str, str]
    """Fullest name of each entity."""
    countries: dict[str, str]
    """Country that an entity stands for, where any of its forms tells."""
    could_be: dict[str, frozenset[str]]
    """For the entity of an ambiguous name ("Bush"), the entities that it may be."""

    def id_of(self, participant: Participant) -> str:
        """The id of the participant's entity."""
        return self.ids[form_of(participant)]


def form_of(participant: Participant) -> Form:
    """What of a participant tells who it is."""
    return participant.kind, participant.name, participant.country


def build_directory(events: Iterable[Event]) -> Directory:
    """The entities of the events' participants.

    Args:
        events: Events as extracted or as linked, in any order.

    Returns:
        The id of each form, the same for the same set of forms.
    """
    titles: dict[Form, set[str]] = defaultdict(set)
    for event in events:
        for participant in event.participants:
            told = titles[form_of(participant)]
            if participant.title:
                told.add(participant.title)
    ids: dict[Form, str] = {}
    names: dict[str, str] = {}
    keys: dict[int, str] = {}
    taken: set[str] = set()
    groups = _groups(titles)
    for group in groups:
        key = keys[id(group)] = _free(_slug(group), taken)
        names[key] = group.name
        ids.update(dict.fromkeys(group.forms, key))
    could_be = {
        keys[id(group)]: frozenset(keys[id(other)] for other in group.could_be)
        for group in groups
        if group.could_be
    }
    countries = {keys[id(g)]: g.country for g in groups if g.country}
    return Directory(ids, names, countries, could_be)


@dataclass(slots=True)
class _Seen:
    """What the events say of one entity."""

    forms: list[Participant] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    events: dict[str, None] = field(default_factory=dict)
    offices: dict[str, list[tuple[str, date | None]]] = field(default_factory=dict)


def collect_entities(
    events: Iterable[Event], documents: Iterable[Document] = ()
) -> tuple[Entity, ...]:
    """The entities of the events, each with all its spellings.

    Participants that carry an ``entity_id`` keep it; the others are matched by name.

    Args:
        events: Events as extracted or as linked, in any order.
        documents: The documents, where at hand: an office is held on the day on which
            an article gives it, else on the day of the event.

    Returns:
        One entity each, sorted by id.
    """
    events = tuple(events)
    directory = build_directory(events)
    days = {d.id: _day(d.published) for d in documents}
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for event in events:
        # What each document alone tells keeps the spellings that linking replaced.
        for told in (event, *event.reports):
            for participant in told.participants:
                known = participant.entity_id
                if told is not event or known is None:
                    known = known or directory.ids.get(form_of(participant))
                if known is None:
                    continue
                _note(seen[known], participant, told, event, days)
    return tuple(_entity(key, found) for key, found in sorted(seen.items()))


def _note(
    seen: _Seen,
    participant: Participant,
    told: Event,
    event: Event,
    days: Mapping[str, date | None],
) -> None:
    seen.forms.append(participant)
    seen.documents.update(m.document_id for m in told.mentions)
    seen.events[event.id] = None
    if participant.title and not told.reports:
        document = told.mentions[0].document_id
        day = days.get(document) or _day(told.date)
        seen.offices.setdefault(participant.title, []).append((document, day))


def _day(when: DateValue | None) -> date | None:
    """A day, where it is known to the day."""
    exact = when is not None and when.earliest == when.latest
    return when.earliest if when is not None and exact else None


def _entity(key: str, seen: _Seen) -> Entity:
    first = min(seen.forms, key=lambda p: _fullness(form_of(p)))
    return Entity(
        id=key,
        kind=first.kind,
        name=_shown(form_of(first)),
        country=next((p.country for p in seen.forms if p.country), None),
        spellings=tuple(sorted({p.name for p in seen.forms})),
        titles=tuple(sorted({p.title for p in seen.forms if p.title})),
        offices=_offices(seen),
        documents=tuple(sorted(seen.documents)),
        events=tuple(seen.events),
    )


def _offices(seen: _Seen) -> tuple[Office, ...]:
    offices = []
    for title, told in seen.offices.items():
        days = sorted(day for _, day in told if day is not None)
        offices.append(
            Office(
                title=title,
                since=days[0] if days else None,
                until=days[-1] if days else None,
                documents=tuple(sorted({document for document, _ in told})),
            )
        )
    return tuple(sorted(offices, key=lambda o: (o.since or date.max, o.title)))


def _groups(titles: dict[Form, set[str]]) -> list[_Group]:
    """The forms, grouped; sorted so that ids come out the same."""
    people = [f for f in titles if f[0] == "person"]
    others = [f for f in titles if f[0] != "person"]
    return [*_people(people, titles), *_others(others)]


def _others(forms: list[Form]) -> list[_Group]:
    groups: list[_Group] = []
    index: dict[tuple[str, str | None, str], list[_Group]] = defaultdict(list)
    for form in sorted(forms, key=_fullness):
        kind, name, country = form
        if kind == "country" and country:
            keys: list[tuple[str, str | None, str]] = [(kind, country, "")]
        else:
            keys = [(kind, country, key) for key in _word_keys(name)]
        near = {id(g): g for key in keys for g in index[key]}
        found = next(
            (
                g
                for g in near.values()
                if kind == "country" or name_similarity(name, g.name, kind) >= ALIKE
            ),
            None,
        )
        if found is None:
            found = _Group(kind, country, name)
            groups.append(found)
        found.forms.append(form)
        for key in keys:
            index[key].append(found)
    return groups


def _word_keys(name: str) -> set[str]:
    """Keys that two names of one organisation share: first letters, initials."""
    words = [w for w in re.findall(r"[a-z0-9]+", anyascii(name).lower()) if w != "the"]
    content = [w for w in words if w not in {"of", "and", "for", "on"}]
    initials = "".join(w[0] for w in content)
    whole = "".join(content)
    return {initials, whole if len(content) <= 1 else initials}


def _people(forms: list[Form], titles: dict[Form, set[str]]) -> list[_Group]:
    groups: list[_Group] = []
    index: dict[tuple[str | None, str], list[_Group]] = defaultdict(list)
    for form in sorted(forms, key=lambda f: (f[2] is None, *_fullness(f))):
        fitting = _fitting(form, _candidates(form, index), titles)
        if len(fitting) == 1 and not fitting[0].could_be:
            found = fitting[0]
        else:
            same = [g for g in fitting if g.name == _shown(form)]
            rest = tuple(g for g in fitting if not g.could_be)
            found = same[0] if same else _Group("person", form[2], _shown(form))
            if not same:
                found.could_be = rest
                groups.append(found)
        found.forms.append(form)
        for key in _part_keys(form[1]):
            for country in {form[2], None}:
                near = index[country, key]
                if all(g is not found for g in near):
                    near.append(found)
    return groups


def _candidates(
    form: Form, index: dict[tuple[str | None, str], list[_Group]]
) -> list[_Group]:
    """Groups that share a part of the name; index[None, ...] holds all countries'."""
    found: dict[int, _Group] = {}
    for key in _part_keys(form[1]):
        for group in index.get((form[2], key), ()):
            if form[2] is None or group.country == form[2]:
                found[id(group)] = group
    return list(found.values())


def _part_keys(name: str) -> set[str]:
    """Keys that two spellings of a name share: bare consonants of each part."""
    parsed = parse_name(name)
    keys = {
        re.sub(r"[aeiouyhw]", "", p)[:2] or p[:1] for p in parsed.folded if len(p) > 1
    }
    return keys | {parsed.folded[0][:1]} if parsed.folded else keys


def _fitting(
    form: Form, candidates: list[_Group], titles: dict[Form, set[str]]
) -> list[_Group]:
    """The entities that the form may be: one, several or none."""
    _, name, country = form
    least = _SURE if country is None else ALIKE
    fitting = [
        group
        for group in candidates
        if name_similarity(name, group.name) >= least
        and all(name_similarity(name, f[1]) > 0 for f in group.forms)
    ]
    if len(fitting) > 1:
        same = [g for g in fitting if name_similarity(name, g.name) >= 1]
        return same if len(same) == 1 else fitting
    if fitting or country is None or parse_name(name).full:
        return fitting
    partial = [g for g in candidates if name_similarity(name, g.name) >= _PARTIAL]
    if len(partial) > 1:
        told = titles[form]
        titled = [g for g in partial if any(told & titles[f] for f in g.forms)]
        return titled if len(titled) == 1 else partial
    return partial


def _fullness(form: Form) -> tuple[int, int, int, int, str, str]:
    """Sorts the form that tells most to the front."""
    kind, name, country = form
    if kind != "person":
        return (0, -len(name.split()), -len(name), 0, name, country or "")
    parts = parse_name(name).parts
    whole = sum(len(p) > 1 for p in parts)
    glued = len(name) - len(_shown(form))
    return (-whole, -len(parts), abs(glued), -len(name), name, country or "")


def _shown(form: Form) -> str:
    return parse_name(form[1]).shown if form[0] == "person" else form[1]


def _slug(group: _Group) -> str:
    if group.kind == "country" and group.country:
        return f"country:{group.country}"
    flat = anyascii(group.name).lower().replace("'", "")
    words = "-".join(re.findall(r"[a-z0-9]+", flat)) or "unnamed"
    parts = (group.kind, group.country, words)
    return ":".join(part for part in parts if part)


def _free(slug: str, taken: set[str]) -> str:
    key, number = slug, 1
    while key in taken:
        number += 1
        key = f"{slug}-{number}"
    taken.add(key)
    return key
