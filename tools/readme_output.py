"""Hold the outputs that the README prints true.

Behind each comment ``<!-- output: examples/NAME.py -->`` stands a fenced block: a
command that runs the example, with ``| grep 'PATTERN'`` to show some lines of it, and
what it prints.

    python tools/readme_output.py           # write them anew
    python tools/readme_output.py --check   # compare; 1 where one is not true
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(
    r"(<!-- output: (?P<script>\S+) -->\n```console\n"
    r"\$ python (?P=script)(?: \| grep '(?P<pattern>[^']+)')?\n)(?P<output>.*?)(```\n)",
    re.S,
)


def output_of(script: str) -> str:
    """What the example prints.

    Args:
        script: Its path from the root of the project.
    """
    done = subprocess.run(
        [sys.executable, script],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return done.stdout


def refreshed(text: str) -> str:
    """The text with all outputs as they are now."""

    def block(match: re.Match[str]) -> str:
        lines = output_of(match["script"]).splitlines(keepends=True)
        wanted = re.compile(match["pattern"] or "")
        return match[1] + "".join(x for x in lines if wanted.search(x)) + match[5]

    return BLOCK.sub(block, text)


def main(arguments: list[str]) -> int:
    """Refresh the README, or with ``--check`` compare it."""
    old = README.read_text(encoding="utf-8")
    new = refreshed(old)
    if "--check" in arguments:
        lines = difflib.unified_diff(
            old.splitlines(), new.splitlines(), "README.md", "as it is", lineterm=""
        )
        print("\n".join(lines) or "README.md is true")
        return int(old != new)
    README.write_text(new, encoding="utf-8")
    print("README.md is unchanged" if old == new else "README.md refreshed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
