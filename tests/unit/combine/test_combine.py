"""Several extractors side by side: who found what."""

from __future__ import annotations

from typing import Any

import pytest

import dipevents
from dipevents.combine import combined, with_finder
from dipevents.models import DateValue, Event, EventMention, Participant

TEXT = "Kenya's president met Ghana's president in Accra. Togo thanked Mali."


def _event(name: str, trigger: str, countries: str = "KEN GHA", **rest: Any) -> Event:
    start = TEXT.index(trigger)
    whole = rest.pop("clause", None)
    first, last = (0, len(TEXT)) if whole else (start, start + len(trigger))
    fields = {
        "id": f"{name}-{trigger}",
        "type": "meeting",
        "status": "occurred",
        "participants": tuple(
            Participant(kind="country", name=c, country=c) for c in countries.split()
        ),
        "mentions": (
            EventMention(
                document_id="a",
                start=first,
                end=last,
                text=TEXT[first:last],
                trigger=TEXT[first:last] if whole else trigger,
                trigger_start=first if whole else start,
                trigger_end=last if whole else start + len(trigger),
            ),
        ),
        "found_by": (name,),
        "confidence": 0.8,
    }
    return Event.model_validate({**fields, **rest})


def test_one_happening_is_one_event_with_both_names() -> None:
    [event] = combined([[_event("a", "met")], [_event("b", "met")]])
    assert event.id == "a-met"
    assert event.found_by == ("a", "b")
    assert event.confidence == pytest.approx(0.88)
    assert [r.text for r in event.explanation if r.field == "found_by"] == ["a and b"]


def test_what_the_first_leaves_open_the_second_fills_in() -> None:
    day = DateValue(edtf="2024-03-05", granularity="day")
    [event] = combined([[_event("a", "met")], [_event("b", "met", date=day)]])
    assert event.date == day
    assert ("date", "extractor b") in [(r.field, r.rule) for r in event.explanation]


def test_a_whole_sentence_meets_the_word_within_it() -> None:
    [event] = combined([[_event("a", "met")], [_event("b", "met", clause=True)]])
    assert len(event.mentions) == 1


@pytest.mark.parametrize(
    "other",
    [
        _event("b", "thanked"),
        _event("b", "met", countries="MLI TGO"),
        _event("b", "met", type="visit"),
        _event("a", "met", id="again"),
    ],
)
def test_other_happenings_stay_apart(other: Event) -> None:
    assert len(combined([[_event("a", "met")], [other]])) == 2


def test_one_event_takes_one_of_the_other_extractor() -> None:
    twice = [_event("b", "met"), _event("b", "met", id="twin")]
    assert len(combined([[_event("a", "met")], twice])) == 2


def test_three_extractors() -> None:
    [event] = combined([[_event(n, "met")] for n in "abc"])
    assert event.found_by == ("a", "b", "c")


def test_a_finder_that_does_not_say_so_is_named() -> None:
    [event] = with_finder([_event("x", "met", found_by=())], "mine")
    assert event.found_by == ("mine",)


class Wrong:
    name = "wrong"

    def extract(self, document: Any) -> list[Any]:
        return ["no event"]


class Late:
    """Works ahead, as an extractor that waits for a server does."""

    name = "late"
    lookahead = 2

    def __init__(self) -> None:
        self.order: list[str] = []

    def prepare(self, document: Any) -> None:
        self.order.append(f"+{document.document.id}")

    def extract(self, document: Any) -> list[Any]:
        self.order.append(document.document.id)
        return []


@pytest.mark.model
def test_side_by_side_in_the_pipeline() -> None:
    events = dipevents.extract_events(TEXT, extractors=["rules", Wrong()])
    assert {e.found_by for e in events} == {("rules",)}
    assert "'wrong' failed on document" in events.skipped[0].reason
    with pytest.raises(dipevents.PluginError, match="it gave a str, not an Event"):
        dipevents.extract_events(TEXT, extractors=[Wrong()], on_error="raise")


@pytest.mark.model
def test_an_extractor_may_look_ahead() -> None:
    late = Late()
    records = [{"id": str(n), "text": f"Kenya met Togo {n}."} for n in range(4)]
    dipevents.extract_events(dipevents.parse_corpus(records), extractors=[late])
    assert late.order == "+0 +1 +2 0 +3 1 2 3".split()


@pytest.mark.model
def test_a_linker_of_ones_own() -> None:
    def none_left(events: Any, documents: Any) -> list[Any]:
        return []

    assert len(dipevents.extract_events(TEXT, link=none_left)) == 0
    assert len(dipevents.extract_events(TEXT, link="reports")) >= 1
