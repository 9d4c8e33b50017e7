"""Finds the names of the lists in a text: one pass, longest match, case kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ahocorasick_rs import AhoCorasick

    from dipevents.lexicons.records import (
        AmbiguousName,
        City,
        Country,
        OfficeHolder,
        Organisation,
        Title,
    )

HitKind = Literal[
    "country",
    "nationality",
    "metonym",
    "place",
    "organization",
    "collective",
    "region",
    "never",
]

# Which reading wins where one string is several things: "Luxembourg" the state before
# Luxembourg the city.
_RANK = {
    "country": 0,
    "nationality": 1,
    "organization": 2,
    "metonym": 3,
    "collective": 4,
    "region": 4,
    "never": 9,
    "place": 5,
}
_BIG_CITY = 300_000


@dataclass(frozen=True, slots=True)
class NameTables:
    """The lists that names are looked up in; a user's rows come first."""

    countries: tuple[Country, ...] = ()
    cities: tuple[City, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    titles: tuple[Title, ...] = ()
    office_holders: tuple[OfficeHolder, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()

    def __add__(self, other: NameTables) -> NameTables:
        """Both lists together, those of ``self`` first."""
        return NameTables(
            self.countries + other.countries,
            self.cities + other.cities,
            self.organisations + other.organisations,
            self.titles + other.titles,
            self.office_holders + other.office_holders,
            self.ambiguous + other.ambiguous,
        )


def built_in_tables() -> NameTables:
    """The lists that come with the library.

    Returns:
        All rows of the built-in files.

    Raises:
        LexiconError: If a file is not in its format.
    """
    from dipevents.lexicons import tables

    return NameTables(
        tables.countries(),
        tables.cities(),
        tables.organisations(),
        tables.titles(),
        tables.office_holders(),
        tables.ambiguous_names(),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a listed name can be."""

    kind: HitKind
    name: str
    """The thing's common name."""
    country: str | None = None
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    capital: bool = False
    """A capital, which can stand for its government."""
    population: int = 0
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed name in a text."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    """Best first."""
    needs: str | None = None
    """What the name must show to be taken, if it is ambiguous (AmbiguousName)."""

    @property
    def reading(self) -> Reading:
        """The best reading."""
        return self.readings[0]

    def only(self, reading: Reading) -> Hit:
        """The hit with one reading decided on."""
        return replace(self, readings=(reading,), needs=None)


class Gazetteer:
    """All names of the tables in one automaton.

    Args:
        tables: The lists.
    """

    def __init__(self, tables: NameTables) -> None:
        self._readings: dict[str, list[Reading]] = {}
        self._needs = {a.name: a.needs for a in tables.ambiguous}
        self._order = {a.name: a.readings for a in tables.ambiguous}
        self.country_names: dict[str, str] = {}
        """Common name of each country by code."""
        self._domains = {"uk": "GBR"}
        self._add_countries(tables.countries)
        self._add_cities(tables.cities, tables.countries)
        self._add_organisations(tables.organisations)
        for phrase in annotation_lexicon().collective:
            self._add(phrase, Reading("collective", phrase))
            self._add(
                phrase.title().replace(" The ", " the "), Reading("collective", phrase)
            )
        for word, code in annotation_lexicon().combining.items():
            state = self.country_of(code)
            self._add(word, replace(state, kind="nationality"))
        for phrase in annotation_lexicon().region_phrases:
            self._add(phrase, Reading("region", phrase))
        for name in annotation_lexicon().region_names:
            self._add(name, Reading("place", name))
        for name, needs in self._needs.items():
            if needs == "never" and name not in annotation_lexicon().region_phrases:
                self._readings[name] = [Reading("never", name)]
        self._names = list(self._readings)
        self._sorted = [
            tuple(sorted(self._readings[n], key=_rank)) for n in self._names
        ]
        self._automaton = _automaton(self._names)

    def _add(self, name: str, reading: Reading) -> None:
        if not name:
            return
        known = self._readings.setdefault(name, [])
        same = (reading.kind, reading.country, reading.name)
        if all((r.kind, r.country, r.name) != same for r in known):
            known.append(reading)

    def _add_countries(self, countries: Iterable[Country]) -> None:
        for c in countries:
            self.country_names.setdefault(c.iso3, c.name)
            self._domains.setdefault(c.iso2.lower(), c.iso3)
            state = Reading(
                "country",
                c.name,
                c.iso3,
                "GOV",
                c.latitude,
                c.longitude,
                valid_from=c.valid_from,
                valid_to=c.valid_to,
            )
            for name in (c.name, *c.aliases):
                self._add(name, state)
                if len(name) > 3 and not name.isupper():
                    self._add(name.upper(), state)
            people = replace(state, kind="nationality")
            for word in c.adjectives:
                self._add(word, people)
                if len(word) > 3:
                    self._add(word.upper(), people)
            for name in c.metonyms:
                self._add(name, replace(state, kind="metonym"))

    def _add_cities(self, cities: Iterable[City], countries: Iterable[Country]) -> None:
        capitals = {(c.capital, c.iso3) for c in countries}
        for city in cities:
            names = (city.name, *city.aliases)
            place = Reading(
                "place",
                city.name,
                city.country,
                None,
                city.latitude,
                city.longitude,
                any((n, city.country) in capitals for n in names),
                city.population,
            )
            for name in names:
                self._add(name, place)
                if place.capital and len(name) > 3:
                    self._add(name.upper(), place)
        for country in countries:
            known = self._readings.get(country.capital, [])
            if country.capital and not any(
                r.kind == "place" and r.country == country.iso3 for r in known
            ):
                place = Reading(
                    "place",
                    country.capital,
                    country.iso3,
                    None,
                    country.latitude,
                    country.longitude,
                    capital=True,
                )
                self._add(country.capital, place)

    def _add_organisations(self, organisations: Iterable[Organisation]) -> None:
        for o in organisations:
            reading = Reading("organization", o.name, o.country, o.sector)
            for name in (o.name, *o.aliases):
                self._add(name, reading)
                if name.startswith("The ") and name.count(" ") > 1:
                    self._add(name[4:], reading)

    def find(self, text: str) -> list[Hit]:
        """The listed names in a text, in order, none overlapping another.

        Args:
            text: Text as ``parser_text`` gives it.

        Returns:
            The longest names at word boundaries, the leftmost first.
        """
        found = [
            (start, end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(
                text, overlapping=True
            )
            if _bounded(text, start, end)
        ]
        found.sort(key=lambda f: (f[0], -f[1]))
        hits: list[Hit] = []
        at = 0
        combining = annotation_lexicon().combining
        for start, end, index in found:
            name = self._names[index]
            if start < at:
                # "North [Korean Central News Agency]": the longer name holds.
                longer = hits and end - start > hits[-1].end - hits[-1].start
                if not longer:
                    continue
                hits.pop()
            at = end
            readings = self._sorted[index]
            needs = self._needs.get(name)
            if name in combining and text[end : end + 1] != "-":
                continue
            if readings:
                hits.append(Hit(start, end, text[start:end], readings, needs))
        return hits

    def country_of(self, code: str) -> Reading:
        """The state of that code as a reading; its code as name if it is unknown."""
        name = self.country_names.get(code, code)
        for reading in self._readings.get(name, ()):
            if reading.kind == "country" and reading.country == code:
                return reading
        return Reading("country", name, code, "GOV")

    def by_domain(self, suffix: str) -> str | None:
        """The state of a two-letter top-level domain, or None."""
        return self._domains.get(suffix)

    def choose(self, hits: Sequence[Hit], text: str, day: date | None) -> list[Hit]:
        """The hits with one reading each, as the document they stand in tells.

        Args:
            hits: What ``find`` gave for the whole text.
            text: That text.
            day: When the document came out, where known.

        Returns:
            The hits that hold, each with its reading.
        """
        certain: set[str | None] = {
            h.reading.country
            for h in hits
            if h.needs is None and h.reading.country and h.reading.kind != "place"
        }
        edges = {h.start for h in hits} | {h.end for h in hits}
        chosen: list[Hit] = []
        for index, hit in enumerate(hits):
            follower = hits[index + 1] if index + 1 < len(hits) else None
            reading = self._choose_one(hit, follower, certain, edges, text, day)
            if reading is not None:
                chosen.append(hit.only(reading))
        return chosen

    def _choose_one(
        self,
        hit: Hit,
        follower: Hit | None,
        certain: set[str | None],
        edges: set[int],
        text: str,
        day: date | None,
    ) -> Reading | None:
        readings = [r for r in hit.readings if _valid(r, day)] or list(hit.readings)
        told = _country_after(hit, follower, text)
        if told is not None and hit.reading.kind == "country":
            # "Korea (North Korea)": what stands in brackets tells which.
            if follower is not None and text[hit.end : follower.start] == " (":
                return follower.reading
        elif told is not None:
            for reading in readings:
                if reading.kind == "place" and reading.country == told:
                    return reading
        if hit.needs == "alone" and _touches_name(hit, text, edges):
            return None
        best = readings[0]
        if hit.needs == "place" and not (
            _after_place_word(hit, text) or best.country in certain or told
        ):
            return None
        if best.kind == "never":
            return best
        order = self._order.get(hit.text)
        if hit.needs == "country" and order:
            ranked = sorted(
                (r for r in readings if r.country in order),
                key=lambda r: (r.country not in certain, order.index(r.country or "")),
            )
            return ranked[0] if ranked else best
        if best.kind == "place":
            touched = _touches_name(hit, text, edges)
            return self._choose_place(hit, readings, certain, text, touched=touched)
        same_kind = [r for r in readings if r.kind == best.kind]
        if len(same_kind) > 1:
            told_by_text = [r for r in same_kind if r.country in certain]
            return (told_by_text or same_kind)[0]
        return best

    @staticmethod
    def _choose_place(
        hit: Hit,
        readings: list[Reading],
        certain: set[str | None],
        text: str,
        *,
        touched: bool,
    ) -> Reading | None:
        known = [r for r in readings if r.country in certain]
        best = known[0] if known and not readings[0].capital else readings[0]
        if touched:
            return None
        if best.capital or best.population >= _BIG_CITY or best.country in certain:
            return best
        if best.country is None:
            return best
        return best if _after_place_word(hit, text) else None


def _rank(reading: Reading) -> tuple[int, bool, bool, int]:
    return (
        _RANK[reading.kind],
        reading.valid_to is not None,
        not reading.capital,
        -reading.population,
    )


def _automaton(names: list[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(
        names,
        matchkind=MatchKind.Standard,
        implementation=Implementation.ContiguousNFA,
    )


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a match begins and ends where a word does."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "_@#"):
        return False
    if end < len(text):
        after = text[end]
        if after.isalnum() or after in "_@":
            return False
        # "U.S" is not the whole of "U.S.A", nor "U.S" of "U.S.": the longer one is.
        if after == "." and "." in text[start:end] and text[end - 1] != ".":
            return False
    return True


def _valid(reading: Reading, day: date | None) -> bool:
    if day is None:
        return reading.valid_to is None
    if reading.valid_from is not None and day < reading.valid_from:
        return False
    return reading.valid_to is None or day <= reading.valid_to


def _country_after(hit: Hit, follower: Hit | None, text: str) -> str | None:
    """The country in "Hit, Country" or "Hit (Country)"."""
    if follower is None or follower.reading.kind != "country":
        return None
    between = text[hit.end : follower.start]
    if between in (", ", " (", ","):
        return follower.reading.country
    return None


_OFFICE_OF = re.compile(
    r"\b([\w-]+)\s(?:of|for)\s(?:the\s)?\Z"
    r"|\b(?:ambassador|envoy|representative|consul)(?:\s\w+){0,2}\s(?:of|to|for|in)\s\Z",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(\b[A-Z][a-z]*\.?)\s\Z")
_NAME_BEFORE = re.compile(r"(?:^|[\s(\"])([A-Z][\w'-]+|[A-Z]\.)\s\Z")
_NAME_AFTER = re.compile(r"(?:\s|-)([A-Z][a-z][\w'-]*)")


def _touches_name(hit: Hit, text: str, edges: set[int]) -> bool:
    """Whether a capitalised word that is no listed word stands beside the hit."""
    lexicon = annotation_lexicon()
    office = _OFFICE_OF.search(text, max(0, hit.start - 50), hit.start)
    if office and (office[1] is None or office[1].lower() in lexicon.title_words):
        # "the president of Chad Ali Deng": what follows is the office's holder.
        return False
    honorific = _WORD_BEFORE.search(text, max(0, hit.start - 12), hit.start)
    if honorific and honorific[1].lower() in lexicon.honorifics:
        return True
    before = _NAME_BEFORE.search(text, max(0, hit.start - 30), hit.start)
    if before:
        word = before[1].lower().strip(".")
        if (
            word not in lexicon.not_names
            and word not in lexicon.portfolio
            and word not in lexicon.title_words
            and before.end(1) not in edges
            and not _begins_sentence(text, before.start(1))
        ):
            return True
    after = _NAME_AFTER.match(text, hit.end)
    if after:
        word = after[1].lower()
        return (
            word not in lexicon.not_names
            and word not in lexicon.portfolio
            and word not in lexicon.title_words
            and after.start(1) not in edges
        )
    return False


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(' "(')
    return not before or before[-1] in ".!?:" or "\n" in text[max(0, at - 2) : at]


_PLACE_WORD = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|around|into|through|via|between|and)\s+\Z"
)


def _after_place_word(hit: Hit, text: str) -> bool:
    return bool(_PLACE_WORD.search(text, max(0, hit.start - 12), hit.start))
