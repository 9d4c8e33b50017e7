"""What is one happening, and what is not."""

import gc

from dipevents import link_events
from dipevents.models import Document, Event

KARI, AINO = "Kari Lie/NOR", "Aino Salo/FIN"


def test_two_reports_of_one_meeting_are_one_event(told):
    events = link_events(
        [
            told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo"),
            told("d2", "meeting", ["Kari Lie/NOR", "FIN"], "2031-05-04"),
        ]
    )
    assert len(events) == 1
    assert {m.document_id for m in events[0].mentions} == {"d1", "d2"}
    assert [p.name for p in events[0].participants] == ["Kari Lie", "Aino Salo"]
    assert events[0].place.name == "Oslo"


def test_meetings_on_different_days_stay_apart(told):
    days = ["2031-05-04", "2031-05-08", "2031-06-04"]
    events = [told(f"d{i}", "meeting", [KARI, AINO], d) for i, d in enumerate(days)]
    assert len(link_events(events)) == 3


def test_other_people_of_the_same_countries_stay_apart(told):
    one = told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    two = told("d2", "meeting", ["Nils Berg/NOR", AINO], "2031-05-04", "Oslo")
    assert len(link_events([one, two])) == 2


def test_a_report_without_names_does_not_chain_two_meetings_together(told):
    one = told("d1", "meeting", [KARI, AINO], "2031-05-04")
    two = told("d2", "meeting", ["Nils Berg/NOR", "Eero Koski/FIN"], "2031-05-04")
    vague = told("d3", "meeting", ["NOR", "FIN"], "2031-05-04")
    events = link_events([one, two, vague])
    assert len(events) == 3


def test_the_most_precise_date_and_place_are_kept(told):
    events = link_events(
        [
            told("d1", "visit", [KARI], "2031-05", "FIN", to=("FIN",)),
            told("d2", "visit", [KARI], "2031-05-04/2031-05-07", to=("FIN",)),
            told("d3", "visit", [KARI], "2031-05-04", "Helsinki", to=("FIN",)),
        ]
    )
    assert len(events) == 1
    assert events[0].date.edtf == "2031-05-04/2031-05-07"
    assert events[0].place.name == "Helsinki"


def test_a_plan_that_came_true_is_one_event(told):
    plan = told(
        "d1", "meeting", [KARI, AINO], "2031-05-04/2031-05-31", status="planned"
    )
    done = told("d2", "meeting", [KARI, AINO], "2031-05")
    events = link_events([plan, done])
    assert len(events) == 1
    assert events[0].status == "occurred"
    assert events[0].disagreements == ()


def test_a_later_article_calls_the_visit_off(told):
    documents = [
        Document(
            id=key, text="-", published={"edtf": day, "earliest": day, "latest": day}
        )
        for key, day in (("d1", "2031-05-01"), ("d2", "2031-05-03"))
    ]
    plan = told("d1", "visit", [KARI], "2031-05-09", to=("FIN",), status="planned")
    off = told("d2", "visit", [KARI], "2031-05-09", to=("FIN",), status="cancelled")
    (event,) = link_events([plan, off], documents)
    assert event.status == "cancelled"


def test_what_articles_contradict_is_shown(told):
    yes = told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    no = told("d2", "meeting", [KARI, AINO], "2031-05-04", status="negated")
    (event,) = link_events([yes, no])
    (clash,) = event.disagreements
    assert clash.field == "status"
    assert clash.values == ("occurred", "negated")
    assert clash.documents == ("d1", "d2")


def test_a_slip_of_a_day_is_joined_and_shown(told):
    events = [
        told(f"d{i}", "meeting", [KARI, AINO], "2031-05-04", "Oslo") for i in range(3)
    ]
    events.append(told("d9", "meeting", [KARI, AINO], "2031-05-05", "Oslo"))
    (event,) = link_events(events)
    assert event.date.edtf == "2031-05-04"
    assert event.disagreements[0].values == ("2031-05-04", "2031-05-05")


def test_days_do_not_chain(told):
    days = ["2031-05-04", "2031-05-05", "2031-05-06", "2031-05-07"]
    events = link_events(
        [told(f"d{i}", "meeting", [KARI, AINO], d, "Oslo") for i, d in enumerate(days)]
    )
    for event in events:
        told_days = sorted(m.date.earliest for m in event.mentions)
        assert (told_days[-1] - told_days[0]).days <= 1


def test_a_vague_report_that_fits_two_meetings_joins_neither(told):
    events = [
        told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo"),
        told("d2", "meeting", [KARI, AINO], "2031-05-24", "Oslo"),
        told("d3", "meeting", [KARI, AINO], "2031-05"),
    ]
    assert len(link_events(events)) == 3


def test_who_accuses_whom_is_not_turned_round(told):
    one = told("d1", "accusation", ["CHL"], "2031-05-04", to=("PER",))
    two = told("d2", "accusation", ["PER"], "2031-05-04", to=("CHL",))
    assert len(link_events([one, two])) == 2


def test_the_banquet_is_not_the_talks(told):
    talks = told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    dinner = told(
        "d2",
        "reception",
        [KARI],
        "2031-05-04",
        "Oslo",
        to=(AINO,),
        text="Kari Lie gave a banquet for Aino Salo",
    )
    assert len(link_events([talks, dinner])) == 2


def test_talks_during_a_visit_are_part_of_it(told):
    visit = told("d1", "visit", [KARI], "2031-05-04/2031-05-07", to=("FIN",))
    talks = told("d2", "meeting", [KARI, AINO], "2031-05-05", "Helsinki")
    later = told("d3", "meeting", [KARI, AINO], "2031-05-19", "Helsinki")
    events = {
        e.type + (e.date.edtf or ""): e for e in link_events([visit, talks, later])
    }
    assert (
        events["meeting2031-05-05"].part_of == events["visit2031-05-04/2031-05-07"].id
    )
    assert events["meeting2031-05-19"].part_of is None


def test_events_of_one_document_stay_apart(told):
    one = told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    two = told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo", start=400)
    assert len(link_events([one, two])) == 2


def test_names_in_other_spellings_are_one_entity(told):
    one = told("d1", "meeting", ["Sergei Volkov/PER", "CHL"], "2031-05-04")
    two = told("d2", "meeting", ["Siarhiej Volkau/PER", "CHL"], "2031-05-04")
    other = told("d3", "call", ["S. Volkov/PER", "GHA"], "2031-06-01")
    events = link_events([one, two, other])
    ids = {p.entity_id for e in events for p in e.participants if p.kind == "person"}
    assert ids == {"person:PER:siarhiej-volkau"} or ids == {"person:PER:sergei-volkov"}
    assert len(events) == 2


def test_linking_in_two_halves_and_then_together_is_the_same(told):
    events: list[Event] = [
        told("d1", "visit", [KARI], "2031-05", to=("FIN",)),
        told("d2", "visit", ["K. Lie/NOR"], "2031-05-04", "Helsinki", to=("FIN",)),
        told("d3", "meeting", [KARI, AINO], "2031-05-05", "Helsinki"),
        told("d4", "meeting", ["NOR", "FIN"], "2031-05-05"),
    ]
    whole = link_events(events)
    halves = link_events([*link_events(events[:2]), *link_events(events[2:])])
    assert halves == whole
    assert link_events(whole) == whole


def test_ids_of_different_documents_may_be_the_same(told):
    one = told("d1", "call", ["CHL", "PER"], "2031-05-04")
    two = told("d2", "call", ["GHA", "TGO"], "2031-05-04").model_copy(
        update={"id": one.id}
    )
    assert len({e.id for e in link_events([one, two])}) == 2


def test_nothing_gives_nothing():
    assert len(link_events([])) == 0


def _published(key: str, day: str, text: str = "-") -> Document:
    when = {"edtf": day, "earliest": day, "latest": day}
    return Document(id=key, text=text, published=when)


def test_a_plan_is_no_event_of_the_day_before_it_was_announced(told):
    documents = [_published("d1", "2031-05-09"), _published("d2", "2031-05-09")]
    plan = told("d1", "meeting", [KARI, AINO], status="planned", where="Oslo")
    before = told("d2", "meeting", [KARI, AINO], "2031-05-06", "Oslo")
    after = told("d3", "meeting", [KARI, AINO], "2031-05-12", "Oslo")
    assert len(link_events([plan, before], documents)) == 2
    assert len(link_events([plan, after], documents)) == 1


def test_a_plan_narrows_the_month_in_which_it_came_true(told):
    documents = [_published("d1", "2031-05-09")]
    plan = told("d1", "meeting", [KARI, AINO], status="planned", where="Oslo")
    done = told("d2", "meeting", [KARI, AINO], "2031-05", "Oslo")
    (event,) = link_events([plan, done], documents)
    assert event.date.edtf == "2031-05-09/2031-05-31"
    assert event.date.basis == "linked"


def test_undated_meetings_in_two_places_stay_apart(told):
    dated = told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    there = told("d2", "meeting", [KARI, AINO], where="Oslo")
    elsewhere = told("d3", "meeting", [KARI, AINO], where="Bergen")
    assert len(link_events([dated, there])) == 1
    assert len(link_events([dated, elsewhere])) == 2


def test_the_rest_of_the_sentence_tells_what_was_proposed(told):
    gas = "Lie suggested a gas pipeline under the Baltic with three landing points."
    fish = "Lie suggested a fund for herring fishermen who lost their boats."
    documents = [
        Document(id="d1", text=gas),
        Document(id="d2", text=f"Last May {gas}"),
        Document(id="d3", text=fish),
    ]
    events = [
        told("d1", "proposal", [KARI], "2031-05", text="Lie suggested"),
        told("d2", "proposal", [KARI], "2031-05", text="Lie suggested", start=9),
        told("d3", "proposal", [KARI], "2031-05", text="Lie suggested"),
    ]
    linked = link_events(events, documents)
    assert sorted(len(e.reports) for e in linked) == [0, 2]


def test_an_arrival_opens_a_visit_of_some_days(told):
    visit = told("d1", "visit", [KARI], "2031-05-04", "Helsinki", to=("FIN",))
    banquet = told("d2", "reception", [AINO], "2031-05-05", "Helsinki", to=("NOR",))
    later = told("d3", "meeting", [KARI, AINO], "2031-05-11", "Helsinki")
    events = {e.type: e for e in link_events([visit, banquet, later])}
    assert events["reception"].part_of == events["visit"].id
    assert events["meeting"].part_of is None


def test_a_pact_signed_at_a_meeting_is_part_of_it(told):
    talks = told("d1", "meeting", [KARI, AINO], "2031-05-04", "Oslo")
    pact = told("d1", "agreement", [KARI, AINO], "2031-05-04", "Oslo", start=90)
    other = told("d1", "agreement", ["CHL", "PER"], "2031-05-04", start=180)
    events = link_events([talks, pact, other])
    parts = [e for e in events if e.part_of]
    assert [e.id for e in parts] == [pact.id]
    assert parts[0].part_of == talks.id


def test_copies_of_one_text_count_once_for_confidence(told):
    one = told("d1", "meeting", [KARI, AINO], "2031-05-04", confidence=0.6)
    copy = told("d2", "meeting", [KARI, AINO], "2031-05-04", confidence=0.6)
    own = told(
        "d3", "meeting", [KARI, AINO], "2031-05-04", text="They met", confidence=0.6
    )
    (copied,) = link_events([one, copy])
    (confirmed,) = link_events([one, own])
    assert copied.confidence == 0.6
    assert 0.6 < confirmed.confidence < 1


def test_an_ambiguous_surname_speaks_for_either(told):
    kari = told("d1", "meeting", ["Kari Lie/NOR", AINO], "2031-05-04")
    trygve = told("d2", "meeting", ["Trygve Lie/NOR", AINO], "2031-06-20")
    short = told("d3", "meeting", ["Lie/NOR", AINO], "2031-06-20")
    events = link_events([kari, trygve, short])
    assert sorted(len(e.mentions) for e in events) == [1, 2]
    june = next(e for e in events if len(e.mentions) == 2)
    assert [p.name for p in june.participants] == ["Trygve Lie", "Aino Salo"]


def test_a_trilateral_meeting_is_not_the_bilateral_one(told):
    three = told(
        "d1", "meeting", [KARI, AINO, "GHA"], "2031-05-04", text="The three met."
    )
    two = told("d2", "meeting", [KARI, AINO], "2031-05-04", text="Lie received Salo.")
    assert len(link_events([three, two])) == 2


def test_the_garbage_collector_is_left_as_it_was(told):
    event = told("d1", "meeting", [KARI, AINO], "2031-05-04")
    assert gc.isenabled()
    link_events([event])
    assert gc.isenabled()
    gc.disable()
    try:
        link_events([event])
        assert not gc.isenabled()
    finally:
        gc.enable()
