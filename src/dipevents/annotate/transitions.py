"""spaCy's parser and recogniser, a step of a whole batch at a time.

Their own loop runs without the interpreter's lock and takes it back several times for
each word, which costs more than the model does. The same steps, called from here as
spaCy's training calls them, hold the lock throughout and choose the same moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.pipeline import DependencyParser, EntityRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

_WORDS = 8_000
"""Most words moved together, but for a doc that has more: what it costs in memory."""


class Stepwise:
    """A parser or recogniser of spaCy's, driven step by step.

    Args:
        component: The component; its results are the same as by its own ``pipe``.
    """

    def __init__(self, component: DependencyParser | EntityRecognizer) -> None:
        self._component: Any = component

    @staticmethod
    def fits(component: Any) -> bool:
        """Whether a component is one of spaCy's own that chooses greedily."""
        if type(component) not in {DependencyParser, EntityRecognizer}:
            return False
        greedy = component.cfg.get("beam_width", 1) == 1
        return bool(greedy and component.model.ops.device_type == "cpu")

    def pipe(self, docs: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """The docs with the component's annotation, in order.

        Args:
            docs: Docs; changed in place.

        Yields:
            Each doc.
        """
        for batch in _batches(docs):
            filled = [doc for doc in batch if len(doc)]
            if filled:
                states = self._final_states(filled)
                self._component.set_annotations(filled, states)
            yield from batch

    def _final_states(self, docs: list[Doc]) -> list[Any]:
        component = self._component
        model = component.model.predict(docs)
        states: list[Any] = component.moves.init_batch(docs)
        moving = [state for state in states if not state.is_final()]
        while moving:
            moving = component.transition_states(moving, model.predict(moving))
        model.clear_memory()
        return states


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    words = 0
    for doc in docs:
        if batch and words + len(doc) > _WORDS:
            yield batch
            batch, words = [], 0
        batch.append(doc)
        words += len(doc)
    if batch:
        yield batch
