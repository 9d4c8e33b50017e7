"""Memory of a stream: after its first thousand documents and at its end.

    python benchmarks/memory.py                 # 200,000 made documents
    python benchmarks/memory.py -n 20000

The documents are made as they are read. Each holds words that no other one does (so
that a vocabulary that grew would show), every fiftieth tells an event. Printed is the
memory that the process holds (resident set), and the most it ever held.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dipevents

SYLLABLES = "ba ke lo mi nu ra se ti vo wy za du fe gi ho".split()
SIDES = ("Kenya", "Ghana", "Peru", "Chile", "Norway", "Vietnam", "Togo", "Oman")
FIRST = 1000


def name_of(number: int) -> str:
    """A word that stands for the number alone."""
    word = ""
    for _ in range(6):
        number, rest = divmod(number, len(SYLLABLES))
        word += SYLLABLES[rest]
    return word.capitalize()


def documents(count: int) -> Iterator[dict[str, str]]:
    """The documents, made one by one."""
    for n in range(count):
        name = name_of(n)
        text = f"The mayor of {name} met the guests from {name}stead."  # is parsed
        if n % 50 == 0:
            one, other = SIDES[n // 50 % 8], SIDES[n // 400 % 7]
            text += f" President {name} of {one} visited {other} on {1 + n % 28} May."
        yield {"id": f"{name}-{n}", "text": text, "published": "2024-06-01"}


def resident() -> float:
    """Megabytes that the process holds now."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return pages * resource.getpagesize() / 1e6


def peak() -> float:
    """Megabytes that the process held at most."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-n", "--documents", type=int, default=200_000)
    count = parser.parse_args().documents
    events = 0
    begun = time.process_time()
    first = 0.0

    def progress(done: int, total: int | None) -> None:
        nonlocal first
        if done == FIRST:
            first = resident()
            print(f"after {done:>9,} documents: {first:,.0f} MB", flush=True)
        elif done > FIRST and done % (count // 8) == 0:
            spent = time.process_time() - begun
            print(
                f"after {done:>9,} documents: {resident():,.0f} MB, "
                f"{resident() / first:.3f} times; {events:,} events, {spent:,.0f} s "
                "of processor time",
                flush=True,
            )

    for _ in dipevents.iter_events(documents(count), progress=progress):
        events += 1
    print(f"most: {peak():,.0f} MB; ratio {resident() / first:.3f}")


if __name__ == "__main__":
    main()
