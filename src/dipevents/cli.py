"""The command line: ``dipevents extract PATH...`` and ``dipevents dates PATH...``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dipevents.errors import DipEventsError
from dipevents.screen import (
    DATE_COLUMNS,
    EVENT_COLUMNS,
    cell,
    counted,
    date_csv,
    date_json,
    date_row,
    event_row,
    progress_bar,
    say,
    show,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dipevents.models import Corpus, Skipped, TimeExpression

OK, SOME_FAILED, USAGE, INTERNAL, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141

_EVENT_FORMATS = (
    *(".jsonl", ".csv", ".parquet", ".ics", ".html"),
    *(".geojson", ".graphml", ".svg", ".png"),
)
_DATE_FORMATS = (".jsonl", ".csv")
_EPILOG = """\
exit codes:
  0    all done
  1    some articles could not be used; they are listed on stderr
  2    wrong use, or a source or model that cannot be read
  130  interrupted
"""


class UsageError(DipEventsError):
    """The command line asks for something that there is not."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The arguments; None takes those of the process.

    Returns:
        The exit code.
    """
    try:
        return _run(arguments)
    except DipEventsError as error:
        say(f"dipevents: error: {cell(str(error))}")
        return USAGE
    except BrokenPipeError:
        # Whoever read our output has gone; nor may closing stdout complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("DIPEVENTS_DEBUG"):
            raise
        words = cell(f"{type(error).__name__}: {error}")
        say(
            f"dipevents: error: unexpected {words} "
            "(a fault of dipevents; set DIPEVENTS_DEBUG=1 to see where)"
        )
        return INTERNAL


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands and options."""
    parser = _Parser(
        prog="dipevents",
        description="News articles in, dated diplomatic events out.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print it and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    extract = commands.add_parser(
        "extract",
        help="events of articles",
        description="The diplomatic events that articles tell, each once.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_common(extract, _EVENT_FORMATS)
    extract.add_argument(
        "--no-link",
        action="store_true",
        help="one event for each article that tells it, not one over all articles",
    )
    extract.add_argument(
        "--scope",
        choices=("interstate", "all"),
        default="interstate",
        help="all: also acts whose sides are not states or their officials",
    )
    extract.add_argument(
        "--model", metavar="NAME", help="name or path of a spaCy model"
    )
    extract.add_argument(
        "--corrections",
        metavar="FILE",
        help="what a person decided about events of an earlier run",
    )
    _add_run(extract)
    dates = commands.add_parser(
        "dates",
        help="time expressions of articles",
        description="Every time expression, with the days that it means.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_common(dates, _DATE_FORMATS)
    dates.add_argument(
        "--anchor",
        metavar="DATE",
        help="day of publication of all articles, whatever they say: 2025-10-31",
    )
    plugins = commands.add_parser(
        "plugins",
        help="readers, extractors, linkers, exporters and lexicons that there are",
        description="Everything that can be asked for by name, and who brings it. "
        "Those of other packages are loaded, to see whether they work.",
    )
    plugins.add_argument(
        "--others", action="store_true", help="leave out what is built in"
    )
    return parser


def _add_common(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="files, folders or globs of .txt .md .html .json .jsonl .csv .parquet; "
        "- reads one article from stdin",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help=f"write to a file instead; its suffix tells how: {' '.join(formats)}"
        + ("; or to a folder (out/), for long runs" if ".ics" in formats else ""),
    )
    parser.add_argument(
        "--on-error",
        choices=("skip", "raise"),
        default="skip",
        help="skip: list articles that cannot be used and go on (the default)",
    )
    parser.add_argument("--encoding", metavar="NAME", help="encoding of the files")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")


def _add_run(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument_group("for many articles")
    run.add_argument(
        "--resume",
        action="store_true",
        help="take up the run in the folder of -o where it ended",
    )
    run.add_argument(
        "--n-process",
        type=_at_least_one,
        default=1,
        metavar="N",
        help="processes that code articles (default: 1)",
    )
    run.add_argument(
        "--timeout",
        type=float,
        metavar="SECONDS",
        help="give up an article that takes longer",
    )
    run.add_argument(
        "--max-chars",
        type=_at_least_one,
        metavar="N",
        help="give up an article that is longer",
    )
    run.add_argument(
        "--shard-size",
        type=_at_least_one,
        metavar="N",
        help="articles written at once, and lost at most when killed (default: 500)",
    )


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _run(arguments: Sequence[str] | None) -> int:
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as ended:  # --help has been printed
        sys.stdout.flush()
        return ended.code if isinstance(ended.code, int) else OK
    if options.version:
        from importlib.metadata import version

        write(f"dipevents {version('dipevents')}\n")
        return OK
    if options.command is None:
        msg = "which command? extract, dates or plugins; see dipevents --help"
        raise UsageError(msg)
    if options.command == "extract":
        return _extract(options)
    if options.command == "plugins":
        return _plugins(options)
    return _dates(options)


def _extract(options: argparse.Namespace) -> int:
    from dipevents import api

    if _is_folder(options.output):
        return _long_run(options)
    for name in ("resume", "timeout", "max_chars", "shard_size"):
        if getattr(options, name):
            msg = f"--{name.replace('_', '-')} goes with a folder: -o out/"
            raise UsageError(msg)
    suffix = _checked_suffix(options.output, _EVENT_FORMATS)
    corpus = _corpus(options)
    model: dict[str, Any] = {"model": options.model} if options.model else {}
    if options.n_process > 1:
        model["n_process"] = options.n_process
    with progress_bar("articles", quiet=options.quiet) as progress:
        events = api.extract_events(
            corpus,
            link=not options.no_link,
            scope=options.scope,
            on_error=options.on_error,
            corrections=options.corrections,
            progress=progress,
            **model,
        )
    if options.output:
        writers: dict[str, Callable[[str], object]] = {
            ".jsonl": events.to_jsonl,
            ".csv": events.to_csv,
            ".parquet": events.to_parquet,
            ".ics": events.to_ics,
            ".html": events.to_html,
            ".geojson": events.to_geojson,
            ".graphml": events.to_graphml,
            ".svg": events.to_svg,
            ".png": events.to_png,
        }
        writers[suffix](options.output)
        say(f"dipevents: {counted(len(events), 'event')} in {options.output}")
    else:
        show("event", EVENT_COLUMNS, map(event_row, events))
    return _report([*corpus.skipped, *events.skipped])


def _is_folder(output: str | None) -> bool:
    if not output:
        return False
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _long_run(options: argparse.Namespace) -> int:
    from dipevents.corrections import decisions_of
    from dipevents.pipeline import Options
    from dipevents.streams import Limits, Settings, run

    source = _source(options)
    model = {"model": options.model} if options.model else {}
    size = {"shard_size": options.shard_size} if options.shard_size else {}
    settings = Settings(
        options=Options(
            link=not options.no_link,
            scope=options.scope,
            on_error=options.on_error,
            corrections=decisions_of(options.corrections),
            **model,
        ),
        limits=Limits(options.max_chars, options.timeout),
        encoding=options.encoding,
        n_process=options.n_process,
        **size,
    )
    with progress_bar("articles", quiet=options.quiet) as progress:
        report = run(
            source,
            Path(options.output),
            settings,
            resume=options.resume,
            progress=progress,
        )
    folder = Path(options.output)
    say(
        f"dipevents: {counted(report.events, 'event')} of "
        f"{counted(report.articles, 'article')} in {folder / 'events.jsonl'}"
    )
    if report.failures:
        say(
            f"dipevents: {counted(report.failures, 'failure')} in "
            f"{folder / 'failures.jsonl'}"
        )
    unused = _report(report.unused)
    return SOME_FAILED if report.failures else unused


def _dates(options: argparse.Namespace) -> int:
    from dipevents import api
    from dipevents.dates import parse_date

    suffix = _checked_suffix(options.output, _DATE_FORMATS)
    anchor = None if options.anchor is None else parse_date(options.anchor)
    corpus = _corpus(options)
    found: list[TimeExpression] = []
    with progress_bar("articles", quiet=options.quiet) as progress:
        for done, document in enumerate(corpus, 1):
            found.extend(api.resolve_dates(document, anchor=anchor))
            if progress is not None:
                progress(done, len(corpus))
    if options.output:
        lines = date_json(found) if suffix == ".jsonl" else date_csv(found)
        _write_file(options.output, lines)
        count = counted(len(found), "time expression")
        say(f"dipevents: {count} in {options.output}")
    else:
        show("time expression", DATE_COLUMNS, map(date_row, found))
    return _report(corpus.skipped)


def _plugins(options: argparse.Namespace) -> int:
    from dipevents.registry import plugins

    found = [
        plugin
        for plugin in plugins(check=True)
        if not options.others or plugin.distribution != "dipevents"
    ]
    rows = [
        (p.kind, p.name, f"{p.distribution} {p.version}".strip(), p.problem or "ok")
        for p in found
    ]
    show("plug-in", ("kind", "name", "distribution", "state"), rows)
    return SOME_FAILED if any(p.problem for p in found) else OK


# --- sources ---------------------------------------------------------------------


def _source(options: argparse.Namespace) -> Any:
    paths: list[str] = options.paths
    if "-" in paths:
        if len(paths) > 1:
            msg = "- (stdin) goes with no other path"
            raise UsageError(msg)
        sources: Any = [_stdin_record(options.encoding)]
    else:
        for path in paths:
            # A path that was typed wrong is no article that failed.
            if not set("*?[") & set(path) and not Path(path).exists():
                msg = f"{path}: no such file or folder"
                raise UsageError(msg)
        # One folder names its articles by their place in it, several by whole paths.
        sources = [Path(path) for path in paths] if len(paths) > 1 else Path(paths[0])
    return sources


def _corpus(options: argparse.Namespace) -> Corpus:
    from dipevents import api

    corpus = api.parse_corpus(
        _source(options), on_error=options.on_error, encoding=options.encoding
    )
    if not len(corpus):
        _report(corpus.skipped)
        msg = "none of the articles can be used"
        raise UsageError(msg)
    return corpus


def _stdin_record(encoding: str | None) -> dict[str, str]:
    from dipevents.ingest.decode import decode

    return {"id": "stdin", "text": decode(sys.stdin.buffer.read(), encoding).text}


def _checked_suffix(output: str | None, formats: tuple[str, ...]) -> str:
    """The suffix of the output, found wrong before the work is done, not after."""
    if output is None:
        return ""
    suffix = Path(output).suffix.lower()
    if suffix not in formats:
        msg = f"-o {output}: write to one of {' '.join(formats)}"
        raise UsageError(msg)
    folder = Path(output).parent
    if not folder.is_dir():
        msg = f"-o {output}: there is no folder {folder}"
        raise UsageError(msg)
    return suffix


def _report(skipped: Iterable[Skipped]) -> int:
    """List on stderr what could not be used; the exit code that this means."""
    distinct = list(dict.fromkeys((s.name, s.reason) for s in skipped))
    for name, reason in distinct:
        say(f"dipevents: skipped {cell(name)}: {cell(reason)}")
    return SOME_FAILED if distinct else OK


def _write_file(path: str, lines: Iterable[str]) -> None:
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        msg = f"{path}: cannot be written: {error.strerror or error}"
        raise UsageError(msg) from error
