"""Whom names and references stand for, decided from the text alone."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dipevents.annotate import Annotator, NameTables
from dipevents.annotate.engine import Engine
from dipevents.annotated import AnnotatedDocument, Mention
from dipevents.lexicons.records import Country, OfficeHolder
from dipevents.models import DateValue, Document

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases/annotate/names.toml").read_text("utf-8")
)["case"]


def annotate(annotator: Annotator, text: str, **fields: Any) -> AnnotatedDocument:
    document = Document(id="d", text=text, **fields)
    return next(annotator.annotate([(document, ())]))


def mention_of(annotated: AnnotatedDocument, words: str) -> Mention:
    text, _, number = words.partition("#")
    found = [m for s in annotated for m in s.mentions if m.text == text]
    told = [(m.text, m.rule) for s in annotated for m in s.mentions]
    assert len(found) >= int(number or 1), f"no mention {words!r} among {told}"
    return found[int(number or 1) - 1]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_case(annotator: Annotator, case: dict[str, Any]) -> None:
    annotated = annotate(annotator, case["text"], place=case.get("place"))
    for words, expected in case.get("mentions", {}).items():
        keys = [expected] if isinstance(expected, str) else expected
        mention = mention_of(annotated, words)
        assert sorted(a.key for a in mention.actors) == sorted(keys), words
    for words, title in case.get("titles", {}).items():
        assert {a.title for a in mention_of(annotated, words).actors} == {title}
    for words, kind in case.get("kinds", {}).items():
        assert mention_of(annotated, words).kind == kind
    texts = {m.text for s in annotated for m in s.mentions}
    assert texts.isdisjoint(case.get("absent", ()))


START, END = date(2030, 1, 1), date(2015, 1, 1)
HOLDERS = NameTables(
    office_holders=(
        OfficeHolder(
            "Ana Quispe", (), "PER", None, "president", date(2030, 1, 1), None
        ),
        OfficeHolder(
            "Bo Quispe",
            (),
            "BOL",
            None,
            "president",
            date(2010, 1, 1),
            date(2015, 1, 1),
        ),
    ),
    countries=(
        Country("QQQ", "QQ", "Ruritania", (), ("Ruritanian",), "Strelsau", (), 1, 2),
    ),
)


@pytest.mark.parametrize(
    ("day", "words", "country"),
    [
        ("2031-05-01", "President Quispe", "PER"),
        ("2012-05-01", "President Quispe", "BOL"),
        ("2020-05-01", "President Quispe", None),
        ("2031-05-01", "Foreign Minister Quispe", None),
        ("2031-05-01", "Ana Quispe", "PER"),
        ("1999-05-01", "Bo Quispe", "BOL"),
    ],
)
def test_office_holders_tell_the_state_of_their_day(
    annotator: Annotator, day: str, words: str, country: str | None
) -> None:
    own = Annotator(annotator.engine, HOLDERS)
    published = DateValue(edtf=day, latest=date.fromisoformat(day))
    annotated = annotate(own, f"{words} spoke.", published=published)
    actor = mention_of(annotated, words).actor
    assert actor is not None
    assert actor.country == country


def test_an_office_is_its_holder_whom_the_text_names(annotator: Annotator) -> None:
    own = Annotator(annotator.engine, HOLDERS)
    published = DateValue(edtf="2031-05-01", latest=date(2031, 5, 1))
    text = (
        "Ana Quispe spoke to Kenyan President Joan Mutua. The President of Peru "
        "smiled. The two leaders agreed."
    )
    annotated = annotate(own, text, published=published)
    ana = mention_of(annotated, "The President of Peru").actor
    assert ana is not None
    assert (ana.key, ana.title) == ("person:PER:ana-quispe", None)
    both = mention_of(annotated, "The two leaders").actors
    assert {a.key for a in both} == {ana.key, "person:KEN:joan-mutua"}


def test_a_user_adds_a_country(annotator: Annotator) -> None:
    own = Annotator(annotator.engine, HOLDERS)
    annotated = annotate(own, "Ruritanian Foreign Minister Ada Elf spoke.")
    actor = mention_of(annotated, "Ruritanian Foreign Minister Ada Elf").actor
    assert actor is not None
    assert actor.country == "QQQ"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("Ministry of Foreign Affairs of Kenya", "country:KEN"),
        ("US Department of State", "country:USA"),
        ("The Nairobi Gazette", None),
        ("Kenya Weekly", None),
    ],
)
def test_the_issuer_is_a_state_and_no_newspaper(
    annotator: Annotator, source: str, key: str | None
) -> None:
    annotated = annotate(annotator, "We met.", source=source)
    assert (annotated.issuer.key if annotated.issuer else None) == key
    assert [a.key for a in mention_of(annotated, "We").actors] == [key] * bool(key)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.mfa.gov.pl/news/1", "country:POL"),
        ("https://www.gov.uk/x", "country:GBR"),
        ("https://www.state.gov/x", "country:USA"),
        ("https://news.example.com/gov/pl", None),
    ],
)
def test_the_issuer_by_address(annotator: Annotator, url: str, key: str | None) -> None:
    annotated = annotate(annotator, "They met.", url=url)
    assert (annotated.issuer.key if annotated.issuer else None) == key


def test_speakers_of_quotations(annotator: Annotator) -> None:
    text = (
        'Kenyan President Joan Mutua said, "We agree." "Our people hope." '
        "The talks went on. Fijian envoy Adi Vula disagreed."
    )
    annotated = annotate(annotator, text)
    assert [s.speaker.key if s.speaker else None for s in annotated] == [
        "person:KEN:joan-mutua",
        "person:KEN:joan-mutua",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            'Joan Mutua, the president of Kenya, came. "We wait. We hope," she said.',
            [None, "person:KEN:joan-mutua", "person:KEN:joan-mutua"],
        ),
        ('Peru agreed. "We hope." Chile left.', [None, None, None]),
        ('Reuters said. "We hope."', [None, None]),
        ('"We hope," Peru\'s Foreign Ministry said.', ["org:PER:foreign-ministry"]),
    ],
)
def test_whose_a_quotation_is(
    annotator: Annotator, text: str, speakers: list[str | None]
) -> None:
    annotated = annotate(annotator, text)
    assert [s.speaker.key if s.speaker else None for s in annotated] == speakers


def test_turns_of_a_transcript(annotator: Annotator) -> None:
    text = (
        "President of Kenya Joan Mutua: Thank you for coming.\n\nWe are glad.\n\n"
        "President of Fiji Adi Vula: We thank you."
    )
    annotated = annotate(annotator, text)
    assert [s.speaker.key if s.speaker else None for s in annotated] == [
        "person:KEN:joan-mutua",
        "person:KEN:joan-mutua",
        "person:FJI:adi-vula",
    ]


def test_media_are_reporters(annotator: Annotator) -> None:
    annotated = annotate(annotator, "Peru agreed, Reuters reported.")
    assert [m.text for m in annotated.reporters] == ["Reuters"]


def test_sentences_turned_down_still_tell_names(annotator: Annotator) -> None:
    text = "Kenyan Foreign Minister Joan Mutua likes tea. Mutua met Adi Vula."
    annotated = next(
        annotator.annotate(
            [(Document(id="d", text=text), ())], keep=lambda s: "met" in s
        )
    )
    assert len(annotated.sentences) == 1
    assert mention_of(annotated, "Mutua").actors[0].key == "person:KEN:joan-mutua"


def test_engine_without_trained_parts_has_a_name(annotator: Annotator) -> None:
    assert isinstance(annotator.engine, Engine)
    assert annotator.engine.name.startswith("en")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Fiji's foreign ministry spoke.",
            "Fiji's foreign ministry",
            "Fiji's foreign ministry",
        ),
        (
            "Fiji\u2019s defence ministry spoke.",
            "Fiji\u2019s defence ministry",
            "Fiji's defence ministry",
        ),
        (
            "Honduras' foreign ministry spoke.",
            "Honduras' foreign ministry",
            "Honduras' foreign ministry",
        ),
        (
            "Peru's regional allies came.",
            "Peru's regional allies",
            "Peru's regional allies",
        ),
        (
            "The foreign ministry of Fiji spoke.",
            "The foreign ministry of Fiji",
            "foreign ministry of Fiji",
        ),
    ],
)
def test_a_name_keeps_its_possessive_ending(
    annotator: Annotator, text: str, words: str, name: str
) -> None:
    actor = mention_of(annotate(annotator, text), words).actor
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize(
    ("source", "text", "words", "country"),
    [
        (
            "Office of the President of Latvia",
            "President Ilze Ozola received the envoys.",
            "President Ilze Ozola",
            "LVA",
        ),
        (
            "Ministry of Defence of Fiji",
            "Defence Minister Ana Vula spoke.",
            "Defence Minister Ana Vula",
            "FJI",
        ),
        (
            "Ministry of Defence of Fiji",
            "Trade Minister Ana Vula spoke.",
            "Trade Minister Ana Vula",
            None,
        ),
        (
            "Office of the Vice President of Latvia",
            "President Ilze Ozola spoke.",
            "President Ilze Ozola",
            None,
        ),
        (
            "Office of the President of Latvia",
            "President Ilze Ozola met President Ali Deng.",
            "President Ilze Ozola",
            None,
        ),
        (
            "Office of the President of Latvia",
            "President Ali Deng arrived in Latvia.",
            "President Ali Deng",
            None,
        ),
        # A state's own text names its governors and under secretaries without it.
        (
            "Office of the President of Latvia",
            "The President thanked Governor Ilze Ozola for the sandbags.",
            "Governor Ilze Ozola",
            "LVA",
        ),
        (
            "Office of the President of Latvia",
            "Deputy Secretary Ilze Ozola will travel to Fiji.",
            "Deputy Secretary Ilze Ozola",
            "LVA",
        ),
        (
            "Office of the President of Latvia",
            "Governor Ilze Ozola of Chad came.",
            "Governor Ilze Ozola of Chad",
            "TCD",
        ),
        (
            "Office of the President of Latvia",
            "Governor Ali Deng arrived in Latvia.",
            "Governor Ali Deng",
            None,
        ),
        (None, "Governor Ilze Ozola spoke.", "Governor Ilze Ozola", None),
        (
            "Latvia Daily News",
            "President Ilze Ozola spoke.",
            "President Ilze Ozola",
            None,
        ),
        (None, "President Ilze Ozola spoke.", "President Ilze Ozola", None),
    ],
)
def test_the_issuing_office_tells_its_holders_state(
    annotator: Annotator,
    source: str | None,
    text: str,
    words: str,
    country: str | None,
) -> None:
    actor = mention_of(annotate(annotator, text, source=source), words).actor
    assert actor is not None
    assert actor.country == country
