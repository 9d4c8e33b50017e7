"""What fuzzing found once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dipevents
from dipevents.dates import span_of_edtf
from dipevents.lexicons.date_rules import read_date_rules
from dipevents.lexicons.frames import read_event_rules


def test_half_a_second() -> None:
    [found] = dipevents.resolve_dates("It took half a second.", anchor="2024-03-06")
    assert found.value == "PT0.5S"


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("next spring", date(9999, 12, 31)),
        ("at 10:30 on Friday", date(9999, 12, 31)),
        ("1,999 decades before", date(422, 3, 3)),
        ("a century earlier", date(1, 1, 1)),
    ],
)
def test_ends_of_the_calendar(text: str, anchor: date) -> None:
    for found in dipevents.resolve_dates(text, anchor=anchor):
        if found.edtf is not None:
            assert span_of_edtf(found.edtf)[0] == found.earliest


@pytest.mark.parametrize("read", [read_event_rules, read_date_rules])
@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe[\x00",
        b"a = " + b"[" * 5000,
        b"rules = [1]\nframes = [1]",
        b"rules = 1\nframes = 1",
        b'[[rules]]\nid = 1\non = "x"\npattern = "x"',
        b'[[rules]]\nid = "x"\non = [1]\npattern = "x"',
        b'[[rules]]\nid = "x"\non = "x"\npattern = "x"\nset = 1',
        b'[[rules]]\nid = "x"\non = "x"\npattern = "x"\npriority = "high"',
    ],
)
def test_rule_files_that_are_none(read: object, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(dipevents.LexiconError, match=r"own\.toml"):
        read(path)  # type: ignore[operator]


def test_half_a_pair_can_be_written() -> None:
    text = "Kenya \ud800 met Ghana."
    mention = dipevents.EventMention(
        document_id="a\udfff",
        start=0,
        end=len(text),
        text=text,
        trigger="met",
        trigger_start=8,
        trigger_end=11,
    )
    day = dipevents.DateValue(
        edtf="2024-03-03",
        earliest=date(2024, 3, 3),
        latest=date(2024, 3, 3),
        granularity="day",
        basis="given",
    )
    event = dipevents.Event(
        id="e",
        type="meeting",
        status="occurred",
        date=day,
        participants=(
            dipevents.Participant(kind="country", name="Kenya", country="KEN"),
        ),
        mentions=(mention,),
    )
    events = dipevents.EventSet([event])
    for text in (events.to_jsonl(), events.to_csv(), events.to_ics(), events.to_html()):
        assert "Kenya" in text
    pytest.importorskip("pyarrow")
    assert events.to_arrow().num_rows == 1
