"""The case files: many phrasings of one meaning, under a fixed now."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dipevents.dates import infer_published, tag

FOLDER = Path(__file__).parents[2] / "cases" / "dates"


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def phrases() -> list[Any]:
    out = []
    for file in sorted(FOLDER.glob("*.toml")):
        data = load(file.name)
        for number, case in enumerate(data.get("cases", ())):
            for phrase in case["phrases"]:
                now = case.get("now", data.get("now"))
                out.append(
                    pytest.param(now, case, phrase, id=f"{file.stem}-{number}-{phrase}")
                )
    return out


@pytest.mark.parametrize(("now", "case", "phrase"), phrases())
def test_phrase(now: str | None, case: dict[str, Any], phrase: str) -> None:
    text = case.get("frame", "{}").replace("{}", phrase)
    start = case.get("frame", "{}").index("{}")
    found = tag(text, anchor=now, style=case.get("style", "news"))
    hits = [x for x in found if (x.start, x.end) == (start, start + len(phrase))]
    assert hits, f"not found as such; found {[(x.text, x.value) for x in found]}"
    assert hits[0].value == case["value"], hits[0].explain()
    assert hits[0].type == case.get("type", "DATE")
    if "mod" in case:
        assert hits[0].mod == case["mod"]
    if "edtf" in case:
        assert hits[0].edtf == case["edtf"]
    if "days" in case:
        assert f"{hits[0].earliest}/{hits[0].latest}" == case["days"]
    if "rejected" in case:
        assert case["rejected"] in [r.value for r in hits[0].rejected]
    if "underspecified" in case:
        assert hits[0].underspecified == case["underspecified"]
    if "anchor" in case:
        assert hits[0].anchor.kind == case["anchor"]
    if case.get("unknown"):
        assert hits[0].edtf is None
        assert hits[0].reason


def texts(kind: str) -> list[Any]:
    out = []
    for file in sorted(FOLDER.glob("*.toml")):
        data = load(file.name)
        for entry in data.get(kind, ()):
            out.append(
                pytest.param(data.get("now"), entry, id=f"{file.stem}-{len(out)}")
            )
    return out


@pytest.mark.parametrize(("now", "entry"), texts("texts"))
def test_text(now: str | None, entry: dict[str, Any]) -> None:
    """All expressions of a text: extents and values, nothing more and nothing less."""
    style = entry.get("style", "auto")
    languages = entry.get("languages", ["en"])
    found = tag(
        entry["text"], anchor=entry.get("now", now), style=style, languages=languages
    )
    assert all(entry["text"][x.start : x.end] == x.text for x in found)
    assert [[x.text, x.value] for x in found] == entry["expect"]


@pytest.mark.parametrize(
    "text",
    [
        t
        for file in sorted(FOLDER.glob("*.toml"))
        for t in load(file.name).get("nothing", ())
    ],
)
def test_nothing_is_found(text: str) -> None:
    assert [(x.text, x.value) for x in tag(text, anchor="2024-03-14")] == []


@pytest.mark.parametrize(("now", "entry"), texts("published"))
def test_publication(now: str | None, entry: dict[str, Any]) -> None:
    """The day of publication that a text tells, or how far it tells it."""
    found = infer_published(entry["text"])
    if "edtf" in entry:
        assert found.edtf == (entry["edtf"] or None), found.reason
    if "holds" in entry:
        assert found.granularity != "day"
        assert found.earliest is None or str(found.earliest) <= entry["holds"]
        assert found.latest is None or str(found.latest) >= entry["holds"]
    if "basis" in entry:
        assert found.basis == entry["basis"]
    if "reason" in entry:
        assert entry["reason"] in (found.reason or "")


@pytest.mark.parametrize(("now", "entry"), texts("undated"))
def test_undated(now: str | None, entry: dict[str, Any]) -> None:
    """The true day lies inside the answer; a single day is given only if it is it."""
    found = infer_published(entry["text"])
    told = f"{found.edtf}: {found.reason}"
    assert found.earliest is None or str(found.earliest) <= entry["true"], told
    assert found.latest is None or str(found.latest) >= entry["true"], told
    if entry.get("day"):
        assert found.edtf == entry["true"], told
    if "within" in entry:
        assert found.earliest is not None, told
        assert found.latest is not None, told
        assert (found.latest - found.earliest).days < entry["within"], told
