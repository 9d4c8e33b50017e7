"""Your own gold standard against what the library found in the same articles."""

from dipevents.evaluate.gold import (
    GoldAlternative,
    GoldDocument,
    GoldError,
    GoldEvent,
    GoldParticipant,
    GoldPlace,
    read_gold,
)
from dipevents.evaluate.report import Miss, Report, Score, Share
from dipevents.evaluate.score import evaluate

__all__ = [
    "GoldAlternative",
    "GoldDocument",
    "GoldError",
    "GoldEvent",
    "GoldParticipant",
    "GoldPlace",
    "Miss",
    "Report",
    "Score",
    "Share",
    "evaluate",
    "read_gold",
]
