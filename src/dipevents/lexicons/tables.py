"""The lists of names in ``data/``: read, checked, and held once.

Lists are CSV files with a header line; a field with many values separates them
by ``|``. ``countries()`` and its siblings give the built-in rows; ``read_countries``
and its siblings read a file of one's own in the same columns.
"""

from __future__ import annotations

import calendar
import csv
import re
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from dipevents.errors import LexiconError
from dipevents.lexicons.records import (
    AmbiguousName,
    City,
    Country,
    OfficeHolder,
    Organisation,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COUNTRY_COLUMNS = (
    "iso3",
    "iso2",
    "name",
    "aliases",
    "adjectives",
    "capital",
    "metonyms",
    "latitude",
    "longitude",
    "valid_from",
    "valid_to",
)
CITY_COLUMNS = ("name", "country", "aliases", "latitude", "longitude", "population")
ORGANISATION_COLUMNS = ("name", "aliases", "sector", "country", "members")
TITLE_COLUMNS = ("phrase", "sector", "level")
OFFICE_HOLDER_COLUMNS = (
    "name",
    "aliases",
    "country",
    "organisation",
    "title",
    "valid_from",
    "valid_to",
)
AMBIGUOUS_NAME_COLUMNS = ("name", "reason", "needs", "readings")

ORGANISATION_SECTORS = frozenset(
    {"IGO", "GOV", "MIL", "LEG", "JUD", "NGO", "REB", "MED", "BUS"}
)
TITLE_SECTORS = frozenset({"GOV", "MIL", "LEG", "IGO", "JUD", "BUS", "CIV"})
TITLE_LEVELS = frozenset({"national", "sub", "private"})
AMBIGUITY_NEEDS = frozenset(
    {
        # take it as listed unless it touches another capitalised word that is not
        # itself a listed name: "Jordan Spieth", "Michael Jordan"
        "alone",
        # take it as listed only after a preposition of place, before ", Country", in a
        # dateline, or where the article also names it or its country beyond doubt
        "place",
        # which of the readings is meant, another name in the article must tell;
        # the first reading where none does
        "country",
        # not a country or place at all; listed so that the longest match wins
        "never",
    }
)

_Record = TypeVar("_Record")

_CODE = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class _Row:
    """One line of a list, with what is needed to say where an error is.

    A plain class with short paths: the lists have some 15,000 rows, read at first use.
    """

    __slots__ = ("file", "line", "values")

    def __init__(self, file: str) -> None:
        self.file = file
        self.line = 0
        self.values: dict[str, str] = {}

    def fail(self, field: str, fault: str) -> NoReturn:
        """Raise the error for one field of this row."""
        msg = (
            f"{self.file}, line {self.line}, field {field}: {fault}, "
            f"not {self.values[field]!r}"
        )
        raise LexiconError(msg)

    def text(self, field: str) -> str:
        """A field that must not be empty."""
        value = self.values[field]
        if not value:
            self.fail(field, "a value is needed")
        return value

    def many(self, field: str) -> tuple[str, ...]:
        """The values of a field that holds several."""
        value = self.values[field]
        if not value:
            return ()
        if "|" not in value:
            return (value,)
        values = tuple([part.strip() for part in value.split("|")])
        if "" in values:
            self.fail(field, "values are separated by one '|' each")
        return values

    def one_of(self, field: str, known: frozenset[str]) -> str:
        """A field with a closed set of values."""
        value = self.values[field]
        if value not in known:
            self.fail(field, f"one of {', '.join(sorted(known))} is needed")
        return value

    def code(self, field: str) -> str:
        """A country code."""
        value = self.values[field]
        if not _CODE.fullmatch(value):
            self.fail(field, "three capital letters (ISO 3166-1) are needed")
        return value

    def codes(self, field: str) -> tuple[str, ...]:
        """The country codes of a field that holds several."""
        values = self.many(field)
        if not all(_CODE.fullmatch(value) for value in values):
            self.fail(field, "country codes of three capital letters are needed")
        return values

    def degrees(self, field: str, limit: int) -> float | None:
        """A coordinate, None where the field is empty."""
        value = self.values[field]
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            self.fail(field, "degrees as a number are needed")
        if not -limit <= number <= limit:
            self.fail(field, f"degrees from -{limit} to {limit} are needed")
        return number

    def count(self, field: str) -> int:
        """A number of people; 0 where the field is empty."""
        value = self.values[field]
        if value and not (value.isascii() and value.isdigit()):
            self.fail(field, "a whole number is needed")
        return int(value or 0)

    def day(self, field: str, *, last: bool) -> date | None:
        """A day; a year or month alone means its first or last day."""
        value = self.values[field]
        if not value:
            return None
        try:
            found = _day(value, last)
        except (ValueError, calendar.IllegalMonthError):
            self.fail(field, "a day of the calendar is needed")
        if found is None:
            self.fail(field, "YYYY, YYYY-MM or YYYY-MM-DD is needed")
        return found


@lru_cache(maxsize=8192)  # offices change hands on the same days in many rows
def _day(value: str, last: bool) -> date | None:
    """The day; None where the form is wrong."""
    match = _DAY.fullmatch(value)
    if not match:
        return None
    if match[3]:
        return date.fromisoformat(value)
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterable[_Row]:
    """The lines of a file: one object, filled anew for each of them."""
    row = _Row(path.name)
    width = len(columns)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = tuple(next(reader, ()))
            if header != columns:
                msg = (
                    f"{path.name}, line 1: the columns must be "
                    f"{','.join(columns)}, not {','.join(header)}"
                )
                raise LexiconError(msg)
            for values in reader:
                if not values:
                    continue
                if len(values) != width:
                    msg = (
                        f"{path.name}, line {reader.line_num}: {width} fields "
                        f"are needed ({','.join(columns)}), not {len(values)}"
                    )
                    raise LexiconError(msg)
                row.line = reader.line_num
                row.values = dict(zip(columns, map(str.strip, values), strict=True))
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"{path.name} cannot be read: {error}"
        raise LexiconError(msg) from error


def _country(row: _Row) -> Country:
    return Country(
        iso3=row.code("iso3"),
        iso2=row.text("iso2"),
        name=row.text("name"),
        aliases=row.many("aliases"),
        adjectives=row.many("adjectives"),
        capital=row.values["capital"],
        metonyms=row.many("metonyms"),
        latitude=row.degrees("latitude", 90),
        longitude=row.degrees("longitude", 180),
        valid_from=row.day("valid_from", last=False),
        valid_to=row.day("valid_to", last=True),
    )


def _city(row: _Row) -> City:
    return City(
        name=row.text("name"),
        country=row.code("country"),
        aliases=row.many("aliases"),
        latitude=row.degrees("latitude", 90),
        longitude=row.degrees("longitude", 180),
        population=row.count("population"),
    )


def _organisation(row: _Row) -> Organisation:
    return Organisation(
        name=row.text("name"),
        aliases=row.many("aliases"),
        sector=row.one_of("sector", ORGANISATION_SECTORS),
        country=row.code("country") if row.values["country"] else None,
        members=row.codes("members"),
    )


def _title(row: _Row) -> Title:
    phrase = row.text("phrase")
    if phrase != phrase.lower():
        row.fail("phrase", "lower case is needed")
    return Title(
        phrase=phrase,
        sector=row.one_of("sector", TITLE_SECTORS),
        level=row.one_of("level", TITLE_LEVELS),
    )


def _office_holder(row: _Row) -> OfficeHolder:
    country = row.code("country") if row.values["country"] else None
    organisation = row.values["organisation"] or None
    if country is None and organisation is None:
        row.fail("country", "a country or an organisation is needed")
    start = row.day("valid_from", last=False)
    end = row.day("valid_to", last=True)
    if start and end and start > end:
        row.fail("valid_to", f"a day not before {start} is needed")
    return OfficeHolder(
        name=row.text("name"),
        aliases=row.many("aliases"),
        country=country,
        organisation=organisation,
        title=row.text("title"),
        valid_from=start,
        valid_to=end,
    )


def _ambiguous_name(row: _Row) -> AmbiguousName:
    return AmbiguousName(
        name=row.text("name"),
        reason=row.text("reason"),
        needs=row.one_of("needs", AMBIGUITY_NEEDS),
        readings=row.codes("readings"),
    )


def _read(
    path: Path, columns: tuple[str, ...], make: Callable[[_Row], _Record]
) -> tuple[_Record, ...]:
    return tuple(make(row) for row in _rows(path, columns))


def read_countries(path: Path) -> tuple[Country, ...]:
    """The countries in a file with the columns of ``countries.csv``.

    Args:
        path: The file.

    Returns:
        Its rows, in the order of the file.

    Raises:
        LexiconError: A row is not in the format; the message names file, line and
            field.
    """
    return _read(path, COUNTRY_COLUMNS, _country)


def read_cities(path: Path) -> tuple[City, ...]:
    """The places in a file with the columns of ``cities.csv``.

    Args:
        path: The file.

    Returns:
        Its rows, in the order of the file.

    Raises:
        LexiconError: A row is not in the format.
    """
    return _read(path, CITY_COLUMNS, _city)


def read_organisations(path: Path) -> tuple[Organisation, ...]:
    """The organisations in a file with the columns of ``organisations.csv``.

    Args:
        path: The file.

    Returns:
        Its rows, in the order of the file.

    Raises:
        LexiconError: A row is not in the format.
    """
    return _read(path, ORGANISATION_COLUMNS, _organisation)


def read_titles(path: Path) -> tuple[Title, ...]:
    """The titles in a file with the columns of ``titles.csv``.

    Args:
        path: The file.

    Returns:
        Its rows, in the order of the file.

    Raises:
        LexiconError: A row is not in the format.
    """
    return _read(path, TITLE_COLUMNS, _title)


def read_office_holders(path: Path) -> tuple[OfficeHolder, ...]:
    """The office-holders in a file with the columns of ``office_holders/*.csv``.

    Args:
        path: The file.

    Returns:
        Its rows, in the order of the file. A year or month alone means its first day
        in ``valid_from`` and its last day in ``valid_to``.

    Raises:
        LexiconError: A row is not in the format.
    """
    return _read(path, OFFICE_HOLDER_COLUMNS, _office_holder)


def read_ambiguous_names(path: Path) -> tuple[AmbiguousName, ...]:
    """The names with a second meaning in a file like ``ambiguous_names.csv``.

    Args:
        path: The file.

    Returns:
        Its rows, in the order of the file.

    Raises:
        LexiconError: A row is not in the format.
    """
    return _read(path, AMBIGUOUS_NAME_COLUMNS, _ambiguous_name)


def _built_in(
    name: str, read: Callable[[Path], tuple[_Record, ...]]
) -> tuple[_Record, ...]:
    source = resources.files("dipevents.lexicons") / "data" / name
    with resources.as_file(source) as path:
        return read(path)


@cache
def countries() -> tuple[Country, ...]:
    """All states and territories of ISO 3166-1, and some of the past, by code."""
    return _built_in("countries.csv", read_countries)


@cache
def cities() -> tuple[City, ...]:
    """Cities, regions and landmarks, by name; each name tells one country."""
    return _built_in("cities.csv", read_cities)


@cache
def organisations() -> tuple[Organisation, ...]:
    """Organisations that act or report in foreign affairs, by name."""
    return _built_in("organisations.csv", read_organisations)


@cache
def titles() -> tuple[Title, ...]:
    """Offices and ranks in English, in lower case and singular, by phrase."""
    return _built_in("en/titles.csv", read_titles)


@cache
def office_holders() -> tuple[OfficeHolder, ...]:
    """Who held which office when: all files of ``office_holders/``, in their order."""
    folder = resources.files("dipevents.lexicons") / "data" / "office_holders"
    with resources.as_file(folder) as path:
        return tuple(
            holder
            for file in sorted(path.glob("*.csv"))
            for holder in read_office_holders(file)
        )


@cache
def ambiguous_names() -> tuple[AmbiguousName, ...]:
    """Names of the lists that often mean something else in running text, by name."""
    return _built_in("ambiguous_names.csv", read_ambiguous_names)
