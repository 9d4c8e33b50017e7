"""Marks what is not story: headline, byline, dateline, captions, boilerplate, footers.

The text is never changed. Every mark is one line (or one paragraph, where the text is
wrapped at a fixed width) or the dateline that opens one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dipevents.ingest.dateline import (
    Dateline,
    is_labelled,
    is_time_alone,
    opens_with_label,
    read_line,
    read_opening,
)
from dipevents.lexicons.layout import Layout, LineRule, layout
from dipevents.models import DateValue, MarkedSpan, SpanKind

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_SIGNS = re.compile(r"^[^\w\"“‘'(\[©&#*<@/\-–—_=~.]+\s*")
_SENTENCE_END = re.compile(
    r"[.!?…:;][\"'”’»)\]]*(?:\s*[(\[/][^()\[\]]{1,40}[)\]/]\.?)?$|[.!?…]\s*[\"'”’»]$"
)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*\n)*?---[ \t]*(?=\r?\n|$)")
_LONGEST_RULE_LINE = 600
_LONGEST_TITLE = 220
_STORY_WORDS = 9
_LONG_LINE_WORDS = 28
_LABEL_WORDS = 5
_LIST_LINES = 4
_NEAR = 3
_OPENING_LINES = 4
_REPEATED = 60


@dataclass(frozen=True, slots=True)
class Marks:
    """What cleaning found in one text.

    Args:
        spans: The marked stretches in order, without overlaps.
        published: The day that a dateline tells; None if there is none.
        place: The place that a dateline tells, as printed.
    """

    spans: tuple[MarkedSpan, ...] = ()
    published: DateValue | None = None
    place: str | None = None


@dataclass(slots=True)
class _Line:
    """A line while it is looked at: kind and reason are filled in on the way."""

    index: int
    start: int
    end: int
    text: str
    words: int
    blank_before: bool
    kind: SpanKind | None = None
    reason: str = ""
    repeats: int | None = None
    story: bool = False
    candidates: list[LineRule] = field(default_factory=list)

    def mark(self, kind: SpanKind, reason: str) -> None:
        self.kind = kind
        self.reason = reason


def mark(document_id: str, text: str, title: str | None = None) -> Marks:
    """What in the text is not story, and what its dateline tells.

    Args:
        document_id: Id of the document, for the evidence of the date.
        text: The text.
        title: A headline that is known beside the text: the line that repeats it is
            the title line.

    Returns:
        The marks; all offsets count code points of the text.
    """
    lines = list(_split(text))
    if not lines:
        return Marks()
    rules = layout()
    _mark_by_rules(lines, rules)
    _find_story(lines, rules)
    _mark_edges(lines)
    top, late = _mark_date_lines(lines, document_id, text)
    _mark_title(lines, rules, title)
    _mark_repeats(lines)
    _mark_bylines_beside_dates(lines)
    _mark_labels(lines, rules)
    opening = _find_opening(lines, document_id, text)
    spans = [
        MarkedSpan(
            kind=line.kind,
            start=line.start,
            end=line.end,
            repeats=line.repeats,
            reason=line.reason,
        )
        for line in lines
        if line.kind is not None
    ]
    if opening is not None:
        spans.append(
            MarkedSpan(
                kind="dateline",
                start=opening.start,
                end=opening.end,
                reason=opening.rule,
            )
        )
        top.append(opening)
    spans.sort(key=lambda span: span.start)
    return Marks(tuple(spans), _published(top, late), _place([*late, *top]))


def _split(text: str) -> Iterator[_Line]:
    """The lines; where a text is wrapped, its paragraphs."""
    front = _FRONT_MATTER.match(text)
    stretches: list[tuple[int, int, bool]] = []
    last_end = front.end() if front else 0
    for match in _LINE.finditer(text, last_end):
        content = match[0].strip()
        if not content:
            continue
        start = match.start() + match[0].index(content[0])
        end = start + len(content)
        blank = len(_BREAK.findall(text, last_end, start)) > 1 or not stretches
        stretches.append((start, end, blank))
        last_end = end
    if _is_wrapped(text, stretches):
        stretches = _joined(stretches)
    if front:
        yield _Line(0, 0, front.end(), "", 0, True, "boilerplate", "front-matter")
    offset = 1 if front else 0
    for index, (start, end, blank) in enumerate(stretches, offset):
        short = _BLANKS.sub(" ", text[start : min(end, start + 2000)])
        words = short.count(" ") + 1
        yield _Line(index, start, end, short, words, blank)


def _is_wrapped(text: str, stretches: list[tuple[int, int, bool]]) -> bool:
    """Whether lines end where the page did: many go on in lower case."""
    following = [start for start, _, blank in stretches if not blank]
    lower = sum(text[start].islower() for start in following)
    return lower >= 4 and lower >= 0.3 * len(following)


def _joined(stretches: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    paragraphs: list[tuple[int, int, bool]] = []
    for start, end, blank in stretches:
        if blank or not paragraphs:
            paragraphs.append((start, end, True))
        else:
            paragraphs[-1] = (paragraphs[-1][0], end, True)
    return paragraphs


def _mark_by_rules(lines: list[_Line], rules: Layout) -> None:
    for line in lines:
        if line.kind or line.end - line.start > _LONGEST_RULE_LINE:
            continue
        found = rules.rules_of(line.text)
        bare = _SIGNS.sub("", line.text)
        if not found and bare and bare != line.text:
            found = rules.rules_of(bare)
        for rule in found:
            if rule.where == "any":
                line.mark(rule.kind, rule.id)
                break
            line.candidates.append(rule)


def _find_story(lines: list[_Line], rules: Layout) -> None:
    """The lines that are sentences of the story, or too long to be anything else."""
    for line in lines:
        if line.kind or line.candidates:
            continue
        ends = _SENTENCE_END.search(line.text) is not None
        clause = line.words >= 4 and has_verb(line.text, rules) and ends
        line.story = (
            (line.words >= _STORY_WORDS and ends)
            or line.words >= _LONG_LINE_WORDS
            or clause
            or line.end - line.start > _LONGEST_TITLE
        )


def _edges(lines: list[_Line]) -> tuple[int, int]:
    """Index of the first and the last line of the story; -1 where there is none."""
    story = [line.index for line in lines if line.story]
    return (story[0], story[-1]) if story else (-1, -1)


def _mark_edges(lines: list[_Line]) -> None:
    first, last = _edges(lines)
    for line in lines:
        place = "head" if line.index < first or first < 0 else ""
        place = "tail" if line.index > last >= 0 else place
        for rule in line.candidates:
            if place and rule.where in ("edge", place):
                line.mark(rule.kind, rule.id)
                break


def _mark_date_lines(
    lines: list[_Line], document_id: str, text: str
) -> tuple[list[Dateline], list[Dateline]]:
    """Lines that hold a date alone: above the story any, elsewhere with a label.

    Returns:
        Those above the story, and those below its first paragraphs or at its end.
    """
    first, last = _edges(lines)
    found: list[tuple[_Line, Dateline]] = []
    for line in lines:
        above = line.index < first or first < 0
        below = line.index > last
        opens = line.index == first and line.words <= 12
        within = not (above or below or opens)
        if line.kind not in (None, "byline"):
            continue
        if within and not opens_with_label(line.text):
            continue
        if not within and is_time_alone(line.text):
            line.mark("dateline", "line.time")
            continue
        dateline = read_line(document_id, text, line.start, line.end)
        if dateline is None or (below and not is_labelled(line.text)):
            continue
        line.mark("dateline", "line.label" if within else dateline.rule)
        line.story = False
        found.append((line, dateline))
    first, last = _edges(lines)
    top = [d for line, d in found if line.index < first or first < 0]
    late = [
        d
        for line, d in found
        if line.index > first >= 0 and _dates_the_article(line, lines, last)
    ]
    return top, late


def _dates_the_article(line: _Line, lines: list[_Line], last: int) -> bool:
    """Whether a date line below the first paragraph is the article's own.

    Far down in the story, or right under a headline, it dates another article.
    """
    position = lines.index(line)
    before = lines[position - 1]
    if not line.blank_before and (
        before.kind == "boilerplate"
        or (before.kind is None and not before.story and before.words > _LABEL_WORDS)
    ):
        return False
    story_above = sum(one.story for one in lines[:position])
    return story_above < _OPENING_LINES or line.index > last


def _mark_title(lines: list[_Line], rules: Layout, title: str | None) -> None:
    first, _ = _edges(lines)
    if first < 0:
        return
    if title is not None:
        # A known headline is in the text word for word, nearly so, or not at all.
        for line in lines[: first + 1]:
            if not line.kind and _same_words(line.text, title):
                line.mark("title", "title.same")
                line.story = False
                return
        return
    above = [
        line
        for line in lines
        if line.index < first and not line.kind and _may_be_title(line)
    ]
    verbal = [line for line in above if has_verb(line.text, rules)]
    if verbal:
        verbal[0].mark("title", "title.clause")
    elif above:
        above[0].mark("title", "title.first")


def _may_be_title(line: _Line) -> bool:
    text = line.text
    return (
        line.words >= 3
        and len(text) <= _LONGEST_TITLE
        and not text.endswith((".", ":", ";", ","))
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘#¿¡[(")
        and not text.startswith(("Q ", "Q: ", "A: "))  # a transcript's questions
        and sum(letter.isalpha() for letter in text) > len(text) / 2
    )


def has_verb(text: str, rules: Layout) -> bool:
    """Whether a word of a short line can be a verb: the line is a clause then."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)
    for position, word in enumerate(words):
        lower = word.lower()
        if lower in rules.verbs:
            return True
        if position and lower.endswith("ed") and len(lower) > 4 and lower != "united":
            return True
        if lower.endswith(("n't", "n’t", "'re", "’re", "'ll", "’ll", "'ve", "’ve")):
            return True
    return False


def _mark_bylines_beside_dates(lines: list[_Line]) -> None:
    """A name alone on the line before or after a date is who wrote the article."""
    for line, after in pairwise(lines):
        for one, other in ((line, after), (after, line)):
            if (
                other.kind == "dateline"
                and other.reason == "line.date"
                and not one.kind
                and not one.story
                and 2 <= one.words <= 4
                and all(part[:1].isupper() for part in one.text.split())
                and not re.search(r"[\d.!?,:;]$", one.text)
            ):
                one.mark("byline", "byline.beside-date")


def _mark_labels(lines: list[_Line], rules: Layout) -> None:
    """Short lines without a verb above or below the story, beside marked ones.

    Lists (signatories, members of a delegation) look alike: a run of several such
    lines with nothing marked between them is left alone.
    """
    first, last = _edges(lines)
    if first < 0:
        return
    marked = [
        line.index
        for line in lines
        if line.kind in ("boilerplate", "footer", "dateline", "byline", "credit")
    ]
    run: list[_Line] = []
    for line in [*lines, None]:
        if line is not None and _is_label(line, rules, first, last):
            run.append(line)
            continue
        if run and len({label.text for label in run}) < _LIST_LINES:
            for label in run:
                if _has_neighbour(label, marked) or label.text.endswith(":"):
                    label.mark("boilerplate", "label")
        run = []


def _is_label(line: _Line, rules: Layout, first: int, last: int) -> bool:
    return (
        line.kind is None
        and not line.story
        and not line.text.endswith((".", "!", "?", '"', "”"))
        and (line.index < first or line.index > last)
        and line.words <= _LABEL_WORDS
        and not has_verb(line.text, rules)
        and any(letter.isalpha() for letter in line.text)
    )


def _has_neighbour(line: _Line, marked: list[int]) -> bool:
    at = bisect_left(marked, line.index - _NEAR)
    return at < len(marked) and marked[at] <= line.index + _NEAR


def _mark_repeats(lines: list[_Line]) -> None:
    """Lines printed twice: captions above the story, and paragraphs pulled out."""
    seen: dict[str, _Line] = {}
    for line in lines:
        earlier = seen.setdefault(line.text, line)
        if earlier is line or not line.text:
            continue
        if line.end - line.start != earlier.end - earlier.start:
            continue  # only their beginnings were compared
        adjacent = line.index == earlier.index + 1
        if earlier.kind:
            line.mark(earlier.kind, "repeat")
        elif adjacent and line.words >= 2 and not line.text.startswith(("-", "–", "—")):
            earlier.mark("caption", "repeat.caption")
            line.mark("caption", "repeat.caption")
        elif line.end - line.start >= _REPEATED:
            line.mark("boilerplate", "repeat.paragraph")
        else:
            continue
        line.repeats = earlier.start


def _find_opening(lines: list[_Line], document_id: str, text: str) -> Dateline | None:
    """The dateline that opens the story, in one of its first lines."""
    candidates = [line for line in lines if line.kind in (None, "title")]
    story = [line for line in lines if line.story and not line.kind]
    limit = story[_OPENING_LINES - 1].index if len(story) >= _OPENING_LINES else None
    for line in candidates:
        if limit is not None and line.index > limit:
            return None
        opening = read_opening(document_id, text, line.start, line.end)
        if opening is not None and (line.story or opening.end == line.end):
            line.kind = None
            return opening
    return None


def _published(top: list[Dateline], late: list[Dateline]) -> DateValue | None:
    """The surest of the days told; several lines that differ tell the first one.

    A line below the first paragraph counts only where the top tells no day, or no
    more than the day of an update. Two such lines that differ tell nothing.
    """
    told: list[tuple[float, DateValue]] = [
        (d.rank, d.published) for d in top if d.published is not None
    ]
    rank = min((d.rank for d in late), default=0)
    below = [d.published for d in late if d.published is not None and d.rank == rank]
    if len({value.edtf for value in below}) > 1:
        below = [_undecided(below)]
    told.extend((1.5 + rank / 2, value) for value in below)
    if not told:
        return None
    _, chosen = min(told, key=lambda one: (one[1].edtf is None, one[0]))
    return _compared(chosen, top)


def _undecided(values: list[DateValue]) -> DateValue:
    evidence = tuple(span for value in values for span in value.evidence)
    words = " and ".join(f'"{span.text}"' for span in evidence)
    return DateValue(
        basis="dateline",
        evidence=evidence,
        reason=f"several lines tell different days of publication: {words}",
    )


def _compared(chosen: DateValue, top: list[Dateline]) -> DateValue:
    """The date; where the dateline that opens the story differs, that is told."""
    day = chosen.earliest
    if chosen.granularity != "day" or day is None or chosen.reason:
        return chosen
    for dateline in top:
        other = dateline.month_day
        if other is not None and other != (day.month, day.day):
            reason = (
                f"the dateline of the story tells {other[0]:02}-{other[1]:02} "
                "without a year; the complete date is kept"
            )
            return chosen.model_copy(update={"reason": reason})
    return chosen


def _place(datelines: list[Dateline]) -> str | None:
    return next((d.place for d in reversed(datelines) if d.place), None)


def _same_words(line: str, title: str) -> bool:
    """Whether a line is the known headline, give or take a word."""
    one = set(re.findall(r"\w+", line.casefold()))
    other = set(re.findall(r"\w+", title.casefold()))
    return bool(one) and len(one & other) >= 0.7 * len(one | other)
