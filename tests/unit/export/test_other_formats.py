"""Coded tables, maps, graphs, TimeML, pictures: what is kept, and what is lost."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import Any
from xml.etree import ElementTree

import pytest

import dipevents
from dipevents.errors import ExportError, MissingExtraError, PluginError
from dipevents.export import (
    arrow_schema,
    coded,
    from_arrow,
    from_parquet,
    from_timeml,
    json_schema,
    to_arrow,
    to_gdelt,
    to_geojson,
    to_graphml,
    to_icews,
    to_parquet,
    to_png,
    to_polecat,
    to_svg,
    to_timeml,
)
from dipevents.models import Document, Event, Participant
from dipevents.results import EventSet


def _rows(text: str, columns: Any = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), columns, delimiter="\t"))


def _directed(event: Event) -> Event:
    one, other = event.participants
    other = other.model_copy(update={"role": "recipient", "sector": "GOV"})
    return event.model_copy(update={"participants": (one, other), "cameo": "111"})


# --- GDELT, ICEWS, POLECAT --------------------------------------------------------


def test_gdelt_has_its_columns(event: Event, document: Document) -> None:
    text = to_gdelt(EventSet([_directed(event)], [document]))
    assert text.count("\t") == 60
    [row] = _rows(text, coded.GDELT_COLUMNS)
    assert row["SQLDATE"] == "20310504"
    assert (row["Actor1CountryCode"], row["Actor2Code"]) == ("NOR", "FINGOV")
    assert (row["EventBaseCode"], row["EventRootCode"]) == ("111", "11")
    assert row["QuadClass"] == "3"
    assert row["ActionGeo_Fullname"] == "Oslo, Norway"
    assert row["ActionGeo_Long"] == "-10.75"
    assert not row["GoldsteinScale"]


def test_what_is_mutual_goes_both_ways(event: Event) -> None:
    rows = _rows(to_icews([event]))
    sides = [(r["Source Country"], r["Target Country"]) for r in rows]
    assert sides == [("Norway", "Finland"), ("Finland", "Norway")]
    assert len({r["Event ID"] for r in rows}) == 2
    assert tuple(rows[0]) == coded.ICEWS_COLUMNS


def test_polecat_has_its_columns(event: Event, document: Document) -> None:
    [row] = _rows(to_polecat(EventSet([_directed(event)], [document])))
    assert tuple(row) == coded.POLECAT_COLUMNS
    assert (row["Event Type"], row["Actor Title"]) == ("CONSULT", "foreign minister")
    assert row["Quad Code"] == "VERBAL CONFLICT"


def test_two_of_one_side_are_no_pair(event: Event) -> None:
    third = Participant(kind="person", name="Ola Dahl", country="NOR")
    wide = event.model_copy(update={"participants": (*event.participants, third)})
    rows = _rows(to_icews([wide]))
    assert all(r["Source Country"] != r["Target Country"] for r in rows)
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("status", "cameo", "rows"),
    [
        ("planned", "040", 0),
        ("planned", "036", 1),
        ("proposed", "020", 1),
        ("negated", "111", 0),
        ("cancelled", "040", 0),
        ("ongoing", "040", 1),
    ],
)
def test_plans_are_rows_where_cameo_has_a_code_for_them(
    event: Event, status: str, cameo: str, rows: int
) -> None:
    update = {"status": status, "cameo": cameo}
    changed = _directed(event).model_copy(update=update)
    assert len(_rows(to_icews([changed]))) == rows


def test_coded_tables_hold_no_formula_and_no_tab(event: Event) -> None:
    name = "=cmd|' /C calc'!A0\t\nx"
    person = event.participants[0].model_copy(update={"name": name})
    risky = event.model_copy(update={"participants": (person, event.participants[1])})
    rows = _rows(to_icews([risky]))
    assert rows[0]["Source Name"] == "'=cmd|' /C calc'!A0 x"


def test_undated_events_are_no_rows(undated: Event) -> None:
    assert _rows(to_icews([undated])) == []


def test_row_numbers_do_not_depend_on_the_rest(event: Event, undated: Event) -> None:
    alone = to_gdelt([event])
    assert to_gdelt([undated, event]) == alone


# --- maps and graphs --------------------------------------------------------------


def test_geojson_keeps_every_event(event: Event, undated: Event) -> None:
    made = json.loads(to_geojson([event, undated]))
    first, second = made["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-10.75, 59.9]}
    assert second["geometry"] is None
    assert first["properties"]["earliest"] == "2031-05-04"
    assert first["id"] == event.id


def test_graphml_is_a_graph(event: Event) -> None:
    bad = event.participants[0].model_copy(update={"name": 'A <b> & "c"\x07'})
    risky = event.model_copy(update={"participants": (bad, event.participants[1])})
    text = to_graphml([risky, _directed(event)])
    root = ElementTree.fromstring(text)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = root.findall(f".//{space}node")
    edges = root.findall(f".//{space}edge")
    assert len(edges) == 2
    assert {e.get("source") for e in edges} <= {n.get("id") for n in nodes}
    mutual = [e.find(f"{space}data[@key='e_mutual']").text for e in edges]
    assert mutual == ["true", "false"]


# --- TimeML -----------------------------------------------------------------------


def test_timeml_gives_text_and_times_back() -> None:
    text = "A & B <met>\r\non Tuesday,\x0b not on 3 May 2024. \U0001f91d Yesterday!"
    document = Document(id="d&1", text=text, title="T <x>")
    [document] = dipevents.parse_corpus(
        [{"id": "d&1", "text": text, "title": "T <x>", "published": "2024-05-09"}]
    )
    times = dipevents.resolve_dates(document)
    back, found = from_timeml(to_timeml(document, times))
    assert back.text == text.replace("\x0b", "\ufffd")
    assert (back.id, back.title, back.published.edtf) == ("d&1", "T <x>", "2024-05-09")
    assert [(t.start, t.end, t.text, t.type, t.value, t.mod) for t in found] == [
        (t.start, t.end, t.text, t.type, t.value, t.mod) for t in times
    ]
    assert len(found) == 3
    assert 'anchorTimeID="t0"' in to_timeml(document, times)


def test_timeml_of_others_is_read() -> None:
    text = (
        "<TimeML><TEXT>They <EVENT eid='e1'>met</EVENT> on "
        "<TIMEX3 tid='t1' type='DATE' value='2024-05-03'>3 May</TIMEX3>."
        "</TEXT></TimeML>"
    )
    document, [time] = from_timeml(text)
    assert document.text == "They met on 3 May."
    assert document.text[time.start : time.end] == time.text == "3 May"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<TimeML>", "not TimeML"),
        ("<a/>", "no TEXT element"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><TimeML/>", "DOCTYPE"),
    ],
)
def test_what_is_no_timeml_is_an_error(text: str, words: str) -> None:
    with pytest.raises(ExportError, match=words):
        from_timeml(text)


# --- Arrow and JSON Schema --------------------------------------------------------


def test_parquet_gives_the_events_back(
    event: Event, undated: Event, tmp_path: Any
) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "e.parquet"
    to_parquet([event, undated], path)
    assert from_parquet(path) == (event, undated)
    assert EventSet.from_parquet(path) == EventSet([event, undated])
    assert EventSet([event]).export("parquet")[:4] == b"PAR1"


def test_a_row_that_is_no_event_is_named(event: Event) -> None:
    pytest.importorskip("pyarrow")
    table = to_arrow([event]).drop_columns(["mentions"])
    with pytest.raises(ExportError, match="row 1 is not an event: mentions"):
        from_arrow(table)


def test_the_arrow_schema_has_every_field_but_those_it_says() -> None:
    pytest.importorskip("pyarrow")
    lost = set(Event.model_fields) - set(arrow_schema().names)
    # The version of the schema stands in its metadata.
    assert lost == {"reports", "told", "schema_version"}
    assert all(f"``{name}``" in (arrow_schema.__doc__ or "") for name in lost)


def test_the_json_schema_describes_every_field() -> None:
    schema = json_schema()
    for name, model in schema["$defs"].items():
        for field, told in model.get("properties", {}).items():
            assert told.get("description"), f"{name}.{field}"


# --- pictures ---------------------------------------------------------------------


def test_the_picture_is_svg_without_markup_of_others(
    event: Event, undated: Event
) -> None:
    bad = event.participants[0].model_copy(update={"name": "<script>&\x07"})
    risky = event.model_copy(update={"participants": (bad,)})
    text = to_svg([risky, undated], title="A & <b>")
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")
    assert "<script" not in text
    assert "1 event undated" in text
    assert len(root.findall(".//{*}rect")) == 2  # the ground, and the one day


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0001-01-01", "0001-01-02"),
        ("9999-12-30", "9999-12-31"),
        ("1000-01-01", "2999-12-31"),
        ("2024-02-28", "2024-03-01"),
        ("2024-01-01", "2025-06-30"),
    ],
)
def test_any_stretch_of_time_can_be_drawn(event: Event, first: str, last: str) -> None:
    when = type(event.date).model_validate({"earliest": first, "latest": last})
    text = to_svg([event.model_copy(update={"date": when})])
    assert 1 <= text.count("<line") <= 12
    ElementTree.fromstring(text)


def test_no_events_still_make_a_picture() -> None:
    ElementTree.fromstring(to_svg([]))


def test_png(event: Event, tmp_path: Any) -> None:
    pytest.importorskip("vl_convert")
    path = tmp_path / "t.png"
    made = EventSet([event]).to_png(path, title="Norway & Finland")
    assert made[:4] == b"\x89PNG"
    assert path.read_bytes() == made


def test_a_missing_renderer_names_its_extra(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"dipevents\[viz\]"):
        to_png([event])


# --- by name ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", "jsonl csv ics html geojson graphml gdelt icews polecat svg".split()
)
def test_every_text_format_by_name(event: Event, tmp_path: Any, name: str) -> None:
    events = EventSet([event])
    path = tmp_path / f"events.{name}"
    text = events.export(name, path)
    assert isinstance(text, str)
    assert path.read_bytes().decode() == text


def test_an_exporter_of_ones_own(event: Event) -> None:
    assert EventSet([event]).export(lambda events: f"{len(events)}!") == "1!"
    with pytest.raises(PluginError, match="unknown exporter 'docx'"):
        EventSet([event]).export("docx")
