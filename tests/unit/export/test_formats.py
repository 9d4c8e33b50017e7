"""Files: what is kept, what is lost, and what must never get through."""

import csv
import io
import sys
from datetime import date

import pytest

from dipevents.errors import ExportError, MissingExtraError
from dipevents.export import (
    COLUMNS,
    arrow_schema,
    from_jsonl,
    to_arrow,
    to_csv,
    to_dataframe,
    to_ics,
    to_jsonl,
    to_parquet,
)


def test_json_lines_lose_nothing(event, undated):
    text = to_jsonl([event, undated])
    assert text.count("\n") == 2
    assert from_jsonl(text) == (event, undated)


def test_a_line_that_is_no_event_is_named(event):
    with pytest.raises(ExportError, match=r"line 2 .* type"):
        from_jsonl(to_jsonl([event]) + '{"id": "x"}\n')


def test_csv_has_one_row_for_each_event(event, undated):
    rows = list(csv.DictReader(io.StringIO(to_csv([event, undated]), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["actors"] == "Kari Lie (foreign minister); Aino Salo"
    assert (rows[0]["earliest"], rows[1]["earliest"]) == ("2031-05-04", "")
    assert rows[0]["countries"] == "FIN; NOR"


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "＝1"]
)
def test_no_csv_cell_starts_a_formula(event, name):
    person = event.participants[0].model_copy(update={"name": name, "title": None})
    risky = event.model_copy(update={"participants": (person,)})
    (row,) = csv.DictReader(io.StringIO(to_csv([risky]), newline=""))
    assert row["actors"] == f"'{name}"


def test_csv_leaves_numbers_and_plain_text_alone(event):
    (row,) = csv.DictReader(io.StringIO(to_csv([event]), newline=""))
    assert row["longitude"] == "-10.75"
    assert row["reported_by"] == "'=cmd()"
    assert row["type"] == "meeting"


def test_the_dataframe_is_typed(event, undated):
    pytest.importorskip("pandas")
    frame = to_dataframe([event, undated])
    assert list(frame.columns) == list(COLUMNS)
    assert str(frame["earliest"].dtype) == "datetime64[s]"
    assert frame["confidence"].dtype == "float64"
    assert frame["earliest"].isna().tolist() == [False, True]
    assert len(to_dataframe([])) == 0


def test_arrow_has_one_schema_whatever_is_in_it(event, undated):
    pytest.importorskip("pyarrow")
    table = to_arrow([event, undated])
    assert table.schema.equals(arrow_schema())
    assert to_arrow([]).schema.equals(arrow_schema())
    row = table.to_pylist()[0]
    assert row["participants"][0]["entity_id"] == "person:NOR:kari-lie"
    assert row["date"]["earliest"] == date(2031, 5, 4)


def test_parquet_gives_the_table_back(event, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "events.parquet"
    to_parquet([event], path)
    assert parquet.read_table(path).equals(to_arrow([event]))


def test_parquet_to_nowhere_is_an_error(event, tmp_path):
    pytest.importorskip("pyarrow")
    with pytest.raises(ExportError, match="cannot write"):
        to_parquet([event], tmp_path / "no" / "events.parquet")


@pytest.mark.parametrize(
    ("package", "write"), [("pandas", to_dataframe), ("pyarrow", to_arrow)]
)
def test_a_missing_package_names_its_extra(event, monkeypatch, package, write):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'dipevents\["):
        write([event])


def test_the_calendar_holds_dated_events(event, undated):
    text = to_ics([event, undated])
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20310504\r\n" in text
    assert "DTEND;VALUE=DATE:20310505\r\n" in text
    assert "STATUS:CONFIRMED" in text
    assert to_ics([event]) == to_ics([event])


def test_calendar_lines_are_folded_and_escaped(event):
    long = event.mentions[0].model_copy(update={"text": "Å, b; c\\ " * 40 + "\r\nX:1"})
    text = to_ics([event.model_copy(update={"mentions": (long,)})])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "Å\\, b\\; c\\\\ " in unfolded
    assert "\r\nX:1" not in unfolded


def test_the_calendar_leaves_out_what_is_vague(event):
    year = event.date.model_copy(
        update={"earliest": date(2031, 1, 1), "latest": date(2031, 12, 31)}
    )
    vague = event.model_copy(update={"date": year})
    assert "VEVENT" not in to_ics([vague])
    assert "VEVENT" in to_ics([vague], longest=400)
