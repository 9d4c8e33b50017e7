"""Which reported event is which of the gold ones, and what is right about it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dipevents.dates import span_of_edtf
from dipevents.link.names import same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dipevents.evaluate.gold import GoldEvent, GoldParticipant
    from dipevents.models import Event, Participant

LONGEST = 400
"""A mention longer than this, and than twice the evidence, points at nothing."""

_VAGUE = timedelta(days=364)


def _days(edtf: str | None) -> tuple[date, date] | None:
    if edtf is None:
        return None
    first, last = span_of_edtf(edtf.strip("{}[]").replace(" ", ""))
    return first or date.min, last or date.max


def date_right(gold: str | None, told: str | None) -> bool:
    """Whether a date is the gold one.

    Args:
        gold: EDTF, or None where the article does not tell.
        told: EDTF that was found, or None.

    Returns:
        True for the same days; inside gold's where gold is an interval, a decade or
        approximate; for undated where gold is (a year or more counts as undated).
    """
    want, got = _days(gold), _days(told)
    if gold is None or want is None:
        return got is None or got[1] - got[0] >= _VAGUE
    if got is None:
        return False
    loose = "/" in gold or "X" in gold or gold.endswith("~")
    return got == want or (loose and want[0] <= got[0] and got[1] <= want[1])


def same_status(one: str, other: str) -> bool:
    """Whether two statuses are the same; what is under way counts as occurred."""
    return one.replace("ongoing", "occurred") == other.replace("ongoing", "occurred")


def countries(event: Event) -> frozenset[str]:
    """Countries of the participants."""
    return frozenset(p.country for p in event.participants if p.country)


def same_participant(gold: GoldParticipant, told: Participant) -> bool:
    """Whether a participant is the gold one: by name, or for states by country."""
    if gold.kind in {"person", "organization"} and gold.name:
        kind = "person" if gold.kind == "person" else "organization"
        if same_name(gold.name, told.name, kind):
            return True
        # The surname alone is right where the article gives no more.
        parts = re.findall(r"\w+", gold.name), re.findall(r"\w+", told.name)
        return kind == "person" and min(map(len, parts)) == 1 and _shares(*parts)
    if gold.country:
        return gold.country == told.country and told.kind != "person"
    words = re.findall(r"\w+", (gold.name or "").lower())
    return bool(set(words) & set(re.findall(r"\w+", told.name.lower())))


def _shares(one: list[str], other: list[str]) -> bool:
    return bool({w.lower() for w in one} & {w.lower() for w in other})


def best_pairs(
    gold: Sequence[GoldEvent], told: Sequence[Event], document: str, text: str | None
) -> list[tuple[int, int]]:
    """The best one-to-one matching of one document's events, core events first.

    Args:
        gold: The gold events.
        told: The reported events that mention the document.
        document: Its id.
        text: Its text, to find where the evidence stands again; None to use only the
            offsets of the gold events.

    Returns:
        Pairs of positions in the two sequences.
    """
    weights = [[_weight(g, t, document, text) for t in told] for g in gold]
    return assign(weights)


def _weight(gold: GoldEvent, told: Event, document: str, text: str | None) -> float:
    """0 where they cannot be the same; more the more they agree."""
    if told.type not in gold.types:
        return 0
    overlap = _overlaps(gold, told, document, text)
    right = date_right(gold.date, told.date.edtf if told.date else None)
    equal = bool(gold.countries) and gold.countries == countries(told)
    if not overlap and not (equal and right):
        return 0
    people = sum(
        any(same_participant(g, t) for t in told.participants)
        for g in gold.participants
    )
    best = told.type == gold.types[0]
    score = 100 + 50 * overlap + 20 * equal + 10 * right + 5 * best + people
    return score + (1000 if gold.core else 0)


def _overlaps(gold: GoldEvent, told: Event, document: str, text: str | None) -> bool:
    places = [(gold.start, gold.end), *gold.also]
    if text and gold.evidence:
        found = re.finditer(re.escape(gold.evidence), text)
        places += [match.span() for match in found]
    return any(
        mention.start < end
        and start < mention.end
        and mention.end - mention.start <= max(LONGEST, 2 * (end - start))
        for mention in told.mentions
        if mention.document_id == document
        for start, end in places
    )


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) with the largest sum of weights, one to one.

    The Hungarian method with potentials, in cubic time; pairs of weight 0 are no
    pairs.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    size = max(rows, columns)
    top = max((max(row, default=0.0) for row in weights), default=0.0)
    if not top:
        return []

    def cost(row: int, column: int) -> float:
        inside = row < rows and column < columns
        return top - (weights[row][column] if inside else 0.0)

    taken = _assignment(size, cost)
    return [
        (row, column)
        for column, row in enumerate(taken)
        if row < rows and column < columns and weights[row][column] > 0
    ]


def _assignment(size: int, cost: Callable[[int, int], float]) -> list[int]:
    """For each column its row, at the least cost."""
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        least, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while row_of[column]:
            used[column] = True
            current, step, following = row_of[column], float("inf"), 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                reduced = cost(current - 1, j - 1) - row_price[current]
                reduced -= column_price[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(size + 1):
                if used[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            row_of[column], column = row_of[way[column]], way[column]
    return [row - 1 for row in row_of[1:]]
