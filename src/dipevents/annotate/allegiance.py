"""Whose minister a person is whom the text names by title alone.

"Fiji's foreign minister met her Tongan counterpart. Foreign Minister Ana Vula ..."
tells two states for one office; who travels to one of them is the other's. What stays
open is left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dipevents.annotate.persons import same_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dipevents.annotate.found import Found
    from dipevents.annotate.gazetteer import Hit
    from dipevents.annotate.persons import Person

# Offices that a state gives to one person at a time.
_SINGLE = re.compile(
    r"(?:acting |interim |caretaker )?(?:president|prime minister|premier|chancellor|"
    r"king|queen|emir|sultan|monarch|emperor|(?:foreign|defen[cs]e) secretary|"
    r"(?:(?!deputy|vice|assistant|junior|state|former)\w+ )+minister|"
    r"minister (?:of|for) .+)\Z"
)
_LOOSE = frozenset(
    "minister secretary leader chairman ruler marshal strongman dictator prince".split()
)
_ON_SOIL = re.compile(
    r"(?:\b(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)?)\s+(?:the\s+|neighbou?ring\s+)*"
    r"|\b(?:arriv\w+|landed|flew|fly|travel\w*|touched\s+down|headed|trip|visit|tour|"
    r"(?:is|was|were|been|be)\s+(?:\w+\s+)?(?:received|welcomed|greeted|hosted))\b"
    r"[^.;\"]{0,40}?\b(?:in|into|to|at|for)\s+(?:the\s+|neighbou?ring\s+)*)\Z"
)
_HOME = re.compile(r"\b(?:home|back|return\w*)\b")
# "Vula invited him to visit Tonga": another one travels.
_SENDS = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )"
    r"\b(?:invit(?:es?|ed|ing)|ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|persuad(?:es?|ed|ing)|"
    r"request(?:s|ed|ing)?|call(?:s|ed|ing)? on|wants?|wanted)\b"
)
_FACES = re.compile(
    r"\b(?:met|received|welcomed|hosted|greeted|told|spoke|talks)\s+(?:to\s+|with\s+)?"
    r"(?:him|them|her)(?=\s*[.,;]|\s+(?:on|in|at|for|to|with|and|after|before|that)\b)"
)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'-]{0,38}\s{1,20}\Z")
_PORTFOLIO_FREE = frozenset(
    "minister secretary of for and the affairs acting interim prime national".split()
)
_OFFICE_WORDS = re.compile(r"\b(?:ministry|minister|department|secretar\w+)\b", re.I)
_SEATS = (
    ("president", re.compile(r"\bpresiden(?:t|cy|tial)\b|white house|kremlin|elys", 0)),
    ("prime minister", re.compile(r"\bprime minister|\bpremier\b|downing street")),
    ("chancellor", re.compile(r"\bchancell(?:or|ery)\b")),
)
# Titles that tell nothing of the state in which a paper is printed.
_ABROAD = re.compile(
    r"ambassador|consul|attach|charg|nuncio|commissioner|rapporteur|"
    r"high representative|secretary[- ]general|director[- ]general|pope|chair|"
    r"mediator|coordinator|country |\benvoy"
)
# Ranks that a state's own texts name without the state.
_RANKS = re.compile(
    r"(?:lieutenant )?governor|senator|mayor|congress(?:man|woman)|"
    r"(?:acting |principal )*(?:under|assistant|deputy) secretary(?: of state)?\b|"
    r"deputy national security advis[eo]r\b"
)
_DEPUTY = re.compile(r"\b(?:vice|deputy)\b")


_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir)\s(?:[\w-]+\s){0,3}\Z")
_HIS = re.compile(r"\b(?:[Hh]is|[Hh]er)\s(?:[\w-]+\s){0,3}\Z")
_TRAVELS = re.compile(r"foreign|external|president|prime|premier|chancellor|trade|king")
# "Information Minister Vula said in Lome"
_SPOKE_IN = re.compile(
    r",?\s(?:said|told\s(?:reporters|journalists|\w+\s\w+)|announced|warned|added|"
    r"declared|confirmed)\b[^.;:\"]{0,30}?\bin\s\Z"
)


@dataclass(slots=True)
class _Open:
    """A person whose state is not told."""

    person: Person
    title: str
    told: set[str] = field(default_factory=set)
    """States whose office of that title the text named before the person."""
    excluded: set[str] = field(default_factory=set)
    faces: bool = False
    """Meets someone whom only a pronoun names."""
    owner: str | None = None
    """The state that "its" or "her" stands for: "its foreign minister, Ana Vula"."""
    owned: bool = False
    """Whose minister it is, is told by a pronoun."""
    spoke_in: str | None = None
    """The state in whose capital the person spoke."""


def lend_states(
    text: str,
    rows: Sequence[Sequence[Found]],
    ends: Sequence[int],
    hits: Sequence[Hit],
    who: Mapping[int, Person],
    homes: Mapping[Person, str | None],
    issuing: tuple[str, str] | None = None,
    home: str | None = None,
) -> dict[Person, str]:
    """The states of persons of whom only the title is told.

    Args:
        text: The document's text, by ``parser_text``.
        rows: What each unit names.
        ends: One past each unit's last code point.
        hits: The listed names of the text.
        who: The person that a name stands for, by the id of what was found.
        homes: The state of every person as far as it is told.
        issuing: The document's source and its state, where a state issued it.
        home: The state in which the document was written, as far as it tells: who is
            named there by a bare title is of that state.

    Returns:
        The states that follow, for those of whom one follows.
    """
    known = dict(homes)
    everyone = _open_persons(text, rows, who, known)
    if not everyone:
        return {}
    for index, row in enumerate(rows):
        for item in row:
            person = who.get(id(item))
            if person in everyone:
                entry = everyone[person]
                _read_sentence(text, item, ends[index], hits, entry)
                if not entry.owned:
                    _read_owner(text, item, index, rows, (who, known), entry)
    found = {p: e for p, e in everyone.items() if _SINGLE.match(e.title)}
    told = list(_offices(rows))
    _read_offices(told, rows, who, found)
    for entry in found.values():
        # A guest's office alone does not tell who receives him.
        entry.faces = entry.faces or any(
            _same(title, entry.title) and _soil(text, item, ends[at], hits)
            for at, item, title, _ in told
        )
    settled: dict[Person, str] = {}
    _by_owner(found, everyone, known, settled)
    if issuing is not None:
        _by_issuer(issuing, found, known, settled)
        _by_rank(issuing[1], everyone, known, settled)
    _by_elimination(found, known, settled)
    if home is not None:
        _by_home(home, everyone, known, settled)
    return settled


def _open_persons(
    text: str,
    rows: Iterable[Sequence[Found]],
    who: Mapping[int, Person],
    known: Mapping[Person, str | None],
) -> dict[Person, _Open]:
    found = {
        p: _Open(p, p.title)
        for p, home in known.items()
        if home is None
        and p.title
        and p.level in ("national", "sub")
        and not p.international
    }
    for row in rows:
        for item in row:
            # "Acme President Ann Lee": the words before the title are whose she is.
            before = text[max(0, item.start - 40) : item.start]
            if item.kind == "person" and _NAME_BEFORE.search(before):
                person = who.get(id(item))
                if person is not None:
                    found.pop(person, None)
    return found


def _read_sentence(
    text: str, item: Found, end: int, hits: Sequence[Hit], entry: _Open
) -> None:
    """Note whom the person faces, and on whose soil: that is another state's."""
    entry.faces = entry.faces or bool(_FACES.search(text, item.end, end))
    entry.excluded |= _soil(text, item, end, hits)
    for hit in hits:
        if not item.end <= hit.start <= end or not hit.reading.capital:
            continue
        if hit.reading.country and _SPOKE_IN.match(text[item.end : hit.start]):
            entry.spoke_in = hit.reading.country


def _soil(text: str, item: Found, end: int, hits: Sequence[Hit]) -> set[str]:
    """The states that someone travels to in the rest of a sentence."""
    states: set[str] = set()
    for hit in hits:
        if hit.start < item.end or hit.end > end or not hit.reading.country:
            continue
        between = text[item.end : hit.start]
        if not _ON_SOIL.search(between) or _HOME.search(between):
            break
        if _SENDS.search(between):
            break
        states.add(hit.reading.country)
    return states


def _read_owner(
    text: str,
    item: Found,
    index: int,
    rows: Sequence[Sequence[Found]],
    people: tuple[Mapping[int, Person], Mapping[Person, str | None]],
    entry: _Open,
) -> None:
    """Note whose minister a pronoun before the title says that the person is."""
    start = item.start
    before = text[max(0, start - 40) : start]
    told = text[start : start + 4].lower()
    its = bool(_ITS.search(before)) or told == "its "
    his = bool(_HIS.search(before)) or told in ("his ", "her ")
    if not (its or his):
        return
    entry.owned = True
    who, known = people
    here = [i for i in rows[index] if i.end <= start]
    for row in (here, list(rows[index - 1]) if index else []):
        for other in row:
            if his:
                owner = who.get(id(other))
                state = known.get(owner) if owner is not None else None
            else:
                named = other.kind in ("country", "metonym", "organ")
                state = other.countries[0] if named and other.countries else None
            if state:
                entry.owner = state
                return


def _by_owner(
    found: dict[Person, _Open],
    everyone: Mapping[Person, _Open],
    known: dict[Person, str | None],
    settled: dict[Person, str],
) -> None:
    """Give the state that a pronoun or the place of speech tells."""
    for person, entry in everyone.items():
        state = entry.owner
        if state is None and _SINGLE.match(entry.title):
            state = None if _TRAVELS.search(entry.title) else entry.spoke_in
        if state is None or state in entry.excluded:
            continue
        settled[person] = known[person] = state
        found.pop(person, None)


def _read_offices(
    told: Sequence[tuple[int, Found, str, str]],
    rows: Sequence[Sequence[Found]],
    who: Mapping[int, Person],
    found: Mapping[Person, _Open],
) -> None:
    for index, row in enumerate(rows):
        here = {who[id(i)] for i in row if id(i) in who}
        for person in here & found.keys():
            # Who stands beside an office in one sentence does not hold it.
            entry = found[person]
            entry.excluded.update(
                code
                for at, _, title, code in told
                if at == index and _same(title, entry.title)
            )
    for entry in found.values():
        entry.told.update(
            code
            for _, item, title, code in told
            if item.start < entry.person.first_seen and _same(title, entry.title)
        )


def _offices(rows: Sequence[Sequence[Found]]) -> Iterator[tuple[int, Found, str, str]]:
    """Each state's office that the text tells: unit, where, title, state."""
    owner: str | None = None
    since = 0
    for index, row in enumerate(rows):
        for item in row:
            if item.level != "national":
                continue
            if item.kind == "office" and item.rule == "counterpart":
                if owner is not None and index - since <= 1:
                    yield from ((index, item, owner, c) for c in item.countries)
                continue
            if item.title and item.kind in ("person", "office"):
                owner, since = item.title, index
            several = item.kind == "group" and len(item.countries) > 1
            if item.title and (several or item.rule == "office"):
                title = item.title
                yield from ((index, item, title, c) for c in item.countries)


def _same(a: str, b: str) -> bool:
    return a == b or (a not in _LOOSE and b not in _LOOSE and same_office(a, b))


def _taken(entry: _Open, known: Mapping[Person, str | None]) -> set[str]:
    """States whose office of the title another person of the text holds."""
    return {
        home
        for person, home in known.items()
        if home
        and person is not entry.person
        and _same(person.title or "", entry.title)
    }


def _by_issuer(
    issuing: tuple[str, str],
    found: dict[Person, _Open],
    known: dict[Person, str | None],
    settled: dict[Person, str],
) -> None:
    """Give the issuer's state to the one person of the office that issued the text."""
    source, state = issuing
    fitting = [
        e
        for e in found.values()
        if _issues(source, e.title)
        and state not in e.excluded
        and state not in _taken(e, known)
    ]
    if len(fitting) == 1:
        person = fitting[0].person
        settled[person] = known[person] = state
        del found[person]


def _by_rank(
    state: str,
    everyone: Mapping[Person, _Open],
    known: dict[Person, str | None],
    settled: dict[Person, str],
) -> None:
    """Give the issuer's state to its governors, senators and under secretaries."""
    for person, entry in _perhaps_of(state, everyone, known):
        if _RANKS.match(entry.title):
            settled[person] = known[person] = state


def _by_home(
    home: str,
    everyone: Mapping[Person, _Open],
    known: dict[Person, str | None],
    settled: dict[Person, str],
) -> None:
    """Give the document's own state to those whom it names by a bare title."""
    for person, entry in _perhaps_of(home, everyone, known):
        if _ABROAD.search(entry.title):
            continue
        if _SINGLE.match(entry.title) and home in _taken(entry, known):
            continue
        settled[person] = known[person] = home


def _perhaps_of(
    state: str, everyone: Mapping[Person, _Open], known: Mapping[Person, str | None]
) -> Iterator[tuple[Person, _Open]]:
    """Those whose state is open still, and may be that one."""
    for person, entry in everyone.items():
        elsewhere = entry.owned or state in entry.excluded
        if known[person] is None and not elsewhere:
            yield person, entry


def _issues(source: str, title: str) -> bool:
    """Whether a source is the office or the ministry of that title's holder."""
    lower = source.lower().replace("é", "e")
    if _DEPUTY.search(lower):
        return False
    for seat, pattern in _SEATS:
        if title == seat or (title == "premier" and seat == "prime minister"):
            return bool(pattern.search(lower))
    portfolio = set(_words(title)) - _PORTFOLIO_FREE
    named = bool(_OFFICE_WORDS.search(source))
    return bool(portfolio) and named and portfolio <= set(_words(lower))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("defense", "defence"))


def _by_elimination(
    found: dict[Person, _Open],
    known: dict[Person, str | None],
    settled: dict[Person, str],
) -> None:
    changed = True
    while changed:
        changed = False
        left = {
            p: e.told - e.excluded - _taken(e, known)
            for p, e in found.items()
            # With one state told, "received him" may be of the other side.
            if len(e.told) > 1 or not e.faces
        }
        for person, states in left.items():
            rivals = [
                p
                for p, other in left.items()
                if p is not person
                and other == states
                and _same(found[p].title, found[person].title)
            ]
            if len(states) == 1 and not rivals:
                settled[person] = known[person] = next(iter(states))
                del found[person]
                changed = True
                break
