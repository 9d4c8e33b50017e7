"""Events across documents: one event for one happening, whoever tells of it."""

from dipevents.link.corrected import corrected_reports, keys_of, without_effect
from dipevents.link.entities import build_directory, collect_entities
from dipevents.link.linking import Linked, link_events, link_reports
from dipevents.link.names import name_similarity, same_name

__all__ = [
    "Linked",
    "build_directory",
    "collect_entities",
    "corrected_reports",
    "keys_of",
    "link_events",
    "link_reports",
    "name_similarity",
    "same_name",
    "without_effect",
]
