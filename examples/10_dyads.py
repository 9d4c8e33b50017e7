"""Who deals with whom, month by month: counts for a panel, and a picture in letters."""

from collections import Counter
from pathlib import Path

import dipevents

ARTICLES = Path(__file__).parent / "articles"
events = dipevents.extract_events(dipevents.parse_corpus(ARTICLES))

print("Dyads by month (an event counts once, however many articles tell of it):\n")
for row in events.counts():
    print(f"  {row.first}-{row.second}  {row.month or 'undated':8}  {'#' * row.count}")

print("\nWho acts towards whom:\n")
directed = Counter()
for row in events.counts(directed=True):
    directed[row.first, row.second] += row.count
for (actor, recipient), count in directed.most_common(6):
    print(f"  {actor} -> {recipient}  {'#' * count}")

print("\nWhat was planned, and what became of it:\n")
for event in events.timeline():
    told = [m.status for m in event.mentions]
    if event.status in ("planned", "proposed") or "planned" in told:
        sides = ", ".join(p.country or p.name for p in event.participants)
        print(f"  {event.type:12} {' -> '.join(told)}: {sides}")
