"""What a person decided holds when the run is repeated."""

import pytest

import dipevents
from dipevents import Corrections, link_events

KARI, AINO = "Kari Lie/NOR", "Aino Salo/FIN"


@pytest.fixture
def reports(told):
    return [
        told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo"),
        told("d2", "meeting", [KARI, AINO], "2031-05-04", "Oslo"),
        told("d3", "meeting", [KARI, AINO], "2031-06-11", "Helsinki"),
    ]


def _documents(events):
    return sorted(sorted({m.document_id for m in e.mentions}) for e in events)


def test_a_rejected_event_is_gone(reports):
    first, second = link_events(reports)
    fixes = Corrections().reject(first)
    assert list(link_events(reports, corrections=fixes)) == [second]


def test_a_new_report_of_a_rejected_event_stands_for_itself(reports, told):
    fixes = Corrections().reject(link_events(reports)[0])
    new = told("d4", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    events = link_events([*reports, new], corrections=fixes)
    assert _documents(events) == [["d3"], ["d4"]]


def test_an_accepted_event_is_sure(reports):
    fixes = Corrections().accept(link_events(reports)[0], note="seen the read-out")
    event = link_events(reports, corrections=fixes)[0]
    assert event.confidence == 1
    assert "seen the read-out" in event.explain()


def test_a_later_decision_outweighs_an_earlier_one(reports):
    event = link_events(reports)[0]
    fixes = Corrections().reject(event).accept(event)
    assert len(link_events(reports, corrections=fixes)) == 2


def test_merged_events_are_one(reports):
    fixes = Corrections().merge(*link_events(reports))
    (event,) = link_events(reports, corrections=fixes)
    assert len(event.reports) == 3
    assert [d.field for d in event.disagreements] == ["date", "place"]


def test_split_events_are_two(reports):
    fixes = Corrections().split(link_events(reports)[0], "d2")
    events = link_events(reports, corrections=fixes)
    assert _documents(events) == [["d1"], ["d2"], ["d3"]]


def test_a_report_that_no_one_named_stays_with_the_part_that_it_fits(reports, told):
    fixes = Corrections().split(link_events(reports)[0], "d2")
    new = told("d4", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    events = link_events([*reports, new], corrections=fixes)
    assert len(events) == 3
    assert any(
        {"d1", "d4"} <= set(d) or {"d2", "d4"} <= set(d) for d in _documents(events)
    )


def test_the_right_date_holds(reports):
    fixes = Corrections().date(link_events(reports)[0], "2031-05-05", note="AO")
    event = link_events(reports, corrections=fixes)[0]
    assert (event.date.edtf, event.date.basis) == ("2031-05-05", "given")
    assert event.date.reason == "corrected by hand: AO"


def test_corrections_hold_when_linked_again(reports):
    fixes = Corrections().date(link_events(reports)[0], "2031-05-05")
    once = link_events(reports, corrections=fixes)
    assert list(link_events(once, corrections=fixes)) == list(once)


def test_corrections_hold_in_any_order_and_in_batches(reports):
    fixes = Corrections().split(link_events(reports)[0], "d2")
    whole = link_events(reports, corrections=fixes)
    backwards = link_events(reversed(reports), corrections=fixes)
    halves = [e for r in reports for e in link_events([r], corrections=fixes)]
    assert list(backwards) == list(whole)
    assert list(link_events(halves, corrections=fixes)) == list(whole)


def test_a_file_keeps_them(reports, tmp_path):
    events = link_events(reports)
    fixes = Corrections().reject(events[1]).split(events[0], "d2", note="two")
    fixes.save(tmp_path / "fixes.jsonl")
    assert Corrections.load(tmp_path / "fixes.jsonl") == fixes
    held = link_events(reports, corrections=tmp_path / "fixes.jsonl")
    assert _documents(held) == [["d1"], ["d2"]]


def test_what_names_nothing_is_said(reports):
    fixes = Corrections().reject(link_events(reports)[1])
    events = link_events(reports[:2], corrections=fixes)
    (skipped,) = events.skipped
    assert skipped.name == "correction 1"
    assert "'d3'" in skipped.reason


def test_extraction_takes_them():
    text = "Kenya and Ghana signed a pact in Accra on May 3, 2031."
    (event,) = dipevents.extract_events(text)
    fixes = Corrections().reject(event)
    assert not dipevents.extract_events(text, corrections=fixes)
    assert not dipevents.extract_events(text, corrections=fixes, link=False)


@pytest.mark.parametrize("line", ["{", '{"action": "praise", "groups": [[]]}', "[]"])
def test_a_broken_file_is_named_with_its_line(tmp_path, line):
    path = tmp_path / "fixes.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(dipevents.CorrectionError, match="line 2"):
        Corrections.load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(dipevents.CorrectionError, match="none"):
        dipevents.extract_events("-", corrections=tmp_path / "none")


def test_what_cannot_be_decided_is_refused(reports):
    event = link_events(reports)[0]
    with pytest.raises(dipevents.CorrectionError, match="two"):
        Corrections().merge(event)
    with pytest.raises(dipevents.CorrectionError, match="d1, d2"):
        Corrections().split(event, "d1", "d2")
    with pytest.raises(dipevents.DateError):
        Corrections().date(event, "soon")


def test_a_note_may_hold_any_line_end(reports, tmp_path):
    note = "one\u2028two\x85three\n\x0bfour"
    fixes = Corrections().accept(link_events(reports)[0], note=note)
    fixes.save(tmp_path / "fixes.jsonl")
    assert Corrections.load(tmp_path / "fixes.jsonl") == fixes
