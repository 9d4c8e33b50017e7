"""What holds of every text and every anchor."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipevents.dates import (
    edtf_of_days,
    infer_published,
    parse_date,
    span_of_edtf,
    tag,
)

WORDS = [
    *"Tuesday on 2019 in March , the and 20 ( ) early 1990s July . to".split(),
    *"from 12 - –".split(),
    *"five years ago of every winter said will a é й 日 الأحد yesterday ’s".split(),
    *("the 29th", "May 3-5", "last week", "two days later", "9 a.m.", "490 BC"),
    *("the next day", "next month", "Q3 2024", "  ", "\t", "\n", "\u00a0", "\u2011"),
    "\U0001f600",
]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31))
NEWSLIKE = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@given(st.one_of(st.text(max_size=200), NEWSLIKE), st.none() | DAYS)
@settings(max_examples=300, deadline=None)
def test_offsets_give_back_the_words(text: str, anchor: date | None) -> None:
    found = tag(text, anchor=anchor)
    for item in found:
        assert text[item.start : item.end] == item.text
        assert item.text == item.text.strip()
        assert item.text
    spans = [(x.start, x.end) for x in found]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(NEWSLIKE, DAYS)
@settings(max_examples=200, deadline=None)
def test_days_are_in_order_and_edtf_agrees(text: str, anchor: date) -> None:
    for item in tag(text, anchor=anchor):
        if item.earliest and item.latest:
            assert item.earliest <= item.latest
            assert item.edtf is not None
            assert span_of_edtf(item.edtf)[0] == item.earliest
        if item.edtf is None:
            assert item.earliest is None


RELATIVE = [
    ("They met {}.", "yesterday"),
    ("They met on {}.", "Tuesday"),
    ("They will meet on {}.", "Friday"),
    ("They met {}.", "three days ago"),
    ("They met {}.", "last week"),
    ("They met {}.", "two weeks ago"),
    ("They will meet {}.", "next week"),
    ("They dined {}.", "Monday night"),
    ("They met {}.", "last Sunday"),
    ("They will meet {}.", "tomorrow morning"),
    ("They will meet {}.", "this weekend"),
]


@given(st.sampled_from(RELATIVE), DAYS)
def test_a_week_later_means_a_week_later(case: tuple[str, str], day: date) -> None:
    text = case[0].replace("{}", case[1])
    week = timedelta(days=7)
    before = tag(text, anchor=day, style="news")[0]
    after = tag(text, anchor=day + week, style="news")[0]
    assert before.earliest is not None
    assert after.earliest == before.earliest + week
    assert after.latest == before.latest + week  # type: ignore[operator]


INDEPENDENT = [
    "The first was signed on March 5, 1998.",
    "The second dates from 12 May 2003.",
    "They met on Tuesday.",
    "He left last month.",
    "It will open in June.",
    "It took three weeks.",
]


@given(st.permutations(INDEPENDENT), DAYS)
@settings(deadline=None)
def test_order_of_independent_sentences_does_not_matter(
    sentences: list[str], day: date
) -> None:
    found = tag(" ".join(sentences), anchor=day, style="news")
    alone = [x.value for s in sentences for x in tag(s, anchor=day, style="news")]
    assert [x.value for x in found] == alone


@given(DAYS, st.integers(min_value=0, max_value=4000))
def test_edtf_of_days_round_trip(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert span_of_edtf(edtf_of_days(first, last)) == (first, last)


@given(
    DAYS,
    st.sampled_from(
        ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a, %d %b %Y %H:%M:%S +0000"]
    ),
)
def test_parse_date_reads_what_strftime_writes(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)).earliest == day


@given(st.one_of(st.text(max_size=300), NEWSLIKE))
@settings(max_examples=200, deadline=None)
def test_publication_is_never_outside_its_own_bounds(text: str) -> None:
    found = infer_published(text)
    if found.granularity == "day":
        assert found.earliest == found.latest is not None
        assert found.evidence
    if found.edtf is None:
        assert found.reason
    for span in found.evidence:
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "piece",
    [
        *("1 ", "12/", "the ", "May ", "Monday ", "a", "9:", "2019-", ", 3", "early "),
        *("of the ", "\n", "(", "ten years and ", "last ", "in the ", "-1", "19 "),
        *("two ", "\u00a0 "),
    ],
)
def test_repeats_do_not_raise(piece: str) -> None:
    text = piece * 1000
    for item in tag(text, anchor="2024-03-14"):
        assert text[item.start : item.end] == item.text
