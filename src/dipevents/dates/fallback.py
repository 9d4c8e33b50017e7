"""Other languages, and what the grammar does not know: dateparser behind our extents.

The only module that imports dateparser. It is asked with one language at a time, never
guesses languages, always counts from the given anchor, and what it returns is trimmed
to an extent, checked against the words, and turned into the library's own records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dipevents.dates.periods import Period, of_day
from dipevents.errors import DateError
from dipevents.models.time import Anchor, DateValue, TimeExpression

_DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "ru": "понедельник вторник среду среда четверг пятницу пятница субботу суббота воскресенье",
    "ar": "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "zh": "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日",
    "ja": "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar jänner februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_RELATIVE = {
    "fr": r"aujourd'hui|avant-hier|hier|après-demain|demain|il y a \w+ (?:jours?|semaines?|mois|ans?)|la semaine dernière|le mois dernier|l'année dernière|dans \w+ (?:jours?|semaines?|mois|ans?)",
    "de": r"heute|vorgestern|gestern|übermorgen|morgen(?! früh)|vor \w+ (?:tagen?|wochen?|monate?n?|jahre?n?)|letzte woche|letzten monat|letztes jahr|in \w+ (?:tagen?|wochen?|monate?n?|jahre?n?)",
    "es": r"hoy|anteayer|ayer|pasado mañana|mañana|hace \w+ (?:días?|semanas?|mes(?:es)?|años?)|la semana pasada|el mes pasado|el año pasado|en \w+ (?:días|semanas|meses|años)",
    "ru": r"сегодня|позавчера|вчера|послезавтра|завтра|\w+ (?:день|дня|дней|недел\w+|месяц\w*|год\w*|лет) назад|на прошлой неделе|в прошлом месяце|в прошлом году",
    "ar": r"اليوم|أمس|غدا|غداً|منذ \w+ (?:يوم|أيام|أسبوع|أسابيع|شهر|أشهر|سنة|سنوات)",
    "zh": r"今天|昨天|前天|明天|后天|[0-9一二三四五六七八九十两]+(?:天|周|个月|年)前",
    "ja": r"今日|昨日|一昨日|明日|明後日|[0-9]+(?:日|週間|か月|ヶ月|年)前",
    "ko": r"오늘|어제|그저께|내일|모레|[0-9]+(?:일|주|개월|년) 전",
}
_CJK = {
    "zh": r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{4}年[0-9]{1,2}月|[0-9]{4}年",
    "ja": r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}年[0-9]{1,2}月|[0-9]{4}年",
    "ko": r"(?:[0-9]{4}년 ?)?[0-9]{1,2}월 ?[0-9]{1,2}일|[0-9]{4}년 ?[0-9]{1,2}월|[0-9]{4}년",
}
LANGUAGES = tuple(sorted(_DAYS))


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: str


def foreign_expressions(
    text: str,
    languages: Sequence[str],
    anchor: DateValue | None,
    document_id: str | None,
    found: list[TimeExpression],
) -> list[TimeExpression]:
    """The expressions of other languages, added to those already found.

    Args:
        text: The text as given.
        languages: ISO 639-1 codes other than ``en``.
        anchor: Day of publication.
        document_id: Put into the results.
        found: What the English grammar found; where both found something, the longer
            stretch wins.

    Returns:
        All expressions in order, none overlapping another.

    Raises:
        DateError: A language is not one that can be read.
    """
    unknown = [code for code in languages if code not in _DAYS]
    if unknown:
        msg = f"no date rules for {', '.join(unknown)}; there are en, {', '.join(LANGUAGES)}"
        raise DateError(msg)
    now = anchor.earliest if anchor and anchor.earliest == anchor.latest else None
    extra: list[TimeExpression] = []
    for code in languages:
        for hit in _hits(text, code):
            made = _expression(text, hit, code, now, document_id)
            if made is not None:
                extra.append(made)
    return _merged(found, extra)


def _hits(text: str, code: str) -> Iterator[_Hit]:
    for kind, pattern in _patterns(code):
        for match in pattern.finditer(text):
            yield _Hit(match.start(), match.end(), kind)


def _patterns(code: str) -> list[tuple[str, re.Pattern[str]]]:
    days = "|".join(sorted(_DAYS[code].split(), key=len, reverse=True))
    flags = re.IGNORECASE
    if code in _CJK:
        return [
            ("date", re.compile(_CJK[code])),
            ("relative", re.compile(_RELATIVE[code])),
            ("weekday", re.compile(days)),
        ]
    months = "|".join(_MONTHS[code].split())
    of = {"es": r" de(?:l)? ", "fr": r" ", "de": r" "}.get(code, " ")
    number = r"[0-9]{1,2}(?:er|\.|º)?"
    year = r"[12][0-9]{3}"
    tail = r"(?: г(?:ода|\.))?" if code == "ru" else ""
    date_ = (
        rf"(?:\b(?:{days}),? (?:den |le |el )?)?\b{number}{of}(?:{months})(?:{of}{year}\b{tail})?"
        rf"|\b(?:{months}){of}{year}\b{tail}"
    )
    return [
        ("date", re.compile(date_, flags)),
        ("relative", re.compile(rf"(?<!\w)(?:{_RELATIVE[code]})(?!\w)", flags)),
        ("weekday", re.compile(rf"(?<!\w)(?:{days})(?!\w)", flags)),
    ]


def _expression(
    text: str, hit: _Hit, code: str, now: date | None, document_id: str | None
) -> TimeExpression | None:
    words = text[hit.start : hit.end]
    whole = bool(re.search(r"[12][0-9]{3}", words))
    fields: dict[str, Any] = {
        "document_id": document_id,
        "start": hit.start,
        "end": hit.end,
        "text": words,
        "type": "DATE",
        "rule": f"dateparser:{code}",
    }
    if now is None and not whole:
        return TimeExpression(
            **fields, value="XXXX-XX-XX", reason="the day of publication is unknown"
        )
    told = _parsed(words, code, hit.kind, now)
    if told is None:
        return None
    return TimeExpression(
        **fields,
        value=told.value,
        edtf=told.edtf,
        earliest=told.first,
        latest=told.last,
        granularity=told.unit,
        anchor=Anchor(kind="self")
        if whole
        else Anchor(kind="published", value=now.isoformat() if now else None),
    )


def _parsed(words: str, code: str, kind: str, now: date | None) -> Period | None:
    from dateparser.date import DateDataParser

    base = datetime(now.year, now.month, now.day) if now else datetime(2000, 1, 1)  # noqa: DTZ001 - days only, no zone
    parser = DateDataParser(
        languages=[code],
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "past" if kind == "weekday" else "current_period",
            "DATE_ORDER": "DMY",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if kind == "weekday" and now is not None:
        return _weekday(words, code, now)
    data = parser.get_date_data(words)
    if data is None or data.date_obj is None:
        return None
    day = data.date_obj.date()
    if data.period == "year":
        return Period("year", day.year)
    if data.period == "month":
        return Period("month", day.year, day.month)
    if data.period == "week":
        iso = day.isocalendar()
        return Period("week", iso.year, iso.week)
    if now is not None and kind == "date" and not re.search(r"[12][0-9]{3}", words):
        day = _closest_year(day, now)
    return of_day(day)


def _weekday(words: str, code: str, now: date) -> Period:
    """The most recent such day, the day of publication included, as in English."""
    names = _DAYS[code].split()
    index = names.index(words.lower())
    number = {
        "ru": (1, 2, 3, 3, 4, 5, 5, 6, 6, 7),
        "ar": (1, 1, 2, 3, 4, 5, 6, 7),
        "zh": (1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7),
        "de": (1, 2, 3, 4, 5, 6, 7, 6),
    }.get(code, (1, 2, 3, 4, 5, 6, 7))[index]
    back = (now.isoweekday() - number) % 7
    return of_day(date.fromordinal(now.toordinal() - back))


def _closest_year(day: date, now: date) -> date:
    options = []
    for year in (now.year - 1, now.year, now.year + 1):
        try:
            options.append(day.replace(year=year))
        except ValueError:
            continue
    return min(options, key=lambda d: abs((d - now).days), default=day)


def _merged(
    found: list[TimeExpression], extra: list[TimeExpression]
) -> list[TimeExpression]:
    ranked = sorted(
        [*found, *extra], key=lambda x: (x.start - x.end, x.rule.startswith("date"))
    )
    out: list[TimeExpression] = []
    for item in ranked:
        if all(item.end <= o.start or o.end <= item.start for o in out):
            out.append(item)
    return sorted(out, key=lambda x: x.start)
