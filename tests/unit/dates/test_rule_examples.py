"""Every rule finds its examples and leaves its counterexamples alone."""

import re

import pytest

from dipevents.dates import tag
from dipevents.dates.find import compile_rule
from dipevents.lexicons.date_rules import DateRule, date_rules, expand

RULES = date_rules().rules
NOW = "2024-03-14"


def pairs(kind: str) -> list[tuple[DateRule, str]]:
    return [(r, text) for r in RULES for text in getattr(r, kind)]


@pytest.mark.parametrize(
    ("rule", "example"), pairs("examples"), ids=lambda v: getattr(v, "id", None)
)
def test_example_is_found(rule: DateRule, example: str) -> None:
    text = example.replace("[", "").replace("]", "")
    style = rule.set.get("style", "news")
    found = tag(text, anchor=NOW, style=style)
    if rule.kind == "none":
        assert found == []
        return
    start = example.index("[")
    want = (start, example.index("]") - 1)
    assert (want, rule.id) in [((x.start, x.end), x.rule) for x in found]


@pytest.mark.parametrize(
    ("rule", "example"), pairs("counterexamples"), ids=lambda v: getattr(v, "id", None)
)
def test_counterexample_is_left_alone(rule: DateRule, example: str) -> None:
    if rule.kind == "none":
        compiled = compile_rule(rule, date_rules().fragments)
        assert compiled.pattern.search(example) is None
        return
    style = rule.set.get("style", "news")
    assert rule.id not in {x.rule for x in tag(example, anchor=NOW, style=style)}


def test_every_rule_has_both() -> None:
    lacking = [r.id for r in RULES if not (r.examples and r.counterexamples)]
    assert lacking == []


def test_ids_are_unique() -> None:
    ids = [r.id for r in RULES] + [d.id for d in date_rules().named_days]
    assert sorted(set(ids)) == sorted(ids)


def test_triggers_cover_every_rule() -> None:
    classes = {*date_rules().triggers, *date_rules().triggers_cased}
    assert [r.id for r in RULES if not set(r.on) <= classes] == []


@pytest.mark.parametrize("day", date_rules().named_days, ids=lambda d: d.id)
def test_named_day_pattern_compiles_and_rule_reads(day: object) -> None:
    from dipevents.dates.named_days import named_days

    assert re.compile(expand(day.pattern, date_rules().fragments))  # type: ignore[attr-defined]
    name = day.id  # type: ignore[attr-defined]
    assert named_days(name, 2023)
