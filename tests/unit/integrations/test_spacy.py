"""dipevents as a component of a spaCy pipeline."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import dipevents
from dipevents.integrations.spacy import EVENTS, TIMES, DiplomaticEvents, set_extensions

pytestmark = pytest.mark.model

TEXT = (
    "Kenyan President Amina Otieno met Ghanaian President Kofi Boateng in Accra on "
    "Tuesday. She is expected to visit Lome next week."
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    made = spacy.blank("en")
    made.add_pipe("dipevents")
    return made


def _doc(nlp: Any, text: str = TEXT, published: Any = "2024-03-06") -> Doc:
    doc = nlp.make_doc(text)
    doc._.published = published
    return nlp(doc)


def test_events_and_times_are_those_of_the_library(nlp: Any) -> None:
    doc = _doc(nlp)
    record = {"id": "0", "text": TEXT, "published": "2024-03-06"}
    corpus = dipevents.parse_corpus([record])
    events = dipevents.extract_events(corpus, link=False)
    assert [e.id for e in doc._.diplomatic_events] == [e.id for e in events]
    assert doc._.diplomatic_events[0].date.edtf == "2024-03-05"
    assert [t.value for t in doc._.time_expressions] == ["2024-03-05", "2024-W11"]


def test_spans_carry_type_and_id(nlp: Any) -> None:
    doc = _doc(nlp)
    [meeting, visit] = doc._.diplomatic_events
    [first, second] = doc.spans[EVENTS]
    assert (first.label_, first.id_) == ("meeting", meeting.id)
    assert visit.mentions[0].text in second.text
    assert [(s.label_, s.text) for s in doc.spans[TIMES]] == [
        ("DATE", "Tuesday"),
        ("DATE", "next week"),
    ]


def test_results_are_serialised_with_the_doc(nlp: Any) -> None:
    doc = _doc(nlp)
    back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert back._.diplomatic_events == doc._.diplomatic_events
    assert [s.label_ for s in back.spans[EVENTS]] == ["meeting", "visit"]
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert again._.time_expressions == doc._.time_expressions


def test_a_doc_without_the_component_has_none(nlp: Any) -> None:
    doc = nlp.make_doc("Kenya.")
    assert doc._.diplomatic_events == ()
    assert doc._.time_expressions == ()


SPAWNED = """
import multiprocessing
import sys

import spacy

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    nlp = spacy.blank("en")
    nlp.add_pipe("dipevents")
    docs = nlp.pipe([sys.argv[2]] * 4, n_process=2, batch_size=2)
    print([e.type for doc in docs for e in doc._.diplomatic_events])
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_two_processes_give_the_same(method: str, tmp_path: Any) -> None:
    script = tmp_path / "two.py"
    script.write_text(SPAWNED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), method, TEXT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(["meeting", "visit"] * 4), done.stderr[-2000:]


def test_a_pipeline_can_be_saved_and_loaded(nlp: Any, tmp_path: Any) -> None:
    other = spacy.blank("en")
    other.add_pipe("dipevents", config={"min_confidence": 0.99})
    other.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert loaded.get_pipe("dipevents")._options["min_confidence"] == 0.99
    assert not loaded(TEXT)._.diplomatic_events


def test_the_day_of_publication_may_be_missing_or_wrong(nlp: Any) -> None:
    [meeting, _] = _doc(nlp, published=None)._.diplomatic_events
    assert meeting.date is None or meeting.date.edtf is None
    with pytest.raises(dipevents.DateError, match=r"doc\._\.published"):
        _doc(nlp, published="soon")


def test_strange_docs(nlp: Any) -> None:
    for text in ("", " ", "\U0001f91d", "Kenya\u0301 met Ghana."):
        doc = nlp(text)
        assert doc.text == text


def test_extensions_of_others_are_left_alone() -> None:
    set_extensions()
    set_extensions()
    assert Doc.has_extension("diplomatic_events")


def test_objects_may_be_extractors() -> None:
    class Nothing:
        name = "nothing"

        def extract(self, document: Any) -> list[Any]:
            return []

    component = DiplomaticEvents(extractors=[Nothing()])
    assert component(spacy.blank("en")(TEXT))._.diplomatic_events == ()


def test_it_is_found_without_an_import() -> None:
    code = "import spacy; print(spacy.blank('en').add_pipe('dipevents'))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "DiplomaticEvents" in done.stdout
