"""What a user writes, checked by mypy --strict: not run."""

from datetime import date

import dipevents

corpus: dipevents.Corpus = dipevents.parse_corpus("articles/", on_error="skip")
document: dipevents.Document = corpus[0]
events: dipevents.EventSet = dipevents.extract_events(corpus, scope="all")
times: list[dipevents.TimeExpression] = dipevents.resolve_dates(
    "On the 29th in Minsk ...", anchor=date(2025, 10, 31)
)
for event in events:
    name: str = event.participants[0].name
    when: str | None = event.date.edtf if event.date else None
    place: str | None = event.place.country if event.place else None
    told: str = event.mentions[0].text
earliest: date | None = times[0].earliest
