"""What is thrown at the library: pieces of its own matter, put together and broken.

Every input follows from one number, so that a finding is made again by its number.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src" / "dipevents" / "lexicons" / "data"

ODD = (
    *"\x00 \x07 \x0b \x0c \x1b \x1c \x85 \u00a0 \u00ad \u0301 \u0308 \u061c".split(" "),
    *"\u200b \u200d \u200e \u200f \u2011 \u2028 \u2029 \u202e \u2060 \u2066".split(" "),
    *"\ufeff \ufffd \ud800 \udfff \U0001f600 \U0001f1f0\U0001f1ea 日 الأحد".split(" "),
    *"é e\u0301 ﬁ ß İ ı Å \r \r\n \n \n\n \t - – — ' ’ \" “ ” ( ) [ ] , . ; :".split(
        " "
    ),
    *"/ % & < > { } * = + @ # | \\ ` ~ ^ $ 0 1 9 00 1e9 ٣ ² Ⅳ ½ １２".split(" "),
    *("", " ", "  ", "999999999999", "-1", "0000", "AD", "BC", "th", "'s"),
)
"""Controls, marks, separators, digits of other scripts, halves of pairs."""

NEWS = (
    *"met visited will said accused that and with of the talks signed denied on in"
    " Kenya Ghana Togo U.S. EU Kenyan Ghanaian president minister delegation".split(),
    *("Kenyan President Amina Otieno", "Ghana's foreign minister", "the two sides"),
    *("his Togolese counterpart", "Prime Minister Kofi Boateng", "in Accra", "Lomé"),
    *("signed a treaty with", "is expected to visit", "called for talks", "Reuters"),
    *("the United Nations", "both leaders", "U.S.-China", "was received by", "no"),
    *("ACCRA, March 3 (Agency) -", "Photo: Agency", "Read more", "cancelled", "if"),
    *("on Tuesday", "last week", "on 4 May 2021", "the 28th and 29th", "by phone"),
)
"""Words and phrases of which acts are told."""


@cache
def date_words() -> tuple[str, ...]:
    """Every word of the date grammar, and what usually stands around them."""
    found: set[str] = set()
    for file in sorted((DATA / "en" / "dates").glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        for words in data.get("words", {}).values():
            found.update(str(word) for word in words)
    numbers = ("1", "2", "3", "5", "12", "28", "31", "1914", "1999", "2024", "10:30")
    small = "on in at of the a to from until by since and or last next this every ago"
    later = "later before after early late mid end start first half quarter BC AD"
    return (*sorted(found), *numbers, *small.split(), *later.split())


@cache
def sentences() -> tuple[str, ...]:
    """The sentences that stand as examples beside rules and in the test cases."""
    found: list[str] = []
    files = [*DATA.glob("en/**/*.toml"), *(ROOT / "tests" / "cases").glob("**/*.toml")]
    for file in sorted(files):
        _gather(tomllib.loads(file.read_text(encoding="utf-8")), found)
    for file in sorted((ROOT / "examples" / "articles").iterdir()):
        found.append(file.read_text(encoding="utf-8"))
    return tuple(text for text in found if " " in text)


def _gather(value: object, found: list[str]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"text", "examples", "counterexamples"} and isinstance(
                inner, str
            ):
                found.append(inner)
            elif name not in {"words", "fragments", "triggers"}:
                _gather(inner, found)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str):
                found.append(inner)
            else:
                _gather(inner, found)


def broken(text: str, random: Random) -> str:
    """The text with a few pieces put in, taken out, doubled or moved."""
    for _ in range(random.randint(1, 4)):
        place = random.randint(0, len(text))
        length = random.randint(0, 8)
        what = random.randint(0, 4)
        if what == 0:
            text = text[:place] + random.choice(ODD) + text[place:]
        elif what == 1:
            text = text[:place] + text[place + length :]
        elif what == 2:
            text = text[:place] + text[place : place + length] * 2 + text[place:]
        elif what == 3:
            other = random.randint(0, len(text))
            text = text[:place] + text[other : other + length] + text[place:]
        else:
            text = text[:place] + random.choice(date_words()) + text[place + length :]
    return text


def date_text(random: Random) -> str:
    """A text full of times: words of the grammar, or a broken example."""
    kind = random.random()
    if kind < 0.7:
        words = random.choices(date_words(), k=random.randint(1, 6))
        if random.random() < 0.4:
            words.insert(random.randint(0, len(words)), random.choice(ODD))
        return random.choice((" ", " ", " ", "", ", ")).join(words)
    if kind < 0.9:
        return broken(random.choice(sentences())[:200], random)
    return "".join(random.choices(ODD, k=random.randint(0, 12)))


def news_text(random: Random) -> str:
    """A text in which acts are told, more or less."""
    kind = random.random()
    if kind < 0.5:
        words = random.choices(NEWS, k=random.randint(1, 14))
        if random.random() < 0.5:
            words.insert(random.randint(0, len(words)), random.choice(ODD))
        return random.choice((" ", " ", " ", "\n", "")).join(words) + "."
    if kind < 0.95:
        return broken(random.choice(sentences())[:600], random)
    return "".join(random.choices((*ODD, *NEWS), k=random.randint(0, 30)))


def any_day(random: Random) -> date:
    """A day between the first and the last that there are."""
    if random.random() < 0.1:
        return random.choice((date.min, date.max, date(2024, 2, 29), date(1900, 3, 1)))
    return date.fromordinal(random.randint(1, date.max.toordinal()))


def file_bytes(suffix: str, random: Random) -> bytes:
    """The bytes of a file of that kind, sound or broken."""
    texts = [news_text(random) for _ in range(random.randint(0, 3))]
    rows = [
        {"id": random.choice(("a", "b", None, 1)), "text": t, random.choice(ODD): 1}
        for t in texts
    ]
    if suffix == ".json":
        made = json.dumps(random.choice((rows, {"articles": rows}, texts, rows[:1])))
    elif suffix == ".jsonl":
        made = "\n".join(json.dumps(row) for row in rows)
    elif suffix == ".csv":
        made = "id,text\n" + "\n".join(f'{n},"{t}"' for n, t in enumerate(texts))
    elif suffix == ".html":
        paragraphs = "".join(f"<p>{t}</p>" for t in texts * 3)
        made = f"<html><head><title>x</title></head><body>{paragraphs}</body></html>"
    elif suffix == ".md":
        made = "---\ntitle: x\ndate: 2024-03-03\n---\n" + "\n".join(texts)
    else:
        made = "\n".join(texts)
    if random.random() < 0.5:
        made = broken(made, random)
    codec = random.choice(("utf-8", "utf-8", "utf-16", "cp1252", "utf-8-sig", "cp1251"))
    data = made.encode(
        codec,
        errors=random.choice(("replace", "surrogatepass"))
        if codec.startswith("utf")
        else "replace",
    )
    if random.random() < 0.3 and data:
        place = random.randrange(len(data))
        data = data[:place] + random.randbytes(random.randint(0, 9)) + data[place + 3 :]
    return data


def rule_file(random: Random) -> str:
    """The text of a rule file, sound or broken; keys with values of other kinds."""
    values = (
        *("1", "-1.5", "true", '""', '"met"', "[]", "[1]", '["meet"]', "{}", "[[]]"),
        *('"\\u0000"', "1979-05-27", "inf", '"(a+)+$"', '"["', '"{month}"', '"{no}"'),
        *('["calendar"]', '"calendar"', '["subject"]', '"subject"', "{ a = 1 }"),
    )
    keys = (
        *"type description cameo cameo_planned frames id verbs nouns needs".split(),
        *"status actor recipient examples confidence kind on pattern set".split(),
        *"priority source mutual near light_verbs".split(),
    )
    if random.random() < 0.4:
        files = sorted((DATA / "en").glob("*/*.toml"))
        text = random.choice(files).read_text(encoding="utf-8")
        start = random.randrange(max(1, len(text) - 400))
        return broken(text[start : start + 2000], random)
    lines = [f"{random.choice(keys)} = {random.choice(values)}" for _ in range(3)]
    lines.append(
        random.choice(
            (
                "[[frames]]",
                "[[rules]]",
                "[frames]",
                "frames = [1]",
                "rules = [[]]",
                "[rules]",
                "",
            )
        )
    )
    lines += [
        f"{random.choice(keys)} = {random.choice(values)}"
        for _ in range(random.randint(0, 8))
    ]
    text = "\n".join(dict.fromkeys(lines))
    return broken(text, random) if random.random() < 0.3 else text
