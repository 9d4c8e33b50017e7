"""An extractor of one's own beside the rules, checked before users see it."""

import hashlib
import re

import dipevents
from dipevents import Event, EventMention, Participant, Reason
from dipevents.testing import annotated, check_extractor


class Toasts:
    """Finds toasts at banquets: an event type that is not built in."""

    name = "toasts"
    pattern = re.compile(r"\b(?:raised (?:a|his|her) glass|toasted|toast)\b")

    def extract(self, document):
        """The toasts of one document."""
        text = document.document.text
        found = []
        for sentence in document:
            match = self.pattern.search(text, sentence.start, sentence.end)
            sides = {
                actor.key: actor
                for mention in sentence.mentions
                for actor in mention.actors
                if actor.country and actor.kind in ("person", "country")
            }
            if match and sides:
                found.append(self.event(document, sentence, match, sides.values()))
        return found

    def event(self, document, sentence, match, sides):
        """The record: offsets count the code points of the article's text."""
        text = document.document.text
        key = f"{document.document.id} {match.start()}"
        return Event(
            id="toast-" + hashlib.sha256(key.encode()).hexdigest()[:8],
            type="toast",
            status="occurred",
            participants=tuple(
                Participant(kind=s.kind, name=s.name, country=s.country) for s in sides
            ),
            mentions=(
                EventMention(
                    document_id=document.document.id,
                    start=sentence.start,
                    end=sentence.end,
                    text=text[sentence.start : sentence.end],
                    trigger=match[0],
                    trigger_start=match.start(),
                    trigger_end=match.end(),
                ),
            ),
            found_by=(self.name,),
            explanation=(Reason(field="type", rule="toasts.word", text=match[0]),),
        )


class Careless:
    """What goes wrong most often: offsets that count something else."""

    name = "careless"

    def extract(self, document):
        """Toasts, one letter off."""
        events = Toasts().extract(document)
        return [
            event.model_copy(
                update={
                    "explanation": (),
                    "mentions": tuple(
                        m.model_copy(update={"start": m.start + 1})
                        for m in event.mentions
                    ),
                }
            )
            for event in events
        ]


documents = annotated(
    "Kenyan President Amina Otieno raised her glass to Ghana in Accra.",
    "The two sides toasted.",
)
print("Faults of the good one:", check_extractor(Toasts(), documents) or "none")
print("\nFaults of the careless one:")
for fault in check_extractor(Careless(), documents):
    print(" -", fault)

print("\nBoth extractors over one article:")
article = {
    "published": "2024-03-06",
    "text": "Kenyan President Amina Otieno met Ghanaian President Kofi Boateng in "
    "Accra on Tuesday. Later Otieno raised her glass to the friendship with Ghana.",
}
events = dipevents.extract_events(
    dipevents.parse_corpus([article]), extractors=["rules", Toasts()]
)
for event in events.timeline():
    who = ", ".join(p.name for p in event.participants)
    print(f"  {event.type:12} {'+'.join(event.found_by):8} {who}")
