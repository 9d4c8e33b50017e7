"""Names of places, and which of them are whole countries."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from dipevents.lexicons.tables import countries

if TYPE_CHECKING:
    from dipevents.models import Place


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Latin lower-case letters and digits of a text, in words."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))


@cache
def _country_names() -> frozenset[str]:
    """All names of countries; where a city bears one too, the country is meant."""
    return frozenset(
        plain(name)
        for country in countries()
        for name in (country.name, *country.aliases, country.iso3)
        if name not in {country.capital}
    )


def city_of(place: Place | None) -> str | None:
    """The plain name of a place that is no whole country, or None."""
    if place is None:
        return None
    name = plain(place.name)
    return None if not name or name in _country_names() else name
