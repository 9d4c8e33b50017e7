"""Two processes over one, and Spark's local mode over two processes.

    python benchmarks/processes.py                       # 2,000 made articles
    python benchmarks/processes.py -n 400 --spark

Measured after start-up: every process has loaded its model and coded a first batch.
Wall time only means something with two free cores; the load of the machine and the
processor time of all processes are printed beside it, and where no core is free, only
the processor time says what the second process costs.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import dipevents

SIDES = ("Kenya", "Ghana", "Peru", "Chile", "Norway", "Vietnam", "Togo", "Oman")
WARM = 64
"""Articles that are coded before the clock is started."""


def articles(count: int) -> list[dict[str, str]]:
    """Made articles of five sentences, two of which tell events."""
    made = []
    for n in range(count):
        one, other = SIDES[n % 8], SIDES[(n // 8 + n + 1) % 8]
        day = 1 + n % 28
        made.append(
            {
                "id": f"a{n}",
                "published": "2024-06-01",
                "text": f"The foreign ministers of {one} and {other} met in Geneva on "
                f"{day} May. They discussed fisheries, ports and the price of grain. "
                f"Observers called the mood friendly. The harbour towns of {one} "
                f"had waited for news since {day} April. The president of {other} "
                f"will visit {one} next month, officials said on Tuesday.",
            }
        )
    return made


def spent() -> float:
    """Processor time of this process and of those that it has waited for."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, both))


def stream(source: list[dict[str, str]], n_process: int) -> tuple[float, int]:
    """Wall seconds after the first articles, and how many events there were."""
    begun = 0.0

    def progress(done: int, total: int | None) -> None:
        nonlocal begun
        if done == WARM * n_process:
            begun = time.perf_counter()

    events = sum(
        1 for _ in dipevents.iter_events(source, n_process=n_process, progress=progress)
    )
    return time.perf_counter() - begun, events


def spark(source: list[dict[str, str]]) -> tuple[float, int]:
    """The same in Spark's local mode with two workers, which are kept warm."""
    from pyspark.sql import SparkSession

    from dipevents.spark import told_frame

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")

    def run(rows: list[dict[str, str]]) -> int:
        made: Any = session.createDataFrame(
            rows, "id string, published string, text string"
        )
        return int(told_frame(made.repartition(2)).where("event is not null").count())

    run(source[: 2 * WARM])
    begun = time.perf_counter()
    events = run(source[2 * WARM :])
    taken = time.perf_counter() - begun
    session.stop()
    return taken, events


def row(name: str, work: Callable[[], tuple[float, int]]) -> float:
    """Do the work and print its line; wall seconds."""
    before, load = spent(), os.getloadavg()[0]
    taken, events = work()
    print(
        f"{name:<16} {taken:8.1f} s wall, {spent() - before:8.1f} s processor, "
        f"{events:,} events, load {load:.1f}",
        flush=True,
    )
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-n", "--articles", type=int, default=2000)
    parser.add_argument("--spark", action="store_true")
    arguments = parser.parse_args()
    source = articles(arguments.articles)
    one = row("one process", lambda: stream(source, 1))
    two = row("two processes", lambda: stream(source, 2))
    counted = len(source) - WARM, len(source) - 2 * WARM
    print(f"two over one: {one / counted[0] * counted[1] / two:.2f} times as fast")
    if arguments.spark:
        cluster = row("Spark local[2]", lambda: spark(source))
        print(f"Spark over two processes: {cluster / two:.2f}")


if __name__ == "__main__":
    main()
