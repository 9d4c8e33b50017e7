"""What dates an article, and what does not, on events made by hand."""

import pytest

from dipevents import Document, ToldDate, ToldTime, link_events

KARI, AINO = "Kari Lie/NOR", "Aino Salo/FIN"
TEXT = "A thing was told."


def _dated(key: str, day: str) -> Document:
    when = {"edtf": day, "earliest": day, "latest": day}
    return Document(id=key, text="-", published=when)


def _counted(event, words: str, looks="past", value=None):
    time = ToldTime(start=0, end=len(words), text=words, looks=looks, value=value)
    return event.model_copy(update={"told": ToldDate(times=(time,))})


@pytest.fixture
def corpus(told):
    """A dated report, and one of an article whose day is unknown."""

    def make(words: str, where: str | None = "Oslo", **fields):
        day = "2031-05-06"
        dated = told("d1", "meeting", [KARI, AINO], day, "Oslo", **fields)
        undated = told("d2", "meeting", [KARI, AINO], None, where, **fields)
        documents = [_dated("d1", "2031-05-07"), Document(id="d2", text=TEXT)]
        return link_events([dated, _counted(undated, words)], documents)

    return make


def _published(events, key="d2"):
    return next(d.published for d in events.documents if d.id == key)


def test_a_day_and_month_date_the_article(corpus):
    events = corpus("May 6")
    assert len(events) == 1
    known = _published(events)
    assert (known.edtf, known.basis) == ("2031-05-06/2032-05-05", "linked")
    assert {s.document_id for s in known.evidence} == {"d1", "d2"}


def test_a_weekday_alone_does_not(corpus):
    assert _published(corpus("Tuesday")) is None


def test_a_weekday_in_the_same_words_does(corpus):
    told = "They met to settle an old dispute over ferries and cables"
    known = _published(corpus("Tuesday", text=told))
    assert known.edtf == "2031-05-06/2031-05-12"


def test_another_weekday_is_another_meeting(corpus, told):
    undated = told("d2", "meeting", [KARI, AINO], None, "Oslo")
    undated = _counted(undated, "Friday", value="XXXX-WXX-5")
    dated = told("d1", "meeting", [KARI, AINO], "2031-05-06", "Oslo")
    assert len(link_events([dated, undated])) == 2


def test_the_document_keeps_what_it_told_alone(corpus):
    events = corpus("May 6")
    document = next(d for d in events.documents if d.id == "d2")
    assert document.published_alone.edtf is None
    again = link_events(events)
    assert list(again) == list(events)
    assert again.documents == events.documents


def test_other_dates_of_the_article_are_resolved_anew(told):
    dated = told("d1", "meeting", [KARI, AINO], "2031-05-06", "Oslo")
    shared = _counted(told("d2", "meeting", [KARI, AINO], None, "Oslo"), "May 6")
    other = told("d2", "call", ["NOR", "TGO"], None, start=300)
    other = _counted(other, "last month")
    documents = [_dated("d1", "2031-05-07"), Document(id="d2", text=TEXT)]
    events = link_events([dated, shared, other], documents)
    (call,) = (e for e in events if e.type == "call")
    assert (call.date.edtf, call.date.basis) == ("2031-04-01/2032-04-30", "linked")


def test_no_document_need_be_at_hand(told):
    dated = told("d1", "meeting", [KARI, AINO], "2031-05-06", "Oslo")
    shared = _counted(told("d2", "meeting", [KARI, AINO], None, "Oslo"), "May 6")
    (event,) = link_events([dated, shared])
    assert event.date.edtf == "2031-05-06"


def test_two_undated_articles_do_not_date_each_other(told):
    reports = [
        _counted(told(key, "meeting", [KARI, AINO], None, "Oslo"), "May 6")
        for key in ("d1", "d2")
    ]
    documents = [Document(id=key, text=TEXT) for key in ("d1", "d2")]
    events = link_events(reports, documents)
    assert [d.published for d in events.documents] == [None, None]


def test_meetings_of_two_years_leave_both_open(told):
    reports = [
        told("d1", "meeting", [KARI, AINO], "2030-05-06", "Oslo"),
        told("d2", "meeting", [KARI, AINO], "2031-05-06", "Oslo"),
        _counted(told("d3", "meeting", [KARI, AINO], None, "Oslo"), "May 6"),
    ]
    documents = [
        _dated("d1", "2030-05-07"),
        _dated("d2", "2031-05-07"),
        Document(id="d3", text=TEXT),
    ]
    known = _published(link_events(reports, documents), "d3")
    assert known is None or (known.earliest.year, known.latest.year) == (2030, 2032)
