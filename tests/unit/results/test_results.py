"""The event set: a sequence, its questions and its files."""

from datetime import date

import pytest

from dipevents.errors import DateError, ExportError
from dipevents.models import DateValue, Document, Event, EventMention, Participant
from dipevents.results import EventSet, Provenance


def event(key, kind, when, *who, status="occurred"):
    people = [Participant(kind="person", name=n, country=c, role=r) for n, c, r in who]
    value = None
    if when:
        first, _, last = when.partition("/")
        value = DateValue(edtf=when, earliest=first, latest=last or first)
    mention = EventMention(
        document_id="a", start=0, end=1, text="<x>", trigger="x",
        trigger_start=0, trigger_end=1,
    )  # fmt: skip
    return Event(
        id=key,
        type=kind,
        status=status,
        date=value,
        participants=people,
        mentions=(mention,),
    )


LIE, SALO = ("Kari Lie", "NOR", "actor"), ("Aino Salo", "FIN", "actor")
GUEST = ("Afua Owusu", "GHA", "recipient")
EVENTS = (
    event("c", "meeting", "2031-05-04", LIE, SALO),
    event("a", "visit", "2030-12-30/2031-01-02", LIE, GUEST, status="planned"),
    event("b", "call", None, SALO, GUEST),
)


@pytest.fixture
def events():
    return EventSet(EVENTS, [Document(id="a", text="x")])


def test_it_is_a_sequence(events):
    assert len(events) == 3
    assert events[0].id == "c"
    assert [e.id for e in events[1:]] == ["a", "b"]
    assert isinstance(events[1:], EventSet)
    assert events[1:].documents == events.documents
    assert EVENTS[2] in events
    assert events == EventSet(EVENTS, events.documents)
    assert events.get("b") == EVENTS[2]
    assert events.get("z") is None


@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        ({}, "cab"),
        ({"type": "visit"}, "a"),
        ({"type": ["visit", "call"]}, "ab"),
        ({"country": "NOR"}, "ca"),
        ({"country": ["NOR", "GHA"]}, "cab"),
        ({"status": "planned"}, "a"),
        ({"participants": "Kari Lie"}, "ca"),
        ({"participants": "K. Lie"}, "ca"),
        ({"participants": ["Kari Lie", "GHA"]}, "a"),
        ({"since": "2031"}, "ca"),
        ({"since": "2031-01-03"}, "c"),
        ({"until": "2030"}, "a"),
        ({"until": "2031-05"}, "ca"),
        ({"since": date(2031, 1, 2), "until": date(2031, 1, 5)}, "a"),
        ({"type": "visit", "country": "FIN"}, ""),
    ],
)
def test_filters_join(events, conditions, ids):
    assert [e.id for e in events.filter(**conditions)] == list(ids)


@pytest.mark.parametrize("bad", ["soon", "2031-13", "2031-02-30", "1-2-3-4", ""])
def test_a_bound_that_is_no_date_is_an_error(events, bad):
    with pytest.raises(DateError, match="write 2024"):
        events.filter(since=bad)


def test_between_two_countries(events):
    assert [e.id for e in events.between("FIN", "NOR")] == ["c"]
    assert [e.id for e in events.between("GHA", "FIN")] == ["b"]


def test_the_timeline_puts_the_undated_last(events):
    assert [e.id for e in events.timeline()] == ["a", "c", "b"]


def test_counts_by_dyad_and_month(events):
    counts = [(c.first, c.second, c.month, c.count) for c in events.counts()]
    assert counts == [
        ("FIN", "GHA", None, 1),
        ("FIN", "NOR", "2031-05", 1),
        ("GHA", "NOR", None, 1),
    ]
    directed = {(c.first, c.second) for c in events.counts(directed=True)}
    assert directed == {("FIN", "GHA"), ("NOR", "GHA"), ("FIN", "NOR"), ("NOR", "FIN")}


def test_entities_are_gathered_from_the_events(events):
    ids = [e.id for e in events.entities]
    assert ids == [
        "person:FIN:aino-salo",
        "person:GHA:afua-owusu",
        "person:NOR:kari-lie",
    ]
    assert events.entities[0].documents == ("a",)


def test_the_notebook_table_is_escaped():
    risky = event("x", "meeting", "2031-05-04", ("<b>Lie</b>", "NOR", "actor"))
    shown = EventSet([risky] * 25)._repr_html_()
    assert "<b>" not in shown
    assert shown.count("<tr>") == 21
    assert "and 5 more" in shown


def test_repr_tells_how_many(events):
    assert (
        repr(events)
        == "<EventSet of 3 events in 1 document: 1 meeting, 1 visit, 1 call>"
    )
    assert repr(EventSet([])) == "<EventSet of 0 events in 0 documents>"


def test_files_round_trip(events, tmp_path):
    path = tmp_path / "events.jsonl"
    text = events.to_jsonl(path)
    assert path.read_text(encoding="utf-8") == text
    assert EventSet.from_jsonl(path, events.documents) == events


@pytest.mark.parametrize("write", ["to_csv", "to_ics", "to_html", "to_jsonl"])
def test_text_formats_give_what_they_write(events, tmp_path, write):
    path = tmp_path / "out"
    text = getattr(events, write)(path)
    assert path.read_bytes() == text.encode()
    assert getattr(events, write)() == text
    with pytest.raises(ExportError, match="cannot write"):
        getattr(events, write)(tmp_path / "no" / "out")


def test_tables(events, tmp_path):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    assert len(events.to_dataframe()) == 3
    assert events.to_arrow().num_rows == 3
    events.to_parquet(tmp_path / "e.parquet")
    assert (tmp_path / "e.parquet").stat().st_size > 0


def test_from_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(ExportError, match="cannot read"):
        EventSet.from_jsonl(tmp_path / "none.jsonl")


def test_provenance_survives_json():
    made = Provenance(model="m", lexicons={"en": "1"}, options={"link": True})
    assert Provenance.model_validate_json(made.model_dump_json()) == made
    assert made.library_version
