"""What the dates of an article mean, and what they were counted from."""

from pathlib import Path

import dipevents

ARTICLES = Path(__file__).parent / "articles"

# No model is loaded for any of this.
corpus = dipevents.parse_corpus(ARTICLES)
for document in corpus:
    published = document.published
    day = f"{published.edtf} ({published.basis})" if published else "no day printed"
    print(f"\n{document.id}: {day}")
    for time in dipevents.resolve_dates(document):
        print(f"  {time.start:4}-{time.end:<4} {time.text:28} {time.value}")

# Without a day of publication, what is sure is kept and the rest is left open.
[undated] = [d for d in corpus if d.id == "undated_communique.txt"]
print("\nWhy so, in the article without a date:")
for time in dipevents.resolve_dates(undated):
    print(" ", time.explain())

# A day that you know closes the gap.
print("\nHad it come out on 16 October 2025:")
for time in dipevents.resolve_dates(undated, anchor="2025-10-16"):
    print(f"  {time.text:28} {time.edtf or time.value}")
