"""Whatever the text, annotation keeps its offsets and does not fail."""

import itertools

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dipevents.annotate import Annotator, parser_text, segment
from dipevents.annotate.engine import Engine
from dipevents.models import Document, MarkedSpan

ANNOTATOR = Annotator(Engine(spacy.blank("en")))

WORDS = st.sampled_from(
    [
        *"Peru Chad Jordan Niger U.S. US Hanoi Ana Vega Lee Kim Jong Un".split(),
        *"Foreign Minister President minister leaders officials government".split(),
        *"of for from the his and or , . ' 's - – — ( ) \" “ ” : ; ! ? … / [1]".split(),
        *"The two sides both countries He she they it We said met Mr. Gen. von".split(),
        *"Peruvian Togolese Son‑hui al-Rifai O'Neil (FVF) Free Front I'm".split(),
        "Ministry of Foreign Affairs", "counterpart", "ofPeru", "\u00a0", "\u200b",
        "\n", "\n\n", "\t", "e\u0301", "İ", "\U0001f600", "ß", "",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(WORDS, max_size=60).map("".join),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    kinds = st.sampled_from(["title", "byline", "dateline", "caption", "footer"])
    spans = tuple(
        MarkedSpan(kind=draw(kinds), start=a, end=b)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if a < b
    )
    return Document(id="d", text=text, spans=spans)


@given(TEXTS)
def test_parser_text_has_the_same_length(text: str) -> None:
    assert len(parser_text(text)) == len(text)


@given(documents())
def test_units_are_in_order_apart_and_trimmed(document: Document) -> None:
    text = document.text
    units = segment(document)
    assert all(0 <= u.start < u.end <= len(text) for u in units)
    assert all(a.end <= b.start for a, b in itertools.pairwise(units))
    assert all(a.paragraph <= b.paragraph for a, b in itertools.pairwise(units))
    for unit in units:
        piece = text[unit.start : unit.end]
        assert piece == piece.strip()
        assert any(c.isalpha() for c in piece)
    hidden = [s for s in document.spans if s.kind not in ("title", "caption")]
    for span in hidden:
        assert all(u.end <= span.start or span.end <= u.start for u in units)


@given(st.lists(WORDS, max_size=80).map(" ".join))
def test_no_letter_of_the_body_is_lost(text: str) -> None:
    units = segment(Document(id="d", text=text))
    inside = "".join(text[u.start : u.end] for u in units)
    assert [c for c in inside if c.isalpha()] == [c for c in text if c.isalpha()]


@settings(max_examples=150, deadline=None)
@given(documents())
def test_mentions_are_exact(document: Document) -> None:
    (annotated,) = ANNOTATOR.annotate([(document, ())])
    for sentence in annotated:
        assert "".join(t.text_with_ws for t in sentence.doc) == parser_text(
            document.text[sentence.start : sentence.end]
        )
        for mention in sentence.mentions:
            assert document.text[mention.start : mention.end] == mention.text
            assert sentence.start <= mention.start < mention.end <= sentence.end
            token = sentence.doc[mention.head]
            assert mention.start <= sentence.start + token.idx + len(token) - 1
            assert sentence.start + token.idx < mention.end
            assert all(a.key and a.name for a in mention.actors)


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    batch = [Document(id=str(n), text=t) for n, t in enumerate(texts)]
    together = [
        [s.mentions for s in a] for a in ANNOTATOR.annotate((d, ()) for d in batch)
    ]
    alone = [
        [s.mentions for s in a] for d in batch for a in ANNOTATOR.annotate([(d, ())])
    ]
    assert together == alone
