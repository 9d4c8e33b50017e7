"""Entity pages: who it is, how spelt, in which office when."""

from datetime import date

from dipevents import EventSet, link_events
from dipevents.models import Document, Participant

AINO = "Aino Salo/FIN"


def _published(key: str, day: str) -> Document:
    when = {"edtf": day, "earliest": day, "latest": day}
    return Document(id=key, text="-", published=when)


def _said(told, document: str, name: str, title: str, when: str):
    event = told(document, "meeting", ["NOR", AINO], when, "Oslo")
    person = Participant(kind="person", name=name, country="PRK", title=title)
    return event.model_copy(update={"participants": (*event.participants[1:], person)})


def _pages(told) -> EventSet:
    events = [
        _said(told, "d1", "Choe Son-hui", "vice foreign minister", "2021-03-04"),
        _said(told, "d2", "Choe Son Hui", "foreign minister", "2023-05-09"),
        _said(told, "d3", "Choe Son\u2011hui", "foreign minister", "2023-05-09"),
        _said(told, "d4", "Choe", "foreign minister", "2024-11"),
    ]
    documents = [
        _published("d1", "2021-03-05"),
        _published("d2", "2023-05-10"),
        _published("d3", "2023-06-01"),
        _published("d4", "2024-12-02"),
    ]
    return link_events(events, documents)


def test_offices_have_the_days_on_which_they_were_seen_to_be_held(told):
    page = _pages(told).entity("person:PRK:choe-son-hui")
    assert [(o.title, o.since, o.until) for o in page.offices] == [
        ("vice foreign minister", date(2021, 3, 5), date(2021, 3, 5)),
        ("foreign minister", date(2023, 5, 10), date(2024, 12, 2)),
    ]
    assert page.offices[1].documents == ("d2", "d3", "d4")


def test_all_spellings_lead_to_the_page(told):
    events = _pages(told)
    page = events.entity("Choe Son-hui")
    assert set(page.spellings) >= {"Choe Son-hui", "Choe Son Hui", "Choe"}
    assert events.entity("Ch'oe Son-hui") == page
    assert page.events == tuple(
        e.id for e in events if any(p.entity_id == page.id for p in e.participants)
    )


def test_no_page_is_none(told):
    assert _pages(told).entity("Kim Son-gong") is None
    assert EventSet([]).entity("anyone") is None
