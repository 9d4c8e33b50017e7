"""From a record's own names for its fields to ours, value by value."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from dipevents.dates import parse_date
from dipevents.errors import DateError, IngestError
from dipevents.ingest.dateline import date_of
from dipevents.models import DateValue

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("id", "doc_id", "document_id", "article_id", "uid", "guid"),
        "text": (
            "text",
            "body",
            "content",
            "article_text",
            "full_text",
            "fulltext",
            "article_body",
            "articlebody",
            "maintext",
            "plain_text",
            "article",
            "story",
        ),
        "title": ("title", "headline", "heading"),
        "published": (
            "published",
            "publication_date",
            "date_published",
            "datepublished",
            "published_at",
            "publishedat",
            "published_date",
            "publish_date",
            "date_publish",
            "pubdate",
            "pub_date",
            "date",
        ),
        "source": (
            "source",
            "publisher",
            "outlet",
            "newspaper",
            "site_name",
            "sitename",
            "source_name",
            "source_domain",
            "publication",
        ),
        "url": ("url", "link", "href", "web_url", "permalink", "canonical_url"),
    }
)
"""For each field of a document, the keys that are read as it, the first one first.

Keys are compared in lower case, with ``-`` and blanks as ``_``.
"""

# pydantic writes JSON to a depth of some 250, and Python reads it to some 1,000.
_DEEPEST = 100
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ADDRESS_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<mark>[/-])(?P<month>\d\d|[A-Za-z]{3})(?P=mark)"
    r"(?P<day>\d\d)(?=[/-]|$)"
)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")


def split_fields(
    record: Mapping[Any, object],
) -> tuple[dict[str, object], dict[str, Any]]:
    """The known fields of a record under our names, and all the rest.

    Args:
        record: A mapping as it came from a file or the caller.

    Returns:
        Known fields that are not empty, and metadata with plain JSON values.

    Raises:
        IngestError: The metadata is nested too deeply to be kept.
    """
    keys = {_normal_key(key): key for key in reversed(list(record))}
    known: dict[str, object] = {}
    used: set[object] = set()
    for name, synonyms in SYNONYMS.items():
        for synonym in synonyms:
            key = keys.get(synonym)
            if key is not None and not _is_empty(record[key]):
                known[name] = record[key]
                used.add(key)
                break
    if "text" not in known and any(
        isinstance(record.get(keys.get(synonym)), str) for synonym in SYNONYMS["text"]
    ):
        known["text"] = ""  # there is one, and it is blank
    rest = {
        mend(str(key)): _plain(value)
        for key, value in record.items()
        if key not in used and not _is_empty(value)
    }
    return known, rest


def checked_text(value: object) -> str:
    """The text of a record, unchanged.

    Args:
        value: What stood in the text field; None if nothing did.

    Returns:
        The same string.

    Raises:
        IngestError: It is missing, blank, no string, or not valid Unicode.
    """
    if value is None:
        msg = f"has no text (looked for under {', '.join(SYNONYMS['text'][:3])}, ...)"
        raise IngestError(msg)
    if not isinstance(value, str):
        msg = f"has a text of type {type(value).__name__}; it must be a string"
        raise IngestError(msg)
    if not value.strip():
        msg = "has an empty text"
        raise IngestError(msg)
    broken = _LONE_SURROGATE.search(value)
    if broken is not None:
        msg = (
            f"has an unpaired surrogate (U+{ord(broken[0]):04X}) at {broken.start()}, "
            "so its text cannot be written to any file; replace it, for example with "
            "text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')"
        )
        raise IngestError(msg)
    return value


def short_text(value: object) -> str | None:
    """A title, source or address as one string; None where there is none.

    News interfaces write the source as ``{"id": ..., "name": ...}``: the name is taken.
    """
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("id")
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    if value is None or _is_empty(value):
        return None
    return mend(str(value).strip()) or None


def identifier(value: object, default: str) -> str:
    """The record's own id as a string, or the default where it has none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a column with gaps turns whole numbers into floats
    if isinstance(value, str | int) and str(value).strip():
        return mend(str(value).strip())
    return mend(default)


def publication_date(value: object) -> DateValue | None:
    """The day of publication that the metadata give.

    Args:
        value: A date, datetime, string or DateValue (or its dump); None if absent.

    Returns:
        The date, or None where nothing was given.

    Raises:
        IngestError: What was given is no date.
    """
    if value is None:
        return None
    if isinstance(value, Mapping):
        try:
            value = DateValue.model_validate(value)
        except ValueError as error:
            msg = "has a publication date that is no date record; write 2024-07-23"
            raise IngestError(msg) from error
    if isinstance(value, DateValue):
        return value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, bool | float) or not isinstance(value, str | int | date):
        msg = f"has a publication date of type {type(value).__name__}; write 2024-07-23"
        raise IngestError(msg)
    if isinstance(value, str):
        # Of the two readings of 03/04/2024 a parser would take one: say unknown.
        printed = date_of("", value.strip(), 0, len(value.strip()))
        if printed is not None and printed.edtf is None:
            return printed.model_copy(update={"basis": "metadata", "evidence": ()})
    try:
        parsed = parse_date(value if isinstance(value, date) else str(value).strip())
    except DateError as error:
        msg = f"has a publication date that is no date: {error}"
        raise IngestError(msg) from error
    return parsed.model_copy(update={"basis": "metadata"})


def date_in_address(url: str) -> DateValue | None:
    """The day of publication that news sites write into addresses, or None.

    Args:
        url: For example ``https://example.org/world/2021/05/04/envoys-meet``.
    """
    match = _ADDRESS_DATE.search(url)
    if match is None:
        return None
    month = match["month"].lower()
    number = (
        _MONTHS.index(month) + 1
        if month in _MONTHS
        else int(month)
        if month.isdigit()
        else 0
    )
    try:
        parsed = parse_date(f"{match['year']}-{number:02}-{match['day']}")
    except DateError:
        return None
    return parsed.model_copy(update={"basis": "metadata"})


def language_code(metadata: Mapping[str, Any]) -> str | None:
    """The two-letter code that the record gives for its language, or None."""
    for key in ("language", "lang"):
        value = metadata.get(key)
        match = _LANGUAGE.fullmatch(value) if isinstance(value, str) else None
        if match:
            return match[1]
    return None


def mend(text: str) -> str:
    """The same, with U+FFFD for unpaired surrogates, which no file can hold."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _normal_key(key: object) -> str:
    return re.sub(r"[\s-]+", "_", str(key).strip().lstrip("\ufeff").lower())


def _is_empty(value: object) -> bool:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    # NaT of pandas is no float, and differs from itself as NaN does.
    if type(value).__name__ in {"NaTType", "NAType"}:
        return True
    return isinstance(value, str) and not value.strip()


def _plain(value: object, depth: int = 0) -> Any:
    """The value as JSON can hold it, so that documents survive a round trip."""
    if depth > _DEEPEST:
        msg = f"its metadata is nested more than {_DEEPEST} levels deep; leave it out"
        raise IngestError(msg)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):  # datetime is one
        return value.isoformat()
    if isinstance(value, Mapping):
        return {
            mend(str(key)): _plain(inner, depth + 1) for key, inner in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [_plain(inner, depth + 1) for inner in items]
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return mend(str(value))
