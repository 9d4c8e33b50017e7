"""Pages written at build time, and two repairs of autodoc.

``reference/event-types/``, ``reference/date-rules/``, ``reference/schemas/`` and
``gallery/`` are written before Sphinx looks for pages: what the reference says of a
rule or a field is what the library runs, and what the gallery shows of an example is
what it prints today.
"""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.ext.napoleon.docstring import GoogleDocstring
from sphinx.util.nodes import make_refnode

from dipevents.lexicons import codes
from dipevents.lexicons.date_rules import DateRule, date_rules, read_date_rules
from dipevents.lexicons.frames import EventRules, Example, Frame, event_rules
from dipevents.models import EVENT_TYPES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SLOTS = {
    "subject": "the subject",
    "object": "the object",
    "dative": "the indirect object",
    "possessive": "a possessive (*X's*)",
    "compound": "a name before the noun (*X-Y talks*)",
    "adjective": "an adjective (*Xian*)",
    "between": "*between*",
    "clause_subject": "the subject of the clause below",
    "clause_object": "the object of the clause below",
    "governor_subject": "the subject of the clause above",
    "behalf": '"on behalf of"',
    "speaker": "whoever speaks",
}
NEEDS = {
    "both": "an actor and a recipient",
    "two": "two different sides",
    "one": "one side at least",
    "actor": "an actor",
    "recipient": "a recipient",
}
DATE_PAGES = {
    "calendar": "Dates of the calendar",
    "clock": "Times of day",
    "deictic": "Counted from now or from a date told before",
    "durations": "Lengths of time",
    "events": "Counted from an event",
    "holidays": "Days with a name",
    "negatives": "What looks like a time and is none",
    "references": "Vague times",
    "sets": "Times that come again",
}


def plain(text: str) -> str:
    """The text with what Markdown would read as markup escaped."""
    return re.sub(r"([\\`*_{}\[\]<>|#$~])", r"\\\1", text)


def words(items: tuple[str, ...]) -> str:
    """The words as one line."""
    return ", ".join(plain(item) for item in items)


def slots(names: tuple[str, ...]) -> str:
    """Where a side may stand, in words."""
    return ", ".join(SLOTS.get(name, f"*{name}*") for name in names)


def event_page(rules: EventRules) -> str:
    """The page of one event type."""
    lines = [f"# {rules.type}", "", plain(rules.description), "", cameo_line(rules), ""]
    for frame in rules.frames:
        lines += frame_section(rules.type, frame)
    return "\n".join(lines) + "\n"


def cameo_line(rules: EventRules) -> str:
    """The codes of a type that its frames do not override."""
    told = [code_name(rules.cameo)]
    if rules.cameo_planned:
        told.append(f"planned or proposed: {code_name(rules.cameo_planned)}")
    if rules.cameo_negated:
        told.append(f"negated: {code_name(rules.cameo_negated)}")
    return "; ".join(told) + "."


def code_name(cameo: str) -> str:
    """A CAMEO code with its name and its PLOVER class."""
    table = codes.codes()
    name = f" ({plain(table[cameo].name)})" if cameo in table else ""
    plover = codes.plover_of(cameo)
    tail = "/".join(part for part in (plover.event, plover.mode) if part)
    return f"CAMEO {cameo}{name}" + (f", PLOVER {tail}" if tail else "")


def frame_section(kind: str, frame: Frame) -> list[str]:
    """Words, slots and examples of one frame."""
    lines = [f"## {kind}.{frame.id}", ""]
    if frame.source:
        lines += [plain(frame.source), ""]
    rows = [
        ("verbs", words(frame.verbs)),
        ("nouns", words(frame.nouns)),
        ("adjectives", words(frame.adjectives)),
        ("object is one of", words(frame.objects)),
        ("object is none of", words(frame.not_objects)),
        ("followed by one of", words(frame.complements)),
        ("near one of", words(frame.near)),
        ("and near one of", words(frame.also_near)),
        ("not near", words(frame.not_near)),
        ("actor", slots(frame.actor)),
        ("recipient", slots(frame.recipient)),
        ("in office", ", ".join(frame.in_office)),
        ("needs", NEEDS[frame.needs] + (" (all are actors)" if frame.mutual else "")),
        ("the actor alone will do", "yes" if frame.alone else ""),
        ("status", frame.status or ""),
        ("CAMEO", code_name(frame.cameo)[6:] if frame.cameo else ""),
    ]
    if frame.examples:
        lines += ["Finds", ""]
        lines += [f"- {example_line(example)}" for example in frame.examples]
        lines.append("")
    if frame.counterexamples:
        lines += ["Leaves alone", ""]
        lines += [f"- {plain(text)}" for text in frame.counterexamples]
        lines.append("")
    lines += [":::{dropdown} Words and slots", ""]
    for name, value in rows:
        if value:
            lines += [name, f": {value}", ""]
    return [*lines, ":::", ""]


def example_line(example: Example) -> str:
    """A sentence with its trigger in bold and what it must give."""
    text = plain(example.text)
    if example.trigger:
        text = re.sub(rf"\b{re.escape(example.trigger)}\b", r"**\g<0>**", text, count=1)
    sides = ", ".join(example.actors)
    if example.recipients:
        sides += " → " + ", ".join(example.recipients)
    told = "; ".join(part for part in (sides, example.status) if part)
    return f"{text} ({told})"


def type_table(rules: dict[str, EventRules]) -> str:
    """All types, as a table that links to their pages."""
    lines = ["| type | what | CAMEO | frames |", "| --- | --- | --- | --- |"]
    for kind in EVENT_TYPES:
        file = rules[kind]
        link = f"[{kind}](event-types/{kind}.md)"
        what = plain(file.description)
        lines.append(f"| {link} | {what} | {file.cameo} | {len(file.frames)} |")
    return "\n".join(lines) + "\n"


def date_page(name: str, rules: tuple[DateRule, ...]) -> str:
    """The page of one date rule file."""
    finds = "is no time" if name == "negatives" else "finds"
    lines = [f"# {DATE_PAGES[name]}", ""]
    if name == "holidays":
        lines += named_days()
    if rules:
        lines += [f"| rule | {finds} | leaves alone |", "| --- | --- | --- |"]
    for rule in rules:
        found = "<br>".join(extents(text) for text in rule.examples)
        alone = "<br>".join(plain(text) for text in rule.counterexamples)
        lines.append(f"| `{rule.id}` | {found} | {alone} |")
    return "\n".join(lines) + "\n"


def extents(text: str) -> str:
    """An example with its extent in bold."""
    parts = re.split(r"\[(.*?)\]", text)
    return "".join(
        f"**{plain(part)}**" if n % 2 else plain(part) for n, part in enumerate(parts)
    )


def named_days() -> list[str]:
    """The table of holidays."""
    lines = ["| day | when |", "| --- | --- |"]
    for day in date_rules().named_days:
        when = day.rule + (f", {day.length} days" if day.length > 1 else "")
        lines.append(f"| {day.id} | `{when}` |")
    return [*lines, ""]


def write(path: Path, text: str) -> None:
    """Write a page where it changed, so that Sphinx builds it anew only then."""
    path.parent.mkdir(exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def write_pages(app: "Sphinx", config: Any) -> None:
    """All generated pages; pages of rule files that are gone are removed."""
    reference = Path(app.srcdir) / "reference"
    events, dates = reference / "event-types", reference / "date-rules"
    rules = {file.type: file for file in event_rules()}
    pages = {events / f"{kind}.md": event_page(file) for kind, file in rules.items()}
    pages[events / "_table.md"] = type_table(rules)
    data = Path(codes.__file__).parent / "data" / "en" / "dates"
    for name in DATE_PAGES:
        found = read_date_rules(data / f"{name}.toml", foreign=False)
        pages[dates / f"{name}.md"] = date_page(name, found)
    for stale in {*events.glob("*.md"), *dates.glob("*.md")} - pages.keys():
        stale.unlink()
    for path, text in pages.items():
        write(path, text)
    write_schemas(reference / "schemas")
    write_changes(Path(app.srcdir))
    write_gallery(Path(app.srcdir) / "gallery")


CHANGES = {
    "breaking": "Breaking changes",
    "rules": "Rules and lexicons",
    "change": "Changes",
    "fix": "Fixes",
}


def write_changes(docs: Path) -> None:
    """What has changed since the last release, out of the fragments."""
    lines: list[str] = []
    for kind, heading in CHANGES.items():
        parts = sorted((docs.parent / "changelog.d").glob(f"*.{kind}*.md"))
        if parts:
            lines += [f"## {heading}", ""]
        for part in parts:
            text = " ".join(part.read_text(encoding="utf-8").split())
            lines += [f"- {text}", ""]
    write(docs / "_changes.md", "\n".join(lines))


def write_schemas(folder: Path) -> None:
    """The schemas of JSON Lines and of Arrow tables, as files to download."""
    from dipevents.errors import MissingExtraError
    from dipevents.export import arrow_schema, json_schema
    from dipevents.export.table import COLUMNS

    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    write(folder / "event.schema.json", schema + "\n")
    try:
        arrow = arrow_schema().to_string(truncate_metadata=False)
    except MissingExtraError as error:
        arrow = str(error)
    write(folder / "events.arrow.txt", arrow + "\n")
    write(folder / "columns.txt", "\n".join(COLUMNS) + "\n")


def write_gallery(folder: Path) -> None:
    """A page for each example: what it shows, what it prints, how it is made."""
    root = folder.parents[1]
    scripts = sorted((root / "examples").glob("[0-9]*.py"))
    source = [*(root / "src").rglob("*.py"), *(root / "src").rglob("*.toml")]
    newest = max(path.stat().st_mtime for path in source)
    pages = {folder / f"{script.stem}.md": script for script in scripts}
    for stale in set(folder.glob("*.md")) - pages.keys():
        stale.unlink()
    for page, script in pages.items():
        changed = max(newest, script.stat().st_mtime, Path(__file__).stat().st_mtime)
        if not page.exists() or page.stat().st_mtime < changed:
            write(page, gallery_page(script, root))
            os.utime(page)


def gallery_page(script: Path, root: Path) -> str:
    """The page of one example, which is run for it."""
    told = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
    heading, _, rest = told.partition("\n")
    name = script.relative_to(root).as_posix()
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-X", "utf8", script],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    printed = done.stdout.strip("\n")
    if done.returncode and "MissingExtraError: " in done.stderr:
        printed = done.stderr.strip().rpartition("MissingExtraError: ")[2]
    elif done.returncode:
        msg = f"{name} fails: {done.stderr[-1000:]}"
        raise RuntimeError(msg)
    return "\n".join(
        [
            f"# {heading.rstrip('.')}",
            "",
            rest.strip(),
            "",
            "```console",
            f"$ python {name}",
            printed,
            "```",
            "",
            f"```{{literalinclude}} ../../{name}",
            "```",
            "",
        ]
    )


def public_home(target: str) -> str:
    """Where a name of ``dipevents`` is defined: ``dipevents.api.extract_events``."""
    import dipevents

    name = target.removeprefix("dipevents.")
    if name not in dipevents.__all__:
        return ""
    found = getattr(dipevents, name)
    return f"{getattr(found, '__module__', '')}.{name}"


def resolve_short_name(app: "Sphinx", env: Any, node: Any, content: Any) -> Any:
    """A link for a name that annotations give without its module, if it is unique."""
    if node.get("refdomain") != "py":
        return None
    last = node["reftarget"].rpartition(".")[2]
    objects = env.get_domain("py").objects
    home = public_home(node["reftarget"])
    if home in objects:
        entry = objects[home]
        inner = content if isinstance(content, nodes.Node) else nodes.literal(text=last)
        return make_refnode(
            app.builder, node["refdoc"], entry.docname, entry.node_id, inner, home
        )
    package = node["reftarget"].rpartition(".")[0]
    found = {
        name: entry
        for name, entry in objects.items()
        if name.rpartition(".")[2] == last and not entry.aliased
    }
    inside = [name for name in found if name.startswith(f"{package}.")]
    if len(found) != 1 and len(inside) != 1:
        return None
    name = inside[0] if len(inside) == 1 else next(iter(found))
    entry = found[name]
    inner = content if isinstance(content, nodes.Node) else nodes.literal(text=last)
    return make_refnode(
        app.builder, node["refdoc"], entry.docname, entry.node_id, inner, name
    )


def setup(app: "Sphinx") -> dict[str, bool]:
    """Connect to Sphinx."""
    # autodoc imports with TYPE_CHECKING on, which spaCy does not survive.
    import dipevents.integrations.spacy  # noqa: F401

    # Attribute docstrings are sentences, also where they hold a colon: napoleon would
    # read what stands before it as a type.
    GoogleDocstring._parse_attribute_docstring = (  # type: ignore[method-assign]
        lambda self: self._consume_to_end()
    )
    app.connect("config-inited", write_pages)
    app.connect("missing-reference", resolve_short_name)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
