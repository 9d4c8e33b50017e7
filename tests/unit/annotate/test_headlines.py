"""Lists of names in headlines, as the parser is given them."""

from __future__ import annotations

import pytest

import dipevents
from dipevents.annotate.headlines import with_pairs_joined


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Ghana, Togo sign border deal", "Ghana &Togo sign border deal"),
        ("Peru, Chile, Ecuador hold drills", "Peru, Chile &Ecuador hold drills"),
        ("Talks between Fiji, Samoa collapse", "Talks between Fiji &Samoa collapse"),
        ("South Korea, Laos open talks", "South Korea &Laos open talks"),
    ],
)
def test_last_comma_joins(headline: str, read: str) -> None:
    assert with_pairs_joined(headline) == read
    assert len(read) == len(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "In Oslo, Moe meets the Danish premier",
        "Ghana signs deal, Togo waits",
        "Rain, wind and snow over Norway",
        "After Minsk, Serbia turns to Baku",
    ],
)
def test_others_stay(headline: str) -> None:
    assert with_pairs_joined(headline) == headline


@pytest.mark.model
@pytest.mark.parametrize(
    ("headline", "type_", "countries"),
    [
        ("Ghana, Togo sign border deal", "agreement", {"GHA", "TGO"}),
        ("India, Nepal swap prisoners", "cooperation", {"IND", "NPL"}),
        ("Serbian president to visit Azerbaijan in May", "visit", {"SRB", "AZE"}),
    ],
)
def test_headlines_tell_acts(headline: str, type_: str, countries: set[str]) -> None:
    text = f"{headline}\n\nThe weather was fine in the capital.\n"
    corpus = dipevents.parse_corpus([{"id": "a", "text": text}])
    [event] = dipevents.extract_events(corpus, link=False)
    assert event.type == type_
    assert {p.country for p in event.participants} == countries
    mention = event.mentions[0]
    assert text[mention.start : mention.end] == mention.text
