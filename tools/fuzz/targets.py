"""What is thrown where, and what must hold of the answer.

A target takes a :class:`random.Random` and returns the input it made, after it has
checked the answer; an ``AssertionError`` or any error that is not the library's own is
a finding.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import tempfile
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import inputs

import dipevents
from dipevents.dates import span_of_edtf
from dipevents.dates.find import grammar_with
from dipevents.errors import DipEventsError, LexiconError
from dipevents.lexicons.date_rules import read_date_rules
from dipevents.lexicons.frames import read_event_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

CHECKED_WHOLE = 20  # each so-manieth answer goes through JSON and back
_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
_count = itertools.count()
given: dict[str, Any] = {}
"""The input last made, for the report of a finding."""


def dates(random: Random) -> None:
    """``resolve_dates``: extents, order, days and EDTF agree."""
    text = inputs.date_text(random)
    anchor = inputs.any_day(random) if random.random() < 0.8 else None
    style = random.choice(("auto", "news", "history"))
    given.update(text=text, anchor=str(anchor), style=style)
    last = 0
    whole = next(_count) % CHECKED_WHOLE == 0
    for found in dipevents.resolve_dates(text, anchor=anchor, style=style):
        assert text[found.start : found.end] == found.text
        assert last <= found.start < found.end
        last = found.end
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
        if found.edtf is not None:
            assert span_of_edtf(found.edtf)[0] == found.earliest
        if whole and not _has_half_pair(text):
            again = dipevents.TimeExpression.model_validate_json(
                found.model_dump_json()
            )
            assert again == found


def anchors(random: Random) -> None:
    """``resolve_dates`` with an anchor that may be no date."""
    anchor = inputs.date_text(random)[:20]
    if random.random() < 0.7:
        parts = ("2024", "-", "02", "30", "X", "?", "~", "%", "/", "..", "W5", "-12")
        anchor = "".join(random.choices(parts, k=random.randint(1, 7)))
    given.update(anchor=anchor)
    dipevents.resolve_dates("They met on Tuesday.", anchor=anchor)


def events(random: Random) -> None:
    """``extract_events``: every offset of every event."""
    text = inputs.news_text(random)
    given.update(text=text)
    document = dipevents.Document(id="a", text=text)
    found = dipevents.extract_events(
        document, link=False, min_confidence=0, on_error="raise"
    )
    _check_events(found, {"a": text})


def links(random: Random) -> None:
    """``link_events``: nothing lost, the same for any order."""
    texts = [inputs.news_text(random) for _ in range(random.randint(2, 4))]
    given.update(texts=texts)
    documents = [
        dipevents.Document(id=f"d{n}", text=text, language="en")
        for n, text in enumerate(texts)
        if text.strip() and not _has_half_pair(text)
    ]
    corpus = dipevents.Corpus(documents)
    told = dipevents.extract_events(corpus, link=False, on_error="raise")
    linked = dipevents.link_events(told, told.documents)
    mentions = sorted((m.document_id, m.start) for e in told for m in e.mentions)
    kept = sorted((m.document_id, m.start) for e in linked for m in e.mentions)
    assert set(kept) == set(mentions)
    assert list(dipevents.link_events(list(told)[::-1], told.documents)) == list(linked)
    _check_events(linked, {d.id: d.text for d in documents})


def exports(random: Random) -> None:
    """Every exporter over events whose words are hostile."""
    hostile = [
        *inputs.ODD,
        *("</script>", "<img src=x onerror=y>", "=1+1", "@SUM(A1)", "\r\nEND:VEVENT"),
        *("]]>", "&lt;", "{{7*7}}", "';--", "<!--", "-->", "&#x3c;script>", "\\N,;"),
    ]
    words = ["".join(random.choices(hostile, k=3)) for _ in range(5)]
    given.update(words=words)
    text = "".join(words)
    events = dipevents.EventSet([_hostile_event(words, text)], [_document(words, text)])
    assert events.to_jsonl().count("\n") == 1
    rows = list(csv.reader(io.StringIO(events.to_csv(), newline="")))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert not any(cell[0] in "=+-@" and not _number(cell) for cell in rows[1] if cell)
    calendar = events.to_ics()
    assert calendar.count("BEGIN:VEVENT") == calendar.count("\r\nEND:VEVENT\r\n") <= 1
    assert "\n" not in calendar.replace("\r\n", "")
    _check_page(events.to_html(title=words[0]))
    if next(_count) % CHECKED_WHOLE == 0:
        if find_spec("pyarrow"):
            assert events.to_arrow().num_rows == 1
        if find_spec("pandas"):
            assert len(events.to_dataframe()) == 1


def files(random: Random) -> None:
    """``parse_corpus`` over files of every format, sound and broken."""
    suffix = random.choice((".txt", ".md", ".html", ".json", ".jsonl", ".csv"))
    data = inputs.file_bytes(suffix, random)
    given.update(suffix=suffix, data=repr(data))
    path = _FOLDER / f"article{suffix}"
    path.write_bytes(data)
    corpus = dipevents.parse_corpus(path, on_error="skip")
    for document in corpus:
        for span in document.spans:
            assert 0 <= span.start < span.end <= len(document.text)
    ids = [document.id for document in corpus]
    assert len(set(ids)) == len(ids)


def records(random: Random) -> None:
    """``parse_corpus`` over records with values of any kind."""
    values: tuple[Any, ...] = (
        *(None, 0, -1, 1e308, True, b"x", [], {}, [1], {"text": "x"}, "", " "),
        *(float("nan"), 10**30, "2024-03-03", "soon", inputs.any_day(random)),
    )
    keys = ("id", "text", "title", "published", "source", "url", "date", "body", "x")
    record: dict[Any, Any] = {
        random.choice(keys): random.choice((*values, inputs.news_text(random)))
        for _ in range(random.randint(0, 6))
    }
    record.setdefault("text", inputs.news_text(random))
    given.update(record=repr(record))
    for document in dipevents.parse_corpus([record], on_error="skip"):
        assert document.text
        for span in document.spans:
            assert 0 <= span.start < span.end <= len(document.text)


def rules(random: Random) -> None:
    """The loaders of rule files: a rule, or a ``LexiconError`` that names the file."""
    text = inputs.rule_file(random)
    given.update(text=text)
    path = _FOLDER / "own.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    for read in (read_event_rules, read_date_rules):
        try:
            made = read(path)
        except LexiconError as error:
            assert "own.toml" in str(error)
        else:
            if read is read_date_rules and made and len(made) < 3:
                grammar_with(made)


TARGETS: dict[str, Callable[[Random], None]] = {
    "dates": dates,
    "anchors": anchors,
    "events": events,
    "links": links,
    "exports": exports,
    "files": files,
    "records": records,
    "rules": rules,
}


def run_one(name: str, random: Random) -> None:
    """One input into one target; the library's own errors are answers."""
    given.clear()
    try:
        TARGETS[name](random)
    except DipEventsError:
        if name in {"events", "links", "exports", "dates"}:
            raise


def _has_half_pair(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _check_events(found: Any, texts: dict[str, str]) -> None:
    assert len({e.id for e in found}) == len(found)
    for event in found:
        for mention in event.mentions:
            text = texts[mention.document_id]
            assert text[mention.start : mention.end] == mention.text
            assert mention.start <= mention.trigger_start < mention.trigger_end
        for span in event.topics:
            assert texts[span.document_id][span.start : span.end] == span.text
        for reason in event.explanation:
            for words in reason.words:
                assert texts[words.document_id][words.start : words.end] == words.text
        if not any(map(_has_half_pair, texts.values())):
            line = event.model_dump_json()
            assert dipevents.Event.model_validate_json(line) == event
            assert json.loads(line)


def _document(words: list[str], text: str) -> dipevents.Document:
    return dipevents.Document(id=words[0] or "a", text=text, title=words[1])


def _hostile_event(words: list[str], text: str) -> dipevents.Event:
    day = dipevents.DateValue(
        edtf="2024-03-03",
        earliest="2024-03-03",  # type: ignore[arg-type]
        latest="2024-03-03",  # type: ignore[arg-type]
        granularity="day",
        basis="given",
    )
    return dipevents.Event(
        id=words[2] or "e",
        type="meeting",
        status="occurred",
        date=day,
        place=dipevents.Place(name=words[3] or "p"),
        participants=(
            dipevents.Participant(kind="person", name=words[4] or "n", country="KEN"),
        ),
        mentions=(
            dipevents.EventMention(
                document_id=words[0] or "a",
                start=0,
                end=len(text),
                text=text,
                trigger=words[1],
                trigger_start=0,
                trigger_end=min(1, len(text)),
            ),
        ),
    )


class _Page(HTMLParser):
    """Counts what could act in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.acting += [name for name, _ in attrs if name.startswith("on")]
        if tag in {"img", "iframe", "object", "embed", "link", "base", "form"}:
            self.acting.append(tag)


_own: list[_Page] = []


def _check_page(page: str) -> None:
    parsed = _Page()
    parsed.feed(page)
    if not _own:
        _own.append(_Page())
        _own[0].feed(dipevents.EventSet([]).to_html())
    assert parsed.scripts == _own[0].scripts
    assert parsed.acting == _own[0].acting
