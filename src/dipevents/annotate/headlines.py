"""Headlines as the parser can read them: "Chile, Ecuador sign" is Chile *and* Ecuador.

Only what the parser sees is changed, and no character moves: the comma and the space
behind it become a space and an ampersand.
"""

from __future__ import annotations

import regex

_NAME = r"\p{Lu}[\p{L}.’'-]*+(?: \p{Lu}[\p{L}.’'-]*+){0,2}+"
_PAIR = regex.compile(
    rf"(?:^|(?<=\b(?:between|with|by) ))(?P<first>{_NAME}(?:, {_NAME}){{0,3}}?)"
    rf"(?P<comma>, )(?={_NAME}(?: \p{{Ll}}|$))"
)
_OPENERS = frozenset(
    "in at after from on for with as amid to despite before during under by if when "
    "while once since no not".split()
)
"""First words of a headline that are no name: "In Paris, Macron meets ..."."""


def with_pairs_joined(headline: str) -> str:
    """The headline with the last comma of a list of names made an ampersand.

    Args:
        headline: A headline as it stands in the text.

    Returns:
        It, of the same length; unchanged where it begins otherwise.
    """
    found = _PAIR.search(headline)
    if found is None or found["first"].split()[0].lower() in _OPENERS:
        return headline
    start, end = found.span("comma")
    return f"{headline[:start]} &{headline[end:]}"
