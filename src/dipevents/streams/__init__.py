"""Streams and long runs: any number of articles with the memory of a few.

Everything here stands on one function over a batch of articles
(:class:`~dipevents.streams.batch.BatchCoder`); processes of this machine, shards of a
long run and executors of a cluster all call it.
"""

from dipevents.streams.batch import BatchCoder, Limits
from dipevents.streams.long_run import RunReport, Settings, run
from dipevents.streams.outcome import Failure, Outcome
from dipevents.streams.shards import Shards
from dipevents.streams.stream import iter_events, iter_outcomes

__all__ = [
    "BatchCoder",
    "Failure",
    "Limits",
    "Outcome",
    "RunReport",
    "Settings",
    "Shards",
    "iter_events",
    "iter_outcomes",
    "run",
]
