"""What ``import dipevents`` costs over bare Python.

    python benchmarks/import_time.py        # 15 starts of each
    python benchmarks/import_time.py 40

Printed are the median wall-clock time of starting Python with and without the import,
the difference, the processor time in which the first extraction reads the built-in
lists of names, and the modules that the import loads.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

STARTS = 15
LISTS = (
    "import time; from dipevents.lexicons import tables as t;"
    "begun = time.process_time();"
    "[read() for read in (t.countries, t.cities, t.organisations, t.titles,"
    " t.office_holders, t.ambiguous_names)];"
    "print(time.process_time() - begun)"
)


def seconds(code: str) -> float:
    """How long Python takes to start and run the code."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def printed(code: str) -> str:
    """What the code prints in a fresh start."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout


def loaded(code: str) -> set[str]:
    """The modules that are loaded when the code has run."""
    return set(printed(f"{code}\nimport sys\nprint(*sys.modules)").split())


def main(arguments: list[str]) -> None:
    """Print the table."""
    starts = int(arguments[0]) if arguments else STARTS
    bare, ours = [], []
    seconds("import dipevents")  # writes the byte code
    for _ in range(starts):  # in turns, so that a busy machine slows both alike
        bare.append(seconds("pass"))
        ours.append(seconds("import dipevents"))
    without, with_it = statistics.median(bare), statistics.median(ours)
    lists = min(float(printed(LISTS)) for _ in range(3))
    modules = sorted(loaded("import dipevents") - loaded("pass"))
    print(f"bare python          {without * 1000:7.1f} ms (median of {starts})")
    print(f"import dipevents     {with_it * 1000:7.1f} ms")
    print(f"difference           {(with_it - without) * 1000:7.1f} ms")
    print(f"lists of names       {lists * 1000:7.1f} ms (best of 3)")
    print(f"modules loaded       {len(modules):5}    {' '.join(modules)}")


if __name__ == "__main__":
    main(sys.argv[1:])
