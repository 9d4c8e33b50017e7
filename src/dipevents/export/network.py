"""Who acts towards whom, as a directed graph of networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from dipevents.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx

    from dipevents.models import Event, Participant

Nodes = Literal["country", "participant"]


def to_networkx(
    events: Iterable[Event], *, nodes: Nodes = "country"
) -> nx.MultiDiGraph:
    """The events as a directed multigraph: an edge for each event and ordered pair.

    Of a mutual act ("A met B") every side is an actor: one edge goes each way.

    Args:
        events: The events; several reports of one happening count once if linked.
        nodes: ``country``: a node for each ISO 3166-1 alpha-3 code, participants
            without one are left out; ``participant``: a node for each entity.

    Returns:
        The graph. The key of an edge is the event's id; its attributes are ``type``,
        ``status``, ``earliest`` and ``latest`` (ISO days or None), ``cameo``,
        ``confidence`` and ``mutual``. Nodes of participants have ``name``, ``kind`` and
        ``country``.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    try:
        import networkx as nx
    except ImportError as error:
        msg = "to_networkx needs networkx: pip install 'dipevents[network]'"
        raise MissingExtraError(msg) from error
    graph = nx.MultiDiGraph()
    for event in events:
        for one, other, mutual in _pairs(event):
            ends = _node(one, nodes), _node(other, nodes)
            if None in ends or ends[0] == ends[1]:
                continue
            for key, side in zip(ends, (one, other), strict=True):
                graph.add_node(key, **(_told(side) if nodes == "participant" else {}))
            graph.add_edge(*ends, key=event.id, **_edge(event), mutual=mutual)
    return graph


def _pairs(event: Event) -> Iterator[tuple[Participant, Participant, bool]]:
    actors = [p for p in event.participants if p.role == "actor"]
    others = [p for p in event.participants if p.role == "recipient"]
    for one in actors:
        for other in others or actors:
            if one is not other:
                yield one, other, not others


def _node(side: Participant, nodes: Nodes) -> str | None:
    if nodes == "country":
        return side.country
    return side.entity_id or f"{side.kind}:{side.country or ''}:{side.name}"


def _told(side: Participant) -> dict[str, Any]:
    return {"name": side.name, "kind": side.kind, "country": side.country}


def _edge(event: Event) -> dict[str, Any]:
    when = event.date
    return {
        "type": event.type,
        "status": event.status,
        "earliest": when.earliest.isoformat() if when and when.earliest else None,
        "latest": when.latest.isoformat() if when and when.latest else None,
        "cameo": event.cameo,
        "confidence": event.confidence,
    }
