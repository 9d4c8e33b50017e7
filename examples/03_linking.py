"""One happening told by several articles is one event that keeps every report."""

from pathlib import Path

import dipevents

ARTICLES = Path(__file__).parent / "articles"

# Five weeks after ghana_togo_talks.txt another paper looks back, and tells what came of
# the meeting that was expected then.
other = dipevents.parse_corpus(
    [
        {
            "id": "evening-post",
            "published": "2024-04-14",
            "source": "Evening Post",
            "text": "The presidents of Ghana and Togo met in Abidjan on Friday and "
            "agreed on joint patrols. On March 5 Ghana and Togo signed an agreement on "
            "fishing rights in Lome.",
        }
    ]
)
documents = [*dipevents.parse_corpus(ARTICLES), *other]

apart = dipevents.extract_events(documents, link=False)
linked = dipevents.extract_events(documents)
print(
    f"{len(apart)} events in {len(documents)} articles, {len(linked)} over all of them"
)

for event in linked:
    if len({m.document_id for m in event.mentions}) < 2:
        continue
    print(f"\n{event.explain().splitlines()[0]}")
    for mention in event.mentions:
        words = " ".join(mention.text.split())
        print(f"  {mention.document_id}, {mention.status}: {words}")
    for disagreement in event.disagreements:
        told = zip(disagreement.values, disagreement.documents, strict=True)
        versions = ", ".join(f"{value} ({document})" for value, document in told)
        print(f"  they differ on the {disagreement.field}: {versions}")

print("\nPeople and states over all articles:")
for entity in linked.entities:
    if len(entity.documents) > 1:
        print(f"  {entity.id:28} {', '.join(entity.documents)}")
