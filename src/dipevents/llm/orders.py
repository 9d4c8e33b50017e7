"""Passages of an article that address a language model: no event is taken from them."""

from __future__ import annotations

import re
from itertools import pairwise

_ORDERS = (
    # "Ignore all previous instructions", "disregard the rules above"
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}"
    r"\b(?:instructions?|prompts?|rules above|above rules|guidelines you)\b",
    # "As an AI language model, you ...", "You are now a helpful assistant"
    r"\b(?:you are|as) (?:now )?an? (?:\w+ )?(?:AI|assistant|language model|chatbot)\b",
    r"\b(?:system|developer) (?:prompt|message)\b",
    # What the wire between programs looks like.
    r"<\|?(?:im_start|im_end|system|endoftext)\b|\[/?INST\]|<</?SYS>>",
    r"\"(?:events|clause|trigger)\"\s*:",
    # "Answer with this JSON", "output the following events"
    r"\b(?:answer|reply|respond|output|return)\b[^.\n]{0,30}"
    r"\b(?:JSON|the following events?|this event)\b",
    r"\b(?:note|message|instructions?) (?:to|for) (?:the )?"
    r"(?:AI|LLM|model|language model|coder)s?\b",
)
_ORDER = re.compile("|".join(_ORDERS), re.I)
_PARAGRAPH = re.compile(r"\n\s*\n")


def order_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Paragraphs in which the article speaks to a language model.

    Args:
        text: The article.

    Returns:
        Their offsets. A whole paragraph counts, because what follows an order (an
        invented event, an answer to be repeated) stands in it too.
    """
    cuts = [0, *(m.end() for m in _PARAGRAPH.finditer(text)), len(text)]
    return tuple((a, b) for a, b in pairwise(cuts) if _ORDER.search(text, a, b))
