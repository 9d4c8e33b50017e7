"""Try every pattern of the library on a megabyte of what is worst for it.

    python tools/worst_inputs.py                 # all patterns; a few minutes
    python tools/worst_inputs.py --size 100000   # smaller

The worst inputs are made from the pattern itself: examples of what it matches, and of
every repeated part in it, each over and over, whole and broken off at the end. All of
them are tried at a sixteenth of the size, the worst at the whole. Printed are the
slowest; the exit code is 1 where one takes longer than ``--most`` seconds. One that
takes longer than ``--limit`` is given up and counts as infinite.

Patterns are looked for in all modules, in what cached functions without arguments give,
and in the date grammar.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import math
import pkgutil
import random
import re
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Literal

import regex

import dipevents
from dipevents.dates.find import grammar

EXAMPLES = 4
ANCHORED = {"match", "fullmatch"}
"""Ways to use a pattern that try it at one place only."""
BY_LINE = "dipevents.lexicons.layout"
"""Patterns of this module see lines, ..."""
LINE = 600
"""... and none longer than this: they are tried on a megabyte of the longest."""
MEASURED = 6
"""How many of the pieces of a pattern are tried at the whole size, at most."""
Pattern = Any
Found = tuple[float, str]
Way = Literal["all", "start", "lines"]
"""All matches in the text, one at its start, or all in each of its lines."""


def patterns() -> Iterator[tuple[str, Pattern, Way]]:
    """Every compiled pattern, a name for it, and how it is used."""
    seen: set[str] = set()
    for found in pkgutil.walk_packages(dipevents.__path__, "dipevents."):
        if found.name.endswith(("__main__", ".spark")):
            continue
        module = importlib.import_module(found.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if callable(getattr(value, "cache_info", None)) and not _arguments(value):
                if value.__module__ != found.name or name == "grammar":
                    continue
                value = value()
            for at, pattern in _inside(value, f"{found.name}.{name}", 0):
                if pattern.pattern not in seen:
                    seen.add(pattern.pattern)
                    used = set(re.findall(rf"\b{name}(?:\(\))?\.(\w+)\b", source))
                    one_place = bool(used) and used <= ANCHORED
                    by_line = found.name == BY_LINE
                    way: Way = "lines" if by_line else "start" if one_place else "all"
                    yield at, pattern, way
    for rules in grammar().rules.values():
        for rule in rules:
            if rule.pattern.pattern not in seen:
                seen.add(rule.pattern.pattern)
                yield f"date rule {rule.rule.id}", rule.pattern, "all"
    for scan in (grammar().lower, grammar().cased):
        yield "date triggers", scan, "all"


def _arguments(function: Any) -> int:
    code = function.__wrapped__.__code__
    return int(code.co_argcount) - len(function.__wrapped__.__defaults__ or ())


def _inside(value: Any, name: str, depth: int) -> Iterator[tuple[str, Pattern]]:
    if isinstance(value, re.Pattern | regex.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
    elif depth < 3:
        if isinstance(value, dict):
            inner: Any = value.values()
        elif isinstance(value, tuple | list | frozenset | set):
            inner = value
        elif type(value).__module__.startswith("dipevents") and hasattr(
            value, "__dataclass_fields__"
        ):
            inner = [getattr(value, field) for field in value.__dataclass_fields__]
        else:
            return
        for one in inner:
            yield from _inside(one, name, depth + 1)


# --- what is worst ----------------------------------------------------------------


def pieces(pattern: Pattern) -> list[str]:
    """Texts that the pattern and its repeated parts match, and halves of them."""
    source = re.sub(r"\\[pP]\{\w+\}", "[a-z]", pattern.pattern)
    source = re.sub(r"\\m|\\M|\\K", "", source)
    flags = pattern.flags & (re.I | re.S | re.M | re.X)
    chance = random.Random(5)  # noqa: S311
    found = ["a", " ", "1", ".", "-", "\n", "a ", "1 ", "A. ", "(", ","]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(source, flags)
    except Exception:
        return found
    for _ in range(EXAMPLES):
        whole = _example(tree, chance)
        found += [whole, whole[:-1], whole[: len(whole) // 2], f"{whole} "]
    for body in _repeated(tree):
        found.append(_example(body, chance))
    return [text for text in dict.fromkeys(found) if text]


def _repeated(tree: Any) -> Iterator[Any]:
    for operation, argument in tree:
        for part in _parts(operation, argument):
            if operation in _REPEATS:
                yield part
            yield from _repeated(part)


_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


def _parts(operation: Any, argument: Any) -> list[Any]:
    if operation in _REPEATS:
        return [argument[2]]
    if operation is codes.SUBPATTERN:
        return [argument[3]]
    if operation is codes.ATOMIC_GROUP:
        return [argument]
    if operation is codes.BRANCH:
        return list(argument[1])
    return []


def _example(tree: Any, chance: random.Random) -> str:
    made = []
    for operation, argument in tree:
        if operation is codes.LITERAL:
            made.append(chr(argument))
        elif operation in (codes.NOT_LITERAL, codes.ANY):
            made.append("x")
        elif operation is codes.IN:
            made.append(_member(argument, chance))
        elif operation is codes.BRANCH:
            made.append(_example(chance.choice(argument[1]), chance))
        elif operation in _REPEATS:
            least, most, body = argument
            most = min(int(most), least + 2)
            made += [_example(body, chance) for _ in range(chance.randint(least, most))]
        else:
            made += [_example(p, chance) for p in _parts(operation, argument)]
    return "".join(made)


def _member(argument: Any, chance: random.Random) -> str:
    negated = argument[0][0] is codes.NEGATE
    if negated:
        return "x"
    operation, value = chance.choice(argument)
    if operation is codes.LITERAL:
        return chr(value)
    if operation is codes.RANGE:
        return chr(chance.randint(value[0], min(value[1], value[0] + 50)))
    kinds = {
        codes.CATEGORY_DIGIT: "7",
        codes.CATEGORY_SPACE: " ",
        codes.CATEGORY_WORD: "w",
    }
    return kinds.get(value, "x")


# --- measuring --------------------------------------------------------------------


class _TooLongError(Exception):
    """The time for one input is over."""


def seconds(pattern: Pattern, text: str, way: Way, limit: float) -> float:
    """Processor time of a pattern on a text.

    Infinite where it would be longer than the limit.
    """
    step = LINE if way == "lines" else len(text)
    lines = [text[at : at + step] for at in range(0, len(text), step)]
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        for line in lines:
            if way == "start":
                pattern.match(line)
            else:
                deque(pattern.finditer(line), maxlen=0)
    except _TooLongError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def _over(_number: int, _frame: object) -> None:
    raise _TooLongError


def worst(pattern: Pattern, size: int, way: Way, limit: float) -> Found:
    """Seconds for the whole size, and on which piece.

    All pieces are tried at a sixteenth of the size, those that promise to be worst at
    the whole.
    """
    small, part = size // 64, size // 16
    guesses = []
    for piece in pieces(pattern):
        first = seconds(pattern, _of(piece, small), way, limit)
        taken = seconds(pattern, _of(piece, part), way, limit)
        if taken > limit / 2:
            return taken if taken > limit else taken * 16, piece
        growth = max(1.0, taken / max(first, 1e-4) / 4)
        guesses.append((taken * 16 * growth**2, piece))
    guesses.sort(reverse=True)
    slowest: Found = (0.0, "")
    for guess, piece in guesses[:MEASURED]:
        if guess > slowest[0] / 2:
            slowest = max(
                slowest, (seconds(pattern, _of(piece, size), way, limit), piece)
            )
    return slowest


def _of(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def main() -> int:
    """Measure all patterns and print the slowest."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--size", type=int, default=1_000_000)
    options.add_argument("--most", type=float, default=1.0, metavar="SECONDS")
    options.add_argument("--limit", type=float, default=8.0, help="to give up")
    options.add_argument("--show", type=int, default=10)
    options.add_argument("--only", default="", help="names that hold this")
    arguments = options.parse_args()
    signal.signal(signal.SIGVTALRM, _over)
    found = []
    for name, pattern, way in patterns():
        if re.search(arguments.only, name):
            taken, piece = worst(pattern, arguments.size, way, arguments.limit)
            found.append((taken, piece, name))
            if taken > arguments.most:
                print(f"slow: {taken:.2f} s  {name}  {piece[:50]!r}", flush=True)
    found.sort(reverse=True)
    for taken, piece, name in found[: arguments.show]:
        print(f"{taken:8.3f} s  {name}  ({piece[:50]!r})")
    print(f"{len(found)} patterns; slowest {found[0][0]:.3f} s on {arguments.size:,}")
    return 1 if found[0][0] > arguments.most else 0


if __name__ == "__main__":
    sys.exit(main())
