"""Whether two spellings name the same person or organisation.

Spellings of one name differ by transliteration ("Alyaksandr Lukashenka", "Alexander
Lukashenko"), by order ("Orban Viktor"), by what is left out (a patronymic, a second
surname, a given name) and by accident (hyphens, diacritics, a word glued on). Names of
different people often differ by less. The rules here therefore align the parts of the
two names and ask of every part that is present on both sides that it be the same name;
one part that is not makes two people of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import jellyfish
from anyascii import anyascii
from rapidfuzz.distance import OSA

ALIKE = 0.8
"""From this similarity on, two full names are taken for one person."""

_PART = 0.85  # two parts of names are the same from here on
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－\u00ad"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´ʾʿ′"), None)
_GLUED = re.compile(
    r"^(?:including|and|with|by|said|that|from|of|to|for|minister|president)(?=[A-Z])"
)
_PARTICLES = frozenset(
    "al el ul il as ash ad ar an at az es ibn bin ben bint van von der den de del "
    "della di da dos das do du la le los y e ter ten af av zu zur the of".split()
)
_ARTICLES = frozenset("al el ul as ash ad ar an at az es ed".split())
_HONORIFICS = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady president premier minister chancellor "
    "king queen prince princess emir sultan sheikh shaikh sheik ayatollah general "
    "gen col colonel marshal admiral ambassador secretary foreign prime vice deputy "
    "crown pope comrade his her excellency hajji haji".split()
)
_SUFFIXES = frozenset(
    {"jr", "sr", "i", "v", "ii", "iii", "iv", "vi", "vii", "viii", "xiv"}
)
_ABDULLAH = frozenset({"abdullah", "abdallah", "abdulla", "abdalla", "abdollah"})
_ABD = re.compile(r"^abd(?:[aeou]l|al|el)?(?=[a-z]{3})")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, cut into comparable parts."""

    shown: str
    """The spelling, cleaned of what was glued on and of titles."""
    parts: tuple[str, ...]
    """Latin lower-case parts in order, particles and suffixes left out."""
    folded: tuple[str, ...]
    """The same parts, with what transliterations disagree about levelled."""
    suffix: str
    """Generation: "jr", "ii"; empty for none."""
    chained: bool
    """A chain of fathers' names ("bin"), in which what comes first tells who it is."""

    @property
    def full(self) -> bool:
        """Whether it is more than one part, one of them no initial."""
        return len(self.parts) > 1 and any(len(p) > 1 for p in self.parts)


@cache
def _classes(file: str) -> dict[str, frozenset[int]]:
    """Each spelling of a data file with the numbers of the lines it stands on."""
    text = (resources.files("dipevents.link") / "data" / file).read_text("utf-8")
    found: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        if not line.startswith("#"):
            for spelling in line.split(","):
                found.setdefault(anyascii(spelling), set()).add(number)
    return {spelling: frozenset(numbers) for spelling, numbers in found.items()}


@lru_cache(maxsize=65536)
def parse_name(text: str) -> Name:
    """A spelling cut into parts.

    Args:
        text: The name in any script, with or without titles.

    Returns:
        Its parts; no parts where the text holds no letter.
    """
    shown = unicodedata.normalize("NFC", text).translate(_HYPHENS)
    shown = re.sub(r"\([^)]*\)", " ", shown)
    shown = re.sub(r"['’]s$", "", _GLUED.sub("", " ".join(shown.split())))
    shown = _without_titles(shown)
    words = re.split(r"[\s,]+", shown.replace(".", ". ").translate(_APOSTROPHES))
    cased = shown.upper() != shown
    parts: list[str] = []
    suffix, chained = "", False
    for word in words:
        for number, piece in enumerate(re.split(r"[-.]", word)):
            for part in _latin(piece):
                low = part.lower()
                ends = number == 0 and word == words[-1]
                if low in _SUFFIXES and parts and (ends or len(low) > 1):
                    suffix = low
                    continue
                chained = chained or low in {"bin", "ibn", "bint"}
                hyphenated = "-" in word and number == 0
                if _is_particle(part, bool(parts), hyphenated):
                    continue
                parts += _initials(part) if cased else [low]
    joined = tuple(_abd_joined(parts))
    return Name(shown, joined, tuple(_fold(p) for p in joined), suffix, chained)


def _without_titles(shown: str) -> str:
    words = shown.split()
    while len(words) > 1 and words[0].lower().strip(".,") in _HONORIFICS:
        words = words[1:]
    return " ".join(words)


def _latin(piece: str) -> list[str]:
    """The piece in Latin letters; one part for each sign of Chinese or Korean."""
    text = anyascii(piece)
    text = re.sub(r"[^A-Za-z]", "", text)
    if piece and not piece.isascii() and unicodedata.category(piece[0]) == "Lo":
        return re.findall(r"[A-Z][a-z]*|[a-z]+", text)
    return [text] if text else []


def _is_particle(part: str, after: bool, hyphenated: bool) -> bool:
    low = part.lower()
    if low not in _PARTICLES:
        return False
    # "Le Duc Tho", "Do Muoi", "Al Gore": capitals that start a name are names.
    return part.islower() or (low in _ARTICLES and (after or hyphenated))


def _initials(part: str) -> list[str]:
    short = part.isupper() and 1 < len(part) <= 3
    if short and part.lower() not in _classes("sinic_surnames.csv"):
        return list(part.lower())
    return [part.lower()]


def _abd_joined(parts: list[str]) -> list[str]:
    """One part each for "Abdel Fattah", "Abd al-Fattah" and "Abdelfattah"."""
    out: list[str] = []
    for part in parts:
        if out and out[-1] in {"abd", "abdel", "abdul", "abdal", "abdol"}:
            out[-1] = f"abd{part}"
        elif part in _ABDULLAH:
            out.append("abdullah")
        else:
            out.append(_ABD.sub("abd", part))
    return out


_FOLDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"tsch|tch", "ch"),
        (r"shch|sch|sz|sh", "s"),
        (r"(?<=[iy])eh$", "a"),
        (r"dsch|dzh|dj|zh|j(?=[aeou])", "z"),
        (r"kh|ch(?=r)", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|q|c(?=[aou])", "k"),
        (r"x", "ks"),
        (r"ts|tz|cz", "c"),
        (r"[ao]u$", "ov"),
        (r"(?<=[oe])(?:w|ff)$|(?<=o)f$", "v"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ij|iy|yj|yi", "i"),
        (r"[yij](?=e)", ""),
        (r"[yj]", "i"),
        (r"(?<=[aou])e", ""),
        (r"h$", ""),
        (r"(?<=..)d$", "t"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def _fold(part: str) -> str:
    """The part with what transliterations disagree about levelled."""
    if len(part) <= 2:
        return part
    for pattern, to in _FOLDS:
        part = pattern.sub(to, part)
    return part


def name_similarity(one: str, other: str, kind: str = "person") -> float:
    """How surely two spellings name the same one.

    Args:
        one: A spelling.
        other: Another; the order of the two does not matter.
        kind: ``person``, or anything else for organisations and groups.

    Returns:
        1 for the same name; from :data:`ALIKE` on, the same person as far as names can
        tell; about 0.6 where one is only a part of the other ("Choe", "Choe
        Son-hui"); 0 where a part contradicts.
    """
    if one == other:
        return 1.0
    if kind != "person":
        return _organisation_similarity(one, other)
    first, second = sorted((parse_name(one), parse_name(other)), key=_shorter)
    return _person_similarity(first, second)


def same_name(one: str, other: str, kind: str = "person") -> bool:
    """Whether two spellings name the same one, as far as names can tell.

    Example:
        >>> same_name("Siarhei Martynau", "Sergei Martynov")
        True
        >>> same_name("George W. Bush", "George H. W. Bush")
        False
    """
    return name_similarity(one, other, kind) >= ALIKE


def _shorter(name: Name) -> tuple[int, tuple[str, ...], str]:
    return len(name.parts), name.parts, name.shown


def _person_similarity(short: Name, long: Name) -> float:
    if not short.parts or not long.parts:
        return 0.0
    if short.suffix and long.suffix and short.suffix != long.suffix:
        return 0.0
    if short.folded == long.folded or _letters(short.shown) == _letters(long.shown):
        return 1.0
    if len(short.parts) > 1:
        sinic = _sinic_similarity(short, long)
        if sinic is not None:
            return sinic
    pairs = _alignment(short, long)
    if pairs is None:
        return 0.0
    score = _order_score(short, long, [j for j, _ in pairs])
    return score * min(s for _, s in pairs)


@lru_cache(maxsize=65536)
def _letters(shown: str) -> str:
    """The letters of a name, wherever it is cut: "Amir-Abdol", "Amirabdol"."""
    return _fold(re.sub(r"[^a-z]", "", anyascii(shown).lower()))


def _order_score(short: Name, long: Name, places: list[int]) -> float:
    """What it is worth that all parts of the short name stand there in the long one."""
    last = len(long.parts) - 1
    if len(places) == 1:
        if last == 0:
            return 1.0
        return 0.6 if places[0] == last or _surname_first(long) else 0.5
    if not _middles_agree(short, long):
        return 0.0
    if places == sorted(places):
        if places[0] == 0:
            return 0.97 if places[-1] == last else 0.92
        # A given name is left out: "Lopez Obrador". Not in a chain of fathers, where
        # that is the father himself; and not where only an initial is left.
        tail = places == list(range(last - len(places) + 1, last + 1))
        if tail and not long.chained and all(len(p) > 1 for p in short.parts):
            return 0.88
        return 0.0
    if short.chained or long.chained:
        return 0.0
    turned = places[1:] + places[:1], places[-1:] + places[:-1]
    return 0.94 if any(t == sorted(t) and t[0] == 0 for t in turned) else 0.0


def _middles_agree(short: Name, long: Name) -> bool:
    """Middle initials of both sides must be the same: W. is not H. W."""
    one = [p[0] for p in short.parts[1:-1]]
    other = [p[0] for p in long.parts[1:-1]]
    if not one or not other:
        return True
    initials = any(len(p) == 1 for p in short.parts[1:-1] + long.parts[1:-1])
    return one == other if initials else True


def _alignment(short: Name, long: Name) -> list[tuple[int, float]] | None:
    """For each part of the short name its place in the long one, or None."""
    free = list(range(len(long.parts)))
    found: dict[int, tuple[int, float]] = {}
    # Whole parts choose first: an initial fits many.
    order = sorted(range(len(short.parts)), key=lambda i: len(short.parts[i]) == 1)
    for i in order:
        scored = [(_part_similarity(short, i, long, j), -abs(i - j), -j) for j in free]
        best = max(scored, default=(0.0, 0, 0))
        if best[0] < _PART:
            return None
        found[i] = (-best[2], best[0])
        free.remove(-best[2])
    return [found[i] for i in range(len(short.parts))]


def _part_similarity(one: Name, i: int, other: Name, j: int) -> float:
    a, b = one.parts[i], other.parts[j]
    if a == b or one.folded[i] == other.folded[j]:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.9 if _sound(a[0]) == _sound(b[0]) else 0.0
    known = _classes("given_names.csv")
    if known.get(a, frozenset()) & known.get(b, frozenset()):
        return 1.0
    return _spelling_similarity(one.folded[i], other.folded[j])


def _sound(letter: str) -> str:
    same = {"q": "k", "g": "k", "c": "k", "y": "i", "j": "i", "e": "i", "w": "v"}
    return {**same, "o": "u"}.get(letter, letter)


@lru_cache(maxsize=65536)
def _spelling_similarity(a: str, b: str) -> float:
    """Likeness of two folded parts: the same consonants, or one slip in a long one."""
    if min(len(a), len(b)) < 4 or _sound(a[0]) != _sound(b[0]):
        return 0.0
    # Ivanov and Ivanova, Karim and Karimi, Alexander and Alexandra are two people.
    if _vowel(a[-1]) != _vowel(b[-1]):
        return 0.0
    if {a[-1], b[-1]} == {"a", "o"} and not a[:-1].endswith("enk"):
        return 0.0
    bones, others = _consonants(a), _consonants(b)
    if bones == others and _differing_vowels(a, b) == 0 and len(bones) >= 2:
        return 0.95
    if bones == others and len(bones) >= 3:
        differing = _differing_vowels(a, b)
        if differing <= (2 if len(bones) >= 5 else 1):
            return 0.95
    if min(len(a), len(b)) >= 6 and OSA.distance(a, b) == 1:
        return 0.9
    near = jellyfish.jaro_winkler_similarity(a, b)
    return 0.86 if near >= 0.95 and min(len(a), len(b)) >= 8 else 0.0


def _vowel(letter: str) -> bool:
    return letter in "aeiou"


def _consonants(part: str) -> str:
    bare = "".join(c for c in part if not _vowel(c) and c != "h")
    return bare.translate(str.maketrans("gc", "ks"))


def _differing_vowels(a: str, b: str) -> int:
    level = str.maketrans("oe", "ui")
    one = [c for c in a.translate(level) if _vowel(c)]
    other = [c for c in b.translate(level) if _vowel(c)]
    if len(one) != len(other):
        return abs(len(one) - len(other))
    return sum(x != y for x, y in zip(one, other, strict=True))


# --- names of a surname and one or two syllables -----------------------------------


def _surname_first(name: Name) -> bool:
    return len(name.parts) <= 3 and name.parts[0] in _classes("sinic_surnames.csv")


def _sinic_similarity(short: Name, long: Name) -> float | None:
    """Likeness of two Korean, Chinese or Vietnamese names; None where not both are."""
    one, other = _sinic_readings(short), _sinic_readings(long)
    if not one or not other:
        return None
    best = 0.0
    for surname, given in one:
        for surname2, given2 in other:
            if surname & surname2 and _same_given(given, given2):
                best = 1.0
    if best:
        return best
    # Both surnames in front and known: no other reading is left.
    if _surname_first(short) and _surname_first(long) and _short_syllables(short, long):
        return 0.0
    return None


def _sinic_readings(name: Name) -> list[tuple[frozenset[int], str]]:
    """Surname (by its line in the list) and given name, in both orders."""
    known = _classes("sinic_surnames.csv")
    if not 2 <= len(name.parts) <= 4:
        return []
    readings = []
    for surname, given in (
        (name.parts[0], name.parts[1:]),
        (name.parts[-1], name.parts[:-1]),
    ):
        if surname in known:
            readings.append((known[surname], "".join(given)))
    return readings


def _short_syllables(*names: Name) -> bool:
    return all(len("".join(n.parts[1:])) <= 10 for n in names)


def _same_given(one: str, other: str) -> bool:
    known = _classes("given_names.csv")
    if known.get(one, frozenset()) & known.get(other, frozenset()):
        return True
    return one == other or _romanised(one) == _romanised(other)


_ROMAN = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"yeo|you|yu", "yo"),
        (r"eo|oe(?=n)|eu|oo|woo|wu|u", "o"),
        (r"ae|ay", "e"),
        (r"o?ee|ui|oi", "i"),
        (r"ch|zh", "j"),
        (r"sh", "s"),
        (r"g", "k"),
        (r"d", "t"),
        (r"b", "p"),
        (r"l", "r"),
        (r"ck", "k"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def _romanised(given: str) -> str:
    """Given name with what the romanisations of Korean disagree about levelled."""
    for pattern, to in _ROMAN:
        given = pattern.sub(to, given)
    return given


# --- organisations ------------------------------------------------------------------

_STOP = frozenset("the of and for on in to a an".split())


def _words(text: str) -> tuple[str, ...]:
    flat = anyascii(unicodedata.normalize("NFKC", text)).lower()
    flat = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", flat)
    flat = flat.replace("organisation", "organization").replace("'s", "")
    return tuple(w for w in re.findall(r"[a-z0-9]+", flat) if w not in _STOP)


def _organisation_similarity(one: str, other: str) -> float:
    a, b = sorted((_words(one), _words(other)), key=len)
    if not a or not b:
        return 0.0
    if sorted(a) == sorted(b):
        return 1.0
    if len(a) == 1 and len(b) > 1 and a[0] == "".join(w[0] for w in b):
        return 0.95
    # A body inside a body ("Security Council", "Court of Justice") is another one.
    if len(a) != len(b):
        return 0.0
    slips = [OSA.distance(x, y) for x, y in zip(a, b, strict=True)]
    long_enough = all(len(x) >= 6 for x, s in zip(a, slips, strict=True) if s)
    return 0.85 if sum(slips) == 1 and long_enough else 0.0
