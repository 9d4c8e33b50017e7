"""Answers on disk: the same question to the same model is asked once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from dipevents.errors import ExportError


class AnswerCache:
    """A folder of answers, one small file each.

    Args:
        folder: Where they are kept; made where it is not there.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = Path(folder)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"cache folder {folder} cannot be made: {error.strerror or error}"
            raise ExportError(msg) from error

    @staticmethod
    def key(question: Any) -> str:
        """The name of the file that holds the answer to a question."""
        text = json.dumps(question, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> str | None:
        """The answer, or None; a file that is broken counts as none."""
        try:
            content = json.loads(self._path(key).read_text(encoding="utf-8"))
            answer = content["answer"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer if isinstance(answer, str) else None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; several processes may write to one folder."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            json.dump({"answer": answer}, file, ensure_ascii=False)
        Path(name).replace(path)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
