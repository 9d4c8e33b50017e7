"""Extractors that do what they must not; a module of its own, for workers import it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipevents.annotated import AnnotatedDocument
    from dipevents.models import Event


class Rogue:
    """Hangs, dies or fails on the document of that id; finds nothing elsewhere."""

    name = "rogue"

    def __init__(self, how: str, document_id: str, once: str = "") -> None:
        self.how, self.document_id, self.once = how, document_id, once

    def extract(self, document: AnnotatedDocument) -> list[Event]:
        if document.document.id != self.document_id:
            return []
        if self.once:
            if Path(self.once).exists():
                return []
            Path(self.once).touch()
        if self.how == "hang":
            time.sleep(600)
        elif self.how == "die":
            os._exit(9)
        elif self.how == "fail":
            msg = "a rogue"
            raise ValueError(msg)
        return []
