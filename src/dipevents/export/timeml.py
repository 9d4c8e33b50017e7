"""TimeML: an article with its time expressions as TIMEX3 elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from dipevents.errors import ExportError
from dipevents.models import Document, TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dipevents.models import DateValue

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""
_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})


def to_timeml(document: Document | str, times: Iterable[TimeExpression]) -> str:
    """An article as TimeML 1.2.1, its time expressions as TIMEX3 elements.

    Kept: the text, and of each expression its extent, type, value and modifier. Where
    it was counted from the day of publication, ``anchorTimeID`` says so. Lost: EDTF,
    granularity, rule, turned-down readings and reasons. A control character that XML
    cannot hold becomes U+FFFD, so that offsets stay.

    Args:
        document: The document, or a bare text.
        times: Its expressions, as :func:`dipevents.resolve_dates` gives them.

    Returns:
        The text of the file; :func:`from_timeml` reads it back.
    """
    if isinstance(document, str):
        document = Document(id="text", text=document)
    published = document.published
    day = published.edtf if published else None
    created = (
        f'<DCT><TIMEX3 tid="t0" type="DATE" value={quoteattr(day)} temporalFunction='
        f'"false" functionInDocument="CREATION_TIME">{escape(day)}</TIMEX3></DCT>'
        if day
        else "<DCT/>"
    )
    title = f"<TITLE>{_safe(document.title)}</TITLE>\n" if document.title else ""
    body = "".join(_marked(document.text, times, dated=day is not None))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{_safe(document.id)}</DOCID>\n{created}\n{title}"
        f"<TEXT>{body}</TEXT>\n</TimeML>\n"
    )


def from_timeml(text: str) -> tuple[Document, tuple[TimeExpression, ...]]:
    """The article and the time expressions of a TimeML text.

    Args:
        text: A TimeML document. Elements other than TIMEX3 (EVENT, SIGNAL, ...) are
            read through: their words are kept, their marks are not.

    Returns:
        The document, its text exactly that of the ``TEXT`` element, and the TIMEX3
        elements in it with type, value and modifier.

    Raises:
        ExportError: It is not XML, declares entities of its own, or has no ``TEXT``.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        msg = "TimeML with a DOCTYPE or entities of its own is not read: remove them"
        raise ExportError(msg)
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no entities, see above
    except ElementTree.ParseError as error:
        msg = f"not TimeML: {error}"
        raise ExportError(msg) from error
    body = root if root.tag == "TEXT" else root.find(".//TEXT")
    if body is None:
        msg = f"not TimeML: no TEXT element in <{root.tag}>"
        raise ExportError(msg)
    name = (root.findtext(".//DOCID") or "").strip() or "text"
    created = root.find(".//DCT/TIMEX3")
    pieces: list[str] = []
    found: list[TimeExpression] = []
    _read(body, pieces, found, name)
    document = Document(
        id=name,
        text="".join(pieces),
        title=root.findtext(".//TITLE"),
        published=_day(created.get("value")) if created is not None else None,
    )
    return document, tuple(found)


def _day(value: str | None) -> DateValue | None:
    from dipevents.dates import parse_date

    return parse_date(value) if value else None


def _read(
    element: ElementTree.Element,
    pieces: list[str],
    found: list[TimeExpression],
    document_id: str,
) -> None:
    start = sum(map(len, pieces))
    if element.text:
        pieces.append(element.text)
    for child in element:
        _read(child, pieces, found, document_id)
        if child.tail:
            pieces.append(child.tail)
    kind = element.get("type", "")
    if element.tag == "TIMEX3" and kind in _TYPES:
        words = "".join(pieces)[start:]
        found.append(
            TimeExpression(
                document_id=document_id,
                start=start,
                end=start + len(words),
                text=words,
                type=kind,
                value=element.get("value", ""),
                mod=element.get("mod"),
            )
        )
        found.sort(key=lambda t: (t.start, t.end))


def _marked(
    text: str, times: Iterable[TimeExpression], *, dated: bool
) -> Iterator[str]:
    at = 0
    ordered = sorted(times, key=lambda t: (t.start, -t.end))
    for number, time in enumerate(ordered, start=1):
        if time.start < at or time.end > len(text):
            continue  # TIMEX3 elements do not nest
        yield _safe(text[at : time.start])
        attributes = {
            "tid": f"t{number}",
            "type": time.type,
            "value": time.value,
            "mod": time.mod,
            "temporalFunction": "false" if time.anchor.kind == "self" else "true",
            "anchorTimeID": "t0" if dated and time.anchor.kind == "published" else None,
        }
        given = " ".join(
            f"{name}={quoteattr(value)}" for name, value in attributes.items() if value
        )
        yield f"<TIMEX3 {given}>{_safe(text[time.start : time.end])}</TIMEX3>"
        at = time.end
    yield _safe(text[at:])


def _safe(text: str) -> str:
    """Escaped; a carriage return as a reference, which a parser would else drop."""
    fit = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    return escape(fit, {"\r": "&#13;"})
