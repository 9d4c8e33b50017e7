"""Processes that code batches, watched: one that hangs or dies costs one article.

Batches are handed out as workers become free and given back in their order, so that
the result is the same for any number of processes. At most a few batches for each
worker are under way; the source is read no faster than that.

Processes are always started afresh ("spawn"), never forked: a fork copies locks that
threads of the host may hold.
"""

from __future__ import annotations

import math
import multiprocessing
import signal
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from os import _exit
from typing import TYPE_CHECKING, Any

from dipevents.errors import DipEventsError, RunError
from dipevents.streams.batch import BatchCoder, Limits, failed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import SpawnProcess

    from dipevents.pipeline import Options
    from dipevents.streams.batch import Task
    from dipevents.streams.outcome import Outcome

AHEAD = 3
"""Batches for each worker that may be under way or wait for an earlier one."""
TRIES = 3
"""Times that an article may end its process before it is given up."""
_TICK = 0.5


@dataclass(slots=True)
class _Batch:
    """A batch under way."""

    tasks: list[Task]
    done: list[Outcome] = field(default_factory=list)
    single: bool = False
    deaths: int = 0

    @property
    def rest(self) -> list[Task]:
        return self.tasks[len(self.done) :]


@dataclass(slots=True)
class _Worker:
    """A process and what it is doing."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    number: int | None = None
    """The batch it works on."""
    heard: float = 0.0
    """When it last said something."""


class WorkerPool:
    """Codes batches in processes of their own; use it in a ``with`` block.

    Args:
        options: What the caller chose. Extractors given as objects must survive
            pickling, as all that goes to another process.
        limits: What one article may cost. With a timeout, every article is parsed by
            itself and watched.
        n_process: How many processes.
    """

    def __init__(self, options: Options, limits: Limits, n_process: int) -> None:
        self._options = options
        self._limits = limits
        self._size = n_process
        self._single = limits.timeout is not None
        self._workers: list[_Worker] = []
        self._batches: dict[int, _Batch] = {}
        self._waiting: deque[int] = deque()

    def __enter__(self) -> WorkerPool:
        for _ in range(self._size):
            self._workers.append(self._start())
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            _stop(worker)
        self._workers.clear()

    def outcomes(self, batches: Iterable[list[Task]]) -> Iterator[list[Outcome]]:
        """What became of the batches, in their order.

        Args:
            batches: Batches; read only as far as there is work for the processes.

        Yields:
            The outcomes of each batch.

        Raises:
            DipEventsError: An article failed and the options say ``raise``.
            RunError: The processes cannot start.
        """
        source = iter(batches)
        first = last = 0
        more = True
        while more or first < last:
            while more and last - first < AHEAD * self._size:
                batch = next(source, None)
                if batch is None:
                    more = False
                    break
                self._batches[last] = _Batch(batch, single=self._single)
                self._waiting.append(last)
                last += 1
            self._hand_out()
            while first < last and not self._batches[first].rest:
                yield self._batches.pop(first).done
                first += 1
            if first < last and self._batches[first].rest:
                self._listen()

    # --- workers ------------------------------------------------------------------

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, self._options, self._limits), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        for place, worker in enumerate(self._workers):
            if not (worker.ready and worker.number is None and self._waiting):
                continue
            number = self._waiting.popleft()
            batch = self._batches[number]
            worker.number, worker.heard = number, time.monotonic()
            try:
                worker.pipe.send((batch.rest, batch.single))
            except (BrokenPipeError, ConnectionError):
                self._bury(place)
            except (TypeError, AttributeError, ValueError) as error:
                msg = f"an article cannot be handed to another process: {error}"
                raise RunError(msg) from error

    def _listen(self) -> None:
        """Wait for word from a worker; bury those that died or take too long."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), timeout=_TICK):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(self._workers.index(worker))
                continue
            worker.heard = time.monotonic()
            self._take(worker, *message)
        if self._limits.timeout is not None:
            now = time.monotonic()
            for place, worker in enumerate(self._workers):
                busy = worker.ready and worker.number is not None
                if busy and now - worker.heard > self._limits.timeout:
                    self._give_up(place)

    def _take(self, worker: _Worker, what: str, value: Any) -> None:
        if what == "ready":
            worker.ready = True
        elif what == "renewing":
            worker.heard = math.inf
        elif what == "error":
            raise value
        elif worker.number is not None:
            batch = self._batches[worker.number]
            batch.done.extend(value)
            batch.deaths = 0
            if not batch.rest:
                worker.number = None

    def _bury(self, place: int) -> None:
        """A worker died: start another, and try its articles one by one."""
        worker = self._workers[place]
        _stop(worker)
        if not worker.ready:
            msg = (
                "a process could not start (exit code "
                f"{worker.process.exitcode}); a program that asks for processes must "
                'do so below `if __name__ == "__main__":`'
            )
            raise RunError(msg)
        if worker.number is not None:
            batch = self._batches[worker.number]
            if batch.single:
                batch.deaths += 1
            batch.single = True
            if batch.deaths >= TRIES:
                code = worker.process.exitcode
                self._fail(batch, "crashed", f"ended its process (exit code {code})")
            self._again(worker.number)
        self._workers[place] = self._start()

    def _give_up(self, place: int) -> None:
        """An article takes too long: end its process and go on with the next."""
        worker = self._workers[place]
        number = worker.number
        _stop(worker)
        if number is not None:
            seconds = self._limits.timeout
            self._fail(
                self._batches[number], "timeout", f"took longer than {seconds:g} s"
            )
            self._again(number)
        self._workers[place] = self._start()

    def _fail(self, batch: _Batch, kind: Any, reason: str) -> None:
        position, article = batch.rest[0]
        if self._options.on_error == "raise":
            msg = f"{article.name}: {reason}"
            raise RunError(msg)
        batch.done.append(failed(position, article.name, None, kind, reason))
        batch.deaths = 0
        batch.single = self._single

    def _again(self, number: int) -> None:
        if self._batches[number].rest:
            self._waiting.appendleft(number)


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()


def _work(pipe: Connection, options: Options, limits: Limits) -> None:
    """What a worker does until its pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        coder = BatchCoder(options, limits)
        # The model and the lists are loaded before the first article is timed.
        coder.outcomes([])
        pipe.send(("ready", None))
        while True:
            tasks, single = pipe.recv()
            if single:
                for outcome in coder.each(tasks, single=True):
                    pipe.send(("outcomes", [outcome]))
            else:
                pipe.send(("outcomes", coder.outcomes(tasks)))
            if coder.is_swollen:
                pipe.send(("renewing", None))  # no article's time
                coder.renew()
                pipe.send(("ready", None))
    except (EOFError, BrokenPipeError, ConnectionError):
        return
    except DipEventsError as error:
        pipe.send(("error", error))
    except Exception as error:
        pipe.send(("error", RunError(f"{type(error).__name__}: {error}")))


def _end_with_parent() -> None:
    """A worker never outlives the run, however that ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        _exit(1)
