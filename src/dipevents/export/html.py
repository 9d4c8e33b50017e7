"""The view: one HTML file with the events and their articles, no network."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dipevents.models import Document, Event


def to_html(
    events: Iterable[Event],
    documents: Iterable[Document] = (),
    *,
    title: str = "Events",
    provenance: Mapping[str, Any] | None = None,
) -> str:
    """The events as a page.

    Args:
        events: The events, shown in their order.
        documents: Their articles, if they are to be shown.
        title: Heading of the page.
        provenance: What made the events, shown at the foot.

    Returns:
        The page's text.
    """
    rows = "".join(f"<li><pre>{html.escape(e.explain())}</pre></li>" for e in events)
    return f"<!doctype html><title>{html.escape(title)}</title><ol>{rows}</ol>"
