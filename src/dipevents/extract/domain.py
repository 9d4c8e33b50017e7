"""Whether an article is of a kind that uses the words of diplomacy otherwise."""

from __future__ import annotations

import re

from dipevents.lexicons.domains import domains

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def other_domain(text: str) -> str | None:
    """The kind of article that a text is, where it is not the usual one.

    Args:
        text: The article.

    Returns:
        The name of the kind ("sport"); None for news of any other kind.
    """
    words = [w.lower() for w in _WORD.findall(text)]
    for name, domain in domains().items():
        hits = [w for w in words if w in domain.words]
        if len(set(hits)) >= domain.enough and 100 * len(hits) >= domain.share * len(
            words
        ):
            return name
    return None
