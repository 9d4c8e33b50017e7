"""The names of one document: found in its text, settled over all of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dipevents.annotate.acronyms import local_organisations, merge_hits
from dipevents.annotate.allegiance import lend_states
from dipevents.annotate.found import Found
from dipevents.annotate.gazetteer import Hit
from dipevents.annotate.grammar import parse_names
from dipevents.annotate.items import items_of
from dipevents.annotate.persons import (
    OfficeHolders,
    Person,
    PersonTable,
    name_words,
    same_office,
    slug,
)
from dipevents.annotated import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Doc

    from dipevents.annotate.gazetteer import Gazetteer, Reading
    from dipevents.annotate.items import PhraseIndex
    from dipevents.annotate.segment import Unit
    from dipevents.annotated import MentionKind

_CABINET = re.compile(r" (?:administration|government)\Z")
_NORTH_AND_SOUTH = re.compile(r"\b(North|South)(?= (?:and|or) (?:North|South) Korea\b)")
_VAGUE_OFFICES = frozenset({"leader", "official", "minister", "representative"})
_HEADS = frozenset(
    "president premier chancellor king queen emir sultan taoiseach".split()
) | {"prime minister", "supreme leader"}
"""Offices of those who lead a state."""
_HANGING = re.compile(r"(?<!\s)(?:\s++(?:of|for|and|the|in|on|&)){1,8}+\Z")
_SPEAKS = re.compile(r"\s(?:said|says|told|added|met|asked|warned|visited|spoke)\b")
_NORTH_SOUTH = re.compile(
    r"\b[Tt]he (North|South)\b"
    r"(?!-|\s+(?:[A-Z]|of\b|and\b|side\b|end\b|coast\b|east|west))"
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(slots=True)
class Named:
    """A stretch and whom it stands for, before its Doc is known."""

    start: int
    end: int
    kind: MentionKind
    actors: tuple[Actor, ...]
    rule: str
    head: int
    """Code point of the head word."""
    found: Found


class Lists:
    """Everything that names are looked up in, built once.

    Args:
        gazetteer: The listed names.
        phrases: Titles and the like.
        holders: The office-holders.
    """

    def __init__(
        self, gazetteer: Gazetteer, phrases: PhraseIndex, holders: OfficeHolders
    ) -> None:
        self.gazetteer = gazetteer
        self.phrases = phrases
        self.holders = holders


class DocumentNames:
    """All names of a document and who they are.

    Args:
        text: The document's text, by ``parser_text``.
        units: Its units.
        lists: What names are looked up in.
        day: When it came out, where known.
        title: A headline that stands apart from the text.
    """

    def __init__(
        self,
        text: str,
        units: Sequence[Unit],
        lists: Lists,
        day: date | None,
        title: str | None = None,
    ) -> None:
        self._text = text
        self._lists = lists
        self._table = PersonTable(lists.holders, day)
        hits = lists.gazetteer.choose(lists.gazetteer.find(text), text, day)
        self.hits: list[Hit] = merge_hits(hits, local_organisations(text, hits))
        self.hits = sorted(
            [*self.hits, *_koreas(text, self.hits)], key=lambda h: h.start
        )
        self.title_countries = [
            h.reading.country
            for h in lists.gazetteer.find(title or "")
            if h.needs is None and h.reading.country and h.reading.kind != "place"
        ]
        """States that the headline names."""
        self._forms = _fullest_forms(self.hits)
        starts = [h.start for h in self.hits]
        self._ends = [u.end for u in units]
        self.rows: list[list[Found]] = []
        for unit in units:
            inside = [
                h
                for h in self.hits[
                    bisect_left(starts, unit.start) : bisect_left(starts, unit.end)
                ]
                if h.end <= unit.end
            ]
            items = items_of(text, unit.start, unit.end, inside, lists.phrases)
            self.rows.append(parse_names(items))
        self._who: dict[int, Person] = {}
        self._entities: dict[int, str] = {}
        self._held: dict[str, str] = {}
        self.home: str | None = None
        """The state in which the document was written, where known."""

    def open_names(self, index: int) -> bool:
        """Whether a unit has capitalised words that the text alone does not explain."""
        return any(
            f.kind == "name" and not self._table.known_holder(f)
            for f in self.rows[index]
        )

    def recognise(self, index: int, start: int, doc: Doc) -> None:
        """Take a unit's entities as evidence for the names that are left over.

        Args:
            index: The unit.
            start: Its first code point.
            doc: The unit's Doc with entities.
        """
        entities = [
            (start + e.start_char, start + e.end_char, e.label_) for e in doc.ents
        ]
        for found in self.rows[index]:
            if found.kind != "name":
                continue
            over = [e for e in entities if e[0] < found.end and found.start < e[1]]
            if not over:
                continue
            begin, end, label = max(
                over, key=lambda e: min(e[1], found.end) - max(e[0], found.start)
            )
            if label == "PERSON" or self._widen(index, found, begin, end):
                self._entities[id(found)] = label
            leading = begin - found.start
            # "Greeting Ana Ruiz": what the recogniser leaves out in front of a unit.
            if label == "PERSON" and found.start == start and 0 < leading < end - begin:
                found.start = begin
                found.name = self._text[begin : found.end]

    def _widen(self, index: int, found: Found, begin: int, end: int) -> bool:
        """Stretch a name to the entity that holds it; False where that cannot be."""
        if self._text.startswith(("the ", "The "), begin):
            begin += 4
        if begin >= found.start and end <= found.end:
            return True
        others = [f for f in self.rows[index] if f is not found]
        if all(o.end <= begin or end <= o.start for o in others):
            found.start = min(begin, found.start)
            found.end = max(end, found.end)
            name = self._text[found.start : found.end]
            found.name = _HANGING.sub("", name)
            found.end = found.start + len(found.name)
            return True
        return False

    # --- settling --------------------------------------------------------------------

    def settle(
        self, issuing: tuple[str, str] | None = None, home: str | None = None
    ) -> None:
        """Decide who is whom; called once all entities are in.

        Args:
            issuing: The document's source and its state, where a state issued it.
            home: The state in which the document was written, where known.
        """
        self.home = home
        everyone = [f for row in self.rows for f in row]
        for row in self.rows:
            _lend_titles(row)
        table = self._table
        for found in everyone:
            if found.kind == "person" or (
                found.kind == "name" and self._is_full_person(found)
            ):
                self._note(found, table.add_full(found))
        for found in everyone:
            if id(found) in self._who:
                continue
            if found.kind == "person":
                self._note(found, table.add_short(found))
            elif found.kind == "name":
                self._note(found, table.find(found))
        for found in everyone:
            if found.kind != "name" or id(found) in self._who:
                continue
            label = self._entities.get(id(found))
            if (label == "PERSON" and self._is_proper(found)) or table.prominent(found):
                self._note(found, table.add_short(found))
        homes = {p: table.home(p) for p in table.persons}
        lent = lend_states(
            self._text,
            self.rows,
            self._ends,
            self.hits,
            self._who,
            homes,
            issuing,
            home,
        )
        for person, state in lent.items():
            person.countries.append(state)
        table.finish()
        self._held = {p.actor.key: p.held for p in table.persons if p.actor and p.held}

    def _is_full_person(self, found: Found) -> bool:
        if len(name_words(found.name)) < 2:
            return False
        if self._table.known_holder(found):
            return True
        return self._entities.get(id(found)) == "PERSON"

    def _is_proper(self, found: Found) -> bool:
        """Whether a name that is one word is used like a name in the text."""
        word = found.name
        if " " in word:
            return True
        if len(word) < 3 or re.search(rf"\b{re.escape(word.lower())}\b", self._text):
            return False
        uses = re.findall(rf"\b{re.escape(word)}\b(?!\s[A-Z])", self._text)
        return len(uses) > 1 or bool(_SPEAKS.match(self._text, found.end))

    def _note(self, found: Found, person: Person | None) -> None:
        if person is not None:
            self._who[id(found)] = person

    @property
    def persons(self) -> list[Person]:
        """Everyone, by first mention."""
        return sorted(self._table.persons, key=lambda p: p.first_seen)

    def person_of(self, found: Found) -> Person | None:
        """Who a person's name stands for."""
        return self._who.get(id(found))

    # --- actors ----------------------------------------------------------------------

    def country(self, code: str, title: str | None = None) -> Actor:
        """The state of that code as an actor, for the holder of the title if given."""
        reading = self._lists.gazetteer.country_of(code)
        return Actor(
            f"country:{code}",
            "country",
            reading.name,
            code,
            title,
            "GOV",
            reading.latitude,
            reading.longitude,
        )

    def organisation(self, reading: Reading, title: str | None = None) -> Actor:
        """An organisation as an actor."""
        key = f"org:{slug(reading.name) or 'x'}"
        name = self._forms.get(reading.name, reading.name)
        # Rebels act for themselves; the state that they are of is their other side.
        country = None if reading.sector == "REB" else reading.country
        return Actor(key, "organization", name, country, title, reading.sector)

    def office_holder(
        self, title: str | None, country: str | None, *, organisation: bool = False
    ) -> Actor | None:
        """The one person of the document who holds an office, or None.

        Args:
            title: The office; None for any.
            country: The state.
            organisation: Look among the people of international organisations.

        Returns:
            The person's actor, where one and only one fits.
        """
        fitting = {
            p.actor.key: p.actor
            for p in self._table.persons
            if p.actor
            and (p.international if organisation else p.actor.country == country)
            and (country is not None or organisation)
            and title
            and same_office(title, p.title or p.held or "")
        }
        exact = {k: a for k, a in fitting.items() if self.office_of(a) == title}
        best = exact or fitting
        return next(iter(best.values())) if len(best) == 1 else None

    def office_actor(self, title: str | None, country: str) -> Actor:
        """Who stands for an office of which a group is told.

        Args:
            title: The office.
            country: The state.

        Returns:
            The person where the document names him, else the state. "Leaders" are too
            many to be one of those named.
        """
        office = None if title in _VAGUE_OFFICES else title
        return self.office_holder(office, country) or self.country(country, title)

    def office_of(self, actor: Actor) -> str | None:
        """The office that the document tells for an actor, else the list's."""
        return actor.title or self._held.get(actor.key)

    def named(self, index: int) -> list[Named]:
        """The unit's stretches with the actors they stand for, in order."""
        listed = []
        for found in self.rows[index]:
            named = self._named(found)
            if named is not None:
                listed.append(named)
        _name_the_group(listed)
        return listed

    def _named(self, found: Found) -> Named | None:
        if found.kind in ("person", "name"):
            return self._person_named(found)
        if found.kind == "office":
            return self._office_named(found)
        if found.kind == "group" and found.rule == "group-of-sides":
            return self._make(found, "group", ())
        if found.kind == "group":
            return self._make(found, "group", self._group_actors(found))
        if found.kind == "organ":
            return self._organ_named(found)
        if found.kind == "metonym" and found.hit and _CABINET.search(found.hit.text):
            # "The Ruiz administration" is told apart from the state by its name.
            country = found.countries[0]
            name = found.hit.text
            key = f"org:{country}:{slug(name)}"
            actor = Actor(key, "organization", name, country, None, "GOV")
            return self._make(found, "organization", (actor,))
        if found.kind in ("country", "metonym"):
            actor = self.country(found.countries[0])
            rule = "gazetteer" if found.kind == "country" else "metonym"
            return self._make(found, "country", (actor,), rule)
        if found.kind == "nationality":
            return self._make(found, "nationality", (self.country(found.countries[0]),))
        if found.kind == "organization" and found.organisation:
            actor = self.organisation(found.organisation)
            return self._make(found, "organization", (actor,))
        if found.kind == "place" and found.hit:
            return self._make(found, "place", (place_actor(found.hit.reading),))
        if found.kind == "collective":
            actor = Actor(f"group:{slug(found.name)}", "group", found.name)
            return self._make(found, "group", (actor,))
        return None

    @staticmethod
    def _make(
        found: Found,
        kind: MentionKind,
        actors: tuple[Actor, ...],
        rule: str | None = None,
    ) -> Named:
        return Named(
            found.start, found.end, kind, actors, rule or found.rule, found.head, found
        )

    def _person_named(self, found: Found) -> Named | None:
        person = self._who.get(id(found))
        if person is not None and person.actor is not None:
            rule = found.rule if found.kind == "person" else "name"
            if found.kind == "name" and len(name_words(found.name)) == 1:
                rule = "surname"
            return self._make(found, "person", (person.actor,), rule)
        label = self._entities.get(id(found))
        if label == "ORG":
            actor = Actor(f"org:{slug(found.name) or 'x'}", "organization", found.name)
            return self._make(found, "organization", (actor,), "ner")
        if label in _PLACE_LABELS:
            actor = Actor(f"place:{slug(found.name) or 'x'}", "place", found.name)
            return self._make(found, "place", (actor,), "ner")
        return None

    def _office_named(self, found: Found) -> Named | None:
        if found.rule == "apposition" and found.parts:
            person = self._who.get(id(found.parts[0]))
            if person is not None and person.actor is not None:
                return self._make(found, "person", (person.actor,))
        if found.rule in ("counterpart", "bare-office", "owned-office", "bare-plural"):
            return self._make(found, "person", ())
        country = found.countries[0] if found.countries else None
        body = found.organisation
        if found.title and found.rule != "former-office":
            actor = self.office_holder(
                found.title, country, organisation=body is not None
            )
            if actor is not None:
                return self._make(found, "person", (actor,))
        if country is not None:
            return self._make(found, "country", (self.country(country, found.title),))
        if body is not None:
            actor = self.organisation(body, found.title)
            return self._make(found, "organization", (actor,))
        return None

    def _group_actors(self, found: Found) -> tuple[Actor, ...]:
        bodies = [self.organisation(body, found.title) for body in found.bodies]
        if bodies or len(found.countries) > 1:
            leaders = self._leaders(found) if not bodies else ()
            if leaders:
                return leaders
            states = (self.office_actor(found.title, c) for c in found.countries)
            return (*states, *bodies)
        country = found.countries[0] if found.countries else None
        if country is None:
            # Of people without a state only a region's states have a sector.
            sector = found.sector if found.rule == "region" else None
            key = f"group:{slug(found.name) or 'x'}"
            return (Actor(key, "group", found.name, sector=sector),)
        return (
            Actor(
                f"group:{country}:{slug(found.noun)}",
                "group",
                found.name,
                country,
                found.title,
                found.sector,
            ),
        )

    def _leaders(self, found: Found) -> tuple[Actor, ...]:
        """The persons whom "the leaders of X and Y" means, where the text names both.

        Each state must have one head, of state or of government, in the text: of a
        president and a premier either may be meant.
        """
        if found.title != "leader" or not found.definite:
            return ()
        leaders: list[Actor] = []
        for country in found.countries:
            heads = {
                p.actor.key: p.actor
                for p in self._table.persons
                if p.actor
                and p.actor.country == country
                and (p.title or p.held or "") in _HEADS
            }
            if len(heads) != 1:
                return ()
            leaders.extend(heads.values())
        return tuple(leaders)

    def _organ_named(self, found: Found) -> Named | None:
        country = found.countries[0] if found.countries else None
        if found.rule == "government-of-person":
            person = self._table.find(found.parts[0])
            if person is None or person.actor is None or person.actor.country is None:
                return None
            country = person.actor.country
        if country is None:
            return None
        if found.rule == "government":
            return self._make(found, "country", (self.country(country),))
        noun = found.name if found.parts else found.noun
        key = f"org:{country}:{slug(noun)}"
        actor = Actor(key, "organization", found.name, country, None, found.sector)
        return self._make(found, "organization", (actor,))


def _lend_titles(row: Sequence[Found]) -> None:
    """Give a counterpart the office of the one whose counterpart he is."""
    owner: Found | None = None
    for found in row:
        if found.kind != "person":
            continue
        if found.title:
            owner = found
        elif owner is not None and found.rule in ("counterpart-list", "title"):
            found.title, found.sector = owner.title, owner.sector


def _name_the_group(listed: Sequence[Named]) -> None:
    """Let "his Malian and Chadian counterparts, A and B" stand for A and B."""
    for index, named in enumerate(listed):
        if named.kind != "group" or len(named.actors) < 2:
            continue
        people: list[Actor] = []
        for following in listed[index + 1 :]:
            if following.rule not in ("counterpart-list", "title-list"):
                break
            people.extend(following.actors)
        if [a.country for a in people] == [a.country for a in named.actors]:
            named.actors = tuple(people)


def _koreas(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Hits for "the North" and "the South" in an article about Korea."""
    states = {
        h.reading.country: h.reading
        for h in hits
        if h.reading.country in ("PRK", "KOR") and h.reading.kind == "country"
    }
    if not states:
        return []
    any_state = next(iter(states.values()))
    taken = [(h.start, h.end) for h in hits]
    found = []
    places = [*_NORTH_SOUTH.finditer(text), *_NORTH_AND_SOUTH.finditer(text)]
    for match in places:
        start, end = match.span(1)
        if any(s < end and start < e for s, e in taken):
            continue
        code = "PRK" if match[1] == "North" else "KOR"
        name = "North Korea" if code == "PRK" else "South Korea"
        reading = states.get(code) or replace(any_state, name=name, country=code)
        found.append(Hit(start, end, match[1], (reading,)))
    return found


def _fullest_forms(hits: Sequence[Hit]) -> dict[str, str]:
    """For each organisation, the common name if the text has it, else the longest."""
    forms: dict[str, str] = {}
    for hit in hits:
        reading = hit.reading
        if reading.kind != "organization" or forms.get(reading.name) == reading.name:
            continue
        longer = len(hit.text) > len(forms.get(reading.name, ""))
        if longer or hit.text == reading.name:
            forms[reading.name] = hit.text
    return forms


def place_actor(reading: Reading) -> Actor:
    """A listed place as an actor."""
    parts = ["place", *([reading.country] if reading.country else [])]
    key = ":".join([*parts, slug(reading.name) or "x"])
    return Actor(
        key,
        "place",
        reading.name,
        reading.country,
        latitude=reading.latitude,
        longitude=reading.longitude,
    )
