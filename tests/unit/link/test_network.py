"""The directed network of events."""

import sys

import pytest

import dipevents
from dipevents.export import to_networkx

KARI, AINO = "Kari Lie/NOR", "Aino Salo/FIN"


def _events(told):
    return dipevents.link_events(
        [
            told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo"),
            told("d2", "meeting", [KARI, AINO], "2031-05-04", "Oslo"),
            told("d3", "visit", [KARI], "2031-05-09", to=("FIN",)),
            told("d4", "statement", [KARI], "2031-05-10"),
        ]
    )


def test_edges_go_from_actor_to_recipient_and_both_ways_of_what_is_mutual(told):
    pytest.importorskip("networkx")
    graph = _events(told).to_networkx()
    assert set(graph) == {"NOR", "FIN"}
    assert graph.number_of_edges("NOR", "FIN") == 2
    assert graph.number_of_edges("FIN", "NOR") == 1
    types = {(d["type"], d["mutual"]) for _, _, d in graph.edges(data=True)}
    assert types == {("meeting", True), ("visit", False)}


def test_participants_may_be_the_nodes(told):
    pytest.importorskip("networkx")
    graph = _events(told).to_networkx(nodes="participant")
    assert set(graph) == {"person:NOR:kari-lie", "person:FIN:aino-salo", "country:FIN"}
    assert graph.nodes["person:NOR:kari-lie"]["name"] == "Kari Lie"


def test_it_can_be_written_and_counted_with_networkx(told):
    nx = pytest.importorskip("networkx")
    graph = _events(told).to_networkx()
    assert nx.DiGraph(graph).number_of_edges() == 2
    assert all(d["earliest"] == d["latest"] for *_, d in graph.edges(data=True))


def test_the_missing_extra_is_named(told, monkeypatch):
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(dipevents.MissingExtraError, match=r"dipevents\[network\]"):
        to_networkx([])
