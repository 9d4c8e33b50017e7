"""What the name grammar finds, and the row of items that it works on."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dipevents.annotate.items import Item
from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    import re
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
    "never",
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
    bodies: tuple[Reading, ...] = ()
    """All organisations whose people a group is."""
    hit: Hit | None = None
    gender: str | None = None
    noun: str = ""
    """The group's noun, the organ's phrase."""
    definite: bool = False
    """Begins with "the" or a possessive pronoun."""
    parts: list[Found] = field(default_factory=list)


# What is repeated here is bounded and never given back (nothing that follows needs it),
# so that a row of nothing but modifiers or lists costs no more than its length.
PRE = r"(?P<pre>D?m{0,20}+(?:[NCMOPK]'?-?)?[mFaR]{0,20}+)"


_STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD"})
PORTFOLIO = r"[FRa](?:,?&?[FRa])*"


TAIL = rf"(?P<tail>(?:,?&?F)*(?:oD?(?:[NCMOP]'?(?:O|{PORTFOLIO})?|{PORTFOLIO}))*)"


NATS = r"(?P<nats>D?[NCMO](?:(?:,&|,|&|-)D?[NCMO]){0,24}+)"


LIST = r"(?P<list>D?[CMO](?:(?:,&|,|&)D?[CMO])*(?:G)?)"


class Row:
    """The items of a unit, reduced step by step."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.codes = "".join(i.code for i in items)

    def reduce(
        self,
        pattern: re.Pattern[str],
        build: Callable[[Row, re.Match[str]], list[tuple[int, int, Found]]],
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
                pieces.append(Item(code, found.start, found.end, text, found=found))
                at = last
            position = max(match.end(), position + 1)
        if at:
            pieces.extend(self.items[at:])
            self.items = pieces
            self.codes = "".join(i.code for i in pieces)

    def of(self, index: int) -> Found | None:
        """What was built at an item, if anything."""
        return self.items[index].found


def office_title(row: Row, match: re.Match[str]) -> str | None:
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
    if tail and not states_of(tail):
        words.extend(i.text.lower() for i in tail)
    return " ".join(words).replace(" ,", ",").replace(" 's", "'s")


def belongs(
    pre: Sequence[Item], tail: Sequence[Item]
) -> tuple[str | None, Reading | None]:
    """The state or the organisation that the words around a title give."""
    for item in reversed(pre):
        if item.hit is not None:
            reading = item.hit.reading
            if reading.kind == "place" and not reading.capital:
                continue
            if reading.kind == "organization" and not _of_state(reading):
                return None, reading
            return reading.country, None
    hits = states_of(tail)
    for item in hits:
        reading = item.hit.reading  # type: ignore[union-attr]
        if reading.kind == "organization" and not _of_state(reading):
            return None, reading
        return reading.country, None
    return None, None


def _of_state(reading: Reading) -> bool:
    """Whether who speaks for a body speaks for its state."""
    return reading.country is not None and reading.sector in _STATE_SECTORS


def states_of(tail: Sequence[Item]) -> list[Item]:
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


def set_side(found: Found, country: str | None, organisation: Reading | None) -> None:
    """Note whom a person acts for; a private person acts for nobody."""
    if found.level == "private":
        found.weak = country
        return
    found.organisation = organisation
    if organisation is not None:
        found.sector = organisation.sector
    elif country:
        found.countries = (country,)


def adjectival(item: Item) -> bool:
    """Whether a state's name can stand like an adjective: "Thai", "U.S."."""
    return item.code == "N" or item.text.isupper() or "." in item.text


def plain_name(item: Item) -> Found:
    """Capitalised words of which the grammar knows no more."""
    return Found("name", item.start, item.end, "name", last_word(item), item.text)


def last_word(item: Item) -> int:
    """Code point of an item's last word."""
    cut = max(item.text.rfind(" "), item.text.rfind("-"))
    tail = item.text[cut + 1 :]
    if cut >= 0 and tail.lower().strip(".") in annotation_lexicon().suffixes:
        cut = item.text.rfind(" ", 0, cut)
    return item.start + cut + 1 if cut >= 0 else item.start


def gender_of(words: Sequence[str]) -> str | None:
    """The gender that titles and honorifics tell, if any."""
    lexicon = annotation_lexicon()
    lower = {w.lower() for w in words} | {
        w.lower().split()[-1] for w in words if w.split()
    }
    if lower & lexicon.female:
        return "female"
    if lower & lexicon.male:
        return "male"
    return None
