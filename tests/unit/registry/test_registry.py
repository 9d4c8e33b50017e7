"""Names become objects: unknown, broken, clashing and wrongly used plug-ins."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import Any

import pytest

from dipevents import registry
from dipevents.errors import PluginError, PluginWarning
from dipevents.ingest import read_corpus

KINDS = ("reader", "extractor", "linker", "exporter", "lexicon")


class Dist:
    def __init__(self, name: str) -> None:
        self.name = name
        self.version = "2.5"


class Quiet:
    """An extractor with two options."""

    name = "quiet"

    def __init__(self, times: int = 1, word: str = "") -> None:
        self.times = times
        self.word = word

    def extract(self, document: object) -> list[Any]:
        return []


def shout(events: object) -> str:
    return "EVENTS!"


def read_shouts(path: Any, encoding: str | None) -> Any:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield {"text": line}


def read_badly(path: Any, encoding: str | None) -> Any:
    raise ZeroDivisionError


NOT_CALLABLE = 3


@pytest.fixture
def announce(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Announces entry points as if distributions had brought them."""
    announced: list[EntryPoint] = []

    def add(kind: str, name: str, target: str, dist: str = "acme-plugin") -> None:
        entry = EntryPoint(name, target, f"dipevents.{kind}s")
        announced.append(entry._for(Dist(dist)))  # type: ignore[attr-defined]

    def entry_points(group: str) -> list[EntryPoint]:
        return [e for e in announced if e.group == group]

    monkeypatch.setattr(registry, "entry_points", entry_points)
    return add


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> str:
    """A name under which this module can be imported."""
    import sys

    monkeypatch.setitem(sys.modules, "acme", sys.modules[__name__])
    return "acme"


@pytest.mark.parametrize(
    "plugin", registry.plugins(), ids=lambda p: f"{p.kind}-{p.name}"
)
def test_every_built_in_can_be_loaded(plugin: registry.Plugin) -> None:
    from importlib import import_module

    module, _, attribute = plugin.target.partition(":")
    assert callable(getattr(import_module(module), attribute))


def test_every_kind_has_a_group() -> None:
    assert {k.group for k in registry._KINDS.values()} == {
        f"dipevents.{kind}s" for kind in KINDS
    }


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(PluginError, match=r"unknown extractor 'rulez'; .*rules"):
        registry.make_extractor("rulez")
    with pytest.raises(PluginError, match=r"unknown exporter 'doc'; .*csv.*jsonl"):
        registry.find_exporter(".doc")
    with pytest.raises(PluginError, match=r"unknown linker 'x'; there are: reports"):
        registry.find_linker("x")


def test_a_plugin_is_found_and_told_with_its_distribution(
    announce: Any, here: str
) -> None:
    announce("extractor", "quiet", f"{here}:Quiet")
    assert registry.make_extractor("quiet").name == "quiet"
    assert registry.extractor_names()["quiet"] == "acme-plugin"
    [plugin] = [p for p in registry.plugins() if p.distribution == "acme-plugin"]
    assert (plugin.kind, plugin.name, plugin.version) == ("extractor", "quiet", "2.5")


def test_options_are_checked(announce: Any, here: str) -> None:
    announce("extractor", "quiet", f"{here}:Quiet")
    made: Any = registry.make_extractor("quiet", times=3, word="met")
    assert (made.times, made.word) == (3, "met")
    with pytest.raises(PluginError, match=r"quiet.*acme-plugin.*option times"):
        registry.make_extractor("quiet", times="three")
    with pytest.raises(PluginError, match=r"no option 'tmes'; there are: times, word"):
        registry.make_extractor("quiet", tmes=3)


def test_a_broken_plugin_is_named_and_stops_nothing_else(
    announce: Any, here: str
) -> None:
    announce("extractor", "gone", "no_such_module:Thing", "broken-dist")
    announce("extractor", "quiet", f"{here}:Quiet")
    announce("exporter", "three", f"{here}:NOT_CALLABLE", "odd-dist")
    with pytest.raises(PluginError, match=r"'gone' of broken-dist cannot be loaded"):
        registry.make_extractor("gone")
    assert registry.make_extractor("quiet").name == "quiet"
    problems = {p.name: p.problem for p in registry.plugins(check=True) if p.problem}
    assert set(problems) == {"gone", "three"}
    assert "odd-dist does not keep the protocol" in problems["three"]


def test_a_built_in_name_stays_built_in(announce: Any, here: str) -> None:
    announce("extractor", "rules", f"{here}:Quiet")
    assert registry.make_extractor("rules").name == "rules"
    [clash] = [p for p in registry.plugins() if p.problem]
    assert "acme-plugin has a built-in name" in clash.problem


def test_two_of_one_name_are_both_named(announce: Any, here: str) -> None:
    announce("extractor", "quiet", f"{here}:Quiet")
    announce("extractor", "quiet", "elsewhere:Quiet", "other-dist")
    with (
        pytest.warns(PluginWarning, match="neither can be used"),
        pytest.raises(PluginError, match="unknown extractor"),
    ):
        registry.make_extractor("quiet")
    told = " ".join(p.problem for p in registry.plugins())
    assert "acme-plugin is also a name of other-dist" in told


def test_plugins_can_be_switched_off(
    announce: Any, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce("exporter", "shout", f"{here}:shout")
    assert "shout" in registry.exporter_formats()
    monkeypatch.setenv("DIPEVENTS_DISABLE_PLUGINS", "1")
    assert "shout" not in registry.exporter_formats()
    with pytest.raises(PluginError, match="switched off"):
        registry.find_exporter("shout")


def test_an_object_that_is_none_says_what_it_needs() -> None:
    with pytest.raises(PluginError, match="needs a `name` and a method"):
        registry.make_extractor(object())  # type: ignore[arg-type]
    with pytest.raises(PluginError, match="is no linker"):
        registry.find_linker(3)  # type: ignore[arg-type]


def test_readers_of_others_read_their_suffix(
    announce: Any, here: str, tmp_path: Any
) -> None:
    announce("reader", "shouts", f"{here}:read_shouts")
    (tmp_path / "a.shouts").write_text("Kenya!\nGhana!\n", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [d.text for d in corpus] == ["Kenya!", "Ghana!"]
    assert [d.id for d in corpus] == ["a.shouts#1", "a.shouts#2"]


def test_a_broken_reader_stops_no_other_file(
    announce: Any, here: str, tmp_path: Any
) -> None:
    announce("reader", "bad", f"{here}:read_badly", "bad-dist")
    (tmp_path / "a.bad").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kenya.", encoding="utf-8")
    corpus = read_corpus(tmp_path, on_error="skip")
    assert [d.id for d in corpus] == ["b.txt"]
    assert "reader 'bad' of bad-dist failed: ZeroDivisionError" in (
        corpus.skipped[0].reason
    )


def test_a_lexicon_has_a_name_or_is_a_folder(
    announce: Any, here: str, tmp_path: Any
) -> None:
    announce("lexicon", "mine", f"{here}:lexicon_of_mine")
    assert registry.lexicon_folder("mine").name == "lists"
    assert registry.lexicon_folder(tmp_path) == tmp_path
    assert registry.lexicon_folder("nowhere").name == "nowhere"


def lexicon_of_mine() -> str:
    return "/some/lists"
