"""What holds for every text and for all bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dipevents.errors import IngestError
from dipevents.ingest import detect_language, mark, read_corpus
from dipevents.ingest.decode import decode
from dipevents.models import Document

LINES = st.sampled_from(
    [
        "Ghana's foreign minister met her Peruvian colleague in Lima on Monday.",
        "Ghana and Peru sign pact",
        "ACCRA, May 4 (Reuters) -",
        "LIMA — The envoys met.",
        "Tuesday 4 May 2021 16:30 BST",
        "03/04/2021",
        "30 February 2021",
        "By Mira Tamm",
        "Sign up for our newsletter",
        "Most read",
        "© 2021 The Accra Herald",
        "(AFP)",
        "---",
        "# Title",
        "Ghana Peru",
        "",
        "\t",
        "※ Translated by AI",
        "\u202bعربي\u202c",
        "😀 e\u0301",
        "\x00\x1b[31m",
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x0c", " "])
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.tuples(LINES, BREAKS), max_size=25).map(
        lambda parts: "".join(line + end for line, end in parts)
    ),
)


@given(TEXTS, st.none() | st.text(max_size=40))
def test_marks_lie_in_the_text_in_order_and_apart(text, title):
    marks = mark("d", text, title)
    last = 0
    for span in marks.spans:
        assert last <= span.start < span.end <= len(text)
        last = span.end
        if span.repeats is not None:
            length = span.end - span.start
            assert span.repeats < span.start
            assert text[span.repeats : span.repeats + length].split() == (
                text[span.start : span.end].split()
            )
    if marks.published is not None:
        for word in marks.published.evidence:
            assert text[word.start : word.end] == word.text
        assert marks.published.edtf or marks.published.reason


@given(TEXTS)
def test_marking_is_a_function_of_the_text(text):
    assert mark("d", text) == mark("d", text)


@given(TEXTS)
def test_any_text_is_a_document_or_an_ingest_error(text):
    try:
        [document] = read_corpus([{"text": text}])
    except IngestError:
        assert not text.strip()
    else:
        assert document.text == text
        assert Document.model_validate_json(document.model_dump_json()) == document


@given(st.text(st.characters(), min_size=1, max_size=80))
def test_any_code_points_are_kept_or_refused(text):
    try:
        [document] = read_corpus([text])
    except IngestError:
        return
    document.model_dump_json().encode("utf-8")
    assert document.text == text


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data):
    try:
        text = decode(data).text
    except IngestError:
        return
    assert isinstance(text, str)
    text.encode("utf-8")


@given(TEXTS)
def test_utf8_is_read_back(text):
    data = text.encode()
    try:
        assert decode(data, "utf-8").text == text.removeprefix("\ufeff")
    except IngestError:
        raise AssertionError from None


@given(st.text(max_size=300))
def test_the_language_is_a_code_or_none(text):
    code = detect_language(text)
    assert code is None or (len(code) == 2 and code.isalpha())


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=8)
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["id", "text", "title", "published", "date", "source", "url", "x", "spans"]
) | st.text(max_size=6)


@settings(max_examples=200)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_record_is_a_document_or_an_ingest_error(record):
    try:
        [document] = read_corpus([record])
    except IngestError:
        return
    again = Document.model_validate_json(document.model_dump_json())
    assert again == document
