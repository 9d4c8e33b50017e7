"""`dipevents plugins`: what there is, who brings it, and whether it works."""

from __future__ import annotations

import pytest

from dipevents import cli, registry


def test_built_in_ones_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plugins"]) == cli.OK
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["kind", "name", "distribution", "state"]
    assert ["extractor", "rules", "dipevents", "ok"] in rows
    assert {row[0] for row in rows[1:]} >= {"reader", "extractor", "linker", "exporter"}


def test_a_broken_one_is_named_and_the_exit_code_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = registry.Plugin(
        kind="linker",
        name="gone",
        target="x:y",
        distribution="acme",
        version="1.0",
        problem="linker 'gone' of acme cannot be loaded: no module x",
    )
    monkeypatch.setattr(registry, "plugins", lambda *, check: (broken,))
    assert cli.main(["plugins", "--others"]) == cli.SOME_FAILED
    assert "acme 1.0\tlinker 'gone' of acme cannot" in capsys.readouterr().out
