"""A few events with everything that is hard to write out."""

import pytest

from dipevents.models import (
    DateValue,
    Disagreement,
    Document,
    Event,
    EventMention,
    MarkedSpan,
    Participant,
    Place,
    PloverCode,
    Reason,
    Source,
    Span,
)

TEXT = (
    "OSLO — Kari Lie met Aino Salo on 4 May. <script>alert(1)</script>\u2028"
    "=SUM(A1) & more\nShare this"
)


@pytest.fixture
def document():
    return Document(
        id='a"><script>alert(2)</script>',
        text=TEXT,
        title="Talks & <b>fish</b>",
        url="javascript:alert(3)",
        spans=(MarkedSpan(kind="footer", start=len(TEXT) - 10, end=len(TEXT)),),
    )


@pytest.fixture
def event(document):
    start = TEXT.index("Kari")
    end = TEXT.index(" on 4")
    words = Span(document_id=document.id, start=end + 4, end=end + 9, text="4 May")
    when = DateValue(
        edtf="2031-05-04",
        earliest="2031-05-04",
        latest="2031-05-04",
        granularity="day",
        evidence=(words,),
    )
    place = Place(name="Oslo", country="NOR", latitude=59.9, longitude=-10.75)
    return Event(
        id="meeting-1",
        type="meeting",
        status="occurred",
        date=when,
        place=place,
        participants=(
            Participant(
                kind="person",
                name="Kari Lie",
                country="NOR",
                title="foreign minister",
                entity_id="person:NOR:kari-lie",
            ),
            Participant(kind="person", name="Aino Salo", country="FIN"),
        ),
        reported_by=(Source(name="=cmd()", document_id=document.id, start=0, end=4),),
        topics=(Span(document_id=document.id, start=0, end=4, text="fish; gas"),),
        cameo="040",
        plover=PloverCode(event="CONSULT", mode=None),
        confidence=0.9,
        mentions=(
            EventMention(
                document_id=document.id,
                start=start,
                end=end,
                text=TEXT[start:end],
                trigger="met",
                trigger_start=TEXT.index("met"),
                trigger_end=TEXT.index("met") + 3,
                date=when,
                place=place,
            ),
        ),
        disagreements=(
            Disagreement(field="date", values=("4", "5"), documents=("a", "b")),
        ),
        explanation=(Reason(field="type", rule="meeting.meet", words=(words,)),),
    )


@pytest.fixture
def undated(event):
    return event.model_copy(
        update={"id": "meeting-2", "date": None, "place": None, "status": "planned"}
    )
