"""The documentation holds: its code runs, its links and references lead somewhere."""

import doctest
import importlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
WRITTEN_AT_BUILD = {"event-types", "date-rules", "schemas", "gallery"}
PAGES = sorted(
    page
    for page in DOCS.rglob("*.md")
    if page.parent.name not in WRITTEN_AT_BUILD
    and page.name != "_changes.md"
    and "_build" not in page.parts
)
FENCE = re.compile(r"^```\{doctest\}\n(.*?)^```", re.S | re.M)
DIRECTIVE = re.compile(r"^\.\. auto(?!module)\w+:: (\S+)$", re.M)


def _code(page: Path) -> str:
    return "\n".join(FENCE.findall(page.read_text(encoding="utf-8")))


@pytest.mark.model
@pytest.mark.parametrize(
    "page", [p for p in PAGES if _code(p)], ids=lambda p: str(p.relative_to(DOCS))
)
def test_code_of_the_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = _code(page)
    for extra in ("pandas", "pyarrow", "trafilatura", "openai"):
        if (
            f"import {extra}" in text
            or f"to_{extra.replace('pandas', 'dataframe')}" in text
        ):
            pytest.importorskip(extra)
    monkeypatch.chdir(ROOT)
    import dipevents

    names = {"dipevents": dipevents}
    test = doctest.DocTestParser().get_doctest(text, names, page.stem, str(page), 0)
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=told.append)
    assert not runner.failures, "".join(told)


def test_links_between_pages_lead_somewhere() -> None:
    dead = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)#:\s]+\.(?:md|svg|png))(?:#[^)]*)?\)", text)
        links += [
            link + ".md"
            for role in re.findall(r"\{doc\}`([^`]+)`", text)
            for link in [re.sub(r".*<(.*)>", r"\1", role)]
        ]
        dead += [f"{page.name}: {x}" for x in links if not (page.parent / x).exists()]
    assert not dead


def test_pages_stand_in_the_navigation() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = {
        found
        for entry in re.findall(r"^([\w/*-]+)$", index, re.M)
        for found in DOCS.glob(f"{entry}.md")
    }
    assert {p for p in PAGES if p.name != "index.md"} <= listed


def test_every_public_name_is_in_the_reference() -> None:
    import dipevents

    text = "\n".join(p.read_text(encoding="utf-8") for p in DOCS.glob("reference/*.md"))
    documented = {name.rpartition(".")[2] for name in DIRECTIVE.findall(text)}
    documented |= {n for n in dipevents.__all__ if n.endswith(("Error", "Warning"))}
    assert "automodule:: dipevents.errors" in text
    assert not set(dipevents.__all__) - documented


@pytest.mark.parametrize(
    "module",
    ["export", "integrations.spacy", "llm", "logs", "progress", "registry", "testing"],
)
def test_every_public_name_of_the_module_is_in_the_reference(module: str) -> None:
    found = importlib.import_module(f"dipevents.{module}")
    text = "\n".join(p.read_text(encoding="utf-8") for p in DOCS.glob("reference/*.md"))
    if f"automodule:: dipevents.{module}" in text:
        return
    documented = {name.rpartition(".")[2] for name in DIRECTIVE.findall(text)}
    public = getattr(found, "__all__", None) or [
        name
        for name, value in vars(found).items()
        if not name.startswith("_")
        and getattr(value, "__module__", "") == found.__name__
    ]
    assert not set(public) - documented


def test_every_extra_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^The extras are .*$", text, re.M)
    extras = set(project["project"]["optional-dependencies"])
    assert set(re.findall(r"`(\w+)`", line)) == extras


def test_nothing_is_loaded_from_elsewhere() -> None:
    conf = (DOCS / "conf.py").read_text(encoding="utf-8")
    assert "http" not in conf
    assert "mermaid" not in conf
