"""Does the clause around an expression look back or ahead? Plain words, no tagger."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future"]

_IRREGULAR = (
    "was|were|had|did|said|told|met|went|came|took|made|held|won|lost|began|left|gave|"
    "got|saw|found|sent|spoke|wrote|brought|led|fell|rose|broke|hit|struck|shot|flew|"
    "drove|ran|knew|thought|felt|kept|built|bought|sold|paid|spent|cut|grew|drew|chose|"
    "rode|fought|sought|caught|taught|became|withdrew|stood|sat|ate|heard|laid|tore|"
    "shook|swore|threw|woke|wore|died|been|has|have|quit|fled|sank|dealt|swept|set|put|"
    "let|shut|bore|bound|burst|crept|fed|forgot|froze|hid|hung|lay|lit|meant|overthrew|"
    "rang|sang|slid|slept|sprang|stole|stuck|swung|understood|upheld|urged"
)
_PLANS = (
    "plan|hope|expect|intend|want|aim|agree|promise|vow|pledge|decide|ask|invite|"
    "prepare|urge|order|schedule|set|need|arrange|threaten|offer|propose|seek|is|are"
)
_CUES = re.compile(
    r"\b(?:(?P<future>will(?! power)|'ll|shall|won't|to be|is due|are due|due|"
    r"(?:is|are|was|were|be) (?:not )?(?:scheduled|expected|set|slated|"
    r"(?:un)?likely|poised|going|planned|planning|supposed)|scheduled|slated|would|"
    rf"(?:{_PLANS})(?:s|d|ed|ing|ned)? (?:\w+ )?to(?= [a-z]+)|"
    r"plan(?:s|ned|ning)? (?:an? |for )|hopes?|plans|"
    r"upcoming|coming|deadline|until|as early as|as soon as|ready to|"
    # "by Monday" is a deadline, "by telephone on Monday" is none.
    r"by(?=\s+(?:(?:the|about|around|early|late|mid)\b[ -]?)*$)|"
    r"now (?:and|to|until|through)|from now|must|should|"
    r"(?:may|might|could)(?! (?:not )?have\b)(?= )|"
    r"begins|starts|opens|resumes|meets|votes|arrives|leaves|ends|closes|concludes|"
    r"expires|departs|takes place|returns|flies|travels|"
    r"(?:reserved|booked|earmarked|pencilled in) (?:for|on)|see you|"
    r"forecast (?:for|through|until|on|by)|enters|kicks off|gets under way|reopens|"
    r"convenes|takes (?:effect|office)|comes into|goes into|falls on|"
    r"(?<!to )(?<!not )(?<!n't )(?<!did )(?:resume|reconvene|convene|come(?= $))|"
    r"go(?:es)? to the polls|(?:is|are|was|were) to(?! have\b)(?= [a-z])|"
    r"(?:is|are)(?= (?:on |at |in |due )?$)|"
    r"(?P<passive>(?:is|are) (?:not )?(?:heard|held|spent|sent|paid|given|taken|made|"
    r"built|sold|shown|seen|kept|begun|[a-z]{2,}ed)))"
    r"|(?P<open>to (?!the|an?|his|her|its|their|our|my|this|that|these|those|"
    r"(?:death|power|office|justice|safety|life|hospitals?|prison|jail|court|school|trial|"
    r"war|town|parliament|reporters|journalists|lawmakers|both|all|some|more)\b)"
    r"[a-z]{2,})"
    rf"|(?P<past>(?<!\bbe )(?<!being )(?:{_IRREGULAR}|[a-z]{{2,}}ed|since)))\b",
)
# What stands between the two ends of a range.
RANGE = re.compile(r" ?(?:to|through|thru|until|till|[-–—]) ?(?:the )?")
_DEADLINE = re.compile(
    r" (?:deadline|vote|election|elections|runoff|referendum|expiry)\b"
)
# Verbs that say when something was said or settled, not when it happens.
_REPORTING = re.compile(
    r"(?:said|told|announced|invited|agreed|scheduled|expected|set|planned|asked|urged|"
    r"ordered|decided|named|called|needed|added|promised|vowed|proposed|warned|has|have)$",
    re.IGNORECASE,
)
# A quotation's or report's own verb says when it was said, not when the rest happens.
_BOUNDARY = re.compile(r"[.!?;\n]['\"]?\s|\n|[.!?]['\"]? (?=[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|No|vs|etc|a\.m|p\.m|Jr|Sr))\.$"
)
_REACH = 160
_NEAR = 60


def clause(text: str, start: int, end: int, reach: int = _REACH) -> tuple[str, str]:
    """The words of the same sentence before and after an expression.

    Args:
        text: The text.
        start: Where the expression starts.
        end: Where it ends.
        reach: Code points to look to either side at most.
    """
    left = max(0, start - reach)
    for match in _BOUNDARY.finditer(text, left, start):
        if _ends(text, match):
            left = match.end()
    stopped = text[end - 1 : end] == "." and text[end : end + 1].isspace()
    if stopped and _GOES_ON.match(text, end) is None:
        return text[left:start], ""
    right = min(len(text), end + reach)
    for match in _BOUNDARY.finditer(text, end, right):
        if _ends(text, match):
            right = match.start()
            break
    return text[left:start], text[end:right]


# "at 9 a.m. Friday", "at 9 p.m. EST" go on; "at 9 a.m. Rain fell" is two sentences.
_GOES_ON = re.compile(
    r"['\"]? *(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec|[A-Z]{2,4}\b|[A-Z][a-z]+ [Tt]ime|[a-z0-9(])"
)


def _ends(text: str, boundary: re.Match[str]) -> bool:
    """Whether a full stop ends its sentence, and not just an abbreviation."""
    at = boundary.start()
    if not _ABBREVIATION.search(text, max(0, at - 6), at + 1):
        return True
    clock = text[max(0, at - 3) : at].lower() in {"a.m", "p.m"}
    return clock and _GOES_ON.match(text, at + 1) is None


def tense(text: str, start: int, end: int) -> tuple[Tense | None, str]:
    """Whether the clause tells of what was or of what will be, and by which word.

    The nearest cue before the expression decides, else the first one after it.

    Args:
        text: The text.
        start: Where the expression starts.
        end: Where it ends.

    Returns:
        The tense and the word; (None, "") where nothing tells.
    """
    before, after = clause(text, start, end)
    # Small letters only: "United" is no past tense. A sentence starts with a capital.
    before = before[:1].lower() + before[1:]
    last = governor = None
    # The nearest cue decides, and it is mostly near.
    near = before.rfind(" ", 0, max(0, len(before) - _NEAR))
    for match in _CUES.finditer(before, max(near, 0)):
        last, governor = match, last
    if (last is None or governor is None) and near > 0:
        last = governor = None
        for match in _CUES.finditer(before):
            last, governor = match, last
    if last is not None and last["future"]:
        # "until Friday, when he had left": the past perfect outweighs the preposition.
        word = last["future"].lower()
        if word in {"until", "by"}:
            if _looks_back(before[: last.start()], after):
                return "past", word
            if governor is not None and governor["past"]:
                # "Calm lasted until": not so sure to lie ahead as "calm holds until".
                return "future", f"{governor[0].lower()} {word}"
    if _DEADLINE.match(after):
        return "future", "deadline"
    found = last or _CUES.search(after)
    if found is None:
        return None, ""
    if found["open"]:
        # An infinitive lies ahead where its verb plans, else anywhere.
        if governor is not None and governor["future"]:
            return "future", governor[0].lower()
        return None, found[0].lower()
    return ("future" if found["future"] else "past"), found[0].lower()


_ARTICLE = re.compile(r"\b(?:an?|the|its|his|her|their|this|that) $", re.IGNORECASE)
_NOUN = re.compile(
    r" (?!(?:to|and|or|in|on|at|for|of|with|by|from|but|when|after|before|as|that|who|"
    r"which|he|she|it|they|was|were|is|are|has|had|will|would|said|a|an|the)\b)[a-z]{3,}"
)


def before_noun(text: str, start: int, end: int) -> bool:
    """Whether a date stands between an article and a noun: "a May 3 deadline".

    Args:
        text: The text.
        start: Where the date starts.
        end: Where it ends.
    """
    before = text[max(0, start - 8) : start]
    return bool(_ARTICLE.search(before) and _NOUN.match(text, end))


_PERFECT = re.compile(r"\b(?:had|having|since)\b(?:[ -][\w'-]{1,40}+){0,12} ?$")
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|scheduled|intended|projected|would|will|target|deadline|"
    r"to be|expected|until|promised|predicted)\b(?:[ -][\w'-]{1,40}+){0,10} ?$"
)
_HIGH = re.compile(r" (?:high|low|level|peak|figure|total|record|estimate)s?\b")


def in_passing(text: str, start: int, end: int, jump: int) -> bool:
    """Whether a date of another year only looks aside from what is being told.

    "which had been theirs since 1513", "the campaign planned for 1976", "above the
    high of May 2007": the story does not go on from there.

    Args:
        text: The text.
        start: Where the date starts.
        end: Where it ends.
        jump: Years from the date told before; negative for one behind it.
    """
    before, _ = clause(text, start, end, 90)
    if jump < 0:
        return bool(_PERFECT.search(before) or _HIGH.match(text, end))
    return bool(_PLANNED.search(before))


def is_reporting(word: str) -> bool:
    """Whether a cue only says when something was said or settled.

    Args:
        word: The cue that ``tense`` gave.
    """
    return bool(_REPORTING.search(word))


def _looks_back(before: str, after: str) -> bool:
    earlier = None
    for match in _CUES.finditer(before):
        earlier = match
    follow = _CUES.search(after)
    if earlier is not None and earlier[0].lower() in {"had", "was", "were", "did"}:
        return True
    return follow is not None and follow[0].lower() in {"had", "was", "were"}
