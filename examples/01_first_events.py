"""From a folder of articles to a table of events."""

from pathlib import Path

import dipevents

ARTICLES = Path(__file__).parent / "articles"

corpus = dipevents.parse_corpus(ARTICLES)
events = dipevents.extract_events(corpus)

for event in events.timeline():
    day = event.date.edtf if event.date else None
    who = ", ".join(p.country or p.name for p in event.participants)
    where = f"in {event.place.name}" if event.place else ""
    print(
        f"{day or '?':22} {event.type:12} {event.status:10} {who:20} {where}".rstrip()
    )
