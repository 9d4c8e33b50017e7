"""Time expressions: found, understood and resolved. Pure; no clock, no network.

``tag`` gives every time expression of a text, ``infer_published`` the day on which an
article came out as far as its words tell, ``parse_date`` checks a date handed over.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dipevents.dates.alone import WordsAlone, directions, words_alone
    from dipevents.dates.edtf import edtf_of_days, parse_date, span_of_edtf
    from dipevents.dates.publication import (
        PublicationDays,
        infer_published,
        possible_days,
    )
    from dipevents.dates.tagging import resolve_again, tag

__all__ = [
    "PublicationDays",
    "WordsAlone",
    "directions",
    "edtf_of_days",
    "infer_published",
    "parse_date",
    "possible_days",
    "resolve_again",
    "span_of_edtf",
    "tag",
    "words_alone",
]

_WHERE = {
    "PublicationDays": "publication",
    "WordsAlone": "alone",
    "directions": "alone",
    "words_alone": "alone",
    "possible_days": "publication",
    "edtf_of_days": "edtf",
    "infer_published": "publication",
    "parse_date": "edtf",
    "resolve_again": "tagging",
    "span_of_edtf": "edtf",
    "tag": "tagging",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f"dipevents.dates.{_WHERE[name]}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted(__all__)
