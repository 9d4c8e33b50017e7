"""The persons of a document: full names, surnames, and who is whom.

Full names are gathered first, over the whole document; then every surname finds the
one it is short for. Two people who share a surname are kept apart by first name, title
and country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from dipevents.annotated import Actor
from dipevents.lexicons.annotation import annotation_lexicon
from dipevents.lexicons.given_names import gender_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dipevents.annotate.found import Found
    from dipevents.lexicons.records import OfficeHolder

_ARTICLE = re.compile(r"^(?:al|el|an|as|at|ad|ar|ash|az|ul)[-']")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SLUG = re.compile(r"[^a-z0-9]+")

# Peoples who put the family name first.
FAMILY_FIRST = frozenset(
    {"PRK", "KOR", "CHN", "TWN", "HKG", "MAC", "SGP", "VNM", "HUN"}
)

# A holder is still meant some months after (and before) his term.
_TOLERANCE = timedelta(days=120)


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: ASCII, lower case, no hyphens.

    Args:
        name: A name as written.

    Returns:
        Its words without honorifics, suffixes and articles; "Bashar al-Assad" gives
        ``("bashar", "assad")``.
    """
    from anyascii import anyascii

    lexicon = annotation_lexicon()
    words = []
    for word in anyascii(name).lower().replace(",", " ").split():
        if word in lexicon.suffixes or word in lexicon.honorifics:
            continue
        plain = _NOT_LETTERS.sub("", _ARTICLE.sub("", word))
        if plain and plain not in ("al", "el"):
            words.append(plain)
    return tuple(words)


def slug(name: str) -> str:
    """A readable id of a name: "Choe Son Hui" gives "choe-son-hui"."""
    from anyascii import anyascii

    return _SLUG.sub("-", anyascii(name).lower()).strip("-")


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    from jellyfish import metaphone

    return str(metaphone(word))


@lru_cache(maxsize=4096)
def _likeness(a: str, b: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.similarity(a, b))


def _alike_first(a: str, b: str) -> bool:
    """Whether two first names can be one: equal, an initial, or another spelling."""
    if a == b or (a[0] == b[0] and 1 in (len(a), len(b))):
        return True
    return a[0] == b[0] and (_likeness(a, b) >= 0.92 or _sound(a) == _sound(b))


def _alike_last(a: str, b: str) -> bool:
    if a == b:
        return True
    return len(a) > 4 and len(b) > 4 and a[0] == b[0] and _sound(a) == _sound(b)


def same_full_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names (two words or more) can be those of one person.

    Args:
        a: One name, by ``name_words``.
        b: The other.

    Returns:
        True for other spellings, orders, patronymics and initials of one name.
    """
    if "".join(a) == "".join(b) or "".join(a) == "".join(b[-1:] + b[:-1]):
        return True
    short, long_ = sorted((a, b), key=len)
    if _within(short, long_):
        return True
    middle = [w for w in a[1:-1] if len(w) == 1], [w for w in b[1:-1] if len(w) == 1]
    if middle[0] and middle[1] and middle[0] != middle[1]:
        return False
    return _alike_last(a[-1], b[-1]) and _alike_first(a[0], b[0])


def _within(short: tuple[str, ...], long_: tuple[str, ...]) -> bool:
    """Whether the words of one stand in the other, in order."""
    rest = iter(long_)
    return all(word in rest for word in short)


class OfficeHolders:
    """The office-holder list, by name.

    Args:
        holders: Its rows.
    """

    def __init__(self, holders: Iterable[OfficeHolder]) -> None:
        self._full: dict[tuple[str, str], list[OfficeHolder]] = {}
        self._short: dict[str, list[OfficeHolder]] = {}
        for holder in holders:
            for name in dict.fromkeys((holder.name, *holder.aliases)):
                words = name_words(name)
                if len(words) >= 2:
                    rows = self._full.setdefault((words[0], words[-1]), [])
                    if holder not in rows:
                        rows.append(holder)
                for short in _short_names(words, holder.country):
                    rows = self._short.setdefault(short, [])
                    if holder not in rows:
                        rows.append(holder)

    def by_full_name(self, words: tuple[str, ...]) -> list[OfficeHolder]:
        """Rows of everyone of that first and last name.

        Args:
            words: Two words or more, by ``name_words``.

        Returns:
            The rows; empty where nobody has that name.
        """
        if len(words) < 2:
            return []
        found = self._full.get((words[0], words[-1]), [])
        if not found and len(words) > 2:
            found = self._full.get((words[0], "".join(words[1:])), [])
        if not found and len(words) == 2:
            found = self._full.get((words[1], words[0]), [])
        return found

    def by_surname(
        self, word: str, day: date | None, *, tolerance: timedelta = _TOLERANCE
    ) -> list[OfficeHolder]:
        """Rows of those of that surname who were in office on a day.

        Args:
            word: A surname, by ``name_words``.
            day: The day; None gives those who alone ever had that surname.
            tolerance: How long before and after the term counts too.

        Returns:
            The rows; empty where there is none.
        """
        if day is None:
            rows = self._short.get(word, [])
            alone = len({(r.country, name_words(r.name)) for r in rows}) == 1
            return list(rows) if alone else []
        return [
            h
            for h in self._short.get(word, ())
            if (h.valid_from is None or h.valid_from - tolerance <= day)
            and (h.valid_to is None or day <= h.valid_to + tolerance)
        ]


def _short_names(words: tuple[str, ...], country: str | None) -> list[str]:
    if not words:
        return []
    if country in FAMILY_FIRST:
        return [words[0]]
    return [words[-1]]


@dataclass(slots=True, eq=False)
class Person:
    """A person of the document while it is being read."""

    name: str
    """The fullest form so far."""
    words: tuple[str, ...]
    first_seen: int
    last_seen: int = -1
    title: str | None = None
    sector: str | None = None
    level: str | None = None
    countries: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    international: bool = False
    """Acts for an international organisation."""
    gender: str | None = None
    held: str | None = None
    """The office that the list gives for the document's day."""
    actor: Actor | None = None

    def tell(self, found: Found) -> None:
        """Take over what one place of the text says of the person."""
        words = name_words(found.name)
        if len(words) > len(self.words):
            self.name, self.words = found.name, words
        if found.title and (self.title is None or self.level in (None, "none")):
            self.title, self.sector, self.level = found.title, found.sector, found.level
        self.countries.extend(found.countries)
        if found.weak:
            self.weak.append(found.weak)
        self.international = self.international or found.organisation is not None
        self.gender = self.gender or found.gender


class PersonTable:
    """All persons of one document.

    Args:
        holders: The office-holder list.
        day: When the document came out, where known.
    """

    def __init__(self, holders: OfficeHolders, day: date | None) -> None:
        self._holders = holders
        self._day = day
        self.persons: list[Person] = []

    def add_full(self, found: Found) -> Person | None:
        """Enter a name of two words or more; None where the name is shorter."""
        words = name_words(found.name)
        if len(words) < 2:
            return None
        for person in self.persons:
            if (
                len(person.words) > 1
                and same_full_name(words, person.words)
                and not _conflict(person, found)
            ):
                person.tell(found)
                return person
        return self._new(found, words)

    def _new(self, found: Found, words: tuple[str, ...]) -> Person:
        person = Person(found.name, words, found.start)
        person.tell(found)
        self.persons.append(person)
        return person

    def add_short(self, found: Found) -> Person | None:
        """Enter a surname with its title, and find or make whom it stands for."""
        person = self.find(found)
        words = name_words(found.name)
        if person is None and words:
            person = self._new(found, words)
        elif person is not None:
            person.tell(found)
        return person

    def find(self, found: Found) -> Person | None:
        """Whom a name stands for, among those entered; None if nobody or unclear.

        A surname goes to the one spoken of last before it, else to the first after.
        """
        words = name_words(found.name)
        if not words:
            return None
        ranked: list[tuple[int, int, Person]] = []
        for person in self.persons:
            fit = _fit(words, person)
            if fit and not _conflict(person, found):
                before = person.first_seen <= found.start
                distance = (
                    found.start - max(person.last_seen, person.first_seen)
                    if before
                    else 10**9 + person.first_seen
                )
                ranked.append((-fit, distance, person))
        if not ranked:
            return None
        ranked.sort(key=lambda r: r[:2])
        person = ranked[0][2]
        person.last_seen = max(person.last_seen, found.start)
        return person

    def known_holder(self, found: Found) -> bool:
        """Whether the list has someone of this full name."""
        return bool(self._holders.by_full_name(name_words(found.name)))

    def prominent(self, found: Found) -> bool:
        """Whether one, and only one, holder in office has this bare surname."""
        words = name_words(found.name)
        if len(words) != 1 or len(words[0]) < 2:
            return False
        rows = self._holders.by_surname(words[0], self._day)
        return len({(r.country, name_words(r.name)) for r in rows}) == 1

    def finish(self) -> None:
        """Give every person the actor that mentions will point to."""
        taken: dict[str, int] = {}
        for person in self.persons:
            person.actor = self._actor(person)
            person.gender = person.gender or gender_of_name(person.words)
            key = person.actor.key
            if key in taken:
                person.actor = Actor(
                    f"{key}-{taken[key] + 1}",
                    *(
                        getattr(person.actor, f)
                        for f in ("kind", "name", "country", "title", "sector")
                    ),
                )
            taken[key] = taken.get(key, 0) + 1

    def home(self, person: Person) -> str | None:
        """The state that a person acts for, as far as the text and the list tell.

        Args:
            person: One of the table.

        Returns:
            The state's code; None for nobody's and where nothing tells.
        """
        country = _most(person.countries)
        if country or person.international or person.level == "private":
            return country
        holder = self._holder(person, None)
        if holder is not None:
            return holder.country
        only = annotation_lexicon().title_countries
        return _most(person.weak) or only.get(person.title or "")

    def _actor(self, person: Person) -> Actor:
        sector = person.sector
        holder = self._holder(person, _most(person.countries))
        country = self.home(person)
        day = self._day
        if holder is not None and day is not None and _in_office(holder, day):
            person.held = holder.title
        if sector is None and holder is not None:
            sector = "GOV" if holder.country else "IGO"
        parts = ["person", *([country] if country else []), slug(person.name) or "x"]
        return Actor(
            ":".join(parts), "person", person.name, country, person.title, sector
        )

    def _holder(self, person: Person, country: str | None) -> OfficeHolder | None:
        rows = self._holders.by_full_name(person.words)
        if not rows and len(person.words) == 1:
            rows = self._holders.by_surname(person.words[0], self._day)
            if person.title:
                rows = [r for r in rows if same_office(r.title, person.title)]
        if country is not None:
            rows = [r for r in rows if r.country == country]
        if len({(r.country, r.organisation) for r in rows}) > 1:
            day = self._day
            now = [r for r in rows if day and _in_office(r, day)]
            rows = now or [r for r in rows if r.country]
        if len({r.country for r in rows}) > 1:
            return None
        now = [r for r in rows if self._day and _in_office(r, self._day)]
        return next(iter(now or rows), None)


def _in_office(holder: OfficeHolder, day: date) -> bool:
    started = holder.valid_from is None or holder.valid_from <= day
    return started and (holder.valid_to is None or day <= holder.valid_to)


def _most(codes: list[str]) -> str | None:
    """The code told most often, the first among equals."""
    return max(codes, key=lambda c: (codes.count(c), -codes.index(c)), default=None)


def _conflict(person: Person, found: Found) -> bool:
    """Whether what is said here cannot be said of that person."""
    if (
        found.countries
        and person.countries
        and found.countries[0] not in person.countries
    ):
        return True
    if found.gender and person.gender and found.gender != person.gender:
        return True
    return bool(
        len(name_words(found.name)) == 1
        and found.title
        and person.title
        and found.level != "none"
        and person.level == "private"
        and found.level != "private"
    )


def _fit(words: tuple[str, ...], person: Person) -> int:
    """How well a (short) name fits a person's: 0 not at all, 4 the same name."""
    full = person.words
    if words == full or "".join(words) == "".join(full):
        return 4
    if len(words) > 1:
        if len(full) > 1 and same_full_name(words, full):
            return 4
        return 3 if _within(words, full) else 0
    word = words[0]
    country = _most(person.countries)
    if country in FAMILY_FIRST and word == full[0]:
        return 3
    if _alike_last(word, full[-1]):
        return 3 if word == full[-1] else 2
    if word == full[0] and len(word) > 2:
        return 1
    return 1 if word in full[1:-1] and len(word) > 3 else 0


def same_office(a: str, b: str) -> bool:
    """Whether two titles can be the same office: "premier" and "prime minister".

    Args:
        a: A title, lower case.
        b: Another.

    Returns:
        True where they are equal or stand in one group of the lexicon.
    """
    if a == b:
        return True
    groups = annotation_lexicon().same_office.values()
    return any(a in group and b in group for group in groups)
