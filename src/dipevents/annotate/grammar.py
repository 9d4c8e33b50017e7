"""The name grammar: titles, names and nationalities joined to what they name.

Rules are regular expressions over the codes of :mod:`items`. They run in order; what
one has joined is one item (``Z`` or ``E``) for the next, so that an apposition can
hang on a name that has its title already.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dipevents.annotate.items import Item
from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dipevents.annotate.gazetteer import Hit, Reading

FoundKind = Literal[
    "person",
    "name",
    "office",
    "group",
    "organ",
    "country",
    "nationality",
    "organization",
    "place",
    "metonym",
    "collective",
    "region",
]


@dataclass(slots=True)
class Found:
    """A stretch that names or describes someone, before the document is known."""

    kind: FoundKind
    start: int
    end: int
    rule: str
    head: int
    """Code point of the head word."""
    name: str = ""
    """A person's name, an organ's or a group's words."""
    title: str | None = None
    sector: str | None = None
    level: str = "national"
    countries: tuple[str, ...] = ()
    """Codes of the states it belongs to, as its own words tell."""
    weak: str | None = None
    """A state that the neighbours suggest."""
    organisation: Reading | None = None
    hit: Hit | None = None
    gender: str | None = None
    noun: str = ""
    """The group's noun, the organ's phrase."""
    definite: bool = False
    """Begins with "the" or a possessive pronoun."""
    parts: list[Found] = field(default_factory=list)


_PRE = r"(?P<pre>D?(?:[NCMOPK]'?-?)?[mFaR]*)"
_PORTFOLIO = r"[FRa](?:,?&?[FRa])*"
_TAIL = rf"(?P<tail>(?:oD?(?:[NCMOP]'?(?:{_PORTFOLIO})?|{_PORTFOLIO}))*)"
_NATS = r"(?P<nats>D?[NCMO](?:(?:,&|,|&|-)D?[NCMO])*)"
_LIST = r"(?P<list>D?[CMO](?:(?:,&|,|&)D?[CMO])*(?:G)?)"

_BEFORE = re.compile(
    rf"{_PRE}(?P<title>T){_TAIL}(?P<sep>,?)(?P<name>h?W)(?P<post>oD?C)?"
)
_BEFORE_PLURAL = re.compile(
    rf"{_PRE}(?P<title>U){_TAIL}(?P<names>h?W(?:oD?C)?(?:(?:,&|,|&)h?W(?:oD?C)?)+)"
)
# "the Greek, Maltese and French ministers, A, B and C": each name has its state.
_PAIRED = re.compile(
    rf"(?:{_NATS}[mFa]*(?P<noun>U)|(?P<noun2>U)o{_LIST}),"
    r"(?P<names>W(?:(?:,&|,|&)W)+)"
)
_LED = re.compile(r"E,?(?P<verb>x)(?:x|o)?(?P<people>D?Z(?:(?:,&|,|&)D?Z)*)")
_AFTER = re.compile(rf"(?P<name>[WZ])(?P<open>[,(-]){_PRE}(?P<title>T){_TAIL}")
_HONORIFIC = re.compile(r"hW")
_GROUP_OF = re.compile(rf"(?P<pre>D?[mFa]*)(?P<noun>[UG])o{_LIST}")
_GROUP = re.compile(rf"{_NATS}'?(?P<adj>[mFaR]*)(?P<noun>[UG])")
_BARE_OFFICE = re.compile(r"D[mFa]*(?P<title>T)")
_REGION = re.compile(r"D?[mFaK]*[Fa][mFa]*(?P<noun>[UG])")
_OFFICE = re.compile(
    rf"(?P<pre>D?[NCMOP]'?-?[mFaR]*)(?P<title>T){_TAIL}"
    rf"|(?P<pre2>D?[mFaR]*)(?P<title2>T)(?P<tail2>oD?[NCMO](?:'?{_PORTFOLIO})?)"
)
_ORGAN = re.compile(
    r"(?P<pre>D?(?P<owner>[NCMPW])'?[mFa]*)(?P<noun>R)"
    r"|D?(?P<noun2>R)oD?(?P<owner2>[CNM])"
)
_OWNED_NAME = re.compile(r"(?P<owner>[CMN])'?(?P<name>W)")
_COORDINATED = re.compile(r"Z(?:(?:,&|,|&)D?Z)+")

_GENDER = ("male", "female")
_CLAUSE_OPENERS = frozenset({"who", "whose", "since", "in", "at"})


class _Row:
    """The items of a unit, reduced step by step."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.found: dict[int, Found] = {}
        self.codes = "".join(i.code for i in items)

    def reduce(
        self,
        pattern: re.Pattern[str],
        build: Callable[[_Row, re.Match[str]], list[tuple[int, int, Found]]],
    ) -> None:
        """Replace what the pattern finds by one item for each thing built."""
        pieces: list[Item] = []
        at = 0
        position = 0
        while match := pattern.search(self.codes, position):
            built = build(self, match)
            if not built:
                position = match.start() + 1
                continue
            for first, last, found in built:
                pieces.extend(self.items[at:first])
                code = "Z" if found.kind in ("person", "name") else "E"
                text = found.name or found.rule
                item = Item(code, found.start, found.end, text)
                self.found[id(item)] = found
                pieces.append(item)
                at = last
            position = max(match.end(), position + 1)
        if at:
            pieces.extend(self.items[at:])
            self.items = pieces
            self.codes = "".join(i.code for i in pieces)

    def of(self, index: int) -> Found | None:
        """What was built at an item, if anything."""
        return self.found.get(id(self.items[index]))


def parse_names(items: list[Item]) -> list[Found]:
    """Everything in a unit that names or describes someone, in order.

    Args:
        items: The unit's items.

    Returns:
        Persons with their titles, offices, groups, organs, listed names, and the
        capitalised words that are left over (``name``).
    """
    row = _Row(items)
    if not any(code in "CNMOPKTUGRWh" for code in row.codes):
        return []
    row.reduce(_BEFORE, _person_before)
    row.reduce(_BEFORE_PLURAL, _persons_before)
    row.reduce(_PAIRED, _persons_paired)
    row.reduce(_HONORIFIC, _person_honorific)
    row.reduce(_AFTER, _person_after)
    _inherit(row)
    row.reduce(_ORGAN, _organ)
    row.reduce(_GROUP_OF, _group_of)
    row.reduce(_GROUP, _group)
    row.reduce(_OFFICE, _office)
    row.reduce(_REGION, _region)
    row.reduce(_BARE_OFFICE, _bare_office)
    _led(row)
    _owned_names(row)
    return [found for found in (_leftover(row, i) for i in row.items) if found]


# --- persons ---------------------------------------------------------------------


def _person_before(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    first, last = match.span()
    pre = row.items[slice(*match.span("pre"))]
    if match["sep"]:
        definite = bool(match["pre"][:1] in ("D",) or "'" in match["pre"])
        closed = row.codes[match.end() : match.end() + 1]
        if not (definite or match["tail"]) or closed not in (
            "",
            ",",
            ".",
            ")",
            "&",
            '"',
        ):
            return []
    post = match["post"]
    if post and row.items[match.start("post")].text.lower() != "of":
        last = match.start("post")
        post = None
    found = _person(row, match, match.span("name"), last)
    title_at = match.start("title")
    country, organisation = _belongs(pre, row.items[slice(*match.span("tail"))])
    if country is None and organisation is None and post:
        country = row.items[match.end("post") - 1].hit.reading.country  # type: ignore[union-attr]
    # "Germany's Foreign Minister": the mention begins with the state.
    first = match.start()
    while first < title_at and row.items[first].code in "Dm":
        first += 1
    if row.items[first].code not in "NCMOPK":
        first = max(first, match.start())
    found.start = row.items[first].start
    _set_side(found, country, organisation)
    return [(match.start(), last, found)]


def _person(row: _Row, match: re.Match[str], name: tuple[int, int], last: int) -> Found:
    name_item = row.items[name[1] - 1]
    title_item = row.items[match.start("title")]
    office = title_item.office
    assert office is not None  # noqa: S101 - a T item carries its office
    gender = _gender([i.text for i in row.items[match.start() : name[1]]])
    return Found(
        "person",
        title_item.start,
        row.items[last - 1].end,
        "title",
        _last_word(name_item),
        name_item.text,
        _title(row, match),
        office.sector,
        office.level,
        gender=gender,
    )


def _title(row: _Row, match: re.Match[str]) -> str | None:
    """The office as told: portfolio and rank, without state and passing modifiers."""
    lexicon = annotation_lexicon()
    words: list[str] = []
    started = False
    for item in row.items[slice(*match.span("pre"))]:
        lower = item.text.lower()
        started = started or item.code in "FR" or lower in lexicon.title_modifiers
        if item.code in "NCMOPK'D-" or (
            item.code == "m" and lower not in lexicon.title_modifiers
        ):
            started = False
            words.clear()
        elif started:
            words.append(lower)
    office = row.items[match.start("title")].office
    phrase = office.phrase if office else ""
    if phrase in lexicon.counterpart:
        return None
    words.append(phrase)
    tail = row.items[slice(*match.span("tail"))]
    # The state that follows at once is no part of the title, a portfolio is.
    if tail and not _states_of(tail):
        words.extend(i.text.lower() for i in tail)
    return " ".join(words).replace(" ,", ",").replace(" 's", "'s")


def _belongs(
    pre: Sequence[Item], tail: Sequence[Item]
) -> tuple[str | None, Reading | None]:
    """The state or the organisation that the words around a title give."""
    for item in reversed(pre):
        if item.hit is not None:
            reading = item.hit.reading
            if reading.kind == "place" and not reading.capital:
                continue
            if reading.kind == "organization" and reading.country is None:
                return None, reading
            return reading.country, None
    hits = _states_of(tail)
    for item in hits:
        reading = item.hit.reading  # type: ignore[union-attr]
        if reading.kind == "organization" and reading.country is None:
            return None, reading
        return reading.country, None
    return None, None


def _states_of(tail: Sequence[Item]) -> list[Item]:
    """States that follow "of" or "from" in what stands behind a title."""
    states = []
    for index, item in enumerate(tail):
        before = tail[index - 1] if index else None
        if before is not None and before.code == "D" and index > 1:
            before = tail[index - 2]
        if (
            item.hit is None
            or before is None
            or before.text.lower() not in ("of", "from")
        ):
            continue
        owned = index + 1 < len(tail) and tail[index + 1].code in "FRa"
        if not owned or tail[index + 1].code == "R" or item.text.endswith("'s"):
            states.append(item)
    if states:
        return states
    # "chairman of Bhutan's Electoral Commission": the possessive tells.
    return [
        i
        for i, nxt in itertools.pairwise(tail)
        if i.hit is not None and nxt.code == "'"
    ]


def _set_side(found: Found, country: str | None, organisation: Reading | None) -> None:
    if found.level == "private":
        found.weak = country
        return
    found.organisation = organisation
    if organisation is not None:
        found.sector = "IGO"
    elif country:
        found.countries = (country,)


def _persons_before(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    pre = row.items[slice(*match.span("pre"))]
    tail = row.items[slice(*match.span("tail"))]
    country, organisation = _belongs(pre, tail)
    title = row.items[match.start("title")].office
    assert title is not None  # noqa: S101 - a U item carries its office
    built: list[tuple[int, int, Found]] = []
    first = match.start()
    start, stop = match.span("names")
    for index in range(start, stop):
        item = row.items[index]
        if item.code != "W":
            continue
        own, last = country, index + 1
        if row.codes[index + 1 : index + 4].startswith(("oC", "oDC")) and last < stop:
            last = row.codes.index("C", index) + 1
            own = row.items[last - 1].hit.reading.country  # type: ignore[union-attr]
        begin = first if not built else index
        found = Found(
            "person",
            row.items[match.start("title") if not built else index].start,
            row.items[last - 1].end,
            "title-plural",
            _last_word(item),
            item.text,
            title.phrase,
            title.sector,
            title.level,
        )
        _set_side(found, own, organisation if own is None else None)
        built.append((begin, last, found))
    return built


def _persons_paired(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    """Give each name of a list the state at its place in the list before it."""
    span = match.span("nats") if match["noun"] else match.span("list")
    noun = row.items[match.start("noun" if match["noun"] else "noun2")]
    sides = [i.hit.reading for i in row.items[slice(*span)] if i.hit]
    start, stop = match.span("names")
    names = [i for i in range(start, stop) if row.items[i].code == "W"]
    if noun.office is None or len(sides) not in (1, len(names)):
        return []
    lexicon = annotation_lexicon()
    counterpart = noun.office.phrase in lexicon.counterpart
    built = []
    for place, index in enumerate(names):
        item = row.items[index]
        side = sides[place if len(sides) > 1 else 0]
        found = Found(
            "person",
            item.start,
            item.end,
            "counterpart-list" if counterpart else "title-list",
            _last_word(item),
            item.text,
            None if counterpart else noun.office.phrase,
            noun.office.sector,
            noun.office.level,
        )
        _set_side(found, side.country, side if side.country is None else None)
        built.append((index, index + 1, found))
    return built


def _led(row: _Row) -> None:
    """Suggest the delegation's state for those who lead it or belong to it."""
    for match in _LED.finditer(row.codes):
        group = row.of(match.start())
        verb = row.items[match.start("verb")].text.lower()
        if group is None or group.kind != "group" or len(group.countries) != 1:
            continue
        if verb not in ("led", "headed", "chaired", "including", "comprising"):
            continue
        for index in range(*match.span("people")):
            found = row.of(index)
            if found is not None and found.kind == "person" and not found.countries:
                found.weak = group.countries[0]


def _person_honorific(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    honorific, name = row.items[match.start()], row.items[match.start() + 1]
    found = Found(
        "person",
        honorific.start,
        name.end,
        "honorific",
        _last_word(name),
        name.text,
        gender=_gender([honorific.text]),
        level="none",
    )
    return [(match.start(), match.end(), found)]


def _person_after(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    following = row.items[match.end()] if match.end() < len(row.items) else None
    opened = row.codes[match.start("open")]
    closers = {",": ',.;:)"&-', "(": ")", "-": "-,."}[opened]
    if following is not None and not (
        following.code in closers
        or following.text.lower() in _CLAUSE_OPENERS
        or (opened == "," and _states_of(row.items[slice(*match.span("tail"))]))
    ):
        return []
    pre = row.items[slice(*match.span("pre"))]
    country, organisation = _belongs(pre, row.items[slice(*match.span("tail"))])
    if opened == "-" and country is None:
        return []
    name_at = match.start("name")
    known = row.of(name_at)
    if known is not None and known.kind != "person":
        return []
    person = known or Found(
        "person",
        row.items[name_at].start,
        row.items[name_at].end,
        "apposition",
        _last_word(row.items[name_at]),
        row.items[name_at].text,
        level="none",
    )
    if known is not None and known.title is not None:
        same = country is None or not known.countries or country in known.countries
        if not same or opened != ",":
            return []
        if country is None and organisation is None:
            return []
    office = row.items[match.start("title")].office
    assert office is not None  # noqa: S101 - a T item carries its office
    if person.title is None:
        person.title = _title(row, match)
        person.sector, person.level = office.sector, office.level
    if not person.countries and person.organisation is None:
        _set_side(person, country, organisation)
    person.gender = person.gender or _gender(
        [i.text for i in (*pre, row.items[match.start("title")])]
    )
    # The office itself is a mention of the same person.
    begin = match.start("open") + 1
    office_found = Found(
        "office",
        row.items[begin].start,
        row.items[match.end() - 1].end,
        "apposition",
        _last_word(row.items[match.start("title")]),
        title=person.title,
        countries=person.countries,
        organisation=person.organisation,
        parts=[person],
    )
    return [(name_at, name_at + 1, person), (begin, match.end(), office_found)]


def _inherit(row: _Row) -> None:
    """Give B the state of A in "Peru's President A and Prime Minister B"."""
    for match in _COORDINATED.finditer(row.codes):
        state: str | None = None
        title: str | None = None
        for index in range(*match.span()):
            found = row.of(index)
            if found is None or found.kind != "person":
                continue
            if found.countries:
                state, title = found.countries[0], found.title
            elif found.title and found.title != title and found.organisation is None:
                found.weak = state


def _owned_names(row: _Row) -> None:
    """Suggest the state for the name in "Turkey's Yilmaz"."""
    for match in _OWNED_NAME.finditer(row.codes):
        owner, name = row.items[match.start()], row.items[match.end() - 1]
        if owner.code == "N" or row.codes[match.start() + 1] == "'":
            found = _name(name)
            found.weak = owner.hit.reading.country if owner.hit else None
            row.found[id(name)] = found


# --- offices, groups, organs -----------------------------------------------------


def _office(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    if match["title"]:
        pre = row.items[slice(*match.span("pre"))]
        tail = row.items[slice(*match.span("tail"))]
        title_at = match.start("title")
        title = _title(row, match)
        definite = match["pre"].startswith("D")
    else:
        pre = row.items[slice(*match.span("pre2"))]
        tail = row.items[slice(*match.span("tail2"))]
        title_at = match.start("title2")
        office = row.items[title_at].office
        title = " ".join(
            [
                *(
                    i.text.lower()
                    for i in pre
                    if i.text.lower() in annotation_lexicon().title_modifiers
                    or i.code == "F"
                ),
                office.phrase if office else "",
            ]
        )
        definite = match["pre2"].startswith("D")
    office = row.items[title_at].office
    country, organisation = _belongs(pre, tail)
    if office is None or (country is None and organisation is None):
        return []
    found = Found(
        "office",
        row.items[match.start()].start,
        row.items[match.end() - 1].end,
        "counterpart" if title is None else "office",
        _last_word(row.items[title_at]),
        title=title,
        sector=office.sector,
        level=office.level,
        gender=_gender([office.phrase]),
        definite=definite,
    )
    if office.level == "private":
        return []
    found.countries = (country,) if country else ()
    found.organisation = organisation
    return [(match.start(), match.end(), found)]


def _bare_office(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    """Give "the minister", "her counterpart": whom, the document must tell."""
    lexicon = annotation_lexicon()
    first, noun = row.items[match.start()], row.items[match.start("title")]
    office = noun.office
    if office is None or office.level != "national":
        return []
    counterpart = office.phrase in lexicon.counterpart
    if not counterpart and office.phrase.split()[-1] not in lexicon.bare_offices:
        return []
    owned = first.text.lower() not in ("the", "this", "that")
    if first.text.lower() in ("a", "an"):
        return []
    words = [
        i.text.lower()
        for i in row.items[match.start() + 1 : match.end() - 1]
        if i.code == "F" or i.text.lower() in lexicon.title_modifiers
    ]
    rule = "counterpart" if counterpart else "owned-office" if owned else "bare-office"
    found = Found(
        "office",
        first.start,
        noun.end,
        rule,
        _last_word(noun),
        title=" ".join([*words, office.phrase]),
        sector=office.sector,
        gender=_gender([office.phrase]),
        definite=True,
    )
    return [(match.start(), match.end(), found)]


def _group(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    start, stop = match.span("nats")
    hits = [(i, row.items[i]) for i in range(start, stop) if row.items[i].hit]
    first = len(hits) - 1
    # Only adjectives and short forms can share a noun: "U.S. and Thai officials".
    while first > 0 and _adjectival(hits[first - 1][1]):
        first -= 1
    taken = [item for _, item in hits[first:]]
    begin = hits[first][0]
    if begin > start and row.items[begin - 1].code == "D":
        begin -= 1
    countries = tuple(
        dict.fromkeys(
            i.hit.reading.country for i in taken if i.hit and i.hit.reading.country
        )
    )
    bodies = [i.hit.reading for i in taken if i.hit and not i.hit.reading.country]
    found = _group_found(row, begin, match, "group", countries)
    found.organisation = bodies[0] if bodies else None
    return [(begin, match.end(), found)]


def _adjectival(item: Item) -> bool:
    return item.code == "N" or item.text.isupper() or "." in item.text


def _group_of(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    listed = row.items[slice(*match.span("list"))]
    countries = tuple(
        dict.fromkeys(
            i.hit.reading.country for i in listed if i.hit and i.hit.reading.country
        )
    )
    bodies = [i.hit.reading for i in listed if i.hit and not i.hit.reading.country]
    found = _group_found(row, match.start(), match, "group-of", countries)
    found.organisation = bodies[0] if bodies else None
    return [
        (
            match.start(),
            match.end(),
            found,
        )
    ]


def _group_found(
    row: _Row,
    begin: int,
    match: re.Match[str],
    rule: str,
    countries: tuple[str, ...],
) -> Found:
    noun = row.items[match.start("noun")]
    office = noun.office
    first = row.items[begin]
    named = row.items[begin + 1] if first.code == "D" else first
    text = " ".join(
        i.text for i in row.items[begin : match.end()] if i.start >= named.start
    )
    return Found(
        "group",
        first.start,
        row.items[match.end() - 1].end,
        rule,
        _last_word(noun),
        text.replace(" 's", "'s").replace(" ,", ","),
        office.phrase if office and noun.code == "U" else None,
        office.sector if office else None,
        countries=countries,
        noun=noun.text.lower(),
        definite=first.code == "D",
    )


def _region(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    lexicon = annotation_lexicon()
    noun = row.items[match.start("noun")]
    words = [i.text.lower() for i in row.items[slice(*match.span())]]
    if not set(words) & lexicon.regions:
        return []
    return (
        [
            (
                match.start(),
                match.end(),
                _group_found(row, match.start(), match, "region", ()),
            )
        ]
        if noun.text.lower() in lexicon.plural_states
        else []
    )


def _organ(row: _Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    group, owner_group = ("noun", "owner") if match["noun"] else ("noun2", "owner2")
    noun = row.items[match.start(group)]
    owner = row.items[match.start(owner_group)]
    office = noun.office
    if office is None:
        return []
    state = office.phrase in annotation_lexicon().state_nouns
    country = owner.hit.reading.country if owner.hit else None
    if owner.code == "P" and not (owner.hit and owner.hit.reading.capital):
        return []
    if owner.code == "W" and office.phrase not in ("administration", "government"):
        return []
    begin = match.start()
    words = row.items[begin : match.end()]
    named = words[1:] if words[0].code == "D" else words
    text = " ".join(i.text for i in named).replace(" 's", "'s").replace(" '", "'")
    found = Found(
        "organ",
        words[0].start,
        words[-1].end,
        "government" if state else "organ",
        _last_word(noun),
        text,
        sector=office.sector,
        countries=(country,) if country else (),
        noun=office.phrase,
        definite=words[0].code == "D",
    )
    if owner.code == "W":
        found.rule = "government-of-person"
        found.parts = [_name(owner)]
    return [(begin, match.end(), found)]


# --- what is left ----------------------------------------------------------------


def _leftover(row: _Row, item: Item) -> Found | None:
    built = row.found.get(id(item))
    if built is not None:
        return built
    if item.code == "W":
        return _name(item)
    if item.hit is None:
        return None
    reading = item.hit.reading
    return Found(
        reading.kind,
        item.start,
        item.end,
        "gazetteer",
        _last_word(item),
        reading.name,
        sector=reading.sector,
        countries=(reading.country,) if reading.country else (),
        organisation=reading if reading.kind == "organization" else None,
        hit=item.hit,
    )


def _name(item: Item) -> Found:
    return Found("name", item.start, item.end, "name", _last_word(item), item.text)


def _last_word(item: Item) -> int:
    """Code point of an item's last word."""
    cut = max(item.text.rfind(" "), item.text.rfind("-"))
    tail = item.text[cut + 1 :]
    if cut >= 0 and tail.lower().strip(".") in annotation_lexicon().suffixes:
        cut = item.text.rfind(" ", 0, cut)
    return item.start + cut + 1 if cut >= 0 else item.start


def _gender(words: Sequence[str]) -> str | None:
    lexicon = annotation_lexicon()
    lower = {w.lower() for w in words} | {
        w.lower().split()[-1] for w in words if w.split()
    }
    if lower & lexicon.female:
        return "female"
    if lower & lexicon.male:
        return "male"
    return None
