"""Sources of every kind, and what is said about those that cannot be read."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dipevents.errors import IngestError
from dipevents.ingest import Row, iter_documents, read_corpus
from dipevents.models import Corpus, DateValue, Document

STORY = "Ghana's foreign minister met her Peruvian colleague in Lima on Monday."


def write(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8", newline="")
    return folder


# --- files and folders -------------------------------------------------------------


def test_a_folder_is_read_in_order_with_ids_below_it(tmp_path):
    write(
        tmp_path,
        b_txt=STORY,
        a_md=STORY,
        sub__c_txt=STORY,
        **{".hidden_txt": STORY, "table_xls": "x"},
    )
    assert [d.id for d in read_corpus(tmp_path)] == ["a.md", "b.txt", "sub/c.txt"]
    assert read_corpus(str(tmp_path)) == read_corpus(tmp_path)


def test_a_glob_names_articles_below_its_fixed_part(tmp_path):
    write(tmp_path, x__a_txt=STORY, y__b_txt=STORY, y__b_json="{}")
    corpus = read_corpus(f"{tmp_path}/*/*.txt")
    assert [d.id for d in corpus] == ["x/a.txt", "y/b.txt"]
    assert len(read_corpus(f"{tmp_path}/**/*.txt")) == 2


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path):
    (tmp_path / "a[1].txt").write_text(STORY, encoding="utf-8")
    assert read_corpus(tmp_path / "a[1].txt")[0].id == "a[1].txt"


def test_text_is_kept_to_the_code_point(tmp_path):
    text = "\t Ghana\r\nmet\rPeru \U0001f600\u2028 e\u0301 \x00 end \n\n"
    write(tmp_path, a_txt=text)
    assert read_corpus(tmp_path / "a.txt")[0].text == text


def test_several_paths_keep_their_whole_names(tmp_path):
    write(tmp_path, x__a_txt=STORY, y__a_txt=STORY)
    corpus = read_corpus([tmp_path / "x", tmp_path / "y" / "a.txt"])
    assert [d.id for d in corpus] == [
        (tmp_path / "x" / "a.txt").as_posix(),
        (tmp_path / "y" / "a.txt").as_posix(),
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no/such/place", "no such file or folder"),
        ("no/such/*.txt", "no match; looked for .csv"),
        ("Ghana met Peru.\nThey talked.", r"pass a list: \[text\]"),
        ("Ghana met Peru. " * 100, r"pass a list: \[text\]"),
        ("", "empty path"),
        ("\x00", "cannot be a path"),
        (b"bytes", "bytes"),
        (42, "type int"),
        (None, "type NoneType"),
    ],
)
def test_sources_that_are_none(source, words):
    with pytest.raises(IngestError, match=words):
        read_corpus(source)
    with pytest.raises(IngestError, match=words):
        read_corpus(source, on_error="skip")


def test_an_open_file_is_no_list_of_lines(tmp_path):
    write(tmp_path, a_txt=STORY)
    with (
        (tmp_path / "a.txt").open(encoding="utf-8") as file,
        pytest.raises(IngestError, match="open file"),
    ):
        read_corpus(file)


def test_a_folder_without_articles_says_what_was_looked_for(tmp_path):
    write(tmp_path, table_xls="x")
    with pytest.raises(IngestError, match=r"no articles in this folder.*\.txt"):
        read_corpus(tmp_path)


def test_an_unknown_suffix_is_named(tmp_path):
    write(tmp_path, table_xls="x")
    with pytest.raises(IngestError, match=r'suffix "\.xls"; known are'):
        read_corpus(tmp_path / "table.xls")


def test_a_wrong_policy_is_an_error():
    with pytest.raises(IngestError, match="on_error"):
        read_corpus([STORY], on_error="ignore")


def test_a_reader_of_ones_own(tmp_path):
    write(tmp_path, a_xml="<p>x</p>")

    def read_xml(path, encoding):
        yield Row({"text": STORY, "title": path.name})

    [document] = read_corpus(tmp_path, readers={".xml": read_xml})
    assert (document.text, document.title) == (STORY, "a.xml")


# --- what goes wrong with single articles --------------------------------------------

BROKEN = {
    "empty_txt": (b"", "is empty"),
    "blank_txt": (b" \n\n", "is empty"),
    "picture_txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
    "noise_txt": (bytes(range(256)) * 9, "no text"),
    "broken_json": (b'{"text": "x', "not JSON"),
    "keys_json": (b'{"a": 1}', "holds no article.*its keys: a"),
    "none_json": (b"[]", "empty list"),
    "number_json": (b"[1]", "row 1.*type int"),
    "deep_json": (b"[" * 100_000, "nested too deeply|not JSON"),
    "surrogate_json": (
        b'{"text": "a \\ud800 b"}',
        r"unpaired surrogate \(U\+D800\) at 2",
    ),
    "nodate_json": (
        b'{"text": "Ghana met Peru.", "published": "2024-02-30"}',
        "2024-02-30",
    ),
    "row_jsonl": (b'{"id": "only"}\n', "row 1.*has no text"),
    "noise_jsonl": (bytes(range(128, 256)) * 9, "row 1.*no text"),
    "noise_csv": (b"text\n" + bytes(range(128, 256)) * 9, "line 2 is no text"),
    "digits_json": (b"[" + b"1" * 5000 + b"]", "cannot be read"),
    "list_jsonl": (b"[1, 2]\n", "row 1.*type list"),
    "type_jsonl": (b'{"text": 3}\n', "row 1.*type int"),
    "columns_csv": (b"a,b\n1,2\n", "no column for the text.*a,b"),
    "long_csv": (b"text,title\nGhana met Peru,x,y\n", "row 1.*3 cells"),
    "wrong_parquet": (b"not parquet at all", "parquet"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_article_is_an_error_or_skipped_and_the_rest_goes_on(tmp_path, name):
    if name == "wrong_parquet":
        pytest.importorskip("pyarrow")
    content, words = BROKEN[name]
    write(tmp_path, **{name: content, "zz_txt": STORY})
    file = name.replace("_", ".")
    with pytest.raises(IngestError, match=f"{file}.*(?:{words})"):
        read_corpus(tmp_path)
    corpus = read_corpus(tmp_path, on_error="skip")
    assert [d.id for d in corpus] == ["zz.txt"]
    [skipped] = corpus.skipped
    assert file in skipped.name


def test_one_bad_row_does_not_spoil_its_file(tmp_path):
    lines = [json.dumps({"id": "a", "text": STORY}).encode()]
    lines += [b"{broken", b"", b'{"text": ""}', b'{"text": "Peru thanks \xe9 Ghana."}']
    write(tmp_path, a_jsonl=b"\n".join(lines))
    corpus = read_corpus(tmp_path, on_error="skip")
    assert [d.id for d in corpus] == ["a", "a.jsonl#5"]
    assert corpus[1].text == "Peru thanks é Ghana."
    assert [s.name.rpartition(", ")[2] for s in corpus.skipped] == ["row 2", "row 4"]


def test_two_documents_with_one_id_are_both_named():
    records = [{"id": "a", "text": STORY}, {"text": STORY}, {"id": "a", "text": "x"}]
    with pytest.raises(IngestError, match=r'record 3: .*"a".*record 1'):
        read_corpus(records)
    corpus = read_corpus(records, on_error="skip")
    assert [d.text for d in corpus] == [STORY, STORY]
    assert corpus.skipped[0].name == "record 3"


def test_an_unreadable_file_is_reported(tmp_path):
    write(tmp_path, a_txt=STORY)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    corpus = read_corpus(tmp_path, on_error="skip")
    assert [d.id for d in corpus] == ["a.txt"]
    assert "No such file" in corpus.skipped[0].reason


@pytest.mark.parametrize("text", [None, "", " \n", float("nan"), 3, ["x"]])
def test_records_without_text(text):
    with pytest.raises(IngestError, match="record 1: has"):
        read_corpus([{"id": "a", "text": text}])


@pytest.mark.parametrize("item", [None, 3, ["text"], b"text"])
def test_items_that_are_no_articles(item):
    with pytest.raises(IngestError, match="record 1: is of type"):
        read_corpus([item])


# --- records -------------------------------------------------------------------------


def test_strings_records_documents_and_corpora():
    document = Document(id="mine", text=STORY)
    corpus = read_corpus([STORY, {"text": STORY}, document])
    assert [d.id for d in corpus] == ["document-1", "document-2", "mine"]
    assert read_corpus(corpus) == corpus
    assert read_corpus(document)[0].text == STORY
    assert read_corpus({"id": "a", "text": STORY})[0].id == "a"
    assert isinstance(read_corpus(s for s in [STORY]), Corpus)
    assert len(read_corpus([])) == 0


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"body": STORY}, "text", STORY),
        ({"Content": STORY}, "text", STORY),
        ({"headline": "Envoys meet"}, "title", "Envoys meet"),
        ({"publisher": "The Lima Post"}, "source", "The Lima Post"),
        ({"source": {"id": None, "name": "The Lima Post"}}, "source", "The Lima Post"),
        ({"link": "https://example.org/a"}, "url", "https://example.org/a"),
        ({"Doc-ID": 7.0}, "id", "7"),
        ({"id": "", "uid": "u1"}, "id", "u1"),
        ({"author": "Mira Tamm"}, "metadata", {"author": "Mira Tamm"}),
        ({"title": float("nan")}, "title", None),
        ({"language": "fr", "text": "Oui."}, "language", "fr"),
    ],
)
def test_synonyms_of_fields(record, field, value):
    if not {"text", "body", "Content"} & set(record):
        record = {**record, "text": STORY}
    [document] = read_corpus([record])
    assert getattr(document, field) == value


def test_text_wins_over_its_synonyms_which_become_metadata():
    [document] = read_corpus([{"body": "other", "text": STORY, "content": "third"}])
    assert document.text == STORY
    assert document.metadata == {"body": "other", "content": "third"}


@pytest.mark.parametrize(
    "value",
    [
        "2021-05-04",
        "4 May 2021",
        "2021-05-04T18:00:00Z",
        "Tue, 04 May 2021 18:00:00 GMT",
        date(2021, 5, 4),
        datetime(2021, 5, 4, 18, tzinfo=UTC),
        20210504,
        DateValue(edtf="2021-05-04", earliest=date(2021, 5, 4), basis="metadata"),
    ],
)
@pytest.mark.parametrize("key", ["published", "date", "pubDate", "publication_date"])
def test_days_of_publication(value, key):
    [document] = read_corpus([{"text": STORY, key: value}])
    assert document.published is not None
    assert document.published.edtf == "2021-05-04"
    assert document.published.basis == "metadata"


@pytest.mark.parametrize("value", ["2024-02-30", "soon", 17.5, True, ["2021-05-04"]])
def test_dates_that_are_none(value):
    with pytest.raises(IngestError, match="record 1: has a publication date"):
        read_corpus([{"text": STORY, "published": value}])


def test_an_ambiguous_date_is_unknown_with_a_reason_unless_the_text_tells():
    record = {"text": STORY, "published": "03/04/2021"}
    [document] = read_corpus([record])
    assert document.published is not None
    assert document.published.edtf is None
    assert "2021-03-04" in (document.published.reason or "")
    [document] = read_corpus([{**record, "text": f"3 April 2021\n\n{STORY}"}])
    assert document.published is not None
    assert document.published.edtf == "2021-04-03"


def test_metadata_wins_over_the_dateline():
    text = f"3 April 2021\n\n{STORY}"
    [document] = read_corpus([{"text": text, "published": "2021-04-05"}])
    assert document.published is not None
    assert document.published.edtf == "2021-04-05"


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://example.org/world/2021/05/04/envoys-meet", "2021-05-04"),
        ("https://example.org/world/2021/may/04/envoys-meet", "2021-05-04"),
        ("https://example.org/2021-05-04/envoys", "2021-05-04"),
        ("https://example.org/2021/05/envoys", None),
        ("https://example.org/2021/99/04/envoys", None),
        ("https://example.org/2021/abc/04/envoys", None),
        ("https://example.org/item/20210504", None),
        ("https://example.org/a-2021-05-04", None),
    ],
)
def test_the_day_in_an_address_counts_where_nothing_else_tells(url, edtf):
    [document] = read_corpus([{"text": STORY, "url": url}])
    assert (document.published.edtf if document.published else None) == edtf
    dated = f"3 April 2021\n\n{STORY}"
    [document] = read_corpus([{"text": dated, "url": url}])
    assert document.published is not None
    assert document.published.edtf == "2021-04-03"


def test_metadata_of_any_kind_survives_a_round_trip():
    odd = {
        "when": datetime(2021, 5, 4, tzinfo=UTC),
        "tags": ("a", "b"),
        "set": {"y", "x"},
        "nested": {1: [float("inf"), b"\xff"]},
        "bad": "a\ud800b",
        "path": Path("x"),
        "big": 10**40,
    }
    [document] = read_corpus([{"text": STORY, **odd}])
    again = Document.model_validate_json(document.model_dump_json())
    assert again == document
    assert document.metadata["set"] == ["x", "y"]


def test_metadata_nested_without_end_is_an_error():
    loop: dict[str, object] = {}
    loop["loop"] = loop
    with pytest.raises(IngestError, match="more than 100 levels"):
        read_corpus([{"text": STORY, "loop": loop}])
    deep: list[object] = []
    for _ in range(300):
        deep = [deep]
    with pytest.raises(IngestError, match="more than 100 levels"):
        read_corpus([{"text": STORY, "deep": deep}])


def test_written_documents_are_read_back_unchanged(tmp_path):
    corpus = read_corpus([{"id": "a", "text": f"3 April 2021\n\n{STORY}", "x": 1}])
    lines = "".join(d.model_dump_json() + "\n" for d in corpus)
    write(tmp_path, a_jsonl=lines)
    assert read_corpus(tmp_path) == corpus


def test_without_cleaning_nothing_is_marked():
    [document] = read_corpus([f"3 April 2021\n\n{STORY}"], clean=False)
    assert document.spans == ()
    assert document.published is None


def test_documents_are_streamed():
    def endless():
        number = 0
        while True:
            number += 1
            yield {"text": STORY}

    stream = iter_documents(endless())
    assert [next(stream).id for _ in range(3)] == [f"document-{n}" for n in (1, 2, 3)]


def test_a_wrong_path_is_told_before_the_first_document_is_asked_for():
    with pytest.raises(IngestError):
        iter_documents("no/such/place")
