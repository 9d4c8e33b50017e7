"""How far a run is: a bar on a terminal, or a function of the caller's."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def reported(
    progress: bool | Callable[[int, int], None] | None, what: str = "articles"
) -> Iterator[Callable[[int, int], None] | None]:
    """What a run reports to, for as long as it runs.

    Args:
        progress: True for a bar on standard error, where that is a terminal or a
            notebook's; a function, used as it is; False or None for nothing.
        what: What is counted.

    Yields:
        A function of documents done and documents in all, or None.
    """
    if callable(progress):
        yield progress
    elif progress and sys.stderr.isatty():
        with bar(what) as advance:
            yield advance
    else:
        yield None


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on standard error that is gone when the work is done.

    Args:
        what: What is counted.

    Yields:
        A function of documents done and documents in all, None where not known.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    ) as shown:
        task = shown.add_task(what, total=None)

        def advance(done: int, total: int | None) -> None:
            shown.update(task, completed=done, total=total)

        yield advance
