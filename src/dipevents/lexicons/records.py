"""The rows of the lists in ``data/``, as the library holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory with everything that names it in English news."""

    iso3: str
    iso2: str
    name: str
    """Common English name: "South Korea"."""
    aliases: tuple[str, ...]
    """Other names: "Republic of Korea", "ROK", "Burma"."""
    adjectives: tuple[str, ...]
    """Nationality words, adjective and demonym: "Belarusian", "Dane", "Danish"."""
    capital: str
    metonyms: tuple[str, ...]
    """Seats and names that stand for the government: "Kremlin", "White House"."""
    latitude: float | None
    longitude: float | None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class City:
    """A city, region or landmark that tells a country."""

    name: str
    country: str
    aliases: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    population: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that acts, or is named as a source, in foreign affairs."""

    name: str
    aliases: tuple[str, ...]
    """Acronyms and other names: "UN", "U.N."."""
    sector: str
    """IGO, GOV, MIL, LEG, JUD, NGO, REB, MED, BUS."""
    country: str | None
    """The state it belongs to; None for international ones."""
    members: tuple[str, ...]
    """ISO 3166-1 alpha-3 codes of its members; empty where it has none or unknown."""


@dataclass(frozen=True, slots=True)
class Title:
    """An office or rank, as it stands before or after a name."""

    phrase: str
    """Lower case: "deputy foreign minister"."""
    sector: str
    level: str
    """``national`` (acts for its state), ``sub`` (governor, mayor), ``private``."""


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who held which office when."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    """ISO 3166-1 alpha-3; None for heads of international organisations."""
    organisation: str | None
    """Name of the organisation, for its heads."""
    title: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A name in the lists that often means something else in running text."""

    name: str
    reason: str
    """What else it is: ``person``, ``word``, ``place``, ``firm``, ``sea`` ..."""
    needs: str
    """What a reader needs before taking it as listed (``tables.AMBIGUITY_NEEDS``)."""
    readings: tuple[str, ...]
    """ISO 3166-1 alpha-3 codes that it may mean, the usual one first."""
