"""The components of a spaCy pipeline as they are run: quicker ones for those known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dipevents.annotate.token_attributes import TokenAttributes
from dipevents.annotate.transitions import Stepwise

if TYPE_CHECKING:
    from collections.abc import Sequence


def components_of(pipeline: Sequence[Any]) -> list[Any]:
    """What to run in the place of a pipeline's components, with the same results.

    Args:
        pipeline: Components of any pipeline, in their order.

    Returns:
        Those for which there is nothing quicker, and quicker ones for the others.
    """
    found: list[Any] = []
    left = list(pipeline)
    while left:
        first = left.pop(0)
        if left and TokenAttributes.fit(first, left[0]):
            found.append(TokenAttributes(first, left.pop(0)))
        elif Stepwise.fits(first):
            found.append(Stepwise(first))
        else:
            found.append(first)
    return found
