"""An event type of one's own, beside the built-in ones, without code."""

from pathlib import Path

import dipevents
from dipevents.extract import RuleExtractor
from dipevents.lexicons.frames import event_rules, read_event_rules

HERE = Path(__file__).parent

own = read_event_rules(HERE / "rules" / "candidacy.toml")
extractor = RuleExtractor(rules=[*event_rules(), own])

# The file's own examples are its tests.
for frame in own.frames:
    for example in frame.examples:
        events = dipevents.extract_events(example.text, extractors=[extractor])
        found = [e.status for e in events if e.type == own.type]
        print(f"{', '.join(found) or 'NOT FOUND':10} {example.text}")
    for text in frame.counterexamples:
        events = dipevents.extract_events(text, extractors=[extractor])
        found = [e.status for e in events if e.type == own.type]
        print(f"{', '.join(found) or '-':10} {text}")

print("\nIn the sample articles:")
corpus = dipevents.parse_corpus(HERE / "articles")
events = dipevents.extract_events(corpus, extractors=[extractor])
for event in events.filter(type=own.type):
    print(event.explain())
