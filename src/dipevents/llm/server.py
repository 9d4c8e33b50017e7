"""One question to a server: pace, time-outs, retries, cost; by the openai client."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from dipevents.errors import DipEventsError, MissingExtraError
from dipevents.llm.answer import UnreadableAnswerError, answer_schema, read_answer
from dipevents.llm.cache import AnswerCache
from dipevents.llm.prompt import VERSION, asked_again, messages
from dipevents.logs import logger
from dipevents.models.span import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dipevents.llm.answer import ToldEvent

_WORTH_ANOTHER_TRY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LONGEST_WAIT = 60.0
_MILLION = 1_000_000

Form = Literal["schema", "object", "text"]
"""How the answer is bound: by a JSON Schema, to a JSON object, or by words alone."""


class Usage(Record):
    """What a run has asked of the server so far, and what it cost."""

    requests: int = Field(default=0)
    """Requests that were answered."""
    cached: int = Field(default=0)
    """Answers taken from the cache."""
    retries: int = Field(default=0)
    """Requests that were repeated: errors, time-outs, unreadable answers."""
    failed: int = Field(default=0)
    """Texts that got no answer in the end."""
    input_tokens: int = Field(default=0)
    """Tokens sent, as the server counts them."""
    output_tokens: int = Field(default=0)
    """Tokens received, as the server counts them."""
    cost: float | None = Field(default=None)
    """In the currency of the prices given; None where none were given."""
    events: int = Field(default=0)
    """Events that the model told and the text bears out."""
    dropped: int = Field(default=0)
    """Events that the model told and that were thrown away."""


class ServerError(DipEventsError):
    """The server gave no answer that can be used, for all tries."""


class Server:
    """A language model behind an address.

    Args:
        model: Name of the model.
        base_url: Address of a server that speaks the OpenAI protocol.
        api_key: Key for it; None takes that of the environment.
        timeout: Seconds to wait for an answer.
        retries: How often a request is repeated.
        requests_per_minute: At most so many; None for no limit of our own.
        prices: Price of a million tokens in and out.
        cache: Where answers are kept; None for nowhere.
        form: How the answer is bound.
        parameters: Further fields of the request.
        sleep: Waits; for tests.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None,
        api_key: str | None,
        timeout: float,
        retries: int,
        requests_per_minute: float | None,
        prices: tuple[float, float] | None,
        cache: AnswerCache | None,
        form: Form,
        parameters: Mapping[str, Any],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.model = model
        self._client = _client(base_url, api_key, timeout)
        self._retries = retries
        self._pace = _Pace(requests_per_minute, sleep)
        self._sleep = sleep
        self._prices = prices
        self._cache = cache
        self._form: Form = form
        self._parameters = dict(parameters)
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}

    @property
    def usage(self) -> Usage:
        """What was asked so far."""
        with self._lock:
            counts = dict(self._counts)
        cost = None
        if self._prices is not None:
            sent, got = counts.get("input_tokens", 0), counts.get("output_tokens", 0)
            cost = (sent * self._prices[0] + got * self._prices[1]) / _MILLION
        return Usage(cost=cost, **counts)

    def count(self, **amounts: int) -> None:
        """Add to the usage."""
        with self._lock:
            for name, amount in amounts.items():
                self._counts[name] = self._counts.get(name, 0) + amount

    def ask(self, text: str, types: Mapping[str, str]) -> list[ToldEvent]:
        """The events that the model sees in a text.

        Args:
            text: The text of an article, or a part of it.
            types: Event types and what they mean.

        Raises:
            ServerError: No try gave an answer that can be used.
        """
        question = messages(text, types)
        key = AnswerCache.key([VERSION, self.model, self._parameters, question])
        if self._cache is not None:
            kept = self._cache.get(key)
            if kept is not None:
                self.count(cached=1)
                return self._read(kept)
        answer, events = self._answered(question, types)
        if self._cache is not None:
            self._cache.put(key, answer)
        return events

    def _read(self, answer: str) -> list[ToldEvent]:
        events, broken = read_answer(answer)
        self.count(dropped=broken)
        return events

    def _answered(
        self, question: list[dict[str, str]], types: Mapping[str, str]
    ) -> tuple[str, list[ToldEvent]]:
        said: list[dict[str, str]] = []
        problem = ""
        for attempt in range(self._retries + 1):
            if attempt:
                self.count(retries=1)
            try:
                answer = self._request([*question, *said], list(types))
                return answer, self._read(answer)
            except UnreadableAnswerError as error:
                problem = str(error)
                said = asked_again(problem, answer)
            except _TryAgainError as error:
                problem = str(error)
                logger.info("language model: %s; try %d", problem, attempt + 1)
                if attempt < self._retries:
                    self._sleep(error.wait or min(2.0**attempt, _LONGEST_WAIT))
        self.count(failed=1)
        tries = self._retries + 1
        msg = f"language model {self.model!r}, {tries} tries: {problem}"
        raise ServerError(msg)

    def _request(self, question: list[dict[str, str]], types: list[str]) -> str:
        import openai

        self._pace.wait()
        try:
            made = self._client.chat.completions.create(
                model=self.model,
                messages=question,
                **self._format(types),
                **self._parameters,
            )
        except openai.APIStatusError as error:
            raise self._refused(error) from error
        except openai.APIConnectionError as error:  # time-outs too
            raise _TryAgainError(_words(error)) from error
        except openai.OpenAIError as error:
            raise _TryAgainError(_words(error)) from error
        except ValueError as error:  # an answer that is no JSON
            msg = f"the server's answer cannot be read: {_words(error)}"
            raise _TryAgainError(msg) from error
        return self._content(made)

    def _content(self, made: Any) -> str:
        self.count(requests=1)
        tokens = getattr(made, "usage", None)
        self.count(
            input_tokens=int(getattr(tokens, "prompt_tokens", 0) or 0),
            output_tokens=int(getattr(tokens, "completion_tokens", 0) or 0),
        )
        choices = getattr(made, "choices", None)
        message = getattr(choices[0], "message", None) if choices else None
        refusal = getattr(message, "refusal", None)
        if refusal:
            msg = f"the model refused: {refusal}"
            raise _TryAgainError(msg)
        content = getattr(message, "content", None)
        if not isinstance(content, str):
            msg = "the server's answer holds no text"
            raise _TryAgainError(msg)
        return content

    def _refused(self, error: Any) -> DipEventsError:
        """What a status other than 200 means for us."""
        status = int(error.status_code)
        told = _words(error)
        if status in (400, 422) and self._form != "text":
            # Many servers know no schemas: ask for less, and check it all the same.
            self._form = "object" if self._form == "schema" else "text"
            return _TryAgainError(told, wait=0.001)
        if status in _WORTH_ANOTHER_TRY:
            return _TryAgainError(told, wait=_retry_after(error))
        hints = {401: "; check api_key", 403: "; check api_key", 404: "; check model"}
        msg = f"language model {self.model!r}: {told}{hints.get(status, '')}"
        self.count(failed=1)
        return ServerError(msg)

    def _format(self, types: list[str]) -> dict[str, Any]:
        if self._form == "schema":
            schema = {
                "name": "events",
                "strict": True,
                "schema": answer_schema(types),
            }
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        if self._form == "object":
            return {"response_format": {"type": "json_object"}}
        return {}


class _TryAgainError(DipEventsError):
    """Something that may pass; with the seconds that the server asked us to wait."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class _Pace:
    """Lets a request through when its turn has come."""

    def __init__(
        self, per_minute: float | None, sleep: Callable[[float], None]
    ) -> None:
        self._gap = 60.0 / per_minute if per_minute else 0.0
        self._next = 0.0
        self._sleep = sleep
        self._lock = threading.Lock()

    def wait(self) -> None:
        if not self._gap:
            return
        with self._lock:
            now = time.monotonic()
            turn = max(self._next, now)
            self._next = turn + self._gap
        if turn > now:
            self._sleep(turn - now)


def _client(base_url: str | None, api_key: str | None, timeout: float) -> Any:
    try:
        import openai
    except ImportError as error:
        msg = "language models need the openai client: pip install 'dipevents[llm]'"
        raise MissingExtraError(msg) from error
    if api_key is None and base_url is not None:
        api_key = "none"  # a server of one's own asks for no key
    try:
        # Retries are ours: they are counted, and know unreadable answers.
        return openai.OpenAI(
            base_url=base_url, api_key=api_key, timeout=timeout, max_retries=0
        )
    except openai.OpenAIError as error:
        raise ServerError(_words(error)) from error


def _retry_after(error: Any) -> float | None:
    try:
        seconds = float(error.response.headers["retry-after"])
    except (KeyError, ValueError, AttributeError):
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
