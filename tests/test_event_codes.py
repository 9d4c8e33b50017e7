"""The third digit of CAMEO follows from what an act is about."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import dipevents
from dipevents.errors import LexiconError
from dipevents.lexicons.topics import read_topics, topics

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "events" / "codes.toml").read_text("utf-8")
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("cameo", "type_", "text"),
    [(c["cameo"], c["type"], t) for c in CASES["case"] for t in c["phrases"]],
)
def test_code(cameo: str, type_: str, text: str) -> None:
    corpus = dipevents.parse_corpus([{"text": text, "published": CASES["now"]}])
    events = dipevents.extract_events(corpus, link=False, on_error="raise")
    assert cameo in [(e.cameo or "")[:3] for e in events if e.type == type_]


@pytest.mark.model
def test_explanation_names_the_topic() -> None:
    [event] = dipevents.extract_events("Latvia asked Greece to send missiles.")
    [reason] = [r for r in event.explanation if r.field == "cameo"]
    assert event.cameo == "023"
    assert reason.rule.startswith(("topic", "frame"))


def test_topics_have_codes_of_their_root() -> None:
    for topic in topics():
        assert all(code.startswith(root) for root, code in topic.codes.items())


def test_topic_with_a_code_of_another_root_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "topics.toml"
    file.write_text(
        '[[topics]]\nid = "aid"\nheads = ["aid"]\ncodes = { "02" = "103" }\n'
    )
    with pytest.raises(LexiconError, match="aid"):
        read_topics(file)
