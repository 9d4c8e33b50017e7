"""Why an event is what it is, and why other words were not coded."""

from pathlib import Path

import dipevents

ARTICLES = Path(__file__).parent / "articles"
documents = {d.id: d for d in dipevents.parse_corpus(ARTICLES)}

print("Why this is an event:\n")
events = dipevents.extract_events(documents["ghana_togo_talks.txt"])
print(events.filter(type="agreement")[0].explain())

print("\nWhy these are none:\n")
for name in ("archive-3", "sanctions.md"):
    document = documents[name]
    for skipped in dipevents.explain_document(document):
        line = f"{skipped.trigger} [{skipped.rule}]"
        print(f"  {name:14} {line:38} {skipped.reason}")
