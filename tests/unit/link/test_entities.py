"""One entity for all spellings, and no entity for two people."""

import itertools

from dipevents import link_events
from dipevents.link import build_directory, collect_entities


def _ids(told, *names):
    events = [
        told(f"d{i}", "meeting", [name, "GHA"], f"2031-01-{i + 1:02}")
        for i, name in enumerate(names)
    ]
    directory = build_directory(events)
    return [directory.id_of(e.participants[0]) for e in events]


def test_spellings_share_a_readable_id(told):
    ids = _ids(told, "Ryu Myong-su/KOR", "Ryu Myong Su/KOR", "Yoo Myung-soo/KOR")
    assert len(set(ids)) == 1
    assert ids[0].startswith("person:KOR:")


def test_the_order_of_the_documents_does_not_matter(told):
    names = [
        "Lie/NOR",
        "Kari Lie/NOR",
        "Trygve Lie/NOR",
        "K. Lie/NOR",
        "Kari M. Lie/NOR",
    ]
    wanted = dict(zip(names, _ids(told, *names), strict=True))
    for order in itertools.permutations(names):
        assert dict(zip(order, _ids(told, *order), strict=True)) == wanted


def test_a_surname_joins_the_only_one_who_bears_it(told):
    one, surname = _ids(told, "Kari Lie/NOR", "Lie/NOR")
    assert one == surname


def test_a_surname_of_two_joins_neither(told):
    kari, trygve, surname = _ids(told, "Kari Lie/NOR", "Trygve Lie/NOR", "Lie/NOR")
    assert len({kari, trygve, surname}) == 3


def test_namesakes_of_two_countries_are_two(told):
    assert len(set(_ids(told, "Anna Berg/NOR", "Anna Berg/FIN"))) == 2


def test_the_shorter_name_of_two_presidents_is_neither(told):
    ids = _ids(told, "Jan B. Holm/NOR", "Jan C. D. Holm/NOR", "Jan Holm/NOR")
    assert len(set(ids)) == 3


def test_organisations_and_their_acronyms(told):
    ids = _ids(told, "NATO", "North Atlantic Treaty Organization", "African Union")
    assert ids[0] == ids[1] == "organization:north-atlantic-treaty-organization"
    assert ids[2] == "organization:african-union"


def test_what_is_known_of_an_entity(told):
    events = link_events(
        [
            told("d1", "meeting", ["Kari Lie/NOR", "GHA"], "2031-05-04"),
            told("d2", "meeting", ["K. Lie/NOR", "GHA"], "2031-05-04"),
            told("d3", "call", ["Kari Lie/NOR", "TGO"], "2031-06-04"),
        ]
    )
    found = {e.id: e for e in collect_entities(events)}
    person = found["person:NOR:kari-lie"]
    assert person.name == "Kari Lie"
    assert person.spellings == ("K. Lie", "Kari Lie")
    assert person.documents == ("d1", "d2", "d3")
    assert found["country:GHA"].kind == "country"
