"""Rules of the name grammar that find persons with their titles."""

from __future__ import annotations

import re

from dipevents.annotate.found import (
    LIST,
    NATS,
    PRE,
    TAIL,
    Found,
    Row,
    belongs,
    gender_of,
    last_word,
    office_title,
    plain_name,
    set_side,
    states_of,
)
from dipevents.annotate.items import POSSESSIVES, Item
from dipevents.lexicons.annotation import annotation_lexicon

_BEFORE = re.compile(
    rf"{PRE}(?P<title>T)(?P<more>(?:&[mF]*T)?){TAIL}"
    rf"(?P<seat>x[PCM])?(?P<sep>,?)(?P<name>[hT]?W)(?P<post>oD?C)?"
)


_BEFORE_PLURAL = re.compile(
    rf"{PRE}(?P<title>U){TAIL}(?P<names>h?W(?:oD?C)?(?:(?:,&|,|&)h?W(?:oD?C)?)+)"
)


# "the Greek, Maltese and French ministers, A, B and C": each name has its state.
_PAIRED = re.compile(
    rf"(?:{NATS}[mFa]{{0,20}}+(?P<noun>U)|(?P<noun2>U)o{LIST})(?:,|-{{1,2}})"
    r"(?P<names>W(?:(?:,&|,|&)W)+)"
)


_LED = re.compile(r"E,?(?P<verb>x)(?:x|o)?(?P<people>D?Z(?:(?:,&|,|&)D?Z)*)")


_AFTER = re.compile(rf"(?P<name>[WZ])(?P<open>[,(-]){PRE}(?P<title>T){TAIL}")


# "Ida Holm on her election as President of Iceland"
_INTO_OFFICE = re.compile(
    rf"(?P<name>[WZ])(?P<how>[xD]{{1,6}}+){PRE}(?P<title>T){TAIL}"
)
_ENTERING = frozenset(
    "elected re-elected reelected election re-election reelection appointed "
    "appointment inaugurated inauguration sworn swearing became becoming assuming "
    "assumption".split()
)
_NOT_SO = frozenset("not never by with for to against from at after before".split())


_HONORIFIC = re.compile(r"hW")


_OWNED_NAME = re.compile(r"(?P<owner>[CMN])'?(?P<name>W)")


_COORDINATED = re.compile(r"Z(?:(?:,&|,|&)D?Z)+")


_NAME_CLOSERS = frozenset({"", ",", ".", ")", "&", '"', ";"})
_CLAUSE_OPENERS = frozenset({"who", "whose", "since", "in", "at"})


def find_persons(row: Row) -> None:
    """Join persons with their titles and states, in place.

    Args:
        row: The row of a unit, not reduced yet.
    """
    row.reduce(_BEFORE, _person_before)
    row.reduce(_BEFORE_PLURAL, _persons_before)
    row.reduce(_PAIRED, _persons_paired)
    row.reduce(_HONORIFIC, _person_honorific)
    row.reduce(_AFTER, _person_after)
    row.reduce(_INTO_OFFICE, _person_into_office)
    _inherit(row)


def suggest_states(row: Row) -> None:
    """Suggest states for persons by the groups and states beside them, in place.

    Args:
        row: The row of a unit, after persons and groups.
    """
    _led(row)
    _owned_names(row)


def _person_before(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    first, last = match.span()
    pre = row.items[slice(*match.span("pre"))]
    if match["seat"] and not _is_seat(row, match):
        return []
    if match["sep"]:
        definite = bool(set("DNC'") & set(match["pre"])) or "h" in match["name"]
        closed = row.codes[match.end() : match.end() + 1]
        if not (definite or match["tail"]) or closed not in _NAME_CLOSERS:
            return []
    title_at = match.start("title")
    if match["more"] and "D" in row.codes[max(0, match.start() - 1) : title_at]:
        # "the president and Foreign Minister X" are two people.
        return []
    post = match["post"]
    if post and row.items[match.start("post")].text.lower() != "of":
        last = match.start("post")
        post = None
    found = _person(row, match, match.span("name"), last)
    country, organisation = belongs(pre, row.items[slice(*match.span("tail"))])
    if country is None and post:
        # "African Union chair President A of B" stands for B.
        organisation = None
        country = row.items[match.end("post") - 1].hit.reading.country  # type: ignore[union-attr]
    # "Germany's Foreign Minister": the mention begins with the state.
    first = match.start()
    while first < title_at and row.items[first].code in "Dm":
        first += 1
    if row.items[first].code not in "NCMOPK":
        first = max(first, match.start())
    if row.items[match.start()].text.lower() in POSSESSIVES:
        # "her Malian counterpart Ba Toure": the pronoun belongs to the title.
        first = match.start()
    found.start = row.items[first].start
    set_side(found, country, organisation)
    if match["seat"]:
        return _seated(row, match, found, first)
    return [(match.start(), last, found)]


def _office_of(
    row: Row, match: re.Match[str], person: Found, start: int, end: int
) -> Found:
    """The office as a mention of its own, of the same person."""
    return Found(
        "office",
        start,
        end,
        "apposition",
        last_word(row.items[match.start("title")]),
        title=person.title,
        countries=person.countries,
        organisation=person.organisation,
        parts=[person],
    )


def _seated(
    row: Row, match: re.Match[str], person: Found, first: int
) -> list[tuple[int, int, Found]]:
    """Keep the place of "Togo's envoy in Lima, Ana Vula" apart from office and name."""
    until, (begin, end) = match.start("seat"), match.span("name")
    end_of_office = row.items[until - 1].end
    office = _office_of(row, match, person, person.start, end_of_office)
    person.start, person.end = row.items[begin].start, row.items[end - 1].end
    return [(match.start(), until, office), (begin, end, person)]


def _is_seat(row: Row, match: re.Match[str]) -> bool:
    """Whether a diplomat's seat stands before his name: "envoy in Lome, Ana Vula"."""
    at = match.start("seat")
    office = row.items[match.start("title")].office
    posted = office is not None and not annotation_lexicon().posted.isdisjoint(
        office.phrase.split()
    )
    return posted and bool(match["sep"]) and row.items[at].text.lower() in ("in", "at")


def _person(row: Row, match: re.Match[str], name: tuple[int, int], last: int) -> Found:
    name_item = row.items[name[1] - 1]
    title_item = row.items[match.start("title")]
    office = title_item.office
    assert office is not None  # noqa: S101 - a T item carries its office
    gender = gender_of([i.text for i in row.items[match.start() : name[1]]])
    return Found(
        "person",
        title_item.start,
        row.items[last - 1].end,
        "title",
        last_word(name_item),
        name_item.text,
        office_title(row, match),
        office.sector,
        office.level,
        gender=gender,
    )


def _persons_before(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    pre = row.items[slice(*match.span("pre"))]
    tail = row.items[slice(*match.span("tail"))]
    country, organisation = belongs(pre, tail)
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
            last_word(item),
            item.text,
            title.phrase,
            title.sector,
            title.level,
        )
        set_side(found, own, organisation if own is None else None)
        built.append((begin, last, found))
    return built


def _persons_paired(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
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
            last_word(item),
            item.text,
            None if counterpart else noun.office.phrase,
            noun.office.sector,
            noun.office.level,
        )
        set_side(found, side.country, side if side.country is None else None)
        built.append((index, index + 1, found))
    return built


def _led(row: Row) -> None:
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


def _person_honorific(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    honorific, name = row.items[match.start()], row.items[match.start() + 1]
    found = Found(
        "person",
        honorific.start,
        name.end,
        "honorific",
        last_word(name),
        name.text,
        gender=gender_of([honorific.text]),
        level="none",
    )
    return [(match.start(), match.end(), found)]


def _person_after(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    following = row.items[match.end()] if match.end() < len(row.items) else None
    opened = row.codes[match.start("open")]
    closers = {",": ',.;:)"&-', "(": ")", "-": "-,."}[opened]
    if following is not None and not (
        following.code in closers
        or following.text.lower() in _CLAUSE_OPENERS
        or (opened == "," and states_of(row.items[slice(*match.span("tail"))]))
    ):
        return []
    pre = row.items[slice(*match.span("pre"))]
    country, organisation = belongs(pre, row.items[slice(*match.span("tail"))])
    if opened == "-" and country is None:
        return []
    name_at = match.start("name")
    known = row.of(name_at)
    if known is not None and known.kind != "person":
        return []
    person = known or _named(row.items[name_at])
    if known is not None and known.title is not None:
        same = country is None or not known.countries or country in known.countries
        if not same or opened != ",":
            return []
        if country is None and organisation is None:
            return []
    office = row.items[match.start("title")].office
    assert office is not None  # noqa: S101 - a T item carries its office
    if person.title is None:
        person.title = office_title(row, match)
        person.sector, person.level = office.sector, office.level
    if not person.countries and person.organisation is None:
        set_side(person, country, organisation)
    person.gender = person.gender or gender_of(
        [i.text for i in (*pre, row.items[match.start("title")])]
    )
    # The office itself is a mention of the same person.
    begin = match.start("open") + 1
    start, end = row.items[begin].start, row.items[match.end() - 1].end
    office_found = _office_of(row, match, person, start, end)
    return [(name_at, name_at + 1, person), (begin, match.end(), office_found)]


def _person_into_office(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    """Who is elected "president of Iceland" is of Iceland."""
    words = row.items[match.start("how") : match.start("title")]
    how = {w.lower() for i in words for w in i.text.split()}
    if how.isdisjoint(_ENTERING) or not how.isdisjoint(_NOT_SO):
        return []
    pre = row.items[slice(*match.span("pre"))]
    country, organisation = belongs(pre, row.items[slice(*match.span("tail"))])
    name_at = match.start("name")
    person = row.of(name_at) or _named(row.items[name_at])
    told = person.title or person.countries or person.organisation
    if person.kind != "person" or told or not (country or organisation):
        return []
    set_side(person, country, organisation)
    return [(name_at, name_at + 1, person)]


def _named(item: Item) -> Found:
    """A person of whom what follows tells the office."""
    return Found(
        "person",
        item.start,
        item.end,
        "apposition",
        last_word(item),
        item.text,
        level="none",
    )


def _inherit(row: Row) -> None:
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


def _owned_names(row: Row) -> None:
    """Suggest the state for the name in "Turkey's Yilmaz"."""
    for match in _OWNED_NAME.finditer(row.codes):
        owner, name = row.items[match.start()], row.items[match.end() - 1]
        if owner.code == "N" or row.codes[match.start() + 1] == "'":
            found = plain_name(name)
            found.weak = owner.hit.reading.country if owner.hit else None
            name.found = found
