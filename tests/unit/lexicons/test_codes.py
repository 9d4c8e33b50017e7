"""CAMEO codes, their names and their PLOVER classes."""

import csv
from pathlib import Path

import pytest

from dipevents.errors import LexiconError
from dipevents.lexicons.codes import codes, name_of, plover_of, read_codes
from dipevents.lexicons.frames import event_rules

MEASURES = Path(__file__).parents[4] / "shared" / "gold" / "cameo_to_plover.tsv"
HEADER = "cameo,name,plover_event,plover_mode,quad\n"


@pytest.mark.parametrize(
    ("cameo", "event", "mode"),
    [
        ("010", None, None),
        ("019", None, None),
        ("020", "REQUEST", None),
        ("036", "AGREE", None),
        ("041", "CONSULT", "phone"),
        ("042", "CONSULT", "visit"),
        ("043", "CONSULT", "visit"),
        ("044", "CONSULT", "third-party"),
        ("054", "SUPPORT", None),
        ("057", "SUPPORT", None),
        ("064", "COOPERATE", None),
        ("073", "AID", None),
        ("083", "CONCEDE", None),
        ("0841", "RETREAT", "release"),
        ("0871", "RETREAT", "ceasefire"),
        ("093", "ACCUSE", "investigate"),
        ("106", "REQUEST", "meet"),
        ("111", "ACCUSE", "disapprove"),
        ("125", "REJECT", "meet"),
        ("136", "THREATEN", "expel"),
        ("141", "PROTEST", "demo"),
        ("152", "MOBILIZE", "troops"),
        ("161", "SANCTION", "withdraw"),
        ("163", "COERCE", "restrict"),
        ("172", "COERCE", "restrict"),
        ("190", "ASSAULT", None),
    ],
)
def test_plover_class(cameo: str, event: str | None, mode: str | None) -> None:
    assert (plover_of(cameo).event, plover_of(cameo).mode) == (event, mode)


def test_unknown_detail_is_read_as_the_shorter_code() -> None:
    assert plover_of("0429") == plover_of("042")
    assert name_of("0429") is None


@pytest.mark.parametrize("cameo", [None, "", "4", "042x", "21", "00", "CONSULT"])
def test_no_code_has_no_class(cameo: str | None) -> None:
    assert plover_of(cameo).event is None
    assert plover_of(cameo).mode is None
    assert name_of(cameo) is None


def test_names_are_short_and_tell_codes_of_a_length_apart() -> None:
    names = [code.name for code in codes().values()]
    assert all(len(name) <= 50 for name in names)
    assert len(set(names)) == len(names)


def test_every_code_has_its_root() -> None:
    assert {cameo[:2] for cameo in codes()} == {f"{n:02}" for n in range(1, 21)}
    assert all(cameo[:-1] in codes() for cameo in codes() if len(cameo) > 2)


def test_only_statements_lack_a_class() -> None:
    without = {cameo for cameo, code in codes().items() if not code.plover.event}
    assert without == {cameo for cameo in codes() if cameo.startswith("01")}


def test_every_code_of_the_rules_is_known() -> None:
    used = {
        code
        for rules in event_rules()
        for holder in (rules, *rules.frames)
        for code in (holder.cameo, holder.cameo_planned, holder.cameo_negated)
        if code
    }
    examples = {
        example.cameo
        for rules in event_rules()
        for frame in rules.frames
        for example in frame.examples
        if example.cameo
    }
    assert used | examples <= set(codes())


def test_table_is_read_only() -> None:
    with pytest.raises(TypeError):
        codes()["999"] = codes()["042"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cameo,name\n042,visit\n", "columns"),
        ("", "columns"),
        (HEADER + "042,visit,CONSULT\n", "line 2: 3 cells"),
        (HEADER + "422,visit,CONSULT,visit,VC\n", "line 2: '422' is no CAMEO code"),
        (HEADER + "042,visit,CONSULTS,visit,VC\n", "unknown PLOVER event 'CONSULTS'"),
        (HEADER + "010,words,,visit,VC\n", "mode 'visit' without an event"),
        (HEADER + "042,visit,CONSULT,visit,VV\n", "unknown quad class 'VV'"),
        (HEADER + "042,,CONSULT,visit,VC\n", "name is empty"),
        (HEADER + "042,a,CONSULT,,VC\n042,b,CONSULT,,VC\n", "line 3: code 042 stands"),
    ],
)
def test_broken_table_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.csv") as caught:
        read_codes(path)
    assert message in str(caught.value)


def test_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.csv"):
        read_codes(tmp_path / "nowhere.csv")


@pytest.mark.skipif(not MEASURES.exists(), reason="the measures are not here")
def test_agrees_with_the_measures() -> None:
    with MEASURES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    told: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        told.setdefault(row["cameo"], set()).add((row["plover"], row["mode"] or ""))
    differing = {
        cameo: (codes()[cameo].plover, readings)
        for cameo, readings in told.items()
        if (codes()[cameo].plover.event or "", codes()[cameo].plover.mode or "")
        not in readings
    }
    # 175: the measures give a context ("pro_autocracy") in the place of a mode.
    assert set(differing) == {"175"}
    assert differing["175"][0].event == "ASSAULT"
