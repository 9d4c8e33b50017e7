"""The public surface: every name is there, nothing else is."""

import importlib

import pytest

import dipevents


@pytest.mark.parametrize("name", dipevents.__all__)
def test_every_name_is_found(name: str) -> None:
    assert getattr(dipevents, name) is not None


def test_all_is_sorted_as_written() -> None:
    constants = [n for n in dipevents.__all__ if n.isupper()]
    classes = [n for n in dipevents.__all__ if n[0].isupper() and not n.isupper()]
    functions = [n for n in dipevents.__all__ if n[0].islower()]
    assert dipevents.__all__ == sorted(constants) + sorted(classes) + sorted(functions)


def test_dir_shows_the_surface_only() -> None:
    assert set(dir(dipevents)) == {*dipevents.__all__, "__version__"}


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = dipevents.no_such_name


def test_public_names_are_documented() -> None:
    undocumented = [
        n
        for n in dipevents.__all__
        if n != "EVENT_TYPES" and not (getattr(dipevents, n).__doc__ or "").strip()
    ]
    assert not undocumented


@pytest.mark.parametrize("module", ["document", "event", "participant", "span", "time"])
def test_every_field_is_documented(module: str) -> None:
    from pydantic import BaseModel

    found = importlib.import_module(f"dipevents.models.{module}")
    models = [
        m
        for m in vars(found).values()
        if isinstance(m, type)
        and issubclass(m, BaseModel)
        and m.__module__ == found.__name__
    ]
    assert models
    missing = [
        f"{m.__name__}.{n}"
        for m in models
        for n, f in m.model_fields.items()
        if not f.description
    ]
    assert not missing


def test_errors_have_one_root() -> None:
    errors = [getattr(dipevents, n) for n in dipevents.__all__ if n.endswith("Error")]
    assert all(issubclass(e, dipevents.DipEventsError) for e in errors)
