"""Talks that only a read-out's title names."""

from __future__ import annotations

import pytest

import dipevents

pytestmark = pytest.mark.model

NOW = "2024-03-06"
CHAD = "President of Chad Issa Moru"


def _talks(title: str, text: str) -> list[tuple[str, str | None, list[str]]]:
    corpus = dipevents.parse_corpus(
        [{"id": "a", "title": title, "text": text, "published": NOW}]
    )
    return [
        (
            e.type,
            e.date and e.date.edtf,
            sorted(p.country or "" for p in e.participants),
        )
        for e in dipevents.extract_events(corpus, link=False, on_error="raise")
        if e.type in {"call", "meeting"}
    ]


@pytest.mark.parametrize(
    ("title", "text", "type_", "countries"),
    [
        (
            "Telephone conversation with President of Togo Ama Kodjo",
            f"The leaders discussed trade. {CHAD} thanked Ama Kodjo for the wheat.",
            "call",
            ["TCD", "TGO"],
        ),
        (
            "Talks with Prime Minister of Peru Luis Rojas",
            f"{CHAD} congratulated Luis Rojas on his election.",
            "meeting",
            ["PER", "TCD"],
        ),
        (
            "Phone call with King of Jordan",
            f"{CHAD} condemned the attack in Amman and offered help.",
            "call",
            ["JOR", "TCD"],
        ),
    ],
)
def test_talk_of_the_title(
    title: str, text: str, type_: str, countries: list[str]
) -> None:
    assert _talks(title, text) == [(type_, NOW, countries)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Meeting with Governor Moussa Idris",
            f"{CHAD} praised Moussa Idris for the harvest and thanked Togo for wheat.",
        ),
        (
            "President of Togo Ama Kodjo spoke of trade",
            f"{CHAD} thanked Ama Kodjo for the wheat.",
        ),
        (
            "Greetings to President of Togo Ama Kodjo",
            f"{CHAD} congratulated Ama Kodjo on the national day.",
        ),
    ],
)
def test_no_talk(title: str, text: str) -> None:
    assert _talks(title, text) == []


def test_a_talk_told_in_the_text_is_told_once() -> None:
    title = "Telephone conversation with President of Togo Ama Kodjo"
    text = f"{CHAD} spoke by telephone with President of Togo Ama Kodjo about trade."
    assert len(_talks(title, text)) == 1
