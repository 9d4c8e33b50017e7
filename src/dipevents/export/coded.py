"""Coded tables in the columns of GDELT, ICEWS and POLECAT, for the code made for them.

The three know no status, no granularity and no explanation; they have one row for each
source and target. What that costs is said in each function's docstring.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dipevents.export.table import safe_cell
from dipevents.lexicons.codes import codes, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from dipevents.models import Document, Event, Participant

_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long")
_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code "
    "Type1Code Type2Code Type3Code"
).split()

GDELT_COLUMNS: tuple[str, ...] = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{part}" for part in _ACTOR),
    *(f"Actor2{part}" for part in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(
        f"{who}Geo_{part}"
        for who in ("Actor1", "Actor2", "Action")
        for part in (*_GEO, "FeatureID")
    ),
    *("DATEADDED", "SOURCEURL"),
)
"""The 61 columns of a GDELT 2.0 event file, which itself has no header."""

ICEWS_COLUMNS: tuple[str, ...] = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
"""The columns of an ICEWS event file."""

POLECAT_COLUMNS: tuple[str, ...] = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""The columns of a POLECAT (NGEC) event file."""

_QUAD_NUMBER = {"VC": "1", "MC": "2", "VX": "3", "MX": "4"}
_QUAD_WORDS = {
    "VC": "VERBAL COOPERATION",
    "MC": "MATERIAL COOPERATION",
    "VX": "VERBAL CONFLICT",
    "MX": "MATERIAL CONFLICT",
}
# To appeal, to state an intention, to demand and to threaten are acts of today about
# tomorrow: of these alone a plan is an event of its own in CAMEO.
_OF_PLANS = frozenset({"02", "03", "10", "13"})
# CAMEO's words for our sectors.
_GENERIC = {"GOV": "GOV", "MIL": "MIL", "LEG": "LEG", "JUD": "JUD", "IGO": "IGO"} | {
    name: name for name in ("NGO", "REB", "MED", "BUS", "OPP")
}


@dataclass(frozen=True, slots=True)
class _Row:
    """What the three tables have in common: one source, one target."""

    event: Event
    source: Participant | None
    target: Participant | None
    day: date
    key: str
    document: Document | None


def to_gdelt(events: Iterable[Event]) -> str:
    """The events as a GDELT 2.0 event file: tabs, no header.

    The columns are :data:`GDELT_COLUMNS`. Lost, besides what the format has no place
    for: events without a day, cancelled and negated ones, plans that CAMEO has no code
    for. Left empty, because nothing here measures them: Goldstein scale, tone, and the
    FIPS codes of places. Country codes of actors are ISO 3166-1 alpha-3, as CAMEO's
    mostly are. A date that spans several days is given by its first.

    Args:
        events: The events; an event set brings the addresses of its articles along.

    Returns:
        One line for each source and target; both directions where an act is mutual.
    """
    return _tabbed((_gdelt(row) for row in _rows(events)), GDELT_COLUMNS, header=False)


def to_icews(events: Iterable[Event]) -> str:
    """The events as an ICEWS event file: tabs, with a header.

    The columns are :data:`ICEWS_COLUMNS`. Lost as in :func:`to_gdelt`; ``Intensity``
    and ``Sentence Number`` are empty, and places are not split into district and
    province.

    Args:
        events: The events.

    Returns:
        One line for each source and target; both directions where an act is mutual.
    """
    return _tabbed((_icews(row) for row in _rows(events)), ICEWS_COLUMNS)


def to_polecat(events: Iterable[Event]) -> str:
    """The events as a POLECAT event file: tabs, with a header.

    The columns are :data:`POLECAT_COLUMNS`. Lost as in :func:`to_gdelt`, and besides
    what PLOVER has no class for (CAMEO 01, statements). Left empty: intensity,
    contexts, identifiers of Wikipedia and GeoNames; ``Actor COW`` holds the country's
    ISO 3166-1 alpha-3 code.

    Args:
        events: The events.

    Returns:
        One line for each actor and recipient; both directions where an act is mutual.
    """
    rows = (_polecat(row) for row in _rows(events) if row.event.plover.event)
    return _tabbed(rows, POLECAT_COLUMNS)


def _rows(events: Iterable[Event]) -> Iterator[_Row]:
    known = {d.id: d for d in getattr(events, "documents", ())}
    for event in events:
        if not _codable(event) or event.date is None or event.date.earliest is None:
            continue
        document = known.get(event.mentions[0].document_id)
        for source, target in _pairs(event.participants):
            names = (p.entity_id or p.name if p else "" for p in (source, target))
            key = "\x1f".join((event.id, *names))
            yield _Row(event, source, target, event.date.earliest, key, document)


def _codable(event: Event) -> bool:
    if not event.cameo or event.status in ("cancelled", "negated"):
        return False
    return event.status in ("occurred", "ongoing") or event.cameo[:2] in _OF_PLANS


def _pairs(
    people: Sequence[Participant],
) -> list[tuple[Participant | None, Participant | None]]:
    actors = [p for p in people if p.role == "actor"]
    others = [p for p in people if p.role == "recipient"]
    sources: list[Participant | None] = list(actors) or [None]
    found: list[tuple[Participant | None, Participant | None]]
    if others:
        found = [(a, b) for a in sources for b in others]
    else:
        found = [(a, b) for a in actors for b in actors if a is not b]
    abroad = [
        (a, b) for a, b in found if a is None or b is None or _apart(a, b)
    ]  # of one side's people among themselves nothing is told
    return abroad or found or [(actor, None) for actor in actors]


def _apart(one: Participant, other: Participant) -> bool:
    return one.country is None or one.country != other.country


def _gdelt(row: _Row) -> dict[str, str]:
    event, day = row.event, row.day
    cameo = event.cameo or ""
    told = {m.document_id for m in event.mentions}
    place = event.place
    day_of_year = day.timetuple().tm_yday
    document = row.document
    published = document.published.latest if document and document.published else None
    out = {
        "GLOBALEVENTID": str(_number(row.key)),
        "SQLDATE": f"{day.year:04d}{day:%m%d}",
        "MonthYear": f"{day.year:04d}{day:%m}",
        "Year": f"{day.year:04d}",
        "FractionDate": f"{day.year + day_of_year / 365.25:.4f}",
        "IsRootEvent": "1" if event.salience == "main" else "0",
        "EventCode": cameo,
        "EventBaseCode": cameo[:3],
        "EventRootCode": cameo[:2],
        "QuadClass": _QUAD_NUMBER.get(_quad(cameo), ""),
        "NumMentions": str(len(event.mentions)),
        "NumSources": str(len(told)),
        "NumArticles": str(len(told)),
        "DATEADDED": f"{published.year:04d}{published:%m%d}000000" if published else "",
        "SOURCEURL": (document.url or document.id) if document else "",
    }
    for label, side in (("Actor1", row.source), ("Actor2", row.target)):
        if side is None:
            continue
        kind = _GENERIC.get(side.sector or "", "")
        out[f"{label}Code"] = f"{side.country or ''}{kind}"
        out[f"{label}Name"] = side.name.upper()
        out[f"{label}CountryCode"] = side.country or ""
        out[f"{label}Type1Code"] = kind
    if place is not None:
        country = _country_name(place.country)
        whole = place.name == country
        out["ActionGeo_Type"] = "1" if whole else "4"
        out["ActionGeo_Fullname"] = (
            place.name if whole or not country else f"{place.name}, {country}"
        )
        out["ActionGeo_Lat"] = _degrees(place.latitude)
        out["ActionGeo_Long"] = _degrees(place.longitude)
    return out


def _icews(row: _Row) -> dict[str, str]:
    event, place = row.event, row.event.place
    document = row.document
    out = {
        "Event ID": str(_number(row.key)),
        "Event Date": row.day.isoformat(),
        "Event Text": (name_of(event.cameo) or event.type).capitalize(),
        "CAMEO Code": event.cameo or "",
        "Story ID": event.mentions[0].document_id,
        "Publisher": (document.source or "") if document else "",
    }
    for label, side in (("Source", row.source), ("Target", row.target)):
        if side is not None:
            out[f"{label} Name"] = side.name
            out[f"{label} Sectors"] = side.sector or ""
            out[f"{label} Country"] = _country_name(side.country)
    if place is not None:
        country = _country_name(place.country)
        out["City"] = "" if place.name == country else place.name
        out["Country"] = country
        out["Latitude"] = _degrees(place.latitude)
        out["Longitude"] = _degrees(place.longitude)
    return out


def _polecat(row: _Row) -> dict[str, str]:
    event, place, document = row.event, row.event.place, row.document
    published = document.published if document else None
    out = {
        "Event ID": f"{_number(row.key):x}",
        "Event Date": row.day.isoformat(),
        "Event Type": event.plover.event or "",
        "Event Mode": event.plover.mode or "",
        "Quad Code": _QUAD_WORDS.get(_quad(event.cameo or ""), ""),
        "Source": (document.source or "") if document else "",
        "Publication Date": (published.edtf or "") if published else "",
        "Language": (document.language or "") if document else "",
        "Version": "dipevents",
    }
    for label, side in (("Actor", row.source), ("Recipient", row.target)):
        if side is None:
            continue
        out[f"{label} Name"] = out[f"{label} Name Raw"] = side.name
        out[f"{label} COW"] = side.country or ""
        out[f"Primary {label} Sector"] = out[f"{label} Sectors"] = side.sector or ""
        out[f"{label} Title"] = side.title or ""
    if place is not None:
        country = _country_name(place.country)
        out["Placename"] = out["Raw Placename"] = place.name
        out["City"] = "" if place.name == country else place.name
        out["Country"] = country
        out["Latitude"] = _degrees(place.latitude)
        out["Longitude"] = _degrees(place.longitude)
    return out


def _quad(cameo: str) -> str:
    table = codes()
    found = next((table[cameo[:n]] for n in (4, 3, 2) if cameo[:n] in table), None)
    return found.quad if found else ""


@cache
def _names() -> dict[str, str]:
    from dipevents.lexicons.tables import countries

    return {country.iso3: country.name for country in countries()}


def _country_name(iso3: str | None) -> str:
    return _names().get(iso3, iso3) if iso3 else ""


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _number(key: str) -> int:
    """A number for a row that is the same whatever else is in the file."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big")


def _tabbed(
    rows: Iterable[dict[str, str]], columns: Sequence[str], *, header: bool = True
) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL
    )
    if header:
        writer.writerow(columns)
    for row in rows:
        cells = (" ".join(row.get(name, "").split()) for name in columns)
        # Degrees and counts are ours, and a minus before digits is a number.
        writer.writerow([c if _is_number(c) else safe_cell(c) for c in cells])
    return out.getvalue()


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
