"""Plug-ins: what an extractor has to offer, and where the names come from."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from dipevents.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipevents.annotated import AnnotatedDocument
    from dipevents.models import Event

EXTRACTORS = "dipevents.extractors"
"""Entry-point group of extractors."""

_BUILT_IN = {"rules": "dipevents.extract:RuleExtractor"}


@runtime_checkable
class Extractor(Protocol):
    """Finds events in one annotated document."""

    name: str
    """Recorded in ``Event.found_by``."""

    def extract(self, document: AnnotatedDocument) -> Sequence[Event]:
        """The events of the document, with mentions in this document only.

        Args:
            document: The parsed document with its actors and times.
        """
        ...


def extractor_names() -> dict[str, str]:
    """Every extractor that can be named, and where it comes from.

    Returns:
        Name to ``"built in"`` or to the distribution that brings it. Plug-ins are left
        out where the environment variable ``DIPEVENTS_DISABLE_PLUGINS`` is set.
    """
    names = dict.fromkeys(_BUILT_IN, "built in")
    for name, entry in _plugins().items():
        if name in names:
            msg = (
                f"extractor {name!r} of {_origin(entry)} has a built-in name; "
                "uninstall it or set DIPEVENTS_DISABLE_PLUGINS=1"
            )
            raise PluginError(msg)
        names[name] = _origin(entry)
    return names


def make_extractor(choice: str | Extractor, **options: Any) -> Extractor:
    """An extractor by name, or the object itself.

    Args:
        choice: A name, or an object with ``name`` and ``extract``.
        options: Handed to a named extractor's factory.

    Raises:
        PluginError: The name is unknown (the message lists those there are), the
            plug-in cannot be loaded, or the object does not keep the protocol.
    """
    if not isinstance(choice, str):
        if not isinstance(choice, Extractor):
            msg = (
                f"{choice!r} is no extractor: it needs a `name` and a method "
                "`extract(document)`"
            )
            raise PluginError(msg)
        return choice
    if choice in _BUILT_IN:
        module, _, attribute = _BUILT_IN[choice].partition(":")
        factory = getattr(import_module(module), attribute)
        made: Extractor = factory(**options)
        return made
    plugins = _plugins()
    if choice not in plugins:
        known = ", ".join(sorted({*_BUILT_IN, *plugins}))
        msg = f"unknown extractor {choice!r}; there are: {known}"
        raise PluginError(msg)
    return _load(choice, plugins[choice])


def _load(name: str, entry: EntryPoint) -> Extractor:
    try:
        made = entry.load()()
    except Exception as error:
        msg = f"extractor {name!r} of {_origin(entry)} cannot be loaded: {error}"
        raise PluginError(msg) from error
    if not isinstance(made, Extractor):
        msg = (
            f"extractor {name!r} of {_origin(entry)} does not keep the protocol: "
            "it needs a `name` and a method `extract(document)`"
        )
        raise PluginError(msg)
    return made


def _plugins() -> dict[str, EntryPoint]:
    if os.environ.get("DIPEVENTS_DISABLE_PLUGINS"):
        return {}
    return {entry.name: entry for entry in entry_points(group=EXTRACTORS)}


def _origin(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.value
