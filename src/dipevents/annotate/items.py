"""A unit's text as a row of items, each with a one-letter code.

The name grammar is written over the codes, so that "Peruvian Foreign Minister Ana
Ruiz" and "Peru's acting president, Ana Ruiz," are the rows ``NTW`` and ``C'mT,W,``.

=====  ==================================================================
code   item
=====  ==================================================================
C N M  country, nationality, seat of a government
O P K  organisation, place, collective ("the international community")
T U    title in the singular, in the plural
G R    people of a state ("officials"), organ of a state ("foreign ministry")
W      capitalised words that may be a name
h m a  honorific, modifier of titles, adjective of groups
F      word of a portfolio ("affairs", "trade")
D o &  determiner, "of/for/from", "and/or"
' - ,  possessive, hyphen or dash, comma; other signs stand for themselves
x      any other word
=====  ==================================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dipevents.annotate.found import Found
    from dipevents.annotate.gazetteer import Hit
    from dipevents.lexicons.records import Title

_TOKEN = re.compile(
    r"(?P<initials>(?:[A-Z]\.)+(?=\s|$|[A-Z,'-]))"
    r"|(?P<word>[^\W_](?:\w|['.-](?=[^\W_]))*)"
    r"|(?P<sign>\S)"
)
_HIT_CODE = {
    "country": "C",
    "nationality": "N",
    "metonym": "M",
    "organization": "O",
    "place": "P",
    "collective": "K",
    "region": "a",
    "never": "x",
}
_DETERMINERS = frozenset("the a an".split())
POSSESSIVES = frozenset("his her its their our my your".split())
_OF = frozenset({"of", "for", "from"})
_AND = frozenset({"and", "or", "&"})
_CONTRACTION = re.compile(r"'(?:m|re|ve|ll|d|t)\Z", re.IGNORECASE)
_ARTICLE_NAME = re.compile(r"(?:al|el|an|as|at|ad|ar|ash|az|ul|d|de|l)[-'][A-Z]")
_MONTH_NAMES = frozenset({"Jan", "May", "April", "June", "August"})
_BEFORE_MONTHS = frozenset("in of on since by until till from last next this".split())
_PREFIXES = ("then-", "ex-", "now-", "vice-", "co-", "former-", "acting-", "deputy-")
_PLURAL_HEAD = re.compile(r"\b(of|for|to|in|at|d'affaires|general|elect)\b")


@dataclass(slots=True)
class Item:
    """One word, sign or listed name of a unit."""

    code: str
    start: int
    """First code point in the document's text."""
    end: int
    text: str
    hit: Hit | None = None
    office: Office | None = None
    found: Found | None = None
    """What the grammar has joined here."""


@dataclass(frozen=True, slots=True)
class Office:
    """A title, group noun or organ that the phrase list knows."""

    phrase: str
    """In the singular and lower case."""
    code: str
    sector: str | None = None
    level: str = "national"


class PhraseIndex:
    """Titles, group nouns and organs, by their words.

    Args:
        titles: Offices beyond the common ones.
    """

    def __init__(self, titles: Iterable[Title] = ()) -> None:
        lexicon = annotation_lexicon()
        self._first: dict[str, list[tuple[tuple[str, ...], Office]]] = {}
        self._seen: set[str] = set()
        for title in titles:
            known = title.phrase in lexicon.titles_national
            if title.phrase in lexicon.honorifics:
                continue
            if title.level == "national" or not known:
                self._add_title(title.phrase, title.sector, title.level)
        for level, phrases in (
            ("national", lexicon.titles_national),
            ("sub", lexicon.titles_sub),
            ("private", lexicon.titles_private),
        ):
            for phrase in phrases:
                self._add_title(phrase, "GOV" if level == "national" else None, level)
        for phrase in lexicon.organs:
            self._add(phrase, Office(phrase, "R", _organ_sector(phrase)))
        for phrase in lexicon.state_nouns:
            self._add(phrase, Office(phrase, "R", "GOV"))
        for noun in (*sorted(lexicon.group_nouns), *sorted(lexicon.plural_states)):
            self._add(noun, Office(noun, "G", _group_sector(noun)))
        for phrases_of in self._first.values():
            phrases_of.sort(key=lambda p: -len(p[0]))

    def _add_title(self, phrase: str, sector: str | None, level: str) -> None:
        self._add(phrase, Office(phrase, "T", sector, level))
        for form in _plurals(phrase):
            self._add(form, Office(phrase, "U", sector, level))

    def _add(self, phrase: str, office: Office) -> None:
        if phrase in self._seen:
            return
        self._seen.add(phrase)
        words = tuple(phrase.split())
        self._first.setdefault(words[0], []).append((words, office))

    def match(self, words: Sequence[str], at: int) -> tuple[int, Office] | None:
        """The longest phrase that begins at a word.

        Args:
            words: Lower-case words of the unit; signs are words of their own.
            at: Index of the first word.

        Returns:
            How many words it takes, and what it is; None if there is none.
        """
        for phrase, office in self._first.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), office
        return None


def _plurals(phrase: str) -> list[str]:
    split = _PLURAL_HEAD.search(phrase)
    head, tail = phrase, ""
    if split and split.start() > 0:
        head, tail = phrase[: split.start()].rstrip(" -"), phrase[split.start() :]
        joint = phrase[len(head)]
        tail = joint + tail
    if head.endswith("man"):
        plural = head[:-3] + "men"
    elif head.endswith(("s", "x", "ch", "sh")):
        plural = head + "es"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        plural = head[:-1] + "ies"
    else:
        plural = head + "s"
    forms = [plural + tail]
    if tail.endswith(("general", "elect")):
        forms.append(phrase + "s")
    return forms


def _organ_sector(phrase: str) -> str:
    if re.search(r"army|navy|force|guard|staff|military", phrase):
        return "MIL"
    if re.search(r"parliament|senate|assembly|house|congress|duma", phrase):
        return "LEG"
    if "court" in phrase or "prosecutor" in phrase:
        return "JUD"
    if "media" in phrase or "news" in phrase or "television" in phrase:
        return "MED"
    if re.search(r"cross|crescent", phrase):
        return "NGO"
    return "GOV"


def _group_sector(noun: str) -> str | None:
    if noun in {"troops", "forces", "soldiers", "military", "army", "navy"}:
        return "MIL"
    if noun in {"rebels", "militants", "fighters", "militias"}:
        return "REB"
    if noun in {"companies"}:
        return "BUS"
    if noun in {"lawmakers"}:
        return "LEG"
    return "GOV"


def items_of(
    text: str, start: int, end: int, hits: Sequence[Hit], phrases: PhraseIndex
) -> list[Item]:
    """The items of a unit.

    Args:
        text: The document's text as ``parser_text`` gives it.
        start: First code point of the unit.
        end: One past its last.
        hits: The listed names inside the unit, in order.
        phrases: Titles and the like.

    Returns:
        The items in order; names are joined to one item each.
    """
    row: list[Item] = []
    at = start
    for hit in hits:
        _scan(text, at, hit.start, row)
        code = _HIT_CODE[hit.reading.kind]
        row.append(Item(code, hit.start, hit.end, hit.text, hit))
        at = hit.end
    _scan(text, at, end, row)
    _code_words(row)
    row = _join_phrases(_without_acronyms(row), text, phrases)
    _name_months(row)
    return _join_names(row, text)


def _without_acronyms(row: list[Item]) -> list[Item]:
    """The row without acronyms of states: "Republic of Korea (ROK) officials"."""
    kept: list[Item] = []
    at = 0
    while at < len(row):
        if at and at + 2 < len(row) and row[at].code == "(" and row[at + 2].code == ")":
            before, inside = row[at - 1].hit, row[at + 1].hit
            if (
                before is not None
                and inside is not None
                and inside.text.isupper()
                and before.reading.kind == "country"
                and before.reading.name == inside.reading.name
                and before.reading.country == inside.reading.country
            ):
                at += 3
                continue
        kept.append(row[at])
        at += 1
    return kept


def _scan(text: str, start: int, end: int, row: list[Item]) -> None:
    """Words and signs; possessive endings and prefixes become items of their own."""
    for match in _TOKEN.finditer(text, start, end):
        begin, stop = match.span()
        piece = match.group()
        if match.lastgroup == "sign":
            row.append(Item(_sign(text, begin, row, piece), begin, stop, piece))
            continue
        if match.lastgroup == "initials":
            honorific = piece.lower() in annotation_lexicon().honorifics
            row.append(Item("h" if honorific else "W", begin, stop, piece))
            continue
        if piece == "s" and row and row[-1].code == "'" and row[-1].end == begin:
            # The ending stays with its sign: the name was cut off before both.
            row[-1].end = stop
            row[-1].text += piece
            continue
        glued = _glued(piece)
        if glued:
            row.append(Item("?", begin, begin + glued, piece[:glued]))
            begin, piece = begin + glued, piece[glued:]
        lower = piece.lower()
        prefix = next((p for p in _PREFIXES if lower.startswith(p)), None)
        if prefix and prefix not in ("vice-", "deputy-", "co-"):
            cut = begin + len(prefix)
            row.append(Item("m", begin, cut - 1, text[begin : cut - 1]))
            begin, piece = cut, text[cut:stop]
        if piece[-2:] in ("'s", "'S") and len(piece) > 2:
            row.append(Item("?", begin, stop - 2, piece[:-2]))
            row.append(Item("'", stop - 2, stop, piece[-2:]))
        else:
            row.append(Item("?", begin, stop, piece))


def _glued(word: str) -> int:
    """Length of the word that a name or title is glued to ("ofPeru"), or 0."""
    if word.islower() or word.isupper():
        return 0
    lexicon = annotation_lexicon()
    for at in range(2, len(word) - 2):
        if word[at].isupper() and word[at - 1].islower() and word[at + 1].islower():
            fits = word[:at] in lexicon.glued_words
            return at if fits or word[at:].lower() in lexicon.title_words else 0
    return 0


def _sign(text: str, at: int, row: list[Item], sign: str) -> str:
    if sign == "'":
        touching = bool(row) and row[-1].end == at and row[-1].code not in "\"'.,"
        return "'" if touching else '"'
    if sign in "-–—":
        return "-"
    return sign if sign in ',;:()"/[].&' else "."


def _code_words(row: list[Item]) -> None:
    lexicon = annotation_lexicon()
    for item in row:
        if item.code != "?":
            continue
        word = item.text
        lower = word.lower()
        if _CONTRACTION.search(word):
            item.code = "x"
            continue
        upper = word[0].isupper() or bool(_ARTICLE_NAME.match(word))
        if lower in _DETERMINERS or lower in POSSESSIVES:
            item.code = "D"
        elif lower in _OF:
            item.code = "o"
        elif lower in _AND:
            item.code = "&"
        elif lower in lexicon.honorifics and upper:
            item.code = "h"
        elif lower in lexicon.modifiers or lower in lexicon.title_modifiers:
            item.code = "m"
        elif lower in lexicon.portfolio:
            item.code = "F"
        elif lower in lexicon.group_adjectives or lower in lexicon.regions:
            item.code = "a"
        elif upper and lower not in lexicon.not_names:
            item.code = "W"
        else:
            item.code = "x"


def _join_phrases(row: list[Item], text: str, phrases: PhraseIndex) -> list[Item]:
    """Titles, group nouns and organs as one item each."""
    lexicon = annotation_lexicon()
    words = [item.text.lower() if item.hit is None else "\0" for item in row]
    joined: list[Item] = []
    at = 0
    posted = False
    while at < len(row):
        item = row[at]
        if item.code == "h" and at + 1 < len(row) and row[at + 1].text == ".":
            item.end = row[at + 1].end
            joined.append(item)
            at += 2
            continue
        found = None if item.hit else phrases.match(words, at)
        short = lexicon.short_titles.get(item.text)
        if found is None and short and item.hit is None:
            size = 1
            if at + 1 < len(row) and row[at + 1].text == ".":
                size = 2
            office = phrases.match(tuple(short.split()), 0)
            found = (size, office[1]) if office else None
        if found is None:
            if item.text.lower() == "to" and posted:
                item.code = "o"
            elif item.code not in "FD&ao'CNMPO":
                posted = False
            joined.append(item)
            at += 1
            continue
        size, known = found
        last = row[at + size - 1]
        # A title that is one capitalised word may be a surname: "John Major said".
        surname = (
            size == 1
            and item.text[0].isupper()
            and bool(joined)
            and joined[-1].code == "W"
            and joined[-1].end + 1 == item.start
            and known.code == "T"
            and not (at + 1 < len(row) and row[at + 1].code == "W")
        )
        if surname:
            item.code = "W"
            joined.append(item)
        else:
            stretch = text[item.start : last.end]
            joined.append(Item(known.code, item.start, last.end, stretch, None, known))
            posted = bool(set(known.phrase.split()) & lexicon.posted)
        at += size
    return joined


def _name_months(row: list[Item]) -> None:
    """Take months for names beside names and titles: "Jan Nowak", "Minister May"."""
    for index, item in enumerate(row):
        if item.code != "x" or item.text not in _MONTH_NAMES:
            continue
        before = row[index - 1] if index else None
        after = row[index + 1] if index + 1 < len(row) else None
        if after is not None and (after.text[0].isdigit() or after.text == "."):
            continue
        if before is not None and before.text.lower() in _BEFORE_MONTHS:
            continue
        named = before is not None and before.code in "WTh"
        first = after is not None and after.code == "W" and item.text != "May"
        if (named and before is not None and before.end + 1 == item.start) or first:
            item.code = "W"


def _join_names(row: list[Item], text: str) -> list[Item]:
    """Capitalised words that follow one another, with the particles among them."""
    lexicon = annotation_lexicon()
    joined: list[Item] = []
    at = 0
    while at < len(row):
        item = row[at]
        if item.code != "W":
            joined.append(item)
            at += 1
            continue
        last = at
        following = at + 1
        while following < len(row):
            nxt = row[following]
            gap = text[row[following - 1].end : nxt.start]
            if nxt.code == "W" and gap.strip() == "" and len(gap) <= 2:
                last = following
                following += 1
            elif (
                nxt.text in lexicon.particles
                and following + 1 < len(row)
                and _name_after_particle(row, following)
            ):
                following += 1
            elif (
                nxt.code == ","
                and following + 1 < len(row)
                and row[following + 1].text.lower() in ("jr", "sr")
            ):
                last = following + 1
                following += 2
                if following < len(row) and row[following].text == ".":
                    last = following
                    following += 1
            elif nxt.text == "." and len(row[last].text) == 1:
                last = following
                following += 1
            else:
                break
        end = row[last].end
        joined.append(Item("W", item.start, end, text[item.start : end]))
        at = last + 1
    return joined


def _name_after_particle(row: list[Item], at: int) -> bool:
    """Whether particles from ``at`` on lead to another capitalised word."""
    lexicon = annotation_lexicon()
    for item in row[at : at + 4]:
        if item.code == "W":
            return True
        if item.text not in lexicon.particles:
            return False
    return False
