"""Events to files: one module for each format, none of which imports another stage.

:mod:`~dipevents.export.jsonl` keeps everything; all others say in their own docstrings
what they leave out.
"""

from dipevents.export.arrow import (
    arrow_schema,
    from_arrow,
    from_parquet,
    to_arrow,
    to_parquet,
)
from dipevents.export.coded import to_gdelt, to_icews, to_polecat
from dipevents.export.frame import to_dataframe
from dipevents.export.geojson import to_geojson
from dipevents.export.graphml import to_graphml
from dipevents.export.html import to_html
from dipevents.export.ics import to_ics
from dipevents.export.jsonl import from_jsonl, json_schema, to_jsonl
from dipevents.export.network import to_networkx
from dipevents.export.svg import to_png, to_svg
from dipevents.export.table import COLUMNS, event_rows, to_csv
from dipevents.export.timeml import from_timeml, to_timeml

__all__ = [
    "COLUMNS",
    "arrow_schema",
    "event_rows",
    "from_arrow",
    "from_jsonl",
    "from_parquet",
    "from_timeml",
    "json_schema",
    "to_arrow",
    "to_csv",
    "to_dataframe",
    "to_gdelt",
    "to_geojson",
    "to_graphml",
    "to_html",
    "to_icews",
    "to_ics",
    "to_jsonl",
    "to_networkx",
    "to_parquet",
    "to_png",
    "to_polecat",
    "to_svg",
    "to_timeml",
]
