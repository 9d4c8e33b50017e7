"""The words by which annotation tells units, names and references apart."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dipevents.errors import LexiconError

_FILE = "data/en/annotate.toml"


@dataclass(frozen=True, slots=True)
class AnnotationLexicon:
    """The lists of ``data/en/annotate.toml``, ready to look words up in."""

    abbreviations: frozenset[str]
    """Never the last word of a sentence: "mr", "gen"."""
    number_abbreviations: frozenset[str]
    """Not the last word where a number follows: "no", "sept"."""
    final_abbreviations: frozenset[str]
    """The last word only before a word that begins sentences: "inc", "jr"."""
    sentence_starters: frozenset[str]
    glued_words: frozenset[str]
    """Function words that lost the space after them: "ofPeru"."""
    not_names: frozenset[str]
    """Words that are no part of a name even when capitalised."""
    particles: frozenset[str]
    """Lower-case words inside names: "bin", "von"."""
    suffixes: frozenset[str]
    honorifics: frozenset[str]
    male: frozenset[str]
    """Titles and honorifics of men."""
    female: frozenset[str]
    modifiers: frozenset[str]
    """Before a title, and no part of it: "visiting"."""
    title_modifiers: frozenset[str]
    """Before a title, and part of it: "deputy"."""
    portfolio: frozenset[str]
    """Words of portfolios: "affairs", "trade"."""
    titles_national: tuple[str, ...]
    titles_sub: tuple[str, ...]
    titles_private: tuple[str, ...]
    title_words: frozenset[str]
    """All words of titles."""
    posted: frozenset[str]
    """Offices whose "to X" or "for X" is not whom they act for."""
    short_titles: dict[str, str]
    """Short form as written: the title ("PM": prime minister)."""
    same_office: dict[str, frozenset[str]]
    """Office: the titles that can mean it."""
    group_nouns: frozenset[str]
    state_nouns: frozenset[str]
    group_adjectives: frozenset[str]
    plural_states: frozenset[str]
    state_plurals: frozenset[str]
    """Nouns for the states themselves: "nations"."""
    parts_of_the_world: frozenset[str]
    """Adjectives that tell which states are meant: "Gulf", not "other"."""
    regions: frozenset[str]
    collective: tuple[str, ...]
    """Phrases for states without a country of their own: "world leaders"."""
    region_phrases: tuple[str, ...]
    """Adjectives of regions that hold a nationality: "South American"."""
    region_names: tuple[str, ...]
    """Places larger than a country."""
    title_countries: dict[str, str]
    """Title that only one state has: that state."""
    organs: tuple[str, ...]
    """Parts of a state: "foreign ministry"."""
    counterpart: frozenset[str]
    both: tuple[str, ...]
    three: tuple[str, ...]
    people: frozenset[str]
    the_country: tuple[str, ...]
    state_forms: dict[str, frozenset[str]]
    """Word for a state ("sultanate"): the states that it can mean."""
    the_delegation: tuple[str, ...]
    the_guest: tuple[str, ...]
    """Phrases for the one who visits: "the guest", "his visitor"."""
    sides_described: tuple[str, ...]
    """Words between "both" and "countries": "neighbouring"."""
    speech_verbs: frozenset[str]
    metonymy_still: frozenset[str]
    """Verbs whose subject, when it is a capital, is the spot."""
    metonymy_seats: frozenset[str]
    """Places that are no capital and that governments sit in, or sat."""
    metonymy_nouns: frozenset[str]
    metonymy_prepositions: frozenset[str]
    metonymy_objects: frozenset[str]
    """Verbs whose object, when it is a capital, is its government."""
    metonymy_pressed: frozenset[str]
    """Words after which "on" and a capital mean the government."""
    metonymy_addressed: frozenset[str]
    """Words after which "to" and a capital mean the government."""
    bare_offices: frozenset[str]
    """Words of offices that "the ..." alone can mean a person by."""
    media: frozenset[str]
    combining: dict[str, str]
    """First half of a hyphenated nationality: its country ("Sino": CHN)."""


@cache
def annotation_lexicon() -> AnnotationLexicon:
    """The lists, read once in a process.

    Returns:
        The lexicon for English.

    Raises:
        LexiconError: If the file is missing a list or is no TOML.
    """
    path = resources.files("dipevents.lexicons").joinpath(_FILE)
    try:
        return parse_annotation(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        msg = f"{_FILE} is no TOML: {error}"
        raise LexiconError(msg) from error


def parse_annotation(data: dict[str, Any]) -> AnnotationLexicon:
    """The lexicon that a parsed file describes.

    Args:
        data: The file's tables.

    Returns:
        The lexicon.

    Raises:
        LexiconError: If a list is missing or holds something else than strings.
    """

    def words(table: str, key: str) -> tuple[str, ...]:
        value = data.get(table, {}).get(key)
        if not isinstance(value, list) or not all(isinstance(w, str) for w in value):
            msg = f"{_FILE}: [{table}] needs a list of strings named {key!r}"
            raise LexiconError(msg)
        return tuple(dict.fromkeys(value))

    def bag(table: str, key: str) -> frozenset[str]:
        return frozenset(words(table, key))

    same = data.get("titles", {}).get("same", {})
    return AnnotationLexicon(
        abbreviations=bag("segmentation", "abbreviations"),
        number_abbreviations=bag("segmentation", "number_abbreviations"),
        final_abbreviations=bag("segmentation", "final_abbreviations"),
        sentence_starters=bag("segmentation", "sentence_starters"),
        glued_words=bag("segmentation", "glued_words"),
        not_names=bag("names", "not_names"),
        particles=bag("names", "particles"),
        suffixes=bag("names", "suffixes"),
        honorifics=bag("names", "honorifics"),
        male=bag("names", "male"),
        female=bag("names", "female"),
        modifiers=bag("names", "modifiers"),
        title_modifiers=bag("names", "title_modifiers"),
        portfolio=bag("names", "portfolio"),
        titles_national=words("titles", "national"),
        titles_sub=words("titles", "sub"),
        titles_private=words("titles", "private"),
        title_words=frozenset(
            word
            for level in ("national", "sub")
            for phrase in words("titles", level)
            for word in phrase.split()
        ),
        posted=bag("titles", "posted"),
        short_titles=dict(data.get("titles", {}).get("short", {})),
        same_office={office: frozenset(names) for office, names in same.items()},
        group_nouns=bag("groups", "nouns"),
        state_nouns=bag("groups", "state"),
        group_adjectives=bag("groups", "adjectives"),
        plural_states=bag("groups", "plural_states"),
        state_plurals=bag("groups", "state_plurals"),
        parts_of_the_world=bag("groups", "parts_of_the_world"),
        regions=bag("groups", "regions"),
        collective=words("groups", "collective"),
        region_phrases=words("groups", "region_phrases"),
        region_names=words("groups", "region_names"),
        title_countries=dict(data.get("titles", {}).get("only", {})),
        organs=words("organs", "nouns"),
        counterpart=bag("references", "counterpart"),
        both=words("references", "both"),
        three=words("references", "three"),
        people=bag("references", "people"),
        the_country=words("references", "country"),
        state_forms={
            form: frozenset(codes)
            for form, codes in data["references"]["forms"].items()
        },
        the_delegation=words("references", "delegation"),
        the_guest=words("references", "guest"),
        sides_described=words("references", "described"),
        speech_verbs=bag("speech", "verbs"),
        metonymy_still=bag("metonymy", "still"),
        metonymy_seats=bag("metonymy", "seats"),
        metonymy_nouns=bag("metonymy", "nouns"),
        metonymy_prepositions=bag("metonymy", "prepositions"),
        metonymy_objects=bag("metonymy", "objects"),
        metonymy_pressed=bag("metonymy", "pressed"),
        metonymy_addressed=bag("metonymy", "addressed"),
        bare_offices=bag("references", "offices"),
        media=bag("reporting", "media"),
        combining=dict(data.get("combining", {})),
    )
