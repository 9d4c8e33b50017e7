"""The lists: their form, what they know, and what the loader says of a bad row."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from dipevents.errors import LexiconError
from dipevents.lexicons import tables

ROOT = Path(__file__).parents[3]
DATA = ROOT / "src" / "dipevents" / "lexicons" / "data"
PLACES = ROOT / "tools" / "gazetteer_extras" / "places.csv"
DROPPED = ROOT / "tools" / "gazetteer_extras" / "dropped.csv"

# Dependencies without people or words of their own.
NO_ADJECTIVE = {"ATF", "BVT", "HMD", "SGS", "SJM", "UMI", "VAT"}
NO_CAPITAL = {"ATA", "BVT", "HMD", "UMI"}

COUNTRY_PROBES = {
    "AUS": ["Australia", "Australian", "Aussies"],
    "ARE": ["UAE", "U.A.E.", "United Arab Emirates", "Emirati", "Emiratis"],
    "BIH": ["Bosnia", "Bosnia and Herzegovina", "Bosnian", "Bosnian Serb"],
    "BLR": ["Belarus", "Belarusian", "Belarussian", "Byelorussia"],
    "CAF": ["Central African Republic", "Central African"],
    "CHE": ["Switzerland", "Swiss"],
    "CHN": ["China", "PRC", "People's Republic of China", "Chinese", "Zhongnanhai"],
    "CIV": ["Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire", "Ivorian"],
    "COD": ["DR Congo", "DRC", "Zaire", "Democratic Republic of the Congo"],
    "COG": ["Congo-Brazzaville", "Republic of the Congo"],
    "CPV": ["Cape Verde", "Cabo Verde"],
    "CSK": ["Czechoslovakia", "Czechoslovak"],
    "CYP": ["Cyprus", "Cypriot", "Turkish Cypriots"],
    "CZE": ["Czechia", "Czech Republic", "Czech", "Czechs"],
    "DDR": ["East Germany", "GDR", "East German"],
    "DEU": ["Germany", "West Germany", "German", "Germans"],
    "DNK": ["Denmark", "Danish", "Dane", "Danes"],
    "DZA": ["Algeria", "Algerian"],
    "ESH": ["Western Sahara", "Sahrawi"],
    "ESP": ["Spain", "Spanish", "Spaniard", "Spaniards", "Moncloa"],
    "FRA": ["France", "French", "Frenchmen", "Elysee", "Élysée", "Quai d'Orsay"],
    "GBR": ["UK", "U.K.", "Britain", "British", "Scots", "Downing Street", "Whitehall"],
    "GEO": ["Georgia", "Georgian"],
    "GIN": ["Guinea", "Guinean"],
    "GNB": ["Guinea-Bissau", "Bissau-Guinean"],
    "GNQ": ["Equatorial Guinea", "Equatoguinean"],
    "GRC": ["Greece", "Greek", "Greeks"],
    "IRN": ["Iran", "Islamic Republic of Iran", "Iranian", "Persian"],
    "ISR": ["Israel", "Israeli", "Israelis"],
    "JPN": ["Japan", "Japanese", "Kantei"],
    "KAZ": ["Kazakhstan", "Kazakh", "Akorda"],
    "KGZ": ["Kyrgyzstan", "Kyrgyz"],
    "KHM": ["Cambodia", "Kampuchea", "Cambodian"],
    "KOR": ["South Korea", "ROK", "Republic of Korea", "South Korean", "Blue House"],
    "LAO": ["Laos", "Lao", "Laotian"],
    "LSO": ["Lesotho", "Basotho"],
    "MDA": ["Moldova", "Moldavia", "Moldovan"],
    "MKD": ["North Macedonia", "FYROM", "Macedonian"],
    "MMR": ["Burma", "Myanmar", "Burmese"],
    "NER": ["Niger", "Nigerien"],
    "NGA": ["Nigeria", "Nigerian", "Aso Rock"],
    "NLD": ["Holland", "Netherlands", "Dutch", "Dutchman"],
    "NZL": ["New Zealand", "New Zealander", "Aotearoa"],
    "PHL": ["Philippines", "Philippine", "Filipino", "Filipina", "Malacañang"],
    "POL": ["Poland", "Polish", "Poles"],
    "PRK": ["North Korea", "DPRK", "North Korean", "North Koreans", "N. Korea"],
    "PSE": ["Palestine", "Palestinian", "Palestinian territories"],
    "RUS": ["Russia", "Russian Federation", "Russian", "Kremlin"],
    "SAU": ["Saudi Arabia", "KSA", "Saudi", "Saudis"],
    "SDN": ["Sudan", "Sudanese"],
    "SRB": ["Serbia", "Serb", "Serbs", "Serbian"],
    "SSD": ["South Sudan", "South Sudanese"],
    "SUN": ["Soviet Union", "USSR", "U.S.S.R.", "Soviet", "Soviets"],
    "SWE": ["Sweden", "Swedish", "Swede"],
    "SWZ": ["Swaziland", "Eswatini", "Swazi"],
    "TCD": ["Chad", "Chadian"],
    "TLS": ["East Timor", "Timor-Leste", "Timorese"],
    "TUR": ["Turkey", "Türkiye", "Turkiye", "Turkish", "Turks"],
    "TWN": ["Taiwan", "Republic of China", "Taiwanese"],
    "UKR": ["Ukraine", "Ukrainian"],
    "USA": ["US", "U.S.", "USA", "America", "American", "White House"],
    "VAT": ["Vatican", "Holy See"],
    "VNM": ["Vietnam", "Viet Nam", "Vietnamese"],
    "XKX": ["Kosovo", "Kosovar"],
    "YUG": ["Yugoslavia", "Yugoslav"],
    "ZAF": ["South Africa", "South African"],
}

CITY_PROBES = {
    "AUT": ["Vienna"],
    "CHE": ["Geneva", "Davos"],
    "CHN": ["Peking", "Xinjiang", "Tibet", "Great Hall of the People"],
    "CUB": ["Guantanamo Bay"],
    "EGY": ["Sharm el-Sheikh"],
    "GEO": ["Abkhazia", "Tbilisi"],
    "GRL": ["Nuuk"],
    "IND": ["Bombay", "Mumbai"],
    "KAZ": ["Astana", "Nur-Sultan"],
    "KOR": ["Pusan", "Busan", "Panmunjom"],
    "MMR": ["Rangoon", "Naypyidaw"],
    "NLD": ["The Hague"],
    "PRK": ["Pyongyang", "Pyeongyang", "Kaesong", "Yongbyon"],
    "PSE": ["Gaza", "West Bank", "Ramallah"],
    "RUS": ["Sochi", "Chechnya", "St. Petersburg", "Vladivostok"],
    "SYR": ["Golan Heights", "Aleppo"],
    "UKR": ["Kiev", "Kyiv", "Crimea", "Donbas", "Odessa", "Kharkov", "Yalta"],
    "USA": ["Camp David", "Bretton Woods", "Texas", "New York", "Mar-a-Lago"],
    "VNM": ["Ho Chi Minh City", "Dien Bien Phu"],
    "YEM": ["Hodeidah", "Sana'a"],
}

ORGANISATION_PROBES = [
    ("UN", "IGO", None),
    ("Security Council", "IGO", None),
    ("NATO", "IGO", None),
    ("Organisation for Security and Co-operation in Europe", "IGO", None),
    ("Shanghai Cooperation Organisation", "IGO", None),
    ("Shanghai Cooperation Organization", "IGO", None),
    ("World Health Organisation", "IGO", None),
    ("Arab League", "IGO", None),
    ("State Department", "GOV", "USA"),
    ("Pentagon", "MIL", "USA"),
    ("Duma", "LEG", "RUS"),
    ("Verkhovna Rada", "LEG", "UKR"),
    ("Knesset", "LEG", "ISR"),
    ("Foreign Office", "GOV", "GBR"),
    ("IRGC", "MIL", "IRN"),
    ("PLA", "MIL", "CHN"),
    ("Daesh", "REB", None),
    ("al Qaeda", "REB", None),
    ("Hizbollah", "REB", "LBN"),
    ("Houthis", "REB", "YEM"),
    ("Reuters", "MED", "GBR"),
    ("TASS", "MED", "RUS"),
    ("KCNA", "MED", "PRK"),
    ("BelTA", "MED", "BLR"),
    ("ICRC", "NGO", None),
    ("Doctors Without Borders", "NGO", None),
    ("Communist Party of China", "GOV", "CHN"),
    ("Workers' Party of Korea", "GOV", "PRK"),
]


def country_names() -> dict[str, set[str]]:
    """Codes by each name of a country."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in tables.countries():
        for name in (row.name, *row.aliases, *row.adjectives, *row.metonyms):
            found[name].add(row.iso3)
    return found


def city_names() -> dict[str, set[str]]:
    """Codes by each name of a place."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in tables.cities():
        for name in (row.name, *row.aliases):
            found[name].add(row.country)
    return found


def declared() -> dict[str, tuple[str, ...]]:
    """Readings of the names that may mean several states."""
    return {row.name: row.readings for row in tables.ambiguous_names()}


@pytest.mark.parametrize("code", sorted(COUNTRY_PROBES))
def test_country_names_mean_their_country(code: str) -> None:
    names = country_names()
    assert {n: names[n] for n in COUNTRY_PROBES[code]} == {
        n: {code} for n in COUNTRY_PROBES[code]
    }


@pytest.mark.parametrize("code", sorted(CITY_PROBES))
def test_places_tell_their_country(code: str) -> None:
    names = city_names()
    assert {n: names[n] for n in CITY_PROBES[code]} == {
        n: {code} for n in CITY_PROBES[code]
    }


@pytest.mark.parametrize(("name", "sector", "country"), ORGANISATION_PROBES)
def test_organisations(name: str, sector: str, country: str | None) -> None:
    found = [o for o in tables.organisations() if name in (o.name, *o.aliases)]
    assert [(o.sector, o.country) for o in found] == [(sector, country)]


@pytest.mark.parametrize(
    ("phrase", "sector", "level"),
    [
        ("president", "GOV", "national"),
        ("deputy foreign minister", "GOV", "national"),
        ("minister for foreign affairs", "GOV", "national"),
        ("secretary of state", "GOV", "national"),
        ("national security advisor", "GOV", "national"),
        ("defense minister", "GOV", "national"),
        ("defence minister", "GOV", "national"),
        ("special representative", "GOV", "national"),
        ("secretary-general", "IGO", "national"),
        ("general", "MIL", "national"),
        ("speaker", "LEG", "national"),
        ("senator", "LEG", "national"),
        ("chief justice", "JUD", "national"),
        ("governor", "GOV", "sub"),
        ("mayor", "GOV", "sub"),
        ("ceo", "BUS", "private"),
        ("professor", "CIV", "private"),
    ],
)
def test_titles(phrase: str, sector: str, level: str) -> None:
    found = [t for t in tables.titles() if t.phrase == phrase]
    assert [(t.sector, t.level) for t in found] == [(sector, level)]


def test_a_name_means_two_states_only_where_that_is_declared() -> None:
    known = declared()
    for names in (country_names(), city_names()):
        shared = {name: codes for name, codes in names.items() if len(codes) > 1}
        assert {n for n, codes in shared.items() if not codes <= set(known[n])} == set()


def test_no_place_or_organisation_takes_the_name_of_a_country() -> None:
    countries = country_names()
    for row in tables.cities():
        for name in (row.name, *row.aliases):
            assert countries.get(name, {row.country}) == {row.country}
    organisations = {n for o in tables.organisations() for n in (o.name, *o.aliases)}
    assert organisations & set(countries) == set()
    assert organisations & set(city_names()) == set()


def test_each_organisation_has_names_of_its_own() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for row in tables.organisations():
        for name in (row.name, *row.aliases):
            owners[name].append(row.name)
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


def test_countries_have_adjectives_and_capitals() -> None:
    rows = tables.countries()
    assert {r.iso3 for r in rows if not r.adjectives} == NO_ADJECTIVE
    assert {r.iso3 for r in rows if not r.capital} == NO_CAPITAL
    assert all(r.latitude is not None and r.longitude is not None for r in rows)


def test_capitals_are_places_of_their_country() -> None:
    names, known = city_names(), declared()
    past = {r.iso3 for r in tables.countries() if r.valid_to}
    lost = {
        (row.iso3, row.capital)
        for row in tables.countries()
        if row.capital
        and row.iso3 not in past
        and row.iso3 not in names[row.capital]
        and row.iso3 not in known.get(row.capital, ())
    }
    assert lost == {("SGS", "King Edward Point")}


def test_codes_exist() -> None:
    codes = {row.iso3 for row in tables.countries()}
    assert len(codes) == len(tables.countries()) >= 255
    assert {"XKX", "TWN", "PSE", "ESH", "SUN", "YUG", "SCG", "DDR", "CSK"} <= codes
    assert {c for o in tables.organisations() for c in o.members} <= codes
    assert {o.country for o in tables.organisations()} <= codes | {None}
    assert {c.country for c in tables.cities()} <= codes
    assert {c for a in tables.ambiguous_names() for c in a.readings} <= codes
    assert {h.country for h in tables.office_holders()} <= codes | {None}


def test_past_states_say_until_when() -> None:
    until = {r.iso3: r.valid_to for r in tables.countries() if r.valid_to}
    assert until["SUN"] == date(1991, 12, 26)
    assert until["DDR"] == date(1990, 10, 2)
    assert set(until) == {
        "ANT", "CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "size", "member", "other"),
    [
        ("United Nations", 193, "CHE", "VAT"),
        ("European Union", 27, "HRV", "GBR"),
        ("North Atlantic Treaty Organization", 32, "SWE", "AUT"),
        ("African Union", 55, "ESH", "YEM"),
        ("Association of Southeast Asian Nations", 11, "TLS", "PNG"),
        ("Organization for Security and Co-operation in Europe", 57, "MNG", "CHN"),
        ("Group of Seven", 7, "CAN", "CHN"),
        ("Collective Security Treaty Organization", 6, "BLR", "UZB"),
        ("Gulf Cooperation Council", 6, "OMN", "YEM"),
        ("League of Arab States", 22, "SYR", "TUR"),
    ],
)
def test_members(name: str, size: int, member: str, other: str) -> None:
    (row,) = [o for o in tables.organisations() if o.name == name]
    assert len(row.members) == len(set(row.members)) == size
    assert member in row.members
    assert other not in row.members


def test_sizes() -> None:
    assert len(tables.organisations()) >= 350
    assert len(tables.titles()) >= 250
    assert (DATA / "cities.csv").stat().st_size < 600_000


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("countries.csv", ["iso3"]),
        ("cities.csv", ["name", "country"]),
        ("organisations.csv", ["name"]),
        ("en/titles.csv", ["phrase"]),
        ("ambiguous_names.csv", ["name"]),
    ],
)
def test_files_are_in_canonical_form(file: str, key: list[str]) -> None:
    """Sorted, each row once, no stray spaces, values listed once."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    keys = [tuple(row[k] for k in key) for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        for value in row.values():
            parts = value.split("|")
            assert len(parts) == len(set(parts)), row
            assert parts == [part.strip() for part in parts], row
    assert b"\r" not in (DATA / file).read_bytes()


def test_hand_written_places_are_in_the_list_as_written() -> None:
    built = {(c.name, c.country): c for c in tables.cities()}
    for place in tables.read_cities(PLACES):
        found = built[place.name, place.country]
        assert set(place.aliases) <= set(found.aliases)
        if place.latitude is not None:
            assert found.latitude == pytest.approx(place.latitude, abs=0.006)


def test_dropped_names_are_not_in_the_list() -> None:
    with DROPPED.open(encoding="utf-8", newline="") as lines:
        dropped = {row["name"] for row in csv.DictReader(lines)}
    by_hand = {place.name for place in tables.read_cities(PLACES)}
    capitals = {row.capital for row in tables.countries()}
    kept = {
        c.name
        for c in tables.cities()
        if c.name in dropped - by_hand - capitals and c.population < 1_000_000
    }
    assert kept == set()


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Osaka", 34.7, 135.5),
        ("Lagos", 6.5, 3.4),
        ("Novosibirsk", 55.0, 82.9),
        ("Quito", -0.2, -78.5),
        ("Zaporizhzhia", 47.8, 35.1),
        ("Camp David", 39.6, -77.5),
    ],
)
def test_coordinates(name: str, latitude: float, longitude: float) -> None:
    (row,) = [c for c in tables.cities() if c.name == name]
    assert row.latitude == pytest.approx(latitude, abs=0.2)
    assert row.longitude == pytest.approx(longitude, abs=0.2)


def test_names_that_need_care_are_listed_names_or_block_them() -> None:
    listed = set(country_names()) | set(city_names())
    listed |= {n for o in tables.organisations() for n in (o.name, *o.aliases)}
    for row in tables.ambiguous_names():
        assert (row.name in listed) == (row.needs != "never"), row.name


@pytest.mark.parametrize(
    ("name", "needs", "first"),
    [
        ("Jordan", "alone", "JOR"),
        ("Korea", "country", "KOR"),
        ("Congo", "country", "COD"),
        ("Nice", "place", None),
        ("Treaty of Versailles", "never", None),
        ("Air China", "never", None),
    ],
)
def test_ambiguous_names(name: str, needs: str, first: str | None) -> None:
    (row,) = [a for a in tables.ambiguous_names() if a.name == name]
    assert row.needs == needs
    assert (row.readings or (None,))[0] == first


def test_names_are_written_as_they_are_matched() -> None:
    """With a capital letter in each: in lower case, "us" and "turkey" are words."""
    for row in tables.countries():
        for name in (row.name, *row.aliases, *row.adjectives, *row.metonyms):
            assert name != name.lower(), name


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_users_read_lists_of_their_own(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "name,aliases,country,organisation,title,valid_from,valid_to\n"
        "Ada Okoro,A. Okoro|Ada N. Okoro,NGA,,foreign minister,2023-02,2024\n",
    )
    (row,) = tables.read_office_holders(path)
    assert row.aliases == ("A. Okoro", "Ada N. Okoro")
    assert row.organisation is None
    assert (row.valid_from, row.valid_to) == (date(2023, 2, 1), date(2024, 12, 31))


def test_a_byte_order_mark_and_spaces_do_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeffphrase,sector,level\nwarden , GOV,sub\n\n")
    (row,) = tables.read_titles(path)
    assert (row.phrase, row.sector) == ("warden", "GOV")


CITY = "name,country,aliases,latitude,longitude,population\n"
HOLDER = "name,aliases,country,organisation,title,valid_from,valid_to\n"
COUNTRY = ",".join(tables.COUNTRY_COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        ("cities", CITY + "Oz,Ozz,,1,2,3\n", ["line 2", "country", "'Ozz'"]),
        ("cities", CITY + "Oz,OZZ,,95,2,3\n", ["line 2", "latitude", "'95'"]),
        ("cities", CITY + "Oz,OZZ,,north,2,3\n", ["line 2", "latitude", "'north'"]),
        ("cities", CITY + "Oz,OZZ,,1,181,3\n", ["line 2", "longitude"]),
        ("cities", CITY + "Oz,OZZ,,1,2,many\n", ["line 2", "population"]),
        ("cities", CITY + "Oz,OZZ,,1,2,-3\n", ["line 2", "population"]),
        ("cities", CITY + "Oz,OZZ,a||b,1,2,3\n", ["line 2", "aliases"]),
        ("cities", CITY + ",OZZ,,1,2,3\n", ["line 2", "name"]),
        ("cities", CITY + "Ok,OKK,,1,2,3\nOz,OZZ\n", ["line 3", "6 fields", "2"]),
        ("cities", "name,country\nOz,OZZ\n", ["line 1", "columns"]),
        ("cities", "", ["line 1", "columns"]),
        ("titles", "phrase,sector,level\nWarden,GOV,sub\n", ["phrase", "lower case"]),
        ("titles", "phrase,sector,level\nwarden,GOV,top\n", ["level", "private"]),
        ("titles", "phrase,sector,level\nwarden,XYZ,sub\n", ["sector", "IGO"]),
        (
            "organisations",
            "name,aliases,sector,country,members\nLeague,,IGO,,FRA|England\n",
            ["members", "FRA|England"],
        ),
        (
            "office_holders",
            HOLDER + "Ann Bo,,NOR,,premier,2020-02-30,\n",
            ["valid_from", "2020-02-30"],
        ),
        (
            "office_holders",
            HOLDER + "Ann Bo,,NOR,,premier,2020-13,\n",
            ["valid_from", "calendar"],
        ),
        (
            "office_holders",
            HOLDER + "Ann Bo,,NOR,,premier,soon,\n",
            ["valid_from", "YYYY"],
        ),
        (
            "office_holders",
            HOLDER + "Ann Bo,,NOR,,premier,2021,2020\n",
            ["valid_to", "2021-01-01"],
        ),
        ("office_holders", HOLDER + "Ann Bo,,,,premier,,\n", ["country"]),
        ("countries", COUNTRY + "OZ,O,Oz,,,,,,,,\n", ["iso3", "'OZ'"]),
        (
            "ambiguous_names",
            "name,reason,needs,readings\nOz,film,luck,\n",
            ["needs", "never"],
        ),
    ],
)
def test_bad_rows_are_named(
    tmp_path: Path, read: str, text: str, words: list[str]
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        getattr(tables, f"read_{read}")(path)
    message = str(caught.value)
    assert "mine.csv" in message
    assert [word for word in words if word not in message] == []


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.csv"):
        tables.read_cities(tmp_path / "none.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(
        "name,country,aliases,latitude,longitude,population\nBogotá,".encode("latin-1")
    )
    with pytest.raises(LexiconError, match=r"latin\.csv"):
        tables.read_cities(path)
