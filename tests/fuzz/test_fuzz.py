"""A few inputs of every kind from ``tools/fuzz``; runs by the million are its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[2] / "tools" / "fuzz" / "run.py"


@pytest.mark.model
@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("dates", 3000),
        ("anchors", 1000),
        ("records", 400),
        ("rules", 400),
        ("files", 150),
        ("exports", 100),
        ("events", 60),
        ("links", 30),
    ],
)
def test_nothing_breaks(target: str, count: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, str(RUN), target),
            *("--count", str(count), "--findings", str(tmp_path)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
