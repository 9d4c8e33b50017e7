"""Made gold, made results, figures worked out by hand."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipevents.evaluate import GoldDocument, GoldError, evaluate, read_gold
from dipevents.evaluate.match import assign, date_right
from dipevents.models import DateValue, Event, EventMention, Participant

TEXT = "Chile and Peru met on 4 May 2031. Ghana called Togo."


def gold_event(key, start, end, **fields):
    return {
        "id": key,
        "types": ["meeting"],
        "evidence": TEXT[start:end],
        "start": start,
        "end": end,
        "participants": [{"country": "CHL"}, {"country": "PER"}],
        "date": "2031-05-04",
        "status": "occurred",
        "core": True,
        **fields,
    }


def gold(*events, document="a"):
    return GoldDocument.model_validate({"document": document, "events": events})


def event(key, start, end, *, document="a", sides=("CHL", "PER"), **fields):
    mention = EventMention(
        document_id=document,
        start=start,
        end=end,
        text="x" * (end - start),
        trigger="met",
        trigger_start=start,
        trigger_end=end,
    )
    people = [Participant(kind="country", name=c, country=c) for c in sides]
    when = fields.pop("when", "2031-05-04")
    return Event(
        id=key,
        **{"type": "meeting", "status": "occurred", **fields},
        date=DateValue(edtf=when) if when else None,
        participants=people,
        mentions=(mention,),
    )


def test_a_right_event_is_found_and_a_record():
    report = evaluate([gold(gold_event("g", 0, 18))], [event("e", 5, 20)])
    assert (report.found.f1, report.record.f1) == (1, 1)
    assert report.participants.f1 == 1


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"when": "2031-05-05"}, "date"),
        ({"when": None}, "date"),
        ({"status": "planned"}, "status"),
        ({"sides": ("CHL", "BOL")}, "participants"),
    ],
)
def test_a_wrong_field_spoils_the_record_only(change, wrong):
    report = evaluate([gold(gold_event("g", 0, 18))], [event("e", 0, 18, **change)])
    assert (report.found.f1, report.record.f1) == (1, 0)
    assert report.differing[0].wrong == (wrong,)


@pytest.mark.parametrize(
    ("alt", "change", "right"),
    [
        ({"date": "2031-05-05"}, {"when": "2031-05-05"}, 1),
        ({"date": None}, {"when": None}, 1),
        ({"status": "planned"}, {"status": "planned"}, 1),
        ({"countries": ["CHL", "BOL"]}, {"sides": ("CHL", "BOL")}, 1),
        ({"date": "2031-05-05"}, {}, 1),
        ({"date": "2031-05-05"}, {"when": "2031-05-06"}, 0),
        ({"status": "planned"}, {"when": None}, 0),
        ({"countries": ["CHL"]}, {"sides": ("CHL", "BOL")}, 0),
    ],
)
def test_a_second_reading_is_right_as_well(alt, change, right):
    wanted = gold(gold_event("g", 0, 18, alt=alt))
    report = evaluate([wanted], [event("e", 0, 18, **change)])
    assert (report.found.f1, report.record.f1) == (1, right)


def test_missed_and_made_up_events_are_counted_and_listed():
    events = [event("e", 0, 18), event("f", 34, 50, sides=("GHA", "TGO"))]
    wanted = gold(gold_event("g", 0, 18), gold_event("h", 30, 33, date="1999"))
    report = evaluate([wanted], events)
    assert report.found.precision == report.found.recall == 0.5
    assert [m.gold for m in report.missed] == ["h"]
    assert [m.event for m in report.wrong] == ["f"]


def test_a_second_report_of_one_event_is_wrong():
    events = [event("e", 0, 18), event("f", 0, 18)]
    assert evaluate([gold(gold_event("g", 0, 18))], events).found.precision == 0.5


def test_what_is_optional_is_neither_demanded_nor_punished():
    wanted = gold(gold_event("g", 0, 18), gold_event("h", 34, 50, core=False))
    assert evaluate([wanted], [event("e", 0, 18)]).found.recall == 1
    both = [event("e", 0, 18), event("f", 34, 50)]
    assert evaluate([wanted], both).found.precision == 1


def test_the_wrong_type_finds_nothing():
    report = evaluate([gold(gold_event("g", 0, 18))], [event("e", 0, 18, type="aid")])
    assert report.found.f1 == 0
    ignoring = evaluate(
        [gold(gold_event("g", 0, 18))], [event("e", 0, 18, type="aid")],
        ignore_types=["aid"],
    )  # fmt: skip
    assert ignoring.reported == 0


def test_an_event_elsewhere_is_found_by_its_countries_and_date():
    report = evaluate([gold(gold_event("g", 0, 18))], [event("e", 34, 50)])
    assert report.found.f1 == 1


def test_an_endless_mention_finds_nothing():
    other = event("e", 0, 900, sides=("GHA", "TGO"))
    assert evaluate([gold(gold_event("g", 0, 18))], [other]).found.f1 == 0


def test_evidence_counts_wherever_it_stands_in_the_text():
    text = TEXT + " " + TEXT
    again = event("e", len(TEXT) + 1, len(TEXT) + 10, sides=("GHA",))
    wanted = [gold(gold_event("g", 0, 18))]
    assert evaluate(wanted, [again]).found.f1 == 0
    assert evaluate(wanted, [again], {"a": text}).found.f1 == 1


def test_linked_events_may_tell_what_another_document_knows():
    documents = [
        gold(gold_event("g", 0, 18, link="x")),
        gold(gold_event("h", 0, 18, link="x", date="2031-05"), document="b"),
    ]
    one = event("e", 0, 18)
    both = one.model_copy(
        update={
            "mentions": (
                *one.mentions,
                one.mentions[0].model_copy(update={"document_id": "b"}),
            )
        }
    )
    linked = evaluate(documents, [both], linked=True)
    assert linked.record.f1 == 1
    assert linked.links == 1
    apart = evaluate(documents, [one, event("f", 0, 18, document="b")], linked=True)
    assert apart.links == pytest.approx(2 / 3)


def test_the_report_prints_as_a_table():
    report = evaluate([gold(gold_event("g", 0, 18))] * 2, [event("e", 0, 18)])
    assert "found              P 1.000  R 1.000  F1 1.000  [1.000, 1.000]" in str(
        report
    )


def test_nothing_at_all_gives_zeroes():
    report = evaluate([], [])
    assert (report.found.f1, report.documents, report.links) == (0, 0, None)


@pytest.mark.parametrize(
    ("want", "told", "right"),
    [
        ("2031-05-04", "2031-05-04", True),
        ("2031-05-04", "2031-05", False),
        ("2031-05", "2031-05-04", False),
        ("2031-05-01/2031-05-09", "2031-05-04", True),
        ("2031-05-01/2031-05-09", "2031-05-08/2031-05-12", False),
        ("203X", "2031-05", True),
        ("2031-05~", "2031-05-04", True),
        (None, None, True),
        (None, "2031", True),
        (None, "2031-05", False),
        ("2031-05-04", None, False),
        ("2031-05-04/2031-05-04", "2031-05-04", True),
    ],
)
def test_when_a_date_is_right(want, told, right):
    assert date_right(want, told) is right


@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 9), min_size=columns, max_size=columns),
            min_size=1,
            max_size=4,
        )
    )
)
def test_the_assignment_is_the_best_of_all(weights):
    pairs = assign(weights)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    rows, columns = range(len(weights)), range(len(weights[0]))
    if len(rows) <= len(columns):
        ways = (
            zip(rows, p, strict=True)
            for p in itertools.permutations(columns, len(rows))
        )
    else:
        ways = (
            zip(p, columns, strict=True)
            for p in itertools.permutations(rows, len(columns))
        )
    best = max(sum(weights[r][c] for r, c in way) for way in ways)
    assert sum(weights[r][c] for r, c in pairs) == best


def test_a_gold_file_is_read(tmp_path):
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{"document": "a", "events": [gold_event("g", 0, 18)]}]))
    assert read_gold(path)[0].events[0].id == "g"


@pytest.mark.parametrize("text", ["{", "[{}]", '[{"document": "a", "events": [{}]}]'])
def test_a_broken_gold_file_is_named(tmp_path, text):
    path = tmp_path / "gold.json"
    path.write_text(text)
    with pytest.raises(GoldError, match=r"gold\.json"):
        read_gold(path)
