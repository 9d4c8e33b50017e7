"""Cuts a document into the units that are parsed: sentences, headlines, captions.

The units come from the text alone, so that a unit is the same whether or not its
neighbours are parsed, and so that no unit grows beyond what a parser can take.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dipevents.models import Document, MarkedSpan

UnitKind = Literal["body", "title", "caption"]

MAX_WORDS = 120
"""Longest unit, in words; a parser's time and errors grow beyond."""
MAX_CHARS = 1500
"""Longest unit, in code points, for text without spaces."""

# One code point for one code point, so that offsets need no map.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2212\u00ad\ufe63\uff0d", "-"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛′ʼ＇`´", "'"),
        **dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
        **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000\ufeff", " "),
        **{chr(c): " " for c in range(0x2000, 0x2010)},
        **{chr(c): " " for c in range(0x2060, 0x2065)},
        **{chr(c): " " for c in range(0x202A, 0x202F)},
    }
)
_SURROGATE = re.compile("[\ud800-\udfff]")

_BULLET = re.compile(r"\s*(?:[-*•·▪◦‣–—]|\d{1,2}[.)])\s")
_END = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)   # the full stop; one try for a run of dots
        (?P<after>(?:\[\d+\])*["'”’»)\]]*(?:\[\d+\])*)   # closing quotes, notes
        (?P<gap>\s++)
        (?=(?P<next>["'“‘«(\[]*[^\W_][\w'’.-]*))          # what comes next
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[\w.&'’-]*\Z")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_CLAUSE_CUT = re.compile(r"[;:,—–]\s+")
_SPACES = re.compile(r"\s+")
_TERMINAL = re.compile(r"""[.!?:;…]["'”’)\]]*\s*\Z""")
_ATTRIBUTION = re.compile(
    r"(?:he|she|it|they|[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3})\s+"
    r"(?:said|says|asked|added|told|wrote|replied|declared|tweeted|warned)\b"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One stretch of the document that is parsed by itself."""

    start: int
    """First code point in the document's text."""
    end: int
    kind: UnitKind
    paragraph: int
    """Counts the paragraphs of the document from 0."""


def _has_letter(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds a letter; superscripts and the like are none."""
    return any(map(str.isalpha, text[start:end]))


def parser_text(text: str) -> str:
    """The text as the parser and the name rules get it: same length, plain signs.

    Dashes, quotes and spaces of every kind become their ASCII fellows.

    Args:
        text: Any text.

    Returns:
        A text of the same length in code points.
    """
    if text.isascii():
        return text.translate(_SAME_LENGTH)
    return _SURROGATE.sub("?", text.translate(_SAME_LENGTH))


def segment(document: Document) -> list[Unit]:
    """The units of a document, in order, without overlap.

    Boilerplate, bylines, credits, footers and datelines are left out, and a caption
    that repeats an earlier one too.

    Args:
        document: The document, with the spans that ingest marked.

    Returns:
        The units; empty where the text has no letters.
    """
    text = document.text
    units: list[Unit] = []
    paragraph = -1
    previous_end = 0
    for start, end, kind in _regions(text, document.spans):
        for begin, stop in _paragraphs(text, start, end):
            # What follows a dateline on the same line is still that paragraph.
            if paragraph < 0 or "\n" in text[previous_end:begin] or kind != "body":
                paragraph += 1
            previous_end = stop
            for s, e in _sentences(text, begin, stop):
                units.extend(Unit(a, b, kind, paragraph) for a, b in _cut(text, s, e))
    return units


def _regions(
    text: str, spans: Iterable[MarkedSpan]
) -> Iterator[tuple[int, int, UnitKind]]:
    """Body, titles and captions in order; what the spans exclude is left out."""
    at = 0
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        start, end = max(span.start, at), min(span.end, len(text))
        if end <= start:
            continue
        if start > at:
            yield at, start, "body"
        if span.kind == "title":
            yield start, end, "title"
        elif span.kind == "caption" and span.repeats is None:
            yield start, end, "caption"
        at = end
    if at < len(text):
        yield at, len(text), "body"


# No line of prose, and no headline, is over after one of these.
_OPEN_END = re.compile(r"[a-z,] (?:and|or|of|the|with|by|between|from|his|her|their)\Z")


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, with hard-wrapped ones joined to the paragraph they were cut from."""
    begin: int | None = None
    last = (start, start)
    for line_start, line_end in _lines(text, start, end):
        if not text[line_start:line_end].strip():
            if begin is not None:
                yield begin, last[1]
            begin = None
        elif begin is None:
            begin = line_start
        elif not _continues(text, last, (line_start, line_end)):
            yield begin, last[1]
            begin = line_start
        last = (line_start, line_end)
    if begin is not None:
        yield begin, last[1]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        if stop < 0:
            stop = end
        yield at, stop
        at = stop + 1


def _continues(text: str, last: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    before, now = text[slice(*last)].rstrip(), text[slice(*line)].lstrip()
    if _BULLET.match(now) or _TERMINAL.search(before):
        # A wrapped paragraph also breaks after a full stop: near its full width.
        return bool(
            55 <= len(before) <= 100 and len(now) >= 1 and not _BULLET.match(now)
        ) and _is_wrapped(text, last[0])
    if now[0].islower() or _OPEN_END.search(before):
        return True
    return 45 <= len(before) <= 100 and _is_wrapped(text, last[0])


def _is_wrapped(text: str, at: int) -> bool:
    """Whether the block of lines around ``at`` was cut to a fixed width."""
    start = text.rfind("\n\n", max(0, at - 2000), at) + 1
    stop = text.find("\n\n", at, at + 2000)
    lines = text[start : stop if stop > 0 else at + 2000].strip().split("\n")
    widths = [len(line.rstrip()) for line in lines]
    if len(widths) < 2 or max(widths) > 110:
        return False
    full = sorted(widths[:-1])
    unfinished = sum(not _TERMINAL.search(line) for line in lines[:-1])
    return full[0] >= 0.7 * max(widths) and 2 * unfinished >= len(full)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        if match["next"] and _is_boundary(text, start, end, match):
            stop = match.end("after")
            yield begin, stop
            begin = match.end("gap")
    yield begin, end


def _is_boundary(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    lexicon = annotation_lexicon()
    following = match["next"].lstrip("\"'“‘«([")
    bare = re.split(r"['’.-]", following, maxsplit=1)[0]
    starter = bare.lower() in lexicon.sentence_starters
    if following[0].islower():
        return False
    if match["stop"] != ".":
        inside = bool(match["after"]) and match["after"][0] in "\"'”’»"
        spoken = _ATTRIBUTION.match(text, match.end("gap"), end)
        return not (inside and spoken and match["stop"] in "?!")
    if match["after"]:
        return True
    before = text[max(start, match.start() - 40) : match.start()]
    found = _WORD_BEFORE.search(before)
    word = found.group() if found else ""
    if _ACRONYM.match(word):
        return starter or (word.lower() in ("a.m", "p.m") and following[0].isupper())
    if _INITIAL.match(word):
        return starter and len(bare) > 1 and word != "J"
    lower = word.lower()
    if lower in lexicon.abbreviations:
        return False
    if lower in lexicon.number_abbreviations:
        return not following[0].isdigit()
    if lower in lexicon.final_abbreviations:
        return starter
    return not (following[0].isdigit() and not word)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without outer space, in pieces of at most MAX_WORDS words."""
    start, end = _strip(text, start, end)
    while start < end and not _short(text, start, end):
        stop = _cut_at(text, start, end)
        piece = _strip(text, start, stop)
        if _has_letter(text, *piece):
            yield piece
        start, _ = _strip(text, stop, end)
    if _has_letter(text, start, end):
        yield start, end


def _short(text: str, start: int, end: int) -> bool:
    # A cheap test first: no text of 240 characters holds 120 words.
    if end - start <= 2 * MAX_WORDS:
        return True
    return (
        end - start <= MAX_CHARS
        and sum(1 for _ in _SPACES.finditer(text, start, end)) < MAX_WORDS
    )


def _cut_at(text: str, start: int, end: int) -> int:
    """Where to cut: the last clause sign of the window, else a space, else anywhere."""
    limit = min(end, start + MAX_CHARS)
    for count, space in enumerate(_SPACES.finditer(text, start, limit)):
        if count >= MAX_WORDS - 1:
            limit = space.start()
            break
    half = start + (limit - start) // 2
    for pattern in (_CLAUSE_CUT, _SPACES):
        cuts = [m.end() for m in pattern.finditer(text, half, limit)]
        if cuts:
            return cuts[-1]
    return limit


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
