"""Plug-ins: the five protocols, and the one place where names become objects.

Built-in readers, extractors, linkers, exporters and lexicons are found by the same
functions as those of other distributions, which announce theirs in the entry-point
groups ``dipevents.readers``, ``.extractors``, ``.linkers``, ``.exporters`` and
``.lexicons``. Nothing is loaded before it is asked for.
"""

from __future__ import annotations

import inspect
import os
import warnings
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Protocol,
    get_type_hints,
    runtime_checkable,
)

from pydantic import ConfigDict, ValidationError, create_model

from dipevents.errors import DipEventsError, PluginError, PluginWarning
from dipevents.models.span import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dipevents.annotated import AnnotatedDocument
    from dipevents.models import Document, Event

KindName = Literal["reader", "extractor", "linker", "exporter", "lexicon"]
"""What a plug-in may be."""


@runtime_checkable
class Reader(Protocol):
    """Reads one file; its name is the suffix that it reads: ``xml`` or ``.xml``."""

    def __call__(
        self, path: Path, encoding: str | None, /
    ) -> Iterable[Mapping[str, object]]:
        """The articles of the file.

        Args:
            path: The file.
            encoding: What the caller asked for; None leaves it to the reader.

        Returns:
            One mapping for each article, with ``text`` and where known ``id``,
            ``title``, ``published``, ``source`` and ``url``; the rest is metadata.
            ``IngestError`` is to be raised where the file cannot be read.
        """
        ...


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


@runtime_checkable
class Linker(Protocol):
    """Joins what several documents tell of one happening."""

    def __call__(
        self, events: Iterable[Event], documents: Iterable[Document] = (), /
    ) -> Sequence[Event]:
        """One event for each happening.

        The built-in linker also finds out when documents were published, and gives
        events and documents as a pair; a linker of one's own gives the events.

        Args:
            events: Events of any number of documents.
            documents: Their documents.
        """
        ...


@runtime_checkable
class Exporter(Protocol):
    """Writes events as text or bytes; its name is the format: ``kml``."""

    def __call__(self, events: Sequence[Event], /) -> str | bytes:
        """The content of the file.

        Args:
            events: The events. An event set is handed over as it is, so that
                ``events.documents`` and ``events.provenance`` are there too.
        """
        ...


LexiconSource = str | os.PathLike[str]
"""What an entry of ``dipevents.lexicons`` gives, or gives when it is called: the folder
of lists and rule files."""


class Plugin(Record):
    """One thing that can be named, and where it comes from."""

    kind: KindName
    """Reader, extractor, linker, exporter or lexicon."""
    name: str
    """What it is asked for by."""
    target: str
    """Where its code is: ``module:attribute``."""
    distribution: str
    """The distribution that brings it; ``dipevents`` for what is built in."""
    version: str = ""
    """That distribution's version; empty for what is built in."""
    problem: str = ""
    """Why it cannot be used; empty where it can, or where it was not tried."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What there is to know of a kind."""

    name: KindName
    built_in: Mapping[str, str]
    needs: str
    """The protocol in words."""

    @property
    def group(self) -> str:
        return f"dipevents.{self.name}s"


_READERS = "dipevents.ingest.readers"
_FORMATS = "dipevents.export"
_KINDS = {
    kind.name: kind
    for kind in (
        _Kind(
            "reader",
            {
                **dict.fromkeys(("txt", "text"), f"{_READERS}:read_text"),
                **dict.fromkeys(("md", "markdown"), f"{_READERS}:read_markdown"),
                "json": f"{_READERS}:read_json",
                **dict.fromkeys(("jsonl", "ndjson"), f"{_READERS}:read_json_lines"),
                **dict.fromkeys(("csv", "tsv"), f"{_READERS}:read_csv"),
                **dict.fromkeys(("html", "htm"), f"{_READERS}:read_html"),
                "parquet": f"{_READERS}:read_parquet",
            },
            "it must be a function of (path, encoding) that gives mappings",
        ),
        _Kind(
            "extractor",
            {
                "rules": "dipevents.extract:RuleExtractor",
                "llm": "dipevents.llm:LanguageModelExtractor",
            },
            "it needs a `name` and a method `extract(document)`",
        ),
        _Kind(
            "linker",
            {"reports": "dipevents.link:link_reports"},
            "it must be a function of (events, documents) that gives events",
        ),
        _Kind(
            "exporter",
            {
                "jsonl": f"{_FORMATS}.jsonl:to_jsonl",
                "csv": f"{_FORMATS}.table:to_csv",
                "parquet": f"{_FORMATS}.arrow:parquet_bytes",
                "ics": f"{_FORMATS}.ics:to_ics",
                "html": f"{_FORMATS}.html:page_of",
                "geojson": f"{_FORMATS}.geojson:to_geojson",
                "graphml": f"{_FORMATS}.graphml:to_graphml",
                "gdelt": f"{_FORMATS}.coded:to_gdelt",
                "icews": f"{_FORMATS}.coded:to_icews",
                "polecat": f"{_FORMATS}.coded:to_polecat",
                "svg": f"{_FORMATS}.svg:to_svg",
                "png": f"{_FORMATS}.svg:to_png",
            },
            "it must be a function of (events) that gives text or bytes",
        ),
        _Kind("lexicon", {}, "it must be a folder, or a function that gives one"),
    )
}

EXTRACTORS = _KINDS["extractor"].group
"""Entry-point group of extractors."""


def plugins(*, check: bool = False) -> tuple[Plugin, ...]:
    """Everything that can be named, built in or brought by another distribution.

    Args:
        check: Load each plug-in of others, and say in ``problem`` what is wrong with
            it. One that is broken keeps none of the others from being listed.

    Returns:
        By kind and name. Plug-ins of others are left out where the environment
        variable ``DIPEVENTS_DISABLE_PLUGINS`` is set.
    """
    found = []
    for kind in _KINDS.values():
        found += [
            Plugin(kind=kind.name, name=name, target=target, distribution="dipevents")
            for name, target in kind.built_in.items()
        ]
        found += [_told(kind, entry, check=check) for entry in _entries(kind)]
    return tuple(found)


def _told(kind: _Kind, entry: EntryPoint, *, check: bool) -> Plugin:
    problem = _clash(kind, entry)
    if check and not problem:
        try:
            _loaded(kind, entry)
        except PluginError as error:
            problem = str(error)
    return Plugin(
        kind=kind.name,
        name=entry.name.removeprefix("."),
        target=entry.value,
        distribution=_origin(entry),
        version=entry.dist.version if entry.dist is not None else "",
        problem=problem,
    )


def extractor_names() -> dict[str, str]:
    """Every extractor that can be named, and where it comes from.

    Returns:
        Name to ``"built in"`` or to the distribution that brings it.
    """
    kind = _KINDS["extractor"]
    return {
        **{e.name: _origin(e) for e in _entries(kind)},
        **dict.fromkeys(kind.built_in, "built in"),
    }


def make_extractor(choice: str | Extractor, **options: Any) -> Extractor:
    """An extractor by name, or the object itself.

    Args:
        choice: A name, or an object with ``name`` and ``extract``.
        options: Handed to a named extractor's factory, checked against the types
            that it declares.

    Raises:
        PluginError: The name is unknown (the message lists those there are), the
            plug-in cannot be loaded, an option is unknown or of a wrong type, or the
            object does not keep the protocol.
    """
    kind = _KINDS["extractor"]
    if not isinstance(choice, str):
        if not isinstance(choice, Extractor):
            raise PluginError(f"{choice!r} is no extractor: {kind.needs}")  # noqa: EM102
        return choice
    factory, origin = _named(kind, choice)
    label = f"extractor {choice!r} of {origin}"
    made = _made(label, factory, options)
    if not isinstance(made, Extractor):
        msg = f"{label} does not keep the protocol: {kind.needs}"
        raise PluginError(msg)
    return made


def find_linker(choice: str | Linker) -> Linker:
    """A linker by name, or the object itself.

    Args:
        choice: A name (``reports`` is the built-in one) or a function of
            ``(events, documents)``.

    Raises:
        PluginError: The name is unknown, or it is no function.
    """
    return _function(_KINDS["linker"], choice)  # type: ignore[no-any-return]


def find_exporter(choice: str | Exporter) -> Exporter:
    """An exporter by the name of its format, or the object itself.

    Args:
        choice: A format, with or without a dot before it, or a function of
            ``(events)``.

    Raises:
        PluginError: The format is unknown, or it is no function.
    """
    if isinstance(choice, str):
        choice = choice.lower().removeprefix(".")
    return _function(_KINDS["exporter"], choice)  # type: ignore[no-any-return]


def exporter_formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    kind = _KINDS["exporter"]
    return tuple(sorted({*kind.built_in, *_by_name(kind)}))


def plugin_readers() -> dict[str, Reader]:
    """The readers of other distributions, by suffix (``.xml``).

    A broken one is a function that says so when a file of its suffix is read, so that
    it keeps no other file from being read.
    """
    return {
        f".{name.lower()}": _late_reader(entry)
        for name, entry in _by_name(_KINDS["reader"]).items()
    }


def _late_reader(entry: EntryPoint) -> Reader:
    def read(path: Path, encoding: str | None) -> Iterator[Mapping[str, object]]:
        reader = _loaded(_KINDS["reader"], entry)
        try:
            yield from reader(path, encoding)
        except (DipEventsError, OSError):
            raise
        except Exception as error:
            msg = (
                f"reader {entry.name!r} of {_origin(entry)} failed: "
                f"{type(error).__name__}: {error}"
            )
            raise PluginError(msg) from error

    return read


def lexicon_folder(choice: LexiconSource) -> Path:
    """The folder of a lexicon that is given as a path or by name.

    Args:
        choice: A folder, or the name of a registered lexicon. What has a separator in
            it, or is there as a folder, is a path.

    Raises:
        PluginError: The lexicon of that name cannot be loaded.
    """
    path = Path(choice)
    kind = _KINDS["lexicon"]
    if not isinstance(choice, str) or path.is_dir() or len(path.parts) != 1:
        return path
    entry = _by_name(kind).get(choice)
    if entry is None:
        return path
    found = _loaded(kind, entry)
    return Path(found() if callable(found) else found)


def _function(kind: _Kind, choice: Any) -> Any:
    if isinstance(choice, str):
        found, _ = _named(kind, choice)
        return found
    if not callable(choice):
        raise PluginError(f"{choice!r} is no {kind.name}: {kind.needs}")  # noqa: EM102
    return choice


def _named(kind: _Kind, name: str) -> tuple[Any, str]:
    """The object of that name, and who brings it."""
    if name in kind.built_in:
        module, _, attribute = kind.built_in[name].partition(":")
        return getattr(import_module(module), attribute), "dipevents"
    theirs = _by_name(kind)
    if name not in theirs:
        known = ", ".join(sorted({*kind.built_in, *theirs})) or "none"
        off = " (plug-ins are switched off)" if _switched_off() else ""
        msg = f"unknown {kind.name} {name!r}; there are: {known}{off}"
        raise PluginError(msg)
    return _loaded(kind, theirs[name]), _origin(theirs[name])


def _made(label: str, factory: Any, options: Mapping[str, Any]) -> Any:
    """What the factory makes of the options, once they are checked."""
    try:
        return factory(**_checked(label, factory, options))
    except DipEventsError:
        raise
    except Exception as error:
        msg = f"{label} cannot be made: {type(error).__name__}: {error}"
        raise PluginError(msg) from error


def _checked(label: str, factory: Any, options: Mapping[str, Any]) -> dict[str, Any]:
    """The options, each of the type that the factory declares for it."""
    if not options:
        return {}
    parameters = inspect.signature(factory).parameters
    if any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
        return dict(options)
    unknown = sorted(set(options) - set(parameters))
    if unknown:
        there = ", ".join(sorted(parameters)) or "none"
        msg = f"{label} has no option {unknown[0]!r}; there are: {there}"
        raise PluginError(msg)
    call = factory.__init__ if inspect.isclass(factory) else factory
    fields: dict[str, Any] = {name: (_type_of(call, name), ...) for name in options}
    config = ConfigDict(arbitrary_types_allowed=True)
    model = create_model("Options", __config__=config, **fields)
    try:
        model(**options)
    except ValidationError as error:
        first = error.errors()[0]
        option = ".".join(str(part) for part in first["loc"])
        msg = f"{label}: option {option}: {first['msg']} (given: {first['input']!r})"
        raise PluginError(msg) from error
    return dict(options)


def _type_of(call: Any, option: str) -> Any:
    """The type that is declared for the option; Any where it cannot be known."""

    def probe() -> None: ...

    declared = getattr(call, "__annotations__", {})
    probe.__annotations__ = {option: declared.get(option, Any)}
    try:
        found = get_type_hints(probe, globalns=getattr(call, "__globals__", {}))
    except (NameError, AttributeError, TypeError):  # imported for type checkers alone
        return Any
    return found[option]


def _loaded(kind: _Kind, entry: EntryPoint) -> Any:
    label = f"{kind.name} {entry.name!r} of {_origin(entry)}"
    try:
        found = entry.load()
    except Exception as error:
        msg = f"{label} cannot be loaded: {type(error).__name__}: {error}"
        raise PluginError(msg) from error
    usable = callable(found) or (
        kind.name == "lexicon" and isinstance(found, str | os.PathLike)
    )
    if not usable:
        msg = f"{label} does not keep the protocol: {kind.needs}"
        raise PluginError(msg)
    return found


def _by_name(kind: _Kind) -> dict[str, EntryPoint]:
    """The plug-ins of others that can be asked for by name."""
    found: dict[str, EntryPoint] = {}
    for entry in _entries(kind):
        clash = _clash(kind, entry)
        if clash:
            warnings.warn(clash, PluginWarning, stacklevel=4)
        else:
            found[entry.name.removeprefix(".")] = entry
    return found


def _entries(kind: _Kind) -> list[EntryPoint]:
    if _switched_off():
        return []
    return sorted(entry_points(group=kind.group), key=lambda e: (e.name, e.value))


def _clash(kind: _Kind, entry: EntryPoint) -> str:
    """Why the name cannot be used, where somebody else has it too."""
    name = entry.name.removeprefix(".")
    if name in kind.built_in:
        return (
            f"{kind.name} {name!r} of {_origin(entry)} has a built-in name and is "
            "passed over"
        )
    same = [e for e in _entries(kind) if e.name.removeprefix(".") == name]
    others = sorted({_origin(e) for e in same if e.value != entry.value})
    if others:
        return (
            f"{kind.name} {name!r} of {_origin(entry)} is also a name of "
            f"{', '.join(others)}; neither can be used: uninstall one"
        )
    return ""


def _switched_off() -> bool:
    return bool(os.environ.get("DIPEVENTS_DISABLE_PLUGINS"))


def _origin(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.value
