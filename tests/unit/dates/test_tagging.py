"""Options, records and errors of the room's public functions."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dipevents.dates import (
    infer_published,
    parse_date,
    resolve_again,
    span_of_edtf,
    tag,
)
from dipevents.errors import DateError, LexiconError
from dipevents.models import DateValue


def values(text: str, **options: object) -> list[tuple[str, str]]:
    return [(x.text, x.value) for x in tag(text, **options)]  # type: ignore[arg-type]


def test_without_anchor_a_printed_date_is_the_anchor() -> None:
    text = "Tuesday 12 March 2019 16:30 GMT\n\nThey met on Monday."
    assert values(text)[-1] == ("Monday", "2019-03-11")


def test_without_any_date_the_words_stay_open() -> None:
    found = tag("They met on Tuesday.")[0]
    assert found.value == "XXXX-WXX-2"
    assert found.edtf is None
    assert found.anchor.kind == "none"
    assert found.reason == "the day of publication is unknown"


def test_an_interval_as_anchor_gives_what_all_its_days_agree_on() -> None:
    anchor = DateValue(
        edtf="2019-03-11/2019-03-13",
        earliest=date(2019, 3, 11),
        latest=date(2019, 3, 13),
        granularity="interval",
        basis="inferred",
    )
    found = tag("They met last month, on Sunday, and left yesterday.", anchor=anchor)
    assert [x.value for x in found] == ["2019-02", "2019-03-10", "2019-03-XX"]
    assert found[2].edtf == "2019-03-10/2019-03-12"
    assert found[2].reason


def test_resolve_again_moves_what_is_relative() -> None:
    text = "They met on Tuesday, May 3, 2011, and yesterday."
    first = [x.value for x in resolve_again(text, anchor="2024-03-14")]
    second = [x.value for x in resolve_again(text, anchor="2024-03-21")]
    assert first == ["2011-05-03", "2024-03-13"]
    assert second == ["2011-05-03", "2024-03-20"]


def test_style_can_be_overruled() -> None:
    text = "In March 1811 the fleet sailed. In May it lay off Lima."
    assert values(text, anchor="2024-03-14")[1][1] == "1811-05"
    assert values(text, anchor="2024-03-14", style="news")[1][1] != "1811-05"


def test_explanation_names_anchor_and_rejected_reading() -> None:
    said = tag("They will meet on Friday.", anchor="2024-03-14")[0].explain()
    assert "2024-03-15" in said
    assert "day of publication 2024-03-14" in said
    assert "not 2024-03-08: the clause looks ahead: will" in said


def test_document_id_and_offsets_of_the_anchor() -> None:
    text = "Signed on May 3, 2019, it lapsed two days later."
    found = tag(text, anchor="2024-03-14", document_id="a")
    assert {x.document_id for x in found} == {"a"}
    assert found[1].anchor.kind == "previous"
    assert text[found[1].anchor.start : found[1].anchor.end] == "May 3, 2019"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "It fell on May\u00a03,\u202f2019, they say.",
            "May\u00a03,\u202f2019",
            "2019-05-03",
        ),
        ("It fell on  May  3,  2019.", "May  3,  2019", "2019-05-03"),
        ("It rained in mid\u2011June.", "mid\u2011June", "2023-06"),
        ("It is yesterday’s news.", "yesterday", "2024-03-13"),
        ("“Tuesday” he said.", "Tuesday", "2024-03-12"),
        ("\U0001f600 On Tuesday.", "Tuesday", "2024-03-12"),
    ],
)
def test_typography(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text, anchor="2024-03-14", style="news")


def test_hard_wrapped_text_is_read_across_line_ends() -> None:
    text = (
        "The two ministers met in the capital on the evening of Tuesday, March\n"
        "12, and agreed that their deputies should go on with the talks within\n"
        "two weeks, while the banks of both countries prepare the accord which\n"
        "the parliaments are to vote on in the summer of the year that follows\n"
        "the election.\n"
    )
    assert "March\n12" in {x.text[-8:] for x in tag(text, anchor="2024-03-14")}


def test_paragraphs_are_not_joined() -> None:
    found = values("The war of May\n\n12 ships sank.", anchor="2024-03-14")
    assert found == [("May", "2024-05")]


def test_rules_of_a_user(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        "[[rules]]\nid = 'moon'\non = 'moon'\npattern = 'the harvest moon of {year}'\n",
        encoding="utf-8",
    )
    text = "They met under the harvest moon of 1998."
    assert tag(text, anchor="2024", rules=[file])[0].rule == "moon"
    assert tag(text, anchor="2024")[0].text == "1998"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[rules]]\nid = 'a'\n", "missing keys"),
        ("[[rules]]\nid='a'\non='x'\npattern='('\n", "date rule a"),
        ("[[rules]]\nid='a'\non='x'\npattern='{nothing}'\n", "no fragment"),
        ("[[rules]]\nid='a'\non='x'\npattern='y'\nkind='odd'\n", "unknown kind"),
        ("not toml", "mine.toml"),
    ],
)
def test_a_broken_rule_file_is_named(
    tmp_path: Path, content: str, message: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        tag("They met.", rules=[file])


FOREIGN = [
    ("fr", "Il est arrivé hier, le 3 mars 2019.", ["2024-03-13", "2019-03-03"]),
    (
        "fr",
        "Ils se sont vus mardi et il y a trois jours.",
        ["2024-03-12", "2024-03-11"],
    ),
    ("de", "Am 3. Oktober 1990 und gestern.", ["1990-10-03", "2024-03-13"]),
    ("de", "Sie trafen sich am Dienstag.", ["2024-03-12"]),
    ("es", "El 5 de mayo de 2019 y ayer.", ["2019-05-05", "2024-03-13"]),
    ("ru", "5 мая 2019 года и вчера.", ["2019-05-05", "2024-03-13"]),
    ("ru", "Они встретились в среду.", ["2024-03-13"]),
    ("ar", "يوم الثلاثاء 5 مايو 2019 وأمس", ["2019-05-05", "2024-03-13"]),
    ("zh", "2019年5月3日和昨天", ["2019-05-03", "2024-03-13"]),
    ("zh", "星期二，三天前", ["2024-03-12", "2024-03-11"]),
    ("ja", "2019年5月3日と昨日", ["2019-05-03", "2024-03-13"]),
    ("ko", "2019년 5월 3일, 어제", ["2019-05-03", "2024-03-13"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), FOREIGN)
def test_other_languages(code: str, text: str, expected: list[str]) -> None:
    found = tag(text, anchor="2024-03-14", languages=["en", code])
    assert [x.value for x in found] == expected
    assert all(text[x.start : x.end] == x.text for x in found)


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(DateError, match="there are en, ar"):
        tag("They met.", languages=["xx"])


@pytest.mark.parametrize(
    ("given", "edtf", "granularity"),
    [
        ("2024-07-23", "2024-07-23", "day"),
        ("2024-07", "2024-07", "month"),
        ("2024", "2024", "year"),
        ("199X", "199X", "decade"),
        ("2021-23", "2021-23", "season"),
        ("2025-10-28/2025-10-29", "2025-10-28/2025-10-29", "interval"),
        ("2024-07-23T16:30:00Z", "2024-07-23", "day"),
        ("20240723", "2024-07-23", "day"),
        ("Tue, 23 Jul 2024 16:30:00 +0100", "2024-07-23", "day"),
        ("23 July 2024", "2024-07-23", "day"),
        ("July 3, 2024 4:05 p.m. ET", "2024-07-03", "day"),
        ("23.07.2024", "2024-07-23", "day"),
        (date(2024, 7, 23), "2024-07-23", "day"),
        (datetime(2024, 7, 23, tzinfo=UTC), "2024-07-23", "day"),
    ],
)
def test_dates_handed_over(given: str, edtf: str, granularity: str) -> None:
    found = parse_date(given)
    assert (found.edtf, found.granularity, found.basis) == (edtf, granularity, "given")


@pytest.mark.parametrize(
    "given", ["2024-02-30", "2024-13-01", "soon", "", "Tuesday", "30 February 2024"]
)
def test_what_is_no_date_is_refused(given: str) -> None:
    with pytest.raises(DateError):
        parse_date(given)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2021-23", date(2021, 9, 1), date(2021, 11, 30)),
        ("2024-07-23/..", date(2024, 7, 23), None),
        ("-0489", None, None),
    ],
)
def test_span_of_edtf(edtf: str, first: date | None, last: date | None) -> None:
    assert span_of_edtf(edtf) == (first, last)


def test_a_contradiction_is_told_and_the_weaker_hint_dropped() -> None:
    text = "Published 4 May 2018\n\nThe accord was signed on June 9, 2021, they said."
    found = infer_published(text)
    assert found.edtf == "2018-05-04"
    assert "against that, and weaker" in (found.reason or "")


def test_import_is_light() -> None:
    code = (
        "import sys, dipevents.dates; "
        "print(sorted({'pydantic', 'dateparser', 'spacy', 'regex'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_english_does_not_load_dateparser() -> None:
    code = (
        "import sys; from dipevents.dates import tag; "
        "tag('On Tuesday.', anchor='2024'); "
        "print('dateparser' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
