"""Near copies: one wire story as several outlets printed it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

from dipevents.models import Document

_WORD = re.compile(r"\w+")
_SHINGLE = 5
_LEAST_SHARED = 5


def near_copies(
    documents: Iterable[Document], *, threshold: float = 0.7
) -> tuple[tuple[str, ...], ...]:
    """Groups of documents that print the same story, word for word in most parts.

    Two documents belong together when they share so many runs of five words that these
    make up the given part of the shorter one: a story cut short is a near copy of the
    whole. What cleaning marked is not compared, so that a common footer joins nothing.

    Args:
        documents: The documents; their stories are read once, one by one.
        threshold: The part of the shorter story that must be shared, 0 to 1.

    Returns:
        Groups of two or more ids, all in the order of the documents.

    Example:
        >>> story = "The envoys of Peru and Ghana met in Lima to talk about fish."
        >>> near_copies([
        ...     Document(id="a", text=story),
        ...     Document(id="b", text=story + " They parted on Monday."),
        ...     Document(id="c", text="Finland opened an embassy in Windhoek today."),
        ... ])
        (('a', 'b'),)
    """
    ids: list[str] = []
    sizes: list[int] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for index, document in enumerate(documents):
        shingles = _shingles(_story(document))
        ids.append(document.id)
        sizes.append(len(shingles))
        for shingle in shingles:
            holders[shingle].append(index)
    parents = list(range(len(ids)))
    for (one, other), shared in _shared(holders).items():
        least = min(sizes[one], sizes[other])
        if shared >= _LEAST_SHARED and shared >= threshold * least:
            parents[_root(parents, other)] = _root(parents, one)
    groups: dict[int, list[str]] = defaultdict(list)
    for index, document_id in enumerate(ids):
        groups[_root(parents, index)].append(document_id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _story(document: Document) -> str:
    parts, last = [], 0
    for span in document.spans:
        parts.append(document.text[last : span.start])
        last = span.end
    parts.append(document.text[last:])
    return "\n".join(parts)


def _shingles(story: str) -> set[int]:
    """Checksums of all runs of five words."""
    words = _WORD.findall(story.casefold())
    return {
        crc32(" ".join(words[at : at + _SHINGLE]).encode("utf-8", "replace"))
        for at in range(len(words) - _SHINGLE + 1)
    }


def _shared(holders: dict[int, list[int]]) -> Counter[tuple[int, int]]:
    """How many runs two documents share, for pairs that may be copies.

    Of those who share a run, each is paired with the first and with the one before it,
    not with all: a story in a thousand outlets would make half a million pairs.
    """
    shared: Counter[tuple[int, int]] = Counter()
    for having in holders.values():
        for before, one in pairwise(having):
            shared[before, one] += 1
            if before != having[0]:
                shared[having[0], one] += 1
    return shared


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
