"""An article's text with its events, dates and boilerplate marked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dipevents.models import DateValue, Document, Event, TimeExpression

_SHOWN_AS_OFF = frozenset({"boilerplate", "footer", "credit", "byline"})


@dataclass(slots=True)
class _Layer:
    """What begins and ends at the cuts of the text."""

    start: int
    end: int
    event: str | None = None
    act: bool = False
    when: str | None = None
    who: str | None = None
    off: str | None = None


@dataclass(slots=True)
class _Stretch:
    """A stretch within which nothing begins or ends."""

    events: dict[str, None] = field(default_factory=dict)
    act: bool = False
    when: str | None = None
    who: str | None = None
    off: str | None = None


def marked_text(
    document: Document,
    number: int,
    events: Iterable[tuple[int, Event]],
    times: Iterable[TimeExpression] = (),
) -> str:
    """The whole text, escaped, cut into marked and plain stretches.

    Marks may overlap: the text is cut wherever one begins or ends, and each stretch
    lists all that cover it.

    Args:
        document: The article.
        number: Its number on the page, for the anchors of its marks.
        events: The events that it tells of, each with its number on the page.
        times: Its time expressions.

    Returns:
        HTML in which ``mark`` stands for words that tell of events.
    """
    text = document.text
    layers = [*_layers(document, events), *map(_timed, times)]
    layers = [x for x in layers if x.start < x.end <= len(text)]
    cuts = sorted({0, len(text), *(c for x in layers for c in (x.start, x.end))})
    layers.sort(key=lambda x: (x.start, -x.end))
    anchored: set[str] = set()
    out: list[str] = []
    active: list[_Layer] = []
    coming = 0
    for start, end in pairwise(cuts):
        while coming < len(layers) and layers[coming].start <= start:
            active.append(layers[coming])
            coming += 1
        active = [x for x in active if x.end > start]
        anchor = f"d{number}-{start}"
        begins = any(x.event is not None and x.start == start for x in active)
        name = f' id="{anchor}"' if begins and anchor not in anchored else ""
        anchored.add(anchor)
        out.append(_tagged(escape(text[start:end]), _stretch(active), name))
    return "".join(out)


def _layers(
    document: Document, events: Iterable[tuple[int, Event]]
) -> Iterable[_Layer]:
    for number, event in events:
        for mention in event.mentions:
            if mention.document_id != document.id:
                continue
            yield _Layer(mention.start, mention.end, event=str(number))
            yield _Layer(mention.trigger_start, mention.trigger_end, act=True)
            if mention.date:
                yield from _dated(mention.date, document.id)
        yield from _named(event, document.id)
    for marked in document.spans:
        if marked.kind in _SHOWN_AS_OFF or marked.repeats is not None:
            why = f"{marked.kind}: {marked.reason}" if marked.reason else marked.kind
            yield _Layer(marked.start, marked.end, off=why)


def _named(event: Event, document_id: str) -> Iterable[_Layer]:
    """The words that name the participants, as far as the explanation tells them."""
    known = {p.name: p for p in event.participants}
    for reason in event.explanation:
        side = known.get(reason.text)
        if reason.field != "participants" or side is None:
            continue
        parts = (side.name, side.title, side.country, side.role)
        told = ", ".join(part for part in parts if part)
        for words in reason.words:
            if words.document_id == document_id:
                yield _Layer(words.start, words.end, who=told)


def _timed(time: TimeExpression) -> _Layer:
    return _Layer(time.start, time.end, when=time.explain())


def _dated(when: DateValue, document_id: str) -> Iterable[_Layer]:
    told = f"{when.edtf or 'unknown'} ({when.basis})"
    for span in when.evidence:
        if span.document_id == document_id:
            yield _Layer(span.start, span.end, when=told)


def _stretch(active: Iterable[_Layer]) -> _Stretch:
    stretch = _Stretch()
    for layer in active:
        if layer.event is not None:
            stretch.events[layer.event] = None
        stretch.act = stretch.act or layer.act
        stretch.when = layer.when or stretch.when
        stretch.who = layer.who or stretch.who
        stretch.off = layer.off or stretch.off
    return stretch


def _tagged(text: str, stretch: _Stretch, name: str) -> str:
    if stretch.act and stretch.events:
        text = f'<span class="act">{text}</span>'
    if stretch.who:
        text = f'<span class="who" title="{escape(stretch.who)}">{text}</span>'
    if stretch.when:
        text = f'<span class="when" title="{escape(stretch.when)}">{text}</span>'
    if stretch.off:
        text = f'<span class="off" title="{escape(stretch.off)}">{text}</span>'
    if stretch.events:
        numbers = " ".join(stretch.events)
        text = f'<mark{name} data-events="{numbers}">{text}</mark>'
    return text
