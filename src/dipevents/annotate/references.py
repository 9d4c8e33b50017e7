"""Whom words without a name stand for: "the minister", "both sides", "she", "we".

Reference is decided from the text alone, sentence by sentence in reading order, so
that it is the same whether or not a neighbour was parsed. What is not clear is said to
be unknown: the mention then has no actors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dipevents.annotate.antecedents import (
    OPENING,
    Past,
    by_salience,
    faced,
    group_spoken_of,
    guest,
    in_contact,
    it,
    nearest,
    opens_unknown,
    they,
)
from dipevents.annotate.names import Named
from dipevents.annotate.pairs import WEIGHT, pairs_of, states_of
from dipevents.annotate.persons import same_office
from dipevents.annotate.pointers import find_pointers
from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dipevents.annotate.found import Found
    from dipevents.annotate.names import DocumentNames
    from dipevents.annotate.segment import Unit
    from dipevents.annotated import Actor, MentionKind

_REACH = 5
"""How many units back a reference may look."""
_FADING = (1.0, 0.8, 0.5, 0.35, 0.25, 0.2)

_CLAUSE_START = re.compile(r",\s(?:the\s)?\Z")
# "X mediated between the two sides": whoever X is, he is none of them.
_FACING = re.compile(
    r"\b(?:(?:mediat\w+|broker\w+|arbitrat\w+|shuttl\w+|intermediary|go-between)"
    r"[^.;]{0,40}\s(?:between|among)|urg\w+|call\w* (?:on|for|up)|ask\w*|press\w*|told|"
    r"phoned|telephoned|warn\w*|appeal\w* to|reconcil\w+|"
    r"(?:spoke|talked|met|conferred|talks) (?:\w+ly )?(?:with|to)|met|visited|received|"
    r"hosted|congratulat\w+|thank\w*|prais\w+)\s+(?:the\s+)?\Z"
)
_OWN_OFFICES = frozenset(
    "president minister premier chancellor secretary king queen".split()
) | {
    "prime minister",
    "foreign minister",
    "secretary of state",
    "minister of foreign affairs",
    "foreign secretary",
    "head of state",
}
"""Offices that a text of a state's own names without saying whose."""
_SO_CALLED = 6
"""Units more in which one whose title is the very word is looked for."""
_DEPUTIES = frozenset("vice deputy assistant under first acting second".split())


class References:
    """Resolves the references of one document, unit by unit.

    Args:
        names: The document's names, settled.
        text: The document's text, by ``parser_text``.
        issuer: Whose own text this is, if anyone's.
        here: Where it was written, if known.
        together: Those whose joint statement it is, if it is one.
        listeners: Who is spoken to, by the state of who speaks.
    """

    def __init__(
        self,
        names: DocumentNames,
        text: str,
        issuer: Actor | None,
        here: Actor | None = None,
        together: tuple[Actor, ...] = (),
        listeners: Mapping[str, Actor] | None = None,
    ) -> None:
        self._listeners = listeners or {}
        self._here = here
        self._together = together
        self._names = names
        self._text = text
        self._issuer = issuer
        self._past: list[Past] = []
        self._officials: dict[str, Actor] = {}
        self._bodies: dict[str, Actor] = {}
        self._lead: dict[str, float] = dict.fromkeys(names.title_countries, 0.8)
        home = issuer.country if issuer is not None else names.home
        self._home = home
        if home:
            self._lead[home] = 0.8
        self._read = 0
        self._genders = {
            p.actor.key: p.gender for p in names.persons if p.actor is not None
        }

    def read(
        self, unit: Unit, named: Sequence[Named], speaker: Actor | None
    ) -> list[Named]:
        """Add the unit's references to its names.

        Args:
            unit: The next unit.
            named: Its names, in order.
            speaker: Who speaks in it.

        Returns:
            Names and references in order; counterparts and bare offices resolved.
        """
        now: list[Named] = []
        pending = sorted(
            [*named, *find_pointers(self._text, unit, named)], key=lambda n: n.start
        )
        self._past.append(Past(unit, now))
        del self._past[:-_REACH]
        for item in pending:
            resolved = self._resolve(item, now, speaker, pending)
            if resolved is not None:
                now.append(resolved)
                for actor in resolved.actors:
                    if actor.kind == "organization" and not actor.title:
                        self._bodies.pop(actor.key, None)
                        self._bodies[actor.key] = actor
                    if self._names.office_of(actor) and actor.kind != "group":
                        self._officials.setdefault(actor.key, actor)
        self._read += 1
        if self._read <= 2:
            for item in now:
                for actor in item.actors:
                    weight = {"person": 0.8, "country": 0.4}.get(item.kind, 0.0)
                    weight = 0.8 if actor.title and actor.kind != "group" else weight
                    if actor.country and weight > self._lead.get(actor.country, 0.0):
                        self._lead[actor.country] = weight
        return now

    # --- resolving -------------------------------------------------------------------

    def _resolve(
        self,
        item: Named,
        now: list[Named],
        speaker: Actor | None,
        pending: Sequence[Named],
    ) -> Named | None:
        rule = item.rule
        if rule == "bare-plural":
            item.actors = self._holders(item.found.title or "")
            item.kind = "group"
            return item
        if rule == "group-of-sides":
            item.actors = self._of_sides(item.found)
            return item
        if rule in ("counterpart", "bare-office", "owned-office"):
            return self._office(item, now)
        if item.found.kind != "name" or item.actors or item.found.rule != "reference":
            return item
        actors: tuple[Actor, ...] = ()
        if rule in ("both", "three", "pair"):
            actors = self._several(item, 3 if rule == "three" else 2)
        elif rule == "country":
            actors = self._the_country(item)
        elif rule == "delegation":
            actors = group_spoken_of(self._past)
        elif rule in ("he", "she"):
            actors = self._ahead(item, pending) or self._singular(rule, item)
        elif rule == "they":
            actors = they(item, self._past, pending, self._text)
        elif rule == "guest":
            actors = guest(item, self._past, self._text)
        elif rule == "faced":
            actors = faced(self._past)
            if not actors:
                return None
        elif rule in ("it", "that"):
            its = item.found.name.lower() == "its"
            actors = nearest(self._past) if its else it(self._past)
            if not actors:
                return None
        elif rule == "body":
            actors = self._body(item.found.name)
            if not actors:
                return None
        elif rule == "we":
            actors = self._we(speaker)
        elif rule == "you":
            spoken_to = self._listeners.get((speaker and speaker.country) or "")
            if spoken_to is None:
                return None
            actors = (spoken_to,)
        elif rule == "here":
            if self._here is None:
                return None
            item.actors = (self._here,)
            return item
        elif rule == "i":
            actors = (speaker,) if speaker is not None else ()
            if not actors:
                return None
        item.actors = actors
        item.kind = _kind_of(actors, item.kind)
        return item

    def _office(self, item: Named, now: list[Named]) -> Named:
        found = item.found
        owner = self._last_person(now)
        if item.rule == "counterpart":
            return self._counterpart(item, owner)
        title = found.title or ""
        if item.rule == "owned-office":
            country = owner.country if owner else None
            if found.noun in ("its", "their"):
                whose = it(self._past)
                country = whose[0].country if whose else None
                owner = None
            actor = self._names.office_holder(title, country) if country else None
            if actor is None and country:
                actor = self._names.country(country, title)
            if actor is not None and owner is not None and actor.key == owner.key:
                actor = None
        else:
            actor = self._own_office(item, title) or self._bare_office(
                title, found.gender
            )
        item.actors = (actor,) if actor is not None else ()
        item.kind = _kind_of(item.actors, "person")
        return item

    def _counterpart(self, item: Named, owner: Actor | None) -> Named:
        title = owner.title if owner else None
        countries = item.found.countries
        actors: list[Actor] = []
        for country in countries:
            actor = self._names.office_holder(title, country)
            if actor is None or (owner and actor.key == owner.key):
                actor = self._names.country(country, title)
            actors.append(actor)
        if not countries and owner is not None:
            other = self._other_side(owner)
            if other is not None:
                actors.append(other)
        item.actors = tuple(actors)
        item.kind = _kind_of(item.actors, "person")
        return item

    def _other_side(self, owner: Actor) -> Actor | None:
        """Who faces the owner: of the same office elsewhere, spoken of last."""
        for past in reversed(self._past):
            for named in reversed(past.named):
                actor = named.actors[0] if len(named.actors) == 1 else None
                if (
                    actor is not None
                    and actor.kind == "person"
                    and actor.key != owner.key
                    and actor.country not in (None, owner.country)
                    and owner.title
                    and same_office(self._names.office_of(actor) or "", owner.title)
                ):
                    return actor
        sides = [c for c in self._sides() if c != owner.country]
        if len(sides) == 1:
            holder = self._names.office_holder(owner.title, sides[0])
            return holder or self._names.country(sides[0], owner.title)
        return None

    def _own_office(self, item: Named, title: str) -> Actor | None:
        """Where a state's own text says "the President", it is its own."""
        state = self._issuer.country if self._issuer is not None else None
        words = self._text[item.start : item.end]
        if state is None or self._together or title not in _OWN_OFFICES:
            return None
        if not words.rsplit(" ", 1)[-1][0].isupper():
            return None
        return self._names.office_holder(title, state)

    def _bare_office(self, title: str, gender: str | None) -> Actor | None:
        """The person spoken of last who holds such an office.

        Whose title is the very one comes before whose office is the same: "the Foreign
        Minister" is not the Secretary of State who has just been named.
        """
        fitting: Actor | None = None
        left = _SO_CALLED
        for past in reversed(self._past):
            for named in by_salience(past.named):
                actor = named.actors[0] if len(named.actors) == 1 else None
                if actor is None:
                    continue
                if actor.kind != "person" and named.rule != "office":
                    continue
                office = self._names.office_of(actor) or ""
                if _title_fits(title, office) and self._gender_fits(actor, gender):
                    if _is_called(title, office):
                        return actor
                    fitting = fitting or actor
            left -= fitting is not None
            if not left:
                break
        if fitting is not None:
            return fitting
        later = {
            p.actor.key: p.actor
            for p in self._names.persons
            if p.actor and _title_fits(title, p.title or p.held or "")
        }
        if len(later) == 1:
            return next(iter(later.values()))
        if not later and self._home and title in _OWN_OFFICES:
            # Where a state speaks, "the President" is its own.
            return self._names.country(self._home, title)
        return None

    def _holders(self, title: str) -> tuple[Actor, ...]:
        """The holders of an office, of different states, who were spoken of."""
        holders: dict[str, Actor] = {}
        for actor in self._officials.values():
            if _title_fits(title, self._names.office_of(actor) or ""):
                _prefer(holders, actor)
        if len(holders) > 1:
            return tuple(holders.values())
        people = any(a.kind != "organization" for a in holders.values())
        return () if people else self._ministers_of_body(title)

    def _ministers_of_body(self, title: str) -> tuple[Actor, ...]:
        """The body whose ministers were spoken of: "the foreign ministers of ASEAN"."""
        for past in reversed(self._past):
            for named in reversed(past.named):
                actor = named.actors[0] if len(named.actors) == 1 else None
                if actor is None or actor.kind != "organization" or not actor.title:
                    continue
                if named.kind == "group" and _title_fits(title, actor.title):
                    return (actor,)
        return ()

    def _gender_fits(self, actor: Actor, gender: str | None) -> bool:
        known = self._genders.get(actor.key)
        return gender is None or known is None or known == gender

    def _last_person(self, now: list[Named]) -> Actor | None:
        """The first person of this unit, else the last one's most salient."""
        for named in now:
            if (
                len(named.actors) == 1
                and named.actors[0].title
                and named.kind in ("person", "country")
            ):
                return named.actors[0]
        for past in reversed(self._past[:-1]):
            for named in by_salience(past.named):
                if len(named.actors) == 1 and named.actors[0].kind == "person":
                    return named.actors[0]
        return None

    def _singular(self, pronoun: str, item: Named) -> tuple[Actor, ...]:
        gender = "male" if pronoun == "he" else "female"
        for distance, past in enumerate(reversed(self._past)):
            if distance > 3:
                break
            if distance and opens_unknown(past, pronoun):
                return ()  # "He met A. He urged B": the same unknown man
            people = [
                n.actors[0]
                for n in by_salience(past.named)
                if len(n.actors) == 1
                and n.actors[0].kind == "person"
                and self._gender_fits(n.actors[0], gender)
            ]
            people = list({a.key: a for a in people}.values())
            known = [a for a in people if self._genders.get(a.key) == gender]
            if known or people:
                actor = (known or people)[0]
                self._genders.setdefault(actor.key, gender)
                if self._genders[actor.key] is None:
                    self._genders[actor.key] = gender
                return (actor,)
        return ()

    def _ahead(self, item: Named, pending: Sequence[Named]) -> tuple[Actor, ...]:
        """The subject of "During her stay, X ...": whom the pronoun points ahead to."""
        start = self._past[-1].unit.start
        if not OPENING.match(self._text[start : item.start]):
            return ()
        for named in pending:
            if named.start <= item.start:
                continue
            between = self._text[item.end : named.start]
            if named.kind in ("person", "country") and "," in between:
                person = named.actors[0] if len(named.actors) == 1 else None
                gender = "male" if item.rule == "he" else "female"
                fits = (
                    person is not None
                    and person.kind == "person"
                    and _CLAUSE_START.search(between) is not None
                    and self._gender_fits(person, gender)
                )
                return (person,) if fits and person is not None else ()
            if named.kind == "person" and named.actors:
                return ()
        return ()

    def _body(self, words: str) -> tuple[Actor, ...]:
        """The body named last whose name has that word: "the Council"."""
        noun = words.rsplit(" ", 1)[-1].replace("z", "s")
        for actor in reversed(self._bodies.values()):
            if noun in actor.name.replace("z", "s").split():
                return (actor,)
        return ()

    def _we(self, speaker: Actor | None) -> tuple[Actor, ...]:
        if speaker is None and self._together:
            return self._together
        voice = speaker or self._issuer
        if voice is None:
            return ()
        if voice.kind == "person" and voice.country:
            return (self._names.country(voice.country),)
        return (voice,) if voice.kind != "person" else ()

    def _the_country(self, item: Named) -> tuple[Actor, ...]:
        sides = self._sides()
        scores = self._scores()
        form = item.found.name.lower().removeprefix("the ")
        fitting = annotation_lexicon().state_forms.get(form)
        if fitting is not None:
            fits = [c for c in sides if c in fitting]
            return (self._names.country(fits[0]),) if fits else ()
        if not sides:
            return ()
        if len(sides) > 1 and scores[sides[0]] < 1.15 * scores[sides[1]]:
            words = item.found.name.lower()
            if words not in ("the country", "the nation", "the kingdom"):
                return ()
        return (self._names.country(sides[0]),)

    def _several(self, item: Named, count: int) -> tuple[Actor, ...]:
        words = item.found.name.lower().split()
        lexicon = annotation_lexicon()
        if "koreas" in words:
            return (self._names.country("PRK"), self._names.country("KOR"))
        if lexicon.people.intersection(words):
            exact = words[0] in ("both", "all") or not {
                "two",
                "three",
                "four",
                "pair",
            }.isdisjoint(words)
            people = self._people(words[-1], count, self._told(item))
            if len(people) == count or (len(people) > count and not exact):
                return tuple(people)
        if item.rule == "pair" and words[0] == "the":
            two = self._two_people()
            if two:
                return two
        here = in_contact(self._past[-1].named, self._text) if count == 2 else ()
        if here and not self._told(item):
            # "When X visited Y, both sides agreed": those that the clause tells.
            return tuple(self._names.country(a.country) for a in here if a.country)
        sides = self._side_by_side(count, self._told(item))
        return tuple(self._names.country(c) for c in sides)

    def _two_people(self) -> tuple[Actor, ...]:
        """The only two officials, of two states, of the units just before."""
        people: dict[str, Actor] = {}
        for past in reversed(self._past[-3:]):
            for named in past.named:
                for actor in named.actors:
                    if actor.kind == "person" and self._names.office_of(actor):
                        people.setdefault(actor.key, actor)
            if len(people) > 1:
                apart = len({a.side for a in people.values()}) == 2 == len(people)
                return tuple(people.values()) if apart else ()
        return ()

    def _told(self, item: Named) -> frozenset[str]:
        """The state of a subject that faces "the two sides" and is none of them."""
        past = self._past[-1]
        before = self._text[past.unit.start : item.start]
        first = past.named[0] if past.named else None
        if first is None or len(first.actors) != 1 or not _FACING.search(before):
            return frozenset()
        actor = first.actors[0]
        return frozenset({actor.side})

    def _side_by_side(
        self, count: int, apart: frozenset[str] = frozenset()
    ) -> list[str]:
        """The states that the text puts side by side, of all that are in play.

        Args:
            count: How many there are.
            apart: States that are none of them.
        """
        scores = self._scores()
        sides = [c for c in sorted(scores, key=lambda c: -scores[c]) if c not in apart]
        if len(sides) < count:
            return []
        if count != 2:
            return sides[:count]
        pairs: dict[frozenset[str], float] = {}
        for distance, past in enumerate(reversed(self._past)):
            here = pairs_of(past.named, self._text)
            home = self._home
            for code in states_of(past.named) if home else ():
                # Where a paper is at home, its own state is always one of those meant.
                if home and code != home:
                    own = frozenset((code, home))
                    here[own] = max(here.get(own, 0.0), WEIGHT["nationality"])
            for pair, weight in here.items():
                if not pair & apart:
                    fading = _FADING[distance]
                    pairs[pair] = pairs.get(pair, 0.0) + weight * fading
        for pair in pairs:
            pairs[pair] += 0.25 * sum(scores[c] for c in pair)
        if not pairs:
            return sides[:2]
        best = max(pairs.values())
        chosen = next(p for p, weight in pairs.items() if weight == best)
        return sorted(chosen, key=sides.index)

    def _of_sides(self, found: Found) -> tuple[Actor, ...]:
        """The holders of an office on every side: "officials of both countries"."""
        words = found.parts[0].name.lower()
        count = 4 if "four" in words else 3 if "three" in words else 2
        sides = ["PRK", "KOR"] if "koreas" in words else self._side_by_side(count)
        if len(sides) < count:
            return ()
        title = found.title
        spoken_of = {a.country: a for a in self._holders(title or "")}
        actors = []
        for code in sides:
            holder = spoken_of.get(code) if found.definite else None
            actors.append(holder or self._names.office_actor(title, code))
        return tuple(actors)

    def _people(
        self, noun: str, count: int, apart: frozenset[str] = frozenset()
    ) -> list[Actor]:
        """Holders of such offices, of different states, in the nearest units."""
        people: dict[str, Actor] = {}
        for past in reversed(self._past[-4:]):
            for named in past.named:
                for actor in named.actors:
                    if actor.side in apart:
                        continue
                    if _holds(actor, self._names.office_of(actor), noun):
                        _prefer(people, actor)
            if len(people) >= count:
                return list(people.values())
        everyone: dict[str, Actor] = {}
        for actor in self._officials.values():
            if actor.side in apart:
                continue
            if _holds(actor, self._names.office_of(actor), noun):
                _prefer(everyone, actor)
        return list(everyone.values()) if len(everyone) == count else []

    def _scores(self) -> dict[str, float]:
        """How present each state is, the nearer the more."""
        scores: dict[str, float] = {}
        # Whom the lead is about stays in play.
        scores.update(self._lead)
        for distance, past in enumerate(reversed(self._past)):
            here: dict[str, float] = {}
            for named in past.named:
                for actor in named.actors:
                    acts = actor.title and actor.kind in ("person", "country")
                    weight = 1.5 if acts else WEIGHT[named.kind]
                    if actor.country:
                        here[actor.country] = max(here.get(actor.country, 0.0), weight)
            for code, weight in here.items():
                scores[code] = scores.get(code, 0.0) + weight * _FADING[distance]
        return scores

    def _sides(self) -> list[str]:
        """The states in play, the most present first."""
        scores = self._scores()
        return sorted(scores, key=lambda c: -scores[c])


def _prefer(chosen: dict[str, Actor], actor: Actor) -> None:
    """Keep one for each state: a person rather than the state that stands for him."""
    side = actor.side
    if side not in chosen or (actor.kind == "person" and chosen[side].kind != "person"):
        chosen[side] = actor


def _holds(actor: Actor, office: str | None, noun: str) -> bool:
    """Whether an actor is one of "the leaders", "the ministers" and so on."""
    if not office or actor.kind in ("group", "organization"):
        return False
    if noun in ("ministers", "presidents", "premiers", "envoys", "diplomats"):
        return noun[:-1] in office or (
            noun in ("ministers", "diplomats")
            and same_office(office, "foreign minister")
        )
    return actor.kind == "person" or noun not in ("leaders", "officials")


def _title_fits(bare: str, title: str) -> bool:
    """Whether "the minister" can be a "foreign minister"."""
    front = title.removesuffix(bare).split()
    of_deputies = bare == "minister" or not _DEPUTIES.isdisjoint(bare.split())
    if not of_deputies and _DEPUTIES.intersection(front):
        return False
    return (
        bare == title
        or title.endswith((" " + bare, "-" + bare))
        or title.startswith((bare + " of ", bare + " to ", bare + " for "))
        or same_office(bare, title)
    )


def _is_called(bare: str, title: str) -> bool:
    """Whether the title has the word: a "secretary of state" is no "the minister"."""
    return bare.split()[-1] in title.split()


def _kind_of(actors: Sequence[Actor], default: MentionKind) -> MentionKind:
    if len(actors) > 1:
        return "group"
    return actors[0].kind if actors else default
