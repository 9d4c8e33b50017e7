"""Events and dates as a component of a spaCy pipeline, saved with the Doc."""

import spacy
from spacy.tokens import DocBin

TEXT = (
    "Kenyan President Amina Otieno met Ghanaian President Kofi Boateng in Accra on "
    "Tuesday. The two sides signed an agreement on ports. She is expected to visit "
    "Lome next week."
)

nlp = spacy.blank("en")  # any English pipeline will do
nlp.add_pipe("dipevents", config={"min_confidence": 0.5})

doc = nlp.make_doc(TEXT)
doc._.published = "2024-03-06"
doc = nlp(doc)

print("doc._.diplomatic_events")
for event in doc._.diplomatic_events:
    day = event.date.edtf if event.date else "?"
    print(f"  {event.type:10} {event.status:9} {day}")

print("\ndoc._.time_expressions")
for time in doc._.time_expressions:
    print(f"  {time.text:10} {time.value}")

print("\ndoc.spans")
for name, spans in doc.spans.items():
    for span in spans:
        print(f"  {name:18} {span.label_:10} {span.text}")

stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
[again] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
print("\nThe same after saving:", again._.diplomatic_events == doc._.diplomatic_events)
