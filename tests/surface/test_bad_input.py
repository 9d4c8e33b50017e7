"""Bad input gives a clear result or a clear error, never a traceback from inside."""

from __future__ import annotations

from pathlib import Path

import pytest

import dipevents

pytestmark = pytest.mark.model

SENTENCE = "Kenya's president met Ghana's president in Accra"
STRANGE = {
    "empty": "",
    "one character": "K",
    "spaces": " \n\t ",
    "control characters": "Kenya's\x00 president\x07 met\x1b Ghana's president.",
    "right to left": "\u202eKenya's president met Ghana's president.\u202c \u05e9",
    "emoji": "🇰🇪 Kenya's president met 🤝 Ghana's president 🇬🇭.",
    "combining": "Kenya\u0301's pre\u0308sident met Ghana's president.",
    "a megabyte without a full stop": (SENTENCE + " and ") * 20_000,
    "one long word": "a" * 1_000_000,
    "brackets": "(" * 10_000 + SENTENCE + ")" * 10_000,
    "a date that does not exist": "They met on 31 February 2024, Kenya said.",
    "line separators": SENTENCE.replace(" ", "\u2028") + "\x85\u2029\x0b\x0c",
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_text(name: str) -> None:
    text = STRANGE[name]
    document = dipevents.Document(id=name, text=text)
    for time in dipevents.resolve_dates(document):
        assert text[time.start : time.end] == time.text
    for event in dipevents.extract_events(document, on_error="raise"):
        for mention in event.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_another_language_is_named() -> None:
    text = (
        "Le ministre des Affaires étrangères du Kenya a rencontré lundi son homologue "
        "ghanéen à Accra pour discuter de la coopération entre les deux pays."
    )
    events = dipevents.extract_events(dipevents.parse_corpus([text]))
    assert not events
    assert "French" in events.skipped[0].reason


def test_wrong_path_says_so(tmp_path: Path) -> None:
    with pytest.raises(dipevents.IngestError, match="nowhere"):
        dipevents.parse_corpus(tmp_path / "nowhere")


def test_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    with pytest.raises(dipevents.IngestError, match=r"no articles?"):
        dipevents.parse_corpus(tmp_path)


def test_two_documents_with_one_id_are_named() -> None:
    rows = [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]
    with pytest.raises(dipevents.IngestError, match="a"):
        dipevents.parse_corpus(rows)


def test_date_that_does_not_exist_is_named() -> None:
    with pytest.raises(dipevents.DateError, match="2024-02-30"):
        dipevents.resolve_dates("on Tuesday", anchor="2024-02-30")


def test_one_broken_file_among_many_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE + ".", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "broken.json").write_text('{"text": ', encoding="utf-8")
    corpus = dipevents.parse_corpus(tmp_path, on_error="skip")
    assert len(corpus) == 1
    named = " ".join(s.name for s in corpus.skipped)
    assert "empty.txt" in named
    assert "broken.json" in named


def test_unknown_model_says_so() -> None:
    with pytest.raises(dipevents.ModelError, match="no_such_model"):
        dipevents.extract_events("Kenya.", model="no_such_model")


def test_unknown_extractor_lists_what_there_is() -> None:
    with pytest.raises(dipevents.PluginError, match="rules"):
        dipevents.extract_events("Kenya.", extractors=["no_such_extractor"])
