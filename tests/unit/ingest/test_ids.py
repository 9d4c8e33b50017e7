"""Ids of a stream, in a few bytes each."""

from dipevents.ingest import IdSet


def test_each_id_is_new_once() -> None:
    seen = IdSet()
    names = [f"folder/article-{number}.txt" for number in range(20_000)]
    assert all(seen.add(name) for name in names)
    assert not any(seen.add(name) for name in names)
    assert len(seen) == 20_000


def test_ids_of_any_characters() -> None:
    seen = IdSet()
    assert seen.add("")
    assert seen.add("\ud800")
    assert seen.add("é")
    assert not seen.add("é")
