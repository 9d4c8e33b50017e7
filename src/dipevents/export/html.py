"""The view: one HTML file with timeline, records and marked articles, no network.

All that comes from articles is escaped and stands in text or in quoted attributes. A
content security policy allows the page's own script and style, by their hashes, and
nothing else, so that even what slipped through could neither run nor load anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from dipevents.dates import tag
from dipevents.export.marking import marked_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dipevents.models import Document, Event, TimeExpression

_STATUSES = ("occurred", "ongoing", "planned", "proposed", "cancelled", "negated")


def to_html(
    events: Iterable[Event],
    documents: Iterable[Document] = (),
    *,
    title: str = "Events",
    provenance: Mapping[str, Any] | None = None,
    times: Iterable[TimeExpression] | None = None,
) -> str:
    """The events as a page that can be sent to someone as it is.

    A timeline to zoom and filter by type, country, status and words, and a map of the
    places, drawn here, not fetched; a click on an event shows its record, the reasons
    of each field, and its words marked in each article that tells of it. Dates,
    participants and boilerplate are marked too: what a date means, and why, is shown
    where the pointer rests on it. Works by keyboard, on a phone, in the dark, and
    without scripts as one long page.

    Args:
        events: The events, listed in their order.
        documents: Their articles; those that no event mentions are left out.
        title: Heading of the page.
        provenance: What made the events, shown at the foot.
        times: The articles' time expressions, with the ids of their documents; None
            for those that :func:`dipevents.resolve_dates` finds.

    Returns:
        The page's text, a few kilobytes more than the articles and events.
    """
    events = tuple(events)
    ids = {event.id: str(n) for n, event in enumerate(events)}
    by_document: dict[str, list[tuple[int, Event]]] = defaultdict(list)
    for number, event in enumerate(events):
        for document_id in dict.fromkeys(m.document_id for m in event.mentions):
            by_document[document_id].append((number, event))
    shown = [d for d in documents if d.id in by_document]
    numbers = {document.id: str(n) for n, document in enumerate(shown)}
    dated = _times_of(shown, times)
    style, script = _asset("view.css"), _asset("view.js")
    parts = {
        "policy": (
            f"default-src 'none'; style-src '{_hash(style)}'; "
            f"script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
        ),
        "title": escape(title),
        "style": style,
        "script": script,
        "summary": _summary(events, shown),
        "filters": _filters(events),
        "legend": _legend(events),
        "list": "\n".join(_item(e, n, numbers) for n, e in enumerate(events)),
        "records": "\n".join(_record(e, n, numbers, ids) for n, e in enumerate(events)),
        "articles": "\n".join(
            _article(d, n, by_document[d.id], dated[d.id]) for n, d in enumerate(shown)
        ),
        "map": _map() if any(_located(e) for e in events) else "",
        "foot": _foot(provenance),
    }
    page = _asset("view.html")
    # One pass: what an article says is never looked through for placeholders.
    pieces = page.split("{{")
    out = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}}")
        out += [parts[name], rest]
    return "".join(out)


def _times_of(
    documents: Iterable[Document], times: Iterable[TimeExpression] | None
) -> dict[str, list[TimeExpression]]:
    """The time expressions of each document, found here where none were given."""
    found: dict[str, list[TimeExpression]] = defaultdict(list)
    if times is not None:
        for time in times:
            found[time.document_id or ""].append(time)
        return found
    for document in documents:
        published = document.published
        known = published if published is not None and published.earliest else None
        found[document.id] = tag(document.text, anchor=known, document_id=document.id)
    return found


def _located(event: Event) -> bool:
    return event.place is not None and event.place.latitude is not None


def _map() -> str:
    """The world without a tile of anybody's: Natural Earth's land, public domain."""
    land = _asset("world.svgpath").strip()
    return (
        '<section aria-label="Map of the places"><div class="bar"><span class="legend">'
        '<span id="placeless">Places</span></span><div class="zoom">'
        '<button type="button" id="whole-map">Whole world</button></div></div>'
        '<div id="map"><svg viewBox="0 0 360 180" role="group" '
        'aria-label="Places of the events; each dot is a button">'
        f'<path class="graticule" d="{_graticule()}"/><path class="land" d="{land}"/>'
        "<g></g></svg></div></section>"
    )


def _graticule() -> str:
    meridians = "".join(f"M{x} 0V180" for x in range(30, 360, 30))
    return meridians + "".join(f"M0 {y}H360" for y in range(30, 180, 30))


def page_of(events: Sequence[Event]) -> str:
    """The view of an event set, with the documents and the provenance it brings.

    Args:
        events: An event set, or any sequence of events.

    Returns:
        The page's text; see :func:`to_html`.
    """
    made_by = getattr(events, "provenance", None)
    return to_html(
        events.timeline() if hasattr(events, "timeline") else events,
        getattr(events, "documents", ()),
        provenance=made_by.model_dump(mode="json") if made_by is not None else None,
    )


@cache
def _asset(name: str) -> str:
    folder = resources.files("dipevents.export") / "assets"
    return (folder / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _summary(events: Sequence[Event], documents: Sequence[Document]) -> str:
    days = [e.date for e in events if e.date]
    first = min((d.earliest for d in days if d.earliest), default=None)
    last = max((d.latest for d in days if d.latest), default=None)
    span = f", {first} to {last}" if first and last else ""
    articles = f"{len(documents)} article" + ("" if len(documents) == 1 else "s")
    return escape(f"{_counted(len(events), 'event')} in {articles}{span}")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _filters(events: Sequence[Event]) -> str:
    types = Counter(e.type for e in events)
    statuses: Counter[str] = Counter(e.status for e in events)
    countries = Counter(
        c for e in events for c in {p.country for p in e.participants if p.country}
    )

    def select(name: str, label: str, counts: Mapping[str, int]) -> str:
        options = "".join(
            f'<option value="{escape(value)}">{escape(value)} ({count})</option>'
            for value, count in sorted(counts.items())
        )
        return (
            f'<label>{label}<select name="{name}"><option value="">all</option>'
            f"{options}</select></label>"
        )

    return (
        select("type", "Type", types)
        + select("country", "Country", countries)
        + select("status", "Status", statuses)
    )


def _legend(events: Sequence[Event]) -> str:
    used = {e.status for e in events}
    full = {"occurred": ' class="full"', "ongoing": ' class="full"'}
    return "".join(
        f'<li class="s-{status}"><i{full.get(status, "")}></i>{status}</li>'
        for status in _STATUSES
        if status in used
    )


def _who(event: Event) -> str:
    actors = [p.name for p in event.participants if p.role == "actor"]
    others = [p.name for p in event.participants if p.role == "recipient"]
    sides = (", ".join(side) for side in (actors, others) if side)
    return " → ".join(sides)


def _when(event: Event) -> str:
    date = event.date
    if date is None or date.edtf is None:
        return "date not told"
    return date.edtf.replace("/", " – ")


def _item(event: Event, number: int, documents: Mapping[str, str]) -> str:
    date = event.date
    first = date.earliest if date and date.earliest and date.latest else None
    last = date.latest if date and first else None
    told = list(dict.fromkeys(m.document_id for m in event.mentions))
    shown = " ".join(documents[d] for d in told if d in documents)
    countries = sorted({p.country for p in event.participants if p.country})
    place = event.place
    where = (
        f' data-place="{escape(place.name)}"'
        f' data-at="{place.longitude} {place.latitude}"'
        if place is not None and _located(event)
        else ""
    )
    label = f"{event.type}, {event.status}, {_when(event)}: {_who(event)}"
    under = [event.place.name if event.place else "", _counted(len(told), "report")]
    under += ["articles differ"] if event.disagreements else []
    return (
        f'<li><button type="button" data-event="{number}"'
        f' data-type="{escape(event.type)}"'
        f' data-status="{event.status}" data-countries="{escape(" ".join(countries))}"'
        f' data-documents="{shown}"{where}'
        f' data-first="{first or ""}" data-last="{last or ""}"'
        f' aria-label="{escape(label)}"><span class="top"><span>{escape(_when(event))}'
        f'</span><span class="s-{event.status}">{escape(event.type)}</span></span>'
        f'<span class="who">{escape(_who(event))}</span><span class="under">'
        f"{escape(' · '.join(u for u in under if u))}</span></button></li>"
    )


def _record(
    event: Event, number: int, documents: Mapping[str, str], ids: Mapping[str, str]
) -> str:
    place = event.place
    where = (
        f"{place.name}" + (f" ({place.country})" if place.country else "")
        if place
        else ""
    )
    rows = [
        ("Date", _when(event) + _because(event)),
        ("Place", where),
        ("Reported by", ", ".join(dict.fromkeys(s.name for s in event.reported_by))),
        ("Topics", "; ".join(dict.fromkeys(t.text for t in event.topics))),
        ("CAMEO", event.cameo or ""),
        ("PLOVER", " · ".join(p for p in (event.plover.event, event.plover.mode) if p)),
        ("Confidence", f"{event.confidence:.0%}"),
        ("Found by", ", ".join(event.found_by)),
        ("Id", event.id),
    ]
    cells = "".join(
        f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value
    )
    return (
        f'<section class="record" id="e{number}" aria-label="Event {number + 1}">'
        f"<h2>{escape(event.type.capitalize())}"
        f'<span class="pill s-{event.status}">{event.status}</span></h2>'
        f"{_differences(event)}{_people(event)}<dl>{cells}{_within(event, ids)}</dl>"
        f"<h3>Told in</h3>{_quotes(event, number, documents)}"
        f"{_reasons(event)}</section>"
    )


def _because(event: Event) -> str:
    return f" ({event.date.reason})" if event.date and event.date.reason else ""


def _within(event: Event, ids: Mapping[str, str]) -> str:
    if not event.part_of:
        return ""
    name = escape(event.part_of)
    target = ids.get(event.part_of)
    link = f'<a href="#e{target}" data-event="{target}">{name}</a>' if target else name
    return f"<dt>Part of</dt><dd>{link}</dd>"


def _differences(event: Event) -> str:
    found = []
    for clash in event.disagreements:
        told = zip(clash.values, clash.documents, strict=False)
        values = "; ".join(f"{value} ({document})" for value, document in told)
        found.append(
            f'<p class="warn">The articles differ on the {escape(clash.field)}: '
            f"{escape(values)}</p>"
        )
    return "".join(found)


def _people(event: Event) -> str:
    rows = "".join(
        f"<tr><td>{escape(p.name)}</td><td>{escape(p.title or p.kind)}</td>"
        f"<td>{escape(p.country or '')}</td><td>{p.role}</td></tr>"
        for p in event.participants
    )
    return (
        "<table><thead><tr><th>Participant</th><th>Office</th><th>Country</th>"
        f"<th>Role</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _quotes(event: Event, number: int, documents: Mapping[str, str]) -> str:
    found = []
    for mention in event.mentions:
        name = escape(mention.document_id)
        document = documents.get(mention.document_id)
        if document is not None:
            mark = f"d{document}-{mention.start}"
            name = f'<a href="#{mark}" data-mark="{mark}">{name}</a>'
        told: list[str] = [mention.status]
        if mention.date and mention.date.edtf:
            told.append(mention.date.edtf)
        if mention.place:
            told.append(mention.place.name)
        found.append(
            f"<blockquote>{escape(mention.text)}<footer>{name}: "
            f"{escape(', '.join(told))}</footer></blockquote>"
        )
    return "".join(found)


def _reasons(event: Event) -> str:
    rows = []
    for reason in event.explanation:
        words = "; ".join(f"“{w.text}”" for w in reason.words)
        told = " ".join(part for part in (reason.text, words) if part)
        rows.append(
            f"<li><b>{escape(reason.field)}</b> {escape(told)} "
            f"<code>{escape(reason.rule)}</code></li>"
        )
    return f'<h3>Why</h3><ul class="why">{"".join(rows)}</ul>' if rows else ""


def _article(
    document: Document,
    number: int,
    events: Iterable[tuple[int, Event]],
    times: Iterable[TimeExpression],
) -> str:
    published = document.published
    about = [
        document.source or "",
        f"published {published.edtf}" if published and published.edtf else "",
        document.id if document.title else "",
    ]
    url = document.url or ""
    link = ""
    if url.startswith(("https://", "http://")):
        link = f' · <a href="{escape(url)}" rel="noopener noreferrer">source</a>'
    heading = document.title or document.id
    return (
        f'<article class="article" data-document="{number}"><h2>{escape(heading)}</h2>'
        f'<p class="about">{escape(" · ".join(a for a in about if a))}{link}</p>'
        f'<div class="text">{marked_text(document, number, events, times)}</div>'
        "</article>"
    )


def _foot(provenance: Mapping[str, Any] | None) -> str:
    if not provenance:
        return "Made with dipevents"
    version = provenance.get("library_version") or ""
    parts = [f"Made with dipevents {version}".strip()]
    if provenance.get("model"):
        parts.append(f"{provenance['model']} {provenance.get('model_version') or ''}")
    return escape(" · ".join(part.strip() for part in parts))
