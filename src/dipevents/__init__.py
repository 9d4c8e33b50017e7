"""News articles in, dated diplomatic events out.

Three functions: :func:`parse_corpus`, :func:`resolve_dates`, :func:`extract_events`.
Names are found on first use, so that ``import dipevents`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dipevents.api import (
        explain_document,
        extract_events,
        link_events,
        parse_corpus,
        resolve_dates,
    )
    from dipevents.corrections import Corrections
    from dipevents.errors import (
        CorrectionError,
        DateError,
        DipEventsError,
        DipEventsWarning,
        ExportError,
        IngestError,
        LexiconError,
        MissingExtraError,
        ModelError,
        PluginError,
        PluginWarning,
        RunError,
    )
    from dipevents.ingest import iter_documents
    from dipevents.models import (
        EVENT_TYPES,
        Anchor,
        Corpus,
        Correction,
        DateValue,
        Disagreement,
        Document,
        Entity,
        Event,
        EventMention,
        MarkedSpan,
        Office,
        Participant,
        Place,
        PloverCode,
        Reading,
        Reason,
        ReportKey,
        Skipped,
        Source,
        Span,
        TimeExpression,
        ToldDate,
        ToldTime,
    )
    from dipevents.results import EventSet, Provenance
    from dipevents.streams import Failure, iter_events

__all__ = [
    "EVENT_TYPES",
    "Anchor",
    "Corpus",
    "Correction",
    "CorrectionError",
    "Corrections",
    "DateError",
    "DateValue",
    "DipEventsError",
    "DipEventsWarning",
    "Disagreement",
    "Document",
    "Entity",
    "Event",
    "EventMention",
    "EventSet",
    "ExportError",
    "Failure",
    "IngestError",
    "LexiconError",
    "MarkedSpan",
    "MissingExtraError",
    "ModelError",
    "Office",
    "Participant",
    "Place",
    "PloverCode",
    "PluginError",
    "PluginWarning",
    "Provenance",
    "Reading",
    "Reason",
    "ReportKey",
    "RunError",
    "Skipped",
    "Source",
    "Span",
    "TimeExpression",
    "ToldDate",
    "ToldTime",
    "explain_document",
    "extract_events",
    "iter_documents",
    "iter_events",
    "link_events",
    "parse_corpus",
    "resolve_dates",
]

_HOMES = {
    **dict.fromkeys(
        (
            "explain_document",
            "extract_events",
            "link_events",
            "parse_corpus",
            "resolve_dates",
        ),
        "dipevents.api",
    ),
    **dict.fromkeys(
        (n for n in __all__ if n.endswith(("Error", "Warning"))), "dipevents.errors"
    ),
    "Corrections": "dipevents.corrections",
    **dict.fromkeys(("EventSet", "Provenance"), "dipevents.results"),
    **dict.fromkeys(("Failure", "iter_events"), "dipevents.streams"),
    "iter_documents": "dipevents.ingest",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("dipevents")
    if name not in __all__:
        msg = f"module 'dipevents' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(_HOMES.get(name, "dipevents.models")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
