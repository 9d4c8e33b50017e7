"""Kill a long run at random moments, and count what is lost or doubled.

    python tools/kill_runs.py                        # 200 kills, 2,000 articles
    python tools/kill_runs.py --kills 50 --articles 500

Each life of the run is a process that begins or takes up the same folder and is ended
with SIGKILL after a random time. When there have been enough kills, the run is let go
to its end. Then every article must be there once, and the events must be those of a
run that nobody disturbed, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from dipevents.streams import Settings, Shards, run

SIDES = ("Kenya", "Ghana", "Peru", "Chile", "Norway", "Vietnam", "Togo", "Oman")


def articles(count: int) -> list[dict[str, str]]:
    """Made articles; one in ten cannot be used."""
    made = []
    for n in range(count):
        one, other = SIDES[n % 8], SIDES[(n // 8 + n + 1) % 8]
        text = f"The foreign ministers of {one} and {other} met on {1 + n % 28} May."
        made.append({"id": f"a{n}", "published": "2024-06-01", "text": text})
        if n % 10 == 9:
            made[-1]["text"] = ""
    return made


def life(source: list[dict[str, str]], folder: Path, settings: Settings) -> None:
    """One life of the run, in a forked process: the model is loaded already."""
    try:
        run(source, folder, settings, resume=True)
    except BaseException as error:
        print(f"a life ended with {error!r}", file=sys.stderr)
        os._exit(3)
    os._exit(0)


def kill_often(
    source: list[dict[str, str]], folder: Path, settings: Settings, kills: int
) -> tuple[int, int]:
    """How many lives were killed at work, and in how many lives all was done."""
    chance = random.Random(20261128)  # noqa: S311
    killed = lives = 0
    mean = 0.4
    while killed < kills:
        lives += 1
        child = os.fork()
        if child == 0:
            life(source, folder, settings)
        time.sleep(chance.expovariate(1 / mean))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            killed += 1
        elif os.WEXITSTATUS(status):
            sys.exit("a life failed")
        else:
            # All was done before enough kills: shorter lives, and from the beginning.
            mean *= 0.7
            shutil.rmtree(folder)
    child = os.fork()
    if child == 0:
        life(source, folder, settings)
    _, status = os.waitpid(child, 0)
    return killed, lives


def main() -> int:
    """Kill, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--shard-size", type=int, default=20)
    arguments = parser.parse_args()
    source = articles(arguments.articles)
    settings = Settings(shard_size=arguments.shard_size, batch_size=8)
    with tempfile.TemporaryDirectory() as place:
        whole, broken = Path(place, "whole"), Path(place, "killed")
        run(source, whole, settings)
        killed, lives = kill_often(source, broken, settings, arguments.kills)
        ids = [d.id for d in Shards(broken).documents()]
        failures = (broken / "failures.jsonl").read_text(encoding="utf-8")
        there = len(set(ids)) + failures.count("\n")
        lost = arguments.articles - there
        doubled = len(ids) - len(set(ids))
        names = ("events.jsonl", "failures.jsonl")
        same = all((whole / n).read_bytes() == (broken / n).read_bytes() for n in names)
    print(
        f"{killed} kills in {lives} lives, {arguments.articles} articles: "
        f"{lost} lost, {doubled} doubled, results the same: {same}"
    )
    return 0 if same and not lost and not doubled else 1


if __name__ == "__main__":
    sys.exit(main())
