"""Events by a language model, grounded in the text (extra ``llm``).

The model proposes; what it says counts only where the article's own words bear it out.
Offsets, dates, countries of known names and codes are the library's own.
"""

from dipevents.llm.extractor import LanguageModelExtractor
from dipevents.llm.server import Usage

__all__ = ["LanguageModelExtractor", "Usage"]
