"""Errors of the parser that are mended, and what must stay as it was parsed."""

import pytest

from dipevents.annotate.engine import load_engine

pytestmark = pytest.mark.model

CASES = [
    # "with X" before a purpose is said of the verb.
    (
        "Icelandic Foreign Minister Una Berg spoke today with Cuban Foreign Minister "
        "Raul Sosa to follow up on the Chilean offer to Fiji.",
        {"with": "spoke", "Sosa": "with", "follow": "spoke"},
    ),
    (
        "The Maltese minister met with Libyan officials to ask for help.",
        {"with": "met"},
    ),
    (
        "With Peru set to vote on the pact, Chile asked Bolivia to wait.",
        {"set": "asked"},
    ),
    # A past tense does not go on behind "would".
    (
        "The Icelandic minister said a new raid on Fiji would be met with sanctions "
        "and urged Tonga to talk.",
        {"urged": "said"},
    ),
    (
        "The premier said the pact would be signed in Fiji and urged Tonga to talk.",
        {"urged": "said"},
    ),
    ("The premier visited Fiji and urged Tonga to talk.", {"urged": "visited"}),
    ("She said that Fiji had sent boats and urged calm.", {"urged": "sent"}),
]


@pytest.mark.parametrize(("text", "heads"), CASES)
def test_words_hang_where_they_belong(text: str, heads: dict[str, str]) -> None:
    [doc] = load_engine().parse([text])
    assert {t.text: t.head.text for t in doc if t.text in heads} == heads
