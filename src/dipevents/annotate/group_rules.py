"""Rules of the name grammar that find offices, groups and organs of states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dipevents.annotate.found import (
    LIST,
    NATS,
    PORTFOLIO,
    TAIL,
    Found,
    Row,
    adjectival,
    belongs,
    gender_of,
    last_word,
    office_title,
    plain_name,
)
from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotate.gazetteer import Reading
    from dipevents.annotate.items import Item

_GROUP_OF = re.compile(rf"(?P<pre>D?[mFa]{{0,20}})(?P<noun>[UG])o{LIST}")


_GROUP_OF_SIDES = re.compile(r"(?P<pre>D?[mFa]{0,20})(?P<noun>[UG])o(?P<sides>.{2,3})")


_SIDES_GROUP = re.compile(r"(?P<sides>.{2,3})'(?P<pre>[mFa]{0,20})(?P<noun>[UG])")


_SIDES = frozenset(
    "countries nations states sides governments neighbours neighbors koreas".split()
)


_GROUP = re.compile(rf"{NATS}'?(?P<adj>[mFaR]{{0,20}}+)(?P<noun>[UG])")


_BARE_OFFICE = re.compile(r"D[mFa]{0,20}(?P<title>[TU])")


_REGION = re.compile(r"D?[mFaKP]{0,20}[FaP]m{0,20}+(?P<noun>[UG])")


_OFFICE = re.compile(
    rf"(?P<pre>D?m{{0,20}}+[NCMOP]'?-?[mFaR]{{0,20}}+)(?P<title>T){TAIL}"
    rf"|(?P<pre2>D?[mFaR]{{0,20}}+)(?P<title2>T)(?P<tail2>oD?[NCMO](?:'?{PORTFOLIO})?)"
)


_ORGAN = re.compile(
    r"(?P<pre>D?(?P<owner>[NCMPW])'?[mFa]{0,20})(?P<noun>R)"
    r"|D?(?P<noun2>R)oD?(?P<owner2>[CNM])"
)


_POSTED_ABROAD = frozenset({"peacekeepers", "observers", "diplomats", "workers"})


_ALSO_ADJECTIVES = frozenset({"military", "intelligence", "police", "team"})
_VERBS = frozenset(
    "will would has had may can could and or in on at to for of is was withdrew took "
    "held met began left sent shot fought went said told made gave struck drew".split()
)
_PLURALS = ("ties", "ions", "ises", "ments", "lls", "ers", "als")
_FORMER = frozenset({"former", "ex", "then", "late", "ousted", "outgoing"})


def find_groups(row: Row) -> None:
    """Join offices, groups and organs with their states, in place.

    Args:
        row: The row of a unit, after its persons.
    """
    row.reduce(_ORGAN, _organ)
    row.reduce(_GROUP_OF, _group_of)
    row.reduce(_GROUP_OF_SIDES, _group_of_sides)
    row.reduce(_SIDES_GROUP, _sides_group)
    row.reduce(_GROUP, _group)
    row.reduce(_OFFICE, _office)
    row.reduce(_REGION, _region)
    row.reduce(_BARE_OFFICE, _bare_office)


def _office(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    if match["title"]:
        pre = row.items[slice(*match.span("pre"))]
        tail = row.items[slice(*match.span("tail"))]
        title_at = match.start("title")
        title = office_title(row, match)
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
    country, organisation = belongs(pre, tail)
    if office is None or (country is None and organisation is None):
        return []
    found = Found(
        "office",
        row.items[match.start()].start,
        row.items[match.end() - 1].end,
        "counterpart" if title is None else "office",
        last_word(row.items[title_at]),
        title=title,
        sector=office.sector,
        level=office.level,
        gender=gender_of([office.phrase]),
        definite=definite,
    )
    if office.level == "private":
        return []
    if _FORMER.intersection(i.text.lower() for i in pre):
        found.rule = "former-office"
    found.countries = (country,) if country else ()
    found.organisation = organisation
    if office.phrase in annotation_lexicon().counterpart:
        found.rule, found.title = "counterpart", None
    return [(match.start(), match.end(), found)]


def _bare_office(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    """Give "the minister", "her counterpart": whom, the document must tell."""
    lexicon = annotation_lexicon()
    first, noun = row.items[match.start()], row.items[match.start("title")]
    office = noun.office
    if office is None or office.level != "national":
        return []
    counterpart = office.phrase in lexicon.counterpart
    if office.phrase == "colleague":
        return []  # of another state only where an adjective says so
    words_of = set(office.phrase.replace("-", " ").split())
    if not counterpart and not words_of & lexicon.bare_offices:
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
    if noun.code == "U":
        if owned or counterpart:
            return []
        rule = "bare-plural"
    found = Found(
        "office",
        first.start,
        noun.end,
        rule,
        last_word(noun),
        title=" ".join([*words, office.phrase]),
        sector=office.sector,
        gender=gender_of([office.phrase]),
        noun=first.text.lower() if owned else "",
        definite=True,
    )
    return [(match.start(), match.end(), found)]


def _group(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    if _is_adjective(row, match.start("noun")):
        return []
    start, stop = match.span("nats")
    hits = [(i, row.items[i]) for i in range(start, stop) if row.items[i].hit]
    first = len(hits) - 1
    # "Fiji and Samoa trade officials": bare names of states, all of them attributes.
    attributive = hits[-1][1].code == "C" and row.codes[stop] != "'"
    # Only adjectives and short forms can share a noun: "U.S. and Thai officials".
    while first > 0 and (attributive or adjectival(hits[first - 1][1])):
        first -= 1
    taken = [item for _, item in hits[first:]]
    begin = hits[first][0]
    if begin > start and row.items[begin - 1].code == "D":
        begin -= 1
    countries, bodies = _owners_of(taken)
    found = _group_found(row, begin, match, "group", countries)
    found.bodies = bodies
    return [(begin, match.end(), found)]


def _owners_of(items: Sequence[Item]) -> tuple[tuple[str, ...], tuple[Reading, ...]]:
    """The states and the bodies whose people a group is; rebels are of no state."""
    readings = [i.hit.reading for i in items if i.hit]
    of_state = [r for r in readings if r.country and r.sector != "REB"]
    countries = tuple(dict.fromkeys(r.country for r in of_state if r.country))
    bodies = {r.name: r for r in readings if r not in of_state}
    return countries, tuple(bodies.values())


def _is_adjective(row: Row, at: int) -> bool:
    """Whether "military" and the like only describe the noun that follows."""
    if row.items[at].text.lower() not in _ALSO_ADJECTIVES or at + 1 >= len(row.items):
        return False
    following = row.items[at + 1]
    word = following.text
    if following.code not in "aFTUGRx" or not word.islower() or word in _VERBS:
        return False
    return not word.endswith(("ed", "s")) or word.endswith(_PLURALS)


def _group_of(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    listed = row.items[slice(*match.span("list"))]
    if not _belong_to(row, match):
        return []
    countries, bodies = _owners_of(listed)
    found = _group_found(row, match.start(), match, "group-of", countries)
    found.bodies = bodies
    return [
        (
            match.start(),
            match.end(),
            found,
        )
    ]


def _group_of_sides(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    """Give "the presidents of the two countries": which two, the document tells."""
    first = match.start("sides")
    if row.items[first - 1].text.lower() == "for":
        return []
    for end in range(match.end("sides"), first + 1, -1):
        owns = row.codes[end : end + 1] == "'"
        if _sides_phrase(row, first, end) is not None and not owns:
            return [(match.start(), end, _of_sides(row, match.start(), end, match))]
    return []


def _sides_group(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    """Give "both countries' presidents"."""
    end = match.end("sides")
    for first in range(match.start("sides"), end - 1):
        if _sides_phrase(row, first, end) is not None:
            found = _of_sides(row, first, match.end(), match)
            return [(first, match.end(), found)]
    return []


def _sides_phrase(row: Row, first: int, end: int) -> str | None:
    """The words of "both countries" and the like; None for any others."""
    lexicon = annotation_lexicon()
    words = [i.text.lower() for i in row.items[first:end]]
    phrase = " ".join(words)
    counted = words[0] in ("both", "all") or len(words) == 3
    known = phrase in lexicon.both or phrase in lexicon.three
    return phrase if counted and known and words[-1] in _SIDES else None


def _of_sides(row: Row, first: int, end: int, match: re.Match[str]) -> Found:
    found = _group_found(row, first, match, "group-of-sides", ())
    words = row.items[first:end]
    span = range(*match.span("sides"))
    sides = [row.items[i] for i in span if first <= i < end]
    text = " ".join(i.text for i in words[words[0].code == "D" :])
    found.end, found.name = words[-1].end, text.replace(" '", "'")
    phrase = " ".join(i.text for i in sides)
    found.parts = [
        Found(
            "region",
            sides[0].start,
            sides[-1].end,
            "sides",
            last_word(sides[-1]),
            phrase,
        )
    ]
    return found


def _belong_to(row: Row, match: re.Match[str]) -> bool:
    """Whether "X of Y" or "X from Y" tells whose people they are."""
    noun = row.items[match.start("noun")]
    joint = row.items[match.start("list") - 1].text.lower()
    military = noun.office is not None and noun.office.sector in ("MIL", "REB")
    if joint == "for" or (
        joint == "from" and (military or noun.text in _POSTED_ABROAD)
    ):
        # "withdrew troops from Mali": that is where they were.
        return False
    last = row.items[match.end() - 1]
    following = row.codes[match.end() : match.end() + 1]
    if following == "-" and row.items[match.end()].start == last.end:
        # A hyphen: "officials from the Chad-Niger border".
        return False
    # "members of the U.S. business community": an adjective, not the state.
    if following == "x" and _is_verb(row.items[match.end()].text):
        return True  # "the foreign ministers of ASEAN met"
    return not (adjectival(last) and following and following in "xFaRGW")


def _is_verb(word: str) -> bool:
    return word.islower() and (word in _VERBS or word.endswith("ed"))


def _group_found(
    row: Row,
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
        last_word(noun),
        text.replace(" '", "'").replace(" ,", ","),
        office.phrase if office and noun.code == "U" else None,
        office.sector if office else None,
        countries=countries,
        noun=noun.text.lower(),
        definite=first.code == "D",
    )


def _region(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
    lexicon = annotation_lexicon()
    noun = row.items[match.start("noun")]
    items = row.items[slice(*match.span())]
    regional = any(
        i.text.lower() in lexicon.regions
        or (i.hit is not None and i.hit.reading.country is None)
        for i in items
    )
    if match.start() and row.items[match.start() - 1].text.lower() in ("both", "two"):
        return []  # "both neighbouring countries": those that the text speaks of
    if not regional or any(i.hit and i.hit.reading.country for i in items):
        return []
    if noun.text.lower() not in lexicon.plural_states:
        return []
    found = _group_found(row, match.start(), match, "region", ())
    states = noun.text.lower() in lexicon.state_plurals
    found.sector = "GOV" if states and _tells_which(items) else None
    return [(match.start(), match.end(), found)]


def _tells_which(items: Sequence[Item]) -> bool:
    """Whether states are told by where they are: "the Gulf countries" act as one."""
    lexicon = annotation_lexicon()
    words = [w for i in items for w in i.text.lower().split()]
    return not lexicon.parts_of_the_world.isdisjoint(words) or any(
        i.hit is not None and i.hit.reading.country is None for i in items
    )


def _organ(row: Row, match: re.Match[str]) -> list[tuple[int, int, Found]]:
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
    text = " ".join(i.text for i in named).replace(" '", "'")
    found = Found(
        "organ",
        words[0].start,
        words[-1].end,
        "government" if state else "organ",
        last_word(noun),
        text,
        sector=office.sector,
        countries=(country,) if country else (),
        noun=office.phrase,
        definite=words[0].code == "D",
    )
    if owner.code == "W":
        found.rule = "government-of-person"
        found.parts = [plain_name(owner)]
    return [(begin, match.end(), found)]
