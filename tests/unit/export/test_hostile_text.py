"""Whatever an article holds, every format stays well formed and holds it as text."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest

from dipevents.export import to_csv, to_geojson, to_graphml, to_ics, to_jsonl, to_svg
from dipevents.export.coded import to_gdelt, to_icews, to_polecat
from dipevents.export.jsonl import from_jsonl

ENDS = "\n \r \r\n \v \f \x1c \x1d \x1e \x85 \u2028 \u2029".split(" ")
TEXTS = [
    *(f"Lie{end}BEGIN:VEVENT{end}ATTACH:file:///etc/passwd{end}" for end in ENDS),
    ']]><data key="n_name">x</data><!-- &e8; &#0; &lt;',
    "<svg onload=alert(1)><![CDATA[",
    '"};alert(1);//</script><!--',
    '=HYPERLINK("http://a.example");\'',
    "Lie\x00\x07\x1b[31m\x7f\x9b\ufffe\uffff",
    "Lie \u202eeiL\u2066\u200d\ufeff e\u0301\U0001f600",
    "{{ x }} ${x} %s \\",
    "Ā" * 200,
]


def _told_as(event, text):
    """The event with the words wherever an article's words can stand."""
    one, other = event.participants
    one = one.model_copy(update={"name": text, "title": text, "entity_id": text})
    mention = event.mentions[0].model_copy(update={"text": text, "trigger": text})
    place = event.place.model_copy(update={"name": text})
    source = event.reported_by[0].model_copy(update={"name": text})
    topic = event.topics[0].model_copy(update={"text": text})
    return event.model_copy(
        update={
            "participants": (one, other),
            "mentions": (mention,),
            "place": place,
            "reported_by": (source,),
            "topics": (topic,),
        }
    )


@pytest.fixture(params=TEXTS, ids=ascii)
def text(request):
    return request.param


@pytest.fixture
def told(event, text):
    return _told_as(event, text)


def test_json_lines(told):
    written = to_jsonl([told, told])
    assert written.count("\n") == 2
    assert from_jsonl(written) == (told, told)


def test_csv(told):
    rows = list(csv.reader(io.StringIO(to_csv([told, told]), newline="")))
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "@", "\t", "\r")) for r in rows for cell in r)


@pytest.mark.parametrize("write", [to_gdelt, to_icews, to_polecat])
def test_coded_tables(told, write):
    rows = [line.split("\t") for line in write([told]).split("\n") if line]
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "@")) for row in rows for cell in row)
    written = write([told])
    # One line for each row, for whatever takes the rarer line ends for ends.
    assert len(written.splitlines()) == len(written.strip("\n").split("\n"))


def test_ics(told):
    written = to_ics([told])
    lines = written.split("\r\n")
    assert lines == [*written.splitlines(), ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = written.replace("\r\n ", "").splitlines()
    assert sum(line.startswith("BEGIN:VEVENT") for line in unfolded) == 1
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded)
    assert not any(line.startswith("ATTACH") for line in unfolded)


def test_graphml(told, text):
    root = ElementTree.fromstring(to_graphml([told]))
    assert len(root.findall(".//{*}node")) == 2
    assert len(root.findall(".//{*}edge")) == 1
    name = root.find(".//{*}node/{*}data[@key='n_name']").text
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    assert name.replace("\r\n", "\n").replace("\r", "\n") == kept.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")


def test_geojson(told, text):
    found = json.loads(to_geojson([told]))
    assert text in json.dumps(found, ensure_ascii=False) or any(
        text in str(value) for value in found["features"][0]["properties"].values()
    )


def test_svg(told):
    root = ElementTree.fromstring(to_svg([told]))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "foreignObject", "image", "data"}
    assert not any(
        key.startswith("on") for element in root.iter() for key in element.attrib
    )
