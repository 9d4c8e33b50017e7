"""The quicker components give what spaCy's own give."""

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from dipevents.annotate import load_engine, token_attributes, transitions
from dipevents.annotate.components import components_of
from dipevents.annotate.engine import Engine
from dipevents.annotate.token_attributes import TokenAttributes
from dipevents.annotate.transitions import Stepwise

TEXTS = [
    "Ana Vula of Togo met the Chadian president, Idris Olm, in Lome on 3 May 2021.",
    "There is a plan, there's hope, and there are doubts.",
    "Let's go; y'all ain't gonna sign it, she's got a pen and doesn't mind.",
    "He said it has been called off: \u201cWe have what we had.\u201d",
    "  Two  spaces \n and a break ",
    "",
    "Signed.",
    "\u2014",
    "The delegates' talks with the Zorbal Group's envoys were the better ones.",
    "Which of them would you rather it did, and to whom does that matter?",
]


def read(doc: Doc) -> list[Any]:
    return [
        (
            (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i),
            (t.n_lefts, t.left_edge.i, t.is_sent_start, t.ent_iob_, t.ent_type_),
        )
        for t in doc
    ]


def through(components: list[Any], docs: list[Doc]) -> list[Doc]:
    for component in components:
        docs = list(component.pipe(docs))
    return docs


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_engine()._nlp


@pytest.mark.model
def test_the_built_in_model_has_quicker_ones_for_all_that_costs(nlp: Language) -> None:
    kinds = {type(c) for c in components_of([c for _, c in nlp.pipeline])}
    assert {Stepwise, TokenAttributes} < kinds
    assert not kinds & {AttributeRuler}


@pytest.mark.model
@pytest.mark.parametrize("most", [100_000, 5])
@pytest.mark.parametrize("words", [8_000, 10])
def test_all_annotation_is_the_same(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, most: int, words: int
) -> None:
    monkeypatch.setattr(token_attributes, "MOST_KINDS", most)
    monkeypatch.setattr(transitions, "_WORDS", words)
    own = [read(doc) for doc in nlp.pipe(TEXTS)]
    components = components_of([c for _, c in nlp.pipeline])
    for _ in range(2):  # new words, then known ones
        docs = through(components, list(map(nlp.make_doc, TEXTS)))
        assert [read(doc) for doc in docs] == own


@pytest.mark.model
def test_entities_set_before_are_kept(nlp: Language) -> None:
    def preset() -> Doc:
        doc = nlp.make_doc("Ana Vula met Olm in Lome.")
        doc.set_ents([doc.char_span(0, 8, "ORG")], default="missing")
        return doc

    ner = nlp.get_pipe("ner")
    (own,) = ner.pipe([preset()])  # type: ignore[attr-defined]
    (quick,) = Stepwise(ner).pipe([preset()])  # type: ignore[arg-type]
    assert [(e.text, e.label_) for e in quick.ents] == [
        (e.text, e.label_) for e in own.ents
    ]
    assert quick.ents[0].label_ == "ORG"


@pytest.mark.model
def test_lemmas_outlive_the_words_that_were_forgotten(nlp: Language) -> None:
    (attributes,) = (
        c
        for c in components_of([c for _, c in nlp.pipeline])
        if isinstance(c, TokenAttributes)
    )
    for _ in range(2):
        with nlp.memory_zone():
            doc = nlp.make_doc("He zorbalised Quendas.")
            for name in ("tok2vec", "tagger", "parser"):
                doc = nlp.get_pipe(name)(doc)
            (doc,) = attributes.pipe([doc])
            assert doc[1].lemma_ == "zorbalise"


def ruled(*patterns: dict[str, Any]) -> Language:
    """A pipeline of a ruler and a lemmatizer only."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lookups = Lookups()
    lookups.add_table("lemma_lookup", {"pens": "pen", "boats": "boat"})
    lemmatizer.initialize(lookups=lookups)  # type: ignore[attr-defined]
    return nlp


PAIR = {
    "patterns": [[{"LOWER": "red"}, {"LOWER": "pens"}]],
    "attrs": {"LEMMA": "crayon", "POS": "NOUN"},
    "index": 1,
}
ALONE = {"patterns": [[{"LOWER": "red"}]], "attrs": {"POS": "ADJ"}, "index": 0}


def test_patterns_of_several_words_are_met() -> None:
    nlp = ruled(PAIR, ALONE)
    (component,) = components_of([c for _, c in nlp.pipeline])
    texts = ["Pens and boats", "red boats", "red pens", "pens, red"] * 2
    quick = through([component], list(map(nlp.make_doc, texts)))
    assert [[(t.lemma_, t.pos_) for t in d] for d in quick] == [
        [(t.lemma_, t.pos_) for t in d] for d in nlp.pipe(texts)
    ]
    assert quick[2][1].lemma_ == "crayon"


@pytest.mark.parametrize(
    "pattern",
    [
        {"patterns": [[{"ENT_TYPE": "GPE"}]], "attrs": {"POS": "PROPN"}},
        {"patterns": [[{"LOWER": "a", "OP": "?"}]], "attrs": {"POS": "X"}},
        {"patterns": [[{"LOWER": "a"}]], "attrs": {"ENT_TYPE": "GPE"}},
    ],
)
def test_other_patterns_are_left_to_the_ruler(pattern: dict[str, Any]) -> None:
    nlp = ruled(pattern)
    own = [c for _, c in nlp.pipeline]
    assert components_of(own) == own


def test_components_of_others_run_as_they_are() -> None:
    nlp = spacy.blank("en")

    @Language.component("shout")
    def shout(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = token.text.upper()
        return doc

    nlp.add_pipe("shout")
    nlp.add_pipe("sentencizer")
    assert len(components_of([c for _, c in nlp.pipeline])) == 2
    docs = Engine(nlp).parse(["Peru waits.", ""])
    assert [[t.lemma_ for t in doc] for doc in docs] == [["PERU", "WAITS", "."], []]
