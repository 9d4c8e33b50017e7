"""Every frame finds its examples and leaves its counterexamples alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import dipevents
from dipevents.annotate.engine import load_engine
from dipevents.extract.constraints import SentenceWords, unmet
from dipevents.extract.needs import are_met, needs_of, words_of
from dipevents.extract.triggers import TriggerIndex
from dipevents.extract.words import word_forms
from dipevents.lexicons.frames import Frame, event_rules

if TYPE_CHECKING:
    from dipevents.lexicons.frames import EventRules, Example

pytestmark = pytest.mark.model

NOW = "2024-03-06"
"""The Wednesday on which all examples came out."""

EXAMPLES = [
    pytest.param(rules.type, example, id=f"{rules.type}.{frame.id}-{number}")
    for rules in event_rules()
    for frame in rules.frames
    for number, example in enumerate(frame.examples)
]
COUNTEREXAMPLES = [
    pytest.param(rules.type, text, id=f"{rules.type}.{frame.id}-{number}")
    for rules in event_rules()
    for frame in rules.frames
    for number, text in enumerate(frame.counterexamples)
]


@cache
def _events() -> dict[str, list[dipevents.Event]]:
    """The events of all sentences, each an article of its own."""
    texts = dict.fromkeys(
        [p.values[1].text for p in EXAMPLES] + [p.values[1] for p in COUNTEREXAMPLES]
    )
    corpus = dipevents.parse_corpus(
        [{"id": text, "text": text, "published": NOW} for text in texts]
    )
    found: dict[str, list[dipevents.Event]] = {text: [] for text in texts}
    for event in dipevents.extract_events(
        corpus, link=False, min_confidence=0, on_error="raise"
    ):
        found[event.mentions[0].document_id].append(event)
    return found


def _states(event: dipevents.Event, role: str) -> set[str]:
    return {
        x
        for p in event.participants
        if p.role == role
        for x in (p.country, p.name)
        if x
    }


def problem(type_: str, example: Example) -> str:
    """What is wrong with what was found; empty where all is right."""
    events = [e for e in _events()[example.text] if e.type == type_]
    if not events:
        others = [e.type for e in _events()[example.text]]
        return f"no {type_} found, but {others}"
    problems = []
    for event in events:
        actors, recipients = _states(event, "actor"), _states(event, "recipient")
        if not set(example.actors) <= actors:
            problems.append(f"actors {actors}, not {set(example.actors)}")
        elif not set(example.recipients) <= recipients:
            problems.append(f"recipients {recipients}, not {set(example.recipients)}")
        elif event.status != example.status:
            problems.append(f"status {event.status}, not {example.status}")
        elif example.cameo and (event.cameo or "")[:3] != example.cameo[:3]:
            problems.append(f"cameo {event.cameo}, not {example.cameo}")
        else:
            return ""
    return "; ".join(problems)


@pytest.mark.parametrize(("type_", "example"), EXAMPLES)
def test_example_is_found(type_: str, example: Example) -> None:
    assert not problem(type_, example), example.text


@pytest.mark.parametrize(("type_", "text"), COUNTEREXAMPLES)
def test_counterexample_is_left_alone(type_: str, text: str) -> None:
    assert type_ not in {e.type for e in _events()[text]}


@pytest.mark.parametrize("rules", event_rules(), ids=lambda rules: rules.type)
def test_no_reading_is_left_out_that_would_hold(rules: EventRules) -> None:
    """Looking up the words that a frame needs never turns down what it would take."""
    texts = [e.text for f in rules.frames for e in f.examples]
    index = TriggerIndex([rules])
    for doc in load_engine().parse(texts):
        words = SentenceWords(doc)
        for _, triggers in index.find_hopeless(doc):
            held = [t.rule for t in triggers if unmet(t, words) is None]
            assert not held, doc.text


@pytest.mark.parametrize(
    ("near", "text", "met"),
    [
        (["pay the price", "regret"], "Togo would regret it.", True),
        (["pay the price", "regret"], "Togo paid the highest price.", True),
        (["pay the price", "regret"], "The price of cocoa fell.", False),
        (["not put up with"], "They won't put up with it.", True),
        (["not put up with"], "They met with Togo.", False),
        (["wo n't", "will not"], "They can't and won\u2019t yield.", True),
        (["wo n't", "will not"], "They'll never yield.", True),
        (["wo n't", "will not"], "They will yield.", False),
        (["be ready"], "He's ready.", True),
        (["have to"], "Togo has to leave.", True),
        (["have to"], "Togo needs to leave.", False),
        (["need", "have to"], "Togo needs peace.", True),
        (['"', "''"], "No letters tell.", True),
        (["gon na"], "They're gonna leave.", True),
    ],
)
def test_of_a_phrase_all_words_are_looked_for(
    near: list[str], text: str, met: bool
) -> None:
    frame = Frame(id="f", verbs=["say"], near=near)
    assert are_met(needs_of(frame, ()), words_of(text)) is met


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They cannot go", "not"),
        ("Iran won't go", "t"),
        ("guests includingMaxim", "including"),
        ("a CEASE-FIRE", "fire"),
    ],
)
def test_words_that_needs_are_looked_up_in(text: str, word: str) -> None:
    assert word in words_of(text)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("ring", "rang"),
        ("choose", "chosen"),
        ("have", "had"),
        ("crisis", "crises"),
        ("embassy", "embassies"),
        ("free", "freeing"),
        ("ban", "banned"),
    ],
)
def test_a_word_is_known_in_all_its_forms(lemma: str, form: str) -> None:
    assert form in word_forms(lemma)
