"""The list of office holders: its form, its order, and samples of what it says."""

import csv
import re
from collections import defaultdict
from datetime import date
from importlib import resources
from itertools import combinations

import pytest

from dipevents.lexicons.records import OfficeHolder
from dipevents.lexicons.tables import countries, office_holders, organisations

FILES = (
    "africa",
    "americas",
    "asia",
    "europe",
    "middle_east",
    "oceania",
    "organisations",
)
COLUMNS = "name aliases country organisation title valid_from valid_to".split()
DAY = re.compile(r"\d{4}(-\d\d){0,2}")

# One holder at a time; all others may be held together.
SINGLE = {
    "chancellor",
    "defence minister",
    "defence secretary",
    "director-general",
    "emir",
    "foreign minister",
    "foreign secretary",
    "king",
    "pope",
    "premier",
    "president",
    "prime minister",
    "queen",
    "secretary of state",
    "secretary-general",
    "sultan",
    "supreme leader",
}
# Two prime ministers by the peace accords of 1991.
COLLECTIVE = {("KHM", "prime minister")}
HEADS = {
    "chancellor",
    "emir",
    "king",
    "pope",
    "premier",
    "president",
    "prime minister",
    "prince",
    "queen",
    "sultan",
    "supreme leader",
}

Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    folder = resources.files("dipevents.lexicons") / "data" / "office_holders"
    text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    lines = list(csv.reader(text.splitlines(), strict=True))
    assert lines[0] == COLUMNS
    assert {len(line) for line in lines} == {len(COLUMNS)}
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines[1:]]


ROWS = {name: rows_of(name) for name in FILES}


def in_office(title: str, of: str, day: date) -> set[str]:
    return {
        h.name
        for h in office_holders()
        if h.title == title
        and of in (h.country, h.organisation)
        and (h.valid_from or date.min) <= day <= (h.valid_to or date.max)
    }


def test_library_reads_every_row() -> None:
    assert len(office_holders()) == sum(len(rows) for rows in ROWS.values()) > 2500


@pytest.mark.parametrize("file", FILES)
def test_rows_are_sorted_and_differ(file: str) -> None:
    order = ("country", "organisation", "title", "valid_from", "name")
    rows = ROWS[file]
    keys = [tuple(row[c] for c in order) for row in rows]
    assert keys == sorted(keys)
    assert len({tuple(row.values()) for row in rows}) == len(rows)


@pytest.mark.parametrize("file", FILES)
def test_fields_are_in_their_form(file: str) -> None:
    faults = []
    for row in ROWS[file]:
        aliases = row["aliases"].split("|") if row["aliases"] else []
        sound = (
            all(value == " ".join(value.split()) for value in row.values())
            and row["name"].isascii()
            and len(row["name"]) > 2
            and row["title"] == row["title"].lower() != ""
            and all(len(alias) > 2 for alias in aliases)
            and len({row["name"], *aliases}) == 1 + len(aliases)
        )
        for field in ("valid_from", "valid_to"):
            sound = sound and (not row[field] or bool(DAY.fullmatch(row[field])))
        if not sound:
            faults.append(row)
    assert faults == []


def test_codes_and_organisations_are_known() -> None:
    codes = {c.iso3 for c in countries()}
    # Bodies that the list of organisations may leave out.
    bodies = {o.name for o in organisations()} | {"UNAIDS"}
    for file, rows in ROWS.items():
        used = {row["country"] for row in rows}
        assert used <= ({""} if file == "organisations" else codes)
        assert {row["organisation"] for row in rows} <= bodies | {""}


def test_a_state_stands_in_one_file() -> None:
    for one, other in combinations(FILES, 2):
        shared = {r["country"] for r in ROWS[one]} & {r["country"] for r in ROWS[other]}
        assert shared == set(), (one, other)


def test_terms_do_not_end_before_they_begin() -> None:
    for holder in office_holders():
        if holder.valid_from and holder.valid_to:
            assert holder.valid_from <= holder.valid_to, holder


def test_a_person_has_the_same_aliases_in_every_row() -> None:
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for rows in ROWS.values():
        for row in rows:
            if row["country"]:
                forms[row["country"], row["name"]].add(row["aliases"])
    assert {person for person, found in forms.items() if len(found) > 1} == set()


def test_offices_for_one_are_held_by_one() -> None:
    terms: dict[tuple[str, str], list[OfficeHolder]] = defaultdict(list)
    for holder in office_holders():
        if holder.title in SINGLE and not (holder.country and holder.organisation):
            of = holder.country or holder.organisation or ""
            terms[of, holder.title].append(holder)
    clashes = []
    for office, holders in terms.items():
        for one, other in combinations(holders, 2):
            start = max(h.valid_from or date.min for h in (one, other))
            end = min(h.valid_to or date.max for h in (one, other))
            # A year alone counts from its first to its last day.
            if (end - start).days > 366 and office not in COLLECTIVE:
                clashes.append((office, one.name, other.name))
    assert clashes == []


def test_every_member_of_the_united_nations_is_in() -> None:
    members = next(o for o in organisations() if o.name == "United Nations").members
    titles: dict[str | None, set[str]] = defaultdict(set)
    for holder in office_holders():
        titles[holder.country].add(holder.title)
    # Captains regent change twice a year and are left out.
    states = {*members, "TWN", "XKX", "PSE", "VAT"} - {"SMR"}
    assert {s for s in states if not titles[s] & HEADS} == set()
    # States where the head of government has had foreign affairs as well.
    others = states - {"USA", "GBR", "VAT", "KIR"}
    assert {s for s in others if "foreign minister" not in titles[s]} == set()


@pytest.mark.parametrize(
    ("title", "of", "day", "name"),
    [
        ("chancellor", "AUT", date(2018, 6, 1), "Sebastian Kurz"),
        ("chancellor", "DEU", date(1990, 10, 3), "Helmut Kohl"),
        (
            "director general",
            "International Atomic Energy Agency",
            date(2012, 5, 5),
            "Yukiya Amano",
        ),
        ("emir", "QAT", date(2014, 1, 1), "Tamim bin Hamad al-Thani"),
        ("foreign minister", "AUS", date(2014, 7, 18), "Julie Bishop"),
        ("foreign minister", "BRA", date(2009, 9, 1), "Celso Amorim"),
        ("foreign minister", "CHN", date(2010, 7, 1), "Yang Jiechi"),
        ("foreign minister", "EGY", date(2003, 3, 1), "Ahmed Maher"),
        ("foreign minister", "ETH", date(2014, 3, 1), "Tedros Adhanom"),
        ("foreign minister", "IND", date(2016, 9, 26), "Sushma Swaraj"),
        ("foreign minister", "IRN", date(2009, 6, 1), "Manouchehr Mottaki"),
        ("foreign minister", "KAZ", date(2015, 1, 15), "Erlan Idrissov"),
        ("foreign minister", "MEX", date(2021, 3, 1), "Marcelo Ebrard"),
        ("foreign minister", "NOR", date(2011, 4, 1), "Jonas Gahr Store"),
        ("foreign minister", "SWE", date(2001, 5, 3), "Anna Lindh"),
        ("foreign minister", "ZAF", date(2010, 7, 1), "Maite Nkoana-Mashabane"),
        ("foreign secretary", "GBR", date(2003, 3, 18), "Jack Straw"),
        ("king", "THA", date(2006, 6, 9), "Bhumibol Adulyadej"),
        ("premier", "CHN", date(2001, 9, 1), "Zhu Rongji"),
        ("president", "ARG", date(2002, 6, 1), "Eduardo Duhalde"),
        ("president", "CHL", date(2012, 1, 1), "Sebastian Pinera"),
        ("president", "FIN", date(1995, 1, 1), "Martti Ahtisaari"),
        ("president", "FRA", date(2006, 7, 14), "Jacques Chirac"),
        ("president", "GEO", date(2009, 1, 1), "Mikheil Saakashvili"),
        ("president", "IDN", date(1999, 1, 1), "B. J. Habibie"),
        ("president", "KEN", date(2015, 7, 25), "Uhuru Kenyatta"),
        ("president", "MDV", date(2010, 1, 1), "Mohamed Nasheed"),
        ("president", "SUN", date(1991, 8, 19), "Mikhail Gorbachev"),
        ("president", "TWN", date(2005, 1, 1), "Chen Shui-bian"),
        ("president", "ZMB", date(2012, 1, 1), "Michael Sata"),
        ("prime minister", "CAN", date(2008, 1, 1), "Stephen Harper"),
        ("prime minister", "FJI", date(2015, 1, 1), "Frank Bainimarama"),
        ("prime minister", "IRQ", date(2009, 1, 1), "Nouri al-Maliki"),
        ("prime minister", "ISR", date(1995, 11, 3), "Yitzhak Rabin"),
        ("prime minister", "JPN", date(2009, 1, 1), "Taro Aso"),
        ("prime minister", "NZL", date(2003, 1, 1), "Helen Clark"),
        ("prime minister", "PAK", date(2006, 1, 1), "Shaukat Aziz"),
        ("secretary of state", "USA", date(1998, 1, 1), "Madeleine Albright"),
        (
            "secretary-general",
            "North Atlantic Treaty Organization",
            date(2010, 1, 1),
            "Anders Fogh Rasmussen",
        ),
        ("secretary-general", "United Nations", date(2004, 1, 1), "Kofi Annan"),
    ],
)
def test_who_held_it(title: str, of: str, day: date, name: str) -> None:
    assert in_office(title, of, day) == {name}


@pytest.mark.parametrize(
    ("title", "of", "day"),
    [
        ("president", "LBN", date(2015, 6, 1)),
        ("president", "LBN", date(2023, 6, 1)),
        ("prime minister", "TUR", date(2020, 1, 1)),
        ("king", "NPL", date(2010, 1, 1)),
        ("president", "SUN", date(1992, 6, 1)),
        ("foreign minister", "PAK", date(2015, 1, 1)),
    ],
)
def test_vacant_and_abolished_offices_have_nobody(
    title: str, of: str, day: date
) -> None:
    assert in_office(title, of, day) == set()


@pytest.mark.parametrize(
    ("form", "states"),
    [
        ("Moammar Gadhafi", {"LBY"}),
        ("Aleksandr Lukashenko", {"BLR"}),
        ("Ri Yong Ho", {"PRK"}),
        ("Gerhard Schröder", {"DEU"}),
        ("Seyyed Mohammad Khatami", {"IRN"}),
        ("Tayyip Erdogan", {"TUR"}),
        ("King Abdullah", {"JOR", "SAU"}),
        ("Boutros Boutros Ghali", {None}),
        ("Gadhafi Moammar", set()),
        ("Choi Sun Hui", set()),
    ],
)
def test_other_forms_of_a_name(form: str, states: set[str | None]) -> None:
    found = {h.country for h in office_holders() if form in (h.name, *h.aliases)}
    assert found == states
