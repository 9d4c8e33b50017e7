"""Events to files: one module for each format, none of which imports another stage.

:mod:`~dipevents.export.jsonl` keeps everything; the tables, the calendar and the view
say in their own docstrings what they leave out.
"""

from dipevents.export.arrow import arrow_schema, to_arrow, to_parquet
from dipevents.export.frame import to_dataframe
from dipevents.export.html import to_html
from dipevents.export.ics import to_ics
from dipevents.export.jsonl import from_jsonl, to_jsonl
from dipevents.export.table import COLUMNS, event_rows, to_csv

__all__ = [
    "COLUMNS",
    "arrow_schema",
    "event_rows",
    "from_jsonl",
    "to_arrow",
    "to_csv",
    "to_dataframe",
    "to_html",
    "to_ics",
    "to_jsonl",
    "to_parquet",
]
