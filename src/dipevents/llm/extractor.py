"""The extractor: asks ahead, grounds what comes back, keeps what the text bears out."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from dipevents.lexicons.frames import event_rules
from dipevents.llm.cache import AnswerCache
from dipevents.llm.prompt import VERSION
from dipevents.llm.records import events_of
from dipevents.llm.server import Form, Server, ServerError, Usage

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from dipevents.annotated import AnnotatedDocument
    from dipevents.llm.answer import ToldEvent
    from dipevents.models import Event


class LanguageModelExtractor:
    """An extractor that asks a language model, and believes only the article.

    Of each event that the model tells, the clause, the act and at least one side must
    stand in the article, else it is dropped. Offsets are computed here; dates are those
    that :func:`dipevents.resolve_dates` gives for the words that the model points at;
    names that the library knows keep its own country, office and id. An article that
    gives the model orders can at worst keep its own events from being found.

    Args:
        model: Name of the model on the server.
        base_url: Address of any server that speaks the OpenAI protocol, as
            ``http://127.0.0.1:8000/v1``; None for OpenAI's own.
        api_key: Key for it; None takes ``OPENAI_API_KEY`` from the environment, or
            none at all where ``base_url`` is given.
        types: Event types and what they mean; None for the built-in ones.
        cache: A folder where answers are kept, so that a second run asks only what is
            new; None for nowhere.
        concurrency: Requests under way at once.
        requests_per_minute: At most so many; None for no limit but the server's.
        retries: How often a request is repeated after errors that may pass (429 and
            503, time-outs, broken answers), with growing pauses, or as long as the
            server says.
        timeout: Seconds to wait for an answer.
        prices: Price of a million tokens in and out, for ``usage.cost``.
        give_up_after: So many documents without an answer in a row, and the rest is
            not asked for; what was found before is kept.
        longest: Articles of more letters are asked about in parts.
        form: ``schema`` binds the answer by a JSON Schema, ``object`` to JSON, ``text``
            by words alone; a server that knows no schemas is asked for less by itself.
        parameters: Further fields of the request; ``{"temperature": 0}`` by default.

    Example:
        >>> from dipevents.llm import LanguageModelExtractor
        >>> extractor = LanguageModelExtractor(
        ...     "some-model", base_url="http://127.0.0.1:8000/v1", cache="answers"
        ... )  # doctest: +SKIP
    """

    name = "llm"

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        types: Mapping[str, str] | None = None,
        cache: str | os.PathLike[str] | None = None,
        concurrency: int = 4,
        requests_per_minute: float | None = None,
        retries: int = 4,
        timeout: float = 120.0,
        prices: tuple[float, float] | None = None,
        give_up_after: int = 5,
        longest: int = 12_000,
        form: Form = "schema",
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        self._arguments = {k: v for k, v in locals().items() if k != "self"}
        self._types = dict(types) if types else _built_in_types()
        self._server = Server(
            model,
            base_url=base_url,
            api_key=api_key,
            timeout=timeout,
            retries=retries,
            requests_per_minute=requests_per_minute,
            prices=prices,
            cache=AnswerCache(cache) if cache is not None else None,
            form=form,
            parameters={"temperature": 0} if parameters is None else parameters,
        )
        self.lookahead = concurrency
        """How many documents the pipeline shows ahead."""
        self._longest = longest
        self._pool = ThreadPoolExecutor(concurrency, thread_name_prefix="dipevents-llm")
        self._asked: dict[tuple[str, str], Future[list[ToldEvent]]] = {}
        self._give_up_after = give_up_after
        self._in_a_row = 0

    def __reduce__(self) -> tuple[Any, ...]:
        # Each process asks for itself: what is under way here stays here.
        return _made_anew, (self._arguments,)

    @property
    def usage(self) -> Usage:
        """Requests, tokens, cost and what was dropped so far."""
        return self._server.usage

    @property
    def settings(self) -> dict[str, Any]:
        """What decides its answers, for the provenance of a result."""
        return {"model": self._server.model, "prompt": VERSION}

    def prepare(self, document: AnnotatedDocument) -> None:
        """Ask about a document, without waiting for the answer.

        Args:
            document: The document, of which :meth:`extract` will be asked later.
        """
        key = (document.document.id, document.document.text)
        if key not in self._asked and not self._given_up:
            self._asked[key] = self._pool.submit(self._ask, document)

    def extract(self, document: AnnotatedDocument) -> list[Event]:
        """The events of one document, each grounded in its words.

        Args:
            document: The annotated document.

        Returns:
            Events in text order; empty where the model tells none that hold.

        Raises:
            ServerError: The server gave no answer, or was given up.
        """
        key = (document.document.id, document.document.text)
        under_way = self._asked.pop(key, None)
        if under_way is None and self._given_up:
            msg = (
                f"not asked: the language model left {self._in_a_row} documents in a "
                "row without an answer"
            )
            raise ServerError(msg)
        try:
            told = under_way.result() if under_way else self._ask(document)
        except ServerError:
            self._in_a_row += 1
            raise
        self._in_a_row = 0
        found = events_of(told, document, self._types, self.name)
        self._server.count(events=len(found), dropped=len(told) - len(found))
        return found

    @property
    def _given_up(self) -> bool:
        return self._in_a_row >= self._give_up_after

    def _ask(self, document: AnnotatedDocument) -> list[ToldEvent]:
        return [
            event
            for part in _parts(document, self._longest)
            for event in self._server.ask(part, self._types)
        ]


def _made_anew(arguments: dict[str, Any]) -> LanguageModelExtractor:
    return LanguageModelExtractor(**arguments)


def _parts(document: AnnotatedDocument, longest: int) -> Iterator[str]:
    """The text, cut between sentences where it is too long to be asked at once."""
    text = document.document.text
    if len(text) <= longest:
        if text.strip():
            yield text
        return
    start = end = 0
    for sentence in document:
        if sentence.end - start > longest and end > start:
            yield text[start:end]
            start = end
        end = max(end, sentence.end)
    if text[start:].strip():
        yield text[start:]


def _built_in_types() -> dict[str, str]:
    return {rules.type: rules.description for rules in event_rules()}
