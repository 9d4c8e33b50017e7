"""A server on loopback that speaks the protocol, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Stub:
    """What the server does: a list of moods, used up one by one, the last one kept.

    Args:
        moods: ``ok``, a status number, ``("retry", seconds)``, ``slow``, ``drop``,
            ``garbage``, ``empty``, ``refuse``, ``no schema`` or the text of an answer.
        answer: Makes the events out of an article, for the mood ``ok``.
    """

    def __init__(self, moods: list[Any], answer: Callable[[str], Any]) -> None:
        self.moods = list(moods)
        self.answer = answer
        self.asked: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.url = ""

    def mood(self) -> Any:
        with self.lock:
            return self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            asked = json.loads(self.rfile.read(length))
            with stub.lock:
                stub.asked.append(asked)
                stub.times.append(time.monotonic())
                stub.at_once += 1
                stub.most_at_once = max(stub.most_at_once, stub.at_once)
            try:
                self.behave(stub.mood(), asked)
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                with stub.lock:
                    stub.at_once -= 1

        def behave(self, mood: Any, asked: dict[str, Any]) -> None:
            if isinstance(mood, int):
                self.send(mood, {"error": {"message": f"mood {mood}"}})
            elif isinstance(mood, tuple):
                body = {"error": {"message": "too many"}}
                self.send(429, body, {"retry-after": str(mood[1])})
            elif mood == "slow":
                time.sleep(0.6)
                self.told(asked)
            elif mood == "drop":
                self.connection.close()
            elif mood == "garbage":
                self.raw(200, b"<html>bad gateway</html>")
            elif mood == "empty":
                self.send(200, {"choices": [], "usage": None})
            elif mood == "refuse":
                message = {"role": "assistant", "refusal": "I cannot", "content": None}
                self.completion(message)
            elif mood == "no schema" and "response_format" in asked:
                self.send(400, {"error": {"message": "unknown field response_format"}})
            elif mood in ("ok", "no schema"):
                self.told(asked)
            else:
                self.completion({"role": "assistant", "content": mood})

        def told(self, asked: dict[str, Any]) -> None:
            article = json.loads(asked["messages"][1]["content"])["article"]
            content = json.dumps({"events": stub.answer(article)})
            self.completion({"role": "assistant", "content": content})

        def completion(self, message: dict[str, Any]) -> None:
            body = {
                "id": "x",
                "object": "chat.completion",
                "created": 0,
                "model": "stub",
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                "usage": {
                    "prompt_tokens": 100,
                    "completion_tokens": 20,
                    "total_tokens": 120,
                },
            }
            self.send(200, body)

        def send(
            self, status: int, body: Any, headers: dict[str, str] | None = None
        ) -> None:
            self.raw(status, json.dumps(body).encode(), headers)

        def raw(
            self, status: int, body: bytes, headers: dict[str, str] | None = None
        ) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    return Handler


@contextmanager
def serving(moods: list[Any], answer: Callable[[str], Any]) -> Iterator[Stub]:
    """The stub under an address of this machine, for as long as the block runs."""
    stub = Stub(moods, answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stub))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
