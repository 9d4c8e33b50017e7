"""The stages in their order: dated, annotated, extracted, linked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from dipevents.annotate import DEFAULT_MODEL, Annotator, NameTables, load_engine
from dipevents.dates import infer_published, tag
from dipevents.errors import DipEventsError, PluginError
from dipevents.extract import RuleExtractor, SkippedTrigger
from dipevents.lexicons.frames import event_rules
from dipevents.lexicons.languages import language_name
from dipevents.lexicons.user import UserLexicon, read_user_lexicon
from dipevents.link import link_events
from dipevents.models import Skipped
from dipevents.registry import Extractor, make_extractor
from dipevents.results import EventSet, Provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from dipevents.annotated import AnnotatedDocument
    from dipevents.models import Document, Event, TimeExpression

Scope = Literal["interstate", "all"]

_LANGUAGES = frozenset({"en", None})


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose."""

    extractors: tuple[str | Extractor, ...] = ("rules",)
    link: bool = True
    scope: Scope = "interstate"
    model: str = DEFAULT_MODEL
    min_confidence: float = 0.4
    on_error: Literal["raise", "skip"] = "skip"
    triage: bool = True
    lexicon: Path | None = None

    def as_record(self) -> dict[str, Any]:
        """The options as plain values, for the provenance."""
        return {
            "extractors": [_name_of(e) for e in self.extractors],
            "link": self.link,
            "scope": self.scope,
            "min_confidence": self.min_confidence,
        }


@dataclass(slots=True)
class _Run:
    """What one run gathers."""

    events: list[Event] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@cache
def _annotator(model: str) -> Annotator:
    return Annotator(load_engine(model))


def _annotator_with(lexicon: UserLexicon, model: str) -> Annotator:
    names = NameTables(
        countries=lexicon.countries,
        cities=lexicon.cities,
        organisations=lexicon.organisations,
        titles=lexicon.titles,
        office_holders=lexicon.office_holders,
    )
    return Annotator(load_engine(model), names)


def _name_of(extractor: str | Extractor) -> str:
    return extractor if isinstance(extractor, str) else extractor.name


def dated(document: Document) -> tuple[Document, list[TimeExpression]]:
    """The document with its day of publication, as far as it tells it, and its times.

    A document that carries no day of publication gets the one that can be inferred
    from its text, or an unknown one with the reason.
    """
    published = document.published
    if published is None or published.edtf is None:
        published = infer_published(document.text, document_id=document.id)
        document = document.model_copy(update={"published": published})
    anchor = published if published.earliest is not None else None
    times = tag(document.text, anchor=anchor, document_id=document.id)
    return document, times


class Pipeline:
    """The way from documents to events.

    Args:
        options: What the caller chose.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        folder = options.lexicon
        self._lexicon = read_user_lexicon(folder) if folder else UserLexicon()
        self._extractors = [self._make(e) for e in options.extractors]
        self._annotator = (
            _annotator_with(self._lexicon, options.model)
            if folder
            else _annotator(options.model)
        )

    def _make(self, choice: str | Extractor) -> Extractor:
        return self._rules() if choice == "rules" else make_extractor(choice)

    def _rules(self) -> RuleExtractor:
        own = self._lexicon.rules
        return RuleExtractor(
            (*event_rules(), *own) if own else None,
            everyone=self._options.scope == "all",
            min_confidence=self._options.min_confidence,
        )

    def run(
        self,
        documents: Sequence[Document],
        skipped: Iterable[Skipped] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> EventSet:
        """All stages over the documents.

        Args:
            documents: In any order; the result does not depend on it.
            skipped: What intake could not read; handed on.
            progress: Called with documents done and documents in all.
        """
        run = _Run(skipped=list(skipped))
        order = {d.id: n for n, d in enumerate(documents)}
        left_out = []
        wanted = []
        for document in documents:
            if document.language in _LANGUAGES:
                wanted.append(document)
            else:
                left_out.append(document)
                run.skipped.append(_foreign(document))
        for annotated in self.annotate(wanted):
            run.documents.append(annotated.document)
            run.events.extend(self._extract(annotated, run))
            if progress is not None:
                progress(len(run.documents) + len(left_out), len(order))
        run.documents.extend(left_out)
        run.documents.sort(key=lambda d: order[d.id])
        events: Sequence[Event] = run.events
        if self._options.link:
            events = link_events(events, run.documents)
        return EventSet(
            events,
            documents=run.documents,
            provenance=self._provenance(),
            skipped=run.skipped,
        )

    def annotate(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """The documents, dated, parsed and with their actors, in order."""
        rules = [e for e in self._extractors if isinstance(e, RuleExtractor)]
        only_rules = len(rules) == len(self._extractors) == 1
        yield from self._annotator.annotate(
            map(dated, documents),
            keep=rules[0].may_hold_event if rules else None,
            parse_all=not (self._options.triage and only_rules),
        )

    def explain(self, documents: Iterable[Document]) -> list[SkippedTrigger]:
        """The words that may name an act and were not coded, each with its reason."""
        extractor = self._rules()
        return [
            skipped
            for annotated in self.annotate(documents)
            for skipped in extractor.skipped(annotated)
        ]

    def _extract(self, annotated: AnnotatedDocument, run: _Run) -> list[Event]:
        found: list[Event] = []
        for extractor in self._extractors:
            try:
                found.extend(extractor.extract(annotated))
            except DipEventsError:
                raise
            except Exception as error:
                document_id = annotated.document.id
                msg = (
                    f"extractor {extractor.name!r} failed on document "
                    f"{document_id!r}: {error!r}"
                )
                if self._options.on_error == "raise":
                    raise PluginError(msg) from error
                run.skipped.append(Skipped(name=document_id, reason=msg))
        return found

    def _provenance(self) -> Provenance:
        engine = load_engine(self._options.model)
        return Provenance(
            model=engine.name,
            model_version=engine.version,
            lexicons=self._lexicon.hashes,
            extractors=tuple(e.name for e in self._extractors),
            options=self._options.as_record(),
        )


def _foreign(document: Document) -> Skipped:
    language = language_name(document.language or "")
    return Skipped(
        name=document.id,
        reason=f"the article is in {language}; only English is coded",
    )
