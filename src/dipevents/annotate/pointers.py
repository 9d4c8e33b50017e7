"""Words without a name that point at someone: where a text has them."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from dipevents.annotate.found import Found
from dipevents.annotate.names import Named
from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dipevents.annotate.segment import Unit
    from dipevents.annotated import MentionKind

# What stands before "it" is looked at only where "it" stands.
_PRONOUN = re.compile(
    r"\b(?P<he>[Hh]e|[Hh]im|[Hh]is|[Hh]imself)\b"
    r"|\b(?P<she>[Ss]he|[Hh]er|[Hh]ers|[Hh]erself)\b"
    r"|\b(?P<they>[Tt]hey|[Tt]hem|[Tt]heir)\b"
    r"|\b(?P<it>It|[Ii]ts|(?=it)(?:(?<=that )|(?<=said )|(?<=says )|(?<=while )|"
    r"(?<=if )|(?<=because )|(?<=but )|(?<=when )|(?<=whether )|(?<=and )|(?<=whom )|"
    r"(?<=after )|(?<=before )|(?<=since )|(?<=where ))it)\b"
    # "In May it barred", "accused it of"
    r"|(?<=\s)(?P<that>it)(?=\s+(?:(?:has|had|would|will|also|later|then|again|\w+ly)\s+)"
    r"{0,3}(?:\w{2,18}(?<!ne)ed|sent|gave|told|cut|broke|took|held|withdrew|began)\b)"
    r"|(?=it)(?:(?<=which )|(?<=what ))(?P<thing>it)"
    r"(?!\s+(?:says|said|claims|claimed)\b)\b"
    r"|(?=it)(?:(?<=accused )|(?<=accusing )|(?<=accuses )|(?<=urged )|(?<=urging )|"
    r"(?<=urges )|(?<=warned )|(?<=warning )|(?<=blamed )|(?<=blaming )|"
    r"(?<=threatened ))(?P<faced>it)\b"
    r"|\b(?P<we>[Ww]e|us|[Oo]urs?(?: (?:country|state|nation|government|side|people))?"
    r")\b"
    r"|(?<=\s)(?P<here>here)\b(?!['-])"
    r"|\b(?P<i>I|[Mm]e|[Mm]y)\b(?!\.)"
    r"|\b(?P<you>[Yy]ou|[Yy]ours?)\b(?! know\b)"
)
_BODY = re.compile(
    r"\b[Tt]he (?P<body>Union|Council|Commission|Agency|Alliance|Court|Organi[sz]ation|"
    r"Fund|Bank|Assembly|Community|League|Secretariat|Mission)\b(?!\s+(?:of|for|[A-Z])|-)"
)
"""The last word of a body's name, for the body: "the Council" decided."""
# "It is clear", "it was said that": no reference.
_EMPTY_IT = re.compile(
    r"[Ii]t(?:'s|\s+(?:is|was|has\s+been|will\s+be|would\s+be|seems?|appears?|remains?|"
    r"became|becomes|took|takes|may\s+be|emerged))\b"
)


def find_pointers(text: str, unit: Unit, named: Sequence[Named]) -> list[Named]:
    """References by their words, outside the names; nothing resolved yet.

    Args:
        text: The document's text, by ``parser_text``.
        unit: The unit to look through.
        named: Its names.

    Returns:
        "Both sides", "she" and the like, without actors.
    """
    taken = [(n.start, n.end) for n in named]
    found: list[Named] = []
    for pattern in (_definite_phrases(), _PRONOUN, _BODY):
        for match in pattern.finditer(text, unit.start, unit.end):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken):
                continue
            rule = match.lastgroup or ""
            rule = "that" if rule == "thing" else rule
            if rule in ("it", "that") and _EMPTY_IT.match(text, start, unit.end):
                continue
            taken.append((start, end))
            found.append(_reference(rule, start, end, match.group()))
    return found


_KINDS: dict[str, MentionKind] = {
    "both": "group",
    "three": "group",
    "pair": "group",
    "country": "country",
    "delegation": "group",
    "he": "person",
    "she": "person",
    "i": "person",
    "they": "group",
    "it": "country",
    "that": "country",
    "faced": "country",
    "guest": "person",
    "here": "place",
    "body": "organization",
    "we": "country",
    "you": "person",
}


def _reference(rule: str, start: int, end: int, words: str) -> Named:
    head = start + words.rfind(" ") + 1
    found = Found("name", start, end, "reference", head, words)
    return Named(start, end, _KINDS[rule], (), rule, head, found)


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern of phrases, longest first; the first word they share is tried once."""
    made = []
    for first, same in groupby(sorted(phrases), lambda phrase: phrase.split(" ")[0]):
        rests = sorted((p[len(first) :] for p in same), key=len, reverse=True)
        words = (re.escape(rest.strip()).replace(r"\ ", r"\s+") for rest in rests)
        lone = "" in rests
        more = "|".join(word for word in words if word)
        made.append(
            re.escape(first)
            + (rf"(?:\s+(?:{more})){'?' if lone else ''}" if more else "")
        )
    return "|".join(made)


@cache
def _definite_phrases() -> re.Pattern[str]:
    """One pattern for the phrases of the lexicon, the longest first."""
    lexicon = annotation_lexicon()
    groups = {
        "both": lexicon.both,
        "three": lexicon.three,
        "country": lexicon.the_country,
        "delegation": lexicon.the_delegation,
    }
    branches = []
    for name, phrases in groups.items():
        branches.append(f"(?P<{name}>{_any_of(phrases)})")
    # "both neighbouring states": a word of description in between.
    branches[0] = (
        rf"(?P<both>(?:the\s+two|both)\s+(?:{'|'.join(lexicon.sides_described)})\s+"
        rf"(?:countries|nations|states|governments|neighbou?rs|republics|capitals|allies)"
        rf"|{_any_of(lexicon.both)})"
    )
    branches.append(rf"(?P<guest>{_any_of(lexicon.the_guest)})")
    # "The two agreed", but not "the two records".
    branches.append(
        r"(?P<pair>the\s+two(?=[,.;]|\s+(?:have|had|will|would|also|are|were|then|later|"
        r"met|held|spoke|did|can|could|should|may|\w+ed)\b)"
        r"|(?:(?<=thanked )|(?<=urged )|(?<=urges )|(?<=encourages )|(?<=encouraged )|"
        r"(?<=told )|(?<=asked )|(?<=praised )|(?<=warned )|(?<=congratulated ))"
        r"both(?=[.;,]|\s+to\s+\w+\s+(?!and\b)|\s+of\s+them\b|\s+for\b))"
    )
    return re.compile(
        rf"\b(?:{'|'.join(branches)})\b(?!\s+(?:of|that|which|to\s+which|where)\b)",
        re.IGNORECASE,
    )
