"""One set of events in ten formats, and the dates of an article as TimeML."""

from pathlib import Path

import dipevents
from dipevents.export import to_timeml
from dipevents.registry import exporter_formats

ARTICLES = Path(__file__).parent / "articles"
corpus = dipevents.parse_corpus(ARTICLES / "ghana_togo_talks.txt")
events = dipevents.extract_events(corpus)

print("Formats:", ", ".join(exporter_formats()))
for name in ("csv", "jsonl", "gdelt", "icews", "polecat", "ics", "geojson", "graphml"):
    text = events.export(name)
    lines = [line for line in text.splitlines() if line.strip()]
    print(f"\n{name}: {len(lines)} lines")
    for line in lines[:2]:
        line = " ".join(line.split("\t"))
        print("  " + (line if len(line) < 76 else line[:72] + " ..."))

print("\nThe timeline as a picture:", len(events.to_svg()), "characters of SVG")

[document] = corpus
print("\nTimeML:")
for line in to_timeml(document, dipevents.resolve_dates(document)).splitlines():
    if "<TIMEX3" in line:
        print("  " + line[:76] + (" ..." if len(line) > 76 else ""))
