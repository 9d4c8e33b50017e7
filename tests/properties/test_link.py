"""Linking depends on the set of events alone: not on their order, not on batches."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dipevents import link_events
from dipevents.models import (
    DateValue,
    Document,
    Event,
    EventMention,
    Participant,
    Place,
    ToldDate,
    ToldTime,
)

PEOPLE = {
    "NOR": ("Kari Lie", "K. Lie", "Lie", "Nils Berg"),
    "FIN": ("Aino Salo", "Aino Maria Salo", "Salo", "Eero Salo"),
    "BLR": ("Siarhei Volkau", "Sergei Volkov", "S. Volkov"),
}
DATES = (None, "day", "month", "interval")
PLACES = (None, "Oslo", "Bergen")
FIRST = date(2031, 5, 1)


@st.composite
def reports(draw):
    """Few people, days and places, so that much of it meets."""
    found = []
    for number in range(draw(st.integers(2, 9))):
        sides = draw(st.lists(st.sampled_from(sorted(PEOPLE)), min_size=1, unique=True))
        kind = draw(st.sampled_from(("meeting", "visit", "accusation", "reception")))
        people = []
        for place, side in enumerate(sides):
            name = draw(st.sampled_from((None, *PEOPLE[side])))
            role = "recipient" if place and kind != "meeting" else "actor"
            people.append(
                Participant(
                    kind="person" if name else "country",
                    name=name or side,
                    country=side,
                    role=role,
                )
            )
        day = FIRST + timedelta(days=draw(st.integers(0, 5)))
        document = f"d{draw(st.integers(0, 5))}"
        found.append(_event(number, document, kind, people, day, draw))
    return found


def _event(number, document, kind, people, day, draw):
    grain = draw(st.sampled_from(DATES))
    last = day + timedelta(days=3) if grain == "interval" else day
    edtf = {"day": f"{day}", "interval": f"{day}/{last}", "month": "2031-05"}.get(grain)
    if grain == "month":
        day, last = date(2031, 5, 1), date(2031, 5, 31)
    when = (
        DateValue(edtf=edtf, earliest=day, latest=last, granularity=grain)
        if grain
        else None
    )
    name = draw(st.sampled_from(PLACES))
    place = Place(name=name, country="NOR") if name else None
    status = draw(st.sampled_from(("occurred", "planned", "negated")))
    text = f"{people[0].name} {kind} {draw(st.sampled_from(('fish', 'cables gas')))}"
    mention = EventMention(
        document_id=document,
        start=number * 100,
        end=number * 100 + len(text),
        text=text,
        trigger=kind,
        trigger_start=number * 100,
        trigger_end=number * 100 + 1,
        status=status,
        date=when,
        place=place,
    )
    return Event(
        id=f"{kind}-{number}",
        type=kind,
        status=status,
        date=when,
        place=place,
        participants=people,
        mentions=(mention,),
    )


@settings(deadline=None)
@given(reports(), st.randoms())
def test_the_order_of_the_events_does_not_matter(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    assert link_events(shuffled) == link_events(events)


@settings(deadline=None)
@given(reports(), st.integers(0, 9))
def test_batches_do_not_matter(events, cut):
    halves = [*link_events(events[:cut]), *link_events(events[cut:])]
    assert link_events(halves) == link_events(events)


@settings(deadline=None)
@given(reports())
def test_no_mention_is_lost_and_none_is_told_twice(events):
    linked = link_events(events)
    before = sorted((m.document_id, m.start) for e in events for m in e.mentions)
    after = sorted((m.document_id, m.start) for e in linked for m in e.mentions)
    assert after == before
    assert len({e.id for e in linked}) == len(linked)


@settings(deadline=None)
@given(reports())
def test_what_is_part_of_something_names_an_event_that_is_there(events):
    linked = link_events(events)
    ids = {e.id for e in linked}
    for event in linked:
        assert event.part_of is None or (event.part_of in ids - {event.id})


@settings(deadline=None)
@given(reports())
def test_linked_events_survive_json(events):
    for event in link_events(events):
        assert Event.model_validate_json(event.model_dump_json()) == event


WORDS = ("Tuesday", "May 3", "last month", "yesterday", "Friday")


@st.composite
def half_dated(draw):
    """Reports of which some are only counted from an unknown day of publication."""
    found = []
    for event in draw(reports()):
        if draw(st.booleans()):
            words = draw(st.sampled_from(WORDS))
            time = ToldTime(start=0, end=len(words), text=words, looks="past")
            update = {"date": None, "told": ToldDate(times=(time,))}
            event = event.model_copy(update=update)
        found.append(event)
    return found


def _articles(draw):
    documents = []
    for number in range(6):
        day = FIRST + timedelta(days=draw(st.integers(0, 8)))
        when = DateValue(edtf=f"{day}", earliest=day, latest=day, granularity="day")
        known = draw(st.booleans())
        documents.append(
            Document(id=f"d{number}", text="-", published=when if known else None)
        )
    return documents


@settings(deadline=None)
@given(half_dated(), st.data(), st.randoms())
def test_articles_are_dated_alike_in_any_order_and_in_batches(events, data, random):
    documents = _articles(data.draw)
    whole = link_events(events, documents)
    shuffled = list(events)
    random.shuffle(shuffled)
    assert link_events(shuffled, documents) == whole
    cut = data.draw(st.integers(0, len(events)))
    parts = [link_events(part, documents) for part in (events[:cut], events[cut:])]
    known = {d.id: d for part in parts for d in part.documents}
    together = link_events([e for p in parts for e in p], known.values())
    assert list(together) == list(whole)


@settings(deadline=None)
@given(half_dated(), st.data())
def test_a_day_of_publication_that_is_known_stays(events, data):
    documents = _articles(data.draw)
    linked = link_events(events, documents)
    for before, after in zip(documents, linked.documents, strict=True):
        if before.published is not None:
            assert after == before
