"""File formats: every one gives the same article."""

import csv
import json

import pytest

from dipevents.errors import IngestError, MissingExtraError
from dipevents.ingest import read_corpus

STORY = "Ghana's foreign minister met her Peruvian colleague in Lima.\n\nThey talked."
ROW = {"id": "a", "title": "Envoys meet", "published": "2021-05-04", "text": STORY}


def check(corpus, *, document_id="a"):
    [document] = corpus
    assert document.id == document_id
    assert document.text == STORY
    assert document.title == "Envoys meet"
    assert document.published.edtf == "2021-05-04"


@pytest.mark.parametrize(
    "content", [ROW, [ROW], {"articles": [ROW]}, {"status": "ok", "documents": [ROW]}]
)
def test_json(tmp_path, content):
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    check(read_corpus(tmp_path))


def test_json_of_one_article_without_id_is_named_after_its_file(tmp_path):
    row = {k: v for k, v in ROW.items() if k != "id"}
    (tmp_path / "a.json").write_text(json.dumps(row), encoding="utf-8")
    check(read_corpus(tmp_path), document_id="a.json")


def test_json_list_of_strings(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(["One.", "Two."]), encoding="utf-8")
    assert [d.id for d in read_corpus(tmp_path)] == ["a.json#1", "a.json#2"]


@pytest.mark.parametrize("suffix", ["json", "jsonl", "ndjson"])
def test_lines_of_json_under_any_suffix(tmp_path, suffix):
    lines = json.dumps(ROW) + "\r\n\r\n" + json.dumps({**ROW, "id": "b"}) + "\n"
    (tmp_path / f"a.{suffix}").write_bytes(lines.encode())
    assert [d.id for d in read_corpus(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_byte_order_marks(tmp_path, suffix, encoding):
    text = json.dumps(ROW) + "\n" if suffix == "jsonl" else "id,text\na,Perú\n"
    (tmp_path / f"a.{suffix}").write_bytes(text.encode(encoding))
    assert read_corpus(tmp_path)[0].id == "a"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv(tmp_path, delimiter):
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROW), delimiter=delimiter)
        writer.writeheader()
        writer.writerow(ROW)
    check(read_corpus(tmp_path))


def test_csv_with_a_huge_field_and_the_limit_left_as_it_was(tmp_path):
    text = "Ghana met Peru. " * 20_000
    (tmp_path / "a.csv").write_text(f'text\n"{text}"\n', encoding="utf-8")
    before = csv.field_size_limit()
    assert read_corpus(tmp_path)[0].text == text
    assert csv.field_size_limit() == before


def test_csv_with_an_open_quote_and_nul_bytes(tmp_path):
    (tmp_path / "a.csv").write_bytes(b'text,title\nGhana \x00met,"open\nfoo,bar\n')
    [document] = read_corpus(tmp_path)
    assert document.text == "Ghana \x00met"


def test_csv_with_old_line_ends_is_an_error_that_names_the_file(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"text\rGhana met Peru.\r")
    with pytest.raises(IngestError, match=r"a\.csv"):
        read_corpus(tmp_path)


def test_markdown_front_matter_is_read_and_stays_in_the_text(tmp_path):
    text = f'---\ntitle: "Envoys meet"\ndate: 2021-05-04\n---\n\n{STORY}'
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    [document] = read_corpus(tmp_path)
    assert document.text == text
    assert document.title == "Envoys meet"
    assert document.published.edtf == "2021-05-04"
    assert text[document.spans[0].start : document.spans[0].end].endswith("---")


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist([ROW]), tmp_path / "a.parquet")
    check(read_corpus(tmp_path))
    check(read_corpus(pa.Table.from_pylist([ROW])))


def test_a_pandas_frame_is_read_by_rows():
    pandas = pytest.importorskip("pandas")
    check(read_corpus(pandas.DataFrame([ROW])))


PAGE = """<html><head><meta charset="{charset}"><title>Envoys meet in Lima</title>
<meta property="article:published_time" content="2021-05-04T10:00:00Z">
<meta property="og:site_name" content="The Lima Post"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Envoys meet in Lima</h1>
<p>The foreign minister of Perú met her colleague from Ghana in Lima on Monday.</p>
<p>The two ministers signed a pact on fishing rights and agreed to meet again.</p>
<p>Both governments had quarrelled over the waters for more than ten years.</p>
</article><footer>Terms of use</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_html(tmp_path, charset):
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_bytes(PAGE.format(charset=charset).encode(charset))
    [document] = read_corpus(tmp_path)
    assert "minister of Perú met her colleague" in document.text
    assert "Terms of use" not in document.text
    assert document.title == "Envoys meet in Lima"
    assert document.source == "The Lima Post"
    assert document.published.edtf == "2021-05-04"


@pytest.mark.parametrize("page", ["<html></html>", "<<<>>>", "no markup", "<p>"])
def test_html_without_an_article(tmp_path, page):
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    with pytest.raises(IngestError, match=r"a\.html"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("suffix", "module", "extra"),
    [("html", "trafilatura", "html"), ("parquet", "pyarrow", "parquet")],
)
def test_a_missing_extra_is_named(tmp_path, monkeypatch, suffix, module, extra):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    (tmp_path / f"a.{suffix}").write_text("<p>x</p>", encoding="utf-8")
    with pytest.raises(MissingExtraError, match=rf"dipevents\[{extra}\]"):
        read_corpus(tmp_path)
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    corpus = read_corpus(tmp_path, on_error="skip")
    assert [d.id for d in corpus] == ["b.txt"]


@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16"])
@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_text_with_rare_line_ends_is_one_text(tmp_path, suffix, encoding):
    text = "Ghana met Peru\u2028in Lima\u2029on\x854 May."
    line = json.dumps({"text": text}, ensure_ascii=False)
    content = f"{line}\n{line}\n" if suffix == "jsonl" else f"text,x\n{text},1\n"
    path = tmp_path / f"a.{suffix}"
    path.write_text(content, encoding=encoding or "utf-8")
    corpus = read_corpus(path, encoding=encoding)
    assert {d.text for d in corpus} == {text}
