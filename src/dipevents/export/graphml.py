"""GraphML: who acts towards whom, as a graph for network analysis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dipevents.models import Event, Participant

_NODE = ("name", "kind", "country", "sector")
_EDGE = (
    ("event", "string"),
    ("type", "string"),
    ("status", "string"),
    ("date", "string"),
    ("earliest", "string"),
    ("latest", "string"),
    ("cameo", "string"),
    ("plover", "string"),
    ("confidence", "double"),
    ("mutual", "boolean"),
)
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def to_graphml(events: Iterable[Event]) -> str:
    """The events as a directed multigraph in GraphML.

    A node for each participant (by entity, where linking gave one), an edge from each
    actor to each recipient. Of a mutual act (``mutual`` is true) each two sides are
    joined by one edge, in the order in which the article names them. Lost: events of
    which only one side is known, places, mentions, explanations.

    Args:
        events: The events.

    Returns:
        The text of the file; networkx, igraph and Gephi read it.
    """
    nodes: dict[str, Participant] = {}
    edges: list[str] = []
    for event in events:
        for one, other, mutual in _pairs(event):
            for side in (one, other):
                nodes.setdefault(_key(side), side)
            edges.append(_edge(event, _key(one), _key(other), len(edges), mutual))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(_declared("node", name, "string") for name in _NODE),
        *(_declared("edge", name, kind) for name, kind in _EDGE),
        '<graph id="events" edgedefault="directed">',
        *(_node(key, side) for key, side in nodes.items()),
        *edges,
        "</graph>",
        "</graphml>",
    ]
    return "\n".join(lines) + "\n"


def _pairs(event: Event) -> Iterator[tuple[Participant, Participant, bool]]:
    actors = [p for p in event.participants if p.role == "actor"]
    others = [p for p in event.participants if p.role == "recipient"]
    if others:
        yield from ((a, b, False) for a in actors for b in others)
        return
    for place, one in enumerate(actors):
        yield from ((one, other, True) for other in actors[place + 1 :])


def _key(side: Participant) -> str:
    return side.entity_id or f"{side.kind}:{side.country or ''}:{side.name}"


def _declared(kind: str, name: str, value: str) -> str:
    return (
        f'<key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" '
        f'attr.type="{value}"/>'
    )


def _node(key: str, side: Participant) -> str:
    values = {name: getattr(side, name) for name in _NODE}
    return f"<node id={_quoted(key)}>{_data('n', values)}</node>"


def _edge(event: Event, source: str, target: str, number: int, mutual: bool) -> str:
    when = event.date
    values = {
        "event": event.id,
        "type": event.type,
        "status": event.status,
        "date": when.edtf if when else None,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "cameo": event.cameo,
        "plover": event.plover.event,
        "confidence": event.confidence,
        "mutual": "true" if mutual else "false",
    }
    return (
        f'<edge id="e{number}" source={_quoted(source)} target={_quoted(target)}>'
        f"{_data('e', values)}</edge>"
    )


def _data(prefix: str, values: Mapping[str, object]) -> str:
    return "".join(
        f'<data key="{prefix}_{name}">{escape(_fit(str(value)))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _quoted(text: str) -> str:
    return quoteattr(_fit(text))


def _fit(text: str) -> str:
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
