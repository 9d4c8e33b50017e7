"""The parser and what rests on its parses."""

import pytest
import spacy

from dipevents.annotate import Annotator, load_engine
from dipevents.annotate import engine as engine_module
from dipevents.annotate.engine import Engine
from dipevents.annotate.metonyms import acts
from dipevents.annotated import AnnotatedDocument
from dipevents.errors import ModelError
from dipevents.models import Document, TimeExpression


@pytest.fixture(scope="module")
def trained() -> Annotator:
    return Annotator(load_engine())


def annotate(
    annotator: Annotator, text: str, *times: TimeExpression
) -> AnnotatedDocument:
    return next(annotator.annotate([(Document(id="d", text=text), times)]))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Im Dae-jung came on Wed.", ["Im", "Dae", "-", "jung", "came", "on", "Wed."]),
        ("Id is a feast", ["Id", "is", "a", "feast"]),
        ("U.S.-South", ["U.S.", "-", "South"]),
        ("(X)-Peru", ["(", "X", ")", "-", "Peru"]),
        ("in 2023[4]", ["in", "2023", "[", "4", "]"]),
        ("ofPeru", ["of", "Peru"]),
        ("includingMaria came", ["including", "Maria", "came"]),
        ("can't", ["ca", "n't"]),
        ("McDonald and iPhone", ["McDonald", "and", "iPhone"]),
    ],
)
def test_tokenizer(text: str, tokens: list[str]) -> None:
    engine = Engine(spacy.blank("en"))
    (doc,) = engine.parse([text])
    cut = [t.text for t in doc]
    # A full stop may stay with the abbreviation or stand alone.
    assert [t.rstrip(".") for t in cut if t != "."] == [t.rstrip(".") for t in tokens]


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        load_engine("no_such_model")


def test_a_model_without_parser(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("model") / "blank"
    spacy.blank("en").to_disk(path)
    with pytest.raises(ModelError, match="no tagger and no parser"):
        load_engine(str(path))


@pytest.mark.model
def test_engines_are_loaded_once() -> None:
    assert load_engine() is load_engine()


@pytest.mark.model
def test_a_unit_is_one_sentence() -> None:
    (doc,) = load_engine().parse(["He came. She left. They met?"])
    assert len(list(doc.sents)) == 1
    assert doc.has_annotation("DEP")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "capital", "expected"),
    [
        ("Hanoi accused Lima of delays.", "Hanoi", True),
        ("Hanoi accused Lima of delays.", "Lima", True),
        ("They walked around in Hanoi on Monday.", "Hanoi", False),
        ("He arrived from Hanoi.", "Hanoi", False),
        ("Hanoi-Lima ties are warm.", "Hanoi", True),
        ("They seek closer relations with Hanoi.", "Hanoi", True),
        ("Hanoi is a large city.", "Hanoi", False),
        ("Hanoi said it would help.", "Hanoi", True),
    ],
)
def test_capitals_as_governments(text: str, capital: str, expected: bool) -> None:
    (doc,) = load_engine().parse([text])
    token = next(t for t in doc if t.text == capital)
    assert acts(token) is expected


@pytest.mark.model
def test_capitals_become_states(trained: Annotator) -> None:
    annotated = annotate(trained, "Hanoi said envoys met in Lima.")
    assert [(m.text, m.kind, m.actors[0].key) for s in annotated for m in s.mentions][
        :1
    ] == [("Hanoi", "country", "country:VNM")]
    assert annotated.sentences[0].mentions[-1].kind == "place"


@pytest.mark.model
def test_the_recogniser_adds_persons_the_lists_lack(trained: Annotator) -> None:
    annotated = annotate(trained, "Stephen Carter visited the harbour.")
    (mention,) = annotated.sentences[0].mentions
    assert mention.actors[0].key == "person:stephen-carter"


@pytest.mark.model
def test_heads_and_offsets_point_into_the_text(trained: Annotator) -> None:
    text = "  \u201cYes\u201d, said Peru\u2019s Foreign Minister Ana Vega\u2011Ruiz.  "
    (sentence,) = annotate(trained, text)
    mention = sentence.mentions[-1]
    assert text[mention.start : mention.end] == mention.text
    token = sentence.doc[mention.head]
    assert text[sentence.start + token.idx :].startswith(token.text)
    assert token.text == "Ruiz"
    assert sentence.mention_at(token) is mention


@pytest.mark.model
def test_times_are_given_to_their_sentences(trained: Annotator) -> None:
    text = "Peru waited. Chile left on Monday."
    at = text.index("Monday")
    time = TimeExpression(
        start=at, end=at + 6, text="Monday", type="DATE", value="XXXX-WXX-1"
    )
    first, second = annotate(trained, text, time)
    assert first.times == ()
    assert second.times == (time,)


@pytest.mark.model
def test_triage_changes_nothing_in_what_is_kept(trained: Annotator) -> None:
    text = (
        "Albert Stone painted a house. Kenyan President Joan Mutua drank tea with "
        "Robert Miller. She met Stone in Lima. The two sides wept. Mutua and Miller "
        "met again, and they signed a pact with Hanoi."
    )
    document = Document(id="d", text=text)

    def keep(sentence: str) -> bool:
        return "met" in sentence

    (some,) = trained.annotate([(document, ())], keep=keep)
    (everything,) = trained.annotate([(document, ())], keep=keep, parse_all=True)
    assert len(everything.sentences) > len(some.sentences) > 0
    kept = {s.index: s.mentions for s in some}
    assert {s.index: s.mentions for s in everything if s.index in kept} == kept


@pytest.mark.model
def test_documents_come_in_order_and_alone_or_together_alike(
    trained: Annotator,
) -> None:
    documents = [
        Document(id=str(n), text=f"Peru met Chile {n} times. They agreed.")
        for n in range(40)
    ]
    together = list(trained.annotate((d, ()) for d in documents))
    assert [a.document.id for a in together] == [d.id for d in documents]
    (alone,) = trained.annotate([(documents[7], ())])
    assert [s.mentions for s in alone] == [s.mentions for s in together[7]]


WORDS = "Zorbal met Quenda near Pallisk in Vorme."


def test_a_vocabulary_that_has_taken_in_too_much_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine_module, "MOST_WORDS", 5)
    engine = Engine(spacy.blank("en"), lambda: spacy.blank("en"))
    assert not engine.is_swollen
    with engine.forgetful():
        before = [[t.text for t in d] for d in engine.parse([WORDS])]
    assert engine.is_swollen
    engine.renew()
    assert not engine.is_swollen
    with engine.forgetful():
        assert [[t.text for t in d] for d in engine.parse([WORDS])] == before


def test_a_pipeline_that_was_handed_over_is_never_renewed() -> None:
    nlp = spacy.blank("en")
    engine = Engine(nlp)
    engine.renew()
    assert not engine.is_swollen
    assert [d.vocab for d in engine.parse(["Oslo calls."])] == [nlp.vocab]
