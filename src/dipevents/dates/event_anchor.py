"""Times counted from an event that the text dates elsewhere.

"The summit opens on 5 May. Two weeks before the summit ..." The date of an event is
taken from its own sentence: from a date right after or before "before the vote", else
from another mention of the same noun that has a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from dipevents.dates.choices import as_unit, fits
from dipevents.dates.cues import clause
from dipevents.dates.outcome import Outcome, Told
from dipevents.dates.partial import Found
from dipevents.dates.periods import Period, of_day
from dipevents.lexicons.date_rules import date_rules

# Mentions of the same noun that are looked at, before and after.
_BEFORE, _AFTER = 12, 4
_REACH = 70
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_VALUE = re.compile(r"P(\d{1,4})([DWMY])")
_WAY = re.compile(r" (?P<way>before|after|following|since|prior to|ahead of) ")
_BACK = frozenset({"before", "prior to", "ahead of", "of"})
_DIRECT = re.compile(
    r"(?:(?:the|its|his|her|their|a|an|this|that) )?(?:[\w'’.-]{1,40}+ ){0,5}"
    r"(?:(?:on|in|of|at) )?(?:the )?"
)
_HELD_ON = re.compile(
    r"(?: (?:in|at|with|of|between|by) [\w.'’ -]{1,40}?)?,?"
    r"(?: (?:will|would|is|was|were|had|has|to|are|be|been|held|opens?|opened|begins?|"
    r"began|starts?|started|takes?|took|place|set|scheduled|due|planned|expected|hit|"
    r"struck|happened|ended|out|broke|that|which)){0,5}"
    r"(?: (?:on|in|for|at|of))? ?(?:the )?"
)
_DATED = re.compile(r"['’]?s? ?(?:[\w-]{1,40}+ ){0,2}")
_REPORTED = re.compile(r"\b(?:said|told|announced|reported|wrote|added)(?: \w+)? $")


_ARTICLE = re.compile(r"(?:the|its|his|her|their|this|that|an?) ", re.IGNORECASE)
_WORD = re.compile(r"[\w'’.-]{1,40} ")
# Words that may stand between the article and the noun.
_WORDS = 3


@cache
def _nouns() -> re.Pattern[str]:
    nouns = date_rules().fragments["eventnoun"]
    # None is shorter than three letters: at most words of a hard text none is tried.
    return re.compile(rf"\b(?=\w{{3}})(?P<noun>{nouns})\b", re.IGNORECASE)


def _noun_at(text: str, at: int) -> re.Match[str] | None:
    """The noun of the phrase that starts there."""
    end = at + _REACH
    article = _ARTICLE.match(text, at, end)
    at = article.end() if article else at
    for _ in range(_WORDS + 1):
        noun = _nouns().match(text, at, end)
        if noun is not None:
            return noun
        word = _WORD.match(text, at, end)
        if word is None:
            return None
        at = word.end()
    return None


class EventAnchors:
    """The expressions of one text that are counted from events.

    Args:
        text: The text of the view.
        found: Its expressions.
        outcomes: What they mean so far, in the same order.
    """

    def __init__(
        self, text: str, found: Sequence[Found], outcomes: Sequence[Outcome]
    ) -> None:
        self.text = text
        self.found = found
        self.outcomes = outcomes
        self._mentions: dict[str, list[tuple[int, int]]] | None = None
        self._starts = [item.start for item in found]

    def attach(self) -> None:
        """Gives every such expression its days, where the event's date is told."""
        for index, item in enumerate(self.found):
            asked = self._asked(item)
            if asked is None:
                continue
            count, unit, at = asked
            told = self._date_after(index, at) or self._date_of_noun(at)
            if told is None:
                continue
            base = self._edge(told.period, count)
            start = as_unit(base, unit)
            if start is None or not fits(base, unit):
                continue
            outcome = self.outcomes[index]
            outcome.period = start.shifted(count)
            outcome.anchor, outcome.told, outcome.reason = "event", told, None
            if outcome.type == "DATE":
                outcome.value = outcome.period.value

    def _asked(self, item: Found) -> tuple[int, str, int] | None:
        """Signed number of units, and where the words for the event start."""
        relation = item.partial.relation
        if relation is not None and relation.base == "event":
            way = re.compile(r" \w+ ?").match(self.text, item.end)
            at = way.end() if way else item.end
            return relation.count or 0, relation.unit, at
        if item.partial.type != "DURATION":
            return None
        match = _VALUE.fullmatch(item.partial.value or "")
        way = _WAY.match(self.text, item.end)
        if match is None or way is None:
            return None
        sign = -1 if way["way"] in _BACK else 1
        return sign * int(match[1]), _UNITS[match[2]], way.end()

    @staticmethod
    def _edge(period: Period, count: int) -> Period:
        day = period.first if count < 0 else period.last
        if period.unit != "days" or day is None:
            return period
        return of_day(day)

    def _date_after(self, index: int, at: int) -> Told | None:
        """A date close behind: "before Christmas", "after his arrival on Monday"."""
        if index + 1 >= len(self.found):
            return None
        item, period = self.found[index + 1], self.outcomes[index + 1].period
        if period is None or item.start - at > _REACH or item.start < at:
            return None
        if not _DIRECT.fullmatch(self.text, at, item.start):
            return None
        return Told(period, item.start, item.end)

    def _date_of_noun(self, at: int) -> Told | None:
        """The date that another mention of the event has."""
        match = _noun_at(self.text, at)
        if match is None:
            return None
        mentions = self._all()[_key(match["noun"])]
        here = bisect_left(mentions, (match.start("noun"), 0))
        around = mentions[max(0, here - _BEFORE) : here][::-1]
        around += mentions[here + 1 : here + 1 + _AFTER]
        for start, end in around:
            told = self._date_at(start, end)
            if told is not None:
                return told
        return None

    def _all(self) -> dict[str, list[tuple[int, int]]]:
        if self._mentions is None:
            self._mentions = {}
            for match in _nouns().finditer(self.text):
                self._mentions.setdefault(_key(match[0]), []).append(match.span())
        return self._mentions

    def _date_at(self, start: int, end: int) -> Told | None:
        """The date right before or after a noun, in its clause."""
        at = bisect_left(self._starts, start)
        for index in (at, at - 1):
            if not 0 <= index < len(self.found):
                continue
            item, outcome = self.found[index], self.outcomes[index]
            if outcome.period is None or outcome.type not in {"DATE", "TIME"}:
                continue
            if outcome.anchor == "event" or (
                item.partial.weekday is None
                and (item.partial.month is None and not item.partial.named_day)
            ):
                continue
            if item.start >= end:
                _, after = clause(self.text, start, end, _REACH)
                inside = item.start <= end + len(after)
                if inside and _HELD_ON.fullmatch(self.text, end, item.start):
                    return Told(outcome.period, item.start, item.end)
            elif item.end <= start and _DATED.fullmatch(self.text, item.end, start):
                before = self.text[max(0, item.start - 24) : item.start]
                if not _REPORTED.search(before):
                    return Told(outcome.period, item.start, item.end)
        return None


def _key(noun: str) -> str:
    noun = noun.lower()
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
