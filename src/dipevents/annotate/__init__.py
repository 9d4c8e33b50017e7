"""Document in, annotated document out: parsed units, names, references, times."""

from dipevents.annotate.annotator import Annotator
from dipevents.annotate.engine import DEFAULT_MODEL, Engine, load_engine
from dipevents.annotate.gazetteer import NameTables, built_in_tables
from dipevents.annotate.segment import parser_text, segment

__all__ = [
    "DEFAULT_MODEL",
    "Annotator",
    "Engine",
    "NameTables",
    "built_in_tables",
    "load_engine",
    "parser_text",
    "segment",
]
