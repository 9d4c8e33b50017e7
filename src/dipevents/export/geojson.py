"""GeoJSON: the events as features of a map (RFC 7946)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dipevents.export.table import event_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dipevents.models import Event


def to_geojson(events: Iterable[Event]) -> str:
    """The events as a GeoJSON feature collection, one feature each.

    An event whose place is not known, or has no coordinates, is a feature without a
    geometry, which RFC 7946 allows: nothing is left out of the file. The properties
    are the columns of the flat table; lost is what that table loses. The coordinates
    are those of the place named, not of the building where it happened.

    Args:
        events: The events, kept in their order.

    Returns:
        The text of the file.
    """
    events = tuple(events)
    features = [
        _feature(event, row)
        for event, row in zip(events, event_rows(events), strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _feature(event: Event, row: dict[str, Any]) -> dict[str, Any]:
    place = event.place
    point = None
    if place and place.latitude is not None and place.longitude is not None:
        at = [place.longitude, place.latitude]  # RFC 7946: east first
        point = {"type": "Point", "coordinates": at}
    properties = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
        if name not in ("id", "latitude", "longitude")
    }
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": point,
        "properties": properties,
    }
