"""One happening told by several articles is one event that keeps every report."""

from pathlib import Path

import dipevents

ARTICLES = Path(__file__).parent / "articles"

# ghana_togo_talks.txt expects the two presidents to meet; here is what came of it, as
# another paper told it five weeks later.
other = dipevents.parse_corpus(
    [
        {
            "id": "evening-post",
            "published": "2024-04-14",
            "source": "Evening Post",
            "text": "The presidents of Ghana and Togo met in Abidjan on Friday and "
            "agreed on joint patrols. The talks followed a visit by Ghana's foreign "
            "minister, Abena Mensah, to Togo on March 4.",
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
