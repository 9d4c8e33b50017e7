"""The stages in their order: dated, annotated, extracted, linked."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from dipevents.annotate import DEFAULT_MODEL, Annotator, NameTables, load_engine
from dipevents.combine import combined, with_finder
from dipevents.errors import MissingExtraError, ModelError, PluginError
from dipevents.extract import RuleExtractor, SkippedTrigger
from dipevents.lexicons.frames import event_rules
from dipevents.lexicons.languages import language_name
from dipevents.lexicons.user import UserLexicon, read_user_lexicon
from dipevents.link import Linked, corrected_reports, link_reports, without_effect
from dipevents.logs import logger
from dipevents.models import Event, Skipped
from dipevents.readings import Reading
from dipevents.registry import Extractor, Linker, find_linker, make_extractor
from dipevents.results import EventSet, Provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from dipevents.annotated import AnnotatedDocument
    from dipevents.models import Correction, Document
    from dipevents.readings import Timed

Scope = Literal["interstate", "all"]

_LANGUAGES = frozenset({"en", None})


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose."""

    extractors: tuple[str | Extractor, ...] = ("rules",)
    link: bool | str | Linker = True
    scope: Scope = "interstate"
    model: str = DEFAULT_MODEL
    min_confidence: float = 0.4
    on_error: Literal["raise", "skip"] = "skip"
    triage: bool = True
    lexicon: Path | None = None
    corrections: Sequence[Correction] = ()

    def as_record(self) -> dict[str, Any]:
        """The options as plain values, for the provenance."""
        return {
            "extractors": [_name_of(e) for e in self.extractors],
            "link": self.link if isinstance(self.link, bool) else _called(self.link),
            "scope": self.scope,
            "min_confidence": self.min_confidence,
            "corrections": len(self.corrections),
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What one document alone tells."""

    document: Document
    """The document with its day of publication, as far as it is known."""
    events: tuple[Event, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """Why it was not coded, or not by all extractors."""


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


def _called(linker: str | Linker) -> str:
    return linker if isinstance(linker, str) else getattr(linker, "__name__", "linker")


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
        self._linker = _linker_of(options.link)
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
        told: Iterable[Told] | None = None,
    ) -> EventSet:
        """All stages over the documents.

        Args:
            documents: In any order; the result does not depend on it.
            skipped: What intake could not read; handed on.
            progress: Called with documents done and documents in all.
            told: What each document tells, in their order, where other processes find
                it out; None: it is found out here.
        """
        run = _Run(skipped=list(skipped))
        for one in self.each(documents) if told is None else told:
            run.documents.append(one.document)
            run.events.extend(one.events)
            run.skipped.extend(one.skipped)
            if progress is not None:
                progress(len(run.documents), len(documents))
        logger.info(
            "%d events in %d documents, %d skipped",
            len(run.events),
            len(run.documents),
            len(run.skipped),
        )
        events, known = self._link(run.events, run.documents, run)
        return EventSet(
            events,
            documents=known,
            provenance=self.provenance(),
            skipped=run.skipped,
        )

    def _link(
        self, events: Sequence[Event], documents: Sequence[Document], run: _Run
    ) -> tuple[Sequence[Event], Sequence[Document]]:
        decisions = self._options.corrections
        built_in: object = link_reports
        if self._linker is built_in:
            linked = link_reports(events, documents, decisions)
            run.skipped.extend(linked.unused)
            return linked.events, linked.documents
        run.skipped.extend(without_effect(events, decisions))
        events = corrected_reports(events, decisions)
        if self._linker is None:
            return events, documents
        found = self._linker(events, documents)
        # A linker may also tell more of the documents, as the built-in one does.
        if isinstance(found, Linked):
            return found.events, found.documents
        return found, documents

    def linked(self, told: Iterable[tuple[Document, list[Event]]]) -> Sequence[Event]:
        """The events of documents that were read before, linked as the options say."""
        pairs = list(told)
        events = [event for _, own in pairs for event in own]
        documents = [document for document, _ in pairs]
        return self._link(events, documents, _Run())[0]

    def each(self, documents: Iterable[Document]) -> Iterator[Told]:
        """What each document alone tells, in order, as they are asked for.

        Args:
            documents: The documents; those in other languages are not coded.

        Yields:
            One record for each document.
        """
        foreign: dict[int, list[Document]] = {}
        wanted = 0

        def english() -> Iterator[Document]:
            nonlocal wanted
            for document in documents:
                if document.language in _LANGUAGES:
                    wanted += 1
                    yield document
                else:
                    foreign.setdefault(wanted, []).append(document)

        done = 0
        for reading, annotated in self._ahead(self._read(english())):
            yield from map(_not_coded, foreign.pop(done, ()))
            run = _Run()
            events = tuple(self._extract(reading, annotated, run))
            yield Told(reading.document, events, tuple(run.skipped))
            done += 1
        yield from map(_not_coded, foreign.pop(done, ()))

    def forgetful(self) -> AbstractContextManager[None]:
        """Words first met inside are forgotten at its end; for long streams."""
        return self._annotator.engine.forgetful()

    @property
    def is_swollen(self) -> bool:
        """Whether so much text went through that ``renew`` would give memory back."""
        return self._annotator.engine.is_swollen

    def renew(self) -> None:
        """Load the model afresh; for long streams, between two batches."""
        self._annotator.engine.renew()

    def annotate(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """The documents, dated, parsed and with their actors, in order."""
        return (annotated for _, annotated in self._read(documents))

    def _read(
        self, documents: Iterable[Document], *, parse_all: bool = False
    ) -> Iterator[tuple[Reading, AnnotatedDocument]]:
        rules = [e for e in self._extractors if isinstance(e, RuleExtractor)]
        only_rules = len(rules) == len(self._extractors) == 1
        readings: deque[Reading] = deque()

        def timed() -> Iterator[Timed]:
            for document in documents:
                readings.append(Reading.of(document))
                yield readings[-1].as_read

        for annotated in self._annotator.annotate(
            timed(),
            keep=rules[0].may_hold_event if rules else None,
            worth_names=rules[0].may_tell_event if rules else None,
            parse_all=parse_all or not (self._options.triage and only_rules),
        ):
            yield readings.popleft(), annotated

    def _ahead(
        self, documents: Iterable[tuple[Reading, AnnotatedDocument]]
    ) -> Iterator[tuple[Reading, AnnotatedDocument]]:
        """The documents, each shown beforehand to extractors that wait for others.

        An extractor with a method ``prepare`` sees up to ``lookahead`` documents before
        the one that it has to give events of, and may work on them in the meantime.
        """
        waiting = [e for e in self._extractors if hasattr(e, "prepare")]
        most = max((int(getattr(e, "lookahead", 1)) for e in waiting), default=0)
        window: deque[tuple[Reading, AnnotatedDocument]] = deque()
        for reading, annotated in documents:
            for extractor in waiting:
                extractor.prepare(reading.as_known(annotated))
            window.append((reading, annotated))
            if len(window) > most:
                yield window.popleft()
        yield from window

    def explain(self, documents: Iterable[Document]) -> list[SkippedTrigger]:
        """The words that may name an act and were not coded, each with its reason."""
        extractor = self._rules()
        return [
            skipped
            for _, annotated in self._read(documents, parse_all=True)
            for skipped in extractor.skipped(annotated)
        ]

    def _extract(
        self, reading: Reading, annotated: AnnotatedDocument, run: _Run
    ) -> list[Event]:
        found: list[list[Event]] = []
        for extractor in self._extractors:
            try:
                if isinstance(extractor, RuleExtractor):
                    found.append(reading.as_told(extractor.extract(annotated)))
                else:
                    events = extractor.extract(reading.as_known(annotated))
                    found.append(with_finder(_checked(events), extractor.name))
            except (MissingExtraError, ModelError):
                raise  # it would fail on every document
            except Exception as error:
                document_id = annotated.document.id
                msg = (
                    f"extractor {extractor.name!r} failed on document "
                    f"{document_id!r}: {error!r}"
                )
                if self._options.on_error == "raise":
                    raise PluginError(msg) from error
                logger.warning("%s", msg)
                run.skipped.append(Skipped(name=document_id, reason=msg))
        return combined(found)

    def _settings(self) -> dict[str, Any]:
        """What extractors say of their own settings, by their names."""
        told = {e.name: getattr(e, "settings", None) for e in self._extractors}
        return {name: dict(found) for name, found in told.items() if found}

    def provenance(self) -> Provenance:
        """What makes the results of this pipeline."""
        engine = load_engine(self._options.model)
        return Provenance(
            model=engine.name,
            model_version=engine.version,
            lexicons=self._lexicon.hashes,
            extractors=tuple(e.name for e in self._extractors),
            options={**self._options.as_record(), **self._settings()},
        )


def _linker_of(choice: bool | str | Linker) -> Linker | None:
    if isinstance(choice, bool):
        return find_linker("reports") if choice else None
    return find_linker(choice)


def _checked(events: Sequence[Event]) -> Sequence[Event]:
    """What an extractor gave, if it is what its protocol says."""
    for event in events:
        if not isinstance(event, Event):
            msg = f"it gave a {type(event).__name__}, not an Event"
            raise TypeError(msg)
    return events


def _not_coded(document: Document) -> Told:
    return Told(document, skipped=(_foreign(document),))


def _foreign(document: Document) -> Skipped:
    language = language_name(document.language or "")
    return Skipped(
        name=document.id,
        reason=f"the article is in {language}; only English is coded",
    )
