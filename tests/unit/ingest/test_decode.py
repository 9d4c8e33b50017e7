"""Bytes to text."""

import pytest

from dipevents.errors import IngestError
from dipevents.ingest.decode import decode

WEST = "The envoy’s visit to Curaçao — “a success” — ended in São Paulo. " * 4
RUSSIAN = (
    "Министр иностранных дел посетил Ереван и подписал соглашение о торговле. " * 6
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_western_text(encoding):
    assert decode(WEST.encode(encoding)).text == WEST


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8", "utf-16"])
def test_russian_text(encoding):
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "gb18030",
            "外交部长周一抵达利马，与秘鲁外长举行会谈，双方签署了渔业协定。" * 4,
        ),
        (
            "shift_jis",
            "外務大臣は月曜日にリマに到着し、ペルーの外相と会談しました。" * 4,
        ),
        ("euc-kr", "외교부 장관은 월요일 리마에 도착해 페루 외교장관과 회담했다. " * 4),
    ],
)
def test_east_asian_text(encoding, text):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_declared_charsets(head):
    text = f"{head}Ереван"
    assert decode(text.encode("cp1251")).text == text


def test_a_false_declaration_is_passed_over():
    text = '<meta charset="no-such-thing">Perú'
    assert decode(text.encode()).text == text


def test_only_markup_declares():
    text = 'About <meta charset="cp1251"> tags: Perú'
    assert decode(text.encode()).text == text


def test_broken_utf8_keeps_all_that_is_whole():
    data = WEST.encode() + b"\xe2\x80"
    decoded = decode(data)
    assert decoded.text == WEST + "\ufffd"
    assert "broken" in decoded.note


def test_the_encoding_asked_for_wins():
    assert decode("é".encode("cp437"), "cp437").text == "é"
    with pytest.raises(IngestError, match="not in the encoding asked for"):
        decode(b"\xff", "utf-8")
    with pytest.raises(IngestError, match='unknown encoding "klingon"'):
        decode(b"x", "klingon")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04xxxx", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (bytes(range(256)) * 4, "no text"),
    ],
)
def test_what_is_no_text(data, words):
    with pytest.raises(IngestError, match=words):
        decode(data)


def test_controls_in_text_are_kept():
    assert decode(b"a\x00b\x1bc\x85".replace(b"\x85", b"")).text == "a\x00b\x1bc"
