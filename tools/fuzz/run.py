"""Throw made inputs at the library and keep what breaks it.

    python tools/fuzz/run.py dates --count 1000000
    python tools/fuzz/run.py files records rules exports --count 50000 --seed 7
    python tools/fuzz/run.py dates --only 4711            # one finding again
    python tools/fuzz/run.py dates --guided -- -runs=100000  # by coverage, with atheris

Input number N is made from N alone. A finding is written to the folder of
``--findings`` once for each place in the code where it comes up; the exit code is 1 where
there is one. An input that takes more than ``--slow`` seconds of processor time is a finding too.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
import traceback
from pathlib import Path
from random import Random
from typing import Any

import targets

REPORT_EVERY = 20_000


class TooSlowError(Exception):
    """An input that took longer than is allowed."""


def _ring(signum: int, frame: object) -> None:
    raise TooSlowError


def place_of(error: BaseException) -> str:
    """Where in the code an error came up: one finding for each place."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def run(name: str, first: int, count: int, slow: float, folder: Path) -> int:
    """Numbers ``first`` to ``first + count``; how many places broke."""
    known: dict[str, int] = {}
    begun = time.process_time()
    watch = hasattr(signal, "setitimer")
    for number in range(first, first + count):
        if watch:
            signal.setitimer(signal.ITIMER_PROF, slow)
        try:
            targets.run_one(name, Random(number))
        except Exception as error:
            place = place_of(error)
            known[place] = known.get(place, 0) + 1
            if known[place] == 1:
                _keep(folder, name, number, place, error)
        finally:
            if watch:
                signal.setitimer(signal.ITIMER_PROF, 0)
        done = number - first + 1
        if done % REPORT_EVERY == 0 or done == count:
            spent = time.process_time() - begun
            print(
                f"{name}: {done:,} inputs, {spent:,.0f} s of processor time, "
                f"{len(known)} places: {known}",
                flush=True,
            )
    return len(known)


def _keep(
    folder: Path, name: str, number: int, place: str, error: BaseException
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    found = {
        "target": name,
        "number": number,
        "place": place,
        "error": repr(error)[:2000],
        "input": targets.given,
        "trace": traceback.format_exception(error)[-12:],
    }
    path = folder / f"{name}-{number}.json"
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"{name}: {place}, number {number}: {path}", flush=True)


def guided(name: str, rest: list[str]) -> None:
    """Let atheris look for the numbers that reach new code."""
    import atheris

    def one(data: bytes) -> None:
        targets.run_one(name, Random(data))

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *rest], one)
    atheris.Fuzz()


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="+", choices=sorted(targets.TARGETS))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="the first number")
    parser.add_argument("--only", type=int, help="this number alone")
    parser.add_argument("--slow", type=float, default=20.0, metavar="SECONDS")
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--guided", action="store_true")
    arguments, rest = parser.parse_known_args()
    if arguments.guided:
        guided(arguments.names[0], [r for r in rest if r != "--"])
        return 0
    if arguments.only is not None:
        try:
            targets.run_one(arguments.names[0], Random(arguments.only))
        except Exception:
            print(json.dumps(targets.given, indent=1))
            raise
        print(json.dumps(targets.given, indent=1))
        return 0
    # Looked up here, once: a clash with signals in the middle of an import is no finding.
    any_of: Any = [getattr(targets.dipevents, n) for n in targets.dipevents.__all__]
    del any_of
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _ring)
    broken = [
        run(name, arguments.seed, arguments.count, arguments.slow, arguments.findings)
        for name in arguments.names
    ]
    return 1 if any(broken) else 0


if __name__ == "__main__":
    sys.exit(main())
