"""What holds for any text: offsets, no crash, one id for one event."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dipevents

pytestmark = pytest.mark.model

PIECES = st.sampled_from(
    [
        "Kenyan President Amina Otieno",
        "Ghana's foreign minister",
        "his Togolese counterpart",
        "the two sides",
        "Reuters",
        "met",
        "will visit",
        "accused",
        "talks",
        "signed a treaty with",
        "in Accra",
        "on Tuesday",
        "last month",
        "and",
        ",",
        ".",
        "\n\n",
        "“",
        "”",
        "said",
        "U.S.-China",
        "\u2011",
        "\u200f",
        "é\u0301",
        "😀",
        "\x00",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map(" ".join),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_gives_true_offsets(text: str) -> None:
    document = dipevents.Document(id="a", text=text)
    events = dipevents.extract_events(
        document, link=False, min_confidence=0, on_error="raise"
    )
    assert len({e.id for e in events}) == len(events)
    for event in events:
        assert dipevents.Event.model_validate_json(event.model_dump_json()) == event
        for mention in event.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.start <= mention.trigger_start < mention.trigger_end
        for reason in event.explanation:
            for words in reason.words:
                assert text[words.start : words.end] == words.text


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(4)))
def test_order_of_documents_does_not_matter(order: list[int]) -> None:
    texts = [
        "Kenya's president visited Ghana on Monday.",
        "Kenyan President Amina Otieno arrived in Accra on Monday.",
        "Peru and Chile signed a trade deal in Lima on 4 March 2024.",
        "The foreign ministers of Peru and Chile met in May.",
    ]
    documents = [
        dipevents.Document(
            id=f"d{n}", text=text, published=_day("2024-03-06"), language="en"
        )
        for n, text in enumerate(texts)
    ]
    shuffled = dipevents.Corpus([documents[n] for n in order])
    expected = dipevents.extract_events(dipevents.Corpus(documents))
    found = dipevents.extract_events(shuffled)
    assert {e.id: e for e in found} == {e.id: e for e in expected}


def _day(edtf: str) -> dipevents.DateValue:
    return dipevents.DateValue(
        edtf=edtf, earliest=edtf, latest=edtf, granularity="day", basis="given"
    )
