"""Events across documents: one event for one happening, whoever tells of it."""

from dipevents.link.entities import build_directory, collect_entities
from dipevents.link.linking import link_events
from dipevents.link.names import name_similarity, same_name

__all__ = [
    "build_directory",
    "collect_entities",
    "link_events",
    "name_similarity",
    "same_name",
]
