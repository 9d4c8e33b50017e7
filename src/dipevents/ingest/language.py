"""The language of an article, by script and function words; None where unsure."""

import re
from bisect import bisect_right
from collections import Counter

from dipevents.lexicons.languages import LanguageProfile, languages

# Letters alone are words ("a", "и", "o"), but not those of "U.S." and "Peru's".
_WORD = re.compile(r"[^\W\d_]{2,}|(?<![\w.'’&-])[^\W\d_](?![\w.'’&-])")
_SAMPLE = 6000
_MIN_LETTERS = 20
_MIN_WORDS = 8
_MIN_SHARE = 0.12
_MIN_HITS = 4
_MIN_DIFFERENT = 3
_MARGIN = 1.15
_SCRIPT_SHARE = 0.5


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of the text is in.

    Args:
        text: The text; the beginning, middle and end of a long one are looked at.

    Returns:
        The code, or None where the text is too short or two languages fit alike.

    Example:
        >>> detect_language("Die Ministerin ist am Montag nach Oslo gereist, "
        ...                 "um mit der Regierung über das Abkommen zu sprechen.")
        'de'
    """
    sample = _sample(text)
    counts = _scripts(sample)
    letters = sum(counts.values())
    if letters < _MIN_LETTERS:
        return None
    script, count = counts.most_common(1)[0]
    if script in ("han", "kana") and counts["kana"] > 0.05 * letters:
        return "ja"  # Chinese has no kana; Japanese is never without
    if script == "han" and counts["hangul"] > 0.2 * letters:
        return "ko"
    if count < _SCRIPT_SHARE * letters:
        return None
    profiles = languages().by_script.get(script, ())
    if len(profiles) < 2:
        return profiles[0].code if profiles else None
    return _best(sample.lower(), profiles)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return f"{text[:third]}\n{text[middle : middle + third]}\n{text[-third:]}"


def _scripts(sample: str) -> Counter[str]:
    blocks = languages().blocks
    starts = [first for first, _, _ in blocks]
    counts: Counter[str] = Counter()
    for letter, number in Counter(sample).items():
        if not letter.isalpha():
            continue
        code = ord(letter)
        at = bisect_right(starts, code) - 1
        if at >= 0 and code <= blocks[at][1]:
            counts[blocks[at][2]] += number
        else:
            counts["other"] += number
    return counts


def _best(sample: str, profiles: tuple[LanguageProfile, ...]) -> str | None:
    words = Counter(_WORD.findall(sample))
    total = sum(words.values())
    if total < _MIN_WORDS:
        return None
    all_letters = {letter for profile in profiles for letter in profile.letters}
    marked = {
        word: set(word) & all_letters for word in words if set(word) & all_letters
    }
    scores = []
    for profile in profiles:
        known = words.keys() & profile.words
        hits = sum(words[word] for word in known)
        own = set(profile.letters)
        fitting = sum(words[w] for w, found in marked.items() if found <= own)
        strange = sum(words[w] for w, found in marked.items() if not found <= own)
        share = (hits + 0.5 * fitting - 0.5 * strange) / total
        scores.append((share, hits, len(known), profile.code))
    scores.sort(reverse=True)
    share, hits, different, code = scores[0]
    second = scores[1][0]
    if hits < _MIN_HITS or different < _MIN_DIFFERENT:
        return None
    if share < _MIN_SHARE or share < _MARGIN * second:
        return None
    return code
