"""Huge, empty, binary, truncated and nested inputs; bombs; every line separator."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest

import dipevents

TEXT = "Kenya's president met Ghana's president in Accra on 4 May 2021."
SEPARATORS = "\n \r \r\n \x0b \x0c \x1c \x1d \x1e \x85 \u2028 \u2029".split(" ")
MARKS = "\u0301 \u200b \u200d \u200e \u200f \u202e \u2066 \u00ad \ufeff \u061c".split()


def _reason(path: Path) -> str:
    corpus = dipevents.parse_corpus(path, on_error="skip")
    assert not len(corpus)
    return corpus.skipped[0].reason


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("end", ["", ".", " "])
def test_offsets_behind_every_line_separator(separator: str, end: str) -> None:
    text = f"A quiet day{end}{separator}They met on 4 May 2021{separator}and left."
    [found] = dipevents.resolve_dates(text)
    assert text[found.start : found.end] == found.text == "4 May 2021"


@pytest.mark.model
@pytest.mark.parametrize("mark", MARKS)
def test_offsets_around_marks(mark: str) -> None:
    text = TEXT.replace(" ", f"{mark} ").replace("met", f"met{mark}")
    document = dipevents.Document(id="a", text=text)
    for time in dipevents.resolve_dates(text):
        assert text[time.start : time.end] == time.text
    for event in dipevents.extract_events(document, on_error="raise"):
        for told in event.mentions:
            assert text[told.start : told.end] == told.text


@pytest.mark.model
@pytest.mark.parametrize("between", [*SEPARATORS, " \u05e9\u05dc ", "\U0001f600"])
def test_offsets_of_events_are_exact_in_all_that_is_told(between: str) -> None:
    """Mentions, triggers, sources, topics and every word that a reason names."""
    text = (
        f"NAIROBI (Reuters) \u2014 Kenya\u2019s pre\u0301sident{between} arrived."
        f"{between}{between}{TEXT}{between}"
        "\u202eThey discussed fishing, Reuters said.\u202c"
        f"{between}The ministers of Peru and Chile will meet in Lima on Friday."
    )
    document = dipevents.Document(id="a", text=text)
    events = dipevents.extract_events(document, min_confidence=0, on_error="raise")
    assert {"meeting"} <= {event.type for event in events}
    for event in events:
        words = [w for reason in event.explanation for w in reason.words]
        spans = [*event.mentions, *event.topics, *words]
        assert all(text[s.start : s.end] == s.text for s in spans)
        for told in event.mentions:
            assert text[told.trigger_start : told.trigger_end] == told.trigger
        for source in event.reported_by:
            assert text[source.start : source.end].strip()


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".jsonl", ".csv"])
def test_archives_are_not_unpacked(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"bomb{suffix}"
    path.write_bytes(gzip.compress(b"0" * 10_000_000))
    assert "gzip" in _reason(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 10_000_000)
    assert "zip" in _reason(path)


def _page(body: str, before: str = "") -> str:
    return f"{before}<html><body><article>{body}</article></body></html>"


def test_entities_do_not_grow(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9)
    )
    path = tmp_path / "bomb.html"
    body = f"<p>{TEXT} {TEXT}</p><p>&e8; {TEXT}</p>"
    path.write_text(_page(body, f"<!DOCTYPE html [{entities}]>"))
    for document in dipevents.parse_corpus(path, on_error="skip"):
        assert len(document.text) < 5000


def test_an_outer_entity_reads_no_file(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    secret = tmp_path / "secret"
    secret.write_text("open sesame")
    path = tmp_path / "page.html"
    kind = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    path.write_text(_page(f"<p>{TEXT} {TEXT} &x; {TEXT}</p>", kind))
    for document in dipevents.parse_corpus(path, on_error="skip"):
        assert "sesame" not in document.text


@pytest.mark.parametrize("tag", ["div", "p", "b", "table", "blockquote", "ul"])
def test_nested_pages(tag: str, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "deep.html"
    path.write_text(_page(f"<{tag}>" * 20_000 + TEXT + f"</{tag}>" * 20_000))
    dipevents.parse_corpus(path, on_error="skip")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"text":' * 100_000, "1" * 5000])
def test_nested_json(text: str, tmp_path: Path) -> None:
    for suffix in (".json", ".jsonl"):
        path = tmp_path / f"deep{suffix}"
        path.write_text(text)
        assert _reason(path)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".json", ".jsonl", ".csv", ".html"])
def test_binary_and_empty_files(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    for data in (b"", b"\n \n", bytes(range(256)) * 40, b"\x00" * 1000, b"\xff\xfe"):
        path.write_bytes(data)
        assert _reason(path)


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".parquet"])
def test_truncated_files(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    rows = [{"id": str(n), "text": f"{TEXT} {n}"} for n in range(5)]
    if suffix == ".parquet":
        table = pytest.importorskip("pyarrow").Table.from_pylist(rows)
        pytest.importorskip("pyarrow.parquet").write_table(table, path)
    elif suffix == ".csv":
        lines = [f'{row["id"]},"{row["text"]}"' for row in rows]
        path.write_text("\n".join(["id,text", *lines]))
    elif suffix == ".json":
        path.write_text(json.dumps(rows))
    else:
        path.write_text("\n".join(map(json.dumps, rows)))
    data = path.read_bytes()
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        corpus = dipevents.parse_corpus(path, on_error="skip")
        assert len(corpus) <= 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(TEXT)
    assert len(dipevents.parse_corpus(tmp_path, on_error="skip")) == 1


def test_a_link_to_its_own_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(dipevents.parse_corpus(tmp_path)) == 1
