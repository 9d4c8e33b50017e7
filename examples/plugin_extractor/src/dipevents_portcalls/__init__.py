"""Port calls of warships: an example of a dipevents plug-in."""

from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon"
"""Lists and rule files in the format of ``extract_events(lexicon=...)``."""
